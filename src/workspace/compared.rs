//! What waits to be compared with a source and what was: one record for the regimes, the rows and the translations.

use super::act::{not_saved, wrong};
use super::{Workspace, WorkspaceError};
use crate::clean;
use crate::compared::Compared;
use crate::journal::{Act, ComparedAct, block::sha256_hex};
use crate::questionnaire::Questionnaire;
use crate::reference::regime::{Cell, Regimes};
use crate::sentence::told;
use crate::store::{Place, Saved};

/// Which kind of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A cell of the regimes.
    Regime,
    /// A row of a questionnaire.
    Row,
    /// A translation of a questionnaire.
    Translation,
}

impl PartKind {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Regime => "regime",
            Self::Row => "row",
            Self::Translation => "translation",
        }
    }
}

/// One part that carries a mark, or carried one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Which kind.
    pub kind: PartKind,
    /// `bribery/lbma`, `precious-metals.PR28D`, `csr-saq/ja`.
    pub id: String,
    /// What it has to be compared with.
    pub with: String,
    /// Who did, if somebody did.
    pub compared: Option<Compared>,
    edition: String,
}

impl Marked {
    fn part(&self) -> String {
        format!("{}:{}", self.kind.word(), self.id)
    }
}

fn register() -> Place {
    Place::Register { kind: "editions".to_owned() }
}

/// What a comparison of a cell speaks of: what the cell asks for and the clause it names.
fn cell_edition(regimes: &Regimes, cell: &Cell) -> String {
    let words = format!("{} {} {}", cell.suspected.word(), cell.known.word(), cell.source);
    format!("regimes@{}:{}", regimes.edition, sha256_hex(words.as_bytes()))
}

fn cells(regimes: &Regimes) -> Vec<Marked> {
    let of = |risk: &crate::reference::regime::Risk| {
        let marked = risk.cells.iter().filter(|cell| cell.check || cell.compared.is_some());
        let one = |cell: &Cell| Marked {
            kind: PartKind::Regime,
            id: format!("{}/{}", risk.id, cell.regime),
            with: cell.source.clone(),
            compared: cell.compared.clone(),
            edition: cell_edition(regimes, cell),
        };
        marked.map(one).collect::<Vec<_>>()
    };
    regimes.risks.iter().flat_map(of).collect()
}

fn rows(set: &Questionnaire) -> impl Iterator<Item = Marked> + '_ {
    set.questions.iter().filter_map(|question| {
        let mark = question.check_source.as_ref()?;
        let (id, with, compared) = (question.id.to_string(), mark.text.clone(), mark.compared.clone());
        Some(Marked { kind: PartKind::Row, id, with, compared, edition: set.edition_name() })
    })
}

/// Of a translation that the file itself calls checked nothing waits.
fn translations(set: &Questionnaire) -> impl Iterator<Item = Marked> + '_ {
    let waits = |(lang, state): &(String, String)| {
        let compared = set.compared.iter().find(|(of, _)| of == lang).map(|(_, compared)| compared.clone());
        (state == "draft" || compared.is_some()).then(|| Marked {
            kind: PartKind::Translation,
            id: format!("{}/{lang}", set.id),
            with: set.written_in.code().to_owned(),
            compared,
            edition: set.edition_name(),
        })
    };
    set.translation.iter().filter_map(waits)
}

impl Workspace {
    /// Everything that carries a mark or carried one: cells of the regimes, rows, translations of the newest editions.
    #[must_use]
    pub fn marked(&self) -> Vec<Marked> {
        let mut all = cells(&self.regimes);
        let mut seen: Vec<&str> = Vec::new();
        for set in &self.sets {
            if !seen.contains(&set.id.as_str()) {
                seen.push(&set.id);
                all.extend(rows(set));
                all.extend(translations(set));
            }
        }
        all
    }

