//! Questions to the hosts, with votes: new, answered live or in writing, dismissed; seen by all at
//! once, or first approved by a host where the rules say so.
//!
//! | | who leads | who asked | others |
//! |---|---|---|---|
//! | ask | yes | | not observers |
//! | vote | yes | no | not observers |
//! | withdraw | no | yes | no |
//! | approve, answer, dismiss | yes | no | no |
//!
//! A question that waits for approval is seen by the hosts and by who asked it; what happens to it
//! before it is approved is seen by the same.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Role};
use super::super::state::State;
use super::text::{checked, is_round};
use super::{Audience, Outcome};
pub use list::Standing;
pub(in super::super) use list::{Question, Questions, apply};

mod list;

/// Characters in one question: what can be read aloud.
pub const QUESTION_LENGTH: usize = 500;
/// Characters in a written answer.
pub const ANSWER_LENGTH: usize = 2_000;
/// Questions remembered; beyond it the oldest that is closed is forgotten. No hall answers more in
/// a day.
pub const QUESTION_LIMIT: usize = 500;
/// Open questions of one person: so that nobody fills the list alone.
pub const OWN_QUESTION_LIMIT: usize = 5;
/// Votes remembered over all questions: ten megabytes.
pub const VOTE_LIMIT: usize = 100_000;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Ask something.
    AskQuestion {
        /// The question, at most [`QUESTION_LENGTH`] characters.
        text: String,
    },
    /// Show a question that waits to everybody.
    ApproveQuestion {
        /// Its number.
        question: u64,
    },
    /// Vote for a question.
    VoteForQuestion {
        /// Its number.
        question: u64,
    },
    /// Take the vote back.
    TakeVoteBack {
        /// The question's number.
        question: u64,
    },
    /// Say that a question was answered live, or answer it in writing.
    AnswerQuestion {
        /// Its number.
        question: u64,
        /// The answer in writing, at most [`ANSWER_LENGTH`] characters.
        #[serde(default)]
        text: Option<String>,
    },
    /// Say that a question will not be answered.
    DismissQuestion {
        /// Its number.
        question: u64,
    },
    /// Take one's own question back.
    WithdrawQuestion {
        /// Its number.
        question: u64,
    },
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomQuestionEvent)]
pub enum Event {
    /// The author asked something; the entry's number names the question.
    QuestionAsked {
        /// The question.
        text: String,
        /// Whether it waits for approval.
        moderated: bool,
    },
    /// A question that waited is seen by all from now on.
    QuestionApproved {
        /// Its number.
        question: u64,
        /// Who asked.
        person: Uuid,
        /// The name shown in the room.
        name: String,
        /// The question.
        text: String,
    },
    /// The author voted for a question.
    QuestionVoted {
        /// Its number.
        question: u64,
        /// How many have voted for it now.
        votes: usize,
    },
    /// The author took a vote back.
    QuestionVoteTakenBack {
        /// The question's number.
        question: u64,
        /// How many have voted for it now.
        votes: usize,
    },
    /// A question was answered: in writing when there is a text, live otherwise.
    QuestionAnswered {
        /// Its number.
        question: u64,
        /// The answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A question will not be answered.
    QuestionDismissed {
        /// Its number.
        question: u64,
    },
    /// Who asked took the question back.
    QuestionWithdrawn {
        /// Its number.
        question: u64,
    },
}

/// Whether a role may ask for this at all.
pub(super) fn may(role: Role, request: &Request) -> bool {
    match request {
        Request::AskQuestion { .. }
        | Request::VoteForQuestion { .. }
        | Request::TakeVoteBack { .. }
        | Request::WithdrawQuestion { .. } => role.takes_part(),
        Request::ApproveQuestion { .. }
        | Request::AnswerQuestion { .. }
        | Request::DismissQuestion { .. } => role.leads(),
    }
}

pub(super) fn decide(state: &State, author: &Author, request: Request) -> Outcome {
    let questions = &state.questions;
    let seen = |number: u64| questions.seen(number, author);
    match request {
        Request::AskQuestion { text } => ask(state, author, &text),
        Request::ApproveQuestion { question } => {
            let found = seen(question)?;
            if found.standing != Standing::Waiting {
                return Err(Refusal::QuestionClosed);
            }
            let event = Event::QuestionApproved {
                question,
                person: found.person,
                name: found.name.clone(),
                text: found.text.clone(),
            };
            Ok((event.into(), Audience::Everybody))
        }
        Request::VoteForQuestion { question } => vote(questions, author, question, true),
        Request::TakeVoteBack { question } => vote(questions, author, question, false),
        Request::AnswerQuestion { question, text } => {
            let to = seen(question)?.audience();
            let text = text.map(|text| checked(&text, ANSWER_LENGTH)).transpose()?;
            Ok((Event::QuestionAnswered { question, text }.into(), to))
        }
        Request::DismissQuestion { question } => {
            let found = seen(question)?;
            if found.standing == Standing::Dismissed {
                return Err(Refusal::QuestionClosed);
            }
            Ok((
                Event::QuestionDismissed { question }.into(),
                found.audience(),
            ))
        }
        Request::WithdrawQuestion { question } => {
            let found = seen(question)?;
            if found.person != author.person {
                return Err(Refusal::NotAllowed);
            }
            if !found.standing.is_open() {
                return Err(Refusal::QuestionClosed);
            }
            Ok((
                Event::QuestionWithdrawn { question }.into(),
                found.audience(),
            ))
        }
    }
}

fn ask(state: &State, author: &Author, text: &str) -> Outcome {
    let questions = &state.questions;
    let own = questions.open().filter(|one| one.person == author.person);
    if own.count() >= OWN_QUESTION_LIMIT || questions.open().count() >= QUESTION_LIMIT {
        return Err(Refusal::TooManyQuestions);
    }
    let text = checked(text, QUESTION_LENGTH)?;
    let moderated = state.rules.questions_moderated && !author.role.leads();
    let to = if moderated {
        Audience::Hosts
    } else {
        Audience::Everybody
    };
    Ok((Event::QuestionAsked { text, moderated }.into(), to))
}

fn vote(questions: &Questions, author: &Author, question: u64, adds: bool) -> Outcome {
    let found = questions.seen(question, author)?;
    if found.person == author.person {
        return Err(Refusal::NotAllowed);
    }
    if found.standing != Standing::New {
        return Err(Refusal::QuestionClosed);
    }
    let (count, has) = (found.voters.len(), found.voters.contains(&author.person));
    let (event, votes) = match (adds, has) {
        (true, true) => return Err(Refusal::AlreadyVoted),
        (false, false) => return Err(Refusal::NotVoted),
        (true, false) if questions.votes >= VOTE_LIMIT => return Err(Refusal::TooManyVotes),
        (true, false) => {
            let votes = count + 1;
            (Event::QuestionVoted { question, votes }, votes)
        }
        (false, true) => {
            let votes = count - 1;
            (Event::QuestionVoteTakenBack { question, votes }, votes)
        }
    };
    let to = if is_round(votes) {
        Audience::Everybody
    } else {
        Audience::Hosts
    };
    Ok((event.into(), to))
}
