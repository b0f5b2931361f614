//! How long each hostile file takes to be refused, and what the program that hands it on holds at most:
//! `cargo bench --bench hostile`. The goal is one second and 100 MB for the program; the process that reads has bounds of its own.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use oretrail::import::{ARCHIVE, Reading};
use oretrail::workspace::reader::Reader;

#[path = "../tests/import/bomb.rs"]
mod bomb;
#[allow(dead_code)]
#[path = "../tests/import/sample.rs"]
mod sample;

/// The most this process ever held, in megabytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes >> 10)
}

/// Forgets what was held before, where the system allows it.
fn forget() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// One file in this process: how it is refused, how long that takes, and what is held for it.
fn one(path: &Path, program: PathBuf) {
    // Writing the files takes memory of its own: only what comes after counts.
    forget();
    let start = Instant::now();
    let bytes = std::fs::read(path).unwrap();
    let reader = Reader::by(program);
    let size = bytes.len();
    let told = match reader.read(&bytes) {
        Reading::Unreadable(refusal) => refusal.code.to_owned(),
        Reading::Other(what) if what.code == ARCHIVE => {
            drop(bytes);
            let (mut taken, mut refused) = (0, 0);
            let how = reader.unpack(std::fs::File::open(path).unwrap(), &mut |member| {
                *if member.bytes.is_ok() { &mut taken } else { &mut refused } += 1;
                true
            });
            how.map_or_else(|why| why.code.to_owned(), |_| format!("{taken} files taken, {refused} refused"))
        }
        Reading::Declaration(_) | Reading::Other(_) => "READ".to_owned(),
    };
    let peak = peak().map_or_else(|| "?".to_owned(), |peak| peak.to_string());
    println!("{:>7.2} s  {peak:>4} MB  of which the file {:>3} MB  {told}", start.elapsed().as_secs_f64(), size >> 20);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    if let Some(path) = std::env::var_os("ORETRAIL_BOMB").map(PathBuf::from) {
        one(&path, PathBuf::from(env!("CARGO_BIN_EXE_oretrail")));
        return;
    }
    for bomb in bomb::all().iter().chain(&bomb::archives()) {
        let path = folder.path().join("bomb.xlsx");
        std::fs::write(&path, &bomb.bytes).unwrap();
        let out = std::process::Command::new(std::env::current_exe().unwrap()).env("ORETRAIL_BOMB", &path).output().unwrap();
        let told = String::from_utf8_lossy(&out.stdout);
        println!("{:<40} {}", bomb.name, told.trim_end());
        assert!(bomb.codes.is_empty() || bomb.codes.iter().any(|code| told.contains(code)), "{}: {told}", bomb.name);
    }
}
