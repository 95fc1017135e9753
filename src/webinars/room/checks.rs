//! Attendance checks ("are you there"), the timer, announcements and quick reactions.
//!
//! | | who leads | who presents | others |
//! |---|---|---|---|
//! | open and close a check, announce, take down | yes | no | no |
//! | start and stop the timer | yes | yes | no |
//! | answer a check, react | yes | yes | not observers |

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry, Role};
use super::super::state::{State, Status};
use super::reaction::Reaction;
use super::text::checked;
use super::{Audience, Outcome, everybody};

/// Seconds that a check may be open: long enough for a slow line, short enough to mean something.
pub const CHECK_SECONDS: std::ops::RangeInclusive<u32> = 10..=600;
/// Seconds that a timer may run: a day at most.
pub const TIMER_SECONDS: std::ops::RangeInclusive<u32> = 1..=86_400;
/// Announcements up at once.
pub const ANNOUNCEMENT_LIMIT: usize = 3;
/// Characters in one announcement.
pub const ANNOUNCEMENT_LENGTH: usize = 500;
/// Quick reactions that everybody is told of in one [`REACTION_WINDOW`]; more than that is a storm
/// of applause, which looks the same with fewer hands. The log keeps each.
pub const REACTIONS_TOLD: u32 = 10;
/// The time over which [`REACTIONS_TOLD`] counts.
pub const REACTION_WINDOW: TimeDelta = TimeDelta::seconds(1);

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Ask everybody whether they are there.
    OpenCheck {
        /// How long it can be answered, within [`CHECK_SECONDS`].
        seconds: u32,
    },
    /// Say that one is there.
    AnswerCheck {
        /// The check's number.
        check: u64,
    },
    /// Take no more answers.
    CloseCheck {
        /// The check's number.
        check: u64,
    },
    /// Start a timer, instead of the one that runs.
    StartTimer {
        /// How long, within [`TIMER_SECONDS`].
        seconds: u32,
    },
    /// Stop the timer.
    StopTimer {},
    /// Tell everybody something that stays up.
    Announce {
        /// The text, at most [`ANNOUNCEMENT_LENGTH`] characters.
        text: String,
    },
    /// Take an announcement down.
    TakeDown {
        /// Its number.
        announcement: u64,
    },
    /// React to what is going on.
    React {
        /// With what.
        reaction: Reaction,
    },
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomCheckEvent)]
pub enum Event {
    /// Everybody is asked whether they are there; the entry's number names the check.
    CheckOpened {
        /// Until when it can be answered.
        until: DateTime<Utc>,
    },
    /// The author is there.
    CheckAnswered {
        /// The check's number.
        check: u64,
    },
    /// A check takes no more answers.
    CheckClosed {
        /// Its number.
        check: u64,
        /// How many people have answered.
        people: usize,
    },
    /// A timer runs, instead of the one that ran.
    TimerStarted {
        /// When it is over.
        until: DateTime<Utc>,
    },
    /// No timer runs.
    TimerStopped,
    /// Everybody is told something that stays up; the entry's number names it.
    Announced {
        /// The text.
        text: String,
    },
    /// An announcement was taken down.
    AnnouncementTakenDown {
        /// Its number.
        announcement: u64,
    },
    /// The author reacted to what is going on.
    Reacted {
        /// With what.
        reaction: Reaction,
    },
}

/// What is up at the moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Checks {
    pub(in super::super) check: Option<Check>,
    pub(in super::super) timer: Option<DateTime<Utc>>,
    pub(in super::super) announcements: Vec<Announcement>,
    /// Since when reactions are counted, and how many everybody was told of.
    reactions: (DateTime<Utc>, u32),
}

/// The last attendance check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Check {
    pub(in super::super) number: u64,
    pub(in super::super) until: DateTime<Utc>,
    /// One a person, and so at most as many as ever joined.
    pub(in super::super) answered: BTreeSet<Uuid>,
}

/// Something told to everybody that stays up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Its number.
    pub number: u64,
    /// The text.
    pub text: String,
}

impl Checks {
    /// The check that can be answered at this time.
    fn open(&self, at: DateTime<Utc>) -> Option<&Check> {
        self.check.as_ref().filter(|check| at < check.until)
    }
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role, request: &Request) -> bool {
    match request {
        Request::OpenCheck { .. }
        | Request::CloseCheck { .. }
        | Request::Announce { .. }
        | Request::TakeDown { .. } => role.leads(),
        Request::StartTimer { .. } | Request::StopTimer {} => role.presents(),
        Request::AnswerCheck { .. } | Request::React { .. } => role.takes_part(),
    }
}

