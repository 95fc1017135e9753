//! Whether a point lies in a part of a picture.

use super::super::questions::parts::{HotZone, Point, Shape};

/// Whether the point lies in the shape or on its edge.
#[must_use]
pub fn contains(shape: &Shape, point: Point) -> bool {
    let (px, py) = (i64::from(point.x), i64::from(point.y));
    match shape {
        Shape::Rectangle {
            x,
            y,
            width,
            height,
        } => {
            let inside = |at: i64, from: u16, length: u16| {
                (i64::from(from)..=i64::from(from) + i64::from(length)).contains(&at)
            };
            inside(px, *x, *width) && inside(py, *y, *height)
        }
        Shape::Circle { x, y, radius } => {
            let (dx, dy, radius) = (px - i64::from(*x), py - i64::from(*y), i64::from(*radius));
            dx * dx + dy * dy <= radius * radius
        }
        Shape::Polygon { points } => in_polygon(points, px, py),
    }
}

/// A point that lies in the shape, for showing it: the middle where that is sure to be inside.
#[must_use]
pub fn point_in(shape: &Shape) -> Point {
    match shape {
        Shape::Rectangle {
            x,
            y,
            width,
            height,
        } => Point {
            x: x.saturating_add(width / 2),
            y: y.saturating_add(height / 2),
        },
        Shape::Circle { x, y, .. } => Point { x: *x, y: *y },
        Shape::Polygon { points } => points.first().copied().unwrap_or(Point { x: 0, y: 0 }),
    }
}

/// How many right places were pointed at, each counted once, and how many points hit none.
#[must_use]
pub fn hits(zones: &[HotZone], points: &[Point]) -> (usize, usize) {
    let mut open: Vec<&HotZone> = zones.iter().filter(|zone| zone.correct).collect();
    let mut wrong = 0;
    for point in points {
        if let Some(found) = open.iter().position(|zone| contains(&zone.shape, *point)) {
            open.swap_remove(found);
        } else if !zones
            .iter()
            .any(|zone| zone.correct && contains(&zone.shape, *point))
        {
            wrong += 1;
        }
    }
    let right = zones.iter().filter(|zone| zone.correct).count() - open.len();
    (right, wrong)
}

/// The even-odd rule: a ray to the right crosses the edge of what it is in an odd number of times
/// (Shimrat, "Algorithm 112", Communications of the ACM 5, 1962). In whole numbers, so that a
/// point on the edge is known for certain.
fn in_polygon(points: &[Point], px: i64, py: i64) -> bool {
    let corner = |point: &Point| (i64::from(point.x), i64::from(point.y));
    let mut inside = false;
    let next = points.iter().cycle().skip(1);
    for (from, to) in points.iter().map(corner).zip(next.map(corner)) {
        let ((x1, y1), (x2, y2)) = (from, to);
        // Twice the area of the triangle with the edge: its sign tells the side.
        let side = (x2 - x1) * (py - y1) - (px - x1) * (y2 - y1);
        let between =
            (x1.min(x2)..=x1.max(x2)).contains(&px) && (y1.min(y2)..=y1.max(y2)).contains(&py);
        if side == 0 && between {
            return true;
        }
        let upwards = y1 <= py && py < y2;
        let downwards = y2 <= py && py < y1;
        if upwards && side > 0 || downwards && side < 0 {
            inside = !inside;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: u16, y: u16) -> Point {
        Point { x, y }
    }

    #[test]
    fn an_edge_belongs_to_what_it_bounds() {
        let rectangle = Shape::Rectangle {
            x: 10,
            y: 20,
            width: 30,
            height: 5,
        };
        let circle = Shape::Circle {
            x: 50,
            y: 50,
            radius: 10,
        };
        // An L, which is concave.
        let polygon = Shape::Polygon {
            points: vec![
                at(0, 0),
                at(40, 0),
                at(40, 10),
                at(10, 10),
                at(10, 40),
                at(0, 40),
            ],
        };
        for (shape, point, inside) in [
            (&rectangle, at(10, 20), true),
            (&rectangle, at(40, 25), true),
            (&rectangle, at(41, 25), false),
            (&circle, at(60, 50), true),
            (&circle, at(57, 57), true),
            (&circle, at(58, 58), false),
            (&polygon, at(5, 30), true),
            (&polygon, at(30, 5), true),
            (&polygon, at(20, 20), false),
            (&polygon, at(10, 10), true),
            (&polygon, at(40, 10), true),
            (&polygon, at(41, 5), false),
        ] {
            assert_eq!(contains(shape, point), inside, "{shape:?} {point:?}");
        }
        for shape in [rectangle, circle, polygon] {
            assert!(contains(&shape, point_in(&shape)));
        }
    }

    #[test]
    fn a_place_pointed_at_twice_counts_once() {
        let zone = |x, correct| HotZone {
            shape: Shape::Circle { x, y: 0, radius: 5 },
            correct,
            comment: String::new(),
        };
        let zones = [zone(0, true), zone(20, false), zone(40, true)];
        assert_eq!(hits(&zones, &[at(1, 0), at(2, 0), at(40, 1)]), (2, 0));
        assert_eq!(hits(&zones, &[at(1, 0), at(20, 0), at(100, 0)]), (1, 2));
    }
}
