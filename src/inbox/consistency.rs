//! Answers that do not go together: the rules as far as one file alone can show them.
//!
//! What needs a smelter list, a second file or a supplier's profile is asked elsewhere.

use crate::declaration::{Declaration, MetalAnswers, Reply, Subject};
use crate::language::Text;
use crate::reference::metal::named;

use super::complete::in_scope;
use super::{Finding, Severity, Source};

const SHEET: &str = "Declaration";

/// All contradictions within one declaration.
pub(super) fn check(read: &Declaration) -> Vec<Finding> {
    let mut all = Vec::new();
    for metal in &read.metals {
        all.extend(closed(read, metal));
        if in_scope(metal) {
            all.extend(areas(metal));
            all.extend(identified(read, metal));
        }
    }
    all.extend(company(read));
    all
}

fn reply(metal: &MetalAnswers, subject: Subject) -> Option<&Reply> {
    metal.replies.iter().find(|reply| reply.subject == subject)
}

fn said(metal: &MetalAnswers, subject: Subject, word: &str) -> bool {
    reply(metal, subject).and_then(|reply| reply.value.as_deref()) == Some(word)
}

fn found(code: &'static str, severity: Severity, sheet: &str, cell: &str, value: Option<&str>, message: Text) -> Finding {
    Finding::new(code, severity, Source::Consistency, message).at(sheet, cell).holding(value)
}

/// A metal that is out of scope, but still has answers or smelters.
fn closed(read: &Declaration, metal: &MetalAnswers) -> Vec<Finding> {
    if in_scope(metal) {
        return Vec::new();
    }
    let (name, Text { ja, zh, .. }) = (&metal.metal, named(&metal.metal));
    let mut all = Vec::new();
    let not_used = said(metal, Subject::Used, "No");
    let later = |reply: &&Reply| {
        reply.value.is_some() && !matches!(reply.subject, Subject::Used) && (not_used || reply.subject != Subject::Remains)
    };
    if let Some(reply) = metal.replies.iter().find(later) {
        let q = reply.question.to_uppercase();
        all.push(
            found(
                "answered-though-out-of-scope",
                Severity::Error,
                SHEET,
                &reply.at,
                reply.value.as_deref(),
                told!(
                    "{name} is out of scope by Q1 or Q2, but {q} is answered.",
                    "{ja}は Q1 または Q2 で対象外ですが、{q} に回答があります。",
                    "根据 Q1 或 Q2，{zh}不在范围内，但 {q} 已作答。",
                ),
            )
            .asking(
                format!("{name} is out of scope by Q1 or Q2, yet {q} (cell {}) is answered. Which is right?", reply.at),
                format!("{ja}は Q1 または Q2 で対象外ですが、{q}（セル {}）に回答があります。どちらが正しいかご教示ください。", reply.at),
                format!("根据 Q1 或 Q2，{zh}不在范围内，但 {q}（单元格 {}）已作答。请告知哪一个正确。", reply.at),
            ),
        );
    }
    if let Some(row) = read.smelters.iter().find(|row| row.metal.as_deref().is_some_and(|held| held.eq_ignore_ascii_case(name))) {
        let n = row.row;
        all.push(
            found(
                "smelter-though-out-of-scope",
                Severity::Error,
                "Smelter List",
                &format!("B{n}"),
                row.metal.as_deref(),
                told!(
                    "{name} is out of scope by Q1 or Q2, but row {n} of the smelter list names a smelter for it.",
                    "{ja}は Q1 または Q2 で対象外ですが、Smelter List の {n} 行目に製錬所があります。",
                    "根据 Q1 或 Q2，{zh}不在范围内，但 Smelter List 第 {n} 行列有其冶炼厂。",
                ),
            )
            .asking(
                format!("{name} is out of scope by Q1 or Q2, yet row {n} of the smelter list names a smelter for it. Which is right?"),
                format!("{ja}は Q1 または Q2 で対象外ですが、Smelter List の {n} 行目に製錬所があります。どちらが正しいかご教示ください。"),
                format!("根据 Q1 或 Q2，{zh}不在范围内，但 Smelter List 第 {n} 行列有其冶炼厂。请告知哪一个正确。"),
            ),
        );
    }
    all
}

