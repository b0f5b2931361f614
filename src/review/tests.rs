mod apart;
mod histories;
mod improved;
mod running;
mod told;

use std::collections::BTreeMap;

use super::basis::Today;
use super::*;
use crate::assess::{Assessment, Inherent, Status};
use crate::journal::{
    Act, ActionAct, ActionKind, Answer, Basis, CaseAct, Confirm, Decide, Follow, Grant, Hash, Head, KeyAct, Outcome, Reply, ReviewAct,
    Revoke, RiskResponse, Sign, Step, Trigger, WriterId, block,
};
use crate::language::Text;
use crate::policy::{Policy, RuleText};
use crate::questionnaire::{QuestionId, Response, Severity};
use crate::ratio::{Ratio, Tenths};
use crate::rules::Cause;
use crate::signature::{SecretKey, message, sign};

const PEOPLE: [&str; 4] = ["mori", "ono", "anna", "ken"];

/// The key of one of the four, made once, with its fingerprint.
fn key_of(person: &str) -> &'static (SecretKey, String) {
    static KEYS: std::sync::LazyLock<Vec<(SecretKey, String)>> = std::sync::LazyLock::new(|| {
        let key = |seed: u8| SecretKey::of_seed(&[seed; 32]);
        (1..=6).map(key).map(|key| (key.public().fingerprint(), key)).map(|(print, key)| (key, print)).collect()
    });
    let all = PEOPLE.iter().copied().chain(["mori anew", "ono anew"]);
    &KEYS[all.into_iter().position(|known| known == person).expect("one of the four")]
}

fn at(second: u64) -> Moment {
    static BASE: std::sync::LazyLock<Moment> = std::sync::LazyLock::new(|| "2026-11-23T09:00:00+09:00".parse().expect("a time"));
    BASE.later(i64::try_from(second).unwrap_or(0))
}

fn body(text: &str) -> BodyRef {
    BodyRef::of(text.as_bytes())
}

/// A log being written.
#[derive(Clone)]
struct Scribe {
    writer: WriterId,
    entries: Vec<Entry>,
    head: Hash,
    n: u64,
}

impl Scribe {
    fn new(person: &str) -> Self {
        Self { writer: WriterId::new(person, "1"), entries: Vec::new(), head: Hash::GENESIS, n: 0 }
    }

    fn write(&mut self, act: &Act, seen: &[Head], when: u64) -> EntryRef {
        self.n += 1;
        let (_, hash) = block(&self.head, self.n, &at(when), false, act, seen);
        let entry = Entry { n: self.n, at: at(when), clock_set: false, act: act.clone(), seen: seen.to_vec(), hash, line: 1 };
        self.entries.push(entry);
        self.head = hash;
        EntryRef { writer: self.writer.clone(), n: self.n }
    }

    fn head(&self) -> Option<Head> {
        (self.n > 0).then(|| Head { entry: EntryRef { writer: self.writer.clone(), n: self.n }, hash: self.head.short() })
    }
}

/// A made-up company: two places, a people log, a judgement that can be set.
struct Desk {
    standing: BTreeMap<String, Scribe>,
    answers: BTreeMap<String, Scribe>,
    people: People,
    policy: &'static Policy,
    band: String,
    gates: Vec<String>,
    flags: Vec<Flag>,
    /// Questions on which answers contradict each other.
    conflicts: Vec<QuestionId>,
    /// Who wrote down what stands on from somewhere else.
    before: BTreeSet<String>,
    clock: u64,
    /// Whose key was lost, and who signs with another since.
    anew: BTreeMap<String, &'static str>,
}

impl Desk {
    /// `mori` and `ono` review, `anna` and `ken` buy; those named have a key that is stood for.
    fn new(keys: &[&str]) -> Self {
        let (log, root) = Self::people_log(keys);
        let people = People::of(&[Log { writer: log.writer.clone(), entries: &log.entries }], root.as_ref());
        assert_eq!(people.doubts, []);
        Self::with(people)
    }

