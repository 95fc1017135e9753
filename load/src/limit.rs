//! `load limit`: what is left of a room when everything is left out but the writing. Every line is
//! made into one ready frame, and the frame is written to every socket in a loop. It knows nobody,
//! keeps nothing, and speaks just enough of the protocol to be measured by the same client.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use serde::Deserialize;
use sha1::{Digest, Sha1};

use crate::Failure;
use crate::room::websocket::{self, Kind};

/// What a key is answered with (RFC 6455, section 1.3).
const ANSWER: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// Entries in one frame.
const ENTRIES: usize = 200;
/// Connections that may wait to be accepted.
const BACKLOG: i32 = 4_096;
/// Bytes that may wait for one socket; a reader who is further behind is let go.
const WAITING: usize = 4 * 1024 * 1024;
/// Bytes of a request or a frame that has not come whole.
const PARTIAL: usize = 64 * 1024;

/// How it writes.
#[derive(Debug, Args)]
pub struct Plan {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// How long lines are gathered before they are written together.
    #[arg(long, default_value_t = 0)]
    batch_ms: u64,
}

struct Line {
    stream: TcpStream,
    is_open: bool,
    partial: Vec<u8>,
    waiting: Vec<u8>,
}

/// A line is lost; there is nothing to say about it.
struct Lost;

struct Limit {
    lines: Vec<Option<Line>>,
    free: Vec<usize>,
    present: usize,
    number: u64,
    /// Entries that wait for the end of their batch.
    batch: Vec<String>,
    scratch: Vec<u8>,
}

/// What a client sends.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    Hello,
    Say { command: u64, text: String },
}

/// Listens until it is killed.
///
/// # Errors
/// When it cannot listen.
pub fn run(plan: &Plan) -> Result<bool, Failure> {
    crate::cores::raise_open_files()?;
    let mut poll = Poll::new()?;
    let mut listener = TcpListener::bind(plan.listen)?;
    // The default is too short for hundreds who come at once: who does not fit waits for a second.
    rustix::net::listen(&listener, BACKLOG).map_err(std::io::Error::from)?;
    let door = Token(usize::MAX - 1);
    poll.registry()
        .register(&mut listener, door, Interest::READABLE)?;
    println!("limit listens on http://{}", listener.local_addr()?);
    let mut events = Events::with_capacity(4_096);
    let mut limit = Limit {
        lines: Vec::new(),
        free: Vec::new(),
        present: 0,
        number: 0,
        batch: Vec::new(),
        scratch: vec![0; PARTIAL * 2],
    };
    let pause = Duration::from_millis(plan.batch_ms);
    let mut written = Instant::now();
    loop {
        let wait = (!limit.batch.is_empty()).then(|| pause.saturating_sub(written.elapsed()));
        match poll.poll(&mut events, wait) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            polled => polled?,
        }
        for event in &events {
            if event.token() != door {
                limit.serve(event.token().0, event.is_writable(), plan.batch_ms == 0);
                continue;
            }
            while let Ok((mut stream, _)) = listener.accept() {
                let place = limit.free.pop().unwrap_or(limit.lines.len());
                let both = Interest::READABLE | Interest::WRITABLE;
                // As every server of chat lines does: a line is not to wait for the next.
                stream.set_nodelay(true)?;
                poll.registry().register(&mut stream, Token(place), both)?;
                limit.take_in(place, stream);
            }
        }
        if !limit.batch.is_empty() && written.elapsed() >= pause {
            limit.write_batch();
            written = Instant::now();
        }
    }
}

impl Limit {
    fn take_in(&mut self, place: usize, stream: TcpStream) {
        let line = Some(Line {
            stream,
            is_open: false,
            partial: Vec::new(),
            waiting: Vec::new(),
        });
        match self.lines.get_mut(place) {
            Some(free) => *free = line,
            None => self.lines.push(line),
        }
    }

    fn serve(&mut self, place: usize, is_writable: bool, at_once: bool) {
        let Some(mut line) = self.lines.get_mut(place).and_then(Option::take) else {
            return;
        };
        let was_open = line.is_open;
        let outcome = if is_writable { line.flush() } else { Ok(()) };
        let mut said = Vec::new();
        let outcome = outcome.and_then(|()| line.read(&mut self.scratch, &mut said));
        self.present += usize::from(line.is_open && !was_open);
        let is_lost = outcome.is_err();
        self.present -= usize::from(is_lost && line.is_open);
        let outcome = outcome.and_then(|()| self.answer(&mut line, place, &said));
        if is_lost {
            self.free.push(place);
        } else if outcome.is_err() {
            self.present -= usize::from(line.is_open);
            self.free.push(place);
        } else if let Some(kept) = self.lines.get_mut(place) {
            *kept = Some(line);
        }
        if at_once {
            self.write_batch();
        }
    }

