//! The middle of the interview: the question in one or two languages, how it can be answered, what was said before, what
//! backs it. Every line knows how dearly it is kept, so that a low terminal loses the least telling lines first, and
//! which option it stands for, so that a click finds it.

mod flows;

use super::{Interview, input};
use crate::figures::Remark;
use crate::interview::Asked;
use crate::journal::{Reply, Role, SourceLevel};
use crate::language::{Lang, Text};
use crate::questionnaire::{Kind, Part, Question, Rows, wording};
use crate::situation::State as AnswerState;
use crate::tui::screen::words;
use crate::tui::state::State;
use crate::tui::theme::Meaning;
use crate::tui::widget::text;
use crate::workspace::Dossier;

/// How dearly a line is kept when not all fit, the first to go first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Keep {
    Gap,
    Extra,
    Second,
    Papers,
    Clause,
    Keys,
    Always,
}

/// One line of the middle.
#[derive(Clone, Debug)]
pub struct Line {
    /// The text.
    pub text: String,
    /// Its meaning.
    pub meaning: Meaning,
    /// The option it stands for.
    pub option: Option<usize>,
    keep: Keep,
}

fn line(text: String, meaning: Meaning, keep: Keep) -> Line {
    Line { text, meaning, option: None, keep }
}

fn gap() -> Line {
    line(String::new(), Meaning::Plain, Keep::Gap)
}

/// What the lines are made from.
struct Page<'a> {
    state: &'a State,
    interview: &'a Interview,
    dossier: &'a Dossier,
    question: &'a Question,
    width: usize,
}

/// The lines that fit into `width` × `height`; with `guidance`, how to ask goes where room is left.
#[must_use]
pub fn lines(
    state: &State,
    interview: &Interview,
    dossier: &Dossier,
    question: &Question,
    area: (usize, usize),
    guidance: bool,
) -> Vec<Line> {
    let (width, height) = area;
    let page = Page { state, interview, dossier, question, width };
    let mut head = if guidance { page.told_before() } else { Vec::new() };
    head.extend(page.head());
    head.push(gap());
    let mut tail = vec![gap()];
    tail.extend(page.tail());
    if guidance {
        tail.extend(page.guidance(height.saturating_sub(head.len() + tail.len() + input::options(question).len() + 1)));
    }
    let mut keep = Keep::Gap;
    while head.len() + tail.len() + page.least() > height && keep < Keep::Always {
        if keep == Keep::Papers
            && let Some(place) = head.iter().position(|line| line.keep == Keep::Papers)
            && let Some(line) = page.in_one_line()
        {
            let place = place.max(head.iter().rposition(|line| line.keep == Keep::Always).map_or(0, |last| last + 1));
            head.insert(place, line);
        }
        head.retain(|line| line.keep > keep);
        tail.retain(|line| line.keep > keep);
        keep = keep.next();
    }
    let room = height.saturating_sub(head.len() + tail.len()).max(3);
    let mut lines = head;
    lines.extend(page.answer(room));
    lines.extend(tail);
    lines
}

impl Keep {
    fn next(self) -> Self {
        match self {
            Self::Gap => Self::Extra,
            Self::Extra => Self::Second,
            Self::Second => Self::Papers,
            Self::Papers => Self::Clause,
            Self::Clause => Self::Keys,
            Self::Keys | Self::Always => Self::Always,
        }
    }
}

/// The second language: the supplier's, or English when that is the language of the screens.
fn second(dossier: &Dossier, state: &State) -> Option<Lang> {
    let theirs = dossier.supplier.languages.iter().find_map(|lang| lang.parse::<Lang>().ok());
    theirs.filter(|lang| *lang != state.lang).or(Some(Lang::En).filter(|lang| *lang != state.lang && theirs.is_none()))
}

/// What to call the wording on screen when nobody has checked its translation: in its own language.
#[must_use]
pub fn unchecked(dossier: &Dossier, state: &State) -> Option<&'static str> {
    let langs = std::iter::once(state.lang).chain(second(dossier, state));
    let mut unchecked = langs.filter(|lang| dossier.sets.iter().any(|set| set.is_unchecked(*lang)));
    unchecked.next().map(|lang| crate::locale::Locale::new(lang).text("translation.unchecked"))
}

