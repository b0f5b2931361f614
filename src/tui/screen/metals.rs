//! The metals the company answers for: since when the due-diligence system runs, and how the last external audit stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::metals::{Currency, MetalRow};

/// Lines below the table.
const BELOW: u16 = 5;

/// Rows of the table that fit.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(6 + BELOW))
}

/// Draws the table above the footer, and the chosen metal in full below it.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, cursor: Cursor) {
    let locale = state.locale();
    let Some(model) = &state.model else { return };
    let width = usize::from(area.width.saturating_sub(2));
    chrome::header(buffer, area, state.theme, locale.text("context.metals"), &words::who(state));
    let list = Rect { x: area.x, y: area.y + 2, width: area.width, height: area.height.saturating_sub(4 + BELOW) };
    let title = |key: &str| locale.text(&format!("metal-table.{key}")).to_owned();
    let name = model.metals.iter().map(|row| text::width(&called(state, row))).max().unwrap_or_default().clamp(8, 16);
    // The day of the last audit has to stand whole at 80 columns; its scheme is told in full below.
    let rest = usize::from(area.width).saturating_sub(name + 12 + 11 + 13 + 9 + 6);
    let column = |key: &str, cells: usize, right: bool| Column { title: title(key), cells, right };
    let columns = [
        column("metal", name, false),
        column("system", 12, false),
        column("audit", rest, false),
        column("until", 11, false),
        column("state", 13, false),
        column("suppliers", 9, true),
    ];
    let rows: Vec<(Vec<String>, Meaning)> = model.metals.iter().map(|row| cells(state, row)).collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, cursor);
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    if let Some(row) = model.metals.get(cursor.row) {
        let panel = Rect { x: area.x + 1, y: list.bottom() + 1, width: area.width.saturating_sub(2), height: BELOW - 1 };
        let told_audit = row.audit.as_ref().map(|audit| {
            let day = audit.audited.map(|day| day.to_string());
            [Some(audit.scheme.clone()), day, Some(audit.auditor.clone())]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
        });
        let told_audit = told_audit.map_or_else(|| title("dont-know"), |parts| parts.join(" · "));
        let told = [
            words::labelled(state, &title("schemes"), row.schemes().get(state.lang)),
            words::labelled(state, &title("audit"), &told_audit),
            words::labelled(state, &title("files"), &format!("{}/{}", row.files.1, row.files.0)),
        ];
        let lines: Vec<(String, Meaning)> =
            told.iter().flat_map(|line| text::wrap(line, width)).map(|line| (line, Meaning::Plain)).collect();
        chrome::lines(buffer, panel, state.theme, panel.y, &lines);
    }
    let news = words::news(state);
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&news.0, width), width, state.theme.style(news.1));
}

/// Symbol and name of a metal.
fn called(state: &State, row: &MetalRow) -> String {
    format!("{:2} {}", row.metal.symbol, row.metal.name.get(state.lang))
}

fn cells(state: &State, row: &MetalRow) -> (Vec<String>, Meaning) {
    let locale = state.locale();
    let unknown = || locale.text("metal-table.dont-know").to_owned();
    let audit = row.audit.as_ref();
    let told = audit.map(|audit| format!("{} {}", audit.audited.map(|day| day.to_string()).unwrap_or_default(), audit.scheme));
    let (sign, meaning) = match row.currency {
        Currency::Current => ("✓", Meaning::Plain),
        Currency::NotCurrent => ("◆", Meaning::Warn),
        Currency::DontKnow => ("?", Meaning::Quiet),
    };
    let state_word = match row.currency {
        Currency::DontKnow => unknown(),
        other => locale.text(&format!("metal-table.{}", other.word())).to_owned(),
    };
    let cells = vec![
        called(state, row),
        row.system_since.map_or_else(unknown, |day| day.to_string()),
        told.unwrap_or_else(unknown),
        audit.and_then(|audit| audit.valid_until).map_or_else(unknown, |day| day.to_string()),
        format!("{sign} {state_word}"),
        row.suppliers.to_string(),
    ];
    (cells, meaning)
}
