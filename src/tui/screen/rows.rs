//! A table being filled in: cells with a cursor, rows added and taken out, what was done taken back. What it comes to is
//! told while it is typed. It writes nothing; saving is asked for from outside.

pub mod view;

use crate::figures::{Against, Remark};
use crate::questionnaire::{Kind, Question, Rows, value};
use crate::sentence::Sentence;
use crate::tui::key::Key;
use crate::tui::widget::field::Field;

/// Divides rows in the text form; cells are divided by tabs. Typed text contains neither, because fields clean it.
const ROW: char = '\u{1e}';

/// As it stood before something was done.
#[derive(Clone, Debug)]
struct Step {
    cells: Vec<Vec<Field>>,
    row: usize,
    column: usize,
}

/// A table being filled in.
#[derive(Clone, Debug)]
pub struct Entry {
    /// About whom.
    pub supplier: String,
    /// Where it is asked: supplier's name, set, campaign.
    pub title: String,
    /// The question.
    pub question: Box<Question>,
    /// The cells, row by row; never without a row.
    pub cells: Vec<Vec<Field>>,
    /// The row of the cursor.
    pub row: usize,
    /// The column of the cursor.
    pub column: usize,
    /// What is wrong, said under the table.
    pub refusal: Option<Sentence>,
    /// What the store said when it was not saved.
    pub not_saved: Option<String>,
    /// Something was typed that is not recorded.
    pub changed: bool,
    /// It was asked to be left although something is not recorded.
    pub leaving: bool,
    past: Vec<Step>,
    typing: bool,
}

impl Entry {
    /// A table with what is recorded, or with what was being typed; the cursor in its first empty cell.
    #[must_use]
    pub fn of(supplier: &str, title: String, question: &Question, recorded: &[String]) -> Self {
        let width = Self::columns(question);
        let mut cells: Vec<Vec<Field>> = Rows::cells(recorded)
            .into_iter()
            .map(|row| {
                let mut row: Vec<Field> = row.iter().map(|cell| Field::of(cell)).collect();
                row.resize(width, Field::default());
                row
            })
            .collect();
        if cells.is_empty() {
            cells.push(vec![Field::default(); width]);
        }
        let row = cells.len() - 1;
        let column = cells[row].iter().position(Field::is_empty).unwrap_or(0);
        Self {
            supplier: supplier.to_owned(),
            title,
            question: Box::new(question.clone()),
            cells,
            row,
            column,
            refusal: None,
            not_saved: None,
            changed: false,
            leaving: false,
            past: Vec::new(),
            typing: false,
        }
    }

    /// What was typed before and is not recorded: the cursor stands where something was typed last.
    pub fn resume(&mut self) {
        self.changed = true;
        let filled = |cell: &Field| !cell.text().trim().is_empty();
        if let Some(row) = self.cells.iter().rposition(|row| row.iter().any(filled)) {
            (self.row, self.column) = (row, self.cells[row].iter().rposition(filled).unwrap_or(0));
        }
    }

    fn columns(question: &Question) -> usize {
        if let Kind::Rows(rows) = &question.kind { rows.columns.len() } else { 1 }
    }

    /// What the rows are.
    #[must_use]
    pub fn rows(&self) -> Option<&Rows> {
        if let Kind::Rows(rows) = &self.question.kind { Some(rows) } else { None }
    }

    /// The text form, so that it can lie outside the workspace while it is typed.
    #[must_use]
    pub fn text(&self) -> String {
        let rows: Vec<String> = self.cells.iter().map(|row| row.iter().map(Field::text).collect::<Vec<_>>().join("\t")).collect();
        rows.join(&ROW.to_string())
    }

    /// The rows of the text form.
    #[must_use]
    pub fn rows_of(text: &str) -> Vec<String> {
        text.split(ROW).map(str::to_owned).collect()
    }

    /// Rows in which something stands, as they would be recorded.
    #[must_use]
    pub fn recorded(&self) -> Vec<String> {
        let filled = self.cells.iter().filter(|row| row.iter().any(|cell| !cell.text().trim().is_empty()));
        filled.map(|row| row.iter().map(|cell| cell.text().trim().to_owned()).collect::<Vec<_>>().join("\t")).collect()
    }

    /// What the program finds about it as it stands.
    #[must_use]
    pub fn remarks(&self, against: Against<'_>) -> Vec<Remark> {
        self.rows().map(|rows| rows.told(&self.recorded(), against)).unwrap_or_default()
    }

    fn remember(&mut self) {
        self.past.push(Step { cells: self.cells.clone(), row: self.row, column: self.column });
        if self.past.len() > 200 {
            self.past.remove(0);
        }
        (self.changed, self.leaving, self.not_saved) = (true, false, None);
    }

