//! What the drawing process and the server say to each other: for each picture a line of JSON that
//! describes it, and then its bytes; at the end a line that says how it went.
//!
//! The server believes none of it: pictures come in their order, each within its size, or the deck
//! counts as one that cannot be drawn.

use std::io::{self, Write};

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Slides in a deck.
pub const SLIDE_LIMIT: u32 = 500;
/// The widths that each slide is drawn in: for weak telephones, and for everybody else.
pub const WIDTHS: [u16; 2] = [640, 1_280];
/// Bytes of one picture. A photograph over the whole of the greater width is a tenth of it.
pub const PICTURE_LIMIT: u64 = 8 << 20;
/// Bytes of all pictures of a deck.
pub const DECK_LIMIT: u64 = 512 << 20;
/// Bytes of a line that describes a picture.
pub const LINE_LIMIT: u64 = 512;

/// How far a deck has come.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[schema(as = SlideDeckState)]
pub enum DeckState {
    /// Uploaded; it will be drawn.
    Waiting,
    /// It is being drawn.
    Rendering,
    /// Every slide can be fetched.
    Ready,
    /// It cannot be drawn.
    Failed,
}

/// Why a deck cannot be drawn.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, EnumIter, DeriveActiveEnum,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[schema(as = SlideDeckReason)]
pub enum Reason {
    /// It is no PDF that can be read, or has no pages.
    Unreadable,
    /// It cannot be opened without a password.
    Locked,
    /// It has more than [`SLIDE_LIMIT`] pages.
    TooManySlides,
    /// Drawing it takes more time or memory than there is.
    TooHeavy,
    /// Who uploaded it leads the webinar no longer.
    NotAllowed,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::Unreadable,
        Self::Locked,
        Self::TooManySlides,
        Self::TooHeavy,
        Self::NotAllowed,
    ];

    /// The key of its words in the message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreadable => "slides-unreadable",
            Self::Locked => "slides-locked",
            Self::TooManySlides => "slides-too-many",
            Self::TooHeavy => "slides-too-heavy",
            Self::NotAllowed => "slides-not-allowed",
        }
    }
}

/// How a picture is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// WebP without loss: text and drawings.
    Webp,
    /// JPEG: photographs.
    Jpeg,
}

impl Form {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A line of the drawing process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Word {
    /// The PDF is open and has so many pages.
    Opened {
        /// How many.
        slides: u32,
    },
    /// A picture, whose bytes follow.
    Picture(Picture),
    /// There are no more.
    Done,
    /// It cannot be drawn.
    Failed {
        /// Why.
        reason: Reason,
    },
}

/// What is said of a picture before its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The slide's place, from 1.
    pub slide: u32,
    /// In pixels: one of [`WIDTHS`], less when the page is very high.
    pub width: u16,
    /// In pixels.
    pub height: u16,
    /// How it is encoded.
    pub form: Form,
    /// How many bytes follow.
    pub size: u64,
}

/// Says a word.
///
/// # Errors
/// When nobody listens any more.
pub fn say(out: &mut impl Write, word: Word) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &word)?;
    out.write_all(b"\n")
}

/// Holds what is said to its order and its sizes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listener {
    slides: u32,
    pictures: u32,
    bytes: u64,
    is_done: bool,
}

impl Listener {
    /// The word in a line, when it may come now.
    ///
    /// # Errors
    /// Why the deck cannot be drawn.
    pub fn hear(&mut self, line: &[u8]) -> Result<Word, Reason> {
        let word = serde_json::from_slice(line).map_err(|_| Reason::Unreadable)?;
        let fits = match word {
            Word::Failed { reason } => return Err(reason),
            Word::Opened { slides } => {
                let fits = self.slides == 0 && (1..=SLIDE_LIMIT).contains(&slides);
                self.slides = slides;
                fits
            }
            Word::Picture(picture) => {
                self.bytes = self.bytes.saturating_add(picture.size);
                if picture.size > PICTURE_LIMIT || self.bytes > DECK_LIMIT {
                    return Err(Reason::TooHeavy);
                }
                let expected = self.pictures / self.widths() + 1;
                self.pictures += 1;
                picture.slide == expected && expected <= self.slides
            }
            Word::Done => {
                self.is_done = true;
                self.slides > 0 && self.pictures == self.slides.saturating_mul(self.widths())
            }
        };
        fits.then_some(word).ok_or(Reason::Unreadable)
    }

    /// Whether everything has come.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.is_done
    }

    fn widths(&self) -> u32 {
        u32::try_from(WIDTHS.len()).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Arguments, Language};

    fn picture(slide: u32, size: u64) -> Word {
        Word::Picture(Picture {
            slide,
            width: 640,
            height: 360,
            form: Form::Webp,
            size,
        })
    }

    /// The outcome of the last of these words.
    fn hears(words: &[Word]) -> Result<Word, Reason> {
        let mut listener = Listener::default();
        let mut outcome = Err(Reason::Unreadable);
        for word in words {
            let mut line = Vec::new();
            say(&mut line, *word).unwrap();
            outcome = listener.hear(&line);
        }
        outcome
    }

    #[test]
    fn pictures_come_in_their_order_and_within_their_sizes() {
        let opened = Word::Opened { slides: 1 };
        for (words, expected) in [
            (vec![opened, picture(1, 9), picture(1, 9), Word::Done], None),
            (vec![opened, picture(2, 9)], Some(Reason::Unreadable)),
            (
                vec![opened, picture(1, 9), Word::Done],
                Some(Reason::Unreadable),
            ),
            (
                vec![opened, picture(1, 9), picture(1, 9), picture(2, 9)],
                Some(Reason::Unreadable),
            ),
            (vec![picture(1, 9)], Some(Reason::Unreadable)),
            (vec![Word::Done], Some(Reason::Unreadable)),
            (vec![opened, opened], Some(Reason::Unreadable)),
            (vec![Word::Opened { slides: 0 }], Some(Reason::Unreadable)),
            (vec![Word::Opened { slides: 501 }], Some(Reason::Unreadable)),
            (
                vec![opened, picture(1, PICTURE_LIMIT + 1)],
                Some(Reason::TooHeavy),
            ),
            (
                vec![Word::Failed {
                    reason: Reason::Locked,
                }],
                Some(Reason::Locked),
            ),
        ] {
            assert_eq!(hears(&words).err(), expected, "{words:?}");
        }
        assert!(Listener::default().hear(b"{\"type\":\"run\"}").is_err());
    }

    #[test]
    fn every_reason_has_its_words_in_every_language() {
        for reason in Reason::ALL {
            for language in Language::ALL {
                let text = language.text(reason.key(), &Arguments::none());
                assert_ne!(text, reason.key(), "{language:?}");
            }
        }
    }
}
