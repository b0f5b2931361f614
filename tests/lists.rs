//! Lists of others: every shape they come in, the metals, schemes and areas that are built in, and the commands.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod common;
#[path = "lists/regions.rs"]
mod regions;

use std::fs;
use std::path::Path;

use jiff::civil::date;
use oretrail::builtin;
use oretrail::import::reference_list::{self, Rows};
use oretrail::reference::cahra::{self, Listing};
use oretrail::reference::country;
use oretrail::reference::list::{CahraList, Edition, ListKind, Lists, Status};
use oretrail::reference::{metal, scheme};
use serde_json::Value;

use common::{Sample, json, run};

const NAMES: &str = "Metal,Smelter Reference,Standard Smelter Name,Country,Smelter ID,City\n\
    Tin,Kawa,Kawa Metal Co.,JAPAN,CID900003,Hama\n\
    Tin,Kawa Metal,Kawa Metal Co.,JAPAN,CID900003,Hama\n\
    Tin,Smelter not listed,,,,\n\
    Tin,Nameless,Nameless,PERU,,\n";

fn smelters(file: &str, bytes: &[u8]) -> Vec<(String, String, String)> {
    let found = reference_list::read(ListKind::SmelterList, file, bytes).unwrap_or_else(|why| panic!("{file}: {why}"));
    let Rows::Smelters(rows) = found.rows else { panic!("no smelters") };
    rows.into_iter().map(|row| (row.alias, row.country, row.id)).collect()
}

#[test]
fn names_are_read_from_tables_with_titles_of_either_age_and_semicolons() {
    let expected = [("Kawa", "JAPAN", "CID900003"), ("Kawa Metal", "JAPAN", "CID900003")]
        .map(|(alias, country, id)| (alias.to_owned(), country.to_owned(), id.to_owned()));
    assert_eq!(smelters("list.csv", NAMES.as_bytes()), expected);
    let newer = NAMES.replace("Smelter Reference", "Facility Reference").replace("Smelter ID", "Facility ID").replace(',', ";");
    assert_eq!(smelters("list.csv", format!("\u{FEFF}State of today\n\n{newer}").as_bytes()), expected);
    let found = reference_list::read(ListKind::SmelterList, "list.csv", NAMES.as_bytes()).unwrap();
    assert_eq!(found.left_out.len(), 1, "the row without an ID is told: {:?}", found.left_out);
}

#[test]
fn the_xml_of_excel_2003_is_read_with_its_gaps() {
    let cell = |index: &str, text: &str| format!("<Cell{index}><Data ss:Type=\"String\">{text}</Data></Cell>");
    let head: String =
        ["Metal", "Smelter Reference", "Standard Smelter Name", "Country", "Smelter ID"].map(|title| cell("", title)).concat();
    let row = cell("", "Tin") + &cell("", "A &amp; B") + &cell(" ss:Index=\"4\"", "PERU") + &cell("", "CID900009");
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"List\"><Table>\
         <Row ss:Index=\"3\">{head}</Row><Row>{row}</Row></Table></Worksheet></Workbook>"
    );
    assert_eq!(smelters("list.xls", xml.as_bytes()), [("A & B".to_owned(), "PERU".to_owned(), "CID900009".to_owned())]);
    let far = xml.replace("ss:Index=\"3\"", "ss:Index=\"999999999\"");
    assert!(reference_list::read(ListKind::SmelterList, "list.xls", far.as_bytes()).is_err());
}

