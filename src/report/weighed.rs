//! How a decision counts, and what became of a supplier, in words: for the shell, the screens and the pages.

use super::in_force::level;
use crate::journal::{Step, SuccessionAct};
use crate::locale::Locale;
use crate::people::Signed;
use crate::register::living::{Inherited, Item, Living};
use crate::review::approval::Second;
use crate::review::basis::Moved;
use crate::review::{ActionOn, ActionState, Decision, Review};

/// How a decision counts: a line, and one for everything that moved since.
#[must_use]
pub fn weighed(locale: Locale, decision: &Decision) -> String {
    let mut line = locale.text(&format!("approval.{}", decision.approval.word())).to_owned();
    if let Some(because) = decision.because {
        line.push_str(&format!(" ({})", locale.with(&format!("insufficient.{}", because.word()), &[("person", &decision.person)])));
    }
    line.push_str(" · ");
    line.push_str(locale.text(if decision.in_force { "review.in-force" } else { "review.not-in-force" }));
    for one in &decision.moved {
        line.push_str(&format!("\n    {}", moved(locale, one)));
    }
    line
}

/// That no decision is in force, because the last one was taken out of it; the reason stands beside that decision.
#[must_use]
pub fn taken_out(locale: Locale, review: &Review) -> Option<String> {
    let (decision, revoked) = review.taken_out()?;
    let outcome = locale.text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned();
    let values = [
        ("since", revoked.at.date().to_string()),
        ("person", revoked.person.clone()),
        ("decision", decision.entry.to_string()),
        ("outcome", outcome),
        ("by", decision.person.clone()),
        ("day", decision.at.date().to_string()),
    ];
    Some(locale.with("review.taken-out", &values.each_ref().map(|(key, value)| (*key, value.as_str()))))
}

/// Who confirmed a decision; a word that does not count for want of a signature says so.
#[must_use]
pub fn seconds_told(locale: Locale, supplier: &str, decision: &Decision, name: impl Fn(&str) -> String) -> Vec<String> {
    let one = |second: &Second| {
        let key = match (second.counts, &second.signed) {
            (true, _) => {
                return Some(
                    locale.with("review.confirmed-by", &[("person", &name(&second.person)), ("entry", &second.entry.to_string())]),
                );
            }
            (false, Signed::Yes(_)) => return None,
            (false, Signed::Unconfirmed(_)) => "review.confirmed-key-waits",
            (false, Signed::No | Signed::Invalid(_)) => "review.confirmed-unsigned",
        };
        let (entry, name) = (second.entry.to_string(), name(&second.person));
        Some(locale.with(key, &[("person", &second.person), ("name", &name), ("entry", &entry), ("id", supplier)]))
    };
    decision.seconds.iter().filter_map(one).collect()
}

/// One thing that moved.
#[must_use]
pub fn moved(locale: Locale, moved: &Moved) -> String {
    let (what, to) = moved.what();
    match to {
        Some(to) => locale.with(&format!("moved.{}", moved.word()), &[("from", &level(locale, what)), ("to", &level(locale, to))]),
        None => locale.with(&format!("moved.{}", moved.word()), &[("what", &level(locale, what))]),
    }
}

/// Who approved it outside this program, in order, and for whom it was decided.
#[must_use]
pub fn outside(locale: Locale, decision: &Decision) -> Vec<String> {
    let approvers = Some(decision.act.approvers.join(" → ")).filter(|names| !names.is_empty());
    let given = [("proof.approvers", approvers.as_ref()), ("proof.on-behalf-of", decision.act.on_behalf_of.as_ref())];
    given.into_iter().filter_map(|(key, what)| Some(locale.with(key, &[("what", what?)]))).collect()
}

/// How an action stands, with who said so and when.
#[must_use]
pub fn action_stands(locale: Locale, action: &ActionOn) -> String {
    let word = locale.text(&format!("action-state.{}", action.state.word())).to_owned();
    let ends = |step: Step| matches!(step, Step::Done | Step::Verified | Step::NotEffective);
    let said = action.steps.iter().rev().find(|step| step.counts && ends(step.act.step));
    match said.filter(|_| action.state != ActionState::Open) {
        Some(step) => {
            let values = [("state", word.as_str()), ("person", &step.person), ("day", &step.at.date().to_string())];
            locale.with("review.stands-by", &values)
        }
        None => word,
    }
}

/// Steps of an action that do not count, each with who wrote it and when.
#[must_use]
pub fn steps_not_counting(locale: Locale, action: &ActionOn) -> Vec<String> {
    let aside = action.steps.iter().filter(|step| !step.counts);
    aside
        .map(|step| {
            let word = locale.text(&format!("step.{}", step.act.step.word())).to_owned();
            let values = [("step", word.as_str()), ("person", &step.person), ("day", &step.at.date().to_string())];
            locale.with("review.step-not-counting", &values)
        })
        .collect()
}

/// What became of a supplier, a line each.
#[must_use]
pub fn became(locale: Locale, living: &Living, id: &str) -> Vec<String> {
    let told = |act: &SuccessionAct, key: &str| {
        let sites = if act.sites.is_empty() { String::new() } else { format!(" ({})", act.sites.join(", ")) };
        let values = [("others", act.others.join(", ")), ("day", act.on.clone())];
        locale.with(&format!("{key}-{}", act.how.word()), &values.each_ref().map(|(key, value)| (*key, value.as_str()))) + &sites
    };
    let mut lines: Vec<String> = living.succeeded.iter().map(|one| format!("→ {}", told(&one.act, "living.succeeded"))).collect();
    lines.extend(living.succeeds.iter().map(|one| format!("← {}", told(&one.act, "living.succeeds"))));
    if living.disputed {
        lines.push(locale.with("living.disputed", &[("id", id)]));
    }
    lines
}

/// What is open at suppliers whose place one took, under the name of each.
#[must_use]
pub fn inherited(locale: Locale, all: &[Inherited]) -> Vec<String> {
    told_of(locale, all, |_| true)
}

/// The same of what was decided about them alone.
#[must_use]
pub fn decided_before(locale: Locale, all: &[Inherited]) -> Vec<String> {
    told_of(locale, all, |item| item.kind == "decision")
}

fn told_of(locale: Locale, all: &[Inherited], meant: impl Fn(&Item) -> bool) -> Vec<String> {
    let line = |from: &str, item: &Item| {
        let group = match item.kind {
            "action" => Some("action-kind"),
            "decision" => Some("decision-outcome"),
            _ => None,
        };
        let of = group.map_or_else(|| item.of.clone(), |group| locale.text(&format!("{group}.{}", item.of)).to_owned());
        let values = [
            ("from", from),
            ("entry", item.entry.as_deref().unwrap_or_default()),
            ("of", of.as_str()),
            ("owner", item.owner.as_deref().unwrap_or("–")),
            ("due", item.due.as_deref().unwrap_or("–")),
            ("at", item.at.as_deref().unwrap_or("–")),
            ("text", item.text.as_str()),
        ];
        format!("  {}", locale.with(&format!("inherited.{}", item.kind), &values))
    };
    let mut lines = Vec::new();
    for one in all.iter().filter(|one| one.items.iter().any(&meant)) {
        let sites = one.sites.join(", ");
        let key = if sites.is_empty() { "inherited.heading" } else { "inherited.heading-sites" };
        lines.push(locale.with(key, &[("name", &one.name), ("from", &one.from), ("on", &one.on), ("sites", &sites)]));
        lines.extend(one.items.iter().filter(|item| meant(item)).map(|item| line(&one.from, item)));
    }
    lines
}
