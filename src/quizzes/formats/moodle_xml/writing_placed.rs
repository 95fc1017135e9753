//! Writes labels that belong to places on a picture.

use uuid::Uuid;

use super::super::Files;
use super::super::picture_size::picture_size;
use super::media::addresses;
use super::placed::{HEIGHT, WIDTH};
use super::writing::Writing;
use super::writing_gaps::label;
use crate::quizzes::questions::AnswerKey;
use crate::quizzes::questions::parts::{DragChoice, Shape, Zone};

/// `ddimageortext` shows the places but knows nothing of their sizes and shapes, `ddmarker` the
/// other way round: the first is taken where the sizes are those that it will have, or where
/// labels are pictures, which only it has.
pub(super) fn type_of(answer: &AnswerKey, files: &Files) -> &'static str {
    let AnswerKey::DragOntoImage {
        choices,
        zones,
        zones_shown,
        ..
    } = answer
    else {
        return "ddmarker";
    };
    let has_pictures = choices.iter().any(|choice| file_of(choice).is_some());
    let size = size(choices, files);
    let fits = zones.iter().all(|zone| has_size(zone, size));
    if has_pictures || *zones_shown && fits {
        "ddimageortext"
    } else {
        "ddmarker"
    }
}

fn has_size(zone: &Zone, size: (u16, u16)) -> bool {
    matches!(zone.shape, Shape::Rectangle { width, height, .. } if (width, height) == size)
}

/// The size that Moodle gives to places: that of the largest label.
fn size(choices: &[DragChoice], files: &Files) -> (u16, u16) {
    let sizes = choices.iter().filter_map(|choice| {
        let (_, bytes) = files.get(&file_of(choice)?)?;
        picture_size(bytes)
    });
    let largest = sizes.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1)));
    largest.unwrap_or((WIDTH, HEIGHT))
}

/// The file, when a label is nothing but a picture.
fn file_of(choice: &DragChoice) -> Option<Uuid> {
    let is_picture = choice.text.starts_with("![") && choice.text.ends_with(')');
    addresses(&choice.text)
        .next()
        .map(|(_, id)| id)
        .filter(|_| is_picture)
}

pub(super) fn drag(writing: &mut Writing<'_>, key: &AnswerKey, kind: &str) {
    let AnswerKey::DragOntoImage {
        picture,
        choices,
        zones,
        zones_shown,
    } = key
    else {
        return;
    };
    if !picture.alternative.is_empty() {
        writing.left_out("answer.picture.alternative");
    }
    let name = writing
        .files
        .get(&picture.file)
        .map(|(name, _)| name.clone());
    writing.file(&name.unwrap_or_default(), picture.file);
    writing.xml.element("shuffleanswers", &[], "1");
    let marker = kind == "ddmarker";
    if *zones_shown == marker {
        writing.left_out("answer.zones_shown");
    }
    for (number, choice) in (1_usize..).zip(choices) {
        writing.xml.open("drag", &[]);
        writing.xml.element("no", &[], &number.to_string());
        let file = file_of(choice);
        let text = match file {
            Some(_) => choice.text.get(2..).and_then(|text| text.split_once("](")),
            None => None,
        };
        let text = match text {
            Some((alternative, _)) => alternative.to_owned(),
            None => label(writing, &choice.text),
        };
        writing.xml.element("text", &[], &text);
        if marker {
            writing.xml.element("noofdrags", &[], "1");
        } else {
            writing.xml.element("draggroup", &[], "1");
        }
        if choice.again {
            writing.xml.element("infinite", &[], "");
        }
        if let Some(id) = file {
            let name = writing.files.get(&id).map(|(name, _)| name.clone());
            writing.file(&name.unwrap_or_default(), id);
        }
        writing.xml.close();
    }
    let size = size(choices, writing.files);
    if !marker && !zones.iter().all(|zone| has_size(zone, size)) {
        writing.left_out("answer.zones.shape");
    }
    for (number, zone) in (1_usize..).zip(zones) {
        place(writing, number, zone, marker);
    }
}

fn place(writing: &mut Writing<'_>, number: usize, zone: &Zone, marker: bool) {
    writing.xml.open("drop", &[]);
    writing.xml.element("no", &[], &number.to_string());
    if marker {
        let (shape, coordinates) = coordinates(&zone.shape);
        writing.xml.element("shape", &[], shape);
        writing.xml.element("coords", &[], &coordinates);
    } else {
        let (x, y) = corner(&zone.shape);
        writing.xml.element("text", &[], "");
        writing.xml.element("xleft", &[], &x.to_string());
        writing.xml.element("ytop", &[], &y.to_string());
    }
    writing
        .xml
        .element("choice", &[], &(u32::from(zone.choice) + 1).to_string());
    writing.xml.close();
}

fn coordinates(shape: &Shape) -> (&'static str, String) {
    match shape {
        Shape::Circle { x, y, radius } => ("circle", format!("{x},{y};{radius}")),
        Shape::Rectangle {
            x,
            y,
            width,
            height,
        } => ("rectangle", format!("{x},{y};{width},{height}")),
        Shape::Polygon { points } => {
            let points: Vec<String> = points
                .iter()
                .map(|point| format!("{},{}", point.x, point.y))
                .collect();
            ("polygon", points.join(";"))
        }
    }
}

/// The upper left corner of the rectangle around a shape.
fn corner(shape: &Shape) -> (u16, u16) {
    match shape {
        Shape::Rectangle { x, y, .. } => (*x, *y),
        Shape::Circle { x, y, radius } => (x.saturating_sub(*radius), y.saturating_sub(*radius)),
        Shape::Polygon { points } => (
            points.iter().map(|point| point.x).min().unwrap_or_default(),
            points.iter().map(|point| point.y).min().unwrap_or_default(),
        ),
    }
}
