//! Talks and acknowledgements in a workspace: entries in `standing/`.

use super::act::wrong;
use super::decide::{as_logs, standing};
use super::needed::Needed;
use super::people::Written;
use super::{Workspace, WorkspaceError};
use crate::diagnostic::nearest;
use crate::journal::{AcknowledgeAct, Act, DialogueAct, RegisterAct};
use crate::language::{Lang, Text};
use crate::locale::Locale;
use crate::policy::published::Published;
use crate::register::finding::On;
use crate::register::rights::{CHANNELS, POLICIES, Rights, State};
use crate::report::Renewed;
use crate::sentence::{Sentence, told};

/// A document of ours, and what one supplier acknowledged of it.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// Which document.
    pub policy: String,
    /// What the company calls it; none: the tool's own word.
    pub title: Option<Text>,
    /// Every acknowledgement, the one that stands last; none: not yet.
    pub all: Vec<On<AcknowledgeAct>>,
    /// How the one that stands stands to the edition in force.
    pub state: State,
}

impl Acknowledged {
    /// What it is called.
    #[must_use]
    pub fn called(&self, locale: Locale) -> String {
        called(&self.policy, self.title.as_ref(), locale)
    }

    /// The acknowledgement that stands.
    #[must_use]
    pub fn standing(&self) -> Option<&On<AcknowledgeAct>> {
        self.all.last()
    }
}

fn called(id: &str, title: Option<&Text>, locale: Locale) -> String {
    if let Some(title) = title {
        return title.get(locale.lang()).to_owned();
    }
    let key = format!("rights-policy.{id}");
    if locale.has(&key) { locale.text(&key).to_owned() } else { id.to_owned() }
}

