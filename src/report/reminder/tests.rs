use super::*;

fn date(text: &str) -> Date {
    text.parse().expect("a day")
}

fn reminder(lang: Lang, due: &str, by: &str) -> Reminder {
    let waited = Waited {
        row: "D4".to_owned(),
        asked: "Are drills held?".to_owned(),
        what: "drill record".to_owned(),
        by: by.to_owned(),
        given: date("2026-09-10"),
        due: date(due),
    };
    let from = vec!["Kuroshio Metals".to_owned(), "Anna Sato".to_owned()];
    Reminder { lang, to: "Hai Trieu".to_owned(), from, day: date("2026-11-23"), until: date("2026-12-07"), waited: vec![waited] }
}

#[test]
fn a_reminder_names_paper_question_who_gave_the_word_when_and_the_day() {
    for (lang, days) in [
        (Lang::En, ["10 September 2026", "20 November 2026", "7 December 2026"]),
        (Lang::Ja, ["2026年9月10日（木）", "2026年11月20日（金）", "2026年12月7日（月）"]),
        (Lang::Zh, ["2026年9月10日", "2026年11月20日", "2026年12月7日"]),
    ] {
        let text = write(&reminder(lang, "2026-11-20", "Ms Tran, quality"));
        let names = ["Hai Trieu", "Kuroshio Metals", "Anna Sato", "drill record", "D4 Are drills held?", "Ms Tran, quality"];
        for word in names.iter().chain(&days) {
            assert!(text.contains(word), "{lang:?} {word}\n{text}");
        }
        assert!(!text.contains("reminder.") && !text.contains('{'), "{text}");
    }
}

#[test]
fn what_is_not_due_yet_is_not_called_late_and_nobody_is_named_where_nobody_was_written_down() {
    let late = write(&reminder(Lang::En, "2026-11-20", ""));
    let ahead = write(&reminder(Lang::En, "2026-12-01", ""));
    assert!(late.contains("this day has passed"), "{late}");
    assert!(!ahead.contains("this day has passed") && !ahead.contains("7 December"), "{ahead}");
    assert!(ahead.contains("Promised on 10 September 2026"), "{ahead}");
}
