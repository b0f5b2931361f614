//! Whether two names are alike, across scripts and ways of writing them in Latin letters: their letters, their words in
//! any order, and the consonants that transcriptions of one name share.

use std::collections::BTreeSet;

use rapidfuzz::distance::indel;
use unicode_normalization::UnicodeNormalization as _;

use crate::reference::name::normalise;

/// Names that sound the same are no hit when they are written less alike than this, in permille.
const LEAST_BY_SOUND: u16 = 700;
/// The same where one of them is written without vowels or in syllables: letters say less there.
const LEAST_BY_BONES: u16 = 550;
/// Fewer consonants than this are shared by too many names.
const FEWEST_BONES: usize = 5;

/// A name in the forms that are compared.
pub(super) struct Plain {
    words: Vec<String>,
    /// The words in alphabetical order.
    pub(super) sorted: String,
    /// The words run together: as written, and with the first of them last.
    runs: [String; 2],
    sounds: Vec<String>,
    bones: [String; 2],
    script: Script,
}

/// What a way of writing leaves out or does not divide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    /// Nothing that matters here.
    Alphabet,
    /// Short vowels are not written: Arabic, Hebrew.
    Consonants,
    /// One character is a syllable of the Chinese reading, and nothing divides words.
    Han,
    /// Korean syllables.
    Hangul,
}

impl Script {
    fn of(name: &str) -> Self {
        let has = |low: char, high: char| name.chars().any(|c| (low..=high).contains(&c));
        if has('\u{AC00}', '\u{D7A3}') {
            Self::Hangul
        } else if has('\u{0590}', '\u{08FF}') {
            Self::Consonants
        } else if has('\u{4E00}', '\u{9FFF}') && !has('\u{3040}', '\u{30FF}') {
            Self::Han
        } else {
            Self::Alphabet
        }
    }
}

/// Japanese kana in Latin letters as passports have them: long vowels are not written. Other characters stay.
fn without_kana(name: &str) -> String {
    // From small a (U+30A1) to n (U+30F3); small ya, yu and yo stand with a leading dash.
    const KANA: [&str; 83] = [
        "a", "a", "i", "i", "u", "u", "e", "e", "o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go", "sa", "za", "shi",
        "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji", "", "tsu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne",
        "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo",
        "-ya", "ya", "-yu", "yu", "-yo", "yo", "ra", "ri", "ru", "re", "ro", "wa", "wa", "i", "e", "o", "n",
    ];
    let mut out = String::new();
    let mut doubled = false;
    for c in name.chars() {
        let code = u32::from(c);
        // Both rows of kana have the same order.
        let code = if (0x3041..=0x3096).contains(&code) { code + 0x60 } else { code };
        let at = code.checked_sub(0x30A1).and_then(|at| usize::try_from(at).ok());
        match (code, at.and_then(|at| KANA.get(at))) {
            (0x30C3, _) => doubled = true,
            (0x30FC, _) => {}
            (0x30F4, _) => out.push('v'),
            (_, Some(kana)) => {
                let glide = kana.strip_prefix('-');
                if let Some(glide) = glide.filter(|_| out.ends_with('i')) {
                    out.pop();
                    let soft = ["sh", "ch", "j"].iter().any(|sound| out.ends_with(sound));
                    out.push_str(if soft { &glide[1..] } else { glide });
                    continue;
                }
                let kana = glide.unwrap_or(kana);
                let long = (out.ends_with('o') && (*kana == *"u" || *kana == *"o")) || (out.ends_with('u') && *kana == *"u");
                if doubled {
                    out.extend(kana.chars().next());
                }
                doubled = false;
                if !long {
                    out.push_str(kana);
                }
            }
            (_, None) => out.push(c),
        }
    }
    out
}

/// Korean syllables in Latin letters, each a word; other characters stay.
fn without_hangul(name: &str) -> String {
    const FIRST: [&str; 19] = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
    const MIDDLE: [&str; 21] =
        ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];
    const LAST: [&str; 28] = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t",
        "p", "t",
    ];
    let mut out = String::new();
    for c in name.chars() {
        match u32::from(c).checked_sub(0xAC00).filter(|at| *at <= 0xD7A3 - 0xAC00).and_then(|at| usize::try_from(at).ok()) {
            Some(at) => {
                out.push(' ');
                out.push_str(FIRST[at / 588]);
                out.push_str(MIDDLE[at % 588 / 28]);
                out.push_str(LAST[at % 28]);
                out.push(' ');
            }
            None => out.push(c),
        }
    }
    out
}

