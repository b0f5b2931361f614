//! Reads a questionnaire file: TOML → drafts with places → checked questions.
//!
//! All mistakes are reported at once. A question that cannot be used is left out, the rest still loads; whether a file
//! with mistakes may be used is for the caller to say. Conditions are compiled last, when all ids are known.

mod check;
mod contradiction;

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::{
    AskedBy, CellKind, Choice, Column, EvidenceAsked, Grade, Kind, Part, ProfileField, ProfileKind, Questionnaire, Response, Section,
    Severity, YesNo,
};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::reading::{At, Fields, Sheet};

/// A question whose conditions are still text.
#[derive(Debug)]
struct Draft {
    row: At<String>,
    section: At<String>,
    kind: Kind,
    /// `None` when its word is wrong: the conditions are still checked, the question is left out.
    severity: Option<Severity>,
    gate: bool,
    asked_by: AskedBy,
    restricted: bool,
    exposure: bool,
    weight: bool,
    short: bool,
    text: Text,
    guidance: Option<Text>,
    bad: Vec<BranchDraft>,
    evidence: Vec<EvidenceAsked>,
    follow_up: Option<(Option<At<String>>, Text)>,
    show_if: Option<At<String>>,
    refs: Vec<String>,
    policy: Vec<String>,
    to_check: bool,
    levels: Vec<Choice>,
}

#[derive(Debug)]
struct BranchDraft {
    when: At<String>,
    grade: Option<Grade>,
    responses: Vec<Response>,
    severity: Option<Severity>,
    scope: Option<String>,
    opens: Vec<At<String>>,
    rule: Option<String>,
    action: Option<Text>,
}

const TYPES: [(&str, ()); 14] = [
    ("yn", ()),
    ("ynp", ()),
    ("ynu", ()),
    ("ynn", ()),
    ("mat", ()),
    ("sc", ()),
    ("mc", ()),
    ("num", ()),
    ("pct", ()),
    ("date", ()),
    ("text", ()),
    ("list", ()),
    ("ctry", ()),
    ("doc", ()),
];

