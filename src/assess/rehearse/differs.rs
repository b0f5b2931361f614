//! What came out of a case otherwise than it says, each with its place in the file and in no language yet.

use std::collections::BTreeMap;

use super::{Failure, Outcome};
use crate::interview::Asked;
use crate::policy::{Case, Policy};
use crate::questionnaire::QuestionId;
use crate::rules::{Flag, UNRESOLVED};
use crate::sentence::{Sentence, told};

/// The differences of one case; `all` are the outcomes by the sentences of their cases.
pub(super) fn of(case: &Case, came: &Outcome, policy: &Policy, all: &BTreeMap<&str, Outcome>) -> Vec<Failure> {
    let mut found = Differs { case, came, wrong: Vec::new() };
    found.answers();
    found.flags();
    found.responses();
    found.asked();
    found.answered_by_others();
    found.words(policy);
    found.beside_others(all);
    found.wrong
}

struct Differs<'a> {
    case: &'a Case,
    came: &'a Outcome,
    wrong: Vec<Failure>,
}

/// A word of the catalogues about one id.
fn about(key: &'static str, id: &str) -> Sentence {
    told(key, [("id", id.into())])
}

impl Differs<'_> {
    /// Notes a difference at a word of a key, or at the key itself.
    fn note(&mut self, key: &str, word: Option<&str>, what: Sentence, next: Sentence) {
        let of_word = word.and_then(|word| self.case.places.get(&format!("{key}={word}")));
        let (line, column) = of_word.or_else(|| self.case.places.get(key)).copied().unwrap_or((self.case.line, 1));
        self.wrong.push(Failure { case: self.case.name.clone(), line, column, what, next });
    }

    /// Notes an expectation that was not met: either the policy or the expectation is to be mended.
    fn unmet(&mut self, key: &str, word: Option<&str>, what: Sentence) {
        self.note(key, word, what, told("remark-do.case-differs", [("key", key.into())]));
    }

    fn row(&self, row: &str) -> Option<Asked> {
        self.came.plan.row(&QuestionId::from_text(row)).map(|row| row.asked.clone())
    }

    /// Answers and checks of rows that nobody asks: the case would hold whatever they say.
    fn answers(&mut self) {
        let case = self.case;
        let closed = |row: &str| case.expect.not_asked.iter().any(|known| known == row);
        for row in case.answers.keys().filter(|row| !closed(row)) {
            if self.row(row) != Some(Asked::Yes) {
                self.note("answers", Some(row), about("remark.case-answer-unasked", row), told("remark-do.case-answer-unasked", []));
            }
        }
        for row in case.checks.keys().filter(|row| !closed(row)) {
            if self.row(row) != Some(Asked::BuyerOnly) {
                self.note("checks", Some(row), about("remark.case-check-unasked", row), told("remark-do.case-answer-unasked", []));
            }
        }
    }

    /// Flags that did not fire, or should not have.
    fn flags(&mut self) {
        let (expect, flags) = (&self.case.expect, &self.came.flags);
        let caused = |flag: &Flag, row: &str| flag.causes.iter().any(|cause| cause.question.as_str() == row);
        let fired = |name: &str| match name.split_once(':') {
            Some((rule, row)) => flags.iter().any(|flag| flag.rule == rule && caused(flag, row)),
            None => flags.iter().any(|flag| flag.rule == name),
        };
        for name in expect.flags.iter().filter(|name| !fired(name)) {
            self.unmet("flags", Some(name), about("remark.case-no-flag", name));
        }
        for name in expect.not_flags.iter().filter(|name| fired(name)) {
            self.unmet("not-flags", Some(name), about("remark.case-flag", name));
        }
        for flag in flags.iter().filter(|flag| expect.no_flags && flag.is_adverse()) {
            let of = [("id", (&flag.rule).into()), ("why", (&flag.reason).into())];
            self.unmet("no-flags", None, told("remark.case-flag-why", of));
        }
        for row in &expect.unresolved {
            if !flags.iter().any(|flag| flag.rule == UNRESOLVED && caused(flag, row)) {
                self.unmet("unresolved", Some(row), about("remark.case-resolved", row));
            }
        }
    }

    fn responses(&mut self) {
        let (expect, flags) = (&self.case.expect, &self.came.flags);
        let called = |code: &str| flags.iter().any(|flag| flag.response.code() == code);
        for code in expect.responses.iter().filter(|code| !called(code)) {
            self.unmet("responses", Some(code), about("remark.case-no-response", code));
        }
        for code in expect.not_responses.iter().filter(|code| called(code)) {
            self.unmet("not-responses", Some(code), about("remark.case-response", code));
        }
        for id in expect.regimes.iter().filter(|id| !flags.iter().any(|flag| flag.regime.as_ref() == Some(*id))) {
            self.unmet("regimes", Some(id), about("remark.case-no-regime", id));
        }
    }

    /// Rows that are asked, or not, otherwise than the case says.
    fn asked(&mut self) {
        let expect = &self.case.expect;
        for row in expect.asked.iter().filter(|row| self.came.plan.row(&QuestionId::from_text(row)).is_none_or(|of| of.asked != Asked::Yes))
        {
            self.unmet("asked", Some(row), about("remark.case-not-asked", row));
        }
        for row in &expect.not_asked {
            let what = match self.row(row) {
                Some(Asked::No | Asked::NotInShortSet) => continue,
                Some(Asked::MayOpen) => "remark.case-may-open",
                Some(Asked::Yes | Asked::BuyerOnly) => "remark.case-asked",
                None => "remark.no-question",
            };
            self.unmet("not-asked", Some(row), about(what, row));
        }
    }

    /// Rows that a certificate or another row answers, or does not.
    fn answered_by_others(&mut self) {
        let (expect, came) = (&self.case.expect, self.came);
        let lists = [
            ("by-certificate", &expect.by_certificate, &came.by_paper, true, "remark.case-no-paper"),
            ("not-by-certificate", &expect.not_by_certificate, &came.by_paper, false, "remark.case-paper"),
            ("by-another-row", &expect.by_another_row, &came.shared, true, "remark.case-not-shared"),
            ("not-by-another-row", &expect.not_by_another_row, &came.shared, false, "remark.case-shared"),
        ];
        for (key, rows, found, wanted, what) in lists {
            for row in rows.iter().filter(|row| found.contains(*row) != wanted) {
                self.unmet(key, Some(row), about(what, row));
            }
        }
    }

    /// Bands, attention, and whether it is verified.
    fn words(&mut self, policy: &Policy) {
        let (expect, got) = (&self.case.expect, &self.came.assessment);
        let none = || told("remark-of.nothing", []);
        let said = |word: Option<&str>| word.map_or_else(none, |word| told("remark-of.values", [("all", word.into())]));
        if let Some(least) = &expect.band_at_least {
            let band = got.band.as_deref();
            let reached = band.is_some_and(|band| band == "critical" || policy.conduct_rank(band) >= policy.conduct_rank(least));
            if !reached {
                let number = got.conduct.map_or_else(none, |number| number.to_string().into());
                let of = [("found", said(band)), ("number", number), ("least", said(Some(least)))];
                self.unmet("band-at-least", None, told("remark.case-milder", of));
            }
        }
        let (verified, wanted) = (got.verified.to_string(), expect.verified.map(|verified| verified.to_string()));
        let words = [
            ("band", "remark-of.conduct-band", &expect.band, got.band_by_number.as_deref()),
            ("inherent-band", "remark-of.inherent-band", &expect.inherent_band, Some(got.inherent.band.as_str())),
            ("attention", "remark-of.attention", &expect.attention, got.attention.as_deref()),
            ("verified", "remark-of.verified", &wanted, Some(verified.as_str())),
        ];
        for (key, name, wanted, found) in words {
            if let Some(wanted) = wanted.as_deref().filter(|wanted| *wanted != found.unwrap_or("none")) {
                let of = [("what", told(name, [])), ("found", said(found)), ("expected", said(Some(wanted)))];
                self.unmet(key, None, told("remark.case-otherwise", of));
            }
        }
    }

    /// Conduct beside that of another case.
    fn beside_others(&mut self, all: &BTreeMap<&str, Outcome>) {
        let (expect, got) = (&self.case.expect, &self.came.assessment);
        let other = |name: &str| all.get(name).map(|other| &other.assessment);
        let beside = |name: &str, what: &'static str| {
            let (here, there) = (got.conduct, other(name).and_then(|other| other.conduct));
            // Printed alike they may differ behind the point all the same; then the exact numbers are told.
            let numbers = if here == there {
                [got.conduct_exact, other(name).and_then(|other| other.conduct_exact)].map(|exact| exact.map(|exact| exact.to_string()))
            } else {
                [here, there].map(|number| number.map(|number| number.to_string()))
            };
            let [here, there] = numbers.map(|number| number.map_or_else(|| told("remark-of.nothing", []), Sentence::from));
            told(what, [("here", here), ("there", there), ("case", name.into())])
        };
        let exact = |name: &str| other(name).and_then(|other| other.conduct_exact);
        if let Some(name) = expect.same_conduct_as.as_deref().filter(|name| exact(name) != got.conduct_exact) {
            self.unmet("same-conduct-as", None, beside(name, "remark.case-unlike"));
        }
        if let Some(name) = expect.not_worse_than.as_deref().filter(|name| exact(name) < got.conduct_exact) {
            self.unmet("not-worse-than", None, beside(name, "remark.case-worse"));
        }
    }
}
