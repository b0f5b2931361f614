//! The screens as a user sees them: keys in, the drawn terminal out, as named snapshots in three languages.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "screens/carried.rs"]
mod carried;
mod common;
#[path = "screens/declared.rs"]
mod declared;
#[path = "screens/flows.rs"]
mod flows;
#[path = "screens/forms.rs"]
mod forms;
#[path = "screens/hands.rs"]
mod hands;
#[path = "screens/history.rs"]
mod history;
#[path = "screens/home.rs"]
mod home;
#[path = "screens/inbox.rs"]
mod inbox;
#[path = "screens/languages.rs"]
mod languages;
#[path = "screens/living.rs"]
mod living;
#[path = "screens/notes.rs"]
mod notes;
#[path = "screens/programme.rs"]
mod programme;
#[path = "screens/proof.rs"]
mod proof;
#[path = "screens/registers.rs"]
mod registers;
#[path = "screens/review.rs"]
mod review;
#[path = "screens/rights.rs"]
mod rights;
#[path = "screens/rows.rs"]
mod rows;
#[path = "screens/rulebook.rs"]
mod rulebook;
#[allow(dead_code, reason = "each test file uses its own part of the sample")]
#[path = "import/sample.rs"]
mod sample;
#[path = "screens/sets.rs"]
mod sets;
#[path = "screens/shared.rs"]
mod shared;

use oretrail::journal::SourceLevel;
use oretrail::language::Lang;
use oretrail::questionnaire::{Kind, QuestionId, Severity};
use oretrail::tui::effect::{Desk, Effect};
use oretrail::tui::key::Key;
use oretrail::tui::msg::Msg;
use oretrail::tui::screen::interview::Interview;
use oretrail::tui::state::{Screen, State};
use oretrail::tui::{Places, feed, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

struct Stage {
    state: State,
    desk: Desk,
    sample: common::Sample,
}

impl Stage {
    fn new(lang: Lang, size: (u16, u16)) -> Self {
        Self::on(common::sample(), "anna", lang, size)
    }

    /// Somebody at work on a workspace.
    fn on(sample: common::Sample, person: &str, lang: Lang, size: (u16, u16)) -> Self {
        let places = Places { workspace: sample.root.clone(), local: sample.state.clone(), campaign: None };
        let mut stage = Self { state: State::new(lang, size, false), desk: Desk::new(places, person, common::clock()), sample };
        let first = stage.desk.start();
        feed(&mut stage.state, &mut stage.desk, first);
        stage
    }

    /// The program was killed and started again on the same workspace.
    fn again(self) -> Self {
        let places = Places { workspace: self.sample.root.clone(), local: self.sample.state.clone(), campaign: None };
        let (lang, size) = (self.state.lang, self.state.size);
        let mut stage =
            Self { state: State::new(lang, size, false), desk: Desk::new(places, "anna", common::clock()), sample: self.sample };
        let first = stage.desk.start();
        feed(&mut stage.state, &mut stage.desk, first);
        stage
    }

    /// Opens the interview of a supplier.
    fn enter(mut self, supplier: &str) -> Self {
        self.state.screens.push(Screen::Interview(Box::new(Interview::of(supplier))));
        for msg in self.desk.run(Effect::Open(supplier.to_owned())).expect("it stays") {
            feed(&mut self.state, &mut self.desk, msg);
        }
        self
    }

    fn interview(lang: Lang, size: (u16, u16), supplier: &str) -> Self {
        Self::new(lang, size).enter(supplier)
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys) {
            feed(&mut self.state, &mut self.desk, Msg::Key(key));
        }
        self
    }

    fn press(&mut self, key: Key) -> &mut Self {
        feed(&mut self.state, &mut self.desk, Msg::Key(key));
        self
    }

    /// Waits for the work on the other thread, word by word.
    fn finish(&mut self) -> &mut Self {
        while self.desk.is_busy() {
            for msg in self.desk.heard(true) {
                feed(&mut self.state, &mut self.desk, msg);
            }
        }
        self
    }

    fn click(&mut self, column: u16, row: u16) -> &mut Self {
        feed(&mut self.state, &mut self.desk, Msg::Click(column, row));
        self
    }

    fn paste(&mut self, text: &str) -> &mut Self {
        feed(&mut self.state, &mut self.desk, Msg::Paste(text.to_owned()));
        self
    }

    fn size(&mut self, columns: u16, rows: u16) -> &mut Self {
        feed(&mut self.state, &mut self.desk, Msg::Resize(columns, rows));
        self
    }

    /// The drawn screen, line by line; a wide character stands for its two cells.
    fn shows(&self) -> String {
        let (columns, rows) = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        view::draw(&self.state, &mut buffer);
        let mut lines = Vec::new();
        for y in 0..rows {
            let mut line = String::new();
            let mut x = 0;
            while x < columns {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).expect("a narrow character");
            }
            assert!(line.width() <= usize::from(columns), "line {y} is wider than the terminal: {line}");
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }
}

