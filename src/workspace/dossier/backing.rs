//! What stands behind an answer: the papers that lie here, their dates, and what they were made out for.
//!
//! A paper for one of several sites backs answers about that site and no answer about the whole supplier; only papers
//! that name every site together do. A paper for one flow or facility backs answers about that one only.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answers::{Answers, Given};
use crate::journal::{Document, SourceLevel};
use crate::questionnaire::Per;
use crate::situation::Backing;
use crate::supplier::Supplier;

/// What a paper speaks of, seen from an answer.
#[derive(Debug, PartialEq, Eq)]
enum Reach<'a> {
    /// Of what the answer is about.
    Whole,
    /// Of one of several sites, where the answer is about all of them.
    Site(&'a str),
    /// Of something else.
    Elsewhere,
}

/// Sound when a document was seen or verified, or lies here, is valid today and speaks of what the answer is about;
/// void when there are papers and none of them is.
/// `also` are rows of other sets that the answer answers too: a paper filed there is one for the same answer.
pub(super) fn backing(given: &Given, answers: &Answers, supplier: &Supplier, also: &[&str], today: Date) -> Backing {
    let about = given.answer.about.as_deref().unwrap_or_default();
    let withdrawn = answers.withdrawn.iter().any(|document| is_behind(given, also, document));
    let mut best = withdrawn.then_some(Backing::Withdrawn);
    let mut sites: BTreeSet<&str> = BTreeSet::new();
    for document in answers.documents.iter().filter(|document| is_behind(given, also, document)) {
        let current = document.expires.as_deref().and_then(|day| day.parse::<Date>().ok()).is_none_or(|day| day >= today);
        let this = match (reach(document.scope.as_deref().unwrap_or_default(), about, supplier), current) {
            (Reach::Whole, true) => Backing::Sound,
            (Reach::Whole, false) => Backing::Expired,
            (Reach::Site(site), true) => {
                sites.insert(site);
                Backing::Elsewhere
            }
            (Reach::Site(_) | Reach::Elsewhere, _) => Backing::Elsewhere,
        };
        best = best.max(Some(this));
    }
    if !sites.is_empty() && sites.len() == supplier.sites.len() {
        return Backing::Sound;
    }
    let seen = matches!(given.answer.source, Some(SourceLevel::Seen | SourceLevel::Verified));
    best.unwrap_or(if seen { Backing::Sound } else { Backing::None })
}

fn is_behind(given: &Given, also: &[&str], document: &Document) -> bool {
    document.question.as_deref().is_some_and(|question| also.contains(&question))
        || document.question.as_deref() == Some(given.answer.question.as_str())
        || given.answer.evidence.contains(&document.sha256)
}

/// How far a paper made out for `scope` reaches. A scope nobody can place, such as a product, is taken at its word.
fn reach<'a>(scope: &str, about: &str, supplier: &'a Supplier) -> Reach<'a> {
    let parted = |text: &'_ str| -> (String, String) {
        text.split_once(':').map_or((String::new(), text.to_owned()), |(kind, name)| (kind.trim().to_owned(), name.trim().to_owned()))
    };
    let site = |name: &str| supplier.sites.iter().find(|site| site.id == name || site.name == name).map(|site| site.id.as_str());
    let ((scope_kind, scope_name), (about_kind, about_name)) = (parted(scope), parted(about));
    let whole = |holds: bool| if holds { Reach::Whole } else { Reach::Elsewhere };
    match (scope_kind.as_str(), site(&scope_name)) {
        ("entity", _) => whole(supplier.is_called(&scope_name)),
        ("site", None) => Reach::Elsewhere,
        ("site" | "", Some(named)) => match about_kind.as_str() {
            "site" => whole(site(&about_name) == Some(named)),
            _ if supplier.sites.len() == 1 => Reach::Whole,
            _ => Reach::Site(named),
        },
        ("", None) => Reach::Whole,
        // A paper for one flow or facility says nothing of the others, nor of all of them.
        _ if Per::of(scope).is_some() => whole(scope.trim() == about.trim()),
        (kind, _) => whole(about_kind.is_empty() || kind != about_kind || scope_name == about_name),
    }
}

#[cfg(test)]
mod tests;
