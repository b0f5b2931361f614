use super::*;

const BUILT_IN: &str = include_str!("../../../policies/jx-selection-2026-04.toml");

#[test]
fn the_built_in_policy_has_no_mistakes() {
    let (policy, problems) = read("jx-selection-2026-04.toml", BUILT_IN, &sets());
    assert_eq!(problems, []);
    let policy = policy.expect("readable");
    assert_eq!(policy.domains.len(), 7);
    for code in ["P1.0", "P1.9", "P6", "PX", "PS", "PM", "PW", "PG", "PQ", "PB", "PI", "PP", "PH", "H0", "H7", "B4.1"] {
        assert!(policy.clause(code).is_some(), "{code} is missing");
    }
    assert!(
        policy.clauses.iter().all(|clause| clause.in_source != clause.lines.is_empty() || !clause.in_source || clause.lines.is_empty())
    );
    for rule in crate::rules::ALL {
        assert!(policy.rules.contains_key(rule.id), "{} has no wording", rule.id);
        assert_eq!(policy.rules[rule.id].version, rule.version);
    }
}

#[test]
fn mistakes_in_a_policy_are_found_at_their_lines() {
    let broken = BUILT_IN
        .replacen("critical = 10", "critical = 1000", 1)
        .replacen("id = \"R-FL\"", "id = \"R-FL\"\nclauses = []", 1)
        .replacen("response = \"STOP\"", "response = \"HALT\"", 1)
        .replacen("use = \"gate\"", "use = \"gates\"", 1)
        .replacen("floor = 0.9", "floor = 9", 1);
    let (policy, problems) = read("p.toml", &broken, &sets());
    assert!(policy.is_some());
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    for code in ["out-of-range", "unknown-key", "unknown-word"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
    for problem in &problems {
        let line = broken.lines().nth(problem.place.line - 1).unwrap_or_default();
        let fits = match problem.code {
            "out-of-range" => line.contains("1000") || line.contains("floor = 9"),
            "unknown-key" => line.contains("clauses"),
            "unknown-word" => line.contains("HALT") || line.contains("gates"),
            _ => true,
        };
        assert!(fits, "{problem} does not point at the line: {line}");
    }
}

/// Every set that is built in: the cases of the policy name rows of all of them.
fn sets() -> Vec<Questionnaire> {
    let files: Vec<(String, String)> = crate::builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    crate::questionnaire::file::read_all(&files, None).0
}

#[test]
fn a_mapping_of_equivalents_is_checked_line_by_line_and_the_rest_of_it_stands() {
    let title = "title = { en = \"t\", ja = \"t\", zh = \"t\" }\nsource = \"s\"\n";
    let rows = [
        "{ question = \"csr-saq.D1\", value = [\"3\"], source = \"s\" },",
        "{ question = \"csr-saq.C1\", value = [\"no\"], source = \"s\" },",
        "{ question = \"csr-saq.E4\", value = [\"clear\"], source = \"s\" },",
        "{ question = \"csr-saq.D11\", value = [\"3\"], source = \"s\" },",
        "{ question = \"csr-saq.D2\", value = [\"7\"], source = \"s\" },",
        "{ question = \"csr-saq.D1\", value = [\"4\"], source = \"s\" },",
    ];
    let mapping = format!(
        "\n[[equivalent]]\nscheme = \"ecovadis-x\"\n{title}rows = []\n[[equivalent]]\nscheme = \"ohsas-18001\"\n{title}rows = []\n[[equivalent]]\nscheme = \"iso-45001\"\n{title}rows = [\n{}\n]\n",
        rows.join("\n")
    );
    let text = format!("{}{mapping}", BUILT_IN.trim_end());
    let first = BUILT_IN.trim_end().lines().count() + 1;
    let (policy, problems) = read("p.toml", &text, &sets());
    let told: Vec<(usize, &str)> = problems.iter().map(|problem| (problem.place.line - first, problem.code)).collect();
    let wanted = [
        (1, "unknown-scheme"),
        (6, "withdrawn-scheme"),
        (16, "not-coverable"),
        (17, "not-coverable"),
        (18, "unknown-question"),
        (19, "wrong-value"),
        (20, "duplicate-id"),
    ];
    assert_eq!(told, wanted, "{problems:?}");
    assert!(problems[2].what.to_string().contains("a gate") && problems[4].next.to_string().contains("csr-saq."), "{problems:?}");
    let read = policy.expect("the rest is there").equivalents;
    assert_eq!(read.last().map(|one| (one.scheme.as_str(), one.rows.len())), Some(("iso-45001", 1)));
}

#[test]
fn a_limit_that_a_questionnaire_asks_for_and_the_policy_lacks_is_told_at_its_head() {
    let from = BUILT_IN.find("[[limit]]\nid = \"recovery-days\"").expect("it is there");
    let until = from + BUILT_IN[from..].find("\n\n").expect("it ends");
    let text = format!("{}{}", &BUILT_IN[..from], &BUILT_IN[until..]);
    let (_, problems) = read("p.toml", &text, &sets());
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["missing-limit"], "{problems:?}");
    assert!(text.lines().nth(problems[0].place.line - 1).is_some_and(|line| line == "[policy]"), "{problems:?}");
    assert!(problems[0].what.to_string().contains("quality-bcp.Q22") && problems[0].next.to_string().contains("[[limit]]"), "{problems:?}");
}

