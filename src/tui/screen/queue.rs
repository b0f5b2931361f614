//! The queue of flagged suppliers: one by one, or under the causes they share, so that forty suppliers become a handful of
//! causes. Suppliers can be marked and acted on together.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{suppliers, words};
use crate::rules::Flag;
use crate::tui::model::{self, Model};
use crate::tui::state::{Screen, State, Suppliers};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::SupplierRow;

/// How the queue is grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Supplier by supplier.
    #[default]
    None,
    /// Under the rule that fired, with its row and what it calls for.
    Rule,
    /// Under the clause of the policy.
    Clause,
}

impl Grouping {
    /// The next one, round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::None => Self::Rule,
            Self::Rule => Self::Clause,
            Self::Clause => Self::None,
        }
    }
}

/// The cause of those that owe a promised paper whose day has gone by.
const PROMISES: &str = "promise-overdue";

/// A cause several suppliers share.
#[derive(Clone, Debug)]
pub struct Cause<'m> {
    /// What it is told apart by.
    pub key: String,
    /// In words.
    pub title: String,
    /// The clauses behind it.
    pub clause: String,
    /// Whether it is a gate.
    pub gate: bool,
    /// Who shares it, in the order of the queue.
    pub members: Vec<&'m SupplierRow>,
}

/// A line of the queue.
#[derive(Clone, Debug)]
pub enum Line<'m> {
    /// A cause.
    Cause(Cause<'m>),
    /// A supplier.
    Supplier(&'m SupplierRow),
}

/// The lines on the screen.
#[must_use]
pub fn lines<'m>(table: &Suppliers, model: &'m Model, state: &State) -> Vec<Line<'m>> {
    let rows = suppliers::visible(table, model, true, state.lang);
    if table.grouping == Grouping::None {
        return rows.into_iter().map(Line::Supplier).collect();
    }
    let mut lines = Vec::new();
    for cause in causes(table.grouping, &rows, model, state) {
        let members = cause.members.clone();
        let shown = table.unfolded.as_ref() == Some(&cause.key);
        lines.push(Line::Cause(cause));
        if shown {
            lines.extend(members.into_iter().map(Line::Supplier));
        }
    }
    lines
}

/// Causes of suppliers nobody has decided about yet: gates first, then what most share.
fn causes<'m>(grouping: Grouping, rows: &[&'m SupplierRow], model: &'m Model, state: &State) -> Vec<Cause<'m>> {
    let mut all: BTreeMap<String, Cause<'m>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !model::is_settled(row)) {
        for flag in row.flags.iter().filter(|flag| flag.is_adverse()) {
            let keys = match grouping {
                Grouping::Clause => flag.clause.clone(),
                Grouping::None | Grouping::Rule => vec![flag.key()],
            };
            for key in keys {
                let cause = all.entry(key.clone()).or_insert_with(|| named(grouping, key, flag, model, state));
                cause.gate |= flag.gate;
                if cause.members.last().is_none_or(|last| last.supplier.id != row.supplier.id) {
                    cause.members.push(row);
                }
            }
        }
    }
    let late: Vec<&SupplierRow> =
        rows.iter().copied().filter(|row| !model::is_settled(row) && model::owes_late(row, model.today)).collect();
    let mut all: Vec<Cause<'m>> = all.into_values().collect();
    if !late.is_empty() {
        let title = state.locale().text("queue.promise-overdue").to_owned();
        all.push(Cause { key: PROMISES.to_owned(), title, clause: String::new(), gate: false, members: late });
    }
    all.sort_by(|a, b| b.gate.cmp(&a.gate).then_with(|| b.members.len().cmp(&a.members.len())).then_with(|| a.key.cmp(&b.key)));
    all
}

fn named<'m>(grouping: Grouping, key: String, flag: &Flag, model: &'m Model, state: &State) -> Cause<'m> {
    let (title, clause) = match grouping {
        Grouping::Clause => {
            let words = model.policy.clause(&key).map(|clause| clause.text.get(state.lang).to_owned()).unwrap_or_default();
            (words, key.clone())
        }
        Grouping::None | Grouping::Rule => {
            let rule = model.policy.rules.get(&flag.rule).map(|rule| rule.title.get(state.lang)).unwrap_or_default();
            let cause = flag.causes.first().filter(|_| key.contains(':'));
            let row = cause.map(|cause| cause.question.row()).unwrap_or_default();
            // Each supplier answered in its own way; what they share is the question.
            let asked = cause.filter(|_| flag.rule == crate::rules::ANSWER).and_then(|cause| model.questions.get(cause.question.as_str()));
            let said = asked.map_or(rule, |asked| asked.get(state.lang));
            let response = if is_roomy(state) { words::response(&model.policy, flag, state) } else { flag.response.to_string() };
            (format!("{response} {row} {said}"), flag.clause.join(" "))
        }
    };
    Cause { key, title, clause, gate: false, members: Vec::new() }
}

/// Whether there is room for what a response is called, beside its code.
fn is_roomy(state: &State) -> bool {
    state.size.0 >= 110
}

