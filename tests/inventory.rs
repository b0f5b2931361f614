//! Rows of the requirements that are kept by sets, policy and program together; a test is named after its row. Rows
//! with a test beside the code that keeps them are not here again.
#![allow(clippy::disallowed_methods)]

mod common;
#[path = "inventory/figures.rs"]
mod figures;
#[path = "inventory/flows.rs"]
mod flows;

use std::collections::BTreeSet;

use common::Sample;
use oretrail::builtin;
use oretrail::interview::{Asked, plan};
use oretrail::policy::{self, Policy};
use oretrail::questionnaire::{Kind, QuestionId, Questionnaire, file};
use oretrail::situation::Situation;
use oretrail::supplier::Supplier;
use serde_json::Value;

fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, "anna", common::NOW, arguments)
}

fn json(sample: &Sample, arguments: &[&str]) -> Value {
    common::json(sample, arguments)
}

fn said(sample: &Sample, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, arguments);
    assert_eq!(code, 0, "{arguments:?}: {error}");
    out
}

fn policy() -> Policy {
    let (name, text) = builtin::policies().into_iter().next().expect("a policy is built in");
    policy::file::read(&name, text, &[]).0.expect("the policy reads")
}

fn sets() -> Vec<Questionnaire> {
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    file::read_all(&files, Some(&policy().names())).0
}

const ROLES: [&str; 11] =
    ["mine", "trader", "recycler", "smelter", "maker", "carrier", "contractor", "labour-agency", "service", "it-vendor", "chemicals"];

fn asked(role: &str, country: &str, materials: &[&str], sets: &[Questionnaire]) -> BTreeSet<String> {
    let materials = materials.iter().map(|word| (*word).to_owned()).collect();
    let supplier =
        Supplier { id: "s".to_owned(), partner_type: role.to_owned(), country: country.to_owned(), materials, ..Supplier::default() };
    let situation = Situation { supplier, tier: Some("T1".to_owned()), ..Situation::default() };
    plan(&situation, sets, false, &|_| false)
        .rows
        .iter()
        .filter(|row| row.asked == Asked::Yes)
        .map(|row| row.question.to_string())
        .collect()
}

#[test]
fn r01_every_item_of_the_selection_policy_has_its_lines_and_every_question_an_item() {
    let (policy, sets) = (policy(), sets());
    for id in ["P1", "P1.0", "P1.1", "P1.2", "P1.3", "P1.4", "P1.5", "P1.6", "P1.7", "P1.8", "P2", "P3", "P4", "P5", "P6"] {
        let clause = policy.clause(id).unwrap_or_else(|| panic!("{id} is not in the policy"));
        assert!(clause.in_source && !clause.lines.is_empty(), "{id}");
    }
    // The page shows each with its line of the source and how many questions serve it.
    let sample = common::sample();
    for (lang, word) in [("en", " question"), ("ja", "問"), ("zh", " 题")] {
        let page = said(&sample, &["--lang", lang, "policy", "show"]);
        for clause in policy.clauses.iter().filter(|clause| clause.id.starts_with('P') && clause.id.as_bytes()[1].is_ascii_digit()) {
            let line = page.lines().find(|line| line.trim_start().starts_with(&format!("{} ", clause.id))).expect("a line");
            let frames_none = ["P0", "P0a", "P0b", "P1.0"].contains(&clause.id.as_str()) || line.contains(word);
            assert!(line.contains(&clause.lines) && frames_none, "{lang}: {line}");
        }
    }
    for question in sets.iter().flat_map(|set| &set.questions) {
        assert!(!question.policy.is_empty() && question.policy.iter().all(|clause| policy.clause(clause).is_some()), "{}", question.id);
    }
}

/// The case of a supplier: whether one is open.
fn open_cases(sample: &Sample, id: &str) -> usize {
    let page = common::json_as(sample, "mori", common::NOW, &["decisions", id])[0].clone();
    page["cases"].as_array().expect("cases").iter().filter(|case| case["state"] == "open").count()
}

