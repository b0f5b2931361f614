//! The command line: arguments in, one piece of work, words or JSON out, an exit code.
//!
//! Every screen act has a command here. Findings go to standard output, diagnostics to standard error; exit codes are
//! 0 fine, 1 findings at or above the threshold, 2 wrong use or definition error, 3 data could not be read.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod alarm;
mod answer;
mod args;
mod assess;
mod campaign;
mod cells;
mod certificate;
mod check;
mod compared;
mod completions;
mod decide;
mod decisions;
mod demo;
mod error;
mod evidence;
mod figures;
mod finding;
mod flags;
mod grievance;
mod help;
#[cfg(test)]
mod hints;
mod import;
mod inbox;
mod init;
mod letters;
mod log;
mod man;
mod minerals;
mod numbers;
mod people;
mod plain;
mod policy;
mod post;
mod promise;
mod proof;
mod questionnaire;
mod queue;
mod readback;
mod reader;
mod reference;
mod regimes;
mod report;
mod retention;
mod rights;
mod rollup;
mod screen;
mod sheet;
mod smelter;
mod supplier;
mod table;
mod usage;
mod verify;
mod why;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser as _;

use crate::language::Lang;
use crate::locale::Locale;
use crate::sentence::told;
use crate::workspace::{Clock, Dossier, Workspace};
use args::{Command, Global, Line};
pub(crate) use error::Error;

/// What a command returns: whether there were findings at or above the threshold.
pub(crate) type Outcome = Result<bool, Error>;

/// Runs the program with its arguments.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let line = match Line::try_parse_from(&arguments) {
        Ok(line) => line,
        Err(error) => return usage::tell(&error, usage::language(&arguments), &arguments),
    };
    let lang = line.global.lang.unwrap_or_else(language_of_the_machine);
    match work(line) {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(1),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}", error.in_lang(lang));
            ExitCode::from(error.code())
        }
    }
}

fn work(line: Line) -> Outcome {
    match line.command {
        Some(Command::ReadApart) => return reader::run(),
        Some(Command::UnpackApart) => return reader::unpack(),
        _ => {}
    }
    crate::workspace::reader::Reader::use_apart()
        .map_err(|error| Error::data(told("refusal.no-own-path", [("why", error.to_string().into())])))?;
    let here = Here::new(&line.global)?;
    match line.command {
        None => here.screens(None),
        Some(Command::Demo { at, no_tui }) => demo::run(&here, at, no_tui),
        Some(Command::Init { dir, company }) => init::run(&here, &dir, &company),
        Some(Command::Supplier(command)) => supplier::run(&here, command),
        Some(Command::Campaign(command)) => campaign::run(&here, command),
        Some(Command::Interview { id, plain }) => {
            if plain {
                plain::run(&here, &id)
            } else {
                here.screens(Some(&id))
            }
        }
        Some(Command::Answer(said)) => answer::answer(&here, said),
        Some(Command::Resolve(said)) => answer::resolve(&here, said),
        Some(Command::Submit { id, name, role }) => answer::submit(&here, &id, name.as_deref(), role),
        Some(Command::Review(given)) => answer::review(&here, &given),
        Some(Command::Undo { id, entry, register, review }) => {
            answer::undo(&here, id.as_deref().unwrap_or_default(), review, entry.map(|entry| (entry, register.as_deref())))
        }
        Some(Command::ReviewWork(work)) => decide::run(&here, work),
        Some(Command::ProofWork(work)) => proof::run(&here, work),
        Some(Command::Note { id, text, question }) => answer::note(&here, &id, question.as_deref(), &text),
        Some(Command::Attach(attach)) => answer::attach(&here, attach),
        Some(Command::Evidence(command)) => evidence::run(&here, command),
        Some(Command::Retention(command)) => retention::run(&here, command),
        Some(Command::Promise(line)) => promise::run(&here, line),
        Some(Command::Park { id, question, back }) => answer::park(&here, &id, &question, !back),
        Some(Command::Met { id, name, role, channel, spoken }) => answer::met(&here, &id, name.as_deref(), (role, channel, spoken)),
        Some(Command::Readback { id, out, over }) => readback::run(&here, &id, out.as_deref(), over.replace),
        Some(Command::Answers { id }) => log::answers(&here, &id),
        Some(Command::Log { id }) => log::log(&here, &id),
        Some(Command::Assess { ids }) => assess::run(&here, &ids),
        Some(Command::Flags { ids, fail_on }) => flags::run(&here, &ids, fail_on),
        Some(Command::Check { paths }) => check::run(&here, &paths),
        Some(Command::Import { paths, supplier, accept }) => import::run(&here, &paths, supplier.as_deref(), accept),
        Some(Command::Inbox(command)) => inbox::run(&here, command),
        Some(Command::Reference(command)) => reference::run(&here, command),
        Some(Command::Smelter(command)) => smelter::run(&here, command),
        Some(Command::Minerals(command)) => minerals::run(&here, command),
        Some(Command::Metals) => minerals::metals(&here),
        Some(Command::Letters(given)) => letters::run(&here, &given),
        Some(Command::Report(command)) => report::run(&here, command),
        Some(Command::Rollup(given)) => rollup::run(&here, &given),
        Some(Command::Verify { ids, against, accept_heads, accept_edits }) => {
            verify::run(&here, &ids, against.as_deref(), verify::Accepted { heads: accept_heads, edits: accept_edits })
        }
        Some(Command::Certificate(command)) => certificate::run(&here, command),
        Some(Command::Screen(given)) => screen::run(&here, &given),
        Some(Command::Dialogue(work)) => rights::dialogue(&here, work),
        Some(Command::Acknowledgement(work)) => rights::acknowledgement(&here, work),
        Some(Command::Audit(work)) => finding::audit(&here, work),
        Some(Command::Finding(work)) => finding::finding(&here, work),
        Some(Command::Incident(work)) => finding::incident(&here, work),
        Some(Command::Grievance(work)) => grievance::run(&here, work),
        Some(Command::People(command)) => people::run(&here, command),
        Some(Command::Policy(command)) => policy::run(&here, command),
        Some(Command::Questionnaire(command)) => questionnaire::run(&here, command),
        Some(Command::Figures(command)) => figures::run(&here, command),
        Some(Command::Completions { shell }) => completions::run(shell),
        Some(Command::Man { out, over }) => man::run(out.as_deref(), over.replace),
        Some(Command::ReadApart) => reader::run(),
        Some(Command::UnpackApart) => reader::unpack(),
    }
}

