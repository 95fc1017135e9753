//! The syntax of GIFT: what a file says, before anybody asks what it means. It follows Moodle's
//! own reader (`question/format/gift/format.php`) and is as patient as files from elsewhere need:
//! an empty line inside braces, braces inside braces and questions without an empty line between
//! them are understood.

use super::answers;
use super::blocks::{self, Block};

/// What stands in a file between empty lines.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Where the questions that follow belong.
    Category {
        /// The category as it is written, `$course$/top/…`.
        path: String,
    },
    /// A question.
    Item(Box<Item>),
    /// Something that is no question.
    Broken {
        /// The line, from 1.
        line: usize,
        /// Why not, as a key of the message catalogue.
        key: &'static str,
    },
}

/// A question as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What `[id:…]` says in a comment before it.
    pub id: Option<String>,
    /// What each `[tag:…]` says in a comment before it.
    pub tags: Vec<String>,
    /// The title between `::` and `::`.
    pub title: Option<String>,
    /// The text before the answers.
    pub stem: Text,
    /// The text after the answers, when they stand in the middle.
    pub tail: Option<Text>,
    /// Whether white space stands before and after answers in the middle.
    pub spaced: (bool, bool),
    /// The answers.
    pub answers: Answers,
    /// What follows `####`.
    pub general_feedback: Option<Text>,
}

/// A text and the format it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The format, its own or that of the question.
    pub format: TextFormat,
    /// The text without escapes.
    pub text: String,
}

/// The formats of texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// `[moodle]`: text in which HTML may stand, where white space does not matter.
    #[default]
    Moodle,
    /// `[html]`.
    Html,
    /// `[plain]`.
    Plain,
    /// `[markdown]`.
    Markdown,
}

/// What stands between the braces.
#[derive(Debug, Clone, PartialEq)]
pub enum Answers {
    /// No braces.
    Description,
    /// Nothing.
    Essay,
    /// `T` or `F`.
    TrueFalse {
        /// Which of them.
        is_true: bool,
        /// The first comment, for a wrong answer.
        first: Option<Text>,
        /// The second comment, for a right answer.
        second: Option<Text>,
    },
    /// Options, of which some begin with `~`.
    Choices(Vec<Answer>),
    /// Answers that are typed.
    Short(Vec<Answer>),
    /// Numbers.
    Numerical(Vec<Number>),
    /// Prompts and their matches.
    Matching(Vec<(Text, String)>),
}

/// An option, or an answer that is typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Whether it begins with `=`.
    pub right: bool,
    /// The per cent in front of it.
    pub weight: Option<f64>,
    /// What it says.
    pub text: Text,
    /// What follows `#`.
    pub feedback: Option<Text>,
}

/// A number among the answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// What it begins with: `=`, `~` or nothing.
    pub sign: Option<char>,
    /// The per cent in front of it.
    pub weight: Option<f64>,
    /// Which numbers.
    pub value: NumberValue,
    /// What follows `#`.
    pub feedback: Option<Text>,
}

/// Which numbers are meant.
#[derive(Debug, Clone, PartialEq)]
pub enum NumberValue {
    /// One.
    Exactly(f64),
    /// `number:tolerance`.
    Within(f64, f64),
    /// `least..most`, and the decimals of the one that has more.
    Between(f64, f64, usize),
    /// Any other number.
    Any,
    /// No number at all.
    Unreadable(String),
}

/// The most parts of a file that are read.
pub const MOST_PARTS: usize = 20_000;

/// Reads a file. Whatever it holds, it has parts. Reading stops when there are more than
/// [`MOST_PARTS`].
pub fn parse(file: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for block in blocks::blocks(file) {
        parse_block(block, &mut parts);
    }
    parts
}

/// Reads a block: mostly one question.
fn parse_block(block: Block, parts: &mut Vec<Part>) {
    let Block {
        mut line,
        text,
        id,
        tags,
    } = block;
    let mut rest = text.as_str();
    let mut owner = Some((id, tags));
    while !rest.trim_start().is_empty() && parts.len() <= MOST_PARTS {
        let blank = rest.len() - rest.trim_start().len();
        line += newlines(rest.get(..blank));
        rest = rest.trim_start();
        let mut taken = rest.len();
        if let Some(category) = rest.strip_prefix("$CATEGORY:") {
            let end = category.find('\n').unwrap_or(category.len());
            let path = blocks::decode(category.get(..end).unwrap_or_default().trim());
            parts.push(Part::Category { path });
            taken = rest.len() - category.len() + end;
        } else {
            let (id, tags) = owner.take().unwrap_or_default();
            match item(rest) {
                Ok((item, length)) => {
                    parts.push(Part::Item(Box::new(Item {
                        line,
                        id,
                        tags,
                        ..item
                    })));
                    taken = length;
                }
                Err(key) => parts.push(Part::Broken { line, key }),
            }
        }
        line += newlines(rest.get(..taken));
        rest = rest.get(taken..).unwrap_or_default();
    }
}

