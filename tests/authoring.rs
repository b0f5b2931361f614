//! Those who write questionnaires: forms on paper, who would be asked and why, editions in use, sheets of one's own.
#![allow(clippy::disallowed_methods)]

#[path = "authoring/adopted.rs"]
mod adopted;
#[path = "authoring/broken.rs"]
mod broken;
#[path = "authoring/broken_cases.rs"]
mod broken_cases;
#[path = "authoring/broken_files.rs"]
mod broken_files;
#[path = "authoring/checked.rs"]
mod checked;
mod common;
#[path = "authoring/editions.rs"]
mod editions;
#[path = "authoring/sheets.rs"]
mod sheets;
#[path = "authoring/workspace.rs"]
mod workspace;

use common::Sample;
use serde_json::Value;

fn run(sample: &Sample, arguments: &[&str]) -> (i32, String, String) {
    common::run_with(sample, &sample.root, "mori", common::NOW, arguments)
}

fn json(sample: &Sample, arguments: &[&str]) -> Value {
    common::json_as(sample, "mori", common::NOW, arguments)
}

fn said(sample: &Sample, arguments: &[&str]) -> String {
    let (code, out, error) = run(sample, arguments);
    assert_eq!(code, 0, "{arguments:?}: {error}");
    out
}

#[test]
fn a_form_on_paper_reads_like_one_in_three_languages() {
    let sample = common::sample();
    for lang in ["en", "ja", "zh"] {
        insta::assert_snapshot!(
            format!("form_tantalum_{lang}"),
            said(&sample, &["questionnaire", "preview", "tantalum-dd", "--lang", lang])
        );
    }
    insta::assert_snapshot!("form_quality_html_ja", said(&sample, &["questionnaire", "preview", "quality-bcp", "--lang", "ja", "--html"]));
}

#[test]
fn a_form_never_shows_guidance_buyer_checks_restricted_rows_or_what_an_answer_calls_for_and_loads_nothing() {
    let sample = common::sample();
    let sets: Vec<(String, String)> = oretrail::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let (sets, _) = oretrail::questionnaire::file::read_all(&sets, None);
    for set in &sets {
        for html in [&["--html"][..], &[]] {
            let form = said(&sample, &[&["questionnaire", "preview", &set.id, "--lang", "ja"], html].concat());
            for question in &set.questions {
                let ja = |text: &oretrail::language::Text| text.ja.clone();
                let hidden = question.guidance.as_ref().map(ja).filter(|text| text.chars().count() > 8);
                assert!(hidden.is_none_or(|text| !form.contains(&text)), "{}: guidance", question.id);
                let escaped = question.text.ja.replace('<', "&lt;").replace('>', "&gt;");
                let shown = form.contains(&question.text.ja) || form.contains(&escaped);
                assert_eq!(shown, question.is_asked() && !question.restricted, "{}", question.id);
            }
            assert!(!["STOP", "CAP-30", "HOLD6", "EDD", "T1"].iter().any(|code| form.contains(code)), "{}", set.id);
            assert!(!["<script", "http://", "https://", "url(", "@import", "src="].iter().any(|mark| form.contains(mark)), "{}", set.id);
        }
    }
}

#[test]
fn a_form_made_out_to_a_supplier_holds_what_it_is_or_may_be_asked_and_names_it_in_its_language() {
    let sample = common::sample();
    let (all, own) = (
        json(&sample, &["questionnaire", "preview", "csr-saq"]),
        json(&sample, &["questionnaire", "preview", "csr-saq", "--supplier", "kisaki-seisakusho"]),
    );
    assert!(own["questions"].as_u64() < all["questions"].as_u64());
    assert_eq!(own["lang"], "ja");
    assert!(own["text"].as_str().expect("a text").contains("木崎製作所"));
    let html = json(&sample, &["questionnaire", "preview", "csr-saq", "--supplier", "kisaki-seisakusho", "--html"]);
    let html = html["text"].as_str().expect("a text");
    assert!(
        html.contains("@bottom-left { content: \"csr\\00002Dsaq 2026\\00002D04 \\0000B7 有限会社木崎製作所\""),
        "each sheet says whose it is"
    );
    assert!(html.contains("counter(page) \" / \" counter(pages)"), "and which page of how many");
}

