//! What the rows say: every scale has steps of its own, every risk a question that shows it.

use std::collections::BTreeSet;

use oretrail::builtin;
use oretrail::interview::Asked;
use oretrail::language::Lang;
use oretrail::questionnaire::naming::Called;
use oretrail::questionnaire::{Kind, Questionnaire, wording};
use oretrail::reference::{country, regime};
use oretrail::report::form::{Wanted, form, form_text};

use super::all;

#[test]
fn every_scale_says_what_each_of_its_five_steps_looks_like_in_its_own_matter() {
    let mut seen: BTreeSet<(Lang, Vec<String>)> = BTreeSet::new();
    let mut scales = 0;
    for set in all() {
        for question in set.questions.iter().filter(|question| question.kind == Kind::Maturity) {
            let id = &question.id;
            let named: Vec<&str> = question.levels.iter().map(|level| level.id.as_str()).collect();
            assert_eq!(named, ["0", "1", "2", "3", "4"], "{id}: all five steps, in order");
            let guidance = question.guidance.as_ref().expect("guidance");
            for lang in Lang::ALL {
                let steps: Vec<String> = wording::levels(question).into_iter().map(|(_, text)| text.get(lang).to_owned()).collect();
                assert_eq!(steps.iter().collect::<BTreeSet<_>>().len(), 5, "{id}: two steps say the same in {lang}");
                assert!(seen.insert((lang, steps.clone())), "{id}: steps borrowed from another row in {lang}");
                // The steps stand beside the boxes; the hint to the interviewer does not say them again.
                assert!(steps.iter().filter(|step| guidance.get(lang).contains(step.as_str())).count() < 2, "{id} says its steps twice");
            }
            scales += 1;
        }
    }
    assert!(scales >= 55, "{scales}");
}

/// A supplier of a metal at a place of high risk, and whether a row is or may be asked of it.
fn may_be_asked(role: &str, metal: &str, id: &str, sets: &[Questionnaire]) -> bool {
    let mut one = super::supplier(role, &[metal]);
    one.tier = Some("T3".to_owned());
    matches!(super::asked(&one, sets, id), Asked::Yes | Asked::MayOpen)
}

#[test]
fn no_risk_is_without_a_question_under_any_regime_that_answers_it() {
    let (sets, regimes) = (all(), regime::built_in());
    let roles = ["mine", "trader", "recycler", "smelter"];
    let mut cells = 0;
    for risk in &regimes.risks {
        assert!(!risk.shown.is_empty(), "{}: no answer shows it", risk.id);
        for cell in &risk.cells {
            let one = regimes.regime(&cell.regime).expect("a column");
            let metals: Vec<&str> =
                if one.metals.is_empty() { vec!["copper", "gold", "tin"] } else { one.metals.iter().map(String::as_str).collect() };
            let shows = |id: &str, metal: &str| {
                sets.iter().find_map(|set| set.question(id)).is_some_and(|question| !question.is_asked())
                    || roles.iter().any(|role| may_be_asked(role, metal, id, &sets))
            };
            let asked = metals.iter().any(|metal| risk.shown.iter().any(|shown| shows(&shown.question, metal)));
            assert!(asked, "{} under {}: nobody whom the regime reaches is asked", risk.id, cell.regime);
            cells += 1;
        }
    }
    assert!(cells > 90, "{cells}");
}

#[test]
fn every_red_flag_of_the_guidance_is_asked_of_other_minerals_in_the_same_words_in_every_set() {
    let sets = all();
    let row = |id: &str| sets.iter().find_map(|set| set.question(id)).expect("a row");
    let (copper, cobalt, base) = (row("copper-dd.K2b"), row("cobalt-emrt.B7b"), row("csr-saq.G1B"));
    let Kind::SeveralOf(flags) = &copper.kind else { panic!("one may have several") };
    let ids: Vec<&str> = flags.iter().map(|flag| flag.id.as_str()).collect();
    assert_eq!(ids, ["cahra", "reserves", "transit", "recycled", "interests", "sourced", "odd-facts", "none"]);
    assert_eq!((&copper.kind, &copper.text), (&cobalt.kind, &cobalt.text));
    assert_eq!((&copper.kind, &copper.text), (&base.kind, &base.text));
    assert!(copper.exposure && cobalt.exposure && base.exposure, "a red flag costs no points");
    // Whoever takes one of these out of the ground, trades, recycles or smelts it is asked, one row for each metal.
    for (metal, joint) in [("zinc", true), ("lead", true), ("molybdenum", true), ("titanium", false)] {
        let in_profile = super::supplier("smelter", &[metal]);
        let mut in_answer = super::supplier("smelter", &[]);
        super::answer(&mut in_answer, "csr-saq.G1", metal);
        for one in [&in_profile, &in_answer] {
            assert_eq!(super::asked(one, &sets, "csr-saq.G1B"), Asked::Yes, "{metal}");
            assert_eq!(super::asked(one, &sets, "csr-saq.G1C") == Asked::Yes, joint, "{metal}: the joint standard does not know titanium");
        }
        let maker = super::supplier("maker", &[metal]);
        assert_eq!(super::asked(&maker, &sets, "csr-saq.G1B"), Asked::No, "{metal}: a maker of parts is not asked");
    }
}

