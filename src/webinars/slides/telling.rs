//! What a room is told of its deck, until it is what the tables say.
//!
//! The tables change first, and the job that tells the room is written down with the change. Each tells
//! what the tables say when its turn comes, and looks again afterwards: whatever changes meanwhile and
//! whatever is killed when, the last that a room hears is true.

use uuid::Uuid;

use super::pictures::Reason;
use super::store;
use super::tables::slide_deck;
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::people;
use crate::webinars::command::{Refusal, Request};
use crate::webinars::event::Author;
use crate::webinars::hub::AskError;
use crate::webinars::room::slides;
use crate::webinars::store as webinars;
use crate::webinars::tables::webinar;

/// Tells a room that its slides were removed, unless there are others by now.
///
/// # Errors
/// When the database or the room cannot be reached.
pub async fn tell_removed(app: &App, webinar_id: Uuid, by: Uuid) -> Result<()> {
    tell(app, webinar_id, Some(by)).await.map(|_| ())
}

/// Brings a room to the deck that the tables name, in the name of who uploaded it or removed the
/// others; gives the deck that may not be used, and why.
pub(super) async fn tell(
    app: &App,
    webinar_id: Uuid,
    removed_by: Option<Uuid>,
) -> Result<Option<(Uuid, Reason)>> {
    let reader = app.database.reader();
    let webinar = webinars::get(reader, webinar_id).await?;
    loop {
        let deck = store::used(reader, webinar_id).await?;
        let refused = match &deck {
            Some(deck) => tell_ready(app, &webinar, deck).await?,
            None => {
                tell_gone(app, &webinar, removed_by).await?;
                None
            }
        };
        let id = |deck: Option<slide_deck::Model>| deck.map(|deck| deck.id);
        let now = id(store::used(reader, webinar_id).await?);
        if refused.is_some() || now == id(deck) {
            return Ok(refused);
        }
    }
}

async fn tell_ready(
    app: &App,
    webinar: &webinar::Model,
    deck: &slide_deck::Model,
) -> Result<Option<(Uuid, Reason)>> {
    let not_allowed = Ok(Some((deck.id, Reason::NotAllowed)));
    let slides = u32::try_from(deck.slides.unwrap_or_default()).map_err(Error::internal)?;
    let Some(author) = author(app, webinar, deck.uploaded_by).await? else {
        return not_allowed;
    };
    let deck = deck.id;
    let request = Request::Slides(slides::Request::UseDeck { deck, slides });
    match app.hub.ask(webinar.id, author, request).await {
        // Told before, or nobody is there any more to be told.
        Ok(_)
        | Err(AskError::Refused(Refusal::DeckInUse | Refusal::Ended | Refusal::Cancelled)) => {
            Ok(None)
        }
        Err(AskError::Refused(Refusal::NotAllowed | Refusal::Removed)) => not_allowed,
        Err(error) => Err(Error::unavailable(error)),
    }
}

async fn tell_gone(app: &App, webinar: &webinar::Model, by: Option<Uuid>) -> Result<()> {
    let author = match by {
        Some(by) => author(app, webinar, by).await?,
        None => None,
    };
    if let Some(author) = author {
        let request = Request::Slides(slides::Request::RemoveDeck);
        match app.hub.ask(webinar.id, author, request).await {
            // Told before, or nobody is there any more to be told.
            Ok(_)
            | Err(AskError::Refused(Refusal::DeckUnknown | Refusal::Ended | Refusal::Cancelled)) => {
                return Ok(());
            }
            // The person might when it was asked for, and what is gone is gone: the house says so.
            Err(AskError::Refused(Refusal::NotAllowed | Refusal::Removed)) => {}
            Err(error) => return Err(Error::unavailable(error)),
        }
    }
    let told = app.hub.remove_deck(webinar.id).await;
    told.map_err(Error::unavailable)
}

/// The person as an author in the room; none when the webinar is none of the person's business any more.
async fn author(app: &App, webinar: &webinar::Model, person: Uuid) -> Result<Option<Author>> {
    let reader = app.database.reader();
    let roles = people::store::roles_of(reader, person).await?;
    match webinars::author(reader, webinar, person, &roles).await {
        Ok(author) => Ok(Some(author)),
        Err(error) if error.code == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
