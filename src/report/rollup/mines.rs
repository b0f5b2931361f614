//! Mines, as the mine lists name them and as rows of smelter lists do, with the smelter each is said to feed.

use std::collections::BTreeMap;

use super::{Called, DONT_KNOW, Held, Provenance, Telling, called, is_identification, most};
use crate::declaration::{Declaration, MineRow, SmelterRow};
use crate::import::{Column, mine_column, smelter_column};

/// One mine of one metal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Metal.
    pub metal: String,
    /// The reported identification.
    pub id: Option<String>,
    /// The name most declarations give, the first in order among equals.
    pub name: String,
    /// The country most declarations give.
    pub country: String,
    /// Every row that names it.
    pub from: Vec<Fed>,
}

/// The smelter that a mine is said to feed, and where that is said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fed {
    /// The smelter's identification, where the same declaration lists it.
    pub id: Option<String>,
    /// The smelter as the row names it.
    pub smelter: String,
    /// Where.
    pub place: Provenance,
}

/// The rows of one mine while they are gathered.
#[derive(Default)]
struct Rows {
    metal: String,
    id: Option<String>,
    names: BTreeMap<String, usize>,
    countries: BTreeMap<String, usize>,
    from: Vec<Fed>,
}

/// All mines while they are gathered.
#[derive(Default)]
pub(super) struct Gathering(BTreeMap<(String, bool, String), Rows>);

impl Gathering {
    /// Takes what one declaration says of mines.
    pub(super) fn take(&mut self, one: &Held<'_>, read: &Declaration, telling: &Telling<'_>) {
        for row in &read.mines {
            self.of_mine_list(one, read, row, telling);
        }
        for row in read.smelters.iter().filter(|row| row.mine.is_some() || row.mine_country.is_some()) {
            self.of_smelter_list(one, read, row, telling);
        }
    }

    fn of_mine_list(&mut self, one: &Held<'_>, read: &Declaration, row: &MineRow, telling: &Telling<'_>) {
        let id = row.id.as_deref().map(|id| telling.text(id)).filter(|id| is_identification(id));
        let (metal, name, country) =
            (telling.said(row.metal.as_deref()), telling.said(row.name.as_deref()), telling.said(row.country.as_deref()));
        let (smelter_id, smelter) = fed(one, read, row, telling);
        let (column, said) = match (&row.name, &id, &row.country) {
            (None, Some(id), _) => (Column::Id, id.clone()),
            (None, None, Some(_)) => (Column::Country, country.clone()),
            _ => (Column::Name, name.clone()),
        };
        let place = telling.place(one, "Mine List", mine_column(column), row.row, said);
        self.add(metal, id, name, country, Fed { id: smelter_id, smelter, place });
    }

    fn of_smelter_list(&mut self, one: &Held<'_>, read: &Declaration, row: &SmelterRow, telling: &Telling<'_>) {
        let Called { metal, id, name: smelter, .. } = called(one, row, telling);
        let (name, country) = (telling.said(row.mine.as_deref()), telling.said(row.mine_country.as_deref()));
        let (column, said) = if row.mine.is_some() { (Column::Mine, name.clone()) } else { (Column::MineCountry, country.clone()) };
        let place = telling.place(one, "Smelter List", smelter_column(read, column), row.row, said);
        self.add(metal, None, name, country, Fed { id, smelter, place });
    }

    fn add(&mut self, metal: String, id: Option<String>, name: String, country: String, fed: Fed) {
        let key = match &id {
            Some(id) => (metal.clone(), false, id.to_lowercase()),
            None => (metal.clone(), true, format!("{}|{}", name.to_lowercase(), country.to_lowercase())),
        };
        let rows = self.0.entry(key).or_insert_with(|| Rows { metal, id, ..Rows::default() });
        *rows.names.entry(name).or_default() += 1;
        *rows.countries.entry(country).or_default() += 1;
        rows.from.push(fed);
    }

    pub(super) fn settle(self) -> Vec<Mine> {
        let settle = |mut rows: Rows| {
            rows.from.sort();
            Mine { metal: rows.metal, id: rows.id, name: most(&rows.names), country: most(&rows.countries), from: rows.from }
        };
        self.0.into_values().map(settle).collect()
    }
}

/// The smelter a row of the mine list names, by the identification the same declaration gives it.
fn fed(one: &Held<'_>, read: &Declaration, row: &MineRow, telling: &Telling<'_>) -> (Option<String>, String) {
    let Some(said) = row.smelter.as_deref() else { return (None, DONT_KNOW.to_owned()) };
    let same = |text: &str| text.trim().eq_ignore_ascii_case(said.trim());
    let names = |held: &&SmelterRow| {
        held.metal == row.metal && [held.called(), held.look_up.as_deref(), held.cid()].into_iter().flatten().any(same)
    };
    let id = read.smelters.iter().find(names).and_then(|held| called(one, held, telling).id);
    (id, telling.text(said))
}
