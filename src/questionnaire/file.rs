//! Reads a questionnaire file: TOML → drafts with places → checked questions.
//!
//! All mistakes are reported at once. A question that cannot be used is left out, the rest still loads; whether a file
//! with mistakes may be used is for the caller to say. Conditions are compiled last, when all ids are known.

pub mod around;
mod check;
mod circle;
mod contradiction;
mod kind;
mod names;
mod never;
mod same;
mod translated;

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::{AskedBy, Choice, EvidenceAsked, Grade, Kind, Per, ProfileField, ProfileKind, Questionnaire, Response, Section, Severity};
use crate::diagnostic::{Diagnostic, Place, Weight};
use crate::language::{Lang, Text};
use crate::reading::{At, Fields, Sheet};
use crate::sentence::told;
pub use around::{Around, Offer, PolicyNames};
pub(super) use kind::TYPES;
use kind::{read_choices, read_columns, read_kind};
pub use translated::untranslated;

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
    policy: Vec<At<String>>,
    check_source: Option<At<String>>,
    levels: Vec<Choice>,
    same_as: Option<same::SameDraft>,
    per: Option<Per>,
    flows: Vec<String>,
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
    finding: Option<Text>,
    action: Option<Text>,
}

/// A named condition that is still text.
#[derive(Debug)]
struct SwitchDraft {
    id: At<String>,
    when: At<String>,
    text: Text,
}

/// Everything of a file whose conditions are still text.
#[derive(Debug)]
struct Drafts {
    head: Option<Head>,
    sections: Vec<At<Section>>,
    profile: Vec<At<ProfileField>>,
    switches: Vec<SwitchDraft>,
    questions: Vec<Draft>,
    /// Ids of rows with a mistake that leaves nothing of them, and of such facts, as `profile.<id>`.
    lost: Vec<String>,
    /// Rows stand under a heading that nobody reads: one that is not among these may be there all the same.
    unsure: bool,
    contradictions: Vec<contradiction::Draft>,
}

#[derive(Debug)]
struct Head {
    id: String,
    edition: String,
    title: Text,
    standards: Vec<String>,
    written_in: Lang,
    /// Whether the file itself says in which language it was written.
    says_language: bool,
    translation: Vec<(String, String)>,
    applies_if: Option<At<String>>,
}

/// Reads several questionnaires whose conditions may name each other, in the order given; an edition that is there twice
/// is taken once. `policy` is what they may name of the policy, where it is known.
#[must_use]
pub fn read_all(files: &[(String, String)], policy: Option<&PolicyNames>) -> (Vec<Questionnaire>, Vec<Diagnostic>) {
    let around = Around::of(files, policy);
    let mut sets: Vec<Questionnaire> = Vec::new();
    let mut problems = Vec::new();
    for (name, text) in files {
        let (set, found) = read(name, text, &around);
        problems.extend(found);
        let Some(set) = set else { continue };
        if sets.iter().any(|known| known.id == set.id && known.edition == set.edition) {
            let at = text.find("[questionnaire]").unwrap_or_default();
            problems.push(Diagnostic {
                code: "duplicate-edition",
                weight: Weight::Error,
                place: Place::at(name, text, at),
                what: told("remark.edition-twice", [("edition", (&set.edition).into()), ("id", (&set.id).into())]),
                next: told("remark-do.own-edition", []),
            });
        } else {
            sets.push(set);
        }
    }
    (sets, problems)
}

/// Reads one questionnaire; `around` are the sets and clauses that it may also name.
///
/// Returns what could be read and every mistake. `None` only when the file has no usable head.
#[must_use]
pub fn read(file: &str, text: &str, around: &Around) -> (Option<Questionnaire>, Vec<Diagnostic>) {
    if let Some(problem) = crate::reading::not_utf8(file, text) {
        return (None, vec![problem]);
    }
    let (sheet, root) = Sheet::open(file, text);
    let fields = Fields::new(&sheet, root.get_ref(), root.span());
    let drafts = drafts(&fields);
    if let Some(head) = drafts.head.as_ref().filter(|head| head.says_language) {
        translated::tell(&sheet, root.get_ref(), head.written_in);
    }
    let questionnaire = check::finish(&sheet, drafts, around, sha256(text));
    (questionnaire, sheet.into_problems())
}

