//! How well names are found again: every alias of real look-ups, misspelt in the ways that declarations are, and what
//! the matcher puts first. `cargo bench --bench matching`. Needs `../shared/workbooks/blank` beside the project; no name
//! of it is kept here.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::path::Path;
use std::time::Instant;

use jiff::civil::date;
use oretrail::import::reference_list::{self, Rows};
use oretrail::reference::list::{Edition, ListKind, ListedSmelter, Lists, SmelterList};
use oretrail::reference::name::normalise;
use oretrail::smelter::{Decisions, How, Reported, candidates, settle};

/// A small generator, so that every run misspells alike.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

type Change = fn(&str, &mut Dice) -> String;

fn letters(name: &str) -> Vec<char> {
    name.chars().collect()
}

fn drop_letter(name: &str, dice: &mut Dice) -> String {
    let mut all = letters(name);
    let at = dice.below(all.len());
    all.remove(at);
    all.into_iter().collect()
}

fn swap_letters(name: &str, dice: &mut Dice) -> String {
    let mut all = letters(name);
    let last = all.len().saturating_sub(1);
    let at = dice.below(last);
    all.swap(at, (at + 1).min(last));
    all.into_iter().collect()
}

fn wrong_letter(name: &str, dice: &mut Dice) -> String {
    let mut all = letters(name);
    let at = dice.below(all.len());
    all[at] = char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or(0));
    all.into_iter().collect()
}

fn swap_words(name: &str, dice: &mut Dice) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    let at = dice.below(words.len());
    let other = dice.below(words.len());
    words.swap(at, other);
    words.join(" ")
}

fn drop_last_word(name: &str, _: &mut Dice) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    if words.len() < 3 { name.to_owned() } else { words[..words.len() - 1].join(" ") }
}

fn upper(name: &str, _: &mut Dice) -> String {
    name.to_uppercase()
}

fn plain_vowels(name: &str, _: &mut Dice) -> String {
    name.chars()
        .map(|c| match c {
            'ä' | 'á' | 'ã' => 'a',
            'ö' | 'ó' => 'o',
            'ü' | 'ú' => 'u',
            'é' | 'ê' => 'e',
            'í' => 'i',
            'ç' => 'c',
            c => c,
        })
        .collect()
}

fn suffix(name: &str, dice: &mut Dice) -> String {
    let more = ["Smelting Division", "(Plant 2)", "Co., Ltd.", "GmbH", "- Refinery"];
    format!("{name} {}", more[dice.below(more.len())])
}

fn two_faults(name: &str, dice: &mut Dice) -> String {
    let first = drop_letter(name, dice);
    wrong_letter(&swap_words(&first, dice), dice)
}

const CHANGES: [(&str, Change); 9] = [
    ("a letter left out", drop_letter),
    ("two letters swapped", swap_letters),
    ("a wrong letter", wrong_letter),
    ("two words swapped", swap_words),
    ("the last word left out", drop_last_word),
    ("all capitals", upper),
    ("accents left out", plain_vowels),
    ("a suffix more", suffix),
    ("left out, swapped and wrong", two_faults),
];

fn look_up(file: &Path) -> Option<SmelterList> {
    let bytes = std::fs::read(file).ok()?;
    let name = file.file_name()?.to_string_lossy().into_owned();
    let found = reference_list::read(ListKind::SmelterList, &name, &bytes).ok()?;
    let dated = found.dated?;
    let edition = Edition { kind: ListKind::SmelterList, name: found.name, dated, source: name, sha256: String::new(), rows: 0 };
    let Rows::Smelters(rows) = found.rows else { return None };
    Some(SmelterList { edition, rows })
}

