//! Items that draw numbers: where the right answer follows by a formula from numbers drawn out of
//! a range, they are calculated questions.

use std::collections::BTreeMap;

use super::super::super::formula::Formula;
use super::super::super::questions::parts::Variable;
use super::super::super::questions::{AnswerKey, OutcomeComments, Question};
use super::super::{Remark, Severity};
use super::convert::problem;
use super::item::{Item, is_interaction, markdown};
use super::node::{Node, Part};
use super::processing::value::to_whole;
use super::processing::{Rules, Scalar, Session, Value};
use super::table::{answer, response_of};

/// How many draws a formula is tried with.
const TRIES: u32 = 20;

/// The calculated question that an item is; nothing when it is not as simple as that: one typed
/// number, drawn variables, no conditions.
#[must_use]
pub fn question(node: &Node, rules: &Rules<'_>, place: &str) -> Option<(Question, Vec<Remark>)> {
    let body = node.child("itemBody")?;
    let asked = body.all(&is_interaction);
    let [interaction] = asked.as_slice() else {
        return None;
    };
    let response = response_of(interaction);
    let is_number = rules.declared.get(&response)?.base.is_number();
    if interaction.name != "textEntryInteraction" || !is_number {
        return None;
    }
    let found = Found::read(node.child("templateProcessing")?)?;
    let formula = found.correct.get(&response)?.clone();
    let mut next = sequence();
    let mut most = 0.0_f64;
    let mut tolerance = f64::INFINITY;
    for _ in 0..TRIES {
        let session = rules.begin(&mut next).ok()?;
        let right = session.correct.get(&response)?.number()?;
        if !agrees(&formula, &found, &session, right) {
            return None;
        }
        let (marks, reach) = reach(node, rules, &session, &response, right, place)?;
        most = most.max(marks);
        tolerance = tolerance.min(reach);
    }
    let mut remarks = Vec::new();
    if node.child("modalFeedback").is_some() {
        remarks.push(Remark::new(place, Severity::LeftOut, "import-qti-feedback"));
    }
    let whole = most.round().clamp(1.0, 1_000.0);
    let question = Question {
        id: uuid::Uuid::nil(),
        source: None,
        section: 0,
        title: node
            .attribute_or_empty("title")
            .trim()
            .chars()
            .take(300)
            .collect(),
        text: text(body, &found)?,
        marks: to_whole(whole).and_then(|whole| u16::try_from(whole).ok())?,
        comment: String::new(),
        outcome_comments: OutcomeComments::default(),
        answer: AnswerKey::Calculated {
            formula,
            variables: found.variables,
            sets: Vec::new(),
            tolerance,
            tolerance_percent: 0.0,
            decimals: 2,
            units: None,
        },
    };
    problem(&question).is_none().then_some((question, remarks))
}

/// Shares from 0 to 1 that lie far apart, the same in every run.
fn sequence() -> impl FnMut() -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let mut at = 0.5;
    move || {
        at = (at + GOLDEN) % 1.0;
        at
    }
}

/// What template processing draws and sets.
#[derive(Debug, Default)]
struct Found {
    variables: Vec<Variable>,
    formulas: BTreeMap<String, String>,
    correct: BTreeMap<String, String>,
}

impl Found {
    fn read(processing: &Node) -> Option<Self> {
        let mut found = Self::default();
        for rule in processing.nodes() {
            let name = rule.attribute_or_empty("identifier").to_owned();
            let value = rule.nodes().next()?;
            match rule.name.as_str() {
                "setTemplateValue" => match drawn(&name, value) {
                    Some(variable) => found.variables.push(variable),
                    None => {
                        let formula = found.formula(value)?;
                        found.formulas.insert(name, formula);
                    }
                },
                "setCorrectResponse" => {
                    let formula = found.formula(value)?;
                    found.correct.insert(name, formula);
                }
                _ => return None,
            }
        }
        (!found.variables.is_empty()).then_some(found)
    }

    fn is_drawn(&self, name: &str) -> bool {
        self.variables.iter().any(|variable| variable.name == name)
    }

    /// An expression as a formula over what is drawn.
    fn formula(&self, node: &Node) -> Option<String> {
        let of: Vec<String> = match node.name.as_str() {
            "variable" | "baseValue" => Vec::new(),
            _ => node
                .nodes()
                .map(|inner| self.formula(inner))
                .collect::<Option<_>>()?,
        };
        let joined = |sign: &str| format!("({})", of.join(sign));
        let two = || match of.as_slice() {
            [one, two] => Some((one.as_str(), two.as_str())),
            _ => None,
        };
        Some(match node.name.as_str() {
            "baseValue" => {
                let number: f64 = node.text().trim().parse().ok()?;
                if number < 0.0 {
                    format!("(0 - {})", -number)
                } else {
                    number.to_string()
                }
            }
            "variable" => {
                let name = node.attribute_or_empty("identifier");
                if self.is_drawn(name) {
                    format!("{{{name}}}")
                } else {
                    self.formulas.get(name)?.clone()
                }
            }
            "sum" => joined(" + "),
            "product" => joined(" * "),
            "subtract" => two().map(|(one, two)| format!("({one} - {two})"))?,
            "divide" => two().map(|(one, two)| format!("({one} / {two})"))?,
            "power" => two().map(|(one, two)| format!("pow({one}, {two})"))?,
            "integerDivide" => two().map(|(one, two)| format!("floor({one} / {two})"))?,
            "integerModulus" => {
                two().map(|(one, two)| format!("({one} - {two} * floor({one} / {two}))"))?
            }
            "round" => format!("floor({} + 0.5)", of.first()?),
            // Right for what is not negative; the trials refuse the rest.
            "truncate" => format!("floor({})", of.first()?),
            "max" | "min" => format!("{}({})", node.name, of.join(", ")),
            "integerToFloat" => of.first()?.clone(),
            _ => return None,
        })
    }
}

