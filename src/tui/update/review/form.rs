//! What is asked before an act of the review is written, and what is written then.

use super::super::super::effect::review::Work;
use super::super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::super::screen::queue::{self, Line};
use super::super::super::screen::{decided, flagged, words};
use super::super::super::state::{Screen, State};
use super::super::super::widget::text;
use crate::journal::{ActionKind, EntryRef, Outcome, RiskResponse, Step, Trigger};
use crate::rules::Flag;
use crate::workspace::SupplierRow;
use crate::workspace::decide::{Acting, Deciding, Risking};
use crate::workspace::queue::Grouping;

/// Flags that can be waived.
pub(super) fn waivable(row: &SupplierRow) -> impl Iterator<Item = &Flag> {
    row.flags.iter().filter(|flag| flag.is_adverse() && !flag.rule.starts_with(crate::rules::HOLD))
}

/// A stop is open that no remedy plan stands beside: whoever lets orders go on says why.
fn stopped_without_remedy(row: &SupplierRow) -> bool {
    let remedy = row.review.has_a_remedy();
    !remedy && row.flags.iter().any(|flag| flag.is_open_stop() && !flag.restricted)
}

/// Questions whose answers contradict each other, then those whose answers raised flags; what a register says is no answer.
pub(super) fn causes<'r>(state: &'r State, row: &'r SupplierRow) -> impl Iterator<Item = &'r str> {
    let sets = state.model.as_ref().map(|model| model.sets.as_slice()).unwrap_or_default();
    let is_row = move |id: &&str| id.split_once('.').is_some_and(|(set, _)| sets.iter().any(|known| known == set));
    let contradicting = row.conflicts.iter().map(crate::questionnaire::QuestionId::as_str);
    let flagged = row.flags.iter().filter(|flag| flag.is_adverse()).flat_map(|flag| &flag.causes).map(|cause| cause.question.as_str());
    contradicting.chain(flagged.filter(is_row))
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

/// A word of files, and how it is shown.
fn word(state: &State, group: &str, word: &str) -> (String, String) {
    (word.to_owned(), state.locale().text(&format!("{group}.{word}")).to_owned())
}

/// A choice of words; nothing is chosen beforehand.
fn open_choice<'w>(state: &State, name: &'static str, group: &str, words: impl IntoIterator<Item = &'w str>) -> Entry {
    Entry::open(name, words.into_iter().map(|id| word(state, group, id)).collect())
}

fn reason() -> Entry {
    Entry::typed("reason", Needs::Text)
}

/// The lines of a form of the review.
pub(super) fn entries(state: &State, kind: Kind, rows: &[&SupplierRow]) -> Vec<Entry> {
    match kind {
        Kind::Decide => decide(state, rows),
        Kind::Action => vec![
            Entry::of("action-kind", ActionKind::WORDS.iter().map(|(id, _)| word(state, "action-kind", id)).collect()),
            Entry::typed("what", Needs::Text),
            person(state, "owner", true),
            Entry::typed("due", Needs::Day),
            flag_or_none(state, rows),
            Entry::typed("goal", Needs::Optional),
            Entry::typed("cost", Needs::Optional),
        ],
        Kind::Follow => follow(state),
        Kind::Waive => waive(state, rows),
        Kind::SendBack => send_back(state, rows),
        Kind::Snooze => vec![Entry::typed("until", Needs::Day), Entry::typed("note", Needs::Optional)],
        Kind::Escalate => vec![person(state, "to", false), reason()],
        Kind::Confirm => vec![Entry::typed("note", Needs::Optional)],
        Kind::Revoke => vec![reason()],
        Kind::Risk => vec![
            flag_or_none(state, rows),
            open_choice(state, "risk-response", "risk-response", RiskResponse::WORDS.iter().map(|(id, _)| *id)),
            Entry::typed("cause", Needs::Text),
            Entry::typed("consequence", Needs::Text),
            Entry::typed("scenario-until", Needs::Day),
        ],
        Kind::Case => case(state, rows),
        // The registers ask by themselves, and so does what settles contradicting answers.
        _ => Vec::new(),
    }
}

