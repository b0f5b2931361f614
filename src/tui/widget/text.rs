//! Text in cells: cut, pad and wrap by display width, at what a reader sees as one character.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Cells a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts to at most `cells`, with `…` where something is missing.
#[must_use]
pub fn cut(text: &str, cells: usize) -> String {
    if text.width() <= cells {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for part in text.graphemes(true) {
        if used + part.width() + 1 > cells {
            break;
        }
        used += part.width();
        out.push_str(part);
    }
    if cells > 0 {
        out.push('…');
    }
    out
}

/// Cuts or fills to exactly `cells`, to the left.
#[must_use]
pub fn left(text: &str, cells: usize) -> String {
    let cut = cut(text, cells);
    let gap = cells.saturating_sub(cut.width());
    cut + &" ".repeat(gap)
}

/// Cuts or fills to exactly `cells`, to the right.
#[must_use]
pub fn right(text: &str, cells: usize) -> String {
    let cut = cut(text, cells);
    " ".repeat(cells.saturating_sub(cut.width())) + &cut
}

/// As many parts as fit whole, divided by dots; how many are missing stands at the end.
#[must_use]
pub fn parts(all: &[String], cells: usize) -> String {
    let joined = |count: usize| {
        let rest = if count < all.len() { format!(" · +{}", all.len() - count) } else { String::new() };
        all[..count].join(" · ") + &rest
    };
    (1..=all.len()).rev().map(joined).find(|line| line.width() <= cells).unwrap_or_else(|| cut(&all.join(" · "), cells))
}

/// Lines broken where the screen ends, each going on under its own indent and margin; one that fits stays as it is.
#[must_use]
pub fn broken(lines: &[String], cells: usize) -> Vec<String> {
    let mut all = Vec::new();
    for line in lines {
        if line.width() <= cells {
            all.push(line.clone());
            continue;
        }
        let rest = line.trim_start_matches([' ', '│']);
        let lead = &line[..line.len() - rest.len()];
        all.extend(wrap(rest, cells.saturating_sub(lead.width())).into_iter().map(|part| format!("{lead}{part}")));
    }
    all
}

/// Wraps to lines of at most `cells`: at spaces where there are any, between characters in Japanese and Chinese, and
/// never with a closing mark at the start of a line.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in pieces(paragraph) {
            if line.width() + word.trim_end().width() > cells && !line.is_empty() {
                let carried = carried(&mut line, &word);
                lines.push(line.trim_end().to_owned());
                line = carried;
            }
            if word.width() > cells {
                for part in word.graphemes(true) {
                    if line.width() + part.width() > cells {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push_str(part);
                }
            } else if !(line.is_empty() && word.trim().is_empty()) {
                line.push_str(&word);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

const CLOSING: &str = "、。，．？！）」』】：；％・ー〜々ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ,.?!)";
const OPENING: &str = "（「『【《(";

/// What has to move to the next line with a word: a character before a closing mark, an opening mark at the end.
fn carried(line: &mut String, word: &str) -> String {
    let begins = |text: &str, marks: &str| text.chars().next().is_some_and(|c| marks.contains(c));
    let mut carried = String::new();
    while begins(if carried.is_empty() { word } else { &carried }, CLOSING) || line.ends_with(|c| OPENING.contains(c)) {
        let Some((at, last)) = line.grapheme_indices(true).next_back().filter(|(at, last)| *at > 0 && last.width() > 0) else { break };
        carried.insert_str(0, last);
        line.truncate(at);
    }
    carried
}

/// Words with the space after them; wide characters stand alone.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for part in text.graphemes(true) {
        let wide = part.width() > 1;
        match pieces.last_mut() {
            Some(last) if open && !wide => last.push_str(part),
            _ => pieces.push(part.to_owned()),
        }
        open = !wide && !part.chars().all(char::is_whitespace);
    }
    pieces
}

/// A bar of at most `cells` for a share of 1,000.
#[must_use]
pub fn bar(thousandths: i64, cells: usize) -> String {
    let eighths = usize::try_from(thousandths.clamp(0, 1000)).unwrap_or(0) * cells * 8 / 1000;
    let mut out = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        out.push(['▏', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_text_is_cut_and_filled_to_exact_cells() {
        assert_eq!(left("木崎製作所", 7), "木崎製…");
        assert_eq!(width(&left("木崎製作所", 8)), 8);
        assert_eq!(right("12", 4), "  12");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn parts_are_shown_whole_and_what_is_missing_is_counted() {
        let all = ["✓ 1 accepted", "◇ 2 with remarks", "✗ 1 unreadable"].map(str::to_owned);
        assert_eq!(parts(&all, 60), "✓ 1 accepted · ◇ 2 with remarks · ✗ 1 unreadable");
        assert_eq!(parts(&all, 40), "✓ 1 accepted · ◇ 2 with remarks · +1");
        assert_eq!(parts(&all, 20), "✓ 1 accepted · +2");
        assert_eq!(parts(&all, 8), "✓ 1 acc…");
        assert_eq!(parts(&[], 8), "");
    }

    #[test]
    fn japanese_wraps_between_characters_and_keeps_closing_marks_off_the_line_start() {
        let lines = wrap("身分証、通帳、保証金を預かっていますか。", 10);
        assert!(lines.iter().all(|line| width(line) <= 10), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with(['、', '。'])), "{lines:?}");
        let asked = "義務教育の修了年齢」「その国の就業最低年齢」のうち（最も高い）年齢。";
        for cells in 4..30 {
            let lines = wrap(asked, cells);
            assert_eq!(lines.concat(), asked);
            assert!(lines.iter().all(|line| width(line) <= cells), "{cells}: {lines:?}");
            assert!(lines.iter().skip(1).all(|line| !line.starts_with(['」', '。', '）'])), "{cells}: {lines:?}");
            assert!(lines.iter().all(|line| !line.ends_with(['「', '（'])), "{cells}: {lines:?}");
        }
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a\n\nb", 7), ["a", "", "b"]);
    }
}
