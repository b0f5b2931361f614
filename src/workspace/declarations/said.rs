//! what the interview says of things that a declaration speaks of too, whichever questionnaire asks for them.

use jiff::civil::Date;

use super::super::{Dossier, Workspace, WorkspaceError};
use crate::inbox::{About, Said};
use crate::language::Text;
use crate::questionnaire::{Kind, Question, QuestionId, value, wording};
use crate::reference::country;
use crate::situation::State;

/// The rows that speak of policy, of asking suppliers, of metals and of conflict-affected or high-risk areas. The general
/// set asks nothing about areas; the five-step set does (R1), and the sets of tantalum and precious metals mine by mine.
const ROWS: [(&str, &str); 9] = [
    ("csr-saq", "B2"),
    ("csr-saq", "G1"),
    ("csr-saq", "G2"),
    ("csr-saq", "L1"),
    ("oecd-5step", "1A1"),
    ("oecd-5step", "R1"),
    ("precious-metals", "PR15"),
    ("precious-metals", "PR16"),
    ("tantalum-dd", "TA3"),
];

impl Workspace {
    /// What the supplier said in the interview about things that a declaration speaks of too, as of a day.
    pub(super) fn said(&self, supplier: &str, day: Date) -> Result<Vec<Said>, WorkspaceError> {
        let dossier = self.dossier(supplier)?;
        let mut all = Vec::new();
        for (set, row) in ROWS {
            let id = QuestionId::new(set, row);
            let Some(question) = asked(&dossier, &id) else { continue };
            let given = dossier.situation.answers.get(&id).into_iter().flatten();
            for answer in given.filter(|answer| answer.state == State::Answered && answer.about.is_empty()) {
                let areas = self.named_areas(question, &answer.value, day)?;
                let words = in_words(question, &answer.value);
                all.extend(about(&id, &answer.value, areas).into_iter().map(|about| Said {
                    question: id.to_string(),
                    entry: answer.entry.clone(),
                    about,
                    words: words.clone(),
                }));
            }
        }
        Ok(all)
    }

    /// Whether the rows of an answer name an area at risk: by their own column, or by the lists of the day.
    fn named_areas(&self, question: &Question, recorded: &[String], day: Date) -> Result<bool, WorkspaceError> {
        let Kind::Rows(columns) = &question.kind else { return Ok(false) };
        let rows = value::rows(columns.columns.iter().map(|column| column.id.as_str()), recorded);
        let cell = |row: &[(String, String)], wanted: &str| {
            row.iter().find(|(column, _)| column == wanted).map(|(_, cell)| cell.clone()).unwrap_or_default()
        };
        if columns.columns.iter().any(|column| column.id == "cahra") {
            return Ok(rows.iter().any(|row| cell(row, "cahra").eq_ignore_ascii_case("yes")));
        }
        let lists = self.lists()?;
        let listed = |row: &Vec<(String, String)>| {
            let named = cell(row, "country");
            let code = country::code_of(&named).unwrap_or_default();
            !code.is_empty() && lists.tier(self.countries(), code, &cell(row, "region"), day) == Some("T3")
        };
        Ok(rows.iter().any(listed))
    }
}

fn asked<'d>(dossier: &'d Dossier, id: &QuestionId) -> Option<&'d Question> {
    dossier.sets.iter().find(|set| set.id == id.set()).and_then(|set| set.questions.iter().find(|question| question.id == *id))
}

/// The answer as whoever gave it would recognise it: a level of maturity with what it means.
fn in_words(question: &Question, recorded: &[String]) -> Text {
    let said = wording::of(question, recorded);
    let level = wording::levels(question).into_iter().find(|(level, _)| recorded == [level.clone()]);
    match level.filter(|_| matches!(question.kind, Kind::Maturity)) {
        Some((level, meaning)) => {
            Text {
                en: format!("{level}: {}", meaning.en), ja: format!("{level}：{}", meaning.ja), zh: format!("{level}：{}", meaning.zh)
            }
        }
        None => said,
    }
}

/// What an answer says about things that a declaration speaks of too; the levels are the question's own: the minerals
/// policy (G2) is published, stands in contracts and is asked about yearly from 3 on; at 0 nobody looked for harm in the
/// chain (B2), or asks anything of suppliers (L1). No area in a list of mines is not yet a No.
fn about(question: &QuestionId, recorded: &[String], areas: bool) -> Vec<About> {
    let first = recorded.first().map(String::as_str).unwrap_or_default();
    match (question.set(), question.row(), first) {
        ("csr-saq", "G1", _) => vec![About::Metals(recorded.iter().filter(|word| *word != "none").cloned().collect())],
        ("csr-saq", "G2", "0") => vec![About::Policy(false)],
        ("csr-saq", "G2", "1" | "2") | ("oecd-5step", "1A1", "partly") => vec![About::Policy(true)],
        ("csr-saq", "G2", _) => vec![About::Policy(true), About::Published, About::Surveys(true)],
        ("csr-saq", "B2", "0") => vec![About::DueDiligence],
        ("csr-saq", "L1", "0") => vec![About::Surveys(false)],
        ("oecd-5step", "1A1", "yes") => vec![About::Policy(true), About::Published],
        ("oecd-5step", "R1", "yes") => vec![About::Cahra(true)],
        ("oecd-5step", "R1", "no") => vec![About::Cahra(false)],
        ("precious-metals" | "tantalum-dd", _, _) if areas => vec![About::Cahra(true)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_interview_says_of_policy_publication_surveys_diligence_and_areas_follows_its_own_levels() {
        let says = |set: &str, row: &str, word: &str| about(&QuestionId::new(set, row), &[word.to_owned()], false);
        assert_eq!(says("csr-saq", "G2", "0"), [About::Policy(false)]);
        assert_eq!(says("csr-saq", "G2", "2"), [About::Policy(true)]);
        assert_eq!(says("csr-saq", "G2", "3"), [About::Policy(true), About::Published, About::Surveys(true)]);
        assert_eq!(says("csr-saq", "B2", "0"), [About::DueDiligence]);
        assert_eq!(says("csr-saq", "B2", "1"), []);
        assert_eq!(says("csr-saq", "L1", "0"), [About::Surveys(false)]);
        assert_eq!(says("csr-saq", "G1", "none"), [About::Metals(Vec::new())]);
        assert_eq!(says("oecd-5step", "R1", "yes"), [About::Cahra(true)]);
        assert_eq!(says("oecd-5step", "R1", "no"), [About::Cahra(false)]);
        assert_eq!(says("oecd-5step", "R1", "unknown"), []);
        assert_eq!(says("oecd-5step", "1A1", "yes"), [About::Policy(true), About::Published]);
        assert_eq!(says("oecd-5step", "1A1", "no"), []);
        assert_eq!(says("precious-metals", "PR15", "x"), []);
        assert_eq!(about(&QuestionId::new("precious-metals", "PR15"), &["x".to_owned()], true), [About::Cahra(true)]);
    }
}
