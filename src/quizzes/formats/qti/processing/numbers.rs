//! Arithmetic: operators whose values are numbers.

use super::super::node::Node;
use super::value::{Scalar, Value, to_float, to_whole};
use super::{Fault, Run};

/// A count as a value.
pub(super) fn count(members: usize) -> Value {
    i64::try_from(members).map_or(Value::Null, |count| Value::Single(Scalar::Integer(count)))
}

/// A number without decimals as a value.
pub(super) fn whole(number: f64) -> Value {
    to_whole(number).map_or(Value::Null, |number| Value::Single(Scalar::Integer(number)))
}

/// A position, from a number without decimals.
pub(super) fn position(number: f64) -> Option<usize> {
    usize::try_from(to_whole(number)?).ok()
}

/// The share of a part in a whole.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    let float = |count| {
        i64::try_from(count)
            .ok()
            .and_then(to_float)
            .unwrap_or(f64::MAX)
    };
    float(part) / float(whole)
}

/// Two times held against each other.
pub(super) fn durations(first: &Value, second: &Value, holds: fn(f64, f64) -> bool) -> Value {
    let seconds = |value: &Value| match value {
        Value::Single(Scalar::Duration(seconds)) => Some(*seconds),
        other => other.number(),
    };
    match (seconds(first), seconds(second)) {
        (Some(one), Some(two)) => Value::truth(holds(one, two)),
        _ => Value::Null,
    }
}

