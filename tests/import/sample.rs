//! Writes small workbooks in the shape of the templates, with labels of its own.

use std::io::{Cursor, Write as _};

use oretrail::inbox::{Circumstance, FileVerdict, Held, receive};
use zip::write::SimpleFileOptions;

/// The day all tests call today.
pub(crate) const TODAY: &str = "2026-11-23";

/// What a cell of a sample holds.
#[derive(Clone, Debug)]
pub(crate) enum Put {
    Text(String),
    Number(f64),
    /// A serial number shown as a date.
    Day(f64),
    /// A formula with its cached result as XML: type and value.
    Formula(&'static str, &'static str),
}

impl From<&str> for Put {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Put {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// A workbook being written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    sheets: Vec<(String, Vec<(String, Put)>)>,
    from_1904: bool,
}

fn split(address: &str) -> (u32, u32) {
    let column = address.chars().take_while(char::is_ascii_alphabetic).fold(0, |sum, c| sum * 26 + (c as u32 - 'A' as u32 + 1));
    let row = address.chars().skip_while(char::is_ascii_alphabetic).collect::<String>().parse().unwrap();
    (row, column)
}

impl Sample {
    /// Puts a value into a cell, instead of what stood there.
    pub(crate) fn put(mut self, sheet: &str, at: &str, value: impl Into<Put>) -> Self {
        let index = self.sheets.iter().position(|(name, _)| name == sheet).unwrap_or_else(|| {
            self.sheets.push((sheet.to_owned(), Vec::new()));
            self.sheets.len() - 1
        });
        let cells = &mut self.sheets[index].1;
        cells.retain(|(held, _)| held != at);
        cells.push((at.to_owned(), value.into()));
        self
    }

    /// Empties a cell.
    pub(crate) fn clear(mut self, sheet: &str, at: &str) -> Self {
        for (_, cells) in self.sheets.iter_mut().filter(|(name, _)| name == sheet) {
            cells.retain(|(held, _)| held != at);
        }
        self
    }

    /// Takes a sheet out.
    pub(crate) fn without(mut self, sheet: &str) -> Self {
        self.sheets.retain(|(name, _)| name != sheet);
        self
    }

    /// Counts days from 1904.
    pub(crate) fn counting_from_1904(mut self) -> Self {
        self.from_1904 = true;
        self
    }

    /// The bytes of the workbook.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut parts: Vec<(String, String)> = vec![
            ("[Content_Types].xml".into(), "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".into()),
            ("_rels/.rels".into(), "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".into()),
            ("xl/styles.xml".into(), "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".into()),
        ];
        let mut book = String::new();
        let mut links = String::new();
        for (index, (name, cells)) in self.sheets.iter().enumerate() {
            let id = index + 1;
            book.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"s{id}\"/>"));
            links.push_str(&format!("<Relationship Id=\"s{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"));
            parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet(cells)));
        }
        let epoch = if self.from_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        parts.push(("xl/workbook.xml".into(), format!("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{epoch}<sheets>{book}</sheets></workbook>")));
        parts.push((
            "xl/_rels/workbook.xml.rels".into(),
            format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"),
        ));
        packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
    }

    /// Its verdict on the tests' today, with nothing held.
    pub(crate) fn verdict(&self) -> FileVerdict {
        judged(&self.bytes(), &[])
    }
}

fn sheet(cells: &[(String, Put)]) -> String {
    let mut ordered: Vec<_> = cells.iter().map(|(at, put)| (split(at), at, put)).collect();
    ordered.sort_by_key(|(place, ..)| *place);
    let mut rows = String::new();
    let mut row = 0;
    for ((next, _), at, put) in ordered {
        if next != row {
            rows.push_str(if row == 0 { "" } else { "</row>" });
            rows.push_str(&format!("<row r=\"{next}\">"));
            row = next;
        }
        rows.push_str(&match put {
            Put::Text(text) => {
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
            }
            Put::Number(number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
            Put::Day(number) => format!("<c r=\"{at}\" s=\"1\"><v>{number}</v></c>"),
            Put::Formula(kind, result) => format!("<c r=\"{at}\" t=\"{kind}\"><f>A1</f><v>{result}</v></c>"),
        });
    }
    rows.push_str(if row == 0 { "" } else { "</row>" });
    format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>")
}

/// A zip container of the given parts.
pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The verdict on some bytes.
pub(crate) fn judged(bytes: &[u8], held: &[Held]) -> FileVerdict {
    receive("received.xlsx", bytes, Circumstance { today: TODAY.parse().unwrap(), held, supplier: None })
}

/// The codes of a verdict's findings, in order.
pub(crate) fn codes(of: &FileVerdict) -> Vec<&'static str> {
    of.findings.iter().map(|finding| finding.code).collect()
}

/// A form of the given revision with nothing filled in.
pub(crate) fn blank(revision: &str) -> Sample {
    Sample::default()
        .put("Revision", "B2", "DOCUMENT TITLE")
        .put("Revision", "B3", "Conflict Minerals Reporting Template")
        .put("Declaration", "D2", "紛争鉱物 (CMRT)")
        .put("Declaration", "J3", revision)
        .put("Declaration", "B8", "会社名")
        .put("Smelter List", "B4", "金属")
        .put("Product List", "B5", "番号")
        .put("Product List", "B2006", "© somebody")
}

/// A complete declaration of gold in 6.5, dated two months before today.
pub(crate) fn complete() -> Sample {
    let mut form = blank("Revision 6.5\nApril 25, 2025")
        .put("Declaration", "D8", "Aoba Parts K.K.")
        .put("Declaration", "D9", "A. Company")
        .put("Declaration", "D15", "Pat Example")
        .put("Declaration", "D16", "pat@example.com")
        .put("Declaration", "D17", "+00 1")
        .put("Declaration", "D18", "Sam Sample")
        .put("Declaration", "D20", "sam@example.com")
        .put("Declaration", "D22", Put::Day(46_279.0));
    for row in [26, 27, 29] {
        form = form.put("Declaration", &format!("D{row}"), "No");
    }
    for (row, answer) in [(28, "Yes"), (34, "Yes"), (40, "No"), (46, "No"), (52, "No"), (58, "100%"), (64, "Yes"), (70, "Yes")] {
        form = form.put("Declaration", &format!("D{row}"), answer);
    }
    for row in [75, 77, 79, 81, 85, 87] {
        form = form.put("Declaration", &format!("D{row}"), "Yes");
    }
    form.put("Declaration", "G77", "https://example.com/policy")
        .put("Declaration", "D83", "Yes, in conformance with IPC1755 (e.g., CMRT)")
        .put("Declaration", "D89", "No")
        .put("Smelter List", "B5", "Gold")
        .put("Smelter List", "C5", "Example Refinery")
        .put("Smelter List", "D5", "Example Refinery")
        .put("Smelter List", "E5", "JAPAN")
        .put("Smelter List", "F5", "CID009999")
}

/// A workbook with the text of one part changed.
pub(crate) fn changed(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..zip.len() {
        let mut held = zip.by_index(index).unwrap();
        let (name, mut bytes) = (held.name().unwrap().into_owned(), Vec::new());
        held.read_to_end(&mut bytes).unwrap();
        if name == part {
            let text = String::from_utf8(bytes).unwrap();
            let other = change(&text);
            assert_ne!(text, other, "nothing was changed in {part}");
            bytes = other.into_bytes();
        }
        parts.push((name, bytes));
    }
    packed(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}
