//! Regimes: which risk calls for which answer under OECD Annex II, LBMA, LPPM, RMAP, JDDS and the company's own policy.
//!
//! A response is never looked up by risk alone: LBMA ends a relation where the OECD mitigates. The strictest regime that
//! applies to a supplier counts and is named. The table belongs to the program; the company's column may be made
//! stricter by its policy and never milder.

use std::sync::OnceLock;

use super::metal;
use crate::compared::Compared;
use crate::diagnostic::{Diagnostic, meant_quoted, nearest};
use crate::language::Text;
use crate::questionnaire::Response;
use crate::reading::{Fields, Sheet};
use crate::sentence::told;

/// The file of the table.
pub const FILE: &str = "regimes.toml";
/// The regime whose column a policy may make stricter.
pub const COMPANY: &str = "company";

/// What a regime asks for; the order is the order of strictness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Demand {
    /// A closer look before anybody concludes.
    Edd,
    /// Measurable steps in a reasonable time.
    Mit,
    /// A risk plan now; six months from adoption.
    Hold6,
    /// Suspended or ended at once, on reasonable risk.
    Suspend,
    /// The relation is ended and reported.
    Disengage,
}

impl Demand {
    /// The words of files and commands.
    pub const WORDS: [(&'static str, Self); 5] =
        [("DISENGAGE", Self::Disengage), ("SUSPEND", Self::Suspend), ("HOLD6", Self::Hold6), ("MIT", Self::Mit), ("EDD", Self::Edd)];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, demand)| *demand == self).map_or("", |(word, _)| word)
    }

    /// The response it is carried out by here: nothing is ended by itself, a stop waits for people.
    #[must_use]
    pub fn response(self) -> Response {
        match self {
            Self::Edd => Response::Edd,
            Self::Mit => Response::Mit,
            Self::Hold6 => Response::Hold6,
            Self::Suspend | Self::Disengage => Response::Stop,
        }
    }
}

/// What one regime asks for on one risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Regime id.
    pub regime: String,
    /// On reasonable risk or founded suspicion.
    pub suspected: Demand,
    /// Where the thing is known.
    pub known: Demand,
    /// The clause it comes from.
    pub source: String,
    /// From memory: to be compared with the licensed text.
    pub check: bool,
    /// Who compared it, if somebody did.
    pub compared: Option<Compared>,
}

impl Cell {
    /// What is asked for.
    #[must_use]
    pub fn demand(&self, known: bool) -> Demand {
        if known { self.known } else { self.suspected }
    }
}

/// An answer that shows a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Question id.
    pub question: String,
    /// The column that says it, where the answer is a table.
    pub column: Option<String>,
    /// Values, any of them.
    pub value: Vec<String>,
    /// The thing is known, not only suspected.
    pub known: bool,
}

/// One risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Id, `money-laundering`.
    pub id: String,
    /// Paragraph of OECD Annex II; empty where a regime adds it.
    pub paragraph: String,
    /// Name.
    pub title: Text,
    /// What each regime asks for; a regime that is silent has none.
    pub cells: Vec<Cell>,
    /// Answers that show it.
    pub shown: Vec<Shown>,
}

impl Risk {
    /// What a regime asks for.
    #[must_use]
    pub fn cell(&self, regime: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.regime == regime)
    }
}

/// One regime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regime {
    /// Id, `lbma`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Edition.
    pub edition: String,
    /// Metals it is about; empty: all.
    pub metals: Vec<String>,
    /// Partner types it reaches; empty: all.
    pub roles: Vec<String>,
}

impl Regime {
    /// Whether it reaches a supplier of that kind and of those metals.
    #[must_use]
    pub fn applies<'m>(&self, role: &str, metals: impl IntoIterator<Item = &'m str>) -> bool {
        let is_role = self.roles.is_empty() || self.roles.iter().any(|known| known == role);
        let mut keys = metals.into_iter().map(metal::key);
        is_role && (self.metals.is_empty() || keys.any(|key| self.metals.contains(&key)))
    }
}

/// A company's own answer to a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Risk id.
    pub risk: String,
    /// What it asks for, suspected or known.
    pub demand: Demand,
    /// Where that stands.
    pub source: String,
}

