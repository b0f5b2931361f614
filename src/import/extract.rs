//! From cells to a declaration, by a layout table. Nothing is judged here; what looks odd becomes a notice.
//!
//! Cached results of untouched formulas (empty text, zero, error values) count as empty, so that the thousands of
//! prepared rows of a form are not taken for rows somebody filled in.

use jiff::civil::Date;

use crate::clean;
use crate::declaration::{Declaration, Depth, Field, HeadCell, MetalAnswers, Notice, Product, Reply, Scope, SmelterRow, Subject};

use super::container::Refusal;
use super::date::{ReadDate, from_serial, from_text};
use super::identify::Identity;
use super::template::{Body, Column, Layout, SmelterSheet, Words};
use super::workbook::{Grid, Value, Window, Workbook, address, column_of, place};

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
        products: Vec::new(),
        smelters: Vec::new(),
        notices: identity.notices,
    };
    let Some(layout) = layout else { return Ok(read) };
    head(&mut read, face, layout);
    let Some(body) = layout.body else { return Ok(read) };
    read.metals = metals(face, body);
    read.company_answers = body
        .company
        .iter()
        .map(|question| reply(face, body, question.letter.to_owned(), Subject::Company, question.row, question.words))
        .collect();
    smelters(&mut read, book, &body.smelters)?;
    products(&mut read, book, body)?;
    Ok(read)
}

/// One line of text; nothing for what a formula left behind.
pub(crate) fn line(value: Option<&Value>) -> Option<String> {
    told(value, clean::line)
}

