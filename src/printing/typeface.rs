//! The faces of the certificate, and shaping: which glyphs a text needs and where they stand.
//!
//! Lengths are in em, which is one font size.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, Feature, UnicodeBuffer};

use super::RenderError;

/// The two faces of the certificate. They cover the same characters, so a text never needs a
/// second face to fall back on.
pub(crate) struct Typefaces {
    pub(crate) regular: Typeface,
    pub(crate) bold: Typeface,
}

/// One face: `shaper` chooses and places the glyphs, `font` embeds them.
pub(crate) struct Typeface {
    shaper: Face<'static>,
    pub(crate) font: Font,
}

/// One shaped line.
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<KrillaGlyph>,
    pub(crate) width: f32,
}

// Parsing and hashing a face costs as much as setting a page in it.
static TYPEFACES: LazyLock<Option<Typefaces>> = LazyLock::new(|| {
    Some(Typefaces {
        regular: Typeface::parse(notosans::REGULAR_TTF)?,
        bold: Typeface::parse(notosans::BOLD_TTF)?,
    })
});

impl Typefaces {
    /// The faces built into the binary.
    pub(crate) fn built_in() -> Result<&'static Self, RenderError> {
        TYPEFACES.as_ref().ok_or(RenderError::Typeface)
    }
}

impl Typeface {
    fn parse(data: &'static [u8]) -> Option<Self> {
        Some(Self {
            shaper: Face::from_slice(data, 0)?,
            font: Font::new(data.into(), 0)?,
        })
    }

    /// Chooses and places the glyphs of one line, with `tracking` after each.
    ///
    /// # Errors
    /// [`RenderError::MissingGlyph`] names the first character the face lacks.
    pub(crate) fn shape(&self, text: &str, tracking: f32) -> Result<Line, RenderError> {
        // Faces map some of these to an empty glyph; in a certificate they can only be a mistake.
        if let Some(character) = text.chars().find(|c| c.is_control() || *c == '\u{feff}') {
            return Err(RenderError::MissingGlyph { character });
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        // Joined letters would stand closer than tracked ones.
        let features = [Feature::new(Tag::from_bytes(b"liga"), 0, ..)];
        let shaped = rustybuzz::shape(&self.shaper, &features, buffer);

        // Where in the text each glyph comes from; several glyphs of one letter share a start.
        let starts: Vec<usize> = shaped
            .glyph_infos()
            .iter()
            .map(|glyph| position(glyph.cluster))
            .collect();
        let mut line = Line {
            text: text.to_owned(),
            glyphs: Vec::new(),
            width: -tracking,
        };
        for ((glyph, place), &start) in shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .zip(&starts)
        {
            if glyph.glyph_id == 0 {
                let character = text.get(start..).and_then(|rest| rest.chars().next());
                let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
                return Err(RenderError::MissingGlyph { character });
            }
            let end = starts
                .iter()
                .copied()
                .find(|next| *next > start)
                .unwrap_or(text.len());
            let x_advance = self.em(place.x_advance) + tracking;
            line.width += x_advance;
            line.glyphs.push(KrillaGlyph {
                glyph_id: GlyphId::new(glyph.glyph_id),
                text_range: start..end,
                x_advance,
                x_offset: self.em(place.x_offset),
                y_offset: self.em(place.y_offset),
                y_advance: self.em(place.y_advance),
                location: None,
            });
        }
        Ok(line)
    }

    /// Font units in em. Faces hold them as 16 bits, so nothing is cut off.
    fn em(&self, units: i32) -> f32 {
        f32::from(i16::try_from(units).unwrap_or(i16::MAX)) / self.font.units_per_em()
    }
}

fn position(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces() -> [&'static Typeface; 2] {
        let faces = Typefaces::built_in().unwrap();
        [&faces.regular, &faces.bold]
    }

    fn glyphs(face: &Typeface, text: &str) -> Vec<u32> {
        face.shape(text, 0.0)
            .unwrap()
            .glyphs
            .iter()
            .map(|glyph| glyph.glyph_id.to_u32())
            .collect()
    }

    #[test]
    fn every_face_has_every_letter_a_certificate_can_need() {
        let cyrillic: String = ('А'..='я').collect();
        let latin: String = (' '..='~').collect();
        let others = "ЁёӨөҮүҢңӘәҒғҚқҰұҺһІі áéíóúäöüßñçğışČčŽž ₮№«»“”„‘’–—…·×°§%";
        for face in faces() {
            for text in [cyrillic.as_str(), latin.as_str(), others] {
                let distinct: std::collections::BTreeSet<_> =
                    glyphs(face, text).into_iter().collect();
                let letters: std::collections::BTreeSet<_> = text.chars().collect();
                assert_eq!(
                    distinct.len(),
                    letters.len(),
                    "a glyph for each of {text:?}"
                );
            }
        }
    }

    #[test]
    fn the_first_character_without_a_glyph_is_named() {
        for (text, missing) in [
            ("Бат 漢字", '漢'),
            ("ᠮᠣᠩᠭᠣᠯ", 'ᠮ'),
            ("Туяа 🎓", '🎓'),
            ("\u{0}", '\0'),
            ("а\u{feff}", '\u{feff}'),
        ] {
            for face in faces() {
                let refused = face.shape(text, 0.0).err();
                assert_eq!(
                    refused,
                    Some(RenderError::MissingGlyph { character: missing }),
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn a_name_typed_with_separate_marks_looks_like_any_other() {
        for face in faces() {
            assert_eq!(glyphs(face, "Цэрэнпи\u{306}л"), glyphs(face, "Цэрэнпйл"));
        }
    }

    #[test]
    fn tracking_stands_between_letters_only() {
        for face in faces() {
            let plain = face.shape("ЭЭЭ", 0.0).unwrap().width;
            assert!((face.shape("ЭЭЭ", 0.1).unwrap().width - plain - 0.2).abs() < 1e-4);
        }
    }
}
