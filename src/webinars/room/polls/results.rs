//! What people have answered to a poll, and what it comes to: pure counting.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::super::command::Refusal;
use super::super::text::checked;

/// Options of a poll: what fits on a telephone.
pub const OPTION_LIMIT: usize = 10;
/// Characters in one option.
pub const OPTION_LENGTH: usize = 150;
/// Steps of a scale, both ends counted.
pub const SCALE_LIMIT: i32 = 11;
/// Characters in an answer in free words.
pub const WORDS_LENGTH: usize = 100;
/// Different words that the results tell, those said most first.
pub const WORDS_SHOWN: usize = 50;

/// What a poll takes for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = RoomPollAnswers)]
pub enum Answers {
    /// One option.
    Single {
        /// From 2 to [`OPTION_LIMIT`], numbered from 1.
        options: Vec<String>,
    },
    /// One or more options.
    Multiple {
        /// From 2 to [`OPTION_LIMIT`], numbered from 1.
        options: Vec<String>,
    },
    /// A number between two, both included.
    Scale {
        /// The least.
        from: i32,
        /// The most, at most [`SCALE_LIMIT`] steps.
        to: i32,
    },
    /// A few words of one's own.
    Words {},
    /// One option, of which some are right. Which are is told only when the poll is closed.
    Quiz {
        /// From 2 to [`OPTION_LIMIT`], numbered from 1.
        options: Vec<String>,
    },
}

/// One person's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomPollAnswer)]
pub enum Answer {
    /// Options, numbered from 1.
    Options(BTreeSet<u32>),
    /// A number on the scale.
    Value(i32),
    /// Words of one's own.
    Words(String),
}

/// What a poll comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomPollResults)]
pub struct Results {
    /// How many people have answered.
    pub people: usize,
    /// How many chose each option, or each step of the scale, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<usize>,
    /// What was said in free words, most often said first, at most [`WORDS_SHOWN`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordCount>,
    /// The right options of a quiz that is closed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub right: BTreeSet<u32>,
    /// How many chose a right option, of a quiz that is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_people: Option<usize>,
}

/// How often something was said in free words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomPollWordCount)]
pub struct WordCount {
    /// The words, in small letters.
    pub words: String,
    /// How many people said them.
    pub people: usize,
}

impl Answers {
    /// The answers that can be asked for, with their texts trimmed.
    pub(super) fn checked(self) -> Result<Self, Refusal> {
        let texts = |options: Vec<String>| {
            if !(2..=OPTION_LIMIT).contains(&options.len()) {
                return Err(Refusal::PollInvalid);
            }
            options
                .iter()
                .map(|option| checked(option, OPTION_LENGTH))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match self {
            Self::Single { options } => Self::Single {
                options: texts(options)?,
            },
            Self::Multiple { options } => Self::Multiple {
                options: texts(options)?,
            },
            Self::Quiz { options } => Self::Quiz {
                options: texts(options)?,
            },
            Self::Scale { from, to } => {
                let steps = i64::from(to) - i64::from(from) + 1;
                if !(2..=i64::from(SCALE_LIMIT)).contains(&steps) {
                    return Err(Refusal::PollInvalid);
                }
                Self::Scale { from, to }
            }
            Self::Words {} => Self::Words {},
        })
    }

    fn options(&self) -> usize {
        match self {
            Self::Single { options } | Self::Multiple { options } | Self::Quiz { options } => {
                options.len()
            }
            Self::Scale { .. } | Self::Words {} => 0,
        }
    }

    /// Whether these are options of the poll, at least one.
    pub(super) fn has_options(&self, chosen: &BTreeSet<u32>) -> bool {
        let exists = |option: &u32| {
            usize::try_from(*option).is_ok_and(|option| (1..=self.options()).contains(&option))
        };
        !chosen.is_empty() && chosen.iter().all(exists)
    }

    /// The answer, when it is one to this poll.
    pub(super) fn accept(&self, answer: Answer) -> Result<Answer, Refusal> {
        let fits = match (self, &answer) {
            (Self::Single { .. } | Self::Quiz { .. }, Answer::Options(chosen)) => {
                chosen.len() == 1 && self.has_options(chosen)
            }
            (Self::Multiple { .. }, Answer::Options(chosen)) => self.has_options(chosen),
            (Self::Scale { from, to }, Answer::Value(value)) => (from..=to).contains(&value),
            (Self::Words {}, Answer::Words(words)) => {
                return checked(words, WORDS_LENGTH).map(Answer::Words);
            }
            _ => false,
        };
        if fits {
            Ok(answer)
        } else {
            Err(Refusal::AnswerInvalid)
        }
    }
}

