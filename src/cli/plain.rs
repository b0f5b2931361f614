//! `interview --plain`: the interview line by line on standard input, for screen readers and dumb terminals.
//!
//! The same plan, the same validator, the same record; a line is an answer or one of a few words. End of input leaves
//! the interview as it is: everything said is saved already.

use std::io::{BufRead as _, Write as _};

use super::{Error, Here, Outcome, say};
use crate::interview::Plan;
use crate::interview::one_by_one::OneByOne;
use crate::journal::{Asker, SourceLevel};
use crate::locale::Locale;
use crate::questionnaire::{CellKind, Column, Kind, Question, QuestionId, wording};
use crate::situation::State;
use crate::situation::each::name;
use crate::store::Saved;
use crate::workspace::act::{Said, SaidReply};
use crate::workspace::correct::{AskedFor, is_correction};
use crate::workspace::{Dossier, Workspace, WorkspaceError};

/// Where the interview stands.
#[derive(Default)]
struct At {
    question: Option<QuestionId>,
    /// The flow or facility that is answered for; absent: all that have no answer of their own.
    about: Option<String>,
}

impl At {
    fn question(question: Option<QuestionId>) -> Self {
        Self { question, about: None }
    }
}

/// What a line means.
enum Typed {
    Reply(SaidReply),
    Back,
    NextOfEach,
    Park,
    Jump(String),
    Note(String),
    Source(SourceLevel),
    Why,
    Undo,
    Submit,
    Quit,
}

pub(super) fn run(here: &Here, id: &str) -> Outcome {
    let mut workspace = here.open()?;
    let locale = here.locale();
    let dossier = workspace.dossier(id)?;
    say(&format!("{} {} · {}", dossier.supplier.display_name(), dossier.supplier.native_name, dossier.campaign))?;
    say(locale.text("plain.help"))?;
    let mut source = SourceLevel::Said;
    let mut at = At::question(dossier.plan.next_open(None).cloned());
    let stdin = std::io::stdin();
    let mut lines = stdin.lock().lines();
    loop {
        let dossier = workspace.dossier(id)?;
        workspace.shown(id, &dossier.heads);
        let Some(question) = at.question.as_ref().and_then(|id| workspace.question(id.as_str()).ok()).cloned() else {
            say(locale.text("plain.all-done"))?;
            let Some(line) = lines.next().transpose()? else { break };
            if line.trim() == "submit" {
                submit(here, &mut workspace, id)?;
            }
            break;
        };
        let one_by_one = OneByOne::of(&dossier.plan, &dossier.situation, &question.id);
        at.about = at.about.filter(|about| one_by_one.chosen(Some(about)).is_some());
        ask(here, &dossier, &question, (&one_by_one, at.about.as_deref()))?;
        match write!(std::io::stdout(), "> ").and_then(|()| std::io::stdout().flush()) {
            // Whoever read along went away: there is nobody to ask any more.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => break,
            written => written.map_err(Error::from)?,
        }
        let Some(line) = lines.next().transpose()? else { break };
        match understand(&line, &question, !one_by_one.each.is_empty()) {
            Typed::Quit => break,
            Typed::Submit => submit(here, &mut workspace, id)?,
            Typed::Back => at = At::question(before(&dossier.plan, &question.id)),
            Typed::NextOfEach => at.about = one_by_one.next(at.about.as_deref()),
            Typed::Park => {
                workspace.park(id, &question.id, true)?;
                at = At::question(next(&workspace, id, &question.id)?);
            }
            Typed::Jump(to) => match workspace.question(&to) {
                Ok(found) => at = At::question(Some(found.id.clone())),
                Err(error) => say(&error.sentence().in_lang(here.lang))?,
            },
            Typed::Note(text) => {
                let of = at.about.as_deref().and_then(name).map(|of| format!("{}: ", crate::clean::line(of.get(here.lang))));
                let text = format!("{}{text}", of.unwrap_or_default());
                tell(here, workspace.note(id, Some(question.id.as_str()), &text))?;
            }
            Typed::Source(level) => {
                source = level;
                say(&format!("{}: {}", locale.text("short.source"), locale.text(&format!("source.{}", level.word()))))?;
            }
            Typed::Why => why(here, &dossier, &question, &locale)?,
            Typed::Undo => undo(here, &mut workspace, id)?,
            Typed::Reply(reply) => {
                let mut said =
                    Said { question: question.id.to_string(), reply, source: Some(source), about: at.about.clone(), ..Said::default() };
                if is_correction(&dossier, question.id.as_str(), at.about.as_deref()) && !corrected(here, &question, &mut said, &mut lines)?
                {
                    continue;
                }
                if answered(here, &mut workspace, id, said)? {
                    for remark in super::answer::found(&workspace, id, question.id.as_str())? {
                        say(&super::figures::remark_line(here, &remark, "figure.row"))?;
                    }
                    at = after(&workspace, id, at, &question.id)?;
                }
            }
        }
    }
    Ok(false)
}

