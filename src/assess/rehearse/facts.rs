//! What a case says beside answers: certificates, a declaration, due-diligence files, the age of a list.

use jiff::civil::{Date, date};

use crate::policy::{Case, CaseDeclared};
use crate::reference::list::Status;
use crate::situation::Situation;
use crate::situation::minerals::{Declared, Facility, ListUsed, Paper, Route, Said, Step, Stood, Word};
use crate::supplier::{Certificate, Site};

/// The entry everything in a case comes from.
const ENTRY: &str = "case#1";
/// A day for what has one; nothing hangs on which.
const DAY: Date = date(2026, 4, 1);

/// Lays the facts of a case into its situation.
pub(super) fn put(case: &Case, situation: &mut Situation) {
    if !case.sites.is_empty() || !case.certificates.is_empty() {
        certificates(case, situation);
    }
    let minerals = &mut situation.minerals;
    minerals.declared.extend(case.declared.iter().map(declared));
    minerals.routes.extend(case.cleared.iter().map(|material| complete(material)));
    minerals.statuses = case.status_list_days.map(|days| ListUsed { name: "Status list".to_owned(), dated: DAY, days: days.into() });
}

/// Certificates as the profile would have them, with their days left.
fn certificates(case: &Case, situation: &mut Situation) {
    let sites = if case.sites.is_empty() { vec!["main".to_owned()] } else { case.sites.clone() };
    situation.supplier.sites = sites.into_iter().map(|id| Site { id, ..Site::default() }).collect();
    for (place, given) in case.certificates.iter().enumerate() {
        situation.supplier.certificates.push(Certificate {
            scheme: given.scheme.clone(),
            site: given.site.clone(),
            metal: given.metal.clone(),
            state: given.state.clone(),
            expires: given.expires.clone(),
            ..Certificate::default()
        });
        let days_left = if given.expired { Some(-1) } else { (!given.expires.is_empty()).then_some(200) };
        situation.minerals.papers.push(Paper { number: place + 1, days_left, said: given.said, ..Paper::default() });
    }
}

/// A metal in use, with one conformant smelter outside every red flag.
fn declared(given: &CaseDeclared) -> Declared {
    let said = |row: &str, word: &str| {
        let word = match word {
            "yes" => Word::Yes,
            "no" => Word::No,
            "unknown" => Word::Unknown,
            _ => Word::Silent,
        };
        Said { row: row.to_owned(), word, at: String::new() }
    };
    let stood = Stood { status: Some(Status::Conformant), word: "Conformant".to_owned(), before: None, list: "Status list".to_owned() };
    let smelter = Facility {
        name: "Example Smelter".to_owned(),
        id: Some("CID900001".to_owned()),
        country: "JAPAN".to_owned(),
        stood: Some(stood),
        ..Facility::default()
    };
    Declared {
        set: "cmrt-declaration".to_owned(),
        entry: ENTRY.to_owned(),
        metal: given.metal.clone(),
        in_use: said("Q2", "yes"),
        covered: said("Q3", &given.covered),
        cahra: said("Q4", &given.cahra),
        recycled: said("Q5", "no"),
        all_identified: said("Q7", "yes"),
        facilities: vec![smelter],
        not_identified: 0,
    }
}

/// A due-diligence file with all three checks clear and shown.
fn complete(material: &str) -> Route {
    let step = || {
        let (outcome, by, entry) = ("clear".to_owned(), "case".to_owned(), ENTRY.to_owned());
        Some(Step { outcome, evidence: vec!["paper".to_owned()], by, on: DAY, entry })
    };
    Route { material: material.to_owned(), source: "Mine".to_owned(), steps: [step(), step(), step()], cleared: None }
}
