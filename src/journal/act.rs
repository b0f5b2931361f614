//! What can happen. A kind or key this version does not know is kept as it is, never dropped.

use super::BodyRef;

/// A value of an entry's key, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One text.
    Text(String),
    /// A whole number.
    Number(u64),
    /// True or false.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

impl Value {
    /// Its texts.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::Number(number) => vec![number.to_string()],
            Self::Flag(flag) => vec![flag.to_string()],
            Self::List(texts) => texts.clone(),
        }
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }
}

/// How we know an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceLevel {
    /// Told.
    Said,
    /// In writing.
    Written,
    /// The document was seen.
    Seen,
    /// A third party verified it.
    Verified,
}

impl SourceLevel {
    /// All levels, weakest first.
    pub const ALL: [Self; 4] = [Self::Said, Self::Written, Self::Seen, Self::Verified];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Written => "written",
            Self::Seen => "seen",
            Self::Verified => "verified",
        }
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == text)
    }
}

/// Who spoke.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The supplier.
    #[default]
    Supplier,
    /// The buyer.
    Buyer,
    /// A smelter or other facility.
    Facility,
}

impl Party {
    const ALL: [Self; 3] = [Self::Supplier, Self::Buyer, Self::Facility];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Buyer => "buyer",
            Self::Facility => "facility",
        }
    }
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A value: ids or numbers as normalised; rows and free text as one body reference.
    Value(Vec<String>),
    /// Don't know.
    DontKnow,
    /// Declined.
    Declined,
    /// Not applicable.
    NotApplicable {
        /// Why.
        reason: Option<BodyRef>,
    },
    /// Back to unanswered.
    Withdrawn,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `csr-saq.C1`.
    pub question: String,
    /// What was answered.
    pub reply: Reply,
    /// How we know.
    pub source: Option<SourceLevel>,
    /// Who spoke.
    pub party: Party,
    /// What it is about; absent: the whole supplier.
    pub about: Option<String>,
    /// Role of who spoke.
    pub respondent: Option<String>,
    /// Language it was said in.
    pub lang: Option<String>,
    /// A remark.
    pub note: Option<BodyRef>,
    /// The earlier answer it confirms, `FY2025/anna-7f3k#12`.
    pub reconfirms: Option<String>,
    /// Why a submitted answer is corrected, and who asked.
    pub correction: Option<BodyRef>,
    /// Hashes of documents that came with it.
    pub evidence: Vec<String>,
}

/// The first entry of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Format number.
    pub format: u64,
    /// Workspace id.
    pub workspace: String,
    /// Supplier; empty in registers.
    pub supplier: String,
    /// Assessment, `standing`, or the register's kind.
    pub assessment: String,
    /// Person.
    pub person: String,
    /// Device.
    pub device: String,
    /// Tool and version.
    pub tool: String,
    /// Editions in force: `csr-saq@2026-04:<sha256>`.
    pub editions: Vec<String>,
}

/// A stored document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// SHA-256 in hex: its name in `files/`.
    pub sha256: String,
    /// File name as received.
    pub name: String,
    /// The question it proves.
    pub question: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// Site, entity or metal it covers.
    pub scope: Option<String>,
    /// Its date.
    pub dated: Option<String>,
    /// Its last valid day.
    pub expires: Option<String>,
    /// The promise it keeps, `anna-7f3k#12`.
    pub keeps: Option<String>,
}

/// A document somebody owes us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The question it belongs to.
    pub question: String,
    /// By when.
    pub due: String,
    /// Which document.
    pub what: Option<BodyRef>,
}

