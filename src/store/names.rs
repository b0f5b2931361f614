//! Names that become folders and files: no way out of the workspace, no name that some system cannot hold.

use crate::sentence::{Sentence, told};

/// Names Windows keeps for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Refuses an id that cannot be a folder everywhere: letters, digits, hyphen, dot and underscore, at most 64, not
/// starting with a dot.
///
/// # Errors
/// A sentence that says what an id may be.
pub fn valid_id(id: &str) -> Result<(), Sentence> {
    let shape = !id.is_empty() && id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let edges = !id.starts_with(['.', '-']) && !id.ends_with('.');
    let stem = id.split('.').next().unwrap_or(id).to_ascii_lowercase();
    if shape && edges && !RESERVED.contains(&stem.as_str()) && !id.contains("..") {
        return Ok(());
    }
    let shown: String = id.chars().take(40).filter(|c| !c.is_control()).collect();
    Err(told("refusal.not-an-id", [("id", shown.into())]))
}

/// The longest name of a writer.
const LONGEST_WRITER: usize = 32;

/// Refuses a name somebody typed that cannot be a writer: small letters, digits and hyphens, at most 32, beginning and
/// ending with a letter or digit. It is never made into another name.
///
/// # Errors
/// A sentence with the rule, and the name that could be meant.
pub fn writer_name(typed: &str) -> Result<String, Sentence> {
    let shape = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let edges = !typed.starts_with('-') && !typed.ends_with('-') && !typed.contains("--");
    if !typed.is_empty() && typed.len() <= LONGEST_WRITER && typed.chars().all(shape) && edges && !RESERVED.contains(&typed) {
        return Ok(typed.to_owned());
    }
    let shown: String = typed.chars().take(40).filter(|c| !c.is_control()).collect();
    let refusal = told("refusal.no-writer-name", [("name", shown.into())]);
    Err(match person_id(typed).ok().filter(|near| near != typed && !RESERVED.contains(&near.as_str())) {
        Some(near) => refusal.and(told("refusal.did-you-mean", [("near", near.into())])),
        None => refusal,
    })
}

/// A name the machine knows somebody by, as it becomes part of a writer: small letters, digits, hyphens.
///
/// # Errors
/// A sentence when nothing of the name can be used.
pub fn person_id(name: &str) -> Result<String, Sentence> {
    let id: String = name.trim().to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let id = id.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let id: String = id.chars().take(32).collect();
    if id.is_empty() {
        return Err(told("refusal.not-a-writer", []));
    }
    Ok(id.trim_end_matches('-').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_lead_outside_or_that_a_system_cannot_hold_are_refused() {
        for bad in ["", "..", "../x", "a/b", "a\\b", "/etc", "con", "NUL", "com1.txt", "-x", ".git", "x.", "日本", "a b", &"x".repeat(65)]
        {
            assert!(valid_id(bad).is_err(), "{bad:?} was accepted");
        }
        for good in ["minato-haulage", "FY2026", "a", "x_1", "JP-08.hitachi"] {
            assert!(valid_id(good).is_ok(), "{good:?} was refused");
        }
    }

    #[test]
    fn a_name_that_was_typed_is_taken_as_it_is_or_refused_and_never_made_into_another() {
        for good in ["anna", "ken-2", "a", &"x".repeat(32)] {
            assert_eq!(writer_name(good).as_deref(), Ok(good));
        }
        for bad in ["", "../x", "Anna", "anna müller", " anna", "-anna", "anna-", "an--na", "con", "山田", "a/b", "a.b", &"x".repeat(33)]
        {
            let refusal = writer_name(bad).expect_err(bad).to_string();
            assert!(refusal.contains("small letters"), "{bad}: {refusal}");
        }
        assert!(writer_name("Anna").expect_err("capital").to_string().contains("anna"), "the name meant is named");
    }

    #[test]
    fn a_persons_name_becomes_small_letters_and_hyphens() {
        assert_eq!(person_id("Anna Müller").as_deref(), Ok("anna-m-ller"));
        assert_eq!(person_id(" anna ").as_deref(), Ok("anna"));
        assert!(person_id("山田").is_err());
    }
}
