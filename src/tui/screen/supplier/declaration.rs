//! The declaration tab: questions by metal, what changed, what was found, smelters with their status as of a day, products.
//!
//! Lines that stand for something can be opened; what they stand for is shown by [`detail`], with cell, value and rule.

mod checks;
pub mod detail;

use crate::declaration::{Declaration, Field, Subject};
use crate::inbox::{Changed, FileVerdict, Severity};
use crate::locale::Locale;
use crate::reference::country::code_of;
use crate::reference::list::{DeliveryState, Status};
use crate::tui::state::{Page, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::Dossier;
use crate::workspace::declarations::{AsOf, Received, Stand};

type Lines = Vec<(String, Meaning)>;

/// What a line stands for, within the declaration at a place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A question, for all metals.
    Question(usize, Subject),
    /// The company's answers.
    Company(usize),
    /// What was found, by its place.
    Finding(usize, usize),
    /// A row of the smelter list.
    Smelter(usize, u32),
    /// The difference to the declaration before.
    Delta(usize),
    /// A flag of the supplier, by its place.
    Flag(usize),
    /// A due-diligence file, by its place.
    Check(usize),
}

/// A line of the tab, and what it opens.
#[derive(Clone, Debug)]
pub struct Line {
    /// The text.
    pub text: String,
    /// Its meaning.
    pub meaning: Meaning,
    /// What it opens.
    pub opens: Option<Target>,
}

/// Questions asked for each metal, in the order of the form, and their words.
pub(super) const QUESTIONS: [(Subject, &str); 9] = [
    (Subject::Used, "declaration.used"),
    (Subject::Remains, "declaration.remains"),
    (Subject::CoveredCountries, "declaration.covered"),
    (Subject::Cahra, "declaration.cahra"),
    (Subject::Recycled, "declaration.recycled"),
    (Subject::ShareAnswered, "declaration.share"),
    (Subject::AllIdentified, "declaration.identified"),
    (Subject::AllReported, "declaration.reported"),
    (Subject::ValidatedSmelters, "declaration.validated"),
];

/// Collects lines.
struct Sheet<'a> {
    state: &'a State,
    width: usize,
    all: Vec<Line>,
}

impl Sheet<'_> {
    fn add(&mut self, text: &str, meaning: Meaning, opens: Option<Target>) {
        self.all.push(Line { text: text::cut(text, self.width), meaning, opens });
    }

    fn gap(&mut self) {
        self.add("", Meaning::Plain, None);
    }

    /// Wrapped text behind a mark; its first line opens the target.
    fn wrapped(&mut self, mark: &str, said: &str, meaning: Meaning, opens: Option<Target>) {
        let indent = text::width(mark);
        for (at, line) in text::wrap(said, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.add(&format!("{lead}{line}"), meaning, opens.filter(|_| at == 0));
        }
    }
}

/// All lines of the tab, the newest declaration first.
#[must_use]
pub fn told(state: &State, page: &Page, dossier: &Dossier, width: usize) -> Vec<Line> {
    let locale = state.locale();
    let mut lines = Sheet { state, width, all: Vec::new() };
    flags(&mut lines, dossier);
    checks::section(&mut lines, dossier);
    if page.declarations.is_empty() {
        if !lines.all.is_empty() {
            lines.gap();
        }
        lines.wrapped("", locale.text("declaration.none"), Meaning::Quiet, None);
        return lines.all;
    }
    for (place, received) in page.declarations.iter().enumerate() {
        if !lines.all.is_empty() {
            lines.gap();
        }
        heading(&mut lines, received);
        as_of(&mut lines, page.as_of, received);
        match &received.file {
            Some(file) => body(&mut lines, place, received, file),
            None => lines.wrapped("", locale.text("declaration.gone"), Meaning::Warn, None),
        }
    }
    lines.all
}

/// The lines for drawing, with the cursor's line marked.
pub(super) fn lines(state: &State, page: &Page, dossier: &Dossier, width: usize) -> Lines {
    let all = told(state, page, dossier, width);
    let chosen = chosen(&all, page.opened);
    let mark = |(at, line): (usize, Line)| {
        if Some(at) == chosen { (text::left(&line.text, width), Meaning::Chosen) } else { (line.text, line.meaning) }
    };
    all.into_iter().enumerate().map(mark).collect()
}

/// The line the cursor stands on: it counts only lines that open something.
#[must_use]
pub fn chosen(all: &[Line], cursor: usize) -> Option<usize> {
    let open: Vec<usize> = all.iter().enumerate().filter(|(_, line)| line.opens.is_some()).map(|(at, _)| at).collect();
    open.get(cursor.min(open.len().saturating_sub(1))).copied()
}

/// Flags about minerals, which the declarations have a part in.
fn flags(lines: &mut Sheet<'_>, dossier: &Dossier) {
    let ours = |scope: &Option<String>| scope.as_deref().is_some_and(|scope| scope.starts_with("metal:"));
    for (at, flag) in dossier.flags.iter().enumerate() {
        if flag.is_adverse() && (ours(&flag.scope) || flag.rule.starts_with("M-")) {
            let reason = flag.reason.get(lines.state.lang);
            lines.add(&format!("▲ {} {reason}", flag.rule), Meaning::Warn, Some(Target::Flag(at)));
        }
    }
}

