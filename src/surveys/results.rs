//! Counts as results: shares, means and medians, question by question. Pure.

use serde::Serialize;
use utoipa::ToSchema;

use super::document::{Asks, FormDocument, Named, Question, Scale, Words};
use super::tally::{Tally, mean, median, share, statement};

/// What was answered to a question.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = SurveyQuestionResult)]
pub struct QuestionResult {
    /// The question's key.
    pub key: String,
    /// The question.
    pub text: Words,
    /// How many have answered it.
    pub answered: u32,
    /// The options or steps, each with how often it was chosen; empty for numbers and texts.
    pub values: Vec<Value>,
    /// The mean of a scale or of numbers.
    pub mean: Option<f64>,
    /// Their median.
    pub median: Option<f64>,
    /// The statements of a matrix.
    pub statements: Vec<Statement>,
}

/// How often something was chosen.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = SurveyValueResult)]
pub struct Value {
    /// The option's key, or the step.
    pub key: String,
    /// What it is called; null for a step without a name.
    pub text: Option<Words>,
    /// How many have chosen it.
    pub count: u32,
    /// The share of those who have answered, from 0 to 1; null of nobody.
    pub share: Option<f64>,
}

/// What was answered to a statement of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = SurveyStatementResult)]
pub struct Statement {
    /// The statement's key.
    pub key: String,
    /// What it says.
    pub text: Words,
    /// How many have answered it.
    pub answered: u32,
    /// The steps, each with how often it was chosen.
    pub values: Vec<Value>,
    /// The mean step.
    pub mean: Option<f64>,
    /// The median step.
    pub median: Option<f64>,
}

/// The results of a form from its counts.
#[must_use]
pub fn of(document: &FormDocument, tally: &Tally) -> Vec<QuestionResult> {
    let each = document.questions.iter();
    each.map(|question| of_question(question, tally)).collect()
}

fn of_question(question: &Question, tally: &Tally) -> QuestionResult {
    let answered = tally.count(&question.key, "");
    let mut result = QuestionResult {
        key: question.key.clone(),
        text: question.text.clone(),
        answered,
        values: Vec::new(),
        mean: None,
        median: None,
        statements: Vec::new(),
    };
    match &question.asks {
        Asks::SingleChoice(options) | Asks::MultipleChoice(options) => {
            let value = |option: &Named| {
                let count = tally.count(&question.key, &option.key);
                Value {
                    key: option.key.clone(),
                    text: Some(option.text.clone()),
                    count,
                    share: share(count, answered),
                }
            };
            result.values = options.options.iter().map(value).collect();
        }
        Asks::Scale(scale) => {
            let numbers = tally.numbers(&question.key);
            (result.mean, result.median) = (mean(&numbers), median(&numbers));
            result.values = steps(scale, &numbers);
        }
        Asks::Number(_) => {
            let numbers = tally.numbers(&question.key);
            (result.mean, result.median) = (mean(&numbers), median(&numbers));
        }
        Asks::Matrix(matrix) => {
            let each = matrix.statements.iter().map(|named| {
                let numbers = tally.numbers(&statement(&question.key, &named.key));
                Statement {
                    key: named.key.clone(),
                    text: named.text.clone(),
                    answered: numbers.iter().map(|(_, count)| count).sum(),
                    values: steps(&matrix.scale, &numbers),
                    mean: mean(&numbers),
                    median: median(&numbers),
                }
            });
            result.statements = each.collect();
        }
        Asks::ShortText(_) | Asks::LongText(_) => {}
    }
    result
}

/// The steps of a scale, those that nobody chose as well.
fn steps(scale: &Scale, numbers: &[(f64, u32)]) -> Vec<Value> {
    let answered = numbers.iter().map(|(_, count)| count).sum();
    let value = |step: u8| {
        let chosen = numbers
            .iter()
            .find(|(number, _)| *number == f64::from(step));
        let count = chosen.map_or(0, |(_, count)| *count);
        Value {
            key: step.to_string(),
            text: label(scale, step).cloned(),
            count,
            share: share(count, answered),
        }
    };
    (1..=scale.steps).map(value).collect()
}

fn label(scale: &Scale, step: u8) -> Option<&Words> {
    if scale.labels.len() == usize::from(scale.steps) {
        return scale.labels.get(usize::from(step - 1));
    }
    match step {
        1 => scale.labels.first(),
        step if step == scale.steps => scale.labels.last(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::surveys::built_in;

    #[test]
    fn shares_are_of_those_who_answered_the_question() {
        let form = built_in::all().remove(0).document;
        let mut tally = Tally::default();
        for answers in [
            json!({"overall": "very_good", "parts": {"host": 5, "pace": 2}}),
            json!({"overall": "very_good", "parts": {"host": 4}}),
            json!({"overall": "good", "liked": "Бүгд"}),
            json!({}),
        ] {
            tally.add(Tally::of(&serde_json::from_value(answers).unwrap()));
        }
        let results = of(&form, &tally);
        let overall = &results[0];
        assert_eq!((overall.key.as_str(), overall.answered), ("overall", 3));
        let shares: Vec<_> = overall
            .values
            .iter()
            .map(|one| one.share.unwrap())
            .collect();
        assert_eq!(shares, [2.0 / 3.0, 1.0 / 3.0, 0.0, 0.0, 0.0]);
        let parts = results.iter().find(|one| one.key == "parts").unwrap();
        let of_part = |key: &str| parts.statements.iter().find(|one| one.key == key).unwrap();
        assert_eq!(
            (of_part("host").answered, of_part("host").mean),
            (2, Some(4.5))
        );
        assert_eq!(of_part("pace").median, Some(2.0));
        assert_eq!(
            (of_part("content").answered, of_part("content").mean),
            (0, None)
        );
        assert_eq!(of_part("content").values[0].share, None);
        let labels = of_part("host").values.iter().map(|one| one.text.is_some());
        assert_eq!(
            labels.collect::<Vec<_>>(),
            [true, false, false, false, true]
        );
        let liked = results.iter().find(|one| one.key == "liked").unwrap();
        assert_eq!((liked.answered, liked.values.len()), (1, 0));
    }
}
