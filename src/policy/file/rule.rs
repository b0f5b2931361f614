//! Rules in a policy file: their wording with its placeholders, and the parameters each works with.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{meant, meant_quoted, nearest};
use crate::language::Text;
use crate::policy::{Clause, Parameters, RuleText};
use crate::questionnaire::{Questionnaire, Response, Severity};
use crate::ratio::Ratio;
use crate::reading::{At, Fields};
use crate::sentence::told;
use crate::supplier::{self, PARTNER_TYPES};

/// What a rule of the program fills in and works with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Id.
    pub(crate) id: &'static str,
    /// Placeholders of its reason.
    reason: &'static [&'static str],
    /// Placeholders of what clears it.
    clears: &'static [&'static str],
    /// Its parameters.
    parameters: &'static [(&'static str, Holds)],
}

/// What a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Rows of questionnaires.
    Rows,
    /// Tiers of places.
    Tiers,
    /// Partner types.
    Roles,
    /// Materials.
    Materials,
    /// Words that nothing else in the file explains.
    Words,
    /// A number from the first to the second.
    Number(i64, i64),
    /// A number of at most as many as the list of that name has.
    Of(&'static str),
}

/// As many days as anybody would wait: a hundred years.
const DAYS: i64 = 36_500;

const fn rule(
    id: &'static str,
    reason: &'static [&'static str],
    clears: &'static [&'static str],
    parameters: &'static [(&'static str, Holds)],
) -> Known {
    Known { id, reason, clears, parameters }
}

const ANSWER: &[&str] = &["question", "text", "answer"];

/// Every rule of the program.
pub(crate) const KNOWN: [Known; 29] = [
    rule("BAD", ANSWER, &[], &[]),
    rule("UNRESOLVED", ANSWER, &[], &[("people", Holds::Number(1, 9))]),
    rule("SILENT", ANSWER, &[], &[]),
    rule("UNTRUE", ANSWER, &[], &[]),
    rule("R-FL", &["count", "list"], &[], &[("questions", Holds::Rows), ("at-least", Holds::Of("questions"))]),
    rule("Z-01", &["count", "list"], &[], &[("people", Holds::Number(1, 9))]),
    rule("Z-03", &["list", "metal"], &["metal"], &[]),
    rule("Z-06", &["answer", "list", "others", "regime", "source"], &[], &[]),
    rule("Z-07", &["question", "text", "answer", "list"], &[], &[]),
    rule("Z-10", &["count", "list"], &[], &[("days", Holds::Number(1, DAYS))]),
    rule("Z-12", &["count", "list"], &[], &[("min-rows", Holds::Number(1, 999))]),
    rule(
        "Z-13",
        &["question", "text", "answer", "count"],
        &[],
        &[("questions", Holds::Rows), ("cause", Holds::Rows), ("review-days", Holds::Number(1, DAYS))],
    ),
    rule("Z-14", &["list"], &[], &[("questions", Holds::Rows), ("risks", Holds::Words), ("signs", Holds::Words)]),
    rule(
        "PAPERS",
        &["count", "list"],
        &[],
        &[("questions", Holds::Rows), ("tiers", Holds::Tiers), ("facts", Holds::Words), ("roles", Holds::Roles)],
    ),
    rule("M-SMELTER", &["metal"], &["metal"], &[]),
    rule("M-STATUS", &["count", "edition", "list", "metal"], &["metal"], &[]),
    rule("M-ORIGIN", &["count", "metal"], &["metal"], &[]),
    rule(
        "DD-3",
        &["list"],
        &[],
        &[("materials", Holds::Materials), ("roles", Holds::Roles), ("deeper-roles", Holds::Roles), ("tiers", Holds::Tiers)],
    ),
    rule("P-DISPUTED", &["list", "question"], &[], &[]),
    rule(
        "P-CONSENT",
        &["list"],
        &[],
        &[("schemes", Holds::Words), ("states", Holds::Words), ("roles", Holds::Roles), ("facts", Holds::Words), ("home", Holds::Words)],
    ),
    rule("P-SITES", &["count", "list", "question", "total"], &[], &[("states", Holds::Words), ("not-of-sites", Holds::Words)]),
    rule("P-VOID", &["list", "question"], &["list"], &[("schemes", Holds::Words), ("instead", Holds::Words)]),
    rule("P-METAL", &["list"], &[], &[]),
    rule("P-DATES", &["list"], &[], &[("warn-days", Holds::Number(0, DAYS))]),
    rule("S-HIT", &["answer", "list", "question", "text"], &[], &[("least-permille", Holds::Number(1, 1000))]),
    rule("S-SCREEN", &["list"], &[], &[("interval-days", Holds::Number(1, DAYS))]),
    rule(
        "F-INCIDENT",
        &["list", "text"],
        &[],
        &[("zero-tolerance", Holds::Words), ("clauses", Holds::Words), ("within-days", Holds::Number(1, DAYS))],
    ),
    rule("F-OVERDUE", &["count", "list"], &[], &[]),
    rule("F-SCENARIO", &["list", "text"], &[], &[]),
];

