//! The numbers of a policy: weights, risks, bands, domains, matrix, inherent table.

use std::collections::{BTreeMap, BTreeSet};

use crate::language::Text;
use crate::policy::{Band, Domain, InherentTable, Points};
use crate::questionnaire::{Grade, ProfileKind, Questionnaire, Severity};
use crate::ratio::Ratio;
use crate::reading::{At, Fields, Sheet};
use crate::sentence::told;
use crate::supplier::{self, PARTNER_TYPES};

use super::decision;

/// Everything that scores.
pub(super) struct Scoring {
    pub(super) weights: BTreeMap<Severity, Ratio>,
    pub(super) grades: BTreeMap<Grade, Ratio>,
    pub(super) maturity: Vec<Ratio>,
    pub(super) declined: Ratio,
    pub(super) dont_know_high: Ratio,
    pub(super) dont_know_low: Ratio,
    pub(super) evidence_floor: BTreeMap<Severity, Ratio>,
    pub(super) coverage_floor: Ratio,
    pub(super) worst_share: Ratio,
    pub(super) worst_min_rows: usize,
    pub(super) conduct_bands: Vec<Band>,
    pub(super) inherent_bands: Vec<Band>,
    /// Whether these are all bands; one whose kind is wrong is in neither list.
    pub(super) bands_known: bool,
    pub(super) domains: Vec<Domain>,
    pub(super) matrix: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) attention: Vec<(String, Text)>,
    pub(super) inherent: InherentTable,
    pub(super) short_below_headcount: Option<Ratio>,
    pub(super) short_inherent_band: Option<String>,
}

pub(super) fn read(fields: &Fields<'_, '_>, sets: &[Questionnaire]) -> Scoring {
    let weights = by_severity(fields, "weights", Ratio::whole(100));
    let evidence_floor = by_severity(fields, "evidence-floor", Ratio::ONE);
    let risk = fields.table("risk");
    if risk.is_none() && !fields.has("risk") {
        fields.missing_table("risk");
    }
    let of = |key: &str| risk.as_ref().map(|risk| share(risk, key)).unwrap_or_default();
    let grades = Grade::WORDS.iter().map(|(word, grade)| (*grade, of(word))).collect();
    let (declined, dont_know_high, dont_know_low) = (of("declined"), of("dont-know-high"), of("dont-know-low"));
    let maturity = risk.as_ref().map(maturity).unwrap_or_default();
    if let Some(risk) = &risk {
        // A milder answer never costs more than a graver one, and saying nothing never pays.
        falling(risk, &["bad", "partly", "good"], Ratio::ONE);
        falling(risk, &["declined", "dont-know-high", "dont-know-low", "good"], Ratio::ONE);
        risk.finish();
    }
    let coverage_floor = fields.table("coverage").map_or(Ratio::new(9, 10), |table| {
        let floor = share(&table, "floor");
        decision::fixed(&table, "severities", &["critical", "high"]);
        table.finish();
        floor
    });
    let (worst_share, worst_min_rows) = conduct(fields);
    let (conduct_bands, inherent_bands, bands_known) = bands(fields);
    let (short_below_headcount, short_inherent_band) = short_set(fields, bands_known.then_some(&inherent_bands));
    let attention = attention(fields);
    Scoring {
        weights,
        grades,
        maturity,
        declined,
        dont_know_high,
        dont_know_low,
        evidence_floor,
        coverage_floor,
        worst_share,
        worst_min_rows,
        domains: domains(fields, sets),
        matrix: matrix(fields, &inherent_bands, &conduct_bands, bands_known, &attention),
        attention,
        inherent: inherent(fields, sets),
        conduct_bands,
        inherent_bands,
        bands_known,
        short_below_headcount,
        short_inherent_band,
    }
}

/// A number between 0 and 1.
fn share(table: &Fields<'_, '_>, key: &str) -> Ratio {
    let Some(number) = table.need_number(key) else { return Ratio::ZERO };
    is_share(table.sheet(), key, &number);
    number.value
}

fn is_share(sheet: &Sheet<'_>, key: &str, number: &At<Ratio>) {
    if number.value < Ratio::ZERO || number.value > Ratio::ONE {
        sheet.wrong(&number.at, "out-of-range", told("remark.outside-one", [("key", key.into())]), told("remark-do.outside-one", []));
    }
}

