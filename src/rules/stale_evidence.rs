//! Z-07: evidence out of date, of another site or another legal person counts as none, and says so.

use super::{Flag, cause, filled};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::situation::Backing;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let mut flags = Vec::new();
    for (question, answer) in super::answered(case).filter(|(_, answer)| answer.backing.is_void()) {
        let reason = filled(&rule.reason, question, answer).with_text("list", &why(answer.backing));
        let flag = Flag::raise(rule, question.policy.clone(), reason, vec![cause(question, answer)]);
        flags.extend(flag.map(|flag| Flag {
            severity: question.severity.min(rule.severity),
            clears_when: filled(&rule.clears_when, question, answer),
            ..flag
        }));
    }
    flags
}

fn why(backing: Backing) -> Text {
    let (en, ja, zh) = match backing {
        Backing::Elsewhere => ("another site, scope or legal person", "別の事業所・範囲・法人のもの", "属于其他场所、范围或法人"),
        Backing::Withdrawn => ("withdrawn", "取り下げられたもの", "已撤回"),
        Backing::Disputed => ("in dispute, its sources contradict each other", "情報源が食い違っているもの", "来源相互矛盾、尚有争议"),
        Backing::Expired | Backing::None | Backing::Sound => ("out of date", "期限切れ", "已过期"),
    };
    Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() }
}
