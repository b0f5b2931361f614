//! Lists: what their columns hold, how many rows they take, and what the program makes of them.

use super::Choice;
use crate::figures::{Comparator, Figure, Judged, Quantity, Remark, Stated, Substance, Total};
use crate::language::Text;
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// One column of a row question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Code.
    pub id: String,
    /// What a cell holds.
    pub kind: CellKind,
    /// Wording.
    pub text: Text,
    /// It names persons.
    pub personal: bool,
    /// Whoever it names is screened with the supplier.
    pub screened: bool,
    /// Unit as printed; empty: none, or written with the number.
    pub unit: String,
    /// Least number it takes, in its unit; absent: nought.
    pub min: Option<Ratio>,
    /// Greatest number it takes, in its unit; absent: none, or 100 for a percentage.
    pub max: Option<Ratio>,
    /// Options of a choice.
    pub choices: Vec<Choice>,
}

/// What the rows of a list are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Fewest rows an answer has.
    pub least: usize,
    /// Most rows an answer has; absent: as many as there are.
    pub most: Option<usize>,
    /// What the table holds, where the program can judge it.
    pub figure: Option<Figure>,
    /// Columns that add up.
    pub total: Option<Total>,
}

impl Rows {
    /// The columns' codes.
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.id.as_str()).collect()
    }

    /// Whether the program finds anything about it.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        self.figure.is_some() || self.total.is_some()
    }

    /// What it may find, as conditions write it.
    #[must_use]
    pub fn verdicts(&self) -> Vec<&'static str> {
        let mut all: Vec<&'static str> = self.figure.map(|figure| figure.verdicts().to_vec()).unwrap_or_default();
        all.extend(self.total.iter().flat_map(|_| Total::VERDICTS));
        all
    }

    /// Recorded rows as cells.
    #[must_use]
    pub fn cells(recorded: &[String]) -> Vec<Vec<String>> {
        recorded.iter().map(|row| row.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    /// What the program finds about recorded rows.
    #[must_use]
    pub fn remarks(&self, recorded: &[String], substances: &[Substance]) -> Vec<Remark> {
        let (columns, rows) = (self.ids(), Self::cells(recorded));
        let labels: Vec<Sentence> = self.columns.iter().map(|column| Sentence::from(&column.text)).collect();
        Judged { figure: self.figure, total: self.total.as_ref(), columns: &columns, labels: &labels, rows: &rows, substances }.remarks()
    }

    /// The rows whose figure in a column is certainly more than a limit.
    #[must_use]
    pub fn above(&self, recorded: &[String], column: &str, limit: &str) -> Vec<Sentence> {
        let Some(place) = self.columns.iter().position(|known| known.id == column) else { return Vec::new() };
        let Ok(quantity) = Quantity::read(limit) else { return Vec::new() };
        let is_above = |cell: &str| Stated::read(cell).and_then(|stated| stated.stands(Comparator::Above, &quantity)) == Ok(Some(true));
        Self::cells(recorded)
            .iter()
            .filter(|row| row.get(place).is_some_and(|cell| is_above(cell)))
            .map(|row| {
                let column = Sentence::from(&self.columns[place].text);
                let (item, value) = (row[0].as_str().into(), row[place].as_str().into());
                told("figure.exceeds", [("item", item), ("value", value), ("column", column), ("limit", limit.into())])
            })
            .collect()
    }

    /// By how many per cent what is stated lies off what follows.
    #[must_use]
    pub fn gap(&self, recorded: &[String]) -> Option<Ratio> {
        let (columns, rows) = (self.ids(), Self::cells(recorded));
        Judged { figure: self.figure, total: self.total.as_ref(), columns: &columns, labels: &[], rows: &rows, substances: &[] }.gap()
    }
}

/// What a cell of a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Free text.
    Text,
    /// A number.
    Number,
    /// A percentage.
    Percent,
    /// A date.
    Date,
    /// Yes or no.
    YesNo,
    /// A country code.
    Country,
    /// A number with its unit, as stated: `0.12 %`, `<0.01 %`.
    Quantity,
    /// A goal with its comparator: `<1 %`, `≥70 %`.
    Goal,
    /// One of the column's options.
    OneOf,
}

impl CellKind {
    /// The words of definition files.
    pub const WORDS: [(&'static str, Self); 9] = [
        ("text", Self::Text),
        ("num", Self::Number),
        ("pct", Self::Percent),
        ("date", Self::Date),
        ("yn", Self::YesNo),
        ("ctry", Self::Country),
        ("qty", Self::Quantity),
        ("goal", Self::Goal),
        ("sc", Self::OneOf),
    ];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}
