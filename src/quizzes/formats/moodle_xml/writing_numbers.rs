//! Writes numbers, units and formulas.

use super::super::Severity;
use super::writing::Writing;
use super::writing_keys::otherwise;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{KnownNumber, UnitRule, Variable};

/// Every number in the order in which it is looked for, with what it earns.
pub(super) fn known(correct: f64, tolerance: f64, others: &[KnownNumber]) -> Vec<KnownNumber> {
    let comments = |known: &&KnownNumber| {
        known.number == correct && known.tolerance == tolerance && known.percent >= 100.0
    };
    let comment = others
        .iter()
        .find(comments)
        .map(|known| known.comment.clone());
    let right = KnownNumber {
        number: correct,
        tolerance,
        percent: 100.0,
        comment: comment.unwrap_or_default(),
    };
    let others = others.iter().filter(|known| !comments(known)).cloned();
    [right].into_iter().chain(others).collect()
}

pub(super) fn number(writing: &mut Writing<'_>, key: &AnswerKey, wrong: &str) {
    let AnswerKey::Number {
        correct,
        tolerance,
        tolerance_percent,
        units: rule,
        others,
    } = key
    else {
        return;
    };
    let relative = correct.abs() * tolerance_percent / 100.0;
    if *tolerance_percent > 0.0 {
        writing.changed("answer.tolerance_percent");
    }
    for known in known(*correct, tolerance.max(relative), others) {
        let percent = known.percent.to_string();
        let attributes = [("fraction", percent.as_str()), ("format", "plain_text")];
        writing.xml.open("answer", &attributes);
        writing.xml.element("text", &[], &known.number.to_string());
        writing
            .xml
            .element("tolerance", &[], &known.tolerance.to_string());
        writing.markdown("feedback", &known.comment);
        writing.xml.close();
    }
    otherwise(writing, wrong);
    units(writing, rule.as_ref());
}

fn units(writing: &mut Writing<'_>, rule: Option<&UnitRule>) {
    let penalty = rule.map_or(0, |rule| rule.penalty_percent);
    writing
        .xml
        .element("unitgradingtype", &[], if penalty > 0 { "2" } else { "0" });
    writing
        .xml
        .element("unitpenalty", &[], &part_of_one(f64::from(penalty)));
    writing
        .xml
        .element("showunits", &[], if rule.is_some() { "0" } else { "3" });
    writing.xml.element("unitsleft", &[], "0");
    let Some(rule) = rule else { return };
    writing.xml.open("units", &[]);
    for unit in &rule.units {
        writing.xml.open("unit", &[]);
        writing
            .xml
            .element("multiplier", &[], &unit.factor.to_string());
        writing.xml.element("unit_name", &[], &unit.name);
        writing.xml.close();
    }
    writing.xml.close();
}

/// A percentage as a part of one, by moving the point, so that no digit is lost.
fn part_of_one(percent: f64) -> String {
    let text = percent.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole = format!("{whole:0>3}");
    let (before, after) = whole.split_at(whole.len() - 2);
    let part = format!("{before}.{after}{decimals}");
    part.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn calculated(writing: &mut Writing<'_>, key: &AnswerKey, wrong: &str) {
    let AnswerKey::Calculated {
        formula,
        variables,
        sets,
        tolerance,
        tolerance_percent,
        decimals,
        units: rule,
    } = key
    else {
        return;
    };
    let relative = *tolerance == 0.0;
    if !relative && *tolerance_percent > 0.0 {
        writing.left_out("answer.tolerance_percent");
    }
    let attributes = [("fraction", "100"), ("format", "plain_text")];
    writing.xml.open("answer", &attributes);
    writing.xml.element("text", &[], formula);
    let (kind, width) = if relative {
        ("1", part_of_one(*tolerance_percent))
    } else {
        ("2", tolerance.to_string())
    };
    writing.xml.element("tolerance", &[], &width);
    writing.xml.element("tolerancetype", &[], kind);
    writing.xml.element("correctanswerformat", &[], "1");
    writing
        .xml
        .element("correctanswerlength", &[], &decimals.to_string());
    writing.markdown("feedback", "");
    writing.xml.close();
    otherwise(writing, wrong);
    units(writing, rule.as_ref());
    if sets.is_empty() && !variables.is_empty() {
        writing.say(Severity::Changed, "export-moodle-sets", "answer.sets");
    }
    writing.xml.open("dataset_definitions", &[]);
    for (at, variable) in variables.iter().enumerate() {
        let column = sets.iter().filter_map(|set| set.get(at).copied());
        definition(writing, variable, &column.collect::<Vec<f64>>());
    }
    writing.xml.close();
}

fn definition(writing: &mut Writing<'_>, variable: &Variable, column: &[f64]) {
    let count = column.len().to_string();
    writing.xml.open("dataset_definition", &[]);
    writing.text("status", &[], "private");
    writing.text("name", &[], &variable.name);
    writing.xml.element("type", &[], "calculated");
    writing.text("distribution", &[], "uniform");
    writing.text("minimum", &[], &variable.least.to_string());
    writing.text("maximum", &[], &variable.most.to_string());
    writing.text("decimals", &[], &variable.decimals.to_string());
    writing.xml.element("itemcount", &[], &count);
    writing.xml.open("dataset_items", &[]);
    for (number, value) in (1_usize..).zip(column) {
        writing.xml.open("dataset_item", &[]);
        writing.xml.element("number", &[], &number.to_string());
        writing.xml.element("value", &[], &value.to_string());
        writing.xml.close();
    }
    writing.xml.close();
    writing.xml.element("number_of_items", &[], &count);
    writing.xml.close();
}
