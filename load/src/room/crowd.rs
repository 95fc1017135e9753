//! All clients of a room in one thread, over one `epoll`: who is ready is served, who is due comes
//! back, and nobody waits for anybody.

use std::collections::VecDeque;
use std::time::Duration;

use mio::net::TcpStream;
use mio::{Events, Poll, Registry, Token};

use super::client::{Client, Ending, SECOND, State};
use super::sheet::End;
use super::world::World;
use crate::Failure;

/// Events taken from the kernel at once.
const EVENTS: usize = 4_096;
/// Bytes read from a line at once; twice the longest message that is understood.
const SCRATCH: usize = 256 * 1024;
/// Clients on their way in at once: the server always has somebody to serve, and its queue of new
/// connections never overflows, which would cost a second.
const ENTERING: usize = 1_000;
/// How often those who wait for something are looked at.
const ROUND: u64 = SECOND / 20;
/// How long a line that nobody reads stays open.
const HALF_OPEN: u64 = 20 * SECOND;

/// What a client needs for a moment.
pub struct Tools {
    /// Where lines are announced to `epoll`.
    pub registry: Registry,
    /// Where is read into.
    pub scratch: Vec<u8>,
}

/// All clients.
pub struct Crowd {
    /// The clients; the first is the host.
    pub clients: Vec<Client>,
    /// What they share.
    pub world: World,
    poll: Poll,
    events: Events,
    tools: Tools,
    /// Who wants to go in, in order.
    queue: VecDeque<usize>,
    entering: usize,
    /// How many are in the room.
    pub inside: usize,
    /// How many go in a second at most; 0 for as many as can.
    pub pace: u32,
    next_entry: u64,
    next_round: u64,
    /// Lines that nobody reads any more, and until when they stay open.
    half_open: VecDeque<(u64, TcpStream)>,
}

impl Crowd {
    /// Clients that have not come yet.
    ///
    /// # Errors
    /// When the system has no `epoll` for them.
    pub fn new(clients: Vec<Client>, world: World) -> Result<Self, Failure> {
        let poll = Poll::new()?;
        let tools = Tools {
            registry: poll.registry().try_clone()?,
            scratch: vec![0; SCRATCH],
        };
        Ok(Self {
            clients,
            world,
            poll,
            events: Events::with_capacity(EVENTS),
            tools,
            queue: VecDeque::new(),
            entering: 0,
            inside: 0,
            pace: 0,
            next_entry: 0,
            next_round: 0,
            half_open: VecDeque::new(),
        })
    }

    /// Lets everybody come who is away.
    pub fn call(&mut self) {
        let away = self.clients.iter().enumerate();
        let away = away.filter(|(_, client)| client.state == State::Away);
        self.queue = away.map(|(who, _)| who).collect();
    }

