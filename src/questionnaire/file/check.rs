//! Drafts → questions: ids are unique, conditions compile, clauses exist, nothing waits for itself in a circle.

use std::collections::BTreeSet;

use super::around::{Around, Offer, PolicyNames, offer};
use super::contradiction;
use super::names::Universe;
use super::same::Beside;
use super::{BranchDraft, Draft, Drafts, SwitchDraft, within};
use crate::condition::Condition;
use crate::diagnostic::{meant, nearest};
use crate::questionnaire::{Branch, CheckSource, FollowUp, Kind, ProfileField, Question, QuestionId, Questionnaire, Switch};
use crate::reading::{At, Sheet};
use crate::sentence::told;

/// What everything of one file is checked against.
struct Checked<'a> {
    sheet: &'a Sheet<'a>,
    set: &'a str,
    universe: Universe<'a>,
    policy: Option<&'a PolicyNames>,
    beside: Beside<'a>,
}

pub(super) fn finish(sheet: &Sheet<'_>, drafts: Drafts, around: &Around, sha256: String) -> Option<Questionnaire> {
    let own = offer(&drafts.head.as_ref()?.id, &drafts);
    let Drafts { head, sections, profile, switches, questions, contradictions, .. } = drafts;
    let head = head?;
    let mut sets: Vec<&Offer> = vec![&own];
    sets.extend(around.sets.iter().filter(|other| other.id != head.id));
    let questions = unique(sheet, questions);
    same_profile(sheet, &profile, &sets[1..]);
    same_names(sheet, &switches, &own);
    // What a row belonged to of which nothing is left is not known.
    for section in sections.iter().filter(|_| own.lost.is_empty() && !own.unsure) {
        if !questions.iter().any(|draft| draft.section.value == section.value.id) {
            let what = told("remark.empty-section", [("id", (&section.value.id).into())]);
            sheet.doubt(&section.at, "empty-section", what, told("remark-do.empty-section", []));
        }
    }
    if !head.standards.is_empty() {
        for draft in questions.iter().filter(|draft| draft.refs.is_empty()) {
            let what = told("remark.no-refs", [("id", (&draft.row.value).into())]);
            sheet.doubt(&draft.row.at, "no-reference", what, told("remark-do.no-refs", []));
        }
    }
    let circular = super::circle::circles(sheet, &places(&head, &switches, &questions), &sets);
    let checked = Checked {
        sheet,
        set: &head.id,
        universe: Universe::new(&sets, around.policy.as_ref()),
        beside: Beside { sheet, sets: &sets },
        policy: around.policy.as_ref(),
    };
    let applies_if = head.applies_if.as_ref().and_then(|source| compile(sheet, source, &checked.universe));
    let switches = switches.into_iter().filter_map(|draft| checked.switch(draft)).collect();
    let mut done = Vec::new();
    for draft in questions {
        let sound = !circular.contains(&format!("{}.{}", head.id, draft.row.value));
        done.extend(checked.complete(draft).filter(|_| sound));
    }
    let contradictions = contradiction::finish(sheet, contradictions, &done, &checked.universe);
    Some(Questionnaire {
        id: head.id.clone(),
        edition: head.edition.clone(),
        title: head.title.clone(),
        standards: head.standards.clone(),
        written_in: head.written_in,
        translation: head.translation.clone(),
        compared: Vec::new(),
        profile: profile.into_iter().map(|field| field.value).collect(),
        applies_if,
        switches,
        sections: sections.into_iter().map(|s| s.value).collect(),
        questions: done,
        contradictions,
        sha256,
    })
}

/// Everything of this file that has a condition for being asked, with the place of the condition.
fn places(head: &super::Head, switches: &[SwitchDraft], questions: &[Draft]) -> Vec<(String, std::ops::Range<usize>)> {
    let name = |row: &str| format!("{}.{row}", head.id);
    let set = head.applies_if.iter().map(|source| (head.id.clone(), source.at.clone()));
    let named = switches.iter().map(|switch| (name(&switch.id.value), switch.when.at.clone()));
    let rows = questions.iter().filter_map(|draft| Some((name(&draft.row.value), draft.show_if.as_ref()?.at.clone())));
    set.chain(named).chain(rows).collect()
}

/// A fact is asked once for all sets, so that all must mean the same by it.
fn same_profile(sheet: &Sheet<'_>, profile: &[At<ProfileField>], others: &[&Offer]) {
    for field in profile {
        let differs = |other: &&&Offer| other.profile.iter().any(|known| known.id == field.value.id && known.kind != field.value.kind);
        if let Some(other) = others.iter().find(differs) {
            let what = told("remark.profile-differs", [("id", (&field.value.id).into()), ("set", (&other.id).into())]);
            sheet.wrong(&field.at, "profile-differs", what, told("remark-do.profile-differs", []));
        }
    }
}

fn same_names(sheet: &Sheet<'_>, switches: &[SwitchDraft], own: &Offer) {
    let mut seen = BTreeSet::new();
    for switch in switches {
        let id = &switch.id.value;
        if !seen.insert(id) || own.kinds.contains_key(&format!("{}.{id}", own.id)) {
            let what = told("remark.name-twice", [("id", id.into())]);
            sheet.wrong(&switch.id.at, "duplicate-id", what, told("remark-do.switch-name", []));
        }
    }
}

