//! `same-as`: the row named is there, is asked of the same side, is itself the source, and each of its answers stands for
//! an answer here or is asked.

use std::collections::BTreeMap;

use super::Draft;
use super::around::Offer;
use crate::diagnostic::{meant, nearest};
use crate::questionnaire::same::{ASK, OTHERWISE, SameAs, same_shape, words};
use crate::questionnaire::{AskedBy, Kind, QuestionId};
use crate::reading::{At, Fields, Sheet};
use crate::sentence::{Sentence, told};

/// What a row says about the row it means the same as.
#[derive(Debug)]
pub(super) struct SameDraft {
    pub(super) row: At<String>,
    /// Further rows that ask the same as that one.
    pub(super) also: Vec<At<String>>,
    /// Answer there, answer here.
    pub(super) values: Vec<(At<String>, At<String>)>,
}

/// What other sets have to know of a row before one of theirs may mean the same.
#[derive(Clone, Debug)]
pub(super) struct Shareable {
    asked: bool,
    restricted: bool,
    same_as: Option<String>,
}

impl Shareable {
    pub(super) fn of(draft: &Draft) -> Self {
        let same_as = draft.same_as.as_ref().map(|same| same.row.value.clone());
        Self { asked: draft.asked_by == AskedBy::Supplier, restricted: draft.restricted, same_as }
    }
}

pub(super) fn read(table: &Fields<'_, '_>) -> Option<SameDraft> {
    let mut rows = table.texts("same-as").into_iter();
    let (row, also) = (rows.next(), rows.collect());
    let mut values = Vec::new();
    if let Some(map) = table.table("same-as-values") {
        for key in map.keys() {
            if let Some(value) = map.text(&key.value) {
                values.push((key, value));
            }
        }
        map.finish();
        if row.is_none() {
            let at = table.span("same-as-values").unwrap_or_else(|| table.at.clone());
            table.sheet().wrong(&at, "missing-key", told("remark.same-values-alone", []), told("remark-do.same-values-alone", []));
        }
    }
    Some(SameDraft { row: row?, also, values })
}

/// Everything one row is checked against.
pub(super) struct Beside<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) sets: &'a [&'a Offer],
}

