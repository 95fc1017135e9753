//! The format of `course.json`: see `demo/README.md`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::courses::document::{CompletionRule, WebinarItem};
use crate::messages::Language;
use crate::quizzes::quiz::Quiz;

/// A course to be imported.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Хувь хүний хөгжлийн манлайлал", "language": "mn", "hours": 24,
    "modules": [{"title": "Манлайлал", "items": [
        {"title": "Манлайлал гэж юу вэ?", "lesson": {"markdown": "Энэ хичээлээр…"}, "minutes": 25},
        {"title": "Хаалтын вебинар", "webinar": {"minutes": 60}}]}]
}))]
pub struct ImportedCourse {
    /// What the course is called.
    pub title: String,
    /// What it is about, in Markdown.
    #[serde(default)]
    pub description: String,
    /// The language it is written in.
    pub language: Language,
    /// The academic hours that the certificate states.
    pub hours: u16,
    /// What a learner must have done to complete it.
    #[serde(default)]
    pub completion: CompletionRule,
    /// The modules in the order they are read.
    #[serde(default)]
    pub modules: Vec<ImportedModule>,
}

/// A part of the course.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedModule {
    /// What it is called.
    pub title: String,
    /// The items in the order they are worked through.
    #[serde(default)]
    pub items: Vec<ImportedItem>,
}

/// One thing to do: exactly one of `lesson`, `quiz` and `webinar`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedItem {
    /// What it is called.
    pub title: String,
    /// Whether the course asks for it.
    #[serde(default = "required_by_default")]
    pub required: bool,
    /// How long an ordinary reader needs for the lesson, in minutes.
    pub minutes: Option<u16>,
    /// Something to read: the path of a Markdown file, or the lesson itself.
    pub lesson: Option<Source<ImportedLesson>>,
    /// Questions to answer: the path of a JSON file, or the quiz itself.
    pub quiz: Option<Source<Quiz>>,
    /// A live session to attend.
    pub webinar: Option<WebinarItem>,
}

fn required_by_default() -> bool {
    true
}

/// A lesson that stands in the course itself.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedLesson {
    /// The text, in Markdown.
    pub markdown: String,
}

/// Something that is in a file of its own, or here.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Source<T> {
    /// The path of the file, from the folder of the course.
    File(String),
    /// The thing itself.
    Here(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Source<T> {
    /// A text is a path, anything else the thing itself. Derived, the choice would hide which
    /// field of the thing is wrong.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Source<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the path of a file or an object")
            }

            fn visit_str<E>(self, path: &str) -> Result<Self::Value, E> {
                Ok(Source::File(path.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Source::Here)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}
