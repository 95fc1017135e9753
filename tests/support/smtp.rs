//! A mail server that takes what it is given: just enough of RFC 5321 to be sent to, and to
//! behave as badly as real ones do.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server takes a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It takes every letter.
    Kind,
    /// It is away: whoever connects is sent off at once.
    Away,
    /// It takes every connection and never says a word.
    Silent,
}

/// A letter that the server has taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub recipient: String,
    pub message: String,
}

/// A mail server on a port of its own.
#[derive(Clone)]
pub struct MailServer {
    pub address: String,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<Taken>>>,
    /// Recipients whom nobody knows, and recipients whose letters are never answered.
    unknown: Arc<Mutex<Vec<String>>>,
    slow: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub async fn open(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: format!("smtp://{}", listener.local_addr().unwrap()),
            mood: Arc::new(Mutex::new(mood)),
            taken: Arc::default(),
            unknown: Arc::default(),
            slow: Arc::default(),
        };
        let serving = server.clone();
        tokio::task::spawn_local(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let server = serving.clone();
                tokio::task::spawn_local(async move { server.speak(stream).await.ok() });
            }
        });
        server
    }

    pub fn turn(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// Nobody has this address from now on.
    pub fn forget(&self, address: &str) {
        self.unknown.lock().unwrap().push(address.to_owned());
    }

    /// Somebody has this address again.
    pub fn remember(&self, address: &str) {
        self.unknown.lock().unwrap().retain(|one| one != address);
    }

    /// Letters to this address are never answered from now on.
    pub fn stall(&self, address: &str) {
        self.slow.lock().unwrap().push(address.to_owned());
    }

    /// The letters that were taken, in order.
    pub fn letters(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// Waits until this many letters have been taken.
    pub async fn has_taken(&self, count: usize) -> Vec<Taken> {
        for _ in 0..800 {
            let letters = self.letters();
            if letters.len() >= count {
                return letters;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!(
            "{} letters of {count} after twenty seconds",
            self.letters().len()
        );
    }

    async fn speak(&self, stream: TcpStream) -> std::io::Result<()> {
        let mood = *self.mood.lock().unwrap();
        match mood {
            Mood::Away => return Ok(()),
            Mood::Silent => {
                let mut lines = BufReader::new(stream).lines();
                while lines.next_line().await?.is_some() {}
                return Ok(());
            }
            Mood::Kind => {}
        }
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 mail.example.mn\r\n").await?;
        let mut recipient = String::new();
        while let Some(line) = lines.next_line().await? {
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => "250-mail.example.mn\r\n250 8BITMIME\r\n",
                "RCPT" => {
                    recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    if self.unknown.lock().unwrap().contains(&recipient) {
                        "550 5.1.1 nobody has this address\r\n"
                    } else {
                        "250 ok\r\n"
                    }
                }
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await?;
                    let mut message = String::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        message.push_str(line.strip_prefix('.').unwrap_or(&line));
                        message.push_str("\r\n");
                    }
                    if self.slow.lock().unwrap().contains(&recipient) {
                        continue;
                    }
                    let recipient = recipient.clone();
                    self.taken
                        .lock()
                        .unwrap()
                        .push(Taken { recipient, message });
                    "250 taken\r\n"
                }
                "QUIT" => {
                    writer.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => "250 ok\r\n",
            };
            writer.write_all(answer.as_bytes()).await?;
        }
        Ok(())
    }
}
