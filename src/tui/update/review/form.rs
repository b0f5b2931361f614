//! What is asked before an act of the review is written, and what is written then.

use super::super::super::effect::review::Work;
use super::super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::super::screen::{decided, flagged, words};
use super::super::super::state::{Screen, State};
use crate::journal::{ActionKind, EntryRef, Outcome, RiskResponse, Step, Trigger};
use crate::rules::Flag;
use crate::workspace::SupplierRow;
use crate::workspace::decide::{Acting, Deciding, Risking};

/// Flags that can be waived.
pub(super) fn waivable(row: &SupplierRow) -> impl Iterator<Item = &Flag> {
    row.flags.iter().filter(|flag| flag.is_adverse() && !flag.rule.starts_with(crate::rules::HOLD))
}

/// Questions whose answers raised flags.
pub(super) fn causes(row: &SupplierRow) -> impl Iterator<Item = &str> {
    row.flags.iter().filter(|flag| flag.is_adverse()).flat_map(|flag| &flag.causes).map(|cause| cause.question.as_str())
}

/// Each once, what most share first, otherwise in the order they came.
fn shared(all: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut kept: Vec<((String, String), usize)> = Vec::new();
    for one in all {
        match kept.iter_mut().find(|(known, _)| known.0 == one.0) {
            Some((_, count)) => *count += 1,
            None => kept.push((one, 1)),
        }
    }
    kept.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kept.into_iter().map(|(one, _)| one).collect()
}

/// The lines of a form of the review.
pub(super) fn entries(state: &State, kind: Kind, rows: &[&SupplierRow]) -> Vec<Entry> {
    let locale = state.locale();
    let word = |group: &str, word: &str| (word.to_owned(), locale.text(&format!("{group}.{word}")).to_owned());
    let reason = || Entry::typed("reason", Needs::Text);
    match kind {
        Kind::Decide => vec![
            Entry::open("outcome", Outcome::WORDS.iter().map(|(id, _)| word("decision-outcome", id)).collect()),
            reason(),
            Entry::typed("conditions", Needs::Optional),
            Entry::typed("review-by", Needs::OptionalDay),
            Entry::typed("ticket", Needs::Optional),
        ],
        Kind::Action => vec![
            Entry::of("action-kind", ActionKind::WORDS.iter().map(|(id, _)| word("action-kind", id)).collect()),
            Entry::typed("what", Needs::Text),
            person(state, "owner", true),
            Entry::typed("due", Needs::Day),
            flag_or_none(state, rows),
        ],
        Kind::Follow => {
            let dossier = match state.screens.last() {
                Some(Screen::Flagged(page)) => page.dossier.as_ref(),
                _ => None,
            };
            let open = dossier
                .into_iter()
                .flat_map(|dossier| dossier.review.actions.iter().filter(|action| action.is_open()).map(move |action| (dossier, action)));
            let open = open.map(|(dossier, action)| (action.entry.to_string(), decided::action(state, dossier, action))).collect();
            let steps = Step::WORDS.iter().map(|(id, _)| word("step", id)).collect();
            vec![Entry::of("action", open), Entry::of("step", steps), Entry::typed("note", Needs::Optional)]
        }
        Kind::Waive => {
            let flags = rows.iter().flat_map(|row| waivable(row)).map(|flag| (flag.key(), flag_words(state, flag))).collect();
            let flag = Entry::open("flag", shared(flags)).at(&flagged::under_cursor(state).unwrap_or_default());
            vec![flag, Entry::typed("until", Needs::Day), reason()]
        }
        Kind::SendBack => {
            let asked = rows.iter().flat_map(|row| causes(row)).map(|id| (id.to_owned(), id.to_owned())).collect();
            vec![Entry::of("question", shared(asked)), reason()]
        }
        Kind::Snooze => vec![Entry::typed("until", Needs::Day), Entry::typed("note", Needs::Optional)],
        Kind::Escalate => vec![person(state, "to", false), reason()],
        Kind::Confirm => vec![Entry::typed("note", Needs::Optional)],
        Kind::Revoke => vec![reason()],
        Kind::Risk => vec![
            flag_or_none(state, rows),
            Entry::open("risk-response", RiskResponse::WORDS.iter().map(|(id, _)| word("risk-response", id)).collect()),
            Entry::typed("cause", Needs::Text),
            Entry::typed("consequence", Needs::Text),
            Entry::typed("scenario-until", Needs::Day),
        ],
        Kind::Case => {
            let open = rows.iter().any(|row| row.review.cases.iter().any(crate::review::CaseOn::is_open));
            let outcomes = Outcome::WORDS.iter().filter(|(_, outcome)| outcome.closes_a_case());
            let entered = Entry::of("case", ["open", "close"].map(|id| word("form-entered", id)).into());
            vec![
                entered.at(if open { "close" } else { "open" }),
                Entry::open("trigger", Trigger::WORDS.iter().map(|(id, _)| word("trigger", id)).collect()).only("case", &["open"]),
                Entry::open("outcome", outcomes.map(|(id, _)| word("decision-outcome", id)).collect()).only("case", &["close"]),
                reason(),
                Entry::typed("review-by", Needs::OptionalDay).only("case", &["close"]),
            ]
        }
        // The registers ask by themselves.
        _ => Vec::new(),
    }
}

