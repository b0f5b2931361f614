//! Drafts → questions: ids are unique, conditions compile, nothing waits for itself in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::{BranchDraft, Draft, within};
use crate::condition::{Condition, Kind as NameKind, Names};
use crate::diagnostic::nearest;
use crate::questionnaire::{Branch, FollowUp, Kind, ProfileField, ProfileKind, Question, QuestionId, Questionnaire};
use crate::reading::{At, Sheet};

/// Names a condition of one question may use.
pub(super) struct Universe<'a> {
    questions: BTreeMap<String, &'a Kind>,
    profile: &'a [ProfileField],
    /// The question whose `value` and `state` are meant, for branches.
    own: Option<&'a Kind>,
}

impl<'a> Universe<'a> {
    /// The names of conditions that belong to no single question.
    pub(super) fn of(questions: BTreeMap<String, &'a Kind>, profile: &'a [ProfileField]) -> Self {
        Self { questions, profile, own: None }
    }
}

impl Names for Universe<'_> {
    fn kind(&self, name: &str) -> Option<NameKind> {
        match name {
            "country.tier" => return Some(NameKind::Word(["T1", "T2", "T3"].map(str::to_owned).to_vec())),
            "country.code" => return Some(NameKind::Word(Vec::new())),
            "state" if self.own.is_some() => {
                return Some(NameKind::Word(
                    ["answered", "dont-know", "declined", "not-applicable", "unanswered"].map(str::to_owned).to_vec(),
                ));
            }
            _ => {}
        }
        if let Some(field) = name.strip_prefix("profile.") {
            return self.profile.iter().find(|known| known.id == field).map(profile_kind);
        }
        if let Some(own) = self.own {
            if name == "value" {
                return Some(answer_kind(own));
            }
            if let Some(part) = name.strip_prefix("value.") {
                return part_kind(own, part);
            }
        }
        if let Some(kind) = self.questions.get(name) {
            return Some(answer_kind(kind));
        }
        let (question, part) = name.rsplit_once('.')?;
        part_kind(self.questions.get(question)?, part)
    }

    fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = self.questions.keys().cloned().collect();
        all.extend(self.profile.iter().map(|field| format!("profile.{}", field.id)));
        all.extend(["country.tier", "country.code", "value", "state"].map(str::to_owned));
        all
    }
}

fn profile_kind(field: &ProfileField) -> NameKind {
    let options = field.choices.iter().map(|choice| choice.id.clone()).collect();
    match field.kind {
        ProfileKind::Number => NameKind::Number,
        ProfileKind::YesNo => NameKind::Bool,
        ProfileKind::OneOf => NameKind::Word(options),
        ProfileKind::SeveralOf => NameKind::Words(options),
        ProfileKind::Text | ProfileKind::Country | ProfileKind::Date => NameKind::Word(Vec::new()),
        ProfileKind::Rows => NameKind::Rows,
    }
}

fn answer_kind(kind: &Kind) -> NameKind {
    match kind {
        Kind::YesNo(shape) => NameKind::Word(shape.words().into_iter().map(str::to_owned).collect()),
        Kind::Maturity | Kind::Number(_) | Kind::Percent(_) => NameKind::Number,
        Kind::OneOf(choices) => NameKind::Word(choices.iter().map(|choice| choice.id.clone()).collect()),
        Kind::SeveralOf(choices) => NameKind::Words(choices.iter().map(|choice| choice.id.clone()).collect()),
        Kind::Country => NameKind::Word(Vec::new()),
        Kind::Date | Kind::Text | Kind::Document => NameKind::Presence,
        Kind::Rows(_) => NameKind::Rows,
    }
}

fn part_kind(kind: &Kind, part: &str) -> Option<NameKind> {
    match kind {
        Kind::Number(parts) | Kind::Percent(parts) => parts.iter().any(|known| known.id == part).then_some(NameKind::Number),
        Kind::YesNo(_)
        | Kind::Maturity
        | Kind::OneOf(_)
        | Kind::SeveralOf(_)
        | Kind::Date
        | Kind::Text
        | Kind::Rows(_)
        | Kind::Country
        | Kind::Document => None,
    }
}

pub(super) fn finish(
    sheet: &Sheet<'_>,
    set: &str,
    drafts: Vec<Draft>,
    profile: &[ProfileField],
    others: &[Questionnaire],
) -> Vec<Question> {
    let drafts = unique(sheet, drafts);
    let kinds: BTreeMap<String, Kind> = drafts.iter().map(|draft| (format!("{set}.{}", draft.row.value), draft.kind.clone())).collect();
    let mut questions: BTreeMap<String, &Kind> = kinds.iter().map(|(id, kind)| (id.clone(), kind)).collect();
    for other in others.iter().filter(|other| other.id != set) {
        questions.extend(other.questions.iter().map(|question| (question.id.to_string(), &question.kind)));
    }
    let circular = circles(sheet, set, &drafts);
    let mut done = Vec::new();
    for draft in drafts {
        let own = kinds.get(&format!("{set}.{}", draft.row.value));
        let universe = Universe { questions: questions.clone(), profile, own };
        let sound = !circular.contains(&draft.row.value);
        if let Some(question) = complete(sheet, set, draft, &universe)
            && sound
        {
            done.push(question);
        }
    }
    done
}

