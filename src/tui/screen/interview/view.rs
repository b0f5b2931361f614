//! Draws the interview. The top says whom and how; the middle says one thing; the line above the keys says what the
//! program has done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Interview, input};
use crate::assess::{Lift, Status};
use crate::interview::Asked;
use crate::journal::{Reply, SourceLevel};
use crate::language::Lang;
use crate::questionnaire::{Kind, Question, wording};
use crate::situation::State as AnswerState;
use crate::tui::screen::words;
use crate::tui::state::State;
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
    let name = words::supplier_name(&dossier.supplier);
    let who = spoken(interview, dossier, state);
    let set = dossier.sets.first().map(|set| set.title.get(state.lang).to_owned()).unwrap_or_default();
    chrome::header(buffer, area, state.theme, &format!("{name} · {set} · {}", dossier.campaign), &who);
    let (done, asked) = dossier.plan.progress();
    let inner = Rect { x: area.x + 1, y: area.y + 2, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2) };
    let Some(question) = interview.question() else {
        chrome::lines(buffer, inner, state.theme, inner.y + 1, &[(locale.text("interview.none").to_owned(), Meaning::Plain)]);
        return;
    };
    let section = dossier.sets.iter().flat_map(|set| &set.sections).find(|section| section.id == question.section);
    let title = section.map(|section| format!("{}  {}", section.id, section.title.get(state.lang))).unwrap_or_default();
    let progress = locale.with("interview.progress", &[("done", &done.to_string()), ("asked", &asked.to_string())]);
    let wide = usize::from(inner.width);
    let room = wide.saturating_sub(text::width(&progress) + 1);
    buffer.set_stringn(inner.x, inner.y, text::left(&title, room), wide, state.theme.style(Meaning::Quiet));
    let at = inner.right().saturating_sub(u16::try_from(text::width(&progress)).unwrap_or(0));
    buffer.set_stringn(at, inner.y, &progress, wide, state.theme.style(Meaning::Quiet));
    let side = area.width >= 110;
    let main_width = if side { usize::from(inner.width) * 62 / 100 } else { wide };
    let body = Rect {
        x: inner.x,
        y: inner.y + 2,
        width: u16::try_from(main_width).unwrap_or(inner.width),
        height: inner.height.saturating_sub(5),
    };
    let lines = body_lines(state, interview, dossier, question, usize::from(body.width), usize::from(body.height));
    chrome::lines(buffer, body, state.theme, body.y, &lines);
    if side {
        let panel = Rect { x: body.right() + 2, y: body.y, width: inner.right().saturating_sub(body.right() + 2), height: body.height };
        let lines = side_lines(state, interview, dossier, question, usize::from(panel.width));
        chrome::lines(buffer, panel, state.theme, panel.y, &lines);
    }
    chrome::rule(buffer, area, area.height.saturating_sub(3), state.theme);
    let status = Rect { x: inner.x, y: area.bottom().saturating_sub(2), width: inner.width, height: 2 };
    chrome::lines(buffer, status, state.theme, status.y, &status_lines(state, interview, dossier));
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

/// The second language: the supplier's, or English when that is the language of the screens.
fn second(dossier: &Dossier, state: &State) -> Option<Lang> {
    let theirs = dossier.supplier.languages.iter().find_map(|lang| lang.parse::<Lang>().ok());
    theirs.filter(|lang| *lang != state.lang).or(Some(Lang::En).filter(|lang| *lang != state.lang && theirs.is_none()))
}

fn body_lines(
    state: &State,
    interview: &Interview,
    dossier: &Dossier,
    question: &Question,
    width: usize,
    height: usize,
) -> Vec<(String, Meaning)> {
    let mut lines: Vec<(String, Meaning)> = Vec::new();
    let row = question.id.row();
    let indent = text::width(row) + 2;
    let mut first = true;
    for line in text::wrap(question.text.get(state.lang), width.saturating_sub(indent)) {
        let lead = if first { format!("{row}  ") } else { " ".repeat(indent) };
        lines.push((format!("{lead}{line}"), Meaning::Heading));
        first = false;
    }
    if interview.both
        && let Some(lang) = second(dossier, state)
    {
        for line in text::wrap(question.text.get(lang), width.saturating_sub(indent)) {
            lines.push((format!("{}{line}", " ".repeat(indent)), Meaning::Quiet));
        }
    }
    lines.push((String::new(), Meaning::Plain));
    let tail = tail_lines(state, interview, dossier, question, width);
    let room = height.saturating_sub(lines.len() + tail.len() + 1).max(3);
    lines.extend(answer_lines(state, interview, dossier, question, width, room));
    lines.push((String::new(), Meaning::Plain));
    lines.extend(tail);
    lines
}