fn heading(lines: &mut Sheet<'_>, received: &Received) {
    let locale = lines.state.locale();
    let import = &received.import;
    let scope = import.scope.as_deref().map_or("–", |scope| locale.text(scope_key(scope)));
    let dated = import.dated.as_deref().unwrap_or("–");
    let verdict = locale.text(&format!("verdict.{}", import.verdict)).to_owned();
    lines.add(&format!("{} {} · {scope} · {dated} · {verdict} · {}", import.template, import.version, import.file), Meaning::Heading, None);
    let day = received.at.date().to_string();
    let accepted = locale.with("declaration.accepted", &[("day", &day), ("by", &received.by), ("entry", &received.entry)]);
    lines.add(&format!("{accepted} · {}", &import.sha256[..import.sha256.len().min(12)]), Meaning::Quiet, None);
}

fn scope_key(scope: &str) -> &'static str {
    match scope {
        "company" => "declaration.scope-company",
        "product" => "declaration.scope-product",
        _ => "declaration.scope-user",
    }
}

/// The day, and why that one.
fn as_of(lines: &mut Sheet<'_>, as_of: AsOf, received: &Received) {
    let key = match as_of {
        AsOf::Today => "declaration.as-of-today",
        AsOf::Declared if received.import.dated.is_none() => "declaration.as-of-undated",
        AsOf::Declared => "declaration.as-of-declared",
        AsOf::Day(_) => "declaration.as-of-day",
    };
    let said = lines.state.locale().with(key, &[("day", &received.as_of.to_string())]);
    lines.add(&said, Meaning::Accent, None);
}

fn body(lines: &mut Sheet<'_>, place: usize, received: &Received, file: &FileVerdict) {
    let Some(declared) = &file.declaration else { return };
    if let Some(company) = declared.says(Field::Company) {
        lines.add(company, Meaning::Plain, None);
    }
    metals(lines, place, declared);
    company(lines, place, declared);
    delta(lines, place, received);
    found(lines, place, file);
    smelters(lines, place, received, declared);
    products(lines, declared);
}

/// Metals side by side, a question per line.
fn metals(lines: &mut Sheet<'_>, place: usize, declared: &Declaration) {
    if declared.metals.is_empty() {
        return;
    }
    let (locale, width) = (lines.state.locale(), lines.width);
    let name = 26.min(width / 3);
    let cell = (width.saturating_sub(name) / declared.metals.len()).clamp(6, 20);
    let mut head = text::left("", name);
    for metal in &declared.metals {
        head.push_str(&text::left(&text::cut(&detail::metal(lines.state, &metal.metal), cell - 1), cell));
    }
    lines.gap();
    lines.add(&head, Meaning::Quiet, None);
    for (subject, key) in QUESTIONS {
        let replies: Vec<_> = declared.metals.iter().map(|metal| declared.reply(&metal.metal, subject)).collect();
        if replies.iter().all(Option::is_none) {
            continue;
        }
        let mut line = text::left(&text::cut(locale.text(key), name - 1), name);
        for reply in replies {
            let value = reply.and_then(|reply| reply.value.as_deref()).unwrap_or("–");
            line.push_str(&text::left(&text::cut(value, cell - 1), cell));
        }
        lines.add(&line, Meaning::Plain, Some(Target::Question(place, subject)));
    }
}

fn company(lines: &mut Sheet<'_>, place: usize, declared: &Declaration) {
    let said: Vec<String> =
        declared.company_answers.iter().map(|reply| format!("{} {}", reply.question, reply.value.as_deref().unwrap_or("–"))).collect();
    if !said.is_empty() {
        let title = lines.state.locale().text("declaration.company").to_owned();
        lines.wrapped(&format!("{title}: "), &said.join(" · "), Meaning::Plain, Some(Target::Company(place)));
    }
}

/// Smelters added, gone, and conformant no longer, since the declaration before.
fn delta(lines: &mut Sheet<'_>, place: usize, received: &Received) {
    let Some(delta) = &received.delta else { return };
    let locale = lines.state.locale();
    let since = delta.since.map_or_else(|| delta.file.clone(), |day| day.to_string());
    let counts = [("added", delta.added.len()), ("gone", delta.gone.len()), ("lost", delta.lost.len())];
    let counts: Vec<(&str, String)> = counts.iter().map(|(name, count)| (*name, count.to_string())).collect();
    let mut values: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    values.push(("since", &since));
    lines.gap();
    lines.add(&locale.with("declaration.delta", &values), Meaning::Quiet, Some(Target::Delta(place)));
    for (mark, all, meaning) in
        [("  + ", &delta.added, Meaning::Plain), ("  − ", &delta.gone, Meaning::Plain), ("  ▼ ", &delta.lost, Meaning::Warn)]
    {
        if !all.is_empty() {
            lines.wrapped(mark, &changed(all), meaning, None);
        }
    }
}

