//! A test per rule on what a declaration says; those that need lists, the record or the interview stand in `weighed`.

use oretrail::inbox::{FileVerdict, Severity, Verdict};
use oretrail::reference::list::Lists;

use super::sample::{Put, Sample, blank, codes, complete};
use super::weighed::{has, known, lacks, past, weigh_beside, weighed};

/// A form of another template, filled enough to be judged.
pub(crate) fn extended(cells: &[(&str, &str)]) -> Sample {
    let form = blank("Revision 2.1\nOctober 17, 2025").put("Declaration", "D2", "(EMRT)").clear("Revision", "B3");
    let head = [
        ("D8", "Andes Copper"),
        ("D9", "A. Company"),
        ("D19", "Pat Example"),
        ("D20", "pat@example.com"),
        ("D21", "+00 1"),
        ("D22", "Sam Sample"),
        ("D24", "sam@example.com"),
        ("D26", "14-Sep-2026"),
    ];
    head.iter().chain(cells).fold(form, |form, (at, text)| form.put("Declaration", at, *text))
}

/// Two minerals with unlike answers, each beside its name.
pub(crate) fn two(minerals: [&str; 2], answers: [[&str; 7]; 2]) -> Sample {
    let mut form = extended(&[("D12", minerals[0]), ("E12", minerals[1])]);
    for (row, (mineral, said)) in minerals.iter().zip(answers).enumerate() {
        for (block, answer) in [30, 42, 54, 66, 78, 90, 102].into_iter().zip(said) {
            form = form.put("Declaration", &format!("B{}", block + row), *mineral).put("Declaration", &format!("D{}", block + row), answer);
        }
    }
    form
}

pub(crate) const OPEN: [&str; 7] = ["Yes", "Yes", "Yes", "No", "Greater than 75%", "No", "Yes"];
pub(crate) const SOUND: [&str; 7] = ["Yes", "Yes", "No", "No", "100%", "Yes", "Yes"];

pub(crate) fn additional(cells: &[(&str, &str)]) -> Sample {
    let form = blank("Revision 1.3\nOctober 17, 2025").put("Declaration", "D2", "(AMRT)").clear("Revision", "B3");
    let head = [
        ("D8", "Precious Parts"),
        ("D9", "A. Company"),
        ("D20", "Pat Example"),
        ("D21", "pat@example.com"),
        ("D22", "+00 1"),
        ("D23", "Sam Sample"),
        ("D25", "sam@example.com"),
        ("D27", "14-Sep-2026"),
        ("D12", "Silver"),
        ("B31", "Silver"),
        ("D31", "Yes"),
        ("B43", "Silver"),
    ];
    head.iter().chain(cells).fold(form, |form, (at, text)| form.put("Declaration", at, *text))
}

fn said(form: Sample, at: &str, text: &str) -> Sample {
    form.put("Declaration", at, text)
}

fn listed(form: Sample, at: &str, text: &str) -> Sample {
    form.put("Smelter List", at, text)
}

fn clarifies(of: &FileVerdict) {
    assert_eq!(of.verdict, Verdict::NeedsClarification, "{}", of.reason.en);
}

#[test]
fn x_01_a_smelter_of_a_metal_that_is_not_used_goes_back() {
    let file = listed(listed(complete(), "B6", "Tin"), "F6", "CID000002").verdict();
    has(&file, "smelter-though-out-of-scope", "B6", Severity::Error);
    clarifies(&file);
}

#[test]
fn x_02_answers_about_a_metal_that_is_not_used_or_does_not_remain_go_back() {
    has(&said(complete(), "D33", "Yes").verdict(), "answered-though-out-of-scope", "D33", Severity::Error);
    has(&said(complete(), "D38", "No").verdict(), "answered-though-out-of-scope", "D38", Severity::Error);
    has(&said(complete(), "D34", "No").verdict(), "answered-though-out-of-scope", "D40", Severity::Error);
}

