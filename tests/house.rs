//! The house rules that no compiler checks: layers, words, tables that other files are made from.
#![allow(clippy::disallowed_methods)]

#[path = "house/remarks.rs"]
mod remarks;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms in the order the data flows; a module may only import from its own row or a row above.
const LAYERS: [(&str, &[&str]); 7] = [
    ("ground", &["clean", "diagnostic", "language", "locale", "ratio", "reading", "sentence"]),
    ("definitions", &["builtin", "compared", "condition", "figures", "policy", "questionnaire", "reference", "supplier"]),
    (
        "gathering",
        &["journal", "signature", "people", "register", "answers", "flag", "situation", "interview", "declaration", "import", "smelter"],
    ),
    ("judging", &["assess", "rules", "inbox", "review", "seal"]),
    ("telling", &["report"]),
    ("keeping", &["store", "workspace"]),
    ("edges", &["cli", "tui"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("src is readable").map(|entry| entry.expect("entry").path()) {
        if entry.is_dir() {
            all.extend(sources(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            all.push(entry);
        }
    }
    all.sort();
    all
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(src()).expect("below src");
    inside.components().next().map(|part| part.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()).expect("a room")
}

fn layers() -> BTreeMap<&'static str, usize> {
    LAYERS.iter().enumerate().flat_map(|(level, (_, rooms))| rooms.iter().map(move |room| (*room, level))).collect()
}

/// Whether the file is a test module: tests may look anywhere.
fn is_test(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name == "tests.rs") || file.components().any(|part| part.as_os_str() == "tests")
}

fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

#[test]
fn no_module_imports_from_a_layer_below_it() {
    let layers = layers();
    let mut upward = Vec::new();
    for file in sources(&src()) {
        let room = room_of(&file);
        if room == "lib" || room == "main" || is_test(&file) {
            continue;
        }
        let level = *layers.get(room.as_str()).unwrap_or_else(|| panic!("src/{room}.rs stands in no layer; add it to LAYERS"));
        let text = fs::read_to_string(&file).expect("readable");
        for (number, line) in before_tests(&text).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for part in line.split("crate::").skip(1) {
                let used: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if let Some(other) = layers.get(used.as_str())
                    && *other > level
                {
                    upward.push(format!("{}:{}: {room} uses {used}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(upward.is_empty(), "imports that go upward:\n{}", upward.join("\n"));
}

#[test]
fn below_the_edges_nothing_opens_files_reads_the_clock_or_prints() {
    let layers = layers();
    let mut found = Vec::new();
    for file in sources(&src()) {
        let room = room_of(&file);
        if layers.get(room.as_str()).is_none_or(|level| *level >= 5) || is_test(&file) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        for word in ["std::fs", "SystemTime", "Timestamp::now", "println!", "eprintln!", "ratatui", "crossterm", "std::env"] {
            if before_tests(&text).contains(word) {
                found.push(format!("{} uses {word}", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn there_is_no_mod_rs_and_no_room_without_a_subject() {
    for file in sources(&src()) {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(!["mod", "utils", "util", "helpers", "common", "manager", "misc"].contains(&name.as_str()), "{}", file.display());
    }
}

#[test]
fn cargo_is_told_of_every_folder_that_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let build = fs::read_to_string(root.join("build.rs")).expect("readable");
    let mut folders = 0;
    for file in sources(&src()) {
        let text = fs::read_to_string(&file).expect("readable");
        for folder in text.split("include_dir!(\"$CARGO_MANIFEST_DIR/").skip(1).filter_map(|rest| rest.split('"').next()) {
            folders += 1;
            assert!(build.contains(&format!("\"{folder}\"")), "{folder} is embedded by {}, and build.rs does not name it", file.display());
        }
    }
    assert!(folders > 0);
}

#[test]
fn no_file_is_longer_than_six_hundred_lines() {
    for file in sources(&src()) {
        let lines = fs::read_to_string(&file).expect("readable").lines().count();
        assert!(lines <= 600, "{} has {lines} lines; split it by subject", file.display());
    }
}

#[test]
fn every_module_says_what_it_is() {
    for file in sources(&src()) {
        if file.file_name().is_some_and(|name| name == "tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        assert!(text.starts_with("//!"), "{} does not open with `//!`", file.display());
    }
}

#[test]
fn r12_metal_is_called_conformant_and_never_free_of_conflict() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    folders.extend(["questionnaires", "policies", "locales", "reference", "suppliers"].map(|name| root.join(name)));
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("entry").path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&fs::read(&path).expect("readable")).to_lowercase();
            let said = ["-", " "].map(|between| ["conflict", "free"].join(between));
            assert!(said.iter().all(|word| !text.contains(word)), "{} says it", path.display());
        }
    }
}

#[test]
fn the_readme_lists_the_keys_of_the_key_table() {
    use oretrail::language::Lang;
    use oretrail::locale::Locale;
    use oretrail::tui::keymap::{Context, bindings};
    let locale = Locale::new(Lang::En);
    let mut table = String::from("<!-- keys:interview -->\n| Key | What it does |\n|---|---|\n");
    for binding in bindings(Context::Interview) {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`").replace("`|`", "`\\|`")).collect();
        match binding.command.digit() {
            Some(0) => table.push_str(&format!("| `0` … `9` | {} |\n", locale.text("help.digits"))),
            Some(_) => {}
            None => table.push_str(&format!("| {} | {} |\n", keys.join(" "), locale.text(&format!("command.{}", binding.command.name())))),
        }
    }
    table.push_str("<!-- /keys -->");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("readable");
    let (start, end) = (readme.find("<!-- keys:interview -->").expect("the mark"), readme.find("<!-- /keys -->").expect("the mark"));
    let written = &readme[start..end + "<!-- /keys -->".len()];
    if written != table && std::env::var_os("ORETRAIL_WRITE_README").is_some() {
        fs::write(&path, readme.replace(written, &table)).expect("written");
        return;
    }
    assert_eq!(written, table, "run the tests once with ORETRAIL_WRITE_README=1");
}

#[test]
fn the_readme_opens_with_the_two_commands_and_the_real_home_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("readable");
    assert!(readme.starts_with("# oretrail\n\n```\ncargo run --release -- demo\ncargo test\n```\n"));
    let snapshot = fs::read_to_string(root.join("tests/snapshots/screens__home_80x24_en.snap")).expect("readable");
    let screen = snapshot.splitn(3, "---\n").nth(2).expect("a screen").trim_end();
    assert!(readme.contains(screen), "the README shows another home screen than the snapshot");
}

/// A refusal is read by the person at the keyboard, whose language may not be English.
#[test]
fn no_refusal_of_a_command_or_of_the_workspace_is_written_in_english_alone() {
    let bare = ["wrong(format!(", "wrong(\"", "data(format!(", "data(\""];
    let mut english = Vec::new();
    for file in sources(&src()) {
        if !["workspace", "cli"].contains(&room_of(&file).as_str()) || is_test(&file) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        // What is broken over lines is one call all the same.
        let joined: String = before_tests(&text).lines().map(str::trim_start).filter(|line| !line.starts_with("//")).collect();
        english.extend(bare.iter().filter(|call| joined.contains(*call)).map(|call| format!("{}: {call}…)", file.display())));
    }
    assert!(english.is_empty(), "refusals that have to go into locales/:\n{}", english.join("\n"));
}

/// Sentences are made below the edges by key; one that no catalogue has would be told as its key.
#[test]
fn every_sentence_that_is_made_by_key_stands_in_the_catalogues() {
    let locale = oretrail::locale::Locale::new(oretrail::language::Lang::En);
    let mut missing = Vec::new();
    for file in sources(&src()).into_iter().filter(|file| !is_test(file)) {
        let text = fs::read_to_string(&file).expect("readable");
        for part in text.split("told(\"").skip(1) {
            let key = part.split('"').next().unwrap_or_default();
            if !key.is_empty() && !locale.has(key) {
                missing.push(format!("{}: {key}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_readme_counts_the_rows_of_every_questionnaire() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("readable");
    for (name, text) in oretrail::builtin::questionnaires() {
        let table: toml::Table = text.parse().expect("TOML");
        let (id, rows) = (table["questionnaire"]["id"].as_str().expect("an id"), table["question"].as_array().map_or(0, Vec::len));
        let line =
            readme.lines().find(|line| line.starts_with(&format!("| `{id}`"))).unwrap_or_else(|| panic!("{name} is not in the README"));
        let told = line.split('|').nth(3).and_then(|cell| cell.trim().split(',').next());
        assert_eq!(told, Some(rows.to_string().as_str()), "{line}");
    }
}
