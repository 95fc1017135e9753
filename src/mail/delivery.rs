//! Sending one letter of the outbox.

use metrics::counter;
use uuid::Uuid;

use super::{letters, message};
use crate::app::App;
use crate::error::Code;
use crate::outbox::{self, Failure};
use crate::people;

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
    person_id: Uuid,
    letter: &outbox::Letter,
) -> Result<(), Failure> {
    let outcome = attempt(app, job_id, person_id, letter).await;
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
    person_id: Uuid,
    letter: &outbox::Letter,
) -> Result<bool, Failure> {
    let person = people::store::get(app.database.reader(), person_id).await?;
    if !person.active || person.email.is_none() {
        return Ok(false);
    }
    let written = match letters::write(app, &person, letter).await {
        Ok(Some(written)) => written,
        Ok(None) => return Ok(false),
        Err(error) if error.code == Code::NotFound => {
            tracing::warn!(%job_id, letter = letter.name(), "what a letter is about is gone");
            return Ok(false);
        }
        Err(error) => return Err(error.into()),
    };
    let message = message::build(app, job_id, &person, &written)?;
    // Identifiers of jobs sort by the time they were made, and so do the files.
    let name = format!("{job_id}-{}", letter.name());
    app.mail.hand_over(&message, &name).await?;
    Ok(true)
}
