//! One play of the scenario: everybody gets a ticket, joins, listens to what is said, and goes when
//! the host ends the webinar; then the ledger is held against the log.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use surgalt::clock::Clock;
use surgalt::db::Database;
use surgalt::ids;
use surgalt::webinars::room::Status;
use surgalt::webinars::tables::webinar;
use uuid::Uuid;

use super::client::{Client, SECOND, State};
use super::crowd::Crowd;
use super::figures::RoomFigures;
use super::memory::mebibytes;
use super::servers::Servers;
use super::speech::{self, Speech};
use super::world::World;
use super::{Plan, facts, ledger, peer};
use crate::database::Place;
use crate::ledger::Findings;
use crate::moments::Random;
use crate::report::rounded;
use crate::seed::{Seeded, insert, seed};
use crate::{Failure, content};

/// How long people may need for a step before the play is given up.
const PATIENCE: u64 = 180 * SECOND;
/// How long it must be quiet before memory is looked at.
const QUIET: u64 = SECOND;
/// How long the webinar is planned to last.
const PLANNED: TimeDelta = TimeDelta::hours(2);
/// How many errors are told in words.
const TOLD: usize = 10;

/// Plays the scenario once.
///
/// # Errors
/// When it cannot be played to its end.
pub async fn play(plan: &Plan) -> Result<RoomFigures, Failure> {
    let folder = match &plan.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    if !plan.peer.is_surgalt() {
        let server = peer::start(plan, folder.path())?;
        let clients = (0..plan.participants).map(|_| Client::new(Uuid::nil(), String::new()));
        let server = Servers::peer(server);
        let (mut stage, figures) = Stage::set(plan, clients.collect(), server, String::new())?;
        return stage.run(plan, None, figures).await;
    }
    let place = Place::fresh(&plan.database, folder.path(), "server").await?;
    let figures = play_here(plan, &place).await;
    place.give_back().await?;
    figures
}

async fn play_here(plan: &Plan, place: &Place) -> Result<RoomFigures, Failure> {
    let (seeded, webinar_id) = scene(plan, place).await?;
    let host = Client::new(seeded.author.person_id, seeded.author.token.clone());
    let others = seeded.learners.iter();
    let others = others.map(|learner| Client::new(learner.person_id, learner.token.clone()));
    let clients = std::iter::once(host).chain(others).collect();
    let servers = Servers::start(plan, place)?;
    let webinar = format!("/api/v1/webinars/{webinar_id}");
    let (mut stage, mut figures) = Stage::set(plan, clients, servers, webinar)?;
    figures.database = Some(place.kind());
    stage.run(plan, Some(place), figures).await
}

/// The course, its people and the webinar, straight in the database.
async fn scene(plan: &Plan, place: &Place) -> Result<(Seeded, Uuid), Failure> {
    let database = place.connect().await?;
    let item_id = ids::new_id();
    let document = content::webinar_course(item_id)?;
    let seeded = seed(&database, plan.participants - 1, document, item_id).await?;
    let webinar_id = plan_webinar(&database, &seeded, Clock::system().now()).await?;
    database.close().await?;
    Ok((seeded, webinar_id))
}

/// A webinar of the course, from now on.
///
/// # Errors
/// When the database fails.
pub async fn plan_webinar(
    database: &Database,
    seeded: &Seeded,
    now: DateTime<Utc>,
) -> Result<Uuid, Failure> {
    let webinar_id = ids::new_id();
    let row = webinar::ActiveModel {
        id: Set(webinar_id),
        course_id: Set(seeded.course_id),
        item_id: Set(seeded.item_id),
        host_id: Set(seeded.author.person_id),
        title: Set("Load".to_owned()),
        starts_at: Set(now),
        ends_at: Set(now + PLANNED),
        status: Set(Status::Scheduled),
        revision: Set(0),
        created_at: Set(now),
        ..Default::default()
    };
    let transaction = database.begin().await?;
    insert(&transaction, vec![row]).await?;
    transaction.commit().await?;
    Ok(webinar_id)
}

