//! Hand-over, succession and duplicates on the screens: what would go along is shown first, a reason is asked for, and
//! nothing is written before it was confirmed.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::living::{Along, Work};
use super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::screen::words;
use super::super::state::{News, Pick, Picker, Screen, State};
use super::{forms, go};
use crate::journal::Role;
use crate::locale::Locale;
use crate::people::{Duty, Leave};
use crate::workspace::SupplierRow;
use crate::workspace::hand_over::Handing;
use crate::workspace::succession::{GoesOver, Succeeding};

/// Shown only while a line of the form has a word.
fn while_it_is(name: &'static str, word: &str) -> Option<(&'static str, String)> {
    Some((name, word.to_owned()))
}

/// Why a command cannot be carried out now, as a catalogue key.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    let kinds = [Command::HandOver, Command::Succeed, Command::Same, Command::UndoSuccession];
    if !kinds.contains(&command) || !matches!(state.top(), Screen::Suppliers(_) | Screen::Supplier(_)) {
        return None;
    }
    let model = state.model.as_ref()?;
    if let Some(why) = super::refusal::only_reads(state) {
        return Some(why);
    }
    let Some(row) = go::shown_supplier(state).and_then(|id| model.row(&id)) else { return Some("not-now.nobody-chosen") };
    let duty = if command == Command::HandOver { Duty::HandOver } else { Duty::Profiles };
    if !model.persons.is_empty() && duty.rule().leave_of(&model.roles) == Leave::Refused {
        return Some("not-now.buyers-and-reviewers");
    }
    // A buyer gives away the own suppliers; a reviewer, whatever is to be given.
    let theirs = model.persons.is_empty()
        || model.roles.contains(&Role::Reviewer)
        || [model.person.as_str(), ""].contains(&row.supplier.buyer.as_str());
    if command == Command::HandOver && !theirs {
        return Some("not-now.not-in-charge");
    }
    let ended = row.ended || row.living.succeeded.iter().any(crate::register::living::Succession::ends);
    match command {
        Command::UndoSuccession if row.living.succeeded.is_empty() => Some("not-now.no-succession"),
        Command::Succeed | Command::Same | Command::HandOver if ended => Some("not-now.ended"),
        Command::HandOver if buyers(state, row).is_empty() && !model.persons.is_empty() => Some("not-now.no-other-buyer"),
        Command::Succeed | Command::Same if model.rows.len() < 2 => Some("not-now.one-supplier"),
        _ => None,
    }
}

/// Buyers a supplier can go to.
fn buyers(state: &State, row: &SupplierRow) -> Vec<String> {
    let all = state.model.iter().flat_map(|model| &model.buyers);
    all.filter(|person| **person != row.supplier.buyer).cloned().collect()
}

/// A command on the table of suppliers, or on the page of one; `None` when it is another's.
pub(super) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let id = go::shown_supplier(state)?;
    Some(match command {
        Command::HandOver => ask_hand_over(state, &id),
        Command::Succeed => pick(state, Kind::Succeed, &id),
        Command::Same => pick(state, Kind::Same, &id),
        Command::UndoSuccession => vec![Effect::Living(Box::new(Work::Undo(id)))],
        _ => return None,
    })
}

/// Opens the form by which a supplier goes to another buyer.
pub(super) fn ask_hand_over(state: &mut State, id: &str) -> Vec<Effect> {
    let Some(form) = hand_over(state, id) else { return Vec::new() };
    let opened = forms::open(state, form);
    opened.into_iter().chain([Effect::Along(id.to_owned(), None)]).collect()
}

