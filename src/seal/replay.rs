//! Reading a sealed verdict, and what two of them differ in.

use super::Bound;
use super::bind::FORMAT;
use crate::journal::Moment;
use crate::sentence::{Sentence, told};

/// What a verdict says of itself, so that it can be computed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The number of its form.
    pub format: u64,
    /// Supplier id.
    pub supplier: String,
    /// Label of the assessment.
    pub assessment: String,
    /// The judging instant.
    pub at: Moment,
    /// Files it was judged by.
    pub bound: Vec<Bound>,
    /// Logs that were read.
    pub read: Vec<String>,
    /// Its rules.
    pub rules: Vec<RuleSaid>,
}

/// What a verdict says of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSaid {
    /// Id and version, `R-FL@1`.
    pub rule: String,
    /// fired or silent.
    pub outcome: String,
    /// Numbers the policy gave it.
    pub parameters: Vec<String>,
    /// What it looked at.
    pub inputs: Vec<String>,
    /// What it raised.
    pub flags: Vec<String>,
}

/// Reads a verdict.
///
/// # Errors
/// A sentence when the bytes are none, or of a form this version does not know.
pub fn read(text: &str) -> Result<Sealed, Sentence> {
    let table: toml::Table =
        text.parse().map_err(|error: toml::de::Error| told("refusal.no-verdict", [("why", error.message().into())]))?;
    let format = table.get("format").and_then(toml::Value::as_integer).and_then(|format| u64::try_from(format).ok());
    let Some(format) = format.filter(|format| (1..=FORMAT).contains(format)) else {
        return Err(told("refusal.sealed-newer", []));
    };
    let word = |key: &str| {
        let found = table.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        found.ok_or_else(|| told("refusal.verdict-lacks", [("key", key.into())]))
    };
    let bound = lines(&table, "bound").iter().map(|line| line.parse()).collect::<Result<_, String>>()?;
    let rules = table.get("rule").and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_table);
    Ok(Sealed {
        format,
        supplier: word("supplier")?,
        assessment: word("assessment")?,
        at: word("at")?.parse()?,
        bound,
        read: lines(&table, "read"),
        rules: rules.map(rule).collect(),
    })
}

fn lines(table: &toml::Table, key: &str) -> Vec<String> {
    let all = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    all.filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

fn rule(table: &toml::Table) -> RuleSaid {
    let word = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    RuleSaid {
        rule: word("rule"),
        outcome: word("outcome"),
        parameters: lines(table, "parameters"),
        inputs: lines(table, "inputs"),
        flags: lines(table, "flags"),
    }
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It stands in the first and not in the second.
    Gone {
        /// Where it stands: a heading or a rule.
        under: String,
        /// The line.
        line: String,
    },
    /// It stands in the second and not in the first.
    New {
        /// Where it stands.
        under: String,
        /// The line.
        line: String,
    },
}

/// What two verdicts differ in, line by line under each heading; empty exactly when the bytes are the same.
#[must_use]
pub fn differences(sealed: &str, again: &str) -> Vec<Difference> {
    if sealed == again {
        return Vec::new();
    }
    let (before, after) = (placed(sealed), placed(again));
    let mut left = after.clone();
    let mut all = Vec::new();
    for (under, line) in &before {
        match left.iter().position(|other| other.0 == *under && other.1 == *line) {
            Some(at) => {
                left.remove(at);
            }
            None => all.push(Difference::Gone { under: under.clone(), line: line.clone() }),
        }
    }
    all.extend(left.into_iter().map(|(under, line)| Difference::New { under, line }));
    if all.is_empty() {
        // The same lines in another order are other bytes all the same.
        let moved = before.iter().zip(&after).find(|(a, b)| a != b);
        let (under, line) = moved.map_or_else(|| (String::new(), "line ends".to_owned()), |(a, _)| a.clone());
        all.push(Difference::Gone { under, line });
    }
    all
}

/// Every line with the heading and key it stands under.
fn placed(text: &str) -> Vec<(String, String)> {
    let (mut heading, mut list) = (String::new(), String::new());
    let mut all = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        if line.starts_with('[') {
            line.trim_matches(['[', ']']).clone_into(&mut heading);
            continue;
        }
        if line == "]" {
            list.clear();
            continue;
        }
        if let Some(rule) = line.strip_prefix("rule = ") {
            rule.trim_matches('"').clone_into(&mut heading);
        }
        if let Some(key) = line.strip_suffix(" = [") {
            list = format!(" {key}");
            continue;
        }
        all.push((format!("{heading}{list}").trim().to_owned(), line.trim().trim_end_matches(',').to_owned()));
    }
    all
}
