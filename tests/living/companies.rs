//! Group companies that buy from the same supplier: one set of answers, and each decides and spends for itself.

use std::fs;

use super::{common, done, json, refused};

const ID: &str = "fjord-scrap";

/// A sample whose company has two sisters that buy too.
pub(super) fn group() -> common::Sample {
    let sample = common::sample();
    let file = sample.root.join("oretrail.toml");
    let text = fs::read_to_string(&file).expect("settings");
    fs::write(&file, text + "\n[companies]\nkuroshio-tubes = \"Kuroshio Tubes\"\nkuroshio-wire = \"Kuroshio Wire\"\n").expect("written");
    sample
}

#[test]
fn each_company_decides_for_itself_on_the_same_answers() {
    let sample = group();
    done(&sample, "mori", &["decide", ID, "--outcome", "change-contract", "--reason", "papers complete"]);
    let error = refused(&sample, "mori", &["why", ID, "--company", "kuroshio-tubes"]);
    assert!(error.contains("nothing was decided") && error.contains("Kuroshio Tubes"), "{error}");
    let tubes = ["decide", ID, "--outcome", "improvement-required", "--reason", "small lots", "--company", "Kuroshio Tubes"];
    done(&sample, "mori", &tubes);
    let all = json(&sample, "mori", &["decisions", ID]);
    let told: Vec<(&str, &str, &str)> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| {
            let decision = &row["decision"];
            let word =
                |value: &serde_json::Value| -> &'static str { Box::leak(value.as_str().unwrap_or("–").to_owned().into_boxed_str()) };
            (word(&row["company"]), word(&decision["outcome"]), word(&decision["standing"]))
        })
        .collect();
    assert_eq!(told, [("–", "change-contract", "current"), ("kuroshio-tubes", "improvement-required", "current")]);
    let page = done(&sample, "mori", &["why", ID, "--company", "kuroshio-tubes"]);
    assert!(page.contains("Kuroshio Tubes  FY2026") && page.contains("small lots") && !page.contains("papers complete"), "{page}");
    let own = done(&sample, "mori", &["why", ID, "--on", "2026-11-23"]);
    assert!(own.contains("papers complete") && !own.contains("small lots"), "{own}");
    for company in [&[][..], &["--company", "kuroshio-tubes"]] {
        let replayed = json(&sample, "mori", &[&["replay", ID][..], company].concat());
        assert_eq!(replayed["identical"], true, "{replayed}");
    }
    // An answer nobody had read makes both stale, for the answers are the same.
    done(&sample, "anna", &["answer", ID, "C1", "no"]);
    let all = json(&sample, "mori", &["decisions", ID]);
    assert!(all.as_array().expect("a list").iter().all(|row| row["decision"]["approval"] == "stale"), "{all}");
    assert_eq!(json(&sample, "anna", &["verify", ID])["whole"], true);
}

#[test]
fn each_company_sees_the_suppliers_it_buys_from_with_its_own_spend() {
    let sample = group();
    done(&sample, "anna", &["supplier", "set", ID, "spend-class", "low", "--company", "kuroshio-tubes"]);
    let spends = |company: &[&str]| -> Option<String> {
        let rows = json(&sample, "anna", &[&["supplier", "list"][..], company].concat());
        let row = rows.as_array().expect("rows").iter().find(|row| row["id"] == ID)?.clone();
        Some(row["spend_class"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(spends(&["--company", "kuroshio-tubes"]).as_deref(), Some("low"));
    assert_eq!(spends(&["--company", "kuroshio-wire"]), None, "it does not buy there");
    let shown = json(&sample, "anna", &["supplier", "show", ID]);
    assert_eq!((&shown["profile"]["spend"]["kuroshio-tubes"], &shown["edited"]), (&"low".into(), &serde_json::json!([])));
    let text = fs::read_to_string(sample.root.join(format!("suppliers/{ID}/supplier.toml"))).expect("a profile");
    assert!(text.contains("[spend]\nkuroshio-tubes = \"low\""), "{text}");
    done(&sample, "anna", &["supplier", "set", ID, "spend-class", "none", "--company", "kuroshio-tubes"]);
    assert_eq!(spends(&["--company", "kuroshio-wire"]).map(|_| ()), Some(()), "nobody says what each spends, so all buy");
}

#[test]
fn where_there_is_one_company_nothing_is_different_and_a_wrong_name_is_refused() {
    let sample = common::sample();
    done(&sample, "mori", &["decide", ID, "--outcome", "continue", "--reason", "papers complete"]);
    let log = fs::read_to_string(sample.root.join(format!("suppliers/{ID}/standing/mori-x5tb.toml"))).expect("a log");
    assert!(!log.contains("company ="), "{log}");
    let error = refused(&sample, "mori", &["decisions", "--company", "kuroshio-tubes"]);
    assert!(error.contains("[companies]"), "{error}");
    let sample = group();
    let error = refused(&sample, "mori", &["decisions", "--company", "tubes"]);
    assert!(error.contains("kuroshio-tubes, kuroshio-wire"), "{error}");
    let error = refused(&sample, "anna", &["supplier", "set", ID, "goods", "x", "--company", "kuroshio-tubes"]);
    assert!(error.contains("spend-class"), "{error}");
    let error = refused(&sample, "anna", &["supplier", "set", ID, "spend-class", "huge", "--company", "kuroshio-tubes"]);
    assert!(error.contains("high, medium, low, or none"), "{error}");
    assert!(done(&sample, "mori", &["check"]).is_empty() || !done(&sample, "mori", &["check"]).contains("companies"));
}
