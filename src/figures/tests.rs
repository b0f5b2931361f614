use super::*;
use crate::language::Lang;

fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn verdicts(remarks: &[Remark]) -> Vec<&'static str> {
    remarks.iter().map(|remark| remark.verdict).collect()
}

#[test]
fn r45_a_lost_time_rate_follows_from_cases_and_hours_and_a_stated_one_that_does_not_is_marked() {
    let rate = lost_time_rate("3", "2,884,202").expect("a rate");
    assert_eq!(rate.decimals(2), "1.04");
    assert_eq!(stated_rate(rate, "1.04").verdict, "matches");
    let other = lost_time_rate("6", "3,210,160").expect("a rate");
    let remark = stated_rate(other, "1.56");
    assert_eq!((remark.verdict, remark.adverse), ("does-not-match", true));
    let said = remark.sentence.to_string();
    assert!(said.contains("does not match") && said.contains("1.56") && said.contains("1.87"), "{said}");
    assert!(lost_time_rate("3", "").is_err() && lost_time_rate("3", "0").is_err() && lost_time_rate("", "100").is_err());
}

#[test]
fn r46_a_comparator_is_part_of_a_goal() {
    let verdict = |goal: &str, value: &str| Goal::read(goal).expect("a goal").met_by(value).expect("compared").verdict;
    assert_eq!(verdict("<1 %", "0.99 %"), "met");
    assert_eq!(verdict("<1 %", "1.00 %"), "not-met");
    assert_eq!(verdict("≤0.70", "0.96"), "not-met");
    assert_eq!(verdict("≤0.70", "0.70"), "met");
    assert_eq!(verdict("≥70 %", "68.8 %"), "not-met");
    assert_eq!(verdict(">=70%", "70.0％"), "met");
    assert!(Goal::read("70 %").is_err(), "without a comparator it is no goal");
    assert!(Goal::read("<1 %").expect("a goal").met_by("0.5").is_err(), "units are not guessed");
}

#[test]
fn r47_a_published_total_that_differs_by_rounding_is_kept_as_published_with_a_note() {
    let parts = |all: &[&str]| all.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    let kept = published("100.0", &parts(&["33.3", "33.3", "33.3"])).expect("numbers");
    assert_eq!((kept.verdict, kept.adverse), ("kept-as-published", false));
    assert!(kept.sentence.to_string().contains("100.0") && kept.sentence.to_string().contains("99.9"));
    assert_eq!(published("100", &parts(&["60", "40"])).expect("numbers").verdict, "adds-up");
    assert_eq!(published("110", &parts(&["60", "40"])).expect("numbers").verdict, "does-not-add-up");
}

#[test]
fn r31_claims_above_the_credited_content_are_refused_with_both_numbers() {
    let fine = balance(&cells("item,mass,content,claimed\nscrap,100,25.5,20\ncathode,10,0,5.5")).expect("a balance");
    assert_eq!(verdicts(&fine), ["covered"]);
    let over = balance(&cells("item,mass,content,claimed\nscrap,100,25.5,20\ncathode,10,0,5.51")).expect("a balance");
    let last = over.last().expect("a remark");
    assert_eq!(last.verdict, "refused");
    assert!(last.sentence.to_string().contains("25.51") && last.sentence.to_string().contains("25.5"));
    let blank = balance(&cells("item,mass,content,claimed\nscrap,100,,1")).expect("a balance");
    assert_eq!(verdicts(&blank), ["not-credited", "refused"]);
    assert!(balance(&cells("item,mass\nscrap,1")).is_err());
}

const LIST: &str = "[[substance]]\nid = \"7439-92-1\"\nname = { en = \"lead\", ja = \"鉛\", zh = \"铅\" }\nlimit = \"0.1 %\"\n\
                    [[substance]]\nid = \"7440-43-9\"\nname = { en = \"cadmium\", ja = \"カドミウム\", zh = \"镉\" }\nlimit = \"0.01 %\"\n";

