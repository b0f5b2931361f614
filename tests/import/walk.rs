//! A walk over every check: each has its severity, whose rule it is, a question in three languages, and its place in a letter.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oretrail::inbox::{About, FileVerdict, Finding, Past, Said, Severity, Source};
use oretrail::language::Lang;
use oretrail::locale::Locale;
use oretrail::reference::list::{CahraList, ListKind, ListedArea, ListedSmelter, Lists, SmelterList, Status};
use oretrail::reference::metal;
use oretrail::report;
use oretrail::supplier::Supplier;

use super::hostile::with_part;
use super::layout::form;
use super::rules::{OPEN, SOUND, additional, two};
use super::sample::{Put, Sample, TODAY, changed, complete, judged};
use super::weighed::{edition, known, listed, lists, past, rows_of, statuses, weigh, weigh_beside, weighed};

/// A file that is plainly the complete one with cells changed.
fn declared(cells: &[(&str, &str)]) -> Sample {
    cells.iter().fold(complete(), |form, (at, text)| form.put("Declaration", at, *text))
}

fn rows(cells: &[(&str, &str)]) -> Sample {
    cells.iter().fold(complete(), |form, (at, text)| form.put("Smelter List", at, *text))
}

fn beside(form: &Sample, supplier: Option<&Supplier>, before: &[Past]) -> FileVerdict {
    let mut file = form.verdict();
    weigh_beside(&mut file, &known(), (supplier, before), |_| {});
    file
}

fn aoba(materials: &[&str], goods: &str) -> Supplier {
    let materials = materials.iter().map(|name| (*name).to_owned()).collect();
    Supplier { id: "aoba".into(), materials, goods: goods.into(), ..Supplier::default() }
}

/// Files in which the form itself, or the reader, is what is spoken of.
fn of_the_form() -> Vec<FileVerdict> {
    let sheet = |part: &str, from: &str, to: &str| judged(&changed(&complete().bytes(), part, |text| text.replace(from, to)), &[]);
    let moved = ["B5", "C5", "D5", "E5", "F5"].iter().fold(complete(), |form, at| form.clear("Smelter List", at));
    let moved = [("C5", "Gold"), ("D5", "Example Refinery"), ("E5", "Example Refinery"), ("F5", "JAPAN"), ("G5", "CID009999")]
        .iter()
        .fold(moved, |form, (at, text)| form.put("Smelter List", at, *text));
    let captions = form("(EMRT)", "Revision 2.1", &[("D12", "Nickel"), ("E12", "Cobalt"), ("D30", "No"), ("D31", "Yes")]);
    let stray = form("(EMRT)", "Revision 2.1", &[("D12", "Copper"), ("B30", "Copper"), ("D30", "Yes"), ("D32", "No")]);
    vec![
        declared(&[("D28", "はい")]).verdict(),
        captions.verdict(),
        stray.verdict(),
        judged(&with_part("xl/vbaProject.bin", b"code"), &[]),
        judged(&with_part("xl/embeddings/object.bin", b"code"), &[]),
        judged(&with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), &[]),
        sheet("xl/worksheets/sheet2.xml", "<row r=\"28\">", "<row r=\"28\" hidden=\"1\">"),
        sheet("xl/workbook.xml", "name=\"Smelter List\"", "name=\"Smelter List\" state=\"hidden\""),
        complete().put("Declaration", "D34", Put::Formula("str", "Yes")).verdict(),
        rows(&[("D5", "=1")]).verdict(),
        rows(&[("E5", "!")]).verdict(),
        complete().clear("Smelter List", "B5").put("Smelter List", "A5", "Gold").verdict(),
        rows(&[("A6", "CID000001")])
            .put("Smelter Look-up", "A5", "Gold")
            .put("Smelter Look-up", "C5", "Example Two")
            .put("Smelter Look-up", "E5", "CID000001")
            .verdict(),
        complete().without("Product List").verdict(),
        complete().put("Revision", "B3", "Extended Minerals Reporting Template").verdict(),
        declared(&[("J3", "Revision 6.22\nMay 11, 2022")]).verdict(),
        declared(&[("J3", "Revision 6.6\nApril 17, 2026")]).verdict(),
        declared(&[("J3", "Revision 3.01\nMay 30, 2014"), ("D22", "01-Jun-2026")]).verdict(),
        declared(&[("D2", "(AMRT)"), ("J3", "Revision 1.1")]).verdict(),
        weighed(&declared(&[("J3", "Revision 6.22\nMay 11, 2022")]).clear("Declaration", "D22"), &known()),
        moved.verdict(),
        declared(&[("D22", "soon")]).verdict(),
        declared(&[("D22", "24-Nov-2026")]).verdict(),
        declared(&[("D22", "01-Apr-2025")]).verdict(),
        declared(&[("D22", "22-Nov-2025")]).verdict(),
    ]
}

