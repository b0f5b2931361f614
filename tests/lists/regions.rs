//! Places down to regions: what is recognised, what is not, which lists are taken together, and who is told.

use std::fs;

use jiff::civil::date;
use oretrail::import::reference_list;
use oretrail::reference::cahra::{Listing, unresolved};
use oretrail::reference::country::{self, Countries};
use oretrail::reference::list::{ListKind, Lists, Manner};
use serde_json::Value;

use crate::common::{self, Sample, json, run};

fn countries() -> Countries {
    country::read("countries.toml", oretrail::builtin::reference("countries.toml").expect("built in")).0
}

fn own(lists: &mut Lists, name: &str, text: &str, dated: &str) {
    let mut list = super::imported(ListKind::OwnAreas, text, dated);
    list.edition.name = name.to_owned();
    list.edition.source = format!("{name}.csv");
    lists.areas.push(list);
}

/// Writes a list of the company and imports it; what the program said, with its exit code.
fn import(sample: &Sample, file: &str, text: &str, dated: &str) -> (i32, String, String) {
    let path = sample.root.join(file);
    fs::write(&path, text).expect("written");
    let path = path.to_str().expect("UTF-8").to_owned();
    common::run_as(sample, "mori", &["reference", "import", "own-areas", &path, "--dated", dated])
}

fn tier(sample: &Sample, id: &str) -> String {
    json(sample, &["assess", id])[0]["place"]["tier"].as_str().unwrap_or("?").to_owned()
}

#[test]
fn a_region_nobody_knows_counts_as_one_nobody_has_named() {
    let (lists, countries, day) = (Lists::default(), countries(), date(2026, 11, 23));
    let at = |country: &str, region: &str| lists.tier(&countries, country, region, day).expect("a tier").to_owned();
    for region in ["", "Chattisgarh", "IN-ZZ", "CD-NK", "Chhattisgarh", "IN-CT", "IN-CG", "cg", "チャッティースガル", "恰蒂斯加尔邦"]
    {
        assert_eq!(at("IN", region), "T3", "{region}");
    }
    for region in ["IN-GJ", "Gujarat", "ＧＪ", "Gujarat State"] {
        assert_eq!(at("IN", region), "T2", "{region}");
    }
    assert!(matches!(lists.listing("IN", "Chattisgarh", day), Listing::RegionUnknown { .. }));
    assert!(matches!(lists.listing("IN", "IN-CG", day), Listing::Listed { .. }));
    let tiers = lists.place_tiers(&countries, day);
    let in_table = |region: &str| tiers["IN"].at("IN", region).to_owned();
    for (region, tier) in [("", "T3"), ("Chattisgarh", "T3"), ("IN-ZZ", "T3"), ("IN-CG", "T3"), ("Gujarat", "T2"), ("IN-GJ", "T2")] {
        assert_eq!(in_table(region), tier, "in a table: {region}");
    }
}

#[test]
fn verdicts_of_the_first_two_forms_are_judged_as_they_were() {
    let (countries, day) = (countries(), date(2026, 11, 23));
    let mut lists = Lists { manner: Manner::ByText, ..Lists::default() };
    assert_eq!(lists.tier(&countries, "IN", "Chattisgarh", day), Some("T2"));
    own(&mut lists, "board", "country,region,tier\nCL,CL-AN,T3\n", "2026-10-01");
    assert_eq!(lists.tier(&countries, "CL", "CL-AN", day), Some("T3"));
    own(&mut lists, "board2", "country,region,tier\nPE,,T3\n", "2026-11-01");
    assert_eq!(lists.tier(&countries, "CL", "CL-AN", day), Some("T1"), "one list of the company");
    lists.manner = Manner::ByRegion;
    assert_eq!(lists.tier(&countries, "CL", "CL-AN", day), Some("T3"));
}

