//! QTI 1.2, as Canvas, Blackboard and Respondus write it: each item is said again in the words of
//! QTI 2, and then read like any other.

mod rules;
mod texts;

#[cfg(test)]
mod tests;

use super::node::{Node, Part};
use super::write::filled;
use texts::{flow, materials, text_parts};

/// Stands around the number of a blank while a text becomes XHTML.
const MARK: (char, char) = ('\u{e126}', '\u{e127}');

/// The items of a file, said again; each with its own place in the file.
#[must_use]
pub fn items(root: &Node) -> Vec<(Node, String)> {
    let items = root.all_named("item").into_iter();
    items
        .map(|item| {
            let name = item.attribute_or_empty("ident").trim().to_owned();
            (said_again(item), name)
        })
        .collect()
}

/// What a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Options.
    Choice,
    /// Options that go into an order.
    Order,
    /// The match of one prompt among several.
    Match,
    /// A blank whose words are options.
    Select,
    /// A blank whose words are typed; the options are what is accepted.
    Blank,
    /// A typed text.
    Text,
    /// A typed number.
    Number,
    /// A long text.
    Essay,
}

/// A response of an item.
pub(super) struct Asked<'a> {
    /// The element.
    pub node: &'a Node,
    /// Its name in the file.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Whether several options may be chosen.
    pub several: bool,
    /// The options: the name, and what it says.
    pub labels: Vec<(String, Node)>,
}

fn said_again(item: &Node) -> Node {
    let field = |name: &str| metadata(item, name);
    let type_name = field("question_type").unwrap_or_default();
    let empty = Node::default();
    let presentation = item.child("presentation").unwrap_or(&empty);
    let asked = asked(presentation, item, &type_name);
    let mut again = Node::new("assessmentItem")
        .with("identifier", item.attribute_or_empty("ident"))
        .with("title", item.attribute_or_empty("title"));
    if let Some(points) = field("points_possible") {
        again = again.with("pointsPossible", points);
    }
    if type_name == "calculated_question" {
        return again.with("adaptive", "randomised");
    }
    let is_match = asked.iter().any(|one| one.kind == Kind::Match);
    if is_match {
        again = again.holding(declaration("RESPONSE", "multiple", "directedPair"));
    } else {
        again = again.holding_all(asked.iter().map(|one| match one.kind {
            Kind::Choice if one.several => declaration(&one.name, "multiple", "identifier"),
            Kind::Choice | Kind::Select => declaration(&one.name, "single", "identifier"),
            Kind::Order => declaration(&one.name, "ordered", "identifier"),
            Kind::Number => declaration(&one.name, "single", "float"),
            Kind::Blank | Kind::Text | Kind::Essay | Kind::Match => {
                declaration(&one.name, "single", "string")
            }
        }));
    }
    let rules = rules::said_again(item, &asked);
    if let (Some(points), None) = (rules.points, again.attribute("pointsPossible")) {
        again = again.with("pointsPossible", points);
    }
    again = again.holding_all(rules.outcomes);
    again = again.holding(body(presentation, &asked, &type_name));
    again = again.holding(rules.processing);
    again.holding_all(feedback(item))
}

fn declaration(name: &str, cardinality: &str, base: &str) -> Node {
    Node::new("responseDeclaration")
        .with("identifier", name)
        .with("cardinality", cardinality)
        .with("baseType", base)
}

fn metadata(item: &Node, name: &str) -> Option<String> {
    let fields = item.all_named("qtimetadatafield");
    let field = fields.into_iter().find(|field| {
        field
            .child("fieldlabel")
            .is_some_and(|label| label.text().trim() == name)
    })?;
    Some(field.child("fieldentry")?.text().trim().to_owned())
}

fn asked<'a>(presentation: &'a Node, item: &Node, type_name: &str) -> Vec<Asked<'a>> {
    let is_response = |node: &Node| {
        matches!(
            node.name.as_str(),
            "response_lid" | "response_str" | "response_num" | "response_grp"
        )
    };
    let nodes = presentation.all(&is_response);
    let count = nodes.len();
    let processing = item.child("resprocessing");
    let compares = |names: &[&str]| {
        processing.is_some_and(|node| {
            !node
                .all(&|node| names.contains(&node.name.as_str()))
                .is_empty()
        })
    };
    let asked = nodes.into_iter().map(|node| {
        let cardinality = node.attribute_or_empty("rcardinality").to_lowercase();
        let has_prompt = node
            .child("material")
            .is_some_and(|material| !material.is_blank());
        let kind = match node.name.as_str() {
            "response_lid" | "response_grp" if type_name == "fill_in_multiple_blanks_question" => {
                Kind::Blank
            }
            "response_lid" | "response_grp"
                if count > 1 && (has_prompt && !type_name.contains("dropdown")) =>
            {
                if type_name == "fill_in_multiple_blanks_question" {
                    Kind::Blank
                } else {
                    Kind::Match
                }
            }
            "response_lid" | "response_grp" if count > 1 => Kind::Select,
            "response_lid" | "response_grp" if cardinality == "ordered" => Kind::Order,
            "response_lid" | "response_grp" => Kind::Choice,
            "response_num" => Kind::Number,
            _ if type_name == "numerical_question"
                || compares(&["vargte", "varlte", "vargt", "varlt"]) =>
            {
                Kind::Number
            }
            _ if type_name == "essay_question" || !compares(&["varequal", "varsubstring"]) => {
                Kind::Essay
            }
            _ => Kind::Text,
        };
        let labels = node.all_named("response_label").into_iter().map(|label| {
            (
                label.attribute_or_empty("ident").trim().to_owned(),
                flow(&materials(label)),
            )
        });
        Asked {
            node,
            name: node.attribute_or_empty("ident").trim().to_owned(),
            kind,
            several: cardinality == "multiple",
            labels: truths(labels.collect()),
        }
    });
    asked.collect()
}

