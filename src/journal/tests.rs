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
fn every_changed_byte_is_found_with_entry_and_line() {
    let bytes = sample();
    let lines_before = |offset: usize| bytes[..offset].iter().filter(|byte| **byte == b'\n').count() + 1;
    for offset in 0..bytes.len() {
        for flip in [0x01_u8, 0x20, 0x80] {
            let mut changed = bytes.clone();
            changed[offset] ^= flip;
            let journal = read(&changed);
            assert!(!journal.problems.is_empty(), "byte {offset} ^ {flip:02x} was not found");
            let problem = &journal.problems[0];
            assert!(problem.entry.is_some(), "byte {offset}");
            let line = lines_before(offset);
            assert!(problem.line <= line + 1, "byte {offset} is on line {line}, named is line {}", problem.line);
            assert!(journal.entries.iter().all(|entry| entry.line < line || entry.line <= problem.line), "byte {offset}");
        }
    }
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