const NARROW: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);
const LANGS: [(Lang, &str); 3] = [(Lang::En, "en"), (Lang::Ja, "ja"), (Lang::Zh, "zh")];

#[test]
fn home_shows_what_needs_me_now_in_three_languages() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("home_80x24_{name}"), Stage::new(lang, NARROW).shows());
        insta::assert_snapshot!(format!("home_120x40_{name}"), Stage::new(lang, WIDE).shows());
    }
}

#[test]
fn suppliers_are_a_table_with_a_preview_on_wide_terminals() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("suppliers_80x24_{name}"), Stage::new(lang, NARROW).keys("s").shows());
        insta::assert_snapshot!(format!("suppliers_120x40_{name}"), Stage::new(lang, WIDE).keys("s").shows());
    }
}

#[test]
fn columns_stand_under_their_heads_whatever_the_script() {
    for (lang, name) in LANGS {
        let shown = Stage::new(lang, NARROW).keys("s").shows();
        let at: Vec<usize> = shown.lines().filter_map(|line| line.find(" JP ").map(|place| line[..place].width())).collect();
        assert!(at.len() >= 5, "{name}: {shown}");
        assert!(at.windows(2).all(|pair| pair[0] == pair[1]), "{name}: {at:?}\n{shown}");
    }
}

#[test]
fn the_filter_finds_as_you_type() {
    let mut stage = Stage::new(Lang::En, NARROW);
    insta::assert_snapshot!("suppliers_filtered", stage.keys("s/koto").shows());
    let found = stage.keys("<esc>/木崎").shows();
    assert!(found.contains("Kisaki"), "{found}");
}

#[test]
fn a_supplier_page_has_its_tabs() {
    for (lang, name) in LANGS {
        let mut stage = Stage::new(lang, WIDE);
        stage.keys("s/teluk<enter><enter>");
        for tab in ["profile", "answers", "flags", "documents", "declaration", "history"] {
            insta::assert_snapshot!(format!("supplier_{tab}_{name}"), stage.shows());
            stage.keys("<tab>");
        }
        let mut stage = Stage::new(lang, NARROW);
        insta::assert_snapshot!(format!("supplier_history_80x24_{name}"), stage.keys("s/atacama<enter><enter><s-tab>").shows());
    }
}

#[test]
fn the_queue_shows_gates_first_and_the_verdict_with_its_causes() {
    for (lang, name) in LANGS {
        let mut stage = Stage::new(lang, NARROW);
        insta::assert_snapshot!(format!("queue_{name}"), stage.keys("w").shows());
        insta::assert_snapshot!(format!("flagged_{name}"), stage.keys("<enter>").shows());
    }
}

#[test]
fn an_interview_asks_one_question_with_all_that_is_needed_to_ask_it() {
    for (lang, name) in LANGS {
        let mut stage = Stage::interview(lang, NARROW, "minato-haulage");
        insta::assert_snapshot!(format!("interview_80x24_{name}"), stage.shows());
        insta::assert_snapshot!(format!("interview_120x40_{name}"), stage.size(120, 40).shows());
    }
}

#[test]
fn the_guest_view_hides_scores_notes_and_flags() {
    let shown = Stage::interview(Lang::En, WIDE, "minato-haulage").keys("<f9>").shows();
    for secret in ["conduct", "coverage", "decides", "57.8", "High"] {
        assert!(!shown.contains(secret), "the guest sees {secret}:\n{shown}");
    }
    insta::assert_snapshot!("interview_guest", shown);
}

#[test]
fn help_and_palette_come_from_the_key_table() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("help_interview_{name}"), Stage::interview(lang, WIDE, "minato-haulage").keys("?").shows());
    }
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("palette_{name}"), Stage::new(lang, NARROW).keys(":").shows());
        insta::assert_snapshot!(format!("jump_list_{name}"), Stage::interview(lang, NARROW, "minato-haulage").keys("g").shows());
        insta::assert_snapshot!(format!("why_asked_{name}"), Stage::interview(lang, NARROW, "minato-haulage").keys("w").shows());
    }
}

#[test]
fn contradictions_are_shown_calmly_with_both_answers() {
    let mut stage = Stage::interview(Lang::En, NARROW, "atacama-cobre");
    stage.keys("gE1<enter>");
    insta::assert_snapshot!("contradiction", stage.shows());
}

