//! Figures that suppliers state: whether they follow from their own parts, meet a goal, stay within a limit.
//!
//! Every comparison is exact; nothing is rounded before it is compared. A figure that is missing is *not declared* or
//! *not assessed*, never zero and never good. It reads tables that were read and cleaned elsewhere, and records nothing.

mod balance;
mod consents;
mod footprint;
mod goal;
mod judge;
pub mod number;
mod quantity;
mod rate;
mod substances;
mod total;
mod water;

pub use balance::balance;
pub use consents::consents;
pub use footprint::footprints;
pub use goal::{Goal, goals};
pub use judge::{Figure, Judged, Total};
pub use quantity::{Comparator, Quantity, Stated};
pub use rate::{lost_time_rate, rates, stated_rate};
pub(crate) use substances::read_tables as read_substance_tables;
pub use substances::{Substance, content, read as read_substances};
pub use total::published;
pub use water::water;

use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// What was found about one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line of the table it is about; none: the whole.
    pub line: Option<usize>,
    /// A stable word: `met`, `not-met`, `does-not-match`, `above-limit`, `not-declared` …
    pub verdict: &'static str,
    /// Whether somebody has to do something.
    pub adverse: bool,
    /// In words.
    pub sentence: Sentence,
}

impl Remark {
    fn fine(line: Option<usize>, verdict: &'static str, sentence: Sentence) -> Self {
        Self { line, verdict, adverse: false, sentence }
    }

    fn adverse(line: Option<usize>, verdict: &'static str, sentence: Sentence) -> Self {
        Self { line, verdict, adverse: true, sentence }
    }
}

/// A table with a heading: its rows by column.
struct Table<'t> {
    heads: Vec<String>,
    rows: &'t [Vec<String>],
}

impl<'t> Table<'t> {
    /// The table, when it has every column that is needed.
    fn of(cells: &'t [Vec<String>], needed: &[&'static str]) -> Result<Self, Sentence> {
        let (head, rows) = cells.split_first().ok_or_else(|| told("list.empty", []))?;
        let heads: Vec<String> = head.iter().map(|cell| cell.trim().to_lowercase().replace([' ', '_'], "-")).collect();
        match needed.iter().find(|column| !heads.iter().any(|head| head == *column)) {
            Some(missing) => Err(told("figure.no-column", [("column", (*missing).into()), ("all", needed.join(", ").into())])),
            None => Ok(Self { heads, rows }),
        }
    }

    /// Line number from one, and the row, where it is not empty.
    fn rows(&self) -> impl Iterator<Item = (usize, &'t Vec<String>)> {
        self.rows.iter().enumerate().map(|(at, row)| (at + 2, row)).filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
    }

    fn cell(&self, row: &'t [String], column: &str) -> &'t str {
        self.heads.iter().position(|head| head == column).and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
    }

    /// What a row is about; one without a name is told by its place.
    fn item(&self, line: usize, row: &'t [String], column: &str) -> Sentence {
        match self.cell(row, column) {
            "" => told("figure.row-of", [("row", line.saturating_sub(1).to_string().into())]),
            item => item.into(),
        }
    }

    /// A number; a blank is none, and what is no number is remarked on.
    fn number(&self, line: usize, row: &'t [String], column: &'static str, remarks: &mut Vec<Remark>) -> Option<Ratio> {
        let text = self.cell(row, column);
        if text.is_empty() {
            return None;
        }
        let number = number::number(text.trim_end_matches(['%', '％']).trim());
        if let Err(why) = &number {
            let what = told("value.of-column", [("column", column.into()), ("what", why.clone())]);
            remarks.push(Remark::adverse(Some(line), "not-a-number", what));
        }
        number.ok()
    }
}

#[cfg(test)]
mod tests;
