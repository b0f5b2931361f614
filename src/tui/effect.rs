//! What updating asks for. [`Desk::run`] is the only place of the terminal that does work outside of it.

mod batch;
pub mod forms;
pub mod living;
pub mod people;
pub mod programme;
pub mod proof;
pub mod registers;
pub mod review;
mod sets;

use std::path::{Path, PathBuf};

use super::Places;
use super::model::Model;
use super::msg::Msg;
use super::screen::inbox::file::ReceivedFile;
use crate::language::Lang;
use crate::questionnaire::QuestionId;
use crate::sentence::{Sentence, told};
use crate::store::Saved;
use crate::workspace::act::{Paper, Said};
use crate::workspace::declarations::AsOf;
use crate::workspace::promises::Promising;
use crate::workspace::reader::Reader;
use crate::workspace::{Clock, Workspace, WorkspaceError, demo};
use batch::{Running, Work};
use proof::Proving;

/// Something to write.
#[derive(Clone, Debug)]
pub enum Write {
    /// An answer.
    Answer(Box<Said>),
    /// A row put aside or taken back.
    Park(QuestionId, bool),
    /// A remark.
    Note(Option<QuestionId>, String),
    /// A promised document: question, due date, which.
    Promise(QuestionId, Option<String>, String, String),
    /// A document from a path.
    Attach(QuestionId, Option<String>, PathBuf),
    /// Whom we met.
    Met(String, String, String, String),
    /// Take back the last entry.
    Undo,
    /// Submit: name and role.
    Submit(String, String),
    /// The edits of the profile's text.
    Adopt,
}

/// An effect.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read and judge the whole workspace.
    Load,
    /// Read and judge one supplier.
    Open(String),
    /// Read everything that happened about a supplier.
    History(String),
    /// Write the read-back of a supplier to a file, in a language.
    SaveText(String, Lang, String),
    /// Write an entry about a supplier.
    Write(String, Write),
    /// Keep the text being typed about a supplier: what it is for, and the text; an empty text is forgotten.
    Draft(String, String, String),
    /// Keep a form that is half filled in: what it is about, and what stands in it; an empty text is forgotten.
    Form(String, String),
    /// Read a supplier's declarations as of a day.
    Declarations(String, AsOf),
    /// Put the recorded profile of a supplier back into its text.
    Restore(String),
    /// Read what waits in the inbox.
    Inbox,
    /// Take in the files and folders a line names.
    TakeIn(String),
    /// Read again what waits, for what is found in it.
    ReadAgain,
    /// Stop the batch between two files.
    CancelBatch,
    /// Read one received file again.
    OpenReceived(String),
    /// Take a received file into the record of a supplier.
    TakeReceived(String, String),
    /// Put a received file aside, and why.
    PutAside(String, String),
    /// Read the smelter names that wait for a decision.
    Smelters,
    /// Decide a reported name: metal, name, country, and the facility or none.
    DecideSmelter(String, String, Option<String>, Option<String>),
    /// Take the last decision back.
    UndoSmelter,
    /// Lay down a fresh sample workspace and open it.
    NewDemo,
    /// Open the workspace that was open last.
    Reopen,
    /// Do the same about several suppliers, each with an entry of its own.
    Review(Vec<String>, review::Work),
    /// Go on with it at the next of them.
    ReviewOn(Box<review::Group>),
    /// Read the registers, and of what takes a while what is wanted.
    Registers(crate::workspace::registers::Wanted),
    /// Write an entry of a register, about a supplier or about none.
    Register(Option<String>, Box<registers::Work>),
    /// Make a key and sign what was written: suppliers with entries.
    MakeKey(Vec<(String, crate::journal::EntryRef)>),
    /// Read what goes along with a supplier, or over to another.
    Along(String, Option<String>),
    /// Write what becomes of a supplier.
    Living(Box<living::Work>),
    /// Mean the next company of the group that buys.
    NextCompany,
    /// The queue is looked at.
    VisitQueue,
    /// Read which questionnaires are here.
    Shelf(Lang),
    /// Read one of them.
    OpenSet(String, Lang),
    /// Work out who would be asked a question or a questionnaire.
    Who(String, Lang),
    /// Explain a decision about a supplier as of a day; none: today.
    WhyDecided(Proving),
    /// Judge again what was decided about a supplier as of a day, and hold it against the seal.
    Replay(Proving),
    /// The same facts under the rules of today.
    UnderCurrent(Proving),
    /// Lay everything a decision rests on into a folder, which is named; with what is restricted, or without.
    Bundle(Proving, String, bool),
    /// Work out what would come of a campaign or of an edition.
    Foresee(Box<programme::Work>),
    /// Write it.
    Settle(Box<programme::Work>),
    /// Verify every byte of the record.
    VerifyRecord(Lang),
    /// Read who is here and may do what.
    People,
    /// Write what somebody may do.
    AboutPerson(Box<people::Work>),
    /// Read one table of the rules, for everybody or for one supplier.
    Rulebook(crate::workspace::rulebook::Leaf, Option<String>, Lang),
    /// Compare an edition with the one that judges.
    PolicyDiff(String, Lang),
    /// Leave.
    Quit,
}

