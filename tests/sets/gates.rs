//! What opens a row must not close it again by not being known: no gate and no critical row is passed by a *don't know*,
//! a refusal or an unfounded *not applicable* of the row it hangs on, and nobody's own say decides what a place is.

use std::collections::BTreeSet;

use super::*;
use oretrail::assess::rehearse::{good_value, worst_value};
use oretrail::questionnaire::{CellKind, Severity};

const ROLES: [&str; 3] = ["mine", "smelter", "maker"];

fn state(situation: &mut Situation, question: &QuestionId, state: State, value: Vec<String>) {
    answer(situation, question.as_str(), "");
    let given = &mut situation.answers.get_mut(question).expect("just given")[0];
    (given.state, given.value) = (state, value);
}

/// The rows a condition hangs on, switches looked through.
fn openers(sets: &[Questionnaire], question: &Question) -> BTreeSet<QuestionId> {
    let mut open: Vec<String> = question.show_if.iter().flat_map(|when| when.names()).map(str::to_owned).collect();
    let (mut seen, mut rows) = (BTreeSet::new(), BTreeSet::new());
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        if let Some(switch) = sets.iter().flat_map(|set| &set.switches).find(|switch| switch.id == name) {
            open.extend(switch.when.names().into_iter().map(str::to_owned));
        } else if let Some(row) = sets.iter().find_map(|set| set.question(&name)).filter(|row| row.is_asked()) {
            rows.insert(row.id.clone());
        }
    }
    rows
}

/// Values that between them open and close what hangs on a row.
fn values(question: &Question) -> Vec<Vec<String>> {
    let one = |word: &str| vec![word.to_owned()];
    let mut all = vec![good_value(question), worst_value(question)];
    match &question.kind {
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => all.extend(choices.iter().map(|choice| one(&choice.id))),
        Kind::Rows(rows) => {
            let cell = |kind: &CellKind| if *kind == CellKind::Country { "CD" } else { "yes" };
            all.push(one(&rows.columns.iter().map(|column| cell(&column.kind)).collect::<Vec<_>>().join("\t")));
        }
        _ => {}
    }
    all
}

/// What the row itself raises when it is not answered.
fn raised(situation: &Situation, sets: &[Questionnaire], row: &QuestionId) -> Vec<&'static str> {
    static POLICY: std::sync::OnceLock<Policy> = std::sync::OnceLock::new();
    let plan = plan(situation, sets, false, &|_| false);
    let flags = judge(&Case { situation, sets, plan: &plan, policy: POLICY.get_or_init(policy) }).1;
    let own = flags.iter().filter(|flag| flag.causes.iter().any(|cause| cause.question == *row));
    own.map(|flag| if flag.rule == "UNRESOLVED" { "UNRESOLVED" } else { flag.response.code() }).collect()
}

