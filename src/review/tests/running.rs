//! Random histories, thousands of them: each hangs on its number alone, so that a range can be divided between machines and
//! one that fails be run again by itself.
//!
//! Ten thousand each time. `ORETRAIL_HISTORIES` sets another number, `ORETRAIL_HISTORIES_FROM` the first of them, and
//! `ORETRAIL_HISTORIES_THREADS` how many threads share them. More than ten thousand tell how far they are.
#![allow(clippy::disallowed_methods)]

use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// SplitMix64: the numbers of one history.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(number: u64) -> Self {
        Self(number.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    pub(super) fn throw(&mut self, sides: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides).expect("a few sides")
    }

    pub(super) fn coin(&mut self) -> bool {
        self.throw(2) == 1
    }
}

pub(super) fn must(holds: bool, else_what: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(else_what) }
}

/// The shortest history left of one that fails when single events are taken out, and what counted in it.
fn shortest<H: Clone>(
    mut history: Vec<H>,
    mut what: &'static str,
    tried: fn(&[H]) -> Result<usize, &'static str>,
) -> (Vec<H>, &'static str) {
    let mut place = 0;
    while place < history.len() {
        let mut less = history.clone();
        less.remove(place);
        match tried(&less) {
            Err(still) => (history, what, place) = (less, still, 0),
            Ok(_) => place += 1,
        }
    }
    (history, what)
}

/// A number of the environment.
fn set(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(otherwise)
}

/// How many are told of at once.
const TOLD: u64 = 10_000;

/// Tries the histories of all numbers; one that breaks the law is told at its shortest. In at least one of twenty a
/// decision has to count, or the law is hardly tried.
pub(super) fn try_all<H: Clone + std::fmt::Debug>(made: fn(u64) -> Vec<H>, tried: fn(&[H]) -> Result<usize, &'static str>) {
    let (count, from) = (set("ORETRAIL_HISTORIES", TOLD), set("ORETRAIL_HISTORIES_FROM", 0));
    let threads = set("ORETRAIL_HISTORIES_THREADS", 1).max(1);
    let (next, counted, started) = (AtomicU64::new(0), AtomicU64::new(0), Instant::now());
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return;
            }
            match tried(&made(from + number)) {
                Ok(in_force) => _ = counted.fetch_add(u64::from(in_force > 0), Ordering::Relaxed),
                Err(what) => {
                    let (history, what) = shortest(made(from + number), what, tried);
                    panic!("history {}: {what}: {history:?}", from + number);
                }
            }
            if count > TOLD && (number + 1) % TOLD == 0 {
                let seconds = started.elapsed().as_secs().max(1);
                // Straight to the terminal: what a test prints is kept back until it ends.
                let _ = writeln!(std::io::stderr(), "{} of {count} histories, {} a second", number + 1, (number + 1) / seconds);
            }
        }
    };
    std::thread::scope(|scope| (0..threads).for_each(|_| _ = scope.spawn(work)));
    let counted = counted.into_inner();
    assert!(count < 1_000 || counted * 20 > count, "in {counted} of {count} histories a decision counts; the law is hardly tried");
}
