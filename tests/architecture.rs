//! The rules of the house (docs/architecture.md), held against its sources. Each rule first proves
//! on a bad example that it can fail.

#![expect(
    clippy::unwrap_used,
    reason = "a broken rule fails by panicking, and its test's name says which"
)]

#[path = "architecture/pages.rs"]
mod pages;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/world.rs"]
mod world;

use source::{Source, files};
use world::TOUCHES_THE_WORLD;

/// Folders under `src/` that are not features: what the features stand on, and what starts them.
const NOT_FEATURES: [&str; 4] = ["commands", "db", "demo", "http"];

/// Files of a feature that may touch the world, whatever the feature: routes, queries, tables.
const OUTSIDE: [&str; 4] = ["http", "mod", "store", "tables"];

/// Fails with every file that breaks the rule, after the rule has refused the bad example.
#[track_caller]
fn hold(bad: &Source, sources: &[Source], rule: impl Fn(&Source) -> Vec<String>) {
    assert!(!rule(bad).is_empty(), "the rule cannot fail");
    let broken: Vec<String> = sources
        .iter()
        .flat_map(|source| {
            rule(source)
                .into_iter()
                .map(|fault| format!("{}: {fault}", source.path))
        })
        .collect();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn sources() -> Vec<Source> {
    files(&["src"], "rs")
}

/// Whether the code has this word, or path of words, and not only as a part of a longer one.
fn has_word(code: &str, word: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let after = code[start + word.len()..].chars().next();
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    })
}

fn is_rule_file(source: &Source) -> bool {
    let (Some(feature), Some(place)) = (source.feature(), source.place()) else {
        return false;
    };
    let first = place.split('/').next().unwrap();
    let last = place.rsplit('/').next().unwrap();
    let file = format!("{feature}/{place}");
    !NOT_FEATURES.contains(&feature)
        && !place.ends_with("tests")
        && !OUTSIDE.contains(&first)
        && !OUTSIDE.contains(&last)
        && !TOUCHES_THE_WORLD.iter().any(|(named, _)| *named == file)
}

/// What of the world the code knows.
fn world_in(source: &Source) -> Vec<&'static str> {
    const WORLD: [&str; 14] = [
        "actix",
        "actix_http",
        "actix_web",
        "actix_ws",
        "async",
        "await",
        "clock",
        "ids::new_id",
        "Instant",
        "sea_orm",
        "std::fs",
        "std::net",
        "SystemTime",
        "tokio",
    ];
    // A value that is kept as JSON or as a word in a column says so where it is defined.
    const COLUMNS: [&str; 3] = ["FromJsonQueryResult", "DeriveActiveEnum", "EnumIter"];
    let names_column = |line: &str| {
        line.trim().starts_with("#[sea_orm(")
            || line.starts_with("use sea_orm::") && COLUMNS.iter().any(|name| line.contains(name))
    };
    let code: Vec<String> = source
        .code()
        .lines()
        .filter(|line| !names_column(line))
        .map(str::to_owned)
        .collect();
    let code = code.join("\n");
    WORLD
        .into_iter()
        .filter(|word| has_word(&code, word))
        .collect()
}

#[test]
fn rules_are_pure() {
    let rule = |source: &Source| {
        let known = if is_rule_file(source) {
            world_in(source)
        } else {
            Vec::new()
        };
        known
            .iter()
            .map(|word| format!("a rule knows nothing of {word}"))
            .collect()
    };
    let bad = Source::new(
        "src/quizzes/new_rule.rs",
        "//! A rule.\nuse tokio::time::sleep;",
    );
    hold(&bad, &sources(), rule);
    let good = Source::new("src/quizzes/new_rule.rs", "//! tokio\nfn asynchronous() {}");
    assert!(rule(&good).is_empty());
}

#[test]
fn every_file_that_may_touch_the_world_is_there_and_does() {
    let sources = sources();
    for (file, why) in TOUCHES_THE_WORLD {
        let path = format!("src/{file}.rs");
        let source = sources.iter().find(|source| source.path == path);
        let touches = source.is_some_and(|source| !world_in(source).is_empty());
        assert!(
            touches,
            "{file} ({why}) is not there or holds rules: take it off the list"
        );
    }
}

