//! From cells to a declaration, by a layout table. Nothing is judged here; what looks odd becomes a notice.
//!
//! Cached results of untouched formulas (empty text, zero, error values) count as empty, so that the thousands of
//! prepared rows of a form are not taken for rows somebody filled in.

use jiff::civil::Date;

use crate::clean;
use crate::declaration::{Chosen, Declaration, Depth, Field, HeadCell, MetalAnswers, Notice, Reply, Scope, Subject};

use super::container::Refusal;
use super::date::{ReadDate, from_serial, from_text};
use super::identify::Identity;
use super::template::{self, Body, Layout, Metals, Words};
use super::workbook::{Grid, Value, Workbook, address, column_of, place};
use super::{evidence, lists, minerals, words};

/// The sheet every template has.
pub(crate) const DECLARATION: &str = "Declaration";

/// Reads everything the layout knows.
pub(crate) fn declaration(
    book: &mut Workbook<'_>,
    face: &Grid,
    identity: Identity,
    layout: Option<&Layout>,
) -> Result<Declaration, Refusal> {
    let depth = match layout {
        None => Depth::Named,
        Some(Layout { body: None, .. }) => Depth::Heading,
        Some(_) => Depth::Full,
    };
    let mut read = Declaration {
        template: identity.template,
        version: identity.version,
        template_date: identity.dated,
        depth,
        sheets: book.sheets.clone(),
        date1904: book.counts_from_1904(),
        head: Vec::new(),
        scope: None,
        dated: None,
        metals: Vec::new(),
        company_answers: Vec::new(),
        chosen: Vec::new(),
        reasons: Vec::new(),
        products: Vec::new(),
        smelters: Vec::new(),
        mines: Vec::new(),
        notices: identity.notices.into_iter().chain(evidence::carried(book)).collect(),
    };
    let Some(layout) = layout else { return Ok(read) };
    head(&mut read, face, layout);
    let Some(body) = layout.body else { return Ok(read) };
    if let Metals::Chosen(table) = body.metals {
        read.chosen = chosen(face, table);
    }
    let mut replies = Replies { face, answer: column_of(body.answer), comment: column_of(body.comment), notices: Vec::new() };
    read.metals = told_by(&mut replies, body, &read.chosen);
    let company = body.company.iter();
    read.company_answers = company.map(|question| replies.read(question.letter, Subject::Company, question.row, question.words)).collect();
    read.notices.append(&mut replies.notices);
    lists::read(&mut read, book, body)?;
    read.notices.extend(evidence::hidden(&read, body));
    read.notices.extend(evidence::veiled(&read, book, body));
    Ok(read)
}

/// One line of text; nothing for what a formula left behind.
pub(crate) fn line(value: Option<&Value>) -> Option<String> {
    told(value, clean::line)
}

