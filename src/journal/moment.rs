//! A time with its offset, to the second, as a person's clock said it. Order comes from the chain, not from here.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// `2026-11-23T21:44:05+09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    timestamp: Timestamp,
    offset: Offset,
}

impl Moment {
    /// A timestamp seen in a time zone, cut to the second.
    #[must_use]
    pub fn of(timestamp: Timestamp, zone: &TimeZone) -> Self {
        let second = Timestamp::from_second(timestamp.as_second()).unwrap_or(timestamp);
        Self { timestamp: second, offset: zone.to_offset(second) }
    }

    /// The instant.
    #[must_use]
    pub fn timestamp(&self) -> Timestamp {
        self.timestamp
    }

    /// Date and time in its own offset.
    #[must_use]
    pub fn civil(&self) -> DateTime {
        self.offset.to_datetime(self.timestamp)
    }

    /// The day in its own offset.
    #[must_use]
    pub fn date(&self) -> Date {
        self.civil().date()
    }

    /// `14:02:11`.
    #[must_use]
    pub fn clock(&self) -> String {
        let time = self.civil().time();
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    /// `20261123003000` in UTC, as OpenSSH reads times.
    #[must_use]
    pub fn stamp(&self) -> String {
        let utc = Offset::UTC.to_datetime(self.timestamp);
        let (date, time) = (utc.date(), utc.time());
        format!("{:04}{:02}{:02}{:02}{:02}{:02}", date.year(), date.month(), date.day(), time.hour(), time.minute(), time.second())
    }

    /// The same clock time a number of seconds later.
    #[must_use]
    pub fn later(&self, seconds: i64) -> Self {
        let timestamp = Timestamp::from_second(self.timestamp.as_second().saturating_add(seconds)).unwrap_or(self.timestamp);
        Self { timestamp, offset: self.offset }
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.timestamp.cmp(&other.timestamp)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.civil();
        let seconds = self.offset.seconds();
        let (sign, seconds) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
        let (date, time) = (civil.date(), civil.time());
        write!(f, "{date}T{:02}:{:02}:{:02}{sign}{:02}:{:02}", time.hour(), time.minute(), time.second(), seconds / 3600, seconds / 60 % 60)
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = |_| format!("\"{text}\" is not a time such as 2026-11-23T21:44:05+09:00");
        let timestamp: Timestamp = text.parse().map_err(wrong)?;
        let offset = match text.get(text.len().saturating_sub(6)..) {
            Some(tail) if tail.starts_with(['+', '-']) && tail.as_bytes().get(3) == Some(&b':') => {
                let minutes = |part: &str| part.parse::<i32>().ok();
                let (hours, rest) = (minutes(&tail[1..3]), minutes(&tail[4..6]));
                let total = hours.zip(rest).map(|(h, m)| (h * 3600 + m * 60) * if tail.starts_with('-') { -1 } else { 1 });
                total.and_then(|total| Offset::from_seconds(total).ok()).unwrap_or(Offset::UTC)
            }
            _ => Offset::UTC,
        };
        Ok(Self { timestamp: Timestamp::from_second(timestamp.as_second()).map_err(|_| format!("\"{text}\" is out of range"))?, offset })
    }
}
