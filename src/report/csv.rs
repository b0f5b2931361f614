//! The consolidated declaration as CSV: one line per place something was said. It decides nothing.

use super::inert;
use super::rollup::{Provenance, Rollup};

/// The columns, in order.
pub(super) const COLUMNS: [&str; 13] =
    ["kind", "template", "metal", "question", "answer", "rule", "smelter_id", "smelter", "country", "supplier", "file", "cell", "said"];

/// All lines, text not yet made inert.
pub(super) fn lines(rollup: &Rollup) -> Vec<[String; 13]> {
    let mut lines = Vec::new();
    let cell = |place: &Provenance| format!("{}!{}", place.sheet, place.cell);
    for answer in &rollup.answers {
        for place in &answer.from {
            lines.push([
                "answer".to_owned(),
                answer.template.to_owned(),
                answer.metal.clone(),
                answer.question.to_uppercase(),
                answer.answer.clone(),
                answer.rule.to_owned(),
                String::new(),
                String::new(),
                String::new(),
                place.supplier.clone(),
                place.file.clone(),
                cell(place),
                place.said.clone(),
            ]);
        }
    }
    for smelter in &rollup.smelters {
        for place in &smelter.from {
            lines.push([
                "smelter".to_owned(),
                String::new(),
                smelter.metal.clone(),
                String::new(),
                String::new(),
                String::new(),
                smelter.id.clone().unwrap_or_else(|| "not listed".to_owned()),
                smelter.name.clone(),
                smelter.country.clone(),
                place.supplier.clone(),
                place.file.clone(),
                cell(place),
                place.said.clone(),
            ]);
        }
    }
    lines
}

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