/// The options, or the recorded value, or how to answer.
fn answer_lines(
    state: &State,
    interview: &Interview,
    dossier: &Dossier,
    question: &Question,
    width: usize,
    room: usize,
) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let all = input::options(question);
    let given = dossier.situation.given(&question.id);
    let several = matches!(question.kind, Kind::SeveralOf(_));
    let mut lines = Vec::new();
    if all.is_empty() {
        let recorded = given.first().filter(|answer| answer.state == AnswerState::Answered);
        match recorded {
            Some(answer) => {
                lines.push((format!("  ● {}", text::cut(wording::of(question, &answer.value).get(state.lang), width)), Meaning::Accent))
            }
            None => {
                for part in parts(question) {
                    lines.push((format!("    {} [{}]", part.text.get(state.lang), part.unit), Meaning::Plain));
                }
                lines.push((format!("  › {}", locale.text("interview.type")), Meaning::Accent));
            }
        }
        return lines;
    }
    let first = interview.option.saturating_sub(room.saturating_sub(1));
    for (place, (id, wording)) in all.iter().enumerate().skip(first).take(room) {
        let chosen = given.iter().any(|answer| answer.value.contains(id));
        let ticked = interview.ticked.contains(id);
        let mark = match (several, ticked, chosen) {
            (true, true, _) => "■",
            (true, false, _) => "□",
            (false, _, true) => "●",
            (false, _, false) => " ",
        };
        let cursor = if place == interview.option { "›" } else { " " };
        let number = input::digit(question, place);
        let key = if number < 10 { number.to_string() } else { " ".to_owned() };
        let meaning = if chosen || place == interview.option { Meaning::Accent } else { Meaning::Plain };
        lines.push((text::cut(&format!("  {cursor} {key} {mark} {}", wording.get(state.lang)), width), meaning));
    }
    if several {
        lines.push((format!("      {}", locale.text("interview.ticks")), Meaning::Quiet));
    }
    lines
}

fn parts(question: &Question) -> &[crate::questionnaire::Part] {
    match &question.kind {
        Kind::Number(parts) | Kind::Percent(parts) => parts,
        _ => &[],
    }
}

/// State keys, last campaign's answer, contradictions, clause, evidence, source, note.
fn tail_lines(state: &State, interview: &Interview, dossier: &Dossier, question: &Question, width: usize) -> Vec<(String, Meaning)> {
    let locale = state.locale();
    let mut lines = Vec::new();
    let row = dossier.plan.row(&question.id);
    let mut keys = locale.text("interview.states").to_owned();
    if let Some(last) = dossier.previous.get(&question.id) {
        let value = if last.value.is_empty() {
            locale.text(&format!("state.{}", last.state.word())).to_owned()
        } else {
            wording::of(question, &last.value).get(state.lang).to_owned()
        };
        let date = last.at.date().to_string();
        let told = locale.with("interview.last", &[("campaign", &last.campaign), ("value", &value), ("date", &date)]);
        let confirm = if question.severity == crate::questionnaire::Severity::Critical { "" } else { "= " };
        keys.push_str(&format!("   {confirm}{told}"));
    }
    for line in text::wrap(&keys, width.saturating_sub(4)) {
        lines.push((format!("    {line}"), Meaning::Quiet));
    }
    if let Some(word) = row.filter(|row| row.asked != Asked::Yes).map(|row| words::asked(&row.asked)) {
        lines.push((format!("    {}", locale.text(word)), Meaning::Warn));
    }
    lines.extend(contradictions(state, dossier, question, width));
    let given = dossier.situation.given(&question.id).first();
    if let Some(answer) = given.filter(|answer| answer.state != AnswerState::Answered) {
        lines.push((format!("    ● {}", locale.text(&format!("state.{}", answer.state.word()))), Meaning::Accent));
    }
    if let Some(follow) = follow_up(dossier, question) {
        for line in text::wrap(follow.get(state.lang), width.saturating_sub(6)).into_iter().take(2) {
            lines.push((format!("    → {line}"), Meaning::Accent));
        }
    }
    let refs: Vec<&str> = question.policy.iter().chain(&question.refs).map(String::as_str).collect();
    let asked: Vec<&str> = question.evidence.iter().map(|paper| paper.text.get(state.lang)).collect();
    lines.push((String::new(), Meaning::Plain));
    lines.push((text::cut(&format!("    {}", refs.join(" · ")), width), Meaning::Quiet));
    if !asked.is_empty() {
        lines.push((text::cut(&format!("    {}: {}", locale.text("interview.evidence"), asked.join(" · ")), width), Meaning::Quiet));
    }
    lines.push((text::cut(&format!("    {}", backing_line(state, interview, dossier, question)), width), Meaning::Quiet));
    lines
}

