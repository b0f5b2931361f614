//! The company's own declaration: what its suppliers' declarations allow it to say, and what it says of itself.
//!
//! Every answer carries the reason it follows from; what does not follow from anything stays open and is named. What the company
//! itself states, in its settings or on the command line, goes before what is derived, and a contradiction is said.

mod derive;
mod written;

use std::collections::BTreeMap;

use jiff::civil::Date;

use derive::{Derived, Said, Share, all_count, unknown_counts, yes_counts};

use super::inert;
use super::rollup::{DONT_KNOW, Held, Rollup, Smelter, WITHHELD};
use crate::clean;
use crate::declaration::{Field, Subject};
use crate::import::Blank;
use crate::reference::metal::named;
use crate::sentence::{Sentence, told};

/// A supplier that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its id.
    pub id: String,
    /// The metals and materials bought from it; none: not known.
    pub materials: Vec<String>,
}

/// The company that declares.
#[derive(Clone, Copy, Debug)]
pub struct Company<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says of itself, by key.
    pub says: &'a BTreeMap<String, String>,
    /// All its suppliers.
    pub suppliers: &'a [Asked],
    /// How many received declarations wait for a decision.
    pub waiting: usize,
}

/// An answer, and what it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The metal; none for a question to the company.
    pub metal: Option<String>,
    /// `q1` … or a letter.
    pub question: String,
    /// Its cell.
    pub at: String,
    /// The answer.
    pub answer: String,
    /// What it follows from.
    pub why: Sentence,
}

/// What the form's two columns for mines hold: names, and countries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mined {
    /// The names, divided by semicolons; or that the feed is recycled, where a supplier said so.
    pub names: Option<String>,
    /// The countries, divided by semicolons.
    pub countries: Option<String>,
}

/// A row of the smelter list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// In the form's own look-up: the identification is typed, the rest follows from it.
    Listed {
        /// Identification.
        id: String,
        /// The mines it is said to take from.
        mined: Mined,
    },
    /// Not in the look-up.
    Typed {
        /// Metal.
        metal: String,
        /// Name, when known.
        name: Option<String>,
        /// Country, when known.
        country: Option<String>,
        /// Identification, when known.
        id: Option<String>,
        /// The mines it is said to take from.
        mined: Mined,
    },
    /// A smelter nobody has named.
    Unidentified {
        /// Metal.
        metal: String,
    },
}

/// What goes into the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The company block.
    pub head: Vec<(Field, String)>,
    /// The effective date.
    pub on: Date,
    /// The answers.
    pub answers: Vec<Filled>,
    /// Comments beside questions to the company.
    pub comments: Vec<(String, String)>,
    /// The smelters.
    pub smelters: Vec<Line>,
    /// What is left open, and what to look at before the form is sent.
    pub open: Vec<Sentence>,
}

/// The keys of the company block.
const HEAD: [(&str, Field); 11] = [
    ("description", Field::Description),
    ("id", Field::Id),
    ("authority", Field::Authority),
    ("address", Field::Address),
    ("contact", Field::Contact),
    ("contact-email", Field::ContactEmail),
    ("contact-phone", Field::ContactPhone),
    ("authorizer", Field::Authorizer),
    ("authorizer-title", Field::AuthorizerTitle),
    ("authorizer-email", Field::AuthorizerEmail),
    ("authorizer-phone", Field::AuthorizerPhone),
];
const SCOPES: [(&str, &str); 2] = [("company", "A. Company"), ("user-defined", "C. User defined [Specify in 'Description of scope']")];
const LETTERS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];
const METALS: [&str; 4] = ["tantalum", "tin", "gold", "tungsten"];

/// Whether something can be said under a key: `contact-email`, `scope`, `A`, `B-comment`, `q1-gold`.
#[must_use]
pub fn knows(key: &str) -> bool {
    let letter = key.strip_suffix("-comment").unwrap_or(key);
    let metal = key.split_once('-').is_some_and(|(question, metal)| {
        METALS.contains(&metal) && question.strip_prefix('q').and_then(|n| n.parse::<u8>().ok()).is_some_and(|n| (1..=8).contains(&n))
    });
    key == "scope" || HEAD.iter().any(|(held, _)| *held == key) || LETTERS.contains(&letter) || metal
}

/// What the company can say in a form, out of what its suppliers said.
///
/// # Errors
/// When the company states something the form has no word for, or there are more smelters than rows.
pub fn own(blank: &Blank, company: Company<'_>, held: &[Held<'_>], rollup: &Rollup) -> Result<Own, Sentence> {
    let mut own = Own { on: rollup.on, ..Own::default() };
    own.head(company)?;
    let said = Said::gather(held);
    for metal in blank.metals() {
        own.metal(blank, company, &said, rollup, metal)?;
    }
    own.letters(blank, company, &said)?;
    own.list(blank, rollup)?;
    if said.declarations.is_empty() {
        own.open.insert(0, told("rollup.nothing-accepted", []));
    }
    Ok(own)
}

