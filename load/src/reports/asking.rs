//! Asking the server, one question after the other, over one connection each of who asks.

use serde_json::Value;
use surgalt::clock::Clock;
use surgalt::db::Database;
use tokio::time::Instant;

use super::questions::{Question, Who};
use super::world::World;
use crate::Failure;
use crate::client::{Connection, Reply};
use crate::report::rounded;
use crate::seed;
use crate::server::Running;

/// How often a question is asked again, after the first time.
const AGAIN: usize = 9;

/// What came of a question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Milliseconds of the first time.
    pub first_ms: f64,
    /// Milliseconds of those after it, the least: what the machine does besides only adds to it, and differs from one
    /// time to the next by more than what grows.
    pub warm_ms: f64,
    /// Bytes of the answer.
    pub bytes: usize,
}

/// The connections of everybody who asks.
#[derive(Debug)]
pub struct Askers(Vec<(Who, Connection)>);

impl Askers {
    /// Everybody, signed in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in(
        database: &Database,
        server: &Running,
        world: &World,
    ) -> Result<Self, Failure> {
        let now = Clock::system().now();
        let keys = seed::signing_keys(database, now).await?;
        let mut askers = Vec::new();
        for who in Who::ALL {
            let signed = who.of(&world.staff);
            let token = seed::sign(&keys, signed.person_id, signed.session_id, now)?;
            askers.push((who, Connection::new(server.address, &token)));
        }
        Ok(Self(askers))
    }

    /// The connection of one of them.
    ///
    /// # Errors
    /// Never: everybody has one.
    pub fn of(&mut self, who: Who) -> Result<&mut Connection, Failure> {
        let found = self.0.iter_mut().find(|(one, _)| *one == who);
        Ok(&mut found.ok_or("nobody asks")?.1)
    }

    /// Asks some times, and measures.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&mut self, question: &Question) -> Result<Answer, Failure> {
        let connection = self.of(question.who)?;
        let (reply, first_ms) = timed(connection, &question.path).await?;
        let mut warm_ms = f64::INFINITY;
        for _ in 0..AGAIN {
            warm_ms = warm_ms.min(timed(connection, &question.path).await?.1);
        }
        Ok(Answer {
            status: reply.status,
            first_ms: rounded(first_ms, 100.0),
            warm_ms: rounded(warm_ms, 100.0),
            bytes: reply.body.len(),
        })
    }

    /// An answer as JSON.
    ///
    /// # Errors
    /// When it is none, or none that is well.
    pub async fn read(&mut self, who: Who, path: &str) -> Result<Value, Failure> {
        let path = format!("/api/v1{path}");
        let reply = self.of(who)?.send("GET", &path, b"").await?;
        if reply.status != 200 {
            return Err(format!("{path}: {}", reply.status).into());
        }
        Ok(serde_json::from_slice(&reply.body)?)
    }
}

async fn timed(connection: &mut Connection, path: &str) -> Result<(Reply, f64), Failure> {
    let begun = Instant::now();
    let reply = connection.send("GET", path, b"").await;
    let reply = reply.map_err(|error| format!("{path}: {error}"))?;
    Ok((reply, begun.elapsed().as_secs_f64() * 1_000.0))
}
