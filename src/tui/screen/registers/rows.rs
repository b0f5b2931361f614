//! Columns and cells of the registers.

use jiff::civil::Date;

use super::what::What;
use super::{Register, papers};
use crate::journal::{CertificateState, EntryRef};
use crate::ratio::Ratio;
use crate::register::certificate::{Held, coverage};
use crate::register::finding::{Finding, Said};
use crate::register::grievance::Grievance;
use crate::register::rights::State as Standing;
use crate::register::screening::Hit;
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::grid::Column;
use crate::workspace::registers::{Acknowledged, Registers as Books};
use crate::workspace::screening::ScreenedSupplier;

/// The widest one takes what the others leave: it has no cells of its own.
const REST: usize = 0;

/// Columns of a register: the word of the catalogues, and cells.
fn shape(register: Register, wide: bool) -> Vec<(&'static str, usize)> {
    let name = if wide { 28 } else { 18 };
    let mark = ("", 1);
    match register {
        Register::Certificates => vec![mark, ("supplier", name), ("certificate", REST), ("state", 16), ("expires", 10), ("days", 6)],
        Register::Screening => vec![mark, ("supplier", name), ("listed", REST), ("state", 16), ("last", 10), ("next", 10)],
        Register::Papers => {
            vec![mark, ("supplier", name), ("state", 13), ("row", if wide { 14 } else { 8 }), ("until", 10), ("paper", REST)]
        }
        Register::Findings => vec![mark, ("supplier", name), ("severity", 12), ("stage", 12), ("due", 10), ("what", REST)],
        Register::Incidents => vec![mark, ("on", 10), ("supplier", name), ("category", if wide { 26 } else { 20 }), ("what", REST)],
        Register::Grievances => {
            vec![mark, ("number", 10), ("state", 6), ("subject", 12), ("group", if wide { 20 } else { 14 }), ("due", 10), ("what", REST)]
        }
        Register::Rights => vec![mark, ("supplier", name), ("talk", if wide { 20 } else { 16 }), ("on", 10), ("what", REST)],
    }
}

/// The columns of a register in a terminal of so many columns.
#[must_use]
pub fn columns(state: &State, register: Register, width: usize) -> Vec<Column> {
    let shape = shape(register, width >= 110);
    let taken: usize = shape.iter().map(|(_, cells)| cells + 1).sum();
    let title = |key: &str| if key.is_empty() { String::new() } else { state.locale().text(&format!("register-column.{key}")).to_owned() };
    let cells = |cells: usize| if cells == REST { width.saturating_sub(taken + 1) } else { cells };
    shape.into_iter().map(|(key, own)| Column { title: title(key), cells: cells(own), right: key == "days" }).collect()
}

/// What the filter looks through.
#[must_use]
pub fn label(state: &State, books: &Books, what: &What<'_>) -> String {
    let mut all = cells(state, books, what).0;
    let row = what.supplier().and_then(|id| state.model.as_ref()?.row(id));
    let names =
        |row: &crate::workspace::SupplierRow| format!("{} {} {}", row.supplier.display_name(), row.supplier.native_name, row.supplier.id);
    all.extend(row.map(names));
    all.join(" ")
}

/// A supplier's name.
pub(super) fn name(state: &State, id: &str) -> String {
    state
        .model
        .as_ref()
        .and_then(|model| model.row(id))
        .map_or_else(|| id.to_owned(), |row| words::called(state.lang, &row.supplier).to_owned())
}

pub(super) fn today(state: &State) -> Date {
    state.model.as_ref().map_or(Date::MIN, |model| model.today)
}

fn word(state: &State, table: &str, word: &str) -> String {
    words::term(state, table, word)
}

