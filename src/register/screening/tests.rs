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
    Index::of(&[&list]).hits(&supplier, LEAST).into_iter().map(|hit| (hit.id, hit.listed)).collect()
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
    let found = Index::of(&[&list]).hits(&supplier, LEAST);
    assert_eq!((found.len(), found[0].party.kind.as_str(), found[0].permille), (1, "owner", 1000));
}

#[test]
fn a_name_spelt_another_way_is_found_by_its_sound_and_says_so() {
    let rows: &[(&str, &str, &[&str])] = &[("X.3", "Yousif Abdelkader Rahmouni", &[]), ("X.4", "Qurban Zhumabayev", &[])];
    let found = |name: &str| {
        let list = list(rows);
        let supplier = Supplier { name: name.to_owned(), ..Supplier::default() };
        Index::of(&[&list]).hits(&supplier, 990).into_iter().map(|hit| (hit.id, hit.by_sound)).collect::<Vec<_>>()
    };
    assert_eq!(found("Youssef Abd al-Kader Rahmouni"), [], "words cut another way sound another way");
    assert_eq!(found("Rahmuni, Yusuf Abdulqadir"), [("X.3".to_owned(), true)]);
    assert_eq!(found("Курбан Жумабаев"), [("X.4".to_owned(), true)]);
    assert_eq!(found("Yousif Abdelkader Rahmouni"), [("X.3".to_owned(), false)]);
    assert_eq!(found("Yasser Rahmani"), []);
}

#[test]
fn how_alike_names_have_to_be_is_what_the_policy_says() {
    let list = list(&[("X.1", "MORENKO, Danil Petrovich", &[])]);
    let supplier = Supplier { name: "Danyl Petrovitch Morenko".to_owned(), ..Supplier::default() };
    let index = Index::of(&[&list]);
    let permille = index.hits(&supplier, 700)[0].permille;
    assert!(!index.hits(&supplier, permille)[0].by_sound);
    assert!(index.hits(&supplier, permille + 1).iter().all(|hit| hit.by_sound));
}
