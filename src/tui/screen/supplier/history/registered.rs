//! What was entered into a register, in the words of the trade, for the history.

use crate::journal::{
    AcknowledgeAct, AuditAct, BodyRef, CertificateAct, EvidenceAct, FindingAct, FindingStepAct, GrievanceAct, GrievanceStepAct,
    RegisterAct, ScreenAct, SettleAct,
};
use crate::locale::Locale;
use crate::workspace::history::Happened;

/// Words, days and texts of one entry, in a language.
struct Teller<'a> {
    locale: Locale,
    happened: &'a Happened,
}

impl Teller<'_> {
    fn said(&self, body: &BodyRef) -> String {
        self.happened.text(body).unwrap_or(self.locale.text("history.not-here")).to_owned()
    }

    fn maybe(&self, body: Option<&BodyRef>) -> String {
        body.map(|body| self.said(body)).unwrap_or_default()
    }

    /// A word of a closed list; one that is not known stands as written.
    fn word(&self, table: &str, word: &str) -> String {
        super::known(self.locale, table, word)
    }

    fn day(&self, key: &str, day: Option<&str>) -> String {
        day.map(|day| self.locale.with(key, &[("day", day)])).unwrap_or_default()
    }

    fn count(&self, key: &str, count: usize) -> String {
        if count == 0 { String::new() } else { self.locale.with(key, &[("count", &count.to_string())]) }
    }
}

