//! Home: what needs somebody, what is overdue first, each line one key away from where it is dealt with.

use oretrail::language::Lang;
use oretrail::workspace::Workspace;

use super::{LANGS, NARROW, Stage, WIDE, common};

fn open(sample: &common::Sample, person: &str) -> Workspace {
    Workspace::open(&sample.root, &sample.state, person, common::clock()).expect("it opens")
}

/// Puts the cursor of the home screen on the first line that has some words.
fn to(stage: &mut Stage, words: &str) {
    let shown = stage.shows();
    let at = shown.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words}: {shown}"));
    stage.keys(&"j".repeat(at - 4));
}

#[test]
fn what_is_overdue_stands_below_open_gates_the_longest_overdue_first_and_signatures_behind_what_may_do_harm() {
    let stage = Stage::on(common::sample(), "mori", Lang::En, WIDE);
    let shown = stage.shows();
    let days: Vec<usize> = shown
        .lines()
        .filter(|line| !line.contains("edition to sign"))
        .filter_map(|line| line.trim_end().strip_suffix(" days over").or_else(|| line.trim_end().strip_suffix(" day over")))
        .map(|line| line.rsplit(' ').next().unwrap().parse().expect("a number"))
        .collect();
    assert!(days.len() > 2 && days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}\n{shown}");
    let line = |words: &str| shown.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words}: {shown}"));
    assert!(line("order stop open") < line("finding open") && line("days over") < line("workbooks in"), "{shown}");
    assert!(line("promise due") < line("edition to sign") && line("edition to sign") < line("workbooks in"), "{shown}");
}

#[test]
fn a_finding_opens_in_its_register_with_the_next_step_chosen_and_a_promise_where_it_is_kept() {
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    to(&mut stage, "finding open");
    let register = stage.keys("<enter>").shows();
    assert!(register.contains("Registers · Findings"), "{register}");
    let step = stage.keys("s").shows();
    assert!(step.contains("Finding: next step · Teluk Timah") && step.contains("3 ● result"), "it is tracked already: {step}");
    let mut stage = Stage::on(common::sample(), "anna", Lang::En, NARROW);
    to(&mut stage, "promise due");
    let step = stage.keys("<enter>s").shows();
    assert!(step.contains("Promise: what became of it · Aozora"), "{step}");
}

#[test]
fn a_certificate_that_runs_out_is_told_with_its_days_and_opens_in_its_register() {
    let sample = common::sample();
    let given = oretrail::workspace::certificates::Entering {
        scheme: "SA 8000".to_owned(),
        entity: None,
        site: None,
        metal: None,
        edition: None,
        state: oretrail::journal::CertificateState::Certified,
        issued: None,
        expires: Some("2026-12-20".to_owned()),
        source: oretrail::journal::CertificateSource::Document,
        dated: None,
        evidence: Vec::new(),
        questions: Vec::new(),
        note: None,
    };
    open(&sample, "anna").add_certificate("fjord-scrap", given).expect("entered");
    let mut stage = Stage::on(sample, "anna", Lang::En, WIDE);
    let shown = stage.shows();
    let line = shown.lines().find(|line| line.contains("SA 8000")).unwrap_or_else(|| panic!("{shown}"));
    assert!(line.contains("certificate") && line.contains("days left"), "{line}");
    to(&mut stage, "SA 8000");
    let form = stage.keys("<enter>s").shows();
    assert!(form.contains("SA 8000") && form.contains("Fjord"), "{form}");
}

#[test]
fn answers_that_differ_open_at_the_question_and_a_reviewer_settles_them_on_the_page_of_both_sides() {
    let mut stage = Stage::on(common::sample(), "anna", Lang::En, NARROW);
    to(&mut stage, "answers differ");
    assert!(stage.shows().contains("E1 K1 M1") && stage.shows().contains("3 answers"), "{}", stage.shows());
    let shown = stage.keys("<enter>").shows();
    assert!(shown.contains("≠ ken:") && shown.contains("answer again to settle it"), "{shown}");
    let next = stage.keys("3").shows();
    assert!(next.contains(" K1  ") && next.contains("≠ ken:"), "what is settled moves on to the next: {next}");
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    to(&mut stage, "answers differ");
    let shown = stage.keys("<enter>").shows();
    assert!(shown.contains("≠ E1") && shown.contains("a reviewer settles it with t"), "both sides stand on the page: {shown}");
    let which = stage.keys("t").shows();
    assert!(which.contains("Which contradiction?") && which.contains("K1  ") && which.contains("M1  "), "{which}");
    let form = stage.keys("<enter>").shows();
    assert!(form.contains("2 · ken, 2026-11-18 · rule with limits"), "what one settles by is told: {form}");
    insta::assert_snapshot!("form_settle_80x24_en", form);
    stage.keys("1<tab>ken saw the paper<c-s>");
    let dossier = open(&stage.sample, "mori").dossier("atacama-cobre").expect("read");
    assert!(!dossier.contested().any(|(key, _)| key.question == "csr-saq.E1"), "{}", stage.shows());
    // `z` takes it back where it was done, as it takes back any other act.
    stage.keys("z");
    let dossier = open(&stage.sample, "mori").dossier("atacama-cobre").expect("read");
    assert!(dossier.contested().any(|(key, _)| key.question == "csr-saq.E1"), "{}", stage.shows());
    assert!(stage.shows().contains("≠ E1"), "{}", stage.shows());
}

