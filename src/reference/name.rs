//! Names made comparable: width, accents, script, case, punctuation and legal forms.
//!
//! A key says that two spellings are the same name, not that two companies are the same one. Han characters become the
//! syllables of their Chinese reading; that is enough to find the same characters again, not to find a translation.

use deunicode::deunicode;
use unicode_normalization::UnicodeNormalization as _;

/// Words that say what kind of company it is; several words of one form are written apart.
const LEGAL: [&str; 66] = [
    "ab",
    "ag",
    "as",
    "asa",
    "bhd",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "cv",
    "dd",
    "doo",
    "eurl",
    "gk",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "jsc",
    "kft",
    "kg",
    "kk",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "limitada",
    "limited",
    "llt",
    "mbh",
    "nv",
    "oao",
    "ojsc",
    "ooo",
    "oy",
    "oyj",
    "pao",
    "pjsc",
    "plc",
    "pt",
    "pte",
    "pty",
    "pvt",
    "private",
    "pao",
    "sa",
    "sab",
    "sae",
    "sal",
    "sarl",
    "sas",
    "sdn",
    "se",
    "sl",
    "spa",
    "srl",
    "sro",
    "tbk",
    "tbk",
    "yk",
    "zao",
    "zrt",
];

/// Legal forms written in Han characters, taken out before they become syllables.
const LEGAL_HAN: [&str; 12] =
    ["株式会社", "有限会社", "合同会社", "(株)", "(有)", "㈱", "㈲", "股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "集团"];

/// A name in its comparable forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Every word in order, legal forms included.
    pub whole: String,
    /// The words without legal forms; all of them when nothing else is left.
    pub core: String,
}

/// NFKC, Latin letters, small, words apart by one space.
#[must_use]
pub fn folded(text: &str) -> String {
    let wide: String = text.nfkc().collect();
    let german = wide.replace(['ä', 'Ä'], "ae").replace(['ö', 'Ö'], "oe").replace(['ü', 'Ü'], "ue");
    let latin = deunicode(&german).to_lowercase();
    let mut out = String::with_capacity(latin.len());
    for c in latin.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            // An abbreviation's dots and an apostrophe join what stands beside them: `S.A.`, `Jo'burg`.
            '.' | '\'' | '`' => {}
            '&' | '+' => out.push_str(" and "),
            _ => out.push(' '),
        }
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A name in its comparable forms.
#[must_use]
pub fn normalise(text: &str) -> Name {
    let whole = folded(&text.replace("Co.,Ltd", "Co., Ltd").replace("Co.Ltd", "Co. Ltd"));
    let wide: String = text.nfkc().collect();
    let bare = LEGAL_HAN.iter().fold(wide, |name, form| name.replace(form, " "));
    let kept = folded(&bare.replace("Co.,Ltd", "Co., Ltd").replace("Co.Ltd", "Co. Ltd"));
    let words: Vec<&str> = kept.split(' ').filter(|word| !LEGAL.contains(word)).collect();
    let core = if words.iter().all(|word| word.is_empty()) { whole.clone() } else { words.join(" ") };
    Name { whole, core }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_width_case_and_umlauts_do_not_make_another_name() {
        let core = |text: &str| normalise(text).core;
        assert_eq!(core("Müller Zinnhütte GmbH & Co. KG"), core("MUELLER ZINNHUETTE gmbh and co kg"));
        assert_eq!(core("Ｋａｗａ　Ｍｅｔａｌ　Ｃｏ．，Ｌｔｄ．"), "kawa metal");
        assert_eq!(core("株式会社川金属"), core("川金属(株)"));
        assert_eq!(core("S.A. Minera Ejemplo"), "minera ejemplo");
        assert_eq!(core("Ltd."), "ltd");
        assert_eq!(normalise("Kawa Metal Ltd.").whole, "kawa metal ltd");
    }
}
