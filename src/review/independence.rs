//! Who had a hand in what is judged: whoever wrote an answer of the supplier, or took a paper of the supplier's word in.
//! An answer that was taken back had an author all the same. Checks and remarks of a reviewer disqualify nobody.

use std::collections::BTreeSet;

use crate::answers::Log;
use crate::journal::Act;

/// Persons who entered what the supplier says in this assessment.
#[must_use]
pub fn authors(assessment: &[Log<'_>]) -> BTreeSet<String> {
    let wrote = |log: &&Log<'_>| log.entries.iter().any(|entry| matches!(entry.act, Act::Answer(_) | Act::Import(_)));
    assessment.iter().filter(wrote).map(|log| log.writer.person().to_owned()).collect()
}
