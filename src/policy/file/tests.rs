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

fn sets() -> Vec<Questionnaire> {
    let text = include_str!("../../../questionnaires/csr-saq-2026-04.toml");
    vec![
        crate::questionnaire::file::read("q.toml", text, &crate::questionnaire::file::Around::default())
            .0
            .expect("the built-in questionnaire reads"),
    ]
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
    assert!(problems[2].what.contains("a gate") && problems[4].next.contains("csr-saq."), "{problems:?}");
    let read = policy.expect("the rest is there").equivalents;
    assert_eq!(read.last().map(|one| (one.scheme.as_str(), one.rows.len())), Some(("iso-45001", 1)));
}
