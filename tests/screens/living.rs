//! Living records on the screens: a correction asks why and who asked.

use super::*;

#[test]
fn changing_a_submitted_answer_asks_why_and_who_asked_before_anything_is_written() {
    let mut stage = Stage::interview(Lang::En, NARROW, "aozora-plant");
    let asked = stage.keys("gC1<enter>y").shows();
    assert!(asked.contains("Correct C1, which was submitted") && asked.contains("why it is corrected"), "{asked}");
    insta::assert_snapshot!("correction_form", asked);
    let left = stage.keys("<esc>").shows();
    assert!(!left.contains("which was submitted") && left.contains("C1"), "{left}");
    let empty = stage.keys("y<c-s>").shows();
    assert!(empty.contains("this has to be filled in"), "{empty}");
    let nameless = stage.keys("misheard<enter>1<c-s>").shows();
    assert!(nameless.contains("this has to be filled in") && nameless.contains("Correct C1"), "{nameless}");
    let saved = stage.keys("Aoki<c-s>").shows();
    assert!(saved.contains("saved") && !saved.contains("Correct C1"), "{saved}");
    let mut stage = stage.again();
    let history = stage.keys("s/aozora<enter><enter>").keys("<tab><tab><tab><tab><tab>").shows();
    assert!(history.contains("correction"), "{history}");
}

#[test]
fn the_reviewer_sees_what_was_corrected_and_by_whose_wish() {
    let sample = common::sample();
    let said = oretrail::workspace::act::Said {
        question: "csr-saq.C1".into(),
        reply: oretrail::workspace::act::SaidReply::Value(vec!["yes".to_owned()]),
        correction: Some("misheard".to_owned()),
        asked: Some(oretrail::workspace::correct::AskedFor { by: oretrail::journal::Asker::Supplier, name: Some("Aoki".to_owned()) }),
        ..Default::default()
    };
    open_as(&sample, "anna").answer("aozora-plant", said).expect("answered");
    for (lang, told) in [(Lang::En, "asked for by the supplier: Aoki"), (Lang::Ja, "取引先の依頼：Aoki"), (Lang::Zh, "供应商要求：Aoki")]
    {
        let mut stage = Stage::on(common::sample(), "mori", lang, WIDE);
        common::copy(&sample.root, &stage.sample.root);
        let shown = stage.enter_flagged("aozora-plant").shows();
        assert!(shown.contains(told) && shown.contains("misheard"), "{shown}");
    }
}

#[test]
fn a_supplier_that_was_handed_over_is_new_on_home_until_its_new_buyer_writes_about_it() {
    let sample = common::sample();
    {
        let mut anna = open_as(&sample, "anna");
        let all = anna.to_hand_over(None, &["kisaki-seisakusho".to_owned()]).expect("listed");
        anna.hand_over(&all, "ken", "parental leave").expect("handed over");
    }
    for (lang, new) in [(Lang::En, "new to you"), (Lang::Ja, "新しい担当"), (Lang::Zh, "新接手")] {
        let copy = common::sample();
        common::copy(&sample.root, &copy.root);
        let mut stage = Stage::on(copy, "ken", lang, WIDE);
        let shown = [stage.keys("<end>").shows(), stage.keys("<home>").shows()].concat();
        assert!(shown.contains(new), "{shown}");
        let elsewhere = Stage::on(stage.sample, "anna", lang, WIDE).shows();
        assert!(!elsewhere.contains(new), "{elsewhere}");
    }
    open_as(&sample, "ken").note("kisaki-seisakusho", None, "introduced myself").expect("noted");
    let shown = Stage::on(sample, "ken", Lang::En, WIDE).shows();
    assert!(!shown.contains("new to you"), "{shown}");
}

#[test]
fn a_supplier_with_a_successor_needs_nobody_any_more_and_its_page_says_who_it_is_now() {
    let sample = common::sample();
    open_as(&sample, "mori").same("minato-haulage", "lualaba-trading", "one register number").expect("written");
    let mut stage = Stage::on(sample, "mori", Lang::En, WIDE);
    assert!(!stage.shows().contains("Lualaba"), "{}", stage.shows());
    assert!(!stage.keys("w").shows().contains("Lualaba"), "{}", stage.shows());
    let table = stage.keys("hs/lualaba<enter>").shows();
    assert!(table.contains("→ Lualaba") && table.contains("→ the same company as minato-haulage"), "{table}");
    let page = stage.keys("<enter>").shows();
    assert!(page.contains("the same company as minato-haulage"), "{page}");
    let page = stage.keys("<esc>/<c-u>minato<enter><enter>").shows();
    assert!(page.contains("← the same company as lualaba-trading") && page.contains("history is told with this one"), "{page}");
}

