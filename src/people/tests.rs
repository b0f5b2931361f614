use super::*;
use crate::journal::{Act, BodyRef, Grant, Hash, KeyAct, Withdraw, WriterId, block, read};
use crate::signature::{SecretKey, message, sign};

/// A writer at work on a people log.
struct Scribe {
    writer: WriterId,
    bytes: Vec<u8>,
    head: Hash,
    n: u64,
    /// Minutes by which the clock is ahead of the entry's number.
    late: u64,
}

impl Scribe {
    fn new(writer: &str) -> Self {
        Self { writer: WriterId::parse(writer).expect("a writer"), bytes: Vec::new(), head: Hash::GENESIS, n: 0, late: 0 }
    }

    fn write(&mut self, act: &Act, seen: &[Head]) -> Head {
        self.n += 1;
        let at = at(self.n + self.late);
        let (bytes, hash) = block(&self.head, self.n, &at, false, act, seen);
        self.bytes.extend(bytes);
        self.head = hash;
        Head { entry: EntryRef { writer: self.writer.clone(), n: self.n }, hash: hash.short() }
    }

    fn sign(&mut self, key: &SecretKey) -> Head {
        let act = Act::Sign(Sign {
            entry: self.n,
            of: self.head,
            key: key.public().fingerprint(),
            signature: sign(key, message(&self.head).as_bytes()),
        });
        self.write(&act, &[])
    }
}

fn at(minute: u64) -> Moment {
    format!("2026-11-23T09:{minute:02}:00+09:00").parse().expect("a time")
}

fn grant(person: &str, role: Role) -> Act {
    Act::Grant(Grant { person: person.to_owned(), roles: vec![role], name: None, until: None })
}

fn withdraw(person: &str, role: Role) -> Act {
    Act::Withdraw(Withdraw { person: person.to_owned(), roles: vec![role], reason: None })
}

fn key(person: &str, key: &SecretKey) -> Act {
    Act::Key(KeyAct::of_person(person, &key.public().to_string()))
}

fn folded(scribes: &[&Scribe], root: Option<&Head>) -> People {
    let journals: Vec<_> = scribes.iter().map(|scribe| (scribe.writer.clone(), read(&scribe.bytes).entries)).collect();
    People::of(&journals.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect::<Vec<_>>(), root)
}

fn words(people: &People, person: &str) -> Vec<&'static str> {
    people.roles(person, &at(59)).into_iter().map(Role::word).collect()
}