#[test]
fn status_words_are_understood_and_others_are_told() {
    let text = "Public list\n\nMetal,Facility ID,Standard Facility Name,Country Location,Due Diligence Assessment Program Status,Assessment Cycle,Last On-Site Assessment Date\n\
        Tin,CID900001,A,JAPAN,Conformant,3 years,2025-02-13\nTin,CID900002,B,JAPAN,Non Conformant,,\n\
        Gold,CID900003,C,PERU,Communication Suspended – Not Interested,,\nGold,CID900004,D,PERU,RMI Due Diligence Review - Unable to Proceed,,\n\
        Gold,CID900005,E,PERU,Moonstruck,,\nGold,CID900006,F,PERU,Outreach Required,,\nGold,CID900007,G,PERU,Facility Standard Assessed,,\n";
    for text in [text.to_owned(), text.replace("Facility ID", "Smelter ID").replace("Standard Facility Name", "Standard Smelter Name")] {
        let found = reference_list::read(ListKind::FacilityStatus, "status.csv", text.as_bytes()).expect("a status list");
        let Rows::Facilities(rows) = found.rows else { panic!("no facilities") };
        let words: Vec<Status> = rows.iter().map(|row| row.status).collect();
        let expected = [
            Status::Conformant,
            Status::NonConformant,
            Status::NotInterested,
            Status::UnableToProceed,
            Status::NotKnown,
            Status::OutreachRequired,
            Status::NotKnown,
        ];
        assert_eq!(words, expected);
        assert_eq!((rows[4].word.as_str(), rows[6].word.as_str()), ("Moonstruck", "Facility Standard Assessed"), "words are kept");
        assert_eq!((rows[0].assessed, rows[0].cycle_years), (Some(date(2025, 2, 13)), Some(3)));
        assert!(found.notices.iter().any(|notice| notice.to_string().contains("Moonstruck")));
        assert!(
            found.notices.iter().any(|notice| notice.to_string().contains("Facility Standard Assessed")),
            "never taken for conformant by guess"
        );
    }
}

#[test]
fn a_platinum_scheme_is_refused_for_gold_with_the_reason() {
    let lppm = scheme::find("LPPM").expect("known");
    let why = lppm.covers("金").expect_err("refused");
    assert!(why.en.contains("not valid for Gold") && why.ja.contains("金") && why.zh.contains("金"), "{why:?}");
    assert_eq!(lppm.covers("Pt"), Ok(()));
    let text = "name,country,metal,scheme\nA,Japan,Gold,LPPM\nB,Japan,Platinum,LPPM\n";
    let found = reference_list::read(ListKind::GoodDelivery, "refiners.csv", text.as_bytes()).expect("a list");
    assert_eq!(found.count(), 1);
    assert!(found.left_out[0].to_string().contains("not valid for Gold"));
}

#[test]
fn the_built_in_metals_schemes_and_areas_are_sound_and_agree() {
    let text = |name: &str| builtin::reference(name).expect("built in");
    assert_eq!(metal::read("metals.toml", text("metals.toml")).1, []);
    assert_eq!(scheme::read("schemes.toml", text("schemes.toml")).1, []);
    let (areas, problems) = cahra::read("areas", text("eu-cahra-2026-06.toml"));
    assert_eq!(problems, []);
    for metal in metal::all() {
        for scheme in &metal.schemes {
            assert_eq!(scheme::find(scheme).expect("known").covers(&metal.id), Ok(()), "{} {scheme}", metal.id);
        }
        assert!(metal.no_mines.iter().all(|code| country::code_of(code).is_some()));
    }
    assert!(metal::find("Sn").expect("tin").schemes.is_empty() && metal::find("W").expect("tungsten").schemes.is_empty());
    assert!(scheme::find("OHSAS 18001").expect("known").is_withdrawn(date(2026, 1, 1)));
    let (countries, _) = country::read("countries.toml", text("countries.toml"));
    for known in &countries.all {
        let listed: Vec<&str> = areas.iter().filter(|area| area.country == known.code).filter_map(|area| area.region.as_deref()).collect();
        let (mut one, mut other) = (listed, known.listed_regions.iter().map(String::as_str).collect::<Vec<_>>());
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one, other, "regions of {}", known.code);
    }
    assert_eq!(countries.all.iter().filter(|known| known.covered).count(), 10);
}

