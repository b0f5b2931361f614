//! The company's declaration as cells of the form, and the comparison with what is read out of it again.

use jiff::civil::Date;

use super::super::fill::{Cells, Put};
use super::{Line, Mined, NOT_LISTED, Own, UNIDENTIFIED};
use crate::declaration::{Declaration, Field, SmelterRow};
use crate::import::{Blank, place};
use crate::sentence::{Sentence, told};

impl Own {
    /// The cells of the two sheets.
    #[must_use]
    pub fn cells(&self, blank: &Blank) -> (Cells, Cells) {
        let (mut face, mut list) = (Cells::new(), Cells::new());
        let text = |text: &str| Put::Text(text.to_owned());
        for (field, value) in &self.head {
            face.extend(blank.head(*field).map(|at| (place(at), text(value))));
        }
        face.extend(blank.head(Field::Date).map(|at| (place(at), Put::Number(serial(self.on, blank.from_1904)))));
        // Up to 6.3 the form keeps a whole share as the number one, shown as a percentage.
        let as_number = blank.version.rest.as_str() < "31";
        for held in &self.answers {
            let put = if held.answer == "100%" && as_number { Put::Number(1.0) } else { text(&held.answer) };
            face.insert(place(&held.at), put);
        }
        for (letter, comment) in &self.comments {
            face.extend(blank.comment(letter).map(|at| (place(&at), text(comment))));
        }
        for (row, line) in blank.rows().zip(&self.smelters) {
            let at = blank.cells(row);
            let puts: Vec<(usize, Put)> = match line {
                Line::Listed { id, mined } => {
                    let held = blank.look_up.get(id).cloned().unwrap_or_default();
                    let results = [
                        (1, held.metal),
                        (2, held.name),
                        (4, held.country),
                        (5, id.clone()),
                        (6, held.source),
                        (7, held.street),
                        (8, held.city),
                        (9, held.state),
                    ];
                    let results =
                        results.into_iter().filter(|(_, text)| !text.is_empty()).map(|(column, text)| (column, Put::Result(text)));
                    std::iter::once((0, text(id))).chain(results).chain(mines(mined)).collect()
                }
                Line::Typed { metal, name, country, id, mined } => {
                    let typed = [
                        (1, Some(metal.as_str())),
                        (2, Some(NOT_LISTED)),
                        (3, name.as_deref()),
                        (4, country.as_deref()),
                        (5, id.as_deref()),
                    ];
                    let typed = typed.into_iter().filter_map(|(column, held)| Some((column, text(held?))));
                    typed.chain(mines(mined)).collect()
                }
                Line::Unidentified { metal } => vec![(1, text(metal)), (2, text(UNIDENTIFIED))],
            };
            list.extend(puts.into_iter().map(|(column, put)| (place(&at[column]), put)));
        }
        (face, list)
    }

    /// Whether a form that was read again says exactly this; else where it does not.
    ///
    /// # Errors
    /// The first thing that differs.
    pub fn agrees(&self, blank: &Blank, read: &Declaration) -> Result<(), Sentence> {
        for (field, value) in &self.head {
            if read.says(*field) != Some(value.trim()) {
                return Err(reads_as(&format!("{field:?}"), read.says(*field)));
            }
        }
        if read.dated != Some(self.on) {
            return Err(reads_as("Date", read.dated.map(|day| day.to_string()).as_deref()));
        }
        let replies = read.metals.iter().flat_map(|held| held.replies.iter().map(move |reply| (Some(held.metal.as_str()), reply)));
        let company = read.company_answers.iter().map(|reply| (None, reply));
        for (metal, reply) in replies.chain(company) {
            let own = self.answers.iter().find(|held| held.metal.as_deref() == metal && held.question == reply.question);
            if reply.value.as_deref() != own.map(|held| held.answer.as_str()) || !reply.allowed {
                return Err(reads_as(&reply.at, reply.value.as_deref()));
            }
            let comment = self.comments.iter().find(|(letter, _)| metal.is_none() && *letter == reply.question);
            if reply.comment.as_deref() != comment.map(|(_, text)| text.trim()) {
                return Err(reads_as(&format!("{} (comment)", reply.at), reply.comment.as_deref()));
            }
        }
        let rows: Vec<SmelterRow> = blank.rows().zip(&self.smelters).map(|(row, line)| expected(blank, row, line)).collect();
        let cells = |row: &SmelterRow| {
            [&row.id_input, &row.metal, &row.look_up, &row.name, &row.country, &row.id, &row.mine, &row.mine_country].map(Clone::clone)
        };
        if rows.len() != read.smelters.len() {
            let (written, read) = (rows.len().to_string().into(), read.smelters.len().to_string().into());
            return Err(told("rollup.rows-differ", [("written", written), ("read", read)]));
        }
        let differs = rows.iter().zip(&read.smelters).find(|(own, held)| own.row != held.row || cells(own) != cells(held));
        let read = |held: &SmelterRow| cells(held).into_iter().flatten().collect::<Vec<_>>().join(" | ");
        differs.map_or(Ok(()), |(_, held)| Err(reads_as(&format!("Smelter List {}", held.row), Some(&read(held)))))
    }
}

/// What is read where something else was written.
fn reads_as(what: &str, read: Option<&str>) -> Sentence {
    match read {
        Some(read) => told("rollup.reads-as", [("what", what.into()), ("read", read.into())]),
        None => told("rollup.reads-empty", [("what", what.into())]),
    }
}

/// The two columns for mines; after the ten of the smelter itself.
fn mines(mined: &Mined) -> impl Iterator<Item = (usize, Put)> + '_ {
    let cells = [(10, &mined.names), (11, &mined.countries)];
    cells.into_iter().filter_map(|(column, held)| Some((column, Put::Text(held.clone()?))))
}

fn expected(blank: &Blank, row: u32, line: &Line) -> SmelterRow {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    match line {
        Line::Listed { id, mined } => {
            let held = blank.look_up.get(id).cloned().unwrap_or_default();
            let (metal, look_up, country) = (some(&held.metal), some(&held.name), some(&held.country));
            let row = SmelterRow { row, id_input: some(id), metal, look_up, country, id: some(id), ..SmelterRow::default() };
            SmelterRow { mine: mined.names.clone(), mine_country: mined.countries.clone(), ..row }
        }
        Line::Typed { metal, name, country, id, mined } => SmelterRow {
            row,
            metal: some(metal),
            look_up: some(NOT_LISTED),
            name: name.clone(),
            country: country.clone(),
            id: id.clone(),
            mine: mined.names.clone(),
            mine_country: mined.countries.clone(),
            ..SmelterRow::default()
        },
        Line::Unidentified { metal } => SmelterRow { row, metal: some(metal), look_up: some(UNIDENTIFIED), ..SmelterRow::default() },
    }
}

/// The serial number of a day.
fn serial(day: Date, from_1904: bool) -> f64 {
    let first = if from_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
    f64::from(day.since(first).map_or(0, |span| span.get_days()))
}