fn drafts(fields: &Fields<'_, '_>) -> Drafts {
    let head = read_head(fields);
    let (sections, is_sure) = read_sections(fields);
    let is_sure = is_sure && !fields.is_mistyped("section", &TABLES);
    let mut lost = Vec::new();
    let profile = read_profile(fields, &mut lost);
    let switches = read_switches(fields);
    let mut questions = Vec::new();
    for table in fields.tables("question") {
        match read_question(&table, is_sure.then_some(&sections)) {
            Some(draft) => questions.push(draft),
            None => lost.extend(table.text("id").map(|id| id.value)),
        }
    }
    let contradictions = contradiction::read(fields);
    let unsure = ["question", "switch", "profile"].iter().any(|key| fields.is_mistyped(key, &TABLES));
    fields.finish();
    Drafts { head, sections, profile, switches, questions, lost, unsure, contradictions }
}

/// The tables of a questionnaire file.
const TABLES: [&str; 6] = ["questionnaire", "section", "profile", "switch", "question", "contradiction"];

/// What names the text of a file in an edition's name.
#[must_use]
pub fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_head(fields: &Fields<'_, '_>) -> Option<Head> {
    let Some(head) = fields.table("questionnaire") else {
        if !fields.has("questionnaire") {
            fields.missing_table("questionnaire");
        }
        return None;
    };
    let id = head.need_text("id");
    let edition = edition(&head);
    let title = head.need_languages("title");
    let standards = head.texts("standards").into_iter().map(|s| s.value).collect();
    let applies_if = head.text("applies-if");
    let written_in = head.word("written-in", &Lang::ALL.map(|lang| (lang.code(), lang))).map_or(Lang::En, |lang| lang.value);
    let says_language = head.has("written-in");
    let mut translation = Vec::new();
    if let Some(states) = head.table("translation") {
        for key in states.keys() {
            if !["en", "ja", "zh"].contains(&key.value.as_str()) {
                let what = told("remark.no-such-language", [("lang", (&key.value).into())]);
                states.sheet().wrong(&key.at, "unknown-word", what, told("remark-do.write-language", []));
            }
            if let Some(state) = states.text(&key.value) {
                let checked_by = state.value.strip_prefix("checked-by:").map(str::trim);
                if state.value != "draft" && checked_by.is_none_or(str::is_empty) {
                    let what = told("remark.translation-state", [("state", (&state.value).into())]);
                    states.sheet().wrong(&state.at, "unknown-word", what, told("remark-do.translation-state", []));
                }
                translation.push((key.value, state.value));
            }
        }
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != written_in && !states.has(lang.code())) {
            let what = told("remark.no-translation-state", [("lang", lang.code().into())]);
            head.sheet().doubt(&states.at, "missing-key", what, told("remark-do.no-translation-state", [("lang", lang.code().into())]));
        }
    }
    head.finish();
    let id = id?;
    if !is_plain(&id.value) {
        head.sheet().wrong(&id.at, "bad-id", told("remark.set-id", [("id", (&id.value).into())]), told("remark-do.set-id", []));
        return None;
    }
    Some(Head { id: id.value, edition: edition?.value, title, standards, written_in, says_language, translation, applies_if })
}

/// The edition a head names: it stands in file names and after the @ of commands.
pub(crate) fn edition(head: &Fields<'_, '_>) -> Option<At<String>> {
    let edition = head.need_text("edition")?;
    if !is_edition(&edition.value) {
        let what = told("remark.bad-edition", [("edition", (&edition.value).into())]);
        head.sheet().wrong(&edition.at, "bad-edition", what, told("remark-do.bad-edition", []));
    }
    Some(edition)
}

fn is_edition(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(plain) && !text.contains("..")
}

/// Whether a word can be an id: a name in conditions, and part of the name of a file.
pub(super) fn is_plain(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !word.starts_with('-') && !word.ends_with('-')
}