/// What every command knows: who, where, when, in which language.
pub(crate) struct Here {
    pub(crate) global: Global,
    pub(crate) person: String,
    pub(crate) lang: Lang,
    pub(crate) clock: Clock,
    local: PathBuf,
}

impl Here {
    fn new(global: &Global) -> Result<Self, Error> {
        let clock = match &global.now {
            Some(text) => Clock::set(text).map_err(Error::wrong)?,
            None => Clock::System,
        };
        let folders = directories::ProjectDirs::from("org", "oretrail", "oretrail");
        let local = match std::env::var_os("ORETRAIL_STATE") {
            Some(folder) => PathBuf::from(folder),
            None => folders
                .as_ref()
                .map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
                .ok_or_else(|| Error::wrong(told("refusal.no-home", [])))?,
        };
        // A name somebody gave is taken as it is or refused; only what the machine calls its user is made fit.
        let person = match &global.writer {
            Some(writer) => crate::store::writer_name(writer),
            None => crate::store::person_id(&operating_system_user()),
        }
        .map_err(Error::wrong)?;
        let lang = global.lang.unwrap_or_else(language_of_the_machine);
        Ok(Self { global: global.clone(), person, lang, clock, local })
    }

    /// Means the company a command names.
    pub(crate) fn means(&self, workspace: &mut Workspace, buying: &args::Buying) -> Result<(), Error> {
        Ok(buying.company.as_deref().map_or(Ok(()), |company| workspace.use_company(company))?)
    }

    /// The program's own state folder.
    pub(crate) fn local(&self) -> &Path {
        &self.local
    }

    /// Where workspaces are looked for, in order, and the state folder.
    pub(crate) fn places(&self) -> crate::tui::Places {
        crate::tui::Places { workspace: self.workspace_folder(), local: self.local.clone(), campaign: self.global.campaign.clone() }
    }

    pub(crate) fn workspace_folder(&self) -> PathBuf {
        if let Some(folder) = &self.global.workspace {
            return folder.clone();
        }
        let mut folder = std::env::current_dir().unwrap_or_default();
        loop {
            if folder.join("oretrail.toml").is_file() {
                return folder;
            }
            if !folder.pop() {
                return default_workspace();
            }
        }
    }

