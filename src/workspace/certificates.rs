//! Certificates of a supplier: what a source says is entered, sources that contradict each other are settled by a
//! reviewer, and answers that rest on one re-open the day after it runs out.

use jiff::civil::Date;

use super::act::wrong;
use super::decide::{as_logs, standing};
use super::needed::Needed;
use super::people::Written;
use super::{Workspace, WorkspaceError};
use crate::answers::{Answers, Standing};
use crate::journal::{
    Act, BodyRef, CertificateAct, CertificateSource, CertificateState, Entry, Moment, RegisterAct, Role, SettleAct, WriterId,
};
use crate::locale::Locale;
use crate::policy::equivalent::CertificateRules;
use crate::questionnaire::QuestionId;
use crate::ratio::Ratio;
use crate::reference::scheme;
use crate::register::certificate::{self, Held};
use crate::sentence::told;
use crate::situation::{Backing, Situation};
use crate::store::Store as _;
use crate::supplier::Supplier;

/// What a source says of a certificate, as a person gives it.
#[derive(Clone, Debug)]
pub struct Entering {
    /// Scheme.
    pub scheme: String,
    /// Legal entity; absent: the supplier itself.
    pub entity: Option<String>,
    /// Site id or name.
    pub site: Option<String>,
    /// Metal.
    pub metal: Option<String>,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// How far it is.
    pub state: CertificateState,
    /// Issued on.
    pub issued: Option<String>,
    /// Its last valid day.
    pub expires: Option<String>,
    /// Who says so.
    pub source: CertificateSource,
    /// The day the source speaks of; absent: today.
    pub dated: Option<String>,
    /// Hashes of documents stored with it.
    pub evidence: Vec<String>,
    /// Questions whose answer rests on it.
    pub questions: Vec<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Workspace {
    /// Folds the certificates of a profile and of the logs of `standing/`.
    pub(super) fn certificates_of(&self, supplier: &Supplier, logs: &[(WriterId, Vec<Entry>)]) -> Vec<Held> {
        let people = self.people();
        let may_settle = |person: &str, at: &Moment| people.is_empty() || people.had(person, Role::Reviewer, at);
        certificate::fold(supplier, &as_logs(logs), &may_settle, self.policy().certificates)
    }

    /// Certificates of a supplier with all their sources.
    ///
    /// # Errors
    /// When it is not there or its record cannot be read.
    pub fn certificates(&self, supplier: &str) -> Result<Vec<Held>, WorkspaceError> {
        let profile = self.supplier(supplier)?;
        Ok(self.certificates_of(&profile, &self.journals(&standing(supplier))?))
    }

    /// A text kept apart from the logs of `standing/`; its reference where it is not here.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn standing_text(&self, supplier: &str, body: &BodyRef) -> Result<String, WorkspaceError> {
        let text = self.store().body(&standing(supplier), body)?;
        Ok(text.map_or_else(|| format!("{body} (absent here)"), |text| crate::clean::text(&text)))
    }

    /// Days before expiry from which a certificate is told: the policy's.
    #[must_use]
    pub fn certificate_warning(&self) -> Ratio {
        let rule = self.policy().rules.get("P-DATES");
        rule.and_then(|rule| rule.parameters.numbers.get("warn-days").copied()).unwrap_or(Ratio::whole(60))
    }

    /// Refuses what cannot be a certificate of this supplier, before anything is stored with it.
    ///
    /// # Errors
    /// A sentence.
    pub fn would_certify(&self, supplier: &str, given: &Entering) -> Result<(), WorkspaceError> {
        self.belongs_here(supplier)?;
        let profile = self.supplier(supplier)?;
        if crate::clean::line(&given.scheme).is_empty() {
            return Err(wrong(told("refusal.scheme-empty", [])));
        }
        if let (Some(known), Some(metal)) = (scheme::find(&given.scheme), &given.metal) {
            known.covers(metal).map_err(wrong)?;
        }
        if let Some(site) = &given.site
            && !profile.sites.iter().any(|known| known.id == *site || known.name == *site)
        {
            let all: Vec<&str> = profile.sites.iter().map(|site| site.id.as_str()).collect();
            return Err(wrong(told(
                "refusal.no-such-site",
                [("id", supplier.into()), ("site", site.into()), ("all", all.join(", ").into())],
            )));
        }
        let days = [&given.issued, &given.expires, &given.dated].map(|day| day.as_deref().map(a_day).transpose());
        let [issued, expires, _] = days;
        if let (Some(issued), Some(expires)) = (issued?, expires?)
            && expires < issued
        {
            return Err(wrong(told(
                "refusal.expires-before-issue",
                [("expires", expires.to_string().into()), ("issued", issued.to_string().into())],
            )));
        }
        if let Some(day) = &given.dated {
            self.not_to_come(day, "--dated")?;
        }
        if let Some(day) = &given.issued {
            self.not_to_come(day, "--issued")?;
        }
        given.questions.iter().try_for_each(|question| self.question(question).map(|_| ()))
    }

