//! The rules of the room: what may happen, decided from the state and nothing else.
//!
//! [`decide`] reads the state and never changes it; [`apply`] makes the change and never refuses.
//! Nothing here reads a clock or makes an identifier: a session and a connection are named by the
//! number of the entry that opened them, so replaying a log gives the same state on every machine.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use uuid::Uuid;

use super::command::{Command, Decision, Refusal, Request};
use super::event::{Author, Entry, Event, Role, Sent};
pub use super::state::{Hand, State, Status, apply};

/// People present at once. One small machine is measured with ten thousand.
pub const PEOPLE_LIMIT: u32 = 10_000;
/// Devices a person may have in a room at once; also how many sessions of a person are remembered.
pub const DEVICE_LIMIT: usize = 8;
/// Characters in one chat line: a full screen on a telephone.
pub const TEXT_LIMIT: usize = 2_000;
/// The last slide there can be: more than any lecture, and it keeps numbers short on the wire.
pub const SLIDE_LIMIT: u32 = 9_999;
/// Accepted commands remembered for each session. A client keeps no more than this many
/// unacknowledged; a number older than all remembered is refused, so it can never happen twice.
pub const COMMANDS_REMEMBERED: usize = 16;
/// Commands accepted from one person within [`RATE_WINDOW`]: faster than anyone types or leafs
/// through slides, slow enough that one broken client cannot fill the log.
pub const RATE_LIMIT: usize = 20;
/// The time over which [`RATE_LIMIT`] counts.
pub const RATE_WINDOW: TimeDelta = TimeDelta::seconds(10);

/// Decides what a command comes to at the time `now`, without changing anything.
///
/// # Errors
/// The reason why it may not happen.
pub fn decide(state: &State, now: DateTime<Utc>, command: Command) -> Result<Decision, Refusal> {
    // A clock set back must not make a person leave before they joined.
    let at = now.trunc_subsecs(3).max(state.last_at);
    let (by, event) = match command {
        Command::Join { author, session } => {
            let event = join(state, &author, session)?;
            (Some(author), event)
        }
        Command::Ask { author, request } => {
            if let Some(sent) = author.sent
                && let Some(number) = repeated(state, author.person, sent)?
            {
                return Ok(Decision::Already(number));
            }
            let event = ask(state, at, &author, request)?;
            (Some(author), event)
        }
        Command::Leave {
            person,
            connection,
            last_heard,
        } => {
            if !state.is_open(person, connection) {
                return Ok(Decision::Nothing);
            }
            let last_heard = last_heard.trunc_subsecs(3).min(at);
            (
                None,
                Event::Left {
                    person,
                    connection,
                    last_heard,
                },
            )
        }
        Command::Checkpoint { silence } if state.present > 0 && at - state.last_at >= silence => {
            (None, Event::Checkpoint)
        }
        Command::Restart if state.present > 0 => (None, Event::Restarted),
        Command::Close if state.status == Status::Live => (None, Event::Ended),
        Command::Checkpoint { .. } | Command::Restart | Command::Close => {
            return Ok(Decision::Nothing);
        }
    };
    Ok(Decision::Append(Entry {
        number: state.last + 1,
        at,
        by,
        event,
    }))
}

fn require_open(state: &State) -> Result<(), Refusal> {
    match state.status {
        Status::Scheduled | Status::Live => Ok(()),
        Status::Ended => Err(Refusal::Ended),
        Status::Cancelled => Err(Refusal::Cancelled),
    }
}

fn join(state: &State, author: &Author, session: Option<u64>) -> Result<Event, Refusal> {
    require_open(state)?;
    // A hall that is full must not keep out the person everybody waits for.
    let new_here = !state.is_present(author.person);
    if new_here && author.role != Role::Host && state.present >= PEOPLE_LIMIT {
        return Err(Refusal::RoomFull);
    }
    if let Some(id) = session.filter(|id| state.session(author.person, *id).is_some()) {
        return Ok(Event::Joined { session: id });
    }
    if state.devices(author.person) >= DEVICE_LIMIT {
        return Err(Refusal::TooManyDevices);
    }
    Ok(Event::Joined {
        session: state.last + 1,
    })
}

/// The entry a command already became, if the room remembers it.
fn repeated(state: &State, person: Uuid, sent: Sent) -> Result<Option<u64>, Refusal> {
    let session = state
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

fn ask(
    state: &State,
    at: DateTime<Utc>,
    author: &Author,
    request: Request,
) -> Result<Event, Refusal> {
    require_open(state)?;
    let host = author.role == Role::Host;
    let may = match &request {
        Request::Start | Request::End | Request::Cancel | Request::ShowSlide { .. } => host,
        Request::LowerHand { person } => host || *person == author.person,
        Request::Say { .. } | Request::RaiseHand => author.role != Role::Observer,
    };
    if !may {
        return Err(Refusal::NotAllowed);
    }
    if state.is_too_fast(author.person, at) {
        return Err(Refusal::TooManyCommands);
    }
    let is_up = |person: Uuid| state.hands.iter().any(|hand| hand.person == person);
    match request {
        Request::Start if state.status == Status::Live => Err(Refusal::AlreadyStarted),
        Request::Start => Ok(Event::Started),
        Request::End | Request::RaiseHand if state.status == Status::Scheduled => {
            Err(Refusal::NotStarted)
        }
        Request::End => Ok(Event::Ended),
        Request::Cancel if state.status == Status::Live => Err(Refusal::AlreadyStarted),
        Request::Cancel => Ok(Event::Cancelled),
        Request::Say { text } => said(&text),
        Request::RaiseHand if is_up(author.person) => Err(Refusal::HandAlreadyRaised),
        Request::RaiseHand => Ok(Event::HandRaised),
        Request::LowerHand { person } if !is_up(person) => Err(Refusal::HandNotRaised),
        Request::LowerHand { person } => Ok(Event::HandLowered { person }),
        Request::ShowSlide { slide } if !(1..=SLIDE_LIMIT).contains(&slide) => {
            Err(Refusal::SlideInvalid)
        }
        Request::ShowSlide { slide } => Ok(Event::SlideShown { slide }),
    }
}

fn said(text: &str) -> Result<Event, Refusal> {
    let text = text.trim();
    if text.chars().count() > TEXT_LIMIT {
        return Err(Refusal::TextTooLong);
    }
    if text.is_empty()
        || text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(Refusal::TextInvalid);
    }
    Ok(Event::Said {
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod hall;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
