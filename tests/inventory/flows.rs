//! Rows of the five steps that are asked of each flow, and of a smelter's set that are asked of each facility: the worst
//! of all that was said about any of them counts, by supplier and by buyer.

use oretrail::interview::{Asked, PlanRow, plan};
use oretrail::questionnaire::QuestionId;
use oretrail::situation::{Answered, Backing, Checked, Situation, State};
use oretrail::supplier::Supplier;

use super::{common, json, run, said, sets};

const A: &str = "flow:copper/Escondida (CL)";
const B: &str = "flow:copper/Mutanda (CD-LU)";

fn answered(row: &str, about: &str, value: &[&str], to: &mut Situation) {
    let answer = Answered {
        state: State::Answered,
        value: value.iter().map(|word| (*word).to_owned()).collect(),
        backing: Backing::Sound,
        reason_given: false,
        reason_accepted: false,
        about: about.to_owned(),
        entry: "anna-7f3k#9".to_owned(),
        by_paper: None,
    };
    to.answers.entry(QuestionId::from_text(row)).or_default().push(answer);
}

/// A trader of copper from two mines, with a red flag on it.
fn trader() -> Situation {
    let supplier = Supplier {
        id: "s".to_owned(),
        partner_type: "trader".to_owned(),
        country: "CH".to_owned(),
        materials: vec!["copper".to_owned()],
        ..Supplier::default()
    };
    let mut one = Situation { supplier, tier: Some("T1".to_owned()), ..Situation::default() };
    answered("copper-dd.K2", "", &["Escondida\tCL\t\t60\tAntofagasta", "Mutanda\tCD\tCD-LU\t40\tDurban"], &mut one);
    answered("copper-dd.K2b", "", &["cahra"], &mut one);
    one
}

fn row(of: &Situation, id: &str) -> PlanRow {
    plan(of, &sets(), false, &|_| false).row(&QuestionId::from_text(id)).expect("a row").clone()
}

fn open(of: &Situation, id: &str) -> Vec<String> {
    row(of, id).each.into_iter().filter(|one| !one.answered).map(|one| one.each.about).collect()
}

#[test]
fn a_flow_is_a_material_with_each_source_of_an_earlier_table_and_stays_open_until_something_is_said_about_it() {
    let mut one = trader();
    let x1 = row(&one, "oecd-5step.X1");
    assert_eq!(x1.asked, Asked::Yes);
    let names: Vec<(&str, &str)> = x1.each.iter().map(|one| (one.each.name.en.as_str(), one.each.name.ja.as_str())).collect();
    assert_eq!(names, [("Copper · Escondida (CL)", "銅 · Escondida (CL)"), ("Copper · Mutanda (CD-LU)", "銅 · Mutanda (CD-LU)")]);
    assert_eq!(open(&one, "oecd-5step.X1"), [A, B]);
    answered("oecd-5step.X1", A, &["none"], &mut one);
    assert_eq!(open(&one, "oecd-5step.X1"), [B]);
    assert_eq!(row(&one, "oecd-5step.X1").state, oretrail::interview::RowState::Open, "one of two is not both");
    answered("oecd-5step.X1", "", &["none"], &mut one);
    assert!(open(&one, "oecd-5step.X1").is_empty(), "what is said of the whole supplier is said of each flow");
    // A single flow is the supplier; nothing is asked twice.
    let mut single = trader();
    single.answers.remove(&QuestionId::from_text("copper-dd.K2"));
    assert!(row(&single, "oecd-5step.X1").each.is_empty());
    single.supplier.materials.push("tin".to_owned());
    assert_eq!(open(&single, "oecd-5step.X1"), ["flow:copper", "flow:tin"]);
    answered("oecd-5step.X2", "flow:cobalt/by hand", &["no"], &mut single);
    assert_eq!(open(&single, "oecd-5step.X2"), ["flow:copper", "flow:tin"], "a flow may be named by its answer");
}

