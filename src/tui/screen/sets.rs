//! Questionnaires: which there are, how each stands and for whom; one opened, question by question.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::report::form::Blank;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::{self, Column, Cursor};
use crate::tui::widget::{chrome, text};
use crate::workspace::authoring::words as who;
use crate::workspace::authoring::{Shelved, ShownQuestion, ShownSet};

/// Lines below the tables.
const BELOW: u16 = 6;

/// What the screens hold: the shelf, and the questionnaire that is open.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    /// What is there.
    pub shelf: Vec<Shelved>,
    /// Where one is on the shelf.
    pub cursor: Cursor,
}

/// A questionnaire, opened.
#[derive(Clone, Debug)]
pub struct SetPage {
    /// What it says.
    pub set: ShownSet,
    /// The question the cursor stands on.
    pub cursor: Cursor,
}

/// Rows of the tables that fit.
#[must_use]
pub fn height(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(6 + BELOW))
}

fn parts(area: Rect) -> (Rect, Rect) {
    let list = Rect { x: area.x, y: area.y + 2, width: area.width, height: area.height.saturating_sub(4 + BELOW) };
    (list, Rect { x: area.x + 1, y: list.bottom() + 1, width: area.width.saturating_sub(2), height: BELOW - 1 })
}

/// Draws the shelf above the footer, and whom the chosen questionnaire is for below it.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, sets: &Sets) {
    let locale = state.locale();
    chrome::header(buffer, area, state.theme, locale.text("context.sets"), &words::who(state));
    let (list, below) = parts(area);
    let word = |key: &str| locale.text(&format!("authoring.column-{key}")).to_owned();
    let column = |title: String, cells: usize, right: bool| Column { title, cells, right };
    let roomy = area.width >= 110;
    let standing = if roomy { 22 } else { 8 };
    let rest = usize::from(area.width).saturating_sub(18 + 8 + standing + 1 + 5 + 9 + 1).max(12);
    let columns = [
        column("id".to_owned(), 17, false),
        column(word("title"), rest, false),
        column(word("edition"), 7, false),
        column(word("standing"), standing, false),
        column(word("rows"), 4, true),
        column(word("marks"), 8, true),
    ];
    let rows: Vec<(Vec<String>, Meaning)> = sets
        .shelf
        .iter()
        .map(|set| {
            let title = set.title.get(state.lang).to_owned();
            let draft = locale.text(&format!("edition.{}", set.standing.word())).to_owned();
            let stands = if roomy { who::stands(set, locale) } else { draft };
            let cells = [set.id.clone(), title, set.edition.clone(), stands, set.rows.to_string(), set.to_check.to_string()];
            (cells.to_vec(), Meaning::Plain)
        })
        .collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, sets.cursor);
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    if let Some(set) = sets.shelf.get(sets.cursor.row) {
        let whom = set.whom.clone().unwrap_or_else(|| locale.text("authoring.for-all").to_owned());
        let told = [
            words::labelled(state, &word("whom"), &whom),
            words::labelled(state, &word("standing"), &who::stands(set, locale)),
            words::labelled(state, &word("translation"), &who::translated(set, locale)),
            set.standards.join(" · "),
        ];
        let width = usize::from(below.width);
        let lines: Vec<(String, Meaning)> =
            told.iter().flat_map(|line| text::wrap(line, width)).map(|line| (line, Meaning::Plain)).collect();
        chrome::lines(buffer, below, state.theme, below.y, &lines);
    }
    news(buffer, area, state);
}

