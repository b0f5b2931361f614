//! Policy editions: which one judges a campaign, adopting and retiring them, and what another edition would change.
//!
//! A campaign is judged by the edition that was in force when it began; one that was adopted later judges it only when it
//! was adopted *for* it by name, whatever day it is in force from. A draft of the company's own never judges before it is adopted: until then the edition the
//! program brings does, and says that it is a tool default.

use super::act::wrong;
use super::adoption::Waits;
use super::{Workspace, WorkspaceError};
use crate::assess::rehearse::{Failure, asked_sets, rehearse};
use crate::diagnostic::Diagnostic;
use crate::interview::Asked;
use crate::journal::{Act, EditionAct, EntryRef, Moment, block::sha256_hex};
use crate::locale::Locale;
use crate::people::{Duty, Signed};
use crate::policy::{self, Policy};
use crate::questionnaire::Questionnaire;
use crate::report::portfolio::{Compared, Side, compare};
use crate::sentence::{Sentence, told};
use crate::store::{Place, Saved};

/// What was said about an edition, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// What was said.
    pub act: EditionAct,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// The entry.
    pub entry: EntryRef,
    /// How it is signed.
    pub signed: Signed,
    /// Why it does not count; absent: it does.
    pub waits: Option<Waits>,
    /// Where it asks for less than what stood before and a stop hangs on that.
    pub less: Vec<String>,
}

/// What came of the cases of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// Where one came out otherwise than written.
    pub failures: Vec<Failure>,
    /// The editions of the questionnaires they were asked, `csr-saq@2026-04`.
    pub questionnaires: Vec<String>,
}

/// Where an edition stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Never adopted.
    Draft,
    /// Its file was edited since: another text is in use under its name.
    Edited,
    /// Said, and it does not count: a second person is missing, or it was not theirs to say.
    Waiting,
    /// Adopted, its first day is still to come.
    Coming,
    /// Adopted and not retired.
    Active,
    /// Retired.
    Retired,
}

impl Standing {
    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Edited => "edited",
            Self::Waiting => "waiting",
            Self::Coming => "coming",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }
}

pub(super) fn register() -> Place {
    Place::Register { kind: "editions".to_owned() }
}

impl Workspace {
    /// All policy editions, latest first.
    #[must_use]
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    /// The text of an edition of this workspace.
    #[must_use]
    pub fn policy_text(&self, policy: &Policy) -> Option<&str> {
        self.policy_texts.get(&policy.edition_name()).map(String::as_str)
    }

    /// The file an edition stands in, below the workspace; one that the program brings is named as such.
    #[must_use]
    pub fn policy_file(&self, policy: &Policy) -> String {
        let path = self.policy_path(policy);
        let brought = self.source_of_policy(policy).is_some_and(|name| !name.contains('/'));
        if brought { format!("{path} (oretrail {})", env!("CARGO_PKG_VERSION")) } else { path }
    }

    /// The same, without saying who brings it: `policies/jx-selection-2026-04.toml`.
    #[must_use]
    pub fn policy_path(&self, policy: &Policy) -> String {
        match self.source_of_policy(policy) {
            Some(name) if name.contains('/') => name.to_owned(),
            Some(name) => format!("policies/{name}"),
            None => short_name(policy),
        }
    }

    fn source_of_policy(&self, policy: &Policy) -> Option<&str> {
        let found = self.sources.iter().find(|source| sha256_hex(source.text.as_bytes()) == policy.sha256);
        found.map(|source| source.name.as_str())
    }

    /// Whose the numbers of an edition are and the file they stand in, while they are the tool's; `None` once the company
    /// adopted it.
    #[must_use]
    pub fn policy_notice(&self, policy: &Policy, locale: Locale) -> Option<String> {
        let notice = || locale.with("policy.default-in", &[("file", &self.policy_file(policy))]);
        policy.is_tool_default().then(notice)
    }

