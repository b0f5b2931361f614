//! The declaration tab, the inbox with workbooks in it, and the smelter bench.

use std::sync::atomic::AtomicBool;

use oretrail::reference::list::ListKind;
use oretrail::workspace::Workspace;
use oretrail::workspace::inbox::Terms;
use oretrail::workspace::reader::Reader;

use super::*;
use crate::sample::{Sample as Workbook, complete};

const NAMES: &str = "Metal,Smelter Reference,Standard Smelter Name,Country,Smelter ID,City\n\
    Gold,Kawa,Kawa Precious Metals Co.,JAPAN,CID900003,Hama\n\
    Gold,Kawa Metal,Kawa Precious Metals Co.,JAPAN,CID900003,Hama\n\
    Gold,Andes Dore,Andes Dore Works,PERU,CID900007,Tacna\n\
    Gold,Birch,Birch Refining,CANADA,CID900009,Sudbury\n\
    Gold,Shirasagi,Shirasagi Gold Refining KK,JAPAN,CID900401,Himeji\n\
    Gold,Hamanasu,\"Hamanasu Refinery Co., Ltd.\",JAPAN,CID900402,Kushiro\n\
    Gold,Great Lakes,Great Lakes of Kigali Refinery,RWANDA,CID900011,Kigali\n";
const EARLIER: &str = "Facility ID,Metal,Facility Name,Country,Status\n\
    CID900003,Gold,Kawa Precious Metals Co.,JAPAN,Conformant\n\
    CID900007,Gold,Andes Dore Works,PERU,Conformant\n";
const LATER: &str = "Facility ID,Metal,Facility Name,Country,Status\n\
    CID900003,Gold,Kawa Precious Metals Co.,JAPAN,Conformant\n\
    CID900007,Gold,Andes Dore Works,PERU,Active\n\
    CID900011,Gold,Great Lakes of Kigali Refinery,RWANDA,Active\n";

fn row(form: Workbook, n: u32, name: &str, country: &str, id: &str) -> Workbook {
    let put = |form: Workbook, column: char, value: &str| {
        let at = format!("{column}{n}");
        if value.is_empty() { form.clear("Smelter List", &at) } else { form.put("Smelter List", &at, value) }
    };
    [('B', "Gold"), ('C', name), ('D', name), ('E', country), ('F', id)]
        .into_iter()
        .fold(form, |form, (column, text)| put(form, column, text))
}

fn last_year() -> Workbook {
    let form = row(complete().put("Declaration", "D22", "01-Aug-2026"), 5, "Kawa", "JAPAN", "CID900003");
    row(row(form, 6, "Andes Dore", "PERU", "CID900007"), 7, "Birch", "CANADA", "CID900009")
}

fn this_year() -> Workbook {
    let form = row(complete(), 5, "Kawa Metal", "JAPAN", "CID900003");
    let form = row(row(form, 6, "Andes Dore", "PERU", "CID900007"), 7, "Great Lakes", "RWANDA", "CID900011");
    let form = row(form, 8, "Kawa Mettal", "JAPAN", "");
    row(form, 9, "Tsubaki Kogyo Refining and Precious Metals Recovery Works No. 2", "JAPAN", "")
}

fn open(stage: &Stage) -> Workspace {
    Workspace::open(&stage.sample.root, &stage.sample.state, "anna", common::clock()).expect("it opens")
}