#[test]
fn documents_that_suppliers_acknowledge_are_read_with_their_editions_and_every_mistake_is_told_at_its_line() {
    let policy = read("p.toml", BUILT_IN, &sets()).0.expect("readable");
    let rights = policy.published.iter().find(|one| one.id == "human-rights").expect("it is published");
    let day = |text: &str| text.parse::<jiff::civil::Date>().expect("a day");
    let in_force = |on: &str| rights.in_force(day(on)).map(|edition| edition.id.as_str());
    assert_eq!([in_force("2023-07-31"), in_force("2025-03-31"), in_force("2025-04-01")], [None, Some("2023-08"), Some("2025-04")]);
    assert_eq!(rights.due(&rights.editions[1]), day("2025-06-30"));
    assert_eq!(rights.listed(), "2023-08 (2023-08-01), 2025-04 (2025-04-01)");
    assert!(rights.rank("2019-01").is_none() && rights.rank("2023-08") < rights.rank("2025-04"));

    let broken = BUILT_IN
        .replacen("{ id = \"2023-08\", date = 2023-08-01 }", "{ id = \"2025-04\", date = 2023-08-01 }", 1)
        .replacen("{ id = \"2023-04\", date = 2023-04-01 }", "{ id = \"2023-04\", date = \"soon\" }", 1)
        .replacen("id = \"procurement\"\ntitle", "id = \"human-rights\"\ntitle", 1)
        .replacen("days = 90\neditions", "days = 9000\neditions", 1);
    let (_, problems) = read("p.toml", &broken, &sets());
    let told: Vec<(&str, &str)> =
        problems.iter().map(|one| (one.code, broken.lines().nth(one.place.line - 1).unwrap_or_default().trim())).collect();
    assert_eq!(told.len(), 4, "{problems:?}");
    for wanted in [
        ("duplicate-id", "{ id = \"2025-04\", date = 2025-04-01 },"),
        ("not-a-date", "{ id = \"2023-04\", date = \"soon\" },"),
        ("duplicate-id", "id = \"human-rights\""),
        ("out-of-range", "days = 9000"),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} is missing in {told:?}");
    }
    let nothing = format!("{}\n[[published]]\nid = \"code\"\ntitle = {{ en = \"c\", ja = \"c\", zh = \"c\" }}\n", BUILT_IN);
    let (_, problems) = read("p.toml", &nothing, &sets());
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["missing-key", "missing-key"], "{problems:?}");
}

#[test]
fn a_clause_says_where_it_stands_or_that_it_stands_nowhere_and_then_judges_nobody() {
    let first = "id = \"P1.1\"\nuse = \"score\"\nlines = \"L5880\"\n";
    assert!(BUILT_IN.contains(first));
    for (instead, code, line) in [
        ("id = \"P1.1\"\nuse = \"score\"\n", "clause-without-lines", "id = \"P1.1\""),
        ("id = \"P1.1\"\nuse = \"score\"\nlines = \"\"\n", "clause-without-lines", "id = \"P1.1\""),
        ("id = \"P1.1\"\nuse = \"score\"\nin-source = false\n", "clause-not-in-source", "in-source = false"),
    ] {
        let text = BUILT_IN.replacen(first, instead, 1);
        let (policy, problems) = read("p.toml", &text, &sets());
        assert!(policy.is_some());
        let [one] = &problems[..] else { panic!("{instead}: {problems:?}") };
        assert_eq!((one.code, text.lines().nth(one.place.line - 1)), (code, Some(line)), "{instead}");
    }
}
