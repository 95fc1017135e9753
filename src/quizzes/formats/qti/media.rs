//! Pictures and sound of a package: what bodies name by a path becomes a file of our own.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::super::archive::Archive;
use super::super::{ImportedFile, Refused};

/// Where our own files are.
pub const OURS: &str = "/api/v1/files/";

/// The files that questions name, collected as they are met.
#[derive(Debug, Default)]
pub struct Media<'a> {
    archive: Option<Archive<'a>>,
    files: BTreeMap<Uuid, ImportedFile>,
}

/// An identifier for a file, made from its bytes.
#[must_use]
pub fn identifier_of(bytes: &[u8]) -> Uuid {
    let digest = Sha256::digest(bytes);
    let mut first = [0; 16];
    for (to, from) in first.iter_mut().zip(digest) {
        *to = from;
    }
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

impl<'a> Media<'a> {
    /// The files of a package; without one only what stands in the item itself can be had.
    #[must_use]
    pub fn of(archive: Option<Archive<'a>>) -> Self {
        Self {
            archive,
            files: BTreeMap::new(),
        }
    }

    /// The files that have been named, each once.
    #[must_use]
    pub fn into_files(self) -> Vec<ImportedFile> {
        self.files.into_values().collect()
    }

    /// The bytes of a file of the package.
    ///
    /// # Errors
    /// See [`Archive::file`].
    pub fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, Refused> {
        match &mut self.archive {
            Some(archive) => archive.file(path),
            None => Ok(None),
        }
    }

    /// The names of the files of the package.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.iter().flat_map(|archive| archive.names());
        names.map(str::to_owned).collect()
    }

    /// The file that an item names; nothing when it is not in the package.
    ///
    /// # Errors
    /// See [`Archive::file`].
    pub fn named(&mut self, item: &str, address: &str) -> Result<Option<Uuid>, Refused> {
        if let Some(rest) = address.strip_prefix("data:") {
            return Ok(inline(rest).map(|(name, bytes)| self.kept(name, bytes)));
        }
        for path in candidates(item, address) {
            let found = self.found(&path);
            let Some(path) = found else { continue };
            let Some(bytes) = self.bytes(&path)? else {
                continue;
            };
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            return Ok(Some(self.kept(name, bytes)));
        }
        Ok(None)
    }

    /// The bytes of a file that has been named.
    #[must_use]
    pub fn of_id(&self, id: Uuid) -> Option<&[u8]> {
        self.files.get(&id).map(|file| file.bytes.as_slice())
    }

    /// Keeps a file under the identifier of its bytes.
    pub fn kept(&mut self, name: String, bytes: Vec<u8>) -> Uuid {
        let id = identifier_of(&bytes);
        self.files
            .entry(id)
            .or_insert(ImportedFile { id, name, bytes });
        id
    }

    /// The path itself, or the only file whose path ends like it: tools move items to another
    /// folder without their pictures.
    fn found(&self, path: &str) -> Option<String> {
        let archive = self.archive.as_ref()?;
        if archive.has(path) {
            return Some(path.to_owned());
        }
        let ending = format!("/{path}");
        let mut ends: Vec<&str> = archive
            .names()
            .filter(|name| name.ends_with(&ending))
            .collect();
        match (ends.pop(), ends.is_empty()) {
            (Some(only), true) => Some(only.to_owned()),
            _ => None,
        }
    }
}

/// Where a file may lie that an item names: beside the item, or from the root of the package;
/// with and without `%20`.
fn candidates(item: &str, address: &str) -> Vec<String> {
    const ROOTS: [&str; 3] = [
        "$IMS-CC-FILEBASE$",
        "$IMS_CC_FILE_BASE$",
        "%24IMS-CC-FILEBASE%24",
    ];
    let address = address.split(['?', '#']).next().unwrap_or(address);
    let stripped = ROOTS.iter().find_map(|root| address.strip_prefix(root));
    let address = stripped.unwrap_or(address).trim_start_matches('/');
    let folder = item.rsplit_once('/').map_or("", |(folder, _)| folder);
    let decoded = without_escapes(address);
    let mut paths = Vec::new();
    for address in [address, &decoded] {
        for base in [folder, "", "web_resources"] {
            let path = joined(base, address);
            paths.extend(path.filter(|path| !paths.contains(path)));
        }
    }
    paths
}

/// A path from a folder; nothing when it leads out of the package.
#[must_use]
pub fn joined(folder: &str, address: &str) -> Option<String> {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in address.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    (!steps.is_empty()).then(|| steps.join("/"))
}

/// `%20` and the like as the bytes they stand for.
fn without_escapes(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes().iter().copied();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let value = digit(ahead.next())? * 16 + digit(ahead.next())?;
            u8::try_from(value).ok()
        });
        match pair.flatten() {
            Some(value) => {
                bytes.push(value);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A file that stands in the address itself.
fn inline(rest: &str) -> Option<(String, Vec<u8>)> {
    let (kind, data) = rest.split_once(";base64,")?;
    let ending: String = kind
        .rsplit('/')
        .next()?
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let data: String = data
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let bytes = STANDARD.decode(data).ok()?;
    Some((format!("file.{ending}"), bytes))
}
