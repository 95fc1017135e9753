//! What a correction of a question means for one attempt: which mark changes, what the attempt then
//! comes to, and what becomes of marks that people have given.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::correction::remarked;
use super::finish::grade_anew;
use super::grading::{Grade, Outcome, marks_possible, outcome};
use super::hundredths::Hundredths;
use super::marking::{Standing, rubric_marks, scaled, standing};
use super::questions::Question;
use super::quiz::Quiz;
use super::store;
use super::store::marking::given;
use super::tables::marking::{correction, given_mark};
use super::tables::{answer, attempt};
use crate::error::Result;

/// What a correction means for one attempt.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The mark of the answer before; absent when it has none yet, or nothing was answered.
    pub before: Option<Hundredths>,
    /// The mark after.
    pub after: Option<Hundredths>,
    /// What the attempt came to before; absent when it is not graded.
    pub outcome_before: Option<Outcome>,
    /// What it comes to after.
    pub outcome_after: Option<Outcome>,
    /// The most marks of the attempt after, in hundredths.
    pub most_after: i32,
    /// Whether a person has given the mark.
    pub is_by_person: bool,
    /// The marks of people, in the same share of what the question is worth now.
    pub scaled: Vec<given_mark::Model>,
}

/// What a correction means for an attempt; absent when nothing changes. `questions` are those of the
/// attempt, with the correction laid over them.
///
/// # Errors
/// When a row holds something that it cannot hold.
pub fn effect(
    questions: &[Question],
    quiz: &Quiz,
    correction: &correction::Model,
    row: &attempt::Model,
    (answers, markings): (&BTreeMap<Uuid, answer::Model>, &[given_mark::Model]),
) -> Result<Option<Effect>> {
    let mut asked = questions.iter();
    let Some(question) = asked.find(|one| one.id == correction.question_id) else {
        return Ok(None);
    };
    let worth = worths(correction, question);
    let answer = answers
        .get(&question.id)
        .filter(|_| row.submitted_at.is_some());
    let before = answer
        .and_then(|answer| answer.marks)
        .map(Hundredths::from_count);
    let is_by_person =
        !markings.is_empty() || answer.is_some_and(|answer| answer.graded_by.is_some());
    let scaled = if worth.0 == worth.1 {
        Vec::new()
    } else {
        scaled_markings(markings, correction, question, worth)
    };
    let after = match answer {
        None => None,
        Some(_) if !scaled.is_empty() => {
            let most = Hundredths::from_whole(question.worth());
            match standing(&given(&scaled), &quiz.marking, most) {
                Standing::Settled(marks, _) => before.map(|_| marks),
                Standing::Waits(_) => before,
            }
        }
        // Marked since: by what the question is worth now.
        Some(_) if !markings.is_empty() => before,
        Some(answer) => {
            let by_person = before.filter(|_| is_by_person);
            let anew = match grade_anew(quiz, row.seed, question, answer)? {
                Grade::Marked(marks) => Some(marks),
                Grade::NeedsPerson => None,
            };
            remarked(worth, by_person, || anew)
        }
    };
    let most_after = marks_possible(questions);
    let unchanged = after == before && scaled.is_empty();
    if unchanged && most_after.count() == row.marks_possible {
        return Ok(None);
    }
    let outcome_before = store::outcome(row);
    let outcome_after =
        outcome_before.and_then(|_| outcome_with(quiz, questions, answers, (question.id, after)));
    Ok(Some(Effect {
        before,
        after,
        outcome_before,
        outcome_after,
        most_after: most_after.count(),
        is_by_person,
        scaled,
    }))
}

/// What an attempt comes to when one answer has this mark; absent when one has none yet.
fn outcome_with(
    quiz: &Quiz,
    questions: &[Question],
    answers: &BTreeMap<Uuid, answer::Model>,
    (question_id, after): (Uuid, Option<Hundredths>),
) -> Option<Outcome> {
    let mark = |question: &Question| match answers.get(&question.id) {
        None => Some(Hundredths::default()),
        Some(_) if question.id == question_id => after,
        Some(answer) => answer.marks.map(Hundredths::from_count),
    };
    let marks: Option<Vec<Hundredths>> = questions.iter().map(mark).collect();
    Some(outcome(
        marks?,
        marks_possible(questions),
        quiz.pass_percent,
    ))
}

/// What the question was worth and what it is worth now: in a draw that sets the marks of what it
/// draws, neither the old question's nor the new one's, but those.
fn worths(correction: &correction::Model, question: &Question) -> (u16, u16) {
    let after = question.worth();
    if after == correction.after.0.worth() {
        (correction.before.0.worth(), after)
    } else {
        (after, after)
    }
}

/// The marks of people from before the correction, in the same share of what the question is worth
/// now: by the rubric where there is one. They count from the moment of the correction on, so that
/// whoever comes again finds them done.
fn scaled_markings(
    markings: &[given_mark::Model],
    correction: &correction::Model,
    question: &Question,
    (before, after): (u16, u16),
) -> Vec<given_mark::Model> {
    let is_older = |row: &given_mark::Model| row.at < correction.made_at;
    if !markings.iter().any(is_older) {
        return Vec::new();
    }
    let most = Hundredths::from_whole(question.worth());
    let marks = |row: &given_mark::Model| {
        let by_rubric = question.answer.rubric().zip(row.levels.as_ref());
        let by_rubric =
            by_rubric.and_then(|(rubric, levels)| rubric_marks(rubric, &levels.0, most).ok());
        by_rubric.unwrap_or_else(|| scaled(Hundredths::from_count(row.marks), before, after))
    };
    let again = markings.iter().map(|row| match is_older(row) {
        true => given_mark::Model {
            marks: marks(row).count(),
            at: correction.made_at,
            ..row.clone()
        },
        false => row.clone(),
    });
    again.collect()
}
