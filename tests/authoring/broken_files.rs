//! Ways to break the files of a company that are no questionnaire and no policy: its own settings, a supplier's profile,
//! and the log of people. Each is met at its line with what to do.

use oretrail::diagnostic::Diagnostic;
use oretrail::{supplier, workspace::settings};

use super::broken::met;
use super::common;

const COMPANY: &str = r#"workspace = "8e7720782ec3cb6f3a1bb1ee3f6c296d"
company = "Kuroshio Metals"
time-zone = "Asia/Tokyo"
language = "en"
compliance = ["mori"]
people-root = "mori-x5tb#2:a6781fe8e2be6da958e1ec46c8c34892"
[companies]
kuroshio-tubes = "Kuroshio Tubes"
kuroshio-wire = "Kuroshio Wire"
[declaration]
scope = "A"
"#;

/// What is broken · what stood there · what stands there now · the code · a word of what to do.
const COMPANIES: [(&str, &str, &str, &str, &str); 17] = [
    ("no company", "company = \"Kuroshio Metals\"\n", "", "missing-key", "company"),
    ("no id", "workspace = \"8e7720782ec3cb6f3a1bb1ee3f6c296d\"\n", "", "missing-key", "workspace"),
    ("a time zone that is none", "Asia/Tokyo", "Asia/Tokio", "unknown-time-zone", "Asia/Tokyo"),
    ("a language that is none", "language = \"en\"", "language = \"jp\"", "unknown-word", "ja"),
    ("a mistyped key", "language = \"en\"", "langauge = \"en\"", "unknown-key", "language"),
    ("an officer by his full name", "[\"mori\"]", "[\"Mori Kenji\"]", "not-a-person", "oretrail people list"),
    ("an officer without a name", "[\"mori\"]", "[\"\"]", "not-a-person", "short name"),
    ("officers that are no list", "compliance = [\"mori\"]", "compliance = 7", "wrong-type", ""),
    ("a root that is none", "mori-x5tb#2:a6781f", "mori-x5tb-2-a6781f", "people-root", "oretrail init"),
    (
        "a company with a blank in its id",
        "kuroshio-tubes = \"Kuroshio Tubes\"",
        "\"kuroshio tubes\" = \"Kuroshio Tubes\"",
        "not-a-company",
        "hyphens",
    ),
    ("a company without a name", "\"Kuroshio Tubes\"", "\"\"", "not-a-company", "the name"),
    ("the company itself among the others", "\"Kuroshio Tubes\"", "\"Kuroshio Metals\"", "not-a-company", "under `company`"),
    ("two companies of one name", "\"Kuroshio Wire\"", "\"Kuroshio Tubes\"", "duplicate-company", "its own name"),
    ("a company twice", "kuroshio-wire =", "kuroshio-tubes =", "toml-syntax", "keep one"),
    ("something a declaration does not say", "scope = \"A\"", "scoop = \"A\"", "unknown-key", "scope"),
    ("a company that is a number", "company = \"Kuroshio Metals\"", "company = 7", "wrong-type", "quotes"),
    ("a quotation mark left open", "language = \"en\"", "language = \"en", "toml-syntax", "quotation mark"),
];

const PROFILE: &str = r#"[supplier]
id = "osaka-powder"
name = "Osaka Powder KK"
partner-type = "maker"
country = "CD"
region = "CD-NK"
spend-class = "high"
onboarded = "2017-10-01"
languages = ["ja"]
materials = ["tungsten", "scrap"]
[profile]
headcount = 96
direct = 60
labour-agency = true
[[site]]
id = "main"
name = "Main works"
country = "JP"
[[site]]
id = "second"
name = "Second works"
[[related]]
name = "Holding SA"
kind = "owner"
[[certificate]]
scheme = "ISO 14001"
site = "main"
state = "certified"
issued = "2024-05-20"
expires = "2027-05-19"
source = "certificate copy"
"#;

