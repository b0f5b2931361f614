//! The real workbooks, read field by field against their answer keys. They lie beside the project, never in it.

use std::fs;
use std::path::{Path, PathBuf};

use oretrail::clean;
use oretrail::declaration::{Declaration, Reply, SmelterRow, Subject};
use oretrail::import::reference_list::{self, Rows};
use oretrail::inbox::{FileVerdict, Severity, Verdict};
use oretrail::reference::list::{Edition, ListKind, Lists, SmelterList};
use serde_json::Value;

use super::sample::{codes, judged};
use super::weighed::weigh_beside;

fn workbooks() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("ORETRAIL_WORKBOOKS").map(PathBuf::from);
    let beside = ["../shared/workbooks", "../../shared/workbooks"].iter().map(|place| root.join(place));
    let found = named.into_iter().chain(beside).find(|place| place.is_dir());
    if found.is_none() {
        eprintln!("skipped: the real workbooks are not beside the project, and ORETRAIL_WORKBOOKS names no folder");
    }
    found
}

fn verdict(folder: &Path, file: &str) -> FileVerdict {
    judged(&fs::read(folder.join(file)).expect("a workbook"), &[])
}

fn key(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.join("expected").join(format!("{name}.json"))).expect("a key")).expect("JSON")
}

/// Whether a cell says what the key says; the key's zeros are cached results, its redactions cannot be compared.
fn same(what: &str, said: Option<&str>, expected: &Value) {
    let Some(text) = expected.as_str() else {
        let zero = expected.is_null() || expected.as_i64() == Some(0);
        assert!(zero && said.is_none(), "{what}: {said:?} against {expected}");
        return;
    };
    if text.starts_with("<redacted") {
        assert!(said.is_some(), "{what} is missing");
        return;
    }
    let said = said.unwrap_or_else(|| panic!("{what} is missing: {text}"));
    assert!(said == clean::line(text) || said == clean::text(text).trim(), "{what}: {said:?} against {text:?}");
}

fn same_reply(what: &str, reply: &Reply, expected: &Value) {
    assert_eq!(expected["at"], reply.at.as_str(), "{what}");
    same(what, reply.value.as_deref(), &expected["value"]);
    same(&format!("{what}, comment"), reply.comment.as_deref(), &expected["comment"]);
    assert!(reply.allowed, "{what}");
}

fn same_row(row: &SmelterRow, expected: &Value) {
    assert_eq!(expected["row"], row.row);
    let cells = [
        ("id_input", &row.id_input),
        ("metal", &row.metal),
        ("ref", &row.look_up),
        ("name", &row.name),
        ("country", &row.country),
        ("id", &row.id),
        ("source", &row.source),
        ("street", &row.street),
        ("city", &row.city),
        ("state", &row.state),
        ("next", &row.next),
        ("mine", &row.mine),
        ("mine_loc", &row.mine_country),
        ("recycled", &row.recycled),
        ("comment", &row.comment),
    ];
    for (name, said) in cells {
        same(&format!("row {}, {name}", row.row), said.as_deref(), &expected[name]);
    }
    assert_eq!(row.names_a_contact, expected["contact"].is_string() || expected["email"].is_string(), "row {}", row.row);
}

fn same_heading(read: &Declaration, key: &Value) {
    assert_eq!(key["template"], read.template.name());
    assert_eq!(key["version"], read.version.to_string().as_str());
    assert_eq!(key["date1904"], read.date1904);
    let names: Vec<&str> = read.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(key["sheets"], serde_json::to_value(names).unwrap());
    let hidden: Vec<&str> = read.sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(key["hidden"], serde_json::to_value(hidden).unwrap());
    let cells = key["cells"].as_object().expect("cells");
    assert_eq!(cells.len(), read.head.len());
    for cell in &read.head {
        let name = serde_json::to_value(cell.field).unwrap();
        let expected = &cells[name.as_str().unwrap()];
        assert_eq!(expected["at"], cell.at.as_str(), "{name}");
        same(&name.to_string(), cell.value.as_deref(), &expected["value"]);
    }
}

