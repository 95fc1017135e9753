//! The course of the demo, as it stands in `demo/course/` of the source, compiled in.

use std::collections::BTreeMap;

use crate::courses::document::CourseDocument;
use crate::courses::import::parse_bundle;
use crate::error::Result;

/// The course, read as `surgalt import` reads a folder.
///
/// # Errors
/// Never, as long as the folder fits, which a test holds.
pub fn course() -> Result<CourseDocument> {
    Ok(parse_bundle(&files())?.0)
}

/// The files of the course, by path within the folder.
#[must_use]
pub fn files() -> BTreeMap<String, Vec<u8>> {
    FILES
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

/// Names each file once: the same path on disk and in the bundle.
macro_rules! course_files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("../../demo/course/", $path)))),+]
    };
}

const FILES: &[(&str, &str)] = course_files![
    "course.json",
    "lessons/01-manlailal.md",
    "lessons/02-shine-zuun.md",
    "lessons/03-khev-shinj.md",
    "lessons/04-ooriigoo-udirdakh.md",
    "lessons/05-khariltsaa.md",
    "lessons/06-oorchlolt.md",
    "lessons/07-suraltsakhui.md",
    "lessons/08-imij.md",
    "quizzes/01-manlailal.json",
    "quizzes/02-shine-zuun.json",
    "quizzes/03-khev-shinj.json",
    "quizzes/04-ooriigoo-udirdakh.json",
    "quizzes/05-khariltsaa.json",
    "quizzes/06-oorchlolt.json",
    "quizzes/07-suraltsakhui.json",
    "quizzes/08-imij.json",
    "quizzes/09-dadlaga.json",
];