/// Files with gaps, and with answers that do not go together.
fn of_the_answers() -> Vec<FileVerdict> {
    let twice = [("B6", "Gold"), ("F6", "CID009999"), ("C6", "Example Refinery"), ("D6", "Example Refinery")];
    vec![
        complete().clear("Declaration", "D8").verdict(),
        complete().clear("Declaration", "D40").verdict(),
        complete().clear("Declaration", "G77").verdict(),
        declared(&[("G77", "on our web site")]).verdict(),
        complete()
            .clear("Smelter List", "B5")
            .clear("Smelter List", "C5")
            .clear("Smelter List", "D5")
            .clear("Smelter List", "F5")
            .verdict(),
        declared(&[("D16", "none")]).verdict(),
        declared(&[("D9", "Everything")]).verdict(),
        declared(&[("D9", "B. Product (or List of Products)")]).verdict(),
        declared(&[("D40", "Maybe")]).verdict(),
        declared(&[("D33", "Yes")]).verdict(),
        declared(&[("D40", "Yes")]).verdict(),
        declared(&[("D52", "Yes"), ("D46", "Yes")]).verdict(),
        declared(&[("D58", "Greater than 75%")]).verdict(),
        declared(&[("D64", "No")]).verdict(),
        declared(&[("D70", "No")]).verdict(),
        declared(&[("D58", "None")]).verdict(),
        declared(&[("D75", "No")]).verdict(),
        declared(&[("D85", "No")]).verdict(),
        declared(&[("D18", "Same")]).verdict(),
        declared(&[("D20", "info@example.com")]).verdict(),
        declared(&[("D83", "Yes, using other format (describe)")]).verdict(),
        declared(&[("D52", "Yes")]).put("Smelter List", "N5", "Hill mine").verdict(),
        rows(&[("B6", "Tin"), ("F6", "CID000002")]).verdict(),
        rows(&[("B6", "Gold"), ("C6", "Smelter not yet identified")]).verdict(),
        rows(&[("B6", "Gold"), ("C6", "Smelter not listed"), ("D6", "New Refinery"), ("E6", "PERU")]).verdict(),
        rows(&[("B6", "Gold"), ("C6", "SMELTER not listed")]).verdict(),
        rows(&[("B5", "Unobtainium")]).verdict(),
        rows(&[("F5", "CID99")]).verdict(),
        rows(&[("A5", "CID000001")]).verdict(),
        rows(&twice).verdict(),
        rows(&twice).put("Smelter List", "D6", "Old Refinery").put("Smelter List", "C6", "Old Refinery").verdict(),
        two(["Cobalt", "Copper"], [SOUND, OPEN]).verdict(),
        additional(&[]).put("Declaration", "D43", "Greater than 50%").verdict(),
    ]
}

