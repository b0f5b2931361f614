//! What kind of bytes arrived, when they are no zip container: each gets its name and what to ask the sender for.
//!
//! The bytes decide, never the name. Protected workbooks are named and not opened, even where Excel itself knows the password.

use super::container::{LARGEST_FILE, Refusal};
use super::spreadsheetml;

/// Refuses what is not a zip container, in words for what it is instead.
pub(crate) fn must_be_a_zip(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new("empty-file", "The file is empty; ask the sender to send it again."));
    }
    if bytes.len() > LARGEST_FILE {
        let size = bytes.len() >> 20;
        return Err(Refusal::new(
            "file-too-large",
            format!(
                "The file has {size} MB; a workbook of this kind has about two, more than {} is not opened. Ask for the declaration in the official template, without pictures and attachments.",
                LARGEST_FILE >> 20
            ),
        ));
    }
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Err(compound(bytes));
    }
    Err(picture_or_document(bytes).or_else(|| markup(bytes)).or_else(|| table(bytes)).unwrap_or_else(|| {
        Refusal::new(
            "not-a-workbook",
            "The file is no workbook container, not an Excel workbook (.xlsx), whatever its name says; ask for the workbook itself.",
        )
    }))
}

fn picture_or_document(bytes: &[u8]) -> Option<Refusal> {
    let pictures: [(&[u8], &str); 6] = [
        (&[0xFF, 0xD8, 0xFF], "a JPEG picture"),
        (b"\x89PNG", "a PNG picture"),
        (b"GIF8", "a GIF picture"),
        (b"BM", "a bitmap picture"),
        (b"II*\0", "a TIFF picture"),
        (b"MM\0*", "a TIFF picture"),
    ];
    if let Some((_, what)) = pictures.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(Refusal::new(
            "picture",
            format!(
                "The file is {what}, not an Excel workbook (.xlsx), whatever its name says; answers cannot be taken from a picture. Ask for the workbook itself."
            ),
        ));
    }
    if bytes[..bytes.len().min(1_024)].windows(5).any(|window| window == b"%PDF-") {
        return Some(Refusal::new(
            "pdf-document",
            "The file is a PDF document; answers cannot be taken from a print. Ask for the declaration as the Excel workbook (.xlsx) it was printed from.",
        ));
    }
    let others: [(&[u8], &str); 4] = [
        (b"{\\rtf", "an RTF document"),
        (b"Rar!", "a RAR archive (ask for a zip archive or the workbook itself)"),
        (b"7z\xBC\xAF", "a 7-Zip archive (ask for a zip archive or the workbook itself)"),
        (&[0x1F, 0x8B], "a gzip archive (ask for a zip archive or the workbook itself)"),
    ];
    others.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| not_a_workbook(what))
}

fn not_a_workbook(what: &str) -> Refusal {
    Refusal::new(
        "not-a-workbook",
        format!("The file is {what}, not an Excel workbook (.xlsx), whatever its name says; ask for the workbook itself."),
    )
}

/// Web pages and XML of several kinds.
fn markup(bytes: &[u8]) -> Option<Refusal> {
    if spreadsheetml::is_one(bytes) {
        return Some(Refusal::new(
            "old-format",
            "The file is a workbook in the XML format of Excel 2003; ask for the declaration saved as .xlsx. A list of smelters in this form goes in by `oretrail reference import`.",
        ));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1_024)]).trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table") {
        return Some(Refusal::new(
            "not-a-workbook",
            "The file is a web page, not an Excel workbook (.xlsx), perhaps a sign-in page saved instead of the file or a table exported by a website; ask for the workbook itself.",
        ));
    }
    if start.starts_with("<?xml") {
        return Some(not_a_workbook("an XML file"));
    }
    start.starts_with('<').then(|| not_a_workbook("a web page or XML file"))
}

/// A table as plain text: three lines at least, cut by the same sign.
fn table(bytes: &[u8]) -> Option<Refusal> {
    let start = &bytes[..bytes.len().min(4_096)];
    if start.contains(&0) {
        return None;
    }
    let text = String::from_utf8_lossy(start);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(5).collect();
    let cut = [',', ';', '\t'].into_iter().any(|sign| lines.len() > 1 && lines[..lines.len() - 1].iter().all(|line| line.contains(sign)));
    cut.then(|| {
        Refusal::new(
            "csv-file",
            "The file is a table as plain text (CSV), not an Excel workbook (.xlsx); it holds one sheet at most and no answers. Ask for the declaration in the official template.",
        )
    })
}

/// What an OLE container can be here.
fn compound(bytes: &[u8]) -> Refusal {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        return Refusal::new(
            "encrypted",
            "The workbook is encrypted: by a password, or by the protection of its structure, for which Excel uses a password of its own and asks nobody. Ask for a copy without password and without protection of the workbook, saved as .xlsx.",
        );
    }
    if names("__substg1.0_") || names("__properties_version1.0") {
        return Refusal::new(
            "not-a-workbook",
            "The file is an e-mail saved by Outlook, not an Excel workbook; take the attachment out of it and import that.",
        );
    }
    if names("WordDocument") {
        return not_a_workbook("an old Word document");
    }
    if is_locked(bytes) {
        return Refusal::new(
            "password-protected",
            "The file is an encrypted workbook of Excel 97-2003 (.xls): by a password, or by the protection of its structure, for which Excel uses a password of its own. Ask for the declaration in the current template, saved as .xlsx without password and protection.",
        );
    }
    Refusal::new(
        "old-format",
        "The file is in the format of Excel 97-2003 (.xls); ask for the declaration saved as .xlsx in the current template.",
    )
}

/// Whether an old workbook's first records say that the rest is encrypted.
fn is_locked(bytes: &[u8]) -> bool {
    const BEGIN: [u8; 6] = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06];
    const PASSWORD: [u8; 2] = [0x2F, 0x00];
    const WRITE_PROTECTED: [u8; 4] = [0x86, 0x00, 0x00, 0x00];
    (0..bytes.len()).step_by(512).map(|at| &bytes[at..]).filter(|sector| sector.starts_with(&BEGIN)).any(|sector| {
        let next = sector.get(20..).unwrap_or_default();
        next.strip_prefix(&WRITE_PROTECTED).unwrap_or(next).starts_with(&PASSWORD)
    })
}
