//! The only place that reads the clock: the time is handed on as a value.

use jiff::tz::TimeZone;

use crate::journal::Moment;
use crate::sentence::{Sentence, told};

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Set from outside; every entry written under it says so.
    Set(Moment),
}

impl Clock {
    /// A clock set from outside.
    ///
    /// # Errors
    /// A sentence when the text is not a time.
    pub fn set(text: &str) -> Result<Self, Sentence> {
        let moment: Moment = text.parse().map_err(|_| told("refusal.not-a-time", [("value", text.into())]))?;
        Ok(Self::Set(moment))
    }

    /// Whether it was set from outside.
    #[must_use]
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }

    /// The present moment in a time zone; an unknown zone is read as UTC.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self, zone: &str) -> Moment {
        match self {
            Self::Set(moment) => *moment,
            Self::System => {
                let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
                Moment::of(jiff::Timestamp::now(), &zone)
            }
        }
    }
}