#[test]
fn who_would_be_asked_and_the_facts_that_decided_it_are_told() {
    let sample = common::sample();
    let who = json(&sample, &["questionnaire", "who", "copper-dd"]);
    let of = |id: &str| who["suppliers"].as_array().expect("a list").iter().find(|one| one["supplier"] == id).expect("there").clone();
    assert_eq!(of("atacama-cobre")["asked"], "asked");
    assert_eq!(of("teluk-timah")["asked"], "not-asked");
    assert_eq!(of("ganzhou-yunling")["asked"], "may-open", "G1 is not answered yet");
    let materials = &of("teluk-timah")["facts"][1];
    assert_eq!((materials["name"].as_str(), materials["value"][0].as_str()), (Some("profile.materials"), Some("tin")));
    let told = said(&sample, &["questionnaire", "who", "csr-saq.A4"]);
    assert!(told.contains("Asked when A3 is “yes”."), "{told}");
    assert!(said(&sample, &["questionnaire", "who", "csr-saq.E4"]).contains("no supplier is ever asked"));
    let (code, _, error) = run(&sample, &["questionnaire", "who", "csr-saq.A44"]);
    assert_eq!(code, 2);
    assert!(error.contains("did you mean csr-saq.A4?"), "{error}");
}

#[test]
fn several_conditions_stand_a_line_each_and_a_supplier_names_the_first_that_holds() {
    let sample = common::sample();
    let told = said(&sample, &["questionnaire", "who", "X1"]);
    assert!(told.starts_with("oecd-5step.X1: "), "a row is found by its own name: {told}");
    let heads = ["for those of whom one of these holds:\n  a  ", "\n  b  ", "\n  c  "];
    assert!(heads.iter().all(|head| told.contains(head)), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 100), "{told}");
    let of = |id: &str| told.lines().position(|line| line.contains(id)).unwrap_or_else(|| panic!("{id}: {told}"));
    assert!(of("atacama-cobre") < of("harzkreis-akku") && of("harzkreis-akku") < of("aozora-plant"), "asked, may open, not asked: {told}");
    assert!(told.contains("●  atacama-cobre      asked: a holds ("), "{told}");
    assert!(told.contains("○  aozora-plant       not asked: none of a, b, c holds"), "{told}");
    let who = json(&sample, &["questionnaire", "who", "oecd-5step.X1"]);
    assert_eq!((&who["parts"][0]["part"], &who["parts"][0]["of"]), (&"a".into(), &"set".into()));
    let first = who["suppliers"].as_array().expect("a list").iter().find(|one| one["supplier"] == "atacama-cobre").expect("there").clone();
    assert_eq!(first["why"], serde_json::json!([{"result": "holds", "parts": ["a"]}]));
}

#[test]
fn who_explains_that_a_red_flag_on_another_mineral_opens_the_five_steps() {
    let sample = common::sample();
    let who = json(&sample, &["questionnaire", "who", "oecd-5step"]);
    let words = who["set_when"].as_str().expect("words");
    assert!(words.contains("have named a red flag on another mineral"), "{words}");
    let atacama =
        who["suppliers"].as_array().expect("a list").iter().find(|one| one["supplier"] == "lualaba-trading").expect("there").clone();
    let named: Vec<&str> = atacama["facts"].as_array().expect("facts").iter().filter_map(|fact| fact["name"].as_str()).collect();
    assert!(named.contains(&"copper-dd.K2b"), "{named:?}");
}

