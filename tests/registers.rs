//! The registers from a shell: certificates, screening, grievances, findings, and what each of them may not do.
#![allow(clippy::disallowed_methods)]

mod common;

use serde_json::Value;

use common::Sample;

fn run_at(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, person, now, arguments)
}

fn run(sample: &Sample, person: &str, arguments: &[&str]) -> (i32, String, String) {
    run_at(sample, person, common::NOW, arguments)
}

fn done(sample: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, person, arguments);
    assert_eq!(code, 0, "{arguments:?}\n{out}\n{error}");
    out
}

fn refused(sample: &Sample, person: &str, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, person, arguments);
    assert_eq!(code, 2, "{arguments:?}\n{out}\n{error}");
    error
}

fn json_at(sample: &Sample, person: &str, now: &str, arguments: &[&str]) -> Value {
    common::json_as(sample, person, now, arguments)
}

fn json(sample: &Sample, person: &str, arguments: &[&str]) -> Value {
    json_at(sample, person, common::NOW, arguments)
}

fn rules(flags: &Value) -> Vec<&str> {
    flags.as_array().expect("flags").iter().filter_map(|flag| flag["rule"].as_str()).collect()
}

#[test]
fn r11_a_platinum_scheme_is_refused_for_gold_with_the_reason_and_taken_for_platinum() {
    let sample = common::sample();
    let add = |metal| {
        ["certificate", "add", "kisaki-seisakusho", "--scheme", "LPPM", "--metal", metal, "--state", "certified", "--source", "document"]
    };
    let error = refused(&sample, "anna", &add("gold"));
    assert!(error.contains("is not valid for Gold"), "{error}");
    done(&sample, "anna", &add("platinum"));
    let by = |scheme: &'static str, metal| {
        ["certificate", "add", "kisaki-seisakusho", "--scheme", scheme, "--metal", metal, "--state", "certified", "--source", "document"]
    };
    for scheme in ["LPPM Good Delivery", "London Platinum and Palladium Market", "ＬＰＰＭ good-delivery", "LPPM accreditation 2026"] {
        let error = refused(&sample, "anna", &by(scheme, "gold"));
        assert!(error.contains("is not valid for Gold"), "{scheme}: {error}");
    }
}

#[test]
fn r11_a_scheme_nobody_knows_here_is_kept_as_not_known_and_the_near_one_is_offered() {
    let sample = common::sample();
    let add = |scheme: &'static str| {
        ["certificate", "add", "kisaki-seisakusho", "--scheme", scheme, "--metal", "gold", "--state", "certified", "--source", "document"]
    };
    let told = json(&sample, "anna", &add("Moonstone Seal"));
    assert_eq!((told["saved"].as_bool(), told["certificate"]["known"].as_bool()), (Some(true), Some(false)), "{told}");
    let near = json(&sample, "anna", &add("LBNA"));
    assert!(near["certificate"]["no_audit"].as_str().is_some_and(|why| why.contains("not known here") && why.contains("LBMA")), "{near}");
    let rated = [
        "certificate",
        "add",
        "kisaki-seisakusho",
        "--scheme",
        "EcoVadis Gold",
        "--state",
        "certified",
        "--source",
        "document",
        "--issued",
        "2026-03-02",
    ];
    let rated = json(&sample, "anna", &rated);
    assert_eq!(rated["certificate"]["days_left"], 99, "a rating counts twelve months, to 2027-03-02: {rated}");
    assert_eq!((told["certificate"]["counts"].as_bool(), rated["certificate"]["counts"].as_bool()), (Some(false), Some(false)));
    assert!(rated["certificate"]["no_audit"].as_str().is_some_and(|why| why.contains("no audit")), "{rated}");
}

