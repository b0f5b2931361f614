//! What the screens let whom do: an auditor's keys change nothing, a group is told apart, and who may do what is a page.

use oretrail::journal::Role;
use oretrail::language::Lang;
use oretrail::tui::effect::Effect;
use oretrail::tui::key::Key;
use oretrail::tui::keymap;
use oretrail::tui::msg::Msg;
use oretrail::tui::update::update;
use oretrail::workspace::Workspace;

use super::{LANGS, NARROW, Stage, WIDE, common};

fn files(root: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let (mut all, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push((path.display().to_string(), std::fs::read(&path).expect("readable")));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn no_key_on_any_screen_changes_a_byte_for_an_auditor_or_for_somebody_who_is_not_entered() {
    let places = ["", "s", "s<enter>", "s<enter>i", "w", "w<enter>", "wg<enter>", "b", "n", "m", "r", "f", "f<enter>", "p"];
    let left_out = ["quit", "new-demo", "reopen", "refresh", "language", "theme", "mouse", "help", "palette", "home", "back"];
    let moves =
        ["up", "down", "page-up", "page-down", "top", "bottom", "next-tab", "previous-tab", "next", "previous", "sort", "sort-reverse"];
    for (turn, place) in places.into_iter().enumerate() {
        let person = if turn % 2 == 0 { "tanabe" } else { "nobody" };
        let mut stage = Stage::on(common::sample(), person, Lang::En, WIDE);
        let before = files(&stage.sample.root);
        let keys: Vec<Key> = keymap::bindings(stage.keys(place).state.context())
            .into_iter()
            .filter(|binding| !left_out.contains(&binding.command.name()) && !moves.contains(&binding.command.name()))
            .map(|binding| binding.keys[0])
            .collect();
        for key in keys {
            stage.state.screens.truncate(1);
            (stage.state.prompt, stage.state.picker) = (None, None);
            // The key, a word where it asks for one, and both ways to save it.
            stage.keys(place).press(key).keys("1x<enter><c-s>");
        }
        stage.finish();
        assert!(files(&stage.sample.root) == before, "{person} changed the workspace at {place:?}");
    }
}

#[test]
fn a_group_shows_how_far_it_is_names_those_that_do_not_count_and_is_taken_back_as_one() {
    let mut stage = Stage::on(common::sample(), "ono", Lang::En, WIDE);
    stage.keys("w");
    // Everybody in the queue: the cursor goes on by itself.
    let marked = stage.state.model.as_ref().expect("loaded").queue().len();
    stage.keys(&" ".repeat(marked)).keys("d1all of them looked at");
    let effects = update(&mut stage.state, Msg::Key(Key::Ctrl('s')));
    let [Effect::Review(ids, _)] = &effects[..] else { panic!("{effects:?}") };
    let of = ids.len();
    assert!(of > 2, "{ids:?}");
    let mut told = Vec::new();
    let mut waiting: std::collections::VecDeque<Effect> = effects.into();
    while let Some(effect) = waiting.pop_front() {
        if matches!(effect, Effect::ReviewOn(_)) {
            told.push(stage.shows());
        }
        for msg in stage.desk.run(effect).expect("it stays") {
            waiting.extend(update(&mut stage.state, msg));
        }
    }
    assert_eq!(told.len(), of - 1, "after each but the last");
    let page = stage.shows();
    // Where a stop is open and nothing that makes the harm good stands beside the decision, it is refused.
    let words: Vec<&str> = page.split_whitespace().collect();
    let saved = words.windows(3).find_map(|three| (three[0] == "All" && three[2] == "are").then(|| three[1].parse().ok())?);
    let saved: usize = saved.unwrap_or_else(|| panic!("how many are saved is said: {page}"));
    assert!(saved > 2 && saved < of, "{page}");
    let idle = page.matches("is on record but").count();
    assert!(idle > 1 && page.contains(&format!(" of {saved} do not count")), "each that does not count is named: {page}");
    assert!(page.contains("is on record but does not count: the buyer's own checks on sanctions"), "{page}");
    let decided = |stage: &Stage| {
        let workspace = Workspace::open(&stage.sample.root, &stage.sample.state, "ono", common::clock()).expect("it opens");
        let all = workspace.supplier_ids().expect("read");
        let taken = |id: &&String| {
            let review = workspace.dossier(id).expect("read").review;
            review.latest().is_some_and(|decision| decision.person == "ono")
        };
        all.iter().filter(taken).count()
    };
    assert_eq!(decided(&stage), saved);
    stage.keys("<esc>z");
    assert!(stage.shows().contains(&format!("taken back: {saved}")), "{}", stage.shows());
    assert_eq!(decided(&stage), 0);
}

#[test]
fn an_act_that_does_not_count_says_so_in_the_line_of_news() {
    for (lang, words) in [
        (Lang::En, "on record, does not count: unsigned, K makes"),
        (Lang::Ja, "記録のみ・効力なし：未署名"),
        (Lang::Zh, "仅记录、不生效：未签名"),
    ] {
        let mut stage = Stage::on(common::sample(), "mori", lang, WIDE);
        stage.keys("s/lualaba<enter><enter>rd2no mine named<c-s>");
        assert!(stage.shows().contains(words), "{}", stage.shows());
        stage.keys("K");
        let waits =
            [("counts once a second person confirms", Lang::En), ("二人目の確認で有効", Lang::Ja), ("经第二人确认后生效", Lang::Zh)];
        let (words, _) = waits.iter().find(|(_, of)| *of == lang).expect("one of three");
        assert!(stage.shows().contains(words), "{}", stage.shows());
    }
}

#[test]
fn who_may_do_what_is_a_page_that_can_be_reached_from_home_and_from_the_palette() {
    for (lang, name) in LANGS {
        insta::assert_snapshot!(format!("people_80x24_{name}"), Stage::on(common::sample(), "anna", lang, NARROW).keys("p").shows());
    }
    insta::assert_snapshot!("people_120x40_en", Stage::on(common::sample(), "mori", Lang::En, WIDE).keys("p").shows());
    let mut stage = Stage::on(common::sample(), "hara", Lang::En, WIDE);
    assert!(stage.keys("s:people: who<enter>").shows().contains("given by"), "{}", stage.shows());
    assert!(stage.keys("<enter>").shows().contains("What hara may do"), "{}", stage.shows());
}

/// Whoever is administrator in the sample.
fn administrator(sample: &common::Sample) -> String {
    let workspace = Workspace::open(&sample.root, &sample.state, "anna", common::clock()).expect("it opens");
    let people = workspace.people();
    let all = people.persons.keys().find(|person| people.roles(person, &workspace.now()).contains(&Role::Administrator));
    all.expect("an administrator").clone()
}

fn roles(stage: &Stage, person: &str) -> Vec<&'static str> {
    let workspace = Workspace::open(&stage.sample.root, &stage.sample.state, "anna", common::clock()).expect("it opens");
    workspace.people().roles(person, &workspace.now()).into_iter().map(Role::word).collect()
}

/// Puts the cursor of the people on somebody.
fn on(stage: &mut Stage, person: &str) {
    stage.keys("<home>");
    for _ in 0..12 {
        let shown = stage.shows();
        // Who is chosen stands in full below the list.
        let chosen = shown.lines().skip(2).skip_while(|line| !line.starts_with('─')).nth(1).unwrap_or_default();
        if chosen.trim_start().starts_with(&format!("{person} ")) {
            return;
        }
        stage.keys("j");
    }
    panic!("no {person}: {}", stage.shows());
}

#[test]
fn an_administrator_enters_somebody_gives_and_takes_roles_on_the_page_of_people() {
    let sample = common::sample();
    let who = administrator(&sample);
    let mut stage = Stage::on(sample, &who, Lang::En, NARROW);
    stage.keys("pa");
    insta::assert_snapshot!("form_enter_person_80x24_en", stage.shows());
    stage.keys("yuki<enter>Yuki Abe<enter>2<enter>2027-03-31<c-s>");
    assert_eq!(roles(&stage, "yuki"), ["reviewer"], "{}", stage.shows());
    assert!(stage.shows().contains("yuki") && stage.shows().contains("saved"), "{}", stage.shows());
    on(&mut stage, "yuki");
    assert!(stage.shows().contains("until 2027-03-31"), "{}", stage.shows());
    assert!(stage.keys("f").shows().contains("has no key yet"), "{}", stage.shows());
    stage.keys("g1<c-s>");
    assert_eq!(roles(&stage, "yuki"), ["buyer", "reviewer"], "{}", stage.shows());
    on(&mut stage, "yuki");
    stage.keys("x2<c-s>");
    assert!(stage.shows().contains("this has to be filled in"), "a reason is asked: {}", stage.shows());
    stage.keys("left the department<c-s>");
    assert_eq!(roles(&stage, "yuki"), ["buyer"], "{}", stage.shows());
}

#[test]
fn a_key_is_made_with_one_key_press_and_an_administrator_stands_for_it_after_comparing_the_fingerprint() {
    let sample = common::sample();
    let who = administrator(&sample);
    let mut stage = Stage::on(sample, &who, Lang::En, NARROW);
    stage.keys("pK");
    assert!(stage.shows().contains("key made"), "{}", stage.shows());
    let mut stage = Stage::on(stage.sample, "anna", Lang::En, NARROW);
    let waits = stage.keys("pK").shows();
    assert!(waits.contains("counts once the administrator"), "{waits}");
    let mut stage = Stage::on(stage.sample, &who, Lang::En, NARROW);
    stage.keys("p");
    on(&mut stage, "anna");
    let shown = stage.shows();
    assert!(shown.contains("compare the fingerprint") && shown.contains("SHA256:"), "{shown}");
    let asked = stage.keys("f").shows();
    assert!(asked.contains("Stand for the key of anna?") && asked.contains("SHA256:") && !asked.contains("you stand for"), "{asked}");
    stage.keys("<enter>");
    assert!(stage.shows().contains("you stand for"), "{}", stage.shows());
    let workspace = Workspace::open(&stage.sample.root, &stage.sample.state, "anna", common::clock()).expect("it opens");
    assert!(workspace.people().persons["anna"].keys_held().all(|held| held.confirmed), "{}", stage.shows());
}

#[test]
fn what_somebody_may_not_do_about_people_says_why() {
    let mut stage = Stage::on(common::sample(), "anna", Lang::En, NARROW);
    stage.keys("p");
    for key in ["a", "g", "f"] {
        assert!(stage.keys(key).shows().contains("roles and keys are for administrators"), "{key}: {}", stage.shows());
    }
    on(&mut stage, "mori");
    assert!(stage.keys("x").shows().contains("roles and keys are for administrators"), "{}", stage.shows());
    on(&mut stage, "anna");
    assert!(stage.keys("x").shows().contains("Take a role"), "whoever gives up an own role asks nobody: {}", stage.shows());
}
