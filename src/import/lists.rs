//! The sheets of rows: smelters, mines, products, and why a mineral is declared. Row by row, by a layout table.
//!
//! Tables of the form itself that lie below the sender's rows end the reading; persons named on a row are only counted.

use crate::clean;
use crate::declaration::{Declaration, MineRow, Notice, Product, ScopeReason, SmelterRow};

use super::cmrt::PRODUCTS;
use super::container::Refusal;
use super::emrt::PRODUCTS_OF_BOTH;
use super::extract::{line, told};
use super::looked_up;
use super::minerals;
use super::template::{Body, Column, ListSheet};
use super::workbook::{Grid, Window, Workbook, address, column_of};

/// Reads every list the layout knows. A missing mine list or list of reasons is no fault: both are voluntary.
pub(super) fn read(read: &mut Declaration, book: &mut Workbook<'_>, body: &Body) -> Result<(), Refusal> {
    use Column::{Comment, Country, Id, IdInput, LookUp, Metal, Name, Number, RequesterName, RequesterNumber, Smelter};
    let rows = Rows::read(book, body.smelters)?;
    read.notices.extend(missing(rows.is_none(), body.smelters));
    let moved = rows.as_ref().and_then(Rows::moved);
    let rows = rows.filter(|_| moved.is_none());
    read.notices.extend(moved);
    for row in rows.iter().flat_map(|rows| rows.filled(&[IdInput, Metal, LookUp, Name, Id])) {
        let smelter = smelter(&row);
        read.notices.extend(formulas(body.smelters, &smelter));
        read.smelters.push(smelter);
    }
    let completed = looked_up::complete(&mut read.smelters, body.smelters.sheet, book)?;
    read.notices.extend(completed);
    let rows = Rows::read(book, body.products)?.map(Rows::by_heading);
    read.notices.extend(missing(rows.is_none(), body.products));
    let products = rows.iter().flat_map(|rows| rows.filled(&[Number, Name, RequesterNumber, RequesterName, Comment]));
    read.products = products.map(|row| product(&row)).collect();
    if let Some(rows) = body.mines.map(|table| Rows::read(book, table)).transpose()?.flatten() {
        read.mines = rows.filled(&[Metal, Smelter, Name, Id, Country]).map(|row| mine(&row)).collect();
    }
    if let Some(rows) = body.reasons.map(|table| Rows::read(book, table)).transpose()?.flatten() {
        let reason = |row: Row<'_>| ScopeReason { row: row.row, mineral: row.metal(), reason: row.text(Comment) };
        read.reasons = rows.filled(&[Metal, Comment]).map(reason).collect();
    }
    Ok(())
}

/// Columns that are kept of every list, so that its heading can be looked at.
const LEAST_WIDTH: u32 = 6;

/// The rows of one list.
struct Rows {
    grid: Grid,
    table: &'static ListSheet,
}

/// One row of a list.
struct Row<'a> {
    of: &'a Rows,
    row: u32,
}

impl Rows {
    /// Nothing when the workbook has no such sheet.
    fn read(book: &mut Workbook<'_>, table: &'static ListSheet) -> Result<Option<Self>, Refusal> {
        let Some(sheet) = book.sheet(table.sheet) else { return Ok(None) };
        let last_column = table.columns.iter().map(|(_, letter)| column_of(*letter)).max().unwrap_or(0).max(LEAST_WIDTH);
        let grid = book.read(&sheet, Window { last_row: table.last_row, last_column })?;
        Ok(Some(Self { grid, table }))
    }

    /// The product list by its own heading: newer versions ask for the numbers of whoever asked before the comment. The words of
    /// a heading change with the language, so only their places count; without a heading the version decides.
    fn by_heading(mut self) -> Self {
        if self.table.last_row == PRODUCTS.last_row {
            let has = |letter| line(self.grid.get(self.table.first_row - 1, column_of(letter))).is_some();
            self.table = match (has('D'), has('E') && has('F')) {
                (true, true) => &PRODUCTS_OF_BOTH,
                (true, false) => &PRODUCTS,
                (false, _) => self.table,
            };
        }
        self
    }

    /// Whether the metals stand beside their column, as happens when somebody deletes or inserts one: then every other cell
    /// would be read as something else, and nothing is taken.
    fn moved(&self) -> Option<Notice> {
        let own = column_of(self.table.letter(Column::Metal)?);
        let metals = |column: u32| {
            let named = self.grid.iter().filter(|((row, at), _)| *row >= self.table.first_row && *at == column);
            let mut known = named.filter(|(_, value)| line(Some(value)).is_some_and(|text| minerals::is_known(&text)));
            known.next().map(|((row, _), value)| (row, line(Some(value)).unwrap_or_default(), 1 + known.count()))
        };
        if metals(own).is_some() {
            return None;
        }
        let beside = [own.checked_sub(1), Some(own + 1)].into_iter().flatten().filter(|column| *column > 0);
        let (column, (row, value, _)) =
            beside.filter_map(|column| Some((column, metals(column)?))).max_by_key(|(_, (.., count))| *count)?;
        let (at, expected) = (address(row, column), address(row, own));
        let message = format!(
            "The columns of the sheet \"{}\" were moved: a metal stands in {at} where the template has it in {expected}. No row was taken, because every cell would be read as another.",
            self.table.sheet
        );
        Some(Notice { code: "columns-moved", sheet: self.table.sheet.to_owned(), at, value, message })
    }

