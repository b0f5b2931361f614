//! Rows about stated figures, kept by tables within questionnaires: what is answered, found and flagged.

use serde_json::Value;

use super::{json, run, said};
use crate::common::{self, Sample};

/// A campaign that asks for tables.
fn sample() -> Sample {
    let sample = common::sample();
    let sets = ["csr-saq", "copper-dd", "green-procurement", "quality-bcp"];
    let sets: Vec<&str> = sets.iter().flat_map(|set| ["--questionnaire", *set]).collect();
    said(&sample, &[&["campaign", "new", "SCRAP"][..], &sets, &["--due", "2027-03-31", "--yes", "--as", "mori"]].concat());
    sample
}

/// Flags of a row: what each calls for, and why.
fn flags(sample: &Sample, supplier: &str, question: &str) -> Vec<(String, String)> {
    let all = json(sample, &["flags", supplier]);
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    // An open stop holds new orders by a flag of its own.
    let of_row = all.as_array().expect("flags").iter().filter(|flag| flag["rule"] == "BAD" && flag["causes"][0]["question"] == question);
    of_row
        .map(|flag| {
            assert!(!flag["clause"].as_array().expect("clauses").is_empty(), "{flag}");
            let reason = if flag["reason"].is_string() { word(&flag["reason"]) } else { word(&flag["reason"]["en"]) };
            (word(&flag["response"]), reason)
        })
        .collect()
}

fn responses(sample: &Sample, supplier: &str, question: &str) -> Vec<String> {
    flags(sample, supplier, question).into_iter().map(|(response, _)| response).collect()
}

fn found(told: &Value) -> Vec<&str> {
    told["found"].as_array().expect("found").iter().filter_map(|one| one["verdict"].as_str()).collect()
}

#[test]
fn r26_a_declared_value_above_its_limit_is_flagged_with_substance_number_limit_and_clause() {
    let (sample, row) = (sample(), "green-procurement.N10b");
    let answer = |rows: &[&str]| {
        let mut arguments = vec!["answer", "hai-trieu", row];
        arguments.extend(rows.iter().flat_map(|row| ["--row", *row]));
        json(&sample, &arguments)
    };
    let told = answer(&["solder | Cd | 0.02 %", "item=solder | content=<0.001 % | substance=others"]);
    assert!(found(&told).contains(&"above-limit"), "{told}");
    let [(response, reason)] = &flags(&sample, "hai-trieu", row)[..] else { panic!("one flag") };
    assert_eq!(response, "STOP");
    for word in ["cadmium", "7440-43-9", "0.02 %", "0.01 %"] {
        assert!(reason.contains(word), "{reason}");
    }
    answer(&["solder | Cd | <0.01 %", "solder | others | <0.001 %"]);
    assert!(flags(&sample, "hai-trieu", row).is_empty(), "less than the limit keeps it");
    answer(&["solder | Cd | <1 %", "solder | others | <0.001 %"]);
    assert_eq!(responses(&sample, "hai-trieu", row), ["RETURN"], "it leaves the limit open, so it is asked");
    answer(&["solder | Cd | ", "solder | others | <0.001 %"]);
    let [(response, reason)] = &flags(&sample, "hai-trieu", row)[..] else { panic!("one flag") };
    assert!(response == "RETURN" && reason.contains("cadmium") && reason.contains("not declared"), "{reason}");
    let limits = said(&sample, &["figures", "limits"]);
    assert!(limits.contains("7440-43-9") && limits.contains("0.01 %"), "{limits}");
}

#[test]
fn r26_the_list_of_the_company_is_used_once_its_policy_is_adopted() {
    let (sample, row) = (sample(), "green-procurement.N10b");
    said(&sample, &["answer", "hai-trieu", row, "paint | organotin | 900 ppm", "paint | others | <1 ppm"]);
    assert!(flags(&sample, "hai-trieu", row).is_empty());
    let (_, text) = oretrail::builtin::policies().into_iter().next().expect("a policy");
    let own = "\n[[substance]]\nid = \"TBT\"\nname = { en = \"organotin\", ja = \"有機スズ\", zh = \"有机锡\" }\nlimit = \"0.05 %\"\n";
    let text = text.replacen("edition = \"2026-04\"", "edition = \"2026-05\"", 1) + own;
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2026-05.toml"), text).expect("written");
    let compared = said(&sample, &["policy", "diff", "2026-04", "2026-05"]);
    assert!(compared.contains("hai-trieu") || compared.contains("Hai Trieu"), "{compared}");
}