#[test]
fn names_and_codes_meet_and_a_name_nobody_knows_may_be_any_region_of_its_country() {
    let (countries, day) = (countries(), date(2026, 11, 23));
    let mut lists = Lists::default();
    own(&mut lists, "board", "country,region,tier\nCL,Antofagasta,T3\nES,Andalucía,T3\nJP,１３,T2\n", "2026-10-01");
    let at = |lists: &Lists, country: &str, region: &str| lists.tier(&countries, country, region, day).expect("a tier").to_owned();
    for (country, region, tier) in [
        ("CL", "CL-AN", "T3"),
        ("CL", "Antofagasta", "T3"),
        ("CL", "CL-RM", "T1"),
        ("CL", "", "T3"),
        ("ES", "Sevilla", "T3"),
        ("ES", "ES-MD", "T1"),
        ("JP", "東京都", "T2"),
        ("JP", "大阪", "T1"),
    ] {
        assert_eq!(at(&lists, country, region), tier, "{country} {region}");
    }
    assert_eq!(lists.place_tiers(&countries, day)["CL"].at("CL", "Antofagasta"), "T3");
    own(&mut lists, "other", "country,region,tier\nCL,Norte Grande,T2\nNO,NO-XX,T3\n", "2026-10-02");
    assert_eq!(unresolved(&lists.areas[1].rows), [("CL", "Norte Grande"), ("NO", "NO-XX")]);
    assert_eq!(at(&lists, "CL", "CL-RM"), "T2", "it may be meant");
    assert_eq!(at(&lists, "CL", "CL-AN"), "T3");
    assert_eq!((at(&lists, "NO", "NO-03").as_str(), at(&lists, "NO", "").as_str()), ("T1", "T3"), "another code is another region");
    let tiers = lists.place_tiers(&countries, day);
    assert_eq!((tiers["CL"].at("CL", "CL-RM"), tiers["CL"].at("CL", "CL-AN")), ("T2", "T3"));
}

#[test]
fn lists_of_the_company_stand_together_and_a_newer_edition_replaces_its_own_older_one_only() {
    let sample = common::sample();
    let (_, out, _) = import(&sample, "board.csv", "country,region,tier,reason\nCL,CL-AN,T3,strikes\n", "2026-11-01");
    assert!(out.contains("atacama-cobre (CL CL-AN): T1 → T3"), "{out}");
    let (_, out, _) = import(&sample, "board2.csv", "country,region,tier,reason\nPE,,T3,unrest\n", "2026-11-10");
    assert!(out.contains("stands beside") && out.contains("own-areas board (2026-11-01)") && !out.contains("takes the place"), "{out}");
    assert_eq!(tier(&sample, "atacama-cobre"), "T3", "the first list still counts");
    let (_, out, _) = import(&sample, "board-2026-11-15.csv", "country,region,tier,reason\nBO,,T3,unrest\n", "2026-11-15");
    assert!(out.contains("takes the place of own-areas board (2026-11-01) from 2026-11-15 on"), "{out}");
    assert!(out.contains("own-areas board2 (2026-11-10)") && out.contains("cahra EU CAHRA 2026-06"), "{out}");
    assert_eq!(tier(&sample, "atacama-cobre"), "T1");
    let on = |day: &str| json(&sample, &["reference", "place", "CL", "--region", "CL-AN", "--on", day])["tier"].clone();
    assert_eq!((on("2026-11-14"), on("2026-11-15")), ("T3".into(), "T1".into()), "earlier days keep the earlier edition");
    let (_, out, _) = import(&sample, "board-2026-11-05.csv", "country,region,tier\nCL,,T2\n", "2026-11-05");
    assert!(out.contains("is a newer edition of it and counts from 2026-11-15 on"), "{out}");
}

