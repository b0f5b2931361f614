//! The record under fire: killed writers, two at once, full disks, git merges, and a verifier in another language.
//!
//! The writer is the example `scribe`, which cargo builds beside these tests. A plain `cargo test` runs a tenth of each
//! count; with `ORETRAIL_OUTSIDE=1` the counts are full, and a tool that is missing (git, python3, bash, strace) is a
//! failure instead of a test that says it was skipped.
#![allow(clippy::print_stderr, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use oretrail::answers::{Log, fold};
use oretrail::journal::{self, Act, Answer, BodyRef, Journal, Moment, Open, Reply, WriterId};
use oretrail::store::{FolderStore, Pen, Place, Store as _, verify};

fn scribe() -> &'static Path {
    static SCRIBE: OnceLock<PathBuf> = OnceLock::new();
    SCRIBE.get_or_init(|| {
        let mut path = std::env::current_exe().expect("this test's own path");
        path.pop();
        if path.ends_with("deps") {
            path.pop();
        }
        // `cargo test --test record` alone builds no examples, and an old scribe would test an old record.
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "scribe"]).current_dir(env!("CARGO_MANIFEST_DIR"));
        assert!(build.status().is_ok_and(|status| status.success()), "the scribe cannot be built");
        path.join("examples").join(format!("scribe{}", std::env::consts::EXE_SUFFIX))
    })
}

fn place() -> Place {
    Place::Assessment { supplier: "acme".to_owned(), assessment: "FY2026".to_owned() }
}

fn at() -> Moment {
    "2026-11-23T09:00:00+09:00".parse().expect("a time")
}

/// Whether everything outside of Rust must be here and every count be full.
fn full() -> bool {
    std::env::var_os("ORETRAIL_OUTSIDE").is_some_and(|value| value == "1")
}

/// The whole count, or a tenth of it.
fn of(count: u64) -> u64 {
    if full() { count } else { count / 10 }
}

/// Whether a tool is here; where it must be, its absence is a failure.
fn has(tool: &str) -> bool {
    let found =
        Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    skipped_unless(found, tool)
}

fn skipped_unless(found: bool, what: &str) -> bool {
    assert!(found || !full(), "{what} is not here, and ORETRAIL_OUTSIDE=1 says that it must be");
    if !found {
        eprintln!("skipped: {what} is not here");
    }
    found
}

fn anna() -> WriterId {
    WriterId::parse("anna-7f3k").expect("a writer")
}

fn pen<'a>(store: &'a FolderStore, writer: &WriterId) -> Pen<'a> {
    Pen::open(store, place(), writer.clone(), Open::here("acme", "FY2026", writer)).expect("readable")
}

/// What an interview's output acknowledged: entry number and hash.
fn acknowledged(said: &str) -> Vec<(u64, String)> {
    let line = |line: &str| {
        let (entry, hash) = line.split_once(' ').filter(|(_, hash)| hash.len() == 64)?;
        Some((entry.rsplit_once('#')?.1.parse().ok()?, hash.to_owned()))
    };
    said.lines().filter_map(line).collect()
}

