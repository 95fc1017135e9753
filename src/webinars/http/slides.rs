//! The slides of a webinar: uploading a PDF, which pictures there are, fetching them, removing all.

use actix_multipart::Multipart;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::require_reader;
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Error, Result};
use crate::http::download::{self, Offered};
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::http::upload::{Received, Upload, receive_once};
use crate::http::{IdempotencyKey, Spoken};
use crate::messages::{Arguments, Language};
use crate::outbox::{self, Job};
use crate::policy::Actor;
use crate::webinars::slides::pictures::{DeckState, Reason};
use crate::webinars::slides::tables::{slide_deck, slide_picture};
use crate::webinars::slides::{WIDTHS, store as decks};
use crate::webinars::store;
use crate::webinars::tables::webinar;

/// What slides are uploaded as.
const PDF: &str = "application/pdf";
/// An address names one picture for ever, so who has it never asks again.
const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config
        .service(upload)
        .service(list)
        .service(read)
        .service(remove);
}

/// A PDF of slides, and how far it has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0199a000-0000-7000-8000-000000000050", "name": "хичээл.pdf", "state": "rendering",
    "slides": 40, "drawn": 12, "created_at": "2026-03-02T00:50:00Z"
}))]
struct SlideDeck {
    /// The identifier, also named by the room's `deck_ready`.
    id: Uuid,
    /// What the file is called.
    name: String,
    /// How far it has come.
    state: DeckState,
    /// How many slides it has, once that is known.
    slides: Option<i32>,
    /// How many of them are drawn.
    drawn: u64,
    /// Why it cannot be drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// The same, to be read by a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// When it was uploaded.
    created_at: DateTime<Utc>,
}

impl SlideDeck {
    fn new(row: slide_deck::Model, pictures: u64, language: Language) -> Self {
        let widths = u64::try_from(WIDTHS.len()).unwrap_or(1);
        let message = |reason: Reason| language.text(reason.key(), &Arguments::none());
        Self {
            id: row.id,
            name: row.name,
            state: row.state,
            slides: row.slides,
            drawn: pictures / widths,
            reason: row.reason,
            message: row.reason.map(message),
            created_at: row.created_at,
        }
    }
}

/// A picture of a slide.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "slide": 1, "width": 640, "height": 360, "media_type": "image/webp", "bytes": 18231,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "address": "/api/v1/webinars/0199a000-0000-7000-8000-000000000031/slides/0199a000-0000-7000-8000-000000000051"
}))]
pub struct SlidePicture {
    /// The slide's place, from 1.
    slide: i32,
    /// In pixels.
    width: i32,
    /// In pixels.
    height: i32,
    /// `image/webp` or `image/jpeg`.
    media_type: String,
    /// How many bytes it has.
    bytes: i64,
    /// Their SHA-256, in hexadecimal.
    sha256: String,
    /// Where it is fetched.
    address: String,
}

impl SlidePicture {
    /// A picture as the API shows it.
    pub fn new(webinar_id: Uuid, row: slide_picture::Model) -> Self {
        Self {
            slide: row.slide,
            width: row.width,
            height: row.height,
            media_type: row.media_type,
            bytes: row.size,
            sha256: row.sha256,
            address: format!("/api/v1/webinars/{webinar_id}/slides/{}", row.id),
        }
    }
}

/// The slides of a webinar.
#[derive(Debug, Serialize, ToSchema)]
struct Slides {
    /// The deck that is used; null when there is none yet.
    deck: Option<SlideDeck>,
    /// What was uploaded after it and is not ready, or never will be; null when nothing.
    coming: Option<SlideDeck>,
    /// The deck's pictures: each slide in each width.
    items: Vec<SlidePicture>,
}

/// Uploads a PDF of slides for a webinar that one leads. It is drawn in the background; when it is
/// ready the room is told, and it replaces the deck before it, whose pictures stay for the replay.
#[utoipa::path(tag = "webinars", operation_id = "upload_slides",
    request_body(content = Upload, content_type = "multipart/form-data"),
    params(("id" = Uuid, Path, description = "The webinar"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes the request happen once, however often it is sent")),
    responses((status = 201, description = "Uploaded", body = SlideDeck),
        (status = 409, description = "`webinar_closed`: it is over; `too_many_decks`: it has as many as it may",
            body = Problem, content_type = "application/problem+json")))]