fn same_as_key(read: &Declaration, key: &Value) {
    same_heading(read, key);
    let questions = key["questions"].as_array().expect("questions");
    for metal in &read.metals {
        assert_eq!(metal.replies.len(), questions.len());
        for (reply, question) in metal.replies.iter().zip(questions) {
            assert_eq!(reply.question, format!("q{}", question["q"]));
            same_reply(&format!("{} of {}", reply.question, metal.metal), reply, &question["answers"][&metal.metal]);
        }
    }
    let company = key["company"].as_array().expect("company");
    assert_eq!(company.len(), read.company_answers.len());
    for (reply, expected) in read.company_answers.iter().zip(company) {
        assert_eq!(expected["letter"], reply.question.as_str());
        same_reply(&reply.question, reply, expected);
    }
    let rows = key["smelter_rows"].as_array().expect("rows");
    assert_eq!(rows.len(), read.smelters.len());
    for (row, expected) in read.smelters.iter().zip(rows) {
        same_row(row, expected);
    }
    let products = key["products"].as_array().expect("products");
    assert_eq!(products.len(), read.products.len());
    for (product, expected) in read.products.iter().zip(products) {
        assert_eq!(expected["row"], product.row);
        for (name, said) in [("number", &product.number), ("name", &product.name), ("comment", &product.comment)] {
            same(name, said.as_deref(), &expected[name]);
        }
    }
}

/// The identifications said to stand on several rows.
fn doubled(verdict: &FileVerdict) -> Vec<&str> {
    let mut ids: Vec<&str> = verdict
        .findings
        .iter()
        .filter(|finding| finding.code == "duplicate-smelter-row")
        .filter_map(|finding| finding.value.as_deref())
        .collect();
    ids.sort_unstable();
    ids
}

#[test]
fn the_two_real_declarations_are_read_exactly_as_their_answer_keys_say() {
    let Some(folder) = workbooks() else { return };
    for name in ["CMRT_6.4_JX-Advanced-Metals", "CMRT_6.4_Central-Glass"] {
        let judged = verdict(&folder, &format!("filled/{name}.xlsx"));
        let key = key(&folder, name);
        same_as_key(judged.declaration.as_ref().expect("a declaration"), &key);
        assert_eq!(serde_json::to_value(doubled(&judged)).unwrap(), key["duplicate_ids"]);
        assert_eq!(judged.verdict, Verdict::AcceptedWithRemarks, "{}", judged.reason.en);
    }
    let judged = verdict(&folder, "filled/CMRT_6.4_JX-Advanced-Metals.xlsx");
    let expected = [
        "template-superseded",
        "duplicate-smelter-row",
        "duplicate-smelter-row",
        "duplicate-smelter-row",
        "declaration-too-old",
        "authoriser-is-contact",
    ];
    assert_eq!(codes(&judged), expected, "{:#?}", judged.findings);
}

#[test]
fn the_2014_declarations_are_named_and_sent_back() {
    let Some(folder) = workbooks() else { return };
    for name in ["CMRT_3.01_green", "CMRT_3.01_high_risk", "CMRT_3.01_validation_needed"] {
        let judged = verdict(&folder, &format!("filled/{name}.xlsx"));
        same_as_key(judged.declaration.as_ref().expect("a declaration"), &key(&folder, name));
        assert_eq!(judged.verdict, Verdict::NeedsClarification, "{name}: {}", judged.reason.en);
        assert!(judged.reason.en.contains("CMRT 3.01"), "{}", judged.reason.en);
    }
}

#[test]
fn the_official_blanks_are_the_wrong_file() {
    let Some(folder) = workbooks() else { return };
    for name in ["RMI_CMRT_6.22", "RMI_CMRT_6.4", "RMI_CMRT_6.5", "RMI_EMRT_1.3", "RMI_EMRT_2.1", "RMI_AMRT_1.3"] {
        let judged = verdict(&folder, &format!("blank/{name}.xlsx"));
        assert_eq!(judged.verdict, Verdict::WrongFile, "{name}: {}", judged.reason.en);
        let form = name.trim_start_matches("RMI_").replace('_', " ");
        assert!(judged.reason.en.contains(&form), "{}", judged.reason.en);
    }
}

