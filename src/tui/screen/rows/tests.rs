use super::*;
use crate::builtin;
use crate::questionnaire::file;

fn question(id: &str) -> Question {
    let files: Vec<(String, String)> = builtin::questionnaires().into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    let (sets, _) = file::read_all(&files, None);
    sets.iter().find_map(|set| set.question(id)).expect("a row").clone()
}

fn typed(entry: &mut Entry, text: &str) {
    for letter in text.chars() {
        entry.press(Key::Char(letter));
    }
}

#[test]
fn cells_are_left_as_they_are_recorded_and_what_is_wrong_is_said() {
    let mut entry = Entry::of("hai-trieu", String::new(), &question("copper-dd.K23c"), &[]);
    typed(&mut entry, "lot 7 | A1181 | vn");
    entry.next();
    typed(&mut entry, "Atlantis");
    entry.next();
    assert!(entry.refusal.is_some(), "no country of that name");
    assert_eq!(entry.recorded(), ["lot 7\tA1181\tVN\tAtlantis\t\t"]);
    assert_eq!((entry.values(), entry.row, entry.column), (None, 0, 3), "the cursor goes where it is wrong");
    entry.press(Key::Ctrl('u'));
    typed(&mut entry, "jp");
    assert_eq!(entry.values(), Some(vec!["lot 7\tA1181\tVN\tJP\t\t".to_owned()]));
    let found: Vec<&str> = entry.remarks(crate::figures::Against::default()).iter().map(|remark| remark.verdict).collect();
    assert_eq!(found, ["consent-missing"]);
}

#[test]
fn rows_come_and_go_and_every_step_is_taken_back() {
    let mut entry = Entry::of("hai-trieu", String::new(), &question("quality-bcp.Q32"), &["landfill\t<1 %\t0.99 %".to_owned()]);
    assert!(!entry.changed);
    entry.insert_row();
    typed(&mut entry, "screening|≥70 %|68.8 %");
    let whole = entry.recorded();
    assert_eq!(whole, ["landfill\t<1 %\t0.99 %", "screening\t≥70 %\t68.8 %"]);
    assert_eq!(Entry::of("x", String::new(), &entry.question, &Entry::rows_of(&entry.text())).recorded(), whole);
    entry.delete_row();
    assert_eq!(entry.recorded().len(), 1);
    entry.delete_row();
    assert!(entry.recorded().is_empty() && entry.cells.len() == 1, "a table is never without a row");
    assert!(entry.undo() && entry.undo());
    assert_eq!(entry.recorded(), whole);
    while entry.undo() {}
    assert_eq!(entry.recorded(), ["landfill\t<1 %\t0.99 %"]);
    assert!(!entry.changed);
}

#[test]
fn cells_pasted_from_a_sheet_fill_the_cells_from_the_cursor_on() {
    let mut entry = Entry::of("x", String::new(), &question("copper-dd.K27"), &[]);
    entry.paste("scrap\t100\t25.5\t20\r\ncathode\t10\t0\t5.5\r\n");
    assert_eq!(entry.values(), Some(vec!["scrap\t100\t25.5\t20".to_owned(), "cathode\t10\t0\t5.5".to_owned()]));
    assert_eq!(entry.rows().and_then(|rows| rows.gap(&entry.recorded())), Some(crate::ratio::Ratio::ZERO));
    entry.paste("plain words");
    assert_eq!(entry.cells.len(), 2);
}
