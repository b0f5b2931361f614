//! The company's own declaration: filled into a blank form, read again by our own reader, everything else of the form untouched.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may open files, say what it skips, and stop"
)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use oretrail::declaration::{Declaration, Field, Subject};
use oretrail::import::{Blank, Reading, read};
use oretrail::inbox::FileVerdict;
use oretrail::report::{self, Asked, Company, Held, Line, Mined, Own};
use sample::{Put, Sample, TODAY, blank, complete};

#[path = "import/sample.rs"]
#[allow(dead_code, reason = "each test file uses its own part of the sample")]
mod sample;

/// A blank form in the shape of the official ones: prepared rows with formulas, a look-up, words for a survey.
fn form(revision: &str) -> Sample {
    let mut form = blank(revision).put("Declaration", "B105", "Yes, in conformance with OURS").clear("Declaration", "B8");
    for row in 5..12 {
        for column in ["B", "C", "E", "F", "G"] {
            form = form.put("Smelter List", &format!("{column}{row}"), Put::Formula("str", ""));
        }
        form = form.put("Smelter List", &format!("V{row}"), Put::Formula("e", "#N/A"));
    }
    let look_up = [
        ["Gold", "Example", "Example Refinery", "JAPAN", "CID009999", "RMI", "1 Street", "Example City", "Tokyo"],
        ["Gold", "Example Refinery", "Other name of the same row below", "JAPAN", "CID009999", "RMI", "", "", ""],
        ["Tin", "Zinn & Söhne", "Zinn & Söhne <Bolivia>", "BOLIVIA", "CID008888", "RMI", "", "", ""],
    ];
    for (row, cells) in (5..).zip(look_up) {
        for (column, cell) in ('A'..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            form = form.put("Smelter Look-up", &format!("{column}{row}"), cell);
        }
    }
    form
}

/// What two suppliers declared: gold, of a listed refinery, of one that is not listed, and of one nobody named.
fn declared() -> Vec<(String, FileVerdict)> {
    let one = complete().put("Smelter List", "N5", "Mina Dorada").put("Smelter List", "O5", "PERU").verdict();
    let other = complete()
        .put("Smelter List", "N5", "Mina Dorada")
        .put("Smelter List", "O5", "CHILE")
        .put("Declaration", "D46", "Unknown")
        .put("Smelter List", "B6", "Gold")
        .put("Smelter List", "C6", "Smelter not listed")
        .put("Smelter List", "D6", "=HYPERLINK(\"http://example.com\")")
        .put("Smelter List", "E6", "PERU & CHILE")
        .put("Smelter List", "B7", "Gold")
        .put("Smelter List", "C7", "Smelter not yet identified")
        .put("Smelter List", "F7", "Unknown");
    vec![("aoba".to_owned(), one), ("bessho".to_owned(), other.verdict())]
}

fn own(form: &[u8], suppliers: &[&str], says: &[(&str, &str)], waiting: usize) -> (Blank, Own) {
    let blank = Blank::open(form).unwrap_or_else(|refusal| panic!("{refusal}"));
    let files = declared();
    let names = [String::new()];
    let held: Vec<Held<'_>> = files.iter().map(|(supplier, file)| Held { supplier, names: &names, file }).collect();
    let rollup = report::consolidate(&held, TODAY.parse().unwrap(), false);
    let says: BTreeMap<String, String> = says.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    let suppliers: Vec<Asked> = suppliers.iter().map(|id| Asked { id: (*id).to_owned(), materials: vec!["gold".to_owned()] }).collect();
    let company = Company { name: "Kuroshio Metals <& Co.>", says: &says, suppliers: &suppliers, waiting };
    let own = report::own(&blank, company, &held, &rollup).unwrap_or_else(|why| panic!("{why}"));
    (blank, own)
}