#[test]
fn x_03_a_covered_country_is_a_high_risk_area() {
    let file = said(complete(), "D40", "Yes").verdict();
    has(&file, "covered-country-but-no-cahra", "D46", Severity::Error);
    clarifies(&file);
    lacks(&said(said(complete(), "D40", "Yes"), "D46", "Yes").verdict(), "covered-country-but-no-cahra");
}

#[test]
fn x_04_a_smelter_known_to_take_covered_ore_speaks_against_a_no() {
    let before = [past(&said(listed(said(complete(), "D40", "Yes"), "O5", "Rwanda"), "D46", "Yes"), "birch")];
    let mut file = complete().verdict();
    weigh_beside(&mut file, &known(), (None, &before), |_| {});
    has(&file, "covered-feed-but-no", "F5", Severity::Warning);
    let told = &file.findings.iter().find(|finding| finding.code == "covered-feed-but-no").unwrap();
    assert!(told.message.en.contains("Rwanda") && !told.ask.as_ref().unwrap().en.contains("received.xlsx"), "{told:?}");
    let there = weighed(&listed(complete(), "E5", "UGANDA"), &known());
    has(&there, "covered-feed-but-no", "F5", Severity::Info);
    lacks(&weighed(&listed(listed(complete(), "E5", "UGANDA"), "P5", "Yes"), &known()), "covered-feed-but-no");
    lacks(&weighed(&complete(), &known()), "covered-feed-but-no");
}

#[test]
fn x_05_all_recycled_and_yet_mined_is_asked_about() {
    let recycled = said(complete(), "D52", "Yes");
    has(&listed(recycled.clone(), "N5", "Hill mine").verdict(), "recycled-but-mine-named", "N5", Severity::Error);
    has(&listed(recycled.clone(), "O5", "Peru").verdict(), "recycled-but-mine-named", "O5", Severity::Error);
    lacks(&listed(recycled.clone(), "N5", "Recycled").verdict(), "recycled-but-mine-named");
    lacks(&listed(recycled.clone(), "O5", "Scrap").verdict(), "recycled-but-mine-named");
    has(&said(recycled, "D46", "Yes").verdict(), "recycled-but-mined", "D52", Severity::Warning);
}

#[test]
fn x_06_all_identified_needs_all_answered_and_the_other_way_round_a_reason() {
    has(&said(complete(), "D58", "Greater than 75%").verdict(), "all-identified-but-not-all-answered", "D64", Severity::Warning);
    has(&said(complete(), "D64", "No").verdict(), "all-answered-but-not-identified", "D64", Severity::Info);
    lacks(&said(said(complete(), "D64", "No"), "G64", "one is new").verdict(), "all-answered-but-not-identified");
}

#[test]
fn x_07_all_identified_stands_against_rows_that_are_not() {
    let open = listed(listed(complete(), "B6", "Gold"), "C6", "Smelter not yet identified").verdict();
    has(&open, "all-identified-but-row-open", "C6", Severity::Error);
    clarifies(&open);
    let unlisted = [("B6", "Gold"), ("C6", "Smelter not listed"), ("D6", "New Refinery"), ("E6", "PERU")];
    let unlisted = unlisted.into_iter().fold(complete(), |form, (at, text)| listed(form, at, text)).verdict();
    has(&unlisted, "identified-but-not-listed", "C6", Severity::Warning);
    assert_eq!(unlisted.verdict, Verdict::AcceptedWithRemarks, "{:?}", codes(&unlisted));
}

#[test]
fn x_08_not_everything_reported_needs_a_reason() {
    has(&said(complete(), "D70", "No").verdict(), "not-all-reported", "D70", Severity::Warning);
    lacks(&said(said(complete(), "D70", "No"), "G70", "by March").verdict(), "not-all-reported");
}

#[test]
fn x_09_a_declared_metal_needs_a_smelter() {
    let file = said(said(complete(), "D27", "Yes"), "D33", "Yes").verdict();
    has(&file, "smelter-missing", "B6", Severity::Error);
    clarifies(&file);
}

