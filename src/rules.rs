//! The one list of rules.
//!
//! A rule looks at a [`Case`] and reports [findings](crate::flag); its wording, severity, clauses and parameters stand in
//! the policy. Adding a rule touches two places: its own file and one line in [`ALL`].

mod all_good;
mod answer;
mod carried;
mod forced_labour;
mod hold;
mod improvement;
mod mineral;
mod no_smelter;
mod not_conformant;
mod origin_unknown;
mod paper_dates;
mod paper_disputed;
mod paper_metal;
mod paper_sites;
mod paper_withdrawn;
mod papers;
mod regimes;
mod register;
mod remedy;
mod screening;
mod shared;
mod silent;
mod stale_evidence;
mod stale_list;
mod three_checks;
mod unresolved;
mod untrue;
mod upstream;

use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{Question, QuestionId, Response};
use crate::situation::{Answered, Backing, Checked, Situation, State};

/// A gate row was declined or is not known.
pub const UNRESOLVED: &str = "UNRESOLVED";
/// A risk of the table of regimes; since version 2 it takes in what the row itself calls for, since version 3 the metals
/// of the flow choose the regime.
pub const REGIMES: &str = "Z-06";
/// Harm to people that asks for a remedy plan before anybody leaves.
pub const REMEDY: &str = "Z-14";
/// Incidents were reported; a critical one opens a case.
pub const INCIDENT: &str = "F-INCIDENT";
/// An open STOP holds new orders.
pub const HOLD: &str = "Z-01";
/// Version of its code.
pub const HOLD_VERSION: u32 = 1;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// Answers that stand.
    Answers,
    /// Buyer checks and what reviewers found.
    Checks,
    /// Facts of the profile.
    Profile,
    /// The tier of the place.
    Place,
    /// Certificates of the profile.
    Papers,
    /// Accepted declarations.
    Declared,
    /// Due-diligence files.
    Routes,
    /// The list of the day.
    Lists,
    /// Screening against sanctions lists; restricted.
    Screening,
    /// Incidents, findings and risks.
    Registers,
    /// Flags of the other rules.
    Flags,
}

impl Input {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Checks => "checks",
            Self::Profile => "profile",
            Self::Place => "place",
            Self::Papers => "papers",
            Self::Declared => "declared",
            Self::Routes => "routes",
            Self::Lists => "lists",
            Self::Screening => "screening",
            Self::Registers => "registers",
            Self::Flags => "flags",
        }
    }
}

pub use crate::flag::{ANSWER, Cause, Flag, FlagState, Since};
pub use regimes::metals_of;
pub use screening::SET as SCREENING;

/// A rule: id, version of its code, and what it looks at.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Id as in the policy.
    pub id: &'static str,
    /// A changed rule is a new version; the old code stays for old seals.
    pub version: u32,
    /// What it looks at, and nothing else.
    pub reads: &'static [Input],
    check: fn(&Case<'_>, &RuleText) -> Vec<Flag>,
}

/// Every rule, in the order it runs. [`HOLD`] runs last, over the flags of the others.
pub const ALL: [Rule; 27] = [
    Rule { id: ANSWER, version: 2, reads: &[Input::Answers, Input::Checks], check: answer::check },
    Rule { id: UNRESOLVED, version: 1, reads: &[Input::Answers], check: unresolved::check },
    Rule { id: "SILENT", version: 2, reads: &[Input::Answers], check: silent::check },
    Rule { id: "R-FL", version: 1, reads: &[Input::Answers], check: forced_labour::check },
    Rule { id: "UNTRUE", version: 1, reads: &[Input::Answers, Input::Checks], check: untrue::check },
    Rule { id: REGIMES, version: 3, reads: &[Input::Answers, Input::Checks, Input::Profile], check: regimes::check },
    Rule { id: "PAPERS", version: 1, reads: &[Input::Answers, Input::Place, Input::Profile], check: papers::check },
    Rule { id: "Z-07", version: 1, reads: &[Input::Answers], check: stale_evidence::check },
    Rule { id: "Z-12", version: 1, reads: &[Input::Answers], check: all_good::check },
    Rule { id: "Z-13", version: 1, reads: &[Input::Answers], check: improvement::check },
    Rule { id: REMEDY, version: 2, reads: &[Input::Answers, Input::Checks], check: remedy::check },
    Rule { id: "M-SMELTER", version: 1, reads: &[Input::Declared], check: no_smelter::check },
    Rule { id: "M-STATUS", version: 1, reads: &[Input::Declared, Input::Lists], check: not_conformant::check },
    Rule { id: "Z-03", version: 1, reads: &[Input::Declared], check: upstream::check },
    Rule { id: "M-ORIGIN", version: 1, reads: &[Input::Declared], check: origin_unknown::check },
    Rule { id: "Z-10", version: 1, reads: &[Input::Declared, Input::Lists], check: stale_list::check },
    Rule { id: "DD-3", version: 1, reads: &[Input::Routes, Input::Profile, Input::Place], check: three_checks::check },
    Rule { id: "P-DISPUTED", version: 1, reads: &[Input::Papers], check: paper_disputed::check },
    Rule { id: "P-SITES", version: 1, reads: &[Input::Papers, Input::Profile], check: paper_sites::check },
    Rule { id: "P-VOID", version: 1, reads: &[Input::Papers], check: paper_withdrawn::check },
    Rule { id: "P-METAL", version: 1, reads: &[Input::Papers], check: paper_metal::check },
    Rule { id: "P-DATES", version: 1, reads: &[Input::Papers], check: paper_dates::check },
    Rule { id: "S-HIT", version: 1, reads: &[Input::Screening], check: screening::hits },
    Rule { id: "S-SCREEN", version: 1, reads: &[Input::Screening], check: screening::overdue },
    Rule { id: INCIDENT, version: 1, reads: &[Input::Registers], check: register::incidents },
    Rule { id: "F-OVERDUE", version: 1, reads: &[Input::Registers], check: register::overdue },
    Rule { id: "F-SCENARIO", version: 1, reads: &[Input::Registers], check: register::scenarios },
];

