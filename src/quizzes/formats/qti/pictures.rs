//! Pictures that questions work on, and the shapes of places on them.

use uuid::Uuid;

use super::super::super::questions::parts::{Picture, Point, Shape};
use super::super::Severity;
use super::item::{Item, Refusal};
use super::node::Node;
use super::processing::shapes::Area;
use super::processing::value::to_whole;

/// The picture of an interaction: the first that does not stand in something to be dragged.
pub fn picture(item: &Item<'_>, interaction: &Node) -> Result<Picture, Refusal> {
    let missing = || item.refusal("import-qti-picture-missing");
    let image = interaction
        .nodes()
        .find(|node| node.name == "img")
        .ok_or_else(missing)?;
    let address = image.attribute_or_empty("src");
    let file = address
        .strip_prefix(super::media::OURS)
        .and_then(|id| id.parse::<Uuid>().ok());
    let side = |name: &str| {
        let text = image.attribute_or_empty(name).trim().trim_end_matches("px");
        text.parse::<f64>()
            .ok()
            .and_then(|number| pixels(number))
            .filter(|side| *side > 0)
    };
    let (Some(file), Some(width), Some(height)) = (file, side("width"), side("height")) else {
        return Err(missing());
    };
    let alternative = image
        .attribute_or_empty("alt")
        .trim()
        .chars()
        .take(1_000)
        .collect();
    Ok(Picture {
        file,
        alternative,
        width,
        height,
    })
}

fn pixels(number: f64) -> Option<u16> {
    u16::try_from(to_whole(number.round())?).ok()
}

/// The shape of an element.
pub fn shape_of(item: &mut Item<'_>, node: &Node, interaction: &Node) -> Result<Shape, Refusal> {
    let area = Area::read(node).ok_or_else(|| item.refusal("import-qti-shape"))?;
    shape(item, &area, interaction)
}

/// An area as one of our shapes; an ellipse becomes a polygon of 36 corners.
pub fn shape(item: &mut Item<'_>, area: &Area, interaction: &Node) -> Result<Shape, Refusal> {
    let bad = item.refusal("import-qti-shape");
    let at = |number: f64| pixels(number.max(0.0)).ok_or_else(|| bad.clone());
    let positive = |number: f64| at(number.max(1.0));
    Ok(match area {
        Area::Whole => {
            let picture = picture(item, interaction)?;
            Shape::Rectangle {
                x: 0,
                y: 0,
                width: picture.width,
                height: picture.height,
            }
        }
        Area::Rectangle(left, upper, right, lower) => Shape::Rectangle {
            x: at(*left)?,
            y: at(*upper)?,
            width: positive(right - left)?,
            height: positive(lower - upper)?,
        },
        Area::Circle(x, y, radius) => Shape::Circle {
            x: at(*x)?,
            y: at(*y)?,
            radius: positive(*radius)?,
        },
        Area::Ellipse(x, y, wide, high) => {
            item.remark(Severity::Changed, "import-qti-ellipse");
            let corners = (0_u8..36).map(|step| {
                let angle = f64::from(step) * std::f64::consts::TAU / 36.0;
                Ok(Point {
                    x: at(x + wide * angle.cos())?,
                    y: at(y + high * angle.sin())?,
                })
            });
            Shape::Polygon {
                points: corners.collect::<Result<_, Refusal>>()?,
            }
        }
        Area::Polygon(points) => {
            let corners = points.iter().map(|(x, y)| {
                Ok(Point {
                    x: at(*x)?,
                    y: at(*y)?,
                })
            });
            Shape::Polygon {
                points: corners.collect::<Result<_, Refusal>>()?,
            }
        }
    })
}
