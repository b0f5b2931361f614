//! A supplier becomes another: what was stays readable and answers, what is new goes to the successor.

use super::{common, done, json, refused};

const OLD: &str = "fjord-scrap";
const NEW: &str = "minato-haulage";

fn with_key(sample: &common::Sample, id: &str, now: &str) {
    let decide = ["decide", id, "--outcome", "continue", "--reason", "read"];
    let (code, out, error) = common::run_with(sample, &sample.root, "mori", now, &decide);
    assert_eq!(code, 0, "{out}{error}");
}

#[test]
fn after_a_merger_old_decisions_answer_and_new_work_goes_to_the_successor() {
    let sample = common::sample();
    with_key(&sample, OLD, common::NOW);
    let before = json(&sample, "mori", &["why", OLD])["decision"].clone();
    let own = json(&sample, "anna", &["log", OLD]).as_array().expect("a log").len();
    let succeed = ["supplier", "succeed", OLD, NEW, "--on", "2026-11-20", "--reason", "merged, letter of 12 November", "--yes"];
    assert!(done(&sample, "anna", &succeed).contains(NEW));
    // What was.
    assert_eq!(json(&sample, "mori", &["why", OLD])["decision"]["entry"], before["entry"]);
    let page = done(&sample, "mori", &["why", OLD, "--on", "2026-11-23"]);
    assert!(page.contains("merged into minato-haulage from 2026-11-20"), "{page}");
    let log = json(&sample, "anna", &["log", NEW]);
    let told = log.as_array().expect("a log").iter().filter(|one| one["supplier"] == OLD).count();
    assert!(told > own, "all of its history and the succession are told under the successor: {told} of {own}");
    assert!(json(&sample, "anna", &["log", OLD]).as_array().expect("a log").len() > own);
    let former = json(&sample, "anna", &["supplier", "show", NEW])["profile"]["former_names"].to_string();
    assert!(former.contains("Fjord"), "{former}");
    // What is new.
    for (person, new) in [
        ("anna", &["answer", OLD, "C1", "no"][..]),
        ("anna", &["promise", OLD, "D4", "--due", "2026-12-15"]),
        ("anna", &["submit", OLD]),
        ("mori", &["decide", OLD, "--outcome", "continue", "--reason", "x"]),
        ("mori", &["action", "add", OLD, "--what", "x", "--owner", "anna", "--due", "2026-12-20"]),
        ("anna", &["supplier", "succeed", OLD, "atacama-cobre", "--on", "2026-11-20", "--reason", "x", "--yes"]),
    ] {
        let error = refused(&sample, person, new);
        assert!(error.contains("fjord-scrap went over to minato-haulage"), "{new:?}: {error}");
    }
    done(&sample, "anna", &["note", OLD, "--text", "found an old letter"]);
    let flagged = json(&sample, "mori", &["flags"]);
    assert!(!flagged.to_string().contains(OLD), "nothing of it waits any more");
    assert_eq!(json(&sample, "anna", &["verify"])["whole"], true);
}

#[test]
fn a_succession_is_taken_back_on_both_sides_until_a_decision_is_sealed_after_it() {
    let sample = common::sample();
    let names = |sample: &common::Sample| json(sample, "anna", &["supplier", "show", NEW])["profile"]["former_names"].clone();
    let before = names(&sample);
    done(&sample, "anna", &["supplier", "same", NEW, OLD, "--reason", "one register number", "--yes"]);
    assert_ne!(names(&sample), before);
    let error = refused(&sample, "ken", &["supplier", "succeed", OLD, "--undo"]);
    assert!(error.contains("written by anna"), "{error}");
    done(&sample, "anna", &["supplier", "succeed", OLD, "--undo"]);
    assert_eq!(names(&sample), before);
    let shown = json(&sample, "anna", &["supplier", "show", NEW]);
    assert_eq!((&shown["living"]["succeeds"], &shown["edited"]), (&serde_json::json!([]), &serde_json::json!([])));
    done(&sample, "anna", &["answer", OLD, "C1", "no"]);
    let error = refused(&sample, "anna", &["supplier", "succeed", OLD, "--undo"]);
    assert!(error.contains("nothing stands in the place"), "{error}");
}

