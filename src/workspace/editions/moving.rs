//! Moving a running campaign to another edition, adding a questionnaire or taking one out: what would become of every
//! row, every answer and every interview is what stands there once it is moved.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fate, Move, Moved, Touched, Way, id_of, short, told as fates};
use crate::journal::{Act, CampaignAct};
use crate::people::Duty;
use crate::questionnaire::differs::between;
use crate::questionnaire::{QuestionId, Questionnaire};
use crate::report::portfolio::{Side, compare};
use crate::sentence::told;
use crate::store::{Place, Saved};
use crate::workspace::act::{not_saved, wrong};
use crate::workspace::{Campaign, Workspace, WorkspaceError};

/// How a supplier stands in a campaign: its answers by entry and what they are about, its rows, whether it submitted.
struct Stand {
    name: String,
    answers: BTreeMap<QuestionId, BTreeSet<(String, String)>>,
    progress: (usize, usize),
    submitted: bool,
    asked: bool,
    side: Side,
}

impl Stand {
    fn is_complete(&self) -> bool {
        self.asked && self.progress.1 > 0 && self.progress.0 == self.progress.1
    }

    fn of(&self, question: &QuestionId) -> usize {
        self.answers.get(question).map_or(0, BTreeSet::len)
    }

    /// Answers to a question that do not stand in another state of things.
    fn lost(&self, question: &QuestionId, after: Option<&Self>) -> usize {
        let stands = |one: &&(String, String)| after.and_then(|after| after.answers.get(question)).is_some_and(|all| all.contains(*one));
        self.answers.get(question).map_or(0, |all| all.iter().filter(|one| !stands(one)).count())
    }
}

type Stands = BTreeMap<String, Stand>;

impl Workspace {
    fn all_stand(&self) -> Result<Stands, WorkspaceError> {
        let meant = self.campaign().map(|campaign| campaign.suppliers.clone()).unwrap_or_default();
        let mut all = Stands::new();
        for id in self.supplier_ids()? {
            let dossier = self.dossier(&id)?;
            let asked = (meant.is_empty() || meant.contains(&id)) && dossier.living.ended(self.today()).is_none();
            let key = |given: &crate::situation::Answered| (given.entry.clone(), given.about.clone());
            let answers = dossier.situation.answers.iter().map(|(question, given)| (question.clone(), given.iter().map(key).collect()));
            let stand = Stand {
                answers: answers.collect(),
                progress: dossier.plan.progress(),
                submitted: dossier.answers.submitted.as_ref().is_some_and(|submitted| !submitted.reopened),
                name: dossier.supplier.display_name().to_owned(),
                asked,
                side: Side { assessment: dossier.assessment, flags: dossier.flags, asked: BTreeSet::new(), due: BTreeMap::new() },
            };
            all.insert(id, stand);
        }
        Ok(all)
    }

    /// The same, were these the questionnaires that the campaign meant asks.
    fn stand_with(&mut self, questionnaires: Vec<String>) -> Result<Stands, WorkspaceError> {
        let label = self.campaign_label();
        let Some(at) = self.campaigns.iter().position(|campaign| campaign.label == label) else { return self.all_stand() };
        let supposed = Campaign { questionnaires, moved: true, ..self.campaigns[at].clone() };
        let kept = std::mem::replace(&mut self.campaigns[at], supposed);
        let found = self.all_stand();
        self.campaigns[at] = kept;
        found
    }

    /// Where a campaign is over, the one that goes on in its place: its last day is past and a later one has begun.
    pub(in crate::workspace) fn goes_on_in(&self, label: &str) -> Option<&str> {
        let today = self.today().to_string();
        let over = self.campaigns.iter().any(|campaign| campaign.label == label && campaign.due < today);
        self.campaigns.last().filter(|last| over && last.label != label).map(|last| last.label.as_str())
    }

