//! What readers that stall cost the server in memory, and what they may.

use super::client::SECOND;
use crate::report::rounded;

/// How often the server's memory is looked at.
const EVERY: u64 = SECOND / 4;
const MEBIBYTE: f64 = 1_048_576.0;

/// What one stalled reader may take beyond what it took before. The server keeps at most 64 frames for
/// it (`FRAMES_LIMIT` in `src/webinars/wire/outgoing.rs`), and of each only a handle of 48 bytes on bytes
/// that all readers share: 3 KiB, twice that while their list grows, and as much again for the heap's
/// rounding and the goodbye to its room.
const READER: f64 = 12.0 * 1_024.0;
/// What all of them may take together: the shared bytes of as many frames, 64 KiB each (`EVENTS_BYTES`),
/// for each of four threads. Frames are far smaller, so there is room in it for what a busy room needs
/// anyway: its last 512 entries, the cache of the database, the heap.
const TOGETHER: f64 = 16.0 * MEBIBYTE;

/// The memory of the server around a stall, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    before: Option<f64>,
    during: Option<f64>,
    looked_at: u64,
}

impl Memory {
    /// The stall begins.
    pub fn begin(&mut self, now: Option<f64>) {
        (self.before, self.during) = (now, now);
    }

    /// Whether it is time to look again while it goes on.
    pub fn is_due(&mut self, now: u64) -> bool {
        let is_due = self.before.is_some() && now >= self.looked_at + EVERY;
        if is_due {
            self.looked_at = now;
        }
        is_due
    }

    /// The stall goes on.
    pub fn go_on(&mut self, now: Option<f64>) {
        self.during = now.map(|now| self.during.map_or(now, |most| most.max(now)));
    }

    /// Before the stall, in mebibytes.
    pub fn before(&self) -> Option<f64> {
        mebibytes(self.before)
    }

    /// The most during it, in mebibytes.
    pub fn during(&self) -> Option<f64> {
        mebibytes(self.during)
    }

    /// The most that so many stalled readers may make of it, in mebibytes.
    pub fn limit(&self, stalled: u32) -> Option<f64> {
        mebibytes(
            self.before
                .map(|before| before + TOGETHER + READER * f64::from(stalled)),
        )
    }
}

/// Bytes as mebibytes.
pub fn mebibytes(bytes: Option<f64>) -> Option<f64> {
    bytes.map(|bytes| rounded(bytes / MEBIBYTE, 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_during_a_stall_is_held_against_what_was_before() {
        let mut memory = Memory::default();
        assert!(!memory.is_due(SECOND), "nobody stalls");
        memory.begin(Some(100.0 * MEBIBYTE));
        assert!(memory.is_due(SECOND) && !memory.is_due(SECOND + 1));
        for now in [110.0, 120.0, 90.0] {
            memory.go_on(Some(now * MEBIBYTE));
        }
        assert_eq!(
            (memory.before(), memory.during()),
            (Some(100.0), Some(120.0))
        );
        assert_eq!(memory.limit(0), Some(116.0));
        assert_eq!(memory.limit(1_024), Some(128.0));
    }
}
