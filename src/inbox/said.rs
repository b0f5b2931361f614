//! the declaration against what the supplier said in the interview. Both are quoted; neither is taken for true.

use super::{About, Against, Finding, Said, Severity, Source};
use crate::declaration::{Declaration, Reply, Subject};
use crate::language::Text;
use crate::reference::metal;

/// Every contradiction.
pub(super) fn check(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    against.said.iter().flat_map(|said| contradictions(read, said)).collect()
}

fn contradictions(read: &Declaration, said: &Said) -> Vec<Finding> {
    match &said.about {
        About::Policy(has) => {
            letter(read, "A", !has, said, "interview-says-otherwise-policy", &told!("policy", "方針", "政策")).into_iter().collect()
        }
        About::Published => {
            let what = told!("publication of the policy", "方針の公開", "政策的公开");
            letter(read, "B", false, said, "interview-says-otherwise-published", &what).into_iter().collect()
        }
        About::Surveys(does) => {
            let what = told!("what is asked of suppliers", "仕入先への調査", "对供应商的调查");
            letter(read, "E", !does, said, "interview-says-otherwise-suppliers", &what).into_iter().collect()
        }
        About::DueDiligence => {
            let what = told!("due diligence", "デュー・ディリジェンス", "尽职调查");
            letter(read, "D", true, said, "interview-says-otherwise-measures", &what).into_iter().collect()
        }
        About::Cahra(has) => areas(read, *has, said).into_iter().collect(),
        About::Metals(metals) => read
            .metals
            .iter()
            .filter_map(|answers| {
                let reply = answers.replies.iter().find(|reply| reply.subject == Subject::Used)?;
                let named = metals.iter().any(|said| metal::key(said) == metal::key(&answers.metal));
                let word = if named { "No" } else { "Yes" };
                let what = metal::named(&answers.metal);
                (reply.value.as_deref() == Some(word)).then(|| found("interview-says-otherwise-metal", &what, reply, word, said))
            })
            .collect(),
    }
}

/// A letter that is answered with the very word the interview speaks against.
fn letter(read: &Declaration, letter: &str, yes: bool, said: &Said, code: &'static str, what: &Text) -> Option<Finding> {
    let reply = read.company_reply(letter)?;
    let word = reply.value.as_deref()?;
    let speaks = if yes { word.starts_with("Yes") } else { word == "No" };
    speaks.then(|| found(code, what, reply, word, said))
}

fn areas(read: &Declaration, has: bool, said: &Said) -> Option<Finding> {
    let word = if has { "No" } else { "Yes" };
    let of = |subject| read.metals.iter().filter_map(move |metal| metal.replies.iter().find(|reply| reply.subject == subject));
    let replies: Vec<&Reply> = of(Subject::Cahra).chain(of(Subject::CoveredCountries)).filter(|reply| reply.value.is_some()).collect();
    // An area named for one metal is no contradiction of a No for another.
    let against = !has || replies.iter().all(|reply| reply.value.as_deref() == Some("No"));
    let first = replies.iter().find(|reply| reply.value.as_deref() == Some(word)).filter(|_| against)?;
    Some(found("interview-says-otherwise-cahra", &told!("high-risk areas", "高リスク地域", "高风险地区"), first, word, said))
}

fn found(code: &'static str, what: &Text, reply: &Reply, word: &str, said: &Said) -> Finding {
    let (question, entry) = (&said.question, &said.entry);
    let Text { en: words, ja: words_ja, zh: words_zh } = &said.words;
    let (at, q, Text { en, ja, zh }) = (&reply.at, reply.question.to_uppercase(), what);
    let message = told!(
        "On {en}, the declaration says \"{word}\" ({q}, cell {at}); in the interview the supplier said \"{words}\" ({question}, {entry}).",
        "{ja}について、申告書は「{word}」（{q}、セル {at}）、面談では「{words_ja}」（{question}、{entry}）と回答しています。",
        "关于{zh}，申报书为“{word}”（{q}，单元格 {at}），访谈中答复为“{words_zh}”（{question}，{entry}）。",
    );
    Finding::new(code, Severity::Warning, Source::Consistency, message).at("Declaration", at.clone()).holding(Some(word)).asking(
        format!("Your declaration answers {q} (cell {at}) with \"{word}\"; in the interview you answered \"{words}\". Which is right?"),
        format!(
            "申告書の {q}（セル {at}）は「{word}」ですが、面談では「{words_ja}」とご回答いただきました。どちらが正しいかご教示ください。"
        ),
        format!("申报书中 {q}（单元格 {at}）为“{word}”，而访谈中的答复是“{words_zh}”。请告知哪一个正确。"),
    )
}