pub(super) fn shown(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The text of an entry about a supplier.
fn said(books: &Books, id: &str, entry: &EntryRef, body: &crate::journal::BodyRef) -> String {
    let text = books.about(id, &entry.to_string()).and_then(|happened| happened.text(body));
    text.unwrap_or_default().replace(['\n', '\t'], " ")
}

/// A sign, the cells, and how they are meant.
pub(super) type Told = (&'static str, Meaning, Vec<String>);

/// The cells of a line.
#[must_use]
pub fn cells(state: &State, books: &Books, what: &What<'_>) -> (Vec<String>, Meaning) {
    let (sign, meaning, cells) = match what {
        What::Certificate(id, held) => certificate(state, books, id, held),
        What::Hit(one, hit) => self::hit(state, one, hit),
        What::Screened(one) => screened(state, one),
        What::Audit(id, one) => {
            let next: Option<Date> = one.act.next.as_deref().and_then(|day| day.parse().ok());
            let late = next.is_some_and(|day| day < today(state));
            let kind = [Some(one.act.auditor.clone()), one.act.scope.clone(), one.act.site.clone()];
            let cells = vec![
                name(state, id),
                state.locale().text("register-told.audit").to_owned(),
                word(state, "audit-kind", &one.act.kind),
                shown(next),
                format!("{} · {}", one.act.on, kind.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
            ];
            if late { ("◆", Meaning::Warn, cells) } else { (" ", Meaning::Plain, cells) }
        }
        What::Paper(one) => papers::paper_cells(state, books, one),
        What::Promise(one) => papers::promise_cells(state, one),
        What::Finding(id, one) => finding(state, books, id, one),
        What::Incident(id, one) => {
            let told = said(books, id, &one.entry, &one.act.what);
            let category = word(state, "incident-category", &one.act.category);
            ("◇", Meaning::Plain, vec![one.act.on.clone(), name(state, id), category, told])
        }
        What::Statement(year, category, said) => statement(state, year, category, said),
        What::Grievance(one) => grievance(state, books, one),
        What::Count(period, channel, count) => {
            let told = state.locale().with("register-told.reports", &[("count", &count.to_string())]);
            let nothing = String::new;
            (" ", Meaning::Quiet, vec![nothing(), nothing(), nothing(), nothing(), nothing(), format!("{period} · {channel} · {told}")])
        }
        What::Talk(id, one) => {
            let told = said(books, id, &one.entry, &one.act.text);
            let cells = vec![name(state, id), word(state, "dialogue-channel", &one.act.channel), one.act.on.clone()];
            (" ", Meaning::Plain, cells.into_iter().chain([format!("{} · {told}", one.act.with)]).collect())
        }
        What::Acknowledged(id, one) => acknowledged(state, books, id, one),
    };
    (std::iter::once(sign.to_owned()).chain(cells).collect(), meaning)
}

fn certificate(state: &State, books: &Books, id: &str, held: &Held) -> Told {
    let today = today(state);
    let left = held.days_left(today);
    let (sign, meaning) = match (held.state, left) {
        (CertificateState::Disputed, _) => ("◆", Meaning::Warn),
        (_, Some(days)) if days < 0 => ("◆", Meaning::Warn),
        (_, Some(days)) if Ratio::whole(days) <= books.warn => ("◇", Meaning::Plain),
        (CertificateState::Lapsed, _) => (" ", Meaning::Quiet),
        _ => (" ", Meaning::Plain),
    };
    let cells = vec![
        name(state, id),
        held.title(false).get(state.lang).to_owned(),
        coverage::state(held, books.coverage_of(id), state.locale()),
        shown(held.expires),
        left.map(|days| days.to_string()).unwrap_or_default(),
    ];
    (sign, meaning, cells)
}

fn hit(state: &State, one: &ScreenedSupplier, hit: &Hit) -> Told {
    let locale = state.locale();
    let judged = one.register.judgement(&hit.key, &hit.listed);
    let (sign, meaning, key) = match judged {
        None => ("◆", Meaning::Warn, "register-told.waits"),
        Some(judged) if judged.act.same => ("▲", Meaning::Urgent, "register-told.same"),
        Some(_) => (" ", Meaning::Quiet, "register-told.other"),
    };
    let cells = vec![
        name(state, &one.supplier),
        format!("{}.{} % {} ← {}", hit.permille / 10, hit.permille % 10, hit.listed, hit.party.name),
        locale.text(key).to_owned(),
        judged.map(|judged| judged.at.date().to_string()).unwrap_or_default(),
        String::new(),
    ];
    (sign, meaning, cells)
}

fn screened(state: &State, one: &ScreenedSupplier) -> Told {
    let locale = state.locale();
    let next = one.register.next();
    let late = one.is_due(today(state));
    let clause = match &one.register.exclusion {
        Some(exclusion) if exclusion.clause => "screening.clause-yes",
        Some(_) => "screening.clause-no",
        None => "screening.clause-unknown",
    };
    let names = locale.with("register-told.names", &[("count", &one.parties.len().to_string())]);
    let clause = words::labelled(state, locale.text("screening.clause"), locale.text(clause));
    let key = if one.register.last.is_none() {
        "screening.never"
    } else if next.is_some_and(|day| day >= today(state)) && late {
        "screening.named"
    } else if late {
        "review.overdue"
    } else {
        "register-told.screened"
    };
    let last = one.register.last.as_ref().map(|last| last.at.date().to_string()).unwrap_or_default();
    let cells = vec![name(state, &one.supplier), format!("{names} · {clause}"), locale.text(key).to_owned(), last, shown(next)];
    if late { ("◇", Meaning::Plain, cells) } else { (" ", Meaning::Plain, cells) }
}

fn finding(state: &State, books: &Books, id: &str, one: &Finding) -> Told {
    let late = one.due().is_some_and(|day| day < today(state));
    let (sign, meaning) = match (one.is_open(), late) {
        (true, true) => ("◆", Meaning::Warn),
        (true, false) => ("◇", Meaning::Plain),
        (false, _) => (" ", Meaning::Quiet),
    };
    let what = said(books, id, &one.on.entry, &one.on.act.what);
    let cells = vec![
        name(state, id),
        word(state, "finding-severity", &one.on.act.severity),
        word(state, "finding-stage", one.stage.word()),
        shown(one.due()),
        [Some(what), one.owner().map(|owner| state.locale().owner(owner).to_owned()), one.on.act.clause.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
    ];
    (sign, meaning, cells)
}

fn statement(state: &State, year: &str, category: &str, said: &Said) -> Told {
    let locale = state.locale();
    let (sign, meaning, told) = match said {
        Said::Reported(count) => (" ", Meaning::Plain, locale.with("incident.reported", &[("count", &count.to_string())])),
        Said::None { by, at, .. } => {
            (" ", Meaning::Quiet, locale.with("incident.none", &[("person", by), ("date", &at.date().to_string())]))
        }
        Said::NotConfirmed => ("◇", Meaning::Plain, locale.text("incident.not-confirmed").to_owned()),
    };
    let everybody = locale.text("register-told.everybody").to_owned();
    (sign, meaning, vec![year.to_owned(), everybody, word(state, "incident-category", category), told])
}

fn grievance(state: &State, books: &Books, one: &Grievance) -> Told {
    let late = one.due().is_some_and(|day| day < today(state));
    let (sign, meaning) = match (one.is_open(), late) {
        (true, true) => ("◆", Meaning::Warn),
        (true, false) => ("◇", Meaning::Plain),
        (false, _) => (" ", Meaning::Quiet),
    };
    let act = &one.act;
    let open = if one.is_open() { "grievance.open" } else { "grievance.closed" };
    let text = books.within("grievances", &one.entry.to_string()).and_then(|happened| happened.text(&act.text));
    let told = text.map_or_else(|| state.locale().text("grievance.erased").to_owned(), |text| text.replace(['\n', '\t'], " "));
    let cells = vec![
        act.number.clone(),
        state.locale().text(open).to_owned(),
        word(state, "grievance-subject", &act.about),
        word(state, "grievance-group", &act.group),
        shown(one.due()),
        told,
    ];
    (sign, meaning, cells)
}

fn acknowledged(state: &State, books: &Books, id: &str, one: &Acknowledged) -> Told {
    let locale = state.locale();
    let policy = one.called(locale);
    let Some(last) = one.standing() else {
        return ("◇", Meaning::Plain, vec![name(state, id), policy, String::new(), locale.text("rights.not-yet").to_owned()]);
    };
    let signer = said(books, id, &last.entry, &last.act.signer);
    let version = locale.with("register-told.version", &[("version", &last.act.version)]);
    let Standing::Again { in_force, due, unknown } = &one.state else {
        return (" ", Meaning::Plain, vec![name(state, id), policy, last.act.on.clone(), format!("{version} · {signer}")]);
    };
    let key = if *unknown { "rights.unknown" } else { "rights.older" };
    let told = locale.with(key, &[("version", &last.act.version), ("in-force", in_force)]);
    let (sign, meaning) = if *due < today(state) { ("◆", Meaning::Warn) } else { ("◇", Meaning::Plain) };
    (
        sign,
        meaning,
        vec![
            name(state, id),
            policy,
            last.act.on.clone(),
            format!("{told} · {} · {signer}", words::days_left(state, today(state), &due.to_string())),
        ],
    )
}