#[test]
fn a_country_with_listed_regions_counts_as_listed_until_the_region_is_known() {
    let lists = Lists::default();
    let day = date(2026, 11, 23);
    let (countries, _) = country::read("countries.toml", builtin::reference("countries.toml").expect("built in"));
    assert!(matches!(lists.listing("IN", "", day), Listing::RegionUnknown { regions: 2, .. }));
    assert!(matches!(lists.listing("IN", "Chhattisgarh", day), Listing::Listed { .. }));
    assert!(matches!(lists.listing("IN", "IN-GJ", day), Listing::Outside { .. }));
    assert!(matches!(lists.listing("ER", "", day), Listing::Listed { .. }));
    assert_eq!(lists.listing("JP", "", day), Listing::NotListed);
    assert_eq!(lists.tier(&countries, "IN", "", day), Some("T3"));
    assert_ne!(lists.tier(&countries, "IN", "IN-GJ", day), Some("T3"));
    assert_eq!(lists.tier(&countries, "RW", "", day), Some("T3"), "covered by law though not on the list");
}

#[test]
fn areas_are_read_as_json_and_as_a_table_and_sanctions_as_names() {
    let document = r#"{"meta":{"dataUpdated":"2026-09-28T23:00:00Z","version":"September 2026","website":"https://www.cahraslist.net/"},
        "entries":[{"countryName":"Burundi","iso2":"BI","wholeCountry":true,"regions":null},
        {"countryName":"India","iso2":"IN","regions":[{"name":"Somewhere","code":"IN-XX","conflictAffected":true,"highRisk":false}]}]}"#;
    let found = reference_list::read(ListKind::Cahra, "areas.json", document.as_bytes()).expect("areas");
    assert_eq!((found.count(), found.dated), (2, Some(date(2026, 9, 28))));
    assert!(found.name.starts_with(cahra::EU_SERIES));
    let table = "country,region code,region name\nインド,IN-XX,Somewhere\nAtlantis,,\n";
    let found = reference_list::read(ListKind::Cahra, "areas.csv", table.as_bytes()).expect("areas");
    assert_eq!(found.count(), 1);
    assert!(found.left_out[0].to_string().contains("Atlantis"));
    let un = r#"<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:00"><INDIVIDUAL><FIRST_NAME>A</FIRST_NAME><SECOND_NAME>B</SECOND_NAME><REFERENCE_NUMBER>X.1</REFERENCE_NUMBER><INDIVIDUAL_ALIAS><ALIAS_NAME>甲 &amp; 乙</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL><ENTITY><FIRST_NAME>C</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>"#;
    let found = reference_list::read(ListKind::Sanctions, "un.xml", un.as_bytes()).expect("names");
    assert_eq!(found.dated, Some(date(2026, 2, 27)));
    let Rows::Parties(rows) = found.rows else { panic!("no names") };
    assert_eq!(
        (rows[0].name.as_str(), rows[0].id.as_str(), rows[0].aliases[0].as_str(), rows[1].name.as_str()),
        ("A B", "X.1", "甲 & 乙", "C")
    );
    let own = "Nr;Bezeichnung;auch;Land\n7;Test Handel;T.H.|Test Trade;DE\n";
    let columns = ["name=Bezeichnung", "alias=auch", "id=Nr", "country=Land"].map(str::to_owned);
    let found = reference_list::read_by(ListKind::Sanctions, "own.csv", own.as_bytes(), &columns).expect("by mapping");
    let Rows::Parties(rows) = found.rows else { panic!("no names") };
    assert_eq!((rows[0].id.as_str(), rows[0].aliases.len(), rows[0].country.as_str()), ("7", 2, "DE"));
    assert!(reference_list::read(ListKind::Sanctions, "other.csv", b"a,b\n1,2\n").is_err());
}

