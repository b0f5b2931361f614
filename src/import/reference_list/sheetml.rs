//! The XML of Excel 2003, as RMI's site hands its lists out under the ending `.xls`. Rows and cells may skip places by
//! an index; a reader that counts only would shift columns.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::container::Refusal;
use super::table::{Table, set};
use crate::clean;

/// The last row and column a list may use.
const LAST_ROW: usize = 100_000;
const LAST_COLUMN: usize = 200;

/// The tables of the text.
pub(super) fn tables(text: &str) -> Result<Vec<Table>, Refusal> {
    let mut reader = Reader::from_str(text);
    let mut all: Vec<Table> = Vec::new();
    let (mut row, mut column) = (0, 0);
    let mut data: Option<String> = None;
    loop {
        let event = reader.read_event().map_err(|_| damaged())?;
        match event {
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "Worksheet") => {
                all.push(Table { name: attribute(&tag, "Name").unwrap_or_default(), rows: Vec::new() });
                row = 0;
            }
            Event::Start(tag) if is(&tag, "Row") => (row, column) = (place(&tag, row, LAST_ROW)?, 0),
            Event::Empty(tag) if is(&tag, "Row") => row = place(&tag, row, LAST_ROW)?,
            Event::Start(tag) | Event::Empty(tag) if is(&tag, "Cell") => column = place(&tag, column, LAST_COLUMN)?,
            Event::Start(tag) if is(&tag, "Data") => data = Some(String::new()),
            Event::Text(held) => {
                if let Some(data) = &mut data {
                    data.push_str(&held);
                }
            }
            Event::GeneralRef(held) => {
                if let Some(data) = &mut data {
                    data.push_str(&entity(&held));
                }
            }
            Event::CData(held) => {
                if let Some(data) = &mut data {
                    data.push_str(&held);
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "Data" => {
                if let (Some(text), Some(table)) = (data.take(), all.last_mut())
                    && row > 0
                    && column > 0
                {
                    set(&mut table.rows, row - 1, column - 1, clean::line(&text));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if all.is_empty() {
        return Err(Refusal::new("not-a-list", "The file is a web page or an XML file without worksheets; download the list itself."));
    }
    Ok(all)
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let held = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(clean::line(&held.value))
}

/// The next place, or the one the index names, counting from one.
fn place(tag: &BytesStart<'_>, last: usize, most: usize) -> Result<usize, Refusal> {
    let named = attribute(tag, "Index").and_then(|index| index.parse().ok());
    let place = named.unwrap_or(last + 1);
    if place > most {
        return Err(Refusal::new("cell-out-of-bounds", "The list names a row or column far outside any list; download it again."));
    }
    Ok(place)
}

/// The five entities of XML and numbered characters; anything else stays out.
fn entity(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => {
            let number = name.strip_prefix("#x").map_or_else(
                || name.strip_prefix('#').and_then(|number| number.parse().ok()),
                |number| u32::from_str_radix(number, 16).ok(),
            );
            number.and_then(char::from_u32).map(String::from).unwrap_or_default()
        }
    }
}

fn damaged() -> Refusal {
    Refusal::new("damaged", "The XML of the list is cut off or damaged; download it again.")
}
