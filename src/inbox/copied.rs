//! lists that were copied from a reference list or from another supplier, and EMRT answers that moved by one mineral.
//!
//! A likeness is a reason to ask, not a proof; suppliers of one market share smelters.

use std::collections::BTreeSet;

use super::{Against, Finding, Past, Severity, Source};
use crate::declaration::{Declaration, Field, MetalAnswers, Scope, Template};
use crate::language::Text;
use crate::reference::metal::named;

const SHEET: &str = "Smelter List";
/// From this share of all listed facilities of a metal on, in permille, the reference list itself was sent.
const WHOLE_LIST: usize = 900;
/// Declared for single products, beyond this share, in permille, the list is that of a market (D26).
const TOO_WIDE: usize = 500;
/// Lists shorter than this are named whole by honest suppliers too.
const FEW_LISTED: usize = 20;
/// From this likeness of two suppliers' lists on, in permille, one is taken for a copy.
const SAME_LIST: usize = 900;
/// Lists shorter than this are alike by chance.
const FEW_ROWS: usize = 5;

/// Everything that looks copied or moved.
pub(super) fn check(sha256: &str, read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let mut all: Vec<Finding> = read.metals.iter().filter_map(|metal| whole_list(read, &metal.metal, against)).collect();
    all.extend(other_supplier(sha256, read, against));
    all.extend(against.last(sha256, read).and_then(|last| shifted(read, &last.read)));
    all
}

fn whole_list(read: &Declaration, metal: &str, against: &Against<'_>) -> Option<Finding> {
    let Text { ja, zh, .. } = named(metal);
    let list = against.lists.smelters_on(metal, against.today)?;
    let listed: BTreeSet<&str> = list.rows.iter().filter(|row| row.metal.eq_ignore_ascii_case(metal)).map(|row| row.id.as_str()).collect();
    let rows = read.smelters.iter().filter(|row| row.metal.as_deref().is_some_and(|held| held.eq_ignore_ascii_case(metal)));
    let named: BTreeSet<&str> = rows.filter_map(|row| row.cid()).filter(|id| listed.contains(id)).collect();
    let (here, there, from) = (named.len(), listed.len(), &list.edition.name);
    if there < FEW_LISTED {
        return None;
    }
    let is_of_products = matches!(read.scope, Some(Scope::Product | Scope::UserDefined));
    if here * 1000 < there * WHOLE_LIST {
        return (is_of_products && here * 1000 > there * TOO_WIDE).then(|| too_wide(metal, here, there, from));
    }
    let message = told!(
        "{metal}: {here} of the {there} smelters of {from} are named; this is the reference list, not a supply chain.",
        "{ja}：{from} の {there} 製錬所のうち {here} か所が記載されています。サプライチェーンではなく参照リストそのものです。",
        "{zh}：列出了 {from} 中 {there} 家冶炼厂的 {here} 家，这是参考清单，而非供应链。",
    );
    Some(
        Finding::new("list-copied-from-reference", Severity::Warning, Source::Consistency, message)
        .at(SHEET, "B5")
        .asking(
            format!("For {metal} you name {here} of {there} listed smelters. Please list only those in your own supply chain."),
            format!("{ja}について、リスト掲載 {there} 製錬所のうち {here} か所が記載されています。貴社のサプライチェーンにある製錬所のみをご記入ください。"),
            format!("{zh}列出了清单 {there} 家冶炼厂中的 {here} 家。请仅列出贵司供应链中实际存在的冶炼厂。"),
        ),
    )
}

/// D26: more than half of all smelters of a metal for single products.
fn too_wide(metal: &str, here: usize, there: usize, from: &str) -> Finding {
    let Text { ja, zh, .. } = named(metal);
    let message = told!(
        "{metal}: {here} of the {there} smelters of {from} are named for single products; that is more than a product's supply chain has.",
        "{ja}：一部の製品の申告に、{from} の {there} 製錬所のうち {here} か所が記載されています。製品のサプライチェーンとしては多すぎます。",
        "{zh}：仅针对部分产品的申报列出了 {from} 中 {there} 家冶炼厂的 {here} 家，超出一种产品供应链的合理数量。",
    );
    Finding::new("list-too-wide-for-products", Severity::Warning, Source::Consistency, message).at(SHEET, "B5").asking(
        format!("For {metal} you name {here} of {there} listed smelters, and the declaration is about single products. Which of them supply these products? Please declare product by product."),
        format!("{ja}について、特定の製品のみを対象とする申告に、リスト掲載 {there} 製錬所のうち {here} か所が記載されています。該当製品に関係する製錬所はどれでしょうか。製品単位での申告をお願いいたします。"),
        format!("本申报仅针对部分产品，但{zh}列出了清单 {there} 家冶炼厂中的 {here} 家。其中哪些供应这些产品？请按产品申报。"),
    )
}

fn entries(read: &Declaration, spelled: bool) -> BTreeSet<(String, String)> {
    let key = |row: &crate::declaration::SmelterRow| {
        let metal = row.metal.as_deref().unwrap_or_default().to_lowercase();
        let id = row.cid().filter(|id| super::smelters::is_cid(id));
        let name = row.called().unwrap_or_default();
        let what =
            if spelled { format!("{}|{name}", id.unwrap_or_default()) } else { id.map_or_else(|| name.to_lowercase(), str::to_owned) };
        (metal, what)
    };
    read.smelters.iter().map(key).collect()
}

