//! Stored files have a retention date as texts have: what is due is erased with a gap that proves itself, and a file that
//! another entry still needs is kept.

use super::*;

const LATER: &str = "2045-04-01T09:00:00+09:00";

/// A sample with two papers on file at one supplier: one withdrawn long before the other.
fn with_papers() -> (common::Sample, String, String) {
    let sample = common::sample();
    let file = |name: &str, text: &str| {
        std::fs::write(sample.root.join(name), text).expect("a paper");
        let path = sample.root.join(name);
        let path = path.to_str().expect("a path");
        let told = json(&sample, "anna", &["evidence", "add", path, "--supplier", "hai-trieu", "--what", name, "--question", "D4"]);
        std::fs::remove_file(path).expect("it is stored under its hash");
        told["sha256"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned()
    };
    let (first, second) = (file("permit.txt", "fire permit"), file("drill.txt", "drill record"));
    (sample, first, second)
}

fn stored(sample: &common::Sample, sha256: &str) -> bool {
    let files = std::fs::read_dir(sample.root.join("suppliers/hai-trieu/files")).expect("files");
    files.filter_map(Result::ok).any(|file| file.file_name().to_string_lossy().starts_with(sha256))
}

#[test]
fn stored_files_are_listed_with_size_and_class_and_the_entries_that_need_them() {
    let (sample, first, _) = with_papers();
    let list = json(&sample, "mori", &["retention", "list", "--files", "--supplier", "hai-trieu"]);
    let files = list["files"].as_array().expect("files");
    let one = files.iter().find(|file| file["sha256"] == first.as_str()).unwrap_or_else(|| panic!("{list}"));
    assert_eq!((&one["bytes"], &one["class"], &one["name"]), (&11.into(), &"documents".into(), &"permit.txt".into()));
    assert_eq!(one["named_by"].as_array().map(Vec::len), Some(1), "{one}");
    let shown = done(&sample, "mori", &["retention", "list", "--files", "--supplier", "hai-trieu"]);
    assert!(shown.contains("permit.txt") && shown.contains("11 B") && shown.contains("documents on file"), "{shown}");
    let classes = json(&sample, "mori", &["retention", "list"]);
    let of =
        |word: &str| classes["classes"].as_array().expect("classes").iter().find(|one| one["class"] == word).cloned().expect("a class");
    assert!(of("documents")["files"].as_u64().is_some_and(|files| files >= 2) && of("documents")["files_due"] == 0);
    assert!(of("workbooks")["files"].as_u64().is_some_and(|files| files > 0), "the accepted declarations of the sample");
}

#[test]
fn a_file_whose_time_is_over_goes_and_verify_why_and_the_bundle_say_that_it_was_erased() {
    let (sample, first, second) = with_papers();
    done(&sample, "mori", &["decide", "hai-trieu", "--outcome", "continue", "--reason", "papers seen"]);
    let erase = ["retention", "erase", "documents", "--supplier", "hai-trieu", "--reason", "register no. 12"];
    assert_eq!(json(&sample, "mori", &[&erase[..], &["--yes"]].concat())["erased_files"], serde_json::json!([]), "nothing is due today");
    let (code, told, error) = run_at(&sample, "mori", LATER, &erase);
    assert!(code == 0 && told.contains("permit.txt") && told.contains("--yes") && stored(&sample, &first), "{told}{error}");
    let (code, _, error) = run_at(&sample, "anna", LATER, &[&erase[..], &["--yes"]].concat());
    assert_eq!((code, error.contains("administrator")), (2, true), "{error}");
    let gone = json_at(&sample, "mori", LATER, &[&erase[..], &["--yes"]].concat());
    assert!(gone["erased_files"].as_array().is_some_and(|files| files.len() >= 2), "{gone}");
    assert!(!stored(&sample, &first) && !stored(&sample, &second));
    let verified = json_at(&sample, "mori", LATER, &["verify", "hai-trieu"]);
    assert_eq!((&verified["whole"], &verified["problems"]), (&true.into(), &serde_json::json!([])), "{verified}");
    let named = verified["erased_files"].as_array().expect("erased").iter().any(|one| one["sha256"] == first.as_str());
    assert!(named && verified["erased_files"][0]["reason"] == "register no. 12", "{verified}");
    let (_, page, _) = run_at(&sample, "mori", LATER, &["verify", "hai-trieu"]);
    assert!(page.contains("they are not missing") && page.contains("register no. 12"), "{page}");
    let (_, why, _) = run_at(&sample, "mori", LATER, &["why", "hai-trieu"]);
    assert!(why.contains("permit.txt") && why.contains("ERASED, not missing") && why.contains("register no. 12"), "{why}");
    let out = sample.root.parent().expect("a folder").join("bundle");
    let (code, _, error) = run_at(&sample, "mori", LATER, &["bundle", "hai-trieu", "--out", out.to_str().expect("a path")]);
    assert_eq!(code, 0, "{error}");
    let withheld = std::fs::read_to_string(out.join("WITHHELD.txt")).expect("gaps are named");
    assert!(withheld.contains(&format!("erased files/{first}")) && withheld.contains("register no. 12"), "{withheld}");
    let missing = json_at(&sample, "mori", LATER, &["evidence", "list", "--supplier", "hai-trieu", "--missing"]);
    assert!(!missing.to_string().contains(&first), "erased is not missing: {missing}");
}

#[test]
fn a_file_that_another_entry_still_needs_is_kept_and_said_so() {
    let (sample, first, _) = with_papers();
    // The paper goes out of force today; as evidence of an action it is needed for as long as that is kept.
    done(&sample, "anna", &["evidence", "withdraw", &first[..12], "--reason", "the authority revoked it"]);
    let step = "2030-06-01T09:00:00+09:00";
    let added =
        json_at(&sample, "mori", step, &["action", "add", "hai-trieu", "--what", "new permit", "--owner", "anna", "--due", "2030-12-01"]);
    std::fs::write(sample.root.join("permit.txt"), "fire permit").expect("a paper");
    let path = sample.root.join("permit.txt");
    let done_step =
        ["action", "done", "hai-trieu", added["entry"].as_str().expect("an entry"), "--evidence", path.to_str().expect("a path")];
    assert_eq!(run_at(&sample, "anna", step, &done_step).0, 0);
    std::fs::remove_file(path).expect("it is stored");
    let between = "2037-01-15T09:00:00+09:00";
    let erase = ["retention", "erase", "documents", "--supplier", "hai-trieu", "--reason", "register no. 12", "--yes"];
    let told = json_at(&sample, "mori", between, &erase);
    assert!(stored(&sample, &first), "{told}");
    let kept = told["files_kept"].as_array().expect("kept").iter().find(|file| file["sha256"] == first.as_str()).expect("said").clone();
    assert!(kept["kept_for"].as_str().is_some_and(|entry| entry.starts_with("suppliers/hai-trieu/standing/anna")), "{kept}");
    let (_, shown, _) = run_at(&sample, "mori", between, &["retention", "list", "--supplier", "hai-trieu"]);
    assert!(shown.contains("still needs it until 2040-06-01"), "{shown}");
}

#[test]
fn before_its_time_a_file_goes_only_where_the_law_asks_for_it_and_it_must_not_come_back_by_itself() {
    let (sample, first, second) = with_papers();
    let erase = ["retention", "erase", "--file", &first[..10], "--reason", "erasure asked for on 2026-11-20", "--yes"];
    let error = refused(&sample, "mori", &erase);
    assert!(error.contains("--ahead") && error.contains("permit.txt"), "{error}");
    let copy = std::fs::read_dir(sample.root.join("suppliers/hai-trieu/files")).expect("files").filter_map(Result::ok);
    let copy = copy.map(|file| file.path()).find(|path| path.to_string_lossy().contains(&first)).expect("the file");
    done(&sample, "mori", &[&erase[..], &["--ahead"]].concat());
    assert!(!stored(&sample, &first) && stored(&sample, &second));
    assert_eq!(json(&sample, "mori", &["verify"])["whole"], true);
    std::fs::write(&copy, "fire permit").expect("a sync brings it back");
    let (code, told, _) = run(&sample, "mori", &["verify", "hai-trieu"]);
    assert!(code == 1 && told.contains("here again"), "{told}");
    let error = refused(&sample, "mori", &["retention", "erase", "--file", "abc", "--reason", "x"]);
    assert!(error.contains("retention list --files"), "{error}");
    // Filed anew by a person it is a paper like any other.
    std::fs::write(sample.root.join("permit.txt"), "fire permit").expect("a paper");
    let path = sample.root.join("permit.txt");
    let again = "2026-12-01T09:00:00+09:00";
    let add = ["evidence", "add", path.to_str().expect("a path"), "--supplier", "hai-trieu", "--what", "permit", "--question", "D4"];
    let (code, out, error) = run_at(&sample, "anna", again, &add);
    assert_eq!(code, 0, "{out}{error}");
    std::fs::remove_file(path).expect("stored");
    assert_eq!(json_at(&sample, "mori", again, &["verify", "hai-trieu"])["whole"], true);
}