/// Files held against lists.
fn of_the_lists() -> Vec<FileVerdict> {
    let with = |form: &Sample, all| weighed(form, &Lists { statuses: all, ..known() });
    let mut removed = lists(vec![listed("Gold", "CID008888", "Andes Doré Works", "PERU")]);
    let old = vec![listed("Gold", "CID009999", "Example Refinery", "JAPAN")];
    removed.smelters.push(SmelterList { edition: edition(ListKind::SmelterList, "2025-01-01"), rows: old });
    let same_name = |id: &str, country: &str| listed("Gold", id, "Twin Refinery", country);
    let twins =
        lists(vec![same_name("CID006661", "PERU"), same_name("CID006662", "CHILE"), listed("Tin", "CID007777", "Bay Tin", "MALAYSIA")]);
    let area = ListedArea {
        country: "JP".into(),
        region: None,
        name: String::new(),
        conflict: true,
        high_risk: true,
        tier: None,
        said: String::new(),
    };
    let areas = CahraList { edition: edition(ListKind::Cahra, "2026-01-10"), rows: vec![area] };
    let mut other = statuses("2026-01-10", Status::Conformant);
    other.rows[0].id = "CID001234".into();
    let all: Vec<ListedSmelter> =
        (10..40).map(|n| listed("Gold", &format!("CID0077{n}"), &format!("Refinery number {n}"), "JAPAN")).collect();
    let naming = |form: Sample, count: usize| {
        all.iter().take(count).zip(5..).fold(form, |form, (smelter, n)| {
            [('B', "Gold"), ('C', &*smelter.name), ('D', &*smelter.name), ('E', "JAPAN"), ('F', &*smelter.id)]
                .into_iter()
                .fold(form, |form, (column, text)| form.put("Smelter List", &format!("{column}{n}"), text))
        })
    };
    let (whole, half) = (naming(complete(), 30), naming(declared(&[("D9", "B. Product (or List of Products)")]), 20));
    let unnamed = complete().clear("Smelter List", "F5").clear("Smelter List", "E5");
    let called = |name: &str| unnamed.clone().put("Smelter List", "C5", name).put("Smelter List", "D5", name);
    vec![
        weighed(&complete(), &Lists::default()),
        weighed(&rows(&[("F5", "CID008888"), ("E5", "PERU")]), &known()),
        weighed(&rows(&[("F5", "CID008888")]), &known()),
        weighed(&rows(&[("F5", "CID007777")]), &known()),
        weighed(&rows(&[("F5", "CID001111")]), &known()),
        weighed(&rows(&[("E5", "PERU")]), &known()),
        weighed(&complete(), &removed),
        weighed(&called("Exmpl Rfnry"), &known()),
        weighed(&called("Twin Refinery"), &twins),
        with(&complete(), vec![other]),
        with(&complete(), vec![statuses("2026-01-10", Status::Active)]),
        with(&complete(), vec![statuses("2026-01-10", Status::Conformant), statuses("2026-08-12", Status::NonConformant)]),
        with(&rows(&[("O5", "RCOI confirmed per RMI")]), vec![statuses("2026-01-10", Status::Active)]),
        weighed(&rows(&[("O5", "Rwanda")]), &known()),
        weighed(&rows(&[("E5", "INDIA"), ("J5", "Chattisgarh")]), &known()),
        weighed(&rows(&[("O5", "Switzerland")]), &known()),
        weighed(&rows(&[("E5", "UGANDA")]), &known()),
        weighed(&complete(), &Lists { areas: vec![areas], ..known() }),
        weighed(&whole, &lists(all.clone())),
        weighed(&half, &lists(all)),
    ]
}

