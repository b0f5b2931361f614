//! A pressed key as a value, from the terminal or from a test's text.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character as typed.
    Char(char),
    /// Control and a letter.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// A function key.
    F(u8),
}

impl Key {
    /// The key of a terminal event; `None` for keys nobody binds.
    #[must_use]
    pub fn of(event: KeyEvent) -> Option<Self> {
        Some(match event.code {
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => Self::Ctrl(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Self::Char(c),
            KeyCode::Enter => Self::Enter,
            KeyCode::Esc => Self::Esc,
            KeyCode::Tab => Self::Tab,
            KeyCode::BackTab => Self::BackTab,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::F(n) => Self::F(n),
            _ => return None,
        })
    }

    /// Keys written as text: `jj<enter>yes<esc><c-p>`.
    #[must_use]
    pub fn sequence(text: &str) -> Vec<Self> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let named =
                rest.strip_prefix('<').and_then(|inner| inner.split_once('>')).and_then(|(name, after)| Some((Self::named(name)?, after)));
            match named {
                Some((key, after)) => {
                    keys.push(key);
                    rest = after;
                }
                None => {
                    keys.push(Self::Char(c));
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        keys
    }

    fn named(name: &str) -> Option<Self> {
        if let Some(letter) = name.strip_prefix("c-").and_then(|rest| rest.chars().next()) {
            return Some(Self::Ctrl(letter));
        }
        Some(match name {
            "enter" => Self::Enter,
            "esc" => Self::Esc,
            "tab" => Self::Tab,
            "s-tab" => Self::BackTab,
            "bs" => Self::Backspace,
            "del" => Self::Delete,
            "up" => Self::Up,
            "down" => Self::Down,
            "left" => Self::Left,
            "right" => Self::Right,
            "pgup" => Self::PageUp,
            "pgdn" => Self::PageDown,
            "home" => Self::Home,
            "end" => Self::End,
            "f9" => Self::F(9),
            _ => return None,
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("space"),
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "^{}", c.to_ascii_uppercase()),
            Self::Enter => f.write_str("↵"),
            Self::Esc => f.write_str("esc"),
            Self::Tab => f.write_str("tab"),
            Self::BackTab => f.write_str("⇧tab"),
            Self::Backspace => f.write_str("⌫"),
            Self::Delete => f.write_str("del"),
            Self::Up => f.write_str("↑"),
            Self::Down => f.write_str("↓"),
            Self::Left => f.write_str("←"),
            Self::Right => f.write_str("→"),
            Self::PageUp => f.write_str("pgup"),
            Self::PageDown => f.write_str("pgdn"),
            Self::Home => f.write_str("home"),
            Self::End => f.write_str("end"),
            Self::F(n) => write!(f, "F{n}"),
        }
    }
}
