//! Tells cargo which folders are embedded: without it a new questionnaire, policy or sample file is not noticed.

fn main() {
    for folder in ["questionnaires", "policies", "reference", "suppliers", "registers", "inbox", "locales"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
