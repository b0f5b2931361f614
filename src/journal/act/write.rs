//! An act → the keys of its entry, in writing order.

use super::{Act, Answer, Document, Import, ListAct, Open, Received, Reply, SourceLevel, Value};
use crate::journal::BodyRef;

/// Collects an entry's keys in writing order.
pub(super) struct Keys(Vec<(String, Value)>);

impl Keys {
    pub(super) fn text(mut self, key: &str, text: &str) -> Self {
        self.0.push((key.to_owned(), Value::Text(text.to_owned())));
        self
    }

    pub(super) fn maybe(self, key: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    pub(super) fn list(mut self, key: &str, texts: &[String]) -> Self {
        self.0.push((key.to_owned(), Value::List(texts.to_vec())));
        self
    }

    /// A list that is left out when there is nothing in it.
    pub(super) fn some(self, key: &str, texts: &[String]) -> Self {
        if texts.is_empty() { self } else { self.list(key, texts) }
    }

    pub(super) fn flag(mut self, key: &str, flag: bool) -> Self {
        self.0.push((key.to_owned(), Value::Flag(flag)));
        self
    }

    pub(super) fn number(mut self, key: &str, number: u64) -> Self {
        self.0.push((key.to_owned(), Value::Number(number)));
        self
    }
}

pub(super) fn body(body: Option<&BodyRef>) -> Option<&str> {
    body.map(BodyRef::as_str)
}

impl Act {
    /// The word after `do =`.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Open(_) => "open",
            Self::Answer(_) => "answer",
            Self::Note { .. } => "note",
            Self::Attach(_) => "attach",
            Self::Promise(_) => "promise",
            Self::Park { .. } => "park",
            Self::Undo { .. } => "undo",
            Self::Submit { .. } => "submit",
            Self::Met { .. } => "met",
            Self::Check { .. } => "check",
            Self::Import(_) => "import",
            Self::Received(_) => "received",
            Self::List(_) => "list",
            Self::Match(_) => "match",
            Self::Campaign(_) => "campaign",
            Self::Edition(_) => "edition",
            Self::Compared(_) => "compared",
            Self::Profile { .. } => "profile",
            Self::Review(act) => act.kind(),
            Self::Register(act) => act.kind(),
            Self::Living(act) => act.kind(),
            Self::Sign(_) => "sign",
            Self::Seal(_) => "seal",
            Self::Redact(_) => "redact",
            Self::Grant(_) => "grant",
            Self::Withdraw(_) => "withdraw",
            Self::Key(_) => "key",
            Self::Recovered { .. } => "recovered",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// Its keys in writing order.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, Value)> {
        let keys = Keys(Vec::new());
        match self {
            Self::Open(open) => open_keys(keys, open),
            Self::Answer(answer) => answer_keys(keys, answer),
            Self::Note { question, text } => keys.maybe("question", question.as_deref()).text("text", text.as_str()),
            Self::Attach(paper) => document_keys(keys, paper),
            Self::Promise(promise) => keys
                .text("question", &promise.question)
                .maybe("about", promise.about.as_deref())
                .text("due", &promise.due)
                .maybe("what", body(promise.what.as_ref()))
                .maybe("by", body(promise.by.as_ref())),
            Self::Park { question, parked } => keys.text("question", question).flag("parked", *parked),
            Self::Undo { entry } => keys.number("entry", *entry),
            Self::Submit { attested, name, role } => {
                keys.text("attested", attested).maybe("name", body(name.as_ref())).maybe("role", role.as_deref())
            }
            Self::Met { who, role, channel, lang } => keys
                .maybe("who", body(who.as_ref()))
                .maybe("role", role.as_deref())
                .maybe("channel", channel.as_deref())
                .maybe("lang", lang.as_deref()),
            Self::Check { question, outcome, note, about } => {
                keys.text("question", question).text("outcome", outcome).maybe("note", body(note.as_ref())).maybe("about", about.as_deref())
            }
            Self::Import(import) => import_keys(keys, import),
            Self::Received(received) => received_keys(keys, received),
            Self::List(list) => list_keys(keys, list),
            Self::Match(decided) => keys
                .text("metal", &decided.metal)
                .text("reported", &decided.reported)
                .maybe("country", decided.country.as_deref())
                .maybe("id", decided.id.as_deref())
                .maybe("note", body(decided.note.as_ref())),
            Self::Campaign(campaign) => keys
                .text("label", &campaign.label)
                .list("questionnaires", &campaign.questionnaires)
                .text("due", &campaign.due)
                .text("started", &campaign.started)
                .list("suppliers", &campaign.suppliers)
                .maybe("policy", campaign.policy.as_deref())
                .maybe("carries", campaign.carries.as_deref()),
            Self::Edition(edition) => {
                let keys = keys.text("edition", &edition.edition).text("state", &edition.state).text("from", &edition.from);
                if edition.rescores.is_empty() { keys } else { keys.list("rescores", &edition.rescores) }
            }
            Self::Compared(act) => act.keys(keys),
            Self::Profile { key, value } => keys.text("key", key).list("value", value),
            Self::Review(act) => act.keys(keys),
            Self::Register(act) => act.keys(keys),
            Self::Living(act) => act.keys(keys),
            Self::Sign(sign) => sign.keys(keys),
            Self::Seal(seal) => seal.keys(keys),
            Self::Redact(redact) => redact.keys(keys),
            Self::Grant(grant) => grant.keys(keys),
            Self::Withdraw(withdraw) => withdraw.keys(keys),
            Self::Key(key) => key.keys(keys),
            Self::Recovered { torn, bytes } => keys.text("torn", torn).number("bytes", *bytes),
            Self::Unknown { fields, .. } => Keys(fields.clone()),
        }
        .0
    }
}

