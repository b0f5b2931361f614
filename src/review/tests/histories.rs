//! Random histories against a book-keeper who reads no log: no self-approval and no stale approval ever counts. Ten
//! thousand each time; `ORETRAIL_HISTORIES` sets another number.

use proptest::prelude::*;

use super::{Desk, PEOPLE};
use crate::journal::{Act, EntryRef, Outcome};
use crate::people::People;

/// What can happen in a random history.
#[derive(Clone, Debug)]
enum Happens {
    Answer { person: usize, question: usize, correction: bool },
    Decide { person: usize, signed: bool, outcome: usize },
    Confirm { person: usize, signed: bool, of: usize },
    Moves { band: usize },
    Gate { open: bool },
    Undo { person: usize },
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => (0..4_usize, 0..3_usize, any::<bool>()).prop_map(|(person, question, correction)| Happens::Answer { person, question, correction }),
        4 => (0..4_usize, any::<bool>(), 0..3_usize).prop_map(|(person, signed, outcome)| Happens::Decide { person, signed, outcome }),
        2 => (0..4_usize, any::<bool>(), 0..4_usize).prop_map(|(person, signed, of)| Happens::Confirm { person, signed, of }),
        1 => (0..3_usize).prop_map(|band| Happens::Moves { band }),
        1 => any::<bool>().prop_map(|open| Happens::Gate { open }),
        1 => (0..4_usize).prop_map(|person| Happens::Undo { person }),
    ]
}

/// What an independent book-keeper knows, who reads no log: when each decision was taken and what was so then.
#[derive(Clone)]
struct Kept {
    entry: EntryRef,
    person: usize,
    band: String,
    gates: bool,
    answers: usize,
    signed: bool,
    end: bool,
    confirmed: Vec<(usize, bool)>,
}

fn try_history(history: &[Happens]) {
    let outcomes = [Outcome::Continue, Outcome::ImprovementRequired, Outcome::EndContract];
    let bands = ["low", "moderate", "high"];
    static STAFF: std::sync::LazyLock<People> = std::sync::LazyLock::new(|| Desk::new(&PEOPLE).people);
    let mut desk = Desk::with(STAFF.clone());
    let mut kept: Vec<Kept> = Vec::new();
    let (mut wrote, mut plain) = ([false; 4], 0_usize);
    for event in history {
        match event {
            Happens::Answer { person, question, correction } => {
                desk.answer(PEOPLE[*person], &format!("csr-saq.C{question}"), "no", *correction);
                wrote[*person] = true;
                plain += usize::from(!correction);
            }
            Happens::Decide { person, signed, outcome } => {
                let entry = desk.decide(PEOPLE[*person], outcomes[*outcome], *signed);
                let (band, gates) = (desk.band.clone(), !desk.gates.is_empty());
                let end = outcomes[*outcome] == Outcome::EndContract;
                kept.push(Kept { entry, person: *person, band, gates, answers: plain, signed: *signed, end, confirmed: Vec::new() });
            }
            Happens::Confirm { person, signed, of } if !kept.is_empty() => {
                let of = of % kept.len();
                desk.confirm(PEOPLE[*person], &kept[of].entry.clone(), *signed);
                kept[of].confirmed.push((*person, *signed));
            }
            Happens::Moves { band } => bands[*band].clone_into(&mut desk.band),
            Happens::Gate { open } => desk.gates = if *open { vec!["csr-saq.C1".to_owned()] } else { Vec::new() },
            Happens::Undo { person } => {
                let last = desk.standing.get(PEOPLE[*person]).map_or(0, |scribe| scribe.n);
                desk.review(PEOPLE[*person], &Act::Undo { entry: last }, false);
            }
            Happens::Confirm { .. } => {}
        }
    }
    for decision in desk.stands().decisions.iter().filter(|decision| decision.in_force) {
        let known = kept.iter().find(|known| known.entry == decision.entry).expect("it was taken");
        let reviewer = |person: usize| person < 2;
        assert!(!wrote[known.person], "self-approval counted: {history:?}");
        assert!(reviewer(known.person), "a buyer's word counted: {history:?}");
        let same = known.band == desk.band && known.gates != desk.gates.is_empty() && known.answers == plain;
        assert!(same, "a stale approval counted: {history:?}");
        assert!(known.signed, "an unsigned word of somebody with a key counted: {history:?}");
        if known.gates || known.end {
            let second = known
                .confirmed
                .iter()
                .any(|(person, signed)| *person != known.person && reviewer(*person) && !wrote[*person] && (*signed || !known.gates));
            assert!(second, "one person alone counted: {history:?}");
        }
    }
}

fn histories() -> u32 {
    std::env::var("ORETRAIL_HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: histories(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_random_histories_no_self_approval_and_no_stale_approval_counts(history in proptest::collection::vec(happens(), 1..14)) {
        try_history(&history);
    }
}
