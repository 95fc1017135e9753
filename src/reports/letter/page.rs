//! Letters on paper: A4, one after the other, each beginning on a page of its own.
//!
//! First everything is given its place, then it is drawn: so a page can tell how many there are. A row of a
//! table is never broken, a table that goes on begins with its headings again, and what is asked for stands
//! on one page with the place for the signature. Lengths are PDF points; the origin is the top left corner.

use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;

use super::{Letter, Mailing, Table};
use crate::messages::Arguments;
use crate::printing::drawing::{Area, Colour, Place, count, fill, rule};
use crate::printing::paragraph::{Alignment, Style};
use crate::printing::typeface::Typefaces;
use crate::printing::{self, RenderError};

/// A4 (ISO 216), with a broad left margin to be bound.
const PAGE: Place = (595.28, 841.89);
const LEFT: f32 = 70.0;
const RIGHT: f32 = 48.0;
const TOP: f32 = 52.0;
const BOTTOM: f32 = 60.0;
const WIDTH: f32 = PAGE.0 - LEFT - RIGHT;

/// White space within a cell of a table.
const PADDING: f32 = 4.0;
/// How much of a table's width its first column takes; the others share the rest.
const FIRST_COLUMN: f32 = 0.36;

const BLACK: Colour = Colour(0x11, 0x18, 0x27);
const GREY: Colour = Colour(0x5b, 0x62, 0x70);
const LINE: Colour = Colour(0xb8, 0xbd, 0xc6);
const SHADE: Colour = Colour(0xee, 0xf0, 0xf3);

/// Something on a page.
enum Piece {
    Text(Style, String, Area),
    Line(Place, Place),
    Shade(Area),
}

/// The pages of one letter while it is laid out.
struct Layout {
    pages: Vec<Vec<Piece>>,
    /// Down to where the last page is filled.
    filled: f32,
    faces: &'static Typefaces,
}

/// Draws letters.
///
/// # Errors
/// When the PDF library refuses the document, which no text causes.
pub fn render(letters: &[Letter], mailing: &Mailing) -> Result<Vec<u8>, RenderError> {
    let mut document = Document::new_with(printing::settings()?);
    let (width, height) = PAGE;
    let size = PageSettings::from_wh(width, height)
        .ok_or_else(|| RenderError::Refused("page without a size".to_owned()))?;
    for letter in letters {
        let layout = Layout::of(letter)?;
        let pages = layout.pages.len();
        for (number, pieces) in (1_usize..).zip(&layout.pages) {
            let mut page = document.start_page_with(size.clone());
            let mut surface = page.surface();
            for piece in pieces {
                draw(&mut surface, piece)?;
            }
            let foot = layout.foot(letter, number, pages);
            for piece in &foot {
                draw(&mut surface, piece)?;
            }
            surface.finish();
            page.finish();
        }
    }
    let metadata = Metadata::new()
        .title(mailing.report.title.clone())
        .language(mailing.language.code().to_owned())
        .creation_date(printing::date(mailing.report.as_of));
    document.set_metadata(metadata);
    document
        .finish()
        .map_err(|error| RenderError::Refused(format!("{error:?}")))
}

fn draw(surface: &mut Surface<'_>, piece: &Piece) -> Result<(), RenderError> {
    match piece {
        Piece::Text(style, text, area) => style.put(surface, text, *area),
        Piece::Line(from, to) => {
            rule(surface, *from, *to, 0.6, LINE);
            Ok(())
        }
        Piece::Shade(area) => {
            fill(surface, &[*area], SHADE);
            Ok(())
        }
    }
}

impl Layout {
    fn of(letter: &Letter) -> Result<Self, RenderError> {
        let mut layout = Self {
            pages: vec![Vec::new()],
            filled: TOP,
            faces: Typefaces::built_in()?,
        };
        layout.head(letter)?;
        layout.table(&letter.figures)?;
        layout.gap(16.0);
        if !letter.schools.rows.is_empty() {
            let row = 40.0;
            layout.keep_together(row * 2.0);
            layout.paragraph(layout.bold(10.5), &letter.below, 0.0)?;
            layout.gap(4.0);
            layout.table(&letter.schools)?;
            layout.gap(16.0);
        }
        layout.end(letter)?;
        Ok(layout)
    }

    fn regular(&self, size: f32) -> Style {
        Style::new(&self.faces.regular, size, BLACK).aligned(Alignment::Left)
    }

    fn bold(&self, size: f32) -> Style {
        Style::new(&self.faces.bold, size, BLACK).aligned(Alignment::Left)
    }

    fn small(&self) -> Style {
        Style::new(&self.faces.regular, 8.5, GREY).aligned(Alignment::Left)
    }

    fn put(&mut self, piece: Piece) {
        if let Some(page) = self.pages.last_mut() {
            page.push(piece);
        }
    }

    fn gap(&mut self, height: f32) {
        self.filled += height;
    }

    /// Begins a page, unless so much fits on this one.
    fn keep_together(&mut self, height: f32) -> bool {
        if self.filled + height <= PAGE.1 - BOTTOM {
            return false;
        }
        self.pages.push(Vec::new());
        self.filled = TOP;
        true
    }

