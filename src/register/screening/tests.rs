use super::*;
use crate::reference::list::{Edition, ListKind};
use crate::supplier::RelatedParty;

fn list(rows: &[(&str, &str, &[&str])]) -> PartyList {
    let edition = Edition {
        kind: ListKind::Sanctions,
        name: "Test list (1)".to_owned(),
        dated: "2026-02-27".parse().expect("a day"),
        source: "made up".to_owned(),
        sha256: String::new(),
        rows: rows.len(),
    };
    let row = |(id, name, aliases): &(&str, &str, &[&str])| ListedParty {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        aliases: aliases.iter().map(|name| (*name).to_owned()).collect(),
        ..ListedParty::default()
    };
    PartyList { edition, rows: rows.iter().map(row).collect() }
}

fn hits(name: &str, rows: &[(&str, &str, &[&str])]) -> Vec<(String, String)> {
    let list = list(rows);
    let supplier = Supplier { name: name.to_owned(), ..Supplier::default() };
    Index::of(&[&list]).hits(&supplier).into_iter().map(|hit| (hit.id, hit.listed)).collect()
}

#[test]
fn a_name_is_found_in_another_order_spelling_and_script() {
    let rows: &[(&str, &str, &[&str])] = &[("X.1", "MORENKO, Danil Petrovich", &["Данил Петрович Моренко"]), ("X.2", "横滨黑潮贸易", &[])];
    assert_eq!(hits("Danil Petrovich Morenko", rows)[0].0, "X.1");
    assert_eq!(hits("Danyl Petrovitch Morenko", rows)[0].0, "X.1");
    assert_eq!(hits("ДАНИЛ ПЕТРОВИЧ МОРЕНКО", rows)[0].0, "X.1");
    assert_eq!(hits("横滨黑潮贸易有限公司", rows)[0].0, "X.2");
    assert_eq!(hits("Hitachi Copper Works", rows), []);
}

#[test]
fn a_company_is_found_inside_a_longer_name_and_one_common_word_is_no_hit() {
    let rows: &[(&str, &str, &[&str])] = &[("Y.1", "Mwanga Commercial Impex", &["MCI"])];
    assert_eq!(hits("Mwanga Commercial Impex (MCI) Trading Ltd.", rows)[0].0, "Y.1");
    assert_eq!(hits("Mwanga Fisheries", rows), []);
    assert_eq!(hits("Commercial Bank of Nowhere", rows), []);
}

#[test]
fn r33_related_parties_are_screened_with_the_supplier() {
    let related = RelatedParty { name: "Danil Morenko".to_owned(), kind: "owner".to_owned(), ..RelatedParty::default() };
    let supplier = Supplier { name: "Harmless Metals".to_owned(), related: vec![related], ..Supplier::default() };
    let list = list(&[("X.1", "MORENKO, Danil", &[])]);
    let found = Index::of(&[&list]).hits(&supplier);
    assert_eq!((found.len(), found[0].party.kind.as_str(), found[0].permille), (1, "owner", 1000));
}
