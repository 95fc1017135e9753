//! The terms of a quiz as its learner is told them before the first try.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Extra, Terms};
use crate::cohorts::schedule::Times;
use crate::courses::document::{Content, Item};
use crate::quizzes::quiz::{CountingTry, FeedbackPolicy, Navigation, Quiz};

/// On which terms a learner takes a quiz, with whatever was granted to this learner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"question_count": 10, "pass_percent": 60, "tries": 2, "counting": "best",
    "minutes": 45, "minutes_between_tries": 0, "opens_at": null, "closes_at": "2026-02-05T16:00:00Z",
    "navigation": "free", "certainty": false, "penalty_percent": 0, "feedback": "comments"}))]
pub struct QuizTerms {
    /// How many questions a try has.
    question_count: usize,
    /// The share of the marks, in per cent, from which a try is passed.
    pass_percent: u8,
    /// How often it may be tried; null for any number of tries.
    tries: Option<usize>,
    /// Which try counts when there are several.
    counting: CountingTry,
    /// How long one try may take, in minutes; null for no limit.
    minutes: Option<i64>,
    /// How long to wait between two tries, in minutes.
    minutes_between_tries: i64,
    /// From when on it may be started; null for always.
    opens_at: Option<DateTime<Utc>>,
    /// Until when answers are taken; null for no end.
    closes_at: Option<DateTime<Utc>>,
    /// Whether questions may be answered in any order.
    navigation: Navigation,
    /// Whether each answer is given with how certain one is.
    certainty: bool,
    /// What a wrong answer costs, in per cent of the question's marks.
    penalty_percent: u8,
    /// What is shown once a try is graded.
    feedback: FeedbackPolicy,
}

impl QuizTerms {
    fn new(quiz: &Quiz, terms: &Terms) -> Self {
        let drawn: usize = quiz.draws.iter().map(|draw| usize::from(draw.count)).sum();
        Self {
            question_count: quiz.questions.len() + drawn,
            pass_percent: quiz.pass_percent,
            tries: terms.tries,
            counting: quiz.counting,
            minutes: terms.duration.map(|duration| duration.num_minutes()),
            minutes_between_tries: terms.between_tries.num_minutes(),
            opens_at: terms.opens_at,
            closes_at: terms.closes_at,
            navigation: quiz.navigation,
            certainty: quiz.certainty,
            penalty_percent: quiz.penalty_percent,
            feedback: quiz.feedback,
        }
    }
}

/// The terms of an item for somebody who is granted these extras, within the window that the cohort has; none when it is
/// no quiz.
#[must_use]
pub fn terms_of(item: &Item, extras: &[Extra], window: Option<&Times>) -> Option<QuizTerms> {
    let Content::Quiz(quiz) = &item.content else {
        return None;
    };
    Some(QuizTerms::new(
        quiz,
        &Terms::of(quiz, extras).within(window),
    ))
}