#[test]
fn r26_a_content_above_its_limit_names_the_substance_and_a_blank_is_not_declared() {
    let (list, problems) = read_substances("substances.toml", LIST);
    assert_eq!((list.len(), problems.len()), (2, 0));
    let remarks =
        content(&list, &cells("item,substance,content\nsolder,鉛,0.12 %\nsolder,cadmium,\nwire,7439-92-1,0.1 %")).expect("contents");
    assert_eq!(verdicts(&remarks), ["above-limit", "not-declared", "within-limit", "not-declared"]);
    assert!(remarks[0].sentence.to_string().contains("lead") && remarks[0].sentence.to_string().contains("0.12 %"));
    assert!(remarks[1].sentence.to_string().contains("not declared"));
    let (_, problems) = read_substances("substances.toml", &LIST.replace("0.1 %", "little"));
    assert_eq!((problems[0].place.line, problems[0].code), (4, "bad-limit"));
}

const FORMS: &str = "[[substance]]\nid = \"18540-29-9\"\nname = { en = \"hexavalent chromium\", ja = \"六価クロム\", zh = \"六价铬\" }\nalso = [\"Cr(VI)\", \"Cr6+\"]\nlimit = \"0.1 %\"\n\
                     [[substance]]\nid = \"TBT\"\nname = { en = \"organotin compounds\", ja = \"有機スズ\", zh = \"有机锡\" }\nalso = [\"tributyltin\"]\nlimit = \"0.1 %\"\n";

fn found_of(substance: &str, said: &str) -> (Vec<&'static str>, String) {
    let (list, problems) =
        read_substances("substances.toml", &(LIST.replace("id = \"7440-43-9\"", "also = [\"Cd\"]\nid = \"7440-43-9\"") + FORMS));
    assert!(problems.is_empty(), "{problems:?}");
    let row = |id: &str, said: &str| ["solder", id, said].map(str::to_owned).to_vec();
    let cells = vec![cells("item,substance,content").remove(0), row(substance, said), row("others", "<0.0001 %")];
    let remarks = content(&list, &cells).expect("contents");
    (verdicts(&remarks), remarks.iter().map(|remark| remark.sentence.to_string()).collect::<Vec<_>>().join("\n"))
}

#[test]
fn r26_a_substance_is_known_in_any_width_case_and_hyphen_by_its_number_and_within_a_longer_name() {
    for named in [
        "7440-43-9",
        "7440\u{2011}43\u{2011}9",
        "７４４０－４３－９",
        "CAS 7440-43-9",
        "CAS番号：7440-43-9",
        "CAS No. 7440–43–9 (Kadmium)",
        "Ｃｄ",
        "CADMIUM",
    ] {
        let (verdicts, said) = found_of(named, "5 %");
        assert_eq!(verdicts, ["above-limit", "within-limit"], "{named}: {said}");
        assert!(!said.contains("taken for"), "{named}: {said}");
    }
    for named in ["カドミウム及びその化合物", "cadmium compounds", "镉及其化合物", "Cd化合物", "cadmium oxide (1306-19-0)"]
    {
        let (verdicts, said) = found_of(named, "5 %");
        assert_eq!(verdicts, ["above-limit", "within-limit"], "{named}: {said}");
        assert!(said.contains("is taken for cadmium") && said.contains("by homogeneous material"), "{named}: {said}");
    }
    assert_eq!(found_of("酸化鉛", "5 %").0[0], "above-limit");
    assert_eq!(found_of("Cr6+", "5 %").0[0], "above-limit");
}

