//! Areas of a picture, as QTI draws them.

use super::super::node::Node;

/// An area, in pixels from the upper left corner; its edge belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub enum Area {
    /// The whole picture.
    Whole,
    /// Left, upper, right and lower edge.
    Rectangle(f64, f64, f64, f64),
    /// The middle and the radius.
    Circle(f64, f64, f64),
    /// The middle and both radii.
    Ellipse(f64, f64, f64, f64),
    /// The corners.
    Polygon(Vec<(f64, f64)>),
}

impl Area {
    /// From the attributes `shape` and `coords`; nothing when they do not fit.
    #[must_use]
    pub fn read(node: &Node) -> Option<Self> {
        let coordinates: Vec<f64> = node
            .attribute_or_empty("coords")
            .split(|letter: char| letter == ',' || letter.is_whitespace())
            .filter(|text| !text.is_empty())
            .map(|text| {
                text.trim_end_matches('%')
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite())
            })
            .collect::<Option<_>>()?;
        match (
            node.attribute("shape").unwrap_or("default"),
            coordinates.as_slice(),
        ) {
            ("default", _) => Some(Self::Whole),
            ("rect", [one, two, three, four]) => Some(Self::Rectangle(
                one.min(*three),
                two.min(*four),
                one.max(*three),
                two.max(*four),
            )),
            ("circle", [x, y, radius, ..]) => Some(Self::Circle(*x, *y, *radius)),
            ("ellipse", [x, y, wide, high]) => Some(Self::Ellipse(*x, *y, *wide, *high)),
            ("poly", all) if all.len() >= 6 => {
                let mut points: Vec<(f64, f64)> = all
                    .chunks_exact(2)
                    .filter_map(|two| match two {
                        [x, y] => Some((*x, *y)),
                        _ => None,
                    })
                    .collect();
                // Some tools name the first corner again to close the shape.
                if points.len() > 3 && points.first() == points.last() {
                    points.pop();
                }
                Some(Self::Polygon(points))
            }
            _ => None,
        }
    }

    /// Whether a place lies in it.
    #[must_use]
    pub fn contains(&self, x: f64, y: f64) -> bool {
        match self {
            Self::Whole => true,
            Self::Rectangle(left, upper, right, lower) => {
                (*left..=*right).contains(&x) && (*upper..=*lower).contains(&y)
            }
            Self::Circle(middle, height, radius) => {
                (x - middle).powi(2) + (y - height).powi(2) <= radius.powi(2)
            }
            Self::Ellipse(middle, height, wide, high) => {
                ((x - middle) / wide).powi(2) + ((y - height) / high).powi(2) <= 1.0
            }
            Self::Polygon(points) => encloses(points, x, y),
        }
    }

    /// A place in it.
    #[must_use]
    pub fn place(&self) -> Option<(f64, f64)> {
        match self {
            Self::Whole => Some((0.0, 0.0)),
            Self::Rectangle(left, upper, right, lower) => {
                Some(((left + right) / 2.0, (upper + lower) / 2.0))
            }
            Self::Circle(x, y, _) | Self::Ellipse(x, y, ..) => Some((*x, *y)),
            Self::Polygon(points) => points.first().copied(),
        }
    }
}

/// Whether a polygon encloses a place: a ray to the right crosses an odd number of edges.
fn encloses(points: &[(f64, f64)], x: f64, y: f64) -> bool {
    let mut inside = false;
    let next = points.iter().cycle().skip(1);
    for ((x1, y1), (x2, y2)) in points.iter().zip(next) {
        let on_line = (x - x1) * (y2 - y1) == (y - y1) * (x2 - x1);
        let in_box =
            (x1.min(*x2)..=x1.max(*x2)).contains(&x) && (y1.min(*y2)..=y1.max(*y2)).contains(&y);
        if on_line && in_box {
            return true;
        }
        if (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
            inside = !inside;
        }
    }
    inside
}
