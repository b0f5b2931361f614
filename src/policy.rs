//! The company's procurement policy: clauses, and every number that judging uses.
//!
//! A policy is a TOML file; one file is one edition. Nothing that scores stands in code. The wording of rules is here
//! too, in three languages; what a rule looks at is the business of the rules. Whether an edition is a draft, active or
//! retired is an entry in the registers, not a flag in the file.

pub mod equivalent;
pub mod file;
pub mod limit;
pub mod loosened;
pub mod months;
pub mod published;

use std::collections::BTreeMap;

use crate::figures::Substance;
use crate::language::Text;
use crate::questionnaire::file::PolicyNames;
use crate::questionnaire::{Grade, QuestionId, Response, Severity};
use crate::ratio::{Ratio, Tenths};
use crate::supplier::Fact;

/// What a clause is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Outside every average.
    Gate,
    /// Weighted.
    Score,
    /// Weighted, and a document is needed.
    ScoreAndEvidence,
    /// A document is needed.
    Evidence,
    /// The buyer's own duty.
    Own,
    /// Frames others.
    Frame,
    /// Opens a case.
    Trigger,
    /// Says how a case may end.
    Outcome,
}

impl Use {
    /// The words of the file.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("gate", Self::Gate),
        ("score", Self::Score),
        ("score-and-evidence", Self::ScoreAndEvidence),
        ("evidence", Self::Evidence),
        ("own", Self::Own),
        ("frame", Self::Frame),
        ("trigger", Self::Trigger),
        ("outcome", Self::Outcome),
    ];
}

/// One clause of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Code, `P1.4`.
    pub id: String,
    /// What it is for.
    pub purpose: Use,
    /// Lines of the source it comes from; empty when it is not in the source.
    pub lines: String,
    /// The clause it belongs under.
    pub parent: Option<String>,
    /// Whether the source contains it; if not it is shown as *not in source*.
    pub in_source: bool,
    /// In our words.
    pub text: Text,
}

/// A named range of a score; bands of one kind follow each other upward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Word, `moderate`.
    pub id: String,
    /// Scores below this belong here; the last has none.
    pub below: Option<Ratio>,
    /// Title.
    pub title: Text,
}

/// Questions scored together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// Word.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Member questions.
    pub questions: Vec<String>,
}

/// Points by word, a cap, and the points when nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// Points of each word.
    pub of: BTreeMap<String, Ratio>,
    /// The most this part can give.
    pub cap: Option<Ratio>,
    /// Points when it is not known.
    pub unknown: Ratio,
}

/// The inherent-risk table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InherentTable {
    /// By tier.
    pub place: Points,
    /// By material; the highest counts.
    pub material: Points,
    /// By partner type.
    pub position: Points,
    /// By circumstance; they add up to the cap.
    pub circumstance: Points,
}

/// The wording and parameters of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// Id, `R-FL`.
    pub id: String,
    /// Version of the rule this text was written for.
    pub version: u32,
    /// Title.
    pub title: Text,
    /// Why it fired, with placeholders.
    pub reason: Text,
    /// What clears it, with placeholders.
    pub clears_when: Text,
    /// Policy clauses.
    pub clause: Vec<String>,
    /// Severity of its flags, unless a row gives its own.
    pub severity: Severity,
    /// What it calls for.
    pub response: Response,
    /// Where the rule comes from.
    pub source: String,
    /// Numbers and lists it works with.
    pub parameters: Parameters,
}

/// Parameters of a rule by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Numbers.
    pub numbers: BTreeMap<String, Ratio>,
    /// Lists of words.
    pub lists: BTreeMap<String, Vec<String>>,
}

/// Words and meaning of a response code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseText {
    /// Title.
    pub title: Text,
    /// One line.
    pub meaning: Text,
    /// Days to act, if it sets a deadline.
    pub days: Option<u32>,
    /// Months its clock runs from adoption.
    pub months: Option<u32>,
    /// Months after adoption at which progress is checked.
    pub checks_at_months: Vec<u32>,
    /// The least a suspension lasts, in months.
    pub suspend_at_least_months: Option<u32>,
    /// Failed attempts after which suspension is proposed.
    pub propose_after_failed: Option<u32>,
}

/// For what something is asked of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// For every decision while gates are open.
    pub open_gate: bool,
    /// For waiving a gate.
    pub waive_gate: bool,
    /// For these outcomes.
    pub outcomes: Vec<String>,
}

