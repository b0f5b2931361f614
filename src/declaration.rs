//! What a minerals workbook says, as plain data: who declares, for what, every answer with its cell, every smelter row.
//!
//! Nothing here judges and nothing here knows how a workbook is stored. Text is already clean. Persons named on smelter
//! rows are left out on purpose: only whether a row names somebody is kept.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

/// The reporting templates that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Template {
    /// Tantalum, tin, gold, tungsten.
    Cmrt,
    /// Cobalt, copper, mica and their companions.
    Emrt,
    /// Silver, platinum, palladium, aluminium and others.
    Amrt,
    /// Cobalt, before the EMRT.
    Crt,
}

impl Template {
    /// The acronym.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cmrt => "CMRT",
            Self::Emrt => "EMRT",
            Self::Amrt => "AMRT",
            Self::Crt => "CRT",
        }
    }
}

impl Template {
    /// From its acronym.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Cmrt, Self::Emrt, Self::Amrt, Self::Crt].into_iter().find(|template| template.name() == name)
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A template's revision. The part after the point is read as decimals: 6.22 stands before 6.4.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version {
    /// What stands before the first point.
    pub generation: u32,
    /// What stands after it, empty when there is no point.
    pub rest: String,
}

impl Version {
    /// From its two parts.
    #[must_use]
    pub fn new(generation: u32, rest: &str) -> Self {
        Self { generation, rest: rest.to_owned() }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rest.is_empty() { write!(f, "{}", self.generation) } else { write!(f, "{}.{}", self.generation, self.rest) }
    }
}

/// The cells of the company block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The language the form is shown in.
    Language,
    /// The template's revision and its date.
    Revision,
    /// Company name.
    Company,
    /// Scope of the declaration.
    Scope,
    /// Description of the scope.
    Description,
    /// Unique identifier.
    Id,
    /// Who issued the identifier.
    Authority,
    /// Address.
    Address,
    /// Contact person.
    Contact,
    /// The contact's e-mail.
    ContactEmail,
    /// The contact's telephone.
    ContactPhone,
    /// Who answers for the declaration.
    Authorizer,
    /// That person's title.
    AuthorizerTitle,
    /// That person's e-mail.
    AuthorizerEmail,
    /// That person's telephone.
    AuthorizerPhone,
    /// Effective date.
    Date,
}

/// What a declaration covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The whole company.
    Company,
    /// A list of products.
    Product,
    /// What the description says.
    UserDefined,
}

impl Scope {
    /// The word in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Product => "product",
            Self::UserDefined => "user-defined",
        }
    }

    /// From its word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Company, Self::Product, Self::UserDefined].into_iter().find(|scope| scope.word() == word)
    }
}

/// What a question is about; its number means different things in each generation of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The metal is used or added.
    Used,
    /// It remains in the product.
    Remains,
    /// Smelters source from the covered countries.
    CoveredCountries,
    /// Smelters source from conflict-affected or high-risk areas.
    Cahra,
    /// All of it comes from recycling or scrap.
    Recycled,
    /// Share of suppliers that answered.
    ShareAnswered,
    /// All smelters are identified.
    AllIdentified,
    /// All smelter data received stand in this file.
    AllReported,
    /// All smelters are validated by a scheme; asked in 2.x only.
    AllValidated,
    /// Direct suppliers are held to smelters validated by a third party, asked per mineral.
    ValidatedSmelters,
    /// A question to the company as a whole; its letter tells which.
    Company,
}

/// One answer cell with its comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// `q1` … `q8`, or `A` … `H` for the company.
    pub question: String,
    /// What the question is about.
    pub subject: Subject,
    /// The answer cell.
    pub at: String,
    /// The answer, in the template's own word where it is one.
    pub value: Option<String>,
    /// Whether the answer is one of the template's words.
    pub allowed: bool,
    /// The comment cell beside it.
    pub comment: Option<String>,
}

/// One cell of the company block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadCell {
    /// Which.
    pub field: Field,
    /// Where.
    pub at: String,
    /// What it says; the date as `2024-05-30` when it could be read as one.
    pub value: Option<String>,
}