#[test]
fn no_gate_and_no_critical_row_is_passed_by_not_knowing_or_not_saying_what_opens_it() {
    let sets = all();
    let grave = |row: &&Question| row.is_asked() && (row.gate || row.severity == Severity::Critical);
    let (mut walked, mut passed) = (0, BTreeSet::new());
    for question in sets.iter().flat_map(|set| &set.questions).filter(grave) {
        let hangs_on = openers(&sets, question);
        // The sets the condition speaks of are enough, and quicker.
        let near =
            |set: &&Questionnaire| set.id == question.id.set() || set.id == "csr-saq" || hangs_on.iter().any(|row| row.set() == set.id);
        let sets: Vec<Questionnaire> = sets.iter().filter(near).cloned().collect();
        for (opener, role, good) in
            hangs_on.iter().flat_map(|opener| ROLES.iter().flat_map(move |role| [true, false].map(|good| (opener, role, good))))
        {
            let mut one = supplier(role, &["tantalum", "gold", "cobalt", "copper", "platinum", "graphite", "mica"]);
            one.tiers = countries().tiers();
            for other in hangs_on.iter().filter(|other| *other != opener) {
                let row = sets.iter().find_map(|set| set.question(other.as_str())).expect("a row");
                let value = if good { good_value(row) } else { worst_value(row) };
                state(&mut one, other, State::Answered, value);
            }
            let row = sets.iter().find_map(|set| set.question(opener.as_str())).expect("a row");
            let mut by = BTreeSet::new();
            for value in values(row) {
                if by.len() < 2 {
                    state(&mut one, opener, State::Answered, value);
                    by.insert(asked(&one, &sets, question.id.as_str()) == Asked::Yes);
                }
            }
            if by.len() < 2 || asked(&one, &sets, opener.as_str()) != Asked::Yes {
                continue;
            }
            walked += 1;
            for unanswered in [State::DontKnow, State::Declined, State::NotApplicable] {
                state(&mut one, opener, unanswered, Vec::new());
                if asked(&one, &sets, question.id.as_str()) == Asked::Yes {
                    continue;
                }
                let raised = raised(&one, &sets, opener);
                let enough: &[&str] =
                    if question.gate { &["UNRESOLVED", "STOP", "HOLD6"] } else { &["UNRESOLVED", "STOP", "HOLD6", "CAP-30", "EDD"] };
                if !raised.iter().any(|code| enough.contains(code)) {
                    passed.insert(format!("{} is passed by {} of {opener} ({role}); it raises {raised:?}", question.id, unanswered.word()));
                }
            }
        }
    }
    assert!(walked > 50, "only {walked} pairs were decisive");
    assert_eq!(passed, BTreeSet::new());
}

/// Declining does at least what not knowing does.
#[test]
fn who_declines_is_asked_for_at_least_what_who_does_not_know_is() {
    let sets = all();
    for question in sets.iter().flat_map(|set| &set.questions).filter(|question| question.is_asked()) {
        let after = |given: State| {
            let mut one = supplier("trader", &["tin", "gold", "copper"]);
            state(&mut one, &question.id, given, Vec::new());
            let known = Known::of(&one, &sets);
            let answer = &one.given(&question.id)[0];
            let holds = |branch: &&oretrail::questionnaire::Branch| branch.when.holds(&known.for_answer(question, answer)).is_true();
            let all: Vec<&str> = question.bad.iter().filter(holds).flat_map(|branch| &branch.responses).map(|code| code.code()).collect();
            all
        };
        let (unknown, declined) = (after(State::DontKnow), after(State::Declined));
        assert!(unknown.iter().all(|code| declined.contains(code)), "{}: {unknown:?}, declined {declined:?}", question.id);
        let options: Vec<&str> = match &question.kind {
            Kind::OneOf(choices) => choices.iter().map(|choice| choice.id.as_str()).collect(),
            _ => Vec::new(),
        };
        assert!(!options.contains(&"unknown") || !unknown.is_empty(), "{}: the option raises a flag and the key does not", question.id);
    }
}

