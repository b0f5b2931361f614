//! What is known about a supplier: answers, shared answers and checks, as the rules read them.

use std::collections::BTreeMap;

use super::backing::backing;
use crate::answers::{Answers, CheckOn, Given, Standing};
use crate::journal::{BodyRef, Party, Reply};
use crate::questionnaire::{Question, QuestionId, Questionnaire};
use crate::situation::{Answered, Backing, Checked, FOUND_UNTRUE, REASON_ACCEPTED, Situation, State, each};
use crate::supplier::Supplier;

pub(super) fn situation(
    supplier: Supplier,
    tier: Option<String>,
    (answers, sets): (&Answers, &[Questionnaire]),
    bodies: &BTreeMap<String, String>,
    today: jiff::civil::Date,
) -> Situation {
    let mut situation = Situation { supplier, tier, today: Some(today), ..Situation::default() };
    for (key, standing) in &answers.current {
        if key.party != Party::Supplier {
            continue;
        }
        let question = QuestionId::from_text(&key.question);
        let given: Vec<&Given> = match standing {
            Standing::One(given) => vec![given],
            Standing::Conflict(all) => {
                situation.conflicts.push(question.clone());
                all.iter().collect()
            }
        };
        for one in given {
            let also = answered_too(&key.question, answers, sets);
            let backing = backing(one, answers, &situation.supplier, &also, today);
            if let Some(mut answered) = answered(one, bodies, backing) {
                answered.reason_accepted = answers.findings.get(&one.entry).is_some_and(|check| check.outcome == REASON_ACCEPTED);
                situation.answers.entry(question.clone()).or_default().push(answered);
            }
        }
    }
    let is_made = |check: &CheckOn| ![REASON_ACCEPTED, FOUND_UNTRUE].contains(&check.outcome.as_str());
    for ((question, about), check) in answers.checks_about.iter().filter(|(_, check)| is_made(check)) {
        if each::name(about).is_some() {
            let checked = Checked { outcome: check.outcome.clone(), entry: check.entry.to_string() };
            situation.checks_about.entry(QuestionId::from_text(question)).or_default().push((about.clone(), checked));
        }
    }
    // What was found about one flow never hides what was found about all.
    let made = answers.checks.iter().map(|(question, check)| (question, answers.checks_whole.get(question).unwrap_or(check)));
    let made = made.filter(|(_, check)| is_made(check));
    let found = answers.current.iter().filter_map(|(key, standing)| match standing {
        Standing::One(given) => answers.findings.get(&given.entry).map(|check| (&key.question, check)),
        Standing::Conflict(_) => None,
    });
    for (question, check) in made.chain(found.filter(|(_, check)| check.outcome == FOUND_UNTRUE)) {
        let checked = Checked { outcome: check.outcome.clone(), entry: check.entry.to_string() };
        situation.checks.insert(QuestionId::from_text(question), checked);
    }
    situation
}

/// Rows of other sets that an answer answers too and that ask for the same paper, as far as nobody answered them
/// themselves: a paper filed there lies behind this answer.
fn answered_too<'s>(row: &str, answers: &Answers, sets: &'s [Questionnaire]) -> Vec<&'s str> {
    let Some(there) = sets.iter().find_map(|set| set.question(row)) else { return Vec::new() };
    let own = |id: &str| answers.current.keys().any(|key| key.party == Party::Supplier && key.question == id);
    let means = |here: &&Question| {
        let paper = here.evidence.iter().any(|paper| there.evidence.iter().any(|known| known.id == paper.id));
        paper && here.same_as.as_ref().is_some_and(|same| same.rows().any(|row| *row == there.id))
    };
    let all = sets.iter().flat_map(|set| &set.questions).filter(means);
    all.map(|question| question.id.as_str()).filter(|id| !own(id)).collect()
}

pub(super) fn answered(given: &Given, bodies: &BTreeMap<String, String>, backing: Backing) -> Option<Answered> {
    let (state, value, reason_given) = match &given.answer.reply {
        Reply::Value(value) => (State::Answered, resolved(value, bodies), false),
        Reply::DontKnow => (State::DontKnow, Vec::new(), false),
        Reply::Declined => (State::Declined, Vec::new(), false),
        Reply::NotApplicable { reason } => (State::NotApplicable, Vec::new(), reason.is_some()),
        Reply::Withdrawn => return None,
    };
    let about = given.answer.about.clone().unwrap_or_default();
    Some(Answered { state, value, backing, reason_given, reason_accepted: false, about, entry: given.entry.to_string(), by_paper: None })
}

/// Rows and free text lie in bodies; each line is one row.
fn resolved(value: &[String], bodies: &BTreeMap<String, String>) -> Vec<String> {
    match value {
        [one] if BodyRef::parse(one).is_some() => bodies.get(one).map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default(),
        many => many.to_vec(),
    }
}