#[test]
fn x_10_suppliers_that_are_surveyed_have_answered_for_something() {
    let file = said(complete(), "D58", "None").verdict();
    has(&file, "surveyed-but-no-answers", "D83", Severity::Error);
    lacks(&said(said(complete(), "D58", "None"), "D83", "No").verdict(), "surveyed-but-no-answers");
}

#[test]
fn x_11_a_public_policy_exists_and_has_an_address() {
    has(&said(complete(), "D75", "No").verdict(), "public-policy-but-none", "D77", Severity::Error);
    has(&complete().clear("Declaration", "G77").verdict(), "policy-address-missing", "G77", Severity::Error);
}

#[test]
fn x_11_the_address_of_the_policy_is_looked_at_for_its_form_and_opened_by_a_person() {
    has(&said(complete(), "G77", "on our web site").verdict(), "policy-address-unusable", "G77", Severity::Warning);
    has(&said(complete(), "G77", "policy.pdf").verdict(), "policy-address-unusable", "G77", Severity::Warning);
    lacks(&said(complete(), "G77", "see www.example.co.jp/csr").verdict(), "policy-address-unusable");
    let first = weighed(&complete(), &known());
    has(&first, "policy-link-not-opened", "G77", Severity::Info);
    assert_eq!(first.verdict, Verdict::Accepted);
    let told = first.findings.iter().find(|finding| finding.code == "policy-link-not-opened").unwrap();
    assert!(told.message.en.contains("opens no links") && told.value.as_deref() == Some("https://example.com/policy"), "{told:?}");
    // The same address as in the declaration before was seen then; another one was not.
    let supplier = oretrail::supplier::Supplier { id: "aoba".into(), ..Default::default() };
    let later = |address: &str| {
        let before = [past(&said(complete(), "D22", "01-Aug-2026"), "aoba")];
        let mut file = said(complete(), "G77", address).verdict();
        weigh_beside(&mut file, &known(), (Some(&supplier), &before), |_| {});
        file
    };
    lacks(&later("https://example.com/policy"), "policy-link-not-opened");
    has(&later("https://example.com/other"), "policy-link-not-opened", "G77", Severity::Info);
}

#[test]
fn x_14_the_size_in_the_profile_says_whether_one_person_for_both_is_worth_a_remark() {
    let sized = |people: i64, name: &str| {
        let mut supplier = oretrail::supplier::Supplier { id: "aoba".into(), ..Default::default() };
        supplier.profile.insert("headcount".into(), oretrail::supplier::Fact::Number(oretrail::ratio::Ratio::whole(people)));
        let mut file = said(complete(), "D18", name).verdict();
        weigh_beside(&mut file, &known(), (Some(&supplier), &[]), |_| {});
        file
    };
    lacks(&sized(50, "Pat Example"), "authoriser-is-contact");
    has(&sized(50, "同上"), "authoriser-is-contact", "D18", Severity::Info);
    let large = sized(51, "Pat Example");
    has(&large, "authoriser-is-contact", "D18", Severity::Info);
    let told = large.findings.iter().find(|finding| finding.code == "authoriser-is-contact").unwrap();
    assert!([&told.message.en, &told.message.ja, &told.message.zh].iter().all(|text| text.contains("51")), "{told:?}");
}

#[test]
fn x_12_measures_without_review_or_correction_are_none() {
    has(&said(complete(), "D85", "No").verdict(), "measures-without-review", "D85", Severity::Warning);
    has(&said(complete(), "D87", "No").verdict(), "measures-without-review", "D87", Severity::Warning);
}

#[test]
fn x_13_a_date_has_come_is_after_the_template_and_not_over_a_year_old() {
    has(&said(complete(), "D22", "24-Nov-2026").verdict(), "date-in-future", "D22", Severity::Error);
    has(&said(complete(), "D22", "01-Apr-2025").verdict(), "date-before-template", "D22", Severity::Error);
    has(&said(complete(), "D22", "22-Nov-2025").verdict(), "declaration-too-old", "D22", Severity::Warning);
}

