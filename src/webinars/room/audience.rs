//! Whom an entry concerns. What is not for a reader is left out for that reader: live, after a cut,
//! and when the log is read over REST.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::event::Role;

/// Whom an entry concerns. Who did it always sees it, and so do the hosts and co-hosts: nothing in
/// a room is hidden from those who answer for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RoomAudience)]
pub enum Audience {
    /// Everybody in the room.
    #[default]
    Everybody,
    /// Hosts, co-hosts and presenters.
    Staff,
    /// A breakout group, by its place from 1, as it was when the entry was written.
    Group(u32),
    /// One person.
    Person(Uuid),
    /// Hosts and co-hosts. An audience of a later version is read as this one: it never shows more.
    #[serde(other)]
    Hosts,
}

impl Audience {
    /// Whether nothing is to be left out.
    #[must_use]
    pub const fn is_everybody(&self) -> bool {
        matches!(self, Self::Everybody)
    }
}

/// Whom one stored entry concerns, and who did it: all that is needed to leave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// The entry's number.
    pub number: u64,
    /// Who did it.
    pub by: Option<Uuid>,
    /// Whom it concerns.
    pub to: Audience,
    /// Whether a thin line is spared it.
    pub is_decoration: bool,
}

/// A person who reads a room's log, as the room knows the person now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who.
    pub person: Uuid,
    /// What the person may do in the room.
    pub role: Role,
    /// Whether the person still waits to be admitted.
    pub is_waiting: bool,
    /// Whether the person reads over a line so thin that decoration is left out.
    pub is_thin: bool,
    /// The breakout groups the person was in, oldest first.
    pub groups: Vec<Membership>,
}

/// The time that somebody was in a breakout group, in numbers of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The group's place, from 1.
    pub group: u32,
    /// The entry with which it began.
    pub from: u64,
    /// The entry with which it ended.
    pub to: Option<u64>,
}

impl Reader {
    /// A person who was in no group.
    #[must_use]
    pub const fn new(person: Uuid, role: Role) -> Self {
        Self {
            person,
            role,
            is_waiting: false,
            is_thin: false,
            groups: Vec::new(),
        }
    }

    /// Whether an entry is for this person.
    #[must_use]
    pub fn sees(&self, entry: Aim) -> bool {
        if self.is_thin && entry.is_decoration {
            return false;
        }
        if entry.by == Some(self.person) || entry.to == Audience::Person(self.person) {
            return true;
        }
        if self.is_waiting {
            // Who waits hears from the house that the line is alive, and nothing of the room.
            return entry.by.is_none() && entry.to.is_everybody();
        }
        match entry.to {
            Audience::Everybody => true,
            Audience::Staff => self.role.presents(),
            Audience::Hosts | Audience::Person(_) => self.role.leads(),
            Audience::Group(group) => self.role.leads() || self.was_in(group, entry.number),
        }
    }

    fn was_in(&self, group: u32, number: u64) -> bool {
        self.groups.iter().any(|membership| {
            membership.group == group
                && membership.from <= number
                && membership.to.is_none_or(|to| number <= to)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_sees_what() {
        use Role::{CoHost, Host, Observer, Participant, Presenter};
        let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let all = [Host, CoHost, Presenter, Observer, Participant];
        for (to, sees) in [
            (Audience::Everybody, [true, true, true, true, true]),
            (Audience::Staff, [true, true, true, false, false]),
            (Audience::Hosts, [true, true, false, false, false]),
            (Audience::Group(1), [true, true, false, false, false]),
            (Audience::Person(other), [true, true, false, false, false]),
            (Audience::Person(me), [true; 5]),
        ] {
            for (role, sees) in all.into_iter().zip(sees) {
                let mut entry = Aim {
                    number: 5,
                    by: Some(other),
                    to,
                    is_decoration: false,
                };
                assert_eq!(Reader::new(me, role).sees(entry), sees, "{role:?} {to:?}");
                entry.by = Some(me);
                assert!(Reader::new(me, role).sees(entry), "one sees what one did");
                entry.is_decoration = true;
                assert!(
                    Reader::new(me, role).sees(entry),
                    "a broad line is spared nothing"
                );
                let mut thin = Reader::new(me, role);
                thin.is_thin = true;
                assert!(!thin.sees(entry), "{role:?} {to:?}");
            }
        }
    }

    #[test]
    fn a_member_sees_what_was_written_in_the_group_while_in_it() {
        let (me, by) = (Uuid::from_u128(1), Some(Uuid::from_u128(2)));
        let mut reader = Reader::new(me, Role::Participant);
        let membership = |group, from, to| Membership { group, from, to };
        let is_decoration = false;
        reader.groups = vec![membership(1, 5, Some(9)), membership(2, 9, None)];
        for (group, number, sees) in [
            (1, 4, false),
            (1, 5, true),
            (1, 9, true),
            (1, 10, false),
            (2, 8, false),
            (2, 99, true),
        ] {
            let to = Audience::Group(group);
            assert_eq!(
                reader.sees(Aim {
                    number,
                    by,
                    to,
                    is_decoration
                }),
                sees,
                "{group} {number}"
            );
        }
    }

    #[test]
    fn who_waits_hears_only_the_house_and_what_is_for_the_person() {
        let (me, other) = (Uuid::from_u128(1), Some(Uuid::from_u128(2)));
        let mut reader = Reader::new(me, Role::Participant);
        reader.is_waiting = true;
        for (by, to, sees) in [
            (other, Audience::Everybody, false),
            (None, Audience::Everybody, true),
            (None, Audience::Hosts, false),
            (other, Audience::Person(me), true),
        ] {
            assert_eq!(
                reader.sees(Aim {
                    number: 1,
                    by,
                    to,
                    is_decoration: false
                }),
                sees,
                "{by:?} {to:?}"
            );
        }
    }

    #[test]
    fn an_audience_of_a_later_version_is_the_hosts() {
        for (json, audience) in [
            (r#""everybody""#, Audience::Everybody),
            (r#""staff""#, Audience::Staff),
            (r#""jury""#, Audience::Hosts),
            (r#"{"group":3}"#, Audience::Group(3)),
        ] {
            assert_eq!(serde_json::from_str::<Audience>(json).unwrap(), audience);
        }
    }
}
