//! The test cases of a policy: answers in, flags and bands out. What they name has to be there; a case about a row that
//! does not exist would hold whatever the policy says.

mod said;

use std::collections::{BTreeMap, BTreeSet};

use super::rule::KNOWN;
use super::scoring::Scoring;
use crate::diagnostic::{Place, nearest};
use crate::policy::{Band, Case, CaseCertificate, CaseDeclared, Expectation, RuleText};
use crate::questionnaire::{Question, Questionnaire, Response};
use crate::reading::{At, Fields};
use crate::sentence::told;
use crate::supplier::{Fact, PARTNER_TYPES};

/// What a case may name.
struct Known<'a> {
    /// Questions; empty where the sets are not known.
    questions: BTreeSet<&'a str>,
    sets: BTreeSet<&'a str>,
    rows: BTreeMap<&'a str, &'a Question>,
    /// Facts of a profile, true where yes or no is due.
    facts: BTreeMap<&'a str, bool>,
    materials: Vec<&'a str>,
    rules: Vec<&'a str>,
    words: &'a Words,
}

/// What a policy calls its rules, bands and levels of attention.
pub(super) struct Words {
    rules: Vec<String>,
    conduct: Vec<String>,
    inherent: Vec<String>,
    bands_known: bool,
    attention: Vec<String>,
}

impl Words {
    pub(super) fn of(rules: &BTreeMap<String, RuleText>, scoring: &Scoring) -> Self {
        let ids = |bands: &[Band]| bands.iter().map(|band| band.id.clone()).collect();
        Self {
            rules: rules.keys().cloned().collect(),
            conduct: ids(&scoring.conduct_bands),
            inherent: ids(&scoring.inherent_bands),
            bands_known: scoring.bands_known,
            attention: scoring.attention.iter().map(|(id, _)| id.clone()).collect(),
        }
    }
}

/// Reads every case and checks what each names.
pub(super) fn read(fields: &Fields<'_, '_>, text: &str, sets: &[Questionnaire], words: &Words) -> Vec<Case> {
    // A rule with a mistake is none that may be named as missing.
    let ids: Vec<String> = fields.tables("rule").iter().filter_map(|table| table.text("id")).map(|id| id.value).collect();
    // One that was renamed by mistake was told where it stands, and not at each case too.
    let is_renamed = ids.iter().any(|id| KNOWN.iter().all(|known| known.id != id));
    let renamed = KNOWN.iter().filter(|_| is_renamed).map(|known| known.id);
    let known = Known {
        questions: sets.iter().flat_map(|set| &set.questions).map(|question| question.id.as_str()).collect(),
        sets: sets.iter().map(|set| set.id.as_str()).collect(),
        rows: sets.iter().flat_map(|set| &set.questions).map(|question| (question.id.as_str(), question)).collect(),
        facts: super::scoring::facts(sets),
        materials: super::scoring::materials(sets),
        rules: words.rules.iter().chain(&ids).map(String::as_str).chain(renamed).collect(),
        words,
    };
    let tables = fields.tables("case");
    let names: Vec<Option<At<String>>> = tables.iter().map(|table| table.need_text("name")).collect();
    for (place, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        if names[..place].iter().flatten().any(|before| before.value == name.value) {
            let what = told("remark.case-twice", [("name", (&name.value).into())]);
            fields.sheet().wrong(&name.at, "duplicate-case", what, told("remark-do.case-name", []));
        }
    }
    let sentences: Vec<&str> = names.iter().flatten().map(|name| name.value.as_str()).collect();
    tables
        .iter()
        .map(|table| {
            known.check(table, &sentences);
            read_case(table, text)
        })
        .collect()
}

