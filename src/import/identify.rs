//! Which template is this, and which version? By content only: the revision cell, the acronym in the title, and the
//! revision sheet as a second sign. The file name says nothing: suppliers rename freely and even official names are wrong.

use jiff::civil::Date;

use crate::clean;
use crate::declaration::{Notice, Template, Version};

use super::container::Refusal;
use super::extract::{DECLARATION, line, template_date};
use super::workbook::{Grid, Value, Window, Workbook, place};

/// What the workbook is.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) template: Template,
    pub(crate) version: Version,
    pub(crate) dated: Option<Date>,
    pub(crate) notices: Vec<Notice>,
}

/// The rows and columns of the revision sheet in which its title stands.
const TITLE_WINDOW: Window = Window { last_row: 12, last_column: 10 };

/// Kind and version; nothing when the sheets are not those of a known template.
pub(crate) fn identify(book: &mut Workbook<'_>, face: &Grid) -> Result<Option<Identity>, Refusal> {
    let (row, column) = place("J3");
    let revision = match face.get(row, column) {
        Some(Value::Text(text)) => clean::line(text),
        _ => return Ok(None),
    };
    let Some((version, rest)) = version(&revision) else { return Ok(None) };
    let (row, column) = place("D2");
    let title = line(face.get(row, column)).unwrap_or_default();
    let second = document_title(book)?;
    let by_title = acronym(&title);
    let by_sheet = second.as_deref().and_then(long_name);
    let old_title = title.to_lowercase().contains("conflict minerals").then_some(Template::Cmrt);
    let Some(template) = by_title.or(by_sheet).or(old_title) else { return Ok(None) };
    let mut notices = Vec::new();
    if let (Some(one), Some(other)) = (by_title, by_sheet)
        && one != other
    {
        notices.push(Notice {
            code: "template-signs-differ",
            sheet: DECLARATION.to_owned(),
            at: "D2".to_owned(),
            value: title.clone(),
            message: format!("The title names the {one}, the revision sheet the {other}; the title was believed."),
        });
    }
    Ok(Some(Identity { template, version, dated: template_date(&rest), notices }))
}

/// The number at the start of the revision text, and what follows it.
fn version(revision: &str) -> Option<(Version, String)> {
    let low = revision.to_lowercase();
    let text = low.strip_prefix("revision").unwrap_or(&low).trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let number = text[..end].trim_end_matches('.');
    let (generation, rest) = number.split_once('.').unwrap_or((number, ""));
    let sound = rest.len() <= 8 && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let generation: u32 = generation.parse().ok().filter(|generation| (1..100).contains(generation))?;
    sound.then(|| (Version::new(generation, rest), text[end..].trim().to_owned()))
}

/// The acronym in brackets, which stays in every language.
fn acronym(title: &str) -> Option<Template> {
    let upper = title.to_uppercase();
    [("CMRT", Template::Cmrt), ("EMRT", Template::Emrt), ("AMRT", Template::Amrt), ("CRT", Template::Crt)]
        .into_iter()
        .find(|(word, _)| upper.contains(word))
        .map(|(_, template)| template)
}

/// The template by the first word of its English name on the revision sheet.
fn long_name(name: &str) -> Option<Template> {
    let low = name.to_lowercase();
    if !low.contains("reporting template") {
        return None;
    }
    [
        ("conflict", Template::Cmrt),
        ("extended", Template::Emrt),
        ("additional", Template::Amrt),
        ("pilot", Template::Amrt),
        ("cobalt", Template::Crt),
    ]
    .into_iter()
    .find(|(word, _)| low.starts_with(word))
    .map(|(_, template)| template)
}

/// The cell below the label of the document's title on the revision sheet.
fn document_title(book: &mut Workbook<'_>) -> Result<Option<String>, Refusal> {
    let Some(sheet) = book.sheet("Revision") else { return Ok(None) };
    let grid = book.read(&sheet, TITLE_WINDOW)?;
    let texts: Vec<String> = grid.iter().filter_map(|(_, value)| line(Some(value))).collect();
    let label = texts.iter().position(|text| text.eq_ignore_ascii_case("document title"));
    Ok(label.and_then(|at| texts.get(at + 1).cloned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_revision_text_gives_number_and_date_in_all_its_spellings() {
        let read = |text: &str| version(text).map(|(version, rest)| (version.to_string(), template_date(&rest).map(|day| day.to_string())));
        let pair = |number: &str, day: &str| Some((number.to_owned(), Some(day.to_owned())));
        assert_eq!(read("Revision 6.4 April 26, 2024"), pair("6.4", "2024-04-26"));
        assert_eq!(read("Revision 2 August 29th 2012"), pair("2", "2012-08-29"));
        assert_eq!(read("1. July 18th 2011"), pair("1", "2011-07-18"));
        assert_eq!(read("Revision 2.03a July 25, 2013"), pair("2.03a", "2013-07-25"));
        assert_eq!(read("Revision 6.6.1"), Some(("6.6.1".to_owned(), None)));
        assert_eq!(read("hello"), None);
    }

    #[test]
    fn versions_stand_in_the_order_of_their_dates() {
        let order = [
            "2", "2.01", "2.03", "2.03a", "3.01", "4.01", "4.01a", "4.1", "4.2", "5", "5.01", "5.1", "5.11", "6.01", "6.1", "6.22", "6.31",
            "6.4", "6.5", "6.6", "6.6.1",
        ];
        let versions: Vec<Version> = order.iter().map(|text| version(text).unwrap().0).collect();
        assert!(versions.is_sorted());
    }
}
