//! DD-3: origin, risk and route have to be clear and shown for each material from each source before it is called
//! cleared. One flag names all that is open; a place of high risk or a trader makes it a deeper check.

use super::{Cause, Flag, mineral};
use crate::assess::Case;
use crate::language::Text;
use crate::policy::RuleText;
use crate::questionnaire::{QuestionId, Response};
use crate::situation::minerals::Route;

pub(super) fn check(case: &Case<'_>, rule: &RuleText) -> Vec<Flag> {
    let supplier = &case.situation.supplier;
    let named = |key: &str| rule.parameters.lists.get(key).into_iter().flatten();
    let routes = &case.situation.minerals.routes;
    let is_asked = named("roles").any(|role| *role == supplier.partner_type);
    let (mut list, mut causes): (Vec<Text>, Vec<Cause>) = (Vec::new(), Vec::new());
    for material in supplier.materials.iter().filter(|material| is_asked && named("materials").any(|known| known == *material)) {
        if !routes.iter().any(|route| route.material == *material) {
            let name = mineral::metal(material);
            list.push(mineral::words(
                format!("{}: no source checked", name.en),
                format!("{}：未確認（供給元の記録なし）", name.ja),
                format!("{}：尚未核查任何来源", name.zh),
            ));
            causes.push(Cause { question: QuestionId::new("profile", "materials"), entry: "supplier.toml".to_owned() });
        }
    }
    for route in routes.iter().filter(|route| !route.is_complete()) {
        list.push(told(route));
        let made = route.steps.iter().flatten().map(|step| Cause { question: QuestionId::new("dd", "check"), entry: step.entry.clone() });
        causes.extend(made);
    }
    causes.sort();
    causes.dedup();
    let reason = rule.reason.with_text("list", &mineral::listed(&list));
    let place = case.situation.tier.as_ref().is_some_and(|tier| named("tiers").any(|known| known == tier));
    let deeper = place || named("deeper-roles").any(|role| *role == supplier.partner_type);
    let response = if deeper { rule.response } else { rule.response.min(Response::Info) };
    Flag::raise(rule, rule.clause.clone(), reason, causes).into_iter().map(|flag| Flag { response, ..flag }).collect()
}

fn told(route: &Route) -> Text {
    let open: Vec<Text> = route
        .open()
        .into_iter()
        .map(|(step, gap)| {
            let (ja, zh) = match step {
                "origin" => ("原産地", "来源地"),
                "risk" => ("リスク", "风险"),
                _ => ("流通経路", "流通路径"),
            };
            let gap = gap.text();
            mineral::words(format!("{step} {}", gap.en), format!("{ja} {}", gap.ja), format!("{zh} {}", gap.zh))
        })
        .collect();
    let join = |each: fn(&Text) -> &str, divider| open.iter().map(each).collect::<Vec<_>>().join(divider);
    let (metal, source) = (mineral::metal(&route.material), &route.source);
    mineral::words(
        format!("{} @ {source}: {}", metal.en, join(|text| &text.en, ", ")),
        format!("{}（{source}）：{}", metal.ja, join(|text| &text.ja, "、")),
        format!("{}（{source}）：{}", metal.zh, join(|text| &text.zh, "、")),
    )
}
