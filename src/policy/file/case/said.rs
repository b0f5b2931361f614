//! What a case says of its supplier: answers, checks, facts, materials, papers. A value that the row does not take, or a
//! word nobody knows, would let the case hold for another reason than its sentence.

use super::{Known, one_of};
use crate::diagnostic::nearest;
use crate::questionnaire::value::normalise;
use crate::questionnaire::{Kind, Question};
use crate::reading::{At, Fields};
use crate::reference::{country, metal, scheme};
use crate::sentence::{Sentence, told};

/// What a row may hold instead of an answer.
const STATES: [&str; 4] = ["dont-know", "declined", "not-applicable", "unanswered"];

/// How far a certificate has come.
const PAPERS: [&str; 5] = ["applied", "under-assessment", "certified", "lapsed", "disputed"];

impl Known<'_> {
    /// Tells every value of a case that nothing would come of.
    pub(super) fn said(&self, table: &Fields<'_, '_>) {
        // What an old record holds may be what could not be typed today; the case is about that.
        if !table.flag("recorded", false) {
            self.answers(table);
        }
        self.checks(table);
        self.facts_of(table);
        self.materials(table, "materials");
        self.materials(table, "cleared");
        place(table);
        let sites: Vec<String> = table.texts("sites").into_iter().map(|site| site.value).collect();
        for paper in table.tables("certificates") {
            certificate(&paper, &sites);
        }
        for declared in table.tables("declared") {
            metal_of(&declared);
        }
    }

    fn answers(&self, table: &Fields<'_, '_>) {
        let Some(answers) = table.table("answers") else { return };
        for (key, row) in self.rows(&answers) {
            if !row.is_asked() {
                let of = [("id", (&key.value).into())];
                answers.sheet().wrong(&key.at, "bad-answer", told("remark.case-answers-check", of), told("remark-do.case-checks", []));
                continue;
            }
            let typed = answers.texts(&key.value);
            if !matches!(typed.as_slice(), [one] if STATES.contains(&one.value.as_str())) {
                not_taken(&answers, row, &typed, &STATES);
            }
        }
    }

    fn checks(&self, table: &Fields<'_, '_>) {
        let Some(checks) = table.table("checks") else { return };
        for (key, row) in self.rows(&checks) {
            if row.is_asked() {
                let of = [("id", (&key.value).into())];
                checks.sheet().wrong(&key.at, "bad-answer", told("remark.case-checks-answer", of), told("remark-do.case-answers", []));
                continue;
            }
            let found: Vec<At<String>> = checks.text(&key.value).into_iter().collect();
            if !found.is_empty() {
                not_taken(&checks, row, &found, &[]);
            }
        }
    }

    /// The rows that are the keys of a table; what is no row is told elsewhere.
    fn rows(&self, table: &Fields<'_, '_>) -> Vec<(At<String>, &Question)> {
        let row = |key: At<String>| self.rows.get(key.value.as_str()).map(|row| (key, *row));
        table.keys().into_iter().filter_map(row).collect()
    }

    fn facts_of(&self, table: &Fields<'_, '_>) {
        let Some(profile) = table.table("profile") else { return };
        let names: Vec<&str> = self.facts.keys().copied().collect();
        for key in profile.keys() {
            match self.facts.get(key.value.as_str()) {
                // A word that is neither is told where the fact is read.
                Some(true) if !profile.is_flag(&key.value) && profile.is_number(&key.value) => {
                    let _ = profile.flag(&key.value, false);
                }
                Some(false) if profile.is_flag(&key.value) => {
                    let _ = profile.number(&key.value);
                }
                Some(_) => {}
                None if self.sets.is_empty() && nearest(&key.value, names.iter().copied()).is_none() => {}
                None => one_of(&profile, &[key], "remark.no-fact", &names),
            }
        }
    }

    fn materials(&self, table: &Fields<'_, '_>, key: &str) {
        for word in table.texts(key).into_iter().filter(|word| !self.materials.contains(&word.value.as_str())) {
            // By its name in another language or its symbol it is a metal, but no points stand at that.
            match metal::find(&word.value) {
                Some(metal) => {
                    let what = told("remark.no-material", [("word", (&word.value).into())]);
                    table.sheet().wrong(&word.at, "unknown-word", what, told("remark-do.meant-quoted", [("near", (&metal.id).into())]));
                }
                None => one_of(table, &[word], "remark.no-material", &self.materials),
            }
        }
    }
}

