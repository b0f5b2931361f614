//! A questionnaire as a form on paper: numbered questions, boxes to tick, lines and tables to fill in, the papers that
//! are asked for, and in words when a question applies.
//!
//! It is built for the supplier's side of the table. Guidance for the interviewer, what an answer weighs or calls for,
//! buyer checks and restricted rows never enter the model, so that no writer could let them slip.

mod html;
mod text;

pub use html::write as form_html;
pub use text::write as form_text;

use crate::clean;
use crate::condition::Condition;
use crate::figures::Figure;
use crate::interview::{Asked, OfEach, Plan};
use crate::language::Lang;
use crate::locale::Locale;
use crate::questionnaire::naming::Called;
use crate::questionnaire::{
    CellKind, Choice, Column, Kind, Part, ProfileField, ProfileKind, Question, QuestionId, Questionnaire, Rows, Section, wording,
};
use crate::situation::each::Each;
use crate::supplier::Supplier;

/// Where an answer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Boxes to tick: one, or as many as fit.
    Boxes {
        /// Several may be ticked.
        several: bool,
        /// What they say.
        options: Vec<Tick>,
    },
    /// A short line each, with the unit after it.
    Lines(Vec<(String, String)>),
    /// Free text.
    Free,
    /// A table.
    Table {
        /// Its columns.
        columns: Vec<String>,
        /// What its last row is called, where a total is asked for.
        foot: Option<String>,
        /// Rows left empty.
        lines: usize,
    },
}

/// A box to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The key that gives this answer in the interview, so that a form on paper is typed in quickly; empty: the word says it.
    pub key: String,
    /// What the box says.
    pub text: String,
}

impl Tick {
    fn said(text: String) -> Self {
        Self { key: String::new(), text }
    }

    /// Key and words.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.key.is_empty() { self.text.clone() } else { format!("{}  {}", self.key, self.text) }
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// `C6`.
    pub row: String,
    /// The question.
    pub question: String,
    /// When it applies; none: always.
    pub only_if: Option<String>,
    /// The row of another form that answers it too; none: it is asked here alone.
    pub see: Option<String>,
    /// Where the answer goes.
    pub blank: Blank,
    /// Whether certain answers are asked about further, so that room is left to say more.
    pub details: bool,
    /// Papers to enclose.
    pub papers: Vec<String>,
}

/// A part of the form under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Heading.
    pub title: String,
    /// What is to be known before answering.
    pub note: Option<String>,
    /// Its questions.
    pub questions: Vec<Asking>,
}

/// The form, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its language.
    pub lang: Lang,
    /// Nobody has checked the translation yet.
    pub unchecked: bool,
    /// Title.
    pub title: String,
    /// `csr-saq 2026-04`.
    pub edition: String,
    /// Who asks.
    pub company: String,
    /// Whom it is made out to; empty: to be filled in.
    pub supplier: String,
    /// By when it is wanted, if somebody said so.
    pub due: Option<String>,
    /// For whom the whole of it is; none: for everybody.
    pub for_whom: Option<String>,
    /// Its parts.
    pub chapters: Vec<Chapter>,
}

/// What a form is made from.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who asks.
    pub company: &'a str,
    /// The questionnaire.
    pub set: &'a Questionnaire,
    /// All questionnaires, whose rows conditions may name.
    pub called: Called<'a>,
    /// For one supplier: who it is, and which rows it would be asked.
    pub to: Option<(&'a Supplier, &'a Plan)>,
    /// The questionnaires that this supplier is asked; a row of another can answer none of theirs.
    pub beside: &'a [Questionnaire],
    /// By when.
    pub due: Option<&'a str>,
}

