//! The first key of a workspace, a key that was lost, and what colleagues' machines say to a swap.

use serde_json::Value;

use super::common::{self, Sample};
use super::rights::words;

/// Another machine comes a day later.
fn now(machine: &Sample, desk: &Sample) -> &'static str {
    if machine.root == desk.root { common::NOW } else { "2026-11-24T09:30:00+09:00" }
}

/// Runs the program on a machine of its own over one workspace.
fn on(machine: &Sample, desk: &Sample, person: &str, arguments: &[&str]) -> (i32, String) {
    let (code, out, error) = common::run_with(machine, &desk.root, person, now(machine, desk), arguments);
    (code, format!("{out}{error}"))
}

fn done(machine: &Sample, desk: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, told) = on(machine, desk, person, arguments);
    assert_eq!(code, 0, "{arguments:?}: {told}");
    told
}

fn json(machine: &Sample, desk: &Sample, person: &str, arguments: &[&str]) -> Value {
    let (_, out, error) = common::run_with(machine, &desk.root, person, now(machine, desk), &[arguments, &["--json"]].concat());
    serde_json::from_str(&out).unwrap_or_else(|wrong| panic!("{arguments:?}: {wrong}\n{out}{error}"))
}

/// Commands a sentence prints between backticks, without the program's name.
fn commands(told: &str) -> Vec<Vec<String>> {
    let quoted = told.split('`').skip(1).step_by(2).filter_map(|command| command.strip_prefix("oretrail "));
    quoted.map(words).collect()
}

#[test]
fn the_first_key_is_said_aloud_and_a_later_one_waits_for_one_that_counts() {
    let desk = common::sample();
    let (code, told) = on(&desk, &desk, "mori", &["people", "confirm", "ono"]);
    assert!(code == 2 && told.contains("mori has no key that counts") && told.contains("the first of this workspace"), "{told}");
    let early = done(&desk, &desk, "ono", &["people", "key"]);
    assert!(!early.contains("first key of this workspace") && early.contains("no administrator has a key that counts"), "{early}");
    let first = done(&desk, &desk, "mori", &["people", "key"]);
    assert!(first.contains("this is the first key of this workspace; its fingerprint is SHA256:"), "{first}");
    let print = json(&desk, &desk, "mori", &["people", "list"])["first_key"]["fingerprint"].as_str().expect("a print").to_owned();
    for arguments in [&["people", "list"][..], &["doctor"], &["verify"]] {
        let (_, told) = on(&desk, &desk, "anna", arguments);
        assert!(told.contains(&format!("first key of this workspace: {print} (mori, 2026-11-23)")), "{arguments:?}: {told}");
    }
    let out = desk.state.join("committee.md");
    done(&desk, &desk, "anna", &["report", "committee", "--out", &out.to_string_lossy()]);
    let beside = std::fs::read_to_string(desk.state.join("committee.md.heads.txt")).expect("beside it");
    assert!(beside.contains(&format!("first-key {print}")), "{beside}");
    // A second administrator without a key enters one: it waits, and mori's word for it has to be signed.
    done(&desk, &desk, "mori", &["people", "grant", "ono", "administrator"]);
    assert!(on(&desk, &desk, "mori", &["doctor"]).1.contains("key nobody stands for yet: ono"));
    done(&desk, &desk, "mori", &["people", "confirm", "ono"]);
    assert!(!on(&desk, &desk, "mori", &["doctor"]).1.contains("key nobody stands for yet: ono"));
    let (code, told) = on(&desk, &desk, "mori", &["people", "key", "--begin-again", "--reason", "lost"]);
    assert!(code == 2 && told.contains("nothing needs to begin again") && told.contains("ask ono"), "{told}");
}

