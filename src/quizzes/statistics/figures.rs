//! The figures that are told of a quiz and of its questions, each with its source.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Tally;

/// How a quiz and its questions have worked.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// The quiz as a whole.
    pub quiz: QuizStatistics,
    /// Its questions, in the order of [`super::Table::questions`].
    pub questions: Vec<QuestionStatistics>,
    /// The answers to each question, in the same order (see `tallies.rs`).
    pub answers: Vec<Vec<Tally>>,
}

/// How a quiz as a whole has worked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"attempts": 60, "most": 20.0, "mean": 12.35, "mean_percent": 61.75,
    "median": 12.5, "standard_deviation": 3.9, "skewness": -0.21, "kurtosis": -0.6,
    "cronbach_alpha": 0.78, "error_ratio": 46.9, "standard_error": 1.83}))]
pub struct QuizStatistics {
    /// How many attempts are counted.
    pub attempts: usize,
    /// The most marks a paper is worth; the mean when draws make papers differ.
    pub most: Option<f64>,
    /// The mean of the totals, in marks.
    pub mean: Option<f64>,
    /// The mean in per cent of the most.
    pub mean_percent: Option<f64>,
    /// The median of the totals, in marks; of an even number of attempts the mean of the two in the
    /// middle.
    pub median: Option<f64>,
    /// The standard deviation of the totals, in marks, with n − 1.
    pub standard_deviation: Option<f64>,
    /// The skewness of the totals, k₃ / k₂^1.5 by k-statistics (Moodle; the G₁ of Joanes and Gill,
    /// "Comparing measures of sample skewness and kurtosis", The Statistician 47, 1998). Less than
    /// nothing when a tail of low totals is drawn out.
    pub skewness: Option<f64>,
    /// The excess kurtosis of the totals, k₄ / k₂² by k-statistics (Moodle; G₂ of Joanes and Gill,
    /// 1998): nothing for a normal distribution, more when there are more extreme totals.
    pub kurtosis: Option<f64>,
    /// Cronbach's alpha, the coefficient of internal consistency: k / (k − 1) · (1 − Σ sᵢ² / s²)
    /// with k questions on a paper (Cronbach, "Coefficient alpha and the internal structure of
    /// tests", Psychometrika 16, 1951; for marks of all or nothing it is formula 20 of Kuder and
    /// Richardson, Psychometrika 2, 1937). At most 1; Moodle shows it in per cent.
    pub cronbach_alpha: Option<f64>,
    /// The error ratio, in per cent: how much of the standard deviation is chance,
    /// 100 · √(1 − alpha) (Moodle).
    pub error_ratio: Option<f64>,
    /// The standard error of measurement, in marks: s · √(1 − alpha), by how much a learner's total
    /// would vary if the quiz were taken anew (Lord and Novick, "Statistical theories of mental test
    /// scores", 1968, chapter 3).
    pub standard_error: Option<f64>,
}

/// How a question has worked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QuestionStatistics {
    /// On how many papers it stood.
    pub shown: usize,
    /// How many answered it.
    pub answered: usize,
    /// The most marks it can earn.
    pub most: f64,
    /// The facility index: the mean of its marks as a share of the most, 1 when everybody had it
    /// right (Moodle; the "difficulty" of Lord and Novick, 1968, chapter 15).
    pub facility_index: Option<f64>,
    /// The standard deviation of its marks, in marks, with n − 1.
    pub standard_deviation: Option<f64>,
    /// The share of its marks that is earned by guessing; absent when that cannot be said.
    pub random_guess_score: Option<f64>,
    /// The share of its marks in those of a paper on which it stands, in per cent, as the author
    /// meant it (Moodle, "Intended question weight").
    pub intended_weight: Option<f64>,
    /// The same as it came out: the share of √cov(marks, total) in the sum of these over a paper on
    /// which it stands, in per cent; absent when the covariance is less than nothing (Moodle,
    /// "Effective question weight").
    pub effective_weight: Option<f64>,
    /// The discrimination index, in per cent: the correlation of its marks with the total of the
    /// *other* questions (Moodle, "Discrimination index"; the corrected item-total correlation of
    /// Henrysson, Psychometrika 28, 1963). Less than nothing when it is the weak who have it right.
    pub discrimination_index: Option<f64>,
    /// The upper-lower index: the mean share of its marks among the 27 % with the highest totals,
    /// less that among the 27 % with the lowest; from −1 to 1 (Kelley, "The selection of upper and
    /// lower groups for the validation of test items", Journal of Educational Psychology 30, 1939).
    pub upper_lower_index: Option<f64>,
    /// The discriminative efficiency, in per cent: the covariance with the total of the other
    /// questions in that of the same marks put in the order of these totals, which is the most there
    /// can be (Moodle, "Discriminative efficiency").
    pub discriminative_efficiency: Option<f64>,
}
