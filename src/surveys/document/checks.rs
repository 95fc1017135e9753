//! What an author may not write in a form: keys that stand twice, texts that lack a language,
//! conditions about what has not been asked.

use std::collections::HashSet;

use super::{Asks, FormDocument, Named, Question, Scale, Words};
use crate::error::FieldError;

/// A key is of small Latin letters, digits, `_` and `-`: it stands in addresses, in columns of
/// exports and in formulas of spreadsheets.
///
/// # Errors
/// When it is not.
pub fn is_key(key: &str, _: &()) -> garde::Result {
    let fits = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "_-".contains(letter)
    };
    if !key.is_empty() && key.len() <= 40 && key.chars().all(fits) {
        Ok(())
    } else {
        Err(garde::Error::new("field-key"))
    }
}

/// Everything that does not fit together in a form, each with where it stands.
#[must_use]
pub fn faults(document: &FormDocument) -> Vec<FieldError> {
    let mut check = Check {
        document,
        faults: Vec::new(),
    };
    check.languages();
    check.words("title", &document.title);
    if let Some(introduction) = &document.introduction {
        check.words("introduction", introduction);
    }
    let mut keys = HashSet::new();
    for (number, question) in document.questions.iter().enumerate() {
        let place = format!("questions[{number}]");
        if !keys.insert(&question.key) {
            check.refuse(format!("{place}.key"), "field-duplicate-identifier");
        }
        check.question(&place, number, question);
    }
    check.faults
}

struct Check<'a> {
    document: &'a FormDocument,
    faults: Vec<FieldError>,
}

impl Check<'_> {
    fn refuse(&mut self, place: String, key: &str) {
        self.faults.push(FieldError::new(place, key));
    }

    fn languages(&mut self) {
        let mut seen = HashSet::new();
        for (number, language) in self.document.languages.iter().enumerate() {
            if !seen.insert(language) {
                self.refuse(format!("languages[{number}]"), "field-duplicate-identifier");
            }
        }
    }

    /// A text is there in each language of the form.
    fn words(&mut self, place: &str, words: &Words) {
        for language in &self.document.languages {
            if words.in_language(*language).is_none() {
                self.refuse(format!("{place}.{}", language.code()), "field-empty");
            }
        }
    }

    fn question(&mut self, place: &str, number: usize, question: &Question) {
        self.words(&format!("{place}.text"), &question.text);
        self.condition(place, number, question);
        let place = format!("{place}.asks");
        match &question.asks {
            Asks::SingleChoice(options) | Asks::MultipleChoice(options) => {
                self.named(&format!("{place}.options"), &options.options);
            }
            Asks::Scale(scale) => self.scale(&place, scale),
            Asks::Matrix(matrix) => {
                self.scale(&format!("{place}.scale"), &matrix.scale);
                self.named(&format!("{place}.statements"), &matrix.statements);
            }
            Asks::Number(bounds) => {
                let is_empty = matches!((bounds.least, bounds.most),
                    (Some(least), Some(most)) if most < least);
                if is_empty {
                    self.refuse(format!("{place}.most"), "field-invalid");
                }
            }
            Asks::ShortText(_) | Asks::LongText(_) => {}
        }
    }

    fn condition(&mut self, place: &str, number: usize, question: &Question) {
        let Some(condition) = &question.shown_if else {
            return;
        };
        let mut earlier = self.document.questions.iter().take(number);
        let asked = earlier.find(|earlier| earlier.key == condition.question);
        let Some(options) = asked.and_then(|asked| asked.asks.options()) else {
            return self.refuse(format!("{place}.shown_if.question"), "field-unknown");
        };
        for (at, key) in condition.chosen.iter().enumerate() {
            if !options.iter().any(|option| option.key == *key) {
                self.refuse(format!("{place}.shown_if.chosen[{at}]"), "field-unknown");
            }
        }
    }

    fn named(&mut self, place: &str, named: &[Named]) {
        let mut keys = HashSet::new();
        for (number, one) in named.iter().enumerate() {
            let place = format!("{place}[{number}]");
            if !keys.insert(&one.key) {
                self.refuse(format!("{place}.key"), "field-duplicate-identifier");
            }
            self.words(&format!("{place}.text"), &one.text);
        }
    }

    fn scale(&mut self, place: &str, scale: &Scale) {
        let labels = scale.labels.len();
        if labels != 0 && labels != 2 && labels != usize::from(scale.steps) {
            self.refuse(format!("{place}.labels"), "field-scale-labels");
        }
        for (number, label) in scale.labels.iter().enumerate() {
            self.words(&format!("{place}.labels[{number}]"), label);
        }
    }
}
