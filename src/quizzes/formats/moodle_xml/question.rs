//! What the readers of all types share: a question's element, what has been taken of it, and
//! remarks on the rest.

use std::collections::BTreeSet;

use super::super::html;
use super::super::xml::Element;
use super::super::{Remark, Severity};
use super::media::Media;
use super::simple::{text_at, text_of};

/// Why a question is not taken.
#[derive(Debug)]
pub(super) struct Problem {
    key: &'static str,
    arguments: Vec<(&'static str, String)>,
}

impl Problem {
    pub(super) fn new(key: &'static str) -> Self {
        Self {
            key,
            arguments: Vec::new(),
        }
    }

    /// A part that is not there or cannot be read.
    pub(super) fn unreadable(part: &str) -> Self {
        Self::new("import-moodle-unreadable").with("part", part)
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    pub(super) fn remark(self, place: &str) -> Remark {
        let mut remark = Remark::new(place, Severity::Refused, self.key);
        remark.arguments = self.arguments;
        remark
    }
}

/// Elements that say nothing when they have one of these values, and nothing in any case when
/// there are none: how Moodle lays a question out, or what another way of playing it would need.
const WITHOUT_MEANING: [(&str, &[&str]); 33] = [
    ("answernumbering", &["abc", "none"]),
    ("attachments", &["0"]),
    ("attachmentsrequired", &["0"]),
    ("correctanswerlabel", &[]),
    ("filetypeslist", &[]),
    ("fixedgapsize", &["0"]),
    ("hidden", &["0"]),
    ("image", &[]),
    ("instructions", &[]),
    ("layout", &["0", "vertical"]),
    ("layouttype", &["VERTICAL", "0"]),
    ("letterhints", &["0"]),
    ("maxbytes", &["0"]),
    ("maxwordlimit", &["0"]),
    ("minwordlimit", &["0"]),
    ("numberingstyle", &["none", "abc"]),
    ("optionsaftertext", &["0"]),
    ("penalty", &["0", "0.1", "0.3333333", "1"]),
    ("responsefieldlines", &["*"]),
    ("responseformat", &["editor", "plain"]),
    ("responserequired", &["*"]),
    ("shownumcorrect", &["*"]),
    ("showgrading", &["*", "SHOW"]),
    ("showmisplaced", &["0"]),
    ("showstandardinstruction", &["*"]),
    ("shuffleanswers", &["1", "true"]),
    ("singleuse", &["0"]),
    ("stamp", &["*"]),
    ("synchronize", &["0"]),
    ("text", &[]),
    ("unitsleft", &["0"]),
    ("version", &["*"]),
    ("wrongansweroverride", &[]),
];

/// How many bytes a text may have: many times what a question may say, for the wordiness of HTML.
pub(super) const LONGEST_TEXT: usize = 512 << 10;

/// How many elements a question may have right in it.
const MOST_PARTS: usize = 5_000;

/// A question that is being read.
pub(super) struct Reading<'file> {
    pub(super) element: &'file Element,
    pub(super) place: String,
    pub(super) remarks: Vec<Remark>,
    pub(super) media: &'file mut Media,
    /// The comment on any answer that is not named, in types that write it among the answers.
    pub(super) otherwise: String,
    /// Whether a text was too long to be looked at.
    too_long: bool,
    taken: Vec<String>,
    format: String,
}

impl<'file> Reading<'file> {
    pub(super) fn new(element: &'file Element, place: String, media: &'file mut Media) -> Self {
        let format = element
            .child("questiontext")
            .and_then(|text| text.attribute("format"))
            .unwrap_or("html");
        Self {
            element,
            place,
            remarks: Vec::new(),
            media,
            otherwise: String::new(),
            too_long: element.elements().count() > MOST_PARTS,
            taken: Vec::new(),
            format: format.to_owned(),
        }
    }

    pub(super) fn remark(&mut self, severity: Severity, key: &'static str) {
        self.remarks.push(Remark::new(&self.place, severity, key));
    }

    /// Says that a part has no counterpart, once.
    pub(super) fn left_out(&mut self, part: &str) {
        self.say(Severity::LeftOut, "import-moodle-left-out", part);
    }

    /// Says that a part was taken as the nearest that there is, once.
    pub(super) fn approximated(&mut self, part: &str) {
        self.say(Severity::Changed, "import-moodle-approximated", part);
    }

    fn say(&mut self, severity: Severity, key: &'static str, part: &str) {
        let remark = Remark::new(&self.place, severity, key).with("part", part);
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Every element of a name, which is taken by this.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<&'file Element> {
        if !self.taken.iter().any(|taken| taken == name) {
            self.taken.push(name.to_owned());
        }
        self.element
            .elements()
            .filter(|element| element.name == name)
            .collect()
    }

