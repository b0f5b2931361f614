//! The consolidated declaration: what many suppliers said, as one, with the file and cell behind every line.
//!
//! Where declarations differ, the less comfortable answer stands, and the rule that chose it is said beside it. Comments
//! and persons never enter it; in the anonymous variant suppliers and files are letters as well.

mod mines;
mod telling;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::declaration::{Declaration, MetalAnswers, Reply, SmelterRow, Subject};
use crate::import::{Column, smelter_column};
use crate::inbox::FileVerdict;
use telling::Telling;

pub use mines::{Fed, Mine};

/// A declaration taken into the record, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Supplier id.
    pub supplier: &'a str,
    /// All names the supplier goes by.
    pub names: &'a [String],
    /// The file.
    pub file: &'a FileVerdict,
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Provenance {
    /// Supplier id, or its letter.
    pub supplier: String,
    /// File name, or letter and number.
    pub file: String,
    /// Sheet.
    pub sheet: &'static str,
    /// Cell.
    pub cell: String,
    /// What is said there.
    pub said: String,
}

/// One answer for one metal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consolidated {
    /// Template acronym.
    pub template: &'static str,
    /// Metal.
    pub metal: String,
    /// Question, `q1` …
    pub question: String,
    /// What the question is about.
    pub subject: Subject,
    /// The consolidated answer.
    pub answer: String,
    /// The rule that chose it.
    pub rule: &'static str,
    /// Every declaration's answer.
    pub from: Vec<Provenance>,
}

/// One smelter of one metal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Smelter {
    /// Metal.
    pub metal: String,
    /// The reported identification.
    pub id: Option<String>,
    /// The name most declarations give, the first in order among equals.
    pub name: String,
    /// The country most declarations give.
    pub country: String,
    /// Every row that names it.
    pub from: Vec<Provenance>,
}

/// The consolidated declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollup {
    /// The day it stands for.
    pub on: Date,
    /// Whether suppliers and files are hidden.
    pub anonymous: bool,
    /// How many suppliers.
    pub suppliers: usize,
    /// How many declarations.
    pub declarations: usize,
    /// Answers by template, metal and question.
    pub answers: Vec<Consolidated>,
    /// Smelters by metal, identification and name.
    pub smelters: Vec<Smelter>,
    /// Mines by metal, identification and name.
    pub mines: Vec<Mine>,
}

pub(super) const WITHHELD: &str = "(withheld)";

