//! The iCalendar part of a letter about webinars (RFC 5545, and RFC 5546 for its method): pure.
//!
//! One webinar is a `REQUEST`: calendars then move the event by themselves when a later letter has
//! the same UID and a higher SEQUENCE. No answer is asked for; nobody would read it. The sessions of a
//! series are a `PUBLISH`, because a request is about one event (RFC 5546, section 3.2.2). Each is an
//! event of its own, so that one can be moved by itself, and no calendar has to read our rule. Times
//! are instants in UTC, which no list of time zones can get wrong; the letter tells them on the clock
//! of the webinar's own time zone.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{
    Alarm, Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus, Property,
};
use uuid::Uuid;

/// How long before the beginning a calendar reminds.
const ALARM: TimeDelta = TimeDelta::minutes(15);

/// A webinar or a visit as a calendar shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What it is of: the event keeps its identity when that is moved.
    pub id: Uuid,
    /// Grows when it is moved.
    pub revision: u32,
    /// What it is called.
    pub title: String,
    /// What else the event says.
    pub description: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// The page about it.
    pub address: String,
    /// Where one takes part.
    pub place: String,
    /// The e-mail address that invites.
    pub organiser: String,
    /// The e-mail address that is invited.
    pub attendee: String,
    /// When the letter is written.
    pub written_at: DateTime<Utc>,
}

/// The method that the part and its media type name.
#[must_use]
pub const fn method(invitations: &[Invitation]) -> &'static str {
    match invitations {
        [_] => "REQUEST",
        _ => "PUBLISH",
    }
}

/// The invitations as iCalendar.
#[must_use]
pub fn text(invitations: &[Invitation]) -> String {
    let method = method(invitations);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Surgalt//Surgalt//MN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", method));
    for invitation in invitations {
        calendar.push(event(invitation, method == "REQUEST"));
    }
    calendar.to_string()
}

fn event(invitation: &Invitation, names_attendee: bool) -> Event {
    let mut event = Event::with_uid(&uid(invitation.id, &invitation.organiser));
    event
        .sequence(invitation.revision)
        .timestamp(invitation.written_at)
        .starts(CalendarDateTime::from(invitation.starts_at))
        .ends(CalendarDateTime::from(invitation.ends_at))
        .summary(&invitation.title)
        .description(&invitation.description)
        .url(&invitation.address)
        .location(&invitation.place)
        .status(EventStatus::Confirmed)
        .append_property(Property::new(
            "ORGANIZER",
            format!("mailto:{}", invitation.organiser),
        ))
        .alarm(Alarm::display(&invitation.title, -ALARM));
    // What is published names nobody (RFC 5546, section 3.2.1).
    if names_attendee {
        event.append_property(attendee(&invitation.attendee));
    }
    event.done()
}

/// The same for every letter about one event, and for nothing else in the world.
#[must_use]
pub fn uid(event_id: Uuid, organiser: &str) -> String {
    let host = organiser.rsplit('@').next();
    format!("{event_id}@{}", host.unwrap_or_default())
}

fn attendee(address: &str) -> Property {
    Property::new("ATTENDEE", format!("mailto:{address}"))
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", "NEEDS-ACTION")
        .add_parameter("RSVP", "FALSE")
        .done()
}
