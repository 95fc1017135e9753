//! The frames of a websocket (RFC 6455, section 5): what the bytes of a client say, and what the
//! server's frames look like. Bytes in, messages out: no socket, no clock.

use bytes::Bytes;

use super::super::close::Close;
use super::super::protocol::FRAME_LIMIT;

/// A control frame carries no more than this.
const CONTROL_LIMIT: usize = 125;
/// The operation codes of section 5.2.
const CONTINUATION: u8 = 0;
const TEXT: u8 = 1;
const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;
/// The close code of section 7.4.1 by which somebody has finished. A page that is left or loaded anew
/// says another one.
pub(super) const FINISHED: u16 = 1_000;
/// The first bit of a frame: it is the last of its message.
const LAST: u8 = 0x80;
/// The bits that no extension has given a meaning here.
const RESERVED: u8 = 0x70;
/// The bit that says that a frame is masked, as each of a client must be.
const MASKED: u8 = 0x80;

/// A whole message of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Message {
    Text(String),
    /// This protocol has no binary messages, so what stands in one is not kept.
    Binary,
    Ping(Vec<u8>),
    Pong,
    /// The client closes, with its code where it gave one.
    Close(Option<u16>),
}

/// Reads the frames of one client. It holds one message that is not whole yet, at most
/// [`FRAME_LIMIT`], and what came behind the last message that was taken.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// Bytes not taken yet.
    waiting: Vec<u8>,
    /// How many of them are taken.
    taken: usize,
    /// A message that came in fragments so far, and whether it is a text.
    fragments: Option<(bool, Vec<u8>)>,
}

/// The head of a frame.
struct Head {
    is_last: bool,
    code: u8,
    length: usize,
    mask: [u8; 4],
    /// Bytes of the head itself.
    size: usize,
}

impl Reader {
    /// Takes bytes from the socket.
    pub(super) fn receive(&mut self, bytes: &[u8]) {
        if self.taken > 0 {
            self.waiting.drain(..self.taken);
            self.taken = 0;
        }
        self.waiting.extend_from_slice(bytes);
    }

    /// The next whole message, when there is one.
    ///
    /// # Errors
    /// The reason why the connection is to be closed.
    pub(super) fn next(&mut self) -> Result<Option<Message>, Close> {
        while let Some(head) = self.head()? {
            let start = self.taken + head.size;
            let Some(payload) = self.waiting.get_mut(start..start + head.length) else {
                break;
            };
            for (byte, key) in payload.iter_mut().zip(head.mask.into_iter().cycle()) {
                *byte ^= key;
            }
            let message = frame(&mut self.fragments, &head, payload);
            self.taken = start + head.length;
            if let Some(message) = message? {
                self.tidy();
                return Ok(Some(message));
            }
        }
        self.tidy();
        Ok(None)
    }

    /// Whether bytes wait that are not a whole message, or have not been looked at.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.fragments.is_none()
    }

    /// A connection at rest holds no memory for reading.
    fn tidy(&mut self) {
        if self.taken == self.waiting.len() {
            (self.waiting, self.taken) = (Vec::new(), 0);
        }
    }

    fn head(&self) -> Result<Option<Head>, Close> {
        let bytes = self.waiting.get(self.taken..).unwrap_or_default();
        let Some(([first, second], rest)) = bytes.split_first_chunk() else {
            return Ok(None);
        };
        let (is_last, code) = (first & LAST != 0, first & 0x0f);
        if first & RESERVED != 0 || second & MASKED == 0 {
            return Err(Close::Malformed);
        }
        let (length, rest, size) = match second & !MASKED {
            126 => match rest.split_first_chunk() {
                Some((length, rest)) => (u64::from(u16::from_be_bytes(*length)), rest, 4),
                None => return Ok(None),
            },
            127 => match rest.split_first_chunk() {
                Some((length, rest)) => (u64::from_be_bytes(*length), rest, 10),
                None => return Ok(None),
            },
            length => (u64::from(length), rest, 2),
        };
        let length = usize::try_from(length).map_err(|_| Close::TooLong)?;
        let so_far = self.fragments.as_ref().map(|(_, bytes)| bytes.len());
        match code {
            TEXT | BINARY if so_far.is_some() => return Err(Close::Malformed),
            CONTINUATION if so_far.is_none() => return Err(Close::Malformed),
            // Told by the head alone: what is too long is not waited for.
            TEXT | BINARY | CONTINUATION
                if length.saturating_add(so_far.unwrap_or(0)) > FRAME_LIMIT =>
            {
                return Err(Close::TooLong);
            }
            TEXT | BINARY | CONTINUATION => {}
            CLOSE | PING | PONG if is_last && length <= CONTROL_LIMIT => {}
            _ => return Err(Close::Malformed),
        }
        Ok(rest.first_chunk().map(|mask| Head {
            is_last,
            code,
            length,
            mask: *mask,
            size: size + mask.len(),
        }))
    }
}

