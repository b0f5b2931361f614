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
    let places =
        |person: &str| oretrail::workspace::Workspace::open(&sample.root, &sample.state, person, common::clock()).expect("it opens");
    places("anna").answer("aozora-plant", said).expect("answered");
    for (lang, told) in
        [(Lang::En, "asked for by the supplier: Aoki"), (Lang::Ja, "サプライヤーの依頼：Aoki"), (Lang::Zh, "供应商要求：Aoki")]
    {
        let mut stage = Stage::on(common::sample(), "mori", lang, WIDE);
        common::copy(&sample.root, &stage.sample.root);
        let shown = stage.enter_flagged("aozora-plant").shows();
        assert!(shown.contains(told) && shown.contains("misheard"), "{shown}");
    }
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
