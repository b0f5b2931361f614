//! The record under fire: killed writers, two at once, full disks, git merges, and a verifier in another language.
//!
//! The writer is the example `scribe`, which cargo builds beside these tests. Where a tool is missing (git, python3,
//! bash), the test says so and passes: the record does not need them.
#![allow(clippy::print_stderr, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use oretrail::answers::{Log, fold};
use oretrail::journal::{self, Act, Answer, Moment, Reply, WriterId};
use oretrail::store::{FolderStore, Pen, Place, Store as _, verify};

fn scribe() -> PathBuf {
    let mut path = std::env::current_exe().expect("this test's own path");
    path.pop();
    if path.ends_with("deps") {
        path.pop();
    }
    let path = path.join("examples").join(format!("scribe{}", std::env::consts::EXE_SUFFIX));
    if !path.is_file() {
        // `cargo test --test record` alone does not build examples; the whole `cargo test` does.
        let built =
            Command::new(env!("CARGO")).args(["build", "--quiet", "--example", "scribe"]).current_dir(env!("CARGO_MANIFEST_DIR")).status();
        assert!(built.is_ok_and(|status| status.success()) && path.is_file(), "{} is not built", path.display());
    }
    path
}

fn place() -> Place {
    Place::Assessment { supplier: "acme".to_owned(), assessment: "FY2026".to_owned() }
}

fn at() -> Moment {
    "2026-11-23T09:00:00+09:00".parse().expect("a time")
}

fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("skipped: {tool} is not here");
    }
    found
}

struct Scratch {
    _folder: tempfile::TempDir,
    root: PathBuf,
    state: PathBuf,
}

fn scratch() -> Scratch {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let (root, state) = (folder.path().join("workspace"), folder.path().join("state"));
    Scratch { _folder: folder, root, state }
}

impl Scratch {
    fn store(&self) -> FolderStore {
        FolderStore::open(&self.root, &self.state).expect("a store")
    }

    fn command(&self, writer: &str, count: u64) -> Command {
        let mut command = Command::new(scribe());
        command.arg(&self.root).arg(&self.state).arg(writer).arg(count.to_string()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn bytes(&self, writer: &str) -> Vec<u8> {
        self.store().read(&place(), &WriterId::parse(writer).expect("a writer")).expect("readable")
    }
}

/// A small generator of our own, so that a failing run can be named by its seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

fn answer(question: &str, value: &str) -> Act {
    Act::Answer(Answer::of(question, Reply::Value(vec![value.to_owned()])))
}

#[test]
fn no_acknowledged_answer_is_lost_in_a_thousand_kills_at_random_moments() {
    let mut chance = Chance(20_261_123);
    let mut acknowledged_in_all = 0;
    for round in 0..125 {
        let scratch = scratch();
        let mut acknowledged: BTreeMap<u64, String> = BTreeMap::new();
        for _ in 0..8 {
            let mut child = scratch.command("anna-7f3k", 1_000_000).spawn().expect("the scribe starts");
            let mut out = BufReader::new(child.stdout.take().expect("piped"));
            // Some are killed while they start, the others after a few entries and a random moment more.
            let mut said = String::new();
            for _ in 0..chance.below(5) {
                out.read_line(&mut said).expect("readable");
            }
            std::thread::sleep(Duration::from_micros(chance.below(3_000)));
            child.kill().expect("it can be killed");
            child.wait().expect("it is gone");
            out.read_to_string(&mut said).expect("readable");
            for line in said.lines() {
                if let Some((entry, hash)) = line.split_once(' ')
                    && hash.len() == 64
                {
                    let n = entry.rsplit_once('#').and_then(|(_, n)| n.parse().ok()).expect("an entry");
                    assert!(acknowledged.insert(n, hash.to_owned()).is_none(), "entry {n} was acknowledged twice");
                }
            }
            let journal = journal::read(&scratch.bytes("anna-7f3k"));
            assert!(journal.is_only_torn(), "round {round}: {:?}", journal.problems);
            let there: BTreeMap<u64, String> = journal.entries.iter().map(|entry| (entry.n, entry.hash.to_string())).collect();
            for (n, hash) in &acknowledged {
                assert_eq!(there.get(n), Some(hash), "round {round}: acknowledged entry {n} is lost");
            }
        }
        acknowledged_in_all += acknowledged.len();
        let store = scratch.store();
        let mut pen = Pen::open(&store, place(), WriterId::parse("anna-7f3k").expect("a writer")).expect("readable");
        pen.write(answer("csr-saq.Z1", "after"), &at(), true).expect("the next write recovers");
        assert!(journal::read(&scratch.bytes("anna-7f3k")).problems.is_empty());
    }
    assert!(acknowledged_in_all > 1_000, "the writer was killed before it could write: {acknowledged_in_all}");
}

#[test]
fn two_processes_writing_five_hundred_answers_each_lose_none() {
    let scratch = scratch();
    let writers: Vec<_> = (0..2).map(|_| scratch.command("anna-7f3k", 500).spawn().expect("the scribe starts")).collect();
    let mut lines = Vec::new();
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        lines.extend(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect::<Vec<_>>());
    }
    let journal = journal::read(&scratch.bytes("anna-7f3k"));
    assert_eq!(journal.problems, []);
    let answers = journal.entries.iter().filter(|entry| matches!(entry.act, Act::Answer(_))).count();
    assert_eq!(answers, 1_000);
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), journal.entries.len(), "every entry was acknowledged once");
}

