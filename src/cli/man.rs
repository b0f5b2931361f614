//! `man`: manual pages from the same definition as the help; one on standard output, or one per command into a folder.

use std::path::Path;

use clap::CommandFactory as _;

use super::args::Line;
use super::rollup::free;
use super::{Error, Outcome};

pub(super) fn run(out: Option<&Path>, replace: bool) -> Outcome {
    let Some(folder) = out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Line::command()).render(&mut page)?;
        super::say(String::from_utf8_lossy(&page).trim_end())?;
        return Ok(false);
    };
    let cannot = |error: std::io::Error| Error::unwritable(folder, &error);
    std::fs::create_dir_all(folder).map_err(cannot)?;
    let made = tempfile::tempdir_in(folder).map_err(cannot)?;
    clap_mangen::generate_to(Line::command(), made.path()).map_err(cannot)?;
    let mut pages = Vec::new();
    for page in std::fs::read_dir(made.path()).map_err(cannot)? {
        let page = page.map_err(cannot)?.path();
        pages.extend(page.file_name().map(|name| folder.join(name)).map(|place| (page.clone(), place)));
    }
    pages.sort();
    free(pages.iter().map(|(_, place)| place.as_path()), replace)?;
    for (page, place) in &pages {
        std::fs::rename(page, place).map_err(cannot)?;
    }
    super::say(&folder.display().to_string())?;
    Ok(false)
}