fn unique(sheet: &Sheet<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for draft in drafts {
        if seen.insert(draft.row.value.clone()) {
            kept.push(draft);
        } else {
            let what = format!("question \"{}\" is there twice", draft.row.value);
            sheet.wrong(&draft.row.at, "duplicate-id", what, "give each question its own id; ids are for ever");
        }
    }
    kept
}

pub(super) fn compile(sheet: &Sheet<'_>, source: &At<String>, universe: &Universe<'_>) -> Option<Condition> {
    match Condition::compile(&source.value, universe) {
        Ok(condition) => Some(condition),
        Err(mistakes) => {
            for mistake in mistakes {
                sheet.wrong(&within(source, &mistake.at), mistake.code, mistake.what, mistake.next);
            }
            None
        }
    }
}

fn complete(sheet: &Sheet<'_>, set: &str, draft: Draft, universe: &Universe<'_>) -> Option<Question> {
    let mut sound = true;
    let show_if = draft.show_if.as_ref().map(|source| compile(sheet, source, universe));
    sound &= !matches!(show_if, Some(None));
    let follow_up = draft.follow_up.map(|(when, text)| {
        let when = when.and_then(|source| compile(sheet, &source, universe));
        FollowUp { when, text }
    });
    let mut bad = Vec::new();
    for branch in draft.bad {
        match branch_of(sheet, branch, universe) {
            Some(branch) => bad.push(branch),
            None => sound = false,
        }
    }
    let severity = draft.severity?;
    sound.then(|| Question {
        id: QuestionId::new(set, &draft.row.value),
        section: draft.section.value,
        kind: draft.kind,
        severity,
        gate: draft.gate,
        asked_by: draft.asked_by,
        restricted: draft.restricted,
        exposure: draft.exposure,
        weight: draft.weight,
        short: draft.short,
        text: draft.text,
        guidance: draft.guidance,
        bad,
        evidence: draft.evidence,
        follow_up,
        show_if: show_if.flatten(),
        refs: draft.refs,
        policy: draft.policy,
        to_check: draft.to_check,
        levels: draft.levels,
    })
}

fn branch_of(sheet: &Sheet<'_>, draft: BranchDraft, universe: &Universe<'_>) -> Option<Branch> {
    for opened in &draft.opens {
        if opened.value.contains('.') && !universe.questions.contains_key(&opened.value) {
            let next = match nearest(&opened.value, universe.questions.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a question of this set, or another set by its id".to_owned(),
            };
            sheet.wrong(&opened.at, "unknown-name", format!("`{}` is opened, and there is no such question", opened.value), next);
        }
    }
    let when = compile(sheet, &draft.when, universe)?;
    Some(Branch {
        when,
        grade: draft.grade,
        responses: draft.responses,
        severity: draft.severity,
        scope: draft.scope,
        opens: draft.opens.into_iter().map(|opened| opened.value).collect(),
        rule: draft.rule,
        action: draft.action,
    })
}

/// Rows whose `show-if` leads back to themselves; each circle is reported once, at its first row.
fn circles(sheet: &Sheet<'_>, set: &str, drafts: &[Draft]) -> BTreeSet<String> {
    let mut waits: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for draft in drafts {
        let Some(source) = &draft.show_if else { continue };
        let Ok(condition) = Condition::parse_only(&source.value) else { continue };
        let prefix = format!("{set}.");
        let rows = condition
            .names()
            .iter()
            .filter_map(|name| name.strip_prefix(&prefix))
            .map(|row| row.split('.').next().unwrap_or(row).to_owned())
            .collect();
        waits.insert(&draft.row.value, rows);
    }
    let mut circular = BTreeSet::new();
    for draft in drafts {
        let row = draft.row.value.as_str();
        if circular.contains(row) {
            continue;
        }
        if let Some(path) = path_back(row, &waits)
            && let Some(source) = &draft.show_if
        {
            let what = format!("{} waits for itself: {}", row, path.join(" → "));
            sheet.wrong(&source.at, "circular-condition", what, "remove one of these conditions");
            circular.extend(path);
        }
    }
    circular
}

fn path_back(start: &str, waits: &BTreeMap<&str, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut paths = vec![vec![start.to_owned()]];
    let mut visited = BTreeSet::new();
    while let Some(path) = paths.pop() {
        let last = path.last()?.clone();
        for next in waits.get(last.as_str()).into_iter().flatten() {
            let mut longer = path.clone();
            longer.push(next.clone());
            if next == start {
                return Some(longer);
            }
            if visited.insert(next.clone()) {
                paths.push(longer);
            }
        }
    }
    None
}
