//! The ways in which suppliers fill in the smelter list, and what programs leave of it.

use oretrail::declaration::SmelterRow;
use oretrail::inbox::{FileVerdict, Verdict};
use oretrail::language::Lang;

use super::form::{amrt, cmrt, emrt_2};
use super::sample::{Put, Sample, codes};

const CURRENT: &str = "Revision 6.5\nApril 25, 2025";

fn cells(form: Sample, row: u32, held: &[(&str, &str)]) -> Sample {
    held.iter().fold(form, |form, (column, text)| form.put("Smelter List", &format!("{column}{row}"), *text))
}

fn row(judged: &FileVerdict, number: u32) -> &SmelterRow {
    let rows = &judged.declaration.as_ref().unwrap().smelters;
    rows.iter().find(|row| row.row == number).unwrap_or_else(|| panic!("no row {number} in {rows:?}"))
}

#[test]
fn a_row_by_identification_counts_before_and_after_the_form_has_looked_it_up() {
    // Typed into the first column, and the rest worked out by the form.
    let worked_out = cells(cmrt(CURRENT, "100%"), 6, &[("A", "CID000001")]);
    let looked_up = [("B", "Gold"), ("C", "Example Two"), ("D", "Example Two"), ("E", "JAPAN"), ("F", "CID000001"), ("G", "RMI")];
    let worked_out = looked_up
        .iter()
        .fold(worked_out, |form, (column, text)| form.put("Smelter List", &format!("{column}6"), Put::Formula("str", text)));
    let judged = worked_out.verdict();
    assert_eq!((judged.verdict, row(&judged, 6).cid()), (Verdict::Accepted, Some("CID000001")), "{:?}", judged.findings);
}

/// The form's own list, as far as these tests need it: one name stands for two facilities.
fn with_look_up(form: Sample) -> Sample {
    let rows = [
        ["Gold", "Example Two", "Example Two Ltd.", "JAPAN", "CID000001"],
        ["Gold", "Two Refining", "Example Two Ltd.", "JAPAN", "CID000001"],
        ["Gold", "Twin", "Twin East", "CHINA", "CID000003"],
        ["Gold", "Twin", "Twin West", "PERU", "CID000004"],
        ["Tin", "Example Two", "Example Two Tin", "PERU", "CID000005"],
        ["Gold", "Smelter not listed", "", "Unknown", ""],
    ];
    rows.iter().zip(5..).fold(form, |form, (cells, row)| {
        cells.iter().zip('A'..).fold(form, |form, (text, column)| form.put("Smelter Look-up", &format!("{column}{row}"), *text))
    })
}

/// A row of which a program left only what was typed.
fn uncounted(form: Sample, row: u32, typed: &[(&str, &str)]) -> Sample {
    let form = "BCDEFG".chars().fold(form, |form, column| form.put("Smelter List", &format!("{column}{row}"), Put::Formula("str", "")));
    cells(form, row, typed)
}

#[test]
fn what_a_program_did_not_work_out_is_looked_up_in_the_forms_own_list() {
    let form = with_look_up(cmrt(CURRENT, "100%"));
    let form = uncounted(form, 6, &[("A", "CID000001")]);
    let form = uncounted(form, 7, &[("B", "Gold"), ("C", "two refining")]);
    let judged = form.verdict();
    assert_eq!(judged.verdict, Verdict::Accepted, "{}: {:?}", judged.reason.en, judged.findings);
    let by_id = row(&judged, 6);
    assert_eq!((by_id.cid(), by_id.metal.as_deref(), by_id.called()), (Some("CID000001"), Some("Gold"), Some("Example Two Ltd.")));
    assert_eq!((by_id.id.as_deref(), by_id.country.as_deref()), (None, Some("JAPAN")), "the identification stays where it was typed");
    assert_eq!(row(&judged, 7).id.as_deref(), Some("CID000001"));
    let told = judged.findings.iter().find(|finding| finding.code == "looked-up-here").unwrap();
    assert_eq!((told.value.as_deref(), told.ask.is_some()), (Some("6, 7"), true));
    assert_eq!(codes(&judged), ["same-smelter-two-names", "looked-up-here"]);
}

#[test]
fn a_name_of_two_facilities_and_an_identification_nobody_knows_are_left_as_they_are() {
    let form = with_look_up(cmrt(CURRENT, "100%"));
    let twin = uncounted(form.clone(), 6, &[("B", "Gold"), ("C", "Twin")]).verdict();
    assert_eq!((row(&twin, 6).cid(), row(&twin, 6).called()), (None, Some("Twin")));
    let other_metal = uncounted(form.clone(), 6, &[("B", "Tungsten"), ("C", "Example Two")]).verdict();
    assert_eq!(row(&other_metal, 6).cid(), None, "a name is one of a metal");
    let not_listed = uncounted(form.clone(), 6, &[("B", "Gold"), ("C", "Smelter not listed")]).verdict();
    assert_eq!((row(&not_listed, 6).cid(), not_listed.verdict), (None, Verdict::NeedsClarification));
    let nobody = uncounted(form, 6, &[("A", "CID777777")]).verdict();
    assert_eq!((nobody.verdict, codes(&nobody)), (Verdict::NeedsClarification, vec!["smelter-row-incomplete"]), "the metal is asked for");
    let listless = uncounted(cmrt(CURRENT, "100%"), 6, &[("A", "CID000001")]).verdict();
    assert_eq!(row(&listless, 6).metal, None);
}

