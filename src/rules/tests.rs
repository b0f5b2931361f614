use super::*;
use crate::interview::plan;
use crate::policy::Policy;
use crate::reference::list::Status;
use crate::situation::Situation;
use crate::situation::minerals::{Declared, Facility, Gap, ListUsed, Minerals, Paper, Route, Said, Step, Stood, Word};
use crate::supplier::{Certificate, Site, Supplier};

fn policy() -> Policy {
    crate::policy::file::read("p.toml", include_str!("../../policies/jx-selection-2026-04.toml"), &[]).0.expect("the built-in policy reads")
}

fn raised(situation: &Situation) -> Vec<Flag> {
    let (sets, policy) = (Vec::new(), policy());
    let plan = plan(situation, &sets, false, &|_| false);
    flags(&Case { situation, sets: &sets, plan: &plan, policy: &policy })
}

fn names(situation: &Situation) -> Vec<String> {
    raised(situation).into_iter().map(|flag| flag.rule).collect()
}

fn the(situation: &Situation, rule: &str) -> Flag {
    raised(situation).into_iter().find(|flag| flag.rule == rule).unwrap_or_else(|| panic!("{rule} is not raised"))
}

fn step(outcome: &str, evidence: &[&str]) -> Option<Step> {
    Some(Step {
        outcome: outcome.to_owned(),
        evidence: evidence.iter().map(|hash| (*hash).to_owned()).collect(),
        by: "anna".to_owned(),
        on: "2026-11-02".parse().unwrap(),
        entry: "anna-7f3k#4".to_owned(),
    })
}

fn route(material: &str, steps: [Option<Step>; 3]) -> Route {
    Route { material: material.to_owned(), source: "Mina X".to_owned(), steps, cleared: None }
}

fn complete(material: &str) -> Route {
    route(material, [step("clear", &["a"]), step("clear", &["b"]), step("clear", &["c"])])
}

fn said(row: &str, word: Word) -> Said {
    Said { row: row.to_owned(), word, at: "Declaration D34".to_owned() }
}

fn refiner(status: Option<Status>) -> Facility {
    let stood = Stood { status, word: "Moonstruck".to_owned(), before: None, list: "Status list 2026-11-10".to_owned() };
    Facility {
        name: "Example Refinery".to_owned(),
        id: Some("CID900001".to_owned()),
        at: "Smelter List D6".to_owned(),
        country: "JAPAN".to_owned(),
        red_flag_place: false,
        stood: Some(stood),
    }
}

/// Gold in use, outside every red flag, one conformant refiner, all identified.
fn gold() -> Declared {
    Declared {
        set: "cmrt-declaration".to_owned(),
        entry: "anna-7f3k#9".to_owned(),
        metal: "gold".to_owned(),
        in_use: said("Q2", Word::Yes),
        covered: said("Q3", Word::No),
        cahra: said("Q4", Word::No),
        recycled: said("Q5", Word::No),
        all_identified: said("Q7", Word::Yes),
        facilities: vec![refiner(Some(Status::Conformant))],
        not_identified: 0,
    }
}

fn maker(declared: Declared) -> Situation {
    let supplier =
        Supplier { id: "kisaki".to_owned(), partner_type: "maker".to_owned(), materials: vec!["gold".to_owned()], ..Supplier::default() };
    let statuses = Some(ListUsed { name: "Status list".to_owned(), dated: "2026-11-10".parse().unwrap(), days: 13 });
    Situation { supplier, minerals: Minerals { declared: vec![declared], statuses, ..Minerals::default() }, ..Situation::default() }
}

fn with_papers(sites: &[&str], papers: &[(&str, &str, &str, &str, Option<i64>)]) -> Situation {
    let site = |id: &&str| Site { id: (*id).to_owned(), name: (*id).to_owned(), ..Site::default() };
    let certificates = papers.iter().map(|(scheme, site, metal, state, _)| Certificate {
        scheme: (*scheme).to_owned(),
        site: (*site).to_owned(),
        metal: (*metal).to_owned(),
        state: (*state).to_owned(),
        expires: "2026-12-15".to_owned(),
        source: "letter of 2026-09-28 says certified; public list of 2026-11-20 says under assessment".to_owned(),
        ..Certificate::default()
    });
    let supplier = Supplier { sites: sites.iter().map(site).collect(), certificates: certificates.collect(), ..Supplier::default() };
    let papers = papers.iter().enumerate().map(|(at, paper)| Paper { number: at + 1, days_left: paper.4, ..Paper::default() }).collect();
    Situation { supplier, minerals: Minerals { papers, ..Minerals::default() }, ..Situation::default() }
}

