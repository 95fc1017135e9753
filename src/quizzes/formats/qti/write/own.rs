//! The question in our own words, beside the item: everything that QTI cannot say. It is believed
//! only as long as the item still is the one that we would write for it, so that a change in
//! another system is never undone.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::super::super::questions::Question;
use super::super::super::{Exported, Files};
use super::super::convert::problem;
use super::super::media::Media;
use super::super::node::Node;
use super::super::tree::{self, Spelling};

/// The namespace of our element in a manifest.
pub const NAMESPACE: &str = "urn:surgalt:question:1";

/// A question as we keep it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// The identifier by which a second import knows it again.
    pub identifier: String,
    /// The category, the outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category: Vec<String>,
    /// The tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// From 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u8>,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The question.
    pub question: Question,
}

impl Own {
    /// A question to be written.
    #[must_use]
    pub fn of(exported: &Exported<'_>) -> Self {
        let question = exported.question.clone();
        Self {
            identifier: exported.identifier.clone(),
            category: exported.category.clone(),
            tags: exported.tags.clone(),
            difficulty: exported.difficulty,
            language: exported.language.clone(),
            question: Question {
                id: Uuid::nil(),
                source: None,
                section: 0,
                ..question
            },
        }
    }

    /// As it stands in a manifest.
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The question that stands beside an item, when it still says the same as the item; its files
/// are then named as the import names them.
#[must_use]
pub fn unpacked(json: &str, item: &Node, spelling: Spelling, media: &mut Media<'_>) -> Option<Own> {
    let own: Own = serde_json::from_str(json).ok()?;
    if problem(&own.question).is_some()
        || own
            .difficulty
            .is_some_and(|number| !(1..=5).contains(&number))
    {
        return None;
    }
    let mut files = Files::new();
    let mut known = Vec::new();
    for path in media.names() {
        let Some((id, name)) = path
            .strip_prefix("media/")
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let Ok(id) = id.parse::<Uuid>() else { continue };
        if json.contains(&id.to_string()) {
            files.insert(id, (name.to_owned(), Vec::new()));
            known.push((id, name.to_owned(), path.clone()));
        }
    }
    let exported = Exported {
        category: own.category.clone(),
        tags: own.tags.clone(),
        difficulty: own.difficulty,
        language: own.language.clone(),
        identifier: own.identifier.clone(),
        question: &own.question,
    };
    let (again, _) = super::item(
        &exported,
        item.attribute_or_empty("identifier"),
        &files,
        spelling,
    );
    let same = |node: &Node| tree::written(node, Spelling::Second);
    if same(&again?.node) != same(item) {
        return None;
    }
    let mut renamed = json.to_owned();
    for (id, name, path) in known {
        let bytes = media.bytes(&path).ok()??;
        let new = media.kept(name, bytes);
        renamed = renamed.replace(&id.to_string(), &new.to_string());
    }
    serde_json::from_str(&renamed).ok()
}
