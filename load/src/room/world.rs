//! What all clients of a room share: the clock, the record of the log, and the tally.

use std::net::SocketAddr;
use std::ops::Range;
use std::time::Instant;

use super::dialect::Peer;
use super::histogram::Histogram;
use super::record::Record;
use crate::moments::Random;

/// Errors that are kept in words; the others are counted.
const KEPT: usize = 100;

/// What all clients share.
#[derive(Debug)]
pub struct World {
    /// Who is measured.
    pub peer: Peer,
    /// The servers, as a proxy knows them that spreads people over those that answer.
    doors: Vec<Door>,
    /// The address of the webinar, below which tickets and the socket are.
    pub webinar: String,
    /// The log.
    pub record: Record,
    /// What happened.
    pub tally: Tally,
    /// For moments and masks.
    pub random: Random,
    /// Microseconds since the program began.
    pub now: u64,
    begun: Instant,
}

/// A server, and whether it runs: while it does not, nobody wonders that it does not answer.
#[derive(Debug, Clone, Copy)]
struct Door {
    address: SocketAddr,
    is_up: bool,
}

/// What happened.
#[derive(Debug, Default)]
pub struct Tally {
    /// Entries that came to clients.
    pub delivered: u64,
    /// Lines that came to somebody who had missed them.
    pub caught_up: u64,
    /// From when on, and until when, lines that are due are measured.
    pub measured: Range<u64>,
    /// From when a line was due until it was with a client.
    pub latency: Histogram,
    /// Commands that were acknowledged.
    pub acknowledged: u64,
    /// The last number with which a command was acknowledged.
    pub promised: u64,
    /// From when a server was in trouble until the next command was acknowledged, and the longest such time.
    pub disturbed: Option<u64>,
    pub longest_silence: u64,
    /// From when a line was lost until its client was in the room again.
    pub away: Histogram,
    /// Commands that were to be sent again later.
    pub put_off: u64,
    /// Connections after the first of each client.
    pub reconnections: u64,
    /// Of these, those that had missed so much that they got a snapshot.
    pub snapshots: u64,
    /// Lines that were due and could not be said, because nobody could speak.
    pub unsaid: u64,
    /// Entries that did not come.
    pub lost: u64,
    /// Entries that came twice.
    pub duplicated: u64,
    /// How many errors there were.
    pub errors: usize,
    /// The first of them.
    pub words: Vec<String>,
}

impl Tally {
    /// Notes what should not have happened.
    pub fn error(&mut self, words: String) {
        self.errors += 1;
        if self.words.len() < KEPT {
            self.words.push(words);
        }
    }
}

impl World {
    /// A world in which nothing has happened.
    pub fn new(peer: Peer, webinar: String, random: Random) -> Self {
        Self {
            peer,
            doors: Vec::new(),
            webinar,
            record: Record::default(),
            tally: Tally::default(),
            random,
            now: 0,
            begun: Instant::now(),
        }
    }

    /// Where the servers listen, which all run.
    pub fn open(&mut self, addresses: Vec<SocketAddr>) {
        let doors = addresses.into_iter().map(|address| Door {
            address,
            is_up: true,
        });
        self.doors = doors.collect();
    }

    /// A server that runs, or any when none does, and where it listens.
    pub fn choose(&mut self) -> Option<(usize, SocketAddr)> {
        let mut which = self.up();
        if which.is_empty() {
            which = (0..self.doors.len()).collect();
        }
        let which = self.random.one_of(&which)?;
        Some((which, self.address(which)?))
    }

    /// Where a server listens.
    pub fn address(&self, which: usize) -> Option<SocketAddr> {
        self.doors.get(which).map(|door| door.address)
    }

    /// Whether a server runs.
    pub fn is_up(&self, which: usize) -> bool {
        self.doors.get(which).is_some_and(|door| door.is_up)
    }

    /// The servers that run.
    pub fn up(&self) -> Vec<usize> {
        (0..self.doors.len())
            .filter(|which| self.is_up(*which))
            .collect()
    }

    /// Whether a server runs from now on.
    pub fn set_up(&mut self, which: usize, is_up: bool) {
        if let Some(door) = self.doors.get_mut(which) {
            door.is_up = is_up;
        }
    }

    /// A server is in trouble: from now on it is felt by whoever waits for an answer.
    pub fn disturbed(&mut self, now: u64) {
        self.tally.disturbed.get_or_insert(now);
    }

    /// Looks at the clock.
    pub fn tick(&mut self) -> u64 {
        self.now = u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.now
    }
}
