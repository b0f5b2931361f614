//! Every form of the review, typed key by key through the update loop until it is saved, and then read from the record.

use oretrail::journal::{ActionKind, RiskResponse, Trigger};
use oretrail::language::Lang;
use oretrail::review::{ActionState, Standing};
use oretrail::workspace::{Dossier, Workspace};

use super::{LANGS, NARROW, Stage, common};

fn open(sample: &common::Sample, person: &str) -> Workspace {
    Workspace::open(&sample.root, &sample.state, person, common::clock()).expect("it opens")
}

/// Nothing stands against it.
const CALM: &str = "fjord-scrap";

/// Has flags of several rules.
const FLAGGED: &str = "lualaba-trading";

/// Somebody on the page of a supplier.
fn on_page(sample: common::Sample, person: &str, supplier: &str, lang: Lang) -> Stage {
    let mut stage = Stage::on(sample, person, lang, NARROW);
    stage.keys(&format!("s/{supplier}<enter><enter>r"));
    stage
}

fn mori(supplier: &str) -> Stage {
    on_page(common::sample(), "mori", supplier, Lang::En)
}

fn read(stage: &Stage, supplier: &str) -> Dossier {
    open(&stage.sample, "mori").dossier(supplier).expect("read")
}

/// Keys of the flags against a supplier, as its page has them.
fn flags(stage: &Stage) -> Vec<String> {
    let flags: Vec<String> = read(stage, FLAGGED).flags.iter().filter(|flag| flag.is_adverse()).map(|flag| flag.key()).collect();
    assert!(flags.len() > 1, "{flags:?}");
    flags
}

fn said<'d>(dossier: &'d Dossier, body: &oretrail::journal::BodyRef) -> &'d str {
    dossier.body(body).unwrap_or_default()
}

#[test]
fn a_decision_is_confirmed_by_a_second_person_and_taken_out_of_force_with_a_reason() {
    let mut stage = mori(CALM);
    stage.keys("d5the contract cannot go on<c-s>K");
    let mut stage = on_page(stage.sample, "ono", CALM, Lang::En);
    stage.keys("fseen the papers too<c-s>");
    let dossier = read(&stage, CALM);
    let decision = dossier.review.latest().expect("decided");
    assert_eq!(decision.seconds.iter().map(|second| second.person.as_str()).collect::<Vec<_>>(), ["ono"], "{}", stage.shows());
    let mut stage = on_page(stage.sample, "mori", CALM, Lang::En);
    stage.keys("v<c-s>");
    assert!(stage.shows().contains("this has to be filled in"), "{}", stage.shows());
    stage.keys("the supplier put it right<c-s>");
    let dossier = read(&stage, CALM);
    assert!(dossier.review.decisions.iter().all(|decision| matches!(decision.standing, Standing::Revoked(_))), "{}", stage.shows());
}

#[test]
fn a_question_goes_back_to_the_interviewer_with_a_reason() {
    let mut stage = mori(FLAGGED);
    stage.keys("r<enter>which month is meant?<c-s>");
    let dossier = read(&stage, FLAGGED);
    let (question, back) = dossier.answers.returned.iter().next().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert!(question.starts_with("csr-saq.") && back.person == "mori");
    assert_eq!(said(&dossier, &back.reason), "which month is meant?");
}

#[test]
fn a_supplier_is_put_off_until_a_day_and_given_to_somebody_else() {
    let mut stage = mori(CALM);
    stage.keys("n2026-12-07<enter>roster is on its way<c-s>");
    let dossier = read(&stage, CALM);
    let snoozed = dossier.review.snoozed.as_ref().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert_eq!(snoozed.act.until, "2026-12-07");
    let mut stage = mori(CALM);
    stage.keys("x1needs a word from above<c-s>");
    let dossier = read(&stage, CALM);
    let escalated = dossier.review.escalated.as_ref().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert!(escalated.act.to != "mori" && said(&dossier, &escalated.act.reason) == "needs a word from above");
}

#[test]
fn a_flag_is_waived_until_a_day_and_the_one_under_the_cursor_is_offered_first() {
    let mut stage = mori(FLAGGED);
    let flags = flags(&stage);
    stage.keys("<tab>w<enter>2027-03-31<enter>no stock until spring<c-s>");
    let dossier = read(&stage, FLAGGED);
    let waiver = dossier.review.waivers.first().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert_eq!((waiver.act.flag.as_str(), waiver.act.until.as_str()), (flags[1].as_str(), "2027-03-31"));
}

