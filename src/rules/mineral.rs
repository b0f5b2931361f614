//! What the rules on minerals share: how a declared answer and a certificate are named as causes, and lists in words.

use super::Cause;
use crate::assess::Case;
use crate::language::Text;
use crate::questionnaire::QuestionId;
use crate::situation::minerals::{Declared, Facility, Paper, Said};
use crate::supplier::Certificate;

/// An answer of a declaration as cause; where the template does not ask, the metal itself.
pub(super) fn declared(of: &Declared, said: &Said) -> Cause {
    let row = if said.row.is_empty() { &of.metal } else { &said.row };
    Cause { question: QuestionId::new(&of.set, row), entry: placed(&of.entry, &said.at) }
}

/// The metal's smelter rows as cause, with the cells of those meant.
pub(super) fn smelters<'a>(of: &Declared, rows: impl IntoIterator<Item = &'a Facility>) -> Cause {
    let cells: Vec<&str> = rows.into_iter().map(|row| row.at.as_str()).filter(|at| !at.is_empty()).collect();
    Cause { question: QuestionId::new(&of.set, "smelters"), entry: placed(&of.entry, &cells.join(" · ")) }
}

/// An entry and the cell in the file it took in.
fn placed(entry: &str, at: &str) -> String {
    if at.is_empty() { entry.to_owned() } else { format!("{entry}, {at}") }
}

/// Each paper with the certificate it stands for.
pub(super) fn papers<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Paper, &'a Certificate)> + use<'a> {
    let situation = case.situation;
    situation.minerals.papers.iter().filter_map(|paper| Some((paper, situation.supplier.certificates.get(paper.number.checked_sub(1)?)?)))
}

/// A scheme as policies write it: `Copper Mark` is `copper-mark`.
pub(super) fn scheme(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase()
}

/// A certificate as cause.
pub(super) fn paper(paper: &Paper, certificate: &Certificate) -> Cause {
    let entry = if paper.entry.is_empty() { format!("supplier.toml, certificate {}", paper.number) } else { paper.entry.clone() };
    Cause { question: QuestionId::new("certificate", &scheme(&certificate.scheme)), entry }
}

/// A certificate in words: its scheme and the site or metal it names.
pub(super) fn title(certificate: &Certificate) -> Text {
    let metal = metal(&certificate.metal);
    let one = |metal: &str| {
        let narrower: Vec<&str> = [certificate.site.as_str(), metal].into_iter().filter(|word| !word.is_empty()).collect();
        if narrower.is_empty() { certificate.scheme.clone() } else { format!("{} ({})", certificate.scheme, narrower.join(", ")) }
    };
    words(one(&metal.en), one(&metal.ja), one(&metal.zh))
}

/// A metal's name in the three languages; one nobody knows as it is written.
pub(super) fn metal(name: &str) -> Text {
    crate::reference::metal::named(name)
}

/// Several texts as one list, each language by its own comma.
pub(super) fn listed(texts: &[Text]) -> Text {
    let join = |each: fn(&Text) -> &str, comma: &str| texts.iter().map(each).collect::<Vec<_>>().join(comma);
    Text { en: join(|text| &text.en, "; "), ja: join(|text| &text.ja, "；"), zh: join(|text| &text.zh, "；") }
}

/// A text that only adds a few words of each language to the same beginning.
pub(super) fn words(en: impl Into<String>, ja: impl Into<String>, zh: impl Into<String>) -> Text {
    Text { en: en.into(), ja: ja.into(), zh: zh.into() }
}
