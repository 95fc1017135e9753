//! Entries as frames: each entry is encoded once in its life, each frame once for all who see it.

use super::super::event::Reader;
use super::super::log::Line;
use super::super::protocol::{EVENTS_BYTES, EVENTS_PER_FRAME, events_frame};
use super::super::wire::{Frame, text};

/// What everybody is told who stands at a number.
#[derive(Debug, Clone)]
pub(in super::super) struct Variant {
    pub(in super::super) after: u64,
    pub(in super::super) frames: Vec<Frame>,
}

/// The `events` frames for a reader, of entries some of which may not concern it.
pub(in super::super) fn seen_by<L: AsRef<Line>>(
    reader: &Reader,
    lines: &[L],
    after: u64,
    through: u64,
    present: u32,
) -> Vec<Frame> {
    let lines = lines.iter().map(AsRef::as_ref);
    let seen: Vec<&Line> = lines.filter(|line| reader.sees(line.aim())).collect();
    encode(&seen, after, through, present)
}

/// The `events` frames that speak for everything from `after` (not included) through `through`, of
/// which these entries concern the reader.
pub(super) fn encode<L: AsRef<Line>>(
    lines: &[L],
    after: u64,
    through: u64,
    present: u32,
) -> Vec<Frame> {
    let length = |line: &L| line.as_ref().json.len();
    let (mut count, mut bytes) = (1, lines.first().map_or(0, length));
    let fits = |_: &L, next: &L| {
        (count, bytes) = (count + 1, bytes + length(next));
        let fits = count <= EVENTS_PER_FRAME && bytes <= EVENTS_BYTES;
        if !fits {
            (count, bytes) = (1, length(next));
        }
        fits
    };
    let mut frames = Vec::new();
    let mut after = after;
    let mut chunks = lines.chunk_by(fits).peekable();
    while after < through {
        let lines = chunks.next().unwrap_or_default();
        let last = lines.last().filter(|_| chunks.peek().is_some());
        // The last frame speaks for what was left out at the end as well.
        let to = last.map_or(through, |last| last.as_ref().number);
        let entries = lines.iter().map(|line| line.as_ref().json.as_str());
        frames.push(Frame {
            bytes: text(&events_frame(after, to, present, entries)),
            through: Some(to),
        });
        after = to;
    }
    frames
}
