//! `oretrail.toml`: company, time zone, languages. Nothing a decision hangs on.

use std::collections::BTreeMap;

use crate::clean::quoted;
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::reading::{At, Fields, Sheet};
use crate::report::knows_own_answer;
use crate::sentence::told;

/// The workspace's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Random id of the workspace; journals name it.
    pub workspace: String,
    /// The company.
    pub company: String,
    /// IANA time zone in which days are counted.
    pub time_zone: String,
    /// Language of the screens, if the user says nothing.
    pub language: Lang,
    /// Persons who may see sanctions and antisocial-forces screening, for as long as the people logs name nobody.
    pub compliance: Vec<String>,
    /// The entry of the people logs that every role hangs on, as it was when the workspace was made.
    pub root: Option<crate::journal::Head>,
    /// Whether this is a sample workspace: a clock set from outside is accepted.
    pub demo: bool,
    /// Group companies that buy from the same suppliers, by id; empty: there is one company.
    pub companies: BTreeMap<String, String>,
    /// What the company says of itself in its own minerals declaration.
    pub declaration: BTreeMap<String, String>,
}

/// Reads the settings; every mistake is reported.
#[must_use]
pub fn read(file: &str, text: &str) -> (Settings, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let workspace = fields.need_text("workspace").map(|text| text.value).unwrap_or_default();
    let company = fields.need_text("company").map(|text| crate::clean::line(&text.value)).unwrap_or_default();
    let time_zone = fields.text("time-zone").map_or_else(
        || "Asia/Tokyo".to_owned(),
        |zone| {
            if jiff::tz::TimeZone::get(&zone.value).is_err() {
                let what = told("remark.unknown-time-zone", [("zone", (&zone.value).into())]);
                sheet.wrong(&zone.at, "unknown-time-zone", what, told("remark-do.unknown-time-zone", []));
            }
            zone.value
        },
    );
    let language = fields.word("language", &[("en", Lang::En), ("ja", Lang::Ja), ("zh", Lang::Zh)]).map_or(Lang::En, |word| word.value);
    let demo = fields.flag("demo", false);
    let compliance = fields.texts("compliance").into_iter().filter_map(|person| officer(&sheet, person)).collect();
    let root = fields.text("people-root").and_then(|text| match text.value.parse() {
        Ok(head) => Some(head),
        Err(why) => {
            sheet.wrong(&text.at, "people-root", why, told("remark-do.people-root", []));
            None
        }
    });
    let _ = fields.text("fiscal-year");
    let declaration = fields.table("declaration").map(|table| declaration(&sheet, &table)).unwrap_or_default();
    let companies = fields.table("companies").map(|table| companies(&sheet, &table, &company)).unwrap_or_default();
    fields.finish();
    (Settings { workspace, company, time_zone, language, compliance, root, demo, companies, declaration }, sheet.into_problems())
}

/// Who may see screening is called as the log of people calls him; a name in full is nobody there.
fn officer(sheet: &Sheet<'_>, person: At<String>) -> Option<String> {
    let sound = !person.value.is_empty() && person.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !sound {
        let what = told("remark.not-a-person", [("person", (&person.value).into())]);
        sheet.wrong(&person.at, "not-a-person", what, told("remark-do.not-a-person", []));
    }
    sound.then_some(person.value)
}

/// `[companies]`: an id of small letters, digits and hyphens, and the name.
fn companies(sheet: &Sheet<'_>, table: &Fields<'_, '_>, own: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for key in table.keys() {
        let name = table.text(&key.value).map(|text| crate::clean::line(&text.value)).unwrap_or_default();
        let sound = key.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !sound || name.is_empty() || name == own {
            let what = told("remark.not-a-company", [("key", (&key.value).into())]);
            sheet.wrong(&key.at, "not-a-company", what, told("remark-do.not-a-company", []));
            continue;
        }
        if let Some((other, _)) = all.iter().find(|(_, known)| **known == name) {
            let what = told("remark.company-twice", [("key", (&key.value).into()), ("other", other.into()), ("name", (&name).into())]);
            sheet.wrong(&key.at, "duplicate-company", what, told("remark-do.company-twice", []));
            continue;
        }
        all.insert(key.value, name);
    }
    all
}