#[test]
fn no_supplier_is_offered_a_reviewers_verdict_and_the_buyer_checks_it_beside() {
    let sets = all();
    let row = |id: &str| sets.iter().find_map(|set| set.question(id)).expect("a row");
    let offered = |id: &str| -> Vec<String> {
        match &row(id).kind {
            Kind::OneOf(choices) => choices.iter().map(|choice| choice.id.clone()).collect(),
            Kind::YesNo(shape) => shape.words().into_iter().map(str::to_owned).collect(),
            other => panic!("{id} is {other:?}"),
        }
    };
    assert_eq!(offered("cmrt-declaration.D2"), ["company", "products", "other"]);
    assert_eq!(offered("cmrt-declaration.D4"), ["current", "older", "old-template"]);
    assert_eq!(offered("cmrt-declaration.D14"), ["yes", "no"]);
    for id in ["cmrt-declaration.D2B", "cmrt-declaration.D4B", "cmrt-declaration.D14B"] {
        assert!(!row(id).is_asked() && !row(id).weight, "{id} is the buyer's");
    }
    for lang in Lang::ALL {
        forms(lang, |set, form| {
            let rows: Vec<&str> = form.chapters.iter().flat_map(|chapter| &chapter.questions).map(|row| row.row.as_str()).collect();
            assert!(!rows.iter().any(|row| ["D2B", "D4B", "D14B"].contains(row)), "{set} prints a buyer's check");
        });
    }
}

/// Every set as a blank form.
fn forms(lang: Lang, look: impl Fn(&str, &oretrail::report::form::Form)) {
    let sets = all();
    let countries = country::read("countries.toml", builtin::reference("countries.toml").expect("built in")).0;
    for set in &sets {
        let called = Called { sets: &sets, own: &set.id, countries: &countries, limits: &[], lang };
        look(&set.id, &form(&Wanted { company: "Kuroshio Metals", set, called, to: None, beside: &[], due: None }));
    }
}

#[test]
fn a_printed_condition_is_short_and_says_nothing_that_only_the_program_knows() {
    for (lang, most) in [(Lang::En, 200), (Lang::Ja, 110), (Lang::Zh, 90)] {
        forms(lang, |set, form| {
            let rows = form.chapters.iter().flat_map(|chapter| &chapter.questions);
            let told = rows.filter_map(|row| Some((row.row.clone(), row.only_if.clone()?)));
            for (row, told) in told.chain(form.for_whom.clone().map(|told| ("for whom".to_owned(), told))) {
                let most = if row == "for whom" { most * 2 } else { most };
                assert!(told.chars().count() <= most, "{set} {row} in {lang}: {} letters: {told}", told.chars().count());
                for raw in ["profile.", "csr-saq", "-dd.", "5step", "==", "“yes”、", "「yes」"] {
                    assert!(!told.contains(raw), "{set} {row} in {lang} prints {raw}: {told}");
                }
                // Two rows of one metal are one fact to whoever fills the form in.
                assert!(told.matches("-tantalum").count() < 2, "{set} {row}: {told}");
            }
        });
    }
}

#[test]
fn there_is_one_word_for_not_knowing_in_each_language() {
    let locale = |lang: &str| std::fs::read_to_string(format!("{}/locales/{lang}.toml", env!("CARGO_MANIFEST_DIR"))).expect("a catalogue");
    assert!(!locale("zh-CN").contains("不知道"));
    for key in ["state.dont-know", "paper-form.dont-know", "metal-table.dont-know"] {
        for (lang, word) in [(Lang::Ja, "わからない"), (Lang::Zh, "不清楚")] {
            assert_eq!(oretrail::locale::Locale::new(lang).text(key), word, "{key}");
        }
    }
    forms(Lang::Zh, |set, form| assert!(!form_text(form).contains("不知道"), "{set}"));
    for question in all().iter().flat_map(|set| &set.questions) {
        let guidance = question.guidance.as_ref().expect("guidance");
        assert!(!guidance.zh.contains("不知道") && !guidance.ja.contains("「不明」"), "{}", question.id);
    }
}

