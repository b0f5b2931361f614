//! A number with its unit as somebody states it, alone (`0.12 %`) or with a comparator (`<0.01 %`). A comparator makes a
//! range of it: whether such a figure keeps a limit can be certain, or not told.

use super::number;
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

/// Units whose numbers may well be below nought.
const SIGNED: [&str; 4] = ["°", "℃", "℉", "db"];

/// A share of a mass that one unit is.
fn share(unit: &str) -> Option<Ratio> {
    let found = SHARES.iter().find(|(names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(unit)));
    found.map(|(_, parts)| Ratio::new(1, *parts))
}

impl Quantity {
    /// Reads `0.99 %`, `68.8%` or `1,200 t`.
    ///
    /// # Errors
    /// When there is no number at its beginning.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let (said, unit) = number::with_unit(text)?;
        Ok(Self { number: number::number(&said)?, unit })
    }

    /// Whether it is less than nothing, where nothing can be: of a temperature or a level there is less.
    #[must_use]
    pub fn is_below_nothing(&self) -> bool {
        self.number < Ratio::ZERO && !SIGNED.iter().any(|sign| self.unit.to_lowercase().starts_with(sign))
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

    /// Words that stand before a number; a longer one stands before the one it begins with.
    const BEFORE: &'static [(&'static str, Self)] = &[
        ("不超过", Self::AtMost),
        ("不超過", Self::AtMost),
        ("不大于", Self::AtMost),
        ("不大於", Self::AtMost),
        ("不高于", Self::AtMost),
        ("不多于", Self::AtMost),
        ("不小于", Self::AtLeast),
        ("不小於", Self::AtLeast),
        ("不低于", Self::AtLeast),
        ("不少于", Self::AtLeast),
        ("至多", Self::AtMost),
        ("最多", Self::AtMost),
        ("最大", Self::AtMost),
        ("至少", Self::AtLeast),
        ("最少", Self::AtLeast),
        ("最低", Self::AtLeast),
        ("小于", Self::Below),
        ("小於", Self::Below),
        ("低于", Self::Below),
        ("低於", Self::Below),
        ("少于", Self::Below),
        ("不到", Self::Below),
        ("不足", Self::Below),
        ("不满", Self::Below),
        ("超过", Self::Above),
        ("超過", Self::Above),
        ("大于", Self::Above),
        ("大於", Self::Above),
        ("高于", Self::Above),
        ("多于", Self::Above),
        ("not more than ", Self::AtMost),
        ("no more than ", Self::AtMost),
        ("at most ", Self::AtMost),
        ("up to ", Self::AtMost),
        ("not less than ", Self::AtLeast),
        ("no less than ", Self::AtLeast),
        ("at least ", Self::AtLeast),
        ("less than ", Self::Below),
        ("below ", Self::Below),
        ("more than ", Self::Above),
        ("above ", Self::Above),
        ("under ", Self::Below),
        ("over ", Self::Above),
        ("max. ", Self::AtMost),
        ("max ", Self::AtMost),
        ("min. ", Self::AtLeast),
    ];

    /// Words that stand after a number and its unit. In Japanese and Chinese 以下, 以上 and 以内 take in the number itself.
    const AFTER: &'static [(&'static str, Self)] = &[
        ("以下", Self::AtMost),
        ("以内", Self::AtMost),
        ("以內", Self::AtMost),
        ("以上", Self::AtLeast),
        ("未満", Self::Below),
        ("未滿", Self::Below),
        ("未满", Self::Below),
        ("を超える", Self::Above),
        ("超え", Self::Above),
        ("超", Self::Above),
        (" or less", Self::AtMost),
        (" or more", Self::AtLeast),
        (" max.", Self::AtMost),
        (" max", Self::AtMost),
    ];

    /// The comparator a text begins or ends with, and the rest of it: `<1 %`, `1 %未満`, `不超过1%`.
    ///
    /// # Errors
    /// When two of them say different things.
    pub(super) fn taken(text: &str) -> Result<(Option<Self>, &str), Sentence> {
        let before = Self::SIGNS.iter().chain(Self::BEFORE).find_map(|(word, one)| {
            let head = text.get(..word.len())?;
            head.eq_ignore_ascii_case(word).then(|| (*one, text[word.len()..].trim_start()))
        });
        let rest = before.map_or(text, |(_, rest)| rest);
        let after = Self::AFTER.iter().find_map(|(word, one)| {
            let at = rest.len().checked_sub(word.len())?;
            rest.get(at..)?.eq_ignore_ascii_case(word).then(|| (*one, rest[..at].trim_end()))
        });
        match (before, after) {
            (Some((one, _)), Some((other, _))) if one != other => Err(told("figure.two-comparators", [("value", text.into())])),
            (_, Some((one, rest))) => Ok((Some(one), rest)),
            (Some((one, rest)), None) => Ok((Some(one), rest)),
            (None, None) => Ok((None, text)),
        }
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
const NOT_FOUND: [&str; 12] =
    ["nd", "n.d.", "n.d", "not detected", "none detected", "不検出", "検出せず", "検出されず", "未检出", "未檢出", "未検出", "－"];

impl Stated {
    /// Reads `0.12 %`, `<0.01 %`, `≥ 70 %` or `200 ppm以下`.
    ///
    /// # Errors
    /// When there is no number, or the comparators before and after it differ.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = crate::clean::line(text);
        let (comparator, rest) = Comparator::taken(&text)?;
        // What stands there is told whole, not what is left of it.
        let quantity = Quantity::read(rest).map_err(|why| why.replaced("value", &|_| Some(text.as_str().into())))?;
        Ok(Self { comparator: comparator.unwrap_or(Comparator::Exactly), quantity })
    }

    /// Whether a text says that nothing was found, without saying below which amount.
    #[must_use]
    pub fn is_not_found(text: &str) -> bool {
        NOT_FOUND.iter().any(|word| word.eq_ignore_ascii_case(text.trim()) || word.eq_ignore_ascii_case(number::narrow(text).trim()))
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
