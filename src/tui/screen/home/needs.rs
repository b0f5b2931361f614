//! What needs somebody: each line with one key to where it is dealt with. Open gates stand first, then what is overdue by
//! how long it is, then what waits, then what is due soon.

use jiff::civil::Date;

use super::words;
use crate::journal::{CertificateState, EntryRef, Role};
use crate::questionnaire::{QuestionId, Severity};
use crate::ratio::Ratio;
use crate::register::certificate::Held;
use crate::register::finding::Finding;
use crate::review::{Approval, Decision, Insufficient, Standing};
use crate::rules::{Flag, FlagState, INCIDENT};
use crate::tui::model::Model;
use crate::tui::screen::form;
use crate::tui::screen::registers::{Register, Sought};
use crate::tui::state::{State, Waiting};
use crate::tui::theme::Meaning;
use crate::workspace::SupplierRow;
use crate::workspace::recorded::Text;

/// What a line of the home screen leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// The flags of a supplier.
    Flagged(String),
    /// The interview of a supplier.
    Interview(String),
    /// Answers that contradict each other: the first such question.
    Conflict(String, QuestionId),
    /// A supplier's page.
    Supplier(String),
    /// A line of a register.
    Line(Register, Sought),
    /// A form that was left half filled in.
    Form(usize),
    /// The inbox.
    Inbox,
}

impl Lead {
    /// The supplier it is about; none for what belongs to several.
    #[must_use]
    pub fn supplier(&self) -> Option<&str> {
        match self {
            Self::Flagged(id) | Self::Interview(id) | Self::Conflict(id, _) | Self::Supplier(id) => Some(id),
            Self::Line(_, sought) => Some(sought.supplier()),
            Self::Form(_) | Self::Inbox => None,
        }
    }
}

/// A line that needs somebody.
#[derive(Clone, Debug)]
pub struct Need {
    pub(super) mark: &'static str,
    pub(super) what: String,
    pub(super) who: String,
    /// Instead of whom: parts of which as many are shown as fit.
    pub(super) parts: Vec<String>,
    pub(super) detail: String,
    pub(super) when: String,
    pub(super) meaning: Meaning,
    /// Where Enter goes.
    pub lead: Lead,
}

/// A need about a supplier; nothing beside it yet.
fn about(state: &State, row: &SupplierRow, mark: &'static str, what: &str, lead: Lead) -> Need {
    Need {
        mark,
        what: state.locale().text(what).to_owned(),
        who: words::supplier_name(state.lang, &row.supplier),
        parts: Vec::new(),
        detail: String::new(),
        when: String::new(),
        meaning: Meaning::Warn,
        lead,
    }
}

/// Everything that needs somebody, most urgent first.
#[must_use]
pub fn needs(model: &Model, state: &State) -> Vec<Need> {
    let is_late = |(due, _): &(Date, Need)| *due < model.today;
    let (mut overdue, mut soon): (Vec<_>, Vec<_>) = dated(model, state).into_iter().partition(is_late);
    let (mut unsigned, to_sign): (Vec<_>, Vec<_>) = to_sign(model, state).into_iter().partition(is_late);
    soon.extend(to_sign);
    [&mut overdue, &mut unsigned, &mut soon].into_iter().for_each(|all| all.sort_by_key(|(due, _)| *due));
    let undated = |all: Vec<(Date, Need)>| all.into_iter().map(|(_, need)| need);
    let mut needs = returned(model, state);
    needs.extend(gates(model, state));
    needs.extend(incidents(model, state));
    needs.extend(half_filled(state));
    // A signature that is long overdue is no harm done: it stands behind findings and papers, however late.
    needs.extend(undated(overdue).chain(undated(unsigned)));
    needs.extend((!model.inbox.is_empty()).then(|| workbooks(model, state)));
    needs.extend(clashes(model, state));
    needs.extend(conflicts(model, state));
    needs.extend(disputed(model, state));
    needs.extend(unfinished(model, state));
    needs.extend(handed(model, state));
    needs.extend(second_person(model, state));
    needs.extend(model.rows.iter().filter(|row| row.text.needs_somebody()).map(|row| edited(row, state)));
    needs.extend(interviews(model, state));
    needs.extend(undated(soon));
    needs.extend(untaken(model, state));
    needs.extend(flagged(model, state));
    needs
}

