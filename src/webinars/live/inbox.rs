//! What waits for a room, and how much of it one turn takes.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::super::message::Message;

/// Messages that may wait for a room. When it is full, clients are told that the room is busy.
pub(in super::super) const INBOX_LIMIT: usize = 1_024;
/// Messages decided in one turn, and so the most entries in one commit of a room.
pub(super) const TURN_LIMIT: usize = 512;

/// Waits for what comes soon after: one commit and one frame are then for all of it.
pub(super) async fn gather(
    inbox: &mut mpsc::Receiver<Message>,
    waiting: &mut Vec<Message>,
    time: Duration,
) {
    let until = Instant::now() + time;
    while waiting.len() < TURN_LIMIT {
        let limit = TURN_LIMIT - waiting.len();
        match timeout_at(until, inbox.recv_many(waiting, limit)).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
