//! What happened, as the command that does the same from a shell: quoted so that any POSIX shell reads it back.
//!
//! Every kind of entry is named in one exhaustive match; what the program wrote by itself has no command.

mod register;
mod review;

use crate::clean::shell_word;
use crate::journal::{Act, Answer, BodyRef, CampaignAct, ComparedAct, Document, EditionAct, How, ListAct, LivingAct, MatchAct, Reply};
use crate::questionnaire::Per;
use crate::situation::{FOUND_UNTRUE, REASON_ACCEPTED};
use crate::store::Place;
use crate::workspace::history::Happened;

/// A command as it grows: its name, what stands free, and its options.
struct Line {
    name: Vec<String>,
    free: Vec<String>,
    options: Vec<String>,
}

impl Line {
    fn of(name: &[&str], free: &[&str]) -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self { name: owned(name), free: owned(free), options: Vec::new() }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        if value.starts_with('-') {
            self.options.push(shell_word(&format!("--{name}={value}")));
        } else {
            self.options.extend([format!("--{name}"), shell_word(value)]);
        }
        self
    }

    fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn flag(mut self, name: &str, wanted: bool) -> Self {
        if wanted {
            self.options.push(format!("--{name}"));
        }
        self
    }

    fn values(mut self, values: impl IntoIterator<Item = String>) -> Self {
        self.free.extend(values);
        self
    }

    /// The words, quoted; what could be taken for an option stands after the end of options.
    fn words(self) -> Vec<String> {
        let late = self.free.iter().any(|word| word.starts_with('-'));
        let free = self.free.iter().map(|word| shell_word(word));
        let mut words: Vec<String> = std::iter::once("oretrail".to_owned()).chain(self.name).collect();
        if late {
            words.extend(self.options);
            words.push("--".to_owned());
            words.extend(free);
        } else {
            words.extend(free);
            words.extend(self.options);
        }
        words
    }
}

/// The command that does the same, as quoted words; `None` for what the program writes by itself. `current` is the
/// campaign a command means when none is named.
#[must_use]
pub fn command(happened: &Happened, supplier: &str, current: &str) -> Option<Vec<String>> {
    let text = |body: &Option<BodyRef>| body.as_ref().and_then(|body| happened.text(body));
    let line = match &happened.act {
        Act::Answer(answer) => self::answer(happened, supplier, answer),
        Act::Note { question, text: body } => {
            Line::of(&["note"], &[supplier]).maybe("question", question.as_deref()).with("text", happened.text(body).unwrap_or_default())
        }
        Act::Attach(document) => attach(supplier, document),
        Act::Promise(promise) => Line::of(&["promise"], &[supplier, &promise.question])
            .maybe("about", promise.about.as_deref())
            .with("due", &promise.due)
            .maybe("what", text(&promise.what))
            .maybe("by", text(&promise.by)),
        Act::Park { question, parked } => Line::of(&["park"], &[supplier, question]).flag("back", !parked),
        Act::Undo { entry } => undo(happened, *entry, supplier),
        Act::Submit { name, role, .. } => Line::of(&["submit"], &[supplier]).maybe("name", text(name)).maybe("role", role.as_deref()),
        Act::Met { who, role, channel, lang } => Line::of(&["met"], &[supplier])
            .maybe("name", text(who))
            .maybe("role", role.as_deref())
            .maybe("channel", channel.as_deref())
            .maybe("spoken", lang.as_deref()),
        Act::Check { question, outcome, note, about } => {
            check(&happened.place, supplier, question, (outcome, about.as_deref())).maybe("note", text(note))
        }
        Act::Import(import) => Line::of(&["import"], &[&import.file]).with("supplier", supplier).flag("accept", true),
        Act::Received(received) => Line::of(&["import"], &[&received.file]).maybe("supplier", received.supplier.as_deref()),
        Act::List(list) => self::list(list),
        Act::Match(decided) => smelter(decided, text(&decided.note)),
        Act::Campaign(campaign) => self::campaign(campaign),
        Act::Edition(edition) => self::edition(edition),
        Act::Compared(act) => compared(act),
        Act::Profile { key, value } => profile(supplier, key, value)?,
        Act::Review(act) => review::line(happened, act, supplier),
        Act::Living(act) => living(happened, act, supplier)?,
        Act::Register(act) => register::line(happened, act, supplier)?,
        Act::Redact(redact) if !redact.files.is_empty() => Line::of(&["retention", "erase"], &[])
            .with("file", redact.files.first().map_or("", String::as_str))
            .with("supplier", supplier)
            .flag("ahead", true)
            .flag("yes", true)
            .maybe("reason", happened.text(&redact.reason)),
        Act::Redact(redact) => Line::of(&["redact"], &[&redact.entry.to_string()])
            .with("supplier", supplier)
            .flag("ahead", true)
            .maybe("reason", happened.text(&redact.reason)),
        Act::Open(_)
        | Act::Sign(_)
        | Act::Seal(_)
        | Act::Grant(_)
        | Act::Withdraw(_)
        | Act::Key(_)
        | Act::Recovered { .. }
        | Act::Unknown { .. } => return None,
    };
    let other = happened.campaign().filter(|campaign| *campaign != current);
    Some(line.maybe("campaign", other).words())
}