    /// Marks the editions the company adopted, as far as that counts today: their numbers are its own.
    pub(super) fn mark_adopted(&mut self) -> Result<(), WorkspaceError> {
        let adopted = self.adopted()?;
        let brought = |policy: &Policy| crate::builtin::policies().iter().any(|(_, text)| self.policy_text(policy) == Some(*text));
        let is_own = |policy: &Policy| match self.standing_of(policy, &adopted).0 {
            Standing::Active => true,
            // Past campaigns are judged by it still; what the program brings becomes the program's again.
            Standing::Retired => !brought(policy),
            _ => false,
        };
        let own: Vec<bool> = self.policies.iter().map(is_own).collect();
        for (policy, own) in self.policies.iter_mut().zip(own) {
            policy.adopted = own;
        }
        Ok(())
    }

    /// Where an edition stands today, and what was said last about it.
    #[must_use]
    pub fn standing_of(&self, policy: &Policy, adopted: &[Adopted]) -> (Standing, Option<Adopted>) {
        self.standing_of_edition(&policy.edition_name(), adopted)
    }

    /// Where any edition stands today, by its whole name.
    #[must_use]
    pub fn standing_of_edition(&self, name: &str, adopted: &[Adopted]) -> (Standing, Option<Adopted>) {
        let today = self.today().to_string();
        let of: Vec<&Adopted> = adopted.iter().filter(|one| one.act.edition == name).collect();
        let Some(said) = of.last() else {
            return (if self.is_edited(name, adopted) { Standing::Edited } else { Standing::Draft }, None);
        };
        let of: Vec<&Adopted> = of.iter().copied().filter(|one| one.counts() && !is_withdrawn(one, adopted)).collect();
        let Some(last) = of.last() else { return (Standing::Waiting, Some((*said).clone())) };
        let reached = of.iter().rev().find(|one| one.act.from <= today);
        let standing = match reached {
            None if of.iter().all(|one| one.act.state == "retired") => Standing::Retired,
            None => Standing::Coming,
            Some(one) if one.act.state == "retired" => Standing::Retired,
            Some(_) => Standing::Active,
        };
        (standing, Some((*last).clone()))
    }

    /// The edition that judges the campaign meant.
    pub(super) fn policy_in_force(&self) -> Result<Policy, WorkspaceError> {
        let adopted = self.policies_adopted()?;
        Ok(self.policy_or_brought(self.judge_of_the_campaign(&adopted)))
    }

    /// The edition the campaign meant is judged by, where these adoptions stand: the one adopted for it by name, else the
    /// one it says it began under. Campaigns of the first programs do not say so; they are judged by what had been adopted
    /// when their first day ended. An adoption that is written later, from whatever day, reaches none that has begun.
    pub(super) fn judge_of_the_campaign(&self, adopted: &[Adopted]) -> Option<String> {
        let label = self.campaign_label();
        let rescores = |one: &&Adopted| one.act.state == "active" && one.act.rescores.contains(&label);
        let named = adopted.iter().rev().find(|one| one.counts() && rescores(one) && !is_withdrawn(one, adopted));
        if let Some(one) = named {
            return Some(one.act.edition.clone());
        }
        let Some(campaign) = self.campaign() else { return in_force(adopted, &self.today().to_string()) };
        let is_here = |name: &String| self.policies.iter().any(|policy| policy.edition_name() == *name);
        let begun = campaign.policy.clone().filter(is_here);
        // A seal brings the very editions it was judged by, in whatever way they came to judge then.
        let in_time = |one: &&Adopted| self.is_sealed() || one.at.date().to_string() <= campaign.started;
        begun.or_else(|| in_force(&adopted.iter().filter(in_time).cloned().collect::<Vec<_>>(), &campaign.started))
    }

