//! `--help` in the reader's language. The English words stand beside what they describe, in `args`; `locales/help.toml`
//! has each of them in Japanese and Chinese. Nothing of it is read unless somebody asks for help.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{Command, CommandFactory as _};
use unicode_width::UnicodeWidthStr as _;

use super::args::Line;
use crate::language::Lang;
use crate::tui::widget::text::wrap;

/// English → the same in another language.
type Words = BTreeMap<String, String>;

#[cfg(test)]
thread_local! {
    /// How often this thread read the catalogue.
    static READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// The texts of a language, from the catalogue.
fn words(lang: Lang) -> Words {
    #[cfg(test)]
    READ.with(|read| read.set(read.get() + 1));
    let table = include_str!("../../locales/help.toml").parse::<toml::Table>().unwrap_or_default();
    let rows = table.get("text").and_then(toml::Value::as_array).into_iter().flatten();
    rows.filter_map(|row| Some((row.get("en")?.as_str()?.to_owned(), row.get(lang.code())?.as_str()?.to_owned()))).collect()
}

/// The paragraphs of what stands below the options.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
}

/// Every command with its arguments and its values in the words of a language; only to be shown, never to be parsed with.
fn with_words(command: Command, words: &Words) -> Command {
    let told = |text: String| words.get(&text).cloned().unwrap_or(text);
    let mut command = command;
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(told(about));
    }
    if let Some(about) = command.get_long_about().map(ToString::to_string) {
        command = command.long_about(told(about));
    }
    if let Some(after) = command.get_after_help().map(ToString::to_string) {
        let after: Vec<String> = paragraphs(&after).map(|part| told(part.to_owned())).collect();
        command = command.after_help(after.join("\n\n"));
    }
    command = command.mut_args(|mut arg| {
        if let Some(help) = arg.get_help().map(ToString::to_string) {
            arg = arg.help(told(help));
        }
        if let Some(help) = arg.get_long_help().map(ToString::to_string) {
            arg = arg.long_help(told(help));
        }
        let values = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
        if values.iter().any(|value| value.get_help().is_some()) {
            arg = arg.value_parser(PossibleValuesParser::new(values.into_iter().map(|value| said(&value, &told))));
        }
        arg
    });
    command.mut_subcommands(|inner| with_words(inner, words))
}

fn said(value: &PossibleValue, told: &impl Fn(String) -> String) -> PossibleValue {
    match value.get_help() {
        Some(help) => value.clone().help(told(help.to_string())),
        None => value.clone(),
    }
}

/// The help page that was asked for, in a language; `None` when the arguments ask for none.
pub(super) fn page(arguments: &[OsString], lang: Lang) -> Option<clap::Error> {
    // Lines are left long here and broken by [`broken`], which knows how wide Japanese and Chinese are.
    let command = with_words(Line::command(), &words(lang)).term_width(0);
    command.try_get_matches_from(arguments).err().filter(is_page)
}

/// Whether it is a help page and no mistake.
pub(super) fn is_page(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)
}

/// A page whose lines are no wider than the terminal; what belongs to an option stays below its words. Usage lines and
/// examples are left as they are, so that they can be copied.
pub(super) fn broken(page: &str, cells: usize) -> String {
    let mut lines = Vec::new();
    for line in page.split('\n') {
        let text = line.trim_start();
        let copied = text.contains("oretrail ") && !text.contains('。');
        if visible(line).width() <= cells || copied {
            lines.push(line.trim_end().to_owned());
            continue;
        }
        let indent = line.len() - text.len();
        // Where the words of an option begin: after the first gap.
        let start = text.find("  ").map_or(indent, |gap| indent + gap + (text[gap..].len() - text[gap..].trim_start().len()));
        let (head, said) = line.split_at(start);
        let hang = visible(head).width();
        if cells < hang + NARROWEST {
            lines.push(head.trim_end().to_owned());
            lines.extend(wrap(said, cells.saturating_sub(BELOW).max(NARROWEST)).iter().map(|part| format!("{}{part}", " ".repeat(BELOW))));
            continue;
        }
        let parts = wrap(said, cells - hang);
        lines.extend(parts.iter().enumerate().map(|(at, part)| if at == 0 { format!("{head}{part}") } else { " ".repeat(hang) + part }));
    }
    lines.join("\n")
}

/// Fewer cells than these beside an option hold no sentence; it goes below.
const NARROWEST: usize = 24;
/// How far in it stands there.
const BELOW: usize = 10;