#[test]
fn an_import_is_kept_once_and_a_decision_can_be_taken_back() {
    let sample = common::sample();
    let file = sample.root.join("names.csv");
    fs::write(&file, NAMES).expect("written");
    let file = file.to_str().expect("UTF-8");
    let (code, _, error) = run(&sample, &["reference", "import", "smelter-list", file]);
    assert_eq!(code, 2, "{error}");
    assert!(error.contains("--dated"), "{error}");
    let import = ["reference", "import", "smelter-list", file, "--dated", "2026-01-10", "--source", "made for a test"];
    assert_eq!(json(&sample, &import)["saved"], true);
    assert_eq!(json(&sample, &import)["saved"], false, "the same bytes again");
    let held = json(&sample, &["reference", "list"]);
    let own: Vec<&Value> = held.as_array().expect("a list").iter().filter(|list| list["source"] == "made for a test").collect();
    assert_eq!((own.len(), &own[0]["rows"]), (1, &2.into()), "kept once: {held}");
    let candidates = ["smelter", "candidates", "Kava Metall", "--metal", "Tin", "--country", "日本"];
    let found = json(&sample, &candidates);
    assert_eq!(found[0]["id"], "CID900003");
    assert!(found[0]["reasons"].as_array().expect("reasons").contains(&"country".into()), "{found}");
    fs::remove_dir_all(sample.state.join("lists")).expect("what is kept aside may go");
    assert_eq!(json(&sample, &candidates), found);
    let decide = ["smelter", "decide", "Kava Metall", "--metal", "錫", "--id", "cid900003", "--note", "confirmed by mail"];
    assert_eq!(json(&sample, &decide)["saved"], true);
    let decided = json(&sample, &candidates);
    assert!(decided[0]["reasons"][0].as_str().expect("a reason").starts_with("decided by anna"), "{decided}");
    assert_eq!(run(&sample, &["smelter", "decide", "X", "--metal", "Tin", "--id", "CID999999"]).0, 2, "an ID that no list has");
    assert_eq!(run(&sample, &["smelter", "undo"]).0, 0);
    assert_eq!(json(&sample, &candidates), found);
    assert_eq!(run(&sample, &["verify"]).0, 0);
}

#[test]
fn a_place_is_asked_as_of_a_day_over_the_built_in_list_and_those_imported_since() {
    let sample = common::sample();
    let file = sample.root.join("areas.csv");
    fs::write(&file, "country,region code,region name\nIN,IN-GJ,Gujarat\n").expect("written");
    let import = ["reference", "import", "cahra", file.to_str().expect("UTF-8"), "--dated", "2026-10-01"];
    assert_eq!(run(&sample, &import).0, 0);
    let asked = |region: &str, on: &str| {
        let found = json(&sample, &["reference", "place", "India", "--region", region, "--on", on]);
        (found["listing"].as_str().unwrap_or("?").to_owned(), found["list"].as_str().unwrap_or("-").to_owned())
    };
    let pair = |listing: &str, list: &str| (listing.to_owned(), list.to_owned());
    assert_eq!(asked("Gujarat", "2026-09-30"), pair("outside", "EU CAHRA 2026-06"));
    assert_eq!(asked("Gujarat", "2026-10-01"), pair("listed", "areas"));
    assert_eq!(asked("Chhattisgarh", "2026-10-01"), pair("listed", "EU CAHRA 2026-06"), "the lists are taken together");
    assert_eq!(asked("", "2026-09-30").0, "region-unknown");
    let (code, out, _) = run(&sample, &["reference", "place", "CD"]);
    assert!(code == 0 && out.contains("Dodd-Frank") && out.contains("non-exhaustive"), "{out}");
    assert_eq!(run(&sample, &["reference", "place", "Atlantis"]).0, 2);
}

#[test]
fn two_people_who_decided_apart_are_kept_as_a_conflict_until_one_decides_knowing_both() {
    let (here, there) = (common::sample(), common::sample());
    let decide = |sample: &Sample, id: &str, by: &str| {
        run(sample, &["smelter", "decide", "Kumanogawa Tin Work", "--metal", "Tin", "--id", id, "--as", by]).0
    };
    assert_eq!((decide(&here, "CID900102", "anna"), decide(&there, "CID900104", "ken")), (0, 0));
    let log = "registers/smelters/ken-p2wd.toml";
    fs::copy(there.root.join(log), here.root.join(log)).expect("the folders are joined");
    let named = || {
        let all = json(&here, &["smelter", "list"]);
        all.as_array().expect("a list").iter().find(|row| row["name"] == "Kumanogawa Tin Work").expect("it is reported").clone()
    };
    let doubt = named()["doubts"][0].as_str().expect("a doubt").to_owned();
    assert!(doubt.contains("anna: CID900102") && doubt.contains("ken: CID900104"), "{doubt}");
    assert!(named()["matched"].is_null(), "nobody's word wins by its clock");
    assert_eq!(decide(&here, "CID900102", "anna"), 0);
    assert_eq!((named()["matched"].as_str(), named()["how"].as_str()), (Some("CID900102"), Some("decided")));
    assert_eq!(run(&here, &["verify"]).0, 0);
}