/// Asks why a submitted answer is changed and who asked for it; false when it is left as it is.
fn corrected(
    here: &Here,
    question: &Question,
    said: &mut Said,
    lines: &mut impl Iterator<Item = std::io::Result<String>>,
) -> Result<bool, Error> {
    let locale = here.locale();
    say(&locale.with("plain.why-corrected", &[("id", question.id.row())]))?;
    let reason = lines.next().transpose()?.unwrap_or_default();
    if reason.trim().is_empty() {
        say(locale.text("plain.left-as-it-is"))?;
        return Ok(false);
    }
    loop {
        say(locale.text("plain.who-asked"))?;
        let Some(line) = lines.next().transpose()? else { return Ok(false) };
        let (side, name) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        if let Some(by) = Asker::parse(side).filter(|by| name.is_some() || *by == Asker::Ourselves) {
            (said.correction, said.asked) = (Some(reason), Some(AskedFor { by, name }));
            return Ok(true);
        }
    }
}

/// Records an answer; a refusal is told and the same question asked again.
fn answered(here: &Here, workspace: &mut Workspace, id: &str, said: Said) -> Result<bool, Error> {
    let outcome = workspace.answer(id, said);
    let taken = outcome.is_ok();
    tell(here, outcome)?;
    Ok(taken)
}

fn undo(here: &Here, workspace: &mut Workspace, id: &str) -> Result<(), Error> {
    match workspace.undo(id) {
        Ok((undone, _)) => say(&here.locale().with("shell.taken", &[("entry", &undone.to_string())])),
        Err(error) => say(&error.sentence().in_lang(here.lang)),
    }
}

fn tell(here: &Here, outcome: Result<Saved, WorkspaceError>) -> Result<(), Error> {
    match outcome {
        Ok(saved) => say(&here.locale().with("shell.saved", &[("entry", &saved.entry.to_string())])),
        Err(error) => say(&error.sentence().in_lang(here.lang)),
    }
}

fn submit(here: &Here, workspace: &mut Workspace, id: &str) -> Result<(), Error> {
    tell(here, workspace.submit(id, None, None))
}

fn next(workspace: &Workspace, id: &str, from: &QuestionId) -> Result<Option<QuestionId>, Error> {
    Ok(workspace.dossier(id)?.plan.next_open(Some(from)).cloned())
}

/// After an answer: the next flow or facility without one, where one is answered for; else the next open row.
fn after(workspace: &Workspace, id: &str, at: At, from: &QuestionId) -> Result<At, Error> {
    let dossier = workspace.dossier(id)?;
    let left = OneByOne::of(&dossier.plan, &dossier.situation, from).left(at.about.as_deref(), true);
    Ok(match left {
        Some(_) => At { about: left, ..at },
        None => At::question(dossier.plan.next_open(Some(from)).cloned()),
    })
}

fn before(plan: &Plan, from: &QuestionId) -> Option<QuestionId> {
    let asked: Vec<&QuestionId> = plan.asked().map(|row| &row.question).collect();
    let at = asked.iter().position(|id| *id == from)?;
    asked.get(at.saturating_sub(1)).map(|id| (*id).clone())
}

fn understand(line: &str, question: &Question, one_by_one: bool) -> Typed {
    let line = line.trim();
    let (word, rest) = line.split_once(' ').map_or((line, ""), |(word, rest)| (word, rest.trim()));
    let level = SourceLevel::ALL.into_iter().find(|level| level.word() == rest);
    match word {
        "quit" | "q" => Typed::Quit,
        "submit" => Typed::Submit,
        "back" | "b" => Typed::Back,
        "f" if one_by_one => Typed::NextOfEach,
        "park" | "p" => Typed::Park,
        "go" | "g" if !rest.is_empty() => Typed::Jump(rest.to_owned()),
        "note" if !rest.is_empty() => Typed::Note(rest.to_owned()),
        "source" if level.is_some() => Typed::Source(level.unwrap_or(SourceLevel::Said)),
        "why" | "?" => Typed::Why,
        "undo" => Typed::Undo,
        "u" | "unknown" => Typed::Reply(SaidReply::DontKnow),
        "r" | "declined" => Typed::Reply(SaidReply::Declined),
        "-" | "na" => Typed::Reply(SaidReply::NotApplicable((!rest.is_empty()).then(|| rest.to_owned()))),
        "=" => Typed::Reply(SaidReply::Reconfirmed),
        // Figures hold commas between thousands; rows are divided by semicolons alone.
        _ if matches!(question.kind, Kind::Rows(_)) => {
            Typed::Reply(SaidReply::Value(line.split([';', '；']).map(|row| row.trim().to_owned()).filter(|row| !row.is_empty()).collect()))
        }
        // Whether a comma divides two numbers or stands in one, their own reading says.
        _ if matches!(question.kind, Kind::Number(_) | Kind::Percent(_)) => Typed::Reply(SaidReply::Value(vec![line.to_owned()])),
        _ => Typed::Reply(SaidReply::Value(line.split([',', ';']).map(|part| part.trim().to_owned()).collect())),
    }
}

