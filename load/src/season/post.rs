//! The mail server of a season: it takes every letter, and counts them by person and kind.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use mail_parser::MessageParser;
use surgalt::messages::{Arguments, Language};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::letters::{Kind, Letters};
use crate::Failure;

/// What stands for a value in a subject that is looked up: no subject has it.
const VALUE: char = '\u{1}';

/// What has come.
#[derive(Debug, Default)]
struct Post {
    letters: Letters,
    /// The token of the newest link that was sent to an address.
    tokens: HashMap<String, String>,
    /// Subjects that no letter of the house has.
    unknown: Vec<String>,
}

/// A mail server on a port of its own.
#[derive(Debug, Clone)]
pub struct MailServer {
    /// Where letters go.
    pub address: String,
    post: Arc<Mutex<Post>>,
}

impl MailServer {
    /// Opens one.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn open() -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let server = Self {
            address: format!("smtp://{}", listener.local_addr()?),
            post: Arc::default(),
        };
        let (post, subjects) = (server.post.clone(), Arc::new(subjects()));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (post, subjects) = (post.clone(), subjects.clone());
                tokio::spawn(async move {
                    if let Err(error) = speak(stream, &post, &subjects).await {
                        eprintln!("load: a letter was lost on its way: {error}");
                    }
                });
            }
        });
        Ok(server)
    }

    /// Takes the token of the newest link that was sent to an address, when it has come.
    pub fn token(&self, address: &str) -> Option<String> {
        self.post().tokens.remove(address)
    }

    /// The letters so far, and what was not understood.
    pub fn letters(&self) -> (Letters, Vec<String>) {
        let post = self.post();
        (post.letters.clone(), post.unknown.clone())
    }

    fn post(&self) -> MutexGuard<'_, Post> {
        lock(&self.post)
    }
}

/// A count is as good as before when a thread has died that held it.
fn lock(post: &Mutex<Post>) -> MutexGuard<'_, Post> {
    post.lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Just enough of RFC 5321 to be sent to.
async fn speak(
    stream: TcpStream,
    post: &Mutex<Post>,
    subjects: &[(String, Kind)],
) -> Result<(), Failure> {
    stream.set_nodelay(true)?;
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut line = Vec::new();
    writer.write_all(b"220 load\r\n").await?;
    let mut recipient = String::new();
    while next_line(&mut reader, &mut line).await? {
        let said = String::from_utf8_lossy(&line);
        let answer: &[u8] = match said.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => b"250-load\r\n250 8BITMIME\r\n",
            "RCPT" => {
                recipient = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut message = Vec::new();
                while next_line(&mut reader, &mut line).await? && line != b"." {
                    message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                    message.extend_from_slice(b"\r\n");
                }
                take(&mut lock(post), &recipient, &message, subjects);
                b"250 taken\r\n"
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        writer.write_all(answer).await?;
    }
    Ok(())
}

/// Reads a line without its end; whether there was one.
async fn next_line(
    reader: &mut (impl AsyncBufReadExt + Unpin),
    line: &mut Vec<u8>,
) -> Result<bool, Failure> {
    line.clear();
    if reader.read_until(b'\n', line).await? == 0 {
        return Ok(false);
    }
    while matches!(line.last(), Some(b'\r' | b'\n')) {
        line.pop();
    }
    Ok(true)
}

fn take(post: &mut Post, recipient: &str, message: &[u8], subjects: &[(String, Kind)]) {
    let parsed = MessageParser::default().parse(message);
    let subject = parsed.as_ref().and_then(|message| message.subject());
    let subject = subject.unwrap_or_default();
    match kind(subject, subjects) {
        Some(kind) => post.letters.count(recipient, kind),
        None => post.unknown.push(subject.to_owned()),
    }
    let text = parsed.as_ref().and_then(|message| message.body_text(0));
    if let Some((_, rest)) = text.as_deref().and_then(|text| text.split_once("#token=")) {
        let is_of_token = |letter: &char| letter.is_ascii_alphanumeric() || "-_".contains(*letter);
        let token = rest.chars().take_while(is_of_token).collect();
        post.tokens.insert(recipient.to_owned(), token);
    }
}

/// The kind of the letter that has this subject: of those that fit, the one that says most by itself.
fn kind(subject: &str, subjects: &[(String, Kind)]) -> Option<Kind> {
    let fitting = subjects
        .iter()
        .filter(|(begin, _)| subject.starts_with(begin.as_str()));
    fitting
        .max_by_key(|(begin, _)| begin.len())
        .map(|(_, kind)| *kind)
}

/// With what the subjects of letters begin, in the language of everybody in the season.
fn subjects() -> Vec<(String, Kind)> {
    let arguments = ["course", "title", "time", "count", "cohort"]
        .into_iter()
        .fold(Arguments::none(), |arguments, name| {
            arguments.with(name, VALUE)
        });
    let begin = |kind: Kind| {
        let subject = Language::Mn.text(&format!("letter-{}.subject", kind.name()), &arguments);
        let begin = subject
            .split([VALUE, '\u{2068}'])
            .next()
            .unwrap_or_default();
        begin.to_owned()
    };
    Kind::ALL
        .into_iter()
        .map(|kind| (begin(kind), kind))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_known_by_its_subject() {
        let subjects = subjects();
        for (subject, expected) in [
            ("Surgalt системд нэвтрэх холбоос", Some(Kind::MagicLink)),
            ("Таны гэрчилгээ: Манлайлал", Some(Kind::CertificateIssued)),
            (
                "Вебинар: Нээлт, 2021 оны 2 дугаар сарын 8",
                Some(Kind::WebinarScheduled),
            ),
            ("Вебинар удахгүй эхэлнэ: Нээлт", Some(Kind::WebinarSoon)),
            (
                "Та сургалтад хамрагдлаа: 10 дахь жил",
                Some(Kind::CohortJoined),
            ),
            (
                "Сургалтад тань хийх зүйл үлдсэн байна",
                Some(Kind::Reminder),
            ),
            ("Сонин", None),
        ] {
            assert_eq!(kind(subject, &subjects), expected, "{subject}");
        }
    }

    #[tokio::test]
    async fn a_letter_is_taken_counted_and_its_link_kept() {
        let server = MailServer::open().await.unwrap();
        let address = server.address.strip_prefix("smtp://").unwrap();
        let mut stream = TcpStream::connect(address).await.unwrap();
        let said = "EHLO here\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<bat@c.example>\r\nDATA\r\n\
            Subject: =?utf-8?b?U3VyZ2FsdCDRgdC40YHRgtC10LzQtCDQvdGN0LLRgtGA0Y3RhSDRhdC+0LvQsdC+0L7RgQ==?=\r\n\
            Content-Type: text/plain; charset=utf-8\r\n\r\nhttp://x/sign-in#token=ab-C_1 .\r\n.\r\nQUIT\r\n";
        stream.write_all(said.as_bytes()).await.unwrap();
        let mut answers = String::new();
        tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answers)
            .await
            .unwrap();
        assert!(answers.ends_with("250 taken\r\n221 bye\r\n"), "{answers}");
        assert_eq!(server.token("bat@c.example").as_deref(), Some("ab-C_1"));
        assert_eq!(server.token("bat@c.example"), None, "a link works once");
        let (letters, unknown) = server.letters();
        assert_eq!(letters.total(), 1);
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
