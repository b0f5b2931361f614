//! What contradicts itself and waits for somebody: each with its place, both sides, and the command that settles it.

use super::super::Dossier;
use super::super::recorded::apart_told;
use super::{Ailment, ailment};
use crate::answers::{AnswerKey, Given};
use crate::journal::CertificateState;
use crate::locale::Locale;
use crate::questionnaire::QuestionId;
use crate::register::certificate::{Held, Source};
use crate::sentence::{Sentence, in_each, told};

/// Answers, decisions, certificates and facts of a supplier that say different things.
pub(super) fn of(id: &str, dossier: &Dossier, all: &mut Vec<Ailment>) {
    all.extend(dossier.contested().map(|one| ailment("answers-differ", id, answers(id, dossier, one))));
    let decisions: Vec<_> = dossier.review.contested().collect();
    if !decisions.is_empty() {
        let side = |locale: Locale| {
            let told = |one: &&crate::review::Decision| {
                let outcome = locale.text(&format!("decision-outcome.{}", one.act.outcome.word())).to_owned();
                format!("{} {outcome} {} {}", one.person, one.at.date(), one.entry)
            };
            decisions.iter().map(told).collect()
        };
        let command = |locale: Locale| format!("oretrail decide {id} --outcome improvement-required --reason {}", why(locale));
        all.push(ailment("decision-clash", id, sides(&dossier.campaign, side, command)));
    }
    let certificates = dossier.certificates.iter();
    all.extend(certificates.filter_map(|held| {
        let (kind, apart): (_, Vec<&Source>) = match held.clash.as_slice() {
            [] if held.state == CertificateState::Disputed => ("certificate-disputed", held.sources.iter().chain(&held.settled).collect()),
            [] => return None,
            clash => ("settlement-clash", clash.iter().collect()),
        };
        Some(ailment(kind, id, certificate(id, held, &apart)))
    }));
    all.extend(dossier.disputed.iter().map(|one| {
        let command = |locale: Locale| format!("oretrail supplier set {id} {} {}", one.key, locale.text("words.value-given"));
        ailment("profile-clash", id, sides(&one.key, |locale| apart_told(locale, std::slice::from_ref(one)), command))
    }));
}

fn answers(id: &str, dossier: &Dossier, (key, given): (&AnswerKey, &[Given])) -> Sentence {
    let row = QuestionId::from_text(&key.question);
    let about = key.about.as_deref().map(|about| format!(" --about {about}")).unwrap_or_default();
    let name = key.about.as_deref().map_or_else(|| row.row().to_owned(), |about| format!("{} [{about}]", row.row()));
    let entry = given.first().map(|one| one.entry.to_string()).unwrap_or_default();
    let command = |locale: Locale| format!("oretrail settle {id} {}{about} --answer {entry} --reason {}", row.row(), why(locale));
    sides(&name, |locale| given.iter().map(|one| dossier.side_told(locale, one)).collect(), command)
}

fn certificate(id: &str, held: &Held, apart: &[&Source]) -> Sentence {
    let side = |locale: Locale| {
        let told = |one: &&Source| {
            let state = locale.text(&format!("certificate-state.{}", one.state.word())).to_owned();
            let source = locale.text(&format!("certificate-source.{}", one.kind)).to_owned();
            let who = if one.by().is_empty() { &source } else { one.by() };
            let day = one.dated.map(|day| format!(" {day}")).unwrap_or_default();
            format!("{who} {state}{day} {}", one.entry)
        };
        apart.iter().map(told).collect()
    };
    let key = crate::clean::shell_word(&held.key);
    let command = |locale: Locale| format!("oretrail certificate settle {id} {key} --state certified --reason {}", why(locale));
    sides(&held.key, side, command)
}

/// `E1: no · anna ≠ yes · ken; the command`, in every language.
fn sides(name: &str, side: impl Fn(Locale) -> Vec<String>, command: impl Fn(Locale) -> String) -> Sentence {
    let apart = in_each(|locale| side(locale).join(" ≠ "));
    told("doctor.sides", [("name", name.into()), ("sides", apart), ("command", in_each(command))])
}

/// What stands for a reason somebody has to write.
fn why(locale: Locale) -> &'static str {
    locale.text("words.why-given")
}
