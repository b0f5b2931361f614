//! What is wrong with a command line, and what `--help` prints, in the reader's language. In English the words are those
//! of the library that reads arguments; its headings and its sentences are told anew in the others.

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{help, language_of_the_machine, no_colour};
use crate::language::Lang;
use crate::locale::Locale;

/// The language asked for, although the arguments cannot be read as a whole.
pub(super) fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut said = None;
    while let Some(word) = words.next() {
        match word {
            "--" => break,
            "--lang" => said = words.next(),
            word => said = word.strip_prefix("--lang=").or(said),
        }
    }
    said.and_then(|said| said.parse().ok()).unwrap_or_else(language_of_the_machine)
}

/// Prints what is wrong, or the help that was asked for, and gives the exit code.
pub(super) fn tell(error: &clap::Error, lang: Lang, arguments: &[OsString]) -> ExitCode {
    let code = if error.use_stderr() { 2 } else { 0 };
    if lang == Lang::En {
        let _ = error.print();
        return ExitCode::from(code);
    }
    let locale = Locale::new(lang);
    let page = if help::is_page(error) { help::page(arguments, lang) } else { None };
    let shown = |colour: bool| {
        let said = headed(&rendered(page.as_ref().unwrap_or(error), colour), locale);
        if page.is_some() { help::broken(&said, cells()) } else { said }
    };
    if error.use_stderr() {
        let colour = std::io::stderr().is_terminal() && !no_colour();
        let _ = writeln!(std::io::stderr(), "{}", told(error, locale).unwrap_or_else(|| shown(colour)));
    } else {
        let colour = std::io::stdout().is_terminal() && !no_colour();
        let _ = write!(std::io::stdout(), "{}", shown(colour));
    }
    ExitCode::from(code)
}

/// How wide a page may be: the terminal, and never more than reads well.
pub(super) fn cells() -> usize {
    const WIDEST: usize = 100;
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || crossterm::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0);
    told.or_else(terminal).unwrap_or(WIDEST).clamp(40, WIDEST)
}

fn rendered(error: &clap::Error, colour: bool) -> String {
    let text = error.render();
    if colour { text.ansi().to_string() } else { text.to_string() }
}

