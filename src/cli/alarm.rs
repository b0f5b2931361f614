//! Alarms about the record, and other long sentences: broken where the terminal ends, and never inside a command.

use super::Here;
use super::usage::cells;
use crate::sentence::Sentence;
use crate::tui::widget::text::{width, wrap};
use crate::workspace::alarm::Alarm;

/// How far in the words of an alarm's parts begin.
const LABELS: usize = 10;

/// An alarm: what, then where, why and what to do next, each beginning a line of its own.
pub(super) fn lines(here: &Here, alarm: &Alarm) -> Vec<String> {
    let locale = here.locale();
    let mut lines = hanging("", &locale.with("alarm.head", &[("what", &alarm.what.in_lang(here.lang))]), cells());
    let place = Sentence::from(&alarm.place);
    for (key, said) in [("alarm.where", &place), ("alarm.why", &alarm.why), ("alarm.next", &alarm.next)] {
        let label = crate::tui::widget::text::left(&format!("  {}", locale.text(key)), LABELS);
        lines.extend(hanging(&label, &said.in_lang(here.lang), cells()));
    }
    lines
}

/// A sentence behind a lead, going on under where it began; a command between backquotes stays on one line.
pub(super) fn hanging(lead: &str, said: &str, cells: usize) -> Vec<String> {
    const GLUE: char = '\u{e000}';
    let hang = width(lead).max(2);
    let glued: Vec<String> = said
        .split('`')
        .enumerate()
        .map(
            |(at, part)| {
                if at % 2 == 1 && width(part) + hang + 3 <= cells { part.replace(' ', &GLUE.to_string()) } else { part.to_owned() }
            },
        )
        .collect();
    let broken = wrap(&glued.join("`"), cells.saturating_sub(hang));
    let line = |(at, part): (usize, &String)| {
        let start = if at == 0 { lead.to_owned() } else { " ".repeat(hang) };
        format!("{start}{}", part.replace(GLUE, " "))
    };
    broken.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widget::text::width;

    #[test]
    fn a_long_sentence_goes_on_under_its_lead_and_no_command_is_broken() {
        let said = "restore the log from a copy that you trust, or accept it with `oretrail verify --accept-heads`";
        let lines = hanging("  next    ", said, 60);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line) <= 60), "{lines:?}");
        assert!(lines[0].starts_with("  next    restore") && lines[1].starts_with("          "), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("`oretrail verify --accept-heads`")), "{lines:?}");
    }

    #[test]
    fn japanese_is_broken_between_characters() {
        let lines = hanging("  対処    ", &"控えから復元してください。".repeat(6), 40);
        assert!(lines.len() > 3 && lines.iter().all(|line| width(line) <= 40), "{lines:?}");
    }
}
