//! Two policy editions side by side: what each would say about every supplier, and which keys of the file differ.
//!
//! Nothing is judged here; both judgements are handed in.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::Assessment;
use crate::language::Lang;
use crate::locale::Locale;
use crate::questionnaire::{Severity, differs::parting};
use crate::report::in_force;
use crate::rules::Flag;

/// What one edition says about a supplier.
#[derive(Clone, Debug)]
pub struct Side {
    /// The judgement.
    pub assessment: Assessment,
    /// Flags.
    pub flags: Vec<Flag>,
    /// Rows it is asked, `csr-saq.J1`; without those that only compliance may know of.
    pub asked: BTreeSet<String>,
    /// Questionnaires with the day each is next due, as a date; absent where none is known.
    pub due: BTreeMap<String, String>,
}

/// One word that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// `status`, `conduct`, `conduct-band`, `inherent`, `inherent-band`, `attention`, `coverage`.
    pub what: &'static str,
    /// Under the old edition.
    pub old: String,
    /// Under the new edition.
    pub new: String,
}

/// A supplier that would be told something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Id.
    pub supplier: String,
    /// Name.
    pub name: String,
    /// Words and numbers that differ.
    pub moved: Vec<Moved>,
    /// Flags only the new edition raises: rule and first cause.
    pub appear: Vec<String>,
    /// Flags only the old edition raises.
    pub vanish: Vec<String>,
    /// Flags that both raise with another severity: which, the severity now, the severity then.
    pub severity: Vec<(String, &'static str, &'static str)>,
    /// Rows that are asked only then.
    pub asked: Vec<String>,
    /// Rows that are not asked any more then.
    pub not_asked: Vec<String>,
    /// Questionnaires that would be due on another day: which, the day now, the day then.
    pub due: Vec<(String, String, String)>,
}

impl Compared {
    /// Whether a band, the attention or the status differs, not only a number.
    #[must_use]
    pub fn changes_band(&self) -> bool {
        self.moved.iter().any(|moved| !matches!(moved.what, "conduct" | "inherent" | "coverage"))
    }

    /// Whether flags come, go, or weigh otherwise.
    #[must_use]
    pub fn changes_flags(&self) -> bool {
        !(self.appear.is_empty() && self.vanish.is_empty() && self.severity.is_empty())
    }

    /// Whether other rows are asked, or a questionnaire is due on another day.
    #[must_use]
    pub fn changes_what_is_asked(&self) -> bool {
        !(self.asked.is_empty() && self.not_asked.is_empty() && self.due.is_empty())
    }

    /// The supplier and everything that differs for it, in lines.
    #[must_use]
    pub fn told(&self, locale: Locale) -> Vec<String> {
        let word = |key: &str| locale.text(&format!("edition.{key}")).to_owned();
        let mut lines = vec![format!("{}  {}", self.supplier, self.name)];
        for moved in &self.moved {
            let (old, new) = (in_force::level(locale, &moved.old), in_force::level(locale, &moved.new));
            lines.push(format!("  {}: {old} → {new}", word(moved.what)));
        }
        for (mark, flags) in [("+", &self.appear), ("-", &self.vanish)] {
            lines.extend(flags.iter().map(|flag| format!("  {mark} {flag}")));
        }
        let severity = |code: &str| locale.text(&format!("finding-severity.{code}")).to_owned();
        lines.extend(self.severity.iter().map(|(flag, old, new)| format!("  {flag}: {} → {}", severity(old), severity(new))));
        for (key, rows) in [("asked-then", &self.asked), ("not-asked-then", &self.not_asked)] {
            if !rows.is_empty() {
                let values = [("count", rows.len().to_string()), ("rows", rows.join(", "))];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                lines.push(format!("  {}", locale.with(&format!("edition.{key}"), &values)));
            }
        }
        lines.extend(
            self.due
                .iter()
                .map(|(set, old, new)| format!("  {}", locale.with("edition.due-then", &[("set", set), ("old", old), ("new", new)]))),
        );
        lines
    }
}

