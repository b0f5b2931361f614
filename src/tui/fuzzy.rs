//! Every fuzzy filter and jump. For typing, never for evidence: matching smelters has its own explained rules.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Places of the candidates that fit what was typed, best first; all of them in order when nothing was typed.
#[must_use]
pub fn find<S: AsRef<str>>(typed: &str, candidates: &[S]) -> Vec<usize> {
    let typed = typed.trim();
    if typed.is_empty() {
        return (0..candidates.len()).collect();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found: Vec<(i64, usize)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(place, candidate)| {
            let score = typed
                .split_whitespace()
                .map(|word| matcher.fuzzy_match(candidate.as_ref(), word))
                .try_fold(0, |sum, score| score.map(|s| sum + s))?;
            Some((score, place))
        })
        .collect();
    // Who typed a word as it stands means that word: letters strewn over other lines are no answer beside it.
    let whole = |place: usize| {
        let line = candidates[place].as_ref().to_lowercase();
        typed.split_whitespace().all(|word| line.contains(&word.to_lowercase()))
    };
    if found.iter().any(|(_, place)| whole(*place)) {
        found.retain(|(_, place)| whole(*place));
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    // Letters scattered over a long line are no find beside a word that fits.
    let best = found.first().map_or(0, |(score, _)| *score);
    found.retain(|(score, _)| score * 2 > best);
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn what_fits_best_comes_first_and_japanese_is_found() {
        let names = ["Minato Haulage 港運輸", "Kisaki 木崎製作所", "Atacama Cobre"];
        assert_eq!(find("木崎", &names), [1]);
        assert_eq!(find("atac", &names)[0], 2);
        assert_eq!(find("", &names), [0, 1, 2]);
        assert_eq!(find("HAUL", &names), [0], "a word that stands there is the only find");
        assert_eq!(find("ksk", &names), [1], "letters in order find where no word does");
    }
}
