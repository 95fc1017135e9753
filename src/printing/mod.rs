//! What is printed: text, lines and QR codes on pages of a PDF, by plain functions of what they say.
//!
//! `typeface.rs` shapes text in the faces of the binary, `paragraph.rs` sets it into an area,
//! `drawing.rs` has the few shapes, `qr_code.rs` draws an address. What stands where is the affair of
//! whoever prints: certificates, the cards by which people sign in, and letters with reports.

pub(crate) mod drawing;
pub(crate) mod paragraph;
pub(crate) mod qr_code;
pub(crate) mod typeface;

use chrono::{DateTime, Datelike, Timelike, Utc};
use krilla::SerializeSettings;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::metadata;

/// Why something cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The typefaces lack a character; nothing is drawn in its place.
    #[error("no typeface has the character {character:?} (U+{:04X})", u32::from(*character))]
    MissingGlyph {
        /// The first such character.
        character: char,
    },
    /// A text does not fit its place even at the smallest readable size.
    #[error("text is too long for its place: {text:?}")]
    TextTooLong {
        /// The text, as it was to be set.
        text: String,
    },
    /// The typefaces of the binary cannot be read: a defect of the build.
    #[error("built-in typefaces cannot be read")]
    Typeface,
    /// The PDF library refused the document, for instance as not conforming to PDF/A-2b.
    #[error("document is refused: {0}")]
    Refused(String),
}

/// PDF/A-2b: the file carries all it needs, so it will open in thirty years. Its validator also
/// refuses glyphs that are not there.
///
/// # Errors
/// Never: the configuration is a constant one.
pub(crate) fn settings() -> Result<SerializeSettings, RenderError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_B)
        .finish()
        .map_err(|error| RenderError::Refused(format!("{error:?}")))?;
    Ok(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    })
}

/// A moment as the metadata of a document tells it.
pub(crate) fn date(at: DateTime<Utc>) -> metadata::DateTime {
    // The library wants bytes and clamps; months, days and times of day all fit one.
    let byte = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    metadata::DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(byte(at.month()))
        .day(byte(at.day()))
        .hour(byte(at.hour()))
        .minute(byte(at.minute()))
        .second(byte(at.second()))
        .utc_offset_hour(0)
}