/// The people, and the server that they talk to.
pub struct Stage {
    pub crowd: Crowd,
    pub servers: Servers,
    /// When the server was killed.
    pub kills: Vec<u64>,
    /// From when until when the webinar was live.
    pub live: (u64, u64),
}

impl Stage {
    fn set(
        plan: &Plan,
        clients: Vec<Client>,
        servers: Servers,
        webinar: String,
    ) -> Result<(Self, RoomFigures), Failure> {
        let random = Random::new(ids::new_seed());
        let world = World::new(plan.peer, webinar, random);
        let stage = Self {
            crowd: Crowd::new(clients, world)?,
            servers,
            kills: Vec::new(),
            live: (0, 0),
        };
        let figures = RoomFigures {
            scenario: if plan.cluster.is_some() {
                "cluster"
            } else {
                "room"
            },
            peer: plan.peer.name(),
            participants: plan.participants,
            nodes: plan.cluster.as_ref().map_or(1, |cluster| cluster.nodes),
            ..RoomFigures::default()
        };
        Ok((stage, figures))
    }

    async fn run(
        &mut self,
        plan: &Plan,
        place: Option<&Place>,
        mut figures: RoomFigures,
    ) -> Result<RoomFigures, Failure> {
        self.until("starting", |stage| stage.servers.are_up())?;
        self.crowd.world.open(self.servers.addresses());
        self.fill(plan, &mut figures)?;
        if place.is_some() {
            self.live.0 = self.turn(json!({"type": "start"}))?;
            self.turn(json!({"type": "set_rules", "rate": plan.rate()}))?;
        }
        let speech = Speech::plan(plan, &mut self.crowd.world)?;
        speech::hold(self, plan, speech, &mut figures)?;
        self.gather()?;
        if plan.stall > 0 {
            self.wait(QUIET)?;
            figures.memory_after_mb = mebibytes(self.servers.memory());
            self.require_memory(plan, &figures);
        }
        if place.is_some() {
            self.live.1 = self.turn(json!({"type": "end"}))?;
            self.until("going", |stage| {
                let mut clients = stage.crowd.clients.iter();
                Ok(clients.all(|client| client.state == State::Done))
            })?;
        }
        figures.server_rss_mb = self.servers.peak_memory().map(|most| rounded(most, 10.0));
        let mut findings = Findings::default();
        if place.is_some() {
            findings.add(facts::compare(self, PLANNED).await?);
        }
        findings.add(ledger::check(&self.crowd.clients, &self.crowd.world.record));
        self.sum_up(findings, &mut figures);
        Ok(figures)
    }

    /// What readers that stall may take is bounded, whatever happens in the room. A server that was killed is
    /// followed by another, which grows as each does that begins: there is nothing to hold it against.
    fn require_memory(&mut self, plan: &Plan, figures: &RoomFigures) {
        let is_one = plan.peer.is_surgalt() && plan.kills == 0;
        let limit = figures.memory_limit_mb.filter(|_| is_one);
        if let (Some(most), Some(limit)) = (figures.memory_during_mb, limit)
            && most > limit
        {
            let words = format!("readers that stall make {most} MiB of {limit} MiB at most");
            self.crowd.world.tally.error(words);
        }
    }

    /// Everybody gets a ticket, and then everybody comes in.
    fn fill(&mut self, plan: &Plan, figures: &mut RoomFigures) -> Result<(), Failure> {
        let people = f64::from(plan.participants);
        let rate = |from: u64, to: u64| rounded(people / seconds(to - from).max(0.001), 10.0);
        if plan.peer.is_surgalt() {
            let begun = self.crowd.world.tick();
            self.each(|client| client.goes_in = false);
            self.crowd.call();
            self.until("asking for tickets", |stage| {
                let mut clients = stage.crowd.clients.iter();
                Ok(clients.all(|client| client.ticket.is_some()))
            })?;
            figures.tickets_per_second = Some(rate(begun, self.crowd.world.now));
            self.each(|client| client.goes_in = true);
        }
        self.wait(QUIET)?;
        let before = self.servers.memory();
        let begun = self.crowd.world.tick();
        self.crowd.pace = plan.joins_per_second;
        self.crowd.call();
        let count = self.crowd.clients.len();
        self.until("joining", |stage| Ok(stage.crowd.inside == count))?;
        figures.joins_per_second = rate(begun, self.crowd.world.now);
        self.crowd.pace = 0;
        self.gather()?;
        self.wait(QUIET)?;
        let grown = before
            .zip(self.servers.memory())
            .map(|(before, after)| after - before);
        figures.bytes_per_connection = grown.map(|grown| (grown / people).round());
        Ok(())
    }