#[test]
fn r15_the_disputed_mark_is_settled_by_a_reviewer_and_the_flag_goes() {
    let sample = common::sample();
    assert!(rules(&json(&sample, "mori", &["flags", "atacama-cobre"])).contains(&"P-DISPUTED"));
    let settle = ["certificate", "settle", "atacama-cobre", "copper-mark", "--state", "applied", "--reason", "the scheme wrote: not begun"];
    let error = refused(&sample, "anna", &settle);
    assert!(error.contains("no reviewer"), "{error}");
    done(&sample, "mori", &settle);
    assert!(!rules(&json(&sample, "mori", &["flags", "atacama-cobre"])).contains(&"P-DISPUTED"));
    let all = json(&sample, "anna", &["certificate", "list", "atacama-cobre"]);
    let mark = all.as_array().expect("rows").iter().find(|row| row["scheme"] == "Copper Mark").expect("the mark");
    assert_eq!((mark["state"].as_str(), mark["settled"]["note"].as_str()), (Some("applied"), Some("the scheme wrote: not begun")));
    let later = [
        "certificate",
        "add",
        "atacama-cobre",
        "--scheme",
        "Copper Mark",
        "--site",
        "quebrada-clara",
        "--metal",
        "copper",
        "--state",
        "lapsed",
        "--source",
        "other",
        "--note",
        "a newspaper says so",
    ];
    done(&sample, "anna", &later);
    assert!(rules(&json(&sample, "mori", &["flags", "atacama-cobre"])).contains(&"P-DISPUTED"), "a new contradiction opens it again");
}

#[test]
fn r18_the_day_after_a_certificate_runs_out_the_linked_answer_is_open_again_and_its_paper_counts_as_none() {
    let sample = common::sample();
    let said = ["answer", "kuroshio-keiseki", "csr-saq.C10", "peak=45,average=40", "--source", "seen"];
    done(&sample, "ken", &[&said[..], &["--reason", "the certificate names it", "--asked-by", "ourselves"]].concat());
    let add = [
        "certificate",
        "add",
        "kuroshio-keiseki",
        "--scheme",
        "SA 8000",
        "--state",
        "certified",
        "--source",
        "document",
        "--issued",
        "2023-11-24",
        "--expires",
        "2026-11-24",
        "--question",
        "C10",
    ];
    done(&sample, "anna", &add);
    let on = |day: &str| {
        let now = format!("{day}T09:30:00+09:00");
        let flags = json_at(&sample, "mori", &now, &["flags", "kuroshio-keiseki"]);
        let stale =
            flags.as_array().expect("flags").iter().any(|flag| flag["rule"] == "Z-07" && flag["causes"][0]["question"] == "csr-saq.C10");
        let left = json_at(&sample, "mori", &now, &["certificate", "list", "kuroshio-keiseki"]);
        let left = left.as_array().expect("rows").iter().find(|row| row["scheme"] == "SA 8000").expect("it")["days_left"].as_i64();
        (stale, left)
    };
    assert_eq!(on("2026-11-24"), (false, Some(0)));
    assert_eq!(on("2026-11-25"), (true, Some(-1)));
    let workspace = |now: &str| {
        let clock = oretrail::workspace::Clock::set(now).expect("a time");
        let workspace = oretrail::workspace::Workspace::open(&sample.root, &sample.state, "mori", clock).expect("it opens");
        let dossier = workspace.dossier("kuroshio-keiseki").expect("a dossier");
        let row = dossier.plan.rows.iter().find(|row| row.question.as_str() == "csr-saq.C10").expect("the row");
        row.state
    };
    assert_eq!(workspace("2026-11-24T09:30:00+09:00"), oretrail::interview::plan::RowState::Answered);
    assert_eq!(workspace("2026-11-25T09:30:00+09:00"), oretrail::interview::plan::RowState::Open);
    let again = ["answer", "kuroshio-keiseki", "csr-saq.C10", "peak=45,average=40", "--source", "seen"];
    assert_eq!(run_at(&sample, "ken", "2026-11-26T09:30:00+09:00", &again).0, 0);
    assert_eq!(workspace("2026-11-27T09:30:00+09:00"), oretrail::interview::plan::RowState::Answered, "asked anew");
}

