//! Letters about visits at the workplace, to who makes the visit and to who has it. The time and the
//! place are those that hold when the letter is written.

use chrono::TimeDelta;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::super::calendar::Invitation;
use super::super::message;
use super::{Letter, Writer};
use crate::error::{Code, Result};
use crate::messages::{Arguments, dates};
use crate::people;
use crate::second_stage::planning::REMINDED_BEFORE;
use crate::second_stage::tables::visit;
use crate::second_stage::visit::State;
use crate::webinars::store::name_in_room;

impl Writer<'_> {
    pub(super) async fn visit_planned(&self, id: Uuid) -> Result<Option<Letter>> {
        self.visit(id, None).await
    }

    /// Nothing, when the visit was moved to a later day: there is another letter for that.
    pub(super) async fn visit_soon(&self, id: Uuid) -> Result<Option<Letter>> {
        self.visit(id, Some(REMINDED_BEFORE)).await
    }

    async fn visit(&self, id: Uuid, within: Option<TimeDelta>) -> Result<Option<Letter>> {
        let reader = self.app.database.reader();
        let visit = visit::Entity::find_by_id(id).one(reader).await?;
        let visit = visit.ok_or(Code::NotFound)?;
        let is_later = within.is_some_and(|within| visit.starts_at > self.now + within);
        let is_mine = [visit.person_id, visit.visitor_id].contains(&self.person.id);
        if visit.state != State::Planned || visit.starts_at <= self.now || is_later || !is_mine {
            return Ok(None);
        }
        let visitor = people::store::get(reader, visit.visitor_id).await?;
        let visited = people::store::get(reader, visit.person_id).await?;
        let course = self.course_title(visit.course_id).await?;
        let zone = dates::zone(&visit.time_zone);
        let time = dates::span(self.language, visit.starts_at, visit.ends_at, zone);
        let arguments = Arguments::none()
            .with("course", &course)
            .with("time", &time);
        let mut content = self.content(&arguments);
        content.facts = vec![
            self.fact("letter-fact-time", &time),
            self.fact("letter-fact-place", &visit.place),
            self.fact(
                "letter-fact-visitor",
                &name_in_room(&visitor.surname, &visitor.given_name),
            ),
            self.fact(
                "letter-fact-visited",
                &name_in_room(&visited.surname, &visited.given_name),
            ),
            self.fact("letter-fact-course", &course),
        ];
        content.action = Some(self.action(&format!("visits/{id}")));
        let address = &self.app.config.server.public_address;
        let invitation = Invitation {
            id,
            revision: u32::try_from(visit.revision).unwrap_or_default(),
            title: self.words("letter-visit-title"),
            description: content.lead.clone(),
            starts_at: visit.starts_at,
            ends_at: visit.ends_at,
            address: format!("{address}/visits/{id}"),
            place: visit.place,
            organiser: message::sender(self.app)?.email.to_string(),
            attendee: self.person.email.clone().unwrap_or_default(),
            written_at: self.now,
        };
        Ok(Some(Letter {
            content,
            invitations: vec![invitation],
            certificate: None,
        }))
    }
}
