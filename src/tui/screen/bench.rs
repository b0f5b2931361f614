//! The smelter bench: every reported name that is not settled, once, with candidates and the reason for each; a digit decides.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::tui::fuzzy;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::smelters::OnBench;

/// Lines below the table at 24 rows.
const BELOW: u16 = 9;

/// The bench as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Bench {
    /// Names to be decided; absent until they are read.
    pub names: Option<Vec<OnBench>>,
    /// Decided in this session, the last one at the end: where it stood, and the name.
    pub decided: Vec<(usize, OnBench)>,
    /// What was typed after `/`.
    pub filter: String,
    /// Where the cursor stands.
    pub cursor: Cursor,
}

impl Bench {
    /// Places of the names on the screen.
    #[must_use]
    pub fn visible(&self) -> Vec<usize> {
        let labels: Vec<String> = self.names.iter().flatten().map(label).collect();
        fuzzy::find(&self.filter, &labels)
    }

    /// The name the cursor stands on.
    #[must_use]
    pub fn chosen(&self) -> Option<(usize, &OnBench)> {
        let place = *self.visible().get(self.cursor.row)?;
        Some((place, self.names.as_ref()?.get(place)?))
    }
}

fn label(row: &OnBench) -> String {
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    format!("{} {} {} {}", some(&row.reported.name), row.reported.metal, some(&row.reported.country), some(&row.reported.id))
}

/// Rows of the table that fit.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(6 + below(size)))
}

fn below(size: (u16, u16)) -> u16 {
    if size.1 >= 34 { size.1 / 2 } else { BELOW }
}

/// Draws the bench above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, bench: &Bench) {
    let locale = state.locale();
    let width = usize::from(area.width.saturating_sub(2));
    let visible = bench.visible();
    let filter = if bench.filter.is_empty() { String::new() } else { format!(" · /{}", bench.filter) };
    chrome::header(
        buffer,
        area,
        state.theme,
        &format!("{} {}{filter}", locale.text("context.smelters"), visible.len()),
        &words::who(state),
    );
    let below = below(state.size);
    let list = Rect { x: area.x, y: area.y + 2, width: area.width, height: area.height.saturating_sub(4 + below) };
    draw_names(buffer, list, state, bench, &visible);
    let Some(names) = &bench.names else {
        buffer.set_stringn(area.x + 1, list.y + 2, locale.text("bench.reading"), width, state.theme.style(Meaning::Quiet));
        return;
    };
    if names.is_empty() {
        buffer.set_stringn(area.x + 1, list.y + 2, locale.text("bench.empty"), width, state.theme.style(Meaning::Quiet));
    }
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    let panel = Rect { x: area.x + 1, y: list.bottom() + 1, width: area.width.saturating_sub(2), height: below.saturating_sub(1) };
    if let Some((_, row)) = bench.chosen() {
        chrome::lines(buffer, panel, state.theme, panel.y, &candidates(state, row, width));
    }
    let news = words::news(state);
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&news.0, width), width, state.theme.style(news.1));
}

fn draw_names(buffer: &mut Buffer, list: Rect, state: &State, bench: &Bench, visible: &[usize]) {
    let locale = state.locale();
    let rest = usize::from(list.width).saturating_sub(10 + 16 + 10 + 6 + 5);
    let column = |key: &str, cells: usize, right: bool| Column { title: locale.text(key).to_owned(), cells, right };
    let columns = [
        column("bench.name", rest, false),
        column("bench.metal", 10, false),
        column("bench.country", 16, false),
        column("bench.id", 10, false),
        column("bench.rows", 6, true),
    ];
    let unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let rows: Vec<(Vec<String>, Meaning)> = visible
        .iter()
        .filter_map(|place| bench.names.as_ref()?.get(*place))
        .map(|row| {
            let r = &row.reported;
            (vec![unknown(&r.name), r.metal.clone(), unknown(&r.country), unknown(&r.id), r.rows.to_string()], Meaning::Plain)
        })
        .collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, bench.cursor);
}

/// What is doubtful about the name, then the facilities it may mean, each under its digit.
fn candidates(state: &State, row: &OnBench, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut lines = Vec::new();
    let doubts: Vec<String> = row.reported.settled.doubts.iter().map(|doubt| doubt.text().get(state.lang).to_owned()).collect();
    let from = locale.with("bench.from", &[("suppliers", &row.reported.suppliers.join(", "))]);
    lines.push((text::cut(&format!("{} · {from}", doubts.join(" · ")), width), Meaning::Warn));
    for (at, candidate) in row.candidates.iter().take(9).enumerate() {
        let reasons: Vec<String> = candidate.reasons.iter().map(|reason| reason.text().get(state.lang).to_owned()).collect();
        let score = format!("{}.{}", candidate.score / 10, candidate.score % 10);
        let line = format!("{} {}  {} · {}  {score:>5}  {}", at + 1, candidate.id, candidate.name, candidate.country, reasons.join(" · "));
        lines.push((text::cut(&line, width), if at == 0 { Meaning::Accent } else { Meaning::Plain }));
    }
    let none = if row.candidates.is_empty() { "bench.no-candidate" } else { "bench.none-of-these" };
    lines.push((text::cut(&format!("0 {}", locale.text(none)), width), Meaning::Quiet));
    lines
}