fn ask(here: &Here, dossier: &Dossier, question: &Question, of: (&OneByOne<'_>, Option<&str>)) -> Result<(), Error> {
    let (done, asked) = dossier.plan.progress();
    say("")?;
    if let Some(note) = dossier.told_before(question) {
        say(note.get(here.lang))?;
    }
    say(&format!("{} ({done}/{asked})  {}", question.id.row(), question.text.get(here.lang)))?;
    ask_of_each(here, question, of)?;
    match &question.kind {
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => {
            for (number, choice) in choices.iter().enumerate() {
                say(&format!("  {} {} ({})", number + 1, choice.text.get(here.lang), choice.id))?;
            }
        }
        Kind::Number(parts) | Kind::Percent(parts) => {
            for part in parts {
                say(&format!("  {} = {} [{}]", part.id, part.text.get(here.lang), part.unit))?;
            }
        }
        Kind::Maturity => {
            for (id, text) in crate::questionnaire::wording::levels(question) {
                say(&format!("  {id} {}", text.get(here.lang)))?;
            }
        }
        Kind::YesNo(shape) => {
            say(if shape.partly { "  yes partly no" } else { "  yes no" })?;
            for choice in &shape.more {
                say(&format!("  {} ({})", choice.text.get(here.lang), choice.id))?;
            }
        }
        Kind::Rows(rows) => {
            say(&format!("  {}", rows.columns.iter().map(|column| column.text.get(here.lang)).collect::<Vec<_>>().join(" | ")))?;
            for column in &rows.columns {
                say(&format!("    {}: {}", column.text.get(here.lang), cell_form(here, column)))?;
            }
            say(&format!("  {}", here.locale().text("plain.rows")))?;
        }
        Kind::Date | Kind::Text | Kind::Country | Kind::Document => {}
    }
    for one in dossier.contradictions().into_iter().filter(|one| one.questions.contains(&question.id)) {
        say(&format!("  ⇄ {} {}", one.text.get(here.lang), one.ask.get(here.lang)))?;
    }
    if let Some(last) = dossier.last(&question.id, of.1) {
        say(&format!("  {}: {} ({})", last.campaign, last.value.join(", "), last.at.date()))?;
    }
    Ok(())
}

/// The flows or facilities the row is asked of, with their answers, and which of them is answered for.
fn ask_of_each(here: &Here, question: &Question, (one_by_one, about): (&OneByOne<'_>, Option<&str>)) -> Result<(), Error> {
    if one_by_one.each.is_empty() {
        return Ok(());
    }
    let locale = here.locale();
    let (done, all) = one_by_one.progress();
    say(&format!("  {}", locale.with("plain.one-by-one", &[("done", &done.to_string()), ("all", &all.to_string())])))?;
    for one in &one_by_one.each {
        let own = one_by_one.given(Some(&one.each.about)).first().map(|answer| match answer.state {
            State::Answered => wording::of(question, &answer.value).get(here.lang).to_owned(),
            state => locale.text(&format!("state.{}", state.word())).to_owned(),
        });
        let told = own.or_else(|| one.answered.then(|| locale.text("interview.each-as-rest").to_owned()));
        let told = told.map(|told| format!("{}{told}", locale.text("readback-text.colon"))).unwrap_or_default();
        let mark = if one.answered { "✓" } else { "○" };
        say(&format!("    {mark} {}{told}", crate::clean::line(one.each.name.get(here.lang))))?;
    }
    let chosen = one_by_one.chosen(about).map(|one| crate::clean::line(one.each.name.get(here.lang)));
    let chosen = chosen.unwrap_or_else(|| locale.text("interview.each-rest").to_owned());
    say(&format!("  {}", locale.with("plain.answering", &[("name", &chosen)])))
}

/// How a cell of a column is written.
fn cell_form(here: &Here, column: &Column) -> String {
    if column.kind == CellKind::OneOf {
        return column
            .choices
            .iter()
            .map(|choice| format!("{} ({})", choice.text.get(here.lang), choice.id))
            .collect::<Vec<_>>()
            .join(", ");
    }
    let form = here.locale().text(&format!("rows.{}", column.kind.word())).to_owned();
    if column.unit.is_empty() { form } else { format!("{form} [{}]", wording::unit(&column.unit).get(here.lang)) }
}

fn why(here: &Here, dossier: &Dossier, question: &Question, locale: &Locale) -> Result<(), Error> {
    if let Some(guidance) = &question.guidance {
        say(&format!("  {}", guidance.get(here.lang)))?;
    }
    if let Some(mark) = &question.check_source {
        say(&format!("  {}", mark.told(*locale)))?;
    }
    say(&format!("  {} · {}", question.policy.join(" "), question.refs.join(" · ")))?;
    let row = dossier.plan.row(&question.id);
    match row.map(|row| row.because.as_str()).filter(|because| !because.is_empty()) {
        Some(because) => say(&format!("  {because}")),
        None => say(&format!("  {}", locale.text("plain.always-asked"))),
    }
}