#[test]
fn r26_a_name_nobody_can_match_is_asked_for_and_a_line_for_the_others_clears_nothing_beside_it() {
    for (named, near) in [
        ("kadmium", "is cadmium (7440-43-9) meant?"),
        ("カドミュウム", "is cadmium (7440-43-9) meant?"),
        ("7440-43-8", "last digit would have to be 9; is cadmium"),
        ("chromium", "is hexavalent chromium (18540-29-9) meant?"),
        ("1306-19-0", "none of the listed substances"),
        ("mystery resin", "none of the listed substances"),
        ("lead-free", "none of the listed substances"),
        ("無鉛", "none of the listed substances"),
        ("Pb, Cadmium, lead", "more than one listed substance (lead (7439-92-1), cadmium (7440-43-9))"),
        ("", "none of the listed substances"),
    ] {
        let (verdicts, said) = found_of(named, "5 %");
        assert_eq!(verdicts, ["which-substance", "which-substance"], "{named}: {said}");
        assert!(said.contains(near) && said.contains("clears nothing"), "{named}: {said}");
    }
}

#[test]
fn r26_a_metal_that_is_not_limited_is_no_name_to_ask_for() {
    for named in ["亜鉛", "酸化亜鉛", "Zinc", "Tin (Sn)", "copper", "metallic chromium", "金属クロム", "三価クロム"] {
        let (verdicts, said) = found_of(named, "18 %");
        let wanted = if named == "酸化亜鉛" { "which-substance" } else { "not-in-list" };
        assert_eq!(verdicts[0], wanted, "{named}: {said}");
        assert!(!said.contains("above the limit"), "{named}: {said}");
    }
}

#[test]
fn r26_a_substance_in_something_is_not_held_against_the_limit_it_has_elsewhere() {
    let resin = "[[substance]]\nid = \"CD-RESIN\"\nname = { en = \"cadmium in resin and paint\", ja = \"樹脂・塗料中のカドミウム\", zh = \"树脂、涂料中的镉\" }\nalso = [\"cadmium in paint\", \"涂料中的镉\"]\nlimit = \"5 ppm\"\ndeclare = false\n";
    let (list, problems) = read_substances("substances.toml", &format!("{LIST}{resin}"));
    assert!(problems.is_empty(), "{problems:?}");
    let first = |named: &str| content(&list, &cells(&format!("item,substance,content\nink,{named},50 ppm"))).expect("contents").remove(0);
    assert_eq!(first("cadmium in paint").verdict, "above-limit");
    assert_eq!(first("涂料中的镉").verdict, "above-limit");
    assert_eq!(first("cadmium oxide").verdict, "within-limit");
    for named in ["cadmium in plastic", "プラスチック中のカドミウム"] {
        let asked = first(named);
        assert_eq!(asked.verdict, "which-substance", "{named}");
        assert!(asked.sentence.to_string().contains("CD-RESIN"), "{}", asked.sentence);
    }
}

#[test]
fn r26_a_sound_number_beside_a_name_that_is_not_listed_is_nothing_to_ask_for() {
    assert_eq!(found_of("Silicon 7440-21-3", "0.2 %").0[0], "not-in-list");
    assert_eq!(found_of("7440-21-3", "0.2 %").0[0], "which-substance", "a number alone");
}

fn today() -> Option<jiff::civil::Date> {
    Some(jiff::civil::date(2026, 11, 23))
}

