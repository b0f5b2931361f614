//! Writes cells into a workbook that somebody else made, and leaves everything else of it as it is, byte for byte.
//!
//! Text goes in as inline strings, so that the shared ones stay; a formula keeps standing where only its result is known. It
//! decides nothing: which cell holds what is handed in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{Cursor, Read as _, Write as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::import::package::{BOOK, LINKS, attribute, sheet_part};
use crate::import::{address, place};
use crate::sentence::{Sentence, told};

/// What goes into a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Put {
    /// Text, instead of whatever stood there.
    Text(String),
    /// A number, instead of whatever stood there.
    Number(f64),
    /// The result of the formula that stands there, which stays; as text where none stands there.
    Result(String),
}

/// The cells of one sheet, by row and column.
pub type Cells = BTreeMap<(u32, u32), Put>;

/// Why a workbook could not be written into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfillable {
    /// A part is missing, damaged or of an unexpected shape.
    Part(String),
    /// A formula that other cells share stands where text must go.
    Borrowed(String),
}

impl Unfillable {
    /// What is wrong with the template, and what to do.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Part(part) => told("rollup.part", [("part", part.into())]),
            Self::Borrowed(cell) => told("rollup.borrowed", [("cell", cell.into())]),
        }
    }
}

impl fmt::Display for Unfillable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence().fmt(f)
    }
}

const TYPES: &str = "[Content_Types].xml";
const CHAIN: &str = "xl/calcChain.xml";

/// The workbook with the cells in it. Excel is told to work out every formula when it opens the result.
///
/// # Errors
/// When the package is not as expected; nothing is ever half written.
pub fn write(bytes: &[u8], sheets: &[(&str, Cells)]) -> Result<Vec<u8>, Unfillable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| wrong("directory"))?;
    let (book, links) = (part(&mut zip, BOOK)?, part(&mut zip, LINKS)?);
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    let mut typed_over = false;
    for (sheet, cells) in sheets {
        let name = sheet_part(&book, &links, sheet).ok_or_else(|| wrong(LINKS))?;
        let (text, over) = edit(&name, &part(&mut zip, &name)?, cells)?;
        typed_over |= over;
        changed.insert(name, text);
    }
    changed.insert(BOOK.to_owned(), recalculated(&book)?);
    let has_chain = zip.index_for_name(CHAIN).is_some();
    // The chain names every cell with a formula; one that names a cell without is a damaged workbook to Excel, none is not.
    if typed_over && has_chain {
        changed.insert(LINKS.to_owned(), without(LINKS, &links, "Relationship", "Target", "calcChain.xml")?);
        let types = part(&mut zip, TYPES)?;
        changed.insert(TYPES.to_owned(), without(TYPES, &types, "Override", "PartName", "calcChain.xml")?);
    }
    let dropped: BTreeSet<&str> = if typed_over { BTreeSet::from([CHAIN]) } else { BTreeSet::new() };
    pack(&mut zip, &changed, &dropped).map_err(|_| wrong("directory"))
}

fn wrong(part: &str) -> Unfillable {
    Unfillable::Part(part.to_owned())
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Unfillable> {
    let mut text = String::new();
    let mut held = zip.by_name(name).map_err(|_| wrong(name))?;
    held.read_to_string(&mut text).map_err(|_| wrong(name))?;
    Ok(text)
}

/// Copies what did not change as it is packed, and packs anew what did; in the same order, with the same dates.
fn pack(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    changed: &BTreeMap<String, String>,
    dropped: &BTreeSet<&str>,
) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let held = zip.by_index_raw(index)?;
        let name = held.name()?.into_owned();
        if dropped.contains(name.as_str()) {
            continue;
        }
        let Some(text) = changed.get(&name) else {
            out.raw_copy_file(held)?;
            continue;
        };
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let options = held.last_modified().map_or(options, |day| options.last_modified_time(day));
        drop(held);
        out.start_file(name, options)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

/// The text without the empty elements of a name whose attribute ends so.
fn without(part: &str, xml: &str, name: &str, key: &str, ending: &str) -> Result<String, Unfillable> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut copied) = (String::new(), 0);
    loop {
        let start = at(&reader);
        let tag = match reader.read_event().map_err(|_| wrong(part))? {
            Event::Eof => break,
            Event::Empty(tag) => tag,
            _ => continue,
        };
        if tag.local_name().as_ref() == name && attribute(&tag, key).is_some_and(|value| value.ends_with(ending)) {
            out.push_str(&xml[copied..start]);
            copied = at(&reader);
        }
    }
    out.push_str(&xml[copied..]);
    Ok(out)
}

