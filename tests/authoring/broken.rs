//! Twenty and more ways to break a questionnaire or a policy file, each met at its line with what to do.

use oretrail::builtin;
use oretrail::diagnostic::Diagnostic;
use oretrail::policy;
use oretrail::questionnaire::file;

/// A sound set of five rows.
const SOUND: &str = r#"[questionnaire]
id = "mini"
edition = "1"
title = { en = "Mini", ja = "ミニ", zh = "迷你" }
translation = { ja = "draft", zh = "draft" }
[[section]]
id = "A"
title = { en = "Main", ja = "主", zh = "主" }
[[profile]]
id = "headcount"
type = "num"
text = { en = "People", ja = "人数", zh = "人数" }
[[question]]
id = "A1"
section = "A"
type = "yn"
good = "yes"
severity = "high"
text = { en = "One?", ja = "一ですか。", zh = "一？" }
bad = [ { when = "value == 'no'", response = ["CAP-90"] } ]
policy = ["P2"]
[[question]]
id = "A2"
section = "A"
type = "sc"
severity = "medium"
text = { en = "Two?", ja = "二ですか。", zh = "二？" }
options = [ { id = "x", grade = "good", text = { en = "x", ja = "x", zh = "x" } }, { id = "y", grade = "bad", text = { en = "y", ja = "y", zh = "y" } } ]
show-if = "mini.A1 == 'no' && profile.headcount > 9"
policy = ["P2"]
[[question]]
id = "A3"
section = "A"
type = "num"
severity = "low"
text = { en = "Three?", ja = "三ですか。", zh = "三？" }
parts = [ { id = "n", unit = "h", text = { en = "hours", ja = "時間", zh = "小时" } } ]
policy = ["P2"]
"#;

/// What is broken · what stood there · what stands there now · the code · a word of what to do.
const SETS: [(&str, &str, &str, &str, &str); 22] = [
    ("an unknown name in a condition", "mini.A1 == 'no'", "mini.A9 == 'no'", "unknown-name", "mini.A1"),
    ("an unknown fact", "profile.headcount > 9", "profile.headcont > 9", "unknown-name", "profile.headcount"),
    ("a circle", "good = \"yes\"", "good = \"yes\"\nshow-if = \"mini.A2 == 'x'\"", "circular-condition", "remove one"),
    ("a number compared with a word", "profile.headcount > 9", "profile.headcount > 'nine'", "condition-type", "number"),
    ("an option that is none", "mini.A1 == 'no'", "mini.A1 == 'nope'", "unknown-option", "yes"),
    ("half a condition", "mini.A1 == 'no' &&", "mini.A1 == 'no' &", "condition-syntax", "&&"),
    ("an unknown type", "type = \"sc\"", "type = \"choice\"", "unknown-word", "sc"),
    (
        "a missing language",
        "title = { en = \"Main\", ja = \"主\", zh = \"主\" }",
        "title = { en = \"Main\", ja = \"主\" }",
        "missing-language",
        "zh",
    ),
    ("a row twice", "id = \"A3\"", "id = \"A2\"", "duplicate-id", "its own id"),
    ("an option twice", "{ id = \"y\", grade", "{ id = \"x\", grade", "duplicate-option", "its own id"),
    ("an unknown section", "section = \"A\"\ntype = \"num\"", "section = \"B\"\ntype = \"num\"", "unknown-section", "use one of"),
    (
        "no clause",
        "parts = [ { id = \"n\", unit = \"h\", text = { en = \"hours\", ja = \"時間\", zh = \"小时\" } } ]\npolicy = [\"P2\"]",
        "parts = [ { id = \"n\", unit = \"h\", text = { en = \"hours\", ja = \"時間\", zh = \"小时\" } } ]\n",
        "no-clause",
        "add `policy",
    ),
    (
        "an unknown clause",
        "policy = [\"P2\"]\n[[question]]\nid = \"A3\"",
        "policy = [\"P9.9\"]\n[[question]]\nid = \"A3\"",
        "unknown-clause",
        "clause",
    ),
    ("a mistyped key", "severity = \"low\"", "sevrity = \"low\"", "unknown-key", "severity"),
    ("an unknown severity", "severity = \"low\"", "severity = \"lowish\"", "unknown-word", "low"),
    ("an unknown response", "response = [\"CAP-90\"]", "response = [\"CAP-60\"]", "unknown-word", "CAP-90"),
    (
        "a branch without a response",
        "when = \"value == 'no'\", response = [\"CAP-90\"]",
        "when = \"value == 'no'\"",
        "missing-key",
        "response",
    ),
    ("no good answer named", "good = \"yes\"\n", "", "missing-key", "good"),
    (
        "a choice without options",
        "options = [ { id = \"x\", grade = \"good\", text = { en = \"x\", ja = \"x\", zh = \"x\" } }, { id = \"y\", grade = \"bad\", text = { en = \"y\", ja = \"y\", zh = \"y\" } } ]\n",
        "",
        "missing-key",
        "options",
    ),
    ("a translation state of one's own", "ja = \"draft\", zh", "ja = \"fine\", zh", "unknown-word", "checked-by"),
    ("an id with a blank", "id = \"A3\"", "id = \"A 3\"", "bad-id", "hyphens"),
    (
        "a bracket left open",
        "policy = [\"P2\"]\n[[question]]\nid = \"A2\"",
        "policy = [\"P2\"\n[[question]]\nid = \"A2\"",
        "toml-syntax",
        "",
    ),
];