#[test]
fn the_invented_declarations_get_the_verdicts_their_readme_names() {
    let Some(folder) = workbooks() else { return };
    let complete = verdict(&folder, "filled/CMRT_6.5_complete.xlsx");
    assert_eq!(complete.verdict, Verdict::Accepted, "{}: {:#?}", complete.reason.en, complete.findings);
    let rows = |judged: &FileVerdict, metal: &str| {
        judged.declaration.as_ref().unwrap().smelters.iter().filter(|row| row.metal.as_deref() == Some(metal)).count()
    };
    assert_eq!((rows(&complete, "Tantalum"), rows(&complete, "Gold")), (6, 12));

    let number = verdict(&folder, "filled/CMRT_6.22_hundred-percent-as-number.xlsx");
    assert_eq!(number.verdict, Verdict::AcceptedWithRemarks, "{}", number.reason.en);
    assert_eq!(number.declaration.as_ref().unwrap().products.len(), 2);

    let against = verdict(&folder, "filled/CMRT_6.5_contradictions.xlsx");
    assert_eq!(against.verdict, Verdict::NeedsClarification, "{}", against.reason.en);
    let found = codes(&against);
    for code in [
        "covered-country-but-no-cahra",
        "smelter-missing",
        "smelter-though-out-of-scope",
        "smelter-row-incomplete",
        "all-identified-but-row-open",
        "all-identified-but-not-all-answered",
        "measures-without-review",
        "date-before-template",
    ] {
        assert!(found.contains(&code), "{code} not among {found:?}");
    }
}

/// What a metal says to a subject.
fn answer<'a>(judged: &'a FileVerdict, metal: &str, subject: Subject) -> Option<&'a str> {
    judged.declaration.as_ref()?.reply(metal, subject)?.value.as_deref()
}

#[test]
fn the_extended_declaration_is_read_by_the_minerals_it_names() {
    let Some(folder) = workbooks() else { return };
    let judged = verdict(&folder, "filled/EMRT_2.1_copper-cobalt.xlsx");
    let read = judged.declaration.as_ref().expect("a declaration");
    let chosen: Vec<(&str, &str)> = read.chosen.iter().map(|chosen| (chosen.at.as_str(), chosen.mineral.as_str())).collect();
    assert_eq!(chosen, [("D12", "Copper"), ("E12", "Cobalt")]);
    let metals: Vec<&str> = read.metals.iter().map(|metal| metal.metal.as_str()).collect();
    assert_eq!(metals, ["Cobalt", "Copper"]);
    assert_eq!(answer(&judged, "Cobalt", Subject::ShareAnswered), Some("Greater than 75%"));
    assert_eq!(answer(&judged, "Cobalt", Subject::AllIdentified), Some("No"));
    assert_eq!(answer(&judged, "Cobalt", Subject::Cahra), Some("Yes"));
    assert_eq!(answer(&judged, "Copper", Subject::ShareAnswered), Some("100%"));
    assert_eq!(answer(&judged, "Copper", Subject::Cahra), Some("No"));
    assert_eq!(read.reply("Copper", Subject::ValidatedSmelters).map(|reply| reply.at.as_str()), Some("D121"));
    assert!(!read.smelters.is_empty() && read.smelters.iter().all(|row| row.metal.is_some() && row.cid().is_some()));
    assert!(matches!(judged.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks), "{}: {:#?}", judged.reason.en, judged.findings);
}

#[test]
fn the_additional_declaration_has_two_questions_and_none_to_the_company() {
    let Some(folder) = workbooks() else { return };
    let judged = verdict(&folder, "filled/AMRT_1.3_silver-palladium.xlsx");
    let read = judged.declaration.as_ref().expect("a declaration");
    assert!(read.company_answers.is_empty());
    assert_eq!(answer(&judged, "Palladium", Subject::ShareAnswered), Some("100%"));
    assert_eq!(answer(&judged, "Silver", Subject::ShareAnswered), Some("Greater than 50%"));
    assert!(matches!(judged.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks), "{}: {:#?}", judged.reason.en, judged.findings);
}

