//! An entry of a register whole: what it is, how it stands, and every entry behind it with the command that does the same.

use super::what::What;
use super::{papers, rows};
use crate::journal::{Act, AuditAct, CertificateState, EntryRef, RegisterAct};
use crate::reference::{metal, scheme};
use crate::register::certificate::{Held, coverage};
use crate::register::finding::{Finding, On, Said};
use crate::register::grievance::Grievance;
use crate::register::rights::State as Standing;
use crate::register::screening::Hit;
use crate::tui::screen::supplier::history;
use crate::tui::screen::words;
use crate::tui::shell;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::certificates::instead;
use crate::workspace::history::Happened;
use crate::workspace::registers::Registers as Books;
use crate::workspace::screening::ScreenedSupplier;

/// Lines with their meaning.
type Lines = Vec<(String, Meaning)>;

/// Lines as they are gathered.
pub(super) struct Sheet<'a> {
    pub(super) state: &'a State,
    pub(super) books: &'a Books,
    width: usize,
    lines: Lines,
}

impl Sheet<'_> {
    pub(super) fn add(&mut self, indent: usize, told: &str, meaning: Meaning) {
        if told.is_empty() {
            return;
        }
        let before = " ".repeat(indent);
        let told = text::wrap(told, self.width.saturating_sub(indent));
        self.lines.extend(told.into_iter().map(|line| (format!("{before}{line}"), meaning)));
    }

    /// `label: value`; nothing where there is no value.
    pub(super) fn field(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            let label = self.state.locale().text(&format!("register-field.{key}")).to_owned();
            let told = words::labelled(self.state, &label, value);
            self.add(0, &told, Meaning::Plain);
        }
    }

    pub(super) fn maybe(&mut self, key: &str, value: Option<&str>) {
        self.field(key, value.unwrap_or_default());
    }

    fn word(&self, table: &str, word: &str) -> String {
        words::term(self.state, table, word)
    }

    /// A day, and how far away it is.
    pub(super) fn day(&mut self, key: &str, day: Option<&str>) {
        let today = self.state.model.as_ref().map(|model| model.today);
        if let (Some(day), Some(today)) = (day, today) {
            let told = format!("{day} ({})", words::days_left(self.state, today, day));
            self.field(key, &told);
        }
    }

    /// A command, broken between words.
    pub(super) fn command(&mut self, words: &[String]) {
        let folded = shell::folded(words, self.width.saturating_sub(4));
        let line = |(place, line): (usize, String)| (format!("  {}{line}", if place == 0 { "$ " } else { "  " }), Meaning::Accent);
        self.lines.extend(folded.into_iter().enumerate().map(line));
    }

    /// Every entry behind it, and the command of each.
    fn history(&mut self, what: &What<'_>) {
        let found = behind(self.books, what);
        if found.is_empty() {
            return;
        }
        let locale = self.state.locale();
        self.lines.push((String::new(), Meaning::Plain));
        self.lines.push((locale.text("register-field.history").to_owned(), Meaning::Heading));
        let supplier = what.supplier().unwrap_or_default();
        for happened in found {
            let when = format!("{} {}", happened.at.date(), happened.at.clock().chars().take(5).collect::<String>());
            let head = format!("{when} {} · {} · {}", happened.entry.writer.person(), history::kind(locale, happened), happened.entry);
            self.add(0, &head, Meaning::Quiet);
            self.add(2, &history::in_register(locale, happened).unwrap_or_default(), Meaning::Plain);
            let command = match what {
                What::Grievance(one) => shell::erasing(happened, &one.act.number),
                _ => None,
            };
            if let Some(words) = command.or_else(|| shell::command(happened, supplier, "")) {
                self.command(&words);
            }
        }
    }
}

/// The latest entry behind a line that is a person's own and still counts.
#[must_use]
pub fn latest_of<'b>(books: &'b Books, what: &What<'_>, person: &str) -> Option<&'b Happened> {
    let own = |one: &&&Happened| one.entry.writer.person() == person && one.taken_back.is_none();
    behind(books, what).iter().rev().find(own).copied()
}