fn changed(all: &[Changed]) -> String {
    all.iter().map(|one| format!("{} ({})", one.smelter, one.metal)).collect::<Vec<_>>().join(" · ")
}

fn found(lines: &mut Sheet<'_>, place: usize, file: &FileVerdict) {
    let shown: Vec<_> = file.findings.iter().enumerate().filter(|(_, finding)| finding.severity != Severity::Info).collect();
    if shown.is_empty() {
        return;
    }
    lines.gap();
    let title = lines.state.locale().with("declaration.findings", &[("count", &shown.len().to_string())]);
    lines.add(&title, Meaning::Quiet, None);
    for (at, finding) in shown {
        let (mark, meaning) = if finding.severity == Severity::Error { ("  ◆ ", Meaning::Urgent) } else { ("  ◇ ", Meaning::Warn) };
        let where_ = [finding.sheet.as_deref(), finding.cell.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let said = format!("{where_}: {}", finding.message.get(lines.state.lang));
        lines.wrapped(mark, &said, meaning, Some(Target::Finding(place, at)));
    }
}

fn smelters(lines: &mut Sheet<'_>, place: usize, received: &Received, declared: &Declaration) {
    if declared.smelters.is_empty() {
        return;
    }
    let locale = lines.state.locale();
    let named = [("count", declared.smelters.len().to_string()), ("day", received.as_of.to_string())];
    let named: Vec<(&str, &str)> = named.iter().map(|(name, value)| (*name, value.as_str())).collect();
    lines.gap();
    lines.add(&locale.with("declaration.smelters", &named), Meaning::Quiet, None);
    let wide = lines.width >= 100;
    for row in &declared.smelters {
        let unknown = Stand::default();
        let stand = received.stands.get(&row.row).unwrap_or(&unknown);
        let name = row.called().unwrap_or_else(|| locale.text("declaration.unnamed"));
        let metal = detail::metal(lines.state, row.metal.as_deref().unwrap_or("–"));
        let (mark, meaning) = marked(stand);
        let code = row.country.as_deref().and_then(code_of).filter(|_| !wide);
        let country = code.or(row.country.as_deref()).unwrap_or("–").to_owned();
        let id = stand.id.as_deref().or(row.cid()).unwrap_or("–");
        let line = format!(
            "{} {} {} {mark} {} {} {} {name}{}",
            text::right(&row.row.to_string(), 4),
            text::left(&metal, 12),
            text::left(id, 9),
            text::left(&status(locale, stand.status), if wide { 18 } else { 13 }),
            text::left(&tier(stand), 3),
            text::left(&country, if wide { 18 } else { 2 }),
            delivered(stand),
        );
        lines.add(&line, meaning, Some(Target::Smelter(place, row.row)));
    }
}

/// The Good Delivery list a refiner stands on, behind its name; what it is not on is told in what the line opens.
fn delivered(stand: &Stand) -> String {
    let listed = stand.delivery.as_ref().filter(|delivery| delivery.state == DeliveryState::Listed);
    listed.map_or_else(String::new, |delivery| format!(" · Good Delivery ({})", delivery.scheme.to_uppercase()))
}

/// A mark for where a facility stands: never colour alone.
fn marked(stand: &Stand) -> (&'static str, Meaning) {
    match (stand.status, &stand.id) {
        (Some(status), _) if status.is_conformant() => ("✓", Meaning::Good),
        (Some(Status::Active), _) => ("◇", Meaning::Warn),
        (Some(_), _) => ("✗", Meaning::Urgent),
        (None, Some(_)) => ("?", Meaning::Plain),
        (None, None) => ("?", Meaning::Warn),
    }
}

/// The tier; a question mark where the region is not known and could change it.
pub(super) fn tier(stand: &Stand) -> String {
    let open = if stand.region_known { "" } else { "?" };
    stand.tier.as_ref().map_or_else(|| "–".to_owned(), |tier| if tier == "T3" { format!("{tier}{open}") } else { tier.clone() })
}

/// A status in words; what no list says is not known.
pub(super) fn status(locale: Locale, status: Option<Status>) -> String {
    let Some(status) = status else { return locale.text("standing.unknown").to_owned() };
    let key = format!("standing.{}", status.word());
    if locale.has(&key) { locale.text(&key).to_owned() } else { status.word().to_owned() }
}

fn products(lines: &mut Sheet<'_>, declared: &Declaration) {
    if declared.products.is_empty() {
        return;
    }
    lines.gap();
    let title = lines.state.locale().with("declaration.products", &[("count", &declared.products.len().to_string())]);
    lines.add(&title, Meaning::Quiet, None);
    for product in &declared.products {
        let line = format!(
            "  {} {}  {}",
            text::right(&product.row.to_string(), 5),
            text::left(product.number.as_deref().unwrap_or("–"), 20),
            product.name.as_deref().unwrap_or("")
        );
        lines.add(&line, Meaning::Plain, None);
    }
}
