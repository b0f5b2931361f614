//! Exact integer ratios for scores, and the one place where they are rounded.
//!
//! Every score stays a ratio until it is printed. Printing rounds once, half away from zero, to tenths; bands are
//! looked up with the printed tenth. [`apportion`] gives each part its tenths so that the parts add up to the printed
//! whole.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Sub};

/// An exact ratio in lowest terms; the denominator is always positive.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One whole.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator` in lowest terms.
    ///
    /// # Panics
    /// When the denominator is zero; callers divide only by sums they have checked.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        assert!(denominator != 0, "a ratio needs a denominator other than zero");
        let divisor = gcd(numerator, denominator).max(1);
        let sign = if denominator < 0 { -1 } else { 1 };
        Self { numerator: sign * numerator / divisor, denominator: sign * denominator / divisor }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::new(i128::from(number), 1)
    }

    /// Reads a decimal as definition files and programs write it, such as `0.75`, `-3` or `1_000.5`, exactly; `None` for
    /// anything else or more than 12 decimals. What people type is read by [`crate::figures::number`].
    #[must_use]
    pub fn decimal(text: &str) -> Option<Self> {
        let text = text.trim().replace('_', "");
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest.to_owned()),
            None => (false, text.strip_prefix('+').unwrap_or(&text).to_owned()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty())
            || !all_digits(whole)
            || !all_digits(fraction)
            || whole.len() > 18
            || fraction.len() > 12
        {
            return None;
        }
        let scale = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
        let number: i128 = format!("{whole}{fraction}").parse().ok()?;
        Some(Self::new(if negative { -number } else { number }, scale))
    }

    /// The smaller of the two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    /// The larger of the two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// Whether this is exactly zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Rounded to tenths, half away from zero: the only rounding there is.
    #[must_use]
    pub fn tenths(self) -> Tenths {
        let scaled = self.numerator * 10;
        let (quotient, remainder) = (scaled / self.denominator, scaled % self.denominator);
        let up = if remainder.abs() * 2 >= self.denominator { remainder.signum() } else { 0 };
        Tenths(i64::try_from(quotient + up).expect("scores stay far below 2^63 tenths"))
    }

    /// As a whole percentage, rounded down, so that 99.6 % is never printed as 100 %.
    #[must_use]
    pub fn percent_floor(self) -> i64 {
        i64::try_from((self.numerator * 100).div_euclid(self.denominator)).expect("shares stay small")
    }

    /// As a floating number for JSON only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// As a decimal with this many places, half away from zero: for figures that others publish, never for scores.
    #[must_use]
    pub fn decimals(self, places: u32) -> String {
        let scaled = self.numerator * 10_i128.pow(places);
        let (quotient, remainder) = (scaled / self.denominator, scaled % self.denominator);
        let up = if remainder.abs() * 2 >= self.denominator { remainder.signum() } else { 0 };
        let (number, scale) = (quotient + up, 10_i128.pow(places));
        let sign = if number < 0 { "-" } else { "" };
        let (whole, rest) = (number.abs() / scale, number.abs() % scale);
        if places == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0width$}", width = places as usize) }
    }

    /// As a decimal where it is one with at most six places, else rounded to six and without zeros at its end.
    #[must_use]
    pub fn plain(self) -> String {
        let text = self.decimals(6);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    fn floor_tenths(self) -> i128 {
        (self.numerator * 10).div_euclid(self.denominator)
    }
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 { write!(f, "{}", self.numerator) } else { write!(f, "{}/{}", self.numerator, self.denominator) }
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.numerator * other.denominator + other.numerator * self.denominator, self.denominator * other.denominator)
    }
}

impl Sub for Ratio {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.numerator * other.denominator - other.numerator * self.denominator, self.denominator * other.denominator)
    }
}

impl Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.numerator * other.numerator, self.denominator * other.denominator)
    }
}

impl Div for Ratio {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::new(self.numerator * other.denominator, self.denominator * other.numerator)
    }
}

impl Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::ZERO, Add::add)
    }
}

/// A printed score: a whole number of tenths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub i64);

impl Tenths {
    /// As a JSON number with one decimal.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 10.0
    }

    /// Back to an exact ratio, for comparison with a band's limit.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::new(i128::from(self.0), 10)
    }
}

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        f.pad(&format!("{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10))
    }
}

/// Shares the printed whole out over its parts by largest remainder, so that the printed parts add up to it.
///
/// The parts must add up exactly to `whole` before rounding; ties go to the earlier part.
#[must_use]
pub fn apportion(whole: Ratio, parts: &[Ratio]) -> Vec<Tenths> {
    let mut given: Vec<i128> = parts.iter().map(|part| part.floor_tenths()).collect();
    let missing = i128::from(whole.tenths().0) - given.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |index: usize| parts[index] - Ratio::new(parts[index].floor_tenths(), 10);
    order.sort_by(|&a, &b| remainder(b).cmp(&remainder(a)).then(a.cmp(&b)));
    if missing >= 0 {
        for &index in order.iter().cycle().take(usize::try_from(missing).unwrap_or(0).min(parts.len() * 2)) {
            given[index] += 1;
        }
    } else {
        for &index in order.iter().rev().cycle().take(usize::try_from(-missing).unwrap_or(0).min(parts.len() * 2)) {
            given[index] -= 1;
        }
    }
    given.into_iter().map(|tenths| Tenths(i64::try_from(tenths).expect("scores stay small"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_a_tenth_is_rounded_up_once() {
        assert_eq!(Ratio::new(2825, 100).tenths().to_string(), "28.3");
        assert_eq!(Ratio::new(900, 19).tenths().to_string(), "47.4");
        assert_eq!(Ratio::new(-25, 100).tenths().to_string(), "-0.3");
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(Ratio::decimal("0.15"), Some(Ratio::new(3, 20)));
        assert_eq!(Ratio::decimal("3_210_160"), Some(Ratio::whole(3_210_160)));
        assert_eq!(Ratio::decimal("1,5"), None, "a comma is never taken out without a word");
        assert_eq!(Ratio::decimal("1e3"), None);
        assert_eq!(Ratio::decimal(""), None);
    }

    proptest! {
        #[test]
        fn printed_parts_add_up_to_the_printed_whole(parts in prop::collection::vec((0_i64..10_000, prop::sample::select(vec![1_i64, 3, 19, 20, 40, 57, 380, 760])), 1..60)) {
            let parts: Vec<Ratio> = parts.into_iter().map(|(n, d)| Ratio::new(n.into(), d.into())).collect();
            let whole: Ratio = parts.iter().copied().sum();
            let printed = apportion(whole, &parts);
            prop_assert_eq!(printed.iter().map(|t| t.0).sum::<i64>(), whole.tenths().0);
        }
    }
}
