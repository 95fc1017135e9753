//! Areas, lines and filled rectangles: the few shapes everything on the page is made of.
//!
//! Lengths are PDF points (1/72 inch); the origin is the top left corner of the page.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::paint::{Fill, LineJoin, Paint, Stroke};
use krilla::surface::Surface;

/// A point, or a step from one.
pub(crate) type Place = (f32, f32);

/// Red, green and blue, each from 0 to 255.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl From<Colour> for Paint {
    fn from(Colour(red, green, blue): Colour) -> Self {
        rgb::Color::new(red, green, blue).into()
    }
}

/// A rectangle of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Area {
    pub(crate) const fn new((left, top): Place, (width, height): Place) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    /// The area `by` smaller on each side.
    pub(crate) fn inset(self, by: f32) -> Self {
        let (width, height) = (self.width - 2.0 * by, self.height - 2.0 * by);
        Self::new((self.left + by, self.top + by), (width, height))
    }

    /// An area above or below this one, as wide.
    pub(crate) fn at(self, top: f32, height: f32) -> Self {
        Self {
            top,
            height,
            ..self
        }
    }

    /// The same as the PDF library wants it; `None` when it has no size.
    pub(crate) fn rectangle(self) -> Option<Rect> {
        Rect::from_xywh(self.left, self.top, self.width, self.height)
    }
}

/// Fills rectangles with one colour, as one path.
pub(crate) fn fill(surface: &mut Surface<'_>, areas: &[Area], colour: Colour) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: colour.into(),
        ..Fill::default()
    }));
    let mut path = PathBuilder::new();
    for rectangle in areas.iter().filter_map(|area| area.rectangle()) {
        path.push_rect(rectangle);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Draws the edge of a rectangle.
pub(crate) fn outline(surface: &mut Surface<'_>, area: Area, width: f32, colour: Colour) {
    let mut path = PathBuilder::new();
    if let Some(rectangle) = area.rectangle() {
        path.push_rect(rectangle);
    }
    stroke(surface, path.finish(), width, LineJoin::Miter, colour);
}

/// Draws a straight line.
pub(crate) fn rule(surface: &mut Surface<'_>, from: Place, to: Place, width: f32, colour: Colour) {
    stroke(
        surface,
        line(&[from, to], false),
        width,
        LineJoin::Miter,
        colour,
    );
}

/// A line through `points`, back to the first when `closed`; `None` for fewer than two.
pub(crate) fn line(points: &[Place], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (&(x, y), rest) = points.split_first()?;
    path.move_to(x, y);
    for &(x, y) in rest {
        path.line_to(x, y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// Draws a line along `path`.
pub(crate) fn stroke(
    surface: &mut Surface<'_>,
    path: Option<Path>,
    width: f32,
    line_join: LineJoin,
    colour: Colour,
) {
    surface.set_fill(None);
    let paint = colour.into();
    surface.set_stroke(Some(Stroke {
        paint,
        width,
        line_join,
        ..Stroke::default()
    }));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

/// A number of lines or modules as a factor of a length; far below where `u16` ends.
pub(crate) fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
