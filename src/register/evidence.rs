//! Papers on file, each by its hash: what every entry says of one, whom it covers, until when, and whether it still counts.
//!
//! A paper comes in through an interview, with a certificate, with an action or by itself; whatever entry names its hash
//! speaks of the same paper. What a later entry says of issuer or dates takes the place of an earlier word; what it covers
//! adds up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::answers::causality::Causality;
use crate::answers::{Live, Log, live};
use crate::journal::{Act, BodyRef, Document, EntryRef, Moment, RegisterAct, Value};
use crate::questionnaire::Per;
use crate::supplier::Supplier;

/// The label of what outlives campaigns.
pub const STANDING: &str = "standing";

/// What one entry says of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Campaign label, or [`STANDING`].
    pub place: String,
    /// The entry.
    pub entry: EntryRef,
    /// When.
    pub at: Moment,
    /// The kind of the entry: `attach`, `evidence`, `certificate`, `answer` …
    pub kind: String,
    /// File name as received; empty where the entry names only the hash.
    pub name: String,
    /// What it is, apart.
    pub what: Option<BodyRef>,
    /// What it is, where the entry says it in words of its own: a scheme.
    pub title: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// The legal entity it is made out for.
    pub entity: Option<String>,
    /// Sites.
    pub sites: Vec<String>,
    /// Metals.
    pub metals: Vec<String>,
    /// Flows or facilities.
    pub about: Vec<String>,
    /// A scope in the words of whoever attached it.
    pub scope: Option<String>,
    /// Questions it proves.
    pub questions: Vec<String>,
    /// Its date.
    pub dated: Option<Date>,
    /// Its last valid day.
    pub expires: Option<Date>,
    /// A withdrawal has seen this entry.
    pub withdrawn: bool,
}

impl Said {
    /// The entry with its place, `FY2026/anna-7f3k#12`.
    #[must_use]
    pub fn named(&self) -> String {
        format!("{}/{}", self.place, self.entry)
    }
}

/// That a paper counts no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The entry.
    pub entry: EntryRef,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Why, apart.
    pub reason: BodyRef,
}

/// One paper of one supplier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// SHA-256 in hex.
    pub sha256: String,
    /// What entries say of it, oldest first.
    pub said: Vec<Said>,
    /// The last withdrawal.
    pub withdrawn: Option<Withdrawn>,
}

impl Paper {
    /// Whether nothing said of it counts any more.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.said.iter().all(|said| said.withdrawn)
    }

    /// The withdrawal that holds.
    #[must_use]
    pub fn withdrawal(&self) -> Option<&Withdrawn> {
        self.withdrawn.as_ref().filter(|_| self.is_withdrawn())
    }

    /// What counts, newest first; of a paper that was withdrawn, what was said of it.
    fn newest(&self) -> impl Iterator<Item = &Said> {
        let all = self.is_withdrawn();
        self.said.iter().rev().filter(move |said| all || !said.withdrawn)
    }

    /// File name as received.
    #[must_use]
    pub fn name(&self) -> &str {
        self.newest().map(|said| said.name.as_str()).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// What it is, apart, with the place of the text.
    #[must_use]
    pub fn what(&self) -> Option<(&str, &BodyRef)> {
        self.newest().find_map(|said| Some((said.place.as_str(), said.what.as_ref()?)))
    }

    /// What it is, in words an entry has.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.newest().find_map(|said| said.title.as_deref())
    }

    /// Issuer.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.newest().find_map(|said| said.issuer.as_deref())
    }

    /// The legal entity it is made out for; absent: the supplier.
    #[must_use]
    pub fn entity(&self) -> Option<&str> {
        self.newest().find_map(|said| said.entity.as_deref())
    }

    /// Its date.
    #[must_use]
    pub fn dated(&self) -> Option<Date> {
        self.newest().find_map(|said| said.dated)
    }

    /// Its last valid day.
    #[must_use]
    pub fn expires(&self) -> Option<Date> {
        self.newest().find_map(|said| said.expires)
    }

    /// Days until it expires; negative once it has.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i64> {
        self.expires().and_then(|last| today.until(last).ok()).map(|span| i64::from(span.get_days()))
    }

    fn all<'p>(&'p self, of: impl Fn(&'p Said) -> &'p [String]) -> Vec<&'p str> {
        let mut all: Vec<&str> = Vec::new();
        for word in self.newest().flat_map(of) {
            if !all.contains(&word.as_str()) {
                all.push(word);
            }
        }
        all.sort_unstable();
        all
    }

    /// Questions it proves.
    #[must_use]
    pub fn questions(&self) -> Vec<&str> {
        self.all(|said| &said.questions)
    }

    /// Sites it covers; none: the whole entity.
    #[must_use]
    pub fn sites(&self) -> Vec<&str> {
        self.all(|said| &said.sites)
    }

    /// Metals it covers.
    #[must_use]
    pub fn metals(&self) -> Vec<&str> {
        self.all(|said| &said.metals)
    }

    /// Flows and facilities it covers.
    #[must_use]
    pub fn about(&self) -> Vec<&str> {
        self.all(|said| &said.about)
    }

    /// Scopes in the words of whoever attached it.
    #[must_use]
    pub fn scopes(&self) -> Vec<&str> {
        self.all(|said| said.scope.as_slice())
    }
}

