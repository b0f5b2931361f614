//! What stands behind one line of the declaration tab: cell, value, comment, rule and its source, list and day.

use super::{QUESTIONS, Target, changed, status, tier};
use crate::declaration::{Declaration, Reply, SmelterRow};
use crate::inbox::{FileVerdict, Finding};
use crate::locale::Locale;
use crate::reference::list::{Delivery, DeliveryState};
use crate::reference::metal;
use crate::tui::screen::inbox::{self, file};
use crate::tui::state::{Page, State};
use crate::tui::widget::text;
use crate::workspace::declarations::{Received, Stand};

/// A metal in the language of the screens; the form's word where it is not known.
pub(super) fn metal(state: &State, name: &str) -> String {
    metal::named(name).get(state.lang).to_owned()
}

/// Title and lines of what a line opens.
#[must_use]
pub fn of(state: &State, page: &Page, target: Target, width: usize) -> Option<(String, Vec<String>)> {
    let locale = state.locale();
    if let Target::Flag(at) = target {
        return flag(state, page.dossier.as_ref()?.flags.get(at)?, width);
    }
    if let Target::Check(at) = target {
        return super::checks::detail(state, page.dossier.as_ref()?, at, width);
    }
    let (Target::Question(place, _)
    | Target::Company(place)
    | Target::Finding(place, _)
    | Target::Smelter(place, _)
    | Target::Delta(place)) = target
    else {
        return None;
    };
    let received = page.declarations.get(place)?;
    let verdict = received.file.as_ref()?;
    let declared = verdict.declaration.as_ref()?;
    let mut lines = Vec::new();
    let title = match target {
        Target::Question(_, subject) => {
            for answers in &declared.metals {
                for reply in answers.replies.iter().filter(|reply| reply.subject == subject) {
                    lines.extend(answer(state, &metal(state, &answers.metal), reply, verdict, width));
                }
            }
            QUESTIONS.iter().find(|(asked, _)| *asked == subject).map_or_else(String::new, |(_, key)| locale.text(key).to_owned())
        }
        Target::Company(_) => {
            for reply in &declared.company_answers {
                lines.extend(answer(state, &reply.question, reply, verdict, width));
            }
            locale.text("declaration.company").to_owned()
        }
        Target::Finding(_, at) => {
            let finding = verdict.findings.get(at)?;
            lines.extend(rule(state, finding, width));
            inbox::finding_title(state, finding.code)
        }
        Target::Smelter(_, row) => {
            let row = declared.smelters.iter().find(|held| held.row == row)?;
            lines.extend(smelter(state, received, declared, row, width));
            row.called().or(row.cid()).unwrap_or("–").to_owned()
        }
        Target::Flag(_) | Target::Check(_) => return None,
        Target::Delta(_) => {
            lines.extend(delta(state, received.delta.as_ref()?, width));
            locale.text("declaration.difference").to_owned()
        }
    };
    Some((format!("{title} · {} {} · {}", received.import.template, received.import.version, received.import.file), lines))
}

/// A flag: why it was raised, and what clears it.
fn flag(state: &State, flag: &crate::rules::Flag, width: usize) -> Option<(String, Vec<String>)> {
    let mut lines = text::wrap(flag.reason.get(state.lang), width);
    lines.push(String::new());
    lines.extend(text::wrap(&state.locale().with("flags.clears", &[("how", flag.clears_when.get(state.lang))]), width));
    lines.push(flag.clause.join(" · "));
    Some((flag.rule.clone(), lines))
}

/// What is new, gone and lost since the declaration before.
fn delta(state: &State, delta: &crate::inbox::Delta, width: usize) -> Vec<String> {
    let mut lines = vec![format!("{} · {}", delta.file, delta.since.map_or_else(|| "–".to_owned(), |day| day.to_string()))];
    for (key, all) in [("declaration.added", &delta.added), ("declaration.gone-since", &delta.gone), ("declaration.lost", &delta.lost)] {
        lines.push(String::new());
        lines.push(format!("{} ({})", state.locale().text(key), all.len()));
        lines.extend(text::wrap(&changed(all), width));
    }
    lines
}

/// One answer with its cell, its comment, and what was found about it.
fn answer(state: &State, name: &str, reply: &Reply, verdict: &FileVerdict, width: usize) -> Vec<String> {
    let value = reply.value.as_deref().unwrap_or("–");
    let mut lines = vec![format!("{}  {}  {value}", text::left(name, 12), text::left(&reply.at, 5))];
    for line in reply.comment.iter().flat_map(|comment| text::wrap(comment, width.saturating_sub(4))) {
        lines.push(format!("    {line}"));
    }
    lines.extend(about(state, verdict, "Declaration", &reply.at, width));
    lines
}