#[test]
fn a_row_by_metal_and_name_counts_with_its_identification_in_f_or_without_one() {
    let chosen = cells(cmrt(CURRENT, "100%"), 6, &[("B", "Gold"), ("C", "Example Two"), ("D", "Example Two"), ("E", "JAPAN")]);
    let judged = chosen.clone().put("Smelter List", "F6", Put::Formula("str", "CID000002")).verdict();
    assert_eq!((judged.verdict, row(&judged, 6).cid(), row(&judged, 6).id_input.as_deref()), (Verdict::Accepted, Some("CID000002"), None));
    let unlisted = cells(chosen, 7, &[("B", "Gold"), ("C", "Smelter Not Listed"), ("D", "Own Works"), ("E", "PERU")]);
    let judged = unlisted.verdict();
    assert_eq!((row(&judged, 6).cid(), row(&judged, 6).called()), (None, Some("Example Two")));
    assert!(row(&judged, 7).is_not_listed());
    assert_eq!(row(&judged, 7).called(), Some("Own Works"));
}

#[test]
fn rows_that_hold_only_what_formulas_left_behind_are_no_rows_in_any_form() {
    for form in [cmrt(CURRENT, "100%"), emrt_2("Revision 2.1\nOctober 17, 2025", &[("Copper", 0)]), amrt("Revision 1.3\nOctober 17, 2025")]
    {
        let rows = form.verdict().declaration.unwrap().smelters.len();
        let left = [("B", "str", ""), ("C", "e", "#N/A"), ("D", "n", "0"), ("E", "str", ""), ("F", "str", "#N/A"), ("G", "e", "#REF!")];
        let ghosts = (20..400).flat_map(|row| left.map(|(column, kind, result)| (format!("{column}{row}"), kind, result)));
        let judged = ghosts.fold(form, |form, (at, kind, result)| form.put("Smelter List", &at, Put::Formula(kind, result))).verdict();
        assert_eq!(judged.declaration.as_ref().unwrap().smelters.len(), rows);
        assert_eq!(judged.verdict, Verdict::Accepted, "{:?}", judged.findings);
    }
}

/// Every cell of the smelter list some columns further right, or left.
fn moved(form: &Sample, by: i32) -> Sample {
    let listed = [('B', "Gold"), ('C', "Example Refinery"), ('D', "Example Refinery"), ('E', "JAPAN"), ('F', "CID009999")];
    let bare = listed.iter().fold(form.clone(), |form, (column, _)| form.clear("Smelter List", &format!("{column}5")));
    listed.iter().fold(bare, |form, (column, text)| {
        let column = char::from_u32(u32::try_from(*column as i32 + by).unwrap()).unwrap();
        form.put("Smelter List", &format!("{column}5"), *text)
    })
}

#[test]
fn a_list_whose_columns_were_moved_is_asked_back_once_and_nothing_of_it_is_taken() {
    for (by, at) in [(-1, "A5"), (1, "C5")] {
        let judged = moved(&cmrt(CURRENT, "100%"), by).verdict();
        assert_eq!((judged.verdict, codes(&judged)), (Verdict::NeedsClarification, vec!["columns-moved"]), "{:?}", judged.findings);
        let found = &judged.findings[0];
        assert_eq!((found.sheet.as_deref(), found.cell.as_deref(), found.value.as_deref()), (Some("Smelter List"), Some(at), Some("Gold")));
        for lang in Lang::ALL {
            assert!(found.message.get(lang).contains(at) && found.ask.as_ref().unwrap().get(lang).contains(at));
        }
        assert!(judged.declaration.unwrap().smelters.is_empty());
    }
    assert_eq!(codes(&moved(&cmrt(CURRENT, "100%"), 0).verdict()), [""; 0]);
    // A list of the older additional form in the newer one, and the other way round.
    let newer = moved(&amrt("Revision 1.3\nOctober 17, 2025"), -1);
    assert!(codes(&newer.verdict()).contains(&"columns-moved"));
    let older = cells(amrt("Revision 1.2\nOctober 4, 2024").clear("Smelter List", "A5"), 5, &[("B", "Silver"), ("C", "Example Refinery")]);
    assert!(codes(&older.verdict()).contains(&"columns-moved"));
}

#[test]
fn metals_in_the_suppliers_language_are_the_templates() {
    for (said, metal) in
        [("金", "Gold"), ("Gold (Au)", "Gold"), ("錫", "Tin"), ("钨", "Tungsten"), ("タンタル", "Tantalum"), ("钽", "Tantalum")]
    {
        let judged = cells(cmrt(CURRENT, "100%"), 6, &[("B", said), ("C", "Example Two"), ("E", "JAPAN")]).verdict();
        assert_eq!(row(&judged, 6).metal.as_deref(), Some(metal), "{said}");
        assert!(!codes(&judged).contains(&"metal-not-in-template"), "{said}");
    }
}

#[test]
fn a_title_that_a_program_lost_is_told_by_the_revision_sheet_and_by_nothing_else() {
    let untitled = |form: Sample| form.put("Declaration", "D2", Put::Formula("str", ""));
    let second = |form: Sample, name: &str| untitled(form).put("Revision", "B3", name);
    let judged = second(cmrt(CURRENT, "100%"), "Conflict Minerals Reporting Template").verdict();
    assert_eq!(judged.verdict, Verdict::Accepted, "{}", judged.reason.en);
    let judged = second(emrt_2("Revision 2.1\nOctober 17, 2025", &[("Copper", 0)]), "Extended Minerals Reporting Template").verdict();
    assert_eq!(judged.verdict, Verdict::Accepted, "{}", judged.reason.en);
    let judged = second(amrt("Revision 1.3\nOctober 17, 2025"), "Additional Minerals Reporting Template").verdict();
    assert_eq!(judged.verdict, Verdict::Accepted, "{}", judged.reason.en);
    let judged = untitled(cmrt(CURRENT, "100%")).verdict();
    assert_eq!(judged.verdict, Verdict::WrongFile, "nothing says which template it is: {}", judged.reason.en);
}
