//! Webinars as the API shows them, and as it takes them.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use garde::Validate;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::people::registration::known_time_zone;
use crate::webinars::room::Status;
use crate::webinars::store::groups;
use crate::webinars::tables::webinar;

/// The longest webinar: a day of training.
const LONGEST: TimeDelta = TimeDelta::hours(24);
/// How far ahead a webinar may be planned. It catches years typed wrong.
pub(super) const FARTHEST: TimeDelta = TimeDelta::days(3 * 366);
/// The most groups for which one webinar is held.
pub const GROUPS_LIMIT: usize = 50;

/// A webinar.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000031", "course_id": "0199a000-0000-7000-8000-000000000011",
    "item_id": "0199a000-0000-7000-8000-000000000012", "host_id": "0199a000-0000-7000-8000-000000000002",
    "title": "Хөтөлбөрийн хэлэлцүүлэг", "starts_at": "2026-03-02T01:00:00Z",
    "ends_at": "2026-03-02T02:30:00Z", "time_zone": "Asia/Ulaanbaatar", "series_id": null,
    "groups": [], "status": "scheduled"
}))]
pub struct Webinar {
    /// The identifier.
    id: Uuid,
    /// The course it is a part of.
    course_id: Uuid,
    /// The course's item that attending it counts for.
    item_id: Uuid,
    /// The person who hosts it.
    host_id: Uuid,
    /// What it is called.
    title: String,
    /// When it is planned to begin.
    starts_at: DateTime<Utc>,
    /// When it is planned to end.
    ends_at: DateTime<Utc>,
    /// Its own time zone, by IANA's name: that in which its times are told to people.
    time_zone: String,
    /// The series that planned it.
    series_id: Option<Uuid>,
    /// The groups for which it is held; all who take the course when there is none.
    groups: Vec<Uuid>,
    /// Where it stands.
    status: Status,
}

impl Webinar {
    fn of(row: webinar::Model, groups: Vec<Uuid>) -> Self {
        Self {
            id: row.id,
            course_id: row.course_id,
            item_id: row.item_id,
            host_id: row.host_id,
            title: row.title,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            time_zone: row.time_zone,
            series_id: row.series_id,
            groups,
            status: row.status,
        }
    }
}

/// Webinars with the groups for which they are held: one query for all of them.
///
/// # Errors
/// When the database fails.
pub async fn show(
    connection: &impl ConnectionTrait,
    rows: Vec<webinar::Model>,
) -> Result<Vec<Webinar>> {
    let mut groups = groups::of_all(connection, rows.iter().map(|row| row.id)).await?;
    let shown = rows.into_iter().map(|row| {
        let groups = groups.remove(&row.id).unwrap_or_default();
        Webinar::of(row, groups)
    });
    Ok(shown.collect())
}

/// A webinar with the groups for which it is held.
///
/// # Errors
/// When the database fails.
pub async fn show_one(connection: &impl ConnectionTrait, row: webinar::Model) -> Result<Webinar> {
    let groups = groups::of(connection, row.id).await?;
    Ok(Webinar::of(row, groups))
}

/// A webinar to be scheduled; whoever schedules it hosts it.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "course_id": "0199a000-0000-7000-8000-000000000011", "item_id": "0199a000-0000-7000-8000-000000000012",
    "title": "Хөтөлбөрийн хэлэлцүүлэг", "starts_at": "2026-03-02T01:00:00Z",
    "ends_at": "2026-03-02T02:30:00Z"
}))]
pub struct NewWebinar {
    /// The course it is a part of.
    #[garde(skip)]
    pub course_id: Uuid,
    /// The course's item that attending it counts for.
    #[garde(skip)]
    pub item_id: Uuid,
    /// What it is called; what the item is called when absent.
    #[garde(inner(length(chars, min = 1, max = 300)))]
    pub title: Option<String>,
    /// When it is planned to begin.
    #[garde(skip)]
    pub starts_at: DateTime<Utc>,
    /// When it is planned to end, at most 24 hours later.
    #[garde(skip)]
    pub ends_at: DateTime<Utc>,
    /// Its own time zone, by IANA's name; that of the installation when absent.
    #[garde(inner(custom(known_time_zone)))]
    #[schema(example = "Asia/Ulaanbaatar")]
    pub time_zone: Option<String>,
    /// The groups of the course for which it is held; all who take the course when there is none.
    #[serde(default)]
    #[garde(length(max = GROUPS_LIMIT))]
    #[schema(max_items = 50)]
    pub groups: Vec<Uuid>,
}

/// What is changed of a webinar that has not begun; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"starts_at": "2026-03-03T01:00:00Z", "ends_at": "2026-03-03T02:30:00Z"}))]
pub struct WebinarChange {
    /// What it is called.
    #[garde(inner(length(chars, min = 1, max = 300)))]
    pub title: Option<String>,
    /// When it is planned to begin.
    #[garde(skip)]
    pub starts_at: Option<DateTime<Utc>>,
    /// When it is planned to end, at most 24 hours later.
    #[garde(skip)]
    pub ends_at: Option<DateTime<Utc>>,
    /// Its own time zone, by IANA's name.
    #[garde(inner(custom(known_time_zone)))]
    #[schema(example = "Asia/Ulaanbaatar")]
    pub time_zone: Option<String>,
    /// The groups of the course for which it is held; all who take the course when there is none.
    #[garde(inner(length(max = GROUPS_LIMIT)))]
    #[schema(max_items = 50)]
    pub groups: Option<Vec<Uuid>>,
}

/// The planned times, in whole seconds, if they make sense at the time `now`.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid), naming the time that does not fit.
pub fn planned_times(
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(DateTime<Utc>, DateTime<Utc>)> {
    let (starts_at, ends_at) = (starts_at.trunc_subsecs(0), ends_at.trunc_subsecs(0));
    if starts_at > now + FARTHEST {
        return Err(Error::field("starts_at", "field-invalid"));
    }
    if ends_at <= starts_at || ends_at - starts_at > LONGEST || ends_at <= now {
        return Err(Error::field("ends_at", "field-invalid"));
    }
    Ok((starts_at, ends_at))
}

/// What opens the socket of a room, once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "ticket": "q2hXr0bY7mVd3Jk9WfZs1LtPn5Gc8AeUi4RoKx6TvMw", "expires_at": "2026-03-02T01:00:30Z",
    "subprotocol": "surgalt.v1"
}))]
pub struct Ticket {
    /// To be sent as `ticket` in the socket's address.
    pub ticket: String,
    /// When it expires.
    pub expires_at: DateTime<Utc>,
    /// The websocket subprotocol to ask for.
    pub subprotocol: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webinar_is_planned_for_the_future_and_for_at_most_a_day() {
        let now: DateTime<Utc> = "2026-03-01T00:00:00Z".parse().unwrap();
        let at = |hours| now + TimeDelta::hours(hours);
        for (starts, ends, fits) in [
            (1, 2, true),
            (-1, 1, true),
            (1, 25, true),
            (1, 26, false),
            (2, 2, false),
            (2, 1, false),
            (-3, -1, false),
            (24 * 365 * 4, 24 * 365 * 4 + 1, false),
        ] {
            assert_eq!(
                planned_times(at(starts), at(ends), now).is_ok(),
                fits,
                "{starts}–{ends}"
            );
        }
    }
}