/// Every set that an answer or a check opens is asked of the supplier then, whatever its materials are.
#[test]
fn an_answer_that_opens_a_set_opens_it() {
    let sets = all();
    let opens: BTreeSet<(String, String)> = sets
        .iter()
        .flat_map(|set| &set.questions)
        .flat_map(|question| {
            question.bad.iter().flat_map(move |branch| branch.opens.iter().map(move |to| (question.id.to_string(), to.clone())))
        })
        .collect();
    let told = [
        ("csr-saq.A3", "csr-saq.A4", "maker", "zinc", "yes"),
        ("csr-saq.C1", "csr-saq.C2", "maker", "zinc", "yes"),
        ("csr-saq.F2", "green-procurement", "maker", "zinc", "none"),
        ("csr-saq.F3", "green-procurement", "maker", "zinc", "no"),
        ("csr-saq.G1", "cmrt-declaration", "maker", "zinc", "tin"),
        ("csr-saq.G1", "oecd-5step", "maker", "zinc", "tin"),
        ("csr-saq.G1", "precious-metals", "maker", "zinc", "silver"),
        ("csr-saq.G1", "copper-dd", "maker", "zinc", "copper"),
        ("csr-saq.G1", "cobalt-emrt", "maker", "zinc", "copper"),
        ("csr-saq.G1", "tantalum-dd", "maker", "zinc", "tantalum"),
        ("csr-saq.G1B", "oecd-5step", "trader", "zinc", "transit"),
        ("csr-saq.H1", "quality-bcp", "maker", "zinc", "0"),
        ("csr-saq.H3", "quality-bcp", "maker", "zinc", "0"),
        ("copper-dd.K2b", "oecd-5step", "trader", "copper", "transit"),
        ("copper-dd.K12", "cobalt-emrt", "mine", "copper", "yes"),
        ("copper-dd.K25", "quality-bcp", "mine", "copper", "0"),
        ("cobalt-emrt.B7b", "oecd-5step", "trader", "cobalt", "transit"),
        ("cobalt-emrt.B9", "smelter-dd", "maker", "cobalt", "others"),
        ("cobalt-emrt.B21", "copper-dd", "maker", "copper", "no"),
        ("cmrt-declaration.D7-tantalum", "oecd-5step", "maker", "tantalum", "yes"),
        ("cmrt-declaration.D8-tantalum", "oecd-5step", "maker", "tantalum", "yes"),
        ("cmrt-declaration.D7-tin", "oecd-5step", "maker", "tin", "yes"),
        ("cmrt-declaration.D8-tin", "oecd-5step", "maker", "tin", "yes"),
        ("cmrt-declaration.D7-gold", "oecd-5step", "maker", "gold", "yes"),
        ("cmrt-declaration.D8-gold", "oecd-5step", "maker", "gold", "yes"),
        ("cmrt-declaration.D7-tungsten", "oecd-5step", "maker", "tungsten", "yes"),
        ("cmrt-declaration.D8-tungsten", "oecd-5step", "maker", "tungsten", "yes"),
        ("cmrt-declaration.D25", "smelter-dd", "maker", "tin", "rest"),
        ("cmrt-declaration.D29", "oecd-5step", "maker", "tin", "hit"),
        ("oecd-5step.2-5", "smelter-dd", "maker", "tin", "80"),
        ("oecd-5step.4-1", "smelter-dd", "maker", "tin", "no"),
        ("precious-metals.PR2", "smelter-dd", "smelter", "gold", "hit"),
        ("quality-bcp.Q1", "quality-bcp.Q2", "maker", "zinc", "none"),
        ("tantalum-dd.TA13", "smelter-dd", "maker", "tantalum", "other"),
    ];
    let covered: BTreeSet<(String, String)> = told.iter().map(|(row, to, ..)| ((*row).to_owned(), (*to).to_owned())).collect();
    assert_eq!(opens, covered, "every link is tried");
    for (row, to, role, material, value) in told {
        let mut one = supplier(role, &[material]);
        if role == "mine" {
            one.supplier.country = "ZM".to_owned();
        }
        if !row.starts_with("csr-saq.G1") {
            answer(&mut one, "csr-saq.G1", if material == "zinc" { "none" } else { material });
        }
        let question = sets.iter().find_map(|set| set.question(row)).expect("a row");
        if question.is_asked() {
            answer(&mut one, row, value);
        } else {
            let checked = oretrail::situation::Checked { outcome: value.to_owned(), entry: "anna-7f3k#2".to_owned() };
            one.checks.insert(question.id.clone(), checked);
        }
        let rows = plan(&one, &sets, false, &|_| false);
        let opened = rows.asked().filter(|row| row.question.as_str() == to || row.question.set() == to).count();
        assert!(opened > 0, "{row} = {value} opens {to} and nothing of it is asked");
    }
}

