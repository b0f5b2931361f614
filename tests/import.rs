//! Workbooks in, verdicts out: made by the tests themselves, hostile, and the real ones where they lie beside the project.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may open files, say what it skips, and stop"
)]

#[path = "import/archives.rs"]
mod archives;
#[path = "import/bomb.rs"]
mod bomb;
#[path = "import/dialects.rs"]
mod dialects;
#[path = "import/form.rs"]
mod form;
#[path = "import/hidden.rs"]
mod hidden;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/kinds.rs"]
mod kinds;
#[path = "import/layout.rs"]
mod layout;
#[cfg(target_os = "linux")]
#[path = "import/memory.rs"]
mod memory;
#[path = "import/reader.rs"]
mod reader;
#[path = "import/real.rs"]
mod real;
#[path = "import/rules.rs"]
mod rules;
#[path = "import/sample.rs"]
mod sample;
#[path = "import/smelter_rows.rs"]
mod smelter_rows;
#[path = "import/verdicts.rs"]
mod verdicts;
#[path = "import/versions.rs"]
mod versions;
#[path = "import/walk.rs"]
mod walk;
#[path = "import/weighed.rs"]
mod weighed;
