//! Papers on file and papers that were promised: their order, their cells, their pages.

use jiff::civil::Date;

use super::rows::{Told, name, shown, today};
use super::what::{Ranked, What, ordered};
use super::whole::Sheet;
use crate::ratio::Ratio;
use crate::register::promise::State as Stands;
use crate::situation::each;
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::workspace::evidence::OnFile;
use crate::workspace::promises::Owed;
use crate::workspace::registers::Registers as Books;
use crate::workspace::why::Kept;

/// Overdue promises, papers that ran out, promises by due date, papers by their last valid day, what is over.
pub(super) fn listed(books: &Books, today: Date) -> Vec<What<'_>> {
    let Some((papers, promises)) = &books.papers else { return Vec::new() };
    let mut all: Vec<Ranked<'_>> = Vec::new();
    for one in papers {
        let last = one.paper.expires();
        let rank = match last {
            _ if one.paper.is_withdrawn() => 5,
            Some(last) if last < today => 1,
            _ => 3,
        };
        all.push(((rank, last.is_none(), last, &one.supplier), What::Paper(one)));
    }
    for one in promises {
        let rank = match (one.promised.is_open(), one.promised.is_overdue(today)) {
            (_, true) => 0,
            (true, false) => 2,
            (false, false) => 4,
        };
        all.push(((rank, false, one.promised.due.parse().ok(), &one.supplier), What::Promise(one)));
    }
    ordered(all)
}

/// How a paper counts, as a word of the catalogues.
fn counts(one: &OnFile, today: Date, warn: Ratio) -> &'static str {
    match (one.kept, one.paper.days_left(today)) {
        _ if one.paper.is_withdrawn() => "withdrawn",
        (Kept::Missing, _) => "missing",
        (Kept::Changed, _) => "changed",
        (Kept::Erased, _) => "erased",
        (Kept::Whole, Some(days)) if days < 0 => "expired",
        (Kept::Whole, Some(days)) if Ratio::whole(days) <= warn => "soon",
        (Kept::Whole, _) => "counts",
    }
}

/// How a promise stands, as a word of the catalogues.
fn stands(one: &Owed, today: Date) -> &'static str {
    match &one.promised.state {
        Stands::Open if one.promised.is_overdue(today) => "overdue",
        Stands::Open => "open",
        Stands::Kept { .. } => "kept",
        Stands::Dropped { .. } => "dropped",
    }
}

/// The cells of a paper.
pub(super) fn paper_cells(state: &State, books: &Books, one: &OnFile) -> Told {
    let word = counts(one, today(state), books.warn);
    let (sign, meaning) = match word {
        "expired" | "missing" | "changed" => ("◆", Meaning::Warn),
        "soon" => ("◇", Meaning::Plain),
        "withdrawn" => (" ", Meaning::Quiet),
        _ => (" ", Meaning::Plain),
    };
    let told = [one.what.as_str(), one.paper.name()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let cells = vec![
        name(state, &one.supplier),
        words::term(state, "evidence-state", word),
        rows_of(&one.paper.questions()),
        shown(one.paper.expires()),
        told,
    ];
    (sign, meaning, cells)
}

/// The cells of a promise.
pub(super) fn promise_cells(state: &State, one: &Owed) -> Told {
    let word = stands(one, today(state));
    let (sign, meaning) = match word {
        "overdue" => ("◆", Meaning::Warn),
        "open" => ("◇", Meaning::Plain),
        _ => (" ", Meaning::Quiet),
    };
    let cells = vec![
        name(state, &one.supplier),
        words::term(state, "promised-state", word),
        with_of(rows_of(&[one.promised.question.as_str()]), one.promised.about.as_deref(), state.lang),
        one.promised.due.clone(),
        called(state, one),
    ];
    (sign, meaning, cells)
}

fn rows_of(questions: &[&str]) -> String {
    questions.iter().map(|question| question.rsplit('.').next().unwrap_or(question)).collect::<Vec<_>>().join(" ")
}

/// The row with the flow or facility it is about.
fn with_of(row: String, about: Option<&str>, lang: crate::language::Lang) -> String {
    match about {
        Some(about) => format!("{row} · {}", each::told(about, lang)),
        None => row,
    }
}

/// The document in the language of the screens, where the questionnaire names it.
pub(super) fn called(state: &State, one: &Owed) -> String {
    one.paper.as_ref().map_or_else(|| one.what.clone(), |paper| paper.get(state.lang).to_owned())
}

/// The page of a paper.
pub(super) fn paper(sheet: &mut Sheet<'_>, one: &OnFile) {
    let state = sheet.state;
    let locale = state.locale();
    let paper = &one.paper;
    let counts = words::term(state, "evidence-state", counts(one, today(state), sheet.books.warn));
    sheet.field("state", &format!("{counts} · {}", words::term(state, "evidence-file", one.kept.word())));
    sheet.day("expires", paper.expires().map(|day| day.to_string()).as_deref());
    sheet.maybe("issuer", paper.issuer());
    sheet.field("dated", &shown(paper.dated()));
    let covers = [vec![paper.entity().unwrap_or(locale.text("evidence.whole"))], paper.sites(), paper.metals()].concat();
    let about = paper.about().into_iter().map(|about| each::told(about, state.lang));
    let covers: Vec<String> = covers.into_iter().map(str::to_owned).chain(about).collect();
    sheet.field("covers", &covers.join(" · "));
    sheet.field("questions", &paper.questions().join(", "));
    sheet.field("hash", &paper.sha256);
    for said in &paper.said {
        let kind = words::term(state, "evidence-kind", &said.kind);
        let mark = if said.withdrawn { locale.text("evidence-state.withdrawn") } else { "" };
        let line = format!("{} {} · {kind} · {} {mark}", said.at.date(), said.entry.writer.person(), said.named());
        sheet.add(0, line.trim_end(), Meaning::Quiet);
    }
}

/// The page of a promise.
pub(super) fn promise(sheet: &mut Sheet<'_>, one: &Owed) {
    let state = sheet.state;
    let promised = &one.promised;
    let word = words::term(state, "promised-state", stands(one, today(state)));
    sheet.field("state", &word);
    sheet.day("due", Some(&promised.due));
    let row = with_of(rows_of(&[&promised.question]), promised.about.as_deref(), state.lang);
    sheet.field("asked", &format!("{row} {}", one.asked.get(state.lang)));
    sheet.field("promised-by", &one.by);
    let noted = format!("{} {} · {}", promised.at.date(), promised.noted_by, promised.named());
    sheet.field("noted", &noted);
    if let Stands::Kept { entry, .. } = &promised.state {
        sheet.field("kept-by", entry);
    }
    sheet.maybe("reason", one.reason.as_deref());
    let what = if one.what.is_empty() { Vec::new() } else { vec!["--what".to_owned(), crate::clean::shell_word(&one.what)] };
    let command = ["oretrail", "promise", &one.supplier, &promised.question, "--due", &promised.due].map(str::to_owned).to_vec();
    let about = promised.about.as_deref().map(|about| vec!["--about".to_owned(), crate::clean::shell_word(about)]).unwrap_or_default();
    sheet.command(&[command, about, what].concat());
    if promised.is_open() {
        let file = sheet.state.locale().text("words.file-given");
        let command = ["oretrail", "promise", "kept", &one.supplier, &crate::clean::shell_word(&promised.named()), file].map(str::to_owned);
        sheet.command(&command);
    }
}
