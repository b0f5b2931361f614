//! A company's own questionnaire from a sheet: rows with known columns become the TOML that the program reads, with
//! remarks at the cell they concern. What is written is linted like any other file; nothing is guessed that would
//! judge somebody: a risky answer without a response stays without one.

use std::fmt::Write as _;

use super::file::{Around, read};
use crate::clean::quoted;
use crate::language::Lang;

/// The columns in the order of the template.
pub const COLUMNS: [&str; 22] = [
    "id",
    "section",
    "section-en",
    "section-ja",
    "section-zh",
    "type",
    "severity",
    "gate",
    "good",
    "text-en",
    "text-ja",
    "text-zh",
    "guidance-en",
    "guidance-ja",
    "guidance-zh",
    "options",
    "evidence",
    "bad",
    "response",
    "only-if",
    "policy",
    "table",
];

/// Rows that show how a sheet is filled in.
pub const EXAMPLES: [[&str; 22]; 4] = [
    [
        "A1",
        "A",
        "Management",
        "管理体制",
        "管理",
        "yn",
        "high",
        "",
        "yes",
        "Is a person in charge named?",
        "責任者を定めていますか。",
        "是否指定了负责人？",
        "Ask for the letter of appointment.",
        "任命書を確認する。",
        "查看任命书。",
        "",
        "letter of appointment|任命書|任命书",
        "no",
        "CAP-90",
        "",
        "P2",
        "",
    ],
    [
        "A2",
        "A",
        "",
        "",
        "",
        "sc",
        "medium",
        "",
        "",
        "How often is the plan reviewed?",
        "計画はどのくらいの頻度で見直しますか。",
        "计划多久评审一次？",
        "",
        "",
        "",
        "yearly=good=every year|毎年|每年; later=partly=less often|それより少ない|更少; never=bad=never|見直していない|从不",
        "",
        "never",
        "CAP-180",
        "our-set.A1 == 'yes'",
        "P2",
        "",
    ],
    [
        "B1",
        "B",
        "Figures",
        "数値",
        "数据",
        "num",
        "medium",
        "",
        "",
        "How many accidents were there last year?",
        "昨年の災害件数を教えてください。",
        "去年发生了多少起事故？",
        "",
        "",
        "",
        "accidents==accidents|災害件数|事故数",
        "accident register|災害記録|事故台账",
        "> 0",
        "EDD",
        "",
        "P1.3",
        "",
    ],
    [
        "B2",
        "B",
        "",
        "",
        "",
        "list",
        "low",
        "",
        "",
        "Which goals did you set yourselves, and what was reached?",
        "設定した目標と実績を記入してください。",
        "请填写所设目标和实际完成情况。",
        "",
        "",
        "",
        "indicator=text=indicator|指標|指标; goal=goal=goal|目標|目标; actual=qty=reached|実績|实际值",
        "",
        "not-met",
        "INFO",
        "",
        "P3",
        "figure=goals; min=1; max=40",
    ],
];

/// A remark about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRemark {
    /// Row of the sheet, from one.
    pub row: usize,
    /// Column name; empty: the whole row.
    pub column: String,
    /// `C5`.
    pub cell: String,
    /// Stable code.
    pub code: &'static str,
    /// The file cannot be used as it stands.
    pub error: bool,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub next: String,
}

/// What the sheet does not say.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The set's id.
    pub id: &'a str,
    /// Its edition.
    pub edition: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The language it is written in first.
    pub written_in: Lang,
}

/// The TOML, and every remark; none is an error when the file can be used.
#[must_use]
pub fn toml(head: &Head<'_>, cells: &[Vec<String>], around: &Around) -> (String, Vec<CellRemark>) {
    let mut maker = Maker { head: *head, columns: Vec::new(), text: String::new(), from: Vec::new(), remarks: Vec::new() };
    if maker.heading(cells.first().map_or(&[], Vec::as_slice)) {
        maker.write(cells);
    }
    let Maker { text, from, mut remarks, columns, .. } = maker;
    if columns.is_empty() {
        return (text, remarks);
    }
    for problem in read("sheet", &text, around).1 {
        // A text that is missing was remarked on where it was filled in.
        let (row, column) = from.get(problem.place.line - 1).cloned().unwrap_or((1, String::new()));
        let cell = cell_name(&columns, row, &column);
        let error = problem.weight == crate::diagnostic::Weight::Error;
        let known = remarks.iter().any(|remark| remark.row == row && remark.column == column && remark.error);
        if !known {
            remarks.push(CellRemark { row, column, cell, code: problem.code, error, what: problem.what, next: problem.next });
        }
    }
    remarks.sort_by_key(|remark| remark.row);
    (text, remarks)
}