#[test]
fn r02_an_authoritys_penalty_opens_a_case_that_only_one_of_four_outcomes_with_a_reason_closes() {
    for (outcome, closes) in [
        ("continue", true),
        ("improvement-required", false),
        ("improvement-confirmed", true),
        ("change-contract", true),
        ("end-contract", true),
    ] {
        let sample = common::sample();
        let id = "kuroshio-keiseki";
        let by = |person: &str, arguments: &[&str]| common::run_as(&sample, person, arguments);
        let correction = ["--reason", "a fine came to light", "--asked-by", "supplier", "--asker", "Ito"];
        let (code, _, error) = by("anna", &[&["answer", id, "csr-saq.A3", "yes"][..], &correction].concat());
        assert_eq!(code, 0, "{error}");
        let (code, _, error) = by("anna", &["submit", id, "--name", "Ito", "--role", "manager"]);
        assert_eq!(code, 0, "{error}");
        assert_eq!(open_cases(&sample, id), 1, "the penalty opens a case");
        let (code, _, error) = by("mori", &["decide", id, "--outcome", outcome, "--reason", " "]);
        assert_eq!(code, 2, "{outcome}: no reason, no decision: {error}");
        assert_eq!(open_cases(&sample, id), 1);
        let (code, _, error) = by("mori", &["decide", id, "--outcome", outcome, "--reason", "seen the closure"]);
        let unmet = code == 2 && error.contains("oretrail risk");
        assert!(unmet || !closes, "{outcome}: a case is not closed over a risk nobody has met: {error}");
        let risk = ["risk", id, "--response", "reduce", "--cause", "the plant was closed", "--consequence", "no deliveries"];
        assert_eq!(by("mori", &[&risk[..], &["--review-by", "2027-03-31"]].concat()).0, 0, "{outcome}");
        if outcome == "improvement-confirmed" {
            improved(&sample, id);
        }
        let (code, out, error) = by("mori", &["decide", id, "--outcome", outcome, "--reason", "seen the closure"]);
        assert_eq!(code, 0, "{outcome}: {out}{error}");
        if outcome == "end-contract" {
            assert_eq!(open_cases(&sample, id), 1, "ending waits for a second person");
            let (code, _, error) = by("ono", &["confirm", id]);
            assert_eq!(code, 0, "{error}");
        }
        assert_eq!(open_cases(&sample, id) == 0, closes, "{outcome}");
    }
}

/// What was required is done and verified by a second person.
fn improved(sample: &Sample, id: &str) {
    let by = |person: &str, arguments: &[&str]| {
        let (code, out, error) = common::run_as(sample, person, arguments);
        assert_eq!(code, 0, "{arguments:?}: {error}");
        out
    };
    by("mori", &["decide", id, "--outcome", "improvement-required", "--reason", "the fine has a cause"]);
    let add = ["action", "add", id, "--kind", "correction", "--what", "mend the cause", "--owner", "anna", "--due", "2027-01-29", "--json"];
    let written: Value = serde_json::from_str(&by("mori", &add)).expect("JSON");
    let entry = written["entry"].as_str().expect("an entry").to_owned();
    by("anna", &["action", "done", id, &entry]);
    by("ono", &["action", "verify", id, &entry]);
}