#[post("/webinars/{id}/slides")]
async fn upload(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    key: IdempotencyKey,
    Spoken(language): Spoken,
    request: HttpRequest,
    form: Multipart,
) -> Result<HttpResponse> {
    let webinar = led(&app, &actor, *id).await?;
    if webinar.status.is_over() {
        return Err(Code::WebinarClosed.into());
    }
    let save = async |transaction: &Transaction, deck_id, received| {
        let row = save(&app, &actor, transaction, (*id, deck_id), received).await?;
        Ok(SlideDeck::new(row, 0, language))
    };
    let limit = app.config.webinars.slides_limit_bytes;
    let answer = receive_once(&app, &actor, &key, &request, (form, limit), save).await?;
    app.outbox.wake();
    Ok(answer)
}

/// Writes the deck down in place of those that never became ready, and has it drawn.
async fn save(
    app: &App,
    actor: &Actor,
    transaction: &Transaction,
    (webinar_id, deck_id): (Uuid, Uuid),
    received: Received,
) -> Result<slide_deck::Model> {
    if received.media_type != PDF {
        return Err(Error::field("file", "field-media-type"));
    }
    // Locked: of two that are uploaded at once the second replaces the first.
    let webinar = store::lock(transaction, actor, webinar_id).await?;
    if webinar.status.is_over() {
        return Err(Code::WebinarClosed.into());
    }
    let before = decks::decks(transaction, webinar_id).await?;
    let (ready, others): (Vec<_>, Vec<_>) = before
        .into_iter()
        .partition(|deck| deck.state == DeckState::Ready);
    if ready.len() >= decks::DECK_LIMIT {
        return Err(Code::TooManyDecks.into());
    }
    let now = app.clock.now();
    decks::delete(transaction, others.iter().map(|deck| deck.id), now).await?;
    let row = slide_deck::ActiveModel {
        id: Set(deck_id),
        webinar_id: Set(webinar_id),
        name: Set(received.name),
        state: Set(DeckState::Waiting),
        reason: Set(None),
        slides: Set(None),
        uploaded_by: Set(actor.person_id),
        created_at: Set(now),
    };
    let row = row.insert(transaction).await?;
    let key = format!("draw-slides {deck_id}");
    outbox::enqueue(transaction, key, Job::DrawSlides { deck_id }, now, now).await?;
    Ok(row)
}

/// The slides of a webinar, for whoever may enter its room: what is there, and what is coming.
#[utoipa::path(tag = "webinars", operation_id = "list_slides",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 200, description = "The slides", body = Slides)))]
#[get("/webinars/{id}/slides")]
async fn list(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    Spoken(language): Spoken,
) -> Result<web::Json<Slides>> {
    let reader = app.database.reader();
    let webinar = entered(&app, &actor, *id).await?;
    // The newest first: what stands before the ready one is coming.
    let all = decks::decks(reader, webinar.id).await?;
    let newest = all.first().filter(|deck| deck.state != DeckState::Ready);
    let mut slides = Slides {
        deck: None,
        coming: None,
        items: Vec::new(),
    };
    if let Some(deck) = newest {
        let drawn = decks::count_pictures(reader, deck.id).await?;
        slides.coming = Some(SlideDeck::new(deck.clone(), drawn, language));
    }
    let ready = all.into_iter().find(|deck| deck.state == DeckState::Ready);
    if let Some(deck) = ready {
        let pictures = decks::pictures(reader, deck.id).await?;
        let drawn = u64::try_from(pictures.len()).map_err(Error::internal)?;
        slides.deck = Some(SlideDeck::new(deck, drawn, language));
        let pictures = pictures.into_iter();
        slides.items = pictures
            .map(|picture| SlidePicture::new(webinar.id, picture))
            .collect();
    }
    Ok(web::Json(slides))
}

