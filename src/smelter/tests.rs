use jiff::civil::{Date, date};

use super::*;
use crate::journal::Moment;
use crate::reference::list::{Edition, ListKind, ListedSmelter, Lists, SmelterList};

const DAY: Date = date(2026, 6, 1);

fn row(metal: &str, alias: &str, name: &str, country: &str, id: &str) -> ListedSmelter {
    let own = str::to_owned;
    ListedSmelter {
        metal: own(metal),
        alias: own(alias),
        name: own(name),
        country: own(country),
        id: own(id),
        city: own("Hama"),
        ..ListedSmelter::default()
    }
}

fn list(name: &str, dated: Date, rows: Vec<ListedSmelter>) -> SmelterList {
    let edition = Edition {
        kind: ListKind::SmelterList,
        name: name.to_owned(),
        dated,
        source: "test".to_owned(),
        sha256: String::new(),
        rows: rows.len(),
    };
    SmelterList { edition, rows }
}

fn lists() -> Lists {
    let old = vec![row("Tin", "Gone Smelting", "Gone Smelting", "MALAYSIA", "CID900009")];
    let new = vec![
        row("Tantalum", "Tantobis GmbH", "Tantobis GmbH", "GERMANY", "CID900001"),
        row("Tantalum", "H. Sterk Niobium GmbH", "Tantobis GmbH", "GERMANY", "CID900001"),
        row("Tantalum", "Tantobis Co., Ltd.", "Tantobis Co., Ltd.", "THAILAND", "CID900002"),
        row("Tin", "Kawa Metal Co., Ltd.", "Kawa Metal Co., Ltd.", "JAPAN", "CID900003"),
        row("Gold", "Kawa Metal Co., Ltd.", "Kawa Metal Co., Ltd.", "JAPAN", "CID900004"),
        row("Gold", "Twin Refinery", "Twin Refinery East", "KOREA, REPUBLIC OF", "CID900005"),
        row("Gold", "Twin Refinery", "Twin Refinery West", "PERU", "CID900006"),
        row("Gold", "Twin Works", "Twin Works A", "PERU", "CID900007"),
        row("Gold", "Twin Works", "Twin Works B", "PERU", "CID900008"),
    ];
    Lists { smelters: vec![list("old", date(2024, 1, 1), old), list("new", date(2025, 1, 1), new)], ..Lists::default() }
}

fn settled(reported: &Reported<'_>) -> Settled {
    settle(reported, &lists(), &Decisions::default(), DAY)
}

fn named<'a>(metal: &'a str, name: &'a str) -> Reported<'a> {
    Reported { metal, name: Some(name), ..Reported::default() }
}

fn best(reported: &Reported<'_>) -> Vec<Candidate> {
    candidates(reported, &lists(), &Decisions::default(), DAY)
}

#[test]
fn a_misspelt_name_has_the_right_facility_first_and_says_why() {
    for country in ["Germany", "DE", "GERMANY", "ドイツ", "德国", "Deutschland"] {
        let found = best(&Reported { country: Some(country), ..named("Tantalum", "Tanobis Gmbh") });
        assert_eq!(found[0].id, "CID900001", "{country}");
        assert!(matches!(&found[0].reasons[0], Reason::Similar { alias, .. } if alias == "Tantobis GmbH"), "{:?}", found[0].reasons);
        assert!(found[0].reasons.contains(&Reason::Country), "{country}");
        assert!(found[1].reasons.contains(&Reason::OtherCountry("THAILAND".to_owned())));
        assert!(found[0].score > found[1].score);
    }
}

#[test]
fn former_names_and_other_spellings_lead_to_the_facility() {
    assert_eq!(best(&named("Ta", "H. STERK NIOBIUM"))[0].reasons[0], Reason::Normalised("H. Sterk Niobium GmbH".to_owned()));
    assert_eq!(best(&named("钽", "niobium sterk h"))[0].id, "CID900001");
    assert_eq!(best(&named("Tin", "ＫＡＷＡ METAL株式会社"))[0].reasons[0], Reason::Normalised("Kawa Metal Co., Ltd.".to_owned()));
    assert!(best(&named("Tin", "Something Else Entirely")).is_empty());
}

#[test]
fn the_same_name_is_another_facility_for_another_metal() {
    assert_eq!(settled(&named("Tin", "Kawa Metal Co., Ltd.")).id.as_deref(), Some("CID900003"));
    assert_eq!(settled(&named("Gold (Au)", "kawa metal co ltd")).id.as_deref(), Some("CID900004"));
    let found = best(&named("Tin", "Kawa Metal Co., Ltd."));
    assert!(found[1].reasons.contains(&Reason::OtherMetal("Gold".to_owned())), "{found:?}");
}

