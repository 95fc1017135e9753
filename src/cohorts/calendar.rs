//! A calendar that other programs fetch again and again (RFC 5545): the sessions of webinars, and the days on
//! which windows open and end. Pure; the words come from the caller.
//!
//! A webinar has here the identity that it has in mails, so that a calendar which knows both shows it once.

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus};

/// What stands in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The same each time it is fetched, and nowhere else in the world.
    pub uid: String,
    /// Grows when the entry is changed.
    pub revision: u32,
    /// What it is called.
    pub title: String,
    /// What else it says.
    pub description: String,
    /// Where it is, and where to read more.
    pub address: String,
    /// When it is.
    pub when: When,
}

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From one moment to another.
    Session(DateTime<Utc>, DateTime<Utc>),
    /// A day, wherever one is.
    Day(NaiveDate),
}

/// The calendar of this name as iCalendar.
#[must_use]
pub fn text(name: &str, entries: &[Entry], written_at: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Surgalt//Surgalt//MN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(("X-WR-CALNAME", name))
        // How often it is fetched again (RFC 7986, section 5.7).
        .append_property(("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"))
        .append_property(("X-PUBLISHED-TTL", "PT1H"));
    for entry in entries {
        calendar.push(event(entry, written_at));
    }
    calendar.to_string()
}

fn event(entry: &Entry, written_at: DateTime<Utc>) -> Event {
    let mut event = Event::with_uid(&entry.uid);
    event
        .sequence(entry.revision)
        .timestamp(written_at)
        .summary(&entry.title)
        .description(&entry.description)
        .url(&entry.address)
        .status(EventStatus::Confirmed);
    match entry.when {
        When::Session(from, to) => event
            .starts(CalendarDateTime::from(from))
            .ends(CalendarDateTime::from(to))
            .location(&entry.address),
        When::Day(day) => event
            .all_day(day)
            // A day to know of, which takes no time.
            .append_property(("TRANSP", "TRANSPARENT")),
    };
    event.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_an_instant_and_a_day_is_a_day() {
        let now: DateTime<Utc> = "2021-01-10T00:00:00Z".parse().unwrap();
        let entry = |uid: &str, when| Entry {
            uid: format!("{uid}@example.mn"),
            revision: 2,
            title: "Цонх; нээгдэнэ".to_owned(),
            description: "Хоёр мөр\nбүхий".to_owned(),
            address: "https://example.mn/cohorts".to_owned(),
            when,
        };
        let session = When::Session(now, now + chrono::TimeDelta::hours(1));
        let day = When::Day("2021-01-15".parse().unwrap());
        let text = text("Миний хуанли", &[entry("a", session), entry("b", day)], now);
        let unfolded = text.replace("\r\n ", "");
        for line in [
            "METHOD:PUBLISH",
            "UID:a@example.mn",
            "SEQUENCE:2",
            "DTSTART:20210110T000000Z",
            "DTEND:20210110T010000Z",
            "DTSTART;VALUE=DATE:20210115",
            "SUMMARY:Цонх\\; нээгдэнэ",
            "DESCRIPTION:Хоёр мөр\\nбүхий",
            "TRANSP:TRANSPARENT",
        ] {
            assert!(
                unfolded.lines().any(|one| one == line),
                "{line} in {unfolded}"
            );
        }
    }
}
