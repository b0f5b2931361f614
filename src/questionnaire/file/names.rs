//! The names a condition may use: questions and switches of all sets, profile fields, facts, limits of the policy, and a
//! branch's own value.

use super::around::{Offer, PolicyNames};
use crate::condition::{Kind as NameKind, Names, Table};
use crate::policy::limit::LIMIT;
use crate::questionnaire::{CellKind, Column, Kind, Part, ProfileField, ProfileKind};
use crate::ratio::Ratio;
use crate::reference::country;

/// Names a condition of one question may use.
#[derive(Clone, Copy)]
pub(super) struct Universe<'a> {
    /// This file first.
    sets: &'a [&'a Offer],
    /// The question whose `value` and `state` are meant, for branches.
    own: Option<&'a Kind>,
    /// What of the policy may be named, where it is known.
    policy: Option<&'a PolicyNames>,
}

impl<'a> Universe<'a> {
    pub(super) fn new(sets: &'a [&'a Offer], policy: Option<&'a PolicyNames>) -> Self {
        Self { sets, own: None, policy }
    }

    /// Whether nobody can tell if there is such a row: the mistake that hides it is told where it stands.
    pub(super) fn may_be(&self, name: &str) -> bool {
        self.sets.iter().any(|set| set.may_have(name))
    }

    /// The names for the branches of one question.
    pub(super) fn for_question(self, id: &str) -> Self {
        Self { own: self.question(id), ..self }
    }

    pub(super) fn question(&self, id: &str) -> Option<&'a Kind> {
        self.sets.iter().find_map(|set| set.kinds.get(id))
    }

    /// Every question id.
    pub(super) fn questions(&self) -> impl Iterator<Item = &'a str> {
        self.sets.iter().flat_map(|set| set.kinds.keys().map(String::as_str))
    }

    fn profile(&self) -> impl Iterator<Item = &'a ProfileField> {
        self.sets.iter().flat_map(|set| &set.profile)
    }
}

impl Names for Universe<'_> {
    fn kind(&self, name: &str) -> Option<NameKind> {
        match name {
            "country.tier" => return Some(NameKind::Word(["T1", "T2", "T3"].map(str::to_owned).to_vec())),
            "country.code" => return Some(NameKind::Word(countries())),
            "state" if self.own.is_some() => {
                return Some(NameKind::Word(
                    ["answered", "dont-know", "declined", "not-applicable", "unanswered"].map(str::to_owned).to_vec(),
                ));
            }
            _ => {}
        }
        if let Some(field) = name.strip_prefix("profile.") {
            return self.profile().find(|known| known.id == field).map(profile_kind);
        }
        if let (Some(limit), Some(_)) = (name.strip_prefix(LIMIT), self.own) {
            return self.policy.is_none_or(|policy| policy.limits.contains(limit)).then_some(NameKind::Number);
        }
        if let Some(own) = self.own {
            if name == "value" {
                return Some(answer_kind(own));
            }
            if let Some(part) = name.strip_prefix("value.") {
                return part_kind(own, part);
            }
        }
        // A switch that has the name of a row is told where it stands; the row keeps its name.
        if let Some(kind) = self.question(name) {
            return Some(answer_kind(kind));
        }
        if self.sets.iter().any(|set| set.switches.contains(name)) {
            return Some(NameKind::Bool);
        }
        let (question, part) = name.rsplit_once('.')?;
        part_kind(self.question(question)?, part)
    }

    fn range(&self, name: &str) -> (Option<Ratio>, Option<Ratio>) {
        let own = self.own.filter(|_| name == "value" || name.starts_with("value."));
        let part = |kind: &Kind, part: Option<&str>| match kind {
            Kind::Maturity if part.is_none() => (Some(Ratio::ZERO), Some(Ratio::whole(4))),
            Kind::Number(parts) => range_of(parts, part, None),
            Kind::Percent(parts) => range_of(parts, part, Some(Ratio::whole(100))),
            _ => (None, None),
        };
        match (own.or_else(|| self.question(name)), name.rsplit_once('.')) {
            // Levels of the row itself are tried one by one.
            (Some(Kind::Maturity), _) if own.is_some() => (None, None),
            (Some(kind), _) => part(kind, name.strip_prefix("value.")),
            (None, Some((row, of))) => self.question(row).map_or((None, None), |kind| part(kind, Some(of))),
            (None, None) => (None, None),
        }
    }

    fn table(&self, name: &str) -> Option<Table> {
        let kind = if name == "value" { self.own? } else { self.question(name)? };
        let Kind::Rows(rows) = kind else { return None };
        let figures = |kind: CellKind| match kind {
            CellKind::Quantity => Some(true),
            CellKind::Number | CellKind::Percent => Some(false),
            _ => None,
        };
        let columns = rows.columns.iter().map(|column| (column.id.clone(), figures(column.kind))).collect();
        let options = |column: &Column| match column.kind {
            CellKind::Country => countries(),
            _ => column.choices.iter().map(|choice| choice.id.clone()).collect(),
        };
        let words = rows.columns.iter().map(|column| (column.id.clone(), options(column))).collect();
        Some(Table { columns, words, verdicts: rows.verdicts() })
    }

    fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = self.questions().map(str::to_owned).collect();
        all.extend(self.sets.iter().flat_map(|set| set.switches.iter().cloned()));
        all.extend(self.profile().map(|field| format!("profile.{}", field.id)));
        all.extend(self.policy.iter().flat_map(|policy| &policy.limits).map(|limit| format!("{LIMIT}{limit}")));
        all.extend(["country.tier", "country.code", "value", "state"].map(str::to_owned));
        all
    }
}

/// Every country, as answers name them.
fn countries() -> Vec<String> {
    country::codes().to_vec()
}

fn profile_kind(field: &ProfileField) -> NameKind {
    let options = field.choices.iter().map(|choice| choice.id.clone()).collect();
    match field.kind {
        ProfileKind::Number => NameKind::Number,
        ProfileKind::YesNo => NameKind::Bool,
        ProfileKind::OneOf => NameKind::Word(options),
        ProfileKind::SeveralOf => NameKind::Words(options),
        ProfileKind::Country => NameKind::Word(countries()),
        ProfileKind::Text | ProfileKind::Date => NameKind::Word(Vec::new()),
        ProfileKind::Rows => NameKind::Rows,
    }
}

fn answer_kind(kind: &Kind) -> NameKind {
    match kind {
        Kind::YesNo(shape) => NameKind::Word(shape.words().into_iter().map(str::to_owned).collect()),
        Kind::Maturity | Kind::Number(_) | Kind::Percent(_) => NameKind::Number,
        Kind::OneOf(choices) => NameKind::Word(choices.iter().map(|choice| choice.id.clone()).collect()),
        Kind::SeveralOf(choices) => NameKind::Words(choices.iter().map(|choice| choice.id.clone()).collect()),
        Kind::Country => NameKind::Word(countries()),
        Kind::Date | Kind::Text | Kind::Document => NameKind::Presence,
        Kind::Rows(_) => NameKind::Rows,
    }
}

/// The range of one number of several, or of the first, as answers are held to it.
fn range_of(parts: &[Part], part: Option<&str>, otherwise: Option<Ratio>) -> (Option<Ratio>, Option<Ratio>) {
    let meant = part.map_or(parts.first(), |id| parts.iter().find(|part| part.id == id));
    meant.map_or((None, None), |part| (Some(part.min.unwrap_or(Ratio::ZERO)), part.max.or(otherwise)))
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