#[test]
fn a_name_of_two_facilities_is_asked_and_never_guessed() {
    let works = settled(&Reported { country: Some("Peru"), ..named("Gold", "Twin Works") });
    assert_eq!((works.id, works.how), (None, How::None));
    assert_eq!(works.doubts, [Doubt::Ambiguous { ids: vec!["CID900007".to_owned(), "CID900008".to_owned()] }]);
    assert!(matches!(settled(&named("Gold", "Twin Refinery")).doubts[0], Doubt::Ambiguous { .. }));
    let here = settled(&Reported { country: Some("South Korea"), ..named("Gold", "Twin Refinery") });
    assert_eq!(here.id.as_deref(), Some("CID900005"), "only one of them is in the reported country");
}

#[test]
fn a_removed_identification_is_told_from_a_mistyped_and_a_foreign_one() {
    let by_id = |metal: &'static str, id: &'static str| settled(&Reported { metal, id: Some(id), ..Reported::default() });
    let removed = Doubt::RemovedId { last_list: "old".to_owned(), dated: date(2024, 1, 1) };
    assert_eq!(by_id("Tin", "CID900009"), Settled { id: Some("CID900009".to_owned()), how: How::Id, doubts: vec![removed] });
    assert_eq!(by_id("Tin", "cid900003 ").doubts, []);
    assert_eq!(by_id("Tin", "CID990003").doubts, [Doubt::UnknownId, Doubt::Unmatched]);
    assert_eq!(by_id("Tin", "CID900004").doubts, [Doubt::OtherMetal { listed: "Gold".to_owned() }]);
    let found = best(&Reported { metal: "Tin", id: Some("CID900030"), ..Reported::default() });
    assert_eq!(found[0].reasons[0], Reason::NearId("CID900030".to_owned()), "two digits swapped");
    let gone = best(&named("Tin", "Gone Smelting Sdn Bhd"));
    assert!(gone[0].reasons.contains(&Reason::Removed { list: "old".to_owned() }));
}

#[test]
fn an_identification_under_another_name_or_country_is_doubted() {
    let reported = Reported { id: Some("CID900003"), country: Some("Peru"), ..named("Tin", "Utterly Different Works") };
    let listed = "Kawa Metal Co., Ltd.".to_owned();
    assert_eq!(settled(&reported).doubts, [Doubt::OtherName { listed }, Doubt::OtherCountry { listed: "JAPAN".to_owned() }]);
}

#[test]
fn without_a_list_nobody_says_unknown() {
    let settled = settle(&named("Tin", "Kawa"), &Lists::default(), &Decisions::default(), DAY);
    assert_eq!(settled.doubts, [Doubt::NoList]);
    let before = settle(&named("Tin", "Kawa"), &lists(), &Decisions::default(), date(2020, 1, 1));
    assert_eq!(before.doubts, [Doubt::NoList], "the lists of later years did not exist");
}

#[test]
fn the_latest_decision_holds_and_one_for_a_country_holds_there() {
    let made = |at: &str, country: Option<&str>, id: Option<&str>| Decision {
        metal: "Tin".to_owned(),
        reported: "Kawa Works".to_owned(),
        country: country.map(str::to_owned),
        id: id.map(str::to_owned),
        note: None,
        by: "anna".to_owned(),
        at: at.parse::<Moment>().unwrap(),
        entry: format!("anna-7f3k#{at}"),
        seen: Vec::new(),
    };
    let all = vec![
        made("2026-02-01T09:00:00+09:00", None, Some("CID900003")),
        made("2026-01-01T09:00:00+09:00", None, None),
        made("2026-01-02T09:00:00+09:00", Some("Peru"), None),
    ];
    let apart = Decisions::new(all.clone());
    let told = settle(&named("tin", "Kawa Works"), &lists(), &apart, DAY).doubts;
    assert_eq!(told, [Doubt::DecidedDifferently { told: vec!["anna: –".to_owned(), "anna: CID900003".to_owned()] }]);
    let mut all = all;
    all[0].seen = vec![all[1].entry.clone()];
    let decisions = Decisions::new(all);
    let meant = |country: Option<&'static str>| settle(&Reported { country, ..named("tin", "KAWA WORKS") }, &lists(), &decisions, DAY);
    assert_eq!((meant(None).id.as_deref(), meant(None).how), (Some("CID900003"), How::Decided));
    assert_eq!((meant(Some("PE")).id, meant(Some("PE")).how), (None, How::Decided));
    let found = candidates(&named("Tin", "Kawa Works"), &lists(), &decisions, DAY);
    assert!(matches!(found[0].reasons[0], Reason::Decided { .. }));
    assert_eq!(found[0].score, 1000);
}

#[test]
fn a_row_that_says_not_listed_names_nobody() {
    assert_eq!(settled(&named("Tin", "Smelter not listed")).doubts, [Doubt::Unmatched]);
    assert!(best(&named("Tin", "Smelter Not Yet Identified")).is_empty());
}
