//! `completions`: shell completions from the same definition as the help.

use clap::CommandFactory as _;

use super::Outcome;
use super::args::Line;

pub(super) fn run(shell: clap_complete::Shell) -> Outcome {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Line::command(), "oretrail", &mut out);
    super::say(String::from_utf8_lossy(&out).trim_end())?;
    Ok(false)
}