#[test]
fn a_sound_declaration_raises_nothing() {
    assert_eq!(names(&maker(gold())), Vec::<String>::new());
}

#[test]
fn r09_a_file_is_not_cleared_while_one_of_three_checks_lacks_evidence() {
    let mine = |routes: Vec<Route>| {
        let supplier = Supplier { partner_type: "mine".to_owned(), materials: vec!["copper".to_owned()], ..Supplier::default() };
        Situation { supplier, minerals: Minerals { routes, ..Minerals::default() }, ..Situation::default() }
    };
    assert_eq!(names(&mine(Vec::new())), ["DD-3"], "no source was checked at all");
    let open = route("copper", [step("clear", &["a"]), step("clear", &["b"]), step("clear", &[])]);
    assert_eq!(open.open(), [("route", Gap::NoEvidence)]);
    let flag = the(&mine(vec![complete("copper"), open]), "DD-3");
    assert!(flag.reason.en.contains("Copper @ Mina X: route no evidence in date"), "{}", flag.reason.en);
    assert!(flag.causes.iter().any(|cause| cause.entry == "anna-7f3k#4"));
    assert_eq!(names(&mine(vec![complete("copper")])), Vec::<String>::new());
    let concern = route("copper", [step("clear", &["a"]), step("concern", &["b"]), step("unknown", &["c"])]);
    assert_eq!(concern.open(), [("risk", Gap::Concern), ("route", Gap::Unknown)]);
}

#[test]
fn r11_lppm_is_refused_for_gold_and_taken_for_platinum() {
    let flag = the(&with_papers(&[], &[("LPPM", "", "gold", "certified", Some(400))]), "P-METAL");
    assert!(flag.reason.en.contains("is not valid for Gold; it covers Platinum, Palladium"), "{}", flag.reason.en);
    assert_eq!(names(&with_papers(&[], &[("LPPM", "", "platinum", "certified", Some(400))])), Vec::<String>::new());
}

#[test]
fn r12_only_conformant_counts_and_active_is_not_conformant() {
    let at = |status| {
        let mut metal = gold();
        metal.facilities = vec![refiner(status)];
        maker(metal)
    };
    for status in Status::ALL {
        assert_eq!(names(&at(Some(status))).contains(&"M-STATUS".to_owned()), !status.is_conformant(), "{}", status.word());
    }
    let flag = the(&at(Some(Status::Active)), "M-STATUS");
    assert!(flag.reason.en.contains("Example Refinery (CID900001): active, not conformant yet"), "{}", flag.reason.en);
    let foreign = the(&at(Some(Status::NotKnown)), "M-STATUS").reason;
    assert!(foreign.en.contains("listed as \"Moonstruck\"") && foreign.zh.contains("“Moonstruck”"), "{}", foreign.en);
    assert!(flag.reason.en.contains("Status list 2026-11-10"), "the edition is named");
    assert_eq!(flag.causes[0].question.as_str(), "cmrt-declaration.smelters");
    assert_eq!(flag.causes[0].entry, "anna-7f3k#9, Smelter List D6", "the cell is named");
    assert!(names(&at(None)).contains(&"M-STATUS".to_owned()), "a facility no list names is unverified");
}

#[test]
fn a_facility_that_lost_conformance_is_told_with_what_it_was() {
    let mut metal = gold();
    metal.facilities[0].stood = Some(Stood {
        status: Some(Status::NonConformant),
        word: String::new(),
        before: Some(Status::Conformant),
        list: "Status list 2026-11-10".to_owned(),
    });
    let flag = the(&maker(metal), "M-STATUS");
    assert!(flag.reason.en.contains("not conformant, conformant before"), "{}", flag.reason.en);
    assert!(flag.reason.ja.contains("不適合（以前は適合）"), "{}", flag.reason.ja);
}

