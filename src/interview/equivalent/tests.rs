use super::*;
use crate::situation::minerals::Paper;
use crate::supplier::{Certificate, Site, Supplier};

fn sets() -> Vec<Questionnaire> {
    let text = include_str!("../../../questionnaires/csr-saq-2026-04.toml");
    vec![
        crate::questionnaire::file::read("q.toml", text, &crate::questionnaire::file::Around::default())
            .0
            .expect("the built-in questionnaire reads"),
    ]
}

fn policy(sets: &[Questionnaire]) -> Policy {
    let text = include_str!("../../../policies/jx-selection-2026-04.toml");
    crate::policy::file::read("p.toml", text, sets).0.expect("the built-in policy reads")
}

/// A supplier with certificates: site, last day, entity.
fn with(sites: &[&str], certificates: &[(&str, &str, &str)]) -> Situation {
    let site = |id: &&str| Site { id: (*id).to_owned(), name: format!("{id} works"), ..Site::default() };
    let mut supplier = Supplier { id: "ore".to_owned(), name: "Ore Ltd".to_owned(), ..Supplier::default() };
    supplier.sites = sites.iter().map(site).collect();
    let mut situation = Situation::default();
    for (place, (site, expires, entity)) in certificates.iter().enumerate() {
        supplier.certificates.push(Certificate {
            scheme: "rba vap gold".to_owned(),
            site: (*site).to_owned(),
            entity: (*entity).to_owned(),
            state: "certified".to_owned(),
            expires: (*expires).to_owned(),
            ..Certificate::default()
        });
        let days_left = (!expires.is_empty()).then_some(100);
        situation.minerals.papers.push(Paper { number: place + 1, days_left, ..Paper::default() });
    }
    situation.supplier = supplier;
    situation
}

fn answers_d1(mut situation: Situation) -> Option<ByPaper> {
    let sets = sets();
    let _ = plan_with_equivalents(&mut situation, &sets, &policy(&sets), false, &|_| false);
    situation.by_paper(&QuestionId::new("csr-saq", "D1")).cloned()
}

#[test]
fn a_report_names_itself_its_site_its_last_day_and_what_covers_the_row() {
    let paper = answers_d1(with(&["main"], &[("main works", "2027-06-30", "Ore Ltd")])).expect("it answers");
    assert_eq!(
        (paper.scheme.as_str(), paper.number, paper.site.as_str(), paper.expires.as_str()),
        ("rba vap gold", 1, "main", "2027-06-30")
    );
    assert!(paper.clause.contains("B1"), "{}", paper.clause);
    assert!(answers_d1(with(&["main"], &[("", "2027-06-30", "")])).is_some(), "the only site need not be named");
}

#[test]
fn a_report_without_a_last_day_for_another_firm_or_another_site_answers_nothing() {
    assert_eq!(answers_d1(with(&["main"], &[("main", "", "Ore Ltd")])), None);
    assert_eq!(answers_d1(with(&["main"], &[("main", "2027-06-30", "Another Ltd")])), None);
    assert_eq!(answers_d1(with(&["main"], &[("elsewhere", "2027-06-30", "Ore Ltd")])), None);
    assert_eq!(answers_d1(with(&[], &[("", "2027-06-30", "Ore Ltd")])), None, "no site is on file that it could be about");
}

#[test]
fn for_several_sites_the_report_that_ends_first_is_named_and_a_renewed_one_counts_from_its_new_day() {
    let two = [("main", "2027-06-30", ""), ("branch", "2027-01-31", ""), ("branch", "2026-12-31", "")];
    let paper = answers_d1(with(&["main", "branch"], &two)).expect("both sites are covered");
    assert_eq!((paper.site.as_str(), paper.expires.as_str()), ("branch", "2027-01-31"));
}

#[test]
fn the_short_set_does_not_grow_by_what_a_report_would_answer() {
    let sets = sets();
    let mut situation = with(&["main"], &[("main", "2027-06-30", "")]);
    let plan = plan_with_equivalents(&mut situation, &sets, &policy(&sets), true, &|_| false);
    let filled: Vec<&str> = plan.rows.iter().filter(|row| row.state == RowState::ByPaper).map(|row| row.question.row()).collect();
    assert_eq!(filled, ["C3", "C4", "E1", "K1"]);
}
