//! The fold: the entries of all writers → what stands. Pure; the order of logs and the clock play no part.
//!
//! *Happened before* is: same log and smaller number, or seen by it or by an earlier entry of its log, transitively. An
//! answer stands when no other answer to the same key comes after it; several that stand are a conflict, kept until a
//! new answer has seen them. An entry taken back counts as not made.

pub(crate) mod causality;
pub mod profile;
mod settling;

use std::collections::{BTreeMap, BTreeSet};

use crate::journal::{Act, Answer, BodyRef, Document, Entry, EntryRef, Moment, Party, Reply, ReviewAct, WriterId};
use causality::Causality;
pub use settling::{SettledOn, settling, taken_back};

/// One writer's whole entries.
#[derive(Clone, Debug)]
pub struct Log<'a> {
    /// Whose.
    pub writer: WriterId,
    /// Entries in order.
    pub entries: &'a [Entry],
}

/// What an answer is an answer to; conflicts exist only within one key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerKey {
    /// The question.
    pub question: String,
    /// What it is about.
    pub about: Option<String>,
    /// Who spoke.
    pub party: Party,
}

/// An answer with its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The entry.
    pub entry: EntryRef,
    /// When, as the writer's clock said.
    pub at: Moment,
    /// Who wrote it.
    pub person: String,
    /// The answer.
    pub answer: Answer,
    /// The settlement by which it counts, where others contradicted it.
    pub settled: Option<SettledOn>,
}

impl Given {
    /// The entry by which it stands: the settlement, where there is one, else its own.
    #[must_use]
    pub fn stands_by(&self) -> &EntryRef {
        self.settled.as_ref().map_or(&self.entry, |settled| &settled.entry)
    }
}

/// What stands for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "nearly all are of the large kind, and they are few")]
pub enum Standing {
    /// One answer.
    One(Given),
    /// Several, none of which has seen the others.
    Conflict(Vec<Given>),
}

impl Standing {
    /// What stands: one, or each side of a conflict.
    #[must_use]
    pub fn sides(&self) -> &[Given] {
        match self {
            Self::One(given) => std::slice::from_ref(given),
            Self::Conflict(all) => all,
        }
    }
}

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// About which question.
    pub question: Option<String>,
    /// The text.
    pub text: BodyRef,
}

/// A promise, kept or open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseOn {
    /// The entry.
    pub entry: EntryRef,
    /// The question.
    pub question: String,
    /// The flow or facility the document is to cover.
    pub about: Option<String>,
    /// By when.
    pub due: String,
    /// Which document.
    pub what: Option<BodyRef>,
    /// The entry that kept it.
    pub kept: Option<EntryRef>,
}

/// A buyer check or reviewer's finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// Outcome.
    pub outcome: String,
    /// Remark.
    pub note: Option<BodyRef>,
    /// What it is about; absent: the whole supplier.
    pub about: Option<String>,
}

/// Whom we met, as the interview's card says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetCard {
    /// Name, apart.
    pub who: Option<BodyRef>,
    /// Role.
    pub role: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// Language.
    pub lang: Option<String>,
}

/// A submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who attested, apart.
    pub name: Option<BodyRef>,
    /// In which role.
    pub role: Option<String>,
    /// An answer that it has not seen stands: the assessment is open again.
    pub reopened: bool,
}

/// A question a reviewer sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// Why.
    pub reason: BodyRef,
}

/// What stands in one assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Current answers.
    pub current: BTreeMap<AnswerKey, Standing>,
    /// Every answer to a question that was not taken back, oldest number first.
    pub history: BTreeMap<String, Vec<Given>>,
    /// Rows put aside.
    pub parked: BTreeSet<String>,
    /// Remarks.
    pub notes: Vec<NoteOn>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Documents that count no longer.
    pub withdrawn: Vec<Document>,
    /// Promises.
    pub promises: Vec<PromiseOn>,
    /// Buyer checks by question: the strictest of those that no later one has seen.
    pub checks: BTreeMap<String, CheckOn>,
    /// The same of those about the whole supplier only.
    pub checks_whole: BTreeMap<String, CheckOn>,
    /// The same by question and what it is about.
    pub checks_about: BTreeMap<(String, String), CheckOn>,
    /// What a reviewer found about an answer that stands, by the answer's entry; only a reviewer who had seen that very
    /// answer found something about it.
    pub findings: BTreeMap<EntryRef, CheckOn>,
    /// Whom we met.
    pub met: Option<MetCard>,
    /// Questions sent back, until somebody who has seen it answers anew.
    pub returned: BTreeMap<String, ReturnOn>,
    /// The submission, if there is one.
    pub submitted: Option<Submission>,
    /// Answers that stood when the interview was submitted, this time or before: to change one is a correction.
    pub attested: BTreeSet<EntryRef>,
    /// The latest moment any writer's clock said.
    pub last_activity: Option<Moment>,
    /// Entries of kinds this version does not know: kept, and they bar approval.
    pub unknown: Vec<EntryRef>,
}