/// The look-up sheets of the official blanks, as a user imports them.
fn look_ups(folder: &Path) -> Lists {
    let mut lists = Lists::default();
    for (name, dated) in [("RMI_CMRT_6.5", "2025-04-25"), ("RMI_EMRT_2.1", "2025-10-17"), ("RMI_AMRT_1.3", "2025-10-17")] {
        let bytes = fs::read(folder.join(format!("blank/{name}.xlsx"))).expect("a workbook");
        let found = reference_list::read(ListKind::SmelterList, name, &bytes).expect("a list");
        let Rows::Smelters(rows) = found.rows else { panic!("{name} has no smelters") };
        let edition = Edition {
            kind: ListKind::SmelterList,
            name: name.to_owned(),
            dated: dated.parse().unwrap(),
            source: "test".to_owned(),
            sha256: String::new(),
            rows: rows.len(),
        };
        lists.smelters.push(SmelterList { edition, rows });
    }
    lists
}

/// Errors and warnings, each code once, in order.
fn weighty(judged: &FileVerdict) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for finding in judged.findings.iter().filter(|finding| finding.severity != Severity::Info) {
        if !all.contains(&finding.code) {
            all.push(finding.code);
        }
    }
    all
}

#[test]
fn with_the_look_up_lists_imported_every_workbook_still_gives_what_its_readme_says() {
    let Some(folder) = workbooks() else { return };
    let lists = look_ups(&folder);
    let expected: [(&str, Verdict, &[&str]); 10] = [
        (
            "CMRT_6.4_JX-Advanced-Metals",
            Verdict::AcceptedWithRemarks,
            &["template-superseded", "duplicate-smelter-row", "declaration-too-old", "id-under-another-name", "mine-country-implausible"],
        ),
        ("CMRT_6.4_Central-Glass", Verdict::AcceptedWithRemarks, &["template-superseded", "declaration-too-old"]),
        ("CMRT_3.01_green", Verdict::NeedsClarification, &["template-retired", "declaration-too-old"]),
        ("CMRT_3.01_high_risk", Verdict::NeedsClarification, &["template-retired", "declaration-too-old"]),
        ("CMRT_3.01_validation_needed", Verdict::NeedsClarification, &["template-retired", "declaration-too-old"]),
        ("CMRT_6.5_complete", Verdict::Accepted, &[]),
        (
            "CMRT_6.5_contradictions",
            Verdict::NeedsClarification,
            &[
                "smelter-missing",
                "smelter-row-incomplete",
                "covered-country-but-no-cahra",
                "all-identified-but-row-open",
                "smelter-though-out-of-scope",
                "date-before-template",
                "id-of-another-smelter",
                "all-identified-but-not-all-answered",
                "measures-without-review",
                "identified-but-not-listed",
                "declaration-too-old",
            ],
        ),
        (
            "CMRT_6.22_hundred-percent-as-number",
            Verdict::AcceptedWithRemarks,
            &["template-superseded", "id-under-another-name", "id-unknown"],
        ),
        ("EMRT_2.1_copper-cobalt", Verdict::Accepted, &[]),
        ("AMRT_1.3_silver-palladium", Verdict::Accepted, &[]),
    ];
    for (name, wanted, codes) in expected {
        let judged = weighed_real(&verdict(&folder, &format!("filled/{name}.xlsx")), &lists);
        assert_eq!((judged.verdict, weighty(&judged).as_slice()), (wanted, codes), "{name}: {:#?}", judged.findings);
    }
    let against = weighed_real(&verdict(&folder, "filled/CMRT_6.5_contradictions.xlsx"), &lists);
    let wrong = against.findings.iter().find(|finding| finding.code == "id-of-another-smelter").expect("a wrong number");
    assert!(wrong.message.en.contains("CID001337") && wrong.message.en.contains("tin"), "{}", wrong.message.en);
    let glass = weighed_real(&verdict(&folder, "filled/CMRT_6.4_Central-Glass.xlsx"), &lists);
    let rows = &glass.declaration.as_ref().expect("a declaration").smelters;
    assert!(rows.len() == 4 && rows.iter().all(|row| row.metal.as_deref() == Some("Tungsten") && row.id_input.is_none()));
    assert_eq!(glass.matched.values().filter(|matched| matched.how == "id").count(), 4, "IDs in column F alone are enough");
}

fn weighed_real(judged: &FileVerdict, lists: &Lists) -> FileVerdict {
    let mut judged = judged.clone();
    weigh_beside(&mut judged, lists, (None, &[]), |_| {});
    judged
}