/// A text without what sets its colours.
fn visible(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    /// An example is the same in every language, but for what is remarked beside it.
    fn is_example(paragraph: &str) -> bool {
        let begins = ["Example: ", "Examples: ", "oretrail "].iter().any(|start| paragraph.trim_start().starts_with(start));
        begins && !paragraph.contains("   (")
    }

    /// Every text of a command and of those below it, with where it stands.
    fn texts(command: &Command, path: &str, all: &mut BTreeMap<String, String>) {
        let mut take = |text: Option<String>, at: &str| {
            if let Some(text) = text {
                all.entry(text).or_insert_with(|| format!("{path} {at}"));
            }
        };
        take(command.get_about().map(ToString::to_string), "about");
        take(command.get_long_about().map(ToString::to_string), "long about");
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        for part in paragraphs(&after).filter(|part| !part.is_empty() && !is_example(part)) {
            take(Some(part.to_owned()), "after help");
        }
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            take(arg.get_help().map(ToString::to_string), arg.get_id().as_str());
            take(arg.get_long_help().map(ToString::to_string), arg.get_id().as_str());
            for value in arg.get_possible_values().iter().filter(|_| arg.get_action().takes_values()) {
                take(value.get_help().map(ToString::to_string), arg.get_id().as_str());
            }
        }
        for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
            texts(inner, &format!("{path} {}", inner.get_name()), all);
        }
    }

    fn english() -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        texts(&Line::command(), "oretrail", &mut all);
        all
    }

    fn shown(words: &[&str], lang: Lang, cells: usize) -> String {
        let arguments: Vec<OsString> = ["oretrail"].into_iter().chain(words.iter().copied()).map(OsString::from).collect();
        broken(&page(&arguments, lang).expect("a page").to_string(), cells)
    }

    #[test]
    fn every_text_of_every_command_is_there_in_japanese_and_chinese_and_none_is_left_over() {
        let english = english();
        assert!(english.len() > 600, "{}", english.len());
        let table = include_str!("../../locales/help.toml").parse::<toml::Table>().expect("it reads");
        let rows = table["text"].as_array().expect("rows").iter().filter_map(|row| row["en"].as_str()).collect::<Vec<_>>();
        let mut twice = rows.clone();
        twice.sort_unstable();
        twice.dedup();
        assert_eq!(rows.len(), twice.len(), "a text is there twice");
        let stale: Vec<&&str> = rows.iter().filter(|text| !english.contains_key(**text)).collect();
        assert!(stale.is_empty(), "no command says this any more; take it out of locales/help.toml:\n{stale:#?}");
        for lang in [Lang::Ja, Lang::Zh] {
            let words = words(lang);
            let missing: Vec<String> = english
                .iter()
                .filter(|(text, _)| words.get(*text).is_none_or(|told| told.trim().is_empty()))
                .map(|(text, place)| format!("{place}: {text}"))
                .collect();
            assert!(missing.is_empty(), "to be written in {lang} in locales/help.toml:\n{}", missing.join("\n"));
        }
    }

    /// Commands, codes and options within a text are the same in every language.
    #[test]
    fn what_is_typed_stays_in_a_translated_text() {
        for lang in [Lang::Ja, Lang::Zh] {
            for (english, told) in words(lang) {
                for code in english.split('`').skip(1).step_by(2).filter(|code| code.len() > 1) {
                    assert!(told.contains(code), "{code} is missing in {lang}: {told}");
                }
                for option in english.split([' ', ',', ';', '.', ':', '`', '\n']).filter(|word| word.starts_with("--")) {
                    assert!(told.contains(option), "{option} is missing in {lang}: {told}");
                }
            }
        }
    }

    #[test]
    fn no_english_sentence_is_left_on_any_page() {
        fn paths(command: &Command, path: &[String], all: &mut Vec<Vec<String>>) {
            for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
                let path = [path, &[inner.get_name().to_owned()]].concat();
                paths(inner, &path, all);
                all.push(path);
            }
        }
        let mut all = vec![Vec::new()];
        paths(&Line::command(), &[], &mut all);
        assert!(all.len() > 120, "{}", all.len());
        let english: Vec<String> = english().into_keys().filter(|text| text.split(' ').count() > 2).collect();
        for lang in [Lang::Ja, Lang::Zh] {
            let same: Vec<String> = words(lang).into_iter().filter(|(text, told)| text == told).map(|(text, _)| text).collect();
            let command = with_words(Line::command(), &words(lang)).term_width(0);
            for path in &all {
                let words = ["oretrail"].into_iter().chain(path.iter().map(String::as_str)).chain(["--help"]);
                let page = command.clone().try_get_matches_from(words).expect_err("a page").to_string();
                let left = english.iter().find(|text| page.contains(text.as_str()) && !same.contains(text));
                assert_eq!(left, None, "oretrail {} in {lang}: {page}", path.join(" "));
            }
        }
    }

    #[test]
    fn lines_are_broken_by_the_width_of_their_letters_and_hang_below_the_words_of_their_option() {
        for lang in [Lang::Ja, Lang::Zh] {
            for cells in [80, 100] {
                for line in shown(&["--help"], lang, cells).lines().chain(shown(&["supplier", "add", "-h"], lang, cells).lines()) {
                    assert!(line.width() <= cells || line.contains("oretrail "), "{}: {line}", line.width());
                }
            }
        }
        let page = shown(&["waive", "-h"], Lang::Ja, 60);
        let option = page.lines().position(|line| line.contains("--workspace")).expect("the option");
        let (first, second) = (page.lines().nth(option).expect("it"), page.lines().nth(option + 1).expect("what follows"));
        assert!(second.starts_with("        ") && !second.trim().starts_with('-'), "{first}\n{second}");
    }

    /// Starting costs nothing of it: the catalogue is read for a page, never for a command or a mistake in its arguments.
    #[test]
    fn the_catalogue_is_read_for_a_page_and_for_nothing_else() {
        let before = READ.get();
        Line::try_parse_from(["oretrail", "--lang", "ja", "supplier", "list"]).expect("sound");
        let mistake = Line::try_parse_from(["oretrail", "--lang", "ja", "suplier"]).expect_err("wrong");
        assert!(!is_page(&mistake));
        assert_eq!(READ.get(), before);
        assert!(is_page(&Line::try_parse_from(["oretrail", "supplier"]).expect_err("a page")));
        assert!(shown(&["supplier"], Lang::Ja, 80).contains("取引先を追加する"));
        assert_eq!(READ.get(), before + 1);
    }
}