#[test]
fn r13_a_tantalum_trader_without_route_papers_is_flagged_and_the_mine_with_origin_and_conformant_refiner_is_not() {
    let with = |role: &str, tier: &str, routes: Vec<Route>| {
        let supplier = Supplier { partner_type: role.to_owned(), materials: vec!["tantalum".to_owned()], ..Supplier::default() };
        let declared = vec![Declared { metal: "tantalum".to_owned(), ..gold() }];
        let statuses = Some(ListUsed { name: "Status list".to_owned(), dated: "2026-11-10".parse().unwrap(), days: 13 });
        let minerals = Minerals { routes, declared, statuses, ..Minerals::default() };
        Situation { supplier, tier: Some(tier.to_owned()), minerals, ..Situation::default() }
    };
    let no_papers = route("tantalum", [step("clear", &["a"]), step("clear", &["b"]), None]);
    let flag = the(&with("trader", "T3", vec![no_papers]), "DD-3");
    assert!(flag.reason.en.contains("route not made"), "{}", flag.reason.en);
    assert_eq!(flag.response, Response::Edd);
    assert_eq!(names(&with("mine", "T1", vec![complete("tantalum")])), Vec::<String>::new());
}

#[test]
fn r14_tin_and_tungsten_open_the_generic_questions_on_origin() {
    for (material, title) in [("tin", "Tin"), ("tungsten", "Tungsten")] {
        let supplier = Supplier { partner_type: "smelter".to_owned(), materials: vec![material.to_owned()], ..Supplier::default() };
        let flag = the(&Situation { supplier, ..Situation::default() }, "DD-3");
        assert!(flag.reason.en.contains(&format!("{title}: no source checked")), "{}", flag.reason.en);
    }
}

#[test]
fn r15_a_disputed_mark_shows_both_dated_sources_until_a_reviewer_decides() {
    let flag = the(&with_papers(&["pit"], &[("Copper Mark", "pit", "copper", "disputed", None)]), "P-DISPUTED");
    assert!(flag.reason.en.contains("2026-09-28 says certified") && flag.reason.en.contains("2026-11-20 says under assessment"));
    assert_eq!(flag.causes[0].question.as_str(), "certificate.copper-mark");
    assert_eq!(flag.state, FlagState::Open);
    assert_eq!(names(&with_papers(&["pit"], &[("Copper Mark", "pit", "copper", "certified", Some(400))])), Vec::<String>::new());
    let mut decided = with_papers(&["pit"], &[("Copper Mark", "pit", "copper", "disputed", Some(20))]);
    decided.minerals.papers[0].decided = Some("certified".to_owned());
    assert_eq!(names(&decided), ["P-DATES"], "decided as certified it counts like any other");
    decided.minerals.papers[0].decided = Some("not-held".to_owned());
    assert_eq!(names(&decided), Vec::<String>::new(), "decided as not held it is no paper and no dispute");
}

#[test]
fn r16_a_platinum_recognition_of_one_plant_leaves_the_second_not_covered() {
    let flag = the(&with_papers(&["mito", "isohara"], &[("RBA VAP Platinum", "mito", "", "certified", Some(400))]), "P-SITES");
    assert_eq!(flag.reason.en, "RBA VAP Platinum covers 1 of 2 sites; not covered: isohara.");
    assert_eq!(flag.response, Response::Info);
}

#[test]
fn r17_a_withdrawn_standard_is_on_file_and_counts_as_none_with_the_reason() {
    let flag = the(&with_papers(&[], &[("OHSAS 18001", "", "", "lapsed", Some(-2000))]), "P-VOID");
    assert!(flag.reason.en.contains("counts as none") && flag.reason.en.contains("ISO 45001"), "{}", flag.reason.en);
}

#[test]
fn r18_an_expired_certificate_is_asked_for_again_and_one_about_to_expire_is_told() {
    let at = |days| raised(&with_papers(&[], &[("ISO 14001", "", "", "certified", Some(days))]));
    assert_eq!(at(-1).iter().map(|flag| flag.response).collect::<Vec<_>>(), [Response::Return]);
    assert_eq!(at(0).iter().map(|flag| flag.response).collect::<Vec<_>>(), [Response::Info], "valid on its last day");
    assert_eq!(at(60).len(), 1);
    assert_eq!(at(61), []);
}