/// Covered countries and high-risk areas; recycled feed.
fn areas(metal: &MetalAnswers) -> Vec<Finding> {
    let (name, Text { ja, zh, .. }) = (&metal.metal, named(&metal.metal));
    let mut all = Vec::new();
    let covered = said(metal, Subject::CoveredCountries, "Yes");
    if covered && let Some(cahra) = reply(metal, Subject::Cahra).filter(|reply| reply.value.as_deref() == Some("No")) {
        all.push(
            found("covered-country-but-no-cahra", Severity::Error, SHEET, &cahra.at, Some("No"), told!(
                "{name}: Q3 says that smelters source from covered countries, Q4 that none sources from a conflict-affected or high-risk area.",
                "{ja}：Q3 では対象国から調達、Q4 では紛争地域・高リスク地域から調達なしとされています。",
                "{zh}：Q3 称冶炼厂从涵盖国家采购，Q4 却称无一从受冲突影响和高风险地区采购。",
            ))
                .asking(
                    format!("{name}: Q3 is Yes and Q4 (cell {}) is No. Covered countries count as high-risk areas in this template; please correct one of them.", cahra.at),
                    format!("{ja}：Q3 が Yes、Q4（セル {}）が No です。対象国は本テンプレートでは高リスク地域に含まれますので、いずれかをご訂正ください。", cahra.at),
                    format!("{zh}：Q3 为 Yes，而 Q4（单元格 {}）为 No。在本模板中，涵盖国家属于高风险地区，请更正其中之一。", cahra.at),
                ),
        );
    }
    let recycled = reply(metal, Subject::Recycled).filter(|reply| reply.value.as_deref() == Some("Yes"));
    if let Some(recycled) = recycled.filter(|_| covered || said(metal, Subject::Cahra, "Yes")) {
        all.push(
            found("recycled-but-mined", Severity::Warning, SHEET, &recycled.at, Some("Yes"), told!(
                "{name}: all of it is said to be recycled, while Q3 or Q4 says that smelters source from mining areas at risk.",
                "{ja}：全量リサイクルとされていますが、Q3 または Q4 ではリスク地域からの調達があるとされています。",
                "{zh}：称全部来自回收料，但 Q3 或 Q4 称冶炼厂从风险地区采购。",
            ))
                .asking(
                    format!("{name}: Q5 (cell {}) says that all of it is recycled, Q3 or Q4 that smelters source from areas at risk. Please explain.", recycled.at),
                    format!("{ja}：Q5（セル {}）は全量リサイクルですが、Q3 または Q4 が Yes です。ご説明ください。", recycled.at),
                    format!("{zh}：Q5（单元格 {}）称全部来自回收料，但 Q3 或 Q4 为 Yes，请说明。", recycled.at),
                ),
        );
    }
    all
}

