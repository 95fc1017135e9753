//! Drawing over slides, and the pointer.

use serde_json::{Value, json};

use super::super::drawing::{ALL_POINTS_LIMIT, POINT_LIMIT, STROKE_LIMIT};
use super::super::hall::{BAT, HOST, Hall, SARNAI, id, live_hall};
use super::super::*;

fn draw(slide: u32, points: usize) -> Value {
    let points = vec![[10, 20]; points];
    json!({"type": "draw", "slide": slide, "colour": "red", "width": 3, "points": points})
}

/// The numbers of the strokes that somebody is told who comes new.
fn strokes(hall: &Hall) -> Vec<u64> {
    let snapshot = hall.snapshot(SARNAI);
    let strokes = snapshot["drawing"].as_array().cloned().unwrap_or_default();
    let number = |stroke: &Value| stroke["stroke"].as_u64().unwrap();
    strokes.iter().map(number).collect()
}

#[test]
fn one_takes_back_what_one_drew_oneself() {
    let mut hall = live_hall();
    hall.joins(BAT);
    hall.does(
        HOST,
        json!({"type": "give_role", "person": id(BAT), "role": "presenter"}),
    );
    let first = hall.does(HOST, draw(1, 2));
    let second = hall.does(BAT, draw(1, 2));
    let third = hall.does(BAT, draw(2, 1));
    assert_eq!(strokes(&hall), [first, second, third]);
    let undo = |slide: u32| json!({"type": "undo_drawing", "slide": slide});
    let clear = |slide: u32| json!({"type": "clear_drawing", "slide": slide});
    hall.tries([
        (SARNAI, draw(1, 1), "not_allowed"),
        (SARNAI, undo(1), "not_allowed"),
        (HOST, undo(2), "nothing_drawn"),
        (HOST, undo(1), ""),
    ]);
    assert_eq!(strokes(&hall), [second, third]);
    hall.tries([(HOST, clear(2), ""), (HOST, clear(2), "nothing_drawn")]);
    assert_eq!(strokes(&hall), [second]);
    let deck = Uuid::from_u128(9);
    let other = super::super::slides::Request::UseDeck { deck, slides: 3 };
    hall.ask(HOST, Request::Slides(other)).unwrap();
    assert!(strokes(&hall).is_empty(), "they belonged to other pictures");
    hall.tries([(HOST, draw(4, 1), "slide_invalid")]);
}

#[test]
fn strokes_have_bounds() {
    let mut hall = live_hall();
    let mut wide = draw(1, 1);
    wide["width"] = json!(51);
    let mut outside = draw(1, 1);
    outside["points"] = json!([[0, 1_001]]);
    hall.tries([
        (HOST, draw(1, 0), "drawing_invalid"),
        (HOST, draw(1, POINT_LIMIT + 1), "drawing_invalid"),
        (HOST, draw(0, 1), "slide_invalid"),
        (HOST, wide, "drawing_invalid"),
        (HOST, outside, "drawing_invalid"),
    ]);
    for _ in 0..STROKE_LIMIT {
        hall.wait(1).does(HOST, draw(1, 1));
    }
    hall.wait(10)
        .tries([(HOST, draw(1, 1), "too_many_strokes")]);
    for _ in 0..(ALL_POINTS_LIMIT - STROKE_LIMIT) / POINT_LIMIT {
        hall.wait(1).does(HOST, draw(2, POINT_LIMIT));
    }
    hall.wait(10)
        .tries([(HOST, draw(2, POINT_LIMIT), "too_many_strokes")]);
}

#[test]
fn a_pointer_leaves_no_trace_in_the_room() {
    let mut hall = live_hall();
    let point = |places: usize| json!({"type": "point", "points": vec![[1, 2]; places]});
    let before = hall.snapshot(SARNAI);
    hall.tries([
        (HOST, point(10), ""),
        (HOST, point(0), ""),
        (HOST, point(11), "drawing_invalid"),
        (SARNAI, point(1), "not_allowed"),
    ]);
    assert_eq!(hall.snapshot(SARNAI), before);
}
