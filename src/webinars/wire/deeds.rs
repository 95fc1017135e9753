//! What a thread does for its connections: everything that leaves the socket.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::hub::Hub;
use super::super::message::{Joining, Message, Reply};
use super::connection::Deed;
use super::mailbox::{Address, Reserved, Slot, Waiting};
use super::pages;
use super::thread::Thread;

/// What a room is told of a connection that has gone.
pub(super) struct Leaving {
    pub(super) webinar_id: Uuid,
    pub(super) person: Uuid,
    pub(super) connection: u64,
    pub(super) last_heard: DateTime<Utc>,
    pub(super) goodbye: bool,
}

/// Whether a room knows now that a connection has gone.
pub(super) fn goodbye_is_heard(hub: &Hub, leaving: &Leaving) -> bool {
    let message = Message::Leave {
        person: leaving.person,
        connection: leaving.connection,
        last_heard: leaving.last_heard,
        goodbye: leaving.goodbye,
    };
    hub.leave(leaving.webinar_id, message)
}

impl Thread {
    pub(super) fn act(&mut self, place: usize, deed: Deed) -> Vec<Deed> {
        let mut more = Vec::new();
        let Some(at) = self.places.get(place) else {
            return more;
        };
        let slot = Slot {
            place,
            generation: at.generation,
        };
        let Some(client) = &at.client else {
            return more;
        };
        let webinar_id = client.connection.seat.webinar_id;
        match deed {
            Deed::Join { session, last } => {
                let mailbox = Arc::clone(&self.mailbox);
                let joining = Joining {
                    author: client.connection.seat.author.clone(),
                    session,
                    last,
                    is_thin: client.connection.is_thin(),
                    heard_at: client.connection.last_heard(),
                    waiting: Waiting::new(Address { mailbox, slot }),
                };
                // A room that cannot take it drops it, and so the client is told to come back.
                let _ = self.hub.post(webinar_id, Message::Join(joining));
            }
            Deed::LookAtClock { sent, received } => {
                let times = (received, self.moment().now);
                if let Some(client) = self.client(place) {
                    client.connection.clock_shown(sent, times, &mut more);
                }
            }
            Deed::Ask {
                author,
                connection,
                command,
                request,
            } => {
                let message = Message::Ask {
                    author,
                    request: Box::new(request),
                    reply: Reply::Connection {
                        connection,
                        command,
                    },
                };
                if self.hub.post(webinar_id, message).is_err()
                    && let Some(client) = self.client(place)
                {
                    client.connection.busy(command, &mut more);
                }
            }
            Deed::Leave {
                connection,
                last_heard,
                goodbye,
            } => {
                let person = client.connection.seat.author.person;
                self.leave_list(place, webinar_id);
                self.say_goodbye(Leaving {
                    webinar_id,
                    person,
                    connection,
                    last_heard,
                    goodbye,
                });
            }
            Deed::Read(missed) => {
                let mailbox = Arc::clone(&self.mailbox);
                pages::read(&self.hub, webinar_id, missed, Address { mailbox, slot });
            }
        }
        more
    }

    /// Says to a room that a connection has gone, however busy the room is: attendance depends on
    /// it.
    pub(super) fn say_goodbye(&mut self, leaving: Leaving) {
        if !goodbye_is_heard(&self.hub, &leaving) {
            let reserved = Reserved::more(&self.mailbox);
            self.leaving.push_back((leaving, reserved));
        }
    }

    fn leave_list(&mut self, place: usize, webinar_id: Uuid) {
        let index = self.client(place).and_then(|client| client.in_room.take());
        let (Some(index), Some(list)) = (index, self.rooms.get_mut(&webinar_id)) else {
            return;
        };
        if index < list.len() {
            list.swap_remove(index);
        }
        let moved = list.get(index).copied();
        if list.is_empty() {
            self.rooms.remove(&webinar_id);
        }
        if let Some(client) = moved.and_then(|place| self.client(place)) {
            client.in_room = Some(index);
        }
    }
}