#[test]
fn r03_local_law_permits_it_is_no_way_out_and_the_flag_quotes_that_international_rights_prevail() {
    let sample = common::sample();
    let id = "fjord-scrap";
    let gate = |sample: &Sample, rule: &str| -> Value {
        let all = json(sample, &["flags", id]);
        let of = |flag: &&Value| flag["rule"] == rule && flag["causes"][0]["question"] == "csr-saq.C1";
        all.as_array().expect("flags").iter().find(of).unwrap_or_else(|| panic!("no {rule}: {all}")).clone()
    };
    said(&sample, &["answer", id, "csr-saq.C1", "yes", "--note", "local law permits it"]);
    let stop = gate(&sample, "BAD");
    assert_eq!((stop["response"].as_str(), stop["gate"].as_bool()), (Some("STOP"), Some(true)));
    assert!(stop["clause"].as_array().expect("clauses").iter().any(|clause| clause == "P1.0"), "{stop}");
    for (lang, words) in
        [("en", "international human-rights principles prevail"), ("ja", "国際的な人権の原則が優先"), ("zh", "以国际人权原则为准")]
    {
        let told = said(&sample, &["--lang", lang, "flags", id]);
        assert!(told.contains(words) && told.contains("P1.0"), "{lang}: {told}");
    }
    said(&sample, &["answer", id, "csr-saq.C1", "--state", "not-applicable", "--reason", "local law permits it"]);
    assert_eq!(gate(&sample, "UNRESOLVED")["gate"], true, "nor does it become inapplicable");
    assert_eq!(json(&sample, &["assess", id])[0]["attention"], "urgent");
}

#[test]
fn r04_a_supplier_that_answers_no_for_its_own_suppliers_has_the_chain_clause_open() {
    let sample = common::sample();
    said(&sample, &["answer", "atacama-cobre", "csr-saq.L1", "0", "--reason", "misheard", "--asked-by", "ourselves"]);
    let open = json(&sample, &["flags", "atacama-cobre"]);
    let chain = open.as_array().expect("flags").iter().find(|flag| flag["causes"][0]["question"] == "csr-saq.L1").expect("a flag");
    assert!(chain["clause"].as_array().expect("clauses").iter().any(|clause| clause == "PS"), "{chain}");
}

#[test]
fn r05_items_the_source_does_not_contain_are_marked_and_never_invented() {
    let policy = policy();
    for id in ["B1", "B2", "B3", "B5"] {
        assert!(!policy.clause(id).expect("a clause").in_source, "{id}");
    }
    // What the company asks for of complaints, stock and recovery is said by no source: it stands in the policy as a default
    // of the tool, and no question compares with a number of its own.
    let sets = sets();
    for (row, limits) in [
        ("quality-bcp.Q9", vec!["complaints-closed-in-time", "complaints-per-million"]),
        ("quality-bcp.Q17", vec!["safety-stock-days"]),
        ("quality-bcp.Q22", vec!["recovery-days"]),
    ] {
        let question = sets.iter().find_map(|set| set.question(row)).expect("a row");
        let named: BTreeSet<&str> =
            question.bad.iter().flat_map(|branch| branch.when.names()).filter_map(|name| name.strip_prefix("limit.")).collect();
        assert_eq!(named.into_iter().collect::<Vec<_>>(), limits, "{row}");
        let guidance = question.guidance.as_ref().map(|guidance| guidance.en.as_str()).unwrap_or_default();
        assert!(["50", "90", "14", "fifteen", "fourteen"].iter().all(|number| !guidance.contains(number)), "{row}: {guidance}");
        assert!(limits.iter().all(|id| policy.limits.iter().any(|limit| limit.id == *id && !limit.text.ja.is_empty())), "{row}");
    }
    for id in ["B4.1", "B4.2"] {
        let clause = policy.clause(id).expect("a clause");
        assert!(clause.in_source && !clause.text.en.is_empty() && !clause.lines.is_empty(), "{id}");
        let served = sets.iter().flat_map(|set| &set.questions).filter(|question| question.policy.iter().any(|one| one == id)).count();
        assert!(served > 0, "{id} has questions");
    }
    let sample = common::sample();
    for (lang, none) in [("en", "not in source"), ("ja", "出典になし"), ("zh", "来源中没有")] {
        let page = said(&sample, &["--lang", lang, "policy", "show"]);
        let of = |id: &str| page.lines().find(|line| line.trim_start().starts_with(&format!("{id} "))).expect("a line").to_owned();
        assert!(["B1", "B2", "B3", "B5"].iter().all(|id| of(id).contains(none)), "{lang}: {page}");
        // The text goes on over the lines of its column.
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        for id in ["B4.1", "B4.2"] {
            let text = policy.clause(id).expect("a clause").text.get(lang.parse().expect("a language")).to_owned();
            assert!(squeezed(&page).contains(&squeezed(&text)), "{lang} {id}");
        }
    }
}

