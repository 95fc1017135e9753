//! A person's place in a webinar's room: speaks the subprotocol as `docs/protocol.md` says, and
//! fails the story when an entry comes twice, out of order, or not at all.

use std::collections::HashMap;
use std::time::Duration;

use awc::ws::{CloseCode, Codec, Frame, Message};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::Client;
use super::polling::Polling;

pub type Framed = actix_codec::Framed<awc::BoxedSocket, Codec>;

/// How long a story waits for what must come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How a client reaches the room.
pub enum Line {
    Socket(Framed),
    Polling(Polling),
}

/// A connection to a room, and what its client remembers.
pub struct RoomClient {
    pub line: Line,
    pub session: u64,
    pub last: u64,
    pub role: String,
    pub snapshot: Option<Value>,
    pub present: u64,
    /// The place that was told last to who waits.
    pub place: u64,
    /// Every entry received over this connection.
    pub entries: Vec<Value>,
    /// The client's commands that were acknowledged, with their entries' numbers.
    pub acknowledged: HashMap<u64, u64>,
    /// Codes of refusals, with the commands they name.
    pub refused: Vec<(Option<u64>, String)>,
    /// What the server's clock showed.
    pub clocks: Vec<Value>,
    /// The code and the reason with which the server closed the connection.
    pub closed: Option<(u16, String)>,
    /// Whether the story expects every entry of who leads: the others are not told who comes and
    /// goes.
    pub expects_all: bool,
    command: u64,
}

impl Client {
    /// A ticket to a room.
    pub async fn ticket(&self, webinar: &str) -> String {
        let path = format!("/api/v1/webinars/{webinar}/tickets");
        let ticket = self.post(&path, json!(null)).await.expect(201);
        ticket["ticket"].as_str().unwrap().to_owned()
    }

    /// Opens a room's socket with a ticket, without a word.
    pub async fn knock(
        &self,
        webinar: &str,
        ticket: &str,
    ) -> Result<Framed, awc::error::WsClientError> {
        let base = self.base.replace("http://", "ws://");
        let url = format!("{base}/api/v1/webinars/{webinar}/socket?ticket={ticket}");
        let client = awc::Client::new();
        let connected = client.ws(url).protocols(["surgalt.v1"]).connect().await;
        connected.map(|(_, framed)| framed)
    }

    /// Comes into a room for the first time.
    pub async fn enter(&self, webinar: &str) -> RoomClient {
        self.enter_with(webinar, json!({"type": "hello"})).await
    }

    /// Comes back into a room after a cut.
    pub async fn resume(&self, webinar: &str, before: &RoomClient) -> RoomClient {
        let hello = json!({"type": "hello", "session": before.session, "last": before.last});
        let mut room = self.enter_with(webinar, hello).await;
        room.command = before.command;
        room
    }

    /// Comes into a room with this hello.
    pub async fn enter_with(&self, webinar: &str, hello: Value) -> RoomClient {
        let ticket = self.ticket(webinar).await;
        let socket = self.knock(webinar, &ticket).await;
        let mut room = RoomClient::new(Line::Socket(socket.expect("it opens")));
        room.send(hello).await;
        room.answered().await
    }

    /// Comes into a room with a hello that stands in the socket's address.
    pub async fn enter_greeting(&self, webinar: &str, hello: &str) -> RoomClient {
        let hello = hello.replace('"', "%22");
        let ticket = format!("{}&hello={hello}", self.ticket(webinar).await);
        let socket = self.knock(webinar, &ticket).await;
        let room = RoomClient::new(Line::Socket(socket.expect("it opens")));
        room.answered().await
    }

    /// Comes into a room over plain HTTP.
    pub async fn enter_by_polling(&self, webinar: &str, hello: Value) -> RoomClient {
        let ticket = self.ticket(webinar).await;
        let polling = Polling::open(&self.base, webinar, &ticket, hello).await;
        let room = RoomClient::new(Line::Polling(polling.expect("it opens")));
        room.answered().await
    }
}

impl RoomClient {
    fn new(line: Line) -> Self {
        Self {
            line,
            session: 0,
            last: 0,
            role: String::new(),
            snapshot: None,
            present: 0,
            place: 0,
            entries: Vec::new(),
            acknowledged: HashMap::new(),
            refused: Vec::new(),
            clocks: Vec::new(),
            closed: None,
            expects_all: true,
            command: 0,
        }
    }

    /// Waits for the answer to the hello.
    async fn answered(mut self) -> Self {
        self.until(|room| room.session > 0 || room.closed.is_some())
            .await;
        self
    }

    /// The socket, of a client that has one.
    pub fn socket(&mut self) -> &mut Framed {
        match &mut self.line {
            Line::Socket(socket) => socket,
            Line::Polling(_) => panic!("it polls"),
        }
    }

    /// What polls, of a client that does.
    pub fn polling(&mut self) -> &mut Polling {
        match &mut self.line {
            Line::Polling(polling) => polling,
            Line::Socket(_) => panic!("it has a socket"),
        }
    }

    /// Sends a frame as it is.
    pub async fn send(&mut self, frame: Value) {
        self.send_text(frame.to_string()).await;
    }

    /// Sends a text as it is.
    pub async fn send_text(&mut self, text: String) {
        match &mut self.line {
            Line::Socket(socket) => socket.send(Message::Text(text.into())).await.unwrap(),
            Line::Polling(polling) => polling.send(&text).await,
        }
    }

    /// Sends a command with the next number, and does not wait for its answer.
    pub async fn command(&mut self, mut frame: Value) -> u64 {
        self.command += 1;
        frame["command"] = json!(self.command);
        self.send(frame).await;
        self.command
    }

