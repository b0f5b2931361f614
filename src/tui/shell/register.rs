//! Commands that do what was entered into a register. Documents stored with an entry lie under their hashes and have no
//! path of their own any more, so no command names them.

use super::Line;
use crate::journal::{BodyRef, CertificateAct, EvidenceAct, FindingAct, FindingStepAct, GrievanceAct, GrievanceStepAct, RegisterAct};
use crate::workspace::history::Happened;

/// The command of an act of a register; `None` where the entry does not say which one it is about.
pub(super) fn line(happened: &Happened, act: &RegisterAct, supplier: &str) -> Option<Line> {
    let said = |body: &BodyRef| happened.text(body).unwrap_or_default().to_owned();
    let text = |body: &Option<BodyRef>| body.as_ref().and_then(|body| happened.text(body));
    Some(match act {
        RegisterAct::Certificate(act) => certificate(supplier, act).maybe("note", text(&act.note)),
        RegisterAct::Settle(act) => Line::of(&["certificate", "settle"], &[supplier, &act.certificate])
            .with("state", act.state.word())
            .maybe("expires", act.expires.as_deref())
            .with("reason", &said(&act.reason)),
        RegisterAct::Screen(act) => Line::of(&["screen"], &[&act.supplier]),
        RegisterAct::Judge(act) => Line::of(&["screen"], &[&act.supplier])
            .with("judge", &act.hit)
            .flag(if act.same { "same" } else { "other" }, true)
            .with("reason", &said(&act.reason)),
        RegisterAct::Exclusion(act) => Line::of(&["screen"], &[&act.supplier])
            .with("clause", if act.clause { "yes" } else { "no" })
            .maybe("place", act.place.as_deref()),
        RegisterAct::Grievance(act) => grievance(happened, act),
        RegisterAct::GrievanceStep(act) => step(act, &said(&act.note)),
        RegisterAct::GrievanceCount(act) => Line::of(&["grievance", "count"], &[&act.channel, &act.period, &act.count.to_string()]),
        // It names entries; the number of the grievance stands in them.
        RegisterAct::Erase(_) => return None,
        RegisterAct::Audit(act) => Line::of(&["audit", "add"], &[supplier])
            .with("kind", &act.kind)
            .with("on", &act.on)
            .with("auditor", &act.auditor)
            .maybe("site", act.site.as_deref())
            .maybe("scope", act.scope.as_deref())
            .maybe("next", act.next.as_deref()),
        RegisterAct::Finding(act) => finding(supplier, act).with("what", &said(&act.what)),
        RegisterAct::FindingStep(act) => finding_step(supplier, act, &said(&act.note)),
        RegisterAct::Incident(act) => Line::of(&["incident", "add"], &[supplier])
            .with("category", &act.category)
            .with("on", &act.on)
            .maybe("site", act.site.as_deref())
            .with("what", &said(&act.what)),
        RegisterAct::Statement(act) => Line::of(&["incident", "none"], &[&act.year, &act.category]).maybe("basis", text(&act.basis)),
        RegisterAct::Dialogue(act) => Line::of(&["dialogue", "add"], &[supplier])
            .with("channel", &act.channel)
            .with("on", &act.on)
            .with("with", &act.with)
            .with("text", &said(&act.text)),
        RegisterAct::Acknowledge(act) => Line::of(&["acknowledgement", "add"], &[supplier])
            .with("policy", &act.policy)
            .with("edition", &act.version)
            .with("on", &act.on)
            .with("signer", &said(&act.signer)),
        RegisterAct::Evidence(act) => evidence(happened, act, supplier),
        RegisterAct::WithdrawPaper(act) => {
            Line::of(&["evidence", "withdraw"], &[&act.sha256]).with("supplier", supplier).with("reason", &said(&act.reason))
        }
        RegisterAct::DropPromise(act) => Line::of(&["promise", "dropped"], &[supplier, &act.promise]).with("reason", &said(&act.reason)),
    })
}

fn certificate(supplier: &str, act: &CertificateAct) -> Line {
    let line = Line::of(&["certificate", "add"], &[supplier])
        .with("scheme", &act.scheme)
        .with("entity", &act.entity)
        .maybe("site", act.site.as_deref())
        .maybe("metal", act.metal.as_deref())
        .maybe("edition", act.edition.as_deref())
        .with("state", act.state.word())
        .maybe("issued", act.issued.as_deref())
        .maybe("expires", act.expires.as_deref())
        .with("source", act.source.word())
        .with("dated", &act.dated);
    act.questions.iter().fold(line, |line, question| line.with("question", question))
}

fn grievance(happened: &Happened, act: &GrievanceAct) -> Line {
    let text = |body: &Option<BodyRef>| body.as_ref().and_then(|body| happened.text(body));
    Line::of(&["grievance", "add"], &[])
        .with("channel", &act.channel)
        .with("group", &act.group)
        .with("about", &act.about)
        .with("received", &act.received)
        .with("text", happened.text(&act.text).unwrap_or_default())
        .maybe("supplier", text(&act.supplier))
        .maybe("reporter", text(&act.reporter))
}

fn step(act: &GrievanceStepAct, note: &str) -> Line {
    if act.step == "closed" {
        return Line::of(&["grievance", "close"], &[&act.number]).with("result", note).flag("external-remedy", act.external);
    }
    Line::of(&["grievance", "step"], &[&act.number, &act.step])
        .with("note", note)
        .maybe("owner", act.owner.as_deref())
        .maybe("due", act.due.as_deref())
        .flag("external-remedy", act.external)
}

fn finding(supplier: &str, act: &FindingAct) -> Line {
    Line::of(&["finding", "add"], &[supplier])
        .maybe("audit", act.audit.as_ref().map(ToString::to_string).as_deref())
        .with("severity", &act.severity)
        .with("on", &act.on)
        .maybe("clause", act.clause.as_deref())
        .maybe("site", act.site.as_deref())
}

fn finding_step(supplier: &str, act: &FindingStepAct, note: &str) -> Line {
    Line::of(&["finding", "step"], &[supplier, &act.finding.to_string(), act.step.word()])
        .with("note", note)
        .maybe("owner", act.owner.as_deref())
        .maybe("due", act.due.as_deref())
        .maybe("checked", act.checked.as_deref())
}

/// A paper that keeps a promise came by `promise kept`; every other was filed.
fn evidence(happened: &Happened, act: &EvidenceAct, supplier: &str) -> Line {
    let dates = |line: Line| {
        line.maybe("issuer", act.issuer.as_deref()).maybe("dated", act.dated.as_deref()).maybe("expires", act.expires.as_deref())
    };
    if let [promise] = act.keeps.as_slice() {
        return dates(Line::of(&["promise", "kept"], &[supplier, promise, &act.name]));
    }
    let line = Line::of(&["evidence", "add"], &[&act.name])
        .with("supplier", supplier)
        .maybe("what", act.what.as_ref().and_then(|what| happened.text(what)))
        .maybe("entity", act.entity.as_deref());
    let line = act.sites.iter().fold(line, |line, site| line.with("site", site));
    let line = act.metals.iter().fold(line, |line, metal| line.with("metal", metal));
    let line = act.about.iter().fold(line, |line, about| line.with("about", about));
    dates(act.questions.iter().fold(line, |line, question| line.with("question", question)))
}
