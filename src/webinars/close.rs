//! Why the server closes a connection, and the code that tells the client whether to come back.

/// Why the server closes a connection. From 4000 on the codes are this protocol's own; the others
/// are those of RFC 6455, section 7.4.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// The connection read too slowly: come back at once and resume.
    Resume {
        /// The last number that was sent.
        from: u64,
    },
    /// The server is stopping, or cannot write its log: come back after one to five seconds, at
    /// random.
    ComeBack,
    /// The webinar has ended or was called off: do not come back.
    Ended,
    /// A host removed the person: do not come back.
    Removed,
    /// The same session connected again: this connection is not needed.
    Replaced,
    /// Nothing was heard for the configured time: come back.
    Silent,
    /// There was no `hello` within [`HELLO_WITHIN`](super::protocol::HELLO_WITHIN), or it did not come first.
    HelloExpected,
    /// The `hello` was refused; the `refused` frame before says why.
    NotAdmitted,
    /// The frames were not those of a websocket.
    Malformed,
    /// A text was not UTF-8.
    NotText,
    /// More than [`BROKEN_FRAME_LIMIT`](super::protocol::BROKEN_FRAME_LIMIT) messages were broken.
    TooManyBroken,
    /// A message was longer than [`FRAME_LIMIT`](super::protocol::FRAME_LIMIT).
    TooLong,
}

impl Close {
    /// The code in the close frame.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Malformed => 1002,
            Self::NotText => 1007,
            Self::TooManyBroken => 1008,
            Self::TooLong => 1009,
            Self::Resume { .. } => 4000,
            Self::ComeBack => 4001,
            Self::Ended => 4002,
            Self::Removed => 4003,
            Self::Replaced => 4004,
            Self::Silent => 4005,
            Self::HelloExpected => 4006,
            Self::NotAdmitted => 4007,
        }
    }

    /// The reason in the close frame, for programmers.
    #[must_use]
    pub fn reason(self) -> String {
        match self {
            Self::Resume { from } => return format!("resume from {from}"),
            Self::ComeBack => "come back later",
            Self::Ended => "webinar is over",
            Self::Removed => "removed by a host",
            Self::Replaced => "session is connected elsewhere",
            Self::Silent => "nothing heard for too long",
            Self::HelloExpected => "hello expected",
            Self::NotAdmitted => "not admitted",
            Self::Malformed => "malformed frame",
            Self::NotText => "text is not utf-8",
            Self::TooManyBroken => "too many broken messages",
            Self::TooLong => "message too long",
        }
        .to_owned()
    }
}
