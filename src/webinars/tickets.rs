//! Tickets to rooms: each opens a socket once, soon, for one person. A hall of thousands comes in the
//! same minute, so tickets are issued together, and taken together (see [`crate::db::batching`]).

use std::collections::{BTreeMap, HashMap, HashSet};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::event::Author;
use super::store::{self, name_in_room};
use super::tables::{room_ticket, webinar};
use crate::db::batching::Batch;
use crate::db::{Database, Transaction};
use crate::error::{Code, Result};
use crate::ids;
use crate::people;
use crate::people::tables::person;
use crate::policy;
use crate::programmes::tables::{course_group_member, enrolment};

/// How many tickets are issued or taken at once.
pub const TOGETHER: usize = 256;

/// A ticket that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct NewTicket {
    /// The room.
    pub webinar_id: Uuid,
    /// Who may come in with it.
    pub person_id: Uuid,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Issues tickets. Only their hashes are kept.
#[derive(Debug)]
pub struct Issuer(pub Database);

#[async_trait]
impl Batch for Issuer {
    type Request = NewTicket;
    type Outcome = String;

    async fn run(&self, asked: &[NewTicket]) -> Result<Vec<Result<String>>> {
        let tickets: Vec<String> = asked.iter().map(|_| ids::new_secret()).collect();
        let rows = asked.iter().zip(&tickets);
        let rows = rows.map(|(asked, ticket)| room_ticket::ActiveModel {
            hash: Set(ids::hash_of_secret(ticket)),
            webinar_id: Set(asked.webinar_id),
            person_id: Set(asked.person_id),
            expires_at: Set(asked.expires_at),
        });
        let transaction = self.0.begin().await?;
        room_ticket::Entity::insert_many(rows)
            .exec_without_returning(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(tickets.into_iter().map(Ok).collect())
    }
}

/// Somebody at the door of a room.
#[derive(Debug, Clone)]
pub struct Entering {
    /// The room.
    pub webinar_id: Uuid,
    /// The ticket.
    pub ticket: String,
    /// When.
    pub now: DateTime<Utc>,
}

/// The hash of a ticket, and the room at whose door it is shown.
type Shown = (String, Uuid);

impl Entering {
    fn shown(&self) -> Shown {
        (ids::hash_of_secret(&self.ticket), self.webinar_id)
    }
}

/// Takes tickets, each once, and says who comes in, with the role that the person has now.
/// [`Code::TokenInvalid`] is the outcome for a ticket that is used, expired, for another room, or
/// never was, and for a person who has been switched off; [`Code::WebinarClosed`] when the webinar
/// is over.
#[derive(Debug)]
pub struct Doorkeeper(pub Database);

#[async_trait]
impl Batch for Doorkeeper {
    type Request = Entering;
    type Outcome = Author;

