//! The sample workspace: seventeen made-up suppliers on an ordinary Monday.
//!
//! The sample lies in the repository as a real workspace. A demo is a fresh copy with its own id: every entry is written
//! anew through the store, with all dates moved so that the sample's Monday is today.

pub mod arrivals;

use std::collections::BTreeMap;
use std::path::Path;

use self::arrivals::Arrivals;
use super::{Clock, Workspace, WorkspaceError, settings};
use crate::answers::profile::{RELATED, WHOLE};
use crate::journal::{self, Act, BodyRef, Grant, Head, LivingAct, Moment, Open, RegisterAct, Reply, ReviewAct, Role, WriterId};
use crate::store::{FolderStore, Pen, Place, Shelf};
use crate::supplier::{self, Supplier};

/// The buyer whose Monday the sample shows.
pub const BUYER: &str = "anna";
/// The compliance officer of the sample.
pub const OFFICER: &str = "mori";
/// Who may do what in the sample; the first is its administrator.
pub const PEOPLE: [(&str, &str, &[Role]); 7] = [
    (OFFICER, "森 真理", &[Role::Administrator, Role::Reviewer, Role::Compliance]),
    (BUYER, "Anna Berg", &[Role::Buyer]),
    ("ken", "伊藤 健", &[Role::Buyer]),
    ("li", "李 静", &[Role::Buyer]),
    ("ono", "小野 誠", &[Role::Reviewer]),
    ("hara", "原 由美子", &[Role::GrievanceOfficer]),
    ("tanabe", "田辺 久美", &[Role::Auditor]),
];
/// The day the roles of the sample were given, before anything else happened in it.
const ROLES_SINCE: &str = "2025-06-01T09:00:00+09:00";
/// The log the roles of the sample stand in.
const PEOPLE_WRITER: &str = "mori-x5tb";
/// The company of the sample.
pub const COMPANY: &str = "Kuroshio Metals";

/// A folder name for a further copy.
#[must_use]
pub fn fresh_name() -> String {
    let mut buffer = [0_u8; 4];
    let _ = getrandom::fill(&mut buffer);
    let name: String = buffer.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sample-{name}")
}

/// Lays a fresh copy of the sample workspace into a folder.
///
/// # Errors
/// When there is a workspace already, or it cannot be written.
pub fn plant(root: &Path, local: &Path, clock: &Clock) -> Result<(), WorkspaceError> {
    let mut settings = Workspace::init(root, local, COMPANY, OFFICER, true)?;
    let mut store = FolderStore::open(root, local)?;
    store.identify(&settings.workspace);
    let files = crate::builtin::sample();
    let days = match sample_day(&files) {
        Some(day) => days_between(day, clock.now(&settings.time_zone).date()),
        None => 0,
    };
    for (path, bytes) in &files {
        if path.ends_with("/supplier.toml") {
            let text = String::from_utf8_lossy(bytes);
            store.write_text(&format!("suppliers/{path}"), &moved_text(&text, days))?;
        } else if path == "company-audits.toml" {
            store.write_text(super::metals::AUDITS, &moved_text(&String::from_utf8_lossy(bytes), days))?;
        } else if let Some((supplier, name)) = path.split_once("/files/") {
            let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
            store.put_file(Shelf::Supplier(supplier), bytes, &ending)?;
        }
    }
    replay(&store, &settings, &files, &Arrivals::of(&files, days), days)?;
    keep_editions(&store, &files)?;
    settings.root = Some(people(&store, &settings, days)?);
    settings.compliance.clear();
    store.write_text("oretrail.toml", &settings::write(&settings))?;
    Ok(store.remember_texts()?)
}

/// Name and text of every edition the program brings.
fn brought() -> impl Iterator<Item = (String, &'static str)> {
    crate::builtin::questionnaires().into_iter().chain(crate::builtin::policies())
}

/// An edition of the sample is the one this program brings: a sample laid down fresh was never asked by another text.
fn as_brought(name: &mut String) {
    let Some(short) = name.split(':').next().map(str::to_owned) else { return };
    let file = format!("{}.toml", short.replace('@', "-"));
    if let Some((_, text)) = brought().find(|(known, _)| *known == file) {
        *name = format!("{short}:{}", crate::questionnaire::file::sha256(text));
    }
}

