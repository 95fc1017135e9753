//! The replay of a webinar that has ended: one small download, a JSON object a line.
//!
//! The first line is the head, then comes a line for each deck of slides, then one for each moment.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt, stream};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::reader;
use super::slides::SlidePicture;
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::http::download;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::ids;
use crate::policy::Actor;
use crate::webinars::event::Reader;
use crate::webinars::log::Line as Logged;
use crate::webinars::replay::{Chapter, Index, Moment, Person};
use crate::webinars::room::Status;
use crate::webinars::slides::pictures::DeckState;
use crate::webinars::slides::store as decks;
use crate::webinars::store;
use crate::webinars::tables::webinar;

/// Entries read from the log at once: what of a replay is in memory.
const PAGE: u64 = 500;
/// JSON objects, one a line.
const LINES: &str = "application/x-ndjson";
/// Changes whenever the same log would be told otherwise.
const VERSION: u32 = 1;

/// The routes of this file.
pub fn routes(config: &mut Routes) {
    config.service(replay);
}

/// A line of a replay.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ReplayLine {
    /// The first.
    Head(Head),
    /// One for each deck of slides, in the order of their upload.
    Deck(Deck),
    /// One for each thing that happened, in order.
    Moment(Moment),
}

/// What the replay is of, and where to go in it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReplayHead)]
struct Head {
    /// The webinar.
    webinar: Uuid,
    /// What it is called.
    title: String,
    /// When it was planned to begin.
    starts_at: DateTime<Utc>,
    /// When it was planned to end.
    ends_at: DateTime<Utc>,
    /// When it began: from here every `offset` counts.
    started_at: Option<DateTime<Utc>>,
    /// When it ended.
    ended_at: Option<DateTime<Utc>>,
    /// Where slides were shown and polls were opened.
    chapters: Vec<Chapter>,
    /// Who appears in it, named by their places.
    people: Vec<Person>,
}

/// A deck of slides, named by the room's `deck_ready`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReplayDeck)]
struct Deck {
    /// Its identifier.
    deck: Uuid,
    /// What the file is called.
    name: String,
    /// Its pictures: each slide in each width.
    pictures: Vec<SlidePicture>,
}

/// The replay of a webinar that has ended, as far as one may see it: its head (times, chapters,
/// people), its decks of slides, and what happened, in times from the beginning. Each line is a
/// `ReplayLine`. Who came and went, single votes and the text of lines that were taken away are left
/// out.
#[utoipa::path(tag = "webinars", operation_id = "read_replay",
    params(("id" = Uuid, Path, description = "The webinar"),
        ("If-None-Match" = Option<String>, Header, description = "The ETag one has already")),
    responses(
        (status = 200, description = "The replay", body = ReplayLine, content_type = "application/x-ndjson",
            headers(("ETag" = String, description = "Of the replay as this person sees it"))),
        (status = 304, description = "One has it already"),
        (status = 409, description = "`replay_not_ready`: it has not ended", body = Problem,
            content_type = "application/problem+json")))]
#[get("/webinars/{id}/replay")]
async fn replay(
    app: web::Data<App>,
    actor: Actor,
    id: web::Path<Uuid>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let webinar = store::find(app.database.reader(), &actor, *id).await?;
    if webinar.status != Status::Ended {
        return Err(Code::ReplayNotReady.into());
    }
    let reader = reader(&app, &actor, &webinar).await?;
    let decks = deck_lines(&app, webinar.id).await?;
    let tag = tag(&webinar, &reader, &decks);
    let known = request.headers().get(IF_NONE_MATCH);
    if known.is_some_and(|known| {
        known
            .to_str()
            .is_ok_and(|known| download::names(known, tag.trim_start_matches("W/")))
    }) {
        return Ok(HttpResponse::NotModified()
            .insert_header((ETAG, tag))
            .finish());
    }
    let index = index(&app, webinar.id, reader).await?;
    let mut beginning = encoded(&ReplayLine::Head(head(webinar, &index)))?;
    for deck in decks {
        beginning.extend(encoded(&ReplayLine::Deck(deck))?);
    }
    let beginning = stream::once(async { Ok(Bytes::from(beginning)) });
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, LINES))
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        .streaming(beginning.chain(moments(app, *id, index))))
}

/// The log of an ended webinar does not change, but who sees what of it, and which slides are left.
fn tag(webinar: &webinar::Model, reader: &Reader, decks: &[Deck]) -> String {
    let decks: Vec<_> = decks.iter().map(|deck| deck.deck).collect();
    let told = format!("{VERSION} {} {reader:?} {decks:?}", webinar.revision);
    format!("W/\"{}\"", ids::hash_of_secret(&told))
}

fn head(webinar: webinar::Model, index: &Index) -> Head {
    Head {
        webinar: webinar.id,
        title: webinar.title,
        starts_at: webinar.starts_at,
        ends_at: webinar.ends_at,
        started_at: index.started_at(),
        ended_at: index.ended_at(),
        chapters: index.chapters(),
        people: index.people().to_vec(),
    }
}

async fn deck_lines(app: &App, webinar_id: Uuid) -> Result<Vec<Deck>> {
    let database = app.database.reader();
    let mut lines = Vec::new();
    let decks = decks::decks(database, webinar_id).await?.into_iter().rev();
    for deck in decks.filter(|deck| deck.state == DeckState::Ready) {
        let pictures = decks::pictures(database, deck.id).await?.into_iter();
        lines.push(Deck {
            deck: deck.id,
            name: deck.name,
            pictures: pictures
                .map(|picture| SlidePicture::new(webinar_id, picture))
                .collect(),
        });
    }
    Ok(lines)
}

/// Reads the log for what stands at the head.
async fn index(app: &App, webinar_id: Uuid, reader: Reader) -> Result<Index> {
    let mut index = Index::new(reader);
    loop {
        let page = page(app, webinar_id, index.last()).await?;
        if page.is_empty() {
            return Ok(index);
        }
        for line in page {
            index.take(&line.entry().map_err(Error::internal)?);
        }
    }
}

async fn page(app: &App, webinar_id: Uuid, after: u64) -> Result<Vec<Logged>> {
    let read = app.hub.log().read(webinar_id, after, PAGE).await;
    read.map_err(Error::unavailable)
}

/// Reads the log again, a page as soon as the one before has been taken by the network.
fn moments(
    app: web::Data<App>,
    webinar_id: Uuid,
    index: Index,
) -> impl futures_util::Stream<Item = Result<Bytes>> {
    stream::try_unfold((app, index, 0), move |(app, index, after)| async move {
        let page = page(&app, webinar_id, after).await?;
        let Some(last) = page.last().map(|line| line.number) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        for line in page {
            let entry = line.entry().map_err(Error::internal)?;
            if let Some(moment) = index.moment(entry) {
                bytes.extend(encoded(&ReplayLine::Moment(moment))?);
            }
        }
        Ok(Some((Bytes::from(bytes), (app, index, last))))
    })
}

fn encoded(line: &ReplayLine) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(line).map_err(Error::internal)?;
    bytes.push(b'\n');
    Ok(bytes)
}