/// Counts answers. `right` are the right options, when they may be told.
#[must_use]
pub fn results<'a>(
    answers: &Answers,
    given: impl IntoIterator<Item = &'a Answer>,
    right: &BTreeSet<u32>,
) -> Results {
    let mut counts = match answers {
        Answers::Scale { from, to } => (*from..=*to).map(|_| 0).collect(),
        _ => vec![0; answers.options()],
    };
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    let (mut people, mut right_people) = (0, 0);
    let mut count = |place: i64| {
        let counted = usize::try_from(place)
            .ok()
            .and_then(|place| counts.get_mut(place));
        if let Some(counted) = counted {
            *counted += 1;
        }
    };
    for answer in given {
        people += 1;
        match (answers, answer) {
            (_, Answer::Options(chosen)) => {
                chosen
                    .iter()
                    .for_each(|option| count(i64::from(*option) - 1));
                right_people += usize::from(is_right(answer, right));
            }
            (Answers::Scale { from, .. }, Answer::Value(value)) => {
                count(i64::from(*value) - i64::from(*from));
            }
            (_, Answer::Value(_)) => {}
            (_, Answer::Words(said)) => *words.entry(one_form(said)).or_default() += 1,
        }
    }
    let words = words
        .into_iter()
        .map(|(words, people)| WordCount { words, people });
    let mut words: Vec<WordCount> = words.collect();
    words.sort_by_key(|word| usize::MAX - word.people);
    words.truncate(WORDS_SHOWN);
    Results {
        people,
        counts,
        words,
        right: right.clone(),
        right_people: (!right.is_empty()).then_some(right_people),
    }
}

/// Whether an answer to a quiz is right: every option it chose is.
#[must_use]
pub fn is_right(answer: &Answer, right: &BTreeSet<u32>) -> bool {
    matches!(answer, Answer::Options(chosen) if !chosen.is_empty() && chosen.is_subset(right))
}

/// The same words written in one way, so that they count together.
fn one_form(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(json: &str) -> Answer {
        serde_json::from_str(json).unwrap()
    }

    fn answers(json: &str) -> Answers {
        serde_json::from_str(json).unwrap()
    }

    const SINGLE: &str = r#"{"kind":"single","options":["a","b"]}"#;
    const MULTIPLE: &str = r#"{"kind":"multiple","options":["a","b","c"]}"#;
    const SCALE: &str = r#"{"kind":"scale","from":-1,"to":2}"#;
    const WORDS: &str = r#"{"kind":"words"}"#;

    #[test]
    fn an_answer_must_be_one_to_the_poll() {
        for (poll, given, fits) in [
            (SINGLE, r#"{"options":[1]}"#, true),
            (SINGLE, r#"{"options":[2,2]}"#, true),
            (SINGLE, r#"{"options":[]}"#, false),
            (SINGLE, r#"{"options":[0]}"#, false),
            (SINGLE, r#"{"options":[3]}"#, false),
            (SINGLE, r#"{"options":[1,2]}"#, false),
            (SINGLE, r#"{"value":1}"#, false),
            (MULTIPLE, r#"{"options":[1,3]}"#, true),
            (MULTIPLE, r#"{"options":[1,4]}"#, false),
            (SCALE, r#"{"value":-1}"#, true),
            (SCALE, r#"{"value":3}"#, false),
            (WORDS, r#"{"words":"багш"}"#, true),
            (WORDS, r#"{"words":" "}"#, false),
            (WORDS, r#"{"options":[1]}"#, false),
        ] {
            let accepted = answers(poll).accept(answer(given));
            assert_eq!(accepted.is_ok(), fits, "{poll} {given}");
        }
    }

    #[test]
    fn counting_is_by_option_by_step_and_by_word() {
        for (poll, given, right, expected) in [
            (SINGLE, vec![], vec![], r#"{"people":0,"counts":[0,0]}"#),
            (
                SINGLE,
                vec![r#"{"options":[2]}"#, r#"{"options":[2]}"#],
                vec![1],
                r#"{"people":2,"counts":[0,2],"right":[1],"right_people":0}"#,
            ),
            (
                MULTIPLE,
                vec![r#"{"options":[1,3]}"#, r#"{"options":[3]}"#],
                vec![],
                r#"{"people":2,"counts":[1,0,2]}"#,
            ),
            (
                SCALE,
                vec![r#"{"value":-1}"#, r#"{"value":2}"#],
                vec![],
                r#"{"people":2,"counts":[1,0,0,1]}"#,
            ),
            (
                WORDS,
                vec![
                    r#"{"words":"ном"}"#,
                    r#"{"words":"Багш  нар"}"#,
                    r#"{"words":"багш нар"}"#,
                ],
                vec![],
                r#"{"people":3,"words":[{"words":"багш нар","people":2},{"words":"ном","people":1}]}"#,
            ),
        ] {
            let given: Vec<Answer> = given.into_iter().map(answer).collect();
            let counted = results(&answers(poll), &given, &right.into_iter().collect());
            assert_eq!(serde_json::to_string(&counted).unwrap(), expected, "{poll}");
        }
    }

    #[test]
    fn polls_that_make_no_sense_are_refused() {
        for (poll, expected) in [
            (r#"{"kind":"single","options":["a"]}"#, Refusal::PollInvalid),
            (
                r#"{"kind":"quiz","options":["a"," "]}"#,
                Refusal::TextInvalid,
            ),
            (r#"{"kind":"scale","from":1,"to":1}"#, Refusal::PollInvalid),
            (r#"{"kind":"scale","from":5,"to":1}"#, Refusal::PollInvalid),
            (
                r#"{"kind":"scale","from":-2147483648,"to":2147483647}"#,
                Refusal::PollInvalid,
            ),
        ] {
            assert_eq!(answers(poll).checked(), Err(expected), "{poll}");
        }
    }
}