pub(super) fn decide(
    state: &State,
    at: DateTime<Utc>,
    author: &Author,
    request: Request,
) -> Outcome {
    let checks = &state.checks;
    let open = |number| {
        let open = checks.open(at).filter(|check| check.number == number);
        open.ok_or(Refusal::CheckClosed)
    };
    match request {
        Request::OpenCheck { .. } if state.status == Status::Scheduled => Err(Refusal::NotStarted),
        Request::OpenCheck { .. } if checks.open(at).is_some() => Err(Refusal::CheckOpen),
        Request::OpenCheck { seconds } => {
            let until = after(at, seconds, &CHECK_SECONDS)?;
            everybody(Event::CheckOpened { until })
        }
        Request::AnswerCheck { check } => {
            if open(check)?.answered.contains(&author.person) {
                return Err(Refusal::AlreadyAnswered);
            }
            Ok((Event::CheckAnswered { check }.into(), Audience::Hosts))
        }
        Request::CloseCheck { check } => {
            let people = open(check)?.answered.len();
            everybody(Event::CheckClosed { check, people })
        }
        Request::StartTimer { seconds } => {
            let until = after(at, seconds, &TIMER_SECONDS)?;
            everybody(Event::TimerStarted { until })
        }
        Request::StopTimer {} if checks.timer.is_none_or(|until| until <= at) => {
            Err(Refusal::TimerNotRunning)
        }
        Request::StopTimer {} => everybody(Event::TimerStopped),
        Request::Announce { .. } if checks.announcements.len() >= ANNOUNCEMENT_LIMIT => {
            Err(Refusal::TooManyAnnouncements)
        }
        Request::Announce { text } => {
            let text = checked(&text, ANNOUNCEMENT_LENGTH)?;
            everybody(Event::Announced { text })
        }
        Request::TakeDown { announcement } => {
            let is_up = |one: &Announcement| one.number == announcement;
            if !checks.announcements.iter().any(is_up) {
                return Err(Refusal::AnnouncementUnknown);
            }
            everybody(Event::AnnouncementTakenDown { announcement })
        }
        Request::React { reaction } => {
            let (since, told) = checks.reactions;
            let is_told = at - since >= REACTION_WINDOW || told < REACTIONS_TOLD;
            let to = if is_told {
                Audience::Everybody
            } else {
                Audience::Hosts
            };
            Ok((Event::Reacted { reaction }.into(), to))
        }
    }
}

fn after(
    at: DateTime<Utc>,
    seconds: u32,
    allowed: &std::ops::RangeInclusive<u32>,
) -> Result<DateTime<Utc>, Refusal> {
    if allowed.contains(&seconds) {
        Ok(at + TimeDelta::seconds(i64::from(seconds)))
    } else {
        Err(Refusal::TimeInvalid)
    }
}

pub(in super::super) fn apply(checks: &mut Checks, entry: &Entry, event: &Event) {
    match event {
        Event::CheckOpened { until } => {
            checks.check = Some(Check {
                number: entry.number,
                until: *until,
                answered: BTreeSet::new(),
            });
        }
        Event::CheckAnswered { check } => {
            let open = checks.check.as_mut().filter(|open| open.number == *check);
            if let (Some(open), Some(author)) = (open, &entry.by) {
                open.answered.insert(author.person);
            }
        }
        Event::CheckClosed { .. } => checks.check = None,
        Event::TimerStarted { until } => checks.timer = Some(*until),
        Event::TimerStopped => checks.timer = None,
        Event::Announced { text } => checks.announcements.push(Announcement {
            number: entry.number,
            text: text.clone(),
        }),
        Event::AnnouncementTakenDown { announcement } => {
            checks
                .announcements
                .retain(|one| one.number != *announcement);
        }
        Event::Reacted { .. } if !entry.to.is_everybody() => {}
        Event::Reacted { .. } => {
            let (since, told) = checks.reactions;
            checks.reactions = if entry.at - since >= REACTION_WINDOW {
                (entry.at, 1)
            } else {
                (since, told + 1)
            };
        }
    }
}
