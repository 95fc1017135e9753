//! One connection: a loop between the websocket and the room, one task each.
//!
//! The connection is the only one that waits for its client. It reads its queue and writes the
//! socket; it reads the socket and posts to the room; it pings, and gives a silent client up.

use std::time::Duration;

use actix_ws::{
    AggregatedMessage, AggregatedMessageStream, CloseCode, CloseReason, ProtocolError, Session,
};
use bytestring::ByteString;
use chrono::{DateTime, Utc};
use tokio::sync::{mpsc, oneshot};
use tokio::time::error::Elapsed;
use tokio::time::{Instant, Interval, interval, timeout, timeout_at};
use uuid::Uuid;

use super::close::Close;
use super::command::{Refusal, Request};
use super::delivery::{OUTGOING_LIMIT, encode};
use super::event::{Author, Sent};
use super::hub::Hub;
use super::log::Line;
use super::message::{Joined, Joining, Message, Missed, Outgoing, Reply};
use super::protocol::{
    BROKEN_FRAME_LIMIT, EVENTS_PER_FRAME, FRAME_INVALID, HELLO_WITHIN, Incoming, ROOM_BUSY,
    ServerFrame, Snapshot, read,
};
use super::room::COMMANDS_REMEMBERED;
use crate::messages::{Arguments, Language};

/// How long one frame may take into the socket's buffer before the client counts as stalled.
const WRITE_WITHIN: Duration = Duration::from_secs(10);

/// Who sits at a connection.
#[derive(Debug)]
pub(super) struct Seat {
    /// The webinar.
    pub(super) webinar_id: Uuid,
    /// The person, with `sent` left empty.
    pub(super) author: Author,
    /// The language of refusals.
    pub(super) language: Language,
    /// How long the client may be silent.
    pub(super) silence: Duration,
}

/// Serves one connection until it ends, and tells the room that it has gone.
pub(super) async fn serve(
    hub: Hub,
    seat: Seat,
    mut socket: Session,
    mut stream: AggregatedMessageStream,
) {
    let (queue, outgoing) = mpsc::channel(OUTGOING_LIMIT);
    let joined = match enter(&hub, &seat, queue, &mut socket, &mut stream).await {
        Ok(joined) => joined,
        Err(ending) => return ending.tell(socket).await,
    };
    let (webinar_id, person, number) = (seat.webinar_id, seat.author.person, joined.connection);
    let mut connection = Connection {
        last_heard: hub.clock().now(),
        heard: Instant::now(),
        through: joined.through,
        session: joined.session,
        number,
        unanswered: 0,
        broken: 0,
        hub,
        seat,
        socket,
    };
    let ending = connection.run(joined, outgoing, &mut stream).await;
    let Connection {
        hub,
        socket,
        last_heard,
        ..
    } = connection;
    ending.tell(socket).await;
    hub.leave(webinar_id, person, number, last_heard).await;
}

/// How a connection ends.
enum Ending {
    /// The server closes it, and says why.
    Closed(Close),
    /// The client closed it, or the line is dead: there is nobody to tell.
    Gone,
}

impl Ending {
    async fn tell(self, socket: Session) {
        let reason = match self {
            Self::Closed(close) => Some(CloseReason {
                code: CloseCode::Other(close.code()),
                description: Some(close.reason()),
            }),
            Self::Gone => None,
        };
        // A client that has gone, or does not read, is not told.
        let _ = timeout(WRITE_WITHIN, socket.close(reason)).await;
    }
}