/// A variable that is drawn: a whole number, a number, or one cut to some decimals.
fn drawn(name: &str, node: &Node) -> Option<Variable> {
    let range = |node: &Node, decimals: u8, step: f64| {
        let least = node.number("min").unwrap_or(0.0);
        let most = node.number("max")?;
        let single = node.attribute("step").is_none_or(|step| step.trim() == "1");
        let most = (most - step).max(least);
        single.then(|| Variable {
            name: name.to_owned(),
            least,
            most,
            decimals,
        })
    };
    match node.name.as_str() {
        "randomInteger" => range(node, 0, 0.0),
        "randomFloat" => range(node, 2, 0.0),
        // A draw times 100, cut, and divided by 100 again has two decimals.
        "divide" => {
            let mut sides = node.nodes();
            let (cut, by) = (sides.next()?, sides.next()?);
            let product = cut.child("product")?;
            let mut factors = product.nodes();
            let (random, times) = (factors.next()?, factors.next()?);
            let number = |node: &Node| node.text().trim().parse::<f64>().ok();
            let (by, times) = (number(by)?, number(times)?);
            let is_cut = matches!(cut.name.as_str(), "truncate" | "round");
            let decimals = [(10.0, 1), (100.0, 2), (1_000.0, 3)]
                .into_iter()
                .find(|(power, _)| *power == by)?;
            let fits = is_cut && by == times && random.name == "randomFloat";
            fits.then(|| range(random, decimals.1, 1.0 / by)).flatten()
        }
        _ => None,
    }
}

/// Whether a formula gives the right answer of a draw.
fn agrees(formula: &str, found: &Found, session: &Session<'_>, right: f64) -> bool {
    let known = |name: &str| {
        let drawn = found
            .is_drawn(name)
            .then(|| session.values.get(name)?.number());
        drawn.flatten()
    };
    let value = Formula::parse(formula)
        .ok()
        .and_then(|formula| formula.value(known));
    value.is_some_and(|value| (value - right).abs() <= 1e-9 * right.abs().max(1.0))
}

/// The marks of the right answer, and how far from it they are still earned.
fn reach(
    node: &Node,
    rules: &Rules<'_>,
    session: &Session<'_>,
    response: &str,
    right: f64,
    place: &str,
) -> Option<(f64, f64)> {
    let item = Item::of_session(rules, node, place, session.clone());
    let is_whole = rules.declared.get(response)?.base == super::processing::BaseType::Integer;
    let marks = |number: f64| {
        let scalar = if is_whole {
            to_whole(number).map(Scalar::Integer)
        } else {
            Some(Scalar::Float(number))
        };
        scalar.map_or(0.0, |scalar| {
            item.marks(&answer(response, Value::Single(scalar)))
        })
    };
    let most = marks(right);
    if most <= 0.0 {
        return None;
    }
    let steps = [5.0, 0.5, 0.05, 0.005, 0.000_5];
    let near =
        |step: &&f64| marks(right + **step * 0.98) >= most && marks(right - **step * 0.98) >= most;
    Some((most, steps.iter().find(near).copied().unwrap_or(0.0)))
}

/// The text, with what is drawn in braces; nothing when it prints what follows from it.
fn text(body: &Node, found: &Found) -> Option<String> {
    let mut printed_other = false;
    let shown = body.mapped(&mut |node| match node.name.as_str() {
        "printedVariable" => {
            let name = node.attribute_or_empty("identifier");
            printed_other |= !found.is_drawn(name);
            Some(Some(Part::Text(braced(name))))
        }
        "math" => Some(Some(Part::Text(linear(node, found)))),
        "textEntryInteraction" => Some(Some(Part::Text("\u{2026}".to_owned()))),
        _ => None,
    });
    let text = markdown(&shown)
        .replace('\u{e128}', "{")
        .replace('\u{e129}', "}");
    let text = text.trim().trim_end_matches('\u{2026}').trim().to_owned();
    (!printed_other && !text.is_empty()).then_some(text)
}

/// A name in braces that Markdown does not see.
fn braced(name: &str) -> String {
    format!("\u{e128}{name}\u{e129}")
}

/// Simple MathML in one line.
fn linear(node: &Node, found: &Found) -> String {
    let inner: Vec<String> = node.nodes().map(|inner| linear(inner, found)).collect();
    match (node.name.as_str(), inner.as_slice()) {
        ("mi", _) if found.is_drawn(node.text().trim()) => braced(node.text().trim()),
        ("mi" | "mn" | "mo" | "mtext", _) => node.text().trim().to_owned(),
        ("msup", [base, power]) => format!("{base}^{power}"),
        ("mfrac", [above, below]) => format!("({above})/({below})"),
        ("msqrt", _) => format!("√({})", inner.concat()),
        _ => inner.concat(),
    }
}
