//! Getting into a room: a ticket for a signed-in person, and the socket that the ticket opens.

use actix_web::{HttpResponse, get, post, web};
use chrono::TimeDelta;
use uuid::Uuid;

use super::handshake::Entrance;
use super::views::Ticket;
use crate::app::App;
use crate::error::{Code, Result};
use crate::http::routes::Routes;
use crate::policy::Actor;
use crate::webinars::protocol::SUBPROTOCOL;
use crate::webinars::store;
use crate::webinars::tickets::NewTicket;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
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

/// What the room's socket is asked for with: a websocket handshake, which `handshake.rs` answers before
/// any other route is looked for. What comes here is none.
#[utoipa::path(tag = "webinars", operation_id = "open_room_socket", security(()),
    description = "Opens the socket of a webinar's room with a ticket. The protocol is `surgalt.v1`, described in the AsyncAPI document.",
    params(("id" = Uuid, Path, description = "The webinar"),
        ("ticket" = Option<String>, Query, description = "A ticket, which is used up; nobody comes in without one"),
        ("hello" = Option<String>, Query, description = "The frame `hello`, which is then not sent: its answer comes a way over the line and back earlier")),
    responses((status = 101, description = "The websocket is open"),
        (status = 409, description = "The webinar is over", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[get("/webinars/{id}/socket")]
async fn open_socket(_id: web::Path<Uuid>, entrance: web::Query<Entrance>) -> Result<HttpResponse> {
    match entrance.ticket.is_empty() {
        true => Err(Code::TokenInvalid.into()),
        false => Err(Code::Malformed.into()),
    }
}