/// Waits for the hello and asks the room in.
async fn enter(
    hub: &Hub,
    seat: &Seat,
    outgoing: mpsc::Sender<Outgoing>,
    socket: &mut Session,
    stream: &mut AggregatedMessageStream,
) -> Result<Joined, Ending> {
    let person = seat.author.person;
    let deadline = Instant::now() + HELLO_WITHIN;
    let (session, last) = loop {
        let Ok(message) = timeout_at(deadline, stream.recv()).await else {
            return Err(Ending::Closed(Close::HelloExpected));
        };
        match received(message)? {
            AggregatedMessage::Text(text) => match read(&text, person) {
                Incoming::Hello { session, last } => break (session, last),
                _ => return Err(Ending::Closed(Close::HelloExpected)),
            },
            AggregatedMessage::Ping(payload) => {
                socket.pong(&payload).await.map_err(|_| Ending::Gone)?;
            }
            AggregatedMessage::Pong(_) => {}
            AggregatedMessage::Binary(_) => return Err(Ending::Closed(Close::HelloExpected)),
            AggregatedMessage::Close(_) => return Err(Ending::Gone),
        }
    };
    let (answer, answered) = oneshot::channel();
    let author = seat.author.clone();
    let joining = Joining {
        author,
        session,
        last,
        outgoing,
        answer,
    };
    let come_back = || Ending::Closed(Close::ComeBack);
    hub.post(seat.webinar_id, Message::Join(joining))
        .map_err(|_| come_back())?;
    match answered.await.map_err(|_| come_back())? {
        Ok(joined) => Ok(joined),
        Err(refusal) => {
            let frame = encode_frame(&refused(None, refusal.code(), seat.language));
            let _ = timeout(WRITE_WITHIN, socket.text(frame)).await;
            let over = matches!(refusal, Refusal::Ended | Refusal::Cancelled);
            Err(Ending::Closed(if over {
                Close::Ended
            } else {
                Close::NotAdmitted
            }))
        }
    }
}

/// What came from the socket, or how the connection ends by it.
fn received(
    message: Option<Result<AggregatedMessage, ProtocolError>>,
) -> Result<AggregatedMessage, Ending> {
    match message {
        Some(Ok(message)) => Ok(message),
        None => Err(Ending::Gone),
        Some(Err(ProtocolError::Overflow)) => Err(Ending::Closed(Close::TooLong)),
        Some(Err(ProtocolError::Io(error))) => Err(match error.kind() {
            std::io::ErrorKind::InvalidData => Ending::Closed(Close::NotText),
            // actix-ws gives this kind to a message that is too long in fragments, and to a line
            // that broke, where nobody is left to read the reason.
            _ => Ending::Closed(Close::TooLong),
        }),
        Some(Err(_)) => Err(Ending::Closed(Close::Malformed)),
    }
}

fn refused(command: Option<u64>, code: &str, language: Language) -> ServerFrame {
    let key = format!("room-{}", code.replace('_', "-"));
    let detail = language.text(&key, &Arguments::none());
    ServerFrame::Refused {
        command,
        code: code.to_owned(),
        detail,
    }
}

fn encode_frame(frame: &ServerFrame) -> ByteString {
    // A frame is plain text and numbers: it always serialises.
    serde_json::to_string(frame).unwrap_or_default().into()
}

/// An admitted connection.
struct Connection {
    hub: Hub,
    seat: Seat,
    socket: Session,
    /// The number of its join.
    number: u64,
    session: u64,
    /// The number through which the client has been told the room.
    through: u64,
    /// When the client was last heard, by the clock of the log and by that of the machine.
    last_heard: DateTime<Utc>,
    heard: Instant,
    /// Commands that the room has not answered yet.
    unanswered: usize,
    /// Broken messages so far.
    broken: u32,
}

impl Connection {
    async fn run(
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
            missed,
        } = joined;
        let (after, snapshot) = match &missed {
            Missed::Snapshot(snapshot) => (through, Some(Snapshot::clone(snapshot))),
            Missed::Lines(after, _) | Missed::Log(after) => (*after, None),
        };
        let (role, now) = (self.seat.author.role, self.hub.clock().now());
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
            Missed::Lines(_, lines) => self.tell(&lines, present).await,
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
                    let Some(last) = lines.last() else { break };
                    after = last.number;
                    self.tell(&lines, present).await?;
                }
                Ok(())
            }
        }
    }

    async fn tell<L: AsRef<Line>>(&mut self, lines: &[L], present: u32) -> Result<(), Ending> {
        for (frame, _) in encode(lines, present) {
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
            AggregatedMessage::Text(text) => match read(&text, self.seat.author.person) {
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
            request,
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
