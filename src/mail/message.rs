//! A letter as a message of the internet: its headers and its parts (RFC 5322, RFC 2045).

use lettre::Message;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use uuid::Uuid;

use super::calendar;
use super::letters::Letter;
use crate::app::App;
use crate::error::{Error, Result};
use crate::outbox::Failure;
use crate::people::tables::person;

/// Puts a letter together. Its Message-ID is made from the job, so that a letter which is sent
/// twice, because the server died between sending and noting it, is one letter to mail programs.
///
/// # Errors
/// [`Failure::Permanent`] when no letter can be sent to that e-mail address.
pub(super) fn build(
    app: &App,
    job_id: Uuid,
    (person, address): (&person::Model, &str),
    letter: &Letter,
) -> Result<Message, Failure> {
    let from = sender(app)?;
    let address = address.parse().map_err(|error| {
        Failure::Permanent(Error::internal(format!("the e-mail address: {error}")))
    })?;
    let name = format!("{} {}", person.surname, person.given_name);
    let message_id = format!("<{job_id}@{}>", from.email.domain());
    let message = Message::builder()
        .from(from)
        .to(Mailbox::new(Some(name), address))
        .subject(&letter.content.subject)
        .date(app.clock.now().into())
        .message_id(Some(message_id))
        .header(AutoSubmitted)
        .multipart(parts(letter)?)
        .map_err(Error::internal)?;
    Ok(message)
}

/// Who sends every mail.
///
/// # Errors
/// Never: the configuration was checked at the start.
pub(super) fn sender(app: &App) -> Result<Mailbox> {
    app.config.mail.from.parse().map_err(Error::internal)
}

fn parts(letter: &Letter) -> Result<MultiPart> {
    let mut body = MultiPart::alternative()
        .singlepart(SinglePart::plain(letter.content.text()?))
        .singlepart(SinglePart::html(letter.content.html()?));
    if letter.invitations.is_empty() {
        let whole = MultiPart::mixed().multipart(body);
        return match &letter.certificate {
            None => Ok(whole),
            Some((name, bytes)) => {
                let file = Attachment::new(name.clone());
                Ok(whole.singlepart(file.body(bytes.to_vec(), media_type("application/pdf")?)))
            }
        };
    }
    // Twice: calendars take the alternative part, and people whose mail program knows none the
    // attached file.
    let calendar = calendar::text(&letter.invitations);
    let method = calendar::method(&letter.invitations);
    let media = format!("text/calendar; charset=utf-8; method={method}");
    let part = SinglePart::builder().header(media_type(&media)?);
    body = body.singlepart(part.body(calendar.clone()));
    let file = Attachment::new("webinar.ics".to_owned());
    Ok(MultiPart::mixed()
        .multipart(body)
        .singlepart(file.body(calendar, media_type("application/ics")?)))
}

fn media_type(text: &str) -> Result<ContentType> {
    ContentType::parse(text).map_err(Error::internal)
}

/// Says that no person wrote the letter, so that nobody's "I am on holiday" answers it (RFC 3834).
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
