//! Ways to break a case of a policy, each met at its word with what to do; values that nobody can mean; and what a case that
//! does not hold is told as, in every language.

use oretrail::assess::rehearse::{Failure, rehearse};
use oretrail::builtin;
use oretrail::diagnostic::Diagnostic;
use oretrail::language::Lang;
use oretrail::policy::{self, Policy};
use oretrail::questionnaire::{Kind, Question, Questionnaire, file};
use oretrail::reference::country;

use super::broken::{SOUND, met, untranslated};

/// A sound case; a line of a table below takes the place of the one with its key, or comes beside them.
const CASE: [&str; 6] = [
    "name = \"one more\"",
    "country = \"CL\"",
    "role = \"maker\"",
    "materials = [\"copper\"]",
    "base = \"good-with-evidence\"",
    "expect = { band = \"low\" }",
];

/// What is wrong · the line · the word it is told at · the code · a word of what to do.
const CASES: [(&str, &str, &str, &str, &str); 26] = [
    ("an answer that is none", "answers = { \"csr-saq.C1\" = \"yess\" }", "\"yess\"", "bad-answer", "did you mean \"yes\""),
    ("a state that is none", "answers = { \"csr-saq.C1\" = \"dont-kno\" }", "\"dont-kno\"", "bad-answer", "did you mean \"dont-know\""),
    ("a level that is none", "answers = { \"csr-saq.A1\" = \"9\" }", "\"9\"", "bad-answer", "0, 1, 2, 3 or 4"),
    ("a number that is a word", "answers = { \"csr-saq.C10\" = \"many\" }", "\"many\"", "bad-answer", "plain number"),
    ("a number that is no text", "answers = { \"csr-saq.C10\" = 60 }", "60", "wrong-type", "list of texts"),
    ("hours beyond the week", "answers = { \"csr-saq.C10\" = [\"peak=60\", \"average=400\"] }", "\"average=400\"", "bad-answer", "168"),
    ("a part of no name", "answers = { \"csr-saq.C10\" = [\"peak=60\", \"averag=40\"] }", "\"averag=40\"", "bad-answer", "average"),
    ("a tick that is none", "answers = { \"csr-saq.C3\" = [\"photo-id\", \"bogus\"] }", "\"bogus\"", "bad-answer", "second-paper"),
    (
        "a tick mistyped",
        "answers = { \"csr-saq.C3\" = [\"photo-id\", \"copykept\"] }",
        "\"copykept\"",
        "bad-answer",
        "did you mean \"copy-kept\"",
    ),
    ("ticks that exclude each other", "answers = { \"csr-saq.C3\" = [\"photo-id\", \"none\"] }", "\"photo-id\"", "bad-answer", "either"),
    ("an answer to a check", "answers = { \"csr-saq.E4\" = \"hit\" }", "\"csr-saq.E4\"", "bad-answer", "`checks`"),
    ("a check of an answer", "checks = { \"csr-saq.C1\" = \"yes\" }", "\"csr-saq.C1\"", "bad-answer", "`answers`"),
    ("a finding that is none", "checks = { \"csr-saq.E4\" = \"hitt\" }", "\"hitt\"", "bad-answer", "did you mean \"hit\""),
    ("a fact mistyped", "profile = { headcont = 7 }", "headcont", "unknown-word", "did you mean \"headcount\""),
    ("a fact that is a number", "profile = { headcount = true }", "true", "wrong-type", "number"),
    ("a fact that is yes or no", "profile = { labour-agency = 1 }", "1", "wrong-type", "true or false"),
    ("a material mistyped", "materials = [\"coper\"]", "\"coper\"", "unknown-word", "did you mean \"copper\""),
    ("a material by another name", "materials = [\"銅\"]", "\"銅\"", "unknown-word", "did you mean \"copper\""),
    ("a country in small letters", "country = \"cl\"", "\"cl\"", "unknown-country", "did you mean \"CL\""),
    ("nothing expected", "expect = { }", "{ }", "missing-key", "expect"),
    (
        "how far a certificate has come",
        "certificates = [{ scheme = \"Copper Mark\", state = \"certifed\" }]",
        "\"certifed\"",
        "unknown-word",
        "certified",
    ),
    ("a scheme mistyped", "certificates = [{ scheme = \"Coper Mark\", state = \"lapsed\" }]", "\"Coper Mark\"", "unknown-word", "opper"),
    (
        "a site that is none",
        "certificates = [{ scheme = \"Copper Mark\", state = \"lapsed\", site = \"branch\" }]",
        "\"branch\"",
        "unknown-word",
        "main",
    ),
    (
        "a metal mistyped",
        "certificates = [{ scheme = \"Copper Mark\", state = \"lapsed\", metal = \"cobolt\" }]",
        "\"cobolt\"",
        "unknown-word",
        "did you mean \"cobalt\"",
    ),
    (
        "a day that is none",
        "certificates = [{ scheme = \"Copper Mark\", state = \"lapsed\", expires = \"soon\" }]",
        "\"soon\"",
        "not-a-date",
        "2026-04-01",
    ),
    ("a metal that was declared", "declared = [{ metal = \"tantalumm\" }]", "\"tantalumm\"", "unknown-word", "did you mean \"tantalum\""),
];

