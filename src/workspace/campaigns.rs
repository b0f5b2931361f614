//! Campaigns: who would be asked what until when, shown before it is begun, and begun by a reviewer.

use super::act::{not_a_date, not_saved, wrong};
use super::carried::{Over, TakenOver};
use super::{Workspace, WorkspaceError};
use crate::interview::{Asked, plan};
use crate::journal::{Act, CampaignAct};
use crate::locale::Locale;
use crate::people::Duty;
use crate::questionnaire::Questionnaire;
use crate::sentence::told;
use crate::store::{Place, Saved};

/// A campaign as it would begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// What would be written.
    pub act: CampaignAct,
    /// Suppliers that would be asked.
    pub asked: usize,
    /// Suppliers there are.
    pub all: usize,
    /// Of those that would be asked, how many each questionnaire is for, as far as is known today.
    pub sets: Vec<AskedSet>,
    /// The campaign that is the current one until then, and how many of its interviews are begun and not submitted.
    pub replaces: Option<(String, usize)>,
    /// What stands open in the campaign before, and stands on in this one.
    pub over: Option<Over>,
}

/// How many suppliers a questionnaire is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSet {
    /// `csr-saq@2026-04`.
    pub name: String,
    /// Suppliers that are asked at least one of its rows.
    pub asked: usize,
    /// Suppliers it opens for only if an answer that is still to come says so.
    pub may_open: usize,
}

impl Workspace {
    /// What a campaign would be, before it is begun.
    ///
    /// # Errors
    /// When whoever writes may not, a questionnaire or supplier is unknown, the label is taken, or the date is wrong.
    pub fn beginning(&self, label: &str, questionnaires: &[String], due: &str, suppliers: &[String]) -> Result<Beginning, WorkspaceError> {
        self.may(Duty::Campaigns)?;
        let day: jiff::civil::Date = due.parse().map_err(|_| not_a_date(due, "2027-01-29"))?;
        if day < self.today() {
            return Err(wrong(told("refusal.past-campaign", [("day", day.to_string().into())])));
        }
        let sets = questionnaires.iter().map(|id| self.set_to_ask(id).cloned()).collect::<Result<Vec<_>, _>>()?;
        let editions = sets.iter().map(Questionnaire::edition_name).collect();
        for supplier in suppliers {
            self.must_know(supplier)?;
            self.belongs_here(supplier)?;
        }
        crate::store::valid_id(label).map_err(wrong)?;
        if self.campaigns.iter().any(|campaign| campaign.label == label) {
            return Err(wrong(told("refusal.campaign-exists", [("label", label.into())])));
        }
        let policy = self.policy_to_begin()?.edition_name();
        self.must_be_sound(&policy)?;
        let act = CampaignAct {
            label: label.to_owned(),
            questionnaires: editions,
            due: day.to_string(),
            started: self.today().to_string(),
            suppliers: suppliers.to_vec(),
            policy: Some(policy),
            carries: self.goes_on_after(label)?,
        };
        let rows = self.suppliers()?;
        let standing: Vec<String> = rows.iter().filter(|row| !row.ended).map(|row| row.supplier.id.clone()).collect();
        let all = standing.len();
        let meant = if suppliers.is_empty() { standing } else { suppliers.to_vec() };
        let open = rows.iter().filter(|row| row.in_campaign && row.is_begun() && !row.submitted).count();
        let replaces = self.campaign().map(|campaign| (campaign.label.clone(), open));
        let over = self.would_take_over(label)?;
        Ok(Beginning { act, asked: meant.len(), all, sets: self.asked_of(&meant, &sets)?, replaces, over })
    }

    /// How many of some suppliers each set would be for, were these the sets that are asked.
    fn asked_of(&self, suppliers: &[String], sets: &[Questionnaire]) -> Result<Vec<AskedSet>, WorkspaceError> {
        let short = |set: &Questionnaire| format!("{}@{}", set.id, set.edition);
        let mut all: Vec<AskedSet> = sets.iter().map(|set| AskedSet { name: short(set), asked: 0, may_open: 0 }).collect();
        for id in suppliers {
            let dossier = self.dossier(id)?;
            let plan = plan(&dossier.situation, sets, dossier.plan.short_set, &|_| false);
            for (set, counted) in sets.iter().zip(&mut all) {
                let has = |wanted: &Asked| plan.rows.iter().any(|row| row.question.set() == set.id && row.asked == *wanted);
                if has(&Asked::Yes) {
                    counted.asked += 1;
                } else if has(&Asked::MayOpen) {
                    counted.may_open += 1;
                }
            }
        }
        Ok(all)
    }