#[test]
fn a_list_whose_file_is_gone_is_said_and_one_that_cannot_be_replaced_is_refused() {
    let sample = common::sample();
    fs::remove_dir_all(sample.root.join("reference/lists")).expect("the sample has lists");
    let (code, out, error) = run(&sample, &["reference", "list"]);
    assert_eq!((code, out.lines().count()), (0, 7), "{out}");
    assert_eq!(error.matches("is not in this workspace").count(), 4, "{error}");
    fs::write(sample.root.join("reference/metals.toml"), "").expect("written");
    let (_, out, _) = run(&sample, &["check"]);
    assert!(out.contains("not-replaceable") && out.contains("metals.toml is not read"), "{out}");
}

#[test]
fn every_metal_has_a_name_of_its_own_in_japanese_and_chinese() {
    for metal in metal::all() {
        assert!(!metal.name.ja.is_ascii() && !metal.name.zh.is_ascii(), "{}", metal.id);
    }
}

#[test]
fn a_blank_template_is_read_as_it_is() {
    let folder = std::env::var_os("ORETRAIL_WORKBOOKS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/workbooks"), std::path::PathBuf::from);
    let file = folder.join("blank/RMI_CMRT_6.5.xlsx");
    let Ok(bytes) = fs::read(&file) else {
        println!("{} is not there: reading a real look-up was not tried", file.display());
        return;
    };
    let found = reference_list::read(ListKind::SmelterList, "any name.xlsx", &bytes).expect("a look-up");
    assert_eq!((found.name.as_str(), found.dated, found.count()), ("CMRT 6.5 look-up", Some(date(2025, 4, 25)), 629));
}

/// A table as CSV.
fn imported(kind: ListKind, text: &str, dated: &str) -> CahraList {
    let found = reference_list::read(kind, "list.csv", text.as_bytes()).expect("it reads");
    let Rows::Areas(rows) = found.rows else { panic!("areas") };
    let edition = Edition {
        kind,
        name: kind.word().to_owned(),
        dated: dated.parse().expect("a day"),
        source: "test".to_owned(),
        sha256: "a".repeat(64),
        rows: rows.len(),
    };
    CahraList { edition, rows }
}

#[test]
fn the_tier_of_a_place_is_the_gravest_of_every_dated_list_and_each_is_named() {
    let countries = country::read("countries.toml", oretrail::builtin::reference("countries.toml").expect("there")).0;
    let day = |text: &str| text.parse::<jiff::civil::Date>().expect("a day");
    let mut lists = Lists::default();
    let tier = |lists: &Lists, code: &str, on: &str| lists.tier(&countries, code, "", day(on)).map(str::to_owned);
    assert_eq!(tier(&lists, "CL", "2026-11-01").as_deref(), Some("T1"));
    lists.areas.push(imported(ListKind::Fatf, "Country,Status\nChile,Increased monitoring\nNorway,Call for action\n", "2026-10-23"));
    lists.areas.push(imported(ListKind::FragileStates, "Country,Total\nPeru,90.0\nChile,41.2\n", "2026-06-01"));
    lists.areas.push(imported(ListKind::UnEmbargo, "country,regime\nPeru,arms embargo\n", "2026-11-10"));
    lists.areas.push(imported(ListKind::OwnAreas, "country,region,tier,reason\nSpain,ES-AN,T3,strikes\n", "2026-09-01"));
    assert_eq!(tier(&lists, "CL", "2026-10-22").as_deref(), Some("T1"), "the list was not there the day before");
    assert_eq!(tier(&lists, "CL", "2026-10-23").as_deref(), Some("T2"));
    assert_eq!(tier(&lists, "NO", "2026-10-23").as_deref(), Some("T3"));
    assert_eq!(tier(&lists, "PE", "2026-11-09").as_deref(), Some("T2"));
    assert_eq!(tier(&lists, "PE", "2026-11-10").as_deref(), Some("T3"), "the embargo is graver than the index");
    let named: Vec<&str> = lists
        .grounds(&countries, "PE", "", day("2026-11-10"))
        .iter()
        .map(|ground| ground.edition.map_or("table", |edition| edition.name.as_str()))
        .collect();
    assert_eq!(named, ["un-embargo", "fragile-states", "table"]);
    let spain = |region: &str| lists.tier(&countries, "ES", region, day("2026-11-01"));
    assert_eq!((spain("ES-AN"), spain("ES-MD"), spain("")), (Some("T3"), Some("T1"), Some("T3")), "down to regions");
}