fn read_switches(fields: &Fields<'_, '_>) -> Vec<SwitchDraft> {
    let mut switches = Vec::new();
    for table in fields.tables("switch") {
        let (id, when) = (table.need_text("id"), table.need_text("when"));
        let text = table.need_languages("text");
        table.finish();
        if let (Some(id), Some(when)) = (id, when) {
            switches.push(SwitchDraft { id, when, text });
        }
    }
    switches
}

/// The sections, and whether these are all: where one stands twice, the one it took the place of is not known.
fn read_sections(fields: &Fields<'_, '_>) -> (Vec<At<Section>>, bool) {
    let mut sections: Vec<At<Section>> = Vec::new();
    let mut all = true;
    for table in fields.tables("section") {
        let id = table.need_text("id");
        let (title, note) = (table.need_languages("title"), table.languages("note"));
        table.finish();
        let Some(id) = id else {
            all = false;
            continue;
        };
        if sections.iter().any(|known| known.value.id == id.value) {
            all = false;
            let what = told("remark.section-twice", [("id", (&id.value).into())]);
            table.sheet().wrong(&id.at, "duplicate-id", what, told("remark-do.section-id", []));
        } else {
            sections.push(At { value: Section { id: id.value, title, note }, at: id.at });
        }
    }
    (sections, all)
}

fn read_profile(fields: &Fields<'_, '_>, lost: &mut Vec<String>) -> Vec<At<ProfileField>> {
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
        lost.extend(id.iter().filter(|_| kind.is_none()).map(|id| format!("profile.{}", id.value)));
        let known = |id: &At<String>| profile.iter().any(|known: &At<ProfileField>| known.value.id == id.value);
        if let (Some(id), Some(kind)) = (id.filter(|id| !kind::twice(&table, id, "remark.fact-twice", known(id))), kind) {
            let field = ProfileField { id: id.value, kind: kind.value, unit, text, choices };
            profile.push(At { value: field, at: id.at });
        }
    }
    profile
}

/// One row; `sections` are all there are, where that is known.
fn read_question(table: &Fields<'_, '_>, sections: Option<&Vec<At<Section>>>) -> Option<Draft> {
    let row = table.need_text("id");
    let section = table.need_text("section");
    if let (Some(section), Some(sections)) = (&section, sections)
        && !sections.iter().any(|known| known.value.id == section.value)
    {
        let all: Vec<&str> = sections.iter().map(|known| known.value.id.as_str()).collect();
        table.sheet().wrong(
            &section.at,
            "unknown-section",
            told("remark.no-section", [("id", (&section.value).into())]),
            told("remark-do.use-one-of", [("all", all.join(", ").into())]),
        );
    }
    let (kind, levels) = read_kind(table).unzip();
    let severity = table.need_word("severity", &Severity::WORDS);
    if let Some(milder) = severity.as_ref().filter(|severity| severity.value != Severity::Critical && table.flag("gate", false)) {
        let what = told("remark.milder-gate", [("word", milder.value.word().into())]);
        table.sheet().wrong(&milder.at, "milder-gate", what, told("remark-do.milder-gate", []));
    }
    let asked_by =
        table.word("asked-by", &[("supplier", AskedBy::Supplier), ("buyer", AskedBy::Buyer)]).map_or(AskedBy::Supplier, |by| by.value);
    let draft_texts = (table.need_languages("text"), table.languages("guidance"));
    let bad = table.tables("bad").iter().filter_map(read_branch).collect();
    let evidence = read_evidence(table);
    let follow_up_when = table.text("follow-up-when");
    if let Some(when) = follow_up_when.as_ref().filter(|_| !table.has("follow-up")) {
        table.sheet().wrong(&when.at, "missing-key", told("remark.no-follow-up", []), told("remark-do.add-follow-up", []));
    }
    let follow_up = table.languages("follow-up").map(|text| (follow_up_when, text));
    let policy = read_policy(table);
    let flags = [
        table.flag("gate", false),
        table.flag("restricted", false),
        table.flag("exposure", false),
        table.flag("weight", true),
        table.flag("short", false),
    ];
    let check_source = table.has("check-source").then(|| table.need_text("check-source")).flatten();
    let show_if = table.text("show-if");
    let per = table.word("per", &Per::WORDS).map(|per| per.value);
    let flows = read_flows(table, kind.as_ref());
    let refs = table.texts("refs").into_iter().map(|r| r.value).collect();
    let same_as = same::read(table);
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
        check_source,
        levels: levels.unwrap_or_default(),
        same_as,
        per,
        flows,
    })
}

