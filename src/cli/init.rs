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
        say(&format!("made {}", dir.display()))?;
        say(&here.locale().with("people.first", &[("person", &here.person)]))?;
        say("the built-in policy judges until you adopt your own: every number is a tool default, not company policy")?;
        say(&format!("next: oretrail --workspace {} supplier add ID --name NAME --country CODE --type TYPE", dir.display()))?;
    }
    Ok(false)
}