    /// The people log, and the entry everything hangs on.
    fn people_log(keys: &[&str]) -> (Scribe, Option<Head>) {
        let mut log = Scribe::new("mori");
        let grant =
            |person: &str, roles: &[Role]| Act::Grant(Grant { person: person.to_owned(), roles: roles.to_vec(), name: None, until: None });
        log.write(&grant("mori", &[Role::Administrator, Role::Reviewer]), &[], 0);
        let root = log.head();
        for (person, role) in [("ono", Role::Reviewer), ("anna", Role::Buyer), ("ken", Role::Buyer)] {
            log.write(&grant(person, &[role]), &[], 0);
        }
        // The administrator's own key comes last: from then on the log would have to be signed.
        let mut keys = keys.to_vec();
        keys.sort_by_key(|person| *person == "mori");
        for person in keys {
            let key = key_of(person).0.public().to_string();
            log.write(&Act::Key(KeyAct::of_person(person, &key)), &[], 0);
        }
        (log, root)
    }

    /// Somebody lost the key, begins again with another and signs with that one from here on.
    fn begin_again(&mut self, person: &str, logs: &mut BTreeMap<String, Scribe>, root: Option<&Head>) {
        let when = self.tick();
        let Some(anew) = ["mori anew", "ono anew"].into_iter().find(|anew| anew.starts_with(person)) else { return };
        let seen = Self::heads(logs);
        let log = logs.entry(person.to_owned()).or_insert_with(|| Scribe::new(person));
        let act = KeyAct { closes: true, again: Some(body("lost")), ..KeyAct::of_person(person, &key_of(anew).0.public().to_string()) };
        log.write(&Act::Key(act), &seen, when);
        let read: Vec<Log<'_>> = logs.values().map(|log| Log { writer: log.writer.clone(), entries: &log.entries }).collect();
        self.people = People::of(&read, root);
        self.anew.insert(person.to_owned(), anew);
    }

    fn with(people: People) -> Self {
        static POLICY: std::sync::LazyLock<Policy> = std::sync::LazyLock::new(|| {
            let (name, text) = crate::builtin::policies().remove(0);
            crate::policy::file::read(&name, text, &[]).0.expect("the built-in policy")
        });
        Self {
            standing: BTreeMap::new(),
            answers: BTreeMap::new(),
            people,
            policy: &POLICY,
            band: "low".to_owned(),
            gates: Vec::new(),
            flags: Vec::new(),
            conflicts: Vec::new(),
            before: BTreeSet::new(),
            clock: 10,
            anew: BTreeMap::new(),
        }
    }

    fn heads(of: &BTreeMap<String, Scribe>) -> Vec<Head> {
        of.values().filter_map(Scribe::head).collect()
    }

    fn tick(&mut self) -> u64 {
        self.clock += 10;
        self.clock
    }

    fn answer(&mut self, person: &str, question: &str, value: &str, correction: bool) -> EntryRef {
        let when = self.tick();
        let seen = Self::heads(&self.answers);
        let mut answer = Answer::of(question, Reply::Value(vec![value.to_owned()]));
        answer.correction = correction.then(|| body("the supplier asked"));
        let scribe = self.answers.entry(person.to_owned()).or_insert_with(|| Scribe::new(person));
        scribe.write(&Act::Answer(answer), &seen, when)
    }

    fn review(&mut self, person: &str, act: &Act, signed: bool) -> EntryRef {
        let when = self.tick();
        Self::write(&mut self.standing, (person, self.anew.get(person).copied()), act, signed, when)
    }

    /// The same in the log of the assessment.
    fn write_answer(&mut self, person: &str, act: &Act, signed: bool) -> EntryRef {
        let when = self.tick();
        Self::write(&mut self.answers, (person, self.anew.get(person).copied()), act, signed, when)
    }

    fn write(logs: &mut BTreeMap<String, Scribe>, (person, anew): (&str, Option<&str>), act: &Act, signed: bool, when: u64) -> EntryRef {
        let seen = Self::heads(logs);
        let scribe = logs.entry(person.to_owned()).or_insert_with(|| Scribe::new(person));
        let entry = scribe.write(act, &seen, when);
        if signed {
            let (key, fingerprint) = key_of(anew.unwrap_or(person));
            let (n, of) = (scribe.n, scribe.head);
            let signature = sign(key, message(&of).as_bytes());
            scribe.write(&Act::Sign(Sign { entry: n, of, key: fingerprint.clone(), signature }), &[], when);
        }
        entry
    }

