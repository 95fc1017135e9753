//! What the hosts set: the chat, hands, moderation, who is let in, how many, and how fast they speak.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::command::Refusal;
use super::super::event::Role;
use super::super::state::State;
#[cfg(doc)]
use super::RATE_WINDOW;
use super::{Outcome, PEOPLE_LIMIT, RATE_LIMIT, RATE_USUAL, everybody};

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Set something; what is left out stays as it is.
    SetRules {
        /// Whether participants write to all and in groups.
        #[serde(default)]
        chat: Option<bool>,
        /// Whether a new question is shown only when a host has approved it.
        #[serde(default)]
        questions_moderated: Option<bool>,
        /// Whether hands are taken.
        #[serde(default)]
        hands: Option<bool>,
        /// How people get in.
        #[serde(default)]
        admission: Option<Admission>,
        /// How many may be in the room.
        #[serde(default)]
        capacity: Option<u32>,
        /// How many commands of one person are taken within [`RATE_WINDOW`].
        #[serde(default)]
        rate: Option<u16>,
    },
}

/// How people get in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomAdmission)]
pub enum Admission {
    /// At once.
    #[default]
    Open,
    /// Who takes part waits in the lobby until a host admits them.
    ByHost,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomRulesEvent)]
pub enum Event {
    /// The rules are these from now on. With `open` admission everybody who waited in the lobby is in.
    RulesSet {
        /// All of them.
        rules: Rules,
        /// Whether who waited in the lobby waits for a seat now instead, because not all find one.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        queued: bool,
    },
}

/// What the hosts have set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RoomRules)]
pub struct Rules {
    /// Whether participants write to all and in groups; to the hosts they always may.
    pub chat: bool,
    /// Whether a new question is shown only when a host has approved it.
    pub questions_moderated: bool,
    /// Whether hands are taken.
    pub hands: bool,
    /// How people get in.
    pub admission: Admission,
    /// How many seats the room has, at most [`PEOPLE_LIMIT`]; who leads, presents or looks on gets in
    /// all the same.
    pub capacity: u32,
    /// How many commands of one person are taken within [`RATE_WINDOW`]; of who presents at least
    /// [`RATE_USUAL`]. Left out when it is that, as in logs of earlier versions.
    #[serde(skip_serializing_if = "is_usual")]
    pub rate: u16,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            chat: true,
            questions_moderated: false,
            hands: true,
            admission: Admission::Open,
            capacity: PEOPLE_LIMIT,
            rate: RATE_USUAL,
        }
    }
}

fn is_usual(rate: &u16) -> bool {
    *rate == RATE_USUAL
}

impl Rules {
    /// How many commands are taken within [`RATE_WINDOW`] of a person with this role: a host who
    /// slows the chat down still leafs through the slides.
    pub(super) fn rate_of(&self, role: Role) -> usize {
        let rate = if role.presents() {
            self.rate.max(RATE_USUAL)
        } else {
            self.rate
        };
        usize::from(rate)
    }
}

pub(super) fn decide(state: &State, at: DateTime<Utc>, request: Request) -> Outcome {
    let now = &state.rules;
    let Request::SetRules {
        chat,
        questions_moderated,
        hands,
        admission,
        capacity,
        rate,
    } = request;
    let rules = Rules {
        chat: chat.unwrap_or(now.chat),
        questions_moderated: questions_moderated.unwrap_or(now.questions_moderated),
        hands: hands.unwrap_or(now.hands),
        admission: admission.unwrap_or(now.admission),
        capacity: capacity.unwrap_or(now.capacity),
        rate: rate.unwrap_or(now.rate),
    };
    if !(1..=PEOPLE_LIMIT).contains(&rules.capacity) {
        return Err(Refusal::CapacityInvalid);
    }
    if !(1..=RATE_LIMIT).contains(&rules.rate) {
        return Err(Refusal::RateInvalid);
    }
    // Opening the door lets in all who wait before it: to a seat, or into the queue for one.
    let queued = rules.admission == Admission::Open && !state.seats_lobby(at, rules.capacity);
    everybody(Event::RulesSet { rules, queued })
}

pub(in super::super) fn apply(state: &mut State, event: &Event) {
    let Event::RulesSet { rules, queued } = event;
    state.rules = rules.clone();
    match rules.admission {
        Admission::Open if *queued => state.people.admit_to_queue(None),
        Admission::Open => state.people.admit(None),
        Admission::ByHost => {}
    }
}
