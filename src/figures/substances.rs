//! Contents declared for substances, against a list with limits that the company keeps itself. A blank is *not
//! declared*; so is a substance of the list that nothing was said about.

use super::{Quantity, Remark, Table};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{Fields, Sheet};
use crate::sentence::{Sentence, told};

/// A substance with its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substance {
    /// CAS number, or a code where there is none.
    pub id: String,
    /// Name.
    pub name: Text,
    /// More than this raises a flag.
    pub limit: Quantity,
}

/// Reads a list: `[[substance]]` with `id`, `name` and `limit = "0.1 %"`.
#[must_use]
pub fn read(file: &str, text: &str) -> (Vec<Substance>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let mut all: Vec<Substance> = Vec::new();
    for table in fields.tables("substance") {
        let (id, limit) = (table.need_text("id"), table.need_text("limit"));
        let name = table.need_languages("name");
        table.finish();
        let (Some(id), Some(limit)) = (id, limit) else { continue };
        match Quantity::read(&limit.value) {
            Ok(_) if all.iter().any(|known| known.id == id.value) => {
                sheet.wrong(&id.at, "duplicate-id", format!("substance \"{}\" is there twice", id.value), "keep one of them");
            }
            Ok(quantity) => all.push(Substance { id: id.value, name, limit: quantity }),
            Err(_) => sheet.wrong(
                &limit.at,
                "bad-limit",
                format!("\"{}\" is no limit", limit.value),
                "write a number with its unit, such as \"0.1 %\"",
            ),
        }
    }
    fields.finish();
    (all, sheet.into_problems())
}

/// Remarks on declared contents. Columns: item, substance, content (`0.12 %`).
///
/// # Errors
/// When a column is missing.
pub fn content(list: &[Substance], cells: &[Vec<String>]) -> Result<Vec<Remark>, Sentence> {
    let table = Table::of(cells, &["item", "substance", "content"])?;
    let mut remarks = Vec::new();
    let mut named: Vec<(&str, &str)> = Vec::new();
    for (line, row) in table.rows() {
        let (item, id, content) = (table.cell(row, "item"), table.cell(row, "substance"), table.cell(row, "content"));
        let Some(substance) = list.iter().find(|known| known.id.eq_ignore_ascii_case(id) || names(&known.name, id)) else {
            let what = told("figure.not-in-list", [("substance", id.into()), ("item", item.into())]);
            remarks.push(Remark::fine(Some(line), "not-in-list", what));
            continue;
        };
        named.push((item, &substance.id));
        remarks.push(judged(substance, item, content, line));
    }
    let mut items: Vec<&str> = table.rows().map(|(_, row)| table.cell(row, "item")).collect();
    items.sort_unstable();
    items.dedup();
    for item in items {
        for substance in list.iter().filter(|substance| !named.contains(&(item, substance.id.as_str()))) {
            remarks.push(Remark::adverse(
                None,
                "not-declared",
                told("figure.not-declared", [("substance", called(substance)), ("item", item.into())]),
            ));
        }
    }
    Ok(remarks)
}

fn names(name: &Text, word: &str) -> bool {
    [&name.en, &name.ja, &name.zh].into_iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn called(substance: &Substance) -> Sentence {
    format!("{} ({})", substance.name.en, substance.id).into()
}

fn judged(substance: &Substance, item: &str, content: &str, line: usize) -> Remark {
    let line = Some(line);
    let values = |said: String| {
        let limit = format!("{} {}", substance.limit.number.plain(), substance.limit.unit);
        [("substance", called(substance)), ("item", item.into()), ("content", said.into()), ("limit", limit.trim_end().into())]
    };
    if content.is_empty() {
        return Remark::adverse(
            line,
            "not-declared",
            told("figure.not-declared", [("substance", called(substance)), ("item", item.into())]),
        );
    }
    match Quantity::read(content) {
        Err(what) => Remark::adverse(line, "not-a-number", what),
        Ok(quantity) if quantity.unit != substance.limit.unit => {
            let values = [("value", quantity.unit.into()), ("goal", substance.limit.unit.as_str().into())];
            Remark::adverse(line, "units-differ", told("figure.units-differ", values))
        }
        Ok(quantity) if quantity.number > substance.limit.number => {
            Remark::adverse(line, "above-limit", told("figure.above-limit", values(content.to_owned())))
        }
        Ok(_) => Remark::fine(line, "within-limit", told("figure.within-limit", values(content.to_owned()))),
    }
}
