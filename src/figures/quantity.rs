//! A number with its unit as somebody states it, alone (`0.12 %`) or with a comparator (`<0.01 %`). A comparator makes a
//! range of it: whether such a figure keeps a limit can be certain, or not told.

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

/// Shares of a mass, as parts of one.
const SHARES: [(&[&str], i128); 4] = [
    (&["%", "wt%", "wt.%", "wt %", "mass%", "mass %", "w/w%", "質量%", "重量%", "质量%"], 100),
    (&["‰"], 1_000),
    (&["ppm", "mg/kg", "g/t", "µg/g", "μg/g", "ug/g"], 1_000_000),
    (&["ppb", "µg/kg", "μg/kg", "ug/kg", "mg/t"], 1_000_000_000),
];

/// A share of a mass that one unit is.
fn share(unit: &str) -> Option<Ratio> {
    let found = SHARES.iter().find(|(names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(unit)));
    found.map(|(_, parts)| Ratio::new(1, *parts))
}

/// Digits and signs of wide keyboards as plain ones.
pub(super) fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '％' => '%',
        '－' | '−' => '-',
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(one).collect()
}

/// A decimal whose commas, if it has any, stand between thousands; `0,1` is not guessed at.
pub(super) fn number(text: &str) -> Result<Ratio, Sentence> {
    let said = narrow(text.trim());
    let whole = said.trim_start_matches(['-', '+']).split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let sound = !whole.contains(',') || ((1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3));
    let comma_after = said.split_once('.').is_some_and(|(_, after)| after.contains(','));
    if !sound || comma_after {
        return Err(told("figure.decimal-comma", [("value", text.trim().into())]));
    }
    Ratio::decimal(&said).ok_or_else(|| told("figure.no-number", [("value", text.trim().into())]))
}

impl Quantity {
    /// Reads `0.99 %`, `68.8%` or `1,200 t`.
    ///
    /// # Errors
    /// When there is no number at its beginning.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = narrow(text.trim());
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))).unwrap_or(text.len());
        Ok(Self { number: number(&text[..end])?, unit: text[end..].trim().to_owned() })
    }

    /// Whether its unit is a share of a mass, so that it can be compared with another share.
    #[must_use]
    pub fn is_share(&self) -> bool {
        share(&self.unit).is_some()
    }

    /// The number in another unit, where one follows from the other: shares of a mass do.
    #[must_use]
    pub fn number_in(&self, unit: &str) -> Option<Ratio> {
        if self.unit.eq_ignore_ascii_case(unit) {
            return Some(self.number);
        }
        Some(self.number * share(&self.unit)? / share(unit)?)
    }
}

/// How a figure stands to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// Less.
    Below,
    /// Not more.
    AtMost,
    /// More.
    Above,
    /// Not less.
    AtLeast,
    /// The same.
    Exactly,
}

impl Comparator {
    const SIGNS: [(&'static str, Self); 14] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("≤", Self::AtMost),
        ("≦", Self::AtMost),
        ("⩽", Self::AtMost),
        ("≥", Self::AtLeast),
        ("≧", Self::AtLeast),
        ("⩾", Self::AtLeast),
        ("＜", Self::Below),
        ("＞", Self::Above),
        ("<", Self::Below),
        (">", Self::Above),
        ("＝", Self::Exactly),
        ("=", Self::Exactly),
    ];

    /// The comparator a text begins with, and the rest of it.
    pub(super) fn begins(text: &str) -> Option<(Self, &str)> {
        Self::SIGNS.iter().find_map(|(sign, comparator)| Some((*comparator, text.strip_prefix(sign)?)))
    }

    /// Whether every number that stands so to `own` also stands as `wanted` to `goal`; `None` where some do and some do
    /// not.
    #[must_use]
    pub fn implies(self, own: Ratio, wanted: Self, goal: Ratio) -> Option<bool> {
        let low = match self {
            Self::Above => Some((own, false)),
            Self::AtLeast | Self::Exactly => Some((own, true)),
            Self::Below | Self::AtMost => None,
        };
        let high = match self {
            Self::Below => Some((own, false)),
            Self::AtMost | Self::Exactly => Some((own, true)),
            Self::Above | Self::AtLeast => None,
        };
        let below = high.is_some_and(|(high, reached)| high < goal || (high == goal && !reached));
        let at_most = high.is_some_and(|(high, _)| high <= goal);
        let above = low.is_some_and(|(low, reached)| low > goal || (low == goal && !reached));
        let at_least = low.is_some_and(|(low, _)| low >= goal);
        let (all, none) = match wanted {
            Self::Below => (below, at_least),
            Self::AtMost => (at_most, above),
            Self::Above => (above, at_most),
            Self::AtLeast => (at_least, below),
            Self::Exactly => (at_most && at_least, below || above),
        };
        match (all, none) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }
}

/// A figure as stated: a quantity, with a comparator or exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// How the figure stands to the number.
    pub comparator: Comparator,
    /// The number.
    pub quantity: Quantity,
}

/// What laboratories write where nothing was found; below which amount, it does not say.
const NOT_FOUND: [&str; 10] = ["nd", "n.d.", "n.d", "not detected", "不検出", "検出せず", "検出されず", "未检出", "未檢出", "－"];

impl Stated {
    /// Reads `0.12 %`, `<0.01 %` or `≥ 70 %`.
    ///
    /// # Errors
    /// When there is no number.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = crate::clean::line(text);
        let (comparator, rest) = Comparator::begins(&text).unwrap_or((Comparator::Exactly, text.as_str()));
        Ok(Self { comparator, quantity: Quantity::read(rest)? })
    }

    /// Whether a text says that nothing was found, without saying below which amount.
    #[must_use]
    pub fn is_not_found(text: &str) -> bool {
        NOT_FOUND.iter().any(|word| word.eq_ignore_ascii_case(text.trim()))
    }

    /// Whether it stands so to a number; `None` where it cannot be told.
    ///
    /// # Errors
    /// When the units differ: they are not compared.
    pub fn stands(&self, wanted: Comparator, to: &Quantity) -> Result<Option<bool>, Sentence> {
        let Some(own) = self.quantity.number_in(&to.unit) else {
            let unit = |quantity: &Quantity| if quantity.unit.is_empty() { "–".to_owned() } else { quantity.unit.clone() };
            return Err(told("figure.units-differ", [("value", unit(&self.quantity).into()), ("goal", unit(to).into())]));
        };
        Ok(self.comparator.implies(own, wanted, to.number))
    }
}
