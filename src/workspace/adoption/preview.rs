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

/// `jx-selection@2027-04`.
fn whole(policy: &Policy) -> String {
    format!("{}@{}", policy.id, policy.edition)
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
        lines.extend(self.day_is_past(&act, saying.of, locale));
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

    /// What was said about a policy comes to: what judges campaigns that begin from then on, the campaign meant, and those
    /// named to be judged anew.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn policy_said(&self, act: &EditionAct, adopted: &[Adopted], locale: Locale) -> Result<Vec<String>, WorkspaceError> {
        let mut lines: Vec<String> = self.day_is_past(act, Of::Policy, locale).into_iter().collect();
        lines.push(self.begins_under_told(act, adopted, locale));
        for label in self.concerned(act) {
            let judging = whole(&self.policy_of_campaign(&label)?);
            lines.push(locale.with("edition.judges", &[("campaign", &label), ("edition", &judging)]));
        }
        Ok(lines)
    }

    /// The campaign meant and those an adoption names.
    fn concerned(&self, act: &EditionAct) -> Vec<String> {
        let meant = self.campaign_label();
        let others = act.rescores.iter().filter(|label| **label != meant).cloned().collect::<Vec<_>>();
        std::iter::once(meant).chain(others).collect()
    }

    /// That a day is past: whatever has begun keeps its edition.
    #[must_use]
    pub fn day_is_past(&self, act: &EditionAct, of: Of, locale: Locale) -> Option<String> {
        let key = if of == Of::Policy { "edition.past-day" } else { "edition.past-day-set" };
        let today = self.today().to_string();
        (act.from < today).then(|| locale.with(key, &[("from", &act.from), ("today", &today)]))
    }

    /// The day from which something said can matter to a campaign: no campaign begins before today.
    fn matters_from(&self, act: &EditionAct) -> String {
        act.from.clone().max(self.today().to_string())
    }

    /// By what a campaign is judged that begins from then on.
    fn begins_under_told(&self, act: &EditionAct, all: &[Adopted], locale: Locale) -> String {
        let first = self.matters_from(act);
        match self.begins_under(all, &first) {
            Some(policy) => {
                let adopted = in_force(&self.of_policies(all.to_vec()), &first).is_some();
                let key = if adopted { "edition.begins-under" } else { "edition.begins-under-default" };
                locale.with(key, &[("from", &first), ("edition", &whole(&policy))])
            }
            None => locale.with("edition.begins-under-none", &[("from", &first)]),
        }
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
        // Whoever still has to confirm it is supposed to have done so.
        let counting: Vec<Adopted> = all.iter().map(|one| Adopted { waits: supposed(one), ..one.clone() }).collect();
        let counting = self.of_policies(counting);
        let mut lines = vec![self.begins_under_told(act, &counting, locale)];
        let mut differing = Vec::new();
        for label in self.concerned(act) {
            let judging = self.policy_of_campaign(&label)?;
            let after = self.policy_or_brought(self.meaning(&label, || self.judge_of_the_campaign(&counting)));
            let key = if act.rescores.contains(&label) { "edition.judged-anew" } else { "edition.judges-on" };
            lines.push(locale.with(key, &[("campaign", &label), ("edition", &whole(&after))]));
            if label != self.campaign_label() && whole(&judging) != whole(&after) {
                differing.push((label, judging, after));
            }
        }
        lines.push(String::new());
        let judging = whole(self.policy());
        let new = match act.rescores.contains(&self.campaign_label()) {
            true => Some(policy.clone()),
            false => self.begins_under(&counting, &self.matters_from(act)),
        };
        match new.map(|new| whole(&new)).filter(|new| *new != judging) {
            None if differing.is_empty() => lines.push(locale.text("edition.no-other").to_owned()),
            None => {}
            Some(new) => lines.extend(self.policy_diff("active", &new, lang)?),
        }
        for (label, old, new) in differing {
            lines.extend([String::new(), format!("{label}:")]);
            lines.extend(self.policy_diff_in(Some(&label), &whole(&old), &whole(&new), lang)?);
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
        let first = self.matters_from(act);
        let old = self.standing_set(in_force(&before, &first).as_deref(), id);
        let Some(new) = self.standing_set(in_force(&counting, &first).as_deref(), id) else {
            return vec![locale.with("edition.asks-none", &[("id", id), ("from", &first)])];
        };
        let values = [("from", first.as_str()), ("edition", &format!("{}@{}", new.id, new.edition))];
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