#[test]
fn r25_the_green_questions_are_asked_of_every_partner_type() {
    let green: Vec<Questionnaire> = sets().into_iter().filter(|set| set.id == "green-procurement").collect();
    assert!(green[0].applies_if.is_none());
    for role in ROLES {
        let rows = asked(role, "JP", &[], &green);
        assert!(rows.contains("green-procurement.N1") && rows.len() >= 6, "{role}: {rows:?}");
    }
    // Being small spares rows of other sections; of this one something is asked whoever it is, and no key leaves a section out.
    for role in ROLES {
        let supplier = Supplier { id: "s".to_owned(), partner_type: role.to_owned(), country: "JP".to_owned(), ..Supplier::default() };
        let situation = Situation { supplier, tier: Some("T1".to_owned()), ..Situation::default() };
        let short = plan(&situation, &sets(), true, &|_| false);
        let green = |row: &&oretrail::interview::PlanRow| row.question.set() == "green-procurement" && row.asked == Asked::Yes;
        assert!(short.rows.iter().filter(green).count() >= 3, "{role}: even in the short set");
    }
    let commands: Vec<String> = oretrail::tui::command::Command::ALL.iter().map(|command| format!("{command:?}").to_lowercase()).collect();
    assert!(commands.iter().all(|word| !word.contains("skip")), "nothing skips a section: {commands:?}");
}

#[test]
fn r32_missing_basel_consent_is_flagged_and_entering_consent_clears_only_that() {
    let sample = common::sample();
    said(
        &sample,
        &[
            "campaign",
            "new",
            "SCRAP",
            "--questionnaire",
            "csr-saq",
            "--questionnaire",
            "copper-dd",
            "--due",
            "2027-03-31",
            "--yes",
            "--as",
            "mori",
        ],
    );
    let flags = || -> BTreeSet<String> {
        let all = json(&sample, &["flags", "hai-trieu"]);
        all.as_array().expect("flags").iter().map(|flag| format!("{} {}", flag["rule"], flag["causes"][0]["question"])).collect()
    };
    said(&sample, &["answer", "hai-trieu", "copper-dd.K24", "no"]);
    let before = flags();
    said(&sample, &["answer", "hai-trieu", "copper-dd.K23b", "no"]);
    let missing = flags();
    let added: Vec<&String> = missing.difference(&before).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    let supplier = json(&sample, &["supplier", "show", "hai-trieu"]);
    let profile = supplier.to_string();
    assert!(profile.contains("\"VN\"") && profile.contains("e-scrap"), "the Vietnamese e-scrap firm: {profile}");
    let all = json(&sample, &["flags", "hai-trieu"]);
    let flag =
        all.as_array().expect("flags").iter().find(|flag| flag["causes"][0]["question"] == "copper-dd.K23b").expect("the flag").clone();
    assert_eq!((flag["response"].as_str(), flag["scope"].as_str()), (Some("EDD"), Some("lot")));
    assert!(flag["action"].as_str().is_some_and(|action| action.contains("until consent and movement papers are here")), "{flag}");
    said(&sample, &["answer", "hai-trieu", "copper-dd.K23b", "yes"]);
    assert_eq!(flags(), before);
}

