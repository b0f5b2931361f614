//! What a key means for the question shown: an answer, a tick, or a line to type.

use super::Interview;
use crate::interview::contradiction;
use crate::language::{Lang, Text};
use crate::locale::Locale;
use crate::questionnaire::{Choice, Kind, Question, QuestionId, Severity, wording};
use crate::situation::State as AnswerState;
use crate::tui::command::Command;
use crate::tui::effect::{Effect, Write};
use crate::tui::state::{News, Pick, Picker, Prompt, Purpose};
use crate::tui::widget::field::Field;
use crate::workspace::act::{Said, SaidReply};
use crate::workspace::correct::is_correction;

/// What comes of a command.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing more.
    Nothing,
    /// Something to do outside.
    Do(Effect),
    /// A submitted answer is changed: why, and who asked.
    Correct(Box<Said>),
    /// A line to type.
    Ask(Box<Prompt>),
    /// A table to fill in, with what is typed into its first free cell.
    Table(String),
    /// A list to pick from.
    Pick(Box<Picker>),
    /// Something to say.
    Say(News),
}

/// The options of a question with their wording; empty where a line is typed.
#[must_use]
pub fn options(question: &Question) -> Vec<(String, Text)> {
    let word = |id: &str, en: &str, ja: &str, zh: &str| (id.to_owned(), Text { en: en.to_owned(), ja: ja.to_owned(), zh: zh.to_owned() });
    match &question.kind {
        Kind::YesNo(shape) => {
            let mut all = vec![word("yes", "yes", "はい", "是")];
            if shape.partly {
                all.push(word("partly", "partly", "一部", "部分"));
            }
            all.push(word("no", "no", "いいえ", "否"));
            all.extend(shape.more.iter().map(|choice| (choice.id.clone(), choice.text.clone())));
            all
        }
        Kind::Maturity => wording::levels(question),
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => choices.iter().map(|choice| (choice.id.clone(), choice.text.clone())).collect(),
        Kind::Number(_) | Kind::Percent(_) | Kind::Date | Kind::Text | Kind::Rows(_) | Kind::Country | Kind::Document => Vec::new(),
    }
}

/// The number key of an option: maturity counts from nought.
#[must_use]
pub fn digit(question: &Question, place: usize) -> usize {
    if question.kind == Kind::Maturity { place } else { place + 1 }
}

fn choices(question: &Question) -> Option<&[Choice]> {
    match &question.kind {
        Kind::SeveralOf(choices) => Some(choices),
        _ => None,
    }
}

fn said(interview: &Interview, question: &Question, reply: SaidReply) -> Said {
    let respondent = interview.dossier.as_ref().and_then(|dossier| dossier.answers.met.as_ref().and_then(|met| met.role.clone()));
    Said {
        question: question.id.to_string(),
        reply,
        source: Some(interview.source),
        about: interview.about.clone(),
        respondent,
        ..Said::default()
    }
}

impl Interview {
    fn reply(&mut self, reply: SaidReply) -> Outcome {
        let Some(question) = self.question().cloned() else { return Outcome::Nothing };
        let corrects = self.dossier.as_ref().is_some_and(|dossier| is_correction(dossier, question.id.as_str(), self.about.as_deref()));
        if corrects {
            return Outcome::Correct(Box::new(said(self, &question, reply)));
        }
        self.advance = !matches!(reply, SaidReply::Withdrawn);
        Outcome::Do(Effect::Write(self.supplier.clone(), Write::Answer(Box::new(said(self, &question, reply)))))
    }

    /// Records what a typed line or a finished row list says.
    pub fn typed(&mut self, values: Vec<String>) -> Outcome {
        self.reply(SaidReply::Value(values))
    }

    /// Records *not applicable* with its reason.
    pub fn not_applicable(&mut self, reason: &str) -> Outcome {
        self.reply(SaidReply::NotApplicable(Some(reason.to_owned()).filter(|reason| !reason.trim().is_empty())))
    }

