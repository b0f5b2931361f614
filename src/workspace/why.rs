//! Everything one page needs that explains a decision: facts as they were, papers as they are, and who did what.

pub mod json;
pub mod page;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::decide::standing;
use super::seal::{Hypothetical, Replayed, Under};
use super::{Dossier, Workspace, WorkspaceError};
use crate::clean::line;
use crate::journal::{Act, Entry, RegisterAct, WriterId, block::sha256_hex};
use crate::policy::Policy;
use crate::questionnaire::Per;
use crate::review::Decision;
use crate::seal::{Bound, Kind};
use crate::sentence::told;
use crate::store::{Place, Shelf, Store as _};
use crate::workspace::retention::files::Erasure;

/// Whether a stored file is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There, byte for byte.
    Whole,
    /// There, with other bytes.
    Changed,
    /// Not there, and no entry says why.
    Missing,
    /// Erased, and an entry says so.
    Erased,
}

impl Kept {
    /// The word of files and commands.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "unchanged",
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Erased => "erased",
        }
    }
}

/// A document the record held when the decision was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// SHA-256.
    pub sha256: String,
    /// File name as received.
    pub name: String,
    /// The question it proves.
    pub question: Option<String>,
    /// The flows or facilities it covers; none: it names none.
    pub about: Vec<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Last valid day.
    pub expires: Option<String>,
    /// The entry that took it in.
    pub entry: String,
    /// Whether it is still as it was.
    pub kept: Kept,
    /// Who erased it, when and why, if it was.
    pub erased: Option<Erasure>,
}

/// Whom an interviewer met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The interviewer.
    pub by: String,
    /// When it was written down.
    pub at: crate::journal::Moment,
    /// The name, where its text is here.
    pub who: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// Language.
    pub lang: Option<String>,
}

/// That somebody had adopted the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The day it judges from.
    pub from: String,
    /// Who adopted it.
    pub by: String,
    /// The entry.
    pub entry: crate::journal::EntryRef,
}

/// Why a decision was taken.
pub struct Why {
    /// The day that was asked about; absent: today.
    pub on: Option<Date>,
    /// The decision, weighed on that day.
    pub decision: Decision,
    /// The supplier on that day.
    pub then: Dossier,
    /// The sealed judgement, computed again; absent: it is not sealed.
    pub replayed: Option<Replayed>,
    /// The policy it was sealed under.
    pub policy: Option<Policy>,
    /// Roles the person had then.
    pub roles: Vec<crate::journal::Role>,
    /// Who wrote down how many answers.
    pub interviewers: BTreeMap<String, usize>,
    /// Papers.
    pub evidence: Vec<Evidence>,
    /// Sealed files with whether each is still as it was.
    pub bound: Vec<(Bound, Kept)>,
    /// The same facts under other rules.
    pub supposed: Option<Hypothetical>,
    /// Names of the persons, as far as their texts are here.
    pub names: BTreeMap<String, String>,
    /// Whom the interviewers met, in the order of the clocks.
    pub met: Vec<Meeting>,
    /// Texts that were erased, by what entries call them.
    pub erased: BTreeMap<String, Erasure>,
    /// The adoption of the policy that held when it was decided; absent: nobody had adopted it, it was the tool's default.
    pub adopted: Option<Adoption>,
    /// Where one of those who decided had lost the key and began again with another, whenever it was.
    pub breaks: Vec<crate::sentence::Sentence>,
}