#[test]
fn r30_a_footprint_is_taken_only_with_unit_boundary_and_date_and_a_verified_one_is_told_apart() {
    let head = "item,value,unit,boundary,date,verified-by\n";
    let found = |rows: &str| footprints(&cells(&format!("{head}{rows}")), today()).expect("a table");
    let remarks = found(
        "cathode,2.1,kg CO2e/kg,cradle to gate,2026-03-31,TÜV\nwire,2.5,kg CO2e/kg,cradle to gate,2026-03-31,\nfoil,3.0,,cradle to gate,2026-03-31,\nrod,3,kg CO2e/kg,gate,soon,\npipe,,,,,",
    );
    assert_eq!(verdicts(&remarks), ["verified", "unverified", "not-taken", "not-taken", "not-stated"]);
    assert!(remarks[2].sentence.to_string().contains("unit"));
    let verdict = |unit: &str, date: &str, by: &str| found(&format!("rod,3,{unit},cradle to gate,{date},{by}"))[0].verdict;
    for unit in ["t CO2e/t", "t-CO2eq/t", "kgCO₂e／kg", "g CO2 per piece", "kg-CO2換算/kg"] {
        assert_eq!(verdict(unit, "2026-11-23", "Example Assurance"), "verified", "{unit}");
    }
    for unit in ["kg", "kg/kg", "CO2", "kg CO2e", "%", "kWh/kg", "kg CO2e/"] {
        assert_eq!(verdict(unit, "2026-11-23", "Example Assurance"), "not-taken", "{unit}");
    }
    for by in ["none", "-", "no", "No.", "未検証", "无", "ー", "N/A", "self", "self declared", "自社確認", "internal audit"] {
        assert_eq!(verdict("t CO2e/t", "2026-11-23", by), "unverified", "{by}");
    }
    assert_eq!(verdict("t CO2e/t", "2026-11-24", "Example Assurance"), "not-taken", "a day to come");
}

#[test]
fn r29_a_site_without_assessment_reads_not_assessed_never_low() {
    let against = Against { today: today(), ..Against::default() };
    let found = |rows: &str, against| water(&cells(&format!("site,level,source,date\n{rows}")), against).expect("a table");
    let remarks = found("Main,low,Aqueduct,2026-01-31\nEast,,,\nWest,low,,", against);
    assert_eq!(verdicts(&remarks), ["low", "not-assessed", "not-assessed", "coverage"]);
    assert!(remarks[1].sentence.to_string().contains("not assessed") && !remarks[1].sentence.to_string().contains("low"));
    assert!(remarks[3].sentence.to_string().contains("1 of 3"));
    for row in ["Main,low,Aqueduct,2026-11-24", "Main,low,Aqueduct 4.0 (2023),2021-05-01", "Main,low,Aqueduct,soon", "Main,low,,2026-01-31"]
    {
        let remarks = found(row, against);
        assert_eq!(verdicts(&remarks), ["not-assessed", "coverage"], "{row}");
        let said = remarks[0].sentence.to_string();
        assert!(said.contains("not assessed, since") && remarks[1].sentence.to_string().contains("0 of 1"), "{row}: {said}");
    }
    for source in ["Aqueduct 4.0 (2023)", "Aqueduct 4.0 (2023) 2030 scenario"] {
        assert_eq!(verdicts(&found(&format!("Main,Extremely High,{source},2024-05-01"), against)), ["high", "coverage"], "{source}");
    }
    let site = |id: &str, name: &str| crate::supplier::Site { id: id.to_owned(), name: name.to_owned(), ..Default::default() };
    let sites = [site("yard", "Bãi Hải Phòng"), site("collection", "Bac Ninh"), site("office", "")];
    let remarks = found("bai hai phong,low,Aqueduct 4.0,2026-01-31", Against { sites: &sites, ..against });
    assert_eq!(verdicts(&remarks), ["low", "not-assessed", "not-assessed", "coverage"]);
    let said: Vec<String> = remarks.iter().map(|remark| remark.sentence.to_string()).collect();
    assert!(said[1].starts_with("Bac Ninh: not assessed") && said[3].contains("1 of 3"), "{said:?}");
}

#[test]
fn r32_a_consent_of_a_day_to_come_is_none_yet() {
    let told = consents(&cells("shipment,consent\nlot 1,2026-11-23\nlot 2,2099-01-01\nlot 3,"), today()).expect("a table");
    assert_eq!(verdicts(&told), ["consented", "consent-missing", "consent-missing"]);
    assert!(told[1].sentence.to_string().contains("consent missing; 2099-01-01 is still to come"), "{}", told[1].sentence);
}

