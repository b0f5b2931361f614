//! Reads lists of others: smelter look-ups out of a blank reporting template or a list file, facility status, refiners,
//! conflict areas. Bytes in, rows out; nothing is judged and nothing of it is ever shipped.

mod areas;
mod facilities;
mod lookup;
mod ranked;
mod sanctions;
mod table;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Unfit;
use crate::reference::list::{ListKind, ListedArea, ListedFacility, ListedParty, ListedRefiner, ListedSmelter};
use crate::sentence::Sentence;

/// The number of the form in which a parsed list may be kept aside; another number is read anew.
pub const FORMAT: u32 = 3;

/// The rows of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rows {
    /// Names of smelters.
    Smelters(Vec<ListedSmelter>),
    /// Status of facilities.
    Facilities(Vec<ListedFacility>),
    /// Refiners.
    Refiners(Vec<ListedRefiner>),
    /// Areas.
    Areas(Vec<ListedArea>),
    /// Sanctioned persons and bodies.
    Parties(Vec<ListedParty>),
}

/// What a file turned out to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// A short name.
    pub name: String,
    /// The day it speaks of, where the file says it.
    pub dated: Option<Date>,
    /// Its rows.
    pub rows: Rows,
    /// What is to be known about what was taken, each in a sentence.
    #[serde(skip)]
    pub notices: Vec<Sentence>,
    /// Lines that could not be taken: where each stands, what is wrong with it and what to do.
    #[serde(skip)]
    pub left_out: Vec<Sentence>,
}

impl Found {
    /// How many rows were taken.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.rows {
            Rows::Smelters(rows) => rows.len(),
            Rows::Facilities(rows) => rows.len(),
            Rows::Refiners(rows) => rows.len(),
            Rows::Areas(rows) => rows.len(),
            Rows::Parties(rows) => rows.len(),
        }
    }
}

/// A file's name without its ending.
fn stem(file: &str) -> String {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

/// Reads a file as a list of a kind.
///
/// # Errors
/// A sentence that says what the file is instead and what to do.
pub fn read(kind: ListKind, file: &str, bytes: &[u8]) -> Result<Found, Unfit> {
    read_by(kind, file, bytes, &[])
}

/// The same; `columns` say how a sanctions list without a known shape is read.
///
/// # Errors
/// A sentence that says what the file is instead and what to do.
pub fn read_by(kind: ListKind, file: &str, bytes: &[u8], columns: &[String]) -> Result<Found, Unfit> {
    match kind {
        ListKind::SmelterList => lookup::read(file, bytes),
        ListKind::FacilityStatus => facilities::status(file, bytes),
        ListKind::GoodDelivery => facilities::good_delivery(file, bytes),
        ListKind::Cahra => areas::read(file, bytes),
        ListKind::Fatf | ListKind::FragileStates | ListKind::UnEmbargo | ListKind::OwnAreas => ranked::read(kind, file, bytes),
        ListKind::Sanctions => sanctions::read(file, bytes, columns),
    }
}
