//! What of a verdict everybody may read: that there is a compliance hold, and nothing else of what is restricted.
//!
//! Verdicts of the first form name the rules that look at screening and what they came to. Since the second form they
//! are written without, so that the shared folder holds nothing to give away; what those rules looked at is bound by the
//! heads and lists a verdict names, and replay judges on it as before.

use super::bind::HOLD;
use crate::rules::{self, Input};

const RULE: &str = "\n[[rule]]\n";

/// A verdict without what is restricted; one that says nothing of it stays as it is.
#[must_use]
pub fn open_part(verdict: &str) -> String {
    let mut blocks = verdict.split(RULE);
    let mut page = blocks.next().map(facts).unwrap_or_default();
    for block in blocks {
        let id = block.strip_prefix("rule = \"").and_then(|rest| rest.split('@').next()).unwrap_or_default();
        if !is_of_screening(id) {
            page.push_str(RULE);
            page.push_str(&rule(id, block));
        }
    }
    page
}

/// Whether a rule looks at what only compliance sees.
#[must_use]
pub fn is_of_screening(id: &str) -> bool {
    rules::ALL.iter().any(|rule| rule.id == id && rule.reads.contains(&Input::Screening))
}

/// What was known: flags of before that are restricted, waivers and corrections of a hit go; the scores keep the hold.
fn facts(text: &str) -> String {
    let Some((scores, facts)) = text.split_once("\n[facts]\n") else { return text.to_owned() };
    let closed = |key: &str, value: &str| match key {
        "carried" => value == HOLD,
        "waivers" | "corrections" => is_of_screening(value.split([':', ' ']).next().unwrap_or_default()),
        _ => false,
    };
    // Campaigns that carried nothing, and verdicts without corrections, do not name them.
    format!("{scores}\n[facts]\n{}", without(facts, closed, &["carried", "corrections"]))
}

fn rule(id: &str, block: &str) -> String {
    let mut held = false;
    let block = without(
        block,
        |key, value| {
            let restricted = value == HOLD || value.strip_prefix(HOLD).is_some_and(|rest| rest.starts_with(' '));
            match (id == rules::HOLD, key) {
                // One hold, however many stops are behind it.
                (true, "inputs") if value == format!("{} {HOLD}", Input::Flags.word()) => std::mem::replace(&mut held, true),
                (true, "flags") => restricted && value != format!("{HOLD} open"),
                (_, "flags") => restricted,
                _ => false,
            }
        },
        &[],
    );
    if block.contains("\nflags = []\n") { block.replacen("\noutcome = \"fired\"\n", "\noutcome = \"silent\"\n", 1) } else { block }
}

/// Lines of lists, without those that are closed; of the keys named last nothing stays where no line does.
fn without(text: &str, mut closed: impl FnMut(&str, &str) -> bool, dropped: &[&str]) -> String {
    let mut page = String::new();
    let mut list: Option<(&str, Vec<&str>, bool)> = None;
    for line in text.split_inclusive('\n') {
        match &mut list {
            None => match line.strip_suffix(" = [\n") {
                Some(key) => list = Some((key, Vec::new(), false)),
                None => page.push_str(line),
            },
            Some((key, kept, cut)) => {
                if line == "]\n" {
                    match (kept.is_empty() && *cut, dropped.contains(key)) {
                        (true, true) => {}
                        (true, false) => page.push_str(&format!("{key} = []\n")),
                        (false, _) => page.push_str(&format!("{key} = [\n{}]\n", kept.concat())),
                    }
                    list = None;
                } else if closed(key, line.trim().trim_end_matches(',').trim_matches('"')) {
                    *cut = true;
                } else {
                    kept.push(line);
                }
            }
        }
    }
    page
}
