//! Mines in the consolidated declaration, and the promise that its three formats hold the same, cell for cell.

use std::io::Cursor;

use calamine::{Data, Reader as _};
use oretrail::report::{self, Held, Rollup};
use serde_json::Value;

use super::sample::{Sample, TODAY, blank, complete};

const HOSTILE: &str = "=HYPERLINK(\"http://example.com\")";
/// Words that belong to the two suppliers below and to nobody else.
const TELLING: [&str; 12] =
    ["aoba", "Aoba", "青葉", "bessho", "Bessho", "received", "Pat", "Sam", "pat@", "example.com/", "sam@example", "secret-folder"];

/// Copper in the extended form, with a list of mines: known, unnamed, hostile, and one that gives its sender away.
fn extended() -> Sample {
    let mut form = blank("Revision 2.1\nOctober 17, 2025")
        .put("Declaration", "D2", "Extended (EMRT)")
        .put("Revision", "B3", "Extended Minerals Reporting Template")
        .put("Declaration", "D8", "Aoba Parts K.K.")
        .put("Declaration", "D12", "Copper")
        .put("Declaration", "B30", "Copper")
        .put("Declaration", "D30", "Yes")
        .put("Declaration", "B42", "Copper")
        .put("Declaration", "D42", "Yes")
        .put("Smelter List", "B5", "Copper")
        .put("Smelter List", "D5", "Example Copper Works")
        .put("Smelter List", "E5", "CHILE")
        .put("Smelter List", "F5", "CID900001");
    let mines = [
        ["Copper", "Example Copper Works", "Mina Ejemplo", "M-77", "CHILE"],
        ["Copper", "Nobody's Smelter", HOSTILE, "", "PERU"],
        ["Copper", "CID900001", "", "", "ZAMBIA"],
        ["Copper", "Ａｏｂａ　Ｐａｒｔｓ own smelter", "pit of secret-folder-list", "", "JAPAN"],
    ];
    for (row, cells) in (5..).zip(mines) {
        for (column, cell) in ["A", "B", "C", "D", "F"].into_iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            form = form.put("Mine List", &format!("{column}{row}"), cell);
        }
    }
    form
}

/// Gold in the conflict minerals form, with the mines of its smelter in the smelter list.
fn conflict() -> Sample {
    complete()
        .put("Declaration", "D8", "Bessho Works")
        .put("Smelter List", "N5", "Mina Dorada")
        .put("Smelter List", "O5", "PERU")
        .put("Smelter List", "B6", "Gold")
        .put("Smelter List", "D6", "Refinery without Number")
        .put("Smelter List", "E6", "JAPAN")
        .put("Smelter List", "O6", "MEXICO")
}

fn rolled(anonymous: bool, turned: bool) -> Rollup {
    let (mut one, two, three) = (extended().verdict(), conflict().verdict(), complete().put("Smelter List", "N5", "mina dorada").verdict());
    one.file = "secret-folder-list.xlsx".to_owned();
    let (names, others) = (["Aoba Parts K.K.".to_owned(), "青葉部品".to_owned()], ["Bessho Works".to_owned()]);
    let mut held = vec![
        Held { supplier: "aoba", names: &names, file: &one },
        Held { supplier: "bessho", names: &others, file: &two },
        Held { supplier: "aoba", names: &names, file: &three },
    ];
    if turned {
        held.reverse();
    }
    report::consolidate(&held, TODAY.parse().unwrap(), anonymous)
}

fn csv_lines(rollup: &Rollup) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = report::rollup_csv(rollup);
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (head, reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect())
}

/// The workbook's sheets as lines under the same columns, one kind after the other.
fn xlsx_lines(bytes: Vec<u8>, head: &[String]) -> Vec<Vec<String>> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let kind = match name.split(' ').next().unwrap() {
            "Answers" => "answer",
            "Smelters" => "smelter",
            _ => "mine",
        };
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name} holds a formula");
        let range = book.worksheet_range(&name).unwrap();
        let titles: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        for row in range.rows().skip(1) {
            let text = |cell: &Data| match cell {
                Data::Empty => String::new(),
                Data::String(text) => text.clone(),
                other => panic!("a cell that is no text: {other:?}"),
            };
            let held = |column: &String| titles.iter().position(|title| title == column).map_or_else(String::new, |at| text(&row[at]));
            let mut line: Vec<String> = head.iter().map(held).collect();
            line[0] = kind.to_owned();
            all.push(line);
        }
    }
    all
}

fn json_lines(told: &Value, head: &[String]) -> Vec<Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut all = Vec::new();
    for (kind, list) in [("answer", "answers"), ("smelter", "smelters"), ("mine", "mines")] {
        for held in told[list].as_array().unwrap() {
            for place in held["from"].as_array().unwrap() {
                let cell = |column: &str| match (kind, column) {
                    (_, "kind") => kind.to_owned(),
                    (_, "cell") => format!("{}!{}", text(&place["sheet"]), text(&place["cell"])),
                    (_, "supplier" | "file" | "said") => text(&place[column]),
                    (_, "metal") | ("answer", "template" | "answer" | "rule") => text(&held[column]),
                    ("answer", "question") => text(&held["question"]).to_uppercase(),
                    ("smelter", "smelter_id") => held["id"].as_str().unwrap_or("not listed").to_owned(),
                    ("smelter", "smelter") => text(&held["name"]),
                    ("smelter", "country") => text(&held["country"]),
                    ("mine", "mine_id") => text(&held["id"]),
                    ("mine", "mine") => text(&held["name"]),
                    ("mine", "mine_country") => text(&held["country"]),
                    ("mine", "smelter" | "smelter_id") => text(&place[column]),
                    _ => String::new(),
                };
                all.push(head.iter().map(|column| cell(column)).collect());
            }
        }
    }
    all
}

