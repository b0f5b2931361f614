//! Papers on file and promised ones: whom a paper covers, whether it is still here, what happens when it runs out.

use super::*;

fn paper(sample: &Sample, name: &str) -> String {
    let file = sample.root.with_file_name(name);
    std::fs::write(&file, format!("a paper called {name}")).expect("written");
    file.display().to_string()
}

fn of<'v>(rows: &'v Value, supplier: &str) -> &'v Value {
    rows.as_array().expect("rows").iter().find(|row| row["supplier"] == supplier).expect("its row")
}

#[test]
fn one_paper_covers_several_suppliers_sites_and_questions_and_says_so() {
    let sample = common::sample();
    let file = paper(&sample, "iso45001.pdf");
    let add = [
        "evidence",
        "add",
        &file,
        "--supplier",
        "hai-trieu",
        "--supplier",
        "atacama-cobre",
        "--site",
        "atacama-cobre:quebrada-clara",
        "--metal",
        "copper",
        "--question",
        "D4",
        "--question",
        "csr-saq.D1",
        "--what",
        "ISO 45001 of the group",
        "--issuer",
        "TÜV Süd",
        "--dated",
        "2025-03-01",
        "--expires",
        "2028-02-28",
    ];
    let out = done(&sample, "anna", &add);
    assert!(out.contains("atacama-cobre: sites quebrada-clara") && out.contains("hai-trieu: the whole company"), "{out}");
    let told = json(&sample, "ken", &["evidence", "covers", "iso45001"]);
    let covers = told["covers"].as_array().expect("covers");
    assert_eq!(covers.len(), 2, "{told}");
    assert_eq!(of(&told["covers"], "atacama-cobre")["sites"], serde_json::json!(["quebrada-clara"]));
    assert_eq!(of(&told["covers"], "hai-trieu")["questions"], serde_json::json!(["csr-saq.D1", "csr-saq.D4"]));
    let hash = told["sha256"].as_str().expect("a hash").to_owned();
    let shown = done(&sample, "ken", &["evidence", "show", &hash[..8]]);
    for word in ["ISO 45001 of the group", "TÜV Süd", "2028-02-28", "here, unchanged", hash.as_str(), "standing/anna-7f3k#"] {
        assert!(shown.contains(word), "{word}\n{shown}");
    }
    let stored = sample.root.join("suppliers/hai-trieu/files").join(format!("{hash}.pdf"));
    std::fs::write(&stored, "other bytes").expect("written");
    let list = json(&sample, "ken", &["evidence", "list", "--supplier", "hai-trieu"]);
    let row = list.as_array().expect("rows").iter().find(|row| row["sha256"] == hash.as_str()).expect("the paper");
    assert_eq!((row["file"].as_str(), row["state"].as_str()), (Some("changed"), Some("changed")));
    std::fs::remove_file(&stored).expect("removed");
    let missing = json(&sample, "ken", &["evidence", "list", "--supplier", "hai-trieu", "--missing"]);
    assert!(missing.as_array().expect("rows").iter().any(|row| row["missing"] == "file" && row["sha256"] == hash.as_str()), "{missing}");
    assert_eq!(run(&sample, "ken", &["verify", "hai-trieu"]).0, 1, "an entry names a document that is gone");
}

#[test]
fn what_cannot_be_a_paper_of_the_supplier_is_refused_in_a_sentence_and_nothing_is_stored() {
    let sample = common::sample();
    let file = paper(&sample, "x.pdf");
    let error = refused(&sample, "anna", &["evidence", "add", &file, "--supplier", "hai-trieu", "--site", "nowhere"]);
    assert!(error.contains("hai-trieu has no site \"nowhere\""), "{error}");
    let late = ["evidence", "add", &file, "--supplier", "hai-trieu", "--dated", "2026-02-01", "--expires", "2026-01-01"];
    assert!(refused(&sample, "anna", &late).contains("before its date"));
    let day = ["evidence", "add", &file, "--supplier", "hai-trieu", "--expires", "soon"];
    assert!(refused(&sample, "anna", &day).contains("not a date"));
    assert!(refused(&sample, "anna", &["evidence", "covers", "no-such-paper"]).contains("evidence list"));
    let (code, _, error) = run(&sample, "anna", &["evidence", "add", "gone.pdf", "--supplier", "hai-trieu"]);
    assert_eq!(code, 3, "{error}");
    assert!(!done(&sample, "anna", &["evidence", "list"]).contains("x.pdf"));
}