fn filled(form: &[u8], blank: &Blank, own: &Own) -> Vec<u8> {
    let (face, list) = own.cells(blank);
    report::fill(form, &[(&blank.face, face), (&blank.list, list)]).unwrap_or_else(|why| panic!("{why}"))
}

fn reading(bytes: &[u8]) -> Declaration {
    match read(bytes) {
        Reading::Declaration(read) => *read,
        other => panic!("{other:?}"),
    }
}

/// All parts in the order of the container.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut held = Vec::new();
            part.read_to_end(&mut held).unwrap();
            (part.name().unwrap().into_owned(), held)
        })
        .collect()
}

fn text<'p>(parts: &'p [(String, Vec<u8>)], name: &str) -> &'p str {
    std::str::from_utf8(&parts.iter().find(|(held, _)| held == name).unwrap().1).unwrap()
}

#[test]
fn what_was_written_is_what_our_own_reader_reads() {
    for (revision, share) in [("Revision 6.5\nApril 25, 2025", "text"), ("Revision 6.22\nMay 11, 2022", "number")] {
        let form = form(revision).bytes();
        let says =
            [("contact", "Pat Example"), ("B", "Yes"), ("B-comment", "https://example.com/p?a=1&b=2"), ("address", "1 Street\n2 Town")];
        let (blank, own) = own(&form, &["aoba", "bessho"], &says, 0);
        let bytes = filled(&form, &blank, &own);
        let read = reading(&bytes);
        assert_eq!(own.agrees(&blank, &read), Ok(()), "{revision}");
        assert_eq!(read.says(Field::Company), Some("Kuroshio Metals <& Co.>"));
        assert_eq!(read.says(Field::Address), Some("1 Street\n2 Town"));
        assert_eq!(read.dated.map(|day| day.to_string()).as_deref(), Some(TODAY));
        let whole = read.reply("Gold", Subject::ShareAnswered).unwrap();
        assert_eq!((whole.at.as_str(), whole.value.as_deref()), ("D58", Some("100%")));
        let as_number = text(&parts(&bytes), "xl/worksheets/sheet2.xml").contains("<c r=\"D58\"><v>1</v>");
        assert_eq!(as_number, share == "number", "{revision}");
        assert_eq!(bytes, filled(&form, &blank, &own), "the same input gives the same bytes");
    }
}

#[test]
fn answers_follow_from_what_suppliers_said_and_say_so() {
    let form = form("Revision 6.5\nApril 25, 2025").bytes();
    let answer = |own: &Own, question: &str| {
        own.answers.iter().find(|held| held.metal.as_deref() == Some("Gold") && held.question == question).map(|held| held.answer.clone())
    };
    let all = |own: &Own| ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"].map(|question| answer(own, question).unwrap_or_default());
    let (_, whole) = own(&form, &["aoba", "bessho"], &[], 0);
    assert_eq!(all(&whole), ["Yes", "Yes", "No", "Unknown", "No", "100%", "No", "Yes"], "a smelter nobody named leaves Q7 at No");
    let (_, part) = own(&form, &["aoba", "bessho", "chiba"], &[], 2);
    assert_eq!(all(&part), ["Yes", "Yes", "Unknown", "Unknown", "No", "Greater than 50%", "No", "No"], "who did not answer is not known");
    assert!(part.answers.iter().all(|held| !held.why.to_string().is_empty()));
    let tin = whole.answers.iter().any(|held| held.metal.as_deref() == Some("Tin"));
    assert!(
        !tin && whole.open.iter().any(|open| open.to_string().starts_with("Tin Q1 is open")),
        "nobody was asked about tin: {:?}",
        whole.open
    );
    let company = whole.answers.iter().any(|held| held.metal.is_none());
    assert!(!company && whole.open.iter().any(|open| open.to_string().starts_with("A, B, C, D, E, F, G, H open")), "{:?}", whole.open);
}