/// What differs for one supplier; `None` when nothing does.
#[must_use]
pub fn compare(supplier: &str, name: &str, old: &Side, new: &Side) -> Option<Compared> {
    let said = |side: &Side| {
        let one = &side.assessment;
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
        [
            ("status", one.status.word().to_owned()),
            ("conduct", one.conduct.map_or_else(|| "—".to_owned(), |conduct| conduct.to_string())),
            ("conduct-band", word(&one.band)),
            ("inherent", one.inherent.score.to_string()),
            ("inherent-band", one.inherent.band.clone()),
            ("attention", word(&one.attention)),
            ("coverage", format!("{} %", one.coverage.percent_floor())),
        ]
    };
    let moved: Vec<Moved> = said(old)
        .into_iter()
        .zip(said(new))
        .filter(|(before, after)| before != after)
        .map(|((what, old), (_, new))| Moved { what, old, new })
        .collect();
    let (before, after) = (names(&old.flags), names(&new.flags));
    let appear: Vec<String> = after.keys().filter(|flag| !before.contains_key(*flag)).cloned().collect();
    let vanish: Vec<String> = before.keys().filter(|flag| !after.contains_key(*flag)).cloned().collect();
    let severity: Vec<(String, &str, &str)> = before
        .iter()
        .filter_map(|(flag, was)| Some((flag.clone(), *was, *after.get(flag)?)))
        .filter(|(_, was, is)| was != is)
        .map(|(flag, was, is)| (flag, was.word(), is.word()))
        .collect();
    let asked: Vec<String> = new.asked.difference(&old.asked).cloned().collect();
    let not_asked: Vec<String> = old.asked.difference(&new.asked).cloned().collect();
    let day = |side: &Side, set: &String| side.due.get(set).cloned().unwrap_or_else(|| "–".to_owned());
    let sets: BTreeSet<&String> = old.due.keys().chain(new.due.keys()).collect();
    let due = sets.into_iter().map(|set| (set.clone(), day(old, set), day(new, set))).filter(|(_, old, new)| old != new).collect();
    let found = Compared { supplier: supplier.to_owned(), name: name.to_owned(), moved, appear, vanish, severity, asked, not_asked, due };
    let same = found.moved.is_empty() && !found.changes_flags();
    (!same || found.changes_what_is_asked()).then_some(found)
}

/// A flag by rule, response and causing rows, with its severity. Flags with rights of their own are counted, not named.
fn names(flags: &[Flag]) -> BTreeMap<String, Severity> {
    flags
        .iter()
        .filter(|flag| !flag.restricted)
        .map(|flag| {
            let rows: BTreeSet<&str> = flag.causes.iter().map(|cause| cause.question.as_str()).collect();
            let rows = rows.into_iter().collect::<Vec<_>>().join(", ");
            (format!("{} {} ({rows})", flag.rule, flag.response.code()), flag.severity)
        })
        .collect()
}

/// The table of the cases of a policy; they judge nobody and are counted, not told key by key.
const CASES: &str = "case";

/// Cases that only the new file has, that only the old one has, and that say something else.
#[must_use]
pub fn changed_cases(old: &str, new: &str) -> [usize; 3] {
    let cases = |text: &str| {
        let table = text.parse::<toml::Table>().unwrap_or_default();
        let all = table.get(CASES).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let name = |case: &toml::Value| case.get("name").and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        all.into_iter().map(|case| (name(&case), case)).collect::<BTreeMap<String, toml::Value>>()
    };
    let (before, after) = (cases(old), cases(new));
    let only = |here: &BTreeMap<String, toml::Value>, there: &BTreeMap<String, toml::Value>| {
        here.keys().filter(|name| !there.contains_key(*name)).count()
    };
    let changed = before.iter().filter(|(name, case)| after.get(*name).is_some_and(|other| other != *case)).count();
    [only(&after, &before), only(&before, &after), changed]
}

/// Keys of two policy files that differ, the cases apart, as `bands.conduct[low].below: 20 → 25`, and apart from them the wording that
/// does: the key with its language, as it was, as it is.
#[must_use]
pub fn changed_keys(old: &str, new: &str) -> (Vec<String>, Vec<(String, String, String)>) {
    let (Ok(old), Ok(new)) = (old.parse::<toml::Table>(), new.parse::<toml::Table>()) else { return (Vec::new(), Vec::new()) };
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    let apart = |mut table: toml::Table| {
        table.remove(CASES);
        toml::Value::Table(table)
    };
    flatten("", &apart(old), &mut before);
    flatten("", &apart(new), &mut after);
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let none = "—".to_owned();
    let (mut changed, mut worded) = (Vec::new(), Vec::new());
    for key in keys {
        let (was, is) = (before.get(key).unwrap_or(&none), after.get(key).unwrap_or(&none));
        if was == is {
            continue;
        }
        if [".en", ".ja", ".zh"].iter().any(|language| key.ends_with(language)) {
            worded.push((key.clone(), was.clone(), is.clone()));
        } else {
            changed.push(format!("{key}: {was} → {is}"));
        }
    }
    (changed, worded)
}

