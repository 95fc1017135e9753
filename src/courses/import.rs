//! Courses from elsewhere: the folder that `demo/README.md` describes, as files or as one JSON
//! document. Texts are decoded, and repaired where they were typed in an old Mongolian font; what
//! cannot be read is named by file and field.

mod format;
mod reader;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::document::{Content, CourseDocument, Item, Lesson, Module};
use crate::error::{Error, FieldError, Result};
use crate::http::json;
pub use format::{ImportedCourse, ImportedItem, ImportedLesson, ImportedModule, Source};
use reader::Reader;

/// The file of a folder that everything begins with.
pub const COURSE: &str = "course.json";

/// A place where a text was repaired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"file": "lessons/01.md", "place": "line 3", "before": "Ìîíãîë õýë",
    "after": "Монгол хэл"}))]
pub struct Repaired {
    /// The file.
    pub file: String,
    /// The line or the field.
    pub place: String,
    /// As it was found.
    pub before: String,
    /// As it is now.
    pub after: String,
}

/// Reads the files of a folder, by path within it. The course has no identifiers yet.
///
/// # Errors
/// [`crate::error::Code::Invalid`] naming file and field of everything that is missing, cannot be
/// read or does not fit.
pub fn parse_bundle(files: &BTreeMap<String, Vec<u8>>) -> Result<(CourseDocument, Vec<Repaired>)> {
    let mut reader = Reader::new(files);
    let course = reader
        .file::<ImportedCourse>(COURSE)
        .ok_or_else(|| Error::fields(std::mem::take(&mut reader.refused)))?;
    assemble(course, reader, &format!("{COURSE}: "))
}

/// Reads a course whose lessons and quizzes stand within it.
///
/// # Errors
/// As [`parse_bundle`]; fields are named from `course`.
pub fn parse_inline(course: &ImportedCourse) -> Result<(CourseDocument, Vec<Repaired>)> {
    let none = BTreeMap::new();
    let mut reader = Reader::new(&none);
    let value = serde_json::to_value(course).map_err(Error::internal)?;
    let course = reader
        .value::<ImportedCourse>("course", value)
        .ok_or_else(|| Error::fields(std::mem::take(&mut reader.refused)))?;
    assemble(course, reader, "course.")
}

/// Puts the document together; `root` is how fields of the course itself are named.
fn assemble(
    course: ImportedCourse,
    mut reader: Reader<'_>,
    root: &str,
) -> Result<(CourseDocument, Vec<Repaired>)> {
    let mut names = Names {
        root: root.to_owned(),
        contents: Vec::new(),
    };
    let mut modules = Vec::new();
    for (module_at, module) in course.modules.into_iter().enumerate() {
        let mut items = Vec::new();
        for (item_at, item) in module.items.into_iter().enumerate() {
            let place = format!("modules[{module_at}].items[{item_at}]");
            items.extend(read_item(item, &place, &mut reader, &mut names));
        }
        modules.push(Module {
            id: Uuid::nil(),
            title: module.title,
            items,
        });
    }
    let document = CourseDocument {
        title: course.title,
        description: course.description,
        language: course.language,
        hours: course.hours,
        completion: course.completion,
        modules,
    };
    if !reader.refused.is_empty() {
        return Err(Error::fields(reader.refused));
    }
    json::validate(&document).map_err(|error| names.rename(error))?;
    Ok((document, reader.repaired))
}

/// The item, unless something was refused.
fn read_item(
    item: ImportedItem,
    place: &str,
    reader: &mut Reader<'_>,
    names: &mut Names,
) -> Option<Item> {
    let minutes = item.minutes;
    let content = match (item.lesson, item.quiz, item.webinar) {
        (Some(Source::File(file)), None, None) => {
            names.content(place, &file, "");
            let markdown = reader.text(&file, &names.field(&format!("{place}.lesson")))?;
            lesson(markdown, minutes)
        }
        (Some(Source::Here(written)), None, None) => {
            names.content(place, "", "lesson.");
            lesson(written.markdown, minutes)
        }
        (None, Some(Source::File(file)), None) => {
            names.content(place, &file, "");
            Content::Quiz(reader.named(&file, &names.field(&format!("{place}.quiz")))?)
        }
        (None, Some(Source::Here(quiz)), None) => {
            names.content(place, "", "quiz.");
            Content::Quiz(quiz)
        }
        (None, None, Some(webinar)) => {
            names.content(place, "", "webinar.");
            Content::Webinar(webinar)
        }
        _ => {
            let field = names.field(place);
            let refused = FieldError::new(field, "field-exactly-one-content");
            reader.refused.push(refused);
            return None;
        }
    };
    Some(Item {
        id: Uuid::nil(),
        title: item.title,
        required: item.required,
        content,
    })
}

fn lesson(markdown: String, minutes: Option<u16>) -> Content {
    Content::Lesson(Lesson {
        markdown,
        files: Vec::new(),
        minutes: minutes.unwrap_or(0),
    })
}

/// How fields of the document are named in the files that they came from.
struct Names {
    root: String,
    /// The beginning of a field in the document, and what it is called instead.
    contents: Vec<(String, String)>,
}

impl Names {
    /// A field of the course itself.
    fn field(&self, field: &str) -> String {
        format!("{}{field}", self.root)
    }

    /// The content of the item at `place` came from a file, or stands in the item as `key`.
    fn content(&mut self, place: &str, file: &str, key: &str) {
        let named = if file.is_empty() {
            self.field(&format!("{place}.{key}"))
        } else {
            format!("{file}: ")
        };
        self.contents.push((format!("{place}.content."), named));
    }

    fn rename(&self, mut error: Error) -> Error {
        for field in &mut error.fields {
            let content = self.contents.iter().find_map(|(from, to)| {
                let rest = field.field.strip_prefix(from.as_str())?;
                Some(format!("{to}{rest}"))
            });
            field.field = content.unwrap_or_else(|| self.field(&field.field));
        }
        error
    }
}

#[cfg(test)]
mod tests;
