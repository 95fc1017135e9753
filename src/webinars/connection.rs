//! One connection: a loop between the websocket and the room.
//!
//! The connection is the only one that waits for its client. It reads its queue and writes the
//! socket; it reads the socket and posts to the room; it pings, and gives a silent client up.

use actix_ws::{AggregatedMessage, AggregatedMessageStream, Session};
use bytestring::ByteString;
use chrono::{DateTime, Utc};
use tokio::sync::mpsc;
use tokio::time::error::Elapsed;
use tokio::time::{Instant, Interval, interval, timeout};

use super::close::Close;
use super::command::Request;
use super::delivery::encode;
use super::event::{Author, Reader, Sent};
use super::hub::Hub;
use super::log::Line;
use super::message::{Joined, Message, Missed, Outgoing, Reply};
use super::protocol::{
    BROKEN_FRAME_LIMIT, EVENTS_PER_FRAME, FRAME_INVALID, Incoming, ROOM_BUSY, ServerFrame,
    Snapshot, read,
};
use super::room::COMMANDS_REMEMBERED;
use super::socket::{Ending, Seat, WRITE_WITHIN, encode_frame, received, refused};

/// An admitted connection.
pub(super) struct Connection {
    pub(super) hub: Hub,
    seat: Seat,
    pub(super) socket: Session,
    /// The number of its join.
    number: u64,
    session: u64,
    /// The number through which the client has been told the room.
    through: u64,
    /// When the client was last heard, by the clock of the log and by that of the machine.
    pub(super) last_heard: DateTime<Utc>,
    heard: Instant,
    /// Commands that the room has not answered yet.
    unanswered: usize,
    /// Broken messages so far.
    broken: u32,
}

impl Connection {
    /// A connection that the room has let in.
    pub(super) fn new(hub: Hub, seat: Seat, socket: Session, joined: &Joined) -> Self {
        Self {
            last_heard: hub.clock().now(),
            heard: Instant::now(),
            through: joined.through,
            session: joined.session,
            number: joined.connection,
            unanswered: 0,
            broken: 0,
            hub,
            seat,
            socket,
        }
    }

    /// Goes on until one side has had enough.
    pub(super) async fn run(
        &mut self,
        joined: Joined,
        mut outgoing: mpsc::Receiver<Outgoing>,
        stream: &mut AggregatedMessageStream,
    ) -> Ending {
        // Three pings within the time that a client may be silent: one may be lost.
        let mut ping = interval(self.seat.silence / 3);
        if let Err(ending) = self.welcome(joined).await {
            return ending;
        }
        loop {
            if let Err(ending) = self.step(&mut outgoing, stream, &mut ping).await {
                return ending;
            }
        }
    }

    /// Waits for the next thing from the room, the client or the clock, and does it.
    async fn step(
        &mut self,
        outgoing: &mut mpsc::Receiver<Outgoing>,
        stream: &mut AggregatedMessageStream,
        ping: &mut Interval,
    ) -> Result<(), Ending> {
        tokio::select! {
            next = outgoing.recv() => match next {
                Some(next) => self.send(next).await,
                // The room let go of this connection, because it read too slowly or because the
                // room itself is gone. Either way the client comes back for what it missed.
                None => Err(Ending::Closed(Close::Resume { from: self.through })),
            },
            // A client that sends faster than the room answers waits in its own socket.
            message = stream.recv(), if self.unanswered < COMMANDS_REMEMBERED => {
                self.take(received(message)?).await
            }
            _ = ping.tick() => {
                if self.heard.elapsed() > self.seat.silence {
                    return Err(Ending::Closed(Close::Silent));
                }
                written(timeout(WRITE_WITHIN, self.socket.ping(b"")).await)
            }
        }
    }