/// The entries behind a line, oldest first.
fn behind<'b>(books: &'b Books, what: &What<'_>) -> Vec<&'b Happened> {
    let wanted = |act: &RegisterAct| match (what, act) {
        (What::Hit(one, hit), RegisterAct::Judge(act)) => act.supplier == one.supplier && act.hit == hit.key,
        (What::Screened(one), RegisterAct::Screen(act)) => act.supplier == one.supplier,
        (What::Screened(one), RegisterAct::Exclusion(act)) => act.supplier == one.supplier,
        (What::Statement(year, category, _), RegisterAct::Statement(act)) => act.year == *year && act.category == *category,
        (What::Count(period, channel, _), RegisterAct::GrievanceCount(act)) => act.period == *period && act.channel == *channel,
        _ => false,
    };
    let of_kind = || books.entries.values().filter(|one| matches!(&one.act, Act::Register(act) if wanted(act)));
    let named = |entry: &EntryRef| match what {
        What::Grievance(_) => books.within("grievances", &entry.to_string()),
        _ => what.supplier().and_then(|id| books.about(id, &entry.to_string())),
    };
    let mut all: Vec<&Happened> = match what {
        What::Hit(..) | What::Screened(_) | What::Statement(..) | What::Count(..) => of_kind().collect(),
        _ => what.entries().iter().filter_map(named).collect(),
    };
    all.sort_by(|a, b| a.at.timestamp().cmp(&b.at.timestamp()).then_with(|| a.entry.cmp(&b.entry)));
    all
}

/// The lines of an entry: its head, its fields, its history.
#[must_use]
pub fn lines(state: &State, books: &Books, what: &What<'_>, width: usize) -> Lines {
    let mut sheet = Sheet { state, books, width, lines: Vec::new() };
    let head = head(state, what);
    sheet.add(0, &head, Meaning::Heading);
    match what {
        What::Certificate(id, held) => certificate(&mut sheet, id, held),
        What::Hit(one, hit) => self::hit(&mut sheet, one, hit),
        What::Screened(one) => screened(&mut sheet, one),
        What::Audit(id, one) => audited(&mut sheet, id, one),
        What::Paper(one) => papers::paper(&mut sheet, one),
        What::Promise(one) => papers::promise(&mut sheet, one),
        What::Finding(id, one) => finding(&mut sheet, id, one),
        What::Incident(id, one) => {
            let told = history::in_register_of(state.locale(), books.about(id, &one.entry.to_string()));
            sheet.add(0, &told, Meaning::Plain);
        }
        What::Statement(year, category, said) => statement(&mut sheet, year, category, said),
        What::Grievance(one) => grievance(&mut sheet, one),
        What::Count(_, _, count) => {
            let told = state.locale().with("register-told.reports", &[("count", &count.to_string())]);
            sheet.add(0, &told, Meaning::Plain);
        }
        What::Talk(id, one) => {
            let text = books.about(id, &one.entry.to_string()).and_then(|happened| happened.text(&one.act.text));
            sheet.field("with", &one.act.with);
            sheet.add(0, text.unwrap_or_else(|| state.locale().text("history.not-here")), Meaning::Plain);
        }
        What::Acknowledged(id, one) => {
            if one.all.is_empty() {
                let told = state.locale().text("rights.not-yet").to_owned();
                sheet.add(0, &told, Meaning::Warn);
                let [edition, signer] = ["words.edition-given", "words.name-given"].map(|key| state.locale().text(key));
                let command = format!("$ oretrail acknowledgement add {id} --policy {} --edition {edition} --signer {signer}", one.policy);
                sheet.add(0, &command, Meaning::Accent);
            }
            if let (Some(last), Standing::Again { in_force, due, unknown }) = (one.standing(), &one.state) {
                let key = if *unknown { "rights.unknown" } else { "rights.older" };
                let told = state.locale().with(key, &[("version", &last.act.version), ("in-force", in_force)]);
                sheet.add(0, &told, Meaning::Warn);
                sheet.day("due", Some(&due.to_string()));
                let signer = state.locale().text("words.name-given");
                let command = format!("$ oretrail acknowledgement add {id} --policy {} --edition {in_force} --signer {signer}", one.policy);
                sheet.add(0, &command, Meaning::Accent);
            }
        }
    }
    sheet.history(what);
    sheet.lines
}

