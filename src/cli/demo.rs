//! `demo`: a fresh copy of the sample workspace, opened.

use std::path::PathBuf;

use serde_json::json;

use super::{Here, Outcome, say};
use crate::workspace::demo;

pub(super) fn run(here: &Here, at: Option<PathBuf>, no_tui: bool) -> Outcome {
    let folder = match at {
        Some(folder) => folder,
        None => here.local().join("demo").join(demo::fresh_name()),
    };
    demo::plant(&folder, here.local(), &here.clock)?;
    if here.global.json {
        Here::json(&json!({"workspace": folder.display().to_string()}))?;
        return Ok(false);
    }
    if no_tui {
        say(&folder.display().to_string())?;
        return Ok(false);
    }
    super::must_have_terminal()?;
    let person = if here.global.writer.is_some() { here.person.clone() } else { demo::BUYER.to_owned() };
    let places = crate::tui::Places { workspace: folder, campaign: None, ..here.places() };
    crate::tui::open(&places, &person, here.clock.clone(), here.lang, super::no_colour())?;
    Ok(false)
}
