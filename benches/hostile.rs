//! How long each hostile file takes to be refused, and what the program that hands it on holds at most:
//! `cargo bench --bench hostile`. The goal is one second and 100 MB for the program; the process that reads has bounds of its own.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used)]

use std::path::PathBuf;
use std::time::Instant;

use oretrail::import::Reading;
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

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_oretrail"));
    // Writing the files takes memory of its own: only what comes after counts.
    if let Some(path) = std::env::var_os("ORETRAIL_BOMB").map(PathBuf::from) {
        let bytes = std::fs::read(path).unwrap();
        forget();
        let start = Instant::now();
        let reading = Reader::by(program).read(&bytes);
        let code = match &reading {
            Reading::Unreadable(refusal) => refusal.code,
            Reading::Declaration(_) | Reading::Other(_) => "READ",
        };
        let peak = peak().map_or_else(|| "?".to_owned(), |peak| peak.to_string());
        println!("{:>7.2} s  {peak:>4} MB  of which the file {:>3} MB  {code}", start.elapsed().as_secs_f64(), bytes.len() >> 20);
        return;
    }
    for bomb in bomb::all() {
        let path = folder.path().join("bomb.xlsx");
        std::fs::write(&path, &bomb.bytes).unwrap();
        let out = std::process::Command::new(std::env::current_exe().unwrap()).env("ORETRAIL_BOMB", &path).output().unwrap();
        println!("{:<40} {}", bomb.name, String::from_utf8_lossy(&out.stdout).trim_end());
        assert!(!bomb.codes.is_empty());
    }
}
