//! Whether an edition may come into use: its file has no errors, no other text was in use under its name, and for a
//! running campaign that it was adopted, or asked by that campaign before.

use super::super::adoption::Waits;
use super::{brought, id_of, short};
use crate::diagnostic::{Diagnostic, Place as At, Weight};
use crate::journal::{Act, block::sha256_hex};
use crate::questionnaire::Questionnaire;
use crate::sentence::{Sentence, told};
use crate::store::Place;
use crate::workspace::act::wrong;
use crate::workspace::definitions::KEPT;
use crate::workspace::policies::{Adopted, Standing, in_force, is_withdrawn};
use crate::workspace::{Workspace, WorkspaceError};

/// Whether a text was adopted under its name, so that no other may be: its start was not withdrawn before it came.
fn takes_the_name(one: &Adopted, all: &[Adopted]) -> bool {
    one.act.state == "active" && one.waits != Some(Waits::NotTheirs) && !is_withdrawn(one, all)
}

impl Workspace {
    /// The file whose text an edition is, as remarks name it.
    fn file_of(&self, edition: &str) -> Option<&str> {
        let (_, sha256) = edition.rsplit_once(':')?;
        let found = self.sources.iter().find(|source| sha256_hex(source.text.as_bytes()) == sha256)?;
        Some(&found.name)
    }

    /// Refuses an edition that must not come into use.
    pub(in crate::workspace) fn may_be_used(&self, edition: &str) -> Result<(), WorkspaceError> {
        if let Some(by) = self.other_text(edition)? {
            let file = self.file_of(edition).unwrap_or_default().to_owned();
            return Err(wrong(told("refusal.edition-other-text", [("edition", short(edition).into()), ("by", by), ("file", file.into())])));
        }
        self.must_be_sound(edition)
    }

    /// The errors in the file of an edition; that another text is in use is none of them.
    #[must_use]
    pub fn mistakes_of(&self, edition: &str) -> Vec<&Diagnostic> {
        let Some(file) = self.file_of(edition).filter(|file| !file.starts_with(KEPT)) else { return Vec::new() };
        let is_mistake = |problem: &&Diagnostic| {
            problem.weight == Weight::Error && problem.place.file == file && !matches!(problem.code, "edition-changed" | "edition-missing")
        };
        self.problems.iter().filter(is_mistake).collect()
    }

    /// Refuses an edition whose file has errors.
    pub(in crate::workspace) fn must_be_sound(&self, edition: &str) -> Result<(), WorkspaceError> {
        let mistakes = self.mistakes_of(edition);
        let Some(first) = mistakes.first() else { return Ok(()) };
        let values = [
            ("edition", short(edition).into()),
            ("count", mistakes.len().to_string().into()),
            ("place", format!("{}:{}", first.place.file, first.place.line).into()),
            ("what", first.what.clone()),
        ];
        Err(WorkspaceError::Definition(told("refusal.edition-errors", values)))
    }

    /// Who uses another text under the name of an edition: a campaign that asks it, whoever adopted it.
    fn other_text(&self, edition: &str) -> Result<Option<Sentence>, WorkspaceError> {
        if brought(edition) {
            return Ok(None);
        }
        self.user_of(short(edition), |name| name != edition)
    }

    /// Who uses an edition of that name, if the whole name is meant: a campaign that asks it, whoever adopted it.
    fn user_of(&self, name: &str, is_meant: impl Fn(&str) -> bool) -> Result<Option<Sentence>, WorkspaceError> {
        let meant = |whole: &String| short(whole) == name && is_meant(whole);
        let asks = self.campaigns.iter().find(|campaign| campaign.questionnaires.iter().chain(&campaign.policy).any(meant));
        if let Some(campaign) = asks {
            return Ok(Some(told("edition.used-by", [("campaign", (&campaign.label).into())])));
        }
        let adopted = self.adopted()?;
        let said = adopted.iter().find(|one| meant(&one.act.edition) && takes_the_name(one, &adopted));
        Ok(said.map(|one| told("edition.used-since", [("by", (&one.by).into()), ("from", (&one.act.from).into())])))
    }

    /// Refuses a new text under the name of an edition that is in use.
    ///
    /// # Errors
    /// When it is in use, or a register cannot be read.
    pub fn must_be_unused(&self, id: &str, edition: &str, file: &str) -> Result<(), WorkspaceError> {
        let name = format!("{id}@{edition}");
        match self.user_of(&name, |_| true)? {
            Some(by) => Err(wrong(told("sheet.in-use", [("edition", name.into()), ("by", by), ("file", file.into())]))),
            None => Ok(()),
        }
    }

