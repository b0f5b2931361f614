//! What stands in the registers of the sample: audits and findings, incidents, talks, acknowledgements, certificates'
//! papers aside, and grievances.

use std::collections::BTreeMap;

use oretrail::journal::{AuditAct, CertificateSource, CertificateState, EntryRef, FindingStep, Moment, Role};
use oretrail::store::Shelf;
use oretrail::workspace::certificates::Entering;
use oretrail::workspace::demo;
use oretrail::workspace::findings::{Following, FoundNow};
use oretrail::workspace::grievances::{Raising, Stepping};
use serde::Deserialize;
use toml::value::Datetime;

use super::{Done, Stage, at};

/// The tables of the scenario, one per kind of entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registers {
    #[serde(default)]
    audit: Vec<Audit>,
    #[serde(default)]
    certificate: Vec<Certificate>,
    #[serde(default)]
    incident: Vec<Incident>,
    #[serde(default)]
    none: Vec<NoneReported>,
    #[serde(default)]
    talk: Vec<Talk>,
    #[serde(default)]
    acknowledged: Vec<Acknowledged>,
    #[serde(default)]
    grievance: Vec<Grievance>,
    #[serde(default)]
    count: Vec<Count>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Audit {
    supplier: String,
    by: String,
    at: Datetime,
    kind: String,
    on: Datetime,
    auditor: String,
    site: Option<String>,
    scope: Option<String>,
    next: Option<Datetime>,
    #[serde(default)]
    finding: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    severity: String,
    clause: Option<String>,
    what: String,
    #[serde(default)]
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    step: String,
    note: String,
    owner: Option<String>,
    due: Option<Datetime>,
    checked: Option<Datetime>,
    by: String,
    at: Datetime,
}

