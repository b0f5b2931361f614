//! What adopting or retiring an edition would change, told before it is said: from which day, whether it counts, where it asks
//! for less, and everything that would come out otherwise.

use super::super::policies::{in_force, is_withdrawn};
use super::{Adopted, Waits, Workspace, WorkspaceError};
use crate::journal::EditionAct;
use crate::language::Lang;
use crate::locale::Locale;
use crate::policy::Policy;
use crate::store::Saved;
use crate::workspace::editions::compared;

/// Of what it is an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A policy.
    Policy,
    /// A questionnaire.
    Questionnaire,
}

/// What is to be said of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Of what it is an edition.
    pub of: Of,
    /// The edition: `jx-selection@2027-04`.
    pub edition: String,
    /// Adopted, else retired.
    pub active: bool,
    /// From which day; absent: today, or the day the first of two persons said.
    pub from: Option<String>,
    /// Running campaigns that are judged anew by it.
    pub rescores: Vec<String>,
}

fn short(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

impl Workspace {
    /// What saying it would change.
    ///
    /// # Errors
    /// As when it is said: whoever says it may not, a case fails, the day is wrong, or it was never adopted.
    pub fn foretell(&self, saying: &Saying, lang: Lang) -> Result<Vec<String>, WorkspaceError> {
        let locale = Locale::new(lang);
        let from = saying.from.as_deref();
        let (act, policy) = match (saying.of, saying.active) {
            (Of::Policy, true) => self.policy_to_adopt(&saying.edition, from, &saying.rescores).map(|(act, policy)| (act, Some(policy)))?,
            (Of::Policy, false) => self.policy_to_retire(&saying.edition, from).map(|(act, policy)| (act, Some(policy)))?,
            (Of::Questionnaire, active) => (self.set_to_say(&saying.edition, active, from)?, None),
        };
        let (all, said) = self.if_said(&act)?;
        let mut lines = vec![self.headline(&act, locale)];
        // What is withdrawn before its day changes what was to be from that day on.
        let withdrawn = withdrawn(&said, &all);
        lines.extend(
            withdrawn.iter().map(|from| locale.with("edition.would-withdraw", &[("edition", short(&act.edition)), ("from", from)])),
        );
        let act = EditionAct { from: withdrawn.unwrap_or_else(|| act.from.clone()), ..act };
        if let Some(policy) = policy.as_ref().filter(|_| saying.active) {
            lines.push(locale.with("edition.cases-pass", &[("count", &policy.cases.len().to_string())]));
        }
        lines.extend(self.weighed(&act, &said, locale)?);
        lines.push(String::new());
        match policy {
            Some(policy) => lines.extend(self.policy_after(&act, &policy, &all, lang)?),
            None => lines.extend(self.set_after(&act, &all, lang)),
        }
        Ok(lines)
    }

    /// Says it; told in words, with whether it counts.
    ///
    /// # Errors
    /// As for what it would change, or when it cannot be saved.
    pub fn say(&mut self, saying: &Saying, lang: Lang) -> Result<Vec<String>, WorkspaceError> {
        let locale = Locale::new(lang);
        let from = saying.from.as_deref();
        let saved: Saved = match (saying.of, saying.active) {
            (Of::Policy, true) => self.adopt_policy(&saying.edition, from, &saying.rescores)?.0,
            (Of::Policy, false) => self.retire_policy(&saying.edition, from)?.0,
            (Of::Questionnaire, active) => self.say_questionnaire(&saying.edition, active, from)?.0,
        };
        let adopted = self.adopted()?;
        let Some(said) = adopted.iter().find(|one| one.entry == saved.entry) else { return Ok(Vec::new()) };
        let standing = self.standing_of_edition(&said.act.edition, &adopted).0;
        let word = locale.text(&format!("edition.{}", standing.word())).to_owned();
        let entry = saved.entry.to_string();
        let values =
            [("entry", entry.as_str()), ("edition", short(&said.act.edition)), ("standing", &word), ("from", said.act.from.as_str())];
        let mut lines = vec![locale.with("edition.saved", &values)];
        lines.extend(withdrawn(said, &adopted).map(|from| locale.with("edition.withdrawn", &[("from", &from)])));
        lines.extend(waits(said, locale));
        Ok(lines)
    }

    fn headline(&self, act: &EditionAct, locale: Locale) -> String {
        let key = if act.state == "active" { "edition.would-judge" } else { "edition.would-retire" };
        locale.with(key, &[("edition", short(&act.edition)), ("from", &act.from)])
    }

    /// Who said it already, where it asks for less, and what it needs to count.
    fn weighed(&self, act: &EditionAct, said: &Adopted, locale: Locale) -> Result<Vec<String>, WorkspaceError> {
        let mut lines = Vec::new();
        if let Some(first) = self.to_confirm(&act.edition, &act.state)? {
            lines.push(locale.with("edition.said-first", &[("by", &first.by), ("from", &first.act.from)]));
        }
        if !said.less.is_empty() {
            lines.push(locale.with("edition.less", &[("list", &said.less.join(" · "))]));
        }
        lines.extend(waits(said, locale));
        Ok(lines)
    }

    /// Which edition would judge then, and who would be told something else.
    fn policy_after(&self, act: &EditionAct, policy: &Policy, all: &[Adopted], lang: Lang) -> Result<Vec<String>, WorkspaceError> {
        let locale = Locale::new(lang);
        let own = |one: &&Adopted| self.policies.iter().any(|known| known.edition_name() == one.act.edition);
        // Whoever still has to confirm it is supposed to have done so.
        let counting: Vec<Adopted> = all.iter().filter(own).map(|one| Adopted { waits: supposed(one), ..one.clone() }).collect();
        let after = self.policy_or_brought(in_force(&counting, &act.from));
        let name = |policy: &Policy| format!("{}@{}", policy.id, policy.edition);
        let label = self.campaign_label();
        let mut lines = vec![locale.with("edition.begins-under", &[("from", &act.from), ("edition", &name(&after))])];
        let judging = name(self.policy());
        let anew = |label: &String| locale.with("edition.judged-anew", &[("campaign", label), ("edition", &name(policy))]);
        lines.extend(act.rescores.iter().map(anew));
        if !act.rescores.contains(&label) {
            lines.push(locale.with("edition.judges-on", &[("campaign", &label), ("edition", &judging)]));
        }
        lines.push(String::new());
        let new = name(&after);
        if new == judging {
            lines.push(locale.text("edition.no-other").to_owned());
        } else {
            lines.extend(self.policy_diff("active", &new, lang)?);
        }
        Ok(lines)
    }

    /// Which edition a campaign that begins then would ask, and every question that differs.
    fn set_after(&self, act: &EditionAct, all: &[Adopted], lang: Lang) -> Vec<String> {
        let locale = Locale::new(lang);
        let id = act.edition.split('@').next().unwrap_or_default();
        let of = |one: &&Adopted| one.act.edition.split('@').next() == Some(id);
        let said: Vec<Adopted> = all.iter().filter(of).cloned().collect();
        let before: Vec<Adopted> = said.iter().filter(|one| one.entry.n != u64::MAX).cloned().collect();
        let counting: Vec<Adopted> = said.iter().map(|one| Adopted { waits: supposed(one), ..one.clone() }).collect();
        let old = self.standing_set(in_force(&before, &act.from).as_deref(), id);
        let Some(new) = self.standing_set(in_force(&counting, &act.from).as_deref(), id) else {
            return vec![locale.with("edition.asks-none", &[("id", id), ("from", &act.from)])];
        };
        let values = [("from", act.from.as_str()), ("edition", &format!("{}@{}", new.id, new.edition))];
        let mut lines =
            vec![locale.with("edition.begins-asking", &values), locale.text("edition.campaigns-keep").to_owned(), String::new()];
        let changed = compared(old, new, lang);
        lines.push(locale.with("edition.rows-differ", &[("count", &changed.len().to_string())]));
        lines.extend(changed);
        lines
    }
}

/// The day an edition was to begin on and does not any more, since this was said.
#[must_use]
pub fn withdrawn(said: &Adopted, all: &[Adopted]) -> Option<String> {
    let of = |one: &&Adopted| one.act.edition == said.act.edition && one.counts() && is_withdrawn(one, all);
    let others: Vec<Adopted> = all.iter().filter(|one| one.entry != said.entry).cloned().collect();
    all.iter().filter(of).filter(|one| !is_withdrawn(one, &others)).map(|one| one.act.from.clone()).max()
}

/// Whether one would count if everybody who is still missing said it too.
fn supposed(one: &Adopted) -> Option<Waits> {
    if one.entry.n == u64::MAX { None } else { one.waits.clone() }
}

fn waits(said: &Adopted, locale: Locale) -> Option<String> {
    match &said.waits {
        Some(Waits::Second(_)) => Some(locale.text("edition.second-here").to_owned()),
        Some(Waits::Signatures(who)) => Some(locale.with("edition.signatures-here", &[("who", &who.join(", "))])),
        Some(Waits::NotTheirs) => Some(locale.text("edition.not-theirs").to_owned()),
        None => None,
    }
}