/// What was found about a cell.
fn about(state: &State, verdict: &FileVerdict, sheet: &str, cell: &str, width: usize) -> Vec<String> {
    let here = |finding: &&Finding| finding.sheet.as_deref() == Some(sheet) && finding.cell.as_deref() == Some(cell);
    verdict.findings.iter().filter(here).flat_map(|finding| rule(state, finding, width)).collect()
}

fn rule(state: &State, finding: &Finding, width: usize) -> Vec<String> {
    file::told(state, finding, width).into_iter().map(|(line, _)| line).collect()
}

/// Where a refiner stands on a Good Delivery list, with the list and its day.
fn delivered(locale: Locale, delivery: &Delivery) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let (scheme, since, until) = (delivery.scheme.to_uppercase(), day(delivery.since), day(delivery.until));
    let told = [("scheme", scheme.as_str()), ("since", &since), ("until", &until)];
    let state = match delivery.state {
        DeliveryState::Listed => locale.with("declaration.delivery-listed", &told[..2]),
        DeliveryState::Former => locale.with("declaration.delivery-former", &[told[0], told[2]]),
        DeliveryState::NotListed => locale.text("declaration.delivery-not").to_owned(),
    };
    format!("{state} · {} {}", delivery.list, delivery.dated)
}

fn dash(text: &Option<String>) -> String {
    text.clone().unwrap_or_else(|| "–".to_owned())
}

/// A smelter row as reported, what it means and how that is known, where it stands and by which list.
fn facts(state: &State, received: &Received, row: &SmelterRow) -> [(&'static str, String); 14] {
    let locale = state.locale();
    let unknown = Stand::default();
    let stand = received.stands.get(&row.row).unwrap_or(&unknown);
    let how = stand
        .how
        .map_or_else(|| locale.text("declaration.how-none").to_owned(), |how| locale.text(&format!("declaration.how-{how}")).to_owned());
    let assessed = stand.assessed.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let region = match &stand.region_not_recognised {
        Some(region) => locale.with("declaration.region-not-recognised", &[("region", region)]),
        None if stand.region_known => locale.text("declaration.region-known").to_owned(),
        None => locale.text("declaration.region-unknown").to_owned(),
    };
    [
        ("declaration.row", format!("Smelter List {}", row.row)),
        ("bench.metal", metal(state, row.metal.as_deref().unwrap_or("–"))),
        ("bench.name", row.called().unwrap_or("–").to_owned()),
        ("bench.id", row.cid().unwrap_or("–").to_owned()),
        (
            "bench.country",
            [dash(&row.country), row.state.clone().unwrap_or_default(), row.city.clone().unwrap_or_default()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("declaration.means", format!("{} · {how}", dash(&stand.id))),
        (
            "declaration.status",
            format!("{} · {}", status(locale, stand.status), locale.with("declaration.on-day", &[("day", &received.as_of.to_string())])),
        ),
        ("declaration.assessed", assessed),
        ("declaration.delivery", stand.delivery.as_ref().map_or_else(|| "–".to_owned(), |delivery| delivered(locale, delivery))),
        ("declaration.tier", format!("{} · {region}", tier(stand))),
        ("declaration.mine", dash(&row.mine)),
        ("declaration.mine-country", dash(&row.mine_country)),
        ("declaration.scrap", dash(&row.recycled)),
        ("declaration.comment", dash(&row.comment)),
    ]
}

/// A smelter row, and what was found about it.
fn smelter(state: &State, received: &Received, declared: &Declaration, row: &SmelterRow, width: usize) -> Vec<String> {
    let locale = state.locale();
    let facts = facts(state, received, row);
    let name = facts.iter().map(|(key, _)| text::width(locale.text(key))).max().unwrap_or(10) + 2;
    let mut lines = Vec::new();
    for (key, value) in facts {
        for (at, part) in text::wrap(&value, width.saturating_sub(name)).into_iter().enumerate() {
            lines.push(format!("{}{part}", text::left(if at == 0 { locale.text(key) } else { "" }, name)));
        }
    }
    let verdict = received.file.iter().flat_map(|file| &file.findings);
    let here = |finding: &&Finding| {
        finding.sheet.as_deref() == Some("Smelter List")
            && finding.cell.as_deref().is_some_and(|cell| cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()) == row.row.to_string())
    };
    for finding in verdict.filter(here) {
        lines.push(String::new());
        lines.extend(rule(state, finding, width));
    }
    let mines = declared.mines.iter().filter(|mine| mine.smelter.as_deref().is_some_and(|name| row.called() == Some(name)));
    for mine in mines {
        lines.push(format!("Mine List {}: {}, {}", mine.row, dash(&mine.name), dash(&mine.country)));
    }
    lines
}