#[test]
fn an_action_answers_the_flag_under_the_cursor_and_a_second_person_verifies_it() {
    let mut stage = mori(FLAGGED);
    let flags = flags(&stage);
    stage.keys("<tab>c1send the roster<enter>12026-12-18<c-s>");
    let action = |stage: &Stage| read(stage, FLAGGED).review.actions.first().cloned().unwrap_or_else(|| panic!("{}", stage.shows()));
    let begun = action(&stage);
    assert_eq!((begun.act.kind, begun.act.owner.as_str(), begun.act.due.as_str()), (ActionKind::Correction, "supplier", "2026-12-18"));
    assert_eq!(begun.act.flag.as_ref(), flags.get(1));
    stage.keys("p<enter>3roster received<c-s>");
    assert_eq!(action(&stage).state, ActionState::Done, "{}", stage.shows());
    // Whoever said that it is done does not verify it.
    stage.keys("p<enter>4looks good<c-s>");
    assert_eq!(action(&stage).state, ActionState::Done, "{}", stage.shows());
    let mut stage = on_page(stage.sample, "ono", FLAGGED, Lang::En);
    stage.keys("p<enter>4ten records seen<c-s>");
    assert_eq!(action(&stage).state, ActionState::Verified, "{}", stage.shows());
}

#[test]
fn a_risk_has_a_scenario_with_a_day_after_which_it_is_out_of_date() {
    for (lang, name) in LANGS {
        let mut stage = on_page(common::sample(), "mori", FLAGGED, lang);
        insta::assert_snapshot!(format!("form_risk_80x24_{name}"), stage.keys("R<enter>").shows());
    }
    let mut stage = mori(FLAGGED);
    let flags = flags(&stage);
    stage.keys("R<enter>2no mine is named<enter>metal of unknown origin<enter>2026-01-31<c-s>");
    assert!(stage.shows().contains("has to be in the future") && read(&stage, FLAGGED).review.risks.is_empty(), "{}", stage.shows());
    stage.keys("<c-u>2027-05-31<c-s>");
    let dossier = read(&stage, FLAGGED);
    let risk = dossier.review.risks.first().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert_eq!((risk.act.response, risk.act.review_by.as_str()), (RiskResponse::Reduce, "2027-05-31"));
    assert_eq!(risk.act.flag.as_ref(), flags.first());
    assert_eq!(said(&dossier, &risk.act.cause), "no mine is named");
    assert_eq!(said(&dossier, &risk.act.consequence), "metal of unknown origin");
    let shown = stage.keys("<home>").shows();
    assert!(shown.contains("no mine is named") && shown.contains("2027-05-31"), "{shown}");
}

#[test]
fn a_case_is_opened_and_only_closed_with_one_of_four_outcomes_and_a_reason() {
    for (lang, name) in LANGS {
        let mut stage = on_page(common::sample(), "mori", CALM, lang);
        insta::assert_snapshot!(format!("form_case_80x24_{name}"), stage.keys("o<enter>").shows());
    }
    let mut stage = mori(CALM);
    stage.keys("o1<c-s>");
    assert!(stage.shows().contains("this has to be filled in"), "{}", stage.shows());
    stage.keys("1order of 12 November<c-s>");
    let case = |stage: &Stage| read(stage, CALM).review.cases.first().cloned().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert_eq!(case(&stage).trigger, Trigger::AuthorityPenalty);
    assert!(case(&stage).is_open() && stage.shows().contains("case open"), "{}", stage.shows());
    // How the risk behind it is met is written down first.
    stage.keys("R<enter>2fined once<enter>orders stop<enter>2027-05-31<c-s>");
    assert_eq!(read(&stage, CALM).review.risks.len(), 1, "{}", stage.shows());
    // The form offers to close what is open; a key makes the decision count.
    insta::assert_snapshot!("form_case_close_80x24_en", stage.keys("o<enter>").shows());
    stage.keys("3fined, plan shown, contract amended<c-s>K");
    assert!(!case(&stage).is_open(), "{:?}\n{}", case(&stage), stage.shows());
    let dossier = read(&stage, CALM);
    assert_eq!(dossier.review.latest().expect("decided").act.outcome.word(), "change-contract");
}