/// Open gates; behind them those that orders go on past, because somebody who may has decided so.
fn gates(model: &Model, state: &State) -> Vec<Need> {
    let need = |row: &SupplierRow| {
        let gates: Vec<&str> = row.assessment.gates_open.iter().map(|gate| gate.rsplit('.').next().unwrap_or(gate)).collect();
        if let Some(decision) = goes_on(row) {
            return Need {
                detail: format!("{} {}", gates.join(" "), decision.person),
                when: decision.at.date().to_string(),
                ..about(state, row, "▲", "home.goes-on", Lead::Flagged(row.supplier.id.clone()))
            };
        }
        let stop = row.flags.iter().any(crate::rules::Flag::is_open_stop);
        let what = if stop { "home.stop" } else { "home.unresolved" };
        Need {
            detail: match row.stands_on() {
                Some(since) => format!("{} {}", since.campaign, gates.join(" ")),
                None => gates.join(" "),
            },
            when: row.stopped_since.map(|day| day.to_string()).unwrap_or_default(),
            meaning: Meaning::Urgent,
            ..about(state, row, "▲", what, Lead::Flagged(row.supplier.id.clone()))
        }
    };
    let (past, held): (Vec<_>, Vec<_>) =
        model.rows.iter().filter(|row| !row.assessment.gates_open.is_empty()).partition(|row| goes_on(row).is_some());
    held.into_iter().chain(past).map(need).collect()
}

/// The decision in force by which orders go on although a gate is open.
fn goes_on(row: &SupplierRow) -> Option<&Decision> {
    row.review.in_force().filter(|decision| decision.act.outcome.lets_orders_go_on() && !row.review.orders_held)
}

/// Incidents nobody has put right yet, those that are tolerated nowhere first.
fn incidents(model: &Model, state: &State) -> Vec<Need> {
    let open = |flag: &&Flag| flag.rule == INCIDENT && flag.state == FlagState::Open;
    let mut all: Vec<_> = model.rows.iter().flat_map(|row| row.flags.iter().filter(open).map(move |flag| (row, flag))).collect();
    all.sort_by_key(|(_, flag)| std::cmp::Reverse(flag.severity));
    let category = |flag: &Flag| {
        let cause = flag.causes.first()?;
        Some(state.locale().text(&format!("incident-category.{}", cause.question.row())).to_owned())
    };
    let need = |(row, flag): (&SupplierRow, &Flag)| Need {
        detail: category(flag).unwrap_or_default(),
        meaning: if flag.severity == Severity::Critical { Meaning::Urgent } else { Meaning::Warn },
        ..about(state, row, "◆", "home.incident", Lead::Flagged(row.supplier.id.clone()))
    };
    all.into_iter().map(need).collect()
}

/// Questions that a reviewer sent back, for whoever interviewed or buys there: first of all, for nobody else can go on.
fn returned(model: &Model, state: &State) -> Vec<Need> {
    let interviews = |row: &&SupplierRow| row.barred == Some(Insufficient::Interviewed) || row.supplier.buyer == model.person;
    let back = model.rows.iter().filter(interviews).filter(|row| !row.returned.is_empty());
    let need = |row: &SupplierRow| Need {
        detail: row.returned.iter().map(|(question, _)| question.rsplit('.').next().unwrap_or(question)).collect::<Vec<_>>().join(" "),
        when: row.returned.iter().map(|(_, person)| person.as_str()).next().unwrap_or_default().to_owned(),
        meaning: Meaning::Urgent,
        ..about(state, row, "↩", "home.returned", Lead::Interview(row.supplier.id.clone()))
    };
    back.map(need).collect()
}

/// Forms that were left half filled in.
fn half_filled(state: &State) -> Vec<Need> {
    let need = |(place, waiting): (usize, &Waiting)| Need {
        mark: "✎",
        what: state.locale().text("home.form").to_owned(),
        who: form::name(state, &waiting.draft),
        parts: Vec::new(),
        detail: String::new(),
        when: state.locale().text("home.not-saved").to_owned(),
        meaning: Meaning::Warn,
        lead: Lead::Form(place),
    };
    state.kept.iter().enumerate().map(need).collect()
}