#[test]
fn r32_a_consent_that_is_not_given_yet_is_missing_and_one_dated_to_come_is_none() {
    let with = |state: &str, issued: &str, country: &str| {
        let mut one = with_papers(&["yard"], &[("Basel consent", "yard", "copper", state, None)]);
        (one.supplier.partner_type, one.supplier.country) = ("recycler".to_owned(), country.to_owned());
        one.supplier.certificates[0].issued = issued.to_owned();
        one.today = Some(jiff::civil::date(2026, 11, 23));
        one
    };
    let flag = the(&with("applied", "2026-08-20", "VN"), "P-CONSENT");
    assert!(flag.reason.en.starts_with("Consent missing: Basel consent (yard, Copper): applied."), "{}", flag.reason.en);
    assert_eq!((flag.scope.as_deref(), flag.response), (Some("lot"), Response::Edd));
    let names_of = |one: &Situation| names(one).contains(&"P-CONSENT".to_owned());
    assert!(!names_of(&with("certified", "2026-11-23", "VN")));
    let to_come = the(&with("certified", "2099-01-01", "VN"), "P-CONSENT");
    assert!(to_come.reason.en.contains("2099-01-01") && to_come.reason.ja.contains("未到来"), "{}", to_come.reason.en);
    assert!(names_of(&with("applied", "", "")), "who is not known to stay at home is asked");
    assert!(!names_of(&with("applied", "", "JP")));
}

#[test]
fn a_consent_and_a_rating_hold_for_no_site_and_none_is_missed() {
    for scheme in ["Basel consent", "EcoVadis Gold"] {
        let one = with_papers(&["a", "b"], &[(scheme, "a", "", "certified", Some(400))]);
        assert!(!names(&one).contains(&"P-SITES".to_owned()), "{scheme}");
    }
}

#[test]
fn r27_the_e_scrap_firm_shows_coverage_of_4_of_7_sites() {
    let sites = ["a", "b", "c", "d", "e", "f", "g"];
    let papers: Vec<_> = sites[..4].iter().map(|site| ("R2v3", *site, "", "certified", Some(400))).collect();
    let flag = the(&with_papers(&sites, &papers), "P-SITES");
    assert_eq!(flag.reason.en, "R2v3 covers 4 of 7 sites; not covered: e, f, g.");
    let mut expired = papers.clone();
    expired[0].4 = Some(-1);
    assert!(the(&with_papers(&sites, &expired), "P-SITES").reason.en.contains("3 of 7"), "an expired paper covers nothing");
}

#[test]
fn a_metal_in_use_without_smelter_and_one_with_unknown_origin_are_sent_back() {
    let flag = the(&maker(Declared { facilities: Vec::new(), ..gold() }), "M-SMELTER");
    assert_eq!(flag.causes[0].question.as_str(), "cmrt-declaration.Q2");
    assert_eq!(flag.response, Response::Return);
    let unknown = Declared { all_identified: said("Q7", Word::No), not_identified: 2, ..gold() };
    let flag = the(&maker(unknown), "M-ORIGIN");
    assert!(flag.reason.en.contains("2 rows lead to no facility"), "{}", flag.reason.en);
    assert_eq!(names(&maker(Declared { in_use: said("Q1", Word::No), facilities: Vec::new(), ..gold() })), Vec::<String>::new());
}

#[test]
fn z_03_yes_or_dont_know_on_a_red_flag_opens_the_upstream_path_until_the_file_is_complete() {
    for word in [Word::Yes, Word::Unknown] {
        let mut situation = maker(Declared { covered: said("Q3", word), ..gold() });
        let flag = the(&situation, "Z-03");
        assert_eq!(flag.causes[0].question.as_str(), "cmrt-declaration.Q3");
        assert_eq!(flag.response, Response::Edd);
        situation.minerals.routes.push(complete("gold"));
        assert_eq!(names(&situation), Vec::<String>::new());
    }
    let mut metal = gold();
    metal.facilities[0].red_flag_place = true;
    assert!(the(&maker(metal), "Z-03").reason.en.contains("refines in JAPAN"));
}

#[test]
fn z_10_an_old_list_or_none_is_said_with_its_edition() {
    let mut situation = maker(gold());
    situation.minerals.statuses = Some(ListUsed { name: "Status list".to_owned(), dated: "2026-08-01".parse().unwrap(), days: 114 });
    assert!(the(&situation, "Z-10").reason.en.contains("Status list 2026-08-01 is 114 days old"));
    situation.minerals.statuses = None;
    assert!(the(&situation, "Z-10").reason.en.contains("no facility status list was imported"));
}

#[test]
fn no_rule_on_minerals_stops_anything_or_weighs_as_critical() {
    for rule in policy().rules.values().filter(|rule| rule.id.starts_with(['M', 'D']) || ["Z-03", "Z-10"].contains(&rule.id.as_str())) {
        assert!(rule.severity < crate::questionnaire::Severity::Critical && rule.response < Response::Stop, "{}", rule.id);
    }
}
