//! One verdict per file, and the finding that carries it.

use oretrail::inbox::{Severity, Verdict};
use oretrail::language::Lang;

use super::sample::{Put, Sample, blank, codes, complete, judged};

/// The sample differs from the complete one by one thing; this is what must be found.
fn finds(sample: &Sample, code: &str, cell: &str, verdict: Verdict) {
    let judged = sample.verdict();
    let found =
        judged.findings.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code} not among {:?}", codes(&judged)));
    assert_eq!(found.cell.as_deref().unwrap_or_default(), cell, "{}", found.message.en);
    assert_eq!(judged.verdict, verdict, "{}", judged.reason.en);
    if found.severity == Severity::Error {
        let ask = found.ask.as_ref().expect("an error asks the sender");
        assert!([&ask.en, &ask.ja, &ask.zh].iter().all(|text| text.len() > 10));
    }
}

#[test]
fn a_complete_declaration_is_accepted_without_findings() {
    let judged = complete().verdict();
    assert_eq!((judged.verdict, codes(&judged)), (Verdict::Accepted, vec![]), "{:?}", judged.findings);
}

#[test]
fn a_blank_form_is_the_wrong_file_in_every_template() {
    for form in [blank("Revision 6.4\nApril 26, 2024"), blank("Revision 2.1\nOctober 17, 2025").put("Declaration", "D2", "(EMRT)")] {
        let judged = form.verdict();
        assert_eq!(judged.verdict, Verdict::WrongFile);
        assert!(judged.reason.en.contains("blank"), "{}", judged.reason.en);
        assert!(judged.findings.is_empty());
    }
}

#[test]
fn every_required_cell_is_asked_for_when_empty() {
    for cell in ["D8", "D9", "D15", "D16", "D17", "D18", "D20", "D22"] {
        finds(&complete().clear("Declaration", cell), "field-missing", cell, Verdict::NeedsClarification);
    }
    for cell in ["D26", "D34", "D40", "D46", "D52", "D58", "D64", "D70", "D75", "D89"] {
        finds(&complete().clear("Declaration", cell), "answer-missing", cell, Verdict::NeedsClarification);
    }
    finds(&complete().put("Declaration", "D9", "C. User defined"), "field-missing", "D10", Verdict::NeedsClarification);
    finds(&complete().clear("Declaration", "G77"), "policy-address-missing", "G77", Verdict::NeedsClarification);
    finds(&complete().put("Declaration", "D16", "none"), "email-unusable", "D16", Verdict::NeedsClarification);
    finds(&complete().put("Declaration", "D9", "B. Product (or List of Products)"), "product-missing", "B6", Verdict::NeedsClarification);
    finds(
        &complete().clear("Smelter List", "B5").clear("Smelter List", "C5").clear("Smelter List", "D5").clear("Smelter List", "F5"),
        "smelter-missing",
        "B5",
        Verdict::NeedsClarification,
    );
    finds(
        &complete().put("Smelter List", "B6", "Gold").put("Smelter List", "C6", "SMELTER not listed"),
        "smelter-row-incomplete",
        "D6",
        Verdict::NeedsClarification,
    );
    finds(&complete().without("Product List"), "sheet-missing", "", Verdict::NeedsClarification);
}

#[test]
fn words_that_are_not_the_templates_are_asked_back() {
    finds(&complete().put("Declaration", "D40", "Maybe"), "answer-not-in-list", "D40", Verdict::NeedsClarification);
    finds(&complete().put("Declaration", "D9", "Everything"), "scope-not-in-list", "D9", Verdict::NeedsClarification);
    finds(&complete().put("Smelter List", "B5", "Unobtainium"), "metal-not-in-template", "B5", Verdict::NeedsClarification);
    let shouted = complete().put("Declaration", "D40", "NO ").verdict();
    assert_eq!(shouted.verdict, Verdict::Accepted);
}

#[test]
fn a_metal_that_is_out_of_scope_is_not_asked_about() {
    let form = complete().put("Declaration", "D28", "No");
    let closed = [34, 40, 46, 52, 58, 64, 70, 75, 77, 79, 81, 83, 85, 87, 89]
        .iter()
        .fold(form, |form, row| form.clear("Declaration", &format!("D{row}")));
    let closed = ["B5", "C5", "D5", "E5", "F5"].iter().fold(closed, |form, cell| form.clear("Smelter List", cell));
    assert_eq!(closed.verdict().verdict, Verdict::Accepted);
}

