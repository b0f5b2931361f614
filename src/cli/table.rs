//! Plain tables and sentences for the terminal: columns as wide as their widest cell, wide characters counted as two; and
//! on a terminal nothing wider than it is.

use std::io::IsTerminal as _;

use unicode_width::UnicodeWidthStr;

use crate::tui::widget::text::{cut, wrap};

/// Between two columns, and where that is too much.
const GAP: [usize; 2] = [2, 1];

/// The least a column of text is narrowed to, and where even that is too wide.
const NARROWEST: [usize; 2] = [8, 6];

/// How wide the terminal is that the program writes to; none where it writes to a file or another program.
pub(crate) fn terminal() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let size = || crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns));
    told.or_else(size).filter(|columns| *columns > 0).map(|columns| columns.max(40))
}

/// Lays rows out in columns; the first row is the head. Columns named in `right` are aligned right. On a terminal the
/// widest columns of text are wrapped until the table fits.
pub(crate) fn table(rows: &[Vec<String>], right: &[usize]) -> String {
    terminal().map_or_else(|| whole(rows, right), |cells| fitted(rows, right, cells))
}

/// As [`table`], however wide it gets.
pub(crate) fn whole(rows: &[Vec<String>], right: &[usize]) -> String {
    laid(rows, right, &natural(rows), GAP[0])
}

fn natural(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    (0..columns).map(|column| cells(column).map(|cell| cell.width()).max().unwrap_or(0)).collect()
}

fn total(widths: &[usize], gap: usize) -> usize {
    widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1)
}

fn fitted(rows: &[Vec<String>], right: &[usize], cells: usize) -> String {
    let natural = natural(rows);
    let narrowed = |gap: usize, least: &dyn Fn(usize) -> usize| {
        let mut widths = natural.clone();
        while total(&widths, gap) > cells {
            let widest = (0..widths.len()).filter(|column| widths[*column] > least(*column)).max_by_key(|column| widths[*column])?;
            widths[widest] -= 1;
        }
        Some((widths, gap))
    };
    let whole_words: Vec<usize> = (0..natural.len()).map(|column| longest(rows, column).max(NARROWEST[0])).collect();
    let texts: Vec<bool> = (0..natural.len()).map(|column| is_text(rows, column)).collect();
    let tight = |column: usize| if texts[column] { NARROWEST[1] } else { longest(rows, column).max(NARROWEST[1]) };
    let widths = narrowed(GAP[0], &|column| whole_words[column]).or_else(|| narrowed(GAP[0], &tight)).or_else(|| narrowed(GAP[1], &tight));
    widths.map_or_else(|| listed(rows, cells), |(widths, gap)| laid(rows, right, &widths, gap))
}

fn is_wide(word: &str) -> bool {
    word.chars().any(|c| c.to_string().width() > 1)
}

/// The longest word of a column. Japanese and Chinese go on in the next line anywhere.
fn longest(rows: &[Vec<String>], column: usize) -> usize {
    let words = rows.iter().filter_map(|row| row.get(column)).flat_map(|cell| cell.split_whitespace());
    words.filter(|word| !is_wide(word)).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// Whether a column holds words; ids, days and numbers stay whole.
fn is_text(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells = rows.iter().skip(1).filter_map(|row| row.get(column)).map(|cell| cell.trim());
    cells.any(|cell| cell.contains(char::is_whitespace) || is_wide(cell))
}

/// A cell in lines: at spaces, a word that is too long after a hyphen, and with `…` where it has none.
fn lines(cell: &str, cells: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in cell.split(' ') {
        if word.width() <= cells || is_wide(word) {
            words.push(word.to_owned());
            continue;
        }
        let mut held = String::new();
        for part in word.split_inclusive('-') {
            if held.width() + part.width() > cells && !held.is_empty() {
                words.push(std::mem::take(&mut held));
            }
            held.push_str(part);
        }
        words.push(held);
    }
    let words: Vec<String> = words.into_iter().map(|word| if is_wide(&word) { word } else { cut(&word, cells) }).collect();
    wrap(&words.join(" "), cells)
}

/// Rows that are wider than the terminal whatever is done: each goes on under itself.
fn listed(rows: &[Vec<String>], cells: usize) -> String {
    let line = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).map(String::as_str).collect::<Vec<_>>().join("  ");
    rows.iter().map(|row| folded(&line(row), cells)).collect::<Vec<_>>().join("\n")
}

