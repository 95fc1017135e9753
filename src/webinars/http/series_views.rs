//! Series of webinars as the API shows them, and as it takes them.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::{FARTHEST, GROUPS_LIMIT, Webinar};
use crate::error::{Error, Result};
use crate::people::registration::known_time_zone;
use crate::webinars::series::{Occurrence, Rule, expand};
use crate::webinars::store::attendance::read;
use crate::webinars::tables::webinar_series;

/// A series of webinars.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebinarSeries, example = json!({
    "id": "0199a000-0000-7000-8000-000000000061", "course_id": "0199a000-0000-7000-8000-000000000011",
    "item_id": "0199a000-0000-7000-8000-000000000012", "host_id": "0199a000-0000-7000-8000-000000000002",
    "title": "Хөтөлбөрийн хэлэлцүүлэг", "time_zone": "Asia/Ulaanbaatar",
    "rule": {"every": "week", "interval": 1, "starts_on": "2026-03-02", "at": "18:30", "minutes": 90,
        "count": 1},
    "groups": [], "webinars": [{
        "id": "0199a000-0000-7000-8000-000000000031", "course_id": "0199a000-0000-7000-8000-000000000011",
        "item_id": "0199a000-0000-7000-8000-000000000012", "host_id": "0199a000-0000-7000-8000-000000000002",
        "title": "Хөтөлбөрийн хэлэлцүүлэг", "starts_at": "2026-03-02T10:30:00Z",
        "ends_at": "2026-03-02T12:00:00Z", "time_zone": "Asia/Ulaanbaatar",
        "series_id": "0199a000-0000-7000-8000-000000000061", "groups": [], "status": "scheduled"}]
}))]
pub struct Series {
    /// The identifier.
    id: Uuid,
    /// The course it is a part of.
    course_id: Uuid,
    /// The course's item that attending any of its sessions counts for.
    item_id: Uuid,
    /// The person who hosts its sessions.
    host_id: Uuid,
    /// What they are called.
    title: String,
    /// Its own time zone, by IANA's name, in which the rule is to be read.
    time_zone: String,
    /// When they are held.
    rule: Rule,
    /// The groups for which they are held; all who take the course when there is none.
    groups: Vec<Uuid>,
    /// The sessions, in the order in which they begin; those included that were called off.
    webinars: Vec<Webinar>,
}

impl Series {
    /// A series with its sessions.
    ///
    /// # Errors
    /// When its row cannot be read, which is a fault of the server.
    pub fn of(row: webinar_series::Model, webinars: Vec<Webinar>) -> Result<Self> {
        Ok(Self {
            id: row.id,
            course_id: row.course_id,
            item_id: row.item_id,
            host_id: row.host_id,
            title: row.title,
            time_zone: row.time_zone,
            rule: read(&row.rule)?,
            groups: read(&row.groups)?,
            webinars,
        })
    }
}

/// A series to be planned; whoever plans it hosts its sessions.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewWebinarSeries, example = json!({
    "course_id": "0199a000-0000-7000-8000-000000000011", "item_id": "0199a000-0000-7000-8000-000000000012",
    "time_zone": "Asia/Ulaanbaatar", "rule": {"every": "week", "weekdays": ["monday", "thursday"],
        "starts_on": "2026-03-02", "at": "18:30", "minutes": 90, "count": 12}
}))]
pub struct NewSeries {
    /// The course it is a part of.
    #[garde(skip)]
    pub course_id: Uuid,
    /// The course's item that attending any of its sessions counts for.
    #[garde(skip)]
    pub item_id: Uuid,
    /// What the sessions are called; what the item is called when absent.
    #[garde(inner(length(chars, min = 1, max = 300)))]
    pub title: Option<String>,
    /// The time zone in which the rule is to be read, by IANA's name; that of the installation when
    /// absent.
    #[garde(inner(custom(known_time_zone)))]
    #[schema(example = "Asia/Ulaanbaatar")]
    pub time_zone: Option<String>,
    /// The groups of the course for which they are held; all who take the course when there is none.
    #[serde(default)]
    #[garde(length(max = GROUPS_LIMIT))]
    #[schema(max_items = 50)]
    pub groups: Vec<Uuid>,
    /// When they are held; at most 100.
    #[garde(skip)]
    pub rule: Rule,
}

/// What is changed of a series; what is absent stays.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = WebinarSeriesChange, example = json!({"rule": {"every": "week", "weekdays": ["tuesday"],
    "starts_on": "2026-03-02", "at": "18:30", "minutes": 90, "count": 12}}))]
pub struct SeriesChange {
    /// What the sessions are called.
    #[garde(inner(length(chars, min = 1, max = 300)))]
    pub title: Option<String>,
    /// The time zone in which the rule is to be read, by IANA's name.
    #[garde(inner(custom(known_time_zone)))]
    #[schema(example = "Asia/Ulaanbaatar")]
    pub time_zone: Option<String>,
    /// The groups of the course for which they are held; all who take the course when there is none.
    #[garde(inner(length(max = GROUPS_LIMIT)))]
    #[schema(max_items = 50)]
    pub groups: Option<Vec<Uuid>>,
    /// When they are held, those included that have been.
    #[garde(skip)]
    pub rule: Option<Rule>,
}

/// Goes on when a changed rule has a session to come, and does not begin years ahead: a slip of the finger
/// in a date must not call everything off.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid), naming the day.
pub fn require_to_come(sessions: &[Occurrence], now: DateTime<Utc>) -> Result<()> {
    let is_near = sessions
        .first()
        .is_some_and(|one| one.starts_at <= now + FARTHEST);
    let is_to_come = sessions.last().is_some_and(|one| one.starts_at > now);
    if is_near && is_to_come {
        Ok(())
    } else {
        Err(Error::field("rule.starts_on", "field-invalid"))
    }
}

/// The sessions of a rule in a time zone that is known.
///
/// # Errors
/// [`Code::Invalid`](crate::error::Code::Invalid), naming the field that does not fit.
pub fn occurrences(rule: &Rule, time_zone: &str) -> Result<Vec<Occurrence>> {
    let zone: Result<Tz, _> = time_zone.parse();
    let zone = zone.map_err(|_| Error::field("time_zone", "field-time-zone"))?;
    expand(rule, zone).map_err(|(field, key)| Error::field(field, key))
}