impl Workspace {
    /// Why a decision was taken.
    ///
    /// # Errors
    /// When nothing was decided by then, a sealed file is missing or changed, or there is no such edition.
    pub fn why(&self, supplier: &str, on: Option<Date>, under: Option<&Under>) -> Result<Why, WorkspaceError> {
        let (decision, then) = self.decided(supplier, on)?;
        let replayed = match decision.sealed {
            Some(_) => Some(self.replay(supplier, &decision.entry)?),
            None => None,
        };
        let supposed = match (under, &replayed) {
            (Some(under), Some(replayed)) => Some(self.suppose(supplier, replayed, under)?),
            (Some(_), None) => {
                let values = [("entry", decision.entry.to_string().into())];
                return Err(super::act::wrong(told("refusal.suppose-unsealed", values)));
            }
            (None, _) => None,
        };
        let roles = self.people.roles(&decision.person, &decision.at).into_iter().collect();
        let until = decision.at;
        let mut places = vec![standing(supplier)];
        let assessment = |label: &str| Place::Assessment { supplier: supplier.to_owned(), assessment: label.to_owned() };
        places.extend(answered_in(&decision, &then).into_iter().map(|label| assessment(&label)));
        let mut interviewers = BTreeMap::new();
        let (mut evidence, mut met, mut erased) = (Vec::new(), Vec::new(), BTreeMap::new());
        for place in places.into_iter().rev() {
            for (writer, entries) in self.journals(&place)? {
                for entry in &entries {
                    self.erased_by(&place, &writer, entry, &mut erased)?;
                }
                for entry in entries.iter().filter(|entry| entry.at <= until) {
                    met.extend(self.meeting(&place, &writer, entry)?);
                    if matches!(entry.act, Act::Answer(_)) {
                        *interviewers.entry(writer.person().to_owned()).or_default() += 1;
                    }
                    evidence.extend(self.evidence(supplier, &writer, entry)?);
                }
            }
        }
        evidence.retain(|paper| !paper.question.as_deref().is_some_and(|question| self.is_veiled(question)));
        let mut bound = Vec::new();
        for one in replayed.iter().flat_map(|replayed| &replayed.sealed.bound) {
            let shelf = if one.kind == Kind::List { Shelf::Lists } else { Shelf::Sealed };
            bound.push((one.clone(), self.kept_whole(shelf, &one.sha256)?));
        }
        let policy = replayed.as_ref().map(|replayed| replayed.policy.clone());
        met.sort_by_key(|met| met.at.timestamp());
        let adopted = match &policy {
            Some(policy) => self.adoption(policy, &decision.at)?,
            None => None,
        };
        let mut breaks = Vec::new();
        for broke in &self.people.breaks {
            if broke.person == decision.person || decision.seconds.iter().any(|second| second.person == broke.person) {
                breaks.push(self.break_told(broke)?);
            }
        }
        let mut names = BTreeMap::new();
        let seconds = decision.seconds.iter().map(|second| &second.person);
        let waived = then.review.waivers.iter().map(|waiver| &waiver.person);
        let persons = interviewers.keys().chain(seconds).chain(waived).chain([&decision.person]).chain(adopted.iter().map(|one| &one.by));
        for person in persons {
            names.extend(self.name_of(person)?.map(|name| (person.clone(), name)));
        }
        Ok(Why {
            on,
            decision,
            then,
            replayed,
            policy,
            roles,
            interviewers,
            evidence,
            bound,
            supposed,
            names,
            met,
            erased,
            adopted,
            breaks,
        })
    }

    /// Whom an interviewer met.
    fn meeting(&self, place: &Place, writer: &WriterId, entry: &Entry) -> Result<Option<Meeting>, WorkspaceError> {
        let Act::Met { who, role, channel, lang } = &entry.act else { return Ok(None) };
        let who = who.as_ref().map(|who| self.store.body(place, who)).transpose()?.flatten().map(|who| line(&who));
        let clean = |text: &Option<String>| text.as_deref().map(line);
        let (role, channel, lang) = (clean(role), clean(channel), clean(lang));
        Ok(Some(Meeting { by: writer.person().to_owned(), at: entry.at, who, role, channel, lang }))
    }