/// A minerals workbook taken into the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// File name as received.
    pub file: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// CMRT, EMRT, AMRT, CRT.
    pub template: String,
    /// Template version.
    pub version: String,
    /// The layout table that read it.
    pub layout: String,
    /// Its verdict.
    pub verdict: String,
    /// The date it carries.
    pub dated: Option<String>,
    /// Who declares, as the file says.
    pub company: Option<String>,
    /// `company`, `product` or `user-defined`.
    pub scope: Option<String>,
}

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignAct {
    /// Label.
    pub label: String,
    /// Editions asked.
    pub questionnaires: Vec<String>,
    /// Last day for answers.
    pub due: String,
    /// First day.
    pub started: String,
    /// Suppliers asked; empty: all.
    pub suppliers: Vec<String>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The log was opened.
    Open(Open),
    /// An answer.
    Answer(Answer),
    /// A remark.
    Note {
        /// About which question.
        question: Option<String>,
        /// The text, apart.
        text: BodyRef,
    },
    /// A document was stored.
    Attach(Document),
    /// A document was promised.
    Promise(Promise),
    /// A row was put aside, or taken back.
    Park {
        /// Which.
        question: String,
        /// Put aside.
        parked: bool,
    },
    /// An entry of the same writer was taken back.
    Undo {
        /// Its number.
        entry: u64,
    },
    /// The interview was read back and submitted.
    Submit {
        /// Which attestation.
        attested: String,
        /// Who attested, apart.
        name: Option<BodyRef>,
        /// In which role.
        role: Option<String>,
    },
    /// Whom we met.
    Met {
        /// Name, apart.
        who: Option<BodyRef>,
        /// Role.
        role: Option<String>,
        /// site, phone, video, mail.
        channel: Option<String>,
        /// Language spoken.
        lang: Option<String>,
    },
    /// A buyer check or a reviewer's finding; never an answer.
    Check {
        /// Which row.
        question: String,
        /// clear, concern, hit, not-applicable-accepted.
        outcome: String,
        /// A remark.
        note: Option<BodyRef>,
        /// What it is about.
        about: Option<String>,
    },
    /// A minerals workbook was accepted.
    Import(Import),
    /// A campaign was started.
    Campaign(CampaignAct),
    /// A fact of the profile was set.
    Profile {
        /// Which.
        key: String,
        /// To what.
        value: Vec<String>,
    },
    /// A torn tail was set aside.
    Recovered {
        /// Name of the copy.
        torn: String,
        /// Its size.
        bytes: u64,
    },
    /// A kind this version does not know.
    Unknown {
        /// The kind.
        kind: String,
        /// Its keys as written.
        fields: Vec<(String, Value)>,
    },
}

/// Collects an entry's keys in writing order.
struct Keys(Vec<(String, Value)>);

impl Keys {
    fn text(mut self, key: &str, text: &str) -> Self {
        self.0.push((key.to_owned(), Value::Text(text.to_owned())));
        self
    }

    fn maybe(self, key: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(key, text),
            None => self,
        }
    }

    fn list(mut self, key: &str, texts: &[String]) -> Self {
        self.0.push((key.to_owned(), Value::List(texts.to_vec())));
        self
    }

    fn number(mut self, key: &str, number: u64) -> Self {
        self.0.push((key.to_owned(), Value::Number(number)));
        self
    }
}

fn body(body: Option<&BodyRef>) -> Option<&str> {
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
            Self::Campaign(_) => "campaign",
            Self::Profile { .. } => "profile",
            Self::Recovered { .. } => "recovered",
            Self::Unknown { kind, .. } => kind,
        }
    }

    /// Its keys in writing order.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, Value)> {
        let keys = Keys(Vec::new());
        match self {
            Self::Open(open) => keys
                .number("format", open.format)
                .text("workspace", &open.workspace)
                .text("supplier", &open.supplier)
                .text("assessment", &open.assessment)
                .text("person", &open.person)
                .text("device", &open.device)
                .text("tool", &open.tool)
                .list("editions", &open.editions),
            Self::Answer(answer) => answer_keys(keys, answer),
            Self::Note { question, text } => keys.maybe("question", question.as_deref()).text("text", text.as_str()),
            Self::Attach(paper) => keys
                .text("sha256", &paper.sha256)
                .text("name", &paper.name)
                .maybe("question", paper.question.as_deref())
                .maybe("issuer", paper.issuer.as_deref())
                .maybe("scope", paper.scope.as_deref())
                .maybe("dated", paper.dated.as_deref())
                .maybe("expires", paper.expires.as_deref())
                .maybe("keeps", paper.keeps.as_deref()),
            Self::Promise(promise) => {
                keys.text("question", &promise.question).text("due", &promise.due).maybe("what", body(promise.what.as_ref()))
            }
            Self::Park { question, parked } => {
                let mut keys = keys.text("question", question);
                keys.0.push(("parked".to_owned(), Value::Flag(*parked)));
                keys
            }
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
            Self::Import(import) => keys
                .text("file", &import.file)
                .text("sha256", &import.sha256)
                .text("template", &import.template)
                .text("version", &import.version)
                .text("layout", &import.layout)
                .text("verdict", &import.verdict)
                .maybe("dated", import.dated.as_deref())
                .maybe("company", import.company.as_deref())
                .maybe("scope", import.scope.as_deref()),
            Self::Campaign(campaign) => keys
                .text("label", &campaign.label)
                .list("questionnaires", &campaign.questionnaires)
                .text("due", &campaign.due)
                .text("started", &campaign.started)
                .list("suppliers", &campaign.suppliers),
            Self::Profile { key, value } => keys.text("key", key).list("value", value),
            Self::Recovered { torn, bytes } => keys.text("torn", torn).number("bytes", *bytes),
            Self::Unknown { fields, .. } => Keys(fields.clone()),
        }
        .0
    }
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
    if answer.evidence.is_empty() { keys } else { keys.list("evidence", &answer.evidence) }
}

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

    fn text(&mut self, key: &str) -> Option<String> {
        match self.find(key)? {
            Value::Text(text) => Some(text),
            Value::Number(_) | Value::Flag(_) | Value::List(_) => None,
        }
    }

    fn number(&mut self, key: &str) -> Option<u64> {
        match self.find(key)? {
            Value::Number(number) => Some(number),
            Value::Text(_) | Value::Flag(_) | Value::List(_) => None,
        }
    }

    fn list(&mut self, key: &str) -> Option<Vec<String>> {
        match self.find(key)? {
            Value::List(texts) => Some(texts),
            Value::Text(_) | Value::Number(_) | Value::Flag(_) => None,
        }
    }

    fn body(&mut self, key: &str) -> Option<BodyRef> {
        BodyRef::parse(&self.text(key)?)
    }
}

