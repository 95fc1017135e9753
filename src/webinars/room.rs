//! The rules of the room: what may happen, decided from the state and nothing else.
//!
//! [`decide`] reads the state and never changes it; [`apply`] makes the change and never refuses.
//! Nothing here reads a clock or makes an identifier: a session, a connection, a line, a question
//! and a poll are named by the number of the entry that began them, so replaying a log gives the
//! same state on every machine.
//!
//! Here stands what holds for everything: who is in, who may ask, how fast. Each part of the room
//! is a module with its requests, its events, its part of the state, and a table of who may what.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use uuid::Uuid;

use super::command::{Command, Decision, Refusal, Request};
use super::event::{Author, Entry, Event, Life, Role, Sent};
pub use super::state::{Hand, State, Status, apply};
pub use audience::Audience;
pub use chat::TEXT_LIMIT;
pub use slides::SLIDE_LIMIT;

pub mod audience;
pub mod chat;
pub mod checks;
pub mod companions;
mod connection;
pub mod drawing;
pub mod groups;
pub mod hands;
pub mod lobby;
pub mod notes;
pub(super) mod people;
pub mod polls;
pub mod questions;
pub mod reaction;
pub mod rules;
pub mod seats;
pub mod slides;
pub mod staff;
mod text;

/// People present at once, and people who wait. One small machine is measured with ten thousand; hosts may allow fewer.
pub const PEOPLE_LIMIT: u32 = 10_000;
/// Devices a person may have in a room at once; also how many sessions of a person are remembered.
pub const DEVICE_LIMIT: usize = 8;
/// Accepted commands remembered for each session. A client keeps no more than this many
/// unacknowledged; a number older than all remembered is refused, so it can never happen twice.
pub const COMMANDS_REMEMBERED: usize = 16;
/// Commands accepted from one person within [`RATE_WINDOW`] unless the hosts set another number:
/// faster than anyone types or leafs through slides, slow enough that one broken client cannot fill
/// the log.
pub const RATE_USUAL: u16 = 20;
/// The most that hosts may allow of it. So many moments are remembered of who speaks so fast.
pub const RATE_LIMIT: u16 = 100;
/// The time over which these count.
pub const RATE_WINDOW: TimeDelta = TimeDelta::seconds(10);

/// What a request comes to: what happens, and whom it concerns.
type Outcome = Result<(Event, Audience), Refusal>;

/// Something that concerns everybody.
fn everybody(event: impl Into<Event>) -> Outcome {
    Ok((event.into(), Audience::Everybody))
}

/// Each part's events are events of the room.
macro_rules! events {
    ($($part:ident :: $event:ident => $name:ident),+) => {
        $(impl From<$part::$event> for Event {
            fn from(event: $part::$event) -> Self {
                Self::$name(event)
            }
        })+
    };
}

events! {
    staff::Event => Staff, chat::Event => Chat, hands::Event => Hands, slides::Event => Slides,
    questions::Event => Questions, polls::Event => Polls, checks::Event => Checks,
    rules::Event => Rules, lobby::Event => Lobby, groups::Event => Groups, notes::Event => Notes,
    drawing::Event => Drawing, companions::Event => Companions
}

impl From<Life> for Event {
    fn from(event: Life) -> Self {
        Self::Life(event)
    }
}

