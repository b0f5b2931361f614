//! Which substance of the list a row means: by its name or symbol in any width and case, by its CAS number with whatever
//! stands around it, or by a name that holds a listed one (`cadmium compounds`). What cannot be told is never guessed: the
//! nearest name is offered, and somebody asks.

use rapidfuzz::distance::damerau_levenshtein;
use unicode_normalization::UnicodeNormalization as _;

use super::Substance;
use crate::reference::metal;

/// How alike a mistyped name has to be to be offered, from 0 to 1.
const ALIKE: f64 = 0.75;

/// What a row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant<'l> {
    /// A substance of the list, by its own name, another name of it, or its CAS number.
    Listed(&'l Substance),
    /// A name that holds one of the list: a compound or a kind of it.
    TakenFor(&'l Substance),
    /// Two of the list in one row.
    Several(Vec<&'l Substance>),
    /// A CAS number whose last digit does not follow from the others; the digit that would, and whose number it would be.
    WrongDigit(char, Option<&'l Substance>),
    /// A metal that is none of the list.
    Other,
    /// None of the list as far as can be told; with the one whose name is nearest.
    Unknown(Option<&'l Substance>),
}

/// Words that make of a name its opposite.
const WITHOUT: [&str; 3] = ["free", "without", "non"];
/// The same within words that are not divided; `無` and `无` before a name do so too.
const WITHOUT_UNDIVIDED: [&str; 4] = ["フリー", "不使用", "不含", "非含有"];
/// Graphite, whose name holds that of lead.
const NO_LEAD: [&str; 1] = ["黒鉛"];
/// What tells a metal itself from the compound of it that a list limits.
const FORMS: [&str; 8] = ["metallic", "metal", "trivalent", "iii", "金属", "三価", "三价", "単体"];

/// Which substance of the list a cell means.
pub(super) fn meant<'l>(list: &'l [Substance], cell: &str) -> Meant<'l> {
    let text = folded(cell);
    let (number, rest) = cas_in(&text);
    let by_number = number.as_deref().and_then(|number| list.iter().find(|known| folded(&known.id) == number));
    let exact = list.iter().find(|known| keys(known).any(|key| key == squeezed(&rest)));
    let mut all: Vec<&Substance> = by_number.into_iter().chain(exact).collect();
    if exact.is_none() {
        all.extend(held_in(list, &rest));
    }
    all.dedup_by(|a, b| a.id == b.id);
    match all.as_slice() {
        [] => unknown(list, number.as_deref(), &rest),
        [one] if by_number.is_some() || exact.is_some() => Meant::Listed(one),
        [one] => match elsewhere(list, one, &rest) {
            limited if limited.is_empty() => Meant::TakenFor(one),
            limited => Meant::Several(std::iter::once(*one).chain(limited).collect()),
        },
        _ => Meant::Several(all),
    }
}

/// Whether a word is the name, another name or the id of a substance, whatever its width, case and signs.
pub(super) fn is_called(known: &Substance, word: &str) -> bool {
    let wanted = squeezed(&folded(word));
    !wanted.is_empty() && keys(known).any(|key| key == wanted)
}

/// Substances of the list that are a held one in something, where the text says in what: which of them is meant is asked.
fn elsewhere<'l>(list: &'l [Substance], held: &Substance, text: &str) -> Vec<&'l Substance> {
    if !text.contains('中') && !tokens(text).iter().any(|word| word == "in") {
        return Vec::new();
    }
    let own: Vec<String> = [&held.name.en, &held.name.ja, &held.name.zh].map(|name| squeezed(&folded(name))).into();
    let is_of_it = |known: &&Substance| known.id != held.id && keys(known).any(|key| own.iter().any(|own| key.contains(own.as_str())));
    list.iter().filter(is_of_it).collect()
}

fn unknown<'l>(list: &'l [Substance], number: Option<&str>, rest: &str) -> Meant<'l> {
    if let Some(number) = number
        && let Some(digit) = super::check_digit(number).filter(|digit| !number.ends_with(*digit))
    {
        let right = format!("{}{digit}", &number[..number.len() - 1]);
        return Meant::WrongDigit(digit, list.iter().find(|known| known.id == right));
    }
    let words = tokens(rest);
    let plain: Vec<&str> = words.iter().map(String::as_str).filter(|token| !FORMS.contains(token)).collect();
    let bare = FORMS.iter().fold(plain.join(" "), |text, form| if form.is_ascii() { text } else { text.replace(form, "") });
    let is_form = bare != words.join(" ");
    if let Some(other) = metal::find(&bare).or_else(|| metal::find(rest)) {
        // Of some metals the list limits one form only, `hexavalent chromium`: the bare name leaves open which it is.
        let own = [&other.name.en, &other.name.ja, &other.name.zh].map(|name| folded(name));
        let spelt = || own.iter().filter(|own| own.is_ascii() == bare.is_ascii());
        let is_form_of = |name: &str, own: &str| {
            if own.is_ascii() { tokens(name).last().is_some_and(|last| last == own) } else { name.ends_with(own) }
        };
        let limited = list.iter().find(|known| names(known).any(|name| spelt().any(|own| is_form_of(&name, own))));
        return if is_form { Meant::Other } else { limited.map_or(Meant::Other, |near| Meant::Unknown(Some(near))) };
    }
    let wanted = squeezed(rest);
    let alike = |known: &Substance| {
        let long = keys(known).filter(|key| key.chars().count() > 3);
        long.map(|key| damerau_levenshtein::normalized_similarity(key.chars(), wanted.chars())).fold(0.0_f64, f64::max)
    };
    let best = list.iter().map(|known| (alike(known), known)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best.filter(|(alike, _)| *alike >= ALIKE) {
        Some((_, known)) => Meant::Unknown(Some(known)),
        // A sound number beside a name that is nobody's of the list: two that agree.
        None if number.is_some() && words.iter().any(|word| word.chars().any(char::is_alphabetic)) => Meant::Other,
        None => Meant::Unknown(None),
    }
}