const POLICIES: [(&str, &str, &str, &str, &str); 9] = [
    ("a weight out of range", "critical = 10\nhigh = 6", "critical = 110\nhigh = 6", "out-of-range", "0 to 100"),
    ("a clause twice", "id = \"P0a\"", "id = \"P0\"", "duplicate-id", "its own code"),
    ("an unknown use", "use = \"trigger\"", "use = \"triger\"", "unknown-word", "trigger"),
    (
        "a rule with an unknown clause",
        "clause = [\"P1.4\"]\nseverity = \"critical\"\nresponse = \"STOP\"\nsource",
        "clause = [\"P1.44\"]\nseverity = \"critical\"\nresponse = \"STOP\"\nsource",
        "unknown-clause",
        "",
    ),
    (
        "bands out of order",
        "kind = \"conduct\"\nid = \"moderate\"\nbelow = 40",
        "kind = \"conduct\"\nid = \"moderate\"\nbelow = 10",
        "band-order",
        "",
    ),
    ("a question in two domains", "questions = [\"csr-saq.C10\",", "questions = [\"csr-saq.C1\", \"csr-saq.C10\",", "duplicate-id", "one"),
    ("a number written as a word", "below = 20", "below = \"twenty\"", "wrong-type", ""),
    ("a mistyped key", "default-notice = true", "defalt-notice = true", "unknown-key", "default-notice"),
    (
        "a missing language",
        "text.zh = \"社会责任不仅由本集团承担，也应由合作伙伴的整条供应链共同承担；请合作伙伴遵守下列各项。\"\n",
        "",
        "missing-language",
        "zh",
    ),
];

fn met(kind: &str, whole: &str, row: &(&str, &str, &str, &str, &str), read: &dyn Fn(&str) -> Vec<Diagnostic>, wrong: &mut Vec<String>) {
    let (name, from, to, code, next) = row;
    assert_eq!(whole.matches(from).count().min(1), 1, "{kind}: {name}: the file has no {from}");
    let broken = whole.replacen(from, to, 1);
    let problems = read(&broken);
    // The change begins on the line up to which both are the same.
    let same = whole.bytes().zip(broken.bytes()).take_while(|(a, b)| a == b).count();
    let first = broken[..same.min(broken.len())].matches('\n').count() + 1;
    let Some(problem) = problems.iter().find(|problem| problem.code == *code) else {
        wrong.push(format!("{kind}: {name}: no {code}, but {problems:?}"));
        return;
    };
    // What is missing is told at the head of its table, at most a row above.
    let near = (first.saturating_sub(9)..=first + to.matches('\n').count() + 1).contains(&problem.place.line);
    let exact = to.is_empty() || code.starts_with("missing") || ["no-clause", "toml-syntax", "circular-condition"].contains(code);
    if !near || (!exact && problem.place.line != first) {
        wrong.push(format!("{kind}: {name}: line {} instead of {first}: {problem}", problem.place.line));
    }
    if problem.next.trim().is_empty() || !format!("{} {}", problem.what, problem.next).contains(next) {
        wrong.push(format!("{kind}: {name}: does not say what to do with \"{next}\": {problem}"));
    }
}

#[test]
fn every_way_to_break_a_file_is_met_at_its_line_with_what_to_do() {
    let (policy_name, policy_text) = builtin::policies().into_iter().next().expect("a policy");
    let clauses = policy::file::read(&policy_name, policy_text, &[]).0.expect("it reads").clause_ids();
    let around = file::Around::of(&[], Some(&clauses));
    let set = |text: &str| file::read("mini.toml", text, &around).1;
    assert_eq!(set(SOUND), []);
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let sets = file::read_all(&files, Some(&clauses)).0;
    assert_eq!(policy::file::read("p.toml", policy_text, &sets).1, []);
    let mut wrong = Vec::new();
    for row in &SETS {
        met("set", SOUND, row, &set, &mut wrong);
    }
    for row in &POLICIES {
        met("policy", policy_text, row, &|text| policy::file::read("p.toml", text, &sets).1, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
