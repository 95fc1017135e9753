//! The frames of a websocket (RFC 6455), as little of them as measuring needs: whole messages, no
//! extensions, nothing copied.

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// The goodbye; the first two bytes are its code.
    Close,
    /// Are you there?
    Ping,
    /// I am.
    Pong,
}

/// A whole message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What it is.
    pub kind: Kind,
    /// How a client has masked it.
    pub mask: Option<[u8; 4]>,
    /// What it says, still masked.
    pub payload: &'a [u8],
    /// How many bytes all of it takes.
    pub length: usize,
}

/// The bytes are no frame of the kinds that are spoken here.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a frame cannot be understood: it begins with {0:#04x}")]
pub struct Malformed(u8);

impl Frame<'_> {
    /// The code in a goodbye, where there is one.
    pub fn close_code(&self) -> Option<u16> {
        self.payload
            .first_chunk()
            .map(|code| u16::from_be_bytes(*code))
    }

    /// What it says, unmasked.
    pub fn unmasked(&self) -> Vec<u8> {
        let mut payload = self.payload.to_vec();
        if let Some(mask) = self.mask {
            apply(mask, &mut payload);
        }
        payload
    }
}

/// The first message in the bytes, once all of it is there.
///
/// # Errors
/// When the bytes are no such frame.
pub fn next(bytes: &[u8]) -> Result<Option<Frame<'_>>, Malformed> {
    let Some(([first, second], mut rest)) = bytes.split_first_chunk::<2>() else {
        return Ok(None);
    };
    let kind = match first {
        0x81 => Kind::Text,
        0x88 => Kind::Close,
        0x89 => Kind::Ping,
        0x8a => Kind::Pong,
        // A part of a message, or an extension: nobody here has asked for either.
        _ => return Err(Malformed(*first)),
    };
    let length = match second & 0x7f {
        126 => match rest.split_first_chunk() {
            Some((length, after)) => {
                rest = after;
                u64::from(u16::from_be_bytes(*length))
            }
            None => return Ok(None),
        },
        127 => match rest.split_first_chunk() {
            Some((length, after)) => {
                rest = after;
                u64::from_be_bytes(*length)
            }
            None => return Ok(None),
        },
        short => u64::from(short),
    };
    let mut mask = None;
    if second & 0x80 != 0 {
        let Some((key, after)) = rest.split_first_chunk() else {
            return Ok(None);
        };
        (mask, rest) = (Some(*key), after);
    }
    let head = bytes.len() - rest.len();
    let length = usize::try_from(length).map_err(|_| Malformed(*first))?;
    Ok(rest.get(..length).map(|payload| Frame {
        kind,
        mask,
        payload,
        length: head + length,
    }))
}

fn byte(kind: Kind) -> u8 {
    match kind {
        Kind::Text => 0x81,
        Kind::Close => 0x88,
        Kind::Ping => 0x89,
        Kind::Pong => 0x8a,
    }
}

/// Writes a frame of a server when there is no mask, else one of a client.
pub fn write(to: &mut Vec<u8>, kind: Kind, mask: Option<[u8; 4]>, parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let masked = if mask.is_some() { 0x80 } else { 0 };
    to.push(byte(kind));
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ ..126), _) => to.push(masked | short),
        (_, Ok(medium)) => {
            to.push(masked | 126);
            to.extend_from_slice(&medium.to_be_bytes());
        }
        _ => {
            to.push(masked | 127);
            let long = u64::try_from(length).unwrap_or(u64::MAX);
            to.extend_from_slice(&long.to_be_bytes());
        }
    }
    if let Some(mask) = mask {
        to.extend_from_slice(&mask);
    }
    let begin = to.len();
    for part in parts {
        to.extend_from_slice(part);
    }
    if let (Some(mask), Some(payload)) = (mask, to.get_mut(begin..)) {
        apply(mask, payload);
    }
}

fn apply(mask: [u8; 4], payload: &mut [u8]) {
    for (byte, key) in payload.iter_mut().zip(mask.iter().cycle()) {
        *byte ^= key;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_when_all_of_it_is_there() {
        for length in [0, 1, 125, 126, 127, 65_535, 65_536, 70_000] {
            for mask in [None, Some([7, 0, 255, 1])] {
                let said = vec![b'x'; length];
                let mut bytes = Vec::new();
                let parts = said.split_at(length / 3);
                write(&mut bytes, Kind::Text, mask, &[parts.0, parts.1]);
                for part in [0, 1, 2, 3, 4, 9, bytes.len() - 1] {
                    if part < bytes.len() {
                        assert_eq!(next(&bytes[..part]), Ok(None), "{part} of {length}");
                    }
                }
                bytes.extend_from_slice(b"\x89\x00");
                let frame = next(&bytes).unwrap().unwrap();
                assert_eq!((frame.kind, frame.mask), (Kind::Text, mask));
                assert_eq!(frame.unmasked(), said);
                let after = next(&bytes[frame.length..]).unwrap().unwrap();
                assert_eq!((after.kind, after.length), (Kind::Ping, 2));
            }
        }
    }

    #[test]
    fn parts_of_messages_and_extensions_are_refused() {
        for first in [0x01, 0x00, 0xc1, 0x82, 0x83] {
            assert_eq!(next(&[first, 0]), Err(Malformed(first)));
        }
    }

    #[test]
    fn a_goodbye_has_a_code() {
        let mut bytes = Vec::new();
        write(
            &mut bytes,
            Kind::Close,
            None,
            &[&4_000_u16.to_be_bytes(), b"resume"],
        );
        assert_eq!(next(&bytes).unwrap().unwrap().close_code(), Some(4_000));
        assert_eq!(next(b"\x88\x00").unwrap().unwrap().close_code(), None);
    }
}
