//! Choices, matches and orders, written.

use super::super::super::super::grading::credit::credit_of_option;
use super::super::super::super::paper::matches_to_choose;
use super::super::super::super::questions::parts::{Choice, Pair};
use super::super::super::super::questions::{MultipleScoring, OrderingScoring};
use super::super::super::Severity;
use super::super::node::Node;
use super::page::Page;
use super::parts::{
    add, base, condition, correct, correct_response, float, map_response, mapping, named, operator,
    response, set, variable, when_given,
};
use super::{Draft, share_of};

/// The options of a choice.
fn simple_choices(page: &mut Page<'_>, options: &[Choice]) -> Vec<Node> {
    let options = options.iter().enumerate().map(|(at, option)| {
        let mut node = Node::new("simpleChoice").with("identifier", named("choice", at));
        node.parts = page.blocks(&option.text);
        node
    });
    options.collect()
}

fn interaction(most: u8, choices: Vec<Node>) -> Node {
    Node::new("choiceInteraction")
        .with("responseIdentifier", "RESPONSE")
        .with("shuffle", "true")
        .with("maxChoices", most)
        .holding_all(choices)
}

/// One option.
pub fn single(page: &mut Page<'_>, options: &[Choice], marks: f64) -> Draft {
    let choices = simple_choices(page, options);
    let credits = options
        .iter()
        .enumerate()
        .map(|(at, option)| (named("choice", at), credit_of_option(option) * marks));
    let right = options
        .iter()
        .position(|option| option.correct)
        .map(|at| named("choice", at));
    Draft {
        responses: vec![
            response("RESPONSE", "single", "identifier")
                .holding(correct_response(right))
                .holding(mapping(credits.collect::<Vec<_>>(), None)),
        ],
        interaction: vec![interaction(1, choices)],
        rules: vec![when_given(
            "RESPONSE",
            vec![set("SCORE", map_response("RESPONSE"))],
        )],
        option_comments: comments(options),
        ..Draft::default()
    }
}

fn comments(options: &[Choice]) -> Vec<(String, String)> {
    let numbered = options.iter().enumerate();
    let comments = numbered.map(|(at, option)| (named("choice", at), option.comment.clone()));
    comments
        .filter(|(_, comment)| !comment.is_empty())
        .collect()
}

/// A statement.
pub fn true_false(correct: bool, true_comment: &str, false_comment: &str, marks: f64) -> Draft {
    let choice = |name: &str, text: &str| {
        Node::new("simpleChoice")
            .with("identifier", name)
            .saying(text)
    };
    let comments = [("true", true_comment), ("false", false_comment)];
    let comments = comments
        .into_iter()
        .filter(|(_, comment)| !comment.is_empty());
    Draft {
        responses: vec![
            response("RESPONSE", "single", "identifier")
                .holding(correct_response([correct.to_string()]))
                .holding(mapping([(correct.to_string(), marks)], None)),
        ],
        interaction: vec![interaction(
            1,
            vec![choice("true", "True"), choice("false", "False")],
        )],
        rules: vec![when_given(
            "RESPONSE",
            vec![set("SCORE", map_response("RESPONSE"))],
        )],
        option_comments: comments
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect(),
        ..Draft::default()
    }
}

/// Several options.
pub fn multiple(
    page: &mut Page<'_>,
    options: &[Choice],
    scoring: MultipleScoring,
    marks: f64,
) -> Draft {
    let choices = simple_choices(page, options);
    let right: Vec<String> = options
        .iter()
        .enumerate()
        .filter(|(_, option)| option.correct)
        .map(|(at, _)| named("choice", at))
        .collect();
    let wrong = options.len() - right.len();
    let entries = |weight: &dyn Fn(&Choice) -> f64| -> Vec<(String, f64)> {
        options
            .iter()
            .enumerate()
            .map(|(at, option)| (named("choice", at), weight(option)))
            .collect()
    };
    let signed = |size: f64| move |option: &Choice| if option.correct { size } else { -size };
    let each = share_of(marks, options.len());
    let (map, rules) = match scoring {
        MultipleScoring::RightMinusWrong => {
            let size = share_of(marks, right.len());
            let map = mapping(entries(&signed(size)), Some((0.0, marks)));
            (Some(map), vec![set("SCORE", map_response("RESPONSE"))])
        }
        MultipleScoring::Weighted => {
            let weight = |option: &Choice| match option.percent {
                Some(percent) => marks * percent / 100.0,
                None if option.correct => share_of(marks, right.len()),
                None => 0.0,
            };
            let map = mapping(entries(&weight), Some((0.0, marks)));
            (Some(map), vec![set("SCORE", map_response("RESPONSE"))])
        }
        MultipleScoring::AllOrNothing => {
            let is_right = operator("match", [variable("RESPONSE"), correct("RESPONSE")]);
            (
                None,
                vec![condition(
                    vec![(is_right, vec![set("SCORE", variable("MAXSCORE"))])],
                    None,
                )],
            )
        }
        MultipleScoring::EachOption => {
            let sum = operator(
                "sum",
                [map_response("RESPONSE"), float(each * count(wrong))],
            );
            (
                Some(mapping(entries(&signed(each)), None)),
                vec![set("SCORE", sum)],
            )
        }
        MultipleScoring::Kprime => {
            let judged = || operator("sum", [map_response("RESPONSE"), float(count(wrong))]);
            let at_least = |least: usize| operator("gte", [judged(), float(count(least) - 0.5)]);
            let branches = vec![
                (
                    at_least(options.len()),
                    vec![set("SCORE", variable("MAXSCORE"))],
                ),
                (
                    at_least(options.len() - 1),
                    vec![set("SCORE", float(marks / 2.0))],
                ),
            ];
            (
                Some(mapping(entries(&signed(1.0)), None)),
                vec![condition(branches, None)],
            )
        }
    };
    let declaration =
        response("RESPONSE", "multiple", "identifier").holding(correct_response(right));
    Draft {
        responses: vec![match map {
            Some(map) => declaration.holding(map),
            None => declaration,
        }],
        interaction: vec![interaction(0, choices)],
        rules: vec![when_given("RESPONSE", rules)],
        option_comments: comments(options),
        ..Draft::default()
    }
}

