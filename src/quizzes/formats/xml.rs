//! XML from strangers, read into a tree. No entity is ever resolved beyond the characters of XML
//! and HTML, no file is fetched, and the depth and the number of elements are bounded, so that a
//! small file cannot become a large tree. `xml/writer.rs` writes XML.

pub mod writer;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::escape::unescape_with;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Refused;

/// How deeply elements may be nested: real files stay below thirty.
const DEEPEST: usize = 100;

/// How many elements a file may have: a thousand large questions take a tenth of it.
const MOST_ELEMENTS: usize = 1_000_000;

/// How many bytes a file may have.
const LARGEST: usize = 256 << 20;

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name, without a prefix.
    pub name: String,
    /// Its attributes in their order, the names as they are written; those that declare namespaces
    /// are among them.
    pub attributes: Vec<(String, String)>,
    /// What it holds, in order.
    pub contents: Vec<Content>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// A part of what an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text, its entities resolved; what stood in CDATA as well.
    Text(String),
    /// An element.
    Element(Element),
}

impl Element {
    /// An attribute by the name without a prefix.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(known, _)| known.rsplit(':').next() == Some(name))
            .map(|(_, value)| value.as_str())
    }

    /// The elements that it holds.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.contents.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element of a name that it holds.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The text in it, without that of the elements in it.
    #[must_use]
    pub fn own_text(&self) -> String {
        let texts = self.contents.iter().map(|content| match content {
            Content::Text(text) => text.as_str(),
            Content::Element(_) => "",
        });
        texts.collect()
    }

    /// The text in it and below.
    #[must_use]
    pub fn text(&self) -> String {
        let texts = self.contents.iter().map(|content| match content {
            Content::Text(text) => text.clone(),
            Content::Element(element) => element.text(),
        });
        texts.collect()
    }
}

/// Reads a file whose root is one element.
///
/// # Errors
/// When it is no XML, names an entity of its own, or goes beyond the limits.
pub fn parse(bytes: &[u8]) -> Result<Element, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::new("", "import-xml-too-large"));
    }
    let text = decoded(bytes)?;
    let mut lines = Lines::new(&text);
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0_usize;
    let mut root = None;
    loop {
        let begins = lines.at(reader.buffer_position());
        let event = reader.read_event();
        let line = || line_of(&text, reader.buffer_position());
        let unreadable = || Refused::new(line(), "import-xml-unreadable");
        match event.map_err(|_| unreadable())? {
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEEPEST || count > MOST_ELEMENTS || root.is_some() {
                    return Err(Refused::new(line(), "import-xml-too-large"));
                }
                open.push(element(&start, begins).ok_or_else(unreadable)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST_ELEMENTS || root.is_some() {
                    return Err(Refused::new(line(), "import-xml-too-large"));
                }
                close(
                    element(&start, begins).ok_or_else(unreadable)?,
                    &mut open,
                    &mut root,
                );
            }
            Event::End(_) => {
                let closed = open.pop().ok_or_else(unreadable)?;
                close(closed, &mut open, &mut root);
            }
            Event::Text(more) => add(&more.xml10_content(), &mut open),
            Event::CData(more) => add(&more.xml10_content(), &mut open),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character.to_string()),
                    _ => known_entity(&reference.xml10_content()).map(str::to_owned),
                };
                let entity = || Refused::new(line(), "import-xml-entity");
                add(&character.ok_or_else(entity)?, &mut open);
            }
            Event::DocType(inner) => {
                if inner.xml10_content().contains('[') {
                    return Err(Refused::new(line(), "import-xml-entity"));
                }
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => break,
        }
    }
    match (root, open.is_empty()) {
        (Some(root), true) => Ok(root),
        _ => Err(Refused::new("", "import-xml-unreadable")),
    }
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(outer) => outer.contents.push(Content::Element(element)),
        None => *root = Some(element),
    }
}

/// Adds text to the innermost element; what stands outside of the root is nothing but blanks.
fn add(text: &str, open: &mut [Element]) {
    let Some(inner) = open.last_mut() else {
        return;
    };
    if let Some(Content::Text(before)) = inner.contents.last_mut() {
        before.push_str(text);
    } else {
        inner.contents.push(Content::Text(text.to_owned()));
    }
}

fn element(start: &BytesStart<'_>, line: usize) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = unescape_with(&attribute.value, known_entity).ok()?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Some(Element {
        name: start.local_name().as_ref().to_owned(),
        attributes,
        contents: Vec::new(),
        line,
    })
}

