//! What hands do to the screens: keys in the wrong place, the mouse, pastes, a power cut while a line is typed.

use oretrail::tui::command::Command;
use oretrail::tui::keymap::Context;
use oretrail::tui::state::{News, Pick};

use super::*;

fn line_of(shown: &str, wanted: &str) -> u16 {
    let at = shown.lines().position(|line| line.contains(wanted)).unwrap_or_else(|| panic!("no \"{wanted}\":\n{shown}"));
    at.try_into().expect("a row")
}

fn column_of(shown: &str, row: u16, wanted: &str) -> u16 {
    let line = shown.lines().nth(row.into()).expect("a line");
    line[..line.find(wanted).expect("it is there")].width().try_into().expect("a column")
}

#[test]
fn enter_takes_the_option_an_arrow_was_moved_to_and_else_only_goes_on() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>");
    assert!(!stage.shows().contains('›'), "no option looks taken before a key:\n{}", stage.shows());
    stage.keys("<enter>");
    assert!(stage.shows().contains("0 of 55"), "enter goes on:\n{}", stage.shows());
    stage.keys("b<down><down><enter>");
    assert!(stage.shows().contains("1 of 55"), "enter takes:\n{}", stage.shows());
    stage.keys("b");
    assert!(stage.shows().contains("1 ●"), "the second option was taken:\n{}", stage.shows());
}

#[test]
fn a_line_that_cannot_be_saved_stays_with_the_reason() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>e/nowhere/policy.pdf<enter>");
    let shown = stage.shows();
    assert!(shown.contains("› /nowhere/policy.pdf") && shown.contains("there is no such file"), "{shown}");
    stage.keys("<esc>");
    assert!(stage.state.prompt.is_none());
}

#[test]
fn a_half_typed_line_is_offered_again_after_a_power_cut_and_a_discarded_one_is_gone() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>gC10<enter>t港の記録は");
    let mut stage = stage.again();
    let told = (0..20).any(|_| stage.keys("<down>").shows().contains("line unfinished"));
    assert!(told, "no line of home offers it: {}", stage.shows());
    let mut stage = stage.enter("hai-trieu");
    let shown = stage.shows();
    assert!(shown.contains("› 港の記録は") && shown.contains("C10 · Note"), "{shown}");
    stage.keys("来月<enter>");
    assert!(stage.shows().contains("notes 1"), "{}", stage.shows());
    let mut stage = stage.again().enter("hai-trieu");
    assert!(!stage.shows().contains("港の記録は"), "a saved line is offered no more");
    stage.keys("<esc>tnever mind<esc>");
    let stage = stage.again().enter("hai-trieu");
    assert!(!stage.shows().contains("never mind"), "a discarded line is gone");
}

#[test]
fn numbers_typed_before_a_power_cut_are_kept_with_the_one_being_typed() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>gC10<enter>68<enter>");
    let mut stage = stage.again().enter("hai-trieu");
    stage.keys("52<enter>gC10<enter>");
    assert!(stage.shows().contains("68") && stage.shows().contains("52"), "{}", stage.shows());
}

#[test]
fn pasted_text_goes_to_the_line_being_typed_and_nowhere_else() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>");
    let before = stage.shows();
    stage.paste("yyynnnS\nq");
    assert_eq!(stage.shows(), before, "a paste answers nothing");
    stage.keys("t").paste("two\nlines\u{1b}[31m");
    assert!(stage.shows().contains("› two lines"), "{}", stage.shows());
    let mut table = Stage::new(Lang::En, NARROW);
    table.keys("s/").paste("kumonami");
    assert!(table.shows().contains("Suppliers 1 "), "a paste filters as typing does:\n{}", table.shows());
}

#[test]
fn a_click_points_and_another_takes() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>");
    let row = line_of(&stage.shows(), "approved on paper");
    stage.click(10, row);
    assert!(stage.shows().contains("0 of 55") && stage.shows().contains("› 2"), "{}", stage.shows());
    stage.click(10, row);
    assert!(stage.shows().contains("1 of 55"), "{}", stage.shows());
    stage.keys("gC3<enter>");
    stage.click(10, line_of(&stage.shows(), "□"));
    assert!(stage.shows().contains('■'), "a box is ticked at once:\n{}", stage.shows());
    let jump = line_of(&stage.shows(), "g jump");
    stage.click(column_of(&stage.shows(), jump, "g jump"), jump);
    assert!(stage.shows().contains("Questions"), "{}", stage.shows());
    let row = line_of(&stage.shows(), " A2 ");
    stage.click(10, row);
    stage.click(10, row);
    assert!(stage.state.picker.is_none() && stage.shows().contains("A2  "), "{}", stage.shows());
}

