use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

struct World(BTreeMap<&'static str, Value>);

impl Names for World {
    fn kind(&self, name: &str) -> Option<Kind> {
        Some(match name {
            "csr-saq.C1" => Kind::Word(vec!["yes".to_owned(), "no".to_owned()]),
            "csr-saq.G1" => Kind::Words(vec!["tin".to_owned(), "gold".to_owned()]),
            "csr-saq.A1" | "a" | "b" => Kind::Number,
            "csr-saq.E3" => Kind::Rows,
            "p" | "q" => Kind::Bool,
            _ => return None,
        })
    }
    fn all(&self) -> Vec<String> {
        ["csr-saq.C1", "csr-saq.G1", "csr-saq.A1", "csr-saq.E3"].map(str::to_owned).to_vec()
    }
}

impl Facts for World {
    fn value(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or(Value::Unknown(Unknown::Open))
    }
    fn state(&self, name: &str) -> &'static str {
        if self.0.contains_key(name) { "answered" } else { "unanswered" }
    }
}

fn holds(source: &str, facts: &[(&'static str, Value)]) -> Truth {
    let world = World(facts.iter().cloned().collect());
    Condition::compile(source, &world).unwrap_or_else(|e| panic!("{source}: {e:?}")).holds(&world)
}

fn mistakes(source: &str) -> Vec<&'static str> {
    Condition::compile(source, &World(BTreeMap::new())).expect_err("has a mistake").iter().map(|m| m.code).collect()
}

#[test]
fn an_unanswered_question_makes_a_comparison_unknown_and_not_false() {
    assert_eq!(holds("csr-saq.C1 == 'yes'", &[]), Truth::Unknown(Unknown::Open));
    assert_eq!(holds("!(csr-saq.C1 == 'yes')", &[]), Truth::Unknown(Unknown::Open));
    assert_eq!(holds("csr-saq.C1 == 'yes' && csr-saq.A1 < 3", &[("csr-saq.A1", Value::Number(Ratio::whole(4)))]), Truth::False);
    assert_eq!(holds("csr-saq.C1 == 'yes' || csr-saq.A1 < 3", &[("csr-saq.A1", Value::Number(Ratio::whole(2)))]), Truth::True);
    assert_eq!(holds("csr-saq.C1 == 'yes'", &[("csr-saq.C1", Value::Unknown(Unknown::Settled))]), Truth::Unknown(Unknown::Settled));
}

#[test]
fn lists_rows_and_states_can_be_asked_about() {
    let g1 = ("csr-saq.G1", Value::Words(vec!["tin".to_owned()]));
    assert_eq!(holds("'tin' in csr-saq.G1 && size(csr-saq.G1) == 1", std::slice::from_ref(&g1)), Truth::True);
    assert_eq!(holds("csr-saq.C1 in ['yes', 'no']", &[("csr-saq.C1", Value::Word("no".to_owned()))]), Truth::True);
    assert_eq!(holds("state(csr-saq.C1) == 'unanswered'", &[]), Truth::True);
    let rows = vec![vec![("official".to_owned(), "Yes".to_owned())]];
    assert_eq!(holds("any(csr-saq.E3, 'official', 'yes')", &[("csr-saq.E3", Value::Rows(rows))]), Truth::True);
}

#[test]
fn the_worst_tier_of_the_named_countries_counts_and_an_unknown_country_is_t3() {
    struct Places(World);
    impl Facts for Places {
        fn value(&self, name: &str) -> Value {
            self.0.value(name)
        }
        fn state(&self, name: &str) -> &'static str {
            self.0.state(name)
        }
        fn tier(&self, country: &str, _region: &str) -> &str {
            if country == "CL" { "T1" } else { "T3" }
        }
    }
    let rows = |codes: &[&str]| Value::Rows(codes.iter().map(|code| vec![("country".to_owned(), (*code).to_owned())]).collect());
    let tier = |value: Value| {
        let world = Places(World(BTreeMap::from([("csr-saq.E3", value)])));
        Condition::compile("tier(csr-saq.E3, 'country') == 'T3'", &world.0).expect("compiles").holds(&world)
    };
    assert_eq!(tier(rows(&["CL"])), Truth::False);
    assert_eq!(tier(rows(&["CL", "XX"])), Truth::True);
    assert_eq!(tier(rows(&[])), Truth::Unknown(Unknown::Absent));
    assert_eq!(mistakes("tier(csr-saq.C1, 'country') == 'T3'"), ["condition-type"]);
}

