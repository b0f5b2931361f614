//! Where things stand in a form: addresses, cached formulas, dates, numbers, ghost rows.

use oretrail::declaration::{Declaration, Field, Subject, Template};

use super::sample::{Put, Sample, blank, complete};

fn said(sample: &Sample) -> Declaration {
    sample.verdict().declaration.expect("a declaration")
}

#[test]
fn kind_and_version_come_from_the_content() {
    let read = said(&complete());
    assert_eq!((read.template, read.version.to_string()), (Template::Cmrt, "6.5".to_owned()));
    let untitled = said(&complete().clear("Declaration", "D2"));
    assert_eq!(untitled.template, Template::Cmrt, "the revision sheet is the second sign");
    let spaced = said(&complete().put("Declaration", "J3", "Revision 6.31  May 26, 2023"));
    assert_eq!(spaced.version.to_string(), "6.31");
    assert_eq!(spaced.template_date, Some("2023-05-26".parse().unwrap()));
}

#[test]
fn every_question_is_read_from_its_own_row() {
    let mut form = complete();
    let mut n = 0;
    for block in [26, 32, 38, 44, 50, 56, 62, 68] {
        for offset in 0..4 {
            form = form.put("Declaration", &format!("G{}", block + offset), format!("note {n}").as_str());
            n += 1;
        }
    }
    let read = said(&form);
    let metals: Vec<&str> = read.metals.iter().map(|metal| metal.metal.as_str()).collect();
    assert_eq!(metals, ["Tantalum", "Tin", "Gold", "Tungsten"]);
    for (offset, metal) in read.metals.iter().enumerate() {
        for (number, reply) in metal.replies.iter().enumerate() {
            assert_eq!(reply.question, format!("q{}", number + 1));
            assert_eq!(reply.at, format!("D{}", 26 + 6 * number + offset));
            assert_eq!(reply.comment, Some(format!("note {}", number * 4 + offset)));
        }
    }
    let letters: Vec<(&str, &str)> = read.company_answers.iter().map(|reply| (reply.question.as_str(), reply.at.as_str())).collect();
    assert_eq!(letters, [("A", "D75"), ("B", "D77"), ("C", "D79"), ("D", "D81"), ("E", "D83"), ("F", "D85"), ("G", "D87"), ("H", "D89")]);
}

#[test]
fn the_number_one_is_one_hundred_percent() {
    let read = said(&complete().put("Declaration", "D58", 1.0));
    assert_eq!(read.reply("Gold", Subject::ShareAnswered).unwrap().value.as_deref(), Some("100%"));
}

#[test]
fn an_identification_stands_in_column_a_or_in_column_f() {
    let read = said(&complete().put("Smelter List", "A6", "CID000001").put("Smelter List", "B6", Put::Formula("str", "Gold")));
    let ids: Vec<Option<&str>> = read.smelters.iter().map(|row| row.cid()).collect();
    assert_eq!(ids, [Some("CID009999"), Some("CID000001")]);
}

#[test]
fn untouched_rows_with_formulas_are_no_smelters() {
    let mut form = complete();
    for row in 6..60 {
        for (column, kind, result) in
            [('B', "str", ""), ('C', "e", "#N/A"), ('D', "n", "0"), ('E', "e", "#REF!"), ('F', "str", "#N/A"), ('R', "str", "#N/A")]
        {
            form = form.put("Smelter List", &format!("{column}{row}"), Put::Formula(kind, result));
        }
    }
    let read = said(&form);
    assert_eq!(read.smelters.len(), 1);
    assert_eq!(read.smelters[0].street, None);
}

#[test]
fn a_copyright_line_is_no_product_and_ghost_tables_are_no_smelters() {
    let form = complete()
        .put("Product List", "B6", "P-1")
        .put("Product List", "C6", "Paste\n")
        .put("Product List", "B7", "© somebody")
        .put("Smelter List", "B6", "A".repeat(40).as_str())
        .put("Smelter List", "B7", "Gold")
        .put("Smelter List", "B2600", "Gold");
    let read = said(&form);
    assert_eq!(read.products.len(), 1);
    assert_eq!(read.products[0].name.as_deref(), Some("Paste"));
    assert_eq!(read.smelters.len(), 1);
}

#[test]
fn text_dates_real_dates_and_dates_from_1904_are_one_day() {
    let day = Some("2026-09-14".parse().unwrap());
    assert_eq!(said(&complete()).dated, day);
    assert_eq!(said(&complete().put("Declaration", "D22", "14-Sep-2026")).dated, day);
    assert_eq!(said(&complete().put("Declaration", "D22", 46_279.0)).dated, day);
    assert_eq!(said(&complete().put("Declaration", "D22", Put::Day(46_279.0 - 1_462.0)).counting_from_1904()).dated, day);
}

#[test]
fn foreign_text_is_clean_and_in_one_line() {
    let read = said(&complete().put("Declaration", "D8", " Aoba\u{202e}\n Parts\t\u{200b}K.K. "));
    assert_eq!(read.says(Field::Company), Some("Aoba Parts K.K."));
}

#[test]
fn contact_persons_of_smelters_are_not_taken() {
    let form = complete().put("Smelter List", "K5", "Jane Doe").put("Smelter List", "L5", "jane@example.com");
    let verdict = form.verdict();
    assert!(verdict.declaration.as_ref().unwrap().smelters[0].names_a_contact);
    assert!(!format!("{:?}", verdict.declaration).contains("jane"));
}

#[test]
fn older_generations_and_other_templates_are_named_and_not_guessed() {
    for (revision, version) in [
        ("1.   July 18th 2011", "1"),
        ("Revision 4.01b\nNovember 16, 2015", "4.01b"),
        ("Revision 2.03a\nJuly 25, 2013", "2.03a"),
        ("Revision 5.12\nApril 26, 2019", "5.12"),
    ] {
        let read = said(&complete().put("Declaration", "J3", revision));
        assert_eq!(read.version.to_string(), version);
        assert!(read.metals.is_empty() && read.smelters.is_empty());
    }
    let read = said(&blank("Revision 2.1\nOctober 17, 2025").put("Declaration", "D2", "拡張 (EMRT)").put("Declaration", "D8", "Andes"));
    assert_eq!((read.template, read.says(Field::Company)), (Template::Emrt, Some("Andes")));
}
