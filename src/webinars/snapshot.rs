//! The room at one number, for somebody who has not followed it: what is up now, and no history.
//!
//! It is bounded, whatever a hall does: at most some 370 KiB when everything is full and every
//! character takes four bytes, and a few hundred bytes for a lecture.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::event::Reader;
use super::room::chat::Pin;
use super::room::checks::Announcement;
use super::room::drawing::Stroke;
use super::room::notes::Note;
use super::room::polls::{Answers, Results};
use super::room::questions::{Question, Standing};
use super::room::rules::Rules;
use super::room::seats::WaitsFor;
use super::room::slides::Deck;
use super::room::{Hand, State, Status};

/// Open questions told, those with most votes first; the others are in the log.
pub const QUESTIONS_TOLD: usize = 20;
/// People who wait, told to those who lead, first come first.
pub const LOBBY_TOLD: usize = 50;

/// A room at one number, for one reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    /// Where the webinar stands.
    pub status: Status,
    /// The slide shown, 0 before the first.
    pub slide: u32,
    /// The deck, when one was uploaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deck: Option<Deck>,
    /// How many people are present.
    pub present: u32,
    /// Raised hands, first raised first.
    pub hands: Vec<Hand>,
    /// Whether a host or a co-host is present; a room without one goes on.
    pub host_present: bool,
    /// What the hosts have set.
    pub rules: Rules,
    /// The reader's place, from 1, while waiting in the lobby or for a seat: then nothing else is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<usize>,
    /// What the reader waits for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<WaitsFor>,
    /// Pinned lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<Pin>,
    /// Announcements that are up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub announcements: Vec<Announcement>,
    /// The lines of the shared notes, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// The strokes on the slides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drawing: Vec<Stroke>,
    /// Open questions that the reader sees, at most [`QUESTIONS_TOLD`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<OpenQuestion>,
    /// Open polls.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub polls: Vec<OpenPoll>,
    /// The attendance check that may still be open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<OpenCheck>,
    /// When the timer is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timer: Option<DateTime<Utc>>,
    /// Breakout groups that are open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<OpenGroups>,
    /// Who waits to be admitted, for those who lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lobby: Option<Lobby>,
    /// Who waits for a seat, for those who lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<Lobby>,
}

/// An open question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// Its number.
    pub question: u64,
    /// Who asked.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
    /// The question.
    pub text: String,
    /// `waiting` or `new`.
    pub standing: Standing,
    /// How many have voted for it.
    pub votes: usize,
    /// Whether the reader has.
    pub voted: bool,
}

/// An open poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPoll {
    /// Its number.
    pub poll: u64,
    /// What is asked.
    pub question: String,
    /// What can be answered.
    pub answers: Answers,
    /// What it comes to so far, for those who present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
}

/// An attendance check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCheck {
    /// Its number.
    pub check: u64,
    /// Until when it can be answered.
    pub until: DateTime<Utc>,
    /// Whether the reader has answered.
    pub answered: bool,
}

/// Breakout groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenGroups {
    /// Their names, in order.
    pub names: Vec<String>,
    /// When everybody comes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// The reader's group, by its place from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<u32>,
}

/// Who waits to be admitted, or for a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lobby {
    /// How many.
    pub count: usize,
    /// The first of them, at most [`LOBBY_TOLD`].
    pub first: Vec<Waiting>,
}

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Who.
    pub person: Uuid,
    /// The name shown in the room.
    pub name: String,
}

impl Snapshot {
    /// The room for this reader.
    #[must_use]
    pub fn of(state: &State, reader: &Reader) -> Self {
        let hall = Self {
            status: state.status,
            rules: state.rules.clone(),
            host_present: state.is_led(),
            ..Self::default()
        };
        if reader.is_waiting {
            let (waits_for, waiting) = state.place(reader.person).unzip();
            return Self {
                waiting,
                waits_for,
                ..hall
            };
        }
        let open = state.questions.open_for(reader.person, reader.role);
        let questions = open.iter().take(QUESTIONS_TOLD);
        Self {
            slide: state.slide,
            deck: state.deck,
            present: state.present(),
            hands: state.hands.clone(),
            pins: state.chat.pins.clone(),
            notes: state.notes.clone(),
            drawing: state.drawing.strokes(),
            announcements: state.checks.announcements.clone(),
            questions: questions
                .map(|(number, one)| told(*number, one, reader))
                .collect(),
            polls: polls(state, reader),
            check: check(state, reader),
            timer: state.checks.timer.filter(|until| state.last_at < *until),
            groups: groups(state, reader),
            lobby: waiting(state, reader, &state.people.lobby),
            queue: waiting(state, reader, &state.people.queue),
            ..hall
        }
    }
}

fn told(question: u64, one: &Question, reader: &Reader) -> OpenQuestion {
    OpenQuestion {
        question,
        person: one.person,
        name: one.name.clone(),
        text: one.text.clone(),
        standing: one.standing,
        votes: one.voters.len(),
        voted: one.voters.contains(&reader.person),
    }
}

fn polls(state: &State, reader: &Reader) -> Vec<OpenPoll> {
    let open = state.polls.open.iter().map(|(number, poll)| OpenPoll {
        poll: *number,
        question: poll.question.clone(),
        answers: poll.answers.clone(),
        results: reader.role.presents().then(|| poll.so_far()),
    });
    open.collect()
}

fn check(state: &State, reader: &Reader) -> Option<OpenCheck> {
    let check = state.checks.check.as_ref()?;
    (state.last_at < check.until).then(|| OpenCheck {
        check: check.number,
        until: check.until,
        answered: check.answered.contains(&reader.person),
    })
}

fn groups(state: &State, reader: &Reader) -> Option<OpenGroups> {
    state.groups.are_open(state.last_at).then(|| OpenGroups {
        names: state.groups.names.clone(),
        until: state.groups.until,
        own: state.group_of(reader.person),
    })
}

fn waiting(state: &State, reader: &Reader, waiting: &[Uuid]) -> Option<Lobby> {
    if !reader.role.leads() || waiting.is_empty() {
        return None;
    }
    let first = waiting.iter().take(LOBBY_TOLD).map(|person| Waiting {
        person: *person,
        name: state
            .people
            .get(*person)
            .map(|known| known.name.clone())
            .unwrap_or_default(),
    });
    Some(Lobby {
        count: waiting.len(),
        first: first.collect(),
    })
}
