//! Meetings of a mentor and a new teacher, noted by either of them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::mentor_views::{Meeting, NewMeeting};
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{IdempotencyKey, Json, Page, PageQuery, idempotency};
use crate::ids;
use crate::policy::Actor;
use crate::second_stage::store;
use crate::second_stage::tables::mentor_meeting;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(note);
}

/// The meetings of a pair, in the order in which they were noted.
#[utoipa::path(tag = "second stage", operation_id = "list_mentor_meetings",
    params(("id" = Uuid, Path, description = "The pair"), PageQuery),
    responses((status = 200, description = "A page of meetings", body = Page<Meeting>)))]
#[get("/mentorships/{id}/meetings")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<Meeting>>> {
    let reader = app.database.reader();
    let pair = store::find_mentorship(reader, &actor, *id).await?;
    let all =
        mentor_meeting::Entity::find().filter(mentor_meeting::Column::MentorshipId.eq(pair.id));
    let found = page.load(reader, all, mentor_meeting::Column::Id, |row| row.id);
    Ok(web::Json(found.await?.map(Meeting::from)))
}

/// Notes a meeting of the pair that one is a part of.
#[utoipa::path(tag = "second stage", operation_id = "note_mentor_meeting", request_body = NewMeeting,
    params(("id" = Uuid, Path, description = "The pair"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Noted", body = Meeting)))]
#[post("/mentorships/{id}/meetings")]
async fn note(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Json(new): Json<NewMeeting>,
) -> Result<HttpResponse> {
    let pair = store::find_mentorship(app.database.reader(), &actor, *id).await?;
    if ![pair.mentor_id, pair.teacher_id].contains(&actor.person_id) {
        return Err(Code::Forbidden.into());
    }
    // East of Greenwich it may be tomorrow already.
    let latest = (app.clock.now() + TimeDelta::days(1)).date_naive();
    if new.held_on < pair.since || new.held_on > latest {
        return Err(Error::field("held_on", "field-invalid"));
    }
    let created = StatusCode::CREATED;
    idempotency::once(&app, &actor, &key, created, async |transaction| {
        let row = mentor_meeting::ActiveModel {
            id: Set(ids::new_id()),
            mentorship_id: Set(pair.id),
            held_on: Set(new.held_on),
            minutes: Set(new.minutes),
            topic: Set(new.topic),
            next_step: Set(new.next_step),
            noted_by: Set(actor.person_id),
            created_at: Set(app.clock.now()),
        };
        Ok(Meeting::from(row.insert(transaction).await?))
    })
    .await
}
