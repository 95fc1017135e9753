//! Reads HTML tag by tag and writes Markdown. What is open is kept as a list and not as a tree, so
//! that no nesting, however deep, uses up the stack.

use html5ever::tokenizer::Tag as HtmlTag;

use super::emphasis::{EMPHASIS, STRONG};
use super::escape;
use super::frame::{Frame, Kind};
use super::inline::{code, destination, link, longest_run, prefixed};
use super::table;
use super::tokens::{Reader, tokenize};

/// How much may be open at once; what is deeper is read as if it stood at this depth.
const DEEPEST: usize = 60;

/// Elements whose content nobody sees.
const UNSEEN: [&str; 9] = [
    "script", "style", "head", "template", "noscript", "iframe", "object", "title", "textarea",
];

/// The Markdown, with marks for emphasis.
pub(super) fn convert(html: &str) -> String {
    let converter = tokenize(html, Converter::default());
    converter.finish()
}

struct Converter {
    /// What is open, the document first; never empty.
    frames: Vec<Frame>,
    /// How many elements whose content nobody sees are open.
    unseen: usize,
}

impl Default for Converter {
    fn default() -> Self {
        Self {
            frames: vec![Frame::new(Kind::Block, "")],
            unseen: 0,
        }
    }
}

impl Reader for Converter {
    fn text(&mut self, text: &str) {
        if self.unseen > 0 {
            return;
        }
        let as_it_stands = self
            .frames
            .iter()
            .any(|frame| frame.kind == Kind::Preformatted);
        let Some(kind) = self.frames.last().map(|frame| frame.kind) else {
            return;
        };
        if kind.holds_only_elements() && !as_it_stands {
            if text.trim().is_empty() {
                return;
            }
            match kind {
                Kind::List => self.push(Kind::Item, "li"),
                _ => self.push(Kind::Cell, "td"),
            }
        }
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if as_it_stands || kind == Kind::Code {
            frame.text.push_str(text);
        } else {
            append_words(frame, text);
        }
    }

    fn open(&mut self, tag: &HtmlTag) {
        let name = &*tag.name;
        if UNSEEN.contains(&name) {
            self.unseen += usize::from(!tag.self_closing);
            return;
        }
        if self.unseen > 0 {
            return;
        }
        let attribute = |wanted: &str| {
            let mut attributes = tag.attrs.iter();
            let found = attributes.find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| attribute.value.to_string())
        };
        match name {
            "br" => self.break_line(),
            "img" | "audio" | "video" | "source" => {
                if let Some(address) = attribute("src") {
                    let alternative = attribute("alt").or(attribute("title")).unwrap_or_default();
                    self.picture(&alternative, &address);
                }
            }
            "hr" => {
                self.end_paragraph();
                self.append("---");
                self.end_paragraph();
            }
            "a" => self.push_with(Kind::Link, "a", attribute("href").unwrap_or_default()),
            "span" => self.push(
                Kind::of_style(&attribute("style").unwrap_or_default()),
                "span",
            ),
            "li" => {
                self.close_within("li", &[Kind::List]);
                self.push(Kind::Item, "li");
            }
            "ul" => self.push_with(Kind::List, "ul", String::new()),
            "ol" => {
                let start = attribute("start").filter(|start| start.parse::<u32>().is_ok());
                self.push_with(Kind::List, "ol", start.unwrap_or_else(|| "1".to_owned()));
            }
            "tr" => {
                self.close_within("tr", &[Kind::Table]);
                self.push(Kind::Row, "tr");
            }
            "td" | "th" => {
                self.close_within("td", &[Kind::Table, Kind::Row]);
                self.close_within("th", &[Kind::Table, Kind::Row]);
                self.push(Kind::Cell, name);
            }
            _ => match Kind::of_element(name) {
                Some(kind) => self.push(kind, name),
                None if is_block(name) => self.end_paragraph(),
                None => {}
            },
        }
    }

    fn close(&mut self, name: &str) {
        if UNSEEN.contains(&name) {
            self.unseen = self.unseen.saturating_sub(1);
            return;
        }
        if self.unseen > 0 {
            return;
        }
        match name {
            "li" => self.close_within("li", &[Kind::List]),
            "td" | "th" => self.close_within(name, &[Kind::Row, Kind::Table]),
            "tr" => self.close_within("tr", &[Kind::Table]),
            "p" if self
                .frames
                .last()
                .is_some_and(|frame| frame.kind.is_block()) =>
            {
                self.end_paragraph();
            }
            _ if is_block(name) => self.end_paragraph(),
            _ if Kind::of_element(name).is_some_and(Kind::is_block) => self.close_within(name, &[]),
            "ul" | "ol" => self.close_within(name, &[]),
            // Emphasis does not reach out of the block that it stands in.
            _ => self.close_within(name, &Kind::BLOCKS),
        }
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "center"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "figcaption"
            | "fieldset"
            | "form"
            | "address"
            | "main"
            | "nav"
            | "aside"
            | "body"
            | "html"
            | "caption"
            | "details"
            | "summary"
    )
}

