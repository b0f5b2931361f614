use super::*;
use crate::journal::{Answer, EntryRef, Reply, WriterId};
use crate::supplier::Site;

const TODAY: Date = Date::constant(2026, 11, 23);

fn supplier(sites: &[&str]) -> Supplier {
    let site = |id: &&str| Site { id: (*id).to_owned(), name: format!("{id} works"), ..Site::default() };
    Supplier { id: "ore".to_owned(), name: "Ore Ltd".to_owned(), sites: sites.iter().map(site).collect(), ..Supplier::default() }
}

fn given(about: Option<&str>) -> Given {
    let answer = Answer { about: about.map(str::to_owned), ..Answer::of("csr-saq.D1", Reply::Value(vec!["4".to_owned()])) };
    Given {
        entry: EntryRef { writer: WriterId::parse("anna-1").expect("a writer"), n: 1 },
        at: "2026-11-23T09:00:00+09:00".parse().expect("a time"),
        person: "anna".to_owned(),
        answer,
        settled: None,
    }
}

fn paper(scope: &str, expires: Option<&str>) -> Document {
    Document {
        question: Some("csr-saq.D1".to_owned()),
        scope: Some(scope.to_owned()).filter(|scope| !scope.is_empty()),
        expires: expires.map(str::to_owned),
        ..Document::default()
    }
}

fn behind(about: Option<&str>, papers: &[Document], sites: &[&str]) -> Backing {
    let answers = Answers { documents: papers.to_vec(), ..Answers::default() };
    backing(&given(about), &answers, &supplier(sites), &[], TODAY)
}

#[test]
fn a_paper_for_one_of_several_sites_backs_answers_about_that_site_only() {
    let papers = [paper("site:mito", None)];
    assert_eq!(behind(None, &papers, &["mito", "isohara"]), Backing::Elsewhere);
    assert_eq!(behind(Some("site:mito"), &papers, &["mito", "isohara"]), Backing::Sound);
    assert_eq!(behind(Some("site:mito works"), &papers, &["mito", "isohara"]), Backing::Sound, "by name as by id");
    assert_eq!(behind(Some("site:isohara"), &papers, &["mito", "isohara"]), Backing::Elsewhere);
    assert_eq!(behind(None, &[paper("mito works", None)], &["mito", "isohara"]), Backing::Elsewhere, "a site named without its kind");
    assert_eq!(behind(None, &papers, &["mito"]), Backing::Sound, "the only site is the whole supplier");
}

#[test]
fn papers_for_every_site_together_back_the_whole_supplier_as_long_as_all_are_in_date() {
    let both = [paper("site:mito", None), paper("site:isohara", Some("2026-11-23"))];
    assert_eq!(behind(None, &both, &["mito", "isohara"]), Backing::Sound);
    let one_old = [paper("site:mito", None), paper("site:isohara", Some("2026-11-22"))];
    assert_eq!(behind(None, &one_old, &["mito", "isohara"]), Backing::Elsewhere);
}

#[test]
fn a_paper_of_a_site_or_legal_person_nobody_knows_here_counts_as_none() {
    assert_eq!(behind(None, &[paper("site:elsewhere", None)], &["mito"]), Backing::Elsewhere);
    assert_eq!(behind(None, &[paper("entity:Another Ltd", None)], &["mito"]), Backing::Elsewhere);
    assert_eq!(behind(None, &[paper("entity:Ore Ltd", None)], &["mito", "isohara"]), Backing::Sound);
    assert_eq!(behind(None, &[paper("HX-41 reagent", None)], &["mito", "isohara"]), Backing::Sound, "a product is taken at its word");
    assert_eq!(behind(None, &[paper("", Some("2026-11-22"))], &["mito"]), Backing::Expired);
    assert_eq!(behind(None, &[], &["mito"]), Backing::None);
}