#[test]
fn what_the_company_states_goes_before_and_a_contradiction_is_said() {
    let form = form("Revision 6.5\nApril 25, 2025").bytes();
    let (_, own) = own(&form, &["aoba", "bessho"], &[("q1-gold", "no"), ("q1-tin", "No"), ("H", "yes, with the SEC")], 0);
    let said: Vec<(Option<&str>, &str, &str)> =
        own.answers.iter().map(|held| (held.metal.as_deref(), held.question.as_str(), held.answer.as_str())).collect();
    assert_eq!(said, [(Some("Tin"), "q1", "No"), (Some("Gold"), "q1", "No"), (None, "H", "yes, with the SEC")]);
    assert!(own.open.iter().any(|open| open.to_string().starts_with("Gold Q1: stated as \"No\", but \"Yes\" follows")), "{:?}", own.open);
    assert!(own.smelters.is_empty() && own.open.iter().any(|open| open.to_string().contains("is left out")), "{:?}", own.open);
}

#[test]
fn a_listed_smelter_is_typed_by_its_number_and_keeps_the_formulas_beside_it() {
    let form = form("Revision 6.5\nApril 25, 2025").bytes();
    let (blank, own) = own(&form, &["aoba", "bessho"], &[], 0);
    let hostile = Line::Typed {
        metal: "Gold".to_owned(),
        name: Some("'=HYPERLINK(\"http://example.com\")".to_owned()),
        country: Some("PERU & CHILE".to_owned()),
        id: None,
        mined: Mined::default(),
    };
    let mined = Mined { names: Some("Mina Dorada".to_owned()), countries: Some("CHILE; PERU".to_owned()) };
    assert_eq!(
        own.smelters,
        [Line::Listed { id: "CID009999".to_owned(), mined }, hostile, Line::Unidentified { metal: "Gold".to_owned() }]
    );
    let parts = parts(&filled(&form, &blank, &own));
    let list = text(&parts, "xl/worksheets/sheet3.xml");
    assert!(list.contains("<c r=\"B5\" t=\"str\"><f>A1</f><v>Gold</v></c>"), "{list}");
    assert!(list.contains("<c r=\"C5\" t=\"str\"><f>A1</f><v>Example Refinery</v></c>"), "the first row of the look-up counts: {list}");
    assert!(
        list.contains("<c r=\"H5\" t=\"inlineStr\"><is><t xml:space=\"preserve\">1 Street</t></is></c>"),
        "no formula was there: {list}"
    );
    assert!(list.contains("<c r=\"V6\" t=\"e\"><f>A1</f>"), "{list}");
    assert!(!list.contains("<f>HYPERLINK") && !list.contains("<f>="), "{list}");
}

#[test]
fn a_row_that_is_full_a_row_that_is_missing_and_a_list_that_is_empty_are_all_written() {
    let mut cells = report::Cells::new();
    for at in [(1, 1), (2, 2), (2, 4), (3, 1), (9, 3)] {
        cells.insert(at, report::Put::Text(format!("r{}c{}", at.0, at.1)));
    }
    let shapes = [
        "<sheetData/>",
        "<sheetData><row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"D2\" s=\"3\"/></row><row r=\"3\"/></sheetData>",
        "<sheetData><row/><row><c/><c><v>1</v></c></row></sheetData>",
    ];
    for shape in shapes {
        let sheet =
            format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{shape}<pageMargins/></worksheet>");
        let bytes = with_sheet(&sheet);
        let out = parts(&report::fill(&bytes, &[("Declaration", cells.clone())]).unwrap());
        let out = text(&out, "xl/worksheets/sheet2.xml");
        let order: Vec<usize> = ["r1c1", "r2c2", "r2c4", "r3c1", "r9c3"]
            .iter()
            .map(|word| out.find(word).unwrap_or_else(|| panic!("{word} in {out}")))
            .collect();
        assert!(order.is_sorted(), "{out}");
        assert!(out.ends_with("</sheetData><pageMargins/></worksheet>"), "{out}");
        assert_eq!(out.matches("<row").count(), out.matches("</row>").count() + out.matches("<row/>").count(), "{out}");
    }
}

