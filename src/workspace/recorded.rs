//! The profile between its record and its text. The entries in `standing/` are in force; `supplier.toml` is their
//! projection, which people may edit. An edit is noticed, shown, and either recorded by a person or put back; until then
//! nothing is judged by it.

use super::{Workspace, WorkspaceError};
use crate::answers::Log;
use crate::answers::profile::{Disputed, Edit, RELATED, WHOLE, recorded};
use crate::diagnostic::{Diagnostic, Place as At, Weight};
use crate::journal::{Act, Head};
use crate::locale::Locale;
use crate::people::Duty;
use crate::sentence::{Sentence, told};
use crate::store::{Place, Saved, Store as _, logs_of};
use crate::supplier::{self, Change, Supplier};

/// How the text of a profile stands to its record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Text {
    /// They say the same.
    #[default]
    Same,
    /// The text says something else: recorded words, then the words of the text.
    Edited(Vec<Change>),
    /// Several people recorded different things without having seen each other, and the text says what one of them did.
    Apart(Vec<Disputed>),
    /// The text has mistakes; the record is in force.
    Wrong(Vec<Diagnostic>),
    /// Nothing was recorded as a whole yet; the text is all there is.
    Unrecorded,
}

impl Text {
    /// Whether somebody should look.
    #[must_use]
    pub fn needs_somebody(&self) -> bool {
        *self != Self::Same
    }

    /// The keys that differ.
    #[must_use]
    pub fn keys(&self) -> String {
        match self {
            Self::Edited(changes) => changes.iter().map(|change| change.key.as_str()).collect::<Vec<_>>().join(", "),
            Self::Apart(disputed) => disputed.iter().map(|one| one.key.as_str()).collect::<Vec<_>>().join(", "),
            Self::Same | Self::Wrong(_) | Self::Unrecorded => String::new(),
        }
    }
}

/// The sides of keys that were changed apart, in lines; owners and officers are not named.
#[must_use]
pub fn apart_told(locale: Locale, disputed: &[Disputed]) -> Vec<String> {
    let mut lines = Vec::new();
    for one in disputed {
        let value = |side: &Edit| match one.key.as_str() {
            RELATED => locale.text("profile-text.apart-hidden").to_owned(),
            _ if side.value.is_empty() => locale.text("profile-text.nothing").to_owned(),
            _ => side.value.join(", "),
        };
        for side in &one.sides {
            let (value, date, entry) = (value(side), side.at.date().to_string(), side.entry.to_string());
            let person = side.entry.writer.person();
            let values = [("key", one.key.as_str()), ("person", person), ("value", &value), ("date", &date), ("entry", &entry)];
            lines.push(locale.with("profile-text.apart-side", &values));
        }
        if let Some(last) = one.sides.last() {
            lines.push(locale.with("profile-text.apart-stands", &[("key", &one.key), ("value", &value(last))]));
        }
    }
    lines
}

/// A profile with what is known of its text.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What is in force.
    pub supplier: Supplier,
    /// How the text stands to it.
    pub text: Text,
    /// Keys several people changed without having seen each other.
    pub disputed: Vec<Disputed>,
}

/// What adopting or restoring does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// What differed: recorded words, then the words of the text.
    pub changes: Vec<Change>,
    /// Keys that were changed apart, with all sides: whoever adopts chooses.
    pub sides: Vec<Disputed>,
    /// The whole profile is recorded for the first time.
    pub first: bool,
    /// Where the edited text was kept.
    pub kept: Option<String>,
    /// The last entry that was written.
    pub saved: Option<Saved>,
}

fn file(id: &str) -> String {
    format!("suppliers/{id}/supplier.toml")
}

fn standing(id: &str) -> Place {
    Place::Standing { supplier: id.to_owned() }
}

fn wrong(text: impl Into<Sentence>) -> WorkspaceError {
    WorkspaceError::Wrong(text.into())
}

fn errors(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.into_iter().filter(|problem| problem.weight == Weight::Error).collect()
}

/// A sentence about a supplier's text that has mistakes: the first of them with its line.
fn with_mistakes(problems: &[Diagnostic], id: &str) -> Sentence {
    let Some(first) = problems.first() else { return file(id).into() };
    told("profile-text.wrong", [("file", file(id).into()), ("line", first.place.line.to_string().into()), ("id", id.into())])
}

impl Text {
    /// What is to be said about it; nothing when text and record say the same.
    #[must_use]
    pub fn sentence(&self, id: &str) -> Option<Sentence> {
        Some(match self {
            Self::Same => return None,
            Self::Edited(_) => told("profile-text.edited", [("file", file(id).into()), ("keys", self.keys().into()), ("id", id.into())]),
            Self::Apart(_) => told("profile-text.apart", [("file", file(id).into()), ("keys", self.keys().into()), ("id", id.into())]),
            Self::Wrong(problems) => with_mistakes(problems, id),
            Self::Unrecorded => told("profile-text.unrecorded", [("file", file(id).into()), ("id", id.into())]),
        })
    }
}