    /// Serves whoever is ready, until `until` at most.
    ///
    /// # Errors
    /// When `epoll` fails.
    pub fn turn(&mut self, until: u64) -> Result<(), Failure> {
        let now = self.world.tick();
        let until = if self.queue.is_empty() || self.entering >= ENTERING {
            until.min(self.next_round)
        } else {
            until.min(self.next_round).min(self.next_entry)
        };
        let wait = Duration::from_micros(until.saturating_sub(now));
        match self.poll.poll(&mut self.events, Some(wait)) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => return Ok(()),
            polled => polled?,
        }
        self.world.tick();
        let events = std::mem::replace(&mut self.events, Events::with_capacity(0));
        for event in &events {
            let who = event.token().0;
            if event.is_writable() {
                self.with(who, |client, _, _| client.writable());
            }
            if event.is_readable() || event.is_read_closed() || event.is_error() {
                let has_ended = event.is_read_closed() || event.is_error();
                self.with(who, |client, tools, world| {
                    client.readable(has_ended, &mut tools.scratch, world)
                });
            }
        }
        self.events = events;
        let now = self.world.tick();
        if now >= self.next_round {
            self.next_round = now + ROUND;
            self.round(now);
        }
        self.let_in();
        Ok(())
    }

    /// Lets a client act, and sees to what comes of it.
    pub fn with(
        &mut self,
        who: usize,
        act: impl FnOnce(&mut Client, &mut Tools, &mut World) -> Result<(), Ending>,
    ) {
        let Some(client) = self.clients.get_mut(who) else {
            return;
        };
        let (was_entering, was_inside) = (client.is_entering(), client.state == State::Inside);
        if let Err(ending) = act(client, &mut self.tools, &mut self.world) {
            end(client, ending, &mut self.world);
        }
        match (was_inside, client.state == State::Inside) {
            (true, false) => self.inside -= 1,
            (false, true) => self.inside += 1,
            _ => {}
        }
        match (was_entering, client.is_entering()) {
            (true, false) => self.entering -= 1,
            (false, true) => self.entering += 1,
            _ => {}
        }
    }

    /// Looks at those who wait for a time.
    fn round(&mut self, now: u64) {
        for who in 0..self.clients.len() {
            let Some(client) = self.clients.get_mut(who) else {
                return;
            };
            if client.back_at.is_some_and(|at| at <= now) {
                client.back_at = None;
                self.queue.push_back(who);
            } else if client.is_silent(now) {
                self.with(who, |client, _, world| {
                    Err(if world.is_up(client.at) {
                        Ending::Fault("the server is silent".to_owned())
                    } else {
                        Ending::Cut
                    })
                });
            } else if !client.unanswered.is_empty() {
                self.with(who, |client, _, world| client.remind(world));
            }
        }
        while self
            .half_open
            .front()
            .is_some_and(|(until, _)| *until <= now)
        {
            self.half_open.pop_front();
        }
    }

    fn let_in(&mut self) {
        let between = SECOND.checked_div(self.pace.into()).unwrap_or(0);
        while self.entering < ENTERING && self.next_entry <= self.world.now {
            let Some(who) = self.queue.pop_front() else {
                return;
            };
            // Nobody catches up on a pause.
            self.next_entry = self.next_entry.max(self.world.now.saturating_sub(ROUND)) + between;
            self.with(who, |client, tools, world| {
                client.open(&tools.registry, Token(who), world)
            });
        }
    }

    /// Cuts a line without a word; half open, the server is left to find out by itself.
    pub fn cut(&mut self, who: usize, half_open: bool) {
        let mut left = None;
        self.with(who, |client, tools, world| {
            left = client.part(End::Cut, world.now);
            if let Some(stream) = left.as_mut().filter(|_| half_open) {
                tools.registry.deregister(stream).map_err(|_| Ending::Cut)?;
            }
            client.come_back_later(world);
            Ok(())
        });
        if let Some(stream) = left.filter(|_| half_open) {
            let until = self.world.now + HALF_OPEN;
            self.half_open.push_back((until, stream));
        }
    }

    /// A server was killed: every line to it is dead, and everybody comes back by the rules.
    pub fn lose(&mut self, server: usize) {
        self.half_open.clear();
        self.queue.clear();
        for who in 0..self.clients.len() {
            self.with(who, |client, _, world| {
                if client.state == State::Done || client.state != State::Away && client.at != server
                {
                    return Ok(());
                }
                if client.state != State::Away {
                    drop(client.part(End::Killed, world.now));
                }
                if client.back_at.is_none() {
                    client.come_back_later(world);
                }
                Ok(())
            });
        }
    }
}

/// What a client does when its line has ended.
fn end(client: &mut Client, ending: Ending, world: &mut World) {
    let now = world.now;
    let was_inside = client.state == State::Inside;
    let over = ending == Ending::Closed(4002);
    drop(client.part(if over { End::Open } else { End::Cut }, now));
    match ending {
        Ending::Ticket => {}
        Ending::Closed(4002) => client.state = State::Done,
        Ending::Closed(4000) if was_inside => client.come_back(0.0, now),
        Ending::Closed(4001) => {
            let seconds = 1.0 + 4.0 * world.random.share();
            client.come_back(seconds, now);
        }
        Ending::Cut | Ending::Closed(4000 | 4005) => client.come_back_later(world),
        Ending::Closed(code) => {
            world
                .tally
                .error(format!("the server closes a line with {code}"));
            client.come_back_later(world);
        }
        Ending::Fault(words) => {
            world.tally.error(words);
            client.come_back_later(world);
        }
    }
}
