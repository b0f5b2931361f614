//! The flows or facilities a row is asked of, under the question: which has an answer and which one, and the one the
//! keys speak of.

use super::{Keep, Line, Page, line};
use crate::interview::OfEach;
use crate::interview::one_by_one::OneByOne;
use crate::situation::Answered;
use crate::tui::theme::Meaning;

/// So many are shown around the chosen one.
const SHOWN: usize = 4;

impl Page<'_> {
    /// All that have no answer of their own first, then each with its mark and its answer.
    pub(super) fn one_by_one(&self) -> Vec<Line> {
        let Some(one) = self.interview.one_by_one().filter(|one| !one.each.is_empty()) else { return Vec::new() };
        let locale = self.state.locale();
        let (done, all) = one.progress();
        let (done, all) = (done.to_string(), all.to_string());
        let head = locale.with("interview.one-by-one", &[("done", &done), ("all", &all)]);
        let mut lines = vec![line(self.cut(&format!("    {head}")), Meaning::Quiet, Keep::Keys)];
        let choices: Vec<Option<&OfEach>> = std::iter::once(None).chain(one.each.iter().copied().map(Some)).collect();
        let chosen = one.chosen(self.interview.about.as_deref());
        let at = choices.iter().position(|choice| choice.map(|one| &one.each.about) == chosen.map(|one| &one.each.about)).unwrap_or(0);
        let first = (at + 1).saturating_sub(SHOWN);
        for (place, choice) in choices.iter().enumerate().skip(first).take(SHOWN) {
            lines.push(self.choice(&one, *choice, place == at));
        }
        let more = choices.len().saturating_sub(first + SHOWN);
        if more > 0 {
            let told = locale.with("interview.each-more", &[("count", &more.to_string())]);
            lines.push(line(format!("        {told}"), Meaning::Quiet, Keep::Papers));
        }
        lines
    }

    /// All of them on one line, where there is no room for one line each.
    pub(super) fn in_one_line(&self) -> Option<Line> {
        let one = self.interview.one_by_one().filter(|one| !one.each.is_empty())?;
        let told = |of: &OfEach| {
            let answer = one.given(Some(&of.each.about)).first().map(|answer| self.answered(answer));
            let answer = answer.map(|answer| format!("{}{answer}", self.text("readback-text.colon"))).unwrap_or_default();
            format!("{} {}{answer}", if of.answered { "✓" } else { "○" }, crate::clean::line(self.own(&of.each.name)))
        };
        let chosen = self.interview.about.as_deref();
        let others = one.each.iter().filter(|of| Some(of.each.about.as_str()) != chosen).map(|of| told(of));
        let others = others.collect::<Vec<_>>().join("  ");
        Some(line(self.cut(&format!("      {others}")), Meaning::Quiet, Keep::Clause))
    }

    /// `› ✓ Copper · Escondida (CL): no sign`.
    fn choice(&self, one: &OneByOne<'_>, choice: Option<&OfEach>, chosen: bool) -> Line {
        let about = choice.map(|one| one.each.about.as_str());
        let own = one.given(about);
        let name = match choice {
            Some(of) => crate::clean::line(self.own(&of.each.name)),
            None => self.text("interview.each-rest"),
        };
        let answer = match (own.first(), choice) {
            (Some(answer), _) => Some(self.answered(answer)),
            (None, Some(of)) if of.answered => Some(self.text("interview.each-as-rest")),
            _ => None,
        };
        let mark = match choice {
            Some(of) if of.answered => "✓",
            None if answer.is_some() => "✓",
            None => " ",
            Some(_) => "○",
        };
        let told = answer.map(|answer| format!("{}{answer}", self.text("readback-text.colon"))).unwrap_or_default();
        let (cursor, meaning, keep) = if chosen { ("›", Meaning::Accent, Keep::Always) } else { (" ", Meaning::Quiet, Keep::Papers) };
        line(self.cut(&format!("    {cursor} {mark} {name}{told}")), meaning, keep)
    }

    fn answered(&self, answer: &Answered) -> String {
        if answer.value.is_empty() { self.text(&format!("state.{}", answer.state.word())) } else { self.told(&answer.value) }
    }
}