    fn ask(&self, purpose: Purpose, title: String, hint: String, text: &str) -> Outcome {
        Outcome::Ask(Box::new(Prompt { purpose, title, hint, field: Field::of(text), refusal: None }))
    }

    /// The line a question without options is answered with.
    pub fn ask_value(&self, lang: Lang, first: &str) -> Outcome {
        let locale = Locale::new(lang);
        let Some(question) = self.question() else { return Outcome::Nothing };
        let title = self.titled(question.text.get(lang).to_owned(), lang);
        match &question.kind {
            Kind::Number(parts) | Kind::Percent(parts) => {
                let Some(part) = parts.first() else { return Outcome::Nothing };
                let part = format!("{} [{}]", part.text.get(lang), crate::questionnaire::wording::unit(&part.unit).get(lang));
                let title = self.titled(part, lang);
                self.ask(Purpose::Value(question.id.clone(), Vec::new()), title, locale.text("hint.number").to_owned(), first)
            }
            Kind::Date => self.ask(Purpose::Value(question.id.clone(), Vec::new()), title, locale.text("hint.date").to_owned(), first),
            Kind::Country => {
                self.ask(Purpose::Value(question.id.clone(), Vec::new()), title, locale.text("hint.country").to_owned(), first)
            }
            Kind::Rows(_) => Outcome::Table(first.to_owned()),
            Kind::Text | Kind::Document => {
                self.ask(Purpose::Value(question.id.clone(), Vec::new()), title, locale.text("hint.text").to_owned(), first)
            }
            Kind::YesNo(_) | Kind::Maturity | Kind::OneOf(_) | Kind::SeveralOf(_) => Outcome::Nothing,
        }
    }

    /// The first arrow only shows the cursor, where none was shown.
    fn point(&mut self, by: isize, rows: usize) {
        let shown = self.pointed || self.question().is_some_and(|question| choices(question).is_some());
        if shown {
            self.option = self.option.saturating_add_signed(by).min(rows.saturating_sub(1));
        }
        self.pointed = rows > 0;
    }

    /// Ticks or takes the option under a cursor that is shown; where a line is typed, opens it.
    fn toggle(&mut self, lang: Lang) -> Outcome {
        let Some(question) = self.question() else { return Outcome::Nothing };
        if options(question).is_empty() {
            return self.ask_value(lang, "");
        }
        if choices(question).is_some() || self.pointed { self.pick(self.option) } else { Outcome::Nothing }
    }

    /// Takes or ticks the option at a place of the list.
    pub fn pick(&mut self, place: usize) -> Outcome {
        let Some(question) = self.question().cloned() else { return Outcome::Nothing };
        let all = options(&question);
        let Some((id, _)) = all.get(place) else { return Outcome::Nothing };
        match choices(&question) {
            Some(choices) => {
                self.option = place;
                self.tick(choices, id);
                Outcome::Nothing
            }
            None => self.reply(SaidReply::Value(vec![id.clone()])),
        }
    }

    fn tick(&mut self, choices: &[Choice], id: &str) {
        if self.ticked.remove(id) {
            return;
        }
        let alone = choices.iter().find(|choice| choice.id == id).is_some_and(|choice| choice.exclusive);
        self.ticked.retain(|known| !alone && !choices.iter().any(|choice| choice.id == *known && choice.exclusive));
        self.ticked.insert(id.to_owned());
    }

    /// Enter: records ticks that changed, takes the option an arrow was moved to, else goes on.
    fn enter(&mut self, lang: Lang) -> Outcome {
        let Some(question) = self.question().cloned() else { return Outcome::Nothing };
        let recorded: std::collections::BTreeSet<String> =
            self.said().first().map(|given| given.value.iter().cloned().collect()).unwrap_or_default();
        if choices(&question).is_some() && !self.ticked.is_empty() && self.ticked != recorded {
            let value = self.ticked.iter().cloned().collect();
            return self.reply(SaidReply::Value(value));
        }
        let pointed = options(&question).into_iter().nth(self.option).filter(|_| self.pointed && choices(&question).is_none());
        if let Some((id, _)) = pointed.filter(|(id, _)| !recorded.contains(id)) {
            return self.reply(SaidReply::Value(vec![id]));
        }
        let open = self.dossier.is_some() && self.given().is_empty();
        if open && options(&question).is_empty() {
            return self.ask_value(lang, "");
        }
        if !self.choose_left(false) {
            self.step(1);
        }
        Outcome::Nothing
    }

