//! That a named person compared a part of a definition with its source: a cell of the regimes with the licensed text, a
//! row with its standard, a translation with the language it was written in. Until then the part shows a mark.

use crate::language::Text;
use crate::locale::Locale;

/// Who compared it, when and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The person.
    pub by: String,
    /// The day.
    pub on: String,
    /// The copy it was compared with: edition, page.
    pub against: String,
}

impl Compared {
    /// `compared with RGG v9, p. 21 by mori on 2026-11-23`.
    #[must_use]
    pub fn told(&self, locale: Locale) -> String {
        locale.with("compared.done", &[("against", &self.against), ("by", &self.by), ("on", &self.on)])
    }

    /// The same in every language.
    #[must_use]
    pub fn text(&self) -> Text {
        let of = |lang| self.told(Locale::new(lang));
        Text { en: of(crate::language::Lang::En), ja: of(crate::language::Lang::Ja), zh: of(crate::language::Lang::Zh) }
    }
}
