//! A question tried out on its own: how it looks on a paper, and how an answer would be graded.
//! Nothing of it is kept.

use serde::Serialize;
use utoipa::ToSchema;

use crate::quizzes::feedback::{GradedAnswer, QuestionFeedback, feedback};
use crate::quizzes::grading::{Given, Grade, MarkingRules, grade, marks_possible, outcome};
use crate::quizzes::hundredths::Hundredths;
use crate::quizzes::paper::{PaperQuestion, part_order, questions_of, shown};
use crate::quizzes::questions::Question;
use crate::quizzes::quiz::{FeedbackPolicy, Quiz};
use crate::quizzes::response::{Response, ResponseProblem};

/// How a question looks, and what a try at it would come to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Trial {
    /// The seed that has drawn the order of its parts and its variables: with the same one it looks
    /// the same.
    pub seed: i64,
    /// The question as it is shown.
    pub question: PaperQuestion,
    /// What the answer came to; null when none was given, or when a person has to grade it.
    pub marks: Option<Hundredths>,
    /// Whether a person has to grade the answer.
    pub needs_person: bool,
    /// Everything that a learner could be shown afterwards, the right answer among it.
    pub feedback: Option<QuestionFeedback>,
}

/// Tries a question out with an answer, in the numbers of the paper, or without.
///
/// # Errors
/// Names what keeps the answer from being one to this question.
pub fn trial(
    question: &Question,
    seed: i64,
    response: Option<&Response>,
) -> Result<Trial, Vec<ResponseProblem>> {
    let quiz = quiz_of(question.clone());
    let questions = questions_of(&quiz, seed);
    let Some(asked) = questions.first() else {
        return Err(Vec::new());
    };
    if let Some(response) = response {
        let problems = response.problems(&asked.answer);
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    let order = part_order(&quiz, asked, seed);
    let in_authors_numbers = response.map(|response| response.renumbered(&order));
    let given = in_authors_numbers.as_ref().map(|response| Given {
        response,
        certainty: None,
    });
    let grade = grade(asked, given, MarkingRules::default());
    let marks = match grade {
        Grade::Marked(marks) => Some(marks),
        Grade::NeedsPerson => None,
    };
    let outcome = outcome(marks, marks_possible(&questions), 0);
    let graded = GradedAnswer {
        response: response.cloned(),
        marks: marks.unwrap_or_default(),
        grader_comment: String::new(),
        levels: Vec::new(),
    };
    let all = feedback(&quiz, seed, FeedbackPolicy::Answers, outcome, |_| {
        graded.clone()
    });
    Ok(Trial {
        seed,
        question: shown(&quiz, asked, seed),
        marks: marks.filter(|_| response.is_some()),
        needs_person: grade == Grade::NeedsPerson,
        feedback: all.questions.into_iter().next(),
    })
}

/// A quiz of this question alone.
fn quiz_of(question: Question) -> Quiz {
    Quiz {
        opens_at: None,
        closes_at: None,
        tries: None,
        counting: Default::default(),
        minutes_between_tries: 0,
        minutes: None,
        pass_percent: 0,
        penalty_percent: 0,
        certainty: false,
        navigation: Default::default(),
        shuffle_questions: false,
        shuffle_options: true,
        feedback: FeedbackPolicy::Answers,
        feedback_after_close: None,
        late_answers: Default::default(),
        late_hours: 0,
        marking: Default::default(),
        sections: Vec::new(),
        questions: vec![question],
        draws: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quizzes::examples;

    #[test]
    fn every_kind_can_be_tried_and_its_right_answer_earns_all_marks() {
        for question in examples::quiz().questions {
            let empty = trial(&question, 7, None).unwrap();
            assert_eq!((empty.marks, empty.seed), (None, 7));
            let right = empty.feedback.unwrap().right_answer;
            let Some(right) = right else { continue };
            let graded = trial(&question, 7, Some(&right)).unwrap();
            let all = Hundredths::from_whole(question.worth());
            assert!(
                graded.needs_person || graded.marks == Some(all),
                "{question:?}"
            );
            assert_eq!(trial(&question, 7, Some(&right)).unwrap(), graded);
        }
    }

    #[test]
    fn an_answer_of_another_kind_is_refused() {
        let question = examples::question(examples::short_text());
        let other = Response::TrueFalse { value: true };
        assert!(!trial(&question, 1, Some(&other)).unwrap_err().is_empty());
    }
}