/// Letters that stand for one sound. `hsi` is the older writing of what Pinyin writes `xi`.
const PAIRS: [(&str, &str); 13] = [
    ("hsi", "xi"),
    ("hsu", "xu"),
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("ch", "k"),
    ("sh", "s"),
    ("zh", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("ts", "s"),
    ("ck", "k"),
    ("x", "ks"),
];

/// How a word of Latin letters sounds, roughly: consonants only, those that transcriptions mix up made one. `Yusuf`,
/// `Youssef` and `Yousif` sound the same.
fn sound(word: &str) -> String {
    let spelt = PAIRS.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to));
    let mut out = String::new();
    for (at, c) in spelt.chars().enumerate() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' if at > 0 => continue,
            'a' | 'e' | 'i' | 'o' | 'u' => 'a',
            'c' | 'q' => 'k',
            'j' => 'y',
            'w' => 'v',
            'z' => 's',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The consonants of a run of letters, without regard to where its words begin; those that Korean and older Chinese
/// transcriptions mix up are one.
fn bones(run: &str) -> String {
    let spelt = PAIRS.iter().fold(run.to_owned(), |run, (from, to)| run.replace(from, to));
    let mut out = String::new();
    for c in spelt.chars() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' => continue,
            'c' | 'q' | 'g' | 'j' => 'k',
            'd' => 't',
            'b' | 'f' | 'v' => 'p',
            'r' => 'l',
            'z' => 's',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

impl Plain {
    pub(super) fn of(name: &str) -> Self {
        let script = Script::of(name);
        let words: Vec<String> =
            normalise(&without_kana(&without_hangul(&name.nfkc().collect::<String>()))).core.split(' ').map(str::to_owned).collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let mut sounds: Vec<String> = words.iter().map(|word| sound(word)).collect();
        sounds.sort_unstable();
        let turned = words.iter().skip(1).chain(words.first()).map(String::as_str).collect::<String>();
        let runs = [words.concat(), turned];
        let bones = [bones(&runs[0]), bones(&runs[1])];
        Self { words, sorted: sorted.join(" "), runs, sounds, bones, script }
    }

    /// How alike it is to another, in permille, whatever the order of their words. A name of several words inside a longer
    /// one is close; a single word has to be nearly the whole name.
    pub(super) fn alike(&self, other: &Self) -> u16 {
        let whole = ratio(&self.sorted, &other.sorted).max(self.run_alike(other)).max(self.paired(other));
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let found = |word: &String| long.words.iter().any(|other| ratio(word, other) >= 880);
        let letters: usize = short.words.iter().map(String::len).sum();
        let inside = short.words.len() >= 2 && letters >= 8 && short.words.len() < long.words.len() && short.words.iter().all(found);
        if inside { whole.max(880) } else { whole }
    }

    /// Names whose words are divided otherwise, `Chen Jian Guo` and `Jianguo Chen`.
    fn run_alike(&self, other: &Self) -> u16 {
        if self.words.len() == other.words.len() {
            return 0;
        }
        self.runs.iter().map(|run| ratio(run, &other.runs[0])).max().unwrap_or(0)
    }

    /// Names of as many words, each beside the one it is most like: the alphabet may order two spellings differently.
    fn paired(&self, other: &Self) -> u16 {
        if self.words.len() != other.words.len() || !(2..=5).contains(&self.words.len()) {
            return 0;
        }
        let mut left: Vec<&String> = other.words.iter().collect();
        let (mut apart, mut total) = (0, 0);
        for word in &self.words {
            let near = |other: &&String| indel::distance(word.chars(), other.chars());
            let Some(at) = (0..left.len()).min_by_key(|at| near(&left[*at])) else { return 0 };
            let met = left.swap_remove(at);
            apart += near(&met);
            total += word.chars().count() + met.chars().count();
        }
        permille(apart, total)
    }

    /// Whether it is the same by sound, although it is written too differently for a hit.
    pub(super) fn sounds_like(&self, other: &Self, alike: u16) -> bool {
        let letters: usize = self.sounds.iter().map(String::len).sum();
        let same = self.sounds.len() >= 2 && letters >= 5 && self.sounds == other.sounds;
        (same && alike >= LEAST_BY_SOUND) || (self.has_bones_of(other) && alike.max(self.run_alike(other)) >= LEAST_BY_BONES)
    }

    /// Whether all consonants agree, where a script leaves out what lies between them.
    fn has_bones_of(&self, other: &Self) -> bool {
        let tells = self.script != Script::Alphabet || other.script != Script::Alphabet;
        tells && self.bones[0].len() >= FEWEST_BONES && self.bones.contains(&other.bones[0])
    }

    /// Beginnings, ends, sounds and consonants: names without any in common are not compared.
    pub(super) fn marks(&self) -> BTreeSet<String> {
        let three = |word: &str, from_end: bool| {
            let letters: Vec<char> = word.chars().collect();
            let cut = letters.len().min(3);
            if from_end { letters[letters.len() - cut..].iter().collect::<String>() } else { letters[..cut].iter().collect() }
        };
        let spelt = self.words.iter().flat_map(|word| [format!("^{}", three(word, false)), format!("{}$", three(word, true))]);
        let heard = self.sounds.iter().filter(|sound| sound.len() >= 2).map(|sound| format!("~{sound}"));
        let bare = self.bones.iter().filter(|bones| bones.len() >= FEWEST_BONES).map(|bones| format!("={bones}"));
        spelt.chain(heard).chain(bare).collect()
    }
}

fn ratio(a: &str, b: &str) -> u16 {
    permille(indel::distance(a.chars(), b.chars()), a.chars().count() + b.chars().count())
}

fn permille(apart: usize, total: usize) -> u16 {
    if total == 0 {
        return 0;
    }
    u16::try_from(1000 * (total - apart.min(total)) / total).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, listed: &str) -> bool {
        let (a, b) = (Plain::of(name), Plain::of(listed));
        let alike = a.alike(&b);
        let met = a.marks().intersection(&b.marks()).next().is_some();
        met && (alike >= super::super::LEAST || a.sounds_like(&b, alike))
    }

    #[test]
    fn a_name_is_found_across_scripts_and_transcriptions() {
        for (name, listed) in [
            ("محمد حسن آخوند", "Mohammad Hassan AKHUND"),
            ("عبد الخالق الحوثي", "Abd al-Khaliq al-HOUTHI"),
            ("خالد شيخ", "Khalid SHAIKH"),
            ("حسين عبد الله", "HUSSEIN Abdullah"),
            ("Юсуф Алиев", "Yusuf ALIYEV"),
            ("Владимир Жириновский", "Vladimir ZHIRINOVSKY"),
            ("Сергей Есенин", "Sergey YESENIN"),
            ("张明", "ZHANG Ming"),
            ("陳建國", "CHEN Jianguo"),
            ("王小红", "Xiaohong WANG"),
            ("Wang Hsiao-hung", "王小红"),
            ("김철삼", "KIM Chol Sam"),
            ("박영식", "PAK Yong-sik"),
            ("ヤマグチ・タロウ", "YAMAGUCHI Taro"),
            ("オカモト ショウイチ", "OKAMOTO Shoichi"),
            ("ｵｶﾓﾄ ｼｮｳｲﾁ", "OKAMOTO Shoichi"),
            ("はっとり きゅうじ", "HATTORI Kyuji"),
            ("Okamoto Shouichi", "OKAMOTO Shoichi"),
        ] {
            assert!(found(name, listed), "{name} / {listed}: {}", Plain::of(name).alike(&Plain::of(listed)));
        }
    }

    #[test]
    fn another_name_is_not_found_for_sharing_a_word_or_a_consonant() {
        for (name, listed) in [
            ("陳建國", "CHEN Xiaoming"),
            ("王小红", "WANG Xiaogang"),
            ("김철삼", "KIM Yong Chol"),
            ("محمد حسن", "Ahmad Husayn Khalil"),
            ("Сергей Иванов", "Sergey YESENIN"),
            ("ヤマグチ・タロウ", "YAMADA Taro"),
            ("Kuroshio Metals", "KUROSAWA Metal Works"),
        ] {
            assert!(!found(name, listed), "{name} / {listed}: {}", Plain::of(name).alike(&Plain::of(listed)));
        }
    }
}