impl Answers {
    /// Whether an answer to a key was submitted once: from then on it is corrected, not answered.
    #[must_use]
    pub fn was_attested(&self, key: &AnswerKey) -> bool {
        let mut all = self.history.get(&key.question).into_iter().flatten();
        all.any(|given| key_of(&given.answer) == *key && self.attested.contains(&given.entry))
    }

    /// Every body that what stands refers to.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyRef> {
        let mut all = Vec::new();
        for given in self.history.values().flatten() {
            all.extend(given.answer.note.clone());
            all.extend(given.answer.correction.clone());
            all.extend(given.answer.asked.as_ref().map(|asked| asked.name.clone()));
            all.extend(given.answer.reply.bodies());
        }
        for settled in self.current.values().flat_map(Standing::sides).filter_map(|given| Some((given, given.settled.as_ref()?))) {
            all.push(settled.1.reason.clone());
            all.extend(settled.0.answer.reply.bodies());
        }
        all.extend(self.notes.iter().map(|note| note.text.clone()));
        all.extend(self.promises.iter().filter_map(|promise| promise.what.clone()));
        all.extend(self.checks.values().filter_map(|check| check.note.clone()));
        all.extend(self.returned.values().map(|back| back.reason.clone()));
        all.extend(self.met.iter().filter_map(|met| met.who.clone()));
        all.extend(self.submitted.iter().filter_map(|submitted| submitted.name.clone()));
        all.sort();
        all.dedup();
        all
    }
}

/// An entry with its name, not taken back.
pub(crate) struct Live<'a> {
    pub(crate) at: EntryRef,
    pub(crate) entry: &'a Entry,
}

fn key_of(answer: &Answer) -> AnswerKey {
    AnswerKey { question: answer.question.clone(), about: answer.about.clone(), party: answer.party }
}

fn given(one: &Live<'_>, answer: &Answer) -> Given {
    Given { entry: one.at.clone(), at: one.entry.at, person: one.at.writer.person().to_owned(), answer: answer.clone(), settled: None }
}

