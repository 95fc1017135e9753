//! What a room's log tells: the events in order.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::policy::Actor;
use crate::webinars::event::{Entry, Reader, Role};
use crate::webinars::room::staff::may_read;
use crate::webinars::store;
use crate::webinars::tables::webinar;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(events);
}

/// Which part of a room's log is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EventQuery {
    /// The number after which to begin; 0 when absent.
    #[param(minimum = 0, maximum = 9_007_199_254_740_991_u64)]
    after: Option<u64>,
    /// How many entries at most; 200 when absent.
    #[param(minimum = 1, maximum = 1_000)]
    limit: Option<u64>,
}

/// A part of a room's log.
#[derive(Debug, Serialize, ToSchema)]
struct Entries {
    /// The entries, in order.
    items: Vec<Entry>,
    /// What to ask for the next part with, as `after`; null at the end of the log.
    next: Option<u64>,
}

/// The log of a webinar's room: the recording of its text side, in order. Entries that do not
/// concern the reader are left out, so a page may be shorter than the limit, or empty. Who was removed
/// from the room reads nothing of it until let back.
#[utoipa::path(tag = "webinars", operation_id = "read_room_events",
    params(("id" = Uuid, Path, description = "The webinar"), EventQuery),
    responses((status = 200, description = "A part of the log", body = Entries)))]
#[get("/webinars/{id}/events")]
async fn events(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    query: web::Query<EventQuery>,
) -> Result<web::Json<Entries>> {
    let webinar = store::find(app.database.reader(), &actor, *id).await?;
    let reader = reader(&app, &actor, &webinar).await?;
    let limit = query.limit.unwrap_or(200);
    if !(1..=1_000).contains(&limit) {
        return Err(Error::field("limit", "field-invalid"));
    }
    let after = query.after.unwrap_or(0);
    if i64::try_from(after).is_err() {
        return Err(Error::field("after", "field-invalid"));
    }
    let mut lines = app
        .hub
        .log()
        .read(webinar.id, after, limit + 1)
        .await
        .map_err(Error::unavailable)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more).map(|line| line.number);
    let items = lines
        .iter()
        .filter(|line| reader.sees(line.aim()))
        .map(|line| line.entry())
        .collect::<Result<_, _>>();
    Ok(web::Json(Entries {
        items: items.map_err(Error::internal)?,
        next,
    }))
}

/// Goes on when the actor may read what was said and shown in the room; gives the role that the policy
/// gives there.
pub(super) async fn require_reader(
    app: &App,
    actor: &Actor,
    webinar: &webinar::Model,
) -> Result<Role> {
    let database = app.database.reader();
    let policy = store::role_in_room(database, webinar, actor.person_id, &actor.roles).await;
    // Who may see the webinar without a place in its room looks on.
    let policy = policy.unwrap_or(Role::Observer);
    let removed = app.hub.is_removed(webinar.id, actor.person_id).await;
    if may_read(policy, removed.map_err(Error::unavailable)?) {
        Ok(policy)
    } else {
        Err(Code::Forbidden.into())
    }
}

/// The actor as a reader of the log. The webinar's own host sees all of it; of anybody else only
/// the room knows which roles were given there, and who was in which group.
pub(super) async fn reader(app: &App, actor: &Actor, webinar: &webinar::Model) -> Result<Reader> {
    let policy = require_reader(app, actor, webinar).await?;
    if policy == Role::Host {
        return Ok(Reader::new(actor.person_id, policy));
    }
    let reader = app.hub.reader(webinar.id, actor.person_id, policy).await;
    reader.map_err(Error::unavailable)
}
