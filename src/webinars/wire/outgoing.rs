//! What waits to be written to one socket: shared bytes, in order, and never more than a bound.

use std::collections::VecDeque;
use std::io::IoSlice;

use bytes::Bytes;

/// Frames that may wait for one client, and their bytes. When either is reached the client reads too
/// slowly and is closed with [`Close::Resume`](super::super::close::Close::Resume). The bytes are
/// shared: two hundred readers that stall on the same frames keep one copy of them.
pub(super) const FRAMES_LIMIT: usize = 64;
pub(super) const BYTES_LIMIT: usize = 1024 * 1024;
/// Frames that go out in one system call.
pub(super) const SLICES: usize = 64;

/// A frame on its way, and the number of the log through which the client knows the room with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Frame {
    pub(in super::super) bytes: Bytes,
    pub(in super::super) through: Option<u64>,
}

impl Frame {
    /// A frame that tells nothing of the log.
    pub(super) fn plain(bytes: Bytes) -> Self {
        Self {
            bytes,
            through: None,
        }
    }
}

/// The frames that wait for one socket. The first has a place of its own, because a client that
/// keeps up never has more: such a client costs no allocation.
#[derive(Debug, Default)]
pub(super) struct Outgoing {
    first: Option<Frame>,
    /// How many bytes of the first are written.
    written: usize,
    rest: VecDeque<Frame>,
    bytes: usize,
    /// Whether the first is the answer to the handshake, without which the client reads nothing else.
    is_answer: bool,
}

impl Outgoing {
    pub(super) fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// Whether the client reads too slowly for one frame more.
    pub(super) fn is_full(&self) -> bool {
        self.rest.len() + 1 >= FRAMES_LIMIT || self.bytes >= BYTES_LIMIT
    }

    /// The answer to the handshake, before anything else.
    pub(super) fn begin(&mut self, answer: Bytes) {
        self.push(Frame::plain(answer));
        self.is_answer = true;
    }

    pub(super) fn push(&mut self, frame: Frame) {
        self.bytes += frame.bytes.len();
        if self.first.is_none() {
            self.first = Some(frame);
        } else {
            self.rest.push_back(frame);
        }
    }

    /// How many frames wait.
    pub(super) fn len(&self) -> usize {
        self.rest.len() + usize::from(self.first.is_some())
    }

    /// The frames that wait, first come first.
    pub(super) fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.first.iter().chain(&self.rest)
    }

    /// The only frame that waits, from where it is to be written on.
    pub(super) fn only(&self) -> Option<&[u8]> {
        let first = self.first.as_ref().filter(|_| self.rest.is_empty())?;
        first.bytes.get(self.written..)
    }

    /// The first frames that wait, for one vectored write; gives how many they are.
    pub(super) fn slices<'a>(&'a self, slices: &mut [IoSlice<'a>; SLICES]) -> usize {
        let waiting = self.first.iter().chain(&self.rest);
        let mut count = 0;
        for (slice, frame) in slices.iter_mut().zip(waiting) {
            let from = if count == 0 { self.written } else { 0 };
            *slice = IoSlice::new(frame.bytes.get(from..).unwrap_or_default());
            count += 1;
        }
        count
    }

    /// Takes note that so many bytes are written; gives the last number that the client was told
    /// with them.
    pub(super) fn advance(&mut self, written: usize) -> Option<u64> {
        let mut told = None;
        self.written += written;
        while let Some(first) = self
            .first
            .as_ref()
            .filter(|one| one.bytes.len() <= self.written)
        {
            self.written -= first.bytes.len();
            self.bytes -= first.bytes.len();
            told = first.through.or(told);
            self.is_answer = false;
            self.first = self.rest.pop_front();
        }
        if self.rest.is_empty() && self.rest.capacity() > 0 {
            self.rest = VecDeque::new();
        }
        told
    }

    /// Drops what waits, but for the answer to the handshake and for the end of a frame that is half
    /// written; gives the number that comes with that.
    pub(super) fn cut(&mut self) -> Option<u64> {
        self.rest = VecDeque::new();
        if self.written == 0 && !self.is_answer {
            self.first = None;
        }
        self.bytes = self.first.as_ref().map_or(0, |one| one.bytes.len());
        self.first.as_ref().and_then(|one| one.through)
    }
}

#[cfg(test)]
mod tests;