/// The form; made out to a supplier it holds only what that supplier is or may be asked.
#[must_use]
pub fn form(wanted: &Wanted<'_>) -> Form {
    let (set, lang) = (wanted.set, wanted.called.lang);
    let asked = |question: &Question| match wanted.to {
        None => true,
        Some((_, plan)) => plan.row(&question.id).is_some_and(|row| matches!(row.asked, Asked::Yes | Asked::MayOpen)),
    };
    let surely = |question: &Question| wanted.to.is_some_and(|(_, plan)| plan.row(&question.id).is_some_and(|row| row.asked == Asked::Yes));
    let mut chapters = Vec::new();
    if !set.profile.is_empty() {
        let facts = (1..).zip(&set.profile).map(|(number, field)| about(field, number, lang)).collect();
        chapters.push(Chapter { title: Locale::new(lang).text("paper-form.about").to_owned(), note: None, questions: facts });
    }
    let mut run: Vec<(&Section, Vec<&Question>)> = Vec::new();
    for section in &set.sections {
        let of = set.questions.iter().filter(|question| question.section == section.id && question.is_asked() && !question.restricted);
        let (each, once): (Vec<&Question>, Vec<&Question>) = of
            .filter(|question| asked(question))
            .partition(|question| question.per.is_some() && !one_by_one(wanted, question).is_some_and(<[OfEach]>::is_empty));
        if !once.is_empty() {
            chapters.append(&mut blocks(wanted, &std::mem::take(&mut run)));
            let questions = once.into_iter().map(|question| asking(wanted, question, surely(question))).collect();
            chapters.push(chapter(section, clean::line(section.title.get(lang)), questions, lang));
        }
        if !each.is_empty() {
            run.push((section, each));
        }
    }
    chapters.append(&mut blocks(wanted, &run));
    Form {
        lang,
        unchecked: set.is_unchecked(lang),
        title: clean::line(set.title.get(lang)),
        edition: format!("{} {}", set.id, set.edition),
        company: clean::line(wanted.company),
        supplier: wanted.to.map(|(supplier, _)| name(supplier, lang)).unwrap_or_default(),
        due: wanted.due.map(clean::line),
        for_whom: set.applies_if.as_ref().filter(|_| wanted.to.is_none()).map(|condition| condition.in_words(&wanted.called, lang)),
        chapters,
    }
}

/// The flows or facilities a row is asked of one by one; none on a form that is made out to nobody.
fn one_by_one<'w>(wanted: &Wanted<'w>, question: &Question) -> Option<&'w [OfEach]> {
    wanted.to.map(|(_, plan)| plan.row(&question.id).map_or(&[][..], |row| row.each.as_slice()))
}

fn chapter(section: &Section, title: String, questions: Vec<Asking>, lang: Lang) -> Chapter {
    Chapter { title, note: section.note.as_ref().map(|note| clean::line(note.get(lang))), questions }
}

/// Sections that are asked one by one: one block with its name for each flow or facility, or where the form is made out
/// to nobody, one block to copy.
fn blocks(wanted: &Wanted<'_>, run: &[(&Section, Vec<&Question>)]) -> Vec<Chapter> {
    let (lang, locale) = (wanted.called.lang, Locale::new(wanted.called.lang));
    let title = |section: &Section| clean::line(section.title.get(lang));
    let mut named: Vec<&Each> = Vec::new();
    for one in run.iter().flat_map(|(_, questions)| questions).filter_map(|question| one_by_one(wanted, question)).flatten() {
        if !named.iter().any(|known| known.about == one.each.about) {
            named.push(&one.each);
        }
    }
    if wanted.to.is_none() {
        let blank = |(at, (section, questions)): (usize, &(&Section, Vec<&Question>))| {
            let per = questions.first().and_then(|question| question.per).filter(|_| at == 0);
            let title = per.map_or_else(
                || title(section),
                |per| locale.with(&format!("paper-form.each-{}", per.word()), &[("title", &title(section))]),
            );
            chapter(section, title, questions.iter().map(|question| asking(wanted, question, false)).collect(), lang)
        };
        return run.iter().enumerate().map(blank).collect();
    }
    let mut all = Vec::new();
    for each in named {
        let called = clean::line(each.name.get(lang));
        for (section, questions) in run {
            let of = |question: &&&Question| {
                let found = one_by_one(wanted, question).into_iter().flatten().find(|one| one.each.about == each.about)?;
                matches!(found.asked, Asked::Yes | Asked::MayOpen).then_some(found.asked == Asked::Yes)
            };
            let asked: Vec<Asking> = questions.iter().filter_map(|question| Some(asking(wanted, question, of(&question)?))).collect();
            if !asked.is_empty() {
                let title = locale.with("paper-form.of-one", &[("title", &title(section)), ("name", &called)]);
                all.push(chapter(section, title, asked, lang));
            }
        }
    }
    all
}

fn name(supplier: &Supplier, lang: Lang) -> String {
    let native = lang != Lang::En && !supplier.native_name.is_empty();
    clean::line(if native { &supplier.native_name } else { &supplier.name })
}

fn asking(wanted: &Wanted<'_>, question: &Question, surely: bool) -> Asking {
    let lang = wanted.called.lang;
    let only_if = question.show_if.as_ref().filter(|_| !surely).map(|condition| only_if(condition, wanted));
    Asking {
        row: question.id.row().to_owned(),
        question: clean::line(question.text.get(lang)),
        only_if,
        see: see(wanted, question),
        blank: blank(question, lang),
        details: question.follow_up.is_some() && !matches!(question.kind, Kind::Text | Kind::Rows(_)),
        papers: question.evidence.iter().map(|paper| clean::line(paper.text.get(lang))).collect(),
    }
}