#[test]
fn r18_certificates_are_listed_by_days_left_and_the_warning_can_be_set() {
    let sample = common::sample();
    let all = json(&sample, "anna", &["certificate", "list"]);
    let left: Vec<i64> = all.as_array().expect("rows").iter().filter_map(|row| row["days_left"].as_i64()).collect();
    assert!(left.len() > 10 && left.is_sorted(), "{left:?}");
    let soon = |warn: &str| done(&sample, "anna", &["certificate", "list", "--warn", warn]).matches("soon").count();
    assert!(soon("10") < soon("60") && soon("60") < soon("400"));
}

#[test]
fn r17_r27_a_withdrawn_standard_counts_as_none_and_coverage_is_a_count_of_sites() {
    let sample = common::sample();
    let out = done(&sample, "anna", &["certificate", "list", "aozora-plant", "fjord-scrap"]);
    assert!(out.contains("counts as none") && out.contains("ISO 45001"), "{out}");
    assert!(out.contains("R2v3: 4 of 7 sites covered"), "{out}");
}

/// Stands beside hai-trieu in the sample.
const RELATED: &str = "Sóng Lành Logistics JSC";

/// Imports a made-up list on which somebody beside a supplier stands, the words of the name in another order.
fn with_list(sample: &Sample) {
    let file = sample.root.join("list.csv");
    let words: Vec<&str> = RELATED.split(' ').rev().collect();
    let rows = format!("name,other names,nr\nSomebody Else Altogether,{},T.1\nNobody Trading,,T.2\n", words.join(" "));
    std::fs::write(&file, rows).expect("written");
    let import = [
        "reference",
        "import",
        "sanctions",
        file.to_str().expect("UTF-8"),
        "--dated",
        "2026-11-01",
        "--column",
        "name=name",
        "--column",
        "alias=other names",
        "--column",
        "id=nr",
    ];
    done(sample, "mori", &import);
}

#[test]
fn r33_a_hit_waits_for_a_person_and_the_buyer_sees_a_compliance_hold_and_nothing_else() {
    let sample = common::sample();
    with_list(&sample);
    let buyers = |sample: &Sample| {
        let list = done(sample, "anna", &["supplier", "list", "--json"]);
        let flags = done(sample, "anna", &["flags", "hai-trieu", "--json"]);
        let log = done(sample, "anna", &["log", "hai-trieu", "--json"]);
        (list, flags, log)
    };
    let before = buyers(&sample);
    let screened = json(&sample, "mori", &["screen", "hai-trieu"]);
    let hit = &screened[0]["hits"][0];
    assert_eq!(
        (hit["id"].as_str(), hit["kind"].as_str(), hit["state"].as_str()),
        (Some("T.1"), Some("subcontractor"), Some("waits")),
        "{screened}"
    );
    assert_eq!(screened[0]["next"], "2027-11-23");
    assert_eq!(buyers(&sample), before, "a likeness is no business of the buyer's");
    let flags = json(&sample, "mori", &["flags", "hai-trieu"]);
    assert!(rules(&flags).contains(&"S-HIT"), "{flags}");
    assert!(refused(&sample, "anna", &["screen"]).contains("compliance"));
    let judge = |verdict| done(&sample, "mori", &["screen", "hai-trieu", "--judge", "T.1", verdict, "--reason", "passport compared"]);
    judge("--same");
    let (_, flags, log) = buyers(&sample);
    assert!(
        flags.contains("compliance-hold") && !flags.contains("T.1") && !flags.contains("Somebody Else") && !flags.contains("S-HIT"),
        "{flags}"
    );
    assert_eq!(log, before.2, "nothing of it stands in the supplier's own record");
    judge("--other");
    assert_eq!(buyers(&sample).1, before.1, "somebody else: the hold is gone");
    judge("--same");
    // Whoever may not see it decides on the same basis as whoever may: sealed, not stale at birth, and named by nobody.
    let decide = ["decide", "hai-trieu", "--outcome", "improvement-required", "--reason", "on what I may see"];
    let decided = json(&sample, "ono", &decide);
    assert!(decided["sealed"].is_string() && decided["approval"] != "stale", "{decided}");
    assert_eq!(json(&sample, "mori", &["decisions", "hai-trieu"])[0]["decision"]["moved"], serde_json::json!([]));
    let (_, _, log) = buyers(&sample);
    assert!(log.contains("compliance-hold") && !log.contains("screening."), "{log}");
}

