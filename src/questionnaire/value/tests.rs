use super::*;
use crate::builtin;
use crate::language::Lang;
use crate::questionnaire::Questionnaire;

fn sets() -> Vec<Questionnaire> {
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(file, text)| (file, text.to_owned())).collect();
    crate::questionnaire::file::read_all(&files, None).0
}

fn said(sets: &[Questionnaire], id: &str, typed: &str) -> Result<String, Refusal> {
    let question = sets.iter().find_map(|set| set.question(id)).expect("a row");
    normalise(question, &[typed.to_owned()]).map(|value| value.join(" & "))
}

#[test]
fn a_decimal_comma_is_asked_about_and_never_taken_out() {
    let sets = sets();
    for (id, typed) in [
        ("csr-saq.C12", "1,5"),
        ("csr-saq.C12", "0,5"),
        ("csr-saq.C12", "１，５"),
        ("quality-bcp.Q15", "9,5"),
        ("csr-saq.C10", "peak=62,5"),
        ("csr-saq.F5", "scope1=28,84,202"),
    ] {
        let refusal = said(&sets, id, typed).expect_err(typed);
        assert!(refusal.what.to_string().contains("is the comma a decimal point?"), "{refusal:?}");
    }
    for typed in ["2.884.202", "2 884 202", "2'884'202", "2_884_202"] {
        let refusal = said(&sets, "csr-saq.F5", &format!("scope1={typed}")).expect_err(typed);
        assert!(refusal.what.to_string().contains("groups of digits"), "{refusal:?}");
    }
    assert_eq!(said(&sets, "csr-saq.F5", "scope1=2,884,202").expect("thousands"), "scope1=2884202");
}

#[test]
fn a_number_is_recorded_as_the_same_number_whatever_way_it_was_typed() {
    let sets = sets();
    for (id, typed, wanted) in [
        ("csr-saq.C12", "05", "5"),
        ("csr-saq.C12", "+6.50", "6.5"),
        ("csr-saq.C12", "３", "3"),
        ("csr-saq.C12", "3 days", "3"),
        ("csr-saq.C12", "1 day", "1"),
        ("csr-saq.C12", "3日", "3"),
        ("csr-saq.C12", "3天", "3"),
        ("csr-saq.C12", "１．５", "1.5"),
        ("quality-bcp.Q15", "95 %", "95"),
        ("quality-bcp.Q15", "９５％", "95"),
        ("quality-bcp.Q15", "95.0", "95"),
        ("smelter-dd.F12", "－0.5 %", "-0.5"),
        ("csr-saq.C10", "peak=62,average=51", "peak=62 & average=51"),
        ("csr-saq.C10", "peak=６２ h、average=51", "peak=62 & average=51"),
        ("csr-saq.C10", "62, 51", "peak=62 & average=51"),
        ("csr-saq.F5", "scope1=1,234,scope2=20", "scope1=1234 & scope2=20"),
    ] {
        assert_eq!(said(&sets, id, typed).unwrap_or_else(|why| panic!("{typed}: {why:?}")), wanted, "{typed}");
    }
}

#[test]
fn another_unit_and_half_a_case_are_refused_in_the_readers_language() {
    let sets = sets();
    let refusal = said(&sets, "csr-saq.C12", "3 weeks").expect_err("another unit");
    assert!(refusal.what.to_string().contains("weeks"), "{refusal:?}");
    let refusal = said(&sets, "csr-saq.C12", "abc").expect_err("no number").sentence();
    assert!(refusal.in_lang(Lang::Ja).contains("単位：日") && refusal.in_lang(Lang::Zh).contains("天"), "{refusal:?}");
    assert!(!refusal.in_lang(Lang::Ja).contains("days"), "{refusal:?}");
    assert!(said(&sets, "csr-saq.D5", "deaths=0.5").expect_err("half a person").what.to_string().contains("not a whole number"));
    assert!(said(&sets, "csr-saq.C12", "-1").is_err() && said(&sets, "smelter-dd.F12", "-101").is_err());
}

