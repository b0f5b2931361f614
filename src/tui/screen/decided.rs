//! What was decided about a supplier, whether it counts and why, and what would change that; actions, waivers and what was
//! sent back. Lines for the page of the flags and the page of the supplier.

use super::words;
use crate::journal::Moment;
use crate::report::weighed::{action_stands, steps_not_counting};
use crate::review::basis::Moved;
use crate::review::{ActionOn, Approval, Decision, Standing};
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::Dossier;

type Lines = Vec<(String, Meaning)>;

fn add(lines: &mut Lines, indent: usize, told: &str, width: usize, meaning: Meaning) {
    let room = width.saturating_sub(indent);
    lines.extend(text::wrap(told, room).into_iter().map(|line| (format!("{}{line}", " ".repeat(indent)), meaning)));
}

/// One thing that moved, in words.
fn moved(state: &State, moved: &Moved) -> String {
    let (what, to) = moved.what();
    let key = format!("moved.{}", moved.word());
    match to {
        Some(to) => state.locale().with(&key, &[("from", what), ("to", to)]),
        None => state.locale().with(&key, &[("what", what)]),
    }
}

fn mark(decision: &Decision) -> (&'static str, Meaning) {
    match (decision.in_force, decision.approval) {
        (true, _) => ("✓", Meaning::Good),
        (false, Approval::PendingSecondPerson) => ("◇", Meaning::Warn),
        (false, _) => ("✕", Meaning::Warn),
    }
}

/// A decision: what, how it counts and why, the reason, conditions, what would change how it counts.
fn decision(state: &State, dossier: &Dossier, decision: &Decision, width: usize) -> Lines {
    let locale = state.locale();
    let said = |body| dossier.body(body).unwrap_or_default();
    let (sign, meaning) = mark(decision);
    let outcome = locale.text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned();
    let approval = locale.text(&format!("approval.{}", decision.approval.word())).to_owned();
    let force = locale.text(if decision.in_force { "review.in-force" } else { "review.not-in-force" });
    let mut lines =
        vec![(text::cut(&format!("{sign} {outcome} · {approval} · {force} · {} {}", decision.person, decision.at.date()), width), meaning)];
    if decision.act.assessment != dossier.campaign {
        add(&mut lines, 2, &locale.with("carried.decision", &[("campaign", &decision.act.assessment)]), width, Meaning::Warn);
    }
    if let Some(because) = decision.because {
        let why = locale.with(&format!("insufficient.{}", because.word()), &[("person", &decision.person)]);
        add(&mut lines, 2, &why, width, Meaning::Warn);
    }
    add(&mut lines, 2, said(&decision.act.reason), width, Meaning::Plain);
    for condition in &decision.act.conditions {
        add(&mut lines, 2, &format!("· {}", said(condition)), width, Meaning::Plain);
    }
    if let Some(why) = &decision.act.no_remedy {
        add(&mut lines, 2, &locale.with("proof.no-remedy", &[("why", said(why))]), width, Meaning::Warn);
    }
    if let Some(ticket) = &decision.act.ticket {
        add(&mut lines, 2, ticket, width, Meaning::Quiet);
    }
    for told in crate::report::weighed::outside(locale, decision) {
        add(&mut lines, 2, &told, width, Meaning::Quiet);
    }
    for one in &decision.moved {
        add(&mut lines, 2, &moved(state, one), width, Meaning::Warn);
    }
    for by in crate::report::weighed::seconds_told(locale, &dossier.supplier.id, decision, str::to_owned) {
        add(&mut lines, 2, &by, width, Meaning::Quiet);
    }
    if let Some(revoked) = &decision.revoked {
        let values = [("person", revoked.person.as_str()), ("day", &revoked.at.date().to_string()), ("entry", &revoked.entry.to_string())];
        let told = format!("{}{}{}", locale.with("review.revoked-by", &values), locale.text("readback-text.colon"), said(&revoked.reason));
        add(&mut lines, 2, &told, width, Meaning::Warn);
    }
    let day = decision.act.review_by.as_deref().map(|day| locale.with("review.review-by", &[("day", day)]));
    let flip = locale.text(&format!("flip.{}", decision.approval.word())).to_owned();
    let flip = day.map_or_else(|| flip.clone(), |day| format!("{flip} · {day}"));
    add(&mut lines, 2, &format!("→ {flip}"), width, Meaning::Quiet);
    lines
}