    /// Enters what a source says of a certificate.
    ///
    /// # Errors
    /// When it cannot be a certificate of this supplier, or cannot be saved.
    pub fn add_certificate(&mut self, supplier: &str, given: Entering) -> Result<(Written, Held), WorkspaceError> {
        self.would_certify(supplier, &given)?;
        let profile = self.supplier(supplier)?;
        let line = |text: &str| crate::clean::line(text);
        let site = given.site.as_deref().map(|named| {
            let known = profile.sites.iter().find(|site| site.id == named || site.name == named);
            known.map_or_else(|| named.to_owned(), |site| site.id.clone())
        });
        let questions: Result<Vec<String>, WorkspaceError> =
            given.questions.iter().map(|question| self.question(question).map(|known| known.id.to_string())).collect();
        let act = CertificateAct {
            scheme: line(&given.scheme),
            entity: given.entity.as_deref().map_or_else(|| profile.display_name().to_owned(), line),
            site,
            metal: given.metal.as_deref().map(line),
            edition: given.edition.as_deref().map(line),
            state: given.state,
            issued: given.issued,
            expires: given.expires,
            source: given.source,
            dated: given.dated.unwrap_or_else(|| self.today().to_string()),
            evidence: given.evidence,
            questions: questions?,
            note: self.put_optional(&standing(supplier), given.note.as_deref())?,
        };
        let empty = String::new();
        let key = certificate::key(&act.scheme, &act.entity, act.site.as_ref().unwrap_or(&empty), act.metal.as_ref().unwrap_or(&empty));
        let written = self.review_write(supplier, Act::Register(RegisterAct::Certificate(act)))?;
        Ok((written, self.certificate_meant(supplier, &key)?))
    }

    /// The certificate meant by its name or a part of it that only one has.
    ///
    /// # Errors
    /// When there is none, or several.
    pub fn certificate_meant(&self, supplier: &str, named: &str) -> Result<Held, WorkspaceError> {
        let all = self.certificates(supplier)?;
        if let Some(exact) = all.iter().find(|held| held.key == named) {
            return Ok(exact.clone());
        }
        let wanted = named.to_lowercase();
        let found: Vec<&Held> =
            all.iter().filter(|held| held.key.contains(&wanted) || held.scheme.to_lowercase().contains(&wanted)).collect();
        let keys = |held: &[&Held]| held.iter().map(|held| held.key.as_str()).collect::<Vec<_>>().join(", ");
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            [] if all.is_empty() => Err(wrong(told("refusal.no-certificates", [("id", supplier.into())]))),
            [] => Err(wrong(told(
                "refusal.no-certificate",
                [("id", supplier.into()), ("named", named.into()), ("all", keys(&all.iter().collect::<Vec<_>>()).into())],
            ))),
            several => Err(wrong(told("refusal.several-certificates", [("named", named.into()), ("all", keys(several).into())]))),
        }
    }

    /// Settles what the sources of a certificate say. A reviewer does it, with a reason.
    ///
    /// # Errors
    /// When the writer is no reviewer, there is no such certificate, a text is missing, or it cannot be saved.
    pub fn settle_certificate(
        &mut self,
        supplier: &str,
        named: &str,
        state: CertificateState,
        expires: Option<&str>,
        reason: &str,
    ) -> Result<(Written, Held), WorkspaceError> {
        let held = self.certificate_meant(supplier, named)?;
        let person = self.writer().person();
        if !self.people().is_empty() && !self.own_roles().contains(&Role::Reviewer) {
            return Err(wrong(told("refusal.settle-no-reviewer", [("person", person.into())])));
        }
        if state == CertificateState::Disputed {
            return Err(wrong(told("refusal.settle-says-what", [])));
        }
        let expires = expires.map(a_day).transpose()?.or_else(|| {
            let agreeing = held.sources.iter().filter(|source| source.state == state);
            agreeing.filter_map(|source| source.expires).max()
        });
        let act = SettleAct {
            certificate: held.key.clone(),
            state,
            expires: expires.map(|day| day.to_string()),
            of: held.sources.iter().map(|source| source.entry.clone()).collect(),
            reason: self.text_at(supplier, reason, Needed::Reason)?,
        };
        let written = self.review_write(supplier, Act::Register(RegisterAct::Settle(act)))?;
        Ok((written, self.certificate_meant(supplier, &held.key)?))
    }
}