fn parts(question: &Question) -> &[Part] {
    match &question.kind {
        Kind::Number(parts) | Kind::Percent(parts) => parts,
        _ => &[],
    }
}

impl Page<'_> {
    /// How a contradiction is settled: whoever interviews answers again, whoever judges sends it back.
    fn settling(&self) -> &'static str {
        let roles = self.state.model.as_ref().map(|model| &model.roles);
        let judges = roles.is_some_and(|roles| roles.contains(&Role::Reviewer) && !roles.contains(&Role::Buyer));
        if judges { "interview.settle-back" } else { "interview.settle" }
    }

    fn text(&self, key: &str) -> String {
        self.state.locale().text(key).to_owned()
    }

    fn own<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.state.lang)
    }

    /// A value as it was told; a step of maturity with what it means.
    fn told(&self, value: &[String]) -> String {
        let step = match (&self.question.kind, value) {
            (Kind::Maturity, [step]) => input::options(self.question).into_iter().find(|(id, _)| id == step),
            _ => None,
        };
        match step {
            Some((id, meaning)) => format!("{id} {}", self.own(&meaning)),
            None => self.own(&wording::of(self.question, value)).to_owned(),
        }
    }

    fn cut(&self, text: &str) -> String {
        text::cut(text, self.width)
    }

    /// Rows the answers need at the least.
    fn least(&self) -> usize {
        let ticks = usize::from(matches!(self.question.kind, Kind::SeveralOf(_)));
        if let (Kind::Rows(rows), Some(answer)) = (&self.question.kind, self.interview.given().first())
            && answer.state == AnswerState::Answered
        {
            return answer.value.len().min(3) + self.found(rows, &answer.value).len().min(2) + 1;
        }
        match input::options(self.question).len() {
            0 => parts(self.question).len() + 1,
            options => options.min(6) + ticks,
        }
    }

    /// What is told before the first question of a section; where there is a panel it stands there.
    fn told_before(&self) -> Vec<Line> {
        let Some(note) = self.dossier.told_before(self.question) else { return Vec::new() };
        let all = text::wrap(self.own(note), self.width).into_iter();
        let mut lines: Vec<Line> = all.map(|part| line(part, Meaning::Quiet, Keep::Keys)).collect();
        lines.push(gap());
        lines
    }

    /// The question, in both languages on demand.
    fn head(&self) -> Vec<Line> {
        let row = self.question.id.row();
        let indent = text::width(row) + 2;
        let mut lines = Vec::new();
        for (place, part) in text::wrap(self.own(&self.question.text), self.width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if place == 0 { format!("{row}  ") } else { " ".repeat(indent) };
            lines.push(line(format!("{lead}{part}"), Meaning::Heading, Keep::Always));
        }
        if self.interview.both
            && let Some(lang) = second(self.dossier, self.state)
        {
            for part in text::wrap(self.question.text.get(lang), self.width.saturating_sub(indent)) {
                lines.push(line(format!("{}{part}", " ".repeat(indent)), Meaning::Quiet, Keep::Second));
            }
        }
        lines.extend(self.one_by_one());
        lines
    }

    /// The options, or the recorded value, or how to answer.
    fn answer(&self, room: usize) -> Vec<Line> {
        let all = input::options(self.question);
        if !all.is_empty() {
            return self.options(&all, room);
        }
        let given = self.interview.given();
        let Some(answer) = given.first().filter(|answer| answer.state == AnswerState::Answered) else { return self.how_to_answer() };
        if let Kind::Rows(rows) = &self.question.kind {
            return self.table(rows, &answer.value, room);
        }
        let value = wording::of(self.question, &answer.value);
        vec![
            line(self.cut(&format!("  ● {}", self.own(&value))), Meaning::Accent, Keep::Always),
            line(format!("    {}", self.text("interview.change")), Meaning::Quiet, Keep::Keys),
        ]
    }

    /// What is typed where there is nothing to choose from and nothing is recorded yet.
    fn how_to_answer(&self) -> Vec<Line> {
        let part = |part: &Part| {
            let told = format!("    {} [{}]", self.own(&part.text), self.own(&wording::unit(&part.unit)));
            line(told, Meaning::Plain, Keep::Always)
        };
        let mut lines: Vec<Line> = parts(self.question).iter().map(part).collect();
        let key = if let Kind::Rows(rows) = &self.question.kind {
            let names: Vec<&str> = rows.columns.iter().map(|column| self.own(&column.text)).collect();
            lines.push(line(self.cut(&format!("    {}", names.join(" | "))), Meaning::Plain, Keep::Always));
            "rows.empty"
        } else {
            "interview.type"
        };
        lines.push(line(format!("  › {}", self.text(key)), Meaning::Accent, Keep::Always));
        lines
    }

    /// The options with their keys, around the one that is pointed at.
    fn options(&self, all: &[(String, Text)], room: usize) -> Vec<Line> {
        let given = self.interview.given();
        let several = matches!(self.question.kind, Kind::SeveralOf(_));
        let room = room.saturating_sub(usize::from(several)).max(2);
        let first = self.interview.option.saturating_sub(room - 1);
        let mut lines = Vec::new();
        for (place, (id, wording)) in all.iter().enumerate().skip(first).take(room) {
            let chosen = given.iter().any(|answer| answer.value.contains(id));
            let mark = match (several, self.interview.ticked.contains(id), chosen) {
                (true, true, _) => "■",
                (true, false, _) => "□",
                (false, _, true) => "●",
                (false, _, false) => " ",
            };
            let pointed = place == self.interview.option && (several || self.interview.pointed);
            let cursor = if pointed { "›" } else { " " };
            let meaning = if chosen || pointed { Meaning::Accent } else { Meaning::Plain };
            let text = self.cut(&format!("  {cursor} {} {mark} {}", self.letter(place, id), self.own(wording)));
            lines.push(Line { option: Some(place), ..line(text, meaning, Keep::Always) });
        }
        if several {
            lines.push(line(format!("      {}", self.text("interview.ticks")), Meaning::Quiet, Keep::Always));
        } else if self.interview.pointed {
            lines.push(line(format!("      {}", self.text("interview.take")), Meaning::Quiet, Keep::Gap));
        }
        lines
    }

    /// The key of an option; a blank where no digit reaches it.
    fn letter(&self, place: usize, id: &str) -> String {
        let number = input::digit(self.question, place);
        match (&self.question.kind, id) {
            (Kind::YesNo(_), "yes") => "y".to_owned(),
            (Kind::YesNo(_), "no") => "n".to_owned(),
            _ if number < 10 => number.to_string(),
            _ => " ".to_owned(),
        }
    }

    /// What was found about a recorded table, what somebody has to look into first.
    fn found(&self, rows: &Rows, recorded: &[String]) -> Vec<Remark> {
        let substances = self.state.model.as_ref().map(|model| model.policy.substances.as_slice()).unwrap_or_default();
        let mut remarks = rows.told(recorded, self.dossier.situation.against(substances));
        remarks.sort_by_key(|remark| !remark.adverse);
        remarks
    }

    /// The rows of a recorded table as far as there is room, and what was found about it.
    fn table(&self, rows: &Rows, recorded: &[String], room: usize) -> Vec<Line> {
        let mut remarks = self.found(rows, recorded);
        remarks.truncate(room.saturating_sub(2).div_ceil(2));
        let most = room.saturating_sub(remarks.len() + 1).max(1);
        let mut lines: Vec<Line> = recorded
            .iter()
            .take(if recorded.len() > most { most.saturating_sub(1).max(1) } else { most })
            .map(|row| {
                let row = wording::of(self.question, std::slice::from_ref(row));
                line(self.cut(&format!("  ● {}", self.own(&row))), Meaning::Accent, Keep::Always)
            })
            .collect();
        if recorded.len() > lines.len() {
            let more = self.state.locale().with("rows.more", &[("count", &(recorded.len() - lines.len()).to_string())]);
            lines.push(line(format!("    {more}"), Meaning::Quiet, Keep::Always));
        }
        for remark in &remarks {
            let (mark, meaning) = if remark.adverse { ("!", Meaning::Warn) } else { ("✓", Meaning::Quiet) };
            lines.push(line(self.cut(&format!("  {mark} {}", remark.sentence.in_lang(self.state.lang))), meaning, Keep::Always));
        }
        lines.push(line(format!("    {}", self.text("rows.change")), Meaning::Quiet, Keep::Keys));
        lines
    }

    /// State keys, last campaign's answer, contradictions, clause, evidence, source.
    fn tail(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        lines.push(line(self.cut(&format!("    {}", self.text("interview.states"))), Meaning::Quiet, Keep::Keys));
        if let Some(last) = self.last() {
            lines.push(line(self.cut(&format!("    {last}")), Meaning::Quiet, Keep::Keys));
        }
        let row = self.dossier.plan.row(&self.question.id);
        if let Some(row) = row.filter(|row| row.asked != Asked::Yes) {
            let why = format!("    {}  {}", self.text(words::asked(&row.asked)), self.text("interview.why-key"));
            lines.push(line(self.cut(&why), Meaning::Warn, Keep::Always));
        }
        if row.is_some_and(|row| row.parked) {
            lines.push(line(format!("    p {}", self.text("interview.parked")), Meaning::Warn, Keep::Always));
        }
        lines.extend(self.sent_back());
        lines.extend(self.shared());
        lines.extend(self.by_paper());
        lines.extend(self.contradictions());
        lines.extend(self.misfits());
        let given = self.interview.given();
        if let Some(answer) = given.first().filter(|answer| answer.state != AnswerState::Answered) {
            let word = self.text(&format!("state.{}", answer.state.word()));
            lines.push(line(format!("    ● {word}"), Meaning::Accent, Keep::Always));
        }
        if let Some(follow) = self.follow_up() {
            for (place, part) in text::wrap(self.own(follow), self.width.saturating_sub(6)).into_iter().take(2).enumerate() {
                let lead = if place == 0 { "→" } else { " " };
                lines.push(line(format!("    {lead} {part}"), Meaning::Accent, Keep::Always));
            }
        }
        lines.push(gap());
        if let Some(mark) = self.question.check_source.as_ref().filter(|mark| !self.interview.guest && mark.compared.is_none()) {
            let told = mark.told(self.state.locale());
            lines.push(line(self.cut(&format!("    {told}")), Meaning::Warn, Keep::Clause));
        }
        let refs: Vec<&str> = self.question.policy.iter().chain(&self.question.refs).map(String::as_str).collect();
        lines.push(line(self.cut(&format!("    {}", refs.join(" · "))), Meaning::Quiet, Keep::Clause));
        let asked: Vec<&str> = self.question.evidence.iter().map(|paper| self.own(&paper.text)).collect();
        if !asked.is_empty() {
            let papers = format!("    {}", words::labelled(self.state, &self.text("interview.evidence"), &asked.join(" · ")));
            lines.push(line(self.cut(&papers), Meaning::Quiet, Keep::Papers));
        }
        lines.push(line(self.cut(&format!("    {}", self.backing())), Meaning::Quiet, Keep::Always));
        lines
    }

    /// "= FY2025: no · seen (2025-07-31)"; the key is offered only where it works.
    fn last(&self) -> Option<String> {
        let last = self.dossier.last(&self.question.id, self.interview.about.as_deref())?;
        let value = if last.value.is_empty() { self.text(&format!("state.{}", last.state.word())) } else { self.told(&last.value) };
        let source = last.source.map(|source| format!(" · {}", self.text(&format!("source.{}", source.word())))).unwrap_or_default();
        let date = last.at.date().to_string();
        let locale = self.state.locale();
        let told = locale.with("interview.last", &[("campaign", &last.campaign), ("value", &format!("{value}{source}")), ("date", &date)]);
        let offered = self.question.severity != crate::questionnaire::Severity::Critical && last.state == AnswerState::Answered;
        Some(if offered { format!("= {told}") } else { told })
    }

    /// "s ● said  ○ written  ○ seen  ○ verified   documents 1 · notes 2 · promised 2026-12-01".
    fn backing(&self) -> String {
        let (dossier, id) = (self.dossier, self.question.id.as_str());
        let asked = dossier.situation.shared_from(&self.question.id).map_or(id, crate::questionnaire::QuestionId::as_str);
        let one_by_one = self.interview.is_one_by_one();
        let mut history = dossier.answers.history.get(asked).into_iter().flatten().rev();
        let recorded = history
            .find(|given| !one_by_one || given.answer.about.as_deref() == self.interview.about.as_deref())
            .and_then(|given| given.answer.source);
        let given = self.interview.given();
        let open = given.is_empty();
        let by_paper = dossier.situation.by_paper(&self.question.id).map(crate::situation::ByPaper::source);
        let level = if open { self.interview.source } else { by_paper.or(recorded).unwrap_or(self.interview.source) };
        let levels: Vec<String> = SourceLevel::ALL
            .iter()
            .map(|one| format!("{} {}", if *one == level { "●" } else { "○" }, self.text(&format!("source.{}", one.word()))))
            .collect();
        let mut shown = format!("s {}", levels.join("  "));
        let papers = dossier.answers.documents.iter().filter(|paper| paper.question.as_deref() == Some(id)).map(|paper| &paper.sha256);
        let papers = papers.collect::<std::collections::BTreeSet<_>>().len();
        if papers > 0 {
            shown.push_str(&format!("   {} {papers}", self.text("interview.papers")));
        }
        let void = given.iter().map(|answer| answer.backing).find(|backing| backing.is_void());
        if let Some(backing) = void {
            shown.push_str(&format!(" ! {}", self.text(&format!("backing.{}", backing.word()))));
        }
        let notes = dossier.answers.notes.iter().filter(|note| note.question.as_deref() == Some(id)).count();
        if notes > 0 && !self.interview.guest {
            shown.push_str(&format!("   {} {notes}", self.text("interview.notes")));
        }
        if let Some(promise) = dossier.answers.promises.iter().find(|promise| promise.kept.is_none() && promise.question == id) {
            shown.push_str(&format!("   {} {}", self.text("interview.promised"), promise.due));
        }
        shown
    }

    fn follow_up(&self) -> Option<&Text> {
        let follow = self.question.follow_up.as_ref()?;
        let answer = *self.interview.given().first()?;
        let known = crate::situation::Known::of(&self.dossier.situation, &self.dossier.sets).for_answer(self.question, answer);
        follow.when.as_ref().is_none_or(|when| when.holds(&known).is_true()).then_some(&follow.text)
    }

    /// Who sent the question back, and why; gone with the next answer.
    fn sent_back(&self) -> Vec<Line> {
        let Some(back) = self.dossier.answers.returned.get(self.question.id.as_str()).filter(|_| !self.interview.guest) else {
            return Vec::new();
        };
        let told = self.state.locale().with("review.returned", &[("question", self.question.id.row()), ("person", &back.person)]);
        let reason = self.dossier.body(&back.reason).unwrap_or_default();
        let whole = format!("↩ {told}{}{reason}", self.text("readback-text.colon"));
        let parts = text::wrap(&whole, self.width.saturating_sub(6));
        parts.into_iter().map(|part| line(format!("    {part}"), Meaning::Warn, Keep::Always)).collect()
    }

    /// The certificate that answers in the supplier's stead, and that it need not.
    fn by_paper(&self) -> Vec<Line> {
        let paper = self.dossier.situation.by_paper(&self.question.id);
        let Some(paper) = paper.filter(|_| self.dossier.situation.shared_from(&self.question.id).is_none()) else { return Vec::new() };
        let told = words::by_paper(self.state.locale(), paper);
        vec![
            line(self.cut(&format!("    ≈ {told}")), Meaning::Accent, Keep::Always),
            line(self.cut(&format!("      {}", self.text("equivalent.by-hand"))), Meaning::Quiet, Keep::Keys),
        ]
    }

    /// The row of another set whose answer is one here too, and how to answer otherwise.
    fn shared(&self) -> Vec<Line> {
        let Some(told) = words::shared(self.state.locale(), self.dossier, &self.question.id) else { return Vec::new() };
        vec![
            line(self.cut(&format!("    ≡ {told}")), Meaning::Accent, Keep::Always),
            line(self.cut(&format!("      {}", self.text("same-as.by-hand"))), Meaning::Quiet, Keep::Keys),
        ]
    }

    /// Answers that contradict each other, with who said each: calm, and with the way out.
    fn contradictions(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (key, standing) in &self.dossier.answers.current {
            let crate::answers::Standing::Conflict(all) = standing else { continue };
            if key.question != self.question.id.as_str() {
                continue;
            }
            for given in all {
                let value = match &given.answer.reply {
                    Reply::Value(value) => self.told(value),
                    Reply::DontKnow => self.text("state.dont-know"),
                    Reply::Declined => self.text("state.declined"),
                    Reply::NotApplicable { .. } => self.text("state.not-applicable"),
                    Reply::Withdrawn => self.text("state.unanswered"),
                };
                let of_one = key.about.as_deref().and_then(crate::situation::each::name);
                let of_one = of_one.map(|name| format!("{} · ", crate::clean::line(self.own(&name)))).unwrap_or_default();
                let said = self.cut(&format!("    ≠ {of_one}{}: {value} ({})", given.person, given.at.date()));
                lines.push(line(said, Meaning::Warn, Keep::Always));
            }
            lines.push(line(format!("      {}", self.text(self.settling())), Meaning::Quiet, Keep::Keys));
        }
        lines
    }

    /// Answers to other questions that do not fit this one: what does not fit, both answers, how to ask, how to get there.
    fn misfits(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let all = self.dossier.contradictions();
        for one in all.iter().filter(|one| one.questions.contains(&self.question.id)) {
            for (place, part) in text::wrap(self.own(&one.text), self.width.saturating_sub(6)).into_iter().enumerate() {
                let lead = if place == 0 { "⇄" } else { " " };
                lines.push(line(format!("    {lead} {part}"), Meaning::Warn, Keep::Always));
            }
            let said: Vec<String> = one.questions.iter().map(|id| words::said(self.state.lang, self.dossier, id)).collect();
            lines.push(line(self.cut(&format!("      {}", said.join(" · "))), Meaning::Plain, Keep::Always));
            for (place, part) in text::wrap(self.own(&one.ask), self.width.saturating_sub(8)).into_iter().enumerate() {
                let lead = if place == 0 { "→" } else { " " };
                lines.push(line(format!("      {lead} {part}"), Meaning::Quiet, Keep::Second));
            }
            if let [_, _, ..] = one.questions.as_slice() {
                lines.push(line(format!("      {}", self.text("contradiction.key")), Meaning::Quiet, Keep::Keys));
            }
        }
        lines
    }

    /// How to ask, where no panel beside says it.
    fn guidance(&self, room: usize) -> Vec<Line> {
        let Some(guidance) = self.question.guidance.as_ref().filter(|_| room >= 2) else { return Vec::new() };
        let told = words::labelled(self.state, &self.text("interview.guidance"), self.own(guidance));
        let all = text::wrap(&told, self.width.saturating_sub(4));
        let fits = room - 1;
        let cut = all.len() > fits;
        let mut lines = vec![gap()];
        for (place, part) in all.into_iter().take(fits).enumerate() {
            let part = if cut && place + 1 == fits { text::cut(&format!("{part} …"), self.width.saturating_sub(4)) } else { part };
            lines.push(line(format!("    {part}"), Meaning::Quiet, Keep::Extra));
        }
        lines
    }
}
