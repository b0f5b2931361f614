//! `figures`: stated numbers against their own parts, goals and limits. Exit 1 when somebody has to do something.

use std::path::Path;

use unicode_width::UnicodeWidthStr as _;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::FiguresCommand;
use super::{Error, Here, Outcome, cells, say};
use crate::diagnostic::Diagnostic;
use crate::figures::{
    Against, Goal, Remark, Substance, balance, content, footprints, lost_time_rate, published, read_substances, stated_rate, water,
};
use crate::sentence::{Sentence, told};

pub(super) fn run(here: &Here, command: FiguresCommand) -> Outcome {
    let table = |file: &Path| cells::read(file).map(|cells| cells.rows);
    let remarks = match command {
        FiguresCommand::Rate { cases, hours, stated } => {
            let rate = lost_time_rate(&cases, &hours).map_err(Error::wrong)?;
            let computed = told("figure.rate", [("rate", rate.decimals(2).into())]);
            let mut remarks = vec![Remark { line: None, verdict: "computed", adverse: false, sentence: computed }];
            remarks.extend(stated.map(|stated| stated_rate(rate, &stated)));
            remarks
        }
        FiguresCommand::Goal { goal, value } => {
            vec![Goal::read(&goal).and_then(|goal| goal.met_by(&value)).map_err(Error::wrong)?]
        }
        FiguresCommand::Total { total, parts } => vec![published(&total, &parts).map_err(Error::wrong)?],
        FiguresCommand::Balance { file } => balance(&table(&file)?).map_err(Error::wrong)?,
        FiguresCommand::Footprint { file } => footprints(&table(&file)?, Some(today(here))).map_err(Error::wrong)?,
        FiguresCommand::Water { file } => {
            water(&table(&file)?, Against { today: Some(today(here)), ..Against::default() }).map_err(Error::wrong)?
        }
        FiguresCommand::Limits => return limits(here),
        FiguresCommand::Substances { list, file } => {
            let (substances, problems) = read_substances(&list.display().to_string(), &super::check::read_text(&list)?);
            if !problems.is_empty() {
                return Err(Error::wrong(Sentence::Lines(problems.iter().map(Diagnostic::sentence).collect())));
            }
            content(&substances, &table(&file)?).map_err(Error::wrong)?
        }
    };
    let adverse = remarks.iter().any(|remark| remark.adverse);
    if here.global.json {
        Here::json(&Value::Array(remarks.iter().map(remark_json).collect()))?;
        return Ok(adverse);
    }
    for remark in &remarks {
        say(&remark_line(here, remark, "figure.line"))?;
    }
    Ok(adverse)
}

/// Today in the company's time zone; without a workspace, where it is latest, so that no day of today is one to come.
fn today(here: &Here) -> Date {
    here.open().map_or_else(|_| here.clock.now("Pacific/Kiritimati").date(), |workspace| workspace.today())
}

/// A remark for programs.
pub(super) fn remark_json(remark: &Remark) -> Value {
    json!({"line": remark.line, "verdict": remark.verdict, "adverse": remark.adverse, "message": remark.sentence.to_string()})
}

/// A remark for people; `place` says what its line is a line of.
pub(super) fn remark_line(here: &Here, remark: &Remark, place: &'static str) -> String {
    let mark = if remark.adverse { "!" } else { " " };
    let what = remark.sentence.in_lang(here.lang);
    let text = match remark.line {
        Some(line) => here.locale().with(place, &[("line", &line.to_string()), ("what", &what)]),
        None => what,
    };
    format!("{mark} {text}")
}

/// The substances of the policy in force, with their limits.
fn limits(here: &Here) -> Outcome {
    let workspace = here.open()?;
    let policy = workspace.policy();
    if here.global.json {
        let one = |substance: &Substance| {
            let limit = json!({"number": substance.limit.number.plain(), "unit": substance.limit.unit});
            let name = json!({"en": substance.name.en, "ja": substance.name.ja, "zh": substance.name.zh});
            json!({"id": substance.id, "name": name, "also": substance.also, "limit": limit,
                "list": if substance.own { "company" } else { "law" }, "banned": substance.banned, "declare": substance.declared})
        };
        let substances: Vec<Value> = policy.substances.iter().map(one).collect();
        let (edition, file) = (policy.edition_name(), workspace.policy_file(policy));
        Here::json(&json!({"policy": edition, "file": file, "tool_default": policy.is_tool_default(), "substances": substances}))?;
        return Ok(false);
    }
    let edition = format!("{}@{}", policy.id, policy.edition);
    if policy.substances.is_empty() {
        say(&here.locale().with("figure.no-limits", &[("policy", &edition)]))?;
        return Ok(false);
    }
    say(&here.locale().with("figure.limits-of", &[("policy", &edition)]))?;
    if let Some(notice) = workspace.policy_notice(policy, here.locale()) {
        say(&format!("  {notice}"))?;
    }
    for substance in &policy.substances {
        let name = substance.name.get(here.lang);
        let limit = if substance.banned {
            here.locale().text("figure.banned").to_owned()
        } else {
            format!("{:>8} {:<3}", substance.limit.number.plain(), substance.limit.unit)
        };
        let own = if substance.own { here.locale().text("figure.own-list") } else { "" };
        say(&format!("  {}{limit} {name} ({}){own}", " ".repeat(12_usize.saturating_sub(limit.width())), substance.id))?;
    }
    Ok(false)
}
