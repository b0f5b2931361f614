//! A decision that hangs on a declaration and on lists of others: neither a later list nor a later declaration moves it.

use std::fs;

use serde_json::Value;

use super::sample;
use super::{common, done, json, run_at};

const REFINER: &str = "ganzhou-yunling";
const LATER: &str = "2026-12-10T09:00:00+09:00";

/// A list of the scheme in which every tungsten facility of the sample is conformant.
const LIST: &str = "Metal,Facility ID,Standard Facility Name,Country Location,Assessment Status\n\
    Tungsten,CID900202,\"Qinglu Tungsten Smelting Co., Ltd.\",CHINA,Conformant\n";

#[test]
fn a_supplier_decided_on_declaration_and_lists_replays_to_the_same_bytes_after_both_changed() {
    let at = common::sample();
    done(&at, &["people", "key"]);
    let about = |now: &str| -> Vec<String> {
        let (_, out, error) = run_at(&at, "mori", now, &["flags", REFINER, "--json"]);
        let all: Value = serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{wrong} {out} {error}"));
        let flags = all[0]["flags"].as_array().or_else(|| all.as_array()).expect("a list").clone();
        flags.iter().filter(|flag| flag["rule"] == "M-STATUS").filter_map(|flag| flag["reason"].as_str().map(str::to_owned)).collect()
    };
    let then = about(common::NOW);
    assert!(then.iter().any(|reason| reason.contains("Tungsten")), "a declared facility is not conformant: {then:?}");
    done(&at, &["decide", REFINER, "--outcome", "improvement-required", "--reason", "a smelter lost its status"]);
    let before = json(&at, &["why", REFINER]);
    assert!(before["rules"].as_array().expect("rules").iter().any(|rule| rule["rule"] == "M-STATUS@1" && rule["outcome"] == "fired"));
    let bound = before["bound"].to_string();
    assert!(bound.contains("facility-status") && bound.contains("smelter-list"), "the lists are sealed: {bound}");

    let list = at.root.with_file_name("status.csv");
    fs::write(&list, LIST).expect("written");
    let declared = at.root.with_file_name("declared.xlsx");
    fs::write(&declared, sample::complete().put("Declaration", "D22", sample::Put::Day(46_360.0)).bytes()).expect("written");
    let acts: [(&str, Vec<&str>); 2] = [
        ("mori", vec!["reference", "import", "facility-status", list.to_str().expect("a path"), "--dated", "2026-12-01"]),
        ("anna", vec!["import", declared.to_str().expect("a path"), "--supplier", REFINER, "--accept"]),
    ];
    for (person, arguments) in acts {
        let (code, out, error) = run_at(&at, person, LATER, &arguments);
        assert!(code < 2, "{arguments:?}: {out}{error}");
    }
    let now = about(LATER);
    assert!(now.iter().any(|reason| reason.contains("Gold")) && !now.iter().any(|reason| reason.contains("Tungsten")), "{now:?}");
    assert!(json(&at, &["log", REFINER]).to_string().contains("declared.xlsx"), "the later declaration was taken in");
    let (code, out, error) = run_at(&at, "mori", LATER, &["replay", REFINER]);
    assert_eq!(code, 0, "{out}{error}");
    assert!(out.contains("identical"), "{out}");
    let (_, out, error) = run_at(&at, "mori", LATER, &["why", REFINER, "--on", "2026-11-23", "--under", "current", "--json"]);
    let after: Value = serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{wrong}\n{error}"));
    for part in ["decision", "judged", "bound", "rules", "waivers", "read"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    let differs = after["hypothetical"]["differences"].to_string();
    assert!(differs.contains("M-STATUS"), "under today's lists the flag is gone: {differs}");
}
