//! What a compliance officer sees and does: the queue under its causes, the page of one supplier, the forms.

use oretrail::language::Lang;
use oretrail::tui::key::Key;
use oretrail::workspace::Workspace;
use oretrail::workspace::act::{Said, SaidReply};
use oretrail::workspace::decide::Deciding;

use super::{LANGS, NARROW, Stage, WIDE, common};

fn mori(size: (u16, u16)) -> Stage {
    Stage::on(common::sample(), "mori", Lang::En, size)
}

fn open(sample: &common::Sample, person: &str) -> Workspace {
    Workspace::open(&sample.root, &sample.state, person, common::clock()).expect("it opens")
}

#[test]
fn the_queue_is_grouped_under_the_causes_suppliers_share() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("queue_by_cause_80x24_{name}"), stage.keys("wg").shows());
        insta::assert_snapshot!(format!("queue_by_rule_80x24_{name}"), stage.keys("g").shows());
    }
    insta::assert_snapshot!("queue_by_cause_120x40_en", mori(WIDE).keys("wg").shows());
    insta::assert_snapshot!("queue_by_rule_120x40_en", mori(WIDE).keys("wgg").shows());
    insta::assert_snapshot!("queue_by_clause_80x24_en", mori(NARROW).keys("wggg").shows());
}

#[test]
fn one_page_shows_what_stands_against_a_supplier_and_what_was_decided() {
    let decided = |lang, size| {
        let sample = common::sample();
        let given =
            Deciding { reason: "papers complete".to_owned(), conditions: vec!["permit by March".to_owned()], ..Deciding::default() };
        open(&sample, "mori").decide("fjord-scrap", oretrail::journal::Outcome::ImprovementRequired, &given).expect("decided");
        let mut stage = Stage::on(sample, "mori", lang, size);
        stage.keys("s/fjord<enter><enter>r");
        stage
    };
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("review_page_80x24_{name}"), decided(lang, NARROW).shows());
    }
    insta::assert_snapshot!("review_page_120x40_en", decided(Lang::En, WIDE).shows());
    insta::assert_snapshot!("supplier_with_a_decision_80x24_en", decided(Lang::En, NARROW).keys("<esc>").shows());
}

#[test]
fn a_decision_is_filled_in_line_by_line_and_nothing_is_written_before_it_is_whole() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("form_decide_80x24_{name}"), stage.keys("s/fjord<enter><enter>rd").shows());
    }
    let mut stage = mori(NARROW);
    stage.keys("s/fjord<enter><enter>rd2<c-s>");
    assert!(stage.shows().contains("this has to be filled in"), "{}", stage.shows());
    stage.keys("papers are late<enter>roster by March | permit<enter>2020-01-01<c-s>");
    assert!(stage.shows().contains("has to be in the future"), "{}", stage.shows());
    assert!(open(&stage.sample, "mori").dossier("fjord-scrap").expect("read").review.decisions.is_empty());
    stage.keys("<c-u>2027-03-31<c-s>");
    let dossier = open(&stage.sample, "mori").dossier("fjord-scrap").expect("read");
    let decision = dossier.review.latest().expect("decided");
    assert_eq!(decision.act.outcome.word(), "improvement-required");
    assert_eq!(decision.act.conditions.len(), 2);
    assert_eq!(decision.act.review_by.as_deref(), Some("2027-03-31"));
    let shown = stage.shows();
    assert!(shown.contains("unsigned, K makes a key") && shown.contains("improvement required"), "{shown}");
}

#[test]
fn above_a_decision_stands_every_flag_of_one_supplier_and_of_several_the_causes_they_share() {
    let mut stage = mori(NARROW);
    let one = stage.keys("s/minato<enter><enter>rd").shows();
    let told: Vec<&str> = one.lines().filter(|line| line.contains("CAP-")).collect();
    assert_eq!(told.len(), 3, "{one}");
    let inside = |at: usize, words: &str| told[at].contains(words);
    assert!(inside(0, "CAP-30 Corrective action, 30 days A finding") && inside(1, "CAP-90") && inside(2, "CAP-90"), "gravest first: {one}");
    let mut stage = mori(WIDE);
    let several = stage.keys("w j d").shows();
    assert!(several.contains("▲ 1 × STOP C6 C7") && several.contains("◆ 1 × CAP-30 Finding overdue"), "{several}");
}