/// The uncertain points of the brief on standards, and the rows that rest on them.
const UNCERTAIN: [(&str, &[&str]); 15] = [
    ("templates that may be newer", &["cmrt-declaration.D4", "cobalt-emrt.B8"]),
    (
        "LBMA gold guidance: wording and grades",
        &["precious-metals.PR3", "precious-metals.PR14", "precious-metals.PR18", "precious-metals.PR30B"],
    ),
    ("LBMA silver guidance v2", &["precious-metals.PR16", "precious-metals.PR17", "precious-metals.PR25"]),
    ("LPPM v5", &["precious-metals.PR6", "precious-metals.PR28", "precious-metals.PR28D", "precious-metals.PR29"]),
    ("member-only statuses", &["smelter-dd.F3", "smelter-dd.F6", "cmrt-declaration.D25", "cobalt-emrt.B9", "tantalum-dd.TA13"]),
    ("Copper Mark times and rating names", &["copper-dd.K3", "copper-dd.K4", "smelter-dd.F25"]),
    ("OECD gold sub-steps", &["oecd-5step.R4"]),
    ("JDDS below 5.x", &["copper-dd.K5", "copper-dd.K6", "copper-dd.K7", "copper-dd.K8"]),
    ("laws still moving", &["cobalt-emrt.B22", "csr-saq.C9B", "tantalum-dd.TA18"]),
    ("FATF lists", &["oecd-5step.R8", "precious-metals.PR12"]),
    ("EU list of risk areas", &["oecd-5step.R1", "precious-metals.PR15"]),
    ("ISO editions", &["quality-bcp.Q1", "green-procurement.N1"]),
    ("VAP 8.0.2 numbers", &["csr-saq.C7", "csr-saq.C10", "csr-saq.C12"]),
    ("the company's own substances", &["green-procurement.N9", "green-procurement.N10"]),
    ("facts on single mines", &["tantalum-dd.TA3", "tantalum-dd.TA6"]),
];

#[test]
fn every_uncertain_point_has_its_mark_in_the_file_and_says_what_to_compare() {
    let sets = all();
    for (point, rows) in UNCERTAIN {
        for row in rows {
            let question = sets.iter().find_map(|set| set.question(row)).unwrap_or_else(|| panic!("{point}: no {row}"));
            let mark = question.check_source.as_ref().unwrap_or_else(|| panic!("{point}: {row} carries no mark"));
            assert!(mark.text.len() > 6 && mark.compared.is_none(), "{row}");
        }
    }
    // Our own numbers are a default until the company signs them; lists of places say that they are no whole truth.
    let policy = super::policy();
    assert!(policy.default_notice, "scoring numbers");
    assert!(
        policy.substances.iter().any(|one| one.own && one.banned)
            && policy.substances.iter().filter(|one| one.own).all(|one| !one.declared)
    );
    for file in ["countries.toml", "eu-cahra-2026-06.toml"] {
        assert!(builtin::reference(file).is_some_and(|text| text.contains("on-exhaustive")), "{file}");
    }
    let marked = regime::built_in().risks.iter().flat_map(|risk| &risk.cells).filter(|cell| cell.check).count();
    assert!(marked >= 25, "{marked}");
}

#[test]
fn a_form_has_one_box_for_not_knowing_and_no_option_twice() {
    for lang in Lang::ALL {
        forms(lang, |set, form| {
            for row in form.chapters.iter().flat_map(|chapter| &chapter.questions) {
                let oretrail::report::form::Blank::Boxes { options, .. } = &row.blank else { continue };
                let unlike: BTreeSet<String> = options.iter().map(|option| option.text.to_lowercase()).collect();
                assert_eq!(unlike.len(), options.len(), "{set} {} in {lang}: {options:?}", row.row);
                let unknown =
                    options.iter().filter(|option| ["unknown", "not known", "don't know"].contains(&option.text.to_lowercase().as_str()));
                assert!(unknown.count() < 2, "{set} {} in {lang}: {options:?}", row.row);
            }
        });
    }
}