    fn basis(&self) -> Basis {
        let heads = Self::heads(&self.answers);
        self.with_today(|today| basis(today, &heads))
    }

    fn decision(&self, outcome: Outcome) -> Act {
        Act::Review(ReviewAct::Decide(Decide {
            assessment: "FY2026".to_owned(),
            outcome,
            reason: body("reason"),
            conditions: Vec::new(),
            review_by: None,
            ticket: None,
            approvers: Vec::new(),
            on_behalf_of: None,
            company: None,
            no_remedy: None,
            basis: self.basis(),
        }))
    }

    fn decide(&mut self, person: &str, outcome: Outcome, signed: bool) -> EntryRef {
        let act = self.decision(outcome);
        self.review(person, &act, signed)
    }

    /// The same, with or without a word why no remedy plan stands beside it.
    fn decide_beside(&mut self, person: &str, outcome: Outcome, signed: bool, no_remedy: bool) -> EntryRef {
        let mut act = self.decision(outcome);
        if let Act::Review(ReviewAct::Decide(decide)) = &mut act {
            decide.no_remedy = no_remedy.then(|| body("nobody was harmed"));
        }
        self.review(person, &act, signed)
    }

    fn confirm(&mut self, person: &str, entry: &EntryRef, signed: bool) -> EntryRef {
        let log = &self.standing[entry.writer.person()].entries;
        let of = log.iter().find(|known| known.n == entry.n).expect("it is there").hash.short();
        self.review(person, &Act::Review(ReviewAct::Confirm(Confirm { entry: entry.clone(), of, note: None, read: Vec::new() })), signed)
    }

