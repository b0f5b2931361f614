//! What stands in each register, in the order in which it presses.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::Register;
use crate::journal::{AuditAct, DialogueAct, EntryRef, IncidentAct};
use crate::register::certificate::Held;
use crate::register::evidence::STANDING;
use crate::register::finding::{Finding, On, Said};
use crate::register::grievance::Grievance;
use crate::register::promise::State;
use crate::register::rights::State as Standing;
use crate::register::screening::Hit;
use crate::workspace::evidence::OnFile;
use crate::workspace::promises::Owed;
use crate::workspace::registers::{Acknowledged, Registers as Books, Screening};
use crate::workspace::screening::ScreenedSupplier;

/// A line of a register.
#[derive(Clone, Debug)]
pub enum What<'b> {
    /// A certificate of a supplier.
    Certificate(&'b str, &'b Held),
    /// A name that is like a listed one.
    Hit(&'b ScreenedSupplier, &'b Hit),
    /// How a supplier was screened.
    Screened(&'b ScreenedSupplier),
    /// A paper on file.
    Paper(&'b OnFile),
    /// A paper that was promised.
    Promise(&'b Owed),
    /// An audit of a supplier.
    Audit(&'b str, &'b On<AuditAct>),
    /// A finding about a supplier.
    Finding(&'b str, &'b Finding),
    /// An incident at a supplier.
    Incident(&'b str, &'b On<IncidentAct>),
    /// What the year that is over says of a category.
    Statement(&'b str, &'static str, &'b Said),
    /// A grievance.
    Grievance(&'b Grievance),
    /// Reports of which only the number is known: period, channel, how many.
    Count(&'b str, &'b str, u64),
    /// A talk with a supplier.
    Talk(&'b str, &'b On<DialogueAct>),
    /// A policy a supplier acknowledged, or not yet.
    Acknowledged(&'b str, &'b Acknowledged),
}

impl What<'_> {
    /// The supplier it is about; none for what speaks of nobody or must not be named elsewhere.
    #[must_use]
    pub fn supplier(&self) -> Option<&str> {
        match self {
            Self::Certificate(id, _)
            | Self::Audit(id, _)
            | Self::Finding(id, _)
            | Self::Incident(id, _)
            | Self::Talk(id, _)
            | Self::Acknowledged(id, _) => Some(id),
            Self::Hit(one, _) | Self::Screened(one) => Some(&one.supplier),
            Self::Paper(one) => Some(&one.supplier),
            Self::Promise(one) => Some(&one.supplier),
            Self::Statement(..) | Self::Grievance(_) | Self::Count(..) => None,
        }
    }

    /// The entries behind it, where the fold names them.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryRef> {
        match self {
            Self::Certificate(_, held) => {
                let named = held.sources.iter().chain(&held.settled);
                named.filter_map(|source| source.entry.parse().ok()).collect()
            }
            // What was said in an interview stands in its campaign, not among these entries.
            Self::Paper(one) => {
                let standing = one.paper.said.iter().filter(|said| said.place == STANDING).map(|said| &said.entry);
                standing.chain(one.paper.withdrawn.iter().map(|withdrawn| &withdrawn.entry)).cloned().collect()
            }
            Self::Promise(one) => match &one.promised.state {
                State::Dropped { entry, .. } => vec![entry.clone()],
                State::Open | State::Kept { .. } => Vec::new(),
            },
            Self::Audit(_, one) => vec![one.entry.clone()],
            Self::Finding(_, one) => std::iter::once(&one.on.entry).chain(one.steps.iter().map(|step| &step.entry)).cloned().collect(),
            Self::Incident(_, one) => vec![one.entry.clone()],
            Self::Grievance(one) => one.entries().into_iter().chain(one.erasures.clone()).collect(),
            Self::Talk(_, one) => vec![one.entry.clone()],
            Self::Acknowledged(_, one) => one.all.iter().map(|on| on.entry.clone()).collect(),
            Self::Hit(..) | Self::Screened(_) | Self::Statement(..) | Self::Count(..) => Vec::new(),
        }
    }
}

/// A line with what it is ordered by: rank, whether it has no day, the day, then a word.
pub(super) type Ranked<'b> = ((u8, bool, Option<Date>, &'b str), What<'b>);

/// The lines in their order.
pub(super) fn ordered(mut all: Vec<Ranked<'_>>) -> Vec<What<'_>> {
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.into_iter().map(|(_, what)| what).collect()
}

/// The lines of a register, what presses first.
#[must_use]
pub fn listed(books: &Books, register: Register, today: Date) -> Vec<What<'_>> {
    match register {
        Register::Certificates => certificates(books),
        Register::Screening => screening(books, today),
        Register::Papers => super::papers::listed(books, today),
        Register::Findings => findings(books, today),
        Register::Incidents => incidents(books),
        Register::Grievances => grievances(books),
        Register::Rights => rights(books),
    }
}

/// Disputed ones, which count as none, then by the last valid day; those without a day at the end.
fn certificates(books: &Books) -> Vec<What<'_>> {
    let mut all: Vec<&(String, Held)> = books.certificates.iter().collect();
    let disputed = |held: &Held| held.state == crate::journal::CertificateState::Disputed;
    all.sort_by_key(|(id, held)| (!disputed(held), held.expires.is_none(), held.expires, id.clone(), held.key.clone()));
    all.into_iter().map(|(id, held)| What::Certificate(id, held)).collect()
}