/// Folds the logs of one assessment; whoever settled contradicting answers may have done so.
#[must_use]
pub fn fold(logs: &[Log<'_>]) -> Answers {
    fold_where(logs, &|_, _| true)
}

/// The same, where only the settlements and checks count whose writer and entry are good enough.
#[must_use]
pub fn fold_where(logs: &[Log<'_>], counts: &dyn Fn(&EntryRef, &Entry) -> bool) -> Answers {
    let causality = Causality::of(logs);
    let live = live(logs, &causality);
    let mut answers = Answers { last_activity: logs.iter().flat_map(|log| log.entries).map(|entry| entry.at).max(), ..Answers::default() };
    let mut groups: BTreeMap<AnswerKey, Vec<Given>> = BTreeMap::new();
    let mut checks: BTreeMap<String, Vec<CheckOn>> = BTreeMap::new();
    for one in &live {
        match &one.entry.act {
            Act::Answer(answer) => {
                let given = given(one, answer);
                answers.history.entry(answer.question.clone()).or_default().push(given.clone());
                groups.entry(key_of(answer)).or_default().push(given);
            }
            Act::Check { .. } if !counts(&one.at, one.entry) => {}
            Act::Check { question, outcome, note, about } => {
                checks.entry(question.clone()).or_default().push(CheckOn {
                    entry: one.at.clone(),
                    at: one.entry.at,
                    person: one.at.writer.person().to_owned(),
                    outcome: outcome.clone(),
                    note: note.clone(),
                    about: about.clone(),
                });
            }
            _ => answers.lay_beside(one),
        }
    }
    settling::lay_over(&mut groups, &live, &causality, counts);
    keep_promises(&mut answers, &live);
    let answered_anew = |question: &str, back: &EntryRef| {
        let mut all = groups.iter().filter(|(key, _)| key.question == question).flat_map(|(_, all)| all);
        all.any(|given| causality.before(back, given.stands_by()))
    };
    let settled: Vec<String> = answers
        .returned
        .iter()
        .filter(|(question, back)| answered_anew(question, &back.entry))
        .map(|(question, _)| question.clone())
        .collect();
    answers.returned.retain(|question, _| !settled.contains(question));
    answers.attested = attested(&live, &groups, &causality);
    for (key, given) in groups {
        if let Some(standing) = stands(given, &causality) {
            answers.parked.remove(&key.question);
            answers.findings.extend(findings(&standing, checks.get(&key.question).map_or(&[], Vec::as_slice), &causality));
            answers.current.insert(key, standing);
        }
    }
    for (question, all) in &checks {
        let whole = all.iter().filter(|check| check.about.is_none()).cloned().collect();
        answers.checks_whole.extend(strictest(whole, &causality).map(|check| (question.clone(), check)));
        let abouts: BTreeSet<&String> = all.iter().filter_map(|check| check.about.as_ref()).collect();
        for about in abouts {
            let these = all.iter().filter(|check| check.about.as_ref() == Some(about)).cloned().collect();
            if let Some(check) = strictest(these, &causality) {
                answers.checks_about.insert((question.clone(), about.clone()), check);
            }
        }
    }
    answers.checks = checks.into_iter().filter_map(|(question, all)| Some((question, strictest(all, &causality)?))).collect();
    answers.submitted = submission(&live, &answers, &causality);
    answers
}

impl Answers {
    /// Takes in what stands beside the answers: remarks, papers, promises, whom we met.
    fn lay_beside(&mut self, one: &Live<'_>) {
        let entry = one.at.clone();
        match &one.entry.act {
            Act::Note { question, text } => {
                self.notes.push(NoteOn { entry, at: one.entry.at, question: question.clone(), text: text.clone() });
            }
            Act::Attach(document) => self.documents.push(document.clone()),
            Act::Promise(promise) => {
                let (question, due, what) = (promise.question.clone(), promise.due.clone(), promise.what.clone());
                self.promises.push(PromiseOn { entry, question, about: promise.about.clone(), due, what, kept: None });
            }
            Act::Park { question, parked: true } => {
                self.parked.insert(question.clone());
            }
            Act::Park { question, parked: false } => {
                self.parked.remove(question);
            }
            Act::Met { who, role, channel, lang } => {
                self.met = Some(MetCard { who: who.clone(), role: role.clone(), channel: channel.clone(), lang: lang.clone() });
            }
            Act::Review(ReviewAct::Return(back)) => {
                let on = ReturnOn { entry, at: one.entry.at, person: one.at.writer.person().to_owned(), reason: back.reason.clone() };
                self.returned.insert(back.question.clone(), on);
            }
            Act::Unknown { .. } => self.unknown.push(entry),
            Act::Answer(_)
            | Act::Check { .. }
            | Act::Open(_)
            | Act::Undo { .. }
            | Act::Submit { .. }
            | Act::Campaign(_)
            | Act::Edition(_)
            | Act::Compared(_)
            | Act::Import(_)
            | Act::Received(_)
            | Act::List(_)
            | Act::Match(_)
            | Act::Profile { .. }
            | Act::Review(_)
            | Act::Sign(_)
            | Act::Seal(_)
            | Act::Redact(_)
            | Act::Grant(_)
            | Act::Withdraw(_)
            | Act::Key(_)
            | Act::Register(_)
            | Act::Living(_)
            | Act::Recovered { .. } => {}
        }
    }
}

/// The check that decides a row: of those no later check about the same thing has seen, the strictest. Two reviewers who
/// have not seen each other never clear what the other found.
fn strictest(all: Vec<CheckOn>, causality: &Causality) -> Option<CheckOn> {
    let rank = |check: &CheckOn| match check.outcome.as_str() {
        "hit" | "found-untrue" | "abuse" | "child-labour" | "forced-labour" => 3,
        "concern" => 2,
        "clear" | "not-applicable-accepted" => 0,
        _ => 1,
    };
    let replaced = |one: &CheckOn| all.iter().any(|other| other.about == one.about && causality.before(&one.entry, &other.entry));
    all.iter().filter(|one| !replaced(one)).max_by_key(|one| rank(one)).cloned()
}

/// For each answer that stands, the check of a reviewer who had seen it; a later answer has to be looked at anew,
/// whatever the clocks say.
fn findings(standing: &Standing, checks: &[CheckOn], causality: &Causality) -> Vec<(EntryRef, CheckOn)> {
    let given = standing.sides();
    let found = |one: &Given| {
        let about_it = checks.iter().filter(|check| causality.before(&one.entry, &check.entry)).cloned().collect();
        Some((one.entry.clone(), strictest(about_it, causality)?))
    };
    given.iter().filter_map(found).collect()
}

/// Entries that were not taken back, what is sealed among them always, in an order that respects what happened before what; entries that know nothing of
/// each other are ordered by writer, so that any order of logs gives the same list.
pub(crate) fn live<'a>(logs: &[Log<'a>], causality: &Causality) -> Vec<Live<'a>> {
    let mut all = Vec::new();
    for log in logs {
        let back = taken_back(log.entries);
        for entry in log.entries.iter().filter(|entry| !back.contains_key(&entry.n)) {
            all.push(Live { at: EntryRef { writer: log.writer.clone(), n: entry.n }, entry });
        }
    }
    all.sort_by(|a, b| causality.depth(&a.at).cmp(&causality.depth(&b.at)).then_with(|| a.at.cmp(&b.at)));
    all
}