#[test]
fn what_was_attached_in_an_interview_is_in_the_register_and_answers_without_a_paper_are_told() {
    let sample = common::sample();
    let file = paper(&sample, "log.pdf");
    done(&sample, "anna", &["answer", "hai-trieu", "A1", "3", "--source", "said", "--evidence", &file]);
    let all = json(&sample, "anna", &["evidence", "list", "--supplier", "hai-trieu"]);
    let row = all.as_array().expect("rows").iter().find(|row| row["name"] == "log.pdf").expect("the paper");
    assert_eq!(row["questions"], serde_json::json!(["csr-saq.A1"]));
    let kinds: Vec<&str> = row["said"].as_array().expect("entries").iter().filter_map(|said| said["kind"].as_str()).collect();
    assert_eq!(kinds, ["attach", "answer"]);
    let missing = json(&sample, "anna", &["evidence", "list", "--missing"]);
    let papers: Vec<&Value> = missing.as_array().expect("rows").iter().filter(|row| row["missing"] == "paper").collect();
    assert!(papers.len() > 5, "{missing}");
    assert!(!papers.iter().any(|row| row["supplier"] == "hai-trieu" && row["question"] == "csr-saq.A1"));
}

#[test]
fn the_day_after_a_paper_runs_out_or_is_withdrawn_the_answer_is_open_again() {
    let sample = common::sample();
    let file = paper(&sample, "hours.pdf");
    let corrects = ["--reason", "time records shown", "--asked-by", "ourselves"];
    let answer = [&["answer", "kuroshio-keiseki", "csr-saq.C10", "peak=45,average=40"][..], &corrects].concat();
    assert_eq!(run_at(&sample, "ken", "2026-11-20T09:30:00+09:00", &answer).0, 0);
    let add = ["evidence", "add", &file, "--supplier", "kuroshio-keiseki", "--question", "C10", "--expires", "2026-11-24"];
    assert_eq!(run_at(&sample, "ken", "2026-11-20T10:00:00+09:00", &add).0, 0);
    let row = |day: &str| {
        let clock = oretrail::workspace::Clock::set(&format!("{day}T09:30:00+09:00")).expect("a time");
        let workspace = oretrail::workspace::Workspace::open(&sample.root, &sample.state, "mori", clock).expect("it opens");
        let dossier = workspace.dossier("kuroshio-keiseki").expect("a dossier");
        let id = oretrail::questionnaire::QuestionId::from_text("csr-saq.C10");
        (dossier.plan.row(&id).expect("the row").state, dossier.situation.given(&id)[0].backing)
    };
    use oretrail::interview::plan::RowState;
    use oretrail::situation::Backing;
    assert_eq!(row("2026-11-24"), (RowState::Answered, Backing::Sound));
    assert_eq!(row("2026-11-25"), (RowState::Open, Backing::Expired));
    let stale = |now: &str| {
        let flags = json_at(&sample, "mori", now, &["flags", "kuroshio-keiseki"]);
        flags.as_array().expect("flags").iter().any(|flag| flag["rule"] == "Z-07" && flag["causes"][0]["question"] == "csr-saq.C10")
    };
    assert!(!stale("2026-11-24T09:30:00+09:00") && stale("2026-11-25T09:30:00+09:00"));
    let soon = json_at(&sample, "mori", "2026-11-20T10:30:00+09:00", &["evidence", "list", "--expiring", "4"]);
    assert!(soon.as_array().expect("rows").iter().any(|row| row["name"] == "hours.pdf" && row["state"] == "soon"), "{soon}");
    let withdraw = ["evidence", "withdraw", "hours.pdf", "--reason", "made out for another company"];
    let error = refused(&sample, "mori", &["evidence", "withdraw", "hours.pdf", "--reason", " "]);
    assert!(error.contains("reason is empty"), "{error}");
    done(&sample, "mori", &withdraw);
    assert_eq!(row("2026-11-23"), (RowState::Open, Backing::Withdrawn));
    assert!(refused(&sample, "mori", &withdraw).contains("withdrawn already"));
    let shown = done(&sample, "mori", &["evidence", "show", "hours.pdf"]);
    assert!(shown.contains("withdrawn by mori on 2026-11-23: made out for another company"), "{shown}");
    done(&sample, "ken", &["evidence", "add", &file, "--supplier", "kuroshio-keiseki", "--question", "C10", "--expires", "2029-11-24"]);
    assert_eq!(row("2026-11-23"), (RowState::Answered, Backing::Sound), "filed anew it counts again");
}

