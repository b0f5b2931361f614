//! What can happen. A kind or key this version does not know is kept as it is, never dropped.

mod answered;
mod certificate;
mod compared;
mod correction;
mod evidence;
mod finding;
mod grievance;
mod living;
mod people;
mod read;
mod redact;
mod register;
mod review;
mod rights;
mod screening;
mod signed;
mod whose;
mod write;

use super::{BodyRef, WriterId};
pub use answered::{Choose, Counts, Return};
pub use certificate::{CertificateAct, CertificateSource, CertificateState, SettleAct};
pub use compared::ComparedAct;
pub use correction::{Asked, Asker};
pub use evidence::{DropPromiseAct, EvidenceAct, WithdrawPaperAct};
pub use finding::{AuditAct, FindingAct, FindingStep, FindingStepAct, IncidentAct, StatementAct};
pub use grievance::{EraseAct, GrievanceAct, GrievanceCountAct, GrievanceStepAct};
pub use living::{HandOverAct, How, LivingAct, SuccessionAct};
pub use people::{Grant, KeyAct, Role, Withdraw};
pub(super) use read::of;
pub use redact::Redact;
pub use register::RegisterAct;
pub use review::{
    ActionAct, ActionKind, Basis, CaseAct, Confirm, Decide, Escalate, Follow, Outcome, ReviewAct, Revoke, RiskAct, RiskResponse, Snooze,
    Step, Trigger, Waive,
};
pub use rights::{AcknowledgeAct, DialogueAct};
pub use screening::{ExclusionAct, JudgeAct, ScreenAct};
pub use signed::{Seal, Sign};
pub use whose::Whose;

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

impl Reply {
    /// The texts that lie apart from it.
    #[must_use]
    pub fn bodies(&self) -> Vec<BodyRef> {
        match self {
            Self::Value(value) => value.iter().filter_map(|word| BodyRef::parse(word)).collect(),
            Self::NotApplicable { reason } => reason.iter().cloned().collect(),
            Self::DontKnow | Self::Declined | Self::Withdrawn => Vec::new(),
        }
    }
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
    /// Why a submitted answer is corrected.
    pub correction: Option<BodyRef>,
    /// Who asked for the correction.
    pub asked: Option<Asked>,
    /// Hashes of documents that came with it.
    pub evidence: Vec<String>,
}

impl Answer {
    /// An answer of the supplier about the whole of it, with nothing beside it.
    #[must_use]
    pub fn of(question: &str, reply: Reply) -> Self {
        Self {
            question: question.to_owned(),
            reply,
            source: None,
            party: Party::Supplier,
            about: None,
            respondent: None,
            lang: None,
            note: None,
            reconfirms: None,
            correction: None,
            asked: None,
            evidence: Vec::new(),
        }
    }
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

impl Open {
    /// The number of the format this version writes and reads.
    pub const FORMAT: u64 = 1;

    /// The opening of a writer's log at a place, in a workspace and under editions still to be named.
    #[must_use]
    pub fn here(supplier: &str, assessment: &str, writer: &WriterId) -> Self {
        Self {
            format: Self::FORMAT,
            workspace: String::new(),
            supplier: supplier.to_owned(),
            assessment: assessment.to_owned(),
            person: writer.person().to_owned(),
            device: writer.device().to_owned(),
            tool: format!("oretrail {}", env!("CARGO_PKG_VERSION")),
            editions: Vec::new(),
        }
    }
}

/// A stored document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The flow or facility the document is to cover; absent: the whole supplier.
    pub about: Option<String>,
    /// By when.
    pub due: String,
    /// Which document.
    pub what: Option<BodyRef>,
    /// Who on the other side gave the word, apart; absent: whom we met.
    pub by: Option<BodyRef>,
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

/// A workbook that arrived: what it was and the verdict it got. Taking it into a supplier's record is another act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// File name as received, with the folders or the archive it came in.
    pub file: String,
    /// SHA-256 in hex.
    pub sha256: String,
    /// Its verdict.
    pub verdict: String,
    /// CMRT, EMRT, AMRT, CRT.
    pub template: Option<String>,
    /// Template version.
    pub version: Option<String>,
    /// The date it carries.
    pub dated: Option<String>,
    /// Who declares, as the file says.
    pub company: Option<String>,
    /// `company`, `product` or `user-defined`.
    pub scope: Option<String>,
    /// The supplier it is taken to come from.
    pub supplier: Option<String>,
}

/// An import of somebody else's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAct {
    /// `smelter-list`, `facility-status`, `good-delivery`, `cahra`, `sanctions`.
    pub list: String,
    /// File name as received.
    pub file: String,
    /// SHA-256 in hex: its name in `reference/lists/`.
    pub sha256: String,
    /// A short name.
    pub name: String,
    /// The day the list speaks of.
    pub dated: String,
    /// Where it was had from.
    pub source: String,
    /// Rows taken.
    pub rows: u64,
    /// How its columns are to be read, `name=A`, where the list has no shape of its own.
    pub columns: Vec<String>,
}

/// A person's decision about a reported smelter name: it holds for every file until it is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchAct {
    /// The metal it was reported for.
    pub metal: String,
    /// The name as reported.
    pub reported: String,
    /// The country as reported; absent: whatever the country.
    pub country: Option<String>,
    /// The facility it is; absent: none of the listed ones.
    pub id: Option<String>,
    /// Why.
    pub note: Option<BodyRef>,
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
    /// The policy edition in force when it began, whole name; absent in entries of before.
    pub policy: Option<String>,
    /// The label it goes on from: what stands open there stands on here. Absent in entries of before, and in a first one.
    pub carries: Option<String>,
}

/// An edition was adopted or retired. The file itself never says so: a word in it would change its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionAct {
    /// `jx-selection@2026-04:<sha256>`.
    pub edition: String,
    /// `active` or `retired`.
    pub state: String,
    /// From which day on.
    pub from: String,
    /// Running campaigns that are judged anew by it.
    pub rescores: Vec<String>,
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
    /// A workbook arrived and got its verdict.
    Received(Received),
    /// Somebody else's list was imported.
    List(ListAct),
    /// A reported smelter name was decided.
    Match(MatchAct),
    /// A campaign was started.
    Campaign(CampaignAct),
    /// An edition was adopted or retired.
    Edition(EditionAct),
    /// A part of a definition was compared with its source.
    Compared(ComparedAct),
    /// A fact of the profile was set.
    Profile {
        /// Which.
        key: String,
        /// To what.
        value: Vec<String>,
    },
    /// What a compliance officer does.
    Review(ReviewAct),
    /// What stands in the registers beside interviews.
    Register(RegisterAct),
    /// What becomes of a supplier: handed over, merged, split, recognised as another.
    Living(LivingAct),
    /// A signature over an earlier entry of the same log.
    Sign(Sign),
    /// What an earlier entry of the same log was decided on, byte for byte.
    Seal(Seal),
    /// Texts behind an entry, or stored files it names, were erased for ever.
    Redact(Redact),
    /// A person gets roles.
    Grant(Grant),
    /// A person loses roles.
    Withdraw(Withdraw),
    /// A person's public key is entered or given up.
    Key(KeyAct),
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