/// The place decides, not the column in which the supplier says what it thinks of the place.
#[test]
fn a_place_on_the_list_is_one_whatever_the_supplier_says_of_it() {
    let sets = all();
    let mut refiner = supplier("smelter", &["gold"]);
    refiner.tiers = countries().tiers();
    answer(&mut refiner, "csr-saq.G1", "gold");
    answer(&mut refiner, "precious-metals.PR1", "dore");
    answer(&mut refiner, "precious-metals.PR15", "Mine X\tOwn\tCD\tCD-NK\tlic1\tno\tno");
    answer(&mut refiner, "smelter-dd.F14", "CD\tCD-NK\t100\tno");
    for row in ["precious-metals.PR19", "precious-metals.PR24", "smelter-dd.F17", "smelter-dd.F19", "smelter-dd.F20"] {
        assert_eq!(asked(&refiner, &sets, row), Asked::Yes, "{row}");
    }
    let calls = |situation: &Situation, row: &str| raised(situation, &sets, &QuestionId::from_text(row));
    assert!(calls(&refiner, "precious-metals.PR15").contains(&"EDD") && calls(&refiner, "smelter-dd.F14").contains(&"EDD"));
    let mut trader = supplier("trader", &["tin"]);
    answer(&mut trader, "csr-saq.G1", "tin");
    for row in ["R1", "R2", "R3", "R5", "R6"] {
        answer(&mut trader, &format!("oecd-5step.{row}"), "no");
    }
    answer(&mut trader, "oecd-5step.R7", "none");
    assert_eq!(asked(&trader, &sets, "oecd-5step.2-1"), Asked::No);
    trader.tier = Some("T3".to_owned());
    assert_eq!(asked(&trader, &sets, "oecd-5step.2-1"), Asked::Yes, "its own No does not clear the place it works in");
    assert!(calls(&trader, "oecd-5step.R1").contains(&"EDD"));
}

/// A region that the list does not name is no low-risk place, and one nobody can place is not outside the list.
#[test]
fn a_region_off_the_list_is_not_like_a_country_without_any() {
    let tiers = countries().tiers();
    let at = |country: &str, region: &str| tiers[country].at(country, region).to_owned();
    assert_eq!(
        (at("NG", "NG-PL"), at("NG", "NG-ZA"), at("NG", ""), at("NG", "Plato")),
        ("T2".into(), "T3".into(), "T3".into(), "T3".into())
    );
    assert_eq!(at("MZ", "MZ-Q"), "T2");
    assert_eq!(at("CD", "CD-KN"), "T3");
    for (code, place) in &tiers {
        assert_ne!(place.outside.as_deref(), Some("T1"), "{code}: not on the list is never by itself a No");
    }
}

/// Nothing about children or forced labour is left out of the short set.
#[test]
fn the_short_set_asks_of_children_and_of_forced_labour() {
    let sets = all();
    let mut agency = supplier("service", &["none"]);
    agency.supplier.profile.insert("migrants".to_owned(), oretrail::supplier::Fact::Number(oretrail::ratio::Ratio::whole(300)));
    answer(&mut agency, "csr-saq.C1", "yes");
    let short = plan(&agency, &sets, true, &|_| false);
    for row in ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C17", "E1", "E2", "E5", "E6"] {
        let row = short.row(&QuestionId::new("csr-saq", row)).expect("a row");
        assert_eq!(row.asked, Asked::Yes, "{}", row.question);
    }
}

/// A material that the supplier names is asked about like one of the profile.
#[test]
fn a_material_named_in_g1_is_asked_about_like_one_of_the_profile() {
    let sets = all();
    let mut maker = supplier("maker", &["zinc"]);
    for (material, row) in [
        ("tin", "cmrt-declaration.D5-tin"),
        ("gold", "cmrt-declaration.D5-gold"),
        ("cobalt", "cobalt-emrt.B1-cobalt"),
        ("cobalt", "cobalt-emrt.B13"),
        ("copper", "cobalt-emrt.B1-copper"),
        ("graphite", "cobalt-emrt.B19"),
        ("mica", "cobalt-emrt.B20"),
        ("nickel", "cobalt-emrt.B17"),
        ("lithium", "cobalt-emrt.B18"),
    ] {
        answer(&mut maker, "csr-saq.G1", material);
        assert_eq!(asked(&maker, &sets, row), Asked::Yes, "{row}");
    }
    answer(&mut maker, "csr-saq.G1", "none");
    assert_eq!(asked(&maker, &sets, "cobalt-emrt.B13"), Asked::No);
    assert_eq!(asked(&supplier("recycler", &["black-mass"]), &sets, "cobalt-emrt.B23"), Asked::Yes);
}

