//! Files into trees and back: the versions of QTI differ in spelling alone as far as questions are
//! concerned, and this is where the spelling is known.

use std::fmt::Write;

use super::super::Refused;
use super::super::xml::{self, Content, Element};
use super::node::{Node, Part, common_name, with_hyphens, without_hyphens};

/// A version, for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// QTI 2.2: `responseDeclaration`.
    Second,
    /// QTI 3.0: `qti-response-declaration`.
    Third,
}

/// Reads a file.
///
/// # Errors
/// When it is no XML, see `xml.rs`.
pub fn read(bytes: &[u8]) -> Result<Node, Refused> {
    Ok(node(&xml::parse(bytes)?))
}

fn node(element: &Element) -> Node {
    let is_third = element.name.starts_with("qti-");
    let attributes = element.attributes.iter().map(|(name, value)| {
        let name = if name == "xml:lang" {
            name
        } else {
            name.rsplit(':').next().unwrap_or(name)
        };
        let name = if is_third && !name.starts_with("data-") && !name.starts_with("aria-") {
            without_hyphens(name)
        } else {
            name.to_owned()
        };
        (name, value.clone())
    });
    let mut parts = Vec::with_capacity(element.contents.len());
    for content in &element.contents {
        match content {
            Content::Text(text) => parts.push(Part::Text(text.clone())),
            // A frame of QTI 3 around what QTI 2 writes without one.
            Content::Element(inner) if inner.name == "qti-content-body" => {
                parts.extend(node(inner).parts);
            }
            Content::Element(inner) => parts.push(Part::Node(node(inner))),
        }
    }
    Node {
        name: common_name(&element.name),
        attributes: attributes.collect(),
        parts,
    }
}

/// The elements that are QTI's own, so far as we write them; all others are HTML's.
const OWN: [&str; 78] = [
    "and",
    "areaMapEntry",
    "areaMapping",
    "assessmentItem",
    "associableHotspot",
    "associateInteraction",
    "baseValue",
    "choiceInteraction",
    "containerSize",
    "contains",
    "correct",
    "correctResponse",
    "defaultValue",
    "delete",
    "divide",
    "equal",
    "extendedTextInteraction",
    "feedbackInline",
    "fieldValue",
    "gap",
    "gapImg",
    "gapMatchInteraction",
    "gapText",
    "gt",
    "gte",
    "graphicGapMatchInteraction",
    "hotspotChoice",
    "hotspotInteraction",
    "index",
    "inlineChoice",
    "inlineChoiceInteraction",
    "integerModulus",
    "isNull",
    "itemBody",
    "lt",
    "lte",
    "mapEntry",
    "mapResponse",
    "mapResponsePoint",
    "mapping",
    "match",
    "matchInteraction",
    "max",
    "member",
    "min",
    "modalFeedback",
    "multiple",
    "not",
    "or",
    "orderInteraction",
    "ordered",
    "outcomeDeclaration",
    "patternMatch",
    "positionObjectInteraction",
    "positionObjectStage",
    "printedVariable",
    "product",
    "prompt",
    "randomFloat",
    "randomInteger",
    "responseCondition",
    "responseDeclaration",
    "responseElse",
    "responseElseIf",
    "responseIf",
    "responseProcessing",
    "round",
    "rubricBlock",
    "selectPointInteraction",
    "setCorrectResponse",
    "setOutcomeValue",
    "setTemplateValue",
    "simpleAssociableChoice",
    "simpleChoice",
    "simpleMatchSet",
    "sum",
    "value",
    "variable",
];

/// Those of them that were added to the list above later, for want of an order among them.
const FURTHER: [&str; 14] = [
    "power",
    "roundTo",
    "stringMatch",
    "subtract",
    "templateDeclaration",
    "templateProcessing",
    "textEntryInteraction",
    "truncate",
    "uploadInteraction",
    "mathOperator",
    "repeat",
    "anyN",
    "templateConstraint",
    "inside",
];

/// A tree as a file.
#[must_use]
pub fn written(root: &Node, spelling: Spelling) -> Vec<u8> {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write(root, spelling, &mut text);
    text.push('\n');
    text.into_bytes()
}

/// What an element holds, as HTML.
#[must_use]
pub fn inner_html(of: &Node) -> String {
    let mut text = String::new();
    for part in &of.parts {
        write_part(part, Spelling::Second, &mut text);
    }
    text
}

/// The parts of a piece of HTML that is well-formed, as ours is.
#[must_use]
pub fn parts_of_html(html: &str) -> Vec<Part> {
    let framed = format!("<div>{html}</div>");
    match xml::parse(framed.as_bytes()) {
        Ok(element) => node(&element).parts,
        // Raw HTML that a person wrote into Markdown need not be well-formed: it is shown as text.
        Err(_) => vec![Part::Text(html.to_owned())],
    }
}

fn write_part(part: &Part, spelling: Spelling, text: &mut String) {
    match part {
        Part::Text(inner) => escape(inner, text),
        Part::Node(node) => write(node, spelling, text),
    }
}

fn write(node: &Node, spelling: Spelling, text: &mut String) {
    let is_own = OWN.contains(&node.name.as_str()) || FURTHER.contains(&node.name.as_str());
    let hyphened = is_own && spelling == Spelling::Third;
    let name = if hyphened {
        format!("qti-{}", with_hyphens(&node.name))
    } else {
        node.name.clone()
    };
    let _ = write!(text, "<{name}");
    for (attribute, value) in &node.attributes {
        let attribute = match attribute.as_str() {
            known if hyphened && !known.contains([':', '-']) => with_hyphens(known),
            known => known.to_owned(),
        };
        let _ = write!(text, " {attribute}=\"");
        escape(value, text);
        text.push('"');
    }
    if node.parts.is_empty() {
        text.push_str("/>");
        return;
    }
    text.push('>');
    let framed = hyphened && node.name == "modalFeedback";
    if framed {
        text.push_str("<qti-content-body>");
    }
    for part in &node.parts {
        write_part(part, spelling, text);
    }
    if framed {
        text.push_str("</qti-content-body>");
    }
    let _ = write!(text, "</{name}>");
}

/// Escapes what XML does not take as it stands; characters that XML cannot hold at all are left
/// out.
fn escape(from: &str, text: &mut String) {
    for letter in from.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\r' | '\n' | '\t' if letter == '\r' => text.push_str("&#13;"),
            '\n' | '\t' => text.push(letter),
            letter if letter.is_control() && letter < ' ' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            letter => text.push(letter),
        }
    }
}