/// Every acknowledged entry is there with its hash, the log begins with `open`, and every text an entry refers to is
/// there unchanged.
fn nothing_lost(scratch: &Scratch, acknowledged: &[(u64, String)], when: &str) -> Journal {
    let journal = journal::read(&scratch.bytes("anna-7f3k"));
    assert!(journal.is_only_torn(), "{when}: {:?}", journal.problems);
    assert!(journal.entries.first().is_none_or(|entry| matches!(entry.act, Act::Open(_))), "{when}: the log does not begin with open");
    let there: BTreeMap<u64, String> = journal.entries.iter().map(|entry| (entry.n, entry.hash.to_string())).collect();
    for (n, hash) in acknowledged {
        assert_eq!(there.get(n), Some(hash), "{when}: acknowledged entry {n} is lost");
    }
    let store = scratch.store();
    for entry in &journal.entries {
        for body in entry.act.fields().iter().flat_map(|(_, value)| value.texts()).filter_map(|word| BodyRef::parse(&word)) {
            let bytes =
                store.body_bytes(&place(), &body).expect("readable").unwrap_or_else(|| panic!("{when}: entry {} lost its text", entry.n));
            assert_eq!(BodyRef::of(&bytes), body, "{when}");
        }
    }
    journal
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
fn no_acknowledged_answer_is_lost_when_the_interview_is_killed_at_random_moments() {
    let mut chance = Chance(20_261_123);
    let (rounds, kills) = (of(200), 5);
    let mut in_all = 0;
    for round in 0..rounds {
        let scratch = scratch();
        let mut kept: Vec<(u64, String)> = Vec::new();
        for _ in 0..kills {
            let mut child = scratch.command("anna-7f3k", 1_000_000).spawn().expect("the scribe starts");
            let mut out = BufReader::new(child.stdout.take().expect("piped"));
            // Some are killed while they start, the others after a few entries and a random moment more: the one wait
            // in these tests, because the moment is what is tried.
            let mut said = String::new();
            for _ in 0..chance.below(5) {
                out.read_line(&mut said).expect("readable");
            }
            std::thread::sleep(Duration::from_micros(chance.below(3_000)));
            child.kill().expect("it can be killed");
            child.wait().expect("it is gone");
            out.read_to_string(&mut said).expect("readable");
            for (n, hash) in acknowledged(&said) {
                assert!(!kept.iter().any(|(known, _)| *known == n), "entry {n} was acknowledged twice");
                kept.push((n, hash));
            }
            nothing_lost(&scratch, &kept, &format!("round {round}"));
        }
        in_all += kept.len() as u64;
        let store = scratch.store();
        pen(&store, &anna()).write(answer("csr-saq.Z1", "after"), &at(), true).expect("the next write recovers");
        assert!(nothing_lost(&scratch, &kept, "after the last kill").problems.is_empty());
        assert_eq!(verify(&store, &[]).expect("walked").problems, []);
    }
    assert!(in_all > rounds * kills, "the writer was killed before it could write: {in_all}");
}

#[test]
fn two_processes_that_write_into_one_journal_at_once_lose_none() {
    let scratch = scratch();
    let each = of(500);
    let writers: Vec<_> = (0..2).map(|_| scratch.command("anna-7f3k", each).spawn().expect("the scribe starts")).collect();
    let mut kept = Vec::new();
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        kept.extend(acknowledged(&String::from_utf8_lossy(&output.stdout)));
    }
    let journal = nothing_lost(&scratch, &kept, "two at once");
    assert_eq!(journal.problems, []);
    assert_eq!(journal.entries.iter().filter(|entry| matches!(entry.act, Act::Open(_))).count(), 1, "opened once");
    kept.sort();
    kept.dedup();
    assert_eq!((kept.len() as u64, journal.entries.len() as u64), (2 * each, 2 * each + 1), "each was acknowledged once");
}

#[test]
fn eight_writers_beside_each_other_in_one_folder_lose_none() {
    let scratch = scratch();
    let each = of(500);
    let names: Vec<String> = (0..8).map(|n| format!("writer{n}-7f3k")).collect();
    let writers: Vec<_> = names.iter().map(|name| scratch.command(name, each).spawn().expect("the scribe starts")).collect();
    for writer in writers {
        assert!(writer.wait_with_output().expect("it ends").status.success());
    }
    for name in &names {
        let journal = journal::read(&scratch.bytes(name));
        assert_eq!((journal.problems.len(), journal.entries.len() as u64), (0, each + 1), "{name}");
    }
}

/// After a run that could not save: it said so, lost nothing, left a whole log or a tail its next write sets aside, and
/// goes on when the trouble is over.
fn failed_well(scratch: &Scratch, output: &std::process::Output, when: &str) {
    let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        assert!(told.contains("NOT SAVED"), "{when}: {told}");
    }
    let kept = acknowledged(&said);
    nothing_lost(scratch, &kept, when);
    let more = scratch.command("anna-7f3k", 3).output().expect("it runs");
    assert!(more.status.success(), "{when}: with the trouble over it goes on: {}", String::from_utf8_lossy(&more.stderr));
    assert_eq!(nothing_lost(scratch, &kept, when).problems, [], "{when}");
}

/// A file-size limit makes writes fail half-way through a block.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_half_way_through_a_block_loses_nothing_and_is_told() {
    if !has("bash") {
        return;
    }
    for kilobytes in [1, 2, 3, 5, 8] {
        let scratch = scratch();
        let script = format!("ulimit -f {kilobytes}; trap '' XFSZ; exec \"$0\" \"$@\"");
        let mut bash = Command::new("bash");
        bash.arg("-c").arg(script).arg(scribe()).arg(&scratch.root).arg(&scratch.state).args(["anna-7f3k", "500"]);
        let output = bash.output().expect("it runs");
        assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).starts_with("NOT SAVED"));
        assert_eq!(journal::read(&scratch.bytes("anna-7f3k")).problems, [], "the block that did not fit was cut back");
        failed_well(&scratch, &output, &format!("{kilobytes} kB"));
    }
}

