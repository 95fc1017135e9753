//! Answers that are typed as words.

use super::question::{Problem, Reading};
use super::simple::text_of;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::KnownText;

pub(super) fn short_answer(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let case_sensitive = reading.take_flag("usecase", false);
    let mut answers = Vec::new();
    for answer in reading.take_all("answer") {
        let comment = reading.markdown_in(answer, "feedback");
        let percent = reading.fraction(answer)?;
        answers.push(KnownText {
            text: text_of(answer),
            percent,
            comment,
        });
    }
    // A star alone that earns nothing is Moodle's way to comment on every other answer.
    if let Some(at) = answers
        .iter()
        .position(|known| known.text == "*" && known.percent <= 0.0)
    {
        reading.otherwise = answers.remove(at).comment;
    }
    let wildcards = answers.iter().any(|known| has_wildcard(&known.text));
    if !wildcards {
        for known in &mut answers {
            known.text = known.text.replace("\\*", "*");
        }
    }
    let (accepted, others) = accepted_and_others(answers)?;
    Ok(AnswerKey::ShortText {
        accepted,
        others,
        case_sensitive,
        wildcards,
    })
}

/// Whether there is a star that stands for any letters.
pub(super) fn has_wildcard(text: &str) -> bool {
    text.replace("\\*", "").contains('*')
}

/// Parts answers that are fully right from others; a comment on one that is right stands among the
/// others with 100 per cent.
pub(super) fn accepted_and_others(
    answers: Vec<KnownText>,
) -> Result<(Vec<String>, Vec<KnownText>), Problem> {
    let most = answers
        .iter()
        .map(|known| known.percent)
        .fold(0.0, f64::max);
    if most <= 0.0 {
        return Err(Problem::new("import-moodle-no-right-answer"));
    }
    let (mut accepted, mut others) = (Vec::new(), Vec::new());
    for mut known in answers {
        let right = known.percent == most;
        if right && !accepted.contains(&known.text) {
            accepted.push(known.text.clone());
        }
        known.percent = if right { 100.0 } else { known.percent.max(0.0) };
        if !right || !known.comment.is_empty() {
            others.push(known);
        }
    }
    Ok((accepted, others))
}
