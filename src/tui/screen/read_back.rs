//! The answers read back in the supplier's language, the open promises, and the attestation.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::language::Lang;
use crate::locale::Locale;
use crate::questionnaire::Question;
use crate::tui::state::{Page, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::Dossier;

/// Draws the page above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, page: &Page) {
    let Some(dossier) = &page.dossier else { return };
    let locale = state.locale();
    let progress = words::progress(state, dossier);
    chrome::header(
        buffer,
        area,
        state.theme,
        &format!("{} · {}", locale.text("context.read-back"), words::supplier_name(&dossier.supplier)),
        &progress,
    );
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) };
    let shown: Vec<(String, Meaning)> = lines(state, dossier, usize::from(inner.width)).into_iter().skip(page.scroll).collect();
    chrome::lines(buffer, inner, state.theme, inner.y, &shown);
    let news = words::news(state);
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(2), &news.0, usize::from(inner.width), state.theme.style(news.1));
}

/// The language the supplier reads.
fn language(dossier: &Dossier, lang: Lang) -> Lang {
    dossier.supplier.languages.iter().find_map(|lang| lang.parse().ok()).unwrap_or(lang)
}

/// All lines: what is open first, then every answer, promises, attestation.
#[must_use]
pub fn lines(state: &State, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let lang = language(dossier, state.lang);
    let locale = Locale::new(lang);
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
    for question in dossier.sets.iter().flat_map(|set| &set.questions).filter(|question| question.is_asked()) {
        for given in dossier.situation.given(&question.id) {
            let value = if given.value.is_empty() {
                locale.text(&format!("state.{}", given.state.word())).to_owned()
            } else {
                value_words(question, &given.value, lang)
            };
            for (place, line) in text::wrap(question.text.get(lang), width.saturating_sub(6)).into_iter().enumerate() {
                let row = if place == 0 { question.id.row() } else { "" };
                lines.push((format!("{row:<5} {line}"), Meaning::Quiet));
            }
            lines.extend(text::wrap(&value, width.saturating_sub(8)).into_iter().map(|line| (format!("      ● {line}"), Meaning::Plain)));
            if let Some(paper) = &given.by_paper {
                lines.push((text::cut(&format!("      ≈ {}", words::by_paper(locale, paper)), width), Meaning::Quiet));
            }
        }
    }
    lines.push((String::new(), Meaning::Plain));
    for promise in dossier.answers.promises.iter().filter(|promise| promise.kept.is_none()) {
        let what = promise.what.as_ref().and_then(|what| dossier.body(what)).unwrap_or_default();
        lines.push((text::cut(&format!("{} {what} · {}", locale.text("interview.promised"), promise.due), width), Meaning::Plain));
    }
    lines.push((String::new(), Meaning::Plain));
    lines.extend(text::wrap(locale.text("read-back.attestation"), width).into_iter().map(|line| (line, Meaning::Heading)));
    lines
}

/// A value in the words of the question's options.
fn value_words(question: &Question, value: &[String], lang: Lang) -> String {
    let options = super::interview::input::options(question);
    let words: Vec<String> = value
        .iter()
        .map(|id| match options.iter().find(|(known, _)| known == id) {
            Some((_, wording)) => wording.get(lang).to_owned(),
            None => id.replace('\t', " · "),
        })
        .collect();
    words.join(", ")
}