/// What takes the place of a standard that certifies nothing, as the policy says.
#[must_use]
pub fn instead(policy: &crate::policy::Policy, held: &Held) -> Option<String> {
    let lists = &policy.rules.get("P-VOID")?.parameters.lists;
    let slug = held.scheme.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    let at = lists.get("schemes")?.iter().position(|scheme| *scheme == slug)?;
    lists.get("instead")?.get(at).cloned()
}

/// How the paper of a certificate that stands in the profile only is entered.
#[must_use]
pub fn enter_paper(locale: Locale, supplier: &str, held: &Held) -> String {
    let option = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(" --{name} {value}") };
    let narrower =
        [("site", held.site.as_str()), ("metal", &held.metal), ("expires", &held.expires.map(|day| day.to_string()).unwrap_or_default())]
            .map(|(name, value)| option(name, value))
            .concat();
    locale.with("certificate.enter-paper", &[("id", supplier), ("scheme", &held.scheme), ("entity", &held.entity), ("site", &narrower)])
}

pub(super) fn a_day(text: &str) -> Result<Date, WorkspaceError> {
    text.parse().map_err(|_| wrong(crate::figures::number::no_day(text, "2027-03-31")))
}

/// Names the entries behind each paper, says which answers rest on one in dispute, and re-opens answers that rest on a certificate which ran out after they were
/// given; such a paper counts as none from that day.
pub(super) fn lay_beside(situation: &mut Situation, answers: &Answers, certificates: &[Held], (today, rules): (Date, CertificateRules)) {
    for (paper, held) in situation.minerals.papers.iter_mut().zip(certificates) {
        let proof = held.proof(today, rules);
        let said = held.settled.as_ref().or_else(|| held.sources.last());
        paper.said = proof.is_none();
        paper.entry = proof.or(said).map(|source| source.entry.clone()).unwrap_or_default();
    }
    let holds = |question: &str| certificates.iter().any(|held| held.holds(today) && held.questions.iter().any(|known| known == question));
    // Until a reviewer settles what contradicts itself, the answers that rest on it say so.
    for held in certificates.iter().filter(|held| held.state == CertificateState::Disputed) {
        for question in held.questions.iter().filter(|question| !holds(question)) {
            let given = situation.answers.get_mut(&QuestionId::from_text(question));
            given.into_iter().flatten().for_each(|answered| answered.backing = Backing::Disputed);
        }
    }
    for held in certificates {
        let Some(ended) = held.ended(today) else { continue };
        for question in held.questions.iter().filter(|question| !holds(question)) {
            let given: Vec<_> = answers
                .current
                .iter()
                .filter(|(key, _)| key.question == *question)
                .flat_map(|(_, standing)| match standing {
                    Standing::One(given) => std::slice::from_ref(given),
                    Standing::Conflict(all) => all.as_slice(),
                })
                .collect();
            if given.is_empty() || given.iter().any(|given| given.at.date() >= ended) {
                continue;
            }
            let id = QuestionId::from_text(question);
            for answered in situation.answers.get_mut(&id).into_iter().flatten() {
                answered.backing = Backing::Expired;
            }
            situation.reopened.insert(id);
        }
    }
}
