//! Reading texts and JSON out of files, repairing them on the way, and keeping account of what was
//! repaired and what was refused.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Repaired;
use crate::courses::legacy_text::{self, RepairedRun};
use crate::courses::text_encoding;
use crate::error::FieldError;
use crate::messages::Arguments;

/// Files, and what has been found in them so far.
pub struct Reader<'files> {
    files: &'files BTreeMap<String, Vec<u8>>,
    pub repaired: Vec<Repaired>,
    pub refused: Vec<FieldError>,
}

impl<'files> Reader<'files> {
    pub fn new(files: &'files BTreeMap<String, Vec<u8>>) -> Self {
        Self {
            files,
            repaired: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// The text of a file that `field` names.
    pub fn text(&mut self, file: &str, field: &str) -> Option<String> {
        let text = self.decoded(file, field)?;
        let repair = legacy_text::repair(&text);
        for run in &repair.runs {
            let place = format!("line {}", run.line);
            let found = repaired(file, place, &text, &repair.text, run);
            self.repaired.push(found);
        }
        Some(repair.text.into_owned())
    }

    /// The JSON file of this name.
    pub fn file<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        self.named(file, file)
    }

    /// The JSON file that `field` names.
    pub fn named<T: DeserializeOwned>(&mut self, file: &str, field: &str) -> Option<T> {
        let text = self.decoded(file, field)?;
        match serde_json::from_str(&text) {
            Ok(value) => self.value(file, value),
            Err(error) => self.refuse(unreadable(file, error.to_string())),
        }
    }

    /// What a JSON value means, after the texts in it have been repaired.
    pub fn value<T: DeserializeOwned>(&mut self, file: &str, mut value: Value) -> Option<T> {
        self.repair_values(file, &mut value);
        match serde_path_to_error::deserialize(value) {
            Ok(value) => Some(value),
            Err(error) => {
                let field = format!("{file}: {}", error.path());
                self.refuse(unreadable(&field, error.into_inner().to_string()))
            }
        }
    }

    fn decoded(&mut self, file: &str, field: &str) -> Option<String> {
        let Some(bytes) = self.files.get(file) else {
            let arguments = Arguments::none().with("file", file);
            return self.refuse(FieldError {
                arguments,
                ..FieldError::new(field, "field-file-missing")
            });
        };
        let decoded = text_encoding::decode(bytes);
        if decoded.damaged || decoded.text.contains('\0') {
            return self.refuse(FieldError::new(file, "field-damaged-text"));
        }
        Some(decoded.text)
    }

    /// Repairs every text in a JSON value, all of them together: the words around have a say.
    fn repair_values(&mut self, file: &str, value: &mut Value) {
        let mut texts = Vec::new();
        collect(String::new(), value, &mut texts);
        let joined: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let joined = joined.join("\n");
        let repair = legacy_text::repair(&joined);
        if repair.runs.is_empty() {
            return;
        }
        let mut runs = repair.runs.iter().peekable();
        let mut lines = repair.text.split('\n');
        let mut last_line = 0;
        for (place, text) in texts {
            let count = text.split('\n').count();
            let mended: Vec<&str> = lines.by_ref().take(count).collect();
            *text = mended.join("\n");
            last_line += count;
            while let Some(run) = runs.next_if(|run| run.line <= last_line) {
                let found = repaired(file, place.clone(), &joined, &repair.text, run);
                self.repaired.push(found);
            }
        }
    }

    fn refuse<T>(&mut self, field: FieldError) -> Option<T> {
        self.refused.push(field);
        None
    }
}

fn repaired(file: &str, place: String, before: &str, after: &str, run: &RepairedRun) -> Repaired {
    let within = |text: &str, range| text.get::<std::ops::Range<usize>>(range).map(str::to_owned);
    Repaired {
        file: file.to_owned(),
        place,
        before: within(before, run.bytes.clone()).unwrap_or_default(),
        after: within(after, run.repaired.clone()).unwrap_or_default(),
    }
}

fn unreadable(field: &str, reason: String) -> FieldError {
    FieldError {
        arguments: Arguments::none().with("reason", reason),
        ..FieldError::new(field, "field-unreadable")
    }
}

/// Every text in a JSON value, with where it stands.
fn collect<'value>(
    place: String,
    value: &'value mut Value,
    texts: &mut Vec<(String, &'value mut String)>,
) {
    match value {
        Value::String(text) => texts.push((place, text)),
        Value::Array(values) => {
            for (at, value) in values.iter_mut().enumerate() {
                collect(format!("{place}[{at}]"), value, texts);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                let dot = if place.is_empty() { "" } else { "." };
                collect(format!("{place}{dot}{name}"), value, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
