//! Choices of one or several options, and statements that are true or false.

use super::super::Severity;
use super::is_share;
use super::question::{Problem, Reading};
use crate::quizzes::questions::parts::Choice;
use crate::quizzes::questions::{AnswerKey, MultipleScoring};

pub(super) fn multichoice(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let answers = answers(reading)?;
    if reading.take_flag("single", true) {
        let options = one_right(answers)?;
        if options
            .iter()
            .any(|option| !option.correct && option.percent >= Some(100.0))
        {
            reading.remark(Severity::Changed, "import-moodle-several-right");
        }
        return Ok(AnswerKey::SingleChoice { options });
    }
    let right = answers.iter().filter(|(_, percent)| *percent > 0.0).count();
    if right == 0 {
        return Err(Problem::new("import-moodle-no-right-answer"));
    }
    let all = |rights: f64, wrongs: f64| {
        answers.iter().all(|(_, percent)| {
            let part = if *percent > 0.0 { rights } else { wrongs };
            is_share(*percent, part, right)
        })
    };
    let minus = answers.len() > right && all(1.0, -1.0);
    let shares = all(1.0, 0.0);
    let scoring = if minus {
        MultipleScoring::RightMinusWrong
    } else {
        MultipleScoring::Weighted
    };
    let choice = |(option, percent): (Choice, f64)| Choice {
        correct: percent > 0.0,
        percent: (!minus && !shares).then_some(percent),
        ..option
    };
    Ok(AnswerKey::MultipleChoice {
        options: answers.into_iter().map(choice).collect(),
        scoring,
    })
}

pub(super) fn all_or_nothing(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let choice = |(option, percent): (Choice, f64)| Choice {
        correct: percent > 0.0,
        ..option
    };
    let options = answers(reading)?.into_iter().map(choice).collect();
    Ok(AnswerKey::MultipleChoice {
        options,
        scoring: MultipleScoring::AllOrNothing,
    })
}

/// Rows that are each true or false (`mtf`, `kprime`).
pub(super) fn rows(reading: &mut Reading<'_>, kind: &str) -> Result<AnswerKey, Problem> {
    let (rows, weights) = (reading.take_all("row"), reading.take_all("weight"));
    let columns = reading.take_all("column").len();
    let scoring = reading.take_text("scoringmethod");
    reading.take_all("numberofrows");
    reading.take_all("numberofcolumns");
    if columns > 2 {
        return Err(Problem::unreadable("column"));
    }
    let mut options = Vec::new();
    for row in rows {
        let number = row.attribute("number");
        // The first column stands for "true".
        let right = weights.iter().find(|weight| {
            weight.attribute("rownumber") == number && weight.attribute("columnnumber") == Some("1")
        });
        let value = right.map(|weight| super::simple::text_at(weight, &["value"]));
        let value = value.and_then(|value| super::number::parse(&value));
        let text = reading.markdown_in(row, "optiontext");
        let comment = reading.markdown_in(row, "feedbacktext");
        let correct = value.ok_or_else(|| Problem::unreadable("weight"))? > 0.0;
        options.push(Choice {
            text,
            correct,
            percent: None,
            comment,
        });
    }
    let scoring = match (scoring.as_str(), kind) {
        ("subpoints", _) | ("", "mtf") => MultipleScoring::EachOption,
        ("kprime", _) | ("", _) => MultipleScoring::Kprime,
        ("mtfonezero" | "kprimeonezero", _) => MultipleScoring::AllOrNothing,
        _ => {
            reading.approximated("scoringmethod");
            MultipleScoring::EachOption
        }
    };
    Ok(AnswerKey::MultipleChoice { options, scoring })
}

pub(super) fn true_false(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let (mut correct, mut comments) = (None, [String::new(), String::new()]);
    for (number, answer) in reading.take_all("answer").into_iter().enumerate() {
        let says = match super::simple::text_of(answer).to_lowercase().as_str() {
            "true" => true,
            "false" => false,
            // Older files write the words of the author's language, the true one first.
            _ => number == 0,
        };
        let comment = reading.markdown_in(answer, "feedback");
        if let Some(place) = comments.get_mut(usize::from(!says)) {
            *place = comment;
        }
        if reading.fraction(answer)? > 0.0 {
            correct = Some(says);
        }
    }
    let [true_comment, false_comment] = comments;
    let correct = correct.ok_or_else(|| Problem::new("import-moodle-no-right-answer"))?;
    Ok(AnswerKey::TrueFalse {
        correct,
        true_comment,
        false_comment,
    })
}

fn answers(reading: &mut Reading<'_>) -> Result<Vec<(Choice, f64)>, Problem> {
    let mut answers = Vec::new();
    for answer in reading.take_all("answer") {
        let text = reading.markdown(answer);
        let comment = reading.markdown_in(answer, "feedback");
        let percent = reading.fraction(answer)?;
        answers.push((
            Choice {
                text,
                correct: false,
                percent: None,
                comment,
            },
            percent,
        ));
    }
    Ok(answers)
}

/// The options of which the one that earns most is right, the first of several.
pub(super) fn one_right(answers: Vec<(Choice, f64)>) -> Result<Vec<Choice>, Problem> {
    let most = answers
        .iter()
        .map(|(_, percent)| *percent)
        .fold(0.0, f64::max);
    let right = answers.iter().position(|(_, percent)| *percent == most);
    let right = right.filter(|_| most > 0.0);
    let right = right.ok_or_else(|| Problem::new("import-moodle-no-right-answer"))?;
    let choice = |(at, (option, percent)): (usize, (Choice, f64))| {
        let correct = at == right;
        let usual = if correct { 100.0 } else { 0.0 };
        Choice {
            correct,
            percent: (percent != usual).then_some(percent),
            ..option
        }
    };
    Ok(answers.into_iter().enumerate().map(choice).collect())
}
