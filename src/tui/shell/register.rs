//! Commands that do what an entry of a supplier's registers says.

use super::Line;
use crate::journal::{BodyRef, CertificateAct, EvidenceAct, RegisterAct};
use crate::workspace::history::Happened;

/// The command of an act of a register; none for those that stand in registers of their own.
pub(super) fn line(happened: &Happened, act: &RegisterAct, supplier: &str) -> Option<Line> {
    let said = |body: &BodyRef| happened.text(body).unwrap_or_default().to_owned();
    Some(match act {
        RegisterAct::Certificate(act) => certificate(happened, act, supplier),
        RegisterAct::Settle(act) => Line::of(&["certificate", "settle"], &[supplier, &act.certificate])
            .with("state", act.state.word())
            .maybe("expires", act.expires.as_deref())
            .with("reason", &said(&act.reason)),
        RegisterAct::Evidence(act) => evidence(happened, act, supplier),
        RegisterAct::WithdrawPaper(act) => {
            Line::of(&["evidence", "withdraw"], &[&act.sha256]).with("supplier", supplier).with("reason", &said(&act.reason))
        }
        RegisterAct::DropPromise(act) => Line::of(&["promise", "dropped"], &[supplier, &act.promise]).with("reason", &said(&act.reason)),
        RegisterAct::Dialogue(act) => Line::of(&["dialogue", "add"], &[supplier])
            .with("channel", &act.channel)
            .with("with", &act.with)
            .with("text", &said(&act.text))
            .with("on", &act.on),
        RegisterAct::Acknowledge(act) => Line::of(&["acknowledgement", "add"], &[supplier])
            .with("policy", &act.policy)
            .with("edition", &act.version)
            .with("signer", &said(&act.signer))
            .with("on", &act.on),
        _ => return None,
    })
}

fn certificate(happened: &Happened, act: &CertificateAct, supplier: &str) -> Line {
    let line = Line::of(&["certificate", "add"], &[supplier])
        .with("scheme", &act.scheme)
        .with("state", act.state.word())
        .with("source", act.source.word())
        .with("entity", &act.entity)
        .maybe("site", act.site.as_deref())
        .maybe("metal", act.metal.as_deref())
        .maybe("edition", act.edition.as_deref())
        .maybe("issued", act.issued.as_deref())
        .maybe("expires", act.expires.as_deref())
        .with("dated", &act.dated);
    let line = act.questions.iter().fold(line, |line, question| line.with("question", question));
    line.maybe("note", act.note.as_ref().and_then(|note| happened.text(note)))
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
    dates(act.questions.iter().fold(line, |line, question| line.with("question", question)))
}
