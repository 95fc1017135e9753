//! Terms of their own for a person or a school: a teacher who sees badly has more time, a school
//! that had no power has another try.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::chains::{self, Addition, Origin};
use super::receipts::EntryKind;
use super::tables::{accommodation, attempt};
use super::terms::{Extra, Terms};
use super::{finish, store};
use crate::app::App;
use crate::cohorts::windows::{self, Frame};
use crate::courses::document::ItemKind;
use crate::db::Transaction;
use crate::error::Result;
use crate::outbox;
use crate::people::tables::{organisation, person};
use crate::programmes;
use crate::programmes::tables::enrolment;

/// An enrolment and a quiz.
type Place = (Uuid, Uuid);

/// What is granted to one learner for one quiz.
///
/// # Errors
/// When the database fails.
pub async fn granted_to(
    connection: &impl ConnectionTrait,
    enrolment: &enrolment::Model,
    item_id: Uuid,
) -> Result<Vec<Extra>> {
    let place = (enrolment.id, item_id);
    let whose = BTreeMap::from([(enrolment.id, enrolment.clone())]);
    let mut granted = granted(connection, &[place], &whose).await?;
    Ok(granted.remove(&place).unwrap_or_default())
}

/// What is granted to those who begin, by enrolment and quiz; who is granted nothing is not there.
///
/// # Errors
/// When the database fails.
pub async fn granted(
    connection: &impl ConnectionTrait,
    places: &[Place],
    enrolments: &BTreeMap<Uuid, enrolment::Model>,
) -> Result<HashMap<Place, Vec<Extra>>> {
    let items: BTreeSet<Uuid> = places.iter().map(|(_, item_id)| *item_id).collect();
    let rows = accommodation::Entity::find()
        .filter(accommodation::Column::ItemId.is_in(items))
        .all(connection)
        .await?;
    let mut granted: HashMap<Place, Vec<Extra>> = HashMap::new();
    if rows.is_empty() {
        return Ok(granted);
    }
    let people: BTreeSet<Uuid> = enrolments.values().map(|row| row.person_id).collect();
    let paths = Paths::read(connection, people, &rows).await?;
    for place @ (enrolment_id, item_id) in places {
        let Some(enrolment) = enrolments.get(enrolment_id) else {
            continue;
        };
        let extras = rows
            .iter()
            .filter(|row| row.item_id == *item_id)
            .filter(|row| paths.is_for(row, enrolment.person_id))
            .map(extra);
        granted.insert(*place, extras.collect());
    }
    Ok(granted)
}

/// Where in the tree of organisations people and accommodations are.
struct Paths {
    of_people: HashMap<Uuid, String>,
    of_organisations: HashMap<Uuid, String>,
}

impl Paths {
    async fn read(
        connection: &impl ConnectionTrait,
        people: BTreeSet<Uuid>,
        rows: &[accommodation::Model],
    ) -> Result<Self> {
        let of_people = person::Entity::find()
            .filter(person::Column::Id.is_in(people))
            .find_also_related(organisation::Entity)
            .all(connection)
            .await?;
        let organisations = rows.iter().filter_map(|row| row.organisation_id);
        let of_organisations = organisation::Entity::find()
            .filter(organisation::Column::Id.is_in(organisations))
            .all(connection)
            .await?;
        Ok(Self {
            of_people: of_people
                .into_iter()
                .filter_map(|(person, organisation)| Some((person.id, organisation?.path)))
                .collect(),
            of_organisations: of_organisations
                .into_iter()
                .map(|organisation| (organisation.id, organisation.path))
                .collect(),
        })
    }

    fn is_for(&self, row: &accommodation::Model, person_id: Uuid) -> bool {
        let of_organisation = row
            .organisation_id
            .and_then(|id| self.of_organisations.get(&id));
        let below = self
            .of_people
            .get(&person_id)
            .zip(of_organisation)
            .is_some_and(|(person, organisation)| person.starts_with(organisation.as_str()));
        row.person_id == Some(person_id) || below
    }
}

fn extra(row: &accommodation::Model) -> Extra {
    Extra {
        minutes: u16::try_from(row.extra_minutes).unwrap_or(0),
        tries: u16::try_from(row.extra_tries).unwrap_or(0),
        closes_at: row.closes_at,
    }
}

