//! Minerals of a supplier on a day: what accepted declarations say against the lists of that day, certificates against
//! the calendar, and the due-diligence files of origin, risk and route.
//!
//! Declarations are read again from the stored file, once per file and session. The lists are those in force on the
//! judging day, so that a decision of last March is judged by the list of last March.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use jiff::civil::Date;

use super::act::{in_order, not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::answers::{Answers, CheckOn};
use crate::declaration::{Declaration, MetalAnswers, SmelterRow, Subject};
use crate::journal::{Act, Document};
use crate::people::Duty;
use crate::reference::list::Lists;
use crate::sentence::{Sentence, told};
use crate::situation::minerals::{DISPUTED, Declared, Facility, Gap, ListUsed, Minerals, Paper, Route, STEPS, Said, Step, Stood, Word};
use crate::smelter::{Decisions, Reported, settle};
use crate::store::{Place, Saved, Shelf};
use crate::supplier::{Certificate, Supplier};

/// The entry that calls a due-diligence file cleared.
const CLEARED: &str = "dd.cleared";

/// What settles a smelter row on a day.
struct Day<'a> {
    workspace: &'a Workspace,
    lists: &'a Lists,
    decisions: &'a Decisions,
    on: Date,
}

/// A check of a due-diligence file as a person makes it.
#[derive(Clone, Debug, Default)]
pub struct StepSaid<'a> {
    /// Material.
    pub material: &'a str,
    /// Lot, mine or route.
    pub source: &'a str,
    /// origin, risk or route.
    pub step: &'a str,
    /// clear, concern, unknown.
    pub outcome: &'a str,
    /// A remark.
    pub note: Option<&'a str>,
    /// The document that shows it: name and bytes.
    pub evidence: Option<(String, Vec<u8>)>,
    /// The last valid day of that document.
    pub expires: Option<&'a str>,
}

impl Workspace {
    /// Everything about a supplier's minerals, on the judging day.
    ///
    /// # Errors
    /// When the record or a stored file cannot be read.
    pub(super) fn minerals(&self, supplier: &Supplier, standing: &Answers) -> Result<Minerals, WorkspaceError> {
        let today = self.today();
        let mut minerals = Minerals { papers: papers(supplier, standing, today), routes: routes(standing, today), ..Minerals::default() };
        let accepted = self.accepted(&supplier.id)?;
        // Lists are large; they are asked only where something is declared.
        if accepted.is_empty() {
            return Ok(minerals);
        }
        let (lists, decisions) = (self.lists()?, self.smelter_decisions()?);
        let day = Day { workspace: self, lists, decisions: &decisions, on: today };
        let mut newest: BTreeMap<String, Vec<Declared>> = BTreeMap::new();
        for (entry, import) in accepted {
            if newest.contains_key(&import.template) {
                continue;
            }
            if let Some(declaration) = self.declaration(&supplier.id, &import.sha256)? {
                let set = format!("{}-declaration", import.template.to_lowercase());
                let metals = declaration.metals.iter().map(|metal| day.declared(&declaration, metal, &set, &entry)).collect();
                newest.insert(import.template, metals);
            }
        }
        minerals.declared = newest.into_values().flatten().collect();
        minerals.statuses = lists.statuses_on(today).map(|list| ListUsed {
            name: list.edition.name.clone(),
            dated: list.edition.dated,
            days: days_between(list.edition.dated, today),
        });
        Ok(minerals)
    }

