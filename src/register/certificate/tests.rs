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
    fold(&Supplier::default(), &logs, &|person, _| ["mori", "ono"].contains(&person), CertificateRules::default())
}

/// A log of one writer that has seen nothing but what is given.
fn apart(writer: &str, act: &Act, seen: &[(WriterId, Vec<crate::journal::Entry>)]) -> (WriterId, Vec<crate::journal::Entry>) {
    let heads: Vec<Head> = seen.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
    let at = "2026-11-24T09:00:00+09:00".parse().expect("a time");
    let (bytes, _) = block(&Hash::GENESIS, 1, &at, false, act, &heads);
    (WriterId::parse(writer).expect("a writer"), crate::journal::read(&bytes).entries)
}

#[test]
fn two_settlements_made_apart_leave_it_disputed_until_one_has_seen_both() {
    let of = ["anna-1#1", "anna-1#2"];
    let both =
        logs(&[("anna-1", says(Word, "2026-09-28", Certified, Some("2029-09-27"))), ("anna-1", says(Scheme, "2026-11-12", Applied, None))]);
    let (ono, mori) = (apart("ono-1", &settles(&of, Certified), &both), apart("mori-1", &settles(&of, Applied), &both));
    let the = |all: &[(WriterId, Vec<crate::journal::Entry>)], apart_disputes: bool| {
        let logs: Vec<Log<'_>> = all.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        let rules = CertificateRules { profile_shows: false, apart_disputes };
        fold(&Supplier::default(), &logs, &|person, _| ["mori", "ono"].contains(&person), rules).remove(0)
    };
    let all = [both.as_slice(), &[ono.clone(), mori.clone()]].concat();
    let held = the(&all, true);
    let sides: Vec<(&str, CertificateState)> = held.clash.iter().map(|one| (one.by(), one.state)).collect();
    assert_eq!((held.state, held.settled.is_none()), (Disputed, true));
    assert_eq!(sides, [("mori", Applied), ("ono", Certified)]);
    // Editions of before took the last in order, and still do; that there are two is told all the same.
    let before = the(&all, false);
    assert_eq!((before.state, before.clash.len()), (Certified, 2));
    // Both say the same: no clash. One that has seen both: settled.
    let same = [both.as_slice(), &[ono, apart("mori-1", &settles(&of, Certified), &both)]].concat();
    assert_eq!((the(&same, true).state, the(&same, true).clash.len()), (Certified, 0));
    let third = apart("mori-2", &settles(&of, Applied), &all);
    let settled = the(&[all.as_slice(), &[third]].concat(), true);
    assert_eq!((settled.state, settled.clash.len(), settled.settled.map(|one| one.entry)), (Applied, 0, Some("mori-2#1".to_owned())));
}

#[test]
fn a_line_of_the_profile_shows_nothing_unless_the_edition_says_so() {
    let stated = Certificate {
        scheme: "RBA VAP Silver".to_owned(),
        site: "pit".to_owned(),
        state: "certified".to_owned(),
        expires: "2027-10-05".to_owned(),
        source: "report seen".to_owned(),
        ..Certificate::default()
    };
    let supplier = Supplier { name: "Atacama Cobre SpA".to_owned(), certificates: vec![stated], ..Supplier::default() };
    let today = "2026-11-29".parse().expect("a day");
    let now = CertificateRules { profile_shows: false, apart_disputes: true };
    let held = fold(&supplier, &[], &|_, _| true, now).remove(0);
    assert!(held.is_in_profile_only() && held.proof(today, now).is_none(), "{held:?}");
    assert_eq!(held.proof(today, CertificateRules::default()).map(|source| source.kind.as_str()), Some("profile"));
    let paper = |evidence: &[&str]| {
        let act = says(Document, "2025-10-06", Certified, Some("2027-10-05"));
        let Act::Register(RegisterAct::Certificate(act)) = act else { panic!("a certificate") };
        let evidence = evidence.iter().map(|hash| (*hash).to_owned()).collect();
        let act = CertificateAct { scheme: "RBA VAP Silver".to_owned(), metal: None, evidence, ..act };
        let logs = logs(&[("ken-1", Act::Register(RegisterAct::Certificate(act)))]);
        let logs: Vec<Log<'_>> = logs.iter().map(|(writer, entries)| Log { writer: writer.clone(), entries }).collect();
        fold(&supplier, &logs, &|_, _| true, now).remove(0)
    };
    assert!(paper(&[]).proof(today, now).is_none(), "a document that is not stored shows nothing");
    assert_eq!(paper(&["ab12"]).proof(today, now).map(|source| source.entry.as_str()), Some("ken-1#1"));
    assert!(!paper(&["ab12"]).is_in_profile_only());
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

#[test]
fn a_level_of_a_scheme_is_a_certificate_of_its_own_though_the_scheme_is_known() {
    let named = |scheme: &str| key(scheme, "Atacama Cobre SpA", "pit", "");
    assert_eq!(named("Copper Mark"), named("copper-mark"));
    assert_ne!(named("RBA VAP"), named("RBA VAP Gold"));
}

#[test]
fn months_of_a_scheme_count_only_where_no_last_day_stands_on_the_paper() {
    let held = |expires: Option<&str>| Held {
        scheme: "EcoVadis".to_owned(),
        issued: Some(jiff::civil::date(2026, 3, 2)),
        expires: expires.map(|day| day.parse().expect("a day")),
        ..folded_from(&[("mori-x5tb", says(CertificateSource::Supplier, "2026-03-02", CertificateState::Certified, None))]).remove(0)
    };
    assert_eq!(held(None).last_day(), Some(jiff::civil::date(2027, 3, 2)));
    assert_eq!(held(Some("2027-09-01")).last_day(), Some(jiff::civil::date(2027, 9, 1)));
}