#[test]
fn a_facility_is_asked_by_its_own_status_and_another_ones_check_says_nothing_of_it() {
    let mut one = trader();
    let checked = |outcome: &str| Checked { outcome: outcome.to_owned(), entry: "anna-7f3k#3".to_owned() };
    let status = QuestionId::from_text("smelter-dd.F3");
    let (good, bad) = ("facility:tin/CID001105", "facility:tin/CID002180");
    one.checks_about.insert(status.clone(), vec![(good.to_owned(), checked("conformant")), (bad.to_owned(), checked("active"))]);
    one.supplier.partner_type = "smelter".to_owned();
    let asked = |one: &Situation, id: &str| -> Vec<(String, bool)> {
        row(one, id).each.into_iter().map(|each| (each.each.about, each.asked == Asked::Yes)).collect()
    };
    assert_eq!(asked(&one, "smelter-dd.F4"), [(good.to_owned(), false), (bad.to_owned(), true)], "active since when");
    assert_eq!(asked(&one, "smelter-dd.F5"), [(good.to_owned(), true), (bad.to_owned(), false)], "recognised by whom");
    assert_eq!(row(&one, "smelter-dd.F4").asked, Asked::Yes, "the row is asked while one of them is");
}

#[test]
fn the_worse_of_flows_and_of_supplier_and_buyer_counts_is_named_and_printed_one_block_for_each() {
    let sample = common::sample();
    let id = "tx-flows";
    said(
        &sample,
        &[
            "supplier",
            "add",
            id,
            "--name",
            "Flow Metals AG",
            "--country",
            "CH",
            "--type",
            "trader",
            "--material",
            "copper",
            "--material",
            "tin",
        ],
    );
    let begun = ["campaign", "new", "FLOWS", "--questionnaire", "csr-saq", "--questionnaire", "oecd-5step", "--due", "2027-06-30", "--yes"];
    let (code, _, error) = common::run_with(&sample, &sample.root, "mori", common::NOW, &begun);
    assert_eq!(code, 0, "{error}");
    let asked = json(&sample, &["questionnaire", "who", "oecd-5step.X1"]);
    let mine = asked["suppliers"].as_array().expect("a list").iter().find(|one| one["supplier"] == id).expect("it is there");
    assert_eq!(mine["each"][0]["about"], "flow:copper", "{mine}");
    let (_, page, _) = run(&sample, &["questionnaire", "who", "oecd-5step.X1"]);
    assert!(page.contains("one by one:") && page.contains("Copper [flow:copper]"), "{page}");
    for lang in ["en", "ja", "zh"] {
        let form = said(&sample, &["--lang", lang, "questionnaire", "preview", "oecd-5step", "--supplier", id]);
        let blocks = form
            .lines()
            .filter(|line| line.starts_with("## ") && ["Copper", "Tin", "銅", "錫", "铜", "锡"].iter().any(|name| line.contains(name)));
        assert_eq!(blocks.count(), 2, "{lang}: one block for each flow: {form}");
        assert_eq!(form.lines().filter(|line| line.starts_with("X1 ")).count(), 2, "{lang}");
        let blank = said(&sample, &["--lang", lang, "questionnaire", "preview", "oecd-5step"]);
        assert_eq!(blank.lines().filter(|line| line.starts_with("X1 ")).count(), 1, "{lang}: a blank one is copied");
    }
    for (about, value) in [("flow:copper", "none"), ("flow:tin", "forced-labour")] {
        said(&sample, &["answer", id, "oecd-5step.X1", value, "--about", about]);
    }
    // The buyer's check of the flow the supplier calls clean, with its public source, and a milder one of the other.
    let source = "UN Group of Experts, report of June 2026, paragraph 61";
    said(&sample, &["answer", id, "oecd-5step.XB", "abuse", "--about", "flow:copper", "--note", source]);
    said(&sample, &["answer", id, "oecd-5step.XB", "integrity", "--about", "flow:tin", "--note", source]);
    let flags = json(&sample, &["flags", id]).to_string();
    for reason in ["Copper: The answer to XB", "Tin: The answer to XB", "Tin: In the flow: forced"] {
        assert!(flags.contains(reason), "{reason}: {flags}");
    }
    assert!(!flags.contains("Copper: In the flow"), "{flags}");
    let answers = said(&sample, &["answers", id]);
    assert!(answers.contains("oecd-5step.X1 [flow:tin]") && answers.contains("oecd-5step.X1 [flow:copper]"), "{answers}");
    // A check of one flow without saying from which source is worth nothing.
    let (code, _, error) = run(&sample, &["answer", id, "oecd-5step.XB", "clear", "--about", "flow:copper"]);
    assert_eq!(code, 2);
    assert!(error.contains("--note") && error.contains("source"), "{error}");
}