/// The workspace and what is needed to open another.
pub struct Desk {
    places: Places,
    person: String,
    clock: Clock,
    workspace: Option<Workspace>,
    running: Option<Running>,
    reader: Reader,
    lang: Lang,
    seen: Option<std::collections::BTreeSet<String>>,
}

impl Desk {
    /// A desk; nothing is opened yet.
    #[must_use]
    pub fn new(places: Places, person: &str, clock: Clock) -> Self {
        Self {
            places,
            person: person.to_owned(),
            clock,
            workspace: None,
            running: None,
            reader: Reader::here(),
            lang: Lang::En,
            seen: None,
        }
    }

    /// The language refusals are told in.
    pub fn speak(&mut self, lang: Lang) {
        self.lang = lang;
    }

    /// Received bytes are read by another than this very process.
    #[must_use]
    pub fn reading_by(mut self, reader: Reader) -> Self {
        self.reader = reader;
        self
    }

    /// Opens the workspace meant and says what is in it.
    pub fn start(&mut self) -> Msg {
        match self.places.workspace(&self.person, self.clock.clone()) {
            Ok(workspace) => {
                remember(&self.places.local, workspace.root());
                self.seen = workspace.queue_seen();
                self.workspace = Some(workspace);
                self.load()
            }
            Err(WorkspaceError::NotAWorkspace(_)) => Msg::NoWorkspace(last(&self.places.local).map(|path| path.display().to_string())),
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }
    }

    fn next_company(&mut self) -> Msg {
        if let Some(workspace) = &mut self.workspace {
            let all = workspace.companies();
            let place = all.iter().position(|one| one.id.as_deref() == workspace.company()).unwrap_or(0);
            workspace.use_company_at(place + 1);
        }
        self.load()
    }

    fn load(&mut self) -> Msg {
        let Some(workspace) = &self.workspace else { return Msg::NoWorkspace(None) };
        match Model::of(workspace) {
            // What was new when the program was opened stays marked while it is open.
            Ok(model) => Msg::Loaded(Box::new(Model { seen: self.seen.clone(), ..model })),
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }
    }

    /// Does one piece of work; `None` means leave.
    pub fn run(&mut self, effect: Effect) -> Option<Vec<Msg>> {
        Some(match effect {
            Effect::Quit => return None,
            Effect::Load => vec![self.load()],
            Effect::Open(supplier) => {
                let mut messages = vec![self.dossier(&supplier), self.declarations(&supplier, AsOf::Today), self.history(&supplier)];
                messages.extend(self.draft(&supplier));
                messages
            }
            Effect::History(supplier) => vec![self.history(&supplier)],
            Effect::SaveText(supplier, lang, path) => vec![self.save_text(&supplier, lang, &path)],
            Effect::Declarations(supplier, as_of) => vec![self.declarations(&supplier, as_of)],
            Effect::Write(supplier, write) => vec![self.write(&supplier, write)],
            Effect::Draft(supplier, question, text) => {
                if let Some(workspace) = &self.workspace {
                    let _ = workspace.store().put_draft(&workspace.place(&supplier), workspace.writer(), &question, &text);
                }
                Vec::new()
            }
            Effect::Form(key, text) => self.keep_form(&key, &text),
            Effect::Restore(supplier) => vec![self.restore(&supplier), self.dossier(&supplier)],
            Effect::NewDemo => vec![self.new_demo()],
            Effect::Reopen => self.reopen().into_iter().collect(),
            Effect::Review(suppliers, work) => self.review(&suppliers, &work),
            Effect::ReviewOn(group) => self.review_on(*group),
            Effect::Registers(wanted) => self.registers(wanted),
            Effect::Register(supplier, work) => self.register(supplier.as_deref(), &work),
            Effect::Along(supplier, other) => self.along(&supplier, other.as_deref()),
            Effect::Living(work) => self.living(&work),
            Effect::MakeKey(entries) => self.make_key(&entries),
            Effect::NextCompany => vec![self.next_company()],
            Effect::VisitQueue => self.visit_queue(),
            other => self.looked_up(other),
        })
    }

