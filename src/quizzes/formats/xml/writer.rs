//! Writes XML, one element a line.

/// XML that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    open: Vec<&'static str>,
}

impl Writer {
    /// Begins with the declaration.
    #[must_use]
    pub fn new() -> Self {
        Self {
            text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            open: Vec::new(),
        }
    }

    /// Opens an element that holds others.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.text.push_str(&format!("</{name}>\n"));
        }
    }

    /// Writes an element that holds only text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.begin(name, attributes);
        if text.is_empty() {
            self.text.push_str("/>\n");
        } else {
            self.text
                .push_str(&format!(">{}</{name}>\n", escaped(text)));
        }
    }

    /// The whole, with everything closed.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.into_bytes()
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.text.push_str(&format!("<{name}"));
        for (name, value) in attributes {
            self.text
                .push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    }

    fn indent(&mut self) {
        self.text.push_str(&"  ".repeat(self.open.len()));
    }
}

/// Text with entities for what XML takes for its own, and without what XML cannot hold.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\r' => result.push_str("&#13;"),
            '\n' | '\t' => result.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => result.push(letter),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::super::{Element, parse};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(text in "[^\0-\u{8}\u{b}-\u{1f}\u{fffe}\u{ffff}]{0,40}") {
            let mut writer = Writer::new();
            writer.open("a", &[]);
            writer.element("b", &[("c", &text)], &text);
            let root = parse(&writer.finish()).unwrap();
            let element = root.child("b").cloned().unwrap_or_else(Element::default);
            prop_assert_eq!(element.own_text(), text.clone());
            prop_assert_eq!(element.attribute("c"), Some(text.as_str()));
        }
    }
}
