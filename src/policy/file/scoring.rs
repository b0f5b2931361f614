//! The numbers of a policy: weights, risks, bands, domains, matrix, inherent table.

use std::collections::BTreeMap;

use crate::language::Text;
use crate::policy::{Band, Domain, InherentTable, Points};
use crate::questionnaire::{Grade, Severity};
use crate::ratio::Ratio;
use crate::reading::Fields;
use crate::sentence::told;

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
    pub(super) domains: Vec<Domain>,
    pub(super) matrix: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) attention: Vec<(String, Text)>,
    pub(super) inherent: InherentTable,
    pub(super) short_below_headcount: Option<Ratio>,
    pub(super) short_inherent_band: Option<String>,
}

pub(super) fn read(fields: &Fields<'_, '_>) -> Scoring {
    let weights = by_severity(fields, "weights");
    let evidence_floor = by_severity(fields, "evidence-floor");
    let risk = fields.table("risk");
    if risk.is_none() && !fields.has("risk") {
        fields.missing("risk");
    }
    let of = |key: &str| risk.as_ref().map(|risk| share(risk, key)).unwrap_or_default();
    let grades = Grade::WORDS.iter().map(|(word, grade)| (*grade, of(word))).collect();
    let (declined, dont_know_high, dont_know_low) = (of("declined"), of("dont-know-high"), of("dont-know-low"));
    let maturity: Vec<Ratio> =
        risk.as_ref().map(|risk| risk.numbers("maturity").into_iter().map(|n| n.value).collect()).unwrap_or_default();
    if let Some(risk) = &risk {
        if maturity.len() != 5 {
            risk.sheet().wrong(
                &risk.at,
                "maturity-levels",
                told("remark.maturity-levels", [("count", maturity.len().to_string().into())]),
                told("remark-do.maturity-levels", []),
            );
        }
        risk.finish();
    }
    let coverage_floor = fields.table("coverage").map_or(Ratio::new(9, 10), |table| {
        let floor = share(&table, "floor");
        let _ = table.texts("severities");
        table.finish();
        floor
    });
    let (worst_share, worst_min_rows) = conduct(fields);
    let (conduct_bands, inherent_bands) = bands(fields);
    let (short_below_headcount, short_inherent_band) = short_set(fields);
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
        domains: domains(fields),
        matrix: matrix(fields, &inherent_bands, &conduct_bands),
        attention: attention(fields),
        inherent: inherent(fields),
        conduct_bands,
        inherent_bands,
        short_below_headcount,
        short_inherent_band,
    }
}

/// A number between 0 and 1.
fn share(table: &Fields<'_, '_>, key: &str) -> Ratio {
    let Some(number) = table.need_number(key) else { return Ratio::ZERO };
    if number.value < Ratio::ZERO || number.value > Ratio::ONE {
        table.sheet().wrong(
            &number.at,
            "out-of-range",
            told("remark.outside-one", [("key", key.into())]),
            told("remark-do.outside-one", []),
        );
    }
    number.value
}

fn by_severity(fields: &Fields<'_, '_>, key: &str) -> BTreeMap<Severity, Ratio> {
    let Some(table) = fields.table(key) else {
        if !fields.has(key) {
            fields.missing(key);
        }
        return BTreeMap::new();
    };
    let mut all = BTreeMap::new();
    for (word, severity) in Severity::WORDS {
        if let Some(number) = table.need_number(word) {
            if number.value < Ratio::ZERO || number.value > Ratio::whole(100) {
                let what = told("remark.outside-hundred", [("key", word.into())]);
                table.sheet().wrong(&number.at, "out-of-range", what, told("remark-do.outside-hundred", []));
            }
            all.insert(severity, number.value);
        }
    }
    table.finish();
    all
}

fn conduct(fields: &Fields<'_, '_>) -> (Ratio, usize) {
    let Some(table) = fields.table("conduct") else {
        fields.missing("conduct");
        return (Ratio::new(1, 2), 3);
    };
    let worst_share = share(&table, "worst-domain-share");
    let rows = table.count("worst-domain-min-rows").map_or(3, |rows| rows.value);
    let _ = table.text("open-critical-at-least");
    table.finish();
    (worst_share, usize::try_from(rows).unwrap_or(3))
}

