//! What contradicts itself after copies were brought together: both sides are shown, a person settles, nothing is lost.

use serde_json::Value;

use super::{common, does, page, refused, run};
use common::Sample;

fn done(sample: &Sample, person: &str, arguments: &[&str]) {
    let (code, out, error) = run(sample, person, arguments);
    assert_eq!(code, 0, "{arguments:?}: {out}{error}");
}

/// Both are copies of one workspace, each on a machine of its own.
fn brought(sample: &Sample, laptop: &Sample, folder: &str) {
    common::copy(&laptop.root.join(folder), &sample.root.join(folder));
}

fn answers_to(sample: &Sample, question: &str) -> Vec<Value> {
    let all = does(sample, "ono", &["answers", "atacama-cobre"]);
    all.as_array().expect("a list").iter().filter(|one| one["question"] == question).cloned().collect()
}

const SETTLE: [&str; 7] = ["settle", "atacama-cobre", "E1", "--answer", "ken-p2wd#3", "--reason", "time records of May seen"];

#[test]
fn a_reviewer_settles_answers_that_differ_and_may_decide_afterwards() {
    let sample = common::sample();
    assert_eq!(answers_to(&sample, "csr-saq.E1").len(), 2);
    refused(&sample, "anna", &SETTLE, "this is for reviewer");
    refused(&sample, "ono", &["settle", "atacama-cobre", "E2", "--value", "no", "--reason", "x"], "rows that do: E1, K1, M1");
    refused(
        &sample,
        "ono",
        &["settle", "atacama-cobre", "E1", "--answer", "ken-p2wd#4", "--reason", "x"],
        "they are ken-p2wd#3, anna-7f3k#32",
    );
    refused(&sample, "ono", &["settle", "atacama-cobre", "E1", "--value", "7", "--reason", "x"], "E1");
    refused(&sample, "ono", &["settle", "atacama-cobre", "E1", "--value", "2", "--reason", " "], "the reason is empty");
    let (code, out, error) = run(&sample, "ono", &SETTLE);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("counts, settled by ono on 2026-11-23"), "{out}");
    assert!(out.contains("put aside: ") && out.contains("anna-7f3k#32"), "{out}");
    let now = answers_to(&sample, "csr-saq.E1");
    assert_eq!(now.len(), 1, "{now:?}");
    assert_eq!(
        (now[0]["by"].as_str(), now[0]["entry"].as_str(), now[0]["conflict"].as_bool()),
        (Some("ken"), Some("ken-p2wd#3"), Some(false))
    );
    let settled = &now[0]["settled"];
    assert_eq!((settled["by"].as_str(), settled["reason"].as_str()), (Some("ono"), Some("time records of May seen")));
    assert_eq!((settled["established"].as_bool(), settled["of"].to_string().contains("anna-7f3k#32")), (Some(false), true));
    // Both answers are in the log, beside the settlement with its reason.
    let log = does(&sample, "ono", &["log", "atacama-cobre"]);
    let kinds = |question: &str| -> Vec<String> {
        let of = log.as_array().expect("a list").iter().filter(|one| one["question"] == question && one["campaign"] == "FY2026");
        of.map(|one| one["do"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(kinds("csr-saq.E1"), ["answer", "answer", "choose"]);
    // A value of the reviewer's own, and that whoever settled has not interviewed.
    let found = ["settle", "atacama-cobre", "K1", "--value", "2", "--source", "seen", "--reason", "counted on site, neither is right"];
    assert_eq!(does(&sample, "ono", &found)["saved"], true);
    let now = answers_to(&sample, "csr-saq.K1");
    assert_eq!(
        (now[0]["by"].as_str(), now[0]["source"].as_str(), now[0]["settled"]["established"].as_bool()),
        (Some("ono"), Some("seen"), Some(true))
    );
    let decided = does(&sample, "ono", &["decide", "atacama-cobre", "--outcome", "improvement-required", "--reason", "as settled"]);
    assert_ne!(decided["approval"], "self", "{decided}");
    let (_, why, error) = run(&sample, "mori", &["why", "atacama-cobre"]);
    assert!(why.contains("SETTLED ANSWERS") && why.contains("settled by ono on 2026-11-23"), "{why}{error}");
    assert!(why.contains("│ counted on site, neither is right") && why.contains("established by the reviewer"), "{why}");
}

#[test]
fn the_health_check_names_answers_that_differ_with_both_sides_and_the_command_that_settles_them() {
    let sample = common::sample();
    let differ = || {
        let all = does_doctor(&sample, "ono").into_iter().filter(|one| one["kind"] == "answers-differ" && one["of"] == "atacama-cobre");
        all.map(|one| one["what"].as_str().expect("told").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(differ().len(), 3, "{:?}", differ());
    let told = differ().into_iter().find(|told| told.starts_with("E1: ")).expect("of E1");
    let settle = "`oretrail settle atacama-cobre E1 --answer ken-p2wd#3 --reason \"WHY\"`";
    for part in ["ken · ", "ken-p2wd#3 ≠ ", "anna · ", "anna-7f3k#32", settle] {
        assert!(told.contains(part), "{part}: {told}");
    }
    done(&sample, "ono", &SETTLE);
    assert!(differ().iter().all(|told| !told.starts_with("E1")), "{:?}", differ());
    let disputed = does_doctor(&sample, "ono").into_iter().find(|one| one["kind"] == "certificate-disputed").expect("of the sample");
    let what = disputed["what"].as_str().expect("told");
    assert!(what.contains("profile disputed") && what.contains("`oretrail certificate settle atacama-cobre copper-mark:"), "{what}");
}

#[test]
fn a_settlement_is_taken_back_like_any_other_act_until_somebody_decided_on_it() {
    let sample = common::sample();
    let sides = || answers_to(&sample, "csr-saq.E1").len();
    let later = |minute: &str, person: &str, arguments: &[&str]| {
        let now = format!("2026-11-23T09:{minute}:00+09:00");
        let (code, out, error) = common::run_with(&sample, &sample.root, person, &now, arguments);
        (code, format!("{out}{error}"))
    };
    let undo = ["undo", "atacama-cobre", "--review"];
    let add = ["action", "add", "atacama-cobre", "--what", "time records", "--owner", "anna", "--due", "2026-12-20"];
    // What was done last goes first, whichever log it lies in.
    assert_eq!(later("31", "ono", &add).0, 0);
    assert_eq!(later("32", "ono", &SETTLE).0, 0);
    assert_eq!((sides(), page(&sample, "atacama-cobre")["actions"].as_array().map(Vec::len)), (1, Some(1)));
    let (code, told) = later("33", "ono", &undo);
    assert_eq!((code, sides()), (0, 2), "{told}");
    assert_eq!(page(&sample, "atacama-cobre")["actions"].as_array().map(Vec::len), Some(1), "the action stands");
    assert_eq!(later("34", "ono", &undo).0, 0);
    assert_eq!(page(&sample, "atacama-cobre")["actions"].as_array().map(Vec::len), Some(0));
    // A decision that had read it keeps it, whoever decided, until it is taken out of force.
    assert_eq!(later("35", "ono", &SETTLE).0, 0);
    let decide = ["decide", "atacama-cobre", "--outcome", "improvement-required", "--reason", "hours"];
    assert_eq!(later("36", "mori", &decide).0, 0);
    let decision = page(&sample, "atacama-cobre")["decision"]["entry"].as_str().expect("decided").to_owned();
    for undo in [&undo[..], &["undo", "atacama-cobre"]] {
        let (code, told) = later("37", "ono", undo);
        assert!(code == 2 && told.contains(&format!("`oretrail revoke atacama-cobre {decision} --reason \"WHY\"`")), "{told}");
    }
    assert_eq!(later("38", "mori", &["revoke", "atacama-cobre", &decision, "--reason", "too early"]).0, 0);
    assert_eq!((later("39", "ono", &undo).0, sides()), (0, 2));
}

#[test]
fn two_settlements_made_apart_and_a_later_answer_that_had_not_seen_one_open_it_again() {
    let (sample, laptop) = (common::sample(), common::sample());
    done(&sample, "ono", &SETTLE);
    done(&laptop, "mori", &["settle", "atacama-cobre", "E1", "--answer", "anna-7f3k#32", "--reason", "policy signed"]);
    brought(&sample, &laptop, "suppliers/atacama-cobre/FY2026");
    let both = answers_to(&sample, "csr-saq.E1");
    let by: Vec<&str> = both.iter().filter_map(|one| one["settled"]["by"].as_str()).collect();
    assert_eq!((by.len(), by.contains(&"ono"), by.contains(&"mori")), (2, true, true), "{both:?}");
    let (_, told, _) = run(&sample, "ono", &["answers", "atacama-cobre"]);
    assert!(told.contains("settled by ono on") && told.contains("settled by mori on"), "{told}");
    done(&sample, "ono", &SETTLE);
    assert_eq!(answers_to(&sample, "csr-saq.E1").len(), 1);
    // Ken had not seen it on his copy and says something else again.
    done(&laptop, "ken", &["answer", "atacama-cobre", "E1", "1", "--source", "said", "--reason", "asked again", "--asked-by", "ourselves"]);
    brought(&sample, &laptop, "suppliers/atacama-cobre/FY2026");
    assert_eq!(answers_to(&sample, "csr-saq.E1").len(), 2);
}

#[test]
fn decisions_taken_apart_show_both_sides_until_somebody_who_has_seen_both_decides() {
    let (sample, laptop) = (common::sample(), common::sample());
    let id = "kuroshio-keiseki";
    done(&sample, "ono", &["decide", id, "--outcome", "continue", "--reason", "papers complete"]);
    done(&laptop, "mori", &["decide", id, "--outcome", "change-contract", "--reason", "dust measured too high"]);
    brought(&sample, &laptop, &format!("suppliers/{id}/standing"));
    assert_eq!(page(&sample, id)["contradict"].as_array().map(Vec::len), Some(2));
    let (_, told, _) = run(&sample, "ono", &["decisions", id]);
    for part in ["two decisions were taken apart", "papers complete", "dust measured too high", "ono", "mori"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let clash = |person: &str| does_doctor(&sample, person).into_iter().find(|one| one["kind"] == "decision-clash");
    let found = clash("ono").expect("told by doctor")["what"].as_str().expect("a sentence").to_owned();
    for part in
        ["ono continue", "mori contract to be changed", &format!("`oretrail decide {id} --outcome improvement-required --reason \"WHY\"`")]
    {
        assert!(found.contains(part), "{part}: {found}");
    }
    done(&sample, "ono", &["decide", id, "--outcome", "change-contract", "--reason", "both read; dust first"]);
    assert_eq!(page(&sample, id)["contradict"].as_array().map(Vec::len), Some(0));
    assert_eq!(page(&sample, id)["decision"]["reason"], "both read; dust first");
    assert!(clash("ono").is_none());
}

fn does_doctor(sample: &Sample, person: &str) -> Vec<Value> {
    let (_, out, error) = run(sample, person, &["doctor", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{wrong}: {out}{error}"));
    let list = told.as_array().cloned().or_else(|| told["ailments"].as_array().cloned());
    list.unwrap_or_else(|| panic!("{told}"))
}

#[test]
fn one_certificate_settled_twice_apart_counts_as_disputed_and_both_are_shown() {
    let (sample, laptop) = (common::sample(), common::sample());
    let settle = |state: &'static str, reason: &'static str| {
        ["certificate", "settle", "atacama-cobre", "copper-mark", "--state", state, "--reason", reason]
    };
    done(&sample, "ono", &settle("certified", "letter of the scheme"));
    done(&laptop, "mori", &settle("applied", "public list of today"));
    brought(&sample, &laptop, "suppliers/atacama-cobre/standing");
    let mark = || {
        let all = does(&sample, "ono", &["certificate", "list", "atacama-cobre"]);
        all.as_array().expect("a list").iter().find(|one| one["scheme"] == "Copper Mark").expect("it is there").clone()
    };
    assert_eq!((mark()["state"].as_str(), mark()["settled_apart"].as_array().map(Vec::len)), (Some("disputed"), Some(2)));
    let (_, told, _) = run(&sample, "ono", &["certificate", "list", "atacama-cobre"]);
    for part in ["settled apart by several", "letter of the scheme", "public list of today", "settled by ono", "settled by mori"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = does_doctor(&sample, "ono").into_iter().find(|one| one["kind"] == "settlement-clash").expect("told").to_string();
    assert!(told.contains("ono certified") && told.contains("mori applied") && told.contains("certificate settle atacama-cobre"), "{told}");
    let flags = does(&sample, "ono", &["flags", "atacama-cobre"]).to_string();
    assert!(flags.contains("P-DISPUTED"), "{flags}");
    done(&sample, "ono", &settle("applied", "both read"));
    assert_eq!((mark()["state"].as_str(), mark()["settled_apart"].as_array().map(Vec::len)), (Some("applied"), Some(0)));
}

#[test]
fn a_certificate_of_the_profile_is_said_until_its_paper_stands_in_the_register() {
    let sample = common::sample();
    let of = |id: &str, scheme: &str| {
        let all = does(&sample, "ono", &["certificate", "list", id]);
        all.as_array().expect("a list").iter().find(|one| one["scheme"] == scheme).expect("it is there").clone()
    };
    let silver = of("perameri-koboltti", "RBA VAP Silver");
    assert_eq!(
        (silver["in_profile_only"].as_bool(), silver["shown_by"].as_str().is_some_and(|by| by.starts_with("ken-p2wd#"))),
        (Some(false), true)
    );
    let shown = |id: &str| {
        let all = does(&sample, "ono", &["answers", id]);
        let mut all: Vec<String> = all
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| !one["equivalent"].is_null())
            .map(|one| one["source"].to_string())
            .collect();
        all.dedup();
        all
    };
    assert_eq!(shown("perameri-koboltti"), ["\"verified\""]);
    // The same certificate typed into a profile answers the same rows, and as the supplier's word only.
    let iso = of("teluk-timah", "ISO 9001");
    assert_eq!((iso["in_profile_only"].as_bool(), iso["shown_by"].is_null()), (Some(true), true));
    let file = sample.root.join("suppliers/kisaki-seisakusho/supplier.toml");
    let text = std::fs::read_to_string(&file).expect("readable");
    std::fs::write(&file, text.replace("scheme = \"Small-firm eco mark\"", "scheme = \"RBA VAP Gold\"")).expect("written");
    does(&sample, "anna", &["supplier", "adopt", "kisaki-seisakusho", "--yes"]);
    assert_eq!(shown("kisaki-seisakusho"), ["\"said\""]);
    let (_, told, _) = run(&sample, "ono", &["certificate", "list", "kisaki-seisakusho"]);
    assert!(told.contains("in the profile only") && told.contains("`oretrail certificate add` enters the paper"), "{told}");
    let paper = sample.root.with_file_name("gold.txt");
    std::fs::write(&paper, "RBA VAP Gold, sample").expect("written");
    let paper = paper.display().to_string();
    let add = ["certificate", "add", "kisaki-seisakusho", "--scheme", "RBA VAP Gold", "--site", "kawaguchi-koba", "--state", "certified"];
    does(&sample, "anna", &[add.as_slice(), &["--expires", "2027-01-09", "--source", "document", "--evidence", &paper]].concat());
    assert_eq!(shown("kisaki-seisakusho"), ["\"verified\""]);
}

#[test]
fn one_key_of_a_profile_changed_on_two_copies_is_a_conflict_of_two_recorded_edits() {
    let (sample, laptop) = (common::sample(), common::sample());
    let id = "fjord-scrap";
    done(&sample, "li", &["supplier", "set", id, "headcount", "99"]);
    done(&laptop, "ken", &["supplier", "set", id, "headcount", "200"]);
    brought(&sample, &laptop, &format!("suppliers/{id}/standing"));
    let text = |of: &Sample| std::fs::read_to_string(of.root.join(format!("suppliers/{id}/supplier.toml"))).expect("readable");
    // Whichever copy of the text won: nobody edited it by hand.
    for text in [text(&laptop), text(&sample)] {
        std::fs::write(sample.root.join(format!("suppliers/{id}/supplier.toml")), text).expect("written");
        let (_, told, error) = run(&sample, "anna", &["supplier", "show", id]);
        for part in ["li wrote 99", "ken wrote 200", "is in force"] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(error.contains("changed by several people") && !error.contains("edited by hand"), "{error}");
        let verified = does(&sample, "anna", &["verify"]);
        let notice = verified["notices"].as_array().expect("a list").iter().find(|one| one["kind"] == "profile-apart");
        assert!(notice.is_some_and(|one| one["file"] == format!("suppliers/{id}/supplier.toml")), "{verified}");
    }
    let told = does_doctor(&sample, "anna").into_iter().find(|one| one["kind"] == "profile-clash").expect("told").to_string();
    assert!(told.contains("li wrote 99") && told.contains(&format!("supplier set {id} headcount")), "{told}");
    let (_, preview, _) = run(&sample, "anna", &["supplier", "adopt", id]);
    assert!(preview.contains("li wrote 99") && preview.contains("nothing is written yet"), "{preview}");
    let (code, told, error) = run(&sample, "anna", &["supplier", "adopt", id, "--yes"]);
    assert_eq!(code, 0, "{error}");
    assert!(told.contains("anna-7f3k chose for 1 key"), "{told}");
    let shown = does(&sample, "anna", &["supplier", "show", id]);
    assert_eq!((shown["disputed"].as_array().map(Vec::len), shown["edited"].as_array().map(Vec::len)), (Some(0), Some(0)));
    let log = does(&sample, "anna", &["log", id]);
    let edits = log.as_array().expect("a list").iter().filter(|one| one["do"] == "profile" && one["key"] == "headcount").count();
    assert_eq!(edits, 3, "both edits and the choice");
}