    fn each(&mut self, change: impl Fn(&mut Client)) {
        self.crowd.clients.iter_mut().for_each(change);
    }

    /// Until everybody is there, has heard everything and has been answered.
    fn gather(&mut self) -> Result<(), Failure> {
        self.until("gathering", |stage| {
            // An answer may come before the entry that it names.
            let world = &stage.crowd.world;
            let last = world.record.last().max(world.tally.promised);
            let mut clients = stage.crowd.clients.iter();
            Ok(clients.all(|client| {
                client.state == State::Inside
                    && client.unanswered.is_empty()
                    && client.last.is_some_and(|through| through >= last)
            }))
        })
    }

    /// The host does something; when that was acknowledged.
    fn turn(&mut self, frame: Value) -> Result<u64, Failure> {
        let what = frame.to_string();
        self.crowd.with(0, |host, _, world| host.turn(frame, world));
        self.until(&what, |stage| {
            let host = stage.crowd.clients.first();
            Ok(host.is_some_and(|host| host.unanswered.is_empty()))
        })?;
        Ok(self.crowd.world.now)
    }

    fn wait(&mut self, time: u64) -> Result<(), Failure> {
        let until = self.crowd.world.tick() + time;
        while self.crowd.world.now < until {
            self.crowd.turn(until)?;
        }
        Ok(())
    }

    /// Serves everybody until something is so.
    fn until(
        &mut self,
        what: &str,
        mut is_so: impl FnMut(&mut Self) -> Result<bool, Failure>,
    ) -> Result<(), Failure> {
        let until = self.crowd.world.tick() + PATIENCE;
        while !is_so(self)? {
            self.crowd.turn(until)?;
            if self.crowd.world.now >= until {
                let (tally, inside) = (&self.crowd.world.tally, self.crowd.inside);
                let words = tally.words.first().cloned().unwrap_or_default();
                return Err(format!("{what} takes too long; {inside} are inside; {words}").into());
            }
        }
        Ok(())
    }

    fn sum_up(&self, findings: Findings, figures: &mut RoomFigures) {
        let tally = &self.crowd.world.tally;
        let clients = self.crowd.clients.iter();
        figures.checked = clients.map(|client| client.sheet.acknowledged.len()).sum();
        figures.p50_ms = tally.latency.percentile(50);
        figures.p99_ms = tally.latency.percentile(99);
        figures.away_p99_ms = tally.away.percentile(99);
        figures.away_most_ms = tally.away.percentile(100);
        let milliseconds = seconds(tally.longest_silence) * 1_000.0;
        figures.silence_ms = (!self.kills.is_empty()).then(|| rounded(milliseconds, 1.0));
        figures.kills = self.kills.len();
        figures.reconnections = tally.reconnections;
        figures.snapshots = tally.snapshots;
        figures.caught_up = tally.caught_up;
        figures.put_off = tally.put_off;
        figures.unsaid = tally.unsaid;
        figures.lost = tally.lost + u64::from(findings.lost);
        figures.duplicated = tally.duplicated + u64::from(findings.duplicated);
        figures.errors = tally.errors + findings.errors.len();
        for error in tally.words.iter().chain(&findings.errors).take(TOLD) {
            eprintln!("load: {error}");
        }
    }
}

/// Microseconds as seconds.
pub fn seconds(microseconds: u64) -> f64 {
    std::time::Duration::from_micros(microseconds).as_secs_f64()
}
