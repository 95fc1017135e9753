//! Who is measured: this house's server, or a peer that speaks just enough of the same to be set
//! beside it. All of them tell the same frames; socket.io packs them into its own.

use clap::ValueEnum;

/// Who is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Peer {
    /// The server beside this program.
    Surgalt,
    /// `load limit`: a loop around `write`, and nothing else.
    Limit,
    /// A room on uWebSockets.js.
    Uws,
    /// A room on Node's `ws`.
    NodeWs,
    /// A room on socket.io.
    SocketIo,
}

/// What a text of the server asks of the client.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard<'a> {
    /// A frame of the room.
    Frame(&'a [u8]),
    /// The peer's own greetings: answer with this.
    Answer(&'static [u8]),
    /// The line is ready: say `hello`.
    Ready,
    /// Nothing to do.
    Nothing,
}

const PACKED: (&[u8], &[u8]) = (br#"42["frame","#, b"]");

impl Peer {
    /// As it is named on the command line and in the figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Surgalt => "surgalt",
            Self::Limit => "limit",
            Self::Uws => "uws",
            Self::NodeWs => "node-ws",
            Self::SocketIo => "socket-io",
        }
    }

    /// Whether people need a ticket, and a webinar that begins and ends.
    pub fn is_surgalt(self) -> bool {
        self == Self::Surgalt
    }

    /// Whether the client speaks first on an open line.
    pub fn is_ready_at_once(self) -> bool {
        self != Self::SocketIo
    }

    /// The address of the socket of a peer, which needs no ticket.
    pub fn path(self) -> &'static str {
        match self {
            Self::SocketIo => "/socket.io/?EIO=4&transport=websocket",
            _ => "/",
        }
    }

    /// What stands before and behind a frame that is sent.
    pub fn packing(self) -> (&'static [u8], &'static [u8]) {
        match self {
            Self::SocketIo => PACKED,
            _ => (b"", b""),
        }
    }

    /// What a text of the server is.
    pub fn hear(self, text: &[u8]) -> Heard<'_> {
        if self != Self::SocketIo {
            return Heard::Frame(text);
        }
        // Engine.IO 4: 0 opens, 2 pings, 4 is a message; Socket.IO 5: 40 connects, 42 is an event.
        match text {
            [b'0', ..] => Heard::Answer(b"40"),
            [b'2', ..] => Heard::Answer(b"3"),
            [b'4', b'0', ..] => Heard::Ready,
            _ => {
                let inner = text.strip_prefix(PACKED.0);
                inner
                    .and_then(|inner| inner.strip_suffix(PACKED.1))
                    .map_or(Heard::Nothing, Heard::Frame)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn socket_io_is_unpacked_and_others_are_as_they_are() {
        let hear = |text: &'static str| Peer::SocketIo.hear(text.as_bytes());
        assert_eq!(hear(r#"0{"sid":"a"}"#), Heard::Answer(b"40"));
        assert_eq!(hear(r#"40{"sid":"a"}"#), Heard::Ready);
        assert_eq!(hear("2"), Heard::Answer(b"3"));
        assert_eq!(
            hear(r#"42["frame",{"a":[1]}]"#),
            Heard::Frame(br#"{"a":[1]}"#)
        );
        assert_eq!(hear(r#"42["other",1]"#), Heard::Nothing);
        assert_eq!(Peer::NodeWs.hear(b"0"), Heard::Frame(b"0"));
    }
}
