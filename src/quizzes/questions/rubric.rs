//! By what a person grades.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// By what a person grades an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"criteria": [{"title": "Шалтгаан", "levels": [
    {"title": "Нэрлээгүй", "points": 0}, {"title": "Нэгийг нэрлэсэн", "points": 1}]}]}))]
pub struct Rubric {
    /// The criteria. The marks are the share of the most points that the chosen levels come to.
    #[garde(length(min = 1, max = 30), dive)]
    pub criteria: Vec<Criterion>,
}

/// One of the things that a grader looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is looked at.
    #[garde(length(chars, min = 1, max = 500))]
    pub title: String,
    /// How well it may be met; exactly one level is chosen.
    #[garde(length(min = 2, max = 20), dive)]
    pub levels: Vec<Level>,
}

/// How well a criterion is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// What is met.
    #[garde(length(chars, min = 1, max = 1_000))]
    pub title: String,
    /// What it counts.
    #[garde(range(max = 1_000))]
    pub points: u16,
}
