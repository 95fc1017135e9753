//! An item as a tree that looks alike in every version: QTI 2's names (`responseDeclaration`,
//! `baseType`), without prefixes, whether the file said it so or in the `qti-response-declaration`
//! of QTI 3. Rules and readers know only this tree.

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Its name in the spelling of QTI 2, or of HTML.
    pub name: String,
    /// Its attributes, the names in the spelling of QTI 2.
    pub attributes: Vec<(String, String)>,
    /// What it holds.
    pub parts: Vec<Part>,
}

/// A part of what an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text, without entities.
    Text(String),
    /// An element.
    Node(Node),
}

impl Node {
    /// An element that holds nothing yet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The same with an attribute.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.attributes.push((name.to_owned(), value.to_string()));
        self
    }

    /// The same with a text in it.
    #[must_use]
    pub fn saying(mut self, text: impl ToString) -> Self {
        let text = text.to_string();
        if !text.is_empty() {
            self.parts.push(Part::Text(text));
        }
        self
    }

    /// The same with an element in it.
    #[must_use]
    pub fn holding(mut self, node: Self) -> Self {
        self.parts.push(Part::Node(node));
        self
    }

    /// The same with elements in it.
    #[must_use]
    pub fn holding_all(mut self, nodes: impl IntoIterator<Item = Self>) -> Self {
        self.parts.extend(nodes.into_iter().map(Part::Node));
        self
    }

    /// An attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// An attribute, or nothing as an empty text.
    #[must_use]
    pub fn attribute_or_empty(&self, name: &str) -> &str {
        self.attribute(name).unwrap_or_default()
    }

    /// An attribute that is a number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        let number: f64 = self.attribute(name)?.trim().parse().ok()?;
        number.is_finite().then_some(number)
    }

    /// The elements it holds.
    pub fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.parts.iter().filter_map(|part| match part {
            Part::Node(node) => Some(node),
            Part::Text(_) => None,
        })
    }

    /// The elements of a name that it holds.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.nodes().filter(move |node| node.name == name)
    }

    /// The first element of a name that it holds.
    #[must_use]
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.nodes().find(|node| node.name == name)
    }

    /// The element itself and all below it for which `wanted` holds, in the order of the file.
    /// Nothing is looked for below what is wanted.
    #[must_use]
    pub fn all(&self, wanted: &dyn Fn(&Self) -> bool) -> Vec<&Self> {
        if wanted(self) {
            return vec![self];
        }
        self.nodes().flat_map(|node| node.all(wanted)).collect()
    }

    /// All elements of a name at or below this one, but not below each other.
    #[must_use]
    pub fn all_named(&self, name: &str) -> Vec<&Self> {
        self.all(&|node| node.name == name)
    }

    /// The text at or below it, without the marks.
    #[must_use]
    pub fn text(&self) -> String {
        let texts = self.parts.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Node(node) => node.text(),
        });
        texts.collect()
    }

    /// Whether it holds neither text nor anything to see.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        const SEEN: [&str; 7] = ["img", "object", "audio", "video", "math", "hr", "table"];
        !SEEN.contains(&self.name.as_str())
            && self.parts.iter().all(|part| match part {
                Part::Text(text) => text.trim().is_empty(),
                Part::Node(node) => node.is_blank(),
            })
    }

    /// The same tree with some elements replaced; `None` takes one away with all that it holds.
    #[must_use]
    pub fn mapped(&self, change: &mut dyn FnMut(&Self) -> Option<Option<Part>>) -> Self {
        let mut parts = Vec::new();
        for part in &self.parts {
            match part {
                Part::Text(_) => parts.push(part.clone()),
                Part::Node(node) => match change(node) {
                    None => parts.push(Part::Node(node.mapped(change))),
                    Some(other) => parts.extend(other),
                },
            }
        }
        Self {
            name: self.name.clone(),
            attributes: self.attributes.clone(),
            parts,
        }
    }
}

/// `qti-response-declaration` as `responseDeclaration`; names of HTML stay as they are.
#[must_use]
pub fn common_name(name: &str) -> String {
    let Some(name) = name.strip_prefix("qti-") else {
        return name.to_owned();
    };
    match name {
        "duration-lt" => "durationLT".to_owned(),
        "duration-gte" => "durationGTE".to_owned(),
        name => without_hyphens(name),
    }
}

/// `base-type` as `baseType`.
#[must_use]
pub fn without_hyphens(name: &str) -> String {
    let mut upper = false;
    let mut common = String::with_capacity(name.len());
    for letter in name.chars() {
        if letter == '-' {
            upper = true;
        } else if upper {
            common.extend(letter.to_uppercase());
            upper = false;
        } else {
            common.push(letter);
        }
    }
    common
}

/// `responseDeclaration` as `response-declaration`.
#[must_use]
pub fn with_hyphens(name: &str) -> String {
    let mut hyphened = String::with_capacity(name.len() + 4);
    let mut before_is_upper = false;
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !before_is_upper {
            hyphened.push('-');
        }
        before_is_upper = letter.is_ascii_uppercase();
        hyphened.push(letter.to_ascii_lowercase());
    }
    hyphened
}
