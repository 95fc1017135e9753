//! Drawing over slides, and the pointer: simple strokes that everybody sees.
//!
//! | | who presents | others |
//! |---|---|---|
//! | draw, take the own last stroke back, clear a slide, point | yes | no |
//!
//! Places are thousandths of the slide's width and height, so that a stroke fits every picture of it.
//! Strokes stay with their slide until they are cleared or the deck changes, and all of them together
//! are few enough to be told to everybody who comes new.
//!
//! The pointer is an entry like any other, or the replay would not have it. Each tells where it went
//! since the last: ten places once a second cost the log a tenth of what ten entries would.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry};
use super::super::state::State;
use super::{Outcome, everybody, slides};

/// Places in a stroke.
pub const POINT_LIMIT: usize = 500;
/// Strokes on a slide.
pub const STROKE_LIMIT: usize = 200;
/// Places in all strokes of a room: what everybody is told who comes new.
pub const ALL_POINTS_LIMIT: usize = 6_000;
/// Places that the pointer went to, in one entry.
pub const POINTER_LIMIT: usize = 10;
/// A place is within so many thousandths.
const FAR: u16 = 1_000;
/// The widest stroke, in thousandths of the slide's width.
const WIDEST: u16 = 50;

/// A place on a slide: across and down, in thousandths from its upper left corner.
pub type Point = [u16; 2];

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Draw a stroke.
    Draw {
        /// The slide's place, from 1.
        slide: u32,
        /// The colour.
        colour: Colour,
        /// Its width, in thousandths of the slide's: 1 to 50.
        width: u16,
        /// Where it goes along: 1 to [`POINT_LIMIT`] places.
        points: Vec<Point>,
    },
    /// Take the own last stroke on a slide back.
    UndoDrawing {
        /// The slide's place.
        slide: u32,
    },
    /// Take all strokes from a slide.
    ClearDrawing {
        /// The slide's place.
        slide: u32,
    },
    /// Say where the pointer went on the slide that is shown.
    Point {
        /// At most [`POINTER_LIMIT`] places, even in time; none when it is gone.
        points: Vec<Point>,
    },
}

/// The colour of a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomColour)]
pub enum Colour {
    /// Red.
    Red,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// White.
    White,
    /// Black. A colour of a later version is read as this one.
    #[serde(other)]
    Black,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomDrawingEvent)]
pub enum Event {
    /// There is a stroke; the entry's number names it.
    Drawn {
        /// The slide's place.
        slide: u32,
        /// The colour.
        colour: Colour,
        /// Its width, in thousandths of the slide's.
        width: u16,
        /// Where it goes along.
        #[schema(value_type = Vec<Vec<u16>>)]
        points: Vec<Point>,
    },
    /// A stroke was taken back.
    DrawingUndone {
        /// The slide's place.
        slide: u32,
        /// The stroke's number.
        stroke: u64,
    },
    /// There are no strokes on a slide any more.
    DrawingCleared {
        /// The slide's place.
        slide: u32,
    },
    /// The author's pointer went here; it is gone when there are no places.
    Pointed {
        /// Where, even in time over the second before.
        #[schema(value_type = Vec<Vec<u16>>)]
        points: Vec<Point>,
    },
}

/// A stroke that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stroke {
    /// The slide's place.
    pub slide: u32,
    /// Its number.
    pub stroke: u64,
    /// Who drew it.
    pub person: Uuid,
    /// The colour.
    pub colour: Colour,
    /// Its width, in thousandths of the slide's.
    pub width: u16,
    /// Where it goes along.
    pub points: Vec<Point>,
}

/// The strokes of a room, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Drawing(BTreeMap<u64, Stroke>);

impl Drawing {
    fn on(&self, slide: u32) -> impl DoubleEndedIterator<Item = &Stroke> {
        self.0.values().filter(move |stroke| stroke.slide == slide)
    }

    /// All strokes, in the order in which they were drawn.
    pub(in super::super) fn strokes(&self) -> Vec<Stroke> {
        self.0.values().cloned().collect()
    }

    fn points(&self) -> usize {
        self.0.values().map(|stroke| stroke.points.len()).sum()
    }
}

fn are_on_slide(points: &[Point]) -> bool {
    points
        .iter()
        .flatten()
        .all(|thousandths| *thousandths <= FAR)
}

pub(super) fn decide(state: &State, author: &Author, request: Request) -> Outcome {
    let drawing = &state.drawing;
    match request {
        Request::Draw {
            slide,
            colour,
            width,
            points,
        } => {
            slides::require_slide(state, slide)?;
            let fits = (1..=POINT_LIMIT).contains(&points.len())
                && are_on_slide(&points)
                && (1..=WIDEST).contains(&width);
            if !fits {
                return Err(Refusal::DrawingInvalid);
            }
            let is_full = drawing.on(slide).count() >= STROKE_LIMIT
                || drawing.points() + points.len() > ALL_POINTS_LIMIT;
            if is_full {
                return Err(Refusal::TooManyStrokes);
            }
            everybody(Event::Drawn {
                slide,
                colour,
                width,
                points,
            })
        }
        Request::UndoDrawing { slide } => {
            let own = drawing
                .on(slide)
                .rev()
                .find(|one| one.person == author.person);
            let stroke = own.ok_or(Refusal::NothingDrawn)?.stroke;
            everybody(Event::DrawingUndone { slide, stroke })
        }
        Request::ClearDrawing { slide } => {
            drawing.on(slide).next().ok_or(Refusal::NothingDrawn)?;
            everybody(Event::DrawingCleared { slide })
        }
        Request::Point { points } if points.len() > POINTER_LIMIT || !are_on_slide(&points) => {
            Err(Refusal::DrawingInvalid)
        }
        Request::Point { points } => everybody(Event::Pointed { points }),
    }
}

pub(in super::super) fn apply(drawing: &mut Drawing, entry: &Entry, event: &Event) {
    match event {
        Event::Drawn {
            slide,
            colour,
            width,
            points,
        } => {
            let Some(author) = &entry.by else { return };
            let stroke = Stroke {
                slide: *slide,
                stroke: entry.number,
                person: author.person,
                colour: *colour,
                width: *width,
                points: points.clone(),
            };
            drawing.0.insert(entry.number, stroke);
        }
        Event::DrawingUndone { stroke, .. } => {
            drawing.0.remove(stroke);
        }
        Event::DrawingCleared { slide } => drawing.0.retain(|_, stroke| stroke.slide != *slide),
        Event::Pointed { .. } => {}
    }
}