impl Workspace {
    /// The profile in force and how its text stands to it.
    ///
    /// # Errors
    /// When the supplier is not there or a file cannot be read.
    pub fn profile(&self, id: &str) -> Result<Profile, WorkspaceError> {
        self.must_know(id)?;
        let path = file(id);
        let text = self.profile_text(id)?;
        let (written, problems) = supplier::read(&path, id, &text);
        let place = standing(id);
        let found = self.logs_at(&place)?;
        let logs: Vec<Log<'_>> = found.logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        let body = |body: &crate::journal::BodyRef| self.store.body(&place, body).ok().flatten();
        let Some(mut known) = recorded(id, &logs, &body) else {
            return Ok(Profile { supplier: written, text: Text::Unrecorded, disputed: Vec::new() });
        };
        let problems = errors(problems);
        if known.related_absent {
            known.supplier.related.clone_from(&written.related);
        }
        let text = if problems.is_empty() {
            // A word of the text that somebody recorded was not typed into it by hand.
            let recorded = |change: &Change| {
                let sides = known.disputed.iter().filter(|one| one.key == change.key).flat_map(|one| &one.sides);
                change.key == RELATED && sides.clone().next().is_some() || sides.into_iter().any(|side| side.value == change.new)
            };
            let changes: Vec<Change> =
                supplier::changes(&known.supplier, &written).into_iter().filter(|change| !recorded(change)).collect();
            match (changes.is_empty(), known.disputed.is_empty()) {
                (false, _) => Text::Edited(changes),
                (true, false) => Text::Apart(known.disputed.clone()),
                (true, true) => Text::Same,
            }
        } else {
            Text::Wrong(problems)
        };
        Ok(Profile { supplier: known.supplier, text, disputed: known.disputed })
    }

    /// Where in its text a change stands, for whoever looks for it.
    ///
    /// # Errors
    /// When the text cannot be read.
    pub fn place_of(&self, id: &str, key: &str) -> Result<At, WorkspaceError> {
        let path = file(id);
        let text = self.store.read_text(&path)?.unwrap_or_default();
        let (_, root) = crate::reading::Sheet::open(&path, &text);
        let head = root.get_ref().iter().find(|(name, _)| name.get_ref() == "supplier");
        let inner = root.get_ref().iter().filter_map(|(_, node)| node.get_ref().as_table());
        let found = inner.flat_map(|table| table.iter()).find(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span());
        let list = || root.get_ref().iter().find(|(name, _)| name.get_ref() == key).map(|(name, _)| name.span());
        let span = found.or_else(list).or_else(|| head.map(|(name, _)| name.span())).unwrap_or(0..0);
        Ok(At::at(&path, &text, span.start))
    }

    /// Records one key of a profile; the writer has seen what the record says now.
    pub(super) fn record(&mut self, id: &str, key: &str, value: Vec<String>) -> Result<Saved, WorkspaceError> {
        let place = standing(id);
        let found = logs_of(&self.store, &place)?;
        let heads: Vec<Head> =
            found.logs.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.shown.insert(place.to_string(), heads);
        let value = match key {
            RELATED if !value.is_empty() => vec![self.store.put_text(&place, &value.join("\n"))?.as_str().to_owned()],
            _ => value,
        };
        Ok(self.write(&place, Act::Profile { key: key.to_owned(), value })?)
    }

    /// Records a profile as a whole; owners and officers lie apart.
    pub(super) fn record_whole(&mut self, supplier: &Supplier) -> Result<Saved, WorkspaceError> {
        let related = supplier::values(supplier, RELATED);
        let rest = Supplier { related: Vec::new(), ..supplier.clone() };
        let saved = self.record(&supplier.id, WHOLE, supplier::write(&rest).lines().map(str::to_owned).collect())?;
        if related.is_empty() { Ok(saved) } else { self.record(&supplier.id, RELATED, related) }
    }

    /// Lays what is recorded under some keys into the text.
    pub(super) fn project(&self, supplier: &Supplier, keys: &[&str]) -> Result<(), WorkspaceError> {
        let path = file(&supplier.id);
        let text = self.store.read_text(&path)?.unwrap_or_default();
        Ok(self.store.write_text(&path, &supplier::lay_into(&text, supplier, keys))?)
    }

    /// The text of a profile as a seal keeps it: owners and officers stay behind the hash the record names them by, where
    /// they can be erased. What nobody recorded is all there is and stays whole.
    pub(super) fn text_to_seal(&self, id: &str) -> Result<String, WorkspaceError> {
        let text = self.profile_text(id)?;
        match self.profile(id)? {
            Profile { text: Text::Unrecorded, .. } => Ok(text),
            Profile { supplier, .. } => Ok(supplier::lay_into(&text, &Supplier { related: Vec::new(), ..supplier }, &[RELATED])),
        }
    }

