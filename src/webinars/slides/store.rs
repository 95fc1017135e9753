//! Queries about decks of slides and their pictures.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::pictures::{DeckState, Reason};
use super::tables::{slide_deck, slide_picture};
use crate::app::App;
use crate::db::Transaction;
use crate::error::{Code, Result};
use crate::outbox::job::FILES_AT_ONCE;
use crate::outbox::{self, Job, NewJob};

/// Decks kept of a webinar: those that were replaced stay for the replay.
pub const DECK_LIMIT: usize = 20;

/// A deck; none when it has been replaced or removed.
///
/// # Errors
/// When the database fails.
pub async fn deck(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<slide_deck::Model>> {
    Ok(slide_deck::Entity::find_by_id(id).one(connection).await?)
}

/// The decks of a webinar, the newest first: at most [`DECK_LIMIT`].
///
/// # Errors
/// When the database fails.
pub async fn decks(
    connection: &impl ConnectionTrait,
    webinar_id: Uuid,
) -> Result<Vec<slide_deck::Model>> {
    Ok(slide_deck::Entity::find()
        .filter(slide_deck::Column::WebinarId.eq(webinar_id))
        .order_by_desc(slide_deck::Column::Id)
        .all(connection)
        .await?)
}

/// The deck that the room is to use: of those that are ready the newest.
///
/// # Errors
/// When the database fails.
pub async fn used(
    connection: &impl ConnectionTrait,
    webinar_id: Uuid,
) -> Result<Option<slide_deck::Model>> {
    Ok(slide_deck::Entity::find()
        .filter(slide_deck::Column::WebinarId.eq(webinar_id))
        .filter(slide_deck::Column::State.eq(DeckState::Ready))
        .order_by_desc(slide_deck::Column::Id)
        .one(connection)
        .await?)
}

/// The pictures of a deck, in the order of the slides.
///
/// # Errors
/// When the database fails.
pub async fn pictures(
    connection: &impl ConnectionTrait,
    deck_id: Uuid,
) -> Result<Vec<slide_picture::Model>> {
    Ok(slide_picture::Entity::find()
        .filter(slide_picture::Column::DeckId.eq(deck_id))
        .order_by_asc(slide_picture::Column::Slide)
        .order_by_asc(slide_picture::Column::Width)
        .all(connection)
        .await?)
}

/// How many pictures of a deck are there.
///
/// # Errors
/// When the database fails.
pub async fn count_pictures(connection: &impl ConnectionTrait, deck_id: Uuid) -> Result<u64> {
    Ok(slide_picture::Entity::find()
        .filter(slide_picture::Column::DeckId.eq(deck_id))
        .count(connection)
        .await?)
}

/// A picture of a slide of the webinar.
///
/// # Errors
/// [`Code::NotFound`] when there is none.
pub async fn picture(
    connection: &impl ConnectionTrait,
    webinar_id: Uuid,
    id: Uuid,
) -> Result<slide_picture::Model> {
    let picture = slide_picture::Entity::find_by_id(id)
        .one(connection)
        .await?;
    let picture = picture.ok_or(Code::NotFound)?;
    let deck = deck(connection, picture.deck_id).await?;
    let is_here = deck.is_some_and(|deck| deck.webinar_id == webinar_id);
    is_here.then_some(picture).ok_or(Code::NotFound.into())
}

/// Notes how far a deck has come; not when it has been replaced or removed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn turn(
    app: &App,
    id: Uuid,
    state: DeckState,
    reason: Option<Reason>,
    slides: Option<i32>,
) -> Result<bool> {
    let transaction = app.database.begin().await?;
    let mut change = slide_deck::ActiveModel {
        state: Set(state),
        reason: Set(reason),
        ..Default::default()
    };
    if slides.is_some() {
        change.slides = Set(slides);
    }
    let changed = slide_deck::Entity::update_many()
        .set(change)
        .filter(slide_deck::Column::Id.eq(id))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(changed.rows_affected > 0)
}

/// Notes a picture whose bytes are stored; not when its deck has been replaced or removed.
///
/// # Errors
/// When the database fails.
pub async fn keep(app: &App, picture: slide_picture::Model) -> Result<bool> {
    let transaction = app.database.begin().await?;
    // Locked: a deck that goes takes all of its pictures with it.
    let deck = slide_deck::Entity::find_by_id(picture.deck_id)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    if deck.is_none() {
        return Ok(false);
    }
    let row = slide_picture::ActiveModel {
        id: Set(picture.id),
        deck_id: Set(picture.deck_id),
        slide: Set(picture.slide),
        width: Set(picture.width),
        height: Set(picture.height),
        media_type: Set(picture.media_type),
        size: Set(picture.size),
        sha256: Set(picture.sha256),
    };
    row.insert(&transaction).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Deletes the pictures that an earlier try at drawing has left.
///
/// # Errors
/// When the database fails.
pub async fn clear(app: &App, deck_id: Uuid) -> Result<()> {
    let transaction = app.database.begin().await?;
    let left = pictures(&transaction, deck_id).await?;
    slide_picture::Entity::delete_many()
        .filter(slide_picture::Column::DeckId.eq(deck_id))
        .exec(&transaction)
        .await?;
    let left = left.into_iter().map(|picture| picture.id).collect();
    discard(&transaction, left, app.clock.now()).await?;
    transaction.commit().await?;
    app.outbox.wake();
    Ok(())
}

/// Deletes decks with their pictures, and has their bytes deleted once that is committed.
///
/// # Errors
/// When the database fails.
pub async fn delete(
    transaction: &Transaction,
    decks: impl IntoIterator<Item = Uuid>,
    now: DateTime<Utc>,
) -> Result<()> {
    for deck in decks {
        let deleted = pictures(transaction, deck).await?;
        slide_deck::Entity::delete_by_id(deck)
            .exec(transaction)
            .await?;
        let mut stored = vec![deck];
        stored.extend(deleted.into_iter().map(|picture| picture.id));
        discard(transaction, stored, now).await?;
    }
    Ok(())
}

/// Has bytes deleted that nothing will name once the transaction is committed.
async fn discard(transaction: &Transaction, stored: Vec<Uuid>, now: DateTime<Utc>) -> Result<()> {
    let jobs = stored.chunks(FILES_AT_ONCE).filter_map(|ids| {
        // Bytes are given up once, so the first of them names the job.
        let key = format!("discard-files {}", ids.first()?);
        let ids = ids.to_vec();
        Some(NewJob {
            key,
            job: Job::DiscardFiles { ids },
            due_at: now,
            created_at: now,
        })
    });
    outbox::enqueue_all(transaction, jobs.collect()).await
}
