//! Every version of every template, filled in without a fault: one verdict each, with the answers in it.

use oretrail::declaration::{Declaration, Depth, Field, Subject};
use oretrail::inbox::{FileVerdict, Verdict};
use oretrail::language::Lang;

use super::form::{AMRT, CMRT_6, CMRT_OLD, EMRT_1, EMRT_2, amrt, answers, cmrt, cmrt_old, crt, emrt_1, emrt_2, version};
use super::sample::{Put, Sample, codes};

fn read(judged: &FileVerdict) -> &Declaration {
    judged.declaration.as_ref().unwrap_or_else(|| panic!("no declaration: {}", judged.reason.en))
}

fn said<'a>(read: &'a Declaration, metal: &str, subject: Subject) -> Option<&'a str> {
    read.reply(metal, subject)?.value.as_deref()
}

/// The codes that speak of the version itself.
fn of_version(judged: &FileVerdict) -> Vec<&'static str> {
    codes(judged).into_iter().filter(|code| code.starts_with("template-")).collect()
}

/// Nothing to remark but what the version itself brings with it.
fn sound(judged: &FileVerdict, revision: &str) {
    let other: Vec<&str> = codes(judged).into_iter().filter(|code| !code.starts_with("template-")).collect();
    assert!(other.is_empty(), "{revision}: {:?}", judged.findings);
    let superseded = codes(judged).contains(&"template-superseded");
    assert_eq!(
        judged.verdict,
        if superseded { Verdict::AcceptedWithRemarks } else { Verdict::Accepted },
        "{revision}: {}",
        judged.reason.en
    );
    assert!(judged.reason.en.contains(&format!(" {}", version(revision))), "{}", judged.reason.en);
    let read = read(judged);
    assert_eq!((read.depth, read.version.to_string().as_str()), (Depth::Full, version(revision)));
    assert_eq!((read.says(Field::Company), read.dated), (Some("Aoba Parts K.K."), Some("2026-09-14".parse().unwrap())));
}

#[test]
fn the_conflict_minerals_template_from_6_01_to_one_nobody_knows_yet() {
    for revision in CMRT_6 {
        let share: Put = if version(revision) < "6.31" { 1.0.into() } else { "100%".into() };
        let judged = cmrt(revision, share).verdict();
        sound(&judged, revision);
        let read = read(&judged);
        assert_eq!(said(read, "Gold", Subject::ShareAnswered), Some("100%"), "{revision}");
        assert_eq!(said(read, "Gold", Subject::Cahra), Some("No"));
        assert_eq!(read.company_reply("H").unwrap().value.as_deref(), Some("No"));
        assert_eq!(read.smelters[0].cid(), Some("CID009999"));
        let told = match version(revision) {
            "6.5" => vec![],
            "6.6" | "6.6.1" => vec!["template-newer-than-known"],
            _ => vec!["template-superseded"],
        };
        assert_eq!(of_version(&judged), told, "{revision}");
    }
}

#[test]
fn the_product_list_is_read_by_its_own_heading_and_else_by_the_version() {
    let listed = |form: &Sample| read(&form.verdict()).products[0].clone();
    let filled = |revision: &str| {
        let form = cmrt(revision, "100%").put("Declaration", "D9", "B. Product (or List of Products)");
        [("B6", "P-1"), ("C6", "Paste"), ("D6", "four"), ("E6", "five"), ("F6", "six")]
            .iter()
            .fold(form, |form, (at, text)| form.put("Product List", at, *text))
    };
    for (revision, requested) in [("Revision 6.4", false), ("Revision 6.5", false), ("Revision 6.6", true), ("Revision 6.6.1", true)] {
        let product = listed(&filled(revision));
        let wanted = if requested { (Some("four"), Some("six")) } else { (None, Some("four")) };
        assert_eq!((product.requester_number.as_deref(), product.comment.as_deref()), wanted, "{revision}");
    }
    let heading =
        |form: Sample, cells: &str| cells.chars().fold(form, |form, letter| form.put("Product List", &format!("{letter}5"), "題"));
    assert_eq!(listed(&heading(filled("Revision 6.6"), "BCD")).comment.as_deref(), Some("four"));
    assert_eq!(listed(&heading(filled("Revision 6.4"), "BCDEF")).requester_name.as_deref(), Some("five"));
}

#[test]
fn the_extended_template_of_cobalt_and_mica() {
    for revision in EMRT_1 {
        let judged = emrt_1(revision).verdict();
        sound(&judged, revision);
        let read = read(&judged);
        assert_eq!(said(read, "Cobalt", Subject::Cahra), Some("DRC only"), "{revision}");
        assert_eq!(said(read, "Cobalt", Subject::ShareAnswered), Some("100%"));
        assert_eq!((said(read, "Mica", Subject::Used), said(read, "Mica", Subject::Remains)), (Some("No"), None));
        assert_eq!(of_version(&judged), ["template-superseded"]);
    }
}

