//! Gaps in a text, written where they stand.

use super::super::super::super::grading::credit::credit_of_option;
use super::super::super::super::questions::parts::{DragChoice, Gap};
use super::super::super::Severity;
use super::super::node::{Node, Part};
use super::page::Page;
use super::parts::{
    add, correct_response, map_response, mapping, named, response, set, when_given,
};
use super::{Draft, draggable, typed};

/// Stands around the number of a gap while Markdown becomes XHTML.
const MARK: (char, char) = ('\u{e126}', '\u{e127}');

/// A text with gaps. Where all are filled by dragging the text stands in one interaction;
/// otherwise each gap is one of its own, and what there is to drag is selected instead.
pub fn written(
    page: &mut Page<'_>,
    text: &str,
    gaps: &[Gap],
    choices: &[DragChoice],
    marks: f64,
) -> Draft {
    let whole: f64 = gaps.iter().map(|gap| f64::from(gap.weight())).sum();
    let share = |gap: &Gap| marks * f64::from(gap.weight()) / whole;
    let all_dragged = gaps.iter().all(|gap| matches!(gap, Gap::Dragged { .. }));
    let mut draft = Draft::default();
    let mut elements = Vec::new();
    if all_dragged {
        draft = dragged(gaps, choices, &share);
        elements = (0..gaps.len())
            .map(|at| Node::new("gap").with("identifier", named("gap", at)))
            .collect();
    } else {
        for (at, gap) in gaps.iter().enumerate() {
            let name = named("RESPONSE", at);
            let (declaration, rule, element) = one(page, gap, choices, &name, share(gap));
            draft.responses.push(declaration);
            draft.rules.push(rule);
            elements.push(element);
        }
    }
    let mut frame = Node::new("div");
    frame.parts = page.blocks(&marked(text));
    let mut left: Vec<Option<Node>> = elements.into_iter().map(Some).collect();
    let mut body = filled(&frame, &mut left).parts;
    // A gap that the text does not name would be lost.
    for element in left.into_iter().flatten() {
        body.push(Part::Node(Node::new("p").holding(element)));
    }
    if all_dragged {
        let labels = choices.iter().enumerate();
        let labels: Vec<Node> = labels
            .map(|(at, choice)| draggable(page, choice, at, false))
            .collect();
        let mut interaction = Node::new("gapMatchInteraction")
            .with("responseIdentifier", "RESPONSE")
            .with("shuffle", "true")
            .holding_all(labels);
        interaction.parts.extend(body);
        draft.interaction = vec![interaction];
    } else {
        draft.body = Some(body);
    }
    draft.holds_text = true;
    draft
}

fn dragged(gaps: &[Gap], choices: &[DragChoice], share: &dyn Fn(&Gap) -> f64) -> Draft {
    let mut right = Vec::new();
    let mut entries = Vec::new();
    for (at, gap) in gaps.iter().enumerate() {
        let Gap::Dragged { choice, .. } = gap else {
            continue;
        };
        let choice = usize::from(*choice);
        let text = choices.get(choice).map(|choice| &choice.text);
        right.push(format!("{} {}", named("choice", choice), named("gap", at)));
        let alike = choices
            .iter()
            .enumerate()
            .filter(|(_, other)| Some(&other.text) == text);
        entries.extend(alike.map(|(other, _)| {
            (
                format!("{} {}", named("choice", other), named("gap", at)),
                share(gap),
            )
        }));
    }
    Draft {
        responses: vec![
            response("RESPONSE", "multiple", "directedPair")
                .holding(correct_response(right))
                .holding(mapping(entries, None)),
        ],
        rules: vec![when_given(
            "RESPONSE",
            vec![set("SCORE", map_response("RESPONSE"))],
        )],
        ..Draft::default()
    }
}

