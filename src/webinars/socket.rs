//! A socket from its opening to its end: the greeting, the room's answer, then `connection.rs` until
//! one side has had enough, and the goodbye. One task each.

use std::time::Duration;

use actix_ws::{
    AggregatedMessage, AggregatedMessageStream, CloseCode, CloseReason, ProtocolError, Session,
};
use bytestring::ByteString;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout, timeout_at};
use uuid::Uuid;

use super::close::Close;
use super::command::Refusal;
use super::connection::Connection;
use super::delivery::OUTGOING_LIMIT;
use super::event::Author;
use super::hub::Hub;
use super::message::{Joined, Joining, Message, Outgoing};
use super::protocol::{HELLO_WITHIN, Incoming, ServerFrame, read};
use crate::messages::{Arguments, Language};

/// How long one frame may take into the socket's buffer before the client counts as stalled.
pub(super) const WRITE_WITHIN: Duration = Duration::from_secs(10);

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
    let mut connection = Connection::new(hub, seat, socket, &joined);
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
pub(super) enum Ending {
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
    let deadline = Instant::now() + HELLO_WITHIN;
    let (session, last) = loop {
        let Ok(message) = timeout_at(deadline, stream.recv()).await else {
            return Err(Ending::Closed(Close::HelloExpected));
        };
        match received(message)? {
            AggregatedMessage::Text(text) => match read(&text) {
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
            Err(Ending::Closed(match refusal {
                Refusal::Ended | Refusal::Cancelled => Close::Ended,
                Refusal::Removed => Close::Removed,
                _ => Close::NotAdmitted,
            }))
        }
    }
}

/// What came from the socket, or how the connection ends by it.
pub(super) fn received(
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

pub(super) fn refused(command: Option<u64>, code: &str, language: Language) -> ServerFrame {
    let key = format!("room-{}", code.replace('_', "-"));
    let detail = language.text(&key, &Arguments::none());
    ServerFrame::Refused {
        command,
        code: code.to_owned(),
        detail,
    }
}

pub(super) fn encode_frame(frame: &ServerFrame) -> ByteString {
    // A frame is plain text and numbers: it always serialises.
    serde_json::to_string(frame).unwrap_or_default().into()
}
