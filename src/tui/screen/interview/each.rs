//! A row asked one by one: the flow or facility the keys speak of.

use super::Interview;
use crate::answers::Standing;
use crate::interview::one_by_one::OneByOne;
use crate::language::Lang;
use crate::situation::Answered;
use crate::situation::each::name;

impl Interview {
    /// What the question shown is asked of.
    #[must_use]
    pub fn one_by_one(&self) -> Option<OneByOne<'_>> {
        let dossier = self.dossier.as_ref()?;
        Some(OneByOne::of(&dossier.plan, &dossier.situation, self.current.as_ref()?))
    }

    /// Whether the question shown is asked one by one.
    #[must_use]
    pub fn is_one_by_one(&self) -> bool {
        self.one_by_one().is_some_and(|one| !one.each.is_empty())
    }

    /// The answers the keys speak of.
    #[must_use]
    pub fn given(&self) -> Vec<&Answered> {
        self.one_by_one().map(|one| one.given(self.about.as_deref())).unwrap_or_default()
    }

    /// The same as far as somebody said them to this very question.
    #[must_use]
    pub fn said(&self) -> Vec<&Answered> {
        let (Some(dossier), Some(current)) = (&self.dossier, &self.current) else { return Vec::new() };
        if dossier.situation.said(current).is_empty() { Vec::new() } else { self.given() }
    }

    /// Goes to the next flow or facility, after the last one back to all that have no answer of their own.
    pub fn choose_next(&mut self) {
        let next = self.one_by_one().and_then(|one| one.next(self.about.as_deref()));
        self.choose(next);
    }

    /// Goes to the next one without an answer, where somebody has begun to answer one by one; `false` when none is left.
    pub(super) fn choose_left(&mut self, round: bool) -> bool {
        let left = self.one_by_one().and_then(|one| one.left(self.about.as_deref(), round));
        let is_there = left.is_some();
        if is_there {
            self.choose(left);
        }
        is_there
    }

    /// The keys speak of one, or of all that have no answer of their own.
    pub fn choose(&mut self, about: Option<String>) {
        self.about = about;
        self.look();
    }

    /// What is no longer asked is not chosen.
    pub(super) fn keep_choice(&mut self) {
        let about = self.about.take();
        let still = self.one_by_one().is_some_and(|one| one.chosen(about.as_deref()).is_some());
        self.about = about.filter(|_| still);
    }

    /// The one on which answers contradict each other.
    pub(super) fn contested(&self) -> Option<String> {
        let (dossier, current) = (self.dossier.as_ref()?, self.current.as_ref()?);
        let mut all = dossier.answers.current.iter().filter(|(_, standing)| matches!(standing, Standing::Conflict(_)));
        all.find(|(key, _)| key.question == current.as_str()).and_then(|(key, _)| key.about.clone())
    }

    /// A title with the one it is about.
    #[must_use]
    pub fn titled(&self, title: String, lang: Lang) -> String {
        match self.about.as_deref().and_then(name) {
            Some(name) => format!("{title} · {}", crate::clean::line(name.get(lang))),
            None => title,
        }
    }
}