fn some(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// The parts of a line about an entry of a register; parts that say nothing are empty.
pub(super) fn parts(locale: Locale, happened: &Happened, act: &RegisterAct) -> Vec<String> {
    let teller = Teller { locale, happened };
    let word = |table: &str, word: &str| teller.word(table, word);
    match act {
        RegisterAct::Certificate(act) => certificate(&teller, act),
        RegisterAct::Settle(act) => settled(&teller, act),
        RegisterAct::Screen(act) => screened(&teller, act),
        RegisterAct::Judge(act) => {
            let verdict = if act.same { "register-told.same" } else { "register-told.other" };
            vec![act.hit.clone(), act.listed.clone(), locale.text(verdict).to_owned(), teller.said(&act.reason)]
        }
        RegisterAct::Exclusion(act) => {
            let clause = if act.clause { "screening.clause-yes" } else { "screening.clause-no" };
            vec![locale.text(clause).to_owned(), some(act.place.as_ref())]
        }
        RegisterAct::Grievance(act) => grievance(&teller, act),
        RegisterAct::GrievanceStep(act) => step(&teller, act),
        RegisterAct::GrievanceCount(act) => {
            vec![act.period.clone(), act.channel.clone(), locale.with("register-told.reports", &[("count", &act.count.to_string())])]
        }
        RegisterAct::Erase(act) => vec![teller.count("register-told.texts", act.bodies.len()), act.reason.clone()],
        RegisterAct::Audit(act) => audit(&teller, act),
        RegisterAct::Finding(act) => finding(&teller, act),
        RegisterAct::FindingStep(act) => finding_step(&teller, act),
        RegisterAct::Incident(act) => {
            vec![word("incident-category", &act.category), act.on.clone(), some(act.site.as_ref()), teller.said(&act.what)]
        }
        RegisterAct::Statement(act) => {
            let none = locale.text("register-told.none-reported").to_owned();
            vec![act.year.clone(), word("incident-category", &act.category), none, teller.maybe(act.basis.as_ref())]
        }
        RegisterAct::Dialogue(act) => {
            vec![word("dialogue-channel", &act.channel), act.on.clone(), act.with.clone(), teller.said(&act.text)]
        }
        RegisterAct::Acknowledge(act) => acknowledged(&teller, act),
        RegisterAct::Evidence(act) => paper(&teller, act),
        RegisterAct::WithdrawPaper(act) => vec![act.sha256.chars().take(12).collect(), teller.said(&act.reason)],
        RegisterAct::DropPromise(act) => vec![act.promise.clone(), teller.said(&act.reason)],
    }
}

/// What a reviewer made of contradicting sources of a certificate.
fn settled(teller: &Teller<'_>, act: &SettleAct) -> Vec<String> {
    vec![
        act.certificate.clone(),
        teller.word("certificate-state", act.state.word()),
        teller.day("history.until", act.expires.as_deref()),
        teller.said(&act.reason),
    ]
}

/// An audit: of which kind, when, by whom, of what, when the next one is due.
fn audit(teller: &Teller<'_>, act: &AuditAct) -> Vec<String> {
    vec![
        teller.word("audit-kind", &act.kind),
        act.on.clone(),
        act.auditor.clone(),
        some(act.site.as_ref()),
        some(act.scope.as_ref()),
        teller.day("register-told.next", act.next.as_deref()),
        teller.count("register-told.documents", act.evidence.len()),
    ]
}

/// A policy acknowledged: which, its version, when, by whom.
fn acknowledged(teller: &Teller<'_>, act: &AcknowledgeAct) -> Vec<String> {
    vec![
        teller.word("rights-policy", &act.policy),
        teller.locale.with("register-told.version", &[("version", &act.version)]),
        act.on.clone(),
        teller.said(&act.signer),
        teller.count("register-told.documents", act.evidence.len()),
    ]
}

/// A paper on file: which rows, its name, what it is, from whom, for what of the supplier, until when, which promises.
fn paper(teller: &Teller<'_>, act: &EvidenceAct) -> Vec<String> {
    let rows: Vec<&str> = act.questions.iter().map(|question| super::row(question)).collect();
    let about = act.about.iter().map(|about| crate::situation::each::told(about, teller.locale.lang()));
    let covers: Vec<String> = act.sites.iter().chain(&act.metals).cloned().chain(about).collect();
    let kept = (!act.keeps.is_empty()).then(|| teller.locale.with("history.keeps", &[("promise", &act.keeps.join(", "))]));
    vec![
        format!("{} {}", rows.join(" "), act.name).trim_start().to_owned(),
        teller.maybe(act.what.as_ref()),
        some(act.issuer.as_ref()),
        some(act.entity.as_ref()),
        covers.join(", "),
        some(act.dated.as_ref()),
        teller.day("history.until", act.expires.as_deref()),
        kept.unwrap_or_default(),
    ]
}

fn certificate(teller: &Teller<'_>, act: &CertificateAct) -> Vec<String> {
    let colon = teller.locale.text("readback-text.colon");
    let rests = if act.questions.is_empty() {
        String::new()
    } else {
        let rows: Vec<&str> = act.questions.iter().map(|question| super::row(question)).collect();
        teller.locale.with("certificate.rests", &[("questions", &rows.join(" "))])
    };
    vec![
        [Some(act.scheme.clone()), act.edition.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "),
        some(act.site.as_ref()),
        act.metal.as_ref().map(|metal| teller.word("material", &metal.to_lowercase())).unwrap_or_default(),
        format!("{}{colon}{}", teller.word("certificate-source", act.source.word()), teller.word("certificate-state", act.state.word())),
        teller.day("history.until", act.expires.as_deref()),
        act.dated.clone(),
        rests,
        teller.count("register-told.documents", act.evidence.len()),
        teller.maybe(act.note.as_ref()),
    ]
}

fn screened(teller: &Teller<'_>, act: &ScreenAct) -> Vec<String> {
    vec![
        teller.locale.with("register-told.names", &[("count", &act.names.to_string())]),
        teller.locale.with("register-told.hits", &[("count", &act.hits.len().to_string())]),
        act.least
            .map(|least| teller.locale.with("register-told.least", &[("percent", &format!("{}.{}", least / 10, least % 10))]))
            .unwrap_or_default(),
        teller.day("register-told.next", Some(&act.next)),
    ]
}

fn grievance(teller: &Teller<'_>, act: &GrievanceAct) -> Vec<String> {
    vec![
        act.number.clone(),
        teller.word("grievance-channel", &act.channel),
        teller.word("grievance-group", &act.group),
        teller.word("grievance-subject", &act.about),
        act.received.clone(),
        teller.said(&act.text),
    ]
}

fn step(teller: &Teller<'_>, act: &GrievanceStepAct) -> Vec<String> {
    let external = if act.external { teller.locale.text("grievance.external").to_owned() } else { String::new() };
    vec![
        act.number.clone(),
        teller.word("grievance-step", &act.step),
        teller.said(&act.note),
        some(act.owner.as_ref()),
        teller.day("history.by-day", act.due.as_deref()),
        external,
    ]
}

fn finding(teller: &Teller<'_>, act: &FindingAct) -> Vec<String> {
    vec![
        teller.word("finding-severity", &act.severity),
        some(act.clause.as_ref()),
        act.on.clone(),
        some(act.site.as_ref()),
        teller.said(&act.what),
        act.audit.as_ref().map(|audit| teller.locale.with("register-told.of-audit", &[("entry", &audit.to_string())])).unwrap_or_default(),
    ]
}

fn finding_step(teller: &Teller<'_>, act: &FindingStepAct) -> Vec<String> {
    vec![
        act.finding.to_string(),
        teller.word("finding-stage", act.step.word()),
        teller.said(&act.note),
        some(act.owner.as_ref()),
        teller.day("history.by-day", act.due.as_deref()),
        teller.day("register-told.checked", act.checked.as_deref()),
        teller.count("register-told.documents", act.evidence.len()),
    ]
}
