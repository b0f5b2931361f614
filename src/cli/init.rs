//! `init`: an empty workspace.

use std::path::Path;

use serde_json::json;

use super::{Here, Outcome, say};
use crate::workspace::Workspace;

pub(super) fn run(here: &Here, dir: &Path, company: &str) -> Outcome {
    let settings = Workspace::init(dir, here.local(), company, &here.person, false)?;
    let mut workspace = Workspace::open(dir, here.local(), &here.person, here.clock.clone())?;
    workspace.found_people()?;
    if here.global.json {
        Here::json(&json!({"workspace": dir.display().to_string(), "id": settings.workspace, "company": settings.company}))?;
    } else {
        let locale = here.locale();
        say(&locale.with("init.made", &[("dir", &dir.display().to_string())]))?;
        say(&locale.with("people.first", &[("person", &here.person)]))?;
        say(locale.text("init.built-in"))?;
        say(&locale.with("init.next", &[("dir", &crate::clean::shell_word(&dir.display().to_string()))]))?;
    }
    Ok(false)
}