/// A number of parts as a number.
pub fn count(parts: usize) -> f64 {
    u32::try_from(parts).map_or(0.0, f64::from)
}

/// Matches.
pub fn matching(page: &mut Page<'_>, pairs: &[Pair], distractors: &[String], marks: f64) -> Draft {
    let others = matches_to_choose(pairs, distractors);
    let mut choice = |kind: &str, at: usize, text: &str, most: u8| {
        let mut node = Node::new("simpleAssociableChoice")
            .with("identifier", named(kind, at))
            .with("matchMax", most);
        node.parts = page.blocks(text);
        node
    };
    let prompts: Vec<Node> = pairs
        .iter()
        .enumerate()
        .map(|(at, pair)| choice("prompt", at, &pair.prompt, 1))
        .collect();
    let targets: Vec<Node> = others
        .iter()
        .enumerate()
        .map(|(at, text)| choice("match", at, text, 0))
        .collect();
    let right: Vec<String> = pairs
        .iter()
        .enumerate()
        .filter_map(|(at, pair)| {
            let other = others.iter().position(|text| **text == pair.matches)?;
            Some(format!("{} {}", named("prompt", at), named("match", other)))
        })
        .collect();
    let each = share_of(marks, pairs.len());
    let map = mapping(
        right
            .iter()
            .map(|pair| (pair.clone(), each))
            .collect::<Vec<_>>(),
        Some((0.0, marks)),
    );
    let set_of = |nodes: Vec<Node>| Node::new("simpleMatchSet").holding_all(nodes);
    Draft {
        responses: vec![
            response("RESPONSE", "multiple", "directedPair")
                .holding(correct_response(right))
                .holding(map),
        ],
        interaction: vec![
            Node::new("matchInteraction")
                .with("responseIdentifier", "RESPONSE")
                .with("shuffle", "true")
                .with("maxAssociations", pairs.len())
                .holding(set_of(prompts))
                .holding(set_of(targets)),
        ],
        rules: vec![when_given(
            "RESPONSE",
            vec![set("SCORE", map_response("RESPONSE"))],
        )],
        ..Draft::default()
    }
}

/// An order.
pub fn ordering(
    page: &mut Page<'_>,
    items: &[String],
    scoring: OrderingScoring,
    marks: f64,
) -> Draft {
    let name = |at: usize| named("item", at);
    let right: Vec<String> = (0..items.len()).map(name).collect();
    let alike = |text: &String| -> Vec<Node> {
        let same = items.iter().enumerate().filter(|(_, other)| *other == text);
        same.map(|(at, _)| base("identifier", name(at))).collect()
    };
    let at_place = |at: usize| {
        let index = Node::new("index")
            .with("n", at + 1)
            .holding(variable("RESPONSE"));
        items
            .get(at)
            .map(|text| operator("member", [index, operator("multiple", alike(text))]))
    };
    let has_twins = items.iter().any(|text| alike(text).len() > 1);
    let rules = match scoring {
        OrderingScoring::AllOrNothing => {
            let all: Vec<Node> = (0..items.len()).filter_map(at_place).collect();
            let is_right = if has_twins {
                operator("and", all)
            } else {
                operator("match", [variable("RESPONSE"), correct("RESPONSE")])
            };
            vec![condition(
                vec![(is_right, vec![set("SCORE", variable("MAXSCORE"))])],
                None,
            )]
        }
        OrderingScoring::Positions => {
            let each = share_of(marks, items.len());
            let places = (0..items.len()).filter_map(at_place);
            places
                .map(|holds| condition(vec![(holds, vec![add(float(each))])], None))
                .collect()
        }
        OrderingScoring::Neighbours => {
            if has_twins {
                page.remark(Severity::Changed, "import-qti-twins");
            }
            let each = share_of(marks, items.len() - 1);
            let pairs = (0..items.len() - 1).map(|at| {
                let two = [at, at + 1].map(|at| base("identifier", name(at)));
                operator("contains", [variable("RESPONSE"), operator("ordered", two)])
            });
            pairs
                .map(|holds| condition(vec![(holds, vec![add(float(each))])], None))
                .collect()
        }
    };
    let choices = items.iter().enumerate().map(|(at, text)| {
        let mut node = Node::new("simpleChoice").with("identifier", name(at));
        node.parts = page.blocks(text);
        node
    });
    let interaction = Node::new("orderInteraction")
        .with("responseIdentifier", "RESPONSE")
        .with("shuffle", "true")
        .holding_all(choices.collect::<Vec<Node>>());
    Draft {
        responses: vec![
            response("RESPONSE", "ordered", "identifier").holding(correct_response(right)),
        ],
        interaction: vec![interaction],
        rules: vec![when_given("RESPONSE", rules)],
        ..Draft::default()
    }
}