/// What is broken · what stood there · what stands there now · the code · a word of what to do.
const POLICIES: [(&str, &str, &str, &str, &str); 8] = [
    ("answers that hold for no month", "csr-saq-months = 24", "csr-saq-months = 0", "out-of-range", "1 or more"),
    ("texts that are kept for no month", "free-text = 84", "free-text = 0", "out-of-range", "1 or more"),
    ("a plan of no month", "months = 6\nchecks", "months = 0\nchecks", "out-of-range", "1 or more"),
    ("a check after the plan has ended", "checks-at-months = [3, 6]", "checks-at-months = [3, 60]", "wrong-months", "up to 6"),
    ("more than the whole", "limit = \"0.1 %\"", "limit = \"110 %\"", "bad-limit", "share"),
    ("more people than decide", "people = 2\nattention", "people = 99\nattention", "out-of-range", "within"),
    ("an edition in words", "edition = \"2026-04\"", "edition = \"April 2027\"", "bad-edition", "2027-04"),
    ("a fact that never counts", "migrants = 6", "legal-name = 6", "unknown-word", "migrants"),
];

const SETS: [(&str, &str, &str, &str, &str); 7] = [
    ("an edition in words", "edition = \"1\"", "edition = \"April 2027\"", "bad-edition", "2027-04"),
    (
        "a level beyond the last",
        "type = \"text\"\nseverity = \"low\"\ntext = { en = \"Four?\", ja = \"四ですか。\", zh = \"四？\" }\nfollow-up-when = \"mini.A1 == 'yes'\"",
        "type = \"mat\"\nseverity = \"low\"\ntext = { en = \"Four?\", ja = \"四ですか。\", zh = \"四？\" }\n\nfollow-up-when = \"mini.A4 > 7\"",
        "out-of-range",
        "within",
    ),
    ("hours below nothing", "mini.A1 == 'no' && profile", "mini.A3 < -1 && profile", "out-of-range", "within"),
    (
        "a limit without a unit",
        "zh = \"国家\" } } ]\nrows = { min = 1, max = 9 }\ntotal = { columns = [\"share\"], of = \"100\" }\nbad = [ { when = \"finds(value, 'does-not-add-up')\"",
        "zh = \"国家\" } }, { id = \"lead\", type = \"qty\", text = { en = \"lead\", ja = \"鉛\", zh = \"铅\" } } ]\nrows = { min = 1, max = 9 }\ntotal = { columns = [\"share\"], of = \"100\" }\n\nbad = [ { when = \"exceeds(value, 'lead', '5')\"",
        "bad-limit",
        "unit",
    ),
    ("a gate that is not critical", "gate = true\nseverity = \"critical\"", "gate = true\nseverity = \"high\"", "milder-gate", "critical"),
    (
        "a contradiction of one answer with itself",
        "when = \"mini.A1 == 'yes' && mini.A6 == 'yes'\"\nquestions = [\"mini.A1\", \"mini.A6\"]",
        "when = \"mini.A1 == 'yes'\"\nquestions = [\"mini.A1\"]",
        "contradicts-nothing",
        "second answer",
    ),
    (
        "an answer that is there anyway",
        "good = \"yes\"\n",
        "good = \"yes\"\noptions = [ { id = \"no\", grade = \"bad\", text = { en = \"no\", ja = \"いいえ\", zh = \"否\" } } ]\n",
        "duplicate-option",
        "take the option out",
    ),
];

fn sets() -> Vec<Questionnaire> {
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let (_, text) = builtin::policies().into_iter().next().expect("a policy");
    let names = policy::file::read("p.toml", text, &[]).0.expect("it reads").names();
    file::read_all(&files, Some(&names)).0
}

fn built_in() -> &'static str {
    builtin::policies().into_iter().next().expect("a policy").1
}

/// The built-in policy without its cases, and with one that has a line of its own.
fn with(line: &str) -> String {
    let text = built_in();
    let head = &text[..text.find("[[case]]").expect("cases")];
    let key = line.split(" = ").next().expect("a key");
    let mut lines: Vec<&str> = CASE.into_iter().filter(|known| !known.starts_with(&format!("{key} ="))).collect();
    lines.push(line);
    format!("{head}[[case]]\n{}\n", lines.join("\n"))
}

