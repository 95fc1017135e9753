//! Breakout groups: opened with names and a time, filled by hand, by lists or by lot, recalled.
//!
//! Who leads does all of it. Filling by school is filling by lists: the caller knows the schools.
//! A lot comes with the request as a seed, so that nothing here is random. A message to all groups
//! is an announcement. What is written in a group is seen by who was in it then, and by the hosts.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::command::Refusal;
use super::super::event::{Author, Entry};
use super::super::state::{State, Status};
use super::audience::Membership;
use super::text::checked;
use super::{Outcome, everybody};

/// Groups open at once: more than any host can visit.
pub const GROUP_LIMIT: usize = 50;
/// Characters in a group's name.
pub const GROUP_LENGTH: usize = 60;
/// People put into groups with one command: so many fit into one frame.
pub const PEOPLE_AT_ONCE: usize = 500;
/// How often groups can be opened in a webinar, and how many memberships of a person are remembered
/// to decide who may read what was written in them.
pub const ROUND_LIMIT: usize = 50;
/// Seconds that groups may be open: a day at most.
pub const GROUP_SECONDS: std::ops::RangeInclusive<u32> = 10..=86_400;

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Open groups, empty as yet.
    OpenGroups {
        /// Their names, from 2 to [`GROUP_LIMIT`].
        names: Vec<String>,
        /// After how many seconds everybody comes back, within [`GROUP_SECONDS`]; open-ended when
        /// absent.
        #[serde(default)]
        seconds: Option<u32>,
    },
    /// Put people into groups, out of any other.
    FillGroups {
        /// Who goes where, at most [`PEOPLE_AT_ONCE`] people.
        members: Vec<Members>,
    },
    /// Put those present who are in no group yet into the groups by lot, so that the groups are as
    /// even as can be; at most [`PEOPLE_AT_ONCE`] at once.
    DealGroups {
        /// The lot: any number, drawn by the caller.
        seed: u64,
    },
    /// Call everybody back.
    RecallGroups {},
}

/// People of one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RoomGroupMembers)]
pub struct Members {
    /// The group's place, from 1.
    pub group: u32,
    /// Who.
    pub people: BTreeSet<Uuid>,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = RoomGroupEvent)]
pub enum Event {
    /// Groups are open.
    GroupsOpened {
        /// Their names, in order.
        names: Vec<String>,
        /// When everybody comes back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<DateTime<Utc>>,
    },
    /// People are in these groups from now on, and in no other.
    GroupsFilled {
        /// Who is where.
        members: Vec<Members>,
    },
    /// Everybody is back.
    GroupsRecalled,
}

/// The groups that are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Groups {
    pub(in super::super) names: Vec<String>,
    pub(in super::super) until: Option<DateTime<Utc>>,
    /// How often groups were opened.
    rounds: usize,
}

impl Groups {
    /// Whether groups are open, and their time is not over.
    pub(in super::super) fn are_open(&self, at: DateTime<Utc>) -> bool {
        !self.names.is_empty() && self.until.is_none_or(|until| at < until)
    }

    fn has(&self, group: u32) -> bool {
        usize::try_from(group).is_ok_and(|group| (1..=self.names.len()).contains(&group))
    }
}

impl State {
    /// The open group that a person is in.
    pub(in super::super) fn group_of(&self, person: Uuid) -> Option<u32> {
        let membership = self.people.get(person)?.groups.last()?;
        membership.to.is_none().then_some(membership.group)
    }
}

/// Goes on when the author may write in a group: its members, and who leads.
pub(super) fn require_member(
    state: &State,
    at: DateTime<Utc>,
    author: &Author,
    group: u32,
) -> Result<(), Refusal> {
    if !state.groups.are_open(at) {
        return Err(Refusal::GroupsClosed);
    }
    let is_member = state.group_of(author.person) == Some(group);
    if state.groups.has(group) && (is_member || author.role.leads()) {
        Ok(())
    } else {
        Err(Refusal::GroupUnknown)
    }
}

pub(super) fn decide(state: &State, at: DateTime<Utc>, request: Request) -> Outcome {
    let groups = &state.groups;
    let is_open = groups.are_open(at);
    match request {
        Request::OpenGroups { .. } if state.status == Status::Scheduled => Err(Refusal::NotStarted),
        Request::OpenGroups { .. } if is_open => Err(Refusal::GroupsOpen),
        Request::OpenGroups { names, seconds } => {
            if !(2..=GROUP_LIMIT).contains(&names.len()) || groups.rounds >= ROUND_LIMIT {
                return Err(Refusal::TooManyGroups);
            }
            if seconds.is_some_and(|seconds| !GROUP_SECONDS.contains(&seconds)) {
                return Err(Refusal::TimeInvalid);
            }
            let names = names.iter().map(|name| checked(name, GROUP_LENGTH));
            let names = names.collect::<Result<_, _>>()?;
            let until = seconds.map(|seconds| at + TimeDelta::seconds(i64::from(seconds)));
            everybody(Event::GroupsOpened { names, until })
        }
        _ if !is_open => Err(Refusal::GroupsClosed),
        Request::FillGroups { members } => {
            require_fillable(state, &members)?;
            everybody(Event::GroupsFilled { members })
        }
        Request::DealGroups { seed } => {
            let members = deal(state, seed)?;
            everybody(Event::GroupsFilled { members })
        }
        Request::RecallGroups {} => everybody(Event::GroupsRecalled),
    }
}

