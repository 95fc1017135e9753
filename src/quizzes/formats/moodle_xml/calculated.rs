//! Numbers that follow by a formula from variables.

use super::super::Severity;
use super::number::{parse, parse_percent, units};
use super::question::{Problem, Reading};
use super::simple::{text_at, text_of};
use crate::quizzes::formula::Formula;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::Variable;

/// How many prepared sets we keep; Moodle rarely has more than a hundred.
const MOST_SETS: usize = 200;

pub(super) fn calculated(reading: &mut Reading<'_>, text: &str) -> Result<AnswerKey, Problem> {
    if has_formula(text) {
        return Err(Problem::new("import-moodle-formula-in-text"));
    }
    let mut right = None;
    let mut most = 0.0;
    for answer in reading.take_all("answer") {
        let comment = reading.markdown_in(answer, "feedback");
        let percent = reading.fraction(answer)?;
        if text_of(answer) == "*" {
            reading.otherwise = comment;
            continue;
        }
        if !comment.is_empty() {
            reading.left_out("feedback");
        }
        if percent > most {
            if right.is_some() {
                reading.left_out("answer");
            }
            (right, most) = (Some(answer), percent);
        } else {
            reading.left_out("answer");
        }
    }
    let right = right.ok_or_else(|| Problem::new("import-moodle-no-right-answer"))?;
    let formula = text_of(right);
    if Formula::parse(&formula).is_err() {
        return Err(Problem::new("import-moodle-formula").with("formula", formula));
    }
    let written = text_at(right, &["tolerance"]);
    let (mut tolerance, mut tolerance_percent) = (0.0, 0.0);
    match text_at(right, &["tolerancetype"]).as_str() {
        "2" => tolerance = parse(&written).unwrap_or_default().abs(),
        kind => {
            // A geometric tolerance lies unevenly around the number; a relative one is nearest.
            if kind == "3" {
                reading.approximated("tolerancetype");
            }
            tolerance_percent = parse_percent(&written).unwrap_or_default().abs();
        }
    }
    if text_at(right, &["correctanswerformat"]) == "2" {
        reading.approximated("correctanswerformat");
    }
    let decimals = text_at(right, &["correctanswerlength"])
        .parse()
        .unwrap_or(2)
        .min(10);
    let (variables, sets) = variables(reading)?;
    Ok(AnswerKey::Calculated {
        formula,
        variables,
        sets,
        tolerance,
        tolerance_percent,
        decimals,
        units: units(reading)?,
    })
}

/// Whether a formula stands in the text, to be shown by its value: `{={a}*2}`.
pub(super) fn has_formula(text: &str) -> bool {
    text.match_indices("{=").take(100).any(|(at, begin)| {
        let inner = text.get(at + begin.len()..).unwrap_or_default();
        let mut depth = 1_i32;
        let end = inner.char_indices().take(2_000).find(|(_, letter)| {
            depth += i32::from(*letter == '{') - i32::from(*letter == '}');
            depth == 0
        });
        let formula = end.and_then(|(end, _)| inner.get(..end));
        formula.is_some_and(|formula| Formula::parse(formula).is_ok())
    })
}

/// The variables and their prepared values.
fn variables(reading: &mut Reading<'_>) -> Result<(Vec<Variable>, Vec<Vec<f64>>), Problem> {
    let (mut variables, mut columns) = (Vec::new(), Vec::new());
    let definitions = reading.take_all("dataset_definitions");
    for definition in definitions
        .iter()
        .flat_map(|definitions| definitions.elements())
    {
        if text_at(definition, &["distribution"]) == "loguniform" {
            reading.approximated("distribution");
        }
        let limit = |name| parse(&text_at(definition, &[name]));
        let (least, most) = (limit("minimum"), limit("maximum"));
        let (Some(least), Some(most)) = (least, most) else {
            return Err(Problem::unreadable("dataset_definition"));
        };
        variables.push(Variable {
            name: text_at(definition, &["name"]),
            least: least.min(most),
            most: most.max(least),
            decimals: text_at(definition, &["decimals"])
                .parse()
                .unwrap_or(0)
                .min(10),
        });
        let items = definition.child("dataset_items");
        let items = items.into_iter().flat_map(|items| items.elements());
        let mut column = Vec::new();
        for item in items {
            let number = text_at(item, &["number"])
                .parse::<u32>()
                .unwrap_or(u32::MAX);
            let value = parse(&text_at(item, &["value"]));
            column.push((
                number,
                value.ok_or_else(|| Problem::unreadable("dataset_item"))?,
            ));
        }
        column.sort_by_key(|(number, _)| *number);
        columns.push(column);
    }
    let count = columns.iter().map(Vec::len).min().unwrap_or_default();
    if count > MOST_SETS {
        reading.remark(Severity::LeftOut, "import-moodle-sets");
    }
    let row = |at: usize| -> Option<Vec<f64>> {
        columns
            .iter()
            .map(|column| column.get(at).map(|(_, value)| *value))
            .collect()
    };
    Ok((
        variables,
        (0..count.min(MOST_SETS)).filter_map(row).collect(),
    ))
}