#[test]
fn minerals_of_the_extended_template_stand_wherever_the_form_put_them() {
    for revision in EMRT_2 {
        for minerals in [[("Cobalt", 0), ("Nickel", 1)], [("Nickel", 7), ("Cobalt", 3)], [("Nickel", 0), ("Lithium", 9)]] {
            let judged = emrt_2(revision, &minerals).verdict();
            sound(&judged, revision);
            for (mineral, offset) in minerals {
                let read = read(&judged);
                for (subject, block, answer) in [
                    (Subject::Used, 30, "Yes"),
                    (Subject::Cahra, 54, "No"),
                    (Subject::ShareAnswered, 78, "100%"),
                    (Subject::ValidatedSmelters, 120, "Yes"),
                ] {
                    let reply = read.reply(mineral, subject).unwrap();
                    assert_eq!((reply.at.as_str(), reply.value.as_deref()), (format!("D{}", block + offset).as_str(), Some(answer)));
                }
            }
            let told = match version(revision) {
                "2.0" => vec!["template-superseded"],
                "2.1" => vec![],
                _ => vec!["template-newer-than-known"],
            };
            assert_eq!(of_version(&judged), told, "{revision}");
        }
    }
}

#[test]
fn the_additional_template_before_and_after_its_list_moved() {
    for revision in AMRT {
        let form = amrt(revision).put("Product List", "B6", "P-1").put("Product List", "D6", "four");
        let judged = form.verdict();
        sound(&judged, revision);
        let read = read(&judged);
        assert_eq!((said(read, "Silver", Subject::Used), said(read, "Silver", Subject::ShareAnswered)), (Some("Yes"), Some("100%")));
        assert!(read.company_answers.is_empty());
        let row = &read.smelters[0];
        assert_eq!((row.metal.as_deref(), row.called(), row.country.as_deref()), (Some("Silver"), Some("Example Refinery"), Some("JAPAN")));
        assert_eq!((row.cid(), row.mine.as_deref(), row.comment.as_deref()), (Some("CID009997"), Some("Example Mine"), Some("a note")));
        let early = version(revision) < "1.3";
        assert_eq!(read.products[0].comment.is_some(), early, "{revision}: the requester's number is asked since 1.3");
        assert_eq!(read.products[0].requester_number.is_some(), !early, "{revision}");
    }
}

/// A form that is sent back for its age: said in three languages what to send, and nothing else asked.
fn sent_back(judged: &FileVerdict, what: &str, instead: &str) {
    assert_eq!(judged.verdict, Verdict::NeedsClarification, "{what}: {}", judged.reason.en);
    assert!(judged.reason.en.contains(instead) && judged.reason.en.contains("re-issue"), "{what}: {}", judged.reason.en);
    let found =
        judged.findings.iter().find(|finding| finding.code == "template-retired").unwrap_or_else(|| panic!("{what}: {:?}", codes(judged)));
    for lang in Lang::ALL {
        let asked = found.ask.as_ref().unwrap().get(lang);
        assert!(asked.contains(instead), "{what}: {asked}");
    }
    assert!(!codes(judged).iter().any(|code| code.contains("missing") || code.contains("not-in-list")), "{what}: {:?}", codes(judged));
}

#[test]
fn declarations_of_2012_to_2014_are_shown_and_sent_back() {
    for revision in CMRT_OLD {
        let judged = cmrt_old(revision).verdict();
        sent_back(&judged, revision, "CMRT 6.5");
        let read = read(&judged);
        assert_eq!((read.depth, read.date1904, read.dated), (Depth::Full, true, Some("2026-09-14".parse().unwrap())), "{revision}");
        assert_eq!(said(read, "Gold", Subject::Used), Some("Yes"), "{revision}");
        assert_eq!(read.smelters.len(), 1, "{revision}: the form's own tables are no smelters");
        let has_ids = !matches!(version(revision), "2" | "2.01");
        assert_eq!(
            (read.smelters[0].cid(), read.smelters[0].street.as_deref()),
            if has_ids { (Some("1JPN001"), None) } else { (None, Some("1JPN001")) }
        );
    }
    let judged = crt().verdict();
    sent_back(&judged, "CRT 2.2", "EMRT");
    assert_eq!(said(read(&judged), "Cobalt", Subject::ShareAnswered), Some("100%"));
    assert_eq!(read(&judged).smelters[0].cid(), Some("CID009998"));
}