fn head(state: &State, what: &What<'_>) -> String {
    let own = short(state, what);
    let supplier = what.supplier().map(|id| rows::name(state, id));
    supplier.map_or_else(|| own.clone(), |supplier| format!("{supplier} · {own}"))
}

/// An audit in few words: kind, day, by whom.
#[must_use]
pub fn audit(state: &State, one: &On<AuditAct>) -> String {
    let kind = state.locale().text(&format!("audit-kind.{}", one.act.kind)).to_owned();
    format!("{kind} · {} · {}", one.act.on, one.act.auditor)
}

/// What it is in few words, without the supplier.
#[must_use]
pub fn short(state: &State, what: &What<'_>) -> String {
    let locale = state.locale();
    match what {
        What::Certificate(_, held) => held.title(false).get(state.lang).to_owned(),
        What::Hit(_, hit) => hit.called.clone(),
        What::Screened(_) => locale.text("register.screening").to_owned(),
        What::Paper(one) if one.what.is_empty() => one.paper.name().to_owned(),
        What::Paper(one) => one.what.clone(),
        What::Promise(one) => papers::called(state, one),
        What::Audit(_, one) => format!("{} {}", words::term(state, "audit-kind", &one.act.kind), one.act.on),
        What::Finding(_, one) => {
            let severity = words::term(state, "finding-severity", &one.on.act.severity);
            format!("{severity} · {}", words::term(state, "finding-stage", one.stage.word()))
        }
        What::Incident(_, one) => format!("{} {}", words::term(state, "incident-category", &one.act.category), one.act.on),
        What::Statement(year, category, _) => format!("{} {year}", words::term(state, "incident-category", category)),
        What::Grievance(one) => one.act.number.clone(),
        What::Count(period, channel, _) => format!("{period} {channel}"),
        What::Talk(_, one) => format!("{} {}", words::term(state, "dialogue-channel", &one.act.channel), one.act.on),
        What::Acknowledged(_, one) => one.called(locale),
    }
}

fn certificate(sheet: &mut Sheet<'_>, id: &str, held: &Held) {
    let locale = sheet.state.locale();
    let covered = sheet.books.coverage_of(id);
    sheet.field("state", &coverage::state(held, covered, locale));
    if let Some(partly) = covered.iter().find(|one| one.is_of(held)) {
        sheet.add(0, &partly.sentence(locale), Meaning::Warn);
    }
    sheet.day("expires", held.expires.map(|day| day.to_string()).as_deref());
    if let Some(why) = scheme::no_audit(&held.scheme) {
        sheet.add(0, &why.in_lang(sheet.state.lang), Meaning::Warn);
    }
    if held.state == CertificateState::Disputed && held.clash.is_empty() {
        sheet.add(0, locale.text("register-told.disputed"), Meaning::Warn);
    }
    if !held.clash.is_empty() {
        sheet.add(0, locale.text("certificate.clash"), Meaning::Warn);
    }
    for one in &held.clash {
        let (date, state) = (one.dated.map(|day| day.to_string()).unwrap_or_default(), sheet.word("certificate-state", one.state.word()));
        let values = [("person", one.by()), ("date", &date), ("state", &state)];
        sheet.add(2, &format!("{} · {}", locale.with("certificate.settled-by", &values), one.entry), Meaning::Warn);
    }
    if let Some(instead) = sheet.state.model.as_ref().and_then(|model| instead(&model.policy, held)) {
        sheet.add(0, &locale.with("certificate.void", &[("instead", &instead)]), Meaning::Warn);
    }
    sheet.field("entity", &held.entity);
    sheet.field("site", &held.site);
    sheet.field("metal", metal::named(&held.metal).get(sheet.state.lang));
    sheet.maybe("edition", held.edition.as_deref());
    sheet.field("issued", &held.issued.map(|day| day.to_string()).unwrap_or_default());
    sheet.field("questions", &held.questions.join(", "));
    sheet.field("name", &held.key);
    for source in held.sources.iter().filter(|source| source.kind == "profile") {
        let told = [
            source.dated.map(|day| day.to_string()).unwrap_or_default(),
            sheet.word("certificate-state", source.state.word()),
            source.expires.map(|day| locale.with("history.until", &[("day", &day.to_string())])).unwrap_or_default(),
            source.told.clone(),
            source.entry.clone(),
        ];
        let told = told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let label = sheet.word("certificate-source", &source.kind);
        let line = words::labelled(sheet.state, &label, &told);
        sheet.add(0, &line, Meaning::Plain);
    }
}

