//! Repairing Mongolian text that was typed in an old single-byte font.
//!
//! Before Unicode, Mongolian was typed in fonts that drew Cyrillic letters in the places of Western
//! ones: Windows-1251 with Ө ө Ү ү in places of their own. Wherever the font is lost, the text
//! shows as Latin-1 ("Ìîíãîë õýë"), often in the midst of good Cyrillic, even inside one word
//! ("БМДÈ-èéí").
//!
//! Good text of any language must come back as it was given, so each word has to be convicted
//! (`decision`): by itself when no language could write it so, else by the words around it. Because
//! the words around have a say, give the whole document to [`repair`] rather than single fields.

mod decision;
mod letters;
mod reading;
#[cfg(test)]
mod tests;
mod western;
mod words;

use std::{borrow::Cow, ops::Range};

use decision::{Case, Line};
use letters::{letter, sign};
use reading::Reading;
use words::{Script, Word, around, words};

/// A text after repair, and where it was repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair<'t> {
    /// The text; borrowed when nothing had to be repaired.
    pub text: Cow<'t, str>,
    /// The stretches that were repaired, in order.
    pub runs: Vec<RepairedRun>,
}

/// A stretch of one line that was repaired: one or more words with nothing else between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairedRun {
    /// The line, counted from 1.
    pub line: usize,
    /// The place in the text as it was given, in bytes.
    pub bytes: Range<usize>,
    /// The place in the text after repair, in bytes.
    pub repaired: Range<usize>,
    /// How many words and signs were repaired in it.
    pub words: usize,
}

impl Repair<'_> {
    /// How many words and signs were repaired.
    pub fn words(&self) -> usize {
        self.runs.iter().map(|run| run.words).sum()
    }
}

/// Puts the Cyrillic letters back where `text` was typed in an old Mongolian font.
///
/// Repairing what was repaired changes nothing more.
pub fn repair(text: &str) -> Repair<'_> {
    let untouched = Repair {
        text: Cow::Borrowed(text),
        runs: Vec::new(),
    };
    if !text.chars().any(|character| letter(character).is_some()) {
        return untouched;
    }
    let mut findings = Findings::new(text);
    findings.decide();
    if findings.repaired.is_empty() {
        return untouched;
    }
    findings.repair_signs();
    findings.into_repair()
}

/// One place to be replaced.
struct Replacement {
    line: usize,
    bytes: Range<usize>,
    with: String,
}

/// What has been found out about a text so far.
struct Findings<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
    lines: Vec<Line>,
    repaired: Vec<Replacement>,
}

impl<'t> Findings<'t> {
    fn new(text: &'t str) -> Self {
        let words = words(text);
        let mut lines = vec![Line::default(); text.split('\n').count()];
        for word in &words {
            if let Some(line) = lines.get_mut(word.line) {
                line.cyrillic |= word.script == Script::Cyrillic;
                line.foreign |= word.script == Script::Foreign;
            }
        }
        Self {
            text,
            words,
            lines,
            repaired: Vec::new(),
        }
    }

    /// Decides about every word, again and again until nothing more is found: each word put right
    /// is evidence for the others on its line. A line gains evidence at most twice, so this ends
    /// after a few rounds however long the text is.
    fn decide(&mut self) {
        let mut lines = Vec::new();
        let mut text_is_legacy = false;
        while lines != self.lines {
            lines.clone_from(&self.lines);
            for index in 0..self.words.len() {
                self.decide_one(index, &lines, text_is_legacy);
            }
            text_is_legacy |= self.lines.iter().any(|line| line.legacy);
        }
    }

    fn decide_one(&mut self, index: usize, lines: &[Line], text_is_legacy: bool) {
        let Some(word) = self
            .words
            .get(index)
            .copied()
            .filter(|word| word.script.is_suspect())
        else {
            return;
        };
        let neighbour = |at: Option<usize>| self.words.get(at?).copied();
        let line = lines.get(word.line).copied().unwrap_or_default();
        let case = Case {
            text: self.text,
            word,
            previous: neighbour(index.checked_sub(1)).filter(|other| self.joined(other, &word)),
            next: neighbour(index.checked_add(1)).filter(|other| self.joined(&word, other)),
            line,
            text_is_legacy,
        };
        let reading = Reading::of(word.text);
        let certain = case.is_certain(&reading);
        if !certain && !case.is_likely(&reading) {
            return;
        }
        if let Some(line) = self.lines.get_mut(word.line) {
            line.cyrillic = true;
            line.legacy |= certain;
        }
        if let Some(word) = self.words.get_mut(index) {
            word.script = Script::Cyrillic;
        }
        let bytes = word.start..word.end();
        self.repaired.push(Replacement {
            line: word.line,
            bytes,
            with: reading.into_text(),
        });
    }

    /// Whether two words in a row speak to each other.
    fn joined(&self, first: &Word<'_>, second: &Word<'_>) -> bool {
        let between = self.text.get(first.end()..second.start).unwrap_or_default();
        let joins = |character: char| {
            character.is_whitespace()
                || character.is_ascii_digit()
                || matches!(
                    character,
                    '-' | '\'' | '’' | '"' | '«' | '»' | '“' | '”' | '„'
                )
                || matches!(
                    character,
                    'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | '*' | '_'
                )
        };
        first.line == second.line && between.chars().all(joins)
    }

    /// Puts back the signs of an old text: quotes and dashes that became control characters, the
    /// euro sign, and № that became ¹. Lines in other alphabets are left alone.
    fn repair_signs(&mut self) {
        let mut at = 0;
        for (start, found) in self.text.char_indices() {
            if found == '\n' {
                at += 1;
            }
            let line = self.lines.get(at).copied().unwrap_or_default();
            let with = if found == '¹' {
                self.number_sign(start)
            } else {
                sign(found)
            };
            if let Some(with) = with.filter(|_| line.legacy || !line.foreign) {
                let bytes = start..start + found.len_utf8();
                self.repaired.push(Replacement {
                    line: at,
                    bytes,
                    with: with.to_string(),
                });
            }
        }
        self.repaired
            .sort_unstable_by_key(|replacement| replacement.bytes.start);
    }

    /// № for the ¹ at byte `start`, unless it is a footnote or an exponent.
    fn number_sign(&self, start: usize) -> Option<char> {
        let (before, after) = around(self.text, start, "¹");
        let attached = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '.'));
        let counts = after.is_some_and(|c| c.is_ascii_digit() || c.is_whitespace());
        (counts && !attached).then_some('№')
    }

    fn into_repair(self) -> Repair<'t> {
        let mut text = String::with_capacity(self.text.len());
        let mut runs: Vec<RepairedRun> = Vec::new();
        let mut end = 0;
        for Replacement { line, bytes, with } in self.repaired {
            let between = self.text.get(end..bytes.start).unwrap_or_default();
            text.push_str(between);
            let repaired = text.len()..text.len() + with.len();
            text.push_str(&with);
            end = bytes.end;
            let goes_on = !between.contains(char::is_alphanumeric);
            match runs.last_mut() {
                Some(run) if run.line == line + 1 && goes_on => {
                    run.bytes.end = bytes.end;
                    run.repaired.end = repaired.end;
                    run.words += 1;
                }
                _ => runs.push(RepairedRun {
                    line: line + 1,
                    bytes,
                    repaired,
                    words: 1,
                }),
            }
        }
        text.push_str(self.text.get(end..).unwrap_or_default());
        Repair {
            text: Cow::Owned(text),
            runs,
        }
    }
}
