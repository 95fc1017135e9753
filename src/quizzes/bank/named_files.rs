//! Which files a question or a whole course names: as `/api/v1/files/{id}` within a text, or as
//! the picture that a question works on.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::courses::markdown::FILES;

/// The length of an identifier as it is written.
const LETTERS: usize = 36;

/// The files that something names, each with where it stands: `answer.options[0].text`.
#[must_use]
pub fn named_files<T: Serialize>(thing: &T) -> Vec<(String, Uuid)> {
    let mut found = Vec::new();
    // What does not serialise could not have been read either.
    if let Ok(value) = serde_json::to_value(thing) {
        collect(&value, String::new(), false, &mut found);
    }
    found
}

fn collect(value: &Value, place: String, is_picture: bool, found: &mut Vec<(String, Uuid)>) {
    match value {
        Value::String(text) if is_picture => {
            found.extend(text.parse().ok().map(|id| (place, id)));
        }
        Value::String(text) => {
            let ids = text.split(FILES).skip(1).filter_map(|rest| {
                let id = rest.get(..LETTERS)?;
                id.parse::<Uuid>().ok()
            });
            found.extend(ids.map(|id| (place.clone(), id)));
        }
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                collect(value, format!("{place}[{at}]"), false, found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let within = match place.as_str() {
                    "" => name.clone(),
                    place => format!("{place}.{name}"),
                };
                collect(value, within, name == "file", found);
            }
        }
        _ => {}
    }
}

/// The same thing with every file that it names called as `name_of` says; files of which it says
/// nothing keep their names.
#[must_use]
pub fn renamed<T: Serialize + DeserializeOwned + Clone>(
    thing: &T,
    name_of: impl Fn(Uuid) -> Option<Uuid>,
) -> T {
    let mut named: Vec<Uuid> = named_files(thing).into_iter().map(|(_, id)| id).collect();
    named.sort_unstable();
    named.dedup();
    let names: Vec<(Uuid, Uuid)> = named
        .into_iter()
        .filter_map(|old| Some((old, name_of(old)?)))
        .filter(|(old, new)| old != new)
        .collect();
    if names.is_empty() {
        return thing.clone();
    }
    let Ok(mut text) = serde_json::to_string(thing) else {
        return thing.clone();
    };
    for (old, new) in names {
        text = text.replace(&old.to_string(), &new.to_string());
    }
    serde_json::from_str(&text).unwrap_or_else(|_| thing.clone())
}

/// The same thing with nothing behind the links and pictures of its texts that name this file.
#[must_use]
pub fn unlinked<T: Serialize + DeserializeOwned + Clone>(thing: &T, file: Uuid) -> T {
    let text = serde_json::to_string(thing).unwrap_or_default();
    let text = text.replace(&format!("{FILES}{file}"), "#");
    serde_json::from_str(&text).unwrap_or_else(|_| thing.clone())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::quizzes::questions::Question;

    const FIRST: Uuid = Uuid::from_u128(0x0199_a000_0000_7000_8000_0000_0000_0001);
    const SECOND: Uuid = Uuid::from_u128(0x0199_a000_0000_7000_8000_0000_0000_0002);

    fn question() -> Question {
        serde_json::from_value(json!({
            "text": format!("![a](/api/v1/files/{FIRST}) and ![b](/api/v1/files/{SECOND}) {FIRST}"),
            "answer": {"kind": "hotspot",
                "picture": {"file": SECOND, "width": 10, "height": 10},
                "zones": [{"shape": {"kind": "circle", "x": 1, "y": 1, "radius": 1}, "correct": true,
                    "comment": "see /api/v1/files/not-one"}]}
        }))
        .unwrap()
    }

    #[test]
    fn files_are_found_in_texts_and_as_pictures() {
        let mut found = named_files(&question());
        found.sort();
        assert_eq!(
            found,
            [
                ("answer.picture.file".to_owned(), SECOND),
                ("text".to_owned(), FIRST),
                ("text".to_owned(), SECOND),
            ]
        );
    }

    #[test]
    fn a_file_that_is_left_out_leaves_its_alternative_text() {
        let without = unlinked(&question(), FIRST);
        assert!(without.text.starts_with("![a](#) and ![b](/api/v1/files/"));
    }

    #[test]
    fn a_file_is_renamed_wherever_it_stands() {
        let new = Uuid::from_u128(7);
        let renamed = renamed(&question(), |id| (id == SECOND).then_some(new));
        let names: Vec<Uuid> = named_files(&renamed)
            .into_iter()
            .map(|(_, id)| id)
            .collect();
        assert!(names.contains(&FIRST) && names.contains(&new) && !names.contains(&SECOND));
    }
}
