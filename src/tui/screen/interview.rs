//! The interview: one question on the screen, one key an answer, nothing blocks moving.

pub mod body;
pub mod each;
pub mod input;
pub mod view;

use std::collections::BTreeSet;

use crate::interview::{Asked, RowState};
use crate::journal::SourceLevel;
use crate::questionnaire::{Question, QuestionId};
use crate::workspace::Dossier;

/// An interview on the screen.
#[derive(Clone, Debug)]
pub struct Interview {
    /// Whom.
    pub supplier: String,
    /// As it stands; absent until it is read.
    pub dossier: Option<Box<Dossier>>,
    /// The question shown.
    pub current: Option<QuestionId>,
    /// The flow or facility the keys speak of, on a row asked one by one; absent: all that have no answer of their own.
    pub about: Option<String>,
    /// The option the cursor stands on.
    pub option: usize,
    /// An arrow moved the cursor since the question came up: Enter takes the option.
    pub pointed: bool,
    /// Options ticked and not yet recorded.
    pub ticked: BTreeSet<String>,
    /// How the next answers are known.
    pub source: SourceLevel,
    /// Scores and notes are hidden, so that the laptop can be turned round.
    pub guest: bool,
    /// The second language is shown.
    pub both: bool,
    /// The next saved entry moves on to the next open question.
    pub advance: bool,
    /// The card was offered.
    pub card_offered: bool,
    /// Answers that contradict each other are settled: what is saved moves on to the next contradiction.
    pub settling: bool,
}

impl Interview {
    /// An interview that still has to be read.
    #[must_use]
    pub fn of(supplier: &str) -> Self {
        Self {
            supplier: supplier.to_owned(),
            dossier: None,
            current: None,
            about: None,
            option: 0,
            pointed: false,
            ticked: BTreeSet::new(),
            source: SourceLevel::Said,
            guest: false,
            both: true,
            advance: false,
            card_offered: false,
            settling: false,
        }
    }

    /// The question whose answers contradict each other, to be settled; nobody is asked whom they meet.
    #[must_use]
    pub fn settling(supplier: &str, question: QuestionId) -> Self {
        Self { current: Some(question), card_offered: true, settling: true, ..Self::of(supplier) }
    }

    /// The question shown.
    #[must_use]
    pub fn question(&self) -> Option<&Question> {
        let dossier = self.dossier.as_ref()?;
        let id = self.current.as_ref()?;
        dossier.sets.iter().find_map(|set| set.question(id.as_str()))
    }

    /// Takes the supplier as it stands now; at first goes to where the writer left off.
    pub fn take(&mut self, dossier: Box<Dossier>, person: &str) {
        let first = self.current.is_none();
        let conflict = dossier.situation.conflicts.first().filter(|_| self.settling).cloned();
        let open = || dossier.plan.next_open(self.current.as_ref()).cloned();
        let next = if first { where_left_off(&dossier, person) } else { conflict.or_else(open) };
        self.dossier = Some(dossier);
        if self.advance && !first && !self.settling && self.choose_left(true) {
            self.advance = false;
            return;
        }
        if first || self.advance {
            if let Some(next) = next {
                self.go(next);
            } else if first {
                self.current = self.dossier.as_ref().and_then(|dossier| dossier.plan.asked().next().map(|row| row.question.clone()));
                self.look();
            }
        } else {
            self.look();
        }
        self.advance = false;
    }

    /// Goes to a question.
    pub fn go(&mut self, question: QuestionId) {
        self.current = Some(question);
        self.about = self.contested();
        self.look();
    }

    /// Ticks and cursor as the recorded answer has them.
    fn look(&mut self) {
        self.ticked.clear();
        self.option = 0;
        self.pointed = false;
        self.keep_choice();
        let Some(value) = self.said().first().map(|given| given.value.clone()) else { return };
        self.ticked = value.into_iter().collect();
        let place = self.question().and_then(|question| input::options(question).iter().position(|(id, _)| self.ticked.contains(id)));
        self.option = place.unwrap_or(0);
    }

    /// Rows one can go to with next and back: those that are asked.
    fn asked(&self) -> Vec<QuestionId> {
        self.dossier.as_ref().map(|dossier| dossier.plan.asked().map(|row| row.question.clone()).collect()).unwrap_or_default()
    }

    /// Goes some rows on among those that are asked.
    pub fn step(&mut self, by: isize) {
        let asked = self.asked();
        let at = self.current.as_ref().and_then(|current| asked.iter().position(|id| id == current)).unwrap_or(0);
        if let Some(next) = asked.get(at.saturating_add_signed(by).min(asked.len().saturating_sub(1))) {
            self.go(next.clone());
        }
    }

    fn is_returned(&self, question: &QuestionId) -> bool {
        self.dossier.as_ref().is_some_and(|dossier| dossier.answers.returned.contains_key(question.as_str()))
    }

    /// How a row is marked in lists.
    #[must_use]
    pub fn mark(&self, question: &QuestionId) -> &'static str {
        let Some(row) = self.dossier.as_ref().and_then(|dossier| dossier.plan.row(question)) else { return " " };
        match (&row.asked, row.state) {
            (Asked::No | Asked::MayOpen | Asked::NotInShortSet | Asked::BuyerOnly, _) => "·",
            (Asked::Yes, _) if self.is_returned(question) => "↩",
            (Asked::Yes, _) if row.parked => "p",
            (Asked::Yes, RowState::Open) => "○",
            (Asked::Yes, RowState::Answered) => "●",
            (Asked::Yes, RowState::ByPaper) => "≈",
            (Asked::Yes, RowState::Shared) => "≡",
            (Asked::Yes, RowState::DontKnow) => "u",
            (Asked::Yes, RowState::Declined) => "r",
            (Asked::Yes, RowState::NotApplicable) => "-",
            (Asked::Yes, RowState::Conflict) => "≠",
        }
    }
}

/// The first question that was sent back; else the first open row after the last answer of this person; without one, the
/// first open row.
fn where_left_off(dossier: &Dossier, person: &str) -> Option<QuestionId> {
    let mut asked = dossier.plan.asked().map(|row| &row.question);
    if let Some(back) = asked.find(|id| dossier.answers.returned.contains_key(id.as_str())) {
        return Some(back.clone());
    }
    let own = dossier.answers.history.values().flatten().filter(|given| given.person == person);
    let last = own.max_by_key(|given| (given.entry.n, given.at)).map(|given| QuestionId::from_text(&given.answer.question));
    dossier.plan.next_open(last.as_ref()).cloned()
}
