//! How a socket comes from actix to a thread of ours.
//!
//! When a connection is opened, a second descriptor of its socket is kept beside it. When a client
//! is let in, actix writes the head of the answer; then the answer's body ends before it has said the
//! one byte it promised. actix takes the connection for broken, and drops its own descriptor and its
//! buffers without shutting the socket down, so that ours is the only one left.

use std::any::Any;
use std::os::fd::{AsFd, OwnedFd};
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::dev::{Extensions, Payload};
use actix_web::rt::net::TcpStream;
use actix_web::web::Bytes;
use actix_web::{Error, HttpRequest};
use futures_util::Stream;

use super::connection::Seat;
use super::mailbox::{Command, Reserved};

/// Bytes that a client may send behind its handshake before it is answered: a `hello` and some
/// commands. Who sends more is not a client of this protocol.
const EARLY_LIMIT: usize = 128 * 1024;

/// The second descriptor of a connection's socket, until it is taken.
struct Kept(Mutex<Option<OwnedFd>>);

/// Keeps a second descriptor of every socket that is opened. When the machine has none left, the
/// connection can do all but open a room.
pub fn keep_socket(stream: &dyn Any, extensions: &mut Extensions) {
    if let Some(stream) = stream.downcast_ref::<TcpStream>()
        && let Ok(socket) = stream.as_fd().try_clone_to_owned()
    {
        extensions.insert(Kept(Mutex::new(Some(socket))));
    }
}

/// Takes the descriptor that was kept for a request's connection.
pub(in super::super) fn kept_socket(request: &HttpRequest) -> Option<OwnedFd> {
    let Kept(kept) = request.conn_data()?;
    kept.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// The body of the answer that opens a websocket: it says nothing, and hands the socket over when
/// the head before it is written.
pub(in super::super) struct Takeover {
    payload: Payload,
    early: Vec<u8>,
    is_head_written: bool,
    hand_over: Option<(OwnedFd, Box<Seat>, Reserved)>,
}

impl Takeover {
    /// What is handed over, and where the client's next bytes come from until then.
    pub(in super::super) fn new(
        payload: Payload,
        socket: OwnedFd,
        seat: Seat,
        reserved: Reserved,
    ) -> Self {
        Self {
            payload,
            early: Vec::new(),
            is_head_written: false,
            hand_over: Some((socket, Box::new(seat), reserved)),
        }
    }
}

impl MessageBody for Takeover {
    type Error = Error;

    /// One byte, which never comes.
    fn size(&self) -> BodySize {
        BodySize::Sized(1)
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        let this = self.get_mut();
        if !this.is_head_written {
            // What stands before the body is written when the body has nothing yet. The buffer of a
            // socket that has just been opened takes it at once.
            this.is_head_written = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let before = this.early.len();
        loop {
            match Pin::new(&mut this.payload).poll_next(context) {
                Poll::Ready(Some(Ok(bytes))) if this.early.len() <= EARLY_LIMIT => {
                    this.early.extend_from_slice(&bytes);
                }
                // It sent too much, or has gone.
                Poll::Ready(_) => {
                    this.hand_over = None;
                    return Poll::Ready(None);
                }
                Poll::Pending if this.early.len() > before => {
                    // actix may have read more than it has given yet.
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Poll::Pending => break,
            }
        }
        if let Some((socket, seat, reserved)) = this.hand_over.take() {
            let mailbox = std::sync::Arc::clone(&reserved.0);
            mailbox.put(Command::Serve {
                socket,
                early: std::mem::take(&mut this.early),
                seat,
                reserved,
            });
        }
        Poll::Ready(None)
    }
}
