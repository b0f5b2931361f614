//! The rules: policy editions, what the one in force says, regimes, due dates, test cases. One table each; the chosen line
//! in full below.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::locale::Locale;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::rulebook::{Leaf, Sheet, Tone};

/// Lines below the tables.
const BELOW: u16 = 7;
/// The row of the tabs, from the top of the screen.
pub const TAB_ROW: u16 = 1;
/// The first row of a table, from the top of the screen.
pub const FIRST_ROW: u16 = 4;

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Rulebook {
    /// The table that is shown.
    pub shown: Leaf,
    /// The supplier it is about; absent: everybody.
    pub supplier: Option<String>,
    /// The tables as far as they were read.
    pub sheets: BTreeMap<Leaf, Sheet>,
    /// Where the cursor stands in each.
    pub cursors: BTreeMap<Leaf, Cursor>,
}

impl Rulebook {
    /// The table that is shown, if it was read.
    #[must_use]
    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(&self.shown)
    }

    /// The cursor of the table that is shown.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        self.cursors.get(&self.shown).copied().unwrap_or_default()
    }

    /// The same, to be moved.
    pub fn cursor_mut(&mut self) -> &mut Cursor {
        self.cursors.entry(self.shown).or_default()
    }

    /// Rows of the table that is shown.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.sheet().map_or(0, |sheet| sheet.lines.len())
    }
}

/// Rows of the tables that fit.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(7 + BELOW))
}

/// The tabs with the cells each takes: from, to, which, title.
#[must_use]
pub fn tabs(locale: Locale) -> Vec<(u16, u16, Leaf, String)> {
    let mut at = 1_u16;
    let mut all = Vec::new();
    for leaf in Leaf::ALL {
        let title = format!(" {} ", locale.text(&format!("rulebook.{}", leaf.word())));
        let to = at + u16::try_from(text::width(&title)).unwrap_or(0);
        all.push((at, to, leaf, title));
        at = to + 1;
    }
    all
}

/// Widths of the columns: each as wide as what stands in it, the last one takes what is left; where there is too little,
/// the widest gives way first.
#[must_use]
pub fn widths(sheet: &Sheet, width: usize) -> Vec<usize> {
    let count = sheet.heads.len();
    let mut cells: Vec<usize> = sheet.heads.iter().map(|head| text::width(head)).collect();
    for line in &sheet.lines {
        for (place, cell) in line.cells.iter().enumerate().take(count).filter(|_| line.tone != Tone::Heading) {
            cells[place] = cells[place].max(text::width(cell));
        }
    }
    let Some(last) = count.checked_sub(1) else { return cells };
    // Of many columns of words the last one can be read below; of few it is what is to be read.
    let least = cells[last].min(match count {
        8.. => 12,
        6 | 7 => 14,
        _ => (width / 3).max(20),
    });
    while cells[..last].iter().sum::<usize>() + count + least > width {
        let Some(widest) = (0..last).max_by_key(|place| cells[*place]).filter(|place| cells[*place] > 4) else { break };
        cells[widest] -= 1;
    }
    cells[last] = width.saturating_sub(cells[..last].iter().sum::<usize>() + count);
    cells
}

/// Draws the tabs, the table above the footer, and the chosen line below it.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, screen: &Rulebook) {
    let locale = state.locale();
    let name = screen.supplier.as_ref().map(|id| {
        let row = state.model.as_ref().and_then(|model| model.rows.iter().find(|row| row.supplier.id == *id));
        row.map_or_else(|| id.clone(), |row| words::supplier_name(state.lang, &row.supplier))
    });
    let title = name.map_or_else(|| locale.text("context.rules").to_owned(), |name| format!("{} · {name}", locale.text("context.rules")));
    chrome::header(buffer, area, state.theme, &title, &words::who(state));
    for (from, _, leaf, title) in tabs(locale) {
        let meaning = if leaf == screen.shown { Meaning::Chosen } else { Meaning::Quiet };
        let left = usize::from(area.width.saturating_sub(from));
        buffer.set_stringn(area.x + from, area.y + TAB_ROW, title, left, state.theme.style(meaning));
    }
    let list = Rect { x: area.x, y: area.y + FIRST_ROW - 1, width: area.width, height: area.height.saturating_sub(FIRST_ROW + 1 + BELOW) };
    let below = Rect { x: area.x + 1, y: list.bottom() + 1, width: area.width.saturating_sub(2), height: BELOW };
    let Some(sheet) = screen.sheet() else { return };
    let widths = widths(sheet, usize::from(area.width));
    let columns: Vec<Column> =
        sheet.heads.iter().zip(&widths).map(|(title, cells)| Column { title: title.clone(), cells: *cells, right: false }).collect();
    let rows: Vec<(Vec<String>, Meaning)> = sheet.lines.iter().map(|line| (line.cells.clone(), meaning(line.tone))).collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, screen.cursor());
    headings(buffer, list, state, sheet, screen.cursor());
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    let width = usize::from(below.width);
    let foot: Vec<String> = sheet.foot.iter().flat_map(|line| text::wrap(line, width)).collect();
    let room = usize::from(BELOW - 1).saturating_sub(foot.len());
    let whole = sheet.lines.get(screen.cursor().row).map(|line| line.whole.as_slice()).unwrap_or_default();
    let mut lines: Vec<(String, Meaning)> =
        whole.iter().flat_map(|line| text::wrap(line, width)).take(room).map(|line| (line, Meaning::Plain)).collect();
    lines.extend(foot.into_iter().map(|line| (line, Meaning::Quiet)));
    let (news, told) = words::news(state);
    if !news.is_empty() {
        lines.truncate(usize::from(BELOW - 1).saturating_sub(1));
        lines.push((text::cut(&news, width), told));
    }
    chrome::lines(buffer, below, state.theme, below.y, &lines);
}

fn meaning(tone: Tone) -> Meaning {
    match tone {
        Tone::Plain => Meaning::Plain,
        Tone::Quiet => Meaning::Quiet,
        Tone::Heading => Meaning::Heading,
        Tone::Bad => Meaning::Urgent,
    }
}

/// Headings run over all columns.
fn headings(buffer: &mut Buffer, list: Rect, state: &State, sheet: &Sheet, cursor: Cursor) {
    let rows = usize::from(list.height.saturating_sub(1));
    for (place, line) in sheet.lines.iter().enumerate().skip(cursor.top).take(rows).filter(|(_, line)| line.tone == Tone::Heading) {
        let parts: Vec<&str> = line.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        let width = usize::from(list.width);
        let y = list.y + 1 + u16::try_from(place - cursor.top).unwrap_or(0);
        let style = state.theme.style(if place == cursor.row { Meaning::Chosen } else { Meaning::Heading });
        buffer.set_stringn(list.x, y, text::left(&parts.join(" · "), width), width, style);
    }
}
