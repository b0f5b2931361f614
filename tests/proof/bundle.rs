//! What an auditor takes along, checked with `sha256sum`, Python and stock OpenSSH.

use std::fs;
use std::path::{Path, PathBuf};

use oretrail::journal::block::sha256_hex;

use super::damage::rehashed;
use super::{ID, common, decided, done, every_file, full, json, run};
use common::Sample;

fn is_here(tool: &str) -> bool {
    let found = std::process::Command::new(tool).arg("--version").output().is_ok();
    assert!(found || !full(), "{tool} is not here, and ORETRAIL_OUTSIDE=1 says that it must be");
    if !found {
        eprintln!("skipped: {tool} is not here");
    }
    found
}

fn outside(folder: &Path, tool: &str, arguments: &[&str], input: Option<&Path>) -> (bool, String) {
    let mut command = std::process::Command::new(tool);
    command.current_dir(folder).args(arguments);
    if let Some(file) = input {
        command.stdin(fs::File::open(file).expect("readable"));
    }
    let output = command.output().expect("it runs");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

fn bundled(sample: &Sample) -> PathBuf {
    let out = sample.root.with_file_name("bundle");
    done(sample, &["bundle", ID, "--out", out.to_str().expect("a path")]);
    out
}

#[test]
fn a_bundle_checks_with_sha256sum_its_ten_lines_and_stock_openssh() {
    let sample = decided();
    let folder = bundled(&sample);
    let verifier = fs::read_to_string(folder.join("verify.py")).expect("the verifier");
    assert!(verifier.lines().count() <= 10, "{verifier}");
    assert!(folder.join("why.txt").is_file() && folder.join("allowed_signers").is_file());
    let signed: Vec<PathBuf> =
        every_file(&folder.join("signatures")).into_iter().filter(|file| file.extension().is_some_and(|e| e == "sig")).collect();
    assert!(signed.len() >= 2, "decision and seal are signed: {signed:?}");
    if is_here("sha256sum") {
        let (fine, out) = outside(&folder, "sha256sum", &["-c", "--quiet", "SHA256SUMS"], None);
        assert!(fine, "{out}");
    }
    if is_here("ssh-keygen") {
        for signature in &signed {
            let (message, signature) = (signature.with_extension("txt"), signature.to_str().expect("a path"));
            let arguments = ["-Y", "verify", "-f", "allowed_signers", "-I", "mori", "-n", "oretrail", "-s", signature];
            let (fine, out) = outside(&folder, "ssh-keygen", &arguments, Some(&message));
            assert!(fine, "{out}");
        }
        if is_here("python3") {
            let (fine, out) = outside(&folder, "python3", &["verify.py"], None);
            assert!(fine && out.contains("whole"), "{out}");
        }
    }
}

#[test]
fn the_ten_lines_find_a_byte_that_was_changed_even_where_the_list_was_written_anew() {
    let sample = decided();
    let folder = bundled(&sample);
    if !is_here("python3") || !is_here("ssh-keygen") {
        return;
    }
    let log = folder.join("record/suppliers").join(ID).join("FY2026/anna-7f3k.toml");
    let before = fs::read_to_string(&log).expect("a log");
    fs::write(&log, before.replacen("61", "41", 1)).expect("written");
    assert!(!outside(&folder, "python3", &["verify.py"], None).0, "the list tells");
    let list = folder.join("SHA256SUMS");
    let sums = fs::read_to_string(&list).expect("a list");
    let fresh = sums.replacen(&sha256_hex(before.as_bytes()), &sha256_hex(&fs::read(&log).expect("a log")), 1);
    fs::write(&list, fresh).expect("written");
    assert!(!outside(&folder, "python3", &["verify.py"], None).0, "the chain tells");
    let signed = folder.join("record/suppliers").join(ID).join("standing/mori-x5tb.toml");
    fs::write(&log, &before).expect("written");
    let text = fs::read_to_string(&signed).expect("a log");
    let forged = rehashed(&text.replacen("improvement-required", "continue", 1));
    fs::write(&signed, &forged).expect("written");
    fs::write(&list, sums.replacen(&sha256_hex(text.as_bytes()), &sha256_hex(forged.as_bytes()), 1)).expect("written");
    assert!(!outside(&folder, "python3", &["verify.py"], None).0, "the signature tells");
}

/// The bundle with its list of hashes written anew, as somebody does who changed a file.
fn listed_anew(folder: &Path) {
    let mut sums = String::new();
    for file in every_file(folder) {
        let name = file.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
        if !name.starts_with("SHA256SUMS") {
            sums.push_str(&format!("{}  {name}\n", sha256_hex(&fs::read(&file).expect("readable"))));
        }
    }
    fs::write(folder.join("SHA256SUMS"), sums).expect("written");
}

#[test]
fn whoever_changes_a_bundle_and_its_list_is_told_by_the_makers_signature_and_by_names_and_heads_without_it() {
    if !is_here("python3") || !is_here("ssh-keygen") {
        return;
    }
    let sample = decided();
    let verified = |folder: &Path| outside(folder, "python3", &["verify.py"], None);
    let first = |folder: &Path, inside: &str| every_file(&folder.join(inside)).into_iter().next().expect("a file");
    let edit = |file: &Path| fs::write(file, fs::read_to_string(file).expect("text") + " ").expect("written");
    let anna = |folder: &Path| folder.join("record/suppliers").join(ID).join("FY2026/anna-7f3k.toml");
    let cut = |file: &Path| {
        let text = fs::read_to_string(file).expect("text");
        let whole: String = text.split_inclusive("\n\n").take(3).collect();
        fs::write(file, whole).expect("written");
    };
    type Forging<'f> = (&'f str, &'f dyn Fn(&Path), bool);
    let forgings: [Forging<'_>; 6] = [
        ("the page", &|folder| edit(&folder.join("why.txt")), false),
        ("a sealed file", &|folder| edit(&first(folder, "sealed")), true),
        ("a text", &|folder| edit(&first(folder, &format!("record/suppliers/{ID}/FY2026/bodies"))), true),
        ("a log cut off", &|folder| cut(&anna(folder)), true),
        ("a log gone", &|folder| fs::remove_file(anna(folder)).expect("removed"), true),
        ("signatures gone", &|folder| fs::remove_dir_all(folder.join("signatures")).expect("removed"), false),
    ];
    for (what, forge, told_without_it) in forgings {
        let folder = bundled(&sample);
        forge(&folder);
        listed_anew(&folder);
        assert!(!verified(&folder).0, "{what}: the maker's signature tells");
        let signature = every_file(&folder).into_iter().find(|file| file.to_string_lossy().contains("SHA256SUMS.")).expect("signed");
        fs::remove_file(signature).expect("removed");
        let (fine, out) = verified(&folder);
        assert_eq!(fine, !told_without_it, "{what}: {out}");
        assert!(!fine || out.contains("nobody signed the list"), "{what}: what is left unproved is said: {out}");
        fs::remove_dir_all(&folder).expect("removed");
    }
}

#[test]
fn a_bundle_is_never_laid_over_something() {
    let sample = decided();
    let folder = bundled(&sample);
    let (code, _, error) = run(&sample, &["bundle", ID, "--out", folder.to_str().expect("a path")]);
    assert_eq!(code, 2);
    assert!(error.contains("holds something"), "{error}");
}

/// A sample in which a related party is known, an owner was named, screening and a restricted check took place.
fn with_restricted_matter() -> Sample {
    let sample = common::sample();
    done(&sample, &["people", "key"]);
    let rows = "Kaneda Saburo\t30\tJP\tno";
    let as_anna = |arguments: &[&str]| {
        let (code, out, error) = common::run_as(&sample, "anna", arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{error}");
    };
    as_anna(&["answer", ID, "E3", rows]);
    let profile = sample.root.join("suppliers").join(ID).join("supplier.toml");
    let text = fs::read_to_string(&profile).expect("a profile") + "\n[[related]]\nname = \"Kaneda Holding\"\nkind = \"owner\"\n";
    fs::write(&profile, text).expect("written");
    as_anna(&["supplier", "adopt", ID, "--yes"]);
    done(&sample, &["answer", ID, "E4", "hit", "--note", "Kaneda Saburo is on the list of the ministry"]);
    let list = sample.root.with_file_name("parties.csv");
    fs::write(&list, "name,id\nKaneda Holding,X-1\n").expect("written");
    let list = list.to_str().expect("a path");
    done(&sample, &["reference", "import", "sanctions", list, "--dated", "2026-11-20", "--column", "name=name", "--column", "id=id"]);
    done(&sample, &["screen", ID]);
    done(&sample, &["decide", ID, "--outcome", "improvement-required", "--reason", "hours above the limit"]);
    sample
}

#[test]
fn a_bundle_for_outsiders_leaves_restricted_matter_behind_its_hashes_and_is_proved_all_the_same() {
    let sample = with_restricted_matter();
    let folder = bundled(&sample);
    let everything: String =
        every_file(&folder).iter().map(|file| String::from_utf8_lossy(&fs::read(file).expect("read")).into_owned()).collect();
    assert!(!everything.contains("Kaneda"), "no owner, no related party, no hit");
    let record: String = every_file(&folder.join("record")).iter().map(|file| fs::read_to_string(file).expect("text")).collect();
    assert!(!record.contains("csr-saq.E4"), "no restricted check");
    assert!(!folder.join("record/registers/screening").exists());
    let gaps = fs::read_to_string(folder.join("WITHHELD.txt")).expect("the gaps are named");
    for gap in ["log record/registers/screening/", "entry ", "persons record/suppliers"] {
        assert!(gaps.contains(gap), "{gap}: {gaps}");
    }
    let log = sample.root.join("suppliers").join(ID).join("FY2026/mori-x5tb.toml");
    let checked = fs::read_to_string(&log).expect("mori's log");
    let hash = checked.lines().rfind(|line| line.starts_with("hash = ")).expect("a hash");
    assert!(record.contains(hash), "the hash of what is left out stands in its place");
    checks_outside(&folder, "whole, but for");
    // What stood before a gap was written anew, with fresh hashes up to it and a list that fits.
    let (list, cut) = (folder.join("SHA256SUMS"), folder.join("record/suppliers").join(ID).join("FY2026/mori-x5tb.toml"));
    let before = fs::read_to_string(&cut).expect("a log");
    let open = before.split_inclusive("\n\n").next().expect("a first entry");
    let forged = rehashed(&open.replacen("+09:00", "+08:00", 1));
    let hash_of = |block: &str| block.rsplit('"').nth(1).expect("a hash").to_owned();
    let other = before.replacen(open, &forged, 1).replace(&hash_of(open), &hash_of(&forged));
    assert!(other.contains("[[withheld]]") && other != before);
    fs::write(&cut, &other).expect("written");
    let sums = fs::read_to_string(&list).expect("a list");
    fs::write(&list, sums.replacen(&sha256_hex(before.as_bytes()), &sha256_hex(other.as_bytes()), 1)).expect("written");
    if is_here("python3") && is_here("ssh-keygen") {
        assert!(!outside(&folder, "python3", &["verify.py"], None).0, "the signature over the links tells");
    }
}

fn checks_outside(folder: &Path, word: &str) {
    if is_here("sha256sum") {
        let (fine, out) = outside(folder, "sha256sum", &["-c", "--quiet", "SHA256SUMS"], None);
        assert!(fine, "{out}");
    }
    if is_here("python3") && is_here("ssh-keygen") {
        let (fine, out) = outside(folder, "python3", &["verify.py"], None);
        assert!(fine && out.contains(word), "{out}");
    }
}

#[test]
fn only_who_sees_restricted_checks_takes_them_along_and_only_when_asked_to() {
    let sample = with_restricted_matter();
    let folder = sample.root.with_file_name("authority");
    let to = folder.to_str().expect("a path");
    let (code, _, error) = common::run_as(&sample, "ono", &["bundle", ID, "--out", to, "--restricted"]);
    assert_eq!(code, 2, "{error}");
    assert!(!folder.exists());
    done(&sample, &["bundle", ID, "--out", to, "--restricted"]);
    assert!(!folder.join("WITHHELD.txt").exists());
    assert!(folder.join("record/registers/screening").is_dir());
    checks_outside(&folder, "whole; list signed by mori");
}

#[test]
fn what_a_key_signed_before_it_was_given_up_is_proved_after_it_and_what_it_signs_later_is_not() {
    let sample = decided();
    let people = json(&sample, &["people", "list"]);
    let fingerprint = people.to_string().split("SHA256:").nth(1).map(|rest| format!("SHA256:{}", &rest[..43])).expect("a key");
    let (code, out, error) =
        common::run_with(&sample, &sample.root, "mori", "2026-12-24T09:00:00+09:00", &["people", "key", "--drop", &fingerprint]);
    assert_eq!(code, 0, "{out}{error}");
    let folder = sample.root.with_file_name("bundle");
    let later = ["bundle", ID, "--out", folder.to_str().expect("a path")];
    let (code, out, error) = common::run_with(&sample, &sample.root, "mori", "2027-06-01T09:00:00+09:00", &later);
    assert_eq!(code, 0, "{out}{error}");
    let signers = fs::read_to_string(folder.join("allowed_signers")).expect("signers");
    assert!(signers.contains("valid-before=\"20261224000000\""), "{signers}");
    checks_outside(&folder, "whole");
    if !is_here("ssh-keygen") {
        return;
    }
    let signature =
        every_file(&folder.join("signatures")).into_iter().find(|file| file.extension().is_some_and(|e| e == "sig")).expect("signed");
    let message = signature.with_extension("txt");
    let at = |time: &str| {
        let time = format!("verify-time={time}");
        let signature = signature.to_str().expect("a path");
        let arguments = ["-Y", "verify", "-f", "allowed_signers", "-I", "mori", "-n", "oretrail", "-O", &time, "-s", signature];
        outside(&folder, "ssh-keygen", &arguments, Some(&message)).0
    };
    assert!(at("20261123003000") && !at("20270101000000"), "good for what was signed before, and for nothing after");
}