impl Known<'_> {
    /// Tells every name of a case that is not there.
    fn check(&self, table: &Fields<'_, '_>, sentences: &[&str]) {
        for key in ["without-evidence", "evidence-expired", "evidence-elsewhere"] {
            self.questions(table, &table.texts(key));
        }
        for key in ["answers", "checks"] {
            self.questions(table, &table.table(key).map(|inner| inner.keys()).unwrap_or_default());
        }
        for set in table.texts("questionnaires") {
            if let Some(near) = self.mistyped(&set.value) {
                let what = told("remark.no-questionnaire", [("id", (&set.value).into())]);
                table.sheet().wrong(&set.at, "unknown-word", what, told("remark-do.meant-quoted", [("near", near.into())]));
            }
        }
        one_of(table, &table.text("role").into_iter().collect::<Vec<_>>(), "remark.no-partner-type", &PARTNER_TYPES);
        one_of(table, &table.text("base").into_iter().collect::<Vec<_>>(), "remark.no-base", &["good-with-evidence", "good", "none"]);
        self.said(table);
        let nothing = |at| {
            let what = told("remark.case-without-expect", []);
            table.sheet().wrong(at, "missing-key", what, told("remark-do.case-without-expect", []));
        };
        match table.table("expect") {
            Some(expect) if expect.keys().is_empty() => nothing(&expect.at),
            Some(expect) => self.expected(&expect, sentences),
            None if !table.has("expect") => nothing(&table.at),
            None => {}
        }
    }

    fn expected(&self, expect: &Fields<'_, '_>, sentences: &[&str]) {
        let codes = Response::WORDS.map(|(code, _)| code);
        for key in ["responses", "not-responses"] {
            one_of(expect, &expect.texts(key), "remark.no-such-response", &codes);
        }
        for key in ["flags", "not-flags"] {
            for flag in expect.texts(key) {
                let (rule, row) = flag.value.split_once(':').map_or((flag.value.as_str(), None), |(rule, row)| (rule, Some(row)));
                one_of(expect, &[At { value: rule.to_owned(), at: flag.at.clone() }], "remark.no-rule", &self.rules);
                if let Some(row) = row {
                    self.questions(expect, &[At { value: row.to_owned(), at: flag.at.clone() }]);
                }
            }
        }
        for key in ["unresolved", "asked", "not-asked", "by-certificate", "not-by-certificate", "by-another-row", "not-by-another-row"] {
            self.questions(expect, &expect.texts(key));
        }
        let regimes: Vec<&str> = crate::reference::regime::built_in().regimes.iter().map(|regime| regime.id.as_str()).collect();
        one_of(expect, &expect.texts("regimes"), "remark.no-regime", &regimes);
        let Words { conduct, inherent, bands_known, attention, .. } = self.words;
        for (key, known) in [("band", conduct), ("band-at-least", conduct), ("inherent-band", inherent), ("attention", attention)] {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            // Where a name stands twice, the one it took the place of is not known.
            if (key.contains("band") && !bands_known) || known.iter().collect::<BTreeSet<_>>().len() < known.len() {
                continue;
            }
            one_of(expect, &expect.text(key).into_iter().collect::<Vec<_>>(), "remark.no-band", &known);
        }
        for key in ["same-conduct-as", "not-worse-than"] {
            one_of(expect, &expect.text(key).into_iter().collect::<Vec<_>>(), "remark.no-case", sentences);
        }
    }

    /// The set that is meant by a word which is nearly its id. A policy is also read beside some of its questionnaires only,
    /// so that a set nobody knows here may still be one.
    fn mistyped(&self, set: &str) -> Option<&str> {
        if self.sets.contains(set) { None } else { nearest(set, self.sets.iter().copied()) }
    }

    fn questions(&self, table: &Fields<'_, '_>, named: &[At<String>]) {
        for id in named.iter().filter(|id| !self.questions.contains(id.value.as_str())) {
            let set = id.value.split('.').next().unwrap_or_default();
            let own = self.questions.iter().copied().filter(|known| known.split('.').next() == Some(set));
            let next = match (self.mistyped(set), nearest(&id.value, own)) {
                (Some(near), _) => told("remark-do.meant-questionnaire", [("near", near.into())]),
                (None, Some(near)) => told("remark-do.meant", [("near", near.into())]),
                (None, None) if self.sets.contains(set) || !id.value.contains('.') && !self.sets.is_empty() => {
                    told("remark-do.whole-id", [])
                }
                (None, None) => continue,
            };
            table.sheet().wrong(&id.at, "unknown-name", told("remark.no-question", [("id", (&id.value).into())]), next);
        }
    }
}

/// Words out of a closed list; `what` is the key of the sentence about one that is not there.
fn one_of(table: &Fields<'_, '_>, words: &[At<String>], what: &'static str, known: &[&str]) {
    for word in words.iter().filter(|word| !word.value.is_empty() && !known.contains(&word.value.as_str())) {
        let otherwise = match what {
            "remark.no-rule" if known.len() > 30 => told("remark-do.see-rules", []),
            "remark.no-case" if known.len() > 30 => told("remark-do.see-cases", []),
            _ => told("remark-do.use-one-of", [("all", known.join(", ").into())]),
        };
        let next = match nearest(&word.value, known.iter().copied()) {
            Some(near) => told("remark-do.meant-quoted-or", [("near", near.into()), ("otherwise", otherwise)]),
            None => otherwise,
        };
        table.sheet().wrong(&word.at, "unknown-word", told(what, [("word", (&word.value).into())]), next);
    }
}

