//! What a table of an answer comes to: the remarks of its kind of figure, and of its totals, in the order of its rows.

use super::number::{number, places};
use super::{Against, Goal, Remark, Stated, balance, consents, content, footprints, goals, lost_time_rate, published, rates, water};
use crate::ratio::Ratio;
use crate::sentence::{Sentence, told};

/// What a table of an answer holds, where the program knows how to judge it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Contents of substances against the list of the policy.
    Substances,
    /// Lost-time injury rates from cases and hours.
    Rates,
    /// A mass balance: claims against credited content.
    Balance,
    /// Goals with a comparator, and what was reached.
    Goals,
    /// Shipments of waste and their consents.
    Consents,
    /// Water risk, site by site.
    Water,
    /// Product carbon footprints.
    Footprints,
}

impl Figure {
    /// The words of definition files.
    pub const WORDS: [(&'static str, Self); 7] = [
        ("substances", Self::Substances),
        ("rates", Self::Rates),
        ("balance", Self::Balance),
        ("goals", Self::Goals),
        ("consents", Self::Consents),
        ("water", Self::Water),
        ("footprints", Self::Footprints),
    ];

    /// The columns it needs, with the words of their types.
    #[must_use]
    pub fn needs(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Substances => &[("item", "text"), ("substance", "text"), ("content", "qty")],
            Self::Rates => &[("period", "text"), ("cases", "num"), ("hours", "num"), ("stated", "num")],
            Self::Balance => &[("item", "text"), ("mass", "num"), ("content", "pct"), ("claimed", "num")],
            Self::Goals => &[("goal", "goal"), ("actual", "qty")],
            Self::Consents => &[("shipment", "text"), ("consent", "date")],
            Self::Water => &[("site", "text"), ("level", "sc"), ("source", "text"), ("date", "date")],
            Self::Footprints => {
                &[("item", "text"), ("value", "num"), ("unit", "text"), ("boundary", "text"), ("date", "date"), ("verified-by", "text")]
            }
        }
    }

    /// What it may find, as conditions write it.
    #[must_use]
    pub fn verdicts(self) -> &'static [&'static str] {
        match self {
            Self::Substances => &["above-limit", "within-limit", "not-declared", "cannot-tell", "which-substance", "not-in-list"],
            Self::Rates => &["does-not-match", "matches", "computed", "not-computed", "not-a-number"],
            Self::Balance => &["refused", "covered", "not-credited", "impossible-content", "negative", "not-a-number", "cannot-tell"],
            Self::Goals => &["not-met", "met", "not-declared", "cannot-tell"],
            Self::Consents => &["consent-missing", "consented"],
            Self::Water => &["not-assessed", "high", "medium-high", "medium", "low-medium", "low", "unknown-word", "coverage"],
            Self::Footprints => &["not-taken", "not-stated", "not-a-number", "unverified", "verified"],
        }
    }
}

impl Figure {
    /// What one row says that cannot be, whatever else the table holds: the column, and why. Contents and counts below
    /// nought, a part of an injury, a goal reached below nothing.
    #[must_use]
    pub fn impossible(self, columns: &[&str], row: &[String]) -> Option<(&'static str, Sentence)> {
        let cell = |name: &str| {
            let at = columns.iter().position(|column| *column == name);
            at.and_then(|at| row.get(at)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let below = |text: &str| Stated::read(text).is_ok_and(|stated| stated.quantity.is_below_nothing());
        match self {
            Self::Rates => super::rate::impossible(cell),
            Self::Substances => {
                let content = cell("content");
                below(&content).then(|| ("content", told("figure.below-nothing", [("value", content.as_str().into())])))
            }
            Self::Goals => {
                let actual = cell("actual");
                let goal = Goal::read(&cell("goal")).ok()?;
                if below(&actual) { goal.met_by(&actual).err().map(|why| ("actual", why)) } else { None }
            }
            // Their columns hold plain numbers, which are bounded already.
            Self::Balance | Self::Consents | Self::Water | Self::Footprints => None,
        }
    }
}

/// Columns that add up, to what a row says or to a number that is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The columns.
    pub columns: Vec<String>,
    /// What each adds up to; absent: to what the row called *total* says.
    pub of: Option<String>,
}

impl Total {
    /// What it may find, as conditions write it.
    pub const VERDICTS: [&'static str; 5] = ["does-not-add-up", "adds-up", "kept-as-published", "sum", "not-a-number"];
}

/// What a row is called that holds the published total.
const TOTAL: [&str; 8] = ["total", "sum", "合計", "総計", "計", "合计", "总计", "共计"];

/// How a table of an answer is judged.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// What it holds.
    pub figure: Option<Figure>,
    /// What adds up.
    pub total: Option<&'a Total>,
    /// The columns' codes.
    pub columns: &'a [&'a str],
    /// What the columns are called, in their order; empty: as their codes.
    pub labels: &'a [Sentence],
    /// Its rows.
    pub rows: &'a [Vec<String>],
    /// What it is held against beside itself.
    pub against: Against<'a>,
}

