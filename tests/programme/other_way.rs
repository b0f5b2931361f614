//! The other side of the rules the program carries itself: where they stay silent, and what still goes on.

use super::*;

#[test]
fn z_04_a_plan_whose_checks_found_progress_proposes_nothing_and_one_without_any_does() {
    let sample = common::sample();
    let id = "lualaba-trading";
    let all = [
        "--kind",
        "plan",
        "--goal",
        "half the mines named",
        "--cost",
        "two visits",
        "--what",
        "visits",
        "--owner",
        "anna",
        "--adopted",
        "2026-05-20",
    ];
    let begin = || json(&sample, "mori", &[&["action", "add", id], &all[..]].concat())["entry"].as_str().expect("an entry").to_owned();
    let check = |entry: &str, now: &str, more: &[&str]| {
        let arguments = [&["action", "check", id, entry, "--note", "the list was read"], more].concat();
        let (code, out, error) = common::run_with(&sample, &sample.root, "mori", now, &arguments);
        assert_eq!(code, 0, "{out}{error}");
    };
    let (third, sixth) = ("2026-08-20T09:30:00+09:00", "2026-11-20T09:30:00+09:00");
    let sound = begin();
    check(&sound, third, &[]);
    check(&sound, sixth, &[]);
    assert_eq!(begun(&sample, id, &sound)["propose_suspension"], false, "measurable progress at three and at six months");
    assert!(!done(&sample, "mori", &["decisions", id]).contains("suspend for 3 months or more"));
    let idle = begin();
    check(&idle, third, &[]);
    check(&idle, sixth, &["--no-progress"]);
    assert_eq!(begun(&sample, id, &idle)["propose_suspension"], true, "none at six months");
    assert!(done(&sample, "mori", &["decisions", id]).contains("suspend for 3 months or more"));
}

#[test]
fn z_05_a_mitigation_that_works_at_once_proposes_nothing_and_one_attempt_that_failed_is_no_two() {
    let sample = common::sample();
    let id = "lualaba-trading";
    let entry = action(&sample, id, &["--kind", "mitigation"]);
    done(&sample, "anna", &["action", "done", id, &entry]);
    done(&sample, "mori", &["action", "verify", id, &entry]);
    let worked = begun(&sample, id, &entry);
    assert_eq!((worked["failed_attempts"].as_u64(), worked["propose_suspension"].as_bool()), (Some(0), Some(false)));
    // Two measures that failed once each are not one that failed twice.
    for _ in 0..2 {
        let other = action(&sample, id, &["--kind", "mitigation"]);
        done(&sample, "anna", &["action", "done", id, &other]);
        done(&sample, "mori", &["action", "verify", id, &other, "--not-effective"]);
        assert_eq!(begun(&sample, id, &other)["propose_suspension"], false);
    }
}

#[test]
fn z_11_an_answer_of_last_year_counts_once_somebody_confirms_it_and_then_by_word_only() {
    let sample = common::sample();
    let id = "perameri-koboltti";
    let row = |sample: &Sample| {
        let all = json(sample, "anna", &["answers", id]);
        all.as_array().expect("a list").iter().find(|one| one["question"] == "csr-saq.A3").cloned()
    };
    assert!(row(&sample).is_none(), "it is asked anew");
    let output = assert_cmd::Command::cargo_bin("oretrail")
        .expect("built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", "anna")
        .args(["interview", id, "--plain", "--lang", "en"])
        .write_stdin("g csr-saq.A3\n=\nquit\n")
        .output()
        .expect("it runs");
    assert!(output.status.success());
    let told = row(&sample).expect("it was confirmed");
    assert_eq!(
        (told["value"][0].as_str(), told["source"].as_str(), told["backing"].as_str()),
        (Some("no"), Some("said"), Some("no-paper"))
    );
    assert_eq!(json(&sample, "anna", &["assess", id])[0]["burden"]["reconfirmed"], 1);
}

#[test]
fn z_15_an_edition_that_only_lies_in_the_folder_judges_nobody_and_one_that_is_adopted_judges_what_begins_then() {
    let sample = common::sample();
    let before = json(&sample, "mori", &["assess"]);
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/jx-selection-2026-04.toml")).expect("the policy");
    let newer = text.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1).replacen("below = 35", "below = 36", 1);
    fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), newer).expect("written");
    assert_eq!(json(&sample, "mori", &["assess"]), before, "a file adopts nothing");
    let judging = |sample: &Sample| {
        let list = json(sample, "mori", &["policy", "list"]);
        let one = list.as_array().expect("a list").iter().find(|one| one["judges"] == true).cloned().expect("one judges");
        one["edition"].as_str().expect("a name").split(':').next().expect("a name").to_owned()
    };
    done(&sample, "mori", &["policy", "activate", "2027-04", "--from", "2026-11-20"]);
    assert_eq!(judging(&sample), "jx-selection@2026-04", "a running campaign keeps its edition");
    done(&sample, "mori", &["campaign", "new", "FY2027", "--questionnaire", "csr-saq", "--due", "2027-10-31", "--yes"]);
    assert_eq!(judging(&sample), "jx-selection@2027-04", "one that begins after the day has the new one");
}

#[test]
fn z_16_whoever_answers_for_it_reads_the_hotline_and_what_nobody_erased_stays() {
    let sample = common::sample();
    let id = "minato-haulage";
    called_the_hotline(&sample, id);
    assert!(json(&sample, "hara", &["grievance", "list"]).to_string().contains("Fictitious Taro"), "the grievance officer reads it");
    for person in ["anna", "mori"] {
        let (code, out, error) = run(&sample, person, &["grievance", "list"]);
        assert_eq!(code, 2, "{out}");
        assert!(error.contains("grievance officer") && !error.contains("Taro"), "{error}");
    }
    done(&sample, "mori", &["note", id, "--text", "called by Fictitious Hanako"]);
    assert!(done(&sample, "mori", &["log", id]).contains("Fictitious Hanako"), "a note stays as long as nobody erases it");
    assert_eq!(json(&sample, "mori", &["verify"])["whole"], true);
}

#[test]
fn z_17_a_search_that_found_nothing_holds_nobody() {
    let sample = common::sample();
    let id = "minato-haulage";
    done(&sample, "mori", &["answer", id, "E7", "clear", "--note", "the prefectural centre knows nothing"]);
    assert!(!done(&sample, "anna", &["flags", id]).contains("Compliance hold"));
    assert!(!json(&sample, "mori", &["flags", id]).to_string().contains("csr-saq.E7"));
    let (code, _, error) = run(&sample, "anna", &["answer", id, "E7", "hit", "--note", "somebody said so"]);
    assert_eq!(code, 2, "a buyer writes no such result: {error}");
}

#[test]
fn z_18_what_is_asked_again_counts_as_asked_and_what_was_never_answered_spares_nobody() {
    let sample = common::sample();
    let of = |id: &str| json(&sample, "anna", &["assess", id])[0]["burden"].clone();
    let none = of("hai-trieu");
    assert_eq!((none["reused"].as_u64(), none["from"].as_str()), (Some(0), None), "nothing of last year, nobody spoken to: {none}");
    done(&sample, "anna", &["answer", "hai-trieu", "csr-saq.A1", "3"]);
    let begun = of("hai-trieu");
    assert_eq!(
        (begun["from"].as_str(), begun["reused"].as_u64()),
        (Some("2026-11-23"), Some(0)),
        "an answer given anew is none reused: {begun}"
    );
    assert_eq!(begun["asked"], none["asked"], "{begun}");
}