fn laid(rows: &[Vec<String>], right: &[usize], widths: &[usize], between: usize) -> String {
    let mut out = String::new();
    for row in rows {
        let parts: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| if cell.width() > *width { lines(cell, *width) } else { vec![cell.clone()] })
            .collect();
        for at in 0..parts.iter().map(Vec::len).max().unwrap_or(1) {
            let mut line = String::new();
            for (column, part) in parts.iter().enumerate() {
                let cell = part.get(at).map(String::as_str).unwrap_or_default();
                let gap = " ".repeat(widths[column].saturating_sub(cell.width()));
                let [before, after] = if right.contains(&column) { [gap.as_str(), ""] } else { ["", gap.as_str()] };
                line.push_str(&format!("{before}{cell}{after}{}", " ".repeat(between)));
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out.trim_end().to_owned()
}

/// Lines no wider than the terminal: each that is goes on at a word, a little further in than it began.
pub(crate) fn folded(text: &str, cells: usize) -> String {
    let fold = |line: &str| {
        let rest = line.trim_start_matches([' ', '│']);
        let lead = &line[..line.len() - rest.len()];
        if line.width() <= cells || lead.width() + 20 > cells {
            return vec![line.to_owned()];
        }
        super::alarm::hanging(lead, rest, cells)
    };
    text.split('\n').flat_map(fold).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_names_stay_aligned() {
        let rows = vec![vec!["名前".to_owned(), "1".to_owned()], vec!["abc".to_owned(), "22".to_owned()]];
        assert_eq!(whole(&rows, &[1]), "名前   1\nabc   22");
    }

    #[test]
    fn a_table_fits_the_terminal_by_wrapping_its_widest_text_and_never_cuts_an_id_or_a_word() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [
            row(["id", "title", "n"]),
            row(["green-procurement-2026-04", "Green procurement guideline of the company, all of its suppliers", "36"]),
            row(["cmrt", "紛争鉱物報告テンプレートの申告内容と製錬所の一覧を確認するための質問票", "59"]),
        ];
        for cells in [44, 60, 80] {
            let said = fitted(&rows, &[2], cells);
            assert!(said.lines().all(|line| line.width() <= cells), "{said}");
            assert!(said.contains("green-procurement-2026-04") && said.contains("guideline") && said.contains("suppliers"), "{said}");
        }
        let long =
            [row(["supplier", "name", "n"]), row(["brueckenwalder-chemische-gmbh", "Hüttenhilfsstoffe Rauschenberger-Spezialitäten", "1"])];
        let said = fitted(&long, &[2], 50);
        assert!(said.lines().all(|line| line.width() <= 50) && said.contains("brueckenwalder-chemische-gmbh"), "{said}");
        assert!(said.contains("Rauschenberger-\n") && said.lines().count() == 4, "{said}");
        let tight = fitted(&rows, &[2], 40);
        assert!(tight.lines().all(|line| line.width() <= 40) && tight.contains("green-procurement-2026-04"), "{tight}");
    }

    #[test]
    fn a_sentence_goes_on_at_a_word_and_its_command_stays_on_one_line() {
        let said = folded("  the profile was changed by hand; record it with `oretrail supplier record kisaki` or undo it", 50);
        assert!(said.lines().all(|line| line.width() <= 50 && line.starts_with("  ")), "{said}");
        assert!(said.lines().any(|line| line.contains("`oretrail supplier record kisaki`")), "{said}");
    }
}
