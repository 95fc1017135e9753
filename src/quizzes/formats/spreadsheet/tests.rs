mod limits;
mod reading;
mod round_trip;

use std::collections::BTreeMap;

/// Looks a text up in a file of the message catalogue, without what Fluent knows besides.
pub fn catalogue(language: &str) -> impl Fn(&str) -> String {
    let path = format!("{}/messages/{language}.ftl", root());
    let file = std::fs::read_to_string(path).unwrap();
    let messages: BTreeMap<String, String> = file
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect();
    move |key| {
        messages
            .get(key)
            .unwrap_or_else(|| panic!("no message {key}"))
            .clone()
    }
}

fn root() -> String {
    std::env::var("SURGALT_ROOT").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned())
}

/// The words as programs know them.
pub fn plain(key: &str) -> String {
    let names = super::columns::COLUMNS
        .iter()
        .map(|(_, name, key, _)| (*key, *name));
    let words = super::columns::KINDS
        .iter()
        .chain(&super::columns::SCORINGS)
        .chain(&super::columns::TRUTHS);
    let words = words.map(|(name, key)| (*key, *name));
    let found = names.chain(words).find(|(known, _)| *known == key);
    found.map_or_else(
        || key.chars().take(30).collect(),
        |(_, name)| name.to_owned(),
    )
}