#[test]
fn a_promise_is_listed_kept_by_a_file_or_given_up_with_a_reason() {
    let sample = common::sample();
    let add = ["promise", "add", "hai-trieu", "D4", "--due", "2026-12-01", "--what", "drill record", "--by", "Ms Tran, quality"];
    done(&sample, "anna", &add);
    done(&sample, "anna", &["promise", "hai-trieu", "D5", "--due", "2026-12-20"]);
    let all = json(&sample, "anna", &["promise", "list", "--supplier", "hai-trieu"]);
    let rows = all.as_array().expect("rows");
    let d4 = rows.iter().find(|row| row["question"] == "csr-saq.D4").expect("D4");
    assert_eq!(
        (d4["what"].as_str(), d4["by"].as_str(), d4["days_left"].as_i64()),
        (Some("drill record"), Some("Ms Tran, quality"), Some(8))
    );
    assert!(rows.iter().any(|row| row["question"] == "csr-saq.D5"), "the short way stands in the same list");
    let due = json_at(&sample, "anna", "2026-12-02T09:00:00+09:00", &["promise", "list", "--supplier", "hai-trieu", "--due"]);
    assert_eq!(due.as_array().expect("rows").iter().filter(|row| row["state"] == "overdue").count(), 1, "{due}");
    let error = refused(&sample, "anna", &["promise", "kept", "hai-trieu", "D4", "gone.pdf"]);
    assert!(error.contains("no file gone.pdf"), "{error}");
    let file = paper(&sample, "drill.pdf");
    done(&sample, "anna", &["promise", "kept", "hai-trieu", "D4", &file, "--issuer", "Fire brigade", "--expires", "2027-11-30"]);
    let error = refused(&sample, "anna", &["promise", "dropped", "hai-trieu", "D4", "--reason", "closed"]);
    assert!(error.contains("promised nothing called \"D4\""), "{error}");
    done(&sample, "anna", &["promise", "dropped", "hai-trieu", "D5", "--reason", "the kiln was taken down"]);
    let all = json(&sample, "anna", &["promise", "list", "--supplier", "hai-trieu", "--all"]);
    let state = |question: &str| {
        let row = all.as_array().expect("rows").iter().find(|row| row["question"] == question).expect("it").clone();
        (row["state"].as_str().unwrap_or_default().to_owned(), row["dropped"]["reason"].as_str().map(str::to_owned))
    };
    assert_eq!(state("csr-saq.D4"), ("kept".to_owned(), None));
    assert_eq!(state("csr-saq.D5"), ("dropped".to_owned(), Some("the kiln was taken down".to_owned())));
    let covers = json(&sample, "anna", &["evidence", "covers", "drill.pdf"]);
    assert_eq!(covers["covers"][0]["questions"], serde_json::json!(["csr-saq.D4"]));
    let history = done(&sample, "anna", &["log", "hai-trieu"]);
    assert!(history.contains("promise-drop") && history.contains("evidence"), "{history}");
}

