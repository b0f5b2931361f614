//! Two copies of one workspace, two persons on each, who answer, settle what contradicts itself, decide and bring their
//! copies together at random; one loses a key, a supplier with a stop is merged in, a stop of the campaign before stands on.
//! What stands is read from the logs, as the program reads it. A book-keeper reads none: he notes who had what before him.
//! No self-approval, no stale approval, and nothing on answers that still differ ever counts.

use std::collections::{BTreeMap, BTreeSet};

use super::running::{Dice, must, try_all};
use super::{Desk, PEOPLE, Scribe, at, body, flag};
use crate::answers::{AnswerKey, Answers, Log, Standing, fold_where};
use crate::journal::{Act, Choose, Counts, EntryRef, Head, Moment, Outcome, Party, Reply, ReviewAct};
use crate::people::{People, Role};
use crate::questionnaire::{QuestionId, Response};
use crate::review::{Review, accountable};
use crate::rules::{Cause, Flag};
use crate::situation::carried::{Behind, Carried};
use crate::situation::{Answered, Backing, Situation, State};

const ROWS: [&str; 3] = ["csr-saq.C0", "csr-saq.C1", "csr-saq.C2"];

/// What can happen. The first and third person work on one copy, the others on the other.
#[derive(Clone, Debug)]
enum Happens {
    Answer {
        person: usize,
        row: usize,
        bad: bool,
    },
    Settle {
        person: usize,
        row: usize,
        side: usize,
        signed: bool,
    },
    Unsettle {
        person: usize,
    },
    Decide {
        person: usize,
        signed: bool,
        outcome: usize,
    },
    Confirm {
        person: usize,
        signed: bool,
        of: usize,
    },
    Bring {
        from: usize,
    },
    Lost {
        person: usize,
    },
    /// A supplier under a stop, whose answers somebody wrote down, is merged in.
    Merge {
        copy: usize,
        author: usize,
    },
    /// The campaign before ended under a stop; only as the first thing that happens.
    Carried {
        author: usize,
    },
}

fn happens(dice: &mut Dice) -> Happens {
    match dice.throw(20) {
        0..=4 => Happens::Answer { person: [0, 1, 2, 2, 2, 2, 3, 3, 3, 3][dice.throw(10)], row: dice.throw(3), bad: dice.throw(4) == 0 },
        5..=6 => {
            Happens::Settle { person: [0, 1, 1, 2][dice.throw(4)], row: dice.throw(3), side: dice.throw(2), signed: dice.throw(4) > 0 }
        }
        7 => Happens::Unsettle { person: dice.throw(2) },
        8..=12 => Happens::Decide { person: [0, 0, 1, 1, 2][dice.throw(5)], signed: dice.throw(4) > 0, outcome: dice.throw(3) },
        13..=14 => Happens::Confirm { person: [0, 1, 1, 3][dice.throw(4)], signed: dice.throw(4) > 0, of: dice.throw(4) },
        15..=17 => Happens::Bring { from: dice.throw(2) },
        18 => Happens::Merge { copy: dice.throw(2), author: dice.throw(4) },
        _ => Happens::Lost { person: dice.throw(2) },
    }
}

/// Half of them begin with something that is seldom thrown by itself: answers that differ on both copies, or a supplier
/// that has answered everything again. Half of them end, or nearly so, with two who have everything before them.
fn history(number: u64) -> Vec<Happens> {
    let mut dice = Dice::of(number ^ 0x5eed_0000_0000_0000);
    let mut all = Vec::new();
    if dice.throw(3) == 0 {
        all.push(Happens::Carried { author: dice.throw(4) });
    }
    let (row, bad) = (dice.throw(3), dice.coin());
    match dice.throw(4) {
        0 => {
            all.push(Happens::Answer { person: 2, row, bad });
            all.push(Happens::Answer { person: 3, row, bad: !bad });
            all.extend([Happens::Bring { from: 0 }, Happens::Bring { from: 1 }]);
        }
        1 => all.extend((0..3).map(|row| Happens::Answer { person: 2, row, bad: false }).chain([Happens::Bring { from: 0 }])),
        _ => {}
    }
    let length = 2 + dice.throw(12);
    all.extend((0..length).map(|_| happens(&mut dice)));
    if dice.coin() {
        let (person, outcome) = (dice.throw(2), dice.throw(3));
        all.extend([Happens::Bring { from: 0 }, Happens::Bring { from: 1 }, Happens::Decide { person, signed: true, outcome }]);
        all.extend([Happens::Bring { from: person }, Happens::Confirm { person: 1 - person, signed: true, of: 0 }]);
        let more = dice.throw(3);
        all.extend((0..more).map(|_| happens(&mut dice)));
    }
    all
}

