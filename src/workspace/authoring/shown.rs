//! Questionnaires as they are looked at: which there are and how each stands; one question after the other, with
//! everything its file says.

use crate::language::{Lang, Text};
use crate::locale::Locale;
use crate::questionnaire::naming::OfAnswer;
use crate::questionnaire::{Question, Questionnaire};
use crate::report::form::{Blank, blank};
use crate::report::in_force::source_of;
use crate::workspace::policies::{Adopted, Standing};
use crate::workspace::{Workspace, WorkspaceError};

/// A questionnaire on the shelf.
#[derive(Clone, Debug)]
pub struct Shelved {
    /// Id.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Title.
    pub title: Text,
    /// Draft, active or retired.
    pub standing: Standing,
    /// Since or until when, if somebody said so.
    pub from: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Campaigns that ask it.
    pub campaigns: Vec<String>,
    /// Questions.
    pub rows: usize,
    /// Of these, checked by the buyer and never asked.
    pub buyer_rows: usize,
    /// Rows to be compared with a licensed text.
    pub to_check: usize,
    /// Translations: language, and `draft` or `checked-by:NAME`.
    pub translation: Vec<(String, String)>,
    /// For whom, in words; absent: for every supplier.
    pub whom: Option<String>,
    /// The same as its file writes it.
    pub condition: Option<String>,
    /// The standards it follows.
    pub standards: Vec<String>,
}

/// One question with everything its file says.
#[derive(Clone, Debug)]
pub struct ShownQuestion {
    /// The question as read.
    pub question: Question,
    /// The section it begins, if it is the first of one.
    pub section: Option<Text>,
    /// What stands before the first question of that section.
    pub note: Option<Text>,
    /// Where its answer goes, as on paper.
    pub blank: Blank,
    /// When it is asked, in words; absent: always.
    pub only_if: Option<String>,
    /// The row of another set that answers it too, and with which answers; none of these: each of them.
    pub same_as: Option<(String, Option<String>)>,
    /// What a bad answer calls for: when in words, and the codes.
    pub bad: Vec<(String, String)>,
    /// Clauses: id, wording, and where it stands in the source, in words.
    pub clauses: Vec<(String, Text, Option<String>)>,
}

/// A questionnaire, opened.
#[derive(Clone, Debug)]
pub struct ShownSet {
    /// Its head.
    pub head: Shelved,
    /// Its questions in order.
    pub questions: Vec<ShownQuestion>,
}

/// `draft`, or who checked it: by the file's word, or by what was recorded in this workspace.
fn standing_of(set: &Questionnaire, lang: &str, state: &str) -> String {
    let recorded = set.compared.iter().find(|(of, _)| of == lang);
    recorded.map_or_else(|| state.to_owned(), |(_, compared)| format!("checked-by:{} {}", compared.by, compared.on))
}

impl Workspace {
    /// Every questionnaire that is here, built in or the workspace's own.
    ///
    /// # Errors
    /// When the register of editions cannot be read.
    pub fn shelf(&self, lang: Lang) -> Result<Vec<Shelved>, WorkspaceError> {
        let adopted = self.adopted()?;
        Ok(self.questionnaires().iter().map(|set| self.shelved(set, lang, &adopted)).collect())
    }

    fn shelved(&self, set: &Questionnaire, lang: Lang, adopted: &[Adopted]) -> Shelved {
        let whom = set.applies_if.as_ref().map(|condition| condition.in_words(&self.called(set, self.questionnaires(), lang), lang));
        let asks = self.campaigns().iter().filter(|campaign| campaign.questionnaires.contains(&set.edition_name()));
        let (standing, last) = self.standing_of_edition(&set.edition_name(), adopted);
        Shelved {
            id: set.id.clone(),
            edition: set.edition.clone(),
            title: set.title.clone(),
            standing,
            from: last.map(|last| last.act.from),
            sha256: set.sha256.clone(),
            campaigns: asks.map(|campaign| campaign.label.clone()).collect(),
            rows: set.questions.len(),
            buyer_rows: set.questions.iter().filter(|question| !question.is_asked()).count(),
            to_check: set
                .questions
                .iter()
                .filter(|question| question.check_source.as_ref().is_some_and(|mark| mark.compared.is_none()))
                .count(),
            translation: set.translation.iter().map(|(lang, state)| (lang.clone(), standing_of(set, lang, state))).collect(),
            whom,
            condition: set.applies_if.as_ref().map(|condition| condition.source().to_owned()),
            standards: set.standards.clone(),
        }
    }

    /// A questionnaire question by question; `name` as `questionnaire preview` takes it.
    ///
    /// # Errors
    /// When there is none, or the register of editions cannot be read.
    pub fn shown_set(&self, name: &str, lang: Lang) -> Result<ShownSet, WorkspaceError> {
        let set = self.set_named(name)?;
        let sets = self.beside(set);
        let called = self.called(set, &sets, lang);
        let head = self.shelved(set, lang, &self.adopted()?);
        let clause = |id: &String| {
            let clause = self.policy().clause(id);
            let words = clause.map(|clause| clause.text.clone()).unwrap_or_default();
            (id.clone(), words, clause.map(|clause| source_of(clause, Locale::new(lang))))
        };
        let mut section = "";
        let mut questions = Vec::new();
        for question in &set.questions {
            let begins = question.section != section;
            section = &question.section;
            let bad = question.bad.iter().map(|branch| {
                let codes: Vec<&str> = branch.responses.iter().map(|response| response.code()).collect();
                (branch.when.in_words(&OfAnswer { called, question }, lang), codes.join(" "))
            });
            questions.push(ShownQuestion {
                section: set.section_of(question).filter(|_| begins).map(|section| section.title.clone()),
                note: set.section_of(question).filter(|_| begins).and_then(|section| section.note.clone()),
                blank: blank(question, lang),
                only_if: question.show_if.as_ref().map(|condition| condition.in_words(&called, lang)),
                same_as: super::same_as(question, &sets, lang),
                bad: bad.collect(),
                clauses: question.policy.iter().map(clause).collect(),
                question: question.clone(),
            });
        }
        Ok(ShownSet { head, questions })
    }
}
