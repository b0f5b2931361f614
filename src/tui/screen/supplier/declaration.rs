//! The declaration tab: questions by metal, the company's answers, smelters, products, what was found.

use crate::declaration::{Declaration, Field, Subject};
use crate::inbox::{FileVerdict, Severity};
use crate::locale::Locale;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::declarations::Received;

type Lines = Vec<(String, Meaning)>;

/// Questions asked for each metal, in the order of the form, and their words.
const QUESTIONS: [(Subject, &str); 8] = [
    (Subject::Used, "declaration.used"),
    (Subject::Remains, "declaration.remains"),
    (Subject::CoveredCountries, "declaration.covered"),
    (Subject::Cahra, "declaration.cahra"),
    (Subject::Recycled, "declaration.recycled"),
    (Subject::ShareAnswered, "declaration.share"),
    (Subject::AllIdentified, "declaration.identified"),
    (Subject::AllReported, "declaration.reported"),
];

/// All lines of the tab, the newest declaration first.
pub(super) fn lines(state: &State, all: &[Received], width: usize) -> Lines {
    let locale = state.locale();
    let mut lines = Vec::new();
    if all.is_empty() {
        lines.extend(text::wrap(locale.text("declaration.none"), width).into_iter().map(|line| (line, Meaning::Quiet)));
    }
    for received in all {
        if !lines.is_empty() {
            lines.push((String::new(), Meaning::Plain));
        }
        lines.extend(heading(locale, received, width));
        match &received.file {
            Some(file) => lines.extend(body(state, file, width)),
            None => lines.push((locale.text("declaration.gone").to_owned(), Meaning::Warn)),
        }
    }
    lines
}

fn heading(locale: Locale, received: &Received, width: usize) -> Lines {
    let import = &received.import;
    let dated = import.dated.clone().unwrap_or_default();
    let scope = import.scope.clone().unwrap_or_default();
    let title = format!("{} {} · {scope} · {dated} · {} · {}", import.template, import.version, import.verdict, import.file);
    let day = received.at.date().to_string();
    let accepted = locale.with("declaration.accepted", &[("day", &day), ("by", &received.by), ("entry", &received.entry)]);
    vec![
        (text::cut(&title, width), Meaning::Heading),
        (text::cut(&format!("{accepted} · {}", &import.sha256[..import.sha256.len().min(12)]), width), Meaning::Quiet),
    ]
}

fn body(state: &State, file: &FileVerdict, width: usize) -> Lines {
    let locale = state.locale();
    let Some(declared) = &file.declaration else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(company) = declared.says(Field::Company) {
        lines.push((text::cut(company, width), Meaning::Plain));
    }
    lines.extend(metals(locale, declared, width));
    let said: Vec<String> =
        declared.company_answers.iter().map(|reply| format!("{} {}", reply.question, reply.value.as_deref().unwrap_or("–"))).collect();
    if !said.is_empty() {
        lines.push((String::new(), Meaning::Plain));
        lines.push((locale.text("declaration.company").to_owned(), Meaning::Quiet));
        lines.extend(text::wrap(&said.join(" · "), width.saturating_sub(2)).into_iter().map(|line| (format!("  {line}"), Meaning::Plain)));
    }
    lines.extend(found(state, file, width));
    lines.extend(smelters(locale, declared, width));
    lines.extend(products(locale, declared, width));
    lines
}

/// Metals side by side, a question per line.
fn metals(locale: Locale, declared: &Declaration, width: usize) -> Lines {
    if declared.metals.is_empty() {
        return Vec::new();
    }
    let name = 26.min(width / 3);
    let cell = (width.saturating_sub(name) / declared.metals.len()).clamp(6, 20);
    let mut head = text::left("", name);
    for metal in &declared.metals {
        head.push_str(&text::left(&metal.metal, cell));
    }
    let mut lines = vec![(String::new(), Meaning::Plain), (text::cut(&head, width), Meaning::Quiet)];
    for (subject, key) in QUESTIONS {
        let values: Vec<Option<&str>> =
            declared.metals.iter().map(|metal| declared.reply(&metal.metal, subject).and_then(|reply| reply.value.as_deref())).collect();
        if values.iter().all(Option::is_none) && !declared.metals.iter().any(|metal| declared.reply(&metal.metal, subject).is_some()) {
            continue;
        }
        let mut line = text::left(&text::cut(locale.text(key), name - 1), name);
        for value in values {
            line.push_str(&text::left(&text::cut(value.unwrap_or("–"), cell - 1), cell));
        }
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    lines
}

fn found(state: &State, file: &FileVerdict, width: usize) -> Lines {
    let shown: Vec<_> = file.findings.iter().filter(|finding| finding.severity != Severity::Info).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let title = state.locale().with("declaration.findings", &[("count", &shown.len().to_string())]);
    let mut lines = vec![(String::new(), Meaning::Plain), (title, Meaning::Quiet)];
    for finding in shown {
        let meaning = if finding.severity == Severity::Error { Meaning::Urgent } else { Meaning::Warn };
        let place = [finding.sheet.as_deref(), finding.cell.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        for (at, line) in
            text::wrap(&format!("{place}: {}", finding.message.get(state.lang)), width.saturating_sub(4)).into_iter().enumerate()
        {
            lines.push((format!("{}{line}", if at == 0 { "  ◆ " } else { "    " }), meaning));
        }
        if let Some(ask) = &finding.ask {
            let question = text::wrap(ask.get(state.lang), width.saturating_sub(6));
            lines.extend(question.into_iter().map(|line| (format!("      {line}"), Meaning::Quiet)));
        }
    }
    lines
}

fn smelters(locale: Locale, declared: &Declaration, width: usize) -> Lines {
    if declared.smelters.is_empty() {
        return Vec::new();
    }
    let title = locale.with("declaration.smelters", &[("count", &declared.smelters.len().to_string())]);
    let mut lines = vec![(String::new(), Meaning::Plain), (title, Meaning::Quiet)];
    for row in &declared.smelters {
        let name = row.called().unwrap_or_else(|| locale.text("declaration.unnamed"));
        let line = format!(
            "  {} {} {} {}  {name}",
            text::right(&row.row.to_string(), 5),
            text::left(row.metal.as_deref().unwrap_or("–"), 10),
            text::left(row.cid().unwrap_or("–"), 11),
            text::left(row.country.as_deref().unwrap_or("–"), 18)
        );
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    lines
}

fn products(locale: Locale, declared: &Declaration, width: usize) -> Lines {
    if declared.products.is_empty() {
        return Vec::new();
    }
    let title = locale.with("declaration.products", &[("count", &declared.products.len().to_string())]);
    let mut lines = vec![(String::new(), Meaning::Plain), (title, Meaning::Quiet)];
    for product in &declared.products {
        let line = format!(
            "  {} {}  {}",
            text::right(&product.row.to_string(), 5),
            text::left(product.number.as_deref().unwrap_or("–"), 20),
            product.name.as_deref().unwrap_or("")
        );
        lines.push((text::cut(&line, width), Meaning::Plain));
    }
    lines
}
