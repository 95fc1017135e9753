//! Letters about cohorts: that one takes part, or does not, and what is still to do. What is to do is read when
//! the letter is written: whoever has finished meanwhile gets none.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Letter, Writer};
use crate::cohorts::reminders::{Kind, stage};
use crate::cohorts::schedule::Times;
use crate::cohorts::store;
use crate::cohorts::tables::{cohort, cohort_reminder};
use crate::cohorts::work::{self, Work};
use crate::courses::document::ItemKind;
use crate::error::Result;
use crate::messages::{Arguments, dates};
use crate::people;

/// Items that a letter names; of more it says how many.
const NAMED: usize = 8;

impl Writer<'_> {
    pub(super) async fn cohort_joined(&self, id: Uuid) -> Result<Option<Letter>> {
        let reader = self.app.database.reader();
        let cohort = store::get(reader, id).await?;
        let member = store::member(reader, id, self.person.id).await?;
        if !member.is_some_and(|member| member.state.takes_part()) {
            return Ok(None);
        }
        let mut content = self.content(&Arguments::none().with("cohort", &cohort.title));
        for course_id in store::courses_of(reader, id).await? {
            let title = self.course_title(course_id).await?;
            content.facts.push(self.fact("letter-fact-course", &title));
        }
        let schedule = cohort.schedule()?;
        for (key, window) in [
            ("letter-fact-self-paced", schedule.self_paced),
            ("letter-fact-webinars", schedule.webinars),
        ] {
            let Some(window) = window else { continue };
            let days = Arguments::none()
                .with("from", dates::date(self.language, window.from))
                .with("until", dates::date(self.language, window.until));
            let days = self.language.text("letter-days", &days);
            content.facts.push(self.fact(key, &days));
        }
        content.action = Some(self.action("cohorts"));
        Ok(Some(Letter::of(content)))
    }

    pub(super) async fn cohort_refused(&self, id: Uuid) -> Result<Letter> {
        let reader = self.app.database.reader();
        let cohort = store::get(reader, id).await?;
        let member = store::member(reader, id, self.person.id).await?;
        let reason = member.map(|member| member.reason).unwrap_or_default();
        let arguments = Arguments::none()
            .with("cohort", &cohort.title)
            .with("reason", reason);
        Ok(Letter::of(self.content(&arguments)))
    }

    /// All that the house has thought of for one day.
    pub(super) async fn reminder(&self, day: NaiveDate) -> Result<Option<Letter>> {
        let reader = self.app.database.reader();
        let rows = cohort_reminder::Entity::find()
            .filter(cohort_reminder::Column::PersonId.eq(self.person.id))
            .filter(cohort_reminder::Column::Day.eq(day))
            .all(reader)
            .await?;
        // Of two moments of one cohort the later one is told.
        let mut kinds: BTreeMap<Uuid, Kind> = BTreeMap::new();
        for row in rows {
            let Some(kind) = Kind::named(&row.kind) else {
                continue;
            };
            let known = kinds.entry(row.cohort_id).or_insert(kind);
            *known = kind.max(*known);
        }
        let mut content = self.content(&Arguments::none());
        for (cohort_id, kind) in kinds {
            content.facts.extend(self.to_do(cohort_id, kind).await?);
        }
        if content.facts.is_empty() {
            return Ok(None);
        }
        content.action = Some(self.action("cohorts"));
        Ok(Some(Letter::of(content)))
    }

    /// What an officer reminds of.
    pub(super) async fn officer_reminder(
        &self,
        cohort_id: Uuid,
        officer_id: Uuid,
    ) -> Result<Option<Letter>> {
        let officer = people::store::get(self.app.database.reader(), officer_id).await?;
        let officer = format!("{} {}", officer.surname, officer.given_name);
        let mut content = self.content(&Arguments::none().with("officer", officer));
        content
            .facts
            .extend(self.to_do(cohort_id, Kind::ThreeDays).await?);
        if content.facts.is_empty() {
            return Ok(None);
        }
        content.action = Some(self.action("cohorts"));
        Ok(Some(Letter::of(content)))
    }

    /// What is still to do in one cohort, and until when; none when nothing is.
    async fn to_do(&self, cohort_id: Uuid, kind: Kind) -> Result<Option<(String, String)>> {
        let reader = self.app.database.reader();
        let (cohort, person_id) = (store::get(reader, cohort_id).await?, self.person.id);
        let member = store::member(reader, cohort_id, person_id).await?;
        if !member.is_some_and(|member| member.state.takes_part()) {
            return Ok(None);
        }
        let courses = store::courses_of(reader, cohort_id).await?;
        let mut works = work::of(self.app, reader, &courses, [person_id]).await?;
        let works = works.remove(&person_id).unwrap_or_default();
        let mut granted = store::extensions(reader, [cohort_id], [person_id]).await?;
        let granted = granted.remove(&(cohort_id, person_id)).unwrap_or_default();
        let times = cohort.schedule()?.self_paced_times(&granted);
        let left = left(&works);
        if left.is_empty() {
            return Ok(None);
        }
        // The letter may be late: then it tells what is so now.
        let kind = stage(&times, self.now).map_or(kind, |(now, _)| now.max(kind));
        Ok(Some((
            cohort.title.clone(),
            self.told(&cohort, kind, &times, &left),
        )))
    }

    fn told(&self, cohort: &cohort::Model, kind: Kind, times: &Times, left: &[String]) -> String {
        let named = left.iter().take(NAMED).map(String::as_str);
        let named = named.collect::<Vec<_>>().join("; ");
        let more = left.len().saturating_sub(NAMED);
        let arguments = Arguments::none().with("count", left.len()).with(
            "items",
            if more > 0 {
                format!("{named}; +{more}")
            } else {
                named
            },
        );
        let until = match kind {
            Kind::Missed => times.closes_at,
            _ if times.ends_at.is_some_and(|ends_at| ends_at <= self.now) => times.closes_at,
            _ => times.ends_at,
        };
        let Some(until) = until else {
            return self.language.text("reminder-no-end", &arguments);
        };
        let arguments = arguments.with("until", self.last_moment(cohort, until));
        self.language
            .text(&format!("reminder-{}", kind.name()), &arguments)
    }

    /// The end of a window as people speak of it: its last minute, not midnight.
    fn last_moment(&self, cohort: &cohort::Model, until: DateTime<Utc>) -> String {
        let zone = dates::zone(&cohort.time_zone);
        dates::moment(self.language, until - TimeDelta::minutes(1), zone)
    }
}

/// What the self-paced window asks for and is not done, in reading order.
fn left(works: &[Work]) -> Vec<String> {
    let left = works.iter().flat_map(Work::left);
    left.filter(|(item, _)| item.kind() != ItemKind::Webinar)
        .map(|(item, _)| item.title.clone())
        .collect()
}
