//! A person's seat in a live room: a socket that comes back after every cut, and what it heard.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use awc::BoxedSocket;
use awc::ws::{Codec, Frame, Message};
use chrono::{DateTime, Utc};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};

use super::WalkError;
use super::device::Device;
use super::ledger::Span;

type Line = actix_codec::Framed<BoxedSocket, Codec>;

/// A seat in a room.
pub struct Seat {
    device: Rc<Device>,
    webinar: String,
    line: Option<Line>,
    session: Option<u64>,
    last: Option<u64>,
    next_command: u64,
    /// The last command's answer, when it came: the number of its entry, or the refusal.
    answer: Option<Result<u64, String>>,
    /// The number after which the seat began to listen.
    began_after: Option<u64>,
    /// The first thing that was heard and should not have been.
    fault: Option<String>,
    /// The entries that were heard, by number.
    pub heard: BTreeMap<u64, Value>,
    /// From when to when this seat knows it was present: what the server has told it.
    pub present: Vec<Span>,
}

impl Seat {
    /// A seat that is taken when it is first used.
    #[must_use]
    pub fn new(device: Rc<Device>, webinar: &str) -> Self {
        Self {
            device,
            webinar: webinar.to_owned(),
            line: None,
            session: None,
            last: None,
            next_command: 1,
            answer: None,
            began_after: None,
            fault: None,
            heard: BTreeMap::new(),
            present: Vec::new(),
        }
    }

    /// Gives a command and waits until the server has it on disk; returns its entry's number.
    ///
    /// # Errors
    /// When it is refused, or the server does not come back.
    pub async fn command(&mut self, kind: &str, fields: Value) -> Result<u64, WalkError> {
        let begun = Instant::now();
        self.connect(begun).await?;
        let mut number = self.take_number();
        let mut session = self.session;
        self.give(kind, &fields, number).await;
        loop {
            if self.line.is_none() {
                if let Err(refused) = self.connect(begun).await {
                    // Nobody gets into a room that is over, for which this command may be why.
                    let entry = self.find_in_log(session, number).await?;
                    return entry.ok_or(refused);
                }
                if self.session != session {
                    // The server has forgotten the session: the log tells what became of it.
                    if let Some(entry) = self.find_in_log(session, number).await? {
                        return Ok(entry);
                    }
                    session = self.session;
                    number = self.take_number();
                }
                self.give(kind, &fields, number).await;
            }
            match self.answer.take() {
                Some(Ok(entry)) => return Ok(entry),
                Some(Err(code)) if ["room_busy", "too_many_commands"].contains(&&*code) => {
                    tokio::time::sleep(Duration::from_millis(500)).await;
                    self.give(kind, &fields, number).await;
                }
                Some(Err(code)) => return Err(WalkError(format!("{kind} was refused: {code}"))),
                None => self.listen_once(Duration::from_millis(500)).await,
            }
        }
    }

    /// Listens until this much time has gone by.
    ///
    /// # Errors
    /// When the server does not come back.
    pub async fn listen_for(&mut self, how_long: Duration) -> Result<(), WalkError> {
        let begun = Instant::now();
        while begun.elapsed() < how_long {
            self.connect(Instant::now()).await?;
            let left = how_long.saturating_sub(begun.elapsed());
            self.listen_once(left.min(Duration::from_millis(200))).await;
        }
        Ok(())
    }

    /// Listens until an entry of this kind was heard.
    ///
    /// # Errors
    /// When it does not come in time, or the server does not come back.
    pub async fn listen_until(&mut self, kind: &str) -> Result<(), WalkError> {
        let begun = Instant::now();
        while !self
            .heard
            .values()
            .any(|entry| entry["event"]["type"] == kind)
        {
            if begun.elapsed() > self.device.patience() {
                return Err(WalkError(format!("nothing was heard of {kind}")));
            }
            if let Err(refused) = self.connect(begun).await {
                // Nobody gets into a room that is over; the log tells how it ended.
                let log = read_log(&self.device, &self.webinar).await?;
                let found = log.values().any(|entry| entry["event"]["type"] == kind);
                return if found { Ok(()) } else { Err(refused) };
            }
            self.listen_once(Duration::from_millis(200)).await;
        }
        Ok(())
    }

    /// Cuts the line, as a tunnel or an empty battery does: without a word.
    pub fn cut(&mut self) {
        self.line = None;
    }