/// The value of an operator over numbers, none of which is NULL.
pub(super) fn operator(run: &Run<'_, '_>, node: &Node, values: &[Value]) -> Result<Value, Fault> {
    let members: Vec<&Scalar> = values.iter().flat_map(Value::members).collect();
    let known: Option<Vec<f64>> = members.iter().map(|member| member.number()).collect();
    let all_whole = members
        .iter()
        .all(|member| matches!(member, Scalar::Integer(_)));
    let Some(numbers) = known else {
        return unless_unknown(node);
    };
    let exact = |number: f64| {
        if all_whole {
            whole(number)
        } else {
            Value::float(number)
        }
    };
    let (first, second) = match numbers.as_slice() {
        [first, second, ..] => (*first, *second),
        [first] => (*first, f64::NAN),
        [] => return unless_unknown(node),
    };
    Ok(match node.name.as_str() {
        "sum" => exact(numbers.iter().sum()),
        "product" => exact(numbers.iter().product()),
        "subtract" => exact(first - second),
        "divide" => Value::float(first / second),
        "power" => Value::float(first.powf(second)),
        "max" => exact(numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
        "min" => exact(numbers.iter().copied().fold(f64::INFINITY, f64::min)),
        "round" => whole((first + 0.5).floor()),
        "truncate" => whole(first.trunc()),
        "integerToFloat" => Value::float(first),
        "roundTo" => rounded(run, node, first).map_or(Value::Null, Value::float),
        "integerDivide" if second != 0.0 => whole((first / second).floor()),
        "integerModulus" if second != 0.0 => whole(first - second * (first / second).floor()),
        "integerDivide" | "integerModulus" => Value::Null,
        "gcd" => numbers
            .iter()
            .copied()
            .try_fold(0.0, divisor)
            .map_or(Value::Null, whole),
        "lcm" => numbers
            .iter()
            .copied()
            .try_fold(1.0, multiple)
            .map_or(Value::Null, whole),
        "gt" => Value::truth(first > second),
        "gte" => Value::truth(first >= second),
        "lt" => Value::truth(first < second),
        "lte" => Value::truth(first <= second),
        "equal" => Value::truth(equal(run, node, first, second)),
        "equalRounded" => match (rounded(run, node, first), rounded(run, node, second)) {
            (Some(one), Some(two)) => Value::truth(one == two),
            _ => Value::Null,
        },
        "mathOperator" => math(node, first, second)?,
        "statsOperator" => statistic(node, &numbers)?,
        other => return Err(Fault::Unknown(other.to_owned())),
    })
}

/// NULL for a known operator over what is no number.
fn unless_unknown(node: &Node) -> Result<Value, Fault> {
    const KNOWN: [&str; 22] = [
        "sum",
        "product",
        "subtract",
        "divide",
        "power",
        "max",
        "min",
        "round",
        "truncate",
        "roundTo",
        "integerToFloat",
        "integerDivide",
        "integerModulus",
        "gcd",
        "lcm",
        "gt",
        "gte",
        "lt",
        "lte",
        "equalRounded",
        "mathOperator",
        "statsOperator",
    ];
    if KNOWN.contains(&node.name.as_str()) {
        Ok(Value::Null)
    } else {
        Err(Fault::Unknown(node.name.clone()))
    }
}

fn equal(run: &Run<'_, '_>, node: &Node, first: f64, second: f64) -> bool {
    let mode = node.attribute("toleranceMode").unwrap_or("exact");
    let tolerances: Vec<f64> = node
        .attribute_or_empty("tolerance")
        .split_whitespace()
        .filter_map(|text| {
            let number = text.parse().ok();
            number.or_else(|| run.value_of(text.trim_matches(['{', '}'])).number())
        })
        .collect();
    let (below, above) = match tolerances.as_slice() {
        [both] => (*both, *both),
        [below, above, ..] => (*below, *above),
        [] => (0.0, 0.0),
    };
    let includes = |name: &str| node.attribute(name) != Some("false");
    let (lower, upper) = match mode {
        "absolute" => (first - below, first + above),
        "relative" => {
            let ends = (first * (1.0 - below / 100.0), first * (1.0 + above / 100.0));
            (ends.0.min(ends.1), ends.0.max(ends.1))
        }
        _ => return Scalar::Float(first).matches(&Scalar::Float(second)),
    };
    // A bound is written with few decimals, the number it comes to is not.
    let slack = f64::EPSILON * 4.0 * first.abs().max(second.abs()).max(1.0);
    let above_lower = if includes("includeLowerBound") {
        second >= lower - slack
    } else {
        second > lower + slack
    };
    let below_upper = if includes("includeUpperBound") {
        second <= upper + slack
    } else {
        second < upper - slack
    };
    above_lower && below_upper
}

/// A number rounded as `equalRounded` and `roundTo` ask.
fn rounded(run: &Run<'_, '_>, node: &Node, number: f64) -> Option<f64> {
    let figures = run.bound(node, "figures")?.clamp(0.0, 15.0);
    let decimals = match node
        .attribute("roundingMode")
        .unwrap_or("significantFigures")
    {
        "decimalPlaces" => figures,
        _ if number == 0.0 => return Some(0.0),
        _ => figures - 1.0 - number.abs().log10().floor(),
    };
    let power = 10_f64.powf(decimals);
    let value =
        (number * power + 0.5 + f64::EPSILON * 8.0 * (number * power).abs()).floor() / power;
    value.is_finite().then_some(value)
}

fn divisor(one: f64, two: f64) -> Option<f64> {
    let (mut one, mut two) = (to_whole(one)?.unsigned_abs(), to_whole(two)?.unsigned_abs());
    while two != 0 {
        (one, two) = (two, one.checked_rem(two)?);
    }
    i64::try_from(one).ok().and_then(to_float)
}

fn multiple(one: f64, two: f64) -> Option<f64> {
    if one == 0.0 || two == 0.0 {
        return Some(0.0);
    }
    Some((one / divisor(one, two)? * two).abs())
}

fn math(node: &Node, of: f64, second: f64) -> Result<Value, Fault> {
    let name = node.attribute_or_empty("name");
    let number = match name {
        "sin" => of.sin(),
        "cos" => of.cos(),
        "tan" => of.tan(),
        "sec" => of.cos().recip(),
        "csc" => of.sin().recip(),
        "cot" => of.tan().recip(),
        "asin" => of.asin(),
        "acos" => of.acos(),
        "atan" => of.atan(),
        "atan2" => of.atan2(second),
        "asec" => of.recip().acos(),
        "acsc" => of.recip().asin(),
        "acot" => of.recip().atan(),
        "sinh" => of.sinh(),
        "cosh" => of.cosh(),
        "tanh" => of.tanh(),
        "sech" => of.cosh().recip(),
        "csch" => of.sinh().recip(),
        "coth" => of.tanh().recip(),
        "log" => of.log10(),
        "ln" => of.ln(),
        "exp" => of.exp(),
        "abs" => of.abs(),
        "signum" if of == 0.0 => 0.0,
        "signum" => of.signum(),
        "toRadians" => of.to_radians(),
        "toDegrees" => of.to_degrees(),
        "floor" => return Ok(whole(of.floor())),
        "ceil" => return Ok(whole(of.ceil())),
        _ => return Err(Fault::Unknown(format!("mathOperator {name}"))),
    };
    Ok(Value::float(number))
}

fn statistic(node: &Node, numbers: &[f64]) -> Result<Value, Fault> {
    let size = i64::try_from(numbers.len())
        .ok()
        .and_then(to_float)
        .unwrap_or(f64::MAX);
    let mean = numbers.iter().sum::<f64>() / size;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    let name = node.attribute_or_empty("name");
    Ok(Value::float(match name {
        "mean" => mean,
        "sampleVariance" => squares / (size - 1.0),
        "sampleSD" => (squares / (size - 1.0)).sqrt(),
        "popVariance" => squares / size,
        "popSD" => (squares / size).sqrt(),
        _ => return Err(Fault::Unknown(format!("statsOperator {name}"))),
    }))
}
