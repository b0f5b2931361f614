//! What is told to others: letters to suppliers, the read-back of an interview, and the consolidated declaration.
//!
//! Models are built in reading order first, then written by writers that decide nothing. No file is opened here and no
//! clock is read: the day is handed in, and the same input gives the same bytes.

pub mod committee;
mod csv;
pub mod feedback;
mod fill;
pub mod form;
pub mod in_force;
mod json;
mod letter;
mod own;
pub mod place;
pub mod portfolio;
mod read_back;
mod reminder;
mod renewal;
pub mod risks;
mod rollup;
pub mod template;
mod text;
pub mod weighed;
mod xlsx;

pub use csv::write as rollup_csv;
pub use fill::{Cells, Put, Unfillable, write as fill};
pub use json::{letter as letter_json, rollup as rollup_json};
pub use letter::{Enclosed, Letter, Point, Spot, default_due, letter};
pub use own::{Asked, Company, Filled, Line, Mined, Own, knows as knows_own_answer, own};
pub use read_back::{Item, Owed, ReadBack, Told, language as read_back_language, read_back, write as read_back_text};
pub use reminder::{Reminder, Waited, write as reminder_text};
pub use renewal::{Renewal, Renewed, write as renewal_text};
pub use rollup::{Consolidated, Fed, Held, Mine, Provenance, Rollup, Smelter, consolidate};
pub use text::write as letter_text;
pub use xlsx::write as rollup_xlsx;

/// Text from outside as a spreadsheet may hold it: what a program could take for a formula gets an apostrophe before it.
#[must_use]
pub fn inert(text: &str) -> String {
    let risky = text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky || text.starts_with('\t') { format!("'{text}") } else { text.to_owned() }
}
