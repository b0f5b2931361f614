//! Review from a shell: who may, what counts, what is signed, and what gives a rewritten record away.
#![allow(clippy::disallowed_methods)]

mod common;
#[path = "review/compliance.rs"]
mod compliance;
#[path = "review/counted.rs"]
mod counted;
#[path = "review/first_key.rs"]
mod first_key;
#[path = "review/rights.rs"]
mod rights;
#[path = "review/settled.rs"]
mod settled;
#[path = "review/told.rs"]
mod told;

use std::fs;
use std::path::Path;
use std::process::Command as Process;

use serde_json::Value;

use common::Sample;
use oretrail::journal::Hash;
use oretrail::signature::{self, PublicKey};

fn run_at(sample: &Sample, root: &Path, person: &str, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, root, person, common::NOW, arguments)
}

fn run(sample: &Sample, person: &str, arguments: &[&str]) -> (i32, String, String) {
    run_at(sample, &sample.root, person, arguments)
}

fn does(sample: &Sample, person: &str, arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.push("--json");
    let (code, out, error) = run(sample, person, &all);
    assert_eq!(code, 0, "{arguments:?}: {error}");
    serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{arguments:?}: {wrong}\n{out}\n{error}"))
}

fn refused(sample: &Sample, person: &str, arguments: &[&str], because: &str) {
    let (code, out, error) = run(sample, person, arguments);
    assert_eq!(code, 2, "{arguments:?}: {out}{error}");
    assert!(error.contains(because), "{arguments:?}: {error}");
}

fn page(sample: &Sample, id: &str) -> Value {
    does(sample, "mori", &["decisions", id])[0].clone()
}

fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push((path.display().to_string(), fs::read(&path).expect("readable")));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn a_decision_is_printed_with_what_it_was_taken_on_and_whether_it_counts() {
    let sample = common::sample();
    let arguments =
        ["decide", "kuroshio-keiseki", "--outcome", "continue", "--reason", "papers complete", "--condition", "permit by March"];
    let written = does(&sample, "mori", &arguments);
    assert_eq!((written["approval"].as_str(), written["in_force"].as_bool()), (Some("unsigned"), Some(true)));
    let page = page(&sample, "kuroshio-keiseki");
    let decision = &page["decision"];
    assert_eq!(decision["reason"], "papers complete");
    assert_eq!(decision["conditions"][0], "permit by March");
    assert!(decision["basis"]["policy"].as_str().is_some_and(|policy| policy.starts_with("jx-selection@")));
    assert!(decision["basis"]["read"].as_array().is_some_and(|read| !read.is_empty()));
    assert_eq!(does(&sample, "mori", &["assess", "kuroshio-keiseki"])[0]["decision"]["outcome"], "continue");
    let (_, shown, _) = run(&sample, "mori", &["supplier", "show", "kuroshio-keiseki"]);
    assert!(shown.contains("continue · unsigned · in force · mori"), "{shown}");
    let log = does(&sample, "mori", &["log", "kuroshio-keiseki"]);
    let entry = log.as_array().expect("a list").iter().find(|entry| entry["do"] == "decide").expect("logged").clone();
    assert_eq!(entry["reason"], "papers complete");
}

#[test]
fn the_interviewer_approves_nothing_and_a_buyer_only_proposes() {
    let sample = common::sample();
    let decide = |person: &str| does(&sample, person, &["decide", "fjord-scrap", "--outcome", "continue", "--reason", "fine"]);
    let own = decide("anna");
    assert_eq!((own["approval"].as_str(), own["in_force"].as_bool()), (Some("self"), Some(false)));
    let buyer = decide("ken");
    assert_eq!((buyer["approval"].as_str(), buyer["because"].as_str()), (Some("insufficient"), Some("no-reviewer")));
    refused(&sample, "ono", &["answer", "fjord-scrap", "J2", "1"], "only buyers enter what suppliers say");
}