#[test]
fn a_paper_on_file_keeps_a_promise_by_its_hash_and_a_withdrawn_one_keeps_none() {
    let sample = common::sample();
    done(&sample, "anna", &["promise", "add", "minato-haulage", "D4", "--due", "2026-12-01"]);
    let file = paper(&sample, "group.pdf");
    done(&sample, "anna", &["evidence", "add", &file, "--supplier", "hai-trieu", "--expires", "2028-01-31"]);
    let hash = json(&sample, "anna", &["evidence", "covers", "group.pdf"])["sha256"].as_str().expect("a hash").to_owned();
    done(&sample, "anna", &["promise", "kept", "minato-haulage", "csr-saq.D4", &hash[..10]]);
    let rows = json(&sample, "anna", &["evidence", "covers", &hash]);
    assert_eq!(of(&rows["covers"], "minato-haulage")["expires"], "2028-01-31", "what is known of the paper comes with it");
    done(&sample, "mori", &["evidence", "withdraw", &hash, "--supplier", "minato-haulage", "--reason", "another company's"]);
    let open = json(&sample, "anna", &["promise", "list", "--supplier", "minato-haulage"]);
    assert!(open.as_array().expect("rows").iter().any(|row| row["question"] == "csr-saq.D4"), "{open}");
    let rows = json(&sample, "anna", &["evidence", "covers", &hash]);
    assert_eq!(of(&rows["covers"], "hai-trieu")["state"], "counts", "withdrawn where it was said to be");
}

#[test]
fn the_reminder_is_in_the_suppliers_language_and_names_what_was_promised() {
    let sample = common::sample();
    let add = ["promise", "add", "minato-haulage", "D4", "--due", "2026-12-01", "--what", "訓練記録", "--by", "小野"];
    done(&sample, "anna", &add);
    let now = "2026-12-03T09:00:00+09:00";
    let out = sample.root.with_file_name("letters").display().to_string();
    let (code, told, error) = run_at(&sample, "anna", now, &["promise", "reminder", "minato-haulage", "--out", &out]);
    assert_eq!(code, 0, "{told}{error}");
    let text = std::fs::read_to_string(std::path::Path::new(&out).join("minato-haulage.ja.txt")).expect("the letter");
    for word in
        ["拝啓", "敬具", "訓練記録", "小野 様（2026年11月23日", "2026年12月1日（火）", "D4 ", "2026年12月17日（木）までに", "ご提出期日"]
    {
        assert!(text.contains(word), "{word}\n{text}");
    }
    let zh = json_at(&sample, "anna", now, &["--lang", "zh", "promise", "reminder", "minato-haulage"]);
    assert!(zh[0]["text"].as_str().expect("a text").contains("烦请于 2026年12月17日之前"), "{zh}");
    let none = json_at(&sample, "anna", now, &["promise", "reminder", "minato-haulage", "--due", "--lang", "en"]);
    assert_eq!(none[0]["overdue"], 1);
    let past = ["promise", "reminder", "--until", "2020-01-01"];
    assert!(refused(&sample, "anna", &past).contains("can still keep"));
}

