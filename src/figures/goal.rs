//! A goal as it is published, `<1 %` or `≥70 %`, and whether a figure meets it. The comparator is part of the value:
//! what must stay below one per cent is not met by one per cent.

use super::quantity::{Comparator, Quantity, Stated};
use super::{Remark, Table};
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
        let found = Comparator::begins(&text);
        let (comparator, rest) = found.ok_or_else(|| told("figure.no-comparator", [("value", text.as_str().into())]))?;
        let quantity = Quantity::read(rest)?;
        Ok(Self { comparator, quantity, text })
    }

    /// Whether a figure meets it.
    ///
    /// # Errors
    /// When the units differ: they are not compared.
    pub fn met_by(&self, value: &str) -> Result<Remark, Sentence> {
        let met = Stated::read(value)?.stands(self.comparator, &self.quantity)?;
        let values = [("value", crate::clean::line(value).into()), ("goal", self.text.as_str().into())];
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
