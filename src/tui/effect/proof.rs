//! Proof for the eye and to take along: why something was decided, whether judging again gives the same, what the rules of
//! today would say, a bundle, and whether the record is whole.

use jiff::civil::Date;

use super::{Desk, paths};
use crate::language::Lang;
use crate::locale::Locale;
use crate::tui::msg::Msg;
use crate::tui::screen::why::WhyPage;
use crate::workspace::seal::Under;
use crate::workspace::why::page::{compared, difference, page};
use crate::workspace::{Workspace, WorkspaceError};

/// Which decision is meant, and in which language it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proving {
    /// About whom.
    pub supplier: String,
    /// As of which day; absent: today.
    pub on: Option<Date>,
    /// In which language.
    pub lang: Lang,
    /// What the text is called.
    pub title: String,
}

impl Desk {
    pub(super) fn why_decided(&self, of: &Proving) -> Vec<Msg> {
        self.proved(of, explained)
    }

    pub(super) fn replay(&self, of: &Proving) -> Vec<Msg> {
        self.proved(of, replayed)
    }

    pub(super) fn under_current(&self, of: &Proving) -> Vec<Msg> {
        self.proved(of, supposed)
    }

    fn proved(&self, of: &Proving, by: fn(&Workspace, &Proving) -> Result<Msg, WorkspaceError>) -> Vec<Msg> {
        let Some(workspace) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        vec![by(workspace, of).unwrap_or_else(|error| Msg::Notice(error.sentence().in_lang(of.lang)))]
    }

    /// Lays a bundle as an outsider is to see it, in a workspace of its own: what is shown here stays as it is.
    pub(super) fn bundle(&self, of: &Proving, folder: &str, restricted: bool) -> Vec<Msg> {
        let Some(shown) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        let laid = self.once_more(shown).and_then(|mut workspace| {
            let folder = paths(folder).pop().unwrap_or_default();
            let folder = std::path::absolute(&folder).unwrap_or(folder);
            workspace.lay_bundle(&of.supplier, of.on, &folder, restricted, of.lang)
        });
        let locale = Locale::new(of.lang);
        vec![Msg::Bundled(match laid {
            Ok(laid) => {
                let mut lines = laid.told(locale);
                if !laid.identical {
                    lines.push(locale.text("proof.bundle-differs").to_owned());
                }
                Ok(lines)
            }
            Err(error) => Err(error.sentence().in_lang(of.lang)),
        })]
    }

    pub(super) fn verified(&self, lang: Lang) -> Vec<Msg> {
        let Some(workspace) = &self.workspace else { return vec![Msg::NoWorkspace(None)] };
        vec![checked(workspace, lang).unwrap_or_else(|error| Msg::Notice(error.sentence().in_lang(lang)))]
    }
}

fn explained(workspace: &Workspace, of: &Proving) -> Result<Msg, WorkspaceError> {
    let why = workspace.why(&of.supplier, of.on, None)?;
    let lines = page(workspace, &why, of.lang);
    let sealed = why.replayed.is_some();
    Ok(Msg::WhyDecided(Box::new(WhyPage { supplier: of.supplier.clone(), on: of.on, lines, scroll: 0, sealed })))
}

/// Whether judging again gives the sealed bytes, else every line that differs.
fn replayed(workspace: &Workspace, of: &Proving) -> Result<Msg, WorkspaceError> {
    let locale = Locale::new(of.lang);
    let (decision, _) = workspace.decided(&of.supplier, of.on)?;
    let replayed = workspace.replay(&of.supplier, &decision.entry)?;
    let mut lines = vec![compared(locale, &replayed), String::new()];
    if replayed.is_identical() {
        lines.push(locale.with("proof.judged-from", &[("at", &replayed.sealed.at.to_string())]));
        lines.extend(replayed.sealed.bound.iter().map(|bound| format!("  {}  {}", bound.sha256, bound.name)));
        lines.extend(replayed.sealed.read.iter().map(|head| format!("  {head}")));
    } else {
        lines.push(locale.text("proof.difference-signs").to_owned());
        lines.extend(replayed.differences.iter().map(difference));
    }
    Ok(Msg::Read(of.title.clone(), lines))
}

fn supposed(workspace: &Workspace, of: &Proving) -> Result<Msg, WorkspaceError> {
    let why = workspace.why(&of.supplier, of.on, Some(&Under::Current))?;
    Ok(Msg::Read(of.title.clone(), page(workspace, &why, of.lang)))
}

fn checked(workspace: &Workspace, lang: Lang) -> Result<Msg, WorkspaceError> {
    let locale = Locale::new(lang);
    let report = workspace.verify(&[])?;
    let entries = report.entries.to_string();
    let count = report.problems.len().to_string();
    let head = if report.whole { "shell.whole" } else { "shell.not-whole" };
    let mut lines = vec![locale.with(head, &[("entries", &entries), ("problems", &count)]), String::new()];
    for problem in &report.problems {
        let (line, text) = (problem.line.to_string(), problem.problem.in_lang(lang));
        lines.push(match problem.entry.map(|n| n.to_string()) {
            Some(n) => {
                locale.with("damage.at-entry", &[("file", problem.file.as_str()), ("line", &line), ("entry", &n), ("problem", &text)])
            }
            None => format!("{}:{line}: {text}", problem.file),
        });
    }
    lines.push(locale.text("proof.all-by-command").to_owned());
    Ok(Msg::Read(locale.text("title.verified").to_owned(), lines))
}
