//! The answers read back in the supplier's language, the open promises, and the attestation.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::language::Lang;
use crate::locale::Locale;
use crate::report::{self, ReadBack};
use crate::tui::state::{Page, Screen, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::Dossier;

/// Draws the page above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, page: &Page) {
    let Some(dossier) = &page.dossier else { return };
    let locale = state.locale();
    let progress = words::progress(state, dossier);
    let progress = words::looking_back(state).map_or_else(|| progress.clone(), |told| format!("{told} · {progress}"));
    chrome::header(
        buffer,
        area,
        state.theme,
        &format!("{} · {}", locale.text("context.read-back"), words::supplier_name(state.lang, &dossier.supplier)),
        &progress,
    );
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) };
    let shown: Vec<(String, Meaning)> = lines(state, dossier, usize::from(inner.width)).into_iter().skip(page.scroll).collect();
    chrome::lines(buffer, inner, state.theme, inner.y, &shown);
    let news = words::news(state);
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(2), &news.0, usize::from(inner.width), state.theme.style(news.1));
}

/// The language the supplier on top reads, which the text is written in.
#[must_use]
pub fn spoken(state: &State) -> Lang {
    match state.top() {
        Screen::ReadBack(page) => {
            page.dossier.as_ref().map_or(state.lang, |dossier| report::read_back_language(&dossier.supplier, state.lang))
        }
        _ => state.lang,
    }
}

/// All lines: what is open first, then every answer, promises, attestation.
#[must_use]
pub fn lines(state: &State, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let lang = report::read_back_language(&dossier.supplier, state.lang);
    let own = state.locale();
    let mut lines = Vec::new();
    let gates = dossier.plan.open_gates();
    if !gates.is_empty() {
        let rows: Vec<&str> = gates.iter().map(|id| id.row()).collect();
        lines.extend(
            text::wrap(&own.with("read-back.gates", &[("rows", &rows.join(" "))]), width).into_iter().map(|line| (line, Meaning::Warn)),
        );
    }
    if !dossier.situation.conflicts.is_empty() {
        let rows: Vec<&str> = dossier.situation.conflicts.iter().map(crate::questionnaire::QuestionId::row).collect();
        lines.push((own.with("read-back.conflicts", &[("rows", &rows.join(" "))]), Meaning::Warn));
    }
    let open: Vec<&str> =
        dossier.plan.asked().filter(|row| row.state == crate::interview::RowState::Open).map(|row| row.question.row()).collect();
    if !open.is_empty() {
        lines.extend(
            text::wrap(&own.with("read-back.open", &[("count", &open.len().to_string()), ("rows", &open.join(" "))]), width)
                .into_iter()
                .map(|line| (line, Meaning::Quiet)),
        );
    }
    lines.extend(words::contradictions(lang, dossier, width));
    lines.push((String::new(), Meaning::Plain));
    lines.extend(answers(&report::read_back(&dossier.spoken(""), lang), width));
    lines
}

/// What the supplier hears: chapters, promises, the attestation.
fn answers(told: &ReadBack, width: usize) -> Vec<(String, Meaning)> {
    let locale = Locale::new(told.lang);
    let mut lines = Vec::new();
    if told.unchecked {
        lines.push((locale.text("translation.unchecked").trim().to_owned(), Meaning::Quiet));
    }
    for item in told.chapters.iter().flat_map(|(_, items)| items) {
        for (place, line) in text::wrap(&item.question, width.saturating_sub(6)).into_iter().enumerate() {
            let row = if place == 0 { item.row.as_str() } else { "" };
            lines.push((format!("{row:<5} {line}"), Meaning::Quiet));
        }
        for said in &item.said {
            let mark = |place| if place == 0 { "      ● " } else { "        " };
            let wrapped = text::wrap(said, width.saturating_sub(8)).into_iter().enumerate();
            lines.extend(wrapped.map(|(place, line)| (format!("{}{line}", mark(place)), Meaning::Plain)));
        }
    }
    lines.push((String::new(), Meaning::Plain));
    for owed in &told.promised {
        let by = locale.with("history.by-day", &[("day", &owed.due)]);
        let line = format!("{} {} {} · {by}", locale.text("interview.promised"), owed.row, owed.what);
        lines.extend(text::wrap(&line, width).into_iter().map(|line| (line, Meaning::Plain)));
    }
    lines.push((String::new(), Meaning::Plain));
    lines.extend(text::wrap(locale.text("read-back.attestation"), width).into_iter().map(|line| (line, Meaning::Heading)));
    lines
}
