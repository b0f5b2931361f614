//! The declaration against what we buy, metals denied though bought, products that are not ours.

use super::{Against, Finding, Severity, Source};
use crate::declaration::{Declaration, Field, Scope, Subject};
use crate::language::Text;
use crate::reference::metal;

/// Everything that does not fit what we buy.
pub(super) fn check(read: &Declaration, against: &Against<'_>) -> Vec<Finding> {
    let Some(supplier) = against.supplier else { return Vec::new() };
    let mut all = Vec::new();
    for material in &supplier.materials {
        let Some(bought) = metal::find(material).filter(|metal| metal.template.as_deref() == Some(read.template.name())) else { continue };
        let answers = read.metals.iter().find(|answers| metal::key(&answers.metal) == metal::key(material));
        let used = answers.and_then(|answers| answers.replies.iter().find(|reply| reply.subject == Subject::Used));
        let name = &bought.name;
        let found = |code, cell: &str, value: Option<&str>, message: Text| {
            Finding::new(code, Severity::Warning, Source::Policy, message).at("Declaration", cell).holding(value).asking(
                format!(
                    "We buy goods with {} from you, but your declaration does not declare it. Please declare it, or explain why not.",
                    name.en.to_lowercase()
                ),
                format!("貴社から{}を含む品目を購入していますが、申告がありません。申告いただくか、理由をご説明ください。", name.ja),
                format!("我方向贵司采购含{}的货物，但申报中未予申报。请补充申报，或说明原因。", name.zh),
            )
        };
        match used.and_then(|reply| Some((reply, reply.value.as_deref()?))) {
            Some((reply, word @ ("Not declaring" | "Not applicable for this declaration"))) => {
                all.push(found(
                    "not-declaring-what-we-buy",
                    &reply.at,
                    Some(word),
                    Text {
                        en: format!("{}: \"{word}\", but we buy it from this supplier.", bought.rmi),
                        ja: format!("{}：「{word}」とされていますが、当社はこの取引先から購入しています。", name.ja),
                        zh: format!("{}：“{word}”，但我方向该供应商采购。", name.zh),
                    },
                ));
            }
            Some((reply, "No")) => {
                all.push(found(
                    "denied-though-bought",
                    &reply.at,
                    Some("No"),
                    Text {
                        en: format!("{}: Q1 is No, but we buy it from this supplier.", bought.rmi),
                        ja: format!("{}：Q1 は No ですが、当社はこの取引先から購入しています。", name.ja),
                        zh: format!("{}：Q1 为 No，但我方向该供应商采购。", name.zh),
                    },
                ));
            }
            None if answers.is_none() => {
                all.push(found(
                    "bought-mineral-not-chosen",
                    "",
                    None,
                    Text {
                        en: format!("{} is not declared at all, but we buy it from this supplier.", bought.rmi),
                        ja: format!("{}の申告がありませんが、当社はこの取引先から購入しています。", name.ja),
                        zh: format!("未申报{}，但我方向该供应商采购。", name.zh),
                    },
                ));
            }
            _ => {}
        }
    }
    all.extend(scope(read, &supplier.goods, &supplier.materials));
    all
}

fn scope(read: &Declaration, goods: &str, materials: &[String]) -> Option<Finding> {
    let cell = read.field(Field::Scope).map_or("", |cell| cell.at.as_str());
    let what = if goods.is_empty() { materials.join(", ") } else { goods.to_owned() };
    if what.is_empty() {
        return None;
    }
    match read.scope? {
        Scope::Company => Some(
            Finding::new(
                "company-scope",
                Severity::Info,
                Source::Policy,
                told!(
                    "The declaration speaks of the whole company, not of what we buy ({what}): its smelters need not be those of our goods.",
                    "会社全体の申告であり、当社購入品（{what}）の申告ではありません。記載の製錬所が当社購入品のものとは限りません。",
                    "该申报针对整个公司，而非我方所采购的货物（{what}）：所列冶炼厂未必与我方货物相关。",
                ),
            )
            .at("Declaration", cell)
            .asking(
                format!("Please tell us whether the smelters you list also stand behind the goods we buy from you ({what}), or declare for these goods."),
                format!("記載の製錬所が弊社購入品（{what}）にも該当するかご教示いただくか、弊社購入品を対象とした申告をお願いいたします。"),
                format!("请告知所列冶炼厂是否也涉及我方采购的货物（{what}），或针对这些货物另行申报。"),
            ),
        ),
        Scope::Product => {
            let low = |text: &str| text.to_lowercase();
            let wanted: Vec<String> =
                low(&what).split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(str::to_owned).collect();
            let names = |product: &crate::declaration::Product| {
                [&product.number, &product.name, &product.requester_number, &product.requester_name, &product.comment]
                    .into_iter()
                    .flatten()
                    .map(|text| low(text))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let fits = read.products.iter().map(names).any(|text| wanted.iter().any(|word| text.contains(word)));
            (!read.products.is_empty() && !fits).then(|| {
                Finding::new(
                    "products-not-recognised",
                    Severity::Info,
                    Source::Policy,
                    told!(
                        "No product of the list is recognisably what we buy ({what}).",
                        "製品リストに当社購入品（{what}）と分かるものがありません。",
                        "产品清单中没有可识别为我方所采购货物（{what}）的产品。",
                    ),
                )
                .at("Product List", "B6")
                .asking(
                    format!("We buy {what} from you. Which products of your list are these?"),
                    format!("弊社は貴社から {what} を購入しています。製品リストのどの製品に当たるかご教示ください。"),
                    format!("我方向贵司采购 {what}。请告知对应产品清单中的哪些产品。"),
                )
            })
        }
        Scope::UserDefined => None,
    }
}
