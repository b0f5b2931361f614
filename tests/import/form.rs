//! Writes forms of every version, filled in without a fault, in the shape of the templates and with labels of their own.

use super::sample::{Put, Sample};

/// The revision cell of the versions that are read in full, with the day each was issued.
pub(crate) const CMRT_6: [&str; 12] = [
    "Revision 6.0\nMay 13, 2020",
    "Revision 6.01\nMay 19, 2020",
    "Revision 6.1\nApril 28, 2021",
    "Revision 6.2\nApril 27, 2022",
    "Revision 6.21\nMay 6, 2022",
    "Revision 6.22\nMay 11, 2022",
    "Revision 6.3\nMay 5, 2023",
    "Revision 6.31\nMay 26, 2023",
    "Revision 6.4\nApril 26, 2024",
    "Revision 6.5\nApril 25, 2025",
    "Revision 6.6\nApril 17, 2026",
    "Revision 6.6.1 June 1, 2026",
];
pub(crate) const EMRT_1: [&str; 4] =
    ["Revision 1.1\nOctober 14, 2022", "Revision 1.11\nNovember 4, 2022", "Revision 1.2\nMay 12, 2023", "Revision 1.3\nApril 26, 2024"];
pub(crate) const EMRT_2: [&str; 3] = ["Revision 2.0\nApril 25, 2025", "Revision 2.1\nOctober 17, 2025", "Revision 2.11\nApril 17, 2026"];
pub(crate) const AMRT: [&str; 4] =
    ["Revision 1.2\nOctober 4, 2024", "Revision 1.21\nMay 16, 2025", "Revision 1.3\nOctober 17, 2025", "Revision 1.31\nApril 17, 2026"];
/// Generations that are read for display and sent back.
pub(crate) const CMRT_OLD: [&str; 8] = [
    "Revision 2 August 29th 2012",
    "Revision 2.01 December 21, 2012",
    "Revision 2.02 March 29, 2013",
    "Revision 2.03\nJuly 12, 2013",
    "Revision 2.03a\nJuly 25, 2013",
    "Revision 3.0\nApril 9, 2014",
    "Revision 3.01\nMay 30, 2014",
    "Revision 3.02\nNovember 7, 2014",
];

/// The number of a revision cell.
pub(crate) fn version(revision: &str) -> &str {
    revision.split_whitespace().nth(1).unwrap()
}

/// Puts text into cells of the sheet of answers.
pub(crate) fn answers<'a>(form: Sample, cells: impl IntoIterator<Item = (String, &'a str)>) -> Sample {
    cells.into_iter().fold(form, |form, (at, text)| form.put("Declaration", &at, text))
}

fn sheets(title: &str, revision: &str) -> Sample {
    Sample::default()
        .put("Revision", "B2", "DOCUMENT TITLE")
        .put("Declaration", "D2", title)
        .put("Declaration", "J3", revision)
        .put("Declaration", "D3", "日本語 Japanese")
        .put("Smelter List", "B4", "金属 (*)")
        .put("Product List", "B5", "製品番号 (*)")
}

/// A company block that starts its contact at a row; the authoriser, the title, the address and the date follow.
fn head(form: Sample, contact: u32, date: impl Into<Put>) -> Sample {
    let rows =
        [(0, "Pat Example"), (1, "pat@example.com"), (2, "+00 1"), (3, "Sam Sample"), (4, "Head"), (5, "sam@example.com"), (6, "+00 2")];
    let form = answers(form, [("D8".to_owned(), "Aoba Parts K.K."), ("D9".to_owned(), "A. Company")]);
    let form = answers(form, rows.map(|(row, text)| (format!("D{}", contact + row), text)));
    form.put("Declaration", &format!("D{}", contact + 7), date)
}

/// Smelters of a metal as the newer forms list them, all but the identification in its input column.
pub(crate) fn smelter(form: Sample, row: u32, metal: &str, id: &str) -> Sample {
    let cells = [("B", metal), ("C", "Example Refinery"), ("D", "Example Refinery"), ("E", "JAPAN"), ("F", id)];
    cells.iter().fold(form, |form, (column, text)| form.put("Smelter List", &format!("{column}{row}"), *text))
}

/// A conflict minerals declaration of gold; the share of answers as this version keeps it.
pub(crate) fn cmrt(revision: &str, share: impl Into<Put>) -> Sample {
    let form = head(sheets("紛争鉱物報告テンプレート (CMRT)", revision), 15, Put::Day(46_279.0));
    let used = [(26, "No"), (27, "No"), (28, "Yes"), (29, "No")];
    let gold = [(34, "Yes"), (40, "No"), (46, "No"), (52, "No"), (64, "Yes"), (70, "Yes")];
    let company = [(75, "Yes"), (77, "Yes"), (79, "Yes"), (81, "Yes"), (83, "Yes, in conformance with IPC1755 (e.g., CMRT)")];
    let company = company.into_iter().chain([(85, "Yes"), (87, "Yes"), (89, "No")]);
    let form = answers(form, used.into_iter().chain(gold).chain(company).map(|(row, text)| (format!("D{row}"), text)));
    let form = form.put("Declaration", "G77", "https://example.com/policy").put("Declaration", "D58", share);
    smelter(form, 5, "Gold", "CID009999")
}

