//! Certificates: what every source says of one, side by side, and what holds.
//!
//! One certificate is a scheme, a legal entity, a site and a metal. A later step of the same way (applied, under
//! assessment, certified) or a renewal takes the place of an earlier word; anything else that differs is disputed and
//! counts as none until a reviewer settles it.

pub mod coverage;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Log, live};
use crate::journal::{Act, BodyRef, CertificateAct, CertificateState, EntryRef, Moment, RegisterAct, SettleAct};
use crate::language::Text;
use crate::policy::equivalent::CertificateRules;
use crate::reference::metal;
use crate::reference::name::{folded, normalise};
use crate::reference::scheme;
use crate::supplier::{Certificate, Supplier};

/// The kind of a source that is a line of the profile.
const PROFILE: &str = "profile";

/// What one source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The entry, or the place in the profile.
    pub entry: String,
    /// `profile`, `supplier`, `document`, `scheme`, `other`, `settled`.
    pub kind: String,
    /// Who wrote it down; absent: the profile.
    pub by: Option<String>,
    /// When it was written down.
    pub at: Option<Moment>,
    /// The day it speaks of.
    pub dated: Option<Date>,
    /// How far the certification is.
    pub state: CertificateState,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// Issued on.
    pub issued: Option<Date>,
    /// Its last valid day.
    pub expires: Option<Date>,
    /// Where the profile knows it from.
    pub told: String,
    /// Hashes of documents.
    pub evidence: Vec<String>,
    /// A remark or reason, apart.
    pub note: Option<BodyRef>,
}

impl Source {
    /// Who wrote it down; nothing for the profile.
    #[must_use]
    pub fn by(&self) -> &str {
        self.by.as_deref().unwrap_or_default()
    }
}

/// One certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its name, `copper-mark:atacama-cobre:quebrada-clara:copper`.
    pub key: String,
    /// Scheme, as first written.
    pub scheme: String,
    /// The legal entity on it.
    pub entity: String,
    /// The site; empty: the whole entity.
    pub site: String,
    /// The metal; empty: not about one.
    pub metal: String,
    /// What its sources say now, earliest first.
    pub sources: Vec<Source>,
    /// The settlement, if there is one that nobody contradicted apart.
    pub settled: Option<Source>,
    /// Settlements made apart that say different things; none of them holds until one has seen all of them.
    pub clash: Vec<Source>,
    /// How far it is.
    pub state: CertificateState,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// Issued on.
    pub issued: Option<Date>,
    /// Its last valid day.
    pub expires: Option<Date>,
    /// Questions whose answer rests on it.
    pub questions: Vec<String>,
}

impl Held {
    /// Its scheme with what it is narrowed to: an edition where `edition` asks for it, a site, a metal in words.
    #[must_use]
    pub fn title(&self, edition: bool) -> Text {
        let metal = metal::named(&self.metal);
        let edition = self.edition.as_deref().filter(|_| edition).unwrap_or_default();
        let one = |metal: &str| {
            let narrower: Vec<&str> = [edition, self.site.as_str(), metal].into_iter().filter(|word| !word.is_empty()).collect();
            if narrower.is_empty() { self.scheme.clone() } else { format!("{} ({})", self.scheme, narrower.join(", ")) }
        };
        Text { en: one(&metal.en), ja: one(&metal.ja), zh: one(&metal.zh) }
    }

    /// Its scheme as policies name it: `copper-mark`.
    #[must_use]
    pub fn slug(&self) -> String {
        self.scheme.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
    }