fn hand_over(state: &State, id: &str) -> Option<Form> {
    let (locale, model) = (state.locale(), state.model.as_ref()?);
    let row = model.row(id)?;
    let from = &row.supplier.buyer;
    let persons: Vec<(String, String)> = buyers(state, row).into_iter().map(|person| (person.clone(), person)).collect();
    let to = if persons.is_empty() { Entry::typed("new-buyer", Needs::Text) } else { Entry::open("new-buyer", persons) };
    let mut entries = vec![to, Entry::typed("reason", Needs::Text)];
    let theirs = model.rows.iter().filter(|row| row.supplier.buyer == *from).count();
    if !from.is_empty() && theirs > 1 {
        let all = locale.with("form.all-of", &[("buyer", from), ("count", &theirs.to_string())]);
        let whose = vec![("one".to_owned(), locale.text("form.only-this").to_owned()), ("all".to_owned(), all)];
        entries.insert(0, Entry::of("whose", whose));
    }
    let mut form = Form::of(Kind::HandOver, vec![id.to_owned()], entries);
    let in_charge = if from.is_empty() { locale.text("form.nobody-in-charge").to_owned() } else { from.clone() };
    form.told = vec![(None, locale.with("form.in-charge", &[("buyer", &in_charge)]))];
    form.asks_again = true;
    Some(form)
}

/// The other supplier is chosen first.
fn pick(state: &mut State, kind: Kind, id: &str) -> Vec<Effect> {
    let Some(model) = &state.model else { return Vec::new() };
    let others = model.rows.iter().filter(|row| row.supplier.id != id && !row.ended);
    let label = |row: &SupplierRow| format!("  {} · {}", words::supplier_name(state.lang, &row.supplier), row.supplier.id);
    let items = others.map(|row| (label(row), Pick::Beside(kind, id.to_owned(), row.supplier.id.clone()))).collect();
    let name = model.row(id).map_or_else(|| id.to_owned(), |row| words::called(state.lang, &row.supplier).to_owned());
    let title = state.locale().with(&format!("living.whom-{}", kind.word()), &[("supplier", &name)]);
    state.picker = Some(Picker::of(&title, items));
    Vec::new()
}

/// The form about a supplier and another.
pub(super) fn enter(state: &mut State, kind: Kind, id: &str, other: &str) -> Vec<Effect> {
    let form = match kind {
        Kind::Same => same(state, id, other),
        _ => succeed(state, id, other),
    };
    let Some(mut form) = form else { return Vec::new() };
    form.asks_again = true;
    let opened = forms::open(state, form);
    opened.into_iter().chain([Effect::Along(id.to_owned(), Some(other.to_owned()))]).collect()
}

fn succeed(state: &State, id: &str, other: &str) -> Option<Form> {
    let (locale, model) = (state.locale(), state.model.as_ref()?);
    let (old, new) = (model.row(id)?, model.row(other)?);
    let word = |word: &str| (word.to_owned(), locale.text(&format!("succession.{word}")).to_owned());
    let mut ways = vec![word("merged"), word("split")];
    if !old.supplier.sites.is_empty() {
        ways.push(word("site-sold"));
    }
    let entries = vec![
        Entry::of("how", ways),
        Entry::typed("others", Needs::Text).at(&format!("{other}, ")).only("how", &["split"]),
        Entry::typed("sites-sold", Needs::Text).only("how", &["site-sold"]),
        Entry::typed("from-day", Needs::AnyDay).at(&model.today.to_string()),
        Entry::typed("reason", Needs::Text),
    ];
    let mut form = Form::of(Kind::Succeed, vec![id.to_owned()], entries);
    form.known = vec![("other", other.to_owned())];
    form.about = format!("→ {}", words::called(state.lang, &new.supplier));
    let sites: Vec<String> = old.supplier.sites.iter().map(|site| format!("{} ({})", site.id, site.name)).collect();
    form.told = vec![
        (while_it_is("how", "merged"), locale.with("living.goes-merged", &[("other", words::called(state.lang, &new.supplier))])),
        (while_it_is("how", "split"), locale.text("living.goes-split").to_owned()),
        (while_it_is("how", "site-sold"), locale.with("living.goes-site-sold", &[("sites", &sites.join(", "))])),
    ];
    Some(form)
}

