//! Reads the log and the attendance over REST, as anybody may, and holds them against the ledger.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use surgalt::webinars::attendance::{Attendance, PersonAttendance};
use surgalt::webinars::event::Entry;
use uuid::Uuid;

use super::client::{Client, SECOND};
use super::ledger::check_log;
use super::play::Stage;
use crate::Failure;
use crate::client::Connection;
use crate::ledger::Findings;

/// Between the server's decision and the client's knowledge of it, in microseconds: for the first
/// connection of a client and for each further one. Whole seconds are counted.
const APART: u64 = 2 * SECOND;
const FURTHER: u64 = SECOND;

#[derive(Debug, Deserialize)]
struct Page<T, N> {
    items: Vec<T>,
    next: Option<N>,
}

/// What the server says of a person's attendance.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Counted {
    person: Uuid,
    intervals: Vec<Stretch>,
    share: Share,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Stretch {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Share {
    present_seconds: u64,
    of_seconds: u64,
}

impl From<&PersonAttendance> for Counted {
    fn from(counted: &PersonAttendance) -> Self {
        let stretches = counted.intervals.iter();
        Self {
            person: counted.person,
            intervals: stretches
                .map(|one| Stretch {
                    from: one.from,
                    to: one.to,
                })
                .collect(),
            share: Share {
                present_seconds: counted.share.present_seconds,
                of_seconds: counted.share.of_seconds,
            },
        }
    }
}

/// Holds everything that the server knows of the webinar against the ledger.
///
/// # Errors
/// When the server does not tell it.
pub async fn compare(stage: &Stage, planned: TimeDelta) -> Result<Findings, Failure> {
    let clients = &stage.crowd.clients;
    let token = clients.first().map_or("", |host| host.token.as_str());
    let address = stage.crowd.world.address(0).ok_or("there is no server")?;
    let mut connection = Connection::new(address, token);
    let webinar = &stage.crowd.world.webinar;
    let log: Vec<Entry> = pages(
        &mut connection,
        &format!("{webinar}/events?limit=1000"),
        |next: u64| next.to_string(),
    )
    .await?;
    let counted: Vec<Counted> = pages(
        &mut connection,
        &format!("{webinar}/attendance?limit=100"),
        |next: String| next,
    )
    .await?;
    let mut findings = check_log(clients, &stage.crowd.world.record, &log);
    let by_rule = Attendance::of(&log).people(planned);
    check_rule(&counted, &by_rule, &mut findings);
    let counted: HashMap<Uuid, u64> = counted
        .iter()
        .map(|one| (one.person, one.share.present_seconds))
        .collect();
    for client in clients {
        check_time(client, counted.get(&client.person), stage, &mut findings);
    }
    Ok(findings)
}

/// All pages of a list.
async fn pages<T, N>(
    connection: &mut Connection,
    path: &str,
    name: impl Fn(N) -> String,
) -> Result<Vec<T>, Failure>
where
    T: DeserializeOwned,
    N: DeserializeOwned,
{
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let reply = connection
            .send("GET", &format!("{path}{after}"), b"")
            .await?;
        if reply.status != 200 {
            let said = String::from_utf8_lossy(&reply.body);
            return Err(format!("{path}: {} {said}", reply.status).into());
        }
        let page: Page<T, N> = serde_json::from_slice(&reply.body)?;
        all.extend(page.items);
        match page.next {
            Some(next) => after = format!("&after={}", name(next)),
            None => return Ok(all),
        }
    }
}

/// What the server has counted is what the pure rule makes of the log.
fn check_rule(counted: &[Counted], by_rule: &[PersonAttendance], findings: &mut Findings) {
    let by_rule: HashMap<Uuid, Counted> = by_rule
        .iter()
        .map(|one| (one.person, Counted::from(one)))
        .collect();
    if counted.len() != by_rule.len() {
        let words = format!("{} of {} people were counted", counted.len(), by_rule.len());
        findings.errors.push(words);
    }
    for one in counted {
        if by_rule.get(&one.person) != Some(one) {
            let person = one.person;
            findings
                .errors
                .push(format!("{person} is not counted by the rule"));
        }
    }
}

/// It is, but for what the protocol leaves open, the time in which the client was connected.
fn check_time(client: &Client, counted: Option<&u64>, stage: &Stage, findings: &mut Findings) {
    let person = client.person;
    let Some(counted) = counted else {
        findings.errors.push(format!("{person} was not counted"));
        return;
    };
    let (least, most) = client.sheet.attended(stage.live, &stage.kills);
    let lines = u64::try_from(client.sheet.spans.len()).unwrap_or(u64::MAX);
    let apart = APART + FURTHER * lines;
    let counted = counted * SECOND;
    if counted + apart < least || counted > most + apart {
        findings.errors.push(format!(
            "{person} attended from {least} to {most} µs, and {counted} were counted"
        ));
    }
}
