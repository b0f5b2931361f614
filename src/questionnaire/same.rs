//! One answer for several sets: a row that means the same as a row of another set counts as answered by it. Nothing is
//! copied; which answer here an answer there stands for is said word by word, and what it cannot tell is asked.

use std::collections::BTreeMap;

use super::{CellKind, Kind, Question, QuestionId};

/// Written for an answer that does not tell what this row asks: the row is asked all the same.
pub const ASK: &str = "?";
/// Stands for every answer that is not named.
pub const OTHERWISE: &str = "otherwise";

/// The row that answers this one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameAs {
    /// `csr-saq.F2`.
    pub row: QuestionId,
    /// Rows of further sets that ask the same in the same words; where several are asked, all of them have to say the same.
    pub also: Vec<QuestionId>,
    /// Its answer → the answer here, or [`ASK`]; an answer that is not named keeps its word.
    pub values: BTreeMap<String, String>,
}

impl SameAs {
    /// Every row that answers this one too.
    pub fn rows(&self) -> impl Iterator<Item = &QuestionId> {
        std::iter::once(&self.row).chain(&self.also)
    }

    /// The answer here that an answer there stands for; `None`: it does not tell, the row is asked.
    #[must_use]
    pub fn carried(&self, there: &Kind, here: &Kind, value: &[String]) -> Option<Vec<String>> {
        let (Some(from), Some(to)) = (words(there), words(here)) else {
            return (self.values.is_empty() && same_shape(there, here)).then(|| value.to_vec());
        };
        let outcome = |word: &String| {
            let named = self.values.get(word).or_else(|| self.values.get(OTHERWISE));
            named.or_else(|| from.contains(word).then_some(word)).filter(|word| to.contains(word)).cloned()
        };
        let mut all: Vec<String> = match (there, here) {
            // Of what is ticked, only what is named says something about one answer here.
            (Kind::SeveralOf(_), one) if !matches!(one, Kind::SeveralOf(_)) => {
                let named: Vec<&String> = value.iter().filter(|word| self.values.contains_key(*word)).collect();
                let told: Vec<&String> = if named.is_empty() { value.iter().take(1).collect() } else { named };
                told.into_iter().map(outcome).collect::<Option<_>>()?
            }
            _ => value.iter().map(outcome).collect::<Option<_>>()?,
        };
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|word| seen.insert(word.clone()));
        let one = !matches!(here, Kind::SeveralOf(_));
        (!all.is_empty() && (!one || all.len() == 1)).then_some(all)
    }

    /// Whether whatever is answered there is an answer here. Only then does *don't know* there say that nobody knows here.
    #[must_use]
    pub fn tells_all(&self, there: &Question, here: &Question) -> bool {
        self.telling(there, here).is_none()
    }

    /// The answers there that answer this row too; `None`: each of them does.
    #[must_use]
    pub fn telling(&self, there: &Question, here: &Question) -> Option<Vec<String>> {
        let words = words(&there.kind)?;
        let tells = |word: &String| self.carried(&there.kind, &here.kind, std::slice::from_ref(word)).is_some();
        let telling: Vec<String> = words.iter().filter(|word| tells(word)).cloned().collect();
        (telling.len() < words.len()).then_some(telling)
    }
}

/// The answers of a row that can be listed.
#[must_use]
pub fn words(kind: &Kind) -> Option<Vec<String>> {
    match kind {
        Kind::YesNo(shape) => Some(shape.words().into_iter().map(str::to_owned).collect()),
        Kind::Maturity => Some((0..5).map(|step: u8| step.to_string()).collect()),
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => Some(choices.iter().map(|choice| choice.id.clone()).collect()),
        Kind::Number(_) | Kind::Percent(_) | Kind::Date | Kind::Text | Kind::Rows(_) | Kind::Country | Kind::Document => None,
    }
}

