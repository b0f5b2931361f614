//! Letters and the consolidated declaration as JSON. Codes and keys never change with the language.

use serde_json::{Value, json};

use super::inert;
use super::letter::{Letter, Point};
use super::rollup::{Fed, Provenance, Rollup};

/// A letter; `text` is what would be sent.
#[must_use]
pub fn letter(letter: &Letter) -> Value {
    let point = |point: &Point| {
        let spots: Vec<Value> = point
            .spots
            .iter()
            .map(|spot| json!({ "sheet": spot.sheet, "cell": spot.cell, "value": spot.value, "ask": spot.ask }))
            .collect();
        json!({ "code": point.code, "problem": point.problem, "rule": point.rule, "places": spots })
    };
    let files: Vec<Value> = letter
        .files
        .iter()
        .map(|file| {
            json!({
                "file": file.file,
                "form": file.form,
                "dated": file.dated.map(|day| day.to_string()),
                "clarify": file.clarify.iter().map(point).collect::<Vec<_>>(),
                "remarks": file.remarks.iter().map(point).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "lang": letter.lang.code(),
        "to": letter.to,
        "from": letter.from,
        "dated": letter.day.to_string(),
        "due": letter.due.to_string(),
        "files": files,
        "text": super::text::write(letter),
    })
}

/// The consolidated declaration. What suppliers wrote is made inert as in the tables: whoever makes a table of it is safe too.
#[must_use]
pub fn rollup(rollup: &Rollup) -> Value {
    let place = |place: &Provenance| {
        json!({
            "supplier": inert(&place.supplier),
            "file": inert(&place.file),
            "sheet": place.sheet,
            "cell": place.cell,
            "said": inert(&place.said),
        })
    };
    let places = |from: &[Provenance]| -> Vec<Value> { from.iter().map(place).collect() };
    let fed = |from: &Fed| {
        let mut told = place(&from.place);
        told["smelter_id"] = json!(from.id.as_deref().map(inert));
        told["smelter"] = json!(inert(&from.smelter));
        told
    };
    let answers = rollup.answers.iter().map(|answer| {
        json!({
            "template": answer.template,
            "metal": inert(&answer.metal),
            "question": answer.question,
            "subject": answer.subject,
            "answer": inert(&answer.answer),
            "rule": answer.rule,
            "from": places(&answer.from),
        })
    });
    let smelters = rollup.smelters.iter().map(|smelter| {
        json!({
            "metal": inert(&smelter.metal),
            "id": smelter.id.as_deref().map(inert),
            "name": inert(&smelter.name),
            "country": inert(&smelter.country),
            "from": places(&smelter.from),
        })
    });
    let mines = rollup.mines.iter().map(|mine| {
        json!({
            "metal": inert(&mine.metal),
            "id": mine.id.as_deref().map(inert),
            "name": inert(&mine.name),
            "country": inert(&mine.country),
            "from": mine.from.iter().map(fed).collect::<Vec<_>>(),
        })
    });
    json!({
        "on": rollup.on.to_string(),
        "anonymous": rollup.anonymous,
        "suppliers": rollup.suppliers,
        "declarations": rollup.declarations,
        "answers": answers.collect::<Vec<_>>(),
        "smelters": smelters.collect::<Vec<_>>(),
        "mines": mines.collect::<Vec<_>>(),
    })
}