#[test]
fn x_14_whoever_authorises_is_not_the_same_as_the_contact() {
    for name in ["Same", "同上", "Pat Example"] {
        has(&said(complete(), "D18", name).verdict(), "authoriser-is-contact", "D18", Severity::Info);
    }
    lacks(&complete().verdict(), "authoriser-is-contact");
}

#[test]
fn x_14_a_mailbox_that_many_read_is_nobodys() {
    for mail in ["info@example.com", "Sales2@example.com", "csr-01@example.co.jp"] {
        has(&said(complete(), "D20", mail).verdict(), "authoriser-mailbox-shared", "D20", Severity::Info);
    }
    for mail in ["sam@example.com", "infante@example.com"] {
        lacks(&said(complete(), "D20", mail).verdict(), "authoriser-mailbox-shared");
    }
}

#[test]
fn x_16_one_plant_stands_on_one_row() {
    let twice = listed(listed(complete(), "B6", "Gold"), "F6", "CID009999");
    has(
        &listed(twice.clone(), "D6", "Example Refinery").put("Smelter List", "C6", "Example Refinery").verdict(),
        "duplicate-smelter-row",
        "F6",
        Severity::Warning,
    );
    has(&listed(twice, "D6", "Old Refinery").verdict(), "same-smelter-two-names", "F6", Severity::Info);
}

#[test]
fn x_21_text_that_starts_like_a_formula_is_text_and_remarked() {
    let file = listed(complete(), "D5", "=cmd|' /C calc'!A0").verdict();
    has(&file, "looks-like-a-formula", "D5", Severity::Warning);
    assert_eq!(file.declaration.unwrap().smelters[0].name.as_deref(), Some("=cmd|' /C calc'!A0"));
}

#[test]
fn x_23_a_mineral_we_buy_is_not_left_undeclared() {
    let supplier = oretrail::supplier::Supplier { id: "andes".into(), materials: vec!["cobalt".into()], ..Default::default() };
    let form = two(["Cobalt", "Copper"], [["Not declaring", "", "", "", "", "", ""], SOUND]);
    let mut file = form.verdict();
    weigh_beside(&mut file, &known(), (Some(&supplier), &[]), |_| {});
    has(&file, "not-declaring-what-we-buy", "D30", Severity::Warning);
}

#[test]
fn x_24_everybody_answered_and_nobody_named_a_smelter() {
    has(&two(["Cobalt", "Copper"], [SOUND, OPEN]).verdict(), "all-answered-but-list-empty", "D78", Severity::Error);
    let file = additional(&[]).put("Declaration", "D43", 1.0).verdict();
    has(&file, "all-answered-but-list-empty", "D43", Severity::Error);
    clarifies(&file);
}

#[test]
fn answers_that_moved_with_the_forms_own_sorting_are_recognised() {
    let before = two(["Cobalt", "Copper"], [OPEN, SOUND]);
    // Cobalt was taken away and nickel added: copper moved up, the answers did not.
    let after = two(["Copper", "Nickel"], [OPEN, SOUND]).put("Declaration", "D26", "01-Nov-2026");
    let supplier = oretrail::supplier::Supplier { id: "andes".into(), ..Default::default() };
    let held = [past(&before, "andes")];
    let moved = |form: &Sample| {
        let mut file = form.verdict();
        weigh_beside(&mut file, &known(), (Some(&supplier), &held), |_| {});
        file
    };
    has(&moved(&after), "answers-shifted", "D30", Severity::Error);
    lacks(&moved(&two(["Copper", "Nickel"], [SOUND, OPEN]).put("Declaration", "D26", "01-Nov-2026")), "answers-shifted");
}

#[test]
fn an_additional_form_without_smelters_is_a_remark_since_the_form_leaves_them_optional() {
    let file = said(additional(&[]), "D43", "Greater than 50%").verdict();
    has(&file, "smelter-missing", "B5", Severity::Warning);
    assert_eq!(file.verdict, Verdict::AcceptedWithRemarks, "{:?}", file.findings);
}

