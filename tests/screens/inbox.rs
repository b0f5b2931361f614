//! The inbox, one received file, the smelter bench and the metals.

use super::*;

/// Lays down files that need no workbook, and takes them in as a person does.
fn taken_in(lang: Lang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(lang, size);
    let folder = stage.sample.root.with_file_name("arrived");
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join("letter.pdf"), b"%PDF-1.7 a letter").expect("written");
    std::fs::write(folder.join("photo.xls"), b"\xFF\xD8\xFF\xE0 a picture").expect("written");
    stage.keys("bi").paste(folder.to_str().expect("a path")).keys("<enter>");
    stage.finish();
    stage
}

#[test]
fn the_inbox_shows_each_file_with_its_verdict_and_counts_on_top() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("inbox_80x24_{name}"), taken_in(lang, NARROW).shows());
        insta::assert_snapshot!(format!("inbox_120x40_{name}"), taken_in(lang, WIDE).shows());
    }
}

#[test]
fn an_empty_inbox_says_how_to_fill_it_and_home_names_what_waits() {
    let stage = Stage::new(Lang::En, NARROW);
    std::fs::remove_dir_all(stage.sample.root.join("inbox")).expect("the sample has an inbox");
    let empty = stage.again().keys("b").shows();
    assert!(empty.contains("Nothing waits here"), "{empty}");
    let home = taken_in(Lang::En, NARROW).keys("h").shows();
    assert!(home.contains("workbooks in"), "{home}");
}

#[test]
fn a_received_file_says_why_and_leaves_the_inbox_when_it_is_put_aside() {
    let mut stage = taken_in(Lang::En, NARROW);
    stage.keys("<enter>");
    assert!(stage.shows().contains("SHA") || stage.shows().contains("✗"), "{}", stage.shows());
    stage.keys("a");
    assert!(stage.state.picker.is_none(), "a letter cannot be taken:\n{}", stage.shows());
    stage.keys("xa covering letter<enter>");
    let shown = stage.shows();
    assert!(shown.contains("Inbox 5") && shown.contains("saved"), "{shown}");
}

#[test]
fn the_bench_and_the_metals_open_from_home() {
    let mut stage = Stage::new(Lang::En, NARROW);
    stage.keys("n");
    stage.finish();
    assert!(stage.shows().contains("Smelter names"), "{}", stage.shows());
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("metals_80x24_{name}"), Stage::new(lang, NARROW).keys("m").shows());
        insta::assert_snapshot!(format!("metals_120x40_{name}"), Stage::new(lang, WIDE).keys("m").shows());
    }
}
