//! The inbox: what was received, its verdict, and what waits for somebody; the same files grouped by what was found in them.

pub mod file;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::inbox::{Finding, Severity};
use crate::tui::fuzzy;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::inbox::Item;

/// Verdicts in the order in which somebody asks about them.
pub const VERDICTS: [&str; 7] =
    ["accepted", "accepted-with-remarks", "needs-clarification", "older-than-held", "duplicate", "wrong-file", "unreadable"];

/// The inbox as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Inbox {
    /// What waits, newest first; absent until it is read.
    pub items: Option<Vec<Item>>,
    /// What was typed after `/`.
    pub filter: String,
    /// Only files with this finding.
    pub only: Option<&'static str>,
    /// Grouped by finding.
    pub grouped: bool,
    /// Where the cursor stands.
    pub cursor: Cursor,
}

/// What was found in each file, by hash, as far as it was read in this session.
pub type Found = BTreeMap<String, Vec<Finding>>;

/// A batch that runs, or the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Paths done.
    pub done: usize,
    /// Paths in all.
    pub of: usize,
    /// It only reads again what is here.
    pub again: bool,
    /// How many files got which verdict.
    pub tally: BTreeMap<String, usize>,
}

impl Inbox {
    /// The files on the screen.
    #[must_use]
    pub fn visible(&self, known: &Found) -> Vec<&Item> {
        let wanted = |item: &&Item| match self.only {
            Some(code) => known.get(&item.received.sha256).is_some_and(|found| found.iter().any(|finding| finding.code == code)),
            None => true,
        };
        let all: Vec<&Item> = self.items.iter().flatten().filter(wanted).collect();
        let labels: Vec<String> = all.iter().map(|item| label(item)).collect();
        fuzzy::find(&self.filter, &labels).into_iter().map(|place| all[place]).collect()
    }

    /// What was found, the most frequent first: code, files, and one of the findings.
    #[must_use]
    pub fn groups<'a>(&self, known: &'a Found) -> Vec<(&'static str, usize, &'a Finding)> {
        let mut groups: BTreeMap<&'static str, (usize, &'a Finding)> = BTreeMap::new();
        for item in self.items.iter().flatten() {
            let mut seen = Vec::new();
            for finding in known.get(&item.received.sha256).into_iter().flatten() {
                if finding.severity != Severity::Info && !seen.contains(&finding.code) {
                    seen.push(finding.code);
                    groups.entry(finding.code).or_insert((0, finding)).0 += 1;
                }
            }
        }
        let mut all: Vec<_> = groups.into_iter().map(|(code, (count, finding))| (code, count, finding)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all
    }

    /// Rows of the list.
    #[must_use]
    pub fn rows(&self, known: &Found) -> usize {
        if self.grouped { self.groups(known).len() } else { self.visible(known).len() }
    }

    /// The file the cursor stands on.
    #[must_use]
    pub fn chosen(&self, known: &Found) -> Option<&Item> {
        if self.grouped { None } else { self.visible(known).get(self.cursor.row).copied() }
    }

    /// Whether some file was not read in this session.
    #[must_use]
    pub fn lacks_findings(&self, known: &Found) -> bool {
        self.items.iter().flatten().any(|item| !known.contains_key(&item.received.sha256))
    }
}

fn label(item: &Item) -> String {
    let received = &item.received;
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    format!(
        "{} {} {} {} {} {}",
        received.file,
        received.verdict,
        some(&received.company),
        some(&received.template),
        some(&received.version),
        some(&received.supplier)
    )
}

/// A mark for a verdict: never colour alone.
#[must_use]
pub fn mark(verdict: &str) -> &'static str {
    match verdict {
        "accepted" => "✓",
        "accepted-with-remarks" => "◇",
        "needs-clarification" => "◆",
        "duplicate" => "=",
        "older-than-held" => "↓",
        _ => "✗",
    }
}

fn meaning(verdict: &str) -> Meaning {
    match verdict {
        "accepted" => Meaning::Good,
        "needs-clarification" => Meaning::Warn,
        "unreadable" | "wrong-file" => Meaning::Urgent,
        _ => Meaning::Plain,
    }
}

/// A verdict in words.
#[must_use]
pub fn verdict(state: &State, word: &str) -> String {
    state.locale().text(&format!("verdict.{word}")).to_owned()
}

/// A kind of finding in words, as a letter names it.
#[must_use]
pub fn finding_title(state: &State, code: &str) -> String {
    let (locale, key) = (state.locale(), format!("letter.problem.{code}"));
    if locale.has(&key) { locale.text(&key).to_owned() } else { code.replace('-', " ") }
}

/// "✓ 2 accepted · ◇ 1 with remarks".
#[must_use]
pub fn counts(state: &State, tally: &BTreeMap<String, usize>) -> String {
    counted(state, tally).join(" · ")
}

/// The same, part by part.
#[must_use]
pub fn counted(state: &State, tally: &BTreeMap<String, usize>) -> Vec<String> {
    let shown = VERDICTS.iter().filter_map(|word| tally.get(*word).filter(|count| **count > 0).map(|count| (word, count)));
    shown.map(|(word, count)| format!("{} {count} {}", mark(word), verdict(state, word))).collect()
}

