//! The consolidated declaration as CSV: one line per place something was said. It decides nothing.

use super::inert;
use super::rollup::{Provenance, Rollup};

/// The columns, in order.
pub(super) const COLUMNS: [&str; 16] = [
    "kind",
    "template",
    "metal",
    "question",
    "answer",
    "rule",
    "smelter_id",
    "smelter",
    "country",
    "mine_id",
    "mine",
    "mine_country",
    "supplier",
    "file",
    "cell",
    "said",
];

/// A line of which the first cells are named and the place stands last.
fn line(told: [(&str, &str); 6], place: &Provenance) -> [String; 16] {
    let cell = format!("{}!{}", place.sheet, place.cell);
    let from = [("supplier", place.supplier.as_str()), ("file", &place.file), ("cell", &cell), ("said", &place.said)];
    COLUMNS.map(|column| {
        let held = told.iter().chain(&from).find(|(name, _)| *name == column);
        held.map_or_else(String::new, |(_, text)| (*text).to_owned())
    })
}

/// All lines, text not yet made inert.
pub(super) fn lines(rollup: &Rollup) -> Vec<[String; 16]> {
    const NONE: (&str, &str) = ("", "");
    let mut lines = Vec::new();
    for held in &rollup.answers {
        let question = held.question.to_uppercase();
        let told = [
            ("kind", "answer"),
            ("template", held.template),
            ("metal", held.metal.as_str()),
            ("question", &question),
            ("answer", &held.answer),
            ("rule", held.rule),
        ];
        lines.extend(held.from.iter().map(|place| line(told, place)));
    }
    for held in &rollup.smelters {
        let id = held.id.as_deref().unwrap_or(NOT_LISTED);
        let told = [
            ("kind", "smelter"),
            ("metal", held.metal.as_str()),
            ("smelter_id", id),
            ("smelter", &held.name),
            ("country", &held.country),
            NONE,
        ];
        lines.extend(held.from.iter().map(|place| line(told, place)));
    }
    for held in &rollup.mines {
        lines.extend(held.from.iter().map(|fed| {
            let mut line = line(
                [
                    ("kind", "mine"),
                    ("metal", &held.metal),
                    ("mine_id", held.id.as_deref().unwrap_or_default()),
                    ("mine", &held.name),
                    ("mine_country", &held.country),
                    ("smelter", &fed.smelter),
                ],
                &fed.place,
            );
            line[6] = fed.id.clone().unwrap_or_default();
            line
        }));
    }
    lines
}

/// What stands in the column for identifications of smelters that have none.
const NOT_LISTED: &str = "not listed";

/// The bytes, UTF-8 with a byte-order mark so that Excel reads Japanese names.
#[must_use]
pub fn write(rollup: &Rollup) -> Vec<u8> {
    let mut writer = ::csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    // Writing into memory does not fail; a line that could not be written would be missing from the count below.
    let mut sound = writer.write_record(COLUMNS).is_ok();
    for line in lines(rollup) {
        sound &= writer.write_record(line.iter().map(|text| inert(text))).is_ok();
    }
    debug_assert!(sound, "memory takes every line");
    writer.into_inner().unwrap_or_default()
}