    /// Its last valid day: the one that stands on it or the last of the edition it is made out to, whichever is earlier;
    /// where none stands on it, the last of the months that results of its scheme count.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let scheme = scheme::find(&self.scheme);
        let edition = self.edition.as_deref().and_then(|edition| scheme?.last_day_of(edition));
        let counted = self.issued.filter(|_| self.expires.is_none()).and_then(|issued| scheme?.last_day_from(issued));
        self.expires.into_iter().chain(edition).chain(counted).min()
    }

    /// Days until it expires; negative once it has; none when no day is known.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.last_day().and_then(|last| today.until(last).ok()).map(|span| i64::from(span.get_days()))
    }

    /// Whether it holds on a day: certified and not expired.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        self.state == CertificateState::Certified && self.last_day().is_none_or(|last| today <= last)
    }

    /// Nothing stands in the register about it: all that is known is a line of the profile.
    #[must_use]
    pub fn is_in_profile_only(&self) -> bool {
        self.settled.is_none() && self.clash.is_empty() && self.sources.iter().all(|source| source.kind == PROFILE)
    }

    /// What shows that it is certified: the settlement of a reviewer, a document that lies here, the scheme's own list. A
    /// word of the supplier shows nothing, and neither does a line of the profile, unless an edition of before says so.
    #[must_use]
    pub fn proof(&self, today: Date, rules: CertificateRules) -> Option<&Source> {
        let shows = |source: &&Source| match source.kind.as_str() {
            "settled" | "scheme" => true,
            PROFILE => rules.profile_shows,
            "document" => !source.evidence.is_empty(),
            _ => false,
        };
        let holds = |source: &&Source| {
            source.state == CertificateState::Certified && source.expires.is_none_or(|last| today <= last) && shows(source)
        };
        self.settled.iter().chain(self.sources.iter().rev()).find(holds)
    }

    /// The first day on which it did not hold any more, if that day has come.
    #[must_use]
    pub fn ended(&self, today: Date) -> Option<Date> {
        match self.state {
            CertificateState::Certified => self.last_day().filter(|last| *last < today).and_then(|last| last.tomorrow().ok()),
            CertificateState::Lapsed => {
                self.sources.iter().filter(|source| source.state == CertificateState::Lapsed).filter_map(|source| source.dated).max()
            }
            CertificateState::Applied | CertificateState::UnderAssessment | CertificateState::Disputed => None,
        }
    }

    /// As the profile would state it, so that every rule sees one thing.
    #[must_use]
    pub fn as_certificate(&self) -> Certificate {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Certificate {
            scheme: self.scheme.clone(),
            entity: self.entity.clone(),
            site: self.site.clone(),
            metal: self.metal.clone(),
            state: self.state.word().to_owned(),
            issued: day(self.issued),
            expires: day(self.last_day()),
            source: self.told(),
        }
    }

    /// What its sources say, in one line; the profile's own words where it is the only one.
    #[must_use]
    pub fn told(&self) -> String {
        if let [only] = self.sources.as_slice()
            && !only.told.is_empty()
            && self.settled.is_none()
        {
            return only.told.clone();
        }
        let line = |source: &Source| {
            let day = source.dated.map(|day| format!(" {day}")).unwrap_or_default();
            format!("{}{day}: {}", source.kind, source.state.word())
        };
        self.sources.iter().chain(&self.settled).map(line).collect::<Vec<_>>().join("; ")
    }
}

/// The name of a certificate from its four parts. Another name of a scheme may be a level of it, and stays one of its own.
#[must_use]
pub fn key(scheme: &str, entity: &str, site: &str, metal: &str) -> String {
    let part = |text: &str| {
        let words = folded(text).replace(' ', "-");
        if words.is_empty() { "-".to_owned() } else { words }
    };
    let entity = normalise(entity).core.replace(' ', "-");
    let scheme = crate::reference::scheme::titled(scheme).map_or_else(|| part(scheme), |known| known.id.clone());
    format!("{scheme}:{}:{}:{}", if entity.is_empty() { "-" } else { &entity }, part(site), part(metal))
}

/// Every certificate of a supplier: those of its profile first, in its order, then by name. `may_settle` says whose
/// settlement counts, `rules` what the policy's edition makes of it.
#[must_use]
pub fn fold(supplier: &Supplier, logs: &[Log<'_>], may_settle: &dyn Fn(&str, &Moment) -> bool, rules: CertificateRules) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for (index, stated) in supplier.certificates.iter().enumerate() {
        let entity = if stated.entity.is_empty() { supplier.display_name() } else { &stated.entity };
        let name = key(&stated.scheme, entity, &stated.site, &stated.metal);
        let source = of_profile(index + 1, stated);
        match all.iter_mut().find(|held| held.key == name) {
            Some(held) => held.sources.push(source),
            None => all.push(begun(name, &stated.scheme, &stated.entity, &stated.site, &stated.metal, source)),
        }
    }
    let causality = Causality::of(logs);
    let mut entered: BTreeMap<String, Held> = BTreeMap::new();
    let mut settled: BTreeMap<String, Vec<Settlement>> = BTreeMap::new();
    for one in live(logs, &causality) {
        match &one.entry.act {
            Act::Register(RegisterAct::Certificate(act)) => {
                let name = key(&act.scheme, &act.entity, act.site.as_deref().unwrap_or_default(), act.metal.as_deref().unwrap_or_default());
                let source = of_entry(&one.at, &one.entry.at, act);
                let held = match all.iter_mut().find(|held| held.key == name) {
                    Some(held) => held,
                    None => entered.entry(name.clone()).or_insert_with(|| {
                        let text = |text: &Option<String>| text.clone().unwrap_or_default();
                        let first = begun(name, &act.scheme, &act.entity, &text(&act.site), &text(&act.metal), source.clone());
                        Held { sources: Vec::new(), ..first }
                    }),
                };
                let is_replaced = |known: &Source| {
                    known.kind == source.kind && known.entry.parse().is_ok_and(|known: EntryRef| causality.before(&known, &one.at))
                };
                held.sources.retain(|known| !is_replaced(known));
                held.sources.push(source);
                held.questions
                    .extend(act.questions.iter().filter(|question| !held.questions.contains(question)).cloned().collect::<Vec<_>>());
            }
            Act::Register(RegisterAct::Settle(act)) if may_settle(one.at.writer.person(), &one.entry.at) => {
                let standing = settled.entry(act.certificate.clone()).or_default();
                standing.retain(|known| !causality.before(&known.entry, &one.at));
                standing.push(Settlement { entry: one.at.clone(), source: of_settlement(&one.at, &one.entry.at, act), of: act.of.clone() });
            }
            _ => {}
        }
    }
    all.extend(entered.into_values());
    for held in &mut all {
        let settlements = settled.remove(&held.key).unwrap_or_default();
        conclude(held, settlements, rules);
    }
    all
}

