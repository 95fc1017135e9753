//! How a room ends with its server.

use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

use super::super::close::Close;
use super::super::command::Command;
use super::super::log::LogError;
use super::super::message::Message;
use super::{LiveRoom, Stopped, Turn};

/// How long a stopping room waits for its connections to say goodbye.
const GOODBYE_LIMIT: Duration = Duration::from_secs(3);

impl LiveRoom {
    /// Writes down that everybody was here until now, and tells them to come back. Nobody has left:
    /// who comes back soon was here all the time, as after a server that was killed.
    pub(super) async fn say_goodbye(
        &mut self,
        inbox: &mut mpsc::Receiver<Message>,
    ) -> Result<Stopped, LogError> {
        // Where another server holds the room, or has taken it just now, that one writes down who is here.
        if self.holds() {
            let mut turn = Turn::default();
            let silence = TimeDelta::zero();
            self.rule(Command::Checkpoint { silence }, &mut turn)?;
            self.finish_unless_overtaken(turn).await?;
        }
        self.delivery.close_all(Close::ComeBack);
        self.delivery.send().await;
        let deadline = Instant::now() + GOODBYE_LIMIT;
        while !self.delivery.is_empty() {
            let mut turn = Turn::default();
            match timeout_at(deadline, inbox.recv()).await {
                // Its answer is dropped, and so it is told to come back as well.
                Ok(Some(Message::Join(_))) => continue,
                Ok(Some(Message::Leave { connection, .. })) => {
                    self.delivery.leave(connection);
                    continue;
                }
                Ok(Some(message)) if self.holds() => self.take(message, &mut turn)?,
                // Whoever asked comes back elsewhere, and asks again.
                Ok(Some(_)) => continue,
                Ok(None) | Err(_) => break,
            }
            self.finish_unless_overtaken(turn).await?;
        }
        Ok(Stopped::Stopping)
    }

    async fn finish_unless_overtaken(&mut self, turn: Turn) -> Result<(), LogError> {
        match self.finish(turn).await {
            Err(LogError::Overtaken) => {
                self.end.node = None;
                Ok(())
            }
            outcome => outcome,
        }
    }
}