    /// Texts that an entry says are erased.
    fn erased_by(
        &self,
        place: &Place,
        writer: &WriterId,
        entry: &Entry,
        erased: &mut BTreeMap<String, Erasure>,
    ) -> Result<(), WorkspaceError> {
        let Act::Redact(act) = &entry.act else { return Ok(()) };
        let reason = self.store.body(place, &act.reason)?.map(|reason| line(&reason)).unwrap_or_default();
        let by = format!("{place}/{writer}#{}", entry.n);
        let one = Erasure { entry: by, person: writer.person().to_owned(), at: entry.at, reason };
        erased.extend(act.bodies.iter().map(|body| (body.clone(), one.clone())));
        Ok(())
    }

    /// The adoption of a policy that held at a moment.
    fn adoption(&self, policy: &Policy, at: &crate::journal::Moment) -> Result<Option<Adoption>, WorkspaceError> {
        let (name, day) = (policy.edition_name(), at.date().to_string());
        let mut held =
            self.adopted()?.into_iter().filter(|one| one.act.edition == name && one.counts() && one.at <= *at && one.act.from <= day);
        let last = held.next_back().filter(|one| one.act.state != "retired");
        Ok(last.map(|one| Adoption { from: one.act.from, by: one.by, entry: one.entry }))
    }

    fn evidence(&self, supplier: &str, writer: &WriterId, entry: &Entry) -> Result<Option<Evidence>, WorkspaceError> {
        let at = format!("{writer}#{}", entry.n);
        let (sha256, name, question, issuer, expires) = match &entry.act {
            Act::Attach(paper) => (&paper.sha256, &paper.name, paper.question.clone(), paper.issuer.clone(), paper.expires.clone()),
            Act::Import(import) => (&import.sha256, &import.file, None, import.company.clone(), None),
            Act::Register(RegisterAct::Evidence(paper)) => {
                // Of several rows, one that whoever looks may not see hides it.
                let row = paper.questions.iter().find(|question| self.is_veiled(question)).or(paper.questions.first());
                (&paper.sha256, &paper.name, row.cloned(), paper.issuer.clone(), paper.expires.clone())
            }
            _ => return Ok(None),
        };
        let about = match &entry.act {
            Act::Attach(paper) => paper.scope.iter().filter(|scope| Per::of(scope).is_some()).cloned().collect(),
            Act::Register(RegisterAct::Evidence(paper)) => paper.about.clone(),
            _ => Vec::new(),
        };
        let kept = self.kept_whole(Shelf::Supplier(supplier), sha256)?;
        let erased = if kept == Kept::Erased { self.erasure(Shelf::Supplier(supplier), sha256)? } else { None };
        let issuer = issuer.map(|issuer| line(&issuer));
        Ok(Some(Evidence { sha256: sha256.clone(), name: line(name), question, about, issuer, expires, entry: at, kept, erased }))
    }

    /// Whether a stored file is as it was.
    pub(super) fn kept_whole(&self, shelf: Shelf<'_>, sha256: &str) -> Result<Kept, WorkspaceError> {
        Ok(match self.store.file(shelf, sha256)? {
            None if self.erased_file(shelf, sha256)?.is_some() => Kept::Erased,
            None => Kept::Missing,
            Some(bytes) if sha256_hex(&bytes) == sha256 => Kept::Whole,
            Some(_) => Kept::Changed,
        })
    }
}

/// The campaign a decision speaks of, and the earlier ones whose answers still cause a flag.
fn answered_in(decision: &Decision, then: &Dossier) -> BTreeSet<String> {
    let causes = then.flags.iter().flat_map(|flag| &flag.causes);
    let labels = causes.filter_map(|cause| cause.entry.split_once('/')).map(|(label, _)| label.to_owned());
    let before: Vec<&str> =
        std::iter::successors(then.before.as_deref(), |before| before.before.as_deref()).map(|before| before.campaign.as_str()).collect();
    let labels: Vec<String> = labels.filter(|label| before.contains(&label.as_str())).collect();
    labels.into_iter().chain([decision.act.assessment.clone()]).collect()
}
