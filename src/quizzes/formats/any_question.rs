//! Any valid question of any kind, for property tests of formats: what is written and read again
//! must be the same. Texts come as strategies, so that a format which holds only plain words can
//! be tested with those, and one that holds everything with what breaks careless writers.
//!
//! What has no meaning for a kind is left as it is by default: no percentages where they do not
//! count, no comments by outcome on what asks nothing, no identifiers.

mod parts;
mod placed;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use crate::quizzes::questions::parts::Pair;
use crate::quizzes::questions::{AnswerKey, OrderingScoring, OutcomeComments, Question};
use parts::{
    any_number, known_number, known_text, multiple, or_nothing, rubric, single, tolerance, units,
};
use placed::{calculated, drag_onto_image, gap_fill, hotspot};

/// Every kind, named as in JSON.
pub const KINDS: [&str; 14] = [
    "single_choice",
    "multiple_choice",
    "true_false",
    "short_text",
    "number",
    "calculated",
    "matching",
    "ordering",
    "gap_fill",
    "drag_onto_image",
    "hotspot",
    "essay",
    "file",
    "information",
];

/// Where the texts of a question come from. None begins or ends with white space or is empty.
#[derive(Debug, Clone)]
pub struct Texts {
    /// Texts of several lines: what is asked, comments, guidance.
    pub block: BoxedStrategy<String>,
    /// Texts of one line: titles, options, answers.
    pub line: BoxedStrategy<String>,
}

impl Texts {
    /// Texts with everything in them that some format takes for its own.
    pub fn nasty() -> Self {
        Self {
            block: joined(&[WORDS, SIGNS, BREAKS].concat(), 12),
            line: joined(&[WORDS, SIGNS].concat(), 6),
        }
    }

    /// Plain words, in several scripts, in one line or several paragraphs.
    pub fn plain() -> Self {
        Self {
            block: joined(&[WORDS, &["\n\n"]].concat(), 12)
                .prop_map(paragraphs)
                .boxed(),
            line: joined(WORDS, 6),
        }
    }
}

// Cyrillic and Latin: *word*, *surgalt*, *öngö*, *Erkhem*, *ıyık*.
const WORDS: &[&str] = &[
    "word",
    "\u{441}\u{443}\u{440}\u{433}\u{430}\u{43b}\u{442}",
    "\u{4e9}\u{43d}\u{433}\u{4e9}",
    "\u{42d}\u{440}\u{445}\u{44d}\u{43c}",
    "\u{44b}\u{439}\u{44b}\u{43a}",
    "42",
    "a",
    "I",
];
const SIGNS: &[&str] = &[
    "=",
    "~",
    "#",
    "{",
    "}",
    ":",
    "::",
    "\\",
    "\\n",
    "->",
    "//",
    "%50%",
    "%",
    "####",
    "*",
    "_",
    "|",
    "$\\frac{a}{b}$",
    "$CATEGORY: a",
    "<b>",
    "</b>",
    "<p>",
    "&",
    "&amp;",
    "\"",
    "'",
    "[html]",
    "[x]",
    ";",
    ",",
    ".",
    "..",
    "T",
    "TRUE",
    "ANSWER: A",
    "A) ",
    "(",
    ")",
    "`",
    "+",
    "-",
    "!",
    "^",
    "[50%]",
    "[id:1]",
    "_x0041_",
    "☺",
    "2 < 3",
    "\t",
];
const BREAKS: &[&str] = &[
    "\n",
    "\n\n",
    "\n\n\n",
    "\n    ",
    "\n- ",
    "\n// ",
    "\n$CATEGORY: a",
];