pub(super) fn read(fields: &Fields<'_, '_>, clauses: &[Clause], sets: &[Questionnaire]) -> BTreeMap<String, RuleText> {
    let mut rules = BTreeMap::new();
    // A clause with a mistake is none that may be named as missing.
    let written: Vec<String> = fields.tables("clause").iter().filter_map(|table| table.text("id")).map(|id| id.value).collect();
    for table in fields.tables("rule") {
        let id = table.need_text("id");
        let version = table.count("version").map_or(1, |version| version.value);
        let (clause, parameters) = (table.texts("clause"), table.table("parameters"));
        for code in clause.iter().cloned().chain(clauses_of_words(parameters.as_ref())) {
            if !clauses.iter().any(|known| known.id == code.value) && !written.contains(&code.value) {
                table.sheet().wrong(
                    &code.at,
                    "unknown-clause",
                    told("remark.clause-of-rule", [("id", (&code.value).into())]),
                    told("remark-do.clause-of-rule", []),
                );
            }
        }
        let severity = table.need_word("severity", &Severity::WORDS);
        let response = table.need_word("response", &Response::WORDS);
        let (title, reason, clears_when) =
            (table.need_languages("title"), table.need_languages("reason"), table.need_languages("clears-when"));
        let source = table.text("source").map(|source| source.value).unwrap_or_default();
        let known = id.as_ref().and_then(|id| known(&table, id, &rules));
        if let Some(known) = known {
            placeholders(&table, "title", &title, &[]);
            placeholders(&table, "reason", &reason, known.reason);
            placeholders(&table, "clears-when", &clears_when, known.clears);
        }
        let parameters = parameters.map(|parameters| read_parameters(&parameters, known, sets)).unwrap_or_default();
        let _ = (table.texts("alias"), table.texts("from-question"));
        table.finish();
        if let (Some(id), Some(severity), Some(response)) = (id, severity, response) {
            let clause = clause.into_iter().map(|code| code.value).collect();
            let (severity, response) = (severity.value, response.value);
            rules.insert(
                id.value.clone(),
                RuleText { id: id.value, version, title, reason, clears_when, clause, severity, response, source, parameters },
            );
        }
    }
    rules
}

/// Clauses a parameter gives to words, such as "corruption P1.7".
fn clauses_of_words(parameters: Option<&Fields<'_, '_>>) -> Vec<At<String>> {
    let lines = parameters.filter(|table| table.is_list("clauses")).map(|table| table.texts("clauses")).unwrap_or_default();
    let clause = |line: At<String>| At { value: line.value.rsplit(' ').next().unwrap_or_default().to_owned(), at: line.at };
    lines.into_iter().map(clause).collect()
}

/// The rule of the program that a text is for. A text for none would never be seen, and the rule meant never fire.
fn known(table: &Fields<'_, '_>, id: &At<String>, before: &BTreeMap<String, RuleText>) -> Option<&'static Known> {
    if before.contains_key(&id.value) {
        let what = told("remark.rule-twice", [("id", (&id.value).into())]);
        table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.keep-one", []));
    }
    let found = KNOWN.iter().find(|known| known.id == id.value);
    if found.is_none() {
        let next = meant_quoted(nearest(&id.value, KNOWN.iter().map(|known| known.id)), told("remark-do.unknown-rule", []));
        table.sheet().wrong(&id.at, "unknown-rule", told("remark.unknown-rule", [("id", (&id.value).into())]), next);
    }
    found
}

/// The words in braces of a text.
fn braced(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(word, _)| word).collect()
}

