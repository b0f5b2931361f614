//! The history of a supplier: a line for every entry, newest first, and below the list all of the chosen one: its text,
//! its name, and the command that does the same from a shell.

mod registered;
mod reviewed;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::journal::{Act, Answer, BodyRef, Document, Import, ListAct, MatchAct, Promise, Received, Reply};
use crate::locale::Locale;
use crate::questionnaire::wording;
use crate::situation::each;
use crate::tui::shell;
use crate::tui::state::{Page, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::Dossier;
use crate::workspace::history::Happened;

/// Cells of the columns before what happened: time, person, kind.
const BEFORE: usize = 16 + 1 + 7 + 1 + 10 + 1;

/// Rows of the list and of the pane below it.
#[must_use]
pub fn heights(size: (u16, u16)) -> (usize, usize) {
    let room = usize::from(size.1).saturating_sub(7);
    let pane = if room >= 24 { 11 } else { 6 }.min(room / 2);
    (room - pane, pane)
}

/// The entries in the order of the list.
pub fn newest_first(page: &Page) -> impl Iterator<Item = &Happened> {
    page.history.iter().rev()
}

/// Draws list and pane into the area below the tabs.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, state: &State, page: &Page, dossier: &Dossier) {
    let width = usize::from(area.width);
    let locale = state.locale();
    if page.history.is_empty() {
        chrome::lines(buffer, area, state.theme, area.y, &[(locale.text("history.none").to_owned(), Meaning::Quiet)]);
        return;
    }
    let (list, pane) = heights(state.size);
    for (place, happened) in newest_first(page).enumerate().skip(page.cursor.top).take(list) {
        let y = area.y + u16::try_from(place - page.cursor.top).unwrap_or(0);
        let meaning = match (place == page.cursor.row, happened.taken_back) {
            (true, _) => Meaning::Chosen,
            (false, Some(_)) => Meaning::Quiet,
            (false, None) => Meaning::Plain,
        };
        let line = text::left(&line(locale, dossier, happened, width), width);
        buffer.set_stringn(area.x, y, line, width, state.theme.style(meaning));
    }
    let Some(chosen) = newest_first(page).nth(page.cursor.row) else { return };
    let y = area.y + u16::try_from(list).unwrap_or(0);
    buffer.set_stringn(area.x, y, "─".repeat(width), width, state.theme.style(Meaning::Quiet));
    let below = Rect { y: y + 1, height: u16::try_from(pane.saturating_sub(1)).unwrap_or(0), ..area };
    chrome::lines(buffer, below, state.theme, below.y, &pane_lines(locale, dossier, chosen, (width, pane.saturating_sub(1))));
}

/// Name, text and command of the chosen entry, shortened so that the command is there; Enter shows all.
fn pane_lines(locale: Locale, dossier: &Dossier, happened: &Happened, (width, height): (usize, usize)) -> Vec<(String, Meaning)> {
    let command = command(locale, dossier, happened, width);
    let told = told(locale, dossier, happened, width);
    let room = height.saturating_sub(1 + command.len()).max(1);
    let mut lines = vec![(text::cut(&name(locale, &dossier.supplier.id, happened), width), Meaning::Quiet)];
    let more = told.len() > room;
    lines.extend(told.into_iter().take(room).map(|line| (line, Meaning::Plain)));
    if let (true, Some((last, _))) = (more, lines.last_mut()) {
        *last = text::cut(&format!("{last} …"), width);
    }
    lines.extend(command);
    if lines.len() > height {
        lines.truncate(height);
        if let Some((last, _)) = lines.last_mut() {
            *last = text::cut(locale.text("history.enter"), width);
        }
    }
    lines
}

/// Everything about one entry, for a page by itself.
#[must_use]
pub fn whole(locale: Locale, dossier: &Dossier, happened: &Happened, width: usize) -> Vec<String> {
    let mut lines = text::wrap(&name(locale, &dossier.supplier.id, happened), width);
    lines.push(String::new());
    lines.extend(told(locale, dossier, happened, width));
    lines.push(String::new());
    lines.extend(command(locale, dossier, happened, width).into_iter().map(|(line, _)| line));
    lines.push(String::new());
    lines.extend(text::wrap(&locale.with("history.hash", &[("hash", &happened.hash.to_string())]), width));
    lines
}

