use super::*;
use crate::quizzes::examples;
use crate::quizzes::grading::{Given, Grade, MarkingRules, grade};
use proptest::prelude::*;

fn shown(policy: FeedbackPolicy) -> Feedback {
    let quiz = Quiz {
        shuffle_questions: false,
        shuffle_options: false,
        ..examples::quiz()
    };
    let outcome = crate::quizzes::grading::outcome([], Hundredths::from_whole(30), 60);
    feedback(&quiz, 7, policy, outcome, |id| GradedAnswer {
        response: (id == quiz.questions[0].id).then_some(Response::SingleChoice { option: 1 }),
        marks: Hundredths::default(),
        grader_comment: "well argued".to_owned(),
        levels: Vec::new(),
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
        for question in &questions_of(&quiz, seed) {
            let order = part_order(&quiz, question, seed);
            let Some(answer) = right_answer(question) else { continue };
            let on_paper = answer.renumbered(&order.inverse());
            prop_assert_eq!(on_paper.problems(&question.answer), []);
            let grade = grade(
                question,
                Some(Given { response: &on_paper.renumbered(&order), certainty: None }),
                MarkingRules::default(),
            );
            prop_assert_eq!(grade, Grade::Marked(Hundredths::from_whole(question.marks)));
        }
    }
}
