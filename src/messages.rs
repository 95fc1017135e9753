//! The catalogue of messages: every text that a person sees, in each language of the product.
//!
//! The texts are Fluent files under `messages/`, one a language, compiled in. Mongolian is the
//! language of a person who has not said otherwise.

pub mod dates;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;
use utoipa::ToSchema;

/// A language of the product.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "lowercase")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Language {
    /// Mongolian (Cyrillic).
    #[default]
    #[sea_orm(string_value = "mn")]
    Mn,
    /// English.
    #[sea_orm(string_value = "en")]
    En,
    /// Russian.
    #[sea_orm(string_value = "ru")]
    Ru,
    /// Kyrgyz.
    #[sea_orm(string_value = "ky")]
    Ky,
}

impl Language {
    /// Every language, the first first.
    pub const ALL: [Self; 4] = [Self::Mn, Self::En, Self::Ru, Self::Ky];

    /// The language's code (ISO 639-1).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Mn => "mn",
            Self::En => "en",
            Self::Ru => "ru",
            Self::Ky => "ky",
        }
    }

    /// The first language of an `Accept-Language` header that the product speaks, by quality
    /// (RFC 9110, section 12.5.4).
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut wishes: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|wish| {
                let mut parts = wish.split(';');
                let tag = parts.next()?.trim().to_ascii_lowercase();
                let quality = parts
                    .find_map(|part| part.trim().strip_prefix("q="))
                    .map_or(Some(1.0), |text| text.parse::<f32>().ok())?;
                let primary = tag.split('-').next()?.to_owned();
                let language = Self::ALL.into_iter().find(|one| one.code() == primary)?;
                (quality > 0.0).then_some((quality, language))
            })
            .collect();
        // A stable sort: of equal wishes the first stays first.
        wishes.sort_by(|left, right| right.0.total_cmp(&left.0));
        wishes.first().map(|wish| wish.1)
    }

    /// The text of a message, with its arguments filled in.
    ///
    /// A key that is missing gives the key itself, so that a person still sees something; a test
    /// holds that none is missing.
    #[must_use]
    pub fn text(self, key: &str, arguments: &Arguments) -> String {
        let (message, attribute) = match key.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (key, None),
        };
        let bundle = bundle(self);
        let pattern = bundle
            .get_message(message)
            .and_then(|message| match attribute {
                Some(name) => message
                    .get_attribute(name)
                    .map(|attribute| attribute.value()),
                None => message.value(),
            });
        let Some(pattern) = pattern else {
            return key.to_owned();
        };
        let mut fluent = FluentArgs::new();
        for (name, value) in &arguments.0 {
            fluent.set(name.clone(), FluentValue::from(value.clone()));
        }
        bundle
            .format_pattern(pattern, Some(&fluent), &mut Vec::new())
            .into_owned()
    }
}

/// The values that a message names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arguments(pub Vec<(String, String)>);

impl Arguments {
    /// No values.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }
}

fn bundle(language: Language) -> &'static FluentBundle<FluentResource> {
    static BUNDLES: OnceLock<[FluentBundle<FluentResource>; 4]> = OnceLock::new();
    let [mn, en, ru, ky] = BUNDLES.get_or_init(|| {
        [
            read("mn", include_str!("../messages/mn.ftl")),
            read("en", include_str!("../messages/en.ftl")),
            read("ru", include_str!("../messages/ru.ftl")),
            read("ky", include_str!("../messages/ky.ftl")),
        ]
    });
    match language {
        Language::Mn => mn,
        Language::En => en,
        Language::Ru => ru,
        Language::Ky => ky,
    }
}

/// What cannot be parsed of a file is left out; the test below holds that nothing is.
fn read(code: &str, source: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partly, _)| partly);
    let language: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks of direction around arguments help mixed scripts; ours all run left to right, and
    // the marks would end up in names and addresses that people copy.
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const SOURCES: [(&str, &str); 4] = [
        ("mn", include_str!("../messages/mn.ftl")),
        ("en", include_str!("../messages/en.ftl")),
        ("ru", include_str!("../messages/ru.ftl")),
        ("ky", include_str!("../messages/ky.ftl")),
    ];

    /// Keys, attributes and the names of arguments, as they stand in the file.
    fn shape(source: &str) -> BTreeSet<String> {
        let mut key = String::new();
        let mut shape = BTreeSet::new();
        for line in source.lines() {
            if let Some((name, _)) = line.split_once(" =") {
                key = match name.trim().strip_prefix('.') {
                    Some(attribute) => format!("{}.{attribute}", key.split('.').next().unwrap()),
                    None => name.trim().to_owned(),
                };
                shape.insert(key.clone());
            }
            for (place, _) in line.match_indices("{ $") {
                let name: String = line[place + 3..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                shape.insert(format!("{key} ${name}"));
            }
        }
        shape
    }

    #[test]
    fn every_language_has_every_message_with_the_same_arguments() {
        let mongolian = shape(SOURCES[0].1);
        assert!(mongolian.len() > 20);
        for (code, source) in SOURCES {
            assert!(
                FluentResource::try_new(source.to_owned()).is_ok(),
                "{code}.ftl does not parse"
            );
            let here = shape(source);
            let differing: Vec<_> = mongolian.symmetric_difference(&here).collect();
            assert!(
                differing.is_empty(),
                "{code}.ftl differs from mn.ftl in {differing:?}"
            );
        }
    }

    #[test]
    fn the_language_a_browser_wishes_for_most_is_picked() {
        for (header, expected) in [
            ("en", Some(Language::En)),
            ("de, ru;q=0.5, ky;q=0.9", Some(Language::Ky)),
            ("mn-MN,mn;q=0.9,en;q=0.8", Some(Language::Mn)),
            ("de", None),
            ("en;q=0", None),
            ("", None),
            ("en;q=abc, ru", Some(Language::Ru)),
        ] {
            assert_eq!(Language::from_accept_language(header), expected, "{header}");
        }
    }
}