#[test]
fn duplicate_rows_are_a_remark_with_all_their_row_numbers() {
    let twice =
        complete().put("Smelter List", "A6", "CID009999").put("Smelter List", "B6", "Gold").put("Smelter List", "C6", "Example Refinery");
    finds(&twice, "duplicate-smelter-row", "A6", Verdict::AcceptedWithRemarks);
    assert!(twice.verdict().findings[0].message.en.contains("5, 6"));
    let alias = twice.put("Smelter List", "C6", "Old Name Refinery");
    assert_eq!((codes(&alias.verdict()), alias.verdict().verdict), (vec!["same-smelter-two-names"], Verdict::Accepted));
}

#[test]
fn identifications_have_a_shape_and_one_value_per_row() {
    finds(&complete().put("Smelter List", "F5", "CID99"), "id-malformed", "F5", Verdict::AcceptedWithRemarks);
    finds(&complete().put("Smelter List", "A5", "CID000001"), "two-ids-in-row", "F5", Verdict::NeedsClarification);
    let unknown = complete().put("Smelter List", "F5", "Unknown").verdict();
    assert_eq!(unknown.verdict, Verdict::Accepted);
}

#[test]
fn age_and_a_superseded_template_are_remarks() {
    finds(&complete().put("Declaration", "J3", "Revision 6.22\nMay 11, 2022"), "template-superseded", "J3", Verdict::AcceptedWithRemarks);
    let old = complete().put("Declaration", "J3", "Revision 6.5 April 25, 2025").put("Declaration", "D22", "22-Nov-2025");
    finds(&old, "declaration-too-old", "D22", Verdict::AcceptedWithRemarks);
    let just = complete().put("Declaration", "D22", "23-Nov-2025").verdict();
    assert_eq!(just.verdict, Verdict::Accepted);
    let newer = complete().put("Declaration", "J3", "Revision 6.6\nApril 17, 2026").verdict();
    assert_eq!((newer.verdict, codes(&newer)), (Verdict::Accepted, vec!["template-newer-than-known"]));
}

#[test]
fn impossible_and_unclear_dates_are_asked_back() {
    finds(&complete().put("Declaration", "D22", "24-Nov-2026"), "date-in-future", "D22", Verdict::NeedsClarification);
    finds(&complete().put("Declaration", "D22", "01-Apr-2025"), "date-before-template", "D22", Verdict::NeedsClarification);
    finds(&complete().put("Declaration", "D22", "05/06/2026"), "date-unclear", "D22", Verdict::NeedsClarification);
    finds(&complete().put("Declaration", "D22", "soon"), "date-unclear", "D22", Verdict::NeedsClarification);
}

#[test]
fn contradictions_are_found_with_their_cell() {
    let clarify = Verdict::NeedsClarification;
    finds(&complete().put("Declaration", "D40", "Yes"), "covered-country-but-no-cahra", "D46", clarify);
    finds(&complete().put("Declaration", "D38", "No"), "answered-though-out-of-scope", "D38", clarify);
    finds(
        &complete().put("Smelter List", "B6", "Tin").put("Smelter List", "F6", "CID000002"),
        "smelter-though-out-of-scope",
        "B6",
        clarify,
    );
    finds(
        &complete().put("Smelter List", "B6", "Gold").put("Smelter List", "C6", "Smelter not yet identified"),
        "all-identified-but-row-open",
        "C6",
        clarify,
    );
    finds(&complete().put("Declaration", "D75", "No"), "public-policy-but-none", "D77", clarify);
    let remark = Verdict::AcceptedWithRemarks;
    finds(&complete().put("Declaration", "D58", "Greater than 75%"), "all-identified-but-not-all-answered", "D64", remark);
    finds(&complete().put("Declaration", "D85", "No"), "measures-without-review", "D85", remark);
    finds(&complete().put("Declaration", "D52", "Yes").put("Declaration", "D46", "Yes"), "recycled-but-mined", "D52", remark);
}

