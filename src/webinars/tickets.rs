//! Tickets to rooms: each opens a socket once, soon, for one person. A hall of thousands comes in the
//! same minute, so tickets are issued together, and taken together (see [`crate::db::batching`]).

use std::collections::{BTreeMap, HashMap, HashSet};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, IntoCondition};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, QueryFilter,
    QuerySelect,
};
use uuid::Uuid;

use super::event::Author;
use super::store::{self, name_in_room};
use super::tables::{room_ticket, webinar};
use crate::db::batching::Batch;
use crate::db::{self, Database, Transaction};
use crate::error::{Code, Result};
use crate::ids;
use crate::people::tables::{person, person_role};
use crate::policy;
use crate::programmes::tables::{course_group_member, enrolment};

/// How many tickets are issued or taken at once.
pub const TOGETHER: usize = 256;
/// Digits of the time with which a ticket begins: milliseconds, hexadecimal.
const UNTIL: usize = 12;

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

impl NewTicket {
    /// Until when, and a secret. So whoever asks for tickets one after the other finds them side by
    /// side in the database: a hall that comes in together touches few of its pages.
    fn written(&self) -> String {
        let until = self.expires_at.timestamp_millis();
        format!("{until:0width$x}{}", ids::new_secret(), width = UNTIL)
    }
}

/// How a ticket is kept: its hash, in the order of time. A ticket that was never written has no order.
fn kept(ticket: &str) -> String {
    let until = ticket.get(..UNTIL).unwrap_or_default();
    let is_time = until.bytes().all(|digit| digit.is_ascii_hexdigit());
    let until = if is_time { until } else { "" };
    format!("{until}{}", ids::hash_of_secret(ticket))
}

/// Issues tickets. Only their hashes are kept.
#[derive(Debug)]
pub struct Issuer(pub Database);

#[async_trait]
impl Batch for Issuer {
    type Request = NewTicket;
    type Outcome = String;