/// A file-size limit makes writes fail half-way through a block, as a full disk does.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_half_way_through_a_block_loses_nothing_and_is_told() {
    if !has("bash") {
        return;
    }
    for kilobytes in [1, 2, 3, 5, 8] {
        let scratch = scratch();
        let script = format!("ulimit -f {kilobytes}; trap '' XFSZ; exec \"$0\" \"$@\"");
        let output = Command::new("bash")
            .arg("-c")
            .arg(script)
            .arg(scribe())
            .arg(&scratch.root)
            .arg(&scratch.state)
            .args(["anna-7f3k", "500"])
            .output()
            .expect("it runs");
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("NOT SAVED"), "{}", String::from_utf8_lossy(&output.stderr));
        let acknowledged = String::from_utf8_lossy(&output.stdout).lines().count();
        let journal = journal::read(&scratch.bytes("anna-7f3k"));
        assert_eq!(journal.problems, [], "the block that did not fit was cut back");
        assert_eq!(journal.entries.len(), acknowledged);
        let more = scratch.command("anna-7f3k", 3).output().expect("it runs");
        assert!(more.status.success(), "with room again it goes on");
    }
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args([
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ]);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("git runs").success()
}

#[test]
fn a_hundred_git_merges_of_two_writers_branches_keep_every_answer() {
    if !has("git") {
        return;
    }
    let scratch = scratch();
    fs::create_dir_all(&scratch.root).expect("a folder");
    fs::write(scratch.root.join(".gitattributes"), "suppliers/**/*.toml -text\n").expect("written");
    assert!(git(&scratch.root, &["init", "-q"]));
    let mut chance = Chance(7);
    let store = scratch.store();
    let writers = ["anna-7f3k", "bob-q2mx"].map(|name| WriterId::parse(name).expect("a writer"));
    let mut written = 0;
    let mut write = |writer: &WriterId| {
        let mut pen = Pen::open(&store, place(), writer.clone()).expect("readable");
        for _ in 0..=chance.below(3) {
            written += 1;
            pen.write(answer(&format!("csr-saq.C{}", chance.below(9)), &format!("{writer} {written}")), &at(), true).expect("saved");
        }
        written
    };
    write(&writers[0]);
    assert!(git(&scratch.root, &["add", "-A"]) && git(&scratch.root, &["commit", "-qm", "start"]));
    let mut total = 0;
    for round in 0..100 {
        for (branch, writer) in ["one", "two"].iter().zip(&writers) {
            assert!(git(&scratch.root, &["checkout", "-q", "-B", branch, "main"]));
            total = write(writer);
            assert!(git(&scratch.root, &["add", "-A"]) && git(&scratch.root, &["commit", "-qm", branch]));
        }
        assert!(git(&scratch.root, &["checkout", "-q", "main"]));
        assert!(git(&scratch.root, &["merge", "-q", "--no-edit", "one", "two"]), "merge {round}");
    }
    let journals: Vec<_> =
        writers.iter().map(|writer| (writer.clone(), journal::read(&store.read(&place(), writer).expect("readable")))).collect();
    assert!(journals.iter().all(|(_, journal)| journal.problems.is_empty()));
    let answers: usize = journals.iter().map(|(_, journal)| journal.entries.len()).sum();
    assert_eq!(answers, total);
    let logs: Vec<Log<'_>> = journals.iter().map(|(writer, journal)| Log { writer: writer.clone(), entries: &journal.entries }).collect();
    assert_eq!(fold(&logs).history.values().map(Vec::len).sum::<usize>(), total);
}