#[test]
fn generations_whose_cells_nobody_saw_are_named_and_their_answers_not_guessed() {
    for revision in [
        "1.   July 18th 2011",
        "Revision 4.0\nApril 30, 2015",
        "Revision 4.01b\nNovember 16, 2015",
        "Revision 4.10\nApril 29, 2016",
        "Revision 4.2\nNovember 30, 2016",
        "Revision 5.0\nMay 12, 2017",
        "Revision 5.11\nApril 27, 2018",
        "Revision 5.12\nApril 26, 2019",
    ] {
        let judged = cmrt(revision, "100%").verdict();
        sent_back(&judged, revision, "CMRT 6.5");
        let read = read(&judged);
        assert!(read.depth == Depth::Named && read.metals.is_empty() && read.smelters.is_empty() && read.head.is_empty(), "{revision}");
    }
    for (title, revision, ask) in [
        ("(EMRT)", "Revision 1.0\nOctober 20, 2021", "EMRT 2.1"),
        ("(EMRT)", "Revision 1.02\nDecember 23, 2021", "EMRT 2.1"),
        ("(AMRT)", "Revision 1.1\nOctober 27, 2023", "AMRT 1.3"),
        ("(AMRT)", "Revision 1.01\nDecember 14, 2022", "AMRT 1.3"),
        ("(EMRT)", "Revision 3.0\nApril 1, 2027", "EMRT 2.1"),
        ("(CMRT)", "Revision 7.0\nApril 1, 2027", "CMRT 6.5"),
    ] {
        let judged = cmrt(revision, "100%").put("Declaration", "D2", title).verdict();
        assert_eq!(judged.verdict, Verdict::Unreadable, "{title} {revision}");
        for lang in Lang::ALL {
            let reason = judged.reason.get(lang);
            assert!(reason.contains(ask) && reason.contains(version(revision)), "{reason}");
        }
        assert!(read(&judged).metals.is_empty());
    }
}

#[test]
fn answers_all_in_japanese_or_chinese_are_taken_and_each_is_remarked() {
    for (words, company) in [
        ([("Yes", "はい"), ("No", "いいえ"), ("Unknown", "不明"), ("100%", "１００％")], "紛争鉱物"),
        ([("Yes", "是"), ("No", "否"), ("Unknown", "未知"), ("100%", "100％")], "冲突矿产"),
        ([("Yes", "是的"), ("No", "没有"), ("Unknown", "不清楚"), ("100%", "100 %")], "衝突礦產"),
    ] {
        let own =
            |word: &str| words.iter().find(|(english, _)| *english == word).map_or_else(|| word.to_owned(), |(_, own)| (*own).to_owned());
        let mut form = cmrt("Revision 6.5\nApril 25, 2025", own("100%").as_str()).put("Declaration", "D2", company);
        let mut translated = 0;
        for (rows, word) in [(&[26, 27, 29, 40, 89][..], "No"), (&[28, 34, 64, 70, 75, 77, 79, 81, 85, 87], "Yes"), (&[46, 52], "Unknown")]
        {
            let word = own(word);
            form = answers(form, rows.iter().map(|row| (format!("D{row}"), word.as_str())));
            translated += rows.len();
        }
        let judged = form.put("Revision", "B3", "Conflict Minerals Reporting Template").verdict();
        assert_eq!(judged.verdict, Verdict::AcceptedWithRemarks, "{}", judged.reason.en);
        let remarks = codes(&judged).iter().filter(|code| **code == "answer-in-other-language").count();
        assert_eq!((remarks, codes(&judged).len()), (translated, translated), "{:?}", codes(&judged));
        let read = read(&judged);
        assert_eq!((said(read, "Gold", Subject::Used), said(read, "Gold", Subject::Cahra)), (Some("Yes"), Some("Unknown")));
        assert_eq!(said(read, "Gold", Subject::ShareAnswered), Some("100%"));
    }
}

#[test]
fn dates_as_suppliers_type_them_are_the_day_they_mean() {
    for text in [
        "令和8年9月14日",
        "R8.9.14",
        "2026/9/14",
        "2026年9月14日",
        "14-Sep-2026",
        "14-9月-2026",
        "September 14, 2026",
        "14.09.2026",
        "20260914",
    ] {
        let judged = cmrt("Revision 6.5", "100%").put("Declaration", "D22", text).verdict();
        assert_eq!((judged.verdict, read(&judged).dated), (Verdict::Accepted, Some("2026-09-14".parse().unwrap())), "{text}");
    }
    let days: [(Put, bool); 4] =
        [(46_279.0.into(), false), (Put::Day(46_279.0), false), (Put::Day(44_817.0), true), (Put::Formula("n", "46279"), false)];
    for (put, from_1904) in days {
        let form = cmrt("Revision 6.5", "100%").put("Declaration", "D22", put.clone());
        let form = if from_1904 { form.counting_from_1904() } else { form };
        assert_eq!(read(&form.verdict()).dated, Some("2026-09-14".parse().unwrap()), "{put:?}");
    }
    for text in ["9/8/2026", "8年9月14日", "soon", "2026年9月"] {
        let judged = cmrt("Revision 6.5", "100%").put("Declaration", "D22", text).verdict();
        assert_eq!(judged.verdict, Verdict::NeedsClarification, "{text}");
        assert!(codes(&judged).contains(&"date-unclear"), "{text}");
    }
}
