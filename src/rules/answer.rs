//! BAD: the questionnaire's own "bad → response" column. One flag for each response of each branch that holds. Since
//! version 2 a table that holds what is no number, or a number that cannot be, goes back whatever the questionnaire says.

use std::collections::BTreeSet;

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::condition::{Asked, Truth};
use crate::figures::Remark;
use crate::language::Text;
use crate::policy::RuleText;
use crate::policy::limit::{LIMIT, Limit};
use crate::questionnaire::{Branch, Kind, Question, QuestionId, Response, Severity, value};
use crate::sentence::{Sentence, told};
use crate::situation::{Answered, State, each};

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (question, answer) in super::answered(case) {
        let unread = if rule.version >= 2 { unread(question, answer) } else { Vec::new() };
        let mut returned = false;
        for branch in &question.bad {
            if branch.when.holds(&case.known().for_answer(question, answer)) == Truth::True {
                returned |= branch.responses.contains(&Response::Return);
                flags.extend(branch_flags(case, rule, (question, answer), (branch, &unread)));
            }
        }
        if !returned && !unread.is_empty() {
            flags.extend(sent_back(rule, question, answer, &unread));
        }
    }
    flags.extend(buyer_checks(case, rule));
    flags
}

/// What nobody can read in the table of an answer.
fn unread(question: &Question, answer: &Answered) -> Vec<Text> {
    match &question.kind {
        Kind::Rows(rows) if answer.state == State::Answered => value::unsound(rows, &answer.value).iter().map(Sentence::text).collect(),
        _ => Vec::new(),
    }
}

/// A table that goes back because it cannot be read.
fn sent_back(rule: &RuleText, question: &Question, answer: &Answered, unread: &[Text]) -> Option<Flag> {
    let template = rule.reason.with_text("answer", &joined(unread));
    let reason = named_of(&[answer.about.clone()].into(), filled(&template, question, answer));
    let mut flag = Flag::raise(rule, question.policy.clone(), reason, vec![cause(question, answer)])?;
    flag.response = Response::Return;
    flag.severity = severity(question, Response::Return);
    flag.clears_when = filled(&rule.clears_when, question, answer);
    flag.action = Some(told("figure.send-back", []).text());
    flag.restricted = question.restricted;
    Some(flag)
}

fn joined(said: &[Text]) -> Text {
    let joined = |pick: fn(&Text) -> &str, between: &str| said.iter().map(pick).collect::<Vec<_>>().join(between);
    Text { en: joined(|text| &text.en, " · "), ja: joined(|text| &text.ja, "／"), zh: joined(|text| &text.zh, "／") }
}

/// What was found about a table and made a branch hold, line by line with number and limit; `None` for other answers.
fn found(case: &Case<'_>, question: &Question, answer: &Answered, (branch, unread): (&Branch, &[Text])) -> Option<Text> {
    let (Kind::Rows(rows), State::Answered) = (&question.kind, answer.state) else { return None };
    let asked = branch.when.findings();
    let wanted = |remark: &Remark| match asked.as_slice() {
        [] => remark.adverse && branch.when.source().contains("gap("),
        all => all.contains(&Asked::Found(remark.verdict)),
    };
    let remarks = rows.remarks(&answer.value, &case.policy.substances);
    let mut said: Vec<Text> = remarks.iter().filter(|remark| wanted(remark)).map(|remark| remark.sentence.text()).collect();
    for one in &asked {
        if let Asked::More { column, limit } = one {
            said.extend(rows.above(&answer.value, column, limit).iter().map(Sentence::text));
        }
    }
    if branch.responses.contains(&Response::Return) {
        said.extend(unread.iter().cloned());
    }
    (!said.is_empty()).then(|| joined(&said))
}

/// The reason with the flows or facilities it is about; what concerns the whole supplier names none.
pub(super) fn named_of(about: &BTreeSet<String>, reason: Text) -> Text {
    let names: Option<Vec<Sentence>> = about.iter().map(|about| each::name(about).map(|name| Sentence::from(&name))).collect();
    match names {
        Some(names) if !names.is_empty() => {
            told("figure.about-one", [("name", Sentence::Listed(names)), ("reason", Sentence::from(&reason))]).text()
        }
        _ => reason,
    }
}

/// The reason with the limits of the policy that the branch names.
fn held_against(case: &Case<'_>, branch: &Branch, reason: Text) -> Text {
    let named = branch.when.names();
    let is_named = |limit: &&Limit| named.iter().any(|name| name.strip_prefix(LIMIT) == Some(limit.id.as_str()));
    let one = |limit: &Limit| told("figure.limit-of", [("what", Sentence::from(&limit.text)), ("number", Sentence::from(&limit.number()))]);
    let limits: Vec<Sentence> = case.policy.limits.iter().filter(is_named).map(one).collect();
    if limits.is_empty() {
        return reason;
    }
    let said = told("figure.held-against", [("limits", Sentence::Listed(limits))]).text();
    Text { en: format!("{} {}", reason.en, said.en), ja: reason.ja + &said.ja, zh: reason.zh + &said.zh }
}

fn branch_flags(
    case: &Case<'_>,
    rule: &RuleText,
    (question, answer): (&Question, &Answered),
    (branch, unread): (&Branch, &[Text]),
) -> Vec<Flag> {
    let mut flags = Vec::new();
    let template = match found(case, question, answer, (branch, unread)) {
        Some(found) => rule.reason.with_text("answer", &found),
        None => rule.reason.clone(),
    };
    for response in &branch.responses {
        let reason = named_of(&[answer.about.clone()].into(), held_against(case, branch, filled(&template, question, answer)));
        let Some(mut flag) = Flag::raise(rule, question.policy.clone(), reason, vec![cause(question, answer)]) else { continue };
        flag.response = *response;
        flag.severity = branch.severity.unwrap_or_else(|| severity(question, *response));
        // Every open STOP counts alike, that of an aggravated branch too.
        flag.gate = *response == Response::Stop;
        flag.clears_when = filled(&rule.clears_when, question, answer);
        flag.action.clone_from(&branch.action);
        flag.scope.clone_from(&branch.scope);
        flag.opens.clone_from(&branch.opens);
        flag.restricted = question.restricted;
        flags.push(flag);
    }
    flags
}

/// Opening deeper work or recording is never as grave as the row itself.
fn severity(question: &Question, response: Response) -> Severity {
    match response {
        Response::Info => Severity::Low,
        Response::Edd | Response::Return => question.severity.min(Severity::High),
        Response::Cap180 | Response::Cap90 | Response::Cap30 | Response::Mit | Response::Hold6 | Response::Stop => question.severity,
    }
}

/// Buyer checks run through the same column: `clear`, `concern` and `hit` are their answers.
fn buyer_checks(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    let checked: BTreeSet<&QuestionId> = case.situation.checks.keys().chain(case.situation.checks_about.keys()).collect();
    for (id, about, check) in
        checked.into_iter().flat_map(|id| super::checks_on(case.situation, id).map(move |(about, check)| (id, about, check)))
    {
        let Some(question) = case.question(id.as_str()).filter(|question| !question.is_asked()) else { continue };
        let answer = super::as_answer(about, check);
        for branch in &question.bad {
            if branch.when.holds(&case.known().for_answer(question, &answer)) == Truth::True {
                flags.extend(branch_flags(case, rule, (question, &answer), (branch, &[])));
            }
        }
    }
    flags
}