    async fn run(&self, entering: &[Entering]) -> Result<Vec<Result<Author>>> {
        let transaction = self.0.begin().await?;
        let mut taken = take(&transaction, entering).await?;
        // Before the commit: when it cannot be read, nobody's ticket is used up.
        let house = House::read(&transaction, taken.values()).await?;
        transaction.commit().await?;
        let outcome = |one: &Entering| {
            // Of two that come with one ticket at the same moment only the first gets it.
            match taken.remove(&one.shown()) {
                Some(row) if row.expires_at > one.now => house.admit(&row),
                _ => Err(Code::TokenInvalid.into()),
            }
        };
        Ok(entering.iter().map(outcome).collect())
    }
}

/// The tickets that are good for these rooms; they are used up. One that is shown at the door of
/// another room is left for its own.
async fn take(
    transaction: &Transaction,
    entering: &[Entering],
) -> Result<HashMap<Shown, room_ticket::Model>> {
    let mut shown: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for (hash, webinar_id) in entering.iter().map(Entering::shown) {
        shown.entry(webinar_id).or_default().push(hash);
    }
    let any = shown
        .into_iter()
        .fold(Condition::any(), |any, (webinar_id, hashes)| {
            any.add(
                Condition::all()
                    .add(room_ticket::Column::WebinarId.eq(webinar_id))
                    .add(room_ticket::Column::Hash.is_in(hashes)),
            )
        });
    // Of two nodes that are shown one ticket the second waits here, and finds it gone.
    let rows = room_ticket::Entity::delete_many()
        .filter(any)
        .exec_with_returning(transaction)
        .await?;
    let place = |row: room_ticket::Model| ((row.hash.clone(), row.webinar_id), row);
    Ok(rows.into_iter().map(place).collect())
}

/// What must be known of those who come in.
struct House {
    webinars: HashMap<Uuid, webinar::Model>,
    people: HashMap<Uuid, person::Model>,
    roles: HashMap<Uuid, Vec<policy::Role>>,
    /// Who takes which course.
    enrolled: HashSet<(Uuid, Uuid)>,
    /// The groups for which the webinars are held that are not for all, and who is in which.
    groups: HashMap<Uuid, Vec<Uuid>>,
    members: HashSet<(Uuid, Uuid)>,
}

impl House {
    async fn read(
        reader: &Transaction,
        tickets: impl Iterator<Item = &room_ticket::Model> + Clone,
    ) -> Result<Self> {
        let webinars: HashSet<Uuid> = tickets.clone().map(|row| row.webinar_id).collect();
        let people: HashSet<Uuid> = tickets.map(|row| row.person_id).collect();
        let webinars = webinar::Entity::find()
            .filter(webinar::Column::Id.is_in(webinars))
            .all(reader)
            .await?;
        let courses = webinars.iter().map(|webinar| webinar.course_id);
        let enrolled: Vec<(Uuid, Uuid)> = enrolment::Entity::find()
            .filter(enrolment::Column::PersonId.is_in(people.iter().copied()))
            .filter(enrolment::Column::CourseId.is_in(courses))
            .select_only()
            .column(enrolment::Column::PersonId)
            .column(enrolment::Column::CourseId)
            .into_tuple()
            .all(reader)
            .await?;
        let groups = store::groups::of_all(reader, webinars.iter().map(|one| one.id)).await?;
        let named: HashSet<Uuid> = groups.values().flatten().copied().collect();
        let members: Vec<(Uuid, Uuid)> = course_group_member::Entity::find()
            .filter(course_group_member::Column::PersonId.is_in(people.iter().copied()))
            .filter(course_group_member::Column::GroupId.is_in(named))
            .select_only()
            .column(course_group_member::Column::PersonId)
            .column(course_group_member::Column::GroupId)
            .into_tuple()
            .all(reader)
            .await?;
        let known = person::Entity::find()
            .filter(person::Column::Id.is_in(people.iter().copied()))
            .filter(person::Column::Active.eq(true))
            .all(reader)
            .await?;
        Ok(Self {
            webinars: webinars.into_iter().map(|row| (row.id, row)).collect(),
            people: known.into_iter().map(|row| (row.id, row)).collect(),
            roles: people::store::roles_of_all(reader, people).await?,
            enrolled: enrolled.into_iter().collect(),
            groups,
            members: members.into_iter().collect(),
        })
    }

    fn admit(&self, ticket: &room_ticket::Model) -> Result<Author> {
        let webinar = self.webinars.get(&ticket.webinar_id);
        let webinar = webinar.ok_or(Code::TokenInvalid)?;
        if webinar.status.is_over() {
            return Err(Code::WebinarClosed.into());
        }
        let person = self.people.get(&ticket.person_id);
        let person = person.ok_or(Code::TokenInvalid)?;
        let roles = self.roles.get(&person.id).map_or(&[][..], Vec::as_slice);
        let is_enrolled = self.enrolled.contains(&(person.id, webinar.course_id));
        let is_in = |group: &Uuid| self.members.contains(&(person.id, *group));
        let groups = self.groups.get(&webinar.id);
        let takes_part = is_enrolled && groups.is_none_or(|groups| groups.iter().any(is_in));
        let role = policy::role_in_room(roles, webinar.host_id == person.id, takes_part);
        Ok(Author {
            person: person.id,
            name: name_in_room(person),
            role: role.ok_or(Code::NotFound)?,
            sent: None,
        })
    }
}
