//! Backups: proved before they are called good.

use std::fs;
use std::path::Path;

use oretrail::journal::block::sha256_hex;

use super::{ID, decided, done, every_file, run};

#[test]
fn a_backup_is_proved_and_restored_and_a_changed_one_is_refused() {
    let sample = decided();
    let backup = sample.root.with_file_name("backup");
    let restored = sample.root.with_file_name("restored");
    let (to, from) = (restored.to_str().expect("a path"), backup.to_str().expect("a path"));
    done(&sample, &["backup", from]);
    let out = done(&sample, &["--workspace", to, "restore", from]);
    assert!(out.contains("verified"), "{out}");
    let names = |root: &Path| every_file(root).iter().map(|file| file.strip_prefix(root).expect("inside").to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&sample.root), names(&restored));
    for name in names(&sample.root) {
        assert_eq!(
            fs::read(sample.root.join(&name)).expect("readable"),
            fs::read(restored.join(&name)).expect("readable"),
            "{}",
            name.display()
        );
    }
    assert_eq!(run(&sample, &["--workspace", to, "replay", ID]).0, 0, "the decision replays in the copy");
    assert_eq!(run(&sample, &["--workspace", to, "restore", from]).0, 2, "nothing is laid over a workspace");
    let one = backup.join("workspace/suppliers").join(ID).join("supplier.toml");
    let text = fs::read_to_string(&one).expect("a profile");
    fs::write(&one, text.replacen("Minato", "Manito", 1)).expect("written");
    let other = sample.root.with_file_name("other");
    let (code, _, error) = run(&sample, &["--workspace", other.to_str().expect("a path"), "restore", from]);
    assert_eq!(code, 2);
    assert!(error.contains("was changed") && !other.exists(), "{error}");
}

#[test]
fn a_list_that_leads_outside_restores_nothing() {
    let sample = decided();
    let backup = sample.root.with_file_name("backup");
    done(&sample, &["backup", backup.to_str().expect("a path")]);
    let list = backup.join("SHA256SUMS");
    let text = fs::read_to_string(&list).expect("a list");
    let hash = sha256_hex(b"x");
    fs::write(backup.join("x"), b"x").expect("written");
    fs::write(&list, format!("{text}{hash}  workspace/../x\n")).expect("written");
    let to = sample.root.with_file_name("restored");
    let (code, _, error) = run(&sample, &["--workspace", to.to_str().expect("a path"), "restore", backup.to_str().expect("a path")]);
    assert_eq!(code, 2);
    assert!(error.contains("outside") && !to.exists(), "{error}");
}