/// A workspace with lists; `accept` takes both declarations into the record of hai-trieu.
fn stage(lang: Lang, size: (u16, u16), accept: bool) -> Stage {
    let stage = Stage::new(lang, size);
    let folder = stage.sample.root.with_file_name("arrived");
    std::fs::create_dir_all(&folder).expect("made");
    let mut workspace = open(&stage);
    for (kind, name, text, dated) in [
        (ListKind::SmelterList, "names.csv", NAMES, "2026-01-15"),
        (ListKind::FacilityStatus, "status-1.csv", EARLIER, "2026-02-01"),
        (ListKind::FacilityStatus, "status-2.csv", LATER, "2026-11-20"),
    ] {
        workspace.import_list(kind, name, text.as_bytes(), Some(dated), Some("a test"), &[]).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    let supplier = if accept { Some("hai-trieu") } else { None };
    let terms = Terms { supplier, inbox_is_known: !accept, cancel: &AtomicBool::new(false), reader: &Reader::here() };
    for (name, form) in [("2026-08 declaration.xlsx", last_year()), ("2026-09 declaration.xlsx", this_year())] {
        let path = folder.join(name);
        std::fs::write(&path, form.bytes()).expect("written");
        let mut hash = String::new();
        workspace
            .take_in(&[path], terms, |_, verdict, _| {
                hash = verdict.sha256;
                Ok(())
            })
            .expect("it is taken in");
        if accept {
            workspace.accept_received(&hash, "hai-trieu", &Reader::here()).expect("it is taken");
        }
    }
    drop(workspace);
    stage.again()
}

/// One screen in every language and at both sizes, then as it was.
fn everywhere(stage: &mut Stage, what: &str) {
    let (first, size) = (stage.state.lang, stage.state.size);
    for (lang, name) in LANGS {
        for ((columns, rows), cells) in [(NARROW, "80x24"), (WIDE, "120x40")] {
            stage.state.lang = lang;
            insta::assert_snapshot!(format!("{what}_{cells}_{name}"), stage.size(columns, rows).shows());
        }
    }
    stage.state.lang = first;
    stage.size(size.0, size.1);
}

fn tab(lang: Lang, size: (u16, u16)) -> Stage {
    let mut stage = stage(lang, size, true);
    stage.state.screens.push(Screen::Supplier(oretrail::tui::state::Page { tab: 4, ..oretrail::tui::state::Page::of("hai-trieu") }));
    for msg in stage.desk.run(Effect::Open("hai-trieu".to_owned())).expect("it stays") {
        feed(&mut stage.state, &mut stage.desk, msg);
    }
    stage
}

#[test]
fn the_declaration_tab_shows_metals_by_questions_the_difference_and_smelters_with_status_and_tier() {
    everywhere(&mut tab(Lang::En, NARROW), "declaration");
}

#[test]
fn a_question_a_finding_and_a_smelter_open_to_cell_value_rule_and_source() {
    let mut stage = tab(Lang::En, NARROW);
    let flag = stage.keys("<enter>").shows();
    assert!(flag.contains("M-STATUS") && flag.contains("clears when"), "{flag}");
    let checks = stage.keys("<esc><down><down><enter>").shows();
    assert!(checks.contains("minerals check hai-trieu copper"), "{checks}");
    let question = stage.keys("<esc><down><down><enter>").shows();
    assert!(question.contains("D28") && question.contains("Yes"), "{question}");
    let mut found = String::new();
    for _ in 0..40 {
        found = stage.keys("<esc><down><enter>").shows();
        if found.contains("smelter-lost-conformance") {
            break;
        }
    }
    assert!(found.contains("F6") && found.contains("CID900007") && found.contains("our own policy"), "{found}");
    for _ in 0..40 {
        found = stage.keys("<esc><down><enter>").shows();
        if found.contains("Smelter List 5") {
            break;
        }
    }
    insta::assert_snapshot!("declaration_smelter", found);
}

#[test]
fn the_day_is_chosen_with_a_key_and_always_said() {
    let mut stage = tab(Lang::En, WIDE);
    assert!(stage.shows().contains("as of 2026-11-23 (today)"), "{}", stage.shows());
    let earlier = stage.keys("d2026-09-20<enter>").shows();
    assert!(earlier.contains("as of 2026-09-20 (the day you chose)"), "{earlier}");
    assert!(!earlier.contains("conformant on the list of"), "on that day it was conformant:\n{earlier}");
    let carried = stage.keys("d<c-u>=<enter>").shows();
    assert!(carried.contains("as of 2026-09-14 (the day it carries)"), "{carried}");
    let refused = stage.keys("d<c-u>soon<enter>").shows();
    assert!(refused.contains("a day such as"), "{refused}");
    stage.keys("<esc><c-r>");
    assert!(stage.shows().contains("the day it carries"), "reading again keeps the day:\n{}", stage.shows());
    assert!(stage.keys("d<c-u><enter>").shows().contains("(today)"), "{}", stage.shows());
}

#[test]
fn without_a_declaration_the_keys_of_the_tab_say_why_they_do_nothing() {
    let mut stage = Stage::new(Lang::En, NARROW);
    stage.keys("s/hai-trieu<enter><enter><tab><tab><tab><tab>");
    assert!(stage.keys("d").shows().contains("once a declaration is accepted"), "{}", stage.shows());
    assert!(stage.keys("<enter>").shows().contains("minerals check hai-trieu"), "the three checks open: {}", stage.shows());
    let mut stage = Stage::new(Lang::En, NARROW);
    stage.keys("s/kumonami<enter><enter><tab><tab><tab><tab>");
    for key in ["d", "<enter>"] {
        assert!(stage.keys(key).shows().contains("once a declaration is accepted"), "{}", stage.shows());
    }
}

#[test]
fn the_inbox_shows_workbooks_groups_them_by_finding_and_opens_one_with_its_preview() {
    let mut stage = stage(Lang::En, NARROW, false);
    everywhere(stage.keys("b"), "inbox_workbooks");
    stage.keys("g");
    everywhere(stage.finish(), "inbox_groups");
    everywhere(stage.keys("<esc><enter>"), "inbox_file");
}

#[test]
fn the_bench_shows_each_name_once_with_files_suppliers_and_reasons_and_one_key_decides() {
    let mut stage = stage(Lang::En, NARROW, false);
    stage.keys("n");
    everywhere(stage.finish(), "bench");
    let before = stage.shows();
    assert!(before.contains("Smelter names 5") && before.contains("Tsubaki Kogyo Refining and Precious Metals"), "{before}");
    assert!(before.contains("1 CID900003"), "{before}");
    let decided = stage.keys("1").shows();
    assert!(decided.contains("Smelter names 4") && decided.contains("Kawa Mettal: decided for every file"), "{decided}");
    assert!(stage.keys("0000").shows().contains("Every reported name is settled"), "{}", stage.shows());
    stage.keys("zz");
    assert!(stage.shows().contains("Smelter names 2"), "{}", stage.shows());
}

#[test]
fn c_stops_a_batch_between_two_files_and_says_how_far_it_came() {
    let mut stage = Stage::new(Lang::En, NARROW);
    let folder = stage.sample.root.with_file_name("arrived");
    std::fs::create_dir_all(&folder).expect("made");
    for n in 0..80 {
        std::fs::write(folder.join(format!("{n:02}.pdf")), format!("%PDF-1.7 letter {n}")).expect("written");
    }
    stage.keys("bi").paste(folder.to_str().expect("a path")).keys("<enter>");
    for msg in stage.desk.heard(true).into_iter().take(1) {
        feed(&mut stage.state, &mut stage.desk, msg);
    }
    assert!(stage.shows().contains("taking in") && stage.shows().contains("c stops"), "{}", stage.shows());
    stage.keys("c");
    stage.finish();
    let shown = stage.shows();
    assert!(shown.contains("stopped after") && shown.contains("of 80"), "{shown}");
    let kept = open(&stage).inbox().expect("it is read").len();
    assert!(kept > 0 && kept < 80, "{kept}");
    assert!(stage.keys("c").shows().contains("nothing is running"), "{}", stage.shows());
}
