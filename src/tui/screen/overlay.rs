//! What lies over a screen: a line being typed, a fuzzy list, help, a text to read, the first screen, the polite
//! sentence of a terminal that is too small.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::tui::keymap::{self, Context};
use crate::tui::state::{LEAST, Picker, Prompt, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};

fn clear(buffer: &mut Buffer, area: Rect) {
    for y in area.y..area.bottom() {
        // A wide character that reaches under the frame would hide its border.
        if let Some(left) = area.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)))
            && text::width(left.symbol()) > 1
        {
            left.set_symbol(" ");
        }
        buffer.set_stringn(area.x, y, " ".repeat(usize::from(area.width)), usize::from(area.width), ratatui::style::Style::reset());
    }
}

fn frame(buffer: &mut Buffer, area: Rect, state: &State, title: &str) {
    clear(buffer, area);
    let width = usize::from(area.width);
    let style = state.theme.style(Meaning::Quiet);
    let title = if title.is_empty() { String::new() } else { text::cut(&format!(" {title} "), width.saturating_sub(4)) };
    let rest = width.saturating_sub(3 + text::width(&title));
    buffer.set_stringn(area.x, area.y, format!("┌─{title}{}┐", "─".repeat(rest)), width, style);
    for y in area.y + 1..area.bottom().saturating_sub(1) {
        buffer.set_stringn(area.x, y, "│", 1, style);
        buffer.set_stringn(area.right().saturating_sub(1), y, "│", 1, style);
    }
    buffer.set_stringn(area.x, area.bottom().saturating_sub(1), format!("└{}┘", "─".repeat(width.saturating_sub(2))), width, style);
}

/// Draws the line being typed at the foot of the screen; returns where the real cursor belongs.
pub fn prompt(buffer: &mut Buffer, area: Rect, state: &State, prompt: &Prompt) -> (u16, u16) {
    let title = text::wrap(&prompt.title, usize::from(area.width).saturating_sub(6));
    let lines = u16::try_from(title.len().min(4)).unwrap_or(1);
    let height = (lines + 4).min(area.height);
    let frame_area = Rect { x: area.x, y: area.bottom().saturating_sub(height), width: area.width, height };
    frame(buffer, frame_area, state, "");
    let inner =
        Rect { x: frame_area.x + 2, y: frame_area.y + 1, width: frame_area.width.saturating_sub(4), height: height.saturating_sub(2) };
    let width = usize::from(inner.width);
    let titles: Vec<(String, Meaning)> = title.into_iter().take(4).map(|line| (line, Meaning::Heading)).collect();
    let y = chrome::lines(buffer, inner, state.theme, inner.y, &titles);
    let (shown, column) = prompt.field.visible(width.saturating_sub(2));
    buffer.set_stringn(inner.x, y, format!("› {shown}"), width, state.theme.style(Meaning::Accent));
    let under = match &prompt.refusal {
        Some(why) => (why.clone(), Meaning::Warn),
        None => (prompt.hint.clone(), Meaning::Quiet),
    };
    buffer.set_stringn(inner.x, y + 1, text::cut(&under.0, width), width, state.theme.style(under.1));
    (inner.x + 2 + u16::try_from(column).unwrap_or(0), y)
}

/// Rows of a picker that fit.
#[must_use]
pub fn picker_height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(8)).max(3)
}

fn picker_frame(area: Rect) -> Rect {
    let width = area.width.saturating_sub(4).min(100);
    let height = u16::try_from(picker_height((area.width, area.height))).unwrap_or(3) + 4;
    Rect { x: area.x + (area.width - width) / 2, y: area.y + 2, width, height: height.min(area.height.saturating_sub(2)) }
}

fn inside(frame: Rect) -> Rect {
    Rect { x: frame.x + 2, y: frame.y + 1, width: frame.width.saturating_sub(4), height: frame.height.saturating_sub(2) }
}

/// Where the rows of a fuzzy list stand.
#[must_use]
pub fn picker_rows(size: (u16, u16)) -> Rect {
    let inner = inside(picker_frame(Rect::new(0, 0, size.0, size.1)));
    Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }
}

