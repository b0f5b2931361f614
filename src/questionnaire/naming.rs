//! What the names of conditions are called in a language: rows by their number, facts by their question, options and
//! countries by their wording. Seen from one questionnaire; rows of others are called with its title.

use super::{Kind, Question, Questionnaire, wording};
use crate::condition::Naming;
use crate::language::Lang;
use crate::locale::Locale;
use crate::policy::limit::{LIMIT, Limit};
use crate::reference::country::Countries;

/// The names as one questionnaire's reader knows them.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// All questionnaires that may be named.
    pub sets: &'a [Questionnaire],
    /// The one that is read.
    pub own: &'a str,
    /// Countries.
    pub countries: &'a Countries,
    /// Limits of the policy.
    pub limits: &'a [Limit],
    /// The language.
    pub lang: Lang,
}

impl Called<'_> {
    fn question(&self, name: &str) -> Option<(&Question, Option<String>)> {
        let find = |id: &str| self.sets.iter().find_map(|set| set.question(id));
        if let Some(question) = find(name) {
            return Some((question, None));
        }
        let (id, part) = name.rsplit_once('.')?;
        let question = find(id)?;
        let (Kind::Number(parts) | Kind::Percent(parts)) = &question.kind else { return None };
        let text = parts.iter().find(|known| known.id == part)?.text.get(self.lang).to_owned();
        Some((question, Some(text)))
    }

    fn quoted(&self, text: &str) -> String {
        Locale::new(self.lang).with("words.quoted", &[("option", text)])
    }

    /// A country by its code, in words where it is known.
    #[must_use]
    pub fn country(&self, code: &str) -> String {
        self.countries.get(code).map_or_else(|| code.to_owned(), |country| country.name.get(self.lang).to_owned())
    }
}

impl Called<'_> {
    /// A flag in words; any other word as it stands.
    fn yes_or_no(&self, id: &str) -> String {
        match id {
            "yes" => wording::yes().get(self.lang).to_owned(),
            "no" => wording::no().get(self.lang).to_owned(),
            _ => id.to_owned(),
        }
    }
}

impl Naming for Called<'_> {
    fn name(&self, name: &str) -> String {
        let locale = Locale::new(self.lang);
        match name {
            "country.tier" => return locale.text("words.country-tier").to_owned(),
            "country.code" => return locale.text("words.country").to_owned(),
            _ => {}
        }
        if let Some(field) = name.strip_prefix("profile.") {
            let known = self.sets.iter().flat_map(|set| &set.profile).find(|known| known.id == field);
            return self.quoted(known.map_or(field, |field| field.text.get(self.lang)).trim_end_matches(['?', '。', '？']));
        }
        if let Some(limit) = name.strip_prefix(LIMIT) {
            let known = self.limits.iter().find(|known| known.id == limit);
            return known.map_or_else(
                || locale.with("words.limit-unknown", &[("limit", limit)]),
                |known| locale.with("words.limit", &[("number", known.number().get(self.lang)), ("what", known.text.get(self.lang))]),
            );
        }
        if let Some(switch) = self.sets.iter().flat_map(|set| &set.switches).find(|switch| switch.id == name) {
            return switch.text.get(self.lang).to_owned();
        }
        let Some((question, part)) = self.question(name) else { return name.to_owned() };
        let row = if question.id.set() == self.own {
            question.id.row().to_owned()
        } else {
            let title = self.sets.iter().find(|set| set.id == question.id.set()).map_or(question.id.set(), |set| set.title.get(self.lang));
            locale.with("words.elsewhere", &[("title", title), ("row", question.id.row())])
        };
        part.map_or(row.clone(), |part| locale.with("words.part", &[("row", &row), ("part", &part)]))
    }

    fn option(&self, name: &str, id: &str) -> String {
        if name == "country.code" {
            return self.country(id);
        }
        if name == "state" {
            return Locale::new(self.lang).text(&format!("state.{id}")).to_owned();
        }
        if let Some(field) = name.strip_prefix("profile.") {
            let mut choices =
                self.sets.iter().flat_map(|set| &set.profile).filter(|known| known.id == field).flat_map(|known| &known.choices);
            return choices
                .find(|choice| choice.id == id)
                .map_or_else(|| self.yes_or_no(id), |choice| choice.text.get(self.lang).to_owned());
        }
        let Some((question, _)) = self.question(name) else { return self.yes_or_no(id) };
        if let Kind::Rows(rows) = &question.kind {
            if let Some(column) = rows.columns.iter().find(|column| column.id == id) {
                return column.text.get(self.lang).to_owned();
            }
            // A cell says yes, no, or one of the options of its column.
            let choices = || rows.columns.iter().flat_map(|column| &column.choices).find(|choice| choice.id == id);
            return choices().map_or_else(|| self.yes_or_no(id), |choice| choice.text.get(self.lang).to_owned());
        }
        wording::of(question, &[id.to_owned()]).get(self.lang).to_owned()
    }
}

/// The names of the branches of one question's "bad → response" column: the answer itself, and how it was given.
#[derive(Clone, Copy, Debug)]
pub struct OfAnswer<'a> {
    /// Every other name.
    pub called: Called<'a>,
    /// The question.
    pub question: &'a Question,
}

impl Naming for OfAnswer<'_> {
    fn name(&self, name: &str) -> String {
        let locale = Locale::new(self.called.lang);
        let answer = locale.text("words.answer");
        match name.split_once('.') {
            None if ["value", "state"].contains(&name) => answer.to_owned(),
            Some(("value", part)) => {
                let whole = format!("{}.{part}", self.question.id);
                let known = self.called.question(&whole).and_then(|(_, part)| part);
                locale.with("words.part", &[("row", answer), ("part", known.as_deref().unwrap_or(part))])
            }
            _ => self.called.name(name),
        }
    }

    fn option(&self, name: &str, id: &str) -> String {
        match name {
            "value" => self.called.option(self.question.id.as_str(), id),
            _ => self.called.option(name, id),
        }
    }
}
