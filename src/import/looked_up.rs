//! The look-up of smelters that a form carries, and what the form works out of it for a row.
//!
//! A form fills in a row by formulas: from an identification, or from a metal and a name of its list. A program that saves the form
//! leaves these cells empty, and Excel fills them when it opens the file. The same is done here, from the form's own list and only
//! where a cell says nothing; a name that stands for two facilities is left to be asked about.

use std::collections::BTreeMap;

use super::container::Refusal;
use super::extract::line;
use super::minerals;
use super::workbook::{Grid, Window, Workbook};
use crate::declaration::{Notice, SmelterRow};

/// A facility of a form's own look-up, by the row Excel itself would find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedUp {
    /// Metal.
    pub metal: String,
    /// Standard name.
    pub name: String,
    /// Country.
    pub country: String,
    /// Who issued the identification.
    pub source: String,
    /// Street.
    pub street: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
}

const SHEET: &str = "Smelter Look-up";
/// Below the heading of the look-up.
const FIRST_ROW: u32 = 5;
const WINDOW: Window = Window { last_row: 20_000, last_column: 9 };

/// A form's look-up.
#[derive(Clone, Debug, Default)]
pub(super) struct LookUp {
    /// By identification; of several names of one facility the first row counts, as in the form's own formulas.
    pub(super) by_id: BTreeMap<String, LookedUp>,
    /// The identification by metal and name; nothing where a name stands for two.
    by_name: BTreeMap<(String, String), Option<String>>,
}

impl LookUp {
    /// Empty when the form has none.
    pub(super) fn read(book: &mut Workbook<'_>) -> Result<Self, Refusal> {
        let mut all = Self::default();
        let Some(sheet) = book.sheet(SHEET) else { return Ok(all) };
        let grid = book.read(&sheet, WINDOW)?;
        let mut rows: Vec<u32> = grid.iter().map(|((row, _), _)| row).filter(|row| *row >= FIRST_ROW).collect();
        rows.dedup();
        for row in rows {
            let Some(id) = line(grid.get(row, 5)).map(|id| id.to_uppercase()).filter(|id| id.starts_with("CID")) else { continue };
            let found = looked_up(&grid, row);
            if let Some(alias) = line(grid.get(row, 2)) {
                let held = all.by_name.entry(key(&found.metal, &alias)).or_insert_with(|| Some(id.clone()));
                if held.as_deref() != Some(&*id) {
                    *held = None;
                }
            }
            all.by_id.entry(id).or_insert(found);
        }
        Ok(all)
    }

    /// Fills in what the form would work out; whether anything was.
    fn fill(&self, row: &mut SmelterRow) -> bool {
        let by_name = || self.by_name.get(&key(row.metal.as_deref()?, row.look_up.as_deref()?))?.clone();
        let Some(id) = row.id_input.as_deref().map(str::to_uppercase).or_else(by_name) else { return false };
        let Some(found) = self.by_id.get(&id) else { return false };
        if row.id_input.is_none() {
            row.id = Some(id);
        }
        for (cell, text) in [
            (&mut row.name, &found.name),
            (&mut row.country, &found.country),
            (&mut row.source, &found.source),
            (&mut row.street, &found.street),
            (&mut row.city, &found.city),
            (&mut row.state, &found.state),
        ] {
            if cell.is_none() && !text.is_empty() {
                *cell = Some(text.clone());
            }
        }
        if row.metal.is_none() {
            row.metal = minerals::named(&found.metal);
        }
        true
    }
}

fn key(metal: &str, name: &str) -> (String, String) {
    (metal.to_lowercase(), name.to_lowercase())
}

fn looked_up(grid: &Grid, row: u32) -> LookedUp {
    let cell = |column: u32| line(grid.get(row, column)).unwrap_or_default();
    LookedUp { metal: cell(1), name: cell(3), country: cell(4), source: cell(6), street: cell(7), city: cell(8), state: cell(9) }
}

/// Completes the rows whose formulas were never worked out, and says which they are.
pub(super) fn complete(rows: &mut [SmelterRow], sheet: &str, book: &mut Workbook<'_>) -> Result<Option<Notice>, Refusal> {
    let has_special_name = |row: &SmelterRow| row.is_not_listed() || row.is_not_identified();
    let bare = |row: &&mut SmelterRow| row.id.is_none() && (row.id_input.is_some() || row.look_up.is_some()) && !has_special_name(row);
    let mut bare: Vec<&mut SmelterRow> = rows.iter_mut().filter(bare).collect();
    if bare.is_empty() {
        return Ok(None);
    }
    let look_up = LookUp::read(book)?;
    let filled: Vec<u32> = bare.iter_mut().filter_map(|row| look_up.fill(row).then_some(row.row)).collect();
    let Some(first) = filled.first() else { return Ok(None) };
    let named = filled.iter().take(8).map(u32::to_string).collect::<Vec<_>>().join(", ");
    let more = filled.len().saturating_sub(8);
    let value = if more > 0 { format!("{named} … (+{more})") } else { named };
    let message = format!(
        "Rows {value} of the sheet \"{sheet}\" hold formulas that were never worked out, as happens when a program saves the form; they were completed from the form's own look-up, as Excel does."
    );
    Ok(Some(Notice { code: "looked-up-here", sheet: sheet.to_owned(), at: format!("A{first}"), value, message }))
}