    async fn run(&self, asked: &[NewTicket]) -> Result<Vec<Result<String>>> {
        let tickets: Vec<String> = asked.iter().map(NewTicket::written).collect();
        let rows = asked.iter().zip(&tickets);
        let rows = rows.map(|(asked, ticket)| room_ticket::ActiveModel {
            hash: Set(kept(ticket)),
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
        (kept(&self.ticket), self.webinar_id)
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
        let shown: Vec<Shown> = entering.iter().map(Entering::shown).collect();
        let mut taken = take(&transaction, &shown).await?;
        // Before the commit: when it cannot be read, nobody's ticket is used up.
        let doors = doors(&transaction, taken.values()).await?;
        transaction.commit().await?;
        let outcome = |(one, shown): (&Entering, &Shown)| {
            // Of two that come with one ticket at the same moment only the first gets it.
            match taken.remove(shown) {
                Some(row) if row.expires_at > one.now => match doors.get(&row.webinar_id) {
                    Some(door) => door.admit(row.person_id),
                    None => Err(Code::TokenInvalid.into()),
                },
                _ => Err(Code::TokenInvalid.into()),
            }
        };
        Ok(entering.iter().zip(&shown).map(outcome).collect())
    }
}

/// The tickets that are good for these rooms; they are used up. One that is shown at the door of
/// another room is left for its own.
async fn take(
    transaction: &Transaction,
    shown: &[Shown],
) -> Result<HashMap<Shown, room_ticket::Model>> {
    let mut rooms: BTreeMap<Uuid, Vec<&str>> = BTreeMap::new();
    for (hash, webinar_id) in shown {
        rooms.entry(*webinar_id).or_default().push(hash);
    }
    let any = rooms
        .into_iter()
        .fold(Condition::any(), |any, (webinar_id, hashes)| {
            any.add(
                Condition::all()
                    .add(room_ticket::Column::WebinarId.eq(webinar_id))
                    .add(room_ticket::Column::Hash.is_in(db::few_lengths(hashes))),
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

/// What must be known to let people into one room.
struct Door {
    webinar: webinar::Model,
    /// The groups that it is held for; none when it is for all who take the course.
    groups: Option<Vec<Uuid>>,
    guests: HashMap<Uuid, Guest>,
    /// Who is in which of the groups.
    members: HashSet<(Uuid, Uuid)>,
}

/// Somebody who can sign in.
struct Guest {
    name: String,
    roles: Vec<policy::Role>,
    takes_course: bool,
}

/// A person with one of the roles, and the enrolment in the webinar's course.
type GuestRow = (Uuid, String, String, Option<String>, Option<Uuid>);

/// The doors at which these tickets were shown.
async fn doors(
    reader: &Transaction,
    tickets: impl Iterator<Item = &room_ticket::Model>,
) -> Result<HashMap<Uuid, Door>> {
    let mut people: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for ticket in tickets {
        let waiting = people.entry(ticket.webinar_id).or_default();
        waiting.push(ticket.person_id);
    }
    let webinars = webinar::Entity::find()
        .filter(webinar::Column::Id.is_in(people.keys().copied()))
        .all(reader)
        .await?;
    let mut groups = store::groups::of_all(reader, people.keys().copied()).await?;
    let mut doors = HashMap::new();
    for webinar in webinars {
        let people = people.remove(&webinar.id).unwrap_or_default();
        let groups = groups.remove(&webinar.id);
        let door = Door {
            guests: guests(reader, webinar.course_id, &people).await?,
            members: members(reader, &people, groups.as_deref().unwrap_or_default()).await?,
            groups,
            webinar,
        };
        doors.insert(door.webinar.id, door);
    }
    Ok(doors)
}

/// One row a role, not a query for each kind of thing: what is read here is read ten thousand times a
/// second.
async fn guests(
    reader: &Transaction,
    course_id: Uuid,
    people: &[Uuid],
) -> Result<HashMap<Uuid, Guest>> {
    let roles = person::Entity::belongs_to(person_role::Entity)
        .from(person::Column::Id)
        .to(person_role::Column::PersonId);
    let of_course = move |_, enrolments| {
        let course = Expr::col((enrolments, enrolment::Column::CourseId));
        course.eq(course_id).into_condition()
    };
    let enrolments = person::Entity::belongs_to(enrolment::Entity)
        .from(person::Column::Id)
        .to(enrolment::Column::PersonId)
        .on_condition(of_course);
    let rows: Vec<GuestRow> = person::Entity::find()
        .join(JoinType::LeftJoin, roles.into())
        .join(JoinType::LeftJoin, enrolments.into())
        .filter(person::Column::Id.is_in(db::few_lengths(people.iter().copied())))
        .filter(person::Column::Active.eq(true))
        .select_only()
        .columns([
            person::Column::Id,
            person::Column::Surname,
            person::Column::GivenName,
        ])
        .column(person_role::Column::Role)
        .column_as(enrolment::Column::Id, "enrolment")
        .into_tuple()
        .all(reader)
        .await?;
    let mut guests = HashMap::new();
    for (id, surname, given_name, role, enrolment) in rows {
        let guest = guests.entry(id).or_insert_with(|| Guest {
            name: name_in_room(&surname, &given_name),
            roles: Vec::new(),
            takes_course: enrolment.is_some(),
        });
        guest
            .roles
            .extend(role.as_deref().and_then(policy::Role::named));
    }
    Ok(guests)
}

async fn members(
    reader: &Transaction,
    people: &[Uuid],
    groups: &[Uuid],
) -> Result<HashSet<(Uuid, Uuid)>> {
    if groups.is_empty() {
        return Ok(HashSet::new());
    }
    let members: Vec<(Uuid, Uuid)> = course_group_member::Entity::find()
        .filter(
            course_group_member::Column::PersonId.is_in(db::few_lengths(people.iter().copied())),
        )
        .filter(course_group_member::Column::GroupId.is_in(groups.iter().copied()))
        .select_only()
        .column(course_group_member::Column::PersonId)
        .column(course_group_member::Column::GroupId)
        .into_tuple()
        .all(reader)
        .await?;
    Ok(members.into_iter().collect())
}

impl Door {
    fn admit(&self, person_id: Uuid) -> Result<Author> {
        if self.webinar.status.is_over() {
            return Err(Code::WebinarClosed.into());
        }
        let guest = self.guests.get(&person_id).ok_or(Code::TokenInvalid)?;
        let is_in = |group: &Uuid| self.members.contains(&(person_id, *group));
        let is_for = match &self.groups {
            None => true,
            Some(groups) => groups.iter().any(is_in),
        };
        let is_host = self.webinar.host_id == person_id;
        let role = policy::role_in_room(&guest.roles, is_host, guest.takes_course && is_for);
        Ok(Author {
            person: person_id,
            name: guest.name.clone(),
            role: role.ok_or(Code::NotFound)?,
            sent: None,
        })
    }
}
