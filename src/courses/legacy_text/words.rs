//! Cutting a text into the words the repair decides about.

use std::ops::Range;

use super::letters::{is_cyrillic, is_operator, letter, sign};

/// What a word is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Cyrillic only: good as it stands.
    Cyrillic,
    /// A letter of the Latin alphabet (or of a third one) is in it: not for us to touch.
    Foreign,
    /// Only characters that an old font used for Cyrillic letters.
    Legacy,
    /// Cyrillic letters and characters of an old font side by side.
    Mixed,
}

impl Script {
    /// Whether the word may need repair.
    pub fn is_suspect(self) -> bool {
        matches!(self, Self::Legacy | Self::Mixed)
    }

    /// The script of `run`, or `None` when there is no letter in it.
    fn of(run: &str) -> Option<Self> {
        let mut cyrillic = false;
        let mut legacy = false;
        for character in run.chars().filter(|character| *character != SOFT_HYPHEN) {
            if is_cyrillic(character) {
                cyrillic = true;
            } else if letter(character).is_some() {
                legacy = true;
            } else if legacy || !is_mark(character) {
                return Some(Self::Foreign);
            }
        }
        match (cyrillic, legacy) {
            (true, true) => Some(Self::Mixed),
            (true, false) => Some(Self::Cyrillic),
            (false, true) => Some(Self::Legacy),
            (false, false) => None,
        }
    }
}

/// A run of letters.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// The letters as found.
    pub text: &'t str,
    /// The line it stands on, counted from 0.
    pub line: usize,
    /// What it is written with.
    pub script: Script,
}

impl Word<'_> {
    /// Where the word ends in the text, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

/// The words of `text` in order, without what says nothing about the language around it: tags,
/// entities, commands that begin with a backslash, addresses and Roman numerals.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (line, (line_start, line_text)) in pieces(text, |c| c == '\n').enumerate() {
        let tags = tags(line_text);
        let addresses = addresses(line_text);
        for (start, run) in runs(line_text) {
            let (start, run) = trimmed(line_text, start, run);
            let Some(script) = Script::of(run) else {
                continue;
            };
            let (before, after) = around(line_text, start, run);
            let speaks = match script {
                Script::Cyrillic => true,
                Script::Foreign => {
                    let entity = before == Some('&') && after == Some(';');
                    let command = before == Some('\\');
                    let markup = entity || command || within(&tags, start);
                    !(markup || within(&addresses, start) || is_roman(run))
                }
                // "www.example.mn-èéí": the ending is not part of the address.
                Script::Legacy | Script::Mixed => !within(&addresses, start) || before == Some('-'),
            };
            if speaks {
                words.push(Word {
                    start: line_start + start,
                    text: run,
                    line,
                    script,
                });
            }
        }
    }
    words
}

/// The characters on either side of the word `word`, which stands at byte `start` of `text`.
pub fn around(text: &str, start: usize, word: &str) -> (Option<char>, Option<char>) {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text
        .get(start + word.len()..)
        .and_then(|tail| tail.chars().next());
    (before, after)
}

/// The pieces of `text`, each ending where `is_end` says so, with the byte each begins at.
fn pieces(text: &str, is_end: fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive(is_end).scan(0, |next, piece| {
        let start = *next;
        *next += piece.len();
        Some((start, piece))
    })
}

/// The runs of letters in `line`, with the byte each begins at.
fn runs(line: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut previous = ' ';
    let mut characters = line.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        // The letter of an escaped line break ("\nÎíîî") is no letter of the word behind it.
        let escape = previous == '\\'
            && matches!(character, 'n' | 'r' | 't')
            && (letter(next).is_some() || is_cyrillic(next));
        if is_part_of_word(character) && !escape {
            start.get_or_insert(at);
        } else if let Some(run) = start
            .take()
            .and_then(|from| Some((from, line.get(from..at)?)))
        {
            runs.push(run);
        }
        previous = character;
    }
    runs.extend(start.and_then(|from| Some((from, line.get(from..)?))));
    runs
}

fn is_part_of_word(character: char) -> bool {
    let spells = character.is_alphabetic() || letter(character).is_some();
    (spells || is_mark(character) || character == SOFT_HYPHEN) && sign(character).is_none()
}

/// Whether `character` is an accent that is drawn over the letter before it.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// The run without what is no letter in its place: the sign of a number beside it ("20ºС", "1ª",
/// "5×3"), and the trace of a character lost in UTF-8 ("ï¿½").
fn trimmed<'t>(line: &str, start: usize, run: &'t str) -> (usize, &'t str) {
    let (before, after) = around(line, start, run);
    let mut word = run;
    if before.is_some_and(|c| c.is_ascii_digit()) {
        word = word.trim_start_matches(['º', 'ª', '×', '÷']);
    }
    let start = start + run.len() - word.len();
    if after.is_some_and(|c| c.is_ascii_digit()) {
        word = word.trim_end_matches(is_operator);
    }
    if after == Some('½') {
        word = word.trim_end_matches("ï¿");
    }
    (start, word)
}

fn is_roman(run: &str) -> bool {
    run.chars()
        .all(|character| matches!(character, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// Where `line` holds tags ("<em class='x'>").
fn tags(line: &str) -> Vec<Range<usize>> {
    let opened = line.match_indices('<').filter_map(|(start, _)| {
        let inside = line.get(start + 1..)?;
        let end = inside.find(['<', '>'])?;
        let named = inside.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        (named && inside.get(end..)?.starts_with('>')).then_some(start..start + 1 + end)
    });
    opened.collect()
}

/// Where `line` holds web and mail addresses.
fn addresses(line: &str) -> Vec<Range<usize>> {
    let ends_address = |character: char| {
        character.is_whitespace()
            || matches!(
                character,
                '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}'
            )
            || matches!(character, '«' | '»' | '“' | '”' | '„' | '|')
            || sign(character).is_some()
    };
    pieces(line, ends_address)
        .filter(|(_, piece)| {
            piece.contains("://") || piece.contains('@') || piece.starts_with("www.")
        })
        .map(|(start, piece)| start..start + piece.len())
        .collect()
}

/// Whether `at` lies in one of `ranges`, which are in order.
fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}