impl Asked {
    /// The outcomes a decision may have, as files and commands write them.
    pub const OUTCOMES: [&'static str; 7] =
        ["continue", "improvement-required", "improvement-confirmed", "change-contract", "end-contract", "admit", "refuse"];
}

/// What has to be there before *continue* or *admit* counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApprovalNeeds {
    /// The interview is submitted and no question that was sent back waits for its answer.
    pub submitted: bool,
    /// Every gate row that is asked has an answer.
    pub gates_answered: bool,
    /// Where orders go on past a stop, or a contract ends over harm, a remedy plan stands beside it. Editions of before
    /// this was known do not ask for it, and what was decided under them counts as it did.
    pub remedy: bool,
}

impl ApprovalNeeds {
    /// The words of the file.
    pub const WORDS: [&'static str; 3] = ["submitted", "gates-answered", "remedy-plan"];
}

impl Default for ApprovalNeeds {
    fn default() -> Self {
        Self { submitted: true, gates_answered: true, remedy: false }
    }
}

/// What the policy asks of decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionRules {
    /// How many persons where several are asked for; never fewer than one.
    pub people: usize,
    /// Where several persons are asked for.
    pub two_people: Asked,
    /// Where only what is signed counts.
    pub signature: Asked,
    /// A case closes only once it is written down how the risk behind it is met.
    pub risk_to_close: bool,
    /// What a six-month plan has to say: `goal`, `cost`.
    pub plan_needs: Vec<String>,
    /// How many months a waiver may run.
    pub waive_months: u32,
    /// What has to be there before a supplier is approved.
    pub approval_needs: ApprovalNeeds,
    /// Rows whose finding is a penalty by an authority and opens a case.
    pub penalty_rows: Vec<String>,
    /// Checks of the buyer that have to be made, recent and without a finding before *continue* or *admit* counts.
    pub approval_checks: Vec<String>,
    /// Rules whose finding is evident non-compliance and opens a case.
    pub evident_rules: Vec<String>,
}

impl Default for DecisionRules {
    fn default() -> Self {
        let asked = Asked { open_gate: true, waive_gate: true, outcomes: vec!["end-contract".to_owned()] };
        let signature = Asked { outcomes: Vec::new(), ..asked.clone() };
        Self {
            people: 2,
            two_people: asked,
            signature,
            risk_to_close: false,
            plan_needs: Vec::new(),
            waive_months: 12,
            approval_needs: ApprovalNeeds::default(),
            penalty_rows: Vec::new(),
            approval_checks: Vec::new(),
            evident_rules: Vec::new(),
        }
    }
}

/// One edition of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Id, `jx-selection`.
    pub id: String,
    /// Edition, `2026-04`.
    pub edition: String,
    /// Title.
    pub title: Text,
    /// The file calls its numbers a tool default; see [`Policy::is_tool_default`].
    pub default_notice: bool,
    /// The company adopted the edition, and that counts today; a file by itself is never adopted.
    pub adopted: bool,
    /// Clauses in order.
    pub clauses: Vec<Clause>,
    /// Weight of each severity.
    pub weights: BTreeMap<Severity, Ratio>,
    /// Risk of a good, partly good and bad answer.
    pub grades: BTreeMap<Grade, Ratio>,
    /// Risk of maturity 0 to 4.
    pub maturity: Vec<Ratio>,
    /// Risk of *declined*.
    pub declined: Ratio,
    /// Risk of *don't know* on critical and high rows.
    pub dont_know_high: Ratio,
    /// Risk of *don't know* on medium and low rows.
    pub dont_know_low: Ratio,
    /// The least risk of a value without evidence where evidence is asked.
    pub evidence_floor: BTreeMap<Severity, Ratio>,
    /// Least coverage that does not print *incomplete*.
    pub coverage_floor: Ratio,
    /// Share of the worst domain in conduct.
    pub worst_share: Ratio,
    /// A domain counts as worst only with this many applicable scored rows.
    pub worst_min_rows: usize,
    /// Conduct bands.
    pub conduct_bands: Vec<Band>,
    /// Inherent bands.
    pub inherent_bands: Vec<Band>,
    /// Scoring domains.
    pub domains: Vec<Domain>,
    /// Inherent band → conduct band → attention.
    pub matrix: BTreeMap<String, BTreeMap<String, String>>,
    /// Attention levels, mildest first.
    pub attention: Vec<(String, Text)>,
    /// Inherent-risk table.
    pub inherent: InherentTable,
    /// Words of the responses.
    pub responses: BTreeMap<Response, ResponseText>,
    /// Rules by id.
    pub rules: BTreeMap<String, RuleText>,
    /// Months of validity by key.
    pub validity: BTreeMap<String, u32>,
    /// Months of retention by class of data.
    pub retention: BTreeMap<String, u32>,
    /// Below this headcount the short set is asked.
    pub short_below_headcount: Option<Ratio>,
    /// In this inherent band the short set is asked.
    pub short_inherent_band: Option<String>,
    /// Scores are hidden from the interviewer until submit.
    pub hide_score: bool,
    /// What is asked of decisions.
    pub decision: DecisionRules,
    /// What the company asks for beyond the regimes.
    pub own_responses: Vec<crate::reference::regime::Own>,
    /// Certificates that answer rows in the supplier's stead.
    pub equivalents: Vec<equivalent::Equivalent>,
    /// What is made of certificates.
    pub certificates: equivalent::CertificateRules,
    /// Substances with their limits.
    pub substances: Vec<Substance>,
    /// Limits that conditions of questionnaires name.
    pub limits: Vec<limit::Limit>,
    /// Documents of the company that suppliers acknowledge; none: any edition of the tool's own two is taken.
    pub published: Vec<published::Published>,
    /// Test cases.
    pub cases: Vec<Case>,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
}