/// Hits that wait for a person, hits that are meant, suppliers whose screening is overdue, the others, hits that are not.
fn screening(books: &Books, today: Date) -> Vec<What<'_>> {
    let Screening::Read(screened) = &books.screening else { return Vec::new() };
    let mut all: Vec<Ranked<'_>> = Vec::new();
    for one in screened {
        let next = one.register.next();
        let rank = if one.is_due(today) { 2 } else { 3 };
        all.push(((rank, false, next, &one.supplier), What::Screened(one)));
        for hit in &one.hits {
            let rank = match one.register.judgement(&hit.key, &hit.listed) {
                None => 0,
                Some(judged) if judged.act.same => 1,
                Some(_) => 4,
            };
            all.push(((rank, false, None, &one.supplier), What::Hit(one, hit)));
        }
    }
    ordered(all)
}

/// Open findings by the day they are due, then those nobody has taken up; audits by the day the next one is due; what is
/// closed at the end.
fn findings(books: &Books, today: Date) -> Vec<What<'_>> {
    let mut all: Vec<Ranked<'_>> = Vec::new();
    for (id, one) in &books.findings {
        let rank = match (one.is_open(), one.due()) {
            (true, Some(due)) if due < today => 0,
            (true, None) => 2,
            (true, Some(_)) => 3,
            (false, _) => 5,
        };
        all.push(((rank, false, one.due(), &one.on.act.on), What::Finding(id, one)));
    }
    for (id, one) in &books.audits {
        let next: Option<Date> = one.act.next.as_deref().and_then(|day| day.parse().ok());
        // A later audit of the same kind took the place of the one that was due.
        let later = books.audits.iter().any(|(other, known)| other == id && known.act.kind == one.act.kind && known.act.on > one.act.on);
        let rank = match next {
            _ if later => 6,
            Some(day) if day < today => 1,
            Some(_) => 4,
            None => 6,
        };
        all.push(((rank, false, next, &one.act.on), What::Audit(id, one)));
    }
    ordered(all)
}

/// Incidents newest first, categories of the year that is over that nobody has confirmed, what is said of the others.
fn incidents(books: &Books) -> Vec<What<'_>> {
    let (year, said) = &books.statement;
    let statement = |open: bool| {
        let wanted = move |said: &Said| matches!(said, Said::NotConfirmed) == open;
        said.iter().filter(move |(_, said)| wanted(said)).map(move |(category, said)| What::Statement(year, category, said))
    };
    let mut incidents: Vec<&(String, On<IncidentAct>)> = books.incidents.iter().collect();
    incidents.sort_by_key(|(id, one)| (Reverse(one.act.on.clone()), id.clone()));
    let incidents = incidents.into_iter().map(|(id, one)| What::Incident(id, one));
    incidents.chain(statement(true)).chain(statement(false)).collect()
}

/// Open ones first, what is due first among them, then counts.
fn grievances(books: &Books) -> Vec<What<'_>> {
    let Some(register) = &books.grievances else { return Vec::new() };
    let mut all: Vec<&Grievance> = register.all.iter().collect();
    all.sort_by_key(|one| (!one.is_open(), one.due().is_none(), one.due(), one.act.number.clone()));
    let counts = register.counts.iter().map(|((period, channel), count)| What::Count(period, channel, *count));
    all.into_iter().map(What::Grievance).chain(counts).collect()
}

/// Policies to be acknowledged again, those that are not acknowledged yet, then talks and acknowledgements, newest first.
fn rights(books: &Books) -> Vec<What<'_>> {
    let mut all: Vec<(u8, Reverse<String>, String, What<'_>)> = Vec::new();
    for (id, one) in &books.talks {
        all.push((2, Reverse(one.act.on.clone()), id.clone(), What::Talk(id, one)));
    }
    for (id, one) in &books.acknowledged {
        let on = one.standing().map(|last| last.act.on.clone());
        let rank = match one.state {
            Standing::Again { .. } => 0,
            Standing::NotYet => 1,
            Standing::Holds => 2,
        };
        all.push((rank, Reverse(on.unwrap_or_default()), id.clone(), What::Acknowledged(id, one)));
    }
    all.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    all.into_iter().map(|(_, _, _, what)| what).collect()
}
