//! One received file: what it would become in the record, and every finding with place, value, rule and question.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{mark, verdict};
use crate::declaration::{Field, Subject};
use crate::inbox::{FileVerdict, Finding, Severity, Source};
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::inbox::Item;

type Lines = Vec<(String, Meaning)>;

/// A received file, read again.
#[derive(Clone, Debug)]
pub struct ReceivedFile {
    /// As the register tells it.
    pub item: Item,
    /// Its verdict today.
    pub verdict: FileVerdict,
    /// Lines scrolled.
    pub scroll: usize,
}

/// Draws the page above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, file: &ReceivedFile) {
    let locale = state.locale();
    let title = format!("{} · {}", locale.text("context.inbox"), file.item.received.file);
    chrome::header(buffer, area, state.theme, &title, &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(4) };
    let shown: Lines = lines(state, file, usize::from(inner.width)).into_iter().skip(file.scroll).collect();
    let more = shown.len() > usize::from(inner.height);
    chrome::lines(buffer, inner, state.theme, inner.y, &shown);
    let news = words::news(state);
    let foot = if news.0.is_empty() && more { ("↓".to_owned(), Meaning::Quiet) } else { news };
    let width = usize::from(inner.width);
    buffer.set_stringn(inner.x, area.bottom().saturating_sub(2), text::cut(&foot.0, width), width, state.theme.style(foot.1));
}

/// All lines of the page.
#[must_use]
pub fn lines(state: &State, file: &ReceivedFile, width: usize) -> Lines {
    let word = file.verdict.verdict.word();
    let said = format!("{} {}  {}", mark(word), verdict(state, word), file.verdict.reason.get(state.lang));
    let mut lines: Lines = text::wrap(&said, width).into_iter().map(|line| (line, Meaning::Heading)).collect();
    lines.push((String::new(), Meaning::Plain));
    lines.extend(entry(state, file, width));
    for finding in &file.verdict.findings {
        lines.push((String::new(), Meaning::Plain));
        lines.extend(told(state, finding, width));
    }
    lines
}

/// What would become the entry.
fn entry(state: &State, file: &ReceivedFile, width: usize) -> Lines {
    let locale = state.locale();
    let Some(read) = &file.verdict.declaration else { return Vec::new() };
    let metals: Vec<String> = read
        .metals
        .iter()
        .map(|metal| {
            let used = read.reply(&metal.metal, Subject::Used).and_then(|reply| reply.value.as_deref()).unwrap_or("–");
            format!("{} {used}", metal.metal)
        })
        .collect();
    let supplier = file.verdict.supplier.as_ref().map_or_else(
        || locale.text("inbox.nobody").to_owned(),
        |id| state.model.as_ref().and_then(|model| model.row(id)).map_or(id.clone(), |row| words::supplier_name(state.lang, &row.supplier)),
    );
    let unknown = || "–".to_owned();
    let facts = [
        ("inbox.form", format!("{} {}", read.template, read.version)),
        ("inbox.company", read.says(Field::Company).map_or_else(unknown, str::to_owned)),
        ("inbox.date", read.dated.map_or_else(unknown, |day| day.to_string())),
        ("inbox.scope", read.scope.map_or_else(unknown, |scope| scope.word().to_owned())),
        ("inbox.metals", metals.join(" · ")),
        ("inbox.smelters", read.smelters.len().to_string()),
        ("inbox.supplier", supplier),
        ("inbox.hash", file.verdict.sha256.chars().take(16).collect()),
    ];
    let name = facts.iter().map(|(key, _)| text::width(locale.text(key))).max().unwrap_or(10) + 2;
    let mut lines = vec![(locale.text("inbox.would-be").to_owned(), Meaning::Quiet)];
    for (key, value) in facts {
        for (at, part) in text::wrap(&value, width.saturating_sub(name + 2)).into_iter().enumerate() {
            let title = if at == 0 { locale.text(key) } else { "" };
            lines.push((format!("  {}{part}", text::left(title, name)), Meaning::Plain));
        }
    }
    lines
}

/// Place, value, sentence; rule and its source; the question to the sender.
#[must_use]
pub fn told(state: &State, finding: &Finding, width: usize) -> Lines {
    let locale = state.locale();
    let (sign, meaning) = match finding.severity {
        Severity::Error => ("◆", Meaning::Urgent),
        Severity::Warning => ("◇", Meaning::Warn),
        Severity::Info => ("·", Meaning::Quiet),
    };
    let place = [finding.sheet.as_deref(), finding.cell.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let value = finding.value.as_deref().map(|value| format!(" \"{value}\"")).unwrap_or_default();
    let place = if place.is_empty() { String::new() } else { format!("{place}{value}: ") };
    let mut lines = Vec::new();
    for (at, line) in text::wrap(&format!("{place}{}", finding.message.get(state.lang)), width.saturating_sub(2)).into_iter().enumerate() {
        lines.push((format!("{} {line}", if at == 0 { sign } else { " " }), meaning));
    }
    let source = match finding.source {
        Source::Template => "rule.template",
        Source::Checker => "rule.checker",
        Source::Consistency => "rule.consistency",
        Source::Policy => "rule.policy",
        Source::Reader => "rule.reader",
    };
    lines.push((text::cut(&format!("  {} · {}", finding.code, locale.text(source)), width), Meaning::Quiet));
    if let Some(ask) = &finding.ask {
        for (at, line) in text::wrap(ask.get(state.lang), width.saturating_sub(4)).into_iter().enumerate() {
            lines.push((format!("  {}{line}", if at == 0 { "→ " } else { "  " }), Meaning::Plain));
        }
    }
    lines
}
