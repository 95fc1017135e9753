//! The texts of the pages, as the rules read them.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, files};

/// The keys of each area in each language: `mn` → `learning` → keys.
pub type Texts = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The texts that are written down.
pub fn texts(sources: &[Source]) -> Texts {
    let mut texts = Texts::new();
    for source in sources {
        let mut place = source.path.rsplit('/');
        let area = place.next().unwrap_or_default().to_owned();
        let language = place.next().unwrap_or_default().to_owned();
        let keys = source.text.lines().filter_map(|line| {
            let (key, _) = line.split_once(" =")?;
            let is_key = key.starts_with(|first: char| first.is_ascii_lowercase());
            is_key.then(|| key.to_owned())
        });
        texts
            .entry(language)
            .or_default()
            .insert(area, keys.collect());
    }
    texts
}

/// What of these texts is not in every language.
pub fn untranslated(texts: &Texts) -> Vec<String> {
    let mut missing = Vec::new();
    let all = texts.values().flatten();
    let pairs: BTreeSet<(&String, &String)> = all
        .flat_map(|(area, keys)| keys.iter().map(move |key| (area, key)))
        .collect();
    for language in ["mn", "en", "ru", "ky"] {
        let own = texts.get(language);
        for (area, key) in &pairs {
            let is_there = own
                .and_then(|own| own.get(*area))
                .is_some_and(|keys| keys.contains(*key));
            if !is_there {
                missing.push(format!("{language}/{area} has no {key}"));
            }
        }
    }
    missing
}

/// What stands in several areas: pages have the texts of all areas that came so far, and would show the wrong one.
pub fn repeated(areas: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut known = BTreeMap::new();
    let pairs = areas
        .iter()
        .flat_map(|(area, keys)| keys.iter().map(move |key| (key, area)));
    let again = |(key, area)| {
        let before: &String = known.insert(key, area)?;
        Some(format!("{key} stands in {before} and in {area}"))
    };
    pairs.filter_map(again).collect()
}

/// The keys that the pages ask for by name: `t('save')`.
pub fn asked() -> Vec<(String, String)> {
    let mut asked = Vec::new();
    for source in files(&["web/src"], "svelte")
        .into_iter()
        .chain(files(&["web/src"], "ts"))
    {
        for piece in source.text.split("t('").skip(1) {
            let Some((key, _)) = piece.split_once('\'') else {
                continue;
            };
            let is_key = key
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || "-_".contains(one));
            let before = source
                .text
                .split(&format!("t('{key}'"))
                .next()
                .unwrap_or_default();
            let is_call =
                !before.ends_with(|one: char| one.is_alphanumeric() || "._".contains(one));
            if is_key && is_call {
                asked.push((source.path.clone(), key.to_owned()));
            }
        }
    }
    asked
}

#[test]
fn the_pages_speak_four_languages_and_every_text_is_there() {
    let bad = [
        Source::new("messages/web/mn/app.ftl", "save = Хадгалах"),
        Source::new("messages/web/en/app.ftl", "sav = Save"),
    ];
    assert_eq!(untranslated(&texts(&bad)).len(), 6);
    let texts = texts(&files(&["messages/web"], "ftl"));
    let missing = untranslated(&texts);
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
    let twice = BTreeMap::from([
        ("app.ftl".to_owned(), BTreeSet::from(["save".to_owned()])),
        ("quiz.ftl".to_owned(), BTreeSet::from(["save".to_owned()])),
    ]);
    assert_eq!(repeated(&twice).len(), 1);
    assert_eq!(repeated(&texts["mn"]), Vec::<String>::new());
    let known: BTreeSet<&String> = texts["mn"].values().flatten().collect();
    let unknown: Vec<_> = asked()
        .into_iter()
        .filter(|(_, key)| !known.contains(key))
        .map(|(path, key)| format!("{path} asks for {key}"))
        .collect();
    assert!(unknown.is_empty(), "\n{}", unknown.join("\n"));
}
