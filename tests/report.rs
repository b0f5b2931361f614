//! What goes out: letters as they are sent, and the consolidated declaration as bytes.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

#[path = "import/sample.rs"]
#[allow(dead_code)]
mod sample;

use oretrail::inbox::FileVerdict;
use oretrail::language::Lang;
use oretrail::report::{self, Held};
use sample::{TODAY, complete};

fn contradictory() -> FileVerdict {
    complete()
        .put("Declaration", "D40", "Yes")
        .put("Declaration", "D8", "Aoba Parts K.K.")
        .put("Smelter List", "B6", "Tantalum")
        .put("Smelter List", "D6", "=HYPERLINK(\"http://example.com\")")
        .put("Smelter List", "E6", "JAPAN")
        .put("Declaration", "D58", "Greater than 75%")
        .put("Declaration", "D85", "No")
        .verdict()
}

fn written(lang: Lang) -> String {
    let day = TODAY.parse().unwrap();
    let from = ["Kuroshio Metals".to_owned(), "Purchasing".to_owned()];
    let file = contradictory();
    let letter = report::letter("Aoba Parts K.K.", &from, lang, (day, report::default_due(day)), &[&file]).unwrap();
    report::letter_text(&letter)
}

#[test]
fn a_letter_can_be_sent_as_it_is_in_each_language() {
    for lang in Lang::ALL {
        insta::assert_snapshot!(format!("letter_{lang}"), written(lang));
    }
}

#[test]
fn a_letter_never_shows_the_codes_of_findings_nor_a_key_of_a_text() {
    for lang in Lang::ALL {
        let text = written(lang);
        assert!(!text.contains("letter."), "{text}");
        for finding in contradictory().findings {
            assert!(!text.contains(finding.code), "{} in {text}", finding.code);
        }
    }
}

#[test]
fn a_complete_declaration_gets_no_letter() {
    let day = TODAY.parse().unwrap();
    let file = complete().verdict();
    assert_eq!(report::letter("Aoba", &["K".to_owned()], Lang::En, (day, day), &[&file]), None);
}

#[test]
fn the_day_for_an_answer_is_never_on_a_weekend() {
    let mut day: jiff::civil::Date = TODAY.parse().unwrap();
    for _ in 0..14 {
        let due = report::default_due(day);
        assert!(due > day && due.weekday().to_monday_zero_offset() < 5, "{due}");
        day = day.tomorrow().unwrap();
    }
}

/// Two suppliers: one clean, one contradictory with hostile text and its own name in a smelter row.
fn rolled(anonymous: bool, turned: bool) -> report::Rollup {
    let (one, other) = (complete().put("Declaration", "D8", "Bessho Works").verdict(), contradictory());
    let (names, others) = (["Bessho Works".to_owned()], ["Aoba Parts K.K.".to_owned(), "青葉部品".to_owned()]);
    let mut held = vec![Held { supplier: "bessho", names: &names, file: &one }, Held { supplier: "aoba", names: &others, file: &other }];
    if turned {
        held.reverse();
    }
    report::consolidate(&held, TODAY.parse().unwrap(), anonymous)
}

fn all_bytes(rollup: &report::Rollup) -> [Vec<u8>; 3] {
    [report::rollup_csv(rollup), report::rollup_json(rollup).to_string().into_bytes(), report::rollup_xlsx(rollup).unwrap()]
}

#[test]
fn the_same_declarations_in_any_order_give_the_same_bytes() {
    assert_eq!(all_bytes(&rolled(false, false)), all_bytes(&rolled(false, true)));
    assert_eq!(all_bytes(&rolled(true, false)), all_bytes(&rolled(true, true)));
}

#[test]
fn the_less_comfortable_answer_stands_and_says_where_it_comes_from() {
    let rollup = rolled(false, false);
    let answer = |question: &str| rollup.answers.iter().find(|one| one.metal == "Gold" && one.question == question).unwrap();
    assert_eq!(answer("q6").answer, "Greater than 75%");
    assert_eq!(answer("q6").from.len(), 2);
    assert_eq!(answer("q3").answer, "Yes", "one of them sources from a covered country");
    assert_eq!(answer("q3").from[0].cell, "D40");
    let gold = rollup.smelters.iter().find(|one| one.id.as_deref() == Some("CID009999")).unwrap();
    assert_eq!(gold.from.iter().map(|place| place.supplier.as_str()).collect::<Vec<_>>(), ["aoba", "bessho"]);
}

#[test]
fn the_anonymous_variant_names_no_supplier_and_no_file() {
    let rollup = rolled(true, false);
    let text = format!("{}{}", String::from_utf8(report::rollup_csv(&rollup)).unwrap(), report::rollup_json(&rollup));
    for name in ["aoba", "Aoba", "青葉", "bessho", "Bessho", "received.xlsx", "Pat", "example.com/"] {
        assert!(!text.contains(name), "{name}");
    }
    assert!(text.contains("A-1") && text.contains("B-1"));
}

#[test]
fn text_that_a_spreadsheet_could_run_is_made_inert() {
    let text = String::from_utf8(report::rollup_csv(&rolled(false, false))).unwrap();
    assert!(text.contains("'=HYPERLINK"), "{text}");
    for hostile in ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1"] {
        assert!(report::inert(hostile).starts_with('\''), "{hostile:?}");
    }
    assert_eq!(report::inert("CID-1"), "CID-1");
}

#[path = "report/mines.rs"]
mod mines;
