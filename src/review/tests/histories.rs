//! Random histories against a book-keeper who reads no log: no self-approval and no stale approval ever counts, none by a
//! key nobody stands for, whoever loses one and begins again meanwhile, and none without what has to stand beside it: a
//! remedy plan past a stop, how the risk behind a case is met, a whole plan.

use std::collections::{BTreeMap, BTreeSet};

use super::running::{Dice, must, try_all};
use super::{Desk, PEOPLE, Scribe, acting, case_act, flag, risk_act};
use crate::journal::{Act, ActionKind, EntryRef, Head, Outcome};
use crate::people::People;
use crate::questionnaire::Response;

/// What can happen in a random history.
#[derive(Clone, Debug)]
enum Happens {
    Answer { person: usize, question: usize, correction: bool },
    Decide { person: usize, signed: bool, outcome: usize, no_remedy: bool },
    Confirm { person: usize, signed: bool, of: usize },
    Moves { band: usize },
    Gate { open: bool },
    Flags { stop: bool, harm: bool },
    Beside { person: usize, what: Beside },
    Undo { person: usize },
    Lost { person: usize },
}

/// What can stand beside a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Remedy,
    Plan { whole: bool },
    Risk { in_date: bool },
    Case,
}

/// What stands beside, and what happens next.
trait Throws {
    fn beside(&mut self) -> Beside;
    fn happens(&mut self) -> Happens;
}

impl Throws for Dice {
    fn beside(&mut self) -> Beside {
        match self.throw(6) {
            0..=1 => Beside::Remedy,
            2 => Beside::Plan { whole: self.coin() },
            3..=4 => Beside::Risk { in_date: self.throw(4) > 0 },
            _ => Beside::Case,
        }
    }

    fn happens(&mut self) -> Happens {
        match self.throw(17) {
            0..=2 => Happens::Answer { person: self.throw(4), question: self.throw(3), correction: self.coin() },
            3..=6 => Happens::Decide { person: self.throw(4), signed: self.coin(), outcome: self.throw(3), no_remedy: self.throw(4) == 0 },
            7..=8 => Happens::Confirm { person: self.throw(4), signed: self.coin(), of: self.throw(4) },
            9 => Happens::Moves { band: self.throw(3) },
            10 => Happens::Gate { open: self.coin() },
            11 => Happens::Flags { stop: self.coin(), harm: self.coin() },
            12..=14 => Happens::Beside { person: self.throw(4), what: self.beside() },
            15 => Happens::Lost { person: self.throw(2) },
            _ => Happens::Undo { person: self.throw(4) },
        }
    }
}

/// The history of a number: one to thirteen things happen.
fn history(number: u64) -> Vec<Happens> {
    let mut dice = Dice::of(number);
    let length = 1 + dice.throw(13);
    (0..length).map(|_| dice.happens()).collect()
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
    goes_on: bool,
    flags: (bool, bool),
    no_remedy: bool,
    moment: usize,
    confirmed: Vec<(usize, bool)>,
}

/// What the book-keeper notes down while a history runs.
struct Book {
    kept: Vec<Kept>,
    beside: Vec<(EntryRef, Beside, usize)>,
    /// Of each person's log, entry by entry, what it takes back.
    logs: [Vec<Option<u64>>; 4],
    wrote: [bool; 4],
    plain: usize,
    flags: (bool, bool),
    /// The people logs, and what hangs on which entry.
    office: BTreeMap<String, Scribe>,
    root: Option<Head>,
    /// Mori alone administers: who is no administrator signs in vain with a key nobody has stood for.
    in_vain: [bool; 4],
}

impl Book {
    fn new() -> Self {
        let logs = [const { Vec::new() }; 4];
        static OFFICE: std::sync::LazyLock<(Scribe, Option<Head>)> = std::sync::LazyLock::new(|| Desk::people_log(&PEOPLE));
        let (log, root) = OFFICE.clone();
        Self {
            kept: Vec::new(),
            beside: Vec::new(),
            logs,
            wrote: [false; 4],
            plain: 0,
            flags: (false, false),
            office: BTreeMap::from([("mori".to_owned(), log)]),
            root,
            in_vain: [false; 4],
        }
    }

    /// Whether an entry was taken back, by something that was not taken back itself.
    fn is_back(&self, entry: &EntryRef) -> bool {
        let person = PEOPLE.iter().position(|known| *known == entry.writer.person()).expect("one of the four");
        let mut back: BTreeSet<u64> = BTreeSet::new();
        for (place, takes) in self.logs[person].iter().enumerate().rev() {
            let n = u64::try_from(place).expect("a few") + 1;
            if let Some(target) = takes.filter(|target| *target < n && !back.contains(&n)) {
                back.insert(target);
            }
        }
        back.contains(&entry.n)
    }

    /// What stood beside something that happened, and stands still.
    fn stood(&self, moment: usize) -> impl Iterator<Item = &(EntryRef, Beside, usize)> {
        self.beside.iter().filter(move |(entry, _, when)| *when < moment && !self.is_back(entry))
    }

    fn remedied(&self, known: &Kept) -> bool {
        self.stood(known.moment).any(|(_, what, _)| *what == Beside::Remedy)
    }

    /// Whether every case a decision closes was closed by somebody who had a risk in date before him.
    fn is_met(&self, known: &Kept) -> bool {
        let met = |other: &&Kept| self.stood(other.moment).any(|(_, what, _)| *what == Beside::Risk { in_date: true });
        let closing = |other: &&Kept| (other.goes_on || other.end) && other.moment <= known.moment && !self.is_back(&other.entry);
        let cases = self.stood(known.moment).filter(|(_, what, _)| *what == Beside::Case);
        let by = |when: usize| self.kept.iter().filter(closing).filter(met).any(|other| when < other.moment);
        cases.into_iter().all(|(_, _, when)| by(*when))
    }
}

