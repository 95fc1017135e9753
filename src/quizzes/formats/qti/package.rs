//! Content packages: a manifest that names items, and what it says about each.

use super::super::{Refused, Remark, Severity};
use super::media::{Media, joined};
use super::node::Node;
use super::tree;

/// A file of a package that may hold questions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resource {
    /// Its path in the package.
    pub path: String,
    /// Its identifier in the manifest.
    pub identifier: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The category, the outermost first.
    pub category: Vec<String>,
    /// From 1 to 5.
    pub difficulty: Option<u8>,
    /// The language.
    pub language: Option<String>,
    /// The question in our own words, when we wrote the package.
    pub own: Option<String>,
}

/// The files that may hold questions, in the order of the manifest, or of their names when there
/// is none and some of them are items.
///
/// # Errors
/// When there is neither a manifest nor an item.
pub fn resources(
    media: &mut Media<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<Resource>, Refused> {
    let names = media.names();
    let is_manifest =
        |name: &&String| name.to_lowercase().rsplit('/').next() == Some("imsmanifest.xml");
    let manifest = names
        .iter()
        .filter(is_manifest)
        .min_by_key(|name| name.matches('/').count());
    let Some(manifest) = manifest else {
        return without_manifest(media, &names);
    };
    let bytes = media.bytes(manifest)?.unwrap_or_default();
    let root = tree::read(&bytes).map_err(|refused| Refused {
        place: format!("{manifest}: {}", refused.place),
        ..refused
    })?;
    let folder = manifest.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for node in root.all_named("resource") {
        if let Some(resource) = resource(node, folder) {
            found.push(resource);
        } else if node.attribute_or_empty("type").contains("qti") {
            let name = node.attribute_or_empty("identifier");
            let remark = Remark::new(manifest, Severity::Refused, "import-package-file-missing");
            remarks.push(remark.with("file", name));
        }
    }
    if found.is_empty() {
        return Err(Refused::new(manifest, "import-qti-nothing"));
    }
    Ok(found)
}

fn without_manifest(media: &mut Media<'_>, names: &[String]) -> Result<Vec<Resource>, Refused> {
    let mut found = Vec::new();
    for name in names
        .iter()
        .filter(|name| name.to_lowercase().ends_with(".xml"))
    {
        let bytes = media.bytes(name)?.unwrap_or_default();
        let is_item = tree::read(&bytes).is_ok_and(|root| is_questions(&root));
        if is_item {
            found.push(Resource {
                path: name.clone(),
                ..Resource::default()
            });
        }
    }
    if found.is_empty() {
        return Err(Refused::new("", "import-qti-no-manifest"));
    }
    Ok(found)
}

/// Whether a file holds questions by its root.
#[must_use]
pub fn is_questions(root: &Node) -> bool {
    matches!(root.name.as_str(), "assessmentItem" | "questestinterop")
}

fn resource(node: &Node, folder: &str) -> Option<Resource> {
    let base = node.attribute_or_empty("base");
    let href = node.attribute("href").filter(|href| !href.is_empty());
    let file = || {
        node.named("file")
            .filter_map(|file| file.attribute("href"))
            .find(|href| href.ends_with(".xml"))
    };
    let href = href.or_else(file)?;
    let path = joined(folder, &format!("{base}/{href}"))?;
    if !path.to_lowercase().ends_with(".xml") {
        return None;
    }
    let texts = |name: &str| -> Vec<String> {
        let nodes = node.all_named(name);
        let texts = nodes.into_iter().map(|node| node.text().trim().to_owned());
        texts.filter(|text| !text.is_empty()).collect()
    };
    let taxa = node
        .all_named("taxon")
        .into_iter()
        .map(|taxon| taxon.child("entry").map_or_else(String::new, Node::text));
    let own = node.all_named("question").into_iter().map(Node::text);
    let language = node
        .all_named("general")
        .into_iter()
        .filter_map(|general| general.child("language"))
        .map(Node::text);
    Some(Resource {
        path,
        identifier: node.attribute_or_empty("identifier").to_owned(),
        tags: texts("keyword"),
        category: taxa
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect(),
        difficulty: difficulty(node),
        language: language
            .map(|text| text.trim().to_owned())
            .find(|text| !text.is_empty()),
        own: own.last(),
    })
}

/// The difficulties of LOM, the easiest first.
pub const DIFFICULTIES: [&str; 5] = ["very easy", "easy", "medium", "difficult", "very difficult"];

fn difficulty(node: &Node) -> Option<u8> {
    let nodes = node.all_named("difficulty");
    let value = nodes.first()?.child("value")?.text();
    let at = DIFFICULTIES
        .iter()
        .position(|known| *known == value.trim())?;
    u8::try_from(at + 1).ok()
}
