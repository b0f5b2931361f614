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
    for (revision, version) in
        [("1.   July 18th 2011", "1"), ("Revision 4.01b\nNovember 16, 2015", "4.01b"), ("Revision 5.12\nApril 26, 2019", "5.12")]
    {
        let read = said(&complete().put("Declaration", "J3", revision));
        assert_eq!(read.version.to_string(), version);
        assert!(read.metals.is_empty() && read.smelters.is_empty());
    }
    let read = said(&blank("Revision 1.02\nDecember 23, 2021").put("Declaration", "D2", "拡張 (EMRT)").put("Declaration", "D30", "Yes"));
    assert!(read.metals.is_empty(), "a version that was never seen is not guessed");
    let read = said(&blank("Revision 2.1\nOctober 17, 2025").put("Declaration", "D2", "拡張 (EMRT)").put("Declaration", "D8", "Andes"));
    assert_eq!((read.template, read.says(Field::Company)), (Template::Emrt, Some("Andes")));
}

/// A form of another template, with its title and its answers.
pub(crate) fn form(title: &str, revision: &str, cells: &[(&str, &str)]) -> Sample {
    let titled = blank(revision).clear("Revision", "B2").clear("Revision", "B3").put("Declaration", "D2", title);
    cells.iter().fold(titled, |form, (at, text)| form.put("Declaration", at, *text))
}

fn answer<'a>(read: &'a Declaration, metal: &str, subject: Subject) -> Option<&'a str> {
    read.reply(metal, subject)?.value.as_deref()
}

fn metals(read: &Declaration) -> Vec<&str> {
    read.metals.iter().map(|metal| metal.metal.as_str()).collect()
}

#[test]
fn a_mineral_is_found_by_the_caption_beside_its_answer_never_by_its_row() {
    let cells = [
        ("D12", "Nickel"),
        ("E12", "Cobalt"),
        ("D26", "14-Sep-2026"),
        ("B33", "Nickel(*)"),
        ("D33", "Yes"),
        ("B30", "钴(*)"),
        ("D30", "No"),
        ("B80", "Nickel"),
        ("D80", "50% or less"),
        ("B125", "Nickel"),
        ("D125", "Yes, when more processors are validated"),
        ("D115", "Yes"),
    ];
    for revision in ["Revision 2.0\nApril 25, 2025", "Revision 2.1\nOctober 17, 2025"] {
        let read = said(&form("擴展 (EMRT)", revision, &cells));
        assert_eq!(metals(&read), ["Cobalt", "Nickel"]);
        assert_eq!(answer(&read, "Nickel", Subject::Used), Some("Yes"));
        assert_eq!(read.reply("Nickel", Subject::Used).unwrap().at, "D33");
        assert_eq!(answer(&read, "Cobalt", Subject::Used), Some("No"));
        assert_eq!(answer(&read, "Nickel", Subject::ShareAnswered), Some("50% or less"));
        assert_eq!(answer(&read, "Nickel", Subject::ValidatedSmelters), Some("Yes, when more processors are validated"));
        assert_eq!(answer(&read, "Cobalt", Subject::ShareAnswered), None);
        assert_eq!(read.company_reply("A").unwrap().value.as_deref(), Some("Yes"));
        assert!(read.company_reply("C").is_none(), "C is asked per mineral");
        assert_eq!(read.dated, Some("2026-09-14".parse().unwrap()));
    }
}

#[test]
fn captions_lost_by_a_program_are_replaced_by_the_forms_own_order_and_said() {
    let read = said(&form("(EMRT)", "Revision 2.1", &[("D12", "Nickel"), ("E12", "Cobalt"), ("D30", "No"), ("D31", "Yes")]));
    assert_eq!(answer(&read, "Cobalt", Subject::Used), Some("No"));
    assert_eq!(answer(&read, "Nickel", Subject::Used), Some("Yes"));
    assert!(read.notices.iter().any(|notice| notice.code == "minerals-by-order"));
}

#[test]
fn an_answer_beside_no_mineral_is_given_to_none() {
    let read = said(&form("(EMRT)", "Revision 2.1", &[("D12", "Copper"), ("B30", "Copper"), ("D30", "Yes"), ("D32", "No")]));
    assert_eq!(metals(&read), ["Copper"]);
    let stray: Vec<&str> =
        read.notices.iter().filter(|notice| notice.code == "answer-without-mineral").map(|notice| notice.at.as_str()).collect();
    assert_eq!(stray, ["D32"]);
}

#[test]
fn the_first_extended_template_asks_for_cobalt_and_mica_on_fixed_rows() {
    let cells =
        [("D26", "Yes"), ("D27", "Not applicable for this declaration"), ("D38", "DRC only"), ("D44", "No"), ("D74", "Yes"), ("D83", "No")];
    let read = said(&form("(EMRT)", "Revision 1.3\nApril 26, 2024", &cells).put("Declaration", "D50", 1.0));
    assert_eq!(metals(&read), ["Cobalt", "Mica"]);
    assert_eq!(answer(&read, "Cobalt", Subject::Cahra), Some("DRC only"));
    assert_eq!(answer(&read, "Cobalt", Subject::Recycled), Some("No"));
    assert!(read.reply("Mica", Subject::Recycled).is_none(), "only cobalt is asked about recycling");
    assert_eq!(answer(&read, "Cobalt", Subject::ShareAnswered), Some("100%"));
    assert_eq!(answer(&read, "Mica", Subject::Used), Some("Not applicable for this declaration"));
    assert!(read.metals.iter().flat_map(|metal| &metal.replies).all(|reply| reply.allowed));
    assert_eq!(read.company_reply("G").unwrap().value.as_deref(), Some("No"));
}

