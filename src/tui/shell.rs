//! What was done on the screens, as the command that does the same from a shell: quoted so that it can be pasted there.

use crate::answers::Given;
use crate::journal::Reply;
use crate::workspace::Dossier;

/// A word as a POSIX shell takes it; cells divided by tabs in the `$'…'` form of bash and zsh.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=,:%+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    if word.contains(['\t', '\n']) {
        let told = word.replace('\\', "\\\\").replace('\'', "\\'").replace('\t', "\\t").replace('\n', "\\n");
        return format!("$'{told}'");
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// `oretrail answer minato-haulage csr-saq.C1 no --source said`.
#[must_use]
pub fn answer(dossier: &Dossier, given: &Given) -> String {
    let told = &given.answer;
    let mut words = vec!["oretrail".to_owned(), "answer".to_owned(), dossier.supplier.id.clone(), told.question.clone()];
    let mut option = |name: &str, value: &str| words.extend([format!("--{name}"), quoted(value)]);
    let state = match &told.reply {
        Reply::Value(_) if told.reconfirms.is_some() => Some("reconfirmed"),
        Reply::Value(_) => None,
        Reply::DontKnow => Some("dont-know"),
        Reply::Declined => Some("declined"),
        Reply::NotApplicable { .. } => Some("not-applicable"),
        Reply::Withdrawn => Some("unanswered"),
    };
    if let Some(state) = state {
        option("state", state);
    }
    if let Reply::NotApplicable { reason: Some(reason) } = &told.reply {
        option("reason", dossier.body(reason).unwrap_or_default());
    }
    if let Some(source) = told.source {
        option("source", source.word());
    }
    if let Some(about) = &told.about {
        option("about", about);
    }
    if let Some(respondent) = &told.respondent {
        option("respondent", respondent);
    }
    if let Some(note) = &told.note {
        option("note", dossier.body(note).unwrap_or_default());
    }
    if let (Reply::Value(value), None) = (&told.reply, state) {
        // Values stand last, after the end of options: a number may begin with a minus.
        let stored =
            |word: &String| dossier.bodies.get(word).map_or_else(|| vec![word.clone()], |text| text.lines().map(str::to_owned).collect());
        let values: Vec<String> = value.iter().flat_map(stored).collect();
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        if values.iter().any(|value| value.starts_with('-')) {
            words.push("--".to_owned());
        }
        words.extend(values);
    }
    words.join(" ")
}

/// `oretrail note minato-haulage --question csr-saq.J2 --text '…'`.
#[must_use]
pub fn note(supplier: &str, question: Option<&str>, said: &str) -> String {
    let about = question.map(|question| format!(" --question {question}")).unwrap_or_default();
    format!("oretrail note {supplier}{about} --text {}", quoted(said))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_so_that_a_shell_reads_them_back() {
        for (word, wanted) in [
            ("peak=68", "peak=68"),
            ("", "''"),
            ("head of sales", "'head of sales'"),
            ("it's $HOME", "'it'\\''s $HOME'"),
            ("港運輸", "'港運輸'"),
            ("Nguyen\t60\tVN", "$'Nguyen\\t60\\tVN'"),
        ] {
            assert_eq!(quoted(word), wanted);
        }
    }
}