fn bands(fields: &Fields<'_, '_>) -> (Vec<Band>, Vec<Band>) {
    let (mut conduct, mut inherent) = (Vec::<Band>::new(), Vec::<Band>::new());
    for table in fields.tables("band") {
        let kind = table.need_word("kind", &[("conduct", true), ("inherent", false)]);
        let id = table.need_text("id");
        let below = table.number("below");
        let title = table.need_languages("title");
        table.finish();
        let (Some(kind), Some(id)) = (kind, id) else { continue };
        let list = if kind.value { &mut conduct } else { &mut inherent };
        if let Some(last) = list.last()
            && let (Some(low), Some(high)) = (last.below, &below)
            && high.value <= low
        {
            table.sheet().wrong(
                &high.at,
                "band-order",
                told("remark.band-order", [("id", (&id.value).into())]),
                told("remark-do.band-order", []),
            );
        }
        list.push(Band { id: id.value, below: below.map(|b| b.value), title });
    }
    for (list, what) in [(&conduct, "remark.conduct-bands"), (&inherent, "remark.inherent-bands")] {
        if list.last().is_none_or(|last| last.below.is_some()) {
            fields.sheet().wrong(&(0..0), "band-open-end", told(what, []), told("remark-do.band-open-end", []));
        }
    }
    (conduct, inherent)
}

fn domains(fields: &Fields<'_, '_>) -> Vec<Domain> {
    let mut domains: Vec<Domain> = Vec::new();
    for table in fields.tables("domain") {
        let id = table.need_text("id");
        let title = table.need_languages("title");
        let questions = table.texts("questions");
        for question in &questions {
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

fn matrix(fields: &Fields<'_, '_>, inherent: &[Band], conduct: &[Band]) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut matrix = BTreeMap::new();
    let Some(table) = fields.table("matrix") else {
        fields.missing("matrix");
        return matrix;
    };
    for row in inherent {
        let Some(cells) = table.table(&row.id) else {
            table.missing(&row.id);
            continue;
        };
        let mut levels = BTreeMap::new();
        for column in conduct {
            if let Some(level) = cells.need_text(&column.id) {
                levels.insert(column.id.clone(), level.value);
            }
        }
        cells.finish();
        matrix.insert(row.id.clone(), levels);
    }
    table.finish();
    matrix
}

fn attention(fields: &Fields<'_, '_>) -> Vec<(String, Text)> {
    let mut levels = Vec::new();
    for table in fields.tables("attention") {
        let id = table.need_text("id");
        let rank = table.count("rank").map_or(0, |rank| rank.value);
        let title = table.need_languages("title");
        let _ = table.languages("meaning");
        table.finish();
        if let Some(id) = id {
            levels.push((rank, id.value, title));
        }
    }
    levels.sort_by_key(|(rank, _, _)| *rank);
    levels.into_iter().map(|(_, id, title)| (id, title)).collect()
}

fn inherent(fields: &Fields<'_, '_>) -> InherentTable {
    let Some(table) = fields.table("inherent") else {
        fields.missing("inherent");
        return InherentTable::default();
    };
    let caps = table.table("caps");
    let points = |key: &str| {
        let mut points = Points { cap: caps.as_ref().and_then(|caps| caps.number(key)).map(|cap| cap.value), ..Points::default() };
        if let Some(words) = table.table(key) {
            for word in words.keys() {
                if let Some(number) = words.number(&word.value) {
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
        place: points("place"),
        material: points("material"),
        position: points("position"),
        circumstance: points("circumstance"),
    };
    let _ = (table.number("cap"), table.languages("unknown-reason"));
    table.finish();
    all
}

fn short_set(fields: &Fields<'_, '_>) -> (Option<Ratio>, Option<String>) {
    let Some(table) = fields.table("short-set") else { return (None, None) };
    let both = (table.number("headcount-below").map(|n| n.value), table.text("inherent-band").map(|band| band.value));
    table.finish();
    both
}