/// One gap: its declaration, its rule and its element.
fn one(
    page: &mut Page<'_>,
    gap: &Gap,
    choices: &[DragChoice],
    name: &str,
    marks: f64,
) -> (Node, Node, Node) {
    match gap {
        Gap::Typed {
            accepted,
            others,
            case_sensitive,
            ..
        } => {
            let (declaration, rule) =
                typed::text(name, accepted, others, *case_sensitive, false, marks);
            (declaration, rule, typed::entry(name))
        }
        Gap::Number {
            correct,
            tolerance,
            others,
            ..
        } => {
            let (declaration, rule) = typed::number(name, *correct, *tolerance, others, marks);
            (declaration, rule, typed::entry(name))
        }
        Gap::Selected { options, .. } => {
            let credits = options
                .iter()
                .map(|option| credit_of_option(option) * marks);
            let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            let right = options.iter().position(|option| option.correct);
            selected(page, name, &texts, &credits.collect::<Vec<f64>>(), right)
        }
        Gap::Dragged { choice, .. } => {
            page.remark(Severity::Changed, "import-qti-dragged-selected");
            let right = choices.get(usize::from(*choice)).map(|choice| &choice.text);
            let texts: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
            let credits = choices.iter().map(|other| {
                if Some(&other.text) == right {
                    marks
                } else {
                    0.0
                }
            });
            let credits: Vec<f64> = credits.collect();
            selected(page, name, &texts, &credits, Some(usize::from(*choice)))
        }
    }
}

fn selected(
    page: &mut Page<'_>,
    name: &str,
    texts: &[&str],
    credits: &[f64],
    right: Option<usize>,
) -> (Node, Node, Node) {
    let entries = credits
        .iter()
        .enumerate()
        .map(|(at, credit)| (named("choice", at), *credit));
    let declaration = response(name, "single", "identifier")
        .holding(correct_response(right.map(|at| named("choice", at))))
        .holding(mapping(entries.collect::<Vec<_>>(), None));
    let options = texts.iter().enumerate().map(|(at, text)| {
        Node::new("inlineChoice")
            .with("identifier", named("choice", at))
            .saying(page.plain(text))
    });
    let interaction = Node::new("inlineChoiceInteraction")
        .with("responseIdentifier", name)
        .with("shuffle", "true")
        .holding_all(options.collect::<Vec<Node>>());
    (
        declaration,
        when_given(name, vec![add(map_response(name))]),
        interaction,
    )
}

/// `[[1]]` as what survives Markdown.
fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        marked.push_str(before);
        match after.split_once("]]") {
            Some((number, left))
                if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                marked.extend([MARK.0]);
                marked.push_str(number);
                marked.extend([MARK.1]);
                rest = left;
            }
            _ => {
                marked.push_str("[[");
                rest = after;
            }
        }
    }
    marked.push_str(rest);
    marked
}

/// A tree in which every mark has become its element, the first time that it is met.
#[must_use]
pub fn filled(node: &Node, left: &mut [Option<Node>]) -> Node {
    let mut parts = Vec::new();
    for part in &node.parts {
        match part {
            Part::Node(inner) => parts.push(Part::Node(filled(inner, left))),
            Part::Text(text) => {
                let mut rest = text.as_str();
                while let Some((before, after)) = rest.split_once(MARK.0) {
                    let (number, later) = after.split_once(MARK.1).unwrap_or((after, ""));
                    if !before.is_empty() {
                        parts.push(Part::Text(before.to_owned()));
                    }
                    let at = number
                        .parse::<usize>()
                        .ok()
                        .and_then(|number| number.checked_sub(1));
                    let element = at.and_then(|at| left.get_mut(at)).and_then(Option::take);
                    parts.push(match element {
                        Some(element) => Part::Node(element),
                        None => Part::Text(format!("[[{number}]]")),
                    });
                    rest = later;
                }
                if !rest.is_empty() {
                    parts.push(Part::Text(rest.to_owned()));
                }
            }
        }
    }
    Node {
        name: node.name.clone(),
        attributes: node.attributes.clone(),
        parts,
    }
}
