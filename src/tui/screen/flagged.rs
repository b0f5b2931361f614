//! Why is this supplier flagged: verdict, clause, causing answers, and what would clear each flag.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{contested, decided, words};
use crate::journal::{Answer, BodyRef};
use crate::rules::Flag;
use crate::tui::model::Model;
use crate::tui::state::{Page, Screen, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::Dossier;

/// Draws the page above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, page: &Page) {
    let (Some(model), Some(dossier)) = (&state.model, &page.dossier) else { return };
    let s = &dossier.supplier;
    let a = &dossier.assessment;
    let attention = a.attention.as_deref().map(|level| model.policy.attention_title(level).get(state.lang).to_owned()).unwrap_or_default();
    let here = format!("{} · {} · {}", words::supplier_name(state.lang, s), s.country, words::materials(state, s));
    let end: Vec<String> = words::looking_back(state).into_iter().chain([attention]).filter(|part| !part.is_empty()).collect();
    chrome::header(buffer, area, state.theme, &here, &end.join(" · "));
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(3) };
    let mut lines = lines(state, model, dossier, usize::from(inner.width));
    // The forms speak of the flag the cursor stands on.
    if listed(dossier).count() > 1
        && let Some((_, meaning)) = lines.get_mut(flag_line(state, model, dossier, usize::from(inner.width), page.opened))
    {
        *meaning = Meaning::Chosen;
    }
    let shown: Vec<(String, Meaning)> = lines.into_iter().skip(page.scroll).collect();
    chrome::lines(buffer, inner, state.theme, inner.y, &shown);
}

/// Flags as they stand on the page: those that speak against the supplier, what goes back to it, what only says something.
pub fn listed(dossier: &Dossier) -> impl Iterator<Item = &Flag> {
    [Flag::is_adverse, Flag::is_return, Flag::is_note].into_iter().flat_map(|kind| dossier.flags.iter().filter(move |flag| kind(flag)))
}

/// The line on which a flag begins.
#[must_use]
pub fn flag_line(state: &State, model: &Model, dossier: &Dossier, width: usize, place: usize) -> usize {
    body(state, model, dossier, width).1.get(place).copied().unwrap_or_default()
}

/// Flags, corrected answers, the verdict and what is only noted, with the line on which each flag begins.
fn body(state: &State, model: &Model, dossier: &Dossier, width: usize) -> (Vec<(String, Meaning)>, Vec<usize>) {
    let locale = state.locale();
    let (mut lines, mut starts) = (above(state, model, dossier, width), Vec::new());
    let count = |kind: fn(&Flag) -> bool| dossier.flags.iter().filter(|flag| kind(flag)).count();
    let (adverse, returns, notes) = (count(Flag::is_adverse), count(Flag::is_return), count(Flag::is_note));
    let heading = |key: &str, count: usize| {
        let title = text::wrap(&locale.with(key, &[("count", &count.to_string())]), width).into_iter();
        title.map(|line| (line, Meaning::Quiet)).chain([(String::new(), Meaning::Plain)]).collect::<Vec<_>>()
    };
    match (adverse, returns, notes) {
        (0, 0, 1..) => lines.extend(heading("flags.only-notes", notes)),
        (0, ..) => lines.extend(heading("flags.none", 0)),
        _ => {}
    }
    let mut put = |lines: &mut Vec<(String, Meaning)>, flag: &Flag| {
        starts.push(lines.len());
        lines.extend(flag_lines(state, model, dossier, flag, width));
        lines.push((String::new(), Meaning::Plain));
    };
    for (place, flag) in listed(dossier).filter(|flag| !flag.is_note()).enumerate() {
        // The first that goes back stands under a heading with their number.
        if flag.is_return() && place == adverse {
            lines.extend(heading("flags.returns", returns));
        }
        put(&mut lines, flag);
    }
    lines.extend(corrections(state, dossier, width));
    lines.extend(verdict(state, model, dossier, width));
    // Whoever decides reads the verdict before what asks for nothing.
    if notes > 0 {
        lines.push((String::new(), Meaning::Plain));
        lines.extend(heading("flags.notes", notes));
    }
    listed(dossier).filter(|flag| flag.is_note()).for_each(|flag| put(&mut lines, flag));
    (lines, starts)
}

/// What stands above the flags: decisions, overdue papers, answers that contradict each other.
fn above(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let mut lines = decided::standing(state, dossier, width);
    lines.extend(overdue(state, model, dossier, width));
    lines.extend(contested::lines(state, dossier, width));
    lines
}

/// The key of the flag under the cursor of the page on top.
#[must_use]
pub fn under_cursor(state: &State) -> Option<String> {
    let Screen::Flagged(page) = state.top() else { return None };
    listed(page.dossier.as_ref()?).nth(page.opened).map(Flag::key)
}

/// All lines of the page.
#[must_use]
pub fn lines(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let (mut lines, _) = body(state, model, dossier, width);
    lines.extend(decided::beside(state, dossier, width));
    lines
}