#[test]
fn the_read_back_shows_every_answer_before_submitting() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("read_back_{name}"), Stage::interview(lang, NARROW, "straits-meridian").keys("S").shows());
        insta::assert_snapshot!(format!("read_back_own_{name}"), Stage::interview(lang, NARROW, "minato-haulage").keys("S").shows());
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("too_small_{name}"), Stage::new(lang, (60, 15)).shows());
    }
    let mut stage = Stage::new(Lang::En, NARROW);
    for (columns, rows) in [(1, 1), (5, 3), (59, 24), (60, 16), (300, 100), (80, 24)] {
        stage.size(columns, rows).shows();
        stage.keys("s<esc>w<esc>").shows();
    }
}

#[test]
fn without_a_workspace_the_program_offers_one() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let places = Places { workspace: folder.path().join("none"), local: folder.path().join("state"), campaign: None };
    let mut desk = Desk::new(places, "anna", common::clock());
    let mut state = State::new(Lang::En, NARROW, false);
    let first = desk.start();
    feed(&mut state, &mut desk, first);
    let stage = Stage { state, desk, sample: common::sample() };
    insta::assert_snapshot!("welcome", stage.shows());
}

/// Forty questions of last year, unchanged: `=` where it is offered, the answer's own key where it is asked anew.
#[test]
fn a_re_survey_of_forty_unchanged_questions_takes_at_most_sixty_keys() {
    let mut stage = Stage::interview(Lang::En, NARROW, "perameri-koboltti");
    stage.keys("<esc>");
    let mut pressed = 1;
    let mut before = 0;
    while before < 40 {
        let keys = {
            let Screen::Interview(interview) = stage.state.top() else { panic!("the interview was left:\n{}", stage.shows()) };
            let question = interview.question().expect("a question");
            let last = &interview.dossier.as_ref().expect("read").previous[&question.id];
            match (question.severity, &question.kind) {
                (Severity::Critical, Kind::YesNo(_)) => match last.value[0].as_str() {
                    "yes" => "y".to_owned(),
                    "no" => "n".to_owned(),
                    _ => "2".to_owned(),
                },
                (Severity::Critical, Kind::Maturity) => last.value[0].clone(),
                (Severity::Critical, Kind::OneOf(choices)) => {
                    (1 + choices.iter().position(|choice| choice.id == last.value[0]).expect("an option")).to_string()
                }
                _ => "=".to_owned(),
            }
        };
        pressed += keys.len();
        stage.keys(&keys);
        let Screen::Interview(interview) = stage.state.top() else { panic!("the interview was left:\n{}", stage.shows()) };
        let done = interview.dossier.as_ref().expect("read").plan.progress().0;
        assert!(done > before, "`{keys}` recorded nothing:\n{}", stage.shows());
        before = done;
    }
    assert!(pressed <= 60, "{pressed} keys");
}

#[test]
fn reconfirming_copies_the_value_and_never_how_it_is_known_and_is_refused_on_critical_rows() {
    let mut stage = Stage::interview(Lang::En, NARROW, "perameri-koboltti");
    stage.keys("<esc>=");
    let Screen::Interview(interview) = stage.state.top() else { panic!("left") };
    let given = &interview.dossier.as_ref().expect("read").answers.history.values().next().expect("an answer")[0];
    assert_eq!(given.answer.source, Some(SourceLevel::Said));
    assert!(given.answer.reconfirms.is_some());
    stage.keys("gC1<enter>=");
    assert!(stage.shows().contains("asked anew"), "{}", stage.shows());
}

#[test]
fn an_answer_is_recorded_with_one_key_and_taken_back_with_one() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>3");
    assert!(stage.shows().contains("saved 09:30:00"), "{}", stage.shows());
    assert!(stage.shows().contains("1 of 55"), "{}", stage.shows());
    stage.keys("z");
    assert!(stage.shows().contains("0 of 55"), "{}", stage.shows());
}

#[test]
fn numbers_rows_and_several_of_are_typed_as_they_are_said() {
    let mut stage = Stage::interview(Lang::En, NARROW, "hai-trieu");
    stage.keys("<esc>gC10<enter><enter>");
    insta::assert_snapshot!("typing_numbers", stage.shows());
    stage.keys("68<enter>52<enter>gC3<enter>13<enter>gE3<enter><enter>");
    insta::assert_snapshot!("typing_rows", stage.shows());
    stage.keys("Nguyen Holding | 60 | VN | no<enter><enter>gC10<enter>");
    let Screen::Interview(interview) = stage.state.top() else { panic!("left") };
    let dossier = interview.dossier.as_ref().expect("read");
    let value = |row: &str| {
        let id = QuestionId::new("csr-saq", row);
        dossier.situation.given(&id).first().map(|answer| answer.value.clone()).unwrap_or_default()
    };
    assert_eq!(value("C10"), ["peak=68", "average=52"]);
    assert_eq!(value("C3"), ["photo-id", "copy-kept"]);
    assert_eq!(value("E3"), ["Nguyen Holding\t60\tVN\tno"]);
}