    /// Tells the client where it is and what it missed.
    async fn welcome(&mut self, joined: Joined) -> Result<(), Ending> {
        let Joined {
            session,
            connection,
            through,
            present,
            reader,
            missed,
        } = joined;
        let (after, snapshot) = match &missed {
            Missed::Snapshot(snapshot) => (through, Some(Box::new(Snapshot::clone(snapshot)))),
            Missed::Lines(after, _) | Missed::Log(after) => (*after, None),
        };
        let (role, now) = (reader.role, self.hub.clock().now());
        let welcome = ServerFrame::Welcome {
            session,
            connection,
            role,
            after,
            now,
            snapshot,
        };
        self.write(encode_frame(&welcome)).await?;
        match missed {
            Missed::Snapshot(_) => Ok(()),
            Missed::Lines(after, lines) => {
                self.tell(&reader, &lines, after, through, present).await
            }
            Missed::Log(mut after) => {
                while after < through {
                    let limit = EVENTS_PER_FRAME.min(usize::try_from(through - after).unwrap_or(1));
                    let limit = u64::try_from(limit).unwrap_or(1);
                    let log = self.hub.log();
                    let lines = log.read(self.seat.webinar_id, after, limit).await;
                    let lines = lines.map_err(|error| {
                        tracing::error!(%error, "the missed entries of a room cannot be read");
                        Ending::Closed(Close::ComeBack)
                    })?;
                    let Some(last) = lines.last().map(|line| line.number) else {
                        break;
                    };
                    self.tell(&reader, &lines, after, last, present).await?;
                    after = last;
                }
                Ok(())
            }
        }
    }

    async fn tell<L: AsRef<Line>>(
        &mut self,
        reader: &Reader,
        lines: &[L],
        after: u64,
        through: u64,
        present: u32,
    ) -> Result<(), Ending> {
        let lines = lines.iter().map(AsRef::as_ref);
        let seen: Vec<&Line> = lines.filter(|line| reader.sees(line.aim())).collect();
        for (frame, _) in encode(&seen, after, through, present) {
            self.write(frame).await?;
        }
        Ok(())
    }

    /// Sends what the room has for this client.
    async fn send(&mut self, outgoing: Outgoing) -> Result<(), Ending> {
        match outgoing {
            Outgoing::Events { frame, through } => {
                self.write(frame).await?;
                self.through = through;
                Ok(())
            }
            Outgoing::Admitted(joined) => {
                self.through = joined.through;
                self.welcome(*joined).await
            }
            Outgoing::Acknowledged { command, number } => {
                self.unanswered = self.unanswered.saturating_sub(1);
                self.write(encode_frame(&ServerFrame::Acknowledged { command, number }))
                    .await
            }
            Outgoing::Refused { command, refusal } => {
                self.unanswered = self.unanswered.saturating_sub(1);
                self.refuse(Some(command), refusal.code()).await
            }
            Outgoing::Close(close) => Err(Ending::Closed(close)),
        }
    }

    /// Takes what the client sent.
    async fn take(&mut self, message: AggregatedMessage) -> Result<(), Ending> {
        self.heard = Instant::now();
        self.last_heard = self.hub.clock().now();
        match message {
            AggregatedMessage::Text(text) => match read(&text) {
                Incoming::Command { command, request } => self.post(command, request).await,
                Incoming::Hello { .. } => self.broken(None).await,
                Incoming::Broken { command } => self.broken(command).await,
            },
            AggregatedMessage::Binary(_) => self.broken(None).await,
            AggregatedMessage::Ping(payload) => {
                written(timeout(WRITE_WITHIN, self.socket.pong(&payload)).await)
            }
            AggregatedMessage::Pong(_) => Ok(()),
            AggregatedMessage::Close(_) => Err(Ending::Gone),
        }
    }

    async fn post(&mut self, command: u64, request: Request) -> Result<(), Ending> {
        let sent = Some(Sent {
            session: self.session,
            command,
        });
        let author = Author {
            sent,
            ..self.seat.author.clone()
        };
        let reply = Reply::Connection {
            connection: self.number,
            command,
        };
        let message = Message::Ask {
            author,
            request: Box::new(request),
            reply,
        };
        if self.hub.post(self.seat.webinar_id, message).is_err() {
            return self.refuse(Some(command), ROOM_BUSY).await;
        }
        self.unanswered += 1;
        Ok(())
    }

    async fn broken(&mut self, command: Option<u64>) -> Result<(), Ending> {
        self.broken += 1;
        if self.broken > BROKEN_FRAME_LIMIT {
            return Err(Ending::Closed(Close::TooManyBroken));
        }
        self.refuse(command, FRAME_INVALID).await
    }

    async fn refuse(&mut self, command: Option<u64>, code: &str) -> Result<(), Ending> {
        self.write(encode_frame(&refused(command, code, self.seat.language)))
            .await
    }

    async fn write(&mut self, frame: ByteString) -> Result<(), Ending> {
        written(timeout(WRITE_WITHIN, self.socket.text(frame)).await)
    }
}

/// A frame that does not even fit into the socket's buffer for so long has no reader.
fn written(outcome: Result<Result<(), actix_ws::Closed>, Elapsed>) -> Result<(), Ending> {
    match outcome {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Ending::Gone),
    }
}
