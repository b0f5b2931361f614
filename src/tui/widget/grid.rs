//! A list or table of which only the rows on screen are drawn, however many there are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::theme::{Meaning, Theme};
use super::text;

/// One column: title, cells, and whether it stands right.
#[derive(Clone, Debug)]
pub struct Column {
    /// Title.
    pub title: String,
    /// Cells it takes.
    pub cells: usize,
    /// Numbers stand right.
    pub right: bool,
}

/// Chosen row and first row on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The chosen row.
    pub row: usize,
    /// The first row shown.
    pub top: usize,
}

impl Cursor {
    /// Moves by some rows within a list and keeps the chosen row on screen.
    pub fn step(&mut self, by: isize, rows: usize, height: usize) {
        self.to(self.row.saturating_add_signed(by), rows, height);
    }

    /// Chooses a row.
    pub fn to(&mut self, row: usize, rows: usize, height: usize) {
        self.row = row.min(rows.saturating_sub(1));
        let height = height.max(1);
        if self.row < self.top {
            self.top = self.row;
        }
        if self.row >= self.top + height {
            self.top = self.row + 1 - height;
        }
    }
}

/// One line of cells laid out in columns.
#[must_use]
pub fn cells(columns: &[Column], row: &[String]) -> String {
    let mut line = String::new();
    for (column, cell) in columns.iter().zip(row) {
        let fitted = if column.right { text::right(cell, column.cells) } else { text::left(cell, column.cells) };
        line.push_str(&fitted);
        line.push(' ');
    }
    line
}

/// Draws the titles and the visible rows; each row brings the meaning of its text.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: Theme, columns: &[Column], rows: &[(Vec<String>, Meaning)], cursor: Cursor) {
    let width = usize::from(area.width);
    let titles: Vec<String> = columns.iter().map(|column| column.title.clone()).collect();
    buffer.set_stringn(area.x, area.y, cells(columns, &titles), width, theme.style(Meaning::Quiet));
    let height = usize::from(area.height.saturating_sub(1));
    for (place, (row, meaning)) in rows.iter().enumerate().skip(cursor.top).take(height) {
        let y = area.y + 1 + u16::try_from(place - cursor.top).unwrap_or(0);
        let style = theme.style(if place == cursor.row { Meaning::Chosen } else { *meaning });
        let line = text::left(&cells(columns, row), width);
        buffer.set_stringn(area.x, y, line, width, style);
    }
}