const PROFILES: [(&str, &str, &str, &str, &str); 26] = [
    ("a fact that is nearly one", "headcount = 96", "headcont = 96", "unknown-key", "did you mean `headcount`"),
    ("more people employed than people", "direct = 60", "direct = 600", "more-than-all", "one of the two"),
    ("a language by the code of a country", "[\"ja\"]", "[\"jp\"]", "unknown-language", "ISO 639-1"),
    ("a tie that is nearly one", "\"owner\"", "\"ownr\"", "unknown-word", "owner"),
    ("a certificate that ends before it begins", "\"2027-05-19\"", "\"2023-05-19\"", "dates-turned", "look at the paper"),
    ("a certificate for a site that is none", "site = \"main\"", "site = \"mian\"", "unknown-site", "main, second"),
    ("a certificate nobody says the source of", "source = \"certificate copy\"\n", "", "no-source", "a copy"),
    ("an id that is not the folder's", "id = \"osaka-powder\"", "id = \"osaka\"", "wrong-id", "supplier rename"),
    ("no name", "name = \"Osaka Powder KK\"\n", "", "missing-key", "name"),
    ("a partner type that is none", "\"maker\"", "\"makr\"", "unknown-word", "maker"),
    ("no partner type", "partner-type = \"maker\"\n", "", "unknown-type", "add `partner-type"),
    ("a country in words", "country = \"CD\"", "country = \"Congo\"", "not-a-country", "ISO 3166-1"),
    ("a region of another country", "region = \"CD-NK\"", "region = \"CL-AN\"", "region-elsewhere", "CD-NK"),
    ("a class of spend that is none", "spend-class = \"high\"", "spend-class = \"huge\"", "unknown-word", "high"),
    ("a day that is none", "2017-10-01", "2017-13-01", "not-a-date", "2026-04-01"),
    ("a metal that is nearly one", "\"tungsten\"", "\"tungstn\"", "unknown-material", "tungsten"),
    ("people below nothing", "headcount = 96", "headcount = -96", "out-of-range", "0 or more"),
    ("people in words", "headcount = 96", "headcount = \"many\"", "wrong-type", ""),
    ("a flag that is a word", "labour-agency = true", "labour-agency = \"yes\"", "wrong-type", "true or false"),
    ("a site twice", "id = \"second\"", "id = \"main\"", "duplicate-id", "its own id"),
    ("a site without an id", "id = \"second\"\n", "", "missing-key", "id"),
    ("a related party without a name", "name = \"Holding SA\"\n", "", "missing-key", "name"),
    ("a certificate in a state that is none", "\"certified\"", "\"certfied\"", "unknown-word", "certified"),
    ("a certificate without a state", "state = \"certified\"\n", "", "missing-key", "state"),
    ("a certificate that ends on no day", "2027-05-19", "19 May 2027", "not-a-date", "2026-04-01"),
    ("a mistyped key", "partner-type", "partnr-type", "unknown-key", "partner-type"),
];