/// Suppliers a command speaks of: those marked, else those of the line the cursor stands on.
#[must_use]
pub fn meant(state: &State) -> Vec<String> {
    let (Some(model), Screen::Queue(table)) = (&state.model, state.top()) else { return Vec::new() };
    if !table.marked.is_empty() {
        return table.marked.iter().cloned().collect();
    }
    match lines(table, model, state).get(table.cursor.row) {
        Some(Line::Supplier(row)) => vec![row.supplier.id.clone()],
        Some(Line::Cause(cause)) => cause.members.iter().map(|row| row.supplier.id.clone()).collect(),
        None => Vec::new(),
    }
}

/// What stands before a supplier: marked, or new since the last visit.
#[must_use]
pub fn sign(row: &SupplierRow, table: &Suppliers, model: &Model) -> &'static str {
    if table.marked.contains(&row.supplier.id) {
        "●"
    } else if model::is_settled(row) {
        "✓"
    } else if model::has_moved(row) {
        "↻"
    } else if model.is_new(row) {
        "+"
    } else {
        " "
    }
}

/// What the line above the keys says when there is no news.
#[must_use]
pub fn foot(table: &Suppliers, model: &Model, state: &State) -> String {
    let locale = state.locale();
    let mut parts = Vec::new();
    if !table.marked.is_empty() {
        parts.push(locale.with("queue.marked", &[("count", &table.marked.len().to_string())]));
    }
    let count = |test: &dyn Fn(&SupplierRow) -> bool| model.queue().into_iter().filter(|row| test(row)).count();
    for (key, count) in [
        ("queue.new", count(&|row| model.is_new(row))),
        ("queue.moved", count(&model::has_moved)),
        ("queue.settled", count(&model::is_settled)),
        ("queue.snoozed", model.snoozed()),
    ] {
        if count > 0 {
            parts.push(locale.with(key, &[("count", &count.to_string())]));
        }
    }
    parts.push(locale.text("queue.order").to_owned());
    parts.join(" · ")
}

/// Draws the queue under its causes, above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, table: &Suppliers) {
    let Some(model) = &state.model else { return };
    let locale = state.locale();
    let lines = lines(table, model, state);
    let causes = lines.iter().filter(|line| matches!(line, Line::Cause(_))).count().to_string();
    let who = suppliers::visible(table, model, true, state.lang).iter().filter(|row| !model::is_settled(row)).count().to_string();
    let key = if table.grouping == Grouping::Clause { "queue.by-clause" } else { "queue.by-rule" };
    let title = locale.with(key, &[("causes", &causes), ("suppliers", &who)]);
    chrome::header(buffer, area, state.theme, &title, &words::who(state));
    let width = usize::from(area.width.saturating_sub(2));
    for (place, line) in lines.iter().enumerate().skip(table.cursor.top).take(state.list_height()) {
        let y = area.y + 3 + u16::try_from(place - table.cursor.top).unwrap_or(0);
        let (shown, meaning) = drawn(line, table, model, state, width);
        let meaning = if place == table.cursor.row { Meaning::Chosen } else { meaning };
        buffer.set_stringn(area.x + 1, y, text::left(&shown, width), width, state.theme.style(meaning));
    }
    if lines.is_empty() {
        buffer.set_stringn(area.x + 1, area.y + 4, locale.text("queue.empty"), width, state.theme.style(Meaning::Quiet));
    }
    let news = words::news(state);
    let foot = if news.0.is_empty() { (foot(table, model, state), Meaning::Quiet) } else { news };
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&foot.0, width), width, state.theme.style(foot.1));
}

fn drawn(line: &Line<'_>, table: &Suppliers, model: &Model, state: &State, width: usize) -> (String, Meaning) {
    match line {
        Line::Cause(cause) => {
            let marked = cause.members.iter().filter(|row| table.marked.contains(&row.supplier.id)).count();
            let sign = match marked {
                0 if cause.members.iter().any(|row| model.is_new(row)) => "+",
                0 => " ",
                all if all == cause.members.len() => "●",
                _ => "○",
            };
            let head = format!(
                "{sign} {} {} × {}",
                if cause.gate { "▲" } else { "◆" },
                text::right(&cause.members.len().to_string(), 3),
                cause.title
            );
            let clause = text::cut(&cause.clause, width / 4);
            let room = width.saturating_sub(text::width(&clause) + 1);
            (format!("{} {clause}", text::left(&head, room)), if cause.gate { Meaning::Urgent } else { Meaning::Heading })
        }
        Line::Supplier(row) => {
            let attention = row.assessment.attention.as_deref().map(|level| model.policy.attention_title(level).get(state.lang).to_owned());
            let end = text::left(&attention.unwrap_or_default(), 12);
            let head = format!("{}       {} · {}", sign(row, table, model), words::supplier_name(&row.supplier), row.supplier.country);
            (format!("{} {end}", text::left(&head, width.saturating_sub(13))), Meaning::Plain)
        }
    }
}
