//! The text form of a line being typed, so that it can lie outside the workspace while it is typed and be offered again
//! after the program was killed. It knows what the line is for; it neither reads nor writes anything.

pub mod form;

use super::state::Purpose;
use crate::questionnaire::QuestionId;

/// Divides the parts; typed text never contains it, because fields clean what is typed.
const UNIT: char = '\u{1f}';

/// Divides what a line is for from the flow or facility it is about.
const OF: char = '\u{1d}';

fn of_one(kind: &str, of: Option<&str>) -> String {
    of.map_or_else(|| kind.to_owned(), |of| format!("{kind}{OF}{of}"))
}

/// The flow or facility a kept line is about.
#[must_use]
pub fn of(key: &str) -> Option<&str> {
    key.split(UNIT).next()?.split_once(OF).map(|(_, of)| of)
}

/// What a line is for, as one line of text, with the flow or facility it is about; `None` for lines that are not worth
/// keeping.
#[must_use]
pub fn key(purpose: &Purpose, title: &str, of: Option<&str>) -> Option<String> {
    let (kind, about, typed): (&str, &str, &[String]) = match purpose {
        Purpose::Note(_, None) => ("note", "", &[]),
        Purpose::Note(_, Some(question)) => ("note", question.as_str(), &[]),
        Purpose::Value(question, typed) => ("value", question.as_str(), typed),
        Purpose::Reason(question) => ("reason", question.as_str(), &[]),
        Purpose::Evidence(question) => ("evidence", question.as_str(), &[]),
        Purpose::PromiseDue(question) => ("promise-due", question.as_str(), &[]),
        Purpose::PromiseWhat(question, due) => ("promise-what", question.as_str(), std::slice::from_ref(due)),
        Purpose::Card(typed) => ("card", "", typed),
        Purpose::Filter
        | Purpose::SaveText
        | Purpose::TakeIn
        | Purpose::AsOf(_)
        | Purpose::WhyOn(_)
        | Purpose::PutAside(_)
        | Purpose::Check(..)
        | Purpose::Attest(_) => {
            return None;
        }
    };
    let kind = of_one(kind, of);
    let mut parts = vec![kind.as_str(), about, title];
    parts.extend(typed.iter().map(String::as_str));
    Some(parts.join(&UNIT.to_string()).replace('\n', " "))
}

fn bare(kind: &str) -> &str {
    kind.split(OF).next().unwrap_or(kind)
}

/// What a kept line of a supplier was for, and what it asked.
#[must_use]
pub fn purpose(key: &str, supplier: &str) -> Option<(Purpose, String)> {
    let mut parts = key.split(UNIT).map(str::to_owned);
    let (kind, about, title) = (parts.next()?, parts.next()?, parts.next()?);
    let typed: Vec<String> = parts.collect();
    let question = Some(QuestionId::from_text(&about)).filter(|_| !about.is_empty());
    let purpose = match (bare(&kind), question) {
        ("note", question) => Purpose::Note(supplier.to_owned(), question),
        ("value", Some(question)) => Purpose::Value(question, typed),
        ("reason", Some(question)) => Purpose::Reason(question),
        ("evidence", Some(question)) => Purpose::Evidence(question),
        ("promise-due", Some(question)) => Purpose::PromiseDue(question),
        ("promise-what", Some(question)) => Purpose::PromiseWhat(question, typed.into_iter().next()?),
        ("card", None) => Purpose::Card(typed),
        _ => return None,
    };
    Some((purpose, title))
}

/// What a table being filled in is for, as one line of text.
#[must_use]
pub fn table_key(question: &QuestionId, of: Option<&str>) -> String {
    format!("{}{UNIT}{}", of_one("table", of), question.as_str())
}

/// The question of a table that was being filled in. Before there were tables, rows were typed line by line: those typed so
/// far come with it, in front of the last one.
#[must_use]
pub fn table(key: &str) -> Option<(QuestionId, Option<String>)> {
    let mut parts = key.split(UNIT);
    let (kind, question) = (parts.next()?, parts.next().filter(|question| !question.is_empty())?);
    let question = QuestionId::from_text(question);
    match bare(kind) {
        "table" => Some((question, None)),
        "row" => {
            let before: String = parts.skip(1).map(|row| format!("{row}\u{1e}")).collect();
            Some((question, Some(before)))
        }
        _ => None,
    }
}

/// The question a line is about.
#[must_use]
pub fn question(purpose: &Purpose) -> Option<&QuestionId> {
    match purpose {
        Purpose::Note(_, question) => question.as_ref(),
        Purpose::Value(question, _)
        | Purpose::Reason(question)
        | Purpose::Evidence(question)
        | Purpose::PromiseDue(question)
        | Purpose::PromiseWhat(question, _) => Some(question),
        Purpose::Filter
        | Purpose::SaveText
        | Purpose::TakeIn
        | Purpose::AsOf(_)
        | Purpose::WhyOn(_)
        | Purpose::PutAside(_)
        | Purpose::Card(_)
        | Purpose::Check(..)
        | Purpose::Attest(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_line_is_read_back_as_what_it_was() {
        let id = || QuestionId::new("csr-saq", "C10");
        let all = [
            Purpose::Note("minato".to_owned(), None),
            Purpose::Note("minato".to_owned(), Some(id())),
            Purpose::Value(id(), vec!["peak=68".to_owned()]),
            Purpose::Reason(id()),
            Purpose::Evidence(id()),
            Purpose::PromiseDue(id()),
            Purpose::PromiseWhat(id(), "2026-12-01".to_owned()),
            Purpose::Card(vec!["港 太郎".to_owned()]),
        ];
        for wanted in all {
            let key = key(&wanted, "what is asked", None).expect("it is kept");
            assert!(!key.contains('\n'));
            assert_eq!(purpose(&key, "minato"), Some((wanted.clone(), "what is asked".to_owned())));
            assert_eq!(of(&key), None);
            let key = super::key(&wanted, "what is asked", Some("flow:tin/Bisie (CD-NK)")).expect("it is kept");
            assert_eq!(purpose(&key, "minato"), Some((wanted, "what is asked".to_owned())));
            assert_eq!(of(&key), Some("flow:tin/Bisie (CD-NK)"));
        }
        assert_eq!(table(&table_key(&id(), None)), Some((id(), None)));
        let one = table_key(&id(), Some("facility:tin/CID001105"));
        assert_eq!((table(&one), of(&one)), (Some((id(), None)), Some("facility:tin/CID001105")));
        let lines = "row\u{1f}csr-saq.C10\u{1f}name | share\u{1f}Nguyen Holding\t60";
        assert_eq!(table(lines), Some((id(), Some("Nguyen Holding\t60\u{1e}".to_owned()))));
        assert_eq!(table("value\u{1f}csr-saq.C10\u{1f}x"), None);
        assert_eq!(key(&Purpose::Filter, "", None), None);
        for broken in ["", "note", "value\u{1f}\u{1f}x", "promise-what\u{1f}csr-saq.C1\u{1f}x", "what\u{1f}csr-saq.C1\u{1f}x"] {
            assert_eq!(purpose(broken, "minato"), None, "{broken:?}");
        }
    }
}
