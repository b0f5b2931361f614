//! Writes a scripted interview into one log and prints a line for each entry that is on disk; the record's harness kills
//! it, runs it twice at once, and takes its disk away. `scribe ROOT STATE WRITER COUNT`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Write as _;
use std::path::PathBuf;

use oretrail::journal::{Act, Answer, Moment, Open, Reply, SourceLevel, WriterId};
use oretrail::store::{FolderStore, NotSaved, Pen, Place, Saved};

/// Every fifth entry is a remark whose text lies in a body, the others are answers, some with a remark of their own.
fn step(store: &FolderStore, place: &Place, n: u64) -> Result<Act, NotSaved> {
    let question = format!("csr-saq.C{}", n % 17 + 1);
    let text = || store.put_text(place, &format!("said in answer {n} 発言"));
    if n % 5 == 4 {
        return Ok(Act::Note { question: Some(question), text: text()? });
    }
    let note = if n % 5 == 2 { Some(text()?) } else { None };
    let reply = Reply::Value(vec![format!("value {n} 回答")]);
    Ok(Act::Answer(Answer { source: Some(SourceLevel::Seen), note, ..Answer::of(&question, reply) }))
}

fn told(saved: &Saved) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{} {}", saved.entry, saved.hash).and_then(|()| out.flush());
}

fn interview(root: &str, state: &str, writer: &WriterId, count: u64) -> Result<(), NotSaved> {
    let store = FolderStore::open(&PathBuf::from(root), &PathBuf::from(state))?;
    let place = Place::Assessment { supplier: "acme".to_owned(), assessment: "FY2026".to_owned() };
    let at: Moment = "2026-11-23T09:00:00+09:00".parse().expect("a time");
    let opening = Open { workspace: "w".to_owned(), ..Open::here("acme", "FY2026", writer) };
    let mut pen = Pen::open(&store, place.clone(), writer.clone(), opening)?;
    for n in 0..count {
        told(&pen.write(step(&store, &place, n)?, &at, true)?);
    }
    Ok(())
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, root, state, writer, count] = arguments.as_slice() else { panic!("scribe ROOT STATE WRITER COUNT") };
    let writer = WriterId::parse(writer).expect("a writer");
    if let Err(error) = interview(root, state, &writer, count.parse().expect("a count")) {
        eprintln!("{error}");
        std::process::exit(3);
    }
}
