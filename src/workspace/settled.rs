//! Answers that contradict each other, settled by a reviewer: one of them counts, or a value the reviewer established.
//! Every answer stays on record.

use super::act::wrong;
use super::people::Written;
use super::{Dossier, Workspace, WorkspaceError, veil};
use crate::answers::{AnswerKey, Given, SettledOn, Standing};
use crate::journal::{Act, BodyRef, Choose, Counts, Entry, EntryRef, Reply, ReviewAct, Role, SourceLevel, WriterId};
use crate::locale::Locale;
use crate::people::Duty;
use crate::questionnaire::{QuestionId, wording};
use crate::review::{Insufficient, accountable};
use crate::sentence::told;

/// What a reviewer says counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// One of the answers, by its entry.
    Answer(EntryRef),
    /// A value as typed, and how it is known.
    Found(Vec<String>, Option<SourceLevel>),
}

/// A settlement in force, told.
#[derive(Clone, Debug)]
pub struct Told {
    /// The question.
    pub question: String,
    /// What counts, by whom it was settled and when.
    pub head: String,
    /// Why.
    pub reason: BodyRef,
    /// The answers it put aside, and that none of them counts where the reviewer established another value.
    pub beside: Vec<String>,
}

impl Dossier {
    /// What was answered, in words, on one line.
    #[must_use]
    pub fn reply_words(&self, locale: Locale, question: &str, reply: &Reply) -> String {
        let state = |word: &str| locale.text(&format!("state.{word}")).to_owned();
        let told = match reply {
            Reply::Value(value) => {
                let stored = |word: &String| match BodyRef::parse(word) {
                    Some(body) => self.body(&body).unwrap_or(locale.text("history.not-here")).lines().map(str::to_owned).collect(),
                    None => vec![word.clone()],
                };
                let value: Vec<String> = value.iter().flat_map(stored).collect();
                let asked = self.sets.iter().find_map(|set| set.question(question));
                asked.map_or_else(|| value.join(", "), |asked| wording::of(asked, &value).get(locale.lang()).to_owned())
            }
            Reply::DontKnow => state("dont-know"),
            Reply::Declined => state("declined"),
            Reply::NotApplicable { reason } => {
                let reason = reason.as_ref().and_then(|body| self.body(body)).map(|reason| format!(" ({reason})"));
                format!("{}{}", state("not-applicable"), reason.unwrap_or_default())
            }
            Reply::Withdrawn => state("unanswered"),
        };
        told.replace(['\n', '\t'], " · ")
    }

    /// `E1`, or `E1 [site:main]`.
    fn row_words(key: &AnswerKey) -> String {
        let id = QuestionId::from_text(&key.question);
        key.about.as_deref().map_or_else(|| id.row().to_owned(), |about| format!("{} [{about}]", id.row()))
    }

    fn side(&self, locale: Locale, name: &str, given: &Given, settled: Option<&SettledOn>) -> String {
        let value = self.reply_words(locale, &given.answer.question, &given.answer.reply);
        let (person, at, entry) = settled.map_or((&given.person, given.at, &given.entry), |by| (&by.person, by.at, &by.entry));
        let (date, entry) = (at.date().to_string(), entry.to_string());
        locale.with(name, &[("value", &value), ("person", person), ("date", &date), ("entry", &entry)])
    }

    /// One side of a contradiction: what was said, or settled, by whom and when.
    pub(super) fn side_told(&self, locale: Locale, given: &Given) -> String {
        match &given.settled {
            Some(settled) => self.side(locale, "contested.side-settled", given, Some(settled)),
            None => self.side(locale, "contested.side", given, None),
        }
    }

    /// Each contradiction in lines: the row, its sides, who settles it and how.
    #[must_use]
    pub fn contested_told(&self, locale: Locale) -> Vec<Vec<String>> {
        let told = |(key, sides): (&AnswerKey, &[Given])| {
            let (row, id) = (Self::row_words(key), QuestionId::from_text(&key.question));
            let side = |given: &Given| self.side_told(locale, given);
            let next = [("id", self.supplier.id.as_str()), ("row", id.row())];
            std::iter::once(locale.with("contested.differ", &[("row", &row)]))
                .chain(sides.iter().map(side))
                .chain(self.unsigned_of(locale, key))
                .chain([locale.with("contested.settle", &next)])
                .collect()
        };
        self.contested().map(told).collect()
    }

    /// Each settlement in force: what counts, why, and what it put aside.
    #[must_use]
    pub fn settled_told(&self, locale: Locale) -> Vec<Told> {
        let told = |(key, standing): (&AnswerKey, &Standing)| {
            let Standing::One(given) = standing else { return None };
            let settled = given.settled.as_ref()?;
            let value = self.reply_words(locale, &key.question, &given.answer.reply);
            let (date, entry, row) = (settled.at.date().to_string(), settled.entry.to_string(), Self::row_words(key));
            let values = [("row", row.as_str()), ("value", &value), ("person", &settled.person), ("date", &date), ("entry", &entry)];
            let history = self.answers.history.get(&key.question).into_iter().flatten();
            let aside = history.filter(|one| one.entry != given.entry && settled.of.contains(&one.entry));
            let found = settled.found.then(|| locale.text("contested.found").to_owned());
            Some(Told {
                question: key.question.clone(),
                head: locale.with("contested.settled", &values),
                reason: settled.reason.clone(),
                beside: found.into_iter().chain(aside.map(|one| self.side(locale, "contested.put-aside", one, None))).collect(),
            })
        };
        self.answers.current.iter().filter_map(told).collect()
    }