    /// Begins a campaign. What stands open in the one before stands on in it.
    ///
    /// # Errors
    /// As for [`Workspace::beginning`], or when it cannot be saved.
    pub fn new_campaign(
        &mut self,
        label: &str,
        questionnaires: &[String],
        due: &str,
        suppliers: &[String],
    ) -> Result<Saved, WorkspaceError> {
        let act = self.beginning(label, questionnaires, due, suppliers)?.act;
        self.keep_editions(act.questionnaires.iter().chain(&act.policy))?;
        let saved = self.write(&Place::Register { kind: "campaigns".to_owned() }, Act::Campaign(act)).map_err(not_saved)?;
        self.campaigns = self.read_campaigns()?;
        self.settle_policies()?;
        Ok(saved)
    }
}

impl Beginning {
    /// Who would be asked what until when, what stands open in the campaign it takes the place of, and what is carried over.
    #[must_use]
    pub fn told(&self, locale: Locale, begun: bool) -> Vec<String> {
        let act = &self.act;
        let short = |name: &String| name.split(':').next().unwrap_or(name).to_owned();
        let policy = act.policy.as_ref().map(short).unwrap_or_default();
        let (asked, all) = (self.asked.to_string(), self.all.to_string());
        let values = [("campaign", &act.label), ("policy", &policy), ("count", &asked), ("all", &all), ("due", &act.due)];
        let mut lines = vec![locale.with("campaign.what", &values.map(|(name, value)| (name, value.as_str())))];
        lines.extend(self.sets.iter().map(|set| {
            let counts = [("count", set.asked.to_string()), ("all", asked.clone()), ("may", set.may_open.to_string())];
            let key = if set.may_open == 0 { "campaign.set" } else { "campaign.set-may" };
            let values: Vec<(&str, &str)> =
                counts.iter().map(|(name, value)| (*name, value.as_str())).chain([("set", set.name.as_str())]).collect();
            format!("  {}", locale.with(key, &values))
        }));
        if let Some((before, open)) = &self.replaces {
            let values = [("before", before.as_str()), ("open", &open.to_string()), ("campaign", &act.label)];
            lines.push(locale.with("campaign.replaces", &values));
        }
        if let Some(over) = self.over.as_ref().filter(|over| !over.suppliers.is_empty()) {
            let count = over.suppliers.len();
            let key = match (begun, count) {
                (false, 1) => "carried.would-one",
                (false, _) => "carried.would",
                (true, 1) => "carried.heading-one",
                (true, _) => "carried.heading",
            };
            lines.push(locale.with(key, &[("campaign", &over.from), ("count", &count.to_string())]));
            lines.extend(over.suppliers.iter().map(|one| one.told(locale)));
            lines.push(locale.text("carried.until").to_owned());
        }
        lines
    }
}

impl TakenOver {
    /// A supplier that takes something over: its flags with the day each was raised first, then what else waits.
    fn told(&self, locale: Locale) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (key, response, since) in &self.flags {
            let row = key.split('@').next().and_then(|key| key.split(':').nth(1)).and_then(|row| row.rsplit('.').next());
            let day = since.as_deref().map(|day| format!(" {day}")).unwrap_or_default();
            let part = format!("{response} {}{day}", row.unwrap_or(key));
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        for (key, count) in [("carried.cases", self.cases), ("carried.actions", self.actions)] {
            if count > 0 {
                parts.push(locale.with(key, &[("count", &count.to_string())]));
            }
        }
        parts.extend(self.snoozed.iter().map(|(until, day)| locale.with("carried.snoozed", &[("until", until), ("day", day)])));
        parts.extend(self.escalated.iter().map(|(to, day)| locale.with("carried.escalated", &[("to", to), ("day", day)])));
        parts.extend(self.risks.iter().map(|(flag, day, since)| {
            locale.with("carried.risk", &[("flag", flag.as_deref().unwrap_or("–")), ("day", day), ("since", since)])
        }));
        parts.extend(self.held.then(|| locale.text("carried.held").to_owned()));
        format!("  {}  {}  {}", self.supplier, self.name, parts.join(" · "))
    }
}