/// What is asked for, how it is called and what is done then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The word.
    pub demand: Demand,
    /// Name.
    pub title: Text,
    /// What is done.
    pub act: Text,
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regimes {
    /// Its edition.
    pub edition: String,
    /// Words of the answers.
    pub words: Vec<Words>,
    /// Regimes, in the order of the columns.
    pub regimes: Vec<Regime>,
    /// Risks, in the order of the rows.
    pub risks: Vec<Risk>,
}

impl Regimes {
    /// A regime by id.
    #[must_use]
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.id == id)
    }

    /// A risk by id.
    #[must_use]
    pub fn risk(&self, id: &str) -> Option<&Risk> {
        self.risks.iter().find(|risk| risk.id == id)
    }

    /// The words of an answer.
    #[must_use]
    pub fn words_of(&self, demand: Demand) -> Option<&Words> {
        self.words.iter().find(|words| words.demand == demand)
    }

    /// The table with a company's own column laid over it.
    #[must_use]
    pub fn with_own(&self, own: &[Own]) -> Self {
        let mut all = self.clone();
        for one in own {
            let Some(risk) = all.risks.iter_mut().find(|risk| risk.id == one.risk) else { continue };
            risk.cells.retain(|cell| cell.regime != COMPANY);
            risk.cells.push(Cell {
                regime: COMPANY.to_owned(),
                suspected: one.demand,
                known: one.demand,
                source: one.source.clone(),
                check: false,
                compared: None,
            });
        }
        all
    }

    /// What the regimes that apply ask for, strictest first; of equals the one whose column comes first.
    #[must_use]
    pub fn asked<'r>(&'r self, risk: &'r Risk, known: bool, applies: impl Fn(&Regime) -> bool) -> Vec<(&'r Regime, &'r Cell)> {
        let columns = self.regimes.iter().filter(|regime| applies(regime));
        let mut all: Vec<_> = columns.filter_map(|regime| Some((regime, risk.cell(&regime.id)?))).collect();
        all.sort_by_key(|(_, cell)| std::cmp::Reverse(cell.demand(known)));
        all
    }
}

/// Reads the table.
#[must_use]
pub fn read(file: &str, text: &str) -> (Regimes, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let edition = super::source(&fields);
    let mut words = Vec::new();
    for table in fields.tables("answer") {
        let (demand, title, act) = (table.need_word("is", &Demand::WORDS), table.need_languages("title"), table.need_languages("act"));
        table.finish();
        words.extend(demand.map(|demand| Words { demand: demand.value, title, act }));
    }
    let regimes: Vec<Regime> = fields.tables("regime").iter().filter_map(read_regime).collect();
    let mut risks: Vec<Risk> = Vec::new();
    for table in fields.tables("risk") {
        let at = table.at.clone();
        let Some(risk) = read_risk(&table, &regimes) else { continue };
        if risks.iter().any(|known| known.id == risk.id) {
            sheet.wrong(&at, "duplicate-id", told("remark.risk-twice", [("id", (&risk.id).into())]), told("remark-do.keep-one-row", []));
            continue;
        }
        risks.push(risk);
    }
    fields.finish();
    (Regimes { edition, words, regimes, risks }, sheet.into_problems())
}

fn read_regime(table: &Fields<'_, '_>) -> Option<Regime> {
    let (id, name, edition) = (table.need_text("id"), table.need_languages("name"), table.need_text("edition"));
    let metals = table.texts("metals");
    for metal in &metals {
        if !metal::all().iter().any(|known| known.id == metal.value) {
            let what = told("remark.unknown-metal", [("id", (&metal.value).into())]);
            table.sheet().wrong(&metal.at, "unknown-metal", what, told("remark-do.unknown-metal", []));
        }
    }
    let roles = table.texts("roles").into_iter().map(|role| role.value).collect();
    table.finish();
    let metals = metals.into_iter().map(|metal| metal.value).collect();
    Some(Regime { id: id?.value, name, edition: edition?.value, metals, roles })
}