fn told(value: Option<&Value>, cleaned: fn(&str) -> String) -> Option<String> {
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
    for (field, at) in layout.head {
        let (row, column) = place(at);
        let held = face.get(row, column);
        let mut value = match field {
            Field::Revision | Field::Address | Field::Description => told(held, clean::text),
            _ => line(held),
        };
        if *field == Field::Date {
            let day = date(held, read.date1904);
            if let ReadDate::Day(day) = day {
                read.dated = Some(day);
                value = Some(day.to_string());
            } else if let Some(text) = &value {
                let why = if day == ReadDate::Ambiguous { "could mean two different days" } else { "could not be read as a date" };
                read.notices.push(Notice {
                    code: "date-unclear",
                    sheet: DECLARATION.to_owned(),
                    at: (*at).to_owned(),
                    value: text.clone(),
                    message: format!("The effective date \"{text}\" {why}."),
                });
            }
        }
        read.head.push(HeadCell { field: *field, at: (*at).to_owned(), value });
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

fn metals(face: &Grid, body: &Body) -> Vec<MetalAnswers> {
    (0..)
        .zip(body.metals)
        .map(|(offset, metal)| MetalAnswers {
            metal: (*metal).to_owned(),
            replies: body
                .questions
                .iter()
                .map(|question| {
                    reply(face, body, format!("q{}", question.number), question.subject, question.first_row + offset, question.words)
                })
                .collect(),
        })
        .collect()
}

fn reply(face: &Grid, body: &Body, question: String, subject: Subject, row: u32, words: &Words) -> Reply {
    let held = face.get(row, column_of(body.answer));
    let said = match held {
        Some(Value::Number(number)) if subject == Subject::ShareAnswered && (*number - 1.0).abs() < f64::EPSILON => Some("100%".to_owned()),
        _ => line(held),
    };
    let canonical = said.as_deref().and_then(|said| words.canonical(said));
    Reply {
        question,
        subject,
        at: address(row, column_of(body.answer)),
        allowed: said.is_none() || canonical.is_some(),
        value: canonical.or(said),
        comment: told(face.get(row, column_of(body.comment)), clean::text),
    }
}

fn smelters(read: &mut Declaration, book: &mut Workbook<'_>, table: &SmelterSheet) -> Result<(), Refusal> {
    let Some(sheet) = book.sheet(table.sheet) else {
        read.notices.push(missing_sheet(table.sheet));
        return Ok(());
    };
    let last_column = table.columns.iter().map(|(_, letter)| column_of(*letter)).max().unwrap_or(0);
    let grid = book.read(&sheet, Window { last_row: table.last_row, last_column })?;
    let mut row = 0;
    for ((next, _), _) in grid.iter() {
        if next < table.first_row || next == row {
            continue;
        }
        row = next;
        let smelter = smelter(&grid, table, row);
        let identified = [&smelter.id_input, &smelter.metal, &smelter.look_up, &smelter.name, &smelter.id].into_iter().flatten().next();
        let Some(first) = identified else { continue };
        if first.starts_with('©') || first.starts_with("AAAAAAAA") {
            break;
        }
        read.notices.extend(formulas(table, &smelter));
        read.smelters.push(smelter);
    }
    Ok(())
}

fn smelter(grid: &Grid, table: &SmelterSheet, row: u32) -> SmelterRow {
    let held = |column| table.letter(column).and_then(|letter| grid.get(row, column_of(letter)));
    let cell = |column| line(held(column));
    SmelterRow {
        row,
        id_input: cell(Column::IdInput),
        metal: cell(Column::Metal),
        look_up: cell(Column::LookUp),
        name: cell(Column::Name),
        country: cell(Column::Country),
        id: cell(Column::Id),
        source: cell(Column::Source),
        street: cell(Column::Street),
        city: cell(Column::City),
        state: cell(Column::State),
        next: cell(Column::Next),
        mine: cell(Column::Mine),
        mine_country: cell(Column::MineCountry),
        recycled: cell(Column::Recycled),
        comment: told(held(Column::Comment), clean::text),
        names_a_contact: cell(Column::Contact).or_else(|| cell(Column::Email)).is_some(),
    }
}

/// Typed text that starts like a formula: kept as text, said aloud, never evaluated.
fn formulas(table: &SmelterSheet, row: &SmelterRow) -> Vec<Notice> {
    let cells = [(Column::Name, &row.name), (Column::Country, &row.country), (Column::Mine, &row.mine), (Column::Id, &row.id)];
    cells
        .into_iter()
        .filter_map(|(column, text)| Some((table.letter(column)?, text.as_deref()?)))
        .filter(|(_, text)| text.starts_with('=') || text.starts_with('#'))
        .map(|(letter, text)| Notice {
            code: "looks-like-a-formula",
            sheet: table.sheet.to_owned(),
            at: format!("{letter}{}", row.row),
            value: text.to_owned(),
            message: "The cell holds text that starts like a formula or an error; it was taken as text.".to_owned(),
        })
        .collect()
}

fn products(read: &mut Declaration, book: &mut Workbook<'_>, body: &Body) -> Result<(), Refusal> {
    let table = &body.products;
    let Some(sheet) = book.sheet(table.sheet) else {
        read.notices.push(missing_sheet(table.sheet));
        return Ok(());
    };
    let last_column = column_of(table.comment.max(table.name).max(table.number));
    let grid = book.read(&sheet, Window { last_row: table.last_row, last_column })?;
    let mut row = 0;
    for ((next, _), _) in grid.iter() {
        if next < table.first_row || next == row {
            continue;
        }
        row = next;
        let cell = |letter| line(grid.get(row, column_of(letter)));
        let (number, name, comment) = (cell(table.number), cell(table.name), cell(table.comment));
        let Some(first) = number.as_ref().or(name.as_ref()).or(comment.as_ref()) else { continue };
        if first.starts_with('©') || first.starts_with("AAAAAAAA") {
            break;
        }
        read.products.push(Product { row, number, name, comment });
    }
    Ok(())
}

fn missing_sheet(name: &str) -> Notice {
    Notice {
        code: "sheet-missing",
        sheet: name.to_owned(),
        at: String::new(),
        value: String::new(),
        message: format!("The template's sheet \"{name}\" is missing from the workbook."),
    }
}

/// The template's own date from its revision cell.
pub(crate) fn template_date(text: &str) -> Option<Date> {
    match from_text(text) {
        ReadDate::Day(day) => Some(day),
        _ => None,
    }
}