/// Draws a questionnaire: a line per question, the chosen one in full below.
pub fn draw_set(buffer: &mut Buffer, area: Rect, state: &State, page: &SetPage) {
    let locale = state.locale();
    let head = &page.set.head;
    let title = format!("{} {} · {}", head.id, head.edition, head.title.get(state.lang));
    chrome::header(buffer, area, state.theme, &title, &words::who(state));
    let (list, below) = parts(area);
    let column =
        |key: &str, cells: usize| Column { title: locale.text(&format!("authoring.column-{key}")).to_owned(), cells, right: false };
    let rest = usize::from(area.width).saturating_sub(2 + 12 + 10 + 3).max(20);
    let columns =
        [Column { title: String::new(), cells: 1, right: false }, column("row", 12), column("question", rest), column("severity", 9)];
    let rows: Vec<(Vec<String>, Meaning)> = page
        .set
        .questions
        .iter()
        .map(|shown| {
            let question = &shown.question;
            let mark = if question.gate {
                "▲"
            } else if !question.is_asked() {
                "◇"
            } else if shown.only_if.is_some() {
                "◐"
            } else {
                " "
            };
            let severity = locale.text(&format!("finding-severity.{}", question.severity.word())).to_owned();
            let cells = [mark.to_owned(), question.id.row().to_owned(), question.text.get(state.lang).to_owned(), severity];
            (cells.to_vec(), Meaning::Plain)
        })
        .collect();
    grid::draw(buffer, list, state.theme, &columns, &rows, page.cursor);
    chrome::rule(buffer, area, list.bottom() - area.y, state.theme);
    if let Some(shown) = page.set.questions.get(page.cursor.row) {
        let width = usize::from(below.width);
        let lines: Vec<(String, Meaning)> = lines(shown, state, width).into_iter().map(|line| (line, Meaning::Plain)).collect();
        chrome::lines(buffer, below, state.theme, below.y, &lines);
    }
    news(buffer, area, state);
}

fn news(buffer: &mut Buffer, area: Rect, state: &State) {
    let width = usize::from(area.width.saturating_sub(2));
    let news = words::news(state);
    let legend = state.locale().text("authoring.legend").to_owned();
    let (told, meaning) = if news.0.is_empty() { (legend, Meaning::Quiet) } else { news };
    buffer.set_stringn(area.x + 1, area.bottom().saturating_sub(2), text::cut(&told, width), width, state.theme.style(meaning));
}

/// A question with everything its file says, in lines.
#[must_use]
pub fn lines(shown: &ShownQuestion, state: &State, width: usize) -> Vec<String> {
    let locale = state.locale();
    let question = &shown.question;
    let label = |key: &str, value: &str| words::labelled(state, locale.text(&format!("authoring.{key}")), value);
    let mut told: Vec<String> = shown.note.iter().map(|note| note.get(state.lang).to_owned()).collect();
    told.push(question.text.get(state.lang).to_owned());
    told.push(label("answer", &answer(&shown.blank, state)));
    told.push(match &shown.only_if {
        _ if !question.is_asked() => locale.text("authoring.buyer").to_owned(),
        Some(what) => locale.with("authoring.when", &[("what", what)]),
        None => locale.text("authoring.always").to_owned(),
    });
    told.extend(shown.same_as.as_ref().map(|same| format!("≡ {}", who::answered_too(same, locale))));
    if question.gate {
        told.push(locale.text("authoring.gate").to_owned());
    }
    told.extend(shown.bad.iter().map(|(when, codes)| format!("{when} → {codes}")));
    told.extend(question.guidance.as_ref().map(|guidance| guidance.get(state.lang).to_owned()));
    told.extend(question.check_source.as_ref().map(|mark| mark.told(locale)));
    told.extend(
        question.evidence.iter().map(|paper| words::labelled(state, locale.text("interview.evidence"), paper.text.get(state.lang))),
    );
    for (id, wording, source) in &shown.clauses {
        let source = source.as_deref().unwrap_or_else(|| locale.text("why.not-in-source"));
        told.push(format!("{id}  {} ({source})", wording.get(state.lang)));
    }
    told.push(question.refs.join(" · "));
    told.iter().filter(|line| !line.is_empty()).flat_map(|line| text::wrap(line, width)).collect()
}

fn answer(blank: &Blank, state: &State) -> String {
    match blank {
        Blank::Boxes { several, options } => {
            let sign = if *several { "☐ " } else { "○ " };
            options.iter().map(|option| format!("{sign}{}", option.shown())).collect::<Vec<_>>().join("  ")
        }
        Blank::Lines(parts) => {
            let parts: Vec<String> = parts.iter().map(|(what, unit)| format!("{what} ____ {unit}").trim().to_owned()).collect();
            parts.join("  ")
        }
        Blank::Free => state.locale().text("authoring.free").to_owned(),
        Blank::Table { columns, .. } => columns.join(" | "),
    }
}
