//! How a quiz and its questions have worked: classical test theory over the marks of many attempts.
//!
//! The formulas are those of Moodle's developer documentation, "Quiz statistics calculations", and
//! of the sources that each figure names. What holds for all of them:
//!
//! - **Absent is not nothing.** A question that was drawn for some attempts only is looked at over
//!   the attempts on whose paper it stood. A question that stood there and was not answered earned
//!   nothing (Moodle, "Incomplete attempts").
//! - **n or n − 1.** Attempts are a sample of all that could be made: variances and covariances are
//!   divided by n − 1, as in Moodle. Skewness and kurtosis come from k-statistics, whose
//!   expectations do not depend on n. In ratios (correlation, discriminative efficiency, alpha) the
//!   divisor cancels.
//! - **The total** of an attempt is the sum of its questions' marks. With penalties it may be less
//!   than nothing, though the mark that the learner is given is not: cut-off totals would no longer
//!   be the sum of their parts, and alpha would mean nothing.
//! - **What cannot be said is absent**, never a number that looks like one: with one attempt there
//!   is no deviation, without deviation no correlation.
//!
//! Everything is computed on whole hundredths of a mark, which a double holds exactly: equal marks
//! have a deviation of exactly nothing, however many there are.

mod choices;
mod discrimination;
mod figures;
mod guessing;
mod moments;
pub mod sampling;
mod tallies;

pub use choices::{given, known};
pub use figures::{QuestionStatistics, QuizStatistics, Statistics};
pub use guessing::random_guess_score;
pub use tallies::{Answer, Given, Known, Tally};

use std::collections::BTreeMap;

use moments::{as_number, mean, median, sum_of_products};

/// Attempts at a quiz, and the questions they were asked.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The questions that stood on at least one paper.
    pub questions: Vec<Column>,
    /// The attempts: for each the questions that stood on its paper, each once, in any order.
    pub attempts: Vec<Vec<Cell>>,
}

/// A question.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The most marks it can earn, in hundredths.
    pub most: i32,
    /// The number of the draw it comes from; absent when every paper has it. Questions of one draw
    /// stand in for each other.
    pub draw: Option<usize>,
    /// What guessing earns (see [`random_guess_score`]).
    pub random_guess_score: Option<f64>,
    /// The answers that can be chosen (see [`known`]).
    pub known: Vec<Known>,
}

/// What one question on one paper came to.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The question's place in [`Table::questions`].
    pub question: usize,
    /// The marks earned, in hundredths; less than nothing with penalties.
    pub marks: i32,
    /// Whether it was answered.
    pub answered: bool,
    /// What was answered (see [`given`]); empty when that is not looked at.
    pub given: Vec<Given>,
}

/// Computes all of it.
#[must_use]
pub fn statistics(table: &Table) -> Statistics {
    let totals: Vec<f64> = table
        .attempts
        .iter()
        .map(|attempt| total(attempt))
        .collect();
    let columns = columns(table, &totals);
    let weights = weights(table, &columns);
    let questions = table.questions.iter().zip(&columns).zip(weights);
    Statistics {
        quiz: quiz(table, &columns, &totals),
        questions: questions
            .map(|((question, marks), weights)| figures(question, marks, weights))
            .collect(),
        answers: tallies::tallies(table, &totals),
    }
}

/// The total of an attempt, in hundredths.
fn total(attempt: &[Cell]) -> f64 {
    attempt.iter().map(|cell| f64::from(cell.marks)).sum()
}

/// What a question earned over the attempts that were asked it, in hundredths.
#[derive(Debug, Clone, Default)]
struct Marks {
    /// Its own marks.
    own: Vec<f64>,
    /// The totals of the same attempts.
    totals: Vec<f64>,
    /// The totals without its own marks.
    others: Vec<f64>,
    answered: usize,
}

fn columns(table: &Table, totals: &[f64]) -> Vec<Marks> {
    let mut columns = vec![Marks::default(); table.questions.len()];
    for (attempt, total) in table.attempts.iter().zip(totals) {
        for cell in attempt {
            let Some(column) = columns.get_mut(cell.question) else {
                continue;
            };
            let own = f64::from(cell.marks);
            column.own.push(own);
            column.totals.push(*total);
            column.others.push(total - own);
            column.answered += usize::from(cell.answered);
        }
    }
    columns
}

