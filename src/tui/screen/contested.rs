//! Answers that contradict each other with both sides, and what a reviewer made of them. Lines for the page of the flags
//! and the page of the supplier.

use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::Dossier;

type Lines = Vec<(String, Meaning)>;

fn add(lines: &mut Lines, lead: &str, told: &str, width: usize, meaning: Meaning) {
    let indent = " ".repeat(text::width(lead));
    let parts = text::wrap(told, width.saturating_sub(text::width(lead)));
    lines
        .extend(parts.into_iter().enumerate().map(|(place, part)| (format!("{}{part}", if place == 0 { lead } else { &indent }), meaning)));
}

/// What contradicts itself, and what was settled, with an empty line below; nothing where there is neither.
#[must_use]
pub fn lines(state: &State, dossier: &Dossier, width: usize) -> Lines {
    let locale = state.locale();
    let mut lines = Lines::new();
    for one in dossier.contested_told(locale) {
        let last = one.len().saturating_sub(1);
        for (place, told) in one.iter().enumerate() {
            match place {
                0 => add(&mut lines, "≠ ", told, width, Meaning::Warn),
                place if place == last => add(&mut lines, "  → ", told, width, Meaning::Quiet),
                _ => add(&mut lines, "  · ", told, width, Meaning::Plain),
            }
        }
    }
    for one in dossier.settled_told(locale) {
        add(&mut lines, "= ", &one.head, width, Meaning::Plain);
        add(&mut lines, "  ", dossier.body(&one.reason).unwrap_or(locale.text("history.not-here")), width, Meaning::Plain);
        one.beside.iter().for_each(|told| add(&mut lines, "  · ", told, width, Meaning::Quiet));
    }
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    lines
}