/// How many of the files have which verdict.
#[must_use]
pub fn tally(items: &[Item]) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for item in items {
        *tally.entry(item.received.verdict.clone()).or_insert(0) += 1;
    }
    tally
}

/// Draws the inbox above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, inbox: &Inbox) {
    let locale = state.locale();
    let width = usize::from(area.width.saturating_sub(2));
    let mut title = format!("{} {}", locale.text("context.inbox"), inbox.items.as_ref().map_or(0, Vec::len));
    if let Some(code) = inbox.only {
        title.push_str(&format!(" · {}", finding_title(state, code)));
    }
    if !inbox.filter.is_empty() {
        title.push_str(&format!(" · /{}", inbox.filter));
    }
    chrome::header(buffer, area, state.theme, &title, &words::who(state));
    let top = match &state.batch {
        Some(batch) => {
            let key = if batch.again { "inbox.reading" } else { "inbox.running" };
            let said = locale.with(key, &[("done", &batch.done.to_string()), ("of", &batch.of.to_string())]);
            let counted = counts(state, &batch.tally);
            (if counted.is_empty() { said } else { format!("{said}   {counted}") }, Meaning::Accent)
        }
        None => (counts(state, &tally(inbox.items.as_deref().unwrap_or_default())), Meaning::Plain),
    };
    buffer.set_stringn(area.x + 1, area.y + 2, text::cut(&top.0, width), width, state.theme.style(top.1));
    let list = Rect { x: area.x, y: area.y + 3, width: area.width, height: area.height.saturating_sub(5) };
    if inbox.grouped {
        draw_groups(buffer, list, state, inbox);
    } else {
        draw_files(buffer, list, state, inbox);
    }
    if inbox.items.as_ref().is_some_and(Vec::is_empty) && state.batch.is_none() {
        for (place, line) in text::wrap(locale.text("inbox.empty"), width).into_iter().enumerate() {
            let y = list.y + 2 + u16::try_from(place).unwrap_or(0);
            buffer.set_stringn(area.x + 1, y, line, width, state.theme.style(Meaning::Quiet));
        }
    }
    let mut news = words::news(state);
    if let Some((_, _, finding)) = inbox.groups(&state.found).get(inbox.cursor.row).filter(|_| news.0.is_empty() && inbox.grouped) {
        let said = finding.ask.as_ref().unwrap_or(&finding.message).get(state.lang);
        news = (said.to_owned(), Meaning::Quiet);
    }
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&news.0, width), width, state.theme.style(news.1));
}

fn draw_files(buffer: &mut Buffer, list: Rect, state: &State, inbox: &Inbox) {
    let locale = state.locale();
    let width = usize::from(list.width);
    let verdict_cells = VERDICTS.iter().map(|word| text::width(&verdict(state, word))).max().unwrap_or(20).min(22);
    let rest = width.saturating_sub(1 + verdict_cells + 10 + 10 + 6);
    let company = rest * 2 / 5;
    let column = |key: &str, cells: usize| Column { title: locale.text(key).to_owned(), cells, right: false };
    let columns = [
        Column { title: String::new(), cells: 1, right: false },
        column("inbox.verdict", verdict_cells),
        column("inbox.form", 10),
        column("inbox.date", 10),
        column("inbox.company", company),
        column("inbox.file", rest.saturating_sub(company)),
    ];
    let rows: Vec<(Vec<String>, Meaning)> = inbox
        .visible(&state.found)
        .into_iter()
        .map(|item| {
            let received = &item.received;
            let form = [received.template.as_deref(), received.version.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let cells = vec![
                mark(&received.verdict).to_owned(),
                verdict(state, &received.verdict),
                form,
                received.dated.clone().unwrap_or_else(|| "–".to_owned()),
                received.company.clone().unwrap_or_else(|| "–".to_owned()),
                received.file.clone(),
            ];
            (cells, meaning(&received.verdict))
        })
        .collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, inbox.cursor);
}

fn draw_groups(buffer: &mut Buffer, list: Rect, state: &State, inbox: &Inbox) {
    let locale = state.locale();
    let cells = usize::from(list.width).saturating_sub(12);
    let columns = [
        Column { title: locale.text("inbox.files").to_owned(), cells: 8, right: true },
        Column { title: locale.text("inbox.finding").to_owned(), cells, right: false },
    ];
    let rows: Vec<(Vec<String>, Meaning)> = inbox
        .groups(&state.found)
        .into_iter()
        .map(|(code, count, finding)| {
            let meaning = if finding.severity == Severity::Error { Meaning::Warn } else { Meaning::Plain };
            let sample = finding.message.get(state.lang);
            let sign = if finding.severity == Severity::Error { "◆" } else { "◇" };
            (vec![format!("{count} ×"), format!("{sign} {} · {sample}", finding_title(state, code))], meaning)
        })
        .collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, inbox.cursor);
}