    /// The edition that judges a campaign by its label.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn policy_of_campaign(&self, label: &str) -> Result<Policy, WorkspaceError> {
        self.meaning(label, || self.policy_in_force())
    }

    /// The edition a campaign that begins today is judged by.
    pub(super) fn policy_to_begin_under(&self) -> Result<Policy, WorkspaceError> {
        Ok(self.policy_or_brought(in_force(&self.policies_adopted()?, &self.today().to_string())))
    }

    /// What a campaign is judged by that begins on a day: the edition in force then, else the one the program brings. None:
    /// that one was adopted and is retired.
    pub(super) fn begins_under(&self, adopted: &[Adopted], day: &str) -> Option<Policy> {
        let adopted = self.of_policies(adopted.to_vec());
        let standing = in_force(&adopted, day);
        let none_stands = standing.is_none();
        let policy = self.policy_or_brought(standing);
        let name = policy.edition_name();
        let of: Vec<&Adopted> =
            adopted.iter().filter(|one| one.act.edition == name && one.counts() && !is_withdrawn(one, &adopted)).collect();
        let was_used = of.iter().any(|one| one.act.state == "active");
        let retired = of.iter().rev().find(|one| one.act.from.as_str() <= day).is_some_and(|one| one.act.state == "retired");
        (!(none_stands && was_used && retired)).then_some(policy)
    }

    /// Refuses to begin a campaign where the only policy is one that was retired.
    pub(super) fn policy_to_begin(&self) -> Result<Policy, WorkspaceError> {
        let found = self.begins_under(&self.adopted()?, &self.today().to_string());
        found.ok_or_else(|| wrong(told("refusal.no-policy-left", [("edition", display_name(&self.policy_or_brought(None)).into())])))
    }

    /// What was said about policies: questionnaires are adopted in the same register and judge nothing.
    pub(super) fn policies_adopted(&self) -> Result<Vec<Adopted>, WorkspaceError> {
        Ok(self.of_policies(self.adopted()?))
    }

    /// Of what was said, that about policies.
    pub(super) fn of_policies(&self, mut adopted: Vec<Adopted>) -> Vec<Adopted> {
        adopted.retain(|one| self.policies.iter().any(|policy| one.act.edition.split('@').next() == Some(policy.id.as_str())));
        adopted
    }

    pub(super) fn policy_or_brought(&self, name: Option<String>) -> Policy {
        let named = name.and_then(|name| self.policies.iter().find(|policy| policy.edition_name() == name));
        let brought = || self.policies.iter().find(|policy| crate::builtin::policy_names().contains(&short_name(policy)));
        named.or_else(brought).unwrap_or(&self.policies[0]).clone()
    }

    /// An edition by `2026-04`, `jx-selection@2026-04` or the path of a file; `active` is the one that judges.
    ///
    /// # Errors
    /// When there is none, or the file has mistakes.
    pub fn policy_named(&self, name: &str, read: impl Fn(&str) -> Option<String>) -> Result<Policy, WorkspaceError> {
        if name == "active" {
            return Ok(self.policy.clone());
        }
        let known = self.policies.iter().find(|policy| {
            let whole = format!("{}@{}", policy.id, policy.edition);
            policy.edition == name || whole == name || policy.edition_name() == name
        });
        if let Some(policy) = known {
            return Ok(policy.clone());
        }
        let Some(text) = read(name) else {
            let mut all: Vec<String> = self.policies.iter().map(|policy| format!("{}@{}", policy.id, policy.edition)).collect();
            all.dedup();
            return Err(wrong(told("refusal.no-edition", [("name", name.into()), ("all", all.join(", ").into())])));
        };
        let (policy, problems) = policy::file::read(name, &text, &self.sets);
        match policy {
            Some(mut policy) if problems.iter().all(|problem| problem.weight != crate::diagnostic::Weight::Error) => {
                policy.adopted = self.policies.iter().any(|known| known.adopted && known.edition_name() == policy.edition_name());
                Ok(policy)
            }
            _ => Err(WorkspaceError::Definition(Sentence::Lines(problems.iter().map(Diagnostic::sentence).collect()))),
        }
    }

    /// Runs the cases a policy carries, asked the editions of the questionnaires that are in use on a day. Absent: today, or
    /// the first day of a policy that is still to come.
    ///
    /// # Errors
    /// When the day is none, or the register cannot be read.
    pub fn test_policy(&self, policy: &Policy, day: Option<&str>) -> Result<Tested, WorkspaceError> {
        let adopted = self.adopted()?;
        let day = match (day, self.standing_of(policy, &adopted)) {
            (None, (Standing::Coming, Some(said))) => said.act.from,
            (day, _) => self.day_or_today(day)?,
        };
        let sets = self.sets_in_use(&adopted, &day);
        let questionnaires = asked_sets(policy, &sets).into_iter().map(|set| format!("{}@{}", set.id, set.edition)).collect();
        Ok(Tested { failures: rehearse(policy, &sets, &self.countries), questionnaires })
    }

    /// Every questionnaire there is, whoever is asked it, in its newest edition.
    #[must_use]
    pub fn every_set(&self) -> Vec<&Questionnaire> {
        let mut newest: Vec<&Questionnaire> = Vec::new();
        for set in &self.sets {
            if !newest.iter().any(|known| known.id == set.id) {
                newest.push(set);
            }
        }
        newest
    }

    /// What would change for every supplier of a campaign, absent: of the one meant, were `new` to judge instead of `old`.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn compare_policies(&self, campaign: Option<&str>, old: &Policy, new: &Policy) -> Result<Vec<Compared>, WorkspaceError> {
        let mut supposed = Self::open(&self.root, &self.local, self.writer.person(), self.clock.clone())?;
        supposed.campaign = campaign.map(str::to_owned).or_else(|| self.campaign.clone());
        supposed.company.clone_from(&self.company);
        supposed.settle_policies()?;
        let (before, after) = (supposed.judged_under(old)?, supposed.judged_under(new)?);
        let both = before.into_iter().zip(after);
        Ok(both.filter_map(|((id, name, old), (_, _, new))| compare(&id, &name, &old, &new)).collect())
    }

    /// Every supplier as it would be judged by an edition: which rows are asked, what stands behind an answer and what is
    /// scored hang on it, so that nothing of another judgement is kept. Nothing is hidden from the judging; what is
    /// restricted is left out where it would be told.
    fn judged_under(&mut self, policy: &Policy) -> Result<Vec<(String, String, Side)>, WorkspaceError> {
        self.policy = policy.clone();
        let mut all = Vec::new();
        for id in self.supplier_ids()? {
            let mut dossier = self.judged(&id)?;
            super::decided::lay_over(&mut dossier, policy);
            let due = self.cadence(&dossier)?.into_iter().filter_map(|one| Some((one.set, one.next?.to_string()))).collect();
            let rows = dossier.plan.rows.iter().filter(|row| row.asked == Asked::Yes).map(|row| row.question.to_string());
            let asked = rows.filter(|row| !dossier.restricted.contains(row)).collect();
            all.push((id, dossier.supplier.name, Side { assessment: dossier.assessment, flags: dossier.flags, asked, due }));
        }
        Ok(all)
    }

    /// Adopts an edition from a day on; `rescores` names running campaigns that are judged anew by it.
    ///
    /// # Errors
    /// When the day or a campaign is wrong, a case of the edition fails, or it cannot be saved.
    pub fn adopt_policy(&mut self, name: &str, from: Option<&str>, rescores: &[String]) -> Result<(Saved, Policy), WorkspaceError> {
        let (act, policy) = self.policy_to_adopt(name, from, rescores)?;
        Ok((self.say_edition(act)?, policy))
    }

    /// What would be said of an edition that is adopted.
    pub(super) fn policy_to_adopt(
        &self,
        name: &str,
        from: Option<&str>,
        rescores: &[String],
    ) -> Result<(EditionAct, Policy), WorkspaceError> {
        self.may(Duty::Editions)?;
        let policy = self.policy_named(name, |_| None)?;
        self.may_be_used(&policy.edition_name())?;
        if policy.cases.is_empty() {
            return Err(WorkspaceError::Definition(told("refusal.no-cases", [("edition", display_name(&policy).into())])));
        }
        let confirms = self.to_confirm(&policy.edition_name(), "active")?;
        let proposed = confirms.as_ref().map(|one| (one.act.from.as_str(), one.act.rescores.as_slice()));
        let from = self.day_or_today(from.or(proposed.map(|(from, _)| from)))?;
        let rescores = if rescores.is_empty() { proposed.map_or(rescores, |(_, labels)| labels).to_vec() } else { rescores.to_vec() };
        let all = self.campaigns.iter().map(|campaign| campaign.label.as_str()).collect::<Vec<_>>().join(", ");
        if let Some(unknown) = rescores.iter().find(|label| !self.campaigns.iter().any(|campaign| campaign.label == **label)) {
            return Err(wrong(told("refusal.no-campaign", [("label", unknown.as_str().into()), ("all", all.into())])));
        }
        if let Some((over, last)) = rescores.iter().find_map(|label| Some((label, self.goes_on_in(label)?))) {
            return Err(wrong(told("refusal.rescore-over", [("label", over.as_str().into()), ("last", last.into())])));
        }
        let named_anew =
            |label: &String| Ok::<bool, WorkspaceError>(self.policy_of_campaign(label)?.edition_name() != policy.edition_name());
        let anew = rescores.iter().map(named_anew).collect::<Result<Vec<_>, _>>()?.contains(&true);
        if !anew && confirms.is_none() {
            self.must_change_something(&policy.edition_name(), &from)?;
        }
        let today = self.today().to_string();
        let failures = self.test_policy(&policy, Some(from.as_str().max(&today)))?.failures;
        if let Some(first) = failures.first() {
            return Err(WorkspaceError::Definition(told(
                "refusal.not-adopted",
                [
                    ("count", failed_cases(&failures).to_string().into()),
                    ("edition", policy.edition.as_str().into()),
                    ("case", first.case.clone().into()),
                    ("line", first.line.to_string().into()),
                    ("what", first.what.clone()),
                ],
            )));
        }
        Ok((EditionAct { edition: policy.edition_name(), state: "active".to_owned(), from, rescores }, policy))
    }

    /// Refuses to adopt an edition that stands from that day already: whoever says it again changes nothing.
    pub(super) fn must_change_something(&self, edition: &str, from: &str) -> Result<(), WorkspaceError> {
        let id = edition.split('@').next();
        let of: Vec<Adopted> = self.adopted()?.into_iter().filter(|one| one.act.edition.split('@').next() == id).collect();
        let today = self.today().to_string();
        let stands = in_force(&of, from.max(today.as_str())).is_some_and(|name| name == edition);
        let counted = |one: &&Adopted| one.act.edition == edition && one.act.state == "active" && one.counts() && !is_withdrawn(one, &of);
        let Some(said) = of.iter().rfind(counted).filter(|_| stands) else { return Ok(()) };
        let short = edition.split(':').next().unwrap_or(edition);
        let values = [("edition", short.into()), ("from", (&said.act.from).into()), ("by", (&said.by).into())];
        Err(wrong(told("refusal.adopted-already", values)))
    }

    /// Retires an edition from a day on.
    ///
    /// # Errors
    /// When it was never adopted, the day is wrong, or it cannot be saved.
    pub fn retire_policy(&mut self, name: &str, from: Option<&str>) -> Result<(Saved, Policy), WorkspaceError> {
        let (act, policy) = self.policy_to_retire(name, from)?;
        Ok((self.say_edition(act)?, policy))
    }

    /// What would be said of an edition that is retired.
    pub(super) fn policy_to_retire(&self, name: &str, from: Option<&str>) -> Result<(EditionAct, Policy), WorkspaceError> {
        self.may(Duty::Editions)?;
        let mut policy = self.policy_named(name, |_| None)?;
        let adopted = self.adopted()?;
        if self.is_edited(&policy.edition_name(), &adopted) {
            let same = |other: &&Policy| (&other.id, &other.edition) == (&policy.id, &policy.edition);
            let used = self.policies.iter().filter(same).find(|other| !self.is_edited(&other.edition_name(), &adopted)).cloned();
            policy = used.unwrap_or(policy);
        }
        if matches!(self.standing_of(&policy, &adopted).0, Standing::Draft | Standing::Edited) {
            return Err(wrong(told("refusal.never-adopted", [("edition", display_name(&policy).into())])));
        }
        let confirms = self.to_confirm(&policy.edition_name(), "retired")?;
        let from = self.day_or_today(from.or(confirms.as_ref().map(|one| one.act.from.as_str())))?;
        self.not_before_it_began(&policy.edition_name(), &from, &adopted)?;
        Ok((EditionAct { edition: policy.edition_name(), state: "retired".to_owned(), from, rescores: Vec::new() }, policy))
    }

    /// Refuses a retirement from a day before an edition began that has begun: whoever was judged by it stays so.
    pub(super) fn not_before_it_began(&self, edition: &str, from: &str, adopted: &[Adopted]) -> Result<(), WorkspaceError> {
        let today = self.today().to_string();
        let begun = |one: &&Adopted| one.counts() && one.act.state == "active" && one.act.from <= today && !is_withdrawn(one, adopted);
        let last = adopted.iter().filter(|one| one.act.edition == edition).rfind(begun);
        let Some(last) = last.filter(|last| from < last.act.from.as_str()) else { return Ok(()) };
        let edition = edition.split(':').next().unwrap_or(edition);
        Err(wrong(told("refusal.retired-before", [("edition", edition.into()), ("since", (&last.act.from).into()), ("from", from.into())])))
    }

    pub(super) fn day_or_today(&self, day: Option<&str>) -> Result<String, WorkspaceError> {
        let Some(day) = day else { return Ok(self.today().to_string()) };
        let parsed: jiff::civil::Date = day.parse().map_err(|_| wrong(crate::figures::number::no_day(day, "2027-04-01")))?;
        Ok(parsed.to_string())
    }

    /// Says it: adopted or retired, a policy or a questionnaire.
    pub(super) fn say_edition(&mut self, act: EditionAct) -> Result<Saved, WorkspaceError> {
        self.keep_editions(std::iter::once(&act.edition))?;
        let saved = self.write_signed(&register(), Act::Edition(act))?.saved;
        self.settle_policies()?;
        Ok(saved)
    }
}