#[test]
fn a_newer_fatf_list_takes_the_place_of_what_the_country_table_says_from_an_older_one() {
    let countries = country::read("countries.toml", oretrail::builtin::reference("countries.toml").expect("there")).0;
    let day = "2026-11-01".parse().expect("a day");
    let only = |country: &&oretrail::reference::country::Country| {
        country.grounds == [oretrail::reference::country::Ground::FatfMonitoring] && country.tier == "T2"
    };
    let left = countries.all.iter().find(only).expect("a country that only FATF makes T2");
    let mut lists = Lists::default();
    assert_eq!(lists.tier(&countries, &left.code, "", day), Some("T2"));
    lists.areas.push(imported(ListKind::Fatf, "country,status\nHaiti,increased monitoring\n", "2026-10-23"));
    assert_eq!(lists.tier(&countries, &left.code, "", day), Some("T1"), "{} was taken off the list", left.code);
    assert_eq!(lists.tier(&countries, "KP", "", day), Some("T3"), "other grounds stay");
    assert_eq!(lists.tier(&countries, "CD", "", day), Some("T3"));
}

#[test]
fn what_a_ranked_list_cannot_mean_is_told() {
    let unfit = reference_list::read(ListKind::Fatf, "list.csv", b"name,colour\nChile,blue\n").expect_err("no such columns");
    assert!(unfit.sentence.to_string().contains("country, status"), "{}", unfit.sentence);
    let found = reference_list::read(ListKind::FragileStates, "list.csv", "country,total\nPeru,high\nNowhere,99\nChile,41\n".as_bytes())
        .expect("it reads");
    let told: Vec<String> = found.left_out.iter().chain(&found.notices).map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("\"high\"") && told[1].contains("Nowhere") && told[2].contains("below 90"), "{told:?}");
}

#[test]
fn an_imported_list_of_places_moves_suppliers_is_named_with_day_and_hash_and_told_when_it_is_too_old() {
    let sample = common::sample();
    let file = sample.root.join("fatf.csv");
    fs::write(&file, "country,status\nChile,increased monitoring\n").expect("written");
    let path = file.display().to_string();
    let done = json(&sample, &["reference", "import", "fatf", &path, "--dated", "2025-02-21", "--source", "fatf-gafi.org"]);
    let moved: Vec<&str> =
        done["tiers_changed"].as_array().expect("a list").iter().map(|one| one["supplier"].as_str().expect("an id")).collect();
    assert!(moved.contains(&"atacama-cobre"), "{done}");
    let place = json(&sample, &["reference", "place", "CL"]);
    assert_eq!(place["tier"], "T2");
    let ground = &place["grounds"][0];
    assert_eq!(
        (ground["kind"].as_str(), ground["dated"].as_str(), ground["old"].as_bool()),
        (Some("fatf"), Some("2025-02-21"), Some(true))
    );
    assert_eq!(ground["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(json(&sample, &["reference", "place", "CL", "--on", "2025-02-20"])["tier"], "T1");
    let list = json(&sample, &["reference", "list"]);
    let of = |kind: &str| list.as_array().expect("a list").iter().find(|one| one["kind"] == kind).expect("there").clone();
    assert_eq!((of("fatf")["old"].as_bool(), of("fatf")["built_in"].as_bool()), (Some(true), Some(false)));
    assert_eq!((of("countries")["built_in"].as_bool(), of("countries")["dated"].as_str()), (Some(true), Some("2026-07-14")));
    let (_, out, _) = run(&sample, &["doctor"]);
    assert!(out.contains("fatf") && out.contains("2025-02-21"), "{out}");
}