/// Every paper of a supplier, by hash, from the logs of each place under its label.
#[must_use]
pub fn fold(places: &[(&str, &[Log<'_>])]) -> Vec<Paper> {
    let mut said: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    let mut withdrawals: Vec<(String, BTreeSet<String>, Withdrawn)> = Vec::new();
    for (label, logs) in places {
        for one in live(logs, &Causality::of(logs)) {
            for (sha256, words) in says(label, &one) {
                said.entry(sha256).or_default().push(words);
            }
            if let Act::Register(RegisterAct::WithdrawPaper(act)) = &one.entry.act {
                let (entry, by) = (one.at.clone(), one.at.writer.person().to_owned());
                let withdrawn = Withdrawn { entry, by, at: one.entry.at, reason: act.reason.clone() };
                withdrawals.push((act.sha256.clone(), act.of.iter().cloned().collect(), withdrawn));
            }
        }
    }
    let mut papers = Vec::new();
    for (sha256, mut said) in said {
        said.sort_by(|a, b| a.at.timestamp().cmp(&b.at.timestamp()).then_with(|| a.named().cmp(&b.named())));
        let about: Vec<_> = withdrawals.iter().filter(|(of, _, _)| *of == sha256).collect();
        for one in &mut said {
            let name = one.named();
            one.withdrawn = about.iter().any(|(_, seen, _)| seen.contains(&name));
        }
        let withdrawn = about.iter().map(|(_, _, withdrawn)| withdrawn).max_by_key(|one| one.at.timestamp()).cloned();
        papers.push(Paper { sha256, said, withdrawn });
    }
    papers
}

fn blank(label: &str, one: &Live<'_>) -> Said {
    Said {
        place: label.to_owned(),
        entry: one.at.clone(),
        at: one.entry.at,
        kind: one.entry.act.kind().to_owned(),
        name: String::new(),
        what: None,
        title: None,
        issuer: None,
        entity: None,
        sites: Vec::new(),
        metals: Vec::new(),
        about: Vec::new(),
        scope: None,
        questions: Vec::new(),
        dated: None,
        expires: None,
        withdrawn: false,
    }
}

fn day(text: Option<&String>) -> Option<Date> {
    text.and_then(|day| day.parse().ok())
}

/// What an entry says, paper by paper.
fn says(label: &str, one: &Live<'_>) -> Vec<(String, Said)> {
    let blank = blank(label, one);
    match &one.entry.act {
        Act::Attach(paper) => vec![(paper.sha256.clone(), attached(blank, paper))],
        Act::Register(RegisterAct::Evidence(act)) => {
            let said = Said {
                name: act.name.clone(),
                what: act.what.clone(),
                issuer: act.issuer.clone(),
                entity: act.entity.clone(),
                sites: act.sites.clone(),
                metals: act.metals.clone(),
                about: act.about.clone(),
                questions: act.questions.clone(),
                dated: day(act.dated.as_ref()),
                expires: day(act.expires.as_ref()),
                ..blank
            };
            vec![(act.sha256.clone(), said)]
        }
        Act::Register(RegisterAct::Certificate(act)) => {
            let said = Said {
                title: Some(act.scheme.clone()),
                entity: Some(act.entity.clone()),
                sites: act.site.iter().cloned().collect(),
                metals: act.metal.iter().cloned().collect(),
                questions: act.questions.clone(),
                dated: day(act.issued.as_ref()),
                expires: day(act.expires.as_ref()),
                ..blank
            };
            act.evidence.iter().map(|sha256| (sha256.clone(), said.clone())).collect()
        }
        Act::Answer(answer) => {
            let about = answer.about.iter().filter(|about| Per::of(about).is_some()).cloned().collect();
            let said = Said { questions: vec![answer.question.clone()], about, ..blank };
            answer.evidence.iter().map(|sha256| (sha256.clone(), said.clone())).collect()
        }
        act => {
            let named = act.fields().into_iter().filter(|(key, value)| key == "evidence" && matches!(value, Value::List(_)));
            named.flat_map(|(_, value)| value.texts()).map(|sha256| (sha256, blank.clone())).collect()
        }
    }
}

fn attached(blank: Said, paper: &Document) -> Said {
    let site = paper.scope.as_deref().and_then(|scope| scope.strip_prefix("site:")).map(str::trim);
    let entity = paper.scope.as_deref().and_then(|scope| scope.strip_prefix("entity:")).map(str::trim);
    let about = paper.scope.clone().filter(|scope| Per::of(scope).is_some());
    Said {
        name: paper.name.clone(),
        issuer: paper.issuer.clone(),
        entity: entity.map(str::to_owned),
        sites: site.map(str::to_owned).into_iter().collect(),
        about: about.into_iter().collect(),
        scope: paper.scope.clone().filter(|scope| site.is_none() && entity.is_none() && Per::of(scope).is_none()),
        questions: paper.question.iter().cloned().collect(),
        dated: day(paper.dated.as_ref()),
        expires: day(paper.expires.as_ref()),
        ..blank
    }
}

/// The papers that were put on file by themselves, as judging looks at papers: one for each question and site.
#[must_use]
pub fn as_documents(papers: &[Paper], supplier: &Supplier) -> Vec<Document> {
    let mut all = Vec::new();
    for paper in papers {
        for said in paper.said.iter().filter(|said| said.kind == "evidence" && (!said.withdrawn || paper.is_withdrawn())) {
            let others = said.entity.as_deref().filter(|entity| !supplier.is_called(entity));
            let scopes: Vec<Option<String>> = match others {
                Some(entity) => vec![Some(format!("entity:{entity}"))],
                None if !said.sites.is_empty() || !said.about.is_empty() => {
                    let sites = said.sites.iter().map(|site| format!("site:{site}"));
                    sites.chain(said.about.iter().cloned()).map(Some).collect()
                }
                None if !said.metals.is_empty() => said.metals.iter().map(|metal| Some(format!("metal:{metal}"))).collect(),
                None => vec![None],
            };
            let questions: Vec<Option<String>> =
                if said.questions.is_empty() { vec![None] } else { said.questions.iter().cloned().map(Some).collect() };
            for question in &questions {
                all.extend(scopes.iter().map(|scope| Document {
                    sha256: paper.sha256.clone(),
                    name: paper.name().to_owned(),
                    question: question.clone(),
                    issuer: paper.issuer().map(str::to_owned),
                    scope: scope.clone(),
                    dated: paper.dated().map(|day| day.to_string()),
                    expires: paper.expires().map(|day| day.to_string()),
                    keeps: None,
                }));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests;
