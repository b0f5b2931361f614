//! The real program in a pseudo-terminal: what a user's hands and eyes meet, power cuts included.
#![cfg(unix)]
#![allow(clippy::disallowed_methods)]

mod common;

use std::io::{Read as _, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
}

impl Terminal {
    fn start(sample: &common::Sample, size: (u16, u16), arguments: &[&str]) -> Self {
        Self::start_program(&assert_cmd::cargo::cargo_bin("oretrail"), sample, size, arguments)
    }

    fn start_program(program: &std::path::Path, sample: &common::Sample, size: (u16, u16), arguments: &[&str]) -> Self {
        let (columns, rows) = size;
        let pair = native_pty_system().openpty(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).expect("a terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        for (key, value) in [("ORETRAIL_NOW", common::NOW), ("ORETRAIL_WRITER", "anna"), ("LANG", "C.UTF-8"), ("TERM", "xterm-256color")] {
            command.env(key, value);
        }
        command.env("ORETRAIL_STATE", &sample.state);
        command.env("ORETRAIL_WORKSPACE", &sample.root);
        let child = pair.slave.spawn_command(command).expect("it starts");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows.try_into().expect("rows"), columns.try_into().expect("columns"), 0)));
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its input");
        let drawn = Arc::clone(&screen);
        std::thread::spawn(move || {
            let _master = pair.master;
            let mut bytes = [0_u8; 8_192];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 {
                    break;
                }
                drawn.lock().expect("whole").process(&bytes[..count]);
            }
        });
        Self { child, writer, screen }
    }

    fn shows(&self) -> String {
        self.screen.lock().expect("whole").screen().contents()
    }

    /// Waits until the screen shows something.
    fn until(&self, wanted: &str) -> String {
        let start = Instant::now();
        loop {
            let shown = self.shows();
            if shown.contains(wanted) {
                return shown;
            }
            assert!(start.elapsed() < Duration::from_secs(30), "\"{wanted}\" never came:\n{shown}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen shows something no more. A terminal takes Escape and a key that follows at once for one key.
    fn until_gone(&self, unwanted: &str) {
        let start = Instant::now();
        while self.shows().contains(unwanted) {
            assert!(start.elapsed() < Duration::from_secs(30), "\"{unwanted}\" never went:\n{}", self.shows());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the program has ended and all it wrote is drawn.
    fn until_ended(&mut self) {
        let start = Instant::now();
        while self.child.try_wait().expect("its state").is_none() || self.screen.lock().expect("whole").screen().alternate_screen() {
            assert!(start.elapsed() < Duration::from_secs(30), "it does not leave:\n{}", self.shows());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn types(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).and_then(|()| self.writer.flush()).expect("typed");
    }

    fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it is gone");
    }
}

#[test]
fn after_ten_answers_and_a_power_cut_all_ten_are_there_and_the_cursor_is_on_the_eleventh() {
    for size in [(80, 24), (120, 40)] {
        let sample = common::sample();
        let mut terminal = Terminal::start(&sample, size, &["interview", "hai-trieu", "--lang", "en"]);
        terminal.until("enter to go on");
        terminal.types("\x1b");
        terminal.until_gone("enter to go on");
        // A1 A2 A3 B1 B2 C1, C3 by ticks, C4 C5 C6.
        for (keys, done) in [("3", 1), ("y", 2), ("n", 3), ("y", 4), ("3", 5), ("n", 6), ("12\r", 7), ("y", 8), ("y", 9), ("1", 10)] {
            terminal.types(keys);
            terminal.until(&format!("{done} of 55"));
        }
        let before = terminal.until("10 of 55");
        terminal.kill();
        let again = Terminal::start(&sample, size, &["interview", "hai-trieu", "--lang", "en"]);
        let shown = again.until("10 of 55");
        let row = |screen: &str| screen.lines().find_map(|line| line.trim().strip_prefix("C8 ").map(str::to_owned));
        assert!(row(&before).is_some(), "the eleventh question is not C8:\n{before}");
        assert_eq!(row(&before), row(&shown), "the cursor is elsewhere:\n{shown}");
        again.kill();
    }
}

#[test]
fn the_demo_reaches_home_and_leaves_the_terminal_as_it_was() {
    let sample = common::sample();
    let at = sample.root.join("../fresh");
    let mut terminal = Terminal::start(&sample, (80, 24), &["demo", "--at", at.to_str().expect("a path"), "--lang", "en"]);
    terminal.until("Needs you now");
    terminal.types("q");
    terminal.until_ended();
    assert!(!terminal.screen.lock().expect("whole").screen().alternate_screen());
}

#[test]
fn a_closed_window_or_a_shutdown_leaves_the_terminal_usable_and_the_half_typed_line_kept() {
    for signal in ["TERM", "HUP"] {
        let sample = common::sample();
        let mut terminal = Terminal::start(&sample, (80, 24), &["interview", "hai-trieu", "--lang", "en"]);
        terminal.until("enter to go on");
        terminal.types("\x1b");
        terminal.until_gone("enter to go on");
        terminal.types("t");
        terminal.until("kept apart");
        terminal.types("half a sentence");
        terminal.until("› half a sentence");
        let id = terminal.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill is there");
        assert!(sent.success());
        terminal.until_ended();
        {
            let parser = terminal.screen.lock().expect("whole");
            let screen = parser.screen();
            assert!(!screen.alternate_screen() && !screen.bracketed_paste(), "SIG{signal} leaves the terminal as the screens had it");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's again");
        }
        let mut again = Terminal::start(&sample, (80, 24), &["interview", "hai-trieu", "--lang", "en"]);
        again.until("› half a sentence");
        again.types("\r");
        again.until("notes 1");
        again.kill();
    }
}

#[test]
fn a_form_half_filled_in_when_the_program_was_killed_comes_back_whole_and_is_readable_by_its_writer_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let sample = common::sample();
    let decide = |sample: &common::Sample| {
        let mut terminal = Terminal::start(sample, (80, 24), &["--as", "mori", "--lang", "en"]);
        terminal.until("Needs you now");
        terminal.types("s");
        terminal.until("Suppliers");
        terminal.types("/fjord-scrap\r\rr");
        terminal.until("No flag calls for action");
        terminal.types("d");
        terminal.until("Decide · Fjord");
        terminal
    };
    let mut terminal = decide(&sample);
    terminal.types("2papers are late\rroster by March\r2028-03-3");
    terminal.until("2028-03-3");
    terminal.kill();
    let drafts = sample.state.join("drafts");
    let files: Vec<_> = std::fs::read_dir(&drafts).expect("drafts").map(|file| file.expect("listed").path()).collect();
    assert_eq!(std::fs::metadata(&drafts).expect("there").permissions().mode() & 0o077, 0);
    let kept = files.iter().find(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains("papers are late"))).expect("kept");
    assert_eq!(std::fs::metadata(kept).expect("there").permissions().mode() & 0o077, 0);
    let mut again = decide(&sample);
    let shown = again.until("restored from");
    assert!(shown.contains("papers are late") && shown.contains("roster by March") && shown.contains("2028-03-3"), "{shown}");
    // The real cursor stands where it stood.
    again.types("1\x13");
    again.until("saved (");
    again.kill();
    assert!(!kept.exists(), "what was written is forgotten");
}

#[test]
fn a_panic_leaves_the_terminal_as_it_was_and_what_it_says_can_be_read() {
    let sample = common::sample();
    // `cargo test --test terminal` alone builds no examples.
    let mut build = std::process::Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--example", "fall"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    assert!(build.status().is_ok_and(|status| status.success()), "the falling screen cannot be built");
    let falling = assert_cmd::cargo::cargo_bin("oretrail").with_file_name("examples").join("fall");
    let mut terminal = Terminal::start_program(&falling, &sample, (80, 24), &[]);
    terminal.until("drawn before the fall");
    {
        let parser = terminal.screen.lock().expect("whole");
        let screen = parser.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste(), "the screens have the terminal");
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
    terminal.types("x");
    // Said on the alternate screen it would vanish with it.
    let shown = terminal.until("the floor gave way");
    terminal.until_ended();
    assert!(terminal.shows().contains("the floor gave way"), "{shown}");
    let parser = terminal.screen.lock().expect("whole");
    let screen = parser.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's again");
    assert!(!screen.contents().contains("drawn before the fall"), "nothing of the screens is left: {}", screen.contents());
}

#[test]
fn text_pasted_by_the_terminal_answers_nothing() {
    let sample = common::sample();
    let mut terminal = Terminal::start(&sample, (80, 24), &["interview", "hai-trieu", "--lang", "en"]);
    terminal.until("enter to go on");
    terminal.types("\x1b");
    terminal.until_gone("enter to go on");
    terminal.types("\x1b[200~3333yyyq\x1b[201~");
    terminal.types("t");
    let shown = terminal.until("kept apart");
    assert!(shown.contains("0 of 55"), "{shown}");
    terminal.types("\x1b[200~two\nlines\x1b[201~");
    terminal.until("› two lines");
    terminal.kill();
}

#[test]
fn a_supplier_of_the_sample_is_interviewed_from_home_to_submission_without_leaving_the_keyboard() {
    let sample = common::sample();
    let mut terminal = Terminal::start(&sample, (80, 24), &["--lang", "en"]);
    terminal.until("Needs you now");
    terminal.types("s");
    terminal.until("Suppliers 17");
    terminal.types("/kumonami\r");
    terminal.until("Kumonami Cloud");
    terminal.types("i");
    terminal.until("enter to go on");
    terminal.types("\x1b");
    terminal.until_gone("enter to go on");
    let mut done = 0;
    while done < 26 {
        let shown = terminal.until(&format!("{done} of 26"));
        let row = shown.lines().filter_map(|line| line.split_whitespace().next()).find(|word| is_row(word)).expect("a question").to_owned();
        terminal.types(match row.as_str() {
            "A3" | "C1" | "C7" | "C9" | "E2" | "E5" | "H2" => "n",
            "A4" | "C4" | "C5" | "C8" | "C11" | "C17" | "D4" | "E6" | "K2" => "y",
            "C2" | "C6" => "1",
            "C3" => "1\r",
            "C12" | "E3B" => "6\r",
            "C15" => "3",
            "E3" => "r",
            _ => "=",
        });
        done += 1;
    }
    terminal.until("26 of 26");
    terminal.types("S");
    terminal.until("Read back");
    terminal.types("S");
    terminal.until("enter to go on");
    terminal.types("Sato Yuki\r");
    terminal.until("In which role");
    terminal.types("head of sales\r");
    terminal.until("submitted");
    terminal.kill();
}

fn is_row(word: &str) -> bool {
    let mut letters = word.chars();
    let number = word.strip_suffix('B').unwrap_or(word).chars().skip(1).collect::<String>();
    letters.next().is_some_and(|c| c.is_ascii_uppercase()) && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let sample = common::sample();
    let pair = native_pty_system().openpty(PtySize::default()).expect("a terminal");
    let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin("oretrail"));
    for (key, value) in [("ORETRAIL_NOW", common::NOW), ("ORETRAIL_WRITER", "anna"), ("TERM", "xterm-256color")] {
        command.env(key, value);
    }
    command.env("ORETRAIL_STATE", &sample.state);
    command.env("ORETRAIL_WORKSPACE", &sample.root);
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let mut drawn = vt100::Parser::new(24.try_into().expect("rows"), 80.try_into().expect("columns"), 0);
    let mut bytes = [0_u8; 8_192];
    while !drawn.screen().contents().contains("FY2026") {
        let count = reader.read(&mut bytes).expect("it draws");
        drawn.process(&bytes[..count]);
    }
    drop((reader, pair.master));
    let start = Instant::now();
    while child.try_wait().expect("its state").is_none() {
        if start.elapsed() > Duration::from_secs(30) {
            child.kill().expect("ended");
            panic!("the program goes on without a terminal");
        }
        std::thread::yield_now();
    }
}