/// A test case written into the policy file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// A sentence.
    pub name: String,
    /// Country code.
    pub country: String,
    /// Partner type.
    pub role: String,
    /// Materials supplied.
    pub materials: Vec<String>,
    /// Numbers and flags of the profile.
    pub profile: BTreeMap<String, Fact>,
    /// Whether unnamed questions are answered well: `good-with-evidence`, `good` or `none`.
    pub base: String,
    /// Question → answer, or `dont-know`, `declined`, `not-applicable`, `unanswered`.
    pub answers: BTreeMap<String, Vec<String>>,
    /// Rows whose evidence is taken away.
    pub without_evidence: Vec<String>,
    /// Sites of the supplier; with none named it has one, `main`.
    pub sites: Vec<String>,
    /// Certificates on the profile.
    pub certificates: Vec<CaseCertificate>,
    /// Whether the buyer checks were made and are clear.
    pub buyer_checks: bool,
    /// Whether the supplier is asked the short set only, where the policy lets it answer that. The best answers of a base then
    /// stand at the rows of the short set alone.
    pub short_set: bool,
    /// What must come out.
    pub expect: Expectation,
    /// Questionnaires that are asked; empty: the self-assessment.
    pub questionnaires: Vec<String>,
    /// Buyer checks with what each found.
    pub checks: BTreeMap<String, String>,
    /// Rows whose paper is out of date.
    pub evidence_expired: Vec<String>,
    /// Rows whose paper is for another site, scope or legal person.
    pub evidence_elsewhere: Vec<String>,
    /// Metals of an accepted declaration.
    pub declared: Vec<CaseDeclared>,
    /// Materials whose due-diligence file is complete.
    pub cleared: Vec<String>,
    /// Age of the facility status list in days; none: none was imported.
    pub status_list_days: Option<u32>,
    /// Where it stands in the file.
    pub line: usize,
    /// Line and column, from one, of what it says and expects: by `answers=csr-saq.C1`, `flags=BAD:csr-saq.C1`, `band`.
    pub places: BTreeMap<String, (usize, usize)>,
}

/// A metal that a declaration of a case says is in use, with one smelter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseDeclared {
    /// Metal.
    pub metal: String,
    /// Covered countries: yes, no, unknown; empty: not asked.
    pub covered: String,
    /// High-risk areas: yes, no, unknown; empty: not asked.
    pub cahra: String,
}

/// A certificate of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseCertificate {
    /// Scheme as written on it.
    pub scheme: String,
    /// applied, under-assessment, certified, lapsed, disputed.
    pub state: String,
    /// Site it names.
    pub site: String,
    /// Metal it names.
    pub metal: String,
    /// Its last day.
    pub expires: String,
    /// It had expired on the judging day.
    pub expired: bool,
    /// Nothing but the supplier's word or the profile shows it.
    pub said: bool,
}

/// What a case expects; an absent key expects nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectation {
    /// Rules that must fire, as `RULE` or `RULE:question`.
    pub flags: Vec<String>,
    /// Rules that must not.
    pub not_flags: Vec<String>,
    /// No flag at all that speaks against the supplier.
    pub no_flags: bool,
    /// Rows that are asked.
    pub asked: Vec<String>,
    /// Rows that are not asked and could not open.
    pub not_asked: Vec<String>,
    /// Questions a certificate must answer.
    pub by_certificate: Vec<String>,
    /// Questions no certificate may answer.
    pub not_by_certificate: Vec<String>,
    /// Questions that an answer to another row must answer.
    pub by_another_row: Vec<String>,
    /// Questions that no answer to another row may answer.
    pub not_by_another_row: Vec<String>,
    /// Responses that must be called for.
    pub responses: Vec<String>,
    /// Responses that must not.
    pub not_responses: Vec<String>,
    /// Regimes that a flag must name as the strictest.
    pub regimes: Vec<String>,
    /// Gate rows that must be unresolved.
    pub unresolved: Vec<String>,
    /// Conduct band of the number, or higher.
    pub band_at_least: Option<String>,
    /// Exact conduct band of the number.
    pub band: Option<String>,
    /// Exact inherent band.
    pub inherent_band: Option<String>,
    /// Exact attention.
    pub attention: Option<String>,
    /// Whether a buyer check was made.
    pub verified: Option<bool>,
    /// Name of a case with exactly the same conduct.
    pub same_conduct_as: Option<String>,
    /// Name of a case that must not be better than this one.
    pub not_worse_than: Option<String>,
}

