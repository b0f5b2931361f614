//! What differs between two editions of a row, part by part: its words, answers, condition, severity, gate, what its
//! answers call for, clauses. Long texts are told by the place where they part.

use super::{Branch, Choice, Grade, Kind, Part, Question, Severity};
use crate::language::{Lang, Text};
use crate::locale::Locale;

/// One part of a row that is another one now; an empty side: it was not there, or is there no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which part: a key below `differs.` of the catalogues.
    pub part: &'static str,
    /// The option, part, paper or condition it belongs to; empty: the row itself.
    pub of: String,
    /// As it was.
    pub old: Text,
    /// As it is.
    pub new: Text,
}

/// Characters told before and after the place where two texts part.
const AROUND: usize = 12;
/// Characters told of what differs.
const MOST: usize = 60;

impl Difference {
    /// `severity: high → critical`, `option iso: + ISO 14001`.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        let locale = Locale::new(lang);
        let part = locale.text(&format!("differs.{}", self.part)).to_owned();
        let head = if self.of.is_empty() { part } else { format!("{part} {}", self.of) };
        let (old, new) = (self.old.get(lang), self.new.get(lang));
        let told = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("+ {}", short(new)),
            (_, true) => format!("− {}", short(old)),
            _ if old == new => locale.text("differs.elsewhere").to_owned(),
            _ => {
                let (old, new) = parting(old, new);
                format!("{old} → {new}")
            }
        };
        locale.with("differs.line", &[("part", &head), ("what", &told)])
    }
}

/// The parts of a row that differ, in the order a file has them.
#[must_use]
pub fn between(old: &Question, new: &Question) -> Vec<Difference> {
    let mut all = Vec::new();
    words(&mut all, "text", "", &old.text, &new.text);
    words(&mut all, "guidance", "", &guidance(old), &guidance(new));
    let plain = |question: &Question| {
        let same = question.same_as.as_ref().map_or_else(String::new, |same| {
            let values: Vec<String> = same.values.iter().map(|(there, here)| format!("{there} = {here}")).collect();
            let rows: Vec<&str> = same.rows().map(super::QuestionId::as_str).collect();
            format!("{} {}", rows.join(", "), values.join(", ")).trim_end().to_owned()
        });
        let per = question.per.map_or("", super::Per::word).to_owned();
        let mark = question.check_source.as_ref().map_or_else(String::new, |mark| mark.text.clone());
        let shown = question.show_if.as_ref().map_or_else(String::new, |when| when.source().to_owned());
        [
            ("type", question.kind.word().to_owned()),
            ("section", question.section.clone()),
            ("condition", shown),
            ("clause", question.policy.join(", ")),
            ("refs", question.refs.join(", ")),
            ("same-as", same),
            ("per", per),
            ("flows", question.flows.join(", ")),
            ("check-source", mark),
        ]
    };
    for ((part, was), (_, is)) in plain(old).into_iter().zip(plain(new)) {
        text(&mut all, part, "", &was, &is);
    }
    words(&mut all, "severity", "", &severity(old.severity), &severity(new.severity));
    let switches = |question: &Question| {
        [
            ("gate", question.gate),
            ("buyer", !question.is_asked()),
            ("restricted", question.restricted),
            ("exposure", question.exposure),
            ("weight", question.weight),
            ("short", question.short),
        ]
    };
    for ((part, was), (_, is)) in switches(old).into_iter().zip(switches(new)).filter(|(was, is)| was != is) {
        all.push(Difference { part, of: String::new(), old: yes_no(was), new: yes_no(is) });
    }
    options(&mut all, old, new);
    branches(&mut all, &old.bad, &new.bad);
    let papers = |question: &Question| question.evidence.iter().map(|paper| (paper.id.clone(), paper.text.clone())).collect::<Vec<_>>();
    named(&mut all, "paper", &papers(old), &papers(new));
    let follow_up = |question: &Question| {
        let when = question.follow_up.as_ref().and_then(|follow_up| follow_up.when.as_ref());
        let text = question.follow_up.as_ref().map(|follow_up| follow_up.text.clone()).unwrap_or_default();
        (text, when.map_or_else(String::new, |when| when.source().to_owned()))
    };
    let ((was, was_when), (is, is_when)) = (follow_up(old), follow_up(new));
    words(&mut all, "follow-up", "", &was, &is);
    text(&mut all, "follow-up-when", "", &was_when, &is_when);
    all
}

fn guidance(question: &Question) -> Text {
    question.guidance.clone().unwrap_or_default()
}

