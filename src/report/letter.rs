//! A letter to one supplier about its declarations: what is to be clarified, what is only remarked, by when.
//!
//! It is built from findings only, in the supplier's own language, and speaks of nothing but that supplier's own files.
//! The English sentence of a finding is for the reader of the verdict and never enters a letter.

use jiff::civil::{Date, Weekday};

use crate::clean;
use crate::declaration::Field;
use crate::inbox::{FileVerdict, Finding, Severity, Source, Verdict};
use crate::language::Lang;
use crate::locale::Locale;

/// Days a supplier is given when nobody says otherwise.
const DAYS: i64 = 14;

/// One cell, what stands there, and the question about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Sheet.
    pub sheet: Option<String>,
    /// Cell.
    pub cell: Option<String>,
    /// What stands there, as far as it matters.
    pub value: Option<String>,
    /// Whether the cell is empty and should not be.
    pub empty: bool,
    /// What to do.
    pub ask: String,
}

/// One numbered point: a problem, everywhere it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Stable code of the finding.
    pub code: &'static str,
    /// The problem in plain words.
    pub problem: String,
    /// Whose rule it is, in plain words.
    pub rule: String,
    /// Where, and what to do there.
    pub spots: Vec<Spot>,
}

/// One file the letter is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Its name.
    pub file: String,
    /// Template and version, when known.
    pub form: Option<String>,
    /// Effective date, when known.
    pub dated: Option<Date>,
    /// What must be clarified.
    pub clarify: Vec<Point>,
    /// What is only remarked.
    pub remarks: Vec<Point>,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its language.
    pub lang: Lang,
    /// The supplier's name.
    pub to: String,
    /// The company that asks, and who signs, one line each.
    pub from: Vec<String>,
    /// Its day.
    pub day: Date,
    /// Until when an answer is asked for.
    pub due: Date,
    /// The files in question.
    pub files: Vec<Enclosed>,
}

impl Letter {
    /// How many points are to be clarified.
    #[must_use]
    pub fn to_clarify(&self) -> usize {
        self.files.iter().map(|file| file.clarify.len()).sum()
    }

    /// The templates it is about, each once.
    #[must_use]
    pub fn forms(&self) -> String {
        let mut forms: Vec<&str> = Vec::new();
        for form in self.files.iter().filter_map(|file| file.form.as_deref()) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        if forms.is_empty() { "CMRT / EMRT / AMRT".to_owned() } else { forms.join(", ") }
    }
}

/// Two weeks on, and never on a weekend.
#[must_use]
pub fn default_due(day: Date) -> Date {
    let due = day.saturating_add(jiff::Span::new().days(DAYS));
    let more = match due.weekday() {
        Weekday::Saturday => 2,
        Weekday::Sunday => 1,
        _ => 0,
    };
    due.saturating_add(jiff::Span::new().days(more))
}

/// A letter about these files; none when there is nothing to ask and nothing to remark.
#[must_use]
pub fn letter(to: &str, from: &[String], lang: Lang, (day, due): (Date, Date), files: &[&FileVerdict]) -> Option<Letter> {
    let files: Vec<Enclosed> = files
        .iter()
        // What is held already, or replaced, was asked about when it came.
        .filter(|file| !matches!(file.verdict, Verdict::Duplicate | Verdict::OlderThanHeld))
        .map(|file| enclosed(file, Locale::new(lang)))
        .filter(|file| !(file.clarify.is_empty() && file.remarks.is_empty()))
        .collect();
    let from = from.iter().map(|line| clean::line(line)).collect();
    (!files.is_empty()).then(|| Letter { lang, to: clean::line(to), from, day, due, files })
}

/// The name the file itself gives for who declares.
#[must_use]
pub(crate) fn addressee(file: &FileVerdict) -> Option<&str> {
    file.declaration.as_ref().and_then(|read| read.says(Field::Company))
}

fn enclosed(file: &FileVerdict, locale: Locale) -> Enclosed {
    let read = file.declaration.as_ref();
    let mut clarify = points(file, Severity::Error, locale);
    if let Some(point) = as_a_whole(file, locale) {
        clarify.insert(0, point);
    }
    Enclosed {
        file: clean::line(&file.file),
        form: read.map(|read| format!("{} {}", read.template, read.version)),
        dated: read.and_then(|read| read.dated),
        clarify,
        remarks: points(file, Severity::Warning, locale),
    }
}

/// The point about a file that could not be taken as a declaration at all.
fn as_a_whole(file: &FileVerdict, locale: Locale) -> Option<Point> {
    let (code, problem, ask) = match file.verdict {
        Verdict::Unreadable => ("unreadable", "letter.unreadable", "letter.unreadable-ask"),
        Verdict::WrongFile => ("wrong-file", "letter.wrong-file", "letter.wrong-file-ask"),
        _ => return None,
    };
    let spot = Spot { sheet: None, cell: None, value: None, empty: false, ask: locale.text(ask).to_owned() };
    let rule = locale.text("letter.source.reader").to_owned();
    Some(Point { code, problem: locale.text(problem).to_owned(), rule, spots: vec![spot] })
}

fn points(file: &FileVerdict, severity: Severity, locale: Locale) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for finding in file.findings.iter().filter(|finding| finding.severity == severity) {
        let Some(spot) = spot(finding, locale.lang()) else { continue };
        if let Some(held) = points.iter_mut().find(|point| point.code == finding.code) {
            held.spots.push(spot);
        } else {
            points.push(Point {
                code: finding.code,
                problem: problem(finding.code, locale),
                rule: rule(finding.source, locale),
                spots: vec![spot],
            });
        }
    }
    points
}

fn spot(finding: &Finding, lang: Lang) -> Option<Spot> {
    let ask = finding.ask.as_ref()?.get(lang);
    let missing = finding.value.is_none() && (finding.code.ends_with("-missing") || finding.code.ends_with("-incomplete"));
    Some(Spot {
        empty: missing,
        sheet: finding.sheet.clone(),
        cell: finding.cell.clone(),
        value: finding.value.as_deref().map(clean::line).filter(|value| !value.is_empty()),
        ask: days(ask, lang),
    })
}

fn problem(code: &str, locale: Locale) -> String {
    let key = format!("letter.problem.{code}");
    if locale.has(&key) { locale.text(&key).to_owned() } else { locale.text("letter.other-problem").to_owned() }
}

fn rule(source: Source, locale: Locale) -> String {
    let key = match source {
        Source::Template => "letter.source.template",
        Source::Checker => "letter.source.checker",
        Source::Consistency => "letter.source.consistency",
        Source::Policy => "letter.source.policy",
        Source::Reader => "letter.source.reader",
    };
    locale.text(key).to_owned()
}

/// Days such as 2024-02-01 as the language writes them in a sentence.
fn days(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let mut said = String::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let day = rest.get(..10).filter(|_| !said.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-'));
        if let Some(day) = day.and_then(|day| day.parse::<Date>().ok()) {
            said.push_str(&format!("{}年{}月{}日", day.year(), day.month(), day.day()));
            rest = rest[10..].trim_start_matches(' ');
        } else {
            said.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    said
}