/// "See F2 …; leave empty if the same", where the other row is asked too.
fn see(wanted: &Wanted<'_>, question: &Question) -> Option<String> {
    let same = question.same_as.as_ref()?;
    let is_beside = |set: &Questionnaire| wanted.beside.iter().any(|asked| asked.id == set.id);
    let there = same.rows().filter_map(|row| Some((row, wanted.called.sets.iter().find(|set| set.id == row.set())?)));
    let asked = |(row, set): &(&QuestionId, &Questionnaire)| {
        wanted.to.is_none_or(|(_, plan)| is_beside(set) && plan.row(row).is_some_and(|row| row.asked == Asked::Yes))
    };
    let (row, set) = there.into_iter().find(asked)?;
    let there = set.question(row.as_str())?;
    let (lang, locale) = (wanted.called.lang, Locale::new(wanted.called.lang));
    let title = clean::line(set.title.get(lang));
    let values = [("row", row.row()), ("title", &title)];
    let Some(telling) = same.telling(there, question) else { return Some(locale.with("same-as.form", &values)) };
    let answers = answers_in_words(there, &telling, lang);
    Some(locale.with("same-as.form-some", &[values[0], values[1], ("answers", &answers)]))
}

/// Answers of a row as its own form prints them, one beside the other.
#[must_use]
pub fn answers_in_words(question: &Question, words: &[String], lang: Lang) -> String {
    let word = |word: &String| match (&question.kind, wording::levels(question).into_iter().find(|(level, _)| level == word)) {
        (Kind::Maturity, Some((level, text))) => format!("{level} {}", clean::line(text.get(lang))),
        _ => clean::line(wording::of(question, std::slice::from_ref(word)).get(lang)),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" / ")
}

/// Whether a condition looks at how we class a country, or at what we check ourselves and do not print.
fn rests_on_us(condition: &Condition, sets: &[Questionnaire], depth: usize) -> bool {
    condition.names().iter().any(|name| {
        let ours = || sets.iter().find_map(|set| set.question(name)).is_some_and(|question| !question.is_asked());
        let switch = sets.iter().flat_map(|set| &set.switches).find(|switch| switch.id == *name);
        name.starts_with("country.tier") || ours() || switch.is_some_and(|switch| depth < 8 && rests_on_us(&switch.when, sets, depth + 1))
    })
}

/// What rests on our own knowledge no supplier can tell; such a row is answered where we say so.
fn only_if(condition: &Condition, wanted: &Wanted<'_>) -> String {
    let (lang, locale) = (wanted.called.lang, Locale::new(wanted.called.lang));
    if condition.source().contains("tier(") || rests_on_us(condition, wanted.called.sets, 0) {
        return locale.text("paper-form.we-say").to_owned();
    }
    locale.with("paper-form.only-if", &[("what", &condition.in_words(&wanted.called, lang))])
}

/// A fact about the company, which conditions of questions look at.
fn about(field: &ProfileField, number: usize, lang: Lang) -> Asking {
    let locale = Locale::new(lang);
    let texts = || field.choices.iter().map(|choice| Tick::said(clean::line(choice.text.get(lang)))).collect();
    let yes_no = || [wording::yes(), wording::no()].map(|word| Tick::said(capital(word.get(lang)))).to_vec();
    let blank = match field.kind {
        ProfileKind::Number => Blank::Lines(vec![(String::new(), wording::unit(&field.unit).get(lang).to_owned())]),
        ProfileKind::Date => Blank::Lines(vec![(String::new(), locale.text("paper-form.date").to_owned())]),
        ProfileKind::Country => Blank::Lines(vec![(locale.text("paper-form.country").to_owned(), String::new())]),
        ProfileKind::Text => Blank::Lines(vec![(String::new(), String::new())]),
        ProfileKind::YesNo => Blank::Boxes { several: false, options: yes_no() },
        ProfileKind::OneOf => Blank::Boxes { several: false, options: texts() },
        ProfileKind::SeveralOf => Blank::Boxes { several: true, options: texts() },
        ProfileKind::Rows => Blank::Free,
    };
    let question = clean::line(field.text.get(lang));
    Asking { row: format!("0-{number}"), question, only_if: None, see: None, blank, details: false, papers: Vec::new() }
}