/// The intended and the effective weight of each question, in per cent.
///
/// Both are shares in the sum over a paper. When questions are drawn, papers differ: the sum is the
/// mean over all papers, in which each question counts as often as it was drawn. Without draws that
/// is the sum over all questions, as in Moodle.
fn weights(table: &Table, columns: &[Marks]) -> Vec<(Option<f64>, Option<f64>)> {
    let attempts = as_number(table.attempts.len());
    let meant: Vec<f64> = table
        .questions
        .iter()
        .map(|one| f64::from(one.most))
        .collect();
    let came_out: Vec<Option<f64>> = columns
        .iter()
        .map(|marks| {
            let covariance = sum_of_products(&marks.own, &marks.totals);
            (marks.own.len() > 1 && covariance >= 0.0)
                .then(|| (covariance / (as_number(marks.own.len()) - 1.0)).sqrt())
        })
        .collect();
    let on_a_paper = |values: &mut dyn Iterator<Item = f64>| -> f64 {
        let shown = columns.iter().map(|marks| as_number(marks.own.len()));
        shown
            .zip(values)
            .map(|(shown, value)| shown * value / attempts)
            .sum()
    };
    let all_meant = on_a_paper(&mut meant.iter().copied());
    let all_came_out = on_a_paper(&mut came_out.iter().map(|value| value.unwrap_or(0.0)));
    let share = |value: f64, all: f64| (all > 0.0).then(|| 100.0 * value / all);
    let both = meant.iter().zip(came_out);
    both.map(|(meant, came_out)| {
        let effective = came_out.and_then(|value| share(value, all_came_out));
        (share(*meant, all_meant), effective)
    })
    .collect()
}

fn figures(
    question: &Column,
    marks: &Marks,
    (intended_weight, effective_weight): (Option<f64>, Option<f64>),
) -> QuestionStatistics {
    let most = f64::from(question.most);
    let mean = mean(&marks.own);
    QuestionStatistics {
        shown: marks.own.len(),
        answered: marks.answered,
        most: most / 100.0,
        facility_index: mean.filter(|_| most > 0.0).map(|mean| mean / most),
        standard_deviation: moments::standard_deviation(&marks.own).map(in_marks),
        random_guess_score: question.random_guess_score,
        intended_weight: intended_weight.filter(|_| !marks.own.is_empty()),
        effective_weight,
        discrimination_index: discrimination::correlation(&marks.own, &marks.others)
            .map(|correlation| 100.0 * correlation),
        upper_lower_index: discrimination::upper_lower(&marks.own, &marks.totals)
            .filter(|_| most > 0.0)
            .map(|difference| difference / most),
        discriminative_efficiency: discrimination::efficiency(&marks.own, &marks.others)
            .map(|efficiency| 100.0 * efficiency),
    }
}

fn quiz(table: &Table, columns: &[Marks], totals: &[f64]) -> QuizStatistics {
    let most: Vec<f64> = table
        .attempts
        .iter()
        .map(|attempt| {
            let questions = attempt
                .iter()
                .filter_map(|cell| table.questions.get(cell.question));
            questions.map(|question| f64::from(question.most)).sum()
        })
        .collect();
    let (most, mean) = (mean(&most), mean(totals));
    let alpha = alpha(table, columns, totals);
    // A rounding in the last place must not make the root of something less than nothing.
    let error = alpha.map(|alpha| (1.0 - alpha).max(0.0).sqrt());
    let deviation = moments::standard_deviation(totals).map(in_marks);
    QuizStatistics {
        attempts: totals.len(),
        most: most.map(in_marks),
        mean: mean.map(in_marks),
        mean_percent: mean
            .zip(most.filter(|most| *most > 0.0))
            .map(|(mean, most)| 100.0 * mean / most),
        median: median(totals).map(in_marks),
        standard_deviation: deviation,
        skewness: moments::skewness(totals),
        kurtosis: moments::kurtosis(totals),
        cronbach_alpha: alpha,
        error_ratio: error.map(|error| 100.0 * error),
        standard_error: deviation
            .zip(error)
            .map(|(deviation, error)| deviation * error),
    }
}

/// Cronbach's alpha; absent with fewer than two attempts, with fewer than two questions on a paper
/// and when all totals are equal.
///
/// Alpha speaks of positions on the paper, each filled on every attempt. A question that every
/// paper has is one position. The questions of a draw fill as many positions as are drawn and stand
/// in for each other, so their marks are put together: which of the drawn stood first says nothing,
/// and whatever sets them apart counts as error, as it does for the learner.
fn alpha(table: &Table, columns: &[Marks], totals: &[f64]) -> Option<f64> {
    let mut positions: BTreeMap<(Option<usize>, usize), Vec<f64>> = BTreeMap::new();
    for (number, (question, marks)) in table.questions.iter().zip(columns).enumerate() {
        let alone = if question.draw.is_some() { 0 } else { number };
        let position = positions.entry((question.draw, alone)).or_default();
        position.extend(&marks.own);
    }
    let of_parts: f64 = positions
        .values()
        .map(|marks| sum_of_products(marks, marks))
        .sum();
    let of_totals = sum_of_products(totals, totals);
    let asked: usize = table.attempts.iter().map(Vec::len).sum();
    let on_a_paper = as_number(asked) / as_number(totals.len());
    (totals.len() > 1 && on_a_paper > 1.0 && of_totals > 0.0)
        .then(|| on_a_paper / (on_a_paper - 1.0) * (1.0 - of_parts / of_totals))
}

fn in_marks(hundredths: f64) -> f64 {
    hundredths / 100.0
}

#[cfg(test)]
mod fixed_set_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