    /// What is only read, worked out or proved; and campaigns and editions, which are worked out before they are written.
    fn looked_up(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Shelf(lang) => self.shelf(lang),
            Effect::OpenSet(name, lang) => self.open_set(&name, lang),
            Effect::Who(id, lang) => self.who(&id, lang),
            Effect::People => self.people(),
            Effect::AboutPerson(work) => self.about_person(&work),
            Effect::WhyDecided(of) => self.why_decided(&of),
            Effect::Replay(of) => self.replay(&of),
            Effect::UnderCurrent(of) => self.under_current(&of),
            Effect::Bundle(of, folder, restricted) => self.bundle(&of, &folder, restricted),
            Effect::Foresee(work) => self.foresee(*work),
            Effect::Settle(work) => self.settle(&work),
            Effect::VerifyRecord(lang) => self.verified(lang),
            Effect::Rulebook(leaf, supplier, lang) => self.rulebook(leaf, supplier.as_deref(), lang),
            Effect::PolicyDiff(edition, lang) => self.policy_diff(&edition, lang),
            other => self.inbox(other),
        }
    }

    /// A fresh sample workspace in place of what is shown.
    fn new_demo(&mut self) -> Msg {
        let folder = self.places.local.join("demo").join(demo::fresh_name());
        match demo::plant(&folder, &self.places.local, &self.clock) {
            Ok(()) => {
                (self.places.workspace, self.places.campaign) = (folder, None);
                demo::BUYER.clone_into(&mut self.person);
                self.start()
            }
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }
    }

    /// The workspace that was open last, if there was one.
    fn reopen(&mut self) -> Option<Msg> {
        let path = last(&self.places.local)?;
        (self.places.workspace, self.places.campaign) = (path, None);
        Some(self.start())
    }

    /// What the inbox and the bench ask for.
    fn inbox(&mut self, effect: Effect) -> Vec<Msg> {
        let Some(workspace) = &mut self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let said = |done: Result<Saved, WorkspaceError>, msg: fn(String) -> Msg| match done {
            Ok(saved) => msg(saved.entry.to_string()),
            Err(error) => Msg::NotSaved(error.sentence().in_lang(self.lang)),
        };
        vec![match effect {
            Effect::Inbox => match workspace.open_inbox() {
                Ok(items) => Msg::Inbox(items),
                Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
            },
            Effect::OpenReceived(sha256) => match workspace.inbox_file(&sha256, &self.reader) {
                Ok((item, verdict)) => Msg::Received(Box::new(ReceivedFile { item, verdict, scroll: 0 })),
                Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
            },
            Effect::TakeReceived(sha256, supplier) => said(workspace.accept_received(&sha256, &supplier, &self.reader), Msg::InboxChanged),
            Effect::PutAside(sha256, reason) => said(workspace.put_aside(&sha256, &reason), Msg::InboxChanged),
            Effect::DecideSmelter(metal, name, country, id) => {
                said(workspace.decide_smelter(&metal, &name, country.as_deref(), id.as_deref(), None), |entry| Msg::SmelterDecided {
                    entry,
                    undone: false,
                })
            }
            Effect::UndoSmelter => {
                said(workspace.undo_smelter().map(|(_, saved)| saved), |entry| Msg::SmelterDecided { entry, undone: true })
            }
            Effect::TakeIn(line) => return self.start_work(Work::TakeIn(paths(&line))),
            Effect::ReadAgain => return self.start_work(Work::ReadAgain),
            Effect::Smelters => return self.start_work(Work::Smelters),
            Effect::CancelBatch => {
                if let Some(running) = &self.running {
                    running.cancel();
                }
                return Vec::new();
            }
            _ => return Vec::new(),
        }]
    }

    /// One piece of long work at a time; a second one waits until it is asked for again.
    fn start_work(&mut self, work: Work) -> Vec<Msg> {
        if self.running.is_some() {
            return vec![Msg::Busy];
        }
        let (places, person, clock) = (self.places.clone(), self.person.clone(), self.clock.clone());
        self.running = Some(Running::start(work, self.reader.clone(), move || places.workspace(&person, clock)));
        Vec::new()
    }

    /// What long work has said since it was last asked; with `wait`, at least its next word.
    pub fn heard(&mut self, wait: bool) -> Vec<Msg> {
        let Some(running) = &self.running else { return Vec::new() };
        let heard = running.heard(wait);
        if heard.iter().any(|msg| matches!(msg, Msg::BatchEnded(_) | Msg::BatchFailed(_))) {
            self.running = None;
        }
        heard
    }

    /// Whether long work is going on.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    fn dossier(&mut self, supplier: &str) -> Msg {
        let Some(workspace) = &mut self.workspace else { return Msg::NoWorkspace(None) };
        match workspace.dossier(supplier) {
            Ok(dossier) => {
                workspace.shown(supplier, &dossier.heads);
                Msg::Dossier(Box::new(dossier))
            }
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }
    }

    fn restore(&mut self, supplier: &str) -> Msg {
        let Some(workspace) = &mut self.workspace else { return Msg::NoWorkspace(None) };
        let said = match workspace.restore(supplier) {
            Ok(settled) => match settled.kept {
                Some(kept) => told("profile-text.restored", [("id", supplier.into()), ("kept", kept.into())]),
                None => told("profile-text.same", [("id", supplier.into())]),
            },
            Err(error) => return Msg::NotSaved(error.sentence().in_lang(self.lang)),
        };
        Msg::Notice(said.in_lang(self.lang))
    }

    fn declarations(&self, supplier: &str, as_of: AsOf) -> Msg {
        let Some(workspace) = &self.workspace else { return Msg::NoWorkspace(None) };
        match workspace.declarations_as_of(supplier, as_of) {
            Ok(all) => Msg::Declarations(supplier.to_owned(), as_of, all),
            Err(error) => Msg::Notice(error.sentence().in_lang(self.lang)),
        }
    }

    fn history(&self, supplier: &str) -> Msg {
        let Some(workspace) = &self.workspace else { return Msg::NoWorkspace(None) };
        match workspace.history(supplier, None) {
            Ok(all) => Msg::History(supplier.to_owned(), all),
            Err(error) => Msg::Notice(error.to_string()),
        }
    }

    /// Writes the read-back where the user said; what lies there already is never written over.
    fn save_text(&self, supplier: &str, lang: Lang, line: &str) -> Msg {
        let Some(workspace) = &self.workspace else { return Msg::NoWorkspace(None) };
        let Some(path) = paths(line).pop() else { return Msg::NotSaved(String::new()) };
        let text = match workspace.read_back(supplier, Some(lang)) {
            Ok(read_back) => crate::report::read_back_text(&read_back),
            Err(error) => return Msg::NotSaved(error.to_string()),
        };
        match put_new(&path, &text) {
            Ok(whole) => Msg::TextSaved(whole.display().to_string()),
            Err(why) => Msg::NotSaved(why.in_lang(self.lang)),
        }
    }

    fn draft(&self, supplier: &str) -> Option<Msg> {
        let workspace = self.workspace.as_ref()?;
        let (key, text) = workspace.store().draft(&workspace.place(supplier), workspace.writer())?;
        Some(Msg::Draft(supplier.to_owned(), key, text))
    }

    fn write(&mut self, supplier: &str, write: Write) -> Msg {
        let Some(workspace) = &mut self.workspace else { return Msg::NoWorkspace(None) };
        let saved = match perform(workspace, supplier, write) {
            Ok(saved) => saved,
            Err(error) => return Msg::NotSaved(error.sentence().in_lang(self.lang)),
        };
        let _ = workspace.store().put_draft(&workspace.place(supplier), workspace.writer(), "", "");
        match workspace.dossier(supplier) {
            Ok(dossier) => {
                workspace.shown(supplier, &dossier.heads);
                Msg::Saved { entry: saved.entry.to_string(), clock: saved.at.clock(), dossier: Box::new(dossier) }
            }
            Err(error) => Msg::NotSaved(error.sentence().in_lang(self.lang)),
        }
    }
}

