//! Labels that belong to places on a picture.

use super::super::picture_size::picture_size;
use super::super::xml::Element;
use super::gaps::words;
use super::media::FILES;
use super::number::parse;
use super::question::{Problem, Reading};
use super::simple::text_at;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{DragChoice, Picture, Point, Shape, Zone};

/// How large the place of a label of words is, in pixels: Moodle makes it as large as its labels
/// turn out on the screen, and does not write it down.
pub(super) const WIDTH: u16 = 100;
pub(super) const HEIGHT: u16 = 30;

/// The labels, each with the number by which places name it.
type Labels = Vec<(String, DragChoice)>;

pub(super) fn drag_onto_image(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let picture = picture(reading)?;
    reading.take_all("shuffleanswers");
    let drags = reading.take_all("drag");
    let (mut labels, mut sizes) = (Labels::new(), Vec::new());
    let mut groups = Vec::new();
    for drag in drags {
        let text = text_at(drag, &["text"]);
        let file = drag.child("file").and_then(|file| reading.media.file(file));
        let text = match file {
            Some(id) => {
                sizes.extend(picture_size(reading.media.bytes(id)));
                format!("![{text}]({FILES}{id})")
            }
            None => words(&text),
        };
        groups.push(text_at(drag, &["draggroup"]));
        let again = drag.child("infinite").is_some();
        labels.push((text_at(drag, &["no"]), DragChoice { text, again }));
    }
    groups.dedup();
    if groups.len() > 1 {
        reading.approximated("draggroup");
    }
    let width = sizes.iter().map(|(width, _)| *width).max().unwrap_or(WIDTH);
    let height = sizes
        .iter()
        .map(|(_, height)| *height)
        .max()
        .unwrap_or(HEIGHT);
    let mut zones = Vec::new();
    for drop in reading.take_all("drop") {
        let at = |name| pixels(&text_at(drop, &[name]));
        let (Some(x), Some(y)) = (at("xleft"), at("ytop")) else {
            return Err(Problem::unreadable("drop"));
        };
        let shape = Shape::Rectangle {
            x,
            y,
            width,
            height,
        };
        zones.push(Zone {
            shape,
            choice: choice_of(drop, &labels)?,
        });
    }
    reading.approximated("drop");
    Ok(key(picture, labels, zones, true))
}

pub(super) fn markers(reading: &mut Reading<'_>) -> Result<AnswerKey, Problem> {
    let picture = picture(reading)?;
    reading.take_all("shuffleanswers");
    let mut labels = Labels::new();
    for drag in reading.take_all("drag") {
        let count = text_at(drag, &["noofdrags"]);
        let infinite = drag.child("infinite").is_some();
        let again = infinite || !matches!(count.as_str(), "" | "0" | "1");
        if again && !infinite {
            reading.approximated("noofdrags");
        }
        let text = words(&text_at(drag, &["text"]));
        labels.push((text_at(drag, &["no"]), DragChoice { text, again }));
    }
    let mut zones = Vec::new();
    for drop in reading.take_all("drop") {
        let coordinates = text_at(drop, &["coords"]);
        let shape = shape(&text_at(drop, &["shape"]), &coordinates);
        let shape = shape.ok_or_else(|| Problem::unreadable("coords"))?;
        zones.push(Zone {
            shape,
            choice: choice_of(drop, &labels)?,
        });
    }
    Ok(key(picture, labels, zones, false))
}

fn key(picture: Picture, labels: Labels, zones: Vec<Zone>, zones_shown: bool) -> AnswerKey {
    let choices = labels.into_iter().map(|(_, choice)| choice).collect();
    AnswerKey::DragOntoImage {
        picture,
        choices,
        zones,
        zones_shown,
    }
}

fn picture(reading: &mut Reading<'_>) -> Result<Picture, Problem> {
    let file = reading.take_all("file").first().copied();
    let id = file.and_then(|file| reading.media.file(file));
    let id = id.ok_or_else(|| Problem::new("import-moodle-picture"))?;
    let size = picture_size(reading.media.bytes(id));
    let (width, height) = size.ok_or_else(|| Problem::new("import-moodle-picture"))?;
    Ok(Picture {
        file: id,
        alternative: String::new(),
        width,
        height,
    })
}

fn choice_of(drop: &Element, labels: &Labels) -> Result<u16, Problem> {
    let number = text_at(drop, &["choice"]);
    let at = labels.iter().position(|(label, _)| *label == number);
    at.and_then(|at| u16::try_from(at).ok())
        .ok_or_else(|| Problem::unreadable("choice"))
}

/// `x,y;radius`, `x,y;width,height` or the corners one after the other.
fn shape(kind: &str, coordinates: &str) -> Option<Shape> {
    let parts: Vec<Vec<u16>> = coordinates
        .split(';')
        .filter(|part| !part.trim().is_empty())
        .map(|part| part.split(',').map(pixels).collect::<Option<Vec<u16>>>())
        .collect::<Option<_>>()?;
    let parts: Vec<&[u16]> = parts.iter().map(Vec::as_slice).collect();
    match (kind.to_lowercase().as_str(), parts.as_slice()) {
        ("circle", [[x, y], [radius]]) => Some(Shape::Circle {
            x: *x,
            y: *y,
            radius: *radius,
        }),
        ("rectangle", [[x, y], [width, height]]) => Some(Shape::Rectangle {
            x: *x,
            y: *y,
            width: *width,
            height: *height,
        }),
        ("polygon", corners) => {
            let corner = |corner: &&[u16]| match corner {
                [x, y] => Some(Point { x: *x, y: *y }),
                _ => None,
            };
            Some(Shape::Polygon {
                points: corners.iter().map(corner).collect::<Option<_>>()?,
            })
        }
        _ => None,
    }
}

/// A place in whole pixels.
fn pixels(text: &str) -> Option<u16> {
    let number = parse(text)?.round();
    // Through its digits: a number of the range of u16 is written with them alone.
    format!("{number:.0}").parse().ok()
}