fn read_case(table: &Fields<'_, '_>, text: &str) -> Case {
    let mut case = Case {
        name: table.need_text("name").map(|name| name.value).unwrap_or_default(),
        country: table.text("country").map(|country| country.value).unwrap_or_default(),
        role: table.text("role").map(|role| role.value).unwrap_or_default(),
        materials: table.texts("materials").into_iter().map(|text| text.value).collect(),
        base: table.text("base").map_or_else(|| "none".to_owned(), |base| base.value),
        without_evidence: table.texts("without-evidence").into_iter().map(|text| text.value).collect(),
        sites: table.texts("sites").into_iter().map(|text| text.value).collect(),
        certificates: table.tables("certificates").iter().map(read_certificate).collect(),
        buyer_checks: table.flag("buyer-checks", true),
        short_set: table.flag("short-set", false),
        questionnaires: table.texts("questionnaires").into_iter().map(|text| text.value).collect(),
        evidence_expired: table.texts("evidence-expired").into_iter().map(|text| text.value).collect(),
        evidence_elsewhere: table.texts("evidence-elsewhere").into_iter().map(|text| text.value).collect(),
        declared: table.tables("declared").iter().map(read_declared).collect(),
        cleared: table.texts("cleared").into_iter().map(|text| text.value).collect(),
        status_list_days: table.count("status-list-days").map(|days| days.value),
        line: Place::at("", text, table.at.start).line,
        ..Case::default()
    };
    if let Some(profile) = table.table("profile") {
        for key in profile.keys() {
            let fact = if profile.is_flag(&key.value) {
                Fact::Flag(profile.flag(&key.value, false))
            } else {
                Fact::Number(profile.number(&key.value).map(|n| n.value).unwrap_or_default())
            };
            case.profile.insert(key.value, fact);
        }
    }
    if let Some(answers) = table.table("answers") {
        for key in answers.keys() {
            let value = answers.texts(&key.value).into_iter().map(|text| text.value).collect();
            case.answers.insert(key.value, value);
        }
    }
    if let Some(checks) = table.table("checks") {
        for key in checks.keys() {
            if let Some(outcome) = checks.text(&key.value) {
                case.checks.insert(key.value, outcome.value);
            }
        }
    }
    if let Some(expect) = table.table("expect") {
        case.expect = read_expectation(&expect);
    }
    // Asked for where the answers are held against their rows.
    let _ = table.flag("recorded", false);
    case.places = places(table, text);
    table.finish();
    case
}

/// Where the answers, the checks and each expectation stand, so that a difference is told at its word.
fn places(table: &Fields<'_, '_>, text: &str) -> BTreeMap<String, (usize, usize)> {
    let place = |at: &std::ops::Range<usize>| {
        let place = Place::at("", text, at.start);
        (place.line, place.column)
    };
    let mut all = BTreeMap::new();
    for key in ["answers", "checks"] {
        let rows = table.table(key).map(|rows| rows.keys()).unwrap_or_default();
        all.extend(rows.into_iter().map(|row| (format!("{key}={}", row.value), place(&row.at))));
    }
    let Some(expect) = table.table("expect") else { return all };
    for key in expect.keys() {
        all.insert(key.value.clone(), place(&key.at));
        if expect.is_list(&key.value) {
            let words = expect.texts(&key.value);
            all.extend(words.into_iter().map(|word| (format!("{}={}", key.value, word.value), place(&word.at))));
        }
    }
    all
}

fn read_declared(table: &Fields<'_, '_>) -> CaseDeclared {
    let words = [("yes", "yes"), ("no", "no"), ("unknown", "unknown")];
    let word = |key: &str| table.word(key, &words).map(|word| word.value.to_owned()).unwrap_or_default();
    let declared = CaseDeclared {
        metal: table.need_text("metal").map(|metal| metal.value).unwrap_or_default(),
        covered: word("covered"),
        cahra: word("cahra"),
    };
    table.finish();
    declared
}

fn read_certificate(table: &Fields<'_, '_>) -> CaseCertificate {
    let word = |key: &str| table.text(key).map(|text| text.value).unwrap_or_default();
    let certificate = CaseCertificate {
        scheme: table.need_text("scheme").map(|scheme| scheme.value).unwrap_or_default(),
        state: table.need_text("state").map(|state| state.value).unwrap_or_default(),
        site: word("site"),
        metal: word("metal"),
        expires: word("expires"),
        expired: table.flag("expired", false),
        said: table.flag("said", false),
    };
    table.finish();
    certificate
}

fn read_expectation(table: &Fields<'_, '_>) -> Expectation {
    let list = |key: &str| table.texts(key).into_iter().map(|text| text.value).collect();
    let one = |key: &str| table.text(key).map(|text| text.value);
    let expectation = Expectation {
        flags: list("flags"),
        not_flags: list("not-flags"),
        no_flags: table.flag("no-flags", false),
        asked: list("asked"),
        not_asked: list("not-asked"),
        by_certificate: list("by-certificate"),
        not_by_certificate: list("not-by-certificate"),
        by_another_row: list("by-another-row"),
        not_by_another_row: list("not-by-another-row"),
        responses: list("responses"),
        not_responses: list("not-responses"),
        regimes: list("regimes"),
        unresolved: list("unresolved"),
        band_at_least: one("band-at-least"),
        band: one("band"),
        inherent_band: one("inherent-band"),
        attention: one("attention"),
        verified: table.has("verified").then(|| table.flag("verified", false)),
        same_conduct_as: one("same-conduct-as"),
        not_worse_than: one("not-worse-than"),
    };
    table.finish();
    expectation
}
