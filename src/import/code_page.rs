//! File names in archives as Windows writes them in Japan and China: in the code page of the machine, and nowhere said so.

use encoding_rs::{Encoding, GBK, SHIFT_JIS};

/// A name whose bytes are no UTF-8, read as Japanese or Chinese; nothing when it makes sense in neither.
pub(super) fn read(raw: &[u8]) -> Option<String> {
    let text = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(raw)?;
        is_a_name(&text).then(|| text.into_owned())
    };
    text(SHIFT_JIS).or_else(|| text(GBK))
}

/// Whether it reads as a name: two letters of these scripts beside each other, and beside them nothing that only arises when
/// bytes are read in the wrong code page.
fn is_a_name(text: &str) -> bool {
    let letter =
        |c: char| matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF10}'..='\u{FF5A}');
    let mark = |c: char| matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{2026}' | '\u{00B7}');
    let all: Vec<char> = text.chars().collect();
    all.iter().all(|c| c.is_ascii() || letter(*c) || mark(*c)) && all.windows(2).any(|two| letter(two[0]) && letter(two[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_japanese_and_chinese_windows_are_read_and_others_are_left_alone() {
        let japanese = SHIFT_JIS.encode("回答/紛争鉱物調査票_ソー（最終）.xlsx").0;
        assert_eq!(read(&japanese).as_deref(), Some("回答/紛争鉱物調査票_ソー（最終）.xlsx"));
        let chinese = GBK.encode("供应商/冲突矿产申报表（终版）.xlsx").0;
        assert_eq!(read(&chinese).as_deref(), Some("供应商/冲突矿产申报表（终版）.xlsx"));
        // An umlaut of the old western code page is no Japanese.
        assert_eq!(read(b"K\x94ln.xlsx"), None);
        assert_eq!(read(b"M\x81ller.xlsx"), None);
        assert_eq!(read(b"\xFF\xFE.xlsx"), None);
    }
}
