//! The parts that written items are made of.

use super::super::super::super::questions::parts::Shape;
use super::super::node::Node;

/// A declaration of a response.
pub fn response(name: &str, cardinality: &str, base: &str) -> Node {
    Node::new("responseDeclaration")
        .with("identifier", name)
        .with("cardinality", cardinality)
        .with("baseType", base)
}

/// The right answer of a response.
pub fn correct_response(values: impl IntoIterator<Item = String>) -> Node {
    let values = values
        .into_iter()
        .map(|value| Node::new("value").saying(value));
    Node::new("correctResponse").holding_all(values)
}

/// Marks for answers, from nothing to `most` where both are given.
pub fn mapping(
    entries: impl IntoIterator<Item = (String, f64)>,
    bounds: Option<(f64, f64)>,
) -> Node {
    let node = Node::new("mapping");
    let node = match bounds {
        Some((lower, upper)) => node.with("lowerBound", lower).with("upperBound", upper),
        None => node,
    };
    let entries = entries.into_iter().map(|(key, marks)| {
        Node::new("mapEntry")
            .with("mapKey", key)
            .with("mappedValue", marks)
    });
    node.with("defaultValue", 0).holding_all(entries)
}

/// A declaration of an outcome.
pub fn outcome(name: &str, base: &str, default: Option<f64>) -> Node {
    let node = Node::new("outcomeDeclaration")
        .with("identifier", name)
        .with("cardinality", "single")
        .with("baseType", base);
    match default {
        Some(number) => {
            let value = Node::new("value").saying(number);
            node.holding(Node::new("defaultValue").holding(value))
        }
        None => node,
    }
}

/// A value as it stands.
pub fn base(kind: &str, value: impl ToString) -> Node {
    Node::new("baseValue").with("baseType", kind).saying(value)
}

/// A number.
pub fn float(number: f64) -> Node {
    base("float", number)
}

/// What a variable is.
pub fn variable(name: &str) -> Node {
    Node::new("variable").with("identifier", name)
}

/// The right answer of a response.
pub fn correct(name: &str) -> Node {
    Node::new("correct").with("identifier", name)
}

/// The marks that an answer is mapped to.
pub fn map_response(name: &str) -> Node {
    Node::new("mapResponse").with("identifier", name)
}

/// An operator over others.
pub fn operator(name: &str, of: impl IntoIterator<Item = Node>) -> Node {
    Node::new(name).holding_all(of)
}

/// Sets an outcome.
pub fn set(name: &str, value: Node) -> Node {
    Node::new("setOutcomeValue")
        .with("identifier", name)
        .holding(value)
}

/// Adds to the marks.
pub fn add(value: Node) -> Node {
    set("SCORE", operator("sum", [variable("SCORE"), value]))
}

/// The first branch whose condition holds; the last may be for all else.
pub fn condition(branches: Vec<(Node, Vec<Node>)>, otherwise: Option<Vec<Node>>) -> Node {
    let mut node = Node::new("responseCondition");
    for (at, (holds, rules)) in branches.into_iter().enumerate() {
        let name = if at == 0 {
            "responseIf"
        } else {
            "responseElseIf"
        };
        node = node.holding(Node::new(name).holding(holds).holding_all(rules));
    }
    match otherwise {
        Some(rules) => node.holding(Node::new("responseElse").holding_all(rules)),
        None => node,
    }
}

/// Rules for when a response was given at all.
pub fn when_given(name: &str, rules: Vec<Node>) -> Node {
    let is_given = operator("not", [operator("isNull", [variable(name)])]);
    condition(vec![(is_given, rules)], None)
}

/// The attributes of a shape.
pub fn shaped(node: Node, shape: &Shape) -> Node {
    let (name, numbers): (&str, Vec<u32>) = match shape {
        Shape::Rectangle {
            x,
            y,
            width,
            height,
        } => {
            let (x, y) = (u32::from(*x), u32::from(*y));
            (
                "rect",
                vec![x, y, x + u32::from(*width), y + u32::from(*height)],
            )
        }
        Shape::Circle { x, y, radius } => ("circle", [*x, *y, *radius].map(u32::from).to_vec()),
        Shape::Polygon { points } => (
            "poly",
            points
                .iter()
                .flat_map(|point| [point.x, point.y].map(u32::from))
                .collect(),
        ),
    };
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    node.with("shape", name).with("coords", numbers.join(","))
}

/// The name of a part by its number, from 0.
pub fn named(kind: &str, at: usize) -> String {
    format!("{kind}_{}", at + 1)
}
