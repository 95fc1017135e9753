//! Pictures and sound in an item become files of ours, whatever element showed them.

use super::super::picture_size::picture_size;
use super::super::{Refused, Remark, Severity};
use super::media::{Media, OURS};
use super::node::{Node, Part};

/// The same item with every file that the package has named as ours. What is not there is shown
/// by its words alone, with a remark.
///
/// # Errors
/// When the package goes beyond its limits, see `archive.rs`.
pub fn item(
    node: &Node,
    path: &str,
    place: &str,
    media: &mut Media<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<Node, Refused> {
    let mut failed = None;
    let local = node.mapped(&mut |node| {
        let source = match node.name.as_str() {
            "img" | "audio" | "video" | "source" | "embed" => node.attribute("src"),
            "object" => node.attribute("data"),
            _ => return None,
        };
        let source = source
            .or_else(|| {
                node.child("source")
                    .and_then(|inner| inner.attribute("src"))
            })?
            .trim();
        if source.is_empty() {
            return Some(None);
        }
        let is_elsewhere = source.starts_with("http://") || source.starts_with("https://");
        if is_elsewhere {
            return Some(Some(Part::Node(picture(node, source, None))));
        }
        match media.named(path, source) {
            Err(refused) => {
                failed = Some(refused);
                Some(None)
            }
            Ok(Some(id)) => {
                let size = media.of_id(id).and_then(picture_size);
                Some(Some(Part::Node(picture(
                    node,
                    &format!("{OURS}{id}"),
                    size,
                ))))
            }
            Ok(None) => {
                let remark = Remark::new(place, Severity::LeftOut, "import-package-file-missing");
                remarks.push(remark.with("file", source));
                let words = words(node);
                Some((!words.is_empty()).then(|| Part::Text(format!("[{words}]"))))
            }
        }
    });
    failed.map_or(Ok(local), Err)
}

/// What an element says to whoever does not see it.
fn words(node: &Node) -> String {
    let text = node
        .attribute("alt")
        .map_or_else(|| node.text(), str::to_owned);
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn picture(node: &Node, source: &str, size: Option<(u16, u16)>) -> Node {
    let mut image = Node::new("img")
        .with("src", source)
        .with("alt", words(node));
    for (name, real) in [
        ("width", size.map(|size| size.0)),
        ("height", size.map(|size| size.1)),
    ] {
        let said = node.attribute(name).map(str::to_owned);
        if let Some(side) = said.or_else(|| real.map(|side| side.to_string())) {
            image = image.with(name, side);
        }
    }
    image
}