/// A picture of a slide, whole or in part, for whoever may enter the room. It never changes.
#[utoipa::path(tag = "webinars", operation_id = "read_slide",
    params(("id" = Uuid, Path, description = "The webinar"),
        ("picture_id" = Uuid, Path, description = "The picture"),
        ("Range" = Option<String>, Header, description = "One range of bytes, for example `bytes=0-1023`"),
        ("If-Range" = Option<String>, Header, description = "The ETag that the range is a part of"),
        ("If-None-Match" = Option<String>, Header, description = "The ETags one has already")),
    responses(
        (status = 200, description = "The picture", body = Vec<u8>, content_type = "*/*",
            headers(("ETag" = String, description = "Of the bytes"),
                ("Cache-Control" = String, description = "For ever, for this person"))),
        (status = 206, description = "A part of it", body = Vec<u8>, content_type = "*/*",
            headers(("Content-Range" = String, description = "Which part"))),
        (status = 304, description = "One has it already"),
        (status = 416, description = "It has no such bytes", body = Problem,
            content_type = "application/problem+json")))]
#[get("/webinars/{id}/slides/{picture_id}")]
async fn read(
    app: web::Data<App>,
    actor: Actor,
    path: web::Path<(Uuid, Uuid)>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (id, picture_id) = path.into_inner();
    let reader = app.database.reader();
    let webinar = entered(&app, &actor, id).await?;
    let picture = decks::picture(reader, webinar.id, picture_id).await?;
    let name = format!("{}-{}", picture.slide, picture.width);
    let offered = Offered {
        id: picture.id,
        name: &name,
        media_type: &picture.media_type,
        size: picture.size,
        sha256: &picture.sha256,
    };
    let mut answer = download::answer(&app, &request, offered).await?;
    answer.headers_mut().insert(CACHE_CONTROL, FOR_EVER);
    Ok(answer)
}

/// Removes every deck of a webinar that one leads, with all pictures, also from its replay.
#[utoipa::path(tag = "webinars", operation_id = "remove_slides",
    params(("id" = Uuid, Path, description = "The webinar")),
    responses((status = 204, description = "There are none any more")))]
#[delete("/webinars/{id}/slides")]
async fn remove(app: web::Data<App>, actor: Actor, id: web::Path<Uuid>) -> Result<HttpResponse> {
    let webinar = led(&app, &actor, *id).await?;
    let transaction = app.database.begin().await?;
    store::lock(&transaction, &actor, webinar.id).await?;
    let all = decks::decks(&transaction, webinar.id).await?;
    let Some(newest) = all.first().map(|deck| deck.id) else {
        return Ok(HttpResponse::NoContent().finish());
    };
    let now = app.clock.now();
    decks::delete(&transaction, all.iter().map(|deck| deck.id), now).await?;
    let key = format!("tell-slides {newest}");
    let job = Job::TellSlides {
        webinar_id: webinar.id,
        removed_by: actor.person_id,
    };
    outbox::enqueue(&transaction, key, job, now, now).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(HttpResponse::NoContent().finish())
}

/// A webinar whose room the actor may enter, and was not removed from.
async fn entered(app: &App, actor: &Actor, id: Uuid) -> Result<webinar::Model> {
    let reader = app.database.reader();
    let webinar = store::find(reader, actor, id).await?;
    store::role_in_room(reader, &webinar, actor.person_id, &actor.roles).await?;
    require_reader(app, actor, &webinar).await?;
    Ok(webinar)
}

/// A webinar that the actor leads: by the plan, or because the room has given the role.
async fn led(app: &App, actor: &Actor, id: Uuid) -> Result<webinar::Model> {
    let reader = app.database.reader();
    let webinar = store::find(reader, actor, id).await?;
    let role = store::role_in_room(reader, &webinar, actor.person_id, &actor.roles).await?;
    let known = app.hub.reader(webinar.id, actor.person_id, role).await;
    if !known.map_err(Error::unavailable)?.role.leads() {
        return Err(Code::Forbidden.into());
    }
    Ok(webinar)
}
