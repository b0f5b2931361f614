//! The smelter bench: every reported name that is not settled, once, with candidates and the reason for each; a digit decides.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::reference::{country, metal};
use crate::tui::fuzzy;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::smelters::OnBench;

/// Lines below the table at 24 rows.
const BELOW: u16 = 11;

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
        chrome::lines(buffer, panel, state.theme, panel.y, &candidates(state, row, width, usize::from(panel.height)));
    }
    let news = words::news(state);
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&news.0, width), width, state.theme.style(news.1));
}

fn draw_names(buffer: &mut Buffer, list: Rect, state: &State, bench: &Bench, visible: &[usize]) {
    let locale = state.locale();
    let wide = list.width >= 100;
    let (metal, place) = if wide { (12, 18) } else { (10, 4) };
    let id = if wide { 10 } else { 0 };
    let rest = usize::from(list.width).saturating_sub(metal + place + id + 8 + 8 + if wide { 6 } else { 5 });
    let column = |key: &str, cells: usize, right: bool| Column { title: locale.text(key).to_owned(), cells, right };
    let mut columns = vec![
        column("bench.name", rest, false),
        column("bench.metal", metal, false),
        column(if wide { "bench.country" } else { "column.country" }, place, false),
        column("bench.files", 8, true),
        column("bench.suppliers", 8, true),
    ];
    if wide {
        columns.insert(3, column("bench.id", id, false));
    }
    let rows: Vec<(Vec<String>, Meaning)> = visible
        .iter()
        .filter_map(|place| bench.names.as_ref()?.get(*place))
        .map(|row| {
            let r = &row.reported;
            let mut cells = vec![
                dash(r.name.as_deref().or(r.id.as_deref())),
                metal_name(state, &r.metal),
                place_name(state, r.country.as_deref(), wide),
                r.files.to_string(),
                r.suppliers.len().to_string(),
            ];
            if wide {
                cells.insert(3, dash(r.id.as_deref()));
            }
            (cells, Meaning::Plain)
        })
        .collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, bench.cursor);
}

fn dash(text: Option<&str>) -> String {
    text.unwrap_or("–").to_owned()
}

fn metal_name(state: &State, name: &str) -> String {
    metal::named(name).get(state.lang).to_owned()
}

/// The country as the screens call it, or its code where there is little room; as reported where it is not known.
fn place_name(state: &State, country: Option<&str>, wide: bool) -> String {
    let Some(country) = country else { return "–".to_owned() };
    let Some(code) = country::code_of(country) else { return country.to_owned() };
    let known = state.model.as_ref().and_then(|model| model.countries.get(code));
    known.filter(|_| wide).map_or_else(|| code.to_owned(), |country| country.name.get(state.lang).to_owned())
}

/// The name in full, what is doubtful about it, then the facilities it may mean, each under its digit, with the reasons.
fn candidates(state: &State, row: &OnBench, width: usize, height: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let r = &row.reported;
    let named = [
        ("name", dash(r.name.as_deref())),
        ("metal", metal_name(state, &r.metal)),
        ("country", place_name(state, r.country.as_deref(), true)),
        ("id", dash(r.id.as_deref())),
    ];
    let named: Vec<(&str, &str)> = named.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let whole = locale.with("bench.called", &named);
    let mut lines: Vec<(String, Meaning)> = text::wrap(&whole, width).into_iter().take(2).map(|line| (line, Meaning::Heading)).collect();
    let doubts: Vec<String> = r.settled.doubts.iter().map(|doubt| doubt.text().get(state.lang).to_owned()).collect();
    let known: Vec<&str> = r.suppliers.iter().map(String::as_str).filter(|supplier| *supplier != "–").collect();
    let from = if known.is_empty() {
        locale.text("bench.from-nobody").to_owned()
    } else {
        locale.with("bench.from", &[("suppliers", &known.join(", "))])
    };
    lines.push((text::cut(&format!("{} · {from}", doubts.join(" · ")), width), Meaning::Warn));
    for (at, candidate) in row.candidates.iter().take(9).enumerate() {
        let reasons: Vec<String> = candidate.reasons.iter().map(|reason| reason.text().get(state.lang).to_owned()).collect();
        let score = format!("{}.{}", candidate.score / 10, candidate.score % 10);
        let meaning = if at == 0 { Meaning::Accent } else { Meaning::Plain };
        let who = format!("{} {}  {} · {}  {score}", at + 1, candidate.id, candidate.name, candidate.country);
        let why = reasons.join(" · ");
        // The last line says how to say that it is none of them.
        let left = height.saturating_sub(lines.len() + 1);
        let whole = format!("{who}  {why}");
        if text::width(&whole) <= width && left >= 1 {
            lines.push((whole, meaning));
        } else if left >= 2 {
            lines.push((text::cut(&who, width), meaning));
            lines.push((text::cut(&format!("    {why}"), width), Meaning::Quiet));
        } else if left == 1 {
            lines.push((text::cut(&whole, width), meaning));
        }
    }
    let none = if row.candidates.is_empty() { "bench.no-candidate" } else { "bench.none-of-these" };
    lines.truncate(height.saturating_sub(1));
    lines.push((text::cut(&format!("0 {}", locale.text(none)), width), Meaning::Quiet));
    lines
}
