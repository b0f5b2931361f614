//! A workspace as it was: logs end where they ended, definitions and profiles are the sealed ones, the clock stands.
//!
//! Everything that folds and judges works on it as on the present one, so that what is recomputed cannot drift from what
//! is computed. Its store writes nothing, and it remembers which logs were asked, and up to where.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::definitions::{self, Source};
use super::{Clock, Workspace, WorkspaceError};
use crate::journal::{Entry, EntryRef, Head, Moment, WriterId};
use crate::people::People;
use crate::sentence::told;
use crate::store::Place;

/// Where logs end that are not named one by one.
#[derive(Clone, Copy, Debug)]
pub enum Rest {
    /// They are empty: nobody had asked them.
    Nothing,
    /// Where they end today.
    Whole,
    /// At the last entry of that moment.
    Until(Moment),
}

/// Where logs end.
#[derive(Clone, Debug)]
pub struct Cut {
    /// The last entry of a log, by place and writer.
    pub exact: BTreeMap<(String, WriterId), u64>,
    /// Of all others.
    pub rest: Rest,
}

impl Cut {
    /// Where everything ends that is not named.
    #[must_use]
    pub fn rest(rest: Rest) -> Self {
        Self { exact: BTreeMap::new(), rest }
    }

    /// Ends the logs at heads, each with its place, `suppliers/x/FY2026 anna-7f3k#12:…`; any other is empty.
    #[must_use]
    pub fn at(read: &[String]) -> Self {
        let one = |line: &String| {
            let (place, head) = line.rsplit_once(' ')?;
            let head: Head = head.parse().ok()?;
            Some(((place.to_owned(), head.entry.writer), head.entry.n))
        };
        Self { exact: read.iter().filter_map(one).collect(), rest: Rest::Nothing }
    }
}

/// What makes a workspace one of the past.
pub(super) struct Past {
    cut: Cut,
    profiles: BTreeMap<String, String>,
    sealed: bool,
    asked: RefCell<BTreeMap<String, Vec<Head>>>,
}

impl Past {
    /// Ends logs where they ended, and remembers that they were asked.
    pub(super) fn cut(&self, place: &Place, logs: &mut Vec<(WriterId, Vec<Entry>)>) {
        let name = place.to_string();
        for (writer, entries) in logs.iter_mut() {
            match (self.cut.exact.get(&(name.clone(), writer.clone())), self.cut.rest) {
                (Some(last), _) => entries.retain(|entry| entry.n <= *last),
                (None, Rest::Nothing) => entries.clear(),
                (None, Rest::Whole) => {}
                (None, Rest::Until(end)) => {
                    let kept = entries.iter().take_while(|entry| entry.at <= end).count();
                    entries.truncate(kept);
                }
            }
        }
        logs.retain(|(_, entries)| !entries.is_empty());
        let heads = logs.iter().filter_map(|(writer, entries)| entries.last().map(|entry| Head::of(writer, entry))).collect();
        self.asked.borrow_mut().insert(name, heads);
    }

    /// The profile a supplier had, if it is kept here.
    pub(super) fn profile(&self, id: &str) -> Option<&str> {
        self.profiles.get(id).map(String::as_str)
    }
}

/// What a workspace of the past is made from.
pub(super) struct AsOf {
    /// Definitions.
    pub(super) sources: Vec<Source>,
    /// Where logs end.
    pub(super) cut: Cut,
    /// When it is.
    pub(super) at: Moment,
    /// Profiles that are not those of today.
    pub(super) profiles: BTreeMap<String, String>,
    /// The campaign.
    pub(super) campaign: String,
    /// Whether the definitions are those of a seal and no others.
    pub(super) sealed: bool,
    /// The whole name of the policy edition that judged the campaign, where a decision says so.
    pub(super) judge: Option<String>,
}

impl Workspace {
    /// This workspace as it was.
    pub(super) fn as_of(&self, given: AsOf) -> Result<Self, WorkspaceError> {
        let mut store = self.store.clone();
        store.close(told("store.past", []), Vec::new());
        let loaded = definitions::read(&given.sources);
        let policy = loaded.policies.first().cloned().ok_or_else(|| WorkspaceError::Definition(told("refusal.sealed-policy", [])))?;
        let mut workspace = Self {
            root: self.root.clone(),
            local: self.local.clone(),
            store,
            settings: self.settings.clone(),
            writer: self.writer.clone(),
            clock: Clock::Set(given.at),
            sets: loaded.sets,
            policy,
            policies: loaded.policies,
            policy_texts: loaded.policy_texts,
            sources: given.sources,
            // What was hidden then and is theirs to see today is shown, and the other way round.
            seen_through: Some(self.sees_restricted()),
            past: Some(Past { cut: given.cut, profiles: given.profiles, sealed: given.sealed, asked: RefCell::default() }),
            countries: loaded.countries,
            regimes: loaded.regimes.into(),
            problems: Vec::new(),
            campaigns: Vec::new(),
            campaign: None,
            judging: RefCell::default(),
            merging: RefCell::default(),
            judged_by: BTreeMap::new(),
            company: self.company.clone(),
            people: People::default(),
            alarms: Vec::new(),
            shown: BTreeMap::new(),
            declared: RefCell::default(),
            lists: std::cell::OnceCell::new(),
        };
        workspace.meet_people()?;
        workspace.campaigns = workspace.read_campaigns()?;
        if workspace.campaigns.iter().any(|campaign| campaign.label == given.campaign) {
            workspace.campaign = Some(given.campaign);
        }
        workspace.settle_policies()?;
        if let Some(judge) = workspace.policies.iter().find(|policy| Some(policy.edition_name()) == given.judge) {
            workspace.policy = judge.clone();
        }
        Ok(workspace)
    }

    /// Whether this is the workspace a decision was sealed in, with the sealed definitions alone.
    pub(super) fn is_sealed(&self) -> bool {
        self.past.as_ref().is_some_and(|past| past.sealed)
    }

    /// Every log that was asked, with the place before its head, in order.
    pub(super) fn asked(&self) -> Vec<String> {
        let Some(past) = &self.past else { return Vec::new() };
        let asked = past.asked.borrow();
        let lines = asked.iter().flat_map(|(place, heads)| heads.iter().map(move |head| format!("{place} {head}")));
        let mut all: Vec<String> = lines.collect();
        all.sort();
        all
    }

    /// The end of a day, as clocks here count it.
    pub(super) fn end_of(&self, day: jiff::civil::Date) -> Moment {
        let now = self.now();
        let into_day = now.civil().time().duration_until(jiff::civil::Time::MAX).as_secs();
        let days = now.date().until(day).map_or(0, |span| i64::from(span.get_days()));
        now.later(into_day + days * 86_400)
    }
}

/// A head's place in a log, for [`Cut::exact`].
pub(super) fn ends(place: &Place, entry: &EntryRef) -> ((String, WriterId), u64) {
    ((place.to_string(), entry.writer.clone()), entry.n)
}