    /// The entries that took a declaration into the record, newest first.
    fn accepted(&self, supplier: &str) -> Result<Vec<(String, crate::journal::Import)>, WorkspaceError> {
        let mut all = Vec::new();
        for (writer, entries) in self.journals(&standing(supplier))? {
            for entry in entries {
                if let Act::Import(import) = entry.act {
                    all.push((entry.at, format!("{writer}#{}", entry.n), import));
                }
            }
        }
        all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| in_order(&b.1).cmp(&in_order(&a.1))));
        Ok(all.into_iter().map(|(_, entry, import)| (entry, import)).collect())
    }

    /// What a stored declaration says; read once.
    fn declaration(&self, supplier: &str, sha256: &str) -> Result<Option<Rc<Declaration>>, WorkspaceError> {
        self.declared_in(Shelf::Supplier(supplier), sha256)
    }

    /// The due-diligence files of a supplier.
    ///
    /// # Errors
    /// When the supplier is not there or its record cannot be read.
    pub fn routes(&self, supplier: &str) -> Result<Vec<Route>, WorkspaceError> {
        self.must_know(supplier)?;
        Ok(routes(&self.fold(&standing(supplier))?.answers, self.today()))
    }

    /// Records one check of a due-diligence file, its evidence first.
    ///
    /// # Errors
    /// When a word is wrong, or it could not be saved.
    pub fn check_step(&mut self, supplier: &str, said: StepSaid<'_>) -> Result<Saved, WorkspaceError> {
        self.must_know(supplier)?;
        let about = about(said.material, said.source)?;
        if !STEPS.contains(&said.step) || !["clear", "concern", "unknown"].contains(&said.outcome) {
            return Err(wrong(told("dd-file.no-check", [("step", said.step.into()), ("outcome", said.outcome.into())])));
        }
        if let Some(day) = said.expires
            && day.parse::<Date>().is_err()
        {
            return Err(super::act::not_a_date(day, "2026-04-01"));
        }
        let place = standing(supplier);
        let heads = self.fold(&place)?.heads;
        self.shown.insert(place.to_string(), heads);
        let question = format!("dd.{}", said.step);
        if let Some((name, bytes)) = said.evidence {
            let name = crate::clean::line(&name);
            let ending = Path::new(&name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
            let sha256 = self.store.put_file(Shelf::Supplier(supplier), &bytes, &ending)?;
            let document = Document {
                sha256,
                name,
                question: Some(question.clone()),
                issuer: None,
                scope: Some(about.clone()),
                dated: None,
                expires: said.expires.map(str::to_owned),
                keeps: None,
            };
            self.write(&place, Act::Attach(document)).map_err(not_saved)?;
        }
        let note = self.put_optional(&place, said.note)?;
        let act = Act::Check { question, outcome: said.outcome.to_owned(), note, about: Some(about) };
        self.write(&place, act).map_err(not_saved)
    }

    /// Decides about a certificate on which two sources disagree. Both sources stay in the profile.
    ///
    /// # Errors
    /// When there is no such certificate, it is not in dispute, no reason is given, or the writer is no reviewer.
    pub fn decide_paper(&mut self, supplier: &str, number: usize, is_held: bool, note: &str) -> Result<Saved, WorkspaceError> {
        let profile = self.supplier(supplier)?;
        let Some(certificate) = number.checked_sub(1).and_then(|at| profile.certificates.get(at)) else {
            let (id, number) = (("supplier", supplier.into()), ("number", number.to_string().into()));
            if profile.certificates.is_empty() {
                return Err(wrong(told("dd-file.no-certificates", [id])));
            }
            let all = profile.certificates.iter().enumerate().map(|(at, one)| format!("{} {}", at + 1, one.scheme).into()).collect();
            return Err(wrong(told("dd-file.no-certificate", [id, number, ("all", Sentence::Listed(all))])));
        };
        if certificate.state != DISPUTED {
            let (number, scheme) = (("number", number.to_string().into()), ("scheme", (&certificate.scheme).into()));
            return Err(wrong(told("dd-file.not-disputed", [number, scheme])));
        }
        self.may(Duty::SendBack)?;
        if note.trim().is_empty() {
            return Err(wrong(told("dd-file.which-source", [])));
        }
        let (question, about) = paper_key(certificate);
        let place = standing(supplier);
        let heads = self.fold(&place)?.heads;
        self.shown.insert(place.to_string(), heads);
        let note = self.put_optional(&place, Some(note))?;
        let outcome = if is_held { "certified" } else { "not-held" };
        let act = Act::Check { question, outcome: outcome.to_owned(), note, about: Some(about) };
        self.write(&place, act).map_err(not_saved)
    }

    /// Calls a due-diligence file cleared.
    ///
    /// # Errors
    /// A sentence that names every check that is missing, not clear, or without evidence.
    pub fn clear_route(&mut self, supplier: &str, material: &str, source: &str, note: Option<&str>) -> Result<Saved, WorkspaceError> {
        let about = about(material, source)?;
        let routes = self.routes(supplier)?;
        let found = routes.iter().find(|route| route.about() == about).cloned();
        let route = found.unwrap_or_else(|| Route { material: material.to_owned(), source: source.to_owned(), ..Route::default() });
        if !route.is_complete() {
            return Err(wrong(not_cleared(supplier, &route)));
        }
        let place = standing(supplier);
        let heads = self.fold(&place)?.heads;
        self.shown.insert(place.to_string(), heads);
        let note = self.put_optional(&place, note)?;
        let act = Act::Check { question: CLEARED.to_owned(), outcome: "clear".to_owned(), note, about: Some(about) };
        self.write(&place, act).map_err(not_saved)
    }
}

