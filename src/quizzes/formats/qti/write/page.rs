//! Markdown as what others show: XHTML whose pictures and sound lie in the package.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::super::super::{Files, Remark, Severity, html};
use super::super::media::OURS;
use super::super::node::{Node, Part};
use super::super::tree;

/// What is written, and which files it names.
pub struct Page<'f> {
    files: &'f Files,
    /// The files that have been named.
    pub named: BTreeSet<Uuid>,
    /// What was remarked.
    pub remarks: Vec<Remark>,
    /// The question's place, for remarks.
    pub place: String,
}

impl<'f> Page<'f> {
    /// A page that can show these files.
    pub fn new(files: &'f Files, place: &str) -> Self {
        Self {
            files,
            named: BTreeSet::new(),
            remarks: Vec::new(),
            place: place.to_owned(),
        }
    }

    /// Remarks what the format does not hold.
    pub fn remark(&mut self, severity: Severity, key: &'static str) {
        self.remarks.push(Remark::new(&self.place, severity, key));
    }

    /// Blocks of text.
    pub fn blocks(&mut self, markdown: &str) -> Vec<Part> {
        self.shown(&html::to_html(markdown))
    }

    /// Words, without a paragraph around them.
    pub fn words(&mut self, markdown: &str) -> Vec<Part> {
        self.shown(&html::to_inline_html(markdown))
    }

    /// Words alone.
    pub fn plain(&mut self, markdown: &str) -> String {
        let mut node = Node::new("div");
        node.parts = self.words(markdown);
        let has_more = node.nodes().next().is_some();
        if has_more {
            self.remark(Severity::Changed, "import-qti-words-only");
        }
        let words = node
            .text()
            .split_whitespace()
            .collect::<Vec<&str>>()
            .join(" ");
        if words.is_empty() {
            markdown.to_owned()
        } else {
            words
        }
    }

    fn shown(&mut self, html: &str) -> Vec<Part> {
        let mut frame = Node::new("div");
        frame.parts = tree::parts_of_html(html);
        let frame = frame.mapped(&mut |node| {
            let id = (node.name == "img")
                .then(|| node.attribute("src")?.strip_prefix(OURS)?.parse().ok());
            let id: Uuid = id.flatten()?;
            Some(Some(Part::Node(self.file(
                id,
                node.attribute_or_empty("alt"),
                node,
            )?)))
        });
        frame.parts
    }

    /// Shows a file: a picture, or sound.
    fn file(&mut self, id: Uuid, alternative: &str, otherwise: &Node) -> Option<Node> {
        let Some(address) = self.address(id) else {
            return Some(otherwise.clone());
        };
        let kind = kind_of(&address);
        if kind.starts_with("audio/") || kind.starts_with("video/") {
            let object = Node::new("object")
                .with("data", &address)
                .with("type", kind);
            return Some(if alternative.is_empty() {
                object
            } else {
                object.saying(alternative)
            });
        }
        Some(
            Node::new("img")
                .with("src", &address)
                .with("alt", alternative),
        )
    }

    /// Where a file lies, from an item; nothing, with a remark, when it was not given.
    pub fn address(&mut self, id: Uuid) -> Option<String> {
        if let Some((name, _)) = self.files.get(&id) {
            self.named.insert(id);
            return Some(format!("../{}", path(id, name)));
        }
        let remark = Remark::new(
            &self.place,
            Severity::LeftOut,
            "import-package-file-missing",
        );
        self.remarks.push(remark.with("file", id.to_string()));
        None
    }
}

/// Where a file lies in the package.
pub fn path(id: Uuid, name: &str) -> String {
    let safe = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let name: String = name
        .chars()
        .map(|letter| if safe(letter) { letter } else { '_' })
        .collect();
    let name = name.trim_start_matches('.');
    let name = if name.is_empty() { "file" } else { name };
    format!("media/{id}/{name}")
}

/// The type of a file by its name.
pub fn kind_of(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "mp3" => "audio/mpeg",
        "ogg" | "oga" => "audio/ogg",
        "wav" => "audio/wav",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}
