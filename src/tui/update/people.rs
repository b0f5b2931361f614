//! Who is here, and who may do what: one text to read.

use super::super::effect::Effect;
use super::super::screen::words;
use super::super::state::{Screen, State};
use super::super::widget::text;
use crate::journal::Role;
use crate::people::duty::TABLE;
use crate::workspace::duties::{Everybody, KeyHeld, duty_key, role_key};

fn roles(state: &State, roles: &[Role]) -> String {
    if roles.len() == 5 {
        return state.locale().text("people.everyone").to_owned();
    }
    let all: Vec<String> = roles.iter().map(|role| state.locale().text(role_key(*role)).to_owned()).collect();
    words::listed(state, &all)
}

/// Shows it.
pub(super) fn shown(state: &mut State, all: &Everybody) -> Vec<Effect> {
    let locale = state.locale();
    let width = usize::from(state.size.0.saturating_sub(4));
    let mut lines: Vec<String> = Vec::new();
    if all.persons.is_empty() {
        lines.extend(text::wrap(locale.text("people.nobody"), width));
    }
    for person in &all.persons {
        let held = if person.roles.is_empty() { locale.text("people.no-role").to_owned() } else { roles(state, &person.roles) };
        let key = match &person.key {
            KeyHeld::None => locale.text("people.no-key").to_owned(),
            KeyHeld::Waits => format!("{} {}", locale.text("people.key"), locale.text("people.waits")),
            KeyHeld::Counts => locale.text("people.key-held").to_owned(),
        };
        let told = format!("{held} · {key}");
        let lead = format!("{} {} ", text::left(&person.id, 10), text::left(&person.name, 14));
        for (place, part) in text::wrap(&told, width.saturating_sub(text::width(&lead))).into_iter().enumerate() {
            lines.push(if place == 0 { format!("{lead}{part}") } else { format!("{}{part}", " ".repeat(text::width(&lead))) });
        }
    }
    for person in &all.not_entered {
        lines.extend(text::wrap(&locale.with("people.stranger", &[("person", person)]), width));
    }
    lines.extend(all.keys.iter().chain(&all.not_counted).flat_map(|told| text::wrap(&told.in_lang(state.lang), width)));
    let (by_line, on_record) = &all.by_line;
    let key = if *on_record { "doctor.compliance-void" } else { "doctor.compliance-by-line" };
    lines.extend(by_line.iter().flat_map(|person| text::wrap(&locale.with(key, &[("of", person)]), width)));
    lines.push(String::new());
    lines.push(locale.with("people.what-you-may", &[("person", &all.you)]));
    let marks: Vec<String> = all.leave.iter().map(|leave| locale.text(&format!("people.leave-{}", leave.word())).to_owned()).collect();
    let widest = marks.iter().map(|mark| text::width(mark)).max().unwrap_or(0);
    for (rule, mark) in TABLE.iter().zip(&marks) {
        let mut told = format!("{} · {}", locale.text(duty_key(rule.duty)), roles(state, rule.counts));
        if !rule.recorded.is_empty() {
            told = format!("{told}; {}", locale.with("people.recorded", &[("roles", &roles(state, rule.recorded))]));
        }
        if rule.noted {
            told = format!("{told}; {}", locale.text(&format!("duty-note.{}", rule.word)));
        }
        for (place, part) in text::wrap(&told, width.saturating_sub(widest + 2)).into_iter().enumerate() {
            lines.push(format!("{}  {part}", text::left(if place == 0 { mark } else { "" }, widest)));
        }
    }
    lines.push(String::new());
    lines.extend(text::wrap(locale.text("people.auditors-read"), width));
    state.screens.push(Screen::Reading(locale.text("title.people").to_owned(), lines, 0));
    Vec::new()
}
