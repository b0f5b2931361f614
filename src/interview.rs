//! Where an interview stands: which rows are asked of this supplier and why, what is open, what comes next.
//!
//! Pure: definitions and a [`Situation`](crate::situation::Situation) in, a plan out. It never blocks anything: open
//! rows may be passed over and come back.

pub mod contradiction;
pub mod equivalent;
pub mod one_by_one;
pub mod plan;
pub mod shared;

pub use plan::{Asked, OfEach, Plan, PlanRow, RowState, plan};

use crate::questionnaire::QuestionId;

impl Plan {
    /// Rows that are asked of the supplier now, in order.
    pub fn asked(&self) -> impl Iterator<Item = &PlanRow> {
        self.rows.iter().filter(|row| row.asked == Asked::Yes)
    }

    /// A row by id.
    #[must_use]
    pub fn row(&self, question: &QuestionId) -> Option<&PlanRow> {
        self.rows.iter().find(|row| row.question == *question)
    }

    /// How many rows are asked, and how many of them have an answer of any state.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let asked = self.asked().count();
        let done = self.asked().filter(|row| row.state != RowState::Open).count();
        (done, asked)
    }

    /// The first open row after `from`, then round from the start; parked rows come late, and last those that an open
    /// row of another set may answer too.
    #[must_use]
    pub fn next_open(&self, from: Option<&QuestionId>) -> Option<&QuestionId> {
        let asked: Vec<&PlanRow> = self.asked().collect();
        let start = from.and_then(|from| asked.iter().position(|row| row.question == *from)).map_or(0, |at| at + 1);
        let round = || asked[start..].iter().chain(&asked[..start.min(asked.len())]);
        let open = || round().filter(|row| row.state == RowState::Open);
        let first = |parked: bool| open().find(move |row| row.waits_for.is_none() && row.parked == parked);
        first(false).or_else(|| first(true)).or_else(|| open().next()).map(|row| &row.question)
    }

    /// Gate rows that are asked and have no answer yet; they are what submitting waits for.
    #[must_use]
    pub fn open_gates(&self) -> Vec<&QuestionId> {
        self.asked().filter(|row| row.gate && row.state == RowState::Open).map(|row| &row.question).collect()
    }
}