#[test]
fn every_remark_is_told_in_three_languages() {
    let remark = stated_rate(lost_time_rate("6", "3210160").expect("a rate"), "1.56");
    let told: Vec<String> = Lang::ALL.iter().map(|lang| remark.sentence.in_lang(*lang)).collect();
    assert!(told[1].contains("一致しません") && told[2].contains("不符"), "{told:?}");
}

#[test]
fn r26_a_comparator_against_a_limit_keeps_it_breaks_it_or_leaves_it_open() {
    let (list, _) = read_substances("substances.toml", LIST);
    let verdict = |said: &str| {
        let cells = vec![cells("item,substance,content").remove(0), ["solder", "lead", said].map(str::to_owned).to_vec()];
        content(&list[..1], &cells).expect("contents")[0].verdict
    };
    for (said, wanted) in [
        ("<0.1 %", "within-limit"),
        ("≤0.1 %", "within-limit"),
        ("0.1 %", "within-limit"),
        ("<1 %", "cannot-tell"),
        (">0.1 %", "above-limit"),
        ("≥0.1 %", "cannot-tell"),
        ("1000 ppm", "within-limit"),
        ("1,001 mg/kg", "above-limit"),
        ("＜５００ ppm", "within-limit"),
        ("0.2 g", "cannot-tell"),
        ("0,1 %", "cannot-tell"),
        ("n.d.", "cannot-tell"),
        ("不検出", "cannot-tell"),
        ("", "not-declared"),
    ] {
        assert_eq!(verdict(said), wanted, "{said}");
    }
    let others = content(&list, &cells("item,substance,content\nwire,lead,0.01 %\nwire,others,<0.01 %")).expect("contents");
    assert_eq!(verdicts(&others), ["within-limit", "within-limit"]);
}

#[test]
fn r46_a_goal_met_by_a_figure_with_a_comparator_is_told_only_where_it_is_certain() {
    let verdict = |goal: &str, value: &str| Goal::read(goal).expect("a goal").met_by(value).expect("compared").verdict;
    assert_eq!(verdict("<1 %", "<0.5 %"), "met");
    assert_eq!(verdict("<1 %", "<1 %"), "met");
    assert_eq!(verdict("<1 %", "≤1 %"), "cannot-tell");
    assert_eq!(verdict("≥70 %", "<70 %"), "not-met");
    assert_eq!(verdict("=100 %", "100.0 %"), "met");
}

#[test]
fn r47_a_published_nought_agrees_with_a_computed_four_hundredths() {
    let rate = lost_time_rate("4", "100,000,000").expect("a rate");
    assert_eq!(rate.decimals(2), "0.04");
    assert_eq!(stated_rate(rate, "0.0").verdict, "matches");
    assert_eq!(stated_rate(rate, "0.1").verdict, "does-not-match");
}

fn judged(figure: Option<Figure>, total: Option<&Total>, text: &str) -> (Vec<&'static str>, Option<String>) {
    let mut rows = cells(text);
    let head = rows.remove(0);
    let columns: Vec<&str> = head.iter().map(String::as_str).collect();
    let judged = Judged { figure, total, columns: &columns, labels: &[], rows: &rows, against: Against::default() };
    (verdicts(&judged.remarks()), judged.gap().map(|gap| gap.decimals(1)))
}

#[test]
fn r47_a_column_adds_up_to_its_published_total_within_rounding() {
    let total = Total { columns: vec!["kt".to_owned()], of: None };
    assert_eq!(
        judged(None, Some(&total), "origin,kt\nJapan,218\nabroad,11\ntotal,230"),
        (vec!["kept-as-published"], Some("0.0".to_owned()))
    );
    assert_eq!(judged(None, Some(&total), "origin,kt\nJapan,218\nabroad,11\n合計,240"), (vec!["does-not-add-up"], Some("4.8".to_owned())));
    assert_eq!(judged(None, Some(&total), "origin,kt\nJapan,218\nabroad,11").0, ["sum"]);
    let hundred = Total { columns: vec!["share".to_owned()], of: Some("100".to_owned()) };
    assert_eq!(judged(None, Some(&hundred), "country,share\nCL,33.3\nPE,33.3\nZM,33.3").0, ["kept-as-published"]);
    assert_eq!(judged(None, Some(&hundred), "country,share\nCL,33\nPE,33").0, ["does-not-add-up"]);
}

