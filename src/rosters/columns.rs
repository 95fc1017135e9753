//! The columns of a roster, and by what headings each is recognised: in every language of the product,
//! and as other systems name them. The words are in the message catalogue, divided by `|`; the first is
//! the one that people are told.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::messages::{Arguments, Language};
use crate::people::position::Position;

/// What a column holds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = RosterColumn)]
pub enum Column {
    /// The register number.
    RegisterNumber,
    /// By which the sector's information system names the person.
    SectorCode,
    /// The surname.
    Surname,
    /// The given name.
    GivenName,
    /// Both in one: the surname or its initial first.
    FullName,
    /// The e-mail address.
    Email,
    /// The telephone.
    Telephone,
    /// The name of the organisation.
    Organisation,
    /// The code of the organisation.
    OrganisationCode,
    /// The position.
    Position,
    /// What the person teaches or looks after.
    Subject,
    /// Since when the person is there.
    Since,
    /// The day on which the person's service in education began.
    ServiceBeganOn,
    /// The birth date.
    BirthDate,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 14] = [
        Self::RegisterNumber,
        Self::SectorCode,
        Self::Surname,
        Self::GivenName,
        Self::FullName,
        Self::Email,
        Self::Telephone,
        Self::Organisation,
        Self::OrganisationCode,
        Self::Position,
        Self::Subject,
        Self::Since,
        Self::ServiceBeganOn,
        Self::BirthDate,
    ];

    /// The column's name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RegisterNumber => "register_number",
            Self::SectorCode => "sector_code",
            Self::Surname => "surname",
            Self::GivenName => "given_name",
            Self::FullName => "full_name",
            Self::Email => "email",
            Self::Telephone => "telephone",
            Self::Organisation => "organisation",
            Self::OrganisationCode => "organisation_code",
            Self::Position => "position",
            Self::Subject => "subject",
            Self::Since => "since",
            Self::ServiceBeganOn => "service_began_on",
            Self::BirthDate => "birth_date",
        }
    }

    /// The key of its words in the message catalogue.
    #[must_use]
    pub fn words(self) -> String {
        format!("roster-column-{}", self.name().replace('_', "-"))
    }

    /// What the column is called in a language.
    #[must_use]
    pub fn heading(self, language: Language) -> String {
        first_word(&language.text(&self.words(), &Arguments::none()))
    }

    /// The column of a heading.
    #[must_use]
    pub fn of(heading: &str) -> Option<Self> {
        static COLUMNS: OnceLock<HashMap<String, Column>> = OnceLock::new();
        let columns = COLUMNS.get_or_init(|| {
            let named = Self::ALL.map(|column| (folded(column.name()), column));
            let mut columns = HashMap::from(named);
            columns.extend(known(&Self::ALL, Self::words));
            columns
        });
        columns.get(&folded(heading)).copied()
    }
}

/// The position that a word of a roster means.
#[must_use]
pub fn position(word: &str) -> Option<Position> {
    static POSITIONS: OnceLock<HashMap<String, Position>> = OnceLock::new();
    let positions = POSITIONS.get_or_init(|| {
        let named = Position::ALL.map(|position| (folded(position.name()), position));
        let mut positions = HashMap::from(named);
        positions.extend(known(&Position::ALL, Position::words));
        positions
    });
    positions.get(&folded(word)).copied()
}

/// What the words of the catalogue stand for.
fn known<T: Copy>(all: &[T], key: impl Fn(T) -> String) -> HashMap<String, T> {
    let mut known = HashMap::new();
    for (language, one) in Language::ALL
        .into_iter()
        .flat_map(|language| all.iter().map(move |one| (language, *one)))
    {
        let words = language.text(&key(one), &Arguments::none());
        for word in words.split('|').map(folded) {
            known.entry(word).or_insert(one);
        }
    }
    known
}

/// The first of some words that are divided by `|`.
#[must_use]
pub fn first_word(words: &str) -> String {
    let first = words.split('|').next().unwrap_or(words);
    first.trim().to_owned()
}

/// A heading as it is compared: without capitals, spaces and signs.
fn folded(word: &str) -> String {
    word.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn headings_are_recognised_in_every_language_and_as_systems_write_them() {
        use Column::{
            Email, FullName, GivenName, Organisation, Position, RegisterNumber, SectorCode,
            Surname, Telephone,
        };
        for (heading, column) in [
            ("Регистрийн дугаар", RegisterNumber),
            ("РД", RegisterNumber),
            ("Овог", Surname),
            ("НЭР", GivenName),
            ("Овог нэр", FullName),
            ("Утас", Telephone),
            ("Албан тушаал", Position),
            ("Сургууль", Organisation),
            ("Фамилия", Surname),
            ("Имя", GivenName),
            ("Школа", Organisation),
            ("Фамилиясы", Surname),
            ("lastname", Surname),
            ("First Name", GivenName),
            ("E-mail", Email),
            ("given_name", GivenName),
            ("idnumber", SectorCode),
        ] {
            assert_eq!(Column::of(heading), Some(column), "{heading}");
        }
        for heading in ["", "shortname", "№", "groupname", "category"] {
            assert_eq!(Column::of(heading), None, "{heading}");
        }
    }

    #[test]
    fn no_word_means_two_columns_or_two_positions() {
        let mut meant: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let columns = Column::ALL.map(|column| ("column", column.words()));
        let positions = Position::ALL.map(|position| ("position", position.words()));
        for (kind, key) in columns.into_iter().chain(positions) {
            for language in Language::ALL {
                for word in language.text(&key, &Arguments::none()).split('|') {
                    let word = format!("{kind} {}", folded(word));
                    let keys = meant.entry(word).or_default();
                    if !keys.contains(&key) {
                        keys.push(key.clone());
                    }
                }
            }
        }
        meant.retain(|_, keys| keys.len() > 1);
        assert!(meant.is_empty(), "{meant:?}");
    }

    #[test]
    fn positions_are_known_by_their_words() {
        use crate::people::position::Position as P;
        for (word, position) in [
            ("Багш", P::Teacher),
            ("Захирал", P::Director),
            ("Сургалтын менежер", P::TrainingManager),
            ("Нийгмийн ажилтан", P::SocialWorker),
            ("учитель", P::Teacher),
            ("мугалим", P::Teacher),
            ("principal", P::Director),
        ] {
            assert_eq!(super::position(word), Some(position), "{word}");
        }
        assert_eq!(super::position("жолооч"), None);
    }
}
