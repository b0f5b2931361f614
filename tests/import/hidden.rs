//! Answers out of sight, and formulas where answers are typed: read, named, asked about.

use oretrail::inbox::{FileVerdict, Verdict};
use oretrail::language::Lang;

use super::sample::{Put, changed, codes, complete, judged};

const FACE: &str = "xl/worksheets/sheet2.xml";
const LIST: &str = "xl/worksheets/sheet3.xml";

fn finding<'f>(of: &'f FileVerdict, code: &str) -> &'f oretrail::inbox::Finding {
    of.findings.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("no {code} in {:?}", codes(of)))
}

fn hidden(part: &str, from: &str, to: &str) -> FileVerdict {
    judged(&changed(&complete().bytes(), part, |text| text.replace(from, to)), &[])
}

#[test]
fn an_answer_in_a_hidden_row_is_read_and_asked_about() {
    let judged = hidden(FACE, "<row r=\"28\">", "<row r=\"28\" hidden=\"1\">");
    assert_eq!(judged.verdict, Verdict::AcceptedWithRemarks, "{}", judged.reason.en);
    let found = finding(&judged, "hidden-answer");
    assert_eq!((found.sheet.as_deref(), found.cell.as_deref()), (Some("Declaration"), Some("D28")));
    assert!(found.message.en.contains("D28 is hidden") && found.message.en.contains("was read"), "{}", found.message.en);
    for lang in Lang::ALL {
        assert!(!found.ask.as_ref().unwrap().get(lang).is_empty());
    }
    let gold = judged.declaration.unwrap();
    assert_eq!(gold.metals.iter().find(|metal| metal.metal == "Gold").unwrap().replies[0].value.as_deref(), Some("Yes"));
}

#[test]
fn a_hidden_column_hides_every_answer_in_it_and_the_message_stays_short() {
    let judged = hidden(FACE, "<sheetData>", "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols><sheetData>");
    let found = finding(&judged, "hidden-answer");
    assert!(found.message.en.contains("D8") && found.message.en.contains(" more are hidden"), "{}", found.message.en);
    assert!(found.message.en.len() < 200);
}

#[test]
fn a_hidden_row_of_smelters_is_named_and_an_empty_hidden_row_is_not() {
    let judged = hidden(LIST, "<row r=\"5\">", "<row r=\"5\" hidden=\"true\">");
    let found = finding(&judged, "hidden-answer");
    assert_eq!((found.sheet.as_deref(), found.cell.as_deref()), (Some("Smelter List"), Some("B5")));
    let columns = hidden(LIST, "<sheetData>", "<cols><col min=\"18\" max=\"30\" hidden=\"1\"/></cols><sheetData>");
    assert!(!codes(&columns).contains(&"hidden-answer"), "the form's own helper columns are hidden by design");
    let empty = hidden(FACE, "</sheetData>", "<row r=\"190\" hidden=\"1\"/></sheetData>");
    assert!(!codes(&empty).contains(&"hidden-answer"));
}

#[test]
fn a_formula_in_an_answer_cell_gives_its_kept_result_and_is_asked_about() {
    let form = complete().put("Declaration", "D34", Put::Formula("str", "Yes")).put("Declaration", "D8", Put::Formula("str", "Aoba"));
    let judged = form.verdict();
    let found = finding(&judged, "formula-in-answer");
    assert_eq!(found.cell.as_deref(), Some("D8"));
    assert!(found.message.en.contains("D8, D34 are holding a formula") && found.message.en.contains("result"), "{}", found.message.en);
    assert_eq!(judged.declaration.unwrap().reply("Gold", oretrail::declaration::Subject::Remains).unwrap().value.as_deref(), Some("Yes"));
    let empty = complete().put("Declaration", "D34", Put::Formula("str", "")).verdict();
    assert!(codes(&empty).contains(&"formula-in-answer") && codes(&empty).contains(&"answer-missing"), "{:?}", codes(&empty));
}
