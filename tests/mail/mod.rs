//! Mail: what people read, and a mail server that has bad days.

mod bounces;
mod calendar;
mod house;
mod letters;
mod queue;
mod server;

use mail_parser::{Message, MessageParser};

/// A mail, read as a mail program reads it.
pub fn read(mail: &str) -> Message<'_> {
    MessageParser::default().parse(mail).unwrap()
}
