//! The short ways of saying something in one cell: options, wordings, risky answers.

use crate::clean::quoted;

/// The parts of a cell; clauses, codes and ids may also be divided by commas, texts only by semicolons.
pub(super) fn divided<'t>(text: &'t str, column: &str) -> impl Iterator<Item = &'t str> {
    let commas = matches!(column, "policy" | "response" | "opens" | "about" | "marks");
    text.split(move |c| matches!(c, ';' | '；') || (commas && matches!(c, ',' | '、' | '，')))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// `en|ja|zh`, or one text for all.
pub(super) fn wording(text: &str) -> String {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let pick = |at: usize| quoted(parts.get(at).filter(|part| !part.is_empty()).unwrap_or(&parts[0]));
    format!("{{ en = {}, ja = {}, zh = {} }}", pick(0), pick(1), pick(2))
}

/// The condition of a risky answer: ids of answers, a comparison with the value, or a condition as it stands.
pub(super) fn condition(bad: &str, kind: &str) -> String {
    if bad.starts_with(['<', '>']) || bad.starts_with("==") || bad.starts_with("!=") {
        return format!("value {bad}");
    }
    let ids: Vec<&str> =
        bad.split([';', ',', '、', '；', '，']).map(|word| word.trim().trim_matches('\'')).filter(|word| !word.is_empty()).collect();
    let is_id = |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !ids.iter().all(is_id) {
        return bad.to_owned();
    }
    let each = |one: &dyn Fn(&str) -> String| ids.iter().map(|id| one(id)).collect::<Vec<_>>().join(" || ");
    match (kind, ids.as_slice()) {
        ("list", _) => each(&|id| format!("finds(value, '{id}')")),
        ("mc", _) => each(&|id| format!("'{id}' in value")),
        (_, [one]) => format!("value == '{one}'"),
        _ => format!("value in [{}]", ids.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", ")),
    }
}
