//! Coming into a cohort by an own wish, and leaving it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, delete, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::members::leave;
use crate::app::App;
use crate::cohorts::membership::{State, ask, free_places};
use crate::cohorts::schedule::Availability;
use crate::cohorts::store::{self, candidates};
use crate::cohorts::tables::{cohort, cohort_member};
use crate::cohorts::{joining, membership};
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, idempotency};
use crate::policy::Actor;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(come).service(go);
}

/// What one is to a cohort.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortMembership, example = json!({"cohort_id": "0199a000-0000-7000-8000-000000000060",
    "state": "waiting", "since": "2021-01-10T01:00:00Z", "place": 3}))]
pub struct Membership {
    /// The cohort.
    pub cohort_id: Uuid,
    /// What one is to it.
    pub state: State,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The place among those who wait, the first being 1; null for whoever does not wait.
    pub place: Option<u64>,
}

impl Membership {
    /// With the place among those who wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(connection: &impl ConnectionTrait, row: &cohort_member::Model) -> Result<Self> {
        let place = match row.state {
            State::Waiting => {
                let before = cohort_member::Entity::find()
                    .filter(cohort_member::Column::CohortId.eq(row.cohort_id))
                    .filter(cohort_member::Column::State.eq(State::Waiting))
                    .filter(
                        Condition::any()
                            .add(cohort_member::Column::Since.lt(row.since))
                            .add(
                                Condition::all()
                                    .add(cohort_member::Column::Since.eq(row.since))
                                    .add(cohort_member::Column::Id.lt(row.id)),
                            ),
                    )
                    .count(connection)
                    .await?;
                Some(before + 1)
            }
            _ => None,
        };
        Ok(Self {
            cohort_id: row.cohort_id,
            state: row.state,
            since: row.since,
            place,
        })
    }
}

/// Comes into a cohort by an own wish, applies for it, or says yes to an invitation. When all places are taken,
/// one waits. Asking again changes nothing.
#[utoipa::path(tag = "cohorts", operation_id = "join_cohort",
    params(("id" = Uuid, Path, description = "The cohort"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "What one is to it", body = Membership),
        (status = 409, description = "`cohort_closed`; `not_eligible`; `application_decided`; `idempotency_key_reused`",
            body = Problem, content_type = "application/problem+json")))]
#[post("/cohorts/{id}/membership")]
async fn come(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        store::find(transaction, &actor, *id).await?;
        let cohort = store::lock(transaction, *id).await?;
        let row = wish(transaction, &cohort, actor.person_id, app.clock.now()).await?;
        Membership::of(transaction, &row).await
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

async fn wish(
    transaction: &Transaction,
    cohort: &cohort::Model,
    person_id: Uuid,
    now: DateTime<Utc>,
) -> Result<cohort_member::Model> {
    let before = store::member(transaction, cohort.id, person_id).await?;
    let state = before.as_ref().map(|row| row.state);
    let (rule, on) = cohort.rule()?;
    let standing = candidates::of_people(transaction, [person_id], on).await?;
    let standing = standing.into_iter().next().ok_or(Code::NotFound)?;
    let paths = candidates::paths(transaction, &rule).await?;
    let belongs = rule.is_empty() || rule.belongs(&standing, &paths, on);
    let taken = store::taken_places(transaction, cohort.id).await?;
    let free = free_places(cohort.capacity, taken).is_none_or(|free| free > 0);
    let times = cohort.schedule()?.self_paced_times(&[]);
    let way = match times.at(now) {
        Availability::Closed(_) => membership::SelfEnrolment::Closed,
        _ => cohort.self_enrolment,
    };
    let state = ask(state, way, belongs, free)?;
    match before {
        Some(row) if row.state == state => Ok(row),
        Some(row) => {
            let courses = store::published_courses(transaction, cohort.id).await?;
            joining::turn(transaction, cohort, &courses, row, state, now).await
        }
        None => {
            let courses = store::published_courses(transaction, cohort.id).await?;
            let today = cohort.today(now);
            let standing = candidates::of_people(transaction, [person_id], today).await?;
            let standing = standing.into_iter().next().ok_or(Code::NotFound)?;
            let row = joining::row(cohort, &standing, today, (state, false), now);
            joining::take_in(transaction, cohort, &courses, vec![row.clone()], now).await?;
            Ok(row)
        }
    }
}

/// Leaves a cohort. The place goes to who waits longest. One stays enrolled in the courses, within the cohort's
/// windows, and what was done stays.
#[utoipa::path(tag = "cohorts", operation_id = "leave_cohort",
    params(("id" = Uuid, Path, description = "The cohort")),
    responses((status = 204, description = "One is not in it, now or before")))]
#[delete("/cohorts/{id}/membership")]
async fn go(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    leave(&app, *id, actor.person_id, None).await?;
    Ok(HttpResponse::NoContent().finish())
}
