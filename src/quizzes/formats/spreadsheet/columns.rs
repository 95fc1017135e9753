//! The columns of a spreadsheet of questions, and by what heading each is recognised.

/// What a column holds. The order is that of the columns in what is written: the rarer, the
/// further to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The kind of question.
    Kind,
    /// What is asked.
    Text,
    /// The answers, one a line.
    Answers,
    /// The marks.
    Marks,
    /// The title.
    Title,
    /// The category, its names divided by slashes.
    Category,
    /// The tags, divided by commas.
    Tags,
    /// From 1, easiest, to 5, hardest.
    Difficulty,
    /// The language.
    Language,
    /// The comment on any answer.
    Comment,
    /// The comment on a right answer.
    Right,
    /// The comment on an answer that is partly right.
    Partly,
    /// The comment on a wrong answer.
    Wrong,
    /// How an answer that is partly right is marked.
    Scoring,
    /// How far from the right number an answer may be.
    Tolerance,
    /// The same in per cent.
    TolerancePercent,
    /// The units, one a line.
    Units,
    /// What a missing unit takes off, in per cent.
    UnitPenalty,
    /// The variables of a formula, one a line.
    Variables,
    /// Prepared values of the variables, one set a line.
    Sets,
    /// The decimals of a computed number.
    Decimals,
    /// Whether capital and small letters differ.
    CaseSensitive,
    /// Whether a star stands for any characters.
    Wildcards,
    /// What a grader should look for.
    Guidance,
    /// By what a grader marks.
    Rubric,
    /// What stands in the field at the beginning.
    Template,
    /// How many files may be handed in.
    MostFiles,
    /// The identifier by which a second import knows the question again.
    Identifier,
}

/// Every column in its order, with its name for programs and, for people, its heading and what
/// it means as keys of the message catalogue.
pub const COLUMNS: [(Column, &str, &str, &str); 28] = [
    (
        Column::Kind,
        "kind",
        "import-column-kind",
        "import-explain-kind",
    ),
    (
        Column::Text,
        "text",
        "import-column-text",
        "import-explain-text",
    ),
    (
        Column::Answers,
        "answers",
        "import-column-answers",
        "import-explain-answers",
    ),
    (
        Column::Marks,
        "marks",
        "import-column-marks",
        "import-explain-marks",
    ),
    (
        Column::Title,
        "title",
        "import-column-title",
        "import-explain-title",
    ),
    (
        Column::Category,
        "category",
        "import-column-category",
        "import-explain-category",
    ),
    (
        Column::Tags,
        "tags",
        "import-column-tags",
        "import-explain-tags",
    ),
    (
        Column::Difficulty,
        "difficulty",
        "import-column-difficulty",
        "import-explain-difficulty",
    ),
    (
        Column::Language,
        "language",
        "import-column-language",
        "import-explain-language",
    ),
    (
        Column::Comment,
        "comment",
        "import-column-comment",
        "import-explain-comment",
    ),
    (
        Column::Right,
        "right_comment",
        "import-column-right",
        "import-explain-right",
    ),
    (
        Column::Partly,
        "partly_comment",
        "import-column-partly",
        "import-explain-partly",
    ),
    (
        Column::Wrong,
        "wrong_comment",
        "import-column-wrong",
        "import-explain-wrong",
    ),
    (
        Column::Scoring,
        "scoring",
        "import-column-scoring",
        "import-explain-scoring",
    ),
    (
        Column::Tolerance,
        "tolerance",
        "import-column-tolerance",
        "import-explain-tolerance",
    ),
    (
        Column::TolerancePercent,
        "tolerance_percent",
        "import-column-tolerance-percent",
        "import-explain-tolerance-percent",
    ),
    (
        Column::Units,
        "units",
        "import-column-units",
        "import-explain-units",
    ),
    (
        Column::UnitPenalty,
        "unit_penalty_percent",
        "import-column-unit-penalty",
        "import-explain-unit-penalty",
    ),
    (
        Column::Variables,
        "variables",
        "import-column-variables",
        "import-explain-variables",
    ),
    (
        Column::Sets,
        "sets",
        "import-column-sets",
        "import-explain-sets",
    ),
    (
        Column::Decimals,
        "decimals",
        "import-column-decimals",
        "import-explain-decimals",
    ),
    (
        Column::CaseSensitive,
        "case_sensitive",
        "import-column-case",
        "import-explain-case",
    ),
    (
        Column::Wildcards,
        "wildcards",
        "import-column-wildcards",
        "import-explain-wildcards",
    ),
    (
        Column::Guidance,
        "guidance",
        "import-column-guidance",
        "import-explain-guidance",
    ),
    (
        Column::Rubric,
        "rubric",
        "import-column-rubric",
        "import-explain-rubric",
    ),
    (
        Column::Template,
        "template",
        "import-column-template",
        "import-explain-template",
    ),
    (
        Column::MostFiles,
        "most_files",
        "import-column-most-files",
        "import-explain-most-files",
    ),
    (
        Column::Identifier,
        "identifier",
        "import-column-identifier",
        "import-explain-identifier",
    ),
];

/// The kinds that a spreadsheet can hold, with the keys of their names.
pub const KINDS: [(&str, &str); 12] = [
    ("single_choice", "import-kind-single-choice"),
    ("multiple_choice", "import-kind-multiple-choice"),
    ("true_false", "import-kind-true-false"),
    ("short_text", "import-kind-short-text"),
    ("number", "import-kind-number"),
    ("calculated", "import-kind-calculated"),
    ("matching", "import-kind-matching"),
    ("ordering", "import-kind-ordering"),
    ("gap_fill", "import-kind-gap-fill"),
    ("essay", "import-kind-essay"),
    ("file", "import-kind-file"),
    ("information", "import-kind-information"),
];

/// The ways of marking an answer that is partly right, with the keys of their names.
pub const SCORINGS: [(&str, &str); 7] = [
    ("right_minus_wrong", "import-scoring-right-minus-wrong"),
    ("all_or_nothing", "import-scoring-all-or-nothing"),
    ("each_option", "import-scoring-each-option"),
    ("kprime", "import-scoring-kprime"),
    ("weighted", "import-scoring-weighted"),
    ("neighbours", "import-scoring-neighbours"),
    ("positions", "import-scoring-positions"),
];

/// The words for yes and no, true and false.
pub const TRUTHS: [(&str, &str); 4] = [
    ("yes", "import-word-yes"),
    ("no", "import-word-no"),
    ("true", "import-word-true"),
    ("false", "import-word-false"),
];

/// Looks a text up in the message catalogue, in one language.
pub type Words<'a> = &'a dyn Fn(&str) -> String;

impl Column {
    /// The column of a heading.
    pub fn of(heading: &str, languages: &[Words<'_>]) -> Option<Self> {
        let heading = folded(heading);
        let named = COLUMNS.iter().find(|(_, name, key, _)| {
            folded(name) == heading || languages.iter().any(|words| folded(&words(key)) == heading)
        });
        named.map(|(column, ..)| *column)
    }
}

/// What a word stands for, out of some; in any language, and as programs name it.
pub fn meant(
    word: &str,
    known: &[(&'static str, &'static str)],
    languages: &[Words<'_>],
) -> Option<&'static str> {
    let word = folded(word);
    let named = known.iter().find(|(name, key)| {
        folded(name) == word || languages.iter().any(|words| folded(&words(key)) == word)
    });
    named.map(|(name, _)| *name)
}

/// A word as it is compared: without capitals, and without caring for how words are divided.
fn folded(word: &str) -> String {
    word.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
