mod limits;
mod reading;
mod round_trip;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::columns::{COLUMNS, KINDS, SCORINGS, TRUTHS};

/// Looks texts up in a file of the message catalogue.
pub fn catalogue(language: &str) -> impl Fn(&str) -> String {
    let path = format!("{}/messages/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(path).unwrap();
    let brace = |text: &str| text.replace("{\"{\"}", "{").replace("{\"}\"}", "}");
    let messages: BTreeMap<String, String> = file
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, text)| (key.to_owned(), brace(text)))
        .collect();
    move |key| {
        messages
            .get(key)
            .unwrap_or_else(|| panic!("no message {key}"))
            .clone()
    }
}

/// The words as programs know them.
pub fn plain(key: &str) -> String {
    let names = COLUMNS.iter().map(|(_, name, key, _)| (*key, *name));
    let words = KINDS
        .iter()
        .chain(&SCORINGS)
        .chain(&TRUTHS)
        .map(|(name, key)| (*key, *name));
    let found = names.chain(words).find(|(known, _)| *known == key);
    found.map_or_else(
        || key.chars().take(30).collect(),
        |(_, name)| name.to_owned(),
    )
}

/// What something comes to, and how long it takes.
fn timed<T>(of: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    (of(), began.elapsed())
}
