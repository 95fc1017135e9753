//! Deciding, word by word, whether it was typed in an old font.
//!
//! No single character can be trusted: "à" is French, "º" a degree, "÷" an operator. Two questions
//! are asked instead. Is there any language in which the word stands as it is? If there is none,
//! it convicts itself ("áîëîâñðîëûí"). If there may be one, the words around it have the say.

use super::{
    letters::{is_operator, is_symbol, letter},
    reading::Reading,
    western::{
        has_no_letter_twice, is_alphabet_sample, is_lookalike, is_northern_word,
        is_stressed_lookalike, is_word_elsewhere, looks_northern,
    },
    words::{Script, Word, around},
};

/// What is known about the line a word stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// A word in good Cyrillic (or one already put right) stands on it.
    pub cyrillic: bool,
    /// A word in another alphabet stands on it.
    pub foreign: bool,
    /// A word that was certainly typed in an old font stands on it.
    pub legacy: bool,
}

/// Everything one decision may look at.
#[derive(Clone, Copy, Debug)]
pub struct Case<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The word in question.
    pub word: Word<'t>,
    /// The word before it on the same line, if nothing but space, quotes or numbers is between.
    pub previous: Option<Word<'t>>,
    /// The word after it, likewise.
    pub next: Option<Word<'t>>,
    /// The line it stands on.
    pub line: Line,
    /// Whether any word of the text was certainly typed in an old font.
    pub text_is_legacy: bool,
}

