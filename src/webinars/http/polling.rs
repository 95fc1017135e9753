//! The room over plain HTTP, where the network breaks websockets: the client asks for what waits
//! for it, again and again, and sends its messages with requests of their own.

use std::time::Duration;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{FromRequest, HttpRequest, HttpResponse, delete, get, post, web};
use garde::Validate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::routes::Routes;
use crate::http::{Json, Spoken};
use crate::webinars::protocol::{
    self, FRAME_LIMIT, Incoming, SUBPROTOCOL, ServerFrame, encode_frame,
};
use crate::webinars::tickets::Entering;
use crate::webinars::wire::{Gone, Seat, Told};

/// The header that names a connection: an address would stand in logs.
const KEY: &str = "Polling-Key";

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(open)
        .service(fetch_frames)
        .service(send_frames)
        .service(hang_up);
}

/// A connection to be opened.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRoomPolling, example = json!({
    "ticket": "q3mZ0uYl7vH1cQm8nRZt5w0a9bXkJdPeGfSiLoVyTu4", "hello": {"type": "hello"}
}))]
struct NewPolling {
    /// A ticket, which is used up.
    #[garde(skip)]
    ticket: String,
    /// The frame `hello` of the protocol.
    #[garde(skip)]
    #[schema(value_type = Object)]
    hello: Value,
}

/// A connection that is open.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RoomPolling)]
struct Polling {
    /// Names the connection in the header `Polling-Key`, and is for nobody else.
    key: String,
    /// The protocol of the frames.
    subprotocol: &'static str,
}

/// What the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FrameQuery {
    /// How many frames the client has of this connection; 0 when absent.
    #[param(minimum = 0, maximum = 9_007_199_254_740_991_u64)]
    after: Option<u64>,
}

/// Frames of the server.
#[derive(Debug, ToSchema)]
#[schema(as = RoomFrames)]
#[expect(
    dead_code,
    reason = "it describes what is written around frames that are JSON already"
)]
struct Frames {
    /// How many frames came before these.
    after: u64,
    /// What to ask for the next with, as `after`.
    through: u64,
    /// The frames, in order; none when nothing happened for a while.
    #[schema(value_type = Vec<Object>)]
    frames: Vec<Value>,
}

/// Frames of the client.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = RoomMessages, example = json!({
    "frames": [{"type": "say", "command": 1, "text": "Сайн байна уу"}]
}))]
struct Messages {
    /// The frames, in order.
    #[garde(length(min = 1, max = 16))]
    #[schema(value_type = Vec<Object>, min_items = 1, max_items = 16)]
    frames: Vec<Value>,
}

/// Opens a connection to a webinar's room without a websocket. The protocol is `surgalt.v1`; its
/// document says how it is spoken over plain HTTP.
#[utoipa::path(tag = "webinars", operation_id = "open_room_polling", security(()),
    params(("id" = Uuid, Path, description = "The webinar")),
    request_body = NewPolling,
    responses((status = 201, description = "The connection is open", body = Polling),
        (status = 409, description = "The webinar is over", body = crate::http::problem::Problem,
            content_type = "application/problem+json")))]
#[post("/webinars/{id}/polling")]
async fn open(
    app: web::Data<App>,
    id: web::Path<Uuid>,
    Spoken(language): Spoken,
    Json(new): Json<NewPolling>,
) -> Result<HttpResponse> {
    let hello = new.hello.to_string();
    let is_hello = matches!(protocol::read(&hello), Incoming::Hello { .. });
    if !is_hello || hello.len() > FRAME_LIMIT {
        return Err(Error::field("hello", "field-invalid"));
    }
    let full = || Error::unavailable("as many connections are open as there may be");
    let reserved = app.wire.reserve().ok_or_else(full)?;
    let entering = Entering {
        webinar_id: *id,
        ticket: new.ticket,
        now: app.clock.now(),
    };
    let seat = Seat {
        webinar_id: *id,
        author: app.doors.ask(entering).await?,
        language,
        silence: Duration::from_secs(app.config.webinars.silence_seconds),
        polls: true,
    };
    let stops = || Error::unavailable("the server stops");
    let key = app.wire.open(seat, hello, reserved).await;
    Ok(HttpResponse::Created()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(Polling {
            key: key.ok_or_else(stops)?,
            subprotocol: SUBPROTOCOL,
        }))
}

