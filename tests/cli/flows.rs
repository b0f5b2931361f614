//! The interview line by line asks a row of each flow as the screens do.

use super::{common, json, plain, run};

const TRADER: &str = "tx-flows";

fn campaign(sample: &common::Sample, name: &str) {
    let words = ["campaign", "new", name, "--due", "2027-06-30", "--yes", "--supplier", TRADER];
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "oecd-5step"];
    assert_eq!(common::run_as(sample, "mori", &[&words[..], &sets].concat()).0, 0);
}

fn recorded(sample: &common::Sample, row: &str) -> Vec<(String, String)> {
    let rows = json(sample, &["answers", TRADER]);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let all = rows.as_array().expect("a list").iter().filter(|answer| answer["question"] == row);
    all.map(|answer| (text(&answer["about"]), text(&answer["value"][0]))).collect()
}

#[test]
fn line_by_line_the_flow_that_is_asked_about_is_named() {
    let sample = common::sample();
    let add = ["supplier", "add", TRADER, "--country", "CH", "--type", "trader", "--material", "copper", "--material", "tin"];
    assert_eq!(run(&sample, &add).0, 0);
    campaign(&sample, "FLOWS");
    // For all, as ever; then one by one: copper, and without another key tin.
    let said = plain(&sample, TRADER, "en", "g oecd-5step.X2\nno\nf\nno\nnote heard from the smelter\nyes\nquit\n");
    for words in [
        "Asked one by one, 0 of 2 answered. f: the next one",
        "    ○ Copper\n    ○ Tin\n  Your answer is about: all that have no answer of their own",
        "Your answer is about: Copper",
        "    ✓ Copper: no\n    ○ Tin\n  Your answer is about: Tin",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let of = |about: &str, value: &str| (about.to_owned(), value.to_owned());
    assert_eq!(recorded(&sample, "oecd-5step.X2"), [of("", "no")]);
    assert_eq!(recorded(&sample, "oecd-5step.X3"), [of("flow:copper", "no"), of("flow:tin", "yes")]);
    assert!(run(&sample, &["log", TRADER]).1.contains("Tin: heard from the smelter"), "the remark names the flow");
    for (lang, words) in [("ja", "回答の対象：銅"), ("zh", "答复对象：铜")] {
        let said = plain(&sample, TRADER, lang, "g oecd-5step.X4\nf\nquit\n");
        assert!(said.contains(words), "{lang}: {said}");
    }
    // A row that is asked once takes the letter for an answer, and says what an answer is.
    let said = plain(&sample, TRADER, "en", "g csr-saq.A1\nf\nquit\n");
    assert!(!said.contains("Your answer is about") && said.contains("\"f\" is not a maturity level"), "{said}");
    assert!(recorded(&sample, "csr-saq.A1").is_empty());
}

#[test]
fn last_years_answer_about_a_flow_is_the_one_of_that_flow() {
    let sample = common::sample();
    let add = ["supplier", "add", TRADER, "--country", "CH", "--type", "trader", "--material", "copper", "--material", "tin"];
    assert_eq!(run(&sample, &add).0, 0);
    campaign(&sample, "FLOWS");
    for (value, about) in [("no", None), ("yes", Some("flow:tin"))] {
        let words = ["answer", TRADER, "oecd-5step.X10", value];
        let about = about.map_or_else(Vec::new, |about| vec!["--about", about]);
        assert_eq!(run(&sample, &[&words[..], &about].concat()).0, 0);
    }
    campaign(&sample, "FLOWS2");
    let said = plain(&sample, TRADER, "en", "g oecd-5step.X10\nf\n=\n=\nquit\n");
    assert!(said.contains("FLOWS: no") && said.contains("FLOWS: yes"), "{said}");
    let of = |about: &str, value: &str| (about.to_owned(), value.to_owned());
    assert_eq!(recorded(&sample, "oecd-5step.X10"), [of("flow:copper", "no"), of("flow:tin", "yes")]);
}

#[test]
fn a_paper_and_a_promise_say_which_flow_they_cover_and_prove_nothing_of_the_others() {
    let sample = common::sample();
    let add = ["supplier", "add", TRADER, "--country", "CH", "--type", "trader", "--material", "copper", "--material", "tin"];
    assert_eq!(run(&sample, &add).0, 0);
    campaign(&sample, "FLOWS");
    for about in ["flow:copper", "flow:tin"] {
        assert_eq!(run(&sample, &["answer", TRADER, "oecd-5step.X2", "no", "--about", about]).0, 0);
    }
    let backing = |about: &str| {
        let rows = json(&sample, &["answers", TRADER]);
        let one = rows.as_array().expect("a list").iter().find(|one| one["question"] == "oecd-5step.X2" && one["about"] == about);
        one.expect("it was answered")["backing"].as_str().unwrap_or_default().to_owned()
    };
    let owed = ["promise", "add", TRADER, "oecd-5step.X2", "--due", "2026-12-15", "--what", "visit report", "--about", "flow:tin"];
    assert_eq!(run(&sample, &owed).0, 0);
    let list = json(&sample, &["promise", "list", "--supplier", TRADER]);
    assert_eq!((list[0]["about"].as_str(), list[0]["state"].as_str()), (Some("flow:tin"), Some("open")), "{list}");
    let file = sample.root.join("visit.pdf");
    std::fs::write(&file, "visit to the tin mine").expect("written");
    let path = file.to_str().expect("UTF-8");
    // A paper for copper does not keep what was promised for tin.
    let other = sample.root.join("other.pdf");
    std::fs::write(&other, "visit to the copper mine").expect("written");
    let attach = |file: &str, about: &str| run(&sample, &["attach", TRADER, file, "--question", "oecd-5step.X2", "--about", about]);
    assert_eq!(attach(other.to_str().expect("UTF-8"), "flow:copper").0, 0);
    assert_eq!((backing("flow:copper").as_str(), backing("flow:tin").as_str()), ("sound", "elsewhere"));
    assert_eq!(json(&sample, &["promise", "list", "--supplier", TRADER])[0]["state"], "open");
    assert_eq!(attach(path, "flow:tin").0, 0);
    assert_eq!((backing("flow:copper").as_str(), backing("flow:tin").as_str()), ("sound", "sound"));
    assert_eq!(json(&sample, &["promise", "list", "--supplier", TRADER, "--all"])[0]["state"], "kept");
    // On file by itself: the same, and it is said in the reader's language.
    let filed = ["evidence", "add", path, "--supplier", TRADER, "--question", "oecd-5step.X3", "--about", "flow:tin"];
    assert_eq!(run(&sample, &filed).0, 0);
    for (lang, name) in [("en", "Tin"), ("ja", "錫"), ("zh", "锡")] {
        let covers = run(&sample, &["--lang", lang, "evidence", "covers", "visit.pdf"]).1;
        assert!(covers.contains(name), "{lang}: {covers}");
    }
    assert_eq!(json(&sample, &["evidence", "covers", "visit.pdf"])["covers"][0]["about"][0], "flow:tin");
    // A flow that is none is refused, and so is one of a row asked once.
    for (question, about) in [("oecd-5step.X2", "flow:gold"), ("csr-saq.A1", "flow:tin")] {
        let (code, _, error) = run(&sample, &["attach", TRADER, path, "--question", question, "--about", about]);
        assert_eq!(code, 2, "{error}");
        let (code, _, error) = run(&sample, &["promise", "add", TRADER, question, "--due", "2026-12-15", "--about", about]);
        assert_eq!(code, 2, "{error}");
    }
    let (code, _, error) = run(&sample, &["evidence", "add", path, "--supplier", TRADER, "--about", "flow:tin"]);
    assert_eq!(code, 2);
    assert!(error.contains("--question"), "{error}");
    assert_eq!(json(&sample, &["verify"])["whole"], true);
}