#[test]
fn a_verifier_of_ten_lines_in_another_language_agrees_on_whole_and_damaged_logs() {
    if !has("python3") {
        return;
    }
    let verifier = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/record/verify.py");
    let lines = fs::read_to_string(&verifier).expect("readable").lines().count();
    assert!(lines <= 10, "the verifier has {lines} lines");
    let scratch = scratch();
    assert!(scratch.command("anna-7f3k", 20).output().expect("it runs").status.success());
    let store = scratch.store();
    let file = store.log_file(&place(), &WriterId::parse("anna-7f3k").expect("a writer")).expect("a name");
    let run = || Command::new("python3").arg(&verifier).arg(&file).output().expect("python runs");
    let whole = run();
    let head = journal::read(&scratch.bytes("anna-7f3k")).head.to_string();
    assert!(whole.status.success());
    assert!(String::from_utf8_lossy(&whole.stdout).trim_end().ends_with(&head), "both name the same head");
    let bytes = fs::read(&file).expect("readable");
    let mut chance = Chance(3);
    for _ in 0..20 {
        let mut changed = bytes.clone();
        let offset = usize::try_from(chance.below(bytes.len() as u64 - 2)).expect("small");
        changed[offset] ^= 1;
        fs::write(&file, &changed).expect("written");
        let ours = !journal::read(&changed).problems.is_empty();
        assert!(ours && !run().status.success(), "byte {offset}");
    }
}

#[test]
fn verify_names_file_entry_and_line_and_finds_moved_logs_forks_and_changed_documents() {
    let scratch = scratch();
    assert!(scratch.command("anna-7f3k", 5).output().expect("it runs").status.success());
    let store = scratch.store();
    fs::write(scratch.root.join("suppliers/acme/supplier.toml"), "[supplier]\n").expect("written");
    store.put_file("acme", b"paper", "txt").expect("stored");
    let note = store.put_text(&place(), "said in confidence").expect("stored");
    let mut pen = Pen::open(&store, place(), WriterId::parse("anna-7f3k").expect("a writer")).expect("readable");
    let head = pen.write(Act::Note { question: None, text: note.clone() }, &at(), true).expect("saved");
    let mut bob = Pen::open(&store, place(), WriterId::parse("bob-1").expect("a writer")).expect("readable");
    bob.shown(&[journal::Head { entry: head.entry, hash: head.hash.short() }]);
    bob.write(answer("csr-saq.C1", "no"), &at(), true).expect("saved");
    let kinds = |store: &FolderStore| verify(store, &[]).expect("walked").problems.iter().map(|problem| problem.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&store), ["moved"], "bob's log has no opening");
    let folder = scratch.root.join("suppliers/acme/FY2026");
    let body = folder.join("bodies").join(format!("{}.txt", note.hex()));
    fs::write(&body, "changed").expect("written");
    let paper = fs::read_dir(scratch.root.join("suppliers/acme/files")).expect("listed").next().expect("one").expect("entry").path();
    fs::write(&paper, "changed").expect("written");
    fs::write(folder.join("anna-7f3k (1).toml"), "copy").expect("written");
    let found = kinds(&store);
    for kind in ["body", "document", "foreign-file"] {
        assert!(found.contains(&kind), "{found:?}");
    }
    let log = folder.join("anna-7f3k.toml");
    let bytes = fs::read(&log).expect("readable");
    let short = journal::read(&bytes[..bytes.len() - 3]).whole;
    fs::write(&log, &bytes[..short]).expect("written");
    assert!(kinds(&store).contains(&"forked"), "bob has seen an entry that is gone");
    let mut changed = bytes;
    let offset = String::from_utf8_lossy(&changed).find("value 2").expect("there");
    changed[offset] ^= 1;
    fs::write(&log, &changed).expect("written");
    let report = verify(&store, &["acme".to_owned()]).expect("walked");
    let problem = report.problems.iter().find(|problem| problem.kind == "changed").expect("found");
    assert_eq!((problem.file.as_str(), problem.entry), ("suppliers/acme/FY2026/anna-7f3k.toml", Some(4)));
    assert!(problem.line > 1 && !report.whole);
}
