//! Somebody of the register: a name, a school, a position, years of service, an address, a history.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use surgalt::ids;
use surgalt::messages::Language;
use surgalt::people::position::Position;
use surgalt::people::tables::{person, placement};
use surgalt::people::{contacts, names as keys};
use surgalt::policy::Role;
use uuid::Uuid;

use super::country::School;
use super::names;
use super::rows::Rows;
use super::season::YEARS_OF_SERVICE;
use crate::moments::Random;
use crate::seed;

/// Somebody, as far as seasons need to know.
#[derive(Debug, Clone)]
pub struct Teacher {
    /// The account.
    pub id: Uuid,
    /// The number in the register.
    pub number: u32,
    /// Where.
    pub school: School,
    /// As what.
    pub position: Position,
    /// The surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
}

/// Four in five are teachers.
fn position(random: &mut Random) -> Position {
    match random.below(100) {
        0..80 => Position::Teacher,
        80..86 => Position::Director,
        86..91 => Position::KindergartenHead,
        91..95 => Position::TrainingManager,
        95..98 => Position::SocialWorker,
        _ => Position::Specialist,
    }
}

impl Teacher {
    /// Somebody new, of the cohort of this place in the season that begins then; with the rows that say so.
    pub fn new(
        number: u32,
        school: &School,
        (cohort, begins): (usize, DateTime<Utc>),
        random: &mut Random,
        rows: &mut Rows,
    ) -> Self {
        let (surname, given_name) = names::draw(random);
        // Registers grow in order of time; a day has room for all of a season's people.
        let registered = begins - TimeDelta::days(20) + TimeDelta::milliseconds(number.into());
        let teacher = Self {
            id: ids::new_id_at(registered),
            number,
            school: school.clone(),
            position: position(random),
            surname,
            given_name,
        };
        let years = YEARS_OF_SERVICE.get(cohort).copied().unwrap_or(1);
        let days = i64::from(years - 1) * 365 + 10 + i64::from(random.below(300));
        let began = (begins - TimeDelta::days(days)).date_naive();
        teacher.write(began, registered, rows);
        teacher
    }

    /// The surname and the given name, as rooms show them.
    pub fn name(&self) -> String {
        format!("{} {}", self.surname, self.given_name)
    }

    fn write(&self, began: NaiveDate, at: DateTime<Utc>, rows: &mut Rows) {
        let email = format!("{}@load.example", self.number);
        let bounces = self.number % 50 == 7;
        rows.people.push(person::ActiveModel {
            id: Set(self.id),
            organisation_id: Set(Some(self.school.id)),
            email: Set(Some(email.clone())),
            surname: Set(self.surname.clone()),
            given_name: Set(self.given_name.clone()),
            language: Set(Language::Mn),
            time_zone: Set("Asia/Ulaanbaatar".to_owned()),
            password_hash: Set(None),
            active: Set(true),
            revision: Set(0),
            created_at: Set(at),
            register_number: Set(Some(names::register_number(self.number))),
            sector_code: Set(None),
            service_began_on: Set(Some(began)),
            name_key: Set(keys::full_key(&self.surname, &self.given_name)),
            position: Set(Some(self.position.name().to_owned())),
            bounced: Set(bounces),
            unreachable: Set(bounces),
        });
        rows.roles.push(seed::role(self.id, Role::Learner));
        let mut address = contacts::main_email(self.id, email, at);
        if bounces {
            address.bounced_at = Set(Some(at));
            address.bounce_reason = Set(Some("5.1.1".to_owned()));
        }
        rows.contacts.push(address);
        // Every other one has moved within the own year: was somebody else at the same school before.
        if self.number.is_multiple_of(2) {
            let moved = began + TimeDelta::days(200);
            rows.placements
                .push(self.placement(Position::Other, began, Some(moved), at));
            rows.placements
                .push(self.placement(self.position, moved, None, at));
        } else {
            rows.placements
                .push(self.placement(self.position, began, None, at));
        }
    }

    fn placement(
        &self,
        position: Position,
        since: NaiveDate,
        until: Option<NaiveDate>,
        at: DateTime<Utc>,
    ) -> placement::ActiveModel {
        placement::ActiveModel {
            id: Set(ids::new_id_at(at)),
            person_id: Set(self.id),
            organisation_id: Set(self.school.id),
            position: Set(position.name().to_owned()),
            subject: Set("математик".to_owned()),
            since: Set(since),
            until: Set(until),
            created_at: Set(at),
        }
    }
}