#[test]
fn r33_an_overdue_screening_is_a_flag_for_whoever_may_see_it() {
    let sample = common::sample();
    assert!(!rules(&json(&sample, "mori", &["flags", "hai-trieu"])).contains(&"S-SCREEN"), "no list, nothing to screen with");
    with_list(&sample);
    assert!(rules(&json(&sample, "mori", &["flags", "hai-trieu"])).contains(&"S-SCREEN"), "never screened");
    done(&sample, "mori", &["screen", "hai-trieu"]);
    let on = |day: &str| {
        let flags = json_at(&sample, "mori", &format!("{day}T09:30:00+09:00"), &["flags", "hai-trieu"]);
        rules(&flags).contains(&"S-SCREEN")
    };
    assert!(!on("2027-11-23") && on("2027-11-24"));
    done(&sample, "mori", &["screen", "hai-trieu", "--clause", "yes", "--place", "article 14"]);
    assert_eq!(json(&sample, "mori", &["screen", "hai-trieu", "--look"])[0]["exclusion_clause"], true);
}

#[test]
fn r33_whoever_is_named_after_a_screening_is_a_flag_until_screened_and_only_compliance_sees_the_name() {
    let sample = common::sample();
    with_list(&sample);
    done(&sample, "mori", &["screen", "hai-trieu"]);
    let flags = |person: &str| json(&sample, person, &["flags", "hai-trieu"]);
    assert!(!rules(&flags("mori")).contains(&"S-SCREEN"), "screened with everybody there was");
    done(&sample, "anna", &["answer", "hai-trieu", "E3", "Somebody Else Altogether | 60 | VN | no"]);
    let named = flags("mori");
    let flag = named.as_array().expect("flags").iter().find(|flag| flag["rule"] == "S-SCREEN").expect("a flag");
    assert!(
        flag["reason"].as_str().is_some_and(|reason| reason.contains("Named since") && reason.contains("Somebody Else Altogether")),
        "{flag}"
    );
    assert!(!rules(&flags("anna")).contains(&"S-SCREEN"), "buyers see nothing of it");
    assert_eq!(json(&sample, "mori", &["screen", "hai-trieu", "--look"])[0]["unscreened"], serde_json::json!(["Somebody Else Altogether"]));
    let hits = json(&sample, "mori", &["screen", "hai-trieu"]);
    assert!(hits[0]["hits"].as_array().expect("hits").iter().any(|hit| hit["kind"] == "E3" && hit["id"] == "T.1"), "{hits}");
    assert!(!rules(&flags("mori")).contains(&"S-SCREEN"));
    let log = std::fs::read_to_string(sample.root.join("registers/screening/mori-x5tb.toml")).expect("a log");
    assert!(log.contains("who = [") && !log.contains("Altogether\""), "names are kept as digests");
}

/// Everything a buyer or reviewer can be shown of a supplier, as bytes, and every file of the suppliers' folders.
fn all_that_is_seen(sample: &Sample) -> Vec<String> {
    let mut all = Vec::new();
    for person in ["anna", "mori"] {
        for command in
            [&["supplier", "list"][..], &["assess"], &["flags"], &["log", "minato-haulage"], &["answers", "minato-haulage"], &["decisions"]]
        {
            all.push(done(sample, person, &[command, &["--json"]].concat()));
            all.push(done(sample, person, command));
        }
    }
    all.push(files(&sample.root.join("suppliers")));
    all
}