/// Wording that differs, in one language: `rule[Z-06].title: "…" → "…"` around the place where the two part; how many
/// places differ in the other languages only.
#[must_use]
pub fn worded_in(worded: &[(String, String, String)], lang: Lang) -> (Vec<String>, usize) {
    let ending = format!(".{}", lang.code());
    let mut lines = Vec::new();
    for (key, was, is) in worded {
        if let Some(stem) = key.strip_suffix(&ending) {
            let (was, is) = parting(was, is);
            lines.push(format!("{stem}: {was} → {is}"));
        }
    }
    let others = worded.len() - lines.len();
    (lines, others)
}

fn flatten(path: &str, value: &toml::Value, into: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, inner) in table {
                let next = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(&next, inner, into);
            }
        }
        toml::Value::Array(rows) if rows.iter().any(toml::Value::is_table) => {
            for (place, row) in rows.iter().enumerate() {
                let words: Vec<&str> =
                    ["kind", "id", "name", "code"].iter().filter_map(|key| row.get(key).and_then(toml::Value::as_str)).collect();
                let name = if words.is_empty() { (place + 1).to_string() } else { words.join(" ") };
                flatten(&format!("{path}[{name}]"), row, into);
            }
        }
        other => {
            into.insert(path.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_threshold_is_named_by_the_band_it_belongs_to_and_wording_is_told_apart() {
        let old = "[[band]]\nkind = \"conduct\"\nid = \"low\"\nbelow = 20\ntitle.en = \"low\"\n";
        let new = "[[band]]\nkind = \"conduct\"\nid = \"low\"\nbelow = 25\ntitle.en = \"Low\"\n";
        assert_eq!(
            changed_keys(old, new),
            (
                vec!["band[conduct low].below: 20 → 25".to_owned()],
                vec![("band[conduct low].title.en".to_owned(), "\"low\"".to_owned(), "\"Low\"".to_owned())]
            )
        );
    }

    #[test]
    fn wording_is_told_in_the_readers_language_around_the_place_where_it_parts_and_counted_in_the_others() {
        let old = "[[rule]]\nid = \"Z-01\"\ntitle.en = \"An open stop holds every new order of the supplier\"\ntitle.ja = \"停止\"\n";
        let new = "[[rule]]\nid = \"Z-01\"\ntitle.en = \"An open stop holds each new order of the supplier\"\ntitle.ja = \"発注停止\"\n";
        let (keys, worded) = changed_keys(old, new);
        assert!(keys.is_empty(), "{keys:?}");
        let english = vec!["rule[Z-01].title: …stop holds every new order o… → …stop holds each new order o…".to_owned()];
        assert_eq!(worded_in(&worded, Lang::En), (english, 1));
        assert_eq!(worded_in(&worded, Lang::Ja), (vec!["rule[Z-01].title: \"停止\" → \"発注停止\"".to_owned()], 1));
    }

    #[test]
    fn cases_that_differ_are_counted_and_not_told_key_by_key() {
        let case = |name: &str, band: &str| format!("[[case]]\nname = \"{name}\"\nexpect = {{ band = \"{band}\" }}\n");
        let old = format!("a = 1\n{}{}{}", case("one", "low"), case("two", "low"), case("three", "low"));
        let new = format!("a = 1\n{}{}", case("one", "high"), case("four", "low"));
        assert_eq!(changed_cases(&old, &new), [1, 2, 1]);
        assert_eq!(changed_keys(&old, &new), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_key_that_only_one_edition_has_is_shown_against_a_dash() {
        assert_eq!(changed_keys("a = 1\n", "b = 2\n").0, ["a: 1 → —", "b: — → 2"]);
    }
}
