//! People whom a host has removed from a room: letting them back over REST, also when it is over.

use actix_web::{HttpResponse, delete, web};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::policy::Actor;
use crate::webinars::command::{Refusal, Request};
use crate::webinars::hub::AskError;
use crate::webinars::room::staff;
use crate::webinars::store;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(let_back);
}

/// Lets somebody back whom a host has removed from the room of a webinar that one leads: into the room,
/// and when it has ended to its record, slides and replay. Letting back again changes nothing.
#[utoipa::path(tag = "webinars", operation_id = "let_back",
    params(("id" = Uuid, Path, description = "The webinar"),
        ("person_id" = Uuid, Path, description = "The person")),
    responses((status = 204, description = "Let back"),
        (status = 409, description = "The webinar was called off", body = Problem,
            content_type = "application/problem+json"),
        (status = 429, description = "Too many commands in ten seconds", body = Problem,
            content_type = "application/problem+json")))]
#[delete("/webinars/{id}/removed/{person_id}")]
async fn let_back(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let reader = app.database.reader();
    let webinar = store::find(reader, &actor, id).await?;
    let author = store::author(reader, &webinar, actor.person_id, &actor.roles).await?;
    let request = Request::Staff(staff::Request::LetBack { person });
    match app.hub.ask(webinar.id, author, request).await {
        Ok(_) | Err(AskError::Refused(Refusal::NotRemoved)) => {
            Ok(HttpResponse::NoContent().finish())
        }
        Err(AskError::Refused(Refusal::TooManyCommands)) => Err(Code::TooManyRequests.into()),
        Err(AskError::Refused(Refusal::Cancelled)) => Err(Code::WebinarClosed.into()),
        Err(AskError::Refused(_)) => Err(Code::Forbidden.into()),
        Err(error) => Err(Error::unavailable(error)),
    }
}
