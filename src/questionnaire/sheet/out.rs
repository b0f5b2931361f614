//! A questionnaire as a sheet: the same lines the importer reads, so that a set can be changed by somebody who works
//! with spreadsheets and come back as it was but for the change.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::lines::{COLUMNS, How, Line};
use crate::language::Lang;

/// Something of the file that no line of a sheet can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// The question or table it belongs to.
    pub place: String,
    /// What would be lost.
    pub what: String,
}

/// The lines of a set, heading first, and what they cannot say; nothing when the text is no TOML.
#[must_use]
pub fn export(text: &str) -> (Vec<Vec<String>>, Vec<Unsaid>) {
    let Ok(file) = text.parse::<Table>() else { return (Vec::new(), Vec::new()) };
    let mut sheet = Out { rows: vec![COLUMNS.map(str::to_owned).to_vec()], unsaid: Vec::new(), place: "questionnaire".to_owned() };
    for (key, value) in file.get("questionnaire").and_then(Value::as_table).into_iter().flatten() {
        sheet.head(key, value);
    }
    for line in [Line::Section, Line::Fact, Line::Switch, Line::Question, Line::Contradiction] {
        for table in tables(&file, line.table()) {
            sheet.place = format!("{} {}", line.word(), table.get("id").and_then(Value::as_str).unwrap_or_default());
            sheet.whole(line, table);
        }
    }
    for key in
        file.keys().filter(|key| !["questionnaire", "section", "profile", "switch", "question", "contradiction"].contains(&key.as_str()))
    {
        sheet.unsaid.push(Unsaid { place: key.clone(), what: format!("the table {key}") });
    }
    (sheet.rows, sheet.unsaid)
}

fn tables<'t>(table: &'t Table, key: &str) -> Vec<&'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect()
}

/// A plain value as a cell.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Boolean(flag) => Some(flag.to_string()),
        Value::Datetime(day) => Some(day.to_string()),
        Value::Array(_) | Value::Table(_) => None,
    }
}

struct Out {
    rows: Vec<Vec<String>>,
    unsaid: Vec<Unsaid>,
    place: String,
}

type Cells = BTreeMap<String, String>;

impl Out {
    fn put(&mut self, kind: Line, cells: &Cells) {
        let cell = |column: &str| if column == "row" { kind.word().to_owned() } else { cells.get(column).cloned().unwrap_or_default() };
        self.rows.push(COLUMNS.iter().map(|column| cell(column)).collect());
    }

    fn lost(&mut self, what: String) {
        self.unsaid.push(Unsaid { place: self.place.clone(), what });
    }

    fn head(&mut self, key: &str, value: &Value) {
        let mut line = |key: &str, column: &str, text: &str| {
            let cells = Cells::from([("id".to_owned(), key.to_owned()), (column.to_owned(), text.to_owned())]);
            self.put(Line::Set, &cells);
        };
        match (key, value) {
            ("id" | "edition" | "written-in", Value::String(text)) => line(key, "text-en", text),
            ("applies-if", Value::String(text)) => line(key, "only-if", text),
            ("standards", Value::Array(all)) => {
                for standard in all.iter().filter_map(Value::as_str) {
                    line("standard", "text-en", standard);
                }
            }
            ("translation", Value::Table(states)) => {
                for (lang, state) in states {
                    line(&format!("translation-{lang}"), "text-en", state.as_str().unwrap_or_default());
                }
            }
            ("title", Value::Table(title)) => {
                let mut cells = Cells::from([("id".to_owned(), key.to_owned())]);
                self.languages(&mut cells, "text", "title", title);
                self.put(Line::Set, &cells);
            }
            _ => self.lost(format!("the key {key}")),
        }
    }

    fn languages(&mut self, cells: &mut Cells, stem: &str, key: &str, text: &Table) {
        for (lang, text) in text {
            match (lang.parse::<Lang>(), text.as_str()) {
                (Ok(lang), Some(text)) => {
                    if text != crate::clean::line(text) {
                        self.lost(format!("line breaks, double spaces or hidden marks in {key}.{lang}"));
                    }
                    cells.insert(format!("{stem}-{lang}"), text.to_owned());
                }
                _ => self.lost(format!("the key {key}.{lang}")),
            }
        }
    }

