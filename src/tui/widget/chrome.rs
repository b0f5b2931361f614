//! What every screen has: the line that says where I am and who I am, the line of keys, the line of news.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::command::Command;
use super::super::keymap::{self, Context};
use super::super::theme::{Meaning, Theme};
use super::text;
use crate::locale::Locale;

/// Header: where I am on the left, who I am on the right, a rule below.
pub fn header(buffer: &mut Buffer, area: Rect, theme: Theme, here: &str, who: &str) {
    let width = usize::from(area.width);
    let who = text::cut(who, width / 2);
    let room = width.saturating_sub(text::width(&who) + 3);
    buffer.set_stringn(area.x, area.y, format!(" {}", text::left(here, room)), width, theme.style(Meaning::Heading));
    let x = area.x + area.width.saturating_sub(u16::try_from(text::width(&who) + 1).unwrap_or(0));
    buffer.set_stringn(x, area.y, &who, width, theme.style(Meaning::Quiet));
    rule(buffer, area, 1, theme);
}

/// A header whose end has to stay: `title` is cut first, then what stands before it, never `after`.
pub fn header_of(buffer: &mut Buffer, area: Rect, theme: Theme, (before, title, after): (&str, &str, &str), who: &str) {
    let width = usize::from(area.width);
    let room = width.saturating_sub(text::width(&text::cut(who, width / 2)) + 3);
    header(buffer, area, theme, &ending(before, title, after, room), who);
}

/// The three parts in at most `cells`, the last one whole as long as it fits at all.
fn ending(before: &str, title: &str, after: &str, cells: usize) -> String {
    let room = cells.saturating_sub(text::width(after));
    let left = room.saturating_sub(text::width(before));
    if text::width(title) <= left {
        return format!("{before}{title}{after}");
    }
    // A title of which not even a word is left says nothing.
    if left >= 6 {
        return format!("{before}{}{after}", text::cut(title, left));
    }
    format!("{}{after}", text::cut(before.trim_end_matches(" · "), room))
}

/// A horizontal rule `down` lines below the top of the area.
pub fn rule(buffer: &mut Buffer, area: Rect, down: u16, theme: Theme) {
    if down < area.height {
        let line = "─".repeat(usize::from(area.width));
        buffer.set_stringn(area.x, area.y + down, line, usize::from(area.width), theme.style(Meaning::Quiet));
    }
}

/// Stands at the end of the footer on every screen.
fn is_last(command: Command) -> bool {
    matches!(command, Command::Help | Command::Palette)
}

/// The footer's items with their columns, as many as fit; the way out, help and palette always do.
#[must_use]
pub fn footer_items(
    context: Context,
    locale: Locale,
    width: u16,
    belongs: &dyn Fn(Command) -> bool,
) -> Vec<(u16, u16, keymap::Binding, String)> {
    let mut items = Vec::new();
    let mut x = 1_u16;
    let (help, rows): (Vec<keymap::Binding>, Vec<keymap::Binding>) = keymap::bindings(context)
        .into_iter()
        .filter(|binding| binding.footer && belongs(binding.command))
        .partition(|binding| is_last(binding.command));
    // The way out, help and palette are never the ones that do not fit.
    let label = |binding: &keymap::Binding| format!("{} {}", binding.keys[0], locale.text(&format!("short.{}", binding.command.name())));
    let reserve = help.iter().map(|binding| u16::try_from(text::width(&label(binding)) + 2).unwrap_or(10)).sum::<u16>();
    let mut out = rows.iter().find(|binding| binding.command == Command::Back).map_or(0, |binding| text::width(&label(binding)) + 2);
    for binding in rows.into_iter().chain(help) {
        let label = label(&binding);
        let cells = u16::try_from(text::width(&label)).unwrap_or(u16::MAX);
        if binding.command == Command::Back {
            out = 0;
        }
        let kept_free = if is_last(binding.command) { 0 } else { reserve.saturating_add(u16::try_from(out).unwrap_or(0)) };
        if x.saturating_add(cells) > width.saturating_sub(kept_free) {
            continue;
        }
        items.push((x, x + cells, binding, label));
        x += cells + 2;
    }
    items
}

/// Draws the footer.
pub fn footer(buffer: &mut Buffer, area: Rect, theme: Theme, (context, locale): (Context, Locale), belongs: &dyn Fn(Command) -> bool) {
    let y = area.bottom().saturating_sub(1);
    for (x, _, binding, label) in footer_items(context, locale, area.width, belongs) {
        let key = binding.keys[0].to_string();
        buffer.set_stringn(area.x + x, y, &label, usize::from(area.width), theme.style(Meaning::Quiet));
        buffer.set_stringn(area.x + x, y, key, usize::from(area.width), theme.style(Meaning::Accent));
    }
}

/// How many lines of a list stand below what is shown; nothing where all of them are.
pub fn more(buffer: &mut Buffer, (x, y): (u16, u16), theme: Theme, locale: Locale, left: usize) {
    if left > 0 {
        let told = format!("{} ", locale.counted("home.more", left));
        buffer.set_stringn(x, y, &told, text::width(&told), theme.style(Meaning::Quiet));
    }
}

/// Several lines of text from `top` on; returns the next free line.
pub fn lines(buffer: &mut Buffer, area: Rect, theme: Theme, top: u16, lines: &[(String, Meaning)]) -> u16 {
    let mut y = top;
    for (line, meaning) in lines {
        if y >= area.bottom() {
            break;
        }
        buffer.set_stringn(area.x, y, text::cut(line, usize::from(area.width)), usize::from(area.width), theme.style(*meaning));
        y += 1;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;

    #[test]
    fn the_end_of_a_header_stays_and_the_title_is_cut_first() {
        let of = |cells| ending("港運輸 · ", "責任ある調達の質問票", " · FY2026", cells);
        assert_eq!(of(60), "港運輸 · 責任ある調達の質問票 · FY2026");
        assert_eq!(of(30), "港運輸 · 責任ある調… · FY2026");
        assert_eq!(of(20), "港運輸 · FY2026");
        assert_eq!(of(13), "港… · FY2026");
        for cells in 9..60 {
            assert!(text::width(&of(cells)) <= cells.max(9), "{cells}: {}", of(cells));
            assert!(of(cells).ends_with(" · FY2026"));
        }
    }

    #[test]
    fn the_way_out_and_help_stand_in_every_footer_however_narrow_and_nothing_is_cut() {
        for (context, lang) in Context::ALL.into_iter().flat_map(|context| Lang::ALL.map(|lang| (context, lang))) {
            for width in [60, 80, 120] {
                let items = footer_items(context, Locale::new(lang), width, &|_| true);
                let shown = |command: Command| items.iter().any(|(_, _, binding, _)| binding.command == command);
                let wanted = keymap::bindings(context).into_iter().filter(|binding| binding.footer);
                for binding in wanted.filter(|binding| binding.command == Command::Back || is_last(binding.command)) {
                    assert!(shown(binding.command), "{} is not there: {context:?} {lang} {width}", binding.command.name());
                }
                assert!(items.iter().all(|(_, to, _, _)| *to <= width), "{context:?} {lang} {width}");
                assert!(items.windows(2).all(|pair| pair[0].1 < pair[1].0), "{context:?} {lang} {width}");
            }
        }
    }
}