    /// The edition the campaign meant asks now and the one it would ask, one of them at least.
    fn ends(&self, way: &Way) -> Result<(Option<String>, Option<String>), WorkspaceError> {
        let (label, named) = (self.campaign_label(), self.campaign().map(|campaign| campaign.questionnaires.clone()).unwrap_or_default());
        if let Some(last) = self.goes_on_in(&label) {
            return Err(wrong(told("refusal.campaign-over", [("label", label.as_str().into()), ("last", last.into())])));
        }
        let all: Vec<&str> = named.iter().map(|name| short(name)).collect();
        match way {
            Way::To(to) => {
                let new = self.set_to_move_to(&label, to, &named)?;
                let name = new.edition_name();
                let from = named.iter().find(|name| id_of(name) == new.id).cloned();
                if from.as_ref() == Some(&name) {
                    return Err(wrong(told("refusal.asked-already", [("label", label.into()), ("edition", short(&name).into())])));
                }
                self.may_be_moved_to(&label, &name)?;
                Ok((from, Some(name)))
            }
            Way::Without(id) => {
                let found = named.iter().find(|name| id_of(name) == id || short(name) == id).cloned();
                let values = [("label", label.as_str().into()), ("id", id.as_str().into()), ("all", all.join(", ").into())];
                match found {
                    None => Err(wrong(told("refusal.not-asked", values))),
                    Some(_) if named.len() == 1 => Err(wrong(told("refusal.last-set", values))),
                    Some(name) => Ok((Some(name), None)),
                }
            }
        }
    }

    /// What moving a campaign would do to its rows, answers and interviews.
    ///
    /// # Errors
    /// When there is no such campaign or edition, it may not be moved there, or a journal cannot be read.
    pub fn preview_move(&mut self, label: &str, way: &Way) -> Result<Move, WorkspaceError> {
        self.use_campaign(label)?;
        let (from, to) = self.ends(way)?;
        let set = |name: &Option<String>| name.as_ref().and_then(|name| self.set_of(name)).cloned();
        let (old, new) = (set(&from), set(&to));
        let before = self.all_stand()?;
        let after = self.stand_with(self.with_instead(from.as_ref(), to.as_ref()))?;
        let rows = rows(old.as_ref(), new.as_ref(), &before, &after);
        let complete = [&before, &after].map(|all| all.values().filter(|one| one.is_complete()).count());
        let judged = before.iter().filter_map(|(id, was)| compare(id, &was.name, &was.side, &after.get(id)?.side)).collect();
        Ok(Move { campaign: label.to_owned(), from, suppliers: touched(&rows, &before, &after), to, rows, complete, judged })
    }

    /// The set an edition of the campaign stands for: the very text, else what stands in for it.
    fn set_of(&self, name: &str) -> Option<&Questionnaire> {
        let exact = self.sets.iter().find(|set| set.edition_name() == name);
        exact.or_else(|| self.sets().into_iter().find(|set| set.id == id_of(name)))
    }

    /// What the campaign meant asks, with one edition instead of another.
    fn with_instead(&self, from: Option<&String>, to: Option<&String>) -> Vec<String> {
        let named = self.campaign().map(|campaign| campaign.questionnaires.clone()).unwrap_or_default();
        let mut all: Vec<String> =
            named.into_iter().filter_map(|name| if Some(&name) == from { to.cloned() } else { Some(name) }).collect();
        all.extend(to.filter(|_| from.is_none()).cloned());
        all
    }