#[test]
fn unknown_names_wrong_types_and_impossible_answers_are_found_at_load() {
    assert_eq!(mistakes("csr-saq.C9 == 'yes'"), ["unknown-name"]);
    assert_eq!(mistakes("csr-saq.C1 == 'maybe'"), ["unknown-option"]);
    assert_eq!(mistakes("csr-saq.C1 < 3"), ["condition-type"]);
    assert_eq!(mistakes("csr-saq.A1"), ["condition-type"]);
    assert_eq!(mistakes("csr-saq.Z1 == 'x' && csr-saq.C1 == 'maybe'"), ["unknown-name", "unknown-option"]);
    assert_eq!(mistakes("csr-saq.C1 == 'yes"), ["condition-syntax"]);
    assert_eq!(mistakes("csr-saq.C1 = 'yes'"), ["condition-syntax"]);
    assert_eq!(mistakes(&"(".repeat(5000)), ["condition-syntax"]);
}

#[test]
fn a_mistake_points_at_the_bytes_it_concerns() {
    let found = Condition::compile("true && csr-saq.C2 == 'yes'", &World(BTreeMap::new())).expect_err("unknown name");
    assert_eq!(found[0].at, 8..18);
    assert_eq!(found[0].next.to_string(), "did you mean `csr-saq.C1`?");
}

/// Random expressions over two numbers and two booleans, written so that both languages read them.
fn expression() -> impl Strategy<Value = String> {
    let number = prop_oneof![Just("a".to_owned()), Just("b".to_owned()), (0..5_u8).prop_map(|n| format!("{n}.0"))];
    let sign = prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let leaf = prop_oneof![
        Just("p".to_owned()),
        Just("q".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        (number.clone(), sign, number).prop_map(|(a, s, b)| format!("{a} {s} {b}")),
        prop::sample::select(vec!["x", "y", "z"]).prop_map(|w| format!("'{w}' in ['x', 'y']")),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) && ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) || ({b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

proptest! {
    #[test]
    fn on_known_values_the_subset_agrees_with_cel(source in expression(), a in 0..5_u8, b in 0..5_u8, p: bool, q: bool) {
        let ours = holds(&source, &[
            ("a", Value::Number(Ratio::whole(a.into()))), ("b", Value::Number(Ratio::whole(b.into()))),
            ("p", Value::Bool(p)), ("q", Value::Bool(q)),
        ]);
        let mut context = cel::Context::default();
        context.add_variable_from_value("a", f64::from(a));
        context.add_variable_from_value("b", f64::from(b));
        context.add_variable_from_value("p", p);
        context.add_variable_from_value("q", q);
        let oracle = cel::Program::compile(&source).expect("CEL reads it").execute(&context).expect("CEL evaluates it");
        prop_assert_eq!(ours.is_true(), oracle == cel::Value::Bool(true), "{}", source);
    }

    #[test]
    fn no_text_makes_the_parser_panic(source in "[a-z0-9 .'\\-()\\[\\]!&|=<>,é日]{0,40}") {
        let _ = Condition::parse_only(&source);
    }
}

#[test]
fn a_figure_that_leaves_a_limit_open_is_neither_above_nor_within() {
    let rows = |cells: &[&str]| {
        let rows = cells.iter().map(|cell| vec![("substance".to_owned(), "Cd".to_owned()), ("content".to_owned(), (*cell).to_owned())]);
        [("csr-saq.E3", Value::Rows(rows.collect()))]
    };
    let above = |cells: &[&str]| holds("exceeds(csr-saq.E3, 'content', '0.1 %')", &rows(cells));
    assert_eq!(above(&["<0.1 %", "500 ppm"]), Truth::False);
    assert_eq!(above(&["<0.1 %", "0.11 %"]), Truth::True);
    assert_eq!(above(&["<1 %"]), Truth::Unknown(Unknown::Settled));
    assert_eq!(above(&["<1 %", ">0.1 %"]), Truth::True);
    assert_eq!(above(&[""]), Truth::Unknown(Unknown::Settled));
    assert_eq!(holds("exceeds(csr-saq.E3, 'content', '0.1 %')", &[]), Truth::Unknown(Unknown::Open));
    assert_eq!(mistakes("exceeds(csr-saq.A1, 'content', '0.1 %')"), ["condition-type"]);
    assert_eq!(mistakes("exceeds(csr-saq.E3, 'content')"), ["condition-syntax"]);
}