impl Case<'_> {
    /// Whether nothing but an old font explains the word, whatever else the text holds.
    pub fn is_certain(&self, reading: &Reading) -> bool {
        match self.word.script {
            Script::Mixed => self.is_certain_mixture(reading),
            Script::Legacy => self.is_certain_word(reading),
            Script::Cyrillic | Script::Foreign => false,
        }
    }

    /// Whether the word belongs to the old text that is known to be around it.
    pub fn is_likely(&self, reading: &Reading) -> bool {
        match (self.word.script, reading.length()) {
            (Script::Mixed, _) => self.is_likely_mixture(reading),
            (Script::Legacy, 1) if self.line.legacy => self.fits_old_line_alone(),
            (Script::Legacy, 1) => self.fits_old_text_alone(),
            (Script::Legacy, _) if self.line.legacy => self.fits_old_line(reading),
            (Script::Legacy, _) => self.fits_old_text(reading),
            (Script::Cyrillic | Script::Foreign, _) => false,
        }
    }

    /// A word with old letters only. No language writes four letters in a row with accents, so
    /// length convicts; shorter ones need a line without Latin letters, or Cyrillic neighbours.
    fn is_certain_word(&self, reading: &Reading) -> bool {
        if self.is_ending() && reading.is_ending() {
            return true;
        }
        if self.is_no_text() || is_northern_word(self.word.text) {
            return false;
        }
        if self.line.cyrillic && !self.has_foreign_neighbour() {
            return match reading.length() {
                0 => false,
                1 => !self.line.foreign && self.is_one_letter_ending(),
                2 => reading.is_word(),
                _ => could_be_written(reading),
            };
        }
        // "[0-9àâèçñó]" lists letters, and "¿¿" are question marks.
        let listed = self
            .around()
            .0
            .is_some_and(|before| before.is_ascii_digit())
            || (reading.length() > 9 && has_no_letter_twice(self.word.text))
            || self.word.text.chars().all(is_symbol);
        let northern = looks_northern(self.word.text);
        let long_enough = match (self.line.foreign, northern) {
            (false, false) => reading.length() > 1,
            (true, true) => false,
            _ => reading.length() > 3,
        };
        reading.is_word() && long_enough && !listed
    }

    /// Old letters inside a good word ("бурханлàг"). What looks like a Cyrillic vowel with a
    /// stress mark ("зáмок") or like a letter missing on the keyboard ("всë", "хüн") is left, and
    /// so are operators and a mark behind the word.
    fn is_certain_mixture(&self, reading: &Reading) -> bool {
        let old = self.old_letters();
        let explained = match old.as_slice() {
            [one] if is_operator(*one) => !self.begins_with_letter_che(),
            [one] => is_lookalike(*one) || self.word.text.ends_with(is_symbol),
            several => ["öÖüÜ", "æÆ", "çÇ"]
                .iter()
                .any(|missing| several.iter().all(|found| missing.contains(*found))),
        };
        let short = reading.length() < 3 && old.iter().all(|found| is_symbol(*found));
        could_be_written(reading) && !explained && !short && !self.is_formula()
    }

    fn is_likely_mixture(&self, reading: &Reading) -> bool {
        let old = self.old_letters();
        let stressed = matches!(old.as_slice(), [one] if is_stressed_lookalike(*one));
        let near = self.line.legacy || (self.text_is_legacy && !self.line.foreign && !stressed);
        // Not every word needs a vowel ("кã"), but then the old letter must be beyond doubt.
        let beyond_doubt = self.line.legacy && !old.iter().all(|found| is_lookalike(*found));
        let written =
            could_be_written(reading) || (beyond_doubt && reading.has_capitals_in_front());
        near && written && !self.is_formula()
    }

    /// Two letters or more among old words: everything but a foreign word in foreign company.
    fn fits_old_line(&self, reading: &Reading) -> bool {
        let at_home = !self.has_foreign_neighbour();
        let spoken = reading.is_word() || reading.is_ending();
        (at_home || (spoken && !is_northern_word(self.word.text))) && !self.is_no_text()
    }

    /// Two letters or more on a line that holds nothing certain, in a text that does: a cell of a
    /// table, a unit of measure ("5 êì").
    fn fits_old_text(&self, reading: &Reading) -> bool {
        self.text_is_legacy
            && !self.line.foreign
            && (could_be_written(reading) || self.number_before())
            && !self.is_no_text()
    }

    /// A letter on its own among old words: "÷", an initial, a list mark, an ending; but not "à"
    /// among French words, and not a sound: "[æ]".
    fn fits_old_line_alone(&self) -> bool {
        let (before, after) = self.around();
        let fence = matches!(
            (before, after),
            (Some('['), Some(']')) | (Some('/'), Some('/'))
        );
        let Some(found) = self.old_letters().first().copied().filter(|_| !fence) else {
            return false;
        };
        let neighbours = [self.previous, self.next].into_iter().flatten();
        let (foreign, own): (Vec<_>, Vec<_>) =
            neighbours.partition(|word| word.script == Script::Foreign);
        if is_operator(found) {
            self.is_particle(found)
        } else if is_symbol(found) {
            let among_words = matches!(after, Some(')' | '.')) || !own.is_empty();
            among_words && foreign.is_empty() && !self.number_before()
        } else if self.is_one_letter_ending() {
            true
        } else {
            let most_foreign = if is_word_elsewhere(found) { 0 } else { 1 };
            foreign.len() <= most_foreign && !(self.number_before() && self.number_after())
        }
    }

    /// A letter on its own on a line that holds nothing certain, in a text that does: only a list
    /// mark ("à) …"), the letter of a class ("5à") or an ending ("5-ð").
    fn fits_old_text_alone(&self) -> bool {
        let (before, after) = self.around();
        let marks_item = before.is_none_or(char::is_whitespace) && after == Some(')');
        let names_class = before.is_some_and(|before| before.is_ascii_digit())
            && !after.is_some_and(|after| after.is_ascii_digit());
        let placed = marks_item || names_class || self.is_one_letter_ending();
        let a_letter = !self
            .word
            .text
            .contains(|found| is_operator(found) || is_symbol(found));
        self.text_is_legacy && !self.line.foreign && placed && a_letter
    }

    /// "÷" as the particle ч ("хэн ч", "3 ч", "CD ч"), not as an operator.
    fn is_particle(&self, found: char) -> bool {
        let is_word = |word: Word<'_>| {
            word.script != Script::Foreign
                && word.text.chars().count() > 1
                && (found == '÷' || Reading::of(word.text).is_in_capitals())
        };
        let goes_on = self.next.is_some_and(is_word);
        let behind_word = self.previous.is_some_and(is_word) && (goes_on || self.next.is_none());
        let behind_other = self.previous.is_some() || self.number_before();
        (behind_word || (found == '÷' && behind_other && goes_on)) && !self.number_after()
    }

    fn around(&self) -> (Option<char>, Option<char>) {
        around(self.text, self.word.start, self.word.text)
    }

    fn number_before(&self) -> bool {
        let head = self.text.get(..self.word.start).unwrap_or_default();
        head.trim_end_matches(' ')
            .ends_with(|c: char| c.is_ascii_digit())
    }

    fn number_after(&self) -> bool {
        let tail = self.text.get(self.word.end()..).unwrap_or_default();
        tail.trim_start_matches(' ')
            .starts_with(|c: char| c.is_ascii_digit())
    }

    fn has_foreign_neighbour(&self) -> bool {
        let foreign = |word: &Word<'_>| word.script == Script::Foreign;
        self.previous.as_ref().is_some_and(foreign) || self.next.as_ref().is_some_and(foreign)
    }

    /// Whether the word hangs on another by a hyphen: "БМДИ-èéí".
    fn is_ending(&self) -> bool {
        let (before, after) = self.around();
        before == Some('-') && after != Some('-')
    }

    /// The endings of one letter: "5-ð" is 5-р. The vowels of other languages are not among them.
    fn is_one_letter_ending(&self) -> bool {
        self.is_ending() && matches!(self.word.text, "ð" | "ã" | "ä" | "ò" | "í" | "ñ" | "ë")
    }

    /// Whether the characters are no text at all, but a list of letters or a formula.
    fn is_no_text(&self) -> bool {
        is_alphabet_sample(self.word.text) || self.is_formula()
    }

    /// "а×б", "А×Б": an operator between two names of one letter.
    fn is_formula(&self) -> bool {
        let mut parts = self.word.text.split(is_operator);
        self.word.text.contains(is_operator) && parts.all(|part| part.chars().count() == 1)
    }

    /// "×анар", "÷ухал": Ч or ч at the beginning of a word, not an operator behind a number.
    fn begins_with_letter_che(&self) -> bool {
        let apart = self
            .around()
            .0
            .is_none_or(|before| before.is_whitespace() || matches!(before, '«' | '“' | '"'));
        self.word.text.starts_with(is_operator)
            && self.word.text.chars().count() > 2
            && apart
            && !self.number_before()
    }

    fn old_letters(&self) -> Vec<char> {
        self.word
            .text
            .chars()
            .filter(|found| letter(*found).is_some())
            .collect()
    }
}

fn could_be_written(reading: &Reading) -> bool {
    reading.is_word() || reading.is_abbreviation()
}
