//! M-STATUS: a declared facility was not conformant on the judging day. *Active* is on the way and not conformant; a
//! facility no list names is unverified. Conformant says something about systems and nothing about one batch.

use super::{Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::Response;
use crate::reference::list::Status;
use crate::situation::minerals::{Declared, Facility, Stood};

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    case.situation.minerals.declared.iter().filter_map(|metal| flag(metal, rule)).collect()
}

fn flag(metal: &Declared, rule: &RuleText) -> Option<Flag> {
    let found: Vec<(&Facility, &Stood)> = metal
        .facilities
        .iter()
        .filter_map(|facility| Some((facility, facility.stood.as_ref()?)))
        .filter(|(_, stood)| !stood.status.is_some_and(Status::is_conformant))
        .collect();
    let list: Vec<Text> = found.iter().map(|(facility, stood)| told(facility, stood)).collect();
    let edition = found.first().map(|(_, stood)| stood.list.as_str()).unwrap_or_default();
    let reason = rule
        .reason
        .with_text("metal", &mineral::metal(&metal.metal))
        .with("count", &found.len().to_string())
        .with("edition", edition)
        .with_text("list", &mineral::listed(&list));
    if found.is_empty() {
        return None;
    }
    let blocked = found.iter().any(|(_, stood)| stood.status == Some(Status::UnableToProceed));
    let flag = Flag::raise(rule, rule.clause.clone(), reason, vec![mineral::smelters(metal, found.iter().map(|(facility, _)| *facility))])?;
    let response = if blocked { rule.response.max(Response::Edd) } else { rule.response };
    Some(Flag {
        response,
        clears_when: rule.clears_when.with_text("metal", &mineral::metal(&metal.metal)),
        scope: Some(format!("metal:{}", metal.metal)),
        ..flag
    })
}

fn told(facility: &Facility, stood: &Stood) -> Text {
    let name = facility.id.as_ref().map_or_else(|| facility.name.clone(), |id| format!("{} ({id})", facility.name));
    let now = if stood.status == Some(Status::NotKnown) { foreign(&stood.word) } else { status(stood.status) };
    match stood.before {
        Some(before) if before.is_conformant() => {
            let then = status(Some(before));
            mineral::words(
                format!("{name}: {}, {} before", now.en, then.en),
                format!("{name}：{}（以前は{}）", now.ja, then.ja),
                format!("{name}：{}（此前为{}）", now.zh, then.zh),
            )
        }
        _ => mineral::words(format!("{name}: {}", now.en), format!("{name}：{}", now.ja), format!("{name}：{}", now.zh)),
    }
}

/// A word of the list that nobody here knows: told as it stands, and never taken for conformant.
fn foreign(word: &str) -> Text {
    mineral::words(
        format!("listed as \"{word}\", a status that is not known"),
        format!("リストでは「{word}」（意味のわからない状況区分）"),
        format!("名单中为“{word}”（含义不明的状态）"),
    )
}

/// A status in the programme's sense; none: on no list.
fn status(status: Option<Status>) -> Text {
    let (en, ja, zh) = match status {
        None => ("on no list, unverified", "リスト未掲載・未確認", "未列入名单，未核实"),
        Some(Status::Conformant) => ("conformant", "適合", "合规"),
        Some(Status::ConformantExtendedPlan) => ("conformant with an extended plan", "適合（是正計画延長中）", "合规（延长整改计划中）"),
        Some(Status::Active) => ("active, not conformant yet", "審査参加中（適合ではない）", "参与审核中（尚未合规）"),
        Some(Status::Eligible) => ("eligible only", "対象施設（審査未参加）", "仅符合冶炼厂定义"),
        Some(Status::InCommunication) => ("in communication", "連絡中", "沟通中"),
        Some(Status::OutreachRequired) => ("to be approached", "働きかけが必要", "有待联系"),
        Some(Status::NotInterested) => ("not interested", "参加意思なし", "无意参加"),
        Some(Status::UnableToProceed) => {
            ("due diligence review, unable to proceed", "デュー・ディリジェンス確認中・審査続行不可", "尽职调查审查中，无法继续")
        }
        Some(Status::NonConformant) => ("not conformant", "不適合", "不合规"),
        Some(Status::Removed) => ("removed from the list", "リストから削除", "已从名单移除"),
        Some(Status::NotKnown) => ("status not known", "状況不明", "状态不明"),
        Some(Status::Ceased) => ("no smelter any more; the row has to be corrected", "操業停止（行の訂正が必要）", "已停业（须更正该行）"),
    };
    mineral::words(en, ja, zh)
}
