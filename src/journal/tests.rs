use super::*;
use proptest::prelude::*;

fn at() -> Moment {
    "2026-11-23T21:44:05+09:00".parse().expect("a time")
}

fn answer(question: &str, value: &str) -> Act {
    Act::Answer(Answer { source: Some(SourceLevel::Said), ..Answer::of(question, Reply::Value(vec![value.to_owned()])) })
}

fn log(acts: &[Act]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut head = Hash::GENESIS;
    for (place, act) in acts.iter().enumerate() {
        let (more, hash) = block(&head, place as u64 + 1, &at(), false, act, &[]);
        bytes.extend(more);
        head = hash;
    }
    bytes
}

fn sample() -> Vec<u8> {
    log(&[
        answer("csr-saq.C1", "no"),
        answer("csr-saq.C10", "120"),
        answer("csr-saq.H1", "精錬 \"x\" = 1\nhash = \"y\""),
        Act::Undo { entry: 2 },
    ])
}

#[test]
fn a_log_is_plain_toml_that_ends_each_entry_with_its_hash() {
    let bytes = sample();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let table: toml::Table = text.parse().expect("TOML");
    assert_eq!(table["entry"].as_array().map(Vec::len), Some(4));
    let journal = read(&bytes);
    assert_eq!(journal.problems, []);
    assert_eq!(journal.entries.len(), 4);
    assert_eq!(journal.whole, bytes.len());
    assert_eq!(journal.entries[2].act, answer("csr-saq.H1", "精錬 \"x\" = 1\nhash = \"y\""));
}

#[test]
fn cut_at_every_byte_a_log_keeps_its_whole_entries_and_says_that_the_tail_is_torn() {
    let bytes = sample();
    let whole = read(&bytes);
    let ends: Vec<usize> = {
        let mut ends = vec![0];
        for n in 1..=4 {
            ends.push((0..=bytes.len()).find(|cut| read(&bytes[..*cut]).entries.len() == n).unwrap());
        }
        ends
    };
    for cut in 0..bytes.len() {
        let journal = read(&bytes[..cut]);
        let expected = ends.iter().filter(|end| **end <= cut).count() - 1;
        assert_eq!(journal.entries[..], whole.entries[..expected], "cut at {cut}");
        assert!(journal.is_only_torn(), "cut at {cut}: {:?}", journal.problems);
        let clean = cut == 0 || read(&bytes[..cut]).whole == cut && bytes[..cut].ends_with(b"\n\n");
        assert_eq!(journal.problems.is_empty(), clean, "cut at {cut}");
    }
}