/// Tells an answer that the row does not take, at the word it is about.
fn not_taken(table: &Fields<'_, '_>, row: &Question, typed: &[At<String>], beside: &[&str]) {
    let words = |typed: &[At<String>]| typed.iter().map(|word| word.value.clone()).collect::<Vec<_>>();
    if typed.is_empty() || normalise(row, &words(typed)).is_ok() {
        return;
    }
    let alone = typed.iter().find_map(|word| normalise(row, &words(std::slice::from_ref(word))).err().map(|why| (word, why)));
    let whole = || normalise(row, &words(typed)).err().map(|why| (&typed[0], why));
    let Some((word, why)) = alone.or_else(whole) else { return };
    let known = options(row).into_iter().chain(beside.iter().copied());
    let next = match nearest(&word.value, known).filter(|near| *near != word.value) {
        Some(near) => told("remark-do.meant-quoted-or", [("near", near.into()), ("otherwise", why.next)]),
        None => why.next,
    };
    let of: [(&str, Sentence); 2] = [("id", row.id.as_str().into()), ("what", why.what)];
    table.sheet().wrong(&word.at, "bad-answer", told("remark.wrong-value", of), next);
}

/// The words a row takes.
fn options(row: &Question) -> Vec<&str> {
    match &row.kind {
        Kind::YesNo(shape) => shape.words(),
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => choices.iter().map(|choice| choice.id.as_str()).collect(),
        Kind::Number(parts) | Kind::Percent(parts) if parts.len() > 1 => parts.iter().map(|part| part.id.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// The country stands there as its two capital letters; by another name no place would be found for it.
fn place(table: &Fields<'_, '_>) {
    let Some(country) = table.text("country") else { return };
    let code = country::code_of(&country.value);
    if code == Some(country.value.as_str()) {
        return;
    }
    let of = [("code", (&country.value).into())];
    let (what, next) = match code {
        Some(code) => (told("remark.not-a-country", of), told("remark-do.meant-quoted", [("near", code.into())])),
        None => (told("remark.unknown-country", of), told("remark-do.country-code", [])),
    };
    table.sheet().wrong(&country.at, "unknown-country", what, next);
}

fn certificate(paper: &Fields<'_, '_>, sites: &[String]) {
    let one = |key: &str| paper.text(key).into_iter().collect::<Vec<_>>();
    one_of(paper, &one("state"), "remark.no-paper-state", &PAPERS);
    metal_of(paper);
    // Without a list of sites the supplier has one.
    let known: Vec<&str> = if sites.is_empty() { vec!["main"] } else { sites.iter().map(String::as_str).collect() };
    one_of(paper, &one("site"), "remark.no-case-site", &known);
    for expires in one("expires").iter().filter(|day| !day.value.is_empty() && day.value.parse::<jiff::civil::Date>().is_err()) {
        let what = told("remark.not-a-date", [("value", (&expires.value).into())]);
        paper.sheet().wrong(&expires.at, "not-a-date", what, told("remark-do.not-a-date", []));
    }
    // A paper of no known scheme is one that answers nothing, and may be meant; a misspelt one is not.
    let names = scheme::all().iter().flat_map(|scheme| [scheme.id.as_str(), scheme.name.en.as_str()]);
    for scheme in one("scheme").iter().filter(|name| scheme::find(&name.value).is_none()) {
        if let Some(near) = nearest(&scheme.value, names.clone()) {
            let what = told("remark.unknown-scheme", [("id", (&scheme.value).into())]);
            paper.sheet().wrong(&scheme.at, "unknown-word", what, told("remark-do.meant-quoted", [("near", near.into())]));
        }
    }
}

fn metal_of(table: &Fields<'_, '_>) {
    let unknown: Vec<At<String>> = table.text("metal").into_iter().filter(|metal| metal::find(&metal.value).is_none()).collect();
    let ids: Vec<&str> = metal::all().iter().map(|metal| metal.id.as_str()).collect();
    one_of(table, &unknown, "remark.no-material", &ids);
}
