//! Correcting what a certificate says, as a new version under the same number: pure rules.

use super::tables::Snapshot;
use crate::error::{Code, Error, Result};

/// What is corrected; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The surname.
    pub surname: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The course's title.
    pub course: Option<String>,
}

/// What the certificate says from now on. Its number, its day and what it is for stay: another course
/// or another day would be another certificate.
///
/// # Errors
/// [`Code::CertificateRevoked`] when it no longer holds, [`Code::CertificateSuperseded`] when
/// `version`, which the correction was made from, is not the present one, and [`Code::Invalid`] when
/// nothing would change.
pub fn corrected(
    present: &Snapshot,
    (present_version, is_revoked): (i32, bool),
    version: i32,
    correction: Corrected,
) -> Result<Snapshot> {
    if is_revoked {
        return Err(Code::CertificateRevoked.into());
    }
    if version != present_version {
        return Err(Code::CertificateSuperseded.into());
    }
    let mut snapshot = present.clone();
    for (field, value) in [
        (&mut snapshot.surname, correction.surname),
        (&mut snapshot.given_name, correction.given_name),
        (&mut snapshot.course_title, correction.course),
    ] {
        if let Some(value) = value {
            *field = value;
        }
    }
    if snapshot == *present {
        return Err(Error::field(
            "surname, given_name, course",
            "field-nothing-corrected",
        ));
    }
    Ok(snapshot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Language;

    fn present() -> Snapshot {
        Snapshot {
            surname: "Дорж".to_owned(),
            given_name: "Бат".to_owned(),
            course_title: "Манлайлал".to_owned(),
            hours: 24,
            completed_on: "2026-06-03".parse().unwrap(),
            issuer: "Surgalt".to_owned(),
            signatory: "Surgalt".to_owned(),
            signatory_position: String::new(),
            language: Language::Mn,
            credits: 150,
            programme_code: "5.2".to_owned(),
            programme_title: "Манлайлал".to_owned(),
        }
    }

    fn name(given_name: &str) -> Corrected {
        Corrected {
            given_name: Some(given_name.to_owned()),
            ..Corrected::default()
        }
    }

    #[test]
    fn a_correction_changes_the_names_and_nothing_else() {
        let after = corrected(&present(), (1, false), 1, name("Батбаяр")).unwrap();
        let expected = Snapshot {
            given_name: "Батбаяр".to_owned(),
            ..present()
        };
        assert_eq!(after, expected);
    }

    #[test]
    fn what_no_longer_holds_or_would_not_change_is_not_corrected() {
        for (state, version, given_name, code) in [
            ((1, true), 1, "Батбаяр", Code::CertificateRevoked),
            ((2, false), 1, "Батбаяр", Code::CertificateSuperseded),
            ((2, false), 3, "Батбаяр", Code::CertificateSuperseded),
            ((1, false), 1, "Бат", Code::Invalid),
        ] {
            let refused = corrected(&present(), state, version, name(given_name));
            assert_eq!(refused.unwrap_err().code, code);
        }
    }
}
