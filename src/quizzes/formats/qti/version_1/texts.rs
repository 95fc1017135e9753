//! The texts and pictures of QTI 1.2 as XHTML.

use super::super::super::html;
use super::super::node::{Node, Part};
use super::super::tree;

/// The texts and pictures in an element, but not those of responses in it.
pub fn materials(node: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    for inner in node.nodes() {
        match inner.name.as_str() {
            "material" => found.push(inner),
            "flow" | "flow_mat" | "flow_label" => found.extend(materials(inner)),
            _ => {}
        }
    }
    found
}

/// Materials as XHTML.
pub fn flow(materials: &[&Node]) -> Node {
    let mut frame = Node::new("div");
    for part in materials.iter().flat_map(|material| material.nodes()) {
        match part.name.as_str() {
            "mattext" | "matemtext" => frame.parts.extend(text_parts(part, &|text| text)),
            "matimage" | "mataudio" | "matvideo" => {
                let image = Node::new("img").with("src", part.attribute_or_empty("uri"));
                frame = frame.holding(image.with("alt", part.attribute_or_empty("label")));
            }
            "matbreak" => frame = frame.holding(Node::new("br")),
            _ => {}
        }
    }
    frame
}

/// A text as XHTML.
pub fn text_parts(node: &Node, change: &dyn Fn(String) -> String) -> Vec<Part> {
    let is_html = node
        .attribute_or_empty("texttype")
        .to_lowercase()
        .contains("html");
    let text = if node.nodes().next().is_some() {
        tree::inner_html(node)
    } else {
        node.text()
    };
    let markdown = if is_html || text.contains("</") {
        html::to_markdown(&change(text))
    } else {
        html::plain_to_markdown(&change(text))
    };
    tree::parts_of_html(&html::to_html(&markdown))
}
