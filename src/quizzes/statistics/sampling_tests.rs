use super::*;
use crate::quizzes::examples;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::quiz::{Draw, Pool};
use crate::quizzes::statistics::{Answer, Given, statistics};

fn tried(learner: u128, number: i32, marks: u16, passed: bool) -> Try {
    Try {
        id: Uuid::from_u128(learner * 100 + u128::try_from(number).unwrap()),
        enrolment_id: Uuid::from_u128(learner),
        number,
        outcome: Outcome::new(
            Hundredths::from_whole(marks),
            Hundredths::from_whole(10),
            passed,
        ),
    }
}

#[test]
fn the_tries_that_count_follow_the_rule_of_the_quiz() {
    // Listed as they come from the database: not in the order they were made.
    let tries = [
        tried(1, 2, 9, true),
        tried(2, 1, 3, false),
        tried(1, 1, 5, false),
        tried(1, 3, 9, true),
    ];
    use CountingTry::{Average, Best, First, Last};
    for (which, rule, expected) in [
        (Tries::Counting, Best, vec![102, 201]),
        (Tries::Counting, First, vec![101, 201]),
        (Tries::Counting, Last, vec![103, 201]),
        (Tries::Counting, Average, vec![101, 102, 103, 201]),
        (Tries::First, Best, vec![101, 201]),
        (Tries::All, Last, vec![101, 102, 103, 201]),
    ] {
        let expected: HashSet<Uuid> = expected.into_iter().map(Uuid::from_u128).collect();
        assert_eq!(which.counted(&tries, rule), expected, "{which:?} {rule:?}");
    }
    assert!(Tries::Counting.counted(&[], Best).is_empty());
}

#[test]
fn a_quiz_that_is_only_open_longer_asks_the_same() {
    let quiz = examples::quiz();
    let mut other = quiz.clone();
    other.minutes = Some(90);
    other.shuffle_options = false;
    assert!(asks_the_same(&quiz, &other));
    other.penalty_percent = 25;
    assert!(!asks_the_same(&quiz, &other));
    let mut other = quiz.clone();
    other.questions[0].text.push('!');
    assert!(!asks_the_same(&quiz, &other));
}

/// A quiz of one fixed question, one text that informs, and one of three drawn, which is worth five.
fn drawing_quiz() -> Quiz {
    let question = |number: u128, answer| Question {
        id: Uuid::from_u128(number),
        ..examples::question(answer)
    };
    let pool = Pool {
        category_id: Uuid::nil(),
        tags: Vec::new(),
        difficulty: None,
    };
    Quiz {
        shuffle_options: true,
        questions: vec![
            question(1, examples::single_choice()),
            question(2, AnswerKey::Information),
        ],
        draws: vec![Draw {
            id: Uuid::from_u128(50),
            section: 0,
            count: 1,
            marks: Some(5),
            pool,
            questions: (11..=13)
                .map(|number| question(number, examples::single_choice()))
                .collect(),
        }],
        ..examples::quiz()
    }
}

#[test]
fn a_drawn_question_is_counted_where_it_stood() {
    let quiz = drawing_quiz();
    let frame = Frame::of(&quiz);
    let seeds: Vec<i64> = (0..40).collect();
    let rows = seeds
        .iter()
        .map(|seed| frame.row(&quiz, *seed, &HashMap::new()))
        .collect();
    let (table, questions) = frame.table(rows);
    let found = statistics(&table);
    let asked: Vec<(u128, Option<usize>)> = questions
        .iter()
        .map(|(place, _)| (place.id.as_u128(), place.draw))
        .collect();
    assert_eq!(
        asked,
        [(1, None), (11, Some(0)), (12, Some(0)), (13, Some(0))]
    );
    for ((place, _), figures) in questions.iter().zip(&found.questions) {
        let on_paper = |seed: &&i64| {
            let paper = crate::quizzes::paper::questions_of(&quiz, **seed);
            paper.iter().any(|question| question.id == place.id)
        };
        assert_eq!(figures.shown, seeds.iter().filter(on_paper).count());
        assert_eq!(figures.answered, 0);
        assert_eq!(figures.most, if place.draw.is_some() { 5.0 } else { 1.0 });
    }
    assert_eq!(found.quiz.most, Some(6.0));

    // One attempt only: the questions it was not asked are not told of.
    let (table, questions) = frame.table(vec![frame.row(&quiz, 3, &HashMap::new())]);
    assert_eq!((table.questions.len(), questions.len()), (2, 2));
    assert!(table.attempts[0].iter().all(|cell| cell.question < 2));
}

#[test]
fn an_answer_is_counted_under_the_authors_number_whatever_the_paper_says() {
    let quiz = drawing_quiz();
    let frame = Frame::of(&quiz);
    let question = &quiz.questions[0];
    let numbers: Vec<u16> = (0..20)
        .map(|seed| {
            // The learner points at the third option of the author's.
            let order = part_order(&quiz, question, seed);
            let option = order.parts.iter().position(|part| *part == 2).unwrap();
            let option = u16::try_from(option).unwrap();
            let response = Response::SingleChoice { option };
            let answers = HashMap::from([(question.id, (response, Hundredths::from_whole(1)))]);
            let row = frame.row(&quiz, seed, &answers);
            let expected = Given {
                part: 0,
                answer: Answer::Chosen(2),
            };
            assert_eq!(row[0].given, [expected]);
            assert_eq!((row[0].marks, row[0].answered), (100, true));
            assert!(!row[1].answered);
            option
        })
        .collect();
    assert!(numbers.iter().any(|number| *number != numbers[0]));
}
