//! What a declaration is weighed against once it was read: imported lists, decisions, what we buy, what the supplier said.
//!
//! It is handed over whole by whoever holds the record, so that weighing stays pure: the same circumstances, the same
//! findings. Without a list nothing is guessed; the file then says that its smelters are unverified.

use std::rc::Rc;

use jiff::civil::Date;

use super::{FileVerdict, Severity, Verdict, age, bought, copied, defect, delta, follow, link, listed, said, smelters, verdict};
use crate::declaration::{Declaration, Depth};
use crate::language::Text;
use crate::reference::country::Countries;
use crate::reference::list::Lists;
use crate::smelter::Decisions;
use crate::supplier::Supplier;

/// An earlier declaration with what it says.
#[derive(Clone, Debug)]
pub struct Past {
    /// The name it came under.
    pub file: String,
    /// Hash of its bytes.
    pub sha256: String,
    /// The supplier it was filed under.
    pub supplier: Option<String>,
    /// What it says.
    pub read: Rc<Declaration>,
}

/// What an interview answer is about, as far as a declaration can contradict it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Whether there is a policy on responsible minerals.
    Policy(bool),
    /// The policy is published and stands in contracts.
    Published,
    /// Whether suppliers are asked the same.
    Surveys(bool),
    /// Nobody looked for harm in the supply chain yet.
    DueDiligence,
    /// The metals in what is sold.
    Metals(Vec<String>),
    /// Whether anything comes from a conflict-affected or high-risk area.
    Cahra(bool),
}

/// An answer of the interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The question, `csr-saq.G2`.
    pub question: String,
    /// The entry.
    pub entry: String,
    /// What it is about.
    pub about: About,
    /// The answer in words.
    pub words: Text,
}

/// All that a declaration is weighed against.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// Today.
    pub today: Date,
    /// The day a running campaign measures age by.
    pub campaign: Option<Date>,
    /// How many months old a declaration may be.
    pub months: u32,
    /// Imported lists.
    pub lists: &'a Lists,
    /// Decisions on names.
    pub decisions: &'a Decisions,
    /// The country table.
    pub countries: &'a Countries,
    /// The supplier's profile.
    pub supplier: Option<&'a Supplier>,
    /// Earlier declarations of everybody.
    pub past: &'a [Past],
    /// Answers of the supplier's interview.
    pub said: &'a [Said],
}

impl<'a> Against<'a> {
    /// With lists and decisions, and nothing known of the supplier.
    #[must_use]
    pub const fn on(today: Date, lists: &'a Lists, decisions: &'a Decisions, countries: &'a Countries) -> Self {
        Self { today, campaign: None, months: age::MONTHS, lists, decisions, countries, supplier: None, past: &[], said: &[] }
    }

    /// The latest earlier declaration of the same supplier on the same kind of template.
    pub(super) fn last(&self, sha256: &str, read: &Declaration) -> Option<&'a Past> {
        let supplier = &self.supplier?.id;
        self.past
            .iter()
            .filter(|past| past.sha256 != sha256 && past.supplier.as_ref() == Some(supplier) && past.read.template == read.template)
            .filter(|past| past.read.dated <= read.dated)
            .max_by_key(|past| past.read.dated)
    }
}

impl FileVerdict {
    /// The declaration as something later ones are compared with.
    #[must_use]
    pub fn past(&self) -> Option<Past> {
        self.held()?;
        let read = Rc::new(self.declaration.clone()?);
        Some(Past { file: self.file.clone(), sha256: self.sha256.clone(), supplier: self.supplier.clone(), read })
    }

    /// Adds what lists, decisions and the record have to say, and gives the verdict that follows.
    pub fn weigh(&mut self, against: &Against<'_>) {
        let Some(read) = self.declaration.take() else { return };
        if !read.is_blank() && read.depth == Depth::Full && !read.is_retired() {
            let (matched, mut found) = listed::check(&read, against);
            smelters::place(&mut found, &read);
            self.matched = matched;
            self.findings.extend(found);
            self.findings.extend(copied::check(&self.sha256, &read, against));
            self.findings.extend(delta::check(&self.sha256, &read, &self.matched, against));
            self.findings.extend(bought::check(&read, against));
            self.findings.extend(said::check(&read, against));
            self.findings.extend(link::to_open(&self.sha256, &read, against));
            follow::size(&mut self.findings, &read, against.supplier);
            defect::excuse(&mut self.findings, &read, against.today);
            self.age(&read, against);
            self.findings.sort_by_key(|finding| finding.severity);
            if matches!(self.verdict, Verdict::Accepted | Verdict::AcceptedWithRemarks | Verdict::NeedsClarification) {
                (self.verdict, self.reason) = verdict::by_findings(&read, &format!("{} {}", read.template, read.version), &self.findings);
            }
        }
        self.declaration = Some(read);
    }

    /// The policy says how old a declaration may be. In a campaign its day counts, and what is too old by it goes back.
    fn age(&mut self, read: &Declaration, against: &Against<'_>) {
        let before = self.findings.iter().position(|finding| finding.code == age::TOO_OLD);
        let mut old = age::too_old(read, against.campaign.unwrap_or(against.today), against.months);
        if let Some(old) = old.as_mut().filter(|_| against.campaign.is_some()) {
            old.severity = Severity::Error;
        }
        let at = before.unwrap_or(self.findings.len());
        self.findings.splice(at..at + usize::from(before.is_some()), old);
    }
}