#[test]
fn only_the_database_begins_transactions() {
    let bad = Source::new("src/people/http/own.rs", "use sea_orm::TransactionTrait;");
    hold(&bad, &sources(), |source| {
        let outside = !source.path.starts_with("src/db/");
        let begins = outside && has_word(&source.code(), "TransactionTrait");
        Vec::from_iter(begins.then(|| "transactions begin in src/db/".to_owned()))
    });
}

#[test]
fn whoever_has_a_transaction_reads_through_it() {
    // On a second connection, everybody who holds a first one would wait for one of the others to give it back.
    let bad = Source::new(
        "src/people/store.rs",
        "async fn save(app: &App, transaction: &Transaction) { get(app.database.reader()) }",
    );
    hold(&bad, &sources(), |source| {
        let code = source.code();
        let functions = code.split("fn ").skip(1).filter_map(|function| {
            let (signature, body) = function.split_once('{')?;
            let reads = signature.contains("&Transaction") && body.contains(".reader()");
            reads.then(|| signature.split('(').next().unwrap_or_default().to_owned())
        });
        functions
            .map(|name| format!("{name} holds a transaction and asks for a second connection"))
            .collect()
    });
}

#[test]
fn a_feature_does_not_know_the_routes_of_another() {
    let sources = sources();
    let features: Vec<String> = sources
        .iter()
        .filter_map(|source| source.feature().map(str::to_owned))
        .filter(|feature| !NOT_FEATURES.contains(&feature.as_str()))
        .collect();
    let bad = Source::new(
        "src/quizzes/store.rs",
        "use crate::courses::http::views::Course;",
    );
    hold(&bad, &sources, |source| {
        let Some(own) = source.feature() else {
            return Vec::new();
        };
        let code = source.code();
        let others = features.iter().filter(|feature| *feature != own);
        let mut known: Vec<_> = others
            .filter(|feature| has_word(&code, &format!("crate::{feature}::http")))
            .collect();
        known.dedup();
        known
            .iter()
            .map(|feature| format!("knows the routes of {feature}"))
            .collect()
    });
}

#[test]
fn a_file_fits_in_the_head() {
    const LINES: usize = 350;
    let mut all = files(&["src", "tests", "migrations/src", "load/src"], "rs");
    all.extend(files(&["tests/checks"], "py"));
    let bad = Source::new("src/long.rs", &"\n".repeat(LINES + 1));
    hold(&bad, &all, |source| {
        let lines = source.text.lines().count();
        Vec::from_iter((lines > LINES).then(|| format!("{lines} lines; {LINES} are the most")))
    });
}

#[test]
fn a_lint_is_expected_with_a_reason_and_never_allowed() {
    let bad = Source::new("src/a.rs", "#[allow(dead_code)]\nfn unused() {}");
    hold(
        &bad,
        &files(&["src", "tests", "migrations/src", "load/src"], "rs"),
        |source| {
            let code = source.code();
            let allows = code.contains("#[allow") || code.contains("#![allow");
            Vec::from_iter(allows.then(|| "use #[expect(…, reason = …)]".to_owned()))
        },
    );
}

#[test]
fn what_a_person_reads_comes_from_the_catalogue() {
    // Texts that are not for people: letters of old fonts, the content of the demo, shown examples.
    const ELSEWHERE: [&str; 4] = [
        "src/courses/legacy_text",
        "src/courses/text_encoding",
        "src/demo/",
        "examples.rs",
    ];
    let is_cyrillic = |letter: char| ('\u{0400}'..='\u{04ff}').contains(&letter);
    let bad = Source::new("src/mail/letters.rs", "let subject = \"Гэрчилгээ\";");
    hold(&bad, &sources(), |source| {
        let is_test = source.path.contains("tests") || source.path.contains("properties");
        if is_test || ELSEWHERE.iter().any(|place| source.path.contains(place)) {
            return Vec::new();
        }
        let texts = source
            .texts()
            .into_iter()
            .filter(|text| text.contains(is_cyrillic));
        texts
            .map(|text| format!("{text:?} belongs in messages/"))
            .collect()
    });
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let bad = Source::new("src/a.rs", "use std::fmt;");
    hold(
        &bad,
        &files(&["src", "migrations/src", "load/src"], "rs"),
        |source| {
            let is_test = source.path.ends_with("tests.rs");
            let says = is_test || source.text.starts_with("//! ");
            Vec::from_iter((!says).then(|| "does not begin with //!".to_owned()))
        },
    );
}
