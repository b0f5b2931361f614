//! A policy in force, in sections: what stands outside every average, the clauses with the lines they come from, and
//! every number, for the shell and the screens alike.

use crate::locale::Locale;
use crate::policy::{Band, Policy};
use crate::questionnaire::{Question, Questionnaire};
use crate::ratio::Ratio;

/// One line of a section, with what there is to read about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its cells.
    pub cells: Vec<String>,
    /// The whole of it.
    pub whole: Vec<String>,
    /// It is in no source: the company's policy does not say it.
    pub not_in_source: bool,
}

/// A section: its title, whether its numbers are the tool's own, and its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Title.
    pub title: String,
    /// Nobody adopted these yet: tool default, not company policy.
    pub by_default: bool,
    /// Lines.
    pub lines: Vec<Said>,
}

/// Everything an edition says, gates and clauses first; `sets` are asked in the campaign, `every` are those there are.
#[must_use]
pub fn sections(policy: &Policy, sets: &[&Questionnaire], every: &[&Questionnaire], locale: Locale) -> Vec<Section> {
    let title = |key: &str| locale.text(&format!("numbers.{key}")).to_owned();
    let by_default = policy.default_notice;
    let mut all = vec![
        Section { title: title("gates"), by_default, lines: gates(sets, locale).collect() },
        Section { title: title("clauses"), by_default: false, lines: clauses(policy, every, locale) },
    ];
    for (key, rows) in numbers(locale, policy) {
        let lines = rows.into_iter().map(|cells| Said { cells, ..Said::default() }).collect();
        all.push(Section { title: title(key), by_default, lines });
    }
    let rules = policy.rules.values().filter(|rule| !rule.parameters.numbers.is_empty());
    let lines = rules.map(|rule| rule_line(rule, locale)).collect();
    all.push(Section { title: locale.with("numbers.rules", &[("count", &policy.rules.len().to_string())]), by_default, lines });
    all
}

/// The gates among the questions of sets: rows whose bad answer stands outside every average.
pub fn gate_rows<'s, 'q>(sets: &'s [&'q Questionnaire]) -> impl Iterator<Item = &'q Question> + use<'s, 'q> {
    sets.iter().copied().flat_map(|set| &set.questions).filter(|question| question.gate)
}

fn gates(sets: &[&Questionnaire], locale: Locale) -> impl Iterator<Item = Said> + use<> {
    let all: Vec<Said> = gate_rows(sets)
        .map(|question| {
            let text = question.text.get(locale.lang()).to_owned();
            let codes: std::collections::BTreeSet<&str> =
                question.bad.iter().flat_map(|branch| &branch.responses).map(|response| response.code()).collect();
            let codes = codes.into_iter().collect::<Vec<_>>().join(" ");
            let whole = vec![text.clone(), codes.clone(), question.policy.join(", ")];
            Said { cells: vec![question.id.to_string(), codes, text], whole, not_in_source: false }
        })
        .collect();
    all.into_iter()
}

/// Where a clause stands in the company's policy, in words where it names no place.
#[must_use]
pub fn source_of(clause: &crate::policy::Clause, locale: Locale) -> String {
    match (clause.in_source, clause.lines.trim()) {
        (false, _) => locale.text("why.not-in-source").to_owned(),
        (true, "") => locale.text("why.no-lines").to_owned(),
        (true, lines) => lines.to_owned(),
    }
}

/// The clauses with their lines and how many questions of all questionnaires serve each, and which these are.
fn clauses(policy: &Policy, every: &[&Questionnaire], locale: Locale) -> Vec<Said> {
    let one = |clause: &crate::policy::Clause| {
        let text = clause.text.get(locale.lang()).to_owned();
        let source = source_of(clause, locale);
        // A clause that frames others is served by what serves them.
        let within = |id: &String| *id == clause.id || policy.clause(id).and_then(|one| one.parent.as_ref()) == Some(&clause.id);
        let serves = |question: &&Question| question.policy.iter().any(within);
        let rows: Vec<&str> = every.iter().flat_map(|set| &set.questions).filter(serves).map(|question| question.id.as_str()).collect();
        let counted = locale.with("numbers.clause-rows", &[("source", &source), ("count", &rows.len().to_string())]);
        let source = if rows.is_empty() { source } else { counted };
        let mut whole = vec![text.clone(), source.clone()];
        whole.extend((!rows.is_empty()).then(|| rows.join(", ")));
        Said { cells: vec![clause.id.clone(), source, text], whole, not_in_source: !clause.in_source }
    };
    policy.clauses.iter().map(one).collect()
}