#[test]
fn a_form_that_has_no_cell_for_todays_date_is_to_blame_and_not_the_sender() {
    for form in [
        said(additional(&[]), "D43", "Greater than 50%").clear("Declaration", "D27"),
        two(["Cobalt", "Copper"], [OPEN, OPEN]).clear("Declaration", "D26"),
    ] {
        let file = weighed(&form, &known());
        let cell = if codes(&file).contains(&"all-answered-but-list-empty") { "" } else { "field-missing" };
        let found = file.findings.iter().find(|finding| finding.code == cell).unwrap();
        assert_eq!(found.severity, Severity::Warning);
        assert!(codes(&file).contains(&"template-defect"));
    }
    let current = weighed(&complete().clear("Declaration", "D22"), &known());
    has(&current, "field-missing", "D22", Severity::Error);
    lacks(&current, "template-defect");
}

#[test]
fn the_withdrawn_form_is_to_blame_for_its_share_of_answers_for_tin() {
    let tin = [("D27", "Yes"), ("D33", "Yes"), ("D39", "No"), ("D45", "No"), ("D51", "No"), ("D63", "Yes"), ("D69", "Yes")];
    let form = tin.into_iter().fold(complete(), |form, (at, text)| said(form, at, text));
    let form = listed(listed(listed(form, "B6", "Tin"), "D6", "Bay Tin"), "F6", "CID007777");
    let withdrawn = weighed(&said(said(form.clone(), "J3", "Revision 6.3\nMay 5, 2023"), "D22", "01-Mar-2026"), &known());
    has(&withdrawn, "template-defect", "D57", Severity::Info);
    lacks(&withdrawn, "answer-missing");
    has(&weighed(&form, &known()), "answer-missing", "D57", Severity::Error);
}

#[test]
fn what_the_checker_demands_of_metals_out_of_scope_is_not_demanded() {
    let closed = [34, 40, 46, 52, 58, 64, 70, 75, 77, 79, 81, 83, 85, 87, 89]
        .iter()
        .fold(said(complete(), "D28", "No"), |form, row| form.clear("Declaration", &format!("D{row}")));
    let closed = ["B5", "C5", "D5", "E5", "F5"].iter().fold(closed, |form, cell| form.clear("Smelter List", cell));
    assert_eq!(codes(&closed.verdict()), Vec::<&str>::new());
}

#[test]
fn an_unanswered_first_question_is_no_no() {
    let file = complete().clear("Declaration", "D28").verdict();
    has(&file, "answer-missing", "D28", Severity::Error);
    lacks(&file, "answered-though-out-of-scope");
    lacks(&file, "smelter-though-out-of-scope");
}

#[test]
fn not_available_is_an_e_mail_address_by_the_forms_own_instructions() {
    for word in ["n/a", "N/A", "該当なし"] {
        assert_eq!(said(complete(), "D16", word).verdict().verdict, Verdict::Accepted, "{word}");
    }
    has(&said(complete(), "D16", "none").verdict(), "email-unusable", "D16", Severity::Error);
}

#[test]
fn another_format_is_described_which_the_extended_form_requires_and_the_first_only_wishes() {
    let other = "Yes, using other format (describe)";
    has(&said(complete(), "D83", other).verdict(), "format-not-described", "G83", Severity::Warning);
    lacks(&said(said(complete(), "D83", other), "G83", "our own portal").verdict(), "format-not-described");
    has(&said(two(["Cobalt", "Copper"], [OPEN, OPEN]), "D133", other).verdict(), "format-not-described", "G133", Severity::Error);
}

#[test]
fn marks_of_a_failed_look_up_are_remarked() {
    has(&listed(complete(), "E5", "!").verdict(), "look-up-failed", "E5", Severity::Warning);
    has(&listed(complete(), "D5", "! not found").verdict(), "look-up-failed", "D5", Severity::Warning);
    has(&listed(complete(), "F5", "Enter smelter details").verdict(), "id-malformed", "F5", Severity::Warning);
}

