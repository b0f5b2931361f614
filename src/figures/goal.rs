//! A goal as it is published, `<1 %` or `≥70 %`, and whether a figure meets it. The comparator is part of the value:
//! what must stay below one per cent is not met by one per cent.

use super::Remark;
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number.
    pub number: Ratio,
    /// Its unit; empty: none.
    pub unit: String,
}

impl Quantity {
    /// Reads `0.99 %`, `68.8%` or `1,200 t`.
    ///
    /// # Errors
    /// When there is no number at its beginning.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(text.len());
        let number = Ratio::decimal(&text[..end])
            .ok_or_else(|| told("figure.not-a-number", [("value", text.into()), ("column", "value".into())]))?;
        Ok(Self { number, unit: text[end..].trim().replace('％', "%") })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparator {
    Below,
    AtMost,
    Above,
    AtLeast,
    Exactly,
}

/// A goal: a comparator and a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    text: String,
    comparator: Comparator,
    quantity: Quantity,
}

impl Goal {
    const SIGNS: [(&'static str, Comparator); 12] = [
        ("<=", Comparator::AtMost),
        (">=", Comparator::AtLeast),
        ("≤", Comparator::AtMost),
        ("≦", Comparator::AtMost),
        ("≥", Comparator::AtLeast),
        ("≧", Comparator::AtLeast),
        ("＜", Comparator::Below),
        ("＞", Comparator::Above),
        ("<", Comparator::Below),
        (">", Comparator::Above),
        ("＝", Comparator::Exactly),
        ("=", Comparator::Exactly),
    ];

    /// Reads `<1 %`, `≤0.70`, `≥ 70 %`.
    ///
    /// # Errors
    /// When there is no comparator or no number.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = crate::clean::line(text);
        let found = Self::SIGNS.iter().find_map(|(sign, comparator)| Some((comparator, text.strip_prefix(sign)?)));
        let (comparator, rest) = found.ok_or_else(|| told("figure.no-comparator", [("value", text.as_str().into())]))?;
        let quantity = Quantity::read(rest)?;
        Ok(Self { comparator: *comparator, quantity, text })
    }

    /// Whether a figure meets it.
    ///
    /// # Errors
    /// When the units differ: they are not compared.
    pub fn met_by(&self, value: &str) -> Result<Remark, Sentence> {
        let quantity = Quantity::read(value)?;
        if quantity.unit != self.quantity.unit {
            let unit = |quantity: &Quantity| if quantity.unit.is_empty() { "–".to_owned() } else { quantity.unit.clone() };
            return Err(told("figure.units-differ", [("value", unit(&quantity).into()), ("goal", unit(&self.quantity).into())]));
        }
        let order = quantity.number.cmp(&self.quantity.number);
        let met = match self.comparator {
            Comparator::Below => order.is_lt(),
            Comparator::AtMost => order.is_le(),
            Comparator::Above => order.is_gt(),
            Comparator::AtLeast => order.is_ge(),
            Comparator::Exactly => order.is_eq(),
        };
        let values = [("value", crate::clean::line(value).into()), ("goal", self.text.as_str().into())];
        Ok(if met {
            Remark::fine(None, "met", told("figure.met", values))
        } else {
            Remark::adverse(None, "not-met", told("figure.not-met", values))
        })
    }
}