#[test]
fn an_untouched_form_closes_at_once_and_a_half_filled_one_asks_and_waits() {
    let mut stage = mori(CALM);
    let left = stage.keys("d<esc>").shows();
    assert!(!left.contains("Decide · "), "{left}");
    let asked = stage.keys("d2papers are late<esc>").shows();
    assert!(asked.contains("Not written. esc again") && asked.contains("papers are late"), "{asked}");
    let on = stage.keys("r").shows();
    assert!(!on.contains("Not written. esc") && on.contains("papers are later"), "{on}");
    let left = stage.keys("<esc><esc>").shows();
    assert!(!left.contains("papers are later") && left.contains("waits on Home"), "{left}");
    let back = stage.keys("d").shows();
    assert!(back.contains("papers are later") && back.contains("here is what you typed"), "{back}");
    stage.keys("<c-s>");
    let dossier = read(&stage, CALM);
    let decision = dossier.review.latest().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert_eq!((decision.act.outcome.word(), said(&dossier, &decision.act.reason)), ("improvement-required", "papers are later"));
    let fresh = stage.keys("d").shows();
    assert!(!fresh.contains("papers are later"), "what was written waits no more: {fresh}");
}

#[test]
fn a_half_filled_form_stands_on_home_one_key_away() {
    for (lang, name) in LANGS {
        let mut stage = on_page(common::sample(), "mori", CALM, lang);
        insta::assert_snapshot!(format!("form_leaving_80x24_{name}"), stage.keys("d2papers are late<esc>").shows());
        insta::assert_snapshot!(format!("home_with_a_form_that_waits_80x24_{name}"), stage.keys("<esc>h").shows());
    }
    let mut stage = mori(CALM);
    stage.keys("d2papers are late<esc><esc>h");
    let at = stage.shows().lines().position(|line| line.contains("form half filled")).expect("on home");
    stage.keys(&"j".repeat(at - 4));
    let back = stage.keys("<enter>").shows();
    assert!(back.contains("papers are late"), "{back}");
    stage.keys("<esc><esc>q");
    assert!(stage.state.leaving, "it lies on disk, so nothing is asked: {}", stage.shows());
}

/// The program was killed and started again.
fn again(stage: Stage) -> Stage {
    Stage::on(stage.sample, "mori", stage.state.lang, NARROW)
}

/// Everything that lies among the drafts.
#[allow(clippy::disallowed_methods)]
fn drafts(sample: &common::Sample) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(sample.state.join("drafts")) else { return Vec::new() };
    folder.map(|file| std::fs::read_to_string(file.expect("listed").path()).expect("read")).collect()
}

/// Home, with the cursor on the form that waits.
fn on_waiting(stage: &mut Stage) -> String {
    let shown = stage.keys("h").shows();
    let at = shown.lines().position(|line| line.contains("form half filled")).unwrap_or_else(|| panic!("not on home:\n{shown}"));
    stage.keys(&"j".repeat(at - 4));
    shown
}

#[test]
fn a_form_half_filled_in_when_the_power_went_stands_where_it_is_opened_again() {
    for (lang, name) in LANGS {
        let mut stage = on_page(common::sample(), "mori", CALM, lang);
        stage.keys("d2papers are late<enter>roster by M");
        let mut stage = on_page(again(stage).sample, "mori", CALM, lang);
        insta::assert_snapshot!(format!("form_restored_80x24_{name}"), stage.keys("d").shows());
        // The line that was being filled in is the one the cursor stands on.
        stage.keys("arch<c-s>");
        let dossier = read(&stage, CALM);
        let decision = dossier.review.latest().unwrap_or_else(|| panic!("{}", stage.shows()));
        assert_eq!(said(&dossier, &decision.act.reason), "papers are late");
        assert_eq!(decision.act.conditions.iter().map(|body| said(&dossier, body)).collect::<Vec<_>>(), ["roster by March"]);
        let mut stage = on_page(again(stage).sample, "mori", CALM, lang);
        let fresh = stage.keys("d").shows();
        assert!(!fresh.contains("papers are late"), "what was written is forgotten: {fresh}");
    }
}

