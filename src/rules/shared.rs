//! One answer, several rows: what they all call for is said once and names them all, and what only one of them calls for
//! says whose answer it rests on.

use super::Flag;
use crate::language::Text;
use crate::questionnaire::QuestionId;
use crate::sentence::told;
use crate::situation::Situation;

/// Joins flags that one answer raised through several rows.
pub(super) fn join(situation: &Situation, flags: Vec<Flag>) -> Vec<Flag> {
    if situation.shared.is_empty() {
        return flags;
    }
    let (own, shared): (Vec<Flag>, Vec<Flag>) = flags.into_iter().partition(|flag| source(situation, flag).is_none());
    let mut all = own;
    for mut flag in shared {
        let Some(from) = source(situation, &flag).cloned() else { continue };
        let same = |other: &&mut Flag| {
            let here = other.causes.len() == 1 && other.causes[0].question == from && other.causes[0].entry == flag.causes[0].entry;
            here && other.rule == flag.rule && other.response == flag.response && other.scope == flag.scope && other.gate == flag.gate
        };
        if let Some(other) = all.iter_mut().find(same) {
            take(other, &flag);
        } else {
            let from = told("same-as.rests-on", [("row", from.as_str().into())]).text();
            flag.reason = added(&flag.reason, &from);
            all.push(flag);
        }
    }
    for flag in all.iter_mut().filter(|flag| !flag.also.is_empty()) {
        let rows: Vec<&str> = flag.also.iter().map(QuestionId::as_str).collect();
        let also = told("same-as.also", [("rows", rows.join(", ").as_str().into())]).text();
        flag.reason = added(&flag.reason, &also);
    }
    all
}

/// The row whose answer a flag of one row rests on.
fn source<'s>(situation: &'s Situation, flag: &Flag) -> Option<&'s QuestionId> {
    match flag.causes.as_slice() {
        [one] => situation.shared_from(&one.question),
        _ => None,
    }
}

fn take(flag: &mut Flag, other: &Flag) {
    flag.also.extend(other.causes.iter().map(|cause| cause.question.clone()));
    flag.severity = flag.severity.max(other.severity);
    for clause in other.clause.iter().filter(|clause| !flag.clause.contains(clause)).cloned().collect::<Vec<_>>() {
        flag.clause.push(clause);
    }
    for opened in other.opens.iter().filter(|opened| !flag.opens.contains(opened)).cloned().collect::<Vec<_>>() {
        flag.opens.push(opened);
    }
}

fn added(reason: &Text, more: &Text) -> Text {
    let joined = |reason: &str, more: &str| format!("{reason}{more}");
    Text { en: joined(&reason.en, &more.en), ja: joined(&reason.ja, &more.ja), zh: joined(&reason.zh, &more.zh) }
}