fn newlines(text: Option<&str>) -> usize {
    text.unwrap_or_default().matches('\n').count()
}

/// Reads a question from the beginning of a text; says how long it was.
fn item(text: &str) -> Result<(Item, usize), &'static str> {
    let (title, body) = match text
        .strip_prefix("::")
        .and_then(|rest| rest.split_once("::"))
    {
        Some((title, body)) => (Some(blocks::decode(title.trim())), body),
        None => (None, text),
    };
    let mut item = Item {
        line: 0,
        id: None,
        tags: Vec::new(),
        title,
        stem: formatted("", TextFormat::Moodle),
        tail: None,
        spaced: (false, false),
        answers: Answers::Description,
        general_feedback: None,
    };
    let (open, close) = match body.find(['{', '}']) {
        None => {
            item.stem = formatted(body, TextFormat::Moodle);
            return Ok((item, text.len()));
        }
        Some(open) => (open, closing(body, open).ok_or("import-gift-brace")?),
    };
    let before = body.get(..open).unwrap_or_default();
    let inside = body.get(open + 1..close).unwrap_or_default();
    let after = body.get(close + 1..).unwrap_or_default();
    let own = own_tail(after)?;
    item.stem = formatted(before, TextFormat::Moodle);
    let format = item.stem.format;
    if !own.trim().is_empty() {
        item.tail = Some(formatted(own, format));
        item.spaced = (
            before.ends_with(char::is_whitespace),
            own.starts_with(char::is_whitespace),
        );
        if before.trim().is_empty() {
            item.stem.format = formatted(own, format).format;
        }
    }
    let (inside, general) = answers::split_general(inside);
    item.general_feedback = general.and_then(|general| answers::feedback(general, format));
    item.answers = answers::answers(inside, format);
    Ok((item, text.len() - after.len() + own.len()))
}

/// Where the brace is closed that is opened at a place: braces may stand in braces, and when they
/// do not match soon the first that closes counts.
fn closing(text: &str, open: usize) -> Option<usize> {
    /// How far the brace that matches may be behind the first that closes, in bytes: this is asked
    /// for every question, so it must not look through the whole file.
    const FARTHEST: usize = 500;
    let mut depth = 0_usize;
    let mut first: Option<usize> = None;
    for (at, letter) in text.get(open..)?.char_indices() {
        if first.is_some_and(|first| at - first > FARTHEST) {
            break;
        }
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return None,
            '}' => {
                first = first.or(Some(at));
                depth -= 1;
                if depth == 0 {
                    return Some(open + at);
                }
            }
            _ => {}
        }
    }
    first.map(|at| open + at)
}

/// How much of what follows the answers still belongs to the question: up to a line that begins
/// another.
fn own_tail(after: &str) -> Result<&str, &'static str> {
    let brace = after.find('{');
    let before = after
        .get(..brace.unwrap_or(after.len()))
        .unwrap_or_default();
    let end = match brace {
        None => before.find("\n::").unwrap_or(before.len()),
        Some(_) => before
            .find("\n::")
            .or_else(|| before.find('\n'))
            .ok_or("import-gift-answers-twice")?,
    };
    Ok(before.get(..end).unwrap_or_default())
}

/// A text with its format, `[html]` in front, or that of the question.
pub fn formatted(raw: &str, inherited: TextFormat) -> Text {
    const NAMES: [(&str, TextFormat); 4] = [
        ("[html]", TextFormat::Html),
        ("[moodle]", TextFormat::Moodle),
        ("[plain]", TextFormat::Plain),
        ("[markdown]", TextFormat::Markdown),
    ];
    let raw = raw.trim();
    let named = NAMES
        .iter()
        .find_map(|(name, format)| raw.strip_prefix(name).map(|rest| (*format, rest.trim())));
    let (format, raw) = named.unwrap_or((inherited, raw));
    let text = match format {
        TextFormat::Html | TextFormat::Markdown => blocks::decode(raw),
        TextFormat::Moodle | TextFormat::Plain => {
            blocks::decode(&raw.split_whitespace().collect::<Vec<_>>().join(" "))
        }
    };
    Text { format, text }
}
