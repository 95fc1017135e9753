//! Letters about webinars: one, or the sessions of a series.
//!
//! Times are told on the clock of the webinar's own time zone, with its name, because that is how people
//! speak of them to each other; who lives by another clock is told the own time as well. They are those
//! that hold when the letter is written: a webinar may have been moved since the letter was caused.

use chrono_tz::Tz;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::calendar::Invitation;
use super::super::message;
use super::{Letter, Writer};
use crate::error::{Code, Error, Result};
use crate::messages::{Arguments, dates};
use crate::webinars::room::Status;
use crate::webinars::series::{Rule, expand};
use crate::webinars::store;
use crate::webinars::tables::webinar;

impl Writer<'_> {
    pub(super) async fn webinar(&self, id: Uuid) -> Result<Option<Letter>> {
        let reader = self.app.database.reader();
        let webinar = webinar::Entity::find_by_id(id).one(reader).await?;
        let webinar = webinar.ok_or(Code::NotFound)?;
        if webinar.ends_at <= self.now || webinar.status.is_over() {
            return Ok(None);
        }
        let course = self.course_title(webinar.course_id).await?;
        let zone = dates::zone(&webinar.time_zone);
        let time = self.time(&webinar, zone);
        let arguments = Arguments::none()
            .with("title", &webinar.title)
            .with("course", &course)
            .with("time", &time);
        let mut content = self.content(&arguments);
        content.facts = vec![
            self.fact("letter-fact-webinar", &webinar.title),
            self.fact("letter-fact-course", &course),
            self.fact("letter-fact-time", &time),
            self.fact("letter-fact-time-zone", zone.name()),
        ];
        let own = self.time(&webinar, self.zone);
        if own != time {
            content.facts.push(self.fact("letter-fact-own-time", &own));
        }
        content.action = Some(self.action(&format!("webinars/{id}")));
        let invitation = self.invite(webinar, &content.lead)?;
        Ok(Some(Letter {
            content,
            invitations: vec![invitation],
            certificate: None,
        }))
    }

    /// All sessions to come that are for the person, without those that the series is about to call off.
    pub(super) async fn series(&self, id: Uuid) -> Result<Option<Letter>> {
        let reader = self.app.database.reader();
        let series = store::series::get(reader, id).await?;
        if series.called_off {
            return Ok(None);
        }
        let mut webinars = webinar::Entity::find()
            .filter(webinar::Column::SeriesId.eq(id))
            .filter(webinar::Column::Status.eq(Status::Scheduled))
            .filter(webinar::Column::EndsAt.gt(self.now))
            .filter(store::groups::is_for(self.person.id))
            .order_by_asc(webinar::Column::StartsAt)
            .all(reader)
            .await?;
        let rule: Rule = store::attendance::read(&series.rule)?;
        let days = expand(&rule, dates::zone(&series.time_zone));
        let days = days.map_err(|(field, fault)| Error::internal(format!("{field}: {fault}")))?;
        let days: Vec<_> = days.iter().map(|one| Some(one.day)).collect();
        // Calling off is another job, which may come after this one.
        webinars
            .retain(|one| one.apart || one.starts_at <= self.now || days.contains(&one.series_day));
        let Some(first) = webinars.first() else {
            return Ok(None);
        };
        let course = self.course_title(series.course_id).await?;
        let arguments = Arguments::none()
            .with("title", &series.title)
            .with("course", &course)
            .with("count", webinars.len())
            .with("time", self.time(first, dates::zone(&first.time_zone)));
        let mut content = self.content(&arguments);
        content.facts = vec![
            self.fact("letter-fact-webinar", &series.title),
            self.fact("letter-fact-course", &course),
            self.fact("letter-fact-time-zone", &series.time_zone),
        ];
        for (number, webinar) in (1..).zip(&webinars) {
            let time = self.time(webinar, dates::zone(&webinar.time_zone));
            content.facts.push((format!("{number}."), time));
        }
        content.action = Some(self.action("webinars"));
        let invitations = webinars
            .into_iter()
            .map(|webinar| self.invite(webinar, &content.lead));
        let invitations = invitations.collect::<Result<_>>()?;
        Ok(Some(Letter {
            content,
            invitations,
            certificate: None,
        }))
    }

    fn time(&self, webinar: &webinar::Model, zone: Tz) -> String {
        dates::span(self.language, webinar.starts_at, webinar.ends_at, zone)
    }

    fn invite(&self, webinar: webinar::Model, description: &str) -> Result<Invitation> {
        let address = &self.app.config.server.public_address;
        Ok(Invitation {
            id: webinar.id,
            revision: u32::try_from(webinar.revision).unwrap_or_default(),
            title: webinar.title,
            description: description.to_owned(),
            starts_at: webinar.starts_at,
            ends_at: webinar.ends_at,
            place: format!("{address}/webinars/{}", webinar.id),
            address: format!("{address}/webinars/{}", webinar.id),
            organiser: message::sender(self.app)?.email.to_string(),
            attendee: self.address.value.clone(),
            written_at: self.now,
        })
    }
}