fn same(state: &State, id: &str, other: &str) -> Option<Form> {
    let (locale, model) = (state.locale(), state.model.as_ref()?);
    let label = |row: &SupplierRow| {
        let (done, asked) = row.progress;
        let progress = locale.with("living.record", &[("done", &done.to_string()), ("asked", &asked.to_string())]);
        format!("{} · {} · {progress}", words::called(state.lang, &row.supplier), row.supplier.id)
    };
    let both = [model.row(id)?, model.row(other)?];
    let entries =
        vec![Entry::open("keep", both.map(|row| (row.supplier.id.clone(), label(row))).into()), Entry::typed("reason", Needs::Text)];
    let mut form = Form::of(Kind::Same, vec![id.to_owned()], entries);
    form.known = vec![("other", other.to_owned())];
    form.about = format!("= {}", words::called(state.lang, &both[1].supplier));
    form.told = vec![(None, locale.text("living.goes-same").to_owned())];
    Some(form)
}

/// What goes along was read: it is shown above the lines of the form.
pub(super) fn along(state: &mut State, supplier: &str, along: &Along) -> Vec<Effect> {
    let locale = state.locale();
    let along = Along { one: named(state, &along.one), all: named(state, &along.all), over: along.over.clone() };
    let Some(Screen::Form(form)) = state.screens.last_mut() else { return Vec::new() };
    if form.suppliers.first().is_none_or(|id| id != supplier) {
        return Vec::new();
    }
    match form.kind {
        Kind::HandOver => {
            let asked = form.entries.iter().any(|entry| entry.name == "whose");
            form.told.extend(
                along.one.iter().flat_map(|one| lines(locale, one)).map(|line| (while_it_is("whose", "one").filter(|_| asked), line)),
            );
            let (open, calm): (Vec<&Handing>, Vec<&Handing>) = along.all.iter().filter(|_| asked).partition(|one| is_open(one));
            form.told.extend(open.into_iter().flat_map(|one| lines(locale, one)).map(|line| (while_it_is("whose", "all"), line)));
            let calm: Vec<&str> = calm.into_iter().map(|one| one.name.as_str()).collect();
            form.told.extend(
                (!calm.is_empty())
                    .then(|| (while_it_is("whose", "all"), locale.with("living.nothing-open", &[("names", &calm.join(" · "))]))),
            );
        }
        Kind::Succeed => {
            let lines: Vec<String> = along.over.first().map(|over| goes_over(locale, over)).unwrap_or_default();
            let ways =
                ["merged", "split"].into_iter().flat_map(|way| lines.iter().map(move |line| (while_it_is("how", way), line.clone())));
            form.told.extend(ways);
        }
        // Whichever record stays, what is open about the other goes over to it.
        Kind::Same => {
            for over in &along.over {
                let stays = over.new.first().map(String::as_str).unwrap_or_default();
                form.told.extend(goes_over(locale, over).into_iter().map(|line| (while_it_is("keep", stays), line)));
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Whether anything is open about a supplier.
fn is_open(one: &Handing) -> bool {
    !one.promises.is_empty() || !one.actions.is_empty() || !one.parked.is_empty()
}

/// The suppliers by the names whoever looks knows them by.
fn named(state: &State, all: &[Handing]) -> Vec<Handing> {
    let row = |id: &str| state.model.as_ref().and_then(|model| model.row(id));
    let called =
        |one: &Handing| row(&one.supplier).map_or_else(|| one.name.clone(), |row| words::called(state.lang, &row.supplier).to_owned());
    all.iter().map(|one| Handing { name: called(one), ..one.clone() }).collect()
}

fn counts(one: &Handing) -> [(&'static str, String); 5] {
    [
        ("id", one.supplier.clone()),
        ("name", one.name.clone()),
        ("promises", one.promises.len().to_string()),
        ("actions", one.actions.len().to_string()),
        ("parked", one.parked.len().to_string()),
    ]
}

/// What is open about a supplier that ends, and goes over.
fn goes_over(locale: Locale, over: &GoesOver) -> Vec<String> {
    let lists = [
        ("living.over-flags", &over.flags),
        ("living.over-gates", &over.gates),
        ("living.over-cases", &over.cases),
        ("living.over-actions", &over.actions),
        ("living.over-findings", &over.findings),
        ("living.over-promises", &over.promises),
        ("living.over-waivers", &over.waivers),
        ("living.over-doubts", &over.doubts),
    ];
    let told: Vec<String> =
        lists.iter().filter(|(_, all)| !all.is_empty()).map(|(key, all)| format!("{}: {}", locale.text(key), all.join(", "))).collect();
    let key = if told.is_empty() { "living.nothing-over" } else { "living.open-and-over" };
    std::iter::once(locale.with(key, &[("id", &over.old)])).chain(told).collect()
}

/// A supplier with what goes along, a line each.
fn lines(locale: Locale, one: &Handing) -> Vec<String> {
    let mut lines = vec![locale.with("living.goes-along", &counts(one).each_ref().map(|(name, value)| (*name, value.as_str())))];
    lines.extend(one.promises.iter().map(|promise| {
        let values = [("question", promise.question.as_str()), ("due", &promise.due), ("what", &promise.what)];
        format!("  {}", locale.with("living.promise", &values))
    }));
    lines.extend(one.actions.iter().map(|action| {
        let values = [("entry", action.entry.as_str()), ("due", &action.due), ("what", &action.what)];
        format!("  {}", locale.with("living.action", &values))
    }));
    lines.extend((!one.parked.is_empty()).then(|| format!("  {}", locale.with("living.parked", &[("rows", &one.parked.join(" "))]))));
    lines
}

/// What is wrong with a form beyond its single lines: the line, and why. A split needs several to go to.
pub(super) fn wrong(form: &Form) -> Option<(usize, &'static str)> {
    let place = form.entries.iter().position(|entry| entry.name == "others")?;
    let few = form.kind == Kind::Succeed && form.value("how") == "split" && several(&form.value("others")).len() < 2;
    few.then_some((place, "form.split-several"))
}

/// Ids of a line, divided as people divide them.
fn several(line: &str) -> Vec<String> {
    line.split([',', ' ', '、']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// What a filled-in form asks for; `None` for other forms.
pub(super) fn work(form: &Form) -> Option<Work> {
    let (value, id) = (|name: &str| form.value(name), form.suppliers.first().cloned()?);
    Some(match form.kind {
        Kind::HandOver => Work::HandOver(id, value("whose") == "all", value("new-buyer"), value("reason")),
        Kind::Succeed => {
            let new = if value("how") == "split" { several(&value("others")) } else { vec![value("other")] };
            Work::Succeed(Succeeding { old: id, new, on: value("from-day"), reason: value("reason"), sites: several(&value("sites-sold")) })
        }
        Kind::Same => {
            let (keep, other) = (value("keep"), value("other"));
            let drop = if keep == id { other } else { id };
            Work::Same(keep, drop, value("reason"))
        }
        _ => return None,
    })
}

/// What came of it: the form closes and what stands is read anew, or the form says why not.
pub(super) fn heard(state: &mut State, what: Result<String, String>) -> Vec<Effect> {
    let said = match (what, state.screens.last_mut()) {
        (Err(why), Some(Screen::Form(form))) => {
            form.refusal = Some(why.replace('\n', " "));
            return Vec::new();
        }
        (Err(why), _) => {
            state.news = News::NotSaved(why.replace('\n', " "));
            return Vec::new();
        }
        (Ok(said), _) => said,
    };
    state.news = News::Saved(said);
    if matches!(state.top(), Screen::Form(_)) {
        state.screens.pop();
    }
    let open = match state.top() {
        Screen::Supplier(page) => Some(Effect::Open(page.supplier.clone())),
        _ => None,
    };
    std::iter::once(Effect::Load).chain(open).chain(super::history(state)).chain(super::people::anew(state)).collect()
}
