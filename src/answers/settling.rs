//! What settles contradicting answers: a later answer that has seen them all, or a reviewer who says which one counts. And
//! which entries were taken back: what a history tells beside what stands.

use std::collections::{BTreeMap, BTreeSet};

use super::{AnswerKey, Answers, Causality, Given, Live, Log, Standing, given, key_of, live, stands};
use crate::journal::{Act, Answer, BodyRef, Choose, Counts, Entry, EntryRef, Moment, Reply, ReviewAct};

/// How a reviewer settled answers that contradicted each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledOn {
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// Who.
    pub person: String,
    /// Why.
    pub reason: BodyRef,
    /// The answers and settlements that were looked at.
    pub of: Vec<EntryRef>,
    /// What counts is a value that a reviewer established, and no answer of anybody.
    pub found: bool,
}

/// Lays the settlements beside the answers. One stands as the answer it chose would, had it been given after all it has
/// seen: so a later answer that has not seen it contradicts it, and so does another settlement made apart that chose
/// otherwise.
///
/// It is no answer. Whoever settled did not interview and may decide about the supplier (RULINGS 3): both answers were
/// somebody else's, the choice adds no word of the supplier's, and a value the reviewer puts in their place is a check
/// that carries the reviewer's own name. Who wrote one of the answers himself is the one exception: his choice among them
/// is no second look, and does not count.
pub(super) fn lay_over(
    groups: &mut BTreeMap<AnswerKey, Vec<Given>>,
    live: &[Live<'_>],
    causality: &Causality,
    may_settle: &dyn Fn(&EntryRef, &Entry) -> bool,
) {
    for one in live {
        let Act::Review(ReviewAct::Choose(choose)) = &one.entry.act else { continue };
        let key = AnswerKey { question: choose.question.clone(), about: choose.about.clone(), party: choose.party };
        let Some(group) = groups.get_mut(&key) else { continue };
        let own = choose.of.iter().any(|of| {
            of.writer.person() == one.at.writer.person() && group.iter().any(|given| given.settled.is_none() && given.entry == *of)
        });
        if own || !may_settle(&one.at, one.entry) {
            continue;
        }
        group.extend(chosen(one, choose, group, causality));
    }
}

fn chosen(one: &Live<'_>, choose: &Choose, group: &[Given], causality: &Causality) -> Option<Given> {
    let person = one.at.writer.person().to_owned();
    let settled = |found: bool| SettledOn {
        entry: one.at.clone(),
        at: one.entry.at,
        person: person.clone(),
        reason: choose.reason.clone(),
        of: choose.of.clone(),
        found,
    };
    Some(match &choose.counts {
        Counts::Answer(entry) => {
            let known = group.iter().find(|given| given.entry == *entry && causality.before(given.stands_by(), &one.at))?;
            let found = known.settled.as_ref().is_some_and(|before| before.found);
            Given { settled: Some(settled(found)), ..known.clone() }
        }
        Counts::Found { value, source } => Given {
            entry: one.at.clone(),
            at: one.entry.at,
            person: person.clone(),
            answer: Answer {
                party: choose.party,
                about: choose.about.clone(),
                source: *source,
                ..Answer::of(&choose.question, Reply::Value(value.clone()))
            },
            settled: Some(settled(true)),
        },
    })
}

/// Answers that a settlement in force has put aside, where the one that counts instead was seen.
pub(super) fn put_aside(answers: &Answers, seen: impl Fn(&EntryRef) -> bool) -> BTreeSet<EntryRef> {
    let mut all = BTreeSet::new();
    for standing in answers.current.values() {
        if let Standing::One(given) = standing
            && let Some(settled) = given.settled.as_ref().filter(|settled| !settled.found && seen(&given.entry))
        {
            all.extend(settled.of.iter().cloned());
        }
    }
    all
}

/// The entries of one log that were taken back, each with the entry that did it. An undo that was itself undone takes
/// nothing back.
#[must_use]
pub fn taken_back(entries: &[Entry]) -> BTreeMap<u64, u64> {
    let mut back = BTreeMap::new();
    let sealed_before = |target: u64, undo: u64| {
        entries.iter().any(|entry| entry.n < undo && matches!(&entry.act, Act::Seal(seal) if seal.entry == target))
    };
    // Later entries first, so that an undo is known to be void before it is asked.
    for entry in entries.iter().rev() {
        if let Act::Undo { entry: target } = entry.act
            && !back.contains_key(&entry.n)
            && target < entry.n
            && !sealed_before(target, entry.n)
        {
            back.insert(target, entry.n);
        }
    }
    back
}

/// The answers that came after a contradiction on their question and had seen all sides of it.
#[must_use]
pub fn settling(logs: &[Log<'_>]) -> BTreeSet<EntryRef> {
    let causality = Causality::of(logs);
    let mut groups: BTreeMap<AnswerKey, Vec<Given>> = BTreeMap::new();
    for one in &live(logs, &causality) {
        if let Act::Answer(answer) = &one.entry.act {
            groups.entry(key_of(answer)).or_default().push(given(one, answer));
        }
    }
    let mut all = BTreeSet::new();
    for answers in groups.values().filter(|answers| answers.iter().any(|one| one.entry.writer != answers[0].entry.writer)) {
        for answer in answers {
            let before = answers.iter().filter(|other| causality.before(&other.entry, &answer.entry)).cloned().collect();
            if matches!(stands(before, &causality), Some(Standing::Conflict(_))) {
                all.insert(answer.entry.clone());
            }
        }
    }
    all
}