/// What is decided and why; who lets orders go on beside an open stop says why no remedy plan stands beside it.
fn decide(state: &State, rows: &[&SupplierRow]) -> Vec<Entry> {
    let mut lines = vec![
        open_choice(state, "outcome", "decision-outcome", Outcome::WORDS.iter().map(|(id, _)| *id)),
        reason(),
        Entry::typed("conditions", Needs::Optional),
        Entry::typed("review-by", Needs::OptionalDay),
        Entry::typed("ticket", Needs::Optional),
        Entry::typed("approvers", Needs::Optional),
        Entry::typed("on-behalf-of", Needs::Optional),
    ];
    if rows.iter().any(|row| stopped_without_remedy(row)) {
        lines.push(Entry::typed("no-remedy", Needs::Optional));
    }
    lines
}

/// Which of the open actions, and how it went.
fn follow(state: &State) -> Vec<Entry> {
    let dossier = match state.screens.last() {
        Some(Screen::Flagged(page)) => page.dossier.as_ref(),
        _ => None,
    };
    let open = dossier
        .into_iter()
        .flat_map(|dossier| dossier.review.actions.iter().filter(|action| action.is_open()).map(move |action| (dossier, action)));
    let open = open.map(|(dossier, action)| (action.entry.to_string(), decided::action(state, dossier, action))).collect();
    let steps = Step::WORDS.iter().map(|(id, _)| word(state, "step", id)).collect();
    vec![Entry::of("action", open), Entry::of("step", steps), Entry::typed("note", Needs::Optional)]
}

/// Which flag until when: the only one, or the one under the cursor, is chosen beforehand.
fn waive(state: &State, rows: &[&SupplierRow]) -> Vec<Entry> {
    let flags = shared(rows.iter().flat_map(|row| waivable(row)).map(|flag| (flag.key(), flag_words(state, flag))).collect());
    let only = flags.first().filter(|_| flags.len() == 1).map(|(key, _)| key.clone());
    let flag = Entry::open("flag", flags).at(&only.or_else(|| under_cursor(state)).unwrap_or_default());
    vec![flag, Entry::typed("until", Needs::Day), reason()]
}

/// Which question goes back: the one an interview shows is chosen beforehand.
fn send_back(state: &State, rows: &[&SupplierRow]) -> Vec<Entry> {
    let shown = match state.top() {
        Screen::Interview(interview) => interview.current.as_ref().map(ToString::to_string),
        _ => None,
    };
    let asked = rows.iter().flat_map(|row| causes(state, row)).map(str::to_owned);
    let asked = shown.iter().cloned().chain(asked).map(|id| (id.clone(), id)).collect();
    vec![Entry::of("question", shared(asked)).at(&shown.unwrap_or_default()), reason()]
}

/// A case opened, or the open one closed.
fn case(state: &State, rows: &[&SupplierRow]) -> Vec<Entry> {
    let open = rows.iter().any(|row| row.review.cases.iter().any(crate::review::CaseOn::is_open));
    let outcomes = Outcome::WORDS.iter().filter(|(_, outcome)| outcome.closes_a_case()).map(|(id, _)| *id);
    let entered = Entry::of("case", ["open", "close"].map(|id| word(state, "form-entered", id)).into());
    vec![
        entered.at(if open { "close" } else { "open" }),
        open_choice(state, "trigger", "trigger", Trigger::WORDS.iter().map(|(id, _)| *id)).only("case", &["open"]),
        open_choice(state, "outcome", "decision-outcome", outcomes).only("case", &["close"]),
        reason(),
        Entry::typed("review-by", Needs::OptionalDay).only("case", &["close"]),
    ]
}

