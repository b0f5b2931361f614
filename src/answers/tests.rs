use super::*;
use crate::journal::{Choose, Counts, Hash, Head, SourceLevel, block};
use proptest::prelude::*;

/// A writer at work, for histories.
#[derive(Clone)]
struct Scribe {
    writer: WriterId,
    bytes: Vec<u8>,
    head: Hash,
    n: u64,
}

impl Scribe {
    fn new(writer: &str) -> Self {
        Self { writer: WriterId::parse(writer).expect("a writer"), bytes: Vec::new(), head: Hash::GENESIS, n: 0 }
    }

    fn write(&mut self, act: &Act, seen: &[Head]) -> Head {
        self.n += 1;
        let at = "2026-11-23T09:00:00+09:00".parse().expect("a time");
        let (bytes, hash) = block(&self.head, self.n, &at, false, act, seen);
        self.bytes.extend(bytes);
        self.head = hash;
        Head { entry: EntryRef { writer: self.writer.clone(), n: self.n }, hash: hash.short() }
    }

    fn say(&mut self, value: &str, seen: &[Head]) -> Head {
        self.write(&answer(Reply::Value(vec![value.to_owned()])), seen)
    }
}

fn settle(of: &[&Head], counts: Counts) -> Act {
    let of = of.iter().map(|head| head.entry.clone()).collect();
    let (question, reason) = ("csr-saq.C1".to_owned(), BodyRef::of(b"salt\nwhy"));
    Act::Review(ReviewAct::Choose(Choose { question, about: None, party: Party::Supplier, counts, of, reason }))
}

fn settled_by(answers: &Answers) -> Vec<String> {
    let sides = answers.current.values().flat_map(Standing::sides);
    sides.map(|given| given.settled.as_ref().map_or_else(|| "–".to_owned(), |settled| settled.person.clone())).collect()
}

fn answer(reply: Reply) -> Act {
    Act::Answer(Answer { source: Some(SourceLevel::Said), ..Answer::of("csr-saq.C1", reply) })
}

fn folded(scribes: &[&Scribe]) -> Answers {
    let journals: Vec<_> = scribes.iter().map(|scribe| (scribe.writer.clone(), crate::journal::read(&scribe.bytes).entries)).collect();
    fold(&journals.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect::<Vec<_>>())
}

fn stands(answers: &Answers) -> Vec<String> {
    match answers.current.values().next() {
        None => Vec::new(),
        Some(Standing::One(given)) => vec![value(given)],
        Some(Standing::Conflict(all)) => all.iter().map(value).collect(),
    }
}