fn perform(workspace: &mut Workspace, supplier: &str, write: Write) -> Result<Saved, WorkspaceError> {
    match write {
        Write::Answer(said) => workspace.answer(supplier, *said),
        Write::Park(question, parked) => workspace.park(supplier, &question, parked),
        Write::Note(question, text) => workspace.note(supplier, question.as_ref().map(QuestionId::as_str), &text),
        Write::Promise(question, about, due, what) => {
            let what = Some(what.as_str()).filter(|what| !what.is_empty());
            workspace.add_promise(supplier, Promising { question: question.as_str(), about: about.as_deref(), due: &due, what, by: None })
        }
        Write::Attach(question, scope, path) => {
            let bytes = read(&path)?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            workspace
                .attach(supplier, &bytes, Paper { question: Some(question.to_string()), name, scope, ..Paper::default() })
                .map(|(_, saved)| saved)
        }
        Write::Met(who, role, channel, lang) => {
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            workspace.met(supplier, some(who).as_deref(), some(role), some(channel), some(lang))
        }
        Write::Adopt => {
            let same = || WorkspaceError::Wrong(told("profile-text.same", [("id", supplier.into())]));
            workspace.adopt(supplier, true)?.saved.ok_or_else(same)
        }
        Write::Undo => workspace.undo(supplier).map(|(_, saved)| saved),
        Write::Submit(name, role) => {
            workspace.submit(supplier, Some(name.as_str()).filter(|name| !name.is_empty()), Some(role).filter(|role| !role.is_empty()))
        }
    }
}

