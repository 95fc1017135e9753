//! What the texts of a room say. An `events` frame is looked at without reading its JSON: of ten
//! thousand copies of a line the program that measures reads one, and compares the others.

use serde::Deserialize;

/// How every `events` frame of the server begins.
const EVENTS: &[u8] = br#"{"type":"events","after":"#;
const THROUGH: &[u8] = br#","through":"#;
const ENTRIES: &[u8] = br#""events":["#;

/// A text of the server.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Told {
    /// The answer to `hello`.
    Welcome {
        /// To be named in the next `hello`.
        session: u64,
        /// The number of the entry with which this connection joined.
        connection: u64,
        /// The number that the next frame goes on from.
        after: u64,
        /// There when the missed entries do not follow.
        #[serde(default)]
        snapshot: Option<serde::de::IgnoredAny>,
    },
    /// A command is durable.
    Acknowledged {
        /// The client's own number.
        command: u64,
        /// The entry's.
        number: u64,
    },
    /// Nothing has happened.
    Refused {
        /// The client's own number.
        #[serde(default)]
        command: Option<u64>,
        /// Why.
        code: String,
    },
    /// Something of a later version, to be ignored.
    #[serde(other)]
    Other,
}

/// The piece of the log that an `events` frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// It goes on from this number.
    pub after: u64,
    /// And speaks for all through this.
    pub through: u64,
    /// What stands behind these two.
    rest: &'a [u8],
}

/// The head of an `events` frame; absent for any other text.
pub fn piece(text: &[u8]) -> Option<Piece<'_>> {
    let (after, rest) = number(text.strip_prefix(EVENTS)?)?;
    let (through, rest) = number(rest.strip_prefix(THROUGH)?)?;
    Some(Piece {
        after,
        through,
        rest,
    })
}

impl<'a> Piece<'a> {
    /// The entries, each as it stands; absent when the text has no list of them.
    pub fn entries(&self) -> Option<Vec<&'a [u8]>> {
        let start = find(self.rest, ENTRIES)? + ENTRIES.len();
        objects(self.rest.get(start..)?)
    }
}

/// The digits at the beginning, and what follows them.
fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(length)?;
    let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((number, rest))
}

/// Where something begins in a text.
pub fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|here| here == what)
}

/// The objects of a list that is read behind its `[`, up to its `]`.
fn objects(list: &[u8]) -> Option<Vec<&[u8]>> {
    let mut found = Vec::new();
    let (mut depth, mut begin) = (0_u32, 0);
    let (mut quoted, mut escaped) = (false, false);
    for (place, byte) in list.iter().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                if depth == 0 {
                    begin = place;
                }
                depth += 1;
            }
            b']' if depth == 0 => return Some(found),
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    found.push(list.get(begin..=place)?);
                }
            }
            _ => {}
        }
    }
    None
}

/// What is said: when it was due, and then as many letters as it takes.
pub fn line(due: u64, bytes: usize) -> String {
    let mut text = format!("{due} ");
    while text.len() < bytes {
        text.push('x');
    }
    text
}

/// When a line was due, in microseconds since the program began; absent in other people's lines.
pub fn due(text: &str) -> Option<u64> {
    text.split_once(' ')?.0.parse().ok()
}

/// The frame in which a line is said.
pub fn say(command: u64, text: &str) -> String {
    format!(r#"{{"type":"say","command":{command},"text":"{text}"}}"#)
}

/// The frame with which a connection begins.
pub fn hello(session: Option<u64>, last: Option<u64>) -> String {
    match (session, last) {
        (Some(session), Some(last)) => {
            format!(r#"{{"type":"hello","session":{session},"last":{last}}}"#)
        }
        _ => r#"{"type":"hello"}"#.to_owned(),
    }
}

/// A frame as it stands in an address.
pub fn in_address(frame: &str) -> String {
    frame
        .replace('"', "%22")
        .replace('{', "%7B")
        .replace('}', "%7D")
}

#[cfg(test)]
mod tests {
    use surgalt::webinars::command::Request;
    use surgalt::webinars::protocol::{Incoming, ServerFrame, events_frame, read};
    use surgalt::webinars::room::chat;

    use super::*;

    #[test]
    fn a_frame_of_the_server_is_taken_apart_as_it_was_put_together() {
        let entries = [
            r#"{"number":8,"event":{"type":"said","text":"a ] } \" [{ \\"}}"#,
            r#"{"number":9,"hands":[{"a":[1,2]},{}]}"#,
        ];
        let frame = events_frame(7, 9, 3, entries);
        let piece = piece(frame.as_bytes()).unwrap();
        assert_eq!((piece.after, piece.through), (7, 9));
        let found = piece.entries().unwrap();
        assert_eq!(found, entries.map(str::as_bytes));
        let empty = events_frame(7, 9, 3, []);
        let piece = super::piece(empty.as_bytes()).unwrap();
        assert_eq!(piece.entries(), Some(vec![]));
        assert_eq!(super::piece(br#"{"type":"welcome"}"#), None);
        let cut = &frame.as_bytes()[..frame.len() - 4];
        assert_eq!(super::piece(cut).unwrap().entries(), None);
    }

    #[test]
    fn what_is_sent_is_what_the_server_reads() {
        let sent = line(1_234_567, 200);
        assert_eq!((sent.len(), due(&sent)), (200, Some(1_234_567)));
        let said = chat::Request::Say {
            text: sent.clone(),
            to: None,
            reply_to: None,
        };
        let said = Incoming::Command {
            command: 3,
            request: Request::Chat(said),
        };
        assert_eq!(read(&say(3, &sent)), said);
        for (session, last) in [(None, None), (Some(4), Some(9))] {
            let greeting = Incoming::Hello {
                session,
                last,
                thin: false,
            };
            assert_eq!(read(&hello(session, last)), greeting);
        }
    }

    #[test]
    fn what_the_server_tells_is_read_and_what_comes_later_is_ignored() {
        let frame = ServerFrame::Refused {
            command: Some(3),
            code: "room_busy".to_owned(),
            detail: String::new(),
        };
        let read = |text: &str| serde_json::from_str::<Told>(text).unwrap();
        let told = Told::Refused {
            command: Some(3),
            code: "room_busy".to_owned(),
        };
        assert_eq!(read(&serde_json::to_string(&frame).unwrap()), told);
        assert_eq!(read(r#"{"type":"applause","from":[1]}"#), Told::Other);
    }
}
