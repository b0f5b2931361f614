//! Three hundred declarations into an inbox, twice: `cargo bench --bench batch`. Every file gets a verdict, the second time the
//! same one: duplicate. Memory is that of this process, which never reads a file itself.
#![allow(clippy::print_stdout, clippy::disallowed_methods, clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use oretrail::inbox::Verdict;
use oretrail::workspace::inbox::{Terms, files};
use oretrail::workspace::reader::Reader;
use oretrail::workspace::{Clock, Workspace, demo};

#[allow(dead_code)]
#[path = "../tests/import/sample.rs"]
mod sample;

const FILES: usize = 300;

/// What this process holds now (`VmRSS`), or held at most (`VmHWM`), in megabytes; nought where the system does not tell.
fn held(which: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which)).unwrap_or("0 kB");
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0) >> 10
}

/// Copies with another company in each: of the workbook `ORETRAIL_WORKBOOK` names, else of a small one.
fn hand_in(folder: &std::path::Path) {
    let real = std::env::var_os("ORETRAIL_WORKBOOK").map(|path| std::fs::read(path).unwrap());
    for n in 0..FILES {
        let bytes = match &real {
            Some(bytes) => {
                // A remark of the container makes another file of the same declaration.
                let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(bytes.clone())).unwrap();
                zip.set_comment(format!("copy {n}")).unwrap();
                zip.finish().unwrap().into_inner()
            }
            None => sample::complete().put("Declaration", "D8", format!("Company {n}").as_str()).bytes(),
        };
        std::fs::write(folder.join(format!("{n:03}.xlsx")), bytes).unwrap();
    }
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (root, state, arrived) = (folder.path().join("ws"), folder.path().join("state"), folder.path().join("arrived"));
    let clock = Clock::set("2026-11-23T09:30:00+09:00").unwrap();
    demo::plant(&root, &state, &clock).unwrap();
    std::fs::create_dir(&arrived).unwrap();
    hand_in(&arrived);
    let reader = Reader::by(PathBuf::from(env!("CARGO_BIN_EXE_oretrail")));
    let all = files(&[arrived]).unwrap();
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    for round in ["first", "second"] {
        let mut workspace = Workspace::open(&root, &state, "anna", clock.clone()).unwrap();
        let (start, mut verdicts, mut duplicates, mut seen) = (Instant::now(), 0, 0, Vec::new());
        let cancel = AtomicBool::new(false);
        let terms = Terms { supplier: None, inbox_is_known: true, cancel: &cancel, reader: &reader };
        workspace
            .take_in(&all, terms, |_, verdict, _| {
                verdicts += 1;
                duplicates += usize::from(verdict.verdict == Verdict::Duplicate);
                if verdicts % 100 == 0 || verdicts == 20 {
                    seen.push(format!("{} MB after {verdicts}", held("VmRSS:")));
                }
                Ok(())
            })
            .unwrap();
        println!(
            "{round}: {} files, {verdicts} verdicts, {duplicates} duplicates, {:.1} s; {}",
            all.len(),
            start.elapsed().as_secs_f64(),
            seen.join(", ")
        );
        assert_eq!(verdicts, all.len(), "as many verdicts as files");
        assert_eq!(duplicates, if round == "first" { 0 } else { all.len() }, "the second time every file is a duplicate");
    }
    let cancel = AtomicBool::new(false);
    let mut workspace = Workspace::open(&root, &state, "anna", clock).unwrap();
    let mut verdicts = 0;
    let progress = workspace
        .take_in(&all, Terms { supplier: None, inbox_is_known: true, cancel: &cancel, reader: &reader }, |_, _, _| {
            verdicts += 1;
            if verdicts == 7 {
                cancel.store(true, Ordering::Relaxed);
            }
            Ok(())
        })
        .unwrap();
    println!("stopped after {} of {}; at most {} MB held", progress.done, progress.of, held("VmHWM:"));
    assert!(progress.done >= 7 && progress.done < progress.of, "the batch stops between two files");
}