fn require_fillable(state: &State, members: &[Members]) -> Result<(), Refusal> {
    if !members
        .iter()
        .all(|members| state.groups.has(members.group))
    {
        return Err(Refusal::GroupUnknown);
    }
    let people = || members.iter().flat_map(|members| &members.people);
    let different: BTreeSet<&Uuid> = people().collect();
    if different.len() > PEOPLE_AT_ONCE || members.len() > GROUP_LIMIT {
        return Err(Refusal::TooManyPeople);
    }
    let is_known = |person: &&Uuid| state.people.get(**person).is_some();
    // Nobody is in two groups.
    if different.is_empty() || different.len() < people().count() || !different.iter().all(is_known)
    {
        return Err(Refusal::PersonUnknown);
    }
    Ok(())
}

/// Deals those present who take part and are in no group, each into the smallest group.
fn deal(state: &State, seed: u64) -> Result<Vec<Members>, Refusal> {
    let takes_part = |person: Uuid| {
        let role = state.known_role(person);
        role.is_some_and(|role| role.takes_part() && !role.presents())
    };
    let mut sizes = vec![0_usize; state.groups.names.len()];
    let mut people = Vec::new();
    for (person, _) in state.people.present() {
        match state.group_of(person) {
            Some(group) => {
                let place = usize::try_from(group).unwrap_or(0).saturating_sub(1);
                if let Some(size) = sizes.get_mut(place) {
                    *size += 1;
                }
            }
            None if takes_part(person) => people.push(person),
            None => {}
        }
    }
    if people.is_empty() {
        return Err(Refusal::PersonUnknown);
    }
    if people.len() > PEOPLE_AT_ONCE {
        return Err(Refusal::TooManyPeople);
    }
    people.sort_by_key(|person| shuffled(seed, *person));
    let mut members: Vec<Members> = (1..)
        .zip(&sizes)
        .map(|(group, _)| Members {
            group,
            people: BTreeSet::new(),
        })
        .collect();
    for person in people {
        let smallest = (0..).zip(&mut sizes).min_by_key(|(_, size)| **size);
        let Some((place, size)) = smallest else { break };
        *size += 1;
        if let Some(group) = members.get_mut::<usize>(place) {
            group.people.insert(person);
        }
    }
    members.retain(|members| !members.people.is_empty());
    Ok(members)
}

/// A person's place in a shuffled order: splitmix64 (Steele, Lea and Flood, 2014) over the seed and
/// the identifier. The order is written down with the entry, so this may be changed.
fn shuffled(seed: u64, person: Uuid) -> u64 {
    let (high, low) = person.as_u64_pair();
    [high, low].into_iter().fold(seed, |state, word| {
        let mut mixed = state.wrapping_add(word).wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}

pub(in super::super) fn apply(state: &mut State, entry: &Entry, event: &Event) {
    match event {
        Event::GroupsOpened { names, until } => {
            close(state);
            state.groups.names.clone_from(names);
            state.groups.until = *until;
            state.groups.rounds += 1;
        }
        Event::GroupsFilled { members } => {
            for Members { group, people } in members {
                for person in people {
                    put(state, *person, *group, entry.number);
                }
            }
        }
        Event::GroupsRecalled => close(state),
    }
}

fn put(state: &mut State, person: Uuid, group: u32, number: u64) {
    let Some(person) = state.people.get_mut(person) else {
        return;
    };
    if let Some(last) = person.groups.last_mut().filter(|last| last.to.is_none()) {
        last.to = Some(number);
    }
    person.groups.push(Membership {
        group,
        from: number,
        to: None,
    });
    if person.groups.len() > ROUND_LIMIT {
        person.groups.remove(0);
    }
}

/// Closes the groups with the last entry.
pub(in super::super) fn close(state: &mut State) {
    let last = state.last;
    state.groups.names.clear();
    state.groups.until = None;
    let memberships = state
        .people
        .all_mut()
        .filter_map(|one| one.groups.last_mut());
    for membership in memberships.filter(|membership| membership.to.is_none()) {
        membership.to = Some(last);
    }
}
