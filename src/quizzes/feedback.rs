//! What a learner sees of an attempt that has been graded, as far as the author allows.

mod comments;
mod right_answer;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

pub use right_answer::right_answer;

use super::grading::Outcome;
use super::hundredths::Hundredths;
use super::paper::{Part, part_order, questions_of};
use super::questions::Question;
use super::questions::rubric::{Level, Rubric};
use super::quiz::{FeedbackPolicy, Quiz};
use super::response::Response;

/// What a learner sees of a graded attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Feedback {
    /// Whether the attempt was passed.
    pub passed: bool,
    /// What it came to; absent when the author shows no marks.
    pub outcome: Option<Outcome>,
    /// The questions in the order of the paper; empty when the author shows no marks.
    pub questions: Vec<QuestionFeedback>,
}

/// What a learner sees of one graded answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuestionFeedback {
    /// The question.
    pub question_id: Uuid,
    /// The marks earned.
    pub marks: Hundredths,
    /// The author's comment on the question, in Markdown.
    pub comment: Option<String>,
    /// The author's comment on how right the answer is, in Markdown.
    pub outcome_comment: Option<String>,
    /// The author's comment on the very answer that was given, where it is one thing: what was
    /// typed, true or false.
    pub answer_comment: Option<String>,
    /// The author's comments on the options that were chosen, by their number on the paper; for a
    /// text with gaps on what was put into them, by the number of the gap; for places on a picture
    /// by the number of the point.
    pub option_comments: Vec<Part>,
    /// The comment of the person who graded the answer.
    pub grader_comment: Option<String>,
    /// The criteria of the rubric by which a person graded the answer, with the levels chosen;
    /// empty where there is none, or none was chosen.
    pub rubric: Vec<CriterionFeedback>,
    /// A right answer, as a learner would have given it on this paper; absent where there is none
    /// to give, and when the author does not show it.
    pub right_answer: Option<Response>,
}

/// How well one criterion of a rubric was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CriterionFeedback {
    /// What was looked at.
    pub title: String,
    /// The level that was chosen, or those of two people who marked the answer.
    pub levels: Vec<Level>,
}

/// One graded answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GradedAnswer {
    /// What was answered, in the numbers of the paper; absent when nothing was.
    pub response: Option<Response>,
    /// The marks earned.
    pub marks: Hundredths,
    /// The comment of the person who graded it; empty when there is none.
    pub grader_comment: String,
    /// The number of the level chosen for each criterion of the rubric, by each person whose mark
    /// counts.
    pub levels: Vec<Vec<u16>>,
}

/// The feedback on a graded attempt, as far as `policy` allows. `answer_to` gives the graded answer
/// to a question.
#[must_use]
pub fn feedback(
    quiz: &Quiz,
    seed: i64,
    policy: FeedbackPolicy,
    outcome: Outcome,
    answer_to: impl Fn(Uuid) -> GradedAnswer,
) -> Feedback {
    let marks_shown = policy >= FeedbackPolicy::Marks;
    let questions = if marks_shown {
        questions_of(quiz, seed)
    } else {
        Vec::new()
    };
    let of_question = |question: &Question| {
        question_feedback(quiz, seed, question, policy, answer_to(question.id))
    };
    Feedback {
        passed: outcome.passed,
        outcome: marks_shown.then_some(outcome),
        questions: questions.iter().map(of_question).collect(),
    }
}

fn question_feedback(
    quiz: &Quiz,
    seed: i64,
    question: &Question,
    policy: FeedbackPolicy,
    answer: GradedAnswer,
) -> QuestionFeedback {
    let order = part_order(quiz, question, seed);
    let comments = policy >= FeedbackPolicy::Comments;
    let answers = policy >= FeedbackPolicy::Answers;
    let shown = |text: &str| (comments && !text.is_empty()).then(|| text.to_owned());
    let given = answer.response.as_ref().filter(|_| comments);
    QuestionFeedback {
        question_id: question.id,
        marks: answer.marks,
        comment: shown(&question.comment),
        outcome_comment: shown(comments::on_outcome(question, answer.marks)),
        answer_comment: given
            .and_then(|response| shown(comments::on_answer(&question.answer, response))),
        option_comments: given
            .map(|response| comments::on_options(&question.answer, &order, response))
            .unwrap_or_default(),
        grader_comment: shown(&answer.grader_comment),
        rubric: match question.answer.rubric() {
            Some(rubric) if comments => met(rubric, &answer.levels),
            _ => Vec::new(),
        },
        right_answer: right_answer(question)
            .filter(|_| answers)
            .map(|response| response.renumbered(&order.inverse())),
    }
}

/// How well each criterion was met. Two people may have found the same.
fn met(rubric: &Rubric, chosen: &[Vec<u16>]) -> Vec<CriterionFeedback> {
    let criteria = rubric.criteria.iter().enumerate();
    let met = criteria.map(|(at, criterion)| {
        let mut numbers: Vec<u16> = chosen
            .iter()
            .filter_map(|levels| levels.get(at).copied())
            .collect();
        numbers.dedup();
        let levels = numbers.iter();
        CriterionFeedback {
            title: criterion.title.clone(),
            levels: levels
                .filter_map(|number| criterion.levels.get(usize::from(*number)).cloned())
                .collect(),
        }
    });
    met.filter(|criterion| !criterion.levels.is_empty())
        .collect()
}

/// What a learner sees at this moment: more may be shown once the quiz is closed.
#[must_use]
pub fn policy_at(quiz: &Quiz, now: chrono::DateTime<chrono::Utc>) -> FeedbackPolicy {
    let closed = quiz.closes_at.is_some_and(|closes_at| closes_at <= now);
    match quiz.feedback_after_close {
        Some(policy) if closed => policy,
        _ => quiz.feedback,
    }
}

#[cfg(test)]
mod tests;
