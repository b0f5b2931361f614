use super::*;

fn demand(risk: &str, regime: &str, known: bool) -> Option<Demand> {
    Some(built_in().risk(risk)?.cell(regime)?.demand(known))
}

#[test]
fn the_table_reads_without_a_mistake_and_every_cell_names_its_clause() {
    let (regimes, problems) = read(FILE, crate::builtin::reference(FILE).unwrap());
    assert!(problems.is_empty(), "{problems:?}");
    let ids: Vec<&str> = regimes.regimes.iter().map(|regime| regime.id.as_str()).collect();
    assert_eq!(ids, ["oecd", "lbma", "lppm", "rmap", "jdds", "company"]);
    assert_eq!(regimes.words.len(), Demand::WORDS.len());
    for risk in &regimes.risks {
        assert!(!risk.cells.is_empty() && risk.cells.iter().all(|cell| !cell.source.is_empty()), "{}", risk.id);
        assert!(risk.paragraph.is_empty() == risk.cell("oecd").is_none(), "{}: a paragraph of Annex II and its cell go together", risk.id);
    }
}

#[test]
fn annex_ii_stops_at_its_first_and_third_paragraph_plans_at_its_fifth_to_ninth_and_mitigates_after() {
    for risk in built_in().risks.iter().filter(|risk| !risk.paragraph.is_empty()) {
        let wanted = match risk.paragraph.chars().next() {
            Some('1') if risk.paragraph.starts_with("1(") => Demand::Suspend,
            Some('3') => Demand::Suspend,
            Some('1') => Demand::Mit,
            _ => Demand::Hold6,
        };
        assert_eq!(demand(&risk.id, "oecd", true), Some(wanted), "{} ¶{}", risk.id, risk.paragraph);
        let company = demand(&risk.id, COMPANY, false).unwrap_or_else(|| panic!("the company is silent on {}", risk.id));
        assert!(company >= wanted, "{}: the company follows the guidance", risk.id);
    }
    assert_eq!(built_in().risks.iter().filter(|risk| risk.paragraph.starts_with("1(")).count(), 5);
    assert_eq!(built_in().risks.iter().filter(|risk| risk.paragraph.starts_with("3(")).count(), 3);
}

#[test]
fn lbma_ends_on_known_laundering_and_false_origin_where_the_oecd_mitigates() {
    for risk in ["money-laundering", "origin-fraud"] {
        assert_eq!(demand(risk, "oecd", true), Some(Demand::Mit), "{risk}");
        assert_eq!((demand(risk, "lbma", true), demand(risk, "lbma", false)), (Some(Demand::Disengage), Some(Demand::Suspend)), "{risk}");
    }
}

#[test]
fn the_strictest_comes_first_and_only_what_applies() {
    let regimes = built_in();
    let risk = regimes.risk("money-laundering").unwrap();
    let first = |role: &str, metals: &[&str]| {
        let asked = regimes.asked(risk, true, |regime| regime.applies(role, metals.iter().copied()));
        (asked[0].0.id.clone(), asked[0].1.known)
    };
    assert_eq!(first("trader", &["gold"]), ("lbma".to_owned(), Demand::Disengage));
    assert_eq!(first("trader", &["tin"]), ("oecd".to_owned(), Demand::Mit));
    assert_eq!(first("maker", &["gold"]), ("oecd".to_owned(), Demand::Mit), "bond wire is no feed of a refinery");
}

fn own(text: &str) -> (Vec<Own>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open("policies/own.toml", text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let own = read_own(&fields, built_in());
    fields.finish();
    (own, sheet.into_problems())
}

#[test]
fn a_company_may_be_stricter_in_its_own_column() {
    let (own, problems) = own("[[company-response]]\nrisk = \"bribery\"\nis = \"SUSPEND\"\nsource = \"board, 2027-01-12\"\n");
    assert!(problems.is_empty(), "{problems:?}");
    let cell = built_in().with_own(&own).risk("bribery").unwrap().cell(COMPANY).unwrap().clone();
    assert_eq!((cell.suspected, cell.source.as_str()), (Demand::Suspend, "board, 2027-01-12"));
    assert_eq!(built_in().with_own(&own).risk("bribery").unwrap().cell("oecd").unwrap().suspected, Demand::Mit, "no other column moves");
}

#[test]
fn a_milder_answer_and_an_unknown_risk_are_refused_at_their_line() {
    let (none, problems) = own(
        "[[company-response]]\nrisk = \"torture\"\nis = \"MIT\"\nsource = \"s\"\n\n[[company-response]]\nrisk = \"briberry\"\nis = \"SUSPEND\"\nsource = \"s\"\n",
    );
    assert!(none.is_empty());
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("policies/own.toml:3:") && told[0].contains("milder-response"), "{told:?}");
    assert!(told[0].contains("write SUSPEND or stricter"), "{told:?}");
    assert!(told[1].starts_with("policies/own.toml:7:") && told[1].contains("did you mean \"bribery\""), "{told:?}");
}