impl Judged<'_> {
    /// Every remark; lines are rows counted from one.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        if let Some(figure) = self.figure {
            let cells = self.cells();
            let found = match figure {
                Figure::Substances => content(self.against.substances, &cells),
                Figure::Rates => rates(&cells),
                Figure::Balance => balance(&cells),
                Figure::Goals => goals(&cells),
                Figure::Consents => consents(&cells, self.against.today),
                Figure::Water => water(&cells, self.against),
                Figure::Footprints => footprints(&cells, self.against.today),
            };
            // A table whose columns are wrong is refused when its questionnaire is read.
            let found = found.unwrap_or_default().into_iter();
            let in_words = |code: &Sentence| self.labels.get(self.column(&code.to_string())?).cloned();
            remarks.extend(found.map(|remark| Remark {
                line: remark.line.map(|line| line.saturating_sub(1)),
                sentence: remark.sentence.replaced("column", &in_words),
                ..remark
            }));
        }
        for column in self.total.map_or(&[][..], |total| &total.columns) {
            remarks.extend(self.added(column));
        }
        remarks
    }

    fn cells(&self) -> Vec<Vec<String>> {
        let head = self.columns.iter().map(|column| (*column).to_owned()).collect();
        std::iter::once(head).chain(self.rows.iter().cloned()).collect()
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == name)
    }

    /// The parts of a column, and its published total, if somebody published one.
    fn parts(&self, column: &str) -> (Vec<String>, Option<String>) {
        let Some(at) = self.column(column) else { return (Vec::new(), None) };
        let is_total = |row: &Vec<String>| row.first().is_some_and(|cell| TOTAL.iter().any(|word| word.eq_ignore_ascii_case(cell.trim())));
        let cell = |row: &Vec<String>| row.get(at).map(|cell| cell.trim().trim_end_matches(['%', '％']).trim().to_owned());
        let given = self.total.and_then(|total| total.of.clone());
        let total = given.or_else(|| self.rows.iter().find(|row| is_total(row)).and_then(cell).filter(|cell| !cell.is_empty()));
        let parts = self.rows.iter().filter(|row| !is_total(row)).filter_map(cell).filter(|cell| !cell.is_empty()).collect();
        (parts, total)
    }

    fn added(&self, column: &str) -> Option<Remark> {
        let (parts, total) = self.parts(column);
        if parts.is_empty() {
            return None;
        }
        let within = |remark: Remark| {
            let label = self.column(column).and_then(|at| self.labels.get(at)).cloned().unwrap_or_else(|| column.into());
            let values = [("item", label), ("what", remark.sentence)];
            Remark { sentence: told("figure.of-item", values), ..remark }
        };
        let remark = match total {
            Some(total) => published(&total, &parts),
            None => parts
                .iter()
                .map(|part| number(part))
                .sum::<Result<Ratio, Sentence>>()
                .map(|sum| Remark::fine(None, "sum", told("figure.sum", [("sum", sum.plain().into())]))),
        };
        // A number that cannot be read is not left out of the sum.
        let remark = remark.unwrap_or_else(|why| Remark::adverse(None, "not-a-number", why));
        Some(within(remark))
    }

    /// By how many per cent what is stated lies off what follows, at its worst: a rate from its counts, a total from its
    /// parts, a claim above what is credited. What rounding explains, and a claim below, is none. `None`: nothing can be
    /// computed.
    #[must_use]
    pub fn gap(&self) -> Option<Ratio> {
        let mut gaps: Vec<Ratio> = Vec::new();
        for column in self.total.map_or(&[][..], |total| &total.columns) {
            let (parts, total) = self.parts(column);
            if let Some(total) = total.filter(|_| !parts.is_empty())
                && let Ok(remark) = published(&total, &parts)
                && let Ok(whole) = number(&total)
            {
                let sum: Ratio = parts.iter().filter_map(|part| number(part).ok()).sum();
                gaps.push(if remark.adverse { off(whole, sum) } else { Ratio::ZERO });
            }
        }
        match self.figure {
            Some(Figure::Balance) => gaps.extend(self.claimed_above()),
            Some(Figure::Rates) => gaps.extend(self.rows.iter().filter_map(|row| self.rate_off(row))),
            Some(Figure::Substances | Figure::Goals | Figure::Consents | Figure::Water | Figure::Footprints) | None => {}
        }
        gaps.into_iter().reduce(Ratio::max)
    }

    fn claimed_above(&self) -> Option<Ratio> {
        let (credited, claimed) = super::balance::totals(&self.cells())?;
        if claimed.is_zero() && credited.is_zero() {
            return None;
        }
        Some(if claimed > credited { off(claimed, credited) } else { Ratio::ZERO })
    }

    fn rate_off(&self, row: &[String]) -> Option<Ratio> {
        let cell = |name: &str| self.column(name).and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
        let rate = lost_time_rate(cell("cases"), cell("hours")).ok()?;
        let stated = number(cell("stated")).ok()?;
        let follows = Ratio::decimal(&rate.decimals(places(cell("stated")))) == Some(stated);
        Some(if follows { Ratio::ZERO } else { off(stated, rate) })
    }
}

/// How far one number lies off another, in per cent of it; off nothing, it is a whole.
fn off(stated: Ratio, follows: Ratio) -> Ratio {
    if follows.is_zero() {
        return Ratio::whole(100);
    }
    let apart = (stated - follows).max(follows - stated);
    apart * Ratio::whole(100) / follows.max(Ratio::ZERO - follows)
}