    /// Whether the text of an edition is not the one that is in use under its name.
    pub(in crate::workspace) fn is_edited(&self, edition: &str, adopted: &[Adopted]) -> bool {
        let other = |name: &String| short(name) == short(edition) && name != edition;
        let by_campaign = |name: &String| self.campaigns.iter().any(|campaign| campaign.questionnaires.contains(name));
        let all = || self.campaigns.iter().flat_map(|campaign| &campaign.questionnaires);
        !brought(edition)
            && !by_campaign(&edition.to_owned())
            && (all().any(other) || adopted.iter().any(|one| other(&one.act.edition) && takes_the_name(one, adopted)))
    }

    /// Of several texts of one name the one that is in use.
    pub(in crate::workspace) fn in_use<'a>(&self, all: &[&'a Questionnaire]) -> Option<&'a Questionnaire> {
        let [_, _, ..] = all else { return all.first().copied() };
        let adopted = self.adopted().unwrap_or_default();
        let asked = |set: &&&Questionnaire| self.campaign().is_some_and(|meant| meant.questionnaires.contains(&set.edition_name()));
        let edited = |set: &&&Questionnaire| self.is_edited(&set.edition_name(), &adopted);
        all.iter().find(asked).or_else(|| all.iter().find(|set| !edited(set))).or_else(|| all.first()).copied()
    }

    /// Every questionnaire in the edition a campaign is asked that begins on a day: the one adopted for it, else the one the
    /// program brings, else, of a set nobody adopted yet, the newest.
    pub(in crate::workspace) fn sets_in_use(&self, adopted: &[Adopted], day: &str) -> Vec<Questionnaire> {
        let in_use = |newest: &Questionnaire| {
            let of: Vec<&Questionnaire> = self.sets.iter().filter(|set| set.id == newest.id).collect();
            let said: Vec<Adopted> = adopted.iter().filter(|one| id_of(&one.act.edition) == newest.id).cloned().collect();
            let named = in_force(&said, day).and_then(|name| of.iter().find(|set| set.edition_name() == name));
            named.or_else(|| of.iter().find(|set| brought(&set.edition_name()))).copied().unwrap_or(newest).clone()
        };
        self.every_set().into_iter().map(in_use).collect()
    }

    /// Refuses an edition that a running campaign may not be moved to.
    pub(super) fn may_be_moved_to(&self, label: &str, edition: &str) -> Result<(), WorkspaceError> {
        self.may_be_used(edition)?;
        if brought(edition) && self.standing_of_edition(edition, &self.adopted()?).0 == Standing::Draft {
            return Ok(());
        }
        if self.asked_once(label, edition)? {
            return Ok(());
        }
        let (standing, said) = self.standing_of_edition(edition, &self.adopted()?);
        let key = match standing {
            Standing::Coming | Standing::Active => return Ok(()),
            Standing::Draft | Standing::Edited => "refusal.move-draft",
            Standing::Waiting => "refusal.move-waiting",
            Standing::Retired => "refusal.move-retired",
        };
        let from = said.map(|said| said.act.from).unwrap_or_default();
        Err(wrong(told(key, [("edition", short(edition).into()), ("from", from.into()), ("label", label.into())])))
    }

    /// Whether a campaign named an edition at some time.
    pub(super) fn asked_once(&self, label: &str, edition: &str) -> Result<bool, WorkspaceError> {
        let names =
            |act: &Act| matches!(act, Act::Campaign(act) if act.label == label && act.questionnaires.iter().any(|one| one == edition));
        let all = self.journals_of_ours(&Place::Register { kind: "campaigns".to_owned() })?;
        Ok(all.iter().flat_map(|(_, entries)| entries).any(|entry| names(&entry.act)))
    }

    /// Adopted editions whose file is another one now, apart from those that a campaign told of already.
    pub(in crate::workspace) fn changed_editions(&self) -> Result<Vec<Diagnostic>, WorkspaceError> {
        let mut problems = super::changed(&self.campaigns, &self.sets);
        let policies = self.policies.iter().map(|policy| ("policies", policy.edition_name()));
        let here: Vec<(&str, String)> = self.sets.iter().map(|set| ("questionnaires", set.edition_name())).chain(policies).collect();
        let adopted = self.adopted()?;
        for one in adopted.iter().filter(|one| takes_the_name(one, &adopted)) {
            let name = &one.act.edition;
            let Some((folder, now)) = here.iter().find(|(_, now)| short(now) == short(name)) else { continue };
            let file = format!("{folder}/{}.toml", short(name).replace('@', "-"));
            if now == name || brought(now) || problems.iter().any(|problem| problem.place.file == file) {
                continue;
            }
            let what = told("remark.adopted-changed", [("edition", short(name).into()), ("by", (&one.by).into())]);
            let next = told("remark-do.adopted-changed", [("edition", short(name).into())]);
            let place = At { file, line: 1, column: 1 };
            problems.push(Diagnostic { code: "edition-changed", weight: Weight::Error, place, what, next });
        }
        Ok(problems)
    }
}