#[test]
fn a_question_the_campaign_does_not_ask_is_refused_with_the_reason_and_not_called_unknown() {
    let sample = common::sample();
    for id in ["green-procurement.N10b", "N10b"] {
        let (code, _, error) = run(&sample, &["answer", "hai-trieu", id, "--row", "solder | Cd | <0.01 %"]);
        assert_eq!(code, 2);
        assert!(error.contains("green-procurement.N10b is not asked in this campaign, because FY2026 asks only csr-saq"), "{error}");
        assert!(error.contains("campaign new LABEL --questionnaire green-procurement"), "{error}");
    }
    let (_, _, unknown) = run(&sample, &["answer", "hai-trieu", "N100", "no"]);
    assert!(unknown.contains("there is no question \"N100\""), "{unknown}");
    said(
        &sample,
        &["--as", "anna", "answer", "hai-trieu", "E3", "--row", "name=Nguyen Van An | share=60 | country=VN | public-official=no"],
    );
}

#[test]
fn the_list_says_whom_a_set_is_for_how_far_it_is_translated_and_what_is_still_to_check() {
    let sample = common::sample();
    let list = json(&sample, &["questionnaire", "list"]);
    let of = |id: &str| list.as_array().expect("a list").iter().find(|one| one["id"] == id).expect("there").clone();
    assert_eq!(of("csr-saq")["for"], Value::Null);
    assert!(of("copper-dd")["for_words"].as_str().expect("words").starts_with("copper is in what is supplied to us"));
    assert_eq!(of("tantalum-dd")["translation"]["ja"], "draft");
    assert!(of("tantalum-dd")["to_check"].as_u64() > Some(0));
}