#[test]
fn text_that_starts_like_a_formula_stays_text_and_is_remarked() {
    finds(&complete().put("Smelter List", "D5", "=HYPERLINK(1)"), "looks-like-a-formula", "D5", Verdict::AcceptedWithRemarks);
}

#[test]
fn retired_generations_are_sent_back_and_versions_never_seen_are_not_guessed() {
    for revision in
        ["1.   July 18th 2011", "Revision 2.02\nMarch 29, 2013", "Revision 3.01\nMay 30, 2014", "Revision 4.20", "Revision 5.12"]
    {
        let judged = complete().put("Declaration", "J3", revision).put("Declaration", "D22", "01-Jun-2026").verdict();
        assert_eq!(judged.verdict, Verdict::NeedsClarification);
        assert!(judged.reason.en.contains("re-issue"), "{}", judged.reason.en);
        assert!(codes(&judged).contains(&"template-retired"));
    }
    let judged = complete().put("Declaration", "D2", "(AMRT)").put("Declaration", "J3", "Revision 1.1").verdict();
    assert_eq!(judged.verdict, Verdict::Unreadable);
    assert!(
        judged.reason.en.contains("AMRT 1.1") && judged.reason.en.contains("AMRT 1.3") && !judged.reason.en.contains("Aoba"),
        "{}",
        judged.reason.en
    );
}

#[test]
fn the_same_bytes_are_a_duplicate_and_an_earlier_date_is_older_than_held() {
    let first = complete().verdict();
    let held = [first.held().expect("usable")];
    assert_eq!(judged(&complete().bytes(), &held).verdict, Verdict::Duplicate);
    let earlier = complete().put("Declaration", "D22", "01-Sep-2026").put("Declaration", "D8", "AOBA Parts  K.K.");
    let older = judged(&earlier.bytes(), &held);
    assert_eq!(older.verdict, Verdict::OlderThanHeld);
    assert!(older.reason.en.contains("2026-09-14"), "{}", older.reason.en);
    assert!(older.held().is_none());
    let later = complete().put("Declaration", "D22", "15-Sep-2026");
    assert_eq!(judged(&later.bytes(), &held).verdict, Verdict::Accepted);
    let other_scope = earlier.put("Declaration", "D9", "C. User defined").put("Declaration", "D10", "Plant B");
    assert_eq!(judged(&other_scope.bytes(), &held).verdict, Verdict::Accepted);
}

#[test]
fn a_workbook_that_is_no_declaration_is_the_wrong_file() {
    let list = Sample::default().put("Suppliers", "A1", "name").verdict();
    assert_eq!(list.verdict, Verdict::WrongFile);
    assert!(list.reason.en.contains("Suppliers"), "{}", list.reason.en);
    let other = Sample::default().put("Declaration", "A1", "I declare").verdict();
    assert_eq!(other.verdict, Verdict::WrongFile);
}

#[test]
fn the_document_has_the_agreed_keys_in_a_stable_order_and_asks_in_the_chosen_language() {
    let judged = complete().put("Declaration", "D22", Put::Day(46_279.0)).clear("Declaration", "D8").verdict();
    let text = serde_json::to_string(&judged.document(Lang::Ja)).unwrap();
    let keys = [
        "file",
        "sha256",
        "verdict",
        "reason",
        "template",
        "version",
        "company",
        "scope",
        "date",
        "supplier",
        "metals",
        "company_answers",
        "products",
        "smelters",
        "findings",
    ];
    let places: Vec<usize> = keys.iter().map(|key| text.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("{key}"))).collect();
    assert!(places.is_sorted(), "{text}");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["template"], "CMRT");
    assert_eq!(value["scope"], "company");
    assert_eq!(value["date"], "2026-09-14");
    assert_eq!(value["metals"]["Gold"]["q6"], "100%");
    assert_eq!(value["smelters"][0]["how"], "none");
    assert_eq!(value["findings"][0]["source"], "checker");
    assert!(value["findings"][0]["ask"].as_str().unwrap().contains("会社名"));
    assert!(!text.contains("Pat Example"), "contact persons stay out of the document");
    assert_eq!(text, serde_json::to_string(&judged.document(Lang::Ja)).unwrap());
}