fn value(given: &Given) -> String {
    match &given.answer.reply {
        Reply::Value(value) => value.join(","),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_later_answer_of_the_same_writer_replaces_the_earlier() {
    let mut anna = Scribe::new("anna-1");
    anna.say("no", &[]);
    anna.say("yes", &[]);
    assert_eq!(stands(&folded(&[&anna])), ["yes"]);
    assert_eq!(folded(&[&anna]).history["csr-saq.C1"].len(), 2);
}

#[test]
fn a_reviewer_who_has_seen_both_settles_which_counts_and_both_stay_on_record() {
    let (mut anna, mut bob, mut ono) = (Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("ono-3"));
    let (no, yes) = (anna.say("no", &[]), bob.say("yes", &[]));
    ono.write(&settle(&[&no, &yes], Counts::Answer(yes.entry.clone())), &[no.clone(), yes.clone()]);
    let answers = folded(&[&ono, &bob, &anna]);
    assert_eq!((stands(&answers), settled_by(&answers)), (vec!["yes".to_owned()], vec!["ono".to_owned()]));
    assert_eq!(answers.history["csr-saq.C1"].len(), 2);
    // An answer of the one who was put aside, who had not seen it, opens it again; the same word does not.
    bob.say("yes", &[]);
    assert_eq!(stands(&folded(&[&anna, &bob, &ono])), ["yes"]);
    anna.say("declined to say", &[]);
    assert_eq!(stands(&folded(&[&anna, &bob, &ono])), ["declined to say", "yes"]);
}

#[test]
fn an_answer_that_has_seen_the_settlement_takes_its_place() {
    let (mut anna, mut bob, mut ono) = (Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("ono-3"));
    let (no, yes) = (anna.say("no", &[]), bob.say("yes", &[]));
    let settled = ono.write(&settle(&[&no, &yes], Counts::Answer(no.entry.clone())), &[no.clone(), yes.clone()]);
    bob.say("partly", &[settled]);
    let answers = folded(&[&anna, &bob, &ono]);
    assert_eq!((stands(&answers), settled_by(&answers)), (vec!["partly".to_owned()], vec!["–".to_owned()]));
}

#[test]
fn two_settlements_made_apart_are_a_conflict_until_a_third_has_seen_both() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    let (mut ono, mut mori) = (Scribe::new("ono-3"), Scribe::new("mori-4"));
    let (no, yes) = (anna.say("no", &[]), bob.say("yes", &[]));
    let both = [no.clone(), yes.clone()];
    let first = ono.write(&settle(&[&no, &yes], Counts::Answer(yes.entry.clone())), &both);
    let found = Counts::Found { value: vec!["partly".to_owned()], source: Some(SourceLevel::Seen) };
    let second = mori.write(&settle(&[&no, &yes], found), &both);
    let answers = folded(&[&anna, &bob, &ono, &mori]);
    assert_eq!(stands(&answers), ["partly", "yes"]);
    assert_eq!(settled_by(&answers), ["mori", "ono"]);
    let third = settle(&[&no, &yes, &first, &second], Counts::Answer(second.entry.clone()));
    ono.write(&third, &[second]);
    let answers = folded(&[&anna, &bob, &ono, &mori]);
    assert_eq!((stands(&answers), settled_by(&answers)), (vec!["partly".to_owned()], vec!["ono".to_owned()]));
    let Some(Standing::One(given)) = answers.current.values().next() else { panic!("one stands") };
    assert!(given.settled.as_ref().is_some_and(|settled| settled.found), "{given:?}");
    assert_eq!((given.person.as_str(), given.answer.source), ("mori", Some(SourceLevel::Seen)));
}

#[test]
fn whoever_wrote_one_of_the_answers_or_has_not_seen_one_settles_nothing() {
    let (mut anna, mut bob, mut ono) = (Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("ono-3"));
    let (no, yes) = (anna.say("no", &[]), bob.say("yes", &[]));
    anna.write(&settle(&[&no, &yes], Counts::Answer(no.entry.clone())), std::slice::from_ref(&yes));
    assert_eq!(stands(&folded(&[&anna, &bob])), ["no", "yes"]);
    ono.write(&settle(&[&yes], Counts::Answer(yes.entry.clone())), std::slice::from_ref(&yes));
    assert_eq!(stands(&folded(&[&anna, &bob, &ono])), ["no", "yes"]);
    let journal = crate::journal::read(&ono.bytes).entries;
    let log = Log { writer: ono.writer.clone(), entries: &journal };
    assert!(fold_where(&[log], &|_, _| false).current.is_empty());
}

#[test]
fn a_submission_stands_where_the_answer_it_had_seen_was_settled_to_count() {
    let attested = |at: &mut Scribe| at.write(&Act::Submit { attested: "true".to_owned(), name: None, role: None }, &[]);
    let (mut anna, mut bob, mut ono) = (Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("ono-3"));
    let (no, yes) = (anna.say("no", &[]), bob.say("yes", &[]));
    let submitted = attested(&mut anna);
    let reopened = |scribes: &[&Scribe]| folded(scribes).submitted.map(|one| one.reopened);
    assert_eq!(reopened(&[&anna, &bob]), Some(true));
    let before = ono.clone();
    ono.write(&settle(&[&no, &yes], Counts::Answer(no.entry.clone())), &[submitted.clone(), yes.clone()]);
    assert_eq!(reopened(&[&anna, &bob, &ono]), Some(false));
    let mut ono = before;
    ono.write(&settle(&[&no, &yes], Counts::Answer(yes.entry.clone())), &[submitted, yes]);
    assert_eq!(reopened(&[&anna, &bob, &ono]), Some(true));
}

#[test]
fn answers_that_have_not_seen_each_other_are_both_kept_until_one_has_seen_both() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    anna.say("no", &[]);
    let theirs = bob.say("yes", &[]);
    assert_eq!(stands(&folded(&[&anna, &bob])), ["no", "yes"]);
    anna.say("yes, since May", &[theirs]);
    assert_eq!(stands(&folded(&[&bob, &anna])), ["yes, since May"]);
}