#[test]
fn r31_claims_above_the_credited_copper_are_refused_with_both_numbers_in_the_flag() {
    let (sample, row) = (sample(), "copper-dd.K27");
    said(&sample, &["answer", "hai-trieu", row, "--row", "scrap | 100 | 25.5 | 20", "--row", "boards | 40 | 18 | 7.2"]);
    assert!(flags(&sample, "hai-trieu", row).is_empty());
    said(&sample, &["answer", "hai-trieu", row, "--row", "scrap | 100 | 25.5 | 25.7"]);
    let [(response, reason)] = &flags(&sample, "hai-trieu", row)[..] else { panic!("one flag") };
    assert!(response == "CAP-30" && reason.contains("25.7 claimed") && reason.contains("25.5 credited"), "{reason}");
    said(&sample, &["answer", "hai-trieu", row, "--row", "scrap | 100 | 25.5 | 30"]);
    assert_eq!(responses(&sample, "hai-trieu", row), ["CAP-30", "EDD"], "beyond two per cent it is looked into");
    said(&sample, &["answer", "hai-trieu", row, "--row", "scrap | 100 | | 0"]);
    assert_eq!(responses(&sample, "hai-trieu", row), ["RETURN"], "nothing is credited without a content");
}

#[test]
fn r32_a_shipment_without_consent_is_named_and_entering_consent_clears_only_its_flag() {
    let (sample, row) = (sample(), "copper-dd.K23c");
    said(&sample, &["answer", "hai-trieu", "copper-dd.K24", "no"]);
    let shipments = |second: &str| {
        let first = "lot 7 | A1181 | VN | JP | VN-2026-11 | 2026-02-01";
        said(&sample, &["answer", "hai-trieu", row, "--row", first, "--row", &format!("lot 8 | Y49 | VN | JP | | {second}")])
    };
    shipments("");
    let [(response, reason)] = &flags(&sample, "hai-trieu", row)[..] else { panic!("one flag") };
    assert!(response == "EDD" && reason.contains("lot 8") && reason.contains("consent missing") && !reason.contains("lot 7"), "{reason}");
    shipments("2026-03-15");
    assert!(flags(&sample, "hai-trieu", row).is_empty());
    assert!(!flags(&sample, "hai-trieu", "copper-dd.K24").is_empty(), "only that flag is cleared");
}

#[test]
fn r45_a_rate_is_computed_from_its_counts_and_one_that_does_not_follow_is_marked() {
    let (sample, row) = (sample(), "quality-bcp.Q31");
    let told = json(&sample, &["answer", "minato-haulage", row, "--row", "2023 | 3 | 2,884,202 | "]);
    assert_eq!(found(&told), ["computed"]);
    assert!(told["found"][0]["message"].as_str().is_some_and(|message| message.contains("1.04")), "{told}");
    let sheet = sample.root.join("rates.csv");
    std::fs::write(&sheet, "Year,cases,hours,stated\n2021,6,\"3,210,160\",1.56\n2022,4,\"2,726,924\",1.47\n").expect("written");
    let told = json(&sample, &["answer", "minato-haulage", row, "--rows", &sheet.display().to_string()]);
    assert_eq!(found(&told), ["does-not-match", "matches"]);
    let [(response, reason)] = &flags(&sample, "minato-haulage", row)[..] else { panic!("one flag") };
    assert!(response == "EDD" && reason.contains("1.56") && reason.contains("1.87") && !reason.contains("1.47"), "{reason}");
    said(&sample, &["answer", "minato-haulage", row, "--row", "2021 | | 3,210,160 | 1.56"]);
    assert_eq!(responses(&sample, "minato-haulage", row), ["RETURN"], "a rate needs hours and count");
    let (code, _, error) = run(&sample, &["answer", "minato-haulage", row, "--row", "2021 | 6"]);
    assert!(code != 0 && error.contains("period | cases | hours | stated"), "{error}");
}

#[test]
fn r46_a_goal_is_held_against_what_was_reached_with_its_comparator() {
    let (sample, row) = (sample(), "quality-bcp.Q32");
    let answer = |actual: &str| {
        let told = json(&sample, &["answer", "hai-trieu", row, "--row", actual]);
        found(&told).first().map(|word| (*word).to_owned()).unwrap_or_default()
    };
    for (typed, wanted) in [
        ("landfill | <1 % | 0.99 %", "met"),
        ("landfill | <1 % | 1.00 %", "not-met"),
        ("lost time | ≤0.70 | 0.96", "not-met"),
        ("screening | ≥70 % | 68.8 %", "not-met"),
        ("landfill | <1 % | <0.5 %", "met"),
        ("landfill | <1 % | <2 %", "cannot-tell"),
    ] {
        assert_eq!(answer(typed), wanted, "{typed}");
    }
    let (code, _, error) = run(&sample, &["answer", "hai-trieu", row, "--row", "landfill | 1 % | 0.9 %"]);
    assert!(code != 0 && error.contains("no comparator"), "{error}");
}

#[test]
fn r47_a_published_total_that_rounding_explains_is_kept_with_a_note_and_another_goes_back() {
    let (sample, row) = (sample(), "copper-dd.K28");
    let answer = |total: &str| {
        let total = format!("total | | | {total}");
        said(
            &sample,
            &["answer", "hai-trieu", row, "--row", "scrap | home | recycled | 218", "--row", "scrap | abroad | 2 | 11", "--row", &total],
        )
    };
    let told = answer("230");
    assert!(told.contains("kept as published: 230") && told.contains("229"), "{told}");
    assert_eq!(responses(&sample, "hai-trieu", row), ["INFO"]);
    let shown = json(&sample, &["answers", "hai-trieu"]).to_string();
    assert!(shown.contains("total\\t\\t\\t230"), "it is recorded as published: {shown}");
    answer("240");
    let [(response, reason)] = &flags(&sample, "hai-trieu", row)[..] else { panic!("one flag") };
    assert!(response == "RETURN" && reason.contains("240") && reason.contains("229"), "{reason}");
}

