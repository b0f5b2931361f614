//! `oretrail.toml`: company, time zone, languages. Nothing a decision hangs on.

use std::collections::BTreeMap;

use crate::clean::quoted;
use crate::diagnostic::Diagnostic;
use crate::language::Lang;
use crate::reading::{Fields, Sheet};
use crate::report::knows_own_answer;

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
    /// Persons who may see sanctions and antisocial-forces screening; all others see a compliance hold.
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
    let time_zone = fields.text("time-zone").map_or_else(|| "Asia/Tokyo".to_owned(), |text| text.value);
    let language = fields.word("language", &[("en", Lang::En), ("ja", Lang::Ja), ("zh", Lang::Zh)]).map_or(Lang::En, |word| word.value);
    let demo = fields.flag("demo", false);
    let compliance = fields.texts("compliance").into_iter().map(|person| person.value).collect();
    let root = fields.text("people-root").and_then(|text| match text.value.parse() {
        Ok(head) => Some(head),
        Err(why) => {
            sheet.wrong(&text.at, "people-root", why, "restore the line as `oretrail init` wrote it; who may do what hangs on it");
            None
        }
    });
    let _ = fields.text("fiscal-year");
    let declaration = fields.table("declaration").map(|table| declaration(&sheet, &table)).unwrap_or_default();
    let companies = fields.table("companies").map(|table| companies(&sheet, &table, &company)).unwrap_or_default();
    fields.finish();
    (Settings { workspace, company, time_zone, language, compliance, root, demo, companies, declaration }, sheet.into_problems())
}

/// `[companies]`: an id of small letters, digits and hyphens, and the name.
fn companies(sheet: &Sheet<'_>, table: &Fields<'_, '_>, own: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for key in table.keys() {
        let name = table.text(&key.value).map(|text| crate::clean::line(&text.value)).unwrap_or_default();
        let sound = key.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !sound || name.is_empty() || name == own {
            let next = "write `kuroshio-tubes = \"Kuroshio Tubes\"`: an id of small letters, digits and hyphens, and the name; the company itself stands under `company`";
            sheet.wrong(&key.at, "not-a-company", format!("`{}` names no further company that buys", key.value), next);
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
                format!("`{}` is nothing a declaration says", key.value),
                "write scope, contact, contact-email, authorizer …, A to H, B-comment, or q1-tantalum to q8-tungsten",
            );
        }
    }
    all
}

/// Writes the settings as TOML.
#[must_use]
pub fn write(settings: &Settings) -> String {
    let compliance: Vec<String> = settings.compliance.iter().map(|person| quoted(person)).collect();
    format!(
        "# An oretrail workspace. Nothing a decision hangs on stands here.\nworkspace = {}\ncompany = {}\ntime-zone = {}\nlanguage = {}\n# Who may see sanctions and antisocial-forces screening.\ncompliance = [{}]\n{}{}",
        quoted(&settings.workspace),
        quoted(&settings.company),
        quoted(&settings.time_zone),
        quoted(&settings.language.to_string()),
        compliance.join(", "),
        settings
            .root
            .as_ref()
            .map(|head| format!("# Who may do what begins here; see people/.\npeople-root = {}\n", quoted(&head.to_string())))
            .unwrap_or_default(),
        if settings.demo { "demo = true\n" } else { "" },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