/// A disk of a few hundred kilobytes, filled to the last byte by the interview itself.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_runs_full_loses_nothing_and_is_told() {
    let mounts = Command::new("unshare").args(["--mount", "--map-root-user", "true"]).stderr(Stdio::null()).status();
    if !skipped_unless(mounts.is_ok_and(|status| status.success()), "a mount of one's own (unshare)") {
        return;
    }
    let scratch = scratch();
    fs::create_dir_all(&scratch.root).expect("a folder");
    let out = scratch.root.with_file_name("out");
    let script = "mount -t tmpfs -o size=256k none \"$1\" || exit 77; \"$0\" \"$@\"; code=$?; cp -a \"$1\" \"$OUT\"; exit $code";
    let mut inside = Command::new("unshare");
    inside.args(["--mount", "--map-root-user", "sh", "-c", script]).arg(scribe()).arg(&scratch.root).arg(&scratch.state);
    let output = inside.args(["anna-7f3k", "100000"]).env("OUT", &out).output().expect("it runs");
    if !skipped_unless(output.status.code() != Some(77), "a disk of one's own (tmpfs)") {
        return;
    }
    assert!(String::from_utf8_lossy(&output.stderr).contains("NOT SAVED"), "{}", String::from_utf8_lossy(&output.stderr));
    fs::remove_dir(&scratch.root).and_then(|()| fs::rename(&out, &scratch.root)).expect("the disk's content moves over");
    assert!(acknowledged(&String::from_utf8_lossy(&output.stdout)).len() > 20, "the disk was full before anything was written");
    failed_well(&scratch, &output, "full disk");
}

/// The k-th write or sync of the whole program fails, whatever file it is for.
#[cfg(target_os = "linux")]
#[test]
fn a_write_or_sync_that_fails_at_any_place_loses_nothing_and_is_told() {
    if !has("strace") {
        return;
    }
    let mut failures = 0;
    for call in ["write", "fdatasync", "fsync"] {
        for error in ["ENOSPC", "EIO"] {
            for k in (1..=25).filter(|k| full() || k % 5 == 1) {
                let scratch = scratch();
                let mut traced = Command::new("strace");
                traced.args([
                    "-f",
                    "-o",
                    "/dev/null",
                    "-e",
                    &format!("trace={call}"),
                    "-e",
                    &format!("inject={call}:error={error}:when={k}"),
                ]);
                let output =
                    traced.arg(scribe()).arg(&scratch.root).arg(&scratch.state).args(["anna-7f3k", "12"]).output().expect("it runs");
                failures += u32::from(!output.status.success());
                failed_well(&scratch, &output, &format!("{call} {k} fails with {error}"));
            }
        }
    }
    assert!(failures > 20, "the calls did not fail: {failures}");
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
fn git_merges_of_two_writers_branches_keep_every_answer() {
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
        let mut pen = pen(&store, writer);
        for _ in 0..=chance.below(3) {
            written += 1;
            pen.write(answer(&format!("csr-saq.C{}", chance.below(9)), &format!("{writer} {written}")), &at(), true).expect("saved");
        }
        written
    };
    write(&writers[0]);
    assert!(git(&scratch.root, &["add", "-A"]) && git(&scratch.root, &["commit", "-qm", "start"]));
    let mut total = 0;
    for round in 0..of(100) {
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
    let answers: usize = journals.iter().map(|(_, journal)| journal.entries.len() - 1).sum();
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
    store.put_file(oretrail::store::Shelf::Supplier("acme"), b"paper", "txt").expect("stored");
    let note = store.put_text(&place(), "said in confidence").expect("stored");
    let head = pen(&store, &anna()).write(Act::Note { question: None, text: note.clone() }, &at(), true).expect("saved");
    let mut bob = pen(&store, &WriterId::parse("bob-1").expect("a writer"));
    bob.shown(&[journal::Head { entry: head.entry, hash: head.hash.short() }]);
    bob.write(answer("csr-saq.C1", "no"), &at(), true).expect("saved");
    let kinds = |store: &FolderStore| verify(store, &[]).expect("walked").problems.iter().map(|problem| problem.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&store), [""; 0]);
    let folder = scratch.root.join("suppliers/acme/FY2026");
    let body = folder.join("bodies").join(format!("{}.txt", note.hex()));
    fs::write(&body, "changed").expect("written");
    let paper = fs::read_dir(scratch.root.join("suppliers/acme/files")).expect("listed").next().expect("one").expect("entry").path();
    fs::write(&paper, "changed").expect("written");
    fs::write(folder.join("anna-7f3k (1).toml"), "copy").expect("written");
    fs::copy(folder.join("bob-1.toml"), scratch.root.join("suppliers/acme/FY2025-bob-1.toml")).expect("copied");
    fs::create_dir_all(scratch.root.join("suppliers/acme/FY2025")).expect("made");
    fs::rename(scratch.root.join("suppliers/acme/FY2025-bob-1.toml"), scratch.root.join("suppliers/acme/FY2025/bob-1.toml"))
        .expect("moved");
    assert_eq!(kinds(&store), ["document", "moved", "foreign-file", "body"]);
    fs::remove_file(&body).expect("removed");
    fs::remove_file(&paper).expect("removed");
    assert_eq!(kinds(&store), ["moved", "foreign-file", "body"], "a text written here and gone is missed where it was written");
    let elsewhere = FolderStore::open(&scratch.root, &scratch.state.with_file_name("another-machine")).expect("a store");
    assert_eq!(kinds(&elsewhere), ["moved", "foreign-file"], "elsewhere it is absent, and no damage");
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
