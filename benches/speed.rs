//! What each step costs, as ratios within one run: `cargo bench`. Times are medians and differ from machine to machine;
//! the ratios say whether our part is small beside what the disk or the hash needs anyway.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::fs::{self, OpenOptions};
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use oretrail::journal::{self, Act, Moment, Open, WriterId};
use oretrail::store::{FolderStore, Pen, Place, verify};
use oretrail::tui::model::Model;
use oretrail::workspace::{Clock, Workspace, demo};
use sha2::{Digest as _, Sha256};

fn median(times: usize, mut work: impl FnMut()) -> Duration {
    let mut all: Vec<Duration> = (0..times)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    all.sort();
    all[times / 2]
}

fn line(what: &str, ours: Duration, beside: &str, bare: Duration) {
    let ratio = ours.as_secs_f64() / bare.as_secs_f64().max(1e-9);
    println!("{what:<44} {ours:>12.1?}   {beside:<34} {bare:>12.1?}   × {ratio:.2}");
}

fn bytes_below(folder: &Path) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(bytes_below(&path));
        } else {
            all.push(fs::read(path).expect("readable"));
        }
    }
    all
}

fn main() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (root, state) = (folder.path().join("workspace"), folder.path().join("state"));
    let clock = Clock::set("2026-11-23T09:30:00+09:00").expect("a time");
    let start = Instant::now();
    demo::plant(&root, &state, &clock).expect("the sample can be laid down");
    println!("sample laid down in {:.1?}\n", start.elapsed());

    let store = FolderStore::open(&root, &state).expect("a store");
    let at: Moment = "2026-11-23T09:30:00+09:00".parse().expect("a time");
    let place = Place::Assessment { supplier: "hai-trieu".to_owned(), assessment: "bench".to_owned() };
    let writer = WriterId::parse("anna-7f3k").expect("a writer");
    let opening = Open::here("hai-trieu", "bench", &writer);
    let mut pen = Pen::open(&store, place, writer, opening).expect("a pen");
    let act = || Act::Park { question: "csr-saq.C1".to_owned(), parked: true };
    let saved = median(200, || {
        black_box(pen.write(act(), &at, true).expect("saved"));
    });
    let bare_file = folder.path().join("bare");
    let mut bare = OpenOptions::new().create(true).append(true).open(&bare_file).expect("a file");
    let block = vec![b'x'; 200];
    let synced = median(200, || bare.write_all(&block).and_then(|()| bare.sync_data()).expect("written"));
    line("one answer saved", saved, "200 bytes appended and synced", synced);

    let suppliers: Vec<String> = fs::read_dir(root.join("suppliers"))
        .expect("readable")
        .map(|entry| entry.expect("one").file_name().to_string_lossy().into())
        .collect();
    let whole = median(20, || {
        black_box(verify(&store, &suppliers).expect("readable"));
    });
    let hashed = median(20, || {
        for bytes in bytes_below(&root) {
            black_box(Sha256::digest(&bytes));
        }
    });
    line("whole workspace verified", whole, "every file read and hashed", hashed);

    let workspace = Workspace::open(&root, &state, "anna", clock).expect("the sample opens");
    let dossier = median(50, || {
        black_box(workspace.dossier("kuroshio-keiseki").expect("readable"));
    });
    let journals = bytes_below(&root.join("suppliers/kuroshio-keiseki"));
    let parsed = median(50, || {
        for bytes in &journals {
            black_box(journal::read(bytes));
        }
    });
    line("one supplier folded and judged", dossier, "its journals parsed", parsed);
    let home = median(10, || {
        black_box(Model::of(&workspace).expect("readable"));
    });
    line("home screen of seventeen suppliers", home, "one supplier folded and judged", dossier);
}