/// Takes one frame; gives the message that is whole with it.
fn frame(
    fragments: &mut Option<(bool, Vec<u8>)>,
    head: &Head,
    payload: &[u8],
) -> Result<Option<Message>, Close> {
    Ok(Some(match head.code {
        PING => Message::Ping(payload.to_vec()),
        PONG => Message::Pong,
        CLOSE => Message::Close(payload.first_chunk().copied().map(u16::from_be_bytes)),
        CONTINUATION => {
            let Some((is_text, mut bytes)) = fragments.take() else {
                return Err(Close::Malformed);
            };
            bytes.extend_from_slice(payload);
            if !head.is_last {
                *fragments = Some((is_text, bytes));
                return Ok(None);
            }
            whole(is_text, &bytes)?
        }
        code if head.is_last => whole(code == TEXT, payload)?,
        code => {
            *fragments = Some((code == TEXT, payload.to_vec()));
            return Ok(None);
        }
    }))
}

fn whole(is_text: bool, bytes: &[u8]) -> Result<Message, Close> {
    if !is_text {
        return Ok(Message::Binary);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Close::NotText)?;
    Ok(Message::Text(text.to_owned()))
}

/// A text frame of the server: its head and its payload in one piece of memory, which all sockets
/// share.
pub(in super::super) fn text(payload: &str) -> Bytes {
    encode(TEXT, payload.as_bytes())
}

pub(super) fn ping() -> Bytes {
    Bytes::from_static(&[LAST | PING, 0])
}

pub(super) fn pong(payload: &[u8]) -> Bytes {
    encode(PONG, payload)
}

/// A close frame; without a reason it answers the client's own.
pub(super) fn close(close: Option<Close>) -> Bytes {
    let mut payload = Vec::new();
    if let Some(close) = close {
        payload.extend_from_slice(&close.code().to_be_bytes());
        payload.extend_from_slice(close.reason().as_bytes());
    }
    encode(CLOSE, &payload)
}

/// What a frame of the server tells, for who has no socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Told {
    /// A text.
    Text(Bytes),
    /// The connection is closed.
    Close {
        /// The code.
        code: u16,
        /// The reason.
        reason: String,
    },
}

impl Told {
    /// Takes the head off a frame that [`encode`] has made. The text is not copied: it stays the
    /// piece of memory that sockets share. Pings tell nothing.
    pub(in super::super) fn of(frame: &Bytes) -> Option<Self> {
        let head = match frame.get(1)? {
            126 => 4,
            127 => 10,
            _ => 2,
        };
        let payload = frame.get(head..)?;
        match frame.first()? & !LAST {
            TEXT => Some(Self::Text(frame.slice_ref(payload))),
            CLOSE => {
                // Without a reason it answers the client's own.
                let (code, reason) = payload.split_first_chunk()?;
                Some(Self::Close {
                    code: u16::from_be_bytes(*code),
                    reason: String::from_utf8_lossy(reason).into_owned(),
                })
            }
            _ => None,
        }
    }
}

fn encode(code: u8, payload: &[u8]) -> Bytes {
    let mut frame = Vec::with_capacity(payload.len() + 10);
    frame.push(LAST | code);
    let length = payload.len();
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short), _) if short < 126 => frame.push(short),
        (_, Ok(middle)) => {
            frame.push(126);
            frame.extend_from_slice(&middle.to_be_bytes());
        }
        _ => {
            frame.push(127);
            // No length in memory is longer than 64 bits.
            let long = u64::try_from(length).unwrap_or(u64::MAX);
            frame.extend_from_slice(&long.to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    Bytes::from(frame)
}

#[cfg(test)]
mod tests;
