//! Who comes to a thread: a socket that a handshake has opened, or a client that polls.

use std::io;
use std::net::TcpStream as StdStream;
use std::os::fd::OwnedFd;

use mio::net::TcpStream;
use mio::{Interest, Token};

use super::client::{Client, Line};
use super::connection::{Connection, Deed, Moment, Seat};
use super::mailbox::{Address, Opened, Reserved, Slot};
use super::polls::{Opening, Polls};
use super::thread::{Place, Thread};

impl Thread {
    /// Takes a socket in.
    pub(super) fn serve(&mut self, opened: Opened, seat: Seat, reserved: Reserved) {
        let Opened {
            socket,
            head,
            hello,
            early,
        } = opened;
        let place = self.free_place();
        let line = match self.register(socket, place) {
            Ok(stream) => Line::Socket(stream),
            Err(error) => {
                tracing::warn!(%error, "a socket cannot be served");
                self.free.push(place);
                return;
            }
        };
        self.seat(place, line, seat, reserved, |connection, at, deeds| {
            connection.outgoing.begin(head);
            if let Some(hello) = hello {
                connection.receive_hello(hello, at, deeds);
            }
            connection.receive(&early, at, deeds);
        });
    }

    /// Takes in a client that polls, and says so when it can be found.
    pub(super) fn take_in(&mut self, opening: Opening, seat: Seat, reserved: Reserved) {
        let place = self.free_place();
        let Some(generation) = self.places.get(place).map(|place| place.generation) else {
            return;
        };
        let mailbox = std::sync::Arc::clone(&self.mailbox);
        let slot = Slot { place, generation };
        let (polls, hello) = Polls::open(opening, Address { mailbox, slot });
        let line = Line::Polls(polls);
        self.seat(place, line, seat, reserved, |connection, at, deeds| {
            connection.receive_texts(vec![hello], at, deeds);
        });
    }

    fn free_place(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.places.push(Place::default());
            self.places.len() - 1
        })
    }

    fn register(&self, socket: OwnedFd, place: usize) -> io::Result<TcpStream> {
        let stream = StdStream::from(socket);
        stream.set_nonblocking(true)?;
        stream.set_nodelay(true)?;
        let mut stream = TcpStream::from_std(stream);
        let interest = Interest::READABLE | Interest::WRITABLE;
        let registry = self.poll.registry();
        registry.register(&mut stream, Token(place), interest)?;
        Ok(stream)
    }

    fn seat(
        &mut self,
        place: usize,
        line: Line,
        seat: Seat,
        reserved: Reserved,
        greet: impl FnOnce(&mut Connection, Moment, &mut Vec<Deed>),
    ) {
        let at = self.moment();
        let mut connection = Connection::new(seat, at);
        let mut deeds = Vec::new();
        greet(&mut connection, at, &mut deeds);
        let client = Client {
            line,
            connection,
            is_readable: false,
            has_ended: false,
            is_eager: false,
            is_dirty: false,
            in_room: None,
            is_shut: false,
            _reserved: reserved,
        };
        if let Some(place) = self.places.get_mut(place) {
            place.client = Some(client);
        }
        self.settle(place, deeds);
    }
}
