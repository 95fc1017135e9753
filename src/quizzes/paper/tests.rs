use super::*;
use crate::quizzes::examples;
use proptest::prelude::*;

#[test]
fn a_paper_gives_nothing_away() {
    let json = serde_json::to_string(&paper(&examples::quiz(), 7)).unwrap();
    for secret in [
        "correct",
        "comment",
        "guidance",
        "accepted",
        "tolerance",
        "look for",
    ] {
        assert!(!json.contains(secret), "{secret} in {json}");
    }
}

#[test]
fn without_shuffling_questions_and_options_stand_as_the_author_wrote_them() {
    let quiz = Quiz {
        shuffle_questions: false,
        shuffle_options: false,
        ..examples::quiz()
    };
    let paper = paper(&quiz, 7);
    let ids: Vec<Uuid> = paper.questions.iter().map(|question| question.id).collect();
    assert_eq!(
        ids,
        quiz.questions
            .iter()
            .map(|question| question.id)
            .collect::<Vec<_>>()
    );
    assert_eq!(part_order(&quiz, &quiz.questions[0], 7).parts, [0, 1, 2]);
}

#[test]
fn items_to_be_ordered_are_drawn_even_when_options_are_not_shuffled() {
    let quiz = Quiz {
        shuffle_options: false,
        ..examples::quiz()
    };
    let ordering = examples::question(examples::ordering());
    let in_right_order = (0..1_000)
        .filter(|seed| part_order(&quiz, &ordering, *seed).parts == [0, 1, 2, 3])
        .count();
    assert!(
        (20..70).contains(&in_right_order),
        "one in 24 is chance: {in_right_order}"
    );
}

#[test]
fn a_match_that_serves_two_prompts_is_shown_once() {
    let AnswerKey::Matching { pairs, distractors } = examples::matching() else {
        panic!()
    };
    assert_eq!(
        matches_to_choose(&pairs, &distractors),
        ["mammal", "bird", "fish"]
    );
}

proptest! {
    #[test]
    fn the_same_seed_gives_the_same_paper(seed: i64) {
        prop_assert_eq!(paper(&examples::quiz(), seed), paper(&examples::quiz(), seed));
    }

    #[test]
    fn every_question_is_on_the_paper_once(seed: i64) {
        let quiz = examples::quiz();
        let mut shown: Vec<Uuid> =
            paper(&quiz, seed).questions.iter().map(|question| question.id).collect();
        let mut written: Vec<Uuid> = quiz.questions.iter().map(|question| question.id).collect();
        shown.sort_unstable();
        written.sort_unstable();
        prop_assert_eq!(shown, written);
    }
}