fn unique(sheet: &Sheet<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for draft in drafts {
        if !super::is_plain(&draft.row.value) {
            let what = told("remark.row-id", [("id", (&draft.row.value).into())]);
            sheet.wrong(&draft.row.at, "bad-id", what, told("remark-do.row-id", []));
        } else if seen.insert(draft.row.value.clone()) {
            kept.push(draft);
        } else {
            let what = told("remark.question-twice", [("id", (&draft.row.value).into())]);
            sheet.wrong(&draft.row.at, "duplicate-id", what, told("remark-do.question-id", []));
        }
    }
    kept
}

pub(super) fn compile(sheet: &Sheet<'_>, source: &At<String>, universe: &Universe<'_>) -> Option<Condition> {
    match Condition::compile(&source.value, universe) {
        Ok(condition) => Some(condition),
        Err(mistakes) => {
            let named = |at: &std::ops::Range<usize>| source.value.get(at.clone()).unwrap_or_default();
            for mistake in mistakes.into_iter().filter(|one| one.code != "unknown-name" || !universe.may_be(named(&one.at))) {
                sheet.wrong(&within(source, &mistake.at), mistake.code, mistake.what, mistake.next);
            }
            None
        }
    }
}

impl Checked<'_> {
    fn switch(&self, draft: SwitchDraft) -> Option<Switch> {
        let when = compile(self.sheet, &draft.when, &self.universe)?;
        Some(Switch { id: format!("{}.{}", self.set, draft.id.value), when, text: draft.text })
    }

    fn complete(&self, draft: Draft) -> Option<Question> {
        let id = QuestionId::new(self.set, &draft.row.value);
        let universe = self.universe.for_question(id.as_str());
        let mut sound = true;
        let same_as = self.beside.complete(&id, &draft);
        let show_if = draft.show_if.as_ref().map(|source| compile(self.sheet, source, &universe));
        sound &= !matches!(show_if, Some(None));
        let follow_up = draft.follow_up.map(|(when, text)| {
            let when = when.and_then(|source| compile(self.sheet, &source, &universe));
            FollowUp { when, text }
        });
        let mut bad = Vec::new();
        for branch in draft.bad {
            let at = branch.when.at.clone();
            match branch_of(self.sheet, branch, &universe) {
                Some(branch) => {
                    if draft.kind == Kind::Maturity {
                        self.every_level(&branch.when, &at);
                    }
                    bad.push(branch);
                }
                None => sound = false,
            }
        }
        self.known_clauses(&draft.policy);
        if draft.gate && bad.is_empty() && sound {
            let what = told("remark.gate-without-response", [("id", id.as_str().into())]);
            self.sheet.wrong(&draft.row.at, "gate-without-response", what, told("remark-do.gate-without-response", []));
        }
        if let Some((source, Some(condition))) = draft.show_if.as_ref().zip(show_if.as_ref())
            && super::never::holds_never(condition, &self.universe)
        {
            let what = told("remark.never-asked", [("id", id.as_str().into())]);
            self.sheet.wrong(&source.at, "never-asked", what, told("remark-do.never-asked", []));
        }
        let check_source =
            draft.check_source.map(|mark| CheckSource { place: self.sheet.place(&mark.at), text: mark.value, compared: None });
        let severity = draft.severity?;
        sound.then(|| Question {
            id,
            section: draft.section.value,
            kind: draft.kind,
            severity,
            gate: draft.gate,
            asked_by: draft.asked_by,
            restricted: draft.restricted,
            exposure: draft.exposure,
            weight: draft.weight,
            short: draft.short,
            text: draft.text,
            guidance: draft.guidance,
            bad,
            evidence: draft.evidence,
            follow_up,
            show_if: show_if.flatten(),
            refs: draft.refs,
            policy: draft.policy.into_iter().map(|clause| clause.value).collect(),
            check_source,
            levels: draft.levels,
            same_as,
            per: draft.per,
            flows: draft.flows,
        })
    }

    /// A row with levels tells the good from the bad by them.
    fn every_level(&self, when: &Condition, at: &std::ops::Range<usize>) {
        let (what, next) = match super::never::same_for_every_level(when) {
            Some(true) => ("remark.always-bad", "remark-do.level-between"),
            Some(false) => ("remark.never-bad", "remark-do.level-between"),
            None => return,
        };
        self.sheet.wrong(at, "always-or-never", told(what, [("when", when.source().into())]), told(next, []));
    }

    fn known_clauses(&self, named: &[At<String>]) {
        let Some(clauses) = self.policy.map(|policy| &policy.clauses) else { return };
        for clause in named.iter().filter(|clause| !clauses.contains(&clause.value)) {
            let next = meant(nearest(&clause.value, clauses.iter().map(String::as_str)), told("remark-do.name-clause", []));
            self.sheet.wrong(&clause.at, "unknown-clause", told("remark.no-such-clause", [("id", (&clause.value).into())]), next);
        }
    }
}

fn branch_of(sheet: &Sheet<'_>, draft: BranchDraft, universe: &Universe<'_>) -> Option<Branch> {
    for opened in &draft.opens {
        if opened.value.contains('.') && universe.question(&opened.value).is_none() && !universe.may_be(&opened.value) {
            let next = meant(nearest(&opened.value, universe.questions()), told("remark-do.opens", []));
            sheet.wrong(&opened.at, "unknown-name", told("remark.opens", [("id", (&opened.value).into())]), next);
        }
    }
    let when = compile(sheet, &draft.when, universe)?;
    Some(Branch {
        when,
        grade: draft.grade,
        responses: draft.responses,
        severity: draft.severity,
        scope: draft.scope,
        opens: draft.opens.into_iter().map(|opened| opened.value).collect(),
        rule: draft.rule,
        finding: draft.finding,
        action: draft.action,
    })
}
