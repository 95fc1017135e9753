//! By what somebody is known: e-mail address, telephone number, register number, as people type them
//! and as they are stored. Pure rules.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The country that a number belongs to which names none.
const COUNTRY: &str = "+976";

/// How many digits a number has within Mongolia.
const WITHIN_THE_COUNTRY: usize = 8;

/// How somebody is reached.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
    EnumIter,
    DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ContactKind {
    /// By letters to an e-mail address.
    #[sea_orm(string_value = "email")]
    Email,
    /// By telephone; nothing is sent there.
    #[sea_orm(string_value = "telephone")]
    Telephone,
}

/// What somebody has typed to say who they are, folded as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identifier {
    /// An e-mail address.
    Email(String),
    /// A telephone number, as E.164 writes it.
    Telephone(String),
    /// The number in the register of citizens.
    RegisterNumber(String),
}

impl Identifier {
    /// What was meant; none when it is nothing of the three.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        if typed.contains('@') {
            return Some(Self::Email(fold_email(typed)));
        }
        if let Some(number) = fold_register_number(typed) {
            return Some(Self::RegisterNumber(number));
        }
        fold_telephone(typed).map(Self::Telephone)
    }

    /// As it is stored.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Email(text) | Self::Telephone(text) | Self::RegisterNumber(text) => text,
        }
    }
}

/// An e-mail address as it is stored and looked for.
#[must_use]
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A telephone number as it is stored and looked for (ITU-T E.164: a plus sign and 7 to 15 digits); a
/// number of eight digits is one of Mongolia. None when it cannot be one.
#[must_use]
pub fn fold_telephone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let is_punctuation = |letter: char| " -().\u{a0}".contains(letter);
    let names_country = typed.starts_with('+') || typed.starts_with("00");
    let written = typed.strip_prefix('+').unwrap_or(typed);
    if !written
        .chars()
        .all(|letter| letter.is_ascii_digit() || is_punctuation(letter))
    {
        return None;
    }
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.strip_prefix("00") {
        Some(rest) if names_country => rest.to_owned(),
        _ => digits,
    };
    match digits.len() {
        WITHIN_THE_COUNTRY if !names_country => Some(format!("{COUNTRY}{digits}")),
        7..=15 if names_country && !digits.starts_with('0') => Some(format!("+{digits}")),
        // The country's own code without a sign before it.
        11 if digits.starts_with("976") => Some(format!("+{digits}")),
        _ => None,
    }
}

/// A register number as it is stored: two capital Cyrillic letters and eight digits. Latin letters that
/// look the same count as the Cyrillic ones. None when it has another form; whether there can be such a
/// number is not asked.
#[must_use]
pub fn fold_register_number(typed: &str) -> Option<String> {
    let mut folded = String::with_capacity(12);
    for (place, letter) in typed.trim().to_uppercase().chars().enumerate() {
        let letter = match place {
            0 | 1 => cyrillic(letter)?,
            2..=9 if letter.is_ascii_digit() => letter,
            _ => return None,
        };
        folded.push(letter);
    }
    (folded.chars().count() == 10).then_some(folded)
}

/// The capital letter of the Mongolian alphabet that is meant.
fn cyrillic(letter: char) -> Option<char> {
    const LOOKS_LIKE: [(char, char); 13] = [
        ('A', '\u{410}'),
        ('B', '\u{412}'),
        ('C', '\u{421}'),
        ('E', '\u{415}'),
        ('H', '\u{41d}'),
        ('K', '\u{41a}'),
        ('M', '\u{41c}'),
        ('O', '\u{41e}'),
        ('P', '\u{420}'),
        ('T', '\u{422}'),
        ('X', '\u{425}'),
        ('Y', '\u{423}'),
        ('V', '\u{4ae}'),
    ];
    let looks = LOOKS_LIKE.iter().find(|(latin, _)| *latin == letter);
    let meant = looks.map_or(letter, |(_, cyrillic)| *cyrillic);
    // The capitals of Russian, and the two letters that Mongolian adds.
    let is_capital = ('\u{410}'..='\u{42f}').contains(&meant)
        || ['\u{401}', '\u{4ae}', '\u{4e8}'].contains(&meant);
    is_capital.then_some(meant)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whatever_people_type_to_say_who_they_are_is_understood() {
        let email = |text: &str| Some(Identifier::Email(text.to_owned()));
        let telephone = |text: &str| Some(Identifier::Telephone(text.to_owned()));
        let register = |text: &str| Some(Identifier::RegisterNumber(text.to_owned()));
        for (typed, meant) in [
            (" Bat@Example.mn ", email("bat@example.mn")),
            ("99112233", telephone("+97699112233")),
            ("9911-2233", telephone("+97699112233")),
            ("+976 9911 2233", telephone("+97699112233")),
            ("(976) 9911 2233", telephone("+97699112233")),
            ("00976 99112233", telephone("+97699112233")),
            ("+996 555 123456", telephone("+996555123456")),
            ("уб90010112", register("УБ90010112")),
            (" ӨҮ02310112", register("ӨҮ02310112")),
            // Typed on a Latin keyboard.
            ("AB90010112", register("АВ90010112")),
            ("911", None),
            ("+012345678", None),
            ("+12345678901234567", None),
            ("9911223", None),
            ("99112233 дотуур 5", None),
            ("УБ9001011", None),
            ("УБ900101123", None),
            ("УQ90010112", None),
            ("Бат", None),
            ("", None),
        ] {
            assert_eq!(Identifier::read(typed), meant, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_found_again(typed in "[0-9 ()+.-]{0,20}|[А-ЯӨҮA-Z]{2}[0-9]{8}|.*") {
            if let Some(read) = Identifier::read(&typed) {
                prop_assert_eq!(Identifier::read(read.text()), Some(read.clone()));
            }
        }

        #[test]
        fn a_number_is_the_same_with_and_without_the_country(number in "[1-9][0-9]{7}") {
            let whole = Some(format!("+976{number}"));
            prop_assert_eq!(fold_telephone(&number), whole.clone());
            prop_assert_eq!(fold_telephone(&format!("+976{number}")), whole.clone());
            prop_assert_eq!(fold_telephone(&format!("976 {number}")), whole);
        }
    }
}
