//! Reference facts with source and date: countries and their tiers, metals, schemes, and the lists a user imported.
//!
//! `countries.toml` may be replaced by a company's own; metals and schemes belong to the program. Facts only: no list whose licence forbids passing it
//! on is ever shipped.

pub mod cahra;
pub mod country;
pub mod index;
pub mod list;
pub mod metal;
pub mod name;
pub mod regime;
pub mod region;
pub mod scheme;

use crate::reading::Fields;

/// Reads who says so and when; every reference file has it.
fn source(fields: &Fields<'_, '_>) -> String {
    let Some(source) = fields.table("source") else {
        if !fields.has("source") {
            fields.missing_table("source");
        }
        return String::new();
    };
    let edition = source.need_text("edition").map(|edition| edition.value).unwrap_or_default();
    let _ = (source.date("retrieved"), source.texts("sources"), source.text("notice"));
    source.finish();
    edition
}