/// Gives the attempts at a quiz that are running the time that their learners have been granted, or
/// takes it away again; to be called whenever accommodations have changed.
///
/// # Errors
/// When the database fails.
pub async fn apply_to_running(
    app: &App,
    transaction: &Transaction,
    item_id: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    apply_to(app, transaction, attempt::Column::ItemId.eq(item_id), now).await
}

/// The same for the attempts of these enrolments: to be called whenever the windows of a cohort, or what
/// somebody is granted in one, have changed.
///
/// # Errors
/// When the database fails.
pub async fn apply_windows(
    app: &App,
    transaction: &Transaction,
    enrolments: Vec<Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    let theirs = attempt::Column::EnrolmentId.is_in(enrolments);
    apply_to(app, transaction, theirs, now).await
}

async fn apply_to(
    app: &App,
    transaction: &Transaction,
    which: Expr,
    now: DateTime<Utc>,
) -> Result<()> {
    let running = attempt::Entity::find()
        .filter(which)
        .filter(attempt::Column::SubmittedAt.is_null())
        .filter(attempt::Column::AbandonedAt.is_null())
        .find_also_related(enrolment::Entity)
        .all(transaction)
        .await?;
    if running.is_empty() {
        return Ok(());
    }
    let enrolments: BTreeMap<Uuid, enrolment::Model> = running
        .iter()
        .filter_map(|(_, enrolment)| enrolment.clone().map(|row| (row.id, row)))
        .collect();
    let windows = windows::of(app, transaction, enrolments.values()).await?;
    let place = |row: &attempt::Model| (row.enrolment_id, row.item_id);
    let places: Vec<Place> = running.iter().map(|(row, _)| place(row)).collect();
    let granted = granted(transaction, &places, &enrolments).await?;
    let ids = running.iter().map(|(row, _)| row.id);
    for row in store::lock_all(transaction, ids).await?.into_values() {
        let extras = granted.get(&place(&row)).map_or(&[][..], Vec::as_slice);
        let enrolment = enrolments.get(&row.enrolment_id);
        let item = (row.item_id, ItemKind::Quiz);
        let frame = enrolment.and_then(|enrolment| windows.frame(enrolment, item, now));
        extend(app, transaction, row, (extras, frame), now).await?;
    }
    Ok(())
}

async fn extend(
    app: &App,
    transaction: &Transaction,
    row: attempt::Model,
    (extras, frame): (&[Extra], Option<Frame>),
    now: DateTime<Utc>,
) -> Result<()> {
    let version = app.versions.get(transaction, row.version_id).await?;
    let (_, quiz) = store::quiz_at(&version, row.item_id)?;
    let before = store::life(&row).as_of(now);
    let after =
        before.under(&Terms::of(quiz, extras).within(frame.as_ref().map(|frame| &frame.times)));
    if after.deadline == row.deadline || !(before.is_running() || before.started_at.is_none()) {
        return Ok(());
    }
    attempt::Entity::update_many()
        .col_expr(attempt::Column::Deadline, Expr::value(after.deadline))
        .col_expr(
            attempt::Column::AwaitedUntil,
            Expr::value(after.awaited_until),
        )
        .filter(attempt::Column::Id.eq(row.id))
        .exec(transaction)
        .await?;
    let body = serde_json::json!({ "deadline": after.deadline }).to_string();
    let addition = Addition {
        body,
        ..Addition::plain(EntryKind::Extended)
    };
    chains::append(transaction, row.id, addition, &Origin::default(), now).await?;
    let row = attempt::Model {
        deadline: after.deadline,
        awaited_until: after.awaited_until,
        ..row
    };
    outbox::enqueue_all(
        transaction,
        finish::closing_job(&row, now).into_iter().collect(),
    )
    .await
}

/// The enrolment whose attempts follow an accommodation is somebody whom the actor may see.
///
/// # Errors
/// [`crate::error::Code::NotFound`] otherwise.
pub async fn require_visible(
    connection: &impl ConnectionTrait,
    actor: &crate::policy::Actor,
    course_id: Uuid,
    person_id: Uuid,
) -> Result<()> {
    let found = programmes::store::visible_to(actor)
        .filter(enrolment::Column::CourseId.eq(course_id))
        .filter(enrolment::Column::PersonId.eq(person_id))
        .one(connection)
        .await?;
    match found {
        Some(_) => Ok(()),
        None => Err(crate::error::Code::NotFound.into()),
    }
}
