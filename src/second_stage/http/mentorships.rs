//! Mentors of new teachers: who helps whom, from when until when.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, patch, post, web};
use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::mentor_views::{self, Mentorship, MentorshipChange, NewMentorship};
use crate::app::App;
use crate::db;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, IfMatch, Json, Page, PageQuery, etag, idempotency};
use crate::ids;
use crate::policy::{Action, Actor};
use crate::programmes::tables::enrolment;
use crate::second_stage::store::seen::Seen;
use crate::second_stage::tables::mentorship;
use crate::second_stage::{planning, store};
use crate::surveys;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(list)
        .service(pair)
        .service(read)
        .service(change);
}

/// Which pairs are asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MentorshipQuery {
    /// Those in which this person helps.
    mentor_id: Option<Uuid>,
    /// Those in which this person is new.
    teacher_id: Option<Uuid>,
    /// Those of teachers in this organisation, with everything below it.
    organisation_id: Option<Uuid>,
    /// Those that are pairs on this day.
    on: Option<NaiveDate>,
}

impl MentorshipQuery {
    /// The pairs that somebody may see and that are asked for.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the organisation is none of the actor's business.
    pub async fn seen(&self, connection: &impl ConnectionTrait, actor: &Actor) -> Result<Seen> {
        let mut found = Condition::all();
        if self.organisation_id.is_some() {
            let part = surveys::store::part(connection, actor, self.organisation_id).await?;
            if let Some(part) = part {
                found = found.add(store::is_within(&part));
            }
        }
        if let Some(id) = self.mentor_id {
            found = found.add(mentorship::Column::MentorId.eq(id));
        }
        if let Some(id) = self.teacher_id {
            found = found.add(mentorship::Column::TeacherId.eq(id));
        }
        if let Some(day) = self.on {
            let until = Condition::any()
                .add(mentorship::Column::Until.is_null())
                .add(mentorship::Column::Until.gte(day));
            found = found.add(mentorship::Column::Since.lte(day)).add(until);
        }
        Ok(Seen {
            own: store::own_mentorship(actor),
            wanted: found,
        })
    }
}

/// The pairs that one is a part of, and those of the people whom one watches over.
#[utoipa::path(tag = "second stage", operation_id = "list_mentorships",
    params(PageQuery, MentorshipQuery),
    responses((status = 200, description = "A page of pairs", body = Page<Mentorship>)))]
#[get("/mentorships")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    page: PageQuery,
    query: web::Query<MentorshipQuery>,
) -> Result<web::Json<Page<Mentorship>>> {
    let reader = app.database.reader();
    let seen = query.seen(reader, &actor).await?;
    let found = seen.page::<mentorship::Entity>(&page, reader, &actor, |row| row.id);
    let found = found.await?;
    Ok(web::Json(Page {
        items: mentor_views::mentorships(reader, found.items).await?,
        next: found.next,
    }))
}

/// Pairs a new teacher in one's sight with a mentor.
#[utoipa::path(tag = "second stage", operation_id = "pair_mentor", request_body = NewMentorship,
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Paired", body = Mentorship),
        (status = 409, description = "`already_exists`: the two are paired from that day",
            body = Problem, content_type = "application/problem+json")))]
#[post("/mentorships")]
async fn pair(
    app: web::Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(new): Json<NewMentorship>,
) -> Result<HttpResponse> {
    actor.require(Action::PlanSecondStage)?;
    require_order(new.since, new.until)?;
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        require_people(transaction, &actor, &new).await?;
        let row = mentorship::ActiveModel {
            id: Set(ids::new_id()),
            mentor_id: Set(new.mentor_id),
            teacher_id: Set(new.teacher_id),
            course_id: Set(new.course_id),
            since: Set(new.since),
            until: Set(new.until),
            revision: Set(0),
            paired_by: Set(actor.person_id),
            created_at: Set(app.clock.now()),
        };
        let taken = db::taken(Code::AlreadyExists);
        let row = row.insert(transaction).await.map_err(taken)?;
        mentor_views::mentorship(transaction, row).await
    })
    .await
}

fn require_order(since: NaiveDate, until: Option<NaiveDate>) -> Result<()> {
    match until {
        Some(until) if until < since => Err(Error::field("until", "field-not-after")),
        _ => Ok(()),
    }
}

/// Both are people whom the actor sees, and two; the teacher takes the course.
async fn require_people(
    connection: &impl ConnectionTrait,
    actor: &Actor,
    new: &NewMentorship,
) -> Result<()> {
    let seen = planning::seen(connection, actor, [new.mentor_id, new.teacher_id]).await?;
    for (field, id) in [("mentor_id", new.mentor_id), ("teacher_id", new.teacher_id)] {
        if !seen.contains(&id) {
            return Err(Error::field(field, "field-unknown"));
        }
    }
    if new.mentor_id == new.teacher_id {
        return Err(Error::field("mentor_id", "field-invalid"));
    }
    if let Some(course_id) = new.course_id {
        let taken = enrolment::Entity::find()
            .filter(enrolment::Column::PersonId.eq(new.teacher_id))
            .filter(enrolment::Column::CourseId.eq(course_id))
            .count(connection);
        if taken.await? == 0 {
            return Err(Error::field("course_id", "field-unknown"));
        }
    }
    Ok(())
}

/// A pair.
#[utoipa::path(tag = "second stage", operation_id = "read_mentorship",
    params(("id" = Uuid, Path, description = "The pair")),
    responses((status = 200, description = "The pair", body = Mentorship,
        headers(("ETag" = String, description = "For If-Match")))))]
#[get("/mentorships/{id}")]
async fn read(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let reader = app.database.reader();
    let row = store::find_mentorship(reader, &actor, *id).await?;
    shown(reader, row).await
}

async fn shown(connection: &impl ConnectionTrait, row: mentorship::Model) -> Result<HttpResponse> {
    let tag = etag::of(row.revision);
    let shown = mentor_views::mentorship(connection, row).await?;
    Ok(HttpResponse::Ok().insert_header(tag).json(shown))
}

/// Changes how long two are a pair.
#[utoipa::path(tag = "second stage", operation_id = "change_mentorship",
    request_body = MentorshipChange,
    params(("id" = Uuid, Path, description = "The pair"),
        ("If-Match" = String, Header, description = "The ETag that the change was made from")),
    responses((status = 200, description = "As it is now", body = Mentorship,
        headers(("ETag" = String, description = "For If-Match")))))]
#[patch("/mentorships/{id}")]
async fn change(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(change): Json<MentorshipChange>,
) -> Result<HttpResponse> {
    actor.require(Action::PlanSecondStage)?;
    let transaction = app.database.begin().await?;
    let seen = store::find_mentorship(&transaction, &actor, *id).await?;
    if !store::plans_for(&transaction, &actor, seen.teacher_id).await? {
        return Err(Code::Forbidden.into());
    }
    let before = mentorship::Entity::find_by_id(seen.id)
        .lock_exclusive()
        .one(&transaction)
        .await?
        .ok_or(Code::NotFound)?;
    if_match.require(before.revision)?;
    require_order(before.since, change.until)?;
    let revision = before.revision + 1;
    let mut row = before.into_active_model();
    row.until = Set(change.until);
    row.revision = Set(revision);
    let row = row.update(&transaction).await?;
    transaction.commit().await?;
    shown(app.database.reader(), row).await
}
