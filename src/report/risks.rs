//! Risks against regimes: what each regime asks for, the strictest first, for the shell and the screens alike.

use crate::locale::Locale;
use crate::reference::regime::{Regime, Regimes, Risk};

/// What a regime asks for on a risk; a star where it asks for more once the risk is known, a dagger where the clause is
/// from memory and nobody has compared it yet.
#[must_use]
pub fn word(risk: &Risk, regime: &Regime) -> String {
    match risk.cell(&regime.id) {
        None => "–".to_owned(),
        Some(cell) => {
            let star = if cell.known > cell.suspected { "*" } else { "" };
            format!("{}{star}{}", cell.suspected.word(), if cell.check { "†" } else { "" })
        }
    }
}

/// A table, heading first: paragraph of Annex II, risk, and what each regime asks for.
#[must_use]
pub fn overview(regimes: &Regimes, risks: &[&Risk], locale: Locale) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["¶".to_owned(), locale.text("regimes.risk").to_owned()]];
    rows[0].extend(regimes.regimes.iter().map(|regime| regime.name.get(locale.lang()).to_owned()));
    for risk in risks {
        let words = regimes.regimes.iter().map(|regime| word(risk, regime));
        rows.push([risk.paragraph.clone(), risk.id.clone()].into_iter().chain(words).collect());
    }
    rows
}

/// How many clauses of the regimes shown are from memory and not compared; none where all are.
#[must_use]
pub fn from_memory(regimes: &Regimes, risks: &[&Risk], locale: Locale) -> Option<String> {
    let shown = |regime: &str| regimes.regime(regime).is_some();
    let count = risks.iter().flat_map(|risk| &risk.cells).filter(|cell| cell.check && shown(&cell.regime)).count();
    (count > 0).then(|| locale.with("regimes.memory", &[("count", &count.to_string())]))
}

/// Everything the table says about a risk: each regime with its clause, what the strictest calls for, which answers show it.
#[must_use]
pub fn whole(regimes: &Regimes, risk: &Risk, locale: Locale) -> Vec<String> {
    let lang = locale.lang();
    let paragraph = if risk.paragraph.is_empty() { String::new() } else { format!("  OECD Annex II ¶{}", risk.paragraph) };
    let mut lines = vec![format!("{}: {}{paragraph}", risk.id, risk.title.get(lang))];
    let asked = regimes.asked(risk, false, |_| true);
    for (place, (regime, cell)) in asked.iter().enumerate() {
        let mark = if place == 0 { "▸" } else { " " };
        let title = |demand| regimes.words_of(demand).map_or("", |words| words.title.get(lang));
        lines.push(format!("{mark} {} {:9}  {}", padded(regime.name.get(lang), 8), cell.suspected.word(), title(cell.suspected)));
        if cell.known > cell.suspected {
            lines.push(format!("  {:8} {:9}  {} ({})", "", cell.known.word(), title(cell.known), locale.text("regimes.known")));
        }
        let check = if cell.check { format!(" † {}", locale.with("regimes.check", &[("source", &cell.source)])) } else { String::new() };
        lines.push(format!("  {:8} {:9}  {}{check}", "", "", cell.source));
        lines.extend(cell.compared.as_ref().map(|compared| format!("  {:8} {:9}  {}", "", "", compared.told(locale))));
    }
    if let Some(words) = asked.first().and_then(|(_, cell)| regimes.words_of(cell.suspected)) {
        lines.push(format!("→ {}", words.act.get(lang)));
    }
    let shown: Vec<String> = risk.shown.iter().map(|shown| format!("{} = {}", shown.question, shown.value.join("/"))).collect();
    let shown = if shown.is_empty() { locale.text("regimes.nothing").to_owned() } else { shown.join(", ") };
    lines.push(locale.with("regimes.shown", &[("list", &shown)]));
    lines
}

/// A text filled up to a width as the terminal shows it; wide characters count as two.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(unicode_width::UnicodeWidthStr::width(text))))
}
