//! Stored files in `retention`: how many, how large, what is due, what another entry still needs.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::{Error, Here, Outcome, say};
use crate::journal::EntryRef;
use crate::locale::Locale;
use crate::policy::months::Class;
use crate::workspace::Workspace;
use crate::workspace::retention::files::RetainedFile;

/// Stored files as they stand on a day.
pub(super) struct Stored {
    all: Vec<RetainedFile>,
    /// Those whose time is over.
    pub(super) due: Vec<RetainedFile>,
    /// Those that one entry would let go and another still needs.
    pub(super) kept: Vec<RetainedFile>,
}

impl Stored {
    pub(super) fn of(workspace: &Workspace, on: Date, supplier: Option<&str>) -> Result<Self, Error> {
        let mut all = workspace.retained_files()?;
        all.retain(|file| supplier.is_none() || file.supplier.as_deref() == supplier);
        let due = all.iter().filter(|file| file.due() <= on).cloned().collect();
        let kept = all.iter().filter(|file| file.kept_by(on).is_some()).cloned().collect();
        Ok(Self { all, due, kept })
    }

    pub(super) fn of_class(&self, class: Class) -> impl Iterator<Item = &RetainedFile> {
        self.all.iter().filter(move |file| file.class() == class)
    }

    pub(super) fn say_due(&self, here: &Here, on: Date) -> Result<(), Error> {
        if !self.due.is_empty() {
            let (count, size) = (self.due.len().to_string(), size(size_of(self.due.iter())));
            say(&here.locale().with("retention.files-due", &[("day", &on.to_string()), ("count", &count), ("size", &size)]))?;
        }
        say_all(here, &self.due, on)?;
        say_all(here, &self.kept, on)
    }
}

pub(super) fn size_of<'f>(files: impl Iterator<Item = &'f RetainedFile>) -> u64 {
    files.map(|file| file.bytes).sum()
}

/// A size as people say it, with one decimal from a kilobyte on.
pub(super) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10).div_ceil(unit);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000.. => format!("{} MB", tenths(1_000_000)),
    }
}

pub(super) fn rows(files: &[RetainedFile], on: Date) -> Vec<Value> {
    files.iter().map(|file| as_json(file, on)).collect()
}

fn as_json(file: &RetainedFile, on: Date) -> Value {
    let named: Vec<Value> = file
        .named
        .iter()
        .map(|one| {
            json!({
                "place": one.place.to_string(), "entry": one.entry.to_string(), "kind": one.kind, "class": one.class.word(),
                "since": one.since.to_string(), "due": one.due.to_string(),
            })
        })
        .collect();
    json!({
        "supplier": file.supplier, "sha256": file.sha256, "name": file.name, "bytes": file.bytes, "class": file.class().word(),
        "due": file.due().to_string(), "named_by": named, "kept_for": file.kept_by(on).map(|one| format!("{}/{}", one.place, one.entry)),
    })
}

pub(super) fn erased_json(file: &RetainedFile, entry: &EntryRef, on: Date) -> Value {
    let mut row = as_json(file, on);
    row["erased_by"] = json!(entry.to_string());
    row
}

fn class_of(locale: Locale, class: Class) -> String {
    locale.text(&format!("retention-class.{}", class.word())).to_owned()
}

fn line(here: &Here, file: &RetainedFile, on: Date) -> String {
    let locale = here.locale();
    let whose = file.supplier.as_deref().unwrap_or("inbox");
    let hash = file.sha256.get(..12).unwrap_or(&file.sha256);
    let head = format!("  {}  {whose}  {hash}  {}  {}", class_of(locale, file.class()), size(file.bytes), file.name);
    let days = file
        .keeper()
        .map(|keeper| locale.with("retention.days", &[("since", &keeper.since.to_string()), ("due", &keeper.due.to_string())]));
    let kept = file.kept_by(on).map(|keeper| {
        let values = [
            ("entry", format!("{}/{}", keeper.place, keeper.entry)),
            ("class", class_of(locale, keeper.class)),
            ("due", keeper.due.to_string()),
        ];
        locale.with("retention.kept-for", &values.each_ref().map(|(key, value)| (*key, value.as_str())))
    });
    format!("{head}  {}", kept.or(days).unwrap_or_default())
}

pub(super) fn say_all(here: &Here, files: &[RetainedFile], on: Date) -> Result<(), Error> {
    files.iter().try_for_each(|file| say(&line(here, file, on)))
}

/// Every stored file.
pub(super) fn list(here: &Here, workspace: &Workspace, on: Date, supplier: Option<&str>) -> Outcome {
    if let Some(supplier) = supplier {
        workspace.must_know(supplier)?;
    }
    let stored = Stored::of(workspace, on, supplier)?;
    if here.global.json {
        Here::json(&json!({"on": on.to_string(), "files": rows(&stored.all, on)}))?;
        return Ok(false);
    }
    if stored.all.is_empty() {
        say(here.locale().text("retention.no-files"))?;
        return Ok(false);
    }
    let (count, size) = (stored.all.len().to_string(), size(size_of(stored.all.iter())));
    say(&here.locale().with("retention.all-files", &[("count", &count), ("size", &size)]))?;
    say_all(here, &stored.all, on)?;
    Ok(false)
}

pub(super) fn say_erased(here: &Here, gone: &[(RetainedFile, EntryRef)], on: Date) -> Result<(), Error> {
    for (file, entry) in gone {
        say(&format!("{}  → {entry}", line(here, file, on)))?;
    }
    let (count, size) = (gone.len().to_string(), size(size_of(gone.iter().map(|(file, _)| file))));
    say(&here.locale().with("retention.erased-files", &[("count", &count), ("size", &size)]))
}

/// One stored file, by its hash.
pub(super) fn erase_one(
    here: &Here,
    workspace: &mut Workspace,
    (hash, supplier): (&str, Option<&str>),
    (reason, ahead, yes): (&str, bool, bool),
) -> Outcome {
    let today = workspace.today();
    if !yes {
        let file = workspace.file_to_erase(hash, supplier, ahead)?;
        if here.global.json {
            Here::json(&json!({"erased_files": [], "would_erase_files": [as_json(&file, today)]}))?;
            return Ok(false);
        }
        say(&line(here, &file, today))?;
        say(&here.locale().with("retention.would-erase-files", &[("count", "1"), ("size", &size(file.bytes))]))?;
        return Ok(false);
    }
    let gone = workspace.erase_file_named(hash, supplier, reason, ahead)?;
    if here.global.json {
        Here::json(&json!({"erased_files": [erased_json(&gone.0, &gone.1, today)], "would_erase_files": []}))?;
        return Ok(false);
    }
    say_erased(here, &[gone], today)?;
    Ok(false)
}
