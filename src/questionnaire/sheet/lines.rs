//! What a line of the sheet may be, and which of its columns says which key of the file.

/// The columns in the order of the template.
pub const COLUMNS: [&str; 35] = [
    "row",
    "id",
    "section",
    "section-en",
    "section-ja",
    "section-zh",
    "type",
    "severity",
    "gate",
    "good",
    "text-en",
    "text-ja",
    "text-zh",
    "guidance-en",
    "guidance-ja",
    "guidance-zh",
    "options",
    "evidence",
    "bad",
    "response",
    "only-if",
    "policy",
    "table",
    "refs",
    "marks",
    "grade",
    "unit",
    "min",
    "max",
    "opens",
    "about",
    "rule",
    "check-source",
    "same-as",
    "same-as-values",
];

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Something about the whole set: edition, title, standards.
    Set,
    /// The title of a section.
    Section,
    /// A fact asked once for all sets.
    Fact,
    /// A condition with a name.
    Switch,
    /// A question.
    Question,
    /// An answer that can be chosen.
    Choice,
    /// A number that is asked.
    Part,
    /// A column of a table.
    Column,
    /// An answer that can be chosen in a column.
    ColumnChoice,
    /// A paper asked for.
    Paper,
    /// A risky answer and what it calls for.
    Risk,
    /// What is asked after certain answers.
    FollowUp,
    /// Answers that do not fit each other.
    Contradiction,
}

