//! Lines, comments, empty lines and escapes of GIFT: from the text of a file to the blocks in
//! which questions stand.

/// What stands between two empty lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The lines without comments, escapes replaced by stand-ins.
    pub text: String,
    /// What `[id:…]` says in the comments in and before it.
    pub id: Option<String>,
    /// What each `[tag:…]` says there.
    pub tags: Vec<String>,
}

/// The escapes, and what stands in for each while signs without a backslash are looked for:
/// code points that are no characters and never will be.
const ESCAPES: [(char, char, char); 8] = [
    ('\\', '\u{fdd0}', '\\'),
    (':', '\u{fdd1}', ':'),
    ('#', '\u{fdd2}', '#'),
    ('=', '\u{fdd3}', '='),
    ('{', '\u{fdd4}', '{'),
    ('}', '\u{fdd5}', '}'),
    ('~', '\u{fdd6}', '~'),
    ('n', '\u{fdd7}', '\n'),
];

/// How many lines are looked through for the end of braces that an empty line interrupts.
const FARTHEST: usize = 200;

/// Puts stand-ins in the place of escapes.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escape = letters
            .peek()
            .filter(|_| letter == '\\')
            .and_then(|next| ESCAPES.iter().find(|(escaped, ..)| escaped == next));
        match escape {
            Some((_, stand_in, _)) => {
                encoded.push(*stand_in);
                letters.next();
            }
            None if ('\u{fdd0}'..='\u{fdef}').contains(&letter) => encoded.push('\u{fffd}'),
            None => encoded.push(letter),
        }
    }
    encoded
}

/// Puts what was escaped in the place of stand-ins.
pub fn decode(text: &str) -> String {
    let decoded = |letter| {
        let escape = ESCAPES.iter().find(|(_, stand_in, _)| *stand_in == letter);
        escape.map_or(letter, |(.., meant)| *meant)
    };
    text.chars().map(decoded).collect()
}

/// The text with every sign escaped that means something in GIFT.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match ESCAPES.iter().find(|(.., meant)| *meant == letter) {
            Some((sign, ..)) => escaped.extend(['\\', *sign]),
            None if letter == '\r' => {}
            None => escaped.push(letter),
        }
    }
    escaped
}

/// Takes a file apart.
pub fn blocks(file: &str) -> Vec<Block> {
    let file = file.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = file.split('\n').map(encode).collect();
    let mut blocks = Vec::new();
    let mut block = Block::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(comment) = line.trim_start().strip_prefix("//") {
            block.note(&decode_comment(comment));
            // The place of the comment stays, so that the lines are counted rightly.
            if !block.text.is_empty() {
                block.text.push('\n');
            }
        } else if !line.trim().is_empty() {
            if block.text.is_empty() {
                block.line = at + 1;
            }
            block.text.push_str(line);
            block.text.push('\n');
        } else if block.is_open() && closes(lines.get(at + 1..).unwrap_or_default()) {
            block.text.push('\n');
        } else if !block.text.is_empty() {
            blocks.push(std::mem::replace(&mut block, Block::new()));
        }
    }
    if !block.text.is_empty() {
        blocks.push(block);
    }
    blocks
}

/// Whether braces that are open are closed in the lines that follow, before others are opened and
/// before another question begins.
fn closes(lines: &[String]) -> bool {
    for line in lines.iter().take(FARTHEST) {
        if line.starts_with("::") || line.starts_with("$CATEGORY:") {
            return false;
        }
        if let Some(brace) = line.chars().find(|letter| matches!(letter, '{' | '}')) {
            return brace == '}';
        }
    }
    false
}

/// In a comment a backslash is only a backslash.
fn decode_comment(comment: &str) -> String {
    let mut decoded = String::with_capacity(comment.len());
    for letter in comment.chars() {
        match ESCAPES.iter().find(|(_, stand_in, _)| *stand_in == letter) {
            Some((sign, ..)) => decoded.extend(['\\', *sign]),
            None => decoded.push(letter),
        }
    }
    decoded
}

impl Block {
    fn new() -> Self {
        Self {
            line: 0,
            text: String::new(),
            id: None,
            tags: Vec::new(),
        }
    }

    fn is_open(&self) -> bool {
        let opened = self.text.rfind('{');
        opened.is_some_and(|opened| self.text.rfind('}').is_none_or(|closed| closed < opened))
    }

    /// Takes what a comment says about the question.
    fn note(&mut self, comment: &str) {
        const OPENINGS: [&str; 2] = ["[id:", "[tag:"];
        let mut rest = comment;
        while let Some((at, opening)) = first_of(rest, &OPENINGS) {
            let after = rest.get(at + opening.len()..).unwrap_or_default();
            let Some(close) = closing_bracket(after) else {
                return;
            };
            let value = after.get(..close).unwrap_or_default().replace("\\]", "]");
            let value = value.trim().to_owned();
            match opening {
                _ if value.is_empty() => {}
                "[id:" => self.id = Some(value),
                _ => self.tags.push(value),
            }
            rest = after.get(close + 1..).unwrap_or_default();
        }
    }
}

/// Which of some openings comes first in a text, and where.
fn first_of(text: &str, openings: &[&'static str]) -> Option<(usize, &'static str)> {
    let places = openings
        .iter()
        .filter_map(|opening| Some((text.find(opening)?, *opening)));
    places.min_by_key(|(at, _)| *at)
}

/// Where a bracket closes; `\]` does not.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut brackets = text.match_indices(']').map(|(at, _)| at);
    brackets.find(|at| !text.get(..*at).unwrap_or_default().ends_with('\\'))
}
