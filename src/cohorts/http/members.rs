//! Who is in a cohort, waits for it or was in it; decisions on applications; taking somebody out.

use actix_web::{HttpResponse, delete, get, put, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::views::{Names, Organisation, Person};
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::cohorts::membership::{State, decide, free_places};
use crate::cohorts::tables::cohort_member;
use crate::cohorts::{joining, store};
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{Json, Page, PageQuery};
use crate::outbox::{self, Letter};
use crate::people;
use crate::policy::{Action, Actor};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(decide_on).service(take_out);
}

/// Which people of a cohort are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only those in this state.
    #[param(inline)]
    state: Option<State>,
    /// Only those who came from this organisation, or from below it.
    organisation: Option<Uuid>,
}

/// Somebody in a cohort.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CohortMember, example = json!({"id": "0199a000-0000-7000-8000-000000000061",
    "person": {"id": "0199a000-0000-7000-8000-000000000007", "surname": "Дорж", "given_name": "Бат"},
    "organisation": {"id": "0199a000-0000-7000-8000-000000000003", "name": "1-р сургууль"},
    "position": "teacher", "year_of_service": 10, "state": "invited",
    "since": "2021-01-10T01:00:00Z", "joined_at": "2021-01-10T01:00:00Z", "reason": ""}))]
pub struct Member {
    /// The identifier of the membership.
    id: Uuid,
    /// Who it is.
    person: Person,
    /// From where the person came; null from nowhere.
    organisation: Option<Organisation>,
    /// As what the person came; null when nobody knew.
    position: Option<String>,
    /// In which year of service the person came; null when nobody knew.
    year_of_service: Option<i32>,
    /// What the person is to the cohort.
    state: State,
    /// Since when.
    since: DateTime<Utc>,
    /// When the person came.
    joined_at: DateTime<Utc>,
    /// Why an application was decided as it was.
    reason: String,
}

/// A decision on an application.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CohortDecision, example = json!({"approved": true, "reason": ""}))]
struct Decision {
    /// Whether the person may take part.
    #[garde(skip)]
    approved: bool,
    /// Why; who is refused reads it.
    #[serde(default)]
    #[garde(length(chars, max = 1_000))]
    reason: String,
}

/// Members with the names that belong to them.
async fn show(
    connection: &impl ConnectionTrait,
    rows: Vec<cohort_member::Model>,
) -> Result<Vec<Member>> {
    let names = Names::of(connection, &rows).await?;
    let member = |row: cohort_member::Model| {
        Some(Member {
            person: names.person(&row)?,
            organisation: names.organisation(&row),
            id: row.id,
            position: row.position,
            year_of_service: row.year_of_service,
            state: row.state,
            since: row.since,
            joined_at: row.joined_at,
            reason: row.reason,
        })
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// The people of a cohort whom one may see.
#[utoipa::path(tag = "cohorts", operation_id = "list_cohort_members",
    params(("id" = Uuid, Path, description = "The cohort"), PageQuery, Filter),
    responses((status = 200, description = "A page of people", body = Page<Member>)))]
#[get("/cohorts/{id}/members")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<Member>>> {
    actor.require(Action::SeeProgress)?;
    let filter = filter.ok_or_else(|| Error::field("state, organisation", "field-invalid"))?;
    let reader = app.database.reader();
    let cohort = store::find(reader, &actor, *id).await?;
    let state = filter.state;
    let wanted = store::from_organisation(reader, &actor, filter.organisation)
        .await?
        .add_option(state.map(|state| cohort_member::Column::State.eq(state)));
    let visible =
        |actor: &Actor| store::members_visible_to(actor, cohort.id).filter(wanted.clone());
    let found = people::store::paging::page(&page, reader, &actor, visible, |row| row.id);
    let found = found.await?;
    Ok(web::Json(Page {
        items: show(reader, found.items).await?,
        next: found.next,
    }))
}

/// Decides whether somebody who has applied may take part: an officer, for the people of the own part of the
/// tree. When all places are taken, who is approved waits. Deciding the same again changes nothing.
#[utoipa::path(tag = "cohorts", operation_id = "decide_on_application", request_body = Decision,
    params(("id" = Uuid, Path, description = "The cohort"),
        ("person_id" = Uuid, Path, description = "Who has applied")),
    responses((status = 200, description = "Decided", body = Member),
        (status = 409, description = "`application_decided`: there is no application, or it was decided otherwise",
            body = Problem, content_type = "application/problem+json")))]
