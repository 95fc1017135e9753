//! What a client without a socket fetches: the same frames that would be written to a socket, each
//! kept until the client says that it has it. So an answer that is lost on its way loses nothing.

use std::time::Duration;

use bytes::Bytes;

use super::{Connection, Moment, Phase};

/// How long a client is let wait for something to be told: shorter than proxies and clients wait
/// for an answer, and half of what it may be silent, so that it comes again in time.
const WAIT: Duration = Duration::from_secs(25);
/// The same over a thin line: each request costs a few hundred bytes.
const WAIT_THIN: Duration = Duration::from_secs(50);
/// Bytes of frames in one answer, unless one is longer.
const ANSWER_BYTES: usize = 64 * 1024;

impl Connection {
    /// The client asks for what waits and says how many frames it has; gives whether it can have
    /// them.
    pub(in super::super) fn fetch(&mut self, has: u64, at: Moment) -> bool {
        if !self.is_closing() {
            self.heard = at;
        }
        // A request that comes late, or was sent before the client was given up, confirms nothing.
        let more = usize::try_from(has.saturating_sub(self.fetched)).unwrap_or(usize::MAX);
        if more > self.outgoing.len() {
            return false;
        }
        let frames = self.outgoing.frames().take(more);
        let bytes = frames.map(|frame| frame.bytes.len()).sum();
        if let (Some(through), Phase::In(place)) = (self.outgoing.advance(bytes), &mut self.phase) {
            place.sent = through;
        }
        self.left_outgoing(more);
        true
    }

    /// How many frames the client has, and those that come next.
    pub(in super::super) fn waiting(&self) -> (u64, Vec<Bytes>) {
        let mut bytes = 0;
        let fits = self.outgoing.frames().take_while(|frame| {
            let fits = bytes == 0 || bytes + frame.bytes.len() <= ANSWER_BYTES;
            bytes += frame.bytes.len();
            fits
        });
        (
            self.fetched,
            fits.map(|frame| frame.bytes.clone()).collect(),
        )
    }

    /// Until when a client that asks now may be let wait.
    pub(in super::super) fn waits_until(&self, passed: Duration) -> Duration {
        let wait = if self.is_thin { WAIT_THIN } else { WAIT };
        passed + wait.min(self.silence() / 2)
    }

    pub(super) fn left_outgoing(&mut self, frames: usize) {
        self.fetched += u64::try_from(frames).unwrap_or(0);
    }
}
