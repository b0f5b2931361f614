//! the declaration against what the supplier said in the interview. Both are quoted; neither is taken for true.

use super::{About, Against, Finding, Said, Severity, Source};
use crate::declaration::{Declaration, Reply, Subject};
use crate::reference::metal;

/// Every contradiction.
pub(super) fn check(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    against.said.iter().flat_map(|said| contradictions(read, said)).collect()
}

fn contradictions(read: &Declaration, said: &Said) -> Vec<Finding> {
    match &said.about {
        About::Policy(has) => {
            let word = if *has { "No" } else { "Yes" };
            let reply = read.company_reply("A").filter(|reply| reply.value.as_deref() == Some(word));
            reply.map(|reply| found("interview-says-otherwise-policy", "policy", reply, word, said)).into_iter().collect()
        }
        About::Cahra(has) => {
            let word = if *has { "No" } else { "Yes" };
            let of = |subject| read.metals.iter().filter_map(move |metal| metal.replies.iter().find(|reply| reply.subject == subject));
            let replies: Vec<&Reply> =
                of(Subject::Cahra).chain(of(Subject::CoveredCountries)).filter(|reply| reply.value.is_some()).collect();
            // An area named for one metal is no contradiction of a No for another.
            let against = if *has { replies.iter().all(|reply| reply.value.as_deref() == Some("No")) } else { true };
            let first = replies.iter().find(|reply| reply.value.as_deref() == Some(word)).filter(|_| against);
            first.map(|reply| found("interview-says-otherwise-cahra", "high-risk areas", reply, word, said)).into_iter().collect()
        }
        About::Metals(metals) => read
            .metals
            .iter()
            .filter_map(|answers| {
                let reply = answers.replies.iter().find(|reply| reply.subject == Subject::Used)?;
                let named = metals.iter().any(|said| metal::key(said) == metal::key(&answers.metal));
                let word = if named { "No" } else { "Yes" };
                (reply.value.as_deref() == Some(word)).then(|| found("interview-says-otherwise-metal", &answers.metal, reply, word, said))
            })
            .collect(),
    }
}

fn found(code: &'static str, what: &str, reply: &Reply, word: &str, said: &Said) -> Finding {
    let (question, words, at, q) = (&said.question, &said.words, &reply.at, reply.question.to_uppercase());
    Finding::new(
        code,
        Severity::Warning,
        Source::Consistency,
        format!(
            "On {what}, the declaration says \"{word}\" ({q}, cell {at}); in the interview the supplier said \"{words}\" ({question}, {}).",
            said.entry
        ),
    )
    .at("Declaration", at.clone())
    .holding(Some(word))
    .asking(
        format!("Your declaration answers {q} (cell {at}) with \"{word}\"; in the interview you answered \"{words}\". Which is right?"),
        format!("申告書の {q}（セル {at}）は「{word}」ですが、面談では「{words}」とご回答いただきました。どちらが正しいかご教示ください。"),
        format!("申报书中 {q}（单元格 {at}）为“{word}”，而访谈中的答复是“{words}”。请告知哪一个正确。"),
    )
}
