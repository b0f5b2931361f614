//! How a form is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Entry, Form};
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};

/// What can be chosen in a line; a list longer than its room shows the part around what is chosen.
fn choices(entry: &Entry, name: &str, (width, room): (usize, usize)) -> Vec<(String, Meaning)> {
    let first = if entry.chosen < entry.options.len() { (entry.chosen + 1).saturating_sub(room) } else { 0 };
    let line = |(number, (_, shown)): (usize, &(String, String))| {
        let (sign, name) = if number == first { ("›", name.to_owned()) } else { (" ", " ".repeat(text::width(name))) };
        let dot = if number == entry.chosen { "●" } else { "○" };
        let digit = if number < 9 { (number + 1).to_string() } else { " ".to_owned() };
        let meaning = if number == entry.chosen { Meaning::Accent } else { Meaning::Plain };
        (text::cut(&format!("{sign} {name}{digit} {dot} {shown}"), width), meaning)
    };
    entry.options.iter().enumerate().skip(first).take(room).map(line).collect()
}

/// What a form is called, and about whom it is.
#[must_use]
pub fn name(state: &State, form: &Form) -> String {
    let locale = state.locale();
    let row = form.corrects.as_ref().map(|said| said.question.rsplit('.').next().unwrap_or_default()).unwrap_or_default();
    let title = locale.with(&format!("form-title.{}", form.kind.word()), &[("row", row)]);
    let about = match names(state, form).as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        all => locale.with("form.several", &[("count", &all.len().to_string())]),
    };
    [title, about, form.about.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn names(state: &State, form: &Form) -> Vec<String> {
    let row = |id: &String| state.model.as_ref().and_then(|model| model.row(id));
    form.suppliers.iter().filter_map(row).map(|row| words::supplier_name(state.lang, &row.supplier)).collect()
}

/// What stands above the lines: about whom, who is left out, what would come of it.
fn above(state: &State, form: &Form, width: usize, room: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let names = names(state, form);
    let mut lines: Vec<(String, Meaning)> = Vec::new();
    if names.len() > 1 {
        let all = text::wrap(&words::listed(state, &names), width);
        lines.extend(all.into_iter().take(2).map(|line| (line, Meaning::Quiet)));
        lines.push((locale.text("form.each").to_owned(), Meaning::Quiet));
    }
    if let Some((count, why)) = &form.left_out {
        lines.push((text::cut(&locale.with("form.left-out", &[("count", &count.to_string()), ("why", why)]), width), Meaning::Warn));
    }
    let told = form.told.iter().filter(|(when, _)| when.as_ref().is_none_or(|(name, word)| form.value(name) == *word));
    let told: Vec<String> = told.flat_map(|(_, line)| text::wrap(line, width)).collect();
    let room = room.saturating_sub(lines.len() + 1);
    if told.len() > room {
        let kept = room.saturating_sub(1);
        lines.extend(told.iter().take(kept).map(|line| (line.clone(), Meaning::Plain)));
        lines.push((locale.with("rows.more", &[("count", &(told.len() - kept).to_string())]), Meaning::Quiet));
    } else {
        lines.extend(told.into_iter().map(|line| (line, Meaning::Plain)));
    }
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    lines
}

/// What stands under the line being filled in: what is wrong with it, else what belongs there.
fn under(state: &State, form: &Form, entry: &Entry, indent: usize, width: usize) -> Vec<(String, Meaning)> {
    let key = format!("form-hint.{}", entry.name);
    let hint = || state.locale().has(&key).then(|| (state.locale().text(&key).to_owned(), Meaning::Quiet));
    let told = form.refusal.clone().map(|why| (why, Meaning::Warn)).or_else(hint);
    let Some((told, meaning)) = told else { return Vec::new() };
    let wrapped = text::wrap(&told, width.saturating_sub(indent));
    wrapped.into_iter().map(|line| (format!("{}{line}", " ".repeat(indent)), meaning)).collect()
}

/// Draws the form above the footer; returns where the real cursor belongs.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, form: &Form) -> Option<(u16, u16)> {
    let locale = state.locale();
    chrome::header(buffer, area, state.theme, &name(state, form), &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let width = usize::from(inner.width);
    let asked: Vec<(usize, &Entry)> = form.entries.iter().enumerate().filter(|(_, entry)| form.asks(entry)).collect();
    let called = |entry: &Entry| locale.text(&format!("form.{}", entry.name)).to_owned();
    let label = asked.iter().map(|(_, entry)| text::width(&called(entry))).max().unwrap_or(0) + 2;
    let chosen = form.entries.get(form.at).map_or(0, |entry| entry.options.len().min(6));
    let mut lines = above(state, form, width, usize::from(inner.height).saturating_sub(asked.len() + chosen + 2));
    let room = usize::from(inner.height).saturating_sub(lines.len() + asked.len() + 1).max(3);
    let mut cursor = None;
    for (place, entry) in asked {
        let here = place == form.at;
        let name = text::left(&called(entry), label);
        let (sign, meaning) = if here { ("›", Meaning::Accent) } else { (" ", Meaning::Plain) };
        if entry.options.is_empty() {
            let (shown, column) = entry.field.visible(width.saturating_sub(label + 3));
            if here {
                cursor = Some((label + 2 + column, lines.len()));
            }
            lines.push((format!("{sign} {name}{shown}"), meaning));
        } else if here {
            lines.extend(choices(entry, &name, (width, room)));
        } else {
            let shown = entry.options.get(entry.chosen).map(|(_, shown)| shown.as_str()).unwrap_or_default();
            lines.push((text::cut(&format!("{sign} {name}{shown}"), width), meaning));
        }
        if here {
            lines.extend(under(state, form, entry, label + 2, width));
        }
    }
    chrome::lines(buffer, inner, state.theme, inner.y, &lines);
    let news = match (form.leaving, form.confirming) {
        (true, _) => (locale.text("form.leaving").to_owned(), Meaning::Warn),
        (_, true) => (locale.text("form.confirm").to_owned(), Meaning::Warn),
        _ => words::news(state),
    };
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(1), text::cut(&news.0, width), width, state.theme.style(news.1));
    cursor.map(|(column, line)| (inner.x + u16::try_from(column).unwrap_or(0), inner.y + u16::try_from(line).unwrap_or(0)))
}