/// The same without empty paragraphs and without spaces at the ends of others.
fn paragraphs(text: String) -> String {
    let paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty());
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn joined(pieces: &[&'static str], most: usize) -> BoxedStrategy<String> {
    vec((select(pieces.to_vec()), any::<bool>()), 1..=most)
        .prop_map(|pieces| {
            let text: String = pieces
                .into_iter()
                .flat_map(|(piece, spaced)| [piece, if spaced { " " } else { "" }])
                .collect();
            match text.trim() {
                "" => "x".to_owned(),
                text => text.to_owned(),
            }
        })
        .boxed()
}

/// Any question of one of [`KINDS`].
pub fn question(kind: &str, texts: &Texts) -> BoxedStrategy<Question> {
    let asks = kind != "information";
    let body = body(kind, texts);
    let title = or_nothing(&texts.line);
    let comment = or_nothing(&texts.block);
    let outcomes = prop_oneof![
        3 => Just(OutcomeComments::default()),
        1 => (or_nothing(&texts.block), or_nothing(&texts.block), or_nothing(&texts.block))
            .prop_map(|(right, partly, wrong)| OutcomeComments { right, partly, wrong }),
    ];
    (body, title, comment, outcomes, 1..=20_u16)
        .prop_map(
            move |((text, answer), title, comment, outcomes, marks)| Question {
                id: Uuid::nil(),
                source: None,
                section: 0,
                title,
                text,
                marks: if asks { marks } else { 1 },
                comment,
                outcome_comments: if asks {
                    outcomes
                } else {
                    OutcomeComments::default()
                },
                answer,
            },
        )
        .boxed()
}

/// Any question of any kind.
pub fn any_question(texts: &Texts) -> BoxedStrategy<Question> {
    let texts = texts.clone();
    select(&KINDS[..])
        .prop_flat_map(move |kind| question(kind, &texts))
        .boxed()
}

/// What is asked, and its key: they belong together where gaps or variables stand in the text.
fn body(kind: &str, texts: &Texts) -> BoxedStrategy<(String, AnswerKey)> {
    match kind {
        "gap_fill" => return gap_fill(texts),
        "calculated" => return calculated(texts),
        _ => {}
    }
    let answer = match kind {
        "single_choice" => single(texts)
            .prop_map(|options| AnswerKey::SingleChoice { options })
            .boxed(),
        "multiple_choice" => multiple(texts),
        "true_false" => (
            any::<bool>(),
            or_nothing(&texts.line),
            or_nothing(&texts.line),
        )
            .prop_map(
                |(correct, true_comment, false_comment)| AnswerKey::TrueFalse {
                    correct,
                    true_comment,
                    false_comment,
                },
            )
            .boxed(),
        "short_text" => (
            vec(texts.line.clone(), 1..4),
            vec(known_text(texts), 0..3),
            any::<bool>(),
            any::<bool>(),
        )
            .prop_map(
                |(accepted, others, case_sensitive, wildcards)| AnswerKey::ShortText {
                    accepted,
                    others,
                    case_sensitive,
                    wildcards,
                },
            )
            .boxed(),
        "number" => (
            any_number(),
            tolerance(),
            tolerance(),
            units(texts),
            vec(known_number(texts), 0..3),
        )
            .prop_map(
                |(correct, tolerance, tolerance_percent, units, others)| AnswerKey::Number {
                    correct,
                    tolerance,
                    tolerance_percent,
                    units,
                    others,
                },
            )
            .boxed(),
        "matching" => (
            vec((texts.line.clone(), texts.line.clone()), 2..5),
            vec(texts.line.clone(), 0..3),
        )
            .prop_map(|(pairs, distractors)| AnswerKey::Matching {
                pairs: pairs
                    .into_iter()
                    .map(|(prompt, matches)| Pair { prompt, matches })
                    .collect(),
                distractors,
            })
            .boxed(),
        "ordering" => (
            vec(texts.line.clone(), 2..6),
            select(vec![
                OrderingScoring::Neighbours,
                OrderingScoring::AllOrNothing,
                OrderingScoring::Positions,
            ]),
        )
            .prop_map(|(items, scoring)| AnswerKey::Ordering { items, scoring })
            .boxed(),
        "drag_onto_image" => drag_onto_image(texts),
        "hotspot" => hotspot(texts),
        "essay" => (
            or_nothing(&texts.block),
            option::of(rubric(texts)),
            or_nothing(&texts.block),
        )
            .prop_map(|(guidance, rubric, template)| AnswerKey::Essay {
                guidance,
                rubric,
                template,
            })
            .boxed(),
        "file" => (
            or_nothing(&texts.block),
            option::of(rubric(texts)),
            1..=20_u8,
        )
            .prop_map(|(guidance, rubric, most_files)| AnswerKey::File {
                guidance,
                rubric,
                most_files,
            })
            .boxed(),
        _ => Just(AnswerKey::Information).boxed(),
    };
    (texts.block.clone(), answer).boxed()
}

#[cfg(test)]
mod tests {
    use garde::Validate;

    use super::*;

    proptest! {
        #[test]
        fn is_what_an_author_may_write(question in any_question(&Texts::nasty())) {
            prop_assert!(question.validate().is_ok(), "{:?}", question.validate());
        }
    }

    #[test]
    fn every_kind_is_made() {
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        for kind in KINDS {
            let tree = question(kind, &Texts::nasty())
                .new_tree(&mut runner)
                .unwrap();
            let json = serde_json::to_value(tree.current().answer).unwrap();
            assert_eq!(json["kind"], kind);
        }
    }
}