/// `2026-11-23 09:30 anna    answer     C1 no · said`.
fn line(locale: Locale, dossier: &Dossier, happened: &Happened, width: usize) -> String {
    let before = format!(
        "{} {} {} {} ",
        happened.at.date(),
        happened.at.clock().chars().take(5).collect::<String>(),
        text::left(happened.entry.writer.person(), 7),
        text::left(&kind(locale, happened), 10)
    );
    let mut what = what(locale, dossier, happened).replace(['\n', '\t'], " ");
    if let Some(other) = happened.campaign().filter(|campaign| *campaign != dossier.campaign) {
        what = format!("{other} · {what}");
    }
    if let Some(other) = happened.supplier().filter(|supplier| *supplier != dossier.supplier.id) {
        what = format!("{other} · {what}");
    }
    if happened.taken_back.is_some() {
        what = format!("{} · {what}", locale.text("history.taken-back"));
    }
    if !happened.entered {
        what = format!("{} · {what}", locale.text("people.not-entered"));
    }
    before + &text::cut(&what, width.saturating_sub(BEFORE))
}

/// The entry's own name, when to the second, and what is to be known about it.
fn name(locale: Locale, shown: &str, happened: &Happened) -> String {
    let mut parts = vec![happened.entry.to_string(), happened.at.to_string()];
    parts.extend(happened.supplier().filter(|supplier| *supplier != shown).map(str::to_owned));
    parts.extend(happened.campaign().map(str::to_owned));
    if happened.clock_set {
        parts.push(locale.text("history.clock-set").to_owned());
    }
    if !happened.entered {
        parts.push(format!("{}: {}", happened.entry.writer.person(), locale.text("people.not-entered")));
    }
    if let Some(by) = happened.taken_back {
        parts.push(locale.with("history.taken-back-by", &[("entry", &by.to_string())]));
    }
    parts.join(" · ")
}

fn told(locale: Locale, dossier: &Dossier, happened: &Happened, width: usize) -> Vec<String> {
    let told = format!("{}  {}", kind(locale, happened), what(locale, dossier, happened).replace('\t', " · "));
    text::wrap(&told, width)
}

fn command(locale: Locale, dossier: &Dossier, happened: &Happened, width: usize) -> Vec<(String, Meaning)> {
    match shell::command(happened, happened.supplier().unwrap_or(&dossier.supplier.id), &dossier.campaign) {
        Some(words) => {
            let lines = shell::folded(&words, width.saturating_sub(2));
            let first = |place| if place == 0 { "$ " } else { "  " };
            lines.into_iter().enumerate().map(|(place, line)| (format!("{}{line}", first(place)), Meaning::Accent)).collect()
        }
        None => vec![(text::cut(locale.text("history.no-command"), width), Meaning::Quiet)],
    }
}

/// What an entry of a register says, in words; nothing for other entries.
#[must_use]
pub fn in_register(locale: Locale, happened: &Happened) -> Option<String> {
    let Act::Register(act) = &happened.act else { return None };
    let parts = registered::parts(locale, happened, act);
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}

/// The same; what is said of a text that is not here, where the entry is not here.
#[must_use]
pub fn in_register_of(locale: Locale, happened: Option<&Happened>) -> String {
    happened.and_then(|happened| in_register(locale, happened)).unwrap_or_else(|| locale.text("history.not-here").to_owned())
}

/// The kind of an entry in one word. A kind that is missing here does not compile.
#[must_use]
pub fn kind(locale: Locale, happened: &Happened) -> String {
    let key = match &happened.act {
        Act::Answer(_) if happened.settles => "settled",
        Act::Answer(Answer { reply: Reply::Withdrawn, .. }) => "withdrawn",
        Act::Answer(Answer { correction: Some(_), .. }) => "correction",
        Act::Answer(Answer { reconfirms: Some(_), .. }) => "reconfirmed",
        Act::Answer(_) => "answer",
        Act::Open(_) => "open",
        Act::Note { .. } => "note",
        Act::Attach(_) => "attach",
        Act::Promise(_) => "promise",
        Act::Park { parked: true, .. } => "park",
        Act::Park { parked: false, .. } => "unpark",
        Act::Undo { .. } => "undo",
        Act::Submit { .. } => "submit",
        Act::Met { .. } => "met",
        Act::Check { outcome, .. } if is_review(outcome) => "review",
        Act::Check { .. } => "check",
        Act::Import(_) => "import",
        Act::Received(_) => "received",
        Act::List(_) => "list",
        Act::Match(_) => "match",
        Act::Campaign(_) => "campaign",
        Act::Edition(_) => "edition",
        Act::Compared(_) => "compared",
        Act::Profile { .. } => "profile",
        Act::Review(_)
        | Act::Sign(_)
        | Act::Seal(_)
        | Act::Redact(_)
        | Act::Grant(_)
        | Act::Withdraw(_)
        | Act::Key(_)
        | Act::Register(_)
        | Act::Living(_) => happened.act.kind(),
        Act::Recovered { .. } => "recovered",
        Act::Unknown { .. } => "unknown",
    };
    locale.text(&format!("history-kind.{key}")).to_owned()
}