fn at(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The workbook part, with the order to work out every formula on opening.
fn recalculated(book: &str) -> Result<String, Unfillable> {
    const ORDER: &str = " fullCalcOnLoad=\"1\"";
    let mut reader = Reader::from_str(book);
    // The order of the parts is fixed: the settings follow the names, the links, or the sheets.
    let mut after = None;
    loop {
        let start = at(&reader);
        match reader.read_event().map_err(|_| wrong(BOOK))? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "calcPr" => {
                if attribute(&tag, "fullCalcOnLoad").is_some_and(|value| value == "1" || value == "true") {
                    return Ok(book.to_owned());
                }
                let name = start + 1 + tag.name().as_ref().len();
                let said = &book[name..at(&reader)];
                let said = said.replace(" fullCalcOnLoad=\"0\"", "").replace(" fullCalcOnLoad=\"false\"", "");
                return Ok(format!("{}{ORDER}{said}{}", &book[..name], &book[at(&reader)..]));
            }
            Event::End(tag) if matches!(tag.local_name().as_ref(), "sheets" | "functionGroups" | "externalReferences" | "definedNames") => {
                let name = tag.name().as_ref().to_owned();
                let prefix = name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
                after = Some((at(&reader), prefix));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let (place, prefix) = after.ok_or_else(|| wrong(BOOK))?;
    Ok(format!("{}<{prefix}calcPr{ORDER}/>{}", &book[..place], &book[place..]))
}

/// A sheet with the cells in it, and whether a formula had to give way.
fn edit(part: &str, xml: &str, cells: &Cells) -> Result<(String, bool), Unfillable> {
    let mut edit = Edit::new(part, xml, cells);
    edit.run()?;
    if edit.left.next().is_some() {
        return Err(wrong(part));
    }
    Ok((edit.out, edit.typed_over))
}

type Left<'c> = std::iter::Peekable<std::collections::btree_map::Iter<'c, (u32, u32), Put>>;

/// A sheet being copied, cell by cell where something changes.
struct Edit<'x, 'c> {
    part: &'x str,
    xml: &'x str,
    reader: Reader<&'x [u8]>,
    out: String,
    /// Up to where the sheet was copied.
    copied: usize,
    /// What still has to be written, in the order of the sheet.
    left: Left<'c>,
    row: u32,
    column: u32,
    /// The prefix of the elements, with its colon.
    prefix: String,
    typed_over: bool,
}

impl<'x, 'c> Edit<'x, 'c> {
    fn new(part: &'x str, xml: &'x str, cells: &'c Cells) -> Self {
        Self {
            part,
            xml,
            reader: Reader::from_str(xml),
            out: String::with_capacity(xml.len() + (64 << 10)),
            copied: 0,
            left: cells.iter().peekable(),
            row: 0,
            column: 0,
            prefix: String::new(),
            typed_over: false,
        }
    }

    fn next(&mut self) -> Result<(usize, Event<'x>), Unfillable> {
        let start = at(&self.reader);
        let event = self.reader.read_event().map_err(|_| wrong(self.part))?;
        Ok((start, event))
    }

    fn run(&mut self) -> Result<(), Unfillable> {
        loop {
            let (start, event) = self.next()?;
            let (tag, empty) = match event {
                Event::DocType(_) => return Err(wrong(self.part)),
                Event::Eof => break,
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(tag) => {
                    match tag.local_name().as_ref() {
                        "row" => self.rest_of_row(start),
                        "sheetData" => self.rows_before(u32::MAX, start),
                        _ => {}
                    }
                    continue;
                }
                _ => continue,
            };
            match tag.local_name().as_ref() {
                "row" => self.open_row(&tag, start, empty)?,
                "c" => self.cell(&tag, start, empty)?,
                "sheetData" => {
                    let name = tag.name().as_ref().to_owned();
                    self.prefix = name.strip_suffix("sheetData").unwrap_or_default().to_owned();
                    if empty {
                        self.expand(start, &name, |edit| edit.rows_before(u32::MAX, edit.copied));
                    }
                }
                _ => {}
            }
        }
        self.copy(self.xml.len());
        Ok(())
    }

    fn copy(&mut self, to: usize) {
        self.out.push_str(&self.xml[self.copied..to]);
        self.copied = to;
    }

    /// Opens an element that was empty, writes into it and closes it.
    fn expand(&mut self, start: usize, name: &str, inside: impl FnOnce(&mut Self)) {
        let end = at(&self.reader);
        self.copy(start);
        self.out.push_str(self.xml[start..end].trim_end_matches("/>").trim_end());
        self.out.push('>');
        self.copied = end;
        inside(self);
        self.out.push_str(&format!("</{name}>"));
    }

    fn open_row(&mut self, tag: &BytesStart<'_>, start: usize, empty: bool) -> Result<(), Unfillable> {
        let row = match attribute(tag, "r") {
            Some(number) => number.parse().map_err(|_| wrong(self.part))?,
            None => self.row + 1,
        };
        self.rows_before(row, start);
        (self.row, self.column) = (row, 0);
        if empty && self.left.peek().is_some_and(|((next, _), _)| *next == row) {
            let name = tag.name().as_ref().to_owned();
            self.expand(start, &name, |edit| edit.rest_of_row(edit.copied));
        }
        Ok(())
    }

    /// Rows the sheet does not have.
    fn rows_before(&mut self, row: u32, start: usize) {
        while let Some(((next, _), _)) = self.left.peek().filter(|((next, _), _)| *next < row) {
            let next = *next;
            self.copy(start);
            self.out.push_str(&format!("<{}row r=\"{next}\">", self.prefix));
            self.row = next;
            self.rest_of_row(start);
            self.out.push_str(&format!("</{}row>", self.prefix));
        }
    }

    fn rest_of_row(&mut self, start: usize) {
        self.cells_before(u32::MAX, start);
    }

    /// Cells the row does not have.
    fn cells_before(&mut self, column: u32, start: usize) {
        let row = self.row;
        while let Some((place, put)) = self.left.next_if(|((next, at), _)| *next == row && *at < column) {
            self.copy(start);
            let cell = written(&self.prefix, &address(place.0, place.1), "", put, None);
            self.out.push_str(&cell);
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>, start: usize, empty: bool) -> Result<(), Unfillable> {
        let column = match attribute(tag, "r") {
            Some(held) => place(&held).1,
            None => self.column + 1,
        };
        self.column = column;
        self.cells_before(column, start);
        let row = self.row;
        let Some((place, put)) = self.left.next_if(|(next, _)| **next == (row, column)) else { return Ok(()) };
        let place = address(place.0, place.1);
        let formula = if empty { None } else { self.formula(&place, put)? };
        let style = attribute(tag, "s").map_or_else(String::new, |style| format!(" s=\"{}\"", quick_xml::escape::escape(style)));
        self.copy(start);
        let cell = written(&self.prefix, &place, &style, put, formula);
        self.out.push_str(&cell);
        self.copied = at(&self.reader);
        Ok(())
    }

    /// Reads a cell to its end; gives the text of its formula where that stays.
    fn formula(&mut self, place: &str, put: &Put) -> Result<Option<String>, Unfillable> {
        let mut span = None;
        let mut lent = false;
        loop {
            let (start, event) = self.next()?;
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == "f" => {
                    lent = attribute(&tag, "ref").is_some();
                    span = Some((start, start));
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "f" => {
                    lent = attribute(&tag, "ref").is_some();
                    span = Some((start, at(&self.reader)));
                }
                Event::End(tag) if tag.local_name().as_ref() == "f" => span = span.map(|(from, _)| (from, at(&self.reader))),
                Event::End(tag) if tag.local_name().as_ref() == "c" => break,
                Event::Eof => return Err(wrong(self.part)),
                _ => {}
            }
        }
        let Some((from, to)) = span else { return Ok(None) };
        if matches!(put, Put::Result(_)) {
            return Ok(Some(self.xml[from..to].to_owned()));
        }
        if lent {
            return Err(Unfillable::Borrowed(place.to_owned()));
        }
        self.typed_over = true;
        Ok(None)
    }
}

fn written(prefix: &str, place: &str, style: &str, put: &Put, formula: Option<String>) -> String {
    let (p, text) = (prefix, |text: &str| quick_xml::escape::minimal_escape(text).into_owned());
    match (put, formula) {
        (Put::Result(result), Some(formula)) => {
            format!("<{p}c r=\"{place}\"{style} t=\"str\">{formula}<{p}v>{}</{p}v></{p}c>", text(result))
        }
        (Put::Text(held) | Put::Result(held), _) => {
            format!("<{p}c r=\"{place}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{}</{p}t></{p}is></{p}c>", text(held))
        }
        (Put::Number(number), _) => format!("<{p}c r=\"{place}\"{style}><{p}v>{number}</{p}v></{p}c>"),
    }
}
