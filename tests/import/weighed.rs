//! Declarations weighed against lists, earlier files, what we buy and the interview; a test per rule.

use oretrail::inbox::{About, Against, FileVerdict, Past, Said, Severity, Verdict};
use oretrail::language::Text;
use oretrail::reference::country::{self, Countries};
use oretrail::reference::list::{Edition, ListKind, ListedFacility, ListedSmelter, Lists, SmelterList, Status, StatusList};
use oretrail::smelter::{Decision, Decisions};
use oretrail::supplier::Supplier;

use super::sample::{Sample, TODAY, complete};

pub(crate) fn edition(kind: ListKind, dated: &str) -> Edition {
    Edition { kind, name: format!("list {dated}"), dated: dated.parse().unwrap(), source: "test".into(), sha256: String::new(), rows: 1 }
}

pub(crate) fn listed(metal: &str, id: &str, name: &str, country: &str) -> ListedSmelter {
    let text = str::to_owned;
    ListedSmelter {
        metal: text(metal),
        alias: text(name),
        name: text(name),
        country: text(country),
        id: text(id),
        city: String::new(),
        state: String::new(),
    }
}

pub(crate) fn statuses(dated: &str, status: Status) -> StatusList {
    let facility = ListedFacility {
        id: "CID009999".into(),
        metal: "Gold".into(),
        name: "Example Refinery".into(),
        country: "JAPAN".into(),
        status,
        word: String::new(),
        programme: "RMAP".into(),
        assessed: None,
        cycle_years: None,
    };
    StatusList { edition: edition(ListKind::FacilityStatus, dated), rows: vec![facility] }
}

pub(crate) fn lists(rows: Vec<ListedSmelter>) -> Lists {
    Lists { smelters: vec![SmelterList { edition: edition(ListKind::SmelterList, "2026-10-01"), rows }], ..Lists::default() }
}

pub(crate) fn known() -> Lists {
    lists(vec![
        listed("Gold", "CID009999", "Example Refinery", "JAPAN"),
        listed("Gold", "CID008888", "Andes Doré Works", "PERU"),
        listed("Tin", "CID007777", "Bay Tin", "MALAYSIA"),
    ])
}

pub(crate) fn countries() -> Countries {
    let text = include_str!("../../reference/countries.toml");
    country::read("countries.toml", text).0
}

pub(crate) fn weigh(of: &mut FileVerdict, lists: &Lists, with: impl FnOnce(&mut Against<'_>)) {
    weigh_beside(of, lists, (None, &[]), with);
}

/// Beside a supplier's profile and earlier declarations.
pub(crate) fn weigh_beside(
    of: &mut FileVerdict,
    lists: &Lists,
    (supplier, past): (Option<&Supplier>, &[Past]),
    with: impl FnOnce(&mut Against<'_>),
) {
    let (decisions, countries) = (Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), lists, &decisions, &countries);
    (against.supplier, against.past) = (supplier, past);
    with(&mut against);
    of.weigh(&against);
}

pub(crate) fn weighed(sample: &Sample, lists: &Lists) -> FileVerdict {
    let mut verdict = sample.verdict();
    weigh(&mut verdict, lists, |_| {});
    verdict
}

pub(crate) fn has(of: &FileVerdict, code: &str, cell: &str, severity: Severity) {
    let all: Vec<_> = of.findings.iter().map(|finding| (finding.code, finding.cell.clone(), finding.severity)).collect();
    let found = of.findings.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code} not among {all:?}"));
    assert_eq!((found.cell.as_deref().unwrap_or_default(), found.severity), (cell, severity), "{}", found.message.en);
    if let Some(ask) = &found.ask {
        assert!([&ask.en, &ask.ja, &ask.zh].iter().all(|text| text.chars().count() > 10), "{ask:?}");
    }
}

pub(crate) fn lacks(of: &FileVerdict, code: &str) {
    assert!(of.findings.iter().all(|finding| finding.code != code), "{code}: {:?}", of.findings);
}