fn happens(desk: &mut Desk, book: &mut Book, event: &Happens, moment: usize) {
    let outcomes = [Outcome::Continue, Outcome::ImprovementRequired, Outcome::EndContract];
    let bands = ["low", "moderate", "high"];
    match event {
        Happens::Answer { person, question, correction } => {
            desk.answer(PEOPLE[*person], &format!("csr-saq.C{question}"), "no", *correction);
            book.wrote[*person] = true;
            book.plain += usize::from(!correction);
        }
        Happens::Decide { person, signed, outcome, no_remedy } => {
            let outcome = outcomes[*outcome];
            let entry = desk.decide_beside(PEOPLE[*person], outcome, *signed, *no_remedy);
            let (end, goes_on) = (outcome == Outcome::EndContract, outcome == Outcome::Continue);
            book.kept.push(Kept {
                entry,
                person: *person,
                band: desk.band.clone(),
                gates: !desk.gates.is_empty(),
                answers: book.plain,
                signed: *signed && !book.in_vain[*person],
                end,
                goes_on,
                flags: book.flags,
                no_remedy: *no_remedy,
                moment,
                confirmed: Vec::new(),
            });
        }
        Happens::Confirm { person, signed, of } if !book.kept.is_empty() => {
            let of = of % book.kept.len();
            desk.confirm(PEOPLE[*person], &book.kept[of].entry.clone(), *signed);
            book.kept[of].confirmed.push((*person, *signed && !book.in_vain[*person]));
        }
        Happens::Moves { band } => bands[*band].clone_into(&mut desk.band),
        Happens::Gate { open } => desk.gates = if *open { vec!["csr-saq.C1".to_owned()] } else { Vec::new() },
        Happens::Flags { stop, harm } => {
            let stopped = stop.then(|| flag("BAD", "csr-saq.D1", Response::Stop));
            let harmed = harm.then(|| flag(crate::rules::REMEDY, "csr-saq.K1", Response::Cap30));
            desk.flags = stopped.into_iter().chain(harmed).collect();
            book.flags = (*stop, *harm);
        }
        Happens::Beside { person, what } => {
            let act = match what {
                Beside::Remedy => acting(ActionKind::Remedy, false),
                Beside::Plan { whole } => acting(ActionKind::Plan, *whole),
                Beside::Risk { in_date } => risk_act(if *in_date { "2027-11-23" } else { "2026-11-22" }),
                Beside::Case => case_act(),
            };
            let entry = desk.review(PEOPLE[*person], &act, false);
            book.beside.push((entry, *what, moment));
        }
        Happens::Undo { person } => {
            let last = desk.standing.get(PEOPLE[*person]).map_or(0, |scribe| scribe.n);
            let undo = desk.review(PEOPLE[*person], &Act::Undo { entry: last }, false);
            let log = &mut book.logs[*person];
            log.resize(usize::try_from(undo.n).expect("a few"), None);
            log[usize::try_from(last).expect("a few")] = Some(last);
        }
        Happens::Lost { person } if !desk.anew.contains_key(PEOPLE[*person]) => {
            desk.begin_again(PEOPLE[*person], &mut book.office, book.root.as_ref());
            book.in_vain[*person] = *person != 0;
        }
        Happens::Confirm { .. } | Happens::Lost { .. } => {}
    }
}

/// How many decisions were in force at the end, or what counted that must not.
fn try_history(history: &[Happens]) -> Result<usize, &'static str> {
    static STAFF: std::sync::LazyLock<People> = std::sync::LazyLock::new(|| Desk::new(&PEOPLE).people);
    let mut desk = Desk::with(STAFF.clone());
    let mut book = Book::new();
    for (moment, event) in history.iter().enumerate() {
        happens(&mut desk, &mut book, event, moment);
    }
    let review = desk.stands();
    let mut in_force = 0;
    for decision in review.decisions.iter().filter(|decision| decision.in_force) {
        in_force += 1;
        let known = book.kept.iter().find(|known| known.entry == decision.entry).ok_or("a decision nobody took counted")?;
        must(!book.wrote[known.person], "a self-approval counted")?;
        must(reviews(known.person), "a buyer's word counted")?;
        let same = known.band == desk.band && known.gates != desk.gates.is_empty() && known.answers == book.plain;
        must(same && known.flags == book.flags, "a stale approval counted")?;
        must(known.signed, "a word counted that is not signed, or by a key nobody stands for")?;
        let wrote = book.wrote;
        let second =
            |(person, signed): &(usize, bool)| *person != known.person && reviews(*person) && !wrote[*person] && (*signed || !known.gates);
        must(!(known.gates || known.end) || known.confirmed.iter().any(second), "one person alone counted")?;
        let (stop, harm) = known.flags;
        let past_a_stop = known.goes_on && stop && !known.no_remedy;
        must(!past_a_stop || book.remedied(known), "orders went on past a stop without a remedy plan")?;
        must(!(known.end && harm) || book.remedied(known), "a contract ended over harm without a remedy plan")?;
        must(!(known.goes_on || known.end) || book.is_met(known), "a case closed without a word how the risk is met")?;
        let unfit = || book.stood(known.moment).any(|(_, what, _)| *what == Beside::Plan { whole: false });
        must(!known.goes_on || !unfit(), "orders went on over a plan without goal and cost")?;
    }
    Ok(in_force)
}

/// The first two of the four.
fn reviews(person: usize) -> bool {
    person < 2
}

#[test]
fn in_random_histories_no_self_approval_and_no_stale_approval_counts() {
    try_all(history, try_history);
}