/// A certificate of a profile whose paper was stored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Certificate {
    supplier: String,
    by: String,
    at: Datetime,
    scheme: String,
    entity: String,
    site: String,
    metal: Option<String>,
    issued: Datetime,
    expires: Datetime,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Incident {
    supplier: String,
    by: String,
    at: Datetime,
    category: String,
    on: Datetime,
    site: Option<String>,
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoneReported {
    year: String,
    category: String,
    basis: String,
    by: String,
    at: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Talk {
    supplier: String,
    by: String,
    at: Datetime,
    channel: String,
    on: Datetime,
    with: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acknowledged {
    supplier: String,
    by: String,
    at: Datetime,
    policy: String,
    version: String,
    signer: String,
    on: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grievance {
    by: String,
    at: Datetime,
    channel: String,
    group: String,
    about: String,
    text: String,
    received: Datetime,
    supplier: Option<String>,
    #[serde(default)]
    step: Vec<GrievanceStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GrievanceStep {
    step: String,
    note: String,
    owner: Option<String>,
    due: Option<Datetime>,
    #[serde(default)]
    external: bool,
    by: String,
    at: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    channel: String,
    period: String,
    count: u64,
    by: String,
    at: Datetime,
}

type Planting<'a> = Box<dyn Fn(&mut Written) -> Done<()> + 'a>;

/// What an entry was written as, for those that follow it.
#[derive(Default)]
struct Written {
    entries: BTreeMap<String, EntryRef>,
    numbers: BTreeMap<String, String>,
}

fn moment(at: &Datetime) -> Done<Moment> {
    Ok(at.to_string().parse()?)
}

impl Stage {
    /// Plants them in the order of their days. The roles are those the sample gives when it is laid down.
    pub(crate) fn registers(&self, registers: &Registers) -> Done<()> {
        self.people()?;
        let mut acts: Vec<(Moment, Planting<'_>)> = Vec::new();
        self.audits(registers, &mut acts)?;
        self.rights(registers, &mut acts)?;
        self.grievances(registers, &mut acts)?;
        for certificate in &registers.certificate {
            acts.push((moment(&certificate.at)?, Box::new(|_| self.certificate(certificate))));
        }
        for incident in &registers.incident {
            acts.push((moment(&incident.at)?, Box::new(|_| self.incident(incident))));
        }
        for none in &registers.none {
            acts.push((
                moment(&none.at)?,
                Box::new(|_| {
                    let mut workspace = at(&self.root, &self.local, &none.by, None, &moment(&none.at)?)?;
                    workspace.confirm_none(&none.year, &none.category, Some(&none.basis))?;
                    Ok(())
                }),
            ));
        }
        acts.sort_by_key(|(at, _)| *at);
        let mut written = Written::default();
        acts.iter().try_for_each(|(_, act)| act(&mut written))
    }

    fn people(&self) -> Done<()> {
        let since: Moment = "2025-06-01T09:00:00+09:00".parse()?;
        let mut workspace = at(&self.root, &self.local, demo::OFFICER, None, &since)?;
        for (person, name, roles) in demo::PEOPLE {
            let roles = if person == demo::OFFICER { &[Role::Administrator][..] } else { roles };
            workspace.grant(person, roles, Some(name), None)?;
        }
        workspace.grant(demo::OFFICER, &[Role::Reviewer, Role::Compliance], None, None)?;
        Ok(())
    }

    fn certificate(&self, given: &Certificate) -> Done<()> {
        let mut workspace = at(&self.root, &self.local, &given.by, None, &moment(&given.at)?)?;
        let paper = workspace.store().put_file(Shelf::Supplier(&given.supplier), given.text.trim_start().as_bytes(), "txt")?;
        workspace.add_certificate(
            &given.supplier,
            Entering {
                scheme: given.scheme.clone(),
                entity: Some(given.entity.clone()),
                site: Some(given.site.clone()),
                metal: given.metal.clone(),
                edition: None,
                state: CertificateState::Certified,
                issued: Some(given.issued.to_string()),
                expires: Some(given.expires.to_string()),
                source: CertificateSource::Document,
                dated: Some(given.issued.to_string()),
                evidence: vec![paper],
                questions: Vec::new(),
                note: None,
            },
        )?;
        Ok(())
    }

    fn incident(&self, incident: &Incident) -> Done<()> {
        let mut workspace = at(&self.root, &self.local, &incident.by, None, &moment(&incident.at)?)?;
        let on = incident.on.to_string();
        workspace.add_incident(&incident.supplier, &incident.category, [Some(&on), incident.site.as_deref()], &incident.what)?;
        Ok(())
    }

    fn audits<'a>(&'a self, registers: &'a Registers, acts: &mut Vec<(Moment, Planting<'a>)>) -> Done<()> {
        for (place, audit) in registers.audit.iter().enumerate() {
            let start = moment(&audit.at)?;
            acts.push((start, Box::new(move |written| self.audit(place, audit, written))));
            for (found, finding) in audit.finding.iter().enumerate() {
                let key = format!("{place}/{found}");
                for step in &finding.step {
                    let key = key.clone();
                    acts.push((
                        moment(&step.at)?,
                        Box::new(move |written| {
                            let mut workspace = at(&self.root, &self.local, &step.by, None, &moment(&step.at)?)?;
                            let given = Following {
                                step: FindingStep::WORDS.iter().find(|(word, _)| *word == step.step).ok_or("a step of a finding")?.1,
                                note: step.note.clone(),
                                owner: step.owner.clone(),
                                due: step.due.map(|day| day.to_string()),
                                checked: step.checked.map(|day| day.to_string()),
                                evidence: Vec::new(),
                            };
                            let finding = written.entries.get(&key).ok_or("the finding before its step")?;
                            workspace.follow_finding(&audit.supplier, finding, given)?;
                            Ok(())
                        }),
                    ));
                }
            }
        }
        Ok(())
    }

    fn audit(&self, place: usize, audit: &Audit, written: &mut Written) -> Done<()> {
        let mut now = moment(&audit.at)?;
        let mut workspace = at(&self.root, &self.local, &audit.by, None, &now)?;
        let act = AuditAct {
            kind: audit.kind.clone(),
            on: audit.on.to_string(),
            auditor: audit.auditor.clone(),
            site: audit.site.clone(),
            scope: audit.scope.clone(),
            next: audit.next.map(|day| day.to_string()),
            evidence: Vec::new(),
        };
        let entry = workspace.add_audit(&audit.supplier, act)?.saved.entry;
        for (found, finding) in audit.finding.iter().enumerate() {
            now = now.later(180);
            workspace.set_clock(oretrail::workspace::Clock::Set(now));
            let given = FoundNow {
                audit: Some(entry.clone()),
                on: None,
                severity: finding.severity.clone(),
                clause: finding.clause.clone(),
                site: None,
                what: finding.what.clone(),
            };
            let saved = workspace.add_finding(&audit.supplier, given)?.saved.entry;
            written.entries.insert(format!("{place}/{found}"), saved);
        }
        Ok(())
    }

    fn rights<'a>(&'a self, registers: &'a Registers, acts: &mut Vec<(Moment, Planting<'a>)>) -> Done<()> {
        for talk in &registers.talk {
            acts.push((
                moment(&talk.at)?,
                Box::new(move |_| {
                    let mut workspace = at(&self.root, &self.local, &talk.by, None, &moment(&talk.at)?)?;
                    workspace.add_talk(&talk.supplier, &talk.channel, Some(&talk.on.to_string()), [&talk.with, &talk.text])?;
                    Ok(())
                }),
            ));
        }
        for said in &registers.acknowledged {
            acts.push((
                moment(&said.at)?,
                Box::new(move |_| {
                    let mut workspace = at(&self.root, &self.local, &said.by, None, &moment(&said.at)?)?;
                    let what = [said.policy.as_str(), &said.version, &said.signer];
                    workspace.acknowledge(&said.supplier, what, Some(&said.on.to_string()), Vec::new())?;
                    Ok(())
                }),
            ));
        }
        Ok(())
    }

    fn grievances<'a>(&'a self, registers: &'a Registers, acts: &mut Vec<(Moment, Planting<'a>)>) -> Done<()> {
        for (place, grievance) in registers.grievance.iter().enumerate() {
            let key = place.to_string();
            acts.push((
                moment(&grievance.at)?,
                Box::new(move |written| {
                    let mut workspace = at(&self.root, &self.local, &grievance.by, None, &moment(&grievance.at)?)?;
                    let (number, _) = workspace.raise_grievance(&Raising {
                        channel: grievance.channel.clone(),
                        group: grievance.group.clone(),
                        about: grievance.about.clone(),
                        text: grievance.text.clone(),
                        received: Some(grievance.received.to_string()),
                        supplier: grievance.supplier.clone(),
                        reporter: None,
                    })?;
                    written.numbers.insert(key.clone(), number);
                    Ok(())
                }),
            ));
            for step in &grievance.step {
                acts.push((moment(&step.at)?, Box::new(move |written| self.grievance_step(place, step, written))));
            }
        }
        for count in &registers.count {
            acts.push((
                moment(&count.at)?,
                Box::new(move |_| {
                    let mut workspace = at(&self.root, &self.local, &count.by, None, &moment(&count.at)?)?;
                    workspace.count_grievances(&count.channel, &count.period, count.count)?;
                    Ok(())
                }),
            ));
        }
        Ok(())
    }

    fn grievance_step(&self, place: usize, step: &GrievanceStep, written: &Written) -> Done<()> {
        let mut workspace = at(&self.root, &self.local, &step.by, None, &moment(&step.at)?)?;
        let number = written.numbers.get(&place.to_string()).ok_or("the grievance before its step")?;
        workspace.follow_grievance(
            number,
            &Stepping {
                step: step.step.clone(),
                note: step.note.clone(),
                owner: step.owner.clone(),
                due: step.due.map(|day| day.to_string()),
                external: step.external,
            },
        )?;
        Ok(())
    }
}
