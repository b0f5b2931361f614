//! Campaigns and editions on the screens: filled in, shown with everything that comes of it, and written when it was confirmed.

use super::super::command::Command;
use super::super::effect::Effect;
use super::super::effect::programme::Work;
use super::super::screen::form::{Entry, Form, Kind, Needs};
use super::super::screen::preview::Preview;
use super::super::state::{News, Screen, State};
use super::{forms, go};
use crate::people::{Duty, Leave};
use crate::workspace::adoption::{Of, Saying};
use crate::workspace::editions::Way;

/// The edition the cursor stands on: of a policy among the rules, of a questionnaire on the shelf or opened.
fn edition(state: &State) -> Option<(Of, String)> {
    match state.top() {
        Screen::Rulebook(screen) => {
            let line = screen.sheet()?.lines.get(screen.cursor().row)?;
            Some((Of::Policy, line.edition.clone()?))
        }
        Screen::Sets(sets) => sets.shelf.get(sets.cursor.row).map(|set| (Of::Questionnaire, format!("{}@{}", set.id, set.edition))),
        Screen::Set(page) => Some((Of::Questionnaire, format!("{}@{}", page.set.head.id, page.set.head.edition))),
        _ => None,
    }
}

/// Why a command cannot be carried out now, as a catalogue key.
pub(super) fn why_not(state: &State, command: Command) -> Option<&'static str> {
    let on_editions = matches!(state.top(), Screen::Rulebook(_) | Screen::Sets(_) | Screen::Set(_));
    let (duty, why) = match command {
        Command::NewCampaign | Command::MoveCampaign | Command::LeaveOut => (Duty::Campaigns, "not-now.no-campaigns"),
        Command::Activate | Command::Retire => (Duty::Editions, "not-now.no-editions"),
        Command::MakeKey if on_editions => return super::refusal::only_reads(state),
        _ => return None,
    };
    let model = state.model.as_ref()?;
    if let Some(why) = super::refusal::only_reads(state) {
        return Some(why);
    }
    if !model.persons.is_empty() && duty.rule().leave_of(&model.roles) == Leave::Refused {
        return Some(why);
    }
    match (command, edition(state)) {
        (Command::NewCampaign, _) => None,
        (_, None) => Some("not-now.no-edition"),
        (Command::LeaveOut, Some((_, name))) => {
            let id = name.split('@').next().unwrap_or_default();
            model.asked.iter().all(|asked| asked != id).then_some("not-now.not-asked-now")
        }
        _ => None,
    }
}

/// A command; `None` when it is another's.
pub(super) fn command(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::NewCampaign => Some(begin(state)),
        Command::Activate | Command::Retire => Some(say(state, command == Command::Activate)),
        Command::MoveCampaign => {
            let label = state.model.as_ref()?.campaign.clone();
            Some(edition(state).map(|(_, name)| Effect::Foresee(Box::new(Work::Move(label, Way::To(name))))).into_iter().collect())
        }
        Command::LeaveOut => {
            let label = state.model.as_ref()?.campaign.clone();
            let id = |name: String| name.split('@').next().unwrap_or_default().to_owned();
            let out = |(_, name)| Effect::Foresee(Box::new(Work::Move(label, Way::Without(id(name)))));
            Some(edition(state).map(out).into_iter().collect())
        }
        Command::MakeKey if edition(state).is_some() => Some(vec![Effect::MakeKey(Vec::new())]),
        _ => None,
    }
}

/// The form by which an edition is adopted or retired: from which day, and whether the running campaign is judged anew.
fn say(state: &mut State, active: bool) -> Vec<Effect> {
    let (Some((of, name)), Some(model)) = (edition(state), &state.model) else { return Vec::new() };
    let locale = state.locale();
    let mut entries = vec![Entry::typed("in-force-from", Needs::OptionalAnyDay)];
    if of == Of::Policy && active {
        let none = (String::new(), locale.text("form.rescore-none").to_owned());
        let this = (model.campaign.clone(), locale.with("form.rescore-this", &[("campaign", &model.campaign)]));
        entries.push(Entry::of("rescore", vec![none, this]));
    }
    let kind = if active { Kind::Activate } else { Kind::Retire };
    let mut form = Form::of(kind, Vec::new(), entries);
    let word = if of == Of::Policy { "policy" } else { "questionnaire" };
    form.known = vec![("edition", name.clone()), ("edition-of", word.to_owned())];
    form.about = name;
    forms::open(state, form)
}

/// The label after one: `FY2027` after `FY2026`; another kind of label has none.
fn label_after(label: &str) -> String {
    let digits = label.len() - label.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let (word, number) = label.split_at(label.len() - digits);
    number.parse::<u64>().ok().and_then(|number| number.checked_add(1)).map(|next| format!("{word}{next:0digits$}")).unwrap_or_default()
}

