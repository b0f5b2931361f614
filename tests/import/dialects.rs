//! Workbooks as other programs write them: the same declaration, told in other XML.

use std::io::{Cursor, Read as _};

use oretrail::declaration::Field;
use oretrail::inbox::{FileVerdict, Verdict};

use super::form::cmrt;
use super::sample::{Sample, codes, judged, packed};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn form() -> Sample {
    cmrt("Revision 6.5\nApril 25, 2025", "100%")
}

/// Every part of the form through a change, with the name it is kept under.
fn told(form: &Sample, change: impl Fn(&str, &str) -> (String, Vec<u8>)) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(form.bytes())).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            change(&part.name().unwrap(), &text)
        })
        .collect();
    packed(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

/// Only the text of the parts.
fn retold(form: &Sample, change: impl Fn(&str, &str) -> String) -> FileVerdict {
    judged(&told(form, |name, text| (name.to_owned(), change(name, text).into_bytes())), &[])
}

fn sound(judged: &FileVerdict) {
    assert_eq!((judged.verdict, codes(judged)), (Verdict::Accepted, vec![]), "{}: {:?}", judged.reason.en, judged.findings);
    let read = judged.declaration.as_ref().unwrap();
    assert_eq!((read.says(Field::Company), read.smelters.len()), (Some("Aoba Parts K.K."), 1));
}

/// An element's name with a prefix, in every tag of the main vocabulary.
fn prefixed(text: &str) -> String {
    let text = text.replace("</", "</x:").replace("<?x:xml", "<?xml");
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        out.push(c);
        if c == '<' && text[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic()) {
            out.push_str("x:");
        }
    }
    out.replace("x:x:", "x:").replace(&format!("xmlns=\"{MAIN}\""), &format!("xmlns:x=\"{MAIN}\""))
}

#[test]
fn tags_may_have_a_prefix() {
    let judged =
        retold(&form(), |name, text| if name.starts_with("xl/w") && !name.contains("rels") { prefixed(text) } else { text.to_owned() });
    sound(&judged);
}

#[test]
fn parts_may_be_named_with_backslashes_or_from_the_root() {
    let bytes = told(&form(), |name, text| (name.replace('/', "\\"), text.as_bytes().to_vec()));
    sound(&judged(&bytes, &[]));
    sound(&retold(&form(), |_, text| text.replace("Target=\"worksheets/", "Target=\"/xl/worksheets/")));
}

#[test]
fn texts_may_be_shared_and_carry_their_reading_for_the_eye() {
    let texts = ["Aoba Parts K.K.", "はい"];
    let shared = format!(
        "<sst xmlns=\"{MAIN}\"><si><r><t xml:space=\"preserve\">Aoba </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">Parts K.K.</t></r></si>\
         <si><t>はい</t><rPh sb=\"0\" eb=\"2\"><t>ハイ</t></rPh><phoneticPr fontId=\"1\"/></si></sst>"
    );
    let link = format!("<Relationship Id=\"ss\" Type=\"{LINKS}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
    let form = form().put("Declaration", "D28", "はい");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(form.bytes())).unwrap();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut text).unwrap();
        for (number, held) in texts.iter().enumerate() {
            let inline = format!("t=\"inlineStr\"><is><t xml:space=\"preserve\">{held}</t></is>");
            text = text.replace(&inline, &format!("t=\"s\"><v>{number}</v>"));
        }
        parts.push((
            name.clone(),
            if name.ends_with("workbook.xml.rels") { text.replace("</Relationships>", &link) } else { text }.into_bytes(),
        ));
    }
    parts.push(("xl/sharedStrings.xml".to_owned(), shared.into_bytes()));
    let bytes = packed(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>());
    let judged = judged(&bytes, &[]);
    assert_eq!(codes(&judged), ["answer-in-other-language"], "{:?}", judged.findings);
    let read = judged.declaration.unwrap();
    assert_eq!(read.says(Field::Company), Some("Aoba Parts K.K."));
    assert_eq!(read.notices[0].value, "はい", "the reading above the characters is no part of them");
}

#[test]
fn line_breaks_may_be_written_as_excel_escapes_them() {
    for revision in [
        "Revision 6.5_x000D_\nApril 25, 2025",
        "Revision 6.5&#10;April 25, 2025",
        "Revision 6.5&#xD;&#xA;April 25, 2025",
        "Revision 6.5 April 25, 2025",
    ] {
        let judged = retold(&form(), |_, text| text.replace("Revision 6.5\nApril 25, 2025", revision));
        sound(&judged);
        assert_eq!(judged.declaration.unwrap().template_date, Some("2025-04-25".parse().unwrap()), "{revision}");
    }
}

#[test]
fn a_strict_workbook_and_one_with_a_mark_at_its_beginning_are_workbooks() {
    let strict = retold(&form(), |_, text| {
        text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            .replace(LINKS, "http://purl.oclc.org/ooxml/officeDocument/relationships")
    });
    sound(&strict);
    sound(&retold(&form(), |_, text| format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n{text}")));
}

#[test]
fn cells_may_leave_out_their_place_and_rows_their_number() {
    let judged = retold(&form(), |name, text| {
        if name != "xl/worksheets/sheet2.xml" {
            return text.to_owned();
        }
        // Counted from the one before, as some programs write them.
        let first = "<sheetData><row><c t=\"inlineStr\"><is><t>counted</t></is></c><c t=\"inlineStr\"><is><t>on</t></is></c></row>";
        text.replace("<sheetData>", first)
    });
    sound(&judged);
}

#[test]
fn sheet_names_may_differ_in_case_and_blanks_and_stray_sheets_stand_between() {
    let judged = retold(&form().put("My notes", "A1", "private").put("Sheet1", "D8", "nobody"), |name, text| {
        if name == "xl/workbook.xml" {
            text.replace("name=\"Declaration\"", "name=\"DECLARATION \"").replace("name=\"Smelter List\"", "name=\"smelter list\"")
        } else {
            text.to_owned()
        }
    });
    sound(&judged);
}

#[test]
fn answers_with_blanks_line_breaks_and_wide_signs_are_the_templates_words() {
    let form = form().put("Declaration", "D28", " YES \n").put("Declaration", "D40", "No\t").put("Declaration", "D58", "１００ ％").put(
        "Declaration",
        "D34",
        "ｙｅｓ",
    );
    sound(&form.verdict());
}