    /// The text of the first element of a name, which is taken by this.
    pub(super) fn take_text(&mut self, name: &str) -> String {
        self.take_all(name)
            .first()
            .map_or_else(String::new, |element| text_of(element))
    }

    /// Whether an element is there and says yes, as Moodle does in several ways.
    pub(super) fn take_flag(&mut self, name: &str, otherwise: bool) -> bool {
        match self.take_text(name).as_str() {
            "" => otherwise,
            text => matches!(text, "1" | "true" | "yes"),
        }
    }

    /// The Markdown of the first element of a name, which is taken by this.
    pub(super) fn markdown_at(&mut self, name: &str) -> String {
        let found = self.take_all(name).first().copied();
        found.map_or_else(String::new, |element| self.markdown(element))
    }

    /// The Markdown of the element of a name within another.
    pub(super) fn markdown_in(&mut self, element: &Element, name: &str) -> String {
        element
            .child(name)
            .map_or_else(String::new, |element| self.markdown(element))
    }

    /// The Markdown of a text, its files taken with it.
    pub(super) fn markdown(&mut self, element: &Element) -> String {
        let raw = element
            .child("text")
            .map_or_else(|| element.own_text(), Element::text);
        self.markdown_of(&raw, element)
    }

    /// The Markdown of a text that stands in an element.
    pub(super) fn markdown_of(&mut self, raw: &str, element: &Element) -> String {
        let format = element
            .attribute("format")
            .unwrap_or(&self.format)
            .to_owned();
        let (text, unreadable) = self.media.named(raw, element);
        for name in unreadable {
            let remark = Remark::new(&self.place, Severity::LeftOut, "import-moodle-file");
            self.remarks.push(remark.with("name", name));
        }
        self.too_long |= text.len() > LONGEST_TEXT;
        if self.too_long || text.trim().is_empty() {
            return String::new();
        }
        match format.as_str() {
            "markdown" | "4" => text.trim_end().trim_start_matches(['\n', '\r']).to_owned(),
            "plain_text" | "2" => html::plain_to_markdown(&text),
            "html" | "1" => html::to_markdown(&text),
            _ => html::to_markdown(&with_breaks(&text)),
        }
    }

    /// Refuses a question that is larger than any that could be taken.
    pub(super) fn fits(&self) -> Result<(), Problem> {
        if self.too_long {
            return Err(Problem::new("import-moodle-too-long"));
        }
        Ok(())
    }

    /// Whether the question's own text is Markdown.
    pub(super) fn is_markdown(&self) -> bool {
        matches!(self.format.as_str(), "markdown" | "4")
    }

    /// Says of every element that no reader took that it was left out, unless it means nothing.
    pub(super) fn name_what_is_left(&mut self) {
        let mut left = BTreeSet::new();
        for element in self.element.elements() {
            let name = element.name.as_str();
            if self.taken.iter().any(|taken| taken == name) {
                continue;
            }
            let text = text_of(element);
            let number = super::number::parse(&text);
            let means_nothing = |value: &&str| {
                *value == "*"
                    || *value == text
                    || number.is_some() && super::number::parse(value) == number
            };
            let known = WITHOUT_MEANING.iter().find(|(known, _)| *known == name);
            let silent = known
                .is_some_and(|(_, values)| text.is_empty() || values.iter().any(means_nothing));
            if !silent && left.insert(name) {
                let remark = Remark::new(&self.place, Severity::LeftOut, "import-moodle-left-out");
                self.remarks.push(remark.with("part", name));
            }
        }
    }

    /// The per cent that an answer earns.
    pub(super) fn fraction(&mut self, answer: &Element) -> Result<f64, Problem> {
        let written = answer
            .attribute("fraction")
            .map_or_else(|| text_at(answer, &["fraction"]), str::to_owned);
        match super::number::parse(&written) {
            Some(fraction) => Ok(fraction),
            None if written.trim().is_empty() => Ok(0.0),
            None => Err(Problem::unreadable("fraction")),
        }
    }
}

/// A text of Moodle's own format as HTML: line ends are breaks unless it is HTML already.
fn with_breaks(text: &str) -> String {
    let blocks = ["<p", "<div", "<ul", "<ol", "<table", "<br", "<h"];
    if blocks.iter().any(|block| text.contains(block)) {
        return text.to_owned();
    }
    text.trim().replace('\n', "<br>\n")
}