/// "All identified" against the share that answered and against rows that are not identified.
fn identified(read: &Declaration, metal: &MetalAnswers) -> Vec<Finding> {
    let (name, Text { ja, zh, .. }) = (&metal.metal, named(&metal.metal));
    let mut all = Vec::new();
    let label = |subject| reply(metal, subject).map_or_else(String::new, |reply| reply.question.to_uppercase());
    let (asked, named) = (label(Subject::ShareAnswered), label(Subject::AllIdentified));
    let (Some(share), Some(identified)) = (reply(metal, Subject::ShareAnswered), reply(metal, Subject::AllIdentified)) else { return all };
    if identified.value.as_deref() != Some("Yes") {
        return all;
    }
    if let Some(value) = share.value.as_deref().filter(|value| *value != "100%") {
        all.push(
            found("all-identified-but-not-all-answered", Severity::Warning, SHEET, &identified.at, Some("Yes"), told!(
                "{name}: all smelters are said to be identified ({named}), but only a part of the suppliers answered ({asked}: {value}).",
                "{ja}：全製錬所を特定済み（{named}）とされていますが、回答した仕入先は一部のみです（{asked}：{value}）。",
                "{zh}：称已识别所有冶炼厂（{named}），但仅部分供应商作出答复（{asked}：{value}）。",
            ))
                .asking(
                    format!("{name}: {asked} says \"{value}\", yet {named} (cell {}) says that all smelters are identified. How do you know the others?", identified.at),
                    format!("{ja}：{asked} は「{value}」ですが、{named}（セル {}）では全製錬所を特定済みとされています。残りの製錬所の確認方法をご教示ください。", identified.at),
                    format!("{zh}：{asked} 为“{value}”，但 {named}（单元格 {}）称已识别所有冶炼厂。请说明如何得知其余冶炼厂。", identified.at),
                ),
        );
    }
    let open = read
        .smelters
        .iter()
        .find(|row| row.is_not_identified() && row.metal.as_deref().is_some_and(|held| held.eq_ignore_ascii_case(name)));
    if let Some(row) = open {
        let n = row.row;
        all.push(
            found(
                "all-identified-but-row-open",
                Severity::Error,
                "Smelter List",
                &format!("C{n}"),
                row.look_up.as_deref().or(row.name.as_deref()),
                told!(
                    "{name}: all smelters are said to be identified, but row {n} says that one is not.",
                    "{ja}：全製錬所を特定済みとされていますが、{n} 行目は未特定です。",
                    "{zh}：称已识别所有冶炼厂，但第 {n} 行表明有一家尚未识别。",
                ),
            )
            .asking(
                format!(
                    "{name}: {named} (cell {}) is Yes, yet row {n} of the smelter list is not yet identified. Please correct one of them.",
                    identified.at
                ),
                format!(
                    "{ja}：{named}（セル {}）は Yes ですが、Smelter List の {n} 行目は未特定です。いずれかをご訂正ください。",
                    identified.at
                ),
                format!("{zh}：{named}（单元格 {}）为 Yes，但 Smelter List 第 {n} 行尚未识别，请更正其中之一。", identified.at),
            ),
        );
    }
    all
}

/// Policy and due diligence of the company.
fn company(read: &Declaration) -> Vec<Finding> {
    let says = |letter: &str, word: &str| read.company_reply(letter).filter(|reply| reply.value.as_deref() == Some(word));
    let mut all = Vec::new();
    if let (Some(_), Some(b)) = (says("A", "No"), says("B", "Yes")) {
        all.push(
            found(
                "public-policy-but-none",
                Severity::Error,
                SHEET,
                &b.at,
                Some("Yes"),
                told!(
                    "A says that there is no policy, B that it is public.",
                    "A では方針なし、B では方針を公開しているとされています。",
                    "A 称没有政策，B 却称政策已公开。",
                ),
            )
            .asking(
                format!("A is No and B (cell {}) is Yes. Do you have a policy on responsible minerals?", b.at),
                format!("A が No、B（セル {}）が Yes です。責任ある鉱物調達の方針をお持ちですか。", b.at),
                format!("A 为 No，而 B（单元格 {}）为 Yes。贵司是否有负责任矿产政策？", b.at),
            ),
        );
    }
    let lacking: Vec<&Reply> = ["F", "G"].iter().filter_map(|letter| says(letter, "No")).collect();
    if let (Some(d), Some(first)) = (says("D", "Yes"), lacking.first()) {
        let letters = lacking.iter().map(|reply| reply.question.as_str()).collect::<Vec<_>>().join(", ");
        let message = told!(
            "D says that due-diligence measures are in place, but {letters} (review of answers, corrective action) is No.",
            "D ではデュー・ディリジェンスを実施しているとされていますが、{letters}（回答の確認、是正措置）は No です。",
            "D 称已采取尽职调查措施，但 {letters}（审核答复、纠正措施）为 No。",
        );
        all.push(found("measures-without-review", Severity::Warning, SHEET, &first.at, Some("No"), message).asking(
            format!("D (cell {}) is Yes and {letters} is No. Please describe your measures.", d.at),
            format!(
                "設問 D（セル {}）は Yes ですが、設問 {} は No です。実施されている取り組みの内容をご説明ください。",
                d.at,
                letters.replace(", ", "・")
            ),
            format!("问题 D（单元格 {}）为 Yes，而问题 {} 为 No，请说明所采取的措施。", d.at, letters.replace(", ", "、")),
        ));
    }
    all
}