impl Beside<'_> {
    /// The mapping; a row with a mistake in it is asked like any other.
    pub(super) fn complete(&self, id: &QuestionId, draft: &Draft) -> Option<SameAs> {
        let same = draft.same_as.as_ref()?;
        let row = &same.row;
        if self.find(&row.value).is_none() && self.may_be(&row.value) {
            return None;
        }
        let Some((kind, there)) = self.find(&row.value) else {
            let all = self.sets.iter().flat_map(|set| set.kinds.keys().map(String::as_str));
            let next = meant(nearest(&row.value, all), told("remark-do.whole-id", []));
            let what = told("remark.same-as-none", [("id", id.as_str().into()), ("row", (&row.value).into())]);
            self.sheet.wrong(&row.at, "unknown-name", what, next);
            return None;
        };
        if let Some((code, what, next)) = unfit(id, draft, &row.value, there) {
            self.sheet.wrong(&row.at, code, what, told(next, []));
            return None;
        }
        if !same.also.iter().all(|further| self.is_alike(id, draft, (row, kind), further)) {
            return None;
        }
        let also = same.also.iter().map(|further| QuestionId::from_text(&further.value)).collect();
        let values: BTreeMap<String, String> = same.values.iter().map(|(from, to)| (from.value.clone(), to.value.clone())).collect();
        self.maps(draft, kind, same).then(|| SameAs { row: QuestionId::from_text(&row.value), also, values })
    }

    /// Whether a further row offers the answers of the first, and itself rests on none but that.
    fn is_alike(&self, id: &QuestionId, draft: &Draft, (first, kind): (&At<String>, &Kind), further: &At<String>) -> bool {
        if self.find(&further.value).is_none() && self.may_be(&further.value) {
            return false;
        }
        let Some((other, there)) = self.find(&further.value) else {
            let all = self.sets.iter().flat_map(|set| set.kinds.keys().map(String::as_str));
            let next = meant(nearest(&further.value, all), told("remark-do.whole-id", []));
            let what = told("remark.same-as-none", [("id", id.as_str().into()), ("row", (&further.value).into())]);
            self.sheet.wrong(&further.at, "unknown-name", what, next);
            return false;
        };
        let of_first = there.same_as.as_ref() == Some(&first.value);
        let there = Shareable { same_as: there.same_as.clone().filter(|_| !of_first), ..there.clone() };
        if let Some((code, what, next)) = unfit(id, draft, &further.value, &there) {
            self.sheet.wrong(&further.at, code, what, told(next, []));
            return false;
        }
        let alike = words(other).is_some() && words(other) == words(kind);
        if !alike {
            let what = told("remark.same-unlike", [("row", (&further.value).into()), ("first", (&first.value).into())]);
            self.sheet.wrong(&further.at, "same-as-type", what, told("remark-do.same-unlike", []));
        }
        alike
    }

    fn may_be(&self, row: &str) -> bool {
        self.sets.iter().any(|set| set.may_have(row))
    }

    fn find(&self, row: &str) -> Option<(&Kind, &Shareable)> {
        self.sets.iter().find_map(|set| Some((set.kinds.get(row)?, set.shares.get(row)?)))
    }

    /// Whether each answer there stands for one here, or is asked.
    fn maps(&self, draft: &Draft, there: &Kind, same: &SameDraft) -> bool {
        let row = &same.row;
        let (Some(from), Some(to)) = (words(there), words(&draft.kind)) else {
            let sound = same_shape(there, &draft.kind) && same.values.is_empty();
            if !sound {
                let what = told("remark.same-type", [("row", (&row.value).into()), ("here", (&draft.row.value).into())]);
                self.sheet.wrong(&row.at, "same-as-type", what, told("remark-do.same-type", []));
            }
            return sound;
        };
        let mut sound = true;
        for (word, answer) in &same.values {
            if word.value != OTHERWISE && !from.contains(&word.value) {
                sound = false;
                let what = told("remark.no-answer", [("row", (&row.value).into()), ("answer", (&word.value).into())]);
                let next = told("remark-do.one-of-or", [("all", from.join(", ").into()), ("or", OTHERWISE.into())]);
                self.sheet.wrong(&word.at, "same-as-option", what, next);
            }
            if answer.value != ASK && !to.contains(&answer.value) {
                sound = false;
                let what = told("remark.no-answer", [("row", (&draft.row.value).into()), ("answer", (&answer.value).into())]);
                let next = told("remark-do.one-of-or-ask", [("all", to.join(", ").into()), ("ask", ASK.into())]);
                self.sheet.wrong(&answer.at, "same-as-option", what, next);
            }
        }
        let named = |word: &str| same.values.iter().any(|(from, _)| from.value == word);
        let lost: Vec<&str> = from
            .iter()
            .map(String::as_str)
            .filter(|word| !named(word) && !named(OTHERWISE) && !to.iter().any(|known| known == word))
            .collect();
        if !lost.is_empty() {
            sound = false;
            let values = [("row", (&row.value).into()), ("all", lost.join(", ").into()), ("here", (&draft.row.value).into())];
            let next = told("remark-do.same-lost", [("first", lost[0].into()), ("ask", ASK.into())]);
            self.sheet.wrong(&row.at, "same-as-option", told("remark.same-lost", values), next);
        }
        sound
    }
}

/// Why one row cannot answer the other at all: the code, what, and the key of what to do.
fn unfit(id: &QuestionId, draft: &Draft, row: &str, there: &Shareable) -> Option<(&'static str, Sentence, &'static str)> {
    if row == id.as_str() {
        return Some(("same-as-circle", told("remark.same-itself", [("id", id.as_str().into())]), "remark-do.same-itself"));
    }
    if let Some(further) = &there.same_as {
        let what = told("remark.same-no-source", [("row", row.into()), ("further", further.into())]);
        return Some(("same-as-circle", what, "remark-do.same-no-source"));
    }
    if draft.asked_by == AskedBy::Buyer || !there.asked {
        let checked = if there.asked { id.as_str() } else { row };
        return Some(("same-as-side", told("remark.same-side", [("id", checked.into())]), "remark-do.same-side"));
    }
    if draft.restricted || there.restricted {
        let restricted = if draft.restricted { id.as_str() } else { row };
        return Some(("same-as-restricted", told("remark.same-restricted", [("id", restricted.into())]), "remark-do.same-out"));
    }
    None
}