    /// A command of the interview's table.
    pub fn command(&mut self, command: Command, lang: Lang) -> Outcome {
        let locale = Locale::new(lang);
        if let Some(digit) = command.digit() {
            return self.digit(digit, lang);
        }
        match command {
            Command::Next => self.enter(lang),
            Command::Toggle => self.toggle(lang),
            Command::Yes => self.word("yes"),
            Command::No => self.word("no"),
            Command::DontKnow => self.reply(SaidReply::DontKnow),
            Command::Declined => self.reply(SaidReply::Declined),
            Command::Unanswer => self.reply(SaidReply::Withdrawn),
            Command::Reconfirm => self.reconfirm(locale),
            Command::NotApplicable | Command::Evidence | Command::Promise | Command::Note => self.ask_beside(command, locale),
            Command::Park => self.park(),
            Command::Undo => Outcome::Do(Effect::Write(self.supplier.clone(), Write::Undo)),
            Command::Jump => self.jump(lang),
            Command::Card => self.ask_card(locale, Vec::new()),
            _ => {
                self.look_elsewhere(command);
                Outcome::Nothing
            }
        }
    }

    /// What only moves, or changes how the question is shown.
    fn look_elsewhere(&mut self, command: Command) {
        match command {
            Command::Previous => self.step(-1),
            Command::Up | Command::Down => {
                let rows = self.question().map_or(0, |question| options(question).len());
                self.point(if command == Command::Up { -1 } else { 1 }, rows);
            }
            Command::NextOfEach => self.choose_next(),
            Command::Source => {
                let place = crate::journal::SourceLevel::ALL.iter().position(|level| *level == self.source).unwrap_or(0);
                self.source = crate::journal::SourceLevel::ALL[(place + 1) % 4];
            }
            Command::Guest => self.guest = !self.guest,
            Command::Both => self.both = !self.both,
            Command::Decisive => {
                if let Some(next) = self.dossier.as_ref().and_then(|dossier| dossier.assessment.decisive.first().cloned()) {
                    self.go(next);
                }
            }
            Command::Other => {
                if let Some(other) = self.other() {
                    self.go(other);
                }
            }
            _ => {}
        }
    }

    /// A line that is typed beside the answer: why it does not apply, a document, a promise, a remark.
    fn ask_beside(&self, command: Command, locale: Locale) -> Outcome {
        let supplier = self.supplier.clone();
        let shape = |question, locale: Locale| match command {
            Command::NotApplicable => (Purpose::Reason(question), locale.text("ask.reason"), "hint.reason"),
            Command::Evidence => (Purpose::Evidence(question), locale.text("ask.evidence"), "hint.evidence"),
            Command::Promise => (Purpose::PromiseDue(question), locale.text("ask.promise-due"), "hint.date"),
            _ => (Purpose::Note(supplier, Some(question)), locale.text("ask.note"), "hint.note"),
        };
        self.on_question(shape, locale)
    }

    fn on_question(
        &self,
        shape: impl FnOnce(crate::questionnaire::QuestionId, Locale) -> (Purpose, &'static str, &'static str),
        locale: Locale,
    ) -> Outcome {
        let Some(question) = self.question() else { return Outcome::Nothing };
        let (purpose, title, hint) = shape(question.id.clone(), locale);
        let title = format!("{} · {title}", question.id.row());
        let title = self.titled(title, locale.lang());
        self.ask(purpose, title, locale.text(hint).to_owned(), "")
    }