/// Decides what a command comes to at the time `now`, without changing anything.
///
/// # Errors
/// The reason why it may not happen.
pub fn decide(state: &State, now: DateTime<Utc>, command: Command) -> Result<Decision, Refusal> {
    // A clock set back must not make a person leave before they joined.
    let at = now.trunc_subsecs(3).max(state.last_at);
    let mut came_through = None;
    let (by, (event, to)) = match command {
        Command::Join {
            author,
            session,
            through,
        } => {
            let asked = through.and_then(|through| state.people.came(author.person, through));
            if let Some(connection) = asked {
                return Ok(Decision::Already(connection));
            }
            let (author, event) = join(state, at, author, session)?;
            came_through = through;
            (Some(author), event)
        }
        Command::Ask {
            mut author,
            request,
        } => {
            if let Some(sent) = author.sent
                && let Some(number) = repeated(state, author.person, sent)?
            {
                return Ok(Decision::Already(number));
            }
            author.role = state.role(author.person, author.role);
            let event = ask(state, at, &author, request)?;
            (Some(author), event)
        }
        Command::Leave {
            person,
            connection,
            last_heard,
            goodbye,
        } => {
            if !state.people.is_open(person, connection) {
                return Ok(Decision::Nothing);
            }
            let last_heard = last_heard.trunc_subsecs(3).min(at);
            let event = Life::Left {
                person,
                connection,
                last_heard,
                goodbye,
            };
            let role = state.known_role(person).unwrap_or(Role::Participant);
            let to = come_and_gone(role, state.people.is_waiting(person));
            (None, (event.into(), to))
        }
        Command::Checkpoint { silence } if !state.is_empty() && at - state.last_at >= silence => {
            (None, everybody(Life::Checkpoint)?)
        }
        Command::Settle => match seats::settle(state, at) {
            Some(outcome) => (None, outcome?),
            None => return Ok(Decision::Nothing),
        },
        Command::Restart if !state.is_empty() => (None, everybody(Life::Restarted)?),
        Command::LoseNode { node, last_heard } if state.people.through(node).next().is_some() => {
            let last_heard = last_heard.trunc_subsecs(3).min(at);
            (None, everybody(Life::NodeLost { node, last_heard })?)
        }
        Command::Close if state.status == Status::Live => (None, everybody(Life::Ended)?),
        Command::RemoveDeck if state.deck.is_some() && !state.status.is_over() => {
            (None, everybody(slides::Event::DeckRemoved)?)
        }
        Command::Checkpoint { .. }
        | Command::Restart
        | Command::LoseNode { .. }
        | Command::Close
        | Command::RemoveDeck => return Ok(Decision::Nothing),
    };
    Ok(Decision::Append(Entry {
        number: state.last + 1,
        at,
        by,
        to,
        through: came_through,
        event,
    }))
}

/// Whom it concerns that somebody comes or goes: everybody when it is who leads, else only these. All
/// are told how many are present; if each of ten thousand were told of each, it would be a hundred
/// million deliveries.
const fn come_and_gone(role: Role, waits: bool) -> Audience {
    if role.leads() && !waits {
        Audience::Everybody
    } else {
        Audience::Hosts
    }
}

fn require_open(state: &State, person: Uuid) -> Result<(), Refusal> {
    match state.status {
        Status::Ended => Err(Refusal::Ended),
        Status::Cancelled => Err(Refusal::Cancelled),
        Status::Scheduled | Status::Live if state.is_removed(person) => Err(Refusal::Removed),
        Status::Scheduled | Status::Live => Ok(()),
    }
}

fn join(
    state: &State,
    at: DateTime<Utc>,
    mut author: Author,
    session: Option<u64>,
) -> Result<(Author, (Event, Audience)), Refusal> {
    require_open(state, author.person)?;
    let given = author.role;
    author.role = state.role(author.person, given);
    let waits_for = lobby::waits_for(state, at, &author)?;
    let known = session.filter(|id| state.people.session(author.person, *id).is_some());
    if known.is_none() && state.people.devices(author.person) >= DEVICE_LIMIT {
        return Err(Refusal::TooManyDevices);
    }
    let session = known.unwrap_or(state.last + 1);
    let to = come_and_gone(author.role, waits_for.is_some());
    let event = match waits_for {
        Some(waits_for) => lobby::Event::Waiting { session, waits_for }.into(),
        None => {
            let policy = (author.role != given).then_some(given);
            Life::Joined { session, policy }.into()
        }
    };
    Ok((author, (event, to)))
}