    /// The rows where one of the columns says something, down to the form's own tables.
    fn filled(&self, columns: &'static [Column]) -> impl Iterator<Item = Row<'_>> {
        let mut numbers: Vec<u32> = self.grid.iter().map(|((row, _), _)| row).filter(|row| *row >= self.table.first_row).collect();
        numbers.dedup();
        let own = |text: &str| text.starts_with('©') || text.starts_with("AAAAAAAA");
        numbers
            .into_iter()
            .map(|row| Row { of: self, row })
            .filter_map(move |row| columns.iter().find_map(|column| row.line(*column)).map(|first| (row, first)))
            .take_while(move |(_, first)| !own(first))
            .map(|(row, _)| row)
    }
}

impl Row<'_> {
    fn line(&self, column: Column) -> Option<String> {
        line(self.of.grid.get(self.row, column_of(self.of.table.letter(column)?)))
    }

    fn text(&self, column: Column) -> Option<String> {
        told(self.of.grid.get(self.row, column_of(self.of.table.letter(column)?)), clean::text)
    }

    fn metal(&self) -> Option<String> {
        self.line(Column::Metal).and_then(|text| minerals::named(&text))
    }

    fn names_a_contact(&self) -> bool {
        self.line(Column::Contact).or_else(|| self.line(Column::Email)).is_some()
    }
}

fn smelter(row: &Row<'_>) -> SmelterRow {
    let cell = |column| row.line(column);
    SmelterRow {
        row: row.row,
        id_input: cell(Column::IdInput),
        metal: row.metal(),
        look_up: cell(Column::LookUp),
        name: cell(Column::Name),
        country: cell(Column::Country),
        id: cell(Column::Id),
        source: cell(Column::Source),
        street: cell(Column::Street),
        city: cell(Column::City),
        state: cell(Column::State),
        next: cell(Column::Next),
        mine: cell(Column::Mine),
        mine_country: cell(Column::MineCountry),
        recycled: cell(Column::Recycled),
        comment: row.text(Column::Comment),
        names_a_contact: row.names_a_contact(),
    }
}

fn mine(row: &Row<'_>) -> MineRow {
    let cell = |column| row.line(column);
    MineRow {
        row: row.row,
        metal: row.metal(),
        smelter: cell(Column::Smelter),
        name: cell(Column::Name),
        id: cell(Column::Id),
        source: cell(Column::Source),
        country: cell(Column::Country),
        street: cell(Column::Street),
        city: cell(Column::City),
        state: cell(Column::State),
        next: cell(Column::Next),
        comment: row.text(Column::Comment),
        names_a_contact: row.names_a_contact(),
    }
}

fn product(row: &Row<'_>) -> Product {
    Product {
        row: row.row,
        number: row.line(Column::Number),
        name: row.line(Column::Name),
        requester_number: row.line(Column::RequesterNumber),
        requester_name: row.line(Column::RequesterName),
        comment: row.line(Column::Comment),
    }
}

/// Typed text that starts like a formula: kept as text, said aloud, never evaluated.
fn formulas(table: &ListSheet, row: &SmelterRow) -> Vec<Notice> {
    let cells = [(Column::Name, &row.name), (Column::Country, &row.country), (Column::Mine, &row.mine), (Column::Id, &row.id)];
    cells
        .into_iter()
        .filter_map(|(column, text)| Some((table.letter(column)?, text.as_deref()?)))
        .filter(|(_, text)| text.starts_with('=') || text.starts_with('#'))
        .map(|(letter, text)| Notice {
            code: "looks-like-a-formula",
            sheet: table.sheet.to_owned(),
            at: format!("{letter}{}", row.row),
            value: text.to_owned(),
            message: "The cell holds text that starts like a formula or an error; it was taken as text.".to_owned(),
        })
        .collect()
}

fn missing(is_missing: bool, table: &ListSheet) -> Option<Notice> {
    is_missing.then(|| Notice {
        code: "sheet-missing",
        sheet: table.sheet.to_owned(),
        at: String::new(),
        value: String::new(),
        message: format!("The template's sheet \"{}\" is missing from the workbook.", table.sheet),
    })
}