/// Runs every rule, marks what is waived, and sorts: gate, response, severity, rule.
#[must_use]
pub fn flags(case: &Case<'_>) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for rule in ALL {
        if let Some(text) = case.policy.rules.get(rule.id) {
            flags.extend((rule.check)(case, text));
        }
    }
    flags = shared::join(case.situation, flags);
    carried::lift(case, &mut flags);
    for flag in &mut flags {
        let held = case.situation.waivers.iter().any(|waiver| (waiver.gate || !flag.gate) && flag.is_meant(&waiver.flag, &waiver.causes));
        if held {
            flag.state = FlagState::Waived;
        }
    }
    // A stop and an unresolved gate end by a decision, never by what somebody did.
    for flag in flags.iter_mut().filter(|flag| !flag.gate && flag.response != Response::Stop) {
        if case.situation.corrections.iter().any(|one| flag.is_meant(&one.flag, &one.causes)) {
            flag.state = FlagState::Closed;
        }
    }
    if case.policy.rules.get(REGIMES).is_some_and(|text| text.version >= 2) {
        flags = regimes::take_in(flags);
    }
    if let Some(text) = case.policy.rules.get(HOLD) {
        flags.extend(hold::check(&flags, text));
    }
    flags.sort_by(|a, b| {
        b.gate
            .cmp(&a.gate)
            .then_with(|| b.response.cmp(&a.response))
            .then_with(|| b.severity.cmp(&a.severity))
            .then_with(|| a.rule.cmp(&b.rule))
            .then_with(|| a.causes.cmp(&b.causes))
    });
    flags
}

/// The answers of questions that are asked now, or were checked by the buyer.
fn answered<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Question, &'a Answered)> + use<'a> {
    let case = *case;
    case.questions()
        .filter(move |question| case.is_asked(&question.id))
        .flat_map(move |question| case.situation.given(&question.id).iter().map(move |answer| (question, answer)))
}

/// The checks made on a row: of the whole supplier, and of each flow or facility. The strictest of these stands for the
/// whole where nobody checked that; it is told once, where it was found.
fn checks_on<'a>(situation: &'a Situation, id: &QuestionId) -> impl Iterator<Item = (&'a str, &'a Checked)> + use<'a> {
    let one_by_one = situation.checks_about.get(id).map_or(&[][..], Vec::as_slice);
    let whole = situation.checks.get(id).filter(|check| !one_by_one.iter().any(|(_, other)| other.entry == check.entry));
    whole.map(|check| ("", check)).into_iter().chain(one_by_one.iter().map(|(about, check)| (about.as_str(), check)))
}

/// A check of the buyer in the place of an answer, for the conditions of its row.
fn as_answer(about: &str, check: &Checked) -> Answered {
    Answered {
        state: State::Answered,
        value: vec![check.outcome.clone()],
        backing: Backing::Sound,
        reason_given: false,
        reason_accepted: false,
        about: about.to_owned(),
        entry: check.entry.clone(),
        by_paper: None,
    }
}

/// An answer in words, for a reason.
fn answer_text(question: &Question, answer: &Answered) -> Text {
    let words = |en: &str, ja: &str, zh: &str| Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() };
    match answer.state {
        crate::situation::State::DontKnow => return words("don't know", "わからない", "不清楚"),
        crate::situation::State::Declined => return words("declined", "回答辞退", "不予答复"),
        crate::situation::State::NotApplicable => return words("not applicable", "該当なし", "不适用"),
        crate::situation::State::Answered => {}
    }
    crate::questionnaire::wording::of(question, &answer.value)
}

/// Fills the placeholders every rule may use.
fn filled(template: &Text, question: &Question, answer: &Answered) -> Text {
    template.with("question", question.id.row()).with_text("text", &question.text).with_text("answer", &answer_text(question, answer))
}

fn cause(question: &Question, answer: &Answered) -> Cause {
    Cause { question: question.id.clone(), entry: answer.entry.clone() }
}

#[cfg(test)]
mod tests;