impl Line {
    /// The words of the column `row`; an empty cell is a question.
    pub(super) const WORDS: [(&'static str, Self); 13] = [
        ("set", Self::Set),
        ("section", Self::Section),
        ("fact", Self::Fact),
        ("switch", Self::Switch),
        ("question", Self::Question),
        ("option", Self::Choice),
        ("part", Self::Part),
        ("column", Self::Column),
        ("column-option", Self::ColumnChoice),
        ("paper", Self::Paper),
        ("risk", Self::Risk),
        ("follow-up", Self::FollowUp),
        ("contradiction", Self::Contradiction),
    ];

    pub(super) fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, line)| *line == self).map_or("", |(word, _)| word)
    }

    /// Lines that belong to the question or the fact above them.
    pub(super) fn is_part(self) -> bool {
        matches!(self, Self::Choice | Self::Part | Self::Column | Self::ColumnChoice | Self::Paper | Self::Risk | Self::FollowUp)
    }

    /// The key under which the file keeps such lines.
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Set | Self::FollowUp => "",
            Self::Section => "section",
            Self::Fact => "profile",
            Self::Switch => "switch",
            Self::Question => "question",
            Self::Choice | Self::ColumnChoice => "options",
            Self::Part => "parts",
            Self::Column => "columns",
            Self::Paper => "evidence",
            Self::Risk => "bad",
            Self::Contradiction => "contradiction",
        }
    }

    /// Its columns and keys, in the order of the file.
    pub(super) fn keys(self) -> &'static [(&'static str, &'static str, How)] {
        use How::{Flag, Languages, List, Marks, Number, Pairs, Table, Text, When, Word};
        match self {
            Self::Set => &[("id", "", Text), ("text", "", Languages), ("only-if", "applies-if", Text)],
            Self::Section => &[("id", "id", Text), ("text", "title", Languages), ("guidance", "note", Languages)],
            Self::Fact => &[
                ("id", "id", Text),
                ("type", "type", Word),
                ("unit", "unit", Text),
                ("text", "text", Languages),
                ("guidance", "guidance", Languages),
                ("marks", "", Marks),
            ],
            Self::Switch => &[("id", "id", Text), ("only-if", "when", Text), ("text", "text", Languages)],
            Self::Question => &[
                ("id", "id", Text),
                ("section", "section", Text),
                ("type", "type", Word),
                ("severity", "severity", Word),
                ("good", "good", Word),
                ("gate", "gate", Flag),
                ("marks", "", Marks),
                ("text", "text", Languages),
                ("guidance", "guidance", Languages),
                ("only-if", "show-if", Text),
                ("refs", "refs", List),
                ("policy", "policy", List),
                ("check-source", "check-source", Text),
                ("same-as", "same-as", List),
                ("same-as-values", "same-as-values", Pairs),
                ("table", "", Table),
            ],
            Self::Choice | Self::ColumnChoice => {
                &[("id", "id", Text), ("grade", "grade", Word), ("text", "text", Languages), ("marks", "", Marks)]
            }
            Self::Part => {
                &[("id", "id", Text), ("unit", "unit", Text), ("text", "text", Languages), ("min", "min", Number), ("max", "max", Number)]
            }
            Self::Column => &[
                ("id", "id", Text),
                ("type", "type", Word),
                ("unit", "unit", Text),
                ("text", "text", Languages),
                ("min", "min", Number),
                ("max", "max", Number),
                ("marks", "", Marks),
            ],
            Self::Paper => &[("id", "id", Text), ("text", "text", Languages)],
            Self::Risk => &[
                ("bad", "when", When),
                ("response", "response", List),
                ("grade", "grade", Word),
                ("severity", "severity", Word),
                ("opens", "opens", List),
                ("rule", "rule", Text),
                ("text", "do", Languages),
                ("marks", "", Marks),
            ],
            Self::FollowUp => &[("only-if", "follow-up-when", Text), ("text", "follow-up", Languages)],
            Self::Contradiction => &[
                ("id", "id", Text),
                ("only-if", "when", Text),
                ("about", "questions", List),
                ("text", "text", Languages),
                ("guidance", "ask", Languages),
            ],
        }
    }

    /// Columns that a question fills in on its own line, the short way.
    pub(super) fn short(self) -> &'static [&'static str] {
        match self {
            Self::Question => &["section-en", "section-ja", "section-zh", "options", "evidence", "bad", "response"],
            _ => &[],
        }
    }

    /// The marks it may bear.
    pub(super) fn marks(self) -> &'static [Mark] {
        match self {
            Self::Question => &[
                Mark { word: "exposure", key: "exposure", value: "true" },
                Mark { word: "restricted", key: "restricted", value: "true" },
                Mark { word: "short", key: "short", value: "true" },
                Mark { word: "no-weight", key: "weight", value: "false" },
                Mark { word: "per-flow", key: "per", value: "\"flow\"" },
                Mark { word: "per-facility", key: "per", value: "\"facility\"" },
                Mark { word: "buyer", key: "asked-by", value: "\"buyer\"" },
            ],
            Self::Choice | Self::ColumnChoice => &[Mark { word: "exclusive", key: "exclusive", value: "true" }],
            Self::Fact => &[Mark { word: "personal", key: "personal", value: "true" }],
            Self::Column => {
                &[Mark { word: "personal", key: "personal", value: "true" }, Mark { word: "screened", key: "screened", value: "true" }]
            }
            Self::Risk => &[
                Mark { word: "onboarding", key: "scope", value: "\"onboarding\"" },
                Mark { word: "lot", key: "scope", value: "\"lot\"" },
                Mark { word: "item", key: "scope", value: "\"item\"" },
            ],
            _ => &[],
        }
    }
}

/// How a cell says a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// A text as it stands.
    Text,
    /// A word of the file, in small letters.
    Word,
    /// A plain decimal.
    Number,
    /// Yes, or nothing.
    Flag,
    /// Texts divided by semicolons.
    List,
    /// Two words each, divided by semicolons: `iso=iso-14001; other=?`.
    Pairs,
    /// One column for each language.
    Languages,
    /// A condition, or the ids of answers.
    When,
    /// Words that say something by standing there.
    Marks,
    /// What a table holds: `figure=goals; min=1; max=40; total=tonnes; total.of=100`.
    Table,
}

/// A word in the column `marks`, and the key it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The word.
    pub(super) word: &'static str,
    /// The key.
    pub(super) key: &'static str,
    /// The value, as TOML writes it.
    pub(super) value: &'static str,
}