/// What a command that is refused says.
fn refused(sample: &Sample, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, arguments);
    assert!(code != 0 && error.to_lowercase().find("unexpected argument").is_none(), "{arguments:?}: {out}{error}");
    error
}

#[test]
fn a_decimal_comma_is_asked_about_in_numbers_shares_and_cells_alike() {
    let sample = sample();
    for (supplier, row, typed) in [
        ("hai-trieu", "csr-saq.C12", "1,5"),
        ("hai-trieu", "csr-saq.C12", "0,5"),
        ("kisaki-seisakusho", "quality-bcp.Q15", "9,5"),
        ("hai-trieu", "csr-saq.C10", "peak=62,5,average=51"),
        ("hai-trieu", "copper-dd.K27", "scrap | 100 | 25.5 | 99,9"),
        ("minato-haulage", "quality-bcp.Q31", "2023 | 3 | 2,884,202 | 1,04"),
    ] {
        assert!(refused(&sample, &["answer", supplier, row, typed]).contains("is the comma a decimal point?"), "{row} {typed}");
    }
    let sheet = sample.root.join("rates.csv");
    std::fs::write(&sheet, "year,cases,hours,stated\n2022,4,2726924,1.47\n2023,3,\"28,84,202\",1.04\n").expect("written");
    let told = refused(&sample, &["answer", "minato-haulage", "quality-bcp.Q31", "--rows", &sheet.display().to_string()]);
    assert!(told.contains("row 2: hours worked") && told.contains("28,84,202"), "{told}");
    said(&sample, &["answer", "kisaki-seisakusho", "quality-bcp.Q15", "９５ ％"]);
    let shown = json(&sample, &["answers", "kisaki-seisakusho"]).to_string();
    assert!(shown.contains("[\"95\"]"), "a number is a number: {shown}");
}

#[test]
fn an_amount_below_zero_or_beyond_what_can_be_is_refused_where_it_is_typed() {
    let sample = sample();
    for (supplier, row, typed, words) in [
        ("hai-trieu", "green-procurement.N10b", "solder | Cd | -0.1 %", "below zero"),
        ("hai-trieu", "green-procurement.N10b", "solder | others | -5 %", "below zero"),
        ("hai-trieu", "quality-bcp.Q32", "landfill | <1 % | -1 %", "below zero"),
        ("hai-trieu", "copper-dd.K27", "scrap | -1 | 25.5 | 0", "out of range"),
        ("minato-haulage", "quality-bcp.Q31", "2023 | 3.5 | 1,000,000 | ", "not a whole number"),
    ] {
        let told = refused(&sample, &["answer", supplier, row, "--row", typed]);
        assert!(told.contains(words), "{told}");
    }
    let row = "quality-bcp.Q31";
    said(&sample, &["answer", "minato-haulage", row, "--row", "2023 | 3000 | 100 | 1.04"]);
    let [(response, reason)] = &flags(&sample, "minato-haulage", row)[..] else { panic!("one flag") };
    assert!(response == "RETURN" && reason.contains("more than one in every shift"), "{reason}");
    said(&sample, &["answer", "hai-trieu", "csr-saq.C10", "peak=40,average=55"]);
    assert_eq!(responses(&sample, "hai-trieu", "csr-saq.C10"), ["RETURN"], "no average lies above the peak");
    said(&sample, &["answer", "hai-trieu", "quality-bcp.Q32", "--row", "landfill | <1 % | ND"]);
    let [(response, reason)] = &flags(&sample, "hai-trieu", "quality-bcp.Q32")[..] else { panic!("one flag") };
    assert!(response == "RETURN" && reason.contains("ND") && reason.contains("detection limit"), "{reason}");
}

#[test]
fn figures_below_zero_on_the_command_line_are_answered_with_a_sentence_of_their_own() {
    let sample = sample();
    assert!(refused(&sample, &["figures", "goal", "<1 %", "-0.5 %"]).contains("below zero"));
    assert!(refused(&sample, &["figures", "rate", "--cases", "-3", "--hours", "100"]).contains("below zero"));
    assert!(refused(&sample, &["figures", "rate", "--cases", "3.5", "--hours", "100000"]).contains("not a whole number"));
    assert!(refused(&sample, &["figures", "rate", "--cases", "3000", "--hours", "100"]).contains("every shift"));
    assert!(refused(&sample, &["figures", "goal", "<1 %", "N/A"]).contains("\"N/A\""));
    assert_eq!(run(&sample, &["figures", "total", "90", "100", "-10"]).0, 0, "a part may be taken off");
    let told = run(&sample, &["--lang", "ja", "answer", "hai-trieu", "csr-saq.C12", "abc"]).2;
    assert!(told.contains("日") && !told.contains("days"), "{told}");
}
