//! What can be asked of a room, and how it answers.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::event::{Author, Entry, Through};
pub use super::refusal::Refusal;
use super::room::{
    chat, checks, companions, drawing, groups, hands, lobby, notes, polls, questions, rules,
    slides, staff,
};

/// Something asked of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A connection was opened.
    Join {
        /// Who, with `sent` left empty.
        author: Author,
        /// The session the device says it continues.
        session: Option<u64>,
        /// The server that it came through, when several hold the room.
        through: Option<Through>,
    },
    /// A connection was closed or lost.
    Leave {
        /// Whose.
        person: Uuid,
        /// The number of its join.
        connection: u64,
        /// When it was last heard from.
        last_heard: DateTime<Utc>,
        /// Whether it said goodbye.
        goodbye: bool,
    },
    /// A person asks for something.
    Ask {
        /// Who asks, with the role the policy gave.
        author: Author,
        /// For what.
        request: Request,
    },
    /// Time passed.
    Checkpoint {
        /// How long the log may be silent while people are present.
        silence: TimeDelta,
    },
    /// What follows by itself from what has happened, and from time that passed.
    Settle,
    /// A server took the room up from its log.
    Restart,
    /// One of several servers is gone.
    LoseNode {
        /// Which.
        node: Uuid,
        /// When it was last heard.
        last_heard: DateTime<Utc>,
    },
    /// The house ends a webinar its hosts forgot.
    Close,
    /// The house takes the deck away: its files are gone, and who removed them leads no longer.
    RemoveDeck,
}

/// What a person in the room can ask for, as it stands in a frame: flat, one `type` each. What has
/// no fields is written with braces, so that a field too many is refused there as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Begin the webinar.
    Start {},
    /// End the webinar for all.
    End {},
    /// Call the webinar off before it begins; over REST only.
    #[serde(skip)]
    Cancel,
    /// Several people at one device; over REST only.
    #[serde(skip)]
    Companions(companions::Request),
    /// Roles, and people removed.
    #[serde(untagged)]
    Staff(staff::Request),
    /// Chat.
    #[serde(untagged)]
    Chat(chat::Request),
    /// Raised hands.
    #[serde(untagged)]
    Hands(hands::Request),
    /// Slides.
    #[serde(untagged)]
    Slides(slides::Request),
    /// Questions to the hosts.
    #[serde(untagged)]
    Questions(questions::Request),
    /// Polls and quizzes.
    #[serde(untagged)]
    Polls(polls::Request),
    /// Attendance checks, the timer, announcements and quick reactions.
    #[serde(untagged)]
    Checks(checks::Request),
    /// What the hosts set.
    #[serde(untagged)]
    Rules(rules::Request),
    /// People who wait to be admitted.
    #[serde(untagged)]
    Lobby(lobby::Request),
    /// Breakout groups.
    #[serde(untagged)]
    Groups(groups::Request),
    /// Shared notes.
    #[serde(untagged)]
    Notes(notes::Request),
    /// Drawing over slides, and the pointer.
    #[serde(untagged)]
    Drawing(drawing::Request),
}

/// What a command comes to when it is not refused.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly every decision is an entry"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It happens: append this entry, then apply it.
    Append(Entry),
    /// It already happened, as the entry with this number.
    Already(u64),
    /// There is nothing to write down.
    Nothing,
}
