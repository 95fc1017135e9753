//! The serial number of a certificate: pure rules.

/// The most characters of a programme's code that stand in a serial number: with more it would not fit
/// its place on the certificate.
const CODE_LENGTH: usize = 16;

/// The series that a serial number counts in: one a programme and year, the year that stands on the
/// certificate. The letters of the installation come first, then the programme's code in capitals,
/// what is neither a Latin or Cyrillic letter, a digit nor a point as a hyphen. A programme whose code is longer than sixteen
/// characters counts in the series of the installation, together with others like it.
#[must_use]
pub fn series(letters: &str, programme_code: &str, year: i32) -> String {
    let code = programme_code.trim();
    if code.is_empty() || code.chars().count() > CODE_LENGTH {
        return format!("{letters}-{year}");
    }
    let is_cyrillic = |letter: char| ('\u{0400}'..='\u{04ff}').contains(&letter);
    let is_kept =
        |letter: char| letter.is_ascii_alphanumeric() || is_cyrillic(letter) || letter == '.';
    let code = code.to_uppercase().replace(|letter| !is_kept(letter), "-");
    format!("{letters}-{code}-{year}")
}

/// The serial number: the series and six digits, more when a year needs more.
#[must_use]
pub fn serial_number(series: &str, count: i64) -> String {
    format!("{series}-{count:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_count_within_the_programme_and_the_year_of_completion() {
        for (code, count, expected) in [
            ("5.2", 7, "SG-5.2-2026-000007"),
            ("үс 2021", 1_234_567, "SG-ҮС-2021-2026-1234567"),
            ("a/b 李", 1, "SG-A-B---2026-000001"),
            ("0199a000-0000-7000-8000-000000000001", 7, "SG-2026-000007"),
            (" ", 7, "SG-2026-000007"),
        ] {
            let series = series("SG", code, 2026);
            assert_eq!(serial_number(&series, count), expected);
        }
    }
}