#[test]
fn an_approval_that_had_not_seen_a_later_answer_of_an_offline_copy_prints_stale() {
    let sample = common::sample();
    let other = sample.root.with_file_name("laptop");
    common::copy(&sample.root, &other);
    let (code, _, error) = run_at(&sample, &other, "mori", &["decide", "fjord-scrap", "--outcome", "change-contract", "--reason", "fine"]);
    assert_eq!(code, 0, "{error}");
    let (code, _, error) = run(&sample, "anna", &["answer", "fjord-scrap", "J2", "2", "--source", "said"]);
    assert_eq!(code, 0, "{error}");
    let standing = Path::new("suppliers/fjord-scrap/standing");
    common::copy(&other.join(standing), &sample.root.join(standing));
    let decision = page(&sample, "fjord-scrap")["decision"].clone();
    assert_eq!((decision["approval"].as_str(), decision["in_force"].as_bool()), (Some("stale"), Some(false)));
    assert!(decision["moved"].to_string().contains("csr-saq.J2"), "{decision}");
    let (_, words, _) = run(&sample, "mori", &["decisions", "fjord-scrap"]);
    assert!(words.contains("stale"), "{words}");
}

#[test]
fn a_gate_needs_a_signature_and_two_people_and_a_key_can_be_made_afterwards() {
    let sample = common::sample();
    let decide = ["decide", "lualaba-trading", "--outcome", "improvement-required", "--reason", "no mine named"];
    let written = does(&sample, "mori", &decide);
    assert_eq!((written["approval"].as_str(), written["in_force"].as_bool()), (Some("unsigned"), Some(false)));
    let entry = written["entry"].as_str().expect("an entry").to_owned();
    assert_eq!(does(&sample, "mori", &["people", "key"])["confirmed"], true);
    assert!(does(&sample, "mori", &["sign", "lualaba-trading", &entry])["signed"].is_string());
    assert_eq!(page(&sample, "lualaba-trading")["decision"]["approval"], "pending-second-person");
    refused(&sample, "mori", &["confirm", "lualaba-trading"], "a second person has to confirm it");
    assert_eq!(does(&sample, "ono", &["people", "key"])["confirmed"], false);
    does(&sample, "ono", &["confirm", "lualaba-trading"]);
    assert_eq!(page(&sample, "lualaba-trading")["in_force"], Value::Null, "nobody stands for the key yet");
    does(&sample, "mori", &["people", "confirm", "ono"]);
    assert_eq!(page(&sample, "lualaba-trading")["decision"]["approval"], "effective");
    assert_eq!(page(&sample, "lualaba-trading")["in_force"], entry.as_str());
}

#[test]
fn an_auditor_reads_everything_and_writes_nothing_anywhere() {
    let sample = common::sample();
    let before = files(&sample.root);
    assert!(does(&sample, "tanabe", &["flags"]).as_array().is_some_and(|flags| !flags.is_empty()));
    let paper = sample.state.join("paper.txt");
    fs::write(&paper, "x").expect("written");
    let paper = paper.display().to_string();
    let writes: [&[&str]; 8] = [
        &["answer", "fjord-scrap", "J2", "1"],
        &["note", "fjord-scrap", "--text", "x"],
        &["attach", "fjord-scrap", &paper, "--question", "D1"],
        &["decide", "fjord-scrap", "--outcome", "continue", "--reason", "x"],
        &["supplier", "set", "fjord-scrap", "headcount", "7"],
        &["snooze", "fjord-scrap", "--until", "2027-01-31"],
        &["people", "key"],
        &["campaign", "new", "FY2027", "--due", "2028-01-31"],
    ];
    for arguments in writes {
        let (code, out, error) = run(&sample, "tanabe", arguments);
        assert!(code >= 2 && error.contains("tanabe is an auditor here and only reads"), "{arguments:?}: {out}{error}");
    }
    assert_eq!(files(&sample.root), before);
}

