//! Places as people write them: a country by code or name, with its region by code or name; recorded as the codes of
//! ISO 3166. A code that no country or region has is asked about: it would count as a place no list names.

use super::{Refusal, refuse};
use crate::figures::number::narrow;
use crate::reference::country::{code_of, name_of, namesakes};
use crate::reference::region;
use crate::sentence::{Sentence, told};

/// What people write between a country and its region; a code is divided by a hyphen.
const BETWEEN: [char; 7] = [',', '，', '、', '/', '・', '-', ' '];

/// The code of a country, with that of its region where one stands there.
pub(super) fn place(text: &str) -> Result<String, Refusal> {
    let text = narrow(text.trim());
    let divided = BETWEEN.iter().filter_map(|between| text.split_once(*between)).filter(|(_, region)| !region.trim().is_empty());
    let parts = std::iter::once((text.as_str(), "")).chain(divided);
    for (country, region) in parts.map(|(country, region)| (country.trim(), region.trim())) {
        // A name of one country of high risk and of one that is not is never guessed.
        let shared = namesakes(country);
        if !shared.is_empty() {
            let what = told("value.shared-name", [("value", crate::clean::line(country).into())]);
            let named = |code: &&str| told("region.named", [("name", name_of(code).into()), ("code", (*code).into())]);
            return refuse(what, told("value.which-place", [("all", Sentence::Listed(shared.iter().map(named).collect()))]));
        }
        match code_of(country) {
            Some(code) if region.is_empty() => return Ok(code.to_owned()),
            Some(code) => return in_country(code, region),
            None => {}
        }
    }
    refuse(told("value.not-a-country", [("value", crate::clean::line(&text).into())]), told("value.country-region", []))
}

/// A region of a country; where the table has none of the country, whatever may be a code.
fn in_country(country: &str, text: &str) -> Result<String, Refusal> {
    let is_code = (1..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric());
    if is_code && region::of(country).is_empty() {
        return Ok(format!("{country}-{}", text.to_ascii_uppercase()));
    }
    let found = region::find(country, text);
    if let [one] = found.as_slice() {
        return Ok(one.code.to_owned());
    }
    let near = if found.is_empty() { region::near(country, text) } else { found };
    let next = if near.is_empty() {
        told("value.region-unknown", [("country", country.into())])
    } else {
        told("value.which-place", [("all", Sentence::Listed(near.into_iter().map(region::Region::told).collect()))])
    };
    refuse(told("value.not-a-region", [("value", crate::clean::line(text).into()), ("country", country.into())]), next)
}