#[test]
fn without_a_list_smelters_are_unverified_and_nothing_is_guessed() {
    let file = weighed(&complete(), &Lists::default());
    has(&file, "smelters-unverified", "", Severity::Info);
    assert_eq!((file.verdict, file.matched.len()), (Verdict::Accepted, 0));
}

#[test]
fn a_listed_smelter_is_matched_by_its_identification_and_nothing_is_remarked() {
    let file = weighed(&complete(), &known());
    let found = &file.matched[&5];
    assert_eq!((found.id.as_str(), found.how), ("CID009999", "id"));
    assert_eq!(file.verdict, Verdict::Accepted, "{:?}", file.findings);
}

#[test]
fn x_15_an_identification_is_held_against_metal_name_and_country() {
    let clarify = |sample: &Sample, code: &str, cell: &str| {
        let file = weighed(sample, &known());
        has(&file, code, cell, Severity::Error);
        assert_eq!(file.verdict, Verdict::NeedsClarification);
    };
    clarify(&complete().put("Smelter List", "F5", "CID008888"), "id-of-another-smelter", "F5");
    clarify(&complete().put("Smelter List", "F5", "CID007777"), "id-of-another-metal", "F5");
    let unknown = weighed(&complete().put("Smelter List", "F5", "CID001111"), &known());
    has(&unknown, "id-unknown", "F5", Severity::Error);
    let moved = weighed(&complete().put("Smelter List", "E5", "PERU"), &known());
    has(&moved, "smelter-in-another-country", "E5", Severity::Warning);
    assert_eq!(moved.verdict, Verdict::AcceptedWithRemarks);
}

#[test]
fn x_15_a_removed_identification_is_told_from_an_unknown_one() {
    let mut lists = lists(vec![listed("Gold", "CID008888", "Andes Doré Works", "PERU")]);
    let rows = vec![listed("Gold", "CID009999", "Example Refinery", "JAPAN")];
    lists.smelters.push(SmelterList { edition: edition(ListKind::SmelterList, "2025-01-01"), rows });
    let file = weighed(&complete(), &lists);
    has(&file, "id-removed", "F5", Severity::Warning);
    lacks(&file, "id-unknown");
}

#[test]
fn a_facility_that_is_not_conformant_is_remarked_and_one_that_lost_it_says_since_when() {
    let with = |all: Vec<StatusList>| weighed(&complete(), &Lists { statuses: all, ..known() });
    lacks(&with(vec![statuses("2026-01-10", Status::Conformant)]), "smelter-not-conformant");
    has(&with(vec![statuses("2026-01-10", Status::Active)]), "smelter-not-conformant", "F5", Severity::Warning);
    let lost = with(vec![statuses("2026-01-10", Status::Conformant), statuses("2026-08-12", Status::NonConformant)]);
    has(&lost, "smelter-lost-conformance", "F5", Severity::Warning);
    assert!(lost.findings.iter().any(|finding| finding.message.en.contains("2026-01-10") && finding.message.en.contains("2026-08-12")));
}

#[test]
fn x_20_an_origin_by_the_programmes_word_needs_a_conformant_facility() {
    let form = complete().put("Smelter List", "O5", "RCOI confirmed per RMI");
    let with = |status| weighed(&form, &Lists { statuses: vec![statuses("2026-01-10", status)], ..known() });
    has(&with(Status::Active), "origin-by-programme-not-conformant", "O5", Severity::Error);
    lacks(&with(Status::Conformant), "origin-by-programme-not-conformant");
}

#[test]
fn x_04_a_covered_country_of_a_mine_stands_against_a_no() {
    let covered = weighed(&complete().put("Smelter List", "O5", "Rwanda").put("Declaration", "D40", "No"), &known());
    has(&covered, "covered-mine-country-but-no", "O5", Severity::Warning);
}

#[test]
fn x_17_a_country_without_mines_of_the_metal_is_asked_about() {
    let file = weighed(&complete().put("Smelter List", "O5", "Switzerland"), &known());
    has(&file, "mine-country-implausible", "O5", Severity::Warning);
    lacks(&weighed(&complete().put("Smelter List", "O5", "Japan"), &known()), "mine-country-implausible");
}

