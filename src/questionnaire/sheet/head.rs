//! What a sheet says about the whole set: lines of kind `set`, each with a key in the column `id`.

use super::lines::Line;
use super::make::{Filled, Maker, meant_or};
use super::{Head, Otherwise};
use crate::clean::quoted;
use crate::diagnostic::nearest;
use crate::language::{Lang, Text};
use crate::sentence::told;

/// The keys, in the order of the template.
pub(super) const KEYS: [&str; 9] =
    ["id", "edition", "title", "standard", "written-in", "translation-en", "translation-ja", "translation-zh", "applies-if"];

impl Maker {
    /// Writes the head of the file; returns id and edition.
    pub(super) fn head(&mut self, lines: &[Filled<'_>], head: Head<'_>, otherwise: Otherwise<'_>) -> (String, String) {
        let said: Vec<(String, usize, String)> = lines.iter().filter_map(|line| self.set_line(line)).collect();
        let of = |key: &str| said.iter().find(|(known, _, _)| known == key).map(|(_, row, text)| (*row, text.clone()));
        let said_of = |given: Option<&str>, key: &str| given.map(|text| (1, text.to_owned())).or_else(|| of(key));
        self.written_in = match said_of(head.written_in.map(Lang::code), "written-in") {
            None => otherwise.written_in,
            Some((row, text)) => text.parse().unwrap_or_else(|_| {
                let column = self.value_column();
                let what = told("remark.no-language-of-ours", [("lang", text.into())]);
                self.remark(row, &column, "unknown-word", true, what, told("remark-do.write-language", []));
                self.language = false;
                otherwise.written_in
            }),
        };
        let value = self.value_column();
        self.line(1, "", "[questionnaire]");
        let id = said_of(head.id, "id");
        match &id {
            Some((row, id)) => {
                if !crate::questionnaire::file::is_plain(id) || id.is_empty() {
                    let what = told("remark.set-id", [("id", id.into())]);
                    self.remark(*row, &value, "bad-id", true, what, told("remark-do.set-id", []));
                }
                self.line(*row, &value, &format!("id = {}", quoted(id)));
            }
            None => {
                self.remark(1, "", "no-set-id", true, told("remark.no-set-id", []), told("remark-do.no-set-id", []));
            }
        }
        let (row, edition) = said_of(head.edition, "edition").unwrap_or_else(|| (1, otherwise.edition.to_owned()));
        self.line(row, &value, &format!("edition = {}", quoted(&edition)));
        let id = id.map(|(_, id)| id).unwrap_or_default();
        self.title(lines, head.title, &id);
        let standards: Vec<&(String, usize, String)> = said.iter().filter(|(key, _, _)| key == "standard").collect();
        if !standards.is_empty() {
            self.line(standards[0].1, &value, "standards = [");
            for (_, row, text) in standards {
                self.line(*row, &value, &format!("  {},", quoted(text)));
            }
            self.line(1, "", "]");
        }
        self.line(1, "", &format!("written-in = \"{}\"", self.written_in));
        self.translation(&of);
        if let Some((row, text)) = of("applies-if") {
            self.line(row, "only-if", &format!("applies-if = {}", quoted(&text)));
        }
        (id, edition)
    }

    fn translation(&mut self, of: &dyn Fn(&str) -> Option<(usize, String)>) {
        let value = self.value_column();
        for lang in [Lang::En, Lang::Ja, Lang::Zh] {
            match of(&format!("translation-{lang}")) {
                // What it is written in first is no translation, whatever the sheet said of it before.
                Some(_) if lang == self.written_in => {}
                Some((row, state)) => self.line(row, &value, &format!("translation.{lang} = {}", quoted(&state))),
                None if lang != self.written_in => self.line(1, "", &format!("translation.{lang} = \"draft\"")),
                None => {}
            }
        }
    }

    /// The column in which a line of kind `set` says its value.
    fn value_column(&self) -> String {
        format!("text-{}", self.written_in)
    }

    /// Key, row and value of one line; the title is read where three languages are known.
    fn set_line(&mut self, line: &Filled<'_>) -> Option<(String, usize, String)> {
        let key = self.cell(line.cells, line.row, "id").to_lowercase();
        if !KEYS.contains(&key.as_str()) {
            let next = meant_or(nearest(&key, KEYS), told("remark-do.write-one-of", [("all", KEYS.join(", ").into())]));
            self.remark(line.row, "id", "unknown-key", true, told("remark.set-key", [("key", key.into())]), next);
            return None;
        }
        let condition = key == "applies-if";
        let mut texts = Vec::new();
        if condition {
            texts.push(self.cell(line.cells, line.row, "only-if"));
        }
        for lang in Lang::ALL {
            let column = format!("text-{lang}");
            let text = if condition { self.raw(line.cells, &column).to_owned() } else { self.cell(line.cells, line.row, &column) };
            texts.push(text);
        }
        let Some(text) = texts.into_iter().find(|text| !text.is_empty()) else {
            let column = self.value_column();
            let what = told("remark.cell-empty", [("column", key.into())]);
            self.remark(line.row, &column, "missing-cell", true, what, told("remark-do.set-value", []));
            return None;
        };
        Some((key, line.row, text))
    }

    fn title(&mut self, lines: &[Filled<'_>], given: Option<&str>, id: &str) {
        let named = lines.iter().find(|line| line.kind == Line::Set && self.raw(line.cells, "id").eq_ignore_ascii_case("title"));
        let title = match (given, named) {
            (None, Some(line)) => self.languages(line.cells, line.row, "text", None).map(|title| (line.row, title)),
            _ => None,
        };
        let (row, title) = title.unwrap_or_else(|| {
            let title = Text::same(&crate::clean::line(given.unwrap_or(id)));
            (1, format!("{{ en = {}, ja = {}, zh = {} }}", quoted(&title.en), quoted(&title.ja), quoted(&title.zh)))
        });
        let column = self.value_column();
        self.line(row, &column, &format!("title = {title}"));
    }
}