    /// After related parties were erased from the record: takes them out of the text and of the text kept beside it too.
    pub(super) fn forget_related(&self, id: &str) -> Result<(), WorkspaceError> {
        let found = self.logs_at(&standing(id))?;
        let logs: Vec<Log<'_>> = found.logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        let body = |body: &crate::journal::BodyRef| self.store.body(&standing(id), body).ok().flatten();
        let Some(known) = recorded(id, &logs, &body) else { return Ok(()) };
        let related = if known.related_absent { Vec::new() } else { known.supplier.related.clone() };
        let supplier = Supplier { related, ..known.supplier };
        let paths = [known.related_absent.then(|| file(id)), Some(format!("{}.before-restore", file(id)))];
        for path in paths.into_iter().flatten() {
            let Some(text) = self.store.read_text(&path)? else { continue };
            let without = supplier::lay_into(&text, &supplier, &[RELATED]);
            if without != text {
                self.store.write_text(&path, &without)?;
            }
        }
        Ok(())
    }

    /// Refuses to change a profile whose text cannot be read: the change could not be shown in it.
    pub(super) fn must_be_readable(&self, profile: &Profile) -> Result<(), WorkspaceError> {
        match &profile.text {
            Text::Wrong(problems) => Err(wrong(with_mistakes(problems, &profile.supplier.id))),
            Text::Same | Text::Edited(_) | Text::Apart(_) | Text::Unrecorded => Ok(()),
        }
    }

    /// Makes the edits of a text entries of the person who asks for it; without `write` only says which.
    ///
    /// # Errors
    /// When the text has mistakes, a value is not possible, or it cannot be saved.
    pub fn adopt(&mut self, id: &str, write: bool) -> Result<Settled, WorkspaceError> {
        let profile = self.profile(id)?;
        self.must_be_readable(&profile)?;
        let path = file(id);
        let text = self.store.read_text(&path)?.unwrap_or_default();
        let (written, problems) = supplier::read(&path, id, &text);
        let problems = errors(problems);
        if !problems.is_empty() {
            return Err(wrong(with_mistakes(&problems, id)));
        }
        let known: Vec<&String> = profile.supplier.profile.keys().collect();
        written.profile.keys().filter(|key| !known.contains(key)).try_for_each(|key| self.known_fact(key))?;
        self.known_materials(&written)?;
        self.sound(&written)?;
        let first = profile.text == Text::Unrecorded;
        let mut changes = if let Text::Edited(changes) = profile.text { changes } else { Vec::new() };
        // What was changed apart is chosen by whoever adopts, also where the file says what stands now.
        let apart = profile.disputed.iter().filter(|one| !changes.iter().any(|change| change.key == one.key));
        let chosen: Vec<Change> = apart
            .map(|one| Change {
                key: one.key.clone(),
                old: supplier::values(&profile.supplier, &one.key),
                new: supplier::values(&written, &one.key),
            })
            .collect();
        let sides = profile.disputed.clone();
        changes.extend(chosen);
        let mut saved = if write && first { Some(self.record_whole(&written)?) } else { None };
        for change in changes.iter().filter(|_| write) {
            saved = Some(self.record(id, &change.key, change.new.clone())?);
        }
        Ok(Settled { changes, first, sides, kept: None, saved })
    }

    /// Puts the recorded profile back into the text; the edited text is kept beside it.
    ///
    /// # Errors
    /// When nothing was recorded as a whole, or it cannot be written.
    pub fn restore(&mut self, id: &str) -> Result<Settled, WorkspaceError> {
        self.may(Duty::Profiles)?;
        let profile = self.profile(id)?;
        let changes = match profile.text {
            Text::Same => return Ok(Settled::default()),
            Text::Unrecorded => return Err(wrong(told("profile-text.nothing-to-restore", [("id", id.into())]))),
            Text::Edited(changes) => changes,
            Text::Apart(disputed) => {
                let text = self.store.read_text(&file(id))?.unwrap_or_default();
                let (written, _) = supplier::read(&file(id), id, &text);
                let of = |key: &String| Change {
                    key: key.clone(),
                    old: supplier::values(&profile.supplier, key),
                    new: supplier::values(&written, key),
                };
                disputed.iter().map(|one| of(&one.key)).collect()
            }
            Text::Wrong(_) => Vec::new(),
        };
        let path = file(id);
        let kept = format!("{path}.before-restore");
        self.store.write_text(&kept, &self.store.read_text(&path)?.unwrap_or_default())?;
        if changes.is_empty() {
            self.store.write_text(&path, &supplier::write(&profile.supplier))?;
        } else {
            let keys: Vec<&str> = changes.iter().map(|change| change.key.as_str()).collect();
            self.project(&profile.supplier, &keys)?;
        }
        Ok(Settled { changes, kept: Some(kept), ..Settled::default() })
    }
}