#[test]
fn r40_supply_asks_single_source_alternatives_stock_days_and_the_drill_date() {
    let set = sets().into_iter().find(|set| set.id == "quality-bcp").expect("quality-bcp");
    let texts: Vec<String> = set
        .questions
        .iter()
        .map(|question| {
            let parts = match &question.kind {
                Kind::Number(parts) => parts.iter().map(|part| part.text.en.clone()).collect::<Vec<_>>().join(" "),
                _ => String::new(),
            };
            format!("{} {parts} {}", question.text.en, question.guidance.as_ref().map_or("", |text| &text.en)).to_lowercase()
        })
        .collect();
    for word in ["only one of", "days of safety stock", "which alternatives", "on which day was the last drill"] {
        assert!(texts.iter().any(|text| text.contains(word)), "nothing asks for {word}");
    }
    // One site without alternative, no stock, no drill: each raises its own flag.
    let sample = common::sample();
    let id = "kisaki-seisakusho";
    said(&sample, &["campaign", "new", "QUALITY", "--questionnaire", "quality-bcp", "--due", "2027-01-15", "--yes", "--as", "mori"]);
    for (row, value) in [("Q18", "site"), ("Q17", "0"), ("Q24", "none")] {
        said(&sample, &["answer", id, &format!("quality-bcp.{row}"), value]);
        let all = json(&sample, &["flags", id]);
        let raised = all.as_array().expect("flags").iter().any(|flag| flag["causes"][0]["question"] == format!("quality-bcp.{row}"));
        assert!(raised, "{row} = {value}: {all}");
    }
    // What stands ready is told with the days it takes, and the day of the drill is a date.
    said(&sample, &["answer", id, "quality-bcp.Q18B", "--row", "site | Works 2 | 45 | no"]);
    said(&sample, &["answer", id, "quality-bcp.Q24", "within-24-months"]);
    said(&sample, &["answer", id, "quality-bcp.Q24B", "2026-03-11"]);
    let answers = json(&sample, &["answers", id]);
    let said_to = |row: &str| answers.to_string().contains(&format!("quality-bcp.{row}"));
    assert!(said_to("Q18B") && said_to("Q24B"), "{answers}");
    let all = json(&sample, &["flags", id]);
    assert!(all.to_string().contains("quality-bcp.Q18B"), "an alternative that is not approved is none: {all}");
}

#[test]
fn r41_another_country_changes_which_questions_are_asked_and_no_score() {
    let sets = sets();
    let (chile, congo) = (asked("trader", "CL", &["copper"], &sets), asked("trader", "CD", &["copper"], &sets));
    assert!(congo.is_superset(&chile) && congo.len() > chile.len());
    let sample = common::sample();
    let conduct = || json(&sample, &["assess", "shiosai-densen"])[0]["conduct"].clone();
    let before = conduct();
    said(&sample, &["supplier", "set", "shiosai-densen", "country", "CD"]);
    assert!(!before.is_null());
    assert_eq!(conduct(), before);
}

#[cfg(unix)]
#[test]
fn r42_what_is_written_can_be_read_by_its_user_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let sample = common::sample();
    said(&sample, &["answer", "hai-trieu", "csr-saq.C12", "6"]);
    let folder = sample.root.join("suppliers/hai-trieu");
    let mut waiting = vec![folder];
    let mut seen = 0;
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.file_name().is_some_and(|name| name == "anna-7f3k.toml") {
                seen += 1;
                assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o077, 0, "{}", path.display());
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn r43_quality_has_a_rhythm_of_its_own_beside_csr_and_shows_when_it_is_next_due() {
    let sample = common::sample();
    let id = "kisaki-seisakusho";
    let of = |set: &str| {
        let all = json(&sample, &["questionnaire", "due", id]);
        all.as_array().expect("a list").iter().find(|one| one["questionnaire"] == set).unwrap_or_else(|| panic!("{set}: {all}")).clone()
    };
    assert!(of("csr-saq")["next"].is_string());
    assert_eq!((of("quality-bcp")["state"].as_str(), of("quality-bcp")["next"].as_str()), (Some("never-asked"), None));
    said(&sample, &["campaign", "new", "QUALITY", "--questionnaire", "quality-bcp", "--due", "2027-01-15", "--yes", "--as", "mori"]);
    assert_eq!((of("quality-bcp")["state"].as_str(), of("quality-bcp")["next"].as_str()), (Some("asked"), Some("2027-01-15")));
    said(&sample, &["answer", id, "quality-bcp.Q1", "--state", "dont-know"]);
    let (quality, csr) = (of("quality-bcp"), of("csr-saq"));
    assert_eq!((quality["months"].as_u64(), quality["next"].as_str()), (Some(12), Some("2027-11-23")), "twelve months from the answer");
    assert_ne!((csr["months"].as_u64(), csr["last"].as_str()), (quality["months"].as_u64(), quality["last"].as_str()), "each its own");
    let (code, table, _) = common::run_with(&sample, &sample.root, "anna", "2028-01-10T09:00:00+09:00", &["questionnaire", "due", id]);
    assert_eq!(code, 1, "something is overdue: {table}");
    assert!(table.contains("quality-bcp") && table.contains("2027-11-23") && table.contains("overdue"), "{table}");
}