#[test]
fn a_log_that_shrank_is_told_until_it_is_accepted_and_nothing_is_written_on_it() {
    let sample = common::sample();
    for text in ["one", "two"] {
        does(&sample, "anna", &["note", "fjord-scrap", "--text", text]);
    }
    let log = sample.root.join("suppliers/fjord-scrap/FY2026/anna-7f3k.toml");
    let bytes = fs::read_to_string(&log).expect("readable");
    let cut = bytes.rfind("[[entry]]").expect("an entry");
    fs::write(&log, &bytes[..cut]).expect("written");
    let (code, out, _) = run(&sample, "mori", &["verify", "--json"]);
    assert!(code == 1 && out.contains("\"shrank\""), "{out}");
    let (_, _, error) = run(&sample, "mori", &["assess", "fjord-scrap"]);
    assert!(error.contains("are left"), "{error}");
    let (code, _, error) = run(&sample, "anna", &["note", "fjord-scrap", "--text", "three"]);
    assert!(code == 3 && error.contains("this machine has seen"), "{error}");
    assert_eq!(run(&sample, "mori", &["verify", "--accept-heads"]).0, 0);
    does(&sample, "anna", &["note", "fjord-scrap", "--text", "three"]);
    // A whole log rewritten with fresh hashes is well-formed, and the memory gives it away.
    fs::write(&log, &bytes).expect("written");
    let (code, out, _) = run(&sample, "mori", &["verify", "--json"]);
    assert!(code == 1 && out.contains("\"forked\""), "{out}");
}

#[test]
fn roles_are_given_by_an_administrator_alone_and_a_changed_root_is_an_alarm() {
    let sample = common::sample();
    refused(&sample, "anna", &["people", "grant", "anna", "reviewer"], "anna is no administrator here; mori can do this");
    refused(&sample, "mori", &["people", "grant", "anna", "auditor"], "an auditor only reads and holds no other role");
    refused(&sample, "mori", &["people", "revoke", "mori", "administrator"], "the last administrator");
    does(&sample, "mori", &["people", "grant", "anna", "reviewer", "--until", "2027-03-31"]);
    let people = does(&sample, "mori", &["people", "list"]);
    let anna = people["people"].as_array().expect("a list").iter().find(|person| person["person"] == "anna").expect("there").clone();
    assert_eq!(anna["roles"], serde_json::json!(["buyer", "reviewer"]));
    let settings = sample.root.join("oretrail.toml");
    let text = fs::read_to_string(&settings).expect("readable");
    let root = text.lines().find(|line| line.starts_with("people-root")).expect("pinned");
    fs::write(&settings, text.replace(root, &format!("people-root = \"eve-1#2:{}\"", "0".repeat(32)))).expect("written");
    let (_, _, error) = run(&sample, "anna", &["people", "list"]);
    let short = error.lines().all(|line| line.chars().count() <= 100);
    assert!(short && ["  why     ", "  next    ask the administrator"].iter().all(|part| error.contains(part)), "{error}");
    assert!(error.contains("ALARM: who may do what hung on mori-x5tb#2") && error.contains("  where   oretrail.toml\n"), "{error}");
}

#[test]
fn whoever_makes_a_workspace_is_its_first_administrator() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let sample = common::sample();
    let root = folder.path().join("new");
    let (code, out, error) = run_at(&sample, &root, "yuki", &["init", &root.display().to_string(), "--company", "Test KK"]);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("yuki is administrator, reviewer, buyer and compliance here"), "{out}");
    let (_, out, _) = run_at(&sample, &root, "yuki", &["people", "list", "--json"]);
    assert!(out.contains("\"administrator\""), "{out}");
}