/// What can be answered: options with their grades, levels, numbers with their bounds, columns.
fn options(all: &mut Vec<Difference>, old: &Question, new: &Question) {
    let choices = |question: &Question| -> Vec<Choice> {
        match &question.kind {
            Kind::OneOf(choices) | Kind::SeveralOf(choices) => choices.clone(),
            Kind::YesNo(shape) => shape.more.clone(),
            _ => question.levels.clone(),
        }
    };
    let (was, is) = (choices(old), choices(new));
    let worded = |choices: &[Choice]| choices.iter().map(|choice| (choice.id.clone(), choice.text.clone())).collect::<Vec<_>>();
    named(all, "option", &worded(&was), &worded(&is));
    for before in &was {
        if let Some(after) = is.iter().find(|after| after.id == before.id) {
            words(all, "grade", &before.id, &graded(before), &graded(after));
        }
    }
    if let (Kind::YesNo(was), Kind::YesNo(is)) = (&old.kind, &new.kind) {
        words(all, "good", "", &yes_no(was.good_is_yes), &yes_no(is.good_is_yes));
    }
    let parts = |question: &Question| -> Vec<(String, Text)> {
        match &question.kind {
            Kind::Number(parts) | Kind::Percent(parts) => parts.iter().map(|part| (part.id.clone(), bounded(part))).collect(),
            Kind::Rows(rows) => rows.columns.iter().map(|column| (column.id.clone(), of_column(column))).collect(),
            _ => Vec::new(),
        }
    };
    named(all, "part", &parts(old), &parts(new));
    if let (Kind::Rows(was), Kind::Rows(is)) = (&old.kind, &new.kind) {
        let shape = |rows: &super::Rows| {
            let most = rows.most.map_or_else(String::new, |most| most.to_string());
            format!("{}–{most} {:?} {:?}", rows.least, rows.figure, rows.total)
        };
        if shape(was) != shape(is) {
            let bounds = |rows: &super::Rows| {
                Text::same(&format!("{}–{}", rows.least, rows.most.map_or_else(|| "…".to_owned(), |most| most.to_string())))
            };
            all.push(Difference { part: "table", of: String::new(), old: bounds(was), new: bounds(is) });
        }
    }
}

/// A bound as it is printed.
fn bound(bound: &Option<crate::ratio::Ratio>) -> String {
    bound.as_ref().map_or_else(|| "…".to_owned(), ToString::to_string)
}

fn bounded(part: &Part) -> Text {
    part.text.map(|text| format!("{text} ({}–{} {})", bound(&part.min), bound(&part.max), part.unit))
}

fn of_column(column: &super::Column) -> Text {
    let choices: Vec<&str> = column.choices.iter().map(|choice| choice.id.as_str()).collect();
    let marks = [(column.personal, " personal"), (column.screened, " screened")];
    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
    let bounds =
        if (column.min, column.max) == (None, None) { String::new() } else { format!(" {}–{}", bound(&column.min), bound(&column.max)) };
    column.text.map(|text| format!("{text} ({:?} {}{bounds} {}{marks})", column.kind, column.unit, choices.join("/")).replace("  ", " "))
}

fn severity(severity: Severity) -> Text {
    Locale::in_every(&format!("finding-severity.{}", severity.word()))
}

fn grade(grade: Grade) -> Text {
    Locale::in_every(match grade {
        Grade::Good => "numbers.good",
        Grade::Partly => "numbers.partly",
        Grade::Bad => "numbers.bad",
    })
}

fn graded(choice: &Choice) -> Text {
    if choice.exclusive { joined(&[grade(choice.grade), Locale::in_every("differs.exclusive")], " · ") } else { grade(choice.grade) }
}

fn joined(parts: &[Text], divider: &str) -> Text {
    let join = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(divider);
    Text { en: join(Lang::En), ja: join(Lang::Ja), zh: join(Lang::Zh) }
}

/// What an answer calls for: by its condition.
fn branches(all: &mut Vec<Difference>, old: &[Branch], new: &[Branch]) {
    let called = |branch: &Branch| {
        let mut said = vec![Text::same(&branch.responses.iter().map(|one| one.code()).collect::<Vec<_>>().join(" + "))];
        said.extend(branch.severity.map(severity));
        said.extend(branch.grade.map(grade));
        said.extend([&branch.scope, &branch.rule].into_iter().flatten().map(|code| Text::same(code)));
        said.extend((!branch.opens.is_empty()).then(|| Text::same(&branch.opens.join(", "))));
        joined(&said, " · ")
    };
    let same = |branch: &Branch, others: &[Branch]| others.iter().find(|other| other.when.source() == branch.when.source()).cloned();
    for was in old {
        let when = short(was.when.source());
        match same(was, new) {
            None => words(all, "bad", &when, &called(was), &Text::default()),
            Some(is) => {
                words(all, "bad", &when, &called(was), &called(&is));
                words(all, "action", &when, &was.action.clone().unwrap_or_default(), &is.action.unwrap_or_default());
            }
        }
    }
    for is in new.iter().filter(|is| same(is, old).is_none()) {
        words(all, "bad", &short(is.when.source()), &Text::default(), &called(is));
    }
}

/// Lines that have an id: gone, new, or worded otherwise.
fn named(all: &mut Vec<Difference>, part: &'static str, old: &[(String, Text)], new: &[(String, Text)]) {
    let find = |lines: &[(String, Text)], id: &str| lines.iter().find(|(known, _)| known == id).map(|(_, text)| text.clone());
    for (id, was) in old {
        words(all, part, id, was, &find(new, id).unwrap_or_default());
    }
    for (id, is) in new.iter().filter(|(id, _)| find(old, id).is_none()) {
        words(all, part, id, &Text::default(), is);
    }
}

