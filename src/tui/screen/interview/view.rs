//! Draws the interview. The top says whom and how; the middle says one thing; the line above the keys says what the
//! program has done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Interview, body};
use crate::assess::Lift;
use crate::questionnaire::{Question, Section};
use crate::tui::screen::words;
use crate::tui::state::{News, State};
use crate::tui::theme::Meaning;
use crate::tui::widget::{chrome, text};
use crate::workspace::Dossier;

/// Draws the interview into the area above the footer.
pub fn draw(buffer: &mut Buffer, area: Rect, state: &State, interview: &Interview) {
    let locale = state.locale();
    let Some(dossier) = &interview.dossier else {
        chrome::header(buffer, area, state.theme, &interview.supplier, "");
        return;
    };
    let name = words::supplier_name(state.lang, &dossier.supplier);
    let who = words::looking_back(state).unwrap_or_else(|| spoken(interview, dossier, state));
    let shown = interview.question().map(|question| question.id.set());
    let set = dossier.sets.iter().find(|set| shown.is_none_or(|id| set.id == id));
    let set_title = set.map(|set| set.title.get(state.lang).to_owned()).unwrap_or_default();
    let (before, after) = (format!("{name} · "), format!(" · {}", dossier.campaign));
    chrome::header_of(buffer, area, state.theme, (&before, &set_title, &after), &who);
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2) };
    let Some(question) = interview.question() else {
        chrome::lines(buffer, inner, state.theme, inner.y + 1, &[(locale.text("interview.none").to_owned(), Meaning::Plain)]);
        return;
    };
    let section = set.and_then(|set| set.section_of(question));
    let unchecked = body::unchecked(dossier, state).unwrap_or_default();
    let title = section.map(|section| format!("{}{unchecked}", section.heading(state.lang))).unwrap_or_default();
    let progress = words::progress(state, dossier);
    let wide = usize::from(inner.width);
    let room = wide.saturating_sub(text::width(&progress) + 1);
    buffer.set_stringn(inner.x, inner.y, text::left(&title, room), wide, state.theme.style(Meaning::Quiet));
    let at = inner.right().saturating_sub(u16::try_from(text::width(&progress)).unwrap_or(0));
    buffer.set_stringn(at, inner.y, &progress, wide, state.theme.style(Meaning::Quiet));
    let (middle, panel) = places(area);
    let lines = middle_lines(state, interview, dossier, question, area);
    let lines: Vec<(String, Meaning)> = lines.into_iter().map(|line| (line.text, line.meaning)).collect();
    chrome::lines(buffer, middle, state.theme, middle.y, &lines);
    if let Some(panel) = panel {
        let mut lines = note_lines(state, section, usize::from(panel.width));
        lines.extend(side_lines(state, interview, dossier, question, usize::from(panel.width)));
        chrome::lines(buffer, panel, state.theme, panel.y, &lines);
    }
    chrome::rule(buffer, area, area.height.saturating_sub(3), state.theme);
    let status = Rect { x: inner.x, y: area.bottom().saturating_sub(2), width: inner.width, height: 2 };
    chrome::lines(buffer, status, state.theme, status.y, &status_lines(state, interview, dossier));
}

/// Where the middle and the panel beside it stand, above the footer.
fn places(area: Rect) -> (Rect, Option<Rect>) {
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2) };
    let side = area.width >= 110;
    let width = if side { u16::try_from(usize::from(inner.width) * 62 / 100).unwrap_or(inner.width) } else { inner.width };
    let gap = u16::from(inner.height >= 16);
    let middle = Rect { y: inner.y + 1 + gap, width, height: inner.height.saturating_sub(4 + gap), ..inner };
    let panel = Rect { x: middle.right() + 2, width: inner.right().saturating_sub(middle.right() + 2), ..middle };
    (middle, side.then_some(panel))
}

fn middle_lines(state: &State, interview: &Interview, dossier: &Dossier, question: &Question, area: Rect) -> Vec<body::Line> {
    let (middle, panel) = places(area);
    body::lines(state, interview, dossier, question, (usize::from(middle.width), usize::from(middle.height)), panel.is_none())
}

/// The option drawn on a row of the screen.
#[must_use]
pub fn option_at(state: &State, interview: &Interview, row: u16) -> Option<usize> {
    let area = Rect::new(0, 0, state.size.0, state.size.1.saturating_sub(1));
    let (dossier, question) = (interview.dossier.as_ref()?, interview.question()?);
    let line = usize::from(row.checked_sub(places(area).0.y)?);
    middle_lines(state, interview, dossier, question, area).get(line)?.option
}

/// "said by site manager, phone".
fn spoken(interview: &Interview, dossier: &Dossier, state: &State) -> String {
    let locale = state.locale();
    let met = dossier.answers.met.clone().unwrap_or_default();
    let source = locale.text(&format!("source.{}", interview.source.word())).to_owned();
    let mut parts = vec![source];
    parts.extend(met.role);
    parts.extend(met.channel.map(|channel| {
        if locale.has(&format!("channel.{channel}")) { locale.text(&format!("channel.{channel}")).to_owned() } else { channel }
    }));
    if interview.guest {
        parts.push(locale.text("interview.guest").to_owned());
    }
    parts.join(" · ")
}

