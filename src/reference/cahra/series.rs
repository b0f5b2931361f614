//! Which lists are editions of one: the newer takes the place of the older from its day on; all others stand together.

use super::EU_SERIES;
use crate::reference::list::{Edition, ListKind, party_series};
use crate::reference::name::folded;

/// Whether two lists are editions of the same one. FATF, the index and the Council's embargoes have one list each, and so has
/// the EU; the company's own and other lists of areas go by name and, where both say it, by source.
pub(super) fn is_same(one: &Edition, other: &Edition) -> bool {
    if one.kind != other.kind {
        return false;
    }
    let of_eu = [one, other].map(|list| list.name.starts_with(EU_SERIES));
    match one.kind {
        ListKind::Cahra if of_eu.contains(&true) => of_eu == [true, true],
        ListKind::Cahra | ListKind::OwnAreas => {
            let sources = [one, other].map(|list| undated(stem(&list.source)));
            let own = [one, other].map(|list| stem(&list.source) == list.name);
            undated(&one.name) == undated(&other.name) && (own.contains(&true) || sources[0] == sources[1])
        }
        ListKind::Sanctions => party_series(one) == party_series(other),
        // Of every metal the newest counts: neither replaces the other whole.
        ListKind::SmelterList | ListKind::GoodDelivery => false,
        _ => true,
    }
}

/// A file's name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// A name without the day or year in it: `board-2026-10` and `board 20261120` are editions of `board`.
fn undated(name: &str) -> String {
    let folded = folded(name);
    let mut left: Vec<&str> = Vec::new();
    let mut in_date = false;
    for word in folded.split(' ') {
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        let begins = is_number && matches!(word.len(), 4 | 6 | 8) && (word.starts_with("19") || word.starts_with("20"));
        in_date = begins || (in_date && is_number && word.len() <= 2);
        if !in_date {
            left.push(word);
        }
    }
    // A name that is a date and nothing else is told apart by it.
    if left.is_empty() { folded } else { left.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(kind: ListKind, name: &str, source: &str) -> Edition {
        let dated = jiff::civil::date(2026, 10, 1);
        Edition { kind, name: name.to_owned(), dated, source: source.to_owned(), sha256: String::new(), rows: 1 }
    }

    #[test]
    fn lists_of_the_company_are_one_by_name_and_source_and_a_date_in_them_says_nothing() {
        let own = |name: &str, source: &str| list(ListKind::OwnAreas, name, source);
        assert!(is_same(&own("board-2026-10", "board-2026-10.csv"), &own("board 20261120", "board 20261120.csv")));
        assert!(is_same(&own("board", "board.csv"), &own("board", "minutes of the board")), "a source nobody gave says nothing");
        assert!(is_same(&own("board", "minutes 2026-10-01"), &own("board", "minutes 2026-11-20")));
        assert!(!is_same(&own("board", "board.csv"), &own("board2", "board2.csv")));
        assert!(!is_same(&own("areas", "security"), &own("areas", "procurement")));
        assert!(!is_same(&own("2026-10", "2026-10.csv"), &own("2026-11", "2026-11.csv")));
    }

    #[test]
    fn others_have_one_list_each() {
        let fatf = |name: &str| list(ListKind::Fatf, name, "fatf");
        assert!(is_same(&fatf("june"), &fatf("october")));
        assert!(is_same(&list(ListKind::Cahra, "EU CAHRA 2026-06", "x"), &list(ListKind::Cahra, "EU CAHRA, September 2026", "y")));
        assert!(!is_same(&list(ListKind::Cahra, "EU CAHRA 2026-06", "x"), &list(ListKind::Cahra, "areas", "areas.csv")));
    }
}
