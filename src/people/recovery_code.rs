//! The codes by which somebody who is locked out gets in again, as people read them aloud and type
//! them. Pure rules.
//!
//! A code is written in Crockford's alphabet, which has no look-alikes, and its last character checks the
//! others (Luhn's rule modulo 32): one that was mistyped is told apart from one that is wrong, and costs
//! no try.

use crate::ids::{self, ALPHABET};

/// The characters of a code that an officer tells somebody: 45 random bits, enough for one person's,
/// with few tries and a short life.
pub const TOLD: usize = 10;

/// The characters of the code on a card, which stands for its person by itself and lives longer: 75
/// random bits.
pub const PRINTED: usize = 16;

/// A code that somebody has typed or scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// One that was told; who it is for is said beside it.
    Told(String),
    /// One of a card.
    Printed(String),
}

impl Typed {
    /// The code that was meant; none when it cannot be one.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.trim().chars().map(latin).collect();
        let told = ids::meant_code(&typed, TOLD).filter(|code| is_whole(code));
        let printed = || ids::meant_code(&typed, PRINTED).filter(|code| is_whole(code));
        told.map(Self::Told)
            .or_else(|| printed().map(Self::Printed))
    }
}

/// Random characters with the one that checks them.
#[must_use]
pub fn checked(mut characters: String) -> String {
    if let Some(check) = check(&characters) {
        characters.push(check);
    }
    characters
}

/// The code as it is read aloud: in groups of five, or of four when it is longer.
#[must_use]
pub fn grouped(code: &str) -> String {
    let group = if code.len() > TOLD { 4 } else { 5 };
    let mut printed = String::with_capacity(code.len() + 3);
    for (place, character) in code.chars().enumerate() {
        if place > 0 && place % group == 0 {
            printed.push('-');
        }
        printed.push(character);
    }
    printed
}

fn is_whole(code: &str) -> bool {
    let mut characters = code.chars();
    let last = characters.next_back();
    last.is_some() && check(characters.as_str()) == last
}

/// The character that checks the others; none when one of them is not of the alphabet.
fn check(characters: &str) -> Option<char> {
    let mut sum = 0;
    for (place, character) in characters.chars().rev().enumerate() {
        let letters = || ALPHABET.iter().map(|letter| char::from(*letter));
        let value = letters().position(|letter| letter == character)?;
        // Every other one counts twice, its two digits of base 32 added up.
        let counted = if place % 2 == 0 { value * 2 } else { value };
        sum += counted / 32 + counted % 32;
    }
    let check = (32 - sum % 32) % 32;
    ALPHABET.get(check).map(|letter| char::from(*letter))
}

/// A Cyrillic letter as the Latin one that it looks like, for those who copy a code by its looks.
fn latin(letter: char) -> char {
    const LOOKS_LIKE: [(char, char); 12] = [
        ('\u{410}', 'A'),
        ('\u{412}', 'B'),
        ('\u{415}', 'E'),
        ('\u{41a}', 'K'),
        ('\u{41c}', 'M'),
        ('\u{41d}', 'H'),
        ('\u{41e}', 'O'),
        ('\u{420}', 'P'),
        ('\u{421}', 'C'),
        ('\u{422}', 'T'),
        ('\u{423}', 'Y'),
        ('\u{425}', 'X'),
    ];
    let capital = letter.to_uppercase().next().unwrap_or(letter);
    let looks = LOOKS_LIKE.iter().find(|(cyrillic, _)| *cyrillic == capital);
    looks.map_or(letter, |(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_copied_by_its_looks_is_understood_and_a_mistyped_one_is_not() {
        let code = checked("ABC0123YZ".to_owned());
        assert_eq!(code.len(), TOLD);
        let told = Some(Typed::Told(code.clone()));
        let cyrillic = code.replace('A', "А").replace('B', "в").replace('C', "С");
        for typed in [
            code.clone(),
            grouped(&code),
            code.to_lowercase(),
            code.replace('0', "O").replace('1', "l"),
            cyrillic,
        ] {
            assert_eq!(Typed::read(&typed), told, "{typed}");
        }
        assert_eq!(grouped(&code).find('-'), Some(5));
        for wrong in [
            "",
            "A",
            "ABC01-23YZ",
            code.replace('Y', "Z").as_str(),
            "ӨӨӨӨӨӨӨӨӨӨ",
        ] {
            assert_eq!(Typed::read(wrong), None, "{wrong}");
        }
        let printed = checked(ids::new_letters::<15>());
        assert_eq!(grouped(&printed).len(), 19);
        assert_eq!(
            Typed::read(&grouped(&printed)),
            Some(Typed::Printed(printed))
        );
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_noticed(
            characters in "[0-9A-HJKMNP-TV-Z]{9}", place in 0_usize..10, other in 0_usize..32,
        ) {
            let code = checked(characters);
            let other = char::from(ALPHABET[other]);
            let mut typed: Vec<char> = code.chars().collect();
            typed[place] = other;
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(Typed::read(&typed).is_some(), typed == code);
        }

        #[test]
        fn two_neighbours_that_changed_places_are_noticed(
            characters in "[0-9A-HJKMNP-TV-Z]{9}", place in 0_usize..9,
        ) {
            let code = checked(characters);
            let mut typed: Vec<char> = code.chars().collect();
            typed.swap(place, place + 1);
            // Only the first and the last letter of the alphabet are confused.
            prop_assume!(!(typed.contains(&'0') && typed.contains(&'Z')));
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(Typed::read(&typed).is_some(), typed == code);
        }
    }
}
