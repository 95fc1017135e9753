//! Against figures of others: by hand, and published.

use serde_json::json;

use super::*;

/// Attempts at questions of equal worth that every paper has, from their marks in hundredths.
pub(super) fn table(most: i32, attempts: &[Vec<i32>]) -> Table {
    let questions = attempts.first().map_or(0, Vec::len);
    let column = Column {
        most,
        ..Column::default()
    };
    let row = |marks: &Vec<i32>| {
        let cells = marks.iter().enumerate().map(|(question, marks)| Cell {
            question,
            marks: *marks,
            answered: true,
            given: Vec::new(),
        });
        cells.collect()
    };
    Table {
        questions: vec![column; questions],
        attempts: attempts.iter().map(row).collect(),
    }
}

/// Attempts at questions worth a mark each, that were right (`1`) or wrong (`0`).
fn right_or_wrong<'a>(attempts: impl IntoIterator<Item = &'a str>) -> Table {
    let digit = |letter: char| if letter == '1' { 100 } else { 0 };
    let attempts: Vec<Vec<i32>> = attempts
        .into_iter()
        .map(|attempt| attempt.chars().map(digit).collect())
        .collect();
    table(100, &attempts)
}

#[track_caller]
fn near(found: Option<f64>, expected: f64, tolerance: f64) {
    let found = found.expect("a figure");
    assert!(
        (found - expected).abs() <= tolerance,
        "{found}, not {expected}"
    );
}

/// Ten students and ten questions on reliability, by K. Wuensch, East Carolina University
/// (StatHelp/KR20): the variances of the questions sum up to 2.18, that of the totals is 5.84.
#[test]
fn alpha_of_right_and_wrong_answers_is_formula_20_of_kuder_and_richardson() {
    let table = right_or_wrong([
        "1111110110",
        "1011011101",
        "1111011001",
        "0010001000",
        "0000010010",
        "1110111111",
        "1101110111",
        "1111111101",
        "0101111101",
        "1101101110",
    ]);
    let found = statistics(&table);
    near(
        found.quiz.cronbach_alpha,
        10.0 / 9.0 * (1.0 - 2.18 / 5.84),
        1e-12,
    );
    near(found.quiz.cronbach_alpha, 0.696, 5e-4);
    near(found.quiz.mean, 6.6, 1e-12);
    near(found.quiz.median, 7.0, 1e-12);
    // The variance above is divided by n: 5.84 · 10 / 9 with n − 1.
    near(
        found.quiz.standard_deviation,
        (58.4_f64 / 9.0).sqrt(),
        1e-12,
    );
    let facility: Vec<f64> = found
        .questions
        .iter()
        .map(|question| question.facility_index.unwrap())
        .collect();
    assert_eq!(facility, [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]);
}

/// Section 6 of the Law School Admission Test, 1,000 people and five questions, by how often each
/// pattern of right and wrong answers occurred (Bock and Lieberman, "Fitting a response model for n
/// dichotomously scored items", Psychometrika 35, 1970).
const LSAT: [(&str, usize); 31] = [
    ("00000", 3),
    ("00001", 6),
    ("00010", 2),
    ("00011", 11),
    ("00100", 1),
    ("00101", 1),
    ("00110", 3),
    ("00111", 4),
    ("01000", 1),
    ("01001", 8),
    ("01011", 16),
    ("01101", 3),
    ("01110", 2),
    ("01111", 15),
    ("10000", 10),
    ("10001", 29),
    ("10010", 14),
    ("10011", 81),
    ("10100", 3),
    ("10101", 28),
    ("10110", 15),
    ("10111", 80),
    ("11000", 16),
    ("11001", 56),
    ("11010", 21),
    ("11011", 173),
    ("11100", 11),
    ("11101", 61),
    ("11110", 28),
    ("11111", 298),
    ("01010", 0),
];