/// The flag it answers, the one under the cursor chosen beforehand; or none.
fn flag_or_none(state: &State, rows: &[&SupplierRow]) -> Entry {
    let adverse = rows.iter().flat_map(|row| row.flags.iter().filter(|flag| flag.is_adverse()));
    let flags = adverse.map(|flag| (flag.key(), flag_words(state, flag))).collect();
    let mut all = shared(flags);
    all.insert(0, (String::new(), state.locale().text("form.no-flag").to_owned()));
    Entry::of("flag", all).at(&flagged::under_cursor(state).unwrap_or_default())
}

fn flag_words(state: &State, flag: &Flag) -> String {
    let Some(model) = &state.model else { return flag.key() };
    let row = match flag.causes.as_slice() {
        [one] => one.question.row(),
        _ => "",
    };
    format!("{} {row} {}", words::response(&model.policy, flag.response, state), flag.reason.get(state.lang))
}

/// A person of this workspace; where nobody has a role, a name is typed. What is to be done can also be the supplier's.
pub(in super::super) fn person(state: &State, name: &'static str, supplier: bool) -> Entry {
    let Some(model) = &state.model else { return Entry::typed(name, Needs::Text) };
    let others = model.persons.iter().filter(|person| supplier || **person != model.person);
    let mut all: Vec<(String, String)> = others.map(|person| (person.clone(), person.clone())).collect();
    if all.is_empty() {
        return Entry::typed(name, Needs::Text);
    }
    if supplier {
        all.insert(0, ("supplier".to_owned(), state.locale().text("form.the-supplier").to_owned()));
    }
    Entry::of(name, all)
}

/// What a filled-in form asks for.
pub(super) fn work(form: &Form) -> Option<Work> {
    let some = |name: &str| Some(form.value(name)).filter(|text| !text.is_empty());
    let value = |name: &str| form.value(name);
    Some(match form.kind {
        Kind::Decide => Work::Decide(
            Outcome::parse(&value("outcome"))?,
            Deciding {
                reason: value("reason"),
                conditions: value("conditions").split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
                review_by: some("review-by"),
                ticket: some("ticket"),
                ..Deciding::default()
            },
        ),
        Kind::Action => Work::Action(Acting {
            kind: ActionKind::parse(&value("action-kind"))?,
            what: value("what"),
            owner: value("owner"),
            due: some("due"),
            adopted: None,
            flag: some("flag"),
            goal: None,
            cost: None,
        }),
        Kind::Follow => Work::Follow(value("action").parse::<EntryRef>().ok()?, Step::parse(&value("step"))?, value("note")),
        Kind::Waive => Work::Waive(value("flag"), value("until"), value("reason")),
        Kind::SendBack => Work::SendBack(value("question"), value("reason")),
        Kind::Snooze => Work::Snooze(value("until"), value("note")),
        Kind::Escalate => Work::Escalate(value("to"), value("reason")),
        Kind::Confirm => Work::Confirm(value("note")),
        Kind::Revoke => Work::Revoke(value("reason")),
        Kind::Risk => Work::Risk(Risking {
            flag: some("flag"),
            response: RiskResponse::parse(&value("risk-response"))?,
            cause: value("cause"),
            consequence: value("consequence"),
            review_by: value("scenario-until"),
        }),
        Kind::Case if value("case") == "open" => Work::Case(Trigger::parse(&value("trigger"))?, value("reason")),
        // Only a decision with one of four outcomes closes a case.
        Kind::Case => Work::Decide(
            Outcome::parse(&value("outcome"))?,
            Deciding { reason: value("reason"), review_by: some("review-by"), ..Deciding::default() },
        ),
        _ => return None,
    })
}
