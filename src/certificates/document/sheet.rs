//! What stands where on the page.
//!
//! Lengths are PDF points; the origin is the top left corner of the page.

use krilla::surface::Surface;

use super::ornament::{Colours, divider, frame, knot};
use super::{CertificateText, Labelled, Signatory};
use crate::printing::drawing::{Area, Colour, Place, fill, outline, rule};
use crate::printing::paragraph::{Alignment, Style};
use crate::printing::typeface::Typefaces;
use crate::printing::{RenderError, qr_code};

/// A4 landscape (ISO 216).
pub(super) const PAGE: Place = (841.89, 595.28);
/// Where the QR code stands, quiet zone included.
pub(super) const CODE: Area = Area::new((LEFT + WIDTH - 84.0, 440.0), (92.0, 92.0));

/// The middle of the page, which everything above the foot is centred on.
const MIDDLE: f32 = PAGE.0 / 2.0;
/// Where text begins at the left, and how wide the text of the page is.
const LEFT: f32 = 88.0;
const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;

const PAPER: Colour = Colour(0xff, 0xfd, 0xf8);
const WATERMARK: Colour = Colour(0xfa, 0xf5, 0xe9);
const BLUE: Colour = Colour(0x17, 0x32, 0x5c);
const GOLD: Colour = Colour(0xb4, 0x8a, 0x3c);
const GREY: Colour = Colour(0x5b, 0x62, 0x70);
const ORNAMENT: Colours = Colours {
    line: GOLD,
    paper: PAPER,
};

/// Sizes of type, from the title down to the words that name a field.
const TITLE: f32 = 46.0;
const NAME: f32 = 32.0;
const COURSE: f32 = 23.0;
const TEXT: f32 = 12.5;
const LABEL: f32 = 9.5;

/// The page while it is drawn.
pub(super) struct Sheet<'a, 'page> {
    surface: &'a mut Surface<'page>,
    typefaces: &'static Typefaces,
}

impl<'a, 'page> Sheet<'a, 'page> {
    pub(super) fn new(surface: &'a mut Surface<'page>) -> Result<Self, RenderError> {
        Ok(Self {
            surface,
            typefaces: Typefaces::built_in()?,
        })
    }

    /// Draws everything, in the order in which a reader should hear it.
    pub(super) fn draw(&mut self, text: &CertificateText) -> Result<(), RenderError> {
        self.background();
        self.heading(text)?;
        self.names([&text.surname, &text.given_name])?;
        self.put(&text.statement, self.regular(TEXT, GREY), band(294.0, 30.0))?;
        self.put(&text.course, self.bold(COURSE, BLUE), band(324.0, 70.0))?;
        self.details([&text.hours, &text.completed_on, &text.serial])?;
        self.signature(&text.signatory)?;
        self.verification(&text.verification)
    }

    /// Paper, the pale knot behind the text, and the frame.
    fn background(&mut self) {
        let page = Area::new((0.0, 0.0), PAGE);
        let outer = page.inset(24.0);
        fill(self.surface, &[outer], PAPER);
        let pale = Colours {
            line: WATERMARK,
            ..ORNAMENT
        };
        knot(
            self.surface,
            (MIDDLE, PAGE.1 / 2.0 + 8.0),
            290.0,
            45.0,
            pale,
        );
        frame(self.surface, outer, 27.0, ORNAMENT);
        outline(self.surface, page.inset(57.0), 0.6, BLUE);
    }

    /// Who issues it, what it is, and the words before the names.
    fn heading(&mut self, text: &CertificateText) -> Result<(), RenderError> {
        let style = self.bold(TEXT, BLUE).tracked(0.04);
        self.put(&text.organisation, style, band(78.0, 30.0))?;
        self.put(
            &text.title,
            self.bold(TITLE, BLUE).tracked(0.08),
            band(108.0, 58.0),
        )?;
        divider(self.surface, (MIDDLE, 181.0), 300.0, ORNAMENT);
        self.put(
            &text.presented_to,
            self.regular(TEXT, GREY),
            band(199.0, 18.0),
        )
    }

    /// Surname and given name side by side, both as large as the longer one allows.
    fn names(&mut self, fields: [&Labelled; 2]) -> Result<(), RenderError> {
        let gap = 28.0;
        let width = (WIDTH - gap) / 2.0;
        let areas = [LEFT, LEFT + width + gap].map(|left| Area::new((left, 240.0), (width, 42.0)));
        let mut size = NAME;
        for (field, area) in fields.into_iter().zip(areas) {
            size = size.min(self.bold(size, BLUE).set(&field.value, area)?.size);
        }
        for (field, area) in fields.into_iter().zip(areas) {
            self.put(
                &field.label,
                self.regular(LABEL, GREY),
                area.at(227.0, 14.0),
            )?;
            self.put(&field.value, self.bold(size, BLUE), area)?;
            let below = area.top + area.height + 2.0;
            let (left, right) = (area.left + 16.0, area.left + area.width - 16.0);
            rule(self.surface, (left, below), (right, below), 0.7, GOLD);
        }
        Ok(())
    }

    /// Hours, date and serial number in three columns with a line between them.
    fn details(&mut self, fields: [&Labelled; 3]) -> Result<(), RenderError> {
        let width = WIDTH / 3.0;
        let mut left = LEFT;
        for field in fields {
            if left > LEFT {
                rule(self.surface, (left, 404.0), (left, 434.0), 0.7, GOLD);
            }
            let area = Area::new((left + 10.0, 401.0), (width - 20.0, 14.0));
            self.put(&field.label, self.regular(LABEL, GREY), area)?;
            self.put(&field.value, self.bold(TEXT, BLUE), area.at(415.0, 22.0))?;
            left += width;
        }
        Ok(())
    }

    /// A line to sign on, left at the foot, with room for a stamp above it.
    fn signature(&mut self, signatory: &Signatory) -> Result<(), RenderError> {
        let area = Area::new((LEFT, 486.0), (230.0, 18.0));
        rule(
            self.surface,
            (LEFT, 482.0),
            (LEFT + area.width, 482.0),
            0.8,
            BLUE,
        );
        let [name, position] = [self.bold(TEXT, BLUE), self.regular(LABEL, GREY)]
            .map(|style| style.aligned(Alignment::Left));
        self.put(&signatory.name, name, area)?;
        self.put(&signatory.position, position, area.at(502.0, 26.0))
    }

    /// The QR code, right at the foot, and beside it the same address to read and type.
    fn verification(&mut self, field: &Labelled) -> Result<(), RenderError> {
        let area = Area::new((CODE.left - 282.0, 489.0), (280.0, 16.0));
        let [label, address] =
            [GREY, BLUE].map(|colour| self.regular(LABEL, colour).aligned(Alignment::Right));
        self.put(&field.label, label, area)?;
        self.put(&field.value, address, area.at(503.0, 24.0))?;
        qr_code::draw(self.surface, &field.value, CODE, BLUE)
    }

    fn put(&mut self, text: &str, style: Style, area: Area) -> Result<(), RenderError> {
        style.set(text, area)?.draw(self.surface);
        Ok(())
    }

    fn regular(&self, size: f32, colour: Colour) -> Style {
        Style::new(&self.typefaces.regular, size, colour)
    }

    fn bold(&self, size: f32, colour: Colour) -> Style {
        Style::new(&self.typefaces.bold, size, colour)
    }
}

/// An area over the whole width of the text.
const fn band(top: f32, height: f32) -> Area {
    Area::new((LEFT, top), (WIDTH, height))
}
