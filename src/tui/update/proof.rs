//! Why something was decided as of a day, judged again, under the rules of today, to take along as a bundle; and what `verify`
//! finds. Nothing of it writes into the record, so whoever may look may do it.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::proof::Proving;
use super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::screen::why::{WhyPage, about};
use super::super::state::{News, Prompt, Purpose, Screen, State};
use super::super::widget::field::Field;
use super::forms;

/// Asks as of which day the decision about the supplier on screen is to be explained.
pub(super) fn ask_why(state: &mut State) -> Vec<Effect> {
    let Some(supplier) = super::go::shown_supplier(state) else { return Vec::new() };
    let locale = state.locale();
    let (title, hint) = (locale.text("ask.why-on").to_owned(), locale.text("hint.why-on").to_owned());
    state.prompt = Some(Prompt { purpose: Purpose::WhyOn(supplier), title, hint, field: Field::default(), refusal: None });
    Vec::new()
}

/// The page for a typed day; `None` when it is none.
pub(super) fn why(state: &State, supplier: &str, typed: &str) -> Option<Vec<Effect>> {
    let on = match typed.trim() {
        "" => None,
        word => Some(word.parse().ok()?),
    };
    Some(vec![Effect::WhyDecided(Proving { supplier: supplier.to_owned(), on, lang: state.lang, title: String::new() })])
}

/// A page was made; it takes the place of one that stands there already.
pub(super) fn explained(state: &mut State, page: Box<WhyPage>) -> Vec<Effect> {
    if matches!(state.top(), Screen::WhyDecided(_)) {
        state.screens.pop();
    }
    state.screens.push(Screen::WhyDecided(page));
    Vec::new()
}

/// In another language the page is made anew.
pub(super) fn anew(state: &State) -> Option<Effect> {
    let Screen::WhyDecided(page) = state.top() else { return None };
    let (supplier, on, lang) = (page.supplier.clone(), page.on, state.lang);
    Some(Effect::WhyDecided(Proving { supplier, on, lang, title: String::new() }))
}

/// Which decision is meant: the one on the page, else the latest about the supplier on screen.
fn meant(state: &State, title: &str) -> Option<Proving> {
    let (supplier, on) = match state.top() {
        Screen::WhyDecided(page) => (page.supplier.clone(), page.on),
        _ => (super::go::shown_supplier(state)?, None),
    };
    let title = format!("{} · {}", state.locale().text(title), about(state, &supplier, on));
    Some(Proving { supplier, on, lang: state.lang, title })
}

/// Why there is nothing to prove, as a catalogue key.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    if !Command::PROOF.contains(&command) || command == Command::WhyDecided {
        return None;
    }
    if let Screen::WhyDecided(page) = state.top() {
        return (!page.sealed).then_some("not-now.unsealed");
    }
    let Some(id) = super::go::shown_supplier(state) else { return Some("not-now.nobody-chosen") };
    let review = &state.model.as_ref()?.row(&id)?.review;
    match review.latest() {
        None => Some("not-now.undecided"),
        Some(decision) => decision.sealed.is_none().then_some("not-now.unsealed"),
    }
}

/// A command that proves; `None` when it is another's.
pub(super) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let title = match command {
        Command::WhyDecided => return Some(ask_why(state)),
        Command::Replay => "title.replay",
        Command::UnderCurrent => "title.hypothetical",
        Command::Bundle => "title.bundled",
        _ => return None,
    };
    let Some(of) = meant(state, title) else { return Some(Vec::new()) };
    Some(match command {
        Command::Replay => vec![Effect::Replay(of)],
        Command::UnderCurrent => vec![Effect::UnderCurrent(of)],
        _ => ask_bundle(state, &of),
    })
}

/// Into which folder, and whether what is restricted goes along: asked only of whoever may see it.
fn ask_bundle(state: &mut State, of: &Proving) -> Vec<Effect> {
    let day = of.on.or(state.model.as_ref().map(|model| model.today)).map(|day| day.to_string()).unwrap_or_default();
    let mut entries = vec![Entry::typed("folder", Needs::Text).at(&format!("{}-{day}-bundle", of.supplier))];
    if state.model.as_ref().is_some_and(|model| model.sees_restricted) {
        let locale = state.locale();
        let shown = |word: &str| (word.to_owned(), locale.text(&format!("form-entered.{word}")).to_owned());
        entries.push(Entry::of("restricted", vec![shown("without-restricted"), shown("with-restricted")]));
    }
    let mut form = Form::of(Kind::Bundle, vec![of.supplier.clone()], entries);
    form.known = of.on.map(|day| ("on", day.to_string())).into_iter().collect();
    form.about = day;
    forms::open(state, form)
}

/// What a filled-in form asks for.
pub(super) fn bundle(state: &State, form: &Form) -> Option<Effect> {
    let supplier = form.suppliers.first().filter(|_| form.kind == Kind::Bundle)?.clone();
    let of = Proving { supplier, on: form.value("on").parse().ok(), lang: state.lang, title: String::new() };
    Some(Effect::Bundle(of, form.value("folder"), form.value("restricted") == "with-restricted"))
}

/// A bundle was laid, or why it was not.
pub(super) fn bundled(state: &mut State, what: Result<Vec<String>, String>) -> Vec<Effect> {
    match (what, state.screens.last_mut()) {
        (Ok(lines), _) => {
            let title = match state.top() {
                Screen::Form(form) => {
                    let supplier = form.suppliers.first().cloned().unwrap_or_default();
                    let on = form.value("on").parse().ok();
                    format!("{} · {}", state.locale().text("title.bundled"), about(state, &supplier, on))
                }
                _ => state.locale().text("title.bundled").to_owned(),
            };
            if matches!(state.top(), Screen::Form(_)) {
                state.screens.pop();
            }
            // Each thing said stands by itself.
            let lines = lines.into_iter().flat_map(|line| [line, String::new()]).collect();
            state.screens.push(Screen::Reading(title, lines, 0));
        }
        (Err(why), Some(Screen::Form(form))) => form.refusal = Some(why.replace('\n', " ")),
        (Err(why), _) => state.news = News::NotSaved(why),
    }
    Vec::new()
}