#[test]
fn roles_come_from_the_pinned_administrator_and_from_nobody_else() {
    let (mut mori, mut eve) = (Scribe::new("mori-1"), Scribe::new("eve-2"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    eve.write(&grant("eve", Role::Administrator), &[]);
    eve.write(&grant("eve", Role::Reviewer), &[]);
    let people = folded(&[&mori, &eve], Some(&root));
    assert_eq!(words(&people, "ken"), ["reviewer"]);
    assert_eq!(words(&people, "eve"), Vec::<&str>::new());
    assert_eq!(people.doubts.iter().map(|doubt| doubt.why).collect::<Vec<_>>(), [Why::NoAdministrator, Why::NoAdministrator]);
    assert_eq!(people, folded(&[&eve, &mori], Some(&root)), "the order of logs plays no part");
}

#[test]
fn a_rewritten_root_gives_nobody_a_role() {
    let mut mori = Scribe::new("mori-1");
    let mut root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    root.hash = "0".repeat(32);
    let people = folded(&[&mori], Some(&root));
    assert!(people.is_empty());
    assert!(people.doubts.iter().any(|doubt| doubt.why == Why::RootChanged));
    assert!(folded(&[], Some(&root)).doubts.iter().any(|doubt| doubt.why == Why::RootMissing));
}

#[test]
fn a_withdrawal_takes_with_it_what_it_had_not_seen() {
    let (mut mori, mut ken) = (Scribe::new("mori-1"), Scribe::new("ken-2"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    let made = mori.write(&grant("ken", Role::Administrator), &[]);
    // Ken grants before and after; the withdrawal has seen only the first.
    let first = ken.write(&grant("ono", Role::Reviewer), &[made]);
    mori.write(&withdraw("ken", Role::Administrator), &[first]);
    ken.write(&grant("eve", Role::Reviewer), &[]);
    let people = folded(&[&mori, &ken], Some(&root));
    assert_eq!(words(&people, "ono"), ["reviewer"]);
    assert_eq!(words(&people, "eve"), Vec::<&str>::new());
    assert_eq!(words(&people, "ken"), Vec::<&str>::new());
}

#[test]
fn a_role_counts_from_its_grant_to_its_withdrawal_and_not_a_day_longer_than_named() {
    let mut mori = Scribe::new("mori-1");
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    mori.write(&withdraw("ken", Role::Reviewer), &[]);
    let until =
        Act::Grant(Grant { person: "ono".to_owned(), roles: vec![Role::Reviewer], name: None, until: Some("2026-11-23".to_owned()) });
    mori.write(&until, &[]);
    let people = folded(&[&mori], Some(&root));
    assert!(!people.had("ken", Role::Reviewer, &at(1)));
    assert!(people.had("ken", Role::Reviewer, &at(2)));
    assert!(!people.had("ken", Role::Reviewer, &at(3)));
    assert!(people.had("ono", Role::Reviewer, &at(30)));
    assert!(!people.had("ono", Role::Reviewer, &"2026-11-24T00:00:00+09:00".parse().expect("a time")));
}

#[test]
fn whoever_has_a_key_signs_and_a_line_typed_into_the_log_by_hand_is_not_counted() {
    let secret = SecretKey::of_seed(&[3; 32]);
    let mut mori = Scribe::new("mori-1");
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&key("mori", &secret), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    mori.sign(&secret);
    mori.write(&grant("eve", Role::Reviewer), &[]);
    mori.sign(&SecretKey::of_seed(&[9; 32]));
    mori.write(&grant("eve", Role::Reviewer), &[]);
    let people = folded(&[&mori], Some(&root));
    assert_eq!(words(&people, "ken"), ["reviewer"]);
    assert!(people.persons["ken"].roles[&Role::Reviewer][0].signed);
    assert_eq!(words(&people, "eve"), Vec::<&str>::new());
    assert_eq!(people.doubts.iter().map(|doubt| doubt.why).collect::<Vec<_>>(), [Why::Unsigned, Why::Unsigned]);
}

#[test]
fn a_key_somebody_enters_for_himself_waits_until_an_administrator_stands_for_it() {
    let (secret, second) = (SecretKey::of_seed(&[3; 32]), SecretKey::of_seed(&[4; 32]));
    let (mut mori, mut ken) = (Scribe::new("mori-1"), Scribe::new("ken-2"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    let entered = ken.write(&key("ken", &secret), &[]);
    let people = folded(&[&mori, &ken], Some(&root));
    assert!(!people.persons["ken"].keys[0].confirmed);
    assert_eq!(people.allowed_signers(), "");
    let confirmed = mori.write(&key("ken", &secret), &[entered]);
    let people = folded(&[&mori, &ken], Some(&root));
    assert!(people.persons["ken"].keys[0].confirmed);
    assert!(people.allowed_signers().starts_with("ken namespaces=\"oretrail\" ssh-ed25519 "));
    // A further key of his own counts when the first one signs it.
    ken.write(&key("ken", &second), &[confirmed]);
    ken.sign(&secret);
    let people = folded(&[&mori, &ken], Some(&root));
    assert_eq!(people.persons["ken"].keys.iter().filter(|key| key.confirmed).count(), 2);
}

#[test]
fn a_key_that_was_given_up_counts_for_what_it_signed_before() {
    let secret = SecretKey::of_seed(&[3; 32]);
    let mut mori = Scribe::new("mori-1");
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&key("mori", &secret), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    mori.sign(&secret);
    mori.write(&Act::Key(KeyAct { dropped: true, ..KeyAct::of_person("mori", &secret.public().to_string()) }), &[]);
    mori.sign(&secret);
    let people = folded(&[&mori], Some(&root));
    let entries = read(&mori.bytes).entries;
    assert_eq!(people.signed("mori", &entries, &entries[2]).word(), "signed");
    assert_eq!(people.persons["mori"].keys_held().count(), 0);
    assert_eq!(people.signed("mori", &entries, &entries[0]), Signed::No);
}

fn closing(person: &str, key: &SecretKey) -> Act {
    Act::Key(KeyAct { closes: true, ..KeyAct::of_person(person, &key.public().to_string()) })
}

fn again(person: &str, key: &SecretKey) -> Act {
    let reason = Some(BodyRef::of(b"laptop stolen"));
    Act::Key(KeyAct { closes: true, again: reason, ..KeyAct::of_person(person, &key.public().to_string()) })
}

fn confirmed(people: &People, person: &str, key: &SecretKey) -> bool {
    people.persons.get(person).is_some_and(|known| known.keys_held().any(|held| held.confirmed && held.key == key.public()))
}

#[test]
fn after_the_first_key_no_other_counts_by_a_word_that_is_not_signed() {
    let keys = [3, 4, 5].map(|seed| SecretKey::of_seed(&[seed; 32]));
    let (mut mori, mut ono, mut copy) = (Scribe::new("mori-1"), Scribe::new("ono-2"), Scribe::new("ono-9"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    let made = mori.write(&grant("ono", Role::Administrator), &[]);
    mori.write(&closing("mori", &keys[0]), &[]);
    mori.sign(&keys[0]);
    // Both are administrators and neither has a key; whoever writes as ono, having seen the first key or not, waits.
    let entered = ono.write(&key("ono", &keys[1]), &[]);
    copy.write(&closing("ono", &keys[2]), std::slice::from_ref(&made));
    copy.write(&Act::Key(KeyAct { dropped: true, ..KeyAct::of_person("mori", &keys[0].public().to_string()) }), &[]);
    let people = folded(&[&mori, &ono, &copy], Some(&root));
    assert_eq!(people.first.as_ref().map(|first| first.key.clone()), Some(keys[0].public().fingerprint()));
    assert!(confirmed(&people, "mori", &keys[0]), "nobody gives up another's key without signing");
    assert!(!confirmed(&people, "ono", &keys[1]) && !confirmed(&people, "ono", &keys[2]));
    mori.write(&key("ono", &keys[1]), &[entered]);
    let people = folded(&[&mori, &ono, &copy], Some(&root));
    assert!(!confirmed(&people, "ono", &keys[1]), "a word for it that is not signed is none");
    mori.sign(&keys[0]);
    let people = folded(&[&mori, &ono, &copy], Some(&root));
    assert!(confirmed(&people, "ono", &keys[1]) && !confirmed(&people, "ono", &keys[2]));
    assert_eq!(people, folded(&[&copy, &ono, &mori], Some(&root)), "the order of logs plays no part");
}

#[test]
fn the_only_one_with_a_key_begins_again_visibly_and_what_was_signed_before_stays_signed() {
    let [old, new, other] = [3, 4, 5].map(|seed| SecretKey::of_seed(&[seed; 32]));
    let (mut mori, mut later, mut ono) = (Scribe::new("mori-1"), Scribe::new("mori-7"), Scribe::new("ono-2"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&closing("mori", &old), &[]);
    mori.sign(&old);
    let seen = mori.write(&grant("ono", Role::Reviewer), &[]);
    let seen = [seen, mori.sign(&old)];
    let entered = ono.write(&key("ono", &other), &seen);
    later.late = 10;
    let broke = later.write(&again("mori", &new), &[seen[1].clone(), entered]);
    later.sign(&new);
    let people = folded(&[&mori, &later, &ono], Some(&root));
    assert_eq!(people.doubts, []);
    assert!(confirmed(&people, "mori", &new) && !confirmed(&people, "mori", &old));
    let [one] = people.breaks.as_slice() else { panic!("one break: {people:?}") };
    assert_eq!((one.old.as_slice(), &one.new), ([old.public().fingerprint()].as_slice(), &new.public().fingerprint()));
    assert_eq!(people.anchors(), [old.public().fingerprint(), new.public().fingerprint()]);
    let entries = read(&mori.bytes).entries;
    assert_eq!(people.signed("mori", &entries, &entries[1]).word(), "signed");
    assert!(people.allowed_signers().contains("valid-after") && people.allowed_signers().contains("valid-before"));
    // The new key speaks for nothing that was written before.
    mori.sign(&new);
    let entries = read(&mori.bytes).entries;
    assert_eq!(people.signed("mori", &entries, &entries[4]), Signed::No);
    // Somebody whose key counts stands for it.
    let counted = later.write(&key("ono", &other), &[]);
    let counted = [counted, later.sign(&new), broke];
    ono.write(&key("mori", &new), &counted);
    assert!(folded(&[&mori, &later, &ono], Some(&root)).breaks[0].confirmed_by.is_empty(), "not without a signature");
    ono.sign(&other);
    assert_eq!(folded(&[&mori, &later, &ono], Some(&root)).breaks[0].confirmed_by, ["ono"]);
}

#[test]
fn nobody_begins_again_while_another_administrator_could_stand_for_the_key_whether_or_not_that_was_seen() {
    let [old, new, other] = [3, 4, 5].map(|seed| SecretKey::of_seed(&[seed; 32]));
    let (mut mori, mut copy) = (Scribe::new("mori-1"), Scribe::new("mori-7"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&closing("mori", &old), &[]);
    mori.sign(&old);
    mori.write(&grant("ono", Role::Administrator), &[]);
    mori.sign(&old);
    mori.write(&closing("ono", &other), &[]);
    mori.sign(&old);
    // On a copy that shows nothing but the root, somebody writes as mori and gives up ono's key and role.
    copy.write(&again("mori", &new), std::slice::from_ref(&root));
    copy.sign(&new);
    copy.write(&Act::Key(KeyAct { dropped: true, ..KeyAct::of_person("ono", &other.public().to_string()) }), &[]);
    copy.sign(&new);
    let people = folded(&[&mori, &copy], Some(&root));
    assert_eq!(people.breaks, []);
    assert!(confirmed(&people, "mori", &old) && confirmed(&people, "ono", &other) && !confirmed(&people, "mori", &new));
}

#[test]
fn from_the_first_key_on_a_role_counts_only_by_a_signature_and_before_it_unsigned() {
    let [first, second] = [3, 4].map(|seed| SecretKey::of_seed(&[seed; 32]));
    let (mut mori, mut ono, mut copy) = (Scribe::new("mori-1"), Scribe::new("ono-2"), Scribe::new("ono-9"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    mori.write(&grant("ken", Role::Reviewer), &[]);
    let made = mori.write(&grant("ono", Role::Administrator), &[]);
    let early = ono.write(&grant("anna", Role::Buyer), std::slice::from_ref(&made));
    let people = folded(&[&mori, &ono], Some(&root));
    assert_eq!((words(&people, "ken"), words(&people, "anna"), people.doubts.len()), (vec!["reviewer"], vec!["buyer"], 0));
    assert!(people.persons["ken"].is_unsigned(&at(59)), "nobody has a key: it counts, and is said to be unsigned");
    mori.write(&closing("mori", &first), &[early]);
    let closed = mori.sign(&first);
    // An administrator without a key, having seen the first one or, on a copy, not.
    ono.write(&grant("eve", Role::Reviewer), std::slice::from_ref(&closed));
    let refused = ono.write(&withdraw("ken", Role::Reviewer), &[]);
    copy.write(&grant("zoe", Role::Reviewer), std::slice::from_ref(&made));
    let people = folded(&[&mori, &ono, &copy], Some(&root));
    assert_eq!((words(&people, "eve"), words(&people, "zoe"), words(&people, "ken")), (vec![], vec![], vec!["reviewer"]));
    assert_eq!(words(&people, "anna"), ["buyer"], "what was given before stays");
    assert_eq!(people.doubts.iter().map(|doubt| doubt.why).collect::<Vec<_>>(), [Why::Keyless; 3]);
    assert_eq!(people, folded(&[&copy, &ono, &mori], Some(&root)), "the order of logs plays no part");
    // Once there is a key that counts, the same is good when it is signed; an own role is given up without.
    mori.write(&key("ono", &second), &[refused]);
    let stood = mori.sign(&first);
    ono.write(&grant("eve", Role::Reviewer), &[stood]);
    ono.sign(&second);
    let mut ken = Scribe::new("ken-3");
    ken.write(&withdraw("ken", Role::Reviewer), &[closed]);
    let people = folded(&[&mori, &ono, &copy, &ken], Some(&root));
    assert_eq!((words(&people, "eve"), words(&people, "ken")), (vec!["reviewer"], vec![]));
    assert!(!people.persons["eve"].is_unsigned(&at(59)));
}

#[test]
fn where_an_earlier_version_entered_the_first_key_its_rule_holds_until_an_administrator_confirms_one() {
    let [first, second] = [3, 4].map(|seed| SecretKey::of_seed(&[seed; 32]));
    let (mut mori, mut ono) = (Scribe::new("mori-1"), Scribe::new("ono-2"));
    let root = mori.write(&grant("mori", Role::Administrator), &[]);
    let made = mori.write(&grant("ono", Role::Administrator), &[]);
    let entered = mori.write(&key("mori", &first), &[]);
    ono.write(&key("ono", &second), &[made]);
    ono.write(&grant("eve", Role::Reviewer), &[entered]);
    ono.sign(&second);
    let people = folded(&[&mori, &ono], Some(&root));
    assert!(people.keeps_the_earlier_rule() && confirmed(&people, "ono", &second));
    assert_eq!(words(&people, "eve"), ["reviewer"]);
    // She stands for her own key once more, signed: from there on it is closed.
    mori.write(&closing("mori", &first), &[]);
    mori.sign(&first);
    let people = folded(&[&mori, &ono], Some(&root));
    assert!(!people.keeps_the_earlier_rule() && people.closed.is_some());
    assert!(confirmed(&people, "mori", &first));
}