fn files(folder: &std::path::Path) -> String {
    let mut all: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        all.push(if path.is_dir() { files(&path) } else { format!("{} {:?}", path.display(), std::fs::read(&path).expect("readable")) });
    }
    all.sort();
    all.join("\n")
}

const RAISE: [&str; 12] = [
    "grievance",
    "add",
    "--channel",
    "hotline",
    "--group",
    "workers",
    "--about",
    "safety",
    "--text",
    "no guards on the press line",
    "--supplier",
    "minato-haulage",
];

#[test]
fn r22_an_anonymous_grievance_has_no_personal_field_and_leaves_scores_and_the_buyers_view_byte_for_byte() {
    let sample = common::sample();
    let before = all_that_is_seen(&sample);
    done(&sample, "hara", &RAISE);
    done(
        &sample,
        "hara",
        &["grievance", "step", "G-2026-003", "remedy", "--note", "guards ordered", "--due", "2026-12-20", "--owner", "ken"],
    );
    assert_eq!(all_that_is_seen(&sample), before);
    let entry = files(&sample.root.join("registers/grievances"));
    let log = std::fs::read_dir(sample.root.join("registers/grievances")).expect("a folder").map(|entry| entry.expect("an entry").path());
    let log = log.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).expect("text")).collect::<String>();
    assert!(!log.contains("minato") && !log.contains("reporter") && !log.contains("press line"), "{log}");
    assert!(!entry.is_empty());
    for person in ["anna", "mori", "ono"] {
        assert!(refused(&sample, person, &["grievance", "list"]).contains("grievance officer"));
        assert!(refused(&sample, person, &RAISE).contains("grievance officer"));
    }
    let one = third(&sample);
    assert_eq!(
        (one["anonymous"].as_bool(), one["supplier"].as_str(), one["state"].as_str()),
        (Some(true), Some("minato-haulage"), Some("open"))
    );
}

/// The grievance a test takes in, beside the two of the sample.
fn third(sample: &common::Sample) -> Value {
    let all = json(sample, "hara", &["grievance", "list"]);
    let found = all["grievances"].as_array().and_then(|all| all.iter().find(|one| one["number"] == "G-2026-003")).cloned();
    found.unwrap_or_else(|| panic!("it is not listed: {all}"))
}

#[test]
fn r23_the_internal_line_is_a_count_and_its_total_appears_once() {
    let sample = common::sample();
    done(&sample, "hara", &["grievance", "count", "internal-hotline", "FY2025", "14"]);
    done(&sample, "hara", &["grievance", "count", "internal-hotline", "FY2025", "14"]);
    let out = done(&sample, "hara", &["grievance", "list"]);
    assert!(out.contains("FY2025: 14 in all") && !out.contains("28"), "{out}");
}

#[test]
fn r24_a_grievance_shows_steps_owner_and_external_remedy_and_is_not_closed_without_a_result() {
    let sample = common::sample();
    done(&sample, "hara", &RAISE);
    let step =
        ["grievance", "step", "G-2026-003", "remedy", "--note", "back pay", "--owner", "ken", "--due", "2026-12-20", "--external-remedy"];
    done(&sample, "hara", &step);
    assert!(refused(&sample, "hara", &["grievance", "close", "G-2026-003"]).contains("needs a result"));
    assert!(refused(&sample, "hara", &["grievance", "erase", "G-2026-003", "--reason", "asked for"]).contains("still open"));
    done(&sample, "hara", &["grievance", "close", "G-2026-003", "--result", "paid in full"]);
    let one = third(&sample);
    assert_eq!(
        (one["state"].as_str(), one["result"].as_str(), one["external_remedy"].as_bool()),
        (Some("closed"), Some("paid in full"), Some(true))
    );
    assert_eq!(one["steps"][0]["owner"], "ken");
}

