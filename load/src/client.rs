//! One kept connection that speaks HTTP/1.1. It does next to nothing, because it shares the cores
//! with the server that is measured: requests are put together from ready pieces, and of an answer
//! only what is needed is looked at.

use std::io::{self, ErrorKind, Write};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer is waited for before the request counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Answers longer than this are not asked for.
const LONGEST: usize = 64 * 1024 * 1024;

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The connection failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// What came is not HTTP.
    #[error("the answer is not HTTP: {0}")]
    Malformed(&'static str),
    /// Nothing came for too long.
    #[error("no answer within {} s", PATIENCE.as_secs())]
    Late,
}

/// What the server has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body, without its framing.
    pub body: Vec<u8>,
    closes: bool,
}

/// A connection to the server; opened when it is needed.
#[derive(Debug)]
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    /// `Host` and `Authorization`, the same in every request.
    headers: String,
    request: Vec<u8>,
    answer: Vec<u8>,
}

impl Connection {
    /// A connection for a person, not yet opened.
    pub fn new(address: SocketAddr, token: &str) -> Self {
        let mut connection = Self {
            address,
            stream: None,
            headers: String::new(),
            request: Vec::new(),
            answer: Vec::new(),
        };
        connection.bear(token);
        connection
    }

    /// From now on it speaks for the person who has this token.
    pub fn bear(&mut self, token: &str) {
        let address = self.address;
        self.headers = format!(" HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n");
    }

    /// Sends a request and waits for its answer. A connection that the server has closed meanwhile,
    /// which it does with silent ones, is opened anew; every request of a scenario may be sent
    /// twice without harm.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Result<Reply, ClientError> {
        self.send_as("application/json", method, path, body).await
    }

    /// The same with a body of another type.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn send_as(
        &mut self,
        media_type: &str,
        method: &str,
        path: &str,
        body: &[u8],
    ) -> Result<Reply, ClientError> {
        self.request.clear();
        write!(
            self.request,
            "{method} {path}{}Content-Length: {}\r\n",
            self.headers,
            body.len()
        )?;
        if !body.is_empty() {
            write!(self.request, "Content-Type: {media_type}\r\n")?;
        }
        self.request.extend_from_slice(b"\r\n");
        self.request.extend_from_slice(body);
        if self.stream.as_ref().is_some_and(is_gone) {
            self.stream = None;
        }
        let was_kept = self.stream.is_some();
        let exchanged = timeout(PATIENCE, self.exchange()).await;
        let exchanged = match exchanged {
            Ok(Err(ClientError::Io(error))) if was_kept && is_cut(&error) => {
                self.stream = None;
                timeout(PATIENCE, self.exchange()).await
            }
            exchanged => exchanged,
        };
        let reply = exchanged.unwrap_or(Err(ClientError::Late));
        if reply.as_ref().map_or(true, |reply| reply.closes) {
            self.stream = None;
        }
        reply
    }

    async fn exchange(&mut self) -> Result<Reply, ClientError> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                self.stream.insert(stream)
            }
        };
        stream.write_all(&self.request).await?;
        self.answer.clear();
        loop {
            if stream.read_buf(&mut self.answer).await? == 0 {
                return Err(io::Error::from(ErrorKind::UnexpectedEof).into());
            }
            if let Some(reply) = parse(&self.answer)? {
                return Ok(reply);
            }
            if self.answer.len() > LONGEST {
                return Err(ClientError::Malformed("it has no end"));
            }
        }
    }
}

/// Whether the server has closed a silent connection.
fn is_gone(stream: &TcpStream) -> bool {
    let mut nothing_is_due = [0; 1];
    match stream.try_read(&mut nothing_is_due) {
        Err(error) => error.kind() != ErrorKind::WouldBlock,
        Ok(_) => true,
    }
}

fn is_cut(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::UnexpectedEof
            | ErrorKind::BrokenPipe
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
    )
}

/// The answer, once all of it is there.
///
/// # Errors
/// When it is not HTTP.
pub fn parse(bytes: &[u8]) -> Result<Option<Reply>, ClientError> {
    let mut headers = [httparse::EMPTY_HEADER; 40];
    let mut response = httparse::Response::new(&mut headers);
    let head = match response.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(ClientError::Malformed("its head")),
    };
    let header = |name: &str| {
        let named = response
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| header.value)
    };
    let rest = bytes.get(head..).unwrap_or_default();
    let body = if header("transfer-encoding").is_some_and(|value| value.ends_with(b"chunked")) {
        unchunked(rest)?
    } else {
        let length = match header("content-length") {
            None => 0,
            Some(value) => std::str::from_utf8(value)
                .ok()
                .and_then(|value| value.trim().parse().ok())
                .ok_or(ClientError::Malformed("its length"))?,
        };
        rest.get(..length).map(<[u8]>::to_vec)
    };
    Ok(body.map(|body| Reply {
        status: response.code.unwrap_or_default(),
        closes: header("connection").is_some_and(|value| value.eq_ignore_ascii_case(b"close")),
        body,
    }))
}

/// The body that came in chunks, once the last is there.
fn unchunked(mut bytes: &[u8]) -> Result<Option<Vec<u8>>, ClientError> {
    let mut body = Vec::new();
    loop {
        let (start, length) = match httparse::parse_chunk_size(bytes) {
            Ok(httparse::Status::Complete(found)) => found,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(ClientError::Malformed("a chunk's length")),
        };
        let length = usize::try_from(length)
            .ok()
            .filter(|length| *length <= LONGEST)
            .ok_or(ClientError::Malformed("a chunk's length"))?;
        let end = start + length;
        let (Some(chunk), Some(rest)) = (bytes.get(start..end), bytes.get(end + 2..)) else {
            return Ok(None);
        };
        if length == 0 {
            return Ok(Some(body));
        }
        body.extend_from_slice(chunk);
        bytes = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every part of the answer is too little, the whole is enough.
    fn whole(bytes: &[u8]) -> Reply {
        for length in 0..bytes.len() {
            assert_eq!(parse(&bytes[..length]).unwrap(), None, "{length} bytes");
        }
        parse(bytes).unwrap().unwrap()
    }

    #[test]
    fn an_answer_is_read_when_all_of_it_is_there() {
        let reply = whole(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
        assert_eq!((reply.status, reply.closes), (200, false));
        assert_eq!(reply.body, b"hello");
        let reply = whole(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
        assert_eq!((reply.status, reply.closes), (304, true));
        assert_eq!(reply.body, b"");
    }

    #[test]
    fn chunks_are_put_together() {
        let reply = whole(
            b"HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n\
              3\r\nhel\r\n2;name=value\r\nlo\r\n0\r\n\r\n",
        );
        assert_eq!((reply.status, reply.body.as_slice()), (409, &b"hello"[..]));
    }

    #[test]
    fn what_is_not_http_is_refused() {
        for bytes in [
            &b"SSH-2.0-server\r\n\r\n"[..],
            b"HTTP/1.1 200 OK\r\ncontent-length: five\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
        ] {
            assert!(parse(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[tokio::test]
    async fn a_connection_that_was_closed_meanwhile_is_opened_anew() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    stream.read_buf(&mut request).await.unwrap();
                }
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
                stream.write_all(answer).await.unwrap();
            }
        });
        let mut connection = Connection::new(address, "token");
        for _ in 0..2 {
            let reply = connection.send("GET", "/readyz", b"").await.unwrap();
            assert_eq!(reply.status, 200);
        }
        timeout(Duration::from_secs(10), server)
            .await
            .unwrap()
            .unwrap();
    }
}
