//! The page a committee reads: what was done about flagged suppliers in a stretch of days, by cause, and what is still open.
//!
//! It lists and counts; whether a decision counts was computed before it comes here.

mod written;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answers::ReturnOn;
use crate::journal::{BodyRef, EntryRef, Moment};
use crate::review::{Approval, Review, Standing};
use crate::rules::{Flag, FlagState, Since};
use crate::supplier::Supplier;

pub use written::{Head, as_json, table, text};

/// One supplier as it stands.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Who.
    pub supplier: &'a Supplier,
    /// What was decided.
    pub review: &'a Review,
    /// Flags, gravest first, as far as whoever reads may see them.
    pub flags: &'a [Flag],
    /// Questions sent back to the interviewer.
    pub returned: &'a BTreeMap<String, ReturnOn>,
    /// How much attention it asks for.
    pub attention: Option<&'a str>,
    /// Texts that are here.
    pub bodies: &'a BTreeMap<String, String>,
}

impl About<'_> {
    fn body(&self, body: &BodyRef) -> String {
        self.bodies.get(body.as_str()).cloned().unwrap_or_default()
    }

    /// The gravest flag that still speaks against the supplier.
    fn leading(&self) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.is_adverse() && flag.state == FlagState::Open)
    }

    /// The clause of a flag by its key, else of the gravest one.
    fn clause(&self, flag: Option<&str>) -> Option<String> {
        let named = flag.and_then(|key| self.flags.iter().find(|one| one.key() == key));
        let flag = named.or_else(|| self.leading()).or_else(|| self.flags.first())?;
        flag.clause.first().cloned()
    }
}

/// Something a person did about a supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Supplier id.
    pub supplier: String,
    /// Its name.
    pub name: String,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// The entry.
    pub entry: EntryRef,
    /// `decision`, `action`, `plan-check`, `waiver`, `risk`, `case`, `return`, `snooze`, `escalation`.
    pub kind: &'static str,
    /// The outcome, the kind of action, the response, in the words of files.
    pub word: String,
    /// How it counts or stands, in the words of files.
    pub state: Option<&'static str>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// Its day: due, waived until, looked at again by.
    pub due: Option<String>,
    /// The reason, or what is to be done.
    pub text: String,
    /// It is not in force before a second person confirms it or its author signs it.
    pub waits: bool,
}

/// Everything done for one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The clause; absent: of no flag that is still there.
    pub clause: Option<String>,
    /// How many suppliers it concerns.
    pub suppliers: usize,
    /// What was done, in order of supplier and time.
    pub deeds: Vec<Deed>,
}