/// The figures are those of `descript(LSAT)` in the R package ltm (Rizopoulos, "ltm: An R package for
/// latent variable modeling and item response theory analyses", Journal of Statistical Software 17,
/// 2006): the point biserial correlations with the total "excluded", that is, of the other
/// questions, and Cronbach's alpha with all questions and without each.
#[test]
fn discrimination_and_alpha_of_the_law_school_admission_test_are_those_published() {
    let attempts: Vec<&str> = LSAT
        .iter()
        .flat_map(|(pattern, times)| std::iter::repeat_n(*pattern, *times))
        .collect();
    assert_eq!(attempts.len(), 1_000);
    let found = statistics(&right_or_wrong(attempts.iter().copied()));
    near(found.quiz.cronbach_alpha, 0.2950, 5e-5);
    let published = [
        (0.924, 0.1128, 0.2754),
        (0.709, 0.1532, 0.2376),
        (0.553, 0.1728, 0.2168),
        (0.763, 0.1444, 0.2459),
        (0.870, 0.1216, 0.2663),
    ];
    for (number, (facility, correlation, alpha_without)) in published.into_iter().enumerate() {
        let question = &found.questions[number];
        near(question.facility_index, facility, 1e-12);
        near(question.discrimination_index, 100.0 * correlation, 5e-3);
        let others: Vec<String> = attempts
            .iter()
            .map(|pattern| [&pattern[..number], &pattern[number + 1..]].concat())
            .collect();
        let others = statistics(&right_or_wrong(others.iter().map(String::as_str)));
        near(others.quiz.cronbach_alpha, alpha_without, 5e-5);
    }
}

/// A worked example of the Indian Agricultural Statistics Research Institute (e-course "Agricultural
/// statistics"): 20 values with the moments 10.34, −3.528 and 204.9032, so that the squared
/// skewness m₃² / m₂³ is 0.011258888 and the kurtosis m₄ / m₂² is 1.91649488. Ours are estimates from
/// a sample; Joanes and Gill (1998) give how they follow from these.
#[test]
fn skewness_and_kurtosis_follow_from_published_moments() {
    let values = [
        18, 22, 17, 18, 22, 23, 22, 19, 25, 25, 23, 25, 24, 28, 26, 27, 19, 20, 27, 22,
    ];
    let attempts: Vec<Vec<i32>> = values.iter().map(|value| vec![value * 100]).collect();
    let found = statistics(&table(10_000, &attempts)).quiz;
    near(found.mean, 22.6, 1e-12);
    let n = 20.0_f64;
    let skewness = -(0.011_258_888_f64).sqrt() * (n * (n - 1.0)).sqrt() / (n - 2.0);
    near(found.skewness, skewness, 1e-7);
    let excess = 1.916_494_88 - 3.0;
    let kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * excess + 6.0);
    near(found.kurtosis, kurtosis, 1e-7);
}

/// Four attempts at three questions worth two marks, by hand: marks 2 2 1 / 2 1 2 / 1 1 0 / 0 1 0,
/// totals 5 5 2 1, others of the first question 3 3 1 1.
#[test]
fn a_small_quiz_comes_out_as_by_hand() {
    let attempts = [
        vec![200, 200, 100],
        vec![200, 100, 200],
        vec![100, 100, 0],
        vec![0, 100, 0],
    ];
    let found = statistics(&table(200, &attempts));
    let first = &found.questions[0];
    near(first.facility_index, 5.0 / 8.0, 1e-15);
    // Deviations .75 .75 −.25 −1.25: squares sum up to 2.75.
    near(first.standard_deviation, (2.75_f64 / 3.0).sqrt(), 1e-15);
    // Others deviate by 1 1 −1 −1: products sum up to 3, squares to 4.
    near(
        first.discrimination_index,
        100.0 * 3.0 / (2.75_f64 * 4.0).sqrt(),
        1e-12,
    );
    // They are in one order already: there cannot be more.
    near(first.discriminative_efficiency, 100.0, 1e-12);
    // Others of the last question are 4 3 2 1, its marks 1 2 0 0. Products of the deviations sum up
    // to 2.5; with the marks 2 1 0 0 they would to 3.5.
    near(
        found.questions[2].discriminative_efficiency,
        100.0 * 2.5 / 3.5,
        1e-12,
    );
    // 27 % of four is one. The best two share that place; the weakest has it alone.
    near(first.upper_lower_index, (2.0 - 0.0) / 2.0, 1e-15);
    near(
        found.questions[1].upper_lower_index,
        (1.5 - 1.0) / 2.0,
        1e-15,
    );
    near(first.intended_weight, 100.0 / 3.0, 1e-12);
    // Products with the deviations of the totals, 1.75 1.75 −1.25 −2.25: 5.75, 1.75 and 5.25.
    let roots = [5.75_f64.sqrt(), 1.75_f64.sqrt(), 5.25_f64.sqrt()];
    near(
        first.effective_weight,
        100.0 * roots[0] / roots.iter().sum::<f64>(),
        1e-12,
    );
    // Squares of the questions sum up to 2.75, .75 and 2.75, those of the totals to 12.75.
    let alpha = 1.5 * (1.0 - 6.25 / 12.75);
    near(found.quiz.cronbach_alpha, alpha, 1e-15);
    near(found.quiz.error_ratio, 100.0 * (1.0 - alpha).sqrt(), 1e-12);
    let error = (12.75_f64 / 3.0).sqrt() * (1.0 - alpha).sqrt();
    near(found.quiz.standard_error, error, 1e-12);
    near(found.quiz.median, 3.5, 1e-15);
    near(found.quiz.mean_percent, 100.0 * 13.0 / 24.0, 1e-12);
}

