//! An element of HTML that is open, with the Markdown of what it holds so far.

/// What an element becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Block,
    Heading(u8),
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    Preformatted,
    Strong,
    Emphasis,
    Struck,
    Underlined,
    Html,
    Code,
    Link,
    Transparent,
}

impl Kind {
    /// The blocks out of which nothing within a paragraph reaches.
    pub(super) const BLOCKS: [Self; 12] = [
        Self::Block,
        Self::Heading(1),
        Self::Heading(2),
        Self::Heading(3),
        Self::Heading(4),
        Self::Heading(5),
        Self::Heading(6),
        Self::Quote,
        Self::List,
        Self::Item,
        Self::Table,
        Self::Cell,
    ];

    pub(super) fn of_element(name: &str) -> Option<Self> {
        Some(match name {
            "b" | "strong" => Self::Strong,
            "i" | "em" | "cite" | "dfn" | "var" => Self::Emphasis,
            "s" | "del" | "strike" => Self::Struck,
            "u" | "ins" => Self::Underlined,
            "sub" | "sup" => Self::Html,
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "blockquote" => Self::Quote,
            "pre" => Self::Preformatted,
            "table" => Self::Table,
            _ => return None,
        })
    }

    /// What editors write as a style instead of an element.
    pub(super) fn of_style(style: &str) -> Self {
        let style: String = style.to_lowercase().split_whitespace().collect();
        let has = |wanted: &str| style.contains(wanted);
        if has("font-weight:bold") || has("font-weight:700") {
            Self::Strong
        } else if has("font-style:italic") {
            Self::Emphasis
        } else if has("text-decoration:underline") {
            Self::Underlined
        } else if has("text-decoration:line-through") {
            Self::Struck
        } else {
            Self::Transparent
        }
    }

    pub(super) fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Heading(_)
                | Self::Quote
                | Self::List
                | Self::Item
                | Self::Table
                | Self::Row
                | Self::Cell
                | Self::Preformatted
        )
    }

    pub(super) fn holds_only_elements(self) -> bool {
        matches!(self, Self::List | Self::Table | Self::Row)
    }
}

/// An element that is open.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) text: String,
    /// The address of a link; the number of the next item of a list.
    pub(super) detail: String,
    /// The cells of a row.
    pub(super) cells: Vec<String>,
    /// Whether a row has a heading in it.
    pub(super) header: bool,
    /// The rows of a table.
    pub(super) rows: Vec<(bool, Vec<String>)>,
}

impl Frame {
    pub(super) fn new(kind: Kind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            text: String::new(),
            detail: String::new(),
            cells: Vec::new(),
            header: false,
            rows: Vec::new(),
        }
    }

    pub(super) fn begins_line(&self) -> bool {
        self.text.ends_with('\n') || self.text.is_empty() && self.kind.is_block()
    }

    /// One space, unless there is one or none is seen.
    pub(super) fn space(&mut self) {
        if !self.begins_line() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    pub(super) fn break_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if self.kind.is_block() && self.text.ends_with("\\\n") {
            self.end_paragraph();
        } else if !self.begins_line() {
            self.text.push_str("\\\n");
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let mut end = self.text.trim_end();
        while let Some(shorter) = end
            .strip_suffix('\\')
            .filter(|_| ends_in_break(&self.text, end))
        {
            end = shorter.trim_end();
        }
        self.text.truncate(end.len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Appends what a closed element held.
    pub(super) fn join(&mut self, text: &str) {
        if text.starts_with(' ') {
            self.space();
        }
        self.text.push_str(text.strip_prefix(' ').unwrap_or(text));
    }

    /// Appends it between marks; spaces at its ends stay outside them.
    pub(super) fn wrap(&mut self, text: &str, begin: &str, end: &str) {
        let inner = text
            .trim_matches([' ', '\n'])
            .trim_end_matches('\\')
            .trim_end();
        if text.starts_with(' ') {
            self.space();
        }
        if inner.is_empty() {
            return;
        }
        self.text.push_str(begin);
        self.text.push_str(inner);
        self.text.push_str(end);
        if text.ends_with("\\\n") {
            self.break_line();
        } else if text.ends_with(' ') {
            self.space();
        }
    }

    pub(super) fn into_block(mut self) -> String {
        self.end_paragraph();
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    pub(super) fn add_block(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        self.end_paragraph();
        // A list within an item stands right below the item's words.
        if self.kind == Kind::Item && self.text.ends_with("\n\n") {
            self.text.pop();
        }
        self.text.push_str(block);
        self.text.push_str("\n\n");
    }

    pub(super) fn take_cell(&mut self, cell: Self) {
        let header = cell.name == "th";
        let text = cell.into_block();
        if self.kind == Kind::Row {
            self.header |= header;
            self.cells.push(text);
        } else if self.kind == Kind::Table {
            self.rows.push((header, vec![text]));
        } else {
            self.add_block(&text);
        }
    }

    pub(super) fn take_item(&mut self, item: Self) {
        let text = item.into_block();
        if text.is_empty() {
            return;
        }
        let number: Option<u32> = self.detail.parse().ok();
        let marker = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let indent = " ".repeat(marker.len());
        let lines: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(at, line)| match at {
                0 => format!("{marker}{line}"),
                _ if line.is_empty() => String::new(),
                _ => format!("{indent}{line}"),
            })
            .collect();
        if self.kind != Kind::List {
            return self.add_block(&lines.join("\n"));
        }
        if let Some(number) = number {
            self.detail = number.saturating_add(1).to_string();
        }
        self.text.push_str(&lines.join("\n"));
        self.text.push('\n');
    }
}

/// Whether the text goes on with a line's end after this backslash, so that it is a break.
fn ends_in_break(text: &str, end: &str) -> bool {
    text.get(end.len()..)
        .is_some_and(|rest| rest.starts_with('\n'))
}
