//! What those who write questionnaires want to see: a set as a form on paper, and who would be asked a row, and why.
//!
//! It only looks: a form is never an answer, and asking *who* asks nobody.

mod because;
mod shown;
pub mod words;

pub use because::{Part, Parts, Why};
pub use shown::{Shelved, ShownQuestion, ShownSet};

use super::{Workspace, WorkspaceError};
use crate::condition::{Condition, Facts as _, Naming as _, Unknown, Value};
use crate::interview::{Asked, OfEach, plan};
use crate::language::Lang;
use crate::questionnaire::naming::Called;
use crate::questionnaire::{Question, QuestionId, Questionnaire};
use crate::report::form::{Form, Wanted, form};
use crate::sentence::told;
use crate::situation::{Known, Situation};

/// A fact a condition looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its name, as conditions write it.
    pub name: String,
    /// What it is called.
    pub called: String,
    /// Its value as conditions know it; codes.
    pub value: Vec<String>,
    /// Its value in words.
    pub words: Vec<String>,
    /// Why there is no value.
    pub unknown: Option<Unknown>,
}

/// Whether one supplier would be asked, and which facts decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// Supplier id.
    pub supplier: String,
    /// Its name.
    pub name: String,
    /// Whether it is asked; for a whole set: whether any of its rows is.
    pub asked: Asked,
    /// Rows asked, rows that may open, rows not asked.
    pub rows: [usize; 3],
    /// The facts that the conditions look at.
    pub facts: Vec<Fact>,
    /// What of the conditions decided it; a list for the set's, and one for the row's.
    pub why: Vec<Why>,
    /// The flows or facilities it is asked of one by one.
    pub each: Vec<OfEach>,
}

/// Who would be asked a row or a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// `csr-saq.C1` or `csr-saq`.
    pub id: String,
    /// The question, or the title.
    pub title: String,
    /// The set's own condition in words.
    pub set_when: Option<String>,
    /// The row's condition in words.
    pub row_when: Option<String>,
    /// The parts of the set's condition, then those of the row's.
    pub parts: Vec<Parts>,
    /// Conditions as written, the set's first.
    pub conditions: Vec<String>,
    /// The row of another set that answers it too: its id, and the answers that do; none: each of them.
    pub same_as: Option<(String, Option<String>)>,
    /// Never asked of anybody: the buyer checks it, of those it would be asked of.
    pub buyer_only: bool,
    /// Every supplier.
    pub suppliers: Vec<Whom>,
}

impl Workspace {
    /// A questionnaire by `id`, `id@edition` or `id-edition`; by `id` the one the campaign meant asks, else the latest.
    ///
    /// # Errors
    /// A sentence with the ones there are.
    pub fn set_named(&self, name: &str) -> Result<&Questionnaire, WorkspaceError> {
        let asked = self.sets().into_iter().find(|set| set.id == name);
        asked.or_else(|| self.in_use(&self.of_name(name))).map_or_else(|| self.set_in_file(name), Ok)
    }

    /// The same by name, as its file says it now: that may be another text than the one in use.
    pub(super) fn set_in_file(&self, name: &str) -> Result<&Questionnaire, WorkspaceError> {
        let first = self.of_name(name).first().copied();
        first.or_else(|| self.sets.iter().find(|set| set.id == name)).ok_or_else(|| {
            let mut all: Vec<String> = self.sets.iter().map(|set| format!("{}@{}", set.id, set.edition)).collect();
            all.sort();
            all.dedup();
            WorkspaceError::Wrong(told("refusal.no-questionnaire", [("id", name.into()), ("all", all.join(", ").into())]))
        })
    }

    /// Every text of an edition `id@edition` or `id-edition`: what its file says now, then what is in use and stands in
    /// no file any more.
    pub(super) fn of_name(&self, name: &str) -> Vec<&Questionnaire> {
        let whole = |set: &Questionnaire, between: &str| format!("{}{between}{}", set.id, set.edition) == name;
        self.sets.iter().filter(|set| whole(set, "@") || whole(set, "-") || set.edition_name() == name).collect()
    }

    /// The text of an edition of this workspace, as it was read.
    #[must_use]
    pub fn set_text(&self, set: &Questionnaire) -> Option<&str> {
        let found = self.sources.iter().find(|source| crate::questionnaire::file::sha256(&source.text) == set.sha256);
        found.map(|source| source.text.as_str())
    }