/// Every placeholder is one that the program fills in, and the languages say the same. One remark for each that is not.
fn placeholders(table: &Fields<'_, '_>, key: &str, text: &Text, fills: &[&str]) {
    let said = [("en", braced(&text.en)), ("ja", braced(&text.ja)), ("zh", braced(&text.zh))];
    let at = |lang: &str| table.table(key).and_then(|texts| texts.span(lang)).unwrap_or_else(|| table.at.clone());
    let mut unknown: BTreeSet<&str> = BTreeSet::new();
    for (lang, words) in &said {
        for word in words.iter().filter(|word| !fills.contains(word)) {
            if unknown.insert(word) {
                let otherwise = if fills.is_empty() {
                    told("remark-do.no-placeholder", [])
                } else {
                    told(
                        "remark-do.use-one-of",
                        [("all", fills.iter().map(|word| format!("{{{word}}}")).collect::<Vec<_>>().join(", ").into())],
                    )
                };
                let next = meant(nearest(word, fills.iter().copied()), otherwise);
                let what = told("remark.unknown-placeholder", [("word", format!("{{{word}}}").into())]);
                table.sheet().wrong(&at(lang), "unknown-placeholder", what, next);
            }
        }
    }
    // A mistyped one is not missing too.
    let every: BTreeSet<&str> = said.iter().flat_map(|(_, words)| words.iter().copied()).filter(|word| fills.contains(word)).collect();
    let mistyped = |words: &BTreeSet<&str>| words.iter().any(|word| unknown.contains(word));
    let texts = [&text.en, &text.ja, &text.zh];
    for ((lang, words), _) in said.iter().zip(texts).filter(|((_, words), text)| !text.is_empty() && !mistyped(words)) {
        for word in every.iter().filter(|word| !words.contains(*word)) {
            let named = || [("word", format!("{{{word}}}").into()), ("lang", (*lang).into())];
            table.sheet().wrong(
                &at(lang),
                "missing-placeholder",
                told("remark.missing-placeholder", named()),
                told("remark-do.missing-placeholder", named()),
            );
        }
    }
}

fn read_parameters(table: &Fields<'_, '_>, known: Option<&Known>, sets: &[Questionnaire]) -> Parameters {
    let mut parameters = Parameters::default();
    let mut numbers: Vec<(At<String>, At<Ratio>)> = Vec::new();
    for key in table.keys() {
        let holds = known.map(|known| known.parameters.iter().find(|(word, _)| *word == key.value).map(|(_, holds)| *holds));
        if let (Some(None), Some(known)) = (holds, known) {
            let next = meant(nearest(&key.value, known.parameters.iter().map(|(word, _)| *word)), told("remark-do.unknown-parameter", []));
            let what = told("remark.unknown-parameter", [("key", (&key.value).into()), ("id", known.id.into())]);
            table.sheet().wrong(&key.at, "unknown-key", what, next);
        }
        if table.is_list(&key.value) {
            let texts = table.texts(&key.value);
            if let Some(Some(holds)) = holds {
                listed(table, &key.value, &texts, holds, sets);
            }
            parameters.lists.insert(key.value.clone(), texts.into_iter().map(|text| text.value).collect());
        } else if let Some(number) = table.number(&key.value) {
            parameters.numbers.insert(key.value.clone(), number.value);
            numbers.push((key, number));
        }
    }
    for (key, number) in numbers {
        let holds = known.and_then(|known| known.parameters.iter().find(|(word, _)| *word == key.value)).map(|(_, holds)| *holds);
        let (least, most) = match holds {
            Some(Holds::Number(least, most)) => (least, most),
            Some(Holds::Of(list)) => (1, parameters.lists.get(list).map_or(1, |list| i64::try_from(list.len()).unwrap_or(i64::MAX))),
            _ => continue,
        };
        if number.value < Ratio::whole(least) || number.value > Ratio::whole(most) {
            let what =
                told("remark.outside", [("key", key.value.into()), ("least", least.to_string().into()), ("most", most.to_string().into())]);
            table.sheet().wrong(&number.at, "out-of-range", what, told("remark-do.outside", []));
        }
    }
    parameters
}

/// What a list of a rule names has to be there.
fn listed(table: &Fields<'_, '_>, key: &str, texts: &[At<String>], holds: Holds, sets: &[Questionnaire]) {
    let choose = |known: &[&str]| {
        let words: Vec<(&str, ())> = known.iter().map(|word| (*word, ())).collect();
        texts.iter().for_each(|text| _ = table.choose(text, key, &words));
    };
    match holds {
        Holds::Rows => texts.iter().for_each(|row| super::decision::known_row(table.sheet(), row, sets)),
        Holds::Tiers => choose(&["T1", "T2", "T3"]),
        Holds::Roles => choose(&PARTNER_TYPES),
        Holds::Materials => choose(&supplier::materials()),
        Holds::Words | Holds::Number(..) | Holds::Of(_) => {}
    }
}
