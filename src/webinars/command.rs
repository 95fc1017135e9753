//! What can be asked of a room, and how it answers.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::event::{Author, Entry};

/// Something asked of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A connection was opened.
    Join {
        /// Who, with `sent` left empty.
        author: Author,
        /// The session the device says it continues.
        session: Option<u64>,
    },
    /// A connection was closed or lost.
    Leave {
        /// Whose.
        person: Uuid,
        /// The number of its join.
        connection: u64,
        /// When it was last heard from.
        last_heard: DateTime<Utc>,
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
    /// A server took the room up from its log.
    Restart,
    /// The house ends a webinar its hosts forgot.
    Close,
}

/// What a person in the room can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Begin the webinar (host).
    Start,
    /// End the webinar for all (host).
    End,
    /// Call the webinar off before it begins (host).
    Cancel,
    /// Write to everybody.
    Say {
        /// The text, at most [`TEXT_LIMIT`](super::room::TEXT_LIMIT) characters.
        text: String,
    },
    /// Raise one's own hand.
    RaiseHand,
    /// Lower one's own hand, or another's (host).
    LowerHand {
        /// Whose.
        person: Uuid,
    },
    /// Move everybody to a slide (host).
    ShowSlide {
        /// Its place, from 1 to [`SLIDE_LIMIT`](super::room::SLIDE_LIMIT).
        slide: u32,
    },
}

/// What a command comes to when it is not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It happens: append this entry, then apply it.
    Append(Entry),
    /// It already happened, as the entry with this number.
    Already(u64),
    /// There is nothing to write down.
    Nothing,
}

/// Why a command is refused. Its [`code`](Refusal::code) is part of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The webinar has ended.
    Ended,
    /// The webinar was called off.
    Cancelled,
    /// The webinar has not begun.
    NotStarted,
    /// The webinar has already begun.
    AlreadyStarted,
    /// The person's role does not allow it.
    NotAllowed,
    /// [`PEOPLE_LIMIT`](super::room::PEOPLE_LIMIT) people are present.
    RoomFull,
    /// The person has [`DEVICE_LIMIT`](super::room::DEVICE_LIMIT) devices connected.
    TooManyDevices,
    /// The session is not, or no longer, one of the person's.
    SessionUnknown,
    /// The command's number is older than all the room remembers of its session, or is 0.
    CommandTooOld,
    /// More than [`RATE_LIMIT`](super::room::RATE_LIMIT) commands within [`RATE_WINDOW`](super::room::RATE_WINDOW).
    TooManyCommands,
    /// The text is empty, or has control characters other than line break and tab.
    TextInvalid,
    /// The text has more than [`TEXT_LIMIT`](super::room::TEXT_LIMIT) characters.
    TextTooLong,
    /// The hand is up already.
    HandAlreadyRaised,
    /// The hand is not up.
    HandNotRaised,
    /// There can be no such slide.
    SlideInvalid,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: &[Self] = &[
        Self::Ended,
        Self::Cancelled,
        Self::NotStarted,
        Self::AlreadyStarted,
        Self::NotAllowed,
        Self::RoomFull,
        Self::TooManyDevices,
        Self::SessionUnknown,
        Self::CommandTooOld,
        Self::TooManyCommands,
        Self::TextInvalid,
        Self::TextTooLong,
        Self::HandAlreadyRaised,
        Self::HandNotRaised,
        Self::SlideInvalid,
    ];

    /// The stable code that clients act on and the message catalogue explains.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ended => "webinar_ended",
            Self::Cancelled => "webinar_cancelled",
            Self::NotStarted => "webinar_not_started",
            Self::AlreadyStarted => "webinar_already_started",
            Self::NotAllowed => "not_allowed",
            Self::RoomFull => "room_full",
            Self::TooManyDevices => "too_many_devices",
            Self::SessionUnknown => "session_unknown",
            Self::CommandTooOld => "command_too_old",
            Self::TooManyCommands => "too_many_commands",
            Self::TextInvalid => "text_invalid",
            Self::TextTooLong => "text_too_long",
            Self::HandAlreadyRaised => "hand_already_raised",
            Self::HandNotRaised => "hand_not_raised",
            Self::SlideInvalid => "slide_invalid",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Arguments, Language};
    use crate::webinars::protocol::{FRAME_INVALID, ROOM_BUSY};

    #[test]
    fn every_refusal_has_its_words_in_every_language() {
        let codes = Refusal::ALL.iter().map(|refusal| refusal.code());
        for code in codes.chain([FRAME_INVALID, ROOM_BUSY]) {
            let key = format!("room-{}", code.replace('_', "-"));
            for language in Language::ALL {
                assert_ne!(language.text(&key, &Arguments::none()), key, "{language:?}");
            }
        }
    }
}