#[test]
fn x_13_in_a_campaign_a_file_older_than_a_year_goes_back() {
    let mut file = complete().verdict();
    weigh(&mut file, &known(), |against| against.campaign = Some("2027-10-01".parse().unwrap()));
    has(&file, "declaration-too-old", "D22", Severity::Error);
    assert_eq!(file.verdict, Verdict::NeedsClarification);
}

#[test]
fn x_13_the_policy_says_how_many_months_old_a_declaration_may_be() {
    let on = |day: &str, months: u32| {
        let mut file = complete().verdict();
        weigh(&mut file, &known(), |against| (against.today, against.months) = (day.parse().unwrap(), months));
        file
    };
    let strict = on("2026-12-15", 3);
    has(&strict, "declaration-too-old", "D22", Severity::Warning);
    assert!(strict.findings.iter().any(|finding| finding.message.en.contains("more than 3 months before 2026-12-15")));
    lacks(&on("2026-12-14", 3), "declaration-too-old");
    lacks(&on("2028-01-01", 24), "declaration-too-old");
}

#[test]
fn x_22_the_interview_and_the_declaration_are_both_quoted_where_they_differ() {
    let mut file = complete().verdict();
    let said = |about, words: &str| Said { question: "csr-saq.G2".into(), entry: "anna-7f3k#12".into(), about, words: Text::same(words) };
    let all = [said(About::Policy(false), "0"), said(About::Metals(vec!["tin".into()]), "tin"), said(About::Cahra(true), "yes")];
    let (lists, decisions, countries) = (known(), Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
    against.said = &all;
    file.weigh(&against);
    has(&file, "interview-says-otherwise-policy", "D75", Severity::Warning);
    has(&file, "interview-says-otherwise-metal", "D27", Severity::Warning);
    has(&file, "interview-says-otherwise-cahra", "D46", Severity::Warning);
    assert!(file.findings.iter().any(|finding| finding.message.en.contains("\"Yes\"") && finding.message.en.contains("anna-7f3k#12")));
}

#[test]
fn x_19_and_what_we_buy_is_held_against_what_is_declared() {
    let supplier = Supplier { id: "aoba".into(), materials: vec!["tin".into()], goods: "solder".into(), ..Supplier::default() };
    let mut file = complete().verdict();
    let (lists, decisions, countries) = (known(), Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
    against.supplier = Some(&supplier);
    file.weigh(&against);
    has(&file, "denied-though-bought", "D27", Severity::Warning);
    has(&file, "company-scope", "D9", Severity::Info);
}

/// Six gold rows, named after a company.
pub(crate) fn rows_of(company: &str, name: &str) -> Sample {
    (5..11).fold(complete().put("Declaration", "D8", company), |form, n| {
        form.put("Smelter List", &format!("B{n}"), "Gold")
            .put("Smelter List", &format!("D{n}"), format!("{name} {n}").as_str())
            .put("Smelter List", &format!("E{n}"), "JAPAN")
            .put("Smelter List", &format!("F{n}"), format!("CID00500{n}").replace("CID005001", "CID00501").as_str())
    })
}

pub(crate) fn past(sample: &Sample, supplier: &str) -> Past {
    let mut verdict = sample.verdict();
    verdict.supplier = Some(supplier.to_owned());
    verdict.past().expect("usable")
}

#[test]
fn x_18_a_list_with_the_same_spelling_came_from_somebody_else() {
    let before = [past(&rows_of("Birch Metals", "Refnery"), "birch")];
    let compared = |sample: Sample| {
        let mut file = sample.verdict();
        let (lists, decisions, countries) = (Lists::default(), Decisions::default(), countries());
        let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
        against.past = &before;
        file.weigh(&against);
        file
    };
    has(&compared(rows_of("Aoba Parts", "Refnery")), "identical-smelter-list", "B5", Severity::Warning);
    lacks(&compared(complete()), "identical-smelter-list");
    lacks(&compared(rows_of("Birch Metals", "Refnery").put("Declaration", "D22", "01-Nov-2026")), "identical-smelter-list");
}

#[test]
fn smelters_added_and_gone_since_the_last_declaration_are_told() {
    let before = [past(&complete().put("Declaration", "D22", "01-Aug-2026"), "aoba")];
    let supplier = Supplier { id: "aoba".into(), ..Supplier::default() };
    let mut file = complete().put("Smelter List", "F5", "CID008888").verdict();
    let (lists, decisions, countries) = (known(), Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
    (against.past, against.supplier) = (&before, Some(&supplier));
    file.weigh(&against);
    has(&file, "smelters-added", "", Severity::Info);
    has(&file, "smelters-gone", "", Severity::Info);
    let delta = file.delta(&against).expect("a last declaration");
    let ids = |all: &[oretrail::inbox::Changed]| all.iter().map(|one| one.smelter.clone()).collect::<Vec<_>>();
    assert_eq!((ids(&delta.added), ids(&delta.gone), delta.lost.len()), (vec!["CID008888".into()], vec!["CID009999".into()], 0));
}

#[test]
fn the_forms_own_date_limit_is_not_held_against_the_sender() {
    let form = complete().put("Declaration", "J3", "Revision 6.22\nMay 11, 2022").clear("Declaration", "D22");
    let file = weighed(&form, &known());
    has(&file, "template-defect", "D22", Severity::Info);
    assert_eq!(file.verdict, Verdict::AcceptedWithRemarks, "{}", file.reason.en);
}

#[test]
fn a_list_that_is_the_reference_list_is_recognised_and_a_short_one_is_not() {
    let all: Vec<ListedSmelter> =
        (10..40).map(|n| listed("Gold", &format!("CID0077{n}"), &format!("Refinery number {n}"), "JAPAN")).collect();
    let naming = |count: usize| {
        all.iter().take(count).zip(5..).fold(complete(), |form, (smelter, n)| {
            [('B', "Gold"), ('C', &*smelter.name), ('D', &*smelter.name), ('E', "JAPAN"), ('F', &*smelter.id)]
                .into_iter()
                .fold(form, |form, (column, text)| form.put("Smelter List", &format!("{column}{n}"), text))
        })
    };
    let copied = weighed(&naming(28), &lists(all.clone()));
    has(&copied, "list-copied-from-reference", "B5", Severity::Warning);
    assert!(copied.findings.iter().any(|finding| finding.message.en.contains("28 of the 30")), "{:?}", copied.findings);
    lacks(&weighed(&naming(12), &lists(all.clone())), "list-copied-from-reference");
    let few: Vec<ListedSmelter> = all.iter().take(6).cloned().collect();
    lacks(&weighed(&naming(6), &lists(few)), "list-copied-from-reference");
    // Half of a market for single products is too wide (D26); for a whole company it is not.
    let for_products = |form: Sample| {
        let products = form.put("Product List", "B6", "Z-1").put("Product List", "C6", "springs");
        weighed(&products.put("Declaration", "D9", "B. Product (or List of Products)"), &lists(all.clone()))
    };
    has(&for_products(naming(16)), "list-too-wide-for-products", "B5", Severity::Warning);
    lacks(&for_products(naming(15)), "list-too-wide-for-products");
    lacks(&for_products(naming(28)), "list-too-wide-for-products");
    lacks(&weighed(&naming(16), &lists(all.clone())), "list-too-wide-for-products");
}

#[test]
fn x_18_nearly_the_same_smelters_as_another_supplier_are_a_reason_to_ask() {
    let before = [past(&rows_of("Birch Metals", "Refnery"), "birch")];
    let compared = |sample: Sample| {
        let mut file = sample.verdict();
        weigh_beside(&mut file, &Lists::default(), (None, &before), |_| {});
        file
    };
    let same = compared(rows_of("Aoba Parts", "Refinery"));
    has(&same, "list-copied-from-supplier", "B5", Severity::Warning);
    lacks(&same, "identical-smelter-list");
    let ask = same.findings.iter().find(|finding| finding.code == "list-copied-from-supplier").and_then(|found| found.ask.clone()).unwrap();
    assert!(!ask.en.to_lowercase().contains("birch"), "no supplier hears of another");
    let other = (5..8)
        .fold(rows_of("Aoba Parts", "Refinery"), |form, n| form.put("Smelter List", &format!("F{n}"), format!("CID00990{n}").as_str()));
    lacks(&compared(other), "list-copied-from-supplier");
}

#[test]
fn x_18_the_same_bytes_from_two_suppliers_say_whose_they_were() {
    let before = [past(&complete(), "birch")];
    let supplier = Supplier { id: "aoba".into(), ..Supplier::default() };
    let mut file = complete().verdict();
    weigh_beside(&mut file, &known(), (Some(&supplier), &before), |_| {});
    has(&file, "same-file-from-other-supplier", "B5", Severity::Warning);
}

#[test]
fn a_row_is_matched_by_a_listed_name_or_by_a_persons_decision_and_says_which() {
    let named = complete().clear("Smelter List", "F5");
    let file = weighed(&named, &known());
    assert_eq!((file.matched[&5].id.as_str(), file.matched[&5].how), ("CID009999", "alias"));
    let odd = named.put("Smelter List", "D5", "Exmpl Rfnry").put("Smelter List", "C5", "Exmpl Rfnry");
    has(&weighed(&odd, &known()), "smelter-not-in-list", "D5", Severity::Warning);
    let decision = Decision {
        metal: "Gold".into(),
        reported: "Exmpl Rfnry".into(),
        country: Some("JAPAN".into()),
        id: Some("CID009999".into()),
        note: None,
        by: "anna".into(),
        at: "2026-11-20T09:00:00+09:00".parse().unwrap(),
        entry: "anna-7f3k#3".into(),
        seen: Vec::new(),
    };
    let (lists, decisions, countries) = (known(), Decisions::new(vec![decision]), countries());
    let mut decided = odd.verdict();
    decided.weigh(&Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries));
    assert_eq!((decided.matched[&5].id.as_str(), decided.matched[&5].how), ("CID009999", "decided"));
    lacks(&decided, "smelter-not-in-list");
}

#[test]
fn x_22_every_row_of_the_interview_that_speaks_of_the_same_is_held_against_it() {
    let said = |about| [Said { question: "csr-saq.G2".into(), entry: "anna-7f3k#12".into(), about, words: Text::same("3") }];
    let contradicts = |form: Sample, about: About, code: &str, cell: &str| {
        let all = said(about);
        let mut file = form.verdict();
        let (lists, decisions, countries) = (known(), Decisions::default(), countries());
        let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
        against.said = &all;
        file.weigh(&against);
        has(&file, code, cell, Severity::Warning);
    };
    let no = |cell: &str| complete().put("Declaration", cell, "No");
    contradicts(no("D75"), About::Policy(true), "interview-says-otherwise-policy", "D75");
    contradicts(no("D77"), About::Published, "interview-says-otherwise-published", "D77");
    contradicts(no("D83"), About::Surveys(true), "interview-says-otherwise-suppliers", "D83");
    contradicts(complete(), About::Surveys(false), "interview-says-otherwise-suppliers", "D83");
    contradicts(complete(), About::DueDiligence, "interview-says-otherwise-measures", "D81");
    contradicts(complete(), About::Metals(vec!["tin".into()]), "interview-says-otherwise-metal", "D27");
}

#[test]
fn a_smelter_that_lost_conformance_since_the_last_declaration_is_told_in_the_difference() {
    let before = [past(&complete().put("Declaration", "D22", "01-Aug-2026"), "aoba")];
    let supplier = Supplier { id: "aoba".into(), ..Supplier::default() };
    let lists = Lists { statuses: vec![statuses("2026-01-10", Status::Conformant), statuses("2026-10-12", Status::Active)], ..known() };
    let (decisions, countries) = (Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
    (against.past, against.supplier) = (&before, Some(&supplier));
    let mut file = complete().verdict();
    file.weigh(&against);
    let delta = file.delta(&against).expect("a last declaration");
    assert_eq!((delta.added.len(), delta.gone.len(), delta.lost.len()), (0, 0, 1));
    against.today = "2026-09-30".parse().unwrap();
    assert_eq!(file.delta(&against).expect("a last declaration").lost.len(), 0, "on that day it was conformant still");
}
