//! Policy editions: which one judges a campaign, adopting and retiring them, and what another edition would change.
//!
//! A campaign is judged by the edition that was in force on its first day; a later one judges it only when it was
//! adopted *for* it by name. A draft of the company's own never judges before it is adopted: until then the edition the
//! program brings does, and says that it is a tool default.

use super::act::{not_saved, wrong};
use super::{Dossier, Workspace, WorkspaceError};
use crate::assess::rehearse::{Failure, rehearse};
use crate::assess::{Case, judge};
use crate::journal::{Act, EditionAct, Moment, block::sha256_hex};
use crate::policy::{self, Policy};
use crate::questionnaire::Questionnaire;
use crate::report::portfolio::{Compared, Side, compare};
use crate::sentence::told;
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
}

/// Where an edition stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Never adopted.
    Draft,
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
            Self::Coming => "coming",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }
}

fn register() -> Place {
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
        let found = self.sources.iter().find(|source| sha256_hex(source.text.as_bytes()) == policy.sha256);
        match found.map(|source| source.name.as_str()) {
            Some(name) if name.contains('/') => name.to_owned(),
            Some(name) => format!("policies/{name} (oretrail {})", env!("CARGO_PKG_VERSION")),
            None => short_name(policy),
        }
    }

    /// Everything that was said about editions, oldest first.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn adopted(&self) -> Result<Vec<Adopted>, WorkspaceError> {
        let mut all = Vec::new();
        for (writer, entries) in self.journals(&register())? {
            for entry in entries {
                if let Act::Edition(act) = entry.act {
                    all.push(Adopted { act, at: entry.at, by: writer.person().to_owned() });
                }
            }
        }
        all.sort_by(|a, b| a.act.from.cmp(&b.act.from).then(a.at.timestamp().cmp(&b.at.timestamp())).then(a.by.cmp(&b.by)));
        Ok(all)
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
        let Some(last) = of.last() else { return (Standing::Draft, None) };
        let reached = of.iter().rev().find(|one| one.act.from <= today);
        let standing = match reached {
            None => Standing::Coming,
            Some(one) if one.act.state == "retired" => Standing::Retired,
            Some(_) => Standing::Active,
        };
        (standing, Some((*last).clone()))
    }

    /// The edition that judges the campaign meant.
    pub(super) fn policy_in_force(&self) -> Result<Policy, WorkspaceError> {
        let mut adopted = self.adopted()?;
        // Questionnaires are adopted in the same register and judge nothing.
        adopted.retain(|one| self.policies.iter().any(|policy| one.act.edition.split('@').next() == Some(policy.id.as_str())));
        let label = self.campaign_label();
        let day = self.campaign().map_or_else(|| self.today().to_string(), |campaign| campaign.started.clone());
        let named = adopted.iter().rev().find(|one| one.act.state == "active" && one.act.rescores.contains(&label));
        let begun = self.campaign().and_then(|campaign| campaign.policy.clone());
        let begun = begun.filter(|name| self.policies.iter().any(|policy| policy.edition_name() == *name));
        let name = match named {
            Some(one) => Some(one.act.edition.clone()),
            None => in_force(&adopted, &day).or(begun),
        };
        Ok(self.policy_or_brought(name))
    }

    /// The edition a campaign that begins today is judged by.
    pub(super) fn policy_to_begin_under(&self) -> Result<Policy, WorkspaceError> {
        Ok(self.policy_or_brought(in_force(&self.adopted()?, &self.today().to_string())))
    }

    fn policy_or_brought(&self, name: Option<String>) -> Policy {
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
            let all: Vec<String> = self.policies.iter().map(|policy| format!("{}@{}", policy.id, policy.edition)).collect();
            return Err(wrong(told("refusal.no-edition", [("name", name.into()), ("all", all.join(", ").into())])));
        };
        let (policy, problems) = policy::file::read(name, &text, &self.sets);
        match policy {
            Some(policy) if problems.is_empty() => Ok(policy),
            _ => {
                let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
                Err(WorkspaceError::Definition(lines.join("\n").into()))
            }
        }
    }

    /// Runs the cases a policy carries.
    #[must_use]
    pub fn test_policy(&self, policy: &Policy) -> Vec<Failure> {
        let mut newest: Vec<Questionnaire> = Vec::new();
        for set in &self.sets {
            if !newest.iter().any(|known| known.id == set.id) {
                newest.push(set.clone());
            }
        }
        rehearse(policy, &newest, &self.countries)
    }

    /// What would change for every supplier of the campaign meant, were `new` to judge instead of `old`.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn compare_policies(&self, old: &Policy, new: &Policy) -> Result<Vec<Compared>, WorkspaceError> {
        let mut all = Vec::new();
        for id in self.supplier_ids()? {
            let dossier = self.dossier(&id)?;
            if let Some(change) = compare(&id, &dossier.supplier.name, &side(&dossier, old), &side(&dossier, new)) {
                all.push(change);
            }
        }
        Ok(all)
    }

    /// Adopts an edition from a day on; `rescores` names running campaigns that are judged anew by it.
    ///
    /// # Errors
    /// When the day or a campaign is wrong, a case of the edition fails, or it cannot be saved.
    pub fn adopt_policy(&mut self, name: &str, from: Option<&str>, rescores: &[String]) -> Result<(Saved, Policy), WorkspaceError> {
        let policy = self.policy_named(name, |_| None)?;
        let from = self.day_or_today(from)?;
        let all = self.campaigns.iter().map(|campaign| campaign.label.as_str()).collect::<Vec<_>>().join(", ");
        if let Some(unknown) = rescores.iter().find(|label| !self.campaigns.iter().any(|campaign| campaign.label == **label)) {
            return Err(wrong(told("refusal.no-campaign", [("label", unknown.as_str().into()), ("all", all.into())])));
        }
        let failures = self.test_policy(&policy);
        if let Some(first) = failures.first() {
            return Err(WorkspaceError::Definition(told(
                "refusal.not-adopted",
                [
                    ("count", failures.len().to_string().into()),
                    ("case", first.case.clone().into()),
                    ("line", first.line.to_string().into()),
                    ("what", first.what.clone().into()),
                ],
            )));
        }
        let saved = self.say_edition(&policy, "active", from, rescores)?;
        Ok((saved, policy))
    }

    /// Retires an edition from a day on.
    ///
    /// # Errors
    /// When it was never adopted, the day is wrong, or it cannot be saved.
    pub fn retire_policy(&mut self, name: &str, from: Option<&str>) -> Result<(Saved, Policy), WorkspaceError> {
        let policy = self.policy_named(name, |_| None)?;
        let adopted = self.adopted()?;
        if self.standing_of(&policy, &adopted).0 == Standing::Draft {
            return Err(wrong(told("refusal.never-adopted", [("edition", short_name(&policy).into())])));
        }
        let from = self.day_or_today(from)?;
        let saved = self.say_edition(&policy, "retired", from, &[])?;
        Ok((saved, policy))
    }

    pub(super) fn day_or_today(&self, day: Option<&str>) -> Result<String, WorkspaceError> {
        let Some(day) = day else { return Ok(self.today().to_string()) };
        let parsed: jiff::civil::Date =
            day.parse().map_err(|_| wrong(told("refusal.not-a-date", [("value", day.into()), ("example", "2027-04-01".into())])))?;
        Ok(parsed.to_string())
    }

    fn say_edition(&mut self, policy: &Policy, state: &str, from: String, rescores: &[String]) -> Result<Saved, WorkspaceError> {
        self.keep_editions(std::iter::once(&policy.edition_name()))?;
        let act = EditionAct { edition: policy.edition_name(), state: state.to_owned(), from, rescores: rescores.to_vec() };
        let saved = self.write(&register(), Act::Edition(act)).map_err(not_saved)?;
        self.policy = self.policy_in_force()?;
        Ok(saved)
    }
}

/// The edition last adopted by that day and not retired by it.
pub(super) fn in_force(adopted: &[Adopted], day: &str) -> Option<String> {
    let mut standing: Vec<&str> = Vec::new();
    for one in adopted.iter().filter(|one| one.act.from.as_str() <= day) {
        standing.retain(|name| *name != one.act.edition);
        if one.act.state == "active" {
            standing.push(&one.act.edition);
        }
    }
    standing.last().map(|name| (*name).to_owned())
}

/// `jx-selection-2026-04`, as its file is named.
fn short_name(policy: &Policy) -> String {
    format!("{}-{}", policy.id, policy.edition)
}

fn side(dossier: &Dossier, policy: &Policy) -> Side {
    let case = Case { situation: &dossier.situation, sets: &dossier.sets, plan: &dossier.plan, policy };
    let (assessment, flags) = judge(&case);
    Side { assessment, flags }
}
