//! Typed answers, written.

use super::super::super::super::questions::parts::{KnownNumber, KnownText};
use super::super::node::Node;
use super::Draft;
use super::parts::{
    add, condition, correct_response, float, map_response, mapping, operator, response, variable,
    when_given,
};

/// The field for a typed answer.
pub fn entry(name: &str) -> Node {
    Node::new("textEntryInteraction").with("responseIdentifier", name)
}

/// What an answer in words may be, and the rule that adds its marks.
pub fn text(
    name: &str,
    accepted: &[String],
    others: &[KnownText],
    case_sensitive: bool,
    wildcards: bool,
    marks: f64,
) -> (Node, Node) {
    let declaration = response(name, "single", "string");
    let partly = others
        .iter()
        .map(|known| (known.text.clone(), marks * known.percent / 100.0));
    let all: Vec<(String, f64)> = accepted
        .iter()
        .map(|text| (text.clone(), marks))
        .chain(partly)
        .collect();
    let first = all.first().map(|(text, _)| {
        if wildcards {
            example(text)
        } else {
            text.clone()
        }
    });
    let declaration = declaration.holding(correct_response(first));
    if !wildcards {
        let mut map = mapping(all, None);
        for part in &mut map.parts {
            if let super::super::node::Part::Node(entry) = part {
                entry
                    .attributes
                    .push(("caseSensitive".to_owned(), case_sensitive.to_string()));
            }
        }
        return (
            declaration.holding(map),
            when_given(name, vec![add(map_response(name))]),
        );
    }
    let branches = all.into_iter().map(|(text, marks)| {
        let fits = Node::new("patternMatch")
            .with("pattern", pattern(&text, case_sensitive))
            .holding(variable(name));
        (fits, vec![add(float(marks))])
    });
    (declaration, condition(branches.collect(), None))
}

/// A text that fits an accepted answer with wildcards.
fn example(text: &str) -> String {
    text.replace("\\*", "\u{0}")
        .replace('*', "")
        .replace('\u{0}', "*")
}

/// An accepted answer with wildcards as a pattern of XML Schema.
fn pattern(text: &str, case_sensitive: bool) -> String {
    let mut pattern = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&'*') => {
                letters.next();
                pattern.push_str("\\*");
            }
            '*' => pattern.push_str(".*"),
            letter if letter.is_alphabetic() && !case_sensitive => {
                let (lower, upper): (String, String) = (
                    letter.to_lowercase().collect(),
                    letter.to_uppercase().collect(),
                );
                if lower != upper && lower.chars().count() == 1 && upper.chars().count() == 1 {
                    pattern.push_str(&format!("[{lower}{upper}]"));
                } else {
                    pattern.push(letter);
                }
            }
            letter if letter.is_alphanumeric() || letter.is_whitespace() => pattern.push(letter),
            letter if letter.is_ascii() => {
                pattern.push('\\');
                pattern.push(letter);
            }
            letter => pattern.push(letter),
        }
    }
    pattern
}

/// What a number may be, and the rule that adds its marks.
pub fn number(
    name: &str,
    correct: f64,
    tolerance: f64,
    others: &[KnownNumber],
    marks: f64,
) -> (Node, Node) {
    let near = |number: f64, tolerance: f64| {
        let node = if tolerance > 0.0 {
            Node::new("equal")
                .with("toleranceMode", "absolute")
                .with("tolerance", format!("{tolerance} {tolerance}"))
        } else {
            Node::new("equal").with("toleranceMode", "exact")
        };
        node.holding(float(number)).holding(variable(name))
    };
    let mut branches = vec![(near(correct, tolerance), vec![add(float(marks))])];
    for known in others {
        let earned = marks * known.percent / 100.0;
        branches.push((
            near(known.number, known.tolerance),
            vec![add(float(earned))],
        ));
    }
    let declaration =
        response(name, "single", "float").holding(correct_response([correct.to_string()]));
    (
        declaration,
        when_given(name, vec![condition(branches, None)]),
    )
}

/// A question that is one typed answer.
pub fn alone(parts: (Node, Node)) -> Draft {
    let (declaration, rule) = parts;
    Draft {
        responses: vec![declaration],
        interaction: vec![operator("p", [entry("RESPONSE")])],
        rules: vec![rule],
        ..Draft::default()
    }
}
