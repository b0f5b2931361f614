//! Places as people write them: a country by code or name, with its region by code or name; recorded as the codes of
//! ISO 3166. A code that no country or region has is asked about: it would count as a place no list names.

use super::{Refusal, refuse};
use crate::figures::number::narrow;
use crate::reference::country::code_of;
use crate::reference::region;
use crate::sentence::{Sentence, told};

/// What people write between a country and its region; a code is divided by a hyphen.
const BETWEEN: [char; 7] = [',', '，', '、', '/', '・', '-', ' '];

/// A name of two countries, one of high risk and one not: never guessed.
const CONGO: [&str; 4] = ["congo", "コンゴ", "刚果", "剛果"];

/// The code of a country, with that of its region where one stands there.
pub(super) fn place(text: &str) -> Result<String, Refusal> {
    let text = narrow(text.trim());
    let head = text.split([',', '，', '、', '/', ' ']).next().unwrap_or_default().to_lowercase();
    let names_the_other = ["brazza", "kinshasa", "（", "("].iter().any(|word| text.to_lowercase().contains(word));
    if CONGO.contains(&head.as_str()) && !names_the_other {
        return refuse(told("value.two-congos", [("value", crate::clean::line(&text).into())]), told("value.which-congo", []));
    }
    if let Some(code) = code_of(&text) {
        return Ok(code.to_owned());
    }
    let parts = BETWEEN.iter().filter_map(|between| text.split_once(*between));
    let known =
        parts.filter_map(|(country, region)| Some((code_of(country.trim())?, region.trim()))).find(|(_, region)| !region.is_empty());
    match known {
        Some((country, region)) => in_country(country, region),
        None => refuse(told("value.not-a-country", [("value", crate::clean::line(&text).into())]), told("value.country-region", [])),
    }
}

/// A region of a country; where the table has none of the country, whatever may be a code.
fn in_country(country: &str, text: &str) -> Result<String, Refusal> {
    let all = region::of(country);
    if all.is_empty() && (1..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Ok(format!("{country}-{}", text.to_ascii_uppercase()));
    }
    let offered = |all: &[&region::Region]| Sentence::Listed(all.iter().map(|one| one.told()).collect());
    let what = || told("value.not-a-region", [("value", crate::clean::line(text).into()), ("country", country.into())]);
    let found = region::find(country, text);
    let near = if found.is_empty() { region::near(country, text) } else { found };
    match near.as_slice() {
        [one] if region::find(country, text).len() == 1 => Ok(one.code.to_owned()),
        [] => refuse(what(), told("value.region-unknown", [("country", country.into())])),
        several => refuse(what(), told("value.region-near", [("all", offered(several))])),
    }
}
