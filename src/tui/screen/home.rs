//! Home: what needs me now, and how the campaign stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

mod needs;

pub use needs::{Lead, Need, needs};

use super::words;
use crate::tui::model::Model;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::Cursor;
use crate::tui::widget::{chrome, text};

/// Lines of needs that fit: the rest of the screen belongs to the campaign.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(15)).max(4)
}

/// Draws the home screen above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, cursor: Cursor) {
    let locale = state.locale();
    let Some(model) = &state.model else {
        chrome::header(buffer, area, state.theme, "oretrail", "");
        return;
    };
    let after = format!(" · {}", model.campaign);
    chrome::header_of(buffer, area, state.theme, ("oretrail   ", &model.company, &after), &words::who(state));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let needs = needs(model, state);
    let width = usize::from(inner.width);
    let count = needs.len().to_string();
    let title = locale.with("home.needs", &[("count", &count)]);
    buffer.set_stringn(inner.x, inner.y, &title, width, state.theme.style(Meaning::Heading));
    let shown = height(state.size);
    for (place, need) in needs.iter().enumerate().skip(cursor.top).take(shown) {
        let y = inner.y + 2 + u16::try_from(place - cursor.top).unwrap_or(0);
        let meaning = if place == cursor.row { Meaning::Chosen } else { need.meaning };
        buffer.set_stringn(inner.x, y, text::left(&line(need, width), width), width, state.theme.style(meaning));
    }
    if needs.is_empty() {
        buffer.set_stringn(inner.x, inner.y + 2, locale.text("home.nothing"), width, state.theme.style(Meaning::Quiet));
    }
    let left = needs.len().saturating_sub(cursor.top + shown);
    let mut y = inner.y + 2 + u16::try_from(shown).unwrap_or(0);
    chrome::more(buffer, (inner.x, y), state.theme, locale, left);
    y += 1;
    let rest = Rect { y, height: area.bottom().saturating_sub(y + 1), ..inner };
    chrome::lines(buffer, rest, state.theme, rest.y, &campaign_lines(model, state, width));
}

/// One need: what it is, about whom, what of it, and when.
fn line(need: &Need, width: usize) -> String {
    let narrow = width < 70;
    let (what_cells, when_cells) = if narrow { (12, 11) } else { (18, 14) };
    let name = if narrow { 16 } else { (width * 38 / 100).clamp(18, 44) };
    let what = text::left(&need.what, what_cells);
    let detail = width.saturating_sub(2 + what_cells + 1 + name + 1 + 1 + when_cells + usize::from(!narrow));
    let when = text::right(&need.when, when_cells);
    // Where there is nothing beside it, the first text has the room of both.
    if need.detail.is_empty() {
        let room = name + detail;
        let who = if need.parts.is_empty() { need.who.clone() } else { text::parts(&need.parts, room) };
        return format!("{} {what} {}  {when}", need.mark, text::left(&who, room));
    }
    format!("{} {what} {} {} {when}", need.mark, text::left(&need.who, name), text::left(&need.detail, detail))
}

fn campaign_lines(model: &Model, state: &State, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let due = model
        .due
        .as_ref()
        .map(|due| format!("{} {due} · {}", locale.text("home.due"), words::days_left(state, model.today, due)))
        .unwrap_or_default();
    let campaign = format!("{} {}", locale.text("home.campaign"), model.campaign);
    let room = width.saturating_sub(text::width(&due) + 1);
    let mut lines = vec![(format!("{} {due}", text::left(&campaign, room)), Meaning::Heading)];
    lines.extend(bars(model, state, width));
    if state.size.1 > 24 {
        lines.push((String::new(), Meaning::Plain));
    }
    lines.push((attention(model, state), Meaning::Plain));
    if let Some((label, done, asked)) = &model.last {
        let share = (done * 100).checked_div(*asked).unwrap_or(0);
        let last = locale.with(
            "home.last",
            &[("label", label), ("done", &done.to_string()), ("asked", &asked.to_string()), ("share", &share.to_string())],
        );
        lines.push((last, Meaning::Quiet));
    }
    if model.damage > 0 {
        lines.push((locale.counted("home.damage", model.damage), Meaning::Urgent));
    }
    if model.problems > 0 {
        lines.push((locale.counted("home.problems", model.problems), Meaning::Warn));
    } else if model.policy.is_tool_default() {
        let notice = locale.with("policy.default-in", &[("file", &model.policy_file)]);
        lines.push((text::cut(&notice, width), Meaning::Quiet));
    }
    lines
}

/// How far the campaign is, as bars.
fn bars(model: &Model, state: &State, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let [asked, started, complete, submitted] = funnel(model);
    let cells = width.saturating_sub(12 + 6);
    let bar = |(key, count): (&str, usize)| {
        let share = i64::try_from(count * 1000 / asked.max(1)).unwrap_or(0);
        let bar = text::left(&text::bar(share, cells), cells);
        (format!("{} {bar} {}", text::left(locale.text(key), 11), text::right(&count.to_string(), 4)), Meaning::Plain)
    };
    [("home.asked", asked), ("home.started", started), ("home.complete", complete), ("home.submitted", submitted)].map(bar).into()
}

/// How many suppliers need how much attention.
fn attention(model: &Model, state: &State) -> String {
    let level = |(id, title): &(String, crate::language::Text)| {
        let count = model.rows.iter().filter(|row| row.assessment.attention.as_deref() == Some(id)).count();
        format!("{} {count}", title.get(state.lang))
    };
    let levels: Vec<String> = model.policy.attention.iter().map(level).collect();
    format!("{}   {}", text::left(state.locale().text("home.attention"), 11), levels.join("   "))
}

/// Asked, started, complete, submitted.
fn funnel(model: &Model) -> [usize; 4] {
    let asked: Vec<_> = model.rows.iter().filter(|row| row.in_campaign).collect();
    let started = asked.iter().filter(|row| row.is_begun()).count();
    let complete = asked.iter().filter(|row| row.progress.1 > 0 && row.progress.0 == row.progress.1).count();
    let submitted = asked.iter().filter(|row| row.submitted).count();
    [asked.len(), started, complete, submitted]
}