fn begun(key: String, scheme: &str, entity: &str, site: &str, metal: &str, source: Source) -> Held {
    Held {
        key,
        scheme: scheme.to_owned(),
        entity: entity.to_owned(),
        site: site.to_owned(),
        metal: metal.to_owned(),
        state: source.state,
        edition: None,
        issued: None,
        expires: None,
        sources: vec![source],
        settled: None,
        clash: Vec::new(),
        questions: Vec::new(),
    }
}

fn of_profile(number: usize, stated: &Certificate) -> Source {
    Source {
        entry: format!("supplier.toml, certificate {number}"),
        kind: PROFILE.to_owned(),
        by: None,
        at: None,
        dated: stated.issued.parse().ok(),
        state: CertificateState::parse(&stated.state).unwrap_or(CertificateState::Applied),
        edition: None,
        issued: stated.issued.parse().ok(),
        expires: stated.expires.parse().ok(),
        told: stated.source.clone(),
        evidence: Vec::new(),
        note: None,
    }
}

fn of_entry(at: &EntryRef, moment: &Moment, act: &CertificateAct) -> Source {
    let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse().ok());
    Source {
        entry: at.to_string(),
        kind: act.source.word().to_owned(),
        by: Some(at.writer.person().to_owned()),
        at: Some(*moment),
        dated: act.dated.parse().ok(),
        state: act.state,
        edition: act.edition.clone(),
        issued: day(&act.issued),
        expires: day(&act.expires),
        told: String::new(),
        evidence: act.evidence.clone(),
        note: act.note.clone(),
    }
}

fn of_settlement(at: &EntryRef, moment: &Moment, act: &SettleAct) -> Source {
    Source {
        entry: at.to_string(),
        kind: "settled".to_owned(),
        by: Some(at.writer.person().to_owned()),
        at: Some(*moment),
        dated: Some(moment.date()),
        state: act.state,
        edition: None,
        issued: None,
        expires: act.expires.as_deref().and_then(|day| day.parse().ok()),
        told: String::new(),
        evidence: Vec::new(),
        note: Some(act.reason.clone()),
    }
}

/// A settlement that no later one has seen.
struct Settlement {
    entry: EntryRef,
    source: Source,
    of: Vec<String>,
}

/// What holds: the settlement and whatever it has not seen, else every source. Settlements made apart that say different
/// things settle nothing; an edition of before took the last of them.
fn conclude(held: &mut Held, settlements: Vec<Settlement>, rules: CertificateRules) {
    held.sources.sort_by(|a, b| a.dated.cmp(&b.dated).then_with(|| a.entry.cmp(&b.entry)));
    let says = |one: &Settlement| (one.source.state, one.source.expires);
    let differ = settlements.iter().any(|one| Some(says(one)) != settlements.first().map(says));
    if differ {
        held.clash = settlements.iter().map(|one| one.source.clone()).collect();
    }
    let seen = settlements.last().map(|last| last.of.clone()).unwrap_or_default();
    held.settled = settlements.into_iter().next_back().map(|last| last.source);
    let mut asked: Vec<&Source> = held.sources.iter().filter(|source| !seen.contains(&source.entry)).collect();
    if let Some(settled) = &held.settled {
        asked.insert(0, settled);
    }
    let (Some(first), rest) = (asked.first().copied(), asked.get(1..).unwrap_or_default()) else { return };
    let mut now = first.clone();
    let mut disputed = first.state == CertificateState::Disputed;
    for next in rest {
        if next.state == now.state || follows(&now, next) {
            let renewed = Source { issued: next.issued.or(now.issued), edition: next.edition.clone().or(now.edition), ..(*next).clone() };
            let expires = if next.state == now.state { now.expires.max(next.expires) } else { next.expires };
            now = Source { expires, ..renewed };
        } else {
            disputed = true;
        }
    }
    if differ && rules.apart_disputes {
        (held.settled, disputed) = (None, true);
    }
    held.state = if disputed { CertificateState::Disputed } else { now.state };
    let known = held.sources.iter().rev();
    held.edition = now.edition.or_else(|| known.clone().find_map(|source| source.edition.clone()));
    held.issued = now.issued.or_else(|| known.clone().find_map(|source| source.issued));
    held.expires = now.expires;
}

/// Whether a later word is the next step of the same way and no contradiction.
fn follows(now: &Source, next: &Source) -> bool {
    use CertificateState::{Applied, Certified, Lapsed, UnderAssessment};
    let (Some(before), Some(after)) = (now.dated, next.dated) else { return false };
    let had_run_out = now.expires.is_some_and(|last| last < after);
    match (now.state, next.state) {
        (Applied, UnderAssessment | Certified) | (UnderAssessment, Certified) => before < after,
        (Certified, Lapsed | Applied | UnderAssessment) => had_run_out,
        (Lapsed, Applied | UnderAssessment | Certified) => before < after && next.issued.is_none_or(|issued| issued > before),
        _ => false,
    }
}

#[cfg(test)]
pub(crate) mod tests;