    /// Does a command and waits until it is acknowledged; gives its entry's number.
    pub async fn does(&mut self, frame: Value) -> u64 {
        let command = self.command(frame).await;
        self.until(|room| room.acknowledged.contains_key(&command))
            .await;
        self.acknowledged[&command]
    }

    /// Says a line and waits until it is acknowledged.
    pub async fn says(&mut self, text: &str) -> u64 {
        self.does(json!({"type": "say", "text": text})).await
    }

    /// Does a command that is refused; gives the code.
    pub async fn may_not(&mut self, frame: Value) -> String {
        let command = Some(self.command(frame).await);
        self.until(|room| room.refused.iter().any(|one| one.0 == command))
            .await;
        self.refused
            .iter()
            .find(|one| one.0 == command)
            .unwrap()
            .1
            .clone()
    }

    /// Waits until this entry has come.
    pub async fn sees(&mut self, number: u64) {
        self.until(|room| room.last >= number).await;
    }

    /// Leaves by the button.
    pub async fn says_goodbye(mut self) {
        let reason = CloseCode::Normal.into();
        self.socket()
            .send(Message::Close(Some(reason)))
            .await
            .unwrap();
        self.until(|room| room.closed.is_some()).await;
    }

    /// Whether the person is in, and does not wait.
    pub fn is_in(&self) -> bool {
        self.place == 0
    }

    /// Waits until the server closes the connection; gives the code.
    pub async fn is_closed(&mut self) -> u16 {
        self.until(|room| room.closed.is_some()).await;
        self.closed.clone().unwrap().0
    }

    /// Reads frames until the condition holds.
    #[track_caller]
    pub fn until(&mut self, holds: impl Fn(&Self) -> bool) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let waiting = async {
                while !holds(self) {
                    assert!(self.closed.is_none(), "{place}: closed: {:?}", self.closed);
                    self.read().await;
                }
            };
            let waited = timeout(PATIENCE, waiting).await;
            assert!(waited.is_ok(), "{place}: it did not come");
        }
    }

    /// Reads one frame.
    async fn read(&mut self) {
        let socket = match &mut self.line {
            Line::Socket(socket) => socket,
            Line::Polling(polling) => {
                let frame = polling.next().await;
                return match &*frame {
                    b"gone" => self.closed = Some((1006, "gone".to_owned())),
                    frame => self.take(frame),
                };
            }
        };
        match socket.next().await {
            Some(Ok(Frame::Text(text))) => self.take(&text),
            Some(Ok(Frame::Ping(payload))) => {
                socket.send(Message::Pong(payload)).await.unwrap();
            }
            Some(Ok(Frame::Close(reason))) => {
                let code = reason.as_ref().map_or(1005, |reason| reason.code.into());
                let text = reason
                    .and_then(|reason| reason.description)
                    .unwrap_or_default();
                self.closed = Some((code, text));
            }
            Some(Ok(other)) => panic!("not a frame of this protocol: {other:?}"),
            Some(Err(error)) => self.closed = Some((1006, error.to_string())),
            None => self.closed = Some((1006, "cut".to_owned())),
        }
    }

    fn take(&mut self, text: &[u8]) {
        let frame: Value = serde_json::from_slice(text).unwrap();
        match frame["type"].as_str().unwrap() {
            "welcome" => {
                self.session = frame["session"].as_u64().unwrap();
                self.last = frame["after"].as_u64().unwrap();
                self.role = frame["role"].as_str().unwrap().to_owned();
                self.snapshot = frame.get("snapshot").cloned();
                let place = frame["snapshot"]["waiting"].as_u64();
                self.place = place.unwrap_or_default();
            }
            "events" => {
                assert_eq!(
                    frame["after"], self.last,
                    "something was lost or came twice"
                );
                self.present = frame["present"].as_u64().unwrap();
                for entry in frame["events"].as_array().unwrap() {
                    let number = entry["number"].as_u64().unwrap();
                    assert!(number > self.last, "out of order");
                    assert!(!self.leads() || number == self.last + 1, "left out");
                    self.last = number;
                    self.entries.push(entry.clone());
                }
                let through = frame["through"].as_u64().unwrap();
                assert!(through > 0 && through >= self.last);
                assert!(!self.leads() || through == self.last, "left out");
                self.last = through;
            }
            "acknowledged" => {
                let command = frame["command"].as_u64().unwrap();
                let number = frame["number"].as_u64().unwrap();
                assert_eq!(*self.acknowledged.entry(command).or_insert(number), number);
            }
            "place" => self.place = frame["place"].as_u64().unwrap(),
            "refused" => {
                assert!(!frame["detail"].as_str().unwrap().is_empty());
                let code = frame["code"].as_str().unwrap().to_owned();
                self.refused.push((frame["command"].as_u64(), code));
            }
            "clock" => self.clocks.push(frame),
            "closed" => {
                let code = u16::try_from(frame["code"].as_u64().unwrap()).unwrap();
                self.closed = Some((code, frame["reason"].as_str().unwrap().to_owned()));
            }
            other => panic!("unknown frame {other}"),
        }
    }

    fn leads(&self) -> bool {
        self.expects_all && matches!(&*self.role, "host" | "co_host")
    }

    /// In a room where not everything is for everybody.
    pub fn that_is_not_told_all(mut self) -> Self {
        self.expects_all = false;
        self
    }

    /// The chat lines received over this connection.
    pub fn lines(&self) -> Vec<&str> {
        self.entries
            .iter()
            .filter(|entry| entry["event"]["type"] == "said")
            .map(|entry| entry["event"]["text"].as_str().unwrap())
            .collect()
    }

    /// The kinds of the entries received over this connection.
    pub fn kinds(&self) -> Vec<&str> {
        self.entries
            .iter()
            .map(|entry| entry["event"]["type"].as_str().unwrap())
            .collect()
    }
}