#[test]
fn a_misspelt_region_is_taken_as_unnamed_and_said_where_it_is_entered_and_where_it_counts() {
    let sample = common::sample();
    let set = |value: &str| run(&sample, &["supplier", "set", "testin", "region", value]);
    let add = ["supplier", "add", "testin", "--country", "IN", "--type", "maker", "--material", "copper", "--region", "Chattisgarh"];
    let (code, _, error) = run(&sample, &add);
    assert!(code == 0 && error.contains("Chattisgarh") && error.contains("IN-CG"), "{error}");
    let inherent = || json(&sample, &["assess", "testin"])[0]["inherent"].clone();
    let misspelt = inherent();
    let (_, out, _) = run(&sample, &["check"]);
    assert!(out.contains("unknown-region") && out.contains("IN-CG"), "{out}");
    for command in [&["supplier", "show", "testin"][..], &["assess", "testin"]] {
        let (_, out, _) = run(&sample, command);
        assert!(out.contains("place: T3 by cahra EU CAHRA 2026-06") && out.contains("Chattisgarh"), "{out}");
    }
    assert_eq!(set("").0, 0);
    let empty = inherent();
    let (code, _, error) = set("Chhattisgarh");
    assert_eq!((code, error.as_str()), (0, ""));
    assert_eq!((&misspelt, &inherent()), (&empty, &empty));
    set("Gujarat");
    assert_ne!(inherent(), empty, "a region that is known and not listed is milder");
    let place = json(&sample, &["reference", "place", "IN", "--region", "Chattisgarh"]);
    assert_eq!((place["tier"].as_str(), place["listing"].as_str()), (Some("T3"), Some("region-unknown")));
    assert_eq!(place["near"][0], "IN-CG");
    let (_, out, _) = run(&sample, &["reference", "place", "IN", "--region", "Chattisgarh"]);
    assert!(!out.contains("this one is not") && out.contains("IN-CG"), "{out}");
}

#[test]
fn what_decides_a_tier_is_named_with_day_and_hash() {
    let sample = common::sample();
    let id = "minato-haulage";
    import(&sample, "board.csv", "country,region,tier,reason\nJP,東京,T2,floods\n", "2026-11-01");
    let judged = json(&sample, &["assess", id])[0].clone();
    let by = &judged["place"]["by"][0];
    assert_eq!((by["kind"].as_str(), by["name"].as_str(), by["dated"].as_str()), (Some("own-areas"), Some("board"), Some("2026-11-01")));
    let named = format!("own-areas board@2026-11-01:{}", by["sha256"].as_str().expect("a hash"));
    assert!(judged["editions"]["reference"].as_array().expect("a list").contains(&Value::from(named.clone())), "{judged}");
    let (_, out, _) = run(&sample, &["reference", "place", "JP", "--region", "Tokyo"]);
    let head = out.lines().next().expect("a line");
    assert!(head.contains("T2") && head.contains("board (2026-11-01)") && !head.contains("on no list"), "{out}");
    let (_, out, _) = run(&sample, &["reference", "place", "RW"]);
    assert!(!out.contains("on no list of the day") && out.contains("country table puts it here"), "{out}");
    let decide = ["decide", id, "--outcome", "improvement-required", "--reason", "hours", "--condition", "a new roster"];
    let (code, _, error) = common::run_as(&sample, "mori", &decide);
    assert_eq!(code, 0, "{error}");
    let (_, why, _) = common::run_as(&sample, "mori", &["why", id]);
    assert!(why.contains(&named), "{why}");
    import(&sample, "board.csv", "country,region,tier\nPE,,T3\n", "2026-11-20");
    assert_eq!(tier(&sample, id), "T1", "a newer edition of the same list");
    let (code, replayed, _) = common::run_as(&sample, "mori", &["replay", id, "--show"]);
    assert!(code == 0 && replayed.contains(&named), "lists of the day of the decision: {replayed}");
}

