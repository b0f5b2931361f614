//! Due-diligence files, certificates and the company's metals, from a shell over the sample.
#![allow(clippy::disallowed_methods)]

mod common;

use std::fs;

use serde_json::Value;

use common::{Sample, json, run, run_at};

fn flag(sample: &Sample, id: &str, rule: &str) -> Option<Value> {
    json(sample, &["flags", id]).as_array().expect("a list").iter().find(|flag| flag["rule"] == rule).cloned()
}

fn conduct(sample: &Sample, id: &str) -> Value {
    let all = json(sample, &["assess", id]);
    let conduct = all.get(0).unwrap_or(&all)["conduct"].clone();
    assert!(!conduct.is_null(), "{all}");
    conduct
}

#[test]
fn r09_cleared_is_refused_in_a_sentence_until_all_three_checks_are_shown() {
    let sample = common::sample();
    let paper = sample.root.with_file_name("assay.txt");
    fs::write(&paper, "assay of lot 7").expect("written");
    let paper = paper.to_str().expect("UTF-8");
    let (id, file) = ("atacama-cobre", ["atacama-cobre", "copper", "Mina Clara"]);
    let before = conduct(&sample, id);
    let clear = [&["minerals", "clear"], &file[..]].concat();
    let (code, _, error) = run(&sample, &clear);
    assert_eq!(code, 2);
    assert!(error.contains("origin (not made), risk (not made), route (not made)"), "{error}");
    let check = |more: &[&str]| run(&sample, &[&["minerals", "check"], &file[..], more].concat());
    assert_eq!(check(&["--origin", "clear", "--risk", "clear", "--evidence", paper]).0, 0);
    assert_eq!(check(&["--route", "clear"]).0, 0);
    let (code, _, error) = run(&sample, &clear);
    assert!(code == 2 && error.contains("route (no evidence in date)"), "{error}");
    let open = flag(&sample, id, "DD-3").expect("not cleared yet");
    assert!(open["reason"].as_str().expect("a text").contains("Copper @ Mina Clara: route no evidence in date"), "{open}");
    assert_eq!(check(&["--route", "clear", "--evidence", paper, "--expires", "2026-11-22"]).0, 0);
    assert_eq!(run(&sample, &clear).0, 2, "evidence out of date is none");
    assert_eq!(check(&["--route", "clear", "--evidence", paper]).0, 0);
    assert_eq!(run(&sample, &clear).0, 0);
    let shown = json(&sample, &["minerals", "show", id]);
    assert_eq!(shown[0]["cleared_by"], "anna");
    assert_eq!(shown[0]["checks"]["origin"]["evidence"][0].as_str().expect("a hash").len(), 64);
    assert_eq!(shown[0]["checks"]["origin"]["on"], "2026-11-23");
    assert_eq!(check(&["--risk", "concern"]).0, 0);
    assert_eq!(json(&sample, &["minerals", "show", id])[0]["cleared"], false, "a later concern takes it back");
    assert_eq!(conduct(&sample, id), before, "none of it moves conduct");
    assert_eq!(run(&sample, &["verify"]).0, 0);
}

#[test]
fn a_check_of_a_file_never_takes_away_that_of_another_source() {
    let sample = common::sample();
    for source in ["Mina X", "Mina Y"] {
        assert_eq!(run(&sample, &["minerals", "check", "atacama-cobre", "copper", source, "--origin", "clear"]).0, 0);
    }
    let shown = json(&sample, &["minerals", "show", "atacama-cobre"]);
    let sources: Vec<&str> = shown.as_array().expect("a list").iter().filter_map(|file| file["source"].as_str()).collect();
    assert_eq!(sources, ["Mina X", "Mina Y"]);
}

#[test]
fn r10_six_metals_stand_first_and_the_lapsed_audit_is_not_current() {
    let sample = common::sample();
    let metals = json(&sample, &["metals"]);
    let symbols: Vec<&str> = metals.as_array().expect("a list").iter().filter_map(|row| row["symbol"].as_str()).take(6).collect();
    assert_eq!(symbols, ["Cu", "Au", "Ag", "Pt", "Pd", "Ta"]);
    assert_eq!(metals[3]["state"], "not-current");
    assert_eq!(metals[1]["state"], "current");
    let (code, out, error) = run(&sample, &["metals"]);
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(out.contains("no scheme named in source"), "{out}");
}

#[test]
fn r11_an_lppm_audit_of_gold_is_refused_and_the_check_says_where() {
    let sample = common::sample();
    let file = sample.root.join("reference/company-audits.toml");
    let text = fs::read_to_string(&file).expect("the sample has audits");
    fs::write(&file, text.replacen("scheme = \"LBMA\"", "scheme = \"LPPM\"", 1)).expect("written");
    let (code, out, error) = run(&sample, &["metals"]);
    assert_eq!(code, 1);
    assert!(error.contains("not valid for Gold"), "{error}");
    assert!(out.lines().any(|line| line.contains("Gold") && line.contains("don't know")), "{out}");
}