#[test]
fn tabs_and_rows_are_clicked_and_the_wheel_scrolls_what_lies_on_top() {
    let mut stage = Stage::new(Lang::Ja, NARROW);
    stage.keys("s");
    let row = line_of(&stage.shows(), "雲波クラウド");
    stage.click(5, row);
    stage.click(5, row);
    let shown = stage.shows();
    let tab = column_of(&shown, 2, "履歴");
    stage.click(tab, 2);
    let Screen::Supplier(page) = stage.state.top() else { panic!("no page:\n{shown}") };
    assert_eq!(page.tab, 5);
    stage.keys("g<esc>:");
    feed(&mut stage.state, &mut stage.desk, Msg::Scroll(1));
    let picker = stage.state.picker.as_ref().map(|picker| picker.cursor.row);
    assert_eq!(picker, Some(1), "the wheel moves the list, not the page below it");
}

#[test]
fn the_mouse_can_be_given_back_to_the_terminal() {
    let mut stage = Stage::new(Lang::En, NARROW);
    stage.keys("<c-y>");
    assert!(!stage.state.mouse && stage.shows().contains("mouse off"), "{}", stage.shows());
    stage.keys("<c-y>");
    assert!(stage.state.mouse);
}

#[test]
fn the_palette_has_every_command_on_every_screen_and_says_why_one_cannot_be_done() {
    for lang in Lang::ALL {
        for keys in ["", "s", "w", "w<enter>", "s<enter>", "?", "s<enter>i<esc>", "s<enter>i<esc>S"] {
            let mut stage = Stage::new(lang, NARROW);
            stage.keys(keys).keys(":");
            let picker = stage.state.picker.as_ref().unwrap_or_else(|| panic!("no palette after {keys}"));
            for command in Command::ALL.iter().filter(|command| command.digit().is_none() && **command != Command::Palette) {
                let found = picker.items.iter().find(|(_, pick)| *pick == Pick::Command(*command));
                assert!(found.is_some(), "{} after {keys} in {lang}", command.name());
            }
        }
    }
    let mut stage = Stage::new(Lang::En, NARROW);
    stage.keys(":attestation<enter>");
    assert!(matches!(&stage.state.news, News::Notice(why) if why.contains("Read back")), "{:?}", stage.state.news);
    let mut stage = Stage::new(Lang::Ja, NARROW);
    stage.keys(":suppliers<enter>");
    assert_eq!(stage.state.context(), Context::Suppliers, "the English name is found on a Japanese screen");
}

#[test]
fn a_key_that_means_nothing_here_says_so() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    for (keys, why) in
        [("<esc>y", "yes or no"), ("9", "no option 9"), ("<bs>", "no answer to take back"), ("=", "no answer of last campaign")]
    {
        let shown = stage.keys(keys).shows();
        assert!(shown.contains(why), "{keys} is silent:\n{shown}");
        assert!(shown.contains("0 of 55"), "{keys} answered:\n{shown}");
    }
}

#[test]
fn submitting_says_at_once_what_is_missing_and_needs_a_named_person() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>3S");
    stage.keys("S");
    assert!(stage.state.prompt.is_none(), "nobody is asked for a name that cannot be used:\n{}", stage.shows());
    assert!(stage.shows().contains("need an answer"), "{}", stage.shows());
    let mut stage = Stage::interview(Lang::En, NARROW, "straits-meridian");
    stage.keys("S").keys("S<c-u><enter>");
    assert!(stage.shows().contains("a named person"), "{}", stage.shows());
}

#[test]
fn at_the_least_size_a_question_keeps_its_options() {
    for lang in Lang::ALL {
        let mut stage = Stage::interview(lang, (60, 16), "hai-trieu");
        let shown = stage.keys("<esc>gC1<enter>").shows();
        assert!(shown.lines().any(|line| line.trim_start().starts_with("y ")), "{shown}");
        assert!(shown.lines().any(|line| line.trim_start().starts_with("n ")), "{shown}");
    }
}

#[test]
fn the_history_says_which_command_does_the_same_from_a_shell() {
    let mut stage = Stage::interview(Lang::En, WIDE, "hai-trieu");
    stage.keys("<esc>3rtit's late<enter>");
    let mut stage = stage.again();
    stage.keys("s/hai-trieu<enter><enter><s-tab>");
    for command in [
        "$ oretrail note hai-trieu --question csr-saq.A3 --text 'it'\\''s late'",
        "$ oretrail answer hai-trieu csr-saq.A2 --state declined --source said",
        "$ oretrail answer hai-trieu csr-saq.A1 3 --source said",
    ] {
        let shown = stage.shows();
        assert!(shown.contains(command), "no \"{command}\":\n{shown}");
        let whole = stage.keys("<enter>").shows();
        assert!(whole.contains(command) && whole.contains("hash "), "{whole}");
        stage.keys("<esc><down>");
    }
}