/// A merger: when it was written and, for those who look at it, what had been said by then.
#[derive(Clone, Debug, Default)]
struct Merger {
    author: usize,
    at: Option<Moment>,
    read: BTreeSet<String>,
}

/// One copy: what lies on it.
struct Copy {
    desk: Desk,
    office: BTreeMap<String, Scribe>,
    merger: Option<Merger>,
}

fn bring(from: &BTreeMap<String, Scribe>, to: &mut BTreeMap<String, Scribe>) {
    for (person, log) in from {
        if to.get(person).is_none_or(|known| known.n < log.n) {
            to.insert(person.clone(), log.clone());
        }
    }
}

fn logs(of: &BTreeMap<String, Scribe>) -> Vec<Log<'_>> {
    of.values().map(|log| Log { writer: log.writer.clone(), entries: &log.entries }).collect()
}

impl Copy {
    fn answers(&self) -> Answers {
        let people = &self.desk.people;
        fold_where(&logs(&self.desk.answers), &|at, entry| {
            let person = at.writer.person();
            let log = &self.desk.answers[person].entries;
            people.had(person, Role::Reviewer, &entry.at) && accountable(people, person, &entry.at, &people.signed(person, log, entry))
        })
    }

    /// Judges by what lies here: a row is bad where one of its answers is, and what stands on from somewhere else is
    /// another flag until the row behind it is answered again.
    fn judge(&mut self, carried: Option<usize>) {
        let answers = self.answers();
        let mut situation = Situation::default();
        self.desk.flags.clear();
        let mut bad = 0;
        for (place, row) in ROWS.iter().enumerate() {
            let sides = answers.current.get(&key(place)).map(Standing::sides).unwrap_or_default();
            if sides.iter().any(|given| given.answer.reply == Reply::Value(vec!["no".to_owned()])) {
                bad += 1;
                self.desk.flags.push(flag("BAD", row, if place == 0 { Response::Stop } else { Response::Mit }));
            }
            if sides.len() > 1 {
                situation.conflicts.push(QuestionId::from_text(row));
            }
            let said = sides.iter().map(|given| said(&given.entry)).collect();
            situation.answers.insert(QuestionId::from_text(row), said);
        }
        let stops = [(carried, 1, Vec::new())].into_iter().chain(self.merger.as_ref().map(|merger| {
            let early = answers.history.values().flatten().filter(|given| merger.at.is_some_and(|at| given.at <= at));
            (Some(merger.author), 0, early.map(|given| given.entry.to_string()).chain(merger.read.iter().cloned()).collect())
        }));
        self.desk.before.clear();
        for (author, row, known) in stops {
            let Some(author) = author else { continue };
            let one = Carried { known, ..stop(row) };
            if !one.is_answered_again(&situation) {
                self.desk.flags.push(one.flag);
                self.desk.before.insert(PEOPLE[author].to_owned());
            }
        }
        self.desk.gates = self.desk.flags.iter().filter(|flag| flag.gate).map(Flag::key).collect();
        self.desk.conflicts = situation.conflicts;
        ["low", "moderate", "high", "high"][bad].clone_into(&mut self.desk.band);
    }
}

fn key(row: usize) -> AnswerKey {
    AnswerKey { question: ROWS[row].to_owned(), about: None, party: Party::Supplier }
}

fn said(entry: &EntryRef) -> Answered {
    Answered {
        state: State::Answered,
        value: Vec::new(),
        backing: Backing::Sound,
        reason_given: false,
        reason_accepted: false,
        about: String::new(),
        entry: entry.to_string(),
        by_paper: None,
    }
}

fn stop(row: usize) -> Carried {
    let cause = Cause { question: QuestionId::from_text(ROWS[row]), entry: "old/ken-1#1".to_owned() };
    let flag = Flag { scope: Some(format!("old{row}")), ..flag("BAD", ROWS[row], Response::Stop) };
    Carried::of(flag, vec![Behind { cause, about: String::new(), check: false }])
}

/// Something that was said about a row, or that settles what was said: by numbers, as the book-keeper counts them.
struct Noted {
    row: usize,
    bad: bool,
    person: usize,
    /// Of a settlement the answer it chose.
    of: Option<usize>,
    counts: bool,
    /// What lay on the copy when it was written.
    seen: u64,
    at: u64,
    entry: EntryRef,
}

