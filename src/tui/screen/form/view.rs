//! How a form is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Entry, Form};
use crate::tui::draft::form::Draft;
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};

/// Which lines of a list are shown so that some stay on screen: from where, and how many of the room the marks take away.
fn window(total: usize, wanted: std::ops::Range<usize>, room: usize) -> std::ops::Range<usize> {
    if total <= room {
        return 0..total;
    }
    let room = room.max(1);
    // Where there is more above and below, a line says so.
    let last = (wanted.end + 1).max(room).min(total);
    let first = (last - room).min(wanted.start.saturating_sub(1));
    first..(first + room).min(total)
}

/// The lines of a window; its first or last says how many more there are beyond it.
fn marked(state: &State, all: Vec<(String, Meaning)>, shown: &std::ops::Range<usize>, indent: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let total = all.len();
    let mut lines: Vec<(String, Meaning)> = all.into_iter().skip(shown.start).take(shown.len()).collect();
    let mut mark = |place: usize, key: &str, count: usize| {
        if let Some(line) = lines.get_mut(place).filter(|_| count > 1) {
            *line = (format!("{}{}", " ".repeat(indent), locale.with(key, &[("count", &count.to_string())])), Meaning::Quiet);
        }
    };
    mark(0, "form.above", if shown.start > 0 { shown.start + 1 } else { 0 });
    mark(shown.len().saturating_sub(1), "form.below", if shown.end < total { total - shown.end + 1 } else { 0 });
    lines
}

/// What can be chosen in a line; a list longer than its room shows the part around what is chosen.
fn choices(state: &State, entry: &Entry, name: &str, (width, room): (usize, usize)) -> Vec<(String, Meaning)> {
    let line = |(number, (_, shown)): (usize, &(String, String))| {
        let dot = if number == entry.chosen { "●" } else { "○" };
        let digit = if number < 9 { (number + 1).to_string() } else { " ".to_owned() };
        let meaning = if number == entry.chosen { Meaning::Accent } else { Meaning::Plain };
        (format!("{digit} {dot} {shown}"), meaning)
    };
    let all: Vec<(String, Meaning)> = entry.options.iter().enumerate().map(line).collect();
    let at = if entry.chosen < all.len() { entry.chosen } else { 0 };
    let shown = window(all.len(), at..at + 1, room);
    let lead = |(place, (line, meaning)): (usize, (String, Meaning))| {
        let (sign, name) = if place == 0 { ("›", name.to_owned()) } else { (" ", " ".repeat(text::width(name))) };
        (text::cut(&format!("{sign} {name}{line}"), width), meaning)
    };
    marked(state, all, &shown, 0).into_iter().enumerate().map(lead).collect()
}

/// What a form is called, and about whom it is.
#[must_use]
pub fn name(state: &State, form: &Draft) -> String {
    let locale = state.locale();
    let row = form.question.as_ref().and_then(|question| question.rsplit('.').next()).unwrap_or_default();
    let title = locale.with(&format!("form-title.{}", form.kind.word()), &[("row", row)]);
    let about = match names(state, &form.suppliers).as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        all => locale.with("form.several", &[("count", &all.len().to_string())]),
    };
    [title, about, form.about.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn names(state: &State, suppliers: &[String]) -> Vec<String> {
    let row = |id: &String| state.model.as_ref().and_then(|model| model.row(id));
    suppliers.iter().filter_map(row).map(|row| words::supplier_name(state.lang, &row.supplier)).collect()
}

/// What stands above the lines: about whom, who is left out, what would come of it.
fn above(state: &State, form: &Form, width: usize, room: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let names = names(state, &form.suppliers);
    let mut lines: Vec<(String, Meaning)> = Vec::new();
    if !form.since.is_empty() {
        let restored = locale.with("form.restored", &[("when", &form.since)]);
        lines.extend(text::wrap(&restored, width).into_iter().map(|line| (line, Meaning::Accent)));
    }
    if !form.kind.is_kept_on_disk() {
        lines.extend(text::wrap(locale.text("form.not-on-disk"), width).into_iter().map(|line| (line, Meaning::Quiet)));
    }
    if names.len() > 1 {
        let all = text::wrap(&words::listed(state, &names), width);
        let more = all.len() > 2;
        let shown = |(place, line): (usize, String)| if more && place == 1 { text::cut(&format!("{line} …"), width) } else { line };
        lines.extend(all.into_iter().take(2).enumerate().map(shown).map(|line| (line, Meaning::Quiet)));
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
    chrome::header(buffer, area, state.theme, &name(state, &Draft::of(form)), &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let width = usize::from(inner.width);
    let asked: Vec<(usize, &Entry)> = form.entries.iter().enumerate().filter(|(_, entry)| form.asks(entry)).collect();
    let called = |entry: &Entry| locale.text(&format!("form.{}", entry.name)).to_owned();
    let label = asked.iter().map(|(_, entry)| text::width(&called(entry))).max().unwrap_or(0) + 2;
    let chosen = form.entries.get(form.at).map_or(0, |entry| entry.options.len().min(6));
    let mut lines = above(state, form, width, usize::from(inner.height).saturating_sub(asked.len() + chosen + 2));
    let room = usize::from(inner.height).saturating_sub(lines.len() + asked.len() + 1).max(3);
    let (mut cursor, mut at) = (None, 0..1);
    for (place, entry) in asked {
        let here = place == form.at;
        let began = lines.len();
        let name = text::left(&called(entry), label);
        let (sign, meaning) = if here { ("›", Meaning::Accent) } else { (" ", Meaning::Plain) };
        if entry.options.is_empty() {
            let (shown, column) = entry.field.visible(width.saturating_sub(label + 3));
            if here {
                cursor = Some((label + 2 + column, lines.len()));
            }
            lines.push((format!("{sign} {name}{shown}"), meaning));
        } else if here {
            lines.extend(choices(state, entry, &name, (width, room)));
        } else {
            let shown = entry.options.get(entry.chosen).map(|(_, shown)| shown.as_str()).unwrap_or_default();
            lines.push((text::cut(&format!("{sign} {name}{shown}"), width), meaning));
        }
        if here {
            lines.extend(under(state, form, entry, label + 2, width));
            at = began..lines.len();
        }
    }
    let shown = window(lines.len(), at, usize::from(inner.height));
    chrome::lines(buffer, inner, state.theme, inner.y, &marked(state, lines, &shown, 2));
    let news = match (form.leaving, form.confirming) {
        (true, _) => (locale.text("form.leaving").to_owned(), Meaning::Warn),
        (_, true) => (locale.text("form.confirm").to_owned(), Meaning::Warn),
        _ => words::news(state),
    };
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(1), text::cut(&news.0, width), width, state.theme.style(news.1));
    let cursor = cursor.map(|(column, line): (usize, usize)| (column, line.saturating_sub(shown.start)));
    cursor.map(|(column, line)| (inner.x + u16::try_from(column).unwrap_or(0), inner.y + u16::try_from(line).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_keeps_what_is_wanted_on_screen_beside_the_lines_that_say_there_is_more() {
        assert_eq!(window(5, 4..5, 8), 0..5);
        for (total, room) in [(20, 8), (9, 8), (30, 4)] {
            for at in 0..total {
                let shown = window(total, at..at + 1, room);
                assert_eq!(shown.len(), room, "{total} {room} {at}");
                assert!(shown.contains(&at), "{at} of {total} is not in {shown:?}");
                assert!(shown.start == 0 || at > shown.start, "{at} is under the mark above: {shown:?}");
                assert!(shown.end == total || at + 1 < shown.end, "{at} is under the mark below: {shown:?}");
            }
        }
    }
}
