//! Companies of a group that buy from the same suppliers: answers and judgement are shared, decisions and spend are each
//! company's own, and so are its waivers, actions, risks and cases. Where none are listed there is one company, and everything is as it was.

use super::act::wrong;
use super::decide::standing;
use super::{Workspace, WorkspaceError};
use crate::journal::{Act, EntryRef, ReviewAct, Whose};
use crate::review::{self, ActionOn};
use crate::sentence::told;
use crate::supplier::Supplier;

/// A company that buys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buying {
    /// Its id under `[companies]`; absent: the company the workspace is of.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
}

impl Workspace {
    /// The companies that buy, the workspace's own first.
    #[must_use]
    pub fn companies(&self) -> Vec<Buying> {
        let own = Buying { id: None, name: self.settings().company.clone() };
        let others = self.settings().companies.iter().map(|(id, name)| Buying { id: Some(id.clone()), name: name.clone() });
        std::iter::once(own).chain(others).collect()
    }

    /// The id of the company meant; absent: the workspace's own.
    #[must_use]
    pub fn company(&self) -> Option<&str> {
        self.company.as_deref()
    }

    /// The name of a company; one that is not listed any more is called by its id.
    #[must_use]
    pub fn company_name<'a>(&'a self, id: Option<&'a str>) -> &'a str {
        match id {
            None => &self.settings().company,
            Some(id) => self.settings().companies.get(id).map_or(id, String::as_str),
        }
    }

    /// Means one company: by its id or name.
    ///
    /// # Errors
    /// When there is no such company; the sentence names those there are.
    pub fn use_company(&mut self, named: &str) -> Result<(), WorkspaceError> {
        let same = |word: &str| word.to_lowercase() == named.trim().to_lowercase();
        let all = self.companies();
        let found = all.iter().find(|one| one.id.as_deref().is_some_and(same) || same(&one.name));
        let Some(found) = found else {
            if all.len() == 1 {
                return Err(wrong(told("refusal.one-company", [("named", named.into())])));
            }
            let all: Vec<&str> = all.iter().map(|one| one.id.as_deref().unwrap_or(&one.name)).collect();
            return Err(wrong(told("refusal.no-company", [("named", named.into()), ("all", all.join(", ").into())])));
        };
        self.company.clone_from(&found.id);
        Ok(())
    }

    /// Means a company by its place in the list, round.
    pub fn use_company_at(&mut self, place: usize) {
        let all = self.companies();
        self.company = all.get(place % all.len().max(1)).and_then(|one| one.id.clone());
    }

    /// Means the company an entry of the review is of; one that is of no company in particular changes nothing.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn use_company_of(&mut self, supplier: &str, entry: &EntryRef) -> Result<(), WorkspaceError> {
        let journals = self.journals(&standing(supplier))?;
        let log = journals.iter().find(|(writer, _)| *writer == entry.writer).map(|(_, entries)| entries.as_slice()).unwrap_or_default();
        match log.iter().find(|known| known.n == entry.n).map(|known| &known.act) {
            Some(Act::Review(ReviewAct::Decide(act))) => self.company.clone_from(&act.company),
            Some(Act::Review(act)) => match act.whose() {
                Some(Whose::Own) => self.company = None,
                Some(Whose::Of(id)) => self.company = Some(id.clone()),
                Some(Whose::All) | None => {}
            },
            _ => {}
        }
        Ok(())
    }

    /// What is written about the company meant, where there are several.
    pub(super) fn whose(&self) -> Whose {
        match self.company() {
            _ if self.settings().companies.is_empty() => Whose::All,
            None => Whose::Own,
            Some(id) => Whose::Of(id.to_owned()),
        }
    }

    /// The name of the company an entry of the review is of, where there are several.
    pub(super) fn name_of_whose(&self, act: &Act) -> Option<String> {
        let Act::Review(act) = act else { return None };
        let id = match (act, act.whose()) {
            (ReviewAct::Decide(act), _) => act.company.as_deref(),
            (_, Some(Whose::Own)) => None,
            (_, Some(Whose::Of(id))) => Some(id.as_str()),
            (_, Some(Whose::All) | None) => return None,
        };
        (id.is_some() || !self.settings().companies.is_empty()).then(|| self.company_name(id).to_owned())
    }

    /// The actions about a supplier of every company, each once.
    pub(super) fn actions_of_all(&self, supplier: &str) -> Result<Vec<ActionOn>, WorkspaceError> {
        let logs = self.review_logs(supplier)?;
        let mut all: Vec<ActionOn> = Vec::new();
        // Open ones of earlier campaigns go on in this one.
        let labels: Vec<String> = std::iter::once(self.campaign_label()).chain(self.labels_before()).collect();
        for (place, label) in labels.iter().enumerate() {
            for company in self.companies() {
                let review = self.meaning(label, || self.on_ground_of(company.id.as_deref(), &logs, review::fold));
                let stands = |action: &ActionOn| place == 0 || action.is_open();
                for action in review.actions.into_iter().filter(stands) {
                    if !all.iter().any(|known| known.entry == action.entry) {
                        all.push(action);
                    }
                }
            }
        }
        Ok(all)
    }

    /// Companies that decided about a supplier, as the record names them.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn companies_that_decided(&self, supplier: &str) -> Result<Vec<Option<String>>, WorkspaceError> {
        let mut all = Vec::new();
        for (_, entries) in self.journals(&standing(supplier))? {
            for entry in entries {
                if let Act::Review(ReviewAct::Decide(act)) = entry.act
                    && !all.contains(&act.company)
                {
                    all.push(act.company);
                }
            }
        }
        all.sort();
        Ok(all)
    }

    /// Whether the company meant buys from a supplier: as long as nobody says what each company spends, all do.
    #[must_use]
    pub fn buys_from(&self, supplier: &Supplier) -> bool {
        supplier.spend.is_empty() || !supplier.spend_of(self.company()).is_empty()
    }
}
