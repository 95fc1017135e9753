//! The websocket handshake that opens a webinar's room. actix reads the request and gives the connection
//! away with it; when the ticket is good, the socket goes to one of our own threads.
//!
//! A hall of thousands comes in the same minute, so nothing else stands in its way: no table of routes,
//! no middleware.

use std::io;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use actix_codec::{Encoder, Framed, FramedParts};
use actix_http::body::{BodySize, MessageBody};
use actix_http::h1::{Codec, Message};
use actix_http::{ConnectionType, Request, RequestHead, Response, ws};
use actix_web::http::StatusCode;
use actix_web::http::header::SEC_WEBSOCKET_PROTOCOL;
use actix_web::rt::net::TcpStream;
use actix_web::web::Query;
use serde::Deserialize;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::{language, problem, telemetry};
use crate::webinars::protocol::{FRAME_LIMIT, SUBPROTOCOL};
use crate::webinars::tickets::Entering;
use crate::webinars::wire::{Opened, Reserved, Seat};

/// A request for a websocket, and the connection that it came on.
pub type Offered = (Request, Framed<TcpStream, Codec>);

/// The way to a room, around its identifier.
const BEFORE: &str = "/api/v1/webinars/";
const BEHIND: &str = "/socket";

/// What stands in the socket's address.
#[derive(Debug, Deserialize)]
pub(super) struct Entrance {
    #[serde(default)]
    pub(super) ticket: String,
    /// The `hello`; whoever gives it here is welcomed together with the answer to the handshake, a way
    /// over the line and back earlier.
    pub(super) hello: Option<String>,
}

/// Somebody who is let in: as whom, to which place on a thread, and with which `hello`.
struct Admitted {
    seat: Seat,
    reserved: Reserved,
    hello: Option<String>,
}

/// Answers a handshake: whoever has a ticket is let in, everybody else is told why not.
///
/// # Errors
/// When the client has gone.
pub async fn answer(app: &App, (request, line): Offered) -> io::Result<()> {
    let begun = Instant::now();
    let room = room_of(request.path());
    let status = match let_in(app, room, request.head()).await {
        Ok(admitted) => open(app, line, request.head(), admitted)?,
        Err(error) => refuse(line, request.head(), &error).await?,
    };
    let route = room.map_or("unknown", |_| "/api/v1/webinars/{id}/socket");
    telemetry::count("GET", route, status, begun.elapsed());
    Ok(())
}

/// The room whose socket this is the address of.
fn room_of(path: &str) -> Option<Uuid> {
    let id = path.strip_prefix(BEFORE)?.strip_suffix(BEHIND)?;
    Uuid::try_parse(id).ok()
}

/// Who comes in. The ticket is used up only by a handshake without a fault.
async fn let_in(app: &App, room: Option<Uuid>, head: &RequestHead) -> Result<Admitted> {
    let webinar_id = room.ok_or(Code::NotFound)?;
    ws::verify_handshake(head).map_err(|_| Code::Malformed)?;
    if !offers_our_protocol(head) {
        return Err(Code::Malformed.into());
    }
    let entrance = Query::<Entrance>::from_query(head.uri.query().unwrap_or_default());
    let Entrance { ticket, hello } = entrance.map_err(|_| Code::Malformed)?.into_inner();
    if hello
        .as_ref()
        .is_some_and(|hello| hello.len() > FRAME_LIMIT)
    {
        return Err(Code::Malformed.into());
    }
    let full = || Error::unavailable("as many sockets are open as there may be");
    let reserved = app.wire.reserve().ok_or_else(full)?;
    let entering = Entering {
        webinar_id,
        ticket,
        now: app.clock.now(),
    };
    let seat = Seat {
        webinar_id,
        author: app.doors.ask(entering).await?,
        language: language::wished(head.headers()).unwrap_or_default(),
        silence: Duration::from_secs(app.config.webinars.silence_seconds),
        polls: false,
    };
    Ok(Admitted {
        seat,
        reserved,
        hello,
    })
}

fn offers_our_protocol(head: &RequestHead) -> bool {
    let offers = head.headers().get_all(SEC_WEBSOCKET_PROTOCOL);
    let mut offers = offers.filter_map(|offer| offer.to_str().ok());
    offers.any(|offer| offer.split(',').any(|one| one.trim() == SUBPROTOCOL))
}

/// Gives the socket to a thread of ours, with the answer that is to be written first and what the client
/// has sent behind its handshake.
fn open(
    app: &App,
    line: Framed<TcpStream, Codec>,
    head: &RequestHead,
    admitted: Admitted,
) -> io::Result<StatusCode> {
    let response = ws::handshake_response(head)
        .insert_header((SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL))
        .finish();
    let status = response.status();
    let mut parts = line.into_parts();
    write_head(&mut parts, response.drop_body(), BodySize::None)?;
    let opened = Opened {
        socket: OwnedFd::from(parts.io.into_std()?),
        head: parts.write_buf.freeze(),
        hello: admitted.hello,
        early: parts.read_buf.to_vec(),
    };
    app.wire.serve(opened, admitted.seat, admitted.reserved);
    Ok(status)
}

/// Says why not. The connection ends with it: what follows a handshake is not HTTP.
async fn refuse(
    line: Framed<TcpStream, Codec>,
    head: &RequestHead,
    error: &Error,
) -> io::Result<StatusCode> {
    problem::log(error);
    let language = language::wished(head.headers()).unwrap_or_default();
    let response: Response<_> = problem::response(error, language).into();
    let (mut response, body) = response.into_parts();
    response
        .head_mut()
        .set_connection_type(ConnectionType::Close);
    let status = response.status();
    let body = body.try_into_bytes().unwrap_or_default();
    let mut parts = line.into_parts();
    write_head(&mut parts, response, body.size())?;
    parts.write_buf.extend_from_slice(&body);
    parts.io.write_all(&parts.write_buf).await?;
    parts.io.shutdown().await?;
    Ok(status)
}

fn write_head(
    parts: &mut FramedParts<TcpStream, Codec>,
    response: Response<()>,
    length: BodySize,
) -> io::Result<()> {
    let head = Message::Item((response, length));
    parts.codec.encode(head, &mut parts.write_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_a_socket_names_a_room() {
        let id = "0199a000-0000-7000-8000-000000000001";
        let room = |path: &str| room_of(path).map(|id| id.to_string());
        assert_eq!(
            room(&format!("/api/v1/webinars/{id}/socket")).as_deref(),
            Some(id)
        );
        for path in ["/", "/api/v1/webinars/socket", "/api/v1/webinars/7/socket"] {
            assert_eq!(room(path), None, "{path}");
        }
        assert_eq!(room(&format!("/api/v1/webinars/{id}/tickets")), None);
    }
}
