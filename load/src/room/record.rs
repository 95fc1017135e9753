//! The log as the clients have seen it together. The first to see an entry writes it down here;
//! everybody else must see the same.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use surgalt::webinars::event::{Entry, Event};
use surgalt::webinars::room::chat;

use super::text::{Piece, due};

/// Bytes of frames that are kept to compare the others with; the oldest go first. A frame that is
/// gone is taken apart once more.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

/// What is known of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Over the bytes in which it came.
    sent: u64,
    /// Over what they mean.
    pub meaning: u64,
    /// When it was due, if it is a line of this program.
    pub due: Option<u64>,
}

/// A frame that was taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    text: Vec<u8>,
    /// It goes on from this number.
    pub after: u64,
    /// And speaks for all through this.
    pub through: u64,
    /// How many entries it has.
    pub entries: u64,
    /// The lines in it: the entry's number, and when it was due.
    pub said: Vec<(u64, u64)>,
}

/// What all clients have seen.
#[derive(Debug, Default)]
pub struct Record {
    entries: HashMap<u64, Known>,
    frames: HashMap<u64, Digest>,
    order: VecDeque<u64>,
    kept: usize,
    last: u64,
}

impl Record {
    /// What a frame says. One that came before, to somebody else, is only compared.
    ///
    /// # Errors
    /// In words, when it is not a piece of one numbered log.
    pub fn digest(&mut self, text: &[u8], piece: Piece<'_>) -> Result<&Digest, String> {
        let is_same = self
            .frames
            .get(&piece.after)
            .is_some_and(|known| known.text == text);
        if !is_same {
            let digest = self.take_apart(text, piece)?;
            self.keep(digest);
        }
        self.frames
            .get(&piece.after)
            .ok_or_else(|| "a frame was not kept".to_owned())
    }

    fn take_apart(&mut self, text: &[u8], piece: Piece<'_>) -> Result<Digest, String> {
        let range = (piece.after, piece.through);
        let entries = piece.entries().ok_or("a frame without a list of entries")?;
        let mut digest = Digest {
            text: text.to_vec(),
            after: piece.after,
            through: piece.through,
            entries: 0,
            said: Vec::new(),
        };
        let mut before = piece.after;
        for entry in entries {
            let (number, known) = self.learn(entry)?;
            if number <= before || number > piece.through {
                return Err(format!(
                    "entry {number} stands behind {before} in {range:?}"
                ));
            }
            before = number;
            digest.entries += 1;
            digest.said.extend(known.due.map(|due| (number, due)));
        }
        Ok(digest)
    }

    /// Writes an entry down, or holds it against what is written.
    fn learn(&mut self, bytes: &[u8]) -> Result<(u64, Known), String> {
        let sent = hash(bytes);
        if let Some((number, known)) = number_of(bytes)
            .and_then(|number| Some((number, self.entries.get(&number)?)))
            .filter(|(_, known)| known.sent == sent)
        {
            return Ok((number, *known));
        }
        let entry: Entry = serde_json::from_slice(bytes)
            .map_err(|error| format!("an entry cannot be read: {error}"))?;
        let known = Known {
            sent,
            meaning: meaning(&entry),
            due: match &entry.event {
                Event::Chat(chat::Event::Said { text, .. }) => due(text),
                _ => None,
            },
        };
        self.last = self.last.max(entry.number);
        let written = *self.entries.entry(entry.number).or_insert(known);
        if written.meaning != known.meaning {
            return Err(format!(
                "entry {} is another to somebody else",
                entry.number
            ));
        }
        Ok((entry.number, written))
    }

    fn keep(&mut self, digest: Digest) {
        let after = digest.after;
        self.kept += digest.text.len();
        match self.frames.insert(after, digest) {
            // Its place in the order stays.
            Some(other) => self.kept -= other.text.len(),
            None => self.order.push_back(after),
        }
        while self.kept > KEPT_BYTES && self.order.len() > 1 {
            let oldest = self.order.pop_front();
            let gone = oldest.and_then(|oldest| self.frames.remove(&oldest));
            self.kept -= gone.map_or(0, |gone| gone.text.len());
        }
    }

    /// What was seen of the entries, by number.
    pub fn entries(&self) -> &HashMap<u64, Known> {
        &self.entries
    }

    /// The number of the last entry that anybody has seen.
    pub fn last(&self) -> u64 {
        self.last
    }
}

/// The number with which every entry of the server begins.
fn number_of(entry: &[u8]) -> Option<u64> {
    let digits = entry.strip_prefix(br#"{"number":"#)?;
    let length = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    std::str::from_utf8(digits.get(..length)?)
        .ok()?
        .parse()
        .ok()
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// The same for entries that say the same, however they are written.
pub fn meaning(entry: &Entry) -> u64 {
    hash(&serde_json::to_vec(entry).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use surgalt::webinars::protocol::events_frame;

    use super::super::text::piece;
    use super::*;

    fn entry(number: u64, text: &str) -> String {
        format!(
            r#"{{"number":{number},"at":"2026-01-15T01:05:00.120Z","event":{{"type":"said","text":"{text}"}}}}"#
        )
    }

    fn seen(
        record: &mut Record,
        after: u64,
        through: u64,
        entries: &[String],
    ) -> Result<Digest, String> {
        let frame = events_frame(after, through, 2, entries.iter().map(String::as_str));
        let piece = piece(frame.as_bytes()).unwrap();
        record.digest(frame.as_bytes(), piece).cloned()
    }

    #[test]
    fn a_frame_is_taken_apart_once_and_another_piece_of_the_same_log_agrees() {
        let mut record = Record::default();
        let (first, second) = (entry(4, "120 x"), entry(5, "hello"));
        let both = [first.clone(), second.clone()];
        let digest = seen(&mut record, 3, 5, &both).unwrap();
        assert_eq!(
            (digest.entries, digest.said.as_slice()),
            (2, &[(4, 120)][..])
        );
        assert_eq!(seen(&mut record, 3, 5, &both).unwrap(), digest);
        assert_eq!(seen(&mut record, 4, 5, &[second]).unwrap().entries, 1);
        // What does not concern the reader may be left out.
        assert_eq!(seen(&mut record, 3, 9, &[first]).unwrap().through, 9);
        assert_eq!(record.last(), 5);
    }

    #[test]
    fn what_is_not_one_log_is_told() {
        let mut record = Record::default();
        seen(&mut record, 0, 1, &[entry(1, "a")]).unwrap();
        let other = seen(&mut record, 0, 1, &[entry(1, "b")]).unwrap_err();
        assert!(other.contains("another"), "{other}");
        for (after, through, numbers) in [
            (1, 3, [3, 2]),
            (1, 3, [2, 2]),
            (1, 2, [2, 3]),
            (2, 4, [2, 3]),
        ] {
            let entries = numbers.map(|number| entry(number, "c"));
            let fault = seen(&mut Record::default(), after, through, &entries).unwrap_err();
            assert!(fault.contains("stands behind"), "{fault}");
        }
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut record = Record::default();
        let long = "x".repeat(1_000_000);
        for number in 1..=40 {
            seen(&mut record, number - 1, number, &[entry(number, &long)]).unwrap();
        }
        assert!(record.kept <= KEPT_BYTES && record.frames.len() == record.order.len());
        let again = seen(&mut record, 0, 1, &[entry(1, &long)]).unwrap();
        assert_eq!(again.entries, 1);
    }
}
