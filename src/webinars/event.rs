//! What happened in a room: the entries of its numbered log.
//!
//! The log is the recording of a webinar's text side and is read again for years. So the words here
//! only ever grow: a field added later carries `#[serde(default)]`, a variant is never renamed, and
//! an entry of a kind this version does not know is read as [`Event::Unknown`] and kept as it was
//! stored. On the wire an event is flat, one `type` each; here each part of the room keeps its own.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use super::room::audience::{Aim, Audience, Reader};
use super::room::{
    chat, checks, companions, drawing, groups, hands, lobby, notes, polls, questions, rules,
    slides, staff,
};

/// One entry of a room's log. Numbers start at 1 and have no gaps; times never go back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomEntry)]
pub struct Entry {
    /// The place in the room's log, from 1.
    pub number: u64,
    /// When the server decided it, whole milliseconds.
    pub at: DateTime<Utc>,
    /// Who did it; absent when the house itself did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// Whom it concerns; absent when it is for everybody. It was decided with the entry: whether a
    /// question was moderated then cannot be told from the log's words later.
    #[serde(default, skip_serializing_if = "Audience::is_everybody")]
    pub to: Audience,
    /// Through which server a connection came, when several hold the room; only of a connection that
    /// came, and for those servers alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Through>,
    /// What happened.
    pub event: Event,
}

/// The server that a connection came through, and what that server calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomEntryThrough)]
pub struct Through {
    /// The server.
    pub node: Uuid,
    /// The server's own number of it: asked again, it is the same connection.
    pub number: u64,
}

impl Entry {
    /// The session of the connection that came with it.
    #[must_use]
    pub fn session(&self) -> Option<u64> {
        match &self.event {
            Event::Life(Life::Joined { session, .. })
            | Event::Lobby(lobby::Event::Waiting { session, .. }) => Some(*session),
            _ => None,
        }
    }

    /// Whom it concerns.
    #[must_use]
    pub fn aim(&self) -> Aim {
        Aim {
            number: self.number,
            by: self.by.as_ref().map(|by| by.person),
            to: self.to,
            is_decoration: self.event.is_decoration(),
        }
    }
}

/// The person behind an entry, as they were called and what they might do at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomAuthor)]
pub struct Author {
    /// The account.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
    /// What the person may do in this room.
    pub role: Role,
    /// The client's own number of the command; absent for a join and for what came over REST.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

/// How a client names its own command, so that sending it again is the same command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = RoomCommand)]
pub struct Sent {
    /// The device's session: the number of the entry with which it first joined.
    pub session: u64,
    /// The client's own number of the command in that session, from 1 and growing.
    pub command: u64,
}

/// What a person may do in a room: what the policy gave, or more when a host gave it in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomRole)]
pub enum Role {
    /// Leads the webinar, ends it, and gives every role.
    Host,
    /// Leads beside the host: does all that a host does but ending the webinar while a host is
    /// there, and giving or taking the roles of those who lead.
    CoHost,
    /// Shows slides, opens polls and timers.
    Presenter,
    /// Looks on: an officer who checks that the webinar is held. Is not counted as attending.
    Observer,
    /// Takes part. A role of a later version is read as this one: it never gives more.
    #[serde(other)]
    Participant,
}

impl Role {
    /// Whether the role leads the webinar: host and co-host.
    #[must_use]
    pub const fn leads(self) -> bool {
        matches!(self, Self::Host | Self::CoHost)
    }

    /// Whether the role shows something to everybody: host, co-host and presenter.
    #[must_use]
    pub const fn presents(self) -> bool {
        self.leads() || matches!(self, Self::Presenter)
    }

    /// Whether the role speaks, votes and raises a hand: everybody but who only looks on.
    #[must_use]
    pub const fn takes_part(self) -> bool {
        !matches!(self, Self::Observer)
    }

    /// The role of somebody whom the policy gave this one and the room another: the greater.
    #[must_use]
    pub const fn joined_with(self, given: Self) -> Self {
        if given.rank() > self.rank() {
            given
        } else {
            self
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Observer | Self::Participant => 0,
            Self::Presenter => 1,
            Self::CoHost => 2,
            Self::Host => 3,
        }
    }
}

/// What can happen in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = RoomEvent)]
pub enum Event {
    /// The webinar's life, and who comes and goes.
    Life(Life),
    /// Roles, and people removed.
    Staff(staff::Event),
    /// Chat.
    Chat(chat::Event),
    /// Raised hands.
    Hands(hands::Event),
    /// Slides.
    Slides(slides::Event),
    /// Questions to the hosts.
    Questions(questions::Event),
    /// Polls and quizzes.
    Polls(polls::Event),
    /// Attendance checks, the timer, announcements and quick reactions.
    Checks(checks::Event),
    /// What the hosts have set.
    Rules(rules::Event),
    /// People who wait to be admitted.
    Lobby(lobby::Event),
    /// Breakout groups.
    Groups(groups::Event),
    /// Several people at one device.
    Companions(companions::Event),
    /// Shared notes.
    Notes(notes::Event),
    /// Drawing over slides, and the pointer.
    Drawing(drawing::Event),
    /// Something this version does not know.
    Unknown(Unknown),
}

/// The kinds of events that a thin line is spared: nobody who misses them misses what was said or
/// decided. They are many, and how many people are present comes with every frame.
pub(super) const DECORATION: [&str; 7] = [
    "checkpoint",
    "joined",
    "left",
    "line_reacted",
    "pointed",
    "reacted",
    "reaction_taken_back",
];

impl Event {
    /// Whether a thin line is spared it: one of `DECORATION`.
    #[must_use]
    pub const fn is_decoration(&self) -> bool {
        matches!(
            self,
            Self::Life(Life::Checkpoint | Life::Joined { .. } | Life::Left { .. })
                | Self::Chat(
                    chat::Event::LineReacted { .. } | chat::Event::ReactionTakenBack { .. }
                )
                | Self::Checks(checks::Event::Reacted { .. })
                | Self::Drawing(drawing::Event::Pointed { .. })
        )
    }
}

/// The webinar's life, and who comes and goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomLifeEvent)]
pub enum Life {
    /// A device of the author connected. The entry's number names the connection from now on.
    Joined {
        /// The device's session: this entry's number, or that of an earlier join it continues.
        session: u64,
        /// The role that the policy gave, when the room has given a greater one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        policy: Option<Role>,
    },
    /// A connection closed or was given up as lost.
    Left {
        /// Whose connection it was.
        person: Uuid,
        /// The number of the entry with which it joined.
        connection: u64,
        /// When the server last heard from it.
        last_heard: DateTime<Utc>,
        /// Whether the client said goodbye: nothing is kept for the person then.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        goodbye: bool,
    },
    /// The server holding the room was started again: every earlier connection is gone.
    Restarted,
    /// One of several servers is gone, and with it every connection that came through it.
    NodeLost {
        /// The server.
        node: Uuid,
        /// When it was last heard.
        last_heard: DateTime<Utc>,
    },
    /// Nothing else happened for a while and the people present are still here. It bounds the
    /// attendance lost when a server is killed.
    Checkpoint,
    /// Nobody who leads is here any more; the webinar goes on.
    HostMissing,
    /// Somebody who leads is here again.
    HostBack,
    /// The webinar began.
    Started,
    /// The webinar ended, and every connection with it.
    Ended,
    /// The webinar was called off before it began.
    Cancelled,
}

/// Something a later version wrote. It changes nothing but the number and the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomUnknownEvent)]
pub enum Unknown {
    /// Of a kind, or with a content, that this version does not know.
    #[serde(other)]
    Unknown,
}