#[test]
fn the_same_reply_given_twice_offline_is_no_conflict() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    anna.say("no", &[]);
    bob.say("no", &[]);
    assert_eq!(stands(&folded(&[&anna, &bob])), ["no"]);
}

#[test]
fn what_was_seen_through_a_third_writer_counts_as_seen() {
    let (mut anna, mut bob, mut carl) = (Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("carl-3"));
    let first = anna.say("no", &[]);
    let second = bob.write(&Act::Park { question: "csr-saq.X".to_owned(), parked: true }, &[first]);
    carl.say("yes", &[second]);
    assert_eq!(stands(&folded(&[&carl, &bob, &anna])), ["yes"]);
}

#[test]
fn a_head_with_another_hash_has_seen_nothing_of_this_history() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    let mut head = anna.say("no", &[]);
    head.hash = "0".repeat(32);
    bob.say("yes", &[head]);
    assert_eq!(stands(&folded(&[&anna, &bob])), ["no", "yes"]);
}

#[test]
fn undo_brings_back_what_stood_before_and_undoing_the_undo_brings_it_again() {
    let mut anna = Scribe::new("anna-1");
    anna.say("no", &[]);
    anna.say("yes", &[]);
    anna.write(&Act::Undo { entry: 2 }, &[]);
    assert_eq!(stands(&folded(&[&anna])), ["no"]);
    anna.write(&Act::Undo { entry: 3 }, &[]);
    assert_eq!(stands(&folded(&[&anna])), ["yes"]);
    anna.write(&Act::Undo { entry: 99 }, &[]);
    assert_eq!(stands(&folded(&[&anna])), ["yes"], "an undo of what is not there does nothing");
}

#[test]
fn an_answer_taken_back_to_unanswered_leaves_nothing() {
    let mut anna = Scribe::new("anna-1");
    anna.say("no", &[]);
    anna.write(&answer(Reply::Withdrawn), &[]);
    assert!(folded(&[&anna]).current.is_empty());
}

#[test]
fn an_answer_the_submission_has_not_seen_reopens_the_assessment() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    anna.say("no", &[]);
    anna.write(&Act::Submit { attested: "read-back".to_owned(), name: None, role: None }, &[]);
    assert!(folded(&[&anna]).submitted.is_some_and(|submitted| !submitted.reopened));
    bob.say("no", &[]);
    assert!(folded(&[&anna, &bob]).submitted.is_some_and(|submitted| submitted.reopened));
}