fn append_words(frame: &mut Frame, text: &str) {
    let begins_with_space = text.starts_with(|letter: char| letter.is_ascii_whitespace());
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    if begins_with_space || words.is_empty() {
        frame.space();
    }
    if words.is_empty() {
        return;
    }
    let begins_line = frame.begins_line();
    escape::push(&mut frame.text, &words.join(" "), begins_line);
    if text.ends_with(|letter: char| letter.is_ascii_whitespace()) {
        frame.space();
    }
}

impl Converter {
    fn push(&mut self, kind: Kind, name: &str) {
        self.push_with(kind, name, String::new());
    }

    fn push_with(&mut self, kind: Kind, name: &str, detail: String) {
        if kind.is_block() {
            self.close_inline();
            if !matches!(kind, Kind::Item | Kind::Row | Kind::Cell) {
                self.end_paragraph();
            }
        }
        if self.frames.len() < DEEPEST {
            let mut frame = Frame::new(kind, name);
            frame.detail = detail;
            self.frames.push(frame);
        }
    }

    fn append(&mut self, markdown: &str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.text.push_str(markdown);
        }
    }

    fn break_line(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.break_line();
        }
    }

    fn picture(&mut self, alternative: &str, address: &str) {
        let words: Vec<&str> = alternative.split_whitespace().collect();
        let alternative = escape::line(&words.join(" "));
        self.append(&format!("![{alternative}]({})", destination(address)));
    }

    fn end_paragraph(&mut self) {
        self.close_inline();
        if let Some(frame) = self.frames.last_mut() {
            frame.end_paragraph();
        }
    }

    /// Closes what may only stand within a paragraph.
    fn close_inline(&mut self) {
        while self
            .frames
            .last()
            .is_some_and(|frame| !frame.kind.is_block())
        {
            self.pop();
        }
    }

    /// Closes the innermost element of this name and all within it, unless it is outside the
    /// innermost element of one of these kinds.
    fn close_within(&mut self, name: &str, bounds: &[Kind]) {
        let mut inward = self.frames.iter().enumerate().skip(1).rev();
        let found = inward
            .find(|(_, frame)| frame.name == name || bounds.contains(&frame.kind))
            .filter(|(_, frame)| frame.name == name)
            .map(|(at, _)| at);
        while found.is_some_and(|at| self.frames.len() > at) {
            self.pop();
        }
    }

    fn finish(mut self) -> String {
        while self.frames.len() > 1 {
            self.pop();
        }
        self.frames
            .pop()
            .map_or_else(String::new, Frame::into_block)
    }

    fn pop(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let Some(outer) = self.frames.last_mut() else {
            return;
        };
        match frame.kind {
            Kind::Strong => outer.wrap(&frame.text, &STRONG.0.to_string(), &STRONG.1.to_string()),
            Kind::Emphasis => {
                outer.wrap(
                    &frame.text,
                    &EMPHASIS.0.to_string(),
                    &EMPHASIS.1.to_string(),
                );
            }
            Kind::Struck => outer.wrap(&frame.text, "~~", "~~"),
            Kind::Html => {
                let (begin, end) = (format!("<{}>", frame.name), format!("</{}>", frame.name));
                outer.wrap(&frame.text, &begin, &end);
            }
            Kind::Underlined => outer.wrap(&frame.text, "<u>", "</u>"),
            Kind::Transparent => outer.join(&frame.text),
            Kind::Link => link(outer, &frame),
            Kind::Code => outer.text.push_str(&code(&frame.text)),
            Kind::Cell => outer.take_cell(frame),
            Kind::Row => match outer.kind {
                Kind::Table => outer.rows.push((frame.header, frame.cells)),
                _ => outer.add_block(&frame.cells.join("\n\n")),
            },
            Kind::Item => outer.take_item(frame),
            Kind::Table => outer.add_block(&table::markdown(&frame.rows)),
            Kind::List | Kind::Block => outer.add_block(&frame.into_block()),
            Kind::Heading(level) => {
                let line = frame.into_block().replace("\\\n", " ").replace('\n', " ");
                if !line.is_empty() {
                    outer.add_block(&format!("{} {line}", "#".repeat(level.into())));
                }
            }
            Kind::Quote => outer.add_block(&prefixed(&frame.into_block(), "> ")),
            Kind::Preformatted => {
                let fence = "`".repeat(longest_run(&frame.text).max(2) + 1);
                let text = frame.text.trim_matches('\n');
                outer.add_block(&format!("{fence}\n{text}\n{fence}"));
            }
        }
    }
}
