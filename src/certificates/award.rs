//! The serial number of a certificate: pure rules.

use chrono::{DateTime, Datelike, Utc};

/// The series that a serial number counts in: one a year.
#[must_use]
pub fn series(letters: &str, issued_at: DateTime<Utc>) -> String {
    format!("{letters}-{}", issued_at.year())
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
    fn serial_numbers_count_within_the_year_of_issue() {
        let issued = "2026-06-03T10:00:00Z".parse().unwrap();
        assert_eq!(serial_number(&series("SG", issued), 7), "SG-2026-000007");
        assert_eq!(
            serial_number(&series("SG", issued), 1_234_567),
            "SG-2026-1234567"
        );
    }
}