    /// A key that belongs to the cell. `|` goes on to the next cell, as in a row written on one line.
    pub fn press(&mut self, key: Key) {
        if key == Key::Char('|') || key == Key::Char('｜') {
            self.next();
            return;
        }
        if matches!(key, Key::Char(_) | Key::Backspace | Key::Delete | Key::Ctrl('u')) && !self.typing {
            self.remember();
            self.typing = true;
        }
        self.refusal = None;
        self.leaving = false;
        if let Some(cell) = self.cells.get_mut(self.row).and_then(|row| row.get_mut(self.column)) {
            cell.press(key);
        }
    }

    /// Pasted text: cells of a sheet fill the cells from the cursor on, everything else goes into the cell.
    pub fn paste(&mut self, text: &str) {
        self.remember();
        self.typing = false;
        let lines: Vec<&str> = text.trim_end_matches(['\r', '\n']).lines().collect();
        if lines.len() < 2 && !text.contains('\t') {
            if let Some(cell) = self.cells.get_mut(self.row).and_then(|row| row.get_mut(self.column)) {
                cell.insert(text);
            }
            return;
        }
        let (from, width) = (self.column, self.width());
        for (down, line) in lines.iter().enumerate() {
            let at = self.row + down;
            while self.cells.len() <= at {
                self.cells.push(vec![Field::default(); width]);
            }
            for (right, cell) in line.split('\t').enumerate().take_while(|(right, _)| from + right < width) {
                let mut field = Field::default();
                field.insert(cell.trim());
                self.cells[at][from + right] = field;
            }
        }
        self.row = (self.row + lines.len()).saturating_sub(1).min(self.cells.len() - 1);
    }

    fn width(&self) -> usize {
        Self::columns(&self.question)
    }

    /// Brings the cell that is left into the form that is recorded, or says what is wrong with it.
    fn settle(&mut self) {
        self.typing = false;
        let Some(column) = self.rows().and_then(|rows| rows.columns.get(self.column)).cloned() else { return };
        let Some(field) = self.cells.get_mut(self.row).and_then(|row| row.get_mut(self.column)) else { return };
        let text = field.text();
        match value::cell(&column, &text) {
            Ok(taken) if taken != text => *field = Field::of(&taken),
            Ok(_) => {}
            Err(refusal) => self.refusal = Some(refusal.sentence()),
        }
    }

    /// To the next cell; after the last one of the last row, to a new row.
    pub fn next(&mut self) {
        self.refusal = None;
        self.settle();
        if self.column + 1 < self.width() {
            self.column += 1;
        } else if self.row + 1 < self.cells.len() {
            (self.row, self.column) = (self.row + 1, 0);
        } else if !self.is_empty_row() {
            self.insert_row();
        }
    }

    /// To the cell before.
    pub fn before(&mut self) {
        self.refusal = None;
        self.settle();
        if self.column > 0 {
            self.column -= 1;
        } else if self.row > 0 {
            (self.row, self.column) = (self.row - 1, self.width() - 1);
        }
    }

    /// To another row.
    pub fn step(&mut self, by: isize) {
        self.refusal = None;
        self.settle();
        self.row = self.row.saturating_add_signed(by).min(self.cells.len() - 1);
    }

    /// Whether nothing stands in the row of the cursor.
    #[must_use]
    pub fn is_empty_row(&self) -> bool {
        self.cells.get(self.row).is_none_or(|row| row.iter().all(|cell| cell.text().trim().is_empty()))
    }

    /// A new row after the one of the cursor.
    pub fn insert_row(&mut self) {
        self.settle();
        self.remember();
        self.row += 1;
        self.column = 0;
        let width = self.width();
        self.cells.insert(self.row.min(self.cells.len()), vec![Field::default(); width]);
    }

    /// Takes the row of the cursor out; the last one is emptied.
    pub fn delete_row(&mut self) {
        self.remember();
        (self.typing, self.refusal) = (false, None);
        self.cells.remove(self.row);
        if self.cells.is_empty() {
            self.cells.push(vec![Field::default(); self.width()]);
        }
        self.row = self.row.min(self.cells.len() - 1);
    }

    /// Takes the last step back; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        (self.typing, self.refusal) = (false, None);
        let Some(step) = self.past.pop() else { return false };
        (self.cells, self.row, self.column) = (step.cells, step.row, step.column);
        self.changed = !self.past.is_empty();
        true
    }

    /// The values to be recorded; where one is wrong, the cursor goes there and says why.
    pub fn values(&mut self) -> Option<Vec<String>> {
        self.settle();
        let columns = self.rows().map(|rows| rows.columns.clone()).unwrap_or_default();
        for (row, cells) in self.cells.iter().enumerate() {
            for (place, (column, cell)) in columns.iter().zip(cells).enumerate() {
                if let Err(refusal) = value::cell(column, &cell.text()) {
                    (self.row, self.column, self.refusal) = (row, place, Some(refusal.sentence()));
                    return None;
                }
            }
        }
        let recorded = self.recorded();
        match value::normalise(&self.question, &recorded) {
            Ok(_) => Some(recorded),
            Err(refusal) => {
                self.refusal = Some(refusal.sentence());
                None
            }
        }
    }
}

#[cfg(test)]
mod tests;