#[test]
fn r44_a_carrier_is_asked_all_seven_logistics_topics_and_a_mine_none() {
    let sets = sets();
    let topics: BTreeSet<String> = (1..=7).map(|topic| format!("PW.{topic}")).collect();
    let of = |role: &str| -> BTreeSet<String> {
        let rows = asked(role, "JP", &["copper"], &sets);
        let questions = sets.iter().flat_map(|set| &set.questions).filter(|question| rows.contains(question.id.as_str()));
        questions.flat_map(|question| question.policy.clone()).filter(|clause| topics.contains(clause)).collect()
    };
    assert_eq!(of("carrier"), topics);
    for role in ROLES.into_iter().filter(|role| *role != "carrier") {
        assert_eq!(of(role), BTreeSet::new(), "{role}");
    }
    assert!(sets.iter().any(|set| set.question(QuestionId::new("green-procurement", "N29").as_str()).is_some()));
}

#[test]
fn r46_the_evaluator_says_met_or_not_met_from_a_shell_and_exits_with_it() {
    let sample = common::sample();
    assert_eq!(run(&sample, &["figures", "goal", "<1 %", "0.99 %"]).0, 0);
    let (code, out, _) = run(&sample, &["figures", "goal", "≥70 %", "68.8 %"]);
    assert_eq!(code, 1);
    assert!(out.contains("68.8 % does not meet the goal ≥70 %"), "{out}");
    let told = json(&sample, &["figures", "rate", "--cases", "6", "--hours", "3,210,160", "--stated", "1.56"]);
    assert_eq!(told[1]["verdict"], "does-not-match");
}

#[test]
fn r53_until_a_policy_is_adopted_it_says_that_it_is_a_tool_default() {
    let sample = common::sample();
    assert!(policy().default_notice);
    let file = "policies/jx-selection-2026-04.toml";
    for (lang, notice) in [("en", "tool default, not company policy"), ("ja", "既定値"), ("zh", "工具默认值")] {
        for command in [
            &["policy", "list"][..],
            &["policy", "show"],
            &["policy", "regimes"],
            &["questionnaire", "due"],
            &["assess"],
            &["figures", "limits"],
        ] {
            let (_, page, _) = run(&sample, &[&["--lang", lang][..], command].concat());
            assert!(page.contains(notice), "{lang} {command:?} does not say whose the numbers are: {page}");
        }
        assert!(said(&sample, &["--lang", lang, "policy", "show"]).contains(file), "and the file they come from");
    }
    let numbers = json(&sample, &["policy", "show"]);
    assert_eq!((numbers["tool_default"].as_bool(), numbers["weights"]["critical"].as_f64()), (Some(true), Some(10.0)), "{numbers}");
    assert_eq!(numbers["conduct_bands"][1]["below"].as_f64(), Some(40.0));
    // Adopted as the company's own, an edition says so and names its own file.
    let own = builtin::policies()[0].1.replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    let own = own.replacen("default-notice = true", "default-notice = false", 1);
    std::fs::create_dir_all(sample.root.join("policies")).expect("a folder");
    std::fs::write(sample.root.join("policies/jx-selection-2027-04.toml"), own).expect("written");
    let page = said(&sample, &["policy", "show", "2027-04"]);
    assert!(page.contains("policies/jx-selection-2027-04.toml") && !page.contains("tool default"), "{page}");
}
