//! What of a published question may be corrected. Answers name options, items and gaps by their
//! numbers, and what was drawn for a learner follows from the number of parts: so a correction may
//! change what a question says and what is right, but neither its kind nor the number or the order
//! of its parts. An answer that was given then means what it meant.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::hundredths::Hundredths;
use super::marking::scaled;
use super::paper::matches_to_choose;
use super::questions::parts::{Choice, DragChoice, Gap, Pair};
use super::questions::rubric::Rubric;
use super::questions::{AnswerKey, Question};
use super::quiz::Quiz;

/// Why a correction would take the meaning from answers: the field, and a key of the message
/// catalogue.
pub type Problem = (String, &'static str);

/// What keeps `after` from being a correction of `before`; empty when it may be made.
#[must_use]
pub fn problems(before: &Question, after: &Question) -> Vec<Problem> {
    let mut found = Found::default();
    let is_same = after.id == before.id || after.id.is_nil();
    found.require(is_same, "id", "field-not-the-question");
    let answer = "answer";
    match (&before.answer, &after.answer) {
        (AnswerKey::SingleChoice { options: old }, AnswerKey::SingleChoice { options: new })
        | (
            AnswerKey::MultipleChoice { options: old, .. },
            AnswerKey::MultipleChoice { options: new, .. },
        ) => found.same_parts(&format!("{answer}.options"), &texts(old), &texts(new)),
        (
            AnswerKey::Matching { pairs, distractors },
            AnswerKey::Matching {
                pairs: new_pairs,
                distractors: new_distractors,
            },
        ) => {
            let prompts = |pairs: &[Pair]| -> Vec<String> {
                pairs.iter().map(|pair| pair.prompt.clone()).collect()
            };
            found.same_parts(
                &format!("{answer}.pairs"),
                &prompts(pairs),
                &prompts(new_pairs),
            );
            let old = matches_to_choose(pairs, distractors);
            let new = matches_to_choose(new_pairs, new_distractors);
            let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect::<Vec<_>>();
            found.same_parts(&format!("{answer}.pairs"), &owned(old), &owned(new));
        }
        (AnswerKey::Ordering { items: old, .. }, AnswerKey::Ordering { items: new, .. }) => {
            found.same_parts(&format!("{answer}.items"), old, new);
        }
        (
            AnswerKey::Calculated {
                variables, sets, ..
            },
            AnswerKey::Calculated {
                variables: new_variables,
                sets: new_sets,
                ..
            },
        ) => {
            // Each try has drawn its values from them.
            let same = variables == new_variables;
            found.require(same, &format!("{answer}.variables"), "field-parts-changed");
            let same = sets == new_sets;
            found.require(same, &format!("{answer}.sets"), "field-parts-changed");
        }
        (
            AnswerKey::GapFill { gaps, choices },
            AnswerKey::GapFill {
                gaps: new_gaps,
                choices: new_choices,
            },
        ) => {
            found.same_gaps(&format!("{answer}.gaps"), gaps, new_gaps);
            let field = format!("{answer}.choices");
            found.same_parts(&field, &labels(choices), &labels(new_choices));
        }
        (
            AnswerKey::DragOntoImage {
                picture,
                choices,
                zones,
                ..
            },
            AnswerKey::DragOntoImage {
                picture: new_picture,
                choices: new_choices,
                zones: new_zones,
                ..
            },
        ) => {
            let field = format!("{answer}.choices");
            found.same_parts(&field, &labels(choices), &labels(new_choices));
            found.same_number(&format!("{answer}.zones"), zones.len(), new_zones.len());
            let same = (picture.width, picture.height) == (new_picture.width, new_picture.height);
            found.require(same, &format!("{answer}.picture"), "field-parts-changed");
        }
        (
            AnswerKey::Hotspot {
                picture,
                most_points,
                ..
            },
            AnswerKey::Hotspot {
                picture: new_picture,
                most_points: new_most_points,
                ..
            },
        ) => {
            let same = (picture.width, picture.height) == (new_picture.width, new_picture.height);
            found.require(same, &format!("{answer}.picture"), "field-parts-changed");
            let same = most_points == new_most_points;
            found.require(
                same,
                &format!("{answer}.most_points"),
                "field-parts-changed",
            );
        }
        (AnswerKey::Essay { rubric: old, .. }, AnswerKey::Essay { rubric: new, .. })
        | (AnswerKey::File { rubric: old, .. }, AnswerKey::File { rubric: new, .. }) => {
            found.same_rubric(&format!("{answer}.rubric"), old.as_ref(), new.as_ref());
        }
        (AnswerKey::TrueFalse { .. }, AnswerKey::TrueFalse { .. })
        | (AnswerKey::ShortText { .. }, AnswerKey::ShortText { .. })
        | (AnswerKey::Number { .. }, AnswerKey::Number { .. })
        | (AnswerKey::Information, AnswerKey::Information) => {}
        _ => found.require(false, &format!("{answer}.kind"), "field-kind-changed"),
    }
    found.0
}

/// The corrected question as it stands in the quiz: where the question stood, and a copy of what
/// it was a copy of.
#[must_use]
pub fn placed(before: &Question, after: Question) -> Question {
    Question {
        id: before.id,
        source: before.source,
        section: before.section,
        ..after
    }
}

/// The question of a quiz with this identifier, be it fixed or one that is drawn.
#[must_use]
pub fn question_of(quiz: &Quiz, id: Uuid) -> Option<&Question> {
    let drawn = quiz.draws.iter().flat_map(|draw| &draw.questions);
    quiz.questions.iter().chain(drawn).find(|one| one.id == id)
}

/// Puts a corrected question in its place, wherever the quiz has it.
pub fn lay_over(quiz: &mut Quiz, after: &Question) {
    let drawn = quiz.draws.iter_mut().flat_map(|draw| &mut draw.questions);
    for question in quiz.questions.iter_mut().chain(drawn) {
        if question.id == after.id {
            *question = placed(question, after.clone());
        }
    }
}

/// The mark of an answer once its question is corrected. What a person has decided stays, in the
/// same share of the marks when the question is now worth more or less; everything else is graded
/// anew, which may find that a person has to.
#[must_use]
pub fn remarked(
    (before, after): (u16, u16),
    by_person: Option<Hundredths>,
    anew: impl FnOnce() -> Option<Hundredths>,
) -> Option<Hundredths> {
    match by_person {
        Some(marks) if before == after => Some(marks),
        Some(marks) => Some(scaled(marks, before, after)),
        None => anew(),
    }
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn require(&mut self, holds: bool, field: &str, key: &'static str) {
        if !holds {
            self.0.push((field.to_owned(), key));
        }
    }

    fn same_number(&mut self, field: &str, old: usize, new: usize) {
        self.require(old == new, field, "field-parts-changed");
    }

    /// A part may say something else, but not what another part said.
    fn same_parts(&mut self, field: &str, old: &[String], new: &[String]) {
        self.same_number(field, old.len(), new.len());
        let known: BTreeSet<&String> = old.iter().collect();
        let parts = old.iter().zip(new).enumerate();
        for (at, _) in parts.filter(|(_, (old, new))| old != new && known.contains(new)) {
            self.require(false, &format!("{field}[{at}]"), "field-part-moved");
        }
    }

    fn same_gaps(&mut self, field: &str, old: &[Gap], new: &[Gap]) {
        self.same_number(field, old.len(), new.len());
        for (at, (old, new)) in old.iter().zip(new).enumerate() {
            let field = format!("{field}[{at}]");
            match (old, new) {
                (Gap::Selected { options: old, .. }, Gap::Selected { options: new, .. }) => {
                    self.same_parts(&format!("{field}.options"), &texts(old), &texts(new));
                }
                (Gap::Typed { .. }, Gap::Typed { .. })
                | (Gap::Number { .. }, Gap::Number { .. })
                | (Gap::Dragged { .. }, Gap::Dragged { .. }) => {}
                _ => self.require(false, &format!("{field}.kind"), "field-kind-changed"),
            }
        }
    }

    /// Levels were chosen by their numbers.
    fn same_rubric(&mut self, field: &str, old: Option<&Rubric>, new: Option<&Rubric>) {
        let shape = |rubric: &Rubric| -> Vec<usize> {
            let levels = rubric.criteria.iter();
            levels.map(|criterion| criterion.levels.len()).collect()
        };
        let same = old.map(shape) == new.map(shape);
        self.require(same, field, "field-parts-changed");
    }
}

fn texts(options: &[Choice]) -> Vec<String> {
    options.iter().map(|option| option.text.clone()).collect()
}

fn labels(choices: &[DragChoice]) -> Vec<String> {
    choices.iter().map(|choice| choice.text.clone()).collect()
}

#[cfg(test)]
#[path = "correction_tests.rs"]
mod tests;
