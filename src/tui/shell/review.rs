//! Commands that do what a reviewer did.

use super::Line;
use crate::journal::{ActionAct, BodyRef, Choose, Counts, Decide, ReviewAct, SourceLevel, Step};
use crate::workspace::history::Happened;

/// The command of an act of the review.
pub(super) fn line(happened: &Happened, act: &ReviewAct, supplier: &str) -> Line {
    let said = |body: &BodyRef| happened.text(body).unwrap_or_default().to_owned();
    let text = |body: &Option<BodyRef>| body.as_ref().and_then(|body| happened.text(body));
    match act {
        ReviewAct::Decide(act) => decide(happened, supplier, act),
        ReviewAct::Confirm(act) => Line::of(&["confirm"], &[supplier, &act.entry.to_string()]).maybe("note", text(&act.note)),
        ReviewAct::Revoke(act) => Line::of(&["revoke"], &[supplier, &act.entry.to_string()]).with("reason", &said(&act.reason)),
        ReviewAct::Action(act) => action(happened, supplier, act).maybe("company", act.company.id()),
        ReviewAct::Follow(act) => {
            let (verb, flag) = match act.step {
                Step::Done => ("done", None),
                Step::Verified => ("verify", None),
                Step::NotEffective => ("verify", Some("not-effective")),
                Step::Progress => ("check", None),
                Step::NoProgress => ("check", Some("no-progress")),
            };
            let line = Line::of(&["action", verb], &[supplier, &act.action.to_string()]);
            flag.map_or_else(|| Line::of(&["action", verb], &[supplier, &act.action.to_string()]), |flag| line.flag(flag, true))
                .maybe("note", text(&act.note))
        }
        ReviewAct::Waive(act) => Line::of(&["waive"], &[supplier, &act.flag])
            .with("until", &act.until)
            .with("reason", &said(&act.reason))
            .maybe("company", act.company.id()),
        ReviewAct::Return(act) => Line::of(&["return"], &[supplier, &act.question]).with("reason", &said(&act.reason)),
        ReviewAct::Choose(act) => choose(happened, supplier, act),
        ReviewAct::Snooze(act) => Line::of(&["snooze"], &[supplier])
            .with("until", &act.until)
            .maybe("reason", text(&act.reason))
            .maybe("company", act.company.id()),
        ReviewAct::Escalate(act) => {
            Line::of(&["escalate"], &[supplier]).with("to", &act.to).with("reason", &said(&act.reason)).maybe("company", act.company.id())
        }
        ReviewAct::Risk(act) => Line::of(&["risk"], &[supplier])
            .with("response", act.response.word())
            .with("cause", &said(&act.cause))
            .with("consequence", &said(&act.consequence))
            .with("review-by", &act.review_by)
            .maybe("flag", act.flag.as_deref())
            .maybe("company", act.company.id()),
        ReviewAct::Case(act) => Line::of(&["case"], &[supplier])
            .with("trigger", act.trigger.word())
            .with("reason", &said(&act.reason))
            .maybe("company", act.company.id()),
    }
}

fn decide(happened: &Happened, supplier: &str, act: &Decide) -> Line {
    let said = |body: &BodyRef| happened.text(body).unwrap_or_default().to_owned();
    let line = Line::of(&["decide"], &[supplier]).with("outcome", act.outcome.word()).with("reason", &said(&act.reason));
    act.conditions
        .iter()
        .fold(line, |line, condition| line.with("condition", &said(condition)))
        .maybe("no-remedy", act.no_remedy.as_ref().map(said).as_deref())
        .maybe("review-by", act.review_by.as_deref())
        .maybe("company", act.company.as_deref())
        .maybe("ticket", act.ticket.as_deref())
        .maybe("on-behalf-of", act.on_behalf_of.as_deref())
}

fn choose(happened: &Happened, supplier: &str, act: &Choose) -> Line {
    let line = Line::of(&["settle"], &[supplier, &act.question]).maybe("about", act.about.as_deref());
    let line = match &act.counts {
        Counts::Answer(entry) => line.with("answer", &entry.to_string()),
        Counts::Found { value, source } => {
            let told = |word: &String| BodyRef::parse(word).and_then(|body| happened.text(&body)).unwrap_or(word).to_owned();
            let line = value.iter().map(told).fold(line, |line, value| line.with("value", &value));
            line.maybe("source", source.map(SourceLevel::word))
        }
    };
    line.with("reason", happened.text(&act.reason).unwrap_or_default())
}

fn action(happened: &Happened, supplier: &str, act: &ActionAct) -> Line {
    let text = |body: &Option<BodyRef>| body.as_ref().and_then(|body| happened.text(body));
    Line::of(&["action", "add"], &[supplier])
        .with("what", happened.text(&act.what).unwrap_or_default())
        .with("owner", &act.owner)
        .with("due", &act.due)
        .with("kind", act.kind.word())
        .maybe("flag", act.flag.as_deref())
        .maybe("adopted", act.adopted.as_deref())
        .maybe("goal", text(&act.goal))
        .maybe("cost", text(&act.cost))
}