/// A flagged supplier about which nothing in force was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Supplier id.
    pub supplier: String,
    /// Its name.
    pub name: String,
    /// `urgent` …
    pub attention: Option<String>,
    /// Whether a gate is open.
    pub gate: bool,
    /// Clause of the gravest flag.
    pub clause: Option<String>,
    /// How many flags are open.
    pub flags: usize,
    /// New orders are held.
    pub orders_held: bool,
    /// The campaign the gravest flag stands on from, and since when.
    pub stands_on: Option<Since>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committee {
    /// First day.
    pub since: Date,
    /// Last day.
    pub until: Date,
    /// Suppliers about which something was done.
    pub suppliers: usize,
    /// How often each kind of deed was done.
    pub counts: Vec<(&'static str, usize)>,
    /// By cause: most suppliers first.
    pub causes: Vec<Cause>,
    /// What waits for a second person or a signature, from whatever day.
    pub waiting: Vec<Deed>,
    /// Actions, and checks of plans that nobody made, whose day is past.
    pub overdue: Vec<Deed>,
    /// Flagged and not decided: gates first, then by attention as handed in.
    pub left: Vec<Left>,
}

/// What was done from one day to another, and what is open.
#[must_use]
pub fn committee(all: &[About<'_>], since: Date, until: Date) -> Committee {
    let mut causes: BTreeMap<Option<String>, Vec<Deed>> = BTreeMap::new();
    let (mut waiting, mut overdue, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for about in all {
        for (flag, deed) in deeds(about) {
            if deed.waits {
                waiting.push(deed.clone());
            }
            if (since..=until).contains(&deed.at.date()) {
                causes.entry(about.clause(flag.as_deref())).or_default().push(deed);
            }
        }
        let late = about.review.actions.iter().filter(|action| action.overdue);
        overdue.extend(late.map(|action| action_deed(about, action)));
        for action in &about.review.actions {
            let missed = action.open_checks().filter(|check| check.overdue);
            overdue.extend(missed.map(|check| Deed { kind: "plan-check", due: Some(check.day.to_string()), ..action_deed(about, action) }));
        }
        left.extend(open(about));
    }
    let done: Vec<&Deed> = causes.values().flatten().collect();
    let suppliers = done.iter().map(|deed| &deed.supplier).collect::<BTreeSet<_>>().len();
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for kind in ["decision", "action", "waiver", "risk", "case", "return", "snooze", "escalation"] {
        let count = done.iter().filter(|deed| deed.kind == kind).count();
        if count > 0 {
            counts.push((kind, count));
        }
    }
    let mut causes: Vec<Cause> = causes.into_iter().map(|(clause, deeds)| cause(clause, deeds)).collect();
    causes.sort_by(|a, b| b.suppliers.cmp(&a.suppliers).then_with(|| a.clause.cmp(&b.clause)));
    left.sort_by_key(|one| !one.gate);
    overdue.sort_by(|a, b| a.due.cmp(&b.due));
    Committee { since, until, suppliers, counts, causes, waiting, overdue, left }
}

fn cause(clause: Option<String>, mut deeds: Vec<Deed>) -> Cause {
    deeds.sort_by(|a, b| a.supplier.cmp(&b.supplier).then_with(|| a.at.cmp(&b.at)).then_with(|| a.entry.cmp(&b.entry)));
    let suppliers = deeds.iter().map(|deed| &deed.supplier).collect::<BTreeSet<_>>().len();
    Cause { clause, suppliers, deeds }
}

/// A flagged supplier without a decision in force.
fn open(about: &About<'_>) -> Option<Left> {
    let leading = about.leading()?;
    about.review.in_force().is_none().then(|| Left {
        supplier: about.supplier.id.clone(),
        name: about.supplier.name.clone(),
        attention: about.attention.map(str::to_owned),
        gate: about.flags.iter().any(|flag| flag.gate && flag.is_adverse()),
        clause: leading.clause.first().cloned(),
        flags: about.flags.iter().filter(|flag| flag.is_adverse() && flag.state == FlagState::Open).count(),
        orders_held: about.review.orders_held,
        stands_on: about.flags.iter().filter(|flag| flag.is_adverse()).find_map(Flag::carried).cloned(),
    })
}

/// An act with when, who and what, before its own columns are filled.
fn begun(about: &About<'_>, kind: &'static str, word: &str, by: (&EntryRef, Moment, &str)) -> Deed {
    Deed {
        supplier: about.supplier.id.clone(),
        name: about.supplier.name.clone(),
        at: by.1,
        person: by.2.to_owned(),
        entry: by.0.clone(),
        kind,
        word: word.to_owned(),
        state: None,
        owner: None,
        due: None,
        text: String::new(),
        waits: false,
    }
}

/// Whether an approval is one that somebody can still complete.
fn waits(approval: Approval, in_force: bool) -> bool {
    !in_force && matches!(approval, Approval::Unsigned | Approval::PendingSecondPerson)
}

fn action_deed(about: &About<'_>, action: &crate::review::ActionOn) -> Deed {
    Deed {
        state: Some(action.state.word()),
        owner: Some(action.owner.clone()),
        due: Some(action.act.due.clone()),
        text: about.body(&action.act.what),
        ..begun(about, "action", action.act.kind.word(), (&action.entry, action.at, &action.person))
    }
}

/// Everything that stands about a supplier, each with the flag it answers.
fn deeds(about: &About<'_>) -> Vec<(Option<String>, Deed)> {
    let review = about.review;
    let mut all = Vec::new();
    for one in &review.decisions {
        let deed = begun(about, "decision", one.act.outcome.word(), (&one.entry, one.at, &one.person));
        let text = std::iter::once(&one.act.reason).chain(&one.act.conditions).map(|body| about.body(body)).collect::<Vec<_>>();
        let waits = one.standing == Standing::Current && waits(one.approval, one.in_force);
        let due = one.act.review_by.clone();
        all.push((None, Deed { state: Some(one.approval.word()), due, text: text.join(" · "), waits, ..deed }));
    }
    all.extend(review.actions.iter().map(|one| (one.act.flag.clone(), action_deed(about, one))));
    for one in &review.waivers {
        let deed = begun(about, "waiver", &one.act.flag, (&one.entry, one.at, &one.person));
        let (due, text) = (Some(one.act.until.clone()), about.body(&one.act.reason));
        let waits = one.revoked.is_none() && !one.expired && waits(one.approval, one.in_force);
        all.push((Some(one.act.flag.clone()), Deed { state: Some(one.approval.word()), due, text, waits, ..deed }));
    }
    for one in &review.risks {
        let deed = begun(about, "risk", one.act.response.word(), (&one.entry, one.at, &one.person));
        let text = format!("{} → {}", about.body(&one.act.cause), about.body(&one.act.consequence));
        all.push((one.act.flag.clone(), Deed { due: Some(one.act.review_by.clone()), text, ..deed }));
    }
    for one in &review.cases {
        let (Some(entry), Some(at), Some(act)) = (&one.entry, one.at, &one.act) else { continue };
        let state = if one.is_open() { "open" } else { "closed" };
        let deed = begun(about, "case", one.trigger.word(), (entry, at, entry.writer.person()));
        all.push((None, Deed { state: Some(state), text: about.body(&act.reason), ..deed }));
    }
    for (question, one) in about.returned {
        all.push((None, Deed { text: about.body(&one.reason), ..begun(about, "return", question, (&one.entry, one.at, &one.person)) }));
    }
    if let Some(one) = &review.snoozed {
        let text = one.act.reason.as_ref().map(|reason| about.body(reason)).unwrap_or_default();
        let deed = begun(about, "snooze", "", (&one.entry, one.at, &one.person));
        all.push((None, Deed { due: Some(one.act.until.clone()), text, ..deed }));
    }
    if let Some(one) = &review.escalated {
        let deed = begun(about, "escalation", "", (&one.entry, one.at, &one.person));
        all.push((None, Deed { owner: Some(one.act.to.clone()), text: about.body(&one.act.reason), ..deed }));
    }
    all
}
