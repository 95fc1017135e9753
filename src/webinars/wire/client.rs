//! A connection with the way its client is reached: a socket, or requests that wait.

use std::io::{ErrorKind, IoSlice, Write};
use std::time::Duration;

use mio::net::TcpStream;

use super::connection::Connection;
use super::mailbox::Reserved;
use super::outgoing::{Outgoing, SLICES};
use super::polls::Polls;

/// How a client is reached.
pub(super) enum Line {
    Socket(TcpStream),
    Polls(Polls),
}

/// A connection and its line.
pub(super) struct Client {
    pub(super) line: Line,
    pub(super) connection: Connection,
    /// Whether the socket may have bytes that were not read.
    pub(super) is_readable: bool,
    /// Whether the client has sent its last byte, so that a short read is not the end.
    pub(super) has_ended: bool,
    /// Whether it stands in the lists of who is to be read and written.
    pub(super) is_eager: bool,
    pub(super) is_dirty: bool,
    /// Where it stands in its room's list.
    pub(super) in_room: Option<usize>,
    /// Whether the goodbye is said and written.
    pub(super) is_shut: bool,
    pub(super) _reserved: Reserved,
}

impl Client {
    /// Writes what waits. A socket that takes less than it is given tells when it takes more.
    pub(super) fn write(&mut self, passed: Duration) -> std::io::Result<()> {
        let stream = match &mut self.line {
            Line::Socket(stream) => stream,
            Line::Polls(polls) => {
                polls.answer(&self.connection, passed);
                return Ok(());
            }
        };
        while !self.connection.outgoing.is_empty() {
            let outgoing: &Outgoing = &self.connection.outgoing;
            let (length, outcome) = match outgoing.only() {
                Some(bytes) => (bytes.len(), stream.write(bytes)),
                None => {
                    let mut slices = [IoSlice::new(&[]); SLICES];
                    let count = outgoing.slices(&mut slices);
                    let slices = slices.get(..count).unwrap_or_default();
                    let length = slices.iter().map(|slice| slice.len()).sum();
                    (length, stream.write_vectored(slices))
                }
            };
            match outcome {
                Ok(count) => {
                    self.connection.written(count, passed);
                    if count < length {
                        return Ok(());
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    self.connection.written(0, passed);
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