#[test]
fn a_form_from_before_opens_from_home_and_what_is_thrown_away_is_gone_for_good() {
    let mut stage = mori(CALM);
    stage.keys("d2papers are late<esc><esc>");
    stage.keys("n2026-12-07<enter>roster is on its w");
    let mut stage = again(stage);
    on_waiting(&mut stage);
    let first = stage.keys("<enter>").shows();
    assert!(first.contains("papers are late") && first.contains("restored from"), "{first}");
    stage.keys("<c-d><c-d>");
    let mut stage = again(stage);
    let shown = on_waiting(&mut stage);
    assert_eq!(shown.matches("form half filled").count(), 1, "{shown}");
    let second = stage.keys("<enter>").shows();
    assert!(second.contains("roster is on its w") && !second.contains("papers are late"), "{second}");
}

#[test]
fn what_needs_its_entry_is_opened_where_the_entry_stands() {
    let mut stage = mori(FLAGGED);
    stage.keys("c1send the roster<enter>12026-12-18<c-s>p<enter>3roster rec");
    let mut stage = again(stage);
    on_waiting(&mut stage);
    let page = stage.keys("<enter>").shows();
    assert!(page.contains("open it again here") && page.contains("How the action went"), "{page}");
    assert!(stage.keys("p").shows().contains("roster rec"), "{}", stage.shows());
}

#[test]
fn what_somebody_complains_of_is_kept_nowhere_but_in_its_record_and_leaving_asks() {
    let sample = common::sample();
    let mut stage = Stage::on(sample, "hara", Lang::En, NARROW);
    stage.keys("r<tab><tab><tab><tab><tab>a<enter>");
    assert!(stage.shows().contains("lies nowhere but in the record"), "{}", stage.shows());
    stage.keys("<enter>1111dismissed after asking for gloves");
    assert!(stage.shows().contains("gloves"), "{}", stage.shows());
    let drafts = drafts(&stage.sample);
    assert!(drafts.iter().all(|text| !text.contains("gloves")), "{drafts:?}");
    let asked = stage.keys("<esc><esc>q").shows();
    assert!(!stage.state.leaving && asked.contains("would be lost: 1"), "{asked}");
    stage.keys("jq");
    assert!(!stage.state.leaving, "another key is an answer too");
    stage.keys("q");
    assert!(stage.state.leaving);
}

#[test]
fn what_was_typed_is_forgotten_only_with_a_key_of_its_own_pressed_twice() {
    let mut stage = mori(CALM);
    let asked = stage.keys("d2papers are late<c-d>").shows();
    assert!(asked.contains("Not written. esc") && asked.contains("papers are late"), "{asked}");
    let gone = stage.keys("<c-d>").shows();
    assert!(gone.contains("forgotten; nothing was written"), "{gone}");
    let fresh = stage.keys("d").shows();
    assert!(!fresh.contains("papers are late"), "{fresh}");
}

#[test]
fn enter_after_a_digit_stays_on_the_line_the_digit_went_on_to() {
    let mut stage = mori(CALM);
    stage.keys("d2<enter>papers are late<enter>roster by March<c-s>");
    let dossier = read(&stage, CALM);
    let decision = dossier.review.latest().unwrap_or_else(|| panic!("{}", stage.shows()));
    assert_eq!(said(&dossier, &decision.act.reason), "papers are late");
    assert_eq!(decision.act.conditions.iter().map(|body| said(&dossier, body)).collect::<Vec<_>>(), ["roster by March"]);
}

#[test]
fn letters_and_pasted_text_on_a_choice_are_not_swallowed_in_silence() {
    let mut stage = mori(CALM);
    assert!(stage.keys("dp").shows().contains("digit or arrows"), "{}", stage.shows());
    stage.keys("<c-d>d");
    assert!(stage.paste("papers are late").shows().contains("digit or arrows"), "{}", stage.shows());
    assert!(!stage.keys("2").shows().contains("papers are late"), "{}", stage.shows());
}

#[test]
fn the_only_flag_is_chosen_beforehand_and_so_is_the_rule_the_cursor_stands_on() {
    let mut stage = mori(FLAGGED);
    let only = stage.keys("h").keys("wgg").shows();
    assert!(only.contains(" × "), "{only}");
    stage.keys("w<enter>2027-03-31<enter>no stock until spring<c-s>");
    assert!(stage.shows().contains("saved"), "{}", stage.shows());
}