/// `[declaration]`: texts only, under the keys the company's own declaration knows.
fn declaration(sheet: &Sheet<'_>, table: &Fields<'_, '_>) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for key in table.keys() {
        if knows_own_answer(&key.value) {
            all.extend(table.text(&key.value).map(|text| (key.value.clone(), text.value)));
        } else {
            sheet.wrong(
                &key.at,
                "unknown-key",
                told("remark.not-declared", [("key", (&key.value).into())]),
                told("remark-do.not-declared", []),
            );
        }
    }
    all
}

/// Writes the settings as TOML.
#[must_use]
pub fn write(settings: &Settings) -> String {
    let named: Vec<String> = settings.compliance.iter().map(|person| quoted(person)).collect();
    let compliance = match named.is_empty() {
        true => String::new(),
        false => format!(
            "# Who may see sanctions and antisocial-forces screening, until people/ says it (`oretrail people grant PERSON compliance`).\ncompliance = [{}]\n",
            named.join(", ")
        ),
    };
    format!(
        "# An oretrail workspace. Nothing a decision hangs on stands here.\nworkspace = {}\ncompany = {}\ntime-zone = {}\nlanguage = {}\n{}{}{}",
        quoted(&settings.workspace),
        quoted(&settings.company),
        quoted(&settings.time_zone),
        quoted(&settings.language.to_string()),
        compliance,
        settings
            .root
            .as_ref()
            .map(|head| format!("# Who may do what begins here; see people/.\npeople-root = {}\n", quoted(&head.to_string())))
            .unwrap_or_default(),
        if settings.demo { "demo = true\n" } else { "" },
    )
}

/// A text of settings with the pin, and without the line that names who is compliance once the record does; all else in
/// it stays as its author wrote it.
#[must_use]
pub fn pinned(text: &str, settings: &Settings) -> String {
    let Ok(mut document) = text.parse::<toml_edit::DocumentMut>() else { return write(settings) };
    if settings.compliance.is_empty() {
        document.remove("compliance");
    }
    if let Some(head) = &settings.root {
        let is_new = !document.contains_key("people-root");
        document["people-root"] = toml_edit::value(head.to_string());
        if let Some(mut key) = document.key_mut("people-root").filter(|_| is_new) {
            key.leaf_decor_mut().set_prefix("# Who may do what begins here; see people/.\n");
        }
    }
    document.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_takes_nothing_else_from_the_settings_but_the_line_that_the_record_replaces() {
        let head = "workspace = \"w\"\ncompany = \"K\"\n# named\ncompliance = [\"mori\"]\n\n[companies]\ntubes = \"Tubes\"\n";
        let (mut settings, problems) = read("oretrail.toml", head);
        assert_eq!(problems, []);
        settings.root = Some(format!("mori-1#2:{}", "0".repeat(32)).parse().expect("a head"));
        let text = pinned(head, &settings);
        assert_eq!(read("oretrail.toml", &text), (settings.clone(), Vec::new()), "{text}");
        settings.compliance.clear();
        let text = pinned(&text, &settings);
        assert_eq!(read("oretrail.toml", &text), (settings, Vec::new()), "{text}");
        assert!(!text.contains("compliance"), "{text}");
    }

    #[test]
    fn companies_that_buy_are_read_by_id_and_what_names_none_is_reported() {
        let head = "workspace = \"w\"\ncompany = \"Kuroshio Metals\"\n[companies]\n";
        let (settings, problems) = read("oretrail.toml", &format!("{head}kuroshio-tubes = \"Kuroshio Tubes\"\n"));
        assert_eq!(problems, []);
        assert_eq!(settings.companies.get("kuroshio-tubes").map(String::as_str), Some("Kuroshio Tubes"));
        for wrong in ["Tubes = \"Kuroshio Tubes\"", "own = \"Kuroshio Metals\"", "tubes = \"\""] {
            let (settings, problems) = read("oretrail.toml", &format!("{head}{wrong}\n"));
            assert!(settings.companies.is_empty(), "{wrong}");
            assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["not-a-company"], "{wrong}");
        }
    }
}