#[test]
fn the_texts_of_a_grievance_can_be_erased_and_the_gap_proves_itself() {
    let sample = common::sample();
    let before = std::fs::read_dir(sample.root.join("registers/grievances/bodies")).expect("a folder").count();
    done(&sample, "hara", &[&RAISE[..], &["--reporter", "Tran Van Minh"]].concat());
    done(&sample, "hara", &["grievance", "close", "G-2026-003", "--result", "guards fitted"]);
    assert!(files(&sample.root.join("registers/grievances")).len() > 100);
    done(&sample, "hara", &["grievance", "erase", "G-2026-003", "--reason", "asked for by the person"]);
    let bodies = std::fs::read_dir(sample.root.join("registers/grievances/bodies")).expect("a folder").count();
    assert_eq!(bodies, before, "what others said stays");
    let one = third(&sample);
    assert_eq!((one["erased"].as_bool(), one["text"].as_str(), one["reporter"].as_str()), (Some(true), None, None));
    let (code, out, _) = run(&sample, "hara", &["verify"]);
    assert_eq!(code, 0, "{out}");
}

#[test]
fn r20_r28_a_finding_passes_its_steps_with_person_and_day_and_is_open_until_its_result_was_checked() {
    let sample = common::sample();
    let audit =
        json(&sample, "anna", &["audit", "add", "minato-haulage", "--kind", "customer", "--on", "2026-11-12", "--auditor", "procurement"]);
    let entry = audit["entry"].as_str().expect("an entry").to_owned();
    let add = |what: &str| {
        let args = ["finding", "add", "minato-haulage", "--audit", &entry, "--severity", "high", "--clause", "P1.4", "--what", what];
        json(&sample, "anna", &args)["entry"].as_str().expect("an entry").to_owned()
    };
    let (first, second) = (add("no rest records"), add("fire exit blocked"));
    let step = |finding: &str, step: &str, more: &[&str]| {
        let args = [&["finding", "step", "minato-haulage", finding, step, "--note", "done so"][..], more].concat();
        run(&sample, "anna", &args)
    };
    assert!(step(&first, "result", &["--checked", "2026-11-20"]).2.contains("next comes action"));
    assert!(step(&first, "action", &[]).2.contains("--owner and --due"));
    assert_eq!(step(&first, "action", &["--owner", "supplier", "--due", "2027-02-28"]).0, 0);
    assert_eq!(step(&second, "action", &["--owner", "ken", "--due", "2026-12-01"]).0, 0);
    assert_eq!(step(&first, "tracked", &[]).0, 0);
    let open = |now: &str| {
        let all = json_at(&sample, "anna", now, &["finding", "list"]);
        let row = |row: &Value| (row["finding"].as_str().expect("it").to_owned(), row["overdue"].as_bool().expect("known"));
        let own = |row: &&Value| row["supplier"] == "minato-haulage" && row["by"] == "anna";
        all.as_array().expect("rows").iter().filter(own).map(row).collect::<Vec<_>>()
    };
    assert_eq!(open("2026-12-05T09:30:00+09:00"), [(second.clone(), true), (first.clone(), false)], "what is overdue comes first");
    assert!(step(&first, "result", &[]).2.contains("--checked"), "no check date, no result");
    assert_eq!(open(common::NOW).len(), 2);
    assert_eq!(step(&first, "result", &["--checked", "2026-11-23"]).0, 0);
    assert_eq!(open(common::NOW), [(second, false)]);
    assert_eq!(step(&first, "disclosed", &[]).0, 0);
    let all = json(&sample, "anna", &["finding", "list", "minato-haulage", "--all"]);
    let one = all.as_array().expect("rows").iter().find(|row| row["finding"] == first.as_str()).expect("it").clone();
    let steps: Vec<&str> = one["steps"].as_array().expect("steps").iter().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!((one["stage"].as_str(), steps.as_slice()), (Some("disclosed"), &["action", "tracked", "result", "disclosed"][..]));
    assert!(one["steps"].as_array().expect("steps").iter().all(|step| step["by"] == "anna" && step["at"].is_string()));
}