#[test]
fn a_document_keeps_its_promise_and_an_unknown_kind_is_counted() {
    let mut anna = Scribe::new("anna-1");
    anna.write(
        &Act::Promise(crate::journal::Promise {
            question: "csr-saq.D4".to_owned(),
            about: None,
            due: "2026-12-01".to_owned(),
            what: None,
            by: None,
        }),
        &[],
    );
    let paper = Document {
        sha256: "0".repeat(64),
        name: "x.pdf".to_owned(),
        question: None,
        issuer: None,
        scope: None,
        dated: None,
        expires: None,
        keeps: Some("anna-1#1".to_owned()),
    };
    anna.write(&Act::Attach(paper), &[]);
    anna.write(&Act::Unknown { kind: "sighed".to_owned(), fields: Vec::new() }, &[]);
    let answers = folded(&[&anna]);
    assert_eq!(answers.promises[0].kept.as_ref().map(ToString::to_string).as_deref(), Some("anna-1#2"));
    assert_eq!(answers.unknown.len(), 1);
}

fn check(outcome: &str, about: Option<&str>) -> Act {
    let question = "csr-saq.E4".to_owned();
    Act::Check { question, outcome: outcome.to_owned(), note: None, about: about.map(str::to_owned) }
}

#[test]
fn a_check_that_has_not_seen_a_hit_does_not_clear_it() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    let outcome = |scribes: &[&Scribe]| folded(scribes).checks["csr-saq.E4"].outcome.clone();
    let found = anna.write(&check("hit", None), &[]);
    bob.write(&check("clear", None), &[]);
    assert_eq!((outcome(&[&anna, &bob]), outcome(&[&bob, &anna])), ("hit".to_owned(), "hit".to_owned()));
    bob.write(&check("clear", Some("site:b")), std::slice::from_ref(&found));
    assert_eq!(outcome(&[&anna, &bob]), "hit", "another site says nothing about this one");
    bob.write(&check("clear", None), &[found]);
    assert_eq!(outcome(&[&anna, &bob]), "clear");
}

/// How many random schedules: a tenth where nobody asks for the full count.
fn schedules() -> u32 {
    if std::env::var_os("ORETRAIL_OUTSIDE").is_some_and(|value| value == "1") { 4_000 } else { 400 }
}

/// A step of a random schedule: who acts, what, and whose heads the screen has shown.
fn steps() -> impl Strategy<Value = Vec<(usize, u8, u8)>> {
    prop::collection::vec((0..3_usize, 0..8_u8, 0..8_u8), 1..30)
}

fn history(steps: &[(usize, u8, u8)]) -> [Scribe; 3] {
    let mut scribes = [Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("carl-3")];
    let mut heads: [Option<Head>; 3] = [None, None, None];
    for (who, what, shown) in steps {
        let seen: Vec<Head> =
            (0..3).filter(|other| other != who && shown & (1 << other) != 0).filter_map(|other| heads[other].clone()).collect();
        let scribe = &mut scribes[*who];
        let act = match what {
            0..=3 => answer(Reply::Value(vec![what.to_string()])),
            4 => answer(Reply::Withdrawn),
            5 => Act::Undo { entry: scribe.n },
            6 if *shown > 5 => check(["clear", "hit"][who % 2], None),
            6 => Act::Submit { attested: "read-back".to_owned(), name: None, role: None },
            _ => Act::Park { question: "csr-saq.C1".to_owned(), parked: true },
        };
        heads[*who] = Some(scribe.write(&act, &seen));
    }
    scribes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(schedules()))]

    #[test]
    fn the_order_in_which_logs_arrive_plays_no_part(steps in steps()) {
        let [a, b, c] = history(&steps);
        let first = folded(&[&a, &b, &c]);
        prop_assert_eq!(&first, &folded(&[&c, &a, &b]));
        prop_assert_eq!(&first, &folded(&[&b, &c, &a]));
        prop_assert_eq!(&first, &folded(&[&c, &b, &a]));
    }

    #[test]
    fn every_answer_that_nobody_has_seen_stands(steps in steps()) {
        let scribes = history(&steps);
        let answers = folded(&scribes.iter().collect::<Vec<_>>());
        let undone = steps.iter().any(|(_, what, _)| *what == 5);
        // With nobody looking at anybody, each writer's last answer stands on its own.
        if steps.iter().all(|(_, _, shown)| *shown == 0) && !undone {
            let mut last: BTreeMap<usize, u8> = BTreeMap::new();
            for (who, what, _) in steps.iter().filter(|(_, what, _)| *what <= 4) {
                last.insert(*who, *what);
            }
            let mut expected: Vec<String> = last.values().filter(|what| **what < 4).map(u8::to_string).collect();
            expected.sort();
            expected.dedup();
            let mut found = stands(&answers);
            found.sort();
            prop_assert_eq!(found, expected);
        }
    }
}

