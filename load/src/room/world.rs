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
    /// Where it listens.
    pub address: SocketAddr,
    /// The address of the webinar, below which tickets and the socket are.
    pub webinar: String,
    /// The log.
    pub record: Record,
    /// What happened.
    pub tally: Tally,
    /// For moments and masks.
    pub random: Random,
    /// Whether the server runs: while it does not, nobody wonders that it does not answer.
    pub is_up: bool,
    /// Microseconds since the program began.
    pub now: u64,
    begun: Instant,
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
    pub fn new(peer: Peer, address: SocketAddr, webinar: String, random: Random) -> Self {
        Self {
            peer,
            address,
            webinar,
            record: Record::default(),
            tally: Tally::default(),
            random,
            is_up: true,
            now: 0,
            begun: Instant::now(),
        }
    }

    /// Looks at the clock.
    pub fn tick(&mut self) -> u64 {
        self.now = u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.now
    }
}
