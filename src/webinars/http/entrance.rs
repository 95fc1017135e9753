//! Getting into a room: a ticket for a signed-in person, and the socket that the ticket opens.

use std::time::Duration;

use actix_web::http::header::SEC_WEBSOCKET_PROTOCOL;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, post, web};
use chrono::TimeDelta;
use serde::Deserialize;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::views::Ticket;
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::Spoken;
use crate::policy::Actor;
use crate::webinars::protocol::SUBPROTOCOL;
use crate::webinars::store;
use crate::webinars::tickets::{Entering, NewTicket};
use crate::webinars::wire::{self, Seat, Takeover};

/// The routes of this file.
pub fn routes(config: &mut ServiceConfig) {
    config.service(issue_ticket).service(open_socket);
}

/// Gives a ticket to a webinar's room: it opens the socket once, soon, for this person.
#[utoipa::path(tag = "webinars", operation_id = "issue_room_ticket",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 201, description = "The ticket", body = Ticket),
        (status = 409, description = "The webinar is over", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/tickets")]
async fn issue_ticket(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let webinar = store::find(app.database.reader(), &actor, *id).await?;
    if webinar.status.is_over() {
        return Err(Code::WebinarClosed.into());
    }
    let expires_at = app.clock.now() + TimeDelta::seconds(app.config.webinars.ticket_seconds);
    let asked = NewTicket {
        webinar_id: webinar.id,
        person_id: actor.person_id,
        expires_at,
    };
    let ticket = Ticket {
        ticket: app.tickets.ask(asked).await?,
        expires_at,
        subprotocol: SUBPROTOCOL,
    };
    Ok(HttpResponse::Created().json(ticket))
}

/// What stands in the socket's address.
#[derive(Debug, Deserialize)]
struct Entrance {
    #[serde(default)]
    ticket: String,
}

/// Opens the socket of a webinar's room with a ticket. The protocol is `surgalt.v1`, described in
/// the AsyncAPI document.
#[utoipa::path(tag = "webinars", operation_id = "open_room_socket", security(()),
    params(("id" = Uuid, Path, description = "The webinar"),
        ("ticket" = String, Query, description = "A ticket, which is used up")),
    responses((status = 101, description = "The websocket is open"),
        (status = 409, description = "The webinar is over", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[get("/webinars/{id}/socket")]
async fn open_socket(
    app: web::Data<App>,
    id: web::Path<Uuid>,
    entrance: web::Query<Entrance>,
    Spoken(language): Spoken,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse> {
    let full = || Error::unavailable("as many sockets are open as there may be");
    let reserved = app.wire.reserve().ok_or_else(full)?;
    let entering = Entering {
        webinar_id: *id,
        ticket: entrance.into_inner().ticket,
        now: app.clock.now(),
    };
    let author = app.doors.ask(entering).await?;
    // actix answers the handshake; what follows it is read and written by a thread of ours.
    let none = web::Payload::extract(&request).await;
    let none = none.map_err(|_| Code::Malformed)?;
    let (response, ..) = actix_ws::handle_with_protocols(&request, none, &[SUBPROTOCOL])
        .map_err(|_| Code::Malformed)?;
    if !response.headers().contains_key(SEC_WEBSOCKET_PROTOCOL) {
        return Err(Code::Malformed.into());
    }
    let socket = wire::kept_socket(&request)
        .ok_or_else(|| Error::unavailable("the machine has no descriptor left for a socket"))?;
    let silence = Duration::from_secs(app.config.webinars.silence_seconds);
    let seat = Seat {
        webinar_id: *id,
        author,
        language,
        silence,
        polls: false,
    };
    let takeover = Takeover::new(body.into_inner(), socket, seat, reserved);
    Ok(response.set_body(takeover).map_into_boxed_body())
}