#[test]
fn every_mistake_in_a_case_is_told_at_its_word_with_what_to_do() {
    let sets = sets();
    assert_eq!(policy::file::read("p.toml", &with(CASE[0]), &sets).1, []);
    let mut wrong = Vec::new();
    for (name, line, word, code, next) in CASES {
        let text = with(line);
        let problems = policy::file::read("p.toml", &text, &sets).1;
        let [problem] = problems.as_slice() else {
            wrong.push(format!("{name}: {problems:?}"));
            continue;
        };
        let at = line.rfind(word).expect("the word stands there");
        let place = (text.lines().count(), line[..at].chars().count() + 1);
        if (problem.place.line, problem.place.column) != place || problem.code != code {
            wrong.push(format!("{name}: not {place:?} {code}: {problem}"));
        }
        if !format!("{} {}", problem.what, problem.next).contains(next) {
            wrong.push(format!("{name}: does not say {next}: {problem}"));
        }
        wrong.extend(untranslated(problem).map(|why| format!("{name}: {why}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn values_that_nobody_can_mean_are_told_at_their_line() {
    let sets = sets();
    let names = policy::file::read("p.toml", built_in(), &[]).0.expect("it reads").names();
    let around = file::Around::of(&[], Some(&names));
    let set = |text: &str| file::read("mini.toml", text, &around).1;
    let read = |text: &str| -> Vec<Diagnostic> { policy::file::read("p.toml", text, &sets).1 };
    let mut wrong = Vec::new();
    for row in &SETS {
        met("set", SOUND, row, &set, &mut wrong);
    }
    for row in &POLICIES {
        met("policy", built_in(), row, &read, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_allowed_is_told_with_each_word_once() {
    let problems = policy::file::read("p.toml", &built_in().replacen("migrants = 6", "nobody-at-all = 6", 1), &sets()).1;
    let next = problems.first().expect("a remark").next.to_string();
    let words: Vec<&str> = next.trim_start_matches("allowed: ").split(", ").collect();
    let once: std::collections::BTreeSet<&&str> = words.iter().collect();
    assert!(words.len() > 8 && once.len() == words.len(), "{next}");
}

fn fails(line: &str) -> (String, Vec<Failure>) {
    let (text, sets) = (with(line), sets());
    let (policy, problems): (Option<Policy>, _) = policy::file::read("p.toml", &text, &sets);
    assert_eq!(problems, []);
    let countries = country::read("c.toml", builtin::reference("countries.toml").expect("countries")).0;
    (text, rehearse(&policy.expect("it reads"), &sets, &countries))
}

#[test]
fn what_a_case_expects_and_does_not_get_is_told_at_its_word_in_every_language() {
    for (line, word, english) in [
        ("expect = { band = \"high\" }", "band", "the conduct band is \"low\", expected is \"high\""),
        ("expect = { band-at-least = \"high\" }", "band-at-least", "at least \"high\" is expected"),
        ("expect = { flags = [\"R-FL\"] }", "\"R-FL\"", "R-FL did not fire"),
        ("expect = { responses = [\"STOP\"] }", "\"STOP\"", "no flag calls for STOP"),
        ("expect = { not-asked = [\"csr-saq.C1\"] }", "\"csr-saq.C1\"", "csr-saq.C1 is asked"),
        ("expect = { unresolved = [\"csr-saq.C1\"] }", "\"csr-saq.C1\"", "csr-saq.C1 is not unresolved"),
        ("expect = { by-certificate = [\"csr-saq.A1\"] }", "\"csr-saq.A1\"", "csr-saq.A1 is not answered by a certificate"),
        ("expect = { verified = false }", "verified", "`verified` is \"true\", expected is \"false\""),
    ] {
        let (text, failures) = fails(line);
        let [failure] = failures.as_slice() else { panic!("{line}: {failures:?}") };
        let place = (text.lines().count(), line.rfind(word).expect("there") + 1);
        assert_eq!((failure.line, failure.column), place, "{line}");
        assert!(failure.what.to_string().contains(english), "{}", failure.what);
        assert!(failure.next.to_string().contains("mend the policy"), "{}", failure.next);
        for lang in [Lang::Ja, Lang::Zh] {
            let said = failure.sentence().in_lang(lang);
            let known = ["mend", "expected", " is ", "did not", "no flag", "answered", "case "].iter().find(|word| said.contains(**word));
            assert!(known.is_none() && said != failure.sentence().to_string(), "{lang}: {said}");
        }
    }
}

#[test]
fn an_answer_that_nobody_asks_for_fails_its_case() {
    let sets = sets();
    let of_another = sets.iter().find(|set| set.id == "tantalum-dd").expect("the set");
    let yes_no = |row: &&Question| row.is_asked() && matches!(row.kind, Kind::YesNo(_));
    let row = of_another.questions.iter().find(yes_no).expect("a row").id.as_str();
    let (text, failures) = fails(&format!("answers = {{ \"csr-saq.C1\" = \"no\", \"{row}\" = \"yes\" }}"));
    let [failure] = failures.as_slice() else { panic!("{failures:?}") };
    assert_eq!(failure.line, text.lines().count());
    assert!(failure.what.to_string().starts_with(&format!("{row} is not asked in this case")), "{}", failure.what);
    assert!(failure.next.to_string().contains("`questionnaires`"), "{}", failure.next);
}