fn hit(sheet: &mut Sheet<'_>, one: &ScreenedSupplier, hit: &Hit) {
    let locale = sheet.state.locale();
    sheet.add(0, &hit.told(locale), Meaning::Plain);
    let more: Vec<&str> = [hit.programme.as_str(), hit.country.as_str()].into_iter().filter(|word| !word.is_empty()).collect();
    sheet.add(0, &more.join(" · "), Meaning::Quiet);
    match one.register.judgement(&hit.key, &hit.listed) {
        Some(judged) => {
            let key = if judged.act.same { "screening.same" } else { "screening.other" };
            let day = judged.at.date().to_string();
            sheet.add(0, &locale.with(key, &[("person", &judged.by), ("date", &day)]), Meaning::Plain);
        }
        None => {
            let reason = locale.text("words.why-given");
            let command = format!(
                "$ oretrail screen {} --judge {} --same|--other --reason {reason}",
                one.supplier,
                crate::clean::shell_word(&hit.key)
            );
            sheet.add(0, locale.text("register-told.waits-long"), Meaning::Warn);
            sheet.add(0, &command, Meaning::Accent);
        }
    }
}

fn screened(sheet: &mut Sheet<'_>, one: &ScreenedSupplier) {
    let locale = sheet.state.locale();
    let register = &one.register;
    match &register.last {
        Some(last) => {
            let told = format!("{} · {}", last.at.date(), last.by);
            sheet.field("last", &told);
            sheet.day("next", Some(&last.act.next));
            let lists: Vec<String> =
                last.act.lists.iter().map(|list| list.rsplit_once(' ').map_or(list.as_str(), |(name, _)| name).to_owned()).collect();
            let lists = words::listed(sheet.state, &lists);
            sheet.field("lists", &lists);
        }
        None => sheet.add(0, locale.text("screening.never"), Meaning::Warn),
    }
    let named: Vec<String> = one.unscreened().into_iter().map(|party| party.name).collect();
    if !named.is_empty() {
        let names = words::listed(sheet.state, &named);
        sheet.add(0, &locale.with("screening.named-since", &[("names", &names)]), Meaning::Warn);
    }
    let clause = match &register.exclusion {
        Some(exclusion) if exclusion.clause => "screening.clause-yes",
        Some(_) => "screening.clause-no",
        None => "screening.clause-unknown",
    };
    let place = register.exclusion.as_ref().and_then(|exclusion| exclusion.place.clone()).unwrap_or_default();
    sheet.field("clause", format!("{} {place}", locale.text(clause)).trim_end());
}

/// An audit, and what it found.
fn audited(sheet: &mut Sheet<'_>, id: &str, one: &On<AuditAct>) {
    let (locale, books) = (sheet.state.locale(), sheet.books);
    let told = history::in_register_of(locale, books.about(id, &one.entry.to_string()));
    sheet.add(0, &told, Meaning::Plain);
    sheet.day("next", one.act.next.as_deref());
    for (_, found) in books.findings.iter().filter(|(of, found)| of == id && found.on.act.audit.as_ref() == Some(&one.entry)) {
        let text = books.about(id, &found.on.entry.to_string()).and_then(|happened| happened.text(&found.on.act.what));
        let severity = locale.text(&format!("finding-severity.{}", found.on.act.severity)).to_owned();
        let stage = locale.text(&format!("finding-stage.{}", found.stage.word())).to_owned();
        sheet.field("found", &format!("{severity} · {stage} · {}", text.unwrap_or_default()));
    }
}

