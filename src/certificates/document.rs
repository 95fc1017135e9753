//! The certificate as a PDF: one page, A4 landscape, PDF/A-2b.
//!
//! [`render`] is a plain function of [`CertificateText`]: the same text gives the same bytes, in
//! five years as today. Every word comes from the caller, so nothing here knows a language.

mod ornament;
mod sheet;

use chrono::{DateTime, Utc};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{LinkAnnotation, Target};
use krilla::metadata::Metadata;
use krilla::page::{Page, PageSettings};
use krilla::{Document, SerializeSettings};

use crate::printing::paragraph::one_line;
use crate::printing::{self, RenderError};
use sheet::Sheet;

/// Everything a certificate says, worded in its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateText {
    /// Language of the text as a BCP 47 tag, such as `mn`.
    pub language: String,
    /// Who stands behind the training, above the title; also the author of the document.
    pub organisation: String,
    /// What the document is, such as `ГЭРЧИЛГЭЭ`.
    pub title: String,
    /// The words before the names, such as `Энэхүү гэрчилгээг`.
    pub presented_to: String,
    /// The learner's surname.
    pub surname: Labelled,
    /// The learner's given name.
    pub given_name: Labelled,
    /// The words between the names and the course.
    pub statement: String,
    /// Title of the course, in the quotation marks of the language.
    pub course: String,
    /// Length of the course, with its unit.
    pub hours: Labelled,
    /// Date of completion, written out.
    pub completed_on: Labelled,
    /// Serial number of the certificate.
    pub serial: Labelled,
    /// Who signs.
    pub signatory: Signatory,
    /// The request to check the certificate, and the address to check it at. The QR code holds
    /// the same address.
    pub verification: Labelled,
    /// When the certificate was issued: the creation date of the file.
    pub issued_at: DateTime<Utc>,
}

/// A value with the word that says what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// Such as `Овог`.
    pub label: String,
    /// Such as `Баатар`.
    pub value: String,
}

/// Who signs the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// Surname and given name as they sign.
    pub name: String,
    /// Position and institution.
    pub position: String,
}

/// Draws the certificate.
///
/// # Errors
/// [`RenderError::MissingGlyph`] and [`RenderError::TextTooLong`] name what in the text cannot be
/// shown; the others are defects, which no text causes.
pub fn render(text: &CertificateText) -> Result<Vec<u8>, RenderError> {
    draw(text, printing::settings()?)
}

fn draw(text: &CertificateText, settings: SerializeSettings) -> Result<Vec<u8>, RenderError> {
    let mut document = Document::new_with(settings);
    let (width, height) = sheet::PAGE;
    let size = PageSettings::from_wh(width, height)
        .ok_or_else(|| RenderError::Refused("page without a size".to_owned()))?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    Sheet::new(&mut surface)?.draw(text)?;
    surface.finish();
    link(&mut page, &text.verification.value);
    page.finish();
    document.set_metadata(metadata(text));
    document
        .finish()
        .map_err(|error| RenderError::Refused(format!("{error:?}")))
}

/// Makes the QR code a link, for those who hold the certificate on a screen.
fn link(page: &mut Page<'_>, address: &str) {
    if let Some(rectangle) = sheet::CODE.rectangle() {
        let action = Action::Link(LinkAction::new(address.to_owned()));
        page.add_annotation(LinkAnnotation::new(rectangle, Target::Action(action)).into());
    }
}

fn metadata(text: &CertificateText) -> Metadata {
    let person = format!("{} {}", text.surname.value, text.given_name.value);
    Metadata::new()
        .title(one_line(&format!(
            "{} {}: {person}",
            text.title, text.serial.value
        )))
        .authors(vec![one_line(&text.organisation)])
        .language(text.language.clone())
        .document_id(text.serial.value.clone())
        .creation_date(printing::date(text.issued_at))
}

#[cfg(test)]
mod tests;
