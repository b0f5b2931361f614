//! Names of suppliers and files as the consolidated declaration tells them: as they are, or as letters.

use std::collections::BTreeMap;

use super::super::letter::addressee;
use super::{DONT_KNOW, Held, Provenance, WITHHELD};
use crate::clean;
use crate::declaration::Field;
use crate::reference::name::{folded, normalise};

/// What of the company block says who declares. Its answers are no names.
const WHO: [Field; 9] = [
    Field::Company,
    Field::Id,
    Field::Contact,
    Field::ContactEmail,
    Field::ContactPhone,
    Field::Authorizer,
    Field::AuthorizerEmail,
    Field::AuthorizerPhone,
    Field::Address,
];

pub(super) struct Telling<'a> {
    anonymous: bool,
    pub(super) suppliers: Vec<&'a str>,
    files: BTreeMap<(&'a str, &'a str), usize>,
    /// What would give somebody away: names without width and case, and names without their legal form.
    names: Vec<String>,
    cores: Vec<String>,
}

impl<'a> Telling<'a> {
    pub(super) fn new(held: &[Held<'a>], anonymous: bool) -> Self {
        let mut suppliers: Vec<&str> = held.iter().map(|one| one.supplier).collect();
        suppliers.sort_unstable();
        suppliers.dedup();
        let mut files = BTreeMap::new();
        for supplier in &suppliers {
            let mut own: Vec<&str> = held.iter().filter(|one| one.supplier == *supplier).map(|one| one.file.sha256.as_str()).collect();
            own.sort_unstable();
            own.dedup();
            files.extend(own.into_iter().enumerate().map(|(index, file)| ((*supplier, file), index + 1)));
        }
        let companies = || held.iter().flat_map(|one| one.names.iter().map(String::as_str).chain(addressee(one.file)));
        let blocks = held.iter().filter_map(|one| one.file.declaration.as_ref());
        let blocks = blocks.flat_map(|read| WHO.into_iter().filter_map(|field| read.says(field)));
        let names = held.iter().flat_map(|one| [one.supplier, &one.file.file, stem(&one.file.file)]).chain(companies()).chain(blocks);
        let mut names: Vec<String> = names.map(plain).filter(|name| tells_who(name)).collect();
        let mut cores: Vec<String> = companies().map(|name| normalise(name).core).filter(|core| core.len() > 3).collect();
        for list in [&mut names, &mut cores] {
            list.sort();
            list.dedup();
        }
        Self { anonymous, suppliers, files, names, cores }
    }

    fn supplier(&self, id: &str) -> String {
        if !self.anonymous {
            return id.to_owned();
        }
        letters(self.suppliers.binary_search(&id).unwrap_or_default())
    }

    fn file(&self, one: &Held<'_>) -> String {
        if !self.anonymous {
            return clean::line(&one.file.file);
        }
        let n = self.files.get(&(one.supplier, one.file.sha256.as_str())).copied().unwrap_or_default();
        format!("{}-{n}", self.supplier(one.supplier))
    }

    /// Where something is said, and what.
    pub(super) fn place(&self, one: &Held<'_>, sheet: &'static str, column: char, row: u32, said: String) -> Provenance {
        self.at(one, sheet, format!("{column}{row}"), said)
    }

    /// The same for a cell that is known by its address.
    pub(super) fn at(&self, one: &Held<'_>, sheet: &'static str, cell: String, said: String) -> Provenance {
        Provenance { supplier: self.supplier(one.supplier), file: self.file(one), sheet, cell, said }
    }

    /// Free text of a supplier; in the anonymous variant never one that names a supplier, a file or a person.
    pub(super) fn text(&self, text: &str) -> String {
        let told = clean::line(text);
        if self.anonymous && self.gives_away(&told) { WITHHELD.to_owned() } else { told }
    }

    /// What a cell says, or that nobody knows.
    pub(super) fn said(&self, text: Option<&str>) -> String {
        text.map_or_else(|| DONT_KNOW.to_owned(), |text| self.text(text))
    }

    fn gives_away(&self, text: &str) -> bool {
        let low = plain(text);
        let whole = format!(" {} ", folded(text));
        low.contains('@') && low.contains('.')
            || self.names.iter().any(|name| low.contains(name.as_str()))
            || self.cores.iter().any(|core| whole.contains(&format!(" {core} ")))
    }
}

fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    clean::line(text).nfkc().collect::<String>().trim().to_lowercase()
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// "n/a", "same" and single letters stand in such cells too and give nobody away.
fn tells_who(name: &str) -> bool {
    let enough = if name.is_ascii() { 4 } else { 2 };
    name.chars().count() >= enough
        && !matches!(name, "none" | "same" | "unknown" | "not available" | "not applicable" | "該当なし" | "不适用")
}

/// A, B, … Z, AA, AB, …
fn letters(mut index: usize) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'A' + u8::try_from(index % 26).unwrap_or_default()));
        if index < 26 {
            return text;
        }
        index = index / 26 - 1;
    }
}
