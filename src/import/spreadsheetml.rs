//! Workbooks in the XML of Office 2003, as some sites hand out their lists under the name `.xls`. Rows of text, nothing else.
//!
//! Cells and rows may be left out and counted by an index; the gaps are kept. A document type is refused, because it is the only place
//! where an XML file can ask for more than it holds. Styles, formulas and comments are passed over.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::container::Refusal;

/// A sheet as rows of cells; a cell that was left out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows from the first; cleaning is left to whoever takes the text.
    pub rows: Vec<Vec<String>>,
}

const MOST_ROWS: usize = 100_000;
const MOST_COLUMNS: usize = 1_000;
const MOST_CELLS: usize = 3_000_000;
const LONGEST_TEXT: usize = 32_767;
const LARGEST: usize = 64 << 20;

/// Whether the bytes are such a workbook, judged by their beginning.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4_096)];
    let has = |word: &str| start.windows(word.len()).any(|window| window == word.as_bytes());
    has("urn:schemas-microsoft-com:office:spreadsheet") || (has("progid=\"Excel.Sheet\"") && has("<?xml"))
}

/// The sheets of such a workbook.
///
/// # Errors
/// When it is too large, declares a document type, is damaged, or points far outside any list.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::new("file-too-large", "The file has more than 64 MB; a list of this kind has about one."));
    }
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
        .map_err(|_| Refusal::new("damaged", "The XML file is not in UTF-8; save it again by Excel as .xlsx."))?;
    let mut reader = Reader::from_str(text);
    let mut taken = Taken::default();
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::DocType(_) => {
                return Err(Refusal::new(
                    "document-type",
                    "The XML file declares a document type, which a list never needs and an attack does; it was not read.",
                ));
            }
            Event::Start(element) => taken.start(&element)?,
            Event::Empty(element) => {
                taken.start(&element)?;
                taken.end(element.local_name().as_ref());
            }
            Event::End(element) => taken.end(element.local_name().as_ref()),
            Event::Text(text) => taken.text(&text.xml10_content()),
            Event::CData(text) => taken.text(&text.xml10_content()),
            Event::GeneralRef(name) => taken.text(&resolved(&name)?),
            Event::Eof => break,
            _ => {}
        }
    }
    if taken.open != 0 {
        return Err(damaged());
    }
    Ok(taken.sheets)
}

/// The five names of XML and numbers; there are no others without a document type.
fn resolved(name: &quick_xml::events::BytesRef<'_>) -> Result<String, Refusal> {
    if let Some(sign) = name.resolve_char_ref().map_err(|_| damaged())? {
        return Ok(sign.to_string());
    }
    let word = name.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&word).map(str::to_owned).ok_or_else(damaged)
}

fn damaged() -> Refusal {
    Refusal::new("damaged", "The XML file is cut off or damaged; download it again or save it by Excel as .xlsx.")
}

/// What has been taken so far, and where the reading stands.
#[derive(Default)]
struct Taken {
    sheets: Vec<Sheet>,
    cells: usize,
    /// Elements open, so that a file that was cut off is seen.
    open: usize,
    /// The column of the cell that is open, and its text.
    column: usize,
    cell: Option<String>,
    in_data: bool,
    /// Remarks on a cell hold data of their own.
    in_comment: bool,
}

impl Taken {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        self.open += 1;
        match element.local_name().as_ref() {
            "Worksheet" => {
                let name = attribute(element, "Name")?.unwrap_or_default();
                if self.sheets.len() == 200 {
                    return Err(Refusal::new("too-many-sheets", "The workbook has more than 200 sheets."));
                }
                self.sheets.push(Sheet { name, rows: Vec::new() });
            }
            "Row" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    let index = place(element)?.map_or(sheet.rows.len() + 1, |index| index.max(sheet.rows.len() + 1));
                    within(index, MOST_ROWS)?;
                    sheet.rows.resize(index, Vec::new());
                    self.column = 0;
                }
            }
            "Cell" => {
                self.column = place(element)?.map_or(self.column + 1, |index| index.max(self.column + 1));
                within(self.column, MOST_COLUMNS)?;
                self.cell = Some(String::new());
            }
            "Comment" => self.in_comment = true,
            "Data" => self.in_data = !self.in_comment,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        self.open = self.open.saturating_sub(1);
        match name {
            "Comment" => self.in_comment = false,
            "Data" => self.in_data = false,
            "Cell" => self.keep(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_data) {
            let left = LONGEST_TEXT.saturating_sub(cell.len());
            let end = (0..=left.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            cell.push_str(&text[..end]);
        }
    }

    fn keep(&mut self) {
        let Some(text) = self.cell.take().filter(|text| !text.is_empty()) else { return };
        let Some(row) = self.sheets.last_mut().and_then(|sheet| sheet.rows.last_mut()) else { return };
        if self.cells + self.column > MOST_CELLS {
            return;
        }
        self.cells += self.column.saturating_sub(row.len());
        row.resize(row.len().max(self.column), String::new());
        row[self.column - 1] = text;
    }
}

fn within(index: usize, most: usize) -> Result<(), Refusal> {
    if index <= most {
        return Ok(());
    }
    Err(Refusal::new("cell-out-of-bounds", format!("The file points at row or column {index}, far outside any list; it was not read.")))
}

fn place(element: &BytesStart<'_>) -> Result<Option<usize>, Refusal> {
    attribute(element, "Index")?.map(|text| text.trim().parse().map_err(|_| damaged())).transpose()
}

/// An attribute by its name, whatever its prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    for held in element.attributes().with_checks(false).flatten() {
        if held.key.local_name().as_ref() == name {
            return held.normalized_value(XmlVersion::Implicit1_0).map(|value| Some(value.into_owned())).map_err(|_| damaged());
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(rows: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Styles><Style ss:ID=\"s1\"/></Styles><Worksheet ss:Name=\"List &amp; more\"><Table>{rows}</Table></Worksheet></Workbook>"
        )
    }

    #[test]
    fn gaps_in_rows_and_cells_are_kept() {
        let text = book(
            "<Row><Cell><Data ss:Type=\"String\">Metal</Data></Cell><Cell ss:Index=\"4\"><Data ss:Type=\"String\">A &amp; B &#241;</Data></Cell></Row>\
             <Row ss:Index=\"4\"><Cell/><Cell><Data ss:Type=\"Number\">7</Data><Comment><Data>never</Data></Comment></Cell></Row>",
        );
        assert!(is_one(text.as_bytes()));
        let sheets = sheets(text.as_bytes()).unwrap();
        assert_eq!(sheets[0].name, "List & more");
        let rows: Vec<Vec<&str>> = sheets[0].rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        assert_eq!(rows, [vec!["Metal", "", "", "A & B ñ"], vec![], vec![], vec!["", "7"]]);
    }

    #[test]
    fn document_types_far_indices_and_cut_files_are_refused() {
        let code = |text: &str| sheets(text.as_bytes()).unwrap_err().code;
        assert_eq!(code("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><Workbook>&b;</Workbook>"), "document-type");
        assert_eq!(code(&book("<Row ss:Index=\"4294967295\"/>")), "cell-out-of-bounds");
        assert_eq!(code(&book("<Row><Cell ss:Index=\"16384\"><Data>x</Data></Cell></Row>")), "cell-out-of-bounds");
        assert_eq!(code(&book("<Row><Cell><Data>&who;</Data></Cell></Row>")), "damaged");
        let whole = book("<Row><Cell><Data>x</Data></Cell></Row>");
        assert_eq!(code(&whole[..whole.len() - 20]), "damaged");
    }
}
