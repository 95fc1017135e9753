//! Who still has what to do, as a table for spreadsheets, ordered by school.

use super::Behind;
use crate::http::sheets::{Entry, Sheet};
use crate::messages::{Arguments, Language};
use crate::people::position::Position;

/// The columns, in the order of [`line`].
const COLUMNS: [&str; 7] = [
    "organisation",
    "surname",
    "given-name",
    "position",
    "done",
    "of",
    "left",
];

/// Orders people by school, and within it by name.
pub(super) fn by_school(people: &mut [Behind]) {
    people.sort_by_cached_key(|one| {
        let school = one.organisation.as_ref();
        (
            school.map(|school| (school.name.clone(), school.id)),
            one.person.given_name.clone(),
            one.person.surname.clone(),
            one.id,
        )
    });
}

/// The table.
pub(super) fn sheet(people: &[Behind], language: Language) -> Sheet {
    Sheet {
        name: word(language, "sheet"),
        headings: COLUMNS.map(|column| word(language, column)).to_vec(),
        rows: people.iter().map(|one| line(one, language)).collect(),
    }
}

fn line(one: &Behind, language: Language) -> Vec<Entry> {
    let text = |text: &str| Entry::Text(text.to_owned());
    let school = one.organisation.as_ref();
    vec![
        school.map_or(Entry::Nothing, |school| text(&school.name)),
        text(&one.person.surname),
        text(&one.person.given_name),
        Entry::Text(position(one, language)),
        Entry::Count(one.done),
        Entry::Count(one.of),
        Entry::Text(titles(one)),
    ]
}

/// What the person was, in words.
pub(super) fn position(one: &Behind, language: Language) -> String {
    let position = one.position.as_deref().and_then(Position::named);
    position.map_or_else(String::new, |position| position.called(language))
}

/// What is left to do, in a line.
pub(super) fn titles(one: &Behind) -> String {
    let titles: Vec<&str> = one.left.iter().map(|left| left.title.as_str()).collect();
    titles.join("; ")
}

/// A text of the catalogue.
pub(super) fn word(language: Language, name: &str) -> String {
    language.text(&format!("behind-{name}"), &Arguments::none())
}
