//! R14 and R42: what a metal without a scheme opens, and what leaves the house.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::common::{self, Sample};
use super::{asked, json, run, said, sets};

#[test]
fn r14_tin_or_tungsten_opens_the_origin_questions_and_names_no_scheme() {
    let sets = sets();
    for role in ["mine", "trader", "maker"] {
        let before = asked(role, "VN", &["lithium"], &sets);
        for metal in ["tin", "tungsten"] {
            let opened: BTreeSet<String> = asked(role, "VN", &["lithium", metal], &sets).difference(&before).cloned().collect();
            let origin = opened.iter().filter(|id| id.starts_with("oecd-5step.")).count();
            assert!(origin >= 5, "{role} with {metal}: {opened:?}");
        }
    }
    // The same through the program: the supplier begins to deliver tin.
    let sample = common::sample();
    let id = "kisaki-seisakusho";
    let sets = ["--questionnaire", "csr-saq", "--questionnaire", "oecd-5step"];
    said(&sample, &[&["campaign", "new", "ORIGIN", "--due", "2027-01-15", "--yes", "--as", "mori"][..], &sets].concat());
    let open = |metal: &str| {
        said(&sample, &["supplier", "set", id, "materials", metal]);
        json(&sample, &["assess", id])[0]["burden"]["asked"].as_u64().expect("how many are asked")
    };
    let (without, with) = (open("lithium"), open("tin"));
    assert!(with >= without + 20, "lithium {without}, tin {with}");
    assert_eq!(with, open("tungsten"));
    said(&sample, &["supplier", "set", id, "materials", "tin"]);
    let metals = json(&sample, &["metals"]);
    let tin = metals.as_array().expect("rows").iter().find(|row| row["metal"] == "tin").expect("tin is delivered now");
    assert_eq!(tin["schemes"].as_array().map(Vec::len), Some(0), "{tin}");
    let page = said(&sample, &["metals"]);
    assert!(page.lines().any(|line| line.contains("Tin") && line.contains("no scheme named in source")), "{page}");
}

fn every_text(folder: &Path) -> String {
    let mut all = String::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for path in std::fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                waiting.push(path);
            } else {
                all.push_str(&String::from_utf8_lossy(&std::fs::read(&path).expect("readable")));
            }
        }
    }
    all
}

fn beside(sample: &Sample, name: &str) -> String {
    sample.root.with_file_name(name).to_str().expect("a path").to_owned()
}

#[test]
fn r42_what_leaves_the_house_has_a_form_without_names_and_one_without_what_is_restricted() {
    let sample = common::sample();
    let as_mori = |arguments: &[&str]| {
        let (code, out, error) = common::run_as(&sample, "mori", arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{error}");
    };
    // The consolidated declaration names its suppliers, and in its other form none of them and no file of theirs.
    let ids: Vec<String> = json(&sample, &["supplier", "list"])
        .as_array()
        .expect("suppliers")
        .iter()
        .flat_map(|one| [one["id"].as_str(), one["name"].as_str()].map(|word| word.expect("a word").to_owned()))
        .collect();
    let rolled = |name: &str, more: &[&str]| {
        let out = beside(&sample, name);
        said(&sample, &[&["rollup", "--out", &out][..], more].concat());
        std::fs::read_to_string(&out).expect("written")
    };
    let named = |text: &str| ids.iter().filter(|id| text.contains(id.as_str())).cloned().collect::<Vec<_>>();
    for ending in ["csv", "json"] {
        let (whole, redacted) = (rolled(&format!("whole.{ending}"), &[]), rolled(&format!("redacted.{ending}"), &["--anonymous"]));
        assert!(!named(&whole).is_empty(), "{ending} says who declared what");
        assert!(named(&redacted).is_empty(), "{ending}: {:?}", named(&redacted));
        assert!(redacted.len() > 100 && !redacted.contains(".xlsx"), "{redacted}");
    }
    // A bundle leaves what is not for outsiders behind its hashes, whoever makes it, unless it is asked for.
    let id = "hai-trieu";
    let secret = "stands on the list of the ministry under an older name";
    as_mori(&["answer", id, "csr-saq.E4", "hit", "--note", secret]);
    as_mori(&["decide", id, "--outcome", "improvement-required", "--reason", "hours above the limit"]);
    let out = beside(&sample, "bundle");
    as_mori(&["bundle", id, "--out", &out]);
    let (everything, record) = (every_text(Path::new(&out)), every_text(&Path::new(&out).join("record")));
    assert!(!everything.contains(secret) && !record.contains("csr-saq.E4"), "the hit is not for outsiders");
    assert!(Path::new(&out).join("WITHHELD.txt").is_file(), "the gaps are named");
    assert!(!run(&sample, &["log", id]).1.contains(secret), "nor for the buyer");
}
