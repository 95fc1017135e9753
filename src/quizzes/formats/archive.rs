//! Packages from strangers: zip files, opened in memory without trusting a word of what their
//! directory says. Nothing is ever written to a disk, names are only compared, and bytes are
//! counted as they come out, so that a small file cannot become a large one.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Refused;

#[cfg(test)]
mod tests;

/// How much of a package is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most files and folders.
    pub entries: usize,
    /// The most bytes of one file, unpacked.
    pub file: u64,
    /// The most bytes of all files that are read, unpacked.
    pub total: u64,
    /// How many times larger than packed a file above [`Limits::UNSUSPICIOUS`] may be.
    pub ratio: u64,
}

impl Limits {
    /// A file that is not larger than this many bytes may be packed as tightly as it likes: a page
    /// of blanks is no attack.
    pub const UNSUSPICIOUS: u64 = 1 << 20;

    /// What a package of questions with its pictures and sound may come to. Text packs ten to
    /// thirty times, what is denser is made to burst.
    pub const QUESTIONS: Self = Self {
        entries: 20_000,
        file: 64 << 20,
        total: 256 << 20,
        ratio: 200,
    };
}

/// A package whose directory has been checked. Its files are unpacked when they are asked for.
#[derive(Debug)]
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    places: BTreeMap<String, usize>,
    limits: Limits,
    unpacked: u64,
}

/// Whether the bytes begin as a zip file does, even an empty one.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl<'a> Archive<'a> {
    /// Opens a package and checks its directory.
    ///
    /// # Errors
    /// When it is no zip file, has too many entries, the same name twice, a name that leads out of
    /// the package, a link, or is encrypted.
    pub fn open(bytes: &'a [u8], limits: Limits) -> Result<Self, Refused> {
        let unreadable = || Refused::new("", "import-archive-unreadable");
        // Each entry costs at least 46 bytes of the directory, so that this is bounded by the
        // size of what was sent.
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
        if zip.len() > limits.entries {
            let mut refused = Refused::new("", "import-archive-entries");
            refused.arguments.push(("most", limits.entries.to_string()));
            return Err(refused);
        }
        if zip.has_duplicate_names() {
            return Err(Refused::new("", "import-archive-duplicate"));
        }
        let mut places = BTreeMap::new();
        for at in 0..zip.len() {
            let entry = zip.by_index_raw(at).map_err(|_| unreadable())?;
            let name = readable(entry.name_raw());
            if !stays_inside(&name) || entry.is_symlink() {
                return Err(Refused::new(name, "import-archive-path"));
            }
            if entry.encrypted() {
                return Err(Refused::new(name, "import-archive-encrypted"));
            }
            if entry.is_dir() || is_of_no_interest(&name) {
                continue;
            }
            let name = name.trim_start_matches("./").to_owned();
            if places.insert(name.clone(), at).is_some() {
                return Err(Refused::new(name, "import-archive-duplicate"));
            }
        }
        Ok(Self {
            zip,
            places,
            limits,
            unpacked: 0,
        })
    }

    /// The names of the files, sorted; folders and what operating systems leave behind are not
    /// among them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Whether there is a file of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// The bytes of a file; nothing when there is none of this name.
    ///
    /// # Errors
    /// When it is damaged or packed in an unknown way, or when it or what was read so far comes
    /// to more than the limits allow.
    pub fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let Some(at) = self.places.get(name) else {
            return Ok(None);
        };
        let damaged = || Refused::new(name, "import-archive-damaged");
        let entry = self.zip.by_index(*at).map_err(|_| damaged())?;
        let packed = entry.compressed_size();
        let tight = packed
            .saturating_mul(self.limits.ratio)
            .max(Limits::UNSUSPICIOUS);
        let left = self.limits.total.saturating_sub(self.unpacked);
        let most = self.limits.file.min(tight).min(left);
        let mut bytes = Vec::new();
        // One byte more than is allowed tells that there is more, whatever the directory says.
        entry
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| damaged())?;
        let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.unpacked = self.unpacked.saturating_add(count);
        if count > most {
            return Err(Refused::new(name, "import-archive-too-large"));
        }
        Ok(Some(bytes))
    }
}

/// A name as text. Old tools write the code page of their machine without saying which; others
/// write UTF-8 without the flag that says so. What is not UTF-8 is taken for code page 437, as
/// the format prescribes.
fn readable(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => name.iter().map(|byte| code_page_437(*byte)).collect(),
    }
}

fn code_page_437(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
        └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(at) => UPPER.chars().nth(usize::from(at)).unwrap_or('?'),
    }
}

/// Whether a name is a path below the package's own root, on every operating system.
fn stays_inside(name: &str) -> bool {
    let steps_out = name.split('/').any(|step| step == "..");
    let is_absolute = name.starts_with('/');
    let has_drive = name.chars().nth(1) == Some(':');
    let is_odd = name.is_empty()
        || name
            .chars()
            .any(|letter| letter == '\\' || letter.is_control());
    !(steps_out || is_absolute || has_drive || is_odd)
}

/// What file managers leave behind.
fn is_of_no_interest(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || last == ".DS_Store" || last == "Thumbs.db"
}
