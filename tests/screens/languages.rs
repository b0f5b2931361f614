//! The key that changes the language changes what is open too, and nothing that was typed; and the help is told whole.

use oretrail::language::Lang;
use oretrail::locale::Locale;
use oretrail::tui::keymap::{self, Context};
use oretrail::tui::screen::overlay;

use super::{LANGS, NARROW, Stage, common};

/// What is shown after some keys, and the same of one who changed the language at the end.
fn both(person: &str, keys: &str, then: &str) -> [String; 2] {
    let mut there = Stage::on(common::sample(), person, Lang::Ja, NARROW);
    there.keys(keys).keys(then);
    let mut stage = Stage::on(common::sample(), person, Lang::En, NARROW);
    stage.keys(keys);
    let before = stage.shows();
    stage.keys("<c-l>").keys(then);
    assert!(stage.state.lang == Lang::Ja && before != stage.shows(), "{before}");
    [stage.shows(), there.shows()]
}

#[test]
fn a_form_that_is_open_speaks_the_other_language_and_keeps_what_was_typed_and_chosen() {
    for keys in [
        "c<c-u>FY2030<enter>",
        "s/fjord-scrap<enter><enter>rd5the contract cannot go on",
        "s/fjord-scrap<enter><enter>rn2026-12-07<enter>soon",
    ] {
        let [changed, there] = both("mori", keys, "");
        assert_eq!(changed, there, "{keys}");
    }
    let [changed, there] = both("mori", "c<c-u>FY2030<enter>", "<esc>");
    assert_eq!(changed, there, "it is still half filled in, and says so");
}

#[test]
fn what_would_come_of_it_is_told_in_the_other_language_and_the_form_below_too() {
    let keys = "c<enter><enter><c-u>2027-09-30<c-s>";
    let [changed, there] = both("mori", keys, "");
    assert_eq!(changed, there);
    let [changed, there] = both("mori", keys, "<esc>");
    assert_eq!(changed, there);
}

#[test]
fn the_shelf_and_a_questionnaire_on_it_are_read_in_the_other_language() {
    for keys in ["fjj", "f<enter>jj"] {
        let [changed, there] = both("mori", keys, "");
        assert_eq!(changed, there, "{keys}");
    }
}

#[test]
fn every_line_of_help_is_told_whole_on_the_narrowest_screen() {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    for (lang, _) in LANGS {
        let stage = Stage::on(common::sample(), "mori", lang, NARROW);
        for context in Context::ALL {
            let lines = overlay::help_lines(context, &stage.state);
            let told = bare(&lines.iter().map(|(line, _)| line.as_str()).collect::<Vec<_>>().join(" "));
            for binding in keymap::bindings(context).into_iter().filter(|binding| binding.command.digit().is_none()) {
                let what = Locale::new(lang).text(&format!("command.{}", binding.command.name())).to_owned();
                assert!(told.contains(&bare(&what)), "{lang}: {what}");
            }
            for (line, _) in &lines {
                assert!(unicode_width::UnicodeWidthStr::width(line.as_str()) <= usize::from(NARROW.0) - 2, "{lang}: {line}");
            }
        }
    }
}