/// A decision, as the book-keeper noted it down.
struct Kept {
    entry: EntryRef,
    person: usize,
    signed: bool,
    outcome: Outcome,
    bad: [bool; 3],
    gates: bool,
    seen: u64,
    stops: [Option<bool>; 2],
    confirmed: Vec<(usize, bool)>,
}

struct World {
    copies: [Copy; 2],
    root: Option<Head>,
    carried: Option<usize>,
    noted: Vec<Noted>,
    kept: Vec<Kept>,
    /// What lies on each copy, by number: what was said, and what was taken back.
    here: [u64; 2],
    back: [u64; 2],
    known: [BTreeSet<usize>; 2],
    merged: Option<(u64, u64)>,
    in_vain: [bool; 4],
    lost: [bool; 4],
}

impl World {
    fn new() -> Self {
        static OFFICE: std::sync::LazyLock<(Scribe, Option<Head>)> = std::sync::LazyLock::new(|| Desk::people_log(&PEOPLE));
        static STAFF: std::sync::LazyLock<People> = std::sync::LazyLock::new(|| Desk::new(&PEOPLE).people);
        let (log, root) = OFFICE.clone();
        let copy = || Copy { desk: Desk::with(STAFF.clone()), office: BTreeMap::from([("mori".to_owned(), log.clone())]), merger: None };
        Self {
            copies: [copy(), copy()],
            root,
            carried: None,
            noted: Vec::new(),
            kept: Vec::new(),
            here: [0; 2],
            back: [0; 2],
            known: [BTreeSet::new(), BTreeSet::new()],
            merged: None,
            in_vain: [false; 4],
            lost: [false; 4],
        }
    }

    /// What stands of a row for whoever has this before him: what nothing else that counts has seen.
    fn sides(&self, row: usize, here: u64, back: u64) -> Vec<&Noted> {
        let live = |one: &Noted, place: usize| {
            let gone = back & (1 << place) != 0;
            one.row == row && one.counts && !gone && here & (1 << place) != 0
        };
        let all: Vec<(usize, &Noted)> = self.noted.iter().enumerate().filter(|(place, one)| live(one, *place)).collect();
        let last = all.iter().filter(|(place, _)| !all.iter().any(|(_, other)| other.seen & (1 << place) != 0));
        last.map(|(_, one)| *one).collect()
    }

    fn differ(&self, row: usize, here: u64, back: u64) -> bool {
        let sides = self.sides(row, here, back);
        sides.iter().any(|one| one.bad) && sides.iter().any(|one| !one.bad)
    }

    fn bad(&self, here: u64, back: u64) -> [bool; 3] {
        [0, 1, 2].map(|row| self.sides(row, here, back).iter().any(|one| one.bad))
    }

    /// Whether each stop from somewhere else stands for whoever has this before him; unsaid where only the order of words
    /// that say the same would tell.
    fn stops(&self, here: u64, back: u64, merged: bool) -> [Option<bool>; 2] {
        let stands = |row: usize, old: &dyn Fn(usize) -> bool| {
            let sides = self.sides(row, here, back);
            let place =
                |one: &Noted| one.of.unwrap_or_else(|| self.noted.iter().position(|known| known.entry == one.entry).expect("noted"));
            let old: Vec<bool> = sides.iter().map(|one| old(place(one))).collect();
            match (self.differ(row, here, back), old.iter().all(|old| *old), old.iter().any(|old| *old)) {
                (true, ..) | (false, true, _) => Some(true),
                (false, false, false) => Some(false),
                (false, false, true) => None,
            }
        };
        let before = |place: usize| {
            let (at, read) = self.merged.unwrap_or_default();
            self.noted[place].at <= at || read & (1 << place) != 0
        };
        let carried = if self.carried.is_some() { stands(1, &|_| false) } else { Some(false) };
        [carried, if merged { stands(0, &before) } else { Some(false) }]
    }

    fn happens(&mut self, event: &Happens) {
        match event {
            Happens::Answer { person, row, bad } => self.answer(*person, *row, *bad),
            Happens::Settle { person, row, side, signed } => self.settle(*person, *row, *side, *signed),
            Happens::Unsettle { person } => self.unsettle(*person),
            Happens::Decide { person, signed, outcome } => self.decide(*person, *signed, *outcome),
            Happens::Confirm { person, signed, of } => self.confirm(*person, *signed, *of),
            Happens::Bring { from } => self.bring(*from),
            Happens::Lost { person } if !self.lost[*person] => {
                let copy = &mut self.copies[person % 2];
                copy.desk.begin_again(PEOPLE[*person], &mut copy.office, self.root.as_ref());
                self.lost[*person] = true;
                self.in_vain[*person] = *person != 0;
            }
            Happens::Merge { copy, author } if self.merged.is_none() => {
                let when = self.copies[*copy].desk.tick();
                let read = self.noted.iter().enumerate().filter(|(place, _)| self.here[*copy] & (1 << place) != 0);
                let read = read.map(|(_, one)| one.entry.to_string()).collect();
                self.copies[*copy].merger = Some(Merger { author: *author, at: Some(at(when)), read });
                self.merged = Some((when, self.here[*copy]));
            }
            Happens::Carried { author } => self.carried = Some(*author),
            Happens::Lost { .. } | Happens::Merge { .. } => {}
        }
    }