pub(super) fn told(value: Option<&Value>, cleaned: fn(&str) -> String) -> Option<String> {
    let text = match value? {
        Value::Text(text) => cleaned(text).trim().to_owned(),
        Value::Number(number) if *number == 0.0 => return None,
        Value::Number(number) => number.to_string(),
        Value::Error => return None,
    };
    let left_behind =
        text.is_empty() || matches!(text.as_str(), "0" | "#N/A" | "#REF!" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NUM!" | "#NULL!");
    (!left_behind).then_some(text)
}

fn head(read: &mut Declaration, face: &Grid, layout: &Layout) {
    for (field, row, column) in layout.block() {
        let at = address(row, column);
        let held = face.get(row, column);
        let mut value = match field {
            Field::Revision | Field::Address | Field::Description => told(held, clean::text),
            _ => line(held),
        };
        if field == Field::Date {
            let day = date(held, read.date1904);
            if let ReadDate::Day(day) = day {
                read.dated = Some(day);
                value = Some(day.to_string());
            } else if let Some(text) = &value {
                let why = if day == ReadDate::Ambiguous { "could mean two different days" } else { "could not be read as a date" };
                read.notices.push(Notice {
                    code: "date-unclear",
                    sheet: DECLARATION.to_owned(),
                    at: at.clone(),
                    value: text.clone(),
                    message: format!("The effective date \"{text}\" {why}."),
                });
            }
        }
        read.head.push(HeadCell { field, at, value });
    }
    read.scope = read.says(Field::Scope).and_then(scope);
}

fn date(held: Option<&Value>, from_1904: bool) -> ReadDate {
    match held {
        Some(Value::Number(serial)) => from_serial(*serial, from_1904),
        Some(Value::Text(text)) => from_text(&clean::line(text)),
        _ => ReadDate::No,
    }
}

/// The scope by the letter its word starts with; the wording differs between generations.
fn scope(text: &str) -> Option<Scope> {
    let low = text.to_lowercase();
    let subject = low.split_once(". ").map_or(low.as_str(), |(_, rest)| rest);
    [("company", Scope::Company), ("product", Scope::Product), ("user", Scope::UserDefined), ("division", Scope::UserDefined)]
        .into_iter()
        .find(|(start, _)| subject.starts_with(start))
        .map(|(_, scope)| scope)
}

fn told_by(replies: &mut Replies<'_>, body: &Body, chosen: &[Chosen]) -> Vec<MetalAnswers> {
    match body.metals {
        Metals::Fixed(names) => fixed(replies, body, names),
        Metals::Chosen(table) => by_caption(replies, body, table, chosen),
    }
}

/// Metals on the same rows in every form.
fn fixed(replies: &mut Replies<'_>, body: &Body, names: &[&str]) -> Vec<MetalAnswers> {
    names
        .iter()
        .map(|metal| {
            let asked = body.questions.iter().filter(|question| question.only.is_none_or(|only| only == *metal));
            let replies = asked
                .map(|question| {
                    let offset =
                        if question.only.is_some() { 0 } else { (0..).zip(names).find(|(_, name)| *name == metal).map_or(0, |(at, _)| at) };
                    replies.read(question.name, question.subject, question.first_row + offset, question.words)
                })
                .collect();
            MetalAnswers { metal: (*metal).to_owned(), replies }
        })
        .collect()
}

/// Minerals found by the caption beside each answer. Where a program saved the form without captions, the form's own
/// order is taken: alphabetical.
fn by_caption(replies: &mut Replies<'_>, body: &Body, table: &template::Chosen, chosen: &[Chosen]) -> Vec<MetalAnswers> {
    let blocks: Vec<Vec<Option<String>>> =
        body.questions.iter().map(|question| captions(replies.face, table, question.first_row)).collect();
    let mut names: Vec<String> = Vec::new();
    let answered =
        |block: usize, offset: u32| line(replies.face.get(body.questions[block].first_row + offset, column_of(body.answer))).is_some();
    let captioned = blocks
        .iter()
        .enumerate()
        .flat_map(|(block, rows)| (0..).zip(rows).filter_map(move |(offset, name)| name.clone().map(|name| (block, offset, name))));
    let beside = captioned.filter(|(block, offset, _)| chosen.is_empty() || answered(*block, *offset)).map(|(_, _, name)| name);
    for name in chosen.iter().map(|chosen| chosen.mineral.clone()).chain(beside) {
        if !names.iter().any(|held| held.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name.to_lowercase());
    if !names.is_empty() && blocks.iter().all(|rows| rows.iter().all(Option::is_none)) {
        replies.notices.push(notice(
            "minerals-by-order",
            table.cells[0],
            "",
            "The form names no mineral beside its answers, as happens when a program saved it; they were taken in alphabetical order, which is the form's own.",
        ));
    }
    let mut all: Vec<MetalAnswers> = names.iter().map(|name| MetalAnswers { metal: name.clone(), replies: Vec::new() }).collect();
    for (question, rows) in body.questions.iter().zip(&blocks) {
        let bare = rows.iter().all(Option::is_none);
        let mut taken = Vec::new();
        for ((index, name), answers) in (0..).zip(&names).zip(&mut all) {
            let found =
                (0..).zip(rows).find(|(_, caption)| caption.as_ref().is_some_and(|held| held.eq_ignore_ascii_case(name))).map(|(at, _)| at);
            let offset = found.or_else(|| (bare && index < table.rows).then_some(index));
            taken.extend(offset);
            answers.replies.push(match offset {
                Some(offset) => replies.read(question.name, question.subject, question.first_row + offset, question.words),
                None => replies.absent(question.name, question.subject, free_row(rows, question.first_row)),
            });
        }
        for offset in (0..table.rows).filter(|offset| !taken.contains(offset)) {
            replies.stray(question.name, question.first_row + offset);
        }
    }
    all
}

/// The row where an answer that is nowhere would have to be written.
fn free_row(rows: &[Option<String>], first: u32) -> u32 {
    (first..).zip(rows).find(|(_, caption)| caption.is_none()).map_or(first, |(row, _)| row)
}

fn captions(face: &Grid, table: &template::Chosen, first_row: u32) -> Vec<Option<String>> {
    (first_row..first_row + table.rows)
        .map(|row| line(face.get(row, column_of(table.caption))).and_then(|text| minerals::named(&text)))
        .collect()
}

/// The sender's choice of minerals, each with the cell that names it.
fn chosen(face: &Grid, table: &template::Chosen) -> Vec<Chosen> {
    let said = |at: &str| {
        let (row, column) = place(at);
        line(face.get(row, column)).and_then(|text| minerals::named(&text))
    };
    let mut all: Vec<Chosen> = Vec::new();
    for (index, at) in table.cells.iter().enumerate() {
        let Some(mineral) = said(at) else { continue };
        let other = table.others.get(index).filter(|_| minerals::is_other(&mineral)).and_then(|at| Some((*at, said(at)?)));
        let (at, mineral) = other.unwrap_or((at, mineral));
        if !all.iter().any(|held| held.mineral.eq_ignore_ascii_case(&mineral)) {
            all.push(Chosen { at: at.to_owned(), mineral });
        }
    }
    all
}

/// Reads answer cells and keeps what looked odd.
struct Replies<'a> {
    face: &'a Grid,
    answer: u32,
    comment: u32,
    notices: Vec<Notice>,
}

impl Replies<'_> {
    fn read(&mut self, question: &str, subject: Subject, row: u32, words: &Words) -> Reply {
        let held = self.face.get(row, self.answer);
        let said = line(held).map(|said| if subject == Subject::ShareAnswered && is_whole(&said) { "100%".to_owned() } else { said });
        let at = address(row, self.answer);
        let understood = said.as_deref().and_then(|said| words::understand(said, words));
        if let (Some(said), Some(understood)) = (&said, &understood)
            && understood.translated
        {
            let message = format!(
                "The answer \"{said}\" is in another language than the template asks for; it was taken as \"{}\".",
                understood.word
            );
            self.notices.push(notice("answer-in-other-language", &at, said, &message));
        }
        Reply {
            question: question.to_owned(),
            subject,
            at,
            allowed: said.is_none() || understood.is_some(),
            value: understood.map(|understood| understood.word).or(said),
            comment: told(self.face.get(row, self.comment), clean::text),
        }
    }

    /// A mineral the block has no row for.
    fn absent(&self, question: &str, subject: Subject, row: u32) -> Reply {
        Reply { question: question.to_owned(), subject, at: address(row, self.answer), value: None, allowed: true, comment: None }
    }

    /// An answer beside no mineral.
    fn stray(&mut self, question: &str, row: u32) {
        let Some(said) = line(self.face.get(row, self.answer)) else { return };
        let at = address(row, self.answer);
        let message = format!("The answer \"{said}\" to {} stands beside no mineral, so it was given to none.", question.to_uppercase());
        self.notices.push(notice("answer-without-mineral", &at, &said, &message));
    }
}

/// A share of one hundred percent as older forms store it, and as people and programs type it.
fn is_whole(said: &str) -> bool {
    matches!(said, "1" | "1.0" | "1.00" | "100" | "100.0")
}

fn notice(code: &'static str, at: &str, value: &str, message: &str) -> Notice {
    Notice { code, sheet: DECLARATION.to_owned(), at: at.to_owned(), value: value.to_owned(), message: message.to_owned() }
}

/// The template's own date from its revision cell.
pub(crate) fn template_date(text: &str) -> Option<Date> {
    match from_text(text) {
        ReadDate::Day(day) => Some(day),
        _ => None,
    }
}
