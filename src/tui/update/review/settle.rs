//! Answers that contradict each other, settled on the screen: which contradiction is asked first where there are several;
//! then the question stands there with every side of it, who said it, when and how it is known, and the reviewer says which
//! counts, or what was established and how, and why.

use super::super::super::effect::Effect;
use super::super::super::effect::review::Work;
use super::super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::super::screen::interview::input;
use super::super::super::state::{Pick, Picker, Screen, State};
use super::super::forms;
use crate::answers::{AnswerKey, Given};
use crate::journal::{Reply, SourceLevel};
use crate::questionnaire::{Kind as Asked, Question, QuestionId};
use crate::workspace::Dossier;
use crate::workspace::settled::Chosen;

/// Neither of the answers counts.
const OTHER: &str = "other";

fn dossier(state: &State) -> Option<&Dossier> {
    match state.top() {
        Screen::Flagged(page) | Screen::Supplier(page) => page.dossier.as_deref(),
        _ => None,
    }
}

fn asked<'d>(dossier: &'d Dossier, question: &str) -> Option<&'d Question> {
    dossier.sets.iter().find_map(|set| set.question(question))
}

/// `E1`, or `E1 [site:main]`.
fn row(key: &AnswerKey) -> String {
    let id = QuestionId::from_text(&key.question);
    key.about.as_deref().map_or_else(|| id.row().to_owned(), |about| format!("{} [{about}]", id.row()))
}

/// Asks which contradiction is meant, or opens the form of the only one.
pub(super) fn ask(state: &mut State) -> Vec<Effect> {
    let Some(dossier) = dossier(state) else { return Vec::new() };
    let all: Vec<&AnswerKey> = dossier.contested().map(|(key, _)| key).collect();
    match all.as_slice() {
        [] => Vec::new(),
        [one] => {
            let (question, about) = (one.question.clone(), one.about.clone());
            open(state, &question, about.as_deref())
        }
        several => {
            let label = |key: &AnswerKey| {
                let text = asked(dossier, &key.question).map(|question| question.text.get(state.lang)).unwrap_or_default();
                format!("  {}  {text}", row(key))
            };
            let items = several.iter().map(|key| (label(key), Pick::Settle(key.question.clone(), key.about.clone()))).collect();
            state.picker = Some(Picker::of(state.locale().text("contested.which"), items));
            Vec::new()
        }
    }
}

/// Opens the form of one contradiction.
pub(in super::super) fn open(state: &mut State, question: &str, about: Option<&str>) -> Vec<Effect> {
    let made = dossier(state).and_then(|dossier| {
        let mut all = dossier.contested();
        let (key, sides) = all.find(|(key, _)| key.question == question && key.about.as_deref() == about)?;
        Some(form(state, dossier, key, sides))
    });
    made.map(|form| forms::open(state, form)).unwrap_or_default()
}

fn form(state: &State, dossier: &Dossier, key: &AnswerKey, sides: &[Given]) -> Form {
    let locale = state.locale();
    let question = asked(dossier, &key.question);
    let choice = |given: &Given| {
        let value = dossier.reply_words(locale, &key.question, &given.answer.reply);
        let by = format!("{}, {}", given.person, given.at.date());
        let told = [Some(value), Some(by), question.and_then(|question| step(state, question, &given.answer.reply))];
        (given.entry.to_string(), told.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    let other = (OTHER.to_owned(), locale.text("form.established").to_owned());
    let sources =
        SourceLevel::ALL.map(|level| (level.word().to_owned(), locale.text(&format!("answers-told.{}", level.word())).to_owned()));
    let entries = vec![
        Entry::open("counts", sides.iter().map(choice).chain([other]).collect()),
        Entry::typed("value", Needs::Text).only("counts", &[OTHER]),
        Entry::open("known-by", sources.into()).only("counts", &[OTHER]),
        Entry::typed("reason", Needs::Text),
    ];
    let mut form = Form::of(Kind::Settle, vec![dossier.supplier.id.clone()], entries);
    form.known = vec![("question", key.question.clone()), ("about", key.about.clone().unwrap_or_default())];
    form.about = row(key);
    form.told = question.map(|question| (None, format!("{}  {}", row(key), question.text.get(state.lang)))).into_iter().collect();
    form.told.extend(sides.iter().map(|given| (None, format!("  · {}", side(state, dossier, given)))));
    let possible = question.map(|question| possible(state, question)).filter(|all| !all.is_empty());
    form.told.extend(possible.map(|all| (Some(("counts", OTHER.to_owned())), locale.with("form.possible", &[("all", &all)]))));
    form
}

/// Who gave an answer, when, how it is known, from whom, and what came with it.
fn side(state: &State, dossier: &Dossier, given: &Given) -> String {
    let (locale, answer) = (state.locale(), &given.answer);
    let source = answer.source.map_or("contested.no-source".to_owned(), |level| format!("answers-told.{}", level.word()));
    let papers = Some(answer.evidence.len()).filter(|count| *count > 0).map(|count| count.to_string());
    let parts = [
        Some(format!("{} {} {}", given.person, given.at.date(), &given.at.clock()[..5])),
        Some(dossier.reply_words(locale, &answer.question, &answer.reply)),
        Some(locale.text(&source).to_owned()),
        answer.respondent.clone(),
        papers.map(|count| locale.with("contested.papers", &[("count", &count)])),
        answer.note.as_ref().and_then(|body| dossier.body(body)).map(crate::clean::line),
        Some(given.entry.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What the step of a row from 0 to 4 means.
fn step(state: &State, question: &Question, reply: &Reply) -> Option<String> {
    let Reply::Value(value) = reply else { return None };
    let all = if question.kind == Asked::Maturity { input::options(question) } else { Vec::new() };
    all.into_iter().find(|(level, _)| value.first() == Some(level)).map(|(_, text)| text.get(state.lang).to_owned())
}

/// The values a row takes, as they are typed, with what they mean.
fn possible(state: &State, question: &Question) -> String {
    let told = |(word, text): (String, crate::language::Text)| match text.get(state.lang) {
        same if same == word => word,
        text => format!("{word} {text}"),
    };
    input::options(question).into_iter().map(told).collect::<Vec<_>>().join(" · ")
}

/// What a filled-in form of settling asks for.
pub(super) fn work(form: &Form) -> Option<Work> {
    let (counts, known) = (form.value("counts"), form.value("known-by"));
    let chosen = match counts == OTHER {
        true => Chosen::Found(vec![form.value("value")], SourceLevel::ALL.into_iter().find(|level| level.word() == known)),
        false => Chosen::Answer(counts.parse().ok()?),
    };
    Some(Work::Settle(form.value("question"), form.some("about"), chosen, form.value("reason")))
}
