//! Names as they are in the country: some are everybody's, most are put together of two words.

use crate::moments::Random;

/// How names begin, and how they go on.
const BEGINNINGS: [&str; 20] = [
    "Бат",
    "Энх",
    "Ган",
    "Алтан",
    "Өлзий",
    "Болд",
    "Мөнх",
    "Нар",
    "Оюун",
    "Сайн",
    "Сүх",
    "Төмөр",
    "Цэцэг",
    "Чулуун",
    "Эрдэнэ",
    "Хүрэл",
    "Жаргал",
    "Дэлгэр",
    "Уранчимэг",
    "Баяр",
];
const ENDINGS: [&str; 20] = [
    "баяр",
    "болд",
    "бат",
    "цэцэг",
    "тулга",
    "жаргал",
    "сайхан",
    "мандах",
    "зул",
    "хүү",
    "туяа",
    "дорж",
    "сүрэн",
    "маа",
    "чимэг",
    "гэрэл",
    "оргил",
    "од",
    "нарс",
    "цог",
];

/// What one in twenty is looked for by.
pub const COMMON: &str = "Бат";

/// The name that one in four hundred has, in spellings of four lists.
pub const SPELLINGS: [&str; 4] = ["Өлзийбаяр", "Ulziibayar", "Olziibayar", "Өлзий-Баяр"];

/// A surname and a given name.
pub fn draw(random: &mut Random) -> (String, String) {
    (word(random), word(random))
}

fn word(random: &mut Random) -> String {
    let mut chosen = |words: &[&'static str; 20]| {
        let place = usize::from(random.below(20));
        words.get(place).copied().unwrap_or_default()
    };
    format!("{}{}", chosen(&BEGINNINGS), chosen(&ENDINGS))
}

/// A register number of its own for each number below 400 million: two letters, a birth date, two digits.
pub fn register_number(number: u32) -> String {
    let letter = |place: u32| char::from_u32(0x410 + place % 32).unwrap_or('\u{410}');
    let (last, days) = (number % 100, number / 100);
    let (day, months) = (days % 28 + 1, days / 28);
    let (month, years) = (months % 12 + 1, months / 12);
    let (year, letters) = (60 + years % 36, years / 36);
    let (first, second) = (letter(letters / 32), letter(letters));
    format!("{first}{second}{year:02}{month:02}{day:02}{last:02}")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use surgalt::people::{names, register_number as rules};

    use super::*;

    #[test]
    fn register_numbers_are_real_and_of_one_person_each() {
        let mut seen = HashSet::new();
        for number in (0..5_000).chain(1_199_000..1_215_000) {
            let written = register_number(number);
            assert_eq!(rules::fold(&written), Some(written.clone()), "{number}");
            assert!(seen.insert(written), "{number}");
        }
    }

    #[test]
    fn every_spelling_is_one_name() {
        let keys: HashSet<String> = SPELLINGS.iter().map(|name| names::key(name)).collect();
        assert_eq!(keys.len(), 1);
        let mut random = Random::new(1);
        let drawn: Vec<_> = (0..2_000).map(|_| draw(&mut random).1).collect();
        let common = drawn.iter().filter(|name| name.starts_with(COMMON)).count();
        assert!((60..160).contains(&common), "{common}");
    }
}
