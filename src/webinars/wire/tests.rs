//! A thread that dies: nobody stays present because of it, and somebody else serves who comes.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;

use async_trait::async_trait;
use bytes::Bytes;
use chrono::TimeDelta;
use serde_json::Value;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::mailbox::Command;
use super::*;
use crate::clock::Clock;
use crate::messages::Language;
use crate::webinars::event::{Author, Role};
use crate::webinars::hub::Timing;
use crate::webinars::log::{Append, End, Line, LogError, NothingMore, RoomLog, Tail};

/// How long the tests wait for what must come.
const PATIENCE: Duration = Duration::from_secs(20);
const ROOM: Uuid = Uuid::from_u128(7);

/// A log that lives as long as its test.
#[derive(Debug, Default)]
struct Memory(Mutex<HashMap<Uuid, Vec<Line>>>);

#[async_trait]
impl RoomLog for Memory {
    async fn follow(&self, _: Uuid) -> Result<(End, Box<dyn Tail>), LogError> {
        Ok((End::default(), Box::new(NothingMore)))
    }

    async fn append(&self, webinar_id: Uuid, append: Append, after: u64) -> Result<u64, LogError> {
        let lines = append.lines.iter().map(|line| Line::clone(line));
        let mut logs = self.0.lock().unwrap();
        logs.entry(webinar_id).or_default().extend(lines);
        Ok(after)
    }

    async fn settled(&self, _: Uuid, _: u64) -> Result<(), LogError> {
        Ok(())
    }

    async fn read(&self, webinar_id: Uuid, after: u64, limit: u64) -> Result<Vec<Line>, LogError> {
        let logs = self.0.lock().unwrap();
        let lines = logs.get(&webinar_id).into_iter().flatten();
        let lines = lines.filter(|line| line.number > after).cloned();
        Ok(lines.take(usize::try_from(limit).unwrap()).collect())
    }
}

/// A server of sockets, and its only room.
struct Hall {
    wire: Wire,
    hub: Hub,
    stop: CancellationToken,
}

impl Hall {
    fn open() -> Self {
        let stop = CancellationToken::new();
        let timing = Timing {
            silence: TimeDelta::milliseconds(300),
            batch: Duration::ZERO,
        };
        let log = Arc::new(Memory::default());
        let hub = Hub::new(
            Handle::current(),
            log,
            Clock::system(),
            timing,
            stop.clone(),
        );
        let wire = Wire::start(&hub, &stop).unwrap();
        Self { wire, hub, stop }
    }

    /// Hands a socket to a thread, as the handshake does; gives the client's end and the thread's box.
    fn enters(&self, person: u128) -> (TcpStream, Arc<Mailbox>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = listener.accept().unwrap();
        let author = Author {
            person: Uuid::from_u128(person),
            name: format!("person {person}"),
            role: Role::Participant,
            sent: None,
        };
        let seat = Seat {
            webinar_id: ROOM,
            author,
            language: Language::En,
            silence: Duration::from_secs(45),
            polls: false,
        };
        let until = Instant::now() + PATIENCE;
        let reserved = loop {
            if let Some(reserved) = self.wire.reserve() {
                break reserved;
            }
            assert!(Instant::now() < until, "no thread serves");
            std::thread::sleep(FAREWELL_STEP);
        };
        let mailbox = Arc::clone(&reserved.0);
        let opened = Opened {
            socket: socket.into(),
            head: Bytes::new(),
            hello: None,
            early: sent(r#"{"type":"hello"}"#),
        };
        mailbox.put(Command::Serve {
            opened,
            seat: Box::new(seat),
            reserved,
        });
        (client, mailbox)
    }

    /// Waits until the log has so many entries of this kind; gives them.
    async fn logs(&self, kind: &str, count: usize) -> Vec<Value> {
        let until = Instant::now() + PATIENCE;
        loop {
            let lines = self.hub.log().read(ROOM, 0, 1_000).await.unwrap();
            let entries = lines.iter().map(|line| serde_json::from_str(&line.json));
            let entries = entries.map(Result::<Value, _>::unwrap);
            let found: Vec<_> = entries
                .filter(|entry| entry["event"]["type"] == kind)
                .collect();
            if found.len() == count {
                return found;
            }
            assert!(Instant::now() < until, "{} {kind}", found.len());
            tokio::time::sleep(FAREWELL_STEP).await;
        }
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// A client's message, masked with nothing.
fn sent(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).unwrap();
    assert!(length < 126);
    [&[0x81, 0x80 | length, 0, 0, 0, 0], text.as_bytes()].concat()
}

/// Reads until a text comes.
fn hears(client: &mut TcpStream, text: &str) {
    let mut heard = Vec::new();
    while !String::from_utf8_lossy(&heard).contains(text) {
        let mut bytes = [0; 4_096];
        let count = client.read(&mut bytes).unwrap();
        assert!(count > 0, "{text}: {}", String::from_utf8_lossy(&heard));
        heard.extend_from_slice(&bytes[..count]);
    }
}

/// Reads until the line is closed, with or without a word.
fn is_cut(client: &mut TcpStream) {
    let mut bytes = [0; 4_096];
    while matches!(client.read(&mut bytes), Ok(1..)) {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_dies_takes_nobody_with_it() {
    let hall = Hall::open();
    // As many as there are threads and more: one of them is with the first, others are perhaps not.
    let mut clients: Vec<_> = (1..=9).map(|person| hall.enters(person)).collect();
    for (client, _) in &mut clients {
        hears(client, r#""type":"welcome""#);
    }
    let dying = Arc::clone(&clients[0].1);
    let is_there = |mailbox: &Arc<Mailbox>| Arc::ptr_eq(mailbox, &dying);
    let (mut lost, mut others): (Vec<_>, Vec<_>) = clients
        .into_iter()
        .partition(|(_, mailbox)| is_there(mailbox));
    dying.put(Command::Die);

    for (client, _) in &mut lost {
        is_cut(client);
    }
    for entry in hall.logs("left", lost.len()).await {
        let heard = entry["event"]["last_heard"].as_str().unwrap();
        let at = entry["at"].as_str().unwrap();
        assert!(heard <= at, "{entry}");
    }
    for (client, _) in &mut others {
        client
            .write_all(&sent(r#"{"type":"say","command":1,"text":"Сайн уу"}"#))
            .unwrap();
        hears(client, r#""type":"acknowledged""#);
    }
    let (mut back, mailbox) = hall.enters(1);
    hears(&mut back, r#""type":"welcome""#);
    assert!(!is_there(&mailbox), "a new thread has a box of its own");
    hall.logs("joined", 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_that_dies_while_somebody_comes_in_leaves_nobody_present() {
    let hall = Hall::open();
    for turn in 0..20 {
        let (_client, mailbox) = hall.enters(turn);
        mailbox.put(Command::Die);
    }
    // Whoever the room took in, before or after the thread's death, is told to have gone.
    let until = Instant::now() + PATIENCE;
    loop {
        let lines = hall.hub.log().read(ROOM, 0, 1_000).await.unwrap();
        let count = |kind: &str| {
            let kind = format!(r#""type":"{kind}""#);
            lines
                .iter()
                .filter(|line| line.json.contains(&kind))
                .count()
        };
        if count("joined") == count("left") && count("joined") > 0 {
            break;
        }
        assert!(
            Instant::now() < until,
            "{} came, {} went",
            count("joined"),
            count("left")
        );
        tokio::time::sleep(FAREWELL_STEP).await;
    }
}
