//! `man`: manual pages from the same definition as the help; one on standard output, or one per command into a folder.

use std::path::Path;

use clap::CommandFactory as _;

use super::args::Line;
use super::{Error, Outcome};

pub(super) fn run(out: Option<&Path>) -> Outcome {
    let Some(folder) = out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Line::command()).render(&mut page)?;
        super::say(String::from_utf8_lossy(&page).trim_end())?;
        return Ok(false);
    };
    let cannot = |error: std::io::Error| Error::unwritable(folder, &error);
    std::fs::create_dir_all(folder).map_err(cannot)?;
    clap_mangen::generate_to(Line::command(), folder).map_err(cannot)?;
    super::say(&folder.display().to_string())?;
    Ok(false)
}
