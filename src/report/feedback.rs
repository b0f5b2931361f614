//! What a supplier is asked to put right: every open action it sees to, with the question it goes back to, and the
//! conditions of the decision. It carries what a person decided to ask and nothing else: no scores, no flags nobody acted
//! on, nothing with rights of its own.

use jiff::civil::Date;

use super::Told;
use crate::clean;
use crate::journal::{BodyRef, Outcome};
use crate::language::Lang;
use crate::locale::Locale;
use crate::review::{ActionOn, ActionState, Review};
use crate::rules::Flag;

/// The owner of an action that the supplier sees to.
pub const SUPPLIER: &str = "supplier";

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What is to be done, as the reviewer wrote it.
    pub what: String,
    /// By when.
    pub due: String,
    /// Questions it goes back to: row and text in the letter's language.
    pub questions: Vec<(String, String)>,
    /// What shall be reached.
    pub goal: Option<String>,
    /// It was tried and did not work.
    pub again: bool,
}

/// The letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// Its language.
    pub lang: Lang,
    /// The supplier's name.
    pub to: String,
    /// Who writes, one line each.
    pub from: Vec<String>,
    /// Its day.
    pub day: Date,
    /// Campaign.
    pub campaign: String,
    /// What is asked for, earliest first.
    pub points: Vec<Point>,
    /// Conditions of the decision in force.
    pub conditions: Vec<String>,
}

/// The letter to a supplier: what is asked of it, or thanks where it goes on and nothing is; `None` while nothing is asked
/// and nothing was decided.
#[must_use]
pub fn feedback(told: &Told<'_>, review: &Review, flags: &[Flag], from: &[String], lang: Lang, day: Date) -> Option<Feedback> {
    let text = |body: &BodyRef| told.bodies.get(body.as_str()).map(|text| clean::line(text));
    let flag_of = |action: &ActionOn| flags.iter().find(|flag| action.act.flag.as_ref() == Some(&flag.key()));
    let asked = review.actions.iter().filter(|action| {
        let open = matches!(action.state, ActionState::Open | ActionState::NotEffective);
        // A flag that is not among those the reader sees is one with rights of its own, or gone: the first must not be told.
        let tellable = action.act.flag.is_none() || flag_of(action).is_some_and(|flag| !flag.restricted);
        open && action.owner == SUPPLIER && tellable
    });
    let mut points: Vec<Point> = asked
        .filter_map(|action| {
            let flag = flag_of(action);
            Some(Point {
                what: text(&action.act.what)?,
                due: action.act.due.clone(),
                questions: flag.map(|flag| questions(told, flag, lang)).unwrap_or_default(),
                goal: action.act.goal.as_ref().and_then(text),
                again: action.state == ActionState::NotEffective,
            })
        })
        .collect();
    points.sort_by(|a, b| a.due.cmp(&b.due).then_with(|| a.what.cmp(&b.what)));
    let conditions: Vec<String> =
        review.in_force().map(|decision| decision.act.conditions.iter().filter_map(text).collect()).unwrap_or_default();
    let native = lang != Lang::En && !told.supplier.native_name.is_empty();
    let to = clean::line(if native { &told.supplier.native_name } else { &told.supplier.name });
    let nothing = points.is_empty() && conditions.is_empty();
    // Whoever goes on without a request hears so too: answers are not taken without a word.
    let goes_on = review
        .in_force()
        .is_some_and(|decision| matches!(decision.act.outcome, Outcome::Continue | Outcome::Admit | Outcome::ImprovementConfirmed));
    (!nothing || goes_on).then(|| Feedback { lang, to, from: from.to_vec(), day, campaign: told.campaign.to_owned(), points, conditions })
}

/// The questions a flag goes back to, as far as the supplier was asked them.
fn questions(told: &Told<'_>, flag: &Flag, lang: Lang) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for cause in &flag.causes {
        let question = told.sets.iter().find_map(|set| set.question(cause.question.as_str()));
        let Some(question) = question.filter(|question| question.is_asked() && !question.restricted) else { continue };
        let row = question.id.row().to_owned();
        if !all.iter().any(|(held, _)| *held == row) {
            all.push((row, clean::line(question.text.get(lang))));
        }
    }
    all
}

