//! Who may do what: strangers and auditors write nothing through any command, and what does not count says so.

use std::path::Path;

use super::{Sample, common, does, files, refused, run};

/// Somebody's log as a colleague's machine wrote it: the sample before there were roles for `dave`.
fn with_a_stranger(sample: &Sample, made_by: &[&[&str]]) {
    let elsewhere = sample.root.with_file_name("elsewhere");
    common::copy(&sample.root, &elsewhere);
    let away = |person: &str, arguments: &[&str]| {
        let (code, out, error) = common::run_with(sample, &elsewhere, person, common::NOW, arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{error}");
    };
    // Over there an administrator entered dave; here nobody did.
    away("mori", &["people", "add", "dave", "buyer", "reviewer"]);
    for arguments in made_by {
        away("dave", arguments);
    }
    std::fs::remove_dir_all(elsewhere.join("people")).expect("removed");
    common::copy(&sample.root.join("people"), &elsewhere.join("people"));
    common::copy(&elsewhere, &sample.root);
}

#[test]
fn whoever_is_not_entered_reads_everything_a_buyer_reads_and_writes_nothing() {
    let sample = common::sample();
    let before = files(&sample.root);
    for arguments in [&["flags"][..], &["assess", "fjord-scrap"], &["log", "fjord-scrap"], &["people", "list"], &["report", "committee"]] {
        assert!(run(&sample, "nobody", arguments).0 <= 1, "{arguments:?}");
    }
    let writes: [&[&str]; 8] = [
        &["answer", "fjord-scrap", "J2", "1"],
        &["note", "fjord-scrap", "--text", "x"],
        &["park", "fjord-scrap", "D5"],
        &["decide", "fjord-scrap", "--outcome", "continue", "--reason", "x"],
        &["supplier", "set", "fjord-scrap", "headcount", "7"],
        &["undo", "fjord-scrap"],
        &["people", "key"],
        &["supplier", "add", "new-one", "--name", "New", "--country", "JP", "--type", "smelter"],
    ];
    for arguments in writes {
        refused(&sample, "nobody", arguments, "nobody is not entered in people/ here, so nothing is written");
    }
    refused(&sample, "anya", &["note", "fjord-scrap", "--text", "x"], "did you mean --as anna? Entered are: anna, hara, ken");
    refused(&sample, "nobody", &["note", "fjord-scrap", "--text", "x"], "have mori enter you: `oretrail people add nobody buyer`");
    assert_eq!(files(&sample.root), before);
    does(&sample, "mori", &["people", "revoke", "li", "--reason", "left"]);
    refused(&sample, "li", &["note", "fjord-scrap", "--text", "x"], "li has no role here any more");
    does(&sample, "mori", &["people", "add", "nobody", "buyer"]);
    does(&sample, "nobody", &["note", "fjord-scrap", "--text", "x"]);
}

#[test]
fn a_name_that_is_no_writers_is_refused_with_the_rule_and_never_made_into_another() {
    let sample = common::sample();
    let before = files(&sample.root);
    for (name, because) in [("../x", "small letters, digits and single hyphens"), ("Anna", "did you mean anna?"), ("山田", "small letters")]
    {
        let (code, _, error) = run(&sample, "anna", &["--as", name, "flags"]);
        assert!(code == 2 && error.contains(because), "{name}: {error}");
    }
    refused(&sample, "mori", &["people", "add", "Ken Ito", "buyer"], "did you mean ken-ito?");
    assert_eq!(files(&sample.root), before);
    for (lang, because) in [("ja", "記入者名に使えません"), ("zh", "不能作为记录人名")] {
        assert!(run(&sample, "anna", &["--lang", lang, "--as", "../x", "flags"]).2.contains(because), "{lang}");
    }
}

#[test]
fn what_a_stranger_wrote_elsewhere_is_read_and_marked_and_decides_nothing() {
    let sample = common::sample();
    with_a_stranger(
        &sample,
        &[
            &["answer", "fjord-scrap", "J2", "3", "--source", "said"],
            &["decide", "harzkreis-akku", "--outcome", "continue", "--reason", "fine"],
            &["waive", "shiosai-densen", "PAPERS", "--until", "2027-03-31", "--reason", "later"],
            &["campaign", "new", "HIJACK", "--due", "2027-03-31", "--yes"],
        ],
    );
    let people = does(&sample, "mori", &["people", "list"]);
    assert_eq!(people["not_entered"], serde_json::json!(["dave"]));
    assert!(run(&sample, "mori", &["people", "list"]).1.contains("dave  NOT ENTERED"));
    let log = does(&sample, "anna", &["log", "fjord-scrap"]);
    let theirs: Vec<_> = log.as_array().expect("a list").iter().filter(|entry| entry["by"] == "dave").collect();
    assert!(!theirs.is_empty() && theirs.iter().all(|entry| entry["entered"] == false), "{log}");
    assert!(run(&sample, "anna", &["log", "fjord-scrap"]).1.contains("dave (not entered)"));
    assert!(run(&sample, "anna", &["answers", "fjord-scrap"]).1.contains("dave (not entered)"));
    let decision = does(&sample, "mori", &["decisions", "harzkreis-akku"])[0]["decision"].clone();
    assert_eq!((decision["in_force"].as_bool(), decision["because"].as_str()), (Some(false), Some("no-reviewer")));
    assert_eq!(does(&sample, "mori", &["decisions", "shiosai-densen"])[0]["waivers"][0]["in_force"], false);
    assert_eq!(does(&sample, "mori", &["campaign", "show"])["campaign"], "FY2026", "a stranger begins no campaign");
    // The chains are whole; the stranger's seal says that it was made where other people had roles.
    let (_, out, _) = run(&sample, "mori", &["verify", "--json"]);
    let verified: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let problems: Vec<&str> = verified["problems"].as_array().expect("a list").iter().filter_map(|one| one["problem"].as_str()).collect();
    assert!(problems.iter().any(|problem| problem.contains("the seal had read people mori-x5tb#")), "{problems:?}");
}

#[test]
fn before_anybody_has_a_role_everything_can_be_done_and_is_said_openly_and_the_first_can_begin() {
    let sample = common::sample();
    let root = sample.state.join("bare");
    oretrail::workspace::Workspace::init(&root, &sample.state, "Bare", "eve", true).expect("made");
    let does = |arguments: &[&str]| {
        let (code, out, error) = common::run_with(&sample, &root, "eve", common::NOW, arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{error}");
        error
    };
    let told = does(&["supplier", "add", "one", "--name", "One", "--country", "JP", "--type", "smelter"]);
    assert!(told.contains("nobody has a role here yet: eve writes as buyer and reviewer alike"), "{told}");
    does(&["people", "grant", "eve", "administrator"]);
    assert!(!does(&["note", "one", "--text", "x"]).contains("nobody has a role"));
    let (code, _, error) = common::run_with(&sample, &root, "adam", common::NOW, &["note", "one", "--text", "x"]);
    assert!(code == 2 && error.contains("adam is not entered"), "{error}");
}

#[test]
fn who_may_do_what_is_one_table_and_says_what_i_may() {
    let sample = common::sample();
    let mine = |person: &str, duty: &str| {
        let all = does(&sample, person, &["people", "roles"]);
        let found = all["duties"].as_array().expect("a list").iter().find(|one| one["duty"] == duty).expect(duty).clone();
        found["you"].as_str().expect("a word").to_owned()
    };
    for (person, duty, leave) in [
        ("anna", "interview", "yes"),
        ("anna", "decide", "on-record"),
        ("anna", "campaigns", "no"),
        ("ono", "interview", "no"),
        ("ono", "editions", "yes"),
        ("hara", "grievances", "yes"),
        ("hara", "remarks", "no"),
        ("anna", "screening", "no"),
        ("mori", "screening", "yes"),
        ("tanabe", "own", "no"),
        ("mori", "people", "yes"),
        ("nobody", "remarks", "no"),
    ] {
        assert_eq!(mine(person, duty), leave, "{person} {duty}");
    }
    for (lang, word) in [("en", "on record"), ("ja", "記録のみ"), ("zh", "仅记录")] {
        let (code, out, _) = run(&sample, "anna", &["--lang", lang, "people", "roles"]);
        assert!(code == 0 && out.contains(word), "{out}");
    }
}

#[test]
fn campaigns_and_editions_are_the_reviewers_and_a_supplier_is_handed_over_by_its_buyer_or_a_reviewer() {
    let sample = common::sample();
    let new = ["campaign", "new", "FY2027", "--due", "2028-01-31"];
    let before = files(&sample.root);
    for arguments in [
        &[&new[..], &["--yes"]].concat()[..],
        &["campaign", "migrate", "FY2026", "--to", "csr-saq@2026-04", "--yes"],
        &["policy", "activate", "2026-04"],
        &["questionnaire", "activate", "csr-saq@2026-04"],
        &["return", "atacama-cobre", "D4", "--reason", "which exit"],
    ] {
        refused(&sample, "anna", arguments, "anna is buyer here and nothing was written; ask mori, ono");
    }
    let give = |person: &str, id: &str| run(&sample, person, &["supplier", "hand-over", id, "--to", "li", "--reason", "leave", "--yes"]);
    let (code, _, error) = give("ken", "kisaki-seisakusho");
    assert!(code == 2 && error.contains("kisaki-seisakusho is anna's: anna hands it over, or a reviewer (mori, ono)"), "{error}");
    refused(&sample, "ken", &["supplier", "set", "kisaki-seisakusho", "buyer", "ken"], "is anna's");
    let shown = does(&sample, "ono", &new);
    assert_eq!((shown["saved"].as_bool(), shown["replaces"]["campaign"].as_str()), (Some(false), Some("FY2026")));
    assert!(shown["asked"].as_u64().is_some_and(|asked| asked > 10), "{shown}");
    assert_eq!(files(&sample.root), before, "a preview writes nothing");
    assert_eq!(does(&sample, "ono", &[&new[..], &["--yes"]].concat())["saved"], true);
    assert_eq!(give("anna", "kisaki-seisakusho").0, 0);
    assert_eq!(give("ono", "minato-haulage").0, 0);
}

#[test]
fn what_is_on_record_and_does_not_count_says_why_and_what_to_do_in_three_languages() {
    let sample = common::sample();
    let decide = ["decide", "fjord-scrap", "--outcome", "continue", "--reason", "fine"];
    for (person, why, words) in [
        ("anna", "interviewed", "anna wrote down answers of this supplier; a reviewer who did not interview decides: mori, ono"),
        ("ken", "no-reviewer", "ken is no reviewer here; it stands as a proposal; a reviewer decides: mori, ono"),
    ] {
        let written = does(&sample, person, &decide);
        assert_eq!((written["counts"].as_bool(), written["why_not"].as_str()), (Some(false), Some(why)));
        let (_, out, _) = run(&sample, person, &decide);
        assert!(out.contains("is on record but does not count") && out.contains(words), "{out}");
    }
    let counting = ["decide", "kuroshio-keiseki", "--outcome", "continue", "--reason", "papers complete"];
    assert_eq!(does(&sample, "mori", &counting)["counts"], true);
    for (lang, words) in [("ja", "記録に残りましたが、効力はありません"), ("zh", "已记录在案，但不生效")] {
        let (_, out, _) = run(&sample, "ken", &[&["--lang", lang][..], &decide].concat());
        assert!(out.contains(words), "{out}");
    }
    let waive = ["waive", "shiosai-densen", "PAPERS", "--until", "2027-03-31", "--reason", "new code is being drawn up"];
    let proposed = does(&sample, "ken", &waive);
    assert_eq!((proposed["counts"].as_bool(), proposed["why_not"].as_str()), (Some(false), Some("no-reviewer")));
    assert_eq!(does(&sample, "mori", &waive)["counts"], true);
    // A gate: unsigned first, then it waits for a second person, whose unsigned word does not count either.
    let gate = does(&sample, "mori", &["decide", "lualaba-trading", "--outcome", "improvement-required", "--reason", "no mine named"]);
    assert_eq!(gate["why_not"], "unsigned");
    let told = gate["told"].as_str().expect("a sentence");
    assert!(told.contains("`oretrail people key` makes a key, `oretrail sign lualaba-trading mori-x5tb#"), "{told}");
    does(&sample, "mori", &["people", "key"]);
    let entry = gate["entry"].as_str().expect("an entry");
    let signed = does(&sample, "mori", &["sign", "lualaba-trading", entry]);
    assert_eq!(signed["why_not"], "second-person");
    assert!(signed["told"].as_str().is_some_and(|told| told.contains(&format!("`oretrail confirm lualaba-trading {entry}`"))), "{signed}");
    let second = does(&sample, "ken", &["confirm", "lualaba-trading"]);
    assert_eq!((second["counts"].as_bool(), second["why_not"].as_str()), (Some(false), Some("no-reviewer")));
    let escalated = does(&sample, "anna", &["escalate", "lualaba-trading", "--to", "ken", "--reason", "look at it"]);
    assert!(escalated["told"].as_str().is_some_and(|told| told.contains("ken is no reviewer")), "{escalated}");
}

/// The words of a line as a shell divides them; quotes hold words together.
pub(super) fn words(line: &str) -> Vec<String> {
    let (mut all, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => (quoted, begun) = (!quoted, true),
            c if c.is_whitespace() && !quoted => {
                if begun {
                    all.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            c => {
                word.push(c);
                begun = true;
            }
        }
    }
    all.extend(begun.then_some(word));
    all
}

/// Every command's example as its help gives it, without who writes: the help wraps at spaces.
fn examples(sample: &Sample, above: &[String], all: &mut Vec<Vec<String>>) {
    let mut line: Vec<&str> = above.iter().map(String::as_str).collect();
    line.push("--help");
    let out = run(sample, "anna", &line).1;
    let listed = out.split_once("Commands:\n").map(|(_, rest)| rest.split("\n\n").next().unwrap_or_default()).unwrap_or_default();
    let below: Vec<String> = listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    if let Some((_, example)) = out.split_once("Example: oretrail ") {
        let mut example = words(&example.split("\n\n").next().unwrap_or_default().replace('\n', " "));
        while let Some(place) = example.iter().position(|word| word == "--as") {
            example.drain(place..(place + 2).min(example.len()));
        }
        all.push(example);
    }
    for word in below.iter().filter(|word| *word != "help") {
        examples(sample, &[above, std::slice::from_ref(word)].concat(), all);
    }
}

/// Runs a command in a folder where it may lay down what it makes.
fn run_in(folder: &Path, sample: &Sample, person: &str, arguments: &[String]) -> (Option<i32>, String) {
    let output = assert_cmd::Command::cargo_bin("oretrail")
        .expect("the program is built")
        .env("ORETRAIL_STATE", &sample.state)
        .env("ORETRAIL_WORKSPACE", &sample.root)
        .env("ORETRAIL_NOW", common::NOW)
        .env("ORETRAIL_WRITER", person)
        .env("LANG", "C.UTF-8")
        .env_remove("LC_ALL")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn no_command_there_is_changes_a_byte_for_an_auditor_or_for_somebody_who_is_not_entered() {
    let sample = common::sample();
    let before = files(&sample.root);
    let mut all = Vec::new();
    examples(&sample, &[], &mut all);
    assert!(all.len() > 120, "{} commands", all.len());
    let folder = tempfile::tempdir().expect("a scratch folder");
    for (place, example) in all.iter().enumerate() {
        // One of the two for each, turn about: both are closed out by the same store.
        let person = if place % 2 == 0 { "tanabe" } else { "nobody" };
        let (code, error) = run_in(folder.path(), &sample, person, example);
        assert!(code.is_some_and(|code| code <= 3), "{example:?}: {code:?} {error}");
        assert!(files(&sample.root) == before, "{person} changed the workspace with {example:?}");
    }
}

#[test]
fn every_writing_command_is_refused_to_an_auditor_in_a_sentence() {
    let sample = common::sample();
    let paper = sample.state.join("paper.csv");
    std::fs::write(&paper, "name,id\nA,1\n").expect("written");
    let paper = paper.display().to_string();
    let before = files(&sample.root);
    let id = "kisaki-seisakusho";
    let writes: Vec<Vec<&str>> = [
        "resolve|ID|C1|yes",
        "submit|ID",
        "undo|ID",
        "undo|ID|--review",
        "review|ID|C1|--accept",
        "park|ID|D5",
        "met|ID|--channel|site",
        "promise|ID|D4|--due|2026-12-15",
        "evidence|add|ID|PAPER|--issuer|x",
        "certificate|add|ID|--scheme|RMAP|--metal|Tin|--site|head|--state|certified|--from|2026-01-01|--until|2027-01-01",
        "waive|shiosai-densen|PAPERS|--until|2027-03-31|--reason|x",
        "confirm|lualaba-trading",
        "return|atacama-cobre|D4|--reason|x",
        "escalate|ID|--to|mori|--reason|x",
        "case|ID|--trigger|penalty|--reason|x",
        "risk|ID|--response|avoid|--cause|x|--consequence|y|--review-by|2027-03-31",
        "action|add|ID|--what|x|--owner|ken|--due|2026-12-20",
        "supplier|rename|ID|New Name",
        "supplier|hand-over|ID|--to|ken|--reason|x|--yes",
        "supplier|add|new-one|--name|New|--country|JP|--type|smelter",
        "campaign|new|FY2027|--due|2028-01-31|--yes",
        "policy|activate|2026-04",
        "questionnaire|activate|csr-saq@2026-04",
        "reference|import|sanctions|PAPER|--dated|2026-11-01|--column|name=name",
        "smelter|decide|Kumanogawa Tin Work|--metal|Tin|--none",
        "dialogue|add|ID|--channel|visit|--text|x",
        "incident|add|ID|--category|safety|--on|2026-11-01|--what|x",
        "people|add|eve|buyer",
        "grievance|add|--channel|hotline|--group|workers|--about|safety|--text|x",
    ]
    .iter()
    .map(|line| {
        line.split('|')
            .map(|word| match word {
                "ID" => id,
                "PAPER" => paper.as_str(),
                word => word,
            })
            .collect()
    })
    .collect();
    for arguments in writes {
        let (code, out, _) = run(&sample, "tanabe", &arguments);
        assert!(code >= 2, "{arguments:?}: {out}");
        assert!(files(&sample.root) == before, "{arguments:?} changed the workspace");
    }
}

#[test]
fn a_grievance_officers_intake_changes_nothing_but_the_register_and_no_other_command_of_hers_writes() {
    let sample = common::sample();
    let apart =
        |sample: &Sample| files(&sample.root).into_iter().filter(|(path, _)| !path.contains("registers/grievances")).collect::<Vec<_>>();
    let (before, seen) = (apart(&sample), ["assess", "flags", "queue"].map(|word| run(&sample, "anna", &[word]).1));
    let text = "no guards on the press line";
    let raise = ["grievance", "add", "--channel", "hotline", "--group", "workers", "--about", "safety", "--text", text];
    does(&sample, "hara", &[&raise[..], &["--supplier", "minato-haulage"]].concat());
    does(&sample, "hara", &["grievance", "step", "G-2026-003", "inquiry", "--note", "asked the plant"]);
    assert!(apart(&sample) == before, "an intake changed something beside the register");
    assert_eq!(["assess", "flags", "queue"].map(|word| run(&sample, "anna", &[word]).1), seen);
    let register = files(&sample.root);
    for arguments in [
        &["note", "minato-haulage", "--text", "x"][..],
        &["supplier", "set", "minato-haulage", "headcount", "7"],
        &["decide", "fjord-scrap", "--outcome", "continue", "--reason", "x"],
        &["snooze", "fjord-scrap", "--until", "2027-01-31"],
    ] {
        refused(&sample, "hara", arguments, "hara is grievance officer here and writes nothing but grievances");
    }
    assert!(files(&sample.root) == register, "a refusal left something behind");
    does(&sample, "hara", &["people", "key"]);
}

/// The sample with a hit on the list of a supplier, judged, decided and waived upon, and a grievance about it.
fn with_restricted() -> Sample {
    let sample = common::sample();
    let list = sample.state.join("names.csv");
    std::fs::write(&list, "name,other names,nr\nQuuxperson Holdings,JSC Logistics Lành Sóng,QUUX.1\n").expect("written");
    let list = list.display().to_string();
    let columns = ["name=name", "alias=other names", "id=nr"].map(|column| ["--column", column]).concat();
    does(
        &sample,
        "mori",
        &[&["reference", "import", "sanctions", &list, "--dated", "2026-11-01", "--source", "public"][..], &columns].concat(),
    );
    does(&sample, "mori", &["screen", "hai-trieu"]);
    let hits = does(&sample, "mori", &["screen", "hai-trieu", "--look"]);
    let hit = hits[0]["hits"][0]["hit"].as_str().unwrap_or_else(|| panic!("a hit: {hits}")).to_owned();
    does(&sample, "mori", &["screen", "hai-trieu", "--judge", &hit, "--same", "--reason", "quuxreason"]);
    let text = "quuxgrievance at the gate";
    let raise = ["grievance", "add", "--channel", "hotline", "--group", "workers", "--about", "safety", "--text", text];
    does(&sample, "hara", &[&raise[..], &["--supplier", "hai-trieu"]].concat());
    does(&sample, "ono", &["decide", "hai-trieu", "--outcome", "continue", "--reason", "fine"]);
    does(&sample, "mori", &["decide", "hai-trieu", "--outcome", "improvement-required", "--reason", "to be looked at"]);
    sample
}

#[test]
fn a_buyer_reads_nothing_of_screening_or_grievances_through_any_command_in_any_form() {
    let sample = with_restricted();
    let folder = tempfile::tempdir().expect("a scratch folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let id = "hai-trieu";
    let [bundle, letters, rollup, readback, feedback] = ["bundle", "letters", "rollup.csv", "readback.txt", "feedback"].map(at);
    let reads: Vec<Vec<&str>> = vec![
        vec!["supplier", "list"],
        vec!["supplier", "show", id],
        vec!["assess", id],
        vec!["flags"],
        vec!["queue"],
        vec!["answers", id],
        vec!["log", id],
        vec!["decisions", id],
        vec!["why", id],
        vec!["replay", id],
        vec!["campaign", "show"],
        vec!["evidence", "list"],
        vec!["certificate", "list"],
        vec!["finding", "list"],
        vec!["dialogue", "list", id],
        vec!["report", "committee"],
        vec!["report", "feedback", "--out", &feedback, "--replace"],
        vec!["retention", "list"],
        vec!["people", "list"],
        vec!["people", "roles"],
        vec!["doctor"],
        vec!["verify"],
        vec!["inbox", "list"],
        vec!["minerals", "show", id],
        vec!["metals"],
        vec!["smelter", "list"],
        vec!["screen", id, "--look"],
        vec!["grievance", "list"],
        vec!["letters", id, "--out", &letters, "--replace"],
        vec!["rollup", "--out", &rollup, "--replace"],
        vec!["readback", id, "--out", &readback, "--replace"],
        vec!["bundle", id, "--out", &bundle],
    ];
    let secret = |told: &str| {
        let told = told.to_lowercase();
        ["quux", "g-2026-003", "s-hit", "s-screen"].into_iter().find(|word| told.contains(word))
    };
    let seen = run(&sample, "mori", &["screen", id, "--look"]).1;
    assert!(secret(&seen).is_some(), "whoever may see it does: {seen}");
    for arguments in reads {
        for form in [&[][..], &["--json"]] {
            let (_, out, error) = run(&sample, "anna", &[&arguments, form].concat());
            if let Some(word) = secret(&out).or_else(|| secret(&error)) {
                let line = out.lines().chain(error.lines()).find(|line| secret(line).is_some()).unwrap_or_default();
                panic!("{arguments:?} {form:?} tells a buyer {word}: {line}");
            }
        }
    }
    // The policy names its rules and says nothing of a supplier.
    let policy = |bytes: &[u8]| bytes.windows(9).any(|window| window == b"[policy]\n");
    for (path, bytes) in files(folder.path()).into_iter().filter(|(_, bytes)| !policy(bytes)) {
        assert_eq!(secret(&String::from_utf8_lossy(&bytes)), None, "{path} tells a buyer");
    }
}

#[test]
fn a_role_is_granted_to_whoever_was_entered_and_a_new_person_is_entered_by_name() {
    let sample = common::sample();
    let before = files(&sample.root);
    let near = "nobody has entered morii here; the nearest name is mori; `oretrail people add morii buyer reviewer`";
    refused(&sample, "mori", &["people", "grant", "morii", "buyer", "reviewer"], near);
    refused(&sample, "mori", &["people", "grant", "zelda", "auditor"], "entered are anna, hara, ken");
    refused(&sample, "anna", &["people", "grant", "zelda", "auditor"], "anna is no administrator here");
    assert_eq!(files(&sample.root), before);
    does(&sample, "mori", &["people", "add", "zelda", "buyer"]);
    does(&sample, "mori", &["people", "grant", "zelda", "reviewer"]);
}