/// Whether the start of an edition was withdrawn before its day came: it was retired then, from that day or an earlier one.
pub(super) fn is_withdrawn(one: &Adopted, all: &[Adopted]) -> bool {
    let later = |other: &Adopted| match other.at.timestamp().cmp(&one.at.timestamp()) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => other.entry.writer == one.entry.writer && other.entry.n > one.entry.n,
        std::cmp::Ordering::Less => false,
    };
    let retires = |other: &Adopted| {
        let act = &other.act;
        let in_time = act.from <= one.act.from && other.at.date().to_string() < one.act.from;
        act.state == "retired" && act.edition == one.act.edition && in_time && other.counts() && later(other)
    };
    one.act.state == "active" && all.iter().any(retires)
}

/// The edition last adopted by that day and not retired by it.
pub(super) fn in_force(adopted: &[Adopted], day: &str) -> Option<String> {
    let mut standing: Vec<&str> = Vec::new();
    for one in adopted.iter().filter(|one| one.counts() && one.act.from.as_str() <= day && !is_withdrawn(one, adopted)) {
        standing.retain(|name| *name != one.act.edition);
        if one.act.state == "active" {
            standing.push(&one.act.edition);
        }
    }
    standing.last().map(|name| (*name).to_owned())
}

/// How many cases failed: one may fail in several places.
#[must_use]
pub fn failed_cases(failures: &[Failure]) -> usize {
    failures.iter().map(|failure| &failure.case).collect::<std::collections::BTreeSet<_>>().len()
}

/// `jx-selection-2026-04`, as its file is named.
fn short_name(policy: &Policy) -> String {
    format!("{}-{}", policy.id, policy.edition)
}

/// `jx-selection@2026-04`, as people and commands name it.
fn display_name(policy: &Policy) -> String {
    format!("{}@{}", policy.id, policy.edition)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_that_fails_in_several_places_is_one_case_that_fails() {
        let of =
            |case: &str, line: usize, what: &str| Failure { case: case.to_owned(), line, column: 1, what: what.into(), next: "".into() };
        assert_eq!(failed_cases(&[of("one", 3, "band"), of("one", 3, "attention"), of("two", 9, "band")]), 2);
    }
}