/// Points of the inherent table are out of 100.
fn in_hundred(sheet: &Sheet<'_>, key: &str, number: &At<Ratio>) {
    if number.value < Ratio::ZERO || number.value > Ratio::whole(100) {
        let what = told("remark.outside-hundred", [("key", key.into())]);
        sheet.wrong(&number.at, "out-of-range", what, told("remark-do.points", []));
    }
}

/// The five levels, none worth more risk than the one before it.
fn maturity(risk: &Fields<'_, '_>) -> Vec<Ratio> {
    let levels = risk.numbers("maturity");
    let at = risk.span("maturity").unwrap_or_else(|| risk.at.clone());
    if levels.len() != 5 {
        let what = told("remark.maturity-levels", [("count", levels.len().to_string().into())]);
        risk.sheet().wrong(&at, "maturity-levels", what, told("remark-do.maturity-levels", []));
    }
    levels.iter().for_each(|level| is_share(risk.sheet(), "maturity", level));
    if levels.windows(2).any(|two| two[1].value > two[0].value) {
        risk.sheet().wrong(&at, "order", told("remark.maturity-rises", []), told("remark-do.maturity-rises", []));
    }
    levels.into_iter().map(|level| level.value).collect()
}

/// Numbers of which none may be greater than the one before it; one outside of 0 to `most` was told already.
fn falling(table: &Fields<'_, '_>, keys: &[&str], most: Ratio) {
    let number = |key: &str| {
        let there = table.has(key).then(|| table.number(key)).flatten();
        there.filter(|number| (Ratio::ZERO..=most).contains(&number.value))
    };
    for two in keys.windows(2) {
        if let (Some(greater), Some(lesser)) = (number(two[0]), number(two[1]))
            && lesser.value > greater.value
        {
            let what = told("remark.greater-than", [("key", two[1].into()), ("other", two[0].into())]);
            let next = told("remark-do.greater-than", [("all", keys.join(", ").into())]);
            table.sheet().wrong(&lesser.at, "order", what, next);
        }
    }
}

/// A number for each severity, from nought to `most`, falling with it.
fn by_severity(fields: &Fields<'_, '_>, key: &str, most: Ratio) -> BTreeMap<Severity, Ratio> {
    let Some(table) = fields.table(key) else {
        if !fields.has(key) {
            fields.missing_table(key);
        }
        return BTreeMap::new();
    };
    let mut all = BTreeMap::new();
    for (word, severity) in Severity::WORDS {
        if let Some(number) = table.need_number(word) {
            if most == Ratio::ONE {
                is_share(table.sheet(), word, &number);
            } else if number.value < Ratio::ZERO || number.value > most {
                let what = told("remark.outside-hundred", [("key", word.into())]);
                table.sheet().wrong(&number.at, "out-of-range", what, told("remark-do.outside-hundred", []));
            }
            all.insert(severity, number.value);
        }
    }
    falling(&table, &Severity::WORDS.map(|(word, _)| word), most);
    table.finish();
    all
}

fn conduct(fields: &Fields<'_, '_>) -> (Ratio, usize) {
    let Some(table) = fields.table("conduct") else {
        fields.missing_table("conduct");
        return (Ratio::new(1, 2), 3);
    };
    let worst_share = share(&table, "worst-domain-share");
    let rows = table.count("worst-domain-min-rows");
    if let Some(none) = rows.as_ref().filter(|rows| rows.value == 0) {
        let what = told("remark.no-rows", [("key", "worst-domain-min-rows".into())]);
        table.sheet().wrong(&none.at, "out-of-range", what, told("remark-do.no-rows", []));
    }
    decision::fixed(&table, "open-critical-at-least", &["high"]);
    table.finish();
    (worst_share, rows.and_then(|rows| usize::try_from(rows.value).ok()).unwrap_or(3))
}