/// First, among the first five, rightly ambiguous ones counted as right when the facility shares first place.
fn recall(lists: &Lists, rows: &[ListedSmelter], change: Change, with_country: bool) -> (usize, usize, usize) {
    let mut dice = Dice(7);
    let (mut first, mut five, mut all) = (0, 0, 0);
    for row in rows.iter().filter(|row| row.alias.chars().count() > 4) {
        let name = change(&row.alias, &mut dice);
        let country = with_country.then_some(row.country.as_str());
        let reported = Reported { metal: &row.metal, name: Some(&name), country, ..Reported::default() };
        let found = candidates(&reported, lists, &Decisions::default(), date(2026, 6, 1));
        let best = found.first().map_or(0, |candidate| candidate.score);
        let place = found.iter().position(|candidate| candidate.id == row.id);
        all += 1;
        first += usize::from(place.is_some_and(|at| found[at].score == best));
        five += usize::from(place.is_some_and(|at| at < 5));
    }
    (first, five, all)
}

/// Names of other metals' facilities, which no facility of this metal has: how many are settled, how many offered high.
fn strangers(lists: &Lists, rows: &[ListedSmelter]) -> (usize, usize, usize) {
    let (mut settled, mut high, mut all) = (0, 0, 0);
    for row in rows {
        let other = rows.iter().find(|other| other.metal != row.metal).map(|other| other.metal.clone()).unwrap_or_default();
        // The same firm may be listed for both metals, in other capitals: to find it there is no mistake.
        let own = [normalise(&row.alias).whole, normalise(&row.name).whole];
        let is_same = |name: &str| own.contains(&normalise(name).whole);
        let known = rows.iter().any(|known| known.metal == other && (is_same(&known.alias) || is_same(&known.name)));
        if known || other.is_empty() {
            continue;
        }
        let reported = Reported { metal: &other, name: Some(&row.alias), ..Reported::default() };
        let day = date(2026, 6, 1);
        all += 1;
        settled += usize::from(settle(&reported, lists, &Decisions::default(), day).how != How::None);
        let found = candidates(&reported, lists, &Decisions::default(), day);
        high += usize::from(found.iter().any(|candidate| candidate.metal == other && candidate.score >= 850));
    }
    (settled, high, all)
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/workbooks/blank");
    let folder = std::env::var_os("ORETRAIL_WORKBOOKS").map_or(folder, |root| Path::new(&root).join("blank"));
    for file in ["RMI_CMRT_6.5.xlsx", "RMI_EMRT_2.1.xlsx", "RMI_AMRT_1.3.xlsx"] {
        let Some(list) = look_up(&folder.join(file)) else {
            println!("{file} is not beside the project in ../shared/workbooks/blank; nothing was measured");
            continue;
        };
        let rows = list.rows.clone();
        let lists = Lists { smelters: vec![list], ..Lists::default() };
        println!(
            "\n{file}: {} names\n{:<30} {:>9} {:>9} {:>14} {:>14}",
            rows.len(),
            "",
            "first",
            "in five",
            "first+country",
            "five+country"
        );
        for (what, change) in CHANGES {
            let share = |part: usize, all: usize| format!("{:.1} %", 100.0 * part as f64 / all.max(1) as f64);
            let (first, five, all) = recall(&lists, &rows, change, false);
            let (first_there, five_there, _) = recall(&lists, &rows, change, true);
            println!(
                "{what:<30} {:>9} {:>9} {:>14} {:>14}",
                share(first, all),
                share(five, all),
                share(first_there, all),
                share(five_there, all)
            );
        }
        let (settled, high, all) = strangers(&lists, &rows);
        println!("names of another metal's facilities: {all}; settled by mistake {settled}; offered at 85 % or more {high}");
        let start = Instant::now();
        for row in rows.iter().take(300) {
            let reported = Reported { metal: &row.metal, name: Some(&row.alias), id: Some(&row.id), ..Reported::default() };
            let _ = settle(&reported, &lists, &Decisions::default(), date(2026, 6, 1));
        }
        let settling = start.elapsed();
        let start = Instant::now();
        for row in rows.iter().take(300) {
            let reported = Reported { metal: &row.metal, name: Some(row.alias.get(1..).unwrap_or("x").trim()), ..Reported::default() };
            let _ = candidates(&reported, &lists, &Decisions::default(), date(2026, 6, 1));
        }
        println!("300 rows settled in {settling:.1?}; candidates for 300 unknown names in {:.1?}", start.elapsed());
    }
}