/// The command by which the texts of a grievance were erased; the entry names texts, the number stands with the grievance.
#[must_use]
pub fn erasing(happened: &Happened, number: &str) -> Option<Vec<String>> {
    let Act::Register(crate::journal::RegisterAct::Erase(act)) = &happened.act else { return None };
    Some(Line::of(&["grievance", "erase"], &[number]).with("reason", &act.reason).words())
}

/// What becomes of a supplier; the other half of a succession is told at the supplier that ended.
fn living(happened: &Happened, act: &LivingAct, supplier: &str) -> Option<Line> {
    let text = |body: &BodyRef| happened.text(body).unwrap_or_default().to_owned();
    match act {
        LivingAct::HandOver(act) => {
            Some(Line::of(&["supplier", "hand-over"], &[supplier]).with("to", &act.to).with("reason", &text(&act.reason)).flag("yes", true))
        }
        LivingAct::Succeeded(act) => {
            let reason = act.reason.as_ref().map(text);
            let others: Vec<&str> = act.others.iter().map(String::as_str).collect();
            Some(if act.how == How::Same {
                Line::of(&["supplier", "same"], &[others.as_slice(), &[supplier]].concat()).maybe("reason", reason.as_deref())
            } else {
                let line = Line::of(&["supplier", "succeed"], &[&[supplier], others.as_slice()].concat());
                let line = act.sites.iter().fold(line, |line, site| line.with("site", site));
                line.maybe("reason", reason.as_deref()).with("on", &act.on)
            })
        }
        LivingAct::Succeeds(_) => None,
    }
}

fn edition(edition: &EditionAct) -> Line {
    let verb = if edition.state == "retired" { "retire" } else { "activate" };
    let short = edition.edition.split(':').next().unwrap_or_default();
    let line = Line::of(&["policy", verb], &[short]).maybe("from", Some(edition.from.as_str()));
    edition.rescores.iter().fold(line, |line, label| line.maybe("rescore", Some(label.as_str())))
}

fn compared(act: &ComparedAct) -> Line {
    let (kind, id) = act.part.split_once(':').unwrap_or_default();
    let words: Vec<&str> = if kind == "row" { vec![id] } else { id.split('/').collect() };
    let line = match (kind, words.as_slice()) {
        ("regime", _) => Line::of(&["policy", "confirm"], &words),
        ("translation", [set, lang]) => Line::of(&["questionnaire", "confirm"], &[set]).with("language", lang),
        _ => Line::of(&["questionnaire", "confirm"], &words),
    };
    if act.taken_back { line.flag("take-back", true) } else { line.with("against", &act.against) }
}

fn answer(happened: &Happened, supplier: &str, told: &Answer) -> Line {
    let text = |body: &Option<BodyRef>| body.as_ref().and_then(|body| happened.text(body));
    let line = Line::of(&[if happened.settles { "resolve" } else { "answer" }], &[supplier, &told.question]);
    let line = match &told.reply {
        Reply::Value(_) if told.reconfirms.is_some() => line.with("state", "reconfirmed"),
        Reply::Value(value) => {
            let stored = |word: &String| match happened.texts.get(word) {
                Some(text) => text.lines().map(str::to_owned).collect(),
                None => vec![word.clone()],
            };
            line.values(value.iter().flat_map(stored))
        }
        Reply::DontKnow => line.with("state", "dont-know"),
        Reply::Declined => line.with("state", "declined"),
        Reply::NotApplicable { reason } => line.with("state", "not-applicable").maybe("reason", text(reason)),
        Reply::Withdrawn => line.with("state", "unanswered"),
    };
    line.maybe("source", told.source.map(crate::journal::SourceLevel::word))
        .maybe("about", told.about.as_deref())
        .maybe("respondent", told.respondent.as_deref())
        .maybe("note", text(&told.note))
        // Of a correction with *not applicable* one reason says both.
        .maybe("reason", text(&told.correction).filter(|_| !matches!(told.reply, Reply::NotApplicable { .. })))
        .maybe("asked-by", told.asked.as_ref().map(|asked| asked.by.word()))
        .maybe("asker", told.asked.as_ref().and_then(|asked| happened.text(&asked.name)))
}

fn attach(supplier: &str, document: &Document) -> Line {
    Line::of(&["attach"], &[supplier, &document.name])
        .maybe("question", document.question.as_deref())
        .maybe("issuer", document.issuer.as_deref())
        .maybe(if document.scope.as_deref().and_then(Per::of).is_some() { "about" } else { "scope" }, document.scope.as_deref())
        .maybe("dated", document.dated.as_deref())
        .maybe("expires", document.expires.as_deref())
}