impl Own {
    fn head(&mut self, company: Company<'_>) -> Result<(), Sentence> {
        let says = |key: &str| company.says.get(key).map(|text| clean::text(text)).filter(|text| !text.trim().is_empty());
        self.head.push((Field::Company, clean::line(company.name)));
        let scope = says("scope").unwrap_or_else(|| "company".to_owned());
        let word = SCOPES.iter().find(|(key, _)| *key == scope).map(|(_, word)| *word);
        let word = word.ok_or_else(|| told("rollup.bad-scope", [("scope", clean::line(&scope).into())]))?;
        self.head.push((Field::Scope, word.to_owned()));
        for (key, field) in HEAD {
            match says(key) {
                Some(text) => self.head.push((field, text)),
                None if is_needed(field) => self.open.push(told("rollup.not-known", [("key", key.into())])),
                None => {}
            }
        }
        if scope == "user-defined" && says("description").is_none() {
            self.open.push(told("rollup.needs-description", []));
        }
        Ok(())
    }

    fn metal(&mut self, blank: &Blank, company: Company<'_>, said: &Said<'_>, rollup: &Rollup, metal: &str) -> Result<(), Sentence> {
        let share = Share::of(company, said, metal);
        let unnamed = rollup.smelters.iter().filter(|held| held.metal == metal && held.id.is_none() && is_unnamed(&held.name)).count();
        let derive = |question: &str| -> Derived {
            match question {
                "q1" => yes_counts(&said.replies(metal, Subject::Used), &share),
                "q2" => yes_counts(&said.replies(metal, Subject::Remains), &share),
                "q3" => unknown_counts(&said.replies(metal, Subject::CoveredCountries), &share),
                "q4" => unknown_counts(&said.replies(metal, Subject::Cahra), &share),
                "q5" => Ok(all_count(&said.replies(metal, Subject::Recycled), &share, "Unknown")),
                "q6" => share.word().map(|word| (word, share.told())).ok_or_else(|| told("rollup.no-supplier-matters", [])),
                "q7" if unnamed > 0 => Ok(("No", told("rollup.unnamed", [("count", unnamed.to_string().into())]))),
                "q7" => Ok(all_count(&said.replies(metal, Subject::AllIdentified), &share, "No")),
                _ if company.waiting > 0 => Ok(("No", told("rollup.waiting", [("count", company.waiting.to_string().into())]))),
                _ => Ok(("Yes", told("rollup.all-in", []))),
            }
        };
        for question in ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] {
            let answer = self.answer(blank, company, Some(metal), question, derive(question))?;
            match answer.as_deref() {
                Some("No") if question < "q3" => return Ok(()),
                None if question < "q3" => {
                    let question = question.to_uppercase().into();
                    self.open.push(told("rollup.wait-for-it", [("metal", named(metal).into()), ("question", question)]));
                    return Ok(());
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What the company states goes before what was derived; what is neither stays open.
    fn answer(
        &mut self,
        blank: &Blank,
        company: Company<'_>,
        metal: Option<&str>,
        question: &str,
        derived: Derived,
    ) -> Result<Option<String>, Sentence> {
        let key = metal.map_or_else(|| question.to_owned(), |metal| format!("{question}-{}", metal.to_lowercase()));
        let place = || match metal {
            Some(metal) => told("rollup.place", [("metal", named(metal).into()), ("question", question.to_uppercase().into())]),
            None => question.into(),
        };
        let stated = company.says.get(&key).map(|text| clean::line(text)).filter(|text| !text.is_empty());
        let (answer, why) = match (stated, derived) {
            (Some(stated), derived) => {
                let refused =
                    |words: String| told("rollup.no-word", [("key", (&key).into()), ("said", (&stated).into()), ("words", words.into())]);
                let word = blank.word(question, metal, &stated).map_err(refused)?;
                if let Ok((other, why)) = derived
                    && other != word
                {
                    let values = [("place", place()), ("said", (&word).into()), ("other", other.into()), ("why", why)];
                    self.open.push(told("rollup.contradicts", values));
                }
                (word, told("rollup.stated", []))
            }
            (None, Ok((word, why))) => (word.to_owned(), why),
            (None, Err(why)) => {
                self.open.push(told("rollup.is-open", [("place", place()), ("why", why), ("key", key.into())]));
                return Ok(None);
            }
        };
        let Some(at) = blank.answer(question, metal) else { return Ok(None) };
        self.answers.push(Filled { metal: metal.map(str::to_owned), question: question.to_owned(), at, answer: answer.clone(), why });
        Ok(Some(answer))
    }

    /// Questions to the company: about what it does itself, which no supplier's file can tell.
    fn letters(&mut self, blank: &Blank, company: Company<'_>, said: &Said<'_>) -> Result<(), Sentence> {
        let mut unsaid = Vec::new();
        for letter in LETTERS {
            if !company.says.contains_key(letter) {
                unsaid.push(letter);
                continue;
            }
            let answer = self.answer(blank, company, None, letter, Err("".into()))?;
            let comment = company.says.get(&format!("{letter}-comment")).map(|text| clean::text(text)).filter(|text| !text.is_empty());
            if letter == "B" && answer.as_deref() == Some("Yes") && comment.is_none() {
                self.open.push(told("rollup.needs-address", []));
            }
            self.comments.extend(comment.map(|text| (letter.to_owned(), text)));
        }
        if !unsaid.is_empty() {
            let letters = Sentence::Listed(unsaid.iter().map(|letter| Sentence::from(*letter)).collect());
            self.open.push(told("rollup.letters-open", [("letters", letters)]));
        }
        if unsaid.contains(&"E") && !said.declarations.is_empty() {
            let count = said.declarations.len().to_string().into();
            self.open.push(told("rollup.own-survey", [("count", count), ("survey", (&blank.survey).into())]));
        }
        Ok(())
    }

    fn list(&mut self, blank: &Blank, rollup: &Rollup) -> Result<(), Sentence> {
        for smelter in &rollup.smelters {
            let metal = smelter.metal.as_str();
            if !blank.metals().contains(&metal) {
                continue;
            }
            let denied = |held: &&Filled| held.metal.as_deref() == Some(metal) && held.question.as_str() < "q3" && held.answer == "No";
            if self.answers.iter().any(|held| denied(&held)) {
                let name = clean::line(&smelter.name).into();
                self.open.push(told("rollup.left-out", [("metal", named(metal).into()), ("name", name)]));
                continue;
            }
            let listed = smelter.id.as_ref().and_then(|id| blank.look_up.get(id)).is_some_and(|held| held.metal == metal);
            if let Some(id) = smelter.id.as_ref().filter(|_| listed) {
                self.smelters.push(Line::Listed { id: id.clone(), mined: Mined::of(smelter, rollup) });
                continue;
            }
            let name = known(&smelter.name).filter(|name| !is_unnamed(name)).map(|name| inert(&name));
            if name.is_none() && smelter.id.is_none() {
                self.smelters.push(Line::Unidentified { metal: metal.to_owned() });
                continue;
            }
            let country = known(&smelter.country).map(|country| inert(&country));
            let called = smelter.id.as_deref().or(name.as_deref()).unwrap_or_default();
            if let Some(id) = &smelter.id {
                let values = [("metal", named(metal).into()), ("id", id.into()), ("word", NOT_LISTED.into())];
                self.open.push(told("rollup.not-in-look-up", values));
            }
            let lacks = || [("metal", named(metal).into()), ("smelter", called.into())];
            if name.is_none() {
                self.open.push(told("rollup.no-name", lacks()));
            }
            if country.is_none() {
                self.open.push(told("rollup.no-country", lacks()));
            }
            let (id, mined) = (smelter.id.clone().map(|id| inert(&id)), Mined::of(smelter, rollup));
            self.smelters.push(Line::Typed { metal: metal.to_owned(), name, country, id, mined });
        }
        // One row for all that nobody has named is enough.
        self.smelters.dedup_by(|one, other| one == other && matches!(one, Line::Unidentified { .. }));
        let room = blank.rows().count();
        if self.smelters.len() > room {
            let (room, there) = (room.to_string().into(), self.smelters.len().to_string().into());
            return Err(told("rollup.no-room", [("room", room), ("there", there)]));
        }
        Ok(())
    }
}

/// Text of others that says something.
fn known(text: &str) -> Option<String> {
    Some(clean::line(text)).filter(|text| !text.is_empty() && text != DONT_KNOW && text != WITHHELD)
}

impl Mined {
    /// What rows of smelter lists say of the mines of a smelter, each name and country once.
    fn of(smelter: &Smelter, rollup: &Rollup) -> Self {
        let here = |fed: &&super::rollup::Fed| {
            let same = match (&fed.id, &smelter.id) {
                (Some(one), Some(other)) => one == other,
                (None, None) => fed.smelter.eq_ignore_ascii_case(&smelter.name),
                _ => false,
            };
            same && fed.place.sheet == "Smelter List"
        };
        let mines = || rollup.mines.iter().filter(|mine| mine.metal == smelter.metal && mine.from.iter().any(|fed| here(&fed)));
        let joined = |texts: Vec<String>| {
            let mut told: Vec<String> = Vec::new();
            for text in texts {
                if !told.iter().any(|held| held.eq_ignore_ascii_case(&text)) {
                    told.push(text);
                }
            }
            (!told.is_empty()).then(|| inert(&told.join("; ")))
        };
        Self {
            names: joined(mines().filter_map(|mine| known(&mine.name)).collect()),
            countries: joined(mines().filter_map(|mine| known(&mine.country)).collect()),
        }
    }
}

fn is_unnamed(name: &str) -> bool {
    name == DONT_KNOW || name.eq_ignore_ascii_case(UNIDENTIFIED)
}

const NOT_LISTED: &str = "Smelter not listed";
const UNIDENTIFIED: &str = "Smelter not yet identified";

const fn is_needed(field: Field) -> bool {
    matches!(field, Field::Contact | Field::ContactEmail | Field::ContactPhone | Field::Authorizer | Field::AuthorizerEmail)
}
