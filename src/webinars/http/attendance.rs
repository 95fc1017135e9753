//! Who attended a webinar: the list, what was watched later, and the routes of corrections and of the
//! export beside.

mod corrections;
mod export;

use actix_web::{get, post, web};
use garde::Validate;
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::require_reader;
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::{Json, Page, PageQuery};
use crate::people;
use crate::people::store::paging;
use crate::policy::{Actor, Sight};
use crate::webinars::attendance::{Interval, PersonAttendance};
use crate::webinars::event::Role;
use crate::webinars::{evidence, store};

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(list).service(watch);
    corrections::routes(config);
    export::routes(config);
}

/// Who attended a webinar, and for how long: those whom one may see. While it goes on, as far as its
/// log has come; afterwards as it was counted, with corrections and what was watched later.
#[utoipa::path(tag = "webinars", operation_id = "read_attendance",
    params(("id" = Uuid, Path, description = "The webinar"), PageQuery),
    responses((status = 200, description = "A page of people", body = Page<PersonAttendance>)))]
#[get("/webinars/{id}/attendance")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    page: PageQuery,
) -> Result<web::Json<Page<PersonAttendance>>> {
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, *id).await?;
    let held = evidence::held(&app, webinar.id).await?;
    let mut there = match held {
        Some(_) => store::attendance::accounts_of(reader, webinar.id).await?,
        None => app.rolls.accounts(&app.hub, webinar.id).await?,
    };
    there.retain(|id| actor.sight() != Sight::Self_ || *id == actor.person_id);
    there.sort_unstable();
    let visible = people::store::visible_to(&actor);
    let seen = paging::page_of(&page, reader, &there, visible, |row| row.id).await?;
    let ids: Vec<Uuid> = seen.items.iter().map(|row| row.id).collect();
    let people = match held {
        Some(held) => evidence::counted(&app, webinar.id, held, Some(ids)).await?,
        None => {
            let planned = store::planned(&webinar);
            app.rolls
                .of(&app.hub, webinar.id, planned, &ids.into_iter().collect())
                .await?
        }
    };
    let mut people: HashMap<Uuid, PersonAttendance> =
        people.into_iter().map(|one| (one.person, one)).collect();
    let items = seen.items.iter().filter_map(|row| people.remove(&row.id));
    Ok(web::Json(Page {
        items: items.collect(),
        next: seen.next,
    }))
}

/// What was watched of a replay.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"intervals": [
    {"from": "2026-03-02T01:00:00Z", "to": "2026-03-02T01:12:30Z"}]}))]
pub struct Watched {
    /// Stretches of the webinar's own time, as its log has it; what was reported before may be among
    /// them.
    #[garde(length(min = 1, max = 500))]
    intervals: Vec<Interval>,
}

/// Notes what one has watched of the replay of a webinar that one should have attended. It is kept
/// apart from the time that one was there, and counts towards completion where the course says so.
/// Reporting the same again changes nothing. More than there was time to watch since the webinar
/// ended, at twice its speed, is refused.
#[utoipa::path(tag = "webinars", operation_id = "report_watched", request_body = Watched,
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "One's attendance now", body = PersonAttendance),
        (status = 409, description = "`attendance_not_counted`: it is not over", body = Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/watched")]
async fn watch(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Json(watched): Json<Watched>,
) -> Result<web::Json<PersonAttendance>> {
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, *id).await?;
    let role = store::role_in_room(reader, &webinar, actor.person_id, &actor.roles).await?;
    if role != Role::Participant {
        return Err(Code::Forbidden.into());
    }
    require_reader(&app, &actor, &webinar).await?;
    let held = evidence::held(&app, webinar.id).await?;
    let held = held.ok_or(Code::AttendanceNotCounted)?;
    let person = evidence::watch(&app, &webinar, held, &actor, &watched.intervals).await?;
    Ok(web::Json(person))
}