/// What has to be done by a day: promised papers, actions, findings, editions to acknowledge, certificates that run out.
fn dated(model: &Model, state: &State) -> Vec<(Date, Need)> {
    let mut all: Vec<(Date, Need)> = Vec::new();
    let mut add = |day: Option<Date>, need: Need| all.extend(day.map(|day| on_day(model, state, day, need)));
    for (row, question, due) in model.promises() {
        let sought = Sought::Promise(row.supplier.id.clone(), question.to_owned(), due.to_owned());
        let need = about(state, row, "◇", "home.promise", Lead::Line(Register::Papers, sought));
        add(due.parse().ok(), Need { detail: question.rsplit('.').next().unwrap_or(question).to_owned(), ..need });
    }
    for row in model.rows.iter().chain(&model.former) {
        let id = &row.supplier.id;
        for action in row.review.actions.iter().filter(|action| action.is_open()) {
            let owner = state.locale().owner(&action.owner).to_owned();
            let (what, detail) = match action.next_check() {
                Some(check) => {
                    ("home.plan-check", state.locale().with("home.at-month", &[("month", &check.month.to_string()), ("owner", &owner)]))
                }
                None => ("home.action", owner),
            };
            add(action.next_due.parse().ok(), Need { detail, ..about(state, row, "◇", what, Lead::Flagged(id.clone())) });
        }
        for one in &row.findings {
            add(one.due(), finding(state, row, one));
        }
        for held in row.certificates.iter().filter(|held| runs_out(model, held)) {
            if let Some(entry) = entry_of(held) {
                let lead = Lead::Line(Register::Certificates, Sought::Entry(id.clone(), entry));
                add(held.expires, Need { detail: held.scheme.clone(), ..about(state, row, "◇", "home.certificate", lead) });
            }
        }
    }
    all
}

/// A need with its day: how many days are left, and marked when it is over.
fn on_day(model: &Model, state: &State, day: Date, need: Need) -> (Date, Need) {
    let (mark, meaning) = if day < model.today { ("◆", Meaning::Warn) } else { ("◇", Meaning::Plain) };
    (day, Need { mark, meaning, when: words::days_left(state, model.today, &day.to_string()), ..need })
}

/// New editions of documents that a supplier acknowledged in an older one.
fn to_sign(model: &Model, state: &State) -> Vec<(Date, Need)> {
    let rows = model.rows.iter().chain(&model.former).flat_map(|row| row.again.iter().map(move |one| (row, one)));
    let need = |(row, one): (&SupplierRow, &crate::workspace::rights::Acknowledged)| {
        let lead = Lead::Line(Register::Rights, Sought::Entry(row.supplier.id.clone(), one.standing()?.entry.clone()));
        let need = Need { detail: one.called(state.locale()), ..about(state, row, "◇", "home.acknowledge", lead) };
        Some(on_day(model, state, one.state.due()?, need))
    };
    rows.filter_map(need).collect()
}

/// A finding, with how grave it is.
fn finding(state: &State, row: &SupplierRow, one: &Finding) -> Need {
    let lead = Lead::Line(Register::Findings, Sought::Entry(row.supplier.id.clone(), one.on.entry.clone()));
    let severity = state.locale().text(&format!("finding-severity.{}", one.on.act.severity)).to_owned();
    Need { detail: severity, ..about(state, row, "◇", "home.finding", lead) }
}

/// Whether a certificate is told: it counts, and its last day is near or gone.
fn runs_out(model: &Model, held: &Held) -> bool {
    held.state == CertificateState::Certified && held.days_left(model.today).is_some_and(|days| Ratio::whole(days) <= model.warn)
}

/// The entry that spoke of a certificate last.
fn entry_of(held: &Held) -> Option<EntryRef> {
    held.sources.iter().chain(&held.settled).filter_map(|source| source.entry.parse().ok()).next_back()
}