/// The answers for one metal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetalAnswers {
    /// The metal's English name.
    pub metal: String,
    /// In the order of the form.
    pub replies: Vec<Reply>,
}

/// One row of the product list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Row in the sheet.
    pub row: u32,
    /// Product number.
    pub number: Option<String>,
    /// Product name.
    pub name: Option<String>,
    /// The product's number at whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requester_number: Option<String>,
    /// The product's name at whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requester_name: Option<String>,
    /// Comment.
    pub comment: Option<String>,
}

/// A mineral the sender chose on the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The cell of the choice.
    pub at: String,
    /// The mineral, in the template's own word where it is one.
    pub mineral: String,
}

/// Why a mineral is declared at all, in the sender's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeReason {
    /// Row in the sheet.
    pub row: u32,
    /// The mineral.
    pub mineral: Option<String>,
    /// The reason.
    pub reason: Option<String>,
}

/// One row of the mine list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MineRow {
    /// Row in the sheet.
    pub row: u32,
    /// Metal.
    pub metal: Option<String>,
    /// The smelters that source from this mine.
    pub smelter: Option<String>,
    /// Mine name.
    pub name: Option<String>,
    /// Identification.
    pub id: Option<String>,
    /// Who issued the identification.
    pub source: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Street.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// Proposed next steps.
    pub next: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Whether the row names a contact person or an address; the text itself is not read.
    pub names_a_contact: bool,
}

/// One row of the smelter list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmelterRow {
    /// Row in the sheet.
    pub row: u32,
    /// The identification typed into the input column.
    pub id_input: Option<String>,
    /// Metal.
    pub metal: Option<String>,
    /// The name chosen from the template's look-up.
    pub look_up: Option<String>,
    /// Smelter name.
    pub name: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The identification in its own column: a formula's result or typed.
    pub id: Option<String>,
    /// Who issued the identification.
    pub source: Option<String>,
    /// Street.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// Proposed next steps.
    pub next: Option<String>,
    /// Mine.
    pub mine: Option<String>,
    /// Country of the mine.
    pub mine_country: Option<String>,
    /// Whether all of the feed is recycled.
    pub recycled: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Whether the row names a contact person or an address; the text itself is not read.
    pub names_a_contact: bool,
}

impl SmelterRow {
    /// The identification that counts: the result column, else the input column.
    #[must_use]
    pub fn cid(&self) -> Option<&str> {
        self.id.as_deref().or(self.id_input.as_deref())
    }

    /// The name that counts: the row's own, else the one chosen from the look-up.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.name.as_deref().or(self.look_up.as_deref())
    }

    /// Whether the sender chose "not listed" for this row.
    #[must_use]
    pub fn is_not_listed(&self) -> bool {
        self.says("smelter not listed")
    }

    /// Whether the sender chose "not yet identified" for this row.
    #[must_use]
    pub fn is_not_identified(&self) -> bool {
        self.says("smelter not yet identified")
    }

    fn says(&self, words: &str) -> bool {
        [&self.look_up, &self.name].into_iter().flatten().any(|text| text.to_lowercase() == words)
    }
}

/// A sheet of the workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// Something the reader noticed while reading; not a judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Stable code.
    #[serde(deserialize_with = "code")]
    pub code: Code,
    /// Sheet.
    pub sheet: String,
    /// Cell.
    pub at: String,
    /// What stands there, shortened.
    pub value: String,
    /// A sentence.
    pub message: String,
}

/// A stable code of this program's own.
pub type Code = &'static str;

/// Every code a reader may give to a notice or a refusal.
pub(crate) const CODES: [&str; 44] = [
    // notices
    "answer-in-other-language",
    "answer-without-mineral",
    "columns-moved",
    "date-unclear",
    "embedded-objects",
    "external-links",
    "formula-in-answer",
    "hidden-answer",
    "hidden-sheet",
    "looked-up-here",
    "looks-like-a-formula",
    "macros",
    "minerals-by-order",
    "sheet-missing",
    "template-signs-differ",
    // something else
    "another-document",
    "archive",
    "no-declaration-sheet",
    "unknown-form",
    // refusals
    "archive-in-archive",
    "cell-out-of-bounds",
    "csv-file",
    "damaged",
    "document-type",
    "duplicate-parts",
    "empty-file",
    "encrypted",
    "file-too-large",
    "link",
    "not-a-blank-form",
    "not-a-workbook",
    "old-format",
    "password-protected",
    "pdf-document",
    "picture",
    "reader-failed",
    "reader-stopped",
    "reader-too-slow",
    "strange-names",
    "too-many-cells",
    "too-many-parts",
    "too-many-sheets",
    "too-much-text",
    "unpacks-too-large",
];

