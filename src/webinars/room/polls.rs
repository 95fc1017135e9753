//! Polls and quizzes: opened, answered once a person whatever the devices, closed, shown.
//!
//! | | who presents | others |
//! |---|---|---|
//! | open, close, show the results, say which options are right | yes | no |
//! | vote, and change it while the poll is open | yes | not observers |
//!
//! A vote is seen by who gave it and by those who present, who count along. Everybody else is told
//! counts only, and only when they are shown: ten thousand votes are one entry for all, not ten
//! thousand, and no answer in free words is shown with a name.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry, Role};
use super::super::state::{State, Status};
use super::text::checked;
use super::{Audience, Outcome};
pub use results::{Answer, Answers, Results, is_right, results};

pub mod results;

/// Characters in what a poll asks.
pub const POLL_LENGTH: usize = 300;
/// Polls open at once.
pub const OPEN_POLL_LIMIT: usize = 3;
/// Closed polls remembered, so that their results can be shown later.
pub const CLOSED_POLL_LIMIT: usize = 50;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Open a poll.
    OpenPoll {
        /// What is asked, at most [`POLL_LENGTH`] characters.
        question: String,
        /// What can be answered.
        answers: Answers,
    },
    /// Say which options of a quiz are right: any time before it is closed.
    SetRightOptions {
        /// The poll's number.
        poll: u64,
        /// The options, numbered from 1.
        options: BTreeSet<u32>,
    },
    /// Answer a poll, or answer it otherwise.
    Vote {
        /// The poll's number.
        poll: u64,
        /// The answer.
        answer: Answer,
    },
    /// Take no more answers.
    ClosePoll {
        /// The poll's number.
        poll: u64,
        /// Whether the results are shown with it.
        #[serde(default = "yes")]
        show: bool,
    },
    /// Show what a poll, open or closed, comes to.
    ShowResults {
        /// The poll's number.
        poll: u64,
    },
}

const fn yes() -> bool {
    true
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomPollEvent)]
pub enum Event {
    /// A poll was opened; the entry's number names it.
    PollOpened {
        /// What is asked.
        question: String,
        /// What can be answered.
        answers: Answers,
    },
    /// The right options of a quiz are known to those who present.
    RightOptionsSet {
        /// The poll's number.
        poll: u64,
        /// The options, numbered from 1.
        options: BTreeSet<u32>,
    },
    /// The author answered a poll; an earlier answer no longer counts.
    Voted {
        /// The poll's number.
        poll: u64,
        /// The answer.
        answer: Answer,
    },
    /// A poll takes no more answers.
    PollClosed {
        /// The poll's number.
        poll: u64,
        /// What it comes to, when it is shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        results: Option<Box<Results>>,
    },
    /// Everybody sees what a poll comes to at this moment.
    ResultsShown {
        /// The poll's number.
        poll: u64,
        /// What it comes to.
        results: Box<Results>,
    },
}

/// The polls of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Polls {
    pub(in super::super) open: BTreeMap<u64, Poll>,
    /// What closed ones came to, the newest [`CLOSED_POLL_LIMIT`].
    closed: BTreeMap<u64, Results>,
}

/// An open poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Poll {
    pub(in super::super) question: String,
    pub(in super::super) answers: Answers,
    right: BTreeSet<u32>,
    /// One a person, and so at most as many as ever joined.
    votes: BTreeMap<Uuid, Answer>,
}

impl Poll {
    /// What it comes to while it is open: nothing is told of what is right.
    pub(in super::super) fn so_far(&self) -> Results {
        results(&self.answers, self.votes.values(), &BTreeSet::new())
    }

    fn at_the_end(&self) -> Results {
        results(&self.answers, self.votes.values(), &self.right)
    }
}

impl Polls {
    fn open(&self, number: u64) -> Result<&Poll, Refusal> {
        let missing = if self.closed.contains_key(&number) {
            Refusal::PollClosed
        } else {
            Refusal::PollUnknown
        };
        self.open.get(&number).ok_or(missing)
    }
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role, request: &Request) -> bool {
    match request {
        Request::Vote { .. } => role.takes_part(),
        _ => role.presents(),
    }
}

pub(super) fn decide(state: &State, author: &Author, request: Request) -> Outcome {
    let polls = &state.polls;
    let (event, to) = match request {
        Request::OpenPoll { .. } if state.status == Status::Scheduled => {
            return Err(Refusal::NotStarted);
        }
        Request::OpenPoll { question, answers } => {
            if polls.open.len() >= OPEN_POLL_LIMIT {
                return Err(Refusal::TooManyPolls);
            }
            let question = checked(&question, POLL_LENGTH)?;
            let answers = answers.checked()?;
            let event = Event::PollOpened { question, answers };
            (event, Audience::Everybody)
        }
        Request::SetRightOptions { poll, options } => {
            let answers = &polls.open(poll)?.answers;
            let is_quiz = matches!(answers, Answers::Quiz { .. });
            if !is_quiz || !answers.has_options(&options) {
                return Err(Refusal::AnswerInvalid);
            }
            (Event::RightOptionsSet { poll, options }, Audience::Staff)
        }
        Request::Vote { poll, answer } => {
            let found = polls.open(poll)?;
            let answer = found.answers.accept(answer)?;
            if found.votes.get(&author.person) == Some(&answer) {
                return Err(Refusal::AlreadyVoted);
            }
            (Event::Voted { poll, answer }, Audience::Staff)
        }
        Request::ClosePoll { poll, show } => {
            let found = polls.open(poll)?;
            if matches!(found.answers, Answers::Quiz { .. }) && found.right.is_empty() {
                return Err(Refusal::RightOptionsMissing);
            }
            let results = show.then(|| Box::new(found.at_the_end()));
            (Event::PollClosed { poll, results }, Audience::Everybody)
        }
        Request::ShowResults { poll } => {
            let results = match polls.closed.get(&poll) {
                Some(results) => Box::new(results.clone()),
                None => Box::new(polls.open(poll)?.so_far()),
            };
            (Event::ResultsShown { poll, results }, Audience::Everybody)
        }
    };
    Ok((event.into(), to))
}

pub(in super::super) fn apply(polls: &mut Polls, entry: &Entry, event: &Event) {
    match event {
        Event::PollOpened { question, answers } => {
            let poll = Poll {
                question: question.clone(),
                answers: answers.clone(),
                right: BTreeSet::new(),
                votes: BTreeMap::new(),
            };
            polls.open.insert(entry.number, poll);
        }
        Event::RightOptionsSet { poll, options } => {
            if let Some(poll) = polls.open.get_mut(poll) {
                poll.right.clone_from(options);
            }
        }
        Event::Voted { poll, answer } => {
            if let (Some(poll), Some(author)) = (polls.open.get_mut(poll), &entry.by) {
                poll.votes.insert(author.person, answer.clone());
            }
        }
        Event::PollClosed { poll: number, .. } => {
            if let Some(poll) = polls.open.remove(number) {
                polls.closed.insert(*number, poll.at_the_end());
            }
            if polls.closed.len() > CLOSED_POLL_LIMIT {
                polls.closed.pop_first();
            }
        }
        Event::ResultsShown { .. } => {}
    }
}