#[test]
fn every_line_a_list_loses_is_named_with_what_to_do_and_the_rest_is_kept() {
    let sample = common::sample();
    let text = "country,region,tier,reason\nCL,CL-AN,T3,strikes\n\nAtlantis,,T3,sunk\nPE,,T9,typo\n,,T3,nowhere\nBO,,,unrest\n";
    let (code, out, error) = import(&sample, "board.csv", text, "2026-11-01");
    assert_eq!(code, 1, "{error}");
    assert!(out.contains("2 rows") && error.contains("3 lines were not taken"), "{out}{error}");
    for (line, what) in [("line 4", "Atlantis"), ("line 5", "T9"), ("line 6", "no country")] {
        assert!(error.lines().any(|told| told.contains(line) && told.contains(what) && told.contains("import the file again")), "{error}");
    }
    let path = sample.root.join("board.csv").display().to_string();
    let again = common::json_as(&sample, "mori", common::NOW, &["reference", "import", "own-areas", &path, "--dated", "2026-11-01"]);
    assert_eq!((again["rows"].as_u64(), again["left_out"].as_array().map(Vec::len)), (Some(2), Some(3)));
    let read = |kind: ListKind, text: &str| {
        let found = reference_list::read(kind, "list.csv", text.as_bytes()).expect("it reads");
        (found.count(), found.left_out.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let (rows, told) = read(ListKind::GoodDelivery, "name,metal,until\nA,Gold,\nB,,\nC,Gold,03/04/25\n");
    assert_eq!(rows, 2);
    assert!(told.len() == 1 && told[0].contains("line 3"), "{told:?}");
    let found = reference_list::read(ListKind::GoodDelivery, "list.csv", b"name,metal,until\nC,Gold,03/04/25\n").expect("it reads");
    let notices: Vec<String> = found.notices.iter().map(ToString::to_string).collect();
    assert!(
        found.left_out.is_empty() && notices[0].contains("line 2") && notices[0].contains("without its day \"03/04/25\""),
        "{notices:?}"
    );
    let (rows, told) = read(
        ListKind::FacilityStatus,
        "metal,facility id,name,status\nTin,CID900001,A,Conformant\nTin,900002,B,Active\nTin,CID900003,C,\n",
    );
    assert!(rows == 1 && told.len() == 2 && told[0].contains("900002") && told[1].contains("no status"), "{told:?}");
    let (rows, told) = read(ListKind::SmelterList, "metal,smelter name,country,smelter id\nTin,A,PERU,CID900001\nTin,B,PERU,\n");
    assert!(rows == 1 && told.len() == 1 && told[0].contains("line 3") && told[0].contains("no ID"), "{told:?}");
}

#[test]
fn a_region_the_program_does_not_know_is_told_when_the_list_is_imported() {
    let sample = common::sample();
    let (code, out, error) = import(&sample, "board.csv", "country,region,tier\nCL,Antofagosta,T3\n", "2026-11-01");
    assert_eq!(code, 0, "the line is in force");
    assert!(error.contains("unresolved region") && error.contains("Antofagasta (CL-AN)"), "{error}");
    assert!(out.contains("atacama-cobre (CL CL-AN): T1 → T3"), "until it is known it may be any: {out}");
}

#[test]
fn a_region_in_a_table_that_is_none_of_its_country_is_said_beside_the_table() {
    let files = oretrail::workspace::definitions::built_in_sets();
    let (sets, _) = oretrail::questionnaire::file::read_all(&files, None);
    let row = sets.iter().flat_map(|set| &set.questions).find_map(|question| match &question.kind {
        oretrail::questionnaire::Kind::Rows(rows) if question.id.as_str().starts_with("copper-dd.") && rows.ids().contains(&"region") => {
            Some(rows)
        }
        _ => None,
    });
    let rows = row.expect("a table of places");
    let cells = |region: &str| -> String {
        let cell = |id: &str| match id {
            "country" => "IN",
            "region" => region,
            _ => "1",
        };
        rows.ids().into_iter().map(|id| cell(id).to_owned()).collect::<Vec<_>>().join("\t")
    };
    let told = |region: &str| {
        rows.told(&[cells("IN-GJ"), cells(region)], Default::default())
            .into_iter()
            .filter(|remark| remark.verdict == "region-not-recognised")
    };
    let found: Vec<_> = told("Chattisgarh").collect();
    assert!(found.len() == 1 && found[0].line == Some(2) && found[0].sentence.to_string().contains("IN-CG"), "{found:?}");
    assert_eq!(told("Chhattisgarh").count() + told("").count(), 0);
    assert!(rows.remarks(&[cells("Chattisgarh")], Default::default()).is_empty(), "rules and conditions go by the tier");
}
