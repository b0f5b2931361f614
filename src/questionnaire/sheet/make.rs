//! Sheet → TOML, line by line, so that every mistake in the file can be told at the cell it came from.

use std::fmt::Write as _;

use super::lines::{COLUMNS, How, Line};
use super::short::{self, condition, divided};
use super::{CellRemark, Head, Otherwise, cell_name};
use crate::clean::quoted;
use crate::diagnostic::nearest;
use crate::figures::number;
use crate::language::Lang;
use crate::sentence::{Sentence, told};

/// One filled line of the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filled<'c> {
    pub(super) kind: Line,
    /// Row of the sheet, from one.
    pub(super) row: usize,
    pub(super) cells: &'c [String],
}

/// A question or a fact with the lines under it.
type Whole<'c> = (Filled<'c>, Vec<Filled<'c>>);

/// Writes the file and remembers where each of its lines came from.
#[derive(Debug)]
pub(super) struct Maker {
    pub(super) written_in: Lang,
    pub(super) columns: Vec<String>,
    pub(super) text: String,
    /// Of each line of the text the row and column of the sheet.
    pub(super) from: Vec<(usize, String)>,
    pub(super) remarks: Vec<CellRemark>,
    /// Whether the first language is known.
    pub(super) language: bool,
    /// The type of the question being written.
    kind: String,
    /// How many papers it has so far.
    papers: usize,
}

/// Asks whether the nearest known word was meant, and lists what there is.
pub(super) fn meant_or(near: Option<&str>, otherwise: Sentence) -> Sentence {
    match near {
        Some(near) => told("remark-do.meant-plain-or", [("near", near.into()), ("otherwise", otherwise)]),
        None => otherwise,
    }
}

impl Maker {
    pub(super) fn new(written_in: Lang) -> Self {
        Self {
            written_in,
            columns: Vec::new(),
            text: String::new(),
            from: Vec::new(),
            remarks: Vec::new(),
            language: true,
            kind: String::new(),
            papers: 0,
        }
    }

    /// One line of the file; a table that is part of no other has a blank line before it.
    pub(super) fn line(&mut self, row: usize, column: &str, text: &str) {
        if text.starts_with("[[") && !text.contains('.') && !self.text.ends_with("\n\n") {
            self.line(row, column, "");
        }
        let _ = writeln!(self.text, "{text}");
        self.from.push((row, column.to_owned()));
    }

    pub(super) fn remark(&mut self, row: usize, column: &str, code: &'static str, error: bool, what: Sentence, next: Sentence) {
        let cell = cell_name(&self.columns, row, column);
        self.remarks.push(CellRemark { row, column: column.to_owned(), cell, code, error, what, next });
    }

    /// Which heading was probably meant for a column that is missing.
    fn misspelt(&self) -> Option<Sentence> {
        let missing = || COLUMNS.into_iter().filter(|column| !self.columns.iter().any(|known| known == column));
        let stray = self.columns.iter().filter(|column| !column.is_empty() && !COLUMNS.contains(&column.as_str()));
        let (found, near) = stray.into_iter().find_map(|found| Some((found, nearest(found, missing())?)))?;
        Some(told("remark-do.header-near", [("found", crate::clean::line(found).into()), ("near", near.into())]))
    }

    pub(super) fn heading(&mut self, heads: &[String]) -> bool {
        self.columns = heads.iter().map(|cell| cell.trim().to_lowercase().replace([' ', '_'], "-")).collect();
        let has = |column: &str| self.columns.iter().any(|known| known == column);
        let needed = ["id", "section", "type", "severity", "policy"].into_iter().filter(|column| !has(column));
        let mut missing: Vec<Sentence> = needed.map(Sentence::from).collect();
        if !Lang::ALL.iter().any(|lang| has(&format!("text-{lang}"))) {
            missing.push(told("remark-of.text-columns", []));
        }
        if !missing.is_empty() {
            let what = told("remark.missing-column", [("all", Sentence::Listed(missing))]);
            let next = self.misspelt().unwrap_or_else(|| told("remark-do.missing-column", []));
            self.remark(1, "", "missing-column", true, what, next);
            return false;
        }
        for (at, column) in self.columns.clone().iter().enumerate().filter(|(_, column)| !column.is_empty()) {
            if self.columns[..at].contains(column) {
                let what = told("remark.sheet-column-twice", [("column", column.into())]);
                self.remark(1, column, "duplicate-column", false, what, told("remark-do.sheet-column-twice", []));
            } else if !COLUMNS.contains(&column.as_str()) {
                let next = match nearest(column, COLUMNS) {
                    Some(near) => told("remark-do.meant-plain", [("near", near.into())]),
                    None => told("remark-do.take-column-out", []),
                };
                let what = told("remark.column-not-known", [("column", column.into())]);
                self.remark(1, column, "unknown-column", false, what, next);
            }
        }
        true
    }

