//! Meanings → styles. No colour is named anywhere else, and no meaning is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// For dark terminals.
    #[default]
    Dark,
    /// For light terminals.
    Light,
    /// Strong contrast.
    Contrast,
    /// No colour at all.
    Mono,
}

/// What a piece of text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Ordinary text.
    Plain,
    /// Less important.
    Quiet,
    /// A heading.
    Heading,
    /// Where the eye starts; the chosen row.
    Accent,
    /// The chosen row.
    Chosen,
    /// Needs somebody.
    Urgent,
    /// To be watched.
    Warn,
    /// Fine.
    Good,
}

impl Theme {
    /// The next one, round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Contrast,
            Self::Contrast => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "theme.dark",
            Self::Light => "theme.light",
            Self::Contrast => "theme.contrast",
            Self::Mono => "theme.mono",
        }
    }

    /// The style of a meaning.
    #[must_use]
    pub fn style(self, meaning: Meaning) -> Style {
        let plain = Style::default();
        let bold = plain.add_modifier(Modifier::BOLD);
        if self == Self::Mono {
            return match meaning {
                Meaning::Plain | Meaning::Good => plain,
                Meaning::Quiet => plain.add_modifier(Modifier::DIM),
                Meaning::Heading | Meaning::Accent | Meaning::Urgent | Meaning::Warn => bold,
                Meaning::Chosen => plain.add_modifier(Modifier::REVERSED),
            };
        }
        let (accent, urgent, warn, good, quiet) = match self {
            Self::Dark | Self::Mono => (Color::Cyan, Color::LightRed, Color::Yellow, Color::Green, Color::DarkGray),
            Self::Light => (Color::Blue, Color::Red, Color::Magenta, Color::Green, Color::Gray),
            Self::Contrast => (Color::LightCyan, Color::LightRed, Color::LightYellow, Color::LightGreen, Color::White),
        };
        match meaning {
            Meaning::Plain => plain,
            Meaning::Quiet => plain.fg(quiet),
            Meaning::Heading => bold,
            Meaning::Accent => bold.fg(accent),
            Meaning::Chosen => bold.fg(accent).add_modifier(Modifier::REVERSED),
            Meaning::Urgent => bold.fg(urgent),
            Meaning::Warn => plain.fg(warn),
            Meaning::Good => plain.fg(good),
        }
    }
}