#[test]
fn approvers_in_order_and_whom_it_is_decided_for_stand_under_the_rest_and_on_the_page_why() {
    let mut stage = mori(NARROW);
    stage.keys("s/fjord<enter><enter>rd2papers are late").keys("<enter><enter><enter><enter>");
    let at_approvers = stage.paste("Sato, Suzuki、高橋").shows();
    assert!(at_approvers.contains("approved by") && at_approvers.contains("in order"), "{at_approvers}");
    stage.keys("<enter>").paste("ono");
    let shown = stage.keys("<c-s>").shows();
    let dossier = open(&stage.sample, "mori").dossier("fjord-scrap").expect("read");
    let act = &dossier.review.latest().expect("decided").act;
    assert_eq!(act.approvers, ["Sato", "Suzuki", "高橋"]);
    assert_eq!(act.on_behalf_of.as_deref(), Some("ono"));
    assert!(shown.contains("approved, in order: Sato → Suzuki → 高橋") && shown.contains("on behalf of ono"), "{shown}");
    let why = stage.keys("y<enter>").shows();
    assert!(why.contains("Sato → Suzuki → 高橋"), "{why}");
}

#[test]
fn what_was_just_written_is_taken_back_with_one_key_and_signed_with_one() {
    let mut stage = mori(NARROW);
    stage.keys("s/fjord<enter><enter>rd2papers are late<c-s>K");
    let decided = |stage: &Stage| open(&stage.sample, "mori").dossier("fjord-scrap").expect("read").review.latest().cloned();
    assert!(decided(&stage).expect("decided").signed.counts(), "{}", stage.shows());
    stage.keys("z");
    assert_eq!(decided(&stage), None, "{}", stage.shows());
    assert!(stage.shows().contains("taken back: 1"), "{}", stage.shows());
    stage.keys("d2papers are late<c-s>S");
    assert!(decided(&stage).expect("decided").sealed.is_some(), "{}", stage.shows());
    stage.keys("z");
    assert!(decided(&stage).is_some(), "what is sealed stays: {}", stage.shows());
}

#[test]
fn a_key_that_cannot_be_used_says_why() {
    let says = |person: &str, keys: &str, why: &str| {
        let mut stage = Stage::on(common::sample(), person, Lang::En, WIDE);
        let shown = stage.keys(keys).shows();
        assert!(shown.contains(why), "{person} {keys}: {shown}");
    };
    says("tanabe", "w<enter>d", "auditors only read");
    says("anna", "s/minato<enter><enter>rd", "you interviewed this supplier");
    says("mori", "w<enter>f", "nothing is decided yet");
    says("mori", "w<enter>p", "no action is open");
    let mut stage = mori(WIDE);
    stage.keys("s/fjord<enter><enter>rd2papers are late<c-s>f");
    assert!(stage.shows().contains("you decided this"), "{}", stage.shows());
}

#[test]
fn actions_are_due_on_the_home_screen_and_a_second_person_is_asked_for() {
    let mut stage = mori(WIDE);
    stage.keys("s/fjord<enter><enter>rc1send the roster<enter>1<c-u>2026-12-01<c-s>h");
    let shown = stage.shows();
    assert!(shown.contains("action open"), "{shown}");
    stage.keys("s/fjord<enter><enter>rd5contract cannot go on<c-s>K");
    let stage = Stage::on(stage.sample, "ono", Lang::En, WIDE);
    assert!(stage.shows().contains("second person"), "{}", stage.shows());
}

#[test]
fn after_an_act_on_a_cause_those_done_are_marked_and_the_cause_says_how_many() {
    let mut stage = mori(NARROW);
    let opened = stage.keys("wgjj<enter>").shows();
    assert!(opened.contains("3 × EDD C1 C10"), "{opened}");
    stage.keys("j c1send the papers<enter>1<c-u>2026-12-18<c-s>");
    assert!(stage.shows().contains("saved"), "{}", stage.shows());
    for (lang, name) in LANGS {
        stage.state.lang = lang;
        insta::assert_snapshot!(format!("queue_one_of_three_done_80x24_{name}"), stage.shows());
    }
    stage.state.lang = Lang::En;
    let shown = stage.shows();
    assert!(shown.contains("✓ 1/3") && shown.matches("action until 2026-12-18").count() == 1, "{shown}");
    stage.keys("z");
    assert!(!stage.shows().contains("✓ 1/3"), "taken back, it is to be done again: {}", stage.shows());
}

