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

/// A person's name as it becomes part of a writer: small letters, digits, hyphens.
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
    fn a_persons_name_becomes_small_letters_and_hyphens() {
        assert_eq!(person_id("Anna Müller").as_deref(), Ok("anna-m-ller"));
        assert_eq!(person_id(" anna ").as_deref(), Ok("anna"));
        assert!(person_id("山田").is_err());
    }
}
