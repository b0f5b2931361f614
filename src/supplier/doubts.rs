//! What a profile says that cannot be meant: dates the wrong way round, a site nobody named, more people of a kind than
//! people. Each is a doubt and not a mistake: the profile is read all the same.

use super::{Certificate, Fact, Supplier};
use crate::diagnostic::nearest;
use crate::reading::Fields;
use crate::sentence::told;

/// How a related party is tied; other words may stand there too.
const TIES: [&str; 6] = ["parent", "owner", "officer", "affiliate", "subcontractor", "agency"];

/// Facts that count some of those whom `headcount` counts.
const PARTS: [&str; 3] = ["direct", "temporary", "under-18"];

/// The codes of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg \
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny \
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to \
    tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// A language is named by its code, with a region or a script behind it where that matters.
pub(super) fn languages(table: &Fields<'_, '_>) {
    for language in table.texts("languages") {
        let code = language.value.split('-').next().unwrap_or_default();
        if !LANGUAGES.split_whitespace().any(|known| known == code) {
            let what = told("remark.no-language-code", [("code", crate::clean::line(&language.value).into())]);
            table.sheet().doubt(&language.at, "unknown-language", what, told("remark-do.no-language-code", []));
        }
    }
}

/// A tie that is nearly one of the usual ones.
pub(super) fn tie(table: &Fields<'_, '_>) {
    let Some(kind) = table.text("kind").filter(|kind| !TIES.contains(&kind.value.as_str())) else { return };
    if let Some(near) = nearest(&kind.value, TIES) {
        let what = told("remark.unknown-word", [("key", "kind".into()), ("word", crate::clean::line(&kind.value).into())]);
        table.sheet().doubt(&kind.at, "unknown-word", what, told("remark-do.meant-quoted", [("near", near.into())]));
    }
}

/// A certificate that ends before it begins, is for a site that is not there, or of which nobody says how it is known.
pub(super) fn certificate(table: &Fields<'_, '_>, read: &Certificate, supplier: &Supplier) {
    let doubt = |key: &str, code, what, next| {
        let at = table.span(key).unwrap_or_else(|| table.at.clone());
        table.sheet().doubt(&at, code, what, next);
    };
    // Days are written year, month, day, so that the earlier one sorts first.
    if !read.issued.is_empty() && !read.expires.is_empty() && read.expires < read.issued {
        let days = [("issued", (&read.issued).into()), ("expires", (&read.expires).into())];
        doubt("expires", "dates-turned", told("remark.certificate-turned", days), told("remark-do.certificate-turned", []));
    }
    if !read.site.is_empty() && !supplier.sites.iter().any(|site| site.id == read.site || site.name == read.site) {
        let all: Vec<&str> = supplier.sites.iter().map(|site| site.id.as_str()).collect();
        let next = match all.as_slice() {
            [] => told("remark-do.add-site", []),
            _ => told("remark-do.use-one-of", [("all", all.join(", ").into())]),
        };
        doubt("site", "unknown-site", told("remark.no-site", [("id", (&read.site).into())]), next);
    }
    if read.source.is_empty() {
        doubt("source", "no-source", told("remark.certificate-without-source", []), told("remark-do.certificate-without-source", []));
    }
}

/// More people of one kind than people in all.
pub(super) fn people(table: &Fields<'_, '_>, supplier: &Supplier) {
    let count = |key: &str| match supplier.profile.get(key) {
        Some(Fact::Number(number)) => Some(*number),
        _ => None,
    };
    let Some(all) = count("headcount") else { return };
    for key in PARTS {
        if let (Some(part), Some(at)) = (count(key).filter(|part| *part > all), table.span(key)) {
            let values = [("key", key.into()), ("part", part.plain().into()), ("all", all.plain().into())];
            table.sheet().doubt(&at, "more-than-all", told("remark.more-than-all", values), told("remark-do.more-than-all", []));
        }
    }
}

/// A number or a yes under a key that is nearly one of the program's: mistyped. Returns whether it was told.
pub(super) fn mistyped_fact(table: &Fields<'_, '_>, key: &crate::reading::At<String>, known: &[&str]) -> bool {
    let Some(near) = nearest(&key.value, known.iter().copied()).filter(|_| !table.is_list(&key.value)) else { return false };
    let what = told("remark.no-such-fact", [("key", crate::clean::line(&key.value).into())]);
    table.sheet().wrong(&key.at, "unknown-key", what, told("remark-do.meant-or-remove", [("near", near.into())]));
    true
}
