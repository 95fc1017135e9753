//! What a learner sees of an attempt that has been graded, as far as the author allows.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::grading::Outcome;
use super::hundredths::Hundredths;
use super::paper::{Part, matches_to_choose, part_order};
use super::questions::{AnswerKey, FeedbackPolicy, Question, Quiz};
use super::response::{ChosenMatch, Response};
use super::shuffle::inverse;

/// What a learner sees of a graded attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Feedback {
    /// Whether the attempt was passed.
    pub passed: bool,
    /// What it came to; absent when the author shows no marks.
    pub outcome: Option<Outcome>,
    /// The questions in the author's order; empty when the author shows no marks.
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
    /// The author's comments on the options that were chosen, by their number on the paper.
    pub option_comments: Vec<Part>,
    /// The comment of the person who graded the answer.
    pub grader_comment: Option<String>,
    /// A right answer, as a learner would have given it on this paper; absent for an essay, and
    /// when the author does not show it.
    pub right_answer: Option<Response>,
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
}

/// The feedback on a graded attempt. `answer_to` gives the graded answer to a question.
#[must_use]
pub fn feedback(
    quiz: &Quiz,
    seed: i64,
    outcome: Outcome,
    answer_to: impl Fn(Uuid) -> GradedAnswer,
) -> Feedback {
    let marks_shown = quiz.feedback >= FeedbackPolicy::Marks;
    let of_question = |question: &Question| {
        let order = part_order(quiz, question, seed);
        question_feedback(question, &order, quiz.feedback, answer_to(question.id))
    };
    Feedback {
        passed: outcome.passed,
        outcome: marks_shown.then_some(outcome),
        questions: quiz
            .questions
            .iter()
            .filter(|_| marks_shown)
            .map(of_question)
            .collect(),
    }
}

fn question_feedback(
    question: &Question,
    order: &[u16],
    policy: FeedbackPolicy,
    answer: GradedAnswer,
) -> QuestionFeedback {
    let comments = policy >= FeedbackPolicy::Comments;
    let answers = policy >= FeedbackPolicy::Answers;
    let shown = |text: &str| (comments && !text.is_empty()).then(|| text.to_owned());
    QuestionFeedback {
        question_id: question.id,
        marks: answer.marks,
        comment: shown(&question.comment),
        option_comments: answer
            .response
            .filter(|_| comments)
            .map(|response| option_comments(question, order, &response))
            .unwrap_or_default(),
        grader_comment: shown(&answer.grader_comment),
        right_answer: right_answer(question)
            .filter(|_| answers)
            .map(|response| response.renumbered(&inverse(order))),
    }
}

fn option_comments(question: &Question, order: &[u16], response: &Response) -> Vec<Part> {
    let (options, chosen) = match (&question.answer, response) {
        (AnswerKey::SingleChoice { options }, Response::SingleChoice { option }) => {
            (options, std::slice::from_ref(option))
        }
        (AnswerKey::MultipleChoice { options }, Response::MultipleChoice { options: chosen }) => {
            (options, chosen.as_slice())
        }
        _ => return Vec::new(),
    };
    let comment_on = |number: &u16| {
        let option = options.get(usize::from(*order.get(usize::from(*number))?))?;
        let text = (!option.comment.is_empty()).then(|| option.comment.clone())?;
        Some(Part {
            number: *number,
            text,
        })
    };
    chosen.iter().filter_map(comment_on).collect()
}

/// An answer that earns all marks, in the author's numbers; the first one accepted when there are
/// several. An essay has none.
#[must_use]
pub fn right_answer(question: &Question) -> Option<Response> {
    let response = match &question.answer {
        AnswerKey::SingleChoice { options } => {
            let correct = (0..).zip(options).find(|(_, option)| option.correct);
            Response::SingleChoice { option: correct?.0 }
        }
        AnswerKey::MultipleChoice { options } => {
            let correct = (0..).zip(options).filter(|(_, option)| option.correct);
            Response::MultipleChoice {
                options: correct.map(|(number, _)| number).collect(),
            }
        }
        AnswerKey::TrueFalse { correct } => Response::TrueFalse { value: *correct },
        AnswerKey::ShortText { accepted, .. } => Response::ShortText {
            text: accepted.first()?.clone(),
        },
        AnswerKey::Number { correct, .. } => Response::Number {
            text: correct.to_string(),
        },
        AnswerKey::Matching { pairs, distractors } => {
            let matches = matches_to_choose(pairs, distractors);
            let right = (0..).zip(pairs).filter_map(|(prompt, pair)| {
                let (chosen, _) = (0..)
                    .zip(&matches)
                    .find(|(_, text)| **text == pair.matches)?;
                Some(ChosenMatch { prompt, chosen })
            });
            Response::Matching {
                pairs: right.collect(),
            }
        }
        AnswerKey::Ordering { items } => Response::Ordering {
            items: (0..).zip(items).map(|(number, _)| number).collect(),
        },
        AnswerKey::Essay { .. } => return None,
    };
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;
    use crate::quizzes::grading::{Grade, grade};
    use proptest::prelude::*;

    fn shown(policy: FeedbackPolicy) -> Feedback {
        let quiz = Quiz {
            feedback: policy,
            shuffle_options: false,
            ..examples::quiz()
        };
        let outcome = crate::quizzes::grading::outcome([], &quiz.questions, quiz.pass_percent);
        feedback(&quiz, 7, outcome, |id| GradedAnswer {
            response: (id == quiz.questions[0].id).then_some(Response::SingleChoice { option: 1 }),
            marks: Hundredths::default(),
            grader_comment: "well argued".to_owned(),
        })
    }

    #[test]
    fn each_level_shows_what_the_author_allows_and_no_more() {
        let outcome = shown(FeedbackPolicy::Outcome);
        assert_eq!((outcome.outcome, outcome.questions.len()), (None, 0));

        let marks = shown(FeedbackPolicy::Marks);
        assert!(marks.outcome.is_some());
        let first = &marks.questions[0];
        assert_eq!((&first.comment, &first.grader_comment), (&None, &None));
        assert_eq!(
            (first.option_comments.len(), &first.right_answer),
            (0, &None)
        );

        let comments = shown(FeedbackPolicy::Comments);
        let first = &comments.questions[0];
        assert_eq!(first.comment.as_deref(), Some("comment on the question"));
        assert_eq!(first.grader_comment.as_deref(), Some("well argued"));
        assert_eq!(
            first.option_comments[0].text,
            "comment on the second option"
        );
        assert_eq!(first.right_answer, None);

        let answers = shown(FeedbackPolicy::Answers);
        assert_eq!(
            answers.questions[0].right_answer,
            Some(Response::SingleChoice { option: 2 })
        );
    }

    proptest! {
        #[test]
        fn the_right_answer_shown_earns_all_marks_on_its_paper(seed: i64) {
            let quiz = examples::quiz();
            for question in &quiz.questions {
                let order = part_order(&quiz, question, seed);
                let Some(answer) = right_answer(question) else { continue };
                let on_paper = answer.renumbered(&inverse(&order));
                prop_assert_eq!(on_paper.problems(&question.answer), []);
                let grade = grade(question, Some(&on_paper.renumbered(&order)));
                prop_assert_eq!(grade, Grade::Marked(Hundredths::from_whole(question.marks)));
            }
        }
    }
}