#[test]
fn every_changed_byte_is_found_in_its_very_entry_and_never_taken_for_a_torn_write() {
    let bytes = sample();
    let whole = read(&bytes);
    for offset in 0..bytes.len() {
        let line = bytes[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
        let hit = whole.entries.iter().rev().find(|entry| entry.line <= line).unwrap();
        for flip in [0x01_u8, 0x20, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[offset] ^= flip;
            let journal = read(&changed);
            let [problem] = &journal.problems[..] else { panic!("byte {offset} ^ {flip:02x}: {:?}", journal.problems) };
            assert_eq!(problem.entry, Some(hit.n), "byte {offset} ^ {flip:02x}");
            assert!((hit.line..=line + 1).contains(&problem.line), "byte {offset} on line {line}, named is line {}", problem.line);
            assert!(journal.entries.len() <= usize::try_from(hit.n).unwrap(), "byte {offset}: nothing after it is trusted");
            assert!(!journal.is_only_torn(), "byte {offset} ^ {flip:02x} would be set aside by the next write");
        }
    }
}

/// A crash may leave any of an unfinished write's sectors on disk, and the file at any length.
#[test]
fn in_every_state_a_crash_can_leave_an_unfinished_write_earlier_entries_are_kept_and_nothing_is_made_up() {
    const SECTOR: usize = 96;
    let mut bytes = sample();
    let before = read(&bytes);
    let long = answer("csr-saq.C9", &"a long answer ".repeat(16));
    let (block, _) = block(&before.head, 5, &at(), false, &long, &[]);
    let start = bytes.len();
    bytes.extend(&block);
    let first = start / SECTOR;
    let sectors = bytes.len().div_ceil(SECTOR) - first;
    for length in (start..=bytes.len()).step_by(11).chain([bytes.len()]) {
        for written in 0..1_u32 << sectors {
            let mut state = bytes[..length].to_vec();
            for (at, byte) in state.iter_mut().enumerate().skip(start) {
                if written & (1 << (at / SECTOR - first)) == 0 {
                    *byte = 0;
                }
            }
            let journal = read(&state);
            assert_eq!(journal.entries[..4], before.entries[..], "length {length}, sectors {written:b}");
            assert!(journal.entries.len() == 4 || journal.entries[4].act == long, "length {length}, sectors {written:b}");
        }
    }
}

#[test]
fn a_block_that_another_reader_of_toml_would_see_more_in_is_no_entry() {
    let forged = |above: &str| {
        let hash = Hash::GENESIS.follow(above.as_bytes());
        read(format!("{above}hash = \"{hash}\"\n\n").as_bytes())
    };
    let head = "[[entry]]\nn = 1\nat = 2026-11-23T09:00:00+09:00\ndo = \"undo\"\nentry = 1\n";
    assert_eq!(forged(head).problems, []);
    for more in ["[[entry]]\nn = 2\n", "[entry.inner]\n", "[other]\nx = 1\n", "mood = \"\"\"\nx\n\"\"\"\n[[entry]]\n"] {
        assert!(!forged(&format!("{head}{more}")).problems.is_empty(), "{more:?}");
    }
    assert!(!forged(&format!("x = 1\n{head}")).problems.is_empty());
}

#[test]
fn converted_line_ends_are_told_and_every_entry_is_still_read() {
    let bytes = sample();
    let converted = String::from_utf8(bytes.clone()).unwrap().replace('\n', "\r\n");
    let journal = read(converted.as_bytes());
    assert_eq!(journal.entries, read(&bytes).entries);
    assert_eq!(journal.problems.iter().map(|problem| problem.kind).collect::<Vec<_>>(), [ProblemKind::LineEndings]);
    assert!(!journal.is_only_torn(), "nothing may be appended to it or cut from it");
}

#[test]
fn a_log_of_a_format_to_come_is_not_guessed_at() {
    let writer = WriterId::parse("anna-7f3k").unwrap();
    let open = Open { format: 2, ..Open::here("acme", "FY2026", &writer) };
    let journal = read(&log(&[Act::Open(open)]));
    assert!(journal.entries.is_empty() && journal.problems[0].text.to_string().contains("format 2"), "{:?}", journal.problems);
}

#[test]
fn deleted_swapped_and_doubled_entries_are_found() {
    let text = String::from_utf8(sample()).unwrap();
    let blocks: Vec<String> = text.split_inclusive("\"\n\n").map(str::to_owned).collect();
    assert_eq!(blocks.len(), 4);
    for missing in 0..3 {
        let rest: String = blocks.iter().enumerate().filter(|(place, _)| *place != missing).map(|(_, block)| block.as_str()).collect();
        assert!(!read(rest.as_bytes()).problems.is_empty(), "entry {missing} deleted");
    }
    for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
        let mut swapped = blocks.clone();
        swapped.swap(a, b);
        assert!(!read(swapped.concat().as_bytes()).problems.is_empty(), "{a} and {b} swapped");
    }
    let doubled = format!("{}{}{}", blocks[0], blocks[1], blocks[1]);
    assert_eq!(read(doubled.as_bytes()).problems[0].kind, ProblemKind::Sequence);
}

#[test]
fn an_entry_whose_kind_or_keys_are_not_known_is_kept_as_it_is() {
    let fields =
        vec![("question".to_owned(), Value::Text("csr-saq.C1".to_owned())), ("mood".to_owned(), Value::List(vec!["calm".to_owned()]))];
    let unknown = Act::Unknown { kind: "sighed".to_owned(), fields };
    let bytes = log(std::slice::from_ref(&unknown));
    assert_eq!(read(&bytes).entries[0].act, unknown);
}

#[test]
fn writers_heads_and_moments_read_back_and_refuse_nonsense() {
    assert_eq!(WriterId::parse("anna-maria-7f3k").map(|w| w.person().to_owned()).as_deref(), Some("anna-maria"));
    for bad in ["anna", "Anna-1", "-x", "a-", "../a-b", "a b-c"] {
        assert!(WriterId::parse(bad).is_none(), "{bad}");
    }
    let head: Head = "bob-q2mx#31:9c02a7d1e55b0f638a41c7d09e21b6f4".parse().expect("a head");
    assert_eq!(head.to_string(), "bob-q2mx#31:9c02a7d1e55b0f638a41c7d09e21b6f4");
    assert!("bob-q2mx#31:zz".parse::<Head>().is_err());
    for text in ["2026-11-23T21:44:05+09:00", "2026-11-23T08:44:05-03:30", "2026-11-23T12:44:05+00:00"] {
        assert_eq!(text.parse::<Moment>().expect("a time").to_string(), text);
    }
}

fn texts() -> impl Strategy<Value = String> {
    "[ -~\n\t日本語é\u{202e}\u{0}\u{7f}\u{85}]{0,40}"
}

