//! Workbooks in, verdicts out: made by the tests themselves, hostile, and the real ones where they lie beside the project.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may open files, say what it skips, and stop"
)]

#[path = "import/bomb.rs"]
mod bomb;
#[path = "import/hidden.rs"]
mod hidden;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/layout.rs"]
mod layout;
#[path = "import/reader.rs"]
mod reader;
#[path = "import/real.rs"]
mod real;
#[path = "import/rules.rs"]
mod rules;
#[path = "import/sample.rs"]
mod sample;
#[path = "import/verdicts.rs"]
mod verdicts;
#[path = "import/walk.rs"]
mod walk;
#[path = "import/weighed.rs"]
mod weighed;
