//! Visits as the API shows them, and as it takes them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use garde::Validate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::people::registration::written_name;
use crate::people::tables::person;
use crate::policy::Actor;
use crate::second_stage::tables::visit;
use crate::second_stage::visit::{State, Step};
use crate::surveys::answers::{Answer, Answers};

/// Somebody, by name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = SecondStagePerson)]
pub struct Who {
    /// The account.
    pub id: Uuid,
    /// The surname.
    pub surname: String,
    /// The given name.
    pub given_name: String,
}

/// The names of people.
///
/// # Errors
/// When the database fails.
pub async fn names(
    connection: &impl ConnectionTrait,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Who>> {
    let people: HashSet<Uuid> = people.into_iter().collect();
    let people: Vec<Uuid> = people.into_iter().collect();
    let mut names = HashMap::with_capacity(people.len());
    for some in people.chunks(5_000) {
        let rows: Vec<(Uuid, String, String)> = person::Entity::find()
            .select_only()
            .columns([
                person::Column::Id,
                person::Column::Surname,
                person::Column::GivenName,
            ])
            .filter(person::Column::Id.is_in(some.iter().copied()))
            .into_tuple()
            .all(connection)
            .await?;
        let each = rows.into_iter().map(|(id, surname, given_name)| {
            let who = Who {
                id,
                surname,
                given_name,
            };
            (id, who)
        });
        names.extend(each);
    }
    Ok(names)
}

/// A visit at the workplace.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub struct Visit {
    /// The identifier.
    id: Uuid,
    /// The course that it follows.
    course_id: Uuid,
    /// Who is visited.
    person: Who,
    /// Who comes.
    visitor: Who,
    /// The version of the form of the observation; null when nothing is filled in.
    form_version_id: Option<Uuid>,
    /// Where.
    place: String,
    /// By whose clock people speak of it.
    time_zone: String,
    /// When it begins.
    starts_at: DateTime<Utc>,
    /// When it ends.
    ends_at: DateTime<Utc>,
    /// How far it is.
    state: State,
    /// What was observed, by the keys of the form's questions; null for the one who is visited, who
    /// reads what was agreed.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Answer>>)]
    observation: Option<Answers>,
    /// What was agreed.
    steps: Vec<Step>,
    /// When it is looked at again.
    follow_up_on: Option<NaiveDate>,
    /// When it was recorded.
    held_at: Option<DateTime<Utc>>,
    /// When the one who was visited said to have read what was agreed.
    acknowledged_at: Option<DateTime<Utc>>,
    /// When it was closed.
    closed_at: Option<DateTime<Utc>>,
}

/// Visits as somebody sees them.
///
/// # Errors
/// When the database fails.
pub async fn visits(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    rows: Vec<visit::Model>,
) -> Result<Vec<Visit>> {
    let people = rows.iter().flat_map(|row| [row.person_id, row.visitor_id]);
    let names = names(connection, people).await?;
    let each = rows.into_iter().map(|row| Visit::of(row, actor, &names));
    each.collect()
}

/// A visit as somebody sees it.
///
/// # Errors
/// When the database fails.
pub async fn visit(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    row: visit::Model,
) -> Result<Visit> {
    let names = names(connection, [row.person_id, row.visitor_id]).await?;
    Visit::of(row, actor, &names)
}

/// Who this is among the named.
pub(super) fn named(names: &HashMap<Uuid, Who>, id: Uuid) -> Result<Who> {
    let who = names.get(&id).cloned();
    who.ok_or_else(|| Error::internal(format!("nobody is {id}")))
}

impl Visit {
    fn of(row: visit::Model, actor: &Actor, names: &HashMap<Uuid, Who>) -> Result<Self> {
        let is_visited = row.person_id == actor.person_id && row.visitor_id != actor.person_id;
        Ok(Self {
            id: row.id,
            course_id: row.course_id,
            person: named(names, row.person_id)?,
            visitor: named(names, row.visitor_id)?,
            form_version_id: row.form_version_id,
            place: row.place,
            time_zone: row.time_zone,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            state: row.state,
            observation: (!is_visited).then_some(row.observation),
            steps: row.steps.0,
            follow_up_on: row.follow_up_on,
            held_at: row.held_at,
            acknowledged_at: row.acknowledged_at,
            closed_at: row.closed_at,
        })
    }
}

/// A change of a visit that is to come.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitChange, example = json!({"starts_at": "2030-10-08T01:00:00Z",
    "ends_at": "2030-10-08T03:00:00Z"}))]
pub struct VisitChange {
    /// Who comes.
    #[garde(skip)]
    pub visitor_id: Option<Uuid>,
    /// Where.
    #[garde(inner(length(chars, min = 1, max = 300), custom(written_name)))]
    pub place: Option<String>,
    /// When it begins.
    #[garde(skip)]
    pub starts_at: Option<DateTime<Utc>>,
    /// When it ends.
    #[garde(skip)]
    pub ends_at: Option<DateTime<Utc>>,
}

/// What a visitor has observed, and what was agreed.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitRecord, example = json!({
    "observation": {"lesson": "Математик, 5-р анги", "practice": {"aim": 4}},
    "steps": [{"text": "Бүлгийн ажлыг долоо хоногт нэг удаа хийх", "who": "participant",
        "until": "2030-11-01"}], "follow_up_on": "2030-12-02"}))]
pub struct Record {
    /// By the keys of the form's questions; what is required may be filled in until it is closed.
    #[serde(default)]
    #[garde(skip)]
    #[schema(value_type = std::collections::BTreeMap<String, Answer>)]
    pub observation: Answers,
    /// What was agreed.
    #[serde(default)]
    #[garde(length(max = 20), dive)]
    pub steps: Vec<Step>,
    /// When it is looked at again.
    #[garde(skip)]
    pub follow_up_on: Option<NaiveDate>,
}

/// Whether a step is done.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = VisitStepDone, example = json!({"done": true}))]
pub struct Done {
    /// Whether it is.
    #[garde(skip)]
    pub done: bool,
}