    /// What contradicts itself, with both sides.
    pub fn contested(&self) -> impl Iterator<Item = (&AnswerKey, &[Given])> {
        self.answers.current.iter().filter_map(|(key, standing)| match standing {
            Standing::Conflict(all) => Some((key, all.as_slice())),
            Standing::One(_) => None,
        })
    }
}

impl Workspace {
    /// Whether an entry that settles answers counts: by a reviewer, signed where the writer has a key somebody stands for.
    pub(super) fn may_have_settled(&self, logs: &[(WriterId, Vec<Entry>)], at: &EntryRef, entry: &Entry) -> bool {
        let (people, person) = (&self.people, at.writer.person());
        if people.is_empty() || !matches!(entry.act, Act::Review(ReviewAct::Choose(_))) {
            return true;
        }
        if !people.had(person, Role::Reviewer, &entry.at) {
            return false;
        }
        let log = logs.iter().find(|(writer, _)| *writer == at.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        accountable(people, person, &entry.at, &people.signed(person, log, entry))
    }

    /// Whether a check counts: what only compliance may look up counts from nobody else, wherever it was written.
    pub(super) fn may_have_checked(&self, at: &EntryRef, entry: &Entry) -> bool {
        match &entry.act {
            Act::Check { question, .. } if veil::is_restricted(self.questionnaires(), question) => {
                self.people.may_screen(at.writer.person(), &entry.at)
            }
            _ => true,
        }
    }

    /// Settles answers that contradict each other: says which of them counts, or what the reviewer established instead.
    ///
    /// # Errors
    /// When the writer is no reviewer or interviewed this supplier, nothing contradicts itself, the answer is none of
    /// them, the value is not valid, the reason is missing, or it cannot be saved.
    pub fn settle_answers(
        &mut self,
        supplier: &str,
        question: &str,
        about: Option<&str>,
        chosen: Chosen,
        reason: &str,
    ) -> Result<Written, WorkspaceError> {
        self.may(Duty::SendBack)?;
        self.belongs_here(supplier)?;
        let question = self.question(question)?.clone();
        if self.is_veiled(question.id.as_str()) {
            return Err(wrong(told("refusal.check-restricted", [("id", question.id.as_str().into())])));
        }
        let dossier = self.dossier(supplier)?;
        if dossier.barred == Some(Insufficient::Interviewed) {
            let person = self.writer().person();
            return Err(wrong(told("refusal.settle-own", [("person", person.into()), ("id", supplier.into())])));
        }
        let (key, sides) = contest_meant(&dossier, &question.id, about, supplier)?;
        let place = self.place(supplier);
        let counts = match chosen {
            Chosen::Answer(entry) => {
                if !sides.iter().any(|given| given.entry == entry) {
                    let all: Vec<String> = sides.iter().map(|given| given.entry.to_string()).collect();
                    return Err(wrong(told(
                        "refusal.settle-no-such-answer",
                        [("entry", entry.to_string().into()), ("id", question.id.as_str().into()), ("all", all.join(", ").into())],
                    )));
                }
                Counts::Answer(entry)
            }
            Chosen::Found(typed, source) => Counts::Found { value: self.found_value(&place, &question, &typed)?, source },
        };
        if reason.trim().is_empty() {
            return Err(wrong(told("refusal.settle-reason", [])));
        }
        let mut of: Vec<EntryRef> = sides.iter().flat_map(|given| [given.entry.clone(), given.stands_by().clone()]).collect();
        of.sort();
        of.dedup();
        let act = Choose {
            question: key.question.clone(),
            about: key.about.clone(),
            party: key.party,
            counts,
            of,
            reason: self.put_text(&place, reason)?,
        };
        self.shown(supplier, &dossier.heads);
        self.write_signed(&place, Act::Review(ReviewAct::Choose(act)))
    }
}

/// The one contradiction on a question, or the one about what is named.
fn contest_meant<'d>(
    dossier: &'d Dossier,
    question: &QuestionId,
    about: Option<&str>,
    supplier: &str,
) -> Result<(&'d AnswerKey, &'d [Given]), WorkspaceError> {
    let of_row: Vec<_> = dossier.contested().filter(|(key, _)| key.question == question.as_str()).collect();
    let meant: Vec<_> = of_row.iter().filter(|(key, _)| about.is_none_or(|about| key.about.as_deref() == Some(about))).collect();
    match (meant.as_slice(), of_row.is_empty()) {
        ([one], _) => Ok(**one),
        ([], true) => {
            let all: Vec<&str> = dossier.situation.conflicts.iter().map(QuestionId::row).collect();
            let all = if all.is_empty() { "–".to_owned() } else { all.join(", ") };
            Err(wrong(told(
                "refusal.settle-no-conflict",
                [("id", question.as_str().into()), ("supplier", supplier.into()), ("all", all.into())],
            )))
        }
        _ => {
            let all: Vec<&str> = of_row.iter().map(|(key, _)| key.about.as_deref().unwrap_or("–")).collect();
            Err(wrong(told("refusal.settle-about", [("id", question.as_str().into()), ("all", all.join(", ").into())])))
        }
    }
}
