//! In which order the parts of a question are shown on one attempt.

use uuid::Uuid;

use super::super::questions::parts::{Gap, Pair};
use super::super::questions::{AnswerKey, Question};
use super::super::quiz::Quiz;
use super::super::shuffle;

/// For every number on the paper, which of the author's parts it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartOrder {
    /// The options, matches, items or choices; empty for the kinds that have none. Prompts and
    /// gaps keep the author's numbers.
    pub parts: Vec<u16>,
    /// For each gap its options; empty for gaps that have none.
    pub gaps: Vec<Vec<u16>>,
}

impl PartOrder {
    /// The way back: from the author's numbers to those of the paper.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            parts: shuffle::inverse(&self.parts),
            gaps: self
                .gaps
                .iter()
                .map(|order| shuffle::inverse(order))
                .collect(),
        }
    }
}

/// The order of the parts of a question on the attempt with this seed.
///
/// Options follow the author's wish, but matches, items and what is dragged are always drawn: their
/// order in the author's document is, or tells, the right answer.
#[must_use]
pub fn part_order(quiz: &Quiz, question: &Question, seed: i64) -> PartOrder {
    let order = |of: Uuid, count: usize, drawn: bool| {
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        if drawn {
            shuffle::order(seed, of, count)
        } else {
            (0..count).collect()
        }
    };
    let id = question.id;
    let parts = match &question.answer {
        AnswerKey::SingleChoice { options } | AnswerKey::MultipleChoice { options, .. } => {
            order(id, options.len(), quiz.shuffle_options)
        }
        AnswerKey::Matching { pairs, distractors } => {
            order(id, matches_to_choose(pairs, distractors).len(), true)
        }
        AnswerKey::Ordering { items, .. } => order(id, items.len(), true),
        AnswerKey::GapFill { choices, .. } | AnswerKey::DragOntoImage { choices, .. } => {
            order(id, choices.len(), true)
        }
        AnswerKey::TrueFalse { .. }
        | AnswerKey::ShortText { .. }
        | AnswerKey::Number { .. }
        | AnswerKey::Calculated { .. }
        | AnswerKey::Hotspot { .. }
        | AnswerKey::Essay { .. }
        | AnswerKey::File { .. }
        | AnswerKey::Information => Vec::new(),
    };
    let AnswerKey::GapFill { gaps, .. } = &question.answer else {
        return PartOrder {
            parts,
            gaps: Vec::new(),
        };
    };
    let of_gap = |(number, gap): (u128, &Gap)| match gap {
        Gap::Selected { options, .. } => {
            // Each gap has an order of its own.
            let of = Uuid::from_u128(id.as_u128() ^ number);
            order(of, options.len(), quiz.shuffle_options)
        }
        _ => Vec::new(),
    };
    PartOrder {
        parts,
        gaps: (1..).zip(gaps).map(of_gap).collect(),
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