fn is_review(outcome: &str) -> bool {
    [crate::situation::REASON_ACCEPTED, crate::situation::FOUND_UNTRUE].contains(&outcome)
}

/// `C1` of `csr-saq.C1`.
fn row(question: &str) -> &str {
    question.rsplit('.').next().unwrap_or(question)
}

/// What happened, in words. A kind that is missing here does not compile.
#[must_use]
pub fn what(locale: Locale, dossier: &Dossier, happened: &Happened) -> String {
    let said = |body: &BodyRef| happened.text(body).unwrap_or(locale.text("history.not-here")).to_owned();
    let maybe = |body: &Option<BodyRef>| body.as_ref().map(said);
    let parts: Vec<String> = match &happened.act {
        Act::Open(open) => vec![locale.with("history.opened", &[("device", &open.device), ("tool", &open.tool)])],
        Act::Answer(answer) => self::answer(locale, dossier, happened, answer),
        Act::Note { question, text } => vec![beside(question.as_deref(), &said(text))],
        Act::Attach(document) => attached(locale, document),
        Act::Promise(Promise { question, about, due, what, by }) => {
            let told = vec![beside(Some(question), &maybe(what).unwrap_or_default()), locale.with("history.by-day", &[("day", due)])];
            let about = about.as_deref().map(|about| each::told(about, locale.lang()));
            told.into_iter().chain(about).chain(maybe(by)).collect()
        }
        Act::Park { question, .. } => vec![row(question).to_owned()],
        Act::Undo { entry } => vec![format!("{}#{entry}", happened.entry.writer)],
        Act::Submit { name, role, .. } => {
            std::iter::once(locale.text("history.attested").to_owned()).chain(maybe(name)).chain(role.clone()).collect()
        }
        Act::Met { who, role, channel, lang } => {
            let channel = channel.as_ref().map(|channel| known(locale, "channel", channel));
            let parts = [maybe(who), role.clone(), channel, lang.clone()];
            parts.into_iter().flatten().collect()
        }
        Act::Check { question, outcome, note, about } => {
            let outcome = known(locale, "outcome", outcome);
            std::iter::once(beside(Some(question), &outcome)).chain(about.clone()).chain(maybe(note)).collect()
        }
        Act::Import(import) => imported(locale, import),
        Act::Received(received) => self::received(locale, received),
        Act::List(ListAct { list, name, dated, .. }) => vec![list.clone(), name.clone(), dated.clone()],
        Act::Match(decided) => matched(locale, decided).into_iter().chain(maybe(&decided.note)).collect(),
        Act::Campaign(campaign) => vec![campaign.label.clone(), locale.with("history.by-day", &[("day", &campaign.due)])],
        Act::Edition(edition) => {
            let short = edition.edition.split(':').next().unwrap_or_default().to_owned();
            vec![short, locale.text(&format!("edition.{}", edition.state)).to_owned(), edition.from.clone()]
        }
        Act::Compared(act) => vec![act.part.clone(), act.against.clone()],
        Act::Profile { key, value } => vec![format!("{} → {}", profile_key(locale, key), value.join(", "))],
        Act::Review(_) | Act::Living(_) | Act::Sign(_) | Act::Seal(_) | Act::Grant(_) | Act::Withdraw(_) | Act::Key(_) => {
            reviewed::parts(locale, happened)
        }
        Act::Redact(redact) => {
            vec![redact.entry.to_string(), happened.text(&redact.reason).unwrap_or_default().to_owned()]
        }
        Act::Register(act) => registered::parts(locale, happened, act),
        Act::Recovered { torn, bytes } => vec![locale.with("history.recovered", &[("bytes", &bytes.to_string()), ("file", torn)])],
        Act::Unknown { kind, fields } => {
            let keys = fields.iter().map(|(key, value)| format!("{key}: {}", value.texts().join(", ")));
            std::iter::once(locale.with("history.unknown", &[("kind", kind)])).chain(keys).collect()
        }
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A word of the record in the language of the screens; one that is not known stands as written.
fn known(locale: Locale, table: &str, word: &str) -> String {
    let key = format!("{table}.{word}");
    if locale.has(&key) { locale.text(&key).to_owned() } else { word.to_owned() }
}

fn beside(question: Option<&str>, told: &str) -> String {
    match question {
        Some(question) if !told.is_empty() => format!("{} {told}", row(question)),
        Some(question) => row(question).to_owned(),
        None => told.to_owned(),
    }
}

fn answer(locale: Locale, dossier: &Dossier, happened: &Happened, answer: &Answer) -> Vec<String> {
    let said = |body: &BodyRef| happened.text(body).unwrap_or(locale.text("history.not-here")).to_owned();
    let value = match &answer.reply {
        Reply::Value(value) => value_words(locale, dossier, happened, &answer.question, value),
        Reply::DontKnow => locale.text("state.dont-know").to_owned(),
        Reply::Declined => locale.text("state.declined").to_owned(),
        Reply::NotApplicable { .. } => locale.text("state.not-applicable").to_owned(),
        Reply::Withdrawn => locale.text("state.unanswered").to_owned(),
    };
    let mut parts = vec![beside(Some(&answer.question), &value)];
    if let Reply::NotApplicable { reason: Some(reason) } = &answer.reply {
        parts.push(said(reason));
    }
    parts.extend(answer.source.map(|source| locale.text(&format!("source.{}", source.word())).to_owned()));
    parts.extend(answer.about.clone());
    parts.extend(answer.respondent.clone());
    parts.extend(answer.correction.as_ref().map(said));
    parts.extend(answer.asked.as_ref().map(|asked| locale.with(&format!("asked-by.{}", asked.by.word()), &[("name", &said(&asked.name))])));
    parts.extend(answer.note.as_ref().map(|note| format!("✎ {}", said(note))));
    parts
}

/// A value in words, with what lies in a body in its place.
fn value_words(locale: Locale, dossier: &Dossier, happened: &Happened, question: &str, value: &[String]) -> String {
    let stored = |word: &String| match happened.texts.get(word) {
        Some(text) => text.lines().map(str::to_owned).collect(),
        None if BodyRef::parse(word).is_some() => vec![locale.text("history.not-here").to_owned()],
        None => vec![word.clone()],
    };
    let value: Vec<String> = value.iter().flat_map(stored).collect();
    let question = dossier.sets.iter().find_map(|set| set.question(question));
    question.map_or_else(|| value.join(", "), |question| wording::of(question, &value).get(locale.lang()).to_owned())
}

fn attached(locale: Locale, document: &Document) -> Vec<String> {
    let expires = document.expires.as_ref().map(|day| locale.with("history.until", &[("day", day)]));
    let first = beside(document.question.as_deref(), &document.name);
    let scope = document.scope.as_deref().map(|scope| each::told(scope, locale.lang()));
    [Some(first), document.issuer.clone(), scope, expires].into_iter().flatten().collect()
}

fn imported(locale: Locale, import: &Import) -> Vec<String> {
    vec![format!("{} {}", import.template, import.version), known(locale, "verdict", &import.verdict), import.file.clone()]
}

fn received(locale: Locale, received: &Received) -> Vec<String> {
    let form = [received.template.as_deref(), received.version.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    vec![form, known(locale, "verdict", &received.verdict), received.file.clone()]
}

fn matched(locale: Locale, decided: &MatchAct) -> Vec<String> {
    let id = decided.id.clone().unwrap_or_else(|| locale.text("bench.none-of-these").to_owned());
    let metal = known(locale, "material", &decided.metal.to_lowercase());
    [Some(format!("{} → {id}", decided.reported)), Some(metal), decided.country.clone()].into_iter().flatten().collect()
}

fn profile_key(locale: Locale, key: &str) -> String {
    let tables = ["history-profile", "fact"].map(|table| format!("{table}.{key}"));
    tables.iter().find(|key| locale.has(key)).map_or(key, |key| locale.text(key)).to_owned()
}