    /// Records that the writer compared a part with a copy of its source; or, taken back, that it was said by mistake.
    ///
    /// # Errors
    /// When no such part carries a mark, nothing says what it was compared with, or it cannot be saved.
    pub fn compare(
        &mut self,
        kind: PartKind,
        id: &str,
        against: Option<&str>,
        taken_back: bool,
    ) -> Result<(Saved, Marked), WorkspaceError> {
        let all = self.marked();
        let of_kind: Vec<&Marked> = all.iter().filter(|marked| marked.kind == kind).collect();
        let Some(found) = of_kind.iter().find(|marked| marked.id.eq_ignore_ascii_case(id)) else {
            let (set, lang) = id.split_once('/').unwrap_or((id, ""));
            let other = of_kind.iter().filter_map(|marked| marked.id.split_once('/')).filter(|(of, _)| of.eq_ignore_ascii_case(set));
            let other: Vec<&str> = other.map(|(_, lang)| lang).collect();
            if let Some(first) = other.first().filter(|_| kind == PartKind::Translation) {
                let values = [("set", set.into()), ("lang", lang.into()), ("all", other.join(", ").into()), ("first", (*first).into())];
                return Err(wrong(told("compared.no-translation", values)));
            }
            let near = crate::diagnostic::nearest(id, of_kind.iter().map(|marked| marked.id.as_str()));
            let next = near.map_or_else(|| told("compared.see-list", []), |near| told("refusal.did-you-mean", [("near", near.into())]));
            return Err(wrong(told("compared.no-mark", [("id", id.into())]).and(next)));
        };
        let against = clean::line(against.unwrap_or_default());
        let against = match (against.trim(), taken_back, &found.compared) {
            (_, true, None) => return Err(wrong(told("compared.not-yet", [("id", id.into())]))),
            (_, true, Some(compared)) => compared.against.clone(),
            ("", false, _) => return Err(wrong(told("compared.with-what", [("with", found.with.as_str().into())]))),
            (text, false, _) => text.to_owned(),
        };
        if found.kind == PartKind::Translation && !taken_back {
            self.is_translated(&found.id)?;
        }
        let act = ComparedAct { part: found.part(), edition: found.edition.clone(), against, taken_back };
        let (kind, id) = (found.kind, found.id.clone());
        let saved = self.write(&register(), Act::Compared(act)).map_err(not_saved)?;
        self.lay_compared()?;
        let after = self.marked().into_iter().find(|marked| marked.kind == kind && marked.id == id);
        after.map(|marked| (saved, marked)).ok_or_else(|| wrong(told("compared.no-mark", [("id", id.into())])))
    }

    /// Nobody has checked a translation that is not there.
    fn is_translated(&self, id: &str) -> Result<(), WorkspaceError> {
        let Some((set, lang)) = id.rsplit_once('/').and_then(|(set, lang)| Some((self.set_named(set).ok()?, lang))) else { return Ok(()) };
        let (Some(text), Ok(language)) = (self.set_text(set), lang.parse()) else { return Ok(()) };
        let places = crate::questionnaire::file::untranslated(&set.id, text, set.written_in, language);
        let Some(first) = places.first() else { return Ok(()) };
        let count = places.len().to_string();
        let values = [("set", (&set.id).into()), ("lang", lang.into()), ("count", count.into()), ("line", first.line.to_string().into())];
        Err(wrong(told("compared.not-translated", values)))
    }

    /// Lays what was recorded over the definitions: the mark goes where the same words were compared.
    pub(super) fn lay_compared(&mut self) -> Result<(), WorkspaceError> {
        let mut said: Vec<(ComparedAct, crate::journal::Moment, String)> = Vec::new();
        for (writer, entries) in self.journals(&register())? {
            for entry in entries {
                if let Act::Compared(act) = entry.act {
                    said.push((act, entry.at, writer.person().to_owned()));
                }
            }
        }
        said.sort_by(|a, b| a.1.timestamp().cmp(&b.1.timestamp()).then_with(|| a.2.cmp(&b.2)));
        let last = |part: &str, edition: &str| {
            let (act, at, by) = said.iter().rev().find(|(act, ..)| act.part == part && act.edition == edition)?;
            let compared = Compared { by: by.clone(), on: at.date().to_string(), against: act.against.clone() };
            (!act.taken_back).then_some(compared)
        };
        let mut regimes = Regimes::clone(&self.regimes);
        let names = self.regimes.clone();
        for risk in &mut regimes.risks {
            for cell in risk.cells.iter_mut().filter(|cell| cell.check || cell.compared.is_some()) {
                cell.compared = last(&format!("regime:{}/{}", risk.id, cell.regime), &cell_edition(&names, cell));
                cell.check = cell.compared.is_none();
            }
        }
        self.regimes = regimes.into();
        for set in &mut self.sets {
            let edition = set.edition_name();
            for question in &mut set.questions {
                let part = format!("row:{}", question.id);
                if let Some(mark) = &mut question.check_source {
                    mark.compared = last(&part, &edition);
                }
            }
            let languages = set.translation.iter().filter(|(_, state)| state == "draft").map(|(lang, _)| lang.clone());
            set.compared =
                languages.filter_map(|lang| Some((lang.clone(), last(&format!("translation:{}/{lang}", set.id), &edition)?))).collect();
        }
        Ok(())
    }
}
