//! Texts held against texts and patterns.

use regex_lite::RegexBuilder;

use super::super::node::Node;
use super::Fault;
use super::value::{Scalar, Value};

/// How large a pattern may become when it is read: bounds both memory and the time of a match,
/// which grows with pattern times text and never beyond.
const LARGEST_PATTERN: usize = 1 << 18;

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Single(Scalar::Text(text) | Scalar::Name(text)) => Some(text),
        _ => None,
    }
}

/// `stringMatch` and `substring`.
pub(super) fn compared(node: &Node, first: &Value, second: &Value) -> Value {
    let (Some(first), Some(second)) = (text(first), text(second)) else {
        return Value::Null;
    };
    let is_substring = node.name == "substring" || node.attribute("substring") == Some("true");
    let folded = |text: &str| {
        if node.attribute("caseSensitive") == Some("false") {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    };
    let (first, second) = (folded(first), folded(second));
    // `substring` looks for its first value in its second, `stringMatch` the other way round.
    Value::truth(match (node.name.as_str(), is_substring) {
        ("substring", _) => second.contains(&first),
        (_, true) => first.contains(&second),
        (_, false) => first == second,
    })
}

/// `patternMatch`: the whole text fits the pattern of XML Schema.
pub(super) fn pattern(node: &Node, first: &Value, second: &Value) -> Result<Value, Fault> {
    let pattern = node
        .attribute("pattern")
        .or_else(|| text(second))
        .unwrap_or_default();
    let Some(text) = text(first) else {
        return Ok(Value::Null);
    };
    let anchored = format!("^(?:{pattern})$");
    let read = RegexBuilder::new(&anchored)
        .case_insensitive(node.attribute("caseSensitive") == Some("false"))
        .dot_matches_new_line(true)
        .size_limit(LARGEST_PATTERN)
        .build();
    let read = read.map_err(|_| Fault::Unknown(format!("pattern {pattern}")))?;
    Ok(Value::truth(read.is_match(text)))
}