/// An extended declaration of the first generation: cobalt and no mica.
pub(crate) fn emrt_1(revision: &str) -> Sample {
    let form = head(sheets("拡張 (EMRT)", revision), 15, Put::Day(46_279.0));
    let cobalt = [(26, "Yes"), (27, "No"), (32, "Yes"), (38, "DRC only"), (44, "No"), (56, "Yes"), (62, "Yes"), (74, "Yes")];
    let company = [(69, "Yes"), (71, "Yes"), (77, "Yes"), (79, "Yes, in conformance with IPC1755 (e.g., EMRT)"), (81, "Yes"), (83, "Yes")];
    let form = answers(form, cobalt.into_iter().chain(company).map(|(row, text)| (format!("D{row}"), text)));
    let form = form.put("Declaration", "D50", 1.0).put("Declaration", "G71", "https://example.com/policy");
    smelter(form, 5, "Cobalt", "CID009998")
}

/// The blocks of an extended declaration of the second generation, with an answer of their own for each.
const BLOCKS: [(u32, &str); 8] = [(30, "Yes"), (42, "Yes"), (54, "No"), (66, "No"), (78, "100%"), (90, "Yes"), (102, "Yes"), (120, "Yes")];

/// An extended declaration of the second generation: minerals, each `offset` rows below the first row of every block.
pub(crate) fn emrt_2(revision: &str, minerals: &[(&str, u32)]) -> Sample {
    let mut form = head(sheets("擴展礦產報告範本 (EMRT)", revision), 19, Put::Day(46_279.0));
    for (cell, (mineral, _)) in ["D12", "E12", "G12", "D13", "E13", "G13"].into_iter().zip(minerals) {
        form = form.put("Declaration", cell, *mineral);
    }
    for ((mineral, offset), row) in minerals.iter().zip(5..) {
        for (block, answer) in BLOCKS {
            let row = block + offset;
            form = form.put("Declaration", &format!("B{row}"), format!("{mineral}(*)").as_str()).put(
                "Declaration",
                &format!("D{row}"),
                answer,
            );
        }
        form = smelter(form, row, mineral, &format!("CID00999{row}"));
    }
    let company = [(115, "Yes"), (117, "Yes"), (131, "Yes"), (133, "Yes, Extended Mineral Reporting Template"), (135, "Yes"), (137, "Yes")];
    answers(form, company.map(|(row, text)| (format!("D{row}"), text))).put("Declaration", "G117", "https://example.com/policy")
}

/// An additional declaration of silver, whose list starts one column further left before 1.3.
pub(crate) fn amrt(revision: &str) -> Sample {
    let early = version(revision) < "1.3";
    let (first, contact) = if early { (28, 17) } else { (31, 20) };
    let form = head(sheets("追加鉱物報告テンプレート (AMRT)", revision), contact, Put::Day(46_279.0));
    let form = answers(form, [("D12".to_owned(), "Silver"), (format!("B{first}"), "Silver"), (format!("D{first}"), "Yes")]);
    let form = form.put("Declaration", &format!("B{}", first + 12), "銀").put("Declaration", &format!("D{}", first + 12), 1.0);
    if !early {
        return smelter(form, 5, "Silver", "CID009997").put("Smelter List", "N5", "Example Mine").put("Smelter List", "Q5", "a note");
    }
    let list =
        [("A5", "Silver"), ("B5", "Example Refinery"), ("C5", "JAPAN"), ("D5", "CID009997"), ("L5", "Example Mine"), ("O5", "a note")];
    list.iter()
        .fold(form.clear("Smelter List", "B4").put("Smelter List", "A4", "金属"), |form, (at, text)| form.put("Smelter List", at, *text))
}

/// A cobalt declaration.
pub(crate) fn crt() -> Sample {
    let form = head(sheets("钴报告模板 (CRT)", "Revision 2.2\nOctober 28, 2020"), 15, Put::Day(46_279.0));
    let rows = [(26, "Yes"), (32, "DRC only"), (38, "No"), (50, "Yes"), (56, "Yes"), (63, "Yes"), (79, "No")];
    let form = answers(form, rows.map(|(row, text)| (format!("D{row}"), text))).put("Declaration", "D44", 1.0);
    smelter(form, 5, "Cobalt", "CID009998")
}

/// A declaration of 2012 to 2014, which counts days from 1904: gold, one smelter, and below the sender's rows the form's own tables.
pub(crate) fn cmrt_old(revision: &str) -> Sample {
    let (used, date, own) = match version(revision) {
        "2" | "2.01" => ("D24", "D18", 1003),
        early if early < "3" => ("D24", "D18", 2506),
        _ => ("D28", "D22", 2506),
    };
    let form = sheets("Conflict Minerals Reporting Template", revision).counting_from_1904();
    let form = form.put("Declaration", "D8", "Aoba Parts K.K.").put("Declaration", used, "Yes");
    let form = form.put("Declaration", date, Put::Day(46_279.0 - 1_462.0));
    let list = [("B5", "Gold"), ("C5", "Example Refinery"), ("D5", "Example Refinery"), ("E5", "JAPAN"), ("F5", "1JPN001")];
    let form = list.iter().fold(form, |form, (at, text)| form.put("Smelter List", at, *text));
    let form = form.put("Smelter List", &format!("B{own}"), "A".repeat(200).as_str());
    form.put("Smelter List", &format!("B{}", own + 1), "Gold").put("Smelter List", &format!("C{}", own + 1), "Ghost")
}
