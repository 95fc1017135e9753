//! What a thread does with what lies in its mailbox.

use uuid::Uuid;

use super::super::close::Close;
use super::super::message::{Joined, Outgoing};
use super::connection::{Connection, Deed};
use super::deeds::Leaving;
use super::mailbox::{Command, Order, Slot};
use super::thread::Thread;

impl Thread {
    pub(super) fn obey(&mut self, command: Command) {
        match command {
            Command::Serve {
                opened,
                seat,
                reserved,
            } => self.serve(opened, *seat, reserved),
            Command::Open {
                opening,
                seat,
                reserved,
            } => self.take_in(opening, *seat, reserved),
            Command::Polled { to, polled } => self.polled(to, polled),
            Command::Turn { orders, permit } => {
                for order in orders {
                    self.tell(order);
                }
                drop(permit);
            }
            Command::Page { to, page } => {
                self.with(to, |connection, deeds| connection.page(page, deeds));
            }
            Command::Unheard { to } => self.with(to, |connection, deeds| {
                connection.close(Some(Close::ComeBack), deeds);
            }),
            #[cfg(test)]
            Command::Die => std::panic::resume_unwind(Box::new("a fault")),
            Command::Abandoned { webinar_id } => {
                self.with_all(webinar_id, |connection, deeds| {
                    connection.close(Some(Close::ComeBack), deeds);
                });
            }
        }
    }

    fn tell(&mut self, order: Order) {
        match order {
            Order::All {
                webinar_id,
                is_thin,
                variants,
                through,
            } => self.with_all(webinar_id, |connection, deeds| {
                if connection.is_thin() == is_thin {
                    connection.tell_with_all(&variants, through, deeds);
                }
            }),
            Order::Several {
                to,
                frames,
                through,
            } => {
                for slot in to {
                    self.with(slot, |connection, deeds| {
                        connection.tell(&frames, through, deeds);
                    });
                }
            }
            Order::One { to, what } => self.tell_one(to, what),
            Order::CloseAll { webinar_id, close } => {
                self.with_all(webinar_id, |connection, deeds| {
                    connection.close(Some(close), deeds);
                })
            }
        }
    }

    fn tell_one(&mut self, to: Slot, what: Outgoing) {
        match what {
            Outgoing::Joined(joined) => self.join(to, *joined),
            Outgoing::TurnedAway(refusal) => {
                self.with(to, |connection, deeds| {
                    connection.turned_away(refusal, deeds)
                });
            }
            Outgoing::Admitted(joined) => {
                let now = self.moment().now;
                self.with(to, |connection, deeds| {
                    connection.admitted(*joined, now, deeds)
                });
            }
            Outgoing::Placed { place, waits_for } => self.with(to, |connection, deeds| {
                connection.placed(place, waits_for, deeds);
            }),
            Outgoing::Answered { command, outcome } => self.with(to, |connection, deeds| {
                connection.answered(command, outcome, deeds);
            }),
            Outgoing::Close(close) => {
                self.with(to, |connection, deeds| connection.close(Some(close), deeds));
            }
        }
    }

    fn join(&mut self, to: Slot, joined: Joined) {
        let at = self.moment();
        let webinar_id = joined.webinar_id;
        let place = self.rooms.get(&webinar_id).map_or(0, Vec::len);
        let Some(client) = self.at(to) else {
            // It has gone while the room let it in.
            return self.say_goodbye(Leaving {
                webinar_id,
                person: joined.reader.person,
                connection: joined.connection,
                last_heard: joined.heard_at,
                goodbye: false,
            });
        };
        let is_waited_for = !client.connection.is_closing();
        if is_waited_for {
            client.in_room = Some(place);
        }
        let mut deeds = Vec::new();
        client.connection.joined(joined, at, &mut deeds);
        if is_waited_for {
            self.rooms.entry(webinar_id).or_default().push(to.place);
        }
        self.settle(to.place, deeds);
    }

    fn with(&mut self, slot: Slot, act: impl FnOnce(&mut Connection, &mut Vec<Deed>)) {
        if let Some(client) = self.at(slot) {
            let mut deeds = Vec::new();
            act(&mut client.connection, &mut deeds);
            self.settle(slot.place, deeds);
        }
    }

    fn with_all(&mut self, webinar_id: Uuid, act: impl Fn(&mut Connection, &mut Vec<Deed>)) {
        // Who is closed leaves the list, and the last of it comes to that place: from the end on,
        // nobody is passed over.
        let mut index = self.rooms.get(&webinar_id).map_or(0, Vec::len);
        while index > 0 {
            index -= 1;
            let list = self.rooms.get(&webinar_id);
            let Some(place) = list.and_then(|list| list.get(index)).copied() else {
                continue;
            };
            let mut deeds = Vec::new();
            if let Some(client) = self.client(place) {
                act(&mut client.connection, &mut deeds);
            }
            self.settle(place, deeds);
        }
    }
}
