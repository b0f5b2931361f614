//! Declarations weighed against lists, earlier files, what we buy and the interview; a test per rule.

use oretrail::inbox::{About, Against, FileVerdict, Past, Said, Severity, Verdict};
use oretrail::reference::country::{self, Countries};
use oretrail::reference::list::{Edition, ListKind, ListedFacility, ListedSmelter, Lists, SmelterList, Status, StatusList};
use oretrail::smelter::Decisions;
use oretrail::supplier::Supplier;

use super::sample::{Sample, TODAY, complete};

fn edition(kind: ListKind, dated: &str) -> Edition {
    Edition { kind, name: format!("list {dated}"), dated: dated.parse().unwrap(), source: "test".into(), sha256: String::new(), rows: 1 }
}

fn listed(metal: &str, id: &str, name: &str, country: &str) -> ListedSmelter {
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

fn statuses(dated: &str, status: Status) -> StatusList {
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

fn lists(rows: Vec<ListedSmelter>) -> Lists {
    Lists { smelters: vec![SmelterList { edition: edition(ListKind::SmelterList, "2026-10-01"), rows }], ..Lists::default() }
}

fn known() -> Lists {
    lists(vec![
        listed("Gold", "CID009999", "Example Refinery", "JAPAN"),
        listed("Gold", "CID008888", "Andes Doré Works", "PERU"),
        listed("Tin", "CID007777", "Bay Tin", "MALAYSIA"),
    ])
}

fn countries() -> Countries {
    let text = include_str!("../../reference/countries.toml");
    country::read("countries.toml", text).0
}

fn weigh(of: &mut FileVerdict, lists: &Lists, with: impl FnOnce(&mut Against<'_>)) {
    let (decisions, countries) = (Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), lists, &decisions, &countries);
    // What the caller adds has to outlive the call only.
    with(&mut against);
    of.weigh(&against);
}

fn weighed(sample: &Sample, lists: &Lists) -> FileVerdict {
    let mut verdict = sample.verdict();
    weigh(&mut verdict, lists, |_| {});
    verdict
}

fn has(of: &FileVerdict, code: &str, cell: &str, severity: Severity) {
    let all: Vec<_> = of.findings.iter().map(|finding| (finding.code, finding.cell.clone(), finding.severity)).collect();
    let found = of.findings.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("{code} not among {all:?}"));
    assert_eq!((found.cell.as_deref().unwrap_or_default(), found.severity), (cell, severity), "{}", found.message);
    if let Some(ask) = &found.ask {
        assert!([&ask.en, &ask.ja, &ask.zh].iter().all(|text| text.chars().count() > 10), "{ask:?}");
    }
}

fn lacks(of: &FileVerdict, code: &str) {
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
    assert!(lost.findings.iter().any(|finding| finding.message.contains("2026-01-10") && finding.message.contains("2026-08-12")));
}

#[test]
fn x_20_an_origin_by_the_programmes_word_needs_a_conformant_facility() {
    let form = complete().put("Smelter List", "O5", "RCOI confirmed per RMI");
    let with = |status| weighed(&form, &Lists { statuses: vec![statuses("2026-01-10", status)], ..known() });
    has(&with(Status::Active), "origin-by-programme-not-conformant", "O5", Severity::Error);
    lacks(&with(Status::Conformant), "origin-by-programme-not-conformant");
}

#[test]
fn x_17_and_x_04_countries_of_mines_are_held_against_geology_and_against_the_answers() {
    let file = weighed(&complete().put("Smelter List", "O5", "Switzerland"), &known());
    has(&file, "mine-country-implausible", "O5", Severity::Warning);
    lacks(&weighed(&complete().put("Smelter List", "O5", "Japan"), &known()), "mine-country-implausible");
    let covered = weighed(&complete().put("Smelter List", "O5", "Rwanda").put("Declaration", "D40", "No"), &known());
    has(&covered, "covered-mine-country-but-no", "O5", Severity::Warning);
}

#[test]
fn x_13_in_a_campaign_a_file_older_than_a_year_goes_back() {
    let mut file = complete().verdict();
    weigh(&mut file, &known(), |against| against.campaign = Some("2027-10-01".parse().unwrap()));
    has(&file, "over-12-months-old", "D22", Severity::Error);
    assert_eq!(file.verdict, Verdict::NeedsClarification);
}

#[test]
fn x_05_to_x_24_answers_that_leave_something_open_are_asked_about() {
    let mined = complete().put("Declaration", "D52", "Yes").put("Smelter List", "N5", "Hill mine");
    has(&mined.verdict(), "recycled-but-mine-named", "N5", Severity::Error);
    lacks(&mined.put("Smelter List", "N5", "Recycled").verdict(), "recycled-but-mine-named");
    has(&complete().put("Declaration", "D64", "No").verdict(), "all-answered-but-not-identified", "D64", Severity::Info);
    has(&complete().put("Declaration", "D70", "No").verdict(), "not-all-reported", "D70", Severity::Warning);
    lacks(&complete().put("Declaration", "D70", "No").put("Declaration", "G70", "by March").verdict(), "not-all-reported");
    has(&complete().put("Declaration", "D58", "None").verdict(), "surveyed-but-no-answers", "D83", Severity::Error);
    has(&complete().put("Declaration", "D18", "Same").verdict(), "authoriser-is-contact", "D18", Severity::Info);
    let unlisted = complete().put("Smelter List", "B6", "Gold").put("Smelter List", "C6", "Smelter not listed");
    has(&unlisted.verdict(), "identified-but-not-listed", "C6", Severity::Warning);
}

#[test]
fn x_22_the_interview_and_the_declaration_are_both_quoted_where_they_differ() {
    let mut file = complete().verdict();
    let said = |about, words: &str| Said { question: "csr-saq.G2".into(), entry: "anna-7f3k#12".into(), about, words: words.into() };
    let all = [said(About::Policy(false), "0"), said(About::Metals(vec!["tin".into()]), "tin"), said(About::Cahra(true), "yes")];
    let (lists, decisions, countries) = (known(), Decisions::default(), countries());
    let mut against = Against::on(TODAY.parse().unwrap(), &lists, &decisions, &countries);
    against.said = &all;
    file.weigh(&against);
    has(&file, "interview-says-otherwise-policy", "D75", Severity::Warning);
    has(&file, "interview-says-otherwise-metal", "D27", Severity::Warning);
    has(&file, "interview-says-otherwise-cahra", "D46", Severity::Warning);
    assert!(file.findings.iter().any(|finding| finding.message.contains("\"Yes\"") && finding.message.contains("anna-7f3k#12")));
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
fn rows_of(company: &str, name: &str) -> Sample {
    (5..11).fold(complete().put("Declaration", "D8", company), |form, n| {
        form.put("Smelter List", &format!("B{n}"), "Gold")
            .put("Smelter List", &format!("D{n}"), format!("{name} {n}").as_str())
            .put("Smelter List", &format!("E{n}"), "JAPAN")
            .put("Smelter List", &format!("F{n}"), format!("CID00500{n}").replace("CID005001", "CID00501").as_str())
    })
}

fn past(sample: &Sample, supplier: &str) -> Past {
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
    assert_eq!(file.verdict, Verdict::AcceptedWithRemarks, "{}", file.reason);
}