#[test]
fn a_mine_leads_to_the_smelter_the_supplier_the_file_and_the_cell() {
    let rollup = rolled(false, false);
    let mine = |name: &str| rollup.mines.iter().find(|mine| mine.name.eq_ignore_ascii_case(name)).unwrap();
    let known = mine("Mina Ejemplo");
    assert_eq!((known.metal.as_str(), known.id.as_deref(), known.country.as_str()), ("Copper", Some("M-77"), "CHILE"));
    let fed = &known.from[0];
    assert_eq!((fed.id.as_deref(), fed.smelter.as_str()), (Some("CID900001"), "Example Copper Works"));
    assert_eq!((fed.place.supplier.as_str(), fed.place.file.as_str()), ("aoba", "secret-folder-list.xlsx"));
    assert_eq!((fed.place.sheet, fed.place.cell.as_str()), ("Mine List", "C5"));
    let golden = &mine("Mina Dorada").from[0];
    assert_eq!((golden.id.as_deref(), golden.place.sheet, golden.place.cell.as_str()), (Some("CID009999"), "Smelter List", "N5"));
    let unnamed: Vec<_> = rollup.mines.iter().filter(|mine| mine.name == "don't know").collect();
    let told: Vec<_> =
        unnamed.iter().map(|mine| (mine.country.as_str(), mine.from[0].place.cell.as_str(), &*mine.from[0].place.said)).collect();
    assert_eq!(told, [("ZAMBIA", "F7", "ZAMBIA"), ("MEXICO", "O6", "MEXICO")], "a country alone is kept too");
    assert_eq!(unnamed[0].from[0].id.as_deref(), Some("CID900001"), "a smelter may be named by its number");
}

#[test]
fn the_three_formats_hold_the_same_cell_for_cell() {
    for anonymous in [false, true] {
        let rollup = rolled(anonymous, false);
        let (head, table) = csv_lines(&rollup);
        assert!(table.iter().filter(|line| line[0] == "mine").count() == 7, "{table:#?}");
        assert_eq!(xlsx_lines(report::rollup_xlsx(&rollup).unwrap(), &head), table);
        assert_eq!(json_lines(&report::rollup_json(&rollup), &head), table);
    }
}

#[test]
fn the_order_of_the_files_changes_no_byte_of_any_format() {
    for anonymous in [false, true] {
        assert_eq!(super::all_bytes(&rolled(anonymous, false)), super::all_bytes(&rolled(anonymous, true)));
    }
}

#[test]
fn no_format_of_the_anonymous_variant_leaks_a_supplier_a_file_or_a_person() {
    let rollup = rolled(true, false);
    let (head, table) = csv_lines(&rollup);
    let whole = format!("{table:?}{}", report::rollup_json(&rollup));
    for word in TELLING.into_iter().chain(["Ａｏｂａ"]) {
        assert!(!whole.contains(word), "{word} in {whole}");
    }
    let bytes = report::rollup_xlsx(&rollup).unwrap();
    assert_eq!(xlsx_lines(bytes.clone(), &head), table);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        for word in TELLING.into_iter().filter(|word| !word.contains("example.com")) {
            assert!(!text.contains(word), "{word} in {}", part.name().unwrap());
        }
    }
}

#[test]
fn a_formula_in_foreign_text_is_inert_in_every_format() {
    let rollup = rolled(false, false);
    let (head, table) = csv_lines(&rollup);
    let inert = format!("'{HOSTILE}");
    for lines in [table, xlsx_lines(report::rollup_xlsx(&rollup).unwrap(), &head), json_lines(&report::rollup_json(&rollup), &head)] {
        assert!(lines.iter().any(|line| line.contains(&inert)), "{lines:?}");
        assert!(!lines.iter().flatten().any(|cell| cell == HOSTILE), "{lines:?}");
    }
}

#[test]
fn more_smelters_than_any_form_has_rows_for_are_all_there() {
    let mut form = complete();
    for row in 6..=2504 {
        form =
            form.put("Smelter List", &format!("B{row}"), "Gold").put("Smelter List", &format!("D{row}"), format!("Works {row}").as_str());
    }
    let (one, names) = (form.verdict(), [String::new()]);
    let again = form.put("Smelter List", "D2504", "Works of another").verdict();
    let held: Vec<Held<'_>> =
        [("aoba", &one), ("bessho", &again)].into_iter().map(|(supplier, file)| Held { supplier, names: &names, file }).collect();
    let rollup = report::consolidate(&held, TODAY.parse().unwrap(), false);
    assert_eq!(rollup.smelters.len(), 2501);
    let (head, table) = csv_lines(&rollup);
    assert_eq!(table.iter().filter(|line| line[0] == "smelter").count(), 5000);
    assert_eq!(xlsx_lines(report::rollup_xlsx(&rollup).unwrap(), &head), table);
}