/// The editions the sample's campaigns name lie in it, as in every workspace: a later program asks and judges by the same.
fn keep_editions(store: &FolderStore, files: &[(String, &'static [u8])]) -> Result<(), WorkspaceError> {
    let campaigns: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.starts_with("registers/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for (file, text) in brought() {
        let stem = file.trim_end_matches(".toml");
        let named =
            |campaign: &String| campaign.split('"').filter_map(|word| word.split_once(':')).any(|(name, _)| name.replace('@', "-") == stem);
        if campaigns.iter().any(named) {
            store.put_file(Shelf::Sealed, text.as_bytes(), "toml")?;
        }
    }
    Ok(())
}

/// Gives the persons of the sample their roles; returns the entry that the others hang on.
fn people(store: &FolderStore, settings: &settings::Settings, days: i64) -> Result<Head, WorkspaceError> {
    let (at, writer) = ROLES_SINCE
        .parse::<Moment>()
        .ok()
        .zip(WriterId::parse(PEOPLE_WRITER))
        .ok_or_else(|| WorkspaceError::Definition("the sample's people cannot be read".into()))?;
    let opening = Open { workspace: settings.workspace.clone(), ..Open::here("", "people", &writer) };
    let mut pen = Pen::open(store, Place::People, writer, opening)?;
    let mut root = None;
    for (person, name, roles) in PEOPLE {
        let name = Some(store.put_text(&Place::People, name)?);
        let grant = Grant { person: person.to_owned(), roles: roles.to_vec(), name, until: None };
        let saved = pen.write(Act::Grant(grant), &moved(at, days), true)?;
        root.get_or_insert(Head { entry: saved.entry.clone(), hash: saved.hash.short() });
    }
    root.ok_or_else(|| WorkspaceError::Definition("the sample has no people".into()))
}

/// The Monday the sample is set on, from `scenario.toml`.
fn sample_day(files: &[(String, &'static [u8])]) -> Option<jiff::civil::Date> {
    let (_, bytes) = files.iter().find(|(path, _)| path == "scenario.toml")?;
    let text = std::str::from_utf8(bytes).ok()?;
    text.lines().find_map(|line| line.strip_prefix("today = ")).and_then(|day| day.split('#').next()?.trim().trim_matches('"').parse().ok())
}

fn days_between(from: jiff::civil::Date, to: jiff::civil::Date) -> i64 {
    i64::from(from.until(to).map(|span| span.get_days()).unwrap_or(0))
}

fn moved_day(text: &str, days: i64) -> String {
    let moved = text.parse::<jiff::civil::Date>().ok().and_then(|day| day.checked_add(jiff::Span::new().days(days)).ok());
    moved.map_or_else(|| text.to_owned(), |day| day.to_string())
}

/// Moves every quoted day of a profile.
fn moved_text(text: &str, days: i64) -> String {
    let mut out = String::new();
    for line in text.lines() {
        match line.split_once(" = \"").and_then(|(key, rest)| rest.strip_suffix('"').map(|value| (key, value))) {
            Some((key, value)) if value.len() == 10 => out.push_str(&format!("{key} = \"{}\"", moved_day(value, days))),
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

struct Sample {
    place: Place,
    writer: WriterId,
    entries: Vec<journal::Entry>,
}

impl Sample {
    /// The log's own opening, in the workspace of the copy.
    fn opening(&self, settings: &settings::Settings) -> Open {
        let (supplier, assessment) = self.place.names();
        let found = self.entries.iter().find_map(|entry| if let Act::Open(open) = &entry.act { Some(open.clone()) } else { None });
        let open = found.unwrap_or_else(|| Open::here(supplier, assessment, &self.writer));
        Open { workspace: settings.workspace.clone(), ..open }
    }
}

fn samples(files: &[(String, &'static [u8])]) -> Vec<Sample> {
    let mut all = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with(arrivals::FOLDER)) {
        let Some(writer) = path.rsplit('/').next().and_then(|name| WriterId::parse(name.strip_suffix(".toml")?)) else { continue };
        let parts: Vec<&str> = path.split('/').collect();
        let place = match parts.as_slice() {
            ["inbox", _] => Place::Inbox,
            ["registers", kind, _] => Place::Register { kind: (*kind).to_owned() },
            [supplier, "standing", _] => Place::Standing { supplier: (*supplier).to_owned() },
            [supplier, assessment, _] => Place::Assessment { supplier: (*supplier).to_owned(), assessment: (*assessment).to_owned() },
            _ => continue,
        };
        all.push(Sample { place, writer, entries: journal::read(bytes).entries });
    }
    all
}

/// Writes every entry anew, oldest first, so that heads and hashes are those of the copy.
fn replay(
    store: &FolderStore,
    settings: &settings::Settings,
    files: &[(String, &'static [u8])],
    arrived: &Arrivals,
    days: i64,
) -> Result<(), WorkspaceError> {
    let samples = samples(files);
    let mut queue: Vec<(&Sample, &journal::Entry)> =
        samples.iter().flat_map(|sample| sample.entries.iter().map(move |entry| (sample, entry))).collect();
    queue.sort_by(|a, b| a.1.at.cmp(&b.1.at).then_with(|| a.0.writer.cmp(&b.0.writer)).then_with(|| a.1.n.cmp(&b.1.n)));
    let bodies: BTreeMap<&str, &[u8]> =
        files.iter().filter_map(|(path, bytes)| Some((path.rsplit_once("/bodies/")?.1.strip_suffix(".txt")?, *bytes))).collect();
    // The profiles were recorded before anything else was done.
    if let Some((_, first)) = queue.first() {
        record_profiles(store, settings, files, days, &moved(first.at, days - 1))?;
    }
    let mut heads: BTreeMap<(String, WriterId, u64), String> = BTreeMap::new();
    for (sample, entry) in queue {
        let mut act = entry.act.clone();
        move_act(&mut act, days);
        arrived.lay(store, &sample.place, &mut act)?;
        for word in act.fields().iter().flat_map(|(_, value)| value.texts()) {
            if let Some(stored) = BodyRef::parse(&word).and_then(|body| bodies.get(body.hex()).copied()) {
                store.lay_body(&sample.place, stored)?;
            }
        }
        let key = |writer: &WriterId, n| (sample.place.to_string(), writer.clone(), n);
        let shown: Vec<Head> = entry
            .seen
            .iter()
            .filter_map(|head| {
                heads.get(&key(&head.entry.writer, head.entry.n)).map(|hash| Head { entry: head.entry.clone(), hash: hash.clone() })
            })
            .collect();
        let mut pen = Pen::open(store, sample.place.clone(), sample.writer.clone(), sample.opening(settings))?;
        pen.shown(&shown);
        if matches!(act, Act::Open(_)) {
            pen.begin(&moved(entry.at, days), true)?;
            continue;
        }
        let saved = pen.write(act, &moved(entry.at, days), true)?;
        heads.insert(key(&sample.writer, saved.entry.n), saved.hash.short());
    }
    Ok(())
}

/// The device the buyer of the sample writes on.
const DEVICE: &str = "7f3k";

/// Every profile of the sample as an entry of its buyer, so that an edit of its text is noticed.
fn record_profiles(
    store: &FolderStore,
    settings: &settings::Settings,
    files: &[(String, &'static [u8])],
    days: i64,
    at: &Moment,
) -> Result<(), WorkspaceError> {
    let Some(writer) = WriterId::parse(&format!("{BUYER}-{DEVICE}")) else { return Ok(()) };
    for (path, bytes) in files {
        let Some(id) = path.strip_suffix("/supplier.toml") else { continue };
        let (profile, _) = supplier::read(path, id, &moved_text(&String::from_utf8_lossy(bytes), days));
        let place = Place::Standing { supplier: id.to_owned() };
        let opening = Open { workspace: settings.workspace.clone(), ..Open::here(id, place.names().1, &writer) };
        let mut pen = Pen::open(store, place.clone(), writer.clone(), opening)?;
        let rest = Supplier { related: Vec::new(), ..profile.clone() };
        let value = supplier::write(&rest).lines().map(str::to_owned).collect();
        pen.write(Act::Profile { key: WHOLE.to_owned(), value }, at, true)?;
        let related = supplier::values(&profile, RELATED);
        if !related.is_empty() {
            let value = vec![store.put_text(&place, &related.join("\n"))?.as_str().to_owned()];
            pen.write(Act::Profile { key: RELATED.to_owned(), value }, at, true)?;
        }
    }
    Ok(())
}

fn moved(at: Moment, days: i64) -> Moment {
    at.later(days * 86_400)
}

fn move_act(act: &mut Act, days: i64) {
    let day = |text: &mut String| *text = moved_day(text, days);
    match act {
        Act::Attach(document) => {
            document.dated.iter_mut().for_each(day);
            document.expires.iter_mut().for_each(day);
        }
        Act::Promise(promise) => day(&mut promise.due),
        Act::Campaign(campaign) => {
            campaign.questionnaires.iter_mut().for_each(as_carried);
            day(&mut campaign.due);
            day(&mut campaign.started);
            campaign.questionnaires.iter_mut().chain(&mut campaign.policy).for_each(as_brought);
        }
        Act::Edition(edition) => {
            day(&mut edition.from);
            as_brought(&mut edition.edition);
        }
        Act::Import(import) => import.dated.iter_mut().for_each(day),
        Act::Received(received) => received.dated.iter_mut().for_each(day),
        Act::List(list) => day(&mut list.dated),
        Act::Answer(answer) => {
            if let Reply::Value(value) = &mut answer.reply {
                value.iter_mut().filter(|word| word.len() == 10).for_each(day);
            }
        }
        Act::Review(ReviewAct::Decide(decide)) => decide.review_by.iter_mut().for_each(day),
        Act::Review(ReviewAct::Action(action)) => {
            day(&mut action.due);
            action.adopted.iter_mut().for_each(day);
        }
        Act::Review(ReviewAct::Waive(waive)) => day(&mut waive.until),
        Act::Review(ReviewAct::Snooze(snooze)) => day(&mut snooze.until),
        Act::Review(ReviewAct::Risk(risk)) => day(&mut risk.review_by),
        Act::Register(act) => move_register(act, days),
        Act::Living(LivingAct::Succeeded(act) | LivingAct::Succeeds(act)) => day(&mut act.on),
        Act::Grant(grant) => grant.until.iter_mut().for_each(day),
        Act::Open(_)
        | Act::Living(LivingAct::HandOver(_))
        | Act::Review(
            ReviewAct::Confirm(_)
            | ReviewAct::Revoke(_)
            | ReviewAct::Follow(_)
            | ReviewAct::Return(_)
            | ReviewAct::Choose(_)
            | ReviewAct::Escalate(_)
            | ReviewAct::Case(_),
        )
        | Act::Compared(_)
        | Act::Sign(_)
        | Act::Seal(_)
        | Act::Redact(_)
        | Act::Withdraw(_)
        | Act::Key(_)
        | Act::Note { .. }
        | Act::Park { .. }
        | Act::Undo { .. }
        | Act::Submit { .. }
        | Act::Met { .. }
        | Act::Check { .. }
        | Act::Match(_)
        | Act::Profile { .. }
        | Act::Recovered { .. }
        | Act::Unknown { .. } => {}
    }
}

fn move_register(act: &mut RegisterAct, days: i64) {
    let day = |text: &mut String| *text = moved_day(text, days);
    match act {
        RegisterAct::Certificate(act) => {
            day(&mut act.dated);
            [&mut act.issued, &mut act.expires].into_iter().flatten().for_each(day);
        }
        RegisterAct::Screen(act) => day(&mut act.next),
        RegisterAct::Grievance(act) => day(&mut act.received),
        RegisterAct::GrievanceStep(act) => act.due.iter_mut().for_each(day),
        RegisterAct::Audit(act) => {
            day(&mut act.on);
            act.next.iter_mut().for_each(day);
        }
        RegisterAct::Finding(act) => day(&mut act.on),
        RegisterAct::FindingStep(act) => [&mut act.due, &mut act.checked].into_iter().flatten().for_each(day),
        RegisterAct::Incident(act) => day(&mut act.on),
        RegisterAct::Dialogue(act) => day(&mut act.on),
        RegisterAct::Acknowledge(act) => day(&mut act.on),
        RegisterAct::Settle(act) => act.expires.iter_mut().for_each(day),
        RegisterAct::Evidence(act) => [&mut act.dated, &mut act.expires].into_iter().flatten().for_each(day),
        RegisterAct::Judge(_)
        | RegisterAct::Statement(_)
        | RegisterAct::GrievanceCount(_)
        | RegisterAct::Erase(_)
        | RegisterAct::Exclusion(_)
        | RegisterAct::WithdrawPaper(_)
        | RegisterAct::DropPromise(_) => {}
    }
}

/// The sample is asked by the questionnaires the program carries, whatever their bytes were when it was written.
fn as_carried(name: &mut String) {
    let file = format!("{}.toml", name.split(':').next().unwrap_or_default().replace('@', "-"));
    let text = crate::builtin::questionnaires().into_iter().find(|(known, _)| *known == file).map(|(_, text)| text);
    if let (Some(text), Some((short, _))) = (text, name.split_once(':')) {
        *name = format!("{short}:{}", crate::questionnaire::file::sha256(text));
    }
}
