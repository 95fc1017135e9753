//! What a learner is shown of a quiz on one attempt: no right answer, no guidance, no comment.
//!
//! Everything that is chosen or put in order is numbered by its place *on this paper*: the first
//! option shown is 0. A paper is drawn from the attempt's seed, so the numbers say nothing about
//! the author's order, which for matching and ordering is the right answer. The same paper can be
//! drawn again at any time from the frozen version of the course and the seed, and grading
//! translates an answer back through [`part_order`].

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::questions::{AnswerKey, Choice, Pair, Question, Quiz};
use super::shuffle;

/// The questions of one attempt in the order they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Paper {
    /// The questions.
    pub questions: Vec<PaperQuestion>,
}

/// One question as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaperQuestion {
    /// The question's identifier.
    pub id: Uuid,
    /// What is asked, in Markdown.
    pub text: String,
    /// The marks a fully right answer earns.
    pub marks: u16,
    /// What kind of answer is asked for, and what there is to choose from.
    pub asked: Asked,
}

/// The kind of answer a question asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asked {
    /// Exactly one of the options.
    SingleChoice {
        /// What there is to choose from.
        options: Vec<Part>,
    },
    /// Any number of the options.
    MultipleChoice {
        /// What there is to choose from.
        options: Vec<Part>,
    },
    /// True or false.
    TrueFalse,
    /// A word or a few.
    ShortText,
    /// A number.
    Number,
    /// One match for each prompt; some matches may belong to none, some to several.
    Matching {
        /// What stands on the left.
        prompts: Vec<Part>,
        /// What there is to choose from.
        matches: Vec<Part>,
    },
    /// All items in the right order.
    Ordering {
        /// The items in a drawn order.
        items: Vec<Part>,
    },
    /// A text that a person grades.
    Essay,
}

/// An option, prompt, match or item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Part {
    /// Its number on this paper, by which an answer refers to it.
    pub number: u16,
    /// What it says, in Markdown.
    pub text: String,
}

/// The paper of the attempt with this seed.
#[must_use]
pub fn paper(quiz: &Quiz, seed: i64) -> Paper {
    let mut questions: Vec<&Question> = quiz.questions.iter().collect();
    if quiz.shuffle_questions {
        let count = u16::try_from(questions.len()).unwrap_or(u16::MAX);
        questions = in_order(&questions, &shuffle::order(seed, Uuid::nil(), count));
    }
    Paper {
        questions: questions
            .into_iter()
            .map(|question| shown(quiz, question, seed))
            .collect(),
    }
}

/// For every number on the paper, which of the author's options, matches or items it is; empty
/// for the kinds that have none. Prompts keep the author's numbers.
///
/// Options follow the author's wish, but matches and items are always drawn: their order in the
/// author's document is the right answer.
#[must_use]
pub fn part_order(quiz: &Quiz, question: &Question, seed: i64) -> Vec<u16> {
    let (count, drawn) = match &question.answer {
        AnswerKey::SingleChoice { options } | AnswerKey::MultipleChoice { options } => {
            (options.len(), quiz.shuffle_options)
        }
        AnswerKey::Matching { pairs, distractors } => {
            (matches_to_choose(pairs, distractors).len(), true)
        }
        AnswerKey::Ordering { items } => (items.len(), true),
        AnswerKey::TrueFalse { .. }
        | AnswerKey::ShortText { .. }
        | AnswerKey::Number { .. }
        | AnswerKey::Essay { .. } => (0, false),
    };
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    if drawn {
        shuffle::order(seed, question.id, count)
    } else {
        (0..count).collect()
    }
}

