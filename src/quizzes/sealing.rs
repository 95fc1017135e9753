//! Sealed papers: the paper of a quiz for all who take it, encrypted, so that it can be fetched
//! hours before, from anywhere and by a whole school at once. What comes at the start is tiny: the
//! key that opens it, and an arrangement that turns it into the learner's own paper.
//!
//! Everything in the sealed paper is in an order of its own, drawn for it alone, so that neither it
//! nor an arrangement tells the author's order, which for some questions is the right answer.

use std::collections::BTreeSet;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::paper::{
    Asked, AskedGap, DragPart, Paper, PaperQuestion, Part, part_order, questions_of, shown,
};
use super::questions::{AnswerKey, Question};
use super::quiz::Quiz;

/// How long a key is, in bytes.
pub const KEY_LENGTH: usize = 32;

/// A question of the sealed paper as it stands on a learner's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"id": "0199a000-0000-7000-8000-000000000020", "section": 0, "marks": 1,
    "parts": [2, 0, 1], "gaps": [], "text": null}))]
pub struct Arranged {
    /// The question.
    pub id: Uuid,
    /// The number of its section.
    pub section: u16,
    /// The marks it is worth.
    pub marks: u16,
    /// For each part of the own paper in order, its number in the sealed one.
    pub parts: Vec<u16>,
    /// For each gap the same for its options.
    pub gaps: Vec<Vec<u16>>,
    /// What is asked, where it differs by learner: in a calculated question.
    pub text: Option<String>,
}

/// The paper of everybody, with every question that anybody may get, in an order drawn from a seed
/// of its own.
#[must_use]
pub fn common_paper(quiz: &Quiz, seed: i64) -> Paper {
    let mut seen = BTreeSet::new();
    let pools = quiz.draws.iter().flat_map(|draw| &draw.questions);
    let mut questions: Vec<PaperQuestion> = quiz
        .questions
        .iter()
        .chain(pools)
        .filter(|question| seen.insert(question.id))
        .map(|question| shown(quiz, question, seed))
        .collect();
    questions.sort_by_key(|question| question.id);
    Paper {
        sections: quiz.sections.clone(),
        navigation: quiz.navigation,
        certainty: quiz.certainty,
        questions,
    }
}

/// How the common paper of one seed becomes the own paper of another.
#[must_use]
pub fn arrangement(quiz: &Quiz, own_seed: i64, common_seed: i64) -> Vec<Arranged> {
    let calculated = |id: Uuid| {
        let pools = quiz.draws.iter().flat_map(|draw| &draw.questions);
        let mut all = quiz.questions.iter().chain(pools);
        all.any(|one| one.id == id && matches!(one.answer, AnswerKey::Calculated { .. }))
    };
    let arranged = |question: &Question| {
        let own = part_order(quiz, question, own_seed);
        let common = part_order(quiz, question, common_seed).inverse();
        Arranged {
            id: question.id,
            section: question.section,
            marks: question.worth(),
            parts: through(&own.parts, &common.parts),
            gaps: own
                .gaps
                .iter()
                .zip(&common.gaps)
                .map(|(own, common)| through(own, common))
                .collect(),
            text: calculated(question.id).then(|| question.text.clone()),
        }
    };
    questions_of(quiz, own_seed).iter().map(arranged).collect()
}

/// The way from the own number over the author's to the common one.
fn through(own: &[u16], common: &[u16]) -> Vec<u16> {
    own.iter()
        .filter_map(|author| common.get(usize::from(*author)).copied())
        .collect()
}

/// The own paper: what a client does with a common paper that it has opened. It is here to say
/// exactly what that is, and the tests hold it against the paper that the server draws.
#[must_use]
pub fn arrange(common: &Paper, arrangement: &[Arranged]) -> Paper {
    let own = |arranged: &Arranged| {
        let question = common.questions.iter().find(|one| one.id == arranged.id)?;
        Some(PaperQuestion {
            id: arranged.id,
            section: arranged.section,
            marks: arranged.marks,
            text: arranged
                .text
                .clone()
                .unwrap_or_else(|| question.text.clone()),
            asked: arrange_parts(&question.asked, arranged),
        })
    };
    Paper {
        questions: arrangement.iter().filter_map(own).collect(),
        ..common.clone()
    }
}

