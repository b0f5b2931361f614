//! Reads a received workbook: bytes in, a proposal out. It never judges and never writes.
//!
//! The container is looked at before it is opened, cells are streamed within bounds, and what cannot be read is refused
//! in a sentence. Where things stand is said by layout tables (`template`, `cmrt`, `emrt`, `amrt`, …), not by code.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::declaration::{Declaration, Template, Version};

mod amrt;
mod archive;
mod blank;
mod cmrt;
mod code_page;
mod container;
mod crt;
mod date;
mod early;
mod emrt;
mod evidence;
mod extract;
mod identify;
mod kind;
mod lists;
mod looked_up;
mod minerals;
pub(crate) mod package;
pub mod reference_list;
pub mod spreadsheetml;
mod template;
mod unfit;
mod words;
mod workbook;

pub use archive::{Member, members, visit};
pub use blank::Blank;
pub use container::Refusal;
pub use looked_up::LookedUp;
pub use unfit::Unfit;

pub(crate) use template::Column;
use workbook::{Opened, Window, Workbook};
pub(crate) use workbook::{address, place};

/// What a file turned out to be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// A minerals declaration, filled or blank.
    Declaration(Box<Declaration>),
    /// Sound, but something else; a sentence says what.
    Other(Refusal),
    /// Not readable; a sentence says why.
    Unreadable(Refusal),
}

/// The code of a plain archive of files: whoever reads one opens it and reads what it holds.
pub const ARCHIVE: &str = "archive";

/// The part of the first sheet that any layout may ask for.
const FACE: Window = Window { last_row: 200, last_column: 12 };

/// Reads the bytes of one file.
#[must_use]
pub fn read(bytes: &[u8]) -> Reading {
    // A defect of a reader below must cost one file, not the session.
    let caught = catch_unwind(AssertUnwindSafe(|| open(bytes)));
    match caught {
        Ok(Ok(reading)) => reading,
        Ok(Err(refusal)) => Reading::Unreadable(refusal),
        Err(_) => Reading::Unreadable(Refusal::new(
            "reader-failed",
            "The reader failed on this file; nothing was taken from it. Ask for a copy saved again by Excel.",
        )),
    }
}

fn open(bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut book = match Workbook::open(bytes)? {
        Opened::Workbook(book) => book,
        Opened::Archive => {
            return Ok(Reading::Other(Refusal::new(
                ARCHIVE,
                "The file is a zip archive inside too many others; unpack it and import what it holds.",
            )));
        }
        Opened::Other(what) => return Ok(Reading::Other(Refusal::new("another-document", format!("The file is {what}.")))),
    };
    let Some(sheet) = book.sheet(extract::DECLARATION) else {
        let names: Vec<String> = book.sheets.iter().take(6).map(|sheet| format!("\"{}\"", crate::clean::line(&sheet.name))).collect();
        return Ok(Reading::Other(Refusal::new(
            "no-declaration-sheet",
            format!("The workbook has no sheet \"Declaration\" (it has {}); it is no minerals reporting template.", names.join(", ")),
        )));
    };
    let face = book.read(&sheet, FACE)?;
    let Some(identity) = identify::identify(&mut book, &face)? else {
        return Ok(Reading::Other(Refusal::new(
            "unknown-form",
            "The sheet \"Declaration\" shows neither the revision (cell J3) nor the title (cell D2) of a known minerals reporting template.",
        )));
    };
    let layout = template::layout(identity.template, &identity.version);
    extract::declaration(&mut book, &face, identity, layout).map(|read| Reading::Declaration(Box::new(read)))
}

/// The newest version of a template this reader was checked against.
#[must_use]
pub fn newest_known(template: Template) -> Version {
    template::newest_known(template)
}

/// The largest file that is looked at, in bytes.
pub const LARGEST_FILE: usize = container::LARGEST_FILE;

/// The largest list a person may import, in bytes.
pub const LARGEST_LIST: usize = container::LARGEST_LIST;

/// The layout table that read a declaration, such as `cmrt-6`.
#[must_use]
pub fn layout_name(declared: &Declaration) -> String {
    let generation =
        template::layout(declared.template, &declared.version).map_or(declared.version.generation, |table| *table.generations.start());
    format!("{}-{generation}", declared.template.name().to_lowercase())
}

/// The letter of a column in the smelter list of a declaration, by its layout; as in nearly every form where there is none.
pub(crate) fn smelter_column(read: &Declaration, column: Column) -> char {
    let body = template::layout(read.template, &read.version).and_then(|table| table.body).unwrap_or(&cmrt::BODY);
    body.smelters.letter(column).or_else(|| cmrt::BODY.smelters.letter(column)).unwrap_or('A')
}

/// The letter of a column in the mine list, the same in every form that has one.
pub(crate) fn mine_column(column: Column) -> char {
    emrt::MINES.letter(column).unwrap_or('A')
}
