//! What a reviewer did, in words, for the history.

use crate::journal::{Act, BodyRef, Counts, LivingAct, ReviewAct};
use crate::locale::Locale;
use crate::tui::screen::words;
use crate::workspace::history::Happened;

/// The parts of a line about an act of the review or of people.
pub(super) fn parts(locale: Locale, happened: &Happened) -> Vec<String> {
    let mut parts = said(locale, happened);
    parts.extend(happened.company.clone());
    parts
}

fn said(locale: Locale, happened: &Happened) -> Vec<String> {
    let said = |body: &BodyRef| happened.text(body).unwrap_or(locale.text("history.not-here")).to_owned();
    let word = |table: &str, word: &str| locale.text(&format!("{table}.{word}")).to_owned();
    match &happened.act {
        Act::Review(ReviewAct::Decide(act)) => std::iter::once(word("decision-outcome", act.outcome.word()))
            .chain([said(&act.reason)])
            .chain(act.conditions.iter().map(said))
            .chain(act.no_remedy.as_ref().map(|why| locale.with("proof.no-remedy", &[("why", &said(why))])))
            .collect(),
        Act::Review(ReviewAct::Confirm(act)) => std::iter::once(act.entry.to_string()).chain(act.note.as_ref().map(said)).collect(),
        Act::Review(ReviewAct::Revoke(act)) => vec![act.entry.to_string(), said(&act.reason)],
        Act::Review(ReviewAct::Action(act)) => {
            let due = locale.with("history.by-day", &[("day", &act.due)]);
            vec![word("action-kind", act.kind.word()), said(&act.what), act.owner.clone(), due]
        }
        Act::Review(ReviewAct::Follow(act)) => {
            [act.action.to_string(), word("step", act.step.word())].into_iter().chain(act.note.as_ref().map(said)).collect()
        }
        Act::Review(ReviewAct::Waive(act)) => {
            vec![act.flag.clone(), locale.with("history.until", &[("day", &act.until)]), said(&act.reason)]
        }
        Act::Review(ReviewAct::Return(act)) => vec![super::row(&act.question).to_owned(), said(&act.reason)],
        Act::Review(ReviewAct::Choose(act)) => {
            let value = match &act.counts {
                Counts::Answer(entry) => entry.to_string(),
                Counts::Found { value, .. } => {
                    let value: Vec<String> =
                        value.iter().map(|word| BodyRef::parse(word).map_or(word.clone(), |body| said(&body).to_owned())).collect();
                    value.join(", ")
                }
            };
            let of: Vec<String> = act.of.iter().map(ToString::to_string).collect();
            vec![locale.with("history.counts", &[("row", super::row(&act.question)), ("value", &value)]), of.join(" ≠ "), said(&act.reason)]
        }
        Act::Review(ReviewAct::Snooze(act)) => {
            std::iter::once(locale.with("history.until", &[("day", &act.until)])).chain(act.reason.as_ref().map(said)).collect()
        }
        Act::Review(ReviewAct::Escalate(act)) => vec![act.to.clone(), said(&act.reason)],
        Act::Review(ReviewAct::Risk(act)) => vec![word("risk-response", act.response.word()), said(&act.cause), said(&act.consequence)],
        Act::Review(ReviewAct::Case(act)) => vec![word("trigger", act.trigger.word()), said(&act.reason)],
        Act::Living(act) => living(locale, happened, act),
        Act::Sign(act) => vec![format!("#{}", act.entry), act.key.clone()],
        Act::Seal(act) => vec![format!("#{}", act.entry)],
        Act::Grant(act) => vec![act.person.clone(), act.roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")],
        Act::Withdraw(act) => vec![act.person.clone(), act.roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")],
        Act::Key(act) => vec![act.person.clone()],
        _ => Vec::new(),
    }
}

/// What became of a supplier.
fn living(locale: Locale, happened: &Happened, act: &LivingAct) -> Vec<String> {
    let said = |body: &BodyRef| happened.text(body).unwrap_or(locale.text("history.not-here")).to_owned();
    match act {
        LivingAct::HandOver(act) => {
            let counts = [act.promises.len(), act.actions.len(), act.parked.len()].map(|count| count.to_string());
            let open = [("promises", counts[0].as_str()), ("actions", &counts[1]), ("parked", &counts[2])];
            vec![format!("{} → {}", act.from, act.to), locale.with("living.open", &open), said(&act.reason)]
        }
        LivingAct::Succeeded(act) => {
            std::iter::once(words::succession(locale, act, "succeeded")).chain(act.reason.as_ref().map(said)).collect()
        }
        LivingAct::Succeeds(act) => {
            std::iter::once(words::succession(locale, act, "succeeds")).chain(act.reason.as_ref().map(said)).collect()
        }
    }
}