/// The matches there are to choose from, each text once: two prompts with the same match must not
/// show it twice, for then one of them would be wrong by chance.
#[must_use]
pub fn matches_to_choose<'a>(pairs: &'a [Pair], distractors: &'a [String]) -> Vec<&'a str> {
    let mut texts: Vec<&str> = Vec::new();
    for text in pairs.iter().map(|pair| &pair.matches).chain(distractors) {
        if !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    texts
}

fn shown(quiz: &Quiz, question: &Question, seed: i64) -> PaperQuestion {
    let order = part_order(quiz, question, seed);
    let asked = match &question.answer {
        AnswerKey::SingleChoice { options } => Asked::SingleChoice {
            options: parts(in_order(&texts(options), &order)),
        },
        AnswerKey::MultipleChoice { options } => Asked::MultipleChoice {
            options: parts(in_order(&texts(options), &order)),
        },
        AnswerKey::TrueFalse { .. } => Asked::TrueFalse,
        AnswerKey::ShortText { .. } => Asked::ShortText,
        AnswerKey::Number { .. } => Asked::Number,
        AnswerKey::Matching { pairs, distractors } => Asked::Matching {
            prompts: parts(pairs.iter().map(|pair| pair.prompt.as_str())),
            matches: parts(in_order(&matches_to_choose(pairs, distractors), &order)),
        },
        AnswerKey::Ordering { items } => {
            let items: Vec<&str> = items.iter().map(String::as_str).collect();
            Asked::Ordering {
                items: parts(in_order(&items, &order)),
            }
        }
        AnswerKey::Essay { .. } => Asked::Essay,
    };
    PaperQuestion {
        id: question.id,
        text: question.text.clone(),
        marks: question.marks,
        asked,
    }
}

fn texts(options: &[Choice]) -> Vec<&str> {
    options.iter().map(|option| option.text.as_str()).collect()
}

fn in_order<T: Copy>(things: &[T], order: &[u16]) -> Vec<T> {
    order
        .iter()
        .filter_map(|number| things.get(usize::from(*number)).copied())
        .collect()
}

fn parts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Part> {
    (0..)
        .zip(texts)
        .map(|(number, text)| Part {
            number,
            text: text.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;
    use proptest::prelude::*;

    #[test]
    fn a_paper_gives_nothing_away() {
        let json = serde_json::to_string(&paper(&examples::quiz(), 7)).unwrap();
        for secret in [
            "correct",
            "comment",
            "guidance",
            "accepted",
            "tolerance",
            "look for",
        ] {
            assert!(!json.contains(secret), "{secret} in {json}");
        }
    }

    #[test]
    fn without_shuffling_questions_and_options_stand_as_the_author_wrote_them() {
        let quiz = Quiz {
            shuffle_questions: false,
            shuffle_options: false,
            ..examples::quiz()
        };
        let paper = paper(&quiz, 7);
        let ids: Vec<Uuid> = paper.questions.iter().map(|question| question.id).collect();
        assert_eq!(
            ids,
            quiz.questions
                .iter()
                .map(|question| question.id)
                .collect::<Vec<_>>()
        );
        assert_eq!(part_order(&quiz, &quiz.questions[0], 7), [0, 1, 2]);
    }

    #[test]
    fn items_to_be_ordered_are_drawn_even_when_options_are_not_shuffled() {
        let quiz = Quiz {
            shuffle_options: false,
            ..examples::quiz()
        };
        let ordering = examples::question(examples::ordering());
        let in_right_order = (0..1_000)
            .filter(|seed| part_order(&quiz, &ordering, *seed) == [0, 1, 2, 3])
            .count();
        assert!(
            (20..70).contains(&in_right_order),
            "one in 24 is chance: {in_right_order}"
        );
    }

    #[test]
    fn a_match_that_serves_two_prompts_is_shown_once() {
        let AnswerKey::Matching { pairs, distractors } = examples::matching() else {
            panic!()
        };
        assert_eq!(
            matches_to_choose(&pairs, &distractors),
            ["mammal", "bird", "fish"]
        );
    }

    proptest! {
        #[test]
        fn the_same_seed_gives_the_same_paper(seed: i64) {
            prop_assert_eq!(paper(&examples::quiz(), seed), paper(&examples::quiz(), seed));
        }

        #[test]
        fn every_question_is_on_the_paper_once(seed: i64) {
            let quiz = examples::quiz();
            let mut shown: Vec<Uuid> =
                paper(&quiz, seed).questions.iter().map(|question| question.id).collect();
            let mut written: Vec<Uuid> = quiz.questions.iter().map(|question| question.id).collect();
            shown.sort_unstable();
            written.sort_unstable();
            prop_assert_eq!(shown, written);
        }
    }
}