#[test]
fn the_gap_of_a_balance_and_of_a_rate_is_told_in_per_cent() {
    let balance = |claimed: &str| {
        judged(Some(Figure::Balance), None, &format!("item,mass,content,claimed\nscrap,100,50,{claimed}")).1.expect("a gap")
    };
    assert_eq!(
        (balance("50").as_str(), balance("40").as_str(), balance("51").as_str(), balance("55").as_str()),
        ("0.0", "0.0", "2.0", "10.0")
    );
    let rate = |stated: &str| judged(Some(Figure::Rates), None, &format!("period,cases,hours,stated\n2023,3,2884202,{stated}")).1;
    assert_eq!((rate("1.04"), rate("1.0"), rate("")), (Some("0.0".to_owned()), Some("0.0".to_owned()), None));
    assert_eq!(
        judged(Some(Figure::Consents), None, "shipment,consent\nlot 1,2026-02-01\nlot 2,"),
        (vec!["consented", "consent-missing"], None)
    );
}

const OWN: &str = "[[substance]]\nid = \"1332-21-4\"\nlist = \"company\"\nname = { en = \"asbestos\", ja = \"石綿\", zh = \"石棉\" }\nbanned = true\ndeclare = false\n\
                   [[substance]]\nid = \"AZO\"\nlist = \"company\"\nname = { en = \"azo amines\", ja = \"アゾ\", zh = \"偶氮\" }\nlimit = \"30 mg/kg\"\n";

#[test]
fn r26_the_companys_own_list_bans_and_limits_and_says_whose_limit_it_is() {
    let (list, problems) = read_substances("own.toml", OWN);
    assert!(problems.is_empty() && list.iter().all(|one| one.own), "{problems:?}");
    let told = |content_of: &str| {
        let all = content(&list, &cells(&format!("item,substance,content\nlining,{content_of}\nlining,AZO,45 ppm"))).expect("contents");
        all.iter().map(|remark| (remark.verdict, remark.sentence.to_string())).collect::<Vec<_>>()
    };
    let found = told("asbestos,1 %");
    assert_eq!(found[0].0, "above-limit");
    assert!(found[0].1.contains("is banned by the company's own list"), "{found:?}");
    assert!(found[1].0 == "above-limit" && found[1].1.contains("30 mg/kg of the company's own list"), "{found:?}");
    assert_eq!(told("asbestos,0 %")[0].0, "within-limit");
    assert_eq!(told("asbestos,<0.1 %")[0].0, "cannot-tell");
    let only = content(&list, &cells("item,substance,content\nlining,AZO,10 ppm")).expect("contents");
    assert_eq!(only.len(), 1, "what need not be declared is not missed");
    let (_, mistakes) = read_substances("own.toml", &OWN.replace("banned = true", "banned = true\nlimit = \"5 ppm\""));
    assert!(mistakes.iter().any(|one| one.code == "banned-limit"), "{mistakes:?}");
}

