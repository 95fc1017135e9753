//! The ornament of the certificate, drawn as paths: a frame of `алхан хээ` (the hammer pattern,
//! a meander) with an `өлзий хээ` (the endless knot) in each corner.

use krilla::geom::Transform;
use krilla::paint::LineJoin;
use krilla::surface::Surface;

use crate::printing::drawing::{Area, Colour, Place, line, outline, rule, stroke};

/// One step of the meander in cells: along the side, and outward from its inner edge.
/// The line runs up, winds inward, turns and leaves beside itself, so a whole side is one line.
const MEANDER: [Place; 8] = [
    (0.0, 0.0),
    (0.0, 4.0),
    (3.0, 4.0),
    (3.0, 2.0),
    (2.0, 2.0),
    (2.0, 3.0),
    (1.0, 3.0),
    (1.0, 0.0),
];
/// Length of one step of the meander, and its height, in cells.
const PERIOD: f32 = 4.0;

/// The endless knot: one closed line over a lattice of three by three, in half steps of it.
const KNOT: [Place; 14] = [
    (4.0, -2.0),
    (-4.0, -2.0),
    (-4.0, -4.0),
    (-2.0, -4.0),
    (-2.0, 4.0),
    (0.0, 4.0),
    (0.0, -4.0),
    (2.0, -4.0),
    (2.0, 4.0),
    (4.0, 4.0),
    (4.0, 2.0),
    (-4.0, 2.0),
    (-4.0, 0.0),
    (4.0, 0.0),
];

/// The colours of an ornament: of the line, and of the paper that parts two crossing lines.
#[derive(Clone, Copy)]
pub(super) struct Colours {
    pub(super) line: Colour,
    pub(super) paper: Colour,
}

/// Draws a band of meander along the four edges of `outer`, `band` wide, between two thin lines,
/// with a knot in each corner.
pub(super) fn frame(surface: &mut Surface<'_>, outer: Area, band: f32, colours: Colours) {
    let inner = outer.inset(band);
    outline(surface, outer, 1.4, colours.line);
    outline(surface, inner, 0.7, colours.line);
    let (right, bottom) = (outer.left + outer.width, outer.top + outer.height);
    // Each turn of the page puts the next side on top.
    for (left, top, degrees, side) in [
        (outer.left, outer.top, 0.0, outer.width),
        (right, outer.top, 90.0, outer.height),
        (right, bottom, 180.0, outer.width),
        (outer.left, bottom, 270.0, outer.height),
    ] {
        surface.push_transform(&Transform::from_translate(left, top));
        surface.push_transform(&Transform::from_rotate(degrees));
        meander(surface, band, side, colours.line);
        knot(surface, (band / 2.0, band / 2.0), band * 0.74, 0.0, colours);
        surface.pop();
        surface.pop();
    }
}

/// The meander of one side, between its two corners; the outer line of the band is y = 0.
fn meander(surface: &mut Surface<'_>, band: f32, side: f32, colour: Colour) {
    let margin = band * 0.22;
    let (start, length) = (band * 1.07, side - band * 2.14);
    let height = band - 2.0 * margin;
    // A whole number of steps, stretched by a per cent or so, and a last bar: both ends are alike.
    let steps = (length / height).round().max(1.0);
    let (wide, high) = (length / steps / PERIOD, height / PERIOD);
    let mut cells = Vec::new();
    let mut step = 0.0;
    while step < steps {
        cells.extend(MEANDER.map(|(along, outward)| (step * PERIOD + along, outward)));
        step += 1.0;
    }
    cells.extend([(steps * PERIOD, 0.0), (steps * PERIOD, PERIOD)]);
    let points: Vec<Place> = cells
        .into_iter()
        .map(|(along, outward)| (start + along * wide, margin + height - outward * high))
        .collect();
    stroke(
        surface,
        line(&points, false),
        high * 0.42,
        LineJoin::Miter,
        colour,
    );
}

/// Draws an endless knot in a square of `size` round `centre`, turned by `degrees`.
pub(super) fn knot(
    surface: &mut Surface<'_>,
    (x, y): Place,
    size: f32,
    degrees: f32,
    colours: Colours,
) {
    let unit = size / 9.0;
    surface.push_transform(&Transform::from_translate(x, y));
    surface.push_transform(&Transform::from_rotate(degrees));
    surface.push_transform(&Transform::from_scale(unit, unit));
    stroke(
        surface,
        line(&KNOT, true),
        0.95,
        LineJoin::Round,
        colours.line,
    );
    for row in -1_i8..=1 {
        for column in -1_i8..=1 {
            let (x, y) = (f32::from(column) * 2.0, f32::from(row) * 2.0);
            // Over and under in turn, as in a braid: the upper line cuts a gap into the lower.
            let (dx, dy) = if (row + column) % 2 == 0 {
                (1.0, 0.0)
            } else {
                (0.0, 1.0)
            };
            let bridge = |reach: f32| {
                line(
                    &[
                        (x - dx * reach, y - dy * reach),
                        (x + dx * reach, y + dy * reach),
                    ],
                    false,
                )
            };
            stroke(surface, bridge(0.85), 1.5, LineJoin::Round, colours.paper);
            stroke(surface, bridge(1.0), 0.95, LineJoin::Round, colours.line);
        }
    }
    for _ in 0..3 {
        surface.pop();
    }
}

/// A thin line with a knot in its middle.
pub(super) fn divider(surface: &mut Surface<'_>, (x, y): Place, width: f32, colours: Colours) {
    let gap = 17.0;
    for side in [-1.0, 1.0] {
        rule(
            surface,
            (x + side * gap, y),
            (x + side * width / 2.0, y),
            0.7,
            colours.line,
        );
    }
    knot(surface, (x, y), 15.0, 45.0, colours);
}
