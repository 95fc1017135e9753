//! A connection of somebody to the room.

use uuid::Uuid;

use super::super::event::{Entry, Through};

/// An open connection: the number of its join, and the server that it came through when there are several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Connection {
    number: u64,
    through: Option<Through>,
}

impl Connection {
    /// The connection that came with an entry.
    pub(in super::super) fn of(entry: &Entry) -> Self {
        Self {
            number: entry.number,
            through: entry.through,
        }
    }

    /// The number of its join.
    pub(super) fn number(self) -> u64 {
        self.number
    }

    /// The server that it came through, when there are several.
    pub(super) fn through(self) -> Option<Through> {
        self.through
    }

    /// Whether it came through a server.
    pub(in super::super) fn came_through(self, node: Uuid) -> bool {
        self.through.is_some_and(|through| through.node == node)
    }
}
