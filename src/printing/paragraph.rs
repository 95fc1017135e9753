//! Sets a text into an area of the page: breaking into lines, shrinking to fit, drawing.
//!
//! Lengths are PDF points unless they are called em, which is one font size.

use krilla::geom::Point;
use krilla::paint::Fill;
use krilla::surface::Surface;

use super::RenderError;
use super::drawing::{Area, Colour, count};
use super::typeface::{Line, Typeface};

/// Distance between two baselines, in em.
const LEADING: f32 = 1.22;
/// Height of a capital letter in both faces, in em: what the eye takes for the height of a line.
const CAPITAL_HEIGHT: f32 = 0.714;
/// Text smaller than this is not readable on paper, so it is refused instead of set.
const SMALLEST_SIZE: f32 = 4.0;
/// One step of shrinking.
const SHRINK: f32 = 0.96;
/// Words of more characters may break anywhere; people and courses have no such words.
const LONGEST_WORD: usize = 40;

/// How lines stand between the left and the right edge of their area.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Alignment {
    Left,
    Centre,
    Right,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    typeface: &'static Typeface,
    /// The largest size the text may be set in.
    size: f32,
    /// Extra space between letters, in em. Readers of a PDF take more than 0.1 for a space
    /// between words.
    tracking: f32,
    colour: Colour,
    alignment: Alignment,
}

/// A text broken into lines, at the size at which it fits its area.
pub(crate) struct Paragraph {
    lines: Vec<Line>,
    pub(crate) size: f32,
    style: Style,
    area: Area,
}

impl Style {
    /// Centred text without tracking.
    pub(crate) fn new(typeface: &'static Typeface, size: f32, colour: Colour) -> Self {
        Self {
            typeface,
            size,
            tracking: 0.0,
            colour,
            alignment: Alignment::Centre,
        }
    }

    pub(crate) fn tracked(self, tracking: f32) -> Self {
        Self { tracking, ..self }
    }

    pub(crate) fn aligned(self, alignment: Alignment) -> Self {
        Self { alignment, ..self }
    }

    /// Sets `text` into `area` as large as it fits, in lines of about equal length. White space
    /// of any length counts as one space.
    ///
    /// # Errors
    /// [`RenderError::MissingGlyph`] when the face lacks a character, [`RenderError::TextTooLong`]
    /// when the text does not fit even at the smallest readable size.
    pub(crate) fn set(self, text: &str, area: Area) -> Result<Paragraph, RenderError> {
        let text = one_line(text);
        let pieces = self.pieces(&text)?;
        let mut size = self.size;
        while size >= SMALLEST_SIZE {
            let measure = area.width / size;
            let lines = break_lines(&pieces, measure);
            if lines.iter().all(|line| line.width <= measure)
                && count(lines.len()) * LEADING * size <= area.height
            {
                let lines = balance(&pieces, lines, measure)
                    .iter()
                    .map(|line| self.typeface.shape(line.text.trim_end(), self.tracking))
                    .collect::<Result<_, _>>()?;
                return Ok(Paragraph {
                    lines,
                    size,
                    style: self,
                    area,
                });
            }
            size *= SHRINK;
        }
        Err(RenderError::TextTooLong { text })
    }

