//! Commands that sentences tell people to run: each is whole and can be copied, or is the mere name of a command.

use clap::{CommandFactory as _, Parser as _};

use super::args::Line;

const CATALOGUES: [(&str, &str); 3] = [
    ("en", include_str!("../../locales/en.toml")),
    ("ja", include_str!("../../locales/ja.toml")),
    ("zh", include_str!("../../locales/zh-CN.toml")),
];

/// What stands in a place of a command; whatever is not named here may be any word.
fn value(name: &str) -> &str {
    match name {
        "{entry}" | "{decision}" | "ENTRY" | "記録番号" | "条目号" => "mori-x5tb#4",
        "{role}" | "{roles}" => "buyer",
        "{day}" | "{site}" => "",
        "{what}" | "{action}" => "mori-x5tb#4",
        "{step}" => "origin",
        "{first}" => "ja",
        "{person}" | "{of}" | "{to}" => "mori",
        _ => "word",
    }
}

/// The words of a command as a shell would give them, with the places filled.
fn words(command: &str) -> Vec<String> {
    let mut filled = String::new();
    // Two places stand for what another command calls otherwise.
    let command = command.replace("reference import {of}", "reference import sanctions").replace("{what} activate", "policy activate");
    let mut rest = command.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a place ends");
        filled += before;
        filled += value(&format!("{{{name}}}"));
        rest = after;
    }
    filled += rest;
    let quoted = filled.split('"').enumerate();
    quoted
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(|word| if value(word) == "word" { word } else { value(word) }.to_owned()).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// Whether the words only name a command there is, with nothing after it.
fn is_mere_name(words: &[String]) -> bool {
    let mut command = Line::command();
    words.iter().all(|word| match command.find_subcommand(word).cloned() {
        Some(found) => {
            command = found;
            true
        }
        None => false,
    })
}

#[test]
fn every_command_a_sentence_names_is_whole_or_a_mere_name_in_every_language() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (lang, text) in CATALOGUES {
        let table: toml::Table = text.parse().expect("a catalogue");
        let sentences = table.values().filter_map(toml::Value::as_table).flat_map(|section| section.iter());
        for (key, sentence) in sentences.filter_map(|(key, sentence)| Some((key, sentence.as_str()?))) {
            for command in sentence.split('`').skip(1).step_by(2).filter_map(|part| part.strip_prefix("oretrail ")) {
                seen += 1;
                let words = words(command);
                let all = std::iter::once("oretrail").chain(words.iter().map(String::as_str));
                let parsed = Line::try_parse_from(all);
                let is_help = parsed.as_ref().is_err_and(|error| !error.use_stderr());
                if command.contains('…') || (parsed.is_err() && !is_help && !is_mere_name(&words)) {
                    let why = parsed.err().map(|error| error.to_string().lines().next().unwrap_or_default().to_owned());
                    wrong.push(format!("{lang} {key}: `oretrail {command}`: {}", why.unwrap_or_default()));
                }
            }
        }
    }
    assert!(seen > 300, "commands are found: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