    /// Opens the screens, on the interview of a supplier if one is named.
    fn screens(&self, supplier: Option<&str>) -> Outcome {
        let (places, clock) = (self.places(), self.clock.clone());
        if self.global.campaign.is_some() && self.has_workspace() {
            // Refuses a label nobody knows before the screens are taken.
            places.workspace(&self.person, clock.clone())?;
        }
        match supplier {
            Some(supplier) => {
                self.open()?.must_know(supplier)?;
                must_have_terminal()?;
                crate::tui::open_interview(&places, &self.person, clock, self.lang, no_colour(), supplier)?;
            }
            None => {
                must_have_terminal()?;
                crate::tui::open(&places, &self.person, clock, self.lang, no_colour())?;
            }
        }
        Ok(false)
    }

    /// The folder a workspace is to be made in: one that was named, never one that is merely found.
    pub(crate) fn workspace_meant(&self) -> Result<PathBuf, Error> {
        let named = self.global.workspace.clone();
        named.ok_or_else(|| Error::wrong(told("refusal.restore-where", [])))
    }

    /// Whether there is a workspace where one is looked for.
    pub(crate) fn has_workspace(&self) -> bool {
        self.workspace_folder().join("oretrail.toml").is_file()
    }

    /// Opens the workspace meant.
    pub(crate) fn open(&self) -> Result<Workspace, Error> {
        let mut workspace = Workspace::open(&self.workspace_folder(), &self.local, &self.person, self.clock.clone())?;
        for alarm in workspace.alarms() {
            let _ = writeln!(std::io::stderr(), "{}", alarm::lines(self, alarm).join("\n"));
        }
        if workspace.people().is_empty() && workspace.settings().root.is_none() {
            let _ = writeln!(std::io::stderr(), "{}", self.locale().with("people.openly", &[("person", &self.person)]));
        }
        if let Some(label) = &self.global.campaign {
            workspace.use_campaign(label)?;
        }
        Ok(workspace)
    }

    /// One supplier, folded and judged; damage of its record is told on standard error, whatever the command prints.
    pub(crate) fn dossier(&self, workspace: &Workspace, id: &str) -> Result<Dossier, Error> {
        let dossier = workspace.dossier(id)?;
        for finding in &dossier.damage {
            let (file, line) = (finding.file.as_str(), finding.line.to_string());
            let told = self.locale().with("home.damage-at", &[("file", file), ("line", &line)]);
            let problem = finding.problem.in_lang(self.lang);
            for (lead, said) in [("", &told), ("  ", &problem)] {
                let _ = writeln!(std::io::stderr(), "{}", alarm::hanging(lead, said, usage::cells()).join("\n"));
            }
        }
        self.tell_text(id, &dossier.text);
        Ok(dossier)
    }

    /// Says on standard error that a profile's text is not what is recorded; nothing when they say the same.
    pub(crate) fn tell_text(&self, id: &str, text: &crate::workspace::recorded::Text) {
        if let Some(sentence) = text.sentence(id) {
            let _ = writeln!(std::io::stderr(), "{}", sentence.in_lang(self.lang));
        }
    }

    /// Screen texts in the language meant.
    pub(crate) fn locale(&self) -> Locale {
        Locale::new(self.lang)
    }

    /// Prints one JSON document.
    pub(crate) fn json(value: &serde_json::Value) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Error::data(error.to_string()))?;
        say_as_is(&text)
    }
}

/// Prints lines, on a terminal none wider than it is.
pub(crate) fn say(text: &str) -> Result<(), Error> {
    match table::terminal() {
        Some(cells) => say_as_is(&table::folded(text, cells)),
        None => say_as_is(text),
    }
}

/// Prints what other programs read; a reader that went away is not an error.
pub(crate) fn say_as_is(text: &str) -> Result<(), Error> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::data(told("refusal.output-unwritten", [("why", crate::store::reason(&error))])))
        }
        _ => Ok(()),
    }
}

/// The platform's data folder for a workspace nobody named.
fn default_workspace() -> PathBuf {
    directories::ProjectDirs::from("org", "oretrail", "oretrail")
        .map_or_else(|| PathBuf::from("oretrail-workspace"), |dirs| dirs.data_dir().join("workspace"))
}

/// Whether the user wants no colour, as <https://no-color.org> says.
pub(crate) fn no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Screens need a terminal; without one there are the commands.
pub(crate) fn must_have_terminal() -> Result<(), Error> {
    use std::io::IsTerminal as _;
    if std::io::stdout().is_terminal() { Ok(()) } else { Err(Error::wrong(told("refusal.no-terminal", []))) }
}

fn operating_system_user() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "user".to_owned())
}

fn language_of_the_machine() -> Lang {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|text| !text.is_empty()))
        .unwrap_or_default();
    said.split(['.', '@']).next().and_then(|text| text.parse().ok()).unwrap_or_default()
}
