//! What holds for the marks of any attempts.

use proptest::prelude::*;

use super::tests::table;
use super::*;

/// Marks of up to thirty attempts at up to eight questions, from nothing to a mark.
fn marks() -> impl Strategy<Value = Vec<Vec<i32>>> {
    (1..8_usize).prop_flat_map(|questions| {
        prop::collection::vec(prop::collection::vec(0..=100, questions), 1..30)
    })
}

/// Papers of three of six questions that stand in for each other, with answers.
fn drawn() -> impl Strategy<Value = Table> {
    let cell = (0..=100, 0..3_u16);
    let paper = (
        prop::sample::subsequence(vec![0, 1, 2, 3, 4, 5], 3),
        [cell.clone(), cell.clone(), cell],
    );
    prop::collection::vec(paper, 2..20).prop_map(|papers| Table {
        questions: vec![
            Column {
                most: 100,
                draw: Some(0),
                ..Column::default()
            };
            6
        ],
        attempts: papers
            .into_iter()
            .map(|(questions, cells)| {
                let both = questions.into_iter().zip(cells);
                both.map(|(question, (marks, option))| Cell {
                    question,
                    marks,
                    answered: true,
                    given: vec![Given {
                        part: 0,
                        answer: Answer::Typed(option.to_string()),
                    }],
                })
                .collect()
            })
            .collect(),
    })
}

fn all_figures(statistics: &Statistics) -> Vec<f64> {
    let value = serde_json::json!([statistics.quiz, statistics.questions, statistics.answers]);
    let mut figures = Vec::new();
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Array(values) => open.extend(values),
            serde_json::Value::Object(values) => open.extend(values.values()),
            // What is not a number (NaN, infinity) is null in JSON, and shows as a difference.
            other => figures.push(other.as_f64().unwrap_or(-1e9)),
        }
    }
    figures
}

fn is_finite(value: Option<f64>) -> bool {
    value.is_none_or(f64::is_finite)
}

proptest! {
    #[test]
    fn every_figure_is_a_number_in_its_range(marks in marks()) {
        let found = statistics(&table(100, &marks));
        let quiz = &found.quiz;
        for figure in [quiz.mean, quiz.median, quiz.standard_deviation, quiz.skewness, quiz.kurtosis,
            quiz.cronbach_alpha, quiz.error_ratio, quiz.standard_error] {
            prop_assert!(is_finite(figure), "{quiz:?}");
        }
        prop_assert!(quiz.cronbach_alpha.is_none_or(|alpha| alpha <= 1.0 + 1e-9));
        for question in &found.questions {
            let within = |figure: Option<f64>, least: f64, most: f64| {
                figure.is_none_or(|figure| (least - 1e-9..=most + 1e-9).contains(&figure))
            };
            prop_assert!(within(question.facility_index, 0.0, 1.0), "{question:?}");
            prop_assert!(within(question.discrimination_index, -100.0, 100.0), "{question:?}");
            prop_assert!(within(question.discriminative_efficiency, f64::MIN, 100.0), "{question:?}");
            prop_assert!(within(question.upper_lower_index, -1.0, 1.0), "{question:?}");
            prop_assert!(within(question.effective_weight, 0.0, 100.0), "{question:?}");
        }
    }

    #[test]
    fn alpha_of_questions_that_agree_is_one(
        marks in prop::collection::vec(0..=100, 2..30), questions in 2..8_usize
    ) {
        let attempts: Vec<Vec<i32>> = marks.iter().map(|mark| vec![*mark; questions]).collect();
        let quiz = statistics(&table(100, &attempts)).quiz;
        let varies = marks.iter().any(|mark| *mark != marks[0]);
        prop_assert_eq!(quiz.cronbach_alpha.is_some(), varies);
        if let (Some(alpha), Some(error)) = (quiz.cronbach_alpha, quiz.standard_error) {
            prop_assert!((alpha - 1.0).abs() < 1e-9 && error < 1e-3, "{} {}", alpha, error);
        }
    }

    #[test]
    fn the_order_of_attempts_and_of_questions_on_a_paper_changes_nothing(
        (table, other) in drawn().prop_flat_map(|table| {
            let rows = Just(table.attempts.clone()).prop_shuffle();
            (Just(table), rows)
        })
    ) {
        let shuffled = Table {
            questions: table.questions.clone(),
            attempts: other.into_iter().map(|mut row| { row.reverse(); row }).collect(),
        };
        let (one, other) = (all_figures(&statistics(&table)), all_figures(&statistics(&shuffled)));
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            prop_assert!((one - other).abs() < 1e-6, "{} {}", one, other);
        }
    }

    #[test]
    fn marks_in_another_unit_change_no_ratio(marks in marks(), factor in 2..50_i32) {
        let greater: Vec<Vec<i32>> = marks
            .iter()
            .map(|row| row.iter().map(|mark| mark * factor).collect())
            .collect();
        let (one, other) = (statistics(&table(100, &marks)), statistics(&table(100 * factor, &greater)));
        let same = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-6,
            (one, other) => one == other,
        };
        prop_assert!(same(one.quiz.cronbach_alpha, other.quiz.cronbach_alpha));
        prop_assert!(same(one.quiz.skewness, other.quiz.skewness));
        for (one, other) in one.questions.iter().zip(&other.questions) {
            prop_assert!(same(one.facility_index, other.facility_index));
            prop_assert!(same(one.discrimination_index, other.discrimination_index));
            prop_assert!(same(one.upper_lower_index, other.upper_lower_index));
            prop_assert!(same(one.discriminative_efficiency, other.discriminative_efficiency));
            prop_assert!(same(one.effective_weight, other.effective_weight));
        }
    }

    #[test]
    fn the_weights_of_all_questions_are_a_whole_paper(marks in marks()) {
        let found = statistics(&table(100, &marks));
        let intended: f64 = found.questions.iter().filter_map(|one| one.intended_weight).sum();
        prop_assert!((intended - 100.0).abs() < 1e-9);
        let effective: Vec<f64> = found.questions.iter().filter_map(|one| one.effective_weight).collect();
        prop_assert!(effective.is_empty() || (effective.iter().sum::<f64>() - 100.0).abs() < 1e-6);
    }

    #[test]
    fn every_answer_is_counted_once(table in drawn()) {
        let found = statistics(&table);
        for (question, answers) in found.questions.iter().zip(&found.answers) {
            prop_assert_eq!(answers.iter().map(|answer| answer.count).sum::<usize>(), question.shown);
        }
        let shown: usize = found.questions.iter().map(|question| question.shown).sum();
        prop_assert_eq!(shown, 3 * found.quiz.attempts);
    }
}