fn acts() -> impl Strategy<Value = Act> {
    let maybe = || prop::option::of(texts());
    let answers = (
        texts(),
        prop::collection::vec(texts(), 1..4),
        maybe(),
        maybe(),
        prop::option::of(prop::sample::select(SourceLevel::ALL.to_vec())),
    )
        .prop_map(|(question, value, about, lang, source)| {
            Act::Answer(Answer {
                question,
                reply: Reply::Value(value),
                source,
                party: Party::Facility,
                about,
                respondent: None,
                lang,
                note: Some(BodyRef::of(b"x")),
                reconfirms: None,
                correction: None,
                asked: Some(crate::journal::Asked { by: crate::journal::Asker::Reviewer, name: BodyRef::of(b"z") }),
                evidence: vec!["e".to_owned()],
            })
        });
    prop_oneof![
        answers,
        (texts(), any::<bool>()).prop_map(|(question, parked)| Act::Park { question, parked }),
        (1..99_u64).prop_map(|entry| Act::Undo { entry }),
        (texts(), prop::collection::vec(texts(), 0..4)).prop_map(|(key, value)| Act::Profile { key, value }),
        (texts(), texts(), maybe()).prop_map(|(question, outcome, about)| Act::Check { question, outcome, note: None, about }),
        (maybe(), maybe()).prop_map(|(role, channel)| Act::Met { who: None, role, channel, lang: None }),
        (texts(), texts(), maybe(), maybe()).prop_map(|(file, verdict, company, supplier)| {
            let (sha256, template, version) = (file.clone(), company.clone(), supplier.clone());
            Act::Received(Received { file, sha256, verdict, template, version, dated: None, company, scope: None, supplier })
        }),
        (texts(), any::<u32>()).prop_map(|(name, rows)| {
            let text = || name.clone();
            let (list, file, sha256, dated, source) = (text(), text(), text(), text(), text());
            Act::List(ListAct { list, file, sha256, name, dated, source, rows: rows.into(), columns: Vec::new() })
        }),
        (texts(), texts(), maybe(), maybe()).prop_map(|(metal, reported, country, id)| {
            Act::Match(MatchAct { metal, reported, country, id, note: Some(BodyRef::of(b"y")) })
        }),
        (texts(), any::<u32>()).prop_map(|(torn, bytes)| Act::Recovered { torn, bytes: bytes.into() }),
    ]
}

proptest! {
    #[test]
    fn every_act_reads_back_as_it_was_written(written in prop::collection::vec(acts(), 1..6)) {
        let bytes = log(&written);
        let journal = read(&bytes);
        prop_assert_eq!(&journal.problems, &vec![]);
        let back: Vec<Act> = journal.entries.into_iter().map(|entry| entry.act).collect();
        prop_assert_eq!(back, written);
        let shown = String::from_utf8(bytes).unwrap();
        prop_assert!(shown.chars().all(|c| c == '\n' || crate::clean::is_shown(c)), "{}", shown);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let mut seeded = sample();
        seeded.extend(bytes);
        let _ = read(&seeded);
    }
}

