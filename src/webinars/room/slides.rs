//! The slides: which deck there is, and the slide that everybody is on.
//!
//! | | who leads | presenters | others |
//! |---|---|---|---|
//! | show a slide | yes | yes | no |
//! | use a deck that was uploaded, remove it | yes | no | no |
//!
//! The room knows nothing of files: that a deck is ready it is told over REST, and from then on a slide
//! beyond its end is refused. Without a deck (the host shares slides by other ways) any number goes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::Role;
use super::super::state::State;
use super::drawing::Drawing;
use super::{Outcome, everybody};

/// The last slide there can be without a deck: more than any lecture, and it keeps numbers short on
/// the wire.
pub const SLIDE_LIMIT: u32 = 9_999;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Move everybody to a slide.
    ShowSlide {
        /// Its place, from 1 to the deck's last, or to [`SLIDE_LIMIT`] without a deck.
        slide: u32,
    },
    /// Use a deck whose pictures are ready; over REST only.
    #[serde(skip)]
    UseDeck {
        /// Its identifier.
        deck: Uuid,
        /// How many slides it has.
        slides: u32,
    },
    /// Use no deck any more; over REST only.
    #[serde(skip)]
    RemoveDeck,
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
    /// There is a deck, instead of the one before. Who was beyond its end is on its last slide.
    DeckReady {
        /// Its identifier.
        deck: Uuid,
        /// How many slides it has.
        slides: u32,
    },
    /// There is no deck any more.
    DeckRemoved,
}

/// The deck of a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deck {
    /// Its identifier.
    pub deck: Uuid,
    /// How many slides it has.
    pub slides: u32,
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role, request: &Request) -> bool {
    match request {
        Request::ShowSlide { .. } => role.presents(),
        Request::UseDeck { .. } | Request::RemoveDeck => role.leads(),
    }
}

/// Goes on when there is such a slide.
pub(super) fn require_slide(state: &State, slide: u32) -> Result<(), Refusal> {
    let last = state.deck.map_or(SLIDE_LIMIT, |deck| deck.slides);
    if (1..=last).contains(&slide) {
        Ok(())
    } else {
        Err(Refusal::SlideInvalid)
    }
}

pub(super) fn decide(state: &State, request: &Request) -> Outcome {
    match request {
        Request::ShowSlide { slide } => {
            require_slide(state, *slide)?;
            everybody(Event::SlideShown { slide: *slide })
        }
        Request::UseDeck { deck, .. } if state.deck.is_some_and(|now| now.deck == *deck) => {
            Err(Refusal::DeckInUse)
        }
        Request::UseDeck { deck, slides } => everybody(Event::DeckReady {
            deck: *deck,
            slides: *slides,
        }),
        Request::RemoveDeck if state.deck.is_none() => Err(Refusal::DeckUnknown),
        Request::RemoveDeck => everybody(Event::DeckRemoved),
    }
}

pub(in super::super) fn apply(state: &mut State, event: &Event) {
    if matches!(event, Event::DeckReady { .. } | Event::DeckRemoved) {
        // What was drawn belongs to pictures that are gone.
        state.drawing = Drawing::default();
    }
    match event {
        Event::SlideShown { slide } => state.slide = *slide,
        Event::DeckReady { deck, slides } => {
            state.slide = state.slide.min(*slides);
            state.deck = Some(Deck {
                deck: *deck,
                slides: *slides,
            });
        }
        Event::DeckRemoved => state.deck = None,
    }
}
