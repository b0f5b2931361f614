use super::*;
use crate::journal::{CertificateSource, Hash, Head, RegisterAct, WriterId, block};

/// Acts of writers, one log each, in which every entry has seen all before it.
pub(crate) fn logs(acts: &[(&str, Act)]) -> Vec<(WriterId, Vec<crate::journal::Entry>)> {
    let mut bytes: BTreeMap<&str, (Vec<u8>, Hash, u64)> = BTreeMap::new();
    let mut heads: BTreeMap<&str, Head> = BTreeMap::new();
    for (writer, act) in acts {
        let log = bytes.entry(writer).or_insert_with(|| (Vec::new(), Hash::GENESIS, 0));
        log.2 += 1;
        let at = "2026-11-23T09:00:00+09:00".parse().expect("a time");
        let seen: Vec<Head> = heads.iter().filter(|(other, _)| *other != writer).map(|(_, head)| head.clone()).collect();
        let (block, hash) = block(&log.1, log.2, &at, false, act, &seen);
        log.0.extend(block);
        log.1 = hash;
        let entry = EntryRef { writer: WriterId::parse(writer).expect("a writer"), n: log.2 };
        heads.insert(writer, Head { entry, hash: hash.short() });
    }
    bytes.iter().map(|(writer, (bytes, ..))| (WriterId::parse(writer).expect("a writer"), crate::journal::read(bytes).entries)).collect()
}

fn says(source: CertificateSource, dated: &str, state: CertificateState, expires: Option<&str>) -> Act {
    Act::Register(RegisterAct::Certificate(CertificateAct {
        scheme: "Copper Mark".to_owned(),
        entity: "Atacama Cobre SpA".to_owned(),
        site: Some("pit".to_owned()),
        metal: Some("copper".to_owned()),
        edition: None,
        state,
        issued: None,
        expires: expires.map(str::to_owned),
        source,
        dated: dated.to_owned(),
        evidence: Vec::new(),
        questions: Vec::new(),
        note: None,
    }))
}

fn settles(of: &[&str], state: CertificateState) -> Act {
    Act::Register(RegisterAct::Settle(SettleAct {
        certificate: "copper-mark:atacama-cobre:pit:copper".to_owned(),
        state,
        expires: None,
        of: of.iter().map(|entry| (*entry).to_owned()).collect(),
        reason: BodyRef::of(b"because"),
    }))
}

fn folded_from(acts: &[(&str, Act)]) -> Vec<Held> {
    let logs = logs(acts);
    let logs: Vec<Log<'_>> = logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
    fold(&Supplier::default(), &logs, &|person, _| person == "mori")
}

fn the(acts: &[(&str, Act)]) -> Held {
    let all = folded_from(acts);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().expect("one")
}

use CertificateSource::{Document, Scheme, Supplier as Word};
use CertificateState::{Applied, Certified, Disputed, Lapsed, UnderAssessment};

#[test]
fn r15_two_dated_sources_that_contradict_each_other_stay_side_by_side_until_a_reviewer_settles() {
    let both = [("anna-1", says(Word, "2026-09-28", Certified, Some("2029-09-27"))), ("anna-1", says(Scheme, "2026-11-12", Applied, None))];
    let held = the(&both);
    assert_eq!((held.state, held.sources.len()), (Disputed, 2));
    assert_eq!(held.told(), "supplier 2026-09-28: certified; scheme 2026-11-12: applied");
    let by = |writer: &'static str| the(&[both.as_slice(), &[(writer, settles(&["anna-1#1", "anna-1#2"], Applied))]].concat());
    assert_eq!(by("anna-1").state, Disputed, "a buyer settles nothing");
    let settled = by("mori-1");
    assert_eq!((settled.state, settled.expires), (Applied, None));
    assert_eq!(settled.sources.len(), 2, "both sources stay in sight");
}

#[test]
fn a_source_that_comes_after_the_settlement_and_contradicts_it_opens_the_dispute_again() {
    let acts = [
        ("anna-1", says(Word, "2026-09-28", Certified, None)),
        ("anna-1", says(Scheme, "2026-11-12", Applied, None)),
        ("mori-1", settles(&["anna-1#1", "anna-1#2"], Certified)),
    ];
    assert_eq!(the(&acts).state, Certified);
    let later = [acts.as_slice(), &[("anna-1", says(Document, "2026-11-23", Lapsed, None))]].concat();
    assert_eq!(the(&later).state, Disputed);
    let agreeing = [acts.as_slice(), &[("anna-1", says(Document, "2026-11-23", Certified, Some("2029-11-22")))]].concat();
    assert_eq!((the(&agreeing).state, the(&agreeing).expires), (Certified, "2029-11-22".parse().ok()));
}

#[test]
fn the_next_step_of_the_same_way_and_a_renewal_are_no_dispute() {
    let step =
        |first, second| the(&[("anna-1", says(Word, "2026-01-10", first, None)), ("anna-1", says(Scheme, "2026-06-10", second, None))]);
    assert_eq!(step(Applied, UnderAssessment).state, UnderAssessment);
    assert_eq!(step(UnderAssessment, Certified).state, Certified);
    assert_eq!(step(Certified, UnderAssessment).state, Disputed);
    let renewed = the(&[
        ("anna-1", says(Document, "2023-05-20", Certified, Some("2026-05-19"))),
        ("anna-1", says(Scheme, "2026-05-20", Certified, Some("2029-05-19"))),
    ]);
    assert_eq!((renewed.state, renewed.expires), (Certified, "2029-05-19".parse().ok()));
}

#[test]
fn a_later_word_of_the_same_source_takes_the_place_of_its_earlier_one() {
    let held = the(&[("anna-1", says(Scheme, "2026-09-28", Certified, None)), ("ken-1", says(Scheme, "2026-11-12", Applied, None))]);
    assert_eq!((held.state, held.sources.len()), (Applied, 1));
}

#[test]
fn r18_a_certificate_holds_on_its_last_day_and_not_on_the_day_after() {
    let held = the(&[("anna-1", says(Document, "2023-05-20", Certified, Some("2026-05-19")))]);
    let on = |day: &str| day.parse::<Date>().expect("a day");
    assert!(held.holds(on("2026-05-19")) && held.ended(on("2026-05-19")).is_none());
    assert!(!held.holds(on("2026-05-20")));
    assert_eq!(held.ended(on("2026-06-30")), Some(on("2026-05-20")));
    assert_eq!(held.days_left(on("2026-05-20")), Some(-1));
}

#[test]
fn the_entity_is_part_of_the_name_and_its_legal_form_is_not() {
    assert_eq!(key("Copper Mark", "ATACAMA COBRE S.p.A.", "pit", "Copper"), key("copper-mark", "Atacama Cobre SpA", "pit", "copper"));
    assert_ne!(key("Copper Mark", "Atacama Cobre SpA", "pit", "copper"), key("Copper Mark", "Cobre del Norte SpA", "pit", "copper"));
}
