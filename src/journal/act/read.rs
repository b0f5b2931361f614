//! The kind and keys of an entry → its act. What does not fit exactly is kept as it is.

use super::{
    Act, Answer, CampaignAct, Document, EditionAct, Import, ListAct, MatchAct, Open, Party, Promise, Received, Reply, SourceLevel, Value,
};
use crate::journal::BodyRef;

/// Takes the keys of an entry one by one; a key nobody takes makes the whole entry unknown, so nothing is dropped.
pub(super) struct Taken {
    fields: Vec<(String, Value)>,
    taken: usize,
}

impl Taken {
    fn find(&mut self, key: &str) -> Option<Value> {
        let value = self.fields.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        self.taken += usize::from(value.is_some());
        value
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        match self.find(key)? {
            Value::Text(text) => Some(text),
            Value::Number(_) | Value::Flag(_) | Value::List(_) => None,
        }
    }

    pub(super) fn number(&mut self, key: &str) -> Option<u64> {
        match self.find(key)? {
            Value::Number(number) => Some(number),
            Value::Text(_) | Value::Flag(_) | Value::List(_) => None,
        }
    }

    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        match self.find(key)? {
            Value::Flag(flag) => Some(flag),
            Value::Text(_) | Value::Number(_) | Value::List(_) => None,
        }
    }

    pub(super) fn list(&mut self, key: &str) -> Option<Vec<String>> {
        match self.find(key)? {
            Value::List(texts) => Some(texts),
            Value::Text(_) | Value::Number(_) | Value::Flag(_) => None,
        }
    }

    /// A list that may be left out.
    pub(super) fn some(&mut self, key: &str) -> Option<Vec<String>> {
        match self.find(key) {
            None => Some(Vec::new()),
            Some(Value::List(texts)) => Some(texts),
            Some(_) => None,
        }
    }

    /// One of the words of a list.
    pub(super) fn word<T: Copy>(&mut self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
    }

    pub(super) fn entry(&mut self, key: &str) -> Option<crate::journal::EntryRef> {
        self.text(key)?.parse().ok()
    }

    pub(super) fn body(&mut self, key: &str) -> Option<BodyRef> {
        BodyRef::parse(&self.text(key)?)
    }
}

/// The act of an entry's kind and keys. What does not fit exactly is kept as unknown.
#[must_use]
pub(in crate::journal) fn of(kind: &str, fields: Vec<(String, Value)>) -> Act {
    let mut taken = Taken { fields: fields.clone(), taken: 0 };
    let act = known(kind, &mut taken);
    match act {
        Some(act) if taken.taken == fields.len() => act,
        _ => Act::Unknown { kind: kind.to_owned(), fields },
    }
}

fn known(kind: &str, keys: &mut Taken) -> Option<Act> {
    Some(match kind {
        "open" => Act::Open(open_of(keys)?),
        "answer" => Act::Answer(answer_of(keys)?),
        "note" => Act::Note { question: keys.text("question"), text: keys.body("text")? },
        "attach" => Act::Attach(document_of(keys)?),
        "promise" => {
            let (question, due) = (keys.text("question")?, keys.text("due")?);
            Act::Promise(Promise { question, about: keys.text("about"), due, what: keys.body("what"), by: keys.body("by") })
        }
        "park" => Act::Park { question: keys.text("question")?, parked: keys.flag("parked")? },
        "undo" => Act::Undo { entry: keys.number("entry")? },
        "submit" => Act::Submit { attested: keys.text("attested")?, name: keys.body("name"), role: keys.text("role") },
        "met" => Act::Met { who: keys.body("who"), role: keys.text("role"), channel: keys.text("channel"), lang: keys.text("lang") },
        "check" => Act::Check {
            question: keys.text("question")?,
            outcome: keys.text("outcome")?,
            note: keys.body("note"),
            about: keys.text("about"),
        },
        "import" => Act::Import(import_of(keys)?),
        "received" => Act::Received(received_of(keys)?),
        "list" => Act::List(list_of(keys)?),
        "match" => Act::Match(MatchAct {
            metal: keys.text("metal")?,
            reported: keys.text("reported")?,
            country: keys.text("country"),
            id: keys.text("id"),
            note: keys.body("note"),
        }),
        "campaign" => Act::Campaign(CampaignAct {
            label: keys.text("label")?,
            questionnaires: keys.list("questionnaires")?,
            due: keys.text("due")?,
            started: keys.text("started")?,
            suppliers: keys.list("suppliers")?,
            policy: keys.text("policy"),
            carries: keys.text("carries"),
        }),
        "edition" => Act::Edition(EditionAct {
            edition: keys.text("edition")?,
            state: keys.text("state")?,
            from: keys.text("from")?,
            rescores: keys.list("rescores").unwrap_or_default(),
        }),
        "compared" => Act::Compared(super::ComparedAct::of(keys)?),
        "profile" => Act::Profile { key: keys.text("key")?, value: keys.list("value")? },
        "sign" => Act::Sign(super::Sign::of(keys)?),
        "seal" => Act::Seal(super::Seal::of(keys)?),
        "redact" => Act::Redact(super::Redact::of(keys)?),
        "grant" => Act::Grant(super::Grant::of(keys)?),
        "withdraw" => Act::Withdraw(super::Withdraw::of(keys)?),
        "key" => Act::Key(super::KeyAct::of(keys)?),
        "recovered" => Act::Recovered { torn: keys.text("torn")?, bytes: keys.number("bytes")? },
        other => {
            let review = super::ReviewAct::of(other, keys).map(Act::Review);
            return review
                .or_else(|| super::RegisterAct::of(other, keys).map(Act::Register))
                .or_else(|| super::LivingAct::of(other, keys).map(Act::Living));
        }
    })
}