/// The form with another sheet of answers.
fn with_sheet(sheet: &str) -> Vec<u8> {
    let held = parts(&form("Revision 6.5\nApril 25, 2025").bytes());
    let replaced: Vec<(&str, &[u8])> = held
        .iter()
        .map(|(name, bytes)| (name.as_str(), if name == "xl/worksheets/sheet2.xml" { sheet.as_bytes() } else { bytes.as_slice() }))
        .collect();
    sample::packed(&replaced)
}

#[test]
fn a_formula_others_borrow_is_not_typed_over_and_a_document_type_is_not_read() {
    let cells = report::Cells::from([((1, 1), report::Put::Text("x".to_owned()))]);
    let shared = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A9\" si=\"0\">B1</f><v>1</v></c></row></sheetData></worksheet>";
    let refused = report::fill(&with_sheet(shared), &[("Declaration", cells.clone())]).unwrap_err().to_string();
    assert!(refused.contains("A1") && refused.ends_with("hands it out"), "{refused}");
    let kept = report::Cells::from([((1, 1), report::Put::Result("x".to_owned()))]);
    let out = report::fill(&with_sheet(shared), &[("Declaration", kept)]).unwrap();
    assert!(text(&parts(&out), "xl/worksheets/sheet2.xml").contains("si=\"0\">B1</f><v>x</v>"));
    let typed = "<!DOCTYPE a><worksheet><sheetData/></worksheet>";
    assert!(report::fill(&with_sheet(typed), &[("Declaration", cells)]).is_err());
}

#[test]
fn what_is_no_blank_form_of_today_is_refused_in_a_sentence() {
    let emrt = blank("Revision 2.1\nOctober 17, 2025").put("Declaration", "D2", "Extended (EMRT)").put(
        "Revision",
        "B3",
        "Extended Minerals Reporting Template",
    );
    for (bytes, word) in [
        (complete().bytes(), "filled in already"),
        (emrt.bytes(), "EMRT 2.1"),
        (blank("Revision 3.01\nMay 30, 2014").bytes(), "CMRT 3.01"),
        (blank("Revision 7.0\nMay 30, 2027").bytes(), "CMRT 7.0"),
        (Sample::default().put("Sheet1", "A1", "x").bytes(), "\"Declaration\" is missing"),
        (form("Revision 6.5").without("Smelter List").bytes(), "\"Smelter List\" is missing"),
    ] {
        let refusal = Blank::open(&bytes).unwrap_err();
        assert_eq!(refusal.code, "not-a-blank-form");
        assert!(refusal.to_string().contains(word) && refusal.to_string().contains("Give a blank CMRT 6.x"), "{refusal}");
    }
    assert_eq!(Blank::open(b"%PDF-1.7").unwrap_err().code, "pdf-document");
}

fn real_forms() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("ORETRAIL_WORKBOOKS").map(PathBuf::from);
    let beside = ["../shared/workbooks", "../../shared/workbooks"].iter().map(|place| root.join(place));
    let Some(folder) = named.into_iter().chain(beside).map(|place| place.join("blank")).find(|place| place.is_dir()) else {
        eprintln!("skipped: the official forms are not beside the project, and ORETRAIL_WORKBOOKS names no folder");
        return Vec::new();
    };
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|path| path.to_string_lossy().ends_with(".xlsx")).collect();
    all.sort();
    all
}

fn python() -> std::ffi::OsString {
    std::env::var_os("ORETRAIL_PYTHON").unwrap_or_else(|| "python3".into())
}

/// Whether another program that reads workbooks is here; said aloud when it was wanted and is not.
fn second_reader() -> bool {
    let wanted = std::env::var_os("ORETRAIL_OUTSIDE").is_some();
    let here = || std::process::Command::new(python()).args(["-c", "import openpyxl"]).output().is_ok_and(|done| done.status.success());
    let found = wanted && here();
    if wanted && !found {
        eprintln!("skipped: python3 has no openpyxl, so no second reader opened the filled forms");
    }
    found
}