#[test]
fn a_split_names_several_and_a_sold_site_goes_over_while_the_seller_goes_on() {
    let sample = common::sample();
    done(&sample, "anna", &["supplier", "succeed", OLD, NEW, "atacama-cobre", "--on", "2026-11-20", "--reason", "split", "--yes"]);
    let error = refused(&sample, "anna", &["answer", OLD, "C1", "no"]);
    assert!(error.contains("atacama-cobre, minato-haulage"), "{error}");
    let seller = "kisaki-seisakusho";
    let sites = |id: &str| -> Vec<String> {
        let shown = json(&sample, "anna", &["supplier", "show", id]);
        shown["profile"]["sites"].as_array().expect("sites").iter().map(|one| one["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let (own, site) = (sites(seller), json(&sample, "anna", &["supplier", "show", seller])["profile"]["sites"][0].clone());
    let id = site["id"].as_str().expect("an id");
    let error =
        refused(&sample, "anna", &["supplier", "succeed", seller, NEW, "--site", "moon", "--on", "2026-11-20", "--reason", "x", "--yes"]);
    assert!(error.contains("has no site moon") && error.contains(id), "{error}");
    done(&sample, "anna", &["supplier", "succeed", seller, NEW, "--site", id, "--on", "2026-11-20", "--reason", "plant sold", "--yes"]);
    assert_eq!(sites(seller).len(), own.len() - 1);
    assert!(sites(NEW).contains(&site["name"].as_str().expect("a name").to_owned()));
    done(&sample, "anna", &["supplier", "succeed", seller, "--undo"]);
    assert_eq!(sites(seller), own);
    done(&sample, "anna", &["supplier", "succeed", seller, NEW, "--site", id, "--on", "2026-11-20", "--reason", "plant sold", "--yes"]);
    done(&sample, "mori", &["decide", seller, "--outcome", "continue", "--reason", "goes on without it"]);
    let error = refused(&sample, "anna", &["supplier", "succeed", seller, "--undo"]);
    assert!(error.contains("was sealed since"), "{error}");
}

#[test]
fn what_is_said_wrong_is_refused_with_what_to_add() {
    let sample = common::sample();
    let why = |arguments: &[&str]| refused(&sample, "anna", &[&["supplier"][..], arguments].concat());
    assert!(why(&["succeed", OLD]).contains("--on"));
    assert!(why(&["succeed", OLD, NEW, "--on", "soon", "--reason", "x", "--yes"]).contains("not a date"));
    assert!(why(&["succeed", OLD, NEW, "--on", "2026-11-20", "--reason", " ", "--yes"]).contains("--reason"));
    assert!(why(&["succeed", OLD, OLD, "--on", "2026-11-20", "--reason", "x", "--yes"]).contains("same"));
    assert!(why(&["same", NEW, "nobody-here"]).contains("nobody-here"));
}

#[test]
fn what_is_open_about_a_sold_site_goes_on_at_whoever_holds_it_and_is_told_at_the_seller() {
    let sample = common::sample();
    let seller = "kisaki-seisakusho";
    let site = json(&sample, "anna", &["supplier", "show", seller])["profile"]["sites"][0].clone();
    let id = site["id"].as_str().expect("an id");
    let about = format!("site:{id}");
    let flags = |of: &str| json(&sample, "mori", &["flags", of]).as_array().expect("a list").clone();
    let of_c6 = |of: &str, key: &str| flags(of).into_iter().find(|flag| flag["key"] == format!("BAD:csr-saq.C6:CAP-30{key}"));
    let before = flags(NEW).len();
    done(&sample, "anna", &["answer", seller, "C6", "yes", "--about", &about, "--source", "seen"]);
    done(&sample, "anna", &["finding", "add", seller, "--site", id, "--severity", "high", "--what", "exit blocked"]);
    assert!(of_c6(seller, "").is_some(), "{:?}", flags(seller));
    let sell = ["supplier", "succeed", seller, NEW, "--site", id, "--on", "2026-11-20", "--reason", "plant sold"];
    let preview = json(&sample, "mori", &sell);
    assert!(preview["flags"].to_string().contains("CAP-30 BAD") && preview["cases"] == serde_json::json!([]), "{preview}");
    assert_eq!(preview["findings"].as_array().map(Vec::len), Some(1), "{preview}");
    done(&sample, "mori", &[&sell[..], &["--yes"]].concat());
    // At whoever holds it: from whom, since when, and which site; nothing else of the seller.
    let key = format!("@{seller}");
    let over = of_c6(NEW, &key).unwrap_or_else(|| panic!("{:?}", flags(NEW)));
    let reason = over["reason"].as_str().expect("words");
    assert!(
        over["response"] == "CAP-30" && reason.contains(&format!("(site {id})")) && reason.contains(&format!("from {seller}")),
        "{over}"
    );
    let more: Vec<String> = flags(NEW).iter().map(|flag| flag["key"].to_string()).filter(|key| key.contains(seller)).collect();
    assert!(more.len() == 1 && flags(NEW).len() > before, "nothing else of the seller: {more:?}");
    let page = json(&sample, "mori", &["decisions", NEW])[0].clone();
    let items = page["inherited"][0]["items"].as_array().expect("a list").clone();
    assert!(
        page["orders_held"] == false && items.len() == 1 && items[0]["kind"] == "finding" && items[0]["text"] == "exit blocked",
        "{page}"
    );
    assert!(done(&sample, "mori", &["decisions", NEW]).contains(&format!("whose sites {id} it bought on 2026-11-20")));
    // At the seller the flag stays, and says where the site is.
    let sold = format!("site {id}: sold to {NEW} on 2026-11-20");
    let stays = of_c6(seller, "").expect("what was done there is not undone by a sale");
    assert!(stays["reason"].as_str().expect("words").ends_with(&sold), "{stays}");
    let listed = done(&sample, "mori", &["finding", "list", seller]);
    assert!(listed.contains(&format!("site {id} went over to {NEW} on 2026-11-20")), "{listed}");
    // What is new about it belongs to whoever holds it.
    for new in [
        &["answer", seller, "C6", "yes", "--about", &about][..],
        &["finding", "add", seller, "--site", id, "--severity", "low", "--what", "x"],
    ] {
        let error = refused(&sample, "anna", new);
        assert!(error.contains(&format!("went over to {NEW}")) && error.contains("as site:"), "{error}");
    }
    done(&sample, "anna", &["finding", "add", NEW, "--site", id, "--severity", "low", "--what", "signs faded"]);
    // Only a word that came after the sale speaks of the site as it is there.
    let later = |value: &str| {
        let said = ["answer", NEW, "C6", value, "--about", &about, "--source", "seen"];
        let (code, out, error) = common::run_with(&sample, &sample.root, "anna", "2026-11-24T09:00:00+09:00", &said);
        assert_eq!(code, 0, "{out}{error}");
    };
    later("yes");
    assert!(of_c6(NEW, "").is_some(), "{:?}", flags(NEW));
    later("no");
    assert!(of_c6(NEW, "").is_none() && of_c6(NEW, &key).is_none(), "asked again there: {:?}", flags(NEW));
    assert!(of_c6(seller, "").is_some());
    assert_eq!(json(&sample, "anna", &["verify"])["whole"], true);
}

#[test]
fn what_would_go_over_is_shown_without_a_reason_and_says_how_it_is_taken_back() {
    let sample = common::sample();
    let shown = done(&sample, "anna", &["supplier", "succeed", OLD, NEW]);
    let undo = format!("`oretrail supplier succeed {OLD} --undo` by whoever wrote it");
    assert!(shown.contains("nothing is written yet") && shown.contains(&undo), "{shown}");
    assert!(shown.contains("add --reason \"WHY\" and --yes to write it"), "{shown}");
    let whole = format!("`oretrail supplier succeed {OLD} {NEW} --on DATE --reason \"WHY\" --yes`");
    for lacking in [&["--yes"][..], &["--yes", "--on", "2026-11-20"], &["--yes", "--reason", "merged"]] {
        let told = refused(&sample, "anna", &[&["supplier", "succeed", OLD, NEW][..], lacking].concat());
        assert!(told.contains(&whole), "{told}");
    }
    let same = done(&sample, "anna", &["supplier", "same", NEW, OLD]);
    assert!(same.contains(&undo) && same.contains("add --yes to write it"), "{same}");
    assert!(refused(&sample, "anna", &["supplier", "same", NEW, NEW]).contains("same"), "refused before it is shown");
    let saved = done(&sample, "anna", &["supplier", "same", NEW, OLD, "--reason", "one register number", "--yes"]);
    assert!(saved.contains(&undo), "{saved}");
    done(&sample, "anna", &["supplier", "succeed", OLD, "--undo"]);
}