#[test]
fn every_way_to_break_a_company_or_a_profile_is_met_at_its_line_with_what_to_do() {
    let company = |text: &str| settings::read("oretrail.toml", text).1;
    let profile = |text: &str| supplier::read("supplier.toml", "osaka-powder", text).1;
    assert_eq!((company(COMPANY), profile(PROFILE)), (Vec::<Diagnostic>::new(), Vec::<Diagnostic>::new()));
    let mut wrong = Vec::new();
    COMPANIES.iter().for_each(|row| met("company", COMPANY, row, &company, &mut wrong));
    PROFILES.iter().for_each(|row| met("profile", PROFILE, row, &profile, &mut wrong));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_region_by_name_a_site_by_name_and_a_fact_of_the_companys_own_are_no_mistakes() {
    for (from, to) in [
        ("region = \"CD-NK\"", "region = \"Haut-Katanga\""),
        ("region = \"CD-NK\"", "region = \"cd-nk\""),
        ("site = \"main\"", "site = \"Main works\""),
        ("direct = 60", "uses-mercury = true\nfurnaces = 4"),
    ] {
        assert!(PROFILE.contains(from), "{from}");
        let (read, problems) = supplier::read("supplier.toml", "osaka-powder", &PROFILE.replacen(from, to, 1));
        assert_eq!(problems, Vec::<Diagnostic>::new(), "{to}");
        let kept = |key: &str| read.fact(key);
        if to.contains("furnaces") {
            assert_eq!(kept("uses-mercury"), Some(supplier::Fact::Flag(true)));
            assert_eq!(kept("furnaces"), Some(supplier::Fact::Number(oretrail::ratio::Ratio::whole(4))));
        }
    }
}

/// Entry by entry, with the blank line that parts them.
fn entries(log: &str) -> Vec<String> {
    log.split_inclusive("\n\n").map(str::to_owned).collect()
}

#[test]
fn every_way_to_break_the_log_of_people_is_met_at_the_entry_with_what_to_do() {
    let sample = common::sample();
    let folder = sample.root.join("people");
    let log = std::fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let file = log.expect("a log");
    let sound = std::fs::read_to_string(&file).expect("a log");
    let all = entries(&sound);
    assert!(all.len() > 3 && all[2].contains("do = \"grant\""));
    let at = |place: usize| all[..place].concat().matches('\n').count() + 1;
    let with = |place: usize, entry: &str| [&all[..place].concat(), entry, &all[place + 1..].concat()].concat();
    let without_hash: String = all[2].lines().filter(|line| !line.starts_with("hash")).fold(String::new(), |text, line| text + line + "\n");
    let last = all.len() - 1;
    let cases = [
        ("a role typed in", with(2, &all[2].replace("roles = [", "roles = [\"administrator\", ")), "changed", at(2)),
        ("another person", with(2, &all[2].replace("person = \"anna\"", "person = \"anne\"")), "changed", at(2)),
        ("a day moved", with(2, &all[2].replace("at = 2025", "at = 2024")), "changed", at(2)),
        ("an entry left out", with(2, ""), "sequence", at(2)),
        ("an entry twice", with(2, &format!("{}{}", all[2], all[2])), "sequence", at(3)),
        ("two entries exchanged", [all[..2].concat(), all[3].clone(), all[2].clone(), all[4..].concat()].concat(), "sequence", at(2)),
        ("a hash line taken out", with(2, &without_hash), "changed", at(2)),
        ("another hash", with(2, &all[2].replace("hash = \"", "hash = \"0")), "changed", at(2)),
        (
            "an entry typed below",
            format!("{sound}[[entry]]\nn = {}\ndo = \"grant\"\nperson = \"anna\"\n\n", all.len() + 1),
            "changed",
            at(all.len()),
        ),
        ("a write that did not finish", [all[..last].concat(), all[last][..all[last].len() / 2].to_owned()].concat(), "torn", at(last)),
        ("line ends of another system", sound.replace('\n', "\r\n"), "line-endings", 1),
    ];
    for (name, text, code, line) in cases {
        assert_ne!(text, sound, "{name}: nothing is broken");
        std::fs::write(&file, text).expect("written");
        let told = common::run_with(&sample, &sample.root, "anna", common::NOW, &["--json", "check", &file.display().to_string()]).1;
        let told: serde_json::Value = serde_json::from_str(&told).expect("a document");
        let first = &told[0];
        assert_eq!((first["code"].as_str(), first["line"].as_u64()), (Some(code), u64::try_from(line).ok()), "{name}: {told}");
        let next = first["next"].as_str().unwrap_or_default();
        assert!(next.contains("restore the file") || next.contains("leave it") || next.contains("core.autocrlf"), "{name}: {next}");
    }
    std::fs::write(&file, &sound).expect("written");
    let (code, out, error) = common::run_with(&sample, &sample.root, "anna", common::NOW, &["check", &file.display().to_string()]);
    assert_eq!(code, 0, "{out}{error}");
}