fn keep_promises(answers: &mut Answers, live: &[Live<'_>]) {
    for one in live {
        if let Act::Attach(Document { keeps: Some(kept), .. }) = &one.entry.act
            && let Some(promise) = answers.promises.iter_mut().find(|promise| promise.entry.to_string() == *kept)
        {
            promise.kept = Some(one.at.clone());
        }
    }
}

/// The answers no other answer comes after. The same reply given twice is no conflict: the last in order stands for
/// both. An answer taken back to *unanswered* leaves nothing.
fn stands(given: Vec<Given>, causality: &Causality) -> Option<Standing> {
    let last: Vec<Given> =
        given.iter().filter(|one| !given.iter().any(|other| causality.before(one.stands_by(), other.stands_by()))).cloned().collect();
    let mut different: Vec<Given> = Vec::new();
    for one in last.into_iter().filter(|one| one.answer.reply != Reply::Withdrawn) {
        match different.iter_mut().find(|known| known.answer.reply == one.answer.reply) {
            Some(known) => *known = one,
            None => different.push(one),
        }
    }
    match different.len() {
        0 => None,
        1 => different.pop().map(Standing::One),
        _ => Some(Standing::Conflict(different)),
    }
}

/// The answers that stood in a submission.
fn attested(live: &[Live<'_>], groups: &BTreeMap<AnswerKey, Vec<Given>>, causality: &Causality) -> BTreeSet<EntryRef> {
    let mut all = BTreeSet::new();
    for submit in live.iter().filter(|one| matches!(one.entry.act, Act::Submit { .. })) {
        for given in groups.values() {
            let before = given.iter().filter(|one| causality.before(one.stands_by(), &submit.at)).cloned().collect();
            if let Some(Standing::One(given)) = stands(before, causality) {
                all.insert(given.entry);
            }
        }
    }
    all
}

/// The latest submission; an answer or a question sent back that it has not seen reopens the assessment. An answer that a
/// reviewer has put aside does not, where the one that counts instead was submitted.
fn submission(live: &[Live<'_>], answers: &Answers, causality: &Causality) -> Option<Submission> {
    let (submit, name, role) = live.iter().rev().find_map(|one| match &one.entry.act {
        Act::Submit { name, role, .. } => Some((one, name.clone(), role.clone())),
        _ => None,
    })?;
    let put_aside = settling::put_aside(answers, |entry| causality.before(entry, &submit.at));
    let unseen = |given: &Given| !causality.before(&given.entry, &submit.at) && !put_aside.contains(&given.entry);
    let sent_back = answers.returned.values().any(|back| !causality.before(&back.entry, &submit.at));
    let reopened = sent_back || answers.history.values().flatten().any(unseen);
    Some(Submission { entry: submit.at.clone(), at: submit.entry.at, name, role, reopened })
}

#[cfg(test)]
mod tests;
