//! A screen that falls over while it is shown: what the tests of the pseudo-terminal run, to see the terminal put back.
#![allow(clippy::panic)]

use std::io;

fn main() -> io::Result<()> {
    oretrail::tui::with_terminal(|terminal| {
        terminal.draw(|frame| {
            frame.buffer_mut().set_string(0, 0, "drawn before the fall", ratatui::style::Style::new());
        })?;
        // Falls once the watcher has seen the screen and presses a key.
        let _ = crossterm::event::read()?;
        panic!("the floor gave way");
    })
}