/// The form by which a campaign is begun: what is asked now stands there already.
pub(super) fn begin(state: &mut State) -> Vec<Effect> {
    let Some(model) = &state.model else { return Vec::new() };
    let entries = vec![
        Entry::typed("label", Needs::Text).at(&label_after(&model.campaign)),
        Entry::typed("questionnaires", Needs::Text).at(&model.asked.join(", ")),
        Entry::typed("answers-until", Needs::Day),
        Entry::typed("whom", Needs::Optional),
    ];
    let mut form = Form::of(Kind::Campaign, Vec::new(), entries);
    form.told = vec![(None, state.locale().with("form.sets-here", &[("all", &model.sets.join(", "))]))];
    forms::open(state, form)
}

/// Words divided by commas or blanks.
fn listed(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '、' | '，'));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What a filled-in form asks for, to be shown first.
pub(super) fn work(form: &Form) -> Option<Work> {
    Some(match form.kind {
        Kind::Campaign => Work::Campaign {
            label: form.value("label"),
            questionnaires: listed(&form.value("questionnaires")),
            due: form.value("answers-until"),
            suppliers: listed(&form.value("whom")),
        },
        Kind::Activate | Kind::Retire => Work::Edition(Saying {
            of: if form.value("edition-of") == "policy" { Of::Policy } else { Of::Questionnaire },
            edition: form.value("edition"),
            active: form.kind == Kind::Activate,
            from: form.some("in-force-from"),
            rescores: form.some("rescore").into_iter().collect(),
        }),
        _ => return None,
    })
}

fn title(state: &State, work: &Work) -> String {
    let locale = state.locale();
    match work {
        Work::Campaign { label, .. } => locale.with("title.preview-campaign", &[("label", label)]),
        Work::Edition(saying) if saying.active => locale.with("title.preview-activate", &[("edition", &saying.edition)]),
        Work::Edition(saying) => locale.with("title.preview-retire", &[("edition", &saying.edition)]),
        Work::Move(label, Way::To(to)) => locale.with("title.preview-move", &[("label", label), ("edition", to)]),
        Work::Move(label, Way::Without(id)) => locale.with("title.preview-leave-out", &[("label", label), ("id", id)]),
    }
}

/// What would come of it is shown; why it cannot be done stands in the form.
pub(super) fn foreseen(state: &mut State, work: Work, what: Result<Vec<String>, String>) -> Vec<Effect> {
    let title = title(state, &work);
    match (what, state.screens.last_mut()) {
        // It was asked for once more, in another language.
        (Ok(lines), Some(Screen::Preview(shown))) if shown.work == work => (shown.title, shown.lines) = (title, lines),
        (Ok(lines), _) => {
            state.screens.push(Screen::Preview(Box::new(Preview { title, lines, scroll: 0, work })));
        }
        (Err(why), Some(Screen::Form(form))) => form.refusal = Some(why.replace('\n', " ")),
        (Err(why), _) => state.news = News::NotSaved(why.replace('\n', " ")),
    }
    Vec::new()
}

/// What is shown is written.
pub(super) fn confirmed(state: &State) -> Vec<Effect> {
    match state.top() {
        Screen::Preview(preview) => vec![Effect::Settle(Box::new(preview.work.clone()))],
        _ => Vec::new(),
    }
}

/// It is written: the preview and the form are over, and everything is read anew.
pub(super) fn settled(state: &mut State, what: Result<String, String>) -> Vec<Effect> {
    match what {
        Ok(said) => {
            while matches!(state.top(), Screen::Preview(_) | Screen::Form(_)) && state.screens.len() > 1 {
                state.screens.pop();
            }
            state.news = News::Saved(said);
            let mut effects = go::refresh(state);
            effects.extend(matches!(state.top(), Screen::Sets(_)).then_some(Effect::Shelf(state.lang)));
            effects
        }
        Err(why) => {
            state.news = News::NotSaved(why.replace('\n', " "));
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_label_counts_on_and_keeps_its_length() {
        for (label, after) in [("FY2026", "FY2027"), ("2026-09", "2026-10"), ("spring", ""), ("", ""), ("W099", "W100")] {
            assert_eq!(label_after(label), after, "{label}");
        }
    }

    #[test]
    fn a_list_is_divided_by_what_people_type() {
        assert_eq!(listed(" csr-saq, oecd-5step、copper-dd  "), ["csr-saq", "oecd-5step", "copper-dd"]);
        assert!(listed("  ").is_empty());
    }
}