    /// One table with the lines under it.
    fn whole(&mut self, line: Line, table: &Table) {
        let parts: &[Line] = match line {
            Line::Question => &[Line::Choice, Line::Part, Line::Column, Line::Paper, Line::Risk],
            Line::Fact => &[Line::Choice, Line::Column],
            Line::Column => &[Line::ColumnChoice],
            _ => &[],
        };
        let mut cells = Cells::new();
        let mut follow_up = Cells::new();
        for (key, value) in table {
            let part = parts.iter().any(|part| part.table() == key);
            if line == Line::Question && key.starts_with("follow-up") {
                self.key(Line::FollowUp, &mut follow_up, key, value);
            } else if !(part && value.is_array()) {
                self.key(line, &mut cells, key, value);
            }
        }
        self.put(line, &cells);
        for part in parts {
            for one in tables(table, part.table()) {
                self.whole(*part, one);
            }
        }
        if !follow_up.is_empty() {
            self.put(Line::FollowUp, &follow_up);
        }
    }

    fn key(&mut self, line: Line, cells: &mut Cells, key: &str, value: &Value) {
        if let Some(text) = table_word(line, key, value) {
            add(cells, "table", &text);
            return;
        }
        let said = value.to_string();
        if let Some(mark) = line.marks().iter().find(|mark| mark.key == key && mark.value == said) {
            add(cells, "marks", mark.word);
            return;
        }
        let Some((column, _, how)) = line.keys().iter().find(|(_, known, _)| *known == key) else {
            // A flag that says what holds without it is not worth a word.
            let default = matches!((key, said.as_str()), ("weight", "true") | ("asked-by", "\"supplier\"")) || said == "false";
            if !default {
                self.lost(format!("the key {key}"));
            }
            return;
        };
        match (how, value) {
            (How::Languages, Value::Table(text)) => self.languages(cells, column, key, text),
            (How::List, Value::Array(all)) => {
                let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
                if texts.len() != all.len() || texts.iter().any(|text| text.contains([';', '；'])) {
                    self.lost(format!("a semicolon within {key}"));
                }
                cells.insert((*column).to_owned(), texts.join("; "));
            }
            (How::Pairs, Value::Table(all)) if all.values().all(Value::is_str) => {
                let pairs: Vec<String> = all.iter().map(|(from, to)| format!("{from}={}", to.as_str().unwrap_or_default())).collect();
                cells.insert((*column).to_owned(), pairs.join("; "));
            }
            (How::Flag, Value::Boolean(flag)) => {
                cells.insert((*column).to_owned(), if *flag { "yes" } else { "" }.to_owned());
            }
            (_, value) => match plain(value) {
                Some(text) => {
                    if text != crate::clean::line(&text) {
                        self.lost(format!("line breaks or double spaces in {key}"));
                    }
                    cells.insert((*column).to_owned(), text);
                }
                None => self.lost(format!("the key {key}")),
            },
        }
    }
}

fn add(cells: &mut Cells, column: &str, word: &str) {
    let cell = cells.entry(column.to_owned()).or_default();
    if !cell.is_empty() {
        cell.push_str("; ");
    }
    cell.push_str(word);
}

/// What stands in the column `table`.
fn table_word(line: Line, key: &str, value: &Value) -> Option<String> {
    if line != Line::Question {
        return None;
    }
    let all = |table: &Table, name: &dyn Fn(&str, &Value) -> Option<String>| {
        let words: Option<Vec<String>> = table.iter().map(|(key, value)| name(key, value)).collect();
        words.map(|words| words.join("; "))
    };
    match (key, value) {
        ("figure", Value::String(figure)) => Some(format!("figure={figure}")),
        ("flows", Value::Array(metals)) => {
            Some(format!("flows={}", metals.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")))
        }
        ("rows", Value::Table(rows)) => {
            all(rows, &|key, value| matches!(key, "min" | "max").then(|| plain(value)).flatten().map(|text| format!("{key}={text}")))
        }
        ("total", Value::Table(total)) => all(total, &|key, value| match (key, value) {
            ("columns", Value::Array(names)) => {
                Some(format!("total={}", names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")))
            }
            ("columns", Value::String(name)) => Some(format!("total={name}")),
            ("of", Value::String(of)) => Some(format!("total.of={of}")),
            _ => None,
        }),
        _ => None,
    }
}