/// The sample with the policy's own edition that hides scores until an interview is submitted.
fn hiding(lang: Lang, supplier: &str) -> Stage {
    let stage = Stage::new(lang, WIDE);
    let text = include_str!("../policies/jx-selection-2026-04.toml");
    let hidden = text.replacen("hide-score-until-submit = false", "hide-score-until-submit = true", 1);
    assert_ne!(text, hidden);
    std::fs::create_dir_all(stage.sample.root.join("policies")).expect("a folder");
    std::fs::write(stage.sample.root.join("policies/jx-selection-2026-04.toml"), hidden).expect("written");
    // A running campaign is judged by the copy that was kept for it; without that copy the file is read.
    std::fs::remove_dir_all(stage.sample.root.join("sealed")).expect("removed");
    stage.again().enter(supplier)
}

#[test]
fn a_policy_can_hide_the_score_until_the_interview_is_submitted() {
    let secrets = ["conduct", "coverage", "decides", "57.8", "High"];
    let shown = hiding(Lang::En, "minato-haulage").shows();
    for secret in secrets {
        assert!(!shown.contains(secret), "the interviewer sees {secret}:\n{shown}");
    }
    insta::assert_snapshot!("interview_score_hidden", shown);
    // Answering shows it no more than opening did; a submitted interview shows it.
    let answered = hiding(Lang::En, "minato-haulage").keys("y").shows();
    assert!(secrets.iter().all(|secret| !answered.contains(secret)), "{answered}");
    let submitted = hiding(Lang::En, "teluk-timah").shows();
    assert!(submitted.contains("conduct 34.4") || submitted.contains("Critical (34.4)"), "{submitted}");
}

#[test]
fn a_question_a_certificate_answers_says_so_and_can_still_be_answered_by_hand() {
    for (lang, name) in LANGS {
        let mut stage = Stage::interview(lang, NARROW, "perameri-koboltti");
        insta::assert_snapshot!(format!("by_certificate_{name}"), stage.keys("<esc>gD1<enter>").shows());
    }
    let mut stage = Stage::interview(Lang::En, NARROW, "perameri-koboltti");
    let listed = stage.keys("<esc>gD1").shows();
    assert!(listed.contains("≈ D1"), "{listed}");
    let answered = stage.keys("<enter>2gD1<enter>").shows();
    assert!(!answered.contains("RBA VAP") && answered.contains("2 ● the duties of every site are written down"), "{answered}");
    let read = stage.size(WIDE.0, WIDE.1).keys("S").shows();
    assert!(read.contains("≈ answered by RBA VAP Silver · valid until 2027-10-05"), "{read}");
    let mut page = Stage::new(Lang::En, WIDE);
    page.keys("s/perameri<enter><enter>");
    assert!(page.shows().contains("16 reused: 0 re-confirmed, 16 by certificate"), "{}", page.shows());
    assert!(page.keys("<tab>").shows().contains("(RBA VAP Silver, 2027-10-05)"), "{}", page.shows());
}

#[test]
fn answers_that_do_not_fit_are_shown_beside_both_with_a_question_to_ask() {
    for (lang, name) in LANGS {
        let mut stage = Stage::interview(lang, NARROW, "hai-trieu");
        let shown = stage.keys("<esc>gA3<enter>ngF1<enter>ygF1<enter>").shows();
        insta::assert_snapshot!(format!("misfit_{name}"), shown);
        assert!(stage.keys("o").shows().contains(" A3  "), "{}", stage.shows());
        assert!(stage.shows().contains('⇄'), "{}", stage.shows());
        assert!(stage.keys("o").shows().contains(" F1  "), "{}", stage.shows());
        insta::assert_snapshot!(format!("misfit_read_back_{name}"), stage.keys("S").shows());
    }
    let mut stage = Stage::interview(Lang::En, WIDE, "hai-trieu");
    let calm = stage.keys("<esc>gA3<enter>ngA3<enter>o").shows();
    assert!(calm.contains("no other answer contradicts this one"), "{calm}");
    let mut page = stage.again();
    page = page.enter("hai-trieu");
    page.keys("<esc>gF1<enter>y<esc>");
    page.keys("s/hai<enter><enter><tab>");
    assert!(page.shows().contains("⇄ No authority is said to have acted"), "{}", page.shows());
}
