//! What can be chosen in a question, and what was.

use crate::quizzes::paper::matches_to_choose;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{Choice, DragChoice, Gap};
use crate::quizzes::response::{FilledGap, Response};

use super::{Answer, Given, Known};

/// The answers that can be chosen, in the author's order. The two answers to a statement say `true`
/// and `false`.
#[must_use]
pub fn known(key: &AnswerKey) -> Vec<Known> {
    match key {
        AnswerKey::SingleChoice { options } | AnswerKey::MultipleChoice { options, .. } => {
            of_options(0, options)
        }
        AnswerKey::TrueFalse { correct, .. } => [true, false]
            .into_iter()
            .map(|value| Known {
                part: 0,
                number: u16::from(value),
                part_text: String::new(),
                text: value.to_string(),
                right: value == *correct,
            })
            .collect(),
        AnswerKey::Matching { pairs, distractors } => {
            let matches = matches_to_choose(pairs, distractors);
            let each = (0..).zip(pairs).flat_map(|(part, pair)| {
                (0..).zip(&matches).map(move |(number, text)| Known {
                    part,
                    number,
                    part_text: pair.prompt.clone(),
                    text: (*text).to_owned(),
                    right: pair.matches == **text,
                })
            });
            each.collect()
        }
        AnswerKey::GapFill { gaps, choices } => (0..)
            .zip(gaps)
            .flat_map(|(part, gap)| of_gap(part, gap, choices))
            .collect(),
        AnswerKey::ShortText { .. }
        | AnswerKey::Number { .. }
        | AnswerKey::Calculated { .. }
        | AnswerKey::Ordering { .. }
        | AnswerKey::DragOntoImage { .. }
        | AnswerKey::Hotspot { .. }
        | AnswerKey::Essay { .. }
        | AnswerKey::File { .. }
        | AnswerKey::Information => Vec::new(),
    }
}

fn of_options(part: u16, options: &[Choice]) -> Vec<Known> {
    (0..)
        .zip(options)
        .map(|(number, option)| Known {
            part,
            number,
            part_text: String::new(),
            text: option.text.clone(),
            right: option.correct,
        })
        .collect()
}

fn of_gap(part: u16, gap: &Gap, choices: &[DragChoice]) -> Vec<Known> {
    match gap {
        Gap::Selected { options, .. } => of_options(part, options),
        Gap::Dragged { choice: right, .. } => (0..)
            .zip(choices)
            .map(|(number, choice)| Known {
                part,
                number,
                part_text: String::new(),
                text: choice.text.clone(),
                right: number == *right,
            })
            .collect(),
        Gap::Typed { .. } | Gap::Number { .. } => Vec::new(),
    }
}

/// What was chosen or typed, by a response in the author's numbers. Orders, places on pictures,
/// essays and files are not counted, nor the numbers of a calculated question, each of which answers
/// another one.
#[must_use]
pub fn given(key: &AnswerKey, response: &Response) -> Vec<Given> {
    match (key, response) {
        (AnswerKey::SingleChoice { .. }, Response::SingleChoice { option }) => {
            vec![chosen(0, *option)]
        }
        (AnswerKey::MultipleChoice { .. }, Response::MultipleChoice { options }) => {
            options.iter().map(|option| chosen(0, *option)).collect()
        }
        (AnswerKey::TrueFalse { .. }, Response::TrueFalse { value }) => {
            vec![chosen(0, u16::from(*value))]
        }
        (AnswerKey::ShortText { case_sensitive, .. }, Response::ShortText { text }) => {
            typed(0, text, *case_sensitive).into_iter().collect()
        }
        (AnswerKey::Number { .. }, Response::Number { text }) => {
            typed(0, text, true).into_iter().collect()
        }
        (AnswerKey::Matching { .. }, Response::Matching { pairs }) => pairs
            .iter()
            .map(|pair| chosen(pair.prompt, pair.chosen))
            .collect(),
        (AnswerKey::GapFill { gaps, .. }, Response::GapFill { gaps: filled }) => {
            filled.iter().filter_map(|one| in_gap(gaps, one)).collect()
        }
        _ => Vec::new(),
    }
}

fn in_gap(gaps: &[Gap], filled: &FilledGap) -> Option<Given> {
    match (gaps.get(usize::from(filled.gap))?, filled) {
        (
            Gap::Typed { case_sensitive, .. },
            FilledGap {
                text: Some(text), ..
            },
        ) => typed(filled.gap, text, *case_sensitive),
        (
            Gap::Number { .. },
            FilledGap {
                text: Some(text), ..
            },
        ) => typed(filled.gap, text, true),
        (
            Gap::Selected { .. } | Gap::Dragged { .. },
            FilledGap {
                choice: Some(choice),
                ..
            },
        ) => Some(chosen(filled.gap, *choice)),
        _ => None,
    }
}