    fn digit(&mut self, digit: usize, lang: Lang) -> Outcome {
        let Some(question) = self.question() else { return Outcome::Nothing };
        if options(question).is_empty() {
            return self.ask_value(lang, &digit.to_string());
        }
        match if question.kind == Kind::Maturity { Some(digit) } else { digit.checked_sub(1) } {
            Some(place) => self.pick(place),
            None => Outcome::Nothing,
        }
    }

    fn word(&mut self, word: &str) -> Outcome {
        let Some(question) = self.question() else { return Outcome::Nothing };
        match options(question).iter().position(|(id, _)| id == word) {
            Some(place) => self.pick(place),
            None => Outcome::Nothing,
        }
    }

    fn reconfirm(&mut self, locale: Locale) -> Outcome {
        let Some(question) = self.question().cloned() else { return Outcome::Nothing };
        let last = self.dossier.as_ref().and_then(|dossier| dossier.last(&question.id, self.about.as_deref()));
        if question.severity == Severity::Critical {
            return Outcome::Say(News::Notice(locale.text("say.critical-asked-anew").to_owned()));
        }
        if last.is_none_or(|last| last.state != AnswerState::Answered) {
            return Outcome::Say(News::Notice(locale.text("say.nothing-to-confirm").to_owned()));
        }
        self.reply(SaidReply::Reconfirmed)
    }

    fn park(&mut self) -> Outcome {
        let Some(id) = self.current.clone() else { return Outcome::Nothing };
        let parked = self.dossier.as_ref().and_then(|dossier| dossier.plan.row(&id)).is_some_and(|row| row.parked);
        self.advance = !parked;
        // Put aside is the whole question, not one flow of it.
        self.about = self.about.take().filter(|_| parked);
        Outcome::Do(Effect::Write(self.supplier.clone(), Write::Park(id, !parked)))
    }

    /// The question that does not fit the one shown.
    #[must_use]
    pub fn other(&self) -> Option<QuestionId> {
        let (found, current) = (self.dossier.as_ref()?.contradictions(), self.current.as_ref()?);
        contradiction::other(&found, current).cloned()
    }

    fn jump(&self, lang: Lang) -> Outcome {
        let Some(dossier) = &self.dossier else { return Outcome::Nothing };
        let mut items = Vec::new();
        for question in dossier.sets.iter().flat_map(|set| &set.questions).filter(|question| question.is_asked()) {
            // Rows of different sets may have the same id.
            let id = if dossier.sets.len() > 1 { format!("{:<20}", question.id) } else { format!("{:<4}", question.id.row()) };
            let label = format!("{} {id} {}", self.mark(&question.id), question.text.get(lang));
            items.push((label, Pick::Question(question.id.clone())));
        }
        Outcome::Pick(Box::new(Picker::of(Locale::new(lang).text("title.jump"), items)))
    }

    /// The next line of the interview card.
    pub fn ask_card(&self, locale: Locale, typed: Vec<String>) -> Outcome {
        let keys = ["card.who", "card.role", "card.channel", "card.language"];
        let Some(key) = keys.get(typed.len()) else {
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let write = Write::Met(next(), next(), next(), next());
            return Outcome::Do(Effect::Write(self.supplier.clone(), write));
        };
        let met = self.dossier.as_ref().and_then(|dossier| dossier.answers.met.clone()).unwrap_or_default();
        let language = self.dossier.as_ref().and_then(|dossier| dossier.supplier.languages.first().cloned());
        let first = match typed.len() {
            0 => {
                met.who.as_ref().and_then(|who| self.dossier.as_ref().and_then(|dossier| dossier.body(who))).unwrap_or_default().to_owned()
            }
            1 => met.role.unwrap_or_default(),
            2 => met.channel.unwrap_or_else(|| "phone".to_owned()),
            _ => met.lang.or(language).unwrap_or_else(|| "en".to_owned()),
        };
        let hint = locale.text(if typed.len() == 2 { "hint.channel" } else { "hint.card" }).to_owned();
        self.ask(Purpose::Card(typed), format!("{} · {}", locale.text("title.card"), locale.text(key)), hint, &first)
    }
}
