//! A seat in a webinar's room: a websocket of which little is read (`docs/protocol.md`).

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use uuid::Uuid;

use super::api::text;
use super::attending::Moment;
use super::world::World;
use crate::Failure;
use crate::moments::Random;
use crate::room::websocket::{self, Kind};

/// How long the room may take to let somebody in or go.
const PATIENCE: Duration = Duration::from_secs(60);
/// The end of the head of an answer.
const END: &[u8] = b"\r\n\r\n";
/// The code of a goodbye.
const GOODBYE: [u8; 2] = 1_000_u16.to_be_bytes();

/// A seat.
#[derive(Debug)]
pub struct Seat {
    stream: TcpStream,
    read: Vec<u8>,
    random: Random,
}

impl Seat {
    /// Takes a seat: a ticket, the websocket, hello and welcome. Also when that was.
    ///
    /// # Errors
    /// When the room lets nobody in.
    pub async fn take(
        world: &World,
        token: &str,
        webinar: Uuid,
        seed: u32,
    ) -> Result<(Self, Moment), Failure> {
        let path = format!("/api/v1/webinars/{webinar}");
        let ticket = world
            .api
            .post(token, &format!("{path}/tickets"), &Value::Null)
            .await?;
        let ticket = text(&ticket.expect(201)?, "ticket")?;
        let earliest = world.clock.now();
        let address = world.api.address;
        let mut stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let request = format!(
            "GET {path}/socket?ticket={ticket} HTTP/1.1\r\nHost: {address}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: surgalt.v1\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut seat = Self {
            stream,
            read: Vec::new(),
            random: Random::new(seed.into()),
        };
        timeout(PATIENCE, seat.enter()).await??;
        let latest = world.clock.now();
        Ok((seat, Moment { earliest, latest }))
    }

    async fn enter(&mut self) -> Result<(), Failure> {
        let head = loop {
            let found = self.read.windows(END.len()).position(|part| part == END);
            if let Some(head) = found {
                break head;
            }
            self.more().await?;
        };
        if !self.read.starts_with(b"HTTP/1.1 101 ") {
            let said = String::from_utf8_lossy(&self.read).into_owned();
            return Err(format!("the room lets nobody in: {said}").into());
        }
        self.read.drain(..head + END.len());
        self.say(Kind::Text, br#"{"type":"hello"}"#)?;
        loop {
            while let Some((kind, text)) = self.frame()? {
                if kind == Kind::Text && text.starts_with(br#"{"type":"welcome""#) {
                    return Ok(());
                }
            }
            self.more().await?;
        }
    }

    /// Lets the server hear that somebody is there.
    ///
    /// # Errors
    /// When the line is gone.
    pub fn breathe(&mut self) -> Result<(), Failure> {
        self.say(Kind::Text, br#"{"type":"clock","sent":1}"#)
    }

    /// Reads what has come, until the server has heard the breath: only then may the clock move on.
    ///
    /// # Errors
    /// When the line is gone, or the server does not answer.
    pub async fn is_heard(&mut self) -> Result<(), Failure> {
        timeout(PATIENCE, async {
            loop {
                while let Some((kind, text)) = self.frame()? {
                    if kind == Kind::Text && text.starts_with(br#"{"type":"clock""#) {
                        return Ok(());
                    }
                }
                self.more().await?;
            }
        })
        .await?
    }

    /// Leaves with a goodbye, and waits until the server has heard it.
    ///
    /// # Errors
    /// When it has not.
    pub async fn leave(mut self) -> Result<(), Failure> {
        self.say(Kind::Close, &GOODBYE)?;
        timeout(PATIENCE, async {
            loop {
                while let Some((kind, _)) = self.frame()? {
                    if kind == Kind::Close {
                        return Ok(());
                    }
                }
                // The server may close the line without a word.
                if self.stream.read_buf(&mut self.read).await? == 0 {
                    return Ok(());
                }
            }
        })
        .await?
    }

    async fn more(&mut self) -> Result<(), Failure> {
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err("the room has sent somebody away".into()),
            _ => Ok(()),
        }
    }

    /// Takes the next frame that has come; a question whether somebody is there is answered.
    fn frame(&mut self) -> Result<Option<(Kind, Vec<u8>)>, Failure> {
        let Some(frame) = websocket::next(&self.read)? else {
            return Ok(None);
        };
        let (kind, length, payload) = (frame.kind, frame.length, frame.payload.to_vec());
        self.read.drain(..length);
        if kind == Kind::Ping {
            self.say(Kind::Pong, &payload)?;
        }
        Ok(Some((kind, payload)))
    }

    /// What a seat says is short: a line that does not take it is broken.
    fn say(&mut self, kind: Kind, payload: &[u8]) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        let mask = self.random.bytes();
        websocket::write(&mut bytes, kind, Some(mask), &[payload]);
        match self.stream.try_write(&bytes)? {
            written if written == bytes.len() => Ok(()),
            _ => Err("a line takes nothing more".into()),
        }
    }
}