    pub(super) fn raw<'c>(&self, cells: &'c [String], column: &str) -> &'c str {
        let at = self.columns.iter().position(|known| known == column);
        at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// A cell as text; what a spreadsheet could take for a formula loses its sign, what an apostrophe guards is kept.
    pub(super) fn cell(&mut self, cells: &[String], row: usize, column: &str) -> String {
        const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
        let text = self.raw(cells, column);
        if let Some(guarded) = text.strip_prefix('\'').filter(|rest| rest.starts_with(SIGNS)) {
            return guarded.to_owned();
        }
        let number = matches!(column, "min" | "max") && number::number(text).is_ok();
        let plain = text.trim_start_matches(SIGNS).trim_start();
        if plain != text && !number && !matches!(column, "bad" | "only-if") {
            self.remark(row, column, "formula", false, told("remark.formula", []), told("remark-do.formula", []));
            return plain.to_owned();
        }
        text.to_owned()
    }

    /// Writes everything; returns id and edition.
    pub(super) fn write(&mut self, head: Head<'_>, otherwise: Otherwise<'_>, cells: &[Vec<String>]) -> (String, String) {
        let filled = self.filled(cells);
        let of = |kind: Line| filled.iter().filter(move |line| line.kind == kind).copied().collect::<Vec<_>>();
        let set = of(Line::Set);
        let named = self.head(&set, head, otherwise);
        let whole = self.wholes(&filled);
        for (fact, parts) in whole.iter().filter(|(line, _)| line.kind == Line::Fact) {
            self.table("", fact);
            self.parts("profile", parts);
        }
        for line in of(Line::Switch) {
            self.table("", &line);
        }
        self.sections(&filled);
        for (question, parts) in whole.iter().filter(|(line, _)| line.kind == Line::Question) {
            self.question(question, parts);
        }
        for line in of(Line::Contradiction) {
            self.table("", &line);
        }
        named
    }

    /// Every line that holds something, by what its first column says.
    fn filled<'c>(&mut self, cells: &'c [Vec<String>]) -> Vec<Filled<'c>> {
        let mut all = Vec::new();
        for (at, cells) in cells.iter().enumerate().skip(1) {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let (row, word) = (at + 1, self.raw(cells, "row").to_lowercase());
            if word.starts_with('#') {
                continue;
            }
            let found = Line::WORDS.iter().find(|(known, _)| *known == word).map(|(_, line)| *line);
            let Some(kind) = found.or_else(|| word.is_empty().then_some(Line::Question)) else {
                let words = Line::WORDS.map(|(word, _)| word);
                let next = meant_or(nearest(&word, words), told("remark-do.line-is-one-of", [("all", words.join(", ").into())]));
                self.remark(row, "row", "unknown-row", true, told("remark.unknown-row", [("word", word.into())]), next);
                continue;
            };
            self.unused(kind, row, cells);
            all.push(Filled { kind, row, cells });
        }
        all
    }

    /// A cell that such a line does not have would be lost without a word.
    fn unused(&mut self, kind: Line, row: usize, cells: &[String]) {
        let used = |column: &str| {
            let stem = column.trim_end_matches("-en").trim_end_matches("-ja").trim_end_matches("-zh");
            column == "row"
                || kind.short().contains(&column)
                || kind
                    .keys()
                    .iter()
                    .any(|(name, _, how)| if *how == How::Languages { *name == stem && stem != column } else { *name == column })
        };
        for column in self.columns.clone() {
            if COLUMNS.contains(&column.as_str()) && !self.raw(cells, &column).is_empty() && !used(&column) {
                let what = told("remark.unused-cell", [("kind", kind.word().into()), ("column", (&column).into())]);
                self.remark(row, &column, "unused-cell", false, what, told("remark-do.unused-cell", []));
            }
        }
    }

    /// Questions and facts with the lines under each.
    fn wholes<'c>(&mut self, filled: &[Filled<'c>]) -> Vec<Whole<'c>> {
        let mut all: Vec<Whole<'c>> = Vec::new();
        let mut open = false;
        for line in filled {
            if line.kind.is_part() {
                match all.last_mut().filter(|_| open) {
                    Some((_, parts)) => parts.push(*line),
                    None => {
                        let what = told("remark.stray-row", [("kind", line.kind.word().into())]);
                        self.remark(line.row, "row", "stray-row", true, what, told("remark-do.stray-row", []));
                    }
                }
            } else {
                open = matches!(line.kind, Line::Question | Line::Fact);
                if open {
                    all.push((*line, Vec::new()));
                }
            }
        }
        all
    }

    fn sections(&mut self, filled: &[Filled<'_>]) {
        let mut known: Vec<String> = Vec::new();
        for line in filled.iter().filter(|line| line.kind == Line::Section) {
            known.push(self.raw(line.cells, "id").to_owned());
            self.table("", line);
        }
        for line in filled.iter().filter(|line| line.kind == Line::Question) {
            let section = self.cell(line.cells, line.row, "section");
            if !section.is_empty() && !known.contains(&section) {
                if Lang::ALL.iter().all(|lang| self.raw(line.cells, &format!("section-{lang}")).is_empty()) {
                    let what = told("remark.section-untitled", [("id", (&section).into())]);
                    self.remark(line.row, "section", "no-section-title", false, what, told("remark-do.section-untitled", []));
                }
                self.line(line.row, "section", "[[section]]");
                self.line(line.row, "section", &format!("id = {}", quoted(&section)));
                let title = self.languages(line.cells, line.row, "section", Some(&section)).unwrap_or_default();
                self.line(line.row, "section", &format!("title = {title}"));
                known.push(section);
            }
        }
    }

    /// A text in three languages; where one is missing the first language stands there until somebody translates it.
    pub(super) fn languages(&mut self, cells: &[String], row: usize, stem: &str, otherwise: Option<&str>) -> Option<String> {
        let own = self.cell(cells, row, &format!("{stem}-{}", self.written_in));
        let own = if own.is_empty() { otherwise?.to_owned() } else { own };
        let mut parts = Vec::new();
        for lang in Lang::ALL {
            let column = format!("{stem}-{lang}");
            let mut text = if lang == self.written_in { own.clone() } else { self.cell(cells, row, &column) };
            if text.is_empty() {
                if otherwise.is_none() {
                    let what = told("remark.no-text-in", [("lang", lang.to_string().into())]);
                    self.remark(row, &column, "not-translated", false, what, told("remark-do.not-translated", []));
                }
                text.clone_from(&own);
            }
            parts.push(format!("{lang} = {}", quoted(&text)));
        }
        Some(format!("{{ {} }}", parts.join(", ")))
    }

    /// One line as a table of the file; `under` is the table it is part of.
    fn table(&mut self, under: &str, line: &Filled<'_>) {
        let name = if under.is_empty() { line.kind.table().to_owned() } else { format!("{under}.{}", line.kind.table()) };
        self.line(line.row, "row", &format!("[[{name}]]"));
        self.keys(line);
    }

    fn keys(&mut self, line: &Filled<'_>) {
        for (column, key, how) in line.kind.keys() {
            match how {
                How::Languages => self.worded(line, column, key),
                How::Marks => self.marks(line),
                How::Table => self.rows(line),
                _ => {
                    let text = self.cell(line.cells, line.row, column);
                    if !text.is_empty() {
                        self.said(line, (column, key, *how), &text);
                    }
                }
            }
        }
    }

    fn said(&mut self, line: &Filled<'_>, (column, key, how): (&str, &str, How), text: &str) {
        let value = match how {
            How::Word => quoted(&text.to_lowercase()),
            How::Number if number::number(text).is_ok() => number::plain(text).unwrap_or_default(),
            How::Number => {
                let what = number::number(text).err().unwrap_or_else(|| told("remark.not-a-number", [("value", text.into())]));
                self.remark(line.row, column, "not-a-number", true, what, told("remark-do.not-a-number", []));
                return;
            }
            How::Flag if matches!(text.to_lowercase().as_str(), "yes" | "true" | "x" | "1" | "はい" | "是") => "true".to_owned(),
            How::Flag if matches!(text.to_lowercase().as_str(), "no" | "false" | "0" | "いいえ" | "否") => return,
            How::Flag => {
                let what = told("remark.not-a-flag", [("value", text.into())]);
                self.remark(line.row, column, "not-a-flag", true, what, told("remark-do.not-a-flag", []));
                return;
            }
            How::List => {
                let upper = column == "response";
                let all: Vec<String> =
                    divided(text, column).map(|one| if upper { quoted(&one.to_uppercase()) } else { quoted(one) }).collect();
                format!("[{}]", all.join(", "))
            }
            How::Pairs => match self.pairs(line.row, column, text) {
                Some(pairs) => pairs,
                None => return,
            },
            How::When => quoted(&condition(text, &self.kind)),
            How::Text | How::Languages | How::Marks | How::Table => quoted(text),
        };
        self.line(line.row, column, &format!("{key} = {value}"));
    }

    /// `iso=iso-14001; other=?` as a table.
    fn pairs(&mut self, row: usize, column: &str, text: &str) -> Option<String> {
        let mut pairs = Vec::new();
        for part in divided(text, column) {
            let Some((from, to)) = part
                .split_once(['=', '＝'])
                .map(|(from, to)| (from.trim(), to.trim()))
                .filter(|(from, to)| !from.is_empty() && !to.is_empty())
            else {
                let what = told("remark.bad-pair", [("part", part.into())]);
                self.remark(row, column, "bad-pair", true, what, told("remark-do.bad-pair", []));
                return None;
            };
            pairs.push(format!("{} = {}", quoted(from), quoted(&to.replace('？', "?"))));
        }
        Some(format!("{{ {} }}", pairs.join(", ")))
    }

    fn worded(&mut self, line: &Filled<'_>, stem: &str, key: &str) {
        let column = format!("{stem}-{}", self.written_in);
        if let Some(text) = self.languages(line.cells, line.row, stem, None) {
            self.line(line.row, &column, &format!("{key} = {text}"));
            return;
        }
        let other = Lang::ALL.into_iter().find(|lang| !self.raw(line.cells, &format!("{stem}-{lang}")).is_empty());
        if let Some(other) = other {
            let of = [("other", other.to_string().into()), ("lang", self.written_in.to_string().into())];
            let what = told("remark.not-in-first-language", of);
            self.remark(line.row, &column, "missing-cell", true, what, told("remark-do.not-in-first-language", []));
        } else if stem == "text" && line.kind != Line::Risk {
            let what = told("remark.no-text-in", [("lang", self.written_in.to_string().into())]);
            self.remark(line.row, &column, "missing-cell", true, what, told("remark-do.write-text", []));
        }
    }

    fn marks(&mut self, line: &Filled<'_>) {
        let text = self.cell(line.cells, line.row, "marks").to_lowercase();
        for word in divided(&text, "marks") {
            if let Some(mark) = line.kind.marks().iter().find(|mark| mark.word == word) {
                self.line(line.row, "marks", &format!("{} = {}", mark.key, mark.value));
                continue;
            }
            let all: Vec<&str> = line.kind.marks().iter().map(|mark| mark.word).collect();
            let next = meant_or(nearest(word, all.iter().copied()), told("remark-do.may-bear", [("all", all.join(", ").into())]));
            let what = told("remark.unknown-mark", [("word", word.into()), ("kind", line.kind.word().into())]);
            self.remark(line.row, "marks", "unknown-mark", true, what, next);
        }
    }

    /// What a table holds, how many rows it takes, what adds up and whose flows it names:
    /// `figure=goals; min=1; max=40; total=tonnes; total.of=100; flows=copper`.
    fn rows(&mut self, line: &Filled<'_>) {
        let listed = |value: &str| value.split([',', '、', '，']).map(|word| quoted(word.trim())).collect::<Vec<_>>().join(", ");
        let text = self.cell(line.cells, line.row, "table");
        let (row, column) = (line.row, "table");
        let (mut bounds, mut total) = (Vec::new(), Vec::new());
        for part in divided(&text, column) {
            let (key, value) = part.split_once('=').map_or((part, ""), |(key, value)| (key.trim(), value.trim()));
            match key {
                "figure" => self.line(row, column, &format!("figure = {}", quoted(value))),
                "min" | "max" if !value.is_empty() && value.chars().all(|c| c.is_ascii_digit()) => bounds.push(format!("{key} = {value}")),
                "total" => total.push(format!("columns = [{}]", listed(value))),
                "flows" if !value.is_empty() => self.line(row, column, &format!("flows = [{}]", listed(value))),
                "total.of" if !value.is_empty() => total.push(format!("of = {}", quoted(value))),
                _ => {
                    let what = told("remark.bad-table", [("part", part.into())]);
                    self.remark(row, column, "bad-table", true, what, told("remark-do.bad-table", []));
                }
            }
        }
        for (key, parts) in [("rows", bounds), ("total", total)] {
            if !parts.is_empty() {
                self.line(row, column, &format!("{key} = {{ {} }}", parts.join(", ")));
            }
        }
    }

    fn question(&mut self, question: &Filled<'_>, parts: &[Filled<'_>]) {
        (self.kind, self.papers) = (self.raw(question.cells, "type").to_lowercase(), 0);
        self.line(question.row, "row", "[[question]]");
        self.keys(question);
        let good = self.kind.starts_with("yn").then_some("good");
        for column in ["id", "section", "type", "severity", "policy"].into_iter().chain(good) {
            if !self.raw(question.cells, column).is_empty() {
                continue;
            }
            let what = told("remark.cell-empty", [("column", column.into())]);
            let next = match column {
                "policy" => "remark-do.cell-clause",
                "good" => "remark-do.cell-good",
                _ => "remark-do.cell-empty",
            };
            self.remark(question.row, column, "missing-cell", true, what, told(next, []));
        }
        if let [follow_up, more @ ..] = parts.iter().filter(|part| part.kind == Line::FollowUp).collect::<Vec<_>>().as_slice() {
            self.keys(follow_up);
            for one in more {
                let (what, next) = (told("remark.second-follow-up", []), told("remark-do.second-follow-up", []));
                self.remark(one.row, "row", "duplicate-row", true, what, next);
            }
        }
        self.short_answers(question.cells, question.row);
        self.parts("question", parts);
        let risks = parts.iter().any(|part| part.kind == Line::Risk);
        self.risky(question.cells, question.row, risks);
    }

    fn parts(&mut self, under: &str, parts: &[Filled<'_>]) {
        let mut in_column = false;
        for line in parts.iter().filter(|line| line.kind != Line::FollowUp) {
            match line.kind {
                Line::ColumnChoice if !in_column => {
                    let (what, next) = (told("remark.stray-option", []), told("remark-do.stray-option", []));
                    self.remark(line.row, "row", "stray-row", true, what, next);
                }
                Line::ColumnChoice => self.table(&format!("{under}.columns"), line),
                Line::Paper if self.raw(line.cells, "id").is_empty() => {
                    self.papers += 1;
                    self.line(line.row, "row", &format!("[[{under}.evidence]]"));
                    self.line(line.row, "id", &format!("id = \"paper-{}\"", self.papers));
                    self.keys(line);
                }
                _ => self.table(under, line),
            }
            in_column = matches!(line.kind, Line::Column | Line::ColumnChoice) && (in_column || line.kind == Line::Column);
        }
    }

    /// Options, numbers, columns and papers that stand in one cell.
    fn short_answers(&mut self, cells: &[String], row: usize) {
        let (key, middle) = match self.kind.as_str() {
            "num" | "pct" => ("parts", "unit"),
            "list" => ("columns", "type"),
            _ => ("options", "grade"),
        };
        let options = self.cell(cells, row, "options");
        for option in divided(&options, "options") {
            let parts: Vec<&str> = option.splitn(3, '=').map(str::trim).collect();
            let [id, word, text] = parts.as_slice() else {
                let what = told("remark.bad-option", [("option", option.into()), ("middle", middle.into())]);
                self.remark(row, "options", "bad-option", true, what, told("remark-do.bad-option", []));
                continue;
            };
            self.line(row, "options", &format!("[[question.{key}]]"));
            self.line(row, "options", &format!("id = {}", quoted(id)));
            if !word.is_empty() {
                self.line(row, "options", &format!("{middle} = {}", quoted(word)));
            }
            self.line(row, "options", &format!("text = {}", short::wording(text)));
        }
        let papers = self.cell(cells, row, "evidence");
        for paper in divided(&papers, "evidence") {
            self.papers += 1;
            self.line(row, "evidence", "[[question.evidence]]");
            self.line(row, "evidence", &format!("id = \"paper-{}\"", self.papers));
            self.line(row, "evidence", &format!("text = {}", short::wording(paper)));
        }
    }

    fn risky(&mut self, cells: &[String], row: usize, elsewhere: bool) {
        let (bad, response) = (self.cell(cells, row, "bad"), self.cell(cells, row, "response"));
        if bad.is_empty() {
            if !elsewhere {
                let (what, next) = (told("remark.no-risky-answer", []), told("remark-do.no-risky-answer", []));
                self.remark(row, "bad", "no-risky-answer", false, what, next);
            }
            return;
        }
        if response.is_empty() {
            let (what, next) = (told("remark.needs-response", []), told("remark-do.needs-response", []));
            self.remark(row, "response", "missing-cell", true, what, next);
            return;
        }
        let when = condition(&bad, &self.kind);
        let codes: Vec<String> = divided(&response, "response").map(|code| quoted(&code.to_uppercase())).collect();
        self.line(row, "bad", "[[question.bad]]");
        self.line(row, "bad", &format!("when = {}", quoted(&when)));
        self.line(row, "response", &format!("response = [{}]", codes.join(", ")));
    }
}
