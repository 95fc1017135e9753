//! What stands between the braces of a question in GIFT.

use super::syntax::{Answer, Answers, Number, NumberValue, Text, TextFormat, formatted};

/// The general feedback after `####`, cut off.
pub fn split_general(inside: &str) -> (&str, Option<&str>) {
    let Some(mut at) = inside.find("####") else {
        return (inside, None);
    };
    // Of five, the first is the empty comment of an answer.
    while inside.get(at + 4..).unwrap_or_default().starts_with('#') {
        at += 1;
    }
    (inside.get(..at).unwrap_or_default(), inside.get(at + 4..))
}

/// A comment; absent when nothing is written.
pub fn feedback(raw: &str, format: TextFormat) -> Option<Text> {
    let text = formatted(raw, format);
    (!text.text.is_empty()).then_some(text)
}

/// Tells the kind of the answers as Moodle does, and reads them.
pub fn answers(inside: &str, format: TextFormat) -> Answers {
    let inside = inside.trim();
    if inside.is_empty() {
        return Answers::Essay;
    }
    if let Some(numbers) = inside.strip_prefix('#') {
        return Answers::Numerical(numerical(numbers, format));
    }
    if let Some(answers) = true_false(inside, format) {
        return answers;
    }
    let items = items(inside);
    if items.iter().any(|(sign, _)| *sign == Some('~')) {
        let read = |(sign, raw): (Option<char>, &str)| answer(sign == Some('='), raw, format);
        return Answers::Choices(items.into_iter().map(read).collect());
    }
    match pairs(&items, format) {
        Some(pairs) => Answers::Matching(pairs),
        None => {
            let read = |(_, raw)| answer(true, raw, format);
            Answers::Short(items.into_iter().map(read).collect())
        }
    }
}

/// The parts that begin with `=` or `~`; what stands before the first of them has no sign.
fn items(inside: &str) -> Vec<(Option<char>, &str)> {
    let mut items = Vec::new();
    let mut sign = None;
    let mut begin = 0;
    for (at, letter) in inside
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '=' | '~'))
    {
        items.push((sign, inside.get(begin..at).unwrap_or_default()));
        sign = Some(letter);
        begin = at + 1;
    }
    items.push((sign, inside.get(begin..).unwrap_or_default()));
    items.retain(|(sign, raw)| sign.is_some() || !raw.trim().is_empty());
    items
}

fn true_false(inside: &str, format: TextFormat) -> Option<Answers> {
    let mut parts = inside.splitn(3, '#');
    let is_true = match parts.next()?.trim().to_ascii_uppercase().as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let mut next = || parts.next().and_then(|raw| feedback(raw, format));
    let (first, second) = (next(), next());
    Some(Answers::TrueFalse {
        is_true,
        first,
        second,
    })
}

/// The per cent in front of an answer, and the rest.
fn weight(raw: &str) -> (Option<f64>, &str) {
    let raw = raw.trim();
    let weighted = raw.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    match weighted.and_then(|(weight, rest)| Some((number(weight)?, rest))) {
        Some((weight, rest)) => (Some(weight), rest.trim()),
        None => (None, raw),
    }
}

fn answer(right: bool, raw: &str, format: TextFormat) -> Answer {
    let (weight, raw) = weight(raw);
    let (text, comment) = raw.split_once('#').unwrap_or((raw, ""));
    Answer {
        right,
        weight,
        text: formatted(text, format),
        feedback: feedback(comment, format),
    }
}

/// Prompts and matches, when every part has an arrow before any comment.
fn pairs(items: &[(Option<char>, &str)], format: TextFormat) -> Option<Vec<(Text, String)>> {
    let pair = |(sign, raw): &(Option<char>, &str)| {
        sign.as_ref()?;
        let (prompt, matches) = raw.split_once("->")?;
        let plain = |raw: &str| formatted_plain(raw);
        (!prompt.contains('#')).then(|| (formatted(prompt, format), plain(matches)))
    };
    items.iter().map(pair).collect()
}

/// A match: plain whatever the format of the question, a format in front of it does not count.
fn formatted_plain(raw: &str) -> String {
    let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    super::blocks::decode(&raw)
}

fn numerical(inside: &str, format: TextFormat) -> Vec<Number> {
    // A sign that is part of a number is none of an answer; all others are.
    let read = |(sign, raw): (Option<char>, &str)| {
        let (weight, raw) = weight(raw);
        let (text, comment) = raw.split_once('#').unwrap_or((raw, ""));
        Number {
            sign,
            weight,
            value: number_value(text.trim()),
            feedback: feedback(comment, format),
        }
    };
    items(inside).into_iter().map(read).collect()
}

fn number_value(text: &str) -> NumberValue {
    let text = super::blocks::decode(text);
    let read = if text.is_empty() || text == "*" {
        Some(NumberValue::Any)
    } else if let Some((least, most)) = text.split_once("..") {
        let decimals = decimals(least).max(decimals(most));
        number(least)
            .zip(number(most))
            .map(|(a, b)| NumberValue::Between(a.min(b), a.max(b), decimals))
    } else if let Some((middle, tolerance)) = text.split_once(':') {
        number(middle)
            .zip(number(tolerance))
            .map(|(a, b)| NumberValue::Within(a, b.abs()))
    } else {
        number(&text).map(NumberValue::Exactly)
    };
    read.unwrap_or(NumberValue::Unreadable(text))
}

/// A number with a decimal point, or a comma as most of the world writes it.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn decimals(text: &str) -> usize {
    let text = text.trim();
    let after = text.split_once(['.', ',']).map_or("", |(_, after)| after);
    after.chars().take_while(char::is_ascii_digit).count()
}