#[test]
fn what_a_reviewer_established_instead_is_settled_with_a_value_its_source_and_a_reason() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        stage.keys("s/atacama<enter><enter>rt<enter><up><up>3");
        insta::assert_snapshot!(format!("form_settle_established_80x24_{name}"), stage.shows());
        stage.keys("3<enter><c-s>");
        assert!(!matches!(lang, Lang::En) || stage.shows().contains("this has to be filled in"), "the source is asked: {}", stage.shows());
        stage.keys("3the register of the authority says so<c-s>");
        let dossier = open(&stage.sample, "mori").dossier("atacama-cobre").expect("read");
        let settled = dossier.answers.current.iter().find_map(|(key, standing)| match standing {
            oretrail::answers::Standing::One(given) if key.question == "csr-saq.E1" => Some(given.clone()),
            _ => None,
        });
        let settled = settled.unwrap_or_else(|| panic!("{}", stage.shows()));
        assert_eq!(settled.answer.source, Some(oretrail::journal::SourceLevel::Seen), "{}", stage.shows());
        assert!(settled.settled.is_some_and(|by| by.found && by.person == "mori"));
    }
}

#[test]
fn the_name_a_reader_knows_comes_first_and_the_workbooks_are_counted_whole() {
    for (lang, name) in LANGS {
        let stage = Stage::on(common::sample(), "mori", lang, NARROW);
        let shown = stage.shows();
        let local = shown.lines().any(|line| line.contains("港運輸株式会社 Minato"));
        assert_eq!(local, lang != Lang::En, "{name}: {shown}");
        let workbooks = shown.lines().find(|line| line.contains("✓ 1")).unwrap_or_else(|| panic!("{shown}"));
        assert!(!workbooks.contains('…') && workbooks.contains('+'), "{workbooks}");
    }
}

#[test]
fn the_registers_stand_in_the_footer_of_home_at_every_size() {
    for (lang, _) in LANGS {
        for size in [NARROW, WIDE] {
            let shown = Stage::on(common::sample(), "mori", lang, size).shows();
            let footer = shown.lines().last().expect("a footer");
            assert!(footer.contains(" r ") && footer.contains(" w ") && footer.contains(" ? "), "{footer}");
        }
    }
}

#[test]
fn a_gate_past_which_a_decision_that_counts_lets_orders_go_on_is_no_order_stop_any_more() {
    use oretrail::journal::Outcome;
    use oretrail::workspace::decide::Deciding;
    let sample = common::sample();
    let id = "teluk-timah";
    let line = |stage: &Stage, words: &str| stage.shows().lines().any(|line| line.contains("Teluk") && line.contains(words));
    assert!(line(&Stage::on(common::sample(), "mori", Lang::En, WIDE), "order stop open"));
    let given = Deciding { reason: "read".to_owned(), no_remedy: Some("the passports are back".to_owned()), ..Deciding::default() };
    let keys = |person: &str| open(&sample, person).make_key().expect("a key");
    _ = (keys("mori"), keys("ono"));
    open(&sample, "mori").confirm_keys("ono", None).expect("stood for");
    let (written, _) = open(&sample, "mori").decide(id, Outcome::Continue, &given).expect("decided");
    assert!(line(&Stage::on(copied(&sample), "mori", Lang::En, WIDE), "order stop open"), "one person alone lets nothing go on");
    open(&sample, "ono").confirm(id, Some(&written.saved.entry), None).expect("confirmed");
    let stage = Stage::on(sample, "mori", Lang::En, WIDE);
    let review = open(&stage.sample, "mori").dossier(id).expect("read").review;
    assert!(review.in_force().is_some() && !review.orders_held, "{:?}", review.main());
    assert!(!line(&stage, "order stop open") && line(&stage, "orders go on") && line(&stage, "mori"), "{}", stage.shows());
}

/// Another copy of a sample, as it stands now.
fn copied(sample: &common::Sample) -> common::Sample {
    let other = common::sample();
    common::copy(&sample.root, &other.root);
    common::copy(&sample.state, &other.state);
    other
}