/// The bands of conduct and of inherent risk, and whether these are all: one whose kind or id is wrong is in neither.
fn bands(fields: &Fields<'_, '_>) -> (Vec<Band>, Vec<Band>, bool) {
    let mut all = true;
    let (mut conduct, mut inherent) = (Vec::<Band>::new(), Vec::<Band>::new());
    let mut ends = [None, None];
    for table in fields.tables("band") {
        let kind = table.need_word("kind", &[("conduct", true), ("inherent", false)]);
        let id = table.need_text("id");
        let below = table.number("below");
        let has_end = table.has("below");
        let title = table.need_languages("title");
        table.finish();
        let (Some(kind), Some(id)) = (kind, id) else {
            all = false;
            continue;
        };
        let (list, end) = if kind.value { (&mut conduct, &mut ends[0]) } else { (&mut inherent, &mut ends[1]) };
        let before = end.replace((below.as_ref().map_or_else(|| table.at.clone(), |below| below.at.clone()), has_end));
        if list.iter().any(|known| known.id == id.value) {
            let what = told("remark.band-twice", [("id", (&id.value).into())]);
            table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.keep-one", []));
        }
        if let Some(high) = below.as_ref().filter(|high| high.value <= Ratio::ZERO || high.value > Ratio::whole(100)) {
            let what = told("remark.outside-hundred", [("key", "below".into())]);
            table.sheet().wrong(&high.at, "out-of-range", what, told("remark-do.score", []));
        }
        if let Some((before, false)) = before {
            // A band that reaches to the end leaves nothing for one after it.
            let next = told("remark-do.add-key", [("key", "below".into())]);
            table.sheet().wrong(&before, "missing-key", crate::reading::missing("below"), next);
        } else if let (Some(last), Some(high)) = (list.last().and_then(|last| last.below), &below)
            && high.value <= last
        {
            let what = told("remark.band-order", [("id", (&id.value).into())]);
            table.sheet().wrong(&high.at, "band-order", what, told("remark-do.band-order", []));
        }
        list.push(Band { id: id.value, below: below.map(|b| b.value), title });
    }
    for (list, end, what) in [(&conduct, &ends[0], "remark.conduct-bands"), (&inherent, &ends[1], "remark.inherent-bands")] {
        if all && list.last().is_none_or(|last| last.below.is_some()) {
            let at = end.clone().map(|(at, _)| at).unwrap_or_default();
            fields.sheet().wrong(&at, "band-open-end", told(what, []), told("remark-do.band-open-end", []));
        }
    }
    (conduct, inherent, all)
}

fn domains(fields: &Fields<'_, '_>, sets: &[Questionnaire]) -> Vec<Domain> {
    let mut domains: Vec<Domain> = Vec::new();
    for table in fields.tables("domain") {
        let id = table.need_text("id");
        let title = table.need_languages("title");
        let questions = table.texts("questions");
        for (place, question) in questions.iter().enumerate() {
            decision::known_row(table.sheet(), question, sets);
            if questions[..place].iter().any(|before| before.value == question.value) {
                let what = told("remark.domain-row-twice", [("id", (&question.value).into())]);
                table.sheet().wrong(&question.at, "duplicate-id", what, told("remark-do.keep-one", []));
            }
            if domains.iter().any(|known| known.questions.contains(&question.value)) {
                let what = told("remark.two-domains", [("id", (&question.value).into())]);
                table.sheet().wrong(&question.at, "duplicate-id", what, told("remark-do.two-domains", []));
            }
        }
        table.finish();
        if let Some(id) = id {
            domains.push(Domain { id: id.value, title, questions: questions.into_iter().map(|q| q.value).collect() });
        }
    }
    domains
}

fn matrix(
    fields: &Fields<'_, '_>,
    inherent: &[Band],
    conduct: &[Band],
    bands_known: bool,
    attention: &[(String, Text)],
) -> BTreeMap<String, BTreeMap<String, String>> {
    let known: Vec<(&str, &str)> = attention.iter().map(|(id, _)| (id.as_str(), id.as_str())).collect();
    let mut matrix = BTreeMap::new();
    let Some(table) = fields.table("matrix") else {
        fields.missing_table("matrix");
        return matrix;
    };
    // Where a name stands twice, the one it took the place of is not known, and the matrix is not wrong about it.
    let [rows, columns] = [inherent, conduct].map(|bands| bands.iter().map(|band| band.id.as_str()).collect::<Vec<_>>());
    let levels = attention.iter().map(|(id, _)| id.as_str()).collect();
    if !bands_known || [rows, columns, levels].iter().any(|names: &Vec<&str>| names.iter().collect::<BTreeSet<_>>().len() < names.len()) {
        return matrix;
    }
    for row in inherent {
        let Some(cells) = table.table(&row.id) else {
            table.missing(&row.id);
            continue;
        };
        let mut levels = BTreeMap::new();
        for column in conduct {
            if let Some(level) = cells.need_text(&column.id).and_then(|level| cells.choose(&level, &column.id, &known)) {
                levels.insert(column.id.clone(), level.to_owned());
            }
        }
        cells.finish();
        matrix.insert(row.id.clone(), levels);
    }
    table.finish();
    matrix
}

