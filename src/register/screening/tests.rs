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
    Index::of(&[&list]).hits(&parties(&supplier, &[]), LEAST).into_iter().map(|hit| (hit.id, hit.listed)).collect()
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
    let found = Index::of(&[&list]).hits(&parties(&supplier, &[]), LEAST);
    assert_eq!((found.len(), found[0].party.kind.as_str(), found[0].permille), (1, "owner", 1000));
}

#[test]
fn a_name_spelt_another_way_is_found_by_its_sound_and_says_so() {
    let rows: &[(&str, &str, &[&str])] = &[("X.3", "Yousif Abdelkader Rahmouni", &[]), ("X.4", "Qurban Zhumabayev", &[])];
    let found = |name: &str| {
        let list = list(rows);
        let supplier = Supplier { name: name.to_owned(), ..Supplier::default() };
        Index::of(&[&list]).hits(&parties(&supplier, &[]), 990).into_iter().map(|hit| (hit.id, hit.by_sound)).collect::<Vec<_>>()
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
    let permille = index.hits(&parties(&supplier, &[]), 700)[0].permille;
    assert!(!index.hits(&parties(&supplier, &[]), permille)[0].by_sound);
    assert!(index.hits(&parties(&supplier, &[]), permille + 1).iter().all(|hit| hit.by_sound));
}

#[test]
fn whoever_is_named_after_a_screening_stands_out_and_an_older_entry_says_nobody() {
    let supplier = Supplier { name: "Minato".to_owned(), ..Supplier::default() };
    let party = |name: &str| Party { name: name.to_owned(), kind: "E3".to_owned(), country: String::new() };
    let screened = |who: Vec<String>| {
        let act = ScreenAct {
            supplier: "minato".to_owned(),
            lists: Vec::new(),
            names: 1,
            hits: Vec::new(),
            next: "2027-11-23".to_owned(),
            least: None,
            who,
        };
        let at: Moment = "2026-11-23T09:00:00+09:00".parse().expect("a time");
        Screening { last: Some(Screened { act, by: "mori".to_owned(), at, entry: "mori-x5tb#1".to_owned() }), ..Screening::default() }
    };
    let before = parties(&supplier, &[party("佐藤 一郎")]);
    let register = screened(before.iter().map(Party::digest).collect());
    assert_eq!(register.unscreened(&before), []);
    let after = parties(&supplier, &[party("佐藤　一郎"), party("Noda Kenji")]);
    let named: Vec<String> = register.unscreened(&after).into_iter().map(|party| party.name).collect();
    assert_eq!(named, ["Noda Kenji"], "the same name in other spaces is the same");
    assert_eq!(screened(Vec::new()).unscreened(&after), []);
    assert!(register.last.expect("screened").act.who.iter().all(|digest| digest.len() == 16 && !digest.contains("佐藤")));
}
