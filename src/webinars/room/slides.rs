//! The slide that everybody is on. Hosts, co-hosts and presenters show it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::command::Refusal;
use super::{Outcome, everybody};

/// The last slide there can be: more than any lecture, and it keeps numbers short on the wire.
pub const SLIDE_LIMIT: u32 = 9_999;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Move everybody to a slide.
    ShowSlide {
        /// Its place, from 1 to [`SLIDE_LIMIT`].
        slide: u32,
    },
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomSlideEvent)]
pub enum Event {
    /// Everybody was moved to a slide.
    SlideShown {
        /// The slide's place, from 1.
        slide: u32,
    },
}

pub(super) fn decide(request: &Request) -> Outcome {
    match request {
        Request::ShowSlide { slide } if !(1..=SLIDE_LIMIT).contains(slide) => {
            Err(Refusal::SlideInvalid)
        }
        Request::ShowSlide { slide } => everybody(Event::SlideShown { slide: *slide }),
    }
}
