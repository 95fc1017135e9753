//! Register numbers (регистрийн дугаар): two Cyrillic letters and eight digits, of which the first six
//! are the birth date: year, month, day. For who was born from 2000 on, 20 is added to the month.

use chrono::{Datelike, NaiveDate};

/// A register number as it is stored: capitals, without spaces and hyphens; none when it cannot be
/// one. Letters that look alike in Latin are taken for the Cyrillic ones: keyboards are switched late.
#[must_use]
pub fn fold(written: &str) -> Option<String> {
    let mut folded = String::with_capacity(12);
    for (at, letter) in written
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .enumerate()
    {
        match at {
            0 | 1 => folded.push(cyrillic(letter)?),
            2..10 if letter.is_ascii_digit() => folded.push(letter),
            _ => return None,
        }
    }
    birth_date(&folded)?;
    Some(folded)
}

fn cyrillic(letter: char) -> Option<char> {
    let capital = letter.to_uppercase().next()?;
    let place = "ABCEHKMOPTXY".chars().position(|latin| latin == capital);
    // А В С Е Н К М О Р Т Х У, in the order of the letters that look like them.
    const ALIKE: [char; 12] = [
        '\u{410}', '\u{412}', '\u{421}', '\u{415}', '\u{41d}', '\u{41a}', '\u{41c}', '\u{41e}',
        '\u{420}', '\u{422}', '\u{425}', '\u{423}',
    ];
    let capital = place.map_or(Some(capital), |place| ALIKE.get(place).copied())?;
    // А to Я with Ё, Ө and Ү.
    let is_cyrillic = matches!(
        capital,
        '\u{410}'..='\u{42f}' | '\u{401}' | '\u{4e8}' | '\u{4ae}'
    );
    is_cyrillic.then_some(capital)
}

/// The birth date that a folded register number tells; none when there is no such day.
#[must_use]
pub fn birth_date(folded: &str) -> Option<NaiveDate> {
    let digits: Vec<u32> = folded
        .chars()
        .skip(2)
        .map(|letter| letter.to_digit(10))
        .collect::<Option<_>>()?;
    let [y1, y2, m1, m2, d1, d2, _, _] = digits.as_slice() else {
        return None;
    };
    let (year, month, day) = (y1 * 10 + y2, m1 * 10 + m2, d1 * 10 + d2);
    let (century, month) = if month > 20 {
        (2000, month - 20)
    } else {
        (1900, month)
    };
    let year = i32::try_from(century + year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Says whether a text can be a register number, for fields.
///
/// # Errors
/// A key of the message catalogue.
pub fn known(value: &str, _: &()) -> garde::Result {
    match fold(value) {
        Some(_) => Ok(()),
        None => Err(garde::Error::new("field-register-number")),
    }
}

/// Whether somebody of this register number can have been born before this day.
#[must_use]
pub fn is_born_before(folded: &str, day: NaiveDate) -> bool {
    birth_date(folded).is_some_and(|born| born < day && born.year() > 1900)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_number_is_known_however_it_is_written() {
        for (written, folded, born) in [
            ("УБ85011234", "УБ85011234", "1985-01-12"),
            ("уб 8501 1234", "УБ85011234", "1985-01-12"),
            ("УХ-99123117", "УХ99123117", "1999-12-31"),
            ("өү00210511", "ӨҮ00210511", "2000-01-05"),
            ("ТА04321599", "ТА04321599", "2004-12-15"),
            // Typed with the Latin keyboard.
            ("XA85011234", "ХА85011234", "1985-01-12"),
        ] {
            assert_eq!(fold(written).as_deref(), Some(folded), "{written}");
            let born: NaiveDate = born.parse().unwrap();
            assert_eq!(birth_date(folded), Some(born), "{written}");
        }
    }

    #[test]
    fn what_cannot_be_a_register_number_is_refused() {
        for written in [
            "",
            "УБ8501123",
            "УБ850112345",
            "УБ85131234",
            "УБ85003234",
            "УБ85023034",
            "УБ85330134",
            "8501123456",
            "УБЯ5011234",
            "QW85011234",
            "УБ8501१234",
        ] {
            assert_eq!(fold(written), None, "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_is_folding_once(written in "[а-яА-ЯөүA-Z]{2} ?[0-9]{8}") {
            if let Some(folded) = fold(&written) {
                proptest::prop_assert_eq!(fold(&folded), Some(folded.clone()));
                proptest::prop_assert_eq!(folded.chars().count(), 10);
            }
        }

        #[test]
        fn no_text_makes_it_panic(written: String) {
            let _ = fold(&written);
        }
    }
}