/// An action with its owner and day.
#[must_use]
pub fn action(state: &State, dossier: &Dossier, action: &ActionOn) -> String {
    let locale = state.locale();
    let kind = locale.text(&format!("action-kind.{}", action.act.kind.word())).to_owned();
    let stands = action_stands(locale, action);
    let late = if action.overdue { locale.text("review.overdue") } else { "" };
    let values = [
        ("kind", kind.as_str()),
        ("owner", locale.owner(&action.owner)),
        ("due", &action.act.due),
        ("state", stands.as_str()),
        ("late", late),
    ];
    let line = locale.with("review.action", &values);
    let begun = locale.with("carried.begun", &[("campaign", &action.act.assessment)]);
    let begun = if action.act.assessment == dossier.campaign { String::new() } else { format!(" · {begun}") };
    format!("{}{begun}{}{}", line.trim_end(), locale.text("readback-text.colon"), dossier.body(&action.act.what).unwrap_or_default())
}

/// "· from FY2026, since 2026-11-03"; nothing for what this campaign wrote itself.
fn from(state: &State, dossier: &Dossier, written_in: &str, at: &Moment) -> String {
    let since = crate::review::carried::since(&dossier.campaign, written_in, at);
    since.map_or_else(String::new, |since| format!(" · {}", since.sentence().in_lang(state.lang)))
}

/// That orders are held, and what cases are open.
fn held(state: &State, dossier: &Dossier, width: usize) -> Lines {
    let (locale, review) = (state.locale(), &dossier.review);
    let mut lines = Vec::new();
    if review.orders_held {
        add(&mut lines, 0, &format!("▲ {}", locale.text("review.orders-held")), width, Meaning::Urgent);
    }
    for case in review.cases.iter().filter(|case| case.is_open()) {
        let trigger = locale.text(&format!("trigger.{}", case.trigger.word())).to_owned();
        let from = case.from.as_ref().map(|from| format!(" · {}", locale.with("inherited.from", &[("from", from)]))).unwrap_or_default();
        add(&mut lines, 0, &format!("▲ {}{from}", locale.with("review.case-open", &[("trigger", &trigger)])), width, Meaning::Urgent);
    }
    lines
}

/// The decision to show, what else waits, and open actions.
#[must_use]
pub fn standing(state: &State, dossier: &Dossier, width: usize) -> Lines {
    let locale = state.locale();
    let review = &dossier.review;
    let mut lines = held(state, dossier, width);
    if review.contested().next().is_some() {
        let told = locale.with(review.clash_key(), &[("id", &dossier.supplier.id)]);
        add(&mut lines, 0, &format!("▲ {told}"), width, Meaning::Urgent);
        review.contested().for_each(|one| lines.extend(decision(state, dossier, one, width)));
    }
    if let Some(main) = review.main().filter(|main| !review.contested().any(|one| one.entry == main.entry)) {
        lines.extend(decision(state, dossier, main, width));
    }
    actions(state, dossier, width, &mut lines);
    risks(state, dossier, width, &mut lines);
    put_off(state, dossier, width, &mut lines);
    waived(state, dossier, width, &mut lines);
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    lines
}

/// Open actions with what they lack, those that are verified, and what came over from somebody before.
fn actions(state: &State, dossier: &Dossier, width: usize, lines: &mut Lines) {
    let (locale, review) = (state.locale(), &dossier.review);
    for one in review.actions.iter().filter(|action| action.is_open()) {
        let meaning = if one.overdue { Meaning::Warn } else { Meaning::Plain };
        add(lines, 0, &format!("◆ {}", action(state, dossier, one)), width, meaning);
        for told in steps_not_counting(locale, one) {
            add(lines, 2, &told, width, Meaning::Warn);
        }
        for what in &one.lacks {
            add(lines, 2, locale.text(&format!("plan-lacks.{what}")), width, Meaning::Warn);
        }
        if let Some(proposal) = one.proposal() {
            add(lines, 2, &proposal.in_lang(locale.lang()), width, Meaning::Warn);
        }
    }
    for one in review.actions.iter().filter(|action| !action.is_open()) {
        add(lines, 0, &format!("✓ {}", action(state, dossier, one)), width, Meaning::Quiet);
    }
    for line in crate::report::weighed::inherited(locale, &dossier.inherited) {
        add(lines, 0, &line, width, Meaning::Warn);
    }
}

/// Risks and how each is met.
fn risks(state: &State, dossier: &Dossier, width: usize, lines: &mut Lines) {
    let (locale, review) = (state.locale(), &dossier.review);
    for one in &review.risks {
        let response = locale.text(&format!("risk-response.{}", one.act.response.word())).to_owned();
        let said = |body| dossier.body(body).unwrap_or_default();
        let stands = if one.out_of_date { locale.text("review.expired") } else { "" };
        let from = from(state, dossier, &one.act.assessment, &one.at);
        let values = [
            ("response", response.as_str()),
            ("cause", said(&one.act.cause)),
            ("consequence", said(&one.act.consequence)),
            ("day", &one.act.review_by),
            ("state", stands),
        ];
        let meaning = if one.out_of_date { Meaning::Warn } else { Meaning::Plain };
        add(lines, 0, &format!("◇ {}{from}", locale.with("review.risk-line", &values).trim_end()), width, meaning);
    }
}

