//! Draws a table being filled in: the question, the columns with their cells, what is wrong, and what it comes to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Entry;
use crate::figures::Against;
use crate::questionnaire::{CellKind, Column, wording};
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::field::Field;
use crate::tui::widget::{chrome, text};

/// Cells of the row numbers.
const NUMBER: usize = 4;

/// Draws the table above the footer; returns where the real cursor belongs.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, entry: &Entry) -> Option<(u16, u16)> {
    chrome::header(buffer, area, state.theme, &entry.title, &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let width = usize::from(inner.width);
    let rows = entry.rows()?;
    let foot = foot(state, entry, width, usize::from(inner.height / 3).max(3));
    let mut lines = question(state, entry, width, usize::from(inner.height / 4).max(2));
    let widths = widths(state, entry, &rows.columns, width.saturating_sub(NUMBER + 1));
    let titles: Vec<String> = rows.columns.iter().zip(&widths).map(|(column, cells)| text::left(&title(state, column), *cells)).collect();
    lines.push((format!("{}{}", " ".repeat(NUMBER + 1), titles.join(" ")), Meaning::Quiet));
    let room = usize::from(inner.height).saturating_sub(lines.len() + foot.len() + 1).max(1);
    let first = (entry.row + 1).saturating_sub(room);
    let mut cursor = None;
    for (place, cells) in entry.cells.iter().enumerate().skip(first).take(room) {
        let here = place == entry.row;
        let y = inner.y + u16::try_from(lines.len()).unwrap_or(0);
        let mut line = format!("{} {:>2} ", if here { "›" } else { " " }, place + 1);
        for (at, (cell, cells)) in cells.iter().zip(&widths).enumerate() {
            if here && at == entry.column {
                let (shown, column) = cell.visible(*cells);
                let x = inner.x + u16::try_from(text::width(&line) + column).unwrap_or(0);
                cursor = Some((x, y));
                line.push_str(&shown);
            } else {
                line.push_str(&text::left(&cell.text(), *cells));
            }
            line.push(' ');
        }
        lines.push((line, if here { Meaning::Accent } else { Meaning::Plain }));
    }
    if entry.cells.len() > first + room {
        let more = (entry.cells.len() - first - room).to_string();
        lines.push((format!("  {}", state.locale().with("rows.more", &[("count", &more)])), Meaning::Quiet));
    }
    chrome::lines(buffer, inner, state.theme, inner.y, &lines);
    let top = inner.bottom().saturating_sub(u16::try_from(foot.len()).unwrap_or(0));
    chrome::rule(buffer, area, top.saturating_sub(area.y + 1), state.theme);
    chrome::lines(buffer, inner, state.theme, top, &foot);
    let news = words::news(state);
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(1), text::cut(&news.0, width), width, state.theme.style(news.1));
    cursor
}

/// The question, cut to a few lines where the terminal is low.
fn question(state: &State, entry: &Entry, width: usize, most: usize) -> Vec<(String, Meaning)> {
    let asked = format!("{}  {}", entry.question.id.row(), entry.question.text.get(state.lang));
    let all = text::wrap(&asked, width);
    let left_out = all.len() > most;
    let mut lines: Vec<(String, Meaning)> = all.into_iter().take(most).map(|line| (line, Meaning::Heading)).collect();
    if let Some((last, _)) = lines.last_mut().filter(|_| left_out) {
        *last = format!("{}…", text::cut(last, width.saturating_sub(1)).trim_end_matches('…'));
    }
    lines.push((String::new(), Meaning::Plain));
    lines
}

/// The head of a column, with its unit.
fn title(state: &State, column: &Column) -> String {
    let name = column.text.get(state.lang);
    let unit = wording::unit(&column.unit);
    match column.kind {
        CellKind::Percent if !name.contains(['%', '％']) => format!("{name} %"),
        _ if column.unit.is_empty() || name.contains(unit.get(state.lang)) => name.to_owned(),
        _ => format!("{name} {}", unit.get(state.lang)),
    }
}

/// Cells of each column: what it needs, and where that is too much, the widest give.
fn widths(state: &State, entry: &Entry, columns: &[Column], room: usize) -> Vec<usize> {
    let needed = |place: usize, column: &Column| {
        let longest = entry.cells.iter().filter_map(|row| row.get(place)).map(|cell| text::width(&cell.text()) + 1).max().unwrap_or(0);
        longest.max(text::width(&title(state, column))).max(8)
    };
    let mut widths: Vec<usize> = columns.iter().enumerate().map(|(place, column)| needed(place, column)).collect();
    let room = room.saturating_sub(columns.len());
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max_by_key(|width| **width).filter(|width| **width > 4) else { break };
        *widest -= 1;
    }
    widths
}

/// What is wrong with the cell or how it is written, and what the table comes to.
fn foot(state: &State, entry: &Entry, width: usize, most: usize) -> Vec<(String, Meaning)> {
    let mut lines = Vec::new();
    let locale = state.locale();
    let first = if entry.leaving {
        (locale.text("rows.leaving").to_owned(), Meaning::Warn)
    } else if let Some(why) = &entry.not_saved {
        (why.clone(), Meaning::Warn)
    } else if let Some(why) = &entry.refusal {
        (why.in_lang(state.lang), Meaning::Warn)
    } else {
        (hint(state, entry), Meaning::Quiet)
    };
    lines.extend(text::wrap(&first.0, width).into_iter().take(2).map(|line| (line, first.1)));
    let against = state.model.as_ref().map(|model| Against {
        substances: &model.policy.substances,
        today: Some(model.today),
        sites: model.row(&entry.supplier).map(|row| row.supplier.sites.as_slice()).unwrap_or_default(),
    });
    let mut remarks = entry.remarks(against.unwrap_or_default());
    remarks.sort_by_key(|remark| !remark.adverse);
    let rows = entry.rows();
    if let Some(gap) = rows.and_then(|rows| rows.gap(&entry.recorded())).filter(|gap| !gap.is_zero()) {
        let told = locale.with("rows.gap", &[("gap", &gap.decimals(1))]);
        lines.push((format!("! {told}"), Meaning::Warn));
    }
    for remark in &remarks {
        let (mark, meaning) = if remark.adverse { ("!", Meaning::Warn) } else { ("✓", Meaning::Plain) };
        let what = remark.sentence.in_lang(state.lang);
        let told = text::wrap(&format!("{mark} {what}"), width);
        if lines.len() + told.len() > most + 1 && !lines.is_empty() {
            let cut = text::cut(&format!("{mark} {what}"), width);
            if lines.len() <= most {
                lines.push((cut, meaning));
            }
            continue;
        }
        lines.extend(told.into_iter().map(|line| (line, meaning)));
    }
    lines
}

/// How the cell of the cursor is written.
fn hint(state: &State, entry: &Entry) -> String {
    let locale = state.locale();
    let Some(column) = entry.rows().and_then(|rows| rows.columns.get(entry.column)) else { return String::new() };
    let form = match column.kind {
        CellKind::OneOf => column
            .choices
            .iter()
            .enumerate()
            .map(|(at, choice)| format!("{} {}", at + 1, choice.text.get(state.lang)))
            .collect::<Vec<_>>()
            .join("  "),
        kind => locale.text(&format!("rows.{}", kind.word())).to_owned(),
    };
    let cell = entry.cells.get(entry.row).and_then(|row| row.get(entry.column)).map(Field::text).unwrap_or_default();
    let shown = if text::width(&cell) > 12 { format!("  «{cell}»") } else { String::new() };
    format!("{}: {form}{shown}", title(state, column))
}
