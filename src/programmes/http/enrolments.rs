//! Enrolments: who takes which course.

use std::collections::HashSet;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::views::{self, Enrolment, Enrolments, NewEnrolments};
use crate::app::App;
use crate::audit::{self, Deed, Line};
use crate::courses;
use crate::db::Transaction;
use crate::error::{Code, Error, FieldError, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::people;
use crate::people::store::paging;
use crate::people::tables::person;
use crate::policy::{Action, Actor};
use crate::programmes::enrolling;
use crate::programmes::store;
use crate::programmes::tables::enrolment;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(enrol)
        .service(enrol_oneself)
        .service(list_own)
        .service(list);
}

/// Enrols people in the newest version of a course: all of them, or, when one is refused, none.
/// Each gets a mail; who is enrolled already stays as they are.
#[utoipa::path(tag = "enrolments", operation_id = "enrol_people", request_body = NewEnrolments,
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "Enrolled, now or before", body = Enrolments)))]
#[post("/courses/{id}/enrolments")]
async fn enrol(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewEnrolments>,
) -> Result<HttpResponse> {
    actor.require(Action::Enrol)?;
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        let course = courses::store::head(transaction, &actor, *course_id).await?;
        require_visible(transaction, &actor, &new.people).await?;
        let now = app.clock.now();
        let rows = enrolling::enrol(transaction, &course, &new.people, now).await?;
        let others = rows.iter().filter(|row| row.person_id != actor.person_id);
        // Whoever was enrolled before was so at another time.
        let lines = others.filter(|row| row.created_at == now).map(|row| {
            Line::new(&actor, Deed::PersonEnrolled, row.id, now)
                .about(row.person_id)
                .with(json!({"course_id": row.course_id}))
        });
        audit::record_all(transaction, lines.collect()).await?;
        let items = views::show(&app, transaction, &rows).await?;
        Ok(Enrolments { items })
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// Names each person who does not exist, or whom the actor may not see.
async fn require_visible(transaction: &Transaction, actor: &Actor, people: &[Uuid]) -> Result<()> {
    let found: Vec<Uuid> = people::store::visible_to(actor)
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .select_only()
        .column(person::Column::Id)
        .into_tuple()
        .all(transaction)
        .await?;
    let found: HashSet<Uuid> = found.into_iter().collect();
    let named = people.iter().enumerate();
    let unknown: Vec<FieldError> = named
        .filter(|(_, id)| !found.contains(id))
        .map(|(at, _)| FieldError::new(format!("people[{at}]"), "field-unknown"))
        .collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(Error::fields(unknown))
    }
}

/// Enrols oneself in a course that is open to anybody.
#[utoipa::path(tag = "enrolments", operation_id = "enrol_oneself",
    params(("id" = Uuid, Path, description = "The course"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 200, description = "Enrolled, now or before", body = Enrolment)))]
#[post("/courses/{id}/enrolment")]
async fn enrol_oneself(
    app: web::Data<App>,
    actor: Actor,
    course_id: web::Path<Uuid>,
    key: IdempotencyKey,
) -> Result<HttpResponse> {
    let answer = idempotency::once(&app, &actor, &key, StatusCode::OK, async |transaction| {
        let course = courses::store::head(transaction, &actor, *course_id).await?;
        if !course.self_enrolment {
            actor.require(Action::Enrol)?;
        }
        let (people, now) = ([actor.person_id], app.clock.now());
        let rows = enrolling::enrol(transaction, &course, &people, now).await?;
        let mut shown = views::show(&app, transaction, &rows).await?;
        shown.pop().ok_or_else(|| Code::NotFound.into())
    })
    .await?;
    app.outbox.wake();
    Ok(answer)
}

/// The courses that one takes oneself.
#[utoipa::path(tag = "enrolments", operation_id = "list_own_enrolments", params(PageQuery),
    responses((status = 200, description = "A page of enrolments", body = Page<Enrolment>)))]
#[get("/me/enrolments")]
async fn list_own(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
) -> Result<web::Json<Page<Enrolment>>> {
    let own = enrolment::Entity::find().filter(enrolment::Column::PersonId.eq(actor.person_id));
    let reader = app.database.reader();
    let found = page.load(reader, own, enrolment::Column::Id, |row| row.id);
    shown(&app, found.await?).await
}

/// Which enrolments are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Only those in this course.
    course: Option<Uuid>,
}

/// The enrolments of the people whom one may see.
#[utoipa::path(tag = "enrolments", operation_id = "list_enrolments", params(PageQuery, Filter),
    responses((status = 200, description = "A page of enrolments", body = Page<Enrolment>)))]
#[get("/enrolments")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    filter: Option<web::Query<Filter>>,
) -> Result<web::Json<Page<Enrolment>>> {
    actor.require(Action::SeeProgress)?;
    let filter = filter.ok_or_else(|| Error::field("course", "field-invalid"))?;
    let column = enrolment::Column::CourseId;
    let reader = app.database.reader();
    let each = |id| paging::asked_of_each(reader, &actor, column, id);
    let wanted = Condition::all().add_option(filter.course.map(each));
    let visible = |actor: &Actor| store::visible_to(actor).filter(wanted.clone());
    let found = paging::page(&page, reader, &actor, visible, |row| row.id);
    shown(&app, found.await?).await
}

async fn shown(app: &App, found: Page<enrolment::Model>) -> Result<web::Json<Page<Enrolment>>> {
    Ok(web::Json(Page {
        items: views::show(app, app.database.reader(), &found.items).await?,
        next: found.next,
    }))
}