/// Papers the supplier promised, whose day has gone by.
fn overdue(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let today = model.today.to_string();
    let Some(row) = model.row(&dossier.supplier.id) else { return Vec::new() };
    let line = |(question, due): &(String, String)| {
        let row = question.rsplit('.').next().unwrap_or(question);
        let told =
            format!("◆ {}  {row} · {due} · {}", state.locale().text("queue.promise-overdue"), words::days_left(state, model.today, due));
        (text::cut(&told, width), Meaning::Warn)
    };
    let mut lines: Vec<(String, Meaning)> = row.promises.iter().filter(|(_, due)| *due < today).map(line).collect();
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    lines
}

/// One flag in three to five lines: what, why, who said it when, the way out.
pub fn flag_lines(state: &State, model: &Model, dossier: &Dossier, flag: &Flag, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mark = if flag.is_note() {
        "·"
    } else if flag.is_return() {
        "◇"
    } else if flag.gate {
        "▲"
    } else {
        "◆"
    };
    let title = model.policy.rules.get(&flag.rule).map(|rule| rule.title.get(state.lang).to_owned()).unwrap_or_default();
    let mut rows: Vec<&str> = flag.causes.iter().map(|cause| cause.question.row()).collect();
    rows.dedup();
    rows.truncate(6);
    let clause = flag.clause.join(" ");
    let response = words::response(&model.policy, flag.response, state);
    let head = format!("{mark} {response}  {}  {}", rows.join(" "), if flag.rule == crate::rules::ANSWER { String::new() } else { title });
    let room = width.saturating_sub(text::width(&clause) + 1);
    let mut lines = vec![(format!("{} {clause}", text::left(&head, room)), if flag.gate { Meaning::Urgent } else { Meaning::Heading })];
    lines.extend(question_lines(state, dossier, flag, width));
    lines.extend(
        text::wrap(flag.reason.get(state.lang), width.saturating_sub(2)).into_iter().map(|line| (format!("  {line}"), Meaning::Plain)),
    );
    lines.extend(flag.causes.iter().take(3).flat_map(|cause| cause_lines(state, dossier, cause, width)));
    if let Some(since) = flag.since.as_ref().filter(|since| !since.carried) {
        lines.push((text::cut(&format!("  {}", since.sentence().in_lang(state.lang)), width), Meaning::Warn));
    }
    if let Some(action) = &flag.action {
        lines.extend(
            text::wrap(&format!("→ {}", action.get(state.lang)), width.saturating_sub(2))
                .into_iter()
                .map(|line| (format!("  {line}"), Meaning::Accent)),
        );
    }
    let clears = locale.with("flags.clears", &[("how", flag.clears_when.get(state.lang))]);
    lines.extend(text::wrap(&clears, width.saturating_sub(2)).into_iter().map(|line| (format!("  {line}"), Meaning::Plain)));
    lines
}

/// The question behind a flag of one row, in two lines.
fn question_lines(state: &State, dossier: &Dossier, flag: &Flag, width: usize) -> Vec<(String, Meaning)> {
    let [cause] = flag.causes.as_slice() else { return Vec::new() };
    let Some(question) = asked(dossier, cause.question.as_str()) else { return Vec::new() };
    let told = text::wrap(question.text.get(state.lang), width.saturating_sub(2));
    let more = told.len() > 2;
    let line = |(place, line): (usize, String)| {
        let line = if more && place == 1 { text::cut(&format!("{line} …"), width.saturating_sub(2)) } else { line };
        (format!("  {line}"), Meaning::Quiet)
    };
    told.into_iter().take(2).enumerate().map(line).collect()
}

/// The answer behind a flag: how it is known, who said it and when, its papers, and what a correction of it says.
fn cause_lines(state: &State, dossier: &Dossier, cause: &crate::rules::Cause, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let Some((then, given)) = dossier.behind(cause) else {
        // No answer: a line of the profile, a certificate, a workbook.
        return vec![(text::cut(&format!("  {} · {}", cause.question, cause.entry), width), Meaning::Quiet)];
    };
    let source = given.answer.source.map(|source| locale.text(&format!("source.{}", source.word())).to_owned()).unwrap_or_default();
    let role = given.answer.respondent.clone().unwrap_or_default();
    let parts: Vec<String> = [cause.question.row(), &source, &role, &given.at.date().to_string(), &cause.entry]
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| (*part).to_owned())
        .collect();
    let mut lines = vec![(text::cut(&format!("  {}", parts.join(" · ")), width), Meaning::Quiet)];
    // This campaign's own papers stand below, with all others.
    for paper in dossier.papers_behind(cause).into_iter().filter(|_| then.campaign != dossier.campaign) {
        let told = [paper.name.as_str(), paper.issuer.as_deref().unwrap_or_default(), paper.expires.as_deref().unwrap_or_default()];
        let told: Vec<&str> = told.into_iter().filter(|part| !part.is_empty()).collect();
        lines.push((text::cut(&format!("    ▤ {}", told.join(" · ")), width), Meaning::Quiet));
    }
    if let Some(told) = correction(state, then, &given.answer) {
        let told = text::wrap(&told, width.saturating_sub(4));
        lines.extend(told.into_iter().map(|line| (format!("    {line}"), Meaning::Warn)));
    }
    lines
}

