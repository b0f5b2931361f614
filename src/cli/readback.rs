//! `readback`: the answers as read back, as plain text for the supplier.

use std::path::Path;

use serde_json::json;

use super::{Here, Outcome, say};
use crate::report;

pub(super) fn run(here: &Here, id: &str, out: Option<&Path>, replace: bool) -> Outcome {
    let workspace = here.open()?;
    workspace.must_know(id)?;
    let told = workspace.read_back(id, here.global.lang)?;
    let text = report::read_back_text(&told);
    if let Some(path) = out {
        super::rollup::put(path, text.as_bytes(), replace)?;
    }
    if here.global.json {
        let written = out.map(|path| path.display().to_string());
        Here::json(
            &json!({"supplier": id, "campaign": workspace.campaign_label(), "lang": told.lang.to_string(), "attested": told.attested, "open": told.open.len(), "promised": told.promised.len(), "out": written, "text": text}),
        )?;
    } else if let Some(path) = out {
        say(&format!("{}  {}", path.display(), told.lang))?;
    } else {
        say(text.trim_end())?;
    }
    Ok(false)
}