#[test]
fn a_lost_key_is_replaced_by_the_very_commands_that_are_printed() {
    let (desk, laptop) = (common::sample(), common::sample());
    for (person, arguments) in [("mori", &["people", "key"][..]), ("ono", &["people", "key"]), ("mori", &["people", "confirm", "ono"])] {
        done(&desk, &desk, person, arguments);
    }
    let told = done(&laptop, &desk, "ono", &["people", "key"]);
    let steps = commands(&told);
    assert_eq!(steps.len(), 2, "{told}");
    for step in &steps {
        done(&desk, &desk, "mori", &step.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let decide = ["decide", "kuroshio-keiseki", "--outcome", "continue", "--reason", "papers complete"];
    let written = json(&laptop, &desk, "ono", &decide);
    assert_eq!((written["approval"].as_str(), written["in_force"].as_bool()), (Some("effective"), Some(true)), "{written}");
    let people = json(&desk, &desk, "mori", &["people", "list"]);
    let ono = people["people"].as_array().expect("a list").iter().find(|one| one["person"] == "ono").expect("entered").clone();
    let held = ono["keys"].as_array().expect("a list").iter().filter(|key| key["dropped"].is_null()).count();
    assert_eq!((held, people["key_breaks"].as_array().map(Vec::len)), (1, Some(0)), "{ono}");
    assert!(!on(&desk, &desk, "mori", &["doctor"]).1.contains("does not count"));
}

#[test]
fn the_only_one_with_a_key_begins_again_and_every_machine_that_knew_the_old_one_says_so_once() {
    let (desk, laptop, colleague) = (common::sample(), common::sample(), common::sample());
    done(&desk, &desk, "mori", &["people", "key"]);
    let decide = ["decide", "kuroshio-keiseki", "--outcome", "continue", "--reason", "papers complete"];
    assert_eq!(json(&desk, &desk, "mori", &decide)["approval"], "effective");
    done(&colleague, &desk, "anna", &["people", "list"]);
    let before = desk.state.join("people-before");
    common::copy(&desk.root.join("people"), &before);
    let told = done(&laptop, &desk, "mori", &["people", "key"]);
    assert!(told.contains("--begin-again"), "{told}");
    let again = ["people", "key", "--begin-again", "--reason", "laptop stolen in Osaka"];
    let (code, told) = on(&desk, &desk, "mori", &again);
    assert!(code == 2 && told.contains("nothing is lost"), "{told}");
    let told = done(&laptop, &desk, "mori", &again);
    assert!(told.contains("laptop stolen in Osaka") && told.contains("2026-11-24"), "{told}");
    let one = json(&laptop, &desk, "mori", &["verify"])["key_breaks"][0].clone();
    let (old, new) = (one["old"][0].as_str().expect("a print"), one["new"].as_str().expect("a print"));
    assert_eq!(one["reason"], "laptop stolen in Osaka");
    // What the old key signed stays signed and in force, and the page says what happened to it.
    let why = done(&laptop, &desk, "tanabe", &["why", "kuroshio-keiseki"]);
    assert!(why.contains("effective") && why.contains(old) && why.contains(new) && why.contains("laptop stolen"), "{why}");
    let bundle = laptop.state.join("bundle");
    done(&laptop, &desk, "mori", &["bundle", "kuroshio-keiseki", "--out", &bundle.to_string_lossy()]);
    let readme = std::fs::read_to_string(bundle.join("README.txt")).expect("there");
    assert!(readme.contains(old) && readme.contains(new) && readme.contains("laptop stolen in Osaka"), "{readme}");
    // The colleague's machine remembers the old one: an alarm until the new one is taken by name.
    let (code, told) = on(&colleague, &desk, "anna", &["verify"]);
    assert!(code == 1 && told.contains("ALARM") && told.contains(old) && told.contains(&format!("people trust {new}")), "{told}");
    assert_eq!(on(&colleague, &desk, "anna", &["people", "trust", old]).0, 2);
    done(&colleague, &desk, "anna", &["people", "trust", new]);
    let (_, told) = on(&colleague, &desk, "anna", &["verify"]);
    assert!(!told.contains("ALARM") && told.contains("began again"), "{told}");
    // Somebody else whose key counts stands for it; until then the health check says it.
    assert!(on(&laptop, &desk, "mori", &["doctor"]).1.contains("nobody else has stood for it"));
    done(&laptop, &desk, "ono", &["people", "key"]);
    done(&laptop, &desk, "mori", &["people", "confirm", "ono"]);
    done(&laptop, &desk, "ono", &["people", "confirm", "mori"]);
    assert!(!on(&laptop, &desk, "mori", &["doctor"]).1.contains("nobody else has stood for it"));
    assert!(on(&laptop, &desk, "mori", &["people", "list"]).1.contains("confirmed by ono"));
    // The folder of people as it was before comes back, with the old key: that is no beginning anew.
    std::fs::remove_dir_all(desk.root.join("people")).expect("removed");
    common::copy(&before, &desk.root.join("people"));
    let (_, told) = on(&colleague, &desk, "anna", &["people", "list"]);
    assert!(told.contains("nobody began again: somebody may have swapped it"), "{told}");
}

#[test]
fn an_export_and_a_colleagues_copy_give_away_a_first_key_that_was_swapped() {
    let desk = common::sample();
    let before = desk.root.with_file_name("before-keys");
    common::copy(&desk.root, &before);
    let first = json(&desk, &desk, "mori", &["people", "key"])["fingerprint"].as_str().expect("a print").to_owned();
    let out = desk.state.join("committee.md");
    done(&desk, &desk, "anna", &["report", "committee", "--out", &out.to_string_lossy()]);
    let heads = desk.state.join("committee.md.heads.txt").to_string_lossy().into_owned();
    let copy = desk.root.with_file_name("colleague");
    common::copy(&desk.root, &copy);
    let copy = copy.to_string_lossy().into_owned();
    for against in [&heads, &copy, &first] {
        done(&desk, &desk, "anna", &["verify", "--against", against]);
    }
    // What was written since is more, and nothing else.
    done(&desk, &desk, "anna", &["note", "fjord-scrap", "--text", "called"]);
    for against in [&heads, &copy] {
        done(&desk, &desk, "anna", &["verify", "--against", against]);
    }
    let (root, stranger) = (desk.root.to_string_lossy().into_owned(), common::sample());
    done(&stranger, &desk, "anna", &["--workspace", &copy, "verify", "--against", &root]);
    // Everything about people is laid back to before the key, and somebody enters another one in mori's name.
    std::fs::remove_dir_all(desk.root.join("people")).expect("removed");
    common::copy(&before.join("people"), &desk.root.join("people"));
    let thief = common::sample();
    let swapped = json(&thief, &desk, "mori", &["people", "key"])["fingerprint"].as_str().expect("a print").to_owned();
    assert_ne!(first, swapped);
    let stranger = common::sample();
    for against in [&heads, &copy] {
        let (code, told) = on(&stranger, &desk, "anna", &["verify", "--against", against]);
        let alarm = format!("names {first} as the first key of this workspace, and here it is {swapped}");
        assert!(code == 1 && told.contains("ALARM") && told.contains(&alarm), "{against}: {told}");
    }
    let (_, told) = on(&stranger, &desk, "anna", &["verify", "--against", &copy]);
    assert!(told.contains("in this log, and here it went on otherwise"), "{told}");
    let (code, told) = on(&stranger, &desk, "anna", &["verify", "--against", &first]);
    assert!(code == 1 && told.contains("nobody here ever had it"), "{told}");
    let (code, told) = on(&stranger, &desk, "anna", &["verify", "--against", &stranger.state.to_string_lossy()]);
    assert!(code == 2 && told.contains("no copy of a workspace"), "{told}");
}

#[test]
fn where_the_rule_of_an_earlier_version_holds_people_and_verify_say_so_and_the_printed_command_ends_it() {
    use oretrail::journal::{Act, KeyAct};
    use oretrail::store::Place;
    let (desk, maker) = (common::sample(), common::sample());
    // An earlier version entered the first key without closing the door behind it.
    let made = json(&maker, &maker, "mori", &["people", "key"]);
    common::copy(&maker.state.join("keys"), &desk.state.join("keys"));
    let act = Act::Key(KeyAct::of_person("mori", made["key"].as_str().expect("a key")));
    let mut workspace = oretrail::workspace::Workspace::open(&desk.root, &desk.state, "mori", common::clock()).expect("it opens");
    workspace.write(&Place::People, act).expect("written");
    let said = "here the rule of an earlier version holds";
    for arguments in [&["people", "list"][..], &["verify"]] {
        let (_, told) = on(&desk, &desk, "anna", arguments);
        assert!(told.contains(said) && told.contains("mori runs `oretrail people confirm mori`"), "{arguments:?}: {told}");
    }
    assert_eq!(json(&desk, &desk, "anna", &["verify"])["earlier_key_rule"], true);
    done(&desk, &desk, "mori", &["people", "confirm", "mori"]);
    assert!(!on(&desk, &desk, "anna", &["people", "list"]).1.contains(said));
    let verified = json(&desk, &desk, "anna", &["verify"]);
    assert_eq!((&verified["earlier_key_rule"], &verified["whole"]), (&false.into(), &true.into()), "{verified}");
}

#[test]
fn once_there_is_a_key_an_administrator_without_one_gives_no_role_and_what_to_do_is_told() {
    let desk = common::sample();
    let (_, told) = on(&desk, &desk, "anna", &["people", "list"]);
    assert!(told.contains("roles here are unsigned: ") && told.contains("`oretrail people key`"), "{told}");
    done(&desk, &desk, "mori", &["people", "grant", "ono", "administrator"]);
    let offline = common::sample();
    common::copy(&desk.root, &offline.root);
    done(&desk, &desk, "mori", &["people", "key"]);
    // Ono has no key: nothing is written here, and what an offline copy brings does not count.
    let (code, told) = on(&desk, &desk, "ono", &["people", "grant", "ken", "reviewer"]);
    assert!(code == 2 && told.contains("nothing was written") && told.contains("oretrail people confirm ono"), "{told}");
    done(&offline, &offline, "ono", &["people", "grant", "ken", "reviewer"]);
    for log in std::fs::read_dir(offline.root.join("people")).expect("readable").map(|file| file.expect("readable").path()) {
        if log.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ono-")) {
            std::fs::copy(&log, desk.root.join("people").join(log.file_name().expect("a name"))).expect("copied");
        }
    }
    let again = "`oretrail people grant ken reviewer`";
    for arguments in [&["people", "list"][..], &["verify"], &["doctor"]] {
        let (_, told) = on(&desk, &desk, "mori", arguments);
        assert!(told.contains("not counted: it is not signed") && told.contains(again), "{arguments:?}: {told}");
    }
    let verified = json(&desk, &desk, "mori", &["verify"]);
    assert!(verified["whole"] == true && verified["notices"].to_string().contains("people-refused"), "{verified}");
    done(&desk, &desk, "mori", &["people", "grant", "ken", "reviewer"]);
    assert!(!on(&desk, &desk, "mori", &["people", "list"]).1.contains("not counted"));
}