/// What the form says before the questions of a section.
fn note_lines(state: &State, section: Option<&Section>, width: usize) -> Vec<(String, Meaning)> {
    let Some(note) = section.and_then(|section| section.note.as_ref()) else { return Vec::new() };
    let mut lines = vec![(state.locale().text("interview.section-note").to_owned(), Meaning::Quiet)];
    lines.extend(text::wrap(note.get(state.lang), width).into_iter().map(|line| (line, Meaning::Plain)));
    lines.push((String::new(), Meaning::Plain));
    lines
}

/// Guidance and what last campaign and the papers say, on wide terminals.
fn side_lines(state: &State, interview: &Interview, dossier: &Dossier, question: &Question, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut lines = Vec::new();
    if let Some(guidance) = &question.guidance {
        lines.push((locale.text("interview.guidance").to_owned(), Meaning::Quiet));
        lines.extend(text::wrap(guidance.get(state.lang), width).into_iter().map(|line| (line, Meaning::Plain)));
        lines.push((String::new(), Meaning::Plain));
    }
    if let Some(mark) = question.check_source.as_ref().filter(|mark| !interview.guest && mark.compared.is_none()) {
        let told = mark.told(locale);
        lines.extend(text::wrap(&told, width).into_iter().map(|line| (line, Meaning::Warn)));
        lines.push((String::new(), Meaning::Plain));
    }
    if interview.guest {
        return lines;
    }
    for note in dossier.answers.notes.iter().filter(|note| note.question.as_deref() == Some(question.id.as_str())) {
        let said = dossier.body(&note.text).unwrap_or_default();
        lines.extend(text::wrap(&format!("✎ {said}"), width).into_iter().map(|line| (line, Meaning::Plain)));
    }
    if !hides_score(state, dossier) {
        lines.push((String::new(), Meaning::Plain));
        for domain in dossier.assessment.domains.iter().filter(|domain| domain.rows > 0) {
            let score = domain.score.map_or_else(|| "–".to_owned(), |score| score.to_string());
            lines.push((text::cut(&format!("{score:>5}  {}", domain.title.get(state.lang)), width), Meaning::Quiet));
        }
    }
    lines
}

fn hides_score(state: &State, dossier: &Dossier) -> bool {
    state.model.as_ref().is_some_and(|model| model.policy.hide_score) && dossier.answers.submitted.is_none()
}

fn status_lines(state: &State, interview: &Interview, dossier: &Dossier) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let news = words::news(state);
    if interview.guest || hides_score(state, dossier) {
        return vec![news, (String::new(), Meaning::Quiet)];
    }
    let a = &dossier.assessment;
    let title = |band: &str| state.model.as_ref().map(|model| model.policy.band_title(band).get(state.lang).to_owned()).unwrap_or_default();
    let conduct = match (a.conduct, &a.band) {
        (_, None) => locale.text(a.status.key()).to_owned(),
        (None, Some(band)) => title(band),
        (Some(score), Some(band)) if a.lifts.contains(&Lift::Stop) => format!("{} ({score})", title(band)),
        (Some(score), Some(band)) => format!("{score} {}", title(band)),
    };
    let range = match (a.best, a.worst) {
        (Some(best), Some(worst)) => format!(" ({best}–{worst})"),
        _ => String::new(),
    };
    let gates = if a.gates_open.is_empty() && !a.gates_unanswered.is_empty() {
        locale.with("gates.to-ask", &[("count", &a.gates_unanswered.len().to_string())])
    } else if a.gates_open.is_empty() {
        locale.text("gates.none").to_owned()
    } else {
        a.gates_open.iter().map(|gate| gate.rsplit('.').next().unwrap_or(gate)).collect::<Vec<_>>().join(" ")
    };
    let coverage = a.coverage.percent_floor().to_string();
    let first = locale.with("interview.status", &[("conduct", &conduct), ("range", &range), ("coverage", &coverage), ("gates", &gates)]);
    let decides = if a.settled {
        locale.text("interview.settled").to_owned()
    } else {
        let rows: Vec<&str> = a.decisive.iter().take(4).map(|id| id.row()).collect();
        format!("{} {}", locale.text("interview.decides"), rows.join(" · "))
    };
    let meaning = if a.gates_open.is_empty() { Meaning::Plain } else { Meaning::Warn };
    let saved = news.0.clone();
    // What was not saved, or was asked for, is read whole.
    let joined = match &state.news {
        News::None => decides,
        News::Saved(_) => format!("{saved}   {decides}"),
        News::NotSaved(_) | News::Notice(_) => saved.clone(),
    };
    vec![(first, meaning), (joined, if saved.is_empty() { Meaning::Quiet } else { news.1 })]
}
