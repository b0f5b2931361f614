//! The names of minerals as forms write them: with the asterisk of a required field, in another language, or typed freely.
//!
//! A name that is not known stays as it was typed; the templates allow others.

use crate::clean;

/// The templates' own word, then what else it is called.
const NAMES: [(&str, &[&str]); 25] = [
    ("Aluminum", &["aluminium", "アルミニウム", "铝", "鋁", "알루미늄", "alumínio", "aluminio", "alluminio", "al"]),
    ("Chromium", &["クロム", "铬", "鉻", "크롬", "chrom", "chrome", "cromo", "krom", "cr"]),
    ("Cobalt", &["コバルト", "钴", "鈷", "코발트", "kobalt", "cobalto", "co"]),
    ("Copper", &["銅", "铜", "구리", "kupfer", "cuivre", "cobre", "rame", "bakır", "cu"]),
    ("Gold", &["金", "黄金", "금", "or", "oro", "ouro", "altın", "au"]),
    ("Graphite", &["黒鉛", "グラファイト", "石墨", "흑연", "graphit", "grafito", "grafite", "natural graphite"]),
    ("Iridium", &["イリジウム", "铱", "銥", "이리듐", "ir"]),
    ("Lime", &["石灰", "석회", "kalk", "chaux"]),
    ("Lithium", &["リチウム", "锂", "鋰", "리튬", "litio", "lítio", "lityum", "li"]),
    ("Manganese", &["マンガン", "锰", "錳", "망간", "mangan", "manganèse", "manganeso", "mn"]),
    ("Mica", &["マイカ", "雲母", "云母", "天然云母", "운모", "glimmer", "natural mica"]),
    ("Nickel", &["ニッケル", "镍", "鎳", "니켈", "níquel", "nichel", "nikel", "ni"]),
    ("Palladium", &["パラジウム", "钯", "鈀", "팔라듐", "paladio", "palladio", "paládio", "pd"]),
    ("Platinum", &["白金", "プラチナ", "铂", "鉑", "백금", "platin", "platine", "platino", "platina", "pt"]),
    ("Rare Earth Elements", &["rare earths", "rare earth", "レアアース", "希土類", "稀土", "희토류", "seltene erden", "terres rares"]),
    ("Rhodium", &["ロジウム", "铑", "銠", "로듐", "rh"]),
    ("Ruthenium", &["ルテニウム", "钌", "釕", "루테늄", "ru"]),
    ("Silver", &["銀", "银", "은", "silber", "argent", "plata", "prata", "argento", "gümüş", "ag"]),
    ("Soda Ash", &["ソーダ灰", "纯碱", "soda"]),
    ("Tantalum", &["タンタル", "钽", "鉭", "탄탈륨", "tantal", "tantale", "tántalo", "tântalo", "ta"]),
    ("Tin", &["錫", "スズ", "すず", "锡", "주석", "zinn", "étain", "estaño", "estanho", "stagno", "kalay", "sn"]),
    ("Tungsten", &["タングステン", "钨", "鎢", "텅스텐", "wolfram", "tungstène", "tungsteno", "w"]),
    ("Zinc", &["亜鉛", "锌", "鋅", "아연", "zink", "zn"]),
    ("Magnesium", &["マグネシウム", "镁", "鎂", "마그네슘", "mg"]),
    ("Titanium", &["チタン", "钛", "鈦", "티타늄", "titan", "titane", "ti"]),
];

/// A mineral by the template's own word where it is known, else as typed; nothing for an empty choice.
pub(crate) fn named(text: &str) -> Option<String> {
    let line = clean::line(text);
    let bare = line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '*' | '＊')).trim();
    if bare.is_empty() || bare.to_lowercase().starts_with("(delete") {
        return None;
    }
    Some(known(bare).map_or_else(|| bare.to_owned(), str::to_owned))
}

/// Whether a text is the name of a mineral that some template knows.
pub(crate) fn is_known(text: &str) -> bool {
    named(text).is_some_and(|name| NAMES.iter().any(|(held, _)| *held == name))
}

fn known(bare: &str) -> Option<&'static str> {
    let low = bare.to_lowercase();
    // "Gold (Au)" is gold.
    let before = low.split(['(', '（']).next().unwrap_or(&low).trim();
    let fits =
        |name: &str, others: &[&str]| [low.as_str(), before].iter().any(|said| name.to_lowercase() == *said || others.contains(said));
    NAMES.iter().find(|(name, others)| fits(name, others)).map(|(name, _)| *name)
}

/// Whether the choice is "other", which another cell names.
pub(crate) fn is_other(mineral: &str) -> bool {
    mineral.to_lowercase().starts_with("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mineral_is_known_with_its_asterisk_and_in_other_languages() {
        for (text, name) in [
            ("Cobalt(*)", "Cobalt"),
            ("钴(*)", "Cobalt"),
            (" copper ", "Copper"),
            ("Aluminium", "Aluminum"),
            ("銀（*）", "Silver"),
            ("Gold (Au)", "Gold"),
            ("Gallium", "Gallium"),
            ("Or", "Gold"),
        ] {
            assert_eq!(named(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!(named(" (*)"), None);
        assert_eq!(named("(Delete Cobalt)"), None);
    }
}