/// The flag it answers, the one under the cursor chosen beforehand; or none.
fn flag_or_none(state: &State, rows: &[&SupplierRow]) -> Entry {
    let adverse = rows.iter().flat_map(|row| row.flags.iter().filter(|flag| flag.is_adverse()));
    let flags = adverse.map(|flag| (flag.key(), flag_words(state, flag))).collect();
    let mut all = shared(flags);
    all.insert(0, (String::new(), state.locale().text("form.no-flag").to_owned()));
    Entry::of("flag", all).at(&under_cursor(state).unwrap_or_default())
}

/// The flag the cursor stands on: on the page of a supplier, or in the queue under its rules.
fn under_cursor(state: &State) -> Option<String> {
    let (Screen::Queue(table), Some(model)) = (state.top(), &state.model) else { return flagged::under_cursor(state) };
    if table.grouping != Grouping::Rule || !table.marked.is_empty() {
        return None;
    }
    let lines = queue::lines(table, model, state);
    lines.into_iter().take(table.cursor.row + 1).rev().find_map(|line| match line {
        Line::Cause(cause) => Some(cause.key),
        Line::Supplier(_) => None,
    })
}

/// How many lines are told above what is decided.
const TOLD: usize = 4;

/// What stands against those who are decided about: of one supplier every flag, gravest first, of several the causes they
/// share, as the queue has them.
pub(super) fn against(state: &State, rows: &[&SupplierRow]) -> Vec<String> {
    let Some(model) = &state.model else { return Vec::new() };
    let mark = |gate: bool| if gate { "▲" } else { "◆" };
    let all: Vec<String> = if let [row] = rows {
        let mut flags: Vec<&Flag> = row.flags.iter().filter(|flag| flag.is_adverse()).collect();
        flags.sort_by_key(|flag| std::cmp::Reverse((flag.gate, flag.response)));
        flags.into_iter().map(|flag| format!("{} {}", mark(flag.gate), flag_words(state, flag))).collect()
    } else {
        let causes = crate::workspace::queue::groups(Grouping::Cause, rows, &model.policy, &model.topics);
        let told = |cause: &_| queue::title(cause, model, state, true);
        causes.iter().map(|cause| format!("{} {} × {}", mark(cause.gate), cause.members.len(), told(cause))).collect()
    };
    let width = usize::from(state.size.0.saturating_sub(2));
    let mut lines: Vec<String> = all.iter().take(TOLD).map(|line| text::cut(line, width)).collect();
    if all.len() > TOLD {
        lines.push(state.locale().with("rows.more", &[("count", &(all.len() - TOLD).to_string())]));
    }
    lines
}

fn flag_words(state: &State, flag: &Flag) -> String {
    let Some(model) = &state.model else { return flag.key() };
    let rows = words::rows(&flag.causes.iter().map(|cause| cause.question.row().to_owned()).collect());
    let parts = [words::response(&model.policy, flag.response, state), rows, flag.reason.get(state.lang).to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
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

/// Names in the order they approved, divided as people divide them.
fn in_order(text: &str) -> Vec<String> {
    let names = text.split(['|', ',', '、', '，', '→', '＞', '>']);
    names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
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
                approvers: in_order(&value("approvers")),
                on_behalf_of: some("on-behalf-of"),
                no_remedy: some("no-remedy"),
            },
        ),
        Kind::Action => Work::Action(Acting {
            kind: ActionKind::parse(&value("action-kind"))?,
            what: value("what"),
            owner: value("owner"),
            due: some("due"),
            adopted: None,
            flag: some("flag"),
            goal: some("goal"),
            cost: some("cost"),
        }),
        Kind::Follow => Work::Follow(value("action").parse::<EntryRef>().ok()?, Step::parse(&value("step"))?, value("note")),
        Kind::Waive => Work::Waive(value("flag"), value("until"), value("reason")),
        Kind::SendBack => Work::SendBack(value("question"), value("reason")),
        Kind::Settle => super::settle::work(form)?,
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