/// Findings nobody has taken up.
fn untaken(model: &Model, state: &State) -> Vec<Need> {
    let all = model.rows.iter().flat_map(|row| row.findings.iter().map(move |one| (row, one)));
    let need = |(row, one): (&SupplierRow, &Finding)| Need {
        when: state.locale().text("home.untaken").to_owned(),
        meaning: Meaning::Plain,
        ..finding(state, row, one)
    };
    all.filter(|(_, one)| one.due().is_none()).map(need).collect()
}

/// Decisions that contradict each other, with who decided what: for those who decide anew.
fn clashes(model: &Model, state: &State) -> Vec<Need> {
    let locale = state.locale();
    let need = |row: &SupplierRow| {
        let outcome = |one: &Decision| locale.text(&format!("decision-outcome.{}", one.act.outcome.word())).to_owned();
        let sides: Vec<String> = row.review.contested().map(|one| format!("{}: {}", one.person, outcome(one))).collect();
        Need {
            detail: sides.join(" ≠ "),
            when: locale.text("home.decide-anew").to_owned(),
            meaning: Meaning::Urgent,
            ..about(state, row, "≠", "home.clash", Lead::Flagged(row.supplier.id.clone()))
        }
    };
    let all = model.rows.iter().filter(|row| row.review.contested().next().is_some());
    all.filter(|_| model.roles.contains(&Role::Reviewer)).map(need).collect()
}

/// Answers that contradict each other: whoever may settle them comes to where both sides stand.
fn conflicts(model: &Model, state: &State) -> Vec<Need> {
    let need = |row: &SupplierRow| {
        let first = row.conflicts.first()?;
        let rows: Vec<&str> = row.conflicts.iter().map(QuestionId::row).collect();
        let settles = row.barred.is_none() && model.roles.contains(&Role::Reviewer);
        let lead = match settles {
            true => Lead::Flagged(row.supplier.id.clone()),
            false => Lead::Conflict(row.supplier.id.clone(), first.clone()),
        };
        Some(Need {
            detail: rows.join(" "),
            when: state.locale().counted("home.differ", row.conflicts.len()),
            ..about(state, row, "≠", "home.conflict", lead)
        })
    };
    model.rows.iter().filter_map(need).collect()
}

/// Certificates whose sources contradict each other: for those who settle them.
fn disputed(model: &Model, state: &State) -> Vec<Need> {
    let settles = model.roles.contains(&Role::Reviewer);
    let all = model.rows.iter().filter(|_| settles).flat_map(|row| row.certificates.iter().map(move |held| (row, held)));
    let need = |(row, held): (&SupplierRow, &Held)| {
        let lead = Lead::Line(Register::Certificates, Sought::Entry(row.supplier.id.clone(), entry_of(held)?));
        let when = state.locale().text("home.to-settle").to_owned();
        let what = if held.clash.is_empty() { "home.disputed" } else { "home.settlements" };
        Some(Need { detail: held.scheme.clone(), when, ..about(state, row, "≠", what, lead) })
    };
    all.filter(|(_, held)| held.state == CertificateState::Disputed || !held.clash.is_empty()).filter_map(need).collect()
}

/// Lines that were being typed when the program ended.
fn unfinished(model: &Model, state: &State) -> Vec<Need> {
    let need = |row: &SupplierRow| {
        let detail = state.locale().text("home.not-saved").to_owned();
        Need { detail, ..about(state, row, "✎", "home.unfinished", Lead::Interview(row.supplier.id.clone())) }
    };
    model.rows.iter().filter(|row| model.unfinished.contains(&row.supplier.id)).map(need).collect()
}

/// Suppliers that were handed over to whoever looks, until the first entry about them.
fn handed(model: &Model, state: &State) -> Vec<Need> {
    let new = model.rows.iter().filter_map(|row| {
        let handed = row.living.handed.as_ref().filter(|handed| !handed.taken_up && handed.act.to == model.person)?;
        Some((row, handed)).filter(|(row, _)| row.supplier.buyer == model.person)
    });
    new.map(|(row, handed)| {
        let counts = [handed.act.promises.len(), handed.act.actions.len(), handed.act.parked.len()].map(|count| count.to_string());
        let open = [("promises", counts[0].as_str()), ("actions", &counts[1]), ("parked", &counts[2])];
        Need {
            detail: format!("{}: {}", handed.act.from, state.locale().with("living.open", &open)),
            when: handed.at.date().to_string(),
            ..about(state, row, "◆", "home.handed", Lead::Supplier(row.supplier.id.clone()))
        }
    })
    .collect()
}