#[test]
fn r21_none_reported_is_said_only_where_a_named_person_confirmed_it_and_never_beside_an_incident() {
    let sample = common::sample();
    let state = |category: &str| {
        let all = json(&sample, "anna", &["incident", "year", "FY2026"]);
        let row = all.as_array().expect("rows").iter().find(|row| row["category"] == category).expect("the category").clone();
        (row["state"].as_str().expect("a state").to_owned(), row["confirmed_by"].as_str().map(str::to_owned))
    };
    assert_eq!(state("child-labour"), ("not-confirmed".to_owned(), None));
    let none = ["incident", "none", "FY2026", "child-labour", "--basis", "all interviews read"];
    assert!(refused(&sample, "mori", &none).contains("is not over"), "half a year says nothing of the whole");
    let (code, _, error) = common::run_with(&sample, &sample.root, "mori", "2027-04-05T09:00:00+09:00", &none);
    assert_eq!(code, 0, "{error}");
    assert_eq!(state("child-labour"), ("none-reported".to_owned(), Some("mori".to_owned())));
    assert_eq!(state("forced-labour").0, "not-confirmed");
    done(
        &sample,
        "anna",
        &["incident", "add", "minato-haulage", "--category", "child-labour", "--on", "2026-10-02", "--what", "a boy of 13 at the dock"],
    );
    assert_eq!(state("child-labour"), ("reported".to_owned(), None));
    assert!(refused(&sample, "mori", &["incident", "none", "FY2026", "child-labour"]).contains("nobody can confirm none"));
}

#[test]
fn r19_each_supplier_shows_the_policy_version_it_acknowledged_with_date_and_signer_or_not_yet() {
    let sample = common::sample();
    let policy = |sample: &Sample| {
        let all = json(sample, "anna", &["acknowledgement", "list", "minato-haulage"]);
        all.as_array().expect("rows").iter().find(|row| row["policy"] == "human-rights").expect("the policy").clone()
    };
    assert_eq!(policy(&sample)["acknowledged"], false);
    assert!(done(&sample, "anna", &["acknowledgement", "list", "minato-haulage"]).contains("not yet"));
    let add = |edition: &str, on: &str| {
        let args = [
            "acknowledgement",
            "add",
            "minato-haulage",
            "--policy",
            "human-rights",
            "--edition",
            edition,
            "--on",
            on,
            "--signer",
            "director",
        ];
        done(&sample, "anna", &args);
    };
    add("2025-04", "2026-06-01");
    add("2023-08", "2026-07-01");
    let standing = policy(&sample);
    assert_eq!(
        (standing["version"].as_str(), standing["on"].as_str(), standing["signer"].as_str()),
        (Some("2025-04"), Some("2026-06-01"), Some("director")),
        "an older edition that was signed later stands in the place of a newer one"
    );
    assert_eq!(standing["earlier"], 1);
    assert_eq!(standing["state"], "acknowledged");
    let log = std::fs::read_dir(sample.root.join("suppliers/minato-haulage/standing"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    assert!(!log.filter(|path| path.is_file()).any(|path| std::fs::read_to_string(path).expect("text").contains("\"director\"")));
    done(
        &sample,
        "anna",
        &["dialogue", "add", "minato-haulage", "--channel", "visit", "--with", "union", "--text", "orders come too late"],
    );
    assert_eq!(json(&sample, "anna", &["dialogue", "list", "minato-haulage"])[0]["text"], "orders come too late");
}

#[path = "registers/editions.rs"]
mod editions;
#[path = "registers/papers.rs"]
mod papers;
#[path = "registers/retained_files.rs"]
mod retained_files;
#[path = "registers/retention.rs"]
mod retention;
#[path = "registers/take_back.rs"]
mod take_back;