#[test]
fn a_number_is_read_in_one_way_and_what_could_be_two_is_asked_about() {
    for (text, wanted) in
        [("2,884,202", "2884202"), ("１，２３４．５", "1234.5"), ("－0.50", "-0.5"), ("+05", "5"), (".5", "0.5"), ("−3", "-3"), ("-0", "0")]
    {
        assert_eq!(number::plain(text).as_deref(), Ok(wanted), "{text}");
    }
    for (text, words) in [
        ("1,5", "then write 1.5;"),
        ("0,123", "decimal point"),
        ("1.234,5", "then write 1234.5;"),
        ("28,84,202", "decimal point"),
        ("1,04", "decimal point"),
        ("2.884.202", "groups of digits"),
        ("2 884 202", "groups of digits"),
        ("1_000", "groups of digits"),
        ("50-60", "is not a number"),
        ("--5", "is not a number"),
        ("", "is not a number"),
        ("1e3", "is not a number"),
        ("1234567890123456789", "more digits"),
    ] {
        let why = number::number(text).expect_err(text).to_string();
        assert!(why.contains(words) && why.contains(&format!("\"{text}\"")), "{text}: {why}");
    }
}

#[test]
fn a_comparator_in_words_is_read_as_its_sign() {
    for (text, wanted) in [
        ("200ppm以下", (Comparator::AtMost, "200", "ppm")),
        ("0.1％未満", (Comparator::Below, "0.1", "%")),
        ("70 %以上", (Comparator::AtLeast, "70", "%")),
        ("70%超", (Comparator::Above, "70", "%")),
        ("30日以内", (Comparator::AtMost, "30", "日")),
        ("不超过0.1%", (Comparator::AtMost, "0.1", "%")),
        ("小于 50 ppm", (Comparator::Below, "50", "ppm")),
        ("低于1%", (Comparator::Below, "1", "%")),
        ("不低于70%", (Comparator::AtLeast, "70", "%")),
        ("超过1%", (Comparator::Above, "1", "%")),
        ("less than 5 ppm", (Comparator::Below, "5", "ppm")),
        ("≤200ppm以下", (Comparator::AtMost, "200", "ppm")),
    ] {
        let stated = Stated::read(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        let told = (stated.comparator, stated.quantity.number.plain(), stated.quantity.unit);
        assert_eq!((told.0, told.1.as_str(), told.2.as_str()), wanted, "{text}");
    }
    assert!(Stated::read("<1 %以上").expect_err("two").to_string().contains("two different things"));
    assert!(Stated::read("2 884 ppm").is_err(), "the rest of a number is no unit");
    assert_eq!(Goal::read("1 %以下").expect("a goal").met_by("0.9 %").expect("compared").verdict, "met");
}

#[test]
fn what_was_typed_stands_in_the_sentence_about_it() {
    let goal = Goal::read("<1 %").expect("a goal");
    for typed in ["N/A", "trace", "約1 %"] {
        assert!(goal.met_by(typed).expect_err(typed).to_string().contains(&format!("\"{typed}\"")));
    }
    for typed in ["ND", "不検出", "n.d.", "ＮＤ"] {
        let remark = goal.met_by(typed).expect("a remark");
        assert!(remark.verdict == "cannot-tell" && remark.sentence.to_string().contains("detection limit"), "{remark:?}");
    }
}

#[test]
fn r46_less_than_nothing_is_reached_only_where_the_goal_lies_there() {
    let verdict = |goal: &str, value: &str| Goal::read(goal).expect("a goal").met_by(value).map(|remark| remark.verdict);
    assert!(verdict("<1 %", "-1 %").is_err() && verdict("≤5 t", "-0.5 t").is_err() && verdict("≥70 %", "<-1 %").is_err());
    assert_eq!(verdict("≤-3 %", "-5 %"), Ok("met"));
    assert_eq!(verdict("<0 %", "-1 %"), Ok("met"));
    assert_eq!(verdict("≤20 °C", "-5 °C"), Ok("met"), "of a temperature there is less than nought");
    let table = goals(&cells("item,goal,actual\ns,<1 %,-1 %")).expect("a table");
    assert_eq!(verdicts(&table), ["cannot-tell"]);
}

#[test]
fn r45_cases_are_whole_and_no_more_than_shifts_were_worked() {
    for (cases, hours, words) in [
        ("3.5", "1,000,000", "not a whole number"),
        ("-3", "1,000,000", "below zero"),
        ("3", "-5", "below zero"),
        ("3000", "100", "more than one in every shift"),
        ("3", "2,884,20", "decimal point"),
    ] {
        let why = lost_time_rate(cases, hours).expect_err(cases).to_string();
        assert!(why.contains(words), "{why}");
    }
    assert!(lost_time_rate("12", "100").is_ok() && lost_time_rate("1", "3").is_ok());
    let read = |stated: &str| stated_rate(lost_time_rate("3", "2,884,202").expect("a rate"), stated).verdict;
    assert_eq!((read("1,04"), read("-1")), ("not-a-number", "not-a-number"));
}

#[test]
fn r31_a_balance_with_a_number_nobody_can_read_covers_nothing() {
    let row = |cells: [&str; 4]| [["item", "mass", "content", "claimed"], cells].map(|row| row.map(str::to_owned).to_vec()).to_vec();
    let found = balance(&row(["scrap", "100", "25.5", "99,9"])).expect("a balance");
    assert_eq!(verdicts(&found), ["not-a-number", "cannot-tell"]);
    assert!(found[0].sentence.to_string().contains("99,9") && found.iter().all(|remark| remark.adverse));
    let found = balance(&row(["scrap", "-100", "25.5", ""])).expect("a balance");
    assert_eq!(verdicts(&found), ["negative", "cannot-tell"]);
    let rows = row(["scrap", "100", "25.5", "99,9"])[1..].to_vec();
    let columns = ["item", "mass", "content", "claimed"];
    let whole =
        Judged { figure: Some(Figure::Balance), total: None, columns: &columns, labels: &[], rows: &rows, against: Against::default() };
    assert_eq!(whole.gap(), None);
}

#[test]
fn r47_a_part_nobody_can_read_is_not_left_out_of_the_sum() {
    let total = Total { columns: vec!["kt".to_owned()], of: None };
    for last in ["total", "abroad"] {
        let rows = [["Japan", "2,18"], [last, "230"]].map(|row| row.map(str::to_owned).to_vec());
        let judged =
            Judged { figure: None, total: Some(&total), columns: &["origin", "kt"], labels: &[], rows: &rows, against: Against::default() };
        assert_eq!(verdicts(&judged.remarks()), ["not-a-number"]);
        assert_eq!(judged.gap(), None);
    }
}

#[test]
fn r26_a_content_below_zero_keeps_no_limit() {
    let (list, _) = read_substances("substances.toml", LIST);
    let found =
        content(&list, &cells("item,substance,content\nsolder,Cd,-0.1 %\nsolder,cadmium,-0.1 %\nwire,others,-5 %")).expect("contents");
    let told: Vec<(&str, bool)> = found.iter().map(|remark| (remark.verdict, remark.adverse)).collect();
    assert!(told.contains(&("cannot-tell", true)) && !told.iter().any(|(verdict, _)| *verdict == "within-limit"), "{found:?}");
    assert!(found.iter().any(|remark| remark.sentence.to_string().contains("below zero")), "{found:?}");
}

#[test]
fn r30_a_footprint_below_zero_is_taken_only_where_removals_or_credits_are_named() {
    let head = "item,value,unit,boundary,date,verified-by\n";
    let verdict = |rest: &str| verdicts(&footprints(&cells(&format!("{head}cathode,{rest}")), None).expect("a table"))[0];
    assert_eq!(verdict("-3,kg CO2e/kg,cradle to gate,2026-03-31,"), "not-taken");
    assert_eq!(verdict("-3,kg CO2e/kg,cradle to gate with biogenic removals,2026-03-31,"), "unverified");
    assert_eq!(verdict("-0.2,kg CO2e/kg,副産物の控除を含む,2026-03-31,TÜV"), "verified");
    assert_eq!(verdict("3,kg CO2e/kg,cradle to gate,2026-02-30,"), "not-taken");
}