/// A reviewer's finding on the question of `answer`.
fn finding(outcome: &str) -> Act {
    Act::Check { question: "csr-saq.C1".to_owned(), outcome: outcome.to_owned(), note: None, about: None }
}

fn found(answers: &Answers) -> Vec<(String, String)> {
    answers.findings.iter().map(|(entry, check)| (entry.to_string(), check.outcome.clone())).collect()
}

#[test]
fn a_finding_is_about_the_answer_its_reviewer_had_seen_whatever_the_clocks_say() {
    // All entries of these histories bear the same time of day: only what was seen can tell them apart.
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    let first = anna.say("no", &[]);
    bob.write(&finding("found-untrue"), &[first]);
    assert_eq!(found(&folded(&[&anna, &bob])), [("anna-1#1".to_owned(), "found-untrue".to_owned())]);
    anna.say("yes", &[]);
    assert_eq!(found(&folded(&[&anna, &bob])), [], "the new answer was not looked at");
}

#[test]
fn a_reviewer_offline_found_nothing_about_an_answer_he_could_not_see() {
    let (mut anna, mut bob) = (Scribe::new("anna-1"), Scribe::new("bob-2"));
    anna.say("no", &[]);
    bob.write(&finding("not-applicable-accepted"), &[]);
    assert_eq!(found(&folded(&[&bob, &anna])), []);
}

#[test]
fn of_two_reviewers_who_had_not_seen_each_other_the_stricter_is_believed() {
    let (mut anna, mut bob, mut carl) = (Scribe::new("anna-1"), Scribe::new("bob-2"), Scribe::new("carl-3"));
    let said = anna.say("no", &[]);
    bob.write(&finding("found-untrue"), std::slice::from_ref(&said));
    let accepted = carl.write(&finding("not-applicable-accepted"), &[said]);
    let outcomes = |scribes: &[&Scribe]| found(&folded(scribes)).into_iter().map(|(_, outcome)| outcome).collect::<Vec<_>>();
    assert_eq!(outcomes(&[&anna, &bob, &carl]), ["found-untrue"]);
    assert_eq!(outcomes(&[&carl, &bob, &anna]), ["found-untrue"]);
    bob.write(&finding("not-applicable-accepted"), &[accepted]);
    assert_eq!(outcomes(&[&anna, &bob, &carl]), ["not-applicable-accepted"], "the later word of one who saw all");
}

#[test]
fn what_stood_in_a_submission_is_corrected_from_then_on_and_what_came_later_is_not() {
    let mut anna = Scribe::new("anna-1");
    let submit = || Act::Submit { attested: "read-back".to_owned(), name: None, role: None };
    let key = AnswerKey { question: "csr-saq.C1".to_owned(), about: None, party: Party::Supplier };
    anna.say("no", &[]);
    assert!(!folded(&[&anna]).was_attested(&key), "nothing was submitted");
    anna.write(&answer(Reply::Withdrawn), &[]);
    anna.write(&submit(), &[]);
    anna.say("yes", &[]);
    assert!(!folded(&[&anna]).was_attested(&key), "it was unanswered when it was submitted");
    anna.write(&submit(), &[]);
    assert!(folded(&[&anna]).was_attested(&key));
    anna.write(&Act::Undo { entry: 5 }, &[]);
    assert!(!folded(&[&anna]).was_attested(&key), "the submission was taken back");
}
