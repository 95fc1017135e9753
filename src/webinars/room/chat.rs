//! Chat: to all, to the hosts, in a breakout group; replies, changes, pins and reactions.
//!
//! | | who leads | who wrote it | others |
//! |---|---|---|---|
//! | write to all or in the own group | yes | | while the chat is open; not observers |
//! | write to the hosts | yes | | not observers |
//! | change, delete | no | yes, for a time | no |
//! | remove, pin, take a pin down | yes | no | no |
//! | react | yes | yes | not observers |

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::command::Refusal;
use super::super::event::{Author, Role};
use super::super::state::State;
use super::audience::Aim;
use super::reaction::Reaction;
use super::text::{checked, is_round};
use super::{Audience, Outcome, groups};
use lines::Line;
pub use lines::Pin;
pub(in super::super) use lines::{Chat, apply};

mod lines;

/// Characters in one chat line: a full screen on a telephone.
pub const TEXT_LIMIT: usize = 2_000;
/// The last lines that can be changed, pinned, answered and reacted to: some ten minutes of a lively
/// hall, and at most four megabytes of text.
pub const LINE_LIMIT: usize = 500;
/// Pinned lines: what fits above a chat without covering it.
pub const PIN_LIMIT: usize = 3;
/// Reactions remembered over all of the last lines: five megabytes.
pub const REACTION_LIMIT: usize = 50_000;
/// How long a line can be changed by who wrote it: time to mend a mistake, not to rewrite what
/// others have answered.
pub const EDIT_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Write a line.
    Say {
        /// The text, at most [`TEXT_LIMIT`] characters.
        text: String,
        /// To whom; where the answered line went when absent, or to everybody.
        #[serde(default)]
        to: Option<Recipients>,
        /// The number of the line it answers.
        #[serde(default)]
        reply_to: Option<u64>,
    },
    /// Change one's own line.
    EditLine {
        /// Its number.
        line: u64,
        /// The text instead.
        text: String,
    },
    /// Delete one's own line.
    DeleteLine {
        /// Its number.
        line: u64,
    },
    /// Remove somebody's line.
    RemoveLine {
        /// Its number.
        line: u64,
    },
    /// Pin a line for all to see.
    PinLine {
        /// Its number.
        line: u64,
    },
    /// Take a pinned line down.
    UnpinLine {
        /// Its number.
        line: u64,
    },
    /// React to a line.
    ReactToLine {
        /// Its number.
        line: u64,
        /// With what.
        reaction: Reaction,
    },
    /// Take a reaction back.
    TakeReactionBack {
        /// The line's number.
        line: u64,
        /// Which.
        reaction: Reaction,
    },
}

/// To whom a line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipients {
    /// To all.
    Everybody,
    /// To the hosts and co-hosts.
    Hosts,
    /// To a breakout group, by its place from 1.
    Group(u32),
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomChatEvent)]
pub enum Event {
    /// The author wrote a line.
    Said {
        /// The text, trimmed, not empty.
        text: String,
        /// The line it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<u64>,
    },
    /// The author changed an own line.
    LineEdited {
        /// Its number.
        line: u64,
        /// The text now.
        text: String,
    },
    /// The author deleted an own line.
    LineDeleted {
        /// Its number.
        line: u64,
    },
    /// A host removed a line.
    LineRemoved {
        /// Its number.
        line: u64,
    },
    /// A line was pinned.
    LinePinned {
        /// Its number.
        line: u64,
    },
    /// A pinned line was taken down.
    LineUnpinned {
        /// Its number.
        line: u64,
    },
    /// The author reacted to a line.
    LineReacted {
        /// Its number.
        line: u64,
        /// With what.
        reaction: Reaction,
        /// How many people react with it now.
        people: usize,
    },
    /// The author took a reaction back.
    ReactionTakenBack {
        /// The line's number.
        line: u64,
        /// Which.
        reaction: Reaction,
        /// How many people react with it now.
        people: usize,
    },
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role, request: &Request) -> bool {
    match request {
        Request::RemoveLine { .. } | Request::PinLine { .. } | Request::UnpinLine { .. } => {
            role.leads()
        }
        _ => role.takes_part(),
    }
}

