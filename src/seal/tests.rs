use super::open::open_part;
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
    let why = read("format = 4\n").expect_err("unknown form");
    assert!(why.to_string().contains("version"), "{why}");
    assert!(read("not toml at all").is_err());
}

#[test]
fn what_everybody_may_read_of_a_verdict_is_one_hold_and_no_rule_that_looks_at_screening() {
    let verdict = "format = 1\n\n[scores]\ngates-open = [\n  \"compliance-hold\",\n]\n\n[facts]\nwaivers = [\n  \"S-HIT:screening.x anna-7f3k#3\",\n]\n\
        carried = [\n  \"compliance-hold\",\n]\n\n[[rule]]\nrule = \"ANSWER@1\"\noutcome = \"fired\"\ninputs = []\nflags = [\n  \"compliance-hold waived\",\n]\n\
        \n[[rule]]\nrule = \"S-HIT@1\"\noutcome = \"fired\"\ninputs = [\n  \"screening 0\",\n]\nflags = [\n  \"compliance-hold open\",\n]\n\
        \n[[rule]]\nrule = \"Z-01@1\"\noutcome = \"fired\"\ninputs = [\n  \"flags compliance-hold\",\n  \"flags compliance-hold\",\n]\nflags = [\n  \"compliance-hold open\",\n]\n";
    let open = "format = 1\n\n[scores]\ngates-open = [\n  \"compliance-hold\",\n]\n\n[facts]\nwaivers = []\n\
        \n[[rule]]\nrule = \"ANSWER@1\"\noutcome = \"silent\"\ninputs = []\nflags = []\n\
        \n[[rule]]\nrule = \"Z-01@1\"\noutcome = \"fired\"\ninputs = [\n  \"flags compliance-hold\",\n]\nflags = [\n  \"compliance-hold open\",\n]\n";
    assert_eq!(open_part(verdict), open);
    assert_eq!(open_part(open), open, "what says nothing of it stays as it is");
}
