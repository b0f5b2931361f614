use super::*;
use crate::journal::{BodyRef, Entry, Hash, Head, Reply, WriterId, block};

/// A log being written, a second an entry.
struct Scribe {
    writer: WriterId,
    entries: Vec<Entry>,
    head: Hash,
}

impl Scribe {
    fn new(person: &str) -> Self {
        Self { writer: WriterId::new(person, "1"), entries: Vec::new(), head: Hash::GENESIS }
    }

    fn write(&mut self, act: Act, seen: &[Head], second: i64) -> Head {
        let n = u64::try_from(self.entries.len()).unwrap_or(0) + 1;
        let base: Moment = "2026-11-23T09:00:00+09:00".parse().expect("a time");
        let at = base.later(second);
        let (_, hash) = block(&self.head, n, &at, false, &act, seen);
        let entry = Entry { n, at, clock_set: false, act, seen: seen.to_vec(), hash, line: 1 };
        let head = Head::of(&self.writer, &entry);
        self.entries.push(entry);
        self.head = hash;
        head
    }
}

fn folded(standing: &[&Scribe], since: &[&Scribe]) -> Living {
    let lent = |all: &[&Scribe]| all.iter().map(|one| (one.writer.clone(), one.entries.clone())).collect::<Vec<_>>();
    let (standing, since) = (lent(standing), lent(since));
    Living::of(&logs_of(&standing), &logs_of(&since))
}

fn logs_of(all: &[(WriterId, Vec<Entry>)]) -> Vec<Log<'_>> {
    all.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect()
}

fn handed(from: &str, to: &str) -> Act {
    let act = HandOverAct {
        from: from.to_owned(),
        to: to.to_owned(),
        reason: BodyRef::of(b"leave"),
        promises: Vec::new(),
        actions: Vec::new(),
        parked: Vec::new(),
    };
    Act::Living(LivingAct::HandOver(act))
}

fn succeeded(how: How, others: &[&str], on: &str) -> Act {
    let others = others.iter().map(|other| (*other).to_owned()).collect();
    Act::Living(LivingAct::Succeeded(SuccessionAct {
        how,
        others,
        on: on.to_owned(),
        reason: None,
        sites: Vec::new(),
        carries: None,
        read: Vec::new(),
    }))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn a_supplier_is_new_to_whoever_took_over_until_that_person_writes_about_it() {
    let (mut anna, mut ken) = (Scribe::new("anna"), Scribe::new("ken"));
    let answer = || Act::Answer(crate::journal::Answer::of("csr-saq.C1", Reply::DontKnow));
    ken.write(answer(), &[], 1);
    anna.write(handed("anna", "ken"), &[], 2);
    assert!(!folded(&[&anna], &[&ken]).handed.expect("handed over").taken_up, "what was written before counts for nothing");
    ken.write(answer(), &[], 3);
    assert!(folded(&[&anna], &[&ken]).handed.expect("handed over").taken_up);
}

#[test]
fn a_succession_holds_from_its_day_on_and_a_sold_site_ends_nothing() {
    let mut anna = Scribe::new("anna");
    anna.write(succeeded(How::SiteSold, &["c"], "2026-01-01"), &[], 1);
    anna.write(succeeded(How::Merged, &["b"], "2026-12-01"), &[], 2);
    let living = folded(&[&anna], &[]);
    assert!(living.successors(day("2026-11-30")).is_empty());
    assert_eq!(living.successors(day("2026-12-01")).into_iter().collect::<Vec<_>>(), ["b"]);
    anna.write(Act::Undo { entry: 2 }, &[], 3);
    assert!(folded(&[&anna], &[]).ended(day("2026-12-01")).is_none(), "it was taken back");
}

#[test]
fn two_who_have_not_seen_each_other_name_different_successors_and_both_are_told() {
    let (mut anna, mut ken) = (Scribe::new("anna"), Scribe::new("ken"));
    let first = anna.write(succeeded(How::Merged, &["b"], "2026-01-01"), &[], 1);
    ken.write(succeeded(How::Merged, &["c"], "2026-01-01"), &[], 2);
    let living = folded(&[&anna, &ken], &[]);
    assert!(living.disputed);
    assert_eq!(living.successors(day("2026-11-23")).into_iter().collect::<Vec<_>>(), ["b", "c"]);
    let mut ken = Scribe::new("ken");
    ken.write(succeeded(How::Merged, &["c"], "2026-01-01"), &[first], 2);
    let living = folded(&[&anna, &ken], &[]);
    assert!(!living.disputed, "the later one had seen the earlier");
    assert_eq!(living.successors(day("2026-11-23")).into_iter().collect::<Vec<_>>(), ["c"]);
}