    fn note(&mut self, copy: usize, one: Noted) {
        self.here[copy] |= 1 << self.noted.len();
        self.noted.push(one);
    }

    fn answer(&mut self, person: usize, row: usize, bad: bool) {
        let copy = person % 2;
        let desk = &mut self.copies[copy].desk;
        let entry = desk.answer(PEOPLE[person], ROWS[row], if bad { "no" } else { "yes" }, false);
        let at = desk.clock;
        self.note(copy, Noted { row, bad, person, of: None, counts: true, seen: self.here[copy], at, entry });
    }

    /// Somebody settles what differs on the copy, from a row on: one of the sides counts.
    fn settle(&mut self, person: usize, row: usize, side: usize, signed: bool) {
        let copy = person % 2;
        let answers = self.copies[copy].answers();
        let differs = |row: &usize| matches!(answers.current.get(&key(*row)), Some(Standing::Conflict(_)));
        let Some(row) = (0..3).map(|more| (row + more) % 3).find(differs) else { return };
        let Some(Standing::Conflict(sides)) = answers.current.get(&key(row)) else { return };
        let chosen = &sides[side % sides.len()];
        let mut of: Vec<EntryRef> = sides.iter().flat_map(|given| [given.entry.clone(), given.stands_by().clone()]).collect();
        of.sort();
        of.dedup();
        let own = of.iter().any(|entry| self.noted.iter().any(|one| one.of.is_none() && one.entry == *entry && one.person == person));
        let counts = person < 2 && signed && !self.in_vain[person] && !own;
        let place = self.noted.iter().position(|one| one.entry == chosen.entry).expect("noted");
        let act = Choose {
            question: ROWS[row].to_owned(),
            about: None,
            party: Party::Supplier,
            counts: Counts::Answer(chosen.entry.clone()),
            of,
            reason: body("seen"),
        };
        let entry = self.copies[copy].desk.write_answer(PEOPLE[person], &Act::Review(ReviewAct::Choose(act)), signed);
        let (bad, at) = (self.noted[place].bad, self.copies[copy].desk.clock);
        self.note(copy, Noted { row, bad, person, of: Some(place), counts, seen: self.here[copy], at, entry });
    }

    /// The last settlement of a person that stands is taken back.
    fn unsettle(&mut self, person: usize) {
        let copy = person % 2;
        let stands = |(place, one): &(usize, &Noted)| one.person == person && one.of.is_some() && self.back[copy] & (1 << place) == 0;
        let Some((place, n)) = self.noted.iter().enumerate().filter(stands).map(|(place, one)| (place, one.entry.n)).next_back() else {
            return;
        };
        self.copies[copy].desk.write_answer(PEOPLE[person], &Act::Undo { entry: n }, false);
        self.back[copy] |= 1 << place;
    }

    fn decide(&mut self, person: usize, signed: bool, outcome: usize) {
        let copy = person % 2;
        let outcome = [Outcome::Continue, Outcome::ImprovementRequired, Outcome::EndContract][outcome];
        self.copies[copy].judge(self.carried);
        let entry = self.copies[copy].desk.decide_beside(PEOPLE[person], outcome, signed, true);
        let (here, back) = (self.here[copy], self.back[copy]);
        self.known[copy].insert(self.kept.len());
        self.kept.push(Kept {
            entry,
            person,
            signed: signed && !self.in_vain[person],
            outcome,
            bad: self.bad(here, back),
            gates: !self.copies[copy].desk.gates.is_empty(),
            seen: here,
            stops: self.stops(here, back, self.copies[copy].merger.is_some()),
            confirmed: Vec::new(),
        });
    }

    fn confirm(&mut self, person: usize, signed: bool, of: usize) {
        let copy = person % 2;
        let Some(of) = self.known[copy].iter().rev().nth(of).copied() else { return };
        let entry = self.kept[of].entry.clone();
        self.copies[copy].desk.confirm(PEOPLE[person], &entry, signed);
        self.kept[of].confirmed.push((person, signed && !self.in_vain[person]));
    }