/// The materials whose flows the rows of a table name: only a table has rows, and a flow needs a place.
fn read_flows(table: &Fields<'_, '_>, kind: Option<&Kind>) -> Vec<String> {
    let named = table.texts("flows");
    if let (Some(first), false) =
        (named.first(), matches!(kind, Some(Kind::Rows(rows)) if rows.columns.iter().any(|column| column.id == "country")))
    {
        let (what, next) = (told("remark.flows-no-table", []), told("remark-do.flows-no-table", []));
        table.sheet().wrong(&first.at, "not-of-this-type", what, next);
    }
    for material in &named {
        if crate::reference::metal::find(&material.value).is_none_or(|metal| metal.id != material.value) {
            let near = crate::diagnostic::nearest(&material.value, crate::reference::metal::all().iter().map(|metal| metal.id.as_str()));
            let next = crate::diagnostic::meant_quoted(near, told("remark-do.metal-id", []));
            table.sheet().wrong(&material.at, "unknown-word", told("remark.no-metal", [("name", (&material.value).into())]), next);
        }
    }
    named.into_iter().map(|material| material.value).collect()
}

/// No question without a clause: a row that serves no policy item should not be asked.
fn read_policy(table: &Fields<'_, '_>) -> Vec<At<String>> {
    let policy = table.texts("policy");
    if policy.is_empty() {
        table.sheet().wrong(&table.at, "no-clause", told("remark.no-clause", []), told("remark-do.add-clause", []));
    }
    policy
}

fn read_evidence(table: &Fields<'_, '_>) -> Vec<EvidenceAsked> {
    let mut evidence: Vec<EvidenceAsked> = Vec::new();
    for paper in table.tables("evidence") {
        let id = paper.need_text("id");
        let text = paper.need_languages("text");
        paper.finish();
        if let Some(id) = id.filter(|id| !kind::twice(&paper, id, "remark.paper-twice", evidence.iter().any(|known| known.id == id.value)))
        {
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
    if responses.is_empty() && table.texts("response").is_empty() {
        let what = told("remark.no-response", []);
        let next = told("remark-do.add-response", [("all", Response::WORDS.map(|(code, _)| code).join(", ").into())]);
        table.sheet().wrong(&table.span("response").unwrap_or_else(|| table.at.clone()), "missing-key", what, next);
    }
    let scope = table.word("scope", &[("onboarding", "onboarding"), ("lot", "lot"), ("item", "item")]).map(|scope| scope.value.to_owned());
    let branch = BranchDraft {
        when: when?,
        grade,
        responses,
        severity: table.word("severity", &Severity::WORDS).map(|severity| severity.value),
        scope,
        opens: table.texts("opens"),
        rule: rule_of(table),
        finding: table.languages("finding"),
        action: table.languages("do"),
    };
    let _ = table.text("regime");
    table.finish();
    Some(branch)
}

/// The combining rule a branch counts for too: one of those that combine answers.
fn rule_of(table: &Fields<'_, '_>) -> Option<String> {
    let rule = table.text("rule")?;
    let known: Vec<(&str, ())> = super::COMBINING_RULES.iter().map(|id| (*id, ())).collect();
    table.choose(&rule, "rule", &known)?;
    Some(rule.value)
}

/// A condition's place in the file: one byte after the opening quote.
fn within(source: &At<String>, part: &Range<usize>) -> Range<usize> {
    source.at.start + 1 + part.start..source.at.start + 1 + part.end
}

#[cfg(test)]
mod tests;
