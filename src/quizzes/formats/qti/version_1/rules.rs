//! The rules of QTI 1.2 in the words of QTI 2.

use super::super::node::Node;
use super::super::write::parts::{base, condition, float, operator, outcome, set, variable};
use super::{Asked, Kind};

/// The outcome that feedback hangs on.
pub const FEEDBACK: &str = "FEEDBACK";

/// The rules of an item, and the outcomes that they set.
pub struct Rules {
    /// The outcomes.
    pub outcomes: Vec<Node>,
    /// The rules.
    pub processing: Node,
    /// What the item is worth, where its marks are shares of 100.
    pub points: Option<f64>,
}

/// Says the rules again.
pub fn said_again(item: &Node, asked: &[Asked<'_>]) -> Rules {
    let empty = Node::default();
    let processing = item.child("resprocessing").unwrap_or(&empty);
    let variables = processing.all_named("decvar");
    let declared = variables.first().copied().unwrap_or(&empty);
    let mut rules = Vec::new();
    for node in processing.all_named("respcondition") {
        let conditions = node.child("conditionvar").unwrap_or(&empty);
        let mut does: Vec<Node> = node.named("setvar").filter_map(scored).collect();
        does.extend(node.named("displayfeedback").map(shown));
        // Only `continue="Yes"` lets what follows be looked at; tools that leave it out mean to
        // add up, unless they set the marks as a whole.
        if node
            .attribute_or_empty("continue")
            .eq_ignore_ascii_case("no")
        {
            does.push(Node::new("exitResponse"));
        }
        let holds = both(conditions, asked);
        rules.push(condition(vec![(holds, does)], None));
    }
    let worth = declared.number("maxvalue").filter(|most| *most > 0.0);
    let body = Node::new("responseProcessing");
    let points = worth.filter(|most| counts_in_percent(processing, *most));
    let bounded = worth.filter(|_| points.is_none());
    let fragment = Node::new("responseProcessingFragment").holding_all(rules);
    let mut outcomes = vec![
        outcome(
            "SCORE",
            "float",
            Some(declared.number("defaultval").unwrap_or(0.0)),
        ),
        Node::new("outcomeDeclaration")
            .with("identifier", FEEDBACK)
            .with("cardinality", "multiple")
            .with("baseType", "identifier"),
    ];
    outcomes.extend(worth.map(|most| outcome("MAXSCORE", "float", Some(most))));
    let has_rules = !processing.all_named("setvar").is_empty();
    if !has_rules {
        return Rules {
            outcomes,
            processing: body,
            points,
        };
    }
    let below = bounded.map(|most| set("SCORE", operator("min", [variable("SCORE"), float(most)])));
    let above = declared
        .number("minvalue")
        .map(|least| set("SCORE", operator("max", [variable("SCORE"), float(least)])));
    Rules {
        outcomes,
        processing: body.holding(fragment).holding_all(below).holding_all(above),
        points,
    }
}

/// Whether the marks are shares of 100 although the most is another number, as Respondus writes.
fn counts_in_percent(processing: &Node, most: f64) -> bool {
    let adds = processing.all_named("setvar").into_iter();
    let amounts = adds.filter_map(|node| node.text().trim().parse::<f64>().ok());
    let sum: f64 = amounts.filter(|amount| *amount > 0.0).sum();
    (sum - 100.0).abs() < 0.1 && (most - 100.0).abs() > 0.1
}

fn scored(node: &Node) -> Option<Node> {
    let amount: f64 = node.text().trim().parse().ok()?;
    let with = |name: &str| set("SCORE", operator(name, [variable("SCORE"), float(amount)]));
    Some(
        match node.attribute_or_empty("action").to_lowercase().as_str() {
            "add" => with("sum"),
            "subtract" => with("subtract"),
            "multiply" => with("product"),
            "divide" => with("divide"),
            _ => set("SCORE", float(amount)),
        },
    )
}

fn shown(node: &Node) -> Node {
    let more = base("identifier", node.attribute_or_empty("linkrefid"));
    set(FEEDBACK, operator("multiple", [variable(FEEDBACK), more]))
}

/// All conditions in an element together.
fn both(node: &Node, asked: &[Asked<'_>]) -> Node {
    let all: Vec<Node> = node.nodes().map(|inner| one(inner, asked)).collect();
    if all.is_empty() {
        truth(true)
    } else {
        operator("and", all)
    }
}

fn truth(value: bool) -> Node {
    base("boolean", value)
}

fn one(node: &Node, asked: &[Asked<'_>]) -> Node {
    let text = node.text().trim().to_owned();
    let name = node.attribute_or_empty("respident").trim();
    let response = asked.iter().find(|one| one.name == name).or(match asked {
        [only] => Some(only),
        _ => None,
    });
    let number = |name: &str, response: &Asked<'_>| {
        let bound = base("float", &text);
        operator(name, [variable(&response.name), bound])
    };
    match (node.name.as_str(), response) {
        ("and", _) => both(node, asked),
        ("or", _) => operator(
            "or",
            node.nodes()
                .map(|inner| one(inner, asked))
                .collect::<Vec<Node>>(),
        ),
        ("not", _) => {
            // NULL is neither: what was not answered is not what is asked for.
            let inner = both(node, asked);
            operator("not", [operator("and", [truth(true), inner])])
        }
        ("other", _) => truth(true),
        ("unanswered", Some(response)) => operator("isNull", [variable(&response.name)]),
        ("varequal", Some(response)) => equal(node, &text, response),
        ("varsubstring", Some(response)) => {
            let found = operator(
                "substring",
                [base("string", &text), variable(&response.name)],
            );
            found.with("caseSensitive", is_sensitive(node))
        }
        ("vargte", Some(response)) => number("gte", response),
        ("vargt", Some(response)) => number("gt", response),
        ("varlte", Some(response)) => number("lte", response),
        ("varlt", Some(response)) => number("lt", response),
        (other, _) => Node::new(other),
    }
}

fn is_sensitive(node: &Node) -> bool {
    node.attribute_or_empty("case").eq_ignore_ascii_case("yes")
}

fn equal(node: &Node, text: &str, response: &Asked<'_>) -> Node {
    let given = || variable(&response.name);
    let label = |wanted: &str| {
        let named = response.labels.iter();
        named.clone().find(|(name, _)| name == wanted).or_else(|| {
            let mut named = response.labels.iter();
            named.find(|(_, node)| node.attribute("formerly") == Some(wanted))
        })
    };
    match response.kind {
        Kind::Match => {
            let pair = base("directedPair", format!("{} {text}", response.name));
            operator("member", [pair, variable("RESPONSE")])
        }
        Kind::Choice | Kind::Select | Kind::Order => {
            let name = label(text).map_or(text, |(name, _)| name.as_str());
            let is_in = operator("member", [base("identifier", name), given()]);
            // What was not answered is not that, for `not` to be true of it.
            operator(
                "and",
                [operator("not", [operator("isNull", [given()])]), is_in],
            )
        }
        Kind::Number => {
            operator("equal", [given(), base("float", text)]).with("toleranceMode", "exact")
        }
        Kind::Blank => {
            let words = label(text).map_or_else(
                || text.to_owned(),
                |(_, node)| node.text().trim().to_owned(),
            );
            operator("stringMatch", [given(), base("string", words)]).with("caseSensitive", "false")
        }
        Kind::Text | Kind::Essay => operator("stringMatch", [given(), base("string", text)])
            .with("caseSensitive", is_sensitive(node)),
    }
}