impl Workspace {
    /// Talks and acknowledgements of a supplier.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn rights(&self, supplier: &str) -> Result<Rights, WorkspaceError> {
        self.must_know(supplier)?;
        Ok(Rights::of(&as_logs(&self.journals(&standing(supplier))?)).by_edition(&self.policy().published))
    }

    /// The documents that suppliers acknowledge, with what each is called: the company's own, else the tool's two.
    #[must_use]
    pub fn acknowledgeable(&self, locale: Locale) -> Vec<(String, String)> {
        let all = self.documents().into_iter();
        all.map(|(id, published)| (called(&id, published.map(|one| &one.title), locale), id)).map(|(called, id)| (id, called)).collect()
    }

    fn documents(&self) -> Vec<(String, Option<&Published>)> {
        let published = &self.policy().published;
        if published.is_empty() {
            return POLICIES.iter().map(|id| ((*id).to_owned(), None)).collect();
        }
        published.iter().map(|one| (one.id.clone(), Some(one))).collect()
    }

    /// Of every document what a supplier acknowledged; what is on record of others stands at the end.
    ///
    /// # Errors
    /// When the supplier is not there or its record cannot be read.
    pub fn acknowledgements(&self, supplier: &str) -> Result<Vec<Acknowledged>, WorkspaceError> {
        Ok(self.held_against_editions(self.rights(supplier)?))
    }

    pub(super) fn held_against_editions(&self, rights: Rights) -> Vec<Acknowledged> {
        let mut rights = rights.by_edition(&self.policy().published);
        let mut all = Vec::new();
        for (policy, published) in self.documents() {
            let given = rights.acknowledged.remove(&policy).unwrap_or_default();
            let state = State::of(given.last().map(|on| on.act.version.as_str()), published, self.today());
            all.push(Acknowledged { policy, title: published.map(|one| one.title.clone()), all: given, state });
        }
        let others = rights.acknowledged.into_iter();
        all.extend(others.map(|(policy, given)| Acknowledged { policy, title: None, all: given, state: State::Holds }));
        all
    }

    /// Documents of which an older edition was acknowledged than the one in force.
    pub(super) fn due_again(&self, logs: &[crate::answers::Log<'_>]) -> Vec<Acknowledged> {
        let mut all = if self.policy().published.is_empty() { Vec::new() } else { self.held_against_editions(Rights::of(logs)) };
        all.retain(|one| one.state.due().is_some());
        all
    }

    /// What a letter asks a supplier to acknowledge, by due date: documents it acknowledged in an older edition, and those
    /// it never did where these are wanted too.
    ///
    /// # Errors
    /// When the supplier is not there or its record cannot be read.
    pub fn to_acknowledge(&self, supplier: &str, first: bool, lang: Lang) -> Result<Vec<Renewed>, WorkspaceError> {
        let published = &self.policy().published;
        let mut all: Vec<Renewed> = Vec::new();
        for one in self.acknowledgements(supplier)? {
            let wanted = one.state.due().is_some() || (first && one.state == State::NotYet);
            let document = published.iter().find(|document| document.id == one.policy).filter(|_| wanted);
            let Some((document, edition)) = document.and_then(|document| Some((document, document.in_force(self.today())?))) else {
                continue;
            };
            all.push(Renewed {
                id: one.policy.clone(),
                title: document.title.get(lang).to_owned(),
                edition: (edition.id.clone(), edition.date),
                had: one.standing().map(|last| (last.act.version.clone(), last.act.on.clone())),
                due: document.due(edition),
            });
        }
        all.sort_by_key(|one| one.due);
        Ok(all)
    }

    /// Why an edition cannot have been acknowledged on a day; nothing where the company names no documents.
    fn unpublished(&self, policy: &str, version: &str, on: &str) -> Option<Sentence> {
        let published = self.policy().published.iter().find(|one| one.id == policy)?;
        let named = || [("policy", policy.into()), ("version", version.into()), ("all", published.listed().into())];
        let Some(edition) = published.edition(version) else {
            let what = told("refusal.no-such-edition", named());
            let near = nearest(version, published.editions.iter().map(|edition| edition.id.as_str()));
            return Some(match near {
                Some(near) => what.and(told("refusal.edition-meant", [("near", near.into())])),
                None => {
                    what.and(told("refusal.edition-where", [("file", format!("{}-{}", self.policy().id, self.policy().edition).into())]))
                }
            });
        };
        let day: jiff::civil::Date = on.parse().ok()?;
        (day < edition.date).then(|| {
            let days = told("refusal.edition-not-out", named());
            days.and(told("refusal.edition-out", [("day", on.into()), ("date", edition.date.to_string().into())]))
        })
    }

    /// Enters a talk.
    ///
    /// # Errors
    /// When a word or day is wrong, a text is empty, or it cannot be saved.
    pub fn add_talk(
        &mut self,
        supplier: &str,
        channel: &str,
        on: Option<&str>,
        [with, text]: [&str; 2],
    ) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        if !CHANNELS.contains(&channel) {
            return Err(wrong(told("refusal.no-dialogue-channel", [("word", channel.into()), ("all", CHANNELS.join(", ").into())])));
        }
        let with = crate::clean::line(with);
        if with.is_empty() {
            return Err(wrong(told("refusal.dialogue-with", [])));
        }
        let on = self.past_day(on)?;
        let text = self.text_at(supplier, text, Needed::Text)?;
        self.review_write(supplier, Act::Register(RegisterAct::Dialogue(DialogueAct { on, channel: channel.to_owned(), with, text })))
    }

    /// Enters that a supplier acknowledged a policy.
    ///
    /// # Errors
    /// When a word or day is wrong, version or signer is missing, or it cannot be saved.
    pub fn acknowledge(
        &mut self,
        supplier: &str,
        [policy, version, signer]: [&str; 3],
        on: Option<&str>,
        evidence: Vec<String>,
    ) -> Result<Written, WorkspaceError> {
        self.must_know(supplier)?;
        self.belongs_here(supplier)?;
        let all: Vec<String> = self.documents().into_iter().map(|(id, _)| id).collect();
        if !all.iter().any(|id| id == policy) {
            return Err(wrong(told("refusal.no-acknowledged-policy", [("word", policy.into()), ("all", all.join(", ").into())])));
        }
        let version = crate::clean::line(version);
        if version.is_empty() {
            return Err(wrong(told("refusal.acknowledged-version", [])));
        }
        let on = self.past_day(on)?;
        if let Some(why) = self.unpublished(policy, &version, &on) {
            return Err(wrong(why));
        }
        let act =
            AcknowledgeAct { policy: policy.to_owned(), version, on, signer: self.text_at(supplier, signer, Needed::Signer)?, evidence };
        self.review_write(supplier, Act::Register(RegisterAct::Acknowledge(act)))
    }
}