/// A code that came from the reading process: one of those known, never text of its own.
pub(crate) fn code<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let said = String::deserialize(from)?;
    CODES.into_iter().find(|code| *code == said).ok_or_else(|| serde::de::Error::custom("a code that no reader gives"))
}

/// How much of the workbook was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Depth {
    /// All answers, products and smelters.
    Full,
    /// Only the company block: the layout of the rest is not known to this reader.
    Heading,
    /// Only kind and version.
    Named,
}

/// What a workbook says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The template's kind.
    pub template: Template,
    /// Its version.
    pub version: Version,
    /// The day the template was issued, from its revision cell.
    pub template_date: Option<Date>,
    /// How much was read.
    pub depth: Depth,
    /// All sheets in order.
    pub sheets: Vec<SheetName>,
    /// Whether the workbook counts days from 1904.
    pub date1904: bool,
    /// The company block.
    pub head: Vec<HeadCell>,
    /// The scope, when it is one of the template's words.
    pub scope: Option<Scope>,
    /// The effective date, when it could be read.
    pub dated: Option<Date>,
    /// Answers per metal, in the order of the form.
    pub metals: Vec<MetalAnswers>,
    /// Answers of the company.
    pub company_answers: Vec<Reply>,
    /// Minerals the sender chose, in templates where they are chosen on the sheet.
    pub chosen: Vec<Chosen>,
    /// Why they are declared.
    pub reasons: Vec<ScopeReason>,
    /// Products.
    pub products: Vec<Product>,
    /// Smelters.
    pub smelters: Vec<SmelterRow>,
    /// Mines.
    pub mines: Vec<MineRow>,
    /// What the reader noticed.
    pub notices: Vec<Notice>,
}

impl Declaration {
    /// A cell of the company block.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&HeadCell> {
        self.head.iter().find(|cell| cell.field == field)
    }

    /// What a cell of the company block says.
    #[must_use]
    pub fn says(&self, field: Field) -> Option<&str> {
        self.field(field).and_then(|cell| cell.value.as_deref())
    }

    /// The answer of one metal to the question about a subject.
    #[must_use]
    pub fn reply(&self, metal: &str, subject: Subject) -> Option<&Reply> {
        self.metals.iter().find(|answers| answers.metal == metal)?.replies.iter().find(|reply| reply.subject == subject)
    }

    /// The company's answer to a letter.
    #[must_use]
    pub fn company_reply(&self, letter: &str) -> Option<&Reply> {
        self.company_answers.iter().find(|reply| reply.question == letter)
    }

    /// Whether its template is of a generation that asked other questions and is not taken any more.
    #[must_use]
    pub const fn is_retired(&self) -> bool {
        match self.template {
            Template::Cmrt => self.version.generation < 6,
            Template::Crt => true,
            Template::Emrt | Template::Amrt => false,
        }
    }

    /// Whether the smelter list holds rows that were not taken, because its columns are not where the template has them.
    #[must_use]
    pub fn has_moved_columns(&self) -> bool {
        self.notices.iter().any(|notice| notice.code == "columns-moved")
    }

    /// Whether nobody has filled it in: no company, no answer, no smelter.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let filled = [Field::Company, Field::Description, Field::Contact, Field::Authorizer, Field::Date];
        self.depth != Depth::Named
            && filled.iter().all(|field| self.says(*field).is_none())
            && self.metals.iter().flat_map(|metal| &metal.replies).chain(&self.company_answers).all(|reply| reply.value.is_none())
            && self.smelters.is_empty()
            && !self.has_moved_columns()
            && self.products.is_empty()
            && self.mines.is_empty()
    }
}