/// Files held against what else is known of the supplier.
fn of_the_supplier() -> Vec<FileVerdict> {
    let products =
        declared(&[("D9", "B. Product (or List of Products)")]).put("Product List", "B6", "Z-1").put("Product List", "C6", "springs");
    let not_declaring = two(["Cobalt", "Copper"], [["Not declaring", "", "", "", "", "", ""], SOUND]);
    let earlier = [past(&declared(&[("D22", "01-Aug-2026")]), "aoba")];
    let birch = [past(&rows_of("Birch Metals", "Refnery"), "birch")];
    let same = [past(&complete(), "birch")];
    let before = [past(&two(["Cobalt", "Copper"], [OPEN, SOUND]), "aoba")];
    let shifted = two(["Copper", "Nickel"], [OPEN, SOUND]).put("Declaration", "D26", "01-Nov-2026");
    let mut all = vec![
        beside(&complete(), Some(&aoba(&["tin"], "solder")), &[]),
        beside(&products, Some(&aoba(&[], "solder")), &[]),
        beside(&not_declaring, Some(&aoba(&["cobalt"], "")), &[]),
        beside(&two(["Copper", "Nickel"], [SOUND, SOUND]), Some(&aoba(&["cobalt"], "")), &[]),
        beside(&rows(&[("F5", "CID008888"), ("E5", "PERU")]), Some(&aoba(&[], "")), &earlier),
        beside(&rows_of("Aoba Parts", "Refnery"), None, &birch),
        beside(&rows_of("Aoba Parts", "Refinery"), None, &birch),
        beside(&complete(), Some(&aoba(&[], "")), &same),
        beside(&shifted, Some(&aoba(&[], "")), &before),
    ];
    let other = declared(&[("D22", "01-Aug-2026")]).verdict();
    for (form, beside) in [(complete().verdict(), &other), (other.clone(), &complete().verdict())] {
        let mut file = form;
        file.mind(&[beside.held().expect("usable")]);
        all.push(file);
    }
    let told: [(&[(&str, &str)], About); 6] = [
        (&[("D75", "No")], About::Policy(true)),
        (&[("D77", "No")], About::Published),
        (&[("D83", "No")], About::Surveys(true)),
        (&[], About::DueDiligence),
        (&[], About::Metals(vec!["tin".into()])),
        (&[], About::Cahra(true)),
    ];
    for (cells, about) in told {
        let said =
            [Said { question: "csr-saq.G2".into(), entry: "anna-7f3k#12".into(), about, words: oretrail::language::Text::same("3") }];
        let mut file = declared(cells).verdict();
        weigh(&mut file, &known(), |against| against.said = Box::leak(Box::new(said.clone())));
        all.push(file);
    }
    all
}

/// Every file of the walk, and so at least one finding of every check.
fn files() -> Vec<FileVerdict> {
    [of_the_form(), of_the_answers(), of_the_lists(), of_the_supplier()].concat()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { all.extend(sources(&entry)) } else { all.push(entry) }
    }
    all
}