/// The act of an entry's kind and keys. What does not fit exactly is kept as unknown.
#[must_use]
pub(super) fn of(kind: &str, fields: Vec<(String, Value)>) -> Act {
    let mut taken = Taken { fields: fields.clone(), taken: 0 };
    let act = known(kind, &mut taken);
    match act {
        Some(act) if taken.taken == fields.len() => act,
        _ => Act::Unknown { kind: kind.to_owned(), fields },
    }
}

fn known(kind: &str, keys: &mut Taken) -> Option<Act> {
    Some(match kind {
        "open" => Act::Open(Open {
            format: keys.number("format")?,
            workspace: keys.text("workspace")?,
            supplier: keys.text("supplier")?,
            assessment: keys.text("assessment")?,
            person: keys.text("person")?,
            device: keys.text("device")?,
            tool: keys.text("tool")?,
            editions: keys.list("editions")?,
        }),
        "answer" => Act::Answer(answer_of(keys)?),
        "note" => Act::Note { question: keys.text("question"), text: keys.body("text")? },
        "attach" => Act::Attach(Document {
            sha256: keys.text("sha256")?,
            name: keys.text("name")?,
            question: keys.text("question"),
            issuer: keys.text("issuer"),
            scope: keys.text("scope"),
            dated: keys.text("dated"),
            expires: keys.text("expires"),
            keeps: keys.text("keeps"),
        }),
        "promise" => Act::Promise(Promise { question: keys.text("question")?, due: keys.text("due")?, what: keys.body("what") }),
        "park" => Act::Park {
            question: keys.text("question")?,
            parked: match keys.find("parked")? {
                Value::Flag(parked) => parked,
                Value::Text(_) | Value::Number(_) | Value::List(_) => return None,
            },
        },
        "undo" => Act::Undo { entry: keys.number("entry")? },
        "submit" => Act::Submit { attested: keys.text("attested")?, name: keys.body("name"), role: keys.text("role") },
        "met" => Act::Met { who: keys.body("who"), role: keys.text("role"), channel: keys.text("channel"), lang: keys.text("lang") },
        "check" => Act::Check {
            question: keys.text("question")?,
            outcome: keys.text("outcome")?,
            note: keys.body("note"),
            about: keys.text("about"),
        },
        "import" => Act::Import(Import {
            file: keys.text("file")?,
            sha256: keys.text("sha256")?,
            template: keys.text("template")?,
            version: keys.text("version")?,
            layout: keys.text("layout")?,
            verdict: keys.text("verdict")?,
            dated: keys.text("dated"),
            company: keys.text("company"),
            scope: keys.text("scope"),
        }),
        "campaign" => Act::Campaign(CampaignAct {
            label: keys.text("label")?,
            questionnaires: keys.list("questionnaires")?,
            due: keys.text("due")?,
            started: keys.text("started")?,
            suppliers: keys.list("suppliers")?,
        }),
        "profile" => Act::Profile { key: keys.text("key")?, value: keys.list("value")? },
        "recovered" => Act::Recovered { torn: keys.text("torn")?, bytes: keys.number("bytes")? },
        _ => return None,
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
        evidence: keys.list("evidence").unwrap_or_default(),
    })
}