/// What Python's reader finds in the cells, as text.
fn outside(path: &Path, cells: &[&str]) -> Vec<String> {
    const SCRIPT: &str = "
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], data_only=True)
for cell in sys.argv[2:]:
    sheet, at = cell.split('!')
    print(book[sheet][at].value)
";

    let out = std::process::Command::new(python()).arg("-c").arg(SCRIPT).arg(path).args(cells).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn every_official_form_is_filled_and_nothing_else_of_it_changes() {
    for path in real_forms() {
        let form = std::fs::read(&path).unwrap();
        if !path.to_string_lossy().contains("CMRT") {
            let refusal = Blank::open(&form).unwrap_err();
            assert_eq!(refusal.code, "not-a-blank-form", "{}", path.display());
            continue;
        }
        let (blank, mut own) = own(&form, &["aoba", "bessho"], &[("contact", "Pat Example"), ("A", "Yes")], 0);
        let ids = blank
            .look_up
            .iter()
            .filter(|(_, held)| held.metal == "Gold")
            .map(|(id, _)| Line::Listed { id: id.clone(), mined: Mined::default() });
        let ids: Vec<Line> = ids.take(60).collect();
        assert_eq!(ids.len(), 60, "{}", path.display());
        own.smelters.splice(0..0, ids);
        let bytes = filled(&form, &blank, &own);
        assert_eq!(own.agrees(&blank, &reading(&bytes)), Ok(()), "{}", path.display());
        untouched(&path, &parts(&form), &parts(&bytes));
        if second_reader() {
            let out = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
            std::fs::write(out.path(), &bytes).unwrap();
            let cells = ["Declaration!D8", "Declaration!D28", "Declaration!D75", "Smelter List!B5", "Smelter List!C66", "Declaration!D22"];
            let told = outside(out.path(), &cells);
            assert_eq!(told[..4], ["Kuroshio Metals <& Co.>", "Yes", "Yes", "Gold"], "{}", path.display());
            assert_eq!(told[4], "Smelter not listed");
            assert!(told[5].starts_with(TODAY), "{told:?}");
        }
    }
}

fn untouched(path: &Path, before: &[(String, Vec<u8>)], after: &[(String, Vec<u8>)]) {
    const CHANGED: [&str; 5] =
        ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"];
    let names = |parts: &[(String, Vec<u8>)]| {
        parts.iter().map(|(name, _)| name.clone()).filter(|name| name != "xl/calcChain.xml").collect::<Vec<_>>()
    };
    assert_eq!(names(before), names(after), "{}", path.display());
    for (name, held) in after.iter().filter(|(name, _)| !CHANGED.contains(&name.as_str())) {
        assert!(before.iter().any(|(other, bytes)| other == name && bytes == held), "{name} of {}", path.display());
    }
    assert!(!after.iter().any(|(name, _)| name == "xl/calcChain.xml"), "a formula gave way, so the chain is not true any more");
    for name in ["[Content_Types].xml", "xl/_rels/workbook.xml.rels"] {
        assert!(!text(after, name).contains("calcChain"), "{name}");
    }
    assert!(text(after, "xl/workbook.xml").contains("fullCalcOnLoad=\"1\""));
    // Three rows are not in the look-up: what was typed over is metal, look-up name, country and number, as far as known.
    let formulas = |parts: &[(String, Vec<u8>)]| text(parts, "xl/worksheets/sheet5.xml").matches("<f").count();
    assert_eq!(formulas(before) - formulas(after), 4 + 3 + 2, "{}", path.display());
    assert_eq!(
        text(before, "xl/worksheets/sheet4.xml").matches("<f").count(),
        text(after, "xl/worksheets/sheet4.xml").matches("<f").count()
    );
}