    /// Sets a text whatever is in it, where one name that cannot be printed must not keep all others back:
    /// a character that the typefaces lack becomes a question mark, and what is too long is cut.
    ///
    /// # Errors
    /// When the typefaces of the binary cannot be read.
    pub(crate) fn put(
        self,
        surface: &mut Surface<'_>,
        text: &str,
        area: Area,
    ) -> Result<(), RenderError> {
        let mut text = text.to_owned();
        loop {
            match self.set(&text, area) {
                Ok(paragraph) => {
                    paragraph.draw(surface);
                    return Ok(());
                }
                Err(RenderError::MissingGlyph { character }) if character != '?' => {
                    text = text.replace(character, "?");
                }
                Err(RenderError::TextTooLong { .. }) if text.chars().count() > 2 => {
                    let kept = text.chars().count() * 3 / 4;
                    let cut: String = text.chars().take(kept).collect();
                    text = format!("{}…", cut.trim_end_matches('…'));
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// How high a text of this width stands in full size.
    ///
    /// # Errors
    /// When the typefaces of the binary cannot be read.
    pub(crate) fn height(self, text: &str, width: f32) -> Result<f32, RenderError> {
        let mut text = one_line(text);
        loop {
            match self.pieces(&text) {
                Ok(pieces) => {
                    let lines = break_lines(&pieces, width / self.size).len();
                    return Ok(count(lines.max(1)) * LEADING * self.size);
                }
                Err(RenderError::MissingGlyph { character }) if character != '?' => {
                    text = text.replace(character, "?");
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Lines may break after spaces, and after slashes for the sake of addresses; not after
    /// hyphens, which readers of a PDF would take for hyphenation and leave out of a name.
    fn pieces(self, text: &str) -> Result<Vec<Piece<'_>>, RenderError> {
        text.split_inclusive([' ', '/'])
            .flat_map(cut_long_word)
            .map(|text| {
                let width = self.typeface.shape(text, self.tracking)?.width + self.tracking;
                let visible = self.typeface.shape(text.trim_end(), self.tracking)?.width;
                Ok(Piece {
                    text,
                    width,
                    visible,
                })
            })
            .collect()
    }
}

impl Paragraph {
    /// Draws the lines one below the other, in the middle of the height of the area.
    pub(crate) fn draw(&self, surface: &mut Surface<'_>) {
        surface.set_stroke(None);
        surface.set_fill(Some(Fill {
            paint: self.style.colour.into(),
            ..Fill::default()
        }));
        let gaps = count(self.lines.len().saturating_sub(1));
        let visible = (gaps * LEADING + CAPITAL_HEIGHT) * self.size;
        let first = self.area.top + (self.area.height - visible) / 2.0 + CAPITAL_HEIGHT * self.size;
        for (number, line) in self.lines.iter().enumerate() {
            let spare = self.area.width - line.width * self.size;
            let indent = match self.style.alignment {
                Alignment::Left => 0.0,
                Alignment::Centre => spare / 2.0,
                Alignment::Right => spare,
            };
            let baseline = first + count(number) * LEADING * self.size;
            surface.draw_glyphs(
                Point::from_xy(self.area.left + indent, baseline),
                &line.glyphs,
                self.style.typeface.font.clone(),
                &line.text,
                self.size,
                false,
            );
        }
    }
}

/// The text with every run of white space, line breaks included, as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// What must stay on one line. Widths are in em; `visible` leaves out the space at the end.
struct Piece<'a> {
    text: &'a str,
    width: f32,
    visible: f32,
}

/// The text of one line, and its width in em without the space at the end.
struct Broken {
    text: String,
    width: f32,
}

/// Cuts a word that would make its whole text unreadably small.
fn cut_long_word(mut word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some((end, _)) = word.char_indices().nth(LONGEST_WORD) {
        let (part, rest) = word.split_at(end);
        parts.push(part);
        word = rest;
    }
    parts.push(word);
    parts
}

/// Fills line after line with as many pieces as go into `measure` em; a piece that is wider than
/// that gets a line of its own.
fn break_lines(pieces: &[Piece<'_>], measure: f32) -> Vec<Broken> {
    let mut lines: Vec<Broken> = Vec::new();
    let mut filled = 0.0;
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if filled + piece.visible <= measure => {
                line.text.push_str(piece.text);
                line.width = filled + piece.visible;
                filled += piece.width;
            }
            _ => {
                lines.push(Broken {
                    text: piece.text.to_owned(),
                    width: piece.visible,
                });
                filled = piece.width;
            }
        }
    }
    lines
}

/// Breaks again into the narrowest measure that needs no more lines, so that a long title does
/// not end in one lonely word.
fn balance(pieces: &[Piece<'_>], lines: Vec<Broken>, measure: f32) -> Vec<Broken> {
    let (mut narrow, mut wide) = (0.0, measure);
    let mut best = lines;
    for _ in 0..10 {
        let middle = (narrow + wide) / 2.0;
        let tried = break_lines(pieces, middle);
        if tried.len() <= best.len() && tried.iter().all(|line| line.width <= middle) {
            (best, wide) = (tried, middle);
        } else {
            narrow = middle;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::typeface::Typefaces;
    use super::*;

    const AREA: Area = Area::new((0.0, 0.0), (300.0, 42.0));

    fn style() -> Style {
        let typeface = &Typefaces::built_in().unwrap().bold;
        Style::new(typeface, 32.0, Colour(0, 0, 0))
    }

    fn lines(text: &str, area: Area) -> Vec<String> {
        style()
            .set(text, area)
            .unwrap()
            .lines
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn a_short_name_stands_in_full_size() {
        let paragraph = style().set("Мөнхцэцэг", AREA).unwrap();
        assert_eq!((paragraph.size, paragraph.lines.len()), (32.0, 1));
    }

    #[test]
    fn a_long_title_breaks_into_lines_of_about_equal_length() {
        let area = Area::new((0.0, 0.0), (300.0, 90.0));
        assert_eq!(
            lines("нэг хоёр гурав дөрөв тав зургаа", area),
            ["нэг хоёр гурав", "дөрөв тав зургаа"]
        );
    }

    #[test]
    fn a_double_name_is_never_broken_at_its_hyphen() {
        let area = Area {
            width: 100.0,
            ..AREA
        };
        assert_eq!(lines("Мөнх-Эрдэнэ", area), ["Мөнх-Эрдэнэ"]);
    }

    #[test]
    fn a_text_too_long_to_be_read_is_refused() {
        let refused = style().set(&"үнэлгээ ".repeat(500), AREA).err();
        assert!(matches!(refused, Some(RenderError::TextTooLong { .. })));
    }

    proptest! {
        #[test]
        fn a_name_of_up_to_a_hundred_characters_stays_in_its_area_and_whole(
            name in "[А-Яа-яӨөҮү-]{1,60}( ?[ЩШӨа-я]{1,19}){0,2}",
        ) {
            let paragraph = style().set(&name, AREA).unwrap();
            for line in &paragraph.lines {
                prop_assert!(line.width * paragraph.size <= AREA.width + 0.1);
            }
            prop_assert!(count(paragraph.lines.len()) * LEADING * paragraph.size <= AREA.height);
            let letters = |text: &str| text.replace(' ', "");
            let set: String = paragraph.lines.iter().map(|line| letters(&line.text)).collect();
            prop_assert_eq!(set, letters(&name));
        }
    }
}