fn open_keys(keys: Keys, open: &Open) -> Keys {
    keys.number("format", open.format)
        .text("workspace", &open.workspace)
        .text("supplier", &open.supplier)
        .text("assessment", &open.assessment)
        .text("person", &open.person)
        .text("device", &open.device)
        .text("tool", &open.tool)
        .list("editions", &open.editions)
}

fn document_keys(keys: Keys, paper: &Document) -> Keys {
    keys.text("sha256", &paper.sha256)
        .text("name", &paper.name)
        .maybe("question", paper.question.as_deref())
        .maybe("issuer", paper.issuer.as_deref())
        .maybe("scope", paper.scope.as_deref())
        .maybe("dated", paper.dated.as_deref())
        .maybe("expires", paper.expires.as_deref())
        .maybe("keeps", paper.keeps.as_deref())
}

fn import_keys(keys: Keys, import: &Import) -> Keys {
    keys.text("file", &import.file)
        .text("sha256", &import.sha256)
        .text("template", &import.template)
        .text("version", &import.version)
        .text("layout", &import.layout)
        .text("verdict", &import.verdict)
        .maybe("dated", import.dated.as_deref())
        .maybe("company", import.company.as_deref())
        .maybe("scope", import.scope.as_deref())
}

fn received_keys(keys: Keys, received: &Received) -> Keys {
    keys.text("file", &received.file)
        .text("sha256", &received.sha256)
        .text("verdict", &received.verdict)
        .maybe("template", received.template.as_deref())
        .maybe("version", received.version.as_deref())
        .maybe("dated", received.dated.as_deref())
        .maybe("company", received.company.as_deref())
        .maybe("scope", received.scope.as_deref())
        .maybe("supplier", received.supplier.as_deref())
}

fn list_keys(keys: Keys, list: &ListAct) -> Keys {
    let keys = keys
        .text("list", &list.list)
        .text("file", &list.file)
        .text("sha256", &list.sha256)
        .text("name", &list.name)
        .text("dated", &list.dated)
        .text("source", &list.source)
        .number("rows", list.rows);
    if list.columns.is_empty() { keys } else { keys.list("columns", &list.columns) }
}

fn answer_keys(keys: Keys, answer: &Answer) -> Keys {
    let keys = keys.text("question", &answer.question);
    let keys = match &answer.reply {
        Reply::Value(value) if value.len() == 1 => keys.text("value", &value[0]),
        Reply::Value(value) => keys.list("value", value),
        Reply::DontKnow => keys.text("state", "dont-know"),
        Reply::Declined => keys.text("state", "declined"),
        Reply::NotApplicable { reason } => keys.text("state", "not-applicable").maybe("reason", body(reason.as_ref())),
        Reply::Withdrawn => keys.text("state", "unanswered"),
    };
    let keys = keys
        .maybe("source", answer.source.map(SourceLevel::word))
        .text("party", answer.party.word())
        .maybe("about", answer.about.as_deref())
        .maybe("respondent", answer.respondent.as_deref())
        .maybe("lang", answer.lang.as_deref())
        .maybe("note", body(answer.note.as_ref()))
        .maybe("reconfirms", answer.reconfirms.as_deref())
        .maybe("correction", body(answer.correction.as_ref()));
    let keys = match &answer.asked {
        Some(asked) => asked.keys(keys),
        None => keys,
    };
    if answer.evidence.is_empty() { keys } else { keys.list("evidence", &answer.evidence) }
}