#[test]
fn the_queue_and_the_table_are_those_of_the_company_that_is_meant() {
    let sample = common::sample();
    let file = sample.root.join("oretrail.toml");
    let text = std::fs::read_to_string(&file).expect("settings");
    std::fs::write(&file, text + "\n[companies]\nkuroshio-tubes = \"Kuroshio Tubes\"\n").expect("written");
    {
        let mut anna = open_as(&sample, "anna");
        anna.set_fact("lualaba-trading", "spend-class", &["high".to_owned()]).expect("set");
        anna.set_fact("lualaba-trading", "spend:kuroshio-tubes", &["none".to_owned()]).expect("set");
        anna.set_fact("minato-haulage", "spend:kuroshio-tubes", &["low".to_owned()]).expect("set");
        anna.set_fact("minato-haulage", "spend-class", &[String::new()]).expect("set");
    }
    let mut stage = Stage::on(sample, "mori", Lang::En, WIDE);
    let own = stage.keys("w").shows();
    assert!(own.contains("Kuroshio Metals · mori") && !own.contains("Minato"), "{own}");
    let tubes = stage.keys("C").shows();
    assert!(tubes.contains("Kuroshio Tubes · mori") && tubes.contains("Minato"), "{tubes}");
    stage.keys("/minato<enter>d1small lots<c-s>");
    assert!(stage.shows().contains("saved") || stage.shows().contains("decision"), "{}", stage.shows());
    let mut workspace = open_as(&stage.sample, "mori");
    assert!(workspace.dossier("minato-haulage").expect("there").review.decisions.is_empty(), "it is not ours");
    workspace.use_company("kuroshio-tubes").expect("a company");
    assert_eq!(workspace.dossier("minato-haulage").expect("there").review.decisions.len(), 1);
    let alone = Stage::on(common::sample(), "mori", Lang::En, WIDE).keys("C").shows();
    assert!(alone.contains("there is one company here"), "{alone}");
}

#[test]
fn a_hand_over_shows_what_goes_along_asks_twice_and_moves_everything() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "anna", lang, NARROW);
        insta::assert_snapshot!(format!("form_hand_over_80x24_{name}"), stage.keys("s/kisaki<enter>H").shows());
    }
    let mut stage = Stage::on(common::sample(), "anna", Lang::En, NARROW);
    let shown = stage.keys("s/atacama<enter>H").shows();
    assert!(shown.contains("In charge so far: anna") && shown.contains("promises 1"), "{shown}");
    let all = stage.keys("2").shows();
    assert!(all.contains("C10") && all.contains("Nothing open: "), "all of anna's go along: {all}");
    let once = stage.keys("<up>11parental leave<c-s>").shows();
    assert!(once.contains("Nothing is written yet. ctrl-s again"), "{once}");
    assert_eq!(open_as(&stage.sample, "anna").supplier("atacama-cobre").expect("there").buyer, "anna");
    let enter = stage.keys("<enter>").shows();
    assert!(!enter.contains("saved: handed over"), "{enter}");
    let done = stage.keys("<c-s><c-s>").shows();
    assert!(done.contains("saved: handed over to ken"), "{done}");
    assert_eq!(open_as(&stage.sample, "anna").supplier("atacama-cobre").expect("there").buyer, "ken");
    assert_eq!(open_as(&stage.sample, "anna").supplier("minato-haulage").expect("there").buyer, "anna");
    let own = stage.keys("<esc>/minato<enter><enter>H").shows();
    assert!(own.contains("Hand over to another buyer"), "also from its page: {own}");
    let mut stage = Stage::on(stage.sample, "anna", Lang::En, NARROW);
    let barred = stage.keys("s/atacama<enter>H").shows();
    assert!(barred.contains("another buyer is in charge here"), "{barred}");
}

#[test]
fn a_merger_and_a_duplicate_are_recorded_after_a_preview_and_taken_back_with_one_key() {
    for (lang, name) in LANGS {
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("form_succession_80x24_{name}"), stage.keys("s/lualaba<enter>Eminato<enter>").shows());
        let mut stage = Stage::on(common::sample(), "mori", lang, NARROW);
        insta::assert_snapshot!(format!("form_duplicate_80x24_{name}"), stage.keys("s/lualaba<enter>Dminato<enter>").shows());
    }
    let mut stage = Stage::on(common::sample(), "mori", Lang::En, NARROW);
    let few = stage.keys("s/lualaba<enter>Eminato<enter>2<enter><enter><enter>sold<c-s>").shows();
    assert!(few.contains("a split needs several"), "{few}");
    stage.keys("<esc><c-d>Eminato<enter>1<enter><enter>bought by it<c-s><c-s>");
    assert!(stage.shows().contains("minato-haulage stands in the place of lualaba-trading"), "{}", stage.shows());
    let ended = |stage: &Stage| open_as(&stage.sample, "mori").living("lualaba-trading").expect("read").succeeded.len();
    assert_eq!(ended(&stage), 1);
    assert!(stage.keys("E").shows().contains("another stands in its place already"), "{}", stage.shows());
    stage.keys("Z");
    assert_eq!(ended(&stage), 0, "{}", stage.shows());
    stage.keys("Dminato<enter>2one register number<c-s><c-s>");
    assert!(stage.shows().contains("lualaba-trading is the same company as minato-haulage"), "{}", stage.shows());
    let mut stage = Stage::on(stage.sample, "tanabe", Lang::En, NARROW);
    assert!(stage.keys("sD").shows().contains("auditors only read"), "{}", stage.shows());
}

fn open_as(sample: &common::Sample, person: &str) -> oretrail::workspace::Workspace {
    oretrail::workspace::Workspace::open(&sample.root, &sample.state, person, common::clock()).expect("it opens")
}

impl Stage {
    fn enter_flagged(&mut self, supplier: &str) -> &mut Self {
        self.state.screens.push(Screen::Flagged(oretrail::tui::state::Page::of(supplier)));
        for msg in self.desk.run(Effect::Open(supplier.to_owned())).expect("it stays") {
            feed(&mut self.state, &mut self.desk, msg);
        }
        self
    }
}