/// One path, as terminals paste it: quoted, or with its spaces escaped; `~` is the home folder.
fn paths(line: &str) -> Vec<PathBuf> {
    let line = line.trim();
    let bare = line
        .strip_prefix(['"', '\''])
        .and_then(|rest| rest.strip_suffix(['"', '\'']))
        .map_or_else(|| line.replace("\\ ", " "), str::to_owned);
    let home = std::env::var_os("HOME").map(PathBuf::from);
    vec![match (bare.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(bare),
    }]
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the file the user names")]
fn read(path: &Path) -> Result<Vec<u8>, WorkspaceError> {
    std::fs::read(path).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::NotFound => told("attach.no-file", []),
            std::io::ErrorKind::PermissionDenied => told("attach.not-allowed", []),
            std::io::ErrorKind::IsADirectory => told("attach.folder", []),
            _ => crate::store::reason(&error),
        };
        WorkspaceError::Wrong(told("attach.not-stored", [("path", path.display().to_string().into()), ("why", why)]))
    })
}

fn put_new(path: &Path, text: &str) -> Result<PathBuf, Sentence> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let file = std::fs::File::options().write(true).create_new(true).open(&whole);
    let written = file.and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()).and_then(|()| file.sync_all()));
    written.map(|()| whole.clone()).map_err(|error| {
        let why = match error.kind() {
            std::io::ErrorKind::AlreadyExists => told("store.copy-there", []),
            std::io::ErrorKind::NotFound => told("store.copy-no-folder", []),
            std::io::ErrorKind::PermissionDenied => told("store.copy-not-allowed", []),
            _ => error.to_string().into(),
        };
        told("store.copy-failed", [("path", whole.display().to_string().into()), ("why", why)])
    })
}

#[expect(clippy::disallowed_methods, reason = "the program remembers its last workspace in its own state folder")]
fn remember(local: &Path, root: &Path) {
    let _ = std::fs::write(local.join("last-workspace"), root.display().to_string());
}

#[expect(clippy::disallowed_methods, reason = "the program remembers its last workspace in its own state folder")]
fn last(local: &Path) -> Option<PathBuf> {
    let path = PathBuf::from(std::fs::read_to_string(local.join("last-workspace")).ok()?.trim());
    path.join("oretrail.toml").is_file().then_some(path)
}
