//! What moving a campaign would do, and what apart from that differs between two editions of a questionnaire, in lines:
//! under each row the parts of it that are others now, old → new.

use super::{Fate, Move, Touched, short};
use crate::language::Lang;
use crate::locale::Locale;
use crate::questionnaire::differs::between;
use crate::questionnaire::{Question, QuestionId, Questionnaire};

impl Move {
    /// From which edition to which, every row that does not stay as it was, the sum, and every supplier that is touched.
    #[must_use]
    pub fn told(&self, locale: Locale) -> Vec<String> {
        let end = |name: &Option<String>| name.as_deref().map_or("–", short).to_owned();
        let mut lines = vec![format!("{}: {} → {}", self.campaign, end(&self.from), end(&self.to))];
        for row in self.rows.iter().filter(|row| row.fate != Fate::Same || row.dropped > 0) {
            let fate = locale.text(&format!("migrate.{}", row.fate.word())).to_owned();
            let counts = [("carried", row.carried.to_string()), ("dropped", row.dropped.to_string())];
            let counts = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
            lines.push(format!("  {:<20} {fate} · {}", row.question, locale.with("migrate.answers", &counts)));
            lines.extend(row.differs.iter().map(|one| format!("      {}", one.told(locale.lang()))));
        }
        let same = self.rows.iter().filter(|row| row.fate == Fate::Same).count();
        let (carried, dropped) = self.rows.iter().fold((0, 0), |(carried, dropped), row| (carried + row.carried, dropped + row.dropped));
        let counts = [("same", same.to_string()), ("carried", carried.to_string()), ("dropped", dropped.to_string())];
        lines.push(locale.with("migrate.total", &counts.each_ref().map(|(name, count)| (*name, count.as_str()))));
        let [was, is] = self.complete.map(|count| count.to_string());
        lines.push(locale.with("migrate.complete", &[("was", &was), ("is", &is)]));
        lines.extend(self.suppliers.iter().map(|one| one.told(locale)));
        let band = self.judged.iter().filter(|one| one.changes_band()).count().to_string();
        let flags = self.judged.iter().filter(|one| one.changes_flags()).count().to_string();
        lines.extend([String::new(), locale.with("migrate.judged", &[("band", &band), ("flags", &flags)])]);
        lines.extend(self.judged.iter().flat_map(|one| one.told(locale)).map(|line| format!("  {line}")));
        lines
    }

    /// The sentence that it is done, with the command that undoes it.
    #[must_use]
    pub fn saved(&self, entry: &str, locale: Locale) -> String {
        let (key, back) = match &self.from {
            Some(from) => ("migrate.saved", short(from)),
            None => ("migrate.saved-added", self.to.as_deref().map_or("", super::id_of)),
        };
        locale.with(key, &[("entry", entry), ("from", back), ("campaign", &self.campaign)])
    }
}

impl Touched {
    /// The supplier, what is lost, and what becomes of its interview.
    fn told(&self, locale: Locale) -> String {
        let mut parts = Vec::new();
        if self.dropped > 0 {
            parts.push(locale.with("migrate.lost", &[("count", &self.dropped.to_string())]));
        }
        let key = match (self.complete, self.submitted) {
            ((true, false), true) => Some("migrate.opens-submitted"),
            ((true, false), false) => Some("migrate.opens"),
            ((false, true), _) => Some("migrate.completes"),
            _ => None,
        };
        parts.extend(key.map(|key| locale.with(key, &[("open", &self.open.to_string())])));
        format!("  {}  {}  {}", self.supplier, self.name, parts.join(" · "))
    }
}

/// What becomes of a question of the new edition.
pub(super) fn fate(before: Option<&Question>, question: &Question) -> Fate {
    match before {
        None => Fate::New,
        Some(before) if before.kind != question.kind => Fate::Reshaped,
        Some(before) if !same(before, question) => Fate::Changed,
        Some(_) => Fate::Same,
    }
}

/// Whether two editions ask and judge a row alike; where its mark stands, and who compared it, is no matter of the row.
fn same(before: &Question, question: &Question) -> bool {
    let mark = |row: &Question| row.check_source.as_ref().map(|mark| mark.text.clone());
    let bare = |row: &Question| Question { check_source: None, ..row.clone() };
    mark(before) == mark(question) && bare(before) == bare(question)
}

/// Every question that is not the same in both editions, in its own words.
#[must_use]
pub fn compared(old: Option<&Questionnaire>, new: &Questionnaire, lang: Lang) -> Vec<String> {
    let locale = Locale::new(lang);
    let line = |id: &QuestionId, fate: Fate, question: &Question| {
        let fate = locale.text(&format!("migrate.{}", fate.word())).to_owned();
        format!("  {:<6} {fate} · {}", id.row(), question.text.get(lang))
    };
    let before = |id: &QuestionId| old.and_then(|old| old.question(id.as_str()));
    let mut lines: Vec<String> = Vec::new();
    for question in &new.questions {
        let before = before(&question.id);
        let fate = fate(before, question);
        if fate != Fate::Same {
            lines.push(line(&question.id, fate, question));
            let differs = before.map(|before| between(before, question)).unwrap_or_default();
            lines.extend(differs.iter().map(|one| format!("         {}", one.told(lang))));
        }
    }
    let gone = old.iter().flat_map(|old| &old.questions).filter(|before| new.question(before.id.as_str()).is_none());
    lines.extend(gone.map(|question| line(&question.id, Fate::Gone, question)));
    lines
}
