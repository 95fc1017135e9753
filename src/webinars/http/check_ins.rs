//! Several people at one computer: a code of one's own, and entering the codes of others.

use actix_web::{HttpResponse, delete, post, web};
use chrono::{DateTime, Utc};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::Json;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::ids;
use crate::people;
use crate::people::rate_limit::{Limit, count_try};
use crate::policy::Actor;
use crate::webinars::check_ins::{CODE_LENGTH, TRIES, day};
use crate::webinars::command::{Refusal, Request};
use crate::webinars::event::Role;
use crate::webinars::hub::AskError;
use crate::webinars::room::companions;
use crate::webinars::store;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(own_code)
        .service(check_in)
        .service(check_out);
}

/// A code with which one checks in at somebody else's computer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"code": "7K3M9Q", "valid_from": "2026-03-01T13:00:00Z",
    "expires_at": "2026-03-02T14:30:00Z"}))]
pub struct CheckInCode {
    /// Six letters and digits. Letters of either size are the same, O is 0, I and L are 1.
    code: String,
    /// From when it is taken.
    valid_from: DateTime<Utc>,
    /// Until when it is taken, if the webinar is not over before.
    expires_at: DateTime<Utc>,
}

/// A code that was entered.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "7k3-m9q"}))]
pub struct EnteredCode {
    /// The code of the person who sits here.
    #[garde(length(chars, min = 1, max = 40))]
    code: String,
}

/// Somebody who has checked in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"person_id": "0199a000-0000-7000-8000-000000000003",
    "name": "Б. Сарнай"}))]
pub struct CheckedIn {
    /// The account.
    person_id: Uuid,
    /// The name shown in the room.
    name: String,
}

/// One's own code for a webinar that one attends; asking again gives the same.
#[utoipa::path(tag = "webinars", operation_id = "issue_check_in_code",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "The code", body = CheckInCode),
        (status = 409, description = "The webinar is over", body = Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/check-in-code")]
async fn own_code(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<web::Json<CheckInCode>> {
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, *id).await?;
    let role = store::role_in_room(reader, &webinar, actor.person_id, &actor.roles).await?;
    if role != Role::Participant {
        return Err(Code::Forbidden.into());
    }
    if webinar.status.is_over() {
        return Err(Code::WebinarClosed.into());
    }
    let day = day(webinar.starts_at, webinar.ends_at);
    Ok(web::Json(CheckInCode {
        code: store::check_ins::code_of(&app, webinar.id, actor.person_id).await?,
        valid_from: day.start,
        expires_at: day.end,
    }))
}

/// Checks somebody in by the code, at the computer of the person who asks and who is in the room:
/// from now on that person attends whenever the one who asks is connected.
#[utoipa::path(tag = "webinars", operation_id = "check_in", request_body = EnteredCode,
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "Checked in", body = CheckedIn),
        (status = 409, description = "`not_in_room`: one has to enter the room first; `too_many_companions`; `webinar_closed`",
            body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many codes were tried", body = Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/check-ins")]
async fn check_in(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Json(entered): Json<EnteredCode>,
) -> Result<web::Json<CheckedIn>> {
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, *id).await?;
    let author = store::author(reader, &webinar, actor.person_id, &actor.roles).await?;
    if !author.role.takes_part() {
        return Err(Code::Forbidden.into());
    }
    let limit = Limit {
        key: format!("check-in {} {}", webinar.id, actor.person_id),
        tries: TRIES,
    };
    count_try(&app, &[limit]).await?;
    let unknown = || Error::field("code", "field-unknown");
    let now = app.clock.now();
    if !day(webinar.starts_at, webinar.ends_at).contains(&now) {
        return Err(unknown());
    }
    let code = ids::meant_code(&entered.code, CODE_LENGTH).ok_or_else(unknown)?;
    let person_id = store::check_ins::owner_of(reader, &webinar, &code).await?;
    let person_id = person_id.filter(|id| *id != actor.person_id);
    let person_id = person_id.ok_or_else(unknown)?;
    let person = people::store::get(reader, person_id).await?;
    let name = store::name_in_room(&person.surname, &person.given_name);
    let request = companions::Request::CheckIn {
        person: person_id,
        name: name.clone(),
    };
    let asked = app
        .hub
        .ask(webinar.id, author, Request::Companions(request));
    match asked.await {
        Ok(_) => Ok(web::Json(CheckedIn { person_id, name })),
        Err(AskError::Refused(Refusal::PersonUnknown)) => Err(unknown()),
        Err(error) => Err(refused(error)),
    }
}

/// Checks somebody out whom one has checked in, or oneself; who leads the webinar may do it to all.
/// Checking out again changes nothing.
#[utoipa::path(tag = "webinars", operation_id = "check_out",
    params(("id" = Uuid, Path, description = "The webinar"),
        ("person_id" = Uuid, Path, description = "The person")),
    responses((status = 204, description = "Checked out"),
        (status = 409, description = "The webinar is over", body = Problem,
            content_type = "application/problem+json")))]
#[delete("/webinars/{id}/check-ins/{person_id}")]
async fn check_out(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, id).await?;
    let author = store::author(reader, &webinar, actor.person_id, &actor.roles).await?;
    if !author.role.takes_part() {
        return Err(Code::Forbidden.into());
    }
    let request = Request::Companions(companions::Request::CheckOut { person });
    match app.hub.ask(webinar.id, author, request).await {
        Ok(_) | Err(AskError::Refused(Refusal::NotCheckedIn)) => {
            Ok(HttpResponse::NoContent().finish())
        }
        Err(error) => Err(refused(error)),
    }
}

fn refused(error: AskError) -> Error {
    let AskError::Refused(refusal) = error else {
        return Error::unavailable(error);
    };
    let code = match refusal {
        Refusal::NotInRoom | Refusal::WaitingInLobby => Code::NotInRoom,
        Refusal::TooManyCompanions => Code::TooManyCompanions,
        Refusal::NotAllowed | Refusal::Removed => Code::Forbidden,
        Refusal::TooManyCommands => Code::TooManyRequests,
        _ => Code::WebinarClosed,
    };
    code.into()
}
