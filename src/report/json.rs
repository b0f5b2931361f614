//! Letters and the consolidated declaration as JSON. Codes and keys never change with the language.

use serde_json::{Value, json};

use super::letter::{Letter, Point};
use super::rollup::{Provenance, Rollup};

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

/// The consolidated declaration.
#[must_use]
pub fn rollup(rollup: &Rollup) -> Value {
    let places = |from: &[Provenance]| -> Vec<Value> {
        from.iter()
            .map(|place| {
                json!({ "supplier": place.supplier, "file": place.file, "sheet": place.sheet, "cell": place.cell, "said": place.said })
            })
            .collect()
    };
    let answers: Vec<Value> = rollup
        .answers
        .iter()
        .map(|answer| {
            json!({
                "template": answer.template,
                "metal": answer.metal,
                "question": answer.question,
                "subject": answer.subject,
                "answer": answer.answer,
                "rule": answer.rule,
                "from": places(&answer.from),
            })
        })
        .collect();
    let smelters: Vec<Value> = rollup
        .smelters
        .iter()
        .map(|smelter| {
            json!({
                "metal": smelter.metal,
                "id": smelter.id,
                "name": smelter.name,
                "country": smelter.country,
                "from": places(&smelter.from),
            })
        })
        .collect();
    json!({
        "on": rollup.on.to_string(),
        "anonymous": rollup.anonymous,
        "suppliers": rollup.suppliers,
        "declarations": rollup.declarations,
        "answers": answers,
        "smelters": smelters,
    })
}
