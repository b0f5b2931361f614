//! Rows asked of each flow or facility: which of them an answer may be given for, what was said of each, which comes next.
//!
//! The choice is what an answer is about; none stands for all that have no answer of their own.

use super::{Asked, OfEach, Plan};
use crate::questionnaire::QuestionId;
use crate::situation::{Answered, Situation, each};

/// A row with what it is asked of, and what was answered.
#[derive(Clone, Debug)]
pub struct OneByOne<'a> {
    /// Those it is asked of, or that have an answer; empty where it is asked once.
    pub each: Vec<&'a OfEach>,
    given: &'a [Answered],
}

impl<'a> OneByOne<'a> {
    /// As a row stands.
    #[must_use]
    pub fn of(plan: &'a Plan, situation: &'a Situation, question: &QuestionId) -> Self {
        let given = situation.given(question);
        let has_own = |one: &OfEach| given.iter().any(|answer| answer.about == one.each.about);
        let all = plan.row(question).map_or(&[][..], |row| row.each.as_slice());
        Self { each: all.iter().filter(|one| one.asked == Asked::Yes || has_own(one)).collect(), given }
    }

    /// The answers a choice means.
    #[must_use]
    pub fn given(&self, chosen: Option<&str>) -> Vec<&'a Answered> {
        let all = self.given.iter();
        match chosen {
            Some(about) => all.filter(|answer| answer.about == about).collect(),
            None if self.each.is_empty() => all.collect(),
            None => all.filter(|answer| each::name(&answer.about).is_none()).collect(),
        }
    }

    fn place(&self, chosen: Option<&str>) -> Option<usize> {
        chosen.and_then(|about| self.each.iter().position(|one| one.each.about == about))
    }

    /// The one chosen; none where all that have no answer of their own are meant.
    #[must_use]
    pub fn chosen(&self, chosen: Option<&str>) -> Option<&'a OfEach> {
        self.place(chosen).and_then(|place| self.each.get(place).copied())
    }

    /// The next choice; after the last one, again all that have no answer of their own.
    #[must_use]
    pub fn next(&self, chosen: Option<&str>) -> Option<String> {
        let next = self.place(chosen).map_or(0, |place| place + 1);
        self.each.get(next).map(|one| one.each.about.clone())
    }

    /// The next one without an answer, where somebody has begun to answer one by one; after the last one, with `round`,
    /// again from the first.
    #[must_use]
    pub fn left(&self, chosen: Option<&str>, round: bool) -> Option<String> {
        let place = self.place(chosen)?;
        let begun = self.each.iter().any(|one| self.given.iter().any(|answer| answer.about == one.each.about));
        let (before, after) = self.each.split_at(place);
        let before = before.iter().filter(|_| round);
        let mut open = after.iter().skip(1).chain(before).filter(|one| begun && !one.answered && one.asked == Asked::Yes);
        open.next().map(|one| one.each.about.clone())
    }

    /// How many are asked, and how many of them have an answer.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.each.iter().filter(|one| one.answered).count(), self.each.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::plan::PlanRow;
    use crate::interview::{RowState, plan::OfEach};
    use crate::language::Text;
    use crate::situation::{Backing, State, each::Each};

    fn answer(about: &str) -> Answered {
        Answered {
            state: State::Answered,
            value: vec!["no".to_owned()],
            backing: Backing::None,
            reason_given: false,
            reason_accepted: false,
            about: about.to_owned(),
            entry: "anna-7f3k#1".to_owned(),
            by_paper: None,
        }
    }

    fn standing(own: &[&str], whole: bool) -> (Plan, Situation, QuestionId) {
        let id = QuestionId::new("oecd-5step", "X2");
        let each = ["flow:copper", "flow:tin", "flow:gold"].map(|about| OfEach {
            each: Each { about: about.to_owned(), name: Text::same(about) },
            asked: Asked::Yes,
            answered: whole || own.contains(&about),
        });
        let row = PlanRow {
            question: id.clone(),
            asked: Asked::Yes,
            because: String::new(),
            state: RowState::Open,
            waits_for: None,
            parked: false,
            gate: false,
            scored: false,
            each: each.to_vec(),
        };
        let mut given: Vec<Answered> = own.iter().map(|about| answer(about)).collect();
        given.extend(whole.then(|| answer("")));
        let mut situation = Situation::default();
        situation.answers.insert(id.clone(), given);
        (Plan { rows: vec![row], short_set: false }, situation, id)
    }

    #[test]
    fn the_choice_goes_round_and_begins_with_all_that_have_no_answer_of_their_own() {
        let (plan, situation, id) = standing(&["flow:tin"], true);
        let one = OneByOne::of(&plan, &situation, &id);
        let mut chosen = None;
        let round: Vec<Option<String>> = (0..4)
            .map(|_| {
                chosen = one.next(chosen.as_deref());
                chosen.clone()
            })
            .collect();
        let wanted = [Some("flow:copper"), Some("flow:tin"), Some("flow:gold"), None];
        assert_eq!(round, wanted.map(|about| about.map(str::to_owned)));
        let about = |chosen| one.given(chosen).iter().map(|answer| answer.about.as_str()).collect::<Vec<_>>();
        assert_eq!(about(None), [""], "an answer about one is not one about the others");
        assert_eq!(about(Some("flow:tin")), ["flow:tin"]);
        assert!(about(Some("flow:gold")).is_empty());
    }

    #[test]
    fn one_without_an_answer_comes_next_only_once_somebody_answers_one_by_one() {
        let (plan, situation, id) = standing(&[], false);
        let one = OneByOne::of(&plan, &situation, &id);
        assert_eq!(one.left(Some("flow:copper"), true), None, "looked at, not begun");
        let (plan, situation, id) = standing(&["flow:tin"], false);
        let one = OneByOne::of(&plan, &situation, &id);
        assert_eq!(one.left(None, true), None, "all that have none are meant");
        assert_eq!(one.left(Some("flow:tin"), false).as_deref(), Some("flow:gold"));
        assert_eq!(one.left(Some("flow:gold"), false), None);
        assert_eq!(one.left(Some("flow:gold"), true).as_deref(), Some("flow:copper"));
        assert_eq!(one.progress(), (1, 3));
        let (plan, situation, id) = standing(&["flow:tin"], true);
        assert_eq!(OneByOne::of(&plan, &situation, &id).left(Some("flow:tin"), true), None, "nothing is left");
    }
}
