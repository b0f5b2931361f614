//! Makes files that want to hurt. None is stored; each is written when it is needed.

use std::io::{Cursor, Write as _};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::sample::{changed, complete, packed};

const FACE: &str = "xl/worksheets/sheet2.xml";

/// A file, what it is called, and the codes it may be refused by.
pub(crate) struct Bomb {
    pub(crate) name: &'static str,
    pub(crate) codes: &'static [&'static str],
    pub(crate) bytes: Vec<u8>,
}

fn bomb(name: &'static str, codes: &'static [&'static str], bytes: Vec<u8>) -> Bomb {
    Bomb { name, codes, bytes }
}

/// The sound form with another sheet of answers.
fn face(rows: &str) -> Vec<u8> {
    changed(&complete().bytes(), FACE, |_| {
        format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>")
    })
}

/// The sound form whose workbook knows shared strings.
fn strings(part: &[u8], method: CompressionMethod) -> Vec<u8> {
    let link = "<Relationship Id=\"ss\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
    let linked = changed(&complete().bytes(), "xl/_rels/workbook.xml.rels", |text| text.replace("</Relationships>", link));
    let mut zip = zip::ZipWriter::new_append(Cursor::new(linked)).unwrap();
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default().compression_method(method)).unwrap();
    zip.write_all(part).unwrap();
    zip.finish().unwrap().into_inner()
}

/// One packed part, named many times by the directory: every name unpacks the same bytes again.
fn overlapping(times: u32) -> Vec<u8> {
    let spaces = vec![b' '; 4 << 20];
    let whole = packed(&[("xl/part0000.xml", &spaces)]);
    let end = whole.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    let start = whole.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    let entry = &whole[start..end];
    let at = entry.windows(4).position(|window| window == b"0000").unwrap();
    let mut out = whole[..start].to_vec();
    for n in 0..times {
        let mut next = entry.to_vec();
        next[at..at + 4].copy_from_slice(format!("{n:04}").as_bytes());
        out.extend(next);
    }
    let size = u32::try_from(out.len() - start).unwrap();
    let mut last = whole[end..].to_vec();
    let count = u16::try_from(times).unwrap().to_le_bytes();
    last[8..10].copy_from_slice(&count);
    last[10..12].copy_from_slice(&count);
    last[12..16].copy_from_slice(&size.to_le_bytes());
    out.extend(last);
    out
}

/// A part that is a link to a file of the machine.
fn link(target: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.add_symlink("xl/workbook.xml", target, SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A part that unpacks to more than is taken, written without ever being held.
fn endless() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    zip.start_file("[Content_Types].xml", options).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.start_file("xl/workbook.xml", options).unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..160 {
        zip.write_all(&spaces).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Everything that is refused; made once, because making takes longer than refusing.
pub(crate) fn all() -> &'static [Bomb] {
    static ALL: std::sync::LazyLock<Vec<Bomb>> = std::sync::LazyLock::new(make);
    &ALL
}

/// A sound form that fills every row of its list with words without end.
fn wordy() -> Vec<u8> {
    let mut state = 1_u32;
    let mut words = || -> String {
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (state >> 28) as u8)
        };
        std::iter::repeat_with(&mut letter).take(1_900).collect()
    };
    let rows: String = (5..2_500)
        .map(|row| {
            let cells = ["C", "D"].map(|column| format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{}</t></is></c>", words()));
            format!("<row r=\"{row}\">{}</row>", cells.concat())
        })
        .collect();
    changed(&complete().bytes(), "xl/worksheets/sheet3.xml", |_| {
        format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>")
    })
}

/// An archive whose one file is said to reach to the end of the archive, its own directory included.
fn of_itself() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("self.zip", SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
    zip.write_all(b"PK\x03\x04 the beginning of itself").unwrap();
    let mut bytes = zip.finish().unwrap().into_inner();
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    let whole = u32::try_from(bytes.len() - 38).unwrap().to_le_bytes();
    for at in [directory + 20, directory + 24] {
        bytes[at..at + 4].copy_from_slice(&whole);
    }
    bytes
}

/// Archives of files that want to hurt, and the codes of those that are refused as a whole; the others cost single files only.
pub(crate) fn archives() -> Vec<Bomb> {
    let form = complete().bytes();
    let mut nest = packed(&[("form.xlsx", &form)]);
    for _ in 0..8 {
        nest = packed(&[("a.zip", &nest), ("b.zip", &nest), ("c.zip", &nest)]);
    }
    let crowd: Vec<String> = (0..60_000).map(|n| format!("{n}.txt")).collect();
    let crowd: Vec<(&str, &[u8])> = crowd.iter().map(|name| (name.as_str(), b"x".as_slice())).collect();
    let spaces = vec![b' '; 32 << 20];
    let swollen: Vec<String> = (0..50).map(|n| format!("{n}.xlsx")).collect();
    let swollen: Vec<(&str, &[u8])> = swollen.iter().map(|name| (name.as_str(), spaces.as_slice())).collect();
    vec![
        bomb("an archive of itself", &["strange-names"], of_itself()),
        bomb("archives in archives without end", &[], nest),
        bomb("sixty thousand files in an archive", &["too-many-parts"], packed(&crowd)),
        bomb("fifty files that swell", &[], packed(&swollen)),
    ]
}

fn make() -> Vec<Bomb> {
    const LARGE: &[&str] = &["unpacks-too-large"];
    /// Either its own bounds or those of its process stop the reader.
    const STOPPED: &[&str] = &["reader-stopped", "reader-too-slow", "damaged", "too-many-cells", "cell-out-of-bounds", "unpacks-too-large"];
    let names: Vec<String> = (0..50_000).map(|n| format!("xl/p{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=\"\"")).collect();
    let cells: String = (1..=150_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    let flood = b"<si/>".repeat(6 << 20);
    let flood = [b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">".as_slice(), &flood, b"</sst>"].concat();
    let nested = format!("<row r=\"8\"><c r=\"D8\" t=\"inlineStr\"><is>{}", "<t>".repeat(1_000_000));
    vec![
        bomb(
            "an absurd row number",
            &["damaged", "cell-out-of-bounds"],
            face("<row r=\"4294967295\"><c r=\"A4294967295\"><v>1</v></c></row>"),
        ),
        bomb(
            "an absurd cell",
            &["damaged", "cell-out-of-bounds", "reader-failed"],
            face("<row r=\"1\"><c r=\"ZZZZZZZZZZ1\"><v>1</v></c></row>"),
        ),
        bomb(
            "two far corners",
            &["cell-out-of-bounds"],
            face("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"),
        ),
        bomb("rows without end", &["cell-out-of-bounds"], face(&cells)),
        bomb("a flood of shared strings, packed", LARGE, strings(&flood[..8 << 20], CompressionMethod::Deflated)),
        bomb("a flood of shared strings, not packed", STOPPED, strings(&flood, CompressionMethod::Stored)),
        bomb("elements within elements", STOPPED, face(&nested)),
        bomb("words without end in every row", STOPPED, wordy()),
        bomb("fifty thousand parts", &["too-many-parts"], packed(&parts)),
        bomb("more spaces than a part may hold", LARGE, endless()),
        bomb("one part under many names", &["unpacks-too-large", "damaged"], overlapping(500)),
        bomb("a link to a file of the machine", &["damaged"], link("/etc/hostname")),
        bomb(
            "attributes without end",
            &["damaged", "unpacks-too-large", "reader-stopped"],
            changed(&complete().bytes(), "xl/workbook.xml", |_| format!("<workbook{attributes}")),
        ),
    ]
}