/// The entities of XML, and those of HTML that files use without declaring them.
fn known_entity(name: &str) -> Option<&'static str> {
    Some(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "ndash" => "\u{2013}",
        "mdash" => "\u{2014}",
        "hellip" => "\u{2026}",
        "laquo" => "\u{ab}",
        "raquo" => "\u{bb}",
        "lsquo" => "\u{2018}",
        "rsquo" => "\u{2019}",
        "ldquo" => "\u{201c}",
        "rdquo" => "\u{201d}",
        "times" => "\u{d7}",
        "deg" => "\u{b0}",
        "copy" => "\u{a9}",
        _ => return None,
    })
}

/// The text of a file in the encoding that its first bytes or its declaration name.
fn decoded(bytes: &[u8]) -> Result<String, Refused> {
    let by_mark = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let named = || {
        let first = bytes.get(..200.min(bytes.len()))?;
        let first = String::from_utf8_lossy(first);
        let (_, after) = first
            .trim_start()
            .strip_prefix("<?xml")?
            .split_once("encoding")?;
        let after = after.trim_start().strip_prefix('=')?.trim_start();
        let mark = after.chars().next()?;
        let (label, _) = after.get(1..)?.split_once(mark)?;
        Encoding::for_label(label.as_bytes())
    };
    let encoding = by_mark.or_else(named).unwrap_or(UTF_8);
    let (text, _, damaged) = encoding.decode(bytes);
    if damaged {
        let mut refused = Refused::new("", "import-xml-encoding");
        refused
            .arguments
            .push(("encoding", encoding.name().to_owned()));
        return Err(refused);
    }
    Ok(text.into_owned())
}

/// Counts lines up to places that come one after the other.
struct Lines<'text> {
    text: &'text [u8],
    counted: usize,
    line: usize,
}

impl<'text> Lines<'text> {
    fn new(text: &'text str) -> Self {
        Self {
            text: text.as_bytes(),
            counted: 0,
            line: 1,
        }
    }

    fn at(&mut self, position: u64) -> usize {
        let end = usize::try_from(position).unwrap_or(self.text.len());
        let more = self.text.get(self.counted..end).unwrap_or_default();
        self.line += more.iter().filter(|byte| **byte == b'\n').count();
        self.counted = self.counted.max(end);
        self.line
    }
}

fn line_of(text: &str, position: u64) -> String {
    format!("line {}", Lines::new(text).at(position))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_text_are_read() {
        let root = parse(
            b"<?xml version='1.0'?><q:a x='1 &lt; 2'>b<!-- - --><![CDATA[<c>]]>&#1257;<d/></q:a>",
        );
        let root = root.unwrap();
        assert_eq!(
            (root.name.as_str(), root.attribute("x")),
            ("a", Some("1 < 2"))
        );
        assert_eq!(
            root.contents.first(),
            Some(&Content::Text("b<c>\u{4e9}".to_owned()))
        );
        assert!(root.child("d").is_some());
        assert_eq!(root.own_text(), "b<c>\u{4e9}");
        let lines = parse(b"<a>\n\n<b>\n</b><c/></a>").unwrap();
        let lines: Vec<usize> = lines.elements().map(|element| element.line).collect();
        assert_eq!(lines, [3, 4]);
    }

    #[test]
    fn encodings_are_followed() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Pr\xfcfung</a>";
        assert_eq!(parse(latin).unwrap().text(), "Prüfung");
        let cyrillic = b"<?xml version='1.0' encoding='windows-1251'?><a>\xc0</a>";
        assert_eq!(parse(cyrillic).unwrap().text(), "А");
        let mut wide = vec![0xff, 0xfe];
        wide.extend("<a>ө</a>".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(parse(&wide).unwrap().text(), "ө");
        let damaged = parse(b"<a>\xd3\xd3</a>").unwrap_err();
        assert_eq!(damaged.key, "import-xml-encoding");
    }

    #[test]
    fn entities_of_the_file_are_refused() {
        let laughs = "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>";
        assert_eq!(
            parse(laughs.as_bytes()).unwrap_err().key,
            "import-xml-entity"
        );
        let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
        assert_eq!(
            parse(outside.as_bytes()).unwrap_err().key,
            "import-xml-entity"
        );
        assert_eq!(
            parse(b"<a>&unknown;</a>").unwrap_err().key,
            "import-xml-entity"
        );
        assert!(parse(b"<!DOCTYPE a><a/>").is_ok());
    }

    #[test]
    fn what_is_too_deep_or_no_xml_is_refused() {
        let deep = "<a>".repeat(200_000);
        assert_eq!(
            parse(deep.as_bytes()).unwrap_err().key,
            "import-xml-too-large"
        );
        for text in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a b='1' b='2'/>",
            "</a>",
            "<a",
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
