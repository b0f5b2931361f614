//! `figures`: stated numbers against their own parts, goals and limits. Exit 1 when somebody has to do something.

use std::path::Path;

use serde_json::{Value, json};

use super::args::FiguresCommand;
use super::{Error, Here, Outcome, cells, say};
use crate::figures::{Goal, Remark, balance, content, footprints, lost_time_rate, published, read_substances, stated_rate, water};
use crate::sentence::told;

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
        FiguresCommand::Footprint { file } => footprints(&table(&file)?).map_err(Error::wrong)?,
        FiguresCommand::Water { file } => water(&table(&file)?).map_err(Error::wrong)?,
        FiguresCommand::Substances { list, file } => {
            let (substances, problems) = read_substances(&list.display().to_string(), &super::check::read_text(&list)?);
            if !problems.is_empty() {
                return Err(Error::wrong(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")));
            }
            content(&substances, &table(&file)?).map_err(Error::wrong)?
        }
    };
    let adverse = remarks.iter().any(|remark| remark.adverse);
    if here.global.json {
        let one = |remark: &Remark| json!({"line": remark.line, "verdict": remark.verdict, "adverse": remark.adverse, "message": remark.sentence.to_string()});
        Here::json(&Value::Array(remarks.iter().map(one).collect()))?;
        return Ok(adverse);
    }
    for remark in &remarks {
        let mark = if remark.adverse { "!" } else { " " };
        let what = remark.sentence.in_lang(here.lang);
        let text = match remark.line {
            Some(line) => here.locale().with("figure.line", &[("line", &line.to_string()), ("what", &what)]),
            None => what,
        };
        say(&format!("{mark} {text}"))?;
    }
    Ok(adverse)
}
