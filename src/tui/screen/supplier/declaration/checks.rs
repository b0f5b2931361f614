//! The due-diligence files of a supplier: for each of its materials the three checks of origin, risk and route, with who
//! made each, when and on what; what a check opens says how it is recorded.

use super::{Sheet, Target};
use crate::clean::shell_word;
use crate::locale::Locale;
use crate::reference::metal;
use crate::situation::minerals::{Route, STEPS, Step};
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::Dossier;

/// The files that were begun, and an empty one for each metal of the supplier of which no source was checked.
fn files(dossier: &Dossier) -> Vec<Route> {
    let begun = &dossier.situation.minerals.routes;
    let is_known = |material: &String| begun.iter().any(|route| metal::key(&route.material) == metal::key(material));
    let empty = |material: &String| Route { material: material.clone(), ..Route::default() };
    let others = dossier.supplier.materials.iter().filter(|material| metal::find(material).is_some() && !is_known(material));
    begun.iter().cloned().chain(others.map(empty)).collect()
}

/// Material and source; the material alone where no source was looked at yet.
fn named(state: &State, file: &Route) -> String {
    let name = metal::named(&file.material).get(state.lang).to_owned();
    if file.source.is_empty() { name } else { format!("{name} · {}", file.source) }
}

/// What a check came to: its outcome, or why it does not count.
fn came_to(state: &State, file: &Route, place: usize) -> String {
    let locale = state.locale();
    let gap = file.open().into_iter().find(|(step, _)| *step == STEPS[place]).map(|(_, gap)| gap.text().get(state.lang).to_owned());
    let clear = || locale.text("dd-file.clear").to_owned();
    match &file.steps[place] {
        Some(step) if step.outcome == "clear" => std::iter::once(clear()).chain(gap).collect::<Vec<_>>().join(" · "),
        _ => gap.unwrap_or_else(clear),
    }
}

/// On what a check rests, who made it, when, and the entry.
fn made(locale: Locale, step: &Step) -> Vec<String> {
    let papers = (!step.evidence.is_empty()).then(|| locale.with("dd-file.papers", &[("count", &step.evidence.len().to_string())]));
    papers.into_iter().chain([step.by.clone(), step.on.to_string(), step.entry.clone()]).collect()
}

/// The section of the tab.
pub(super) fn section(lines: &mut Sheet<'_>, dossier: &Dossier) {
    let (state, locale) = (lines.state, lines.state.locale());
    let files = files(dossier);
    if files.is_empty() {
        return;
    }
    if !lines.all.is_empty() {
        lines.gap();
    }
    lines.add(locale.text("dd-file.checks"), Meaning::Heading, None);
    let names = STEPS.map(|step| locale.text(&format!("dd-file.{step}")).to_owned());
    let widest = names.iter().map(|name| text::width(name)).max().unwrap_or_default();
    for (at, file) in files.iter().enumerate() {
        let (key, meaning) = if file.cleared.is_some() { ("cleared", Meaning::Good) } else { ("not-cleared", Meaning::Plain) };
        let (word, by) = (locale.text(&format!("dd-file.{key}")).to_owned(), file.cleared.clone());
        // Where nothing was looked at yet, one line says it for all three.
        let untouched = file.steps.iter().all(Option::is_none).then(|| format!("{}: {}", names.join(" · "), came_to(state, file, 0)));
        let told: Vec<String> = [named(state, file), word].into_iter().chain(by).chain(untouched.clone()).collect();
        lines.add(&format!("  {}", told.join(" · ")), meaning, Some(Target::Check(at)));
        for (place, name) in names.iter().enumerate().filter(|_| untouched.is_none()) {
            let told = std::iter::once(came_to(state, file, place)).chain(file.steps[place].iter().flat_map(|step| made(locale, step)));
            let (mark, meaning) = match &file.steps[place] {
                Some(step) if step.is_met() => ("✓", Meaning::Good),
                Some(step) if step.outcome == "concern" => ("◆", Meaning::Warn),
                _ => ("?", Meaning::Plain),
            };
            let line = format!("    {mark} {}  {}", text::left(name, widest), told.collect::<Vec<_>>().join(" · "));
            lines.add(&line, meaning, None);
        }
    }
}

/// Title and lines of one file: what each check came to, what shows it, and the command that records the next one.
pub(super) fn detail(state: &State, dossier: &Dossier, at: usize, width: usize) -> Option<(String, Vec<String>)> {
    let locale = state.locale();
    let files = files(dossier);
    let file = files.get(at)?;
    let mut lines = Vec::new();
    for (place, step) in STEPS.iter().enumerate() {
        lines.push(words::labelled(state, locale.text(&format!("dd-file.{step}")), &came_to(state, file, place)));
        if let Some(step) = &file.steps[place] {
            lines.push(format!("  {}", [step.by.clone(), step.on.to_string(), step.entry.clone()].join(" · ")));
            lines.extend(step.evidence.iter().map(|sha256| format!("  ▤ {sha256}")));
        }
    }
    let source = if file.source.is_empty() { locale.text("dd-file.source-given").to_owned() } else { file.source.clone() };
    let (material, source) = (shell_word(&file.material), shell_word(&source));
    let next = file.open().first().map_or(STEPS[0], |(step, _)| *step);
    let values = [("supplier", dossier.supplier.id.as_str()), ("material", &material), ("source", &source), ("step", next)];
    lines.push(String::new());
    if file.is_complete() && file.cleared.is_none() {
        lines.push(locale.text("dd-file.to-clear").to_owned());
        lines.push(format!("$ oretrail minerals clear {} {material} {source}", dossier.supplier.id));
    } else {
        lines.push(locale.text("dd-file.to-record").to_owned());
        lines.push(format!("$ {}", locale.with("dd-file.record", &values)));
    }
    Some((named(state, file), lines.iter().flat_map(|line| text::wrap(line, width)).collect()))
}
