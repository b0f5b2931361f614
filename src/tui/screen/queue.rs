//! The queue of flagged suppliers: one by one, or under the causes they share, so that forty suppliers become a handful of
//! causes. Suppliers can be marked and acted on together.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{suppliers, words};
use crate::tui::model::Model;
use crate::tui::state::{Screen, State, Suppliers};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::SupplierRow;
use crate::workspace::queue::{self, Group, Grouping, Seen};

/// A line of the queue.
#[derive(Clone, Debug)]
pub enum Line<'m> {
    /// A cause.
    Cause(Group<'m>),
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
    for cause in queue::groups(table.grouping, &rows, &model.policy, &model.topics) {
        let members = cause.members.clone();
        let shown = table.unfolded.as_ref() == Some(&cause.key);
        lines.push(Line::Cause(cause));
        if shown {
            lines.extend(members.into_iter().map(Line::Supplier));
        }
    }
    lines
}

/// "STOP halt orders  C6 what is asked": what a cause calls for, the rows behind it, and its name.
#[must_use]
pub fn title(cause: &Group<'_>, model: &Model, state: &State, with_rows: bool) -> String {
    let response =
        cause.response.map(|response| if is_roomy(state) { words::response(&model.policy, response, state) } else { response.to_string() });
    let rows = if with_rows { words::rows(&cause.rows) } else { String::new() };
    let parts = [response.unwrap_or_default(), rows, cause.title.get(state.lang).to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether there is room for what a response is called, beside its code.
fn is_roomy(state: &State) -> bool {
    state.size.0 >= 160
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
    } else if queue::is_settled(row) {
        "✓"
    } else if queue::has_moved(row) {
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
    // What the table has no room for: that what stands against the chosen one stands on from before.
    let chosen = match lines(table, model, state).get(table.cursor.row) {
        Some(Line::Supplier(row)) => row.stands_on().map(|since| since.sentence().in_lang(state.lang)),
        _ => None,
    };
    let mut parts: Vec<String> = chosen.into_iter().collect();
    if let Some(Line::Supplier(row)) = lines(table, model, state).get(table.cursor.row) {
        parts.extend(queue::decided_before(row).map(|told| told.in_lang(state.lang)));
        parts.extend(suppliers::left_out_of_queue(row, model, state));
    }
    if !table.marked.is_empty() {
        parts.push(locale.with("queue.marked", &[("count", &table.marked.len().to_string())]));
    }
    let count = |test: &dyn Fn(&SupplierRow) -> bool| model.queue().into_iter().filter(|row| test(row)).count();
    for (key, count) in [
        ("queue.new", count(&|row| model.is_new(row))),
        ("queue.moved", count(&queue::has_moved)),
        ("queue.settled", count(&queue::is_settled)),
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
    let who = suppliers::visible(table, model, true, state.lang).iter().filter(|row| !queue::is_settled(row)).count().to_string();
    let key = match table.grouping {
        Grouping::Clause => "queue.by-clause",
        Grouping::Rule => "queue.by-rule",
        Grouping::Cause | Grouping::None => "queue.by-cause",
    };
    let title = locale.with(key, &[("causes", &causes), ("suppliers", &who)]);
    chrome::header(buffer, area, state.theme, &title, &words::who(state));
    let beside = state.has_pane_beside();
    let width = usize::from(if beside { suppliers::beside_of(area) } else { area.width }.saturating_sub(2));
    for (place, line) in lines.iter().enumerate().skip(table.cursor.top).take(state.list_height()) {
        let y = area.y + 3 + u16::try_from(place - table.cursor.top).unwrap_or(0);
        let under = lines[..place].iter().rev().find_map(|line| if let Line::Cause(cause) = line { Some(cause) } else { None });
        let (shown, meaning) = match line {
            Line::Cause(cause) => heading(cause, table, model, state, width),
            Line::Supplier(row) => member(row, under, table, model, state, width),
        };
        let meaning = if place == table.cursor.row { Meaning::Chosen } else { meaning };
        buffer.set_stringn(area.x + 1, y, text::left(&shown, width), width, state.theme.style(meaning));
    }
    let left = lines.len().saturating_sub(table.cursor.top + state.list_height());
    chrome::more(buffer, (area.x + 1, area.y + 3 + u16::try_from(state.list_height()).unwrap_or(0)), state.theme, locale, left);
    if beside && let Some(line) = lines.get(table.cursor.row) {
        let pane = suppliers::pane_beside(area);
        let cells = usize::from(pane.width);
        let shown = match line {
            Line::Supplier(row) => suppliers::preview(row, model, state, cells),
            Line::Cause(cause) => shared(cause, state, cells),
        };
        chrome::lines(buffer, pane, state.theme, pane.y, &shown);
    }
    let width = usize::from(area.width.saturating_sub(2));
    if lines.is_empty() {
        buffer.set_stringn(area.x + 1, area.y + 4, locale.text("queue.empty"), width, state.theme.style(Meaning::Quiet));
    }
    let news = words::news(state);
    let foot = if news.0.is_empty() { (foot(table, model, state), Meaning::Quiet) } else { news };
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&foot.0, width), width, state.theme.style(foot.1));
}

/// A cause in full, its clauses, and who shares it.
fn shared(cause: &Group<'_>, state: &State, cells: usize) -> Vec<(String, Meaning)> {
    let title = cause.title.get(state.lang);
    let mut lines: Vec<(String, Meaning)> = text::wrap(title, cells).into_iter().map(|line| (line, Meaning::Heading)).collect();
    let clauses: Vec<&str> = cause.clauses.iter().map(String::as_str).collect();
    let behind = [words::rows(&cause.rows), clauses.join(" ")];
    lines.extend(behind.iter().flat_map(|line| text::wrap(line, cells)).map(|line| (line, Meaning::Quiet)));
    lines.push((String::new(), Meaning::Plain));
    lines.extend(cause.members.iter().map(|row| {
        let seen = cause.seen(row).is_some();
        let sign = if seen { "✓" } else { " " };
        let line = format!("{sign} {}", words::supplier_name(state.lang, &row.supplier));
        (text::cut(&line, cells), if seen { Meaning::Quiet } else { Meaning::Plain })
    }));
    lines
}

/// A cause: how many share it, of how many something was done, what it calls for, its clauses.
fn heading(cause: &Group<'_>, table: &Suppliers, model: &Model, state: &State, width: usize) -> (String, Meaning) {
    let marked = cause.members.iter().filter(|row| table.marked.contains(&row.supplier.id)).count();
    let sign = match marked {
        0 if cause.members.iter().any(|row| model.is_new(row)) => "+",
        0 => " ",
        all if all == cause.members.len() => "●",
        _ => "○",
    };
    let all = cause.members.len();
    let count = text::right(&all.to_string(), 3);
    let head = format!(
        "{sign} {} {count} × {}",
        if cause.gate { "▲" } else { "◆" },
        title(cause, model, state, table.grouping != Grouping::Clause)
    );
    let seen = cause.members.iter().filter(|row| cause.seen(row).is_some()).count();
    let clauses: Vec<&str> = cause.clauses.iter().map(String::as_str).collect();
    let clause = text::cut(&clauses.join(" "), width / 4);
    let end = if seen > 0 { format!("✓ {seen}/{all}  {clause}") } else { clause };
    let room = width.saturating_sub(text::width(&end) + 1);
    (format!("{} {end}", text::left(&head, room)), if cause.gate { Meaning::Urgent } else { Meaning::Heading })
}

/// A supplier under a cause, with what was done about it already.
fn member(
    row: &SupplierRow,
    cause: Option<&Group<'_>>,
    table: &Suppliers,
    model: &Model,
    state: &State,
    width: usize,
) -> (String, Meaning) {
    let locale = state.locale();
    let seen = cause.and_then(|cause| cause.seen(row));
    let told = match &seen {
        Some(Seen::Decided) => locale.text("queue.decided-not-counting").to_owned(),
        Some(Seen::Action(due)) => locale.with("queue.action-until", &[("day", due)]),
        Some(Seen::Waived(until)) => locale.with("queue.waived-until", &[("day", until)]),
        None => String::new(),
    };
    let attention = row.assessment.attention.as_deref().map(|level| model.policy.attention_title(level).get(state.lang).to_owned());
    let end = format!("{told}  {}", text::left(&attention.unwrap_or_default(), 12));
    let sign = match sign(row, table, model) {
        "●" => "●",
        _ if seen.is_some() => "✓",
        other => other,
    };
    let head = format!("{sign}       {} · {}", words::supplier_name(state.lang, &row.supplier), row.supplier.country);
    let meaning = if seen.is_some() { Meaning::Quiet } else { Meaning::Plain };
    (format!("{} {end}", text::left(&head, width.saturating_sub(text::width(&end) + 1))), meaning)
}