/// The next edition of csr-saq in the workspace: one row gone, one new, one reshaped, one reworded.
fn next_edition(sample: &Sample) {
    let (_, text) = oretrail::builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq")).expect("csr-saq");
    let blocks: Vec<&str> = text.split("[[question]]\n").collect();
    let mut next = blocks[0].replacen("edition = \"2026-04\"", "edition = \"2027-04\"", 1);
    for block in &blocks[1..] {
        let row = block.lines().next().unwrap_or_default();
        let block = match row {
            "id = \"L1\"" => continue,
            "id = \"A3\"" => block.replacen("text.en = \"", "text.en = \"Please say: ", 1),
            "id = \"C12\"" => {
                let end = block.find("parts = [").expect("parts");
                let rest = &block[end..];
                let stop = rest.find("\n]\n").expect("their end") + 3;
                format!("{}{}", &block[..end], &rest[stop..])
                    .replacen("type = \"num\"", "type = \"date\"", 1)
                    .lines()
                    .filter(|line| !line.contains("when = \"value"))
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            _ => (*block).to_owned(),
        };
        next.push_str(&format!("\n[[question]]\n{block}\n"));
    }
    next.push_str("\n[[question]]\nid = \"M9\"\nsection = \"M\"\ntype = \"text\"\nseverity = \"low\"\ntext = { en = \"What else?\", ja = \"その他に何かありますか。\", zh = \"还有什么？\" }\npolicy = [\"P2\"]\n");
    std::fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    std::fs::write(sample.root.join("questionnaires/csr-saq-2027-04.toml"), next).expect("written");
}

#[test]
fn r48_a_running_campaign_keeps_its_edition_until_it_is_moved_on_purpose_and_can_be_moved_back() {
    let sample = common::sample();
    let before = said(&sample, &["answers", "minato-haulage", "--json"]);
    let judged = said(&sample, &["assess", "--json"]);
    next_edition(&sample);
    assert_eq!(said(&sample, &["assess", "--json"]), judged, "a new edition in the folder asks nobody");
    said(&sample, &["questionnaire", "activate", "csr-saq@2027-04"]);
    let preview = json(&sample, &["campaign", "migrate", "FY2026", "--to", "csr-saq@2027-04"]);
    assert_eq!(preview["saved"], false);
    let row = |id: &str| preview["rows"].as_array().expect("rows").iter().find(|row| row["question"] == id).expect("there").clone();
    assert_eq!(row("csr-saq.L1")["fate"], "gone");
    assert_eq!(row("csr-saq.M9")["fate"], "new");
    assert_eq!(row("csr-saq.A3")["fate"], "changed");
    assert_eq!(row("csr-saq.C12")["fate"], "reshaped");
    assert!(row("csr-saq.C12")["dropped"].as_u64() > Some(0), "numbers are no dates");
    assert_eq!(row("csr-saq.C1")["fate"], "same");
    assert_eq!(said(&sample, &["assess", "--json"]), judged, "a preview moves nothing");
    let moved = json(&sample, &["campaign", "migrate", "FY2026", "--to", "csr-saq@2027-04", "--yes"]);
    assert_eq!(moved["saved"], true);
    let shown = json(&sample, &["campaign", "show"]);
    assert!(shown["questionnaires"][0].as_str().expect("a name").starts_with("csr-saq@2027-04:"));
    assert!(said(&sample, &["questionnaire", "who", "csr-saq.M9"]).contains("asked of"));
    let (code, _, error) = run(&sample, &["campaign", "migrate", "FY2026", "--to", "csr-saq@2027-04"]);
    assert_eq!(code, 2);
    assert!(error.contains("already"), "{error}");
    said(&sample, &["campaign", "migrate", "FY2026", "--to", "csr-saq@2026-04", "--yes"]);
    assert_eq!(said(&sample, &["answers", "minato-haulage", "--json"]), before);
    assert_eq!(said(&sample, &["assess", "--json"]), judged);
    assert_eq!(json(&sample, &["verify"])["whole"], true);
}

#[test]
fn an_edition_in_use_that_was_changed_is_told_with_what_to_do() {
    let sample = common::sample();
    assert_eq!(run(&sample, &["check"]).0, 0);
    let (name, text) = oretrail::builtin::questionnaires().into_iter().find(|(name, _)| name.starts_with("csr-saq")).expect("csr-saq");
    std::fs::create_dir_all(sample.root.join("questionnaires")).expect("a folder");
    std::fs::write(sample.root.join("questionnaires").join(name), format!("{text}\n# touched\n")).expect("written");
    let (code, out, _) = run(&sample, &["check"]);
    assert_eq!(code, 2);
    assert!(out.contains("questionnaires/csr-saq-2026-04.toml:1:1: edition-changed: campaign FY2026"), "{out}");
    assert!(out.contains("put the file back") && out.contains("oretrail campaign migrate FY2026"), "{out}");
}

#[test]
fn a_new_campaign_asks_the_adopted_edition_and_never_a_retired_one() {
    let sample = common::sample();
    next_edition(&sample);
    let started = |label: &str, set: &str| {
        said(&sample, &["campaign", "new", label, "--questionnaire", set, "--due", "2027-06-30", "--yes"]);
        json(&sample, &["--campaign", label, "campaign", "show"])["questionnaires"][0]
            .as_str()
            .expect("a name")
            .split(':')
            .next()
            .expect("a name")
            .to_owned()
    };
    assert_eq!(started("T1", "csr-saq"), "csr-saq@2026-04", "a draft of one's own asks nobody");
    let (code, _, error) = run(&sample, &["campaign", "new", "T2", "--questionnaire", "csr-saq@2027-04", "--due", "2027-06-30", "--yes"]);
    assert!(code == 2 && error.contains("never adopted"), "{error}");
    assert!(said(&sample, &["questionnaire", "activate", "csr-saq@2027-04"]).contains("active"));
    assert_eq!(started("T3", "csr-saq"), "csr-saq@2027-04");
    said(&sample, &["questionnaire", "retire", "csr-saq@2027-04"]);
    assert_eq!(started("T4", "csr-saq"), "csr-saq@2026-04");
    let (code, _, error) = run(&sample, &["campaign", "new", "T5", "--questionnaire", "csr-saq@2027-04", "--due", "2027-06-30", "--yes"]);
    assert_eq!(code, 2);
    assert!(error.contains("retired"), "{error}");
    let judging = json(&sample, &["policy", "list"]);
    assert_eq!(judging.as_array().expect("a list").iter().filter(|one| one["judges"] == true).count(), 1, "a questionnaire judges nothing");
}