    /// Takes the seat when it is not taken.
    async fn connect(&mut self, begun: Instant) -> Result<(), WalkError> {
        while self.line.is_none() {
            if begun.elapsed() > self.device.patience() {
                return Err(WalkError("the room did not come back".to_owned()));
            }
            if self.try_to_connect().await?.is_none() {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        Ok(())
    }

    /// One try: a ticket, the socket, hello and welcome. Nothing when the line was cut meanwhile.
    async fn try_to_connect(&mut self) -> Result<Option<()>, WalkError> {
        let path = format!("/api/v1/webinars/{}/tickets", self.webinar);
        let ticket = self.device.post(&path, Value::Null).await?;
        let ticket = ticket["ticket"].as_str().unwrap_or_default();
        let path = format!("/api/v1/webinars/{}/socket?ticket={ticket}", self.webinar);
        let address = self.device.socket_address(&path);
        let opening = self
            .device
            .http()
            .ws(address)
            .protocols(["surgalt.v1"])
            .connect();
        let Ok((_, line)) = opening.await else {
            return Ok(None);
        };
        self.line = Some(line);
        let mut hello = json!({"type": "hello"});
        if let (Some(session), Some(last)) = (self.session, self.last) {
            hello["session"] = session.into();
            hello["last"] = last.into();
        }
        self.send(&hello).await;
        let asked = self.session.take();
        let begun = Instant::now();
        while self.line.is_some() && self.session.is_none() {
            self.listen_once(Duration::from_millis(200)).await;
            if begun.elapsed() > Duration::from_secs(5) {
                self.line = None;
            }
        }
        if self.session.is_none() {
            self.session = asked;
            return Ok(None);
        }
        if asked != self.session {
            self.next_command = 1;
        }
        Ok(Some(()))
    }

    fn take_number(&mut self) -> u64 {
        let number = self.next_command;
        self.next_command += 1;
        number
    }

    async fn give(&mut self, kind: &str, fields: &Value, number: u64) {
        self.answer = None;
        let mut command = fields.clone();
        command["type"] = kind.into();
        command["command"] = number.into();
        self.send(&command).await;
    }

    async fn send(&mut self, frame: &Value) {
        if let Some(line) = &mut self.line
            && line
                .send(Message::Text(frame.to_string().into()))
                .await
                .is_err()
        {
            self.line = None;
        }
    }

    /// Takes in one frame when one comes within this time; a cut line is left for later.
    async fn listen_once(&mut self, wait: Duration) {
        let Some(line) = &mut self.line else { return };
        match tokio::time::timeout(wait, line.next()).await {
            Err(_) => {}
            Ok(Some(Ok(Frame::Text(text)))) => {
                if let Ok(frame) = serde_json::from_slice::<Value>(&text) {
                    self.take_in(&frame);
                }
            }
            Ok(Some(Ok(Frame::Ping(bytes)))) => {
                if line.send(Message::Pong(bytes)).await.is_err() {
                    self.line = None;
                }
            }
            Ok(Some(Ok(Frame::Close(_)) | Err(_)) | None) => self.line = None,
            Ok(Some(Ok(_))) => {}
        }
    }

    fn take_in(&mut self, frame: &Value) {
        match frame["type"].as_str() {
            Some("welcome") => {
                self.session = frame["session"].as_u64();
                self.last = frame["after"].as_u64();
                self.began_after = self.began_after.or(self.last);
                if let Some(now) = time(&frame["now"]) {
                    self.present.push((now, now));
                }
            }
            Some("events") => {
                if frame["after"].as_u64() != self.last {
                    self.note_fault(format!("a frame after {:?} was {frame}", self.last));
                }
                self.last = frame["through"].as_u64();
                for entry in frame["events"].as_array().into_iter().flatten() {
                    self.hear(entry);
                }
            }
            Some("acknowledged") => self.answer = frame["number"].as_u64().map(Ok),
            Some("refused") => {
                self.answer = Some(Err(frame["code"].as_str().unwrap_or_default().to_owned()));
            }
            _ => {}
        }
    }

    fn hear(&mut self, entry: &Value) {
        if let (Some(at), Some(present)) = (time(&entry["at"]), self.present.last_mut()) {
            present.1 = present.1.max(at);
        }
        if let Some(number) = entry["number"].as_u64()
            && self.heard.insert(number, entry.clone()).is_some()
        {
            self.note_fault(format!("entry {number} was heard twice"));
        }
    }

    fn note_fault(&mut self, what: String) {
        self.fault.get_or_insert(what);
    }

    /// What this seat has heard is the log itself: from where it began to listen, each entry once,
    /// in order and as it is stored, at least through the number that is named.
    ///
    /// # Errors
    /// Naming the first entry that was missed, doubled or heard otherwise.
    pub fn agrees_with(&self, log: &BTreeMap<u64, Value>, through: u64) -> Result<(), WalkError> {
        if let Some(fault) = &self.fault {
            return Err(WalkError(fault.clone()));
        }
        let first = self.began_after.map_or(1, |after| after + 1);
        let last = self
            .heard
            .keys()
            .next_back()
            .copied()
            .unwrap_or(0)
            .max(through);
        match (first..=last).find(|number| self.heard.get(number) != log.get(number)) {
            Some(number) => Err(WalkError(format!(
                "entry {number} was not heard as it is stored"
            ))),
            None => Ok(()),
        }
    }

    async fn find_in_log(
        &self,
        session: Option<u64>,
        command: u64,
    ) -> Result<Option<u64>, WalkError> {
        let sent = json!({"session": session, "command": command});
        let log = read_log(&self.device, &self.webinar).await?;
        let found = log
            .into_iter()
            .find(|(_, entry)| entry["by"]["sent"] == sent);
        Ok(found.map(|(number, _)| number))
    }
}

/// The whole log of a room, over REST.
///
/// # Errors
/// When the answer is a refusal, or none came for too long.
pub async fn read_log(device: &Device, webinar: &str) -> Result<BTreeMap<u64, Value>, WalkError> {
    let mut log = BTreeMap::new();
    let mut after = 0;
    loop {
        let path = format!("/api/v1/webinars/{webinar}/events?after={after}");
        let page = device.get(&path).await?;
        for entry in page["items"].as_array().into_iter().flatten() {
            if let Some(number) = entry["number"].as_u64() {
                log.insert(number, entry.clone());
            }
        }
        match page["next"].as_u64() {
            Some(next) => after = next,
            None => return Ok(log),
        }
    }
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str()?.parse().ok()
}