#[test]
fn a_cell_that_is_no_number_or_below_nothing_is_refused_with_its_column_and_its_row() {
    let sets = sets();
    for (id, row, words) in [
        ("copper-dd.K27", "scrap | 100 | 25.5 | 99,9", ["copper claimed", "99,9"]),
        ("copper-dd.K27", "scrap | -100 | 25.5 | 9", ["dry mass", "-100"]),
        ("copper-dd.K27", "scrap | 100 | 125 | 9", ["copper content", "125"]),
        ("quality-bcp.Q31", "2023 | 3 | 2,884,202 | 1,04", ["stated rate", "1,04"]),
        ("quality-bcp.Q31", "2023 | 3.5 | 2,884,202 | 1.04", ["lost-time injuries", "3.5"]),
        ("quality-bcp.Q31", "2023 | 3 | -5 | 1.04", ["hours worked", "-5"]),
        ("green-procurement.N10b", "solder | Cd | -0.1 %", ["content", "-0.1 %"]),
        ("green-procurement.N10b", "solder | Cd | trace", ["content", "trace"]),
        ("green-procurement.N10b", "solder | Cd | N/A", ["content", "N/A"]),
        ("quality-bcp.Q32", "landfill | <1 % | -1 %", ["reached", "-1 %"]),
        ("csr-saq.E3", "Nguyen | 9,5 | VN | no", ["share", "9,5"]),
    ] {
        let refusal = said(&sets, id, row).expect_err(row).what.to_string();
        assert!(words.iter().all(|word| refusal.contains(word)), "{refusal}");
    }
    let question = sets.iter().find_map(|set| set.question("copper-dd.K27")).expect("a row");
    let rows = ["scrap | 100 t | 25.5 % | 9", "slag | 1 | 1 | 1,5"].map(str::to_owned);
    assert!(normalise(question, &rows).expect_err("a comma").what.to_string().starts_with("row 2: copper claimed"));
    assert_eq!(said(&sets, "copper-dd.K27", "scrap | １００ t | 25.5％ | 9").expect("taken"), "scrap\t１００\t25.5\t9");
    assert!(said(&sets, "quality-bcp.Q32", "CO2 on last year | ≤-3 % | -5 %").is_ok(), "the goal lies below zero as well");
    assert!(said(&sets, "quality-bcp.Q32", "lead | 200ppm以下 | 100 ppm").is_ok(), "a sign in words");
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_told_as_such() {
    let sets = sets();
    let row = |day: &str| said(&sets, "copper-dd.K23c", &format!("lot 7 | A1181 | VN | JP | VN-1 | {day}"));
    assert!(row("2026-02-30").expect_err("no such day").what.to_string().contains("no such day"));
    assert!(row("soon").expect_err("no day").what.to_string().contains("not a date"));
    assert!(row("２０２６－０２－０１").expect("a day").ends_with("2026-02-01"));
}

#[test]
fn what_an_old_record_holds_and_is_no_number_is_told_and_never_counts_as_one() {
    let sets = sets();
    let question = |id: &str| sets.iter().find_map(|set| set.question(id)).expect("a row");
    let Kind::Rows(balance) = &question("copper-dd.K27").kind else { panic!("a table") };
    assert!(unsound(balance, &["scrap\t100\t25.5\t9".to_owned(), "slag\t1\t\t".to_owned()]).is_empty());
    let found = unsound(balance, &["scrap\t100\t25.5\t9".to_owned(), "slag\t1\t-2\t99,9".to_owned()]);
    assert_eq!(found.len(), 2, "{found:?}");
    let number = |id: &str, recorded: &str, part| as_value(&question(id).kind, &[recorded.to_owned()], part);
    assert_eq!(number("csr-saq.C12", "1,5", None), None);
    assert_eq!(number("quality-bcp.Q15", "95 ", None), Some(Value::Number(crate::ratio::Ratio::whole(95))));
    assert_eq!(number("csr-saq.C10", "average=2,884", Some("average")), Some(Value::Number(crate::ratio::Ratio::whole(2884))));
}

#[test]
fn a_place_is_taken_by_code_or_name_and_a_code_nobody_has_is_asked_about() {
    for (typed, wanted) in [
        ("CL", "CL"),
        ("cl-an", "CL-AN"),
        ("Chile", "CL"),
        ("チリ", "CL"),
        ("智利", "CL"),
        ("Guinea-Bissau", "GW"),
        ("Chile, Antofagasta", "CL-AN"),
        ("コンゴ民主共和国 北キブ", "CD-NK"),
        ("CD-Haut-Katanga", "CD-HK"),
        ("ＪＰ－１３", "JP-13"),
        ("DR Congo", "CD"),
        ("CG", "CG"),
        ("Congo (Kinshasa)", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("刚果（金）", "CD"),
    ] {
        assert_eq!(places::place(typed).unwrap_or_else(|why| panic!("{typed}: {why:?}")), wanted, "{typed}");
    }
    for (typed, what, next) in [
        ("XX", "is no known country", "CL-AN"),
        ("Xanadu, North", "is no known country", "CL-AN"),
        ("CL-ZZ", "\"ZZ\" is no known region of CL", "ISO 3166-2"),
        ("IN-Chattisgarh", "\"Chattisgarh\" is no known region of IN", "IN-CG"),
        ("Congo", "name of two countries", "DR Congo (CD), Congo (CG)"),
        ("Congo-Nord-Kivu", "name of two countries", "CD"),
        ("コンゴ 北キブ", "name of two countries", "CG"),
        ("UA-Kiev", "\"Kiev\" is no known region of UA", "UA-32"),
    ] {
        let refusal = places::place(typed).expect_err(typed);
        assert!(refusal.what.to_string().contains(what) && refusal.next.to_string().contains(next), "{typed}: {refusal:?}");
    }
    let sets = sets();
    assert_eq!(said(&sets, "tantalum-dd.TA3", "Mine 1 | RW | | Depot").expect("a row"), "Mine 1\tRW\t\tDepot");
    let refusal = said(&sets, "tantalum-dd.TA3", "Mine 1 | XX | | Depot").expect_err("no country");
    assert!(refusal.what.to_string().contains("country: \"XX\" is no known country"), "{refusal:?}");
}