/// The entry a command already became, if the room remembers it.
fn repeated(state: &State, person: Uuid, sent: Sent) -> Result<Option<u64>, Refusal> {
    let session = state
        .people
        .session(person, sent.session)
        .ok_or(Refusal::SessionUnknown)?;
    if let Some(number) = session.accepted.get(&sent.command) {
        return Ok(Some(*number));
    }
    // What was forgotten is always lower than all that is remembered, so this can be no new one.
    let forgotten = session.accepted.len() >= COMMANDS_REMEMBERED
        && session
            .accepted
            .first_key_value()
            .is_some_and(|(lowest, _)| sent.command < *lowest);
    if forgotten || sent.command == 0 {
        return Err(Refusal::CommandTooOld);
    }
    Ok(None)
}

/// Whether the author's role allows a request at all, whatever the room is at.
fn may(state: &State, author: &Author, request: &Request) -> bool {
    let role = author.role;
    match request {
        Request::Start {} => role.leads(),
        // A co-host ends a webinar only when no host is there to do it.
        Request::End {} => role == Role::Host || role.leads() && !state.has_host(),
        Request::Cancel => role == Role::Host,
        Request::Staff(request) => staff::may(role, request),
        Request::Chat(request) => chat::may(role, request),
        Request::Hands(request) => hands::may(author, request),
        Request::Slides(request) => slides::may(role, request),
        Request::Questions(request) => questions::may(role, request),
        Request::Polls(request) => polls::may(role, request),
        Request::Checks(request) => checks::may(role, request),
        Request::Rules(_) | Request::Lobby(_) | Request::Groups(_) => role.leads(),
        Request::Companions(_) => companions::may(role),
        Request::Notes(_) | Request::Drawing(_) => role.presents(),
    }
}

/// Whether this can happen also when the webinar has ended.
const fn is_afterwards(request: &Request) -> bool {
    matches!(request, Request::Staff(staff::Request::LetBack { .. }))
}

fn ask(state: &State, at: DateTime<Utc>, author: &Author, request: Request) -> Outcome {
    match require_open(state, author.person) {
        // Who was removed may be let back to the replay.
        Err(Refusal::Ended) if is_afterwards(&request) && !state.is_removed(author.person) => {}
        outcome => outcome?,
    }
    if state.people.is_waiting(author.person) {
        return Err(Refusal::WaitingInLobby);
    }
    if !may(state, author, &request) {
        return Err(Refusal::NotAllowed);
    }
    let rate = state.rules.rate_of(author.role);
    if state.people.is_too_fast(author.person, at, rate) {
        return Err(Refusal::TooManyCommands);
    }
    match request {
        Request::Start {} | Request::Cancel if state.status == Status::Live => {
            Err(Refusal::AlreadyStarted)
        }
        Request::Start {} => everybody(Life::Started),
        Request::Cancel => everybody(Life::Cancelled),
        Request::End {} if state.status == Status::Scheduled => Err(Refusal::NotStarted),
        Request::End {} => everybody(Life::Ended),
        Request::Staff(request) => staff::decide(state, author, request),
        Request::Chat(request) => chat::decide(state, at, author, request),
        Request::Hands(request) => hands::decide(state, author, &request),
        Request::Slides(request) => slides::decide(state, &request),
        Request::Questions(request) => questions::decide(state, author, request),
        Request::Polls(request) => polls::decide(state, author, request),
        Request::Checks(request) => checks::decide(state, at, author, request),
        Request::Rules(request) => rules::decide(state, at, request),
        Request::Lobby(request) => lobby::decide(state, at, &request),
        Request::Groups(request) => groups::decide(state, at, request),
        Request::Companions(request) => companions::decide(state, author, request),
        Request::Notes(request) => notes::decide(state, request),
        Request::Drawing(request) => drawing::decide(state, author, request),
    }
}

#[cfg(test)]
pub(super) mod hall;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