    fn with_today<T>(&self, with: impl FnOnce(&Today<'_>) -> T) -> T {
        let assessment = judged(&self.band, &self.gates);
        let restricted = std::collections::BTreeSet::new();
        let returned = std::collections::BTreeMap::new();
        let interview = super::basis::Interview { submitted: true, gates: Vec::new(), checks: Vec::new() };
        with(&Today {
            assessment: &assessment,
            flags: &self.flags,
            conflicts: &self.conflicts,
            plan: &crate::interview::Plan::default(),
            restricted: &restricted,
            policy: self.policy,
            interview: &interview,
            returned: &returned,
        })
    }

    fn stands(&self) -> Review {
        let standing: Vec<Log<'_>> =
            self.standing.values().map(|scribe| Log { writer: scribe.writer.clone(), entries: &scribe.entries }).collect();
        let answers: Vec<Log<'_>> =
            self.answers.values().map(|scribe| Log { writer: scribe.writer.clone(), entries: &scribe.entries }).collect();
        let now = at(self.clock + 1);
        let ground = Ground {
            standing: &standing,
            assessment: &answers,
            authors_before: &self.before,
            company: None,
            label: "FY2026",
            people: &self.people,
            rules: &self.policy.decision,
            now: &now,
        };
        let mut review = fold(&ground);
        self.with_today(|today| review.weigh(&ground, today));
        review
    }

    fn last(&self) -> (&'static str, bool) {
        let review = self.stands();
        let decision = review.decisions.last().expect("a decision");
        (decision.approval.word(), decision.in_force)
    }
}

/// An action with or without what the policy asks of a plan.
fn acting(kind: ActionKind, whole: bool) -> Act {
    Act::Review(ReviewAct::Action(ActionAct {
        assessment: "FY2026".to_owned(),
        kind,
        what: body("what is done"),
        owner: "anna".to_owned(),
        due: "2027-05-20".to_owned(),
        adopted: None,
        flag: None,
        goal: whole.then(|| body("goal")),
        cost: whole.then(|| body("cost")),
        causes: Vec::new(),
        company: Whose::All,
    }))
}

fn risk_act(review_by: &str) -> Act {
    Act::Review(ReviewAct::Risk(RiskAct {
        assessment: "FY2026".to_owned(),
        flag: None,
        response: RiskResponse::Reduce,
        cause: body("cause"),
        consequence: body("consequence"),
        review_by: review_by.to_owned(),
        company: Whose::All,
    }))
}

fn case_act() -> Act {
    Act::Review(ReviewAct::Case(CaseAct {
        assessment: "FY2026".to_owned(),
        trigger: Trigger::EvidentNonCompliance,
        reason: body("seen on site"),
        company: Whose::All,
        holds: Vec::new(),
    }))
}

fn judged(band: &str, gates: &[String]) -> Assessment {
    Assessment {
        status: Status::Assessed,
        conduct: Some(Tenths(100)),
        conduct_exact: None,
        best: None,
        worst: None,
        band: Some(band.to_owned()),
        band_by_number: None,
        lifts: Vec::new(),
        inherent: Inherent { score: Tenths(100), band: "low".to_owned(), parts: Vec::new() },
        attention: Some("routine".to_owned()),
        coverage: Ratio::ONE,
        gates_open: gates.to_vec(),
        gates_unanswered: Vec::new(),
        settled: true,
        verified: true,
        contributions: Vec::new(),
        domains: Vec::new(),
        decisive: Vec::new(),
        evidence_coverage: Ratio::ONE,
    }
}

fn flag(rule: &str, question: &str, response: Response) -> Flag {
    let text = |text: &str| Text::same(text);
    let rule = RuleText {
        id: rule.to_owned(),
        version: 1,
        title: text("t"),
        reason: text("r"),
        clears_when: text("c"),
        clause: vec!["P1".to_owned()],
        severity: Severity::High,
        response,
        source: String::new(),
        parameters: crate::policy::Parameters::default(),
    };
    let cause = Cause { question: QuestionId::from_text(question), entry: "anna-1#1".to_owned() };
    let gate = response == Response::Stop;
    let flag = Flag::raise(&rule, rule.clause.clone(), text("r"), vec![cause]).expect("a flag");
    Flag { gate, ..flag }
}

#[test]
fn a_signed_decision_of_an_independent_reviewer_is_effective() {
    let mut desk = Desk::new(&["mori"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.decide("mori", Outcome::Continue, true);
    assert_eq!(desk.last(), ("effective", true));
}

#[test]
fn without_a_key_a_decision_is_unsigned_and_in_force_unless_a_gate_was_open() {
    let mut desk = Desk::new(&[]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.decide("mori", Outcome::Continue, false);
    assert_eq!(desk.last(), ("unsigned", true));
    desk.gates = vec!["csr-saq.C1".to_owned()];
    desk.decide("mori", Outcome::ImprovementRequired, false);
    assert_eq!(desk.last(), ("unsigned", false));
}

#[test]
fn whoever_wrote_an_answer_down_approves_nothing_even_after_taking_it_back() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("mori", "csr-saq.C6", "no", false);
    let scribe = desk.answers.get_mut("mori").expect("there");
    scribe.write(&Act::Undo { entry: 1 }, &[], 30);
    desk.decide("mori", Outcome::Continue, true);
    assert_eq!(desk.last(), ("self", false));
    // The person counts, not the device.
    let mut desk = Desk::new(&["mori"]);
    let mut other = Scribe::new("mori");
    other.writer = WriterId::new("mori", "2");
    other.write(&Act::Answer(Answer::of("csr-saq.C6", Reply::DontKnow)), &[], 5);
    desk.answers.insert("other device".to_owned(), other);
    desk.decide("mori", Outcome::Continue, true);
    assert_eq!(desk.last(), ("self", false));
}

#[test]
fn a_buyer_who_decides_is_insufficient_and_does_not_displace_the_reviewer() {
    let mut desk = Desk::new(&["mori", "ken"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    let first = desk.decide("mori", Outcome::Continue, true);
    desk.decide("ken", Outcome::EndContract, true);
    assert_eq!(desk.last(), ("insufficient", false));
    assert_eq!(desk.stands().in_force().map(|decision| decision.entry.clone()), Some(first));
}

#[test]
fn an_answer_nobody_had_read_makes_it_stale_and_a_correction_only_if_something_moves() {
    let mut desk = Desk::new(&["mori"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.decide("mori", Outcome::Continue, true);
    desk.answer("anna", "csr-saq.C7", "yes", true);
    assert_eq!(desk.last(), ("effective", true));
    desk.band = "high".to_owned();
    assert_eq!(desk.last(), ("stale", false));
    desk.band = "low".to_owned();
    desk.answer("anna", "csr-saq.C7", "no", false);
    assert_eq!(desk.last(), ("stale", false));
    let moved = desk.stands().decisions[0].moved.clone();
    assert_eq!(moved, [Moved::Unseen("csr-saq.C7".to_owned())]);
}

#[test]
fn what_moved_is_named() {
    let mut desk = Desk::new(&["mori"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.flags = vec![flag("BAD", "csr-saq.C6", Response::Mit)];
    desk.decide("mori", Outcome::Continue, true);
    assert_eq!(desk.last(), ("effective", true));
    desk.flags = vec![flag("BAD", "csr-saq.D1", Response::Stop), flag("BAD", "csr-saq.J1", Response::Info)];
    desk.gates = vec!["csr-saq.D1".to_owned()];
    let words: Vec<&str> = desk.stands().decisions[0].moved.iter().map(Moved::word).collect();
    assert_eq!(words, ["gate-opened", "flag-raised", "flag-cleared"]);
}

#[test]
fn a_log_that_was_rewritten_after_it_was_read_is_noticed() {
    let mut desk = Desk::new(&["mori"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.decide("mori", Outcome::Continue, true);
    let mut other = Scribe::new("anna");
    other.write(&Act::Answer(Answer::of("csr-saq.C6", Reply::Declined)), &[], 20);
    desk.answers.insert("anna".to_owned(), other);
    assert_eq!(desk.last(), ("stale", false));
    assert_eq!(desk.stands().decisions[0].moved, [Moved::Rewritten("anna-1#1".to_owned())]);
}

#[test]
fn a_gate_needs_two_different_signing_persons_who_interviewed_nobody() {
    let mut desk = Desk::new(&["mori", "ono", "anna"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.gates = vec!["csr-saq.C1".to_owned()];
    let entry = desk.decide("mori", Outcome::Continue, true);
    assert_eq!(desk.last(), ("pending-second-person", false));
    for (person, signed) in [("mori", true), ("anna", true), ("ken", false), ("ono", false)] {
        desk.confirm(person, &entry, signed);
        assert_eq!(desk.last(), ("pending-second-person", false), "{person}");
    }
    desk.confirm("ono", &entry, true);
    assert_eq!(desk.last(), ("effective", true));
}

#[test]
fn a_decision_typed_into_the_log_of_somebody_with_a_key_does_not_count() {
    let mut desk = Desk::new(&["mori"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.decide("mori", Outcome::Continue, false);
    assert_eq!(desk.last(), ("unsigned", false));
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_and_a_revoked_one_holds_no_more() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    let first = desk.decide("mori", Outcome::Continue, true);
    let second = desk.decide("ono", Outcome::ImprovementRequired, true);
    let review = desk.stands();
    assert_eq!(review.decisions[0].standing, Standing::Superseded(second.clone()));
    assert_eq!(review.in_force().map(|decision| decision.entry.clone()), Some(second.clone()));
    desk.review("mori", &Act::Review(ReviewAct::Revoke(Revoke { entry: second, reason: body("wrong supplier") })), true);
    let review = desk.stands();
    assert_eq!(review.decisions[1].standing.word(), "revoked");
    assert_eq!(review.decisions[0].entry, first);
    assert!(review.in_force().is_none(), "what it displaced does not come back by itself: somebody decides anew");
}

#[test]
fn two_offline_decisions_that_differ_are_both_not_in_force() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    let mut other = Desk::new(&["mori", "ono"]);
    other.answers.clone_from(&desk.answers);
    desk.decide("mori", Outcome::Continue, true);
    other.decide("ono", Outcome::ImprovementRequired, true);
    desk.standing.extend(other.standing);
    let review = desk.stands();
    assert!(review.in_force().is_none());
    assert!(review.decisions.iter().all(|decision| decision.because == Some(Insufficient::Contested)));
}

#[test]
fn one_that_waits_for_a_second_person_is_told_beside_the_one_it_contradicts_and_takes_nothing_out_of_force() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    let mut other = Desk::new(&["mori", "ono"]);
    other.answers.clone_from(&desk.answers);
    let goes_on = desk.decide("mori", Outcome::Continue, true);
    let ends = other.decide("ono", Outcome::EndContract, true);
    desk.standing.extend(other.standing);
    let review = desk.stands();
    assert_eq!(review.in_force().map(|decision| decision.entry.clone()), Some(goes_on.clone()));
    let apart: Vec<(EntryRef, Vec<EntryRef>)> = review.contested().map(|one| (one.entry.clone(), one.apart.clone())).collect();
    assert!(apart.contains(&(goes_on.clone(), vec![ends.clone()])) && apart.contains(&(ends.clone(), vec![goes_on])), "{apart:?}");
    assert_eq!(review.clash_key(), "review.clash-waits");
    desk.confirm("mori", &ends, true);
    let review = desk.stands();
    assert!(review.in_force().is_none(), "now both have their two persons, and somebody decides anew");
    assert_eq!(review.clash_key(), "review.clash");
}

#[test]
fn an_entry_of_a_kind_this_version_does_not_know_bars_approval() {
    let mut desk = Desk::new(&["mori"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.answers.get_mut("anna").expect("there").write(&Act::Unknown { kind: "pardon".to_owned(), fields: Vec::new() }, &[], 15);
    desk.decide("mori", Outcome::Continue, true);
    assert_eq!(desk.last(), ("insufficient", false));
}

#[test]
fn what_is_sealed_is_not_taken_back() {
    let mut desk = Desk::new(&[]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    let entry = desk.decide("mori", Outcome::Continue, false);
    desk.review("mori", &Act::Undo { entry: entry.n }, false);
    assert!(desk.stands().decisions.is_empty());
    let entry = desk.decide("mori", Outcome::Continue, false);
    let of = desk.standing["mori"].head;
    let seal = crate::journal::Seal { entry: entry.n, of, bound: Vec::new(), heads: Vec::new(), verdict: String::new() };
    desk.review("mori", &Act::Seal(seal), false);
    desk.review("mori", &Act::Undo { entry: entry.n }, false);
    let review = desk.stands();
    assert_eq!(review.decisions.len(), 1);
    assert!(review.decisions[0].sealed.is_some());
}

fn waive(desk: &Desk, gate: bool, until: &str) -> Act {
    let flag = desk.flags[0].clone();
    Act::Review(ReviewAct::Waive(Waive {
        assessment: "FY2026".to_owned(),
        flag: flag.key(),
        gate,
        until: until.to_owned(),
        reason: body("why"),
        causes: flag.causes.iter().map(|cause| cause.entry.clone()).collect(),
        read: Vec::new(),
        company: Whose::All,
    }))
}

#[test]
fn a_waiver_holds_until_its_day_and_for_the_answer_it_was_written_for() {
    let mut desk = Desk::new(&[]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.flags = vec![flag("BAD", "csr-saq.C6", Response::Mit)];
    let act = waive(&desk, false, "2026-11-23");
    desk.review("mori", &act, false);
    let review = desk.stands();
    assert!(review.waiver_of(&desk.flags[0]).is_some());
    let mut other = desk.flags[0].clone();
    other.causes[0].entry = "anna-1#9".to_owned();
    assert!(review.waiver_of(&other).is_none(), "another answer is not waived");
    desk.clock += 86_400;
    assert!(desk.stands().waiver_of(&desk.flags[0]).is_none(), "its day is past");
}

#[test]
fn a_gate_is_waived_by_two_signing_persons_or_not_at_all() {
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("anna", "csr-saq.C6", "no", false);
    desk.flags = vec![flag("BAD", "csr-saq.C1", Response::Stop)];
    let act = waive(&desk, true, "2027-01-31");
    let entry = desk.review("mori", &act, true);
    assert!(desk.stands().waivers_in_force().is_empty());
    desk.confirm("ono", &entry, true);
    assert_eq!(desk.stands().waivers_in_force().len(), 1);
    // By somebody who interviewed: never.
    let mut desk = Desk::new(&["mori", "ono"]);
    desk.answer("mori", "csr-saq.C6", "no", false);
    desk.flags = vec![flag("BAD", "csr-saq.C6", Response::Mit)];
    let act = waive(&desk, false, "2027-01-31");
    desk.review("mori", &act, true);
    assert_eq!(desk.stands().waivers[0].approval.word(), "self");
    assert!(desk.stands().waivers_in_force().is_empty());
}
