//! Causes suppliers share, so that forty suppliers become a handful of causes.

use std::collections::{BTreeMap, BTreeSet};

use super::{SupplierRow, is_settled};
use crate::language::Text;
use crate::locale::Locale;
use crate::policy::Policy;
use crate::questionnaire::{Questionnaire, Response};
use crate::review::Standing;
use crate::rules::{ANSWER, Flag, HOLD};

/// How the queue is grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Supplier by supplier.
    #[default]
    None,
    /// Every supplier once, under the gravest thing that stands against it: the rule, and the topic where the rule speaks
    /// of one answer.
    Cause,
    /// Under every rule that fired, with its row and what it calls for.
    Rule,
    /// Under every clause of the policy.
    Clause,
}

impl Grouping {
    /// The next one, round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::None => Self::Cause,
            Self::Cause => Self::Rule,
            Self::Rule => Self::Clause,
            Self::Clause => Self::None,
        }
    }

    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "supplier",
            Self::Cause => "cause",
            Self::Rule => "rule",
            Self::Clause => "clause",
        }
    }
}

/// What questions ask, and the topic of the questionnaire each stands under.
#[derive(Clone, Debug, Default)]
pub struct Topics {
    of: BTreeMap<String, (String, Text)>,
    titles: BTreeMap<String, Text>,
}

impl Topics {
    /// Of these questionnaires.
    #[must_use]
    pub fn of<'q>(sets: impl IntoIterator<Item = &'q Questionnaire>) -> Self {
        let mut topics = Self::default();
        for set in sets {
            for section in &set.sections {
                topics.titles.insert(format!("{}.{}", set.id, section.id), section.title.clone());
            }
            for question in &set.questions {
                topics.of.insert(question.id.to_string(), (format!("{}.{}", set.id, question.section), question.text.clone()));
            }
        }
        topics
    }

    /// What a question asks.
    #[must_use]
    pub fn asked(&self, question: &str) -> Option<&Text> {
        self.of.get(question).map(|(_, text)| text)
    }

    /// The topic of a question: its code, `csr-saq.C`.
    #[must_use]
    pub fn topic(&self, question: &str) -> Option<&str> {
        self.of.get(question).map(|(topic, _)| topic.as_str())
    }
}

/// A cause several suppliers share.
#[derive(Clone, Debug)]
pub struct Group<'r> {
    /// What it is told apart by.
    pub key: String,
    /// What it is called.
    pub title: Text,
    /// What it calls for; a clause calls for nothing by itself.
    pub response: Option<Response>,
    /// The rows behind it.
    pub rows: BTreeSet<String>,
    /// The clauses behind it.
    pub clauses: BTreeSet<String>,
    /// Whether it is a gate.
    pub gate: bool,
    /// Keys of the flags behind it.
    pub flags: BTreeSet<String>,
    /// Who shares it, in the order given.
    pub members: Vec<&'r SupplierRow>,
}

/// What was done already about a supplier under a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Decided, and the decision does not count yet.
    Decided,
    /// Something is to be done until a day.
    Action(String),
    /// What stands against it is waived until a day.
    Waived(String),
}

impl Group<'_> {
    /// What was done about one who shares it: a waiver of what stands here before an action, an action before a decision
    /// that does not count yet.
    #[must_use]
    pub fn seen(&self, row: &SupplierRow) -> Option<Seen> {
        let review = &row.review;
        let here = |key: &str| self.flags.contains(key) && row.flags.iter().any(|flag| flag.key() == key);
        let waived = review.waivers.iter().filter(|waiver| waiver.in_force && here(&waiver.act.flag)).map(|waiver| &waiver.act.until);
        if let Some(until) = waived.max() {
            return Some(Seen::Waived(until.clone()));
        }
        // An action that names no flag was taken about the supplier as it stands.
        let about = |action: &&crate::review::ActionOn| action.is_open() && action.act.flag.as_deref().is_none_or(here);
        if let Some(due) = review.actions.iter().filter(about).map(|action| &action.act.due).min() {
            return Some(Seen::Action(due.clone()));
        }
        let decided = review.latest().is_some_and(|decision| decision.standing == Standing::Current && decision.moved.is_empty());
        decided.then_some(Seen::Decided)
    }
}

/// Causes of the suppliers nobody has decided about yet: gates first, then what most share.
#[must_use]
pub fn groups<'r>(grouping: Grouping, rows: &[&'r SupplierRow], policy: &Policy, topics: &Topics) -> Vec<Group<'r>> {
    let open: Vec<&'r SupplierRow> = rows.iter().copied().filter(|row| !is_settled(row)).collect();
    let shared = shares(&open, topics);
    let mut all: BTreeMap<String, Group<'r>> = BTreeMap::new();
    for row in open {
        for (key, flag) in keys(grouping, row, topics, &shared) {
            let group = all.entry(key.clone()).or_insert_with(|| named(grouping, key, flag, policy, topics));
            group.gate |= flag.gate;
            if grouping != Grouping::Clause {
                group.clauses.extend(flag.clause.iter().cloned());
            }
            group.flags.insert(flag.key());
            group.rows.extend(flag.causes.iter().map(|cause| cause.question.row().to_owned()));
            if group.members.last().is_none_or(|last| last.supplier.id != row.supplier.id) {
                group.members.push(row);
            }
        }
    }
    all.extend(overdue(grouping, rows).into_iter().map(|group| (group.key.clone(), group)));
    let mut all: Vec<Group<'r>> = all.into_values().collect();
    all.sort_by(|a, b| b.gate.cmp(&a.gate).then_with(|| b.members.len().cmp(&a.members.len())).then_with(|| a.key.cmp(&b.key)));
    all
}

