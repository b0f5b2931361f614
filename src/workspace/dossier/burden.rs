//! Our burden on a supplier: what an interview asks of it, how much of that was there already, and on which days it was
//! spoken to.

use jiff::civil::Date;

use super::Dossier;
use crate::answers::Standing;
use crate::locale::Locale;
use crate::questionnaire::QuestionId;

/// What the interview of a campaign costs the supplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burden {
    /// Questions asked.
    pub asked: usize,
    /// Answers of the campaign before that were confirmed.
    pub reconfirmed: usize,
    /// Questions a certificate answers.
    pub by_certificate: usize,
    /// Questions that an answer to a row of another set answers.
    pub shared: usize,
    /// First and last day on which answers were taken.
    pub days: Option<(Date, Date)>,
}

impl Burden {
    /// Questions that cost no new answer.
    #[must_use]
    pub fn reused(&self) -> usize {
        self.reconfirmed + self.by_certificate + self.shared
    }

    /// "54 questions asked · 24 reused: 16 re-confirmed, 5 by certificate, 3 by another row · 2026-09-01 to 2026-09-10".
    #[must_use]
    pub fn words(&self, locale: Locale) -> String {
        let counts = [
            ("asked", self.asked),
            ("reused", self.reused()),
            ("confirmed", self.reconfirmed),
            ("papers", self.by_certificate),
            ("shared", self.shared),
        ]
        .map(|(key, count)| (key, count.to_string()));
        let counts: Vec<(&str, &str)> = counts.iter().map(|(key, count)| (*key, count.as_str())).collect();
        let mut told = locale.with(if self.shared == 0 { "burden.line" } else { "burden.line-shared" }, &counts);
        if let Some((from, to)) = self.days {
            told.push_str(" · ");
            told.push_str(&locale.with("burden.dates", &[("from", &from.to_string()), ("to", &to.to_string())]));
        }
        told
    }
}

impl Dossier {
    /// Our burden on the supplier in this campaign.
    #[must_use]
    pub fn burden(&self) -> Burden {
        let days = || self.answers.history.values().flatten().map(|given| given.at.date());
        let asked = || self.plan.asked().map(|row| &row.question);
        let confirmed = |id: &&QuestionId| {
            let mut standing = self.answers.current.iter().filter(|(key, _)| key.question == id.as_str());
            standing.any(|(_, one)| matches!(one, Standing::One(given) if given.answer.reconfirms.is_some()))
        };
        Burden {
            asked: asked().count(),
            reconfirmed: asked().filter(confirmed).count(),
            by_certificate: asked().filter(|id| self.situation.by_paper(id).is_some() && self.situation.shared_from(id).is_none()).count(),
            shared: asked().filter(|id| self.situation.shared_from(id).is_some()).count(),
            days: days().min().zip(days().max()),
        }
    }
}
