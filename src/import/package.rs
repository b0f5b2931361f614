//! The parts of a workbook as XML text, for what the cell reader does not tell: where a sheet lies, what is hidden in it,
//! which cells hold a formula.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

/// The part that names the sheets, and the one that says where they lie.
pub(crate) const BOOK: &str = "xl/workbook.xml";
pub(crate) const LINKS: &str = "xl/_rels/workbook.xml.rels";

/// What of a sheet is out of sight, and which cells of its face hold formulas.
#[derive(Clone, Debug, Default)]
pub(crate) struct Veil {
    /// First and last of hidden columns.
    pub(crate) columns: Vec<(u32, u32)>,
    /// Hidden rows.
    pub(crate) rows: BTreeSet<u32>,
    /// Addresses of cells with a formula, where they were asked for.
    pub(crate) formulas: BTreeSet<String>,
}

impl Veil {
    /// Whether a cell is out of sight.
    pub(crate) fn hides(&self, (row, column): (u32, u32)) -> bool {
        self.rows.contains(&row) || self.columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// An attribute by its name, whatever its prefix.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let held = tag.attributes().with_checks(false).flatten().find(|held| held.key.local_name().as_ref() == name)?;
    held.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// Where a sheet lies, by the texts of the two parts that say it; nothing when they do not.
pub(crate) fn sheet_part(book: &str, links: &str, sheet: &str) -> Option<String> {
    let id = find(book, "sheet", |tag| attribute(tag, "name").as_deref() == Some(sheet)).and_then(|tag| attribute(&tag, "id"))?;
    let link = find(links, "Relationship", |tag| attribute(tag, "Id").as_deref() == Some(&*id))?;
    let target = attribute(&link, "Target")?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

fn find<'x>(xml: &'x str, name: &str, wanted: impl Fn(&BytesStart<'_>) -> bool) -> Option<BytesStart<'x>> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name && wanted(&tag) => return Some(tag),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn text(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut held = String::new();
    zip.by_name(name).ok()?.read_to_string(&mut held).ok()?;
    Some(held)
}

/// What is hidden in a sheet; nothing when its part is not found or not sound, which the cell reader then says.
pub(crate) fn veil(bytes: &[u8], sheet: &str, with_formulas: bool) -> Option<Veil> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let (book, links) = (text(&mut zip, BOOK)?, text(&mut zip, LINKS)?);
    let part = text(&mut zip, &sheet_part(&book, &links, sheet)?)?;
    // Most lists hide no row, and reading thousands of them only to learn that would double the time.
    let cells = part.find("sheetData").unwrap_or(part.len());
    let all = with_formulas || part[cells..].contains(" hidden=");
    look(if all { &part } else { &part[..cells] }, with_formulas)
}

fn look(part: &str, with_formulas: bool) -> Option<Veil> {
    let mut reader = Reader::from_str(part);
    let mut veil = Veil::default();
    let (mut row, mut cell) = (0, None);
    let is_hidden = |tag: &BytesStart<'_>| attribute(tag, "hidden").is_some_and(|value| value == "1" || value == "true");
    loop {
        // A part that was cut at its cells on purpose ends in the middle of a tag.
        let Ok(event) = reader.read_event() else { return Some(veil) };
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                return Some(veil);
            }
            continue;
        };
        match tag.local_name().as_ref() {
            "col" if is_hidden(&tag) => {
                let number = |name: &str| attribute(&tag, name).and_then(|number| number.parse().ok());
                veil.columns.extend(number("min").zip(number("max")));
            }
            "row" => {
                row = attribute(&tag, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                if is_hidden(&tag) {
                    veil.rows.insert(row);
                }
            }
            "c" if with_formulas => cell = attribute(&tag, "r"),
            "f" if with_formulas => veil.formulas.extend(cell.take()),
            _ => {}
        }
    }
}