/// Decisions that wait for a second person: for every reviewer who has not taken them.
fn second_person(model: &Model, state: &State) -> Vec<Need> {
    let reviewer = model.roles.contains(&Role::Reviewer);
    let need = |row: &SupplierRow| {
        // One that is in force does not hide a later one that waits.
        let waits = |decision: &&Decision| decision.standing == Standing::Current && decision.approval == Approval::PendingSecondPerson;
        let decision = row.review.decisions.iter().rev().find(waits).filter(|decision| decision.person != model.person)?;
        Some(Need {
            detail: state.locale().text(&format!("decision-outcome.{}", decision.act.outcome.word())).to_owned(),
            when: decision.at.date().to_string(),
            ..about(state, row, "◆", "home.second-person", Lead::Flagged(row.supplier.id.clone()))
        })
    };
    model.rows.iter().filter(|row| reviewer && row.barred.is_none()).filter_map(need).collect()
}

/// A profile whose text is not what is recorded.
fn edited(row: &SupplierRow, state: &State) -> Need {
    let what = match &row.text {
        Text::Edited(_) | Text::Same => "home.profile-edited",
        Text::Apart(_) => "home.profile-apart",
        Text::Wrong(_) => "home.profile-wrong",
        Text::Unrecorded => "home.profile-unrecorded",
    };
    let when = match &row.text {
        Text::Apart(_) => state.locale().text("home.to-settle").to_owned(),
        _ => state.locale().text("home.profile-unrecorded").to_owned(),
    };
    Need { detail: row.text.keys(), when, ..about(state, row, "✎", what, Lead::Supplier(row.supplier.id.clone())) }
}

/// Interviews that were begun.
fn interviews(model: &Model, state: &State) -> Vec<Need> {
    let need = |row: &SupplierRow| {
        let (done, asked) = row.progress;
        Need {
            detail: if done == asked { state.locale().text("home.read-back").to_owned() } else { format!("{done}/{asked}") },
            when: row.last_activity.map(|at| at.date().to_string()).unwrap_or_default(),
            meaning: Meaning::Plain,
            ..about(state, row, "◆", "home.interview", Lead::Interview(row.supplier.id.clone()))
        }
    };
    model.open_interviews().into_iter().map(need).collect()
}

/// Workbooks that wait, by verdict.
fn workbooks(model: &Model, state: &State) -> Need {
    let count = model.inbox.values().sum::<usize>().to_string();
    Need {
        mark: "◇",
        what: state.locale().text("home.workbooks").to_owned(),
        who: String::new(),
        parts: crate::tui::screen::inbox::counted(state, &model.inbox),
        detail: String::new(),
        when: state.locale().with("home.waiting", &[("count", &count)]),
        meaning: Meaning::Plain,
        lead: Lead::Inbox,
    }
}

/// Flagged suppliers that need more than watching, the most urgent first; open gates stand at the top already.
fn flagged(model: &Model, state: &State) -> Vec<Need> {
    let pressing = |row: &&SupplierRow| {
        let level = row.assessment.attention.as_deref().map_or(0, |level| model.policy.attention_rank(level));
        level >= 2 && row.assessment.gates_open.is_empty() && !crate::workspace::queue::is_settled(row)
    };
    let need = |row: &SupplierRow| {
        let level = row.assessment.attention.as_deref().map(|level| model.policy.attention_title(level).get(state.lang).to_owned());
        let count = row.flags.iter().filter(|flag| flag.is_adverse()).count();
        Need {
            detail: level.unwrap_or_default(),
            when: state.locale().counted("home.flags", count),
            meaning: Meaning::Plain,
            ..about(state, row, "◆", "home.flagged", Lead::Flagged(row.supplier.id.clone()))
        }
    };
    model.queue().into_iter().filter(pressing).map(need).collect()
}