fn is_other(past: &Past, sha256: &str, read: &Declaration, against: &Against<'_>) -> bool {
    if let (Some(one), Some(other)) = (against.supplier, &past.supplier) {
        return one.id != *other;
    }
    let company = |read: &Declaration| read.says(Field::Company).map(str::to_lowercase);
    past.sha256 != sha256 && company(&past.read) != company(read)
}

fn other_supplier(sha256: &str, read: &Declaration, against: &Against<'_>) -> Option<Finding> {
    let mine = entries(read, false);
    for past in against.past.iter().filter(|past| is_other(past, sha256, read, against)) {
        let whose = past.supplier.as_deref().or_else(|| past.read.says(Field::Company)).unwrap_or("another sender");
        let file = &past.file;
        let finding = |code, message: Text| {
            Finding::new(code, Severity::Warning, Source::Consistency, message).at(SHEET, "B5").asking(
                "Your smelter list is nearly the same as one we received from another company. Please list the smelters of your own supply chain and tell us how you found them.",
                "ご提出の製錬所リストが他社からの申告とほぼ同一です。貴社のサプライチェーンに基づく製錬所と、その確認方法をご教示ください。",
                "贵司提交的冶炼厂清单与我方收到的另一公司的清单几乎相同。请列出贵司自身供应链中的冶炼厂，并说明核实方式。",
            )
        };
        if past.sha256 == sha256 {
            let message = told!(
                "The same bytes came from {whose} as \"{file}\".",
                "まったく同じファイルを {whose} から「{file}」として受領しています。",
                "曾从 {whose} 收到内容完全相同的文件“{file}”。",
            );
            return Some(finding("same-file-from-other-supplier", message));
        }
        let theirs = entries(&past.read, false);
        if past.read.template != read.template || mine.len() < FEW_ROWS || theirs.len() < FEW_ROWS {
            continue;
        }
        if entries(read, true) == entries(&past.read, true) {
            return Some(finding(
                "identical-smelter-list",
                told!(
                    "Every smelter is spelled as in \"{file}\" of {whose}; one of the two is a copy.",
                    "全製錬所の表記が {whose} の「{file}」と一致しています。どちらかが写しとみられます。",
                    "所有冶炼厂的写法均与 {whose} 的“{file}”相同，二者之一为抄件。",
                ),
            ));
        }
        let (common, together) = (mine.intersection(&theirs).count(), mine.union(&theirs).count());
        if common * 1000 >= together * SAME_LIST {
            return Some(finding(
                "list-copied-from-supplier",
                told!(
                    "{common} of {together} smelters are those of \"{file}\" of {whose}.",
                    "{together} 製錬所のうち {common} か所が {whose} の「{file}」と共通です。",
                    "{together} 家冶炼厂中有 {common} 家与 {whose} 的“{file}”相同。",
                ),
            ));
        }
    }
    None
}

/// EMRT 2.x sorts its minerals anew when one is taken away; the answers stay on their rows.
fn shifted(read: &Declaration, last: &Declaration) -> Option<Finding> {
    let is_sorted = |read: &Declaration| read.template == Template::Emrt && read.version.generation >= 2;
    if !is_sorted(read) || !is_sorted(last) {
        return None;
    }
    let words = |metal: &MetalAnswers| metal.replies.iter().map(|reply| reply.value.clone()).collect::<Vec<_>>();
    let order = |read: &Declaration| -> Vec<String> {
        let mut names: Vec<String> = read.metals.iter().map(|metal| metal.metal.clone()).collect();
        names.sort();
        names
    };
    let find = |read: &Declaration, name: &str| read.metals.iter().find(|metal| metal.metal == name).map(words);
    let (now, before) = (order(read), order(last));
    if now == before {
        return None;
    }
    let moved: Vec<(&String, &String)> = now.iter().zip(&before).filter(|(a, b)| a != b && before.contains(a)).collect();
    let is_moved = |(name, stood): &(&String, &String)| {
        let answers = find(read, name);
        answers == find(last, stood) && answers != find(last, name)
    };
    let (name, stood) = *moved.first()?;
    moved.iter().all(is_moved).then(|| {
        let (Text { ja, zh, .. }, Text { ja: ja_stood, zh: zh_stood, .. }) = (named(name), named(stood));
        let cell = read.metals.iter().find(|metal| metal.metal == *name).and_then(|metal| metal.replies.first()).map_or("", |reply| reply.at.as_str());
        let message = told!(
            "{name} now has the answers that {stood} had in the last file: the form sorts its minerals anew, the answers stay where they were.",
            "{ja}の回答が、前回ファイルの{ja_stood}の回答と同じです。様式は鉱物を並べ替えますが、回答は元の行に残ります。",
            "{zh}的答复与上次文件中{zh_stood}的答复相同：模板会重新排列矿产，而答复仍留在原行。",
        );
        Finding::new("answers-shifted", Severity::Error, Source::Template, message)
            .at("Declaration", cell)
            .asking(
                format!("The answers for {name} are those you gave for {stood} before. Please check that every answer stands beside its mineral."),
                format!("{ja}の回答が、前回の{ja_stood}の回答と同じです。鉱物の並び替えで回答がずれていないかご確認ください。"),
                format!("{zh}的答复与上次{zh_stood}的答复相同。请检查矿产重新排序后答复是否错位。"),
            )
    })
}