/// The substances whose name stands within a text; a longer name leaves out those it holds itself.
fn held_in<'l>(list: &'l [Substance], text: &str) -> Vec<&'l Substance> {
    let words = tokens(text);
    if words.iter().any(|word| WITHOUT.contains(&word.as_str())) || WITHOUT_UNDIVIDED.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let squeezed_text = without_other_metals(list, &squeezed(text));
    let is_held = |name: &str| {
        if name.is_ascii() {
            let name = tokens(name);
            !name.is_empty() && words.windows(name.len()).any(|part| part == name.as_slice())
        } else {
            let name = squeezed(name);
            let negated = ["無", "无"].iter().any(|no| squeezed_text.contains(&format!("{no}{name}")));
            !name.is_empty() && !negated && squeezed_text.contains(&name)
        }
    };
    let held: Vec<(&Substance, String)> =
        list.iter().flat_map(|known| names(known).filter(|name| is_held(name)).map(move |name| (known, squeezed(&name)))).collect();
    let is_within = |key: &str, of: &Substance| {
        held.iter().any(|(other, longer)| other.id != of.id && longer.len() > key.len() && longer.contains(key))
    };
    let mut found: Vec<&Substance> = Vec::new();
    for (known, key) in &held {
        if !is_within(key, known) && !found.iter().any(|one| one.id == known.id) {
            found.push(known);
        }
    }
    found
}

/// A text without the names of metals that are none of the list: zinc is 亜鉛, and no lead.
fn without_other_metals(list: &[Substance], text: &str) -> String {
    let mut all: Vec<String> =
        metal::all().iter().flat_map(|metal| [&metal.name.ja, &metal.name.zh]).map(|name| squeezed(&folded(name))).collect();
    all.extend(NO_LEAD.map(str::to_owned));
    let is_listed = |name: &String| list.iter().any(|known| keys(known).any(|key| key.contains(name.as_str())));
    all.iter().filter(|name| !is_listed(name)).fold(text.to_owned(), |text, name| text.replace(name.as_str(), " "))
}

fn names(known: &Substance) -> impl Iterator<Item = String> {
    let name = &known.name;
    let all = [&name.en, &name.ja, &name.zh, &known.id].into_iter().chain(&known.also);
    all.map(|name| folded(name)).collect::<Vec<_>>().into_iter()
}

fn keys(known: &Substance) -> impl Iterator<Item = String> {
    names(known).map(|name| squeezed(&name)).filter(|key| !key.is_empty())
}

/// One width, small letters, one kind of hyphen.
pub(super) fn folded(text: &str) -> String {
    let one = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{00ad}' => '-',
        other => other,
    };
    crate::clean::line(text).nfkc().map(one).collect::<String>().trim().to_lowercase()
}

/// Letters and digits alone.
pub(super) fn squeezed(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Words; where Latin letters and others meet, a word ends.
fn tokens(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut before: Option<bool> = None;
    for c in text.chars() {
        let kind = c.is_alphanumeric().then_some(c.is_ascii());
        match (kind, all.last_mut()) {
            (Some(_), Some(last)) if kind == before => last.push(c),
            (Some(_), _) => all.push(c.to_string()),
            (None, _) => {}
        }
        before = kind;
    }
    all
}

/// The CAS number that stands in a text, and the text without it and without what announces it.
fn cas_in(text: &str) -> (Option<String>, String) {
    let is_part = |c: char| c.is_ascii_digit() || c == '-';
    let number = text.split(|c: char| !is_part(c)).find(|word| super::check_digit(word).is_some());
    let Some(number) = number else { return (None, text.to_owned()) };
    let rest = text.replacen(number, " ", 1);
    let announced = [
        "cas番号",
        "cas登録番号",
        "cas登记号",
        "cas登録no",
        "cas号",
        "cas-nr",
        "cas-no",
        "cas rn",
        "cas no",
        "cas nr",
        "cas number",
        "cas#",
        "cas",
    ];
    let rest = announced.iter().fold(rest, |rest, word| rest.replace(word, " "));
    (Some(number.to_owned()), rest.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
}