impl Policy {
    /// Whether its numbers are the tool's and not the company's: the file says so and nobody adopted it.
    #[must_use]
    pub fn is_tool_default(&self) -> bool {
        self.default_notice && !self.adopted
    }

    /// The weight of a severity.
    #[must_use]
    pub fn weight(&self, severity: Severity) -> Ratio {
        self.weights.get(&severity).copied().unwrap_or_default()
    }

    /// The risk of a grade.
    #[must_use]
    pub fn grade(&self, grade: Grade) -> Ratio {
        self.grades.get(&grade).copied().unwrap_or_default()
    }

    /// The risk of *don't know* on a row of this severity.
    #[must_use]
    pub fn dont_know(&self, severity: Severity) -> Ratio {
        if severity >= Severity::High { self.dont_know_high } else { self.dont_know_low }
    }

    /// The domain a question is scored in.
    #[must_use]
    pub fn domain_of(&self, question: &QuestionId) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.questions.iter().any(|member| member == question.as_str()))
    }

    /// Whether a set enters the averages: only one whose questions the policy assigns to scoring domains. Every other set
    /// raises flags and moves no number.
    #[must_use]
    pub fn scores(&self, set: &str) -> bool {
        self.domains.iter().flat_map(|domain| &domain.questions).any(|id| id.split_once('.').is_some_and(|(of, _)| of == set))
    }

    /// The conduct band of a printed score.
    #[must_use]
    pub fn conduct_band(&self, score: Tenths) -> &str {
        band_of(&self.conduct_bands, score)
    }

    /// The inherent band of a printed score.
    #[must_use]
    pub fn inherent_band(&self, score: Tenths) -> &str {
        band_of(&self.inherent_bands, score)
    }

    /// Position of a conduct band, mildest first.
    #[must_use]
    pub fn conduct_rank(&self, band: &str) -> usize {
        self.conduct_bands.iter().position(|known| known.id == band).unwrap_or(self.conduct_bands.len())
    }

    /// The title of a conduct or inherent band; `critical` is the word of an open STOP.
    #[must_use]
    pub fn band_title(&self, band: &str) -> Text {
        if band == "critical" {
            return Text { en: "Critical".to_owned(), ja: "重大".to_owned(), zh: "严重".to_owned() };
        }
        let known = self.conduct_bands.iter().chain(&self.inherent_bands).find(|known| known.id == band);
        known.map_or_else(|| Text::same(band), |known| known.title.clone())
    }

    /// Attention for two bands; an unknown pair takes the most urgent level.
    #[must_use]
    pub fn attention_for(&self, inherent: &str, conduct: &str) -> String {
        let found = self.matrix.get(inherent).and_then(|row| row.get(conduct)).cloned();
        found.unwrap_or_else(|| self.most_urgent().to_owned())
    }

    /// The most urgent attention level.
    #[must_use]
    pub fn most_urgent(&self) -> &str {
        self.attention.last().map_or("urgent", |(id, _)| id.as_str())
    }

    /// Position of an attention level, mildest first.
    #[must_use]
    pub fn attention_rank(&self, level: &str) -> usize {
        self.attention.iter().position(|(id, _)| id == level).unwrap_or(0)
    }

    /// The title of an attention level.
    #[must_use]
    pub fn attention_title(&self, level: &str) -> Text {
        self.attention.iter().find(|(id, _)| id == level).map_or_else(|| Text::same(level), |(_, title)| title.clone())
    }

    /// A clause by code.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// What of it questionnaires may name.
    #[must_use]
    pub fn names(&self) -> PolicyNames {
        PolicyNames {
            clauses: self.clauses.iter().map(|clause| clause.id.clone()).collect(),
            limits: self.limits.iter().map(|limit| limit.id.clone()).collect(),
        }
    }

    /// `jx-selection@2026-04:<sha256>`.
    #[must_use]
    pub fn edition_name(&self) -> String {
        format!("{}@{}:{}", self.id, self.edition, self.sha256)
    }
}

fn band_of(bands: &[Band], score: Tenths) -> &str {
    bands.iter().find(|band| band.below.is_none_or(|limit| score.ratio() < limit)).map_or("", |band| band.id.as_str())
}
