//! Which attempts are counted, and how the answers of one become a row of the table.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Cell, Column, Table, given, known, random_guess_score};
use crate::quizzes::counting;
use crate::quizzes::grading::Outcome;
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::{drawing, part_order};
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::{CountingTry, Quiz};
use crate::quizzes::response::Response;

/// Which tries of a learner are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tries {
    /// The one that counts by the quiz's own rule; all of them when that is the average.
    #[default]
    Counting,
    /// The first.
    First,
    /// All, as if each were another learner's. Who tries again has learnt from the try before, so
    /// the figures mean less (Moodle, "Quizzes that allow multiple attempts").
    All,
}

/// A graded try.
#[derive(Debug, Clone, Copy)]
pub struct Try {
    /// The attempt.
    pub id: Uuid,
    /// Whose it is.
    pub enrolment_id: Uuid,
    /// Its number among the tries of that learner.
    pub number: i32,
    /// What it came to.
    pub outcome: Outcome,
}

impl Tries {
    /// The attempts that are counted.
    #[must_use]
    pub fn counted(self, tries: &[Try], rule: CountingTry) -> HashSet<Uuid> {
        let mut of_learners: HashMap<Uuid, Vec<&Try>> = HashMap::new();
        for one in tries {
            of_learners.entry(one.enrolment_id).or_default().push(one);
        }
        let rule = match self {
            Self::Counting => rule,
            Self::First => CountingTry::First,
            Self::All => CountingTry::Average,
        };
        let counted = of_learners.into_values().filter_map(|mut own| {
            own.sort_by_key(|one| one.number);
            let graded: Vec<(Uuid, Outcome)> =
                own.iter().map(|one| (one.id, one.outcome)).collect();
            // Whether that passes is of no interest here.
            counting::counted(rule, 0, &graded)
        });
        counted.flat_map(|counted| counted.attempts).collect()
    }
}

/// Whether two quizzes ask the same and mark it alike, so that attempts at both are one sample. When
/// they are open and what they show does not matter.
#[must_use]
pub fn asks_the_same(left: &Quiz, right: &Quiz) -> bool {
    left.questions == right.questions
        && left.draws == right.draws
        && left.penalty_percent == right.penalty_percent
        && left.certainty == right.certainty
}

/// A question of a quiz, where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The question.
    pub id: Uuid,
    /// The number of the draw, from 0; absent for one that every paper has.
    pub draw: Option<usize>,
}

/// The questions of a quiz, ready to be counted: the fixed ones in the author's order, then those of
/// each draw. What only informs is left out.
#[derive(Debug, Clone)]
pub struct Frame {
    columns: Vec<(Place, Column, Question)>,
    numbers: HashMap<Place, usize>,
}

/// A saved answer: what was answered, in the numbers of the paper, and the marks it earned.
pub type Answered = (Response, Hundredths);

impl Frame {
    /// The questions of this quiz.
    #[must_use]
    pub fn of(quiz: &Quiz) -> Self {
        let fixed = quiz
            .questions
            .iter()
            .map(|question| (None, question.marks, question));
        let drawn = quiz.draws.iter().enumerate().flat_map(|(number, draw)| {
            let questions = draw.questions.iter();
            questions
                .map(move |question| (Some(number), draw.marks.unwrap_or(question.marks), question))
        });
        let columns: Vec<(Place, Column, Question)> = fixed
            .chain(drawn)
            .filter(|(_, _, question)| question.worth() > 0)
            .map(|(draw, marks, question)| {
                let place = Place {
                    id: question.id,
                    draw,
                };
                let column = Column {
                    most: Hundredths::from_whole(marks).count(),
                    draw,
                    random_guess_score: random_guess_score(&question.answer),
                    known: known(&question.answer),
                };
                (place, column, question.clone())
            })
            .collect();
        let numbers = columns.iter().enumerate();
        Self {
            numbers: numbers
                .map(|(number, (place, ..))| (*place, number))
                .collect(),
            columns,
        }
    }

    /// What the questions on the paper of one attempt came to. The quiz is that of the attempt's own
    /// version, which asks the same (see [`asks_the_same`]).
    #[must_use]
    pub fn row(&self, quiz: &Quiz, seed: i64, answers: &HashMap<Uuid, Answered>) -> Vec<Cell> {
        let drawn = drawing::drawn_of(quiz, seed);
        let drawn = drawn.iter().enumerate().flat_map(|(number, questions)| {
            questions.iter().map(move |question| Place {
                id: question.id,
                draw: Some(number),
            })
        });
        let fixed = quiz.questions.iter().map(|question| Place {
            id: question.id,
            draw: None,
        });
        fixed
            .chain(drawn)
            .filter_map(|place| {
                let question = *self.numbers.get(&place)?;
                let (.., author) = self.columns.get(question)?;
                let Some((response, marks)) = answers.get(&place.id) else {
                    return Some(Cell {
                        question,
                        ..Cell::default()
                    });
                };
                let order = part_order(quiz, author, seed);
                Some(Cell {
                    question,
                    marks: marks.count(),
                    answered: !response.is_empty(),
                    given: given(&author.answer, &response.renumbered(&order)),
                })
            })
            .collect()
    }

    /// The table of these rows, and the questions of its columns. Of a draw only those questions are
    /// in it that stood on a paper: a bank may hold thousands.
    #[must_use]
    pub fn table(&self, mut attempts: Vec<Vec<Cell>>) -> (Table, Vec<(Place, Question)>) {
        let mut shown = vec![false; self.columns.len()];
        for cell in attempts.iter().flatten() {
            if let Some(shown) = shown.get_mut(cell.question) {
                *shown = true;
            }
        }
        let mut numbers = vec![usize::MAX; self.columns.len()];
        let mut table = Table::default();
        let mut questions = Vec::new();
        let all = self.columns.iter().zip(shown).zip(&mut numbers);
        for (((place, column, question), shown), number) in all {
            if shown || place.draw.is_none() {
                *number = questions.len();
                table.questions.push(column.clone());
                questions.push((*place, question.clone()));
            }
        }
        for cell in attempts.iter_mut().flatten() {
            cell.question = numbers.get(cell.question).copied().unwrap_or(usize::MAX);
        }
        table.attempts = attempts;
        (table, questions)
    }
}

#[cfg(test)]
#[path = "sampling_tests.rs"]
mod tests;
