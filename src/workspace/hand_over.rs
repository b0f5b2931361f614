//! Suppliers go from one buyer to another, with everything that is open: listed first, then carried over and recorded.

use super::act::wrong;
use super::decide::standing;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, HandOverAct, LivingAct};
use crate::people::{Duty, Role};
use crate::sentence::told;
use crate::store::Store as _;

/// A promise that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPromise {
    /// The entry with its assessment, `FY2026/anna-7f3k#12`.
    pub entry: String,
    /// The question.
    pub question: String,
    /// By when.
    pub due: String,
    /// Which document, where the text is here.
    pub what: String,
}

/// An action that is open and that whoever hands over sees to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAction {
    /// The entry.
    pub entry: String,
    /// By when.
    pub due: String,
    /// What is to be done, where the text is here.
    pub what: String,
}

/// A supplier with what goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handing {
    /// Which.
    pub supplier: String,
    /// Its name.
    pub name: String,
    /// Who is in charge so far; empty: nobody.
    pub from: String,
    /// Promises that are open, of whichever campaign.
    pub promises: Vec<OpenPromise>,
    /// Actions that are open.
    pub actions: Vec<OpenAction>,
    /// Questions put aside.
    pub parked: Vec<String>,
}

impl Workspace {
    /// What would be handed over: the suppliers named, or all a person is in charge of, with everything open.
    ///
    /// # Errors
    /// When a supplier is not there or somebody else is in charge of it, or nobody would be handed over.
    pub fn to_hand_over(&self, from: Option<&str>, ids: &[String]) -> Result<Vec<Handing>, WorkspaceError> {
        let from = from.map(|from| crate::store::writer_name(from).map_err(wrong)).transpose()?;
        let all = if ids.is_empty() { self.supplier_ids()? } else { ids.to_vec() };
        if ids.is_empty() && from.is_none() {
            return Err(wrong(told("refusal.hand-over-whose", [])));
        }
        let mut found = Vec::new();
        for id in &all {
            let dossier = self.dossier(id)?;
            let buyer = dossier.supplier.buyer.clone();
            let theirs = from.as_ref().is_none_or(|from| *from == buyer);
            if !theirs && ids.is_empty() || ids.is_empty() && dossier.living.ended(self.today()).is_some() {
                continue;
            }
            if !theirs {
                let (from, in_charge) = (from.unwrap_or_default(), if buyer.is_empty() { "–".to_owned() } else { buyer });
                let values = [("id", id.into()), ("buyer", in_charge.into()), ("from", from.into())];
                return Err(wrong(told("refusal.hand-over-not-theirs", values)));
            }
            let place = standing(id);
            let text = |body: &crate::journal::BodyRef| -> Result<String, WorkspaceError> {
                Ok(self.store().body(&place, body)?.map(|text| crate::clean::text(&text)).unwrap_or_default())
            };
            let promises = self.promises(id)?.into_iter().filter(|owed| owed.promised.is_open());
            let actions =
                self.actions_of_all(id)?.into_iter().filter(|action| action.is_open() && action.owner == buyer && !buyer.is_empty());
            found.push(Handing {
                supplier: id.clone(),
                name: dossier.supplier.display_name().to_owned(),
                promises: promises
                    .map(|owed| OpenPromise {
                        entry: owed.promised.named(),
                        question: owed.promised.question,
                        due: owed.promised.due,
                        what: owed.what,
                    })
                    .collect(),
                actions: actions
                    .map(|action| {
                        let what = text(&action.act.what)?;
                        Ok(OpenAction { entry: action.entry.to_string(), due: action.act.due, what })
                    })
                    .collect::<Result<_, WorkspaceError>>()?,
                parked: dossier.answers.parked.iter().cloned().collect(),
                from: buyer,
            });
        }
        if found.is_empty() {
            return Err(wrong(told("refusal.hand-over-nothing", [("from", from.unwrap_or_default().into())])));
        }
        Ok(found)
    }

    /// Hands suppliers over: one entry about each, with everything that goes with it, and then the new buyer in its profile.
    ///
    /// # Errors
    /// When the person is nobody here or in charge already, the reason is missing, or it cannot be saved.
    pub fn hand_over(&mut self, all: &[Handing], to: &str, reason: &str) -> Result<(), WorkspaceError> {
        let to = self.takes_over(all, to, reason)?;
        for handing in all {
            let act = HandOverAct {
                from: handing.from.clone(),
                to: to.clone(),
                reason: self.put_text(&standing(&handing.supplier), reason)?,
                promises: handing.promises.iter().map(|promise| promise.entry.clone()).collect(),
                actions: handing.actions.iter().map(|action| action.entry.clone()).collect(),
                parked: handing.parked.clone(),
            };
            self.review_write(&handing.supplier, Act::Living(LivingAct::HandOver(act)))?;
            self.set_fact(&handing.supplier, "buyer", std::slice::from_ref(&to))?;
        }
        Ok(())
    }

    /// A buyer gives away what is the buyer's own or nobody's; a reviewer, whatever is to be given.
    ///
    /// # Errors
    /// When somebody else is in charge, and whoever writes is no reviewer.
    pub fn may_give_away(&self, supplier: &str, from: &str) -> Result<(), WorkspaceError> {
        let person = self.writer.person();
        if self.people.is_empty() || from.is_empty() || from == person || self.own_roles().contains(&Role::Reviewer) {
            return Ok(());
        }
        let reviewers = self.people.in_office(Role::Reviewer, &self.now()).join(", ");
        let values = [("id", supplier.into()), ("buyer", from.into()), ("person", person.into()), ("all", reviewers.into())];
        Err(wrong(told("refusal.hand-over-not-yours", values)))
    }

    /// Whether whoever writes can hand suppliers over to a person, and by which name.
    ///
    /// # Errors
    /// When they are somebody else's, the person is nobody here or in charge already, or the reason is missing.
    pub fn takes_over(&self, all: &[Handing], to: &str, reason: &str) -> Result<String, WorkspaceError> {
        let to = crate::store::writer_name(to).map_err(wrong)?;
        if !self.people.is_empty() && !self.people.persons.contains_key(&to) {
            let known: Vec<&str> = self.people.persons.keys().map(String::as_str).collect();
            return Err(wrong(told("refusal.hand-over-to-nobody", [("to", to.into()), ("all", known.join(", ").into())])));
        }
        if !self.people.is_empty() && !self.people.roles(&to, &self.now()).contains(&Role::Buyer) {
            return Err(wrong(told("refusal.hand-over-no-buyer", [("to", to.into())])));
        }
        if let Some(own) = all.iter().find(|handing| handing.from == to) {
            return Err(wrong(told("refusal.hand-over-same", [("to", to.into()), ("id", (&own.supplier).into())])));
        }
        self.may(Duty::HandOver)?;
        all.iter().try_for_each(|handing| self.may_give_away(&handing.supplier, &handing.from))?;
        if reason.trim().is_empty() {
            return Err(wrong(told("refusal.hand-over-reason", [])));
        }
        Ok(to)
    }
}