pub(super) fn decide(
    state: &State,
    at: DateTime<Utc>,
    author: &Author,
    request: Request,
) -> Outcome {
    let chat = &state.chat;
    let (event, line) = match request {
        Request::Say { text, to, reply_to } => return say(state, at, author, &text, to, reply_to),
        Request::UnpinLine { line } => {
            if !chat.is_pinned(line) {
                return Err(Refusal::NotPinned);
            }
            return Ok((Event::LineUnpinned { line }.into(), Audience::Everybody));
        }
        Request::EditLine { line: number, text } => {
            let line = chat.own(author, number)?;
            if at - line.at > EDIT_WITHIN {
                return Err(Refusal::TooLateToEdit);
            }
            require_open(state, author, line.to)?;
            let text = checked(&text, TEXT_LIMIT)?;
            (Event::LineEdited { line: number, text }, line)
        }
        Request::DeleteLine { line } => (Event::LineDeleted { line }, chat.own(author, line)?),
        Request::RemoveLine { line } => {
            let event = Event::LineRemoved { line };
            (event, seen(state, author, line)?)
        }
        Request::PinLine { line: number } => {
            let line = seen(state, author, number)?;
            if !line.to.is_everybody() {
                return Err(Refusal::LineNotPublic);
            }
            if chat.is_pinned(number) {
                return Err(Refusal::AlreadyPinned);
            }
            if chat.pins.len() >= PIN_LIMIT {
                return Err(Refusal::TooManyPins);
            }
            (Event::LinePinned { line: number }, line)
        }
        Request::ReactToLine { line, reaction } => {
            return react(state, author, line, reaction, true);
        }
        Request::TakeReactionBack { line, reaction } => {
            return react(state, author, line, reaction, false);
        }
    };
    Ok((event.into(), concerned(line, author)))
}

fn say(
    state: &State,
    at: DateTime<Utc>,
    author: &Author,
    text: &str,
    to: Option<Recipients>,
    reply_to: Option<u64>,
) -> Outcome {
    let answered = reply_to.map(|line| seen(state, author, line)).transpose()?;
    let to = match (to, answered) {
        (Some(Recipients::Everybody), _) | (None, None) => Audience::Everybody,
        (Some(Recipients::Hosts), _) => Audience::Hosts,
        (Some(Recipients::Group(group)), _) => Audience::Group(group),
        (None, Some(line)) => concerned(line, author),
    };
    if let Audience::Group(group) = to {
        groups::require_member(state, at, author, group)?;
    }
    require_open(state, author, to)?;
    let text = checked(text, TEXT_LIMIT)?;
    Ok((Event::Said { text, reply_to }.into(), to))
}

/// Whom it concerns what the author does to a line, or answers to it: those who see the line. To
/// the other hosts alone would leave out who wrote to the hosts.
fn concerned(line: &Line, author: &Author) -> Audience {
    if line.to == Audience::Hosts && line.author != author.person {
        Audience::Person(line.author)
    } else {
        line.to
    }
}

/// A closed chat still takes what is for the hosts: it is how somebody says that nothing is heard.
fn require_open(state: &State, author: &Author, to: Audience) -> Result<(), Refusal> {
    let is_for_hosts = [Audience::Hosts, Audience::Person(author.person)].contains(&to);
    if state.rules.chat || author.role.presents() || is_for_hosts {
        Ok(())
    } else {
        Err(Refusal::ChatClosed)
    }
}

fn react(state: &State, author: &Author, number: u64, reaction: Reaction, adds: bool) -> Outcome {
    let line = seen(state, author, number)?;
    let people = line.reactions.get(&reaction);
    let count = people.map_or(0, BTreeSet::len);
    let has = people.is_some_and(|people| people.contains(&author.person));
    let (event, people) = match (adds, has) {
        (true, true) => return Err(Refusal::AlreadyReacted),
        (false, false) => return Err(Refusal::NotReacted),
        (true, false) if state.chat.reactions >= REACTION_LIMIT => {
            return Err(Refusal::TooManyReactions);
        }
        (true, false) => {
            let people = count + 1;
            let line = number;
            (
                Event::LineReacted {
                    line,
                    reaction,
                    people,
                },
                people,
            )
        }
        (false, true) => {
            let people = count - 1;
            let line = number;
            (
                Event::ReactionTakenBack {
                    line,
                    reaction,
                    people,
                },
                people,
            )
        }
    };
    let is_for_all = !line.to.is_everybody() || is_round(people);
    let to = if is_for_all {
        concerned(line, author)
    } else {
        Audience::Hosts
    };
    Ok((event.into(), to))
}

/// A remembered line that the author sees.
fn seen<'a>(state: &'a State, author: &Author, number: u64) -> Result<&'a Line, Refusal> {
    let line = state.chat.lines.get(&number).ok_or(Refusal::LineUnknown)?;
    let aim = Aim {
        number,
        by: Some(line.author),
        to: line.to,
        is_decoration: false,
    };
    // The role is the effective one already: joining it with itself changes nothing.
    if state.reader(author.person, author.role).sees(aim) {
        Ok(line)
    } else {
        Err(Refusal::LineUnknown)
    }
}
