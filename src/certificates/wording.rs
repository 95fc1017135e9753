//! What a certificate says, in its language: a pure function of what was frozen.

use super::code;
use super::document::{CertificateText, Labelled, Signatory};
use super::tables::certificate;
use crate::messages::{Arguments, Language, dates};
use crate::quizzes::hundredths::Hundredths;

/// The words of a certificate. `public_address` is where people reach the server; the address to
/// check the certificate at begins with it.
#[must_use]
pub fn text(certificate: &certificate::Model, public_address: &str) -> CertificateText {
    let snapshot = &certificate.snapshot;
    let language = snapshot.language;
    let words = |key: &str| language.text(key, &Arguments::none());
    let labelled = |key: &str, value: String| Labelled {
        label: words(key),
        value,
    };
    let course = Arguments::none().with("title", &snapshot.course_title);
    let credits = Hundredths::from_count(snapshot.credits);
    CertificateText {
        language: language.code().to_owned(),
        organisation: snapshot.issuer.clone(),
        title: words("certificate-title"),
        presented_to: words("certificate-presented-to"),
        surname: labelled("certificate-surname", snapshot.surname.clone()),
        given_name: labelled("certificate-given-name", snapshot.given_name.clone()),
        statement: words("certificate-statement"),
        course: language.text("certificate-course", &course),
        hours: labelled(
            "certificate-hours-label",
            length(language, snapshot.hours, credits),
        ),
        completed_on: labelled(
            "certificate-completed-on",
            dates::date(language, snapshot.completed_on),
        ),
        serial: labelled(
            "certificate-serial-number",
            certificate.serial_number.clone(),
        ),
        signatory: Signatory {
            name: snapshot.signatory.clone(),
            position: snapshot.signatory_position.clone(),
        },
        verification: labelled(
            "certificate-verification",
            code::address(public_address, &certificate.code),
        ),
        issued_at: certificate.corrected_at.unwrap_or(certificate.issued_at),
    }
}

/// How long the course is, and what it is worth when that is counted in credits.
#[must_use]
pub fn length(language: Language, hours: u16, credits: Hundredths) -> String {
    let length = Arguments::none().with("hours", hours);
    if credits == Hundredths::default() {
        return language.text("certificate-hours", &length);
    }
    let length = length.with("credits", f64::from(credits));
    language.text("certificate-hours-and-credits", &length)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::certificates::document;
    use crate::certificates::standing::ExportState;
    use crate::certificates::tables::Snapshot;

    fn certificate(language: Language) -> certificate::Model {
        certificate::Model {
            id: Uuid::nil(),
            enrolment_id: Uuid::nil(),
            person_id: Uuid::nil(),
            serial_number: "SG-2026-000001".to_owned(),
            code: "0123456789ABCDEF".to_owned(),
            snapshot: Snapshot {
                surname: "Дорж".to_owned(),
                given_name: "Өлзий-Үнэн".to_owned(),
                course_title: "Хувь хүний хөгжлийн манлайлал".to_owned(),
                hours: 24,
                completed_on: "2026-11-21".parse().unwrap(),
                issuer: "Багшийн мэргэжил дээшлүүлэх үндэсний төв".to_owned(),
                signatory: "Д.Энхтүвшин".to_owned(),
                signatory_position: String::new(),
                language,
                credits: 0,
                programme_code: String::new(),
                programme_title: String::new(),
            },
            issued_at: "2026-11-21T03:00:00Z".parse().unwrap(),
            rendered_at: None,
            rendering_failure: None,
            revoked_at: None,
            revoked_by: None,
            revocation_reason: None,
            version: 1,
            corrected_at: None,
            course_id: Uuid::nil(),
            programme_id: Uuid::nil(),
            organisation_id: None,
            year: 2026,
            surname_key: "дорж".to_owned(),
            given_name_key: "өлзий-үнэн".to_owned(),
            stamp: 1,
            registered_stamp: None,
            refused_stamp: None,
            open_export_id: None,
            export_state: ExportState::Waiting,
        }
    }

    #[test]
    fn credits_stand_beside_the_hours_where_there_are_any() {
        for language in Language::ALL {
            let mut certificate = certificate(language);
            certificate.snapshot.credits = 150;
            certificate.serial_number = "SG-БАГШ-ХӨГЖИЛ-2026-2026-000001".to_owned();
            let text = text(&certificate, "https://surgalt.example");
            assert!(text.hours.value.contains("1.5"), "{}", text.hours.value);
            assert!(document::render(&text).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn a_certificate_can_be_drawn_in_every_language() {
        for language in Language::ALL {
            let text = text(&certificate(language), "https://surgalt.example");
            assert!(document::render(&text).is_ok(), "{text:?}");
            assert!(!format!("{text:?}").contains("certificate-"), "{text:?}");
        }
    }

    #[test]
    fn a_mongolian_certificate_says_what_was_frozen() {
        let text = text(&certificate(Language::Mn), "https://surgalt.example");
        assert_eq!(text.title, "ГЭРЧИЛГЭЭ");
        assert_eq!(text.course, "“Хувь хүний хөгжлийн манлайлал”");
        assert_eq!(text.hours.value, "24 академик цаг");
        assert_eq!(text.completed_on.value, "2026 оны 11 дүгээр сарын 21");
        assert_eq!(
            text.verification.value,
            "https://surgalt.example/verify/0123-4567-89AB-CDEF"
        );
    }
}
