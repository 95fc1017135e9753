//! What a room does while nobody asks for anything.

use std::time::Duration;

use super::super::command::Command;
use super::super::log::LogError;
use super::super::message::Message;
use super::{LiveRoom, Turn};
use crate::bus::Bus;

/// How many times within the allowed silence a room looks whether a checkpoint is due.
const LOOKS: i32 = 3;
/// How often a room that several servers know looks who of them is there, and asks again.
const LOOK_AROUND: Duration = Duration::from_millis(500);
impl LiveRoom {
    /// How often the room looks after itself.
    pub(super) fn pause(&self) -> Duration {
        if self.house.bus.is_some() {
            return LOOK_AROUND;
        }
        // Never zero, whatever the operator has set: an interval of nothing is a fault.
        let pause = (self.house.timing.silence / LOOKS)
            .to_std()
            .unwrap_or_default();
        pause.max(Duration::from_millis(100))
    }

    /// Whether this server decides what happens in the room.
    pub(super) fn holds(&self) -> bool {
        let node = self.house.bus.as_ref().map(Bus::node);
        node.is_none() || node == self.end.node
    }

    /// Whether nobody needs the room here: nobody is in it who came here or, of whom this server decides, elsewhere.
    pub(super) fn is_idle(&self) -> bool {
        let decides_for_others = self.house.bus.is_some() && self.holds() && !self.state.is_empty();
        self.delivery.is_empty() && self.asking.is_empty() && !decides_for_others
    }

    /// Time has passed.
    pub(super) async fn look_after(&mut self, turn: &mut Turn) -> Result<(), LogError> {
        if self.house.bus.as_ref().is_some_and(Bus::is_cut_off) {
            return Err(LogError::Failed("the bus is not heard any more".to_owned()));
        }
        for (person, connection, last_heard) in self.delivery.orphans() {
            let leave = Message::Leave {
                person,
                connection,
                last_heard,
                goodbye: false,
            };
            self.take(leave, turn)?;
        }
        if !self.is_idle() {
            self.hold_if_free().await?;
        }
        if self.holds() {
            let silence = self.house.timing.silence;
            self.rule(Command::Checkpoint { silence }, turn)?;
            self.lose_nodes(turn)
        } else {
            Ok(())
        }
    }
}