#[test]
fn mines_reasons_and_the_requesters_product_numbers_are_read() {
    let read = said(
        &form(
            "(AMRT)",
            "Revision 1.3",
            &[("D12", "Silver"), ("E12", "Other [specify below]"), ("E15", "Gallium"), ("B31", "Gallium"), ("D31", "Yes")],
        )
        .put("Mine List", "A5", "Silver")
        .put("Mine List", "C5", "Example Mine")
        .put("Mine List", "F5", "PERU")
        .put("Mine List", "J5", "Jane Doe")
        .put("Minerals Scope", "B8", "Silver")
        .put("Minerals Scope", "C8", "Customer request")
        .put("Product List", "B6", "P-1")
        .put("Product List", "D6", "R-9")
        .put("Product List", "F6", "note"),
    );
    assert_eq!(metals(&read), ["Gallium", "Silver"]);
    assert_eq!(read.chosen[1].at, "E15");
    let mine = &read.mines[0];
    assert_eq!((mine.name.as_deref(), mine.country.as_deref(), mine.names_a_contact), (Some("Example Mine"), Some("PERU"), true));
    assert_eq!(read.reasons[0].reason.as_deref(), Some("Customer request"));
    let product = &read.products[0];
    assert_eq!((product.requester_number.as_deref(), product.comment.as_deref()), (Some("R-9"), Some("note")));
}

#[test]
fn the_additional_template_of_2024_has_free_minerals_and_a_smelter_list_from_column_a() {
    let read = said(
        &form(
            "(AMRT)",
            "Revision 1.2\nOctober 4, 2024",
            &[("D12", "aluminium"), ("I13", "Gallium"), ("B28", "Aluminum"), ("D28", "Yes"), ("B40", "Aluminum")],
        )
        .put("Declaration", "D40", 1.0)
        .put("Smelter List", "A5", "Aluminium")
        .put("Smelter List", "B5", "Example Works")
        .put("Smelter List", "C5", "NORWAY")
        .put("Smelter List", "D5", "CID009999"),
    );
    assert_eq!(metals(&read), ["Aluminum", "Gallium"]);
    assert_eq!(answer(&read, "Aluminum", Subject::ShareAnswered), Some("100%"));
    let row = &read.smelters[0];
    assert_eq!((row.metal.as_deref(), row.called(), row.cid()), (Some("Aluminum"), Some("Example Works"), Some("CID009999")));
}

#[test]
fn the_cobalt_template_and_the_forms_of_2013_are_read_for_display() {
    let read = said(&form("(CRT)", "Revision 2.2", &[("D26", "Yes"), ("D32", "DRC only"), ("D56", "Yes"), ("D79", "No")]));
    assert_eq!(metals(&read), ["Cobalt"]);
    assert_eq!(answer(&read, "Cobalt", Subject::AllReported), Some("Yes"));
    assert_eq!(read.company_reply("I").unwrap().value.as_deref(), Some("No"));
    for (revision, column) in [("Revision 2.0", 'N'), ("Revision 2.01", 'N'), ("Revision 2.02", 'O'), ("Revision 2.03a", 'O')] {
        let old =
            form("Conflict Minerals Reporting Template", revision, &[("D8", "Aoba"), ("D24", "Yes"), ("D54", "No"), ("D18", "2013-05-02")])
                .put("Smelter List", "B5", "Gold")
                .put("Smelter List", "F5", "1JPN001")
                .put("Smelter List", &format!("{column}5"), "a comment");
        let read = said(&old);
        assert_eq!(answer(&read, "Gold", Subject::AllValidated), Some("No"), "{revision}");
        let row = &read.smelters[0];
        assert_eq!(row.comment.as_deref(), Some("a comment"), "{revision}");
        assert_eq!(row.cid().is_some(), column == 'O', "{revision}");
    }
}

#[test]
fn answers_in_other_languages_are_taken_and_said() {
    let read = said(&complete().put("Declaration", "D28", "はい").put("Declaration", "D40", "否").put("Declaration", "D75", "Oui"));
    assert_eq!(answer(&read, "Gold", Subject::Used), Some("Yes"));
    assert_eq!(answer(&read, "Gold", Subject::CoveredCountries), Some("No"));
    let said: Vec<(&str, &str)> = read
        .notices
        .iter()
        .filter(|notice| notice.code == "answer-in-other-language")
        .map(|notice| (notice.at.as_str(), notice.value.as_str()))
        .collect();
    assert_eq!(said, [("D28", "はい"), ("D40", "否"), ("D75", "Oui")]);
}
