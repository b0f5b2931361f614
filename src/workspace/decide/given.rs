//! What a person gives for a decision, an action or a risk.

use crate::journal::{ActionKind, RiskResponse};

/// A decision as a person gives it.
#[derive(Clone, Debug, Default)]
pub struct Deciding {
    /// Why.
    pub reason: String,
    /// Under which conditions.
    pub conditions: Vec<String>,
    /// The day it is looked at again.
    pub review_by: Option<String>,
    /// Ringi or ticket number.
    pub ticket: Option<String>,
    /// Approvers in order.
    pub approvers: Vec<String>,
    /// For whom, by a named delegate.
    pub on_behalf_of: Option<String>,
    /// Why orders go on past a stop without a remedy plan beside it.
    pub no_remedy: Option<String>,
}

/// An action as a person gives it.
#[derive(Clone, Debug)]
pub struct Acting {
    /// What it is for.
    pub kind: ActionKind,
    /// What is to be done.
    pub what: String,
    /// Who sees to it.
    pub owner: String,
    /// By when; absent: as the policy says for its kind.
    pub due: Option<String>,
    /// The day a plan was adopted; absent: today.
    pub adopted: Option<String>,
    /// The flag it answers.
    pub flag: Option<String>,
    /// What shall be reached.
    pub goal: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
}

/// A risk as a person gives it.
#[derive(Clone, Debug)]
pub struct Risking {
    /// The flag behind it.
    pub flag: Option<String>,
    /// How it is met.
    pub response: RiskResponse,
    /// What could bring it about.
    pub cause: String,
    /// What would come of it.
    pub consequence: String,
    /// After this day the scenario is out of date.
    pub review_by: String,
}
