//! P-DATES: certificates that have expired count as none and are asked for again; those about to are told in time.

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{Response, Severity};
use crate::ratio::Ratio;

/// Certificates in words, each with itself as cause.
type Found = Vec<(Text, Cause)>;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let warn = rule.parameters.numbers.get("warn-days").copied().unwrap_or(Ratio::whole(60));
    let (mut expired, mut soon): (Found, Found) = (Vec::new(), Vec::new());
    for (paper, certificate) in mineral::papers(case).filter(|(paper, certificate)| paper.state(&certificate.state) == "certified") {
        let Some(days) = paper.days_left else { continue };
        let (title, until) = (mineral::title(certificate), &certificate.expires);
        let cause = mineral::paper(paper, certificate);
        if days < 0 {
            let told = mineral::words(
                format!("{} expired on {until}", title.en),
                format!("{}は{until}に失効", title.ja),
                format!("{}已于{until}到期", title.zh),
            );
            expired.push((told, cause));
        } else if Ratio::whole(days) <= warn {
            let left = match days {
                0 => ["today".to_owned(), "本日".to_owned(), "今天".to_owned()],
                1 => ["in 1 day".to_owned(), "あと1日".to_owned(), "还有1天".to_owned()],
                _ => [format!("in {days} days"), format!("あと{days}日"), format!("还有{days}天")],
            };
            let [en, ja, zh] = left;
            let told = mineral::words(
                format!("{} runs out on {until}, {en}", title.en),
                format!("{}は{until}（{ja}）で期限切れ", title.ja),
                format!("{}将于{until}到期（{zh}）", title.zh),
            );
            soon.push((told, cause));
        }
    }
    let raise = |found: Found| {
        let (texts, causes): (Vec<Text>, Vec<Cause>) = found.into_iter().unzip();
        Flag::raise(rule, rule.clause.clone(), rule.reason.with_text("list", &mineral::listed(&texts)), causes)
    };
    let soon = raise(soon).map(|flag| Flag { response: Response::Info, severity: Severity::Low, ..flag });
    raise(expired).into_iter().chain(soon).collect()
}
