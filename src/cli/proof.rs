//! What an auditor asks and what looks after the record: one arm per command.

use super::args::ProofWork;
use super::{Here, Outcome, why};

pub(super) fn run(here: &Here, work: ProofWork) -> Outcome {
    match work {
        ProofWork::Why { id, on, under } => why::run(here, &id, on, under.as_ref()),
        ProofWork::Replay { id, on, show } => why::replay(here, &id, on, show),
        ProofWork::Seal { id, entry } => why::seal(here, &id, entry),
        _ => Ok(false),
    }
}
