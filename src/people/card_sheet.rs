//! Sign-in cards as a PDF to print: A4, ten on a page, to be cut apart.
//!
//! [`render`] is a plain function of what the cards say. Lengths are PDF points; the origin is the top
//! left corner of the page.

use chrono::{DateTime, Utc};
use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;

use crate::printing::drawing::{Area, Colour, Place, count, outline};
use crate::printing::paragraph::{Alignment, Style};
use crate::printing::typeface::Typefaces;
use crate::printing::{self, RenderError, qr_code};

/// A4 (ISO 216), and the edge that printers leave white.
const PAGE: Place = (595.28, 841.89);
const MARGIN: f32 = 28.0;

/// How many cards stand beside and below each other.
const COLUMNS: usize = 2;
const ROWS: usize = 5;

/// The QR code with its quiet zone: 37 mm, which an old telephone reads.
const CODE: f32 = 104.0;
const PADDING: f32 = 9.0;

const BLACK: Colour = Colour(0x11, 0x18, 0x27);
const GREY: Colour = Colour(0x5b, 0x62, 0x70);
const CUT: Colour = Colour(0xb8, 0xbd, 0xc6);

/// What one card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Whose it is.
    pub name: String,
    /// Where the person belongs; empty when nowhere.
    pub school: String,
    /// The code, in groups.
    pub code: String,
    /// Where it is used: what the QR code holds.
    pub address: String,
}

/// What every card of the sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language of the texts, as a BCP 47 tag.
    pub language: String,
    /// What it is.
    pub title: String,
    /// What to do with it.
    pub instruction: String,
    /// Until when it works.
    pub expiry: String,
    /// When the cards were issued: the creation date of the file.
    pub issued_at: DateTime<Utc>,
}

/// Draws the cards.
///
/// # Errors
/// When the PDF library refuses the document, which no text causes: a character that the typefaces lack
/// becomes a question mark, and what is too long is cut.
pub fn render(cards: &[Card], words: &Words) -> Result<Vec<u8>, RenderError> {
    let mut document = Document::new_with(printing::settings()?);
    let (width, height) = PAGE;
    let size = PageSettings::from_wh(width, height)
        .ok_or_else(|| RenderError::Refused("page without a size".to_owned()))?;
    for some in cards.chunks(COLUMNS * ROWS) {
        let mut page = document.start_page_with(size.clone());
        let mut surface = page.surface();
        for (place, card) in some.iter().enumerate() {
            draw(&mut surface, card, words, area(place))?;
        }
        surface.finish();
        page.finish();
    }
    let metadata = Metadata::new()
        .title(words.title.clone())
        .language(words.language.clone())
        .creation_date(printing::date(words.issued_at));
    document.set_metadata(metadata);
    document
        .finish()
        .map_err(|error| RenderError::Refused(format!("{error:?}")))
}

/// Where a card stands on its page.
fn area(place: usize) -> Area {
    let width = (PAGE.0 - 2.0 * MARGIN) / count(COLUMNS);
    let height = (PAGE.1 - 2.0 * MARGIN) / count(ROWS);
    let left = MARGIN + count(place % COLUMNS) * width;
    let top = MARGIN + count(place / COLUMNS) * height;
    Area::new((left, top), (width, height))
}

fn draw(
    surface: &mut Surface<'_>,
    card: &Card,
    words: &Words,
    card_area: Area,
) -> Result<(), RenderError> {
    let faces = Typefaces::built_in()?;
    outline(surface, card_area, 0.4, CUT);
    let inner = card_area.inset(PADDING);
    let left = Area {
        width: inner.width - CODE - 4.0,
        ..inner
    };
    let small = Style::new(&faces.regular, 7.5, GREY).aligned(Alignment::Left);
    let bold = |size| Style::new(&faces.bold, size, BLACK);
    let at = |from: f32, height: f32| left.at(inner.top + from, height);
    small.put(surface, &words.title, at(0.0, 12.0))?;
    let name = bold(13.0).aligned(Alignment::Left);
    name.put(surface, &card.name, at(14.0, 34.0))?;
    let school = Style::new(&faces.regular, 9.0, BLACK).aligned(Alignment::Left);
    school.put(surface, &card.school, at(50.0, 24.0))?;
    small.put(surface, &words.instruction, at(76.0, 28.0))?;
    let code = Area::new((inner.left + inner.width - CODE, inner.top), (CODE, CODE));
    qr_code::draw(surface, &card.address, code, BLACK)?;
    let below = |from: f32, height: f32| inner.at(inner.top + CODE + from, height);
    let large = bold(14.0).tracked(0.02);
    large.put(surface, &card.code, below(2.0, 18.0))?;
    let expiry = Style::new(&faces.regular, 8.0, GREY);
    expiry.put(surface, &words.expiry, below(21.0, 13.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            language: "mn".to_owned(),
            title: "Surgalt: нэвтрэх карт".to_owned(),
            instruction: "Кодыг утсаараа уншуулаад шинэ нууц үгээ оруулна уу.".to_owned(),
            expiry: "2026 оны 12 дугаар сарын 14 хүртэл нэг удаа хүчинтэй".to_owned(),
            issued_at: DateTime::UNIX_EPOCH,
        }
    }

    fn card(name: &str, school: &str) -> Card {
        Card {
            name: name.to_owned(),
            school: school.to_owned(),
            code: "0123-4567-89AB-CDEF".to_owned(),
            address: "https://surgalt.example/recovery#code=0123-4567-89AB-CDEF".to_owned(),
        }
    }

    fn pages(pdf: Vec<u8>) -> usize {
        let pdf = hayro::hayro_syntax::Pdf::new(pdf).ok().unwrap();
        pdf.pages().len()
    }

    #[test]
    fn a_whole_school_stands_on_as_few_pages_as_ten_on_each_need() {
        let cards = vec![
            card("Дорж Мөнхцэцэг", "Архангай, 1-р сургууль");
            21
        ];
        assert_eq!(pages(render(&cards, &words()).unwrap()), 3);
        assert_eq!(pages(render(&cards[..10], &words()).unwrap()), 1);
    }

    #[test]
    fn a_name_that_cannot_be_printed_keeps_no_card_back() {
        let long = "Үүрийнтуяа ".repeat(60);
        for name in ["漢字", "a\u{0}b", "", &long] {
            assert!(render(&[card(name, &long)], &words()).is_ok(), "{name}");
        }
    }

    #[test]
    fn cards_do_not_overlap_and_stay_on_the_page() {
        let areas: Vec<Area> = (0..COLUMNS * ROWS).map(area).collect();
        for (number, one) in areas.iter().enumerate() {
            assert!(one.left >= MARGIN && one.left + one.width <= PAGE.0 - MARGIN + 0.1);
            assert!(one.top >= MARGIN && one.top + one.height <= PAGE.1 - MARGIN + 0.1);
            assert!(
                PADDING * 2.0 + CODE + 34.0 <= one.height + 0.1,
                "{}",
                one.height
            );
            for other in &areas[number + 1..] {
                let beside = one.left + one.width <= other.left + 0.1
                    || other.left + other.width <= one.left + 0.1;
                assert!(beside || one.top + one.height <= other.top + 0.1);
            }
        }
    }
}