/// Forty attempts: 27 % are eleven, rounded from 10.8. Nine of the best eleven have the question
/// right and three of the weakest: 6 / 11, as the index is taught.
#[test]
fn the_upper_and_the_lower_group_are_27_per_cent() {
    let right = |place: i32| match place {
        0..11 => place < 9,
        29..40 => place < 32,
        _ => true,
    };
    let attempts: Vec<Vec<i32>> = (0..40)
        .map(|place| vec![if right(place) { 100 } else { 0 }, (40 - place) * 1_000])
        .collect();
    let found = statistics(&table(100, &attempts));
    near(found.questions[0].upper_lower_index, 6.0 / 11.0, 1e-15);
}

#[test]
fn what_cannot_be_said_is_absent() {
    assert_eq!(
        statistics(&Table::default()).quiz,
        QuizStatistics::default()
    );
    let one = statistics(&table(100, &[vec![100, 0]]));
    let expected = json!({"attempts": 1, "most": 2.0, "mean": 1.0, "mean_percent": 50.0,
        "median": 1.0, "standard_deviation": null, "skewness": null, "kurtosis": null,
        "cronbach_alpha": null, "error_ratio": null, "standard_error": null});
    assert_eq!(serde_json::to_value(one.quiz).unwrap(), expected);
    let expected = json!({"shown": 1, "answered": 1, "most": 1.0, "facility_index": 1.0,
        "standard_deviation": null, "random_guess_score": null, "intended_weight": 50.0,
        "effective_weight": null, "discrimination_index": null, "upper_lower_index": null,
        "discriminative_efficiency": null});
    assert_eq!(serde_json::to_value(&one.questions[0]).unwrap(), expected);

    // 33 hundredths are no double: their mean must be 33 all the same.
    let alike = statistics(&table(100, &vec![vec![33, 67]; 7]));
    assert_eq!(alike.quiz.standard_deviation, Some(0.0));
    assert_eq!((alike.quiz.skewness, alike.quiz.kurtosis), (None, None));
    assert_eq!(
        (alike.quiz.cronbach_alpha, alike.quiz.standard_error),
        (None, None)
    );
    let question = &alike.questions[0];
    assert_eq!(question.standard_deviation, Some(0.0));
    assert_eq!(
        (question.discrimination_index, question.upper_lower_index),
        (None, None)
    );
    assert_eq!(
        (
            question.discriminative_efficiency,
            question.effective_weight
        ),
        (None, None)
    );

    let alone = statistics(&table(100, &[vec![100], vec![0]]));
    assert_eq!(
        alone.quiz.cronbach_alpha, None,
        "one question agrees with no other"
    );
    assert_eq!(
        alone.questions[0].discrimination_index, None,
        "there are no others"
    );
}

#[test]
fn a_question_that_rewards_the_weak_has_no_effective_weight() {
    let attempts = [vec![0, 300], vec![0, 200], vec![100, 100], vec![100, 0]];
    let found = statistics(&table(300, &attempts));
    let [against, with] = &found.questions[..] else {
        panic!("two questions")
    };
    assert!(against.discrimination_index.unwrap() < 0.0);
    assert_eq!(against.effective_weight, None);
    near(with.effective_weight, 100.0, 1e-12);
}