    /// Answers what one client has said, and makes entries of its lines.
    fn answer(&mut self, line: &mut Line, place: usize, said: &[Said]) -> Result<(), Lost> {
        for said in said {
            let answer = match said {
                Said::Hello => format!(
                    r#"{{"type":"welcome","session":{place},"connection":{number},"role":"participant","after":{number},"now":"2026-01-15T01:05:00Z"}}"#,
                    number = self.number
                ),
                Said::Say { command, text } => {
                    self.number += 1;
                    let number = self.number;
                    let text = serde_json::to_string(text).map_err(|_| Lost)?;
                    self.batch.push(format!(
                        r#"{{"number":{number},"at":"2026-01-15T01:05:00.120Z","by":{{"person":"019a0000-0000-7000-8000-000000000002","name":"L. {place}","role":"participant","sent":{{"session":{place},"command":{command}}}}},"event":{{"type":"said","text":{text}}}}}"#
                    ));
                    format!(r#"{{"type":"acknowledged","command":{command},"number":{number}}}"#)
                }
            };
            let mut frame = Vec::new();
            websocket::write(&mut frame, Kind::Text, None, &[answer.as_bytes()]);
            line.write(&frame)?;
        }
        Ok(())
    }

    /// One frame for two hundred entries, ready for all; and the loop.
    fn write_batch(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        let mut bytes = Vec::new();
        let count = u64::try_from(self.batch.len()).unwrap_or_default();
        let mut after = self.number - count;
        let present = u32::try_from(self.present).unwrap_or(u32::MAX);
        for entries in self.batch.chunks(ENTRIES) {
            let through = after + u64::try_from(entries.len()).unwrap_or_default();
            let frame = surgalt::webinars::protocol::events_frame(
                after,
                through,
                present,
                entries.iter().map(String::as_str),
            );
            websocket::write(&mut bytes, Kind::Text, None, &[frame.as_bytes()]);
            after = through;
        }
        self.batch.clear();
        for (place, kept) in self.lines.iter_mut().enumerate() {
            let Some(line) = kept.as_mut().filter(|line| line.is_open) else {
                continue;
            };
            if line.write(&bytes).is_err() {
                *kept = None;
                self.present -= 1;
                self.free.push(place);
            }
        }
    }
}

impl Line {
    fn read(&mut self, scratch: &mut [u8], said: &mut Vec<Said>) -> Result<(), Lost> {
        loop {
            match self.stream.read(scratch) {
                Ok(0) => return Err(Lost),
                Ok(read) => {
                    let came = scratch.get(..read).unwrap_or_default();
                    self.partial.extend_from_slice(came);
                    self.take(said)?;
                    if self.partial.len() > PARTIAL {
                        return Err(Lost);
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(Lost),
            }
        }
    }

    fn take(&mut self, said: &mut Vec<Said>) -> Result<(), Lost> {
        if !self.is_open {
            let Some((answer, length)) = handshake(&self.partial) else {
                return Ok(());
            };
            self.partial.drain(..length);
            self.is_open = true;
            self.write(answer.as_bytes())?;
        }
        let bytes = std::mem::take(&mut self.partial);
        let mut taken = 0;
        while let Some(frame) =
            websocket::next(bytes.get(taken..).unwrap_or_default()).map_err(|_| Lost)?
        {
            taken += frame.length;
            match frame.kind {
                Kind::Text => {
                    said.push(serde_json::from_slice(&frame.unmasked()).map_err(|_| Lost)?);
                }
                Kind::Close => return Err(Lost),
                Kind::Ping | Kind::Pong => {}
            }
        }
        self.partial.extend(bytes.get(taken..).unwrap_or_default());
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Lost> {
        let mut rest = bytes;
        while self.waiting.is_empty() && !rest.is_empty() {
            match self.stream.write(rest) {
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(Lost),
            }
        }
        self.waiting.extend_from_slice(rest);
        if self.waiting.len() > WAITING {
            return Err(Lost);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Lost> {
        let waiting = std::mem::take(&mut self.waiting);
        self.write(&waiting)
    }
}

/// The answer to a request for a websocket, and the request's length, once all of it is there.
fn handshake(bytes: &[u8]) -> Option<(String, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 40];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = request.parse(bytes).ok()? else {
        return None;
    };
    let mut headers = request.headers.iter();
    let key = headers.find(|one| one.name.eq_ignore_ascii_case("sec-websocket-key"))?;
    let digest = Sha1::new().chain_update(key.value).chain_update(ANSWER);
    let accept = STANDARD.encode(digest.finalize());
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: surgalt.v1\r\n\r\n"
    );
    Some((answer, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handshake_is_answered_as_the_standard_shows() {
        let request = b"GET / HTTP/1.1\r\nHost: a\r\n\
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        let (answer, length) = handshake(request).unwrap();
        assert!(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{answer}");
        assert_eq!(length, request.len());
        assert_eq!(handshake(&request[..20]), None);
    }
}