/// Reads one questionnaire; `others` are the sets whose ids its conditions may also name.
///
/// Returns what could be read and every mistake. `None` only when the file has no usable head.
#[must_use]
pub fn read(file: &str, text: &str, others: &[Questionnaire]) -> (Option<Questionnaire>, Vec<Diagnostic>) {
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let head = read_head(&fields);
    let sections = read_sections(&fields);
    let profile = read_profile(&fields);
    let drafts: Vec<Draft> = fields.tables("question").iter().filter_map(|table| read_question(table, &sections)).collect();
    let contradictions = contradiction::read(&fields);
    fields.finish();
    let questionnaire = head.map(|(id, edition, title, standards, translation)| {
        let questions = check::finish(&sheet, &id, drafts, &profile, others);
        let contradictions = contradiction::finish(&fields, contradictions, &questions, &profile, others);
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        Questionnaire {
            id,
            edition,
            title,
            standards,
            translation,
            profile,
            sections: sections.into_iter().map(|s| s.value).collect(),
            questions,
            contradictions,
            sha256,
        }
    });
    (questionnaire, sheet.into_problems())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

type Head = (String, String, Text, Vec<String>, Vec<(String, String)>);

fn read_head(fields: &Fields<'_, '_>) -> Option<Head> {
    let Some(head) = fields.table("questionnaire") else {
        if !fields.has("questionnaire") {
            fields.missing("questionnaire");
        }
        return None;
    };
    let id = head.need_text("id");
    let edition = head.need_text("edition");
    let title = head.need_languages("title");
    let standards = head.texts("standards").into_iter().map(|s| s.value).collect();
    let _ = head.text("written-in");
    let mut translation = Vec::new();
    if let Some(states) = head.table("translation") {
        for key in states.keys() {
            if let Some(state) = states.text(&key.value) {
                if state.value != "draft" && !state.value.starts_with("checked-by:") {
                    let next = "write draft or checked-by:<name>";
                    states.sheet().wrong(&state.at, "unknown-word", format!("translation state \"{}\" is not known", state.value), next);
                }
                translation.push((key.value, state.value));
            }
        }
    }
    head.finish();
    Some((id?.value, edition?.value, title, standards, translation))
}

fn read_sections(fields: &Fields<'_, '_>) -> Vec<At<Section>> {
    let mut sections: Vec<At<Section>> = Vec::new();
    for table in fields.tables("section") {
        let id = table.need_text("id");
        let title = table.need_languages("title");
        table.finish();
        let Some(id) = id else { continue };
        if sections.iter().any(|known| known.value.id == id.value) {
            table.sheet().wrong(&id.at, "duplicate-id", format!("section \"{}\" is there twice", id.value), "give each section its own id");
        } else {
            sections.push(At { value: Section { id: id.value, title }, at: id.at });
        }
    }
    sections
}

fn read_profile(fields: &Fields<'_, '_>) -> Vec<ProfileField> {
    let words = [
        ("num", ProfileKind::Number),
        ("text", ProfileKind::Text),
        ("yn", ProfileKind::YesNo),
        ("sc", ProfileKind::OneOf),
        ("mc", ProfileKind::SeveralOf),
        ("list", ProfileKind::Rows),
        ("ctry", ProfileKind::Country),
        ("date", ProfileKind::Date),
    ];
    let mut profile = Vec::new();
    for table in fields.tables("profile") {
        let id = table.need_text("id");
        let kind = table.need_word("type", &words);
        let unit = table.text("unit").map(|unit| unit.value).unwrap_or_default();
        let text = table.need_languages("text");
        let choices = read_choices(&table);
        let _ = (table.languages("guidance"), read_columns(&table), table.flag("personal", false));
        table.finish();
        if let (Some(id), Some(kind)) = (id, kind) {
            profile.push(ProfileField { id: id.value, kind: kind.value, unit, text, choices });
        }
    }
    profile
}

fn read_question(table: &Fields<'_, '_>, sections: &[At<Section>]) -> Option<Draft> {
    let row = table.need_text("id");
    let section = table.need_text("section");
    if let Some(section) = &section
        && !sections.iter().any(|known| known.value.id == section.value)
    {
        let all: Vec<&str> = sections.iter().map(|known| known.value.id.as_str()).collect();
        table.sheet().wrong(
            &section.at,
            "unknown-section",
            format!("there is no section \"{}\"", section.value),
            format!("use one of {}", all.join(", ")),
        );
    }
    let (kind, levels) = read_kind(table).unzip();
    let severity = table.need_word("severity", &Severity::WORDS);
    let asked_by =
        table.word("asked-by", &[("supplier", AskedBy::Supplier), ("buyer", AskedBy::Buyer)]).map_or(AskedBy::Supplier, |by| by.value);
    let draft_texts = (table.need_languages("text"), table.languages("guidance"));
    let bad = table.tables("bad").iter().filter_map(read_branch).collect();
    let evidence = read_evidence(table);
    let follow_up_when = table.text("follow-up-when");
    let follow_up = table.languages("follow-up").map(|text| (follow_up_when, text));
    let policy = read_policy(table);
    let flags = [
        table.flag("gate", false),
        table.flag("restricted", false),
        table.flag("exposure", false),
        table.flag("weight", true),
        table.flag("short", false),
        table.flag("check", false),
    ];
    let show_if = table.text("show-if");
    let refs = table.texts("refs").into_iter().map(|r| r.value).collect();
    table.finish();
    Some(Draft {
        row: row?,
        section: section?,
        kind: kind?,
        severity: severity.map(|severity| severity.value),
        gate: flags[0],
        asked_by,
        restricted: flags[1],
        exposure: flags[2],
        weight: flags[3],
        short: flags[4],
        text: draft_texts.0,
        guidance: draft_texts.1,
        bad,
        evidence,
        follow_up,
        show_if,
        refs,
        policy,
        to_check: flags[5],
        levels: levels.unwrap_or_default(),
    })
}

/// No question without a clause: a row that serves no policy item should not be asked.
fn read_policy(table: &Fields<'_, '_>) -> Vec<String> {
    let policy: Vec<String> = table.texts("policy").into_iter().map(|clause| clause.value).collect();
    if policy.is_empty() {
        table.sheet().wrong(
            &table.at,
            "no-clause",
            "the question names no policy clause",
            "add `policy = [\"P1.4\"]` with the clause it serves",
        );
    }
    policy
}

/// The kind, and for a maturity row the levels it names itself.
fn read_kind(table: &Fields<'_, '_>) -> Option<(Kind, Vec<Choice>)> {
    let word = table.text("type");
    if word.is_none() && !table.has("type") {
        let all: Vec<&str> = TYPES.iter().map(|(name, ())| *name).collect();
        table.sheet().wrong(&table.at, "missing-key", "`type` is missing", format!("add `type = \"…\"` with one of {}", all.join(", ")));
    }
    let word = word?;
    table.choose(&word, "type", &TYPES)?;
    let choices = read_choices(table);
    let parts = read_parts(table);
    let columns = read_columns(table);
    let need = |found: bool, key: &str| {
        if !found {
            let what = format!("a question of type \"{}\" needs `{key}`", word.value);
            table.sheet().wrong(&word.at, "missing-key", what, format!("add `{key} = [ … ]`"));
        }
        found
    };
    let kind = match word.value.as_str() {
        "mat" => {
            unknown_levels(table, &word, &choices);
            return Some((Kind::Maturity, choices));
        }
        "sc" => need(!choices.is_empty(), "options").then_some(Kind::OneOf(choices))?,
        "mc" => need(!choices.is_empty(), "options").then_some(Kind::SeveralOf(choices))?,
        "num" => need(!parts.is_empty(), "parts").then_some(Kind::Number(parts))?,
        "pct" => need(!parts.is_empty(), "parts").then_some(Kind::Percent(parts))?,
        "list" => need(!columns.is_empty(), "columns").then_some(Kind::Rows(columns))?,
        "date" => Kind::Date,
        "text" => Kind::Text,
        "ctry" => Kind::Country,
        "doc" => Kind::Document,
        yes_no => {
            let good = table.need_word("good", &[("yes", true), ("no", false)])?;
            Kind::YesNo(YesNo {
                partly: yes_no == "ynp",
                unknown: yes_no == "ynu",
                not_applicable: yes_no == "ynn",
                good_is_yes: good.value,
                more: choices,
            })
        }
    };
    Some((kind, Vec::new()))
}

/// A maturity row may give its own wording to a level, not add one.
fn unknown_levels(table: &Fields<'_, '_>, word: &At<String>, choices: &[Choice]) {
    for choice in choices.iter().filter(|choice| !["0", "1", "2", "3", "4"].contains(&choice.id.as_str())) {
        let what = format!("\"{}\" is no maturity level", choice.id);
        table.sheet().wrong(&word.at, "unknown-option", what, "name levels 0 to 4, or make the question of type \"sc\"");
    }
}

fn read_choices(table: &Fields<'_, '_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for option in table.tables("options") {
        let id = option.need_text("id");
        let grade = option.word("grade", &Grade::WORDS).map_or(Grade::Good, |grade| grade.value);
        let text = option.need_languages("text");
        let exclusive = option.flag("exclusive", false);
        option.finish();
        let Some(id) = id else { continue };
        if choices.iter().any(|known| known.id == id.value) {
            option.sheet().wrong(
                &id.at,
                "duplicate-option",
                format!("option \"{}\" is there twice", id.value),
                "give each option its own id",
            );
        } else {
            choices.push(Choice { id: id.value, grade, text, exclusive });
        }
    }
    choices
}

fn read_parts(table: &Fields<'_, '_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for part in table.tables("parts") {
        let id = part.need_text("id");
        let unit = part.text("unit").map(|unit| unit.value).unwrap_or_default();
        let text = part.need_languages("text");
        let (min, max) = (part.number("min").map(|n| n.value), part.number("max").map(|n| n.value));
        part.finish();
        if let Some(id) = id {
            parts.push(Part { id: id.value, unit, text, min, max });
        }
    }
    parts
}

fn read_columns(table: &Fields<'_, '_>) -> Vec<Column> {
    let mut columns = Vec::new();
    for column in table.tables("columns") {
        let id = column.need_text("id");
        let kind = column.word("type", &CellKind::WORDS).map_or(CellKind::Text, |kind| kind.value);
        let text = column.need_languages("text");
        let _ = (column.text("unit"), column.flag("personal", false));
        column.finish();
        if let Some(id) = id {
            columns.push(Column { id: id.value, kind, text });
        }
    }
    columns
}

fn read_evidence(table: &Fields<'_, '_>) -> Vec<EvidenceAsked> {
    let mut evidence = Vec::new();
    for paper in table.tables("evidence") {
        let id = paper.need_text("id");
        let text = paper.need_languages("text");
        paper.finish();
        if let Some(id) = id {
            evidence.push(EvidenceAsked { id: id.value, text });
        }
    }
    evidence
}

fn read_branch(table: &Fields<'_, '_>) -> Option<BranchDraft> {
    let when = table.need_text("when");
    let grade = table.word("grade", &Grade::WORDS).map(|grade| grade.value);
    let mut responses = Vec::new();
    for code in table.texts("response") {
        responses.extend(table.choose(&code, "response", &Response::WORDS));
    }
    if responses.is_empty() && !table.has("response") {
        table.missing("response");
    }
    let scope = table.word("scope", &[("onboarding", "onboarding"), ("lot", "lot"), ("item", "item")]).map(|scope| scope.value.to_owned());
    let branch = BranchDraft {
        when: when?,
        grade,
        responses,
        severity: table.word("severity", &Severity::WORDS).map(|severity| severity.value),
        scope,
        opens: table.texts("opens"),
        rule: table.text("rule").map(|rule| rule.value),
        action: table.languages("do"),
    };
    let _ = table.text("regime");
    table.finish();
    Some(branch)
}

/// A condition's place in the file: one byte after the opening quote.
fn within(source: &At<String>, part: &Range<usize>) -> Range<usize> {
    source.at.start + 1 + part.start..source.at.start + 1 + part.end
}

#[cfg(test)]
mod tests;