#[put("/cohorts/{id}/members/{person_id}/decision")]
async fn decide_on(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    Json(decision): Json<Decision>,
) -> Result<web::Json<Member>> {
    actor.require(Action::LookAfterLearners)?;
    let (id, person_id) = path.into_inner();
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let cohort = store::lock(&transaction, id).await?;
    let before = member_in_sight(&transaction, &actor, id, person_id).await?;
    let taken = store::taken_places(&transaction, id).await?;
    let free = free_places(cohort.capacity, taken).is_none_or(|free| free > 0);
    let state = decide(before.state, decision.approved, free)?;
    if state == before.state {
        return Ok(web::Json(one(&transaction, before).await?));
    }
    let courses = store::published_courses(&transaction, id).await?;
    let row = joining::turn(&transaction, &cohort, &courses, before, state, now).await?;
    let row = cohort_member::ActiveModel {
        id: Set(row.id),
        decided_by: Set(Some(actor.person_id)),
        reason: Set(decision.reason),
        ..Default::default()
    };
    let row = row.update(&transaction).await?;
    let line = Line::new(&actor, Deed::ApplicationDecided, row.id, now)
        .about(person_id)
        .with(json!({"cohort_id": id, "approved": decision.approved, "reason": row.reason}));
    audit::record(&transaction, line).await?;
    if row.state == State::Refused {
        let letter = Letter::CohortRefused { cohort_id: id };
        outbox::send(&app, &transaction, person_id, letter).await?;
    }
    let shown = one(&transaction, row).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(web::Json(shown))
}

async fn member_in_sight(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    id: Uuid,
    person_id: Uuid,
) -> Result<cohort_member::Model> {
    let found = store::members_visible_to(actor, id)
        .filter(cohort_member::Column::PersonId.eq(person_id))
        .one(connection)
        .await?;
    found.ok_or(Code::NotFound.into())
}

async fn one(connection: &impl ConnectionTrait, row: cohort_member::Model) -> Result<Member> {
    let shown = show(connection, vec![row]).await?.pop();
    shown.ok_or(Code::NotFound.into())
}

/// Takes somebody out of a cohort. The place goes to who waits longest. The person stays enrolled in the
/// courses, within the cohort's windows, and what was done stays.
#[utoipa::path(tag = "cohorts", operation_id = "remove_cohort_member",
    params(("id" = Uuid, Path, description = "The cohort"),
        ("person_id" = Uuid, Path, description = "Who leaves")),
    responses((status = 204, description = "The person is not in it, now or before")))]
#[delete("/cohorts/{id}/members/{person_id}")]
async fn take_out(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let (id, person_id) = path.into_inner();
    let reader = app.database.reader();
    let member = member_in_sight(reader, &actor, id, person_id).await?;
    let line = Line::new(
        &actor,
        Deed::CohortMemberRemoved,
        member.id,
        app.clock.now(),
    )
    .about(person_id)
    .with(json!({"cohort_id": id}));
    leave(&app, id, person_id, Some(line)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Somebody leaves a cohort, and who waits moves up. With the line for the audit log when it is not the
/// person's own wish.
///
/// # Errors
/// [`Code::NotFound`] when the person is not in it.
pub(super) async fn leave(app: &App, id: Uuid, person_id: Uuid, line: Option<Line>) -> Result<()> {
    let now = app.clock.now();
    let transaction = app.database.begin().await?;
    let cohort = store::lock(&transaction, id).await?;
    let before = store::member(&transaction, id, person_id).await?;
    let before = before.ok_or(Code::NotFound)?;
    if matches!(before.state, State::Withdrawn | State::Refused) {
        return Ok(());
    }
    let had_place = before.state.takes_part();
    joining::turn(&transaction, &cohort, &[], before, State::Withdrawn, now).await?;
    if had_place {
        let courses = store::published_courses(&transaction, id).await?;
        joining::move_up(&transaction, &cohort, &courses, now).await?;
    }
    audit::record_all(&transaction, line.into_iter().collect()).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(())
}