#[test]
fn r13_the_tantalum_trader_of_the_sample_is_flagged_for_a_deeper_check() {
    let found = flag(&common::sample(), "lualaba-trading", "DD-3").expect("not cleared");
    assert_eq!(found["response"], "EDD");
}

#[test]
fn r13_the_brazilian_mine_with_mine_of_origin_and_conformant_refiner_raises_nothing_on_minerals() {
    let sample = common::sample();
    for rule in ["DD-3", "M-SMELTER", "M-STATUS", "M-ORIGIN", "Z-03", "Z-10"] {
        assert_eq!(flag(&sample, "serra-turmalina", rule), None, "{rule}");
    }
}

/// The rule's flag of a metal, with the cells its causes name.
fn of_metal(sample: &Sample, id: &str, rule: &str, metal: &str) -> (Value, Vec<String>) {
    let all = json(sample, &["flags", id]);
    let found = all.as_array().expect("a list").iter().find(|flag| flag["rule"] == rule && flag["scope"] == format!("metal:{metal}"));
    let flag = found.unwrap_or_else(|| panic!("no {rule} on {metal} in {all}")).clone();
    let causes = flag["causes"].as_array().expect("causes").iter().filter_map(|cause| cause["entry"].as_str()?.split_once(", "));
    let cells = causes.map(|(_, cell)| cell.to_owned()).collect();
    (flag, cells)
}

#[test]
fn a_workbook_taken_into_the_record_raises_its_flags_and_each_names_the_cell() {
    let sample = common::sample();
    let waiting = json(&sample, &["inbox", "list"]);
    let file = waiting.as_array().expect("a list").iter().find(|file| file["supplier"] == "shiosai-densen").expect("it waits");
    assert!(flag(&sample, "shiosai-densen", "M-SMELTER").is_none(), "nothing is judged before a person takes it");
    let (code, _, error) = run(&sample, &["inbox", "accept", file["sha256"].as_str().expect("a hash"), "--supplier", "shiosai-densen"]);
    assert_eq!(code, 0, "{error}");
    let (gold, cells) = of_metal(&sample, "shiosai-densen", "M-SMELTER", "gold");
    assert_eq!((gold["response"].as_str(), cells), (Some("RETURN"), vec!["Declaration D34".to_owned()]));
    let (tin, cells) = of_metal(&sample, "shiosai-densen", "M-ORIGIN", "tin");
    assert!(tin["reason"].as_str().expect("a text").contains("2 rows lead to no facility"), "{tin}");
    assert_eq!(cells, ["Smelter List D5 · Smelter List D6"]);
    let (place, cells) = of_metal(&sample, "shiosai-densen", "Z-03", "tin");
    assert!(place["reason"].as_str().expect("a text").contains("high-risk areas: don't know"), "{place}");
    assert_eq!(cells, ["Declaration D45"]);
}

#[test]
fn a_facility_is_judged_by_the_list_of_the_day_and_an_old_list_is_said() {
    let sample = common::sample();
    let flags_on = |now: &str| run_at(&sample, now, &["flags", "ganzhou-yunling"]).1;
    assert!(!flags_on("2026-11-10T09:00:00+09:00").contains("M-STATUS"), "conformant by the list of August");
    let (lost, cells) = of_metal(&sample, "ganzhou-yunling", "M-STATUS", "tungsten");
    assert!(lost["reason"].as_str().expect("a text").contains("CID900202): not conformant, conformant before"), "{lost}");
    assert_eq!(cells, ["Smelter List D6"]);
    assert!(flags_on("2027-03-01T09:00:00+09:00").contains("Z-10"), "{}", flags_on("2027-03-01T09:00:00+09:00"));
}

#[test]
fn r15_a_reviewer_ends_a_dispute_with_a_reason_and_nobody_else_does() {
    let sample = common::sample();
    let decide = |more: &[&str]| run(&sample, &[&["minerals", "decide", "atacama-cobre"], more].concat());
    let (code, _, error) = decide(&["1", "--not-held", "--note", "the public list counts"]);
    assert!(code == 2 && error.contains("reviewer"), "{error}");
    let (code, _, error) = decide(&["2", "--held", "--note", "x", "--as", "mori"]);
    assert!(code == 2 && error.contains("not disputed"), "{error}");
    assert_eq!(decide(&["1", "--not-held", "--note", "the public list of 2026-11-12 counts", "--as", "mori"]).0, 0);
    assert_eq!(flag(&sample, "atacama-cobre", "P-DISPUTED"), None);
    assert_eq!(run(&sample, &["verify"]).0, 0);
}

#[test]
fn r15_r17_r27_the_certificates_of_the_sample_say_what_they_are_worth() {
    let sample = common::sample();
    let mark = flag(&sample, "atacama-cobre", "P-DISPUTED").expect("disputed");
    assert_eq!(mark["causes"][0]["question"], "certificate.copper-mark");
    assert!(flag(&sample, "aozora-plant", "P-VOID").expect("withdrawn")["reason"].as_str().expect("a text").contains("ISO 45001"));
    let sites = flag(&sample, "fjord-scrap", "P-SITES").expect("some sites");
    assert!(sites["reason"].as_str().expect("a text").contains("4 of 7 sites"), "{sites}");
}