    /// A text over the whole width, indented by so much.
    fn paragraph(&mut self, style: Style, text: &str, indent: f32) -> Result<(), RenderError> {
        let width = WIDTH - indent;
        let height = style.height(text, width)?;
        self.keep_together(height);
        let area = Area::new((LEFT + indent, self.filled), (width, height));
        self.put(Piece::Text(style, text.to_owned(), area));
        self.gap(height);
        Ok(())
    }

    fn head(&mut self, letter: &Letter) -> Result<(), RenderError> {
        let half = WIDTH / 2.0 - 6.0;
        let (sender, right) = (self.small(), self.small().aligned(Alignment::Right));
        let height = sender.height(&letter.sender, half)?;
        let height = height.max(right.height(&letter.as_of, half)?);
        let at = |left: f32, top: f32| Area::new((left, top), (half, height));
        let top = self.filled;
        self.put(Piece::Text(sender, letter.sender.clone(), at(LEFT, top)));
        let left = LEFT + WIDTH - half;
        self.put(Piece::Text(right, letter.as_of.clone(), at(left, top)));
        self.gap(height + 26.0);
        self.paragraph(self.bold(14.0), &letter.addressee, 0.0)?;
        self.gap(10.0);
        self.paragraph(self.bold(11.0), &letter.title, 0.0)?;
        self.gap(8.0);
        self.paragraph(self.regular(10.0), &letter.opening, 0.0)?;
        self.gap(12.0);
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), RenderError> {
        let headings = self.bold(8.5);
        self.row(&table.headings, headings, true)?;
        for row in &table.rows {
            let height = self.row_height(row, self.regular(9.5))?;
            if self.keep_together(height) {
                self.row(&table.headings, headings, true)?;
            }
            self.row(row, self.regular(9.5), false)?;
        }
        Ok(())
    }

    fn row_height(&self, row: &[String], style: Style) -> Result<f32, RenderError> {
        let mut height = 0.0_f32;
        for (column, text) in row.iter().enumerate() {
            let (_, width) = column_of(column, row.len());
            height = height.max(style.height(text, width - 2.0 * PADDING)?);
        }
        Ok(height + 2.0 * PADDING)
    }

    fn row(&mut self, row: &[String], style: Style, is_heading: bool) -> Result<(), RenderError> {
        let height = self.row_height(row, style)?;
        if is_heading {
            self.keep_together(height * 2.0);
            let area = Area::new((LEFT, self.filled), (WIDTH, height));
            self.put(Piece::Shade(area));
        }
        let top = self.filled;
        for (column, text) in row.iter().enumerate() {
            let (left, width) = column_of(column, row.len());
            let area = Area::new((left, top), (width, height)).inset(PADDING);
            let alignment = match column {
                0 => Alignment::Left,
                _ => Alignment::Right,
            };
            self.put(Piece::Text(style.aligned(alignment), text.clone(), area));
        }
        let bottom = top + height;
        self.put(Piece::Line((LEFT, bottom), (LEFT + WIDTH, bottom)));
        self.gap(height);
        Ok(())
    }

    /// What is asked for, with the place for the signature.
    fn end(&mut self, letter: &Letter) -> Result<(), RenderError> {
        let (text, indent) = (self.regular(10.0), 12.0);
        let mut height = self.bold(10.5).height(&letter.asking, WIDTH)? + 4.0;
        for ask in &letter.asks {
            height += text.height(ask, WIDTH - indent)? + 4.0;
        }
        let signature = 30.0 * count(letter.signature.len()) + 20.0;
        self.keep_together(height + signature);
        self.paragraph(self.bold(10.5), &letter.asking, 0.0)?;
        self.gap(4.0);
        for ask in &letter.asks {
            let mark = Area::new((LEFT, self.filled), (indent, text.height("–", indent)?));
            self.put(Piece::Text(text, "–".to_owned(), mark));
            self.paragraph(text, ask, indent)?;
            self.gap(4.0);
        }
        self.gap(20.0);
        for place in &letter.signature {
            let bottom = self.filled + 20.0;
            let name = Area::new((LEFT, bottom - 12.0), (150.0, 12.0));
            self.put(Piece::Text(self.small(), place.clone(), name));
            self.put(Piece::Line((LEFT + 156.0, bottom), (LEFT + 380.0, bottom)));
            self.gap(30.0);
        }
        Ok(())
    }

    fn foot(&self, letter: &Letter, number: usize, pages: usize) -> [Piece; 2] {
        let told = Arguments::none().with("page", number).with("pages", pages);
        let told = letter.language.text("report-letter-page", &told);
        let top = PAGE.1 - BOTTOM + 18.0;
        let (wide, narrow) = (WIDTH * 0.8, WIDTH * 0.2);
        let name = Area::new((LEFT, top), (wide, 12.0));
        let page = Area::new((LEFT + wide, top), (narrow, 12.0));
        [
            Piece::Text(self.small(), letter.addressee.clone(), name),
            Piece::Text(self.small().aligned(Alignment::Right), told, page),
        ]
    }
}

/// Where a column of a table begins, and how wide it is.
fn column_of(column: usize, columns: usize) -> (f32, f32) {
    let first = WIDTH * FIRST_COLUMN;
    if column == 0 {
        return (LEFT, first);
    }
    let width = (WIDTH - first) / count(columns.saturating_sub(1).max(1));
    (LEFT + first + count(column - 1) * width, width)
}
