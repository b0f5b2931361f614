//! Workspaces of every format that was ever written: they replay to the same bytes, for ever.

use std::fs;
use std::path::{Path, PathBuf};

use super::common;

/// A workspace of every format that was ever written; none is ever changed or taken away.
fn goldens() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut all: Vec<PathBuf> =
        fs::read_dir(folder).expect("goldens").map(|entry| entry.expect("readable").path()).filter(|path| path.is_dir()).collect();
    all.sort();
    all
}

#[test]
fn every_golden_workspace_is_whole_and_replays_to_the_same_bytes() {
    assert!(!goldens().is_empty());
    for golden in goldens() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let root = scratch.path().join("workspace");
        common::copy(&golden, &root);
        let clock = common::clock();
        let workspace = oretrail::workspace::Workspace::open(&root, &scratch.path().join("state"), "guest", clock).expect("it opens");
        let report = workspace.verify(&[]).expect("readable");
        assert!(report.whole, "{}: {:#?}", golden.display(), report.problems);
        let mut replayed = 0;
        for id in workspace.supplier_ids().expect("readable") {
            for decision in workspace.dossier(&id).expect("readable").review.decisions {
                let again = workspace.replay(&id, &decision.entry).expect("sealed");
                assert!(again.is_identical(), "{} {id}: {:#?}", golden.display(), again.differences);
                replayed += 1;
            }
        }
        assert!(replayed > 0, "{} holds no decision", golden.display());
    }
}