fn read_risk(table: &Fields<'_, '_>, regimes: &[Regime]) -> Option<Risk> {
    let (id, title) = (table.need_text("id"), table.need_languages("title"));
    let paragraph = table.text("paragraph").map(|paragraph| paragraph.value).unwrap_or_default();
    let shown = table.tables("shown-by").iter().filter_map(read_shown).collect();
    let mut cells = Vec::new();
    match table.table("response") {
        None => table.missing("response"),
        Some(response) => {
            for key in response.keys() {
                if regimes.iter().all(|regime| regime.id != key.value) {
                    let all = regimes.iter().map(|regime| regime.id.as_str()).collect::<Vec<_>>().join(", ");
                    let what = told("remark.unknown-regime", [("id", (&key.value).into())]);
                    table.sheet().wrong(&key.at, "unknown-regime", what, told("remark-do.use-one-of", [("all", all.into())]));
                }
                cells.extend(response.table(&key.value).and_then(|cell| read_cell(&cell, &key.value)));
            }
        }
    }
    table.finish();
    Some(Risk { id: id?.value, paragraph, title, cells, shown })
}

fn read_shown(table: &Fields<'_, '_>) -> Option<Shown> {
    let (question, column) = (table.need_text("question"), table.text("column").map(|column| column.value));
    let value = table.texts("value").into_iter().map(|value| value.value).collect();
    let known = table.flag("known", false);
    table.finish();
    Some(Shown { question: question?.value, column, value, known })
}

fn read_cell(table: &Fields<'_, '_>, regime: &str) -> Option<Cell> {
    let (suspected, known) = (table.need_word("is", &Demand::WORDS), table.word("known", &Demand::WORDS));
    let (source, check) = (table.need_text("source"), table.flag("check", false));
    table.finish();
    let suspected = suspected?;
    if let Some(known) = &known
        && known.value < suspected.value
    {
        let what = told("remark.milder-when-known", [("word", known.value.word().into())]);
        table.sheet().wrong(&known.at, "milder-when-known", what, told("remark-do.milder-when-known", []));
    }
    let known = known.map_or(suspected.value, |known| known.value);
    Some(Cell { regime: regime.to_owned(), suspected: suspected.value, known, source: source?.value, check, compared: None })
}

/// Reads a policy's own column; what asks for less than the column it replaces is refused.
#[must_use]
pub fn read_own(fields: &Fields<'_, '_>, base: &Regimes) -> Vec<Own> {
    let mut all: Vec<Own> = Vec::new();
    for table in fields.tables("company-response") {
        let (risk, demand) = (table.need_text("risk"), table.need_word("is", &Demand::WORDS));
        let source = table.need_text("source");
        table.finish();
        let (Some(risk), Some(demand), Some(source)) = (risk, demand, source) else { continue };
        let sheet = table.sheet();
        let Some(known) = base.risk(&risk.value) else {
            let near = nearest(&risk.value, base.risks.iter().map(|risk| risk.id.as_str()));
            let next = meant_quoted(near, told("remark-do.unknown-risk", []));
            sheet.wrong(&risk.at, "unknown-risk", told("remark.unknown-risk", [("id", (&risk.value).into())]), next);
            continue;
        };
        if all.iter().any(|one| one.risk == risk.value) {
            let what = told("remark.answered-twice", [("id", (&risk.value).into())]);
            sheet.wrong(&risk.at, "duplicate-id", what, told("remark-do.answered-twice", []));
            continue;
        }
        if let Some(cell) = known.cell(COMPANY)
            && demand.value < cell.known
        {
            let what = told(
                "remark.milder-response",
                [
                    ("word", demand.value.word().into()),
                    ("risk", (&risk.value).into()),
                    ("known", cell.known.word().into()),
                    ("source", cell.source.as_str().into()),
                ],
            );
            let next = told("remark-do.milder-response", [("known", cell.known.word().into())]);
            sheet.wrong(&demand.at, "milder-response", what, next);
            continue;
        }
        all.push(Own { risk: risk.value, demand: demand.value, source: source.value });
    }
    all
}

/// The table the program carries.
#[must_use]
pub fn built_in() -> &'static Regimes {
    static ALL: OnceLock<Regimes> = OnceLock::new();
    ALL.get_or_init(|| read(FILE, crate::builtin::reference(FILE).unwrap_or_default()).0)
}

#[cfg(test)]
mod tests;