fn words(all: &mut Vec<Difference>, part: &'static str, of: &str, old: &Text, new: &Text) {
    if old != new {
        all.push(Difference { part, of: of.to_owned(), old: old.clone(), new: new.clone() });
    }
}

fn text(all: &mut Vec<Difference>, part: &'static str, of: &str, old: &str, new: &str) {
    words(all, part, of, &Text::same(old), &Text::same(new));
}

fn yes_no(is: bool) -> Text {
    Locale::in_every(if is { "profile.yes" } else { "profile.no" })
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MOST { text } else { text.chars().take(MOST).chain(['…']).collect() }
}

/// Both texts from a little before the place where they part to a little after it.
#[must_use]
pub fn parting(old: &str, new: &str) -> (String, String) {
    let (was, is): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let ahead = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let room = was.len().min(is.len()) - ahead;
    let behind = was.iter().rev().zip(is.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let piece = |chars: &[char]| {
        let from = ahead.saturating_sub(AROUND);
        let end = (chars.len() - behind + AROUND).min(chars.len());
        let to = end.min(from + MOST + 2 * AROUND);
        let inner: String = chars[from..to].iter().collect();
        let (before, after) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
        format!("{before}{}{after}", inner.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    (piece(&was), piece(&is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Questionnaire;

    fn set(change: impl Fn(String) -> String) -> Questionnaire {
        let text = "[questionnaire]\nid = \"mini\"\nedition = \"1\"\ntitle = { en = \"M\", ja = \"M\", zh = \"M\" }\n[[section]]\nid = \"A\"\ntitle = { en = \"A\", ja = \"A\", zh = \"A\" }\n[[question]]\nid = \"A1\"\nsection = \"A\"\ntype = \"sc\"\nseverity = \"high\"\ntext = { en = \"Which system covers the sites that supply us?\", ja = \"どの仕組みが当社向けの拠点を対象としますか。\", zh = \"供货场所由哪种体系覆盖？\" }\noptions = [\n  { id = \"iso\", grade = \"good\", text = { en = \"ISO 14001\", ja = \"ISO 14001\", zh = \"ISO 14001\" } },\n  { id = \"none\", grade = \"bad\", text = { en = \"none\", ja = \"なし\", zh = \"没有\" } },\n]\nbad = [{ when = \"value == 'none'\", response = [\"CAP-90\"] }]\npolicy = [\"P4\"]\n";
        let (set, problems) =
            crate::questionnaire::file::read("q.toml", &change(text.to_owned()), &crate::questionnaire::file::Around::default());
        set.unwrap_or_else(|| panic!("{problems:?}"))
    }

    fn lines(change: impl Fn(String) -> String, lang: Lang) -> Vec<String> {
        let (old, new) = (set(|text| text), set(change));
        between(&old.questions[0], &new.questions[0]).iter().map(|one| one.told(lang)).collect()
    }

    fn swapped(from: &'static str, to: &'static str) -> impl Fn(String) -> String {
        move |text| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        }
    }

    #[test]
    fn each_part_of_a_row_is_told_with_what_it_was_and_what_it_is() {
        for (from, to, told) in [
            ("severity = \"high\"", "severity = \"critical\"", "severity: high → critical"),
            ("policy = [\"P4\"]", "policy = [\"P4\", \"PG\"]", "policy clause: P4 → P4, PG"),
            ("[\"CAP-90\"]", "[\"STOP\"]", "a risky answer value == 'none': CAP-90 → STOP"),
            ("policy = ", "gate = true\npolicy = ", "gate: no → yes"),
            ("policy = ", "show-if = \"country.tier == 'T3'\"\npolicy = ", "asked only if: + country.tier == 'T3'"),
            ("en = \"none\", ja", "en = \"nothing at all\", ja", "option none: none → nothing at all"),
            (
                "that supply us?\", ja",
                "and lines that supply us?\", ja",
                "wording: …s the sites that supply… → …s the sites and lines that supply…",
            ),
            ("grade = \"bad\"", "grade = \"partly\"", "grade of none: bad → partly"),
        ] {
            assert_eq!(lines(swapped(from, to), Lang::En), [told], "{to}");
        }
        let more = swapped(
            "  { id = \"none\"",
            "  { id = \"emas\", grade = \"good\", text = { en = \"EMAS\", ja = \"EMAS\", zh = \"EMAS\" } },\n  { id = \"none\"",
        );
        assert_eq!(lines(more, Lang::En), ["option emas: + EMAS"]);
        assert!(lines(|text| text, Lang::En).is_empty());
    }

    #[test]
    fn the_reader_is_told_in_the_own_language_and_that_only_another_language_was_reworded() {
        assert_eq!(lines(swapped("severity = \"high\"", "severity = \"low\""), Lang::Ja), ["重要度：高 → 低"]);
        let japanese = swapped("ja = \"なし\"", "ja = \"いずれもない\"");
        assert_eq!(lines(&japanese, Lang::Zh), ["选项 none：仅其他语言的文字有变"]);
        assert_eq!(lines(japanese, Lang::Ja), ["選択肢 none：なし → いずれもない"]);
    }
}