#[test]
fn answers_that_rest_on_a_certificate_in_dispute_say_so_until_a_reviewer_has_settled_it() {
    let sample = common::sample();
    let said = ["answer", "kuroshio-keiseki", "csr-saq.C10", "peak=45,average=40", "--source", "seen"];
    done(&sample, "ken", &[&said[..], &["--reason", "time records shown", "--asked-by", "ourselves"]].concat());
    let add = |state: &'static str, source: &'static str, dated: &'static str| {
        let add = ["certificate", "add", "kuroshio-keiseki", "--scheme", "SA 8000", "--state", state, "--source", source, "--dated", dated];
        done(&sample, "anna", &[add.as_slice(), &["--question", "C10"]].concat());
    };
    let backing = || {
        let all = json(&sample, "mori", &["answers", "kuroshio-keiseki"]);
        let row = all.as_array().expect("rows").iter().find(|row| row["question"] == "csr-saq.C10").expect("C10").clone();
        row["backing"].as_str().unwrap_or_default().to_owned()
    };
    add("certified", "document", "2026-10-01");
    assert_eq!(backing(), "sound");
    add("applied", "scheme", "2026-11-01");
    assert_eq!(backing(), "disputed");
    assert!(done(&sample, "mori", &["answers", "kuroshio-keiseki"]).contains("seen ! a certificate in dispute"));
    let both = json(&sample, "mori", &["certificate", "list", "kuroshio-keiseki"]);
    let held = both.as_array().expect("rows").iter().find(|row| row["scheme"] == "SA 8000").expect("it").clone();
    assert_eq!(held["sources"].as_array().map(Vec::len), Some(2), "both sources stand side by side: {held}");
    let settle = ["certificate", "settle", "kuroshio-keiseki", "sa", "--state", "certified", "--reason", "seen on the scheme's new list"];
    done(&sample, "mori", &settle);
    assert_eq!(backing(), "sound");
    let held = json(&sample, "mori", &["certificate", "list", "kuroshio-keiseki"]);
    let held = held.as_array().expect("rows").iter().find(|row| row["scheme"] == "SA 8000").expect("it").clone();
    let told = (held["settled"]["by"].as_str(), held["settled"]["note"].as_str());
    assert_eq!(told, (Some("mori"), Some("seen on the scheme's new list")));
}

#[test]
fn promises_go_with_a_supplier_that_is_handed_over_and_an_overdue_one_brings_it_into_the_queue() {
    let sample = common::sample();
    let queued = |now: &str| -> Vec<String> {
        let all = json_at(&sample, "mori", now, &["queue"]);
        all.as_array().expect("rows").iter().filter_map(|row| row["supplier"].as_str().map(str::to_owned)).collect()
    };
    let now = queued(common::NOW);
    let suppliers = json(&sample, "mori", &["supplier", "list"]);
    let ids = suppliers.as_array().expect("rows").iter().filter_map(|row| row["id"].as_str());
    let calm = ids.into_iter().find(|id| !now.iter().any(|queued| queued == id)).expect("somebody against whom nothing stands");
    done(&sample, "anna", &["promise", "add", calm, "D4", "--due", "2026-12-01", "--what", "drill record"]);
    let told = done(&sample, "anna", &["supplier", "hand-over", calm, "--to", "ken", "--reason", "leave", "--yes"]);
    assert!(told.contains("D4") && told.contains("2026-12-01") && told.contains("drill record"), "{told}");
    let list = json(&sample, "ken", &["promise", "list", "--supplier", calm]);
    assert_eq!(list[0]["buyer"], "ken", "{list}");
    assert!(!queued("2026-12-01T09:00:00+09:00").contains(&calm.to_owned()), "its day is not over");
    assert!(queued("2026-12-02T09:00:00+09:00").contains(&calm.to_owned()));
    let causes = json_at(&sample, "mori", "2026-12-02T09:00:00+09:00", &["queue", "--by", "cause"]);
    let group =
        causes.as_array().expect("groups").iter().find(|group| group["key"] == "promise-overdue").expect("a cause of its own").clone();
    assert!(group.to_string().contains(calm), "{group}");
    let doctor = json_at(&sample, "mori", "2026-12-02T09:00:00+09:00", &["doctor"]);
    let late = doctor["ailments"].as_array().expect("ailments").iter().any(|one| one["kind"] == "promise-overdue" && one["of"] == calm);
    assert!(late, "{doctor}");
}
