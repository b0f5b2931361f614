//! Questionnaires and who is asked, in words: for the shell and the screens alike.

use super::{Fact, Shelved, Who, Whom};
use crate::condition::Unknown;
use crate::interview::{Asked, OfEach};
use crate::locale::Locale;

/// `active`, or for a draft that campaigns ask all the same, which.
#[must_use]
pub fn stands(set: &Shelved, locale: Locale) -> String {
    let word = locale.text(&format!("edition.{}", set.standing.word())).to_owned();
    if set.campaigns.is_empty() { word } else { format!("{word} ({})", set.campaigns.join(", ")) }
}

/// `ja draft, zh checked (mori)`.
#[must_use]
pub fn translated(set: &Shelved, locale: Locale) -> String {
    let one = |(lang, state): &(String, String)| match state.strip_prefix("checked-by:") {
        Some(name) => format!("{lang} {} ({})", locale.text("authoring.checked"), crate::clean::line(name)),
        None => format!("{lang} {}", locale.text("authoring.draft")),
    };
    set.translation.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What is asked, and the conditions under which it is.
#[must_use]
pub fn head(who: &Who, locale: Locale) -> Vec<String> {
    let mut lines = vec![locale.with("authoring.row-of-set", &[("id", &who.id), ("title", &who.title)])];
    if who.buyer_only {
        lines.push(locale.text("authoring.buyer").to_owned());
        return lines;
    }
    lines.extend(who.set_when.as_ref().map(|what| locale.with("authoring.when-set", &[("what", what)])));
    match &who.row_when {
        Some(what) => lines.push(locale.with("authoring.when", &[("what", what)])),
        None if who.set_when.is_none() => lines.push(locale.text("authoring.always").to_owned()),
        None => {}
    }
    lines.extend(who.same_as.as_ref().map(|same| answered_too(same, locale)));
    lines
}

/// "an answer to csr-saq.F2 answers it too where it is ISO 14001 …".
#[must_use]
pub fn answered_too((row, answers): &(String, Option<String>), locale: Locale) -> String {
    match answers {
        None => locale.with("same-as.who", &[("row", row)]),
        Some(answers) => locale.with("same-as.who-some", &[("row", row), ("answers", answers)]),
    }
}

/// A line for each supplier: a mark, the id, and why.
pub fn rows<'w>(who: &'w Who, locale: Locale) -> impl Iterator<Item = [String; 3]> + 'w {
    let is_set = !who.id.contains('.');
    who.suppliers.iter().map(move |whom| [mark(&whom.asked).to_owned(), whom.supplier.clone(), because(whom, is_set, locale)])
}

/// How many are asked.
#[must_use]
pub fn foot(who: &Who, locale: Locale) -> String {
    let count = |wanted: &Asked| who.suppliers.iter().filter(|whom| whom.asked == *wanted).count();
    let (asked, may, all) = (count(&Asked::Yes), count(&Asked::MayOpen), who.suppliers.len());
    let counts = [("asked", asked), ("may", may), ("not", all - asked - may), ("all", all)].map(|(name, count)| (name, count.to_string()));
    locale.with("authoring.asked-of", &counts.each_ref().map(|(name, count)| (*name, count.as_str())))
}

fn mark(asked: &Asked) -> &'static str {
    match asked {
        Asked::Yes => "●",
        Asked::MayOpen => "◐",
        Asked::No | Asked::BuyerOnly | Asked::NotInShortSet => "○",
    }
}

fn because(whom: &Whom, is_set: bool, locale: Locale) -> String {
    let facts: Vec<String> = whom.facts.iter().map(|fact| said(fact, locale)).collect();
    let facts = facts.join(locale.text("paper-form.between"));
    let key = match whom.asked {
        Asked::Yes if whom.facts.is_empty() => "authoring.because-always",
        Asked::Yes => "authoring.because-yes",
        Asked::MayOpen => "authoring.because-may",
        Asked::NotInShortSet => "authoring.because-short",
        Asked::No | Asked::BuyerOnly => "authoring.because-no",
    };
    let why = locale.with(key, &[("facts", &facts)]);
    if !is_set {
        let each: Vec<String> = whom.each.iter().map(|one| each(one, locale)).collect();
        let each = each.join(locale.text("paper-form.between"));
        return if whom.each.is_empty() { why } else { format!("{why} · {}", locale.with("authoring.one-by-one", &[("each", &each)])) };
    }
    let [asked, may, not] = whom.rows.map(|count| count.to_string());
    format!("{why} · {}", locale.with("authoring.because-asked-rows", &[("asked", &asked), ("may", &may), ("not", &not)]))
}

/// A flow or facility with how `--about` calls it, and whether it has an answer.
fn each(one: &OfEach, locale: Locale) -> String {
    let mark = if one.answered { "✓" } else { mark(&one.asked) };
    let name = crate::clean::line(one.each.name.get(locale.lang()));
    format!("{mark} {name} [{}]", crate::clean::line(&one.each.about))
}

fn said(fact: &Fact, locale: Locale) -> String {
    let value = match fact.unknown {
        Some(Unknown::Absent) => locale.text("authoring.unknown-fact").to_owned(),
        Some(Unknown::Open) => locale.text("authoring.open-fact").to_owned(),
        Some(Unknown::Settled | Unknown::NotApplicable) => locale.text("authoring.settled-fact").to_owned(),
        None => fact.words.iter().map(|word| crate::clean::line(word)).collect::<Vec<_>>().join(", "),
    };
    locale.with("authoring.fact", &[("name", &fact.called), ("value", &value)])
}