fn attention(fields: &Fields<'_, '_>) -> Vec<(String, Text)> {
    let (mut levels, mut ranks) = (Vec::<(u32, String, Text)>::new(), Vec::new());
    for table in fields.tables("attention") {
        let id = table.need_text("id");
        let rank = table.count("rank").map_or(0, |rank| {
            super::one_rank(&table, &rank, &mut ranks);
            rank.value
        });
        let title = table.need_languages("title");
        let _ = table.languages("meaning");
        table.finish();
        let Some(id) = id else { continue };
        if levels.iter().any(|(_, known, _)| *known == id.value) {
            let what = told("remark.attention-twice", [("id", (&id.value).into())]);
            table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.keep-one", []));
        }
        levels.push((rank, id.value, title));
    }
    levels.sort_by_key(|(rank, _, _)| *rank);
    levels.into_iter().map(|(_, id, title)| (id, title)).collect()
}

/// The facts of a profile that count by their number or by a yes; true where yes or no is due, else a number.
pub(super) fn facts(sets: &[Questionnaire]) -> BTreeMap<&str, bool> {
    let mut all: BTreeMap<&str, bool> = supplier::facts().collect();
    for field in sets.iter().flat_map(|set| &set.profile) {
        match field.kind {
            ProfileKind::Number => all.insert(&field.id, false),
            ProfileKind::YesNo => all.insert(&field.id, true),
            _ => None,
        };
    }
    all
}

/// What a supplier may supply, in the words of profiles and of the questionnaires that ask for it.
pub(super) fn materials(sets: &[Questionnaire]) -> Vec<&str> {
    let mut all = supplier::materials();
    let asked = sets.iter().flat_map(|set| &set.profile).filter(|field| field.id == "materials").flat_map(|field| &field.choices);
    all.extend(asked.map(|choice| choice.id.as_str()));
    all.sort_unstable();
    all.dedup();
    all
}

fn inherent(fields: &Fields<'_, '_>, sets: &[Questionnaire]) -> InherentTable {
    let Some(table) = fields.table("inherent") else {
        fields.missing_table("inherent");
        return InherentTable::default();
    };
    let caps = table.table("caps");
    let materials = materials(sets);
    let mut circumstances = supplier::circumstances();
    circumstances.extend(facts(sets).keys());
    circumstances.sort_unstable();
    circumstances.dedup();
    let points = |key: &str, known: &[&str]| {
        let known: Vec<(&str, ())> = known.iter().chain(&["unknown"]).map(|word| (*word, ())).collect();
        let cap = caps.as_ref().and_then(|caps| caps.number(key).inspect(|cap| in_hundred(caps.sheet(), key, cap)));
        let mut points = Points { cap: cap.map(|cap| cap.value), ..Points::default() };
        if let Some(words) = table.table(key) {
            for word in words.keys() {
                let _ = words.choose(&word, key, &known);
                if let Some(number) = words.number(&word.value) {
                    in_hundred(words.sheet(), &word.value, &number);
                    if word.value == "unknown" {
                        points.unknown = number.value;
                    } else {
                        points.of.insert(word.value, number.value);
                    }
                }
            }
        }
        points
    };
    let all = InherentTable {
        place: points("place", &["T1", "T2", "T3"]),
        material: points("material", &materials),
        position: points("position", &PARTNER_TYPES),
        circumstance: points("circumstance", &circumstances),
    };
    if let Some(caps) = caps {
        caps.finish();
    }
    decision::fixed_number(&table, "cap", 100);
    let _ = table.languages("unknown-reason");
    table.finish();
    all
}

/// Who gets the short set; `inherent` are all bands of inherent risk, where that is known.
fn short_set(fields: &Fields<'_, '_>, inherent: Option<&Vec<Band>>) -> (Option<Ratio>, Option<String>) {
    let Some(table) = fields.table("short-set") else { return (None, None) };
    let known: Vec<(&str, &str)> = inherent.into_iter().flatten().map(|band| (band.id.as_str(), band.id.as_str())).collect();
    let band = table.text("inherent-band").filter(|_| inherent.is_some());
    let band = band.and_then(|band| table.choose(&band, "inherent-band", &known));
    let both = (table.number("headcount-below").map(|n| n.value), band.map(str::to_owned));
    table.finish();
    both
}