    /// The names of conditions as a set's reader knows them.
    #[must_use]
    pub fn called<'a>(&'a self, set: &'a Questionnaire, sets: &'a [Questionnaire], lang: Lang) -> Called<'a> {
        Called { sets, own: &set.id, countries: self.countries(), limits: &self.policy().limits, lang }
    }

    /// A set with those that are asked beside it: of each id one edition, this one for its own.
    fn beside(&self, set: &Questionnaire) -> Vec<Questionnaire> {
        let mut sets = vec![set.clone()];
        for other in self.sets().into_iter().chain(&self.sets) {
            if !sets.iter().any(|known| known.id == other.id) {
                sets.push(other.clone());
            }
        }
        sets
    }

    /// What a new questionnaire may name: the sets that are here and the clauses of the policy.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn around(&self) -> Result<crate::questionnaire::file::Around, WorkspaceError> {
        let mut files = super::definitions::built_in_sets();
        for (path, text) in self.store().texts("questionnaires")? {
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            files.retain(|(known, _)| *known != name);
            files.push((name, text));
        }
        Ok(crate::questionnaire::file::Around::of(&files, Some(&self.policy().names())))
    }

    /// A questionnaire as a form on paper, for anybody or made out to one supplier.
    ///
    /// # Errors
    /// When there is no such questionnaire or supplier.
    pub fn form(&self, name: &str, supplier: Option<&str>, lang: Lang) -> Result<Form, WorkspaceError> {
        let set = self.set_named(name)?;
        let sets = self.beside(set);
        let company = self.settings().company.clone();
        let in_campaign = self.sets().iter().any(|asked| asked.edition_name() == set.edition_name());
        let due = self.campaign().filter(|_| in_campaign && supplier.is_some()).map(|campaign| campaign.due.clone());
        let dossier = supplier.map(|id| self.must_know(id).and_then(|()| self.dossier(id))).transpose()?;
        let plan = dossier.as_ref().map(|dossier| plan(&dossier.situation, &sets, dossier.plan.short_set, &|_| false));
        let to = dossier.as_ref().zip(plan.as_ref()).map(|(dossier, plan)| (&dossier.supplier, plan));
        let beside = dossier.as_ref().map_or(&[][..], |dossier| &dossier.sets);
        Ok(form(&Wanted { company: &company, set, called: self.called(set, &sets, lang), to, beside, due: due.as_deref() }))
    }

    /// The row that a name without its set means: of the sets that are asked, else of all there are.
    fn row_alone(&self, id: &str) -> Result<Option<String>, WorkspaceError> {
        if id.contains('.') || self.set_named(id).is_ok() {
            return Ok(None);
        }
        if let Ok(question) = self.question(id) {
            return Ok(Some(question.id.to_string()));
        }
        let all = self.sets.iter().flat_map(|set| &set.questions).filter(|question| question.id.row().eq_ignore_ascii_case(id));
        let all: std::collections::BTreeSet<&str> = all.map(|question| question.id.as_str()).collect();
        match all.len() {
            0 => Ok(None),
            1 => Ok(all.first().map(|&row| row.to_owned())),
            _ => {
                let all = all.into_iter().collect::<Vec<_>>().join(", ");
                Err(WorkspaceError::Wrong(told("refusal.several-questions", [("id", id.into()), ("all", all.into())])))
            }
        }
    }

    /// Which suppliers would be asked a row or a set, and why.
    ///
    /// # Errors
    /// When there is no such row or set, or a journal cannot be read.
    pub fn who(&self, id: &str, lang: Lang) -> Result<Who, WorkspaceError> {
        let whole = self.row_alone(id)?.unwrap_or_else(|| id.to_owned());
        let (set, question) = match whole.split_once('.') {
            None => (self.set_named(id)?, None),
            Some((of, row)) => {
                let set = self.set_named(of)?;
                let question = set.questions.iter().find(|question| question.id.row().eq_ignore_ascii_case(row));
                (set, Some(question.ok_or_else(|| no_row(set, id))?))
            }
        };
        let sets = self.beside(set);
        let called = self.called(set, &sets, lang);
        let conditions: Vec<&Condition> =
            [set.applies_if.as_ref(), question.and_then(|question| question.show_if.as_ref())].into_iter().flatten().collect();
        let parts = because::parts([set.applies_if.as_ref(), question.and_then(|question| question.show_if.as_ref())], &called, lang);
        let mut suppliers = Vec::new();
        for supplier in self.supplier_ids()? {
            let dossier = self.dossier(&supplier)?;
            let plan = plan(&dossier.situation, &sets, dossier.plan.short_set, &|_| false);
            let mine = |id: &crate::questionnaire::QuestionId| question.map_or(id.set() == set.id, |question| question.id == *id);
            let rows: Vec<&Asked> = plan.rows.iter().filter(|row| mine(&row.question)).map(|row| &row.asked).collect();
            let count = |wanted: &Asked| rows.iter().filter(|asked| **asked == wanted).count();
            let (yes, may) = (count(&Asked::Yes), count(&Asked::MayOpen));
            let asked = match (question, yes, may) {
                (Some(_), ..) => rows.first().map_or(Asked::No, |asked| (*asked).clone()),
                (None, 0, 0) => Asked::No,
                (None, 0, _) => Asked::MayOpen,
                (None, ..) => Asked::Yes,
            };
            let why: Vec<Why> = parts.iter().map(|parts| parts.why(&dossier.situation, &called)).collect();
            let asked = if asked == Asked::BuyerOnly { checked(&why) } else { asked };
            let facts = facts(&conditions, &dossier.situation, &called);
            let each = question.and_then(|question| plan.row(&question.id)).map(|row| row.each.clone()).unwrap_or_default();
            suppliers.push(Whom {
                supplier,
                name: dossier.supplier.name.clone(),
                asked,
                rows: [yes, may, rows.len() - yes - may],
                facts,
                why,
                each,
            });
        }
        let words = |condition: &Condition| condition.in_words(&called, lang);
        Ok(Who {
            id: question.map_or_else(|| set.id.clone(), |question| question.id.to_string()),
            title: question.map_or(&set.title, |question| &question.text).get(lang).to_owned(),
            set_when: set.applies_if.as_ref().map(words),
            row_when: question.and_then(|question| question.show_if.as_ref()).map(words),
            parts,
            conditions: conditions.iter().map(|condition| condition.source().to_owned()).collect(),
            same_as: question.and_then(|question| same_as(question, &sets, lang)),
            buyer_only: question.is_some_and(|question| !question.is_asked()),
            suppliers,
        })
    }
}

