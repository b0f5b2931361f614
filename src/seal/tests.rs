use super::replay::{Difference, differences, read};
use super::{Bound, Kind};

#[test]
fn a_bound_file_reads_back_as_it_was_written_and_a_wrong_hash_is_refused() {
    let bound = Bound { kind: Kind::Policy, name: "jx-selection@2026-04".to_owned(), sha256: "a".repeat(64) };
    assert_eq!(bound.to_string().parse::<Bound>(), Ok(bound));
    for wrong in ["policy x:12", "policy", "rumour x:aaaaaaaa", &format!("policy x:{}", "A".repeat(64))] {
        assert!(wrong.parse::<Bound>().is_err(), "{wrong}");
    }
}

#[test]
fn differences_are_none_exactly_when_the_bytes_are_the_same() {
    let one = "a = \"1\"\n\n[[rule]]\nrule = \"R@1\"\nflags = [\n  \"x\",\n  \"y\",\n]\n";
    assert!(differences(one, one).is_empty());
    let other = one.replace("\"y\"", "\"z\"");
    let gone = Difference::Gone { under: "R@1 flags".to_owned(), line: "\"y\"".to_owned() };
    let new = Difference::New { under: "R@1 flags".to_owned(), line: "\"z\"".to_owned() };
    assert_eq!(differences(one, &other), [gone, new]);
    let swapped = one.replace("  \"x\",\n  \"y\",\n", "  \"y\",\n  \"x\",\n");
    assert_eq!(differences(one, &swapped).len(), 1, "another order is another file");
    assert_eq!(differences(one, &format!("{one}\n")).len(), 1, "another line end is another file");
}

#[test]
fn a_verdict_of_a_later_form_is_refused_with_what_to_do() {
    let why = read("format = 2\n").expect_err("unknown form");
    assert!(why.to_string().contains("version"), "{why}");
    assert!(read("not toml at all").is_err());
}
