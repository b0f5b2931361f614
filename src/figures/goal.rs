//! A goal as it is published, `<1 %` or `≥70 %`, and whether a figure meets it. The comparator is part of the value:
//! what must stay below one per cent is not met by one per cent.

use super::quantity::{Comparator, Quantity, Stated};
use super::{Remark, Table};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// A goal: a comparator and a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    text: String,
    comparator: Comparator,
    quantity: Quantity,
}

impl Goal {
    /// Reads `<1 %`, `≤0.70`, `≥ 70 %`.
    ///
    /// # Errors
    /// When there is no comparator or no number.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = crate::clean::line(text);
        let (found, rest) = Comparator::taken(&text)?;
        let quantity = Quantity::read(rest).map_err(|why| why.replaced("value", &|_| Some(text.as_str().into())))?;
        let comparator = found.ok_or_else(|| told("figure.no-comparator", [("value", text.as_str().into())]))?;
        Ok(Self { comparator, quantity, text })
    }

    /// Whether a figure meets it. Less than nothing is reached only where the goal itself lies there: `≤-3 %`, `<0 t`.
    ///
    /// # Errors
    /// When there is no number, less than nothing cannot be, or the units differ: they are not compared.
    pub fn met_by(&self, value: &str) -> Result<Remark, Sentence> {
        let values = [("value", crate::clean::line(value).into()), ("goal", self.text.as_str().into())];
        if Stated::is_not_found(value) {
            return Ok(Remark::adverse(None, "cannot-tell", told("figure.goal-not-found", values)));
        }
        let stated = Stated::read(value)?;
        let own = self.quantity.number;
        let lies_below = own < Ratio::ZERO || (own.is_zero() && self.comparator == Comparator::Below);
        if stated.quantity.is_below_nothing() && !lies_below {
            return Err(told("figure.goal-negative", values));
        }
        let met = stated.stands(self.comparator, &self.quantity)?;
        Ok(match met {
            Some(true) => Remark::fine(None, "met", told("figure.met", values)),
            Some(false) => Remark::adverse(None, "not-met", told("figure.not-met", values)),
            None => Remark::adverse(None, "cannot-tell", told("figure.goal-unclear", values)),
        })
    }
}

/// Remarks on goals and what was reached. Columns: goal (`<1 %`), actual (`0.99 %`); the first column says what it is about.
///
/// # Errors
/// When a column is missing.
pub fn goals(cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["goal", "actual"])?;
    let mut remarks = Vec::new();
    for (line, row) in table.rows() {
        let (item, goal, actual) = (row.first().map_or("", |item| item.trim()), table.cell(row, "goal"), table.cell(row, "actual"));
        let of_item = |what: Sentence| told("figure.of-item", [("item", item.into()), ("what", what)]);
        if goal.is_empty() || actual.is_empty() {
            let missing = if goal.is_empty() { "figure.no-goal" } else { "figure.no-actual" };
            remarks.push(Remark::adverse(Some(line), "not-declared", told(missing, [("item", item.into())])));
            continue;
        }
        remarks.push(match Goal::read(goal).and_then(|goal| goal.met_by(actual)) {
            Ok(remark) => Remark { line: Some(line), sentence: of_item(remark.sentence), ..remark },
            Err(why) => Remark::adverse(Some(line), "cannot-tell", of_item(why)),
        });
    }
    Ok(remarks)
}
