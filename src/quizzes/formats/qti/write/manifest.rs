//! The package: items, the files they name, and a manifest that describes each.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use uuid::Uuid;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::super::super::{Exported, Files, Written};
use super::super::node::Node;
use super::super::package::DIFFICULTIES;
use super::super::tree::{self, Spelling};
use super::own::{NAMESPACE, Own};
use super::page;

/// Writes a package.
#[must_use]
pub fn package(questions: &[Exported<'_>], files: &Files, spelling: Spelling) -> Written {
    let mut remarks = Vec::new();
    let mut entries: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut resources = Vec::new();
    let mut names = BTreeSet::new();
    for (at, exported) in questions.iter().enumerate() {
        let name = item_name(&exported.identifier, at, &mut names);
        let (item, more) = super::item(exported, &name, files, spelling);
        remarks.extend(more);
        let Some(item) = item else { continue };
        let path = format!("items/{name}.xml");
        let mut resource = resource(exported, &name, &path, spelling);
        for id in &item.files {
            let Some((file, bytes)) = files.get(id) else {
                continue;
            };
            let path = page::path(*id, file);
            resource = resource.holding(Node::new("file").with("href", &path));
            entries.insert(path, bytes.clone());
        }
        entries.insert(path, tree::written(&item.node, spelling));
        resources.push(resource);
    }
    let manifest = manifest(resources, spelling);
    let manifest = tree::written(&manifest, Spelling::Second);
    Written {
        bytes: zipped(&manifest, &entries),
        remarks,
    }
}

/// A name that may stand in XML and in a path, and is no other's.
fn item_name(identifier: &str, at: usize, taken: &mut BTreeSet<String>) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let begins_well =
        identifier.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    let is_name = begins_well && identifier.len() <= 100 && identifier.chars().all(fits);
    let uuid = identifier.parse::<Uuid>().ok().map(|id| format!("q-{id}"));
    let name = if is_name {
        Some(identifier.to_owned())
    } else {
        uuid
    };
    let name = name.filter(|name| !taken.contains(&name.to_lowercase()));
    let name = name.unwrap_or_else(|| format!("question-{}-of-the-package", at + 1));
    taken.insert(name.to_lowercase());
    name
}

fn resource(exported: &Exported<'_>, name: &str, path: &str, spelling: Spelling) -> Node {
    let kind = match spelling {
        Spelling::Second => "imsqti_item_xmlv2p2",
        Spelling::Third => "imsqti_item_xmlv3p0",
    };
    let string = |text: &str| Node::new("string").saying(text);
    let mut general = Node::new("general");
    if let Some(language) = &exported.language {
        general = general.holding(Node::new("language").saying(language));
    }
    let keywords = exported
        .tags
        .iter()
        .map(|tag| Node::new("keyword").holding(string(tag)));
    general = general.holding_all(keywords);
    let mut lom = Node::new("lom")
        .with("xmlns", "http://ltsc.ieee.org/xsd/LOM")
        .holding(general);
    let level = exported
        .difficulty
        .and_then(|number| usize::from(number).checked_sub(1));
    if let Some(level) = level.and_then(|at| DIFFICULTIES.get(at)) {
        let difficulty = Node::new("difficulty")
            .holding(Node::new("source").saying("LOMv1.0"))
            .holding(Node::new("value").saying(level));
        lom = lom.holding(Node::new("educational").holding(difficulty));
    }
    if !exported.category.is_empty() {
        let taxa = exported
            .category
            .iter()
            .map(|name| Node::new("taxon").holding(Node::new("entry").holding(string(name))));
        let path = Node::new("taxonPath").holding_all(taxa.collect::<Vec<Node>>());
        lom = lom.holding(Node::new("classification").holding(path));
    }
    let own = Node::new("question")
        .with("xmlns", NAMESPACE)
        .saying(Own::of(exported).written());
    Node::new("resource")
        .with("identifier", format!("resource-{name}"))
        .with("type", kind)
        .with("href", path)
        .holding(Node::new("metadata").holding(lom).holding(own))
        .holding(Node::new("file").with("href", path))
}

fn manifest(resources: Vec<Node>, spelling: Spelling) -> Node {
    let (space, schema, version) = match spelling {
        Spelling::Second => (
            "http://www.imsglobal.org/xsd/imscp_v1p1",
            "QTIv2.2 Package",
            "1.0.0",
        ),
        Spelling::Third => (
            "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
            "QTI Package",
            "3.0.0",
        ),
    };
    let metadata = Node::new("metadata")
        .holding(Node::new("schema").saying(schema))
        .holding(Node::new("schemaversion").saying(version));
    Node::new("manifest")
        .with("xmlns", space)
        .with("identifier", "manifest")
        .holding(metadata)
        .holding(Node::new("organizations"))
        .holding(Node::new("resources").holding_all(resources))
}

/// A zip file; in memory nothing can fail but for sizes beyond its format.
fn zipped(manifest: &[u8], entries: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let first = [("imsmanifest.xml", manifest)];
    let rest = entries
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    for (name, bytes) in first.into_iter().chain(rest) {
        let options = SimpleFileOptions::default().large_file(bytes.len() > 0x7fff_ffff);
        if zip.start_file(name, options).is_ok() {
            let _ = zip.write_all(bytes);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