/// Where the answer to a question goes.
#[must_use]
pub fn blank(question: &Question, lang: Lang) -> Blank {
    let locale = Locale::new(lang);
    let said = |key: &str| Tick::said(locale.text(key).to_owned());
    let boxes = |several: bool, mut options: Vec<Tick>| {
        options.push(said("paper-form.dont-know"));
        Blank::Boxes { several, options }
    };
    let numbered = |(place, choice): (usize, &Choice)| Tick { key: place.to_string(), text: clean::line(choice.text.get(lang)) };
    let texts = |choices: &[Choice]| (1..).zip(choices).map(numbered).collect::<Vec<_>>();
    match &question.kind {
        Kind::YesNo(shape) => {
            let word = |word: &str| Tick::said(capital(wording::of(question, &[word.to_owned()]).get(lang)));
            let mut options: Vec<Tick> = shape.words().into_iter().map(word).collect();
            if shape.not_applicable {
                options.push(said("paper-form.not-applicable"));
            }
            boxes(false, options)
        }
        Kind::Maturity => {
            let levels = wording::levels(question);
            boxes(false, levels.into_iter().map(|(key, text)| Tick { key, text: clean::line(text.get(lang)) }).collect())
        }
        // A template that has *unknown* among its answers needs no second box that says the same.
        Kind::OneOf(choices) if choices.iter().any(|choice| ["unknown", "not-known"].contains(&choice.id.as_str())) => {
            Blank::Boxes { several: false, options: texts(choices) }
        }
        Kind::OneOf(choices) => boxes(false, texts(choices)),
        Kind::SeveralOf(choices) => boxes(true, texts(choices)),
        Kind::Number(parts) | Kind::Percent(parts) => Blank::Lines(parts.iter().map(|part| measured(part, &question.kind, lang)).collect()),
        Kind::Date => Blank::Lines(vec![(String::new(), locale.text("paper-form.date").to_owned())]),
        Kind::Country => Blank::Lines(vec![(locale.text("paper-form.country").to_owned(), String::new())]),
        Kind::Text => Blank::Free,
        Kind::Document => boxes(false, vec![said("paper-form.enclosed"), said("paper-form.not-there")]),
        Kind::Rows(rows) => Blank::Table {
            columns: rows.columns.iter().map(|column| heading(column, lang)).collect(),
            foot: rows.total.as_ref().filter(|total| total.of.is_none()).map(|_| locale.text("paper-form.total").to_owned()),
            lines: empty_rows(rows),
        },
    }
}

/// How many rows a table on paper begins with: a list of substances is as long as the list that is asked about.
fn empty_rows(rows: &Rows) -> usize {
    const FEW: usize = 5;
    const MANY: usize = 12;
    if rows.figure == Some(Figure::Substances) { MANY } else { FEW.max(rows.least).min(rows.most.unwrap_or(FEW).max(1)) }
}

/// The head of a column, with what has to stand under it.
fn heading(column: &Column, lang: Lang) -> String {
    let locale = Locale::new(lang);
    let text = clean::line(column.text.get(lang));
    let unit = wording::unit(&column.unit);
    match column.kind {
        CellKind::Percent if !text.contains(['%', '％']) => locale.with("paper-form.percent", &[("what", &text)]),
        CellKind::Date => locale.with("paper-form.dated", &[("what", &text)]),
        CellKind::YesNo => locale.with("paper-form.yes-no", &[("what", &text)]),
        CellKind::Quantity => locale.with("paper-form.quantity", &[("what", &text)]),
        CellKind::Goal => locale.with("paper-form.goal", &[("what", &text)]),
        CellKind::OneOf => {
            let options: Vec<String> = column.choices.iter().map(|choice| clean::line(choice.text.get(lang))).collect();
            locale.with("paper-form.one-of", &[("what", &text), ("options", &options.join(" / "))])
        }
        CellKind::Number if !column.unit.is_empty() && !text.contains(unit.get(lang)) => {
            locale.with("paper-form.in-unit", &[("what", &text), ("unit", unit.get(lang))])
        }
        CellKind::Percent | CellKind::Text | CellKind::Number | CellKind::Country => text,
    }
}

fn measured(part: &Part, kind: &Kind, lang: Lang) -> (String, String) {
    let unit = if matches!(kind, Kind::Percent(_)) && part.unit.is_empty() { "%".to_owned() } else { part.unit.clone() };
    (clean::line(part.text.get(lang)), wording::unit(&unit).get(lang).to_owned())
}

/// A word on a form begins with a capital where its script has them.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