fn rule_line(rule: &crate::policy::RuleText, locale: Locale) -> Said {
    let numbers: Vec<String> = rule.parameters.numbers.iter().map(|(key, value)| format!("{key} {}", number(*value))).collect();
    let lang = locale.lang();
    let whole = [&rule.title, &rule.reason, &rule.clears_when].map(|text| text.get(lang).to_owned());
    let clause = rule.clause.join(", ");
    let whole = whole.into_iter().chain([clause, numbers.join(", ")]).filter(|line| !line.is_empty()).collect();
    Said { cells: vec![rule.id.clone(), numbers.join(", ")], whole, not_in_source: false }
}

/// A number as people write it.
#[must_use]
pub fn number(ratio: Ratio) -> String {
    let value = ratio.to_f64();
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value}") }
}

fn below(band: &Band) -> String {
    band.below.map_or_else(|| "…".to_owned(), |below| format!("< {}", number(below)))
}

/// A word of the record for a band, a level or a hold, as people say it; a policy's own words stay as they are.
#[must_use]
pub fn level(locale: Locale, word: &str) -> String {
    let key = format!("rank.{word}");
    if locale.has(&key) { locale.text(&key).to_owned() } else { word.to_owned() }
}

/// Attention: a head with the conduct bands, then a row for each inherent band, both from low to high.
fn matrix(locale: Locale, policy: &Policy) -> Vec<Vec<String>> {
    let title = |band: &Band| band.title.get(locale.lang()).to_owned();
    let corner = locale.text("numbers.matrix-corner").to_owned();
    let head = std::iter::once(corner).chain(policy.conduct_bands.iter().map(title)).collect();
    let rows = policy.inherent_bands.iter().filter_map(|inherent| {
        let row = policy.matrix.get(&inherent.id)?;
        let cell = |band: &Band| {
            row.get(&band.id).map_or_else(|| "–".to_owned(), |level| policy.attention_title(level).get(locale.lang()).to_owned())
        };
        Some(std::iter::once(title(inherent)).chain(policy.conduct_bands.iter().map(cell)).collect())
    });
    std::iter::once(head).chain(rows).collect()
}

fn numbers(locale: Locale, policy: &Policy) -> Vec<(&'static str, Vec<Vec<String>>)> {
    let pair = |name: String, value: String| vec![name, value];
    let word = |key: &str| locale.text(key).to_owned();
    let mut weights: Vec<_> = policy.weights.iter().collect();
    weights.reverse();
    let weights = weights.into_iter().map(|(severity, weight)| pair(level(locale, severity.word()), number(*weight)));
    let mut risk: Vec<Vec<String>> =
        policy.grades.iter().map(|(grade, risk)| pair(word(&format!("numbers.{grade:?}").to_lowercase()), number(*risk))).collect();
    risk.push(pair(word("numbers.maturity"), policy.maturity.iter().map(|risk| number(*risk)).collect::<Vec<_>>().join(" · ")));
    risk.push(pair(word("numbers.declined"), number(policy.declined)));
    risk.push(pair(word("numbers.dont-know"), format!("{} · {}", number(policy.dont_know_high), number(policy.dont_know_low))));
    let floors: Vec<String> = policy.evidence_floor.values().rev().map(|floor| number(*floor)).collect();
    risk.push(pair(word("numbers.evidence-floor"), floors.join(" · ")));
    let bands = |bands: &[Band]| bands.iter().map(|band| pair(band.title.get(locale.lang()).to_owned(), below(band))).collect::<Vec<_>>();
    let responses = policy.responses.iter().rev().filter_map(|(response, text)| {
        let time = match (text.months, text.days) {
            (Some(months), _) => locale.with("numbers.months", &[("count", &months.to_string())]),
            (None, Some(days)) => locale.with("numbers.days", &[("count", &days.to_string())]),
            (None, None) => return None,
        };
        Some(vec![response.code().to_owned(), text.title.get(locale.lang()).to_owned(), time])
    });
    let months = |all: &std::collections::BTreeMap<String, u32>| {
        all.iter().map(|(key, months)| pair(key.clone(), locale.with("numbers.months", &[("count", &months.to_string())]))).collect()
    };
    let limits = policy
        .limits
        .iter()
        .map(|limit| vec![limit.id.clone(), limit.number().get(locale.lang()).to_owned(), limit.text.get(locale.lang()).to_owned()])
        .collect();
    let published =
        policy.published.iter().map(|one| vec![one.id.clone(), one.listed(), one.title.get(locale.lang()).to_owned()]).collect();
    vec![
        ("weights", weights.collect()),
        ("risk", risk),
        ("conduct-bands", bands(&policy.conduct_bands)),
        ("inherent-bands", bands(&policy.inherent_bands)),
        ("matrix", matrix(locale, policy)),
        (
            "coverage",
            vec![pair(word("numbers.floor"), number(policy.coverage_floor)), pair(word("numbers.worst"), number(policy.worst_share))],
        ),
        ("responses", responses.collect()),
        ("validity", months(&policy.validity)),
        ("retention", months(&policy.retention)),
        ("limits", limits),
        ("published", published),
    ]
}
