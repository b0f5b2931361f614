//! Questionnaires and who is asked, in words: for the shell and the screens alike.

use super::{Fact, Parts, Shelved, Who, Whom, Why};
use crate::condition::Unknown;
use crate::interview::{Asked, OfEach};
use crate::locale::Locale;
use crate::sentence::Sentence;

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
    }
    if are_listed(who) {
        lines.extend(who.parts.iter().flat_map(|parts| listed(parts, who.buyer_only, locale)));
    } else {
        lines.extend(who.set_when.as_ref().map(|what| locale.with("authoring.when-set", &[("what", what)])));
        let when = if who.buyer_only { "authoring.when-checked" } else { "authoring.when" };
        lines.extend(who.row_when.as_ref().map(|what| locale.with(when, &[("what", what)])));
    }
    let always = if who.buyer_only { "authoring.always-checked" } else { "authoring.always" };
    lines.extend(who.parts.is_empty().then(|| locale.text(always).to_owned()));
    lines.extend(who.same_as.as_ref().map(|same| answered_too(same, locale)));
    lines
}

/// Whether there are several conditions, each told on a line of its own under a letter.
fn are_listed(who: &Who) -> bool {
    who.parts.iter().map(|parts| parts.parts.len()).sum::<usize>() > 1
}

fn listed(parts: &Parts, buyer: bool, locale: Locale) -> Vec<String> {
    let row = if buyer { "check" } else { "row" };
    let many = match (parts.parts.len(), parts.all) {
        (1, _) => "one",
        (_, true) => "all",
        (_, false) => "any",
    };
    let head = locale.text(&format!("authoring.list-{}-{many}", if parts.of_set { "set" } else { row })).to_owned();
    let lines = parts.parts.iter().map(|part| format!("  {}  {}", part.mark, part.words));
    std::iter::once(head).chain(lines).collect()
}

/// "an answer to csr-saq.F2 answers it too where it is ISO 14001 …".
#[must_use]
pub fn answered_too((row, answers): &(String, Option<String>), locale: Locale) -> String {
    match answers {
        None => locale.with("same-as.who", &[("row", row)]),
        Some(answers) => locale.with("same-as.who-some", &[("row", row), ("answers", answers)]),
    }
}

/// Each supplier with its mark and why, those who are asked first.
#[must_use]
pub fn rows(who: &Who, locale: Locale) -> Vec<(&'static str, &Whom, String)> {
    let is_set = !who.id.contains('.');
    let mut all: Vec<&Whom> = who.suppliers.iter().collect();
    all.sort_by_key(|whom| ["●", "◐", "○"].iter().position(|known| *known == mark(&whom.asked)));
    let because = |whom| because(whom, (is_set, are_listed(who), who.buyer_only), locale);
    all.into_iter().map(|whom| (mark(&whom.asked), whom, because(whom))).collect()
}

/// How many are asked.
#[must_use]
pub fn foot(who: &Who, locale: Locale) -> String {
    let count = |wanted: &Asked| who.suppliers.iter().filter(|whom| whom.asked == *wanted).count();
    let (asked, may, all) = (count(&Asked::Yes), count(&Asked::MayOpen), who.suppliers.len());
    let counts = [("asked", asked), ("may", may), ("not", all - asked - may), ("all", all)].map(|(name, count)| (name, count.to_string()));
    let key = if who.buyer_only { "authoring.checked-of" } else { "authoring.asked-of" };
    locale.with(key, &counts.each_ref().map(|(name, count)| (*name, count.as_str())))
}

fn mark(asked: &Asked) -> &'static str {
    match asked {
        Asked::Yes => "●",
        Asked::MayOpen => "◐",
        Asked::No | Asked::BuyerOnly | Asked::NotInShortSet => "○",
    }
}

/// What of the conditions decided, by their letters: those that hold where it is asked, else what stands in the way.
fn decided(whom: &Whom, locale: Locale) -> String {
    let asked = whom.asked == Asked::Yes;
    let in_the_way = |why: &&Why| match why {
        Why::All(_) | Why::Holds(..) => asked,
        Why::Waits(..) => whom.asked == Asked::MayOpen,
        Why::Fails(..) | Why::None(_) => !asked,
    };
    let one = |why: &Why| {
        let (key, marks, facts) = match why {
            Why::All(marks) => ("all", marks.join(", "), &[][..]),
            Why::None(marks) => ("none", marks.join(", "), &[][..]),
            Why::Holds(mark, facts) => ("holds", mark.clone(), facts.as_slice()),
            Why::Fails(mark, facts) => ("fails", mark.clone(), facts.as_slice()),
            Why::Waits(mark, facts) => ("waits", mark.clone(), facts.as_slice()),
        };
        let facts = facts.iter().map(|fact| said(fact, locale)).collect::<Vec<_>>().join(locale.text("paper-form.between"));
        let key = if facts.is_empty() { format!("authoring.part-{key}") } else { format!("authoring.part-{key}-facts") };
        locale.with(&key, &[("mark", &marks), ("facts", &facts)])
    };
    whom.why.iter().filter(in_the_way).map(one).collect::<Vec<_>>().join(locale.text("paper-form.between"))
}

fn because(whom: &Whom, (is_set, listed, buyer): (bool, bool, bool), locale: Locale) -> String {
    let facts = if listed {
        decided(whom, locale)
    } else {
        whom.facts.iter().map(|fact| said(fact, locale)).collect::<Vec<_>>().join(locale.text("paper-form.between"))
    };
    let key = match whom.asked {
        Asked::Yes if whom.facts.is_empty() && buyer => "authoring.checked-always",
        Asked::Yes if whom.facts.is_empty() => "authoring.because-always",
        Asked::Yes if buyer => "authoring.checked-yes",
        Asked::MayOpen if buyer => "authoring.checked-may",
        Asked::No if buyer => "authoring.checked-no",
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
        None => Sentence::Listed(fact.words.iter().map(|word| crate::clean::line(word).into()).collect()).in_lang(locale.lang()),
    };
    locale.with("authoring.fact", &[("name", &fact.called), ("value", &value)])
}