#[test]
fn an_action_says_who_verified_it_and_when_and_whose_word_does_not_count() {
    let sample = common::sample();
    let does = |person: &str, arguments: &[&str]| {
        let (code, out, error) = common::run_as(&sample, person, arguments);
        assert_eq!(code, 0, "{arguments:?}: {error}");
        out
    };
    does("mori", &["action", "add", "fjord-scrap", "--what", "send the roster", "--owner", "anna", "--due", "2027-03-31"]);
    let decisions = || common::json_as(&sample, "mori", common::NOW, &["decisions", "fjord-scrap"]);
    let entry = decisions()[0]["actions"][0]["entry"].as_str().expect("an entry").to_owned();
    does("anna", &["action", "done", "fjord-scrap", &entry]);
    let page = |person: &str, sample: common::Sample| {
        let mut stage = Stage::on(sample, person, Lang::En, WIDE);
        let shown = stage.keys("s/fjord<enter><enter>r").shows();
        (stage, shown)
    };
    does("ono", &["action", "verify", "fjord-scrap", &entry]);
    let listed = does("tanabe", &["decisions", "fjord-scrap"]);
    assert!(listed.contains("verified (ono, 2026-11-23)"), "{listed}");
    let (mut stage, shown) = page("mori", sample);
    assert!(shown.contains("✓ ") && shown.contains("verified (ono, 2026-11-23)"), "{shown}");
    let on_its_page = stage.keys("<esc>").shows();
    assert!(on_its_page.contains("verified (ono, 2026-11-23)"), "{on_its_page}");
}

#[test]
fn what_is_new_since_the_last_visit_is_marked_until_the_queue_was_seen() {
    let mut stage = mori(NARROW);
    assert!(!stage.keys("w").shows().contains(" new "), "nothing is new at a first visit: {}", stage.shows());
    let said = Said { question: "csr-saq.C1".into(), reply: SaidReply::Value(vec!["yes".to_owned()]), ..Said::default() };
    open(&stage.sample, "anna").answer("fjord-scrap", said).expect("answered");
    let mut stage = Stage::on(stage.sample, "mori", Lang::En, NARROW);
    assert!(stage.keys("w").shows().contains("+ 1 new"), "{}", stage.shows());
    let mut stage = Stage::on(stage.sample, "mori", Lang::En, NARROW);
    assert!(!stage.keys("w").shows().contains("+ 1 new"), "{}", stage.shows());
}

#[test]
fn forty_flagged_suppliers_that_share_causes_take_at_most_four_keys_each() {
    let sample = common::sample();
    let mut anna = open(&sample, "anna");
    let like = anna.supplier("fjord-scrap").expect("there");
    let ids: Vec<String> = (1..=40).map(|n| format!("flagged-{n:02}")).collect();
    for (place, id) in ids.iter().enumerate() {
        anna.add_supplier(oretrail::supplier::Supplier { id: id.clone(), name: format!("Flagged {}", place + 1), ..like.clone() })
            .expect("added");
        let (question, value) = if place % 2 == 0 { ("csr-saq.C6", "yes") } else { ("csr-saq.E1", "2") };
        let said = Said { question: question.into(), reply: SaidReply::Value(vec![value.to_owned()]), ..Said::default() };
        anna.answer(id, said).expect("answered");
    }
    let mut stage = Stage::on(sample, "mori", Lang::En, WIDE);
    let mut pressed = 0;
    let mut keys = |stage: &mut Stage, keys: &str| {
        pressed += Key::sequence(keys).len();
        stage.keys(keys);
    };
    keys(&mut stage, "w/flagged-<enter>g");
    for reason in ["papers are not kept by the workers", "no code of conduct"] {
        let shown = stage.shows();
        assert!(shown.contains("20 × "), "{shown}");
        while !stage.shows().lines().nth(3 + cursor(&stage)).is_some_and(|line| line.contains("20 × ")) {
            keys(&mut stage, "j");
        }
        keys(&mut stage, " d2");
        keys(&mut stage, reason);
        let before = stage.shows();
        keys(&mut stage, "<c-s>");
        assert!(stage.shows().contains("saved for 20 suppliers"), "{before}\n{}", stage.shows());
        keys(&mut stage, "<home>");
    }
    let mori = open(&stage.sample, "mori");
    let mut entries = std::collections::BTreeSet::new();
    for id in &ids {
        let dossier = mori.dossier(id).expect("read");
        let decision = dossier.review.latest().unwrap_or_else(|| panic!("{id} is not decided: {}", stage.shows()));
        assert!(!dossier.body(&decision.act.reason).expect("a reason").is_empty());
        entries.insert((id.clone(), decision.entry.to_string()));
    }
    assert_eq!(entries.len(), 40);
    assert!(pressed <= 4 * ids.len(), "{pressed} keys for {} suppliers", ids.len());
}

fn cursor(stage: &Stage) -> usize {
    match stage.state.top() {
        oretrail::tui::state::Screen::Queue(table) => table.cursor.row - table.cursor.top,
        other => panic!("not the queue: {other:?}"),
    }
}