/// Thanks to a supplier that is asked for nothing.
fn thanks(letter: &Feedback, locale: Locale) -> String {
    let word = |key: &str| locale.text(&format!("feedback.{key}")).to_owned();
    let (day, from) = (super::text::day(letter.day, letter.lang), letter.from.join("\n"));
    let to = locale.with("feedback.to", &[("company", &letter.to)]);
    let subject = locale.with("feedback.subject-thanks", &[("campaign", &letter.campaign)]);
    let (opening, body, sign) = (word("opening"), word("thanks"), word("sign"));
    let blocks = match letter.lang {
        Lang::Ja => vec![day, to, from, subject, opening, body, super::text::right(&sign)],
        Lang::En => vec![day, to, subject, opening, body, format!("{sign}\n\n{from}")],
        Lang::Zh => vec![to, subject, opening, body, sign, format!("{from}\n{day}")],
    };
    format!("{}\n", blocks.join("\n\n"))
}

/// The letter as text that can be sent as it is.
#[must_use]
pub fn write(letter: &Feedback) -> String {
    let locale = Locale::new(letter.lang);
    if letter.points.is_empty() && letter.conditions.is_empty() {
        return thanks(letter, locale);
    }
    let word = |key: &str| locale.text(&format!("feedback.{key}")).to_owned();
    let day = super::text::day(letter.day, letter.lang);
    let from = letter.from.join("\n");
    let subject = locale.with("feedback.subject", &[("campaign", &letter.campaign)]);
    let mut blocks = match letter.lang {
        Lang::Ja => vec![day.clone(), locale.with("feedback.to", &[("company", &letter.to)]), from.clone(), subject],
        Lang::En => vec![day.clone(), locale.with("feedback.to", &[("company", &letter.to)]), subject],
        Lang::Zh => vec![locale.with("feedback.to", &[("company", &letter.to)]), subject],
    };
    blocks.push(word("opening"));
    let count = letter.points.len();
    if count == 1 {
        blocks.push(word("request-one"));
    } else if count > 0 {
        blocks.push(locale.with("feedback.request", &[("count", &count.to_string())]));
    }
    let mut body: Vec<String> = letter.points.iter().enumerate().map(|(n, one)| point(n + 1, one, letter.lang, locale)).collect();
    if !letter.conditions.is_empty() {
        let lines = letter.conditions.iter().map(|one| format!("- {one}")).collect::<Vec<_>>().join("\n");
        body.push(format!("{}\n{lines}", word("conditions")));
    }
    let closing = word("closing");
    match letter.lang {
        Lang::Ja => {
            blocks.extend([closing, super::text::right(&word("sign")), super::text::centred(&word("record"))]);
            blocks.extend(body);
            blocks.push(super::text::right(&word("end")));
        }
        Lang::En => {
            blocks.extend(body);
            blocks.extend([closing, format!("{}\n\n{from}", word("sign"))]);
        }
        Lang::Zh => {
            blocks.extend(body);
            blocks.extend([closing, word("sign"), format!("{from}\n{day}")]);
        }
    }
    format!("{}\n", blocks.join("\n\n"))
}

fn point(n: usize, one: &Point, lang: Lang, locale: Locale) -> String {
    let due = one.due.parse::<Date>().map_or_else(|_| one.due.clone(), |due| super::text::day(due, lang));
    let mut lines = vec![format!("{n}. {}", one.what)];
    lines.push(format!("   {}", locale.with("feedback.due", &[("day", &due)])));
    if one.again {
        lines.push(format!("   {}", locale.text("feedback.again")));
    }
    if let Some(goal) = &one.goal {
        lines.push(format!("   {}", locale.with("feedback.goal", &[("goal", goal)])));
    }
    for (row, text) in &one.questions {
        lines.push(format!("   {}", locale.with("feedback.question", &[("row", row), ("text", text)])));
    }
    lines.join("\n")
}