    /// Moves a campaign, by a new entry.
    ///
    /// # Errors
    /// As for the preview, or when it cannot be saved.
    pub fn move_campaign(&mut self, label: &str, way: &Way) -> Result<(Saved, Move), WorkspaceError> {
        self.may(Duty::Campaigns)?;
        let moved = self.preview_move(label, way)?;
        let Some(campaign) = self.campaign().cloned() else {
            return Err(wrong(told("refusal.no-campaign", [("label", label.into()), ("all", "".into())])));
        };
        let act = CampaignAct {
            label: campaign.label,
            questionnaires: self.with_instead(moved.from.as_ref(), moved.to.as_ref()),
            due: campaign.due,
            started: campaign.started,
            suppliers: campaign.suppliers,
            policy: campaign.policy,
            carries: campaign.carries,
        };
        self.keep_editions(act.questionnaires.iter().chain(&act.policy))?;
        let saved = self.write(&Place::Register { kind: "campaigns".to_owned() }, Act::Campaign(act)).map_err(not_saved)?;
        self.campaigns = self.read_campaigns()?;
        self.settle_policies()?;
        Ok((saved, moved))
    }

    /// An edition by `id@edition` or `id-edition`, never by the id alone: the text that the campaign asked under this name
    /// before, so that moving back moves back, else what its file says now.
    fn set_to_move_to(&self, label: &str, name: &str, asks: &[String]) -> Result<&Questionnaire, WorkspaceError> {
        if self.sets.iter().any(|set| set.id == name) {
            let all: BTreeSet<String> =
                self.sets.iter().filter(|set| set.id == name).map(|set| format!("{}@{}", set.id, set.edition)).collect();
            let all = all.into_iter().collect::<Vec<_>>().join(", ");
            return Err(wrong(told("refusal.name-the-edition", [("id", name.into()), ("all", all.into())])));
        }
        for set in self.of_name(name) {
            let edition = set.edition_name();
            if !asks.contains(&edition) && self.asked_once(label, &edition)? {
                return Ok(set);
            }
        }
        self.set_in_file(name)
    }
}

/// Row by row: those of the new edition, then those that only the old one has.
fn rows(old: Option<&Questionnaire>, new: Option<&Questionnaire>, before: &Stands, after: &Stands) -> Vec<Moved> {
    let carried = |question: &QuestionId| after.values().map(|stand| stand.of(question)).sum();
    let dropped = |question: &QuestionId| before.iter().map(|(id, stand)| stand.lost(question, after.get(id))).sum();
    let mut all = Vec::new();
    for question in new.iter().flat_map(|new| &new.questions) {
        let was = old.and_then(|old| old.question(question.id.as_str()));
        let differs = was.map(|was| between(was, question)).unwrap_or_default();
        let (id, fate) = (question.id.clone(), fates::fate(was, question));
        all.push(Moved { fate, carried: carried(&id), dropped: dropped(&id), differs, question: id });
    }
    // What nobody is asked any more is lost with every answer, though the record keeps them.
    let given = |question: &QuestionId| before.values().map(|stand| stand.of(question)).sum();
    let stays = |id: &QuestionId| new.is_some_and(|new| new.question(id.as_str()).is_some());
    for was in old.iter().flat_map(|old| &old.questions).filter(|was| !stays(&was.id)) {
        let question = was.id.clone();
        all.push(Moved { fate: Fate::Gone, carried: 0, dropped: given(&question), differs: Vec::new(), question });
    }
    all
}

/// Suppliers whose answers do not all carry over, or whose interview is complete before and not after, or after and not
/// before.
fn touched(rows: &[Moved], before: &Stands, after: &Stands) -> Vec<Touched> {
    let one = |(id, was): (&String, &Stand)| {
        let is = after.get(id)?;
        let dropped =
            rows.iter().map(|row| if row.fate == Fate::Gone { was.of(&row.question) } else { was.lost(&row.question, Some(is)) }).sum();
        let found = Touched {
            supplier: id.clone(),
            name: was.name.clone(),
            dropped,
            submitted: was.submitted,
            complete: (was.is_complete(), is.is_complete()),
            open: is.progress.1.saturating_sub(is.progress.0),
        };
        (dropped > 0 || was.is_complete() != is.is_complete()).then_some(found)
    };
    before.iter().filter_map(one).collect()
}
