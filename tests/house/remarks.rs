//! Remarks about files are read by people who keep questionnaires and policies, and those may not read English.

use std::fs;

use oretrail::language::Lang;
use oretrail::locale::Locale;

use super::{before_tests, is_test, sources, src};

/// What makes a remark; a file with one of these writes no English sentence.
const MAKERS: [&str; 7] = [".wrong(", ".doubt(", ".remark(", "syntax(", "Diagnostic {", "Mistake {", "CellRemark {"];

/// Literals of several words that nobody is told: words looked for in other texts, lines of files, reasons for the compiler.
const NOT_TOLD: [(&str, &str); 10] = [
    // Words of the parser, by which a mistake is known.
    ("syntax.rs", ""),
    ("settings.rs", "# An oretrail workspace."),
    ("settings.rs", "# Who may do what begins here"),
    ("settings.rs", "# Who may see sanctions"),
    ("substances.rs", "all others"),
    ("substances.rs", "all other"),
    ("metal.rs", "no scheme named in source"),
    ("scheme.rs", "{scheme} is not valid for {metal}"),
    ("check.rs", "the edge reads the files the user names"),
    ("country.rs", ""),
];

/// The literals of a line, as they are written.
fn literals(line: &str) -> Vec<String> {
    let (mut all, mut open, mut escaped) = (Vec::new(), None::<String>, false);
    for c in line.chars() {
        match &mut open {
            Some(text) if escaped => {
                text.push(c);
                escaped = false;
            }
            Some(_) if c == '\\' => escaped = true,
            Some(_) if c == '"' => all.extend(open.take()),
            Some(text) => text.push(c),
            None if c == '"' => open = Some(String::new()),
            None => {}
        }
    }
    all
}

/// Whether two words of Latin letters follow each other, the second in small letters: a sentence, not a code.
fn is_english(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let word = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count() >= 2;
    words.windows(2).any(|two| word(two[0]) && word(two[1]) && two[1].starts_with(|c: char| c.is_ascii_lowercase()))
}

#[test]
fn no_remark_about_a_file_is_written_in_english_alone() {
    let (mut english, mut makers) = (Vec::new(), 0);
    for file in sources(&src()).into_iter().filter(|file| !is_test(file)) {
        let whole = fs::read_to_string(&file).expect("readable");
        let text = before_tests(&whole);
        let reads = ["reading::", "diagnostic::", "CellRemark", "Mistake"].iter().any(|word| text.contains(word));
        if !reads || !MAKERS.iter().any(|call| text.contains(call)) {
            continue;
        }
        makers += 1;
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let told = |said: &String| !NOT_TOLD.iter().any(|(file, start)| *file == name && said.starts_with(start));
            let said = literals(line).into_iter().filter(|said| is_english(said)).filter(told);
            english.extend(said.map(|said| format!("{}:{}: {said}", file.display(), number + 1)));
        }
    }
    assert!(makers > 15, "only {makers} files with remarks were found");
    assert!(english.is_empty(), "remarks that have to go into locales/remarks/:\n{}", english.join("\n"));
}

#[test]
fn every_remark_of_the_catalogues_is_made_somewhere() {
    let all: String = sources(&src()).iter().map(|file| fs::read_to_string(file).expect("readable")).collect();
    let locale = Locale::new(Lang::En);
    let remarks: Vec<&str> = locale.keys().into_iter().filter(|key| key.starts_with("remark")).collect();
    assert!(remarks.len() > 300, "{}", remarks.len());
    let stale: Vec<&&str> = remarks.iter().filter(|key| !all.contains(&format!("\"{key}\""))).collect();
    assert!(stale.is_empty(), "{stale:?}");
}

/// The places of a text that are to be filled.
fn places(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(place, _)| place));
    let names = parts.map(|place| place.split(':').next().unwrap_or(place));
    names.filter(|place| !place.is_empty() && place.chars().all(|c| c.is_ascii_lowercase() || c == '-')).collect()
}

/// What stands between the bracket at the beginning and the one that closes it.
fn bracketed(text: &str) -> &str {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' | '(' if !quoted => depth += 1,
            ']' | ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[1..at];
        }
    }
    ""
}

#[test]
fn every_place_of_a_remark_is_filled() {
    let locale = Locale::new(Lang::En);
    let (mut open, mut seen) = (Vec::new(), 0);
    for file in sources(&src()).into_iter().filter(|file| !is_test(file)) {
        let text = fs::read_to_string(&file).expect("readable");
        let joined: String = before_tests(&text).lines().map(str::trim).filter(|line| !line.starts_with("//")).collect();
        for part in joined.split("told(\"remark").skip(1) {
            let Some((key, rest)) = part.split_once('"') else { continue };
            let rest = rest.trim_start_matches([',', ' ']);
            if !rest.starts_with('[') {
                continue;
            }
            let values = bracketed(rest);
            // A value that was made before is not seen here.
            if !values.is_empty() && !values.split(", ").all(|value| value.contains('(') || value.contains(')'))
                || values.contains(".clone()")
            {
                continue;
            }
            seen += 1;
            let key = format!("remark{key}");
            let missing = places(locale.text(&key)).into_iter().filter(|place| !values.contains(&format!("(\"{place}\"")));
            open.extend(missing.map(|place| format!("{}: {key} has no {place}", file.display())));
        }
    }
    assert!(seen > 200, "only {seen} remarks were found");
    assert!(open.is_empty(), "{}", open.join("\n"));
}