fn chosen(part: u16, number: u16) -> Given {
    Given {
        part,
        answer: Answer::Chosen(number),
    }
}

/// What was typed, with spaces in one way, and in small letters when they do not matter; nothing for
/// an empty answer.
fn typed(part: u16, text: &str, case_sensitive: bool) -> Option<Given> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let text = if case_sensitive {
        text
    } else {
        text.to_lowercase()
    };
    (!text.is_empty()).then_some(Given {
        part,
        answer: Answer::Typed(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::questions::parts::Pair;
    use crate::quizzes::response::ChosenMatch;

    fn choice(text: &str, correct: bool) -> Choice {
        Choice {
            text: text.to_owned(),
            correct,
            ..Choice::default()
        }
    }

    fn texts(given: &[Given]) -> Vec<(u16, String)> {
        let text = |answer: &Answer| match answer {
            Answer::Chosen(number) => format!("option {number}"),
            Answer::Typed(text) => text.clone(),
        };
        given
            .iter()
            .map(|one| (one.part, text(&one.answer)))
            .collect()
    }

    #[test]
    fn what_is_typed_alike_is_one_answer() {
        let key = |case_sensitive| AnswerKey::ShortText {
            accepted: vec!["Улаанбаатар".to_owned()],
            others: Vec::new(),
            case_sensitive,
            wildcards: false,
        };
        let answer = |case_sensitive, text: &str| {
            let text = text.to_owned();
            texts(&given(&key(case_sensitive), &Response::ShortText { text }))
        };
        assert_eq!(
            answer(false, "  Улаанбаатар\tХот "),
            [(0, "улаанбаатар хот".to_owned())]
        );
        assert_eq!(answer(true, "Улаанбаатар"), [(0, "Улаанбаатар".to_owned())]);
        assert_eq!(answer(true, "   "), []);
    }

    #[test]
    fn every_prompt_is_a_part_that_can_be_matched_with_anything() {
        let pair = |prompt: &str, matches: &str| Pair {
            prompt: prompt.to_owned(),
            matches: matches.to_owned(),
        };
        let key = AnswerKey::Matching {
            pairs: vec![
                pair("horse", "mammal"),
                pair("eagle", "bird"),
                pair("camel", "mammal"),
            ],
            distractors: vec!["fish".to_owned()],
        };
        let all = known(&key);
        assert_eq!(all.len(), 9);
        let right: Vec<(&str, &str)> = all
            .iter()
            .filter(|known| known.right)
            .map(|known| (known.part_text.as_str(), known.text.as_str()))
            .collect();
        assert_eq!(
            right,
            [("horse", "mammal"), ("eagle", "bird"), ("camel", "mammal")]
        );
        let pairs = vec![ChosenMatch {
            prompt: 2,
            chosen: 1,
        }];
        let wrong = given(&key, &Response::Matching { pairs });
        assert_eq!(texts(&wrong), [(2, "option 1".to_owned())]);
    }

    #[test]
    fn every_gap_is_a_part_of_its_own_kind() {
        let gaps = vec![
            Gap::Selected {
                options: vec![choice("is", true), choice("are", false)],
                weight: 1,
            },
            Gap::Dragged {
                choice: 1,
                weight: 1,
            },
            Gap::Typed {
                accepted: vec!["yes".to_owned()],
                others: Vec::new(),
                case_sensitive: false,
                weight: 1,
            },
        ];
        let drag = |text: &str| DragChoice {
            text: text.to_owned(),
            again: false,
        };
        let key = AnswerKey::GapFill {
            gaps,
            choices: vec![drag("sun"), drag("moon")],
        };
        let all = known(&key);
        let found: Vec<(u16, &str, bool)> = all
            .iter()
            .map(|known| (known.part, known.text.as_str(), known.right))
            .collect();
        let expected = [
            (0, "is", true),
            (0, "are", false),
            (1, "sun", false),
            (1, "moon", true),
        ];
        assert_eq!(found, expected);
        let filled = |gap, text: Option<&str>, choice| FilledGap {
            gap,
            text: text.map(str::to_owned),
            choice,
        };
        let gaps = vec![
            filled(0, None, Some(1)),
            filled(1, Some("typed where nothing is typed"), None),
            filled(2, Some("Yes"), None),
            filled(9, Some("no such gap"), None),
        ];
        let found = given(&key, &Response::GapFill { gaps });
        assert_eq!(
            texts(&found),
            [(0, "option 1".to_owned()), (2, "yes".to_owned())]
        );
    }

    #[test]
    fn an_answer_of_another_kind_counts_for_nothing() {
        let key = AnswerKey::SingleChoice {
            options: vec![choice("a", true), choice("b", false)],
        };
        assert!(given(&key, &Response::TrueFalse { value: true }).is_empty());
    }
}