#[expect(clippy::too_many_lines, reason = "one of each kind, one after the other")]
fn every_act_of_review_and_people() -> Vec<Act> {
    let body = |text: &str| BodyRef::of(text.as_bytes());
    let entry = || "anna-7f3k#12".parse::<EntryRef>().expect("an entry");
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let basis = Basis {
        policy: "jx@1:ab".to_owned(),
        read: texts(&["anna-7f3k#12:9c02a7d1e55b0f638a41c7d09e21b6f4"]),
        status: "assessed".to_owned(),
        conduct_band: "high".to_owned(),
        inherent_band: "low".to_owned(),
        attention: String::new(),
        gates: Vec::new(),
        flags: texts(&["BAD:csr-saq.C6 MIT open"]),
        lacks: texts(&["not-submitted"]),
    };
    let decide = Decide {
        assessment: "FY2026".to_owned(),
        outcome: Outcome::ImprovementRequired,
        reason: body("a"),
        conditions: vec![body("b"), body("c")],
        review_by: Some("2027-05-24".to_owned()),
        ticket: None,
        approvers: texts(&["sato", "ito"]),
        on_behalf_of: None,
        company: Some("kuroshio-tubes".to_owned()),
        no_remedy: Some(body("d")),
        basis,
    };
    let assessment = || "FY2026".to_owned();
    vec![
        Act::Review(ReviewAct::Decide(Decide {
            conditions: Vec::new(),
            approvers: Vec::new(),
            ticket: Some("R-7".to_owned()),
            ..decide.clone()
        })),
        Act::Review(ReviewAct::Decide(decide)),
        Act::Review(ReviewAct::Confirm(Confirm { entry: entry(), of: "ab".to_owned(), note: None, read: Vec::new() })),
        Act::Review(ReviewAct::Revoke(Revoke { entry: entry(), reason: body("a") })),
        Act::Review(ReviewAct::Action(ActionAct {
            assessment: assessment(),
            kind: ActionKind::Plan,
            what: body("a"),
            owner: "supplier".to_owned(),
            due: "2027-05-24".to_owned(),
            adopted: Some("2026-11-24".to_owned()),
            flag: None,
            goal: Some(body("g")),
            cost: None,
            causes: texts(&["anna-7f3k#12"]),
            company: Whose::Own,
        })),
        Act::Review(ReviewAct::Follow(Follow { action: entry(), step: Step::NoProgress, note: None, evidence: texts(&["ab"]) })),
        Act::Review(ReviewAct::Waive(Waive {
            assessment: assessment(),
            flag: "BAD:csr-saq.C6".to_owned(),
            gate: false,
            until: "2027-01-31".to_owned(),
            reason: body("a"),
            causes: texts(&["anna-7f3k#12"]),
            read: Vec::new(),
            company: Whose::Own,
        })),
        Act::Review(ReviewAct::Return(Return { question: "csr-saq.C6".to_owned(), reason: body("a") })),
        Act::Review(ReviewAct::Choose(Choose {
            question: "csr-saq.E1".to_owned(),
            about: Some("site:main".to_owned()),
            party: Party::Facility,
            counts: Counts::Answer(entry()),
            of: vec![entry(), entry()],
            reason: body("a"),
        })),
        Act::Review(ReviewAct::Choose(Choose {
            question: "csr-saq.E1".to_owned(),
            about: None,
            party: Party::Supplier,
            counts: Counts::Found { value: texts(&["2"]), source: Some(SourceLevel::Seen) },
            of: vec![entry()],
            reason: body("a"),
        })),
        Act::Review(ReviewAct::Snooze(Snooze {
            assessment: assessment(),
            until: "2027-01-31".to_owned(),
            reason: None,
            company: Whose::Own,
        })),
        Act::Review(ReviewAct::Escalate(Escalate {
            assessment: assessment(),
            to: "sato".to_owned(),
            reason: body("a"),
            company: Whose::Own,
        })),
        Act::Review(ReviewAct::Risk(RiskAct {
            assessment: assessment(),
            flag: None,
            response: RiskResponse::Reduce,
            cause: body("a"),
            consequence: body("b"),
            review_by: "2027-01-31".to_owned(),
            company: Whose::Own,
        })),
        Act::Review(ReviewAct::Case(CaseAct {
            assessment: assessment(),
            trigger: Trigger::AuthorityPenalty,
            reason: body("a"),
            company: Whose::Own,
            holds: Vec::new(),
        })),
        Act::Sign(Sign { entry: 3, of: Hash::GENESIS, key: "SHA256:x".to_owned(), signature: "U1NI".to_owned() }),
        Act::Seal(Seal { entry: 3, of: Hash::GENESIS, bound: texts(&["policy x"]), heads: Vec::new(), verdict: "ab".to_owned() }),
        Act::Grant(Grant { person: "anna".to_owned(), roles: vec![Role::Buyer, Role::GrievanceOfficer], name: None, until: None }),
        Act::Withdraw(Withdraw { person: "anna".to_owned(), roles: vec![Role::Buyer], reason: Some(body("a")) }),
        Act::Key(KeyAct::of_person("anna", "ssh-ed25519 AAAA")),
        Act::Key(KeyAct { dropped: true, ..KeyAct::of_person("anna", "ssh-ed25519 AAAA") }),
        Act::Key(KeyAct { closes: true, again: Some(BodyRef::of(b"lost")), ..KeyAct::of_person("anna", "ssh-ed25519 AAAA") }),
    ]
}

#[test]
fn what_review_and_people_write_is_read_back_as_it_was() {
    let acts = every_act_of_review_and_people();
    let journal = read(&log(&acts));
    assert_eq!(journal.problems, []);
    assert_eq!(journal.entries.into_iter().map(|entry| entry.act).collect::<Vec<_>>(), acts);
}

#[test]
fn an_outcome_this_version_does_not_know_is_kept_and_not_guessed() {
    let mut fields = every_act_of_review_and_people().remove(1).fields();
    fields[1].1 = Value::Text("pardon".to_owned());
    let act = super::act::of("decide", fields.clone());
    assert_eq!(act, Act::Unknown { kind: "decide".to_owned(), fields });
}
