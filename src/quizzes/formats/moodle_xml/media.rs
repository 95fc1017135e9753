//! Files that stand within the XML, and the addresses under which texts name them.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::super::xml::Element;
use super::super::{ImportedFile, ImportedQuestion};
use crate::quizzes::questions::AnswerKey;

/// Where Moodle puts the address of a question's file.
pub(super) const PLACE: &str = "@@PLUGINFILE@@/";
/// How an address begins that holds a picture itself.
const DATA: &str = "data:image/";
/// Where our own files are served from.
pub(super) const FILES: &str = "/api/v1/files/";
/// How many bytes one file may have.
const LARGEST_FILE: usize = 50 << 20;

/// The files that were found so far.
#[derive(Default)]
pub(super) struct Media {
    files: BTreeMap<Uuid, ImportedFile>,
}

impl Media {
    /// The text with our addresses instead of Moodle's, and the names of the files that are not
    /// there or unreadable.
    pub(super) fn named(&mut self, text: &str, element: &Element) -> (String, Vec<String>) {
        let mut result = String::with_capacity(text.len());
        let mut missing = BTreeSet::new();
        let here = self.files_in(element, text);
        let mut places: Vec<usize> = [PLACE, DATA]
            .iter()
            .flat_map(|place| text.match_indices(place).map(|(at, _)| at))
            .collect();
        places.sort_unstable();
        let mut read = 0;
        for at in places {
            let Some(before) = text.get(read..at) else {
                continue;
            };
            result.push_str(before);
            let from = text.get(at..).unwrap_or_default();
            let ends = |letter: char| letter.is_whitespace() || "\"'<>)".contains(letter);
            let (address, _) = from.split_at(from.find(ends).unwrap_or(from.len()));
            read = at + address.len();
            let Some(address) = address.strip_prefix(PLACE) else {
                result.push_str(&self.within(address).unwrap_or_else(|| address.to_owned()));
                continue;
            };
            let name = unescaped(address.split('?').next().unwrap_or_default());
            match here.get(&name).copied().flatten() {
                Some(id) => result.push_str(&format!("{FILES}{id}")),
                None => {
                    result.push_str(PLACE);
                    result.push_str(address);
                    missing.insert(name);
                }
            }
        }
        result.push_str(text.get(read..).unwrap_or_default());
        (result, missing.into_iter().collect())
    }

    /// The files of a text, each read once however often it is named.
    fn files_in(&mut self, element: &Element, text: &str) -> BTreeMap<String, Option<Uuid>> {
        if !text.contains(PLACE) {
            return BTreeMap::new();
        }
        let files = element.elements().filter(|file| file.name == "file");
        files.map(|file| (path_of(file), self.file(file))).collect()
    }

    /// The address of a picture that stands within an address, as `data:image/png;base64,…`.
    fn within(&mut self, address: &str) -> Option<String> {
        let (kind, letters) = address.strip_prefix(DATA)?.split_once(";base64,")?;
        let letters = letters
            .replace("%2B", "+")
            .replace("%2F", "/")
            .replace("%3D", "=");
        let bytes = STANDARD
            .decode(letters)
            .ok()
            .filter(|bytes| !bytes.is_empty())?;
        let kind: String = kind
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(8)
            .collect();
        Some(format!(
            "{FILES}{}",
            self.keep(ImportedFile::new(format!("image.{kind}"), bytes))
        ))
    }

    fn keep(&mut self, file: ImportedFile) -> Uuid {
        let id = file.id;
        self.files.entry(id).or_insert(file);
        id
    }

    /// Takes a file; none when it is unreadable or too large.
    pub(super) fn file(&mut self, element: &Element) -> Option<Uuid> {
        if element
            .attribute("encoding")
            .is_some_and(|encoding| encoding != "base64")
        {
            return None;
        }
        let text = element.own_text();
        if text.len() / 4 * 3 > LARGEST_FILE {
            return None;
        }
        let letters: Vec<u8> = text
            .bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .collect();
        let bytes = STANDARD
            .decode(letters)
            .ok()
            .filter(|bytes| !bytes.is_empty())?;
        let name = element.attribute("name").unwrap_or("file");
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Some(self.keep(ImportedFile::new(name, bytes)))
    }

    pub(super) fn bytes(&self, id: Uuid) -> &[u8] {
        self.files.get(&id).map_or(&[], |file| &file.bytes)
    }

    /// The files that questions name: those of refused questions are nobody's.
    pub(super) fn used_by(mut self, questions: &[ImportedQuestion]) -> Vec<ImportedFile> {
        let mut used = Vec::new();
        for question in questions {
            for id in files_of(&question.question) {
                used.extend(self.files.remove(&id));
            }
        }
        used
    }
}

/// The files that a question names, in its texts and as its picture.
pub(super) fn files_of(question: &crate::quizzes::questions::Question) -> Vec<Uuid> {
    let mut found = Vec::new();
    if let AnswerKey::DragOntoImage { picture, .. } | AnswerKey::Hotspot { picture, .. } =
        &question.answer
    {
        found.push(picture.file);
    }
    // Texts stand in many places of a key; in its JSON they are all found.
    let json = serde_json::to_string(question).unwrap_or_default();
    found.extend(addresses(&json).map(|(_, id)| id));
    found
}

/// The places in a text where our files are named.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = (usize, Uuid)> {
    text.match_indices(FILES).filter_map(|(at, _)| {
        let id = text.get(at + FILES.len()..at + FILES.len() + 36)?;
        Some((at, Uuid::try_parse(id).ok()?))
    })
}

/// A file's name below the folder of its text.
fn path_of(file: &Element) -> String {
    let path = file.attribute("path").unwrap_or("/");
    let name = file.attribute("name").unwrap_or_default();
    format!("{path}{name}").trim_start_matches('/').to_owned()
}

/// An address with its `%20` and such as letters.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    text.replace("&amp;", "&")
}

/// A name as it may stand in an address.
pub(super) fn escaped(name: &str) -> String {
    let mut result = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            result.push(char::from(byte));
        } else {
            result.push_str(&format!("%{byte:02X}"));
        }
    }
    result
}