#[test]
fn a_waived_flag_is_still_shown_and_opens_again_with_a_new_answer() {
    let sample = common::sample();
    let flags = |id: &str| does(&sample, "mori", &["flags", id]).as_array().expect("a list").clone();
    let before = flags("minato-haulage");
    let flag = before.iter().find(|flag| flag["gate"] == false && flag["rule"] == "BAD").expect("a flag").clone();
    let key = flag["key"].as_str().expect("a key");
    let waive = ["waive", "minato-haulage", key, "--until", "2027-03-31", "--reason", "peak season"];
    does(&sample, "mori", &waive);
    let after = flags("minato-haulage");
    assert_eq!(after.len(), before.len());
    let waived = after.iter().find(|one| one["key"] == key).expect("still there");
    assert_eq!((waived["state"].as_str(), waived["waived_until"].as_str()), (Some("waived"), Some("2027-03-31")));
    refused(
        &sample,
        "mori",
        &["waive", "minato-haulage", "NOPE", "--until", "2027-03-31", "--reason", "x"],
        "has no flag \"NOPE\"; there are:",
    );
    refused(&sample, "mori", &["waive", "minato-haulage", key, "--until", "2026-11-01", "--reason", "x"], "not in the future");
    let question = flag["causes"][0]["question"].as_str().expect("a question");
    let value = does(&sample, "mori", &["answers", "minato-haulage"]);
    let known = value.as_array().expect("a list").iter().find(|answer| answer["question"] == question).expect("answered").clone();
    let words: Vec<&str> = known["value"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut again = vec!["answer", "minato-haulage", question];
    again.extend(words);
    does(&sample, "anna", &again);
    let reopened = flags("minato-haulage");
    assert!(reopened.iter().any(|one| one["key"] == key && one["state"] == "open"), "another answer is not waived");
}

#[test]
fn a_question_that_is_sent_back_reopens_the_interview_until_it_is_answered_anew() {
    let sample = common::sample();
    let answers = does(&sample, "mori", &["answers", "fjord-scrap"]);
    let one = |answer: &&Value| answer["value"].as_array().is_some_and(|words| words.len() == 1);
    let answer = answers.as_array().expect("a list").iter().find(one).expect("one is answered").clone();
    let question = answer["question"].as_str().expect("a question");
    does(&sample, "mori", &["return", "fjord-scrap", question, "--reason", "no figures given"]);
    let returned = page(&sample, "fjord-scrap")["returned"].clone();
    assert_eq!((returned[0]["question"].as_str(), returned[0]["reason"].as_str()), (Some(question), Some("no figures given")));
    let value = answer["value"][0].as_str().expect("a word");
    does(&sample, "anna", &["answer", "fjord-scrap", question, value]);
    assert_eq!(page(&sample, "fjord-scrap")["returned"].as_array().map(Vec::len), Some(0));
    refused(&sample, "mori", &["return", "fjord-scrap", "J2", "--reason", "x"], "has no answer yet that could go back");
}

#[test]
fn actions_have_an_owner_a_day_and_a_second_person_who_verifies_them() {
    let sample = common::sample();
    let add = [
        "action",
        "add",
        "lualaba-trading",
        "--kind",
        "plan",
        "--what",
        "visit the site",
        "--owner",
        "anna",
        "--goal",
        "mines named",
        "--cost",
        "two visits",
    ];
    let entry = does(&sample, "mori", &add)["entry"].as_str().expect("an entry").to_owned();
    let action = page(&sample, "lualaba-trading")["actions"][0].clone();
    assert_eq!((action["due"].as_str(), action["adopted"].as_str()), (Some("2027-05-23"), Some("2026-11-23")));
    assert_eq!(action["checks"][0]["day"], "2027-02-23");
    refused(&sample, "ono", &["action", "verify", "lualaba-trading", &entry], "is not said to be done yet");
    does(&sample, "anna", &["action", "done", "lualaba-trading", &entry]);
    refused(&sample, "anna", &["action", "verify", "lualaba-trading", &entry], "a second person has to verify it");
    does(&sample, "ono", &["action", "verify", "lualaba-trading", &entry]);
    assert_eq!(page(&sample, "lualaba-trading")["actions"][0]["state"], "verified");
    let (_, words, _) = run(&sample, "mori", &["decisions", "lualaba-trading"]);
    assert!(words.contains("six-month plan by anna until 2027-05-23: verified"), "{words}");
}

#[test]
fn the_small_acts_of_the_queue_are_kept_and_taken_back() {
    let sample = common::sample();
    does(&sample, "mori", &["snooze", "fjord-scrap", "--until", "2026-12-07"]);
    does(&sample, "mori", &["escalate", "fjord-scrap", "--to", "ono", "--reason", "needs the committee"]);
    refused(&sample, "mori", &["escalate", "fjord-scrap", "--to", "nobody", "--reason", "x"], "is called nobody");
    let risk = ["--response", "reduce", "--cause", "one mine", "--consequence", "no metal", "--review-by", "2027-05-31"];
    does(&sample, "mori", &[["risk", "fjord-scrap"].as_slice(), risk.as_slice()].concat());
    does(&sample, "mori", &["case", "fjord-scrap", "--trigger", "authority-penalty", "--reason", "order of 12 November"]);
    let stands = page(&sample, "fjord-scrap");
    assert_eq!(stands["snoozed"]["until"], "2026-12-07");
    assert_eq!(stands["escalated"]["to"], "ono");
    assert_eq!(stands["risks"][0]["response"], "reduce");
    assert_eq!((stands["cases"][0]["state"].as_str(), stands["cases"][0]["trigger"].as_str()), (Some("open"), Some("authority-penalty")));
    does(&sample, "mori", &["undo", "fjord-scrap", "--review"]);
    assert_eq!(page(&sample, "fjord-scrap")["cases"].as_array().map(Vec::len), Some(0));
    does(&sample, "mori", &["undo", "fjord-scrap", "--review"]);
    assert_eq!(page(&sample, "fjord-scrap")["risks"].as_array().map(Vec::len), Some(0));
}

#[test]
fn every_command_of_the_review_has_help_with_an_example() {
    let sample = common::sample();
    let commands = [
        "decide",
        "confirm",
        "decisions",
        "action add",
        "action done",
        "action verify",
        "action check",
        "waive",
        "return",
        "snooze",
        "escalate",
        "revoke",
        "risk",
        "case",
        "sign",
        "people list",
        "people roles",
        "people add",
        "people grant",
        "people revoke",
        "people key",
        "people confirm",
    ];
    for command in commands {
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.push("--help");
        let (code, out, _) = run(&sample, "anna", &arguments);
        assert!(code == 0 && out.contains("Example"), "{command}: {out}");
    }
}

#[test]
fn stock_openssh_reads_our_keys_and_verifies_our_signatures_and_we_verify_its() {
    let present = Process::new("ssh-keygen").arg("-?").output().is_ok();
    if !present {
        assert!(std::env::var_os("ORETRAIL_OUTSIDE").is_none(), "ssh-keygen is needed");
        return;
    }
    let sample = common::sample();
    let key = does(&sample, "mori", &["people", "key"]);
    let file = key["file"].as_str().expect("a file").to_owned();
    let read = Process::new("ssh-keygen").args(["-y", "-f", &file]).output().expect("it runs");
    let line = String::from_utf8(read.stdout).expect("UTF-8");
    assert!(line.starts_with(key["key"].as_str().expect("a key")), "{line} {}", String::from_utf8_lossy(&read.stderr));
    let print = Process::new("ssh-keygen").args(["-l", "-f", &format!("{}.pub", file.trim_end_matches(".pub"))]).output().expect("it runs");
    assert!(String::from_utf8_lossy(&print.stdout).contains(key["fingerprint"].as_str().expect("a fingerprint")));
    does(&sample, "mori", &["decide", "fjord-scrap", "--outcome", "continue", "--reason", "papers complete"]);
    let log = does(&sample, "mori", &["log", "fjord-scrap"]);
    let sign = log.as_array().expect("a list").iter().find(|entry| entry["do"] == "sign").expect("signed").clone();
    let of = Hash::parse(sign["of"].as_str().expect("a hash")).expect("a hash");
    let message = signature::message(&of);
    let folder = tempfile::tempdir().expect("a scratch folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (_, signers, _) = run(&sample, "mori", &["people", "list", "--allowed-signers"]);
    fs::write(at("allowed_signers"), signers).expect("written");
    fs::write(at("decision.sig"), signature::armoured(sign["signature"].as_str().expect("a signature"))).expect("written");
    let verify = |message: &str, namespace: &str| {
        fs::write(at("message"), message).expect("written");
        let arguments = ["-Y", "verify", "-f", &at("allowed_signers"), "-I", "mori", "-n", namespace, "-s", &at("decision.sig")];
        let output =
            Process::new("ssh-keygen").args(arguments).stdin(fs::File::open(at("message")).expect("there")).output().expect("it runs");
        output.status.success()
    };
    assert!(verify(&message, "oretrail"));
    assert!(!verify("another\n", "oretrail"));
    assert!(!verify(&message, "git"));
    fs::write(at("theirs"), &message).expect("written");
    let made = Process::new("ssh-keygen").args(["-Y", "sign", "-f", &file, "-n", "oretrail", &at("theirs")]).output().expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let theirs = fs::read_to_string(at("theirs.sig")).expect("made");
    let inside: String = theirs.lines().filter(|line| !line.starts_with("-----")).collect();
    let public = PublicKey::parse(key["key"].as_str().expect("a key")).expect("a key");
    assert_eq!(signature::verify(&public, message.as_bytes(), &inside), Ok(()));
}
