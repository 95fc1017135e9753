//! Sending one letter of the outbox.

use std::collections::HashMap;

use chrono::TimeDelta;
use metrics::counter;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{letters, message};
use crate::app::App;
use crate::error::{Code, Error, Result};
use crate::outbox::{self, Failure};
use crate::people::tables::access::contact;
use crate::people::tables::person;
use crate::people::{self, contacts};

/// How long an address that was refused is left alone when its person has no other.
const REFUSED: TimeDelta = TimeDelta::days(7);

/// Where a letter goes.
#[derive(Debug, Clone, Copy)]
pub enum To {
    /// To the best address of a person, and to the next when the mail server refuses it.
    Person(Uuid),
    /// To one address, and to no other.
    Contact(Uuid),
}

/// Writes a letter in the person's language and hands it over.
///
/// A letter that has nothing to say any longer is not sent: the person was switched off
/// or has no address, the webinar is over or called off, the certificate has been revoked, or what it is about has been deleted.
///
/// # Errors
/// When it cannot be handed over; the outbox tries again.
pub async fn deliver(
    app: &App,
    job_id: Uuid,
    to: To,
    letter: &outbox::Letter,
) -> Result<(), Failure> {
    let outcome = attempt(app, job_id, to, letter).await;
    let name = match &outcome {
        Ok(true) => "sent",
        Ok(false) => "dropped",
        Err(Failure::Temporary(_)) => "failed",
        Err(Failure::Permanent(_)) => "refused",
    };
    counter!("surgalt_mails_total", "letter" => letter.name(), "outcome" => name).increment(1);
    outcome.map(|_| ())
}

/// Whether the letter was sent; if not, it had nothing to say.
async fn attempt(
    app: &App,
    job_id: Uuid,
    to: To,
    letter: &outbox::Letter,
) -> Result<bool, Failure> {
    let Some((person, addresses)) = addresses(app, to, letter).await? else {
        return Ok(false);
    };
    let mut refusal = None;
    for address in &addresses {
        match send(app, job_id, (&person, address), letter).await {
            Err(Failure::Permanent(error)) => {
                note(app, address, Some(error.to_string())).await?;
                refusal = Some(Failure::Permanent(error));
            }
            Ok(true) if address.bounced_at.is_some() => {
                note(app, address, None).await?;
                return Ok(true);
            }
            outcome => return outcome,
        }
    }
    // All that there are have been refused: tried again slowly, for somebody to add a good one.
    Err(refusal.unwrap_or_else(|| {
        Failure::Permanent(Error::unavailable("every address has been refused"))
    }))
}

/// Whom a letter is for, and the addresses it may go to, the best first; none when nobody shall get it.
async fn addresses(
    app: &App,
    to: To,
    letter: &outbox::Letter,
) -> Result<Option<(person::Model, Vec<contact::Model>)>> {
    let reader = app.database.reader();
    let (person_id, addresses) = match to {
        To::Person(person_id) => {
            let mut good: HashMap<_, _> = contacts::good_addresses(reader, &[person_id]).await?;
            (person_id, good.remove(&person_id).unwrap_or_default())
        }
        To::Contact(id) => match contact::Entity::find_by_id(id).one(reader).await? {
            // A claim is only asked whether it is true, and then also where letters were refused.
            Some(found) if *letter == outbox::Letter::VerifyAddress || found.is_good() => {
                (found.person_id, vec![found])
            }
            _ => return Ok(None),
        },
    };
    let person = people::store::get(reader, person_id).await?;
    if !person.active {
        return Ok(None);
    }
    if !addresses.is_empty() {
        return Ok(Some((person, addresses)));
    }
    let all = contacts::of(reader, person_id).await?;
    let Some(refused) = all
        .into_iter()
        .find(|one| one.main && one.bounced_at.is_some())
    else {
        return Ok(None);
    };
    let rest = app.clock.now() - REFUSED;
    let again = refused.bounced_at.is_some_and(|at| at <= rest);
    Ok(Some((person, Vec::from_iter(again.then_some(refused)))))
}

async fn send(
    app: &App,
    job_id: Uuid,
    (person, address): (&person::Model, &contact::Model),
    letter: &outbox::Letter,
) -> Result<bool, Failure> {
    let written = match letters::write(app, (person, address), letter).await {
        Ok(Some(written)) => written,
        Ok(None) => return Ok(false),
        Err(error) if error.code == Code::NotFound => {
            tracing::warn!(%job_id, letter = letter.name(), "what a letter is about is gone");
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    };
    let message = message::build(app, job_id, (person, &address.value), &written)?;
    // Identifiers of jobs sort by the time they were made, and so do the files.
    let name = format!("{job_id}-{}", letter.name());
    app.mail.hand_over(&message, &name).await?;
    Ok(true)
}

async fn note(app: &App, address: &contact::Model, refused: Option<String>) -> Result<()> {
    let refused = refused.map(|reason| (app.clock.now(), reason));
    let transaction = app.database.begin().await?;
    // Nobody changes the addresses meanwhile.
    people::store::lock(&transaction, address.person_id).await?;
    contacts::note_delivery(&transaction, (address.person_id, address.id), refused).await?;
    Ok(transaction.commit().await?)
}