/// Consolidates declarations; their order does not matter.
#[must_use]
pub fn consolidate(held: &[Held<'_>], on: Date, anonymous: bool) -> Rollup {
    let telling = Telling::new(held, anonymous);
    let mut held: Vec<&Held<'_>> = held.iter().collect();
    held.sort_by_key(|one| (one.supplier, &one.file.sha256));
    let mut answers: BTreeMap<(&'static str, String, String), Gathered> = BTreeMap::new();
    let mut smelters: BTreeMap<(String, bool, String), Rows> = BTreeMap::new();
    let mut mines = mines::Gathering::default();
    for one in &held {
        let Some(read) = &one.file.declaration else { continue };
        for metal in &read.metals {
            gather(one, read, metal, &telling, &mut answers);
        }
        for row in &read.smelters {
            list(one, read, row, &telling, &mut smelters);
        }
        mines.take(one, read, &telling);
    }
    let answers = answers.into_iter().map(|((template, metal, question), gathered)| gathered.settle(template, metal, question)).collect();
    let smelters = smelters.into_values().map(Rows::settle).collect();
    Rollup { on, anonymous, suppliers: telling.suppliers.len(), declarations: held.len(), answers, smelters, mines: mines.settle() }
}

struct Gathered {
    subject: Subject,
    from: Vec<Provenance>,
}

/// Whether later questions are asked about a metal: it is used and remains in the product, as far as anybody said.
pub(super) fn in_scope(metal: &MetalAnswers) -> bool {
    !metal.replies.iter().any(|reply| matches!(reply.subject, Subject::Used | Subject::Remains) && reply.value.as_deref() == Some("No"))
}

fn gather(
    one: &Held<'_>,
    read: &Declaration,
    metal: &MetalAnswers,
    telling: &Telling<'_>,
    answers: &mut BTreeMap<(&'static str, String, String), Gathered>,
) {
    let asked = in_scope(metal);
    let wanted = |reply: &&Reply| asked || matches!(reply.subject, Subject::Used | Subject::Remains);
    for reply in metal.replies.iter().filter(wanted) {
        // An open second question of a metal that is not used is not an answer.
        if !asked && reply.value.is_none() {
            continue;
        }
        let said = telling.said(reply.value.as_deref());
        let key = (read.template.name(), metal.metal.clone(), reply.question.clone());
        let from = telling.at(one, "Declaration", reply.at.clone(), said);
        answers.entry(key).or_insert_with(|| Gathered { subject: reply.subject, from: Vec::new() }).from.push(from);
    }
}

pub(super) const DONT_KNOW: &str = "don't know";

impl Gathered {
    fn settle(mut self, template: &'static str, metal: String, question: String) -> Consolidated {
        self.from.sort();
        let (rank, rule): (fn(&str) -> u8, _) = rule(self.subject);
        let worst = self.from.iter().max_by_key(|place| (rank(&place.said), std::cmp::Reverse(&place.said)));
        let answer = worst.map_or_else(|| DONT_KNOW.to_owned(), |place| place.said.clone());
        Consolidated { template, metal, question, subject: self.subject, answer, rule, from: self.from }
    }
}

/// How uncomfortable an answer is, and the rule in words.
fn rule(subject: Subject) -> (fn(&str) -> u8, &'static str) {
    match subject {
        Subject::Used | Subject::Remains => (yes_counts, "Yes as soon as one declaration says Yes; an open answer stands before No."),
        Subject::CoveredCountries | Subject::Cahra => {
            (yes_counts, "Yes as soon as one declaration says Yes; not knowing stands before No.")
        }
        Subject::ShareAnswered => (share, "The smallest share any declaration in scope gives; an open answer stands below all."),
        Subject::Recycled
        | Subject::AllIdentified
        | Subject::AllReported
        | Subject::AllValidated
        | Subject::ValidatedSmelters
        | Subject::Company => (no_counts, "Yes only when every declaration in scope says Yes; No stands before not knowing."),
    }
}

fn yes_counts(said: &str) -> u8 {
    match said {
        "Yes" => 2,
        "No" => 0,
        _ => 1,
    }
}

fn no_counts(said: &str) -> u8 {
    match said {
        "Yes" => 0,
        "No" => 2,
        _ => 1,
    }
}

fn share(said: &str) -> u8 {
    match said.to_lowercase().as_str() {
        "100%" => 0,
        "greater than 90%" => 1,
        "greater than 75%" => 2,
        "greater than 50%" => 3,
        "50% or less" => 4,
        "none" | "did not survey" => 5,
        _ => 6,
    }
}

#[derive(Default)]
struct Rows {
    metal: String,
    id: Option<String>,
    names: BTreeMap<String, usize>,
    countries: BTreeMap<String, usize>,
    from: Vec<Provenance>,
}

/// A smelter as a row of a declaration names it.
struct Called {
    metal: String,
    id: Option<String>,
    name: String,
    country: String,
}

fn called(one: &Held<'_>, row: &SmelterRow, telling: &Telling<'_>) -> Called {
    // The list's own identification is what others can look up; what a person decided goes before what was typed.
    let matched = one.file.matched.get(&row.row).map(|matched| matched.id.as_str());
    let id = matched.or_else(|| row.cid()).map(|id| telling.text(id).to_uppercase()).filter(|id| is_identification(id));
    // "Not listed" is a choice of the form, never a name.
    let typed = row.called().filter(|name| !name.eq_ignore_ascii_case("smelter not listed"));
    Called { metal: telling.said(row.metal.as_deref()), id, name: telling.said(typed), country: telling.said(row.country.as_deref()) }
}

fn list(
    one: &Held<'_>,
    read: &Declaration,
    row: &SmelterRow,
    telling: &Telling<'_>,
    smelters: &mut BTreeMap<(String, bool, String), Rows>,
) {
    let Called { metal, id, name, country } = called(one, row, telling);
    let key = match &id {
        Some(id) => (metal.clone(), false, id.clone()),
        None => (metal.clone(), true, format!("{}|{}", name.to_lowercase(), country.to_lowercase())),
    };
    let rows = smelters.entry(key).or_insert_with(|| Rows { metal, id, ..Rows::default() });
    *rows.names.entry(name.clone()).or_default() += 1;
    *rows.countries.entry(country).or_default() += 1;
    let column = match (&row.name, &row.look_up) {
        (Some(_), _) => Column::Name,
        (None, Some(_)) => Column::LookUp,
        (None, None) => Column::Metal,
    };
    rows.from.push(telling.place(one, "Smelter List", smelter_column(read, column), row.row, name));
}

/// "Unknown" and its like stand in the column for identifications too.
fn is_identification(text: &str) -> bool {
    text != WITHHELD && text.chars().any(|c| c.is_ascii_digit())
}

impl Rows {
    fn settle(mut self) -> Smelter {
        self.from.sort();
        Smelter { name: most(&self.names), country: most(&self.countries), metal: self.metal, id: self.id, from: self.from }
    }
}

/// What most say, the first in order among equals; what nobody knows only where nothing else is said.
fn most(counts: &BTreeMap<String, usize>) -> String {
    let known = counts.iter().filter(|(text, _)| *text != DONT_KNOW);
    known.max_by_key(|(text, count)| (**count, std::cmp::Reverse(*text))).map_or_else(|| DONT_KNOW.to_owned(), |(text, _)| text.clone())
}
