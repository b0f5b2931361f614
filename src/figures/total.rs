//! A published total beside its parts. Rounding alone never changes what was published: the total is kept, with a note.

use super::Remark;
use super::number::{number, places};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// Whether a total follows from its parts, at the places they are published with.
///
/// # Errors
/// When one of them is no number.
pub fn published(total: &str, parts: &[String]) -> Result<Remark, Sentence> {
    let read =
        |text: &str, column: &'static str| number(text).map_err(|why| told("figure.of-item", [("item", told(column, [])), ("what", why)]));
    let whole = read(total, "figure.total")?;
    let numbers = parts.iter().map(|part| read(part, "figure.part")).collect::<Result<Vec<Ratio>, Sentence>>()?;
    let sum: Ratio = numbers.iter().copied().sum();
    // Each published number may be off by half a unit of its last place.
    let half = |text: &str| Ratio::new(1, 2 * 10_i128.pow(places(text)));
    let slack: Ratio = parts.iter().map(|part| half(part)).sum::<Ratio>() + half(total);
    let apart = (whole - sum).max(sum - whole);
    let values = [("total", total.into()), ("sum", sum.plain().into())];
    Ok(if apart.is_zero() {
        Remark::fine(None, "adds-up", told("figure.adds-up", values))
    } else if apart <= slack {
        Remark::fine(None, "kept-as-published", told("figure.rounding", values))
    } else {
        Remark::adverse(None, "does-not-add-up", told("figure.not-rounding", values))
    })
}
