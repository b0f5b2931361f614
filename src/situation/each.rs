//! What a row is asked of one by one where its questionnaire says so: each flow of minerals, or each facility. A flow is
//! a material with the mine or source that an earlier table names, or the material alone where no table names one; a
//! facility is a metal and a smelter of an accepted declaration. Both may also be named by an answer or a check.
//!
//! An answer about none of them speaks for all that have none of their own; of several the worst counts.

use std::collections::BTreeSet;

use super::{Situation, State};
use crate::language::Text;
use crate::questionnaire::{Kind, Per, Questionnaire, value};
use crate::reference::metal;

/// One of the things a row is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    /// What answers are about: `flow:copper/Escondida (CL)`, `facility:tin/CID001105`.
    pub about: String,
    /// What it is called.
    pub name: Text,
}

impl Each {
    fn named(about: String, name: Text) -> Self {
        Self { about, name }
    }
}

/// What an answer is about, in words, where it is one flow or one facility; none for sites and the whole supplier.
#[must_use]
pub fn name(about: &str) -> Option<Text> {
    let (_, name) = about.split_once(':').filter(|_| Per::of(about).is_some())?;
    Some(match name.split_once('/') {
        Some((materials, rest)) => in_words(materials).map(|words| format!("{words} · {rest}")),
        None => in_words(name),
    })
}

/// The same in one language; a site and whatever else has no other name as it is written.
#[must_use]
pub fn told(about: &str, lang: crate::language::Lang) -> String {
    name(about).map_or_else(|| about.to_owned(), |name| crate::clean::line(name.get(lang)))
}

/// The metals of the flow or the facility an answer is about; none for sites and the whole supplier.
#[must_use]
pub fn metals(about: &str) -> Option<Vec<String>> {
    let (_, rest) = about.split_once(':').filter(|_| Per::of(about).is_some())?;
    let metals = rest.split_once('/').map_or(rest, |(metals, _)| metals);
    Some(metals.split('+').map(str::to_owned).collect())
}

/// The materials of a flow, `gold+silver`, as people call them.
fn in_words(materials: &str) -> Text {
    let all: Vec<Text> =
        materials.split('+').map(|id| metal::find(id).map_or_else(|| Text::same(id), |metal| metal.name.clone())).collect();
    let joined = |pick: fn(&Text) -> &str, between: &str| all.iter().map(pick).collect::<Vec<_>>().join(between);
    Text { en: joined(|text| &text.en, ", "), ja: joined(|text| &text.ja, "・"), zh: joined(|text| &text.zh, "、") }
}

/// The flows or facilities of a supplier, in the order they are named.
#[must_use]
pub fn of(situation: &Situation, sets: &[Questionnaire], per: Per) -> Vec<Each> {
    let mut all = match per {
        Per::Flow => flows(situation, sets),
        Per::Facility => facilities(situation),
    };
    for about in contexts(situation) {
        let is_of = about.split_once(':').is_some_and(|(kind, _)| kind == per.word());
        if let Some(name) = name(&about).filter(|_| is_of && !all.iter().any(|known| known.about == about)) {
            all.push(Each::named(about, name));
        }
    }
    all
}

/// Whether something is a flow of materials the supplier handles, or a facility of a metal it handles or declared.
#[must_use]
pub fn is_one(situation: &Situation, per: Per, about: &str) -> bool {
    let Some((kind, _)) = about.split_once(':').filter(|(_, rest)| !rest.trim().is_empty()) else { return false };
    let handled = materials(situation);
    let declared = |id: &str| situation.minerals.declared.iter().any(|declared| declared.metal == id);
    let is_handled = |id: &String| handled.contains(id) || per == Per::Facility && declared(id);
    kind == per.word() && metals(about).is_some_and(|metals| metals.iter().all(is_handled))
}

/// Every flow and facility that an answer or a check speaks of.
#[must_use]
pub fn contexts(situation: &Situation) -> BTreeSet<String> {
    let said = situation.answers.values().flatten().map(|answer| &answer.about);
    let checked = situation.checks_about.values().flatten().map(|(about, _)| about);
    said.chain(checked).filter(|about| name(about).is_some()).cloned().collect()
}

fn flows(situation: &Situation, sets: &[Questionnaire]) -> Vec<Each> {
    let supplied = materials(situation);
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut all: Vec<Each> = Vec::new();
    for question in sets.iter().flat_map(|set| &set.questions).filter(|question| !question.flows.is_empty()) {
        let Kind::Rows(rows) = &question.kind else { continue };
        let of: Vec<&str> = question.flows.iter().map(String::as_str).filter(|id| supplied.iter().any(|known| known == id)).collect();
        if of.is_empty() {
            continue;
        }
        for answer in situation.given(&question.id).iter().filter(|answer| answer.state == State::Answered) {
            for row in value::rows(rows.columns.iter().map(|column| column.id.as_str()), &answer.value) {
                let Some(source) = source(&row) else { continue };
                let about = format!("flow:{}/{source}", of.join("+"));
                told.extend(of.iter().map(|id| (*id).to_owned()));
                if let Some(name) = name(&about).filter(|_| !all.iter().any(|known| known.about == about)) {
                    all.push(Each::named(about, name));
                }
            }
        }
    }
    for id in supplied.into_iter().filter(|id| !told.contains(id)) {
        let about = format!("flow:{id}");
        all.extend(name(&about).map(|name| Each::named(about, name)));
    }
    all
}

/// The mine or source of a row with its place: `Escondida (CL)`, `Bisie (CD-NK)`.
fn source(row: &[(String, String)]) -> Option<String> {
    let cell = |wanted: &str| row.iter().find(|(column, _)| column == wanted).map_or("", |(_, cell)| cell.trim());
    let first = row.first().filter(|(column, _)| column != "country").map_or("", |(_, cell)| cell.trim());
    let place = if cell("region").is_empty() { cell("country") } else { cell("region") };
    match (first, place) {
        ("", "") => None,
        ("", place) => Some(place.to_owned()),
        (first, "") => Some(first.to_owned()),
        (first, place) => Some(format!("{first} ({place})")),
    }
}

/// The minerals the profile or the supplier's own list of metals names.
fn materials(situation: &Situation) -> Vec<String> {
    let named = situation.given(&crate::questionnaire::QuestionId::new("csr-saq", "G1"));
    let said = named.iter().filter(|answer| answer.state == State::Answered).flat_map(|answer| &answer.value);
    let mut all: Vec<String> = Vec::new();
    for id in situation.supplier.materials.iter().chain(said) {
        if metal::find(id).is_some() && !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

fn facilities(situation: &Situation) -> Vec<Each> {
    let mut all: Vec<Each> = Vec::new();
    for declared in &situation.minerals.declared {
        for facility in &declared.facilities {
            let id = facility.id.as_deref().unwrap_or(&facility.name);
            let about = format!("facility:{}/{id}", declared.metal);
            if all.iter().any(|known| known.about == about) {
                continue;
            }
            let called = if facility.id.is_some() { format!("{} ({id})", facility.name) } else { facility.name.clone() };
            let words = in_words(&declared.metal);
            all.push(Each::named(about, words.map(|words| format!("{words} · {called}"))));
        }
    }
    all
}