/// A question of this campaign, or of the one a flag stands on from.
fn asked<'d>(dossier: &'d Dossier, id: &str) -> Option<&'d crate::questionnaire::Question> {
    let own = dossier.sets.iter().find_map(|set| set.question(id));
    own.or_else(|| dossier.before.as_ref().and_then(|before| asked(before, id)))
}

/// Every submitted answer that was corrected, whether it causes a flag or not.
fn corrections(state: &State, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let mut lines = Vec::new();
    for given in dossier.corrections() {
        let row = given.answer.question.rsplit('.').next().unwrap_or_default();
        let told = correction(state, dossier, &given.answer).unwrap_or_default();
        let told = format!("{row} · {} · {} · {told}", given.at.date(), given.person);
        lines.extend(text::wrap(&told, width).into_iter().map(|line| (line, Meaning::Warn)));
    }
    if !lines.is_empty() {
        lines.push((String::new(), Meaning::Plain));
    }
    lines
}

/// Why an answer was corrected after it was submitted, and who asked.
fn correction(state: &State, dossier: &Dossier, answer: &Answer) -> Option<String> {
    let locale = state.locale();
    let asked = answer.asked.as_ref()?;
    let said = |body: &BodyRef| dossier.body(body).unwrap_or(locale.text("history.not-here")).to_owned();
    let reason = answer.correction.as_ref().map(said).unwrap_or_default();
    let by = locale.with(&format!("asked-by.{}", asked.by.word()), &[("name", &said(&asked.name))]);
    Some(format!("{} · {by}", locale.with("flags.corrected", &[("reason", &reason)])))
}

/// Conduct, inherent, coverage, domains, policy.
pub fn verdict(state: &State, model: &Model, dossier: &Dossier, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let a = &dossier.assessment;
    let policy = &model.policy;
    let band =
        a.band.as_deref().map_or_else(|| locale.text(a.status.key()).to_owned(), |band| policy.band_title(band).get(state.lang).to_owned());
    let number = a.conduct.map(|score| score.to_string()).unwrap_or_default();
    let range = match (a.best, a.worst) {
        (Some(best), Some(worst)) => format!("({best}–{worst})"),
        _ => String::new(),
    };
    let mut lines = vec![(
        text::cut(
            &format!(
                "{} {number} {band} {range}   {} {} {}   {} {} %",
                locale.text("column.conduct"),
                locale.text("column.inherent"),
                a.inherent.score,
                policy.band_title(&a.inherent.band).get(state.lang),
                locale.text("column.coverage"),
                a.coverage.percent_floor()
            ),
            width,
        ),
        Meaning::Heading,
    )];
    if !a.lifts.is_empty() {
        let why: Vec<&str> = a.lifts.iter().map(|lift| locale.text(lift_key(*lift))).collect();
        lines.extend(text::wrap(&why.join(" · "), width).into_iter().map(|line| (line, Meaning::Warn)));
    }
    let mut domains: Vec<_> = a.domains.iter().filter(|domain| domain.rows > 0).collect();
    domains.sort_by_key(|domain| std::cmp::Reverse(domain.score));
    let name = width.saturating_sub(30).clamp(20, 46);
    for domain in domains {
        let score = domain.score.map_or_else(|| "–".to_owned(), |score| score.to_string());
        let bar = text::bar(domain.score.map_or(0, |score| score.0), width.saturating_sub(name + 12).min(30));
        let worst = if domain.worst { "┌" } else { "│" };
        lines.push((
            format!("  {worst} {} {} {bar}", text::left(domain.title.get(state.lang), name), text::right(&score, 5)),
            Meaning::Plain,
        ));
    }
    let name = format!("{} {}", policy.title.get(state.lang), policy.edition);
    let notice = || format!("{name} · {}", locale.with("policy.default-in", &[("file", &model.policy_file)]));
    let told = if policy.is_tool_default() { notice() } else { name.clone() };
    lines.extend(text::wrap(&told, width).into_iter().map(|line| (line, Meaning::Quiet)));
    lines
}

fn lift_key(lift: crate::assess::Lift) -> &'static str {
    use crate::assess::Lift;
    match lift {
        Lift::Stop => "lift.open-stop",
        Lift::Unresolved => "lift.gate-unresolved",
        Lift::CriticalFinding => "lift.critical-finding",
        Lift::Incomplete => "lift.incomplete",
        Lift::NotVerified => "lift.not-verified",
    }
}
