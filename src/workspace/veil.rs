//! What a buyer does not see: sanctions and antisocial-forces screening. In its place stands a compliance hold.
//!
//! Suspicions are no verdicts, and whoever talks to the supplier must not be able to give them away.

use super::{Dossier, Workspace};
use crate::language::Text;
use crate::questionnaire::{QuestionId, Questionnaire};
use crate::rules::Flag;

/// The rule and gate a buyer sees instead.
pub const HOLD: &str = "compliance-hold";

impl Workspace {
    /// Whether the person writing may see restricted checks.
    #[must_use]
    pub fn sees_restricted(&self) -> bool {
        self.settings().compliance.iter().any(|person| person == self.writer().person())
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
    let sets = dossier.sets.clone();
    let held = dossier.flags.iter().find(|flag| flag.restricted && flag.is_open_stop()).cloned();
    dossier.flags.retain(|flag| !flag.restricted);
    if let Some(stop) = held {
        dossier.flags.insert(0, hold(stop));
    }
    let gates = &mut dossier.assessment.gates_open;
    let before = gates.len();
    gates.retain(|gate| !is_restricted(&sets, gate));
    if gates.len() < before {
        gates.push(HOLD.to_owned());
    }
    let answers = &mut dossier.answers;
    answers.notes.retain(|note| !note.question.as_deref().is_some_and(|question| is_restricted(&sets, question)));
    for papers in [&mut answers.documents, &mut answers.withdrawn] {
        papers.retain(|paper| !paper.question.as_deref().is_some_and(|question| is_restricted(&sets, question)));
    }
    answers.promises.retain(|promise| !is_restricted(&sets, &promise.question));
    answers.checks.retain(|question, _| !is_restricted(&sets, question));
    let hidden = |flag: &str| row_of(flag).is_some_and(|row| is_restricted(&sets, row));
    dossier.review.waivers.retain(|waiver| !hidden(&waiver.act.flag));
    dossier.review.actions.retain(|action| !action.act.flag.as_deref().is_some_and(hidden));
    dossier.review.risks.retain(|risk| !risk.act.flag.as_deref().is_some_and(hidden));
    dossier.situation.screening = crate::situation::Screened::default();
    dossier.situation.checks.retain(|question: &QuestionId, _| !is_restricted(&sets, question.as_str()));
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
        ..stop
    }
}