fn arrange_parts(asked: &Asked, arranged: &Arranged) -> Asked {
    let order = &arranged.parts;
    match asked.clone() {
        Asked::SingleChoice { options } => Asked::SingleChoice {
            options: parts(&options, order),
        },
        Asked::MultipleChoice { options } => Asked::MultipleChoice {
            options: parts(&options, order),
        },
        Asked::Matching { prompts, matches } => Asked::Matching {
            prompts,
            matches: parts(&matches, order),
        },
        Asked::Ordering { items } => Asked::Ordering {
            items: parts(&items, order),
        },
        Asked::GapFill { gaps, choices } => Asked::GapFill {
            gaps: gaps
                .into_iter()
                .zip(&arranged.gaps)
                .map(|(gap, order)| match gap {
                    AskedGap::Selected { options } => AskedGap::Selected {
                        options: parts(&options, order),
                    },
                    other => other,
                })
                .collect(),
            choices: drag_parts(&choices, order),
        },
        Asked::DragOntoImage {
            picture,
            choices,
            zones,
        } => Asked::DragOntoImage {
            picture,
            choices: drag_parts(&choices, order),
            zones,
        },
        other => other,
    }
}

fn parts(common: &[Part], order: &[u16]) -> Vec<Part> {
    (0..)
        .zip(order)
        .filter_map(|(number, at)| {
            let text = common.get(usize::from(*at))?.text.clone();
            Some(Part { number, text })
        })
        .collect()
}

fn drag_parts(common: &[DragPart], order: &[u16]) -> Vec<DragPart> {
    (0..)
        .zip(order)
        .filter_map(|(number, at)| {
            let part = common.get(usize::from(*at))?.clone();
            Some(DragPart { number, ..part })
        })
        .collect()
}

/// Seals a text with AES-256-GCM (NIST SP 800-38D). The nonce is twelve zero bytes, which is safe
/// because a key seals one text only: see the table of sealed papers. Absent when the library
/// refuses, which it does for no key of this length.
#[must_use]
pub fn seal(key: &[u8; KEY_LENGTH], text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = text.to_vec();
    cipher(key)?
        .seal_in_place_append_tag(nonce(), Aad::empty(), &mut bytes)
        .ok()?;
    Some(bytes)
}

/// Opens what [`seal`] has sealed; absent when the key is another or the bytes have been changed.
#[must_use]
pub fn open(key: &[u8; KEY_LENGTH], sealed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = sealed.to_vec();
    let text = cipher(key)?.open_in_place(nonce(), Aad::empty(), &mut bytes);
    text.ok().map(|text| text.to_vec())
}

fn cipher(key: &[u8; KEY_LENGTH]) -> Option<LessSafeKey> {
    UnboundKey::new(&AES_256_GCM, key)
        .ok()
        .map(LessSafeKey::new)
}

fn nonce() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;
    use crate::quizzes::paper::paper;
    use crate::quizzes::questions::Source;
    use crate::quizzes::quiz::{Draw, Pool};
    use proptest::prelude::*;

    /// Every kind of question, and two of five drawn beside them.
    fn quiz() -> Quiz {
        let drawn = (100..105).map(|number| Question {
            id: Uuid::from_u128(number),
            source: Some(Source {
                question_id: Uuid::from_u128(number),
                version: 1,
            }),
            ..examples::question(examples::matching())
        });
        let draw = Draw {
            id: Uuid::from_u128(50),
            section: 0,
            count: 2,
            marks: Some(3),
            pool: Pool {
                category_id: Uuid::nil(),
                tags: Vec::new(),
                difficulty: None,
            },
            questions: drawn.collect(),
        };
        Quiz {
            draws: vec![draw],
            ..examples::quiz()
        }
    }

    #[test]
    fn only_the_key_opens_what_was_sealed_and_nothing_may_be_changed() {
        let (key, other) = ([7; KEY_LENGTH], [8; KEY_LENGTH]);
        let mut sealed = seal(&key, b"paper").unwrap();
        assert!(!sealed.windows(5).any(|window| window == b"paper"));
        assert_eq!(open(&key, &sealed).as_deref(), Some(&b"paper"[..]));
        assert_eq!(open(&other, &sealed), None);
        sealed[0] ^= 1;
        assert_eq!(open(&key, &sealed), None);
    }

    #[test]
    fn a_common_paper_gives_nothing_away() {
        let json = serde_json::to_string(&common_paper(&quiz(), 7)).unwrap();
        for secret in [
            "correct",
            "comment",
            "guidance",
            "accepted",
            "tolerance",
            "formula",
        ] {
            assert!(!json.contains(secret), "{secret} in {json}");
        }
    }

    proptest! {
        #[test]
        fn an_arranged_common_paper_is_the_own_paper(own: i64, common: i64) {
            let quiz = quiz();
            let arranged = arrange(&common_paper(&quiz, common), &arrangement(&quiz, own, common));
            prop_assert_eq!(arranged, paper(&quiz, own));
        }
    }
}
