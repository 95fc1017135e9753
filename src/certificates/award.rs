//! The serial number of a certificate: pure rules.

use chrono::{Datelike, NaiveDate};

/// The series that a serial number counts in: one a year, the year that stands on the certificate.
#[must_use]
pub fn series(letters: &str, completed_on: NaiveDate) -> String {
    format!("{letters}-{}", completed_on.year())
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
    fn serial_numbers_count_within_the_year_of_completion() {
        let completed = "2026-06-03".parse().unwrap();
        assert_eq!(serial_number(&series("SG", completed), 7), "SG-2026-000007");
        assert_eq!(
            serial_number(&series("SG", completed), 1_234_567),
            "SG-2026-1234567"
        );
    }
}