/// A word is no certificate: what it would spare is asked until the paper is here.
#[test]
fn a_certificate_that_is_only_said_spares_no_row() {
    let sets = all();
    let mut mine = supplier("mine", &["copper"]);
    let rows = [
        ("copper-dd.K3", "copper-mark", "copper-dd.K13"),
        ("green-procurement.N1", "iso-14001", "green-procurement.N2"),
        ("quality-bcp.Q1", "iso-9001", "quality-bcp.Q2"),
    ];
    for (row, value, spared) in rows {
        answer(&mut mine, row, value);
        assert_eq!(asked(&mine, &sets, spared), Asked::Yes, "{spared}");
        assert!(raised(&mine, &sets, &QuestionId::from_text(row)).contains(&"EDD"), "{row}");
        mine.answers.get_mut(&QuestionId::from_text(row)).expect("given")[0].backing = Backing::Sound;
        assert_eq!(asked(&mine, &sets, spared), Asked::No, "{spared}");
        assert!(!raised(&mine, &sets, &QuestionId::from_text(row)).contains(&"EDD"), "{row}");
    }
}

/// Sanctions, antisocial forces and named entities lie in a folder of their own; everything else the buyer checks is the
/// buyer's and the analyst's daily work.
#[test]
fn only_screening_is_restricted() {
    let restricted: BTreeSet<String> = all()
        .iter()
        .flat_map(|set| &set.questions)
        .filter(|question| question.restricted)
        .map(|question| question.id.to_string())
        .collect();
    let screening = [
        "csr-saq.C9B",
        "csr-saq.E4",
        "csr-saq.E7",
        "precious-metals.PR11",
        "smelter-dd.F7",
        "smelter-dd.F8",
        "cmrt-declaration.D28",
        "copper-dd.K9",
        "tantalum-dd.TA11",
        "tantalum-dd.TA20",
        "cobalt-emrt.B14B",
        "cobalt-emrt.B19B",
    ];
    assert_eq!(restricted, screening.map(str::to_owned).into());
}

/// What a signed answer could be turned against those who gave it is never asked of them.
#[test]
fn no_row_asks_a_supplier_about_xinjiang_or_the_entity_list() {
    for set in all() {
        for question in set.questions.iter().filter(|question| question.is_asked()) {
            for (place, text) in texts(question) {
                if place.starts_with("text") || place.starts_with("option") || place.starts_with("column") {
                    let said = format!("{} {} {}", text.en, text.ja, text.zh);
                    assert!(!["Xinjiang", "UFLPA", "新疆"].iter().any(|word| said.contains(word)), "{}: {place}", question.id);
                }
            }
        }
    }
}

/// A certificate to an edition that ended counts no longer than the edition, whatever day stands on it.
#[test]
fn a_dead_edition_of_a_standard_ends_its_certificates() {
    let last = |scheme: &str, edition: &str| {
        oretrail::reference::scheme::find(scheme).expect("known").last_day_of(edition).map(|day| day.to_string())
    };
    assert_eq!(last("iso-27001", "ISO/IEC 27001:2013").as_deref(), Some("2025-10-31"));
    assert_eq!(last("iso-9001", "2008").as_deref(), Some("2018-09-14"));
    assert_eq!(last("iso-14001", "2015").as_deref(), Some("2029-05-31"));
    assert_eq!((last("iso-14001", "2026"), last("iso-27001", "2022"), last("iso-9001", "")), (None, None, None));
}
