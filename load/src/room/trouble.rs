//! What happens to servers while lines are said: they are killed, or stand still for a while and come back.

use std::collections::VecDeque;
use std::time::Duration;

use super::Plan;
use super::client::SECOND;
use super::play::Stage;
use crate::Failure;
use crate::moments::{Random, spread};

/// How long a server stands still.
const PAUSE: u64 = 30 * SECOND;
/// When a proxy that asks twice a second has noticed that a server does not answer.
const NOTICED: u64 = 5 * SECOND;

/// What happens when.
#[derive(Debug, Default)]
pub struct Troubles {
    due: VecDeque<(u64, Trouble)>,
    /// Servers that stand still: when the proxy notices, and when they go on.
    paused: Vec<Paused>,
}

#[derive(Debug, Clone, Copy)]
enum Trouble {
    Kill,
    Pause,
    Bus,
    Database,
}

#[derive(Debug, Clone, Copy)]
struct Paused {
    which: usize,
    noticed_at: Option<u64>,
    goes_on_at: u64,
}

impl Troubles {
    /// Draws the moments.
    pub fn plan(plan: &Plan, measured: u64, random: &mut Random) -> Self {
        let mut draw = |count: u16, trouble: Trouble| {
            let moments = spread(count.into(), plan.seconds, random).into_iter();
            let moments = moments.map(move |at| (measured + microseconds(at), trouble));
            moments.collect::<Vec<_>>()
        };
        let mut due = draw(plan.kills, Trouble::Kill);
        if let Some(cluster) = &plan.cluster {
            due.extend(draw(cluster.pauses, Trouble::Pause));
            due.extend(draw(cluster.bus_restarts, Trouble::Bus));
            due.extend(draw(cluster.database_restarts, Trouble::Database));
        }
        due.sort_by_key(|(at, _)| *at);
        Self {
            due: due.into(),
            paused: Vec::new(),
        }
    }

    /// When anything is due next, if ever.
    pub fn next(&self) -> Option<u64> {
        let paused = self.paused.iter();
        let paused = paused.map(|one| one.noticed_at.unwrap_or(one.goes_on_at));
        let due = self.due.front().map(|(at, _)| *at);
        paused.chain(due).min()
    }

    /// Whether all servers are as they should be.
    pub fn are_over(&self) -> bool {
        self.paused.is_empty()
    }

    /// Lets happen what is due. Gives the processor time that killed servers had used.
    ///
    /// # Errors
    /// When a server does not come again.
    pub fn happen(&mut self, stage: &mut Stage, plan: &Plan) -> Result<f64, Failure> {
        let now = stage.crowd.world.now;
        self.go_on(stage, now)?;
        for which in 0..stage.servers.count() {
            let stands = self.paused.iter().any(|one| one.which == which);
            if !stands && !stage.crowd.world.is_up(which) {
                let is_up = stage
                    .servers
                    .at(which)
                    .map_or(Ok(true), |one| one.is_up())?;
                stage.crowd.world.set_up(which, is_up);
            }
        }
        // One after the other: whoever has none to go to would only wait.
        let Some((_, trouble)) = self.due.front().copied().filter(|(at, _)| *at <= now) else {
            return Ok(0.0);
        };
        let up = stage.crowd.world.up();
        let is_last = up.len() < 2 && stage.servers.count() > 1;
        let Some(which) = stage.crowd.world.random.one_of(&up).filter(|_| !is_last) else {
            return Ok(0.0);
        };
        self.due.pop_front();
        stage.kills.push(now);
        stage.crowd.world.disturbed(now);
        match (trouble, &plan.cluster) {
            (Trouble::Bus, Some(cluster)) => {
                if let Some(nats) = &mut cluster.services()?.nats {
                    nats.restart()?;
                }
                Ok(0.0)
            }
            (Trouble::Database, Some(cluster)) => {
                if let Some(postgresql) = &mut cluster.services()?.postgresql {
                    postgresql.restart()?;
                }
                Ok(0.0)
            }
            (Trouble::Kill | Trouble::Bus | Trouble::Database, _) => {
                stage.crowd.world.set_up(which, false);
                stage.crowd.lose(which);
                stage.servers.kill(which, plan)
            }
            (Trouble::Pause, _) => {
                if let Some(server) = stage.servers.at(which) {
                    server.pause()?;
                }
                self.paused.push(Paused {
                    which,
                    noticed_at: Some(now + NOTICED),
                    goes_on_at: now + PAUSE,
                });
                Ok(0.0)
            }
        }
    }

    fn go_on(&mut self, stage: &mut Stage, now: u64) -> Result<(), Failure> {
        for one in &mut self.paused {
            if one.noticed_at.is_some_and(|at| at <= now) {
                one.noticed_at = None;
                stage.crowd.world.set_up(one.which, false);
                stage.crowd.lose(one.which);
            }
        }
        for one in self.paused.extract_if(.., |one| one.goes_on_at <= now) {
            if let Some(server) = stage.servers.at(one.which) {
                server.go_on()?;
            }
        }
        Ok(())
    }
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