/// The headings of a help page and the words it sets beside values.
fn headed(page: &str, locale: Locale) -> String {
    const WORDS: [(&str, &str); 17] = [
        ("Usage:", "usage.usage"),
        ("Commands:", "usage.commands"),
        ("Arguments:", "usage.arguments"),
        ("Options:", "usage.options"),
        ("Examples:", "usage.examples"),
        ("Example:", "usage.example"),
        ("[possible values: ", "usage.values-of"),
        ("Possible values:", "usage.values"),
        ("[default: ", "usage.default"),
        ("[alias: ", "usage.alias"),
        ("[aliases: ", "usage.alias"),
        ("[OPTIONS]", "usage.any-options"),
        ("[COMMAND]", "usage.any-command"),
        ("<COMMAND>", "usage.one-command"),
        ("[env: ", "usage.variable"),
        ("Print help", "usage.print-help"),
        ("Print version", "usage.print-version"),
    ];
    let page =
        page.replace("Print help (see more with '--help')", "Print help").replace("Print help (see a summary with '-h')", "Print help");
    WORDS.iter().fold(page, |page, (english, key)| page.replace(english, locale.text(key)))
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// What is wrong, what was perhaps meant, and the usage line; nothing for what only the library can say.
fn told(error: &clap::Error, locale: Locale) -> Option<String> {
    let all = |kind| texts(error, kind).join(locale.text("usage.and"));
    let with = |key: &str, values: &[(&str, &str)]| locale.with(&format!("usage.{key}"), values);
    let (argument, value) = (all(ContextKind::InvalidArg), all(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => with("unknown-argument", &[("argument", &argument)]),
        ErrorKind::InvalidSubcommand => with("unknown-command", &[("command", &all(ContextKind::InvalidSubcommand))]),
        ErrorKind::MissingRequiredArgument => with("missing-argument", &[("arguments", &argument)]),
        ErrorKind::MissingSubcommand => with("missing-command", &[]),
        ErrorKind::InvalidValue if value.is_empty() => with("missing-value", &[("argument", &argument)]),
        ErrorKind::InvalidValue => with("invalid-value", &[("argument", &argument), ("value", &value)]),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            with("unfit-value", &[("argument", &argument), ("value", &value), ("why", &why)])
        }
        ErrorKind::ArgumentConflict => {
            let other = all(ContextKind::PriorArg);
            if other.is_empty() || other == argument {
                with("twice", &[("argument", &argument)])
            } else {
                with("conflict", &[("argument", &argument), ("other", &other)])
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            with("wrong-number", &[("argument", &argument)])
        }
        ErrorKind::NoEquals => with("no-equals", &[("argument", &argument)]),
        ErrorKind::InvalidUtf8 => with("not-utf8", &[]),
        _ => return None,
    };
    let mut lines = vec![with("error", &[("what", &what)])];
    let possible = all(ContextKind::ValidValue);
    if !possible.is_empty() {
        lines.push(format!("  {}", with("possible", &[("values", &possible)])));
    }
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near: Vec<String> = kinds.into_iter().flat_map(|kind| texts(error, kind)).collect();
    if !near.is_empty() {
        lines.push(format!("  {}", with("did-you-mean", &[("near", &near.join(locale.text("usage.or")))])));
    }
    if let Some(usage) = texts(error, ContextKind::Usage).first() {
        lines.push(format!("\n{}", headed(usage, locale)));
    }
    lines.push(format!("\n{}", locale.text("usage.see-help")));
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Line;
    use clap::Parser as _;

    fn wrong(arguments: &[&str], lang: Lang) -> String {
        let all = ["oretrail"].into_iter().chain(arguments.iter().copied());
        let error = Line::try_parse_from(all).expect_err("it is wrong");
        told(&error, Locale::new(lang)).unwrap_or_else(|| panic!("{arguments:?}: {error}"))
    }

    #[test]
    fn the_language_is_found_in_arguments_that_cannot_be_read() {
        let of = |words: &[&str]| language(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["oretrail", "nonsense", "--lang", "ja"]), Lang::Ja);
        assert_eq!(of(&["oretrail", "--lang=zh", "nonsense"]), Lang::Zh);
        assert_eq!(of(&["oretrail", "--lang=zh", "--", "--lang", "ja"]), Lang::Zh);
    }

    #[test]
    fn an_unknown_command_or_option_names_the_nearest_and_the_usage() {
        let said = wrong(&["suplier"], Lang::Ja);
        assert!(said.contains("「suplier」") && said.contains("supplier") && said.contains("使い方："), "{said}");
        let said = wrong(&["decisions", "--jsno"], Lang::Zh);
        assert!(said.contains("“--jsno”") && said.contains("--json") && said.contains("用法："), "{said}");
    }

    #[test]
    fn what_is_missing_is_named() {
        let said = wrong(&["waive", "minato-haulage", "C10"], Lang::Ja);
        assert!(said.contains("--until <DATE>") && said.contains("--reason <REASON>") && said.contains("指定がありません"), "{said}");
        assert!(wrong(&["waive", "minato-haulage", "C10", "--until"], Lang::Zh).contains("--until <DATE>"));
    }

    #[test]
    fn a_value_that_is_none_names_those_there_are() {
        let said = wrong(&["decide", "x", "--reason", "y", "--outcome", "contniue"], Lang::Zh);
        assert!(said.contains("“contniue”") && said.contains("improvement-required") && said.contains("是不是 continue"), "{said}");
        let said = wrong(&["confirm", "x", "nonsense"], Lang::Ja);
        assert!(said.contains("「nonsense」"), "{said}");
    }

    #[test]
    fn what_contradicts_each_other_is_named() {
        let said = wrong(&["retention", "erase", "documents", "--file", "abc", "--reason", "x"], Lang::Ja);
        assert!(said.contains("--file <HASH>") && said.contains("同時に指定できません"), "{said}");
    }

    #[test]
    fn no_english_word_of_the_library_is_left_in_the_headings_of_a_help_page() {
        for lang in [Lang::Ja, Lang::Zh] {
            let error = Line::try_parse_from(["oretrail", "waive", "--help"]).expect_err("help");
            let page = headed(&rendered(&error, false), Locale::new(lang));
            for word in ["Usage:", "Arguments:", "Options:", "Example:", "Print help"] {
                assert!(!page.contains(word), "{word}: {page}");
            }
            assert!(page.contains("oretrail waive minato-haulage C10"), "{page}");
        }
    }
}