/// What the room tells: answered when there is something, or without any frame after a while. The
/// frames are kept until they are asked for with a later `after`.
#[utoipa::path(tag = "webinars", operation_id = "fetch_room_frames", security(()),
    params(("id" = Uuid, Path, description = "The webinar"), FrameQuery,
        ("Polling-Key" = Option<String>, Header, description = "The key of the connection")),
    responses((status = 200, description = "Frames", body = Frames),
        (status = 422, description = "There were never so many frames",
            body = crate::http::problem::Problem, content_type = "application/problem+json")))]
#[get("/webinars/{id}/polling/frames")]
async fn fetch_frames(
    app: web::Data<App>,
    id: web::Path<Uuid>,
    query: web::Query<FrameQuery>,
    Key(key): Key,
) -> Result<HttpResponse> {
    let fetched = app.wire.fetch(*id, &key, query.after.unwrap_or(0)).await?;
    let (after, frames) = fetched.ok_or_else(|| Error::field("after", "field-invalid"))?;
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_TYPE, "application/json"))
        .body(written(after, &frames)))
}

/// Sends frames to the room. What becomes of them is told with the frames that are fetched.
#[utoipa::path(tag = "webinars", operation_id = "send_room_frames", security(()),
    params(("id" = Uuid, Path, description = "The webinar"),
        ("Polling-Key" = Option<String>, Header, description = "The key of the connection")),
    request_body = Messages,
    responses((status = 204, description = "The frames are taken")))]
#[post("/webinars/{id}/polling/frames")]
async fn send_frames(
    app: web::Data<App>,
    id: web::Path<Uuid>,
    Key(key): Key,
    Json(messages): Json<Messages>,
) -> Result<HttpResponse> {
    let texts = messages.frames.iter().map(Value::to_string).collect();
    if app.wire.send(*id, &key, texts).await? {
        return Ok(HttpResponse::NoContent().finish());
    }
    Err(Error {
        retry_after_seconds: Some(1),
        ..Code::TooManyRequests.into()
    })
}

/// Ends a connection, as closing a websocket does.
#[utoipa::path(tag = "webinars", operation_id = "close_room_polling", security(()),
    params(("id" = Uuid, Path, description = "The webinar"),
        ("Polling-Key" = Option<String>, Header, description = "The key of the connection")),
    responses((status = 204, description = "The connection is closed")))]
#[delete("/webinars/{id}/polling")]
async fn hang_up(app: web::Data<App>, id: web::Path<Uuid>, Key(key): Key) -> Result<HttpResponse> {
    app.wire.hang_up(*id, &key).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The key in a request's header; empty when there is none that could be one.
struct Key(String);

impl FromRequest for Key {
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<std::result::Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        let key = request.headers().get(KEY);
        let key = key
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        std::future::ready(Ok(Self(key.to_owned())))
    }
}

impl From<Gone> for Error {
    fn from(_: Gone) -> Self {
        Code::TokenInvalid.into()
    }
}

/// Writes an answer around frames that are JSON already.
fn written(after: u64, frames: &[web::Bytes]) -> Vec<u8> {
    let mut told = Vec::new();
    for frame in frames {
        if !told.is_empty() {
            told.push(b',');
        }
        match Told::of(frame) {
            Some(Told::Text(text)) => told.extend_from_slice(&text),
            Some(Told::Close { code, reason }) => {
                let closed = ServerFrame::Closed { code, reason };
                told.extend_from_slice(encode_frame(&closed).as_bytes());
            }
            // Only frames that tell something wait for who polls.
            None => told.extend_from_slice(b"null"),
        }
    }
    let through = after + u64::try_from(frames.len()).unwrap_or(0);
    let head = format!(r#"{{"after":{after},"through":{through},"frames":["#);
    [head.as_bytes(), &told, b"]}"].concat()
}