/// Draws a fuzzy list; returns where the real cursor belongs.
pub fn picker(buffer: &mut Buffer, area: Rect, state: &State, picker: &Picker) -> (u16, u16) {
    let frame_area = picker_frame(area);
    frame(buffer, frame_area, state, &picker.title);
    let inner = inside(frame_area);
    let cells = usize::from(inner.width);
    let (shown, column) = picker.field.visible(cells.saturating_sub(2));
    buffer.set_stringn(inner.x, inner.y, format!("/ {shown}"), cells, state.theme.style(Meaning::Accent));
    for (line, place) in picker.found.iter().enumerate().skip(picker.cursor.top).take(usize::from(inner.height.saturating_sub(2))) {
        let y = inner.y + 2 + u16::try_from(line - picker.cursor.top).unwrap_or(0);
        let meaning = if line == picker.cursor.row { Meaning::Chosen } else { Meaning::Plain };
        buffer.set_stringn(inner.x, y, text::left(&picker.items[*place].0, cells), cells, state.theme.style(meaning));
    }
    if picker.found.is_empty() {
        buffer.set_stringn(inner.x, inner.y + 2, state.locale().text("picker.none"), cells, state.theme.style(Meaning::Quiet));
    }
    (inner.x + 2 + u16::try_from(column).unwrap_or(0), inner.y)
}

/// Cells that the keys of a line of help take.
const KEYS: usize = 14;

/// All keys of a context; what does not fit on a line goes on below.
#[must_use]
pub fn help_lines(context: Context, state: &State) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut lines = Vec::new();
    let cells = usize::from(state.size.0.saturating_sub(2)).saturating_sub(KEYS + 2).max(8);
    let mut line = |keys: &str, what: &str| {
        for (place, part) in text::wrap(what, cells).into_iter().enumerate() {
            lines.push((format!("{}  {part}", text::right(if place == 0 { keys } else { "" }, KEYS)), Meaning::Plain));
        }
    };
    for binding in keymap::bindings(context) {
        // Ten digits do one thing: one line says it.
        match binding.command.digit() {
            Some(0) => {
                line("0 … 9", locale.text("help.digits"));
                continue;
            }
            Some(_) => continue,
            None => {}
        }
        let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
        line(&keys.join(" "), locale.text(&format!("command.{}", binding.command.name())));
    }
    lines
}

/// The lines of a text to read, broken where the screen of this size ends.
#[must_use]
pub fn read_lines(lines: &[String], size: (u16, u16)) -> Vec<String> {
    text::broken(lines, usize::from(size.0.saturating_sub(2)))
}

/// Draws help or a text to read above the footer.
pub fn reading(buffer: &mut Buffer, area: Rect, state: &State, title: &str, lines: &[(String, Meaning)], scroll: usize) {
    chrome::header(buffer, area, state.theme, title, &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) };
    let shown: Vec<(String, Meaning)> = lines.iter().skip(scroll).cloned().collect();
    chrome::lines(buffer, inner, state.theme, inner.y, &shown);
    if lines.len() > scroll + usize::from(inner.height) {
        buffer.set_stringn(inner.x, area.bottom().saturating_sub(2), "↓", 2, state.theme.style(Meaning::Quiet));
    }
}

/// Draws the first screen: no workspace yet.
pub fn welcome(buffer: &mut Buffer, area: Rect, state: &State, last: Option<&str>) {
    let locale = state.locale();
    chrome::header(buffer, area, state.theme, "oretrail", "");
    let inner = Rect { x: area.x + 3, y: area.y + 3, width: area.width.saturating_sub(6), height: area.height.saturating_sub(5) };
    let width = usize::from(inner.width);
    let mut lines: Vec<(String, Meaning)> =
        text::wrap(locale.text("welcome.what"), width).into_iter().map(|line| (line, Meaning::Heading)).collect();
    lines.push((String::new(), Meaning::Plain));
    lines.push((format!("d   {}", locale.text("welcome.demo")), Meaning::Accent));
    if let Some(last) = last {
        lines.push((text::cut(&format!("o   {} {last}", locale.text("welcome.reopen")), width), Meaning::Accent));
    }
    lines.push((String::new(), Meaning::Plain));
    lines.extend(text::wrap(locale.text("welcome.new"), width).into_iter().map(|line| (line, Meaning::Plain)));
    lines.push(("    oretrail init DIR --company NAME".to_owned(), Meaning::Plain));
    let news = words::news(state);
    lines.push((String::new(), Meaning::Plain));
    lines.extend(text::wrap(&news.0, width).into_iter().map(|line| (line, news.1)));
    chrome::lines(buffer, inner, state.theme, inner.y, &lines);
}

/// Draws the sentence of a terminal that is too small.
pub fn too_small(buffer: &mut Buffer, area: Rect, state: &State) {
    let needed = format!("{}×{}", LEAST.0, LEAST.1);
    let present = format!("{}×{}", area.width, area.height);
    let sentence = state.locale().with("too-small", &[("needed", &needed), ("present", &present)]);
    let lines: Vec<(String, Meaning)> =
        text::wrap(&sentence, usize::from(area.width)).into_iter().map(|line| (line, Meaning::Plain)).collect();
    chrome::lines(buffer, area, state.theme, area.y, &lines);
}