fn undo(happened: &Happened, entry: u64, supplier: &str) -> Line {
    let target = format!("{}#{entry}", happened.entry.writer);
    match &happened.place {
        Place::Register { kind } if kind == "smelters" => Line::of(&["smelter", "undo"], &[]),
        Place::Register { kind } if happened.of_register => Line::of(&["undo"], &[]).with("register", kind).with("entry", &target),
        Place::Standing { .. } if happened.of_register => Line::of(&["undo"], &[supplier]).with("entry", &target),
        Place::Standing { .. } => Line::of(&["undo"], &[supplier]).flag("review", true),
        Place::Register { .. } | Place::Inbox | Place::People | Place::Assessment { .. } => Line::of(&["undo"], &[supplier]),
    }
}

/// A check is said in four ways: of a received file, of a step of a due-diligence file, of somebody's answer, of a row.
fn check(place: &Place, supplier: &str, question: &str, (outcome, about): (&str, Option<&str>)) -> Line {
    if matches!(place, Place::Inbox) {
        return Line::of(&["inbox", "set-aside"], &[question]);
    }
    if let Some(step) = question.strip_prefix("dd.") {
        let (material, source) = about.and_then(|about| about.split_once('@')).unwrap_or_default();
        return match step {
            "cleared" => Line::of(&["minerals", "clear"], &[supplier, material, source]),
            step => Line::of(&["minerals", "check"], &[supplier, material, source]).with(step, outcome),
        };
    }
    match outcome {
        REASON_ACCEPTED => Line::of(&["review"], &[supplier, question]).flag("accept-reason", true),
        FOUND_UNTRUE => Line::of(&["review"], &[supplier, question]).flag("found-untrue", true),
        outcome => Line::of(&["answer"], &[supplier, question, outcome]).maybe("about", about),
    }
}

fn list(list: &ListAct) -> Line {
    Line::of(&["reference", "import"], &[&list.list, &list.file]).with("dated", &list.dated).with("source", &list.source)
}

fn smelter(decided: &MatchAct, note: Option<&str>) -> Line {
    Line::of(&["smelter", "decide"], &[&decided.reported])
        .with("metal", &decided.metal)
        .maybe("country", decided.country.as_deref())
        .maybe("id", decided.id.as_deref())
        .flag("none", decided.id.is_none())
        .maybe("note", note)
}

fn campaign(campaign: &CampaignAct) -> Line {
    let mut line = Line::of(&["campaign", "new"], &[&campaign.label]);
    for edition in &campaign.questionnaires {
        line = line.with("questionnaire", edition.split('@').next().unwrap_or(edition));
    }
    line = line.with("due", &campaign.due);
    for supplier in &campaign.suppliers {
        line = line.with("supplier", supplier);
    }
    line.flag("yes", true)
}

fn profile(supplier: &str, key: &str, value: &[String]) -> Option<Line> {
    // What is kept apart for the sake of persons is not put into a command either.
    if value.iter().any(|word| BodyRef::parse(word).is_some()) {
        return None;
    }
    let first = value.first().map(String::as_str).unwrap_or_default();
    Some(match key {
        "added" => Line::of(&["supplier", "add"], &[supplier]).with("name", first),
        "name" => Line::of(&["supplier", "rename"], &[supplier, first]),
        "merged-into" => Line::of(&["supplier", "merge"], &[supplier, first]),
        // The other half of a merge that is told at the supplier that was given up.
        "merged-from" => return None,
        // The whole text was recorded at once.
        "profile" => Line::of(&["supplier", "adopt", "--yes"], &[supplier]),
        key if key.starts_with(crate::supplier::SPEND) => {
            let class = value.first().map_or("none", String::as_str);
            Line::of(&["supplier", "set"], &[supplier, "spend-class", class]).with("company", &key[crate::supplier::SPEND.len()..])
        }
        key => Line::of(&["supplier", "set"], &[supplier, key]).values(value.iter().cloned()),
    })
}

/// The words as lines of at most `cells`, broken between words with a backslash at the end, so that several lines copied
/// together are still one command; a word longer than a line is broken where it must.
#[must_use]
pub fn folded(words: &[String], cells: usize) -> Vec<String> {
    use super::widget::text;
    let room = cells.saturating_sub(2).max(8);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words {
        if line.is_empty() {
            line.clone_from(word);
        } else if text::width(&line) + 1 + text::width(word) <= room {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(format!("{line} \\"));
            line = format!("  {word}");
        }
    }
    lines.push(line);
    lines.into_iter().flat_map(|line| if text::width(&line) <= cells { vec![line] } else { text::wrap(&line, cells) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_an_option_stands_after_the_end_of_options() {
        let line = Line::of(&["answer"], &["minato", "C10"]).values(["-3".to_owned()]).with("note", "-x").with("source", "said");
        assert_eq!(line.words().join(" "), "oretrail answer --note=-x --source said -- minato C10 -3");
    }

    #[test]
    fn a_long_command_is_broken_between_words_only() {
        let words: Vec<String> = ["oretrail", "note", "minato", "--text", "'waiting times'"].map(str::to_owned).to_vec();
        let lines = folded(&words, 24);
        assert_eq!(lines, ["oretrail note minato \\", "  --text \\", "  'waiting times'"]);
    }
}