#[test]
fn the_read_back_is_written_as_text_without_what_is_not_for_the_supplier() {
    let mut stage = Stage::interview(Lang::En, NARROW, "minato-haulage");
    let file = stage.sample.state.join("read-back.txt");
    stage.keys("St<c-u>").paste(&file.display().to_string()).keys("<enter>");
    assert!(stage.shows().contains("written: "), "{}", stage.shows());
    let text = std::fs::read_to_string(&file).expect("written");
    assert!(text.starts_with("聞き取り内容のご確認（参考訳）"), "{text}");
    assert!(text.contains("読み合わせのうえ"), "{text}");
    stage.keys("t<c-u>").paste(&file.display().to_string()).keys("<enter>");
    assert!(stage.shows().contains("is there already"), "nothing is written over:\n{}", stage.shows());
}

#[test]
fn a_list_over_a_screen_keeps_its_frame_whatever_lies_below() {
    for lang in Lang::ALL {
        for size in [(60, 16), NARROW, (81, 24), WIDE] {
            let shown = Stage::new(lang, size).keys(":").shows();
            let rows: Vec<&str> = shown.lines().skip(3).take(usize::from(size.1) - 8).collect();
            assert!(rows.iter().all(|row| row.matches('│').count() == 2), "{shown}");
        }
    }
}

#[test]
fn at_the_least_size_home_still_says_when() {
    for lang in Lang::ALL {
        let shown = Stage::new(lang, (60, 16)).shows();
        assert!(shown.lines().any(|line| line.ends_with("2026-11-12")), "{shown}");
    }
}

#[test]
fn the_header_says_in_which_role_one_works_and_keeps_the_campaign() {
    for (size, lang) in [(NARROW, Lang::Ja), (WIDE, Lang::Ja), (NARROW, Lang::En), (NARROW, Lang::Zh)] {
        let stage = Stage::interview(lang, size, "minato-haulage");
        let shown = stage.shows();
        let first = shown.lines().next().expect("a line").to_owned();
        assert!(first.contains("· FY2026"), "{first}");
        let home = Stage::new(lang, size).shows();
        let role = oretrail::locale::Locale::new(lang).text("role.buyer").to_owned();
        assert!(home.lines().next().is_some_and(|line| line.ends_with(&format!("anna · {role}"))), "{home}");
    }
}

#[test]
fn a_profile_edited_by_hand_is_a_notice_at_home_and_is_recorded_or_put_back_from_its_page() {
    let stage = Stage::new(Lang::En, WIDE);
    let file = stage.sample.root.join("suppliers/minato-haulage/supplier.toml");
    let text = std::fs::read_to_string(&file).expect("readable");
    std::fs::write(&file, text.replacen("country = \"JP\"", "country = \"CL\" # moved", 1)).expect("written");
    let mut stage = stage.again();
    let home = stage.shows();
    let row = line_of(&home, "profile edited");
    assert!(home.lines().nth(row.into()).expect("a line").contains("country"), "{home}");
    let at = usize::from(row - line_of(&home, "Needs you now") - 2);
    let shown = stage.keys(&"<down>".repeat(at)).keys("<enter>").shows();
    assert!(shown.contains("country: recorded JP, the file says CL"), "{shown}");
    let asked = stage.keys("a").shows();
    assert!(asked.contains("record 1 change as anna: country") && asked.contains("put the recorded profile back"), "{asked}");
    let done = stage.keys("<enter>").shows();
    assert!(done.contains("saved") && !done.contains("recorded JP"), "{done}");
    assert!(!stage.keys("h").shows().contains("profile edited"), "{}", stage.shows());
    std::fs::write(&file, &text).expect("written");
    let mut stage = stage.again();
    stage.keys("s/minato<enter><enter>");
    let put_back = stage.keys("a<down><enter>").shows();
    assert!(put_back.contains("says again what is recorded"), "{put_back}");
    assert!(std::fs::read_to_string(&file).expect("readable").contains("country = \"CL\""));
}

#[test]
fn why_a_question_is_asked_is_said_in_words_and_not_as_the_file_writes_it() {
    for (lang, words) in [(Lang::En, "office work only"), (Lang::Ja, "事務所内の業務のみ"), (Lang::Zh, "办公")] {
        let shown = Stage::interview(lang, WIDE, "kisaki-seisakusho").keys("gF1<enter>w").shows();
        assert!(shown.contains(words) && !shown.contains("profile."), "{shown}");
    }
}
