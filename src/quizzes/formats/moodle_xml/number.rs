//! Numbers, their tolerances and units.

use super::super::Severity;
use super::question::{Problem, Reading};
use super::simple::{text_at, text_of};
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{KnownNumber, Unit, UnitRule};

/// A number as Moodle writes it, or as an author typed it with a comma.
pub(super) fn parse(text: &str) -> Option<f64> {
    let text: String = text.split_whitespace().collect();
    let text = if text.contains('.') {
        text
    } else {
        text.replace(',', ".")
    };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number written as a part of one, in per cent: `0.125` is 12.5, to the last digit.
pub(super) fn parse_percent(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.contains(['e', 'E']) {
        return parse(text).map(|part| part * 100.0);
    }
    parse(&format!("{text}e2"))
}

pub(super) fn numerical(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let mut answers = Vec::new();
    for answer in reading.take_all("answer") {
        let comment = reading.markdown_in(answer, "feedback");
        let percent = reading.fraction(answer)?;
        let text = text_of(answer);
        if text == "*" {
            match percent <= 0.0 {
                true => reading.otherwise = comment,
                false => reading.left_out("answer *"),
            }
            continue;
        }
        let number = parse(&text).ok_or_else(|| Problem::unreadable("answer"))?;
        let tolerance = match text_at(answer, &["tolerance"]).as_str() {
            "" => 0.0,
            text => parse(text)
                .ok_or_else(|| Problem::unreadable("tolerance"))?
                .abs(),
        };
        answers.push(KnownNumber {
            number,
            tolerance,
            percent,
            comment,
        });
    }
    let (right, others) = right_and_others(answers)?;
    Ok(AnswerKey::Number {
        correct: right.number,
        tolerance: right.tolerance,
        tolerance_percent: 0.0,
        units: units(reading)?,
        others,
    })
}

/// Parts the number that earns most from the others; a comment on it stands among them with 100
/// per cent.
pub(super) fn right_and_others(
    answers: Vec<KnownNumber>,
) -> Result<(KnownNumber, Vec<KnownNumber>), Problem> {
    let most = answers
        .iter()
        .map(|known| known.percent)
        .fold(0.0, f64::max);
    let right = answers.iter().find(|known| known.percent == most).cloned();
    let right = right.filter(|_| most > 0.0);
    let right = right.ok_or_else(|| Problem::new("import-moodle-no-right-answer"))?;
    let mut first = true;
    let mut others = Vec::new();
    for mut known in answers {
        let is_right = known.percent == most;
        known.percent = if is_right {
            100.0
        } else {
            known.percent.max(0.0)
        };
        let is_the_right = is_right && std::mem::take(&mut first);
        if !is_the_right || !known.comment.is_empty() {
            others.push(known);
        }
    }
    Ok((right, others))
}

/// The units, when they are looked at.
pub(super) fn units(reading: &mut Reading<'_>) -> Result<Option<UnitRule>, Problem> {
    const NOT_LOOKED_AT: &str = "3";
    let mut units = Vec::new();
    for unit in reading
        .take_all("units")
        .iter()
        .flat_map(|units| units.elements())
    {
        let name = text_at(unit, &["unit_name"]);
        let factor = parse(&text_at(unit, &["multiplier"]));
        let factor = factor.ok_or_else(|| Problem::unreadable("multiplier"))?;
        if !name.is_empty() {
            units.push(Unit { name, factor });
        }
    }
    let grading = reading.take_text("unitgradingtype");
    let penalty = reading.take_text("unitpenalty");
    let shown = reading.take_text("showunits");
    reading.take_all("instructions");
    if units.is_empty() || shown == NOT_LOOKED_AT {
        return Ok(None);
    }
    if matches!(shown.as_str(), "1" | "2") {
        reading.left_out("showunits");
    }
    let penalty_percent = match grading.as_str() {
        "" | "0" => 0,
        kind => {
            // 1 takes a part of what the number earned, 2 of all marks, as we do.
            if kind == "1" {
                reading.approximated("unitgradingtype");
            }
            let percent = parse_percent(&penalty).unwrap_or(10.0);
            let whole = (0..=100_u8).find(|whole| f64::from(*whole) >= percent - 0.5);
            let whole = whole.unwrap_or(100);
            if f64::from(whole) != percent {
                reading.remark(Severity::Changed, "import-moodle-unit-penalty");
            }
            whole
        }
    };
    Ok(Some(UnitRule {
        units,
        penalty_percent,
    }))
}