#[test]
fn cells_of_the_2024_additional_form_are_named_where_that_form_has_them() {
    let form = blank("Revision 1.2\nOctober 4, 2024")
        .put("Declaration", "D2", "(AMRT)")
        .clear("Revision", "B3")
        .put("Declaration", "D8", "Precious Parts")
        .put("Declaration", "D12", "Silver")
        .put("Declaration", "B28", "Silver")
        .put("Declaration", "D28", "Yes")
        .put("Declaration", "B40", "Silver")
        .put("Declaration", "D40", Put::Number(1.0))
        .put("Smelter List", "A5", "Silver")
        .put("Smelter List", "B5", "Kawa")
        .put("Smelter List", "D5", "CID12");
    has(&form.verdict(), "id-malformed", "D5", Severity::Warning);
    has(
        &weighed(&form.put("Smelter List", "M5", "Switzerland").put("Smelter List", "A5", "Gold"), &known()),
        "mine-country-implausible",
        "M5",
        Severity::Warning,
    );
}

#[test]
fn findings_of_mines_name_their_sheet_and_cell() {
    let form = two(["Cobalt", "Copper"], [OPEN, OPEN]).put("Mine List", "A5", "Gold").put("Mine List", "C5", "Alp").put(
        "Mine List",
        "F5",
        "Switzerland",
    );
    let file = weighed(&form, &known());
    let found =
        file.findings.iter().find(|finding| finding.code == "mine-country-implausible").unwrap_or_else(|| panic!("{:?}", codes(&file)));
    assert_eq!((found.sheet.as_deref(), found.cell.as_deref()), (Some("Mine List"), Some("F5")));
}

#[test]
fn every_reason_and_finding_speaks_three_languages() {
    let forms = [
        complete(),
        said(complete(), "D40", "Yes"),
        complete().clear("Declaration", "D8").put("Declaration", "D9", "Everything"),
        said(complete(), "J3", "Revision 6.22\nMay 11, 2022"),
        said(complete(), "J3", "Revision 3.01\nMay 30, 2014"),
        listed(complete(), "D5", "=1"),
        two(["Cobalt", "Copper"], [SOUND, OPEN]),
    ];
    for form in &forms {
        let file = weighed(form, &known());
        let all = file.findings.iter().map(|finding| &finding.message).chain([&file.reason]);
        for text in all {
            assert!(!text.en.is_empty() && text.en != text.ja && text.ja != text.zh, "{text:?}");
            assert!(!text.en.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c)), "{text:?}");
        }
    }
}

#[test]
fn minerals_the_additional_form_came_with_are_not_held_against_the_sender() {
    let form = super::form::amrt("Revision 1.2\nOctober 4, 2024");
    let cells = [("E12", "铝"), ("G12", "Chromium"), ("D13", "Copper"), ("B29", "Copper"), ("B30", "铝"), ("B41", "Copper")];
    let prefilled = cells.iter().fold(form, |form, (at, text)| form.put("Declaration", at, *text));
    let judged = weighed(&prefilled, &Lists::default());
    lacks(&judged, "answer-missing");
    lacks(&judged, "smelter-missing");
    let told = judged.findings.iter().find(|finding| finding.code == "template-defect" && finding.cell.as_deref() == Some("E12")).unwrap();
    assert!(told.message.en.contains("Aluminum, Chromium, Copper"), "{}", told.message.en);
    let answered = prefilled.put("Declaration", "D29", "Yes");
    has(&weighed(&answered, &Lists::default()), "answer-missing", "D41", Severity::Error);
    let own = super::form::amrt("Revision 1.2\nOctober 4, 2024").put("Declaration", "E12", "Rhodium");
    has(&weighed(&own, &Lists::default()), "answer-missing", "D29", Severity::Error);
}