/// "source ● said ○ written ○ seen ○ verified   papers 1 · notes 2 · promised 2026-12-01".
fn backing_line(state: &State, interview: &Interview, dossier: &Dossier, question: &Question) -> String {
    let locale = state.locale();
    let recorded = dossier.answers.history.get(question.id.as_str()).and_then(|all| all.last()).and_then(|given| given.answer.source);
    let level = if dossier.situation.given(&question.id).is_empty() { interview.source } else { recorded.unwrap_or(interview.source) };
    let levels: Vec<String> = SourceLevel::ALL
        .iter()
        .map(|one| format!("{} {}", if *one == level { "●" } else { "○" }, locale.text(&format!("source.{}", one.word()))))
        .collect();
    let mut line = format!("s {}", levels.join("  "));
    let papers = dossier.answers.documents.iter().filter(|paper| paper.question.as_deref() == Some(question.id.as_str())).count();
    if papers > 0 {
        line.push_str(&format!("   {} {papers}", locale.text("interview.papers")));
    }
    let notes = dossier.answers.notes.iter().filter(|note| note.question.as_deref() == Some(question.id.as_str())).count();
    if notes > 0 && !interview.guest {
        line.push_str(&format!("   {} {notes}", locale.text("interview.notes")));
    }
    if let Some(promise) =
        dossier.answers.promises.iter().find(|promise| promise.kept.is_none() && promise.question == question.id.as_str())
    {
        line.push_str(&format!("   {} {}", locale.text("interview.promised"), promise.due));
    }
    line
}

fn follow_up<'a>(dossier: &Dossier, question: &'a Question) -> Option<&'a crate::language::Text> {
    let follow = question.follow_up.as_ref()?;
    let answer = dossier.situation.given(&question.id).first()?;
    let known = crate::situation::Known::of(&dossier.situation, &dossier.sets).for_answer(question, answer);
    follow.when.as_ref().is_none_or(|when| when.holds(&known).is_true()).then_some(&follow.text)
}

/// Answers that contradict each other, with who said each: calm, and with the way out.
fn contradictions(state: &State, dossier: &Dossier, question: &Question, width: usize) -> Vec<(String, Meaning)> {
    let mut lines = Vec::new();
    for (key, standing) in &dossier.answers.current {
        let crate::answers::Standing::Conflict(all) = standing else { continue };
        if key.question != question.id.as_str() {
            continue;
        }
        for given in all {
            let value = match &given.answer.reply {
                Reply::Value(value) => wording::of(question, value).get(state.lang).to_owned(),
                Reply::DontKnow => state.locale().text("state.dont-know").to_owned(),
                Reply::Declined => state.locale().text("state.declined").to_owned(),
                Reply::NotApplicable { .. } => state.locale().text("state.not-applicable").to_owned(),
                Reply::Withdrawn => String::new(),
            };
            lines.push((text::cut(&format!("    ≠ {}: {value} ({})", given.person, given.at.date()), width), Meaning::Warn));
        }
        lines.push((format!("      {}", state.locale().text("interview.settle")), Meaning::Quiet));
    }
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
    let conduct = match (a.status, a.conduct, &a.band, &state.model) {
        (Status::NotAssessed, _, _, _) => locale.text("status.not-assessed").to_owned(),
        (_, Some(score), Some(band), Some(model)) => {
            let title = model.policy.band_title(band).get(state.lang).to_owned();
            if a.lifts.contains(&Lift::Stop) { format!("{title} ({score})") } else { format!("{score} {title}") }
        }
        (_, _, _, _) => "–".to_owned(),
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
    let joined = if saved.is_empty() { decides } else { format!("{saved}   {decides}") };
    vec![(first, meaning), (joined, if saved.is_empty() { Meaning::Quiet } else { news.1 })]
}