/// Whether an answer that cannot be listed is one here word for word: the same numbers, the same columns.
#[must_use]
pub fn same_shape(there: &Kind, here: &Kind) -> bool {
    match (there, here) {
        (Kind::Number(a), Kind::Number(b)) | (Kind::Percent(a), Kind::Percent(b)) => {
            a.iter().map(|part| (&part.id, &part.unit)).eq(b.iter().map(|part| (&part.id, &part.unit)))
        }
        (Kind::Rows(a), Kind::Rows(b)) => {
            let cells = |rows: &super::Rows| {
                rows.columns.iter().map(|column| (column.id.clone(), column.kind)).collect::<Vec<(String, CellKind)>>()
            };
            cells(a) == cells(b) && a.figure == b.figure
        }
        (Kind::Date, Kind::Date) | (Kind::Text, Kind::Text) | (Kind::Country, Kind::Country) | (Kind::Document, Kind::Document) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Text;
    use crate::questionnaire::{Choice, Grade, YesNo};

    fn choices(ids: &[&str]) -> Vec<Choice> {
        ids.iter().map(|id| Choice { id: (*id).to_owned(), grade: Grade::Good, text: Text::default(), exclusive: false }).collect()
    }

    fn same(values: &[(&str, &str)]) -> SameAs {
        let values = values.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
        SameAs { row: QuestionId::new("a", "A1"), also: Vec::new(), values }
    }

    fn told(same: &SameAs, there: &Kind, here: &Kind, value: &[&str]) -> Option<String> {
        let value: Vec<String> = value.iter().map(|word| (*word).to_owned()).collect();
        same.carried(there, here, &value).map(|words| words.join("+"))
    }

    fn yes_no() -> Kind {
        Kind::YesNo(YesNo { partly: false, unknown: true, not_applicable: false, good_is_yes: false, more: Vec::new() })
    }

    #[test]
    fn an_answer_keeps_its_word_unless_another_is_named_and_what_cannot_tell_is_asked() {
        let (there, here) = (Kind::OneOf(choices(&["iso", "other", "own", "none"])), Kind::OneOf(choices(&["iso", "emas", "none"])));
        let map = same(&[("other", "?"), ("own", "none")]);
        let one = |word: &str| told(&map, &there, &here, &[word]);
        assert_eq!((one("iso"), one("none")), (Some("iso".to_owned()), Some("none".to_owned())));
        assert_eq!((one("own"), one("other")), (Some("none".to_owned()), None));
        // An edition of the other set with a word nobody thought of.
        assert_eq!(one("new"), None);
        assert_eq!(told(&same(&[]), &there, &here, &["other"]), None, "no such answer here");
    }

    #[test]
    fn of_several_ticks_only_what_is_named_tells_and_two_that_differ_tell_nothing() {
        let ticks = Kind::SeveralOf(choices(&["cahra", "sourced", "shell", "none"]));
        let map = same(&[("cahra", "yes"), ("none", "no"), ("otherwise", "?")]);
        assert_eq!(told(&map, &ticks, &yes_no(), &["sourced", "cahra"]), Some("yes".to_owned()));
        assert_eq!(told(&map, &ticks, &yes_no(), &["none"]), Some("no".to_owned()));
        assert_eq!(told(&map, &ticks, &yes_no(), &["sourced"]), None);
        let both = same(&[("cahra", "yes"), ("sourced", "no"), ("otherwise", "?")]);
        assert_eq!(told(&both, &ticks, &yes_no(), &["cahra", "sourced"]), None);
        assert_eq!(told(&same(&[]), &ticks, &ticks, &["shell", "cahra"]), Some("shell+cahra".to_owned()));
        let odd = same(&[("none", "none"), ("otherwise", "?")]);
        assert_eq!(told(&odd, &ticks, &ticks, &["none"]), Some("none".to_owned()));
        assert_eq!(told(&odd, &ticks, &ticks, &["shell"]), None);
    }

    #[test]
    fn what_is_written_freely_carries_over_only_in_the_same_shape() {
        assert_eq!(told(&same(&[]), &Kind::Text, &Kind::Text, &["as said"]), Some("as said".to_owned()));
        assert_eq!(told(&same(&[]), &Kind::Text, &Kind::Date, &["as said"]), None);
        assert_eq!(told(&same(&[]), &Kind::Maturity, &Kind::Text, &["3"]), None);
    }
}
