//! What the program itself holds while hostile files arrive: measured on the running program, as the system counts it.

use std::fs::{self, File};
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::sample::{complete, packed};

/// The most the program may hold, in megabytes.
const MOST: u64 = 100;

/// The verdicts on a folder, and the most the program ever held until it ended.
fn imported(folder: &Path, beside: &Path) -> (Vec<Value>, u64) {
    let told = beside.join("told.json");
    let mut child = Command::new(env!("CARGO_BIN_EXE_oretrail"))
        .args(["import", "--json"])
        .arg(folder)
        .env("ORETRAIL_STATE", beside.join("state"))
        .env("ORETRAIL_WORKSPACE", beside.join("nowhere"))
        .env("ORETRAIL_NOW", "2026-11-23T09:00:00+09:00")
        .stdout(File::create(&told).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    // The figure only grows, so the last one seen is that of the whole run but for its last moment.
    while child.try_wait().unwrap().is_none() {
        let held = fs::read_to_string(&status).unwrap_or_default();
        let line = held.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        peak = line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0).max(peak);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let all: Value = serde_json::from_slice(&fs::read(told).unwrap()).unwrap();
    (all.as_array().cloned().unwrap(), peak >> 10)
}

#[test]
fn the_program_itself_stays_small_whatever_arrives() {
    let beside = tempfile::tempdir().unwrap();
    let arrived = beside.path().join("arrived");
    fs::create_dir(&arrived).unwrap();
    let bombs = super::bomb::all();
    for (n, bomb) in bombs.iter().enumerate() {
        fs::write(arrived.join(format!("{n:02}.xlsx")), &bomb.bytes).unwrap();
    }
    // The largest that is still looked at, and one byte more.
    fs::write(arrived.join("x large.bin"), vec![b'x'; 32 << 20]).unwrap();
    fs::write(arrived.join("y larger.bin"), vec![b'y'; (32 << 20) + 1]).unwrap();
    fs::write(arrived.join("z.xlsx"), complete().bytes()).unwrap();
    let (all, peak) = imported(&arrived, beside.path());
    assert_eq!(all.len(), bombs.len() + 3, "as many verdicts as files");
    let (sound, refused) = all.split_last().unwrap();
    assert!(refused.iter().all(|verdict| verdict["verdict"] == "unreadable"), "{all:?}");
    assert_eq!(sound["verdict"], "accepted", "the bombs before did not touch the sound one: {sound}");
    eprintln!("the program held {peak} MB at most");
    assert!(peak > 0 && peak <= MOST, "{peak} MB");
}

/// Bytes that cannot be packed.
fn noise(seed: u32) -> Vec<u8> {
    let mut state = seed;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(2 << 20)
    .collect()
}

#[test]
fn an_archive_far_larger_than_any_file_is_read_file_by_file_and_never_held() {
    const FORMS: u32 = 60;
    let beside = tempfile::tempdir().unwrap();
    let arrived = beside.path().join("arrived");
    fs::create_dir(&arrived).unwrap();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(File::create(arrived.join("all.zip")).unwrap());
    for n in 0..FORMS {
        let form = complete().put("Declaration", "D8", format!("Company {n}").as_str()).bytes();
        let mut form = zip::ZipWriter::new_append(Cursor::new(form)).unwrap();
        form.start_file("xl/media/image1.png", options).unwrap();
        form.write_all(&noise(n)).unwrap();
        archive.start_file(format!("{n:02}.xlsx"), options).unwrap();
        archive.write_all(&form.finish().unwrap().into_inner()).unwrap();
    }
    archive.finish().unwrap();
    let mut nest = packed(&[("form.xlsx", &complete().bytes())]);
    for _ in 0..5 {
        nest = packed(&[("a.zip", &nest), ("b.zip", &nest)]);
    }
    fs::write(arrived.join("nest.zip"), nest).unwrap();
    let (all, peak) = imported(&arrived, beside.path());
    let accepted = all.iter().filter(|verdict| verdict["verdict"] == "accepted").count();
    assert_eq!((all.len(), accepted), (FORMS as usize + 8, FORMS as usize));
    eprintln!("the program held {peak} MB at most");
    assert!(peak > 0 && peak <= MOST, "{peak} MB");
}

#[test]
fn links_and_pipes_on_the_disk_lead_nowhere_and_hold_nothing_up() {
    let beside = tempfile::tempdir().unwrap();
    let (arrived, outside) = (beside.path().join("arrived"), beside.path().join("outside"));
    fs::create_dir_all(arrived.join("inner")).unwrap();
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret.xlsx"), complete().put("Declaration", "D8", "Secret").bytes()).unwrap();
    fs::write(arrived.join("form.xlsx"), complete().bytes()).unwrap();
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, arrived.join(name)).unwrap();
    link(&outside.join("secret.xlsx"), "a file elsewhere.xlsx");
    link(&outside, "a folder elsewhere");
    link(&arrived, "inner/back again");
    link(Path::new("/dev/zero"), "endless.xlsx");
    link(&outside.join("gone.xlsx"), "nowhere.xlsx");
    assert!(Command::new("mkfifo").arg(arrived.join("pipe.xlsx")).status().unwrap().success());
    let (all, _) = imported(&arrived, beside.path());
    let seen: Vec<(&str, &str)> = all.iter().map(|one| (one["file"].as_str().unwrap(), one["verdict"].as_str().unwrap())).collect();
    assert_eq!(seen, [("form.xlsx", "accepted"), ("pipe.xlsx", "unreadable")]);
    assert!(all[1]["reason"].as_str().unwrap().contains("neither a file nor a folder"), "{}", all[1]);
    assert!(!format!("{all:?}").contains("Secret"));
}