fn cell_name(columns: &[String], row: usize, column: &str) -> String {
    let mut at = columns.iter().position(|known| known == column).map_or(0, |at| at + 1);
    let mut letters = String::new();
    while at > 0 {
        at -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        at /= 26;
    }
    format!("{letters}{row}")
}

struct Maker<'a> {
    head: Head<'a>,
    columns: Vec<String>,
    text: String,
    /// Of each line of the text the row and column of the sheet.
    from: Vec<(usize, String)>,
    remarks: Vec<CellRemark>,
}

impl Maker<'_> {
    fn line(&mut self, row: usize, column: &str, text: &str) {
        let _ = writeln!(self.text, "{text}");
        self.from.push((row, column.to_owned()));
    }

    fn remark(&mut self, row: usize, column: &str, code: &'static str, error: bool, what: String, next: &str) {
        let cell = cell_name(&self.columns, row, column);
        self.remarks.push(CellRemark { row, column: column.to_owned(), cell, code, error, what, next: next.to_owned() });
    }

    fn heading(&mut self, heads: &[String]) -> bool {
        self.columns = heads.iter().map(|cell| cell.trim().to_lowercase().replace([' ', '_'], "-")).collect();
        let text = format!("text-{}", self.head.written_in);
        let missing: Vec<&str> = ["id", "section", "type", "severity", "policy", &text]
            .into_iter()
            .filter(|column| !self.columns.iter().any(|known| known == column))
            .collect();
        if !missing.is_empty() {
            let what = format!("the sheet has no column {}", missing.join(", "));
            self.remark(1, "", "missing-column", true, what, "begin with the sheet of `oretrail questionnaire template`");
            self.columns.clear();
            return false;
        }
        for column in self.columns.clone() {
            if !column.is_empty() && !COLUMNS.contains(&column.as_str()) {
                let next = match crate::diagnostic::nearest(&column, COLUMNS) {
                    Some(near) => format!("did you mean {near}?"),
                    None => "take the column out; it is not read".to_owned(),
                };
                self.remark(1, &column, "unknown-column", false, format!("the column \"{column}\" is not known"), &next);
            }
        }
        true
    }

    /// A cell as text; what a spreadsheet could take for a formula loses its sign.
    fn cell(&mut self, cells: &[String], row: usize, column: &str) -> String {
        let at = self.columns.iter().position(|known| known == column);
        let text = at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let plain = text.trim_start_matches(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'']).trim_start();
        if plain != text && !matches!(column, "bad" | "only-if") {
            self.remark(
                row,
                column,
                "formula",
                false,
                "the cell begins like a formula".to_owned(),
                "it is taken as plain text without that sign",
            );
            return plain.to_owned();
        }
        text.to_owned()
    }

    fn write(&mut self, cells: &[Vec<String>]) {
        let head = self.head;
        let title = quoted(&crate::clean::line(head.title));
        for text in [
            "[questionnaire]".to_owned(),
            format!("id = {}", quoted(head.id)),
            format!("edition = {}", quoted(head.edition)),
            format!("title = {{ en = {title}, ja = {title}, zh = {title} }}"),
            format!("written-in = \"{}\"", head.written_in),
        ] {
            self.line(1, "", &text);
        }
        let others: Vec<String> =
            Lang::ALL.iter().filter(|lang| **lang != head.written_in).map(|lang| format!("{lang} = \"draft\"")).collect();
        self.line(1, "", &format!("translation = {{ {} }}", others.join(", ")));
        let rows = || cells.iter().enumerate().skip(1).filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
        let mut sections: Vec<String> = Vec::new();
        for (at, cells) in rows() {
            let section = self.cell(cells, at + 1, "section");
            if !section.is_empty() && !sections.contains(&section) {
                self.line(at + 1, "section", "[[section]]");
                self.line(at + 1, "section", &format!("id = {}", quoted(&section)));
                let title = self.languages(cells, at + 1, "section", Some(&section)).unwrap_or_default();
                self.line(at + 1, "section", &format!("title = {title}"));
                sections.push(section);
            }
        }
        for (at, cells) in rows() {
            self.question(cells, at + 1);
        }
    }

    /// A text in three languages; where one is missing the first language stands there until somebody translates it.
    fn languages(&mut self, cells: &[String], row: usize, stem: &str, otherwise: Option<&str>) -> Option<String> {
        let own = self.cell(cells, row, &format!("{stem}-{}", self.head.written_in));
        let own = if own.is_empty() { otherwise?.to_owned() } else { own };
        let mut parts = Vec::new();
        for lang in Lang::ALL {
            let column = format!("{stem}-{lang}");
            let mut text = self.cell(cells, row, &column);
            if text.is_empty() {
                if lang != self.head.written_in && otherwise.is_none() {
                    let what = format!("there is no text in {lang}");
                    self.remark(
                        row,
                        &column,
                        "not-translated",
                        false,
                        what,
                        "the first language stands there until somebody translates it",
                    );
                }
                text.clone_from(&own);
            }
            parts.push(format!("{lang} = {}", quoted(&text)));
        }
        Some(format!("{{ {} }}", parts.join(", ")))
    }

    /// `en|ja|zh`, or one text for all.
    fn wording(text: &str) -> String {
        let parts: Vec<&str> = text.split('|').map(str::trim).collect();
        let pick = |at: usize| quoted(parts.get(at).filter(|part| !part.is_empty()).unwrap_or(&parts[0]));
        format!("{{ en = {}, ja = {}, zh = {} }}", pick(0), pick(1), pick(2))
    }

    fn question(&mut self, cells: &[String], row: usize) {
        self.line(row, "id", "[[question]]");
        for (column, key) in [("id", "id"), ("section", "section"), ("type", "type"), ("severity", "severity")] {
            let text = self.cell(cells, row, column);
            let text = if matches!(column, "type" | "severity") { text.to_lowercase() } else { text };
            if text.is_empty() {
                self.remark(row, column, "missing-cell", true, format!("{column} is empty"), "fill the cell in");
            } else {
                self.line(row, column, &format!("{key} = {}", quoted(&text)));
            }
        }
        let good = self.cell(cells, row, "good").to_lowercase();
        if !good.is_empty() {
            self.line(row, "good", &format!("good = {}", quoted(&good)));
        }
        if matches!(self.cell(cells, row, "gate").to_lowercase().as_str(), "yes" | "true" | "x" | "1" | "はい" | "是") {
            self.line(row, "gate", "gate = true");
        }
        for key in ["text", "guidance"] {
            match self.languages(cells, row, key, None) {
                Some(text) => self.line(row, &format!("{key}-{}", self.head.written_in), &format!("{key} = {text}")),
                None if key == "text" => {
                    let column = format!("text-{}", self.head.written_in);
                    self.remark(row, &column, "missing-cell", true, "there is no question".to_owned(), "write the question");
                }
                None => {}
            }
        }
        self.answers(cells, row);
        self.risky(cells, row);
        let only_if = self.cell(cells, row, "only-if");
        if !only_if.is_empty() {
            self.line(row, "only-if", &format!("show-if = {}", quoted(&only_if)));
        }
        let policy = self.cell(cells, row, "policy");
        let clauses: Vec<String> = policy.split([';', ',', '、']).map(str::trim).filter(|clause| !clause.is_empty()).map(quoted).collect();
        self.line(row, "policy", &format!("policy = [{}]", clauses.join(", ")));
    }

    /// Options, numbers or columns (`id=grade=en|ja|zh`, divided by `;`), and papers.
    fn answers(&mut self, cells: &[String], row: usize) {
        let (options, kind) = (self.cell(cells, row, "options"), self.cell(cells, row, "type").to_lowercase());
        let (key, middle) = match kind.as_str() {
            "num" | "pct" => ("parts", "unit"),
            "list" => ("columns", "type"),
            _ => ("options", "grade"),
        };
        let mut all = Vec::new();
        for option in options.split(';').map(str::trim).filter(|option| !option.is_empty()) {
            let parts: Vec<&str> = option.splitn(3, '=').map(str::trim).collect();
            let [id, word, text] = parts.as_slice() else {
                let what = format!("\"{option}\" is not id={middle}=text");
                self.remark(
                    row,
                    "options",
                    "bad-option",
                    true,
                    what,
                    "write it as yearly=good=every year|毎年|每年; leave the middle empty where nothing is to be said",
                );
                continue;
            };
            let word = if word.is_empty() { String::new() } else { format!("{middle} = {}, ", quoted(word)) };
            all.push(format!("{{ id = {}, {word}text = {} }}", quoted(id), Self::wording(text)));
        }
        if !all.is_empty() {
            self.line(row, "options", &format!("{key} = [{}]", all.join(", ")));
        }
        if kind == "list" {
            self.table(cells, row);
        }
        let papers = self.cell(cells, row, "evidence");
        let papers: Vec<String> = papers
            .split(';')
            .map(str::trim)
            .filter(|paper| !paper.is_empty())
            .enumerate()
            .map(|(at, paper)| format!("{{ id = \"paper-{}\", text = {} }}", at + 1, Self::wording(paper)))
            .collect();
        if !papers.is_empty() {
            self.line(row, "evidence", &format!("evidence = [{}]", papers.join(", ")));
        }
    }

    /// What a table holds, how many rows it takes and what adds up: `figure=goals; min=1; max=40; total=tonnes`.
    fn table(&mut self, cells: &[String], row: usize) {
        let text = self.cell(cells, row, "table");
        let mut bounds = Vec::new();
        for part in text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').map_or((part, ""), |(key, value)| (key.trim(), value.trim()));
            match key {
                "figure" => self.line(row, "table", &format!("figure = {}", quoted(value))),
                "min" | "max" if !value.is_empty() && value.chars().all(|c| c.is_ascii_digit()) => bounds.push(format!("{key} = {value}")),
                "total" => {
                    let columns: Vec<String> = value.split([',', '、']).map(|column| quoted(column.trim())).collect();
                    self.line(row, "table", &format!("total = {{ columns = [{}] }}", columns.join(", ")));
                }
                _ => {
                    let what = format!("\"{part}\" says nothing about a table");
                    let next = "write figure=goals, min=1, max=40 or total=<column>, divided by ;";
                    self.remark(row, "table", "bad-table", true, what, next);
                }
            }
        }
        if !bounds.is_empty() {
            self.line(row, "table", &format!("rows = {{ {} }}", bounds.join(", ")));
        }
    }

    fn risky(&mut self, cells: &[String], row: usize) {
        let (bad, response) = (self.cell(cells, row, "bad"), self.cell(cells, row, "response"));
        let several = self.cell(cells, row, "type").eq_ignore_ascii_case("mc");
        let is_table = self.cell(cells, row, "type").eq_ignore_ascii_case("list");
        if bad.is_empty() {
            self.remark(
                row,
                "bad",
                "no-risky-answer",
                false,
                "no risky answer is named, so the row raises no flag".to_owned(),
                "name one where one is meant",
            );
            return;
        }
        if response.is_empty() {
            self.remark(
                row,
                "response",
                "missing-cell",
                true,
                "a risky answer needs a response".to_owned(),
                "write one such as CAP-90 or EDD",
            );
            return;
        }
        let words: Vec<String> =
            bad.split([';', ',', '、']).map(|word| word.trim().replace('\'', "")).filter(|word| !word.is_empty()).collect();
        let when = if bad.starts_with(['<', '>', '=', '!']) {
            format!("value {bad}")
        } else if is_table && bad.contains('(') {
            bad.clone()
        } else if is_table {
            words.iter().map(|word| format!("finds(value, '{word}')")).collect::<Vec<_>>().join(" || ")
        } else if several {
            words.iter().map(|word| format!("'{word}' in value")).collect::<Vec<_>>().join(" || ")
        } else if words.len() == 1 {
            format!("value == '{}'", words[0])
        } else {
            format!("value in [{}]", words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", "))
        };
        let codes: Vec<String> = response
            .split([';', ',', '、'])
            .map(str::trim)
            .filter(|code| !code.is_empty())
            .map(|code| quoted(&code.to_uppercase()))
            .collect();
        self.line(row, "bad", &format!("bad = [{{ when = {}, response = [{}] }}]", quoted(&when), codes.join(", ")));
    }
}
