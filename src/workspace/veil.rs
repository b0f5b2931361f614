//! What a buyer does not see: sanctions and antisocial-forces screening. In its place stands a compliance hold.
//!
//! Suspicions are no verdicts, and whoever talks to the supplier must not be able to give them away.

use super::{Dossier, Workspace};
use crate::journal::Role;
use crate::language::Text;
use crate::questionnaire::{QuestionId, Questionnaire};
use crate::rules::Flag;

/// The rule and gate a buyer sees instead.
pub const HOLD: &str = "compliance-hold";

impl Workspace {
    /// Whether the person writing may see restricted checks today, also where the workspace is read as it was.
    #[must_use]
    pub fn sees_restricted(&self) -> bool {
        self.seen_through.unwrap_or_else(|| self.compliance().contains(&self.writer().person()))
    }

    /// Whoever is compliance today: by the record, and before it said so by a line of the settings.
    #[must_use]
    pub fn compliance(&self) -> Vec<&str> {
        if self.people.names_compliance() {
            return self.people.in_office(Role::Compliance, &self.now());
        }
        self.settings().compliance.iter().map(String::as_str).collect()
    }

    /// Whom the line of the settings names and the record does not: without access once the record names anybody.
    #[must_use]
    pub fn only_by_line(&self) -> Vec<&str> {
        let now = self.now();
        let named = self.settings().compliance.iter().map(String::as_str);
        named.filter(|person| !self.people.had(person, Role::Compliance, &now)).collect()
    }

    /// Whether a question is a restricted check that this person may not see.
    #[must_use]
    pub fn is_veiled(&self, question: &str) -> bool {
        !self.sees_restricted() && is_restricted(self.questionnaires(), question)
    }
}

/// The row a flag's key names, if it names one.
pub(super) fn row_of(key: &str) -> Option<&str> {
    key.split('@').next().and_then(|key| key.split(':').nth(1))
}

pub(super) fn is_restricted(sets: &[Questionnaire], question: &str) -> bool {
    let is_screening = question.split('.').next() == Some(crate::rules::SCREENING);
    is_screening || sets.iter().filter_map(|set| set.question(question)).any(|question| question.restricted)
}

/// Takes restricted checks out of a dossier; an open stop among them becomes one compliance hold.
pub(super) fn draw(dossier: &mut Dossier) {
    if let Some(before) = &mut dossier.before {
        draw(before);
    }
    dossier.came.iter_mut().for_each(|one| draw(&mut one.dossier));
    let (sets, rows) = (dossier.sets.clone(), dossier.restricted.clone());
    // A row of an earlier campaign may stand in no questionnaire of this one.
    let closed = |question: &str| rows.contains(question) || is_restricted(&sets, question);
    let held = dossier.flags.iter().find(|flag| flag.restricted && flag.is_open_stop()).cloned();
    dossier.flags.retain(|flag| !flag.restricted);
    if let Some(stop) = held {
        dossier.flags.insert(0, hold(stop));
    }
    let gates = &mut dossier.assessment.gates_open;
    let before = gates.len();
    gates.retain(|gate| !closed(gate));
    if gates.len() < before {
        gates.push(HOLD.to_owned());
    }
    let answers = &mut dossier.answers;
    answers.notes.retain(|note| !note.question.as_deref().is_some_and(&closed));
    for papers in [&mut answers.documents, &mut answers.withdrawn] {
        papers.retain(|paper| !paper.question.as_deref().is_some_and(&closed));
    }
    answers.promises.retain(|promise| !closed(&promise.question));
    answers.checks.retain(|question, _| !closed(question));
    let hidden = |flag: &str| row_of(flag).is_some_and(&closed);
    dossier.review.waivers.retain(|waiver| !hidden(&waiver.act.flag));
    dossier.review.actions.retain(|action| !action.act.flag.as_deref().is_some_and(hidden));
    dossier.review.risks.retain(|risk| !risk.act.flag.as_deref().is_some_and(hidden));
    dossier.situation.carried.retain(|one| !one.flag.restricted);
    dossier.situation.screening = crate::situation::Screened::default();
    dossier.situation.checks.retain(|question: &QuestionId, _| !closed(question.as_str()));
}

fn hold(stop: Flag) -> Flag {
    let text = |en: &str, ja: &str, zh: &str| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
    Flag {
        rule: HOLD.to_owned(),
        clause: vec!["PX".to_owned()],
        reason: text(
            "Compliance hold: ask the compliance officer.",
            "コンプライアンス保留：コンプライアンス担当者に確認してください。",
            "合规暂停：请联系合规负责人。",
        ),
        causes: Vec::new(),
        clears_when: text("The compliance officer lifts it.", "コンプライアンス担当者が解除したとき。", "由合规负责人解除。"),
        action: None,
        scope: None,
        opens: Vec::new(),
        regime: None,
        since: None,
        ..stop
    }
}
