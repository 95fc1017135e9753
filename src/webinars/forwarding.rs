//! What servers write to each other about a room that one of them holds: the others ask for what their people
//! want, and are told what is not told by the room's log.
//!
//! These are hints as well: they may be lost, and come twice. Whoever asked asks again until the log shows
//! it, and the room knows again what it has already done.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::command::{Refusal, Request};
use super::event::Author;
use super::room::{companions, slides};

/// Asks in one message: with the longest commands there are it stays below what the bus takes.
pub(super) const ASKS_TOGETHER: usize = 32;

/// A message from one server to another.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Note {
    /// The room.
    pub(super) webinar_id: Uuid,
    /// Who writes.
    pub(super) from: Uuid,
    /// What is asked for, each under the number that `from` gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) asked: Vec<(u64, Asked)>,
    /// What became of what the receiver had asked for, as far as the log does not tell it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) told: Vec<(u64, Outcome)>,
}

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Asked {
    /// A connection wants in.
    Join {
        author: Author,
        session: Option<u64>,
    },
    /// A connection has gone.
    Leave {
        person: Uuid,
        connection: u64,
        last_heard: DateTime<Utc>,
        goodbye: bool,
    },
    /// Somebody asks for something.
    Say { author: Author, request: Request },
    /// Somebody asks over REST for what has no place in a frame.
    OverRest { author: Author, request: OverRest },
    /// The house ends the webinar.
    Close,
    /// The house says that the slides are gone.
    RemoveDeck,
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

impl Asked {
    /// Something that a person asks for.
    pub(super) fn by(author: Author, request: Request) -> Self {
        let request = match request {
            Request::Cancel => OverRest::Cancel,
            Request::Companions(request) => OverRest::Companions(request),
            Request::Slides(slides::Request::UseDeck { deck, slides }) => {
                OverRest::UseDeck { deck, slides }
            }
            Request::Slides(slides::Request::RemoveDeck) => OverRest::RemoveDeck,
            request => return Self::Say { author, request },
        };
        Self::OverRest { author, request }
    }
}

/// What is asked over REST only.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OverRest {
    /// The host calls the webinar off.
    Cancel,
    /// Several people at one device.
    Companions(companions::Request),
    /// A deck is ready.
    UseDeck { deck: Uuid, slides: u32 },
    /// The deck is not used any more.
    RemoveDeck,
}

impl From<OverRest> for Request {
    fn from(request: OverRest) -> Self {
        match request {
            OverRest::Cancel => Self::Cancel,
            OverRest::Companions(request) => Self::Companions(request),
            OverRest::UseDeck { deck, slides } => {
                Self::Slides(slides::Request::UseDeck { deck, slides })
            }
            OverRest::RemoveDeck => Self::Slides(slides::Request::RemoveDeck),
        }
    }
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    /// It is done: nothing of it is in the log after this number.
    Done(u64),
    /// It is refused.
    Refused(Refusal),
}

impl From<Result<u64, Refusal>> for Outcome {
    fn from(outcome: Result<u64, Refusal>) -> Self {
        outcome.map_or_else(Self::Refused, Self::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::Role;
    use super::*;

    /// What goes over the bus comes out as it went in.
    #[test]
    fn whatever_is_asked_arrives() {
        let id = Uuid::from_u128(3);
        let author = || Author {
            person: id,
            name: "Б. Сарнай".to_owned(),
            role: Role::Host,
            sent: None,
        };
        let frame = |json: &str| serde_json::from_str::<Request>(json).unwrap();
        for request in [
            Request::Cancel,
            Request::Companions(companions::Request::CheckOut { person: id }),
            Request::Slides(slides::Request::UseDeck {
                deck: id,
                slides: 7,
            }),
            Request::Slides(slides::Request::RemoveDeck),
            frame(r#"{"type": "start"}"#),
            frame(r#"{"type": "say", "text": "Сайн уу", "reply_to": 3}"#),
            frame(r#"{"type": "set_rules", "capacity": 300}"#),
            frame(
                r#"{"type": "give_role", "person": "00000000-0000-0000-0000-000000000003", "role": "presenter"}"#,
            ),
        ] {
            let asked = Asked::by(author(), request.clone());
            let written = serde_json::to_string(&asked).unwrap();
            let back = match serde_json::from_str(&written).unwrap() {
                Asked::Say { request, .. } => request,
                Asked::OverRest { request, .. } => request.into(),
                other => panic!("{other:?}"),
            };
            assert_eq!(back, request, "{written}");
        }
    }
}
