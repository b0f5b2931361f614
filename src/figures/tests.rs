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

#[test]
fn r30_a_footprint_is_taken_only_with_unit_boundary_and_date_and_a_verified_one_is_told_apart() {
    let head = "item,value,unit,boundary,date,verified-by\n";
    let remarks = footprints(&cells(&format!(
        "{head}cathode,2.1,kg CO2e/kg,cradle to gate,2026-03-31,TÜV\nwire,2.5,kg CO2e/kg,cradle to gate,2026-03-31,\nfoil,3.0,,cradle to gate,2026-03-31,\nrod,3,kg,gate,soon,\npipe,,,,,"
    )))
    .expect("a table");
    assert_eq!(verdicts(&remarks), ["verified", "unverified", "refused", "not-a-date", "not-stated"]);
    assert!(remarks[2].sentence.to_string().contains("unit"));
}

#[test]
fn r29_a_site_without_assessment_reads_not_assessed_never_low() {
    let remarks = water(&cells("site,level,source,date\nMain,low,Aqueduct,2026-01-31\nEast,,,\nWest,low,,")).expect("a table");
    assert_eq!(verdicts(&remarks), ["low", "not-assessed", "not-assessed", "coverage"]);
    assert!(remarks[1].sentence.to_string().contains("not assessed") && !remarks[1].sentence.to_string().contains("low"));
    assert!(remarks[3].sentence.to_string().contains("1 of 3"));
}

#[test]
fn every_remark_is_told_in_three_languages() {
    let remark = stated_rate(lost_time_rate("6", "3210160").expect("a rate"), "1.56");
    let told: Vec<String> = Lang::ALL.iter().map(|lang| remark.sentence.in_lang(*lang)).collect();
    assert!(told[1].contains("一致しません") && told[2].contains("不符"), "{told:?}");
}