/// Two options that say "true" and "false" are called so.
fn truths(mut labels: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let said: Vec<String> = labels
        .iter()
        .map(|(_, node)| node.text().trim().to_lowercase())
        .collect();
    let is_pair =
        said.len() == 2 && said.contains(&"true".to_owned()) && said.contains(&"false".to_owned());
    if is_pair {
        for ((name, node), said) in labels.iter_mut().zip(said) {
            node.attributes
                .push(("formerly".to_owned(), std::mem::replace(name, said)));
        }
    }
    labels
}

/// What is asked, with its interactions.
fn body(presentation: &Node, asked: &[Asked<'_>], type_name: &str) -> Node {
    let mut body = Node::new("itemBody");
    // A blank is written as `[its name]`, its response is called `response_` and the name.
    let blank = |one: &Asked<'_>| {
        format!(
            "[{}]",
            one.name.strip_prefix("response_").unwrap_or(&one.name)
        )
    };
    let is_blank = |one: &&Asked<'_>| matches!(one.kind, Kind::Blank | Kind::Select);
    let marked = |text: String| {
        let blanks = asked.iter().filter(is_blank).enumerate();
        blanks.fold(text, |text, (at, one)| {
            text.replacen(&blank(one), &format!("{}{}{}", MARK.0, at + 1, MARK.1), 1)
        })
    };
    for part in materials(presentation)
        .iter()
        .flat_map(|material| material.nodes())
    {
        if matches!(part.name.as_str(), "mattext" | "matemtext") {
            body.parts.extend(text_parts(part, &marked));
        } else {
            let frame = Node::new("material").holding(part.clone());
            body.parts.extend(flow(&[&frame]).parts);
        }
    }
    let mut blanks: Vec<Option<Node>> = asked
        .iter()
        .filter(is_blank)
        .map(|one| Some(interaction(one)))
        .collect();
    body = filled(&body, &mut blanks);
    let left = blanks
        .into_iter()
        .flatten()
        .map(|node| Node::new("p").holding(node));
    body = body.holding_all(left.collect::<Vec<Node>>());
    if asked.iter().any(|one| one.kind == Kind::Match) {
        return body.holding(matches(asked));
    }
    let others: Vec<Node> = asked
        .iter()
        .filter(|one| !is_blank(one))
        .map(interaction)
        .collect();
    body = body.holding_all(others);
    if type_name == "file_upload_question" {
        body = body.holding(Node::new("uploadInteraction").with("responseIdentifier", "RESPONSE"));
    }
    body
}

fn interaction(one: &Asked<'_>) -> Node {
    let (name, option) = match one.kind {
        Kind::Choice | Kind::Match => ("choiceInteraction", "simpleChoice"),
        Kind::Order => ("orderInteraction", "simpleChoice"),
        Kind::Select => ("inlineChoiceInteraction", "inlineChoice"),
        Kind::Blank | Kind::Text | Kind::Number => ("textEntryInteraction", ""),
        Kind::Essay => ("extendedTextInteraction", ""),
    };
    let node = Node::new(name).with("responseIdentifier", &one.name);
    let node = match one.kind {
        Kind::Choice => node.with("maxChoices", if one.several { 0 } else { 1 }),
        _ => node,
    };
    if option.is_empty() {
        return node;
    }
    node.holding_all(one.labels.iter().map(|(name, content)| {
        let mut choice = Node::new(option).with("identifier", name);
        choice.parts.clone_from(&content.parts);
        choice
    }))
}

fn matches(asked: &[Asked<'_>]) -> Node {
    let choice = |name: &str, content: &Node| {
        let mut choice = Node::new("simpleAssociableChoice").with("identifier", name);
        choice.parts.clone_from(&content.parts);
        choice
    };
    let prompts = asked
        .iter()
        .map(|one| choice(&one.name, &flow(&materials(one.node))));
    let mut targets: Vec<Node> = Vec::new();
    for (name, content) in asked.iter().flat_map(|one| &one.labels) {
        if !targets
            .iter()
            .any(|known| known.attribute("identifier") == Some(name))
        {
            targets.push(choice(name, content));
        }
    }
    Node::new("matchInteraction")
        .with("responseIdentifier", "RESPONSE")
        .holding(Node::new("simpleMatchSet").holding_all(prompts.collect::<Vec<Node>>()))
        .holding(Node::new("simpleMatchSet").holding_all(targets))
}

fn feedback(item: &Node) -> Vec<Node> {
    let feedback = item.named("itemfeedback").map(|node| {
        let found = node.all_named("material");
        let mut modal = Node::new("modalFeedback")
            .with("outcomeIdentifier", rules::FEEDBACK)
            .with("identifier", node.attribute_or_empty("ident"));
        modal.parts = flow(&found).parts;
        modal
    });
    feedback.collect()
}