/// Whether the buyer checks a supplier: the conditions say it, as they would of a question.
fn checked(why: &[Why]) -> Asked {
    if why.iter().any(|why| matches!(why, Why::Fails(..) | Why::None(_))) {
        Asked::No
    } else if why.iter().any(|why| matches!(why, Why::Waits(..))) {
        Asked::MayOpen
    } else {
        Asked::Yes
    }
}

/// The row that answers a question too, and with which of its answers.
fn same_as(question: &Question, sets: &[Questionnaire], lang: Lang) -> Option<(String, Option<String>)> {
    let same = question.same_as.as_ref()?;
    let there = sets.iter().find_map(|set| set.question(same.row.as_str()))?;
    let answers = same.telling(there, question).map(|words| crate::report::form::answers_in_words(there, &words, lang));
    let rows: Vec<&str> = same.rows().map(QuestionId::as_str).collect();
    Some((rows.join(", "), answers))
}

fn no_row(set: &Questionnaire, id: &str) -> WorkspaceError {
    let near = crate::diagnostic::nearest(id, set.questions.iter().map(|question: &Question| question.id.as_str()));
    let next = near.map_or_else(
        || told("refusal.see-preview", [("id", set.id.as_str().into())]),
        |near| told("refusal.did-you-mean", [("near", near.into())]),
    );
    WorkspaceError::Wrong(told("refusal.no-question", [("id", id.into())]).and(next))
}

/// What the conditions look at, as it stands for one supplier; names with a name of their own are looked through.
fn facts(conditions: &[&Condition], situation: &Situation, called: &Called<'_>) -> Vec<Fact> {
    let known = Known::of(situation, called.sets);
    let mut names: Vec<String> = Vec::new();
    let mut waiting: Vec<&Condition> = conditions.to_vec();
    while let Some(condition) = waiting.pop() {
        for name in condition.names() {
            match called.sets.iter().flat_map(|set| &set.switches).find(|switch| switch.id == name) {
                Some(switch) => waiting.push(&switch.when),
                None if !names.iter().any(|seen| seen == name) => names.push(name.to_owned()),
                None => {}
            }
        }
    }
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let (value, unknown) = match known.value(&name) {
                Value::Bool(value) => (vec![if value { "yes" } else { "no" }.to_owned()], None),
                Value::Number(number) => (vec![number.to_string()], None),
                Value::Word(word) => (vec![word], None),
                Value::Words(words) => (words, None),
                Value::Rows(rows) => (vec![rows.len().to_string()], None),
                Value::Present => (vec!["given".to_owned()], None),
                Value::Unknown(why) => (Vec::new(), Some(why)),
            };
            let words = value.iter().map(|id| called.option(&name, id)).collect();
            Fact { called: called.name(&name), name, value, words, unknown }
        })
        .collect()
}