    /// Everything of one copy is laid beside what the other has.
    fn bring(&mut self, from: usize) {
        let to = 1 - from;
        let [left, right] = &mut self.copies;
        let (a, b) = if from == 0 { (left, right) } else { (right, left) };
        bring(&a.desk.answers, &mut b.desk.answers);
        bring(&a.desk.standing, &mut b.desk.standing);
        bring(&a.office, &mut b.office);
        b.desk.people = People::of(&logs(&b.office), self.root.as_ref());
        b.desk.clock = b.desk.clock.max(a.desk.clock);
        if let Some(merger) = a.merger.as_ref().filter(|_| b.merger.is_none()) {
            b.merger = Some(merger.clone());
        }
        self.here[to] |= self.here[from];
        self.back[to] |= self.back[from];
        let known = self.known[from].clone();
        self.known[to].extend(known);
    }

    fn end(&mut self) -> Review {
        self.bring(0);
        self.bring(1);
        let clocks = self.copies.each_ref().map(|copy| copy.desk.clock);
        self.copies[0].desk.clock = clocks[0].max(clocks[1]);
        self.copies[0].judge(self.carried);
        self.copies[0].desk.stands()
    }
}

/// How many decisions were in force when both copies were brought together, or what counted that must not.
fn try_history(history: &[Happens]) -> Result<usize, &'static str> {
    let mut world = World::new();
    history.iter().for_each(|event| world.happens(event));
    let review = world.end();
    let (here, back) = (world.here[0], world.back[0]);
    let (bad, stops) = (world.bad(here, back), world.stops(here, back, world.merged.is_some()));
    let differ = (0..3).any(|row| world.differ(row, here, back));
    let wrote = |person: usize| world.noted.iter().any(|one| one.of.is_none() && one.person == person);
    let authors = [world.carried, world.copies[0].merger.as_ref().map(|merger| merger.author)];
    let behind = |person: usize| stops.iter().zip(authors).any(|(stands, author)| *stands == Some(true) && author == Some(person));
    let mut outcomes = BTreeSet::new();
    let mut in_force = 0;
    for decision in review.decisions.iter().filter(|decision| decision.in_force) {
        in_force += 1;
        let known = world.kept.iter().find(|known| known.entry == decision.entry).ok_or("a decision nobody took counted")?;
        must(!wrote(known.person) && !behind(known.person), "a self-approval counted")?;
        must(known.person < 2, "a buyer's word counted")?;
        must(known.signed, "a word counted that is not signed, or by a key nobody stands for")?;
        must(!differ, "a word on answers that still differ counted")?;
        let unread = world.noted.iter().enumerate().any(|(place, one)| one.of.is_none() && known.seen & (1 << place) == 0);
        must(!unread, "an approval counted that had not read an answer")?;
        must(known.bad == bad, "a stale approval counted")?;
        let moved = known.stops.iter().zip(stops).any(|(then, now)| matches!((then, now), (Some(then), Some(now)) if *then != now));
        must(!moved, "an approval counted that did not know a stop from somewhere else")?;
        let second =
            |(person, signed): &(usize, bool)| *person != known.person && *person < 2 && *signed && !wrote(*person) && !behind(*person);
        let alone = (known.gates || known.outcome == Outcome::EndContract) && !known.confirmed.iter().any(second);
        must(!alone, "one person alone counted")?;
        outcomes.insert(known.outcome.word());
    }
    must(outcomes.len() < 2, "two decisions that say different things counted")?;
    Ok(in_force)
}

#[test]
fn on_two_copies_with_mergers_lost_keys_settlements_and_carried_stops_nothing_counts_that_must_not() {
    try_all(history, try_history);
}

#[test]
fn the_random_histories_hold_every_kind_of_thing_that_matters() {
    let (mut settled, mut merged, mut lost, mut carried, mut counted) = (0, 0, 0, 0, 0);
    for number in 0..2_000 {
        let history = history(number);
        let mut world = World::new();
        history.iter().for_each(|event| world.happens(event));
        let review = world.end();
        settled += usize::from(world.noted.iter().any(|one| one.of.is_some() && one.counts));
        merged += usize::from(world.merged.is_some());
        lost += usize::from(world.lost.contains(&true));
        let in_force = review.in_force().is_some();
        carried += usize::from(in_force && world.carried.is_some());
        counted += usize::from(in_force);
    }
    let all = [settled, merged, lost, carried, counted];
    assert!(all.iter().all(|count| *count >= 20), "settled, merged, lost, carried and counted, counted: {all:?}");
}