/// The checks that letters know a problem for; what the code of the inbox names besides is found by its own first words.
fn checks() -> BTreeSet<String> {
    let known: BTreeSet<String> =
        Locale::new(Lang::En).keys().into_iter().filter_map(|key| key.strip_prefix("letter.problem.").map(str::to_owned)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/inbox");
    for file in sources(&folder) {
        let text = fs::read_to_string(&file).unwrap();
        for start in ["Finding::new(", "found(", "finding(", "row.doubt(", "missing("] {
            for (at, _) in text.match_indices(start) {
                let rest = text[at + start.len()..].trim_start();
                if let Some((code, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    assert!(known.contains(code), "{}: letters have no words for {code}", file.display());
                }
            }
        }
    }
    known
}

/// Text between quotation marks is somebody else's.
fn own_words(text: &str) -> String {
    let mut out = String::new();
    let mut within = 0_usize;
    for letter in text.chars() {
        match letter {
            '"' => within = usize::from(within == 0),
            '「' | '“' => within += 1,
            '」' | '”' => within = within.saturating_sub(1),
            _ if within == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

fn speaks_three_languages(code: &str, what: &str, of: &oretrail::language::Text) {
    for text in [&of.en, &of.ja, &of.zh] {
        assert!(text.chars().count() >= 6, "{code}: the {what} \"{text}\" says too little");
        assert!(!text.contains('{') && !text.contains('}'), "{code}: {what}: {text}");
    }
    assert!(of.en != of.ja && of.ja != of.zh && of.en != of.zh, "{code}: the {what} is the same in two languages: {of:?}");
    let kana = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c));
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let said = [own_words(&of.en), own_words(&of.ja), own_words(&of.zh)];
    assert!(!kana(&said[0]) && kana(&said[1]) && han(&said[2]) && !kana(&said[2]), "{code}: {what}: {of:?}");
    for metal in metal::all().iter().filter(|metal| metal.template.is_some()) {
        for text in &said[1..] {
            let named = text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == metal.rmi);
            // What is to be chosen from the form's own list is named as the list has it.
            assert!(!named || code == "metal-not-in-template", "{code}: {} in \"{text}\"", metal.rmi);
        }
    }
}

#[test]
fn every_check_is_walked_and_says_how_grave_whose_rule_and_what_to_ask_in_three_languages() {
    let mut walked = BTreeSet::new();
    for file in files() {
        for finding in &file.findings {
            walked.insert(finding.code.to_owned());
            speaks_three_languages(finding.code, "finding", &finding.message);
            let ask = finding.ask.as_ref().unwrap_or_else(|| panic!("{} asks nothing", finding.code));
            speaks_three_languages(finding.code, "question", ask);
        }
    }
    let checks = checks();
    assert!(checks.len() > 80, "{}", checks.len());
    assert_eq!(
        walked.symmetric_difference(&checks).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "walked but unknown, or known but not walked"
    );
}

#[test]
fn the_source_of_a_check_is_the_same_wherever_it_is_found() {
    let source = |source: Source| match source {
        Source::Template => "template",
        Source::Checker => "checker",
        Source::Consistency => "consistency",
        Source::Policy => "policy",
        Source::Reader => "reader",
    };
    let mut all = std::collections::BTreeMap::new();
    let mut seen = BTreeSet::new();
    for file in files() {
        for finding in &file.findings {
            let before = all.entry(finding.code).or_insert(finding.source);
            assert_eq!(*before, finding.source, "{}", finding.code);
            seen.insert(source(finding.source));
        }
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
}

/// The point of a letter about one finding alone.
fn letter(file: &FileVerdict, finding: &Finding, lang: Lang) -> Option<String> {
    let mut alone = file.clone();
    alone.findings = vec![finding.clone()];
    let (day, from) = (TODAY.parse().unwrap(), ["Kuroshio Metals".to_owned()]);
    report::letter("Aoba Parts", &from, lang, (day, report::default_due(day)), &[&alone]).map(|letter| report::letter_text(&letter))
}

#[test]
fn the_letter_about_each_check_says_cell_problem_and_what_to_do() {
    let (mut told, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for file in files() {
        for finding in &file.findings {
            for lang in Lang::ALL {
                let key = format!("letter.problem.{}", finding.code);
                let problem = Locale::new(lang).text(&key);
                let text = match letter(&file, finding, lang) {
                    Some(text) if finding.severity != Severity::Info => text,
                    _ => {
                        assert_eq!(finding.severity, Severity::Info, "{} is left out of the letter", finding.code);
                        kept.insert(finding.code);
                        continue;
                    }
                };
                told.insert(finding.code);
                assert!(text.contains(problem), "{}: no problem in {text}", finding.code);
                assert!(text.contains('→') && !(finding.code.contains('-') && text.contains(finding.code)), "{}: {text}", finding.code);
                if let Some(cell) = &finding.cell {
                    let sheet = finding.sheet.as_deref().unwrap();
                    assert!(text.contains(sheet) && text.contains(cell.as_str()), "{}: no {sheet} {cell} in {text}", finding.code);
                }
                let other = if lang == Lang::En { Lang::Ja } else { Lang::En };
                assert!(!text.contains(Locale::new(other).text(&key)), "{}: two languages in {text}", finding.code);
            }
        }
    }
    assert!(told.len() > 60 && kept.len() * 3 < told.len(), "{} {}", told.len(), kept.len());
}