/// Those that owe a promised paper whose day has gone by; where each stands once, those against whom nothing graver stands.
fn overdue<'r>(grouping: Grouping, rows: &[&'r SupplierRow]) -> Option<Group<'r>> {
    let stands_elsewhere = |row: &SupplierRow| grouping != Grouping::Rule && row.flags.iter().any(Flag::is_adverse);
    let late = |row: &&'r SupplierRow| !row.overdue.is_empty() && !is_settled(row) && !stands_elsewhere(row);
    let members: Vec<&'r SupplierRow> = rows.iter().copied().filter(late).collect();
    let questions = members.iter().flat_map(|row| &row.overdue);
    let rows = questions.map(|question| question.rsplit('.').next().unwrap_or(question).to_owned()).collect();
    let title = Locale::in_every("queue.promise-overdue");
    let (key, clauses) = ("promise-overdue".to_owned(), BTreeSet::new());
    (!members.is_empty()).then_some(Group { key, title, response: None, rows, clauses, gate: false, flags: BTreeSet::new(), members })
}

/// How many suppliers share a cause.
fn shares(rows: &[&SupplierRow], topics: &Topics) -> BTreeMap<String, usize> {
    let mut shared = BTreeMap::new();
    for row in rows {
        let own: BTreeSet<String> = row.flags.iter().filter(|flag| flag.is_adverse()).map(|flag| cause(flag, topics)).collect();
        for key in own {
            *shared.entry(key).or_insert(0) += 1;
        }
    }
    shared
}

/// Under which keys a supplier stands, each with the flag that put it there.
fn keys<'f>(grouping: Grouping, row: &'f SupplierRow, topics: &Topics, shared: &BTreeMap<String, usize>) -> Vec<(String, &'f Flag)> {
    let adverse = || row.flags.iter().filter(|flag| flag.is_adverse());
    match grouping {
        Grouping::Clause => adverse().flat_map(|flag| flag.clause.iter().map(move |clause| (clause.clone(), flag))).collect(),
        Grouping::None | Grouping::Rule => adverse().map(|flag| (flag.key(), flag)).collect(),
        Grouping::Cause => {
            // The hold follows from another flag and is no cause of its own. Among equally grave ones, what most share.
            let weight = |flag: &Flag| {
                let key = cause(flag, topics);
                let count = shared.get(&key).copied().unwrap_or(0);
                (flag.rule != HOLD, flag.gate, flag.response, count, std::cmp::Reverse(key))
            };
            let Some(first) = adverse().max_by_key(|flag| weight(flag)) else { return Vec::new() };
            let key = cause(first, topics);
            let gate = first.gate;
            adverse().filter(|flag| flag.gate == gate && cause(flag, topics) == key).map(|flag| (key.clone(), flag)).collect()
        }
    }
}

/// The rule, the topic where it speaks of answers to one topic, and what it calls for.
fn cause(flag: &Flag, topics: &Topics) -> String {
    let about: BTreeSet<&str> = flag.causes.iter().filter_map(|cause| topics.topic(cause.question.as_str())).collect();
    let topic = about.first().filter(|_| about.len() == 1).map(|topic| format!(":{topic}")).unwrap_or_default();
    format!("{}{topic}:{}", flag.rule, flag.response.code())
}

fn named<'r>(grouping: Grouping, key: String, flag: &Flag, policy: &Policy, topics: &Topics) -> Group<'r> {
    let rule = match policy.rules.get(&flag.rule) {
        None if flag.rule == crate::workspace::veil::HOLD => Locale::in_every("rank.compliance-hold"),
        rule => rule.map(|rule| rule.title.clone()).unwrap_or_default(),
    };
    let first = flag.causes.first().map(|cause| cause.question.as_str()).unwrap_or_default();
    let (title, response) = match grouping {
        Grouping::Clause => (policy.clause(&key).map(|clause| clause.text.clone()).unwrap_or_default(), None),
        Grouping::None | Grouping::Rule => {
            // Each supplier answered in its own way; what they share is the question.
            let asked = topics.asked(first).filter(|_| flag.rule == ANSWER);
            (asked.cloned().unwrap_or(rule), Some(flag.response))
        }
        Grouping::Cause => {
            let topic = topics.topic(first).filter(|topic| key.contains(*topic)).and_then(|topic| topics.titles.get(topic));
            let title = match topic {
                Some(topic) if flag.rule == ANSWER => topic.clone(),
                Some(topic) => Text::same("{rule} · {topic}").with_text("rule", &rule).with_text("topic", topic),
                None => rule,
            };
            (title, Some(flag.response))
        }
    };
    let clauses = if grouping == Grouping::Clause { BTreeSet::from([key.clone()]) } else { BTreeSet::new() };
    Group { key, title, response, rows: BTreeSet::new(), clauses, gate: false, flags: BTreeSet::new(), members: Vec::new() }
}