fn answer_of(keys: &mut Taken) -> Option<Answer> {
    let question = keys.text("question")?;
    let reply = match keys.find("value") {
        Some(Value::Text(text)) => Reply::Value(vec![text]),
        Some(Value::List(texts)) => Reply::Value(texts),
        Some(Value::Number(_) | Value::Flag(_)) => return None,
        None => match keys.text("state")?.as_str() {
            "dont-know" => Reply::DontKnow,
            "declined" => Reply::Declined,
            "not-applicable" => Reply::NotApplicable { reason: keys.body("reason") },
            "unanswered" => Reply::Withdrawn,
            _ => return None,
        },
    };
    let source = match keys.text("source") {
        Some(word) => Some(SourceLevel::read(&word)?),
        None => None,
    };
    let word = keys.text("party")?;
    Some(Answer {
        question,
        reply,
        source,
        party: Party::ALL.into_iter().find(|party| party.word() == word)?,
        about: keys.text("about"),
        respondent: keys.text("respondent"),
        lang: keys.text("lang"),
        note: keys.body("note"),
        reconfirms: keys.text("reconfirms"),
        correction: keys.body("correction"),
        asked: super::Asked::of(keys),
        evidence: keys.list("evidence").unwrap_or_default(),
    })
}

fn open_of(keys: &mut Taken) -> Option<Open> {
    Some(Open {
        format: keys.number("format")?,
        workspace: keys.text("workspace")?,
        supplier: keys.text("supplier")?,
        assessment: keys.text("assessment")?,
        person: keys.text("person")?,
        device: keys.text("device")?,
        tool: keys.text("tool")?,
        editions: keys.list("editions")?,
    })
}

fn document_of(keys: &mut Taken) -> Option<Document> {
    Some(Document {
        sha256: keys.text("sha256")?,
        name: keys.text("name")?,
        question: keys.text("question"),
        issuer: keys.text("issuer"),
        scope: keys.text("scope"),
        dated: keys.text("dated"),
        expires: keys.text("expires"),
        keeps: keys.text("keeps"),
    })
}

fn import_of(keys: &mut Taken) -> Option<Import> {
    Some(Import {
        file: keys.text("file")?,
        sha256: keys.text("sha256")?,
        template: keys.text("template")?,
        version: keys.text("version")?,
        layout: keys.text("layout")?,
        verdict: keys.text("verdict")?,
        dated: keys.text("dated"),
        company: keys.text("company"),
        scope: keys.text("scope"),
    })
}

fn received_of(keys: &mut Taken) -> Option<Received> {
    Some(Received {
        file: keys.text("file")?,
        sha256: keys.text("sha256")?,
        verdict: keys.text("verdict")?,
        template: keys.text("template"),
        version: keys.text("version"),
        dated: keys.text("dated"),
        company: keys.text("company"),
        scope: keys.text("scope"),
        supplier: keys.text("supplier"),
    })
}

fn list_of(keys: &mut Taken) -> Option<ListAct> {
    Some(ListAct {
        list: keys.text("list")?,
        file: keys.text("file")?,
        sha256: keys.text("sha256")?,
        name: keys.text("name")?,
        dated: keys.text("dated")?,
        source: keys.text("source")?,
        rows: keys.number("rows")?,
        columns: keys.list("columns").unwrap_or_default(),
    })
}
