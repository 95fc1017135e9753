//! Answers counted, and the figures of counts. Pure.
//!
//! A count is of a cell and a value: the question and the option, the question and the step, the
//! question with a statement and the step, the question and the number in hundredths. The value that is
//! empty counts who has answered the question, and the cell that is empty who has answered at all.

use std::collections::BTreeMap;

use super::answers::{Answer, Answers};

/// What is counted: a cell and a value.
pub type Counted = (String, String);

/// Counts by cell and value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(pub BTreeMap<Counted, u32>);

/// The cell of one statement of a question.
#[must_use]
pub fn statement(question: &str, statement: &str) -> String {
    format!("{question}/{statement}")
}

impl Tally {
    /// The counts of one person's answers.
    #[must_use]
    pub fn of(answers: &Answers) -> Self {
        let mut tally = Self::default();
        tally.one(String::new(), String::new());
        for (question, answer) in &answers.0 {
            tally.one(question.clone(), String::new());
            tally.answer(question, answer);
        }
        tally
    }

    fn answer(&mut self, question: &str, answer: &Answer) {
        match answer {
            Answer::Number(number) => self.one(question.to_owned(), hundredths(*number)),
            // A text of one's own is not counted but as an answer; see `of_text`.
            Answer::Text(text) => self.one(question.to_owned(), text.clone()),
            Answer::Chosen(chosen) => {
                for option in chosen {
                    self.one(question.to_owned(), option.clone());
                }
            }
            Answer::Steps(steps) => {
                for (one, step) in steps {
                    self.one(statement(question, one), hundredths(f64::from(*step)));
                }
            }
        }
    }

    /// Leaves texts of people's own out: only what a form offers is counted.
    pub fn leave_out(&mut self, is_text: impl Fn(&str) -> bool) {
        self.0
            .retain(|(cell, value), _| value.is_empty() || !is_text(cell));
    }

    fn one(&mut self, cell: String, value: String) {
        *self.0.entry((cell, value)).or_default() += 1;
    }

    /// Adds other counts to these.
    pub fn add(&mut self, other: Self) {
        for (counted, count) in other.0 {
            let here = self.0.entry(counted).or_default();
            *here = here.saturating_add(count);
        }
    }

    /// How often a value was given.
    #[must_use]
    pub fn count(&self, cell: &str, value: &str) -> u32 {
        let counted = (cell.to_owned(), value.to_owned());
        self.0.get(&counted).copied().unwrap_or_default()
    }

    /// How many people have answered.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.count("", "")
    }

    /// The numbers that were given in a cell, in order, each with how often.
    #[must_use]
    pub fn numbers(&self, cell: &str) -> Vec<(f64, u32)> {
        let from = (cell.to_owned(), String::new());
        let of_cell = self.0.range(from..).take_while(|((one, _), _)| one == cell);
        let mut numbers: Vec<(i64, u32)> = of_cell
            .filter_map(|((_, value), count)| Some((value.parse().ok()?, *count)))
            .collect();
        numbers.sort_unstable();
        numbers
            .into_iter()
            .map(|(hundredths, count)| (from_hundredths(hundredths), count))
            .collect()
    }
}

/// A number as it is counted: in hundredths, so that equal numbers are one value.
fn hundredths(number: f64) -> String {
    format!("{:.0}", number * 100.0)
}

fn from_hundredths(hundredths: i64) -> f64 {
    // A number is at most 1e9, so that its hundredths fit into two halves that are exact.
    let (high, low) = (hundredths / 100, hundredths % 100);
    let exact = |part: i64| f64::from(i32::try_from(part).unwrap_or(i32::MAX));
    exact(high) + exact(low) / 100.0
}

/// The mean of numbers with how often each was given; none of none.
#[must_use]
pub fn mean(numbers: &[(f64, u32)]) -> Option<f64> {
    let people: f64 = numbers.iter().map(|(_, count)| f64::from(*count)).sum();
    let sum: f64 = numbers
        .iter()
        .map(|(number, count)| number * f64::from(*count))
        .sum();
    (people > 0.0).then(|| sum / people)
}

/// The median: the middle one, or the mean of the two in the middle.
#[must_use]
pub fn median(numbers: &[(f64, u32)]) -> Option<f64> {
    let people: u32 = numbers.iter().map(|(_, count)| count).sum();
    let at = |place: u32| {
        let mut before = 0;
        let mut found = numbers.iter().filter(|(_, count)| {
            before += count;
            before > place
        });
        found.next().map(|(number, _)| *number)
    };
    let upper = at(people / 2)?;
    let lower = at(people.checked_sub(1)? / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// The share of a count; none of nobody.
#[must_use]
pub fn share(count: u32, of: u32) -> Option<f64> {
    (of > 0).then(|| f64::from(count) / f64::from(of))
}

#[cfg(test)]
mod tests;