fn finding(sheet: &mut Sheet<'_>, id: &str, one: &Finding) {
    let told = sheet.books.about(id, &one.on.entry.to_string()).and_then(|happened| happened.text(&one.on.act.what));
    let told = told.unwrap_or_else(|| sheet.state.locale().text("history.not-here")).to_owned();
    sheet.add(0, &told, Meaning::Plain);
    let owner = one.owner().map(|owner| sheet.state.locale().owner(owner));
    sheet.maybe("owner", owner);
    sheet.day("due", one.due().map(|day| day.to_string()).as_deref());
    sheet.maybe("clause", one.on.act.clause.as_deref());
    sheet.maybe("site", one.on.act.site.as_deref());
    sheet.field("on", &one.on.act.on);
    let known = |entry: &EntryRef| sheet.books.audits.iter().find(|(of, audit)| of == id && audit.entry == *entry);
    let audit = one.on.act.audit.as_ref().map(|entry| match known(entry) {
        Some((_, audit)) => format!("{} ({entry})", self::audit(sheet.state, audit)),
        None => entry.to_string(),
    });
    sheet.maybe("audit", audit.as_deref());
}

fn statement(sheet: &mut Sheet<'_>, year: &str, category: &str, said: &Said) {
    let locale = sheet.state.locale();
    match said {
        Said::Reported(count) => sheet.add(0, &locale.with("incident.reported", &[("count", &count.to_string())]), Meaning::Plain),
        Said::None { by, at, basis } => {
            sheet.add(0, &locale.with("incident.none", &[("person", by), ("date", &at.date().to_string())]), Meaning::Plain);
            let books = sheet.books;
            let told = basis.as_ref().and_then(|basis| books.entries.values().find_map(|happened| happened.text(basis)));
            sheet.maybe("basis", told);
        }
        Said::NotConfirmed => sheet.add(0, locale.text("register-told.not-confirmed"), Meaning::Warn),
    }
    if matches!(said, Said::NotConfirmed) {
        let basis = sheet.state.locale().text("words.why-given");
        sheet.add(0, &format!("$ oretrail incident none {year} {category} --basis {basis}"), Meaning::Accent);
    }
}

fn grievance(sheet: &mut Sheet<'_>, one: &Grievance) {
    let locale = sheet.state.locale();
    let act = &one.act;
    let own = sheet.books.within("grievances", &one.entry.to_string());
    let text =
        |body: &crate::journal::BodyRef| own.and_then(|happened| happened.text(body)).unwrap_or(locale.text("grievance.erased")).to_owned();
    let words = [
        locale.text(if one.is_open() { "grievance.open" } else { "grievance.closed" }).to_owned(),
        act.received.clone(),
        sheet.word("grievance-channel", &act.channel),
        sheet.word("grievance-group", &act.group),
        sheet.word("grievance-subject", &act.about),
    ];
    sheet.add(0, &words.join(" · "), Meaning::Plain);
    sheet.add(0, &text(&act.text), Meaning::Plain);
    let reporter = act.reporter.as_ref().map(&text);
    let told = reporter
        .map_or_else(|| locale.text("grievance.anonymous").to_owned(), |who| locale.with("grievance.reporter", &[("reporter", &who)]));
    sheet.add(0, &told, Meaning::Quiet);
    if let Some(supplier) = act.supplier.as_ref().map(&text) {
        let supplier = rows::name(sheet.state, &supplier);
        sheet.add(0, &locale.with("grievance.supplier", &[("supplier", &supplier)]), Meaning::Quiet);
    }
    sheet.day("due", one.due().map(|day| day.to_string()).as_deref());
    if one.external() {
        sheet.add(0, locale.text("grievance.external"), Meaning::Quiet);
    }
    if one.twice {
        sheet.add(0, locale.text("register-told.twice"), Meaning::Warn);
    }
}
