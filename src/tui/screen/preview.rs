//! What would come of something, shown whole before it is written: the key that saves writes it, Esc goes back.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::overlay;
use crate::tui::effect::programme::Work;
use crate::tui::state::State;
use crate::tui::theme::Meaning;

/// A preview.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What it is about.
    pub title: String,
    /// What would come of it.
    pub lines: Vec<String>,
    /// Lines scrolled.
    pub scroll: usize,
    /// What is written when it is confirmed.
    pub work: Work,
}

/// Draws it above the footer; that nothing is written yet stands in the line above the keys.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, preview: &Preview) {
    let lines: Vec<(String, Meaning)> =
        overlay::read_lines(&preview.lines, state.size).into_iter().map(|line| (line, Meaning::Plain)).collect();
    overlay::reading(buffer, area, state, &preview.title, &lines, preview.scroll);
    if matches!(state.news, crate::tui::state::News::None) {
        let width = usize::from(area.width.saturating_sub(2));
        let told = crate::tui::widget::text::cut(state.locale().text("form.preview"), width);
        buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(1), told, width, state.theme.style(Meaning::Warn));
    }
}