/// Given to somebody else, and put off.
fn put_off(state: &State, dossier: &Dossier, width: usize, lines: &mut Lines) {
    let (locale, review) = (state.locale(), &dossier.review);
    if let Some(with) = &review.escalated {
        let told = locale.with("review.escalated", &[("to", &with.act.to), ("person", &with.person)]);
        let reason = dossier.body(&with.act.reason).unwrap_or_default();
        let from = from(state, dossier, &with.act.assessment, &with.at);
        let answered = review.answered.as_ref().map(|entry| locale.with("review.answered", &[("entry", &entry.to_string())]));
        let answered = answered.map(|told| format!(" · {told}")).unwrap_or_default();
        add(lines, 0, &format!("◇ {told}{from}{answered}{}{reason}", locale.text("readback-text.colon")), width, Meaning::Plain);
    }
    if let Some(later) = &review.snoozed {
        let told = locale.with("review.snoozed", &[("until", &later.act.until), ("person", &later.person)]);
        let from = from(state, dossier, &later.act.assessment, &later.at);
        add(lines, 0, &format!("◇ {told}{from}"), width, Meaning::Quiet);
    }
}

/// Flags waived, and questions sent back.
fn waived(state: &State, dossier: &Dossier, width: usize, lines: &mut Lines) {
    let (locale, review) = (state.locale(), &dossier.review);
    for waiver in &review.waivers {
        let stands = if waiver.in_force {
            locale.text("review.in-force").to_owned()
        } else if waiver.expired {
            locale.text("review.expired").to_owned()
        } else {
            locale.text(&format!("approval.{}", waiver.approval.word())).to_owned()
        };
        let values = [("flag", waiver.act.flag.as_str()), ("until", &waiver.act.until), ("person", &waiver.person), ("state", &stands)];
        add(lines, 0, &format!("◇ {}", locale.with("review.waiver", &values)), width, Meaning::Plain);
    }
    for (question, back) in &dossier.answers.returned {
        let row = question.rsplit('.').next().unwrap_or(question);
        let told = locale.with("review.returned", &[("question", row), ("person", &back.person)]);
        let reason = dossier.body(&back.reason).unwrap_or_default();
        add(lines, 0, &format!("↩ {told}{}{reason}", locale.text("readback-text.colon")), width, Meaning::Plain);
    }
}

/// Evidence that is here or promised, what would move the score, and earlier decisions.
#[must_use]
pub fn beside(state: &State, dossier: &Dossier, width: usize) -> Lines {
    let locale = state.locale();
    let mut lines: Lines = Vec::new();
    if !dossier.assessment.decisive.is_empty() {
        let rows: Vec<&str> = dossier.assessment.decisive.iter().take(5).map(|id| id.row()).collect();
        add(&mut lines, 0, &words::labelled(state, locale.text("flip.decisive"), &rows.join(" ")), width, Meaning::Plain);
    }
    lines.push((String::new(), Meaning::Plain));
    lines.push((locale.text("tab.documents").to_owned(), Meaning::Heading));
    for paper in &dossier.answers.documents {
        let row = paper.question.as_deref().and_then(|id| id.rsplit('.').next()).unwrap_or("–");
        let line = format!("  {row:<5} {} {}", paper.name, paper.expires.as_deref().unwrap_or_default());
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    for promise in dossier.answers.promises.iter().filter(|promise| promise.kept.is_none()) {
        let row = promise.question.rsplit('.').next().unwrap_or_default();
        let what = promise.what.as_ref().and_then(|what| dossier.body(what)).unwrap_or_default();
        let line = format!("  {row:<5} {} {} {what}", locale.text("interview.promised"), promise.due);
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    if dossier.answers.documents.is_empty() {
        lines.push((format!("  {}", locale.text("documents.none")), Meaning::Quiet));
    }
    let main = dossier.review.main().map(|main| &main.entry);
    let earlier: Vec<&Decision> = dossier.review.decisions.iter().rev().filter(|one| Some(&one.entry) != main).collect();
    if !earlier.is_empty() {
        lines.push((String::new(), Meaning::Plain));
        lines.push((locale.text("flip.earlier").to_owned(), Meaning::Heading));
    }
    for one in earlier {
        let standing = match one.standing {
            Standing::Current => String::new(),
            Standing::Superseded(_) | Standing::Revoked(_) => locale.text(&format!("decision-standing.{}", one.standing.word())).to_owned(),
        };
        let outcome = locale.text(&format!("decision-outcome.{}", one.act.outcome.word())).to_owned();
        let line = format!("  {} {outcome} · {} {standing}", one.at.date(), one.person);
        lines.push((text::cut(&line, width), Meaning::Quiet));
    }
    lines
}
