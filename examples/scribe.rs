//! Writes numbered answers into one log and prints a line for each that is on disk; the record's harness kills it, runs
//! it twice at once, and takes its disk away. `scribe ROOT STATE WRITER COUNT`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Write as _;
use std::path::PathBuf;

use oretrail::journal::{Act, Answer, Moment, Open, Reply, SourceLevel, WriterId};
use oretrail::store::{FolderStore, Pen, Place};

fn answer(n: u64) -> Act {
    Act::Answer(Answer {
        source: Some(SourceLevel::Seen),
        ..Answer::of(&format!("csr-saq.C{}", n % 17 + 1), Reply::Value(vec![format!("value {n} 回答")]))
    })
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, root, state, writer, count] = arguments.as_slice() else { panic!("scribe ROOT STATE WRITER COUNT") };
    let store = FolderStore::open(&PathBuf::from(root), &PathBuf::from(state)).expect("the state folder can be made");
    let writer = WriterId::parse(writer).expect("a writer");
    let place = Place::Assessment { supplier: "acme".to_owned(), assessment: "FY2026".to_owned() };
    let at: Moment = "2026-11-23T09:00:00+09:00".parse().expect("a time");
    let mut pen = match Pen::open(&store, place, writer.clone()) {
        Ok(pen) => pen,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(3);
        }
    };
    let opening = pen.is_new().then(|| {
        Act::Open(Open {
            format: 1,
            workspace: "w".to_owned(),
            supplier: "acme".to_owned(),
            assessment: "FY2026".to_owned(),
            person: writer.person().to_owned(),
            device: writer.device().to_owned(),
            tool: "scribe".to_owned(),
            editions: Vec::new(),
        })
    });
    let count: u64 = count.parse().expect("a count");
    let mut failed = false;
    for act in opening.into_iter().chain((0..count).map(answer)) {
        match pen.write(act, &at, true) {
            Ok(saved) => {
                let mut out = std::io::stdout().lock();
                let _ = writeln!(out, "{} {}", saved.entry, saved.hash).and_then(|()| out.flush());
            }
            Err(error) => {
                eprintln!("{error}");
                failed = true;
                break;
            }
        }
    }
    std::process::exit(if failed { 3 } else { 0 });
}