fn standing(supplier: &str) -> Place {
    Place::Standing { supplier: supplier.to_owned() }
}

fn about(material: &str, source: &str) -> Result<String, WorkspaceError> {
    let (material, source) = (crate::clean::line(material).to_lowercase(), crate::clean::line(source));
    if material.is_empty() || source.is_empty() || material.contains('@') {
        return Err(wrong(told("dd-file.which-file", [])));
    }
    Ok(format!("{material}@{source}"))
}

/// Why a file cannot be called cleared, and the next check to make.
fn not_cleared(supplier: &str, route: &Route) -> Sentence {
    let name = |step: &str| match step {
        "origin" => told("dd-file.origin", []),
        "risk" => told("dd-file.risk", []),
        _ => told("dd-file.route", []),
    };
    let open = route.open();
    let gaps = open.iter().map(|(step, gap)| told("dd-file.gap", [("step", name(step)), ("gap", gap.text().into())])).collect();
    let (first, _) = open.first().copied().unwrap_or((STEPS[0], Gap::Missing));
    told(
        "dd-file.not-clear",
        [
            ("about", route.about().into()),
            ("open", Sentence::Listed(gaps)),
            ("supplier", supplier.into()),
            ("material", (&route.material).into()),
            ("source", (&route.source).into()),
            ("step", first.into()),
        ],
    )
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The question under which a certificate in dispute is decided, and what the decision is about.
fn paper_key(certificate: &Certificate) -> (String, String) {
    let scheme = certificate.scheme.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    let about = [&certificate.site, &certificate.metal].into_iter().find(|word| !word.is_empty());
    (format!("certificate.{scheme}"), about.cloned().unwrap_or_else(|| "company".to_owned()))
}

fn papers(supplier: &Supplier, standing: &Answers, today: Date) -> Vec<Paper> {
    let days = |text: &str| text.parse::<Date>().ok().map(|day| days_between(today, day));
    let numbered = supplier.certificates.iter().enumerate();
    let decided = |certificate: &Certificate| standing.checks_about.get(&paper_key(certificate)).map(|check| check.outcome.clone());
    numbered
        .map(|(index, certificate)| Paper {
            number: index + 1,
            days_left: days(&certificate.expires),
            decided: decided(certificate).filter(|_| certificate.state == DISPUTED),
            ..Paper::default()
        })
        .collect()
}

/// The files of origin, risk and route that the entries tell, by material and source.
fn routes(standing: &Answers, today: Date) -> Vec<Route> {
    let mut abouts: BTreeMap<&str, [Option<&CheckOn>; 4]> = BTreeMap::new();
    for ((question, about), check) in &standing.checks_about {
        let at = match question.as_str() {
            CLEARED => 3,
            step => match STEPS.iter().position(|name| step.strip_prefix("dd.") == Some(name)) {
                Some(at) => at,
                None => continue,
            },
        };
        abouts.entry(about).or_default()[at] = Some(check);
    }
    let mut routes = Vec::new();
    for (about, checks) in abouts {
        let Some((material, source)) = about.split_once('@') else { continue };
        let step = |at: usize| checks[at].map(|check| step(check, &standing.documents, &format!("dd.{}", STEPS[at]), about, today));
        let mut route =
            Route { material: material.to_owned(), source: source.to_owned(), steps: [step(0), step(1), step(2)], cleared: None };
        let last = checks[..3].iter().flatten().map(|check| check.at).max();
        route.cleared = checks[3]
            .filter(|cleared| route.is_complete() && last.is_some_and(|last| last <= cleared.at))
            .map(|cleared| cleared.person.clone());
        routes.push(route);
    }
    routes
}

fn step(check: &CheckOn, documents: &[Document], question: &str, about: &str, today: Date) -> Step {
    let in_date = |document: &&Document| {
        let last = document.expires.as_deref().and_then(|day| day.parse::<Date>().ok());
        last.is_none_or(|last| last >= today)
    };
    let evidence = documents
        .iter()
        .filter(|document| document.question.as_deref() == Some(question) && document.scope.as_deref() == Some(about))
        .filter(in_date)
        .map(|document| document.sha256.clone())
        .collect();
    Step { outcome: check.outcome.clone(), evidence, by: check.person.clone(), on: check.at.date(), entry: check.entry.to_string() }
}

impl Day<'_> {
    fn declared(&self, declaration: &Declaration, metal: &MetalAnswers, set: &str, entry: &str) -> Declared {
        let said = |subject| said(declaration, &metal.metal, subject);
        let (used, remains) = (said(Subject::Used), said(Subject::Remains));
        let in_use = if used.word == Word::Yes && !remains.row.is_empty() { remains } else { used };
        let rows: Vec<&SmelterRow> = declaration
            .smelters
            .iter()
            .filter(|row| row.metal.as_deref().is_some_and(|named| named.eq_ignore_ascii_case(&metal.metal)))
            .collect();
        Declared {
            set: set.to_owned(),
            entry: entry.to_owned(),
            metal: metal.metal.to_lowercase(),
            in_use,
            covered: said(Subject::CoveredCountries),
            cahra: said(Subject::Cahra),
            recycled: said(Subject::Recycled),
            all_identified: said(Subject::AllIdentified),
            facilities: rows.iter().filter(|row| !row.is_not_identified()).map(|row| self.facility(&metal.metal, row)).collect(),
            not_identified: rows.iter().filter(|row| row.is_not_identified()).count(),
        }
    }

    /// Where a row's facility stood on the day, and by which list.
    fn stood(&self, id: Option<&str>) -> Option<Stood> {
        self.lists.statuses_on(self.on).map(|list| {
            let status = |day| id.and_then(|id| self.lists.standing(id, day)).map(|standing| standing.facility.status);
            let now = status(self.on);
            let eve = list.edition.dated.yesterday().ok();
            let before = eve.and_then(status).filter(|before| Some(*before) != now);
            let word = id.and_then(|id| self.lists.standing(id, self.on)).map(|now| now.facility.word.clone()).unwrap_or_default();
            Stood { status: now, word, before, list: format!("{} {}", list.edition.name, list.edition.dated) }
        })
    }

    fn facility(&self, metal: &str, row: &SmelterRow) -> Facility {
        let reported = Reported { metal, name: row.called(), id: row.cid(), country: row.country.as_deref(), city: row.city.as_deref() };
        let id = settle(&reported, self.lists, self.decisions, self.on).id;
        let country = row.country.clone().unwrap_or_default();
        let region = row.state.as_deref().map(str::trim).unwrap_or_default();
        let red_flag_place = self.red_flag_place(&country, region);
        let column = if row.name.is_some() { 'D' } else { 'C' };
        Facility {
            name: row.called().unwrap_or("?").to_owned(),
            at: format!("Smelter List {column}{}", row.row),
            country: if region.is_empty() { country } else { format!("{country}, {region}") },
            red_flag_place,
            stood: self.stood(id.as_deref()),
            id,
        }
    }

    /// Covered country, or a place that a list of the day names; one whose region is not known counts as named.
    fn red_flag_place(&self, named: &str, region: &str) -> bool {
        let countries = self.workspace.countries();
        let is = |text: &str| !text.is_empty() && text.eq_ignore_ascii_case(named.trim());
        let own = countries.all.iter().find(|country| is(&country.code) || is(&country.name.en) || country.rmi.as_deref().is_some_and(is));
        let code = own.map(|country| country.code.as_str()).or_else(|| crate::reference::country::code_of(named));
        let covered = own.is_some_and(|country| country.covered);
        covered || code.is_some_and(|code| self.lists.tier(countries, code, region, self.on) == Some("T3"))
    }
}

fn said(declaration: &Declaration, metal: &str, subject: Subject) -> Said {
    let Some(reply) = declaration.reply(metal, subject) else { return Said::default() };
    let value = reply.value.as_deref().unwrap_or_default().trim().to_lowercase();
    let word = match value.as_str() {
        "" => Word::Silent,
        "no" => Word::No,
        "unknown" | "not declaring" => Word::Unknown,
        yes if yes.starts_with("yes") => Word::Yes,
        _ => Word::Silent,
    };
    Said { row: reply.question.to_uppercase(), word, at: format!("Declaration {}", reply.at) }
}
